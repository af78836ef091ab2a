# SPDX-License-Identifier: Apache-2.0
"""What pure code must not touch, as patterns on code without comments and strings.

A result of pure code depends on its arguments only: that is what lets golden cases be exact,
snapshots be rebuilt to the byte and rules be replayed as of any day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guard.cpp import Source


@dataclass(frozen=True)
class Ban:
    rule: str
    pattern: re.Pattern
    advice: str


def _ban(rule: str, headers: str, words: str, advice: str) -> Ban:
    header = rf"^[ \t]*\#[ \t]*include[ \t]*<(?:{headers})>|" if headers else ""
    return Ban(rule, re.compile(header + words, re.M), advice)


# (?<![\w.>:]) keeps members and functions of our own out, std:: stays in.
_CALL = r"(?:(?<![\w.>:])|(?<=std::))"

PURE = (
    _ban("clock", "",
         r"_clock::now\b|\b(?:gettimeofday|clock_gettime|timespec_get|localtime(?:_r)?|gmtime(?:_r)?)\s*\(|"
         + _CALL + r"time\s*\(\s*(?:nullptr|NULL|0|&)|std::(?:time|clock)\s*\(",
         "pass today or now in as a value; only platform/clock reads the clock"),
    _ban("random", "", r"\brandom_device\b|\barc4random\w*\s*\(|" + _CALL + r"(?:s?rand\s*\(|random\s*\(\s*\))",
         "take a seed as a value, so that the same input gives the same bytes"),
    _ban("stream", "iostream|fstream|sstream|istream|ostream|iomanip|syncstream|filesystem|cstdio|stdio\\.h",
         r"\bstd::(?:w?(?:cout|cerr|clog|cin)|[io]?(?:f|string)stream|[io]stream|filesystem)\b|"
         r"\bfmt::print(?:ln)?\s*\(|"
         + _CALL + r"(?:fopen|fdopen|freopen|tmpfile|f?printf|f?puts|fwrite|fread|perror)\s*\(",
         "take and return bytes or text in memory (fmt::format); files belong to platform and the adaptors"),
    _ban("thread", "thread|mutex|shared_mutex|condition_variable|future|stop_token|execution|pthread\\.h",
         r"\bstd::(?:jthread|thread|async|(?:\w+_)?mutex|condition_variable\w*|this_thread|execution)\b",
         "stay single-threaded; only engine/schedule and engine/score may, in files named parallel"),
    _ban("throw", "", r"\bthrow\b",
         "return refuse(...) for a refusal, GUATU_ASSERT for a bug; only platform throws when the environment breaks"),
    _ban("environment", "", r"\b(?:secure_)?getenv\s*\(|\b(?:un)?setenv\s*\(|\bputenv\s*\(",
         "pass settings in as values; platform/config reads the environment"),
)

FLOATING = Ban("floating-point", re.compile(r"\b(?:double|float)\b"),
               "use Decimal or Money; floating point stays inside base, engine and format")

_SQL_START = re.compile(r"\s*(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|"
                        r"WITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\([^)]*\)\s*)?AS\s|(?:CREATE|ALTER|DROP)\s+TABLE\s)")


def violations(source: Source, bans: tuple[Ban, ...]) -> Iterator[tuple[int, Ban]]:
    for ban in bans:
        for match in ban.pattern.finditer(source.code):
            yield source.line_of(match.start() + len(match[0]) - len(match[0].lstrip())), ban


def sql_lines(source: Source) -> Iterator[int]:
    """Lines where a string literal begins like a statement; our SQL is written in capitals."""
    return (literal.line for literal in source.literals() if _SQL_START.match(literal.value))


def bool_parameter_lines(source: Source) -> Iterator[int]:
    for match in re.finditer(r"\bbool\b", source.code):
        if _is_parameter(source.code, match.start()):
            yield source.line_of(match.start())


def _is_parameter(code: str, offset: int) -> bool:
    """Whether the innermost bracket open at `offset` is the parameter list of a function."""
    depth = 0
    for position in range(offset - 1, -1, -1):
        letter = code[position]
        if letter in ")>}]":
            depth += 1
        elif letter in "(<[{":
            if depth == 0:
                return letter == "(" and not re.search(r"\b(?:if|while|for|switch|sizeof)\s*$", code[:position])
            depth -= 1
        elif letter == ";":
            return False
    return False
