"""Skogvik, Fjellnes and Bredholm: sheets by quarter, a column per month, a ledger, an export with a preamble.

skogvik 2025   one layout over four sheets; title rows; a header of two rows with merged cells; a total on each
skogvik 2026   the same export, of which the last quarter was forgotten; and a workbook with a column per month
fjellnes 2026  a ledger as text: a preamble of five lines, semicolons, Windows-1252, purchases with a minus; and a list
                that can be read in two ways
bredholm 2025  a text with bars, every cell quoted, a byte order mark, a preamble, taxes included, CPV codes
"""

from layouts.files import headed, lines, put, save, supporting, table, totals, widths, workbook, write

QUARTERS_2025 = {
    "Kv 4 2024": """
41-20733 | 2024-10-15 | Bärbara datorer | Bärbar dator 14 tum i5 16GB | Ny | 260 | 2509000.00
41-20951 | 2024-11-21 | Bärbara datorer | Bärbar dator 14 tum i5 16GB | Ny | 160 | 1544000.00
41-21004 | 2024-12-03 | Bärbara datorer | Bärbar dator 13 tum, renoverad | Begagnad | 60 | 306000.00
41-21017 | 2024-12-09 | Pekplattor | Pekplatta 11 tum ambulans | Ny | 120 | 509760.00
""",
    "Kv 1 2025": """
41-21388 | 2025-01-28 | Bärbara datorer | Bärbar dator 14 tum i5 16GB | Ny | 335 | 3232750.00
41-21502 | 2025-02-19 | Mobiltelefoner | Mobiltelefon 6,1 tum | Ny | 400 | 1900000.00
41-21660 | 2025-03-24 | Bärbara datorer | Bärbar dator 15 tum i7 32GB | Ny | 165 | 1592250.00
""",
    "Kv 2 2025": """
41-21871 | 2025-04-29 | Bärbara datorer | Bärbar dator 14 tum i5 16GB | Ny | 310 | 2991500.00
41-21902 | 2025-05-12 | Bärbara datorer | Bärbar dator 13 tum, renoverad | Begagnad | 152 | 775200.00
41-22010 | 2025-06-04 | Mobiltelefoner | Mobiltelefon 6,1 tum | Ny | 271 | 1287250.00
""",
    "Kv 3 2025": """
41-22263 | 2025-08-18 | Bärbara datorer | Bärbar dator 14 tum i5 16GB | Ny | 230 | 2219500.00
41-22317 | 2025-09-02 | Mobiltelefoner | Mobiltelefon 6,1 tum | Ny | 200 | 950000.00
41-22340 | 2025-09-09 | Pekplattor | Pekplatta 11 tum ambulans | Ny | 144 | 611714.40
""",
}
QUARTERS_2026 = {
    "Kv 4 2025": """
41-22801 | 2025-10-22 | Bärbara datorer | Bärbar dator 14 tum Ultra 5 16GB | Ny | 402 | 3939600.00
41-22934 | 2025-11-27 | Bärbara datorer | Bärbar dator 13 tum, renoverad | Begagnad | 180 | 900000.00
41-22977 | 2025-12-11 | Mobiltelefoner | Mobiltelefon 6,1 tum | Ny | 310 | 1503500.00
""",
    "Kv 1 2026": """
41-23310 | 2026-02-05 | Bärbara datorer | Bärbar dator 14 tum Ultra 5 16GB | Ny | 388 | 3802400.00
41-23385 | 2026-03-03 | Mobiltelefoner | Mobiltelefon 6,1 tum | Ny | 430 | 2085500.00
""",
    "Kv 2 2026": """
41-23708 | 2026-04-21 | Bärbara datorer | Bärbar dator 14 tum Ultra 5 16GB | Ny | 310 | 3038000.00
41-23790 | 2026-05-19 | Bärbara datorer | Bärbar dator 13 tum, renoverad | Begagnad | 125 | 625000.00
""",
}

# Group, article, then a sum for each month from October on; a cell that is no number is what the sender typed.
MONTHS = ["Okt 25", "Nov 25", "Dec 25", "Jan 26", "Feb 26", "Mar 26", "Apr 26", "Maj 26", "Jun 26", "Jul 26", "Aug 26", "Sep 26"]
MONTHLY = """
Tillbehör | Dockningsstation USB-C 90W | 84260.00 | 61320.00 |  | 112740.00 | 40880.00 | 71540.00 |  | 51100.00 | 30660.00 |  | 97090.00 | 66430.00
Tillbehör | Tangentbord, tvättbart | 21450.00 |  | 18590.00 |  | 25740.00 |  | 14300.00 |  |  |  | 32890.00 | 
Tillbehör | Headset, brusreducering | 46310.50 | 38902.50 |  | 51870.00 |  | 29640.00 | -12350.00 |  | 22230.00 |  | 44460.00 | 18525.00
Nät | Åtkomstswitch 48 portar PoE |  | 412800.00 |  |  | 619200.00 |  |  | 206400.00 |  |  |  | 103200.00
Nät | Trådlös basstation | 88000.00 |  |  | 176000.00 |  | se mars |  |  | 132000.00 |  |  | 44000.00
Övrigt | Montering och frakt, sal 4 |  |  | 18400.00 |  |  |  |  |  | 9200.00 |  |  | 
"""

LEDGER = """
104411 | 12.11.2025 | 6540 | Skjerm 27" USB-C | Skjermer | 410 | -861000,00
104588 | 03.12.2025 | 6540 | Skriver A4, leie 12 md | Skrivere | 38 | -228000,00
105102 | 28.01.2026 | 6541 | Svitsj 24 porter | Nett | 64 | -713600,00
105230 | 11.02.2026 | 6541 | Trådløst aksesspunkt | Nett | 140 | -476000,00
105377 | 05.03.2026 | 6540 | Skjerm 24" | Skjermer | 290 | -478500,00
105391 | 09.03.2026 | 6540 | Kreditnota skjerm 24", transportskade | Skjermer | -6 | 9900,00
105804 | 19.05.2026 | 7140 | Frakt med lokalbåt | Frakt | 3 | -41250,00
106118 | 24.08.2026 | 6541 | Ruter, feltkontor | Nett | 22 | -193600,00
106120 | 24.10.2026 | 6541 | Ruter, feltkontor | Nett | 5 | -44000,00
"""

# Commas inside the names, or between columns? Nobody can tell.
LENT = """\
Utstyr,antall;Sted
Nettbrett,12;Ferje nord
Nettbrett,9;Ferje sør
Bærbar,4;Museet
"""

PREAMBLE = """\
Udtræk fra indkøbssystemet (opfundet)
Kørt 03-10-2025 07:42, bruger 114
Filter: IT-udstyr; ordredato 01-10-2024 - 30-09-2025
Beløb i DKK inkl. 25 % moms

"""
BREDHOLM = """
B-24-5501 | 08-10-2024 | Bærbar 14", i5, 16 GB | 30213100 | 302 | 2.283.875,00
B-24-5604 | 19-11-2024 | Laserprinter A4 | 30232110 | 26 | 71.500,00
B-25-0117 | 14-01-2025 | Bærbar 14", i5, 16 GB | 30213100 | 400 | 3.025.000,00
B-25-0203 | 05-02-2025 | Bærbar 14", istandsat | 30213100 | 118 | 454.300,00
B-25-0288 | 27-02-2025 | Dockingstation USB-C|90W | 30237200 | 240 | 258.000,00
B-25-0419 | 03-04-2025 | Mus, trådløs | 30237410 | 510 | 63.750,00
B-25-0420 | 03-04-2025 | Tastatur, nordisk | 30237460 | 380 | 95.000,00
B-25-0702 | 24-06-2025 | Laserprinter A4 | 30232110 | 14 | se bilag 4
B-25-0760 | 11-07-2025 | Hæve-sænkebord | 39134100 | 18 | 99.000,00
B-25-0811 | 02-09-2025 | Laserprinter A3 farve | 30232110 | 5 | 48.750,00
"""


def skogvik(year, quarters, name):
    book, sheet = workbook(next(iter(quarters)))
    for number, (title, rows) in enumerate(quarters.items()):
        sheet = sheet if number == 0 else book.create_sheet(title)
        put(sheet, 1, 1, ["Region Skogvik (påhittad): beställda enheter"], bold=True)
        put(sheet, 2, 1, [f"Kvartal: {title[3:]}. Belopp i kronor utan moms."])
        headed(sheet, 4, 1, 4, 2, "Beställning")
        headed(sheet, 4, 3, 4, 5, "Vara")
        headed(sheet, 4, 6, 5, 6, "Antal")
        headed(sheet, 4, 7, 5, 7, "Belopp SEK")
        put(sheet, 5, 1, ["Nr", "Datum", "Grupp", "Benämning", "Skick"], bold=True)
        data = table(rows)
        for at, row in enumerate(data, start=6):
            put(sheet, at, 1, row)
        put(sheet, 6 + len(data), 1, ["Summa kvartal", None, None, None, None, *totals(data, 5, 6)], bold=True)
        widths(sheet, 14, 12, 18, 36, 12, 9, 16)
    save(book, supporting(year, "skogvik", name), "Region Skogvik")


def skogvik_monthly():
    book, sheet = workbook("Per månad")
    put(sheet, 1, 1, ["Tillbehör och nät, beställt per månad, kronor utan moms"], bold=True)
    put(sheet, 3, 1, ["Artikelgrupp", "Benämning", *MONTHS, "Totalt"], bold=True)
    for at, row in enumerate(table(MONTHLY), start=4):
        row += [""] * (14 - len(row))
        put(sheet, at, 1, row)
    widths(sheet, 16, 34, *[12] * 12)
    save(book, supporting(2026, "skogvik", "manadsvis-2025-26.xlsx"), "Region Skogvik")


def fjellnes():
    preamble = ["Hovedbok, utskrift (oppdiktet)", "Periode;01.11.2025 - 31.10.2026", "Firma;Fjellnes fylkeskommune", "Konti;6540 - 7140", ""]
    header = ["Bilag", "Bilagsdato", "Konto", "Tekst", "Varegruppe", "Antall", "Beløp NOK"]
    text = "\n".join(preamble) + "\n" + lines([header, *table(LEDGER)], ";", end="\n")
    write(supporting(2026, "fjellnes", "hovedbok-2026.csv"), text, "cp1252")
    write(supporting(2026, "fjellnes", "utlaan-2026.csv"), LENT, "utf-8")


def bredholm():
    header = ["Ordrenr", "Ordredato", "Varetekst", "CPV", "Antal", "Beløb inkl. moms"]
    quoted = ["|".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *table(BREDHOLM)]]
    write(supporting(2025, "bredholm", "indkoeb-2024-25.csv"), "\ufeff" + PREAMBLE + "\n".join(quoted) + "\n", "utf-8")


def make():
    skogvik(2025, QUARTERS_2025, "bestallningar-2024-25.xlsx")
    skogvik(2026, QUARTERS_2026, "bestallningar-2025-26.xlsx")
    skogvik_monthly()
    fjellnes()
    bredholm()
