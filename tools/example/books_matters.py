# SPDX-License-Identifier: Apache-2.0
"""Workbooks 11 and 12 and the week's changes to them."""
from datetime import date

import mess
from days import BASE_DAY, TODAY
from district import BY_CODE as UNIT, stream
from sheets import Sheet

MATTER_COLUMNS = ["序号", "督办编号", "事项类别", "事项内容", "来源类型", "来源", "牵头单位", "配合单位", "立项日期", "交办日期", "原定办结期限", "现办结期限", "状态",
                  "附加状态", "协调层级", "最新反馈", "反馈日期", "办结日期", "核验单位", "退回次数", "关联项目编号", "关联指标编码", "督办等级", "满意度", "备注"]
CHANGE_COLUMNS = ["督办编号", "状态", "附加状态", "协调层级", "现办结期限", "最新反馈", "反馈日期", "办结日期", "核验单位", "退回次数", "督办等级", "满意度", "备注"]
_REPORT_COLUMNS = ["督办编号", "反馈序号", "反馈日期", "反馈单位", "反馈内容", "进度判断"]
_EXTENSION_COLUMNS = ["督办编号", "申请日期", "申请单位", "原期限", "申请延至", "审批结果", "批准日期", "批准人职务", "延期理由"]
_LETTER_COLUMNS = ["函号", "督办编号", "函件类型", "等级", "签发日期", "签发人职务", "内容摘要"]


def _unit_names(codes):
    return "、".join(UNIT[code].short if code in UNIT else code for code in codes) or None


def _matter_facts(matter, day):
    report = matter.last_report(day)
    done = matter.first("办结", day)
    extra = matter.extra_from[1] if matter.extra_from and matter.extra_from[0] <= day and not done else None
    coordination = matter.coordination
    if matter.text.startswith("智算中心双回路") and day < date(2026, 9, 16):
        coordination = 1  # taken to the second level in the week
    verifier = matter.shown_verifier(day)
    return {"督办编号": matter.number, "状态": matter.state(day), "附加状态": extra, "协调层级": coordination,
            "现办结期限": matter.due_on(day),
            "最新反馈": report.text if report else None, "反馈日期": report.day if report else None, "办结日期": done,
            "核验单位": UNIT[verifier].short if verifier else None, "退回次数": matter.returns(day),
            "督办等级": matter.letter_level(day),
            "满意度": matter.satisfaction if done else None, "备注": matter.note if day >= TODAY else None}


def _matter_row(matter, serial, day):
    chance = stream("matter row", matter.number)
    facts = _matter_facts(matter, day)
    facts.update({"序号": serial, "事项类别": matter.kind, "事项内容": matter.text, "来源类型": matter.source_kind,
                  "来源": matter.source,
                  "牵头单位": UNIT[matter.lead].short, "配合单位": _unit_names(matter.assisting), "立项日期": matter.registered,
                  "交办日期": matter.first("交办", day),
                  "原定办结期限": matter.due, "关联项目编号": matter.project, "关联指标编码": matter.indicator})
    facts["立项日期"] = mess.day(chance, facts["立项日期"], 0.06)
    return [facts[column] for column in MATTER_COLUMNS]


def _reports(matters, first, last):
    rows = []
    for matter in matters:
        for serial, report in enumerate(matter.reports, start=1):
            if first <= report.day <= last:
                rows.append([matter.number, serial, report.day, UNIT[report.unit].short, report.text, report.judgement])
    return rows


def _extensions(matters, first, last):
    rows = []
    for matter in matters:
        for item in matter.extensions:
            if not (first <= item.asked <= last or item.decided and first <= item.decided <= last):
                continue
            decided = bool(item.decided) and item.decided <= last
            rows.append([matter.number, item.asked, UNIT[matter.lead].short, matter.due, item.to,
                         item.result if decided else "待批",
                         item.decided if decided else None, "分管副区长" if decided else None, item.why])
    return rows


def _letters(matters, first, last):
    rows = [[letter.number, matter.number, letter.kind, letter.level, letter.day,
             "督查室主任" if letter.level == "蓝" else "区政府办公室主任",
             f"{matter.text}：{'临近期限' if letter.level == '蓝' else '逾期未办结' if letter.level == '黄' else '逾期仍未办结，予以通报'}"]
            for matter in matters for letter in matter.letters if first <= letter.day <= last]
    return sorted(rows, key=lambda row: (row[4], row[0]))


def _side_sheets(matters, first, last, title):
    return [Sheet("反馈记录", f"{title}反馈记录", "填报：各承办单位", _REPORT_COLUMNS, _reports(matters, first, last)),
            Sheet("延期", f"{title}延期审批", "延期须在期限前申请，原期限保留", _EXTENSION_COLUMNS, _extensions(matters, first, last)),
            Sheet("督办函", f"{title}督办函件登记", "编号以签发为准", _LETTER_COLUMNS, _letters(matters, first, last))]


def base_books(matters):
    books = {}
    for year in (2025, 2026):
        own = [matter for matter in matters if matter.registered.year == year and matter.registered <= BASE_DAY]
        rows = [_matter_row(matter, serial, BASE_DAY) for serial, matter in enumerate(own, start=1)]
        sheet = Sheet("事项", f"云汀区{year}年督办事项台账", "填报：区政府办（督查室）    截止2026年9月14日", MATTER_COLUMNS, rows, ["注：退回不改变办结期限。"])
        books[f"11_督办事项台账_{year}.xlsx"] = [sheet] + _side_sheets(own, date(2025, 1, 1), BASE_DAY, f"{year}年督办事项")
    return books


# A workbook tells at most that completion is asked for; what a verifier and the office decide is done in the system.
_BY_WORKERS = ("交办", "签收", "申请改派", "办理", "反馈", "申请办结")
_BY_OTHERS = ("附加状态", "办结日期", "核验单位", "退回次数", "满意度")


def _told_facts(matter, day):
    facts = _matter_facts(matter, day)
    after_base = [state for when, state in matter.events if BASE_DAY < when <= day and state in _BY_WORKERS]
    facts["状态"] = after_base[-1] if after_base else matter.state(BASE_DAY)
    if matter.state(day) not in _BY_WORKERS:
        facts["备注"] = None  # why it was sent back is said by who sent it back
    for column in _BY_OTHERS:
        facts[column] = _matter_facts(matter, BASE_DAY)[column]
    return facts


def week_books(matters):
    first = date(2026, 9, 15)
    fresh = [matter for matter in matters if first <= matter.registered <= TODAY]
    rows = [_matter_row(matter, serial, TODAY) for serial, matter in enumerate(fresh, start=1)]
    changes = []
    for matter in matters:
        if matter.registered > BASE_DAY:
            continue
        before, after = _matter_facts(matter, BASE_DAY), _told_facts(matter, TODAY)
        if before != after:
            changes.append([matter.number] + [after[column] if after[column] != before[column] else None
                                              for column in CHANGE_COLUMNS[1:]])
    known = [matter for matter in matters if matter.registered <= TODAY]
    return {"督办事项进展_2026-09-21.xlsx": [
        Sheet("新增事项", "本周新增督办事项（2026年9月15日—21日）", "填报：区政府办（督查室）", MATTER_COLUMNS, rows),
        Sheet("事项变更", "本周事项进展（2026年9月15日—21日）", "只填变化项，空白不改变原值", CHANGE_COLUMNS, changes),
        *_side_sheets(known, first, TODAY, "本周督办事项")]}


_CYCLE_COLUMNS = ["周期编号", "类型", "期次", "原定日期", "实际日期", "主持人职务", "地点", "数据截止日期", "议题数", "备注"]
_AGENDA_COLUMNS = ["周期编号", "序号", "议题类型", "议题", "督办编号", "汇报单位"]


def _cycle_sheets(cycles, title):
    rows, agenda = [], []
    for cycle in cycles:
        listed = cycle.kind == "周调度" and cycle.held and cycle.held >= date(2025, 1, 1)
        rows.append([cycle.code, cycle.kind, cycle.title, cycle.planned, cycle.held, cycle.chair, cycle.place,
                     cycle.cutoff,
                     len(cycle.agenda) if listed else None, cycle.note])
        agenda += [[cycle.code, serial, kind, matter.text, matter.number, UNIT[matter.lead].short]
                   for serial, (kind, matter) in enumerate(cycle.agenda, start=1)]
    return [Sheet("周期", f"{title}调度周期登记", "每周一调度、半月一通报、一月一会商", _CYCLE_COLUMNS, rows),
            Sheet("议题", f"{title}周调度会议题", "上次事项在前", _AGENDA_COLUMNS, agenda)]


def cycle_books(cycles):
    return ({"12_调度周期.xlsx": _cycle_sheets([c for c in cycles if c.planned <= BASE_DAY], "云汀区")},
            {"调度周期_2026-09-21.xlsx": _cycle_sheets([c for c in cycles if c.planned > BASE_DAY], "本周")})
