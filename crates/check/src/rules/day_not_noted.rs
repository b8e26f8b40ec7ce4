//! R117: nobody noted when a return came.

use model::Place;

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Nobody noted when a return came.
    ///
    /// # What it checks
    /// Each return that counts, with a form, has a row in the `received.csv` of its year for one of its versions.
    /// Supporting files without a row are asked about by S130; a file that lists nothing at all is not looked at.
    ///
    /// # Why it matters
    /// It is not known whether the return came on time, so it is not counted as on time; the report says how many
    /// returns have no day.
    ///
    /// # Example
    /// A form was put into its folder, and nobody wrote down the day.
    ///
    /// # How to fix
    /// Add a row to `received.csv`: participant, name of the file, the day, how it came, and who took it in.
    DayNotNoted {
        code: "R117",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let year = evidence.year;
    if year.receipts.is_empty() {
        return;
    }
    let with_form =
        |id: &&model::Identifier| year.returns.get(*id).is_some_and(|own| !own.without_form);
    for participant in evidence.results.coverage.returned.iter().filter(with_form) {
        if year.first_received(participant).is_some() {
            continue;
        }
        let name = evidence.pact.register.name(participant.as_str());
        report.add(Statement {
            participant: Some(participant.clone()),
            place: Some(Place::file(format!("inputs/{}/received.csv", year.year()))),
            found: format!("no row says when the return of {name} came"),
            expected: "a row with the day for the file of the return".into(),
            column: "received_on".into(),
            subject: "received".into(),
            ..Statement::default()
        });
    }
}
