//! The currency of the amounts in a row, where one stands beside an amount and not in its own column.
//!
//! The lines of `procurement` settle theirs where they become lines of purchases; this is for the other repeats.

use std::collections::BTreeMap;

use model::{Answer, AnswerState, Currency, FaultKind, Value};

use super::layout::answered;
use super::repeat_sheet::RepeatSheet;
use super::rows::{PURCHASES, ReadAnswer};
use super::value::Read;
use crate::number::{Beside, agreed, beside};

/// Columns for amounts of money.
const AMOUNTS: [&str; 3] = ["amount", "value", "indirect_amount"];

/// Takes the currency beside an amount for the row's where the row names none. An amount beside which another
/// currency stands than its row has is not read.
pub(super) fn settle(
    repeat: &RepeatSheet<'_>,
    read: &mut BTreeMap<String, ReadAnswer>,
    singles: &BTreeMap<String, Answer>,
) {
    if repeat.section.name == PURCHASES {
        return;
    }
    let code = |answer: Option<&Answer>| answer.and_then(Answer::text).and_then(Currency::parse);
    let of_return = code(singles.get("currency"));
    for question in answered(repeat.section).filter(|own| AMOUNTS.contains(&own.name.as_str())) {
        let Some((amount, _, Some(at))) = read.get(&question.name) else { continue };
        if !matches!(amount.state, AnswerState::Given(_)) {
            continue;
        }
        let shown = repeat.sheet.at(at.row, at.column).map_or(Beside::Nothing, beside);
        let own = read.get("currency").map(|(answer, ..)| answer);
        if shown == Beside::Nothing || own.is_some_and(|own| own.state == AnswerState::Unreadable) {
            continue;
        }
        let own_code = code(own);
        let settled = agreed(&shown, own_code, of_return);
        let has_column = own.is_some();
        match settled {
            Ok(currency) if currency == own_code.or(of_return) => {}
            Ok(Some(currency)) if has_column => {
                if let Some((answer, ..)) = read.get_mut("currency") {
                    answer.state = AnswerState::Given(Value::Text(currency.code().to_owned()));
                }
            }
            _ => refuse(read, &question.name, own_code.or(of_return)),
        }
    }
}

fn refuse(read: &mut BTreeMap<String, ReadAnswer>, question: &str, expected: Option<Currency>) {
    let own = expected.map_or_else(|| "one currency".to_owned(), |own| own.to_string());
    let expected = format!("an amount in {own}, or the amount's own currency in its column");
    let refused = Read::unreadable(FaultKind::TextForNumber, expected);
    if let Some((answer, fault, _)) = read.get_mut(question) {
        answer.state = refused.state;
        *fault = refused.fault;
    }
}
