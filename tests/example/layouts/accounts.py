"""The Pact's own accounts: the ledger of 2025 as the host's accounting system exports it.

2025   the sheet of the bank account, in German: two lines above the header, the balance carried forward, debit and credit of
       that account with a running balance, and the sum and the closing balance below. What came or went in another
       currency stands there as the bank booked it, in euro

Its columns are explained in inputs/2025/finance/mapping.toml.
"""

from decimal import Decimal

from layouts.files import INPUTS, headed, put, save, table, widths, workbook

HEADER = ["Datum", "Beleg", "Buchungstext", "Gegenpartei", "Gegenkonto", "Kostenträger", "Fonds", "Soll", "Haben", "Saldo"]
HEADER_ROW = 4
OPENING = Decimal("14286.40")

# Day, voucher, text, other side, other account, activity, fund, debit, credit.
BANK_2025 = """
2024-10-09 | 25-001 | Website hosting for a year | Kaasbord Hosting (invented) | 2100 |  |  |  | 614.20
2024-11-05 | 25-002 | French translation of the repair guide | Plume Croisée Translations (invented) | 2100 | refurbished | translations |  | 1386.00
2024-11-21 | 25-003 | Train journeys to the Steering Committee | Secretariat | 2200 | committee |  |  | 487.35
2024-12-20 | 25-004 | Staff costs, October to December | Office of the Pact (invented) | 2000 |  |  |  | 7560.00
2024-12-31 | 25-005 | Bank charges | Bank of the host (invented) | 2900 |  |  |  | 41.16
2025-01-22 | 25-006 | Contribution 2025 | lindhafen | 1000 |  |  | 18000.00 |
2025-02-03 | 25-007 | Contribution 2025, first part | morvalais | 1000 |  |  | 12000.00 |
2025-02-18 | 25-008 | Liability insurance | Deichgraf Insurance (invented) | 2900 |  |  |  | 168.40
2025-02-20 | 25-009 | Contribution 2025 | brume-aire | 1000 |  |  | 12000.00 |
2025-03-04 | 25-010 | Layout of the supply chain manual | Studio Halflicht (invented) | 2100 | supply-chain |  |  | 2265.00
2025-03-13 | 25-011 | Room for the Steering Committee | Stationsgebouw Zilverdam (invented) | 2300 | committee |  |  | 395.00
2025-03-14 | 25-012 | Train journeys to the Steering Committee | Secretariat | 2200 | committee |  |  | 611.90
2025-03-31 | 25-013 | Staff costs, January to March | Office of the Pact (invented) | 2000 |  |  |  | 7560.00
2025-04-16 | 25-014 | Voluntary contribution | zilverdam | 1100 |  |  | 2500.00 |
2025-04-24 | 25-015 | Working group on refurbished devices, a day at a workshop | Atelier de la Basse-Aire (invented) | 2300 | refurbished |  |  | 1184.70
2025-05-06 | 25-016 | Voluntary contribution (SEK 18000.00) | skogvik | 1100 |  |  | 1654.41 |
2025-05-14 | 25-017 | Video platform for webinars, a year (USD 1188.00) | Farview Webinars (invented) | 2100 | webinars |  |  | 1059.39
2025-06-05 | 25-018 | Annual meeting: halls, video link, catering | Two Halls Events (invented) | 2300 | annual-meeting |  |  | 3118.62
2025-06-06 | 25-019 | Travel of two speakers | Secretariat | 2200 | annual-meeting |  |  | 942.80
2025-06-30 | 25-020 | Staff costs, April to June | Office of the Pact (invented) | 2000 |  |  |  | 7721.25
2025-06-30 | 25-021 | Bank charges | Bank of the host (invented) | 2900 |  |  |  | 44.02
2025-07-08 | 25-022 | German and Dutch versions of the buying framework | Plume Croisée Translations (invented) | 2100 |  | translations |  | 3268.40
2025-07-15 | 25-023 | Deposit for a room paid back | Stationsgebouw Zilverdam (invented) | 1900 |  |  | 120.00 |
2025-08-27 | 25-024 | Proof-reading, criteria set displays | Plume Croisée Translations (invented) | 2100 | displays |  |  | 742.50
2025-09-12 | 25-025 | Train journeys, working group on displays | Secretariat | 2200 | displays |  |  | 374.15
2025-09-18 | 25-026 | Room hire cancelled, half paid back | Stationsgebouw Zilverdam (invented) | 2300 |  |  | 97.50 |
2025-09-30 | 25-027 | Staff costs, July to September | Office of the Pact (invented) | 2000 |  |  |  | 7721.25
2025-09-30 | 25-028 | Interest | Bank of the host (invented) | 1900 |  |  | 58.77 |
2025-09-30 | 25-029 | Web editor for the new site | Kaasbord Hosting (invented) | 2100 |  |  |  | 1980.00
2025-09-30 | 25-030 | Bank charges | Bank of the host (invented) | 2900 |  |  |  | 96.31
"""


def bank_account_2025():
    book, sheet = workbook("1020 Bank")
    put(sheet, 1, 1, ["'Kontoblatt 1020 Bank, Geschäftsjahr 01.10.2024 bis 30.09.2025"], bold=True)
    put(sheet, 2, 1, ["'Office of the Pact (invented), Währung EUR"])
    for number, text in enumerate(HEADER, start=1):
        headed(sheet, HEADER_ROW, number, HEADER_ROW, number, text)
    balance, sums = OPENING, [Decimal(0), Decimal(0)]
    put(sheet, HEADER_ROW + 1, 3, ["Saldovortrag", *[None] * 6, balance])
    for row, cells in enumerate(table(BANK_2025), start=HEADER_ROW + 2):
        debit, credit = (Decimal(cell or 0) for cell in cells[7:9])
        balance += debit - credit
        sums = [sums[0] + debit, sums[1] + credit]
        cells[4] = "'" + cells[4]
        put(sheet, row, 1, [*cells, balance], date_format="dd.mm.yyyy")
    put(sheet, row + 1, 3, ["Summe", *[None] * 4, *sums], bold=True)
    put(sheet, row + 2, 3, ["Schlusssaldo", *[None] * 6, balance], bold=True)
    widths(sheet, 12, 9, 52, 40, 12, 16, 14, 12, 12, 12)
    folder = INPUTS / "2025" / "finance" / "supporting"
    folder.mkdir(parents=True, exist_ok=True)
    save(book, folder / "kontoblatt-2025.xlsx", "Office of the Pact")


def make():
    bank_account_2025()
