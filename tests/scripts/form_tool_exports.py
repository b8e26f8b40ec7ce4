"""Writes the answers of the invented participants as form tools export them.

    python form_tool_exports.py WORKSPACE YEAR OUT TOOL [NAME=VALUE …]

reads tests/example/returns/YEAR/*.toml, WORKSPACE's questionnaire, participants and received.csv, and writes OUT in the
shape of TOOL: `kobo` (xlsx, a sheet a table), `central` (zip of CSV files), `limesurvey` or `forms` (a row a
respondent, without tables).

    headers    names, en, fr: what stands at the head of a column
    groups     / or - or nothing: what parts the groups before a question
    values     codes, en, fr: how choices are written
    several    one, split, both: choices of a question in one column, in a column each, or both
    between    what parts them in one column
    ticks      1, TRUE, selected: how a choice in a column of its own is written
    numbers    number, text
    days       date, iso, zone
    only       ids, parted by commas; all but `without`
    without    ids, parted by commas
    day        the day of all submissions, instead of those in received.csv
    change     id:section/question:value, an answer that was edited
    edit       python expressions on `tables` before they are written, for what goes wrong

Shapes: KoboToolbox's exports as its formpack writes them and ODK Central's as its backend's tests show them.
"""

import csv
import datetime
import io
import pathlib
import re
import sys
import tomllib
import zipfile
from decimal import Decimal

import openpyxl

EXAMPLE = pathlib.Path(__file__).resolve().parent.parent / "example"
LANGUAGES = {"en": "label::English (en)", "fr": "label::French (fr)"}
KOBO_AFTER = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by",
              "__version__", "_tags", "meta/rootUuid", "_index"]
KOBO_OF_REPEAT = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by",
                  "__version__", "_tags"]
CENTRAL_AFTER = ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
                 "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
LIME_BEFORE = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
FORMS_BEFORE = ["ID", "Start time", "Completion time", "Email", "Name"]


class Form:
    """The questionnaire: sections with their questions, lists with their choices."""

    def __init__(self, path):
        workbook = openpyxl.load_workbook(path, read_only=True)

        def table(name):
            header, *rows = workbook[name].iter_rows(values_only=True)
            return [dict(zip(header, row)) for row in rows if any(row)]

        self.sections, self.lists = {}, {}
        inside = None
        for row in table("survey"):
            kind = row["type"].split()
            if kind[0] == "begin":
                inside = {"row": row, "repeat": kind[1] == "repeat", "questions": {}}
                self.sections[row["name"]] = inside
            elif kind[0] not in ("end", "note"):
                inside["questions"][row["name"]] = row
        for row in table("choices"):
            self.lists.setdefault(row["list_name"], {})[row["name"]] = row
        self.title = {row["form_title"] for row in table("settings")}.pop()
        self.id = {row["form_id"] for row in table("settings")}.pop()

    def label(self, row, language):
        return row[LANGUAGES[language]] or row["name"]


class Writer:
    """Turns answers into the cells of one way of exporting."""

    def __init__(self, form, how):
        self.form, self.how = form, how

    def name(self, row):
        headers = self.how["headers"]
        return row["name"] if headers == "names" else self.form.label(row, headers)

    def header(self, section, question):
        groups = self.how["groups"]
        name = self.name(section["questions"][question])
        return f"{self.name(section['row'])}{groups}{name}" if groups else name

    def choice(self, list_name, code):
        row = self.form.lists[list_name].get(code)
        values = self.how["values"]
        return code if values == "codes" or row is None else self.form.label(row, values)

    def columns(self, section):
        """(header, question, choice) of each column of a section."""
        columns = []
        for name, row in section["questions"].items():
            kind = row["type"].split()
            header = self.header(section, name)
            if kind[0] != "select_multiple":
                columns.append((header, name, None))
                continue
            if self.how["several"] != "split":
                columns.append((header, name, None))
            if self.how["several"] != "one":
                mark = self.how.get("mark", "/")
                for code, choice in self.form.lists[kind[1]].items():
                    columns.append((f"{header}{mark}{self.name(choice)}", name, code))
        return columns

    def cell(self, section, question, choice, value):
        kind = section["questions"][question]["type"].split()
        if value is None:
            return None
        if isinstance(value, dict):
            return value["text"]
        if choice is not None:
            return {"1": (1, 0), "TRUE": (True, False), "selected": ("selected", None)}[self.how["ticks"]][
                choice not in value]
        if kind[0] == "select_multiple":
            return self.how["between"].join(self.choice(kind[1], code) for code in value)
        if kind[0] == "select_one" and isinstance(value, str):
            return self.choice(kind[1], value)
        if isinstance(value, datetime.date):
            days = self.how["days"]
            return value if days == "date" else value.isoformat() + ("T00:00:00.000+02:00" if days == "zone" else "")
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value) if self.how["numbers"] == "text" else value
        return value


def read_answers(workspace, year, form, how):
    """The answers of each participant with the day they came, in the order in which they came."""
    with open(workspace / "inputs" / "participants.csv", encoding="utf-8-sig", newline="") as file:
        names = {row["id"]: row["name"] for row in csv.DictReader(file)}
    days = {}
    with open(workspace / "inputs" / str(year) / "received.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["file"].startswith("return"):
                days.setdefault(row["participant"], row["received_on"])
    only, without = (set(filter(None, how[key].split(","))) for key in ("only", "without"))
    submissions = []
    for path in sorted((EXAMPLE / "returns" / str(year)).glob("*.toml")):
        participant = path.stem
        if only and participant not in only or participant in without:
            continue
        answers = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        answers.pop("how", None)
        answers["organisation"] = {"participant_id": participant, "organisation_name": names[participant],
                                   **answers["organisation"]}
        for section in answers.values():
            for row in section if isinstance(section, list) else [section]:
                row.pop("hidden", None)
                for key, value in row.items():
                    if isinstance(value, str):
                        row[key] = value.strip()
        for change in filter(None, how["change"].split("|")):
            who, where, value = change.split(":")
            if who == participant:
                section, question = where.split("/")
                answers[section][question] = value
        submissions.append((how["day"] or days[participant], participant, answers))
    return sorted(submissions, key=lambda submission: submission[:2])


def uuid_of(participant):
    return f"00000000-0000-4000-8000-{participant.encode().hex()[:12]:0<12}"


def main_row(writer, form, answers):
    cells = []
    for name, section in form.sections.items():
        if not section["repeat"]:
            given = answers.get(name, {})
            for _, question, choice in writer.columns(section):
                cells.append(writer.cell(section, question, choice, given.get(question)))
    return cells


def main_header(writer, form):
    singles = [section for section in form.sections.values() if not section["repeat"]]
    return [header for section in singles for header, _, _ in writer.columns(section)]


def sheet_title(name):
    """A name as the title of a sheet: without what Excel does not allow, cut with dots."""
    name = re.sub(r"[\[\]:*?/\\]", "_", name)
    return name if len(name) <= 31 else f"{name[:28]}..."


def kobo(form, submissions, how):
    writer = Writer(form, how)
    main = sheet_title(form.title)
    tables = {main: [["start", "end"] + main_header(writer, form) + KOBO_AFTER]}
    numbers = {}
    for index, (day, participant, answers) in enumerate(submissions, start=1):
        moment = datetime.datetime.fromisoformat(f"{day}T10:0{index % 10}:30")
        meta = [1000 + index, uuid_of(participant), moment, None, None, "submitted_via_web", None, "vT2", None,
                uuid_of(participant), index]
        stamp = f"{day}T09:00:00.000+01:00"
        tables[main].append([stamp, stamp] + main_row(writer, form, answers) + meta)
        numbers[participant] = (index, dict(zip(KOBO_AFTER, meta)))
    for name, section in form.sections.items():
        if section["repeat"]:
            columns = writer.columns(section)
            after = ["_index", "_parent_table_name", "_parent_index"] + [f"_submission_{key}" for key in KOBO_OF_REPEAT]
            rows = [[header for header, _, _ in columns] + after]
            for _, participant, answers in submissions:
                index, meta = numbers[participant]
                for row in answers.get(name, []):
                    cells = [writer.cell(section, question, choice, row.get(question))
                             for _, question, choice in columns]
                    rows.append(cells + [len(rows), form.title, index] + [meta[key] for key in KOBO_OF_REPEAT])
            tables[sheet_title(name)] = rows
    return tables


def central(form, submissions, how):
    writer = Writer(form, how)
    tables = {f"{form.id}.csv": [["SubmissionDate"] + main_header(writer, form) + CENTRAL_AFTER]}
    for index, (day, participant, answers) in enumerate(submissions, start=1):
        key = f"uuid:{uuid_of(participant)}"
        after = [key, key, 7, "Web form", 0, 0, None, None, None, 0, "2"]
        tables[f"{form.id}.csv"].append([f"{day}T10:0{index % 10}:30.123Z"] + main_row(writer, form, answers) + after)
    inner = Writer(form, {**how, "groups": ""})
    for name, section in form.sections.items():
        if section["repeat"]:
            columns = inner.columns(section)
            rows = [[header for header, _, _ in columns] + ["PARENT_KEY", "KEY"]]
            for _, participant, answers in submissions:
                key = f"uuid:{uuid_of(participant)}"
                for number, row in enumerate(answers.get(name, []), start=1):
                    cells = [inner.cell(section, question, choice, row.get(question)) for _, question, choice in columns]
                    rows.append(cells + [key, f"{key}/{name}[{number}]"])
            tables[f"{form.id}-{name}.csv"] = rows
    return tables


def survey(form, submissions, how, before):
    """A row a respondent; of the tables only units and amounts of new laptops, each a column."""
    writer = Writer(form, {**how, "groups": ""})
    extra = ["Laptops: units [new]", "Laptops: amount [new]"]
    rows = [before + main_header(writer, form) + extra]
    for index, (day, participant, answers) in enumerate(submissions, start=1):
        moment = datetime.datetime.fromisoformat(f"{day}T10:0{index % 10}:30")
        laptops = next((row for row in answers.get("procurement", [])
                        if row["product_group"] == "laptops" and row.get("condition") == "new" and "buyer" not in row), {})
        cells = [writer.cell(form.sections["procurement"], key, None, laptops.get(key)) for key in ("units", "amount")]
        values = {"id": index, "ID": index, "submitdate": f"{day} 10:00:00", "lastpage": 4, "startlanguage": "en",
                  "seed": 12345 + index, "Start time": moment, "Completion time": moment,
                  "Email": f"someone@{participant}.test", "Name": None}
        rows.append([values[name] for name in before] + main_row(writer, form, answers) + cells)
    return rows


def write_xlsx(path, tables):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)


def as_csv(rows, delimiter=",", mark=""):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(
        ["" if value is None else value for value in row] for row in rows)
    return (mark + text.getvalue()).encode("utf-8")


def write_zip(path, tables, how):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(name, as_csv(rows, how["delimiter"], how["bom"] and "\ufeff"))
        archive.writestr("media/picture.jpg", b"\xff\xd8\xff")


def main():
    workspace, year, out, tool = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4]
    how = {"headers": "names", "groups": "/", "values": "codes", "several": "both", "between": " ", "ticks": "1",
           "numbers": "number", "days": "date", "only": "", "without": "", "day": "", "change": "", "edit": "",
           "delimiter": ",", "bom": ""}
    if tool == "central":
        how.update(groups="-", several="one", days="iso")
    if tool in ("limesurvey", "forms"):
        how.update(several="one", days="iso", between="; ")
    how.update(argument.split("=", 1) for argument in sys.argv[5:])
    form = Form(workspace / "inputs" / str(year) / "questionnaire.xlsx")
    submissions = read_answers(workspace, year, form, how)
    if tool == "kobo":
        tables = kobo(form, submissions, how)
    elif tool == "central":
        tables = central(form, submissions, how)
    else:
        before = LIME_BEFORE if tool == "limesurvey" else FORMS_BEFORE
        tables = {"Responses": survey(form, submissions, how, before)}
    if how["edit"]:
        exec(how["edit"], {"tables": tables, "datetime": datetime})
    if tool == "central":
        write_zip(out, tables, how)
    elif tool == "limesurvey" or out.suffix == ".csv":
        out.write_bytes(as_csv(next(iter(tables.values())), how["delimiter"], how["bom"] and "\ufeff"))
    else:
        write_xlsx(out, tables)
    print(f"{len(submissions)} submissions")


if __name__ == "__main__":
    main()
