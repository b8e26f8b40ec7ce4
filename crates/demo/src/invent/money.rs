//! The Pact's money: budget and ledger.
//!
//! Every contribution is paid in full by the end of the last year: what stays unpaid is a finding, which a pact
//! without planted mistakes has none of.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::participant::Role;
use model::{Decimal, RateHistory};

use super::bills::{BANK, SHARES, STAFF, bills};
use super::calendar::period;
use super::commitments::{activities, commitments};
use super::contributions::contribution;
use super::draw::{Draw, plus_days, whole};
use super::explanations::explanations;
use super::funds::{EARMARKED, first_funds, gifts, paid_from};
use super::profile::Profile;
use super::rates::{in_euro, rates};
use super::size::{LAST_YEAR, Size};
use super::year::in_force;
use crate::pact::{Booking, BudgetAccount, ContributionDue, Finance, Fund};

/// A difference from the budget above this share is explained; the Pact asks from a tenth on.
const EXPLAINED: (i64, u32) = (5, 2);

/// The account of what coordinating participants owe, and that of what others give.
pub(super) const CONTRIBUTIONS: &str = "1000";
pub(super) const VOLUNTARY: &str = "1100";

/// The accounts: number, title, whether of income, class.
const ACCOUNTS: [(&str, &str, bool, &str); 9] = [
    (CONTRIBUTIONS, "Contributions of coordinating participants", true, "contribution"),
    (VOLUNTARY, "Voluntary contributions", true, "voluntary"),
    (EARMARKED, "Given for a purpose", true, "earmarked"),
    ("1900", "Interest and refunds", true, "other_income"),
    ("2000", "Secretariat staff", false, "staff"),
    ("2100", "Translation, layout and website", false, "services"),
    ("2200", "Travel", false, "travel"),
    ("2300", "Meetings and events", false, "events"),
    ("2900", "Bank charges and insurance", false, "other_expense"),
];

/// The money of every year, the first first.
pub(super) fn finances(size: &Size, profiles: &[Profile]) -> Vec<Finance> {
    let rates = rates();
    let years: Vec<i16> = (size.first_year()..=LAST_YEAR).collect();
    let mut dues: BTreeMap<i16, Vec<ContributionDue>> = BTreeMap::new();
    let mut ledgers: BTreeMap<i16, Vec<Booking>> = BTreeMap::new();
    for year in &years {
        for profile in in_force(profiles, *year).filter(|one| one.has(Role::Coordinating, *year)) {
            let (due, payments) = contribution(size, profile, *year);
            for payment in payments {
                let ledger = if payment.date > period(*year).end {
                    year + 1
                } else if payment.date < period(*year).start {
                    year - 1
                } else {
                    *year
                };
                ledgers.entry(ledger).or_default().push(payment);
            }
            dues.entry(*year).or_default().push(due);
        }
    }
    let drawn = Draw::of(size.seed, 0, 0, "opening").between(800_000, 2_800_000);
    let mut opening = Decimal::new(drawn, 2);
    let mut funds = first_funds(opening);
    let mut finances: Vec<Finance> = Vec::new();
    for year in years {
        let own = Books { size, year, rates: &rates, opening, funds };
        let (ledger, due) = (ledgers.remove(&year), dues.remove(&year));
        let (finance, left) =
            own.closed(ledger.unwrap_or_default(), due.unwrap_or_default(), profiles);
        opening = finance.bank_closing_balance;
        funds = left;
        finances.push(finance);
    }
    planned_ahead(&mut finances);
    finances
}

/// What was decided in a year for the next one, which is that one's budget; after the last year it is this year's.
fn planned_ahead(finances: &mut [Finance]) {
    for at in 0..finances.len() {
        let next = finances.get(at + 1).unwrap_or(&finances[at]);
        let amounts: Vec<Decimal> = next.budget.iter().map(|own| own.amount).collect();
        for (own, amount) in finances[at].budget.iter_mut().zip(amounts) {
            own.next_year_amount = Some(amount);
        }
    }
}

/// A year's books.
struct Books<'a> {
    size: &'a Size,
    year: i16,
    rates: &'a RateHistory,
    opening: Decimal,
    /// What is in the funds on the first day.
    funds: Vec<Fund>,
}

impl Books<'_> {
    /// The year with all its bookings, in the order of their days, and what is in the funds at its end.
    fn closed(
        self,
        contributions: Vec<Booking>,
        due: Vec<ContributionDue>,
        profiles: &[Profile],
    ) -> (Finance, Vec<Fund>) {
        let draw = &mut Draw::of(self.size.seed, 0, self.year, "books");
        let mut ledger = contributions;
        ledger.extend(self.voluntary(profiles, &due));
        ledger.push(self.booking(
            period(self.year).end,
            "1900",
            ("Interest", BANK),
            draw.between(2_000, 30_000),
        ));
        let income: Decimal = ledger.iter().map(|line| self.euro(line)).sum();
        // Expenses follow what there is: between 85 and 102 in a hundred of the income, and never more than is left in no
        // fund; a little even where nothing comes in.
        let share = Decimal::new(draw.between(85, 102), 2);
        let set_aside: Decimal = self.funds.iter().map(|fund| fund.opening).sum();
        let free = self.opening - set_aside + income;
        let least = Decimal::from(2_000).min(free / Decimal::from(4));
        let to_spend = (income * share).min(free - Decimal::from(500)).max(least);
        ledger.extend(self.expenses(to_spend, draw));
        ledger.extend(gifts(self.size, self.year, profiles));
        ledger.sort_by(|one, two| {
            (one.date, &one.account, &one.counterparty).cmp(&(
                two.date,
                &two.account,
                &two.counterparty,
            ))
        });
        for (at, line) in ledger.iter_mut().enumerate() {
            line.reference = format!("{:02}-{:03}", self.year % 100, at + 1);
        }
        let left = paid_from(&self.funds, &mut ledger, |line| self.euro(line));
        let budget = self.budget(&ledger, draw);
        let signed = |line: &Booking| match is_income(&line.account) {
            true => self.euro(line),
            false => -self.euro(line),
        };
        let result: Decimal = ledger.iter().map(signed).sum();
        let finance = Finance {
            opening_balance: self.opening,
            bank_closing_balance: self.opening + result,
            hour_rate: Decimal::from(56 + i64::from(self.year - 2021) * 2),
            budget,
            activities: activities(self.year),
            commitments: commitments(self.size, self.year, &ledger, &left),
            ledger,
            contributions: due,
            funds: self.funds,
            in_kind: Vec::new(),
        };
        (finance, left)
    }

    /// Voluntary contributions: of procuring participants about one in twelve gives, of those whose contribution is
    /// waived one in three.
    fn voluntary(&self, profiles: &[Profile], due: &[ContributionDue]) -> Vec<Booking> {
        let is_waived = |one: &Profile| {
            due.iter().any(|own| own.participant == one.id() && own.waived.is_some())
        };
        let given = in_force(profiles, self.year).filter_map(|one| {
            let gives = match one.has(Role::Coordinating, self.year) {
                false => 0.08,
                true if is_waived(one) => 1.0 / 3.0,
                true => return None,
            };
            let draw = &mut one.draw(self.size.seed, self.year, "voluntary");
            let span = period(self.year);
            let (day, share) =
                (draw.day(plus_days(span.start, 60), plus_days(span.end, -30)), draw.share());
            let amount = whole(draw.log_normal(1_800.0 * one.country.per_euro, 0.5) / 50.0, 1) * 50;
            (share < gives && one.is_there(day)).then(|| Booking {
                currency: one.country.currency.to_owned(),
                ..self.booking(day, VOLUNTARY, ("Voluntary contribution", one.id()), amount * 100)
            })
        });
        given.collect()
    }

    /// The bills of the year, each account's share of the whole parted among them.
    fn expenses(&self, total: Decimal, draw: &mut Draw) -> Vec<Booking> {
        let total = cents(total).max(0);
        let mut ledger = Vec::new();
        for (account, percent) in SHARES {
            let bills = bills(self.size, self.year, account);
            let weights = bills.iter().map(|bill| match account {
                STAFF => bill.weight,
                _ => bill.weight * draw.between(80, 125) / 100,
            });
            let weights: Vec<i64> = weights.collect();
            let sum: i64 = weights.iter().sum::<i64>().max(1);
            for (bill, weight) in bills.into_iter().zip(weights) {
                let cents = (total * percent / 100 * weight / sum).max(100);
                let mut line =
                    self.booking(bill.day, account, (&bill.description, bill.vendor), cents);
                line.currency = bill.currency.to_owned();
                line.activity = bill.activity.to_owned();
                ledger.push(line);
            }
        }
        ledger
    }

    fn booking(
        &self,
        date: Date,
        account: &str,
        (description, counterparty): (&str, &str),
        cents: i64,
    ) -> Booking {
        Booking {
            date,
            account: account.to_owned(),
            description: description.to_owned(),
            counterparty: counterparty.to_owned(),
            amount: Decimal::new(cents, 2),
            currency: "EUR".to_owned(),
            reference: String::new(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
        }
    }

    /// The accounts, with a budget near what was booked, and a word on the difference where it is large.
    fn budget(&self, ledger: &[Booking], draw: &mut Draw) -> Vec<BudgetAccount> {
        let accounts = ACCOUNTS.iter().map(|(account, title, is_income, class)| {
            let own = ledger.iter().filter(|line| line.account == *account);
            let actual: Decimal = own.map(|line| self.euro(line)).sum();
            let planned = |draw: &mut Draw| {
                let factor = (1.0 + 0.08 * draw.bell()).clamp(0.7, 1.4);
                let hundreds = whole(factor * cents(actual) as f64 / 10_000.0, 1);
                Decimal::from(hundreds * 100)
            };
            let amount = planned(draw);
            let revised_amount = draw.chance(0.15).then(|| planned(draw));
            let revised = revised_amount.unwrap_or(amount);
            let limit = revised.abs() * Decimal::new(EXPLAINED.0, EXPLAINED.1);
            let explanation = match (actual - revised).abs() > limit {
                true => *draw.pick(explanations(class, actual > revised)),
                false => "",
            };
            BudgetAccount {
                account: (*account).to_owned(),
                title: (*title).to_owned(),
                is_income: *is_income,
                class: (*class).to_owned(),
                amount,
                revised_amount,
                next_year_amount: None,
                explanation: explanation.to_owned(),
            }
        });
        accounts.collect()
    }

    /// A line as it is booked, in euro.
    fn euro(&self, line: &Booking) -> Decimal {
        in_euro(self.rates, line.amount, &line.currency, line.date).expect(
            "the Bank quotes every currency that is drawn, on every day that is; a test looks",
        )
    }
}

fn is_income(account: &str) -> bool {
    ACCOUNTS.iter().any(|(own, _, is_income, _)| *own == account && *is_income)
}

/// Hundredths of an amount that has no smaller parts.
pub(super) fn cents(amount: Decimal) -> i64 {
    i64::try_from((amount * Decimal::from(100)).trunc()).unwrap_or(0)
}
