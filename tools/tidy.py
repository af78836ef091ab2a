#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the form of the whole repository: sizes, names, documents, history, error codes.

Style that a program checks need not be discussed in a review. Every check below is a function
with its own planted fault in tools/tests/test_tidy.py; there is no list of exceptions.

    tools/tidy.py [--root DIR]              prints path:line: rule: what to do instead
    tools/tidy.py --write-errors            writes docs/errors.md from data/message
    tools/tidy.py --commit-message FILE     checks a commit message (git hook commit-msg)
"""

import argparse
import sys
from pathlib import Path

from guard import documents, history, layout, messages, names, sizes
from guard.finding import Finding, MissingTool, report
from guard.symbols import read_symbols
from guard.tree import Tree

CHECKS = [
    sizes.check_file_length,
    sizes.check_blob_size,
    names.check_file_names,
    layout.check_spdx,
    layout.check_pragma_once,
    layout.check_header_prose,
    layout.check_characters,
    layout.check_trailing_space,
    layout.check_columns,
    documents.check_title,
    documents.check_links,
    documents.check_code_paths,
    documents.check_invariants,
    documents.check_changelog,
    documents.check_feature_names,
    history.check_migration_numbers,
    history.check_released_migrations,
    history.check_built_files,
    messages.check_messages,
    messages.check_codes_worded,
    messages.check_codes_used,
    messages.check_codes_tested,
    messages.check_codes_listed,
]

# These ask what our code defines; ctags reads it once for all of them.
SYMBOL_CHECKS = [
    sizes.check_function_length,
    names.check_identifiers,
]


def check_tree(tree: Tree) -> list[Finding]:
    symbols = read_symbols(tree)
    found = [finding for check in CHECKS for finding in check(tree)]
    return sorted(set(found + [finding for check in SYMBOL_CHECKS for finding in check(symbols)]))


def write_errors(tree: Tree) -> int:
    worded, findings = messages.read_messages(tree)
    if not findings:
        (tree.root / messages.LIST).parent.mkdir(parents=True, exist_ok=True)
        (tree.root / messages.LIST).write_text(messages.error_list(worded), encoding="utf-8")
    return report("tidy", findings)


def main() -> int:
    options = argparse.ArgumentParser(description="checks the form of the whole repository")
    options.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="checkout to check")
    options.add_argument("--write-errors", action="store_true", help=f"write {messages.LIST} from {messages.MESSAGES}")
    options.add_argument("--commit-message", type=Path, metavar="FILE", help="check one commit message only")
    chosen = options.parse_args()
    if chosen.commit_message:
        return report("tidy", list(history.check_commit_message(chosen.commit_message.read_text(encoding="utf-8"))))
    tree = Tree(chosen.root)
    try:
        return write_errors(tree) if chosen.write_errors else report("tidy", check_tree(tree))
    except MissingTool as missing:
        print(f"tidy: {missing}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
