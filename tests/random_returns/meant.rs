//! What an answer means, apart from how it is written.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{AnswerState, Value};
use rust_decimal::Decimal;

/// An answer, or which kind of nothing.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Meant {
    NotAsked,
    Blank,
    NotApplicable,
    Text(String),
    Whole(i64),
    Number(Decimal),
    Day(Date),
    One(String),
    /// Codes, sorted.
    Several(Vec<String>),
    /// Something that nobody can read.
    Unreadable,
}

/// Everything a return says: answers outside repeats, and the rows of each repeat in their order.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Truth {
    pub(crate) singles: BTreeMap<String, Meant>,
    pub(crate) rows: BTreeMap<String, Vec<BTreeMap<String, Meant>>>,
}

impl Meant {
    /// The same without a minus.
    pub(crate) fn of_a_purchase(self) -> Self {
        match self {
            Meant::Whole(number) => Meant::Whole(number.abs()),
            Meant::Number(number) => Meant::Number(number.abs()),
            other => other,
        }
    }

    /// Whether something stands in the cell.
    pub(crate) fn is_said(&self) -> bool {
        !matches!(self, Meant::NotAsked | Meant::Blank)
    }

    /// What was read. Line ends are no difference: every program writes its own.
    pub(crate) fn read(state: &AnswerState) -> Self {
        match state {
            AnswerState::NotAsked => Meant::NotAsked,
            AnswerState::Blank => Meant::Blank,
            AnswerState::NotApplicable => Meant::NotApplicable,
            AnswerState::Unreadable => Meant::Unreadable,
            AnswerState::Given(value) => match value {
                Value::Text(text) => Meant::Text(text.replace("\r\n", "\n")),
                Value::Integer(number) => Meant::Whole(*number),
                Value::Decimal(number) => Meant::Number(*number),
                Value::Date(day) => Meant::Day(*day),
                Value::Choice(code) => Meant::One(code.clone()),
                Value::Choices(codes) => {
                    let mut codes = codes.clone();
                    codes.sort();
                    Meant::Several(codes)
                }
            },
        }
    }
}
