"""Checks that a form loses nothing when LibreOffice saves it again, as xlsx and as ods, and that its counts are right.

Usage: form_resaved.py SOFFICE FOLDER FORM.xlsx …    FOLDER takes what is made on the way.
"""

import os
import re
import subprocess
import sys

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter


def convert(soffice, folder, paths, ending):
    """Saves files again in one run of LibreOffice; where they lie then."""
    target = os.path.join(folder, ending)
    os.makedirs(target, exist_ok=True)
    profile = "-env:UserInstallation=file://" + os.path.join(os.path.dirname(folder) or "/", "profile")
    subprocess.run([soffice, profile, "--headless", "--convert-to", ending, "--outdir", target, *paths],
                   check=True, capture_output=True)
    made = [os.path.join(target, os.path.splitext(os.path.basename(path))[0] + "." + ending) for path in paths]
    assert all(map(os.path.exists, made)), made
    return made


def cells_of(ranges):
    """Columns and rows of ranges, rows as sets of spans, so that split or joined ranges compare equal."""
    found = set()
    for part in ranges:
        left, top, right, bottom = part.bounds
        for column in range(left, right + 1):
            found.add((column, top, bottom))
    return found


def joined(spans):
    """Spans of rows of a column, joined where one follows the other."""
    by_column = {}
    for column, top, bottom in sorted(spans):
        own = by_column.setdefault(column, [])
        if own and own[-1][1] + 1 >= top:
            own[-1][1] = max(own[-1][1], bottom)
        else:
            own.append([top, bottom])
    # Saving as xlsx, LibreOffice writes checks to 1,000 rows below the last framed or filled one.
    return {(column, top, bottom if bottom < 1000 else 1000) for column, own in by_column.items() for top, bottom in own}


def plain(formula):
    """A formula without what programs write differently: signs, spaces, quotes around titles of sheets."""
    text = re.sub(r"'(\w+)'!", r"\1!", str(formula or ""))
    return text.replace(" ", "").lstrip("=").replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")


def validations(sheet):
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type in (None, "none"):
            continue
        key = (rule.type, rule.errorStyle or "stop", rule.errorTitle, rule.error, bool(rule.showErrorMessage))
        found.setdefault(key, set()).update(cells_of(rule.sqref.ranges))
    return {key: joined(spans) for key, spans in found.items()}


def formulas_of_validations(sheet):
    return sorted(plain(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.formula1)


def anchored(formula, anchor):
    """A formula with its references as seen from a cell."""
    def seen(found):
        fixed_column, column, fixed_row, row = found.groups()
        column = column if fixed_column else f"C[{column_index_from_string(column) - anchor[0]}]"
        return column + (row if fixed_row else f"R[{int(row) - anchor[1]}]")
    return re.sub(r"(?<![A-Za-z_.])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(.])", seen, formula)


def conditional_formats(sheet):
    """The cells of each condition and fill."""
    found = {}
    for ranges, rules in sheet.conditional_formatting._cf_rules.items():
        for rule in rules:
            fill = rule.dxf.fill.bgColor.rgb[-6:] if rule.dxf and rule.dxf.fill else None
            cells = cells_of(ranges.sqref.ranges)
            first = ranges.sqref.ranges[0] if isinstance(ranges.sqref.ranges, list) else min(ranges.sqref.ranges, key=lambda own: own.bounds)
            formula = anchored(plain(rule.formula[0]), first.bounds[:2])
            found.setdefault((formula, fill), set()).update(cells)
    return {key: joined(spans) for key, spans in found.items()}


def widths(sheet):
    found = {}
    for letters, own in sheet.column_dimensions.items():
        first, last = own.min or 0, own.max or 0
        for column in range(first, min(last, sheet.max_column) + 1):
            found[get_column_letter(column)] = "hidden" if own.hidden else round(own.width or 0)
    return found


def wrapped(sheet):
    return {cell.coordinate: (bool(cell.alignment.wrap_text), cell.alignment.textRotation, bool(cell.protection.locked),
                              cell.border.left.style is not None, cell.number_format.replace("\\", "") if cell.protection.locked is False else None)
            for row in sheet.iter_rows(min_row=2, max_row=60, min_col=2) for cell in row if cell.value is not None}


def compare(what, before, after):
    if before != after:
        if isinstance(before, dict):
            lost = {key: (before.get(key), after.get(key)) for key in {*before, *after} if before.get(key) != after.get(key)}
            raise SystemExit(f"{what}: {dict(list(lost.items())[:6])}")
        raise SystemExit(f"{what}: {before!r} became {after!r}")


def same(name, before, after):
    compare(f"{name}: sheets", [(s.title, s.sheet_state == "visible") for s in before.worksheets],
            [(s.title, s.sheet_state == "visible") for s in after.worksheets])
    own = lambda book: {key: plain(value.attr_text) for key, value in book.defined_names.items()}
    compare(f"{name}: names", own(before), own(after))
    for old in before.worksheets:
        new = after[old.title]
        at = f"{name} {old.title}"
        texts = lambda sheet: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row
                               if cell.value is not None and not str(cell.value).startswith("=")}
        compare(f"{at}: texts", texts(old), texts(new))
        formulas = lambda sheet: {cell.coordinate: plain(cell.value) for row in sheet.iter_rows() for cell in row
                                  if str(cell.value).startswith("=")}
        compare(f"{at}: formulas", formulas(old), formulas(new))
        compare(f"{at}: validations", validations(old), validations(new))
        compare(f"{at}: formulas of validations", formulas_of_validations(old), formulas_of_validations(new))
        compare(f"{at}: conditional formats", conditional_formats(old), conditional_formats(new))
        compare(f"{at}: protection", bool(old.protection.sheet), bool(new.protection.sheet))
        # Without a window LibreOffice has no view to save, so frozen rows are only asked for in the form itself.
        assert old.freeze_panes or old.title == before.worksheets[0].title or old.title.startswith("_"), f"{at}: nothing is frozen"
        compare(f"{at}: widths", widths(old), widths(new))
        hidden = lambda sheet: sorted(row for row, own in sheet.row_dimensions.items() if own.hidden)
        compare(f"{at}: hidden rows", hidden(old), hidden(new))
        compare(f"{at}: looks", wrapped(old), wrapped(new))
        compare(f"{at}: merged", sorted(map(str, old.merged_cells.ranges)), sorted(map(str, new.merged_cells.ranges)))
        compare(f"{at}: rows on each page", old.print_title_rows, new.print_title_rows)
        if old.sheet_state == "visible":
            pages = lambda sheet: (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage, 1 if sheet.page_setup.fitToHeight is None else int(sheet.page_setup.fitToHeight))
            compare(f"{at}: pages", pages(old), pages(new))
        links = lambda sheet: {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
        compare(f"{at}: links", links(old), links(new))


def values(book):
    return {(sheet.title, cell.coordinate): cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
            if cell.value is not None}


if __name__ == "__main__":
    soffice, folder, *forms = sys.argv[1:]
    books = [openpyxl.load_workbook(form) for form in forms]
    resaved = convert(soffice, os.path.join(folder, "resaved"), forms, "xlsx")
    open_document = convert(soffice, os.path.join(folder, "open"), forms, "ods")
    back = convert(soffice, os.path.join(folder, "back"), open_document, "xlsx")
    # Saved without values, the formulas are computed by who opens it.
    bare = [os.path.join(folder, os.path.basename(form)) for form in forms]
    for book, path in zip(books, bare):
        book.save(path)
    computed = convert(soffice, os.path.join(folder, "computed"), bare, "xlsx")
    for form, *made, own in zip(forms, resaved, back, computed):
        for ending, path in zip(("xlsx", "ods"), made):
            same(f"{os.path.basename(form)} as {ending}", openpyxl.load_workbook(form), openpyxl.load_workbook(path))
        compare(f"{form}: values", values(openpyxl.load_workbook(form, data_only=True)), values(openpyxl.load_workbook(own, data_only=True)))
    print(f"{len(forms)} forms lose nothing")
