//! Work and other help in kind (methodology: Money).

use std::collections::BTreeSet;

use demo::pact::InKind;
use rust_decimal::Decimal;

use super::table::{Cut, Rest, Table, cut, rounded};
use super::{YearTruth, organisation};

/// A line: who, what, and the currency of its amount.
struct Line<'a> {
    participant: &'a str,
    given: &'a InKind,
    currency: Option<String>,
}

impl Line<'_> {
    /// Equal in all fields; a currency is one of an amount.
    fn is(&self, other: &Line<'_>) -> bool {
        let currency = |of: &Line<'_>| of.given.amount.and(of.currency.clone());
        (self.participant, self.given) == (other.participant, other.given)
            && currency(self) == currency(other)
    }
}

/// What a line is worth in euro, with the status of its rate.
fn worth(truth: &YearTruth<'_>, line: &Line<'_>) -> Option<(Decimal, &'static str)> {
    let year = truth.year;
    let Some(amount) = line.given.amount else {
        return line.given.hours.map(|hours| (rounded(hours * year.finance.hour_rate, 2), "A"));
    };
    let currency = line.currency.as_deref()?;
    let rate = truth.rates.mean(currency, (year.period_start, year.period_end))?;
    Some((rounded(amount / rate.rate, 2), rate.status))
}

/// Lines of the returns that count, and those of the office that are not the same as one of them.
fn lines<'a>(truth: &YearTruth<'a>) -> Vec<Line<'a>> {
    let returned = truth.returns().filter(|of| of.form).flat_map(|of| {
        let currency = organisation(of).currency;
        of.in_kind.iter().map(move |given| Line {
            participant: &of.participant,
            given,
            currency: currency.clone(),
        })
    });
    let mut lines: Vec<Line<'a>> = returned.collect();
    let mut open: Vec<usize> = (0..lines.len()).collect();
    for noted in &truth.year.finance.in_kind {
        let line = Line {
            participant: &noted.participant,
            given: &noted.given,
            currency: noted.currency.clone(),
        };
        match open.iter().position(|index| lines[*index].is(&line)) {
            Some(at) => drop(open.remove(at)),
            None => lines.push(line),
        }
    }
    lines
}

/// Value and hours of what was given in kind, by participant and in all.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let lines = lines(truth);
    let givers: BTreeSet<&str> = lines.iter().map(|line| line.participant).collect();
    for giver in givers.iter().copied().map(Some).chain([None]) {
        let own = lines.iter().filter(|line| giver.is_none_or(|giver| line.participant == giver));
        let own: Vec<&Line<'_>> = own.collect();
        let of = || giver.map_or_else(Cut::new, |giver| cut([("participant", giver)]));
        if own.is_empty() {
            continue;
        }
        let worths: Vec<_> = own.iter().filter_map(|line| worth(truth, line)).collect();
        let total: Decimal = worths.iter().map(|(value, _)| value).sum();
        let estimated: Decimal =
            worths.iter().filter(|(_, status)| *status == "E").map(|(value, _)| value).sum();
        let provisional = worths.iter().any(|(_, status)| *status == "P");
        let status = match () {
            () if worths.len() < own.len() || provisional => "P",
            () if estimated * Decimal::TEN > total => "E",
            () => "A",
        };
        match worths.is_empty() {
            true => table.unanswered(("finance.in_kind", of())),
            false => {
                table.value(("finance.in_kind", of()), total, 2, Rest { status, names: None });
            }
        }
        let hours: Vec<Decimal> = own.iter().filter_map(|line| line.given.hours).collect();
        if !hours.is_empty() {
            table.money("finance.in_kind_hours", of(), hours.iter().sum());
        }
    }
}
