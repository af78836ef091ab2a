# SPDX-License-Identifier: Apache-2.0
"""About 300 matters of 2025 and 2026, the fifteen of the story among them."""
from datetime import date, timedelta

import matter_texts as texts
from days import TODAY, after_workdays, workday_from
from district import BY_CODE as UNIT, STREETS, stream
from enterprises import ENTERPRISES
from matters import Extension, Matter, Report, settle, write_letters

_LINKED = {"固定资产投资": "I04", "一般公共预算收入": "I11", "用电": "I19", "限上零售": "I08", "房地产开发投资": "I06", "规上服务业": "I09",
           "亿元以上": "I16", "招商": "I15"}
_NEW_THIS_WEEK = 9


def _days(chance, count, weekly_days, kind):
    """Registration days: meeting items on meeting days, everything else on any workday."""
    if kind in ("年度重点任务", "民生实事"):
        return [workday_from(date(2025 + index % 2, 1, 13 + index // 2)) for index in range(count)]
    if kind in ("会议交办", "项目问题"):
        return [chance.pick(weekly_days) for _ in range(count)]
    first, length = date(2025, 1, 6), (date(2026, 9, 11) - date(2025, 1, 6)).days
    return [workday_from(first + timedelta(days=chance.whole(0, length))) for _ in range(count)]


def _fill(template, chance, project, street, registered):
    text, lead, assisting = template
    firm = chance.pick(list(ENTERPRISES.values())).name
    words = {"s": UNIT[street].short, "p": project.name, "r": chance.pick(texts.ROADS), "n": chance.whole(2, 18),
             "m": (registered.month - 2) % 12 + 1, "f": firm}
    codes = {"s": street, "p": project.responsible}
    lead = codes.get(lead, lead)
    helpers = [code for code in dict.fromkeys(codes.get(code, code) for code in assisting.split()) if code != lead]
    return text.format(**words), lead, helpers, project.code if "{p}" in text else None


def _source(source_kind, registered, chance):
    return texts.SOURCES[source_kind].format(day=f"{registered.month}月{registered.day}日", year=registered.year,
                                             n=chance.whole(3, 40))


def _add_reports(matter, chance, ends):
    for day, state in list(matter.events):
        if state == "反馈":
            matter.reports.append(Report(day, matter.lead, chance.pick(texts.REPORTS["早"]), "达进度"))
        if state == "申请办结":
            matter.reports.append(Report(day, matter.lead, chance.pick(texts.REPORTS["晚"]), "已完成"))
    first = matter.reports[0].day if matter.reports else matter.registered
    step, day = max(12, (ends - first).days // 4), first
    for _ in range(3):
        day = workday_from(day + timedelta(days=step))
        if day < ends - timedelta(days=7):
            late = day > matter.due or (ends > matter.due and day > matter.due - timedelta(days=10))
            unit = chance.pick([matter.lead] + matter.assisting)
            matter.reports.append(Report(day, unit, chance.pick(texts.REPORTS["中"]), "欠进度" if late else "达进度"))
    matter.reports.sort(key=lambda report: report.day)


def _end_day(matter, chance):
    length = (matter.due - matter.registered).days
    fate = chance.share()
    if fate < 0.76:
        return matter.due - timedelta(days=chance.whole(0, max(1, length // 4)))
    if fate < 0.90:
        return matter.due + timedelta(days=chance.whole(2, 18))
    longer = matter.due + timedelta(days=chance.whole(12, 30))
    asked = workday_from(matter.due - timedelta(days=chance.whole(3, 6)))
    decided = after_workdays(asked, 2)
    refused = chance.happens(0.2)
    matter.extensions.append(Extension(asked, longer, "不同意" if refused else "同意", decided,
                                       chance.pick(texts.DELAY_REASONS)))
    return longer - timedelta(days=chance.whole(0, 4))


def _ordinary(kind, registered, chance, projects, turn=None):
    _, (shortest, longest), source_kind, templates = texts.TEMPLATES[kind]
    started = [project for project in projects if project.plan_2025 or registered.year == 2026]
    template = chance.pick(templates) if turn is None else templates[turn % len(templates)]
    text, lead, helpers, project = _fill(template, chance, chance.pick(started), chance.pick(STREETS[1:]), registered)
    due = registered + timedelta(days=chance.whole(shortest, longest))
    if kind in ("年度重点任务", "民生实事"):
        due = date(registered.year, 12 if kind == "年度重点任务" else 11, 31 if kind == "年度重点任务" else 30)
    matter = Matter(kind, text, source_kind, _source(source_kind, registered, chance), lead, helpers, registered, due,
                    project)
    matter.indicator = next((code for words, code in _LINKED.items() if words in text), None)
    ends = settle(matter, chance, _end_day(matter, chance))
    _add_reports(matter, chance, ends)
    write_letters(matter, chance, ends)
    if kind == "项目问题":
        matter.coordination = chance.pick([1, 1, 1, 2, 2, 3])
    if kind in ("企业诉求", "民声", "建议提案"):
        matter.satisfaction = chance.pick(["满意", "满意", "满意", "基本满意", "不满意"])
    if kind == "安全隐患（重大）":
        matter.extra_from = (after_workdays(registered, 4), "挂牌")
    return matter


def _ordinary_matters(projects, weekly_days):
    """The year's tasks take their templates in turn, so that no task is set twice in a year."""
    result, wording = [], set()

    def add(kind, day, turn, *name):
        for attempt in range(12):  # an office does not register the same words twice
            matter = _ordinary(kind, day, stream(*name, attempt), projects, turn)
            if (matter.text, day.year) not in wording:
                break
        wording.add((matter.text, day.year))
        result.append(matter)

    for kind, (count, _, _, _) in texts.TEMPLATES.items():
        yearly = kind in ("年度重点任务", "民生实事")
        for index, day in enumerate(_days(stream("matter days", kind), count, weekly_days, kind)):
            add(kind, day, index // 2 if yearly else None, "matter", kind, index)
    fresh = stream("fresh")
    for index in range(_NEW_THIS_WEEK):
        kind = ["会议交办", "项目问题", "企业诉求", "安全隐患（一般）", "批示"][index % 5]
        day = TODAY if kind in ("会议交办", "项目问题") else workday_from(date(2026, 9, 15 + fresh.whole(0, 4)))
        add(kind, day, None, "fresh", index)
    return result


def _number(matters):
    matters.sort(key=lambda matter: (matter.registered, matter.kind, matter.text))
    counts = {}
    for matter in matters:
        year = matter.registered.year
        counts[year] = counts.get(year, 0) + 1
        matter.number = f"云调督〔{year}〕{counts[year]}号"
    letters = sorted(((letter.day, matter.number, letter.kind, letter) for matter in matters
                      for letter in matter.letters), key=lambda item: item[:3])
    counts = {}
    for day, _, kind, letter in letters:
        mark = {"提醒函": "云督提", "督办单": "云督单", "通报": "云督通"}[kind]
        counts[mark, day.year] = counts.get((mark, day.year), 0) + 1
        letter.number = f"{mark}〔{day.year}〕{counts[mark, day.year]}号"


def build(projects, weekly_days):
    from matter_story import named_matters
    matters = _ordinary_matters(projects, [day for day in weekly_days
                                           if date(2025, 1, 1) <= day <= date(2026, 9, 14)]) + named_matters()
    for matter in matters:  # letters that would be signed after the meeting do not exist yet
        matter.letters = [letter for letter in matter.letters if letter.day <= TODAY]
        matter.reports = [report for report in matter.reports if report.day <= TODAY]
        matter.extensions = [item for item in matter.extensions if item.asked <= TODAY]
        for item in matter.extensions:
            if item.decided and item.decided > TODAY:
                item.result, item.decided = "待批", None
    _number(matters)
    return matters
