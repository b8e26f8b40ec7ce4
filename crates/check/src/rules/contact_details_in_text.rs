//! Q101: a text that may be published holds contact details.

use model::personal_data::{contact_detail, is_contact};

use crate::evidence::Evidence;
use crate::report::{Report, answer_effect, of_answer};
use crate::rule::rule;

rule! {
    /// A text that may be published holds contact details.
    ///
    /// # What it checks
    /// E-mail addresses, telephone numbers and bank account numbers in answers that may be quoted.
    ///
    /// # Why it matters
    /// What is shared under the Pact is public; personal data never is. The text waits and is not
    /// quoted.
    ///
    /// # Example
    /// `ask j.doe@example.org for the clause` in the story of a strategy.
    ///
    /// # How to fix
    /// Redact it in `corrections.csv` with `[…]`, or ask for another wording.
    ContactDetailsInText {
        code: "Q101",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        for (question, label, answer) in evidence.texts(answers) {
            if is_contact(question) {
                continue;
            }
            let Some(what) = answer.text().and_then(contact_detail) else { continue };
            let mut statement = of_answer(&answers.participant, question, label, answer);
            statement.found = format!("the answer holds {what}");
            statement.effect = answer_effect(1, "not quoted");
            report.add(statement);
        }
    }
}
