//! The Pact's money: contributions paid in time, late, in parts and in other currencies; budget and ledger.
//!
//! Every contribution is paid in full by the end of the last year: what stays unpaid is a finding, which a pact
//! without planted mistakes has none of.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use model::participant::Role;
use model::{Decimal, RateHistory};

use super::bills::{BANK, SHARES, STAFF, bills};
use super::calendar::{IN_EFFECT, period};
use super::draw::{Draw, plus_days, whole};
use super::explanations::explanations;
use super::profile::Profile;
use super::rates::{in_euro, rates};
use super::size::{LAST_YEAR, Size};
use super::year::in_force;
use crate::pact::{Booking, BudgetAccount, ContributionDue, Finance};

/// A difference from the budget above this share is explained; the Pact asks from a tenth on.
const EXPLAINED: (i64, u32) = (5, 2);

/// The accounts: number, title, whether of income, class.
const ACCOUNTS: [(&str, &str, bool, &str); 8] = [
    ("1000", "Contributions of coordinating participants", true, "contribution"),
    ("1100", "Voluntary contributions", true, "voluntary"),
    ("1900", "Interest and refunds", true, "other_income"),
    ("2000", "Secretariat staff", false, "staff"),
    ("2100", "Translation, layout and website", false, "services"),
    ("2200", "Travel", false, "travel"),
    ("2300", "Meetings and events", false, "events"),
    ("2900", "Bank charges and insurance", false, "other_expense"),
];

/// How a participant pays.
#[derive(Clone, Copy)]
enum Paying {
    InTime,
    Late,
    InTwoParts,
    /// The second part in the year after.
    RestNextYear,
    /// The first part in the year before.
    PartInAdvance,
    Waived,
}

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
    let mut opening = Draw::of(size.seed, 0, 0, "opening").between(800_000, 2_800_000);
    let mut finances = Vec::new();
    for year in years {
        let own = Books { size, year, rates: &rates, opening: Decimal::new(opening, 2) };
        let (ledger, due) = (ledgers.remove(&year), dues.remove(&year));
        let finance = own.closed(ledger.unwrap_or_default(), due.unwrap_or_default(), profiles);
        opening = cents(finance.bank_closing_balance);
        finances.push(finance);
    }
    finances
}

/// What a coordinating participant owes for a year, and its payments, each with the day it is booked on.
fn contribution(size: &Size, profile: &Profile, year: i16) -> (ContributionDue, Vec<Booking>) {
    let draw = &mut profile.draw(size.seed, year, "contribution");
    let country = profile.country;
    let own_currency = country.currency != "EUR" && profile.draw(size.seed, 0, "dues").chance(0.4);
    let (currency, per_euro) =
        if own_currency { (country.currency, country.per_euro) } else { ("EUR", 1.0) };
    let growth = 1.0 + 0.03 * f64::from(year - 2021);
    let due = Decimal::from(whole(rate(profile, year) * growth * per_euro / 100.0, 1) * 100);
    let due_on = date(year, 1, 31);
    let paying = paying(size, profile, year, draw);
    let decision = format!("SC-{}-{:02}", year - 1, 10);
    let waived = match (profile.register.coordinating_since, profile.register.left) {
        (Some(since), _) if since > due_on => "Began to coordinate after the day it was due",
        (_, Some(left)) if left < due_on => "Left before the day it was due",
        _ => "Works in kind instead, by decision of the Committee",
    };
    let row = ContributionDue {
        participant: profile.id().to_owned(),
        due,
        currency: currency.to_owned(),
        due_on,
        decision,
        waived: matches!(paying, Paying::Waived).then(|| waived.to_owned()),
    };
    let part = Decimal::from(cents(due) / 200);
    let span = period(year);
    let in_time = draw.day(date(year, 1, 5), due_on);
    let late = draw.day(date(year, 2, 10), date(year, 8, 20));
    let paid: Vec<(Date, Decimal, &str)> = match paying {
        Paying::Waived => Vec::new(),
        Paying::InTime => vec![(in_time, due, "")],
        Paying::Late => vec![(late, due, "")],
        Paying::InTwoParts => {
            vec![(in_time, part, ", first part"), (late, due - part, ", second part")]
        }
        Paying::RestNextYear => vec![
            (in_time, part, ", first part"),
            (
                draw.day(plus_days(span.end, 20), plus_days(span.end, 80)),
                due - part,
                ", second part",
            ),
        ],
        Paying::PartInAdvance => vec![
            (draw.day(plus_days(span.start, -40), plus_days(span.start, -2)), part, ", paid early"),
            (late, due - part, ", second part"),
        ],
    };
    let bookings = paid.into_iter().map(|(day, amount, which)| Booking {
        date: day,
        account: "1000".to_owned(),
        description: format!("Contribution {year}{which}"),
        counterparty: profile.id().to_owned(),
        amount,
        currency: currency.to_owned(),
        reference: String::new(),
        activity: String::new(),
        fund: String::new(),
        for_year: (day < span.start || span.end < day).then_some(year),
    });
    (row, bookings.collect())
}

/// What is asked of a participant for 2021, in euro: more of the larger, three quarters of those that buy nothing
/// themselves.
fn rate(profile: &Profile, year: i16) -> f64 {
    let by_size = match profile.users {
        users if users < 100.0 => 2_400.0,
        users if users < 500.0 => 3_600.0,
        users if users < 1_500.0 => 5_200.0,
        users if users < 4_000.0 => 7_600.0,
        users if users < 9_000.0 => 10_400.0,
        _ => 14_000.0,
    };
    if profile.has(Role::Procuring, year) { by_size } else { by_size * 0.75 }
}

/// How it pays in a year. Who does not coordinate on the day it is due pays nothing. Nobody pays before its
/// participation began or after the last year.
fn paying(size: &Size, profile: &Profile, year: i16, draw: &mut Draw) -> Paying {
    let paying = draw.weighted(&[
        (Paying::InTime, 42),
        (Paying::Late, 22),
        (Paying::InTwoParts, 18),
        (Paying::RestNextYear, 9),
        (Paying::PartInAdvance, 4),
        (Paying::Waived, 5),
    ]);
    let since = profile.register.coordinating_since.unwrap_or(IN_EFFECT);
    match paying {
        _ if since > date(year, 1, 31) => Paying::Waived,
        _ if profile.register.left.is_some_and(|left| left < date(year, 1, 31)) => Paying::Waived,
        Paying::RestNextYear if year == LAST_YEAR => Paying::InTwoParts,
        Paying::PartInAdvance
            if year == size.first_year() || since > plus_days(period(year).start, -60) =>
        {
            Paying::Late
        }
        paying => paying,
    }
}

/// A year's books.
struct Books<'a> {
    size: &'a Size,
    year: i16,
    rates: &'a RateHistory,
    opening: Decimal,
}

impl Books<'_> {
    /// The year with all its bookings, in the order of their days.
    fn closed(
        &self,
        contributions: Vec<Booking>,
        due: Vec<ContributionDue>,
        profiles: &[Profile],
    ) -> Finance {
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
        // Expenses follow what there is: between 85 and 102 in a hundred of the income, and never more than is left.
        let share = Decimal::new(draw.between(85, 102), 2);
        let to_spend = (income * share).min(self.opening + income - Decimal::from(500));
        ledger.extend(
            self.expenses(to_spend.max(Decimal::from(2_000)).min(self.opening + income), draw),
        );
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
        let budget = self.budget(&ledger, draw);
        let signed = |line: &Booking| match is_income(&line.account) {
            true => self.euro(line),
            false => -self.euro(line),
        };
        let result: Decimal = ledger.iter().map(signed).sum();
        Finance {
            opening_balance: self.opening,
            bank_closing_balance: self.opening + result,
            hour_rate: Decimal::from(56 + i64::from(self.year - 2021) * 2),
            budget,
            ledger,
            contributions: due,
            funds: Vec::new(),
            in_kind: Vec::new(),
        }
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
            let since = [one.register.procuring_since, one.register.coordinating_since];
            let joined = since.into_iter().flatten().min().unwrap_or(IN_EFFECT);
            let takes_part = joined <= day && one.register.left.is_none_or(|left| left >= day);
            (share < gives && takes_part).then(|| Booking {
                currency: one.country.currency.to_owned(),
                ..self.booking(day, "1100", ("Voluntary contribution", one.id()), amount * 100)
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
fn cents(amount: Decimal) -> i64 {
    i64::try_from((amount * Decimal::from(100)).trunc()).unwrap_or(0)
}
