# SPDX-License-Identifier: Apache-2.0
"""Workbooks 05 to 07 and the week's statistics: bulletins, streets and towns, comparison with the other districts."""
from datetime import date
from decimal import Decimal

import mess
import peers
import series
from district import BY_CODE as UNIT, PEERS, STREETS, stream
from indicators import BY_CODE, INDICATORS
from sheets import Sheet, Shown

BASE_RELEASES_UNTIL = date(2026, 9, 13)
_REVISION_COLUMNS = ["指标编码", "指标名称", "所属期", "原公布数", "修订数", "原增速（%）", "修订增速（%）", "版本", "数据来源", "发布日期", "说明"]
# code, year, last month, level factor, growth change, vintage, released, why
_REVISIONS = [
    ("I01", 2024, 12, "1.0083", "0.2", "最终核实", "2025-12-22", "年度最终核实"),
    ("I03", 2024, 12, "0.9962", "-0.3", "修订", "2025-04-18", "统计执法检查核减"),
    ("I01", 2025, 3, "1.0021", "0.1", "修订", "2025-07-22", "季度核算修订"),
    ("I05", 2025, 6, "0.9914", "-0.6", "修订", "2025-09-18", "入库项目核减"),
    ("I07", 2025, 12, "1.0092", "0.0", "修订", "2026-04-20", "上年基数按普查结果修订"),
    ("I01", 2025, 12, "1.0031", "0.1", "修订", "2026-07-22", "年度初步核实"),
    ("I11", 2026, 4, "0.9988", "-0.1", "修订", "2026-06-08", "入库级次更正"),
]
_WEEK_REVISIONS = [
    ("I05", 2026, 6, "0.9931", "-0.5", "修订", "2026-09-18", "两个项目投资核减"),
    ("I09", 2026, 6, "1.0040", "0.3", "修订", "2026-09-17", "补报两户企业"),
]


def span_title(month):
    return "1月" if month == 1 else f"1—{month}月"


def _known(everything, indicator, year):
    figures = everything[indicator.code][year]
    return series.last_released(figures, BASE_RELEASES_UNTIL)


def _cumulative(everything, year):
    columns = ["指标编码", "指标名称", "计量单位"]
    for month in range(1, 13):
        columns += [f"{span_title(month)}|累计", f"{span_title(month)}|增速（%）"]
    rows = []
    for indicator in INDICATORS:
        chance = stream("bulletin", year, indicator.code)
        figures = _known(everything, indicator, year)
        row = [indicator.code, indicator.name, indicator.unit]
        for month in range(1, 13):
            if month == 1 and indicator.joint:
                row += ["不适用", "不适用"]
                continue
            figure = figures.get(month, series.Figure())
            row += [mess.number(chance, figure.level), mess.number(chance, figure.growth, 0.015)]
        rows.append(row)
        if indicator.code == "I05":
            rows.append(_of_which(figures))
    return Sheet("月度累计", f"云汀区{year}年主要经济指标完成情况（累计）", "单位：见表内    区统计局会同有关部门    内部资料", columns, rows,
                 ["注：1.增速为公布数，不等于总量之比。", "2.固定资产投资只公布增速，1月份不统计。", "3.地区生产总值为初步核算数。"])


def _of_which(figures):
    """A line every bulletin has and nobody can import: it has no code."""
    row = [None, "其中：高技术产业投资", "亿元"]
    for month in range(1, 13):
        figure = figures.get(month)
        row += [(figure.level * Decimal("0.41")).quantize(Decimal("0.01")) if figure else None, None]
    return row


def _single_months(everything, year):
    columns = ["指标编码", "指标名称", "计量单位"]
    for month in range(1, 13):
        columns += [f"{month}月|当月", f"{month}月|当月增速（%）"]
    rows = []
    for code in ("I02", "I11", "I13", "I19", "I22", "I23", "I24"):
        indicator = BY_CODE[code]
        figures = _known(everything, indicator, year)
        row = [code, indicator.name, indicator.unit]
        for month in range(1, 13):
            figure = figures.get(month, series.Figure())
            row += [figure.month_level, figure.month_growth]
        rows.append(row)
    return Sheet("当月", f"云汀区{year}年部分指标当月情况", "单位：见表内", columns, rows)


def _release_days(everything, year):
    columns = ["指标编码", "指标名称", "数据来源"] + [f"{month}月" for month in range(1, 13)]
    rows = []
    for indicator in INDICATORS:
        chance = stream("release", year, indicator.code)
        figures = _known(everything, indicator, year)
        days = [mess.day(chance, figures[month].released, 0.08) if month in figures else None for month in range(1, 13)]
        # A serial number is only unambiguous under a header that says 日期.
        days = [series_day(everything, indicator, year, month) if isinstance(day, int) else day
                for month, day in enumerate(days, start=1)]
        rows.append([indicator.code, indicator.name, UNIT[indicator.source].short] + days)
    return Sheet("发布时间", f"{year}年统计数据发布日期", "各列为截止该月数据的发布日", columns, rows)


def series_day(everything, indicator, year, month):
    return everything[indicator.code][year][month].released


def _revision_rows(everything, revisions):
    rows = []
    for code, year, month, factor, change, vintage, released, why in revisions:
        figure, indicator = everything[code][year][month], BY_CODE[code]
        level = (figure.level * Decimal(factor)).quantize(figure.level)
        rows.append([code, indicator.name, f"{year}年{span_title(month)}", figure.level, level, figure.growth,
                     figure.growth + Decimal(change), vintage, UNIT[indicator.source].short,
                     date.fromisoformat(released), why])
    return rows


def _revisions(everything, year):
    rows = _revision_rows(everything, [row for row in _REVISIONS if row[6].startswith(str(year))])
    return Sheet("修订", f"{year}年发布的数据修订", "单位：同指标计量单位", _REVISION_COLUMNS, rows)


def _street_sheet(everything, code, year):
    indicator, in_wan = BY_CODE[code], code == "I11"
    unit = "万元" if in_wan else indicator.unit
    with_growth = code not in ("I16", "I17")
    months = [month for month in _known(everything, indicator, year)]
    columns = ["单位编码", "单位"]
    for month in months:
        columns += [f"{span_title(month)}|累计（{unit}）"] + ([f"{span_title(month)}|增速（%）"] if with_growth else [])
    table = series.street_figures(everything, code, year)

    def shown(level):
        return (level * 10000).quantize(Decimal(1)) if in_wan else level

    rows = [[unit_code, UNIT[unit_code].short] for unit_code in STREETS]
    rows += [["D00", "区本级"]] * (code == "I11") + [["合计", None]]
    rows = [list(row) for row in rows]
    for month in months:
        units, own, figure = table[month]
        values = [(shown(level), growth) for level, growth in units]
        values += [(shown(own), None)] * (code == "I11") + [(shown(figure.level), figure.growth)]
        for row, (level, growth) in zip(rows, values):
            row += [level, growth] if with_growth else [level]
    return Sheet(f"{code}{indicator.name}", f"{year}年{indicator.name}分镇街园区情况",
                 f"单位：{unit}    数据来源：{UNIT[indicator.source].short}", columns, rows)


def _compare_sheet(everything, code, year):
    months = [month for month in _known(everything, BY_CODE[code], year)]
    growth_title = "增速" if year == 2026 else "增速（%）"
    columns = ["区编码", "区名"]
    for month in months:
        columns += [f"{span_title(month)}|{growth_title}", f"{span_title(month)}|位次"]
    table = peers.growth_table(everything, code, year)
    rows = []
    for district, name in [("D00", "云汀区")] + PEERS:
        row = [district, name]
        for month in months:
            growth = table[month][district]
            row += [Shown(growth / 100, "0.0%") if year == 2026 else growth, peers.ranks(table[month])[district]]
        rows.append(row)
    return Sheet(code, f"{year}年全市各区{BY_CODE[code].name}及位次", "数据来源：市统计局、市财政局", columns, rows)


def base_books(everything):
    books = {}
    for year in series.YEARS:
        books[f"05_统计月报_{year}.xlsx"] = [_cumulative(everything, year), _single_months(everything, year),
                                         _release_days(everything, year), _revisions(everything, year)]
        books[f"07_全市各区对比_{year}.xlsx"] = [_compare_sheet(everything, code, year) for code in peers.COMPARED]
    for year in (2025, 2026):
        books[f"06_镇街园区指标_{year}.xlsx"] = [_street_sheet(everything, code, year) for code in series.SPLIT]
    return books


# --- the week of 2026-09-21 ----------------------------------------------------------------------------------------

def _week_bulletin(everything):
    columns = ["指标编码", "指标名称", "计量单位", "所属期", "累计", "增速（%）", "当月", "当月增速（%）", "版本", "数据来源", "发布日期", "备注"]
    rows = []
    for indicator in INDICATORS:
        month = 7 if indicator.code == "I09" else 8
        figure = everything[indicator.code][2026].get(month)
        if figure is None:
            continue
        current = figure.month_level if indicator.code in ("I11", "I13", "I19", "I22", "I23", "I24") else None
        rows.append([indicator.code, indicator.name, indicator.unit, f"2026年1—{month}月", figure.level, figure.growth,
                     current,
                     figure.month_growth, "初步", UNIT[indicator.source].short, figure.released,
                     "错月发布" if indicator.code == "I09" else None])
    return Sheet("8月", "云汀区2026年1—8月主要经济指标完成情况", "单位：见表内", columns, rows,
                 ["注：地区生产总值、建筑业总产值按季度发布，本月无数据。"])


def _week_streets(everything):
    columns, rows = ["单位编码", "单位"], [[code, UNIT[code].short] for code in STREETS] + [["D00", "区本级"], ["合计", None]]
    for code in series.SPLIT:
        indicator = BY_CODE[code]
        with_growth = code not in ("I16", "I17")
        head = f"{code} {indicator.name}（{indicator.unit}）"
        columns += [f"{head}|累计"] + ([f"{head}|增速（%）"] if with_growth else [])
        units, own, figure = series.street_figures(everything, code, 2026)[8]
        values = units + [(own if series.own_share(code) else None, None), (figure.level, figure.growth)]
        for row, (level, growth) in zip(rows, values):
            row += [level, growth] if with_growth else [level]
    return Sheet("镇街园区", "2026年1—8月主要指标分镇街园区情况", "单位见表头", columns, rows)


def _week_compare(everything):
    columns = ["区编码", "区名"]
    rows = [[district, name] for district, name in [("D00", "云汀区")] + PEERS]
    for code in peers.COMPARED:
        head = f"{code} {BY_CODE[code].name}"
        columns += [f"{head}|增速（%）", f"{head}|位次"]
        table = peers.growth_table(everything, code, 2026)[8]
        for row in rows:
            row += [table[row[0]], peers.ranks(table)[row[0]]]
    return Sheet("对比", "2026年1—8月全市各区主要指标增速及位次", "数据来源：市统计局、市财政局", columns, rows)


def week_books(everything):
    revisions = Sheet("修订", "2026年9月发布的数据修订", "单位：同指标计量单位", _REVISION_COLUMNS,
                      _revision_rows(everything, _WEEK_REVISIONS))
    return {"统计月报_2026年8月.xlsx": [_week_bulletin(everything), revisions, _week_streets(everything)],
            "全市各区对比_2026年8月.xlsx": [_week_compare(everything)]}
