"""Adds up the orders of the example's supporting files that count because nothing is declared beside them.

Each file is read here in the plainest way, by somebody who has looked at it: which column holds what, which rows are
none, which word or code stands for which product group. Nothing of it is shared with `cfit` or with the scripts that
made the files.

`read(folder, start, end)` gives the sums of a participant's folder by (product group, condition, acquisition, currency).
"""

import csv
import datetime
import io
import zipfile
from collections import defaultdict
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl


def number(text):
    """A number with a decimal comma and groups parted by a point or a space."""
    return Decimal(text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(".", "").replace(",", "."))


def text_rows(path, encoding, delimiter, quote='"'):
    text = path.read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter, quotechar=quote))


def sheet_rows(path, sheet):
    return [row for row in openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)]


def european(text, mark="."):
    day, month, year = text.split(mark)
    return datetime.date(int(year), int(month), int(day))


def morvalais(folder):
    for path in folder.glob("supporting/commandes-*.csv"):
        for row in text_rows(path, "cp1252", ";")[1:]:
            group = {"Écrans": "displays", "Périphériques": "peripherals"}[row[3]]
            yield european(row[1]), (group, "new", "purchase", "CHF"), number(row[5])


def warzewo(folder):
    groups = {"30213100": "laptops", "30213200": "tablets", "30213300": "desktops", "30231310": "displays", "30232110": "printers",
              "30237200": "peripherals", "32250000": "smartphones"}
    condition = {"nowy": "new", "odnowiony": "refurbished", "": "unknown"}
    for row in text_rows(folder / "supporting/zamowienia-2026.csv", "utf-16", "\t")[1:]:
        if row[3][:8] in groups:
            yield european(row[1]), (groups[row[3][:8]], condition[row[6]], "purchase", "PLN"), number(row[5])
    groups = {"serwery": "servers", "pamięć masowa": "storage", "sieć": "network", "chmura": "cloud"}
    for row in sheet_rows(folder / "supporting/infrastruktura-2026.xlsx", "Infrastruktura")[6:]:
        if row[3] in groups:
            cloud = row[3] == "chmura"
            key = (groups[row[3]], "unknown" if cloud else "new", "service" if cloud else "purchase", "PLN")
            yield row[1].date(), key, Decimal(repr(row[5]))


def skogvik(folder):
    path = folder / "supporting/manadsvis-2025-26.xlsx"
    if path.exists():
        rows = sheet_rows(path, "Per månad")
        months = [datetime.date(2025 + (month < 10), month, 20) for month in (10, 11, 12, *range(1, 10))]
        for row in rows[3:]:
            group = {"Tillbehör": "peripherals", "Nät": "network"}.get(row[0])
            for day, amount in zip(months, row[2:14]):
                if group and isinstance(amount, (int, float)):
                    yield day, (group, "new", "purchase", "SEK"), Decimal(repr(amount))


def fjellnes(folder):
    groups = {"Skjermer": "displays", "Skrivere": "printers", "Nett": "network"}
    for row in text_rows(folder / "supporting/hovedbok-2026.csv", "cp1252", ";")[6:]:
        if row[4] in groups:
            acquisition = "lease" if "leie" in row[3] else "purchase"
            # The ledger says nothing of the condition.
            yield european(row[1]), (groups[row[4]], "unknown", acquisition, "NOK"), -number(row[6])


def bredholm(folder):
    path = folder / "supporting/indkoeb-2024-25.csv"
    if path.exists():
        for row in text_rows(path, "utf-8-sig", "|")[6:]:
            group = {"302321": "printers", "302372": "peripherals", "302374": "peripherals"}.get(row[3][:6])
            if group and row[5][0].isdigit():
                yield european(row[1], "-"), (group, "new", "purchase", "DKK"), (number(row[5]) / Decimal("1.25")).quantize(Decimal("0.01"))


def tidal_waters(folder):
    for path in folder.glob("supporting/orders-*.csv"):
        rows = text_rows(path, "utf-8", ",")
        for row in rows[1:] if "Qty" in rows[0] else []:
            words = {"Laser printer": "printers", "Desktop": "desktops", "Disk array": "storage"}
            group = next((group for word, group in words.items() if row[2].startswith(word)), None)
            if group:
                condition = "refurbished" if "refurbished" in row[2] else "new"
                yield datetime.date.fromisoformat(row[1]), (group, condition, "purchase", row[5]), Decimal(row[4].replace(",", ""))


def penlowe(folder):
    words = {"Smartphone": "smartphones", "Docking station": "peripherals", "Wireless mouse": "peripherals", "Keyboard": "peripherals",
             "Headset": "peripherals", "Student's headset": "peripherals"}
    printed, quoted = folder / "supporting/purchase-orders.csv", folder / "supporting/accessories-2026.csv"
    rows = [[row[1], row[2], row[5]] for row in text_rows(printed, "cp1252", ",") if row and row[0].startswith("PO-")] if printed.exists() else []
    unique = [row for number, row in enumerate(rows) if row not in rows[:number]]  # one order is printed twice
    if quoted.exists():
        unique = [[row[1], row[2], row[4]] for row in text_rows(quoted, "utf-8", ",", quote="'")[1:]]
    for day, item, amount in unique:
        group = next((group for word, group in words.items() if item.startswith(word)), None)
        if group:
            day = european(day, "/") if "/" in day else datetime.date.fromisoformat(day)
            yield day, (group, "new", "purchase", "GBP"), Decimal(amount.replace(",", ""))


def vallombra(folder):
    path = folder / "supporting/ordini-2025.ods"
    if path.exists():
        tree = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
        names = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0"}
        value = lambda cell, kind: cell.get(f"{{{names['o']}}}{kind}")
        for row in tree.iterfind(".//t:table-row", names):
            cells = row.findall("t:table-cell", names)
            group = {"Schermi": "displays", "Periferiche": "peripherals"}.get("".join(cells[5].itertext())) if len(cells) > 7 else None
            if group:
                yield datetime.date.fromisoformat(value(cells[2], "date-value")), (group, "new", "purchase", "EUR"), Decimal(value(cells[7], "value"))
    path = folder / "supporting/ordini-2026.xlsx"
    if path.exists():
        for row in sheet_rows(path, "Ordini")[1:]:
            group = {"43191501": "smartphones", "43211501": "servers"}.get(row[2])
            if group and isinstance(row[5], (int, float)):
                condition = {"nuovo": "new", "ricondizionato": "refurbished"}[row[6]]
                yield row[1].date(), (group, condition, "purchase", "EUR"), Decimal(repr(row[5]))


def rilagrad(folder):
    path = folder / "supporting/porachki-2026.xlsx"
    for row in sheet_rows(path, "Поръчки") if path.exists() else []:
        if str(row[2]).startswith("Таблет"):
            condition = "refurbished" if "възстановен" in row[2] else "unknown"
            yield row[1].date(), ("tablets", condition, "purchase", "EUR"), Decimal(repr(row[4]))


KNOWN = {"rilagrad": rilagrad, "vallombra": vallombra, "penlowe": penlowe, "morvalais": morvalais, "warzewo": warzewo, "skogvik": skogvik, "fjellnes": fjellnes, "bredholm": bredholm, "tidal-waters": tidal_waters}


def read(folder, start, end):
    """The sums of a participant's supporting files, of the orders dated in its period."""
    sums = defaultdict(Decimal)
    if folder.name in KNOWN and (folder / "supporting").exists():
        for day, key, amount in KNOWN[folder.name](folder):
            if start <= day <= end:
                sums[key] += amount
    return sums
