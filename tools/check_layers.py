#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Enforces who may include whom (ARCHITECTURE.md), by place and file suffix, without exceptions.

The two tables below are the law; everything after them only reads files. A place that needs more
is a decision about the architecture: change the table in a commit that says why.

    tools/check_layers.py [--root DIR]      prints path:line: rule: what to do instead
"""

import argparse
import re
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from guard import purity
from guard.cpp import Include, Source
from guard.finding import Finding, report
from guard.tree import CPP, Tree

# A name with a slash is a folder of src, "own" the file's folder; rules, store, actions, routes and
# command are the roles a suffix gives in feature folders, "own store" that role in the same folder. A row for
# one folder goes before the row of its layer.
MAY_INCLUDE = {
    "base":     "base",
    "engine":   "base, own, engine/calendar",
    "format":   "base, own, format/package",
    "format/spreadsheet": "base, own, format",  # the one door that sends a file to the format it is in
    "platform": "base, platform",
    "rules":    "base, engine, rules",
    "store":    "base, rules, own store, platform/db, platform/journal",
    "actions":  "base, rules, own store, actions, engine, format, "
                "platform/db, platform/journal, platform/clock, platform/blob, platform/crypto",
    "feature/system": "base, own, platform",  # tells of the machine itself: jobs, log, load; and knows no register
    "routes":   "base, rules, own actions, own routes, platform/http, platform/api, platform/json, platform/db, "
                "platform/message",
    "command":  "base, rules, actions, command, engine, format, platform/ui, platform/db, platform/journal, "
                "platform/clock, platform/blob, platform/backup, platform/crypto, platform/config, platform/json, "
                "platform/message, platform/resource",
    "main":     "base, engine, format, platform, feature, main",
}

# Third-party headers by library; a name that ends with a slash stands for all headers below it.
LIBRARIES = {
    "posix": "unistd.h fcntl.h poll.h pwd.h grp.h netdb.h dirent.h spawn.h termios.h dlfcn.h pthread.h syslog.h "
             "sys/ netinet/ arpa/ linux/",
    "fmt": "fmt/", "eigen": "Eigen/", "toml": "toml++/", "cli": "CLI/", "spdlog": "spdlog/", "icu": "unicode/",
    "zip": "zip.h", "zlib": "zlib.h", "expat": "expat.h", "pugixml": "pugixml.hpp", "xlsxwriter": "xlsxwriter.h",
    "sqlite": "sqlite3.h", "libpq": "libpq-fe.h postgresql/", "openssl": "openssl/",
    "sodium": "sodium.h", "json": "boost/json.hpp boost/json/ boost/describe.hpp boost/describe/",
    "asio": "boost/asio.hpp boost/asio/",
    "gtest": "gtest/ gmock/",
}

# Where a library may be named, beside the standard library and fmt, which are free everywhere.
THIRD_PARTY = (
    ("engine/score/*", "eigen"),
    ("engine/forecast/*", "eigen"),
    ("engine/schedule/*", "eigen"),
    ("engine/score/*_toml.cpp", "toml"),
    ("engine/light/*_toml.cpp", "toml"),
    ("engine/calendar/*_toml.cpp", "toml"),
    ("engine/loop/*_toml.cpp", "toml"),
    ("feature/exchange/*_toml.cpp", "toml"),
    ("format/package/*", "zip zlib expat pugixml"),
    ("format/xlsx/*", "zip zlib expat xlsxwriter"),
    ("format/ods/*", "zip zlib expat"),
    ("format/docx/*", "icu zip zlib pugixml"),
    ("format/ofd/*", "zip zlib pugixml"),
    ("format/mspdi/*", "expat pugixml"),
    ("format/csv/*", "icu"),
    ("format/xer/*", "icu"),
    ("format/xlsx/xlsx_writer.cpp", "posix"),  # xlsxwriter wants a named file: memfd
    ("platform/*", "posix"),
    ("platform/db/sqlite_session.cpp", "sqlite"),
    ("platform/db/store_test.hpp", "sqlite"),  # plants faults behind the program's back
    ("platform/db/postgres_*", "libpq"),
    ("platform/db/server.cpp", "libpq"),  # takes connection strings apart
    ("platform/crypto/*", "openssl sodium"),
    ("platform/json/*", "json"),
    ("platform/http/*", "asio openssl zlib"),
    ("platform/log/*", "spdlog"),
    ("platform/config/*", "toml"),
    ("platform/message/*", "toml"),
    ("platform/resource/*", "toml"),
    ("platform/ui/*", "cli"),
    ("feature/*_command.*", "cli"),
    ("main/*", "cli posix"),
    ("*_test.*", "gtest"),
)

PURE_PLACES = ("base", "engine", "format", "rules")
EXACT_PLACES = ("feature", "platform", "main")  # no floating point
TEST_SUPPORT = "tests/"  # beside src, for tests only
SHARED_TEST_FOLDERS = ("base", "platform/db")  # their *_test.hpp may serve every test

ADVICE = {
    "base": "base includes base only; move what needs more into an engine or a feature",
    "engine": "an engine includes base and engine/calendar; let a feature compose engines",
    "format": "a format includes base and format/package; hand it values, let actions call it",
    "platform": "platform includes base and platform; hand it values, let a feature call it",
    "rules": "rules are pure: base, engines and rules of features; let actions load and save",
    "store": "a store sees rules, platform/db and platform/journal; let actions compose",
    "actions": "actions see rules, their own store, other actions, engine, format, "
               "platform/{db,journal,clock,blob,crypto}; ask the other feature's actions",
    "routes": "routes turn text into values and call their own actions: rules, platform/{http,api,json,message}, and "
              "platform/db for its values; move the work into actions",
    "command": "a command calls actions, engines and formats with platform/{ui,db,journal,clock,blob,backup,crypto,"
               "config,json,message,resource}; move the work into actions",
    "main": "main includes places of src only",
}

STANDARD = frozenset("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution expected filesystem forward_list fstream
functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore
set shared_mutex source_location span spanstream sstream stack stacktrace stdexcept stop_token streambuf string
string_view syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility
valarray variant vector version assert.h ctype.h errno.h fenv.h float.h inttypes.h limits.h locale.h math.h setjmp.h
signal.h stdarg.h stddef.h stdint.h stdio.h stdlib.h string.h time.h wchar.h
""".split())

LAYERS = ("base", "engine", "format", "platform", "feature", "main")
ROLES = ("store", "actions", "routes", "command")
PARALLEL = re.compile(r"engine/(?:schedule|score)/(?:\w+_)?parallel\.(?:hpp|cpp)$")


@dataclass(frozen=True)
class Place:
    """Where a file below src stands; `kind` is its row in MAY_INCLUDE."""

    path: str
    layer: str
    folder: str
    kind: str
    test: bool


def place_of(path: str) -> Place | None:
    """The place of a path relative to src; None when the layout has no room for it."""
    parts = path.split("/")
    layer = parts[0]
    flat = layer in ("base", "main")
    if layer not in LAYERS or len(parts) < (2 if flat else 3):
        return None
    folder = layer if flat else "/".join(parts[:2])
    stem = parts[-1].split(".")[0]
    test = stem.endswith("_test")
    return Place(path, layer, folder, _role(stem.removesuffix("_test")) if layer == "feature" else layer, test)


def _role(stem: str) -> str:
    return next((role for role in ROLES if stem == role or stem.endswith("_" + role)), "rules")


def _matches(token: str, source: Place, target: Place) -> bool:
    if token == "own":
        return target.folder == source.folder
    if token.startswith("own "):
        return target.folder == source.folder and target.kind == token.removeprefix("own ")
    return token == target.kind or f"{target.path}/".startswith(token + "/")


def _may_include(source: Place, target: Place) -> bool:
    if target.test and not source.test:
        return False
    if target.test and target.folder in SHARED_TEST_FOLDERS:
        return True
    allowed = MAY_INCLUDE.get(source.folder, MAY_INCLUDE[source.kind])
    return any(_matches(token, source, target) for token in allowed.split(", "))


def _may_name(path: str, library: str) -> bool:
    """A test may name what its subject may."""
    paths = (path, path.replace("_test.", "."))
    granted = (libraries for pattern, libraries in THIRD_PARTY if any(fnmatchcase(one, pattern) for one in paths))
    return library == "fmt" or any(library in libraries.split() for libraries in granted)


def _library_of(header: str) -> str | None:
    for library, headers in LIBRARIES.items():
        if any(header == name or (name.endswith("/") and header.startswith(name)) for name in headers.split()):
            return library
    return None


def check_angled(place: Place, include: Include) -> Iterator[Finding]:
    if include.target in STANDARD:
        return
    library = _library_of(include.target)
    if library and _may_name(place.path, library):
        return
    allowed = [pattern for pattern, libraries in THIRD_PARTY if library in libraries.split()]
    advice = (f"<{include.target}> may be named only in {', '.join(allowed)}; call what that place offers" if library
              else f"<{include.target}> is on no list; use what the stack has, or add the library to LIBRARIES and "
                   "THIRD_PARTY in tools/check_layers.py and say why")
    yield Finding(f"src/{place.path}", include.line, "third-party", advice)


def check_quoted(place: Place, include: Include) -> Iterator[Finding]:
    if place.test and include.target.startswith(TEST_SUPPORT):
        return
    target = place_of(include.target)
    path = f"src/{place.path}"
    if not target:
        yield Finding(path, include.line, "include-path", f'write "{include.target}" as its path from src/, such as '
                      '"base/result.hpp"; third-party headers take <>')
    elif target.test and not place.test:
        yield Finding(path, include.line, "include", "only tests include *_test.hpp; move what both need out of it")
    elif not _may_include(place, target):
        yield Finding(path, include.line, "include", f"{include.target}: {ADVICE[place.kind]}")


def check_includes(place: Place, source: Source) -> Iterator[Finding]:
    for include in source.includes():
        yield from (check_angled if include.angled else check_quoted)(place, include)


def check_purity(place: Place, source: Source) -> Iterator[Finding]:
    """Tests may read golden files and clocks; they are not part of a result."""
    bans = purity.PURE if place.kind in PURE_PLACES and not place.test else ()
    if PARALLEL.match(place.path):
        bans = tuple(ban for ban in bans if ban.rule != "thread")
    if place.layer in EXACT_PLACES:
        bans += (purity.FLOATING,)
    for line, ban in purity.violations(source, bans):
        yield Finding(f"src/{place.path}", line, ban.rule, ban.advice)


def check_sql(place: Place, source: Source) -> Iterator[Finding]:
    """Tests may plant rows; platform is where the database, the journal and the job lease live."""
    if place.test or place.kind in ("store", "platform"):
        return
    for line in purity.sql_lines(source):
        yield Finding(f"src/{place.path}", line, "sql", "move the statement into the feature's _store; "
                      "SQL stands only there and in platform")


def check_bool_parameters(place: Place, source: Source) -> Iterator[Finding]:
    if place.kind != "rules" or place.test or not place.path.endswith((".hpp", ".h")):
        return
    for line in purity.bool_parameter_lines(source):
        yield Finding(f"src/{place.path}", line, "bool-parameter", "take an enum class whose values say what they "
                      "mean, or two functions; true at a call says nothing")


CHECKS = (check_includes, check_purity, check_sql, check_bool_parameters)


def check_file(path: str, text: str) -> tuple[list[Finding], list[tuple[str, str, int]]]:
    """Findings of one file and its permitted steps to other folders: (from, to, line)."""
    place = place_of(path.removeprefix("src/"))
    if not place:
        advice = f"src has {', '.join(LAYERS)}; a file stands in a folder of one of them"
        return [Finding(path, 1, "place", advice)], []
    source = Source(text)
    findings = [finding for check in CHECKS for finding in check(place, source)]
    targets = ((include.line, place_of(include.target)) for include in source.includes() if not include.angled)
    steps = [(place.folder, target.folder, line) for line, target in targets
             if target and not place.test and target.folder != place.folder and _may_include(place, target)]
    return findings, steps


def check_cycles(steps: dict[tuple[str, str], tuple[str, int]]) -> Iterator[Finding]:
    """Every folder is one static library, so a circle of folders cannot be built or understood apart.

    Only permitted includes count: a forbidden one is reported for what it is.
    """
    told: set[str] = set()
    for start in sorted({source for source, _ in steps}):
        circle = _way_back(start, steps)
        if circle and not told & set(circle):
            told |= set(circle)
            path, line = steps[circle[0], circle[1]]
            yield Finding(path, line, "cycle", f"{' -> '.join(circle)}: move what both need down, "
                          "or let one of them call from outside")


def _way_back(start: str, steps: dict[tuple[str, str], tuple[str, int]]) -> list[str] | None:
    """The shortest walk from a folder to itself."""
    walks = deque([[start]])
    seen: set[str] = set()
    while walks:
        walk = walks.popleft()
        for _, target in sorted(step for step in steps if step[0] == walk[-1]):
            if target == start:
                return [*walk, target]
            if target not in seen:
                seen.add(target)
                walks.append([*walk, target])
    return None


def check_tree(tree: Tree) -> list[Finding]:
    findings: list[Finding] = []
    steps: dict[tuple[str, str], tuple[str, int]] = {}
    for path in tree.below("src", *CPP):
        found, walked = check_file(path, tree.text(path))
        findings += found
        for source, target, line in walked:
            steps.setdefault((source, target), (path, line))
    return sorted(set(findings) | set(check_cycles(steps)))


def main() -> int:
    options = argparse.ArgumentParser(description="checks who includes whom, and that pure places stay pure")
    options.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="checkout to check")
    return report("check_layers", check_tree(Tree(options.parse_args().root)))


if __name__ == "__main__":
    sys.exit(main())
