//! The questionnaire's conditions as spreadsheet formulas, as far as spreadsheets can say them.
//!
//! The reader judges answers by the conditions themselves; a formula only helps while the form is
//! filled in. So what cannot be said (`regex`) is left out rather than said wrongly.

use model::questionnaire::{Function, Node, Operator, Question};
use rust_decimal::Decimal;

use super::context::{Context, answer_name};
use crate::xlsx::quoted;

/// The cell `.` stands for, and the question it answers.
#[derive(Clone, Copy)]
pub(super) struct Current<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its cell, as formulas take it.
    pub cell: &'a str,
}

/// Turns conditions into formulas.
pub(super) struct Translator<'a> {
    /// The form.
    pub context: &'a Context<'a>,
    /// What `.` stands for.
    pub current: Option<Current<'a>>,
}

impl Translator<'_> {
    /// The formula without its `=`; `None` where it cannot be said.
    pub(super) fn formula(&self, node: &Node) -> Option<String> {
        Some(match node {
            Node::Current | Node::Reference(_) => self.cell(node)?,
            Node::Number(number) => number.normalize().to_string(),
            Node::Text(text) => quoted(text),
            Node::Negate(inner) => format!("-({})", self.formula(inner)?),
            Node::Call(function, arguments) => self.call(*function, arguments)?,
            Node::Binary(operator, left, right) => self.binary(*operator, left, right)?,
        })
    }

    fn cell(&self, node: &Node) -> Option<String> {
        match node {
            Node::Current => Some(self.current?.cell.to_owned()),
            Node::Reference(name) => {
                self.context.referenced.contains_key(name).then(|| answer_name(name))
            }
            _ => None,
        }
    }

    fn call(&self, function: Function, arguments: &[Node]) -> Option<String> {
        match (function, arguments) {
            (Function::Not, [inner]) => Some(format!("NOT({})", self.formula(inner)?)),
            (Function::Selected, [list, Node::Text(code)]) => self.selected(list, code),
            (Function::StringLength, [text]) => Some(format!("LEN({})", self.formula(text)?)),
            (Function::CountSelected, [list]) => {
                let cell = self.cell(list)?;
                Some(format!(
                    "IF(TRIM({cell})=\"\",0,LEN({cell})-LEN(SUBSTITUTE({cell},\";\",\"\"))+1)"
                ))
            }
            (Function::Today, []) => Some("TODAY()".to_owned()),
            _ => None,
        }
    }

    fn binary(&self, operator: Operator, left: &Node, right: &Node) -> Option<String> {
        if let Some(choices) = self.choice_comparison(operator, left, right) {
            return choices;
        }
        let (a, b) = (self.formula(left)?, self.formula(right)?);
        let sign = match operator {
            Operator::And => return Some(format!("AND({a},{b})")),
            Operator::Or => return Some(format!("OR({a},{b})")),
            Operator::Equal => "=",
            Operator::NotEqual => "<>",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Add => return Some(format!("({a}+{b})")),
            Operator::Subtract => return Some(format!("({a}-{b})")),
            Operator::Multiply => return Some(format!("({a}*{b})")),
            Operator::Divide => return Some(format!("({a}/{b})")),
        };
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        // An empty cell is 0 and a text above any number to a spreadsheet; neither is an answer here.
        let guards: Vec<String> = [left, right]
            .iter()
            .filter(|side| ordered && matches!(side, Node::Reference(_)))
            .filter_map(|side| Some(format!("ISNUMBER({}),", self.cell(side)?)))
            .collect();
        Some(match guards.concat() {
            guards if guards.is_empty() => format!("{a}{sign}{b}"),
            guards => format!("AND({guards}{a}{sign}{b})"),
        })
    }

    /// A comparison of a single choice with a code: its cell holds a label, or the code.
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
        if literal.is_empty() {
            return None;
        }
        let cell = self.cell(choice)?;
        let negated = operator == Operator::NotEqual;
        let matching = self.context.offered(list).into_iter().filter(|offered| {
            let (a, b) = if swapped {
                (literal.as_str(), offered.code)
            } else {
                (offered.code, literal.as_str())
            };
            holds(operator, a, b).is_some_and(|holds| holds != negated)
        });
        let tests: Vec<String> =
            matching.map(|offered| either(&cell, offered.label, offered.code)).collect();
        Some(match (tests.is_empty(), negated) {
            (true, false) => Some("FALSE".to_owned()),
            (true, true) => Some("TRUE".to_owned()),
            (false, false) => Some(format!("OR({})", tests.join(","))),
            (false, true) => Some(format!("NOT(OR({}))", tests.join(","))),
        })
    }

    fn selected(&self, list: &Node, code: &str) -> Option<String> {
        let question = self.question(list)?;
        let cell = self.cell(list)?;
        let offered = self.context.offered(question.list_name()?);
        let label =
            offered.iter().find(|choice| choice.code == code).map_or(code, |choice| choice.label);
        let padded = format!("\";\"&SUBSTITUTE({cell},\"; \",\";\")&\";\"");
        let within =
            |text: &str| format!("ISNUMBER(SEARCH({},{padded}))", quoted(&format!(";{text};")));
        Some(format!("OR({},{})", within(label), within(code)))
    }

    fn question(&self, node: &Node) -> Option<&Question> {
        match node {
            Node::Current => Some(self.current?.question),
            Node::Reference(name) => self.context.inputs.questionnaire.question(name),
            _ => None,
        }
    }
}

fn either(cell: &str, label: &str, code: &str) -> String {
    if label == code {
        format!("{cell}&\"\"={}", quoted(code))
    } else {
        format!("{cell}={},{cell}&\"\"={}", quoted(label), quoted(code))
    }
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
