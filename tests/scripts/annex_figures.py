"""Compares the annex with the open data: its figures, its live totals and its rows.

Usage: annex_figures.py ANNEX.xlsx DATA_FOLDER RECALCULATED.ods

The recalculated workbook is what another program computed from the formulas; the totals compared are those.
"""

import csv
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ANNEX, DATA, AGAIN = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
PLACES = {"EUR": 2, "hours": 2, "share": 6, "coefficient": 6, "years": 4}
# What the parts of a column's name say of the indicator it is made of.
MEASURES = {
    f"{kind}_{what}": f"volume.{kind}.{what}"
    for kind in ("direct", "on_behalf", "indirect", "collective", "overlap")
    for what in ("amount", "units")
}
DEVICES = {
    f"{kind}_{scope}_devices": (f"volume.{kind}.units", scope)
    for kind in ("direct", "indirect")
    for scope in ("workplace", "infrastructure")
}

book = openpyxl.load_workbook(ANNEX, data_only=True)


def rows_of(name):
    return list(csv.DictReader((DATA / f"{name}.csv").open(encoding="utf-8")))


def table(sheet):
    """The rows of a sheet's table by header."""
    values = list(book[sheet].iter_rows(min_row=8, values_only=True))
    return [dict(zip(values[0], row)) for row in values[1:]]


def recalculated():
    """Every number of the recalculated workbook, by sheet and address."""
    values = {}
    for sheet in ElementTree.fromstring(zipfile.ZipFile(AGAIN).read("content.xml")).iter(TABLE + "table"):
        row_number = 0
        for row in sheet.iter(TABLE + "table-row"):
            column = 0
            for cell in row:
                if cell.get(OFFICE + "value") is not None:
                    values[sheet.get(TABLE + "name"), row_number + 1, column + 1] = cell.get(OFFICE + "value")
                column += int(cell.get(TABLE + "number-columns-repeated", "1"))
            row_number += int(row.get(TABLE + "number-rows-repeated", "1"))
    return values


observations = rows_of("observations")
fixed = {"indicator", "year", "value", "unit", "status", "contributors"}
dimensions = [column for column in observations[0] if column not in fixed]
published = {
    (row["indicator"], *((d, row[d]) for d in dimensions if row[d])): row["value"] for row in observations
}

# All figures: one row each, in the same order of indicators, with the published value or a sign.
everything = table("All figures")
assert len(everything) == len(observations), (len(everything), len(observations))
count = {}
for own in everything:
    value = own["Value"]
    key = own["Indicator"], value if isinstance(value, str) else Decimal(repr(value))
    count[key] = count.get(key, 0) + 1
signs = {"Q": "[withheld]", "O": "[not answered]", "M": "[not applicable]", "L": "[not asked]"}
for row in observations:
    key = row["indicator"], signs[row["status"]] if row["status"] in signs else Decimal(row["value"])
    matches = [k for k in count if k[0] == key[0] and count[k] and (k[1] == key[1])]
    assert matches, f"not in All figures: {row}"
    count[matches[0]] -= 1
assert not any(count.values()), "All figures has more than was published"

# Totals as another program computes them are the published figures of all.
again = recalculated()
compared, unequal = 0, []
for name, defined in book.defined_names.items():
    if not name.endswith("_total"):
        continue
    measure = next((own for own in {**MEASURES, **DEVICES} if name.endswith(f"_{own}_total")), None)
    if name == "left_out_lines_total":
        key = ("volume.left_out.lines",)
    elif measure in DEVICES:
        key = (DEVICES[measure][0], ("scope", DEVICES[measure][1]))
    elif measure in MEASURES:
        key = (MEASURES[measure],)
    else:
        continue
    sheet, cell = next(iter(defined.destinations))
    address = book[sheet][cell.replace("$", "")]
    label = book[sheet].cell(address.row, 1).value
    total = Decimal(again[sheet, address.row, address.column])
    wanted = published.get(key, "")
    above = " ".join(str(book[sheet].cell(row, 1).value) for row in range(1, 8))
    if label == "Total":
        if abs(total - Decimal(wanted)) > Decimal("0.000001"):
            unequal.append(f"{name}: {total}, published {wanted}")
    elif "Of all, with what is not shown here" not in above:
        unequal.append(f"{name}: the sum is no total, and nothing says so")
    compared += 1
assert not unequal, unequal
assert compared >= 10, f"{compared} totals"

# Tables of the open data have the same rows, and whatever is blank there is empty here.
for name, sheet in [("lines", "Lines"), ("cells", "Conversion"), ("rates", "Rates"), ("overlap", "Overlap"),
                    ("uptake", "Answers"), ("accounts", "Supporting files"), ("participants", "Participants"),
                    ("supporters", "Supporters"), ("good_practices", "Good practices"), ("tenders", "Tenders"),
                    ("left_out", "In no figure")]:
    if not (DATA / f"{name}.csv").exists():
        continue
    wanted = rows_of(name)
    if not wanted:
        assert sheet not in book.sheetnames, f"{sheet} is empty"
        continue
    own = [row for row in table(sheet) if next(iter(row.values())) != "Total"]
    assert len(own) == len(wanted), f"{sheet}: {len(own)} rows, published {len(wanted)}"
    for head, column in [("Units", "units"), ("Amount, EUR", "amount_eur"), ("Amount", "amount")]:
        if column in wanted[0] and head in own[0]:
            expected = [Decimal(row[column]) if row[column] else None for row in wanted]
            got = [None if row[head] is None else Decimal(repr(row[head])) for row in own]
            assert got == expected, f"{sheet}, {head}"

print(f"{compared} totals and {len(observations)} figures agree")
