//! Conditions of a questionnaire, judged plainly: enough of XPath for those that are drawn and shipped.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use model::questionnaire::{Function, Node, Operator, Question};
use rust_decimal::Decimal;

use super::meant::Meant;

/// The answers so far, with their questions.
#[derive(Clone, Default)]
pub(crate) struct Known<'a> {
    pub(crate) singles: BTreeMap<&'a str, (&'a Question, Meant)>,
    pub(crate) row: BTreeMap<&'a str, (&'a Question, Meant)>,
}

/// A part of a condition.
enum Part {
    /// Rests on something that cannot be read.
    Unknown,
    Blank,
    Text(String),
    Number(Decimal),
    Codes(Vec<String>),
    Truth(bool),
}

impl Known<'_> {
    /// Whether a condition holds; one that rests on what cannot be read does.
    pub(crate) fn hold(&self, node: &Node) -> bool {
        match self.part(node) {
            Part::Unknown => true,
            part => part.truth(),
        }
    }

    fn part(&self, node: &Node) -> Part {
        match node {
            Node::Reference(name) => {
                let found = self.row.get(name.as_str()).or_else(|| self.singles.get(name.as_str()));
                found.map_or(Part::Blank, |(question, meant)| Part::of(question, meant))
            }
            Node::Number(number) => Part::Number(*number),
            Node::Text(text) => Part::Text(text.clone()),
            Node::Call(function, arguments) => {
                let parts: Vec<Part> = arguments.iter().map(|node| self.part(node)).collect();
                call(*function, &parts)
            }
            Node::Binary(operator, left, right) => {
                binary(*operator, self.part(left), self.part(right))
            }
            Node::Current | Node::Negate(_) => panic!("no condition that is drawn has {node:?}"),
        }
    }
}

impl Part {
    fn of(question: &Question, meant: &Meant) -> Self {
        match meant {
            Meant::Unreadable => Part::Unknown,
            Meant::NotApplicable if question.list_name().is_some() => Part::Text("na".to_owned()),
            Meant::NotAsked | Meant::Blank | Meant::NotApplicable => Part::Blank,
            Meant::Text(text) | Meant::One(text) => Part::Text(text.clone()),
            Meant::Whole(number) => Part::Number((*number).into()),
            Meant::Number(number) => Part::Number(*number),
            Meant::Day(day) => Part::Text(day.to_string()),
            Meant::Several(codes) => Part::Codes(codes.clone()),
        }
    }

    fn truth(&self) -> bool {
        match self {
            Part::Unknown | Part::Blank => false,
            Part::Text(text) => !text.is_empty(),
            Part::Number(number) => !number.is_zero(),
            Part::Codes(codes) => !codes.is_empty(),
            Part::Truth(truth) => *truth,
        }
    }

    fn text(&self) -> String {
        match self {
            Part::Text(text) => text.clone(),
            Part::Number(number) => number.normalize().to_string(),
            Part::Codes(codes) => codes.join(" "),
            Part::Unknown | Part::Blank | Part::Truth(_) => String::new(),
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Part::Number(number) => Some(*number),
            Part::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

fn call(function: Function, parts: &[Part]) -> Part {
    if parts.iter().any(|part| matches!(part, Part::Unknown)) {
        return Part::Unknown;
    }
    match (function, parts) {
        (Function::Not, [condition]) => Part::Truth(!condition.truth()),
        (Function::Selected, [Part::Codes(codes), code]) => {
            Part::Truth(codes.contains(&code.text()))
        }
        (Function::Selected, [one, code]) => Part::Truth(one.text() == code.text()),
        (Function::CountSelected, [Part::Codes(codes)]) => Part::Number(codes.len().into()),
        (Function::CountSelected, [one]) => {
            Part::Number(one.text().split_whitespace().count().into())
        }
        (Function::StringLength, [text]) => Part::Number(text.text().chars().count().into()),
        _ => panic!("no condition that is drawn has {function:?}"),
    }
}

fn binary(operator: Operator, left: Part, right: Part) -> Part {
    use Operator::{And, Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual, Or};
    let unknown = matches!(left, Part::Unknown) || matches!(right, Part::Unknown);
    let known = |part: &Part| !matches!(part, Part::Unknown);
    let either = |truth: bool| {
        (known(&left) && left.truth() == truth) || (known(&right) && right.truth() == truth)
    };
    match operator {
        And if either(false) => Part::Truth(false),
        Or if either(true) => Part::Truth(true),
        _ if unknown => Part::Unknown,
        And => Part::Truth(true),
        Or => Part::Truth(false),
        Equal | NotEqual => {
            let numbers = matches!(left, Part::Number(_)) || matches!(right, Part::Number(_));
            let same = match numbers {
                true => left.number().is_some() && left.number() == right.number(),
                false => left.text() == right.text(),
            };
            Part::Truth(same == (operator == Equal))
        }
        Less | LessOrEqual | Greater | GreaterOrEqual => {
            let order = left.number().zip(right.number()).map(|(left, right)| left.cmp(&right));
            let fits = |order: Ordering| match operator {
                Less => order.is_lt(),
                LessOrEqual => order.is_le(),
                Greater => order.is_gt(),
                _ => order.is_ge(),
            };
            Part::Truth(order.is_some_and(fits))
        }
        _ => panic!("no condition that is drawn has {operator:?}"),
    }
}
