//! What is said of rows that are sums, or may be.

use model::{Decimal, Fault, FaultKind};

use super::{Doubt, Is, Series};
use crate::supporting::columns::Columns;
use crate::supporting::orders::measure;

/// One column of a row, as faults show it.
pub(in crate::supporting) struct Shown<'p, 'a> {
    pub(in crate::supporting) columns: &'p Columns<'a>,
    pub(in crate::supporting) row: u32,
    /// `amount` or `units`.
    pub(in crate::supporting) field: &'static str,
    pub(in crate::supporting) series: Series,
    pub(in crate::supporting) amount: Option<Decimal>,
}

/// The fault of a row that is a sum, or may be one, in one of its columns.
pub(in crate::supporting) fn told(is: &Is, shown: &Shown) -> Option<Fault> {
    match is {
        Is::Order | Is::Sum => None,
        Is::SumThatDiffers(by) => {
            let by = by.iter().find(|(series, _)| *series == shown.series)?.1;
            Some(differs(shown, by))
        }
        Is::OrderInDoubt(doubt) => {
            let expected = format!(
                "an order or a sum, told apart: {}. It is counted as an order; if it is a sum, {}",
                why(*doubt),
                shown.columns.how_to_pass_over(shown.row)
            );
            Some(fault(shown, FaultKind::SumOrOrder, &expected))
        }
        Is::SumInDoubt(doubt) => {
            let expected = format!(
                "an order or a sum, told apart: {}. It is left out as a sum; if it is an order, ask for its own reference, day and description",
                why(*doubt)
            );
            Some(fault(shown, FaultKind::SumOrOrder, &expected))
        }
        Is::Part => {
            let expected = "rows that exclude each other; by its words this one is a part of the row above, which is counted whole";
            Some(fault(shown, FaultKind::PartOfRowAbove, expected))
        }
    }
}

fn why(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::AddsUp => "it is exactly what rows above it add up to",
        Doubt::Speaks => "it speaks of a total, and no rows above it add up to it",
        Doubt::CannotBeShown => {
            "a cell above it cannot be read, so it cannot be shown whether it adds up"
        }
        Doubt::Repeats => "it says again what the row above says, and has no name of its own",
    }
}

fn fault(shown: &Shown, kind: FaultKind, expected: &str) -> Fault {
    let raw = shown.amount.map(|amount| measure(shown.series.1, amount, shown.field));
    let fault = shown.columns.fault(kind, shown.row, shown.field, expected);
    Fault { raw: raw.unwrap_or_default(), ..fault }
}

/// The fault of a row of totals that no run of rows above it has as its sum. `raw` is the difference.
fn differs(shown: &Shown, by: Decimal) -> Fault {
    let than = if by.is_sign_negative() { "less" } else { "more" };
    let raw = measure(shown.series.1, by.abs(), shown.field);
    let expected = format!(
        "a sum of the rows above it; this is {raw} {than} than the nearest such sum, so a row may be missing above, or read wrongly"
    );
    Fault { raw, ..fault(shown, FaultKind::SumDiffers, &expected) }
}
