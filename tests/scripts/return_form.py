"""A form that `cfit forms` wrote, filled in as somebody does who has it open: by the names out of sight, never by position."""

import datetime

import openpyxl

DAY = datetime.date

ANSWERS = {
    "currency": "EUR",
    "amount_basis": ["ordered"],
    "tax": ["excluded"],
    "users_served": 1250,
    "contact_name": "Procurement desk",
    "quote_permission": ["attributed"],
    "protect_volume": ["no"],
    "need_check": ["3"],
    "one_main_device": ["4"],
    "demand_forecast": ["0"],
    "shared_pools": ["na"],
    "ecolabel_asked": ["2"],
    "use_longer_story": "Batteries were replaced in 140 laptops.\nThe rest follows next year.",
    "output_guide_repair": ["2"],
    "output_criteria_displays": ["0"],
    "achievements": "Repair comes first now.",
    "obstacles": "'s-Graven supplies came late.",
}

LINES = {
    "procurement": [
        {"product_group": ["laptops"], "condition": ["new"], "acquisition": ["purchase"], "units": 310,
         "amount": 248000.5, "labelled_units": 310, "labels": "TCO Certified"},
        {"product_group": ["laptops"], "condition": ["refurbished"], "acquisition": ["purchase"], "units": 40,
         "amount": 12400, "labelled_units": 0, "framework": "FW-7"},
        {"product_group": ["displays"], "condition": ["new"], "acquisition": ["lease"], "units": 120,
         "amount": 30000, "currency": "CHF"},
        {"product_group": ["smartphones"], "condition": ["new"], "acquisition": ["purchase"], "units": 75,
         "amount": 22500.25, "buyer": "other", "buyer_name": "School board"},
    ],
    "in_use": [
        {"product_group": ["laptops"], "devices": 2100, "mean_age_years": 3.5, "planned_lifetime_years": 6},
        {"product_group": ["displays"], "devices": 2400, "mean_age_years": 5.25},
    ],
    "end_of_use": [
        {"product_group": ["laptops"], "route": ["donated"], "units": 60},
        {"product_group": ["displays"], "route": ["recycled_certified"], "units": 15},
    ],
    "tenders": [
        {"title": "Displays for offices", "published_on": DAY(2026, 3, 12), "product_group": ["displays"],
         "value": 90000, "impacts": ["carbon", "fairness"]},
        {"title": "Laptops", "published_on": DAY(2026, 4, 3), "product_group": ["laptops"], "value": 400000,
         "impacts": ["circularity"]},
    ],
    "outreach": [
        {"activity": "Buyers' day", "kind": ["workshop"], "date": DAY(2026, 5, 20), "organisations_reached": 12,
         "basis": ["estimated"]},
    ],
    "in_kind": [{"kind": ["hours"], "hours": 16, "description": "Working group on repair"}],
}


class Form:
    """A workbook that went out, with where its sections stand."""

    def __init__(self, path, questionnaire):
        self.book = openpyxl.load_workbook(path, rich_text=True)
        self.lists, self.labels = questionnaire
        self.language = next(row[1].value for row in self.book["_cfit"] if row[0].value == "language")
        self.sheets = {}
        for sheet in self.book.worksheets:
            name = sheet["A1"].value
            if isinstance(name, str) and name.startswith(("group:", "repeat:")):
                self.sheets[name.split(":", 1)[1]] = sheet

    def columns(self, section):
        return {cell.value: cell.column for cell in self.sheets[section][1] if cell.value}

    def rows(self, section):
        return {cell.value: cell.row for cell in self.sheets[section]["A"] if cell.value}

    def repeats(self):
        return [sheet for sheet in self.sheets.values() if sheet["A1"].value.startswith("repeat:")]

    def groups(self):
        return [sheet for sheet in self.sheets.values() if sheet["A1"].value.startswith("group:")]

    def first_line(self, section):
        """The first row below the headers, which stand below names, title and hint."""
        return 5

    def cells(self, where):
        """The cells of an answer by the choice each stands for; `None` for a cell that holds the whole answer."""
        parts = where.split(".")
        if len(parts) == 3:
            section, line, question = parts
            sheet, row = self.sheets[section], self.first_line(section) + int(line)
            columns = self.columns(section)
            if question in columns:
                return {None: sheet.cell(row, columns[question])}
            ticks = {name.split("/", 1)[1]: column for name, column in columns.items() if name.startswith(question + "/")}
            return {code: sheet.cell(row, column) for code, column in ticks.items()}
        for section, sheet in self.sheets.items():
            if sheet not in self.groups():
                continue
            rows, column = self.rows(section), self.columns(section)["answer"]
            ticks = {name.split("/", 1)[1]: row for name, row in rows.items() if name.startswith(where + "/")}
            if ticks:
                return {code: sheet.cell(row, column) for code, row in ticks.items()}
            if where in rows:
                return {None: sheet.cell(rows[where], column)}
        return {}

    def cell(self, where):
        return self.cells(where)[None]

    def answer(self, where, value):
        """Enters an answer as somebody who fills in the form does: labels of choices, ticks, days."""
        question = where.split(".")[-1]
        section = where.split(".")[0] if "." in where else None
        cells = self.cells(where)
        if isinstance(value, list):
            if None not in cells:
                for code in value:
                    cells[code].value = "x"
                return
            labels = self.labels[self.language, self.lists[section, question]]
            value = "; ".join(labels[code] for code in value)
        cells[None].value = value

    def edit(self, where, what):
        for cell in self.cells(where).values():
            typed(cell, what)

    def fill(self):
        for question, value in ANSWERS.items():
            if self.cells(question):
                self.answer(question, value)
        for section, lines in LINES.items():
            for line, answers in enumerate(lines):
                for question, value in answers.items():
                    self.answer(f"{section}.{line}.{question}", value)


def typed(cell, what):
    if what.startswith("#"):
        number, _, number_format = what[1:].partition("|")
        cell.value = float(number)
        cell.number_format = number_format or "General"
    elif what.startswith("="):
        cell.value = what
    else:
        cell.number_format = "@"
        cell.value = what or None
        if what:
            cell.data_type = "s"


def read_questionnaire(path):
    """List of each question by (repeat or None, question), and labels by language, list and code."""
    book = openpyxl.load_workbook(path, read_only=True)

    def table(name):
        header, *rows = book[name].iter_rows(values_only=True)
        return [dict(zip(header, row)) for row in rows if any(row)]

    lists, repeat = {}, None
    for row in table("survey"):
        kind = row["type"].replace("_", " ", 1).split() if row["type"].startswith(("begin", "end")) else row["type"].split()
        if kind[0] in ("begin", "end"):
            repeat = row["name"] if kind == ["begin", "repeat"] else None
        elif kind[0].startswith("select_"):
            lists[repeat, row["name"]] = kind[1]
    labels = {}
    for row in table("choices"):
        for language, column in (("en", "label::English (en)"), ("fr", "label::French (fr)")):
            labels.setdefault((language, row["list_name"]), {})[str(row["name"])] = row[column]
    return lists, labels
