"""Adds one to a number in a cell of a workbook, and leaves the rest as it is.

    plus_one.py FILE SHEET CELL
"""

import sys

import openpyxl

path, sheet, cell = sys.argv[1:]
book = openpyxl.load_workbook(path)
book[sheet][cell].value += 1
book.save(path)
