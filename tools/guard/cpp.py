# SPDX-License-Identifier: Apache-2.0
"""Reads C++ as text: just enough to tell code from comments and strings.

No parser is used: a guard that needs a compiler would be too slow for every commit, and the
code base is formatted by one tool, so plain patterns on blanked text are reliable.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# A quote after a letter or digit is a digit separator (1'000), not a character.
_NOT_CODE = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<raw>R"(?P<mark>[^\s()\\]{0,16})\((?P<raw_value>.*?)\)(?P=mark)")
      | "(?P<value>(?:\\.|[^"\\\n])*)"
      | (?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'""",
    re.S | re.X,
)
_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include\b", re.M)
_TARGET = re.compile(r"""[ \t]*(?:<([^>\n]+)>|"([^"\n]+)")""")
_BRACKET_OR_COMMA = re.compile(r"[()\[\]{},]")
_VISIBLE = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Include:
    line: int
    target: str
    angled: bool


@dataclass(frozen=True)
class Literal:
    start: int
    line: int
    value: str


class Source:
    """One C++ text; `code` has the same length and lines with comments and literals blanked."""

    def __init__(self, text: str):
        self.text = text
        self.code = _NOT_CODE.sub(lambda match: _VISIBLE.sub(" ", match[0]), text)
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line_of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def includes(self) -> Iterator[Include]:
        for match in _INCLUDE.finditer(self.code):
            target = _TARGET.match(self.text, match.end())
            if target:
                yield Include(self.line_of(match.end()), target[1] or target[2], bool(target[1]))

    def literals(self) -> Iterator[Literal]:
        """String literals, raw ones included, in order."""
        for match in _NOT_CODE.finditer(self.text):
            value = match["raw_value"] if match["raw"] else match["value"]
            if value is not None:
                yield Literal(match.start(), self.line_of(match.start()), value)

    def arguments(self, opening: int) -> list[tuple[int, int]]:
        """Spans of the arguments in the bracket at `opening`; commas inside inner brackets do not part."""
        spans, depth, start = [], 0, opening + 1
        for match in _BRACKET_OR_COMMA.finditer(self.code, opening):
            depth += (match[0] in "([{") - (match[0] in ")]}")
            if depth == 0 or (depth == 1 and match[0] == ","):
                spans.append((start, match.start()))
                start = match.end()
            if depth == 0:
                break
        return spans
