"""The cells of an OpenDocument spreadsheet as LibreOffice computed them."""

import zipfile
from decimal import Decimal
from xml.etree import ElementTree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def content(cell):
    """A number, a text, or nothing."""
    if cell.get(OFFICE + "value") is not None:
        return Decimal(cell.get(OFFICE + "value"))
    if cell.get(OFFICE + "value-type") == "string":
        return "\n".join("".join(line.itertext()) for line in cell.iter(TEXT + "p"))
    return None


def cells(path):
    """Numbers and texts by sheet, row and column, both counted from 1."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    found = {}
    for sheet in root.iter(TABLE + "table"):
        row_number = 0
        for row in sheet.iter(TABLE + "table-row"):
            repeated_rows = int(row.get(TABLE + "number-rows-repeated", "1"))
            column = 0
            for cell in row:
                repeated = int(cell.get(TABLE + "number-columns-repeated", "1"))
                value = content(cell)
                if value is not None:
                    for down in range(repeated_rows):
                        for across in range(repeated):
                            found[sheet.get(TABLE + "name"), row_number + down + 1, column + across + 1] = value
                column += repeated
            row_number += repeated_rows
    return found


def rows(found, sheet):
    """The rows of a sheet as values by column, in order."""
    by_row = {}
    for (name, row, column), value in found.items():
        if name == sheet:
            by_row.setdefault(row, {})[column] = value
    return [by_row[row] for row in sorted(by_row)]


def heads(found, sheet):
    """The columns of a sheet by the heads of its table, which stand in row 4."""
    return {value: column for (name, row, column), value in found.items() if (name, row) == (sheet, 4)}
