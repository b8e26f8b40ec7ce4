"""Adds up the published cells and compares with every published amount of volume.

Every amount must be met to the cent, save where cells are withheld: where somebody returned of whom no cell is published
(`protect_volume`), amounts may hold more than the cells show.

Usage: cells_add_up.py DATA_FOLDER
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

data = Path(sys.argv[1])
cells = list(csv.DictReader(open(data / "cells.csv", encoding="utf-8")))
observations = list(csv.DictReader(open(data / "observations.csv", encoding="utf-8")))
scopes = {}
for row in observations:
    if row["scope"] and row["product_group"]:
        scopes[row["product_group"]] = row["scope"]
KINDS = {
    "volume.direct.amount": {"direct", "on_behalf"},
    "volume.on_behalf.amount": {"on_behalf"},
    "volume.indirect.amount": {"indirect"},
    "volume.overlap.amount": {"overlap"},
    "volume.collective.amount": {"direct", "on_behalf", "indirect"},
}
registered = csv.DictReader(open(data / "participants.csv", encoding="utf-8"))
returned = {row["id"] for row in registered if row["standing"] == "returned"}
hidden = returned - {cell["reporter"] for cell in cells}
compared = withheld = 0
for row in observations:
    kinds = KINDS.get(row["indicator"])
    if not kinds or not row["value"] or row["scope"]:
        continue
    person = "owner" if row["indicator"] in ("volume.direct.amount", "volume.on_behalf.amount") else "reporter"
    total = Decimal(0)
    for cell in cells:
        same = all(not row[name] or row[name] == cell[name] for name in ("product_group", "condition", "acquisition"))
        if cell["counted_as"] in kinds and same and row["participant"] in ("", cell[person]):
            total += Decimal(cell["amount_eur"] or 0)
    if total == Decimal(row["value"]):
        compared += 1
    elif hidden:
        withheld += 1
    else:
        sys.exit(f"{row['indicator']} {row}: the cells sum to {total}")
print(f"{compared} amounts met, {withheld} hold cells that are withheld")
sys.exit(0 if compared >= 10 and compared > withheld else 1)
