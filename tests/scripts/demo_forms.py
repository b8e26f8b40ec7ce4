"""Compares the forms of an invented pact, cell by cell, with what was meant and with the words of the questionnaire.

The forms are opened as spreadsheets and the questionnaire is read as the list of words it is, so that a label that
stands for another code, or a question that stands at another cell, is seen even where the program writes and reads it
alike. Every sheet of answers is compared whole: what nobody meant has to be blank.

Usage: demo_forms.py WORKSPACE PACT.json QUESTIONNAIRE.toml
Writes what was met in the forms: language, list and code, a line each.
"""

import datetime
import json
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import openpyxl

LANGUAGES = ["en", "fr"]
CARRIED = {"en": "as last year", "fr": "comme l’an dernier"}
FRENCH = [("'", "’"), (" ;", "\u202f;"), (" ?", "\u202f?"), (" !", "\u202f!"), (" :", "\u00a0:")]
FIRST_ROW = 5
# More choices than these are written into one cell.
MOST_TICKS = 8

workspace = Path(sys.argv[1])
pact = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
words = tomllib.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
names = {one["id"]: one["name"] for one in pact["participants"]}
met, wrong = set(), []


def typeset(text, language):
    for plain, printed in FRENCH if language == "fr" else []:
        text = text.replace(plain, printed)
    return text


class Words:
    """The words of a year's questionnaire in a language."""

    def __init__(self, year, language):
        self.language, at = language, LANGUAGES.index(language)
        self.lists = {own["name"]: {c[0]: typeset(c[1 + at], language) for c in own["choices"]} for own in words["list"]}
        published = [own for own in year["outputs"] if own["status"] == "published"]
        titles = {own["id"].replace("-", "_"): typeset(own["title"][at], language) for own in published}
        self.lists["output"] = titles
        self.sheets, self.titles = {}, {}
        for section in words["section"]:
            asked = [own for block in section.get("block", []) for own in block["practice"]]
            asked = [own | {"type": "select_one uptake"} for own in asked if 2026 in own.get("years", [2026])]
            asked += [own for own in section.get("question", []) if year["year"] in own.get("years", [year["year"]])]
            own = {one["name"]: (typeset(one["label"][at], language), one["type"]) for one in asked}
            if section["name"] == "guidance":
                own = {f"output_{code}": (title, "select_one adoption") for code, title in titles.items()}
            elif not own:
                continue
            self.sheets[section["name"]] = own
            self.titles[section["name"]] = typeset(section["label"][at], language)

    def cell(self, kind, answer):
        """What stands in the cell of an answer."""
        if answer is None or answer == []:
            return None
        if kind == "date":
            return datetime.date.fromisoformat(answer)
        if kind in ("integer", "decimal"):
            return Decimal(answer)
        if not kind.startswith("select"):
            return answer
        of_list = kind.split()[1]
        codes = answer if isinstance(answer, list) else [answer]
        met.update((self.language, of_list, code) for code in codes)
        return "; ".join(self.lists[of_list][code] for code in codes)


def level(meant):
    return "na" if meant == "NotApplicable" else str(meant["Of"])


def yes_no(meant):
    return {None: None, True: "yes", False: "no"}[meant]


def groups(own):
    """The answers that were meant outside repeats, by sheet and name."""
    organisation = own["organisation"]
    answers = {
        **organisation,
        "participant_id": own["participant"],
        "organisation_name": names[own["participant"]],
        "reports_for": ";".join(organisation["reports_for"]) or None,
        "protect_volume": yes_no(organisation["protect_volume"]),
        "procurement_none": yes_no(organisation["procurement_none"]),
    }
    strategies = {name: level(meant) for name, meant in own["uptake"].items()}
    strategies |= {f"{strategy}_story": text for strategy, text in own["stories"].items()}
    strategies |= {f"{strategy}_evidence": text for strategy, text in own["evidence"].items()}
    guidance = {f"output_{name.replace('-', '_')}": str(meant) for name, meant in own["adoption"].items()}
    paid = own["contribution"] or {}
    contribution = {f"contribution_{name}": meant for name, meant in paid.items()}
    return {
        "organisation": answers,
        "strategies": strategies,
        "guidance": guidance,
        "reflection": own["reflection"],
        "contribution": contribution,
    }


def purchase(own):
    buyer = own["buyer"]
    other = buyer is not None and "Other" in buyer
    return own | {
        "acquisition": None if own["acquisition"] == "unknown" else own["acquisition"],
        "buyer": "other" if other else buyer and buyer["Participant"],
        "buyer_name": buyer["Other"] if other else None,
    }


def repeats(own):
    """The rows that were meant, by sheet."""
    tenders = [row | {"outputs_used": [used.replace("-", "_") for used in row["outputs_used"]]} for row in own["tenders"]]
    in_kind = [row | {"kind": "hours" if row["hours"] is not None else "other"} for row in own["in_kind"]]
    same = {name: own[name] for name in ("in_use", "end_of_use", "good_practices", "outreach")}
    return {"procurement": [purchase(row) for row in own["purchases"]], "tenders": tenders, "in_kind": in_kind} | same


def value(cell):
    """What stands in a cell: numbers as decimals, days as days."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Decimal(str(cell))
    return cell


def label(cell):
    return (cell or "").split("\n")[0]


def hold(place, found, meant):
    if found != meant:
        wrong.append(f"{place}: {found!r} stands where {meant!r} was meant")


def group_sheet(place, sheet, asked, form, answers, before, carried):
    """Every question of a group by its label, and the answer beside it; nothing meant is without a question."""
    unasked = set(answers) - {sheet.cell(row, 1).value for row in range(FIRST_ROW, sheet.max_row + 1)}
    for name in sorted(unasked):
        hold(f"{place} {name}, which is not asked", None, answers[name])
    by_label = {text: name for name, (text, _) in asked.items()}
    for row in range(FIRST_ROW, sheet.max_row + 1):
        key, text, found, last, mark = (value(sheet.cell(row, column).value) for column in range(1, 6))
        if key.startswith("note:"):
            continue
        here = f"{place} C{row} ({key})"
        told = key.endswith(("_story", "_evidence"))
        name = key if told else by_label.get(label(text))
        hold(f"{here}, its label", key, name)
        kind = "text" if told or name is None else asked[name][1]
        meant = form.cell(kind, answers.get(name))
        as_last = name in carried and meant is not None and answers.get(name) == before.get(name)
        hold(here, found, None if as_last else meant)
        hold(f"{here}, its mark", mark, CARRIED[form.language] if name in carried else None)
        if kind.startswith("select"):
            hold(f"{here}, last year's answer", last, form.cell(kind, before.get(name)))


def repeat_sheet(place, sheet, asked, form, rows):
    """Every row of a repeat, its columns by their labels, and nothing below the last. A choice that is ticked has a column of its
    own, with its label below that of its question."""
    by_label = {text: name for name, (text, _) in asked.items()}
    columns = {}
    for column in range(2, sheet.max_column + 1):
        text = sheet.cell(4, column).value or ""
        name, code, ticked = by_label.get(label(text)), None, text.partition("\n")[2]
        kind = asked.get(name, ("", ""))[1]
        labels = form.lists[kind.split()[1]] if kind.startswith("select_multiple") else {}
        if 0 < len(labels) <= MOST_TICKS:
            code = next((own for own, shown in labels.items() if shown == ticked), "?")
        hold(f"{place} column {column}, its label", sheet.cell(1, column).value, f"{name}/{code}" if code else name)
        columns[name, code] = column
    for number, row in enumerate(range(FIRST_ROW, max(sheet.max_row, FIRST_ROW + len(rows) - 1) + 1)):
        meant = rows[number] if number < len(rows) else {}
        for (name, code), column in columns.items():
            kind = asked.get(name, ("", "text"))[1]
            cell = sheet.cell(row, column)
            entry = form.cell(kind, meant.get(name))
            if code:
                entry = "x" if code in (meant.get(name) or []) else None
            hold(f"{place} {cell.coordinate} ({name})", value(cell.value), entry)


def compare(year, own, before):
    path = workspace / f"inputs/{year['year']}/returns/{own['participant']}/return.xlsx"
    if not own["form"]:
        hold(path, path.exists(), False)
        return 0
    book, form = openpyxl.load_workbook(path), Words(year, own["language"])
    answers, last, rows = groups(own), groups(before) if before else {}, repeats(own)
    if "contribution" not in form.titles:
        hold(f"{path}, which does not ask what was paid", answers.pop("contribution"), {})
    for name in [*answers, *rows]:
        place = f"{year['year']} {own['participant']} {form.titles[name]}"
        if form.titles[name] not in book.sheetnames:
            hold(f"{place}, which is no sheet", None, answers.get(name) or rows.get(name) or None)
            continue
        sheet, asked = book[form.titles[name]], form.sheets[name]
        if name in rows:
            repeat_sheet(place, sheet, asked, form, rows[name])
        else:
            group_sheet(place, sheet, asked, form, answers[name], last.get(name, {}), own["carried"])
    return 1


forms, before = 0, {}
for year in pact["years"]:
    for own in year["returns"]:
        forms += compare(year, own, before.get(own["participant"]))
    before = {own["participant"]: own for own in year["returns"] if own["form"]}
if wrong:
    sys.exit("\n".join([f"{len(wrong)} cells of {forms} forms are wrong", *wrong[:30]]))
print("\n".join(" ".join(one) for one in sorted(met)))
