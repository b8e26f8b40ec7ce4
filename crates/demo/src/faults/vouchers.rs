//! Mistakes in the run of vouchers.

use std::collections::BTreeMap;

use model::Decimal;

use super::finance::{booking_part, expense, explains, file, moves_balance};
use super::list::Spot;
use super::victim::Victim;
use crate::pact::Booking;

/// A booking above so many euro needs a document; `document_above` of every invented year.
const DOCUMENT_ABOVE: i64 = 5_000;

/// F117: a large payment without a voucher. Those after it are numbered as if it had none. It comes before all that
/// names a voucher.
pub(super) fn document_missing(victim: &mut Victim) -> Option<()> {
    let row = expense(victim, |line| line.amount > Decimal::from(DOCUMENT_ABOVE))?;
    let year = victim.this().year;
    let ledger = &mut victim.this_mut().finance.ledger;
    for (number, line) in ledger.iter_mut().enumerate().skip(row + 1) {
        line.reference = format!("{:02}-{number:03}", year % 100);
    }
    let line = &mut ledger[row];
    line.reference.clear();
    let with = vec![("description", line.description.clone()), ("date", line.date.to_string())];
    victim.claim(&[&booking_part("")])?;
    let spot = Spot::Record(file(victim, "ledger"), "reference", with);
    victim.finds("F117", spot, "A payment of more than 5 000 has no voucher");
    Some(())
}

/// F112: a bill is booked again on the day after.
pub(super) fn voucher_twice(victim: &mut Victim) -> Option<()> {
    let end = victim.this().period_end;
    let row = expense(victim, |line| line.date < end && !line.reference.is_empty())?;
    let mut line = victim.this().finance.ledger[row].clone();
    victim.claim(&[&booking_part(&line.reference)])?;
    line.date = line.date.tomorrow().ok()?;
    let with = vec![("reference", line.reference.clone()), ("date", line.date.to_string())];
    moves_balance(victim, -line.amount);
    explains(victim, &line.account);
    victim.this_mut().finance.ledger.push(line);
    let spot = Spot::Record(file(victim, "ledger"), "reference", with);
    victim.finds("F112", spot, "The bill was booked twice under its voucher");
    Some(())
}

/// F113: a bill was taken out, and its voucher is missing.
pub(super) fn voucher_missing(victim: &mut Victim) -> Option<()> {
    let number = |line: &Booking| line.reference.rsplit_once('-')?.1.parse::<u32>().ok();
    let ledger = &victim.this().finance.ledger;
    let between = ledger.windows(3).filter_map(|lines| {
        let [before, own, next] = [&lines[0], &lines[1], &lines[2]].map(number);
        let is_run = before? + 1 == own? && own? + 1 == next?;
        is_run.then(|| (lines[1].reference.clone(), lines[2].reference.clone()))
    });
    let next_of: BTreeMap<String, String> = between.collect();
    let row = expense(victim, |line| next_of.contains_key(&line.reference))?;
    let gone = victim.this().finance.ledger[row].clone();
    let next = next_of.get(&gone.reference)?.clone();
    victim.claim(&[&booking_part(&gone.reference)])?;
    victim.this_mut().finance.ledger.remove(row);
    moves_balance(victim, gone.amount);
    explains(victim, &gone.account);
    let with = vec![("reference", next)];
    let spot = Spot::Record(file(victim, "ledger"), "reference", with);
    victim.finds("F113", spot, format!("Voucher {} is missing before this one", gone.reference));
    Some(())
}
