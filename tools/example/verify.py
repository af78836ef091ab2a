#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the written workbooks back, without the generator's own numbers, and checks the story: verify.py [DIR]."""
import csv
import re
import sys
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
_SKIPPED = ("合计", "小计", "总计", "其中", "注", "说明")
_SPAN_OR_UNIT = re.compile("(1—)?\\d+月|[个户]")
_AIMS = {"green": 52, "yellow": 17, "red": 7, "grey": 3, "blue": 2}
_problems = []


def complain(text):
    _problems.append(text)


def table(page):
    """Records of a sheet as dictionaries; keys are "group|title" or "title", merged cells filled down."""
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    two = any(area.min_row == 3 and area.max_row == 4 or area.min_row == area.max_row == 3
              for area in page.merged_cells.ranges)
    first = 4 if two else 3
    for area in page.merged_cells.ranges:
        if area.min_row > first or area.min_row == area.max_row == 3:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    rows[row - 1][column - 1] = page.cell(area.min_row, area.min_col).value
    heads = []
    for column in range(len(rows[2])):
        upper, lower = (str(line[column] or "").replace("\n", "") for line in (rows[2], rows[first - 1]))
        heads.append(f"{upper}|{lower}" if two and lower else upper)
    records = []
    for row in rows[first:]:
        filled = next((value for value in row if value is not None), None)
        if filled is None or str(filled).startswith(_SKIPPED):
            if str(filled)[:1] in "注说":
                break
            continue
        records.append(dict(zip(heads, row)))
    return heads, records


def amount(value):
    if value is None:
        return None
    return Decimal(unicodedata.normalize("NFKC", str(value)).replace(",", "").strip())


def light(plans, actuals, year_plan, month):
    planned, spent = sum(plans[:month]), sum(actuals[:month])
    if planned == 0:
        return "grey"
    if None in actuals[:month]:
        return "white"
    if spent >= year_plan:
        return "blue"
    behind = (planned - spent) * 100 / year_plan
    return "green" if behind <= 0 else "unruled" if behind < 10 else "yellow" if behind <= 30 else "red"


def read_investment(folder):
    """{code: (year plan, twelve plans, actuals to July)}"""
    result = {}
    for page in load_workbook(folder / "base" / "09_项目月度投资_2026.xlsx"):
        for record in table(page)[1]:
            plans = [amount(record[f"{month}月|计划"]) for month in range(1, 13)]
            actuals = [amount(record[f"{month}月|完成"]) for month in range(1, 8)]
            if sum(plans) != amount(record["年度计划（万元）"]):
                complain(f"{record['项目编号']}: monthly plans do not add up")
            result[record["项目编号"]] = (sum(plans), plans, actuals)
    return result


def read_august(path):
    result = {}
    for page in load_workbook(path):
        for record in table(page)[1]:
            if record["8月完成投资（万元）"] is not None:
                result[record["项目编号"]] = (amount(record["8月完成投资（万元）"]), amount(record["1—8月累计完成投资（万元）"]))
    return result


def check_lights(folder):
    money, august = read_investment(folder), read_august(folder / "2026-09-21" / "项目月度投资_2026年8月.xlsx")
    late = {**august, **read_august(folder / "late" / "项目月度投资_2026年8月补报.xlsx")}
    columns = [Counter(), Counter(), Counter()]
    with open(folder / "expected_lights.csv", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            plan, plans, actuals = money[row["project_code"]]
            found = [light(plans, actuals, plan, 7)]
            for source in (august, late):
                month, cumulative = source.get(row["project_code"], (None, None))
                if month is not None and sum(actuals) + month != cumulative:
                    complain(f"{row['project_code']}: cumulative of August")
                reported = "white" if month is None and sum(plans[:8]) else light(plans, actuals + [month], plan, 8)
                found.append(reported)
            meant = [row["light_2026_09_14"], row["light_2026_09_21"], row["light_after_late"]]
            if found != meant:
                complain(f"{row['project_code']}: meant {meant}, found {found}")
            for counter, value in zip(columns, found):
                counter[value] += 1
    for day, counter in zip(("09-14", "09-21", "late"), columns):
        print(day, dict(counter))
    if columns[2] != _AIMS:
        complain(f"aims missed: {columns[2]}")
    print("year plans in 亿元:", sum(plan for plan, _, _ in money.values()) / 10000)


def check_ledgers(folder, unit_names):
    entries = split = 0
    for path in sorted((folder / "base").glob("08_*.xlsx")):
        records = table(load_workbook(path)["台账"])[1]
        codes = [record["项目编号"] for record in records]
        if len(set(codes)) != len(codes):
            complain(f"{path.name}: duplicate codes")
        parents = {record["基本情况|上级项目编号"] for record in records} - {None}
        entries += sum(record["基本情况|上级项目编号"] is None for record in records)
        split += sum(record["项目编号"] not in parents for record in records)
        for record in records:
            if record["责任体系|责任单位"] not in unit_names:
                complain(f"{path.name}: {record['责任体系|责任单位']} is no unit")
    print("projects:", entries, "split:", split)


def read_unit_names(folder):
    names = set()
    for page in load_workbook(folder / "base" / "01_单位名录.xlsx"):
        for record in table(page)[1]:
            spoken = [record["单位编码"], record["单位全称"], record["简称"], *(record["别名"] or "").split("、")]
            for name in filter(None, spoken):
                if name in names and name != record["单位全称"]:
                    complain(f"{name} names two units")
            names.update(filter(None, spoken))
    return names


def check_matters(folder, unit_names):
    numbers, count = set(), 0
    books = sorted((folder / "base").glob("11_*.xlsx")) + [folder / "2026-09-21" / "督办事项进展_2026-09-21.xlsx"]
    for path in books:
        book = load_workbook(path)
        for record in table(book["事项" if "事项" in book.sheetnames else "新增事项"])[1]:
            count += 1
            numbers.add(record["督办编号"])
            actors = [record["牵头单位"], *(record["配合单位"] or "").split("、")]
            for name in filter(None, actors):
                if name not in unit_names | {"各单位", "各镇街"}:
                    complain(f"{record['督办编号']}: {name} is no unit")
            if record["核验单位"] in actors:
                complain(f"{record['督办编号']}: verified by an actor")
        for sheet in ("反馈记录", "延期", "督办函", *[name for name in book.sheetnames if name == "事项变更"]):
            for record in table(book[sheet])[1]:
                if record["督办编号"] not in numbers:
                    complain(f"{path.name} {sheet}: {record['督办编号']} unknown")
    for path in (folder / "base" / "12_调度周期.xlsx", folder / "2026-09-21" / "调度周期_2026-09-21.xlsx"):
        book = load_workbook(path)
        listed = Counter(record["周期编号"] for record in table(book["议题"])[1])
        for record in table(book["周期"])[1]:
            if record["议题数"] is not None and record["议题数"] != listed[record["周期编号"]]:
                complain(f"{record['周期编号']}: number of items")
        for record in table(book["议题"])[1]:
            if record["督办编号"] not in numbers:
                complain(f"{record['周期编号']}: {record['督办编号']} unknown")
    if len(numbers) != count:
        complain("matter numbers are not unique")
    print("matters:", count)


def check_documented(folder):
    """Every column title is named in docs/format/workbooks.md, so the document cannot fall behind."""
    text = (ROOT / "docs" / "format" / "workbooks.md").read_text(encoding="utf-8")
    undocumented = set()
    for path in sorted(folder.rglob("*.xlsx")):
        for page in load_workbook(path):
            for head in table(page)[0]:
                title = (head or "").rpartition("|")[2]
                if title not in text and not _SPAN_OR_UNIT.fullmatch(title) and title.partition("（")[0] not in text:
                    undocumented.add(f"{path.name} {page.title}: column {title} is not documented")
    for line in sorted(undocumented):
        complain(line)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "district"
    check_lights(folder)
    unit_names = read_unit_names(folder)
    check_ledgers(folder, unit_names)
    check_matters(folder, unit_names)
    check_documented(folder)
    for problem in _problems:
        print("WRONG", problem, file=sys.stderr)
    return 1 if _problems else 0


if __name__ == "__main__":
    sys.exit(main())
