"""Makes of a workspace one whose questionnaire goes to the limits: hundreds of questions, long texts, long lists, hundreds of participants.

Usage: large_questionnaire.py WORKSPACE YEAR
"""

import csv
import sys

import openpyxl

HEAD = ["type", "name", "label::English (en)", "label::French (fr)", "hint::English (en)", "required", "constraint",
        "constraint_message::English (en)", "relevant", "default"]
LONG = "Everything that was agreed with suppliers about repair, spare parts, updates and take-back, in each contract that ran in the period"
HINT = " ".join([f"Line {n}: say it in one sentence, with the figure if there is one, and name the document it stands in." for n in range(1, 9)])

folder, year = sys.argv[1:]
survey, choices = [], []


def add(kind, name, label="", french="", hint="", required="", constraint="", message="", relevant="", default=""):
    survey.append([kind, name, label, french, hint, required, constraint, message, relevant, default])


add("begin group", "organisation", "Organisation", "Organisation")
add("text", "participant_id", "Your id", "Votre identifiant", required="yes")
add("select_one yes_no", "procurement_none", "Did you buy nothing?", "Aucun achat ?")
add("select_one yes_no", "protect_volume", "Must your volume stay unpublished?", "Volume réservé ?")
add("end group", "")

add("begin group", "limits", "A title: longer than 31 characters [and] with /forbidden\\ ones?", "Un titre : trop long aussi, et avec des caractères interdits", HINT)
add("note", "words", LONG, "", HINT)
for n in range(60):
    add("text", f"text_{n}", f"{n}. {LONG}?", hint=HINT if n % 7 == 0 else "", required="yes" if n % 3 == 0 else "")
    add("integer", f"number_{n}", f"How many of {n}?", f"Combien de {n} ?", constraint=". >= 0 and . <= 1000000",
        message=("Only a whole number between 0 and 1 000 000 can be right here. " * 6).strip(), relevant=f"${{text_{n}}} != ''")
    add("select_one fifty", f"one_{n}", "Which of the fifty?", "Lequel des cinquante ?", relevant=f"${{number_{n}}} > 5")
    add("select_multiple six", f"several_{n}", "Which of the six?", "Lesquels des six ?", required="yes" if n == 0 else "",
        constraint="count-selected(.) <= 3", message="Three at most.")
    add("select_multiple fifty", f"many_{n}", "Which of the fifty, if several?", relevant=f"selected(${{several_{n}}}, 'c2') or count-selected(${{several_{n}}}) > 2")
add("begin group", "inner", "A group inside", "Un groupe dedans", relevant="${one_0} = 'f7'")
add("date", "Day", "A day", "Un jour", constraint=". > '2026-01-01' and . <= today()", message="This year.")
add("date", "day", "Another day, whose name differs by case alone", "", constraint=". >= ${Day}", message="Not before the other.")
add("end group", "")
add("end group", "")

add("begin repeat", "rows", "A title: longer than 31 characters [and] with /forbidden\\ ones, again", "", HINT, relevant="${procurement_none} != 'yes'")
add("select_one fifty", "kind", LONG, required="yes")
for n in range(12):
    add("text", f"column_{n}", f"Column {n}", hint=HINT if n % 4 == 0 else "A short one.", required="yes" if n == 3 else "")
add("select_multiple six", "ticks", LONG, "", HINT)
add("select_multiple fifty", "listed", "Several of fifty")
add("decimal", "amount", "Amount", "Montant", constraint=". >= 0", message="Not below zero.")
add("end repeat", "")

for n in range(50):
    choices.append(["fifty", f"f{n}", f"Choice {n}" if n % 9 else f"Choice {n}; {LONG}; {LONG}, and then more of it", f"Choix {n}"])
for n in range(6):
    choices.append(["six", f"c{n}", f"Choice {n}: {LONG[:15 + 18 * n]}", ""])
choices += [["yes_no", "yes", "Yes", "Oui"], ["yes_no", "no", "No", "Non"]]

book = openpyxl.Workbook()
for title, rows in (("survey", [HEAD, *survey]),
                    ("choices", [["list_name", "name", "label::English (en)", "label::French (fr)"], *choices]),
                    ("settings", [["form_title", "form_id", "version", "default_language"], ["Limits", "limits", "1", "English (en)"]])):
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([value or None for value in row])
book.remove(book.worksheets[0])
book.save(f"{folder}/inputs/{year}/questionnaire.xlsx")

path = f"{folder}/inputs/participants.csv"
with open(path, newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
with open(path, "a", newline="", encoding="utf-8") as file:
    for n in range(400):
        own = dict(id=f"body-{n:03}", name=f"Public body number {n} of the region with the long name (invented)", country="FR", procuring_since="2022-01-01",
                   signed_version="1.0", language="nl" if n == 0 else "fr")
        csv.writer(file, lineterminator="\n").writerow([own.get(key, "") for key in rows[0]])
