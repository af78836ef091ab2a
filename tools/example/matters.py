# SPDX-License-Identifier: Apache-2.0
"""A matter as a chain of dated events, so that it can be shown as of any day."""
from dataclasses import dataclass, field
from datetime import date, timedelta

from days import after_workdays, workday_from

PUBLICISED = ("环保整改", "安全隐患（重大）")


@dataclass
class Extension:
    asked: date
    to: date
    result: str = "待批"
    decided: date = None
    why: str = None


@dataclass
class Letter:
    day: date
    kind: str
    level: str
    number: str = None


@dataclass
class Report:
    day: date
    unit: str
    text: str
    judgement: str


@dataclass
class Matter:
    kind: str
    text: str
    source_kind: str
    source: str
    lead: str
    assisting: list
    registered: date
    due: date
    project: str = None
    indicator: str = None
    events: list = field(default_factory=list)  # (day, state)
    extra_from: tuple = None  # (day, 附加状态)
    coordination: int = None
    reports: list = field(default_factory=list)
    extensions: list = field(default_factory=list)
    letters: list = field(default_factory=list)
    satisfaction: str = None
    note: str = None
    number: str = None

    def state(self, day):
        return [state for when, state in self.events if when <= day][-1]

    def first(self, state, day):
        return next((when for when, name in self.events if name == state and when <= day), None)

    def due_on(self, day):
        granted = [item.to for item in self.extensions if item.result == "同意" and item.decided <= day]
        return max(granted) if granted else self.due

    def returns(self, day):
        return sum(1 for when, state in self.events if state == "退回重办" and when <= day)

    def last_report(self, day):
        known = [report for report in self.reports if report.day <= day]
        return known[-1] if known else None

    def letter_level(self, day):
        known = [letter.level for letter in self.letters if letter.day <= day]
        return known[-1] if known else None

    @property
    def verifier(self):
        """Who acts may not verify: the supervision office, else the dispatch office, else statistics."""
        actors = {self.lead, *self.assisting}
        if "各单位" in actors:
            return None
        return next(unit for unit in ("U01", "U02", "U15") if unit not in actors)

    def shown_verifier(self, day):
        return self.verifier if self.first("审核", day) else None


def settle(matter, chance, ends):
    """Fills the usual course of events up to `ends`, the day the matter is verified (it may lie in the future)."""
    start = matter.registered
    accepted = after_workdays(start, 1)
    matter.events = [(start, "立项"), (start, "交办"), (accepted, "签收"), (after_workdays(accepted, 1), "办理")]
    first_report = after_workdays(accepted, chance.whole(3, 6))
    asked = max(workday_from(ends - timedelta(days=chance.whole(3, 6))), after_workdays(accepted, 2))
    if first_report < asked:
        matter.events.append((first_report, "反馈"))
    if chance.happens(0.12) and (asked - first_report).days > 12:
        early = workday_from(asked - timedelta(days=8))
        matter.events += [(early, "申请办结"), (after_workdays(early, 2), "退回重办")]
    ends = max(workday_from(ends), after_workdays(asked, 2))
    matter.events += [(asked, "申请办结"), (after_workdays(asked, 1), "审核"), (ends, "办结")]
    closed = after_workdays(ends, 3)
    if matter.kind in PUBLICISED:
        matter.events.append((closed, "公示"))
        closed = after_workdays(closed, 5)
    matter.events.append((closed, "销号"))
    if closed < date(2026, 3, 1):
        matter.events.append((closed + timedelta(days=120), "归档"))
    matter.events.sort(key=lambda event: event[0])
    return ends


def write_letters(matter, chance, ends):
    """Near due blue, overdue yellow, still overdue red: counted from the term in force."""
    due = matter.due_on(date(2027, 12, 31))
    steps = [(workday_from(due - timedelta(days=4)), "提醒函", "蓝", 0.45), (after_workdays(due, 1), "督办单", "黄", 1),
             (after_workdays(due, 7), "通报", "红", 1)]
    for day, kind, level, probability in steps:
        if matter.registered < day < ends and (level != "蓝" or day <= due) and chance.happens(probability):
            matter.letters.append(Letter(day, kind, level))
