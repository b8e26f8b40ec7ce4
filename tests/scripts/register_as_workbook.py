"""Saves a register as a workbook of its name, as an office does that lives in a spreadsheet program, and removes the text.

    python register_as_workbook.py received.csv
"""

import csv
import pathlib
import sys

import openpyxl


def main():
    path = pathlib.Path(sys.argv[1])
    workbook = openpyxl.Workbook()
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            workbook.active.append(row)
    workbook.save(path.with_suffix(".xlsx"))
    path.unlink()


if __name__ == "__main__":
    main()
