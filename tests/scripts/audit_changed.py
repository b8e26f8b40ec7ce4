"""Changes one number of the open data and expects the audit to find exactly the figures that rest on it.

Usage: audit_changed.py DATA_FOLDER (amount|level)

The folder's tables are written anew. `amount` raises the euro amount of one cell by a euro, `level` lowers one answer
on the uptake ladder from 4 to 0.
"""

import statistics
import sys

from audit import keys, run

connection, _, basis, differing = run(sys.argv[1])
if basis or differing:
    sys.exit("something differs before anything was changed")
columns = [row[0] for row in connection.execute("DESCRIBE observations").fetchall()][:-4]
year = connection.execute("SELECT year FROM the_year").fetchall()[0][0]


def key(indicator, **cut):
    return tuple({"indicator": indicator, "year": year, **cut}.get(column) for column in columns)


def rows(query, *parameters):
    return connection.execute(query, parameters).fetchall()


def rewrite(table, change):
    connection.execute(f"CREATE TABLE changed AS FROM {table}")
    connection.execute(change)
    connection.execute(f"COPY changed TO '{table}.parquet' (FORMAT parquet)")
    connection.execute("DROP TABLE changed")


def of_amount():
    """The figures that hold one cell of a participant's own purchases."""
    cell = rows("""
        SELECT reporter, product_group, scope, condition, acquisition, amount, reporter IN (FROM matched), amount_basis, tax
        FROM cells JOIN product_groups USING (product_group)
        WHERE reporter = owner AND counted_as = 'direct' AND amount_eur IS NOT NULL
        ORDER BY ALL LIMIT 1""")[0]
    owner, group, scope, condition, acquisition, amount, is_matched, basis_of, tax = cell
    rewrite("cells", f"""UPDATE changed SET amount_eur = CAST(CAST(amount_eur AS DECIMAL(38, 2)) + 1 AS VARCHAR)
        WHERE reporter = '{owner}' AND owner = '{owner}' AND counted_as = 'direct' AND product_group = '{group}'
          AND condition = '{condition}' AND acquisition = '{acquisition}' AND amount = '{amount}'""")
    cuts = [{}, {"scope": scope}, {"product_group": group}, {"scope": scope, "condition": condition},
            {"scope": scope, "acquisition": acquisition}]
    expected = {key("volume.with_estimates.amount")}
    expected |= {key("amount_basis.amount", component=basis_of), key("amount_tax.amount", component=tax)}
    # The whole of every share has the cell in it.
    for family, codes in {"amount_basis": "ordered invoiced paid several unknown", "amount_tax": "excluded included several unknown"}.items():
        expected |= {key(f"{family}.share", component=code) for code in codes.split()}
    for panel in [None, "matched"] if is_matched else [None]:
        expected |= {key(f"volume.{kind}.amount", panel=panel, **cut) for kind in ("direct", "collective") for cut in cuts}
        expected.add(key("volume.direct.amount", panel=panel, participant=owner))
    answered = rows("SELECT DISTINCT strategy FROM answers WHERE participant = ? AND step IS NOT NULL", owner)
    return expected | {key("uptake.weighted_rate", strategy=strategy) for (strategy,) in answered}


def participant_level(answers):
    """By levels as they stand in the table: the lower median, or that it cannot be said."""
    asked = [level for level in answers if level != "na"]
    steps = [int(level) for level in asked if level is not None]
    return str(statistics.median_low(steps)) if steps and 2 * len(steps) >= len(asked) else "cannot_say"


def of_level():
    """The figures that one answer is in, as far as the change moves them."""
    participant, practice, strategy, phase, last_level, is_matched = rows("""
        SELECT participant, practice, strategy, phase, last_level, is_matched
        FROM answers JOIN (SELECT practice, phase FROM practices) USING (practice)
        WHERE level = '4' AND last_level = '4' AND strategy IS NOT NULL AND phase IS NOT NULL
          AND participant IN (SELECT owner FROM cells WHERE counted_as = 'direct' AND amount_eur IS NOT NULL)
        ORDER BY is_matched DESC, participant, practice LIMIT 1""")[0]
    impacts = rows("SELECT unnest(impacts) FROM practices WHERE practice = ?", practice)
    roles = rows("SELECT unnest(roles) FROM coverage WHERE participant = ?", participant)
    of_practice = "SELECT level FROM uptake WHERE practice = ?"
    of_strategy = "SELECT level FROM uptake JOIN practices USING (practice) WHERE strategy = ? AND participant = ?"

    def now():
        steps = [int(level) for (level,) in rows(of_practice, practice) if level in tuple("01234")]
        own = [level for (level,) in rows(of_strategy, strategy, participant)]
        return statistics.median_low(steps), participant_level(own)

    median, own = now()
    rewrite("uptake", f"""UPDATE changed SET level = '0'
        WHERE participant = '{participant}' AND practice = '{practice}'""")
    cuts = [{"practice": practice}, {"strategy": strategy}, {"phase": phase}]
    cuts += [{"impact": impact} for (impact,) in impacts]
    cuts += [{"role": role, "strategy": strategy} for (role,) in roles]
    expected = {key("uptake.level", practice=practice, level=level) for level in ("0", "4")}
    expected |= {key("uptake.moved", strategy=strategy, component=component) for component in ("same", "down")}
    expected.add(key("uptake.weighted_rate", strategy=strategy))
    for panel in [None, "matched"] if is_matched else [None]:
        expected |= {key("uptake.rate", panel=panel, **cut) for cut in cuts}
    if now()[0] != median:
        expected.add(key("uptake.median", practice=practice))
    if now()[1] != own:
        expected |= {key("uptake.participant_level", strategy=strategy, level=level) for level in (own, now()[1])}
    return expected


expected = {"amount": of_amount, "level": of_level}[sys.argv[2]]()
expected &= set(keys(connection, "observations", "value IS NOT NULL"))
found = set(keys(connection, "audit", "published IS DISTINCT FROM recomputed"))
for one in sorted(map(str, expected - found)):
    print("not found:", one)
for one in sorted(map(str, found - expected)):
    print("found, and does not rest on it:", one)
print(f"{len(found)} figures differ")
sys.exit(0 if found == expected and len(found) >= 8 else 1)
