//! Answers: what was said, or which kind of nothing.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::place::Place;

/// A value as the question's type reads it.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Free text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(Decimal),
    /// A day.
    Date(Date),
    /// The code of one choice.
    Choice(String),
    /// The codes of several choices.
    Choices(Vec<String>),
}

/// Blank, zero, not applicable, not asked and withheld are different things; zero is a [`Value`].
#[derive(Clone, PartialEq, Debug)]
pub enum AnswerState {
    /// An answer.
    Given(Value),
    /// Asked, and left empty.
    Blank,
    /// Asked, and answered that it does not apply.
    NotApplicable,
    /// Not asked of this participant, or not relevant by its other answers.
    NotAsked,
    /// Something stands there that could not be read; a [`crate::Fault`] at the same place says what.
    Unreadable,
}

/// One answer, with where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// What was said.
    pub state: AnswerState,
    /// The cell as typed; empty where nothing stands. Where the office corrected the answer, what its correction
    /// says ([`crate::YearReading::correction_at`] gives it with what the file says).
    pub raw: String,
    /// The cell; `None` where the question is not in the file.
    pub place: Option<Place>,
    /// Marked "as last year".
    pub carried: bool,
}

impl Answer {
    /// A question that was not asked.
    pub fn not_asked() -> Self {
        Self { state: AnswerState::NotAsked, raw: String::new(), place: None, carried: false }
    }

    /// The value, if one was given.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            AnswerState::Given(value) => Some(value),
            _ => None,
        }
    }

    /// The text, if one was given.
    pub fn text(&self) -> Option<&str> {
        match self.value()? {
            Value::Text(text) | Value::Choice(text) => Some(text),
            _ => None,
        }
    }

    /// The code of the choice made.
    pub fn choice(&self) -> Option<&str> {
        match self.value()? {
            Value::Choice(code) => Some(code),
            _ => None,
        }
    }

    /// The number, whole or not.
    pub fn number(&self) -> Option<Decimal> {
        match self.value()? {
            Value::Integer(number) => Some(Decimal::from(*number)),
            Value::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// The day.
    pub fn date(&self) -> Option<Date> {
        match self.value()? {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }
}
