//! V131: an amount of outreach that cannot be converted.

use model::submission::RepeatRow;
use model::{AnswerState, Return};

use crate::evidence::Evidence;
use crate::report::{Report, of_answer};
use crate::rule::rule;

rule! {
    /// An amount of outreach cannot be converted.
    ///
    /// # What it checks
    /// An amount that others bought has the currency of its own row, else the return's, and that currency a rate of the European
    /// Central Bank on at least one day of the return's period, or an irrevocable rate.
    ///
    /// # Why it matters
    /// The amount is left out of what was bought as a result of outreach.
    ///
    /// # Example
    /// A row of outreach whose currency reads `Swiss francs`.
    ///
    /// # How to fix
    /// Ask in which currency the amount is, and for the code of three letters, such as `CHF`; of a currency the Bank does not
    /// quote, ask for the amount in another one with the rate that was used.
    OutreachNotConverted {
        code: "V131",
        severity: Error,
        reach: Cell,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for own in evidence.returns() {
        for row in own.repeat("outreach") {
            let answer = row.answer("indirect_amount");
            let Some(found) = answer.number().and_then(|_| not_converted(evidence, own, row))
            else {
                continue;
            };
            let label = evidence.column_label("outreach", "indirect_amount");
            let mut statement =
                of_answer(&own.participant, "outreach indirect_amount", label, answer);
            statement.row = row.answer("activity").text().unwrap_or_default().to_owned();
            statement.found = found;
            statement.expected = "an amount in a currency that has a rate".to_owned();
            report.add(statement);
        }
    }
}

/// Why the amount of a row has no value in euro; `None` where it has one.
fn not_converted(evidence: &Evidence, own: &Return, row: &RepeatRow) -> Option<String> {
    let Some(currency) = own.currency_of(row) else {
        let typed = row.answer("currency");
        return Some(match typed.state {
            AnswerState::Given(_) | AnswerState::Unreadable => {
                format!("`{}`, the currency of this amount, is no currency code", typed.raw)
            }
            _ => "no currency is given for this amount".to_owned(),
        });
    };
    let rate = evidence.pact.rates.mean(currency, &evidence.period(&own.participant));
    rate.is_none().then(|| format!("{currency} has no rate in the reporting period"))
}
