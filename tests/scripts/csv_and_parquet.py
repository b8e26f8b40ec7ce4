"""Compares the two files of each table that is published as CSV and as Parquet, both read by DuckDB.

Usage: csv_and_parquet.py DATA_FOLDER

The CSV is read with the types that datapackage.json declares, and every cell of it must be of its type. A column has
the same name, place and type in both, and the rows are the same in the same order. Numbers and days are texts in
Parquet; they are compared as texts, digit by digit, and so are whole numbers. A text that a spreadsheet would compute
has an apostrophe in front in the CSV alone.
"""

import json
import os
import sys

import duckdb

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(38, 12)", "date": "DATE", "boolean": "BOOLEAN"}
COMPUTED = ("=", "+", "-", "@", "\t", "\r")

os.chdir(sys.argv[1])
connection = duckdb.connect()


def rows(query):
    return connection.execute(query).fetchall()


def columns_of(query):
    return [(row[0], row[1]) for row in rows(f"DESCRIBE {query}")]


def quoted(columns):
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in columns) + "}"


def read_csv(path, columns):
    return (f"SELECT * FROM read_csv('{path}', header = true, auto_detect = false, delim = ',', quote = '\"', "
            f"escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {quoted(columns)})")


def in_csv(value):
    return "'" + value if isinstance(value, str) and value.startswith(COMPUTED) else value


def compare(table, parquet):
    """What differs between the files of a table, in words; the number of its rows."""
    fields = [(field["name"], field["type"]) for field in table["schema"]["fields"]]
    rows(read_csv(table["path"], [(name, TYPES[kind]) for name, kind in fields]))
    stored = [(name, "BIGINT" if kind == "integer" else "VARCHAR") for name, kind in fields]
    if columns_of(f"SELECT * FROM '{parquet}'") != stored:
        return f"the columns of {parquet} are not those of its schema", 0
    ours = rows(read_csv(table["path"], stored))
    theirs = rows(f"SELECT * FROM '{parquet}'")
    texts = {index for index, (_, kind) in enumerate(fields) if kind == "string"}
    theirs = [tuple(in_csv(value) if index in texts else value for index, value in enumerate(row)) for row in theirs]
    for number, (one, other) in enumerate(zip(ours, theirs), start=1):
        if one != other:
            return f"row {number} of {table['path']} is {one}, and of {parquet} {other}", 0
    if len(ours) != len(theirs):
        return f"{table['path']} has {len(ours)} rows, {parquet} {len(theirs)}", 0
    return None, len(ours)


def main():
    with open("datapackage.json", encoding="utf-8") as file:
        resources = json.load(file)["resources"]
    tables = {one["path"]: one for one in resources if one["format"] == "csv"}
    files = sorted(one["path"] for one in resources if one["format"] == "parquet")
    if files != sorted(name for name in os.listdir() if name.endswith(".parquet")) or not files:
        sys.exit("the Parquet files of the folder are not those of the package")
    compared = 0
    for parquet in files:
        differs, count = compare(tables[parquet.replace(".parquet", ".csv")], parquet)
        if differs:
            sys.exit(differs)
        compared += count
    print(f"{len(files)} tables, {compared} rows, none differs")


if __name__ == "__main__":
    main()
