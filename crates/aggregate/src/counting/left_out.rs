//! Why a line is left out, the first reason that holds (methodology: Volume 3).

use model::LineOrigin;
use model::volume::LeftOutReason;
use tables::LineGroup;

use super::buyer::Buyer;
use crate::Inputs;

/// The reason lines are left out for, if they are.
///
/// What the reader found in a file (`duplicate`, `subtotal`, …) stands before what is missing in the row,
/// because such a row has no group or currency to begin with and its account must say what it is.
pub(super) fn reason(
    inputs: &Inputs<'_>,
    group: &LineGroup,
    buyer: &Buyer,
    has_rate: bool,
) -> Option<LeftOutReason> {
    let settings = &inputs.year.settings;
    let register = &inputs.pact.register;
    if register.in_force(group.participant.as_str(), &settings.period).is_none() {
        return Some(LeftOutReason::NotInForce);
    }
    if group.reason.is_some() {
        return group.reason;
    }
    if group.amount_minor.is_some() && !has_rate {
        let no_currency = group.currency.is_none();
        return Some(if no_currency { LeftOutReason::NoCurrency } else { LeftOutReason::NoRate });
    }
    match inputs.pact.pact.product_group(&group.product_group) {
        None if group.origin == LineOrigin::Orders => Some(LeftOutReason::Unclassified),
        None => Some(LeftOutReason::NoGroup),
        Some(product) if !product.in_scope(settings.year) => Some(LeftOutReason::NotInScope),
        Some(_) if *buyer == Buyer::Unknown => Some(LeftOutReason::UnknownBuyer),
        Some(_) => None,
    }
}
