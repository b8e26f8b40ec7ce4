//! What stands beside the cells of a form: the answers of the year before.

use std::collections::BTreeMap;

use model::answer::{Answer, AnswerState, Value};
use model::submission::Organisation;
use model::{Identifier, Period, Return};
use workbooks::{Entries, Entry};

use crate::pact::PactYear;

/// The return as a form shows it: its answers outside repeats alone. `None` where the participant's name is no
/// identifier or the year's period is none.
pub(super) fn last_return(year: &PactYear, participant: &str, entries: &Entries) -> Option<Return> {
    let answers = entries.groups.values().flatten();
    let answers: BTreeMap<String, Answer> =
        answers.map(|(name, entry)| (name.clone(), answer(entry))).collect();
    let participant = Identifier::parse(participant)?;
    let organisation = Organisation::new(Period::new(year.period_start, year.period_end)?);
    Some(Return { answers, ..Return::new(participant, year.year, organisation) })
}

fn answer(entry: &Entry) -> Answer {
    let state = match entry {
        Entry::Blank | Entry::Formula(..) => AnswerState::Blank,
        Entry::Text(text) => AnswerState::Given(Value::Text(text.clone())),
        Entry::Number(number) => AnswerState::Given(Value::Decimal(*number)),
        Entry::Day(day) => AnswerState::Given(Value::Date(*day)),
        Entry::Choices(codes) => match codes.as_slice() {
            [code] if code == "na" => AnswerState::NotApplicable,
            [code] => AnswerState::Given(Value::Choice(code.clone())),
            codes => AnswerState::Given(Value::Choices(codes.to_vec())),
        },
    };
    Answer { state, ..Answer::not_asked() }
}
