# SPDX-License-Identifier: Apache-2.0
"""A new slice passes the guards at once, and bad names are refused before anything is written."""

import unittest

from planted import PlantedTree

import check_layers
import new_feature
import tidy

CHANGELOG = "# Changelog\n\n## Unreleased\n\n- older\n\n## 0.1.0\n"
GLOSSARY = "# Glossary\n\n| screen | code | meaning | avoid |\n|---|---|---|---|\n| 单位 | unit | a node | |\n\nEnd.\n"
RESULT = """// SPDX-License-Identifier: Apache-2.0
// A value or a refusal (结果).
// Refuses nothing itself.
#pragma once
"""


class NewFeature(PlantedTree):
    def setUp(self):
        super().setUp()
        self.plant("src/base/result.hpp", RESULT)
        self.plant("CHANGELOG.md", CHANGELOG)
        self.plant("docs/glossary.md", GLOSSARY)

    def assert_guards_pass(self):
        self.assert_reports(check_layers.check_tree(self.tree()))
        self.assert_reports(tidy.check_tree(self.tree()))

    def test_slice_passes_the_guards(self):
        self.plant("web/src/feature/.gitkeep")
        paths = new_feature.make(self.root, "red_black_board", "红黑榜")
        self.assertEqual([path for path in paths if not self.tree().exists(path)], [])
        self.assertIn("web/src/feature/red_black_board/red_black_board.ts", paths)
        self.assert_guards_pass()

    def test_second_slice_and_slice_without_web(self):
        for name, term in (("board", "榜单"), ("cycle", "调度周期")):
            paths = new_feature.make(self.root, name, term)
            self.assertFalse([path for path in paths if path.startswith("web/")])
        self.assert_guards_pass()

    def test_header_speaks_the_language_of_the_house(self):
        new_feature.make(self.root, "red_black_board", "红黑榜")
        header = self.tree().text("src/feature/red_black_board/red_black_board.hpp")
        self.assertIn("namespace guatu::red_black_board {", header)
        self.assertIn("Result<RedBlackBoardRegistered> decide(const RegisterRedBlackBoard& request);", header)
        self.assertIn("// Red black board (红黑榜)", header)
        self.assertNotIn("$", header)

    def test_glossary_row_and_changelog_line(self):
        new_feature.make(self.root, "board", "榜单")
        self.assertIn("| 单位 | unit | a node | |\n| 榜单 | board | | |\n\nEnd.", self.tree().text("docs/glossary.md"))
        self.assertIn("## Unreleased\n\n- Board (榜单): say what users can do now.\n- older\n\n## 0.1.0",
                      self.tree().text("CHANGELOG.md"))

    def test_missing_documents_are_begun(self):
        (self.root / "CHANGELOG.md").unlink()
        (self.root / "docs/glossary.md").unlink()
        new_feature.make(self.root, "board", "榜单")
        self.assert_guards_pass()

    def test_bad_names_are_refused_with_reasons(self):
        for name, term, reason in (
                ("RedBoard", "榜单", "snake_case"), ("2nd", "榜单", "snake_case"), ("a__b", "榜单", "snake_case"),
                ("x" * 30, "榜单", "30 letters of at most 24"), ("class", "榜单", "has a meaning already"),
                ("engine", "榜单", "has a meaning already"), ("board_store", "榜单", "ends like a role"),
                ("unit_helper", "榜单", "says nothing"), ("xiangmu", "项目", "pinyin"), ("user_data", "数据", "says nothing"),
                ("board", "board", "Chinese term"), ("unit_tree", "单位", "stands in docs/glossary.md already")):
            with self.subTest(name), self.assertRaisesRegex(ValueError, reason):
                new_feature.make(self.root, name, term)
        self.assertFalse((self.root / "src/feature").exists())

    def test_existing_feature_is_left_alone(self):
        self.plant("src/feature/board/board.cpp", "mine")
        with self.assertRaisesRegex(ValueError, "src/feature/board/board.cpp exists already"):
            new_feature.make(self.root, "board", "榜单")
        self.assertEqual([path for path in self.tree().files if "board" in path], ["src/feature/board/board.cpp"])


if __name__ == "__main__":
    unittest.main()
