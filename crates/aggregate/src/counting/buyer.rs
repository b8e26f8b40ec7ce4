//! Who bought, as the line says it.

use model::Identifier;

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
