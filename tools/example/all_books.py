# SPDX-License-Identifier: Apache-2.0
"""Every file of the example, by path below its folder."""
import io

import books_matters
import books_projects
import books_registers
import books_statistics
import books_week_projects
import cycles
import faults
import investment
import matter_list
import projects as ledger
import series
from sheets import workbook_bytes


def stream_of(data):
    return io.BytesIO(data)


def build_projects():
    projects = ledger.build()
    for project in projects:
        investment.set_money(project)
    return projects


def district_files():
    everything, projects = series.build(), build_projects()
    matters = matter_list.build(projects, cycles.weekly_days())
    base_cycles, week_cycles = books_matters.cycle_books(cycles.build(matters))
    folders = {
        "base": {**books_registers.books(), **books_statistics.base_books(everything), **books_projects.books(projects),
                 **books_matters.base_books(matters), **base_cycles},
        "2026-09-21": {**books_statistics.week_books(everything), **books_week_projects.week_books(projects),
                       **books_matters.week_books(matters), **week_cycles},
        "late": books_week_projects.late_books(projects),
    }
    files = {f"{folder}/{name}": workbook_bytes(sheets) for folder, books in folders.items()
             for name, sheets in sorted(books.items())}
    files["expected_lights.csv"] = books_week_projects.expected_lights(projects)
    return files


def faulty_files():
    projects = build_projects()
    return faults.files(projects, matter_list.build(projects, cycles.weekly_days()))
