//! U102: a strategy has standard practices and names no evidence.

use model::AnswerState;
use model::vocabulary::{Strategy, UptakeLevel};

use crate::evidence::Evidence;
use crate::report::{Report, answer_effect, of_answer};
use crate::rule::rule;

rule! {
    /// A strategy has standard practices and names no evidence.
    ///
    /// # What it checks
    /// Answers of level 4 (standard practice) in a strategy whose question for evidence was left blank.
    ///
    /// # Why it matters
    /// Nothing is audited; a link or document is what lets a reader look for itself.
    ///
    /// # Example
    /// Three practices at level 4 in "buy better", and no link.
    ///
    /// # How to fix
    /// Ask for a link or the name of a document: a policy, a tender, a contract clause.
    StandardPracticeWithoutEvidence {
        code: "U102",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        for strategy in Strategy::ALL {
            let question = format!("{strategy}_evidence");
            let asked = evidence.year.questionnaire.question(&question);
            let answer = answers.answer(&question);
            let Some(asked) = asked.filter(|_| answer.state == AnswerState::Blank) else {
                continue;
            };
            let at_four = evidence.practices(answers).filter(|(practice, answer)| {
                practice.strategy == Some(*strategy)
                    && answer.choice() == Some(UptakeLevel::Standard.code())
            });
            let count = at_four.count();
            if count == 0 {
                continue;
            }
            let label = asked.label.in_language(evidence.default_language());
            let mut statement = of_answer(&answers.participant, &question, label, answer);
            let practices =
                if count == 1 { "1 practice".to_owned() } else { format!("{count} practices") };
            let title = evidence.pact.pact.strategy_title(*strategy, evidence.default_language());
            statement.found = format!(
                "{practices} of \u{201c}{title}\u{201d} at level 4, and no evidence is named"
            );
            statement.effect = answer_effect(count, "counted, without evidence");
            report.add(statement);
        }
    }
}
