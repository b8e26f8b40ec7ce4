//! The questionnaire's conditions as spreadsheet formulas, as far as spreadsheets can say them.
//!
//! The reader judges answers by the conditions themselves; a formula only helps while the form is
//! filled in. So what cannot be said (`regex`) is left out rather than said wrongly.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::questionnaire::{Function, Node, Operator, Question, QuestionType};
use rust_decimal::Decimal;

use super::context::{AnswerCells, Context};
use crate::xlsx::quoted;

/// Longest formula of a cell or a conditional format, a limit of the file format.
pub(super) const LONGEST_FORMULA: usize = 8192;
/// Longest text inside a formula, a limit of the file format.
const LONGEST_TEXT: usize = 255;

/// The answer `.` stands for.
#[derive(Clone, Copy)]
pub(super) struct Current<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its cells.
    pub cells: &'a AnswerCells,
}

/// The answers of the same row of a repeat.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The repeat.
    pub section: &'a str,
    /// The cells of its first row, by question; the row without `$`, so that they move down with the formula.
    pub cells: &'a BTreeMap<&'a str, AnswerCells>,
}

/// Turns conditions into formulas.
pub(super) struct Translator<'a> {
    /// The form.
    pub context: &'a Context<'a>,
    /// What `.` stands for.
    pub current: Option<Current<'a>>,
    /// Where the condition stands in a repeat.
    pub row: Option<Row<'a>>,
}

impl Translator<'_> {
    /// A condition as a formula without its `=`; `None` where it cannot be said.
    pub(super) fn condition(&self, node: &Node) -> Option<String> {
        let formula = match node {
            // An answer by itself asks whether there is one.
            Node::Current | Node::Reference(_) => given(self.cells(node)?),
            _ => self.formula(node)?,
        };
        (formula.encode_utf16().count() < LONGEST_FORMULA / 2).then_some(formula)
    }

    /// A value as a formula; `None` where it cannot be said.
    pub(super) fn formula(&self, node: &Node) -> Option<String> {
        Some(match node {
            Node::Current | Node::Reference(_) => self.cell(node)?.to_owned(),
            Node::Number(number) => number.normalize().to_string(),
            Node::Text(text) if is_short(text) => quoted(text),
            Node::Text(_) => return None,
            Node::Negate(inner) => format!("-({})", self.formula(inner)?),
            Node::Call(function, arguments) => self.call(*function, arguments)?,
            Node::Binary(operator, left, right) => self.binary(*operator, left, right)?,
        })
    }

    /// The cells of the answer a node stands for.
    fn cells(&self, node: &Node) -> Option<&AnswerCells> {
        match node {
            Node::Current => Some(self.current?.cells),
            Node::Reference(name) => {
                let own = self.row.and_then(|row| row.cells.get(name.as_str()));
                own.or_else(|| self.context.referenced.get(name.as_str()))
            }
            _ => None,
        }
    }

    /// The one cell of the answer; `None` where it stands in several.
    fn cell(&self, node: &Node) -> Option<&str> {
        match self.cells(node)? {
            AnswerCells::One(cell) => Some(cell),
            AnswerCells::Ticks(_) => None,
        }
    }

    fn call(&self, function: Function, arguments: &[Node]) -> Option<String> {
        match (function, arguments) {
            (Function::Not, [inner]) => Some(format!("NOT({})", self.condition(inner)?)),
            (Function::Selected, [list, Node::Text(code)]) => self.selected(list, code),
            (Function::StringLength, [text]) => Some(format!("LEN({})", self.formula(text)?)),
            (Function::CountSelected, [list]) => Some(match self.cells(list)? {
                AnswerCells::One(cell) => format!(
                    "IF(TRIM({cell})=\"\",0,LEN({cell})-LEN(SUBSTITUTE({cell},\";\",\"\"))+1)"
                ),
                AnswerCells::Ticks(ticks) => {
                    let ticks: Vec<String> =
                        ticks.iter().map(|(_, cell)| format!("({})", filled(cell))).collect();
                    format!("({})", ticks.join("+"))
                }
            }),
            (Function::Today, []) => Some("TODAY()".to_owned()),
            _ => None,
        }
    }

    fn binary(&self, operator: Operator, left: &Node, right: &Node) -> Option<String> {
        if let Some(choices) = self.choice_comparison(operator, left, right) {
            return choices;
        }
        if matches!(operator, Operator::And | Operator::Or) {
            let word = if operator == Operator::And { "AND" } else { "OR" };
            return Some(format!("{word}({},{})", self.condition(left)?, self.condition(right)?));
        }
        let (a, b) = (self.operand(left, right)?, self.operand(right, left)?);
        let sign = match operator {
            Operator::Equal | Operator::NotEqual => "=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Add => return Some(format!("({a}+{b})")),
            Operator::Subtract => return Some(format!("({a}-{b})")),
            Operator::Multiply => return Some(format!("({a}*{b})")),
            Operator::Divide => return Some(format!("({a}/{b})")),
            Operator::And | Operator::Or => return None,
        };
        // An empty cell is 0 and a text above any number to a spreadsheet; neither is an answer here.
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        let guards: Vec<String> = [(left, right), (right, left)]
            .iter()
            .filter(|(side, _)| matches!(side, Node::Reference(_)))
            .filter(|(side, other)| ordered || self.is_number(side) && !is_empty_text(other))
            .filter_map(|(side, _)| Some(format!("ISNUMBER({}),", self.cell(side)?)))
            .collect();
        let compared = match guards.concat() {
            guards if guards.is_empty() => format!("{a}{sign}{b}"),
            guards => format!("AND({guards}{a}{sign}{b})"),
        };
        Some(match operator {
            Operator::NotEqual => format!("NOT({compared})"),
            _ => compared,
        })
    }

    /// One side of a comparison; a text beside a number or a day is taken as one, as XPath does.
    fn operand(&self, node: &Node, other: &Node) -> Option<String> {
        if let Node::Text(text) = node {
            let against = self.question(other).map(|question| &question.kind);
            if let Ok(day) = text.trim().parse::<Date>()
                && (against == Some(&QuestionType::Date) || *other == today())
            {
                return Some(format!("DATE({},{},{})", day.year(), day.month(), day.day()));
            }
            if matches!(against, Some(QuestionType::Integer | QuestionType::Decimal))
                && let Ok(number) = text.trim().parse::<Decimal>()
            {
                return Some(number.normalize().to_string());
            }
        }
        self.formula(node)
    }

    /// Whether a node stands for an answer that is a number or a day.
    fn is_number(&self, node: &Node) -> bool {
        use QuestionType::{Date, Decimal, Integer};
        self.question(node).is_some_and(|own| matches!(own.kind, Integer | Decimal | Date))
    }

    /// A comparison of a choice with a code: its cell holds a label, or the code; ticks hold neither.
    /// `None`: no such comparison; `Some(None)`: one that cannot be said.
    fn choice_comparison(
        &self,
        operator: Operator,
        left: &Node,
        right: &Node,
    ) -> Option<Option<String>> {
        let (choice, literal, swapped) = match (left, right) {
            (Node::Current | Node::Reference(_), Node::Text(_) | Node::Number(_)) => {
                (left, right, false)
            }
            (Node::Text(_) | Node::Number(_), Node::Current | Node::Reference(_)) => {
                (right, left, true)
            }
            _ => return None,
        };
        let question = self.question(choice)?;
        let list = question.list_name()?;
        let literal = match literal {
            Node::Text(text) => text.clone(),
            Node::Number(number) => number.normalize().to_string(),
            _ => return None,
        };
        let negated = operator == Operator::NotEqual;
        if let AnswerCells::Ticks(_) = self.cells(choice)? {
            let any = given(self.cells(choice)?);
            return Some(match (literal.as_str(), operator) {
                ("", Operator::Equal) => Some(format!("NOT({any})")),
                ("", Operator::NotEqual) => Some(any),
                _ => None,
            });
        }
        if literal.is_empty() {
            return None;
        }
        let cell = self.cell(choice)?;
        let matching = self.context.offered(list).into_iter().filter(|offered| {
            let (a, b) = if swapped {
                (literal.as_str(), offered.code)
            } else {
                (offered.code, literal.as_str())
            };
            holds(operator, a, b).is_some_and(|holds| holds != negated)
        });
        let tests: Vec<String> =
            matching.map(|offered| either(cell, offered.label, offered.code)).collect();
        Some(match (tests.is_empty(), negated) {
            (true, false) => Some("FALSE".to_owned()),
            (true, true) => Some("TRUE".to_owned()),
            (false, false) => Some(format!("OR({})", tests.join(","))),
            (false, true) => Some(format!("NOT(OR({}))", tests.join(","))),
        })
    }

    fn selected(&self, list: &Node, code: &str) -> Option<String> {
        let cell = match self.cells(list)? {
            AnswerCells::One(cell) => cell,
            AnswerCells::Ticks(ticks) => {
                let tick = ticks.iter().find(|(own, _)| own == code);
                return Some(tick.map_or("FALSE".to_owned(), |(_, cell)| filled(cell)));
            }
        };
        let question = self.question(list)?;
        let offered = self.context.offered(question.list_name()?);
        let label =
            offered.iter().find(|choice| choice.code == code).map_or(code, |choice| choice.label);
        if matches!(question.kind, QuestionType::SelectOne(_)) {
            return Some(format!("OR({})", either(cell, label, code)));
        }
        let joined = |text: &str| text.replace("; ", ";").to_lowercase();
        let padded = format!("\";\"&LOWER(SUBSTITUTE({cell},\"; \",\";\"))&\";\"");
        let within = |text: &str| {
            format!("ISNUMBER(FIND({},{padded}))", quoted(&format!(";{};", joined(text))))
        };
        if label.encode_utf16().count() > LONGEST_TEXT - 2 {
            return Some(within(code));
        }
        Some(format!("OR({},{})", within(label), within(code)))
    }

    fn question(&self, node: &Node) -> Option<&Question> {
        match node {
            Node::Current => Some(self.current?.question),
            Node::Reference(name) => {
                let form = self.context.inputs.questionnaire;
                let own = self.row.filter(|row| row.cells.contains_key(name.as_str()));
                let own = own.and_then(|row| form.section(row.section));
                let own = own.and_then(|s| s.questions.iter().find(|q| q.name == *name));
                own.or_else(|| form.question(name))
            }
            _ => None,
        }
    }
}

/// That a cell holds something, as a formula.
pub(super) fn filled(cell: &str) -> String {
    format!("LEN(TRIM({cell}))>0")
}

/// That there is an answer, as a formula.
pub(super) fn given(cells: &AnswerCells) -> String {
    match cells {
        AnswerCells::One(cell) => filled(cell),
        AnswerCells::Ticks(ticks) => {
            let ticks: Vec<String> = ticks.iter().map(|(_, cell)| filled(cell)).collect();
            format!("OR({})", ticks.join(","))
        }
    }
}

fn today() -> Node {
    Node::Call(Function::Today, Vec::new())
}

fn is_empty_text(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.is_empty())
}

/// That a cell holds the label or the code of a choice, as the arguments of `OR`.
fn either(cell: &str, label: &str, code: &str) -> String {
    let is_code = format!("{cell}&\"\"={}", quoted(code));
    if label == code {
        return is_code;
    }
    if is_short(label) {
        return format!("{cell}={},{is_code}", quoted(label));
    }
    let start: String = label.chars().take(LONGEST_TEXT / 2).collect();
    format!("LEFT({cell},{})={},{is_code}", start.encode_utf16().count(), quoted(&start))
}

/// Whether a text can stand in a formula.
fn is_short(text: &str) -> bool {
    text.encode_utf16().count() <= LONGEST_TEXT
}

/// Whether a comparison of two codes holds; order is that of numbers. "Unequal" is asked as "equal" and
/// turned round by the caller.
fn holds(operator: Operator, left: &str, right: &str) -> Option<bool> {
    if matches!(operator, Operator::Equal | Operator::NotEqual) {
        return Some((left == right) == (operator == Operator::Equal));
    }
    let (left, right): (Decimal, Decimal) = (left.parse().ok()?, right.parse().ok()?);
    Some(match operator {
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
        _ => return None,
    })
}
