//! Units and amount of a line of purchases go the same way: both of a purchase, or both of a credit.

use std::collections::BTreeMap;

use model::{AnswerState, Decimal, FaultKind};

use super::repeat_sheet::RepeatSheet;
use super::rows::{PURCHASES, ReadAnswer};
use super::value::Read;

/// Refuses the units of a line whose amount says the opposite, and units below zero without an amount: whether devices
/// were bought or credited cannot be told then. The amount stands. Of labelled units and units under the criteria, those
/// are refused that go another way than the units they are a part of.
pub(super) fn settle(repeat: &RepeatSheet<'_>, read: &mut BTreeMap<String, ReadAnswer>) {
    if repeat.section.name != PURCHASES {
        return;
    }
    let number = |read: &BTreeMap<String, ReadAnswer>, name: &str| {
        read.get(name).and_then(|(answer, ..)| answer.number())
    };
    let Some(units) = number(read, "units") else {
        return;
    };
    let amount = number(read, "amount");
    let amount_is_unclear =
        read.get("amount").is_some_and(|(own, ..)| own.state == AnswerState::Unreadable);
    if let Some(expected) = contradiction(units, amount, amount_is_unclear) {
        refuse(read, "units", expected);
        return;
    }
    for part in ["labelled_units", "criteria_units"] {
        if number(read, part).is_some_and(|part| goes_against(part, units)) {
            refuse(
                read,
                part,
                "the number of these units among those of the line, with the same sign",
            );
        }
    }
}

/// What is expected of units that the amount beside them contradicts.
fn contradiction(units: Decimal, amount: Option<Decimal>, unclear: bool) -> Option<&'static str> {
    let zero = Decimal::ZERO;
    match amount {
        Some(amount) if units < zero && amount >= zero => Some(
            "units and amount both above zero in a purchase, both below in a credit; the units are below zero and the amount is not",
        ),
        Some(amount) if units > zero && amount < zero => Some(
            "units and amount both above zero in a purchase, both below in a credit; the units are above zero and the amount is below",
        ),
        None if units < zero && !unclear => {
            Some("units above zero, or beside units below zero the amount that was credited")
        }
        _ => None,
    }
}

fn goes_against(part: Decimal, whole: Decimal) -> bool {
    !part.is_zero() && !whole.is_zero() && part.is_sign_negative() != whole.is_sign_negative()
}

fn refuse(read: &mut BTreeMap<String, ReadAnswer>, name: &str, expected: &str) {
    let refused = Read::unreadable(FaultKind::SignsContradict, expected);
    if let Some((answer, fault, _)) = read.get_mut(name) {
        answer.state = refused.state;
        *fault = refused.fault;
    }
}
