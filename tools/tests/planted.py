# SPDX-License-Identifier: Apache-2.0
"""A checkout made for one test: plant files, run a check, compare what it reports."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from guard.finding import Finding  # noqa: E402  (the path above comes first)
from guard.tree import Tree  # noqa: E402

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


class PlantedTree(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = Path(temporary.name)

    def plant(self, path: str, text: str | bytes = "") -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text if isinstance(text, bytes) else text.encode())

    def tree(self) -> Tree:
        """Read anew, so that a test can plant, look and plant again."""
        return Tree(self.root)

    def git(self, *arguments: str) -> None:
        person = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        hooks = ["-c", "core.hooksPath=/dev/null"]
        subprocess.run(["git", "-C", str(self.root), *person, *hooks, *arguments], check=True, capture_output=True)

    def assert_reports(self, findings: list[Finding], *expected: tuple[str, int, str]) -> None:
        """Exactly these (path, line, rule), and advice with each of them."""
        told = "\n".join(map(str, findings))
        self.assertEqual([(finding.path, finding.line, finding.rule) for finding in findings], list(expected), told)
        for finding in findings:
            self.assertGreater(len(finding.advice), 15, f"{finding} does not say what to do instead")
