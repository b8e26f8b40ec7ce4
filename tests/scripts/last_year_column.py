"""The column of last year on the sheet of the statement, against what was published of last year.

Usage: last_year_column.py RECALCULATED.ods finance_years.csv
"""

import csv
import sys
from decimal import Decimal

from ods import cells, heads, rows

computed = cells(sys.argv[1])
published = list(csv.DictReader(open(sys.argv[2], encoding="utf-8")))
last = min(sorted({row["year"] for row in published})[-2:])
own = [row for row in published if row["year"] == last]
at = heads(computed, "Statement")["Last year"]
shown = {row[1]: row.get(at) for row in rows(computed, "Statement") if 1 in row}
kinds = ("income", "expense")
titles = {"other_income": "Other income", "other_expense": "Other expense", "contribution": "Contributions",
          "voluntary": "Voluntary contributions", "earmarked": "Earmarked income"}
expected = {
    "Opening balance": [row for row in own if row["kind"] == "opening"],
    "Closing balance": [row for row in own if row["kind"] == "closing"],
    **{f"Total {kind}": [row for row in own if row["kind"] == kind] for kind in kinds},
    **{titles.get(row["class"], row["class"].capitalize()): [row] for row in own if row["class"]},
}
for title, found in expected.items():
    amount = sum(Decimal(row["amount"]) for row in found)
    if shown.get(title) != amount:
        sys.exit(f"{title}: {shown.get(title)} is shown, {amount} was published of {last}")
both = [shown[f"Total {kind}"] for kind in kinds]
if shown["Opening balance"] + both[0] - both[1] != shown["Closing balance"]:
    sys.exit(f"the column does not add up: {shown}")
gone = [row for row in rows(computed, "Accounts") if "Accounts no longer in use" in row.values()]
if len(gone) != 1:
    sys.exit(f"{len(gone)} rows of accounts no longer in use")
