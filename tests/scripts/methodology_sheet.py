"""Compares the sheet Methodology of the annex with what `cfit indicators --format json` says.

Usage: methodology_sheet.py ANNEX.xlsx INDICATORS.json
"""

import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1], data_only=True)["Methodology"]
with open(sys.argv[2], encoding="utf-8") as file:
    registry = json.load(file)
COLUMNS = {
    "Indicator": "id",
    "Title": "title",
    "Question it answers": "question",
    "Formula in words": "formula",
    "What it does not say": "caveats",
    "Unit": "unit",
    "What it needs": "needs",
    "Paragraph": "paragraph",
}

values = list(sheet.iter_rows(min_row=8, values_only=True))
rows = [dict(zip(values[0], row)) for row in values[1:] if row[0] and row[1]]
listed = [row["Indicator"] for row in rows]
assert listed == [entry["id"] for entry in registry], set(listed) ^ {e["id"] for e in registry}
for row, entry in zip(rows, registry):
    for column, key in COLUMNS.items():
        expected = entry[key]
        expected = "; ".join(expected) if isinstance(expected, list) else expected
        assert (row[column] or "") == expected, f"{entry['id']}: {column} is {row[column]!r}, not {expected!r}"
print(f"{len(rows)} indicators agree")
