# SPDX-License-Identifier: Apache-2.0
"""Monthly money: plans for 2025 and 2026, and actuals that give each project the light aimed at.

Amounts are whole 万元. behind = (cumulative plan - cumulative actual) / year plan, in points.
"""
from fractions import Fraction

import project_list as listed
from days import months_between
from district import stream
from projects import finish_node, start_node

# Percent of the year spent in each month: the investment pattern of the district.
_MONTH_WEIGHTS = [3, 5, 10, 7, 8, 13, 7, 7, 11, 8, 9, 12]
_PLAN_FROM = {"grey": None, "GX-26": 8}
JULY, AUGUST = 7, 8


def _weights(project, chance):
    code = project.code[8:]
    weights = [weight * chance.between(0.85, 1.15) for weight in _MONTH_WEIGHTS]
    first = _PLAN_FROM.get(code) or (start_node(project).planned.month if project.aim_august == "grey" else 1)
    if start_node(project).planned.year == 2026 and project.aim_august == "g" and not _PLAN_FROM.get(code):
        first = max(1, min(4, start_node(project).planned.month - 1))
    weights = [0 if month < first else weight for month, weight in enumerate(weights, start=1)]
    last = {"GX-04": 8, "GX-08": 6}.get(code, 12)
    weights = [0 if month > last else weight for month, weight in enumerate(weights, start=1)]
    if code == "GX-04":
        weights[7] = sum(weights[:7]) * 0.06
    heavy = listed.HEAVY_AUGUST.get(code)
    if heavy:
        rest = sum(weights) - weights[7]
        weights[7] = rest * heavy / (100 - heavy)
    return weights


def _split(total, weights, step=10):
    """Whole multiples of `step`; the last month with a weight takes the remainder."""
    last = max(index for index, weight in enumerate(weights) if weight)
    parts = [int(total * weight / sum(weights)) // step * step for weight in weights]
    parts[last] += total - sum(parts)
    return parts


def _aim_points(aim, chance):
    """Points behind the plan that give the light; negative is ahead."""
    if aim in ("grey", "blue"):
        return Fraction(0)
    if len(aim) > 1:
        return Fraction(aim[1:])
    return -Fraction(chance.whole(2, 38), 10)


def _actuals(project, chance):
    """Cumulative actuals for January to August, never falling, exact in July and August."""
    plan, running = project.plan, 0
    planned = []
    for amount in project.plan_2026[:AUGUST]:
        running += amount
        planned.append(running)
    july, august = _aim_points(project.aim_july, chance), _aim_points(project.aim_august, chance)
    if project.aim_august == "g" and project.aim_july == "g":
        august = min(august, july + Fraction(3))
    slip_from = chance.whole(2, 4)
    targets = []
    for month in range(1, AUGUST + 1):
        if month == AUGUST:
            points = august
        elif july > 0:
            points = july * max(0, month - slip_from) / (JULY - slip_from)
        else:
            shaken = july * min(1, Fraction(month, 4)) + Fraction(chance.whole(-9, 9), 10)
            points = july if month == JULY else min(shaken, Fraction(-1, 10)) if july < 0 else Fraction(0)
        targets.append(int(planned[month - 1] - plan * points / 100) if planned[month - 1] else 0)
    if project.code.endswith("GX-04"):
        targets[AUGUST - 1] = plan
    if project.code.endswith("FD-11"):  # stopped in May: nothing is spent afterwards
        targets[4:] = [targets[JULY - 1]] * 4
    for month in range(AUGUST - 1, 0, -1):
        targets[month - 1] = max(0, min(targets[month - 1], targets[month]))
    return [value - (targets[index - 1] if index else 0) for index, value in enumerate(targets)]


def _spent_before(project):
    start, finish = start_node(project).planned, finish_node(project).planned
    if start.year >= 2026:
        return int(project.total * 0.02) // 100 * 100 if project.late and project.aim_august[0] == "r" else 0
    elapsed = Fraction(12 * 2026 - (start.year * 12 + start.month - 1), max(6, months_between(start, finish)))
    if finish.year == 2026:
        return project.total - project.plan
    return min(int(project.total * elapsed) // 100 * 100, (project.total - project.plan) * 8 // 10)


def _year_2025(project, chance):
    """What ran in 2025: eleven figures, January and February together under 2."""
    start = start_node(project).planned
    spent = project.before_2026
    if start.year < 2025:
        spent = spent // 2
    if not spent or start.year > 2025:
        return
    first = max(2, start.month) if start.year == 2025 else 2
    weights = {month: (8 if month == 2 else _MONTH_WEIGHTS[month - 1]) * chance.between(0.8, 1.2)
               for month in range(first, 13)}
    project.plan_2025 = int(spent * chance.between(0.96, 1.12)) // 100 * 100
    plans = _split(project.plan_2025, list(weights.values()))
    shaken = [weight * chance.between(0.8, 1.2) for weight in weights.values()]
    actuals = _split(spent, shaken)
    project.spent_2025 = dict(zip(weights, zip(plans, actuals)))


def set_money(project):
    chance = stream("money", project.code)
    project.plan_2026 = _split(project.plan, _weights(project, chance))
    project.actual_2026 = _actuals(project, chance)
    project.before_2026 = _spent_before(project)
    _year_2025(project, chance)


def behind_points(project, month):
    gap = sum(project.plan_2026[:month]) - sum(project.actual_2026[:month])
    return Fraction(gap * 100, project.plan)


def light(project, month):
    """The light of preset 银川 2025, trajectory plan."""
    planned = sum(project.plan_2026[:month])
    if planned == 0:
        return "grey"
    if sum(project.actual_2026[:month]) >= project.plan:
        return "blue"
    behind = behind_points(project, month)
    if behind <= 0:
        return "green"
    if behind < 10:
        return "unruled"
    return "yellow" if behind <= 30 else "red"
