# SPDX-License-Identifier: Apache-2.0
"""Small lies told to C++ code: each is one change a test suite should notice.

Only code is changed, never comments, strings or preprocessor lines. The patterns rely on the
formatting of the code base: binary operators stand between spaces, template brackets do not.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guard.cpp import Source


@dataclass(frozen=True, order=True)
class Mutation:
    path: str
    start: int
    end: int
    line: int
    kind: str
    new: str


_RELATIONS = {"<": ["<=", ">"], "<=": ["<", ">"], ">": [">=", "<"], ">=": [">", "<"], "==": ["!="], "!=": ["=="]}
_SWAPS = {"&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "+=": ["-="], "-=": ["+="], "*": ["/"], "/": ["*"],
          "true": ["false"], "false": ["true"], "std::min": ["std::max"], "std::max": ["std::min"]}


def _neighbours(number: str) -> list[str]:
    """0 and 1 stand for each other; other figures are boundaries, moved by one both ways."""
    digits = number.replace("'", "")
    if digits in ("0", "1"):
        return ["1" if digits == "0" else "0"]
    return [str(int(digits) + 1), str(int(digits) - 1)]


# (kind, what is replaced, by what)
OPERATORS: tuple[tuple[str, re.Pattern, Callable[[str], list[str]]], ...] = (
    ("relation", re.compile(r"(?<=[ ])(?:[<>]=?|[!=]=)(?=[ \n])"), _RELATIONS.__getitem__),
    ("logic", re.compile(r"(?<=[ ])(?:&&|\|\|)(?=[ \n])"), _SWAPS.__getitem__),
    ("arithmetic", re.compile(r"(?<=[ ])[-+*/]=?(?=[ \n])"), lambda old: _SWAPS.get(old, [])),
    ("truth", re.compile(r"\b(?:true|false)\b"), _SWAPS.__getitem__),
    ("negation", re.compile(r"(?<=[( ])!(?=[\w(])"), lambda _: [""]),
    ("extreme", re.compile(r"\bstd::(?:min|max)(?=[(<])"), _SWAPS.__getitem__),
    ("figure", re.compile(r"(?<![\w.'])\d[\d']*(?![\w.'])"), _neighbours),
)
_REFUSAL = re.compile(r"\breturn\s+refuse\s*(?=\()")
_PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)
_COMPILED_AWAY = re.compile(r"\b(?:static_assert|GUATU_ASSERT)\s*\([^;]*;|^\s*template\s*<[^\n]*", re.M)


def mutations_of(path: str, text: str) -> list[Mutation]:
    """Every mutation of one file in the order of the text."""
    source = Source(text)
    for passed_over in (_PREPROCESSOR, _COMPILED_AWAY):
        source.code = passed_over.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source.code)
    return sorted([*_replacements(path, source), *_refusals(path, source)])


def _replacements(path: str, source: Source) -> Iterator[Mutation]:
    for kind, pattern, news in OPERATORS:
        for match in pattern.finditer(source.code):
            for new in news(match[0]):
                yield Mutation(path, match.start(), match.end(), source.line_of(match.start()), kind, new)


def _refusals(path: str, source: Source) -> Iterator[Mutation]:
    """A refusal that is forgotten; {} keeps the statement, so that an if before it stays whole."""
    for match in _REFUSAL.finditer(source.code):
        end = source.code.index(";", source.arguments(match.end())[-1][1]) + 1
        yield Mutation(path, match.start(), end, source.line_of(match.start()), "refusal", "{}")


def apply(mutation: Mutation, text: str) -> str:
    return text[:mutation.start] + mutation.new + text[mutation.end:]


def choose(mutations: list[Mutation], limit: int | None, seed: int) -> list[Mutation]:
    """A sample that depends on the seed only, in the order of the text."""
    if limit is None or limit >= len(mutations):
        return mutations
    return sorted(random.Random(seed).sample(mutations, limit))
