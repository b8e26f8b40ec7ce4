#!/usr/bin/env python3
"""Counts the rows and sums the amounts of real tables, without any part of cfit.

    python3 tests/real_files/expected.py FOLDER > tests/real_files/expected.csv

FOLDER holds the files, as the folder that CFIT_REAL_FILES names. Only Python's own csv and decimal are
used. Each amount is rounded to the minor unit of its currency, halves away from zero, before it is added,
as amounts are paid. A row whose amount names another currency than its table has none that is known.
"""

import csv
import decimal
import hashlib
import pathlib
import re
import sys

# Name in FOLDER, name in the workspace, delimiter, column of the amount, currency (or its column). The product
# lists have no amounts: their kilograms are summed as if they were euro, in both number formats.
TABLES = [
    ("procurement/uk/10.January_2019.csv", "uk-payments.csv", ",", "Value", "GBP"),
    ("procurement/us/ks_1033_data.csv", "us-surplus.csv", ",", "total_cost", "USD"),
    ("procurement/ca/Non-Competitive Contracts.csv", "ca-toronto.csv", ",", "Contract Amount", "CAD"),
    ("procurement/ca/2022-07-05-sample-contracts-procurement-id-mixup.csv", "ca-contracts.csv", ",", "contract_value", "CAD"),
    ("procurement/it-messina/lotti.csv", "it-lots.csv", ",", "importoAggiudicazione", "EUR"),
    ("procurement/it-messina/aggiudicatari.csv", "it-winners.csv", ",", None, ""),
    ("procurement/ocds/contracts_pos.csv", "ocds-orders.csv", ",", "contracts/0/value/amount", "GBP"),
    ("procurement/ocds/catalog_purchases.csv", "ocds-catalogue.csv", ",", "awards/0/value/amount", "AUD"),
    ("procurement/ocds/contract.csv", "ocds-contract.csv", ",", "value", "=currency"),
    ("procurement/de/de_idoit_assets.csv", "de-assets.csv", ";", None, ""),
    ("footprint/boavizta-data-us.csv", "products-us.csv", ",", "gwp_total", "EUR"),
    ("footprint/boavizta-data-fr.csv", "products-fr.csv", ";", "gwp_total", "EUR"),
]
WITHOUT_MINOR_UNIT = {"PYG"}
DECIMAL_COMMA = {"products-fr.csv"}


def amount(text, decimal_comma):
    """The number and the currency code that stand in a cell."""
    codes = re.findall(r"[A-Z]{3}", text)
    text = re.sub(r"[^0-9.,+-]", "", text)
    text = text.replace(".", "").replace(",", ".") if decimal_comma else text.replace(",", "")
    return decimal.Decimal(text), codes[0] if codes else None


def table(path, name, delimiter, column, currency):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    header, rows = rows[0], [row for row in rows[1:] if any(field.strip() for field in row)]
    sums = {}
    for row in rows:
        record = dict(zip(header, row))
        own = record[currency[1:]] if currency.startswith("=") else currency
        value = decimal.Decimal(0)
        if column and record.get(column, "").strip():
            value, said = amount(record[column], name in DECIMAL_COMMA)
            own = own if said in (None, own) else ""
            places = decimal.Decimal(1 if own in WITHOUT_MINOR_UNIT else "0.01")
            value = value.quantize(places, rounding=decimal.ROUND_HALF_UP)
        count, total = sums.get(own, (0, decimal.Decimal(0)))
        sums[own] = (count + 1, total + value)
    return sums


def main():
    folder = pathlib.Path(sys.argv[1])
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["file", "currency", "rows", "sum", "sha256"])
    for path, name, delimiter, column, currency in TABLES:
        file = folder / path
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        for own, (count, total) in sorted(table(file, name, delimiter, column, currency).items()):
            out.writerow([name, own, count, format(total, "f"), sha256])


main()
