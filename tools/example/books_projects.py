# SPDX-License-Identifier: Apache-2.0
"""Workbooks 08 to 10: ledgers, monthly investment, milestones."""
from datetime import date
from decimal import Decimal

import appearance
import mess
from days import month_end
from district import BY_CODE as UNIT, LEADERS, stream
from investment import JULY
from project_list import AREAS, ROAD_ENDS, SECTORS
from projects import finish_node, known_in_base, stage_in_base, start_node
from sheets import Sheet

LEDGER_COLUMNS = ["序号", "项目编号"]
LEDGER_COLUMNS += ["基本情况|" + title for title in ("国家项目代码", "项目名称", "上级项目编号", "项目集群（片区）", "项目级别", "建设性质", "项目阶段",
                                                 "建设规模及内容", "起止年限")]
LEDGER_COLUMNS += ["投资情况|" + title for title in ("总投资（亿元）", "资金来源", "截至上年底累计完成投资（亿元）", "2026年度投资计划（亿元）")]
LEDGER_COLUMNS += ["责任体系|" + title for title in ("业主单位", "责任单位", "行业主管部门", "联系领导", "项目长", "工作专班")]
LEDGER_COLUMNS += ["时间节点|" + title for title in ("计划开工日期", "实际开工日期", "统计入库日期", "计划竣工日期")]
LEDGER_COLUMNS += ["进展情况|形象进度", "进展情况|形象进度日期", "调整情况|调整类型", "调整情况|调整文号", "调整情况|调整日期", "备注"]
_MONEY_AT = (11, 13, 14)
_NAME_AT = 3

# code: kind, paper, day, plan before in 万元, why
ADJUSTMENTS = {
    "FD-11": ("停工", "云重项办〔2026〕21号", "2026-06-12", None, "总包企业资金链断裂，项目停工"),
    "FD-12": ("缓建", "云重项办〔2026〕27号", "2026-07-24", 20000, "用地批复未下达，核减年度计划"),
    "FD-30": ("增补", "云重项办〔2026〕9号", "2026-03-27", 0, "年初未列入，增补为区重点"),
    "GX-25": ("增补", "云重项办〔2026〕9号", "2026-03-27", 0, "新获批工业互联网试点"),
    "JT-22": ("增补", "云重项办〔2026〕15号", "2026-04-30", 0, "纳入民生实事"),
}
# Moved out: sector, number, name, total and plan in 万元, responsible, department, owner key, area, paper, day, why
MOVED_OUT = [
    ("FD", 32, "听澜酒店公寓", 86000, 15000, "U18", "U08", "云汀望潮商业管理有限公司", "T", "云重项办〔2026〕18号", "2026-05-29", "企业放弃投资"),
    ("GX", 28, "光伏背板产线", 52000, 18000, "U17", "U03", "云汀蓝隔新材料有限公司", "J", "云重项办〔2026〕24号", "2026-06-30", "市场变化，业主申请退出"),
]


def _in_sector_unit(sector, amount):
    """工业和信息化 keeps its books in 万元, the others in 亿元 with up to four decimals."""
    if amount is None:
        return None
    if sector == "GX":
        return amount
    value = Decimal(amount) / 10000
    places = max(1, -value.normalize().as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(-places))


def _ledger_row(project, serial):
    chance, facts = stream("ledger row", project.code), project.fields
    start = start_node(project)
    adjusted = ADJUSTMENTS.get(project.code[8:], (None,) * 5)
    began = start.actual if start.actual and known_in_base(project, start) else None
    entered = facts["in_statistics"] if began else None
    share = 100 * sum(project.actual_2026[:JULY]) / project.plan
    unit = UNIT[project.responsible]
    alias = chance.pick([unit.short] * 6 + [unit.name, (unit.aliases or unit.short).split("、")[0]])
    finish = mess.month_only(chance, finish_node(project).planned, 0.45)
    return [serial, project.code, facts["national_code"], project.name, project.parent, project.area, facts["level"],
            facts["nature"],
            stage_in_base(project), facts["scale"].replace("，", "，\n", 1) if facts["level"] == "省重点"
            else facts["scale"], facts["years"],
            mess.number(chance, _in_sector_unit(project.sector, project.total), 0.05), facts["funds"],
            _in_sector_unit(project.sector, project.before_2026), _in_sector_unit(project.sector, project.plan),
            facts["owner_name"], alias, UNIT[project.department].short, facts["leader"], facts["lead"], facts["team"],
            mess.month_only(chance, start.planned, 0.4), mess.day(chance, began, 0.25), mess.day(chance, entered, 0.25),
            finish,
            appearance.words(project, share, august=False), date(2026, 7, 31),
            adjusted[0], adjusted[1], date.fromisoformat(adjusted[2]) if adjusted[2] else None,
            project.reason and _remark(project)]


def _remark(project):
    return None if "8月" in project.reason or project.aim_july in ("g", "grey", "blue") else project.reason


def _sub_rows(parent):
    rows = []
    spent = 0
    for number, (name, total, plan) in enumerate(ROAD_ENDS, start=1):
        before = (total - plan) if number < len(ROAD_ENDS) else parent.before_2026 - spent
        spent += before
        row = _ledger_row(parent, f"12-{number}")
        row[1], row[2], row[3], row[4] = f"{parent.code}-{number}", None, f"断头路打通：{name}", parent.code
        row[9] = f"打通{name}，长{round(total / 5000, 2)}公里"
        for place, amount in zip(_MONEY_AT, (total, before, plan)):
            row[place] = _in_sector_unit(parent.sector, amount)
        row[25] = f"{name}路面基层施工" if number % 2 else f"{name}管网敷设"
        rows.append(row)
    assert sum(part[1] for part in ROAD_ENDS) == parent.total and sum(part[2] for part in ROAD_ENDS) == parent.plan
    return rows


def _sum_row(label, sector, projects):
    row = [None] * len(LEDGER_COLUMNS)
    row[_NAME_AT] = label
    for place, field in zip(_MONEY_AT, ("total", "before_2026", "plan")):
        row[place] = _in_sector_unit(sector, sum(getattr(project, field) for project in projects))
    return row


def _ledger_columns(sector):
    """Long headers are broken over two lines, as they are in the office's own files."""
    unit = "（万元）" if sector == "GX" else "（亿元）"
    return [column.replace("（亿元）", ("\n" if len(column) > 16 else "") + unit) for column in LEDGER_COLUMNS]


def _ledger_sheet(sector, title, projects):
    columns = _ledger_columns(sector)
    rows, serial, hidden = [_sum_row(f"合计（{len(projects)}个）", sector, projects)], 0, []
    for area in AREAS.values():
        group = [project for project in projects if project.area == area]
        for project in group:
            serial += 1
            rows.append(_ledger_row(project, project.code[-2:].lstrip("0")))
            if project.code.endswith(("FD-20", "JT-16")):
                hidden.append(len(rows) - 1)  # somebody filtered it away and forgot
            if project.code.endswith("JT-12"):
                rows += _sub_rows(project)
        if group:
            rows.append(_sum_row(f"小计（{area} {len(group)}个）", sector, group))
    notes = ["注：1.年度投资计划含征拆费用。", "2.序号与年初下达文件一致，按片区排列。"]
    if sector == "JT":
        notes.append("3.断头路打通为打包项目，分拆后共28个，投资不重复计算。")
    return Sheet("台账", f"云汀区2026年重点项目台账（{title}）",
                 f"单位：{'万元' if sector == 'GX' else '亿元'}    填报：区发改局（调度办）    截止2026年9月14日",
                 columns, rows, notes, hidden_rows=tuple(hidden))


def _moved_out_sheet(sector, title):
    columns = _ledger_columns(sector)
    rows = []
    for kind, number, name, total, plan, unit, department, owner, area, paper, day, why in MOVED_OUT:
        if kind != sector:
            continue
        rows.append([len(rows) + 1, f"YT-2026-{kind}-{number}", None, name, None, AREAS[area], "区重点", "新建", "前期", None,
                     "2026—2028",
                     _in_sector_unit(sector, total), "企业自筹", _in_sector_unit(sector, 0), _in_sector_unit(sector, plan),
                     owner, UNIT[unit].short,
                     UNIT[department].short, LEADERS[7].name, None, None, month_end(2026, 6), None, None,
                     month_end(2028, 6), None, None,
                     "调出", paper, date.fromisoformat(day), why])
    return Sheet("已调出", f"2026年已调出项目（{title}）", "调出后不再计入年度任务", columns, rows)


def _adjustment_sheet(sector, title, projects):
    columns = ["序号", "项目编号", "项目名称", "调整类型", "调整文号", "调整日期", "调整前年度计划（万元）", "调整后年度计划（万元）", "调整原因"]
    rows = []
    for project in projects:
        if project.code[8:] in ADJUSTMENTS:
            kind, paper, day, before, why = ADJUSTMENTS[project.code[8:]]
            rows.append([len(rows) + 1, project.code, project.name, kind, paper, date.fromisoformat(day),
                         project.plan if before is None else before, project.plan, why])
    for kind, number, name, _, plan, _, _, _, _, paper, day, why in MOVED_OUT:
        if kind == sector:
            rows.append([len(rows) + 1, f"YT-2026-{kind}-{number}", name, "调出", paper,
                         date.fromisoformat(day), plan, 0, why])
    return Sheet("项目调整", f"2026年重点项目动态调整情况（{title}）", "单位：万元", columns, rows)


def _months(year):
    joint = [(2, "1—2月")] if year == 2025 else [(1, "1月"), (2, "2月")]
    return joint + [(m, f"{m}月") for m in range(3, 13)]


def _investment_row(project, year, serial):
    chance = stream("investment row", project.code, year)
    row = [serial, project.code, project.name, UNIT[project.responsible].short,
           project.plan_2025 if year == 2025 else project.plan]
    planned_sum = actual_sum = 0
    for month, _ in _months(year):
        if year == 2025:
            planned, actual = project.spent_2025.get(month, (None, None))
        else:
            planned, actual = project.plan_2026[month - 1], project.actual_2026[month - 1] if month <= JULY else None
        if actual is not None:
            planned_sum, actual_sum = planned_sum + planned, actual_sum + actual
        row += [planned, mess.number(chance, actual, 0.015)]
    return row + [planned_sum, actual_sum], (planned_sum, actual_sum)


def _investment_sheet(year, title, projects):
    columns = ["序号", "项目编号", "项目名称", "责任单位", "年度计划（万元）"]
    for _, name in _months(year):
        columns += [f"{name}|计划", f"{name}|完成"]
    columns += ["校核|累计计划", "校核|累计完成"]
    shown = [project for project in projects if year == 2026 or project.spent_2025]
    rows, sums = [], [0, 0]
    for serial, project in enumerate(shown, start=1):
        row, totals = _investment_row(project, year, serial)
        rows.append(row)
        sums = [left + right for left, right in zip(sums, totals)]
    plan = sum(project.plan_2025 if year == 2025 else project.plan for project in shown)
    rows.append([None, None, "合计", None, plan] + [None] * (2 * len(_months(year))) + sums)
    notes = ["注：1—2月合并统计。"] if year == 2025 else ["注：1.空白为未报，不得填零代替。", "2.累计为已填报月份之和。"]
    return Sheet(title, f"{year}年重点项目月度投资计划与完成情况（{title}）", "单位：万元    填报：各责任单位", columns, rows, notes)


def _milestone_sheet(title, projects):
    columns = ["项目编号", "项目名称", "节点序号", "节点名称", "计划完成日期", "预计完成日期", "实际完成日期", "节点说明"]
    rows = []
    for project in projects:
        chance = stream("milestone rows", project.code)
        for node in project.milestones:
            known = known_in_base(project, node)
            expected = node.expected
            if node.actual and not known:
                expected = max(node.actual, node.planned)
            if expected == node.planned:
                expected = None
            planned = "9月底" if node.planned == date(2026, 9, 30) else mess.month_only(chance, node.planned, 0.15)
            rows.append([project.code, project.name, node.order, node.name, planned, expected,
                         mess.day(chance, node.actual, 0.06) if known else None,
                         node.note if known or not node.actual else None])
    return Sheet(title, f"2026年重点项目节点计划（{title}）", "计划：年初下达；预计：责任单位填报", columns, rows, merge_down=(0, 1))


def books(projects):
    result, by_sector = {}, {}
    for sector, title, _ in SECTORS:
        own = [project for project in projects if project.sector == sector]
        by_sector[title] = own
        result[f"08_重点项目台账_{title}.xlsx"] = [_ledger_sheet(sector, title, own), _moved_out_sheet(sector, title),
                                             _adjustment_sheet(sector, title, own)]
    for year in (2025, 2026):
        result[f"09_项目月度投资_{year}.xlsx"] = [_investment_sheet(year, title, own) for title, own in by_sector.items()]
    result["10_项目节点.xlsx"] = [_milestone_sheet(title, own) for title, own in by_sector.items()]
    return result
