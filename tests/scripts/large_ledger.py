"""A ledger of many lines in three currencies, and its totals in whole cents.

    large_ledger.py write WORKSPACE LINES    writes inputs/2026/finance/ledger.csv of a copy of the example
    large_ledger.py compare WORKSPACE        adds it up again, in integers, and compares every figure of 2026

The sums are made from the file and the Bank's rates alone: a rate is the quotient of two integers, an amount a whole
number of minor units, and each line is rounded to the cent once, half to even.
"""

import csv
import datetime
import io
import pathlib
import random
import sys
import zipfile
from collections import defaultdict

YEAR = 2026
FIRST, LAST = datetime.date(2025, 10, 1), datetime.date(2026, 9, 30)
MINOR = {"EUR": 2, "CHF": 2, "JPY": 0}
INCOME = {"1000", "1100", "1900"}
OWING = ["brume-aire", "hollinmoor", "lindhafen", "morvalais"]


def plain(minor, places):
    sign, digits = "-" if minor < 0 else "", str(abs(minor)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def parsed(text, places):
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(places, "0"))


def half_even(numerator, denominator):
    whole, rest = divmod(abs(numerator), denominator)
    if 2 * rest > denominator or (2 * rest == denominator and whole % 2):
        whole += 1
    return -whole if numerator < 0 else whole


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(workspace, lines):
    draw = random.Random(lines)
    finance = workspace / f"inputs/{YEAR}/finance"
    accounts = [row["account"] for row in rows(finance / "budget.csv")]
    funds = [""] + [row["id"] for row in rows(finance / "funds.csv")]
    activities = [""] + [row["id"] for row in rows(finance / "activities.csv")]
    days = (LAST - FIRST).days
    with open(finance / "ledger.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(
            ["date", "account", "description", "counterparty", "amount", "currency", "reference"]
            + ["activity", "fund", "for_year"]
        )
        for number in range(1, lines + 1):
            account = draw.choice(accounts)
            currency = draw.choice(list(MINOR))
            # Some amounts lie on half a cent after conversion, some are nothing, some are paid back.
            minor = draw.choice([0, 1, 5, 125, draw.randrange(1, 10**7)])
            minor = -minor if draw.random() < 0.1 else minor
            owing = draw.choice(OWING)
            out.writerow(
                [
                    FIRST + datetime.timedelta(draw.randrange(days + 1)),
                    account,
                    f"Line {number}",
                    owing if account in {"1000", "1100"} else "Office of the Pact (invented)",
                    plain(minor, MINOR[currency]),
                    currency,
                    f"26-{number:06}",
                    draw.choice(activities),
                    draw.choice(funds),
                    draw.choice(["", "", "", YEAR - 1, YEAR + 1]) if account == "1000" else "",
                ]
            )


def rates(workspace):
    """Quotes by currency: days in order, each with the rate as numerator and power of ten."""
    with zipfile.ZipFile(workspace / "inputs/rates/eurofxref-hist.zip") as archive:
        text = archive.read(archive.namelist()[0]).decode()
    quotes = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(text)):
        for currency in MINOR:
            quote = (row.get(currency) or "").strip()
            if quote not in ("", "N/A"):
                _, _, rest = quote.partition(".")
                quotes[currency][row["Date"]] = (int(quote.replace(".", "")), 10 ** len(rest))
    return quotes


def booked(row, quotes):
    currency = row["currency"]
    minor = parsed(row["amount"], MINOR[currency])
    if currency == "EUR":
        return minor
    day = datetime.date.fromisoformat(row["date"])
    while day.isoformat() not in quotes[currency]:
        day -= datetime.timedelta(1)
    numerator, denominator = quotes[currency][day.isoformat()]
    return half_even(minor * 10 ** (2 - MINOR[currency]) * denominator, numerator)


def expected(workspace):
    quotes, sums = rates(workspace), defaultdict(int)
    finance = workspace / f"inputs/{YEAR}/finance"
    classes = {row["account"]: row["class"] for row in rows(finance / "budget.csv")}
    surplus = defaultdict(int)
    for row in rows(finance / "ledger.csv"):
        amount, account = booked(row, quotes), row["account"]
        kind = "income" if account in INCOME else "expense"
        fund = row["fund"] or "general"
        cuts = [("", ""), ("account", account), ("class", classes[account]), ("fund", fund)]
        if row["activity"]:
            cuts.append(("activity", row["activity"]))
        for dimension, code in cuts:
            sums[f"finance.{kind}", dimension, code] += amount
        surplus[fund] += amount if kind == "income" else -amount
        if account == "1000":
            year = int(row["for_year"] or YEAR)
            name = "received" if year == YEAR else "advance" if year > YEAR else "arrears"
            sums[f"finance.{name}", "participant", row["counterparty"]] += amount
    total = sum(surplus.values())
    sums["finance.surplus", "", ""] = total
    openings = {row["id"]: parsed(row["opening"], 2) for row in rows(finance / "funds.csv")}
    opening = next(
        parsed(line.split("=")[1].strip(), 2)
        for line in (workspace / f"inputs/{YEAR}/year.toml").read_text().splitlines()
        if line.startswith("opening_balance")
    )
    sums["finance.closing", "", ""] = opening + total
    openings["general"] = opening - sum(openings.values())
    for fund, amount in openings.items():
        sums["finance.closing", "fund", fund] = amount + surplus[fund]
    return sums


def compare(workspace):
    published = {}
    for row in rows(workspace / f"reports/{YEAR}/data/observations.csv"):
        cuts = [(name, row[name]) for name in ("account", "class", "fund", "activity", "participant") if row[name]]
        if row["indicator"].startswith("finance.") and len(cuts) <= 1:
            published[row["indicator"], *(cuts[0] if cuts else ("", ""))] = row["value"]
    wrong = []
    sums = expected(workspace)
    for key, amount in sorted(sums.items()):
        if key not in published or published[key] == "" or parsed(published[key], 2) != amount:
            wrong.append(f"{key}: {plain(amount, 2)} in integers, {published.get(key)!r} published")
    print(f"{len(sums)} totals, {len(wrong)} differ")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    write(folder, int(sys.argv[3])) if command == "write" else compare(folder)
