"""Looks for planted tokens in every byte of every output, unpacked.

    find_tokens.py TOKENS FOLDER…

Workbooks are unzipped, the streams of PDF files are unpacked by qpdf and their text read by pdftotext. Texts are looked
for as UTF-8 and as UTF-16, numbers also with marks between their digits. What was planted as a contact may stand in
`outbox/`, what was planted as of the office on the pages of the participants. Prints what was found where.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

tokens = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
GROUPED = re.compile("(?<=\\d)[ .,'\u00a0\u2009\u202f\u2019](?=\\d{3})")
ANY = re.compile("|".join(re.escape(token) for token in sorted(tokens)))


def parts(path):
    content = path.read_bytes()
    yield path.name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            for part in archive.namelist():
                yield f"{path.name}!{part}", archive.read(part)
    if content.startswith(b"%PDF"):
        with tempfile.TemporaryDirectory() as folder:
            plain = pathlib.Path(folder) / "plain"
            if shutil.which("qpdf"):
                command = ["qpdf", "--qdf", "--object-streams=disable", str(path), str(plain)]
                subprocess.run(command, check=True, capture_output=True)
                yield f"{path.name}!streams", plain.read_bytes()
            if shutil.which("pdftotext"):
                subprocess.run(["pdftotext", "-layout", str(path), str(plain)], check=True, capture_output=True)
                yield f"{path.name}!text", plain.read_bytes()


def found(name, content):
    readings = [content.decode("utf-8", "replace")]
    if b"\0" in content:
        readings += [content[start:].decode(f"utf-16-{order}", "replace") for start in (0, 1) for order in ("le", "be")]
    for words in readings:
        yield from ANY.findall(words)
        # Numbers meant for readers may be grouped; in the streams of a page `735.494452` is a place on the paper.
        if not name.endswith("!streams"):
            yield from ANY.findall(GROUPED.sub("", words))


problems = set()
searched = 0
for folder in map(pathlib.Path, sys.argv[2:]):
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for name, content in parts(path):
            searched += 1
            for token in found(name, content):
                contact = tokens[token].startswith("contact") and "outbox" in path.parts
                office = tokens[token].startswith("office") and path.parent.name == "participants"
                if not contact and not office:
                    problems.add(f"{path.relative_to(folder.parent)} {name}: {token}, planted as {tokens[token]}")
print("\n".join(sorted(problems)[:80]))
print(f"{len(tokens)} tokens, {searched} parts searched, {len(problems)} found")
sys.exit(1 if problems else 0)
