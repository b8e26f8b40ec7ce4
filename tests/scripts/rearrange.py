"""Does to a return what people do: reorders and renames its sheets and inserts rows above and between the answers.

Usage: rearrange.py RETURN.xlsx
"""

import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
for number, sheet in enumerate(visible):
    marks = [cell for row in sheet.iter_rows() for cell in row
             if isinstance(cell.value, str) and cell.value.split(":")[0] in ("group", "repeat")]
    for mark in marks:
        sheet.insert_rows(mark.row + 5, 2)
        sheet.insert_rows(mark.row, 1)
    sheet.title = f"Tab {number}"
book._sheets.reverse()
book.save(sys.argv[1])
