"""Writes an export that is damaged or hostile in one way.

    python hostile_exports.py KIND KOBO OUT

KOBO is a sound export of KoboToolbox (xlsx) that some kinds are made from.
"""

import pathlib
import struct
import sys
import zipfile

import openpyxl


def bomb(out):
    """A text file of zeros that packs a thousandfold."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("pact.csv", "w") as file:
            for _ in range(300):
                file.write(b"0" * (1 << 20))


def claims(out):
    """An archive whose directory says its one file has 3 GB."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pact.csv", b"KEY,SubmissionDate\n")
    data = bytearray(out.read_bytes())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<II", data, at + 20, 3_000_000_000, 3_000_000_000)
    out.write_bytes(bytes(data))


def leads_out(out):
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../inputs/participants.csv", b"id,name\n")


def many(out):
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"media/{number}.jpg", b"")


def locked(out):
    """An archive whose file is marked as encrypted."""
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("pact.csv", b"KEY,SubmissionDate\n")
    data = bytearray(out.read_bytes())
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    out.write_bytes(bytes(data))


def changed(kobo, out, change):
    workbook = openpyxl.load_workbook(kobo)
    change(workbook)
    workbook.save(out)


def formula(workbook):
    workbook["procurement"]["D2"] = "=1+1"


def no_repeat(kobo, out):
    """The tables of a form as CSV files, all but one."""
    workbook = openpyxl.load_workbook(kobo)
    with zipfile.ZipFile(out, "w") as archive:
        for sheet in workbook:
            main = sheet is workbook.worksheets[0]
            head = "KEY,SubmissionDate" if main else "PARENT_KEY,KEY"
            if sheet.title != "in_kind":
                archive.writestr("pact.csv" if main else f"pact-{sheet.title}.csv", head + "\n")


def no_index(workbook):
    sheet = workbook.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    sheet.delete_cols(header.index("_index") + 1)


def main():
    kind, kobo, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if kind == "no_repeat":
        no_repeat(kobo, out)
    elif kind in ("formula", "no_index"):
        changed(kobo, out, globals()[kind])
    else:
        globals()[kind](out)


if __name__ == "__main__":
    main()
