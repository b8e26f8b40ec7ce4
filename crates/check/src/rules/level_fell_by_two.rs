//! U101: a practice fell by two levels or more since last year.

use model::vocabulary::UptakeLevel;

use crate::evidence::Evidence;
use crate::report::{Report, answer_effect, of_answer};
use crate::rule::rule;

rule! {
    /// A practice fell by two levels or more since last year.
    ///
    /// # What it checks
    /// Answers on the uptake ladder, 0 to 4, in both years.
    ///
    /// # Why it matters
    /// Practices seldom vanish within a year; a slip of the pen moves the rates.
    ///
    /// # Example
    /// Standard practice (4) last year, exploring (1) this year.
    ///
    /// # How to fix
    /// Ask whether the practice was given up, or one of the two answers is a slip.
    LevelFellByTwo {
        code: "U101",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for answer in &evidence.results.uptake {
        let step = |code: &Option<String>| UptakeLevel::parse(code.as_deref()?)?.step();
        let (Some(now), Some(before)) = (step(&answer.level), step(&answer.last_level)) else {
            continue;
        };
        if now + 2 > before {
            continue;
        }
        let Some(answers) = evidence.year.returns.get(&answer.participant) else { continue };
        let question = evidence.year.questionnaire.question(&answer.practice);
        let label = question
            .map_or(answer.practice.as_str(), |q| q.label.in_language(evidence.default_language()));
        let mut statement = of_answer(
            &answer.participant,
            &answer.practice,
            label,
            answers.answer(&answer.practice),
        );
        statement.found = format!("“{label}”: level {now} this year, level {before} last year");
        statement.effect = answer_effect(1, "counted as it stands");
        report.add(statement);
    }
}
