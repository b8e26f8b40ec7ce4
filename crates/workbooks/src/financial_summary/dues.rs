//! What is due by each decision, set off against what was paid, the oldest first.

use jiff::civil::Date;
use model::finance::{ContributionDue, ContributionLine, ContributionPayment};
use model::period::days_between;
use model::{Currency, Decimal, Money};

use super::FinancialSummaryInputs;
use super::page::is_clear;

/// What a participant owes and paid of it. Amounts in minor units of the accounts' currency where no other is named.
pub(super) struct Owed<'a> {
    pub line: &'a ContributionLine,
    /// The decisions, the oldest first, those without a day last.
    pub dues: Vec<Due<'a>>,
    /// Whether it is known what was paid, and at what rates it counts.
    pub known: bool,
    /// Dues in other currencies together, where they are several.
    pub together: Option<Amounts>,
    /// What was paid in currencies in which nothing is due.
    pub otherwise: Option<i64>,
    /// What of `otherwise` went back and is to come again.
    pub gone_back: i64,
}

/// What is due by one decision.
pub(super) struct Due<'a> {
    pub due: &'a ContributionDue,
    /// What was received of it, in minor units of its own currency: of the last due in a currency all that is left of the
    /// payments in it.
    pub received: i64,
    /// `None` where it is one of several in other currencies: only their sum is known here.
    pub amounts: Option<Amounts>,
    /// What is still to come of it, once what was paid too much on others or in other currencies is set off.
    pub open: i64,
    /// Days since its day, where a part is still to come.
    pub days: Option<i64>,
}

/// What is due and what is left of it, at the rate of the due day.
#[derive(Clone, Copy)]
pub(super) struct Amounts {
    pub due: i64,
    /// Below zero what was paid too much; says nothing where it is not known what was paid.
    pub left: i64,
}

impl Amounts {
    /// What was settled by payments.
    pub(super) fn settled(self) -> i64 {
        self.due - self.left
    }
}

impl Due<'_> {
    /// What is left of it, in its own currency.
    pub(super) fn left(&self) -> i64 {
        self.due.due - self.received
    }

    /// Whether the same share is left in the accounts' currency as in its own, to the cent.
    pub(super) fn is_in_proportion(&self, amounts: Amounts, currency: Currency) -> bool {
        let money = |minor, currency| Money { currency, minor }.to_decimal();
        let [left, own] = [self.left(), self.due.due].map(|minor| money(minor, self.due.currency));
        let share = left.checked_mul(money(amounts.due, currency));
        let exact = share.and_then(|share| share.checked_div(own));
        let comes_to = |exact: Decimal| Money::from_decimal(exact, currency).map(|m| m.minor);
        exact.is_some_and(|own| is_clear(own, currency) && comes_to(own) == Some(amounts.left))
    }
}

impl<'a> Owed<'a> {
    /// What each participant owes by decisions that were not waived.
    pub(super) fn all(inputs: &FinancialSummaryInputs<'a>) -> Vec<Self> {
        let lines = inputs.statement.contributions.iter();
        lines.filter_map(|line| Self::of(line, inputs)).collect()
    }

    fn of(line: &'a ContributionLine, inputs: &FinancialSummaryInputs<'a>) -> Option<Self> {
        let statement = inputs.statement;
        let dues = inputs.year.finance.contributions.iter();
        let mut dues: Vec<&ContributionDue> =
            dues.filter(|due| due.participant == line.participant && !due.waived).collect();
        dues.sort_by_key(|due| (due.due_on.is_none(), due.due_on));
        if dues.is_empty() {
            return None;
        }
        let is_due_in = |own: Currency| dues.iter().any(|due| due.currency == own);
        let paid = || line.payments.iter().filter(|payment| payment.for_year == statement.year);
        let elsewhere = || paid().filter(|payment| !is_due_in(payment.currency));
        let otherwise: Option<i64> = elsewhere().map(|payment| payment.booked).sum();
        let is_paid_otherwise = elsewhere().next().is_some();
        let received = received(&dues, paid());
        let mut owed = Self {
            line,
            known: statement.knows_receipts() && line.due.is_some() && otherwise.is_some(),
            dues: set_off(dues, received, statement.currency),
            together: None,
            otherwise: otherwise.filter(|_| is_paid_otherwise),
            gone_back: 0,
        };
        if line.due.is_some() {
            owed.convert(statement.currency);
        }
        if owed.known {
            owed.open(statement.last_day);
        }
        Some(owed)
    }

    /// Whether it is known of each due by itself what is still to come.
    pub(super) fn is_singly_known(&self) -> bool {
        self.known && self.together.is_none()
    }

    /// What is still to come, all dues together.
    pub(super) fn still_to_come(&self) -> i64 {
        match self.together {
            Some(_) => self.line.outstanding,
            None => self.dues.iter().map(|due| due.open).sum::<i64>() + self.gone_back,
        }
    }

    /// How many rows its sheet has for it.
    pub(super) fn rows(&self) -> usize {
        let further = [self.together.is_some(), self.known && self.otherwise.is_some()];
        self.dues.len() + further.into_iter().filter(|is| *is).count()
    }

    /// The currencies in which something is due.
    pub(super) fn currencies(&self) -> Vec<Currency> {
        let mut all: Vec<Currency> = self.dues.iter().map(|due| due.due.currency).collect();
        all.sort();
        all.dedup();
        all
    }

    /// What dues in other currencies are in the accounts': what the statement has, less the others.
    fn convert(&mut self, currency: Currency) {
        let own = |amount: fn(Amounts) -> i64| -> i64 {
            self.dues.iter().filter_map(|due| due.amounts).map(amount).sum()
        };
        let left = self.line.outstanding - self.line.overpaid + self.otherwise.unwrap_or(0);
        let rest = Amounts {
            due: self.line.due.unwrap_or(0) - own(|amounts| amounts.due),
            left: left - own(|amounts| amounts.left),
        };
        let mut foreign = self.dues.iter_mut().filter(|due| due.due.currency != currency);
        match (foreign.next(), foreign.next()) {
            (Some(only), None) => only.amounts = Some(rest),
            (Some(_), Some(_)) => self.together = Some(rest),
            (None, _) => {}
        }
    }

    /// What is still to come of each due, and for how long it has been.
    fn open(&mut self, last_day: Date) {
        if self.together.is_some() {
            return;
        }
        let left = || self.dues.iter().filter_map(|due| due.amounts).map(|amounts| amounts.left);
        let too_much: i64 = left().map(|left| (-left).max(0)).sum();
        let mut credit = too_much + self.otherwise.unwrap_or(0);
        self.gone_back = (-credit).max(0);
        for due in &mut self.dues {
            let left = due.amounts.map_or(0, |amounts| amounts.left).max(0);
            let set_off = credit.clamp(0, left);
            credit -= set_off;
            due.open = left - set_off;
            due.days = days(due.due.due_on, last_day).filter(|_| due.open > 0);
        }
    }

    /// Days since the day of the last due, where something went back.
    pub(super) fn days_gone_back(&self, last_day: Date) -> Option<i64> {
        let on = self.dues.last().and_then(|due| due.due.due_on);
        days(on, last_day).filter(|_| self.gone_back > 0)
    }
}

/// Days after a day up to the last one; `None` where it is not over yet.
fn days(due_on: Option<Date>, last_day: Date) -> Option<i64> {
    Some(i64::from(days_between(due_on?, last_day))).filter(|days| *days > 0)
}

/// What was received of each due: payments in its currency, the oldest due first, all that is left of them the last.
fn received<'p>(
    dues: &[&ContributionDue],
    paid: impl Iterator<Item = &'p ContributionPayment> + Clone,
) -> Vec<i64> {
    let mut received: Vec<i64> = Vec::new();
    for (index, due) in dues.iter().enumerate() {
        let is_own = |other: &&ContributionDue| other.currency == due.currency;
        let in_it = paid.clone().filter(|payment| payment.currency == due.currency);
        let before = dues.iter().zip(&received).filter(|(other, _)| is_own(other));
        let left = in_it.map(|payment| payment.amount).sum::<i64>()
            - before.map(|(_, received)| received).sum::<i64>();
        let is_last = !dues[index + 1..].iter().any(is_own);
        received.push(if is_last { left } else { left.clamp(0, due.due.max(0)) });
    }
    received
}

fn set_off<'a>(
    dues: Vec<&'a ContributionDue>,
    received: Vec<i64>,
    currency: Currency,
) -> Vec<Due<'a>> {
    let one = |(due, received): (&'a ContributionDue, i64)| {
        let own = Amounts { due: due.due, left: due.due - received };
        let amounts = (due.currency == currency).then_some(own);
        Due { due, received, amounts, open: 0, days: None }
    };
    dues.into_iter().zip(received).map(one).collect()
}
