"""Rilagrad and Warzewo: lists of what is in use with rotated labels, a printed report, codes of CPV, three header rows.

rilagrad 2025   what is in use: a header of three rows with merged cells and rotated labels
rilagrad 2026   orders as its accounting prints them: page headers again and again, a sum carried over, a footer
warzewo 2026    no form at all. Orders as a text with tabs in UTF-16, with CPV codes; infrastructure as a workbook with a
                header of three rows, its units in the third; what is in use
"""

from layouts.files import headed, lines, put, save, supporting, table, totals, widths, workbook, write

ASSETS = """
Настолен компютър мини | Настолни | 1240 | 2018-11-01 | 7
Настолен компютър | Настолни | 1312 | 2020-09-15 | 7
Настолен компютър | Настолни | 928 | 2023-03-20 | 7
Преносим компютър 14" | Преносими | 860 | 2021-10-04 | 5
Преносим компютър 14" | Преносими | 1105 | 2024-12-16 | 5
Монитор 24" | Монитори | 4120 | 2019-05-13 | 9
Климатик сървърно | Други | 3 | 2016-06-01 | 12
"""
PAGES = [
    """
П-2201 | 2025-10-21 | Таблет 10" за инспектори | 120 | 32280.00
П-2233 | 2025-11-25 | Таблет 10" за инспектори | 64 | 17216.00
П-2240 | 2025-12-02 | Калъф за таблет | 184 | 2392.00
""",
    """
П-2310 | 2026-02-17 | Таблет 8", възстановен | 40 | 5160.00
П-2348 | 2026-04-14 | Стойка за монитор | 55 | 1787.50
П-2402 | 2026-08-11 | Таблет 10" за инспектори | 30 | 8190.00
""",
]
ORDERS = """
ZP/01/26 | 12.01.2026 | Laptop 14" i5 16GB | 30213100-6 | 140 | 512 400,00 | nowy
ZP/02/26 | 15.01.2026 | Stacja dokująca USB-C | 30237200-1 | 140 | 74 200,00 | nowy
ZP/07/26 | 19.02.2026 | Laptop 14" poleasingowy | 30213100-6 | 65 | 91 650,00 | odnowiony
ZP/09/26 | 03.03.2026 | Monitor 24" IPS | 30231310-3 | 180 | 112 860,00 | nowy
ZP/12/26 | 26.03.2026 | Smartfon 128GB | 32250000-0 | 85 | 118 150,00 | nowy
ZP/12/26-K | 31.03.2026 | Korekta: smartfon, zwrot | 32250000-0 | -5 | -6 950,00 | nowy
ZP/15/26 | 21.04.2026 | Urządzenie wielofunkcyjne A3 | 30232110-8 | 6 | 43 740,00 | nowy
ZP/18/26 | 12.05.2026 | Komputer stacjonarny mini | 30213300-8 | 96 | 230 400,00 | nowy
ZP/21/26 | 09.06.2026 | Fotel biurowy | 39112000-0 | 12 | 9 480,00 | nowy
ZP/24/26 | 14.07.2026 | Tablet 11" | 30213200-7 | 44 | 79 640,00 | 
ZP/27/26 | 18.08.2026 | Szkolenie z obsługi drukarki |  | 2 | 3 200,00 | 
ZP/30/26 | 06.10.2026 | Monitor 27" | 30231310-3 | 20 | 19 980,00 | nowy
"""
INFRASTRUCTURE = """
ZI/03/26 | 2026-02-05 | Serwer 2U, 2 procesory | serwery | 6 | 253800.00
ZI/04/26 | 2026-02-26 | Macierz dyskowa 60TB | pamięć masowa | 1 | 189500.00
ZI/08/26 | 2026-05-07 | Przełącznik 48 portów | sieć | 24 | 136320.00
ZI/09/26 | 2026-05-07 | Punkt dostępowy | sieć | 70 | 98700.00
ZI/11/26 | 2026-07-23 | Chmura: kopie zapasowe, 12 mies. | chmura | 1 | 61200.00
"""
IN_USE = """
Laptop | 610 | 2021-04-12 | 5
Laptop | 342 | 2023-09-04 | 5
Laptop | 205 | 2026-02-02 | 5
Komputer stacjonarny | 488 | 2019-11-18 | 6
Monitor | 1430 | 2020-06-08 | 8
"""


def rilagrad_assets():
    book, sheet = workbook("Активи")
    put(sheet, 1, 1, ["Налични активи към 30.09.2025 (измислени данни)"], bold=True)
    headed(sheet, 3, 1, 3, 2, "Актив")
    headed(sheet, 4, 1, 5, 1, "Наименование")
    headed(sheet, 4, 2, 5, 2, "Вид")
    headed(sheet, 3, 3, 5, 3, "Брой", rotated=True)
    headed(sheet, 3, 4, 3, 5, "Експлоатация")
    headed(sheet, 4, 4, 5, 4, "от", rotated=True)
    headed(sheet, 4, 5, 4, 5, "срок", rotated=True)
    headed(sheet, 5, 5, 5, 5, "години")
    for at, row in enumerate(table(ASSETS), start=6):
        put(sheet, at, 1, row, date_format="dd.mm.yyyy")
    widths(sheet, 30, 14, 8, 12, 10)
    save(book, supporting(2025, "rilagrad", "aktivi-2025.xlsx"), "Rilagrad State Workplace Agency")


def rilagrad_orders():
    book, sheet = workbook("Поръчки")
    put(sheet, 1, 1, ["Държавна агенция Рилаград (измислена): поръчки, евро без ДДС"], bold=True)
    at, carried = 3, [0, 0]
    for number, page in enumerate(PAGES, start=1):
        put(sheet, at, 1, ["Номер", "Дата", "Описание", "Количество", "Стойност"], bold=True)
        for at, row in enumerate(table(page), start=at + 1):
            put(sheet, at, 1, row, date_format="dd.mm.yyyy")
        carried = [before + more for before, more in zip(carried, totals(table(page), 3, 4))]
        put(sheet, at + 1, 1, ["Всичко до тук" if number < len(PAGES) else "Общо", None, None, *carried], bold=True)
        put(sheet, at + 2, 1, [f"Страница {number} от {len(PAGES)}"])
        at += 4
    put(sheet, at, 1, ["Отпечатано от счетоводство"])
    widths(sheet, 14, 12, 34, 12, 14)
    save(book, supporting(2026, "rilagrad", "porachki-2026.xlsx"), "Rilagrad State Workplace Agency")


def warzewo():
    header = ["Nr zamówienia", "Data zamówienia", "Opis", "Kod CPV", "Ilość", "Wartość netto", "Stan"]
    rows = [[cell.replace(" ", "\u00a0") if number == 5 else cell for number, cell in enumerate(row)] for row in table(ORDERS)]
    write(supporting(2026, "warzewo", "zamowienia-2026.csv"), lines([header, *rows], "\t"), "utf-16")

    book, sheet = workbook("Infrastruktura")
    put(sheet, 1, 1, ["Zamówienia: serwery, sieć, chmura (dane zmyślone)"], bold=True)
    put(sheet, 2, 1, ["Wydział Informatyki, stan na 30.09.2026"])
    headed(sheet, 4, 1, 4, 2, "Zamówienie")
    headed(sheet, 4, 3, 4, 4, "Przedmiot")
    headed(sheet, 4, 5, 4, 6, "Wartość")
    put(sheet, 5, 1, ["Nr", "Data", "Opis", "Grupa", "Ilość", "Netto"], bold=True)
    put(sheet, 6, 5, ["szt.", "PLN"])
    for at, row in enumerate(table(INFRASTRUCTURE), start=7):
        put(sheet, at, 1, row, date_format="dd.mm.yyyy")
    put(sheet, at + 1, 1, ["Razem", None, None, None, *totals(table(INFRASTRUCTURE), 4, 5)], bold=True)
    widths(sheet, 12, 12, 34, 16, 8, 14)
    save(book, supporting(2026, "warzewo", "infrastruktura-2026.xlsx"), "Urząd Miasta Warzewo")

    book, sheet = workbook("Ewidencja")
    put(sheet, 1, 1, ["Nazwa", "Sztuk", "Data zakupu", "Okres użytkowania (lata)"], bold=True)
    for at, row in enumerate(table(IN_USE), start=2):
        put(sheet, at, 1, row, date_format="dd.mm.yyyy")
    widths(sheet, 24, 8, 14, 24)
    save(book, supporting(2026, "warzewo", "ewidencja-2026.xlsx"), "Urząd Miasta Warzewo")


def make():
    rilagrad_assets()
    rilagrad_orders()
    warzewo()
