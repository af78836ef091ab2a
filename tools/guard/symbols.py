# SPDX-License-Identifier: Apache-2.0
"""Names defined in our own code, with where they begin and end, from Universal Ctags."""

import json
import shutil
import subprocess
from dataclasses import dataclass

from guard.finding import MissingTool
from guard.tree import CPP, Tree

_ADVICE = "ctags is missing: apt install universal-ctags (the tools need its JSON output and end: fields)"
# l and z (locals, parameters) are off by default; p are the declarations in headers.
_OPTIONS = ["--output-format=json", "--fields=+ne", "--kinds-C++=+plz-eh", "--kinds-Python=cfmv",
            "--langmap=C++:+.h", "--sort=no"]


@dataclass(frozen=True)
class Symbol:
    path: str
    name: str
    kind: str
    line: int
    end: int


def read_symbols(tree: Tree) -> list[Symbol]:
    """All symbols of the C++ and Python files of the tree; one ctags run for the whole tree."""
    program = shutil.which("ctags")
    if not program:
        raise MissingTool(_ADVICE)
    paths = tree.below("", *CPP, ".py")
    run = subprocess.run([program, *_OPTIONS, "-L", "-", "-f", "-"], input="\n".join(paths), text=True,
                         cwd=tree.root, capture_output=True, check=False)
    if run.returncode != 0:  # Exuberant Ctags, the older program of that name, does not know these options
        raise MissingTool(_ADVICE)
    tags = (json.loads(line) for line in run.stdout.splitlines() if line.startswith("{"))
    return [_symbol(tag) for tag in tags if not tag["name"].startswith("__anon")]


def _symbol(tag: dict) -> Symbol:
    return Symbol(tag["path"], tag["name"], tag["kind"], tag["line"], tag.get("end", tag["line"]))
