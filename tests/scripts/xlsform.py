"""Converts XLSForms with pyxform; any warning is a failure."""

import sys

from pyxform.xls2xform import convert

failed = False
for path in sys.argv[1:]:
    result = convert(path, validate=False)
    for warning in result.warnings:
        failed = True
        print(f"{path}: {warning}")
    print(f"{path}: {len(result.xform)} characters of XForm")
sys.exit(1 if failed else 0)
