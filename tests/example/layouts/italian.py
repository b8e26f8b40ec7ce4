"""Vallombra: a sheet with blank rows and columns, saved as .ods; a year later codes of UNSPSC, and an e-mail.

2025   .ods: column A and every seventh row blank, a title, months apart, a total; displays and peripherals count
2026   .xlsx: smartphones and servers by code; a formula that was never computed, text for an amount, a hidden row; and the answers as an e-mail
"""

import datetime

from layouts.files import put, save, save_letter, save_ods, supporting, table, totals, typed, widths, workbook

ORDERS_2025 = """
OA-24/318 | 2024-10-29 | Monitor 24" regolabile | Schermi | 84 | 13860.00 | Martin pescatore
OA-24/335 | 2024-11-18 | Tastiera italiana | Periferiche | 130 | 2301.00 | 
OA-24/352 | 2024-12-12 | Mouse ottico | Periferiche | 150 | 1335.00 | 
OA-25/021 | 2025-02-06 | Docking station USB-C | Periferiche | 66 | 9108.00 | 
OA-25/044 | 2025-03-25 | Monitor 27" | Schermi | 40 | 8520.00 | ENERGY STAR
OA-25/071 | 2025-05-20 | Braccio per monitor | Arredo | 12 | 948.00 | 
OA-25/080 | 2025-06-17 | Cuffie con microfono | Periferiche | 58 | 2465.00 | 
OA-25/083 | 2025-06-30 | Nota di credito: cuffie difettose | Periferiche | -4 | -170.00 | 
OA-25/102 | 2025-09-15 | Monitor 24" regolabile | Schermi | 37 | 6105.00 | 
"""
ORDERS_2026 = """
OA-25/140 | 2025-11-04 | 43191501 | Telefono 6,1" 128GB | 72 | 22392.00 | nuovo
OA-25/151 | 2025-12-03 | 43211501 | Server 1U | 2 | 18640.00 | nuovo
OA-26/012 | 2026-02-10 | 43191501 | Telefono 6,1" ricondizionato | 45 | 8955.00 | ricondizionato
OA-26/030 | 2026-03-19 | 56101703 | Scrivania regolabile | 10 | 4390.00 | nuovo
OA-26/041 | 2026-04-22 | 43191501 | Telefono 6,1" 128GB | 38 | 'da definire | nuovo
OA-26/055 | 2026-06-09 | 43191501 | Telefono robusto, polizia locale | 16 | 6224.00 | nuovo
OA-26/071 | 2026-09-17 | 43211501 | Server 1U, memoria | 1 | =2*4820 | nuovo
"""
ANSWER = {
    "From": "Ufficio acquisti <acquisti@vallombra.test>",
    "To": "secretariat@pact.test",
    "Date": "Wed, 4 Nov 2026 16:42:00 +0100",
    "Subject": "Risposte 2026",
    "text": """\
Buongiorno, il modulo non si salva. Ecco le risposte nell'ordine delle domande; gli ordini sono allegati.
Portatili nuovi 296 per 243.016 euro, ricondizionati 110 per 45.870; fissi 88 per 51.832; stampanti 18 per 6.354; nuvola 58.340.
Il resto come l'anno scorso, ma meglio. Cordiali saluti
""",
}


def orders_2025():
    rows = [[], [None, "Ordini IT 2024-2025 (inventato)"], []]
    rows.append([None, "N. ordine", "Data ordine", None, "Descrizione", "Categoria", "Q.tà", "Imponibile €", "Etichetta"])
    month = None
    for row in table(ORDERS_2025):
        cells = [typed(cell) for cell in row]
        if month and cells[1].month != month:
            rows.append([])
        month = cells[1].month
        rows.append([None, *cells[:2], None, *cells[2:]])
    rows += [[], [None, "Totale", None, None, None, None, *totals(table(ORDERS_2025), 4, 5)]]
    save_ods({"Ordini": rows}, supporting(2025, "vallombra", "ordini-2025.ods"))


def orders_2026():
    book, sheet = workbook("Ordini")
    put(sheet, 1, 1, ["N. ordine", "Data", "Codice UNSPSC", "Descrizione", "Q.tà", "Imponibile", "Stato"], bold=True)
    for at, row in enumerate(table(ORDERS_2026), start=2):
        put(sheet, at, 1, [row[0], row[1], "'" + row[2], *row[3:]], date_format="dd/mm/yyyy")
    sheet.row_dimensions[7].hidden = True
    widths(sheet, 14, 12, 15, 34, 8, 14, 16)
    save(book, supporting(2026, "vallombra", "ordini-2026.xlsx"), "Servizi digitali della Vallombra")


def make():
    orders_2025()
    orders_2026()
    save_letter(ANSWER, supporting(2026, "vallombra", "").parent / "received" / "risposta-2026-11-04.eml")
    note = supporting(2025, "vallombra", "").parent / "nota-uso.txt"
    note.write_text("Il file degli ordini è quello di settembre, non di agosto. Ciao!\n", encoding="utf-8")
