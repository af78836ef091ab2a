# SPDX-License-Identifier: Apache-2.0
"""The untidiness of real offices, kept unambiguous: see section 1 of docs/format/workbooks.md."""
from datetime import date
from decimal import Decimal

from days import spelled

_FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


def number(chance, value, probability=0.03):
    """Now and then a number typed as text, with separators, blanks or full-width digits."""
    if value is None or not isinstance(value, (int, Decimal)) or not chance.happens(probability):
        return value
    manner = chance.whole(0, 3)
    if manner == 0:
        return str(value)
    if manner == 1:
        return f"{value:,}"
    if manner == 2:
        return f" {value} "
    return str(value).translate(_FULL_WIDTH)


def day(chance, value, probability=0.12):
    if not isinstance(value, date) or not chance.happens(probability):
        return value
    return spelled(value, chance.whole(1, 4))


def month_only(chance, value, probability=0.3):
    """Month precision means the month's last day, so only such days may be shortened."""
    from days import month_end
    if not isinstance(value, date) or value != month_end(value.year, value.month) or not chance.happens(probability):
        return value
    return chance.pick([f"{value.year}.{value.month}", f"{value.year}年{value.month}月底", f"{value.year}年{value.month}月"])
