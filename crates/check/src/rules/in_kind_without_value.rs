//! F110: help in kind has no value.

use model::Place;
use model::finance::InKindLine;

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Help in kind has no value.
    ///
    /// # What it checks
    /// Each row of the returns' list of work for the Pact, and of `in-kind.csv`: whether it says hours or a value, and
    /// whether these can be valued.
    ///
    /// # Why it matters
    /// Nothing says what it was worth, and it is not taken for 0.
    ///
    /// # Example
    /// "Wrote the guide on repair", hours and amount blank.
    ///
    /// # How to fix
    /// Ask for the hours, or for the value where it was no work; for hours, set `hour_rate` in `year.toml`.
    InKindWithoutValue {
        code: "F110",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    if evidence.results.statement.is_none() {
        return;
    }
    // Of a cell that could not be read another finding speaks.
    let without = evidence.results.in_kind.iter();
    let without = without.filter(|given| given.value.is_none() && !given.line.unreadable);
    for line in without.map(|given| &given.line) {
        let (column, place, why) = why(evidence, line);
        let what = match line.description.trim() {
            "" => "help in kind".to_owned(),
            description => format!("help in kind, “{description}”"),
        };
        report.add(Statement {
            participant: Some(line.participant.clone()),
            place: Some(place.clone()),
            column: column.into(),
            found: format!("{what}: {why}"),
            expected: "hours, or a value, that can be stated in the accounts' currency".into(),
            subject: format!("in_kind {} {}", line.working_group.trim(), line.description.trim()),
            ..Statement::default()
        });
    }
}

/// The cell that says too little, and why.
fn why<'a>(evidence: &Evidence, line: &'a InKindLine) -> (&'static str, &'a Place, String) {
    let settings = evidence.year.settings.finance.as_ref();
    let hour_rate = settings.and_then(|settings| settings.hour_rate);
    let of_amount = |why: String| ("amount", &line.amount_place, why);
    let of_hours = |why: &str| ("hours", &line.hours_place, why.to_owned());
    match (line.amount, line.currency, line.hours) {
        (None, _, None) => of_hours("no hours and no value"),
        (None, _, Some(_)) if hour_rate.is_none() => of_hours("hours, and no rate for an hour"),
        (None, _, Some(_)) => of_hours("more hours than can be true"),
        (Some(_), None, _) => of_amount("a value without a currency".to_owned()),
        (Some(amount), Some(currency), _) => {
            let rate = evidence.pact.rates.mean(currency, &evidence.year.settings.period);
            of_amount(match rate {
                None => format!("the Bank has no rate of {currency} in the year's period"),
                Some(_) => format!("{currency} {amount} is more than can be true"),
            })
        }
    }
}
