//! U103: two practices of the form continue the same one of last year.

use model::questionnaire::Question;

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Two practices of the form continue the same one of last year.
    ///
    /// # What it checks
    /// The names of the practices and what `cfit_was` says, against the questionnaire of last year.
    ///
    /// # Why it matters
    /// An answer of last year is compared with one answer of this year, so only one of the two practices is compared:
    /// the one of the same name, else the first in the form.
    ///
    /// # Example
    /// A question on sharing and lending is parted in two, and both say in `cfit_was` that they were that one.
    ///
    /// # How to fix
    /// Leave `cfit_was` at the practice that last year's answers are to be compared with, and blank it at the other.
    PracticeContinuedTwice {
        code: "U103",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let Some((last, _)) = evidence.last else {
        return;
    };
    let form = &evidence.year.questionnaire;
    let names = last.questionnaire.continued_in(form);
    let label =
        |question: &Question| question.label.in_language(evidence.default_language()).to_owned();
    for practice in form.practices().filter(|own| !names.contains_key(own.name.as_str())) {
        let was = last.questionnaire.name_of(practice);
        let first = form.practices().find(|own| names.get(own.name.as_str()) == Some(&was));
        if let Some(first) = first {
            report.add(Statement {
                place: Some(practice.place.clone()),
                found: format!(
                    "“{}” continues `{was}` of last year, and so does “{}”: last year's answers are compared with the latter \
                     alone",
                    label(practice),
                    label(first),
                ),
                subject: practice.name.clone(),
                raw: was.to_owned(),
                ..Statement::default()
            });
        }
    }
}
