# SPDX-License-Identifier: Apache-2.0
"""Files that are not what their name says: cut, encrypted, renamed, or packed by another program."""
import io
import re
import struct
import zipfile

from sheets import add_member, packed, workbook_bytes

_HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>\
<body><table border="1">
<tr><td colspan="3">2026年8月重点项目投资完成情况</td></tr>
<tr><td>项目编号</td><td>项目名称</td><td>8月完成投资（万元）</td></tr>
<tr><td>YT-2026-FD-01</td><td>听澜里安置房一期</td><td>1338</td></tr></table></body></html>
"""


def html_table():
    return _HTML.encode()


def cut(data):
    """The first two thirds of a package: a broken copy from a USB stick."""
    return data[:len(data) * 2 // 3]


def _directory_entry(name, kind, child=-1, left=-1, right=-1, start=-2, size=0):
    encoded = name.encode("utf-16-le")
    return struct.pack("<64sHBBiii16sIQQiQ", encoded, len(encoded) + 2 if name else 0, kind, 1, left, right, child, b"",
                       0, 0, 0, start, size)


def encrypted_package():
    """A compound file as Office writes for a workbook with a password: header, table, directory, two streams."""
    header = struct.pack("<8s16sHHHHHHIIIIIIiIiI", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0,
                         0, 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    header += struct.pack("<i", 0) + struct.pack("<i", -1) * 108
    chain = [-3, -2] + [index + 1 for index in range(2, 9)] + [-2] + [index + 1 for index in range(10, 17)] + [-2]
    table = b"".join(struct.pack("<i", value) for value in chain + [-1] * (128 - len(chain)))
    directory = (_directory_entry("Root Entry", 5, child=1)
                 + _directory_entry("EncryptedPackage", 2, right=2, start=2, size=4096)
                 + _directory_entry("EncryptionInfo", 2, start=10, size=4096) + _directory_entry("", 0))
    package = struct.pack("<Q", 4000) + bytes((index * 151 + 7) % 256 for index in range(4088))
    information = struct.pack("<HHI", 4, 4,
                              0x40) + b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption/>'
    return header + table + directory + package + information.ljust(4096, b"\0")


def document_renamed():
    """A Word file that somebody gave the ending .xlsx."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as package:
        add_member(package, "[Content_Types].xml",
                   b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   b'<Override PartName="/word/document.xml" ContentType="application/'
                   b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        add_member(package, "word/document.xml",
                   '<?xml version="1.0" encoding="UTF-8"?>'
                   '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                   "<w:body><w:p><w:r><w:t>8月投资情况见附表</w:t></w:r></w:p></w:body></w:document>".encode())
    return result.getvalue()


def with_cached_values(sheets, values):
    """Formulas with the results a spreadsheet program would have stored: {cell: value}."""
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(sheets))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    content = members["xl/worksheets/sheet1.xml"]
    for cell, value in values.items():
        pattern = rb'(<c r="' + cell.encode() + rb'"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?'
        content, count = re.subn(pattern, rb"\g<1><v>" + str(value).encode() + rb"</v>", content)
        assert count == 1, cell
    members["xl/worksheets/sheet1.xml"] = content
    return packed(members)
