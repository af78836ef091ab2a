# SPDX-License-Identifier: Apache-2.0
"""The ledger: turns the hand-written list into projects with dates, people, money and papers."""
from dataclasses import dataclass, field
from datetime import date, timedelta

import project_list as listed
from days import add_months, month_end, months_between, workday_from
from district import LEADERS, project_leads, stream
from enterprises import ENTERPRISES

# Month of each node after land or approval; see docs of the three sectors' usual course.
TEMPLATES = {
    "FD": [("供地", 0), ("工程规划许可", 4), ("施工许可", 6), ("开工", 6), ("正负零", 10), ("封顶", 18), ("竣工验收", 28), ("交付", 30)],
    "GX": [("备案", 0), ("拿地", 3), ("环评", 5), ("能评", 5), ("施工许可", 6), ("开工", 6), ("主体完工", 12), ("设备进场", 14),
           ("试产", 17), ("投产", 18), ("纳统", 19), ("达产", 30)],
    "JT": [("可研", 0), ("用地预审与选址意见书", 3), ("初设概算", 6), ("净地", 9), ("招标", 10), ("开工", 12), ("贯通", 24), ("交工", 28),
           ("通车", 30)],
}
# Key milestones that office lists name differently: (replaces or joins which template node, its month).
_ALIASES = {
    "停工": ("封顶", 18), "用地批复": (None, 1), "签约95%": (None, 2), "开业": ("交付", 30), "竣工": (None, 27),
    "通电": (None, 15), "上线": ("投产", 18), "洁净车间": (None, 13),
    "主线贯通": ("贯通", 24), "合龙": (None, 22), "征拆清零": ("净地", 9), "路面": (None, 26), "管网": (None, 18),
    "初设批复": ("初设概算", 6), "投用": ("通车", 30), "单洞贯通": (None, 20), "完工": ("交工", 28),
}
_ALIASES_BY_SECTOR = {("GX", "竣工"): (None, 16), ("GX", "封顶"): (None, 10), ("JT", "封顶"): (None, 20)}


@dataclass
class Milestone:
    order: int
    name: str
    planned: date
    expected: date = None
    actual: date = None
    note: str = None


@dataclass
class Project:
    code: str
    sector: str
    name: str
    total: int  # all amounts in 万元
    plan: int
    key_node: str
    key_month: date
    responsible: str
    department: str
    owner: str
    area: str
    aim_july: str
    aim_august: str
    reason: str
    parent: str = None
    fields: dict = field(default_factory=dict)
    milestones: list = field(default_factory=list)
    before_2026: int = 0
    spent_2025: dict = field(default_factory=dict)  # month -> (plan, actual); 2 is January and February together
    plan_2025: int = 0
    plan_2026: list = field(default_factory=list)  # twelve monthly plans
    actual_2026: list = field(default_factory=list)  # January to August

    @property
    def late(self):
        return self.aim_august[0] in "yr" or self.aim_july[0] in "yr"

    @property
    def unreported(self):
        return self.reason == listed.UNREPORTED_AUGUST

    def node_date(self, name, planned=False):
        for node in self.milestones:
            if node.name == name:
                return node.planned if planned else node.actual
        return None


def _tenth_of_yi(text):
    """亿元 with one decimal to 万元."""
    return round(float(text) * 10) * 1000


def _parse(sector, number, line):
    parts = [part.strip() for part in line.split(";")]
    name, money, key, responsible, department, owner, area, aims, reason = parts
    total, plan = money.split("/")
    node, month = key.rsplit(" ", 1)
    year, month = map(int, month.split("-"))
    before, after = aims.split(">")
    return Project(f"YT-2026-{sector}-{number:02d}", sector, name, _tenth_of_yi(total), _tenth_of_yi(plan), node,
                   month_end(year, month), responsible, department, owner, listed.AREAS[area], before, after, reason)


def _key_offset(project):
    special = _ALIASES_BY_SECTOR.get((project.sector, project.key_node)) or _ALIASES.get(project.key_node)
    if special:
        return special
    return project.key_node, dict(TEMPLATES[project.sector])[project.key_node]


def _baseline(project):
    """Plan dates counted from the key milestone, whose month the office has fixed."""
    replaced, key_offset = _key_offset(project)
    speed = 0.5 if project.total < 15000 else 1.0
    nodes = []
    for name, offset in TEMPLATES[project.sector]:
        if name == replaced:
            name = "封顶" if project.key_node == "停工" else project.key_node
        nodes.append((offset, name))
    if replaced is None:
        nodes.append((key_offset, project.key_node))
    if project.key_node == "投用":  # such small works are handed over and opened on one day
        nodes = [pair for pair in nodes if pair[1] != "交工"]
    nodes.sort(key=lambda pair: pair[0])
    result = []
    for order, (offset, name) in enumerate(nodes, start=1):
        moved = add_months(project.key_month, round((offset - key_offset) * speed))
        result.append(Milestone(order, name, month_end(moved.year, moved.month)))
    return result


def start_node(project):
    return next(node for node in project.milestones if node.name == "开工")


def finish_node(project):
    return project.milestones[-1]


BASE_KNOWS_UNTIL = date(2026, 8, 31)


def known_in_base(project, node):
    """The base workbooks hold what was reported by then; GX-04's start of production came with the week after."""
    if project.code.endswith("GX-04") and node.name == "投产":
        return False
    return bool(node.actual) and node.actual <= BASE_KNOWS_UNTIL


_NEVER_STARTED = {"JT-06", "JT-08", "FD-12", "GX-05"}


def _late_days(project, node):
    """How late a node of a troubled project is: only nodes of the last year slip, the older ones were met."""
    if not project.late or node.planned < date(2026, 1, 1):
        return 0
    chance = stream("late", project.code, node.order)
    return chance.whole(35, 75) if project.aim_august[0] == "r" else chance.whole(18, 48)


def _set_actuals(project, as_of):
    blocked = False
    for node in project.milestones:
        chance = stream("node", project.code, node.order)
        late = _late_days(project, node)
        if node.name == project.key_node and project.code[8:] in _NEVER_STARTED | {"FD-11", "FD-07", "JT-03", "GX-12"}:
            blocked = True
        due = node.planned + timedelta(days=late) if late else node.planned - timedelta(days=chance.whole(0, 12))
        if blocked:
            late = max(late, 90)
        if not blocked and due <= as_of:
            node.actual = due if project.late else workday_from(due - timedelta(days=3))
            node.actual = min(node.actual, as_of)
            node.note = "较计划推迟" if node.actual > node.planned else None
        elif late:
            node.expected = max(node.planned + timedelta(days=late), date(2026, 9, 30))
            node.note = project.reason or None
    _keep_order(project)


def _keep_order(project):
    """A node is never done before its predecessor, and nothing follows an open one."""
    previous, still_open = None, False
    for node in project.milestones:
        if node.actual is None:
            still_open = True
        elif still_open:
            node.actual, node.note = None, None
        elif previous and node.actual < previous:
            node.actual = previous
        previous = node.actual or previous


def _apply_special(project):
    """Facts the office's own story fixes."""
    short_code = project.code[8:]
    if short_code == "GX-26":
        start_node(project).actual = date(2026, 8, 26)
    if short_code == "GX-04":
        for node in project.milestones:
            if node.name == "投产":
                node.actual, node.note = date(2026, 8, 12), "较计划推迟12天"
    if short_code == "GX-08":
        for node in project.milestones:
            if node.name == "上线":
                node.actual = date(2026, 6, 24)
    if short_code == "JT-03":
        for node in project.milestones:
            if node.name == "征拆清零":
                node.expected, node.note = date(2026, 9, 30), "征拆412户，签约405户，剩余7户"
        start_node(project).actual, start_node(project).note = date(2026, 4, 20), "已交地路段先行开工"


def stage(project, done):
    """`done`: names of the milestones known to be reached."""
    if project.code.endswith("FD-11"):
        return "停工"
    if "投产" in done or "上线" in done or "开业" in done:
        return "投产"
    if done & {"竣工验收", "竣工", "交工", "完工"}:
        return "竣工"
    if "开工" not in done:
        return "前期"
    return "新开工" if start_node(project).actual.year == 2026 else "续建"


def stage_in_base(project):
    return stage(project, {node.name for node in project.milestones if known_in_base(project, node)})


def stage_now(project):
    return stage(project, {node.name for node in project.milestones if node.actual})


_SCALES = {
    "FD": "总建筑面积{a}万平方米，{b}栋，地下{c}层", "GX": "新建厂房{a}万平方米，生产线{b}条，达产年产值{d}亿元",
    "JT": "全长{e}公里，双向{c}车道，含桥涵{b}座",
}
_FUNDS = {
    "FD": ["企业自筹", "企业自筹、银行贷款", "企业自筹、专项债"], "GX": ["企业自筹", "企业自筹、银行贷款"],
    "JT": ["财政资金、专项债", "专项债、银行贷款", "财政资金"],
}


def _describe(project, number):
    chance = stream("ledger", project.code)
    yi = project.total / 10000
    start, finish = start_node(project), finish_node(project)
    leader = LEADERS[2 + (number * 5 + len(project.sector + project.name)) % 10]
    scale = _SCALES[project.sector].format(a=max(1, round(yi * 1.3, 1)), b=chance.whole(2, 14),
                                           c=chance.pick([1, 2]) * (2 if project.sector == "JT" else 1),
                                           d=round(yi * 1.8, 1), e=max(1.2, round(yi * 0.7, 1)))
    begun = start.actual or start.planned
    project.fields = {
        "national_code": _national_code(chance, begun) if start.actual or number % 3 else None,
        "level": "省重点" if yi >= 15 else "市重点" if yi >= 7 else "区重点",
        "nature": "技改" if "技改" in project.name else "扩建" if any(w in project.name for w in ("扩", "拓宽", "升级", "二期"))
        else "新建",
        "scale": scale,
        "years": f"{begun.year}—{finish.planned.year}",
        "funds": chance.pick(_FUNDS[project.sector]),
        "leader": leader.name,
        "lead": chance.pick(project_leads(project.responsible)).name,
        "team": f"{project.name[:6]}工作专班" if yi >= 5 else None,
        "in_statistics": _statistics_date(project, chance),
        "owner_name": ENTERPRISES[project.owner].name,
    }


def _national_code(chance, begun):
    department = chance.pick(["990108", "990100"])
    return (f"{begun.year - 1}-{department}-{chance.whole(11, 99):02d}-0{chance.whole(1, 5)}"
            f"-{chance.whole(100000, 999999)}")


def _statistics_date(project, chance):
    start = start_node(project).actual
    if start is None or start > date(2026, 8, 10):
        return None
    entered = start + timedelta(days=chance.whole(8, 26))
    return None if entered > date(2026, 9, 11) else workday_from(entered)


def build():
    projects = []
    for sector, _, text in listed.SECTORS:
        for number, line in enumerate(text.strip().splitlines(), start=1):
            project = _parse(sector, number, line)
            project.milestones = _baseline(project)
            _set_actuals(project, date(2026, 9, 20))
            _apply_special(project)
            _describe(project, number)
            projects.append(project)
    assert len(projects) == 81
    assert sum(project.plan for project in projects) == 1760000
    return projects
