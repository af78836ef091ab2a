# SPDX-License-Identifier: Apache-2.0
"""What project units sent in the week of 2026-09-21, what came late, and the lights meant."""
import csv
import io
from datetime import date

import appearance
from district import BY_CODE as UNIT
from investment import AUGUST, JULY, behind_points, light
from project_list import SECTORS
from projects import known_in_base, stage_now
from sheets import Sheet

MONTHLY_COLUMNS = ["序号", "项目编号", "项目名称", "8月完成投资（万元）", "1—8月累计完成投资（万元）", "项目阶段", "形象进度", "形象进度日期", "填报单位", "填报日期", "备注"]


def monthly_row(project, serial, late):
    unit = UNIT[project.responsible].short
    if project.unreported and not late:
        return [serial, project.code, project.name, None, None, None, None, None, unit, None, "未报"]
    share = 100 * sum(project.actual_2026) / project.plan
    note = "补报" if late else project.reason if project.reason and project.aim_august[0] in "yr" else None
    return [serial, project.code, project.name, project.actual_2026[AUGUST - 1], sum(project.actual_2026),
            stage_now(project),
            appearance.words(project, share, august=True), date(2026, 8, 31), unit,
            date(2026, 9, 22 if late else 17), note]


def _monthly_sheets(projects):
    sheets = []
    for sector, title, _ in SECTORS:
        rows = [monthly_row(project, serial, late=False)
                for serial, project in enumerate((p for p in projects if p.sector == sector), start=1)]
        filled = [row for row in rows if row[3] is not None]
        rows.append([None, None, "合计", sum(row[3] for row in filled), sum(row[4] for row in filled)] + [None] * 6)
        sheets.append(Sheet(title, f"2026年8月重点项目投资完成情况（{title}）", "单位：万元    填报：各责任单位", MONTHLY_COLUMNS, rows,
                            ["注：空白为未报。"]))
    return sheets


def _milestones(projects):
    columns = ["项目编号", "项目名称", "节点序号", "节点名称", "预计完成日期", "实际完成日期", "节点说明"]
    rows = [[project.code, project.name, node.order, node.name, None, node.actual, node.note or "按期完成"]
            for project in projects for node in project.milestones if node.actual and not known_in_base(project, node)]
    slipped = {"FD-07": ("签约95%", date(2026, 12, 31), "签约率88%，申请顺延"),
               "GX-07": ("通电", date(2026, 11, 30), "第二回路杆线迁改未完成"),
               "GX-11": ("洁净车间", date(2026, 10, 31), "等待蒸汽扩容方案"), "GX-12": ("封顶", date(2026, 12, 15), "资金缺口未落实"),
               "JT-03": ("征拆清零", date(2026, 10, 15), "剩余7户，启动司法程序准备")}
    for project in projects:
        name, expected, why = slipped.get(project.code[8:], (None, None, None))
        rows += [[project.code, project.name, node.order, node.name, expected, None, why] for node in project.milestones
                 if node.name == name]
    return [Sheet("节点进展", "重点项目节点进展（2026年9月14日—20日）", "填报：各责任单位；空白不改变原值", columns, rows)]


def week_books(projects):
    return {"项目月度投资_2026年8月.xlsx": _monthly_sheets(projects), "项目节点进展_2026-09-21.xlsx": _milestones(projects)}


def late_books(projects):
    rows = [monthly_row(project, serial, late=True)
            for serial, project in enumerate((p for p in projects if p.unreported), start=1)]
    return {"项目月度投资_2026年8月补报.xlsx": [Sheet("补报", "2026年8月重点项目投资完成情况（补报）", "单位：万元    2026年9月22日收", MONTHLY_COLUMNS,
                                            rows)]}


def expected_lights(projects):
    """The table a test compares the computed lights with."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["project_code", "project_name", "sector", "behind_points_july", "light_2026_09_14",
                     "behind_points_august",
                     "light_2026_09_21", "light_after_late", "reason"])
    titles = {sector: title for sector, title, _ in SECTORS}
    for project in projects:
        after = light(project, AUGUST)
        writer.writerow([project.code, project.name, titles[project.sector],
                         f"{float(behind_points(project, JULY)):.2f}", light(project, JULY),
                         f"{float(behind_points(project, AUGUST)):.2f}", "white" if project.unreported else after,
                         after, project.reason])
    return text.getvalue().encode()
