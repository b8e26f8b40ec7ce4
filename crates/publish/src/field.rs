//! The columns of a published table, as its schema says them.

use serde_json::{Map, Value as Json, json};

/// Form of an identifier.
pub(crate) const IDENTIFIER: &str = "[a-z0-9][a-z0-9-]{1,40}";

/// Form of a currency code (ISO 4217).
pub(crate) const CURRENCY: &str = "[A-Z]{3}";

/// Type of a column, in the terms of Frictionless' Table Schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Date,
    Boolean,
}

/// A column: name, type, what it holds, and what may stand in it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    description: String,
    constraints: Map<String, Json>,
}

/// A column of a type.
fn field(kind: Kind, name: &str, description: &str) -> Field {
    Field {
        name: name.to_owned(),
        kind,
        description: description.to_owned(),
        constraints: Map::new(),
    }
}

/// A column of texts.
pub(crate) fn text(name: &str, description: &str) -> Field {
    field(Kind::Text, name, description)
}

/// A column of whole numbers.
pub(crate) fn integer(name: &str, description: &str) -> Field {
    field(Kind::Integer, name, description)
}

/// A column of decimal numbers.
pub(crate) fn number(name: &str, description: &str) -> Field {
    field(Kind::Number, name, description)
}

/// A column of days.
pub(crate) fn date(name: &str, description: &str) -> Field {
    field(Kind::Date, name, description)
}

/// A column of `true` and `false`.
pub(crate) fn boolean(name: &str, description: &str) -> Field {
    field(Kind::Boolean, name, description)
}

impl Field {
    /// Never blank.
    pub(crate) fn required(self) -> Self {
        self.constraint("required", json!(true))
    }

    /// Only these codes.
    pub(crate) fn one_of<T: ToString>(self, codes: impl IntoIterator<Item = T>) -> Self {
        let codes: Vec<String> = codes.into_iter().map(|code| code.to_string()).collect();
        if codes.is_empty() {
            return self;
        }
        self.constraint("enum", json!(codes))
    }

    /// Only texts of this form.
    pub(crate) fn pattern(self, pattern: &str) -> Self {
        self.constraint("pattern", json!(pattern))
    }

    /// Any code, also where the codes of this year are known.
    pub(crate) fn of_any_code(mut self) -> Self {
        self.constraints.remove("enum");
        self
    }

    fn constraint(mut self, name: &str, value: Json) -> Self {
        self.constraints.insert(name.to_owned(), value);
        self
    }

    /// The column as Table Schema writes it.
    pub(crate) fn schema(&self) -> Json {
        let kind = match self.kind {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Boolean => "boolean",
        };
        let mut schema = json!({
            "name": self.name,
            "type": kind,
            "description": self.description,
        });
        if !self.constraints.is_empty() {
            schema["constraints"] = Json::Object(self.constraints.clone());
        }
        schema
    }
}
