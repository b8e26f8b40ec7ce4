"""Morvalais and Brume-sur-Aire: an export of orders, a list of devices in use.

morvalais     a text as its system writes it: semicolons, Windows-1252, amounts without taxes under "Montant HT". Its
              displays and peripherals stand only here, so they count
brume 2026    what is in use, as a text of semicolons, UTF-8: devices by age, and two that nobody can tell
haut-marlin   an e-mail with answers that stand in no return
"""

from layouts.files import INPUTS, lines, save_letter, supporting, table, write

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

IN_USE = """
Téléphone reconditionné, secrétariats | Téléphones | 88 | 03/2024 | 4
Téléphone neuf, astreinte | Téléphones | 31 | 11/2022 | 4
Imprimante réseau, mairies | Imprimantes | 41 | 06/2019 | 8
Imprimante de bureau | Imprimantes | 30 | 02/2017 | 8
Borne d'accueil tactile | Autre | 2 | 09/2023 | 7
"""


def morvalais():
    for year, rows in ((2025, MORVALAIS_2025), (2026, MORVALAIS_2026)):
        cells = [FRENCH_HEADER] + [[*row, "Bureautique du Lac (inventé)"] for row in rows]
        write(supporting(year, "morvalais", f"commandes-{year}.csv"), lines(cells, ";"), "cp1252")


def brume_aire():
    header = ["Désignation", "Famille", "Nombre", "Mise en service", "Durée prévue (ans)"]
    rows = [[*row[:3], "15/" + row[3], row[4]] for row in table(IN_USE)]
    write(supporting(2026, "brume-aire", "parc-2026.csv"), lines([header, *rows], ";"), "utf-8")


LETTER = {
    "From": "Mairie de Haut-Marlin <mairie@haut-marlin.test>",
    "To": "secretariat@pact.test",
    "Date": "Tue, 10 Nov 2026 09:15:00 +0100",
    "Subject": "Nos chiffres",
    "text": """\
Bonjour, nos achats sont dans la déclaration du groupement. Nous ajoutons nos réponses sur les quatre stratégies,
en une page, que nous n'avons pas su mettre dans le formulaire. Bien à vous, le secrétariat de mairie
""",
}


def haut_marlin():
    path = INPUTS / "2026" / "returns" / "haut-marlin" / "received" / "nos-chiffres.eml"
    save_letter(LETTER, path)


def make():
    haut_marlin()
    morvalais()
    brume_aire()
