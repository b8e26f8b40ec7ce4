"""Adds up the published cells and compares with every published amount of volume, and the ledger of overlap with what was
reported less what counts.

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
    if not kinds or not row["value"] or row["scope"] or row["panel"]:
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

# The ledger: for each reporter and product group, and in all, what was reported (gross) less what counts (net).
ledger = list(csv.DictReader(open(data / "overlap.csv", encoding="utf-8")))
collective = next(Decimal(row["value"]) for row in observations if row["indicator"] == "volume.collective.amount"
                  and not any(row[name] for name in ("panel", "scope", "product_group", "condition", "acquisition")))
amount = lambda cell: Decimal(cell["amount_eur"] or 0)
gross = sum(amount(cell) for cell in cells)
of_ledger = sum(Decimal(line["reporter_amount_eur"]) for line in ledger)
if gross - collective != of_ledger:
    sys.exit(f"gross {gross} less net {collective} is not the {of_ledger} of the ledger")
for key in {(line["reporter"], line["product_group"]) for line in ledger + cells}:
    own = [cell for cell in cells if (cell["reporter"], cell["product_group"]) == key]
    net = sum(amount(cell) for cell in own if cell["counted_as"] != "overlap")
    lines = [line for line in ledger if (line["reporter"], line["product_group"]) == key]
    if sum(map(amount, own)) - net != sum(Decimal(line["reporter_amount_eur"]) for line in lines):
        sys.exit(f"{key}: the ledger is not gross less net")
print(f"{compared} amounts met, {len(ledger)} lines of overlap over {of_ledger}")
sys.exit(0 if compared >= 40 else 1)
