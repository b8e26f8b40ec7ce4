"""Checks that forms have what people need to fill them in.

Usage: form_features.py FORM.xlsx …
"""

import sys

import openpyxl

with_last_year = 0
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path)
    hidden = book["_cfit"]
    names = {row[0].value: row[1].value for row in hidden.iter_rows()}
    for key in ("layout", "form_id", "form_version", "year", "participant", "language"):
        assert names.get(key), f"{path}: {key} is not in the hidden sheet"
    assert hidden.sheet_state != "visible" and book["_lists"].sheet_state != "visible", path
    sections = [sheet for sheet in book.worksheets if str(sheet["A1"].value).startswith(("group:", "repeat:"))]
    assert len(sections) >= 8, f"{path}: only {len(sections)} sheets"
    lists = 0
    for sheet in sections:
        assert sheet.row_dimensions[1].hidden and sheet.column_dimensions["A"].hidden, f"{path} {sheet.title}: names are visible"
        lists += sum(1 for rule in sheet.data_validations.dataValidation if rule.type == "list")
        assert sheet.freeze_panes, f"{path} {sheet.title}: nothing is frozen"
        protected = bool(sheet.protection.sheet)
        assert protected == sheet["A1"].value.startswith("group:"), f"{path} {sheet.title}: protection"
        if any(cell.value == "last_year" for cell in sheet[1]):
            with_last_year += 1
    assert lists >= 5, f"{path}: only {lists} drop-downs"
print(f"{len(sys.argv) - 1} forms, {with_last_year} sheets with last year's answers")
sys.exit(0 if with_last_year >= 5 else 1)
