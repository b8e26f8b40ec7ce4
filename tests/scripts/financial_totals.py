"""Compares the totals of the recalculated financial workbook with the published figures, cent by cent: at least so many.

Usage: financial_totals.py RECALCULATED.ods OBSERVATIONS.csv LEAST
"""

import csv
import sys
from decimal import Decimal

from ods import cells, heads, rows

CLASSES = {
    "Contributions": "contribution",
    "Voluntary contributions": "voluntary",
    "Earmarked income": "earmarked",
    "Other income": "other_income",
    "Staff": "staff",
    "Services": "services",
    "Travel": "travel",
    "Events": "events",
    "Other expense": "other_expense",
}
DIMENSIONS = ("participant", "account", "fund", "class", "activity")

found = cells(sys.argv[1])
published = {}
for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    if row["indicator"].startswith("finance.") and row["value"]:
        # A text that would be a formula stands behind an apostrophe.
        filled = tuple((name, row[name].removeprefix("'")) for name in DIMENSIONS if row[name])
        if not row["component"]:
            published[row["indicator"], filled] = Decimal(row["value"])

compared = {}


def compare(where, value, indicator, **dimensions):
    key = "finance." + indicator, tuple((name, dimensions[name]) for name in DIMENSIONS if name in dimensions)
    if key not in published:
        # What was published nowhere is nothing, or cannot be said.
        if value not in (None, "–", "waived", Decimal(0)):
            sys.exit(f"{where}: {value} is published nowhere as {key}")
        return
    if value == "waived":
        value = Decimal(0)
    if value != published[key]:
        sys.exit(f"{where}: {value}, published {published[key]} as {key}")
    compared[key] = value


def statement():
    kind = None
    for row in rows(found, "Statement"):
        label, actual = row.get(1), row.get(4)
        if label in ("Income", "Expense"):
            kind = label.lower()
        elif label in CLASSES and kind:
            compare(f"Statement, {label}", actual, kind, **{"class": CLASSES[label]})
        elif label in ("Opening balance", "Closing balance", "Total income", "Total expense"):
            compare(f"Statement, {label}", actual, label.split()[-1 if "Total" in label else 0].lower())


def accounts():
    head = heads(found, "Accounts")
    for row in rows(found, "Accounts"):
        kind = row.get(head["Kind"])
        if kind in ("Income", "Expense") and row.get(head["Account"]):
            account = row[head["Account"]]
            compare(f"Accounts, {account}", row[head["Actual"]], kind.lower(), account=account)
            compare(f"Accounts, {account}", row[head["Budget"]], "budget", account=account)
            compare(f"Accounts, {account}", row[head["Revised budget"]], "revised_budget", account=account)


def by_column(sheet, dimension, columns):
    """The rows below the head, up to the first without a text in the first column."""
    head = heads(found, sheet)
    for row in rows(found, sheet)[3:]:
        if row.get(1) in (None, "", *head):
            if row.get(2) == "Total":
                return
            continue
        for label, indicator in columns.items():
            if label in head and row[1] != "–":
                compare(f"{sheet}, {row[1]}", row.get(head[label]), indicator, **{dimension: row[1]})


def below(sheet, label, column, indicator, dimension):
    """A further table of a sheet, below a head with this label."""
    table = False
    for row in rows(found, sheet):
        if row.get(1) == label:
            table = True
        elif table and (row.get(1) or "By ").startswith("By "):
            return
        elif table and row[1] != "–":
            compare(f"{sheet}, {label} {row[1]}", row.get(column), indicator, **{dimension: row[1]})


sheets = {sheet for sheet, _, _ in found}
statement()
accounts()
year = next(label for label in heads(found, "Contributions") if label.startswith("Received for 2")).split()[-1]
by_column(
    "Contributions",
    "participant",
    {
        "Due": "due",
        f"Received for {year}": "received",
        "Outstanding": "outstanding",
        "Paid beyond what is due": "overpaid",
        "Received for a later year": "advance",
        "Received for earlier years": "arrears",
    },
)
if "Funds" in sheets:
    by_column("Funds", "fund", {"Opening": "opening", "In": "income", "Out": "expense", "Closing": "closing"})
if "Activities" in sheets:
    by_column("Activities", "activity", {"Income": "income", "Expense": "expense"})
if "In kind" in sheets:
    below("In kind", "By participant", 9, "in_kind", "participant")
    below("In kind", "By participant", 5, "in_kind_hours", "participant")
if "Commitments" in sheets:
    below("Commitments", "By account", 3, "commitments", "account")
    below("Commitments", "By fund", 3, "commitments", "fund")
for row in rows(found, "Checks"):
    if row.get(7) == "look here":
        sys.exit(f"look here: {row}")
print(f"{len(compared)} published figures agree")
sys.exit(0 if len(compared) >= int(sys.argv[3]) else 1)
