# SPDX-License-Identifier: Apache-2.0
"""Weekly dispatch meetings, half-month bulletins and monthly consultations, with their agenda."""
from dataclasses import dataclass, field
from datetime import date, timedelta

from days import TODAY, is_workday, month_end, workday_from


@dataclass
class Cycle:
    code: str
    kind: str
    title: str
    planned: date
    held: date
    chair: str
    place: str
    cutoff: date
    note: str = None
    agenda: list = field(default_factory=list)  # (kind, matter)


def _weekly():
    cycles, monday = [], date(2024, 9, 2)
    while monday <= TODAY:
        held, note = monday, None
        if not is_workday(monday):
            held = workday_from(monday)
            note = f"遇节假日调整至{held.month}月{held.day}日"
        if held >= monday + timedelta(days=7) or (held - monday).days > 4:
            held, note = None, "节假日整周，并入下期"
        if monday == date(2025, 8, 4):
            held, note = None, "防汛应急响应，取消"
        year, week, _ = monday.isocalendar()
        chair = "区委书记" if week % 4 == 0 else "区委副书记、区长" if week % 2 else "区委常委、常务副区长"
        place = "归雁站前片区项目现场" if week % 13 == 5 else "区行政中心3号会议室"
        cutoff = (held or monday) - timedelta(days=1)
        cycles.append(Cycle(f"W{year}-{week:02d}", "周调度", f"{year}年第{week}周调度会", monday, held, chair, place, cutoff,
                            note))
        monday += timedelta(days=7)
    return cycles


def _half_months():
    cycles = []
    for index in range(24 * 2 + 1):
        month_index = 2024 * 12 + 8 + index // 2
        year, month = month_index // 12, month_index % 12 + 1
        planned = date(year, month, 15) if index % 2 == 0 else month_end(year, month)
        if planned > TODAY:
            break
        number = (month - 1) * 2 + 1 + index % 2
        cycles.append(Cycle(f"H{year}-{number:02d}", "半月通报", f"{year}年第{number}期通报", planned, workday_from(planned),
                            "区政府办公室主任", "书面通报", planned - timedelta(days=2)))
    return cycles


def _months():
    cycles = []
    for index in range(24):
        month_index = 2024 * 12 + 8 + index
        year, month = month_index // 12, month_index % 12 + 1
        following = month_end(year, month) + timedelta(days=1)
        held = workday_from(following + timedelta(days=19))
        if held > TODAY:
            break
        note = None if held.day == 20 else "20日逢休息日顺延"
        cycles.append(Cycle(f"M{year}-{month:02d}", "月会商", f"{year}年{month}月经济运行会商", following + timedelta(days=19),
                            held, "区委副书记、区长", "区行政中心1号会议室", month_end(year, month), note))
    return cycles


def weekly_days():
    return [cycle.held for cycle in _weekly() if cycle.held]


def _set_agenda(cycle, previous, matters):
    """Last time's open items, then what this meeting assigns, then what is overdue or due within the week."""
    day, listed = cycle.held, set()

    def add(kind, matter, limit):
        if matter.number not in listed and len(listed) < limit:
            cycle.agenda.append((kind, matter))
            listed.add(matter.number)

    open_before = [matter for matter in matters if matter.registered < day
                   and not matter.first("办结", day - timedelta(days=1))]
    for _, matter in previous.agenda if previous else []:
        if matter in open_before:
            add("上次事项", matter, 5)
    for matter in matters:
        if matter.registered == day and matter.kind in ("会议交办", "项目问题", "上级交办"):
            add("新增事项", matter, 10)
    for matter in sorted(open_before, key=lambda matter: (matter.due_on(day), matter.number)):
        if matter.due_on(day) - day < timedelta(days=7):
            add("到期事项", matter, 14)


def build(matters):
    weekly = _weekly()
    previous = None
    for cycle in weekly:
        if cycle.held and cycle.held >= date(2025, 1, 1):
            _set_agenda(cycle, previous, matters)
            previous = cycle
    return weekly + _half_months() + _months()
