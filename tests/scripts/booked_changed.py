"""Changes one booked cell in the ledger of the financial workbook, and says whether everything that follows moved with it.

Usage: booked_changed.py change BOOK.xlsx COPY.xlsx LINE DELTA
       booked_changed.py moved BOOK.xlsx BEFORE.ods AFTER.ods LINE DELTA

LINE counts the lines of the ledger's sheet from 0.
"""

import sys
from decimal import Decimal

import openpyxl

from ods import cells, heads, rows

FIRST = 5


def ledger(book, line):
    """A line of the ledger by the heads of its columns."""
    sheet = book["Ledger"]
    return {head.value: sheet.cell(FIRST + line, head.column) for head in sheet[FIRST - 1] if head.value}


def change(path, copy, line, delta):
    book = openpyxl.load_workbook(path)
    cell = ledger(book, int(line))["Booked"]
    cell.value = float(Decimal(str(cell.value)) + Decimal(delta))
    book.save(copy)


def labelled(found, sheet, column):
    """The values of a column of a sheet by the text in the first."""
    return {row[1]: row[column] for row in rows(found, sheet) if 1 in row and column in row}


def moved(path, before, after, line, delta):
    own = {head: cell.value for head, cell in ledger(openpyxl.load_workbook(path), int(line)).items()}
    before, after, delta = cells(before), cells(after), Decimal(delta)
    sign = 1 if own["Counts as"] == "Income" else -1

    def expect(sheet, label, by, column):
        was, now = labelled(before, sheet, column)[label], labelled(after, sheet, column)[label]
        if now - was != by:
            sys.exit(f"{sheet}, {label}: {was} became {now}, and should have moved by {by}")

    actual = heads(before, "Accounts")["Actual"]
    for account in labelled(before, "Accounts", actual):
        if account not in ("Account", "Income", "Expense"):
            expect("Accounts", account, delta if account == own["Account"] else 0, actual)
    for label in ("Closing balance", "Surplus (income less expense)", "Closing balance less the bank's"):
        expect("Statement", label, sign * delta, 4)
    expect("Statement", "Total income", delta if sign == 1 else 0, 4)
    expect("Statement", "Total expense", 0 if sign == 1 else delta, 4)
    if labelled(after, "Statement", 5)["Closing balance less the bank's"] != "look here":
        sys.exit("the difference from the bank is not marked")
    closing = heads(before, "Funds")["Closing"]
    for fund in labelled(before, "Funds", closing):
        if fund != "Fund":
            expect("Funds", fund, sign * delta if fund == own["Fund"] else 0, closing)
    column = heads(before, "Activities")["Income" if sign == 1 else "Expense"]
    for activity in labelled(before, "Activities", column):
        if activity != "Activity":
            expect("Activities", activity, delta if activity == (own["Activity"] or "–") else 0, column)
    if own["Class"] == "Contributions":
        column = heads(before, "Contributions")["Booked in 2026"]
        name = own.get("Paid for") or own["Participant"]
        own_id = next(row[1] for row in rows(before, "Contributions") if row.get(2) == name)
        expect("Contributions", own_id, delta, column)
    print("everything that follows from the line moved with it, and nothing else")


if __name__ == "__main__":
    {"change": change, "moved": moved}[sys.argv[1]](*sys.argv[2:])
