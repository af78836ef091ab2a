# SPDX-License-Identifier: Apache-2.0
"""Writes tables the way an office lays them out, with the same bytes every time."""
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

_THIN = Side(style="thin", color="999999")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEADER_FILL = PatternFill("solid", fgColor="E7EEF7")
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_INLINE = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="inlineStr"><is>(.*?)</is></c>', re.S)
_REFERENCE = re.compile(rb"&#(\d+);")
_STAMP = "2026-09-14T00:00:00Z"
_WIDE_WORDS = ("内容", "规模", "反馈", "说明", "理由", "原因", "摘要", "形象进度", "议题")


@dataclass(frozen=True)
class Shown:
    """A value with a number format of its own."""
    value: object
    number_format: str


@dataclass
class Sheet:
    """`columns` are "title" or "group|title"; a row starting with a total word is set in bold."""
    name: str
    title: str
    note: str
    columns: list
    rows: list
    footnotes: list = field(default_factory=list)
    merge_down: tuple = ()
    hidden_rows: tuple = ()

    @property
    def header_rows(self):
        return 2 if any("|" in column for column in self.columns) else 1

    @property
    def first_data_row(self):
        return 3 + self.header_rows


def _write_header(page, sheet):
    width = len(sheet.columns)
    page.cell(1, 1, sheet.title).font = Font(name="方正小标宋简体", size=16)
    page.cell(1, 1).alignment = _CENTRE
    page.cell(2, 1, sheet.note)
    if width > 1:
        page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
        page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    last_row = 2 + sheet.header_rows
    start = 1
    while start <= width:
        start = _write_header_group(page, sheet, start, last_row)
    for row in range(3, last_row + 1):
        for column in range(1, width + 1):
            cell = page.cell(row, column)
            cell.font, cell.alignment = Font(name="黑体", size=10), _CENTRE
            cell.fill, cell.border = _HEADER_FILL, _FRAME


def _write_header_group(page, sheet, start, last_row):
    """Writes one column, or one group of columns; returns the column after it."""
    group, has_group, title = sheet.columns[start - 1].rpartition("|")
    if not has_group:
        page.cell(3, start, title)
        if last_row > 3:
            page.merge_cells(start_row=3, end_row=last_row, start_column=start, end_column=start)
        return start + 1
    end = start
    while end <= len(sheet.columns) and sheet.columns[end - 1].rpartition("|")[0] == group:
        page.cell(last_row, end, sheet.columns[end - 1].rpartition("|")[2])
        end += 1
    page.cell(3, start, group)
    if end - 1 > start:
        page.merge_cells(start_row=3, end_row=3, start_column=start, end_column=end - 1)
    return end


def _put(cell, value):
    number_format = None
    if isinstance(value, Shown):
        value, number_format = value.value, value.number_format
    elif isinstance(value, date):
        number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal):
        places = max(0, -value.as_tuple().exponent)
        number_format = "0." + "0" * places if places else "0"
    if value is None:
        return
    cell.value = value
    if number_format:
        cell.number_format = number_format


def _merge_equal(page, sheet, column):
    """Merges runs of equal cells downwards, as clerks do with unit and project names."""
    start, previous = None, None
    for offset, row in enumerate(sheet.rows + [None]):
        value = row[column] if row is not None else None
        if start is not None and value == previous and value is not None:
            page.cell(sheet.first_data_row + offset, column + 1).value = None
            continue
        if start is not None and offset - start > 1 and previous is not None:
            first = sheet.first_data_row
            page.merge_cells(start_row=first + start, end_row=first + offset - 1,
                             start_column=column + 1, end_column=column + 1)
        start, previous = offset, value


def _set_widths(page, sheet):
    for index, column in enumerate(sheet.columns, start=1):
        title = column.rpartition("|")[2]
        wide = any(word in title for word in _WIDE_WORDS)
        page.column_dimensions[get_column_letter(index)].width = 36 if wide else max(8, 2 * len(title) + 2)


def fill(page, sheet):
    page.title = sheet.name
    _write_header(page, sheet)
    row_number = sheet.first_data_row
    for row in sheet.rows:
        for column, value in enumerate(row, start=1):
            _put(page.cell(row_number, column), value)
        row_number += 1
    for column in sheet.merge_down:
        _merge_equal(page, sheet, column)
    for offset in sheet.hidden_rows:
        page.row_dimensions[sheet.first_data_row + offset].hidden = True
    for line in sheet.footnotes:
        page.cell(row_number, 1, line)
        row_number += 1
    page.freeze_panes = page.cell(sheet.first_data_row, 4 if len(sheet.columns) > 6 else 1)
    _set_widths(page, sheet)


def workbook_bytes(sheets, share_strings=True):
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        fill(book.create_sheet(), sheet)
    return saved_bytes(book, share_strings)


def saved_bytes(book, share_strings=True):
    raw = io.BytesIO()
    book.properties.creator = "区发改局（调度办）"
    book.save(raw)
    with zipfile.ZipFile(io.BytesIO(raw.getvalue())) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members["docProps/core.xml"] = _CLOCK.sub(rb"\g<1>" + _STAMP.encode(), members["docProps/core.xml"])
    if share_strings and "xl/sharedStrings.xml" not in members:
        _share_strings(members)
    return packed(members)


def _share_strings(members):
    """Text into the shared table, where Excel and WPS keep it; this openpyxl writes it into the cells."""
    texts = {}

    def replace(match):
        text = _REFERENCE.sub(lambda found: chr(int(found.group(1))).encode(), match.group(2))
        return match.group(1) + b' t="s"><v>%d</v></c>' % texts.setdefault(text, len(texts))

    for name in [name for name in members if name.startswith("xl/worksheets/sheet")]:
        members[name] = _INLINE.sub(replace, members[name])
    table = b"".join(b"<si>" + text + b"</si>" for text in texts)
    members["xl/sharedStrings.xml"] = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                                      b'<sst xmlns="http://schemas.openxmlformats.org/'
                                       b'spreadsheetml/2006/main" uniqueCount="%d">' % len(texts) + table + b"</sst>")
    relation = (b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'sharedStrings" '
                b'Target="/xl/sharedStrings.xml" Id="rIdStrings"/></Relationships>')
    members["xl/_rels/workbook.xml.rels"] = members["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation)
    kind = (b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'spreadsheetml.sharedStrings+xml"/></Types>')
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", kind)


def packed(members):
    """A package with the content types first and every time stamp fixed: the same members give the same bytes."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            add_member(target, name, members[name])
    return result.getvalue()


def add_member(package, name, content):
    member = zipfile.ZipInfo(name, (2026, 9, 14, 0, 0, 0))
    member.external_attr = 0o644 << 16
    package.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
