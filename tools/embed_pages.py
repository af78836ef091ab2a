#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the table and the assembler file that put the built web application into the program, packed beforehand.

usage: embed_pages.py FOLDER TABLE.cpp BYTES.S      (no FOLDER: an empty table)
"""
import gzip
import hashlib
import sys
from pathlib import Path

from embed import write_if_changed

PACKABLE = {".html", ".js", ".mjs", ".css", ".json", ".webmanifest", ".svg", ".txt", ".map", ".wasm", ".ico"}
WORTH_PACKING = 0.9  # of the size, or the bytes are sent as they are

TABLE_HEAD = """// SPDX-License-Identifier: Apache-2.0
#include "platform/http/page_table.hpp"

extern "C" {
extern const char guatu_page_none[];
"""


def packed(path: Path) -> bytes:
    """The same bytes for the same file, on every day and machine."""
    content = path.read_bytes()
    small = gzip.compress(content, 9, mtime=0) if path.suffix in PACKABLE else content
    return small if len(small) < len(content) * WORTH_PACKING else b""


def symbol_lines(symbol: str, path: Path) -> list[str]:
    return [f"  .globl {symbol}, {symbol}_end", f"{symbol}:", f'  .incbin "{path}"', f"{symbol}_end:", "  .byte 0"]


def main() -> None:
    folder, table_path, bytes_path = (Path(argument) for argument in sys.argv[1:])
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    declarations, rows = [], []
    assembly = ["  .section .rodata", "  .globl guatu_page_none", "guatu_page_none:", "  .byte 0"]
    for number, path in enumerate(files):
        symbols = [f"guatu_page_{number}", "guatu_page_none"]
        assembly += symbol_lines(symbols[0], path)
        if small := packed(path):
            symbols[1] = f"guatu_page_{number}_gzip"
            small_path = table_path.with_name(f"page_{number}.gz")
            small_path.write_bytes(small)
            assembly += symbol_lines(symbols[1], small_path)
        declarations += [f"extern const char {s}[]; extern const char {s}_end[];" for s in symbols
                         if s != "guatu_page_none"]
        ends = [s if s == "guatu_page_none" else f"{s}_end" for s in symbols]
        tag = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        rows.append(f'    {{"/{path.relative_to(folder).as_posix()}", "{tag}", {symbols[0]}, {ends[0]}, '
                    f"{symbols[1]}, {ends[1]}}},")
    assembly.append('  .section .note.GNU-stack,"",@progbits')
    rows = rows or ["    {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},"]
    table = TABLE_HEAD + "\n".join(declarations) + "\n}\n\nnamespace guatu::http {\n\n"
    table += "const EmbeddedPage kEmbeddedPages[] = {\n" + "\n".join(rows) + "\n};\n"
    table += f"const unsigned long kEmbeddedPageCount = {len(files)};\n\n}}  // namespace guatu::http\n"
    write_if_changed(table_path, table)
    write_if_changed(bytes_path, "\n".join(assembly) + "\n")


if __name__ == "__main__":
    main()
