"""Makes the supporting spreadsheets of the example, each in a layout of its sender's own, and their mappings.

    python tests/example/supporting.py

lindhafen   German workbook: title rows above the header in row 5, amounts partly as text with a decimal
            comma, subtotals, and in 2025 a row before the period, a duplicate and a row of no product group.
            In 2026 its accessories come in a second file whose columns were renamed after the mapping was written.
morvalais   French text file as its system writes it: semicolons, Windows-1252, amounts without taxes
            under "Montant HT". Its displays and peripherals stand only here, so they count.
zilverdam   a Dutch list of phones handed out, in 2025; nobody has written a mapping for it yet.
"""

import datetime
import pathlib
from decimal import Decimal

import openpyxl
from openpyxl.styles import Font

import layout
import workbook_bytes

RETURNS = pathlib.Path(__file__).resolve().parent.parent.parent / "inputs"


def folder(year, participant):
    path = RETURNS / str(year) / "returns" / participant
    (path / "supporting").mkdir(parents=True, exist_ok=True)
    return path


# ------------------------------------------------------------------------------------------- lindhafen

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

GERMAN_MAPPING = """\
[[table]]
file = "supporting/{file}"
sheet = "Auswertung"
kind = "orders"
header_rows = [5]
currency = "EUR"
amount_basis = "ordered"
tax = "excluded"
date_format = "dd.mm.yyyy"
decimal = ","
header = {header}
fingerprint = "{fingerprint}"

[table.columns]
reference = "Bestellnr."
date = "Bestelldatum"
product_group = "Warengruppe"
description = "Artikel"
condition = "Zustand"
units = "Menge"
amount = "Betrag netto EUR"
labels = "Umweltzeichen"
supplier = "Lieferant"

[table.constants]
acquisition = "purchase"

[table.values.product_group]
"Notebooks" = "laptops"
"Monitore" = "displays"
"Zubehör" = "peripherals"

[table.values.condition]
"neu" = "new"
"aufbereitet" = "refurbished"
"""


def german_workbook(title, period, header, rows):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Auswertung"
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
    for column, width in zip("ABCDEFGHI", (26, 14, 14, 32, 14, 9, 18, 15, 34)):
        sheet.column_dimensions[column].width = width
    return workbook


def german_mapping(file):
    header = "[" + ", ".join(f'"{text}"' for text in GERMAN_HEADER) + "]"
    return GERMAN_MAPPING.format(file=file, header=header, fingerprint=layout.fingerprint(GERMAN_HEADER))


def lindhafen():
    sender = "Lindhafen Central Purchasing Body (invented)"
    note = "# How to read the exports of Lindhafen's ordering system. Its own purchases only; no buyer column.\n\n"
    title = "Bestellübersicht Arbeitsplatzgeräte, eigener Bedarf"

    place = folder(2025, "lindhafen")
    workbook = german_workbook(title, "01.10.2024 – 30.09.2025", GERMAN_HEADER, LINDHAFEN_2025)
    workbook_bytes.save(workbook, place / "supporting" / "bestellungen-2024-25.xlsx", sender)
    (place / "mapping.toml").write_text(note + german_mapping("bestellungen-2024-25.xlsx"), encoding="utf-8")

    place = folder(2026, "lindhafen")
    workbook = german_workbook(title, "01.10.2025 – 30.09.2026", GERMAN_HEADER, LINDHAFEN_2026)
    workbook_bytes.save(workbook, place / "supporting" / "bestellungen-2025-26.xlsx", sender)
    workbook = german_workbook("Bestellübersicht Zubehör, eigener Bedarf", "01.10.2025 – 30.09.2026", RENAMED_HEADER, LINDHAFEN_ACCESSORIES_2026)
    workbook_bytes.save(workbook, place / "supporting" / "zubehoer-2025-26.xlsx", sender)
    mappings = [german_mapping("bestellungen-2025-26.xlsx"), german_mapping("zubehoer-2025-26.xlsx")]
    (place / "mapping.toml").write_text(note + "\n".join(mappings), encoding="utf-8")


# ------------------------------------------------------------------------------------------- morvalais

FRENCH_HEADER = ["N° commande", "Date", "Article", "Catégorie", "Quantité", "Montant HT", "Écolabel", "Demandeur", "Fournisseur"]

# Order number, day, article, category, pieces, amount, ecolabel, asked for by (a function).
MORVALAIS_2025 = [
    ("C-24-1107", "12.11.2024", "Écran 24 pouces", "Écrans", "320", "60 800,00", "oui", "Service desk"),
    ("C-24-1131", "28.11.2024", "Souris filaire", "Périphériques", "900", "13 410,00", "", "Service desk"),
    ("C-25-0188", "11.02.2025", "Écran 27 pouces", "Écrans", "285", "67 545,00", "oui", "Écoles"),
    ("C-25-0240", "03.03.2025", "Clavier suisse romand", "Périphériques", "640", "16 960,00", "", "Service desk"),
    ("C-25-0391", "29.04.2025", "Casque à fil", "Périphériques", "410", "23 247,00", "", "Centre d'appels"),
    ("C-25-0402", "06.05.2025", "Avoir : casques rendus", "Périphériques", "-12", "-680,40", "", "Centre d'appels"),
    ("C-25-0655", "22.08.2025", "Écran 24 pouces", "Écrans", "190", "36 100,00", "oui", "Police"),
]
MORVALAIS_2026 = [
    ("C-25-1092", "04.11.2025", "Écran 24 pouces", "Écrans", "260", "48 880,00", "oui", "Service desk"),
    ("C-25-1140", "25.11.2025", "Souris filaire", "Périphériques", "760", "11 704,00", "", "Service desk"),
    ("C-26-0203", "17.02.2026", "Écran 27 pouces", "Écrans", "198", "46 134,00", "oui", "Écoles"),
    ("C-26-0219", "24.02.2026", "Clavier suisse romand", "Périphériques", "515", "13 905,00", "", "Service desk"),
    ("C-26-0466", "21.05.2026", "Casque à fil", "Périphériques", "445", "25 054,50", "", "Centre d'appels"),
    ("C-26-0701", "01.09.2026", "Écran 24 pouces", "Écrans", "144", "27 216,00", "", "Police"),
]

FRENCH_MAPPING = """\
# Comment lire l'exportation des commandes du canton de Morvalais (système inventé).

[[table]]
file = "supporting/{file}"
kind = "orders"
header_rows = [1]
currency = "CHF"
amount_basis = "ordered"
tax = "excluded"
date_format = "dd.mm.yyyy"
decimal = ","
header = {header}
fingerprint = "{fingerprint}"

[table.columns]
reference = "N° commande"
date = "Date"
description = "Article"
product_group = "Catégorie"
units = "Quantité"
amount = "Montant HT"
labels = "Écolabel"
supplier = "Fournisseur"

[table.constants]
condition = "new"
acquisition = "purchase"

[table.values.product_group]
"Écrans" = "displays"
"Périphériques" = "peripherals"
"""


def morvalais():
    for year, rows in ((2025, MORVALAIS_2025), (2026, MORVALAIS_2026)):
        place = folder(year, "morvalais")
        lines = [FRENCH_HEADER] + [[*row, "Bureautique du Lac (inventé)"] for row in rows]
        text = "".join(";".join(line) + "\r\n" for line in lines)
        (place / "supporting" / f"commandes-{year}.csv").write_bytes(text.encode("cp1252"))
        header = "[" + ", ".join(f'"{text}"' for text in FRENCH_HEADER) + "]"
        mapping = FRENCH_MAPPING.format(file=f"commandes-{year}.csv", header=header, fingerprint=layout.fingerprint(FRENCH_HEADER))
        (place / "mapping.toml").write_text(mapping, encoding="utf-8")


# ------------------------------------------------------------------------------------------- zilverdam

DUTCH_LIST = [
    ("2024-12-04", "Telefoon 6 inch", "Handhaving", 45),
    ("2025-02-18", "Telefoon 6 inch", "Wijkbeheer", 112),
    ("2025-05-27", "Telefoon 6 inch", "Bibliotheek", 38),
    ("2025-09-11", "Telefoon 5 inch", "Burgerzaken", 61),
]


def zilverdam():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Uitgifte"
    sheet.append(["Uitgegeven op", "Toestel", "Afdeling", "Stuks"])
    for day, *rest in DUTCH_LIST:
        sheet.append([datetime.date.fromisoformat(day), *rest])
        sheet.cell(sheet.max_row, 1).number_format = "DD-MM-YYYY"
    for column, width in zip("ABCD", (16, 22, 18, 8)):
        sheet.column_dimensions[column].width = width
    path = folder(2025, "zilverdam") / "supporting" / "uitgifte-mobiel.xlsx"
    workbook_bytes.save(workbook, path, "Municipality of Zilverdam (invented)")


def main():
    lindhafen()
    morvalais()
    zilverdam()
    print("wrote the supporting spreadsheets and mappings of 2025 and 2026")


if __name__ == "__main__":
    main()
