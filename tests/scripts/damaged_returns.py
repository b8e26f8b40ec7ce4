"""Fills in forms that `cfit forms` wrote, and does to each what people and programs do to workbooks.

Usage: damaged_returns.py WORKSPACE YEAR CASES.json

CASES.json is a list of {"participant", "form", "damage", "edits"}. Each form in outbox/YEAR is filled in with the same
answers, then with its edits, then damaged by the function of that name below, and saved as
inputs/YEAR/returns/PARTICIPANT/return.*. An edit is [where, what]: `users_served` or `procurement.2.amount` (third line,
counted from 0), and a text typed as text; `#12|0%` is the number 12 with a number format, `=A1+1` a formula.

Everything is found by the hidden names, as the reader does; nothing is by position.
"""

import concurrent.futures
import copy
import csv
import datetime
import functools
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl
import pandas
from openpyxl.comments import Comment

from return_form import DAY, Form, read_questionnaire

# --- what is done to the sheets ---


def as_sent(form):
    """Nothing."""


def sheets_reordered(form):
    form.book._sheets.reverse()


def sheets_renamed(form):
    for number, sheet in enumerate(form.sheets.values()):
        sheet.title = f"Tab {number}"


def sheets_translated(form):
    """Somebody had titles, headers and questions put into a language the form does not have."""
    for number, sheet in enumerate(form.sheets.values()):
        sheet.title = f"Onderdeel {number}"
        for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2 if sheet in form.groups() else sheet.max_column,
                                   max_row=sheet.max_row if sheet in form.groups() else 4):
            for cell in row:
                if cell.value and not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = f"Vraag {cell.coordinate}"


def sheet_duplicated(form):
    for name in ("procurement", "strategies"):
        form.book.copy_worksheet(form.sheets[name]).title = form.sheets[name].title + " (2)"


def sheet_duplicated_and_changed(form):
    second = form.book.copy_worksheet(form.sheets["procurement"])
    second.title = form.sheets["procurement"].title + " (2)"
    second.cell(form.first_line("procurement"), form.columns("procurement")["units"]).value = 999


def second_sheet_filled_instead(form):
    """The sheet was copied, and the copy filled in."""
    first = form.sheets["procurement"]
    second = form.book.copy_worksheet(first)
    second.title = first.title + " (2)"
    for row in first.iter_rows(min_row=5, min_col=2):
        for cell in row:
            cell.value = None


def hidden_names_of_questions_deleted(form):
    for sheet in form.sheets.values():
        delete_column(sheet, 1)


def hidden_row_deleted(form):
    for sheet in form.sheets.values():
        delete_row(sheet, 1)


def hidden_sheets_deleted(form):
    for title in [sheet.title for sheet in form.book if sheet.sheet_state != "visible"]:
        del form.book[title]


def every_helper_deleted(form):
    hidden_names_of_questions_deleted(form)
    hidden_row_deleted(form)
    hidden_sheets_deleted(form)


def every_helper_deleted_and_sheets_renamed(form):
    every_helper_deleted(form)
    sheets_renamed(form)


# --- what is done to rows and columns ---


def unmerge(sheet):
    """openpyxl does not move merged cells along; what people delete in a program does."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def delete_row(sheet, row):
    unmerge(sheet)
    sheet.delete_rows(row)
    sheet.row_dimensions[1].hidden = False


def delete_column(sheet, column):
    unmerge(sheet)
    sheet.delete_cols(column)
    sheet.column_dimensions["A"].hidden = False


def rows_inserted(form):
    for sheet in form.sheets.values():
        unmerge(sheet)
        sheet.insert_rows(7, 2)
        sheet.insert_rows(3)
        sheet.insert_rows(1)


def columns_inserted(form):
    for sheet in form.sheets.values():
        unmerge(sheet)
        sheet.insert_cols(3)
        sheet.insert_cols(1)


def lines_sorted(form):
    """The lines of each table from last to first, with empty lines between."""
    for sheet in form.repeats():
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, min_col=2)]
        lines = [line for line in lines if any(value is not None for value in line)]
        for row in sheet.iter_rows(min_row=5, min_col=2):
            for cell in row:
                cell.value = None
        for number, line in enumerate(reversed(lines)):
            for column, value in enumerate(line, 2):
                sheet.cell(5 + 3 * number, column).value = value


def sort_questions(form, first_column):
    sheet = form.sheets["strategies"]
    unmerge(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, min_col=first_column)]
    rows.sort(key=lambda row: str(row[2 - first_column]))
    for number, row in enumerate(rows, 5):
        for column, value in enumerate(row, first_column):
            sheet.cell(number, column).value = value


def questions_sorted(form):
    sort_questions(form, 1)


def questions_sorted_without_hidden_names(form):
    """Only what is seen was selected and sorted, so the hidden names stay where they were."""
    sort_questions(form, 2)


def columns_swapped_without_hidden_names(form):
    """Units and amounts change places, headers and all, and the hidden names stay."""
    sheet, columns = form.sheets["procurement"], form.columns("procurement")
    for row in range(4, 12):
        one, other = sheet.cell(row, columns["units"]), sheet.cell(row, columns["amount"])
        one.value, other.value = other.value, one.value


def empty_lines_deleted(form):
    for sheet in form.repeats():
        unmerge(sheet)
        sheet.delete_rows(9, 150)


def question_deleted(form):
    row = form.rows("organisation")["users_served"]
    delete_row(form.sheets["organisation"], row)


def sheet_deleted(form):
    del form.book[form.sheets["in_use"].title]


def header_rows_deleted(form):
    for sheet in form.repeats():
        unmerge(sheet)
        sheet.delete_rows(2, 3)


def header_repeated(form):
    """The headers were pasted again above the third line, as for a new page."""
    sheet = form.sheets["procurement"]
    unmerge(sheet)
    sheet.insert_rows(7)
    for column in range(2, sheet.max_column + 1):
        sheet.cell(7, column).value = copy.copy(sheet.cell(4, column).value)


def total_added(form):
    columns = form.columns("procurement")
    sheet = form.sheets["procurement"]
    sheet.cell(10, columns["units"]).value = 545
    sheet.cell(10, columns["amount"]).value = 312900.75
    sheet.cell(10, columns["product_group"]).value = "Total"


def notes_beside(form):
    form.sheets["procurement"].cell(6, 20).value = "without the schools"
    form.sheets["organisation"].cell(40, 3).value = "we will send the rest in May"


def cells_annotated(form):
    """Notes of the spreadsheet program itself, which change no cell."""
    form.cell("users_served").comment = Comment("estimated", "somebody")
    form.cell("procurement.0.units").comment = Comment("40 more are on order", "somebody")


def text_merged(form):
    column = form.columns("procurement")["product_group"]
    sheet = form.sheets["procurement"]
    sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)


def amount_merged(form):
    column = form.columns("procurement")["amount"]
    sheet = form.sheets["procurement"]
    sheet.merge_cells(start_row=5, end_row=7, start_column=column, end_column=column)


def units_and_amount_merged(form):
    columns = form.columns("procurement")
    sheet = form.sheets["procurement"]
    sheet.merge_cells(start_row=6, end_row=6, start_column=columns["units"], end_column=columns["amount"])


def answers_merged(form):
    sheet, rows = form.sheets["strategies"], form.rows("strategies")
    column = form.columns("strategies")["answer"]
    sheet.merge_cells(start_row=rows["one_main_device"], end_row=rows["demand_forecast"],
                      start_column=column, end_column=column)


def filter_left_on(form):
    sheet = form.sheets["procurement"]
    sheet.auto_filter.ref = f"B4:M{sheet.max_row}"
    sheet.auto_filter.add_filter_column(0, ["Displays"])
    for row in (5, 6, 8):
        sheet.row_dimensions[row].hidden = True


def columns_hidden(form):
    form.sheets["procurement"].column_dimensions["E"].hidden = True
    form.sheets["strategies"].sheet_state = "hidden"


# --- formulas ---


def formulas(form):
    """Sums and references where numbers and choices belong."""
    form.edit("procurement.0.units", "=300+10")
    form.edit("procurement.0.amount", "=500000/2-1999.5")
    form.edit("procurement.1.labelled_units", "=1-1")
    form.edit("users_served", "=1000+250")


def formulas_with_errors(form):
    form.edit("procurement.0.units", "=1/0")
    form.edit("users_served", '=VLOOKUP("x",A1:B2,2,FALSE)')


# --- whose file it is ---


def participant_changed(form):
    """The form of another participant, which lies in this one's folder; one that is for nobody keeps saying so."""
    if any(row[0].value == "participant" for row in form.book["_cfit"]):
        set_identity(form, "participant", "as-sent")
    form.cell("participant_id").value = "as-sent"


def participant_changed_without_helpers(form):
    form.cell("participant_id").value = "as-sent"
    every_helper_deleted(form)


def participant_known_by_name(form):
    form.cell("participant_id").value = None
    form.cell("organisation_name").value = "Commune of as-sent"
    every_helper_deleted(form)


def form_of_last_year(form):
    set_identity(form, "year", "2025")


def period_of_last_year(form):
    """Last year's file again, without the sheets out of sight."""
    form.cell("period_start").value = DAY(2024, 10, 1)
    form.cell("period_end").value = DAY(2025, 9, 30)
    hidden_sheets_deleted(form)


def set_identity(form, key, value):
    for row in form.book["_cfit"]:
        if row[0].value == key:
            row[1].value = value
            return
    form.book["_cfit"].append([key, value])


def transcribed(form):
    set_identity(form, "transcribed_from", "received/letter.pdf")
    set_identity(form, "entered_by", "SB")


def transcribed_and_confirmed(form):
    transcribed(form)
    set_identity(form, "confirmed_on", "2026-10-30")


def confirmed_on_first_sheet(form):
    """The day is typed where the first sheet asks for it."""
    for row in form.book.worksheets[0].iter_rows():
        if row[0].value == "confirmed_on":
            row[2].value = DAY(2026, 10, 30)


def participant_filled_in(form):
    form.cell("participant_id").value = form.participant
    form.cell("organisation_name").value = f"Commune of {form.participant}"
    form.cell("period_start").value = DAY(2025, 10, 1)
    form.cell("period_end").value = DAY(2026, 9, 30)


def emptied(form):
    for sheet in form.sheets.values():
        if sheet["A1"].value == "group:organisation":
            continue
        repeat = sheet in form.repeats()
        for row in sheet.iter_rows(min_row=5, min_col=2 if repeat else 3, max_col=sheet.max_column if repeat else 3):
            for cell in row:
                if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = None


def emptied_but_for_one_na(form):
    emptied(form)
    form.cell("need_check").value = "n/a"


# --- other programs ---


def shown(cell, decimal):
    """A cell as a program saves it as text: as it is shown, thousands parted where its format parts them."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (int, float)):
        grouped = "#,##0" in cell.number_format
        places = ".2f" if ".00" in cell.number_format else ".0f" if grouped else ""
        text = format(value, ("," if grouped else "") + places)
        return text.translate(str.maketrans(",.", ".,")) if decimal == "," else text
    return str(value)


def csv_detour(form, delimiter=",", decimal="."):
    """Each sheet saved as text and pasted into a new workbook: no formats, nothing hidden, all text."""
    fresh = openpyxl.Workbook()
    fresh.remove(fresh.active)
    for sheet in form.sheets.values():
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows([shown(cell, decimal) for cell in row] for row in sheet.iter_rows())
        text.seek(0)
        copied = fresh.create_sheet(sheet.title)
        for number, row in enumerate(csv.reader(text, delimiter=delimiter), 1):
            for column, value in enumerate(row, 1):
                if value:
                    copied.cell(number, column).value = value
                    copied.cell(number, column).data_type = "s"
    form.book = fresh


def csv_detour_with_decimal_comma(form):
    csv_detour(form, ";", ",")


def csv_detour_of_one_sheet(form):
    """Only the purchases took the detour; the rest of the form is as it was."""
    whole = form.book
    csv_detour(form)
    title = form.sheets["procurement"].title
    target = whole[title]
    unmerge(target)
    for row in target.iter_rows():
        for cell in row:
            cell.value = None
            cell.number_format = "General"
    for row in form.book[title].iter_rows():
        for cell in row:
            if cell.value is not None:
                target[cell.coordinate].value = cell.value
    form.book = whole


def as_google_sheets_saves_it(form):
    """No sheet is very hidden, formats are plain, and the lists are values of their own."""
    for sheet in form.book:
        if sheet.sheet_state == "veryHidden":
            sheet.sheet_state = "hidden"
        sheet.protection.sheet = False
        sheet.data_validations.dataValidation = []
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
    for name in list(form.book.defined_names):
        del form.book.defined_names[name]


def as_numbers_saves_it(form):
    """Each table becomes a sheet of a new name, everything is in sight, and a summary comes first."""
    as_google_sheets_saves_it(form)
    for sheet in form.book:
        sheet.sheet_state = "visible"
        for dimension in list(sheet.row_dimensions.values()) + list(sheet.column_dimensions.values()):
            dimension.hidden = False
        sheet.title = f"{sheet.title[:20]} - Table 1"
    summary = form.book.create_sheet("Export Summary", 0)
    summary["B2"] = "This document was exported from Numbers."


def pandas_round_trip(form):
    """Read and written by a program for tables of data: no formats, nothing hidden, cells where they were."""
    through_pandas(form, header=None, index=False)


def pandas_round_trip_with_index(form):
    """The same as it is without options: the first row as header, and a column of row numbers."""
    through_pandas(form, header=0, index=True)


def through_pandas(form, header, index):
    source, target = io.BytesIO(), io.BytesIO()
    form.book.save(source)
    frames = pandas.read_excel(source, sheet_name=None, header=header, keep_default_na=False, na_values=[""])
    with pandas.ExcelWriter(target, engine="openpyxl") as writer:
        for title, frame in frames.items():
            frame.to_excel(writer, sheet_name=title, header=header is not None, index=index)
    form.book = openpyxl.load_workbook(target)


def days_from_1904(form):
    """The workbook counts its days from 1904, as old ones of the Mac do."""
    form.book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904


def days_without_format(form):
    """`Clear formats` leaves the counts of days."""
    for where in ("period_start", "period_end", "tenders.0.published_on", "tenders.1.published_on"):
        cell = form.cell(where)
        day = cell.value.date() if isinstance(cell.value, datetime.datetime) else cell.value
        cell.value = (day - (DAY(1904, 1, 1) if form.book.epoch.year == 1904 else DAY(1899, 12, 30))).days
        cell.number_format = "General"


def days_from_1904_without_format(form):
    days_from_1904(form)
    days_without_format(form)


# --- files ---

FORMS = {"own": "{}.xlsx", "blank": "blank-form.en.xlsx", "transcription": "{}.transcription.xlsx"}

CONVERSIONS = {
    "ods": ["ods"],
    "xls": ["xls"],
    "libreoffice": ["ods", "xlsx"],
}


def broken_off(path):
    """A newer version of which only a part arrived."""
    data = path.read_bytes()
    (path.parent / "return-2.xlsx").write_bytes(data[: len(data) // 2])


def second_with_other_answers(path):
    """Another version with another name."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(max_col=3):
            if row[0].value == "users_served":
                row[2].value = 999
    book.save(path.parent / "return-2.xlsx")


def newer_version_empty(path, blank):
    shutil.copy(blank, path.parent / "return-2.xlsx")


def convert(paths, ending, profile):
    """Saves workbooks in another format with LibreOffice, all in one run."""
    if not paths:
        return
    for folder in {path.parent for path in paths}:
        own = [str(path) for path in paths if path.parent == folder]
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", ending,
                        "--outdir", str(folder), *own], check=True, capture_output=True)


def made(workspace, year, work, questionnaire, case):
    """Fills in, damages and saves one return; where LibreOffice is to save it, the program, the file and its folder."""
    damage, _, program = case["damage"].partition("+")
    blank = workspace / "outbox" / year / FORMS[case["form"]].format(case["participant"])
    form = Form(blank, questionnaire)
    form.participant = case["participant"]
    form.fill()
    for where, what in case["edits"]:
        form.edit(where, what)
    globals()[damage](form)
    folder = workspace / "inputs" / year / "returns" / case["participant"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "return.xlsx"
    form.book.save(path)
    if program in ("broken_off", "second_with_other_answers"):
        globals()[program](path)
    elif program == "newer_version_empty":
        newer_version_empty(path, blank)
    elif program == "macro_ending":
        path.rename(path.with_suffix(".xlsm"))
    elif program:
        moved = work / f"{case['participant']}.xlsx"
        shutil.move(path, moved)
        return program, moved, folder
    return None


def main(workspace, year, cases):
    workspace = pathlib.Path(workspace)
    questionnaire = read_questionnaire(workspace / "inputs" / year / "questionnaire.xlsx")
    work = pathlib.Path(tempfile.mkdtemp())
    one = functools.partial(made, workspace, year, work, questionnaire)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        outcomes = [outcome for outcome in pool.map(one, json.loads(pathlib.Path(cases).read_text())) if outcome]
    for program in sorted({program for program, _, _ in outcomes}):
        files = [(path, folder) for own, path, folder in outcomes if own == program]
        paths = [path for path, _ in files]
        for ending in CONVERSIONS[program]:
            convert(paths, ending, work / "profile")
            paths = [path.with_suffix(f".{ending}") for path in paths]
        for path, (_, folder) in zip(paths, files):
            shutil.copy(path, folder / f"return{path.suffix}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
