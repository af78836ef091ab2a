# SPDX-License-Identifier: Apache-2.0
"""One file per class of fault, and a few odd but good ones; each with the verdict expected of the importer."""
import csv
import io
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import fault_packages as packages
import fault_sheets as tables
from days import BASE_DAY
from sheets import fill, saved_bytes, workbook_bytes


@dataclass(frozen=True)
class Case:
    name: str
    verdict: str
    reason: str
    place: str
    what: str
    data: bytes


def _refused(name, reason, place, what, data):
    return Case(name, "refused", reason, place, what, data)


def _accepted(name, reason, place, what, data):
    return Case(name, "accepted", reason, place, what, data)


def _value_faults(projects, open_matter):
    return [
        _refused("01_数值无法识别.xlsx", "bad_number", "房地产!D4 房地产!D5 房地产!D6 房地产!D7",
                 "约3.2, —, #REF!, 1.2.3 in an amount column",
                 workbook_bytes([tables.monthly(projects, {3: {0: "约3.2", 1: "—", 2: "#REF!", 3: "1.2.3"}})])),
        _refused("02_编号重复.xlsx", "duplicate_key", "房地产!B5", "one project code in two rows",
                 workbook_bytes([tables.monthly(projects, {1: {1: projects[0].code}})])),
        _refused("03_单位不存在.xlsx", "unknown_unit", "房地产!I4 房地产!I6", "银夕街道, 区发展改革委 are no unit, short name or alias",
                 workbook_bytes([tables.monthly(projects, {8: {0: "银夕街道", 2: "区发展改革委"}})])),
        _refused("04_日期不存在.xlsx", "bad_date", "节点进展!F4 节点进展!F5 节点进展!F6 节点进展!F7",
                 "2026-02-30, 2026年13月, 9月31日, and the number 2026.1 (January or October?)",
                 workbook_bytes([tables.milestones(projects, ["2026-02-30", "2026年13月", "9月31日", 2026.1])])),
        _refused("05_百分数不明.xlsx", "ambiguous_percent", "I02!C5 I02!C6",
                 "header 增速 without （%）, plain number format: 0.05 beside 5",
                 workbook_bytes([tables.ambiguous_percent()])),
        _refused("06_万元当亿元.xlsx", "implausible_unit", "房地产!D4:E6",
                 "header says 亿元, values are 万元: ten thousand times the plan",
                 workbook_bytes([tables.wrong_unit(projects)])),
        _refused("07_列不符.xlsx", "missing_column", "单位名录!row 3", "no 单位编码; 拼音码 is not known",
                 workbook_bytes([tables.units_without_code()])),
        _refused("08_合并单元格盖住数据.xlsx", "merged_over_data", "房地产!D4:D5", "one amount merged over two projects",
                 workbook_bytes([tables.monthly(projects, {3: {0: 1338, 1: 1338}}, merge_amount=True)])),
        _refused("09_没有表头.xlsx", "no_header", "房地产", "data from the first row, no header row",
                 tables.without_header(projects)),
        _refused("10_合计不符.xlsx", "total_mismatch", "房地产!D9", "合计 is 1000 more than its rows",
                 workbook_bytes([tables.monthly(projects, {}, total_error=1000)])),
        _refused("11_累计不等.xlsx", "cumulative_mismatch", "房地产!E5", "1—8月累计 is not January–July plus August",
                 workbook_bytes([tables.monthly(projects, {4: {1: 1}})])),
        _refused("12_公式无缓存值.xlsx", "formula_without_value", "房地产!E4 房地产!E5 房地产!E6 房地产!E7 房地产!E8",
                 "formulas never calculated: open and save in a spreadsheet program",
                 workbook_bytes([tables.monthly(projects, {4: {row: f"=D{4 + row}+10" for row in range(5)}})])),
        _refused("13_统计数无发布日期.xlsx", "missing_release_date", "8月!K4", "a statistical value without its release day",
                 workbook_bytes([tables.statistics_without_release()])),
        _refused("14_核验单位即牵头单位.xlsx", "verifier_is_actor", "事项变更!I4", "the lead unit would verify itself",
                 workbook_bytes([tables.self_verified(open_matter)])),
        _refused("15_擅改办结期限.xlsx", "due_without_extension", "事项变更!E4", "a new 现办结期限 without an approved 延期",
                 workbook_bytes([tables.due_moved(open_matter)])),
        _refused("16_含密级标志.xlsx", "secrecy_marking", "房地产!A2",
                 "机密★1年: the system is non-classified; only an officer may override",
                 workbook_bytes([tables.monthly(projects, {}, note="机密★1年    单位：万元")])),
        _refused("17_项目编号不存在.xlsx", "unknown_project", "房地产!B6", "YT-2026-FD-99 is not in the ledger",
                 workbook_bytes([tables.monthly(projects, {1: {2: "YT-2026-FD-99"}})])),
    ]


def _container_faults(projects):
    good = workbook_bytes([tables.monthly(projects, {})])
    return [
        _refused("20_网页另存.xls", "html_not_workbook", "file", "HTML named .xls: save as .xlsx", packages.html_table()),
        _refused("21_网页改名.xlsx", "html_not_workbook", "file", "HTML named .xlsx: save as .xlsx", packages.html_table()),
        _refused("22_文件不完整.xlsx", "broken_package", "file", "cut off after two thirds", packages.cut(good)),
        _refused("23_加密文件.xlsx", "encrypted", "file", "compound file with EncryptedPackage: remove the password",
                 packages.encrypted_package()),
        _refused("24_文档改名.xlsx", "not_a_workbook", "file", "a Word package named .xlsx", packages.document_renamed()),
        _refused("25_空文件.xlsx", "empty_file", "file", "zero bytes", b""),
        _refused("26_编码混杂.csv", "mixed_encoding", "line 4", "UTF-8 with one line in GB18030", tables.mixed_csv()),
    ]


def _odd_but_good(projects):
    cached = {f"E{4 + row}": sum(project.actual_2026) for row, project in enumerate(projects[:5])}
    cached["D9"], cached["E9"] = sum(project.actual_2026[7] for project in projects[:5]), sum(cached.values())
    return [
        _accepted("50_1904日期系统.xlsx", "", "节点进展!F4", "1904 date system: 2026-09-16, not four years earlier",
                  _with_1904_dates(projects)),
        _accepted("51_格式刷到末行.xlsx", "", "房地产", "a cell style on row 1048576; five records",
                  _styled_to_the_end(projects)),
        _accepted("52_一表多块.xlsx", "", "8月汇总", "three tables below one another, each with title and header",
                  _three_tables(projects)),
        _accepted("53_国标编码.csv", "", "file", "GB18030 with a four-byte character (䶮)",
                  tables.enterprise_csv().encode("gb18030")),
        _accepted("54_带标记的UTF-8.csv", "", "file", "UTF-8 with byte order mark",
                  tables.enterprise_csv().encode("utf-8-sig")),
        _accepted("55_公式有缓存值.xlsx", "", "房地产!E4:E9", "formulas with stored results",
                  packages.with_cached_values([tables.with_formulas(projects)], cached)),
        _accepted("56_全部文本.xlsx", "", "房地产!D4:E8", "every number is text, some full width, some with separators",
                  workbook_bytes([tables.all_text(projects)])),
        _accepted("57_内联字符串.xlsx", "", "房地产", "strings inside the cells",
                  workbook_bytes([tables.monthly(projects, {})], share_strings=False)),
        _accepted("58_列序不同.xlsx", "", "房地产", "the same columns in another order",
                  workbook_bytes([tables.reordered(projects)])),
    ]


def _with_1904_dates(projects):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    fill(book.active, tables.milestones(projects, [date(2026, 9, 16)]))
    return saved_bytes(book)


def _styled_to_the_end(projects):
    book = Workbook()
    fill(book.active, tables.monthly(projects, {}))
    book.active.cell(1048576, 11).number_format = "0.00"
    return saved_bytes(book)


def _three_tables(projects):
    book, row = Workbook(), 1
    book.active.title = "8月汇总"
    for sector, title in (("FD", "房地产"), ("GX", "工业和信息化"), ("JT", "交通")):
        sheet = tables.monthly([project for project in projects if project.sector == sector], {}, title=title)
        for line in [[sheet.title], [sheet.note], sheet.columns] + sheet.rows + [[]]:
            for column, value in enumerate(line, start=1):
                if value is not None:
                    cell = book.active.cell(row, column, value)
                    if isinstance(value, date):
                        cell.number_format = "yyyy-mm-dd"
            row += 1
    return saved_bytes(book)


def _expected(cases):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["file", "verdict", "reason", "place", "what"])
    for case in cases:
        writer.writerow([case.name, case.verdict, case.reason, case.place, case.what])
    return text.getvalue().encode()


def files(projects, matters):
    """`matters`: the register, from which one open matter is taken."""
    open_matter = next(matter for matter in matters if matter.state(BASE_DAY) == "申请办结"
                       and matter.registered.year == 2026)
    cases = _value_faults(projects, open_matter) + _container_faults(projects) + _odd_but_good(projects)
    return {**{case.name: case.data for case in cases}, "expected.csv": _expected(cases)}
