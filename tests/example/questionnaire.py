"""Makes inputs/2025/questionnaire.xlsx and inputs/2026/questionnaire.xlsx from the questionnaire as shipped,
crates/demo/src/questionnaire/questionnaire.toml.

The result is an XLSForm: it runs unchanged in KoboToolbox and ODK. The questions about the Pact's
outputs are added from inputs/Y/outputs.csv, one for each that is published.

    python tests/example/questionnaire.py [--check]

With --check it also converts both with pyxform and stops at the first warning.
"""

import csv
import pathlib
import re
import sys
import tomllib

import openpyxl
from openpyxl.styles import Alignment, Font

import workbook_bytes

HERE = pathlib.Path(__file__).resolve().parent
WORKSPACE = HERE.parent.parent
INPUTS = WORKSPACE / "inputs"
QUESTIONNAIRE = WORKSPACE / "crates" / "demo" / "src" / "questionnaire" / "questionnaire.toml"
YEARS = (2025, 2026)
LANGUAGES = ("English (en)", "French (fr)")

TEXTS = ("label", "hint", "constraint_message")
SURVEY = (
    ["type", "name"]
    + [f"{text}::{language}" for text in TEXTS for language in LANGUAGES]
    + ["required", "constraint", "relevant"]
    + ["cfit_strategy", "cfit_impacts", "cfit_phase", "cfit_roles", "cfit_scope", "cfit_was"]
)
CHOICES = ["list_name", "name"] + [f"label::{language}" for language in LANGUAGES]

STORY = (": what was done, what worked, what did not?", " : qu'avez-vous fait, qu'est-ce qui a marché, qu'est-ce qui n'a pas marché ?")
STORY_HINT = ["Two to five sentences; figures only if you are sure of them.", "Deux à cinq phrases ; des chiffres seulement si vous en êtes sûrs."]
EVIDENCE = (": where can it be seen?", " : où peut-on le voir ?")
EVIDENCE_HINT = ["A link, or the name of a document you send along. Needed for level 4.", "Un lien, ou le nom d'un document joint. Nécessaire pour le niveau 4."]


def set_as_french(text):
    """The text with French apostrophes and no-break spaces, which few keyboards have."""
    text = re.sub(" ([;?!])", "\u202f\\1", text.replace("'", "’"))
    return text.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def put_texts(row, column, pair):
    """Lays the texts of both languages into the columns of `column`."""
    english, french = pair or ("", "")
    for language, text in zip(LANGUAGES, (english, set_as_french(french))):
        row[f"{column}::{language}"] = text


def survey_row(kind, name, source):
    """One row of the survey sheet."""
    row = {"type": kind, "name": name}
    put_texts(row, "label", source.get("label"))
    put_texts(row, "hint", source.get("hint"))
    put_texts(row, "constraint_message", source.get("message"))
    row["required"] = "yes" if source.get("required") else ""
    row["constraint"] = source.get("constraint", "")
    row["relevant"] = source.get("relevant", "")
    row["cfit_strategy"] = source.get("strategy", "")
    row["cfit_impacts"] = ";".join(source.get("impacts", []))
    row["cfit_phase"] = source.get("phase", "")
    row["cfit_roles"] = ";".join(source.get("roles", []))
    row["cfit_scope"] = source.get("scope", "")
    row["cfit_was"] = source.get("was", "")
    return row


def strategy_rows(strategy, year):
    """The practices of a strategy, then its story and its evidence; `cfit forms` sets a heading above them."""
    for practice in strategy["practice"]:
        if year in practice.get("years", YEARS):
            yield survey_row("select_one uptake", practice["name"], practice | {"strategy": strategy["id"]})
    for name, ending, hint in (("story", STORY, STORY_HINT), ("evidence", EVIDENCE, EVIDENCE_HINT)):
        label = [title + words for title, words in zip(strategy["label"], ending)]
        source = {"label": label, "hint": hint, "strategy": strategy["id"]}
        yield survey_row("text", f"{strategy['id']}_{name}", source)


def published_outputs(year):
    """Rows of outputs.csv that are published."""
    with open(INPUTS / str(year) / "outputs.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["status"] == "published"]


def output_rows(year):
    """One question for each published output."""
    for output in published_outputs(year):
        name = "output_" + output["id"].replace("-", "_")
        source = {"label": [output["title"], output["title::French (fr)"]], "impacts": output["impacts"].split(";")}
        yield survey_row("select_one adoption", name, source)


def question_rows(section, year):
    """All questions of a group or repeat."""
    for strategy in section.get("block", []):
        yield from strategy_rows(strategy, year)
    if section["name"] == "guidance":
        yield from output_rows(year)
    for question in section.get("question", []):
        if year in question.get("years", YEARS):
            yield survey_row(question["type"], question["name"], question)


def section_rows(section, year):
    """A group or repeat with all its questions; nothing where the year asks none of them."""
    kind = "repeat" if section.get("repeat") else "group"
    questions = list(question_rows(section, year))
    if questions:
        yield survey_row(f"begin {kind}", section["name"], section)
        yield from questions
        yield {"type": f"end {kind}"}


def choice_rows(form, year):
    """All lists of choices, that of the outputs included."""
    for listing in form["list"]:
        for name, *labels in listing["choices"]:
            row = {"list_name": listing["name"], "name": name}
            put_texts(row, "label", labels)
            yield row
    for output in published_outputs(year):
        row = {"list_name": "output", "name": output["id"].replace("-", "_")}
        put_texts(row, "label", [output["title"], output["title::French (fr)"]])
        yield row


def fill_sheet(sheet, columns, rows):
    """Writes a header and the rows under it, wide enough to be read."""
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) or None for column in columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        texts = cell.value.split("::")[0] in ("label", "hint", "constraint_message")
        sheet.column_dimensions[cell.column_letter].width = 60 if texts else 22
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"


def make(form, year):
    """The XLSForm of one year."""
    workbook = openpyxl.Workbook()
    survey = workbook.active
    survey.title = "survey"
    fill_sheet(survey, SURVEY, (row for section in form["section"] for row in section_rows(section, year)))
    fill_sheet(workbook.create_sheet("choices"), CHOICES, choice_rows(form, year))
    settings = {
        "form_title": form["title"],
        "form_id": form["form_id"],
        "version": f"{year}-1",
        "default_language": LANGUAGES[0],
    }
    fill_sheet(workbook.create_sheet("settings"), list(settings), [settings])
    return workbook


def convert(path):
    """Converts with pyxform; a warning is an error here."""
    from pyxform.xls2xform import convert as to_xform

    warnings = to_xform(str(path), validate=False).warnings
    if warnings:
        sys.exit(f"{path.name}: pyxform warns:\n" + "\n".join(warnings))


def main():
    form = tomllib.loads(QUESTIONNAIRE.read_text(encoding="utf-8"))
    for year in YEARS:
        path = INPUTS / str(year) / "questionnaire.xlsx"
        workbook_bytes.save(make(form, year), path, sender="Secretariat (invented)")
        print(f"wrote inputs/{year}/questionnaire.xlsx")
        if "--check" in sys.argv[1:]:
            convert(path)
            print("  pyxform converts it without a warning")


if __name__ == "__main__":
    main()
