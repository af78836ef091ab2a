# SPDX-License-Identifier: Apache-2.0
"""Documents that must not drift from the tree: titles, links, code paths, changelog."""

import re
from collections.abc import Iterator
from itertools import product
from posixpath import dirname, normpath

from guard.finding import Finding
from guard.tree import Tree

# Markdown that is input of the program, not a document of the project.
_INPUT = ("tests/golden/", "tests/fuzz/", "data/", "examples/")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.{},*-]+(?:/[\w.{},*-]+)+/?|[\w-]+/")
_ROOTS = ("src", "web", "data", "tests", "tools", "docs", "api", "bench", "examples")
_LAYERS = ("base", "engine", "format", "platform", "feature", "main")
# x and NAME stand for any feature, NNNN for any number.
_PLACEHOLDER = re.compile(r"(?<![A-Za-z])(?:[xy]|NAME|N{2,})(?![A-Za-z])")
_MAPS = ("ARCHITECTURE.md", "README.md", "README.zh-CN.md")
_MAP = "ARCHITECTURE.md"
_PROMISE, _HELD = "**Invariant:**", "*Held by*"
_TEST_NAME = re.compile(r"[A-Z]\w*\.\w+")
_TEST = re.compile(r"^TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", re.M)


def _documents(tree: Tree) -> list[str]:
    return [path for path in tree.below("", ".md") if not path.startswith(_INPUT)]


def _prose_lines(tree: Tree, path: str) -> Iterator[tuple[int, str]]:
    """Numbered lines outside code fences."""
    fenced = False
    for number, line in enumerate(tree.lines(path), 1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            yield number, line


def check_title(tree: Tree) -> Iterator[Finding]:
    for path in _documents(tree):
        titles = [number for number, line in _prose_lines(tree, path) if line.startswith("# ")]
        if len(titles) != 1:
            yield Finding(path, titles[1] if titles else 1, "title", f"{len(titles)} titles: a document has exactly "
                          "one line that begins with a single #")


def check_links(tree: Tree) -> Iterator[Finding]:
    for path in _documents(tree):
        for number, line in _prose_lines(tree, path):
            for match in _LINK.finditer(_CODE.sub("", line)):
                target = match[1].split("#")[0]
                if target and ":" not in target and not tree.exists(normpath(f"{dirname(path) or '.'}/{target}")):
                    yield Finding(path, number, "link", f"{target} does not exist: correct or remove the link")


def check_code_paths(tree: Tree) -> Iterator[Finding]:
    for path in _MAPS:
        if not tree.exists(path):
            continue
        for number, line in _prose_lines(tree, path):
            for match in _CODE.finditer(line):
                for gone in _missing(tree, match[1]):
                    yield Finding(path, number, "code-path", f"{gone} does not exist: the map must show the tree as is")


def _missing(tree: Tree, quoted: str) -> list[str]:
    """Paths quoted in one piece of code that neither the root nor src holds."""
    if not _PATH.fullmatch(quoted) or _PLACEHOLDER.search(quoted):
        return []
    first = quoted.split("/")[0]
    if first not in (*_ROOTS, *_LAYERS):
        return []
    prefix = "src/" if first in _LAYERS and not tree.exists(first) else ""
    return [path for path in _expand(prefix + quoted.rstrip("/")) if not any(tree.root.glob(path))]


def _expand(pattern: str) -> list[str]:
    """a/{b,c} as the shell reads it."""
    parts = re.split(r"\{([^{}]*)\}", pattern)
    choices = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def check_invariants(tree: Tree) -> Iterator[Finding]:
    """A promise that nothing holds is a wish: each names a test or a program that exists."""
    if not tree.exists(_MAP):
        return
    tests = {".".join(names) for path in tree.below("src", "_test.cpp") + tree.below("tests", ".cpp")
             for names in _TEST.findall(tree.text(path))}
    for number, promise in _paragraphs(tree, _MAP):
        if not promise.startswith(_PROMISE):
            continue
        names = _CODE.findall(promise.partition(_HELD)[2])
        if not names:
            yield Finding(_MAP, number, "invariant", f"end it with {_HELD} and the test or program that holds it")
        for name in names:
            if name not in tests and (_TEST_NAME.fullmatch(name) or not tree.exists(name)):
                yield Finding(_MAP, number, "invariant", f"{name} does not exist: name what holds the promise now")


def _paragraphs(tree: Tree, path: str) -> Iterator[tuple[int, str]]:
    """Paragraphs joined to one line, with the number of their first."""
    lines: list[str] = []
    first = 1
    for number, line in [*_prose_lines(tree, path), (0, "")]:
        if line and not lines:
            first = number
        if line:
            lines.append(line)
        elif lines:
            yield first, " ".join(lines)
            lines = []


def check_changelog(tree: Tree) -> Iterator[Finding]:
    headings = []
    if tree.exists("CHANGELOG.md"):
        headings = [(number, line) for number, line in _prose_lines(tree, "CHANGELOG.md") if line.startswith("## ")]
    number, first = headings[0] if headings else (1, "")
    if first != "## Unreleased":
        yield Finding("CHANGELOG.md", number, "changelog", "the first section is ## Unreleased, written for users")


def check_feature_names(tree: Tree) -> Iterator[Finding]:
    """Both halves of a feature are found by one name; a feature may have no pages, pages have a feature."""
    server, pages = (_folders(tree, place) for place in ("src/feature", "web/src/feature"))
    for name in sorted(pages - server):
        yield Finding(f"web/src/feature/{name}", 1, "feature-name", f"src/feature/{name} is missing: "
                      "rename the pages to the feature they show, or move them to web/src/shared")


def _folders(tree: Tree, place: str) -> set[str]:
    below = (path.removeprefix(place + "/") for path in tree.below(place))
    return {path.split("/")[0] for path in below if "/" in path}
