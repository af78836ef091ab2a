#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a workbook in LibreOffice, sets or empties cells and saves it as xlsx, as somebody in an office does.

    office_edit.py FROM TO [SHEET!CELL=VALUE…]      a value that reads as a number is one, an empty one empties the cell

It starts soffice without a window, with a profile of its own, and ends it.
"""

import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS_TO_START = 90


def option(name, value):
    return PropertyValue(name, 0, value, 0)


def desktop_of(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if time.monotonic() > until or office.poll() is not None:
                raise
            time.sleep(0.2)


def edit(document, edits):
    for one in edits:
        place, text = one.split("=", 1)
        sheet, cell = place.split("!")
        target = document.Sheets.getByName(sheet).getCellRangeByName(cell)
        try:
            target.Value = float(text)
        except ValueError:
            target.String = text


def main():
    source, target, *edits = sys.argv[1:]
    pipe = f"guatu{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp",
                                   f"-env:UserInstallation=file://{profile}"], stdout=subprocess.DEVNULL)
        try:
            desktop = desktop_of(pipe, office)
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(source)), "_blank", 0,
                                                    (option("Hidden", True),))
            edit(document, edits)
            document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(target)),
                                (option("FilterName", "Calc MS Excel 2007 XML"),))
            document.close(True)
            try:
                desktop.terminate()
            except Exception:  # the connection ends with the program
                pass
            office.wait(timeout=60)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


main()
