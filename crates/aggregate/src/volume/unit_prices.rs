//! Units that would give a unit price away, by subtraction too (methodology: Details settled; contract: What comes
//! out).
//!
//! Amounts of cells and lines are published in full. Where a line has too few units or too few orders it has no units
//! in the open data, and its cell has none; published sums of units less what is shown may then leave that one line.
//! So that what is left is always of two or more, another line of the cell is blanked too, or another cell of the
//! sum; a row by participant that has no other is withheld.

use std::collections::BTreeSet;

use model::volume::CountedAs;
use model::{Currency, Decimal, Identifier};
use tables::{CountedLines, FEWEST, PublishedLine};

use super::answers::Quality;
use super::cells::Measured;
use super::shares::{CRITERIA, LABELLED, REFURBISHED};
use crate::draft::Draft;
use crate::error::Error;
use crate::protection::single::{Number, Settled, Standing, Told, settle};
use crate::protection::{Measure, MeasureOf, Measures};

/// Withholds figures and blanks units of lines until no units that are blanked follow: neither those of a cell nor
/// those of it of which a quality is known. `hidden` are those of whom nothing is shown. Gives how all of them stand then.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn withhold(
    drafts: &mut [Draft],
    measures: &Measures,
    cells: &[Measured],
    lines: &mut CountedLines,
    hidden: &BTreeSet<Identifier>,
) -> Result<Settled, Error> {
    let published = lines.published()?;
    let mut of_cells: Vec<OfCell<'_>> =
        cells.iter().map(|cell| OfCell::new(cell, &published, hidden)).collect();
    of_cells.iter_mut().for_each(OfCell::blank_beside);
    let mut numbers: Vec<Number> =
        of_cells.iter().enumerate().map(|(index, of)| of.units(index)).collect();
    for quality in Quality::ALL {
        numbers.extend(of_cells.iter().enumerate().map(|(index, of)| of.answered(quality, index)));
    }
    let settled = settle(drafts, sums(drafts, (measures, 0), cells), numbers);
    for (of_cell, number) in of_cells.iter_mut().zip(settled.numbers()) {
        if number.standing == Standing::Blanked {
            of_cell.blanked.append(&mut of_cell.shown);
        }
    }
    lines.blank_units(of_cells.iter().flat_map(|of_cell| of_cell.blanked.iter().copied()));
    Ok(settled)
}

/// The sums that published figures tell of the units of cells, and of those of which each quality is known; the figures
/// of the measures follow `first` others.
pub(crate) fn sums(
    drafts: &[Draft],
    (measures, first): (&Measures, usize),
    cells: &[Measured],
) -> Vec<Told> {
    let told = |of, number: &dyn Fn(usize) -> usize| {
        let measure = measures.get(&of);
        measure.map_or_else(Vec::new, |measure| told(drafts, (measure, first), number))
    };
    let mut sums = told(MeasureOf::Units, &|cell| cell);
    for (quality, times) in Quality::ALL.into_iter().zip(1..) {
        // Where it is known of all units of a cell, these are one and the same number.
        let all = |cell: usize| cells[cell].answered[quality as usize].of == cells[cell].cell.units;
        let number = |cell| if all(cell) { cell } else { times * cells.len() + cell };
        sums.extend(told(MeasureOf::Known(quality), &number));
    }
    sums
}

/// The sums that published figures tell of a measure; `number` gives that of a cell. A share tells no denominator; with
/// that, which is a figure of its own, the share of refurbished units tells those, and they are its first sum.
fn told(
    drafts: &[Draft],
    (measure, first): (&Measure, usize),
    number: impl Fn(usize) -> usize,
) -> Vec<Told> {
    let mut refurbished = BTreeSet::new();
    let rows = measure.rows_after(0).filter(|row| {
        let draft = &drafts[first + row.draft];
        draft.value.is_some()
            && ![LABELLED.id, CRITERIA.id].contains(&draft.indicator)
            && (draft.indicator != REFURBISHED.id || refurbished.insert(row.draft))
    });
    let sums = rows.map(|row| {
        let terms = row.terms.iter().map(|(cell, times)| (number(*cell), *times));
        Told { draft: first + row.draft, terms: terms.collect() }
    });
    sums.collect()
}

/// A cell with its published lines that give units, by their numbers.
struct OfCell<'a> {
    cell: &'a Measured,
    published: &'a [PublishedLine],
    /// Nothing of the cell is shown.
    is_hidden: bool,
    /// Its lines whose units are shown.
    shown: Vec<usize>,
    /// Its lines whose units are not.
    blanked: Vec<usize>,
}

impl<'a> OfCell<'a> {
    fn new(
        cell: &'a Measured,
        published: &'a [PublishedLine],
        hidden: &BTreeSet<Identifier>,
    ) -> Self {
        let of = &cell.cell;
        let is_hidden = hidden.contains(&of.reporter) || hidden.contains(&of.owner);
        // They are ordered by participant.
        let first = published.partition_point(|line| line.participant < of.reporter);
        let own = published.iter().enumerate().skip(first);
        let own = own.take_while(|(_, line)| line.participant == of.reporter);
        let (mut shown, mut blanked) = (Vec::new(), Vec::new());
        for (index, _) in own.filter(|(_, line)| is_in(line, cell)) {
            if published[index].units_withheld {
                blanked.push(index);
            } else if published[index].units.is_some() {
                shown.push(index);
            }
        }
        Self { cell, published, is_hidden, shown, blanked }
    }

    /// Blanks the smallest of the other lines until what is blanked may follow.
    fn blank_beside(&mut self) {
        while !self.is_hidden && !self.blanked.is_empty() && !self.may_follow() {
            let sizes = self.shown.iter().enumerate();
            let sizes = sizes.map(|(at, line)| (self.size(*line), at));
            match sizes.filter(|(size, _)| *size > 0).min() {
                Some((_, at)) => self.blanked.push(self.shown.remove(at)),
                None => return,
            }
        }
    }

    /// Whether the sum of what is blanked tells no unit price: it is of two lines, of three units and, of orders alone,
    /// of three.
    fn may_follow(&self) -> bool {
        let lines: u64 = self.blanked.iter().map(|line| self.published[*line].lines).sum();
        let beside = self.blanked.iter().any(|line| !self.published[*line].units_withheld);
        let shown = self.shown.iter().filter_map(|line| self.published[*line].units);
        let left = shown.fold(self.cell.cell.units, i64::saturating_sub);
        self.blanked.len() >= 2 && left.unsigned_abs() >= FEWEST && (beside || lines >= FEWEST)
    }

    fn size(&self, line: usize) -> u64 {
        self.published[line].units.map_or(0, i64::unsigned_abs)
    }

    /// Its units.
    fn units(&self, index: usize) -> Number {
        let standing = match (self.is_hidden, self.blanked.is_empty()) {
            (true, _) => Standing::Unknown,
            (false, true) => Standing::Shown,
            (false, false) if self.may_follow() => Standing::Unknown,
            (false, false) => Standing::Sensitive,
        };
        Number { standing, size: self.helps(self.cell.cell.units), cell: index }
    }

    /// Its units of which a quality is known; of a cell whose units are blanked they could be those of one line.
    fn answered(&self, quality: Quality, index: usize) -> Number {
        let of = &self.cell.answered[quality as usize];
        let standing = match self.units(index).standing {
            Standing::Unknown if !self.is_hidden && of.given => Standing::Sensitive,
            other => other,
        };
        Number { standing, size: self.helps(of.of), cell: index }
    }

    /// The size of a number of it; 0 where it has no lines that could be blanked.
    fn helps(&self, units: i64) -> Decimal {
        let can = self.shown.iter().any(|line| self.size(*line) > 0);
        if can { Decimal::from(units.unsigned_abs()) } else { Decimal::ZERO }
    }
}

/// Whether a published line is in a cell.
fn is_in(line: &PublishedLine, cell: &Measured) -> bool {
    let of = &cell.cell;
    let currency: Option<Currency> = line.currency.filter(|_| line.amount.is_some());
    let own: [&str; 3] = [&line.product_group, &line.condition, &line.acquisition];
    line.counted_as != CountedAs::LeftOut
        && (line.counted_as, currency) == (of.counted_as, of.currency)
        && line.owner == of.owner
        && own == [&*of.product_group, &*of.condition, &*of.acquisition]
}
