"""Prints what the first sheet of a form counts, computed by LibreOffice: a line for the whole, then one a sheet.

Usage: form_counts.py SOFFICE FOLDER FORM.xlsx
"""

import sys

import openpyxl

from form_resaved import convert

soffice, folder, form = sys.argv[1:]
book = openpyxl.load_workbook(form)
# What openpyxl saved has no values, so LibreOffice computes them all.
computed = openpyxl.load_workbook(convert(soffice, folder + "/computed", [form], "xlsx")[0], data_only=True)
for cells in zip(book.worksheets[0].iter_rows(), computed.worksheets[0].iter_rows()):
    for formula, shown in zip(*cells):
        if str(formula.value).startswith("="):
            print(f"{cells[1][1].value}: {shown.value}")
for formulas, values in ((book[sheet.title], sheet) for sheet in computed.worksheets):
    for row in formulas.iter_rows():
        for cell in row:
            shown = values[cell.coordinate].value
            assert not str(shown).startswith("#"), f"{formulas.title} {cell.coordinate}: {shown}"
