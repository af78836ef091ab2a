# SPDX-License-Identifier: Apache-2.0
"""Caps on the tail: the code bases we admire differ in their longest functions and files, not in the median."""

from collections.abc import Iterator

from guard.finding import Finding
from guard.symbols import Symbol
from guard.tree import CPP, Tree, is_test

FUNCTION_LINES = 60
FILE_LINES_SOFT = 400
FILE_LINES = 600
TEST_FILE_LINES = 800
BLOB_BYTES = 400 * 1024

_CODE = (*CPP, ".py", ".ts", ".vue", ".sh", ".css")
_GENERATED = (".d.ts",)


def check_file_length(tree: Tree) -> Iterator[Finding]:
    for path in tree.below("", *_CODE):
        lines = len(tree.lines(path)) - 1
        cap = TEST_FILE_LINES if is_test(path) else FILE_LINES
        if path.endswith(_GENERATED):
            continue
        if lines > cap:
            yield Finding(path, cap + 1, "file-length", f"{lines} lines of at most {cap}: split it by topic")
        elif lines > FILE_LINES_SOFT and not is_test(path):
            yield Finding(path, FILE_LINES_SOFT + 1, "file-length", f"{lines} lines; a file is at most "
                          f"{FILE_LINES_SOFT} unless splitting it would part what belongs together", warning=True)


def check_function_length(symbols: list[Symbol]) -> Iterator[Finding]:
    for symbol in symbols:
        lines = symbol.end - symbol.line + 1
        if symbol.kind in ("function", "member") and lines > FUNCTION_LINES and _has_body(symbol):
            yield Finding(symbol.path, symbol.line, "function-length", f"{symbol.name} has {lines} lines of at most "
                          f"{FUNCTION_LINES}: name its parts; a long table goes to namespace scope")


def _has_body(symbol: Symbol) -> bool:
    """ctags calls a C++ field "member", and a Python method too; only the method is a function."""
    return symbol.kind == "function" or symbol.path.endswith(".py")


def check_blob_size(tree: Tree) -> Iterator[Finding]:
    for path in tree.files:
        size = (tree.root / path).stat().st_size
        if size > BLOB_BYTES:
            yield Finding(path, 1, "blob-size", f"{size // 1024} KB of at most {BLOB_BYTES // 1024}: generate it, "
                          "or make it smaller; history keeps every version for good")
