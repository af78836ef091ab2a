#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the example district's workbooks: generate.py [--out DIR] [--check]."""
import argparse
import sys
import zipfile
from pathlib import Path

import all_books

ROOT = Path(__file__).resolve().parents[2]


def _same(path, data):
    """Equal bytes, or for packages equal members: compression may differ between zlib versions."""
    if not path.exists():
        return False
    old = path.read_bytes()
    if old == data or path.suffix != ".xlsx":
        return old == data
    try:
        with zipfile.ZipFile(path) as left, zipfile.ZipFile(all_books.stream_of(data)) as right:
            return ([(i.filename, left.read(i)) for i in left.infolist()]
                    == [(i.filename, right.read(i)) for i in right.infolist()])
    except zipfile.BadZipFile:
        return False


# The district's rule set is a text that its office writes, not a workbook.
KEPT_BY_HAND = ("indicator_rule.toml", "rule.toml")


def _check(folder, files):
    wrong = [name for name, data in files.items() if not _same(folder / name, data)]
    known = {folder / name for name in (*files, *KEPT_BY_HAND)}
    stray = [str(path) for path in folder.rglob("*") if path.is_file() and path not in known]
    for name in wrong:
        print(f"{folder / name}: differs from what the generator writes", file=sys.stderr)
    for name in stray:
        print(f"{name}: not written by the generator", file=sys.stderr)
    return not wrong and not stray


def _write(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{folder}: {len(files)} files, {sum(map(len, files.values())) // 1024} KB")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=ROOT / "examples" / "district",
                         help="the district; faulty files go beside it")
    options.add_argument("--check", action="store_true", help="compare with the files there instead of writing")
    chosen = options.parse_args()
    good = True
    for folder, files in ((chosen.out, all_books.district_files()),
                          (chosen.out.parent / "faulty", all_books.faulty_files())):
        if chosen.check:
            good = _check(folder, files) and good
        else:
            _write(folder, files)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
