//! `coverage.response_rate`.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{Coverage, Decimal, Dimensions, Identifier, Indicator};

use super::returned::{covering_place, entries, register_place, return_place};
use super::{BY_ROLE, among};
use crate::Inputs;
use crate::draft::Draft;

pub(crate) const RESPONSE_RATE: Indicator = Indicator {
    id: "coverage.response_rate",
    title: "Response rate",
    question: "What share of the participants that should report did?",
    unit: "share",
    dimensions: BY_ROLE,
    formula: "expected participants that returned or are covered ÷ expected participants",
    needs: &["participants.csv", "returns", "reports_for", "year.toml: exempt"],
    paragraph: "§3.1.1, §3.2.1",
    caveats: "A share of organisations, not of the volume behind them (see coverage.by_volume).",
};

pub(super) fn draft(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    dimensions: &Dimensions,
    members: &BTreeSet<Identifier>,
) -> Draft {
    let expected = among(&coverage.expected, members);
    let returned = among(&coverage.returned, &expected);
    let covered = among(&coverage.covered, &expected);
    let here = returned.len() + covered.len();
    let mut trace = entries(inputs, &expected, "expected", register_place);
    trace.extend(entries(inputs, &returned, "returned", return_place));
    trace.extend(entries(inputs, &covered, "covered", covering_place));
    let parts = (Decimal::from(here), Decimal::from(expected.len()));
    Draft::share(RESPONSE_RATE.id, dimensions.clone(), parts, expected, Arc::new(trace))
}
