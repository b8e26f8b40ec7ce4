"""Plants texts and numbers that are nowhere else into everything that must not leave its file.

    plant_tokens.py WORKSPACE TOKENS

Into every supporting file: unmapped columns, the columns mapped as supplier, reference and unit price, cells above,
below and beside the table, a hidden sheet, comments and document properties. Into every return: contacts, comments and
document properties. Into the registers: contacts, and who registered or decided something. TOKENS becomes a JSON
object: for each token what it was planted as; those of persons to write to begin with `contact`, those that the pages of
the office may show with `office`.
"""

import csv
import fnmatch
import io
import itertools
import json
import pathlib
import re
import sys
import tomllib
import zipfile

import openpyxl
from openpyxl.comments import Comment

workspace, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SECRET = {"supplier", "reference", "unit_price"}
planted = {}
serial = itertools.count(1)


def text(what):
    token = f"Qz{next(serial):04d}Vexillum"
    planted[token] = what
    return token


def number(what):
    token = str(731_000_000 + next(serial) * 4177)
    planted[token] = what
    return token


# ------------------------------------------------------------------------------------ what is mapped


class Mapping:
    """What one [[table]] of a mapping.toml says about columns."""

    def __init__(self, table):
        self.file, self.sheet = table.get("file", ""), table.get("sheet", "*")
        self.header_rows = table.get("header_rows", [])
        self.mapped, self.secret = set(), set()
        for field, header in table.get("columns", {}).items():
            (self.secret if field in SECRET else self.mapped).add(fold(header))
        # What rules look at may be shown as what is mapped is; not every one of them is a column.
        self.looked_at = set()
        rules = [rule for key in ("when", "skip") for rule in as_list(table.get(key)) if isinstance(rule, dict)]
        for rule in [*rules, table.get("negative_when", {})]:
            if "column" in rule:
                self.looked_at.add(fold(rule["column"]))
        for name in as_list(table.get("unpivot", {}).get("columns")):
            self.looked_at.add(fold(name) if isinstance(table["unpivot"]["columns"], list) else re.compile(name))

    def fits(self, path, sheet):
        file = self.file.removeprefix("./").removeprefix("supporting/")
        return fnmatch.fnmatch(path.name, file) and (sheet is None or fnmatch.fnmatch(sheet.lower(), self.sheet.lower()))

    def header_of(self, rows):
        """The header's texts by column and the row it ends in, from 1; `None` where not all that is mapped is there."""
        names = self.mapped | self.secret
        ends = [self.header_rows] if self.header_rows else [[at] for at in range(1, min(len(rows), 30) + 1)]
        for header_rows in ends:
            columns = itertools.zip_longest(*rows[min(header_rows) - 1 : max(header_rows)])
            texts = [dict.fromkeys(str(text) for text in column if text not in (None, "")) for column in columns]
            header = [" ".join(column) for column in texts]
            if names <= {fold(text) for text in header}:
                return header, max(header_rows)
        return None

    def replaced(self, header, name):
        """The columns that are no part of the mapping, and those for checks alone, with what they are."""
        for at, title in enumerate(header):
            if fold(title) in self.secret:
                yield at, f"{name}: mapped for checks, {title}"
            elif title.strip() and not says(self.mapped | self.looked_at, title):
                yield at, f"{name}: unmapped, {title}"


def mappings_of(folder):
    path = folder / "mapping.toml"
    if not path.exists():
        return []
    return [Mapping(table) for table in tomllib.loads(path.read_text(encoding="utf-8-sig")).get("table", [])]


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def fold(value):
    return " ".join(str(value).lower().split())


def says(names, header):
    return any(name.search(str(header)) if isinstance(name, re.Pattern) else name == fold(header) for name in names)


# ------------------------------------------------------------------------------------ the files


def with_merged(sheet, rows):
    """The rows with the text of a merged range in each of its cells."""
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, min(merged.max_row, len(rows)) + 1):
            for column in range(merged.min_col, merged.max_col + 1):
                rows[row - 1][column - 1] = sheet.cell(merged.min_row, merged.min_col).value
    return rows


def in_workbook(path, mappings, supporting):
    name = path.relative_to(workspace).as_posix()
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        cell = sheet["A1"]
        if type(cell).__name__ != "MergedCell":
            cell.comment = Comment(text(f"{name}: comment"), text(f"{name}: author of a comment"))
        if supporting:
            in_sheet(sheet, [one for one in mappings if one.fits(path, sheet.title)], name)
    if supporting:
        hidden = book.create_sheet("Verborgen")
        hidden["B2"] = text(f"{name}: hidden sheet")
        hidden["B3"] = int(number(f"{name}: hidden sheet"))
        hidden.sheet_state = "hidden"
    else:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value in ("contact_name", "contact_email"):
                        plant_contact(sheet, cell, name)
    properties = book.properties
    for field in ("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category"):
        setattr(properties, field, text(f"{name}: property {field}"))
    book.save(path)


def in_sheet(sheet, mappings, name):
    rows = with_merged(sheet, [[cell.value for cell in row] for row in sheet.iter_rows(max_row=40)])
    found = [(one, header) for one in mappings if (header := one.header_of(rows))]
    last, beside = sheet.max_row, sheet.max_column + 3
    # Where several tables stand in a sheet, what is no part of one may be part of another.
    for one, (header, end) in found if len(mappings) == 1 else []:
        for column, what in one.replaced(header, name):
            for row in range(end + 1, last + 1):
                place = sheet.cell(row, column + 1)
                if place.value is not None and type(place).__name__ != "MergedCell":
                    place.value = text(what) if row % 2 else int(number(what))
    sheet.cell(1, beside).value = text(f"{name}: above the table")
    for _, (_, end) in found:
        sheet.cell(end + 2, beside).value = text(f"{name}: beside the table")
        sheet.cell(end + 2, beside + 1).value = int(number(f"{name}: beside the table"))
    sheet.cell(last + 6, beside).value = text(f"{name}: below the table")


def plant_contact(sheet, cell, name):
    """Puts a token where the form has the answer: the first column of the row that the marker row calls `answer`."""
    for row in sheet.iter_rows(max_row=cell.row):
        for other in row:
            if other.value == "answer":
                token = text(f"contact in {name}: {cell.value}")
                value = f"{token}@people.example" if cell.value == "contact_email" else token
                sheet.cell(cell.row, other.column).value = value
                return


def in_text(path, mappings):
    name = path.relative_to(workspace).as_posix()
    content = path.read_bytes()
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            words = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    encoding = "utf-8" if encoding == "utf-8-sig" and not content.startswith(b"\xef\xbb\xbf") else encoding
    end_of_line = "\r\n" if "\r\n" in words else "\r" if "\n" not in words else "\n"
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = max(";,\t|", key=lambda mark: (sum(mark in line for line in plain.splitlines()), plain.count(mark)))
    quote = max("\"'", key=lambda mark: plain.count(delimiter + mark))
    rows = list(csv.reader(io.StringIO(plain), delimiter=delimiter, quotechar=quote))
    own = [one for one in mappings if one.fits(path, None)]
    for one in own if len(own) == 1 else []:
        header, end = one.header_of(rows) or ([], 0)
        for column, what in one.replaced(header, name):
            for row in rows[end:]:
                if column < len(row) and row[column].strip():
                    row[column] = text(what) if next(serial) % 2 else number(what)
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator=end_of_line).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


def in_ods(path):
    """A hidden sheet and a property, in the XML itself."""
    name = path.relative_to(workspace).as_posix()
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    sheet = (
        '<table:table table:name="Verborgen"><table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{text(f'{name}: hidden sheet')}</text:p></table:table-cell></table:table-row></table:table>"
    )
    content = parts["content.xml"].decode()
    if "supporting/" in name:
        content = content.replace("</office:spreadsheet>", f"{sheet}</office:spreadsheet>", 1)
    parts["content.xml"] = content.encode()
    if "meta.xml" in parts:
        creator = f"<dc:creator>{text(f'{name}: property creator')}</dc:creator>"
        meta = re.sub(r"<dc:creator>.*?</dc:creator>|</office:meta>", lambda found: creator if found[0].startswith("<dc") else creator + found[0], parts["meta.xml"].decode(), count=1)
        parts["meta.xml"] = meta.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda part: part != "mimetype"):
            kind = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(part, parts[part], kind)


def in_register(path, columns, what):
    """Replaces what stands in some columns of one of our own registers."""
    if not path.exists():
        return
    words = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if words.splitlines()[0].count(";") > words.splitlines()[0].count(",") else ","
    rows = list(csv.reader(io.StringIO(words), delimiter=delimiter))
    for row in rows[1:]:
        for at, title in enumerate(rows[0]):
            if title in columns and at < len(row) and row[at]:
                token = text(f"{what} {path.name}: {title}")
                row[at] = f"{token}@people.example" if title == "email" else token
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def in_mapping(path):
    """Who confirmed what the columns mean: on the page of the participant, and nowhere else."""
    if path.exists():
        token = text(f"office: {path.relative_to(workspace).as_posix()}: confirmed_by")
        words = path.read_bytes().decode("utf-8")
        path.write_bytes(re.sub(r'(?m)^(confirmed_by\s*=\s*)".*"', rf'\1"{token}"', words).encode("utf-8"))


inputs = workspace / "inputs"
in_register(inputs / "contacts.csv", {"name", "email"}, "contact of")
for folder in sorted(inputs.glob("2[0-9][0-9][0-9]")):
    in_register(folder / "received.csv", {"by", "note"}, "person of")
    for register in ("counting", "corrections", "findings"):
        in_register(folder / f"{register}.csv", {"by"}, "person of")
    for own in sorted((folder / "returns").iterdir()):
        mappings = mappings_of(own)
        in_mapping(own / "mapping.toml")
        for path in sorted(own.rglob("*")):
            supporting = "supporting" in path.parts
            if not path.is_file() or "received" in path.relative_to(own).parts:
                continue
            content = path.read_bytes()
            try:
                if path.suffix in (".xlsx", ".xlsm") and content.startswith(b"PK"):
                    in_workbook(path, mappings, supporting)
                elif path.suffix == ".ods" and content.startswith(b"PK"):
                    in_ods(path)
                elif path.suffix in (".csv", ".txt", ".tsv") and supporting and content.strip():
                    in_text(path, mappings)
            except (zipfile.BadZipFile, KeyError) as damaged:
                print(f"left as it is: {path.relative_to(workspace)}: {damaged}")

target.write_text(json.dumps(planted, indent=1), encoding="utf-8")
print(f"{len(planted)} tokens")
