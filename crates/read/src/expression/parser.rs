//! From words and signs to a tree.

use model::nearest::nearest;
use model::questionnaire::{Expression, Function, Node, Operator};

use super::tokens::{Token, tokens};

/// Parts inside parts; no form needs more, and a hostile one must not exhaust the stack.
const DEEPEST: usize = 64;

/// The functions, by name, with the number of arguments they take.
const FUNCTIONS: [(&str, Function, usize); 6] = [
    ("not", Function::Not, 1),
    ("selected", Function::Selected, 2),
    ("regex", Function::Regex, 2),
    ("string-length", Function::StringLength, 1),
    ("count-selected", Function::CountSelected, 1),
    ("today", Function::Today, 0),
];

/// Parses an expression such as `selected(${labels}, 'tco') and . > 0`.
///
/// Precedence, weakest first: `or`; `and`; `=`, `!=`; `<`, `<=`, `>`, `>=`; `+`, `-`; `*`, `div`; a minus in
/// front. A pattern written out in `regex()` is compiled here, so that a bad one is told at loading.
///
/// # Errors
/// One sentence, without a full stop, that says which part is not understood or not among what can be used.
pub fn parse(source: &str) -> Result<Expression, String> {
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err("the expression is empty".into());
    }
    let mut parser = Parser { tokens, next: 0, depth: 0 };
    let node = parser.binary(0)?;
    match parser.peek() {
        None => Ok(Expression { source: source.trim().to_owned(), node }),
        Some(token) => Err(format!("{} stands where nothing fits", shown(token))),
    }
}

/// The operators by strength, weakest first.
const LEVELS: [&[Operator]; 6] = [
    &[Operator::Or],
    &[Operator::And],
    &[Operator::Equal, Operator::NotEqual],
    &[Operator::Less, Operator::LessOrEqual, Operator::Greater, Operator::GreaterOrEqual],
    &[Operator::Add, Operator::Subtract],
    &[Operator::Multiply, Operator::Divide],
];

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next += 1;
        token
    }

    /// The operator that comes next, if it is one of this strength.
    fn operator(&mut self, level: &[Operator]) -> Option<Operator> {
        let operator = match self.peek()? {
            Token::Sign(sign) => *sign,
            Token::Word(word) => match word.as_str() {
                "or" => Operator::Or,
                "and" => Operator::And,
                "div" => Operator::Divide,
                _ => return None,
            },
            _ => return None,
        };
        if !level.contains(&operator) {
            return None;
        }
        self.next += 1;
        Some(operator)
    }

    fn binary(&mut self, level: usize) -> Result<Node, String> {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let right = self.binary(level + 1)?;
            left = Node::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("more than {DEEPEST} brackets or signs inside one another"));
        }
        let node = if self.peek() == Some(&Token::Sign(Operator::Subtract)) {
            self.next += 1;
            Node::Negate(Box::new(self.unary()?))
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn primary(&mut self) -> Result<Node, String> {
        match self.take() {
            Some(Token::Dot) => Ok(Node::Current),
            Some(Token::Reference(name)) => Ok(Node::Reference(name)),
            Some(Token::Number(number)) => Ok(Node::Number(number)),
            Some(Token::Text(text)) => Ok(Node::Text(text)),
            Some(Token::Word(word)) if self.peek() == Some(&Token::Open) => self.call(&word),
            Some(Token::Word(word)) => Err(format!(
                "`{word}` stands alone; a question is written `${{{word}}}`, a text in quotes"
            )),
            Some(Token::Open) => {
                let inner = self.binary(0)?;
                self.expect_close()?;
                Ok(inner)
            }
            Some(token) => Err(format!("{} stands where a value is needed", shown(&token))),
            None => Err("the expression breaks off where a value is needed".into()),
        }
    }

    fn expect_close(&mut self) -> Result<(), String> {
        match self.take() {
            Some(Token::Close) => Ok(()),
            Some(token) => Err(format!("{} stands where `)` is needed", shown(&token))),
            None => Err("a `(` is not closed".into()),
        }
    }

    fn call(&mut self, name: &str) -> Result<Node, String> {
        let Some((_, function, wanted)) = FUNCTIONS.iter().find(|entry| entry.0 == name) else {
            return Err(unknown_function(name));
        };
        let arguments = self.arguments()?;
        if arguments.len() != *wanted {
            return Err(format!(
                "`{name}()` takes {wanted} in its brackets, not {}",
                arguments.len()
            ));
        }
        if let (Function::Regex, Some(Node::Text(pattern))) = (function, arguments.get(1)) {
            super::evaluate::pattern(pattern)
                .map_err(|_| format!("`{pattern}` is no pattern that `regex()` can use"))?;
        }
        Ok(Node::Call(*function, arguments))
    }

    fn arguments(&mut self) -> Result<Vec<Node>, String> {
        self.next += 1;
        let mut arguments = Vec::new();
        if self.peek() != Some(&Token::Close) {
            arguments.push(self.binary(0)?);
            while self.peek() == Some(&Token::Comma) {
                self.next += 1;
                arguments.push(self.binary(0)?);
            }
        }
        self.expect_close()?;
        Ok(arguments)
    }
}

fn unknown_function(name: &str) -> String {
    let names: Vec<&str> = FUNCTIONS.iter().map(|entry| entry.0).collect();
    let near = match nearest(name, names.iter().copied()) {
        Some(near) => format!(" (nearest: `{near}()`)"),
        None => String::new(),
    };
    let known: Vec<String> = names.iter().map(|name| format!("`{name}()`")).collect();
    format!("`{name}()` is not among the functions that can be used: {}{near}", known.join(", "))
}

fn shown(token: &Token) -> String {
    match token {
        Token::Dot => "`.`".into(),
        Token::Reference(name) => format!("`${{{name}}}`"),
        Token::Number(number) => format!("`{number}`"),
        Token::Text(text) => format!("the text `{text}`"),
        Token::Word(word) => format!("`{word}`"),
        Token::Sign(operator) => format!("`{}`", sign(*operator)),
        Token::Open => "`(`".into(),
        Token::Close => "`)`".into(),
        Token::Comma => "`,`".into(),
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "div",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_used_is_named() {
        let cases = [
            ("concat('a', 'b')", "`concat()` is not among"),
            ("string-lenght(.) > 3", "nearest: `string-length()`"),
            (". > ", "breaks off"),
            ("(1 + 2", "`(` is not closed"),
            ("${a", "not closed with `}`"),
            ("'abc", "not closed"),
            (". = yes", "`yes` stands alone"),
            ("1 2", "`2` stands where nothing fits"),
            ("selected(.)", "takes 2"),
            ("regex(., '[')", "no pattern"),
            ("../x", "`..`"),
            ("1.2.3 > 0", "no number"),
            ("", "empty"),
            ("10 mod 3", "`mod` stands where nothing fits"),
        ];
        for (source, said) in cases {
            let error = parse(source).unwrap_err();
            assert!(error.contains(said), "{source}: {error}");
        }
    }

    #[test]
    fn brackets_without_end_do_not_exhaust_the_stack() {
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"-".repeat(100_000)).is_err());
    }
}
