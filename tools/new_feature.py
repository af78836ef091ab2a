#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lays an empty feature: rules, test, store, actions, routes, words, scenario, glossary row, changelog line.

The slice compiles and passes check_layers and tidy at once, so that the first own line is about the
topic and not about the house. Everything is checked before anything is written.

    tools/new_feature.py board --term 榜单
"""

import argparse
import re
import sys
from pathlib import Path
from string import Template

import tidy
from guard import names
from guard.tree import Tree

TEMPLATES = Path(__file__).parent / "slice"
GLOSSARY = "docs/glossary.md"
CHANGELOG = "CHANGELOG.md"
GLOSSARY_HEAD = "# Glossary\n\n| screen | code | meaning | avoid |\n|---|---|---|---|\n"
CHANGELOG_HEAD = "# Changelog\n\n## Unreleased\n\n"
NAME_LENGTH = 24

# Which template goes where; the pages only when there is a web client.
SLICE = {
    **{f"name{suffix}.in": f"src/feature/$name/${{name}}{suffix}" for suffix in (
        ".hpp", ".cpp", "_test.cpp", "_store.hpp", "_store.cpp", "_actions.hpp", "_actions.cpp",
        "_routes.hpp", "_routes.cpp")},
    "name.toml.in": "data/message/$name.toml",
    "name.scenario.in": "tests/scenario/$name.scenario",
}
PAGES = {"name.ts.in": "web/src/feature/$name/$name.ts"}

ROLE_WORDS = ("store", "actions", "routes", "command", "test")
PLACES = ("base", "engine", "format", "platform", "feature", "main", "guatu", "std")
KEYWORDS = frozenset("""
alignas alignof and asm auto bool break case catch char class concept const continue default delete do double else
enum explicit export extern false final float for friend goto if import inline int long module mutable namespace new
noexcept not nullptr operator or override private protected public register requires return short signed sizeof static
struct switch template this throw true try typedef typeid typename union unsigned using virtual void volatile while xor
""".split())


def name_faults(tree: Tree, name: str, term: str) -> list[str]:
    """Every reason why this name or term cannot be taken."""
    faults = []
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*", name):
        faults.append(f"{name!r} is not snake_case: small Latin letters, digits, single underscores")
    if len(name) > NAME_LENGTH:
        faults.append(f"{name!r} has {len(name)} letters of at most {NAME_LENGTH}")
    if name in KEYWORDS or name in PLACES:
        faults.append(f"{name!r} has a meaning already, as a word of C++ or a place of src")
    if name.split("_")[-1] in ROLE_WORDS:
        faults.append(f"{name!r} ends like a role of a file ({', '.join(ROLE_WORDS)}): name the topic alone")
    if wrong := names.fault_of(name):
        faults.append(wrong)
    if not re.fullmatch(r"[\u4e00-\u9fff]{1,12}", term):
        faults.append(f"{term!r} is not the Chinese term of the screen, such as 榜单")
    faults += [f"{path} exists already" for path in files_of(tree, name) if tree.exists(path)]
    if f"| {term} |" in _existing(tree, GLOSSARY, ""):
        faults.append(f"{term} stands in {GLOSSARY} already: use its code word, or choose another term")
    return faults


def files_of(tree: Tree, name: str) -> dict[str, str]:
    """Path to template of the slice."""
    slice_and_pages = SLICE | (PAGES if tree.exists("web/src/feature") else {})
    return {Template(path).substitute(name=name): template for template, path in slice_and_pages.items()}


def render(tree: Tree, name: str, term: str) -> dict[str, str]:
    """The text of every file that is new or changed."""
    title = name.replace("_", " ")
    words = {"name": name, "term": term, "title": title, "Title": title.capitalize(),
             "Type": title.title().replace(" ", "")}
    texts = {path: Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(words)
             for path, template in files_of(tree, name).items()}
    texts[GLOSSARY] = _with_row(_existing(tree, GLOSSARY, GLOSSARY_HEAD), f"| {term} | {name} | | |\n")
    line = f"- {words['Title']} ({term}): say what users can do now.\n"
    texts[CHANGELOG] = _with_line(_existing(tree, CHANGELOG, CHANGELOG_HEAD), line)
    return texts


def _existing(tree: Tree, path: str, otherwise: str) -> str:
    return tree.text(path) if tree.exists(path) else otherwise


def _with_row(glossary: str, row: str) -> str:
    """The row after the last row of the first table."""
    lines = glossary.splitlines(keepends=True)
    in_table = [number for number, line in enumerate(lines) if line.startswith("|")]
    if not in_table:
        return glossary.rstrip("\n") + "\n\n" + GLOSSARY_HEAD.split("\n\n")[1] + row
    last = next(number for number in in_table if number + 1 not in in_table)
    return "".join([*lines[:last + 1], row, *lines[last + 1:]])


def _with_line(changelog: str, line: str) -> str:
    """The line on top of the unreleased ones: tidy keeps that section first."""
    head, mark, rest = changelog.partition("## Unreleased\n")
    rest = rest.lstrip("\n")
    gap = "" if not rest or rest.startswith("- ") else "\n"
    return f"{head}{mark}\n{line}{gap}{rest}" if mark else changelog.rstrip("\n") + f"\n\n## Unreleased\n\n{line}"


def make(root: Path, name: str, term: str) -> list[str]:
    """Writes the slice and returns its paths; raises ValueError with all reasons before writing anything."""
    tree = Tree(root)
    faults = name_faults(tree, name, term)
    if faults:
        raise ValueError("\n".join(faults))
    texts = render(tree, name, term)
    for path, text in texts.items():
        (tree.root / path).parent.mkdir(parents=True, exist_ok=True)
        (tree.root / path).write_text(text, encoding="utf-8")
    tidy.write_errors(Tree(root))
    return [*texts, tidy.messages.LIST]


def main() -> int:
    options = argparse.ArgumentParser(description="lays an empty feature that compiles and passes the guards")
    options.add_argument("name", help="code word of docs/glossary.md, snake_case, singular")
    options.add_argument("--term", required=True, help="the Chinese word on the screen")
    options.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="checkout to write into")
    chosen = options.parse_args()
    try:
        paths = make(chosen.root, chosen.name, chosen.term)
    except ValueError as faults:
        print("\n".join(f"new_feature: {fault}" for fault in str(faults).split("\n")), file=sys.stderr)
        return 1
    print("\n".join(paths))
    print(f"next: contract in api/openapi.yaml, rules in src/feature/{chosen.name}, meaning in {GLOSSARY}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
