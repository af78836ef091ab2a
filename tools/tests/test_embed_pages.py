# SPDX-License-Identifier: Apache-2.0
"""The pages built in: packed where it pays, tagged by content, the same bytes every time."""
import gzip
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).parents[1] / "embed_pages.py"


class EmbedPages(unittest.TestCase):
    def setUp(self) -> None:
        self.place = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.place / "dist/assets").mkdir(parents=True)
        (self.place / "made").mkdir()

    def embed(self) -> tuple[str, str]:
        table, assembly = self.place / "made/table.cpp", self.place / "made/bytes.S"
        subprocess.run([sys.executable, TOOL, self.place / "dist", table, assembly], check=True)
        return table.read_text(encoding="utf-8"), assembly.read_text(encoding="utf-8")

    def test_a_text_is_packed_and_a_picture_is_not(self) -> None:
        (self.place / "dist/assets/a.js").write_text("x" * 1000, encoding="utf-8")
        (self.place / "dist/b.png").write_bytes(b"x" * 1000)
        table, assembly = self.embed()
        self.assertIn('{"/assets/a.js", ', table)
        self.assertIn("guatu_page_0_gzip, guatu_page_0_gzip_end", table)
        self.assertIn("guatu_page_1, guatu_page_1_end, guatu_page_none, guatu_page_none", table)
        self.assertIn("kEmbeddedPageCount = 2;", table)
        self.assertEqual(gzip.decompress((self.place / "made/page_0.gz").read_bytes()), b"x" * 1000)
        self.assertEqual(assembly.count(".incbin"), 3)

    def test_the_tag_follows_the_content(self) -> None:
        page = self.place / "dist/index.html"
        page.write_text("one", encoding="utf-8")
        first = self.embed()
        self.assertEqual(self.embed(), first)
        page.write_text("two", encoding="utf-8")
        self.assertNotEqual(self.embed()[0], first[0])

    def test_no_folder_is_an_empty_table(self) -> None:
        (self.place / "dist/assets").rmdir()
        (self.place / "dist").rmdir()
        self.assertIn("kEmbeddedPageCount = 0;", self.embed()[0])


if __name__ == "__main__":
    unittest.main()
