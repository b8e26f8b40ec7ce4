//! Nothing goes missing: every line read is counted under exactly one term (methodology: Volume 7).

use std::collections::BTreeMap;

use model::supporting::Tally;
use model::volume::{CountedAs, OverlapEntry};
use model::{Currency, Identifier, LineOrigin};
use tables::{CountedLines, Lines};

use crate::error::{Error, currency_name};
use crate::sums::add_tally;
use crate::volume::cells::Measured;

/// Whose lines, of which origin, in which currency.
type Account = (Identifier, LineOrigin, Option<Currency>);

/// Checks that nothing is missing, per participant and currency, in lines and in money.
///
/// Declared lines are the sum of direct, on behalf, indirect, overlap and left out; order lines are the
/// same and evidence; and the cells hold what counts. The left side is summed before anything is decided,
/// and each term is counted on its own.
pub(crate) fn assert_conserved(
    lines: &Lines,
    counted: &CountedLines,
    cells: &[Measured],
) -> Result<(), Error> {
    let terms = terms(counted)?;
    let mut sums: BTreeMap<Account, Tally> = BTreeMap::new();
    for (account, by_term) in &terms {
        let sum = sums.entry(account.clone()).or_default();
        let allowed = CountedAs::ALL.iter().filter(|term| may_hold(account.1, **term));
        for term in allowed.filter_map(|term| by_term.get(term)) {
            add_tally(sum, *term, &account.0)?;
        }
    }
    let read = lines.totals()?;
    for account in read.keys().chain(sums.keys()) {
        compare(account, read.get(account), sums.get(account))?;
    }
    assert_cells_hold(counted, &terms, cells)
}

/// Declared lines are never evidence; orders may be anything.
fn may_hold(origin: LineOrigin, term: CountedAs) -> bool {
    origin == LineOrigin::Orders || term != CountedAs::Evidence
}

/// Rows and money by account and by how they count.
type Terms = BTreeMap<Account, BTreeMap<CountedAs, Tally>>;

fn terms(counted: &CountedLines) -> Result<Terms, Error> {
    let mut terms = Terms::new();
    for (group, counting) in counted.groups() {
        let account = (group.participant.clone(), group.origin, group.currency);
        let term = terms.entry(account).or_default();
        let term = term.entry(counting.counted_as).or_default();
        let of_group = Tally { rows: group.lines, amount_minor: group.amount_minor.unwrap_or(0) };
        add_tally(term, of_group, &group.participant)?;
    }
    Ok(terms)
}

/// The cells of a reporter hold as many lines, and per currency as much money, as its lines that count,
/// with what orders lend to declared lines.
fn assert_cells_hold(
    counted: &CountedLines,
    terms: &Terms,
    cells: &[Measured],
) -> Result<(), Error> {
    let mut wanted: BTreeMap<(Identifier, Option<Currency>), i128> = BTreeMap::new();
    let mut rows: BTreeMap<Identifier, (u64, u64)> = BTreeMap::new();
    for ((participant, _, currency), by_term) in terms {
        for (_, tally) in by_term.iter().filter(|(term, _)| is_volume(**term)) {
            *wanted.entry((participant.clone(), *currency)).or_default() +=
                i128::from(tally.amount_minor);
            rows.entry(participant.clone()).or_default().0 += tally.rows;
        }
    }
    let groups: Vec<_> = counted.groups().map(|(group, _)| group).collect();
    for lent in counted.lent() {
        if let (Some((minor, currency, _)), Some(first)) = (lent.amount, lent.to.first()) {
            let reporter = groups[*first].participant.clone();
            *wanted.entry((reporter, Some(currency))).or_default() += i128::from(minor);
        }
    }
    for Measured { cell, .. } in cells {
        let key = (cell.reporter.clone(), cell.currency);
        *wanted.entry(key).or_default() -= i128::from(cell.amount_minor);
        rows.entry(cell.reporter.clone()).or_default().1 += cell.lines;
    }
    for ((participant, currency), difference) in wanted {
        let (read, held) = rows.get(&participant).copied().unwrap_or_default();
        if difference != 0 || read != held {
            return Err(Error::NotConserved {
                participant,
                currency: currency_name(currency),
                read: format!("{read} lines"),
                counted: format!("{held} lines in cells, with {difference} minor units missing"),
            });
        }
    }
    Ok(())
}

/// The ledger of overlap sums to the difference between what was reported and what counts, in cents and in units, of
/// each reporter and product group.
///
/// Both sides are summed from the cells: all that was reported as purchases that could count, and what is in the
/// collective volume; the entries were made from the lines.
pub(crate) fn assert_ledger_closes(
    ledger: &[OverlapEntry],
    cells: &[Measured],
) -> Result<(), Error> {
    let mut open: BTreeMap<(&Identifier, &str), [i128; 2]> = BTreeMap::new();
    let mut add = |reporter, group, cents: i64, units: i64, sign: i128| {
        let of_group = open.entry((reporter, group)).or_default();
        of_group[0] += sign * i128::from(cents);
        of_group[1] += sign * i128::from(units);
    };
    for Measured { cell, .. } in cells {
        let (reporter, group) = (&cell.reporter, cell.product_group.as_str());
        add(reporter, group, cell.amount_eur_cents, cell.units, 1);
        if cell.counted_as != CountedAs::Overlap {
            add(reporter, group, cell.amount_eur_cents, cell.units, -1);
        }
    }
    for entry in ledger {
        let (reporter, group) = (&entry.reporter, entry.product_group.as_str());
        add(reporter, group, entry.reporter_amount_cents, entry.reporter_units, -1);
    }
    let open = open.into_iter().find(|(_, difference)| *difference != [0, 0]);
    open.map_or(Ok(()), |((reporter, group), [cents, units])| {
        Err(Error::LedgerOpen {
            participant: reporter.clone(),
            product_group: group.to_owned(),
            cents,
            units,
        })
    })
}

/// Whether lines that count so are in a published volume.
pub(crate) fn is_volume(counted_as: CountedAs) -> bool {
    !matches!(counted_as, CountedAs::Evidence | CountedAs::LeftOut)
}

fn compare(account: &Account, read: Option<&Tally>, counted: Option<&Tally>) -> Result<(), Error> {
    if read == counted {
        return Ok(());
    }
    let shown = |tally: Option<&Tally>| {
        let tally = tally.copied().unwrap_or_default();
        format!("{} lines of {} minor units", tally.rows, tally.amount_minor)
    };
    Err(Error::NotConserved {
        participant: account.0.clone(),
        currency: currency_name(account.2),
        read: shown(read),
        counted: shown(counted),
    })
}
