//! Mistakes in the accounts.

use model::Decimal;

use super::Kind;
use super::list::Spot;
use super::victim::Victim;

/// Each of them in its order. An account that the budget does not have leaves the statement incomplete, and so does a
/// missing file: then nothing is said of its closing balance. So both are in the last year, and what needs a complete
/// statement is in the years before.
pub(super) const KINDS: &[Kind] = &[
    account_unknown,
    file_missing,
    contribution_unpaid,
    unlike_the_bank,
    booked_outside_the_year,
    not_explained,
    opened_otherwise,
];

fn is_last(victim: &Victim) -> bool {
    victim.year + 1 == victim.pact.years.len()
}

/// Moves what is in the bank at the end of a year, and all that follows from it.
fn moves_balance(victim: &mut Victim, by: Decimal) {
    for (number, year) in victim.pact.years.iter_mut().enumerate().skip(victim.year) {
        if number > victim.year {
            year.finance.opening_balance += by;
        }
        year.finance.bank_closing_balance += by;
    }
}

fn file(victim: &Victim, name: &str) -> String {
    victim.in_year(&format!("finance/{name}.csv"))
}

/// Says why an account is not what the budget has, so that only one mistake is found.
fn explains(victim: &mut Victim, account: &str) {
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
    victim.claim(&["contributions", &format!("booking/{row}")])?;
    let line = &mut victim.this_mut().finance.ledger[row];
    let half = (line.amount / Decimal::TWO).round_dp(2);
    line.amount -= half;
    let (id, account) = (line.counterparty.clone(), line.account.clone());
    moves_balance(victim, -half);
    explains(victim, &account);
    let with = vec![("participant", id.clone())];
    let spot = Spot::Record(file(victim, "contributions"), "due", with);
    victim.finds_of(id, "F101", spot, "Half of the contribution was not paid".to_owned());
    Some(())
}

/// An expense of the second half of the ledger, by chance, that nothing else speaks of.
fn expense(victim: &mut Victim) -> Option<usize> {
    let ledger = &victim.this().finance.ledger;
    let rows = ledger.iter().enumerate().filter(|(row, line)| {
        line.account.starts_with('2')
            && line.currency == "EUR"
            && victim.is_free(&format!("booking/{row}"))
    });
    let rows: Vec<usize> = rows.map(|(row, _)| row).collect();
    (!rows.is_empty()).then(|| *victim.draw.pick(&rows))
}

/// F102: an account that is not in the budget.
fn account_unknown(victim: &mut Victim) -> Option<()> {
    is_last(victim).then_some(())?;
    let row = expense(victim)?;
    victim.claim(&["statement/account", &format!("booking/{row}")])?;
    let line = &mut victim.this_mut().finance.ledger[row];
    let account = std::mem::replace(&mut line.account, "2750".to_owned());
    let reference = line.reference.clone();
    explains(victim, &account);
    let with = vec![("reference", reference)];
    let spot = Spot::Record(file(victim, "ledger"), "account", with);
    victim.finds("F102", spot, "The booking is on account 2750, which the budget does not have");
    Some(())
}

/// F104: a difference from what the bank says.
fn unlike_the_bank(victim: &mut Victim) -> Option<()> {
    victim.claim(&["statement"])?;
    victim.this_mut().finance.bank_closing_balance += Decimal::from(90);
    let settings = Spot::File(format!("inputs/{}/year.toml", victim.this().year));
    victim.finds("F104", settings, "The bank says 90 more than the accounts");
    Some(())
}

/// F103: a booking of the next year.
fn booked_outside_the_year(victim: &mut Victim) -> Option<()> {
    let row = expense(victim)?;
    victim.claim(&[&format!("booking/{row}")])?;
    let day = victim.this().period_end.tomorrow().ok()?;
    let line = &mut victim.this_mut().finance.ledger[row];
    line.date = day;
    let with = vec![("reference", line.reference.clone())];
    let spot = Spot::Record(file(victim, "ledger"), "date", with);
    victim.finds("F103", spot, "The booking is of the day after the year");
    Some(())
}

/// F105: far from the budget, and not a word.
fn not_explained(victim: &mut Victim) -> Option<()> {
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
    is_last(victim).then_some(())?;
    victim.claim(&["contributions", "statement/file"])?;
    let path = file(victim, "contributions");
    victim.faults.gone.insert(path.clone());
    victim.finds("F107", Spot::File(path), "What is due was never written down");
    Some(())
}
