"""Adds up the finance files of the example and says whether they are in order.

Checked for each year: the closing balance (opening + income - expense) is the bank's figure; the opening
balance is last year's closing; every ledger line lies in the period and has an account in the budget.
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


def check(year, last_closing, rates):
    """Prints a year's statement; gives its closing balance and what is wrong."""
    folder = INPUTS / str(year)
    settings = tomllib.loads((folder / "year.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    finance = settings["finance"]
    budget = {row["account"]: row for row in rows(folder / "finance" / "budget.csv")}
    actual = dict.fromkeys(budget, Decimal(0))
    wrong = []
    for line in rows(folder / "finance" / "ledger.csv"):
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
    return closing, wrong


def main():
    rates = bank_rates()
    closing, wrong = None, []
    for year in sorted(int(folder.name) for folder in INPUTS.iterdir() if folder.name.isdigit()):
        closing, faults = check(year, closing, rates)
        wrong += faults
    if wrong:
        sys.exit("\n".join(wrong))
    print("in order")


if __name__ == "__main__":
    main()
