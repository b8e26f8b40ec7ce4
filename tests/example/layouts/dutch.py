"""Zilverdam and Kruisland: lists of phones and of what was discarded, several tables in a sheet, and a letter.

zilverdam 2025   phones handed out, for which nobody has written a mapping yet; and what was discarded, with commas
kruisland 2025   two tables below each other in one sheet, each with its title, its header and its total; and a list of
                 what was discarded, with blank rows and columns
kruisland 2026   orders as a text with tabs, not mapped yet; discarded devices, one row with a comma too many; and the letter with its answers
"""

from layouts.files import lines, put, save, save_docx, supporting, table, totals, widths, workbook, write

HANDED_OUT = """
2024-12-04 | Telefoon 6 inch | Handhaving | 45
2025-02-18 | Telefoon 6 inch | Wijkbeheer | 112
2025-05-27 | Telefoon 6 inch | Bibliotheek | 38
2025-09-11 | Telefoon 5 inch | Burgerzaken | 61
"""
DISCARDED_ZILVERDAM = """
14-11-2024 | Smartphone 6 inch, reset | 210 | opkoper, voor hergebruik
21-01-2025 | Tablet 10 inch, glas gebarsten | 34 | recycling, certificaat
08-04-2025 | Smartphone 5 inch | 77 | opkoper, voor hergebruik
17-06-2025 | Tablet 10 inch | 58 | scholen, gift
02-09-2025 | "Smart board" 65 inch | 6 | 
"""
TABLES_2025 = {
    "Tabel 1: laptops, schermen en telefoons": """
KL-0211 | 2024-10-17 | Laptop 14 inch i5 16GB | 118 | 103958.00
KL-0227 | 2024-12-05 | Laptop 14 inch, refurbished | 84 | 33852.00
KL-0260 | 2025-02-13 | Beeldscherm 24 inch | 176 | 29656.00
KL-0281 | 2025-04-29 | Smartphone 6 inch | 143 | 58058.00
KL-0302 | 2025-06-19 | Laptop 14 inch i5 16GB | 113 | 99553.00
""",
    "Tabel 2: klein materiaal": """
KL-0219 | 2024-11-12 | Muis, draadloos | 160 | 2864.00
KL-0255 | 2025-01-30 | Toetsenbord azerty | 95 | 2707.50
KL-0266 | 2025-03-06 | Laptoptas 15 inch | 118 | 3776.00
KL-0290 | 2025-05-22 | Koptelefoon met microfoon | 140 | 6930.00
KL-0311 | 2025-08-28 | Monitorarm dubbel | 22 | 2156.00
""",
}
DISCARDED_KRUISLAND = """
2024-11-20 | Laptop 13 inch | 118 | verkocht aan opkoper
2025-02-11 | Laptop 13 inch | 96 | herinzet eigen dienst
2025-03-18 | Beeldscherm 22 inch | 54 | kringloopwinkel
2025-06-03 | Smartphone | 88 | verkocht aan opkoper
2025-07-08 | Printer multifunctioneel | 7 | recyclage met attest
"""
ORDERS_2026 = """
KL-0344 | 23/10/2025 | Muis, draadloos | 120 | 2.208,00
KL-0361 | 15/01/2026 | Tablet voor meteropname | 64 | 24.960,00
KL-0388 | 21/04/2026 | Dockingstation USB-C | 70 | 9.730,00
"""
DISCARDED_2026 = """
2025-12-02 | Laptop 14 inch | 74 | verkocht aan opkoper
2026-01-20 | Laptop 14 inch | 133 | herinzet eigen dienst
2026-05-12 | Smartphone | 61 | containerpark
2026-09-15 | Printer multifunctioneel | 9 | recyclage met attest, 2 paletten
2026-10-06 | Printer multifunctioneel | 2 | recyclage met attest
"""
LETTER = [
    "Intercommunale Kruisland (verzonnen), dienst aankopen",
    "Aan het secretariaat van het Pact, 4 november 2026",
    "Betreft: onze opgave over 2026",
    "Beste, ons formulier laat zich op de nieuwe computers niet openen. Wij antwoorden dus met een brief, zoals vroeger.",
    "Gekocht van 1 oktober 2025 tot 30 september 2026, zonder btw: 158 nieuwe laptops voor 141 884 euro, 121 opgeknapte voor "
    "49 610 euro, 92 schermen voor 15 732 euro, 118 telefoons voor 48 734 euro, 12 switches voor 20 760 euro; de printers zijn een dienst en "
    "kostten 17 140 euro.",
    "Wat is afgevoerd, staat in het bestand afvoer-2026.csv. De verhalen volgen op bladzijde 2.",
    "Met vriendelijke groet, dienst aankopen",
]


def zilverdam():
    book, sheet = workbook("Uitgifte")
    put(sheet, 1, 1, ["Uitgegeven op", "Toestel", "Afdeling", "Stuks"])
    for at, row in enumerate(table(HANDED_OUT), start=2):
        put(sheet, at, 1, row, date_format="dd-mm-yyyy")
    widths(sheet, 16, 22, 18, 8)
    save(book, supporting(2025, "zilverdam", "uitgifte-mobiel.xlsx"), "Municipality of Zilverdam")
    header = ["Afgevoerd op", "Toestel", "Aantal", "Bestemming"]
    text = lines([header, *table(DISCARDED_ZILVERDAM)], ",", quote='"', end="\n")
    write(supporting(2025, "zilverdam", "afgevoerd-2025.csv"), text, "utf-8")


def kruisland_orders():
    book, sheet = workbook("Overzicht")
    put(sheet, 1, 1, ["Bestellingen IT 2024-2025 (verzonnen), bedragen zonder btw"], bold=True)
    at = 3
    for title, rows in TABLES_2025.items():
        put(sheet, at, 1, [title], bold=True)
        put(sheet, at + 1, 1, ["Bestelbon", "Besteld op", "Omschrijving", "Aantal", "Bedrag excl. btw"], bold=True)
        for at, row in enumerate(table(rows), start=at + 2):
            put(sheet, at, 1, row, date_format="dd/mm/yyyy")
        put(sheet, at + 1, 1, ["Totaal", None, None, *totals(table(rows), 3, 4)], bold=True)
        at += 4
    widths(sheet, 14, 14, 36, 10, 18)
    save(book, supporting(2025, "kruisland", "bestellingen-2024-25.xlsx"), "Intercommunale Kruisland")


def kruisland_discarded():
    book, sheet = workbook("Afvoer")
    put(sheet, 2, 2, ["Datum afvoer", None, "Toestel", "Stuks", None, "Bestemming"], bold=True)
    at = 4
    for day, device, units, route in table(DISCARDED_KRUISLAND):
        put(sheet, at, 2, [day, None, device, units, None, route], date_format="dd/mm/yyyy")
        at += 2
    widths(sheet, 3, 14, 3, 28, 8, 3, 28)
    save(book, supporting(2025, "kruisland", "afvoer-2025.xlsx"), "Intercommunale Kruisland")


def kruisland_2026():
    header = ["Bestelbon", "Besteld op", "Omschrijving", "Aantal", "Bedrag excl. btw"]
    write(supporting(2026, "kruisland", "bestellingen-2025-26.csv"), lines([header, *table(ORDERS_2026)], "\t"), "cp1252")
    header = ["Datum afvoer", "Toestel", "Stuks", "Bestemming"]
    write(supporting(2026, "kruisland", "afvoer-2026.csv"), lines([header, *table(DISCARDED_2026)], ","), "utf-8")
    letter = supporting(2026, "kruisland", "").parent / "received" / "brief-2026-11-04.docx"
    save_docx(LETTER, letter)


def make():
    zilverdam()
    kruisland_orders()
    kruisland_discarded()
    kruisland_2026()
