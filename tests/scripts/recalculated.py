"""Compares the stored results of a workbook's formulas with those LibreOffice computed anew.

Usage: recalculated.py WORKBOOK.xlsx RECALCULATED.ods [COLUMN SHEET LABEL]...

Of each sheet that is named, the row with this label must say in the column with this head that the amount is not known.
"""

import sys
from decimal import Decimal

import openpyxl

from ods import cells, heads, rows

book = openpyxl.load_workbook(sys.argv[1])
stored = openpyxl.load_workbook(sys.argv[1], data_only=True)
computed = cells(sys.argv[2])
compared = 0
for sheet in book.worksheets:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                before = stored[sheet.title].cell(cell.row, cell.column).value
                after = computed.get((sheet.title, cell.row, cell.column))
                if isinstance(before, (int, float)) and isinstance(after, Decimal):
                    agrees = abs(Decimal(repr(before)) - after) <= Decimal("0.000001")
                else:
                    # A word, a link; an error of a formula is a text too, and not the one that was stored.
                    agrees = isinstance(before, str) and before == after
                if not agrees:
                    sys.exit(f"{sheet.title}!{cell.coordinate} {cell.value}: stored {before}, recalculated {after}")
                compared += 1
for column, sheet, label in zip(*[iter(sys.argv[3:])] * 3):
    at = heads(computed, sheet)[column]
    found = next(row.get(at) for row in rows(computed, sheet) if label in (row.get(1), row.get(2)))
    if found != "[not known]":
        sys.exit(f"{sheet}, {label}, {column}: {found}, and it cannot be known")
print(f"{compared} formulas agree")
sys.exit(0 if compared >= 5 else 1)
