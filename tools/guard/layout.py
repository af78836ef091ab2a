# SPDX-License-Identifier: Apache-2.0
"""The outer form of text files: licence line, header guard and prose, columns, characters."""

import re
from collections.abc import Iterator

from guard.finding import Finding
from guard.tree import CPP, Tree, is_test

SPDX = "SPDX-License-Identifier: Apache-2.0"
COLUMNS = 120
PROSE_LINES = range(2, 7)

_SOURCE = (*CPP, ".py", ".ts", ".vue", ".js", ".mjs", ".css", ".sh", ".sql", ".cmake", "CMakeLists.txt")
_TEXT = (*_SOURCE, ".md", ".toml", ".yaml", ".yml", ".json", ".scenario", ".case", ".txt", ".in")
# Corpora and golden inputs hold odd bytes on purpose.
_ODD_ON_PURPOSE = ("tests/fuzz/corpus/", "tests/golden/", "data/seed/")
# Invisible letters and direction marks can make a reviewer read other code than the compiler does.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")
_TRAILING = re.compile(r"[ \t]+$", re.M)


def _generated(path: str) -> bool:
    return path.endswith(".d.ts")


def _written_text(tree: Tree) -> Iterator[str]:
    return (path for path in tree.below("", *_TEXT) if not path.startswith(_ODD_ON_PURPOSE) and not _generated(path))


def check_spdx(tree: Tree) -> Iterator[Finding]:
    for path in tree.below("", *_SOURCE) + [path for path in ("dev",) if tree.exists(path)]:
        if not _generated(path) and SPDX not in "\n".join(tree.lines(path)[:3]):
            yield Finding(path, 1, "spdx", f"begin the file with a comment: {SPDX}")


def check_pragma_once(tree: Tree) -> Iterator[Finding]:
    for path in tree.below("", ".hpp", ".h"):
        if "#pragma once" not in tree.lines(path):
            yield Finding(path, 1, "pragma-once", "add #pragma once after the opening comment")


def check_header_prose(tree: Tree) -> Iterator[Finding]:
    for path in tree.below("src", ".hpp"):
        prose = 0
        for line in tree.lines(path):
            if not line.startswith("//"):
                break
            prose += bool(line.strip("/ ")) and "SPDX-" not in line
        if prose not in PROSE_LINES and not is_test(path):
            yield Finding(path, 2, "header-prose", f"{prose} lines of prose after the SPDX line, 2 to 6 wanted: "
                          "what it is (with the Chinese term once) and what it refuses")


def check_characters(tree: Tree) -> Iterator[Finding]:
    for path in _written_text(tree):
        text = tree.text(path)
        for match in _CONTROL.finditer(text):
            yield Finding(path, text.count("\n", 0, match.start()) + 1, "control-character",
                          f"U+{ord(match[0]):04X} is invisible or undecodable: write UTF-8, and escapes in code")


def check_trailing_space(tree: Tree) -> Iterator[Finding]:
    for path in _written_text(tree):
        text = tree.text(path)
        for match in _TRAILING.finditer(text):
            yield Finding(path, text.count("\n", 0, match.start()) + 1, "trailing-space", "remove the spaces")


def check_columns(tree: Tree) -> Iterator[Finding]:
    for path in tree.below("", *CPP, ".py"):
        if path.startswith(_ODD_ON_PURPOSE):
            continue
        for number, line in enumerate(tree.lines(path), 1):
            if len(line) > COLUMNS:
                yield Finding(path, number, "columns", f"{len(line)} columns of at most {COLUMNS}: break the line")
