//! The questionnaire's conditions, judged for a form as it is written: what its formulas show until they are
//! computed anew, as in a preview or a protected view.
//!
//! Only as exact as the formulas are: the reader judges returns, by rules of its own.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::questionnaire::{Expression, Function, Node, Operator};
use rust_decimal::Decimal;

/// An answer as a condition sees it.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Known {
    /// Nothing.
    Blank,
    /// A text, or the code of a choice.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// Codes of several choices.
    Choices(Vec<String>),
    /// True or false.
    Truth(bool),
}

/// Whether a condition holds for these answers outside repeats; `None` where that cannot be said.
pub(super) fn holds(condition: &Expression, answers: &BTreeMap<&str, Known>) -> Option<bool> {
    value(&condition.node, answers).map(|value| value.truth())
}

impl Known {
    fn truth(&self) -> bool {
        match self {
            Known::Blank => false,
            Known::Text(text) => !text.is_empty(),
            Known::Number(number) => !number.is_zero(),
            Known::Day(_) => true,
            Known::Choices(codes) => !codes.is_empty(),
            Known::Truth(truth) => *truth,
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Known::Number(number) => Some(*number),
            Known::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    fn day(&self) -> Option<Date> {
        match self {
            Known::Day(day) => Some(*day),
            Known::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    fn text(&self) -> String {
        match self {
            Known::Text(text) => text.clone(),
            Known::Number(number) => number.normalize().to_string(),
            Known::Day(day) => day.to_string(),
            Known::Choices(codes) => codes.join(" "),
            Known::Blank | Known::Truth(_) => String::new(),
        }
    }
}

fn value(node: &Node, answers: &BTreeMap<&str, Known>) -> Option<Known> {
    Some(match node {
        Node::Current => return None,
        Node::Reference(name) => answers.get(name.as_str()).cloned()?,
        Node::Number(number) => Known::Number(*number),
        Node::Text(text) => Known::Text(text.clone()),
        Node::Negate(inner) => Known::Number(-value(inner, answers)?.number()?),
        Node::Call(function, arguments) => {
            let arguments: Option<Vec<Known>> =
                arguments.iter().map(|argument| value(argument, answers)).collect();
            return call(*function, &arguments?);
        }
        Node::Binary(operator, left, right) => {
            return binary(*operator, value(left, answers), value(right, answers));
        }
    })
}

fn call(function: Function, arguments: &[Known]) -> Option<Known> {
    match (function, arguments) {
        (Function::Not, [condition]) => Some(Known::Truth(!condition.truth())),
        (Function::Selected, [list, code]) => {
            let codes = list.text();
            let mut codes = codes.split_whitespace();
            Some(Known::Truth(codes.any(|own| own == code.text())))
        }
        (Function::CountSelected, [list]) => {
            Some(Known::Number(list.text().split_whitespace().count().into()))
        }
        (Function::StringLength, [text]) => Some(Known::Number(text.text().chars().count().into())),
        _ => None,
    }
}

fn binary(operator: Operator, left: Option<Known>, right: Option<Known>) -> Option<Known> {
    if let Operator::And | Operator::Or = operator {
        let settles = operator == Operator::Or;
        let sides = [left, right].map(|side| side.map(|side| side.truth()));
        return match sides {
            [a, b] if a == Some(settles) || b == Some(settles) => Some(Known::Truth(settles)),
            [Some(_), Some(_)] => Some(Known::Truth(!settles)),
            _ => None,
        };
    }
    let (left, right) = (left?, right?);
    let ordered = |fits: fn(std::cmp::Ordering) -> bool| {
        let days = left.day().zip(right.day()).map(|(a, b)| a.cmp(&b));
        let numbers = || left.number().zip(right.number()).map(|(a, b)| a.cmp(&b));
        Some(Known::Truth(days.or_else(numbers).is_some_and(fits)))
    };
    let arithmetic = |of: fn(Decimal, Decimal) -> Option<Decimal>| {
        of(left.number()?, right.number()?).map(Known::Number)
    };
    match operator {
        Operator::Equal => Some(Known::Truth(equal(&left, &right))),
        Operator::NotEqual => Some(Known::Truth(!equal(&left, &right))),
        Operator::Less => ordered(std::cmp::Ordering::is_lt),
        Operator::LessOrEqual => ordered(std::cmp::Ordering::is_le),
        Operator::Greater => ordered(std::cmp::Ordering::is_gt),
        Operator::GreaterOrEqual => ordered(std::cmp::Ordering::is_ge),
        Operator::Add => arithmetic(Decimal::checked_add),
        Operator::Subtract => arithmetic(Decimal::checked_sub),
        Operator::Multiply => arithmetic(Decimal::checked_mul),
        Operator::Divide => arithmetic(Decimal::checked_div),
        Operator::And | Operator::Or => None,
    }
}

fn equal(left: &Known, right: &Known) -> bool {
    if matches!(left, Known::Number(_)) || matches!(right, Known::Number(_)) {
        return left.number().is_some() && left.number() == right.number();
    }
    left.text() == right.text()
}
