"""Writes tables as the senders' programs would: text files, workbooks, and always the same bytes."""

import datetime
import io
import pathlib
import re
import sys
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Alignment, Font

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import workbook_bytes  # noqa: E402

INPUTS = pathlib.Path(__file__).resolve().parent.parent.parent.parent / "inputs"


def supporting(year, participant, name):
    """Where a supporting file of a participant lies."""
    folder = INPUTS / str(year) / "returns" / participant / "supporting"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def table(text):
    """The rows of a table written with ` | ` between its cells, as texts."""
    return [[cell.strip() for cell in re.split(r" \|(?: |$)", line)] for line in text.strip("\n").splitlines()]


def typed(text):
    """A cell as a workbook holds it: a day, a number, nothing; what begins with `'` is text and stays so."""
    if text.startswith("'"):
        return text[1:]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return Decimal(text)
    return text or None


def totals(rows, *columns):
    """Sums of columns (from 0) over rows."""
    return [sum(typed(row[column]) for row in rows) for column in columns]


def put(sheet, row, column, cells, bold=False, date_format="yyyy-mm-dd"):
    """Lays cells into a row, days and amounts in the sender's format."""
    for number, value in enumerate(cells, start=column):
        cell = sheet.cell(row, number, typed(value) if isinstance(value, str) else value)
        if isinstance(cell.value, datetime.date):
            cell.number_format = date_format
        elif isinstance(cell.value, Decimal):
            cell.number_format = "#,##0.00"
        if bold:
            cell.font = Font(bold=True)


def headed(sheet, row, column, last_row, last_column, text, rotated=False):
    """A header text over merged cells."""
    cell = sheet.cell(row, column, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="bottom", text_rotation=90 if rotated else 0, wrap_text=True)
    if (row, column) != (last_row, last_column):
        sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def workbook(title):
    """A new workbook and its first sheet."""
    book = openpyxl.Workbook()
    book.active.title = title
    return book, book.active


def widths(sheet, *values):
    """Column widths from A on."""
    for number, width in enumerate(values, start=1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = width


def lines(rows, delimiter, quote=None, end="\r\n"):
    """Text of a table; with `quote`, cells that need it are quoted, and a quote in them is doubled."""
    def cell(text):
        if quote and any(part in text for part in (delimiter, quote, "\n")):
            return quote + text.replace(quote, quote * 2) + quote
        return text

    return "".join(delimiter.join(cell(text) for text in row) + end for row in rows)


def write(path, text, encoding):
    """Writes a text file in an encoding; `utf-16` is little-endian with its mark."""
    mark = b"\xff\xfe" if encoding == "utf-16" else b""
    path.write_bytes(mark + text.encode("utf-16-le" if encoding == "utf-16" else encoding))


def save(book, path, sender):
    workbook_bytes.save(book, path, f"{sender} (invented)")


def zipped(path, entries):
    """A zip file of texts in their order, with a fixed time; the first is stored as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (name, text) in enumerate(entries):
            entry = zipfile.ZipInfo(name, date_time=workbook_bytes.FIXED_DAY.timetuple()[:6])
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())


def ods_cell(value):
    """One cell of an OpenDocument sheet."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime.date):
        shown = value.strftime("%d/%m/%Y")
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    if isinstance(value, (int, Decimal)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def save_ods(sheets, path):
    """An OpenDocument workbook of `sheets`: title to rows of values."""
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in names.items())
    tables = ""
    for title, rows in sheets.items():
        body = "".join("<table:table-row>" + "".join(map(ods_cell, row or [None])) + "</table:table-row>" for row in rows)
        tables += f'<table:table table:name="{escape(title)}">{body}</table:table>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = f'{head}<office:document-content {spaces} office:version="1.3"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    manifest = (
        f'{head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    zipped(path, [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)])


def save_docx(paragraphs, path):
    """A letter: a Word document of paragraphs and nothing else."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    zipped(
        path,
        [
            (
                "[Content_Types].xml",
                f'{head}<Types xmlns="{kinds}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
            ),
            (
                "_rels/.rels",
                f'{head}<Relationships xmlns="{kinds}/relationships"><Relationship Id="rId1" '
                'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            ),
            ("word/document.xml", f'{head}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'),
        ],
    )


def save_letter(letter, path):
    """An e-mail: its headers and its `text`."""
    head = [f"{name}: {value}" for name, value in letter.items() if name != "text"]
    head += ["MIME-Version: 1.0", 'Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: 8bit"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("\r\n".join(head) + "\r\n\r\n" + letter["text"].replace("\n", "\r\n")).encode("utf-8"))
