"""Adds up the published cells and compares with every published amount of volume.

Every amount must be met to the cent. The workspace must hold nobody who protects its volume: then cells are withheld, and
amounts hold more than the cells show.

Usage: cells_add_up.py DATA_FOLDER
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

data = Path(sys.argv[1])
cells = list(csv.DictReader(open(data / "cells.csv", encoding="utf-8")))
observations = list(csv.DictReader(open(data / "observations.csv", encoding="utf-8")))
KINDS = {
    "volume.direct.amount": {"direct", "on_behalf"},
    "volume.on_behalf.amount": {"on_behalf"},
    "volume.indirect.amount": {"indirect"},
    "volume.overlap.amount": {"overlap"},
    "volume.collective.amount": {"direct", "on_behalf", "indirect"},
}
compared = 0
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
    else:
        sys.exit(f"{row['indicator']} {row}: the cells sum to {total}")
print(f"{compared} amounts met")
sys.exit(0 if compared >= 40 else 1)
