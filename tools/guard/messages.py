# SPDX-License-Identifier: Apache-2.0
"""Codes of refusals and findings: used in src, worded in data/message, listed in docs/errors.md, tested.

A code is part of the interface: clients switch on it and users read its words, so one that nobody
translated or no test provokes is a fault, not a detail.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guard.cpp import Literal, Source
from guard.finding import Finding
from guard.tree import CPP, Tree, is_test

MESSAGES = "data/message"
LIST = "docs/errors.md"
LANGUAGES = ("zh", "en")

_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_LITERAL = re.compile(r'"([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)"')
# Where a code is given: refuse(kind, place, "a.b"), Problem{place, "a.b"}, and any function of ours
# with a parameter that is called code.
_GIVERS = ("refuse", "Problem", "Finding", "Error")
_TAKES_CODE = re.compile(r"\b(\w+)\s*\((?:[^()]*,)?\s*(?:const\s+)?(?:std::string(?:_view)?|char\s*\*)"
                         r"\s*&?\s*code\s*[,)=]")
_FILE_NAME = re.compile(r"\.(?:toml|json|xlsx|csv|docx|db|sql|xml|md|txt|html|hpp|cpp)$")
_BLANK = re.compile(r"\{(\w*)\}")
_TESTS = ("tests/", "src/", "web/")


@dataclass(frozen=True)
class Message:
    path: str
    line: int
    zh: str
    en: str

    def wording(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@lru_cache(maxsize=1)
def read_messages(tree: Tree) -> tuple[dict[str, Message], list[Finding]]:
    """All worded codes, and what is wrong with the files themselves."""
    messages: dict[str, Message] = {}
    findings: list[Finding] = []
    for path in tree.below(MESSAGES, ".toml"):
        try:
            entries = tomllib.loads(tree.text(path))
        except tomllib.TOMLDecodeError as fault:
            findings.append(Finding(path, 1, "message-file", f"not TOML: {fault}"))
            continue
        for code, words in entries.items():
            line = _line_of(tree, path, code)
            if code in messages:
                findings.append(Finding(path, line, "message-file", f"{code} stands in {messages[code].path} already"))
            elif not _CODE.fullmatch(code) or not isinstance(words, dict):
                findings.append(Finding(path, line, "message-file", f'write ["feature.reason"] quoted, not [{code}]'))
            else:
                messages[code] = Message(path, line, *(str(words.get(language, "")) for language in LANGUAGES))
    return messages, findings


def _line_of(tree: Tree, path: str, code: str) -> int:
    heads = (number for number, line in enumerate(tree.lines(path), 1) if line.startswith(f'["{code}"]'))
    return next(heads, 1)


@lru_cache(maxsize=1)
def used_codes(tree: Tree) -> dict[str, tuple[str, int]]:
    """Every code src gives, with the first place that gives it."""
    used: dict[str, tuple[str, int]] = {}
    paths = [path for path in tree.below("src", *CPP) if not is_test(path)]
    givers = {name for path in paths for name in _TAKES_CODE.findall(tree.text(path))} | set(_GIVERS)
    call = re.compile(rf"\b(?:{'|'.join(sorted(givers))})\s*(?:\w+\s*)?(?=[({{])")
    for path in paths:
        if _LITERAL.search(tree.text(path)):
            for literal in _given_codes(Source(tree.text(path)), call):
                used.setdefault(literal.value, (path, literal.line))
    return used


def _given_codes(source: Source, call: re.Pattern) -> Iterator[Literal]:
    """The code is the last argument that looks like one: a place before it may be dotted too."""
    codes = [literal for literal in source.literals()
             if _CODE.fullmatch(literal.value) and not _FILE_NAME.search(literal.value)]
    if not codes:
        return
    for match in call.finditer(source.code):
        for start, end in reversed(source.arguments(match.end())):
            given = [literal for literal in codes if start <= literal.start < end]
            yield from given
            if given:
                break


def check_messages(tree: Tree) -> Iterator[Finding]:
    messages, findings = read_messages(tree)
    yield from findings
    for code, message in messages.items():
        for language in LANGUAGES:
            if not message.wording(language):
                yield Finding(message.path, message.line, "message", f"{code} has no {language} wording")
        blanks = [set(_BLANK.findall(message.wording(language))) for language in LANGUAGES]
        if all(map(message.wording, LANGUAGES)) and blanks[0] != blanks[1]:
            odd = ", ".join(sorted(blanks[0] ^ blanks[1]))
            yield Finding(message.path, message.line, "message", f"{code}: {{{odd}}} stands in one language only")


def check_codes_worded(tree: Tree) -> Iterator[Finding]:
    messages, _ = read_messages(tree)
    for code, (path, line) in used_codes(tree).items():
        if code not in messages:
            topic = code.split(".")[0]
            yield Finding(path, line, "code-worded", f'word ["{code}"] in zh and en in {MESSAGES}/{topic}.toml')


def check_codes_used(tree: Tree) -> Iterator[Finding]:
    """Words that nothing says any more mislead whoever translates or documents them."""
    messages, _ = read_messages(tree)
    sources = [path for path in tree.below("src", *CPP) + tree.below("web/src", ".ts", ".vue") if not is_test(path)]
    said = {code for path in sources for code in _LITERAL.findall(tree.text(path).replace("'", '"'))}
    for code, message in messages.items():
        if code not in said:
            yield Finding(message.path, message.line, "code-used", f"nothing gives {code}: remove it, or correct it")


def check_codes_tested(tree: Tree) -> Iterator[Finding]:
    tests = "\n".join(tree.text(path) for path in tree.files if path.startswith(_TESTS) and is_test(path))
    tested = set(_CODE.findall(tests))
    for code, (path, line) in used_codes(tree).items():
        if code not in tested:
            yield Finding(path, line, "code-tested", f"no test mentions {code}: add the row that provokes it")


def check_codes_listed(tree: Tree) -> Iterator[Finding]:
    messages, _ = read_messages(tree)
    if not messages and not tree.exists(LIST):
        return
    if not tree.exists(LIST) or tree.text(LIST) != error_list(messages):
        yield Finding(LIST, 1, "code-listed", f"differs from {MESSAGES}: run tools/tidy.py --write-errors")


def error_list(messages: dict[str, Message]) -> str:
    """docs/errors.md: one section a topic, in alphabetical order so that differences stay small."""
    lines = ["# Errors", "",
             f"Codes are stable; their words are in `{MESSAGES}` and filled in by the server. "
             "Written by `tools/tidy.py --write-errors`."]
    topic = ""
    for code, message in sorted(messages.items()):
        if code.split(".")[0] != topic:
            topic = code.split(".")[0]
            lines += ["", f"## {topic}", "", "| code | 中文 | English |", "|---|---|---|"]
        lines.append(f"| `{code}` | {_cell(message.zh)} | {_cell(message.en)} |")
    return "\n".join(lines) + "\n"


def _cell(wording: str) -> str:
    return wording.replace("|", "\\|").replace("\n", " ")
