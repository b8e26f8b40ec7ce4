//! What a form holds before anybody fills it in.

use jiff::ToSpan;
use model::questionnaire::{Question, QuestionType};
use model::{Date, Period};
use rust_decimal::Decimal;

use super::FormInputs;
use super::context::Context;
use super::entries::Entry;
use super::evaluation::Known;

impl Context<'_> {
    /// What the form is handed over with as the answer to a question outside repeats: what is entered, else what it
    /// comes with.
    ///
    /// It comes with answers in the group `organisation` alone: who it is for, its reporting period, and the
    /// questionnaire's own defaults.
    pub(super) fn at_first(&self, section: &str, question: &Question) -> Entry {
        if let Some(entry) = self.entry(section, &question.name) {
            return entry.clone();
        }
        if section != "organisation" {
            return Entry::Blank;
        }
        let period = own_period(self.inputs).unwrap_or(self.inputs.settings.period);
        let own = self.inputs.participant;
        match (question.name.as_str(), own) {
            ("participant_id", Some(own)) => Entry::Text(own.id.to_string()),
            ("organisation_name", Some(own)) => Entry::Text(own.name.clone()),
            ("participant_id" | "organisation_name", None) => Entry::Blank,
            ("period_start", _) => Entry::Day(period.start),
            ("period_end", _) => Entry::Day(period.end),
            _ => default(question),
        }
    }
}

/// The year after the one that a participant reported for last year, where that was a year of its own (contract: A
/// return); `None` where it reported for the form's.
///
/// Periods of another length are not continued, nor one most of which would fall outside the form's year.
fn own_period(inputs: &FormInputs) -> Option<Period> {
    let last = &inputs.last_return?.organisation;
    if last.period_assumed || Some(last.period) == inputs.last_period {
        return None;
    }
    inputs.last_period?;
    let day_after = |day: Date| day.checked_add(1.day()).ok();
    let year_later = |day: Date| day.checked_add(1.year()).ok();
    let start = day_after(last.period.end)?;
    if year_later(last.period.start)? != start {
        return None;
    }
    let end = year_later(start)?.checked_sub(1.day()).ok()?;
    let next = Period::new(start, end)?;
    (2 * next.days_shared(&inputs.settings.period) > next.days()).then_some(next)
}

/// The questionnaire's own default, by the question's type.
fn default(question: &Question) -> Entry {
    let Some(text) = question.default.as_deref().map(str::trim).filter(|text| !text.is_empty())
    else {
        return Entry::Blank;
    };
    let as_text = || Entry::Text(text.to_owned());
    match question.kind {
        QuestionType::Integer | QuestionType::Decimal => {
            text.parse::<Decimal>().map_or_else(|_| as_text(), Entry::Number)
        }
        QuestionType::Date => text.parse::<Date>().map_or_else(|_| as_text(), Entry::Day),
        QuestionType::SelectOne(_) => Entry::Choices(vec![text.to_owned()]),
        QuestionType::SelectMultiple(_) => {
            Entry::Choices(text.split_whitespace().map(str::to_owned).collect())
        }
        QuestionType::Text | QuestionType::Note => as_text(),
    }
}

/// An entry as conditions see it.
pub(super) fn known(entry: &Entry, question: &Question) -> Known {
    match entry {
        Entry::Blank => Known::Blank,
        Entry::Text(text) | Entry::Formula(_, text) => Known::Text(text.clone()),
        Entry::Number(number) => Known::Number(*number),
        Entry::Day(day) => Known::Day(*day),
        Entry::Choices(codes) => match question.kind {
            QuestionType::SelectMultiple(_) => Known::Choices(codes.clone()),
            _ => Known::Text(codes.concat()),
        },
    }
}
