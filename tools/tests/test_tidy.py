# SPDX-License-Identifier: Apache-2.0
"""A clean little repository passes; each test spoils one thing and expects exactly that reported."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from planted import SPDX, PlantedTree

import tidy
from guard import history, messages, symbols
from guard.finding import MissingTool

HEADER = SPDX + "// Units of the district (单位).\n// Refuses a unit below itself.\n#pragma once\n"
SOURCE = SPDX + 'Result<int> decide() { return refuse(Kind::invalid, "name", "unit.name_required"); }\n'
WORDS = '["unit.name_required"]\nzh = "请填写单位名称（{place}）"\nen = "Give the unit a name ({place})"\n'
LISTED = {"unit.name_required": messages.Message("", 1, "请填写单位名称（{place}）", "Give the unit a name ({place})")}
CLEAN = {
    "README.md": "# Guatu 挂图\n\nSee [the map](ARCHITECTURE.md#map) and `src/feature/unit/unit.hpp`.\n",
    "ARCHITECTURE.md": "# Architecture\n\n`feature/unit/`, `feature/{unit}/*.cpp`, `src/feature/x/x.hpp`, `/api/v1`\n"
                       "\n```\n# a comment, not a title\n```\n\n**Invariant:** a unit has a name.\n"
                       "*Held by* `Unit.refuses`, `src/feature/unit/unit.hpp`.\n",
    "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n- first\n\n## 0.1.0\n",
    "docs/errors.md": messages.error_list(LISTED),
    "data/message/unit.toml": WORDS,
    "data/migration/0001_unit.sql": "-- SPDX-License-Identifier: Apache-2.0\nCREATE TABLE unit (id BIGINT);\n",
    "data/migration/0002_matter.sql": "-- SPDX-License-Identifier: Apache-2.0\nCREATE TABLE matter (id BIGINT);\n",
    "src/feature/unit/unit.hpp": HEADER,
    "src/feature/unit/unit.cpp": SOURCE,
    "src/feature/unit/unit_test.cpp": SPDX + 'const char* refuses = "unit.name_required";\n',
    "src/base/text_test.cpp": SPDX + "TEST_F(Unit, refuses) {}\n",
    "web/src/feature/unit/list.ts": SPDX + "export {};\n",
}

# (path, text, line, rule): the text replaces the file, or is a new one.
FAULTS = [
    ("src/base/long.cpp", SPDX + "int n;\n" * 600, 601, "file-length"),
    ("src/base/long_test.cpp", SPDX + "int n;\n" * 800, 801, "file-length"),
    ("src/base/a.cpp", SPDX + "int f() {\n" + "  ++n;\n" * 59 + "}\n", 2, "function-length"),
    ("tools/a.py", "# SPDX-License-Identifier: Apache-2.0\ndef f():\n" + "    pass\n" * 60, 2, "function-length"),
    ("tools/b.py", "# SPDX-License-Identifier: Apache-2.0\nclass C:\n    def f(self):\n" + "        pass\n" * 60, 3,
     "function-length"),
    ("docs/film.bin", b"\0" * 410_000, 1, "blob-size"),
    ("src/base/text_utils.cpp", SPDX, 1, "file-name"),
    ("src/feature/unit/unit_helper.cpp", SPDX, 1, "file-name"),
    ("web/src/shared/UserInfo.ts", SPDX, 1, "file-name"),
    ("src/base/xiangmu.cpp", SPDX, 1, "file-name"),
    ("src/base/a.cpp", SPDX + "class UnitManager {};\n", 2, "identifier"),
    ("src/base/a.cpp", SPDX + "void process_rows() {}\n", 2, "identifier"),
    ("src/base/a.cpp", SPDX + "int f() { int data = 1; return data; }\n", 2, "identifier"),
    ("src/base/a.cpp", SPDX + "void f(int user_info);\n", 2, "identifier"),
    ("src/base/a.cpp", SPDX + "struct Zhibiao {};\n", 2, "identifier"),
    ("src/base/a.cpp", "int n;\n", 1, "spdx"),
    ("dev", "#!/bin/bash\n", 1, "spdx"),
    ("src/feature/unit/unit.hpp", HEADER.replace("#pragma once\n", ""), 1, "pragma-once"),
    ("src/feature/unit/unit.hpp", SPDX + "// Units.\n#pragma once\n", 2, "header-prose"),
    ("src/feature/unit/unit.hpp", SPDX + "// More.\n" * 7 + "#pragma once\n", 2, "header-prose"),
    ("docs/a.md", "# A\n\nbell\x07\n", 3, "control-character"),
    ("docs/a.md", b"# A\n\n\xff\n", 3, "control-character"),
    ("src/base/a.cpp", SPDX + "// \u202e reversed\n", 2, "control-character"),
    ("src/base/a.cpp", SPDX + "int n; \n", 2, "trailing-space"),
    ("src/base/a.cpp", SPDX + "// " + "挂" * 118 + "\n", 2, "columns"),
    ("docs/a.md", "# A\n\n# B\n", 3, "title"),
    ("docs/a.md", "no title\n", 1, "title"),
    ("docs/a.md", "# A\n\n[gone](../src/gone.hpp)\n", 3, "link"),
    ("README.md", "# Guatu\n\n`tools/gone.py`\n", 3, "code-path"),
    ("ARCHITECTURE.md", "# Map\n\n`feature/gone/`\n", 3, "code-path"),
    ("ARCHITECTURE.md", "# Map\n\n**Invariant:** units\nhave names.\n", 3, "invariant"),
    ("ARCHITECTURE.md", "# Map\n\n**Invariant:** units have names. *Held by* us.\n", 3, "invariant"),
    ("ARCHITECTURE.md", "# Map\n\nSo:\n\n**Invariant:** names.\n*Held by* `Unit.gone`.\n", 5, "invariant"),
    ("ARCHITECTURE.md", "# Map\n\n**Invariant:** names. *Held by* `gone.sh`.\n", 3, "invariant"),
    ("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n", 3, "changelog"),
    ("web/src/feature/board/list.ts", SPDX, 1, "feature-name"),
    ("data/migration/0004_late.sql", "-- " + SPDX[3:], 1, "migration-number"),
    ("data/migration/0002_twin.sql", "-- " + SPDX[3:], 1, "migration-number"),
    ("data/migration/late.sql", "-- " + SPDX[3:], 1, "migration-number"),
    ("web/dist/index.html", "<p>\n", 1, "built-file"),
    ("data/message/worse.toml", "[", 1, "message-file"),
    ("data/message/worse.toml", WORDS, 1, "message-file"),
    ("data/message/worse.toml", '[unit.open]\nzh = "甲"\nen = "a"\n', 1, "message-file"),
]


def _both_languages(code: str) -> str:
    return f'\n["{code}"]\nzh = "甲"\nen = "a"\n'


class Tidy(PlantedTree):
    def setUp(self):
        super().setUp()
        for path, text in CLEAN.items():
            self.plant(path, text)

    def check(self):
        return tidy.check_tree(self.tree())

    def write_errors(self):
        self.assertEqual(tidy.write_errors(self.tree()), 0)

    def test_clean_repository_passes(self):
        self.assert_reports(self.check())

    def test_each_fault_alone(self):
        for path, text, line, rule in FAULTS:
            with self.subTest(f"{rule} in {path}"):
                self.plant(path, text)
                reported = f"{path.rsplit('/', 1)[0]}" if rule == "feature-name" else path
                self.assert_reports(self.check(), (reported, line, rule))
                (self.root / path).unlink()
                if path in CLEAN:
                    self.plant(path, CLEAN[path])

    def test_soft_cap_only_warns(self):
        self.plant("src/base/a.cpp", SPDX + "int n;\n" * 400)
        self.assert_reports(self.check(), ("src/base/a.cpp", 401, "file-length"))
        self.assertEqual([finding.warning for finding in self.check()], [True])

    def test_conventional_names_pass(self):
        self.plant("src/base/a.cpp", SPDX + "int process_id(); const char* data(); void info(); int data_rows;\n"
                   "struct Bytes { const char* data() const; };\nint f() { return bytes.data() + x.info; }\n")
        self.assert_reports(self.check())

    def test_code_without_words(self):
        self.plant("src/feature/unit/unit_test.cpp", SPDX + '"unit.name_required" "unit.loop"\n')
        self.plant("src/feature/unit/tree.cpp", SPDX + '\nauto p = Problem{"parent", "unit.loop"};\n')
        self.assert_reports(self.check(), ("src/feature/unit/tree.cpp", 3, "code-worded"))

    def test_code_without_test(self):
        self.plant("data/message/unit.toml", WORDS + _both_languages("unit.loop"))
        self.plant("src/feature/unit/tree.cpp", SPDX + '\nreturn refuse(Kind::conflict,\n  "p", "unit.loop");\n')
        self.write_errors()
        self.assert_reports(self.check(), ("src/feature/unit/tree.cpp", 4, "code-tested"))
        self.plant("tests/scenario/unit.scenario", '{"problems": [{"place": "p", "code": "unit.loop"}]}\n')
        self.assert_reports(self.check())

    def test_code_given_by_a_function_of_ours(self):
        self.plant("src/base/a.cpp", SPDX + 'E not_a(const char* code, int n);\n'
                   'E by_topic(int n, std::string_view code = {}) {}\nint f(Kind code);\n'
                   'auto one = not_a("date.wrong", 1), two = by_topic(2, "date.odd"), three = f("no.code");\n')
        used = messages.used_codes(self.tree())
        self.assertEqual(sorted(used), ["date.odd", "date.wrong", "unit.name_required"])

    def test_words_nothing_says(self):
        self.plant("data/message/unit.toml", WORDS + _both_languages("unit.gone"))
        self.write_errors()
        self.assert_reports(self.check(), ("data/message/unit.toml", 5, "code-used"))
        self.plant("web/src/feature/unit/list.ts", SPDX + "const code = 'unit.gone';\n")
        self.assert_reports(self.check())

    def test_code_not_listed(self):
        self.plant("data/message/unit.toml", WORDS + _both_languages("unit.loop"))
        self.plant("src/base/a.cpp", SPDX + 'const char* code = "unit.loop";\n')
        self.assert_reports(self.check(), ("docs/errors.md", 1, "code-listed"))
        self.write_errors()
        self.assert_reports(self.check())
        self.assertIn("| `unit.loop` | 甲 | a |", (self.root / "docs/errors.md").read_text())

    def test_missing_language_and_odd_blank(self):
        self.plant("src/base/a.cpp", SPDX + 'const char* code = "unit.loop";\n')
        for words in ('zh = "甲"\n', 'zh = "甲"\nen = "a {value}"\n'):
            self.plant("data/message/unit.toml", WORDS + f'\n["unit.loop"]\n{words}')
            self.write_errors()
            self.assert_reports(self.check(), ("data/message/unit.toml", 5, "message"))

    def test_places_and_files_are_no_codes(self):
        self.plant("src/base/a.cpp", SPDX + 'auto p = Problem{"plan.title", "unit.odd", {{"file", "plan.xlsx"}}};\n'
                   'auto q = open("x.y"), r = refuse(k, "p", bad ? "unit.low" : "unit.high");\n')
        used = messages.used_codes(self.tree())
        self.assertEqual(sorted(used), ["unit.high", "unit.low", "unit.name_required", "unit.odd"])

    def test_released_migration_changed_or_removed(self):
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-qm", "feat: first")
        self.plant("data/migration/0002_matter.sql", "-- " + SPDX[3:] + "unreleased\n")
        self.assert_reports(self.check())
        self.git("commit", "-qam", "feat: second")
        self.git("tag", "v1")
        self.plant("data/migration/0003_new.sql", "-- " + SPDX[3:])
        self.assert_reports(self.check())
        self.plant("data/migration/0001_unit.sql", "-- " + SPDX[3:] + "changed\n")
        self.assert_reports(self.check(), ("data/migration/0001_unit.sql", 1, "migration-released"))
        self.plant("data/migration/0001_unit.sql", CLEAN["data/migration/0001_unit.sql"])
        (self.root / "data/migration/0003_new.sql").unlink()
        (self.root / "data/migration/0002_matter.sql").unlink()
        self.assert_reports(self.check(), ("data/migration/0002_matter.sql", 1, "migration-released"))

    def test_ignored_files_do_not_count(self):
        self.git("init", "-q")
        self.plant(".gitignore", "/build/\n")
        self.plant("build/src/a.cpp", "no licence \n")
        self.assert_reports(self.check())

    def test_missing_ctags_says_how_to_get_it(self):
        with mock.patch.object(symbols.shutil, "which", return_value=None):
            with self.assertRaisesRegex(MissingTool, "apt install universal-ctags"):
                self.check()

    def test_every_check_has_a_planted_fault(self):
        """Turning any one check off must fail a test: the rules told here are all the rules there are."""
        planted = {rule for *_, rule in FAULTS} | {
            "message", "code-worded", "code-tested", "code-listed", "code-used", "migration-released"}
        package = Path(tidy.__file__).parent / "guard"
        modules = ("sizes", "names", "layout", "documents", "history", "messages")
        told = " ".join((package / f"{module}.py").read_text() for module in modules)
        self.assertEqual([rule for rule in sorted(planted) if f'"{rule}"' not in told], [])
        self.assertEqual(told.count("\ndef check_"), len(tidy.CHECKS + tidy.SYMBOL_CHECKS) + 1)  # commit message


class CommitMessage(unittest.TestCase):
    def rules(self, text):
        return [finding.rule for finding in history.check_commit_message(text)]

    def test_accepts(self):
        for text in ("feat(matter): ask for an extension", "fix: 修正 rounding of shares\n\nBecause.\n",
                     "feat(api)!: drop v0\n# a comment of git", "Merge branch 'tools'", "docs(format,xlsx): limits"):
            self.assertEqual(self.rules(text), [], text)

    def test_refuses(self):
        for text, rule in (("added things", "subject"), ("feat:missing space", "subject"),
                           ("feat(Matter): x", "subject"), ("feature: x", "subject"), ("fix: a stop.", "subject"),
                           ("fix: " + "long " * 20, "subject"), ("fix: a\nbody at once", "body"), ("", "subject")):
            self.assertEqual(self.rules(text), [rule], text)

    def test_command_line(self):
        with tempfile.NamedTemporaryFile("w", suffix="COMMIT_EDITMSG") as message:
            message.write("wrong\n")
            message.flush()
            command = [sys.executable, tidy.__file__, "--commit-message", message.name]
            run = subprocess.run(command, capture_output=True, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"commit:1: subject: write type(scope)", run.stdout)


if __name__ == "__main__":
    unittest.main()
