# SPDX-License-Identifier: Apache-2.0
"""What git must keep and must not keep: migrations stay as released, built files stay out; commit messages."""

import hashlib
import re
from collections.abc import Iterator

from guard.finding import Finding
from guard.tree import Tree

MIGRATIONS = "data/migration"
_MIGRATION = re.compile(rf"{MIGRATIONS}/(\d{{4}})_[a-z0-9_]+\.sql")
_BUILT = re.compile(r"(?:^|/)(?:node_modules|dist|__pycache__|\.vite|CMakeFiles)/|^build/|"
                    r"\.(?:o|a|so|pyc|min\.js|js\.map)$")
_TYPES = "feat fix docs style refactor perf test build ci chore revert".split()
_SUBJECT = re.compile(rf"(?:{'|'.join(_TYPES)})(?:\([a-z0-9_,-]+\))?!?: (?P<text>\S.*)")
_SUBJECT_COLUMNS = 72
_MADE_BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ")


def check_migration_numbers(tree: Tree) -> Iterator[Finding]:
    expected = 1
    for path in tree.below(MIGRATIONS, ".sql"):
        match = _MIGRATION.fullmatch(path)
        if not match:
            yield Finding(path, 1, "migration-number", f"name it {MIGRATIONS}/NNNN_what_it_does.sql")
            continue
        if int(match[1]) != expected:
            yield Finding(path, 1, "migration-number", f"number {expected:04d} is due: no gaps, no doubles")
        expected = int(match[1]) + 1


def check_released_migrations(tree: Tree) -> Iterator[Finding]:
    """Stores in the field ran the released text; only a further migration can change what it did."""
    if not tree.in_git:
        return
    tag = tree.git("describe", "--tags", "--abbrev=0").strip()
    released = tree.git("ls-tree", "-r", tag, f"{MIGRATIONS}/") if tag else ""
    for line in released.splitlines():
        blob, path = line.split(maxsplit=2)[2].split("\t")
        if path.endswith(".sql") and _blob_of(tree, path) != blob:
            yield Finding(path, 1, "migration-released", f"{tag} contains another text: restore it and write a new one")


def _blob_of(tree: Tree, path: str) -> str:
    if not tree.exists(path):
        return ""
    content = tree.octets(path)
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def check_built_files(tree: Tree) -> Iterator[Finding]:
    for path in tree.files:
        if _BUILT.search(path):
            yield Finding(path, 1, "built-file", "made by the build: remove it from git and ignore it")


def check_commit_message(text: str) -> Iterator[Finding]:
    """Conventional commits; the scope is a feature or a place, the body says why."""
    lines = [line for line in text.rstrip().split("\n") if not line.startswith("#")]
    subject = lines[0] if lines else ""
    if subject.startswith(_MADE_BY_GIT):
        return
    match = _SUBJECT.fullmatch(subject)
    if not match:
        yield Finding("commit", 1, "subject", f"write type(scope): what changes; type is one of {', '.join(_TYPES)}")
    elif match["text"].endswith("."):
        yield Finding("commit", 1, "subject", "no full stop at the end")
    if len(subject) > _SUBJECT_COLUMNS:
        yield Finding("commit", 1, "subject", f"{len(subject)} columns of at most {_SUBJECT_COLUMNS}: "
                      "move the reason to the body")
    if len(lines) > 1 and lines[1]:
        yield Finding("commit", 2, "body", "leave an empty line after the subject")
