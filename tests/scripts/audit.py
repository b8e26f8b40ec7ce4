"""Runs data/audit.sql in DuckDB, as anyone can who has the open data.

Usage: audit.py DATA_FOLDER [INDICATOR...]

Every figure must be as recomputed, the tables must hold what they rest on, every figure of the audited families must
have one row and be recomputed by a rule of its own, and the indicators must all be among them. What the audit says of
how many figures of a family rest on sums of what is withheld must be so.
"""

import collections
import csv
import os
import sys

import duckdb

FAMILIES = ("volume", "amount_basis", "amount_tax", "uptake", "guidance", "coverage", "change")
VALUES = ("value", "unit", "status", "contributors")


def run(folder):
    """The connection after the audit, and the rows of its first table and of the last two."""
    os.chdir(folder)
    connection = duckdb.connect()
    shown = []
    with open("audit.sql", encoding="utf-8") as file:
        for statement in connection.extract_statements(file.read()):
            shown.append(connection.execute(statement).fetchall())
    return connection, shown[-4], shown[-2], shown[-1]


def keys(connection, table, where="true"):
    columns = [row[0] for row in connection.execute("DESCRIBE observations").fetchall() if row[0] not in VALUES]
    known = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    selected = ", ".join(column if column in known else f"NULL AS {column}" for column in columns)
    return [tuple(row) for row in connection.execute(f"SELECT {selected} FROM {table} WHERE {where}").fetchall()]


def with_a_withheld_sum():
    """The number of figures of each family that have a sum in `withheld_sums`."""
    with open("withheld_sums.csv", encoding="utf-8", newline="") as file:
        return collections.Counter(row["indicator"].split(".")[0] for row in csv.DictReader(file) if row["sum"])


def main():
    connection, families, basis, differing = run(sys.argv[1])
    for row in basis + differing:
        print(*("" if value is None else value for value in row))
    if basis or differing:
        sys.exit(f"{len(basis)} of what the figures rest on does not hold, {len(differing)} figures differ")
    said = {family: (figures, count) for family, figures, _, count, _ in families}
    if collections.Counter({family: count for family, (_, count) in said.items()}) != with_a_withheld_sum():
        sys.exit(f"the audit says of how many figures rest on withheld sums: {said}")
    family = "split_part(indicator, '.', 1) IN ({})".format(", ".join(f"'{name}'" for name in FAMILIES))
    published = keys(connection, "observations", family)
    if sorted(map(str, published)) != sorted(map(str, keys(connection, "audit"))):
        sys.exit("the audit has not one row for each figure")
    without_rule = set(published) - set(keys(connection, "recomputed"))
    if len(set(published)) != len(published) or without_rule:
        sys.exit(f"not recomputed: {sorted(map(str, without_rule))}")
    if {family: figures for family, (figures, _) in said.items()} != collections.Counter(
            key[0].split(".")[0] for key in published):
        sys.exit(f"the audit says of how many figures it recomputed: {said}")
    audited = {key[0] for key in published}
    missing = {name for name in sys.argv[2:] if name.split(".")[0] in FAMILIES} - audited
    if missing:
        sys.exit(f"no figure of {sorted(missing)}")
    with_value = connection.execute("SELECT count(recomputed) FROM audit").fetchall()[0][0]
    print(f"{len(published)} figures, {with_value} with a value, none differs")


if __name__ == "__main__":
    main()
