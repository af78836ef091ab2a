# SPDX-License-Identifier: Apache-2.0
"""The district's statistics 2024-01 to 2026-08: cumulative, current, growth, release days, revisions."""
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from days import add_months, month_end, workday_from
from district import STREETS, stream
from indicators import BY_CODE, INDICATORS, PATHS, PATTERNS

YEARS = (2024, 2025, 2026)
LAST_MONTH = (2026, 8)


@dataclass(frozen=True)
class Figure:
    level: Decimal = None
    growth: Decimal = None
    month_level: Decimal = None
    month_growth: Decimal = None
    released: date = None


def rounded(value, places):
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _growth(code, year, month):
    start, end = PATHS[code][1 + YEARS.index(year)]
    share = (month - 1) / 11 if year < 2026 else min(1, max(0, month - 2) / 6)
    published = month in (2, 12) or (year, month) == LAST_MONTH
    noise = 0 if published else stream("growth", code, year, month).between(-0.35, 0.35)
    return rounded(start + (end - start) * share + noise, 1)


# Trade is planned evenly but falls in February, so its series has a shape of its own.
_TRADE_SHAPE = [8.8, 14.2, 23, 31.5, 40, 48.6, 57.3, 66, 74.6, 83, 91.5, 100]


def _share(indicator, month):
    if indicator.code == "I13":
        return _TRADE_SHAPE[month - 1] / 100
    pattern = PATTERNS[indicator.pattern][month - 1]
    return None if pattern is None else pattern / 100


def reported_months(indicator, year):
    last = 12 if year < 2026 else LAST_MONTH[1]
    for month in range(1, last + 1):
        if indicator.quarterly and month % 3:
            continue
        if indicator.joint and month == 1:
            continue
        yield month


def _levels(indicator, year, month):
    """Unrounded cumulative level; two years of growth stand on the pattern of 2024."""
    base, extra = PATHS[indicator.code][0], PATHS[indicator.code][4]
    wobble = 1 + stream("shape", indicator.code, month).between(-0.006, 0.006) * (month < 12)
    level = base * _share(indicator, month) * wobble
    for passed in YEARS[1:YEARS.index(year) + 1]:
        level *= 1 + (float(_growth(indicator.code, passed, month)) + extra) / 100
    return level


def _zero_months(code, year):
    """Months in which no foreign capital came in."""
    return {2024: {2, 7}, 2025: {1, 8}, 2026: {2, 7}}[year] if code == "I14" else set()


def _ordinary(indicator, year):
    figures, previous, previous_month = {}, None, 0
    for month in reported_months(indicator, year):
        level = None
        if PATHS[indicator.code][0] is not None:
            level = rounded(_levels(indicator, year, month), indicator.places)
            if month in _zero_months(indicator.code, year):
                level = previous if previous is not None else rounded(0, indicator.places)
        current = level - (previous or 0) if level is not None and month == previous_month + 1 else None
        figures[month] = Figure(level, _growth(indicator.code, year, month), current)
        previous, previous_month = level, month
    return figures


def _with_real_growth(code, years):
    """Where months of zero shift the level, published growth follows the levels."""
    for year in (2025, 2026):
        for month, figure in years[year].items():
            before = years[year - 1][month].level
            growth = rounded((figure.level / before - 1) * 100, 1) if before else None
            years[year][month] = Figure(figure.level, growth, figure.month_level)
    return years


def _counted(code, year):
    """Signed projects and new enterprises: whole counts, no growth."""
    totals = {"I16": {2024: 43, 2025: 46, 2026: 47}, "I17": {2024: 33, 2025: 35, 2026: 36}}[code][year]
    shape, figures, previous = PATTERNS[BY_CODE[code].pattern], {}, 0
    last = 12 if year < 2026 else 8
    for month in range(1, last + 1):
        level = int(totals * shape[month - 1] / 100)
        if code == "I17" and year == 2026:
            level = min(level, 4)  # behind: the third quarter should bring ten
        figures[month] = Figure(Decimal(level), None, Decimal(level - previous))
        previous = level
    return figures


_PARTICLES = [56, 48, 41, 33, 28, 22, 19, 20, 25, 32, 42, 53]


def _points(code, year):
    figures, total = {}, 0
    for month in range(1, (12 if year < 2026 else 8) + 1):
        chance = stream("point", code, year, month)
        if code == "I12":
            figures[month] = Figure(rounded(69.4 + chance.between(-3, 3), 1))
        elif code == "I24":
            month_value = rounded(chance.between(92.2, 96.8), 1)
            figures[month] = Figure(None, None, month_value)
        elif code == "I18":
            spent = None if month < 3 else rounded(min(97, (month - 2) * (9.6 if year < 2026 else 10.4)), 1)
            figures[month] = Figure(spent)
        elif code == "I22":
            month_value = rounded(_PARTICLES[month - 1] * (1.04 - 0.02 * YEARS.index(year)) + chance.between(-2, 2), 0)
            total += month_value
            figures[month] = Figure(rounded(total / month, 1), None, month_value)
        else:
            happened = 2 if (year, month) in ((2025, 7), (2026, 5)) else int(chance.share() * 1.7)
            total += happened
            figures[month] = Figure(Decimal(total), None, Decimal(happened))
    return {month: figure for month, figure in figures.items()
            if figure.level is not None or figure.month_level is not None}


def _release_day(indicator, year, month):
    """Bank and tax figures come early, statistics in mid-month, services a month later."""
    first_of_next = add_months(date(year, month, 1), 1)
    day_of_month = {"U15": 18, "U04": 8, "S02": 20, "U11": 12, "U03": 10, "S01": 6, "U08": 16, "U05": 9,
                    "U07": 7, "U14": 5, "U16": 5}[indicator.source]
    if year == 2026 and month == 8 and day_of_month < 15:
        day_of_month = 15  # the holiday week's backlog: everything of August came out after the Monday meeting
    if indicator.code == "I09":
        first_of_next = add_months(first_of_next, 1)
        day_of_month = 17
    if indicator.code == "I01":
        day_of_month = 22
    return workday_from(first_of_next + timedelta(days=day_of_month - 1))


def _month_growth(figures, indicator, year):
    """Single months publish growth only for a few indicators."""
    if indicator.code not in ("I02", "I11", "I13", "I19"):
        return figures
    result = {}
    for month, figure in figures.items():
        shift = stream("monthgrowth", indicator.code, year, month).between(-1.6, 1.6)
        skip = indicator.code == "I02" and month == 2
        result[month] = figure if skip else Figure(figure.level, figure.growth, figure.month_level,
                                                   rounded(float(figure.growth) + shift, 1))
    return result


def build():
    """{code: {year: {month: Figure}}}; I09 of August 2026 is not yet out."""
    everything = {}
    for indicator in INDICATORS:
        if indicator.code in ("I16", "I17"):
            years = {year: _counted(indicator.code, year) for year in YEARS}
        elif indicator.code not in PATHS:
            years = {year: _points(indicator.code, year) for year in YEARS}
        else:
            years = {year: _month_growth(_ordinary(indicator, year), indicator, year) for year in YEARS}
            if indicator.code == "I14":
                years = _with_real_growth(indicator.code, years)
        for year, figures in years.items():
            for month, figure in figures.items():
                figures[month] = Figure(figure.level, figure.growth, figure.month_level, figure.month_growth,
                                        _release_day(indicator, year, month))
        everything[indicator.code] = years
    del everything["I09"][2026][8]
    return everything


def last_released(figures, day):
    return {month: figure for month, figure in figures.items() if figure.released <= day}


# --- the eight streets, towns and the park -----------------------------------------------------------------------

SPLIT = ["I03", "I05", "I07", "I08", "I11", "I15", "I16", "I17"]
_WEIGHTS = {
    "I03": [58, 5, 9, 8, 4, 3, 9, 4], "I05": [62, 2, 6, 8, 4, 2, 11, 5], "I07": [9, 24, 19, 15, 14, 9, 6, 4],
    "I08": [8, 27, 20, 14, 16, 9, 4, 2], "I11": [30, 14, 11, 10, 9, 6, 5, 3], "I15": [38, 12, 11, 12, 10, 7, 6, 4],
    "I16": [36, 12, 11, 13, 10, 8, 6, 4], "I17": [44, 6, 10, 12, 6, 4, 12, 6],
}


def own_share(code):
    """Part of the district's figure that belongs to no street or town (tax of the district itself)."""
    return 12 if code == "I11" else 0


def _counted_out(code, total, *name):
    """Things are given out one by one, so that a unit's count never falls from month to month."""
    counts, chance = [0] * 8, stream("things", code, *[part for part in name if not isinstance(part, int)])
    for _ in range(total):
        mark, index = chance.share() * sum(_WEIGHTS[code]), 0
        while mark >= _WEIGHTS[code][index]:
            mark -= _WEIGHTS[code][index]
            index += 1
        counts[index] += 1
    return [Decimal(count) for count in counts]


def split_level(code, total, *name):
    """Levels of the eight units and of the district itself; they add up to the published total exactly."""
    places = BY_CODE[code].places
    if places == 0:
        return _counted_out(code, int(total), *name), Decimal(0)
    step = Decimal(1).scaleb(-places)
    weights = [weight * stream("split", code, index, *name).between(0.985, 1.015)
               for index, weight in enumerate(_WEIGHTS[code])]
    own = own_share(code)
    scale = sum(weights) + own
    parts = [(Decimal(str(weight / scale)) * total).quantize(step, ROUND_HALF_UP) for weight in weights[1:]]
    rest = (Decimal(str(own / scale)) * total).quantize(step, ROUND_HALF_UP)
    return [total - sum(parts) - rest] + parts, rest


def street_figures(everything, code, year):
    """{month: ([(level, growth)] for the eight units, own level, district figure)}"""
    result = {}
    for month, figure in everything[code][year].items():
        levels, own = split_level(code, figure.level, f"{year}", month)
        rows = []
        for unit, level in zip(STREETS, levels):
            growth = None
            if figure.growth is not None:
                shift = (stream("streetgrowth", code, unit, year).between(-4, 4)
                         + stream("streetnoise", code, unit, year, month).between(-0.6, 0.6))
                growth = rounded(float(figure.growth) + shift, 1)
            rows.append((level, growth))
        result[month] = (rows, own, figure)
    return result


