//! Mistakes in the accounts.

use model::Decimal;

use super::list::Spot;
use super::victim::Victim;
use super::{Kind, vouchers};
use crate::pact::Booking;

/// Each of them in its order. An account that the budget does not have leaves the statement incomplete, and so do a
/// missing file and an amount that cannot be: then nothing is said of its closing balance, its funds and what was
/// claimed. So these are in the last year, and what needs a complete statement is in the years before; in one pact of
/// two of two years the last year is whole, so that it can be compared with the one before.
pub(super) const KINDS: &[Kind] = &[
    vouchers::document_missing,
    fund_opened_otherwise,
    account_unknown,
    file_missing,
    three_decimals,
    contribution_unpaid,
    unlike_the_bank,
    booked_outside_the_year,
    opened_otherwise,
    fund_below_zero,
    vouchers::voucher_twice,
    vouchers::voucher_missing,
    giver_unknown,
    activity_unknown,
    commitment_unknown,
    // What comes before explains the accounts it changes.
    not_explained,
];

/// What is spoken for where a year's statement is left incomplete, and where it must not be.
const BROKEN: &str = "broken";
const WHOLE: &str = "whole statement";

/// Sees to it that the statement of the year is incomplete.
fn breaks(victim: &mut Victim, how: &str) -> Option<()> {
    (is_last(victim) && victim.is_free(WHOLE)).then_some(())?;
    victim.claim(&[&format!("{BROKEN}/{how}")])
}

/// Whether the statement of the year is complete.
pub(super) fn is_whole(victim: &Victim) -> bool {
    victim.faults.is_free(victim.year, "", BROKEN)
}

fn is_last(victim: &Victim) -> bool {
    victim.year + 1 == victim.pact.years.len()
}

/// Moves what is in the bank at the end of a year, and all that follows from it.
pub(super) fn moves_balance(victim: &mut Victim, by: Decimal) {
    for (number, year) in victim.pact.years.iter_mut().enumerate().skip(victim.year) {
        if number > victim.year {
            year.finance.opening_balance += by;
        }
        year.finance.bank_closing_balance += by;
    }
}

pub(super) fn file(victim: &Victim, name: &str) -> String {
    victim.in_year(&format!("finance/{name}.csv"))
}

/// Says why an account is not what the budget has, so that only one mistake is found.
pub(super) fn explains(victim: &mut Victim, account: &str) {
    let mut accounts = victim.this_mut().finance.budget.iter_mut();
    if let Some(own) = accounts.find(|own| own.account == account && own.explanation.is_empty()) {
        own.explanation = "Less came in, or went out, than was planned".to_owned();
    }
}

/// F101: half of a contribution.
fn contribution_unpaid(victim: &mut Victim) -> Option<()> {
    let money = &victim.this().finance;
    let once = |id: &str| {
        let all = victim.pact.years.iter().flat_map(|year| &year.finance.ledger);
        let all = all.filter(|line| line.counterparty == id && line.account == "1000");
        let year = victim.this().year;
        all.filter(|line| line.for_year == Some(year)).count() == 0
    };
    let row = money.ledger.iter().position(|line| {
        line.account == "1000"
            && line.currency == "EUR"
            && line.for_year.is_none()
            && money.contributions.iter().any(|due| {
                due.participant == line.counterparty
                    && due.currency == "EUR"
                    && due.due == line.amount
            })
            && once(&line.counterparty)
    })?;
    let reference = victim.this().finance.ledger[row].reference.clone();
    victim.claim(&["contributions", &booking_part(&reference)])?;
    let line = &mut victim.this_mut().finance.ledger[row];
    let half = (line.amount / Decimal::TWO).round_dp(2);
    line.amount -= half;
    let (id, account) = (line.counterparty.clone(), line.account.clone());
    moves_balance(victim, -half);
    explains(victim, &account);
    forgets_payment(victim, &id);
    let with = vec![("participant", id.clone())];
    let spot = Spot::Record(file(victim, "contributions"), "due", with);
    victim.finds_of(id, "F101", spot, "Half of the contribution was not paid".to_owned());
    Some(())
}

/// Of a participant whose payment is booked otherwise the return says nothing of it.
fn forgets_payment(victim: &mut Victim, id: &str) {
    let mut returns = victim.this_mut().returns.iter_mut();
    if let Some(own) = returns.find(|own| own.participant == id) {
        own.contribution = None;
    }
}

/// What stands for a booking where parts are spoken for.
pub(super) fn booking_part(reference: &str) -> String {
    format!("booking/{reference}")
}

/// An expense of no fund that nothing else speaks of, by chance, and that fits.
pub(super) fn expense(victim: &mut Victim, fits: impl Fn(&Booking) -> bool) -> Option<usize> {
    let ledger = &victim.this().finance.ledger;
    let rows = ledger.iter().enumerate().filter(|(_, line)| {
        line.account.starts_with('2')
            && line.currency == "EUR"
            && line.fund.is_empty()
            && victim.is_free(&booking_part(&line.reference))
            && fits(line)
    });
    let rows: Vec<usize> = rows.map(|(row, _)| row).collect();
    (!rows.is_empty()).then(|| *victim.draw.pick(&rows))
}

/// Speaks for such an expense; its row and its reference.
fn claimed_expense(
    victim: &mut Victim,
    fits: impl Fn(&Booking) -> bool,
) -> Option<(usize, String)> {
    let row = expense(victim, fits)?;
    let reference = victim.this().finance.ledger[row].reference.clone();
    victim.claim(&[&booking_part(&reference)])?;
    Some((row, reference))
}

/// F102: an account that is not in the budget.
fn account_unknown(victim: &mut Victim) -> Option<()> {
    expense(victim, |_| true)?;
    breaks(victim, "account")?;
    let (row, reference) = claimed_expense(victim, |_| true)?;
    let line = &mut victim.this_mut().finance.ledger[row];
    let account = std::mem::replace(&mut line.account, "2750".to_owned());
    explains(victim, &account);
    let with = vec![("reference", reference)];
    let spot = Spot::Record(file(victim, "ledger"), "account", with);
    victim.finds("F102", spot, "The booking is on account 2750, which the budget does not have");
    Some(())
}

/// F104: a difference from what the bank says.
fn unlike_the_bank(victim: &mut Victim) -> Option<()> {
    is_whole(victim).then_some(())?;
    victim.claim(&["bank"])?;
    victim.this_mut().finance.bank_closing_balance += Decimal::new(1, 2);
    let settings = Spot::File(format!("inputs/{}/year.toml", victim.this().year));
    victim.finds("F104", settings, "The bank says a cent more than the accounts");
    Some(())
}

/// F103: a booking of the next year.
fn booked_outside_the_year(victim: &mut Victim) -> Option<()> {
    let day = victim.this().period_end.tomorrow().ok()?;
    let (row, _) = claimed_expense(victim, |_| true)?;
    let line = &mut victim.this_mut().finance.ledger[row];
    line.date = day;
    let with = vec![("reference", line.reference.clone())];
    let spot = Spot::Record(file(victim, "ledger"), "date", with);
    victim.finds("F103", spot, "The booking is of the day after the year");
    Some(())
}

/// F105: far from the budget, and not a word.
fn not_explained(victim: &mut Victim) -> Option<()> {
    is_whole(victim).then_some(())?;
    let row = victim
        .this()
        .finance
        .budget
        .iter()
        .position(|own| own.account.starts_with("22") && own.amount > Decimal::ZERO)?;
    victim.claim(&["budget"])?;
    let own = &mut victim.this_mut().finance.budget[row];
    own.revised_amount = Some(own.amount * Decimal::from(3));
    own.explanation.clear();
    let with = vec![("account", own.account.clone())];
    let spot = Spot::Record(file(victim, "budget"), "explanation", with);
    victim.finds("F105", spot, "Much less than the budget, and nobody says why");
    Some(())
}

/// F106: the year opens with something else than the last one closed with.
fn opened_otherwise(victim: &mut Victim) -> Option<()> {
    (is_last(victim) && victim.year > 0).then_some(())?;
    victim.claim(&["opening"])?;
    let money = &mut victim.this_mut().finance;
    money.opening_balance += Decimal::from(250);
    money.bank_closing_balance += Decimal::from(250);
    let settings = Spot::File(format!("inputs/{}/year.toml", victim.this().year));
    victim.finds("F106", settings, "The year opens with 250 more than the last one closed with");
    Some(())
}

/// F107: a file still lies with somebody.
fn file_missing(victim: &mut Victim) -> Option<()> {
    victim.is_free("contributions").then_some(())?;
    breaks(victim, "file")?;
    victim.claim(&["contributions"])?;
    let path = file(victim, "contributions");
    victim.faults.gone.insert(path.clone());
    victim.finds("F107", Spot::File(path), "What is due was never written down");
    Some(())
}

/// F114: a tenth of a cent.
fn three_decimals(victim: &mut Victim) -> Option<()> {
    expense(victim, |_| true)?;
    breaks(victim, "amount")?;
    let (row, reference) = claimed_expense(victim, |_| true)?;
    let line = &mut victim.this_mut().finance.ledger[row];
    line.amount += Decimal::new(5, 3);
    let account = line.account.clone();
    explains(victim, &account);
    let spot = Spot::Record(file(victim, "ledger"), "amount", vec![("reference", reference)]);
    victim.finds("F114", spot, "The amount of a booking has three decimals");
    Some(())
}

/// F116: a fund opens with less than it closed with.
fn fund_opened_otherwise(victim: &mut Victim) -> Option<()> {
    (victim.year > 0 && is_whole(victim)).then_some(())?;
    // Of two years the last is left whole in one pact of two.
    let spared = victim.pact.years.len() == 2 && victim.draw.below(2) == 0;
    (!is_last(victim) || spared).then_some(())?;
    let by = Decimal::from(100);
    let fund = victim.this().finance.funds.iter().position(|own| own.id == "translations")?;
    // What is paid from it must be in it all the same.
    let spent = |fund: &str, lines: &[Booking]| -> Decimal {
        let own = lines.iter().filter(|line| line.fund == fund && line.account.starts_with('2'));
        own.map(|line| line.amount).sum()
    };
    let money = &victim.this().finance;
    let left = money.funds[fund].opening - spent(&money.funds[fund].id, &money.ledger);
    (left >= by).then_some(())?;
    victim.claim(&[WHOLE, "fund opening"])?;
    let end = victim.pact.years.len();
    for year in &mut victim.pact.years[victim.year..end] {
        year.finance.funds[fund].opening -= by;
    }
    let with = vec![("id", "translations".to_owned())];
    let spot = Spot::Record(file(victim, "funds"), "opening", with);
    victim.finds("F116", spot, "The fund opens with 100 less than it closed with last year");
    Some(())
}

/// F108, and F116 in the year after: staff is paid from what was given for journeys.
fn fund_below_zero(victim: &mut Victim) -> Option<()> {
    is_whole(victim).then_some(())?;
    let money = &victim.this().finance;
    let fund = money.funds.iter().position(|own| own.id == "journeys")?;
    let id = money.funds[fund].id.clone();
    let given = money.ledger.iter().filter(|line| line.fund == id && line.account.starts_with('1'));
    let most = money.funds[fund].opening + given.map(|line| line.amount).sum::<Decimal>();
    let (row, reference) = claimed_expense(victim, |line| line.amount > most)?;
    victim.this_mut().finance.ledger[row].fund = id.clone();
    let with = vec![("id", id.clone())];
    let spot = Spot::Record(file(victim, "funds"), "opening", with.clone());
    let what = format!("Voucher {reference} is paid from the fund, which does not have as much");
    victim.finds("F108", spot, what);
    let next = victim.year + 1;
    if next < victim.pact.years.len() {
        victim.year = next;
        let spot = Spot::Record(file(victim, "funds"), "opening", with);
        victim.finds("F116", spot, "So the fund opens with more than it closed with last year");
    }
    Some(())
}

/// F115: a gift whose giver the register does not have.
fn giver_unknown(victim: &mut Victim) -> Option<()> {
    is_whole(victim).then_some(())?;
    let ledger = &victim.this().finance.ledger;
    let is_gift =
        |line: &&Booking| line.account == "1100" && victim.is_free(&booking_part(&line.reference));
    let reference = ledger.iter().find(is_gift)?.reference.clone();
    victim.claim(&[&booking_part(&reference)])?;
    let mut lines = victim.this_mut().finance.ledger.iter_mut();
    let line = lines.find(|line| line.reference == reference)?;
    let name = "Reading Room of the Old Mint (invented)".to_owned();
    let id = std::mem::replace(&mut line.counterparty, name);
    forgets_payment(victim, &id);
    let with = vec![("reference", reference)];
    let spot = Spot::Record(file(victim, "ledger"), "counterparty", with);
    victim.finds("F115", spot, "A voluntary contribution comes from somebody not in the register");
    Some(())
}

/// F123: an activity that nobody named.
fn activity_unknown(victim: &mut Victim) -> Option<()> {
    let (row, reference) = claimed_expense(victim, |line| !line.activity.is_empty())?;
    victim.this_mut().finance.ledger[row].activity = "anual-meeting".to_owned();
    let spot = Spot::Record(file(victim, "ledger"), "activity", vec![("reference", reference)]);
    victim.finds("F123", spot, "The booking is on an activity that is not on file");
    Some(())
}

/// F124: what is ordered will be booked on an account that is not in the budget.
fn commitment_unknown(victim: &mut Victim) -> Option<()> {
    victim.claim(&["commitments"])?;
    let own = victim.this_mut().finance.commitments.first_mut()?;
    own.account = "2750".to_owned();
    let with = vec![("description", own.description.clone())];
    let spot = Spot::Record(file(victim, "commitments"), "account", with);
    victim.finds("F124", spot, "The commitment is on account 2750, which the budget does not have");
    Some(())
}
