# SPDX-License-Identifier: Apache-2.0
"""Every file of the example, by path below its folder."""
import io

import books_registers
import books_statistics
import series
from sheets import workbook_bytes


def stream_of(data):
    return io.BytesIO(data)


def district_files():
    everything = series.build()
    base = {**books_registers.books(), **books_statistics.base_books(everything)}
    week = books_statistics.week_books(everything)
    files = {f"base/{name}": workbook_bytes(sheets) for name, sheets in sorted(base.items())}
    files.update({f"2026-09-21/{name}": workbook_bytes(sheets) for name, sheets in sorted(week.items())})
    return files


def faulty_files():
    return {}
