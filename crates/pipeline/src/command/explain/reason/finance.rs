//! Why a figure of the Pact's money has no value, and why a year has none of an indicator.

use model::{Dimension, ObservationStatus};

use super::Case;
use crate::command::explain::Context;
use crate::command::explain::node::Reason;

/// Why an indicator of the money has no figure at all in a year.
pub(super) fn no_figure(context: &Context<'_>, indicator: &str) -> Reason {
    let year = context.year;
    let folder = format!("inputs/{year}/finance");
    if context.current().results.statement.is_none() {
        return Reason::with(
            format!("inputs/{year}/year.toml has no [finance], so there are no accounts of {year}"),
            "fill in [finance] and the registers in the folder finance of that year",
        );
    }
    match indicator {
        "finance.exchange_difference" => Reason::only(format!(
            "nothing is due or was received in another currency than that of the accounts in {year}"
        )),
        "finance.commitments" => Reason::with(
            format!("nothing is noted as ordered or promised and not paid yet in {year}"),
            format!("what is so stands in {folder}/commitments.csv"),
        ),
        "finance.in_kind" | "finance.in_kind_hours" => Reason::with(
            format!("nobody says of {year} that something was given in kind to the Pact itself"),
            format!("it is asked in the returns, and stands in {folder}/in-kind.csv"),
        ),
        _ => Reason::with(
            format!("no contribution is asked of anybody in {year}"),
            format!("who owes what stands in {folder}/contributions.csv"),
        ),
    }
}

/// Why a figure has no value, and what can be done.
pub(super) fn without_value(case: &Case<'_, '_>) -> Reason {
    let year = case.year();
    let folder = format!("inputs/{year}/finance");
    let why = match (case.figure.indicator.as_str(), case.code(Dimension::Participant)) {
        ("finance.reserve_months", _) if case.figure.status == ObservationStatus::NotApplicable => {
            return Reason::only(format!(
                "Nothing was spent in {year} in all: there is nothing to divide by."
            ));
        }
        ("finance.reserve_months", _) => format!(
            "What is free is not known: a register in {folder} is missing, a line could not be taken or converted, or \
             one names a fund that is not in funds.csv."
        ),
        ("finance.commitments", _) => format!(
            "It would be wrong by what is missing: a row of {folder}/commitments.csv could not be taken, or there is \
             no rate for its currency on the last day."
        ),
        (_, Some(id)) => {
            let name = case.context.name(id);
            format!(
                "What {name} owes or paid is not fully known: no decision says what is due, or a register in {folder} \
                 is missing or holds a line that could not be taken."
            )
        }
        (_, None) => format!(
            "It would be wrong by what is missing: a register in {folder} is missing, a line could not be taken or \
             converted, or an account is not in the budget."
        ),
    };
    Reason::with(why, format!("`cfit check --year {year}` names the line."))
}
