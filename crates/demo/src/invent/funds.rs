//! Money set aside for a purpose (§5.3.3): who gives it, and what is paid from it.

use model::Decimal;

use super::calendar::period;
use super::draw::{Draw, plus_days, whole};
use super::money::cents;
use super::profile::Profile;
use super::size::Size;
use super::year::in_force;
use crate::pact::{Booking, Fund};

/// The account of what is given for a purpose.
pub(super) const EARMARKED: &str = "1200";

/// A fund.
struct Purpose {
    id: &'static str,
    title: &'static str,
    purpose: &'static str,
    /// How what is paid from it begins.
    pays: &'static str,
    /// The share of the first opening balance that is in it, in per cent.
    opens: i64,
    /// What is given for it, in euro.
    gift: f64,
}

const PURPOSES: [Purpose; 2] = [
    Purpose {
        id: "translations",
        title: "Translations",
        purpose: "Guides and criteria sets in more languages (invented)",
        pays: "Translation: ",
        opens: 15,
        gift: 2_400.0,
    },
    Purpose {
        id: "journeys",
        title: "Journeys to working groups",
        purpose: "Train fares of small participants (invented)",
        pays: "Journeys ",
        opens: 6,
        gift: 900.0,
    },
];

/// What is in the funds on the first day of the first year.
pub(super) fn first_funds(opening: Decimal) -> Vec<Fund> {
    let of = |own: &Purpose| Fund {
        id: own.id.to_owned(),
        title: own.title.to_owned(),
        purpose: own.purpose.to_owned(),
        opening: Decimal::from(cents(opening) * own.opens / 100_000 * 10),
    };
    PURPOSES.iter().map(of).collect()
}

/// What is given for each purpose in a year, by one participant that is there on the day; in two years of three.
pub(super) fn gifts(size: &Size, year: i16, profiles: &[Profile]) -> Vec<Booking> {
    let span = period(year);
    let gifts = PURPOSES.iter().filter_map(|own| {
        let draw = &mut Draw::of(size.seed, 0, year, &format!("gift for {}", own.id));
        let day = draw.day(plus_days(span.start, 30), plus_days(span.end, -60));
        let amount = whole(draw.log_normal(own.gift, 0.4) / 50.0, 2) * 50;
        let there: Vec<&Profile> =
            in_force(profiles, year).filter(|one| one.is_there(day)).collect();
        (draw.chance(0.67) && !there.is_empty()).then(|| Booking {
            date: day,
            account: EARMARKED.to_owned(),
            description: format!("For {}", own.title.to_lowercase()),
            counterparty: draw.pick(&there).id().to_owned(),
            amount: Decimal::from(amount),
            currency: "EUR".to_owned(),
            reference: String::new(),
            activity: String::new(),
            fund: own.id.to_owned(),
            for_year: None,
            for_participant: String::new(),
        })
    });
    gifts.collect()
}

/// Pays bills from the funds that are there for them, as long as a fund has enough on the day; gives what is in each
/// at the end. The ledger is in the order of its days.
pub(super) fn paid_from(
    funds: &[Fund],
    ledger: &mut [Booking],
    euro: impl Fn(&Booking) -> Decimal,
) -> Vec<Fund> {
    let mut left = funds.to_vec();
    for line in ledger {
        let amount = euro(line);
        for (fund, own) in left.iter_mut().zip(&PURPOSES) {
            if line.fund == fund.id {
                fund.opening += amount;
            } else if line.description.starts_with(own.pays) && fund.opening >= amount {
                line.fund.clone_from(&fund.id);
                fund.opening -= amount;
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_bill_is_paid_from_its_fund_while_that_has_enough() {
        let line = |day, description: &str, euro: i64, fund: &str| Booking {
            date: date(2026, 1, day),
            account: String::new(),
            description: description.to_owned(),
            counterparty: String::new(),
            amount: euro.into(),
            currency: "EUR".to_owned(),
            reference: String::new(),
            activity: String::new(),
            fund: fund.to_owned(),
            for_year: None,
            for_participant: String::new(),
        };
        let mut ledger = [
            line(1, "Translation: a guide", 700, ""),
            line(2, "Translation: a manual", 400, ""),
            line(3, "For translations", 300, "translations"),
            line(4, "Translation: a tool", 550, ""),
            line(5, "Layout: a tool", 10, ""),
        ];
        let funds = first_funds(6_666.into());
        assert_eq!(funds[0].opening, 990.into());
        let left = paid_from(&funds, &mut ledger, |line| line.amount);
        let booked = ledger.each_ref().map(|line| line.fund.as_str());
        assert_eq!(booked, ["translations", "", "translations", "translations", ""]);
        assert_eq!([left[0].opening, left[1].opening], [40.into(), 390.into()]);
    }
}
