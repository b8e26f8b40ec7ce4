"""Adds up the finance files of the example and says whether they are in order.

Checked for each year: the closing balance (opening + income - expense) is the bank's figure; the opening
balance is last year's closing; every ledger line lies in the period and has an account in the budget, an activity
and a fund that are on file; no fund is ever below zero, and each opens as it closed last year; vouchers are numbered
without a gap; commitments are on accounts and funds that are on file, and a fund has what is committed from it.
Lines in another currency are converted at the European Central Bank's rate of their day, or of the last
day before it, and rounded to the cent, half to even.

    python tests/example/check_finance.py
"""

import csv
import datetime
import io
import pathlib
import sys
import tomllib
import zipfile
from decimal import ROUND_HALF_EVEN, Decimal

import openpyxl

INPUTS = pathlib.Path(__file__).resolve().parent.parent.parent / "inputs"
CENT = Decimal("0.01")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bank_rates():
    """The Bank's history: day, then currency, to its rate."""
    with zipfile.ZipFile(INPUTS / "rates" / "eurofxref-hist.zip") as archive:
        text = archive.read("eurofxref-hist.csv").decode("utf-8")
    return {row["Date"]: row for row in csv.DictReader(io.StringIO(text))}


def in_euro(line, rates):
    """The amount of a ledger line in euro cents, exact."""
    amount = Decimal(line["amount"])
    if line["currency"] != "EUR":
        day = max(date for date in rates if date <= line["date"])
        amount /= Decimal(rates[day][line["currency"]])
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def optional(path):
    """The rows of a file that a year may have."""
    return rows(path) if path.exists() else []


def exported(finance, kinds):
    """The bookings of an accounting system's export, as a ledger.csv would have them, by way of the mapping beside it.

    The export is that of the bank account: what it has in debit came in. Its running balance must follow from row to row.
    """
    (mapping,) = tomllib.loads((finance / "mapping.toml").read_text(encoding="utf-8"))["table"]
    (sheet,) = openpyxl.load_workbook(finance / mapping["file"], data_only=True).worksheets
    (header_row,) = mapping["header_rows"]
    header = [cell.value for cell in sheet[header_row]]
    column = {field: header.index(text) for field, text in mapping["columns"].items()}
    cent = lambda value: Decimal(str(value or 0)).quantize(CENT)
    ledger, balance = [], None
    for cells in sheet.iter_rows(min_row=header_row + 1, values_only=True):
        row = {field: cells[at] for field, at in column.items()}
        account = str(row["account"] or "")
        if account in kinds:
            came_in = cent(row["debit"]) - cent(row["credit"])
            balance += came_in
            amount = came_in if kinds[account] == "income" else -came_in
            day = row["date"].date().isoformat()
            texts = {field: row[field] or "" for field in ("reference", "activity", "fund")}
            ledger.append(texts | {"date": day, "account": account, "amount": amount, "currency": mapping["currency"]})
        if row["balance"] is not None and balance not in (None, cent(row["balance"])):
            sys.exit(f"{finance}: the balance of {row['reference']} does not follow")
        balance = cent(row["balance"]) if row["balance"] is not None else balance
    return ledger


def ledger_of(finance, kinds):
    """The bookings of a year: ledger.csv, or an export with its mapping."""
    path = finance / "ledger.csv"
    return rows(path) if path.exists() else exported(finance, kinds)


def funds_of(finance, ledger, kinds, rates):
    """What is in each fund after its bookings, and what is wrong with them."""
    left = {row["id"]: Decimal(row["opening"]) for row in optional(finance / "funds.csv")}
    wrong = []
    for line in ledger:
        if not line["fund"]:
            continue
        if line["fund"] not in left:
            wrong.append(f"{line['reference']}: fund {line['fund']} is not on file")
            continue
        euro = in_euro(line, rates)
        left[line["fund"]] += euro if kinds.get(line["account"]) == "income" else -euro
        if left[line["fund"]] < 0:
            wrong.append(f"{line['reference']}: fund {line['fund']} falls to {left[line['fund']]}")
    return left, wrong


def check_vouchers(year, ledger):
    """Vouchers are numbered from 1 on, in the order of the ledger."""
    wanted = [f"{year % 100}-{number:03}" for number in range(1, len(ledger) + 1)]
    return [] if [line["reference"] for line in ledger] == wanted else [f"{year}: the vouchers are no run"]


def check_commitments(finance, kinds, left):
    """Commitments fit accounts and funds."""
    wrong, committed = [], dict.fromkeys(left, Decimal(0))
    for row in optional(finance / "commitments.csv"):
        if kinds.get(row["account"]) != "expense":
            wrong.append(f"commitment {row['description']}: account {row['account']}")
        if row["fund"] and (row["fund"] not in left or row["currency"] != "EUR"):
            wrong.append(f"commitment {row['description']}: fund {row['fund']}")
        elif row["fund"]:
            committed[row["fund"]] += Decimal(row["amount"])
    return wrong + [f"{fund}: more is committed than is in it" for fund in left if committed[fund] > left[fund]]


def check_names(finance, ledger):
    """Activities are on file, and whom another body paid for is in the register."""
    activities = {row["id"] for row in optional(finance / "activities.csv")} | {""}
    register = {row["id"] for row in rows(INPUTS / "participants.csv")} | {""}
    for line in ledger:
        if line["activity"] not in activities:
            yield f"{line['reference']}: activity {line['activity']} is not on file"
        if line.get("for_participant", "") not in register:
            yield f"{line['reference']}: {line['for_participant']} is not in the register"


def check(year, last_closing, last_funds, rates):
    """Prints a year's statement; gives its closing balance, what is in its funds, and what is wrong."""
    folder = INPUTS / str(year)
    settings = tomllib.loads((folder / "year.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    finance = settings["finance"]
    budget = {row["account"]: row for row in rows(folder / "finance" / "budget.csv")}
    actual = dict.fromkeys(budget, Decimal(0))
    wrong = []
    kinds = {account: row["kind"] for account, row in budget.items()}
    ledger = ledger_of(folder / "finance", kinds)
    for line in ledger:
        if line["account"] not in budget:
            wrong.append(f"{line['reference']}: account {line['account']} is not in the budget")
            continue
        day = datetime.date.fromisoformat(line["date"])
        if not settings["period_start"] <= day <= settings["period_end"]:
            wrong.append(f"{line['reference']}: {day} is outside the period")
        actual[line["account"]] += in_euro(line, rates)

    opening = Decimal(finance["opening_balance"])
    closing = opening
    print(f"{year}: opening {opening}")
    for account, row in budget.items():
        planned = Decimal(row["revised_amount"] or row["amount"])
        difference = (actual[account] - planned) / planned
        unexplained = abs(difference) > finance["explain_above"] and not row["explanation"]
        note = "  no explanation" if unexplained else ""
        print(f"  {account} {row['title']:45} {planned:>10} {actual[account]:>10} {difference:>+7.1%}{note}")
        closing += actual[account] if row["kind"] == "income" else -actual[account]
    print(f"  closing {closing}")

    if closing != finance["bank_closing_balance"]:
        wrong.append(f"{year}: closing {closing}, the bank says {finance['bank_closing_balance']}")
    if last_closing is not None and opening != last_closing:
        wrong.append(f"{year}: opening {opening}, last year closed with {last_closing}")
    left, of_funds = funds_of(folder / "finance", ledger, kinds, rates)
    wrong += of_funds + check_vouchers(year, ledger) + check_commitments(folder / "finance", kinds, left)
    wrong += check_names(folder / "finance", ledger)
    for row in optional(folder / "finance" / "funds.csv"):
        print(f"  fund {row['id']}: {row['opening']} to {left[row['id']]}")
        if last_funds is not None and Decimal(row["opening"]) != last_funds.get(row["id"], 0):
            wrong.append(f"{year}: fund {row['id']} opens otherwise than it closed")
    return closing, left, wrong


def main():
    rates = bank_rates()
    closing, funds, wrong = None, None, []
    for year in sorted(int(folder.name) for folder in INPUTS.iterdir() if folder.name.isdigit()):
        closing, funds, faults = check(year, closing, funds, rates)
        wrong += faults
    if wrong:
        sys.exit("\n".join(wrong))
    print("in order")


if __name__ == "__main__":
    main()
