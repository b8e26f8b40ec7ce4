"""Proves that every number in every input is in a figure or on the list of what is in none.

    every_number.py WORKSPACE YEAR

Reads the inputs of the year, and those that hold for every year, with programs of others (openpyxl, the CSV and
XML modules of Python, LibreOffice for old workbooks), lists every cell with a number, and looks for it among the
sources of `lineage` and of `left_out`. A day is no number; a text is one where it holds nothing else.

Prints every number that neither names, and every row of `left_out` that says more than is true: a rectangle that
holds a number which `lineage` names, or fewer numbers than are there.
"""

import collections
import csv
import datetime
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl
from openpyxl.utils.cell import column_index_from_string

workspace, year = pathlib.Path(sys.argv[1]), sys.argv[2]
data = workspace / "reports" / year / "data"

# Reasons told in one range a column, whatever stands between.
SPREAD = {"row_left_out", "evidence"}
CURRENCY = r"(?:[€$£¥]|EUR|USD|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|BGN|RON|kr\.?|zł|Kč|Fr\.?)"
NUMBER = re.compile(
    rf"^{CURRENCY}?\s*[-+−]?\s*{CURRENCY}?\s*"
    r"(?:\d+(?:[.,]\d+)?|\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
    rf"\s*(?:%|{CURRENCY})?$"
)
DAY = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}-\d{2}-\d{2}")


def is_number(value):
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, (int, float)):
        return True
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return False
    text = str(value).strip()
    return len(text) < 40 and bool(NUMBER.match(text)) and not DAY.match(text)


# ------------------------------------------------------------------------------------------ the inputs


def of_xlsx(stream):
    book = openpyxl.load_workbook(stream, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "e" and is_number(cell.value):
                    yield sheet.title, cell.row, cell.column


TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def of_ods(stream):
    root = ElementTree.fromstring(zipfile.ZipFile(stream).read("content.xml"))
    for table in root.iter(f"{TABLE}table"):
        row = 0
        for line in table.iter(f"{TABLE}table-row"):
            times = int(line.get(f"{TABLE}number-rows-repeated", "1"))
            found, column = [], 0
            for cell in line:
                if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    continue
                wide = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
                if ods_number(cell):
                    found += [column + offset + 1 for offset in range(wide)]
                column += wide
            if found:
                for offset in range(times):
                    yield from ((table.get(f"{TABLE}name"), row + offset + 1, at) for at in found)
            row += times


def ods_number(cell):
    kind = cell.get(f"{OFFICE}value-type")
    if kind in ("float", "currency", "percentage"):
        return True
    words = " ".join("".join(part.itertext()) for part in cell.findall(f"{TEXT}p"))
    return kind == "string" and is_number(words)


def decoded(content):
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding)
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return content.decode("latin-1")


def of_text(content):
    text = decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = text[:20000]
    delimiter = max(";,\t|", key=lambda mark: (sum(mark in line for line in head.splitlines()), head.count(mark)))
    quote = max("\"'", key=lambda mark: head.count(delimiter + mark))
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, quotechar=quote)
    first = 1
    for record in reader:
        # A record that runs over several lines is named by its first.
        for at, field in enumerate(record, 1):
            if is_number(field):
                yield "", first, at
        first = reader.line_num + 1


def converted(path):
    """An old workbook as LibreOffice reads it."""
    office = shutil.which("soffice")
    if office is None:
        print(f"not read, LibreOffice is missing: {path}")
        return
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        made = pathlib.Path(folder) / f"{path.stem}.xlsx"
        if made.exists():
            yield from of_xlsx(made)


def numbers(path):
    """Sheet, row and column of every cell with a number; `None` where a file is no table."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        try:
            names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        except zipfile.BadZipFile:
            return None  # A damaged file holds no cells; a finding names it.
        if "content.xml" in names:
            kind = zipfile.ZipFile(io.BytesIO(content)).read("mimetype").decode()
            return list(of_ods(io.BytesIO(content))) if "spreadsheet" in kind else None
        if any(name.startswith("xl/worksheets/") and name.endswith(".bin") for name in names):
            return list(converted(path))
        if any(name.startswith("xl/") for name in names):
            return list(of_xlsx(io.BytesIO(content)))
        return None
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return list(converted(path))
    if path.suffix.lower() in (".csv", ".tsv", ".txt") and content.strip():
        return list(of_text(content))
    return None


def toml_numbers(value):
    if isinstance(value, dict):
        return sum(toml_numbers(part) for part in value.values())
    if isinstance(value, list):
        return sum(toml_numbers(part) for part in value)
    return int(isinstance(value, (int, float)) and not isinstance(value, bool))


def inputs():
    for path in sorted((workspace / "inputs").rglob("*")):
        name = path.relative_to(workspace).as_posix()
        folder = name.split("/")[1]
        other_year = re.fullmatch(r"\d{4}", folder) and folder != year
        litter = re.match(r"~\$|\.~lock|\._|thumbs\.db|desktop\.ini|\.ds_store", path.name.lower())
        if path.is_file() and not other_year and not litter and "/editions/" not in name:
            yield name, path


# ------------------------------------------------------------------------------------------ the sources


CELLS = re.compile(r"^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$")
FIELDS = re.compile(r"^(\d+)(?:-(\d+))?:(\d+)(?:-(\d+))?$")


def parsed(source):
    """Path, sheet, and first and last row and column of a source; the last four `None` for a whole file."""
    source = source.removeprefix("'")
    path, *rest = source.split("!")
    if not rest:
        return path, None, None
    cell, sheet = rest[-1], "!".join(rest[:-1])
    if match := CELLS.match(cell):
        first, row, last, end = match.groups()
        columns = column_index_from_string(first), column_index_from_string(last or first)
        return path, sheet, (int(row), columns[0], int(end or row), columns[1])
    if match := FIELDS.match(cell):
        line, end, field, last = match.groups()
        return path, sheet, (int(line), int(field), int(end or line), int(last or field))
    raise ValueError(f"no source: {source}")


class Sources:
    """Files, cells and ranges that a table names."""

    def __init__(self):
        self.files = set()
        self.cells = collections.defaultdict(set)
        self.ranges = collections.defaultdict(set)

    def add(self, source):
        path, sheet, cells = parsed(source)
        if cells is None:
            self.files.add(path)
        elif cells[:2] == cells[2:]:
            self.cells[path, sheet].add(cells[:2])
        else:
            self.ranges[path, sheet].add(cells)

    def name(self, path, sheet, row, column):
        if (row, column) in self.cells[path, sheet]:
            return True
        ranges = self.ranges[path, sheet]
        return any(a <= row <= c and b <= column <= d for a, b, c, d in ranges)


lineage = Sources()
with open(data / "lineage.csv", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        # A line that is left out is counted, but its numbers are in no figure.
        if row["source"] and not row["indicator"].startswith("volume.left_out."):
            # A cell, and the correction that holds instead of what it says.
            for source in row["source"].split("; "):
                lineage.add(source)

left_out = Sources()
rectangles = []
with open(data / "left_out.csv", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        if row["kind"] == "numbers":
            left_out.add(row["source"])
            rectangles.append((row["source"], row["reason"], row["count"]))

# ------------------------------------------------------------------------------------------ the proof

problems = []
found = collections.defaultdict(list)
total = 0
for name, path in inputs():
    if path.suffix == ".toml":
        cells = []
        if toml_numbers(tomllib.loads(decoded(path.read_bytes()))) and not {name} & (lineage.files | left_out.files):
            problems.append(f"{name}: the numbers of this file are named nowhere")
    elif path.suffix == ".zip":
        cells = []
        if name not in left_out.files:
            problems.append(f"{name}: is named nowhere")
    else:
        cells = numbers(path)
    for sheet, row, column in cells or []:
        total += 1
        found[name, sheet].append((row, column))
        named = lineage.name(name, sheet, row, column) or left_out.name(name, sheet, row, column)
        if not named and name not in left_out.files:
            problems.append(f"{name}!{sheet}: row {row}, column {column} is named nowhere")

for source, reason, count in rectangles:
    path, sheet, cells = parsed(source)
    if cells is None:
        here = [(sheet, cell) for (name, sheet), all_cells in found.items() if name == path for cell in all_cells]
        here = [1 for sheet, cell in here if not lineage.name(path, sheet, *cell)]
        if count and len(here) > int(count):
            problems.append(f"{source}: {count} numbers, {len(here)} are there ({reason})")
        continue
    a, b, c, d = cells
    inside = [(row, column) for row, column in found[path, sheet] if a <= row <= c and b <= column <= d]
    if reason in SPREAD:
        if int(count) < 1 or not inside:
            problems.append(f"{source}: no number is there ({reason})")
        continue
    used = [cell for cell in inside if lineage.name(path, sheet, *cell)]
    if used:
        problems.append(f"{source}: said to be unused ({reason}), and lineage names {used[:3]}")
    if len(inside) > int(count):
        problems.append(f"{source}: {count} numbers, {len(inside)} are there ({reason})")

print("\n".join(problems[:60]))
print(f"{total} numbers, {len(rectangles)} rows of what is in no figure, {len(problems)} problems")
sys.exit(1 if problems else 0)
