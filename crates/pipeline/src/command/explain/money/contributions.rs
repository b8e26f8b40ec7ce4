//! Contributions: whose a payment is, who paid it, for which year; and since when a due is open.

use model::finance::{ContributionDue, ContributionLine, ContributionPayment, PaidBy, Statement};
use model::period::days_between;
use model::{Currency, Figure, Money, Place};

use super::super::Context;

/// What is to be known of a payment besides its amount.
pub(super) fn of_payment(context: &Context<'_>, figure: &Figure, place: &Place) -> Vec<String> {
    let found = context.money.payment(figure.year, place);
    let by_whom = found.and_then(|(line, payment)| match &payment.paid_by {
        PaidBy::Itself => None,
        PaidBy::Participant(other) => {
            let (other, owner) = (context.name(other.as_str()), name(context, line));
            Some(format!("paid by {other} for {owner}, as `for_participant` says"))
        }
        PaidBy::Another => {
            let owner = name(context, line);
            Some(format!("paid by another body for {owner}, as `for_participant` says"))
        }
    });
    let for_year = found.filter(|(_, payment)| payment.for_year != payment.ledger_year);
    let for_year = for_year.map(|(_, payment)| {
        format!("for {}, in the ledger of {}", payment.for_year, payment.ledger_year)
    });
    let of_other_ledger = found.filter(|_| context.money.booked(place).is_none());
    let as_paid = of_other_ledger.and_then(|(_, payment)| as_paid(payment, figure));
    [by_whom, for_year, as_paid, of_no_one(context, place)].into_iter().flatten().collect()
}

/// How a payment in another currency was booked, where its ledger is that of a year that was not computed.
fn as_paid(payment: &ContributionPayment, figure: &Figure) -> Option<String> {
    let accounts = Currency::parse(figure.unit.code())?;
    let amount = Money { currency: payment.currency, minor: payment.amount }.to_decimal();
    let text = format!("{amount} {} as paid on {}", payment.currency, payment.date);
    (payment.currency != accounts).then_some(text)
}

/// Says of a receipt that fits no one in the register that it settles nothing, and why.
fn of_no_one(context: &Context<'_>, place: &Place) -> Option<String> {
    if !context.money.is_unlisted(place) {
        return None;
    }
    let register = &context.workspace.pact.register;
    let booked = context.money.booked(place);
    let for_nobody = booked.is_some_and(|booked| booked.line.is_for_nobody_known(register));
    let said = if for_nobody { "`for_participant`" } else { "counterparty" };
    Some(format!(
        "its {said} fits no one in participants.csv, so it is no participant's contribution"
    ))
}

/// By when a due is to be paid, and the rate of that day where it is due in another currency; of what is outstanding
/// also how long it is overdue.
pub(super) fn of_due(context: &Context<'_>, figure: &Figure, place: &Place) -> Vec<String> {
    let Some(year) = context.computed.get(&figure.year) else { return Vec::new() };
    let mut dues = year.reading.finance.contributions.iter();
    let found = dues.find(|due| due.place == *place).zip(year.results.statement.as_ref());
    let Some((due, statement)) = found else { return Vec::new() };
    [day(figure, due, statement), at_rate(context, due, statement)].into_iter().flatten().collect()
}

/// The rate at which a due counts in the accounts.
fn at_rate(context: &Context<'_>, due: &ContributionDue, statement: &Statement) -> Option<String> {
    let day = finance::due_rate_day(due, statement.last_day, statement.as_of.is_some());
    let rates = &context.workspace.pact.rates;
    let rate = finance::rate_of_day(due.currency, statement.currency, day, rates)?;
    Some(format!(
        "counts at {rate} {} for one {}, the Bank's rate of {day} or of the last day before it with one",
        due.currency, statement.currency
    ))
}

/// By when a due is to be paid, and how long it is overdue.
fn day(figure: &Figure, due: &ContributionDue, statement: &Statement) -> Option<String> {
    let due_on = due.due_on?;
    let own = statement.contributions.iter().find(|line| line.participant == due.participant);
    let overdue = own.and_then(|line| line.days_overdue).filter(|days| {
        let since = days_between(due_on, statement.last_day);
        figure.indicator == "finance.outstanding" && since == *days
    });
    Some(match overdue {
        Some(days) => format!("due on {due_on}, {days} days overdue on {}", statement.last_day),
        None => format!("due on {due_on}"),
    })
}

fn name(context: &Context<'_>, line: &ContributionLine) -> String {
    context.name(line.participant.as_str())
}
