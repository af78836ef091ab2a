# SPDX-License-Identifier: Apache-2.0
"""The files of a checkout, each read at most once.

In a git checkout the files are those git tracks or would track, so build output never counts;
elsewhere (the self tests, a release archive) every file below the root does.
"""

import subprocess
from functools import cached_property
from pathlib import Path

CPP = (".cpp", ".hpp", ".h")


class Tree:
    def __init__(self, root: Path):
        self.root = Path(root).resolve()
        self._bytes: dict[str, bytes] = {}

    @cached_property
    def in_git(self) -> bool:
        return (self.root / ".git").exists()

    @cached_property
    def files(self) -> list[str]:
        if self.in_git:
            listed = self.git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
            # A file deleted but not yet staged is still listed; it has nothing to check.
            return sorted(path for path in set(listed) if path and (self.root / path).is_file())
        found = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def below(self, folder: str, *suffixes: str) -> list[str]:
        """Files under a folder ("" for all) whose names end with one of the suffixes (none for all)."""
        prefix = folder.rstrip("/") + "/" if folder else ""
        return [path for path in self.files if path.startswith(prefix) and path.endswith(suffixes or ("",))]

    def octets(self, path: str) -> bytes:
        if path not in self._bytes:
            self._bytes[path] = (self.root / path).read_bytes()
        return self._bytes[path]

    def text(self, path: str) -> str:
        """Undecodable bytes become U+FFFD, which the character check then reports."""
        return self.octets(path).decode("utf-8", errors="replace")

    def lines(self, path: str) -> list[str]:
        return self.text(path).split("\n")

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def git(self, *arguments: str) -> str:
        """Output of a git command, empty when git refuses (no commit yet, no tag)."""
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def is_test(path: str) -> bool:
    """Tests have their own size limit and may do what pure code may not."""
    name = path.rsplit("/", 1)[-1]
    return "_test." in name or ".test." in name or ".spec." in name or "/tests/" in f"/{path}"
