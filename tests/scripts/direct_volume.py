"""Adds up each participant's own purchases from its return with openpyxl, converts them at the mean of the Bank's
daily rates, and compares every sum with the published cells, and the cells with the published figure.

What stands in supporting files alone is added up by order_files.py, which knows the example's files one by one.
A participant that protects its volume must have no cell at all.

Usage: direct_volume.py WORKSPACE YEAR
"""

import csv
import datetime
import decimal
import io
import re
import sys
import tomllib
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl

import order_files

decimal.getcontext().prec = 50
workspace, year = Path(sys.argv[1]), sys.argv[2]
CENT = Decimal("0.01")


def bank_rates():
    with zipfile.ZipFile(workspace / "inputs/rates/eurofxref-hist.zip") as archive:
        text = archive.read(archive.namelist()[0]).decode()
    rows = list(csv.reader(io.StringIO(text)))
    header = [name.strip() for name in rows[0]]
    days = {}
    for row in rows[1:]:
        quotes = {c: Decimal(v) for c, v in zip(header[1:], row[1:]) if c and v.strip() not in ("", "N/A")}
        days[datetime.date.fromisoformat(row[0])] = quotes
    return days


RATES = bank_rates()
PACT = tomllib.loads((workspace / "inputs/pact.toml").read_text(encoding="utf-8"))
IN_SCOPE = {group["id"] for group in PACT["product_group"] if group["first_year"] <= int(year)}
ADOPTION = {
    row["currency"]: (datetime.date.fromisoformat(row["from"]), Decimal(row["rate"]))
    for row in csv.DictReader(open(workspace / "inputs/rates/euro-adoption.csv", encoding="utf-8-sig"))
}


def mean_rate(currency, start, end):
    if currency == "EUR":
        return Decimal(1)
    values = []
    for day, quotes in RATES.items():
        if start <= day <= end:
            adopted = ADOPTION.get(currency)
            if adopted and day >= adopted[0]:
                values.append(adopted[1])
            elif currency in quotes:
                values.append(quotes[currency])
    if not values:
        return None
    return (sum(values) / len(values)).quantize(Decimal("1e-8"), rounding=decimal.ROUND_HALF_EVEN)


def marked_sheets(book):
    """Sheets of the form by the mark in their hidden corner, with the row of the mark."""
    sheets = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and re.match(r"(group|repeat):", cell.value):
                    sheets[cell.value] = (sheet, cell.row)
    return sheets


def labels(book_path):
    """Choice code by label, for every list of the questionnaire."""
    book = openpyxl.load_workbook(book_path, read_only=True)
    rows = list(book["choices"].iter_rows(values_only=True))
    header = list(rows[0])
    codes = defaultdict(dict)
    for row in rows[1:]:
        if row[header.index("list_name")]:
            for index, name in enumerate(header):
                if name and (name == "name" or name.startswith("label")) and row[index] is not None:
                    codes[row[header.index("list_name")]][str(row[index]).strip().lower()] = str(row[header.index("name")])
    return codes


def single(sheets, section, question):
    sheet, _ = sheets[f"group:{section}"]
    header = {c.value: c.column for row in sheet.iter_rows() for c in row if c.value in ("answer",)}
    for row in sheet.iter_rows():
        if any(cell.value == question for cell in row):
            return sheet.cell(row[0].row, header["answer"]).value
    return None


def as_number(value):
    return Decimal(repr(value)) if isinstance(value, (int, float)) else None


def newest(folder):
    """The version of a return that counts: the last one received that opens."""
    receipts = csv.DictReader(open(workspace / f"inputs/{year}/received.csv", encoding="utf-8-sig"))
    days = {row["file"]: row["received_on"] for row in receipts if row["participant"] == folder.name}
    for path in sorted(folder.glob("return*.xlsx"), key=lambda path: (days[path.name], path.name), reverse=True):
        try:
            return openpyxl.load_workbook(path, data_only=True)
        except (zipfile.BadZipFile, KeyError, EOFError):
            print(f"{folder.name}: {path.name} does not open")
    return None


def compare_total(participant, sums, start, end, figure):
    """Compares with the published figure alone: the cells are withheld, since those of another would follow from them."""
    rates = {key: mean_rate(key[3], start, end) for key in sums}
    euros = [(amount / rates[key]).quantize(CENT, rounding=decimal.ROUND_HALF_EVEN) for key, amount in sums.items() if rates[key]]
    if not figure or Decimal(figure[0]["value"]) != sum(euros):
        sys.exit(f"{participant}: {len(euros)} sums are EUR {sum(euros)}, published {figure and figure[0]['value']}")
    print(f"{participant}: {len(euros)} sums, EUR {sum(euros)}, cells withheld")
    return len(euros)


def compare(participant, sums, start, end):
    """Compares sums by product group, condition, acquisition and currency with the published cells."""
    figure = [o for o in observations if o["indicator"] == "volume.direct.amount" and o["participant"] == participant and not o["scope"] and not o["panel"]]
    if figure and figure[0]["status"] == "Q":
        print(f"{participant}: withheld, since another's would follow from it")
        return 0
    if not any(c["reporter"] == participant for c in cells):
        return compare_total(participant, sums, start, end, figure)
    done = 0
    for (group, condition, acquisition, line_currency), amount in sums.items():
        rate = mean_rate(line_currency, start, end)
        published = [c for c in cells if c["reporter"] == participant and c["owner"] == participant and c["counted_as"] == "direct"
                     and (c["product_group"], c["condition"], c["acquisition"], c["currency"]) == (group, condition, acquisition, line_currency)]
        if not published:
            left_out = [l for l in lines if l["participant"] == participant and l["counted_as"] == "left_out" and l["product_group"] == group]
            if rate is None or left_out:
                continue
            sys.exit(f"{participant}: no cell for {group} {condition} {acquisition} {line_currency}: {amount}")
        euro = (amount / rate).quantize(CENT, rounding=decimal.ROUND_HALF_EVEN)
        if Decimal(published[0]["amount_eur"]) != euro:
            sys.exit(f"{participant}: {group} {condition} {acquisition}: {amount} {line_currency} at {rate} is {euro}, published {published[0]['amount_eur']}")
        done += 1
    total = sum(Decimal(c["amount_eur"] or 0) for c in cells if c["owner"] == participant and c["counted_as"] in ("direct", "on_behalf"))
    if figure and figure[0]["value"] and Decimal(figure[0]["value"]) != total:
        sys.exit(f"{participant}: the cells sum to {total}, published {figure[0]['value']}")
    print(f"{participant}: {done} of {len(sums)} sums, EUR {total}")
    return done


choices = labels(workspace / f"inputs/{year}/questionnaire.xlsx")
code = lambda name, value, default: choices[name].get(str(value).strip().lower(), default) if value not in (None, "") else default
data = workspace / f"reports/{year}/data"
cells = list(csv.DictReader(open(data / "cells.csv", encoding="utf-8")))
lines = list(csv.DictReader(open(data / "lines.csv", encoding="utf-8")))
observations = list(csv.DictReader(open(data / "observations.csv", encoding="utf-8")))
period = re.findall(r"^period_(?:start|end)\s*=\s*\"?([0-9-]+)", (workspace / f"inputs/{year}/year.toml").read_text(), re.M)
default_period = [datetime.date.fromisoformat(day) for day in period]
compared, protected = 0, 0
for folder in sorted((workspace / f"inputs/{year}/returns").iterdir()):
    participant, book = folder.name, newest(folder)
    sums, (start, end) = defaultdict(Decimal), default_period
    if book:
        sheets = marked_sheets(book)
        if code("yes_no", single(sheets, "organisation", "protect_volume"), "no") == "yes":
            if any(participant in (c["reporter"], c["owner"]) for c in cells):
                sys.exit(f"{participant}: asked for its volume to be withheld, and cells are published")
            protected += 1
            continue
        own = single(sheets, "organisation", "currency")
        currency = str(own).strip().upper() if own else None
        tax = Decimal(0)
        if code("tax", single(sheets, "organisation", "tax"), "") == "included":
            tax = as_number(single(sheets, "organisation", "tax_rate")) / 100
        days = [single(sheets, "organisation", f"period_{edge}") for edge in ("start", "end")]
        start, end = [day.date() if isinstance(day, datetime.datetime) else default for day, default in zip(days, default_period)]
        sheet, mark = sheets.get("repeat:procurement", (None, 0))
        columns = {cell.value: cell.column for cell in sheet[mark] if cell.value}
        for row in range(mark + 1, sheet.max_row + 1):
            get = lambda name: sheet.cell(row, columns[name]).value
            amount, buyer = as_number(get("amount")), get("buyer")
            line_currency = str(get("currency")).strip().upper() if get("currency") else currency
            if amount is None or buyer not in (None, "", participant):
                continue
            key = (code("product_group", get("product_group"), ""), code("condition", get("condition"), "unknown"),
                   code("acquisition", get("acquisition"), "unknown"), line_currency)
            sums[key] += (amount / (1 + tax)).quantize(CENT, rounding=decimal.ROUND_HALF_EVEN)
    declared = {group for group, *_ in sums}
    sums.update({key: amount for key, amount in order_files.read(folder, start, end).items() if key[0] not in declared})
    sums = {key: amount for key, amount in sums.items() if key[0] in IN_SCOPE}
    if sums:
        compared += compare(participant, sums, start, end)
print(f"{compared} sums compared, {protected} participants withheld")
if compared < 45 or protected != 1:
    sys.exit("fewer sums or participants than the example has")
