//! What the Pact does, and what it ordered by the last day of a year and pays in the next.

use jiff::ToSpan;
use jiff::civil::Date;
use model::Decimal;

use super::bills::TRANSLATORS;
use super::calendar::period;
use super::draw::{Draw, plus_days, whole};
use super::governance::group_titles;
use super::money::cents;
use super::size::Size;
use crate::pact::{Activity, Booking, Commitment, Fund};

/// What the Pact does besides the work of its groups.
const ACTIVITIES: [(&str, &str); 6] = [
    ("annual-meeting", "Annual meeting"),
    ("committee", "Steering Committee"),
    ("market-dialogue", "Market dialogue"),
    ("webinars", "Webinars"),
    ("website", "Website"),
    ("working-groups", "Working groups together"),
];

/// What is ordered again every year before it ends.
const ORDERED_AGAIN: [&str; 3] =
    ["Website hosting, a year", "Video platform, a year", "Hall for the annual meeting, deposit"];

/// The activities of a year: those of every year, and one for each working group there is.
pub(super) fn activities(year: i16) -> Vec<Activity> {
    let fixed = ACTIVITIES.iter().map(|(id, title)| Activity {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        working_group: String::new(),
    });
    let groups = group_titles(year).into_iter().map(|(id, title)| Activity {
        id: id.to_owned(),
        title: title.to_owned(),
        working_group: id.to_owned(),
    });
    fixed.chain(groups).collect()
}

/// What is open at the end of a year: what is ordered again, at a little more than it cost, and a translation that is
/// paid from its fund, where enough is left in it.
pub(super) fn commitments(
    size: &Size,
    year: i16,
    ledger: &[Booking],
    funds: &[Fund],
) -> Vec<Commitment> {
    let end = period(year).end;
    let draw = &mut Draw::of(size.seed, 0, year, "commitments");
    let mut open: Vec<Commitment> = Vec::new();
    for description in ORDERED_AGAIN {
        let (days, more) = (draw.between(3, 70), draw.between(100, 108));
        let Some(line) = ledger.iter().find(|line| line.description == description) else {
            continue;
        };
        open.push(Commitment {
            account: line.account.clone(),
            fund: String::new(),
            counterparty: line.counterparty.clone(),
            description: format!("{description}: ordered"),
            amount: Decimal::new(cents(line.amount) * more / 100, 2),
            currency: line.currency.clone(),
            committed_on: Some(plus_days(end, -days)),
            expected_on: a_year_later(line.date),
        });
    }
    let in_fund = funds.iter().find(|fund| fund.id == "translations");
    let euro = whole(draw.log_normal(600.0, 0.3) / 10.0, 10) * 10;
    let ordered = plus_days(end, -draw.between(5, 40));
    if in_fund.is_some_and(|fund| fund.opening > Decimal::from(euro)) {
        open.push(Commitment {
            account: "2100".to_owned(),
            fund: "translations".to_owned(),
            counterparty: TRANSLATORS.to_owned(),
            description: "Translation of a criteria set, ordered".to_owned(),
            amount: Decimal::from(euro),
            currency: "EUR".to_owned(),
            committed_on: Some(ordered),
            expected_on: Some(plus_days(end, draw.between(30, 120))),
        });
    }
    open
}

fn a_year_later(day: Date) -> Option<Date> {
    day.checked_add(1.year()).ok()
}
