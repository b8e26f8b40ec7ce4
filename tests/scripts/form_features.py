"""Checks that forms have what people need to fill them in.

Usage: form_features.py FORM.xlsx …    Of five or more it is asked that some have last year's answers.
"""

import re
import sys
import zipfile

import openpyxl


def plain_file(path):
    """No macro, no link to another file, no array formula, no function that only new programs know."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert not re.search(r"vbaProject|externalLink|connections|metadata|richData|embeddings|activeX|customXml", name), f"{path}: {name}"
            text = archive.read(name).decode("utf-8", "replace")
            for wrong in (r'TargetMode="External"', r't="array"', r"<c [^>]*\bcm=", r"_xlfn|_xlws|_xlpm", r"\[\d+\]!", r"file://|https?://[^\"<]*\.xls"):
                if name.startswith("xl/") and name.endswith(("xml", "rels")):
                    assert not re.search(wrong, text), f"{path} {name}: {re.search(wrong, text).group()}"


def within_limits(path, book):
    """What a spreadsheet program would mend, and by that lose, on opening."""
    for sheet in book.worksheets:
        assert len(sheet.title) <= 31 and not re.search(r"[\[\]:*?/\\]", sheet.title), f"{path}: {sheet.title}"
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 255 and len(rule.error or "") <= 255 and len(rule.errorTitle or "") <= 32, f"{path} {sheet.title}: {rule.sqref}"
            assert rule.errorStyle == "warning" and rule.showErrorMessage and rule.error, f"{path} {sheet.title}: {rule.sqref} refuses, or says nothing"
        for row, own in sheet.row_dimensions.items():
            assert (own.height or 0) <= 409, f"{path} {sheet.title}: row {row}"
        for own in sheet.column_dimensions.values():
            assert (own.width or 0) <= 120, f"{path} {sheet.title}: column {own.index}"
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith("="):
                    assert len(cell.value) <= 8192 and all(len(text) <= 255 for text in re.findall(r'"((?:[^"]|"")*)"', cell.value)), f"{path} {sheet.title} {cell.coordinate}"


whole = len(sys.argv) > 5
with_last_year = 0
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path)
    plain_file(path)
    within_limits(path, book)
    hidden = book["_cfit"]
    names = {row[0].value: row[1].value for row in hidden.iter_rows()}
    blank = "blank-form" in path
    for key in ("layout", "form_id", "form_version", "year", "language") if blank else ("layout", "form_id", "form_version", "year", "participant", "language"):
        assert names.get(key), f"{path}: {key} is not in the hidden sheet"
    assert hidden.sheet_state != "visible" and book["_lists"].sheet_state != "visible", path
    sections = [sheet for sheet in book.worksheets if str(sheet["A1"].value).startswith(("group:", "repeat:"))]
    assert len(sections) >= (8 if whole else 1), f"{path}: only {len(sections)} sheets"
    lists = 0
    for sheet in sections:
        assert sheet.row_dimensions[1].hidden and sheet.column_dimensions["A"].hidden, f"{path} {sheet.title}: names are visible"
        lists += sum(1 for rule in sheet.data_validations.dataValidation if rule.type == "list")
        assert sheet.freeze_panes, f"{path} {sheet.title}: nothing is frozen"
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$4:$4", f"{path} {sheet.title}: print"
        assert re.search(r"Page", sheet.oddFooter.right.text or ""), f"{path} {sheet.title}: no page numbers"
        if sheet["A1"].value.startswith("repeat:"):
            ends = {part.max_row for rule in sheet.data_validations.dataValidation for part in rule.sqref.ranges}
            assert ends == {2000}, f"{path} {sheet.title}: checks end at {ends}"
            prepared = [row for row in range(5, 2001) if sheet.cell(row, 2).has_style]
            assert prepared == list(range(5, 205)), f"{path} {sheet.title}: {len(prepared)} rows are prepared"
        protected = bool(sheet.protection.sheet)
        assert protected == sheet["A1"].value.startswith("group:"), f"{path} {sheet.title}: protection"
        for rule in sheet.data_validations.dataValidation:
            if re.search("0 or more|0 ou plus", rule.error or ""):
                assert re.search("number|nombre", rule.error), f"{path} {sheet.title}: {rule.error} does not say what kind of number"
        if sheet["A1"].value == "group:organisation":
            assert all(cell.value != "carried" for cell in sheet[1]), f"{path} {sheet.title}: offers what cannot be said there"
        if any(cell.value == "last_year" for cell in sheet[1]):
            with_last_year += 1
    assert lists >= (5 if whole else 1), f"{path}: only {lists} drop-downs"
print(f"{len(sys.argv) - 1} forms, {with_last_year} sheets with last year's answers")
sys.exit(0 if with_last_year >= 5 or not whole else 1)
