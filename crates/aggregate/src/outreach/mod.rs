//! Outreach, as the returns report it (methodology: Use and end of use; Volume 5). Nothing is deduplicated, nothing
//! is added to a volume, and nothing is summed over years.

mod indirect;
mod reached;

use model::submission::RepeatRow;
use model::{Coverage, Currency, Identifier, Place, Return, TraceEntry};

use crate::Inputs;
use crate::draft::Draft;
use crate::error::Error;
use crate::protection::Measure;
use crate::rates::Rates;
use crate::trace::entry;

pub(crate) use indirect::{INDIRECT_AMOUNT, INDIRECT_UNITS};
pub(crate) use reached::{ACTIVITIES, ORGANISATIONS, PROCURERS};

/// The repeat.
const OUTREACH: &str = "outreach";

/// One row of a return that counts.
#[derive(Clone, Copy)]
struct Row<'a> {
    participant: &'a Identifier,
    sent: &'a Return,
    row: &'a RepeatRow,
}

impl Row<'_> {
    /// A whole number.
    fn number(&self, column: &str) -> Option<i64> {
        self.row.answer(column).number()?.try_into().ok()
    }

    /// A value of it, with its cell.
    fn entry(&self, column: &str, value: String) -> TraceEntry {
        let cell: Option<&Place> = self.row.answer(column).place.as_ref();
        entry(self.participant, value, cell.unwrap_or(&self.row.place).clone())
    }
}

/// The rows of every return that counts, by participant and in the order of its sheet.
fn rows<'a>(inputs: &'a Inputs<'_>, coverage: &'a Coverage) -> Vec<Row<'a>> {
    let sent = coverage.returned.iter().filter_map(|id| Some((id, inputs.year.returns.get(id)?)));
    let rows = sent.flat_map(|(participant, sent)| {
        sent.repeat(OUTREACH).iter().map(move |row| Row { participant, sent, row })
    });
    rows.collect()
}

/// Whether the year's form asks for it.
fn is_asked(inputs: &Inputs<'_>, column: Option<&str>) -> bool {
    let section = inputs.year.questionnaire.section(OUTREACH);
    section.is_some_and(|section| {
        column.is_none_or(|column| section.questions.iter().any(|own| own.name == column))
    })
}

/// Whose amounts of outreach are in which currencies: the rates they need.
pub(crate) fn currencies<'a>(
    inputs: &'a Inputs<'_>,
) -> impl Iterator<Item = (&'a Identifier, Currency)> {
    inputs.year.returns.iter().flat_map(|(id, sent)| {
        let with_amount = sent.repeat(OUTREACH).iter();
        let with_amount =
            with_amount.filter(|row| row.answer("indirect_amount").number().is_some());
        with_amount.filter_map(move |row| Some((id, sent.currency_of(row)?)))
    })
}

/// The figures of outreach, added to `drafts`, and what of their volume adds up: amounts, units.
///
/// # Errors
/// If a sum is too large to be counted.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    rates: &Rates,
    drafts: &mut Vec<Draft>,
) -> Result<[Measure; 2], Error> {
    let rows = rows(inputs, coverage);
    drafts.extend(reached::drafts(inputs, &rows)?);
    indirect::drafts(inputs, &rows, rates, drafts)
}
