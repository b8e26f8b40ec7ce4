//! What coordinating participants owe for a year (§5.3.1), and how they pay: in time, late, in parts, in other
//! currencies, through another body, some of it in the year before or after.

use jiff::civil::{Date, date};
use model::Decimal;
use model::participant::Role;

use super::calendar::{IN_EFFECT, period};
use super::draw::{Draw, plus_days, whole};
use super::money::{CONTRIBUTIONS, cents};
use super::profile::Profile;
use super::size::{LAST_YEAR, Size};
use crate::pact::{Booking, ContributionDue};

/// Public bodies that pay for a participant; invented.
const PAYERS: [&str; 4] = [
    "Shared Treasury of Three Valleys (invented)",
    "Pay Office of the Upper Shire (invented)",
    "Common Cash Desk of the Isles (invented)",
    "Department of Works and Ways (invented)",
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

/// What a coordinating participant owes for a year, and its payments, each with the day it is booked on.
pub(super) fn contribution(
    size: &Size,
    profile: &Profile,
    year: i16,
) -> (ContributionDue, Vec<Booking>) {
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
    let payer = payer(size, profile, year);
    let bookings = paid.into_iter().map(|(day, amount, which)| Booking {
        date: day,
        account: CONTRIBUTIONS.to_owned(),
        description: format!("Contribution {year}{which}"),
        counterparty: payer.unwrap_or(profile.id()).to_owned(),
        amount,
        currency: currency.to_owned(),
        reference: String::new(),
        activity: String::new(),
        fund: String::new(),
        for_year: (day < span.start || span.end < day).then_some(year),
        for_participant: payer.map_or_else(String::new, |_| profile.id().to_owned()),
    });
    (row, bookings.collect())
}

/// Who pays for it, where that is another body.
fn payer(size: &Size, profile: &Profile, year: i16) -> Option<&'static str> {
    let draw = &mut profile.draw(size.seed, year, "who pays");
    draw.chance(0.08).then(|| *draw.pick(&PAYERS))
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
