# SPDX-License-Identifier: Apache-2.0
"""Workbooks 01 to 04: units, people, enterprises, indicators with their targets."""
from datetime import date

import mess
import series
from district import BY_CODE as UNIT, LEADERS, OUTSIDE, PEOPLE, STREETS, TREE, stream
from enterprises import ENTERPRISES
from indicators import ADJUSTED_2026, BY_CODE, INDICATORS, PATTERNS, TARGETS
from series import rounded
from sheets import Sheet

_UNIT_COLUMNS = ["序号", "单位编码", "单位全称", "简称", "别名", "类别", "上级单位编码", "排序号", "分组", "启用日期", "停用日期", "备注"]


def _unit_rows(units):
    chance = stream("unit rows")
    return [[number, unit.code, unit.name, unit.short, unit.aliases or None, unit.kind, unit.parent, unit.order,
             unit.group,
             mess.day(chance, unit.valid_from, 0.2), unit.valid_to, unit.note]
             for number, unit in enumerate(units, start=1)]


def units_book():
    return [
        Sheet("单位名录", "云汀区单位名录（2026年版）", "编制：区政府办公室    2026年1月修订", _UNIT_COLUMNS, _unit_rows(TREE),
              ["注：排序号为规范排序，不按拼音。", "2．被撤并单位保留编码。"]),
        Sheet("业主与数据来源", "项目业主与外部数据来源单位", "编制：区发改局（调度办）", _UNIT_COLUMNS, _unit_rows(OUTSIDE)),
    ]


def _person_rows(people):
    chance = stream("people rows")
    return [[number, person.name, UNIT[person.unit].short, person.post, person.role, person.phone, person.order,
             mess.day(chance, person.valid_from), person.valid_to, None]
             for number, person in enumerate(people, start=1)]


def people_book():
    columns = ["序号", "姓名", "单位", "职务", "角色", "联系电话", "排序号", "任职起始日期", "任职截止日期", "备注"]
    others = [person for person in PEOPLE if person not in LEADERS]
    return [
        Sheet("区领导", "云汀区领导联系分工名册", "编制：区政府办公室    截至2026年9月", columns, _person_rows(LEADERS), merge_down=(2,)),
        Sheet("部门镇街园区", "部门、镇街园区及业主单位人员名册", "编制：区政府办公室    截至2026年9月", columns, _person_rows(others),
              ["注：姓名均为虚构。"], merge_down=(2,)),
    ]


def enterprises_book():
    columns = ["序号"] + ["基本情况|" + title for title in ("统一社会信用代码", "企业名称", "行业门类", "主要产品或业务", "所在镇街园区")]
    columns += ["服务情况|" + title for title in ("是否规上（限上）", "包联领导", "联系电话")] + ["备注"]
    rows, number = [], 0
    for unit in STREETS:
        group = [firm for firm in ENTERPRISES.values() if firm.unit == unit]
        for firm in group:
            number += 1
            rows.append([number, firm.code, firm.name, firm.sector, firm.business, UNIT[unit].short,
                         "是" if firm.above_scale else "否", firm.leader, firm.phone, None])
        rows.append([None, None, f"小计（{UNIT[unit].short}）"] + [None] * 6 + [f"{len(group)}户"])
    rows.append([None, None, "合计"] + [None] * 6 + [f"{number}户"])
    return [Sheet("企业名录", "云汀区重点企业包联名录", "编制：区工信局、区商务投促局    2026年8月", columns, rows,
                  ["注：企业名称、代码、电话均为虚构；代码校验位正确。"], merge_down=(5,))]


def _catalogue():
    columns = ["指标编码", "指标名称", "计量单位", "频率", "方向", "指标性质", "口径", "数据来源", "责任单位", "序时方式", "一二月合并", "一月不适用", "备注"]
    rows = [[i.code, i.name, i.unit, "季" if i.quarterly else "月", i.direction, i.measure, i.basis, UNIT[i.source].short,
             UNIT[i.responsible].short, i.trajectory, "是" if i.joint else "否", "是" if i.joint else "否", i.note]
             for i in INDICATORS]
    return Sheet("指标目录", "云汀区经济运行调度指标目录", "编制：区发改局、区统计局", columns, rows)


def _targets(year):
    columns = ["指标编码", "指标名称", "计量单位", "水平目标", "增速目标", "内部掌握水平", "调整前水平目标", "调整文号", "调整日期", "备注"]
    rows = []
    for indicator in INDICATORS:
        level, growth, inside = TARGETS[indicator.code][2026 - year]
        former, paper, day = ADJUSTED_2026.get(indicator.code, (None,) * 3) if year == 2026 else (None,) * 3
        rows.append([indicator.code, indicator.name, indicator.unit, level, growth, inside, former, paper,
                     date.fromisoformat(day) if day else None, "经区政府常务会议同意调整" if day else None])
    return Sheet(f"{year}年目标", f"云汀区{year}年主要经济指标年度目标", "编制：区发改局", columns, rows,
                 ["注：约束性指标以上级下达为准。"])


def _month_split():
    columns = ["年度", "指标编码", "指标名称", "序时方式"] + [f"累计占比（%）|{month}月" for month in range(1, 13)]
    rows = []
    for year in (2024, 2025, 2026):
        for indicator in INDICATORS:
            if indicator.pattern not in PATTERNS:
                continue
            shape = [None if value is None else rounded(value, 1) for value in PATTERNS[indicator.pattern]]
            if indicator.joint:
                shape[0] = "不适用"
            if indicator.measure != "增速":
                rows.append([year, indicator.code, indicator.name, indicator.trajectory] + shape)
    return Sheet("月度分解", "年度目标月度分解（累计占全年比重）", "单位：%    季度指标只填季末月", columns, rows)


def _unit_targets(year):
    columns = ["单位编码", "单位"] + [f"{code} {BY_CODE[code].name}|{BY_CODE[code].unit}" for code in series.SPLIT]
    split = {}
    for code in series.SPLIT:
        total = rounded(TARGETS[code][2026 - year][0].replace(",", ""), BY_CODE[code].places)
        parts, own = series.split_level(code, total, "target", year)
        split[code] = parts + [own if series.own_share(code) else None, total]
    rows = [[unit, UNIT[unit].short] + [split[code][index] for code in series.SPLIT]
            for index, unit in enumerate(STREETS)]
    rows.append(["D00", "区本级"] + [split[code][8] for code in series.SPLIT])
    rows.append(["合计", None] + [split[code][9] for code in series.SPLIT])
    return Sheet(f"{year}年镇街园区分解", f"{year}年主要指标镇街园区分解表", "编制：区发改局    单位见表头", columns, rows)


def indicators_book():
    return ([_catalogue()] + [_targets(year) for year in (2024, 2025, 2026)] + [_month_split()]
            + [_unit_targets(year) for year in (2025, 2026)])


def books():
    return {"01_单位名录.xlsx": units_book(), "02_人员名录.xlsx": people_book(), "03_企业名录.xlsx": enterprises_book(),
            "04_指标体系与年度目标.xlsx": indicators_book()}
