"""Penlowe and Tidal Waters: a printed report saved as text, a quoted export, three offices with one layout.

penlowe 2025        a report made for paper: CR alone as line end, the header again on each page, footers
penlowe 2026        accessories, every cell in single quotes; discarded devices
tidal-waters 2026   one layout from three field offices, in two currencies; the third renamed a column
"""

from layouts.files import lines, supporting, table, write

PAGES = [
    """
PO-88114 | 19/08/2024 | Smartphone 128GB, dual SIM | Estates | 36 | 11,844.00
PO-88127 | 02/09/2024 | Docking station USB-C 90W | Library | 140 | 17,780.00
PO-88130 | 04/09/2024 | Laptop bag 15" | Library | 140 | 3,052.00
PO-88241 | 14/10/2024 | Wireless mouse | Halls | 410 | 5,658.00
PO-88302 | 11/11/2024 | Keyboard, UK layout | Halls | 380 | 7,030.00
""",
    """
PO-88377 | 09/12/2024 | Headset, noise cancelling | Student Services | 95 | 6,507.50
PO-88390 | 13/12/2024 | Baby monitor, nursery | Estates | 4 | 196.00
PO-88420 | 20/01/2025 | Network switch 24 port PoE | Halls | 22 | 23,760.00
PO-88456 | 10/02/2025 | Smartphone 128GB, dual SIM | Security | 28 | 9,212.00
PO-88456 | 10/02/2025 | Smartphone 128GB, dual SIM | Security | 28 | 9,212.00
PO-88513 | 17/03/2025 | Server room cleaning | Estates | 1 | 640.00
""",
    """
PO-88590 | 28/04/2025 | Docking station USB-C 90W | Physics | 60 | 7,620.00
PO-88601 | 06/05/2025 | Upholstery, lecture theatre 3 | Estates | 1 | 4,310.00
PO-88644 | 23/06/2025 | Keyboard, UK layout | Library | 75 | 1,387.50
PO-88702 | 05/08/2025 | Wireless mouse | Library | 90 | 1,242.00
""",
]
ACCESSORIES = """
PO-89011 | 2025-09-08 | Docking station USB-C 90W | 118 | 14986.00
PO-89050 | 2025-10-20 | Keyboard, UK layout; washable | 64 | 1593.60
PO-89133 | 2026-01-12 | Student's headset, wired | 220 | 5940.00
PO-89240 | 2026-03-30 | Wireless mouse | 380 | 5396.00
PO-89301 | 2026-06-15 | Printer cartridge, black | 90 | 3375.00
"""
DISCARDED = """
2025-10-09 | Tablet 10" | 31 | sold to refurbisher
2026-02-24 | Tablet 10" | 12 | charity
2026-05-18 | Smartphone | 44 | sold to refurbisher
"""
OFFICES = {
    "north": """
N-301 | 2025-12-02 | Laser printer A4 | 6 | 2,190.00 | EUR | 
N-318 | 2026-03-11 | Desktop, refurbished, 16GB | 14 | 3,850.00 | EUR | ecolabel n/a
N-322 | 2026-04-28 | Disk array for gauge data, 48TB | 1 | 18,400.00 | EUR | 
""",
    "delta": """
D-77 | 2025-11-19 | Desktop "all in one" 24" | 22 | 19,360.00 | USD | 
D-80 | 2026-01-22 | Laser printer A4 | 9 | 3,141.00 | USD | 
D-81 | 2026-02-03 | Outboard motor service | 1 | 2,700.00 | USD | posted to ICT by mistake
D-95 | 2026-09-01 | Desktop, refurbished, 16GB | 8 | 2,360.00 | USD | 
""",
    "atoll": """
A-12 | 2026-02-16 | Laser printer A4 | 3 | 1,260.00 | USD | 
A-15 | 2026-07-07 | Desktop, 16GB | 5 | 4,475.00 | USD | 
""",
}


def penlowe_2025():
    header = ["PO number", "Ordered", "Item", "Department", "Qty", "Net GBP"]
    rows = [["University of Penlowe (invented): purchase orders, IT and related"], ["Period 01/08/2024 to 31/07/2025"], []]
    for number, page in enumerate(PAGES, start=1):
        rows += [header, *table(page), [f"Page {number} of {len(PAGES)}"], []]
    rows += [["End of report. 15 lines. Printed by Procurement Services."]]
    write(supporting(2025, "penlowe", "purchase-orders.csv"), lines(rows, ",", quote='"', end="\r"), "cp1252")


def penlowe_2026():
    header = ["PO number", "Ordered", "Item", "Qty", "Net GBP"]
    quoted = [",".join("'" + cell.replace("'", "''") + "'" for cell in row) for row in [header, *table(ACCESSORIES)]]
    write(supporting(2026, "penlowe", "accessories-2026.csv"), "\n".join(quoted) + "\n", "utf-8")
    header = ["Collected", "Device", "Qty", "Where to"]
    write(supporting(2026, "penlowe", "disposals-2026.csv"), lines([header, *table(DISCARDED)], ",", quote='"'), "utf-8")


def tidal_waters():
    for office, rows in OFFICES.items():
        header = ["Ref", "Date", "Item", "Qty" if office != "atoll" else "Pieces", "Total", "Currency", "Remark"]
        text = lines([header, *table(rows)], ",", quote='"')
        write(supporting(2026, "tidal-waters", f"orders-{office}.csv"), text, "utf-8")


def make():
    penlowe_2025()
    penlowe_2026()
    tidal_waters()
