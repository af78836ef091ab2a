# SPDX-License-Identifier: Apache-2.0
"""The one command: its list, its packages, and what the documents say of both."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def dev(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, check=False)


def listed() -> set[str]:
    return set(re.findall(r"^\./dev (\w+)", dev().stdout, re.M))


class Dev(unittest.TestCase):
    def test_without_argument_prints_its_list(self):
        self.assertEqual(dev().returncode, 0)
        self.assertLessEqual({"run", "test", "check", "bench", "new", "fmt", "golden"}, listed())

    def test_refuses_what_is_not_on_the_list(self):
        run = dev("tset")
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertIn("no such command: tset", run.stderr)
        self.assertIn("./dev test", run.stderr)

    def test_documents_name_only_listed_commands(self):
        for path in DOCUMENTS:
            named = re.findall(r"\./dev ([a-z]\w*)", path.read_text(encoding="utf-8"))
            self.assertEqual(sorted(set(named) - listed() - {"alone"}), [], path.name)

    def test_stays_short(self):
        self.assertLessEqual(len((ROOT / "dev").read_text(encoding="utf-8").splitlines()), 180)


class Packages(unittest.TestCase):
    def setUp(self):
        text = re.sub("#.*", "", (ROOT / "tools/packages.txt").read_text(encoding="utf-8"))
        self.sections = {head: words.split() for head, words in re.findall(r"\[(\w+)\]([^\[]*)", text)}

    def test_every_section_a_command_needs_is_there(self):
        needed = set(re.findall(r"\bneed ([a-z ]+)", (ROOT / "dev").read_text(encoding="utf-8")))
        self.assertEqual({section for line in needed for section in line.split()}, set(self.sections))

    def test_each_package_stands_once_and_boost_is_one_version(self):
        packages = [package for words in self.sections.values() for package in words]
        self.assertEqual(len(packages), len(set(packages)))
        boosts = {match[1] for match in map(re.compile(r"libboost.*?([\d.]*)-dev").fullmatch, packages) if match}
        self.assertEqual(boosts, {"1.81"})
        self.assertFalse({"libboost-dev", "libboost-all-dev", "libmdds-dev"} & set(packages))

    def missing(self, folder: Path) -> list[str]:
        """What ./dev would install where dpkg knows of nothing and these are the commands at hand."""
        parts = re.findall(r"^(?:packages|missing_packages)\(\) \{.*?^\}", (ROOT / "dev").read_text(), re.M | re.S)
        script = "\n".join([*parts, "missing_packages web"])
        run = subprocess.run(["/bin/bash", "-c", script], capture_output=True, text=True, check=True, cwd=ROOT,
                             env={"PATH": str(folder)})
        return run.stdout.split()

    def test_a_command_from_elsewhere_stands_for_its_package(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for tool in ("awk", "grep"):
                (folder / tool).symlink_to(shutil.which(tool))
            self.assertEqual(self.missing(folder), ["nodejs", "npm"])
            (folder / "npm").symlink_to("/bin/true")
            self.assertEqual(self.missing(folder), ["nodejs"])


if __name__ == "__main__":
    unittest.main()
