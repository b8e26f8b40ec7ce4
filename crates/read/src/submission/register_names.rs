//! Answers that name something outside the form: a currency, a participant.

use std::collections::BTreeMap;

use model::nearest::nearest;
use model::questionnaire::{Question, QuestionType};
use model::{AnswerState, Cell, Currency, FaultKind, Identifier, Register, Value};

use super::reader::Reader;
use super::value::{Read, is_empty};
use crate::text::folded;

/// The answer with names brought to their codes: `euro` to `EUR`, a participant's name to its id.
///
/// A currency is any code of ISO 4217, also one that the form's list does not offer: the currency of an
/// amount is a fact of the sender's. A buyer that is no participant stays as written; the rules ask about it.
pub(super) fn resolved(
    read: Read,
    cell: Option<&Cell>,
    question: &Question,
    reader: &Reader<'_>,
) -> Read {
    let Some(cell) = cell.filter(|cell| !is_empty(cell)) else {
        return read;
    };
    let listed = matches!(question.kind, QuestionType::SelectMultiple(_));
    match question.name.as_str() {
        "currency" if !listed => currency(read, cell, question),
        "buyer" => buyer(read, reader),
        "reports_for" if question.kind == QuestionType::Text => reports_for(read, reader),
        _ => read,
    }
}

fn currency(read: Read, cell: &Cell, question: &Question) -> Read {
    let written = match &read.state {
        AnswerState::Given(Value::Text(text) | Value::Choice(text)) => text.as_str(),
        AnswerState::Unreadable if !cell.without_stored_value => cell.raw.trim(),
        _ => return read,
    };
    let euro = ["€", "euro", "euros"].contains(&folded(written).as_str());
    let found = match euro {
        true => Some(Currency::EUR),
        false => Currency::parse(written),
    };
    match (found, question.list_name()) {
        (Some(currency), None) => Read::given(Value::Text(currency.code().to_owned())),
        (Some(currency), Some(_)) => Read::given(Value::Choice(currency.code().to_owned())),
        (None, _) => Read::unreadable(
            FaultKind::UnknownCurrency,
            "the three letters of a currency, such as EUR",
        ),
    }
}

fn buyer(read: Read, reader: &Reader<'_>) -> Read {
    match &read.state {
        AnswerState::Given(Value::Text(text)) => match participant(text, reader) {
            Some(id) => Read::given(Value::Text(id.as_str().to_owned())),
            None if folded(text) == "other" => Read::given(Value::Text("other".to_owned())),
            None => read,
        },
        _ => read,
    }
}

/// Ids parted by `;`; those that are known are kept, the others named.
fn reports_for(read: Read, reader: &Reader<'_>) -> Read {
    let AnswerState::Given(Value::Text(text)) = &read.state else {
        return read;
    };
    let mut ids = Vec::new();
    let mut unknown = None;
    for part in text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match participant(part, reader) {
            Some(id) => ids.push(id.as_str().to_owned()),
            None => {
                unknown.get_or_insert(part);
                ids.push(part.to_owned());
            }
        }
    }
    let resolved = Read::given(Value::Text(ids.join("; ")));
    let Some(unknown) = unknown else {
        return resolved;
    };
    let known = reader.inputs.register.rows.iter().map(|row| row.id.as_str());
    let expected = match nearest(unknown, known) {
        Some(near) => format!("ids of participants, parted by `;` (for `{unknown}`: `{near}`)"),
        None => format!("ids of participants, parted by `;`; `{unknown}` is none"),
    };
    let fault = Read::unreadable(FaultKind::UnknownChoice, expected).fault;
    Read { fault, ..resolved }
}

/// The participants by the folded names in the register; several where they share one.
pub(super) struct ByName<'a>(BTreeMap<String, Vec<&'a Identifier>>);

impl<'a> ByName<'a> {
    /// Those of a register.
    pub(super) fn new(register: &'a Register) -> Self {
        let mut named: BTreeMap<String, Vec<&Identifier>> = BTreeMap::new();
        for row in &register.rows {
            named.entry(folded(&row.name)).or_default().push(&row.id);
        }
        named.values_mut().for_each(Vec::dedup);
        Self(named)
    }
}

/// The participant with this id or name; `None` where several have the name.
pub(super) fn participant<'a>(written: &str, reader: &Reader<'a>) -> Option<&'a Identifier> {
    let wanted = folded(written);
    let by_id = reader.inputs.register.rows.iter().find(|row| row.id.as_str() == wanted);
    if let Some(row) = by_id {
        return Some(&row.id);
    }
    match reader.participants_by_name().0.get(&wanted).map(Vec::as_slice) {
        Some([only]) => Some(only),
        _ => None,
    }
}
