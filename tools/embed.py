#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the table and the assembler file that put data files into the program.

usage: embed.py ROOT TABLE.cpp BYTES.S FILE...      (files relative to ROOT)
"""
import sys
from pathlib import Path

TABLE_HEAD = """// SPDX-License-Identifier: Apache-2.0
#include "platform/resource/resource_table.hpp"

extern "C" {
"""


def write_if_changed(path, text):
    """Leaves an equal file alone, so that nothing is compiled again for nothing."""
    path = Path(path)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    root, table_path, bytes_path, *files = sys.argv[1:]
    files.sort()
    declarations, rows, assembly = [], [], ["  .section .rodata"]
    for number, name in enumerate(files):
        symbol = f"guatu_resource_{number}"
        declarations.append(f"extern const char {symbol}[]; extern const char {symbol}_end[];")
        rows.append(f'    {{"{name}", {symbol}, {symbol}_end}},')
        assembly += [f"  .globl {symbol}, {symbol}_end", f"{symbol}:", f'  .incbin "{root}/{name}"',
                     f"{symbol}_end:", "  .byte 0"]
    assembly.append('  .section .note.GNU-stack,"",@progbits')
    table = TABLE_HEAD + "\n".join(declarations) + "\n}\n\nnamespace guatu::resource {\n\n"
    table += "const EmbeddedFile kEmbeddedFiles[] = {\n" + "\n".join(rows) + "\n};\n"
    table += f"const unsigned long kEmbeddedFileCount = {len(files)};\n\n}}  // namespace guatu::resource\n"
    write_if_changed(table_path, table)
    write_if_changed(bytes_path, "\n".join(assembly) + "\n")


if __name__ == "__main__":
    main()
