//! Who bought, as the line says it.

use model::Identifier;
use model::organisation_name::compared;
use tables::LineGroup;

use crate::Inputs;

/// The buyer of a line (contract: repeat `procurement`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Buyer {
    /// The reporter itself.
    Own,
    /// Another participant, in force in the period.
    Participant(Identifier),
    /// An organisation outside the Pact: `other`, or a participant of the register that is not in force,
    /// by its id.
    Outside(String),
    /// Text that is neither.
    Unknown,
}

/// The word for a buyer that is no participant.
const OTHER: &str = "other";

/// Reads a buyer; case and spaces around it do not matter.
pub(super) fn read(inputs: &Inputs<'_>, reporter: &Identifier, text: &str) -> Buyer {
    let text = text.trim().to_lowercase();
    if text.is_empty() || text == reporter.as_str() {
        return Buyer::Own;
    }
    let register = &inputs.pact.register;
    let period = &inputs.year.settings.period;
    match register.in_force(&text, period) {
        Some(participant) => Buyer::Participant(participant.id.clone()),
        None if text == OTHER || register.knows(&text) => Buyer::Outside(text),
        None => Buyer::Unknown,
    }
}

/// The participant of the register that an outside buyer is by its id.
pub(super) fn of_register(given: &str) -> Option<Identifier> {
    Identifier::parse(given).filter(|id| id.as_str() != OTHER)
}

/// A buyer outside the Pact as the ledger of overlap shows it: its id where it was once a participant, else its name.
pub(crate) fn outside_shown(inputs: &Inputs<'_>, group: &LineGroup) -> String {
    let given = group.buyer.trim().to_lowercase();
    match inputs.pact.register.knows(&given) {
        true => given,
        false => group.buyer_name.trim().to_owned(),
    }
}

/// The name of an organisation outside the Pact: the register's where it was once a participant.
pub(crate) fn outside_name<'a>(inputs: &Inputs<'a>, group: &'a LineGroup) -> &'a str {
    let given = group.buyer.trim().to_lowercase();
    let row = inputs.pact.register.rows.iter().find(|row| row.id.as_str() == given);
    row.map_or(&*group.buyer_name, |row| inputs.pact.register.name(row.id.as_str()))
}

/// The same as names are compared; empty where no name is given.
pub(super) fn outside_key(inputs: &Inputs<'_>, group: &LineGroup, buyer: &Buyer) -> String {
    match buyer {
        Buyer::Outside(_) => compared(outside_name(inputs, group)),
        _ => String::new(),
    }
}
