//! The tables of the Pact's money: `finance_accounts`, `finance_contributions`, `finance_funds`, `finance_ledger`,
//! `finance_activities`, `finance_commitments`, `finance_years`, `finance_in_kind`.

mod accounts;
mod commitments;
mod contributions;
mod in_kind;
mod ledger;
mod shown;

pub(crate) use in_kind::in_kind;
use model::shown_books::ShownBooks;

use crate::field::{CURRENCY, Field, text};
use crate::output::PackageInputs;
use crate::table::Table;

/// The tables; none where the year has no statement.
pub(crate) fn finance(inputs: &PackageInputs<'_>) -> Vec<Table> {
    let Some(statement) = &inputs.results.statement else {
        return Vec::new();
    };
    let shown = ShownBooks::new(statement, &inputs.pact.register);
    vec![
        accounts::accounts(statement, &shown),
        contributions::contributions(statement, &inputs.year.finance.contributions, &shown),
        accounts::funds(statement, &shown),
        ledger::ledger(statement, &shown),
        accounts::activities(statement, inputs.year, &shown),
        commitments::commitments(statement, inputs.year.finance.commitments_incomplete, &shown),
        accounts::years(statement),
    ]
}

fn currency_field() -> Field {
    text("currency", "Currency of the accounts (ISO 4217).").required().pattern(CURRENCY)
}
