//! Q102: practices are applied, and no word says how.

use model::AnswerState;
use model::vocabulary::{Strategy, UptakeLevel};

use crate::evidence::Evidence;
use crate::report::{Report, of_answer};
use crate::rule::rule;

rule! {
    /// Practices are applied, and no word says how.
    ///
    /// # What it checks
    /// Strategies with practices at level 3 or 4 whose question for a story was left blank.
    ///
    /// # Why it matters
    /// The Pact monitors by a qualitative approach; what was learned is what others can use.
    ///
    /// # Example
    /// Four practices of "use longer" are standard, and the story is blank.
    ///
    /// # How to fix
    /// Ask for a few sentences: what was done, what worked, what did not.
    AppliedWithoutStory {
        code: "Q102",
        severity: Note,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        for strategy in Strategy::ALL {
            let question = format!("{strategy}_story");
            let answer = answers.answer(&question);
            let Some(asked) = evidence.year.questionnaire.question(&question) else { continue };
            let applied = evidence.practices(answers).filter(|(practice, answer)| {
                let level = answer.choice().and_then(UptakeLevel::parse);
                practice.strategy == Some(*strategy) && level.is_some_and(UptakeLevel::is_applied)
            });
            let count = applied.count();
            if count == 0 || answer.state != AnswerState::Blank {
                continue;
            }
            let label = asked.label.in_language(evidence.default_language());
            let mut statement = of_answer(&answers.participant, &question, label, answer);
            let practices = if count == 1 {
                "1 practice is".to_owned()
            } else {
                format!("{count} practices are")
            };
            statement.found = format!("{practices} applied, and the story was left blank");
            report.add(statement);
        }
    }
}
