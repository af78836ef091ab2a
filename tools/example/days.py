# SPDX-License-Identifier: Apache-2.0
"""Workdays 2024-2026 (State Council notices) and a few date spellings offices use."""
import calendar
from datetime import date, timedelta

BASE_DAY = date(2026, 9, 14)
TODAY = date(2026, 9, 21)

_HOLIDAY_SPANS = [
    ("2024-01-01", 1), ("2024-02-10", 8), ("2024-04-04", 3), ("2024-05-01", 5), ("2024-06-10", 1),
    ("2024-09-15", 3), ("2024-10-01", 7),
    ("2025-01-01", 1), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3),
    ("2025-10-01", 8),
    ("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5), ("2026-06-19", 3),
    ("2026-09-25", 3), ("2026-10-01", 7),
]
_WORKING_WEEKENDS = {date.fromisoformat(day) for day in (
    "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 "
    "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 "
    "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10").split()}
_HOLIDAYS = {date.fromisoformat(first) + timedelta(days=offset)
             for first, length in _HOLIDAY_SPANS for offset in range(length)}


def is_workday(day):
    if day in _HOLIDAYS:
        return False
    return day.weekday() < 5 or day in _WORKING_WEEKENDS


def workday_from(day):
    """The day itself or the next workday."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def after_workdays(day, count):
    for _ in range(count):
        day = workday_from(day + timedelta(days=1))
    return day


def month_end(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day, count):
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first, last):
    return (last.year - first.year) * 12 + last.month - first.month


def serial_day(day):
    """Excel's number of a day in the 1900 date system."""
    return (day - date(1899, 12, 30)).days


def spelled(day, manner):
    """One of the spellings of section 1.9 of docs/format/workbooks.md."""
    if day is None or manner == 0:
        return day
    return [None,
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            serial_day(day),
            f"{day.year}/{day.month}/{day.day}"][manner]
