"""Fills in the workbooks that `cfit forms` wrote, as the invented participants would.

    cfit forms --year 2025
    python tests/example/fill_returns.py 2025 [participant]

reads outbox/2025/ID.xlsx and tests/example/returns/2025/ID.toml and writes
inputs/2025/returns/ID/return.xlsx. A new participant is one more .toml file.

A .toml file has a table for each group of the questionnaire, a list of tables for each repeat, and `[how]`:
what the sender did to the workbook.

    codes            true: types the codes of choices instead of choosing their labels
    carried          questions marked "as last year"
    saved_as         "ods": saved by LibreOffice. It writes other bytes each time, so an .ods that is there
                     already is written anew only when its participant is named
    sheets_reversed  true: the sheets are in another order
    row_inserted     a repeat into whose table, after the third line, an empty row was inserted
    file             the name the sender gave its file, if not `return.xlsx`
    [[how.earlier]]  a version it had sent before: `file`, the sections it did `leave_out`, and what was different:
                     each `change` names `repeat`, `line` (from 1), `question`, `value`
    [how.damaged_copy]  a later version that arrived damaged: `file`, and how many `bytes` of it arrived
    [how.transcribed]   the office entered it: `from` which letter, `by` whom, `confirmed_on` by the participant
    [[how.note]]     a note to the right of a table: `sheet`, `line` (from 1), `text`

A row of a repeat may say `hidden = true`. An answer `{ text = "…" }` is typed as it stands, whatever the question's
choices are. Cells are found by the hidden names in the workbook (`group:NAME`,
`repeat:NAME`), never by their position. Questions the workbook does not ask are an error here, so that
a slip in these files does not go unseen.
"""

import copy
import datetime
import pathlib
import sys
import tomllib
from decimal import Decimal

import openpyxl

import workbook_bytes

HERE = pathlib.Path(__file__).resolve().parent
WORKSPACE = HERE.parent.parent


class Form:
    """A workbook that went out, with where its sections and questions stand."""

    def __init__(self, path, labels):
        self.workbook = openpyxl.load_workbook(path, rich_text=True)
        self.about = {key: value for key, value in self.workbook["_cfit"].iter_rows(min_col=1, max_col=2, values_only=True)}
        self.labels = labels[self.about["language"]]
        self.sections = {}
        for sheet in self.workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith(("group:", "repeat:")):
                        self.sections[cell.value.split(":", 1)[1]] = Section(sheet, cell)

    def section(self, name):
        if name not in self.sections:
            sys.exit(f"{self.about['participant']}: the workbook does not ask the section `{name}`")
        return self.sections[name]


class Section:
    """One sheet: where its questions stand."""

    def __init__(self, sheet, marker):
        self.sheet = sheet
        self.marker = marker
        self.columns = {
            cell.value: cell.column for cell in sheet[marker.row] if cell.value and cell.column > marker.column
        }
        self.rows = {
            cell.value: cell.row
            for (cell,) in sheet.iter_rows(min_row=marker.row + 1, min_col=marker.column, max_col=marker.column)
            if cell.value
        }

    @property
    def first_data_row(self):
        """A repeat's data begin below its names, title, hint and headers."""
        return self.marker.row + 4

    def row_of(self, question):
        if question not in self.rows:
            sys.exit(f"{self.sheet.title}: no question `{question}`")
        return self.rows[question]

    def ticks(self, question):
        """The choices of a question that are ticked, each with its column."""
        named = (str(name).split("/", 1) + [column] for name, column in self.columns.items() if "/" in str(name))
        return [(choice, column) for own, choice, column in named if own == question]

    def column_of(self, question):
        if question not in self.columns:
            sys.exit(f"{self.sheet.title}: no column `{question}`")
        return self.columns[question]


def read_questionnaire(year):
    """List of each question by (section, question), and labels by language, list and code."""
    workbook = openpyxl.load_workbook(WORKSPACE / "inputs" / str(year) / "questionnaire.xlsx", read_only=True)

    def table(name):
        header, *rows = workbook[name].iter_rows(values_only=True)
        return [dict(zip(header, row)) for row in rows]

    lists, section = {}, None
    for row in table("survey"):
        kind = row["type"].split()
        if kind[0] == "begin":
            section = row["name"]
        elif kind[0].startswith("select_"):
            lists[section, row["name"]] = kind[1]
    labels = {"en": {}, "fr": {}}
    for row in table("choices"):
        labels["en"][row["list_name"], row["name"]] = row["label::English (en)"]
        labels["fr"][row["list_name"], row["name"]] = row["label::French (fr)"]
    return lists, labels


def as_typed(value, choices, labels, codes):
    """What the sender enters for an answer: a label (or code) of a list, or the value itself."""
    if isinstance(value, dict):
        return value["text"]
    if choices is None:
        return value.strip() if isinstance(value, str) else value
    if codes and isinstance(value, str) and value.isdigit():
        return int(value)
    parts = value if isinstance(value, list) else [value]
    return "; ".join(part if codes else labels[choices, part] for part in parts)


def enter(cell, value):
    cell.value = value
    if isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal) and cell.number_format == "General":
        cell.number_format = "#,##0.00"


def fill_group(form, name, answers, lists, how):
    section = form.section(name)
    answer_column = section.column_of("answer")
    for question, value in answers.items():
        typed = as_typed(value, lists.get((name, question)), form.labels, how.get("codes"))
        enter(section.sheet.cell(section.row_of(question), answer_column), typed)
    if "carried" in section.columns:
        word = {"en": "as last year", "fr": "comme l’an dernier"}[form.about["language"]]
        for question in set(how.get("carried", [])) & set(section.rows):
            section.sheet.cell(section.row_of(question), section.columns["carried"]).value = word


def fill_repeat(form, name, rows, lists, how):
    section = form.section(name)
    for number, answers in enumerate(rows, start=section.first_data_row):
        for question, value in answers.items():
            if question == "hidden":
                section.sheet.row_dimensions[number].hidden = value
                continue
            ticks = {choice: column for choice, column in section.ticks(question)}
            if ticks:
                for choice in value:
                    section.sheet.cell(number, ticks[choice]).value = "x"
                continue
            typed = as_typed(value, lists.get((name, question)), form.labels, how.get("codes"))
            enter(section.sheet.cell(number, section.column_of(question)), typed)


def clear_period(form, answers):
    """A period the sender left blank is blank, also where the form came with one."""
    section = form.section("organisation")
    for question in ("period_start", "period_end"):
        if question not in answers:
            section.sheet.cell(section.row_of(question), section.column_of("answer")).value = None


def handle(form, how):
    """What the sender did to the workbook besides answering."""
    for note in how.get("note", []):
        section = form.section(note["sheet"])
        beside = max(section.columns.values()) + 2
        section.sheet.cell(section.first_data_row + note["line"] - 1, beside).value = note["text"]
    if "row_inserted" in how:
        section = form.section(how["row_inserted"])
        insert_row(section.sheet, section.first_data_row + 3)
    if how.get("sheets_reversed"):
        form.workbook._sheets.reverse()
        visible = [i for i, sheet in enumerate(form.workbook.worksheets) if sheet.sheet_state == "visible"]
        form.workbook.active = visible[0]
        for sheet in form.workbook.worksheets:
            sheet.sheet_view.tabSelected = False
        form.workbook.active.sheet_view.tabSelected = True


def insert_row(sheet, at):
    """Inserts an empty row in a table; heights and hidden rows move along with their lines."""
    sheet.insert_rows(at)
    for number in sorted((number for number in sheet.row_dimensions if number >= at), reverse=True):
        line, below = sheet.row_dimensions[number], sheet.row_dimensions[number + 1]
        below.height, below.hidden = line.height, line.hidden
        line.height, line.hidden = None, False


def transcribe(form, transcribed):
    """Says out of sight from which letter the office entered the answers, and who confirmed them when."""
    sheet = form.workbook["_cfit"]
    sheet.append(["transcribed_from", transcribed["from"]])
    sheet.append(["entered_by", transcribed["by"]])
    if "confirmed_on" in transcribed:
        sheet.append(["confirmed_on", transcribed["confirmed_on"].isoformat()])


def filled_in(outgoing, returned, lists, labels, how):
    """The workbook with its answers, as it came back."""
    form = Form(outgoing, labels)
    clear_period(form, returned["organisation"])
    for name, answers in returned.items():
        if isinstance(answers, list):
            fill_repeat(form, name, answers, lists, how)
        else:
            fill_group(form, name, answers, lists, how)
    handle(form, how)
    if "transcribed" in how:
        transcribe(form, how["transcribed"])
    return form


def before(returned, earlier):
    """The answers as an earlier version had them."""
    answers = {name: copy.deepcopy(value) for name, value in returned.items() if name not in earlier["leave_out"]}
    for change in earlier["change"]:
        answers[change["repeat"]][change["line"] - 1][change["question"]] = change["value"]
    return answers


def fill(year, answers_path, lists, labels, named):
    returned = tomllib.loads(answers_path.read_text(encoding="utf-8"), parse_float=Decimal)
    how = returned.pop("how", {})
    participant = answers_path.stem
    sender = f"{participant} (invented)"
    outgoing = WORKSPACE / "outbox" / str(year) / f"{participant}.xlsx"
    folder = WORKSPACE / "inputs" / str(year) / "returns" / participant
    for earlier in how.get("earlier", []):
        form = filled_in(outgoing, before(returned, earlier), lists, labels, how)
        save(form, folder / earlier["file"], sender)
    path = folder / how.get("file", f"return.{how.get('saved_as', 'xlsx')}")
    if path.suffix == ".ods" and path.exists() and not named:
        print(f"kept {path.relative_to(WORKSPACE)}")
        return
    save(filled_in(outgoing, returned, lists, labels, how), path, sender)
    if "damaged_copy" in how:
        damaged = path.with_name(how["damaged_copy"]["file"])
        damaged.write_bytes(path.read_bytes()[: how["damaged_copy"]["bytes"]])
        print(f"wrote {damaged.relative_to(WORKSPACE)}, cut off")


def save(form, path, sender):
    writer = workbook_bytes.save_as if path.suffix == ".ods" else workbook_bytes.save
    writer(form.workbook, path, sender=sender)
    print(f"wrote {path.relative_to(WORKSPACE)}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    year = int(sys.argv[1])
    lists, labels = read_questionnaire(year)
    for answers_path in sorted((HERE / "returns" / str(year)).glob("*.toml")):
        named = answers_path.stem in sys.argv[2:]
        if named or len(sys.argv) == 2:
            fill(year, answers_path, lists, labels, named)


if __name__ == "__main__":
    main()
