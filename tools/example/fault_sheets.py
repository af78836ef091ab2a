# SPDX-License-Identifier: Apache-2.0
"""The tables of the faulty files: each is a good table of the week with one thing wrong."""
from datetime import date
from decimal import Decimal

from openpyxl import Workbook

from books_matters import CHANGE_COLUMNS
from books_week_projects import MONTHLY_COLUMNS, monthly_row
from district import BY_CODE as UNIT
from enterprises import ENTERPRISES
from sheets import Sheet, saved_bytes

_ROWS = 5
_NOTE = "单位：万元    填报：各责任单位"


def monthly(projects, changes, merge_amount=False, total_error=0, note=_NOTE, title="房地产"):
    """Five rows of August; `changes` is {column: {row: value}}; a number there is added in the cumulative column."""
    rows = [monthly_row(project, serial, late=False) for serial, project in enumerate(projects[:_ROWS], start=1)]
    total = [None, None, "合计", sum(row[3] for row in rows) + total_error, sum(row[4] for row in rows)] + [None] * 6
    for column, cells in changes.items():
        for row, value in cells.items():
            rows[row][column] = rows[row][column] + value if column == 4 and isinstance(value, int) else value
    if 3 in changes or 4 in changes:
        total = None  # a wrong cell should be the only complaint
    return Sheet(title, f"2026年8月重点项目投资完成情况（{title}）", note, MONTHLY_COLUMNS, rows + ([total] if total else []),
                 merge_down=(3,) if merge_amount else ())


def with_formulas(projects):
    sheet = monthly(projects, {})
    for offset, (row, project) in enumerate(zip(sheet.rows, projects)):
        row[4] = f"=D{4 + offset}+{sum(project.actual_2026[:7])}"
    sheet.rows[_ROWS][3], sheet.rows[_ROWS][4] = "=SUM(D4:D8)", "=SUM(E4:E8)"
    return sheet


def all_text(projects):
    sheet = monthly(projects, {})
    for offset, row in enumerate(sheet.rows):
        for column in (3, 4):
            text = f"{row[column]:,}"
            row[column] = text.translate(str.maketrans("0123456789,", "０１２３４５６７８９，")) if offset % 2 else f" {text}"
    return sheet


def reordered(projects):
    sheet = monthly(projects, {})
    order = [1, 2, 8, 9, 4, 3, 5, 7, 6, 10]
    sheet.columns = [sheet.columns[place] for place in order]
    sheet.rows = [[row[place] for place in order] for row in sheet.rows[:_ROWS]]
    return sheet


def wrong_unit(projects):
    sheet = monthly(projects[:3], {})
    sheet.columns = [column.replace("万元", "亿元") for column in sheet.columns]
    sheet.note = "单位：亿元"
    return sheet


def without_header(projects):
    book = Workbook()
    book.active.title = "房地产"
    for row in monthly(projects, {}).rows:
        book.active.append(row)
    return saved_bytes(book)


def milestones(projects, days):
    columns = ["项目编号", "项目名称", "节点序号", "节点名称", "预计完成日期", "实际完成日期", "节点说明"]
    rows = []
    for project, day in zip((p for p in projects if p.aim_august == "g"), days):
        node = next(node for node in project.milestones if node.actual is None)
        rows.append([project.code, project.name, node.order, node.name, None, day, None])
    return Sheet("节点进展", "重点项目节点进展（2026年9月14日—20日）", "填报：各责任单位", columns, rows)


def ambiguous_percent():
    columns = ["区编码", "区名", "1—8月|增速", "1—8月|位次"]
    return Sheet("I02", "2026年全市各区规上工业增加值增速及位次", "数据来源：市统计局", columns,
                 [["D00", "云汀区", Decimal("0.05"), 2], ["P01", "沧浔区", 5, 1]])


def units_without_code():
    columns = ["序号", "单位全称", "简称", "拼音码", "类别", "排序号"]
    rows = [[order, UNIT[code].name, UNIT[code].short, "XXX", UNIT[code].kind, order]
            for order, code in enumerate(("U01", "U02", "U03"), start=1)]
    return Sheet("单位名录", "云汀区单位名录", "编制：区政府办公室", columns, rows)


def statistics_without_release():
    columns = ["指标编码", "指标名称", "计量单位", "所属期", "累计", "增速（%）", "当月", "当月增速（%）", "版本", "数据来源", "发布日期", "备注"]
    rows = [["I05", "工业投资", "亿元", "2026年1—8月", Decimal("49.51"), Decimal("8.8"), None, None, "初步", "区统计局", None, None]]
    return Sheet("8月", "云汀区2026年1—8月主要经济指标完成情况", "单位：见表内", columns, rows)


def _change(number, **cells):
    return Sheet("事项变更", "本周事项进展（2026年9月15日—21日）", "只填变化项，空白不改变原值", CHANGE_COLUMNS,
                 [[number] + [cells.get(column) for column in CHANGE_COLUMNS[1:]]])


def self_verified(matter):
    return _change(matter.number, 状态="审核", 核验单位=UNIT[matter.lead].short)


def due_moved(matter):
    return _change(matter.number, 现办结期限=date(2027, 3, 31))


_CSV_COLUMNS = ["序号", "统一社会信用代码", "企业名称", "行业门类", "主要产品或业务", "所在镇街园区", "是否规上（限上）", "包联领导", "联系电话", "备注"]


def enterprise_csv():
    lines = ["云汀区重点企业包联名录", "编制：区工信局", ",".join(_CSV_COLUMNS)]
    for serial, firm in enumerate(list(ENTERPRISES.values())[:6], start=1):
        note = "法定代表人姓名含䶮字" if serial == 2 else ""
        lines.append(",".join([str(serial), firm.code, firm.name, firm.sector, f'"{firm.business},运营"',
                               UNIT[firm.unit].short,
                               "是" if firm.above_scale else "否", firm.leader, firm.phone, note]))
    return "\r\n".join(lines) + "\r\n"


def mixed_csv():
    lines = enterprise_csv().split("\r\n")
    return b"\r\n".join(line.encode("gb18030" if index == 3 else "utf-8") for index, line in enumerate(lines))
