//! What is ordered and not paid yet, and how long the money lasts: notes beside the statement (methodology: Money).

use std::collections::BTreeMap;

use demo::pact::PactYear;
use rust_decimal::Decimal;

use super::finance::euro;
use super::rates::Rates;
use super::table::{Cut, Rest, Table, cut};

/// What is committed, in euro at the rate of the period's last day; and months of the year's expense that the
/// `general` fund's closing, less what is committed from it, would pay for.
pub(super) fn figures(
    year: &PactYear,
    rates: &Rates,
    (general, expense): (Decimal, Decimal),
    table: &mut Table,
) {
    let mut of: BTreeMap<Cut, Decimal> = BTreeMap::new();
    let mut from_general = Decimal::ZERO;
    for open in &year.finance.commitments {
        let amount = euro(rates, open.amount, &open.currency, year.period_end);
        let fund = if open.fund.is_empty() { "general" } else { &open.fund };
        let mut cuts = vec![Cut::new(), cut([("account", &open.account)])];
        // A year without funds has no figures by fund.
        if !year.finance.funds.is_empty() {
            cuts.push(cut([("fund", fund)]));
        }
        for cut in cuts {
            *of.entry(cut).or_default() += amount;
        }
        if fund == "general" {
            from_general += amount;
        }
    }
    for (cut, value) in of {
        table.money("finance.commitments", cut, value);
    }
    let key = ("finance.reserve_months", Cut::new());
    let is_spent = expense > Decimal::ZERO;
    if !is_spent {
        table.over_nothing(key);
        return;
    }
    // A period has twelve months here.
    let months = (general - from_general) * Decimal::from(12) / expense;
    table.value(key, months, 6, Rest { status: "A", names: None });
}
