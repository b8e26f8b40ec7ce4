//! Rows that are sums of other rows: they add up, say so, or lack what other rows have. Arithmetic comes first; a
//! row of which it cannot be told is asked about, whether it counts or not.

mod looks;
mod running;
mod told;
mod words;

use std::collections::BTreeMap;

use model::{Currency, Decimal};

pub(super) use looks::{Looks, UsualColumns};
use running::AddsUp;
pub(super) use running::RunningSum;
pub(super) use told::{Shown, told};
pub(crate) use words::{TotalWord, total_word};

/// Below this amount a row that adds up is not asked about.
const SMALL: i64 = 10;

/// A column of amounts in one currency: what sums are made of.
pub(super) type Series = (usize, Option<Currency>);

/// The amount of a row in one column.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Measured {
    /// Its amount, or its units where the table has no amounts.
    pub(super) amount: Option<Decimal>,
    /// Something stands there that cannot be read.
    pub(super) unreadable: bool,
    /// Nothing stands there, and one device is meant.
    pub(super) assumed: bool,
    /// Which column the amount stands in, and its currency.
    pub(super) series: Series,
    /// Whether the row itself names the currency.
    pub(super) currency_named: bool,
    /// Its units, where it has an amount beside them.
    pub(super) units: Option<i64>,
}

/// What a row is to those above it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Is {
    /// An order of its own.
    Order,
    /// A sum of rows above it.
    Sum,
    /// It says that it is a sum, and no run of rows above it has that sum: by how much the nearest differs, for
    /// each amount that does.
    SumThatDiffers(Vec<(Series, Decimal)>),
    /// It counts, and may be a sum.
    OrderInDoubt(Doubt),
    /// It is left out, and may be an order.
    SumInDoubt(Doubt),
    /// It is a part of a row above, which holds it.
    Part,
}

impl Is {
    /// Whether the row is counted with others, so that it does not count by itself.
    pub(super) fn is_left_out(&self) -> bool {
        matches!(self, Is::Sum | Is::SumThatDiffers(_) | Is::SumInDoubt(_) | Is::Part)
    }
}

/// Why it cannot be told whether a row is a sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doubt {
    /// It is the sum of rows above it, and has what orders have.
    AddsUp,
    /// It speaks of a total, and does not add up.
    Speaks,
    /// It would be a sum, and an amount above it cannot be read.
    CannotBeShown,
    /// It has no name of its own and repeats the row above.
    Repeats,
}

/// Sums of the rows so far, by column and currency, and by column alone.
#[derive(Default)]
pub(super) struct Sums {
    by_currency: BTreeMap<Series, RunningSum>,
    by_column: BTreeMap<usize, RunningSum>,
    /// The amounts of the last row that is no part of another.
    above: BTreeMap<Series, Decimal>,
}

impl Sums {
    /// What a row is to those above it; an order is added to the sums. A row has several amounts where several of
    /// its columns are read.
    ///
    /// Sums are those of all rows so far, of the section since any row of totals, of the rows of totals themselves,
    /// and of the amounts of one currency in each; a row that names no currency may also sum up amounts whatever
    /// their currency.
    pub(super) fn judge(&mut self, looks: &Looks, row: &[Measured]) -> Is {
        if looks.part && self.may_be_part(row) {
            return Is::Part;
        }
        let adds = self.row_adds_up(looks, row);
        let is = match decide(looks, adds) {
            Is::SumThatDiffers(_) => {
                match row.iter().filter_map(|cell| self.differs(cell)).collect::<Vec<_>>() {
                    none if none.is_empty() => Is::Sum,
                    differs => Is::SumThatDiffers(differs),
                }
            }
            // Small numbers add up by chance.
            Is::OrderInDoubt(Doubt::AddsUp) if looks.says_nothing() && is_small(row) => Is::Order,
            is => is,
        };
        self.take(row, &is);
        is
    }

    /// Whether each amount is no larger than that of the row above.
    fn may_be_part(&self, row: &[Measured]) -> bool {
        row.iter().all(|cell| match (cell.amount, self.above.get(&cell.series)) {
            (Some(amount), Some(above)) => amount.abs() <= above.abs(),
            (None, _) => true,
            (Some(_), None) => false,
        })
    }

    /// How a row follows from those above: of several columns each adds up, though some may repeat the one row that
    /// has something there, or hold an amount that cannot be read.
    fn row_adds_up(&self, looks: &Looks, row: &[Measured]) -> AddsUp {
        let added = row.iter().filter_map(|cell| self.adds_up(looks, cell));
        let (unknown, known): (Vec<AddsUp>, Vec<AddsUp>) =
            added.partition(|added| *added == AddsUp::Unknown);
        match (known.iter().min(), known.iter().max()) {
            (Some(AddsUp::Not), _) => AddsUp::Not,
            (Some(least), Some(_)) if *least > AddsUp::RepeatsOne => *least,
            (_, Some(most)) => *most,
            _ if unknown.is_empty() => AddsUp::Not,
            _ => AddsUp::Unknown,
        }
    }

    /// Adds the amounts of a row, or ends the section above a row of totals.
    fn take(&mut self, row: &[Measured], is: &Is) {
        self.above.clear();
        for cell in row {
            let by_currency = self.by_currency.entry(cell.series).or_default();
            let by_column = self.by_column.entry(cell.series.0).or_default();
            for sum in [by_currency, by_column] {
                match cell.amount {
                    amount if is.is_left_out() => sum.end_section(amount),
                    Some(amount) => {
                        sum.add(amount, cell.units, matches!(is, Is::OrderInDoubt(_)));
                    }
                    None if cell.unreadable => sum.add_unreadable(),
                    None => {}
                }
            }
            self.above.extend(cell.amount.map(|amount| (cell.series, amount)));
        }
    }

    /// How the amount of a row follows from those above; `None` where it has none, or it is zero in a column in
    /// which nothing stands above it.
    fn adds_up(&self, looks: &Looks, cell: &Measured) -> Option<AddsUp> {
        let amount = cell.amount.filter(|_| !cell.assumed)?;
        let own = self.by_currency.get(&cell.series);
        let column = self.by_column.get(&cell.series.0);
        if amount.is_zero() && own.is_none() && column.is_none() {
            return None;
        }
        let units = cell.units.filter(|_| looks.as_an_order);
        let added = self.comparable(cell).map(|sum| sum.adds_up(amount, units));
        Some(added.max().unwrap_or(AddsUp::Not))
    }

    /// The sums that an amount may be: of its currency, and of any where the row names none.
    fn comparable(&self, cell: &Measured) -> impl Iterator<Item = &RunningSum> {
        let own = self.by_currency.get(&cell.series);
        let column = self.by_column.get(&cell.series.0);
        let (number, named) = (cell.series.0, cell.currency_named);
        let any = self.by_currency.iter().filter(move |(series, _)| series.0 == number);
        let unnamed = any.map(|(_, sum)| sum).chain(column).filter(move |_| !named);
        own.into_iter().chain(unnamed)
    }

    /// By how much an amount differs from the nearest sum of rows above it; `None` where it does not, where it has
    /// no amount and where nothing stands above it.
    fn differs(&self, cell: &Measured) -> Option<(Series, Decimal)> {
        let amount = cell.amount.filter(|_| !cell.assumed)?;
        let found = self.comparable(cell).filter_map(|sum| sum.differs(amount));
        let nearest = found.min_by_key(Decimal::abs)?;
        // Rounding each row leaves less than a whole unit, and no whole ones.
        let rounding = !nearest.is_integer() && nearest.abs() < Decimal::ONE;
        (!nearest.is_zero() && !rounding).then_some((cell.series, nearest))
    }
}

fn is_small(row: &[Measured]) -> bool {
    let amounts = row.iter().filter_map(|cell| cell.amount);
    amounts.map(|amount| amount.abs()).all(|amount| amount < Decimal::from(SMALL))
}

/// What a row is by its looks and by how its amount follows from those above; the differences are the caller's.
fn decide(looks: &Looks, adds: AddsUp) -> Is {
    match (looks.word, looks.word_elsewhere) {
        (TotalWord::Alone | TotalWord::Within, _) => says_total(looks, adds),
        (TotalWord::Whole, _) if adds >= AddsUp::Rounded => match looks.as_an_order {
            true => Is::OrderInDoubt(Doubt::AddsUp),
            false => Is::SumInDoubt(Doubt::AddsUp),
        },
        (_, TotalWord::Alone | TotalWord::Within) => says_total_elsewhere(looks, adds),
        _ => says_nothing(looks, adds),
    }
}

/// A cell that describes the row begins or ends with a word of totals, as a product called "Total station" does.
///
/// Without the looks of an order such a row is a sum; if it has them its amount and units must add up. One that has
/// its own day and reference besides, and does not add up, is an order without a question.
fn says_total(looks: &Looks, adds: AddsUp) -> Is {
    let alone = looks.word == TotalWord::Alone;
    match (looks.as_an_order, adds) {
        (true, AddsUp::Several | AddsUp::Rounded) if looks.complete => {
            Is::SumInDoubt(Doubt::AddsUp)
        }
        (_, AddsUp::Several | AddsUp::Rounded) => Is::Sum,
        (true, AddsUp::Unknown) => Is::OrderInDoubt(Doubt::CannotBeShown),
        (true, _) if looks.complete => Is::Order,
        (true, _) => Is::OrderInDoubt(Doubt::Speaks),
        // Dated as orders are, and named by the word alone.
        (false, AddsUp::Not) if looks.own_date && !alone && !looks.lacks => {
            Is::OrderInDoubt(Doubt::Speaks)
        }
        (false, AddsUp::Unknown) => Is::SumInDoubt(Doubt::CannotBeShown),
        (false, AddsUp::Not) if !alone && !looks.without_date => Is::SumInDoubt(Doubt::Speaks),
        (false, _) => Is::SumThatDiffers(Vec::new()),
    }
}

/// A cell that is no description speaks of a total, as the name of a supplier may.
fn says_total_elsewhere(looks: &Looks, adds: AddsUp) -> Is {
    let adds_up = adds >= AddsUp::Rounded;
    if looks.as_an_order {
        return if adds_up { Is::OrderInDoubt(Doubt::AddsUp) } else { Is::Order };
    }
    let lacks = looks.without_date || (looks.without_name && looks.lacks);
    match (adds, looks.word_elsewhere == TotalWord::Alone) {
        _ if adds_up && looks.own_date => Is::SumInDoubt(Doubt::AddsUp),
        _ if adds_up => Is::Sum,
        (AddsUp::Unknown, _) if lacks => Is::SumInDoubt(Doubt::CannotBeShown),
        (AddsUp::Not, false) if !lacks => Is::Order,
        _ if looks.own_date => Is::OrderInDoubt(Doubt::Speaks),
        _ => Is::SumThatDiffers(Vec::new()),
    }
}

/// Nothing in the row speaks of a total. It is a sum if it adds up and lacks the name that others have; one with a
/// name is an order, and asked about where no day of its own tells it from a sum.
fn says_nothing(looks: &Looks, adds: AddsUp) -> Is {
    let nameless = looks.without_name && (looks.lacks || looks.without_date);
    match (nameless, adds) {
        (true, AddsUp::Several | AddsUp::Rounded) if looks.own_date => {
            Is::SumInDoubt(Doubt::AddsUp)
        }
        (true, AddsUp::Several | AddsUp::Rounded) => Is::Sum,
        (true, AddsUp::RepeatsOne) if !looks.dated => Is::SumInDoubt(Doubt::Repeats),
        (true, AddsUp::Unknown) if !looks.dated => Is::SumInDoubt(Doubt::CannotBeShown),
        (false, AddsUp::Several) if !looks.dated || looks.lacks => Is::OrderInDoubt(Doubt::AddsUp),
        _ => Is::Order,
    }
}

#[cfg(test)]
mod tests;
