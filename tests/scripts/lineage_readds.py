"""Adds up every observation again from the cells that its lineage names, read with programs of others.

    lineage_readds.py WORKSPACE YEAR EXPLAIN.json

`WORKSPACE/reports/YEAR/data/lineage.csv` names the cells; openpyxl reads workbooks, Python's csv text files, and
LibreOffice turns .ods, .xls and .xlsb into .xlsx first. How a value follows from its cells is written here from the
methodology, an indicator family each: rates are computed from the Bank's file, amounts are summed in their own currency
by converted sum and rounded to the cent once. No value is taken from `observations` but to compare with, none from the
column `value` of the lineage. EXPLAIN.json is `cfit explain --format json`: from it come, of lines of purchases, which
converted sum each is in, and the places of cells that the published lineage withholds.

Prints each observation that is not what its cells give, and each that could not be added up, with why; on the last line
the numbers of them as JSON.
"""

import collections
import csv
import datetime
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext
from fractions import Fraction

import openpyxl
from openpyxl.utils.cell import column_index_from_string

workspace, year, explained = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
data = workspace / "reports" / str(year) / "data"
PLACES = {"share": 6, "coefficient": 6, "years": 4, "hours": 2, "devices": 0, "units": 0, "count": 0}
MINOR = {"JPY": 0, "ISK": 0, "KRW": 0, "HUF": 2}


class CannotAdd(Exception):
    """Why an observation cannot be added up."""


def rounded(value, places):
    """A fraction, rounded half to even."""
    value = Fraction(value)
    scaled = value * 10**places
    whole = round(scaled)  # Python rounds a Fraction half to even.
    return Decimal(whole).scaleb(-places)


# ------------------------------------------------------------------------------------------ the files


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
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    head = text[:20000]
    delimiter = max(";,\t|", key=lambda mark: (sum(mark in line for line in head.splitlines()), head.count(mark)))
    quote = max("\"'", key=lambda mark: head.count(delimiter + mark))
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, quotechar=quote)
    cells, first = {}, 1
    for record in reader:
        for at, field in enumerate(record, 1):
            if field.strip():
                cells[first, at] = field
        first = reader.line_num + 1
    return {"": cells}


def of_workbook(stream):
    book = openpyxl.load_workbook(stream, data_only=True)
    return {
        sheet.title: {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        for sheet in book.worksheets
    }


def converted(path):
    """A workbook that openpyxl does not read, as LibreOffice reads it."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [shutil.which("soffice"), profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        return of_workbook(pathlib.Path(folder) / f"{path.stem}.xlsx")


opened = {}


def sheets(path):
    """The sheets of a file: row and column, from 1, of every cell that holds something."""
    if path not in opened:
        file = workspace / path
        content = file.read_bytes()
        if content.startswith(b"PK"):
            names = zipfile.ZipFile(io.BytesIO(content)).namelist()
            plain = any(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
            opened[path] = of_workbook(io.BytesIO(content)) if plain else converted(file)
        elif content.startswith(b"\xd0\xcf\x11\xe0"):
            opened[path] = converted(file)
        else:
            opened[path] = of_text(content)
    return opened[path]


def says(cell):
    path, sheet, row, column = cell
    return sheets(path)[sheet].get((row, column))


def toml(path):
    return tomllib.loads(decoded((workspace / path).read_bytes()), parse_float=Decimal)


def export(path):
    """The rows of an accounting system's export, each with the line it stands on, as a ledger has them."""
    folder = path[: path.index("/finance/") + len("/finance")]
    kinds = {row["account"]: row["kind"] for row in register(f"{folder}/budget.csv").values()}
    (mapping,) = toml(f"{folder}/mapping.toml")["table"]
    (cells,) = sheets(path).values()
    header = {text: column for (row, column), text in cells.items() if row == mapping["header_rows"][-1]}
    rows = {}
    for line in sorted({row for row, _ in cells}):
        said = {name: cells.get((line, header[text])) for name, text in mapping["columns"].items()}
        if line <= mapping["header_rows"][-1] or str(said["account"]) not in kinds:
            continue
        debit = number(said["debit"] or 0) - number(said["credit"] or 0)
        # Debit and credit are those of the bank account: what is in debit came in.
        amount = debit if kinds[str(said["account"])] == "income" else -debit
        rows[line] = {name: str(value or "") for name, value in said.items()}
        rows[line] |= {"amount": str(amount), "currency": mapping["currency"], "date": str(day(said["date"]))}
    return rows


def register(path):
    """The rows of one of the office's own tables, each with the line it stands on."""
    if "/finance/supporting/" in path:
        return export(path)
    cells = sheets(path)[""]
    header = {column: text for (row, column), text in cells.items() if row == 1}
    rows = collections.defaultdict(dict)
    for (row, column), text in cells.items():
        if row > 1 and column in header:
            rows[row][header[column]] = text.strip()
    return dict(rows)


# ------------------------------------------------------------------------------------------ numbers


def number(value, mark=None):
    """A number as people type it; `mark` is the decimal mark where a mapping says it."""
    if value is None or isinstance(value, (bool, datetime.date, datetime.time)):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    text = str(value).strip().replace("−", "-")
    negative = text.startswith("(") and text.endswith(")") or text.endswith("-")
    text = re.sub(r"[^0-9,.\-]", "", text).strip("-") if negative else re.sub(r"[^0-9,.\-]", "", text)
    if not any(letter.isdigit() for letter in text):
        return None
    last = max(text.rfind(","), text.rfind("."))
    if mark is None and last >= 0:
        other = {",": ".", ".": ","}[text[last]]
        groups = re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", text) and text.count(text[last]) > 1
        mark = other if groups else text[last]
    mark = mark or "."
    text = text.replace({",": ".", ".": ","}[mark], "").replace(mark, ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return -found if negative else found


def day(value, style=None):
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if match := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return datetime.date(*map(int, match.groups()))
    if match := re.match(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        first, second, of_year = map(int, match.groups())
        if style and style.startswith("mm"):
            first, second = second, first
        return datetime.date(of_year, second, first)
    return None


# ------------------------------------------------------------------------------------------ the Bank's rates


def bank():
    content = zipfile.ZipFile(workspace / "inputs/rates/eurofxref-hist.zip")
    text = content.read(content.namelist()[0]).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    return {datetime.date.fromisoformat(row["Date"]): row for row in rows}


QUOTES = bank()
ADOPTED = {
    row["currency"]: (datetime.date.fromisoformat(row["from"]), Decimal(row["rate"]))
    for row in register("inputs/rates/euro-adoption.csv").values()
}


def quote(currency, on):
    """Units of a currency for one euro on a day on which the Bank quoted."""
    if currency in ADOPTED and on >= ADOPTED[currency][0]:
        return ADOPTED[currency][1]
    text = QUOTES[on].get(currency, "").strip()
    return Decimal(text) if text and text != "N/A" else None


def mean_rate(currency, period):
    """Arithmetic mean over the days of a period, rounded to 8 decimals half to even; `None` without a quote."""
    if currency == "EUR":
        return Decimal(1)
    found = [quote(currency, on) for on in QUOTES if period[0] <= on <= period[1]]
    found = [Fraction(rate) for rate in found if rate is not None]
    return rounded(sum(found) / len(found), 8) if found else None


def rate_on(currency, on):
    """The rate of a day, or the last one before."""
    if currency == "EUR":
        return Decimal(1)
    for before in sorted((other for other in QUOTES if other <= on), reverse=True):
        if (found := quote(currency, before)) is not None:
            return found
    raise CannotAdd(f"no rate of {currency} on {on}")


# ------------------------------------------------------------------------------------------ returns


class Form:
    """A return: which question stands in which cell, by the names the form holds beside its answers."""

    def __init__(self, path):
        self.path = path
        self.year = int(path.split("/")[1])
        self.names = {}
        self.cells = collections.defaultdict(list)
        for sheet, cells in sheets(path).items():
            head = str(cells.get((1, 1), ""))
            last = max((row for row, _ in cells), default=0)
            if head.startswith("group:"):
                answer = next((c for (r, c), text in cells.items() if r == 1 and text == "answer"), 3)
                for row in range(2, last + 1):
                    if name := cells.get((row, 1)):
                        self.add(str(name), (path, sheet, row, answer), None)
            elif head.startswith("repeat:"):
                width = max(column for _, column in cells)
                for column in range(2, width + 1):
                    if name := cells.get((1, column)):
                        for row in range(2, last + 1):
                            self.add(str(name), (path, sheet, row, column), head.split(":")[1])

    def add(self, name, cell, repeat):
        self.names[cell] = name
        self.cells[name, repeat].append(cell)

    def answer(self, name):
        found = self.cells.get((name, None), [])
        return corrected(found[0]) if found else None

    def beside(self, cell, name):
        """The answer in another column of the row of a repeat."""
        for (other, repeat), cells in self.cells.items():
            if other == name and repeat:
                for one in cells:
                    if one[1] == cell[1] and one[2] == cell[2]:
                        return corrected(one)
        return None

    def period(self):
        settings = toml(f"inputs/{self.year}/year.toml")
        start, end = (self.answer(name) for name in ("period_start", "period_end"))
        return (day(start) if start else settings["period_start"], day(end) if end else settings["period_end"])

    def currency(self):
        return str(self.answer("currency") or "").strip()

    def tax(self):
        """The rate of the tax that amounts hold, as a fraction; `None` where they hold none."""
        words = str(self.answer("tax") or "").lower()
        rate = number(self.answer("tax_rate"))
        without = any(word in words for word in ("without", "exclu", "hors", "sans"))
        return rate / 100 if words and not without and rate is not None else None


forms = {}


def form(path):
    if path not in forms:
        forms[path] = Form(path)
    return forms[path]


def form_of(participant, of_year):
    """The return of a participant that counts: the one that lineage and explanation name."""
    path = returns_used.get((of_year, participant))
    return form(path) if path else None


CORRECTIONS = {}


def corrected(cell):
    """What a cell says, or the correction that holds instead."""
    return says(CORRECTIONS.get(cell, cell))


def level(value):
    """A level 0 to 4, `na` or `blank`."""
    text = str(value if value is not None else "").strip()
    if not text:
        return "blank"
    return text[0] if re.match(r"[0-4](\D|$)", text) else "na"


# ------------------------------------------------------------------------------------------ supporting files


class Table:
    """A table of a supporting file as its mapping says it is to be read."""

    def __init__(self, mapping, path, sheet):
        self.mapping, self.path, self.sheet = mapping, path, sheet
        cells = sheets(path)[sheet]
        columns = mapping.get("columns", {})
        rows = mapping.get("header_rows") or self.found(cells, columns)
        self.last_header = max(rows)
        width = max(column for _, column in cells)
        self.headers = {}
        for column in range(1, width + 1):
            parts, words = [], []
            for row in rows:
                text = cells.get((row, column))
                if text is None and row != rows[-1]:
                    left = [cells[row, c] for c in range(column - 1, 0, -1) if cells.get((row, c)) is not None][:1]
                    parts += [str(text).strip() for text in left]
                elif text is not None:
                    parts.append(str(text).strip())
                    words.append(str(text).strip())
            self.headers[column] = {" ".join(parts), " ".join(words), *words}
        self.fields = {field: self.column(text) for field, text in columns.items()}

    @staticmethod
    def found(cells, columns):
        wanted = {text.casefold() for text in columns.values()}
        rows = {row for row, _ in cells}
        here = lambda row: {str(text).strip().casefold() for (r, _), text in cells.items() if r == row}
        return [max(rows, key=lambda row: (len(wanted & here(row)), -row))]

    def column(self, header):
        wanted = " ".join(header.split()).casefold()
        for column, names in self.headers.items():
            if wanted in {" ".join(name.split()).casefold() for name in names}:
                return column
        return None

    def holds(self, row):
        return row > self.last_header

    def text(self, row, column):
        return str(sheets(self.path)[self.sheet].get((row, column)) or "").strip()

    def amount(self, cell):
        _, _, row, column = cell
        found = number(says(cell), self.mapping.get("decimal"))
        if found is None:
            return None
        found *= Decimal(self.mapping.get("unit", 1))
        if self.mapping.get("sign") == "reversed":
            found = -found
        return -abs(found) if self.is_credit(row) else found

    def is_credit(self, row):
        when = self.mapping.get("negative_when")
        return bool(when and re.search(when["matches"], self.text(row, self.column(when["column"])), re.IGNORECASE))

    def currency(self, row):
        column = self.fields.get("currency")
        return (self.text(row, column) if column else "") or self.mapping.get("currency", "")

    def tax(self):
        """The rate of the tax its amounts hold; `None` where they hold none, `...` where the mapping does not say."""
        if "tax" not in self.mapping:
            return ...
        return Decimal(str(self.mapping["tax_rate"])) if self.mapping["tax"] == "included" else None

    def field(self, column):
        for field, own in self.fields.items():
            if own == column:
                return field
        return "amount" if self.mapping.get("unpivot", {}).get("into", "amount") == "amount" else "units"


tables = {}


def table(path, sheet, row):
    """The table a row of a supporting file is in."""
    if (path, sheet) not in tables:
        folder, inside = path.split("/supporting/")
        found = []
        for mapping in toml(f"{folder}/mapping.toml")["table"]:
            pattern = mapping["file"].removeprefix("supporting/")
            of_sheet = mapping.get("sheet", "*")
            if pathlib.PurePath(inside).match(pattern) and pathlib.PurePath(sheet or inside).match(of_sheet):
                found.append(Table(mapping, path, sheet))
        tables[path, sheet] = found
    here = [one for one in tables[path, sheet] if one.holds(row)]
    if not here:
        raise CannotAdd(f"no table of {path} holds row {row}")
    return max(here, key=lambda one: one.last_header)


# ------------------------------------------------------------------------------------------ the sources


CELLS = re.compile(r"^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$")
FIELDS = re.compile(r"^(\d+)(?:-(\d+))?:(\d+)(?:-(\d+))?$")


def parsed(source):
    """The cells of one place; the path alone for a whole file."""
    path, *rest = source.split("!")
    if not rest:
        return path
    cell, sheet = rest[-1], "!".join(rest[:-1])
    if match := CELLS.match(cell):
        first, row, last, end = match.groups()
        columns = column_index_from_string(first), column_index_from_string(last or first)
        rows = int(row), int(end or row)
    else:
        line, end, field, last = FIELDS.match(cell).groups()
        columns = int(field), int(last or field)
        rows = int(line), int(end or line)
    return [
        (path, sheet, row, column)
        for row in range(rows[0], rows[1] + 1)
        for column in range(columns[0], columns[1] + 1)
    ]


Entry = collections.namedtuple("Entry", "participant cells path")


def entry(participant, source):
    """The cells of one source; a correction behind a cell takes its place."""
    cells, path = [], None
    for part in source.split("; "):
        found = parsed(part)
        if isinstance(found, str):
            path = found
        elif found[0][0].endswith("/corrections.csv"):
            CORRECTIONS[cells[-1]] = found[0]
        else:
            cells += found
    return Entry(participant, cells, path)


DIMENSIONS = []


def key_of(row, participant):
    return (row["indicator"], row["year"], *(row[name] for name in DIMENSIONS[:-1]), row[participant])


def read_lineage():
    """The entries of each observation; `None` where one of them is withheld."""
    global DIMENSIONS
    with open(data / "lineage.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names = reader.fieldnames
        own = names[2 : names.index("participant")]
        DIMENSIONS = [name for name in own if name != "participant_of_cut"] + ["participant_of_cut"]
        found = collections.defaultdict(list)
        for row in reader:
            key = key_of(row, "participant_of_cut")
            source = row["source"].removeprefix("'")
            if found[key] is None:
                continue
            of_year = f"inputs/{year}/" in source or not re.match(r"inputs/\d{4}/", source)
            if not source or ("!" not in source and not of_year):
                found[key] = None
            else:
                found[key].append(entry(row["participant"], source))
    return found


def read_observations():
    with open(data / "observations.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file)]
    return {key_of(row, "participant"): row for row in rows}


def read_explained():
    """By observation its entries, and by cell the converted sum its line is in."""
    entries, sums, routes = {}, {}, {}
    for figure in json.loads(explained.read_text(encoding="utf-8")):
        cut = {key["dimension"]: key["code"] for key in figure["cut"]}
        key = (figure["definition"]["id"], str(figure["year"]), *(cut.get(name, "") for name in DIMENSIONS[:-1]), cut.get("participant", ""))
        own = []
        for participant in figure["participants"]:
            of = participant["participant"]
            for total in participant["sums"]:
                identity = (
                    total["year"], of, total["owner"], total["product_group"], total["condition"],
                    total["acquisition"], total["counted_as"], total["currency"],
                )
                for cell in total["cells"]:
                    one = with_correction(of, cell)
                    own.append(one)
                    for place in one.cells:
                        sums[place] = identity
            own += [with_correction(of, cell) for cell in participant["cells"]]
        entries[key] = own
        if key[0] == "end_of_use.units":
            for one in own:
                for cell in one.cells:
                    routes[cell] = cut["route"]
    return entries, sums, routes


def with_correction(participant, cell):
    found = entry(participant, cell["source"])
    if cell["correction"]:
        CORRECTIONS[found.cells[0]] = parsed(cell["correction"]["source"])[0]
    return found


# ------------------------------------------------------------------------------------------ lines of purchases


def is_return(cell):
    return "/returns/" in cell[0] and "/supporting/" not in cell[0]


def field(cell):
    """What a cell is: the question of a return, the field of a supporting table."""
    if is_return(cell):
        name = form(cell[0]).names.get(cell)
        if name is None:
            raise CannotAdd(f"the form does not say which question stands in {cell}")
        return name
    return table(*cell[:3]).field(cell[3])


def amount(cell):
    """The amount in a cell and its currency; without recoverable taxes, in whole minor units."""
    participant = cell[0].split("/")[3]
    own = form_of(participant, int(cell[0].split("/")[1]))
    if is_return(cell):
        found, tax = number(corrected(cell)), own.tax()
        currency = str(own.beside(cell, "currency") or "").strip() or own.currency()
    else:
        of = table(*cell[:3])
        found, tax, currency = of.amount(cell), of.tax(), of.currency(cell[2])
        if tax is ...:
            tax = own.tax() if own else None
        currency = currency or (own.currency() if own else "")
    if found is None:
        return None
    if tax:
        found = Fraction(found) / Fraction(1 + tax)
    return rounded(found, MINOR.get(currency, 2)), currency


def units(cell):
    """The units in a cell; a table without a column of units lists one in each row. Those of a credit note that is typed
    without a minus are taken back."""
    if is_return(cell):
        return number(corrected(cell)) or Decimal(0)
    of = table(*cell[:3])
    if of.field(cell[3]) != "units" and "units" not in of.fields:
        return Decimal(1)
    found = number(says(cell), of.mapping.get("decimal"))
    if found is None:
        return Decimal(1 if of.mapping["kind"] != "orders" else 0)
    return -abs(found) if of.is_credit(cell[2]) else found


def total_sums(entries):
    """The amounts of the entries by the converted sum they are in, each in its own currency."""
    found = collections.defaultdict(lambda: collections.defaultdict(Decimal))
    for one in entries:
        for cell in one.cells:
            if field(cell) != "amount":
                continue
            read = amount(cell)
            if read is None:
                continue
            if cell not in sums:
                raise CannotAdd(f"no converted sum holds {cell}")
            found[sums[cell]][read[1]] += read[0]
    flat = {}
    for identity, by_currency in found.items():
        if len(by_currency) != 1:
            raise CannotAdd(f"one sum in several currencies: {identity}")
        currency, total = next(iter(by_currency.items()))
        if currency != identity[-1]:
            raise CannotAdd(f"{currency} was read and {identity[-1]} counted")
        flat[identity] = (total, currency)
    return flat


def period_of(participant, of_year):
    own = form_of(participant, of_year)
    if own:
        return own.period()
    settings = toml(f"inputs/{of_year}/year.toml")
    return settings["period_start"], settings["period_end"]


rates = {}


def rate(currency, participant, of_year):
    key = (currency, period_of(participant, of_year))
    if key not in rates:
        rates[key] = mean_rate(*key)
    return rates[key]


def in_euro(identity, total, currency, at_year=None):
    """A sum in euro, rounded to the cent once, at the mean rate of its reporter's own period."""
    used = rate(currency, identity[1], at_year or identity[0])
    return None if used is None else rounded(Fraction(total) / Fraction(used), 2)


def euro_sums(entries):
    return {identity: in_euro(identity, *total) for identity, total in total_sums(entries).items()}


# ------------------------------------------------------------------------------------------ a recipe a family


def all_cells(entries):
    return [(one.participant, cell) for one in entries for cell in one.cells]


def volume_amount(cut, entries):
    return sum(euro_sums(entries).values())


def volume_units(cut, entries):
    return sum(units(cell) for _, cell in all_cells(entries))


def lines_left_out(cut, entries):
    """A line each row; in a table with a column a month a line each cell that is filled."""
    count = 0
    for one in entries:
        wide = len({cell[3] for cell in one.cells}) > 1
        count += sum(says(cell) is not None for cell in one.cells) if wide else len(one.cells)
    return count


def by_owner(entries):
    owners = collections.defaultdict(Decimal)
    for identity, euro in euro_sums(entries).items():
        owners[identity[2]] += euro
    return owners


def concentration(largest):
    def recipe(cut, entries):
        owners = sorted(by_owner(entries).values(), reverse=True)
        return Fraction(sum(owners[:largest])) / Fraction(sum(owners))

    return recipe


def with_estimates(cut, entries):
    """What is reported, and for each silent participant and group the larger of 0 and last year's direct volume less
    what others reported on its behalf this year."""
    euro = euro_sums(entries)
    reported = sum(value for identity, value in euro.items() if identity[0] == year)
    last, on_behalf = collections.defaultdict(Decimal), collections.defaultdict(Decimal)
    for identity, value in euro.items():
        key = (identity[2], identity[3])
        if identity[0] == year - 1:
            last[key] += value
        elif identity[6] == "on_behalf":
            on_behalf[key] += value
    return reported + sum(max(Decimal(0), value - on_behalf[key]) for key, value in last.items())


def change(cut, entries):
    """This year's sums less last year's; of the exchange rate this year's at both years' rates; of like for like this
    year's at last year's rates, where the currency has one in both."""
    value = Decimal(0)
    component = cut["component"]
    for identity, (total, currency) in total_sums(entries).items():
        own = in_euro(identity, total, currency)
        if identity[0] == year - 1:
            value -= own
            continue
        at_last = in_euro(identity, total, currency, year - 1)
        if component == "exchange_rate":
            value += own - (own if at_last is None else at_last)
        elif component == "like_for_like":
            value += own if at_last is None else at_last
        else:
            value += own
    return value


def part_and_whole(part):
    """Units of a quality, and all units, by what each cell is."""

    def sides(entries):
        of, whole, labels = Decimal(0), Decimal(0), []
        for _, cell in all_cells(entries):
            name = field(cell)
            if name == "units":
                whole += units(cell)
            elif name == part[0]:
                of += number(corrected(cell)) or Decimal(0)
            elif name == part[1]:
                labels.append(cell)
        return of + sum(marked(cell) for cell in labels), whole

    return sides


def marked(cell):
    """The units of a row of orders that has a label (or stands under the criteria): a blank cell counts none."""
    of = table(*cell[:3])
    text = of.text(cell[2], cell[3])
    values = of.mapping.get("values", {}).get(of.field(cell[3]), {})
    said = str(values.get(text, text)).strip().casefold()
    if said not in YES and said not in TYPE_ONE:
        return Decimal(0)
    return units((cell[0], cell[1], cell[2], of.fields["units"]))


YES = {"yes", "ja", "oui", "x", "1", "true"}
TYPE_ONE = {
    word.strip().casefold()
    for row in register("inputs/ecolabels.csv").values()
    if row["type_one"] == "yes"
    for word in [row["label"], *row.get("words", "").split(";")]
    if word.strip()
}

LABELLED = part_and_whole(("labelled_units", "labels"))
CRITERIA = part_and_whole(("criteria_units", "criteria"))


def share_of(sides):
    def recipe(cut, entries):
        part, whole = sides(entries)
        return Fraction(part) / Fraction(whole)

    return recipe


def refurbished(entries):
    part, whole = Decimal(0), Decimal(0)
    for _, cell in all_cells(entries):
        condition = sums[cell][4]
        if condition != "unknown":
            whole += units(cell)
            part += units(cell) if condition in ("refurbished", "remanufactured") else 0
    return part, whole


def answered_by(sides, indicator):
    """The units that the share rests on ÷ all units: those of volume.direct.units of the same cut."""

    def recipe(cut, entries):
        denominator = of_cut(f"{indicator}.denominator", cut)
        whole = volume_units(cut, entries)
        return Fraction(volume_units(cut, denominator)) / Fraction(whole)

    return recipe


def of_cut(indicator, cut):
    """The entries of another indicator in the same cut."""
    key = (indicator, cut["year"], *(cut[name] for name in DIMENSIONS[:-1]), cut["participant"])
    found = lineage.get(key) or office.get(key)
    if found is None:
        raise CannotAdd(f"{indicator} of the same cut has no lineage")
    return found


def levels(entries):
    return [(of, cell, level(corrected(cell))) for of, cell in all_cells(entries)]


def answers_at(cut, entries):
    found = levels(entries)
    if wrong := [cell for _, cell, own in found if own != cut["level"]]:
        raise CannotAdd(f"{wrong[0]} is not at {cut['level']}")
    return len(found)


def graded(entries):
    return [(of, int(own)) for of, _, own in levels(entries) if own.isdigit()]


def rate_from(lowest):
    def recipe(cut, entries):
        found = graded(entries)
        return Fraction(sum(own >= lowest for _, own in found), len(found))

    return recipe


def answers(cut, entries):
    return len(graded(entries))


def median(cut, entries):
    found = sorted(own for _, own in graded(entries))
    return found[(len(found) - 1) // 2]


def participant_level(cut, entries):
    own = collections.defaultdict(list)
    for of, _, said in levels(entries):
        if said != "na":
            own[of].append(said)
        else:
            own[of] += []
    for of, said in own.items():
        digits = sorted(int(one) for one in said if one.isdigit())
        enough = digits and len(digits) * 2 >= len(said)
        found = str(digits[(len(digits) - 1) // 2]) if enough else "cannot_say"
        if found != cut["level"]:
            raise CannotAdd(f"{of} is at {found}")
    return len(own)


def weighted_rate(cut, entries):
    weights = by_owner(entries)
    asked = [Entry(one.participant, [cell for cell in one.cells if not is_amount(cell)], None) for one in entries]
    own = collections.defaultdict(list)
    for of, said in graded(asked):
        own[of].append(said >= 3)
    part = sum(Fraction(weights[of]) * Fraction(sum(said), len(said)) for of, said in own.items())
    return part / Fraction(sum(weights[of] for of in own))


def is_amount(cell):
    return not is_return(cell) or field(cell) == "amount"


def continued(name):
    """The name a practice of this year had last year."""
    cells = sheets(f"inputs/{year}/questionnaire.xlsx")["survey"]
    header = {text: column for (row, column), text in cells.items() if row == 1}
    for (row, column), text in cells.items():
        if column == header["name"] and text == name and "cfit_was" in header:
            return cells.get((row, header["cfit_was"])) or name
    return name


def moved(cut, entries):
    """Pairs of participant and practice in both years, by direction; lost are those of last year without one."""
    pairs = collections.defaultdict(dict)
    for of, cell, own in levels(entries):
        of_year = int(cell[0].split("/")[1])
        name = field(cell) if of_year == year - 1 else continued(field(cell))
        pairs[of, name][of_year] = own
    for pair, own in pairs.items():
        before, now = own.get(year - 1, ""), own.get(year, "")
        both = before.isdigit() and now.isdigit()
        found = ("up" if now > before else "down" if now < before else "same") if both else "lost"
        if found != cut["component"] or not before.isdigit():
            raise CannotAdd(f"{pair} is {found}")
    return len(pairs)


def carried_share(cut, entries):
    """Pairs whose answer this year has a mark in the column beside it ÷ pairs answered in both years."""
    now = [cell for _, cell in all_cells(entries) if int(cell[0].split("/")[1]) == year]
    before = len(all_cells(entries)) - len(now)
    if before != len(now):
        raise CannotAdd("not every answer has one of last year beside it")

    def mark(cell):
        cells = sheets(cell[0])[cell[1]]
        column = next((c for (r, c), text in cells.items() if r == 1 and text == "carried"), None)
        return column and cells.get((cell[2], column)) is not None

    return Fraction(sum(bool(mark(cell)) for cell in now), len(now))


def evidence_share(cut, entries):
    """Answers at 4 of those whose return names evidence of the strategy ÷ answers at 4."""
    named, at_four = {}, collections.Counter()
    for of, cell in all_cells(entries):
        if field(cell).endswith("_evidence"):
            named[of] = bool(str(corrected(cell) or "").strip())
        else:
            if level(corrected(cell)) != "4":
                raise CannotAdd(f"{cell} is not at 4")
            at_four[of] += 1
    return Fraction(sum(count for of, count in at_four.items() if named.get(of)), sum(at_four.values()))


def part_of_direct(indicator):
    """What of the direct volume says so ÷ all of it."""

    def recipe(cut, entries):
        whole = of_cut("volume.direct.amount", cut | {"component": ""})
        part = of_cut(indicator, cut)
        return Fraction(volume_amount(cut, part)) / Fraction(volume_amount(cut, whole))

    return recipe


def per_100_users(cut, entries):
    """Quartiles over participants of devices in their direct volume ÷ users × 100, by linear interpolation (type 7)."""
    users, bought = split(entries, "users_served")
    own = {of: Fraction(units(cell)) for of, cell in all_cells(users)}
    devices_of = collections.defaultdict(Fraction)
    for _, cell in all_cells(bought):
        devices_of[sums[cell][2]] += Fraction(units(cell))
    values = sorted(devices_of[of] / count * 100 for of, count in own.items())
    at = (len(values) - 1) * {"q1": Fraction(1, 4), "median": Fraction(1, 2), "q3": Fraction(3, 4)}[cut["component"]]
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (at - low) * (values[high] - values[low])


def outreach_amount(cut, entries):
    """Amounts by participant, currency and basis, each sum converted and rounded once."""
    totals = collections.defaultdict(Decimal)
    for of, cell in all_cells(entries):
        own = form(cell[0])
        currency = str(own.beside(cell, "currency") or "").strip() or own.currency()
        totals[of, currency, str(own.beside(cell, "basis"))] += number(corrected(cell))
    return sum(
        rounded(Fraction(total) / Fraction(rate(currency, of, int(cut["year"]))), 2)
        for (of, currency, _), total in totals.items()
    )


def activities(cut, entries):
    return len({cell[:3] for _, cell in all_cells(entries)})


def rows_of(entries):
    """The cells of each row, by what they are."""
    rows = collections.defaultdict(dict)
    for of, cell in all_cells(entries):
        rows[cell[:3]][field(cell)] = cell
    return rows


def devices(cut, entries):
    return sum(units(cell) for _, cell in all_cells(entries))


def mean_of(declared, listed):
    """Means weighted by devices: declared with a mean age or lifetime, or listed with a day or a lifetime each."""

    def parts(entries):
        years, count, lent = Fraction(0), Decimal(0), []
        blank = {}
        for place, cells in rows_of(entries).items():
            if "/supporting/" in place[0]:
                kind = listed if listed in cells else None
                own = units(next(cell for name, cell in cells.items() if name != listed or len(cells) == 1))
                if kind is None:
                    lent.append((place[0].split("/")[3], own))
                    continue
                years += Fraction(own) * each(cells[kind], listed)
                count += own
            elif "devices" in cells and number(corrected(cells["devices"])) is not None:
                own = units(cells["devices"])
                years += Fraction(own) * Fraction(number(corrected(cells[declared])))
                count += own
            else:
                blank[place[0].split("/")[3]] = Fraction(number(corrected(cells[declared])))
        for of, own in lent:
            years += Fraction(own) * blank[of]
            count += own
        return years, count

    return parts


def each(cell, listed):
    of = table(*cell[:3])
    if listed == "planned_lifetime_years":
        return Fraction(number(says(cell), of.mapping.get("decimal")))
    path = cell[0].split("/")
    end = period_of(path[3], int(path[1]))[1]
    return Fraction((end - day(says(cell), of.mapping.get("date_format"))).days * 100, 36525)


AGE = mean_of("mean_age_years", "bought_on")
LIFETIME = mean_of("planned_lifetime_years", "planned_lifetime_years")


def mean(parts):
    def recipe(cut, entries):
        years, count = parts(entries)
        return years / Fraction(count)

    return recipe


def mean_devices(parts):
    return lambda cut, entries: parts(entries)[1]


def split(entries, name):
    """The cells that are the answer to a question, and the others."""
    inside = [Entry(o.participant, [c for c in o.cells if is_return(c) and field(c) == name], None) for o in entries]
    outside = [Entry(o.participant, [c for c in o.cells if not (is_return(c) and field(c) == name)], None) for o in entries]
    return inside, outside


def devices_per_user(cut, entries):
    users, stock = split(entries, "users_served")
    return Fraction(devices(cut, stock)) / Fraction(devices(cut, users))


AGAIN = {"reused_inside", "donated", "sold_for_reuse", "remanufactured"}


def by_route(wanted):
    def total(entries):
        return sum(units(cell) for _, cell in all_cells(entries) if wanted(routes[cell]))

    return total


def route_share(part, whole):
    return lambda cut, entries: Fraction(by_route(part)(entries)) / Fraction(by_route(whole)(entries))


# Who counts.


def in_register(entries):
    """The participants of the register's rows that are named, each in force in the year's period."""
    rows = register("inputs/participants.csv")
    settings = toml(f"inputs/{year}/year.toml")
    found = set()
    for of, cell in all_cells(entries):
        if cell[0] != "inputs/participants.csv":
            continue
        row = rows[cell[2]]
        since = [day(row[name]) for name in ("procuring_since", "coordinating_since") if row.get(name)]
        left = day(row["left"]) if row.get("left") else datetime.date.max
        start = max(min(since), settings["period_start"])
        end = min(left, settings["period_end"])
        if row["id"] != of or start > end:
            raise CannotAdd(f"{of} is not in force by {cell}")
        found.add((of, (end - start).days + 1))
    return found


def in_force(cut, entries):
    return len(in_register(entries))


def expected(cut, entries):
    exempt = {one["participant"] for one in toml(f"inputs/{year}/year.toml").get("exempt", [])}
    found = in_register(entries)
    if wrong := [of for of, _ in found if of in exempt]:
        raise CannotAdd(f"{wrong} are exempt")
    return len(found)


def returned(cut, entries):
    found = {one.participant for one in entries if one.path and f"/returns/{one.participant}/" in one.path}
    if any(not (workspace / one.path).exists() for one in entries):
        raise CannotAdd("a return is not there")
    return len(found)


def covered(cut, entries):
    found = set()
    for of, cell in all_cells(entries):
        if of not in re.split(r"[;,\s]+", str(corrected(cell))):
            raise CannotAdd(f"{cell} does not say {of}")
        found.add(of)
    return len(found)


def on_time(cut, entries):
    settings = toml(f"inputs/{year}/year.toml")
    later = {one["participant"]: one["until"] for one in settings.get("extension", [])}
    for of, cell in all_cells(entries):
        if day(says(cell)) > later.get(of, settings["deadline"]):
            raise CannotAdd(f"{of} came late by {cell}")
    return len(entries)


def reported(entries):
    """Those whose return is named, and those that a return says it reports for."""
    own = {one.participant for one in entries if one.path}
    cells = [(of, cell) for of, cell in all_cells(entries) if is_return(cell) and field(cell) == "reports_for"]
    return own | {of for of, cell in cells if of in re.split(r"[;,\s]+", str(corrected(cell)))}


def response_rate(cut, entries):
    wanted = {of for of, _ in in_register(entries)}
    return Fraction(len(wanted & reported(entries)), len(wanted))


def by_volume(cut, entries):
    here = reported(entries)
    owners = by_owner([one for one in entries if not one.path])
    return Fraction(sum(euro for of, euro in owners.items() if of in here)) / Fraction(sum(owners.values()))


# Money of the Pact.


def booked(cell):
    """An amount of the ledger in the currency of the accounts, at the rate of its day."""
    row = register(cell[0])[cell[2]]
    kept = toml(f"inputs/{year}/year.toml")["finance"]["currency"]
    currency = row.get("currency") or kept
    found = number(row["amount"])
    if currency == kept:
        return rounded(found, 2)
    return rounded(Fraction(found) / Fraction(rate_on(currency, day(row["date"]))), 2)


def ledger(entries):
    is_booking = lambda path: path.endswith("/ledger.csv") or "/finance/supporting/" in path
    return [(of, cell) for of, cell in all_cells(entries) if is_booking(cell[0])]


def money(cut, entries):
    return sum((booked(cell) for _, cell in ledger(entries)), Decimal(0))


def kinds():
    return {row["account"]: row["kind"] for row in register(f"inputs/{year}/finance/budget.csv").values()}


def surplus(cut, entries):
    of = kinds()
    signed = lambda cell: 1 if of[register(cell[0])[cell[2]]["account"]] == "income" else -1
    return sum((signed(cell) * booked(cell) for _, cell in ledger(entries)), Decimal(0))


def set_aside(entries):
    """Of a fund its own opening; of what is in no fund the openings of all."""
    return sum((number(says(cell)) for _, cell in all_cells(entries) if cell[0].endswith("/funds.csv")), Decimal(0))


def opening(cut, entries):
    if cut["fund"] and cut["fund"] != "general":
        return set_aside(entries)
    return whole_opening(entries) - set_aside(entries)


def whole_opening(entries):
    if not any(one.path == f"inputs/{year}/year.toml" for one in entries):
        raise CannotAdd("the settings of the year are not named")
    return toml(f"inputs/{year}/year.toml")["finance"]["opening_balance"]


def closing(cut, entries):
    return opening(cut, entries) + surplus(cut, entries)


def planned(cut, entries):
    return sum((number(says(cell)) for _, cell in all_cells(entries)), Decimal(0))


def in_accounts(amount, currency, on):
    """An amount in the currency of the accounts, at the rate of a day."""
    if currency in (None, "", toml(f"inputs/{year}/year.toml")["finance"]["currency"]):
        return amount
    return rounded(Fraction(amount) / Fraction(rate_on(currency, on)), 2)


def last_day():
    return day(toml(f"inputs/{year}/year.toml")["period_end"])


def due_day(row):
    return day(row["due_on"]) if row.get("due_on") else last_day()


def owed_by(entries):
    """What each participant owes: the rows with their amounts, the oldest first, those without a day last."""
    owed = collections.defaultdict(list)
    for of, cell in all_cells(entries):
        if cell[0].endswith("/contributions.csv"):
            row = register(cell[0])[cell[2]]
            waived = row.get("waived", "").lower() == "yes"
            owed[of].append((row, Decimal(0) if waived else number(says(cell))))
    for rows in owed.values():
        rows.sort(key=lambda own: (not own[0].get("due_on"), own[0].get("due_on")))
    return owed


def due(cut, entries):
    rows = [own for rows in owed_by(entries).values() for own in rows]
    return sum((in_accounts(amount, row["currency"], due_day(row)) for row, amount in rows), Decimal(0))


def left_to_pay(rows, paid):
    """What is left of dues once payments are set off in the currency of each, the oldest first; the rest as booked."""
    left = Decimal(0)
    for currency in sorted({row["currency"] for row, _ in rows} | {register(cell[0])[cell[2]]["currency"] for cell in paid}):
        own = [(row, amount) for row, amount in rows if row["currency"] == currency]
        cells = [cell for cell in paid if register(cell[0])[cell[2]]["currency"] == currency]
        pool = sum((number(says(cell)) for cell in cells), Decimal(0))
        if not own:
            left -= sum((booked(cell) for cell in cells), Decimal(0))
        for at, (row, amount) in enumerate(own):
            off = pool if at == len(own) - 1 else min(max(pool, Decimal(0)), amount)
            pool -= off
            left += in_accounts(amount - off, currency, due_day(row))
    return left


def left_by_participant(entries):
    owed, paid = owed_by(entries), collections.defaultdict(list)
    for of, cell in ledger(entries):
        paid[of].append(cell)
    return [left_to_pay(owed[of], paid[of]) for of in sorted({*owed, *paid})]


def difference(sign):
    """By participant what is due less what was received, as far as it is above zero, or the reverse."""
    return lambda cut, entries: sum((max(Decimal(0), sign * own) for own in left_by_participant(entries)), Decimal(0))


def exchange_difference(cut, entries):
    return money(cut, entries) - due(cut, entries) + sum(left_by_participant(entries), Decimal(0))


def committed(entries):
    rows = [(register(cell[0])[cell[2]], cell) for _, cell in all_cells(entries) if cell[0].endswith("/commitments.csv")]
    return sum((in_accounts(number(says(cell)), row["currency"], last_day()) for row, cell in rows), Decimal(0))


def reserve_months(cut, entries):
    """What is in no fund and not committed, by the expense of a month; the year has twelve."""
    of, general, spent = kinds(), whole_opening(entries) - set_aside(entries), Decimal(0)
    for _, cell in ledger(entries):
        row = register(cell[0])[cell[2]]
        is_income = of[row["account"]] == "income"
        spent += 0 if is_income else booked(cell)
        if row.get("fund", "") in ("", "general"):
            general += booked(cell) if is_income else -booked(cell)
    settings = toml(f"inputs/{year}/year.toml")
    start, after = day(settings["period_start"]), last_day() + datetime.timedelta(days=1)
    if (start.month, start.day, start.year + 1) != (after.month, after.day, after.year):
        raise CannotAdd("the year has other than twelve months")
    return Fraction(general - committed(entries)) * 12 / Fraction(spent)


def hours_in_kind(cell):
    return number(says(cell)) if cell[0].endswith("/in-kind.csv") else number(corrected(cell))


def in_kind(cut, entries):
    """The values stated, at the mean rate of the year's period; else the hours at the hour rate."""
    settings = toml(f"inputs/{year}/year.toml")
    kept, span = settings["finance"]["currency"], (settings["period_start"], settings["period_end"])
    total = Decimal(0)
    for _, cell in all_cells(entries):
        if cell[0].endswith("/in-kind.csv"):
            row = register(cell[0])[cell[2]]
            is_amount, currency = bool(row.get("amount")), row.get("currency")
        else:
            own = form(cell[0])
            is_amount = field(cell) == "amount"
            currency = str(own.beside(cell, "currency") or "").strip() or own.currency()
        found = Fraction(hours_in_kind(cell))
        if not is_amount:
            found *= Fraction(settings["finance"]["hour_rate"])
        elif currency != kept:
            found /= Fraction(mean_rate(currency, span))
        total += rounded(found, 2)
    return total


RECIPES = {
    "amount_basis.amount": volume_amount,
    "amount_basis.share": part_of_direct("amount_basis.amount"),
    "amount_tax.amount": volume_amount,
    "amount_tax.share": part_of_direct("amount_tax.amount"),
    "buy_less.units_per_100_users": per_100_users,
    "change.component": change,
    "concentration.largest": concentration(1),
    "concentration.three_largest": concentration(3),
    "coverage.by_volume": by_volume,
    "coverage.covered": covered,
    "coverage.expected": expected,
    "coverage.in_force": in_force,
    "coverage.on_time": on_time,
    "coverage.response_rate": response_rate,
    "coverage.returned": returned,
    "end_of_use.reuse_rate": route_share(lambda own: own in AGAIN, lambda own: own != "unknown"),
    "end_of_use.reuse_rate.denominator": lambda cut, entries: by_route(lambda own: own != "unknown")(entries),
    "end_of_use.units": devices,
    "end_of_use.unknown_share": route_share(lambda own: own == "unknown", lambda own: True),
    "evidence.share": evidence_share,
    "finance.advance": money,
    "finance.arrears": money,
    "finance.budget": planned,
    "finance.closing": closing,
    "finance.commitments": lambda cut, entries: committed(entries),
    "finance.due": due,
    "finance.exchange_difference": exchange_difference,
    "finance.expense": money,
    "finance.in_kind": in_kind,
    "finance.in_kind_hours": lambda cut, entries: sum(hours_in_kind(cell) for _, cell in all_cells(entries)),
    "finance.income": money,
    "finance.opening": opening,
    "finance.outstanding": difference(1),
    "finance.overpaid": difference(-1),
    "finance.received": money,
    "finance.reserve_months": reserve_months,
    "finance.revised_budget": planned,
    "finance.surplus": surplus,
    "guidance.level": answers_at,
    "guidance.rate": rate_from(2),
    "in_use.devices": devices,
    "in_use.devices_per_user": devices_per_user,
    "in_use.devices_per_user.users": devices,
    "in_use.mean_age": mean(AGE),
    "in_use.mean_age.devices": mean_devices(AGE),
    "in_use.planned_lifetime": mean(LIFETIME),
    "in_use.planned_lifetime.devices": mean_devices(LIFETIME),
    "outreach.activities": activities,
    "outreach.indirect.amount": outreach_amount,
    "outreach.indirect.units": devices,
    "outreach.organisations": devices,
    "outreach.procurers": devices,
    "share.criteria": share_of(CRITERIA),
    "share.criteria.answered": answered_by(CRITERIA, "share.criteria"),
    "share.criteria.denominator": volume_units,
    "share.labelled": share_of(LABELLED),
    "share.labelled.answered": answered_by(LABELLED, "share.labelled"),
    "share.labelled.denominator": volume_units,
    "share.refurbished": share_of(refurbished),
    "share.refurbished.answered": answered_by(refurbished, "share.refurbished"),
    "share.refurbished.denominator": volume_units,
    "share.refurbished.unknown": volume_units,
    "uptake.carried_share": carried_share,
    "uptake.level": answers_at,
    "uptake.median": median,
    "uptake.moved": moved,
    "uptake.participant_level": participant_level,
    "uptake.rate": rate_from(3),
    "uptake.rate.denominator": answers,
    "uptake.weighted_rate": weighted_rate,
    "volume.left_out.lines": lines_left_out,
    "volume.with_estimates.amount": with_estimates,
    "volume.with_estimates.not_carried.amount": volume_amount,
}
for kind in ("direct", "indirect", "overlap", "collective", "on_behalf"):
    RECIPES[f"volume.{kind}.amount"] = volume_amount
    RECIPES[f"volume.{kind}.units"] = volume_units


# ------------------------------------------------------------------------------------------ the proof


lineage = read_lineage()
office, sums, routes = read_explained()
returns_used = {}
for one in (one for entries in office.values() for one in entries):
    for path in {one.path, *(cell[0] for cell in one.cells)} - {None}:
        parts = path.split("/")
        if len(parts) == 5 and parts[2] == "returns" and parts[4].startswith("return"):
            returns_used[int(parts[1]), parts[3]] = path

added = collections.Counter()
withheld = 0
problems, impossible = [], []
for key, row in sorted(read_observations().items()):
    if not row["value"]:
        continue
    cut = dict(zip(DIMENSIONS[:-1], key[2:-1])) | {"participant": key[-1], "year": key[1]}
    name = " ".join([*key[:2], *(f"{k}={v}" for k, v in cut.items() if v and k != "year")])
    try:
        recipe = RECIPES.get(key[0])
        if recipe is None:
            raise CannotAdd("no recipe says how it follows from its cells")
        published = lineage.get(key, [])
        entries = office.get(key, []) if published is None else published
        with localcontext() as context:
            context.prec = 60
            found = recipe(cut, entries)
        places = PLACES.get(row["unit"], 2)
        if key[0] == "buy_less.units_per_100_users":
            places = 2  # methodology: Shares, uptake, use
        if rounded(found, places) != Decimal(row["value"]):
            problems.append(f"{name}: published {row['value']}, the cells give {rounded(found, places)}")
        added[key[0]] += 1
        withheld += published is None
    except CannotAdd as why:
        impossible.append(f"{name}: {why}")
    except Exception as error:  # noqa: BLE001: every fault is a problem of that observation
        problems.append(f"{name}: {type(error).__name__}: {error}")

for line in problems[:60]:
    print(line)
for line in impossible[:60]:
    print(f"cannot be added up: {line}")
counts = {"added": sum(added.values()), "by_the_office": withheld, "wrong": len(problems), "impossible": len(impossible)}
print(json.dumps(counts | {"wrong_ones": [line.split(":")[0].strip() for line in problems]}))
sys.exit(1 if problems else 0)
