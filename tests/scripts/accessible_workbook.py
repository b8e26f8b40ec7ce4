"""Checks a workbook against the checkable items of the Government Analysis Function's checklist for accessible
spreadsheets (https://analysisfunction.civilservice.gov.uk/policy-store/making-spreadsheets-accessible-a-brief-checklist-of-the-basics/).

Usage: accessible_workbook.py WORKBOOK.xlsx

Two desirable items are left on purpose: headers are frozen and long tables can be filtered, because readers of
long tables ask for both. Headers and footers of the printed page say nothing that no cell says.
"""

import re
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import get_column_letter

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CORE = "{http://purl.org/dc/elements/1.1/}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
WITHOUT_TABLE = {"Charts"}
HEAD_ROW = 8
SMALLEST_FONT = 12
GENERIC = {"here", "click here", "link", "read more", "more"}
SHEET_NAME = re.compile(r"^(sheet|table|tab)\s*\d*$", re.IGNORECASE)

path = sys.argv[1]
archive = zipfile.ZipFile(path)
book = openpyxl.load_workbook(path)
wrong = []
checked = 0


def check(fine, what):
    global checked
    checked += 1
    if not fine:
        wrong.append(what)


def contrast(first, second):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def rgb(colour, otherwise):
    value = colour.rgb if colour is not None and colour.type == "rgb" else None
    return value[2:] if isinstance(value, str) and len(value) == 8 else otherwise


# Document information: title, language, nothing that comes from the clock of this machine.
core = ElementTree.fromstring(archive.read("docProps/core.xml"))
check((core.findtext(CORE + "title") or "").strip(), "the document has no title")
check(b">en<" in archive.read("docProps/custom.xml"), "the document names no language")
check(not any("vbaProject" in name for name in archive.namelist()), "there are macros")
check(not any(name.startswith("xl/media/") for name in archive.namelist()), "there are images")

# The first sheet is the contents, and the one that opens, in A1.
check(book.sheetnames[0] == "Contents" and book.active.title == "Contents", "the contents are not what opens")
check(len({name.lower() for name in book.sheetnames}) == len(book.sheetnames), "two sheets have one name")

tables = []
for sheet in book.worksheets:
    name = sheet.title
    check(sheet.sheet_state == "visible", f"{name} is hidden")
    check(not SHEET_NAME.match(name), f"{name} is no meaningful name")
    check(sheet["A1"].value, f"{name} has no title in A1")
    check(sheet["A2"].value, f"{name} does not say in A2 what it holds")
    check(not sheet.merged_cells.ranges, f"{name} has merged cells")
    check(not [r for r, d in sheet.row_dimensions.items() if d.hidden], f"{name} has hidden rows")
    check(not [c for c, d in sheet.column_dimensions.items() if d.hidden], f"{name} has hidden columns")
    for selection in sheet.sheet_view.selection:
        check(selection.activeCell in (None, "A1"), f"{name} does not open in A1: {selection.activeCell}")
    check(sheet.page_setup.orientation == "landscape", f"{name} prints upright")
    check(sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0, f"{name}: print width")
    check("&P" in (sheet.oddFooter.right.text or ""), f"{name} has no page number in print")
    for link in sheet._hyperlinks:
        text = str(sheet[link.ref].value or "").strip().lower()
        check(text and text not in GENERIC and "://" not in text, f"{name}!{link.ref}: the link says “{text}”")
        target = re.match(r"'?(.+?)'?!A1$", link.location or "")
        check(target and target.group(1) in book.sheetnames, f"{name}!{link.ref} leads nowhere: {link.location}")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            if cell.font.size < SMALLEST_FONT:
                wrong.append(f"{name}!{cell.coordinate} is in {cell.font.size} points")
            filled = cell.fill.fill_type == "solid"
            ratio = contrast(rgb(cell.font.color, "000000"), rgb(cell.fill.fgColor, "FFFFFF") if filled else "FFFFFF")
            if ratio < 4.5:
                wrong.append(f"{name}!{cell.coordinate} has a contrast of {ratio:.1f}")
            if cell.font.vertAlign or cell.font.strike:
                wrong.append(f"{name}!{cell.coordinate} speaks by superscript or a line through it")
    checked += 3
    if name in WITHOUT_TABLE:
        continue
    # One marked table against the left edge, at the same row of every sheet, with nothing below or beside it.
    own = list(sheet.tables.values())
    check(len(own) == 1, f"{name} has {len(own)} tables")
    table = own[0]
    tables.append(table.name)
    first, last = (openpyxl.utils.cell.coordinate_from_string(part) for part in table.ref.split(":"))
    check(first == ("A", HEAD_ROW), f"{name}: the table begins at {first}")
    check(last == (get_column_letter(sheet.max_column), sheet.max_row), f"{name}: something is beside or below the table")
    check(not re.match(r"^Table\d+$", table.name), f"{name}: the table has no name of its own")
    check(table.headerRowCount in (None, 1), f"{name}: the table has no header row")
    heads = [sheet.cell(HEAD_ROW, column).value for column in range(1, sheet.max_column + 1)]
    check(all(heads) and len({head.lower() for head in heads}) == len(heads), f"{name}: headers {heads}")
    check([c.name for c in table.tableColumns] == heads, f"{name}: the table knows other headers")
    check(sheet.freeze_panes == f"A{HEAD_ROW + 1}", f"{name}: the header is not frozen")
    check(sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}", f"{name}: the header is not on each page")
    above = [sheet.cell(row, 1).value for row in range(1, HEAD_ROW)]
    check(all(above), f"{name}: a gap above the table")
    check(not any(sheet.cell(row, column).value for row in range(1, HEAD_ROW) for column in range(2, sheet.max_column + 1)),
          f"{name}: something beside the title")
    empty = False
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1):
        values = [cell.value for cell in row]
        check(any(value is not None for value in values), f"{name}: row {row[0].row} is blank")
        empty = empty or None in values
        for cell in row:
            wrapped = cell.alignment.wrap_text or not isinstance(cell.value, str) or cell.value.startswith(("=", "["))
            if not wrapped:
                wrong.append(f"{name}!{cell.coordinate} is not wrapped")
    body = range(HEAD_ROW + 1, sheet.max_row + 1)
    for column in range(1, sheet.max_column + 1):
        check(any(sheet.cell(row, column).value is not None for row in body), f"{name}: column {column} is blank")
    check(not empty or any("empty cell" in str(text).lower() for text in above) or table.totalsRowCount,
          f"{name}: empty cells are not explained")
    signs = {v for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True) for v in row
             if isinstance(v, str) and re.fullmatch(r"\[[a-z ]+\]", v)}
    explained = " ".join(map(str, above))
    check(name == "Signs" or all(sign in explained for sign in signs), f"{name}: {signs} are not explained above")

check(len(set(tables)) == len(tables), "two tables have one name")
listed = {row[0] for row in book["Contents"].iter_rows(min_row=HEAD_ROW + 1, values_only=True)}
check(set(book.sheetnames[1:]) <= listed, f"not in the contents: {set(book.sheetnames[1:]) - listed}")

# Every chart says in words what it shows.
charts = 0
for name in archive.namelist():
    if re.match(r"xl/drawings/drawing\d+\.xml$", name):
        for frame in ElementTree.fromstring(archive.read(name)).iter(DRAWING + "cNvPr"):
            charts += 1
            check(len(frame.get("descr", "")) > 20, f"{name}: a chart without words")

# Programs do not agree on the order of a legend below bars that stand beside each other; below stacks and columns they do.
for name in archive.namelist():
    if re.match(r"xl/charts/chart\d+\.xml$", name):
        text = archive.read(name).decode()
        beside = 'barDir val="bar"' in text and 'grouping val="clustered"' in text and text.count("<c:ser>") > 1
        check(not beside, f"{name}: bars beside each other, whose legend is not in their order in every program")

for text in wrong[:40]:
    print(text)
print(f"{checked} checks, {len(tables)} tables, {charts} charts, {len(wrong)} wrong")
sys.exit(1 if wrong or charts < 3 else 0)
