"""Lindhafen and Altmoos: workbooks with title rows and subtotals, one of them an old .xls; a text with credit notes.

lindhafen      title rows above the header in row 5, amounts partly as text with a decimal comma, subtotals, and in
               2025 a row before the period, a duplicate and a row of no product group. In 2026 its accessories come
               in a second file whose columns were renamed after the mapping was written
altmoos 2025   an .xls with the units in a row of their own below the header, a carried-over sum in the middle and a
               total at the end; a joint order that Lindhafen lists too. LibreOffice writes it; the file that is there already is kept
altmoos 2026   two texts, Windows-1252, semicolons: credit notes without a minus, told by their kind; one order is in both
"""

import datetime
from decimal import Decimal

from openpyxl.styles import Font

from layouts.files import headed, lines, put, save, supporting, table, totals, widths, workbook, workbook_bytes, write

GERMAN_HEADER = ["Bestellnr.", "Bestelldatum", "Warengruppe", "Artikel", "Zustand", "Menge", "Betrag netto EUR", "Umweltzeichen", "Lieferant"]
RENAMED_HEADER = ["Bestellnr.", "Bestelldatum", "Kategorie", "Artikel", "Zustand", "Menge", "Nettobetrag (EUR)", "Umweltzeichen", "Lieferant"]

# Order number, day, group, article, condition, pieces, amount, ecolabel. A text amount is written as text.
LINDHAFEN_2025 = [
    ("45-0231", "2024-09-26", "Notebooks", "Notebook 14 Zoll", "neu", 20, "16.120,00", "Eisvogel"),
    ("45-0417", "2024-11-14", "Notebooks", "Notebook 14 Zoll", "neu", 84, "67.704,00", "Eisvogel"),
    ("45-0602", "2025-01-20", "Notebooks", "Notebook 14 Zoll", "neu", 96, "77.376,00", "Eisvogel"),
    ("45-0688", "2025-02-12", "Notebooks", "Notebook 13 Zoll, Los 3", "aufbereitet", 30, "14.250,00", None),
    ("45-0811", "2025-04-08", "Notebooks", "Notebook 14 Zoll", "neu", 72, Decimal("58032.00"), "Eisvogel"),
    ("45-0973", "2025-06-17", "Notebooks", "Notebook 13 Zoll, Los 3", "aufbereitet", 28, Decimal("13300.00"), None),
    ("45-1004", "2025-07-03", "Notebooks", "Notebook 14 Zoll", "neu", 60, Decimal("48360.00"), "Eisvogel"),
    ("Zwischensumme Notebooks", None, None, None, None, 390, Decimal("295142.00"), None),
    ("45-0455", "2024-12-03", "Monitore", "Monitor 24 Zoll", "neu", 140, "25.060,00", "Eisvogel"),
    ("45-0777", "2025-03-19", "Monitore", "Monitor 24 Zoll", "neu", 131, "23.449,00", "Eisvogel"),
    ("45-0777", "2025-03-19", "Monitore", "Monitor 24 Zoll", "neu", 131, "23.449,00", "Eisvogel"),
    ("45-1088", "2025-08-26", "Monitore", "Monitor 27 Zoll", "neu", 100, Decimal("17900.00"), "Eisvogel"),
    ("Zwischensumme Monitore", None, None, None, None, 502, Decimal("89858.00"), None),
    ("45-0366", "2024-10-22", "Zubehör", "Dockingstation", "neu", 150, "22.350,00", None),
    ("45-0709", "2025-02-27", "Zubehör", "Headset mit Kabel", "neu", 210, "14.574,00", None),
    ("45-0866", "2025-05-06", "Sonstiges", "Rolloutpauschale Haus C", None, 1, Decimal("3480.00"), None),
    ("45-0880", "2025-05-15", "Zubehör", "Tastatur", "neu", 180, Decimal("6111.00"), None),
    ("Gesamtsumme", None, None, None, None, 1433, Decimal("431515.00"), None),
]
LINDHAFEN_2026 = [
    ("46-0198", "2025-11-06", "Notebooks", "Notebook 14 Zoll", "neu", 120, "99.240,00", "Eisvogel"),
    ("46-0540", "2026-02-11", "Notebooks", "Notebook 14 Zoll", "neu", 96, "79.392,00", "Eisvogel"),
    ("46-0563", "2026-02-19", "Notebooks", "Notebook 14 Zoll, aufbereitet", "aufbereitet", 52, "24.076,00", None),
    ("46-0877", "2026-06-02", "Notebooks", "Notebook 14 Zoll", "neu", 70, Decimal("57890.00"), "Eisvogel"),
    ("46-0912", "2026-06-16", "Notebooks", "Notebook 14 Zoll, aufbereitet", "aufbereitet", 40, Decimal("18520.00"), None),
    ("Zwischensumme Notebooks", None, None, None, None, 378, Decimal("279118.00"), None),
    ("46-0301", "2025-12-09", "Monitore", "Monitor 24 Zoll", "neu", 180, "31.860,00", "Eisvogel"),
    ("46-0795", "2026-05-05", "Monitore", "Monitor 27 Zoll", "neu", 158, Decimal("27966.00"), "Eisvogel"),
    ("Zwischensumme Monitore", None, None, None, None, 338, Decimal("59826.00"), None),
    ("Gesamtsumme", None, None, None, None, 716, Decimal("338944.00"), None),
]
LINDHAFEN_ACCESSORIES_2026 = [
    ("46-0233", "2025-11-18", "Zubehör", "Dockingstation", "neu", 130, Decimal("19630.00"), None),
    ("46-0612", "2026-03-04", "Zubehör", "Headset mit Kabel", "neu", 165, Decimal("11385.00"), None),
    ("46-0844", "2026-05-21", "Zubehör", "Maus", "neu", 240, Decimal("4056.00"), None),
]

ALTMOOS_2025 = [
    """
B-1107 | 2024-10-30 | Bildschirm 24 Zoll höhenverstellbar | 96 | 16320.00
B-1131 | 2024-11-25 | Tischrechner Mini i5 16GB | 120 | 69600.00
B-1159 | 2025-01-15 | Netzwerkdrucker Etage 2 | 4 | 3120.00
B-1188 | 2025-02-20 | Tasche für Notebook 15 Zoll | 60 | 1470.00
45-0709 | 2025-02-27 | Headset mit Kabel | 210 | 14574.00
""",
    """
B-1240 | 2025-04-08 | Bildschirm 24 Zoll höhenverstellbar | 87 | 14790.00
B-1263 | 2025-05-13 | Tischrechner Mini i5 16GB | 85 | 49300.00
B-1290 | 2025-06-24 | Dockingstation USB-C | 74 | 10286.00
B-1307 | 2025-08-05 | Reinigung Serverraum | 1 | 890.00
B-1311 | 2025-08-19 | Farblaserdrucker A3 | 3 | 5970.00
""",
]
ALTMOOS_2026 = """
B-1402 | 21.10.2025 | Bestellung | Bildschirm 24 Zoll höhenverstellbar | 90 | 15.660,00
B-1431 | 26.11.2025 | Bestellung | Dockingstation USB-C | 48 | 6.816,00
B-1440 | 09.12.2025 | Bestellung | Tastatur und Maus, Set | 130 | 3.835,00
B-1466 | 27.01.2026 | Bestellung | Multifunktionsdrucker A3 | 5 | 10.475,00
B-1466 | 03.03.2026 | Gutschrift | Multifunktionsdrucker A3, ein Gerät zurück | 1 | 2.095,00
B-1502 | 21.04.2026 | Bestellung | Bildschirm 27 Zoll | 61 | 10.614,00
B-1519 | 12.05.2026 | Bestellung | Headset mit Kabel | 95 | 4.655,00
"""
ALTMOOS_AUTUMN_2026 = """
B-1519 | 12.05.2026 | Bestellung | Headset mit Kabel | 95 | 4.655,00
B-1570 | 08.09.2026 | Bestellung | Webkamera für Besprechungsraum | 16 | 1.824,00
B-1577 | 22.09.2026 | Gutschrift | Dockingstation USB-C, defekt | 2 | 284,00
"""


def german_workbook(title, period, header, rows):
    book, sheet = workbook("Auswertung")
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = f"Zeitraum: {period}"
    sheet["A3"] = "Quelle: Bestellsystem (erfunden); Beträge ohne Umsatzsteuer"
    for column, text in enumerate(header, start=1):
        sheet.cell(5, column, text).font = Font(bold=True)
    for number, row in enumerate(rows, start=6):
        reference, day, *rest = row
        supplier = "Gerätekontor Lindhafen (erfunden)" if day else None
        values = [reference, datetime.date.fromisoformat(day) if day else None, *rest, supplier]
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, datetime.date):
                cell.number_format = "dd.mm.yyyy"
            elif isinstance(value, Decimal):
                cell.number_format = "#,##0.00"
            if day is None:
                cell.font = Font(bold=True)
    widths(sheet, 26, 14, 14, 32, 14, 9, 18, 15, 34)
    return book


def lindhafen():
    sender = "Lindhafen Central Purchasing Body"
    title = "Bestellübersicht Arbeitsplatzgeräte, eigener Bedarf"
    this_year = "01.10.2025 – 30.09.2026"
    book = german_workbook(title, "01.10.2024 – 30.09.2025", GERMAN_HEADER, LINDHAFEN_2025)
    save(book, supporting(2025, "lindhafen", "bestellungen-2024-25.xlsx"), sender)
    book = german_workbook(title, this_year, GERMAN_HEADER, LINDHAFEN_2026)
    save(book, supporting(2026, "lindhafen", "bestellungen-2025-26.xlsx"), sender)
    book = german_workbook("Bestellübersicht Zubehör, eigener Bedarf", this_year, RENAMED_HEADER, LINDHAFEN_ACCESSORIES_2026)
    save(book, supporting(2026, "lindhafen", "zubehoer-2025-26.xlsx"), sender)


def altmoos_2025():
    book, sheet = workbook("Liste")
    put(sheet, 1, 1, ["Bestellliste IT, Stadt Altmoos (erfunden)"], bold=True)
    for column, text in enumerate(["Nr.", "Bestelldatum", "Bezeichnung", "Menge", "Nettowert"], start=1):
        headed(sheet, 3, column, 3, column, text, rotated=column > 3)
    put(sheet, 4, 4, ["Stk", "EUR"])
    at = 5
    for part, closing in zip(ALTMOOS_2025, ("Zwischensumme", None)):
        for row in table(part):
            put(sheet, at, 1, row, date_format="dd.mm.yyyy")
            at += 1
        if closing:
            put(sheet, at, 1, [closing, None, None, *totals(table(part), 3, 4)], bold=True)
            at += 1
    everything = [row for part in ALTMOOS_2025 for row in table(part)]
    put(sheet, at, 1, ["Summe", None, None, *totals(everything, 3, 4)], bold=True)
    put(sheet, at + 2, 1, ["Erstellt vom Magistrat, Abteilung 4; ohne Gewähr"])
    path = supporting(2025, "altmoos", "bestellliste-2025.xls")
    if not path.exists():
        workbook_bytes.save_as(book, path, "Stadt Altmoos (invented)")


def altmoos_2026():
    header = ["Bestellnummer", "Datum", "Belegart", "Bezeichnung", "Menge", "Nettobetrag"]
    for name, rows in (("bestellungen-2026.csv", ALTMOOS_2026), ("bestellungen-2026-herbst.csv", ALTMOOS_AUTUMN_2026)):
        write(supporting(2026, "altmoos", name), lines([header, *table(rows)], ";"), "cp1252")


def make():
    lindhafen()
    altmoos_2025()
    altmoos_2026()
