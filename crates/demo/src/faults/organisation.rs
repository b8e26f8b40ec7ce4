//! Mistakes in what a participant says of itself: its period, its amounts, for whom it reports.

use jiff::ToSpan;
use model::Decimal;
use model::vocabulary::Tax;

use super::Kind;
use super::finance::is_whole;
use super::list::Spot;
use super::slips::{Asked, Typed};
use super::victim::{Victim, orders};
use crate::pact::{ContributionPaid, Purchase};
use crate::questionnaire::asks_contribution;

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    period_of_last_year,
    period_of_seven_months,
    no_period,
    no_users,
    users_in_words,
    tax_unknown,
    tax_without_rate,
    nothing_bought,
    no_purchases,
    no_currency,
    reports_for_one_that_returned,
    contribution_not_in_ledger,
    in_kind_of_its_own,
];

fn of_organisation(question: &str) -> Asked {
    Asked { section: "organisation".to_owned(), row: None, question: question.to_owned() }
}

fn spot(question: &str) -> Spot {
    Spot::Answer(of_organisation(question))
}

/// R107: last year's period.
fn period_of_last_year(victim: &mut Victim) -> Option<()> {
    let (start, end) = (victim.this().period_start, victim.this().period_end);
    victim.loses(super::slips::Arrival::Nothing)?;
    victim.slips().arrives = None;
    let own = &mut victim.own_mut()?.organisation;
    own.period_start = start.checked_sub(1.year()).ok();
    own.period_end = end.checked_sub(1.year()).ok();
    victim.finds("R107", spot("period_start"), "The period is that of the year before");
    victim.is_silent();
    Some(())
}

/// Whether a period can be changed without more being found: nothing is dated within it.
fn is_undated(victim: &Victim) -> bool {
    let own = victim.own();
    own.is_some_and(|own| own.files.is_empty() && own.tenders.is_empty() && own.outreach.is_empty())
}

/// R113: seven months.
fn period_of_seven_months(victim: &mut Victim) -> Option<()> {
    is_undated(victim).then_some(())?;
    victim.claim(&["period"])?;
    let this = victim.this();
    let (start, end) = (this.period_start, this.period_end);
    let own = &mut victim.own_mut()?.organisation;
    let (start, end) = (own.period_start.unwrap_or(start), own.period_end.unwrap_or(end));
    own.period_start = start.checked_add(5.months()).ok();
    own.period_end = Some(end);
    victim.finds("R113", spot("period_start"), "The period has seven months");
    Some(())
}

/// R101: nobody typed a period; the year's own is right.
fn no_period(victim: &mut Victim) -> Option<()> {
    let this = victim.this();
    let year = (Some(this.period_start), Some(this.period_end));
    let own = &victim.own()?.organisation;
    ((own.period_start, own.period_end) == year).then_some(())?;
    victim.claim(&["period"])?;
    let own = &mut victim.own_mut()?.organisation;
    (own.period_start, own.period_end) = (None, None);
    victim.finds("R101", spot("period_start"), "The reporting period was cleared");
    Some(())
}

/// R102: a required answer is missing.
fn no_users(victim: &mut Victim) -> Option<()> {
    victim.own()?.organisation.users_served?;
    victim.claim(&["users"])?;
    victim.own_mut()?.organisation.users_served = None;
    victim.finds("R102", spot("users_served"), "The number of users served was left blank");
    Some(())
}

/// V101: a number in words.
fn users_in_words(victim: &mut Victim) -> Option<()> {
    let users = victim.own()?.organisation.users_served?;
    victim.claim(&["users"])?;
    victim.types(
        of_organisation("users_served"),
        Typed::Text(format!("about {users}, without schools")),
    );
    victim.finds("V101", spot("users_served"), "The number of users served has words around it");
    Some(())
}

/// Whether the return declares an amount that counts.
fn has_amounts(victim: &Victim) -> bool {
    let lines = victim.own().into_iter().flat_map(|own| &own.purchases);
    lines.filter(|line| line.amount.is_some_and(|amount| amount > Decimal::ONE)).count() > 1
}

/// V110: nobody knows whether taxes are in the amounts.
fn tax_unknown(victim: &mut Victim) -> Option<()> {
    let excluded = victim.own()?.organisation.tax == Some(Tax::Excluded);
    (excluded && has_amounts(victim)).then_some(())?;
    victim.claim(&["tax"])?;
    victim.own_mut()?.organisation.tax = Some(Tax::Unknown);
    victim.finds("V110", spot("tax"), "Nobody knows whether taxes are in the amounts");
    Some(())
}

/// V110: taxes without their rate.
fn tax_without_rate(victim: &mut Victim) -> Option<()> {
    let own = victim.own()?;
    let included = own.organisation.tax == Some(Tax::Included) && own.files.is_empty();
    (included && has_amounts(victim)).then_some(())?;
    victim.claim(&["tax"])?;
    victim.own_mut()?.organisation.tax_rate = None;
    victim.finds("V110", spot("tax"), "The amounts hold taxes, and their rate was left blank");
    Some(())
}

/// R114: nothing was bought, and here it is.
fn nothing_bought(victim: &mut Victim) -> Option<()> {
    (!victim.own()?.purchases.is_empty()).then_some(())?;
    victim.claim(&["none bought"])?;
    victim.own_mut()?.organisation.procurement_none = Some(true);
    victim.finds(
        "R114",
        spot("procurement_none"),
        "It says that nothing was bought, and lists purchases",
    );
    Some(())
}

/// V114: neither purchases nor a word that there were none.
fn no_purchases(victim: &mut Victim) -> Option<()> {
    let procures =
        victim.participant()?.procuring_since.is_some_and(|day| day <= victim.this().period_end);
    let own = victim.own()?;
    let alone =
        own.organisation.reports_for.is_empty() && own.organisation.procurement_none != Some(true);
    let listed = own.files.iter().any(|file| orders(file).next().is_some());
    (procures && alone && !listed && !own.purchases.is_empty()).then_some(())?;
    victim.claim(&["line", "none bought", "tax", "currency"])?;
    victim.own_mut()?.purchases.clear();
    let path = victim.path("return.xlsx");
    victim.finds("V114", Spot::File(path), "The table of purchases was left empty");
    Some(())
}

/// V115: no currency, so that no line has one.
fn no_currency(victim: &mut Victim) -> Option<()> {
    let own = victim.own()?;
    let short = own.files.is_empty() && (1..=4).contains(&own.purchases.len());
    let plain = |line: &Purchase| line.currency.is_none() && line.amount.is_some();
    (short
        && own.purchases.iter().all(plain)
        && own.in_kind.iter().all(|one| one.amount.is_none()))
    .then_some(())?;
    let lines = own.purchases.len();
    let alone = own.organisation.reports_for.is_empty();
    let procures =
        victim.participant()?.procuring_since.is_some_and(|day| day <= victim.this().period_end);
    alone.then_some(())?;
    victim.claim(&["line", "none bought", "tax", "currency"])?;
    victim.own_mut()?.organisation.currency = None;
    victim.finds("R102", spot("currency"), "The currency of the amounts was left blank");
    for row in 0..lines {
        let spot = Spot::Answer(victim.asked_in("procurement", row, "currency"));
        victim.finds("V115", spot, "So this line has no currency");
    }
    if procures {
        let path = victim.path("return.xlsx");
        victim.finds("V114", Spot::File(path), "So none of its purchases counts");
    }
    Some(())
}

/// R112: it reports for one that returned too.
fn reports_for_one_that_returned(victim: &mut Victim) -> Option<()> {
    let id = victim.id;
    let (year, end) = (victim.year, victim.this().period_end);
    victim.participant()?.coordinating_since.filter(|day| *day <= end)?;
    victim.own()?;
    let returned = victim.this().returns.iter().filter(|own| own.form && own.participant != id);
    let returned: Vec<String> = returned.map(|own| own.participant.clone()).collect();
    let other =
        returned.into_iter().find(|other| victim.faults.is_free(year, other, "returned"))?;
    victim.claim(&["reports for"])?;
    victim.claim_of(&other, "returned")?;
    victim.own_mut()?.organisation.reports_for.push(other.clone());
    victim.finds(
        "R112",
        spot("reports_for"),
        format!("It says that it reports for {other}, which returned"),
    );
    Some(())
}

/// F118: it remembers a payment that nobody received.
fn contribution_not_in_ledger(victim: &mut Victim) -> Option<()> {
    (asks_contribution(victim.this().year) && is_whole(victim)).then_some(())?;
    let (id, end) = (victim.id, victim.this().period_end);
    victim.own()?.contribution.is_none().then_some(())?;
    let ledgers = victim.pact.years.iter().flat_map(|year| &year.finance.ledger);
    let mut paid = ledgers.filter(|line| line.counterparty == id || line.for_participant == id);
    paid.next().is_none().then_some(())?;
    victim.claim(&["contribution"])?;
    victim.own_mut()?.contribution =
        Some(ContributionPaid { paid: 750.into(), currency: "EUR".to_owned(), paid_on: Some(end) });
    let spot = Spot::Answer(victim.asked("contribution", "contribution_paid"));
    victim.finds("F118", spot, "It says that it paid 750, and the ledger has nothing from it");
    Some(())
}

/// F119: what it did in its own country, among what it gave to the Pact.
fn in_kind_of_its_own(victim: &mut Victim) -> Option<()> {
    let id = victim.id;
    let noted = &victim.this().finance.in_kind;
    noted.iter().all(|own| own.participant != id).then_some(())?;
    (!victim.own()?.in_kind.is_empty()).then_some(())?;
    victim.claim(&["in kind"])?;
    let line = victim.own_mut()?.in_kind.first_mut()?;
    line.working_group = None;
    line.description = "Three evenings with the schools around us".to_owned();
    let spot = Spot::Answer(victim.asked_in("in_kind", 0, "working_group"));
    victim.finds("F119", spot, "Help in kind that names nothing it was for");
    Some(())
}
