"""Saves a workbook so that the same content always gives the same bytes.

openpyxl and LibreOffice write the time of saving into the document properties and into every entry of the
zip file. Both are set to a fixed day here. (LibreOffice also writes styles in any order, which stays so.)
"""

import datetime
import io
import pathlib
import re
import subprocess
import tempfile
import zipfile

FIXED_DAY = datetime.datetime(2026, 1, 1)


def save(workbook, path, sender="Invented example"):
    """Writes `workbook` to `path`, with the sender's name as its author."""
    workbook.properties.creator = sender
    workbook.properties.lastModifiedBy = sender
    workbook.properties.created = FIXED_DAY
    buffer = io.BytesIO()
    workbook.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(with_fixed_times(buffer.getvalue()))


def save_as(workbook, path, sender="Invented example"):
    """Writes `workbook` to `path` as LibreOffice saves it, as .ods or .xls: the same content, not the same bytes each time."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        save(workbook, folder / "sent.xlsx", sender)
        kind = path.suffix.lstrip(".")
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(folder / "saved"), str(folder / "sent.xlsx")]
        subprocess.run(command, check=True, capture_output=True)
        content = (folder / "saved" / f"sent.{kind}").read_bytes()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_fixed_times(content) if kind == "ods" else content)


def with_fixed_times(content):
    """The same zip file with fixed times, its entries in their order."""
    stamp = FIXED_DAY.strftime("%Y-%m-%dT%H:%M:%S").encode()
    times = {
        "docProps/core.xml": (rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp + b"Z"),
        "meta.xml": (rb"(<(?:dc:date|meta:creation-date)>)[^<]*", rb"\g<1>" + stamp),
    }
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            for old in source.infolist():
                data = source.read(old.filename)
                if old.filename in times:
                    data = re.sub(*times[old.filename], data)
                entry = zipfile.ZipInfo(old.filename, date_time=FIXED_DAY.timetuple()[:6])
                entry.compress_type = old.compress_type
                entry.create_system = 0
                entry.external_attr = 0
                target.writestr(entry, data)
    return result.getvalue()
