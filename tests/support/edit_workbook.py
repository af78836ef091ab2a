#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a workbook with openpyxl, sets cells and saves it, as somebody in an office does.

    edit_workbook.py FROM TO SHEET!CELL=VALUE…      a value that reads as a number is one
"""

import sys

import openpyxl


def value_of(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def main() -> None:
    source, target, *edits = sys.argv[1:]
    workbook = openpyxl.load_workbook(source)
    for edit in edits:
        place, text = edit.split("=", 1)
        sheet, cell = place.split("!")
        workbook[sheet][cell].value = value_of(text)
    workbook.save(target)


main()
