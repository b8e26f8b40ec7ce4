"""Changes one number of the open data and expects the audit to find exactly the figures that rest on it.

Usage: audit_changed.py DATA_FOLDER (amount|amount_in_another_currency|level|share)

The folder's tables are written anew. `amount` raises one cell by a thousand, in its own currency and in euro alike,
so that only the sum is another: each sum above it must be found with the very difference. `level` lowers one answer
on the uptake ladder from 4 to 0, `share` raises every share of the amounts by 0.1, and what `withheld_sums` says of it.
"""

import csv
import statistics
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction

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


def in_euro(amount, rate):
    """Cents, rounded once, halves to the even one."""
    return round(Fraction(Decimal(amount)) / Fraction(Decimal(rate)) * 100)


def share(part, whole):
    """In millionths, halves to the even one; nothing where there is no whole."""
    return round(Fraction(part * 1_000_000, whole)) if whole > 0 else None


def weighted_rates():
    """Of each strategy: the owners' shares of answers at 3 or 4, weighted with what they bought, above zero."""
    weights = dict(rows("""
        SELECT owner, sum(CAST(amount_eur AS DECIMAL(18, 2))) * 100 FROM cells
        WHERE counted_as IN ('direct', 'on_behalf') AND amount_eur IS NOT NULL GROUP BY owner"""))
    rated = rows("""
        SELECT strategy, participant, count(*) FILTER (level IN ('3', '4')), count(*)
        FROM uptake JOIN practices USING (practice)
        WHERE level IN ('0', '1', '2', '3', '4') GROUP BY strategy, participant""")
    parts, wholes = Counter(), Counter()
    for strategy, participant, applied, answered in rated:
        weight = max(int(weights.get(participant, 0)), 0)
        parts[strategy] += weight * Fraction(applied, answered)
        wholes[strategy] += weight
    return {key("uptake.weighted_rate", strategy=one): share(parts[one], wholes[one]) for one in wholes}


def moved_shares(basis, tax, by):
    """The shares of direct volume that are others once `by` more cents are in it, of one basis and one tax."""
    amounts = {
        (indicator, component): int(Decimal(value) * 100)
        for indicator, component, value in rows("""
            SELECT indicator, component, value FROM observations
            WHERE value IS NOT NULL AND (indicator IN ('amount_basis.amount', 'amount_tax.amount')
                  OR indicator = 'volume.direct.amount' AND
                     coalesce(panel, scope, product_group, condition, acquisition, participant) IS NULL)""")}
    whole = amounts.pop(("volume.direct.amount", None))
    raised = {("amount_basis.amount", basis), ("amount_tax.amount", tax)}
    return {
        key(indicator.replace(".amount", ".share"), component=component)
        for (indicator, component), part in amounts.items()
        if share(part, whole) != share(part + (by if (indicator, component) in raised else 0), whole + by)}


def moved_volumes(owner, scope, group, condition, acquisition):
    """The sums of volume that direct purchases of a participant for itself are in."""
    cuts = [{}, {"scope": scope}, {"product_group": group}, {"scope": scope, "condition": condition},
            {"scope": scope, "acquisition": acquisition}]
    is_matched = all(rows(f"FROM {years} WHERE participant = ? AND reported_volume", owner)
                     for years in ("coverage", "coverage_last_year"))
    moved = {key("volume.with_estimates.amount")}
    for panel in [None, "matched"] if is_matched else [None]:
        moved |= {key(f"volume.{kind}.amount", panel=panel, **cut) for kind in ("direct", "collective") for cut in cuts}
        moved.add(key("volume.direct.amount", panel=panel, participant=owner))
    return moved


def of_amount(currencies):
    """By how many cents the sums that hold a cell are higher once it is raised; 0 for the shares that are others.

    The cell is of a participant's own purchases, like for like in a group whose change is told in all components.
    """
    owner, currency, amount, rate, in_cents, last_rate, basis, tax, *goods = rows(f"""
        SELECT owner, currency, amount, c.rate, CAST(CAST(c.amount_eur AS DECIMAL(18, 2)) * 100 AS BIGINT), last_rate,
               amount_basis, tax, scope, product_group, condition, acquisition
        FROM cells AS c JOIN product_groups USING (product_group)
             JOIN change USING (reporter, owner, currency, product_group, counted_as)
        WHERE reporter = owner AND counted_as = 'direct' AND c.amount_eur IS NOT NULL AND currency {currencies}
          AND component = 'like_for_like' AND product_group IN (
              SELECT product_group FROM observations
              WHERE indicator = 'change.component' AND component = 'exchange_rate' AND value IS NOT NULL)
        ORDER BY ALL LIMIT 1""")[0]
    raised = Decimal(amount) + 1000
    by = in_euro(raised, rate) - in_cents
    rates = weighted_rates()
    _, group, condition, acquisition = goods
    rewrite("cells", f"""UPDATE changed
        SET amount = '{raised}', amount_eur = '{Decimal(in_cents + by).scaleb(-2)}'
        WHERE reporter = '{owner}' AND owner = '{owner}' AND counted_as = 'direct' AND product_group = '{group}'
          AND condition = '{condition}' AND acquisition = '{acquisition}' AND currency = '{currency}'""")
    expected = dict.fromkeys(moved_volumes(owner, *goods), by)
    expected[key("amount_basis.amount", component=basis)] = by
    expected[key("amount_tax.amount", component=tax)] = by
    # The whole change has all of it; between the two components it is parted by last year's rate.
    at_last_rate = in_euro(raised, last_rate) - in_euro(amount, last_rate)
    for component, part in {None: by, "like_for_like": at_last_rate, "exchange_rate": by - at_last_rate}.items():
        for cut in ({}, {"product_group": group}):
            expected[key("change.component", component=component, **cut)] = part
    shares = moved_shares(basis, tax, by) | {one for one, rate in weighted_rates().items() if rate != rates[one]}
    return {one: part for one, part in expected.items() if part} | dict.fromkeys(shares, 0)


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


def of_share():
    """The shares of amounts, each found higher by as much as it was raised: no sum beside it makes it right."""
    which = "indicator IN ('amount_basis.share', 'amount_tax.share') AND value IS NOT NULL"
    shares = keys(connection, "observations", which)
    rewrite("observations", f"UPDATE changed SET value = CAST(CAST(value AS DECIMAL(18, 6)) + 0.1 AS VARCHAR) WHERE {which}")
    with open("withheld_sums.csv", encoding="utf-8", newline="") as file:
        header, *table = csv.reader(file)
    sums = {tuple(row[:-2]): row[-2:] for row in table}
    for share_of in shares:
        cut = tuple("" if part is None else str(part) for part in share_of)
        said, _ = sums.get(cut, ("0", "share"))
        sums[cut] = [str(Decimal(said) + Decimal("0.1")), "share"]
    with open("withheld_sums.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *([*cut, *end] for cut, end in sums.items())])
    return dict.fromkeys(shares, -100_000)


CHANGES = {
    "amount": lambda: of_amount("= 'EUR'"),
    "amount_in_another_currency": lambda: of_amount("<> 'EUR'"),
    "level": lambda: dict.fromkeys(of_level(), 0),
    "share": of_share,
}
with_value = set(keys(connection, "observations", "value IS NOT NULL"))
expected = {one: by for one, by in CHANGES[sys.argv[2]]().items() if one in with_value}
differ = "published IS DISTINCT FROM recomputed"
differences = rows(f"SELECT recomputed - published FROM audit WHERE {differ}")
found = {one: by for one, (by,) in zip(keys(connection, "audit", differ), differences)}
for one in sorted(map(str, expected.keys() - found.keys())):
    print("not found:", one)
for one in sorted(map(str, found.keys() - expected.keys())):
    print("found, and does not rest on it:", one)
other = [one for one in expected.keys() & found.keys() if not found[one] or expected[one] not in (0, found[one])]
for one in sorted(other, key=str):
    print(f"differs by {found[one]}, not {expected[one]}:", one)
unconverted = rows("SELECT which FROM check_conversion WHERE published IS DISTINCT FROM recomputed")
print(f"{len(found)} figures differ")
sys.exit(0 if found.keys() == expected.keys() and not other and not unconverted and len(found) >= 8 else 1)
