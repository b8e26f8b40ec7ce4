"""Fills in a form as a person does, found by the names out of sight.

Usage: form_fill.py FORM.xlsx FILLED.xlsx [SECTION.QUESTION=ANSWER …] [REPEAT.ROW.QUESTION=ANSWER …] [KEY=ANSWER …]

An answer is a number, a day (2026-03-31) or a text; a choice stands as its label. QUESTION/CHOICE=x ticks. A KEY is a cell of the
first sheet, such as entered_by. Rows of repeats are counted from 1.
"""

import datetime
import re
import sys

import openpyxl


def value(text):
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    return text


form, filled, *entries = sys.argv[1:]
book = openpyxl.load_workbook(form)
sheets = {}
for sheet in book.worksheets:
    kind, _, name = str(sheet["A1"].value).partition(":")
    sheets["read_me" if (kind, name) == ("read_me", "form") else name] = sheet
for entry in entries:
    place, _, answer = entry.partition("=")
    section, *row, question = ("read_me." + place if "." not in place else place).split(".")
    sheet = sheets[section]
    if row:
        column = next(cell.column for cell in sheet[1] if cell.value == question)
        cell = sheet.cell(4 + int(row[0]), column)
    else:
        line = next(own for own in sheet.iter_rows(min_row=2) if own[0].value == question)
        column = next(own.column for own in sheet[1] if own.value == "answer")
        cell = line[column - 1]
    assert not sheet.protection.sheet or not cell.protection.locked, f"{entry}: the cell is locked"
    cell.value = value(answer)
book.save(filled)
