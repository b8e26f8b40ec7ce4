//! The part of XLSForm's expression language that is evaluated: parsed when the questionnaire is loaded,
//! evaluated for each return.
//!
//! Known are `.`, `${name}`, numbers, strings, comparisons, `and`, `or`, `not()`, `+ - * div`, `selected()`,
//! `regex()`, `string-length()`, `count-selected()` and `today()` (contract: The questionnaire). Anything
//! else is refused at loading, so that no condition is ever half understood.

mod evaluate;
mod parser;
mod tokens;

pub use evaluate::{Operand, Scope, evaluate, holds};
pub use parser::parse;

use model::questionnaire::{Expression, Node};

/// The names of the questions an expression refers to, in the order they stand, each once.
pub fn references(expression: &Expression) -> Vec<&str> {
    let mut names = Vec::new();
    collect(&expression.node, &mut names);
    names
}

fn collect<'a>(node: &'a Node, names: &mut Vec<&'a str>) {
    match node {
        Node::Reference(name) if !names.contains(&name.as_str()) => names.push(name),
        Node::Call(_, arguments) => arguments.iter().for_each(|node| collect(node, names)),
        Node::Binary(_, left, right) => {
            collect(left, names);
            collect(right, names);
        }
        Node::Negate(inner) => collect(inner, names),
        _ => {}
    }
}

/// Two conditions that must both hold; a missing one always does.
pub(crate) fn both(a: Option<&Expression>, b: Option<&Expression>) -> Option<Expression> {
    let (Some(a), Some(b)) = (a, b) else {
        return a.or(b).cloned();
    };
    Some(Expression {
        source: format!("({}) and ({})", a.source, b.source),
        node: Node::Binary(
            model::questionnaire::Operator::And,
            Box::new(a.node.clone()),
            Box::new(b.node.clone()),
        ),
    })
}
