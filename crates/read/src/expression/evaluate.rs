//! Evaluation, by the rules of XPath 1.0 that XLSForm follows.
//!
//! A question that was left blank or not asked is an empty text; an empty text is no number, and every order
//! comparison with what is no number is false. An answer that could not be read makes everything that
//! depends on it unknown, so that no fault in one cell becomes a false claim about another.

use std::cmp::Ordering;

use model::questionnaire::{Expression, Function, Node, Operator};
use model::{Date, Decimal};
use regex::Regex;

/// What an expression is evaluated against.
pub trait Scope {
    /// The answer that `.` stands for.
    fn current(&self) -> Operand;
    /// The answer that `${name}` stands for.
    fn reference(&self, name: &str) -> Operand;
    /// The day `today()` stands for: when the return was received, else its deadline. Never a clock.
    fn today(&self) -> Date;
}

/// A value while an expression is evaluated.
#[derive(Clone, PartialEq, Debug)]
pub enum Operand {
    /// Left blank, does not apply, or not asked; the same as an empty text.
    Blank,
    /// A text, or the code of a choice.
    Text(String),
    /// A number.
    Number(Decimal),
    /// What arithmetic gives when a side is no number.
    NotANumber,
    /// True or false.
    Boolean(bool),
    /// A day; in arithmetic the days since 1 January 1970.
    Date(Date),
    /// The codes of several choices.
    Choices(Vec<String>),
    /// Rests on an answer that could not be read.
    Unknown,
}

/// Evaluates an expression.
pub fn evaluate(expression: &Expression, scope: &dyn Scope) -> Operand {
    value(&expression.node, scope)
}

/// Whether a condition holds; `None` where that rests on an answer that could not be read.
pub fn holds(expression: &Expression, scope: &dyn Scope) -> Option<bool> {
    evaluate(expression, scope).truth()
}

/// Compiles a pattern of `regex()`, which must fit the whole text.
pub(super) fn pattern(written: &str) -> Result<Regex, regex::Error> {
    Regex::new(&format!(r"\A(?:{written})\z"))
}

impl Operand {
    /// As a condition: a text that is not empty, a number that is not zero.
    fn truth(&self) -> Option<bool> {
        Some(match self {
            Operand::Unknown => return None,
            Operand::Blank | Operand::NotANumber => false,
            Operand::Text(text) => !text.is_empty(),
            Operand::Number(number) => !number.is_zero(),
            Operand::Boolean(truth) => *truth,
            Operand::Date(_) => true,
            Operand::Choices(codes) => !codes.is_empty(),
        })
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Operand::Number(number) => Some(*number),
            Operand::Boolean(truth) => Some(Decimal::from(u8::from(*truth))),
            Operand::Date(day) => Some(days_since_epoch(*day)),
            Operand::Text(text) => text.trim().parse().ok(),
            Operand::Choices(codes) => codes.join(" ").parse().ok(),
            Operand::Blank | Operand::NotANumber | Operand::Unknown => None,
        }
    }

    fn text(&self) -> String {
        match self {
            Operand::Text(text) => text.clone(),
            Operand::Number(number) => number.normalize().to_string(),
            Operand::Boolean(truth) => truth.to_string(),
            Operand::Date(day) => day.to_string(),
            Operand::Choices(codes) => codes.join(" "),
            Operand::NotANumber => "NaN".into(),
            Operand::Blank | Operand::Unknown => String::new(),
        }
    }

    /// The codes chosen; XLSForm keeps several choices as one text parted by spaces.
    fn codes(&self) -> Vec<String> {
        match self {
            Operand::Choices(codes) => codes.clone(),
            other => other.text().split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn date(&self) -> Option<Date> {
        match self {
            Operand::Date(day) => Some(*day),
            Operand::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

fn days_since_epoch(day: Date) -> Decimal {
    let epoch = jiff::civil::date(1970, 1, 1);
    Decimal::from(model::period::days_between(epoch, day))
}

fn value(node: &Node, scope: &dyn Scope) -> Operand {
    match node {
        Node::Current => scope.current(),
        Node::Reference(name) => scope.reference(name),
        Node::Number(number) => Operand::Number(*number),
        Node::Text(text) => Operand::Text(text.clone()),
        Node::Negate(inner) => negated(&value(inner, scope)),
        Node::Call(function, arguments) => {
            let arguments: Vec<Operand> = arguments.iter().map(|node| value(node, scope)).collect();
            call(*function, &arguments, scope)
        }
        Node::Binary(operator, left, right) => {
            binary(*operator, &value(left, scope), &value(right, scope))
        }
    }
}

fn negated(operand: &Operand) -> Operand {
    match (operand, operand.number()) {
        (Operand::Unknown, _) => Operand::Unknown,
        (_, Some(number)) => Operand::Number(-number),
        (_, None) => Operand::NotANumber,
    }
}

fn call(function: Function, arguments: &[Operand], scope: &dyn Scope) -> Operand {
    if arguments.contains(&Operand::Unknown) {
        return Operand::Unknown;
    }
    match (function, arguments) {
        (Function::Today, _) => Operand::Date(scope.today()),
        (Function::Not, [condition]) => match condition.truth() {
            Some(truth) => Operand::Boolean(!truth),
            None => Operand::Unknown,
        },
        (Function::Selected, [list, choice]) => {
            Operand::Boolean(list.codes().contains(&choice.text()))
        }
        (Function::CountSelected, [list]) => Operand::Number(list.codes().len().into()),
        (Function::StringLength, [text]) => Operand::Number(text.text().chars().count().into()),
        (Function::Regex, [text, written]) => match pattern(&written.text()) {
            Ok(pattern) => Operand::Boolean(pattern.is_match(&text.text())),
            Err(_) => Operand::Unknown,
        },
        _ => Operand::Unknown,
    }
}

fn binary(operator: Operator, left: &Operand, right: &Operand) -> Operand {
    match operator {
        Operator::Or | Operator::And => logical(operator, left.truth(), right.truth()),
        _ if *left == Operand::Unknown || *right == Operand::Unknown => Operand::Unknown,
        Operator::Equal => Operand::Boolean(equal(left, right)),
        Operator::NotEqual => Operand::Boolean(!equal(left, right)),
        Operator::Less => ordered(left, right, Ordering::is_lt),
        Operator::LessOrEqual => ordered(left, right, Ordering::is_le),
        Operator::Greater => ordered(left, right, Ordering::is_gt),
        Operator::GreaterOrEqual => ordered(left, right, Ordering::is_ge),
        Operator::Add => arithmetic(left, right, Decimal::checked_add),
        Operator::Subtract => arithmetic(left, right, Decimal::checked_sub),
        Operator::Multiply => arithmetic(left, right, Decimal::checked_mul),
        Operator::Divide => arithmetic(left, right, Decimal::checked_div),
    }
}

/// `and` and `or` over true, false and unknown: one side alone can settle them.
fn logical(operator: Operator, left: Option<bool>, right: Option<bool>) -> Operand {
    let settles = operator == Operator::Or;
    match (left, right) {
        (Some(truth), _) | (_, Some(truth)) if truth == settles => Operand::Boolean(settles),
        (Some(_), Some(_)) => Operand::Boolean(!settles),
        _ => Operand::Unknown,
    }
}

fn equal(left: &Operand, right: &Operand) -> bool {
    if matches!(left, Operand::Boolean(_)) || matches!(right, Operand::Boolean(_)) {
        return left.truth() == right.truth();
    }
    if let Some((left, right)) = days(left, right) {
        return left == right;
    }
    let is_number = |side: &Operand| matches!(side, Operand::Number(_) | Operand::NotANumber);
    if is_number(left) || is_number(right) {
        return left.number().is_some() && left.number() == right.number();
    }
    left.text() == right.text()
}

fn ordered(left: &Operand, right: &Operand, fits: fn(Ordering) -> bool) -> Operand {
    let order = match days(left, right) {
        Some((left, right)) => Some(left.cmp(&right)),
        None => match (left.number(), right.number()) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => None,
        },
    };
    Operand::Boolean(order.is_some_and(fits))
}

/// Both sides as days, where one is a day and the other one too or a text such as `2026-01-31`.
fn days(left: &Operand, right: &Operand) -> Option<(Date, Date)> {
    let a_day = matches!(left, Operand::Date(_)) || matches!(right, Operand::Date(_));
    a_day.then_some((left.date()?, right.date()?))
}

fn arithmetic(
    left: &Operand,
    right: &Operand,
    operation: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Operand {
    let result = match (left.number(), right.number()) {
        (Some(left), Some(right)) => operation(left, right),
        _ => None,
    };
    result.map_or(Operand::NotANumber, Operand::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::parse;
    use jiff::civil::date;

    struct Fixture;

    impl Scope for Fixture {
        fn current(&self) -> Operand {
            Operand::Number(Decimal::from(7))
        }

        fn reference(&self, name: &str) -> Operand {
            match name {
                "level" => Operand::Text("3".into()),
                "labels" => Operand::Choices(vec!["tco".into(), "epeat".into()]),
                "start" => Operand::Date(date(2025, 10, 1)),
                "word" => Operand::Text("Réf-12".into()),
                "unreadable" => Operand::Unknown,
                _ => Operand::Blank,
            }
        }

        fn today(&self) -> Date {
            date(2026, 11, 30)
        }
    }

    #[test]
    fn conditions_hold_as_xpath_says() {
        let cases = [
            (". > 0 and . <= 10", true),
            (". = 7", true),
            (". = '7'", true),
            ("1 + 2 * 3 = 7", true),
            ("(1 + 2) * 3 = 9", true),
            ("10 div 4 = 2.5", true),
            ("5 - 3 - 1 = 1", true),
            ("-. = -7", true),
            ("1 < 2 = 3 > 2", true),
            ("${level} >= 3", true),
            ("${level} = '3'", true),
            ("${level} = 3.0", true),
            ("${blank} = ''", true),
            ("${blank} != ''", false),
            ("${blank} > 5", false),
            ("${blank} <= 5", false),
            ("${blank} = 0", false),
            ("${blank} != 0", true),
            ("not(${blank})", true),
            ("not(not(${blank} > 5))", false),
            ("1 div 0 > 5", false),
            ("selected(${labels}, 'tco')", true),
            ("selected(${labels}, 'tc')", false),
            ("selected(${level}, '3')", true),
            ("selected(${blank}, 'tco')", false),
            ("count-selected(${labels}) = 2", true),
            ("count-selected(${blank}) = 0", true),
            ("string-length(${word}) = 6", true),
            ("regex(${word}, 'R.f-[0-9]+')", true),
            ("regex(${word}, '[0-9]+')", false),
            ("${start} < today()", true),
            ("${start} >= '2025-10-01'", true),
            ("${start} = '2025-10-01'", true),
            ("today() - 425 = ${start}", true),
            ("${blank} < today()", false),
            ("1 = 1 or 1 = 2 and 1 = 2", true),
            ("(1 = 1 or 1 = 2) and 1 = 2", false),
        ];
        for (source, truth) in cases {
            let expression = parse(source).unwrap();
            assert_eq!(holds(&expression, &Fixture), Some(truth), "{source}");
        }
    }

    #[test]
    fn what_could_not_be_read_makes_only_what_rests_on_it_unknown() {
        let cases = [
            ("${unreadable} > 3", None),
            ("not(${unreadable})", None),
            ("selected(${unreadable}, 'a')", None),
            ("${unreadable} > 3 or 1 = 1", Some(true)),
            ("${unreadable} > 3 and 1 = 2", Some(false)),
            ("1 = 1 and ${unreadable}", None),
        ];
        for (source, truth) in cases {
            let expression = parse(source).unwrap();
            assert_eq!(holds(&expression, &Fixture), truth, "{source}");
        }
    }

    #[test]
    fn sums_beyond_what_a_decimal_holds_are_no_number() {
        let huge = "79228162514264337593543950335";
        let expression = parse(&format!("{huge} * 10 > 0")).unwrap();
        assert_eq!(holds(&expression, &Fixture), Some(false));
    }
}
