//! The declared table of purchases: what the orders come to, what no system knows, what was bought for others.

use std::collections::BTreeMap;

use model::Decimal;
use model::participant::Role;
use model::vocabulary::{Acquisition, Condition};

use super::draw::{Draw, whole};
use super::goods::{GOODS, Good};
use super::orders::{Exported, cheaper, way};
use super::outside::outside_buyer;
use super::profile::Profile;
use super::size::Size;
use super::spending::{shares, spent};
use super::year::Others;
use crate::pact::{Buyer, Layout, Purchase};

/// Type I ecolabels as `ecolabels.csv` has them, alone and together.
const LABELS: [&str; 8] = [
    "EPEAT",
    "TCO Certified",
    "Blauer Engel",
    "EU Ecolabel",
    "Nordic Swan",
    "EPEAT; TCO Certified",
    "Blauer Engel; TCO Certified",
    "TCO Certified; Nordic Swan",
];

/// Of a hundred lines, how many are followed by one that says what was given back.
const CREDITS: f64 = 0.01;

/// Of the sums that hold credit notes, the share that shows these in a line of their own.
const CREDIT_APART: f64 = 0.10;

/// What is declared of a participant's year.
pub(super) struct Declared {
    pub(super) purchases: Vec<Purchase>,
    /// Product groups declared for itself.
    pub(super) groups: Vec<&'static str>,
}

/// A line before anything is left blank.
#[derive(Clone, Copy, Default)]
struct Sum {
    units: i64,
    /// Without taxes, in cents.
    cents: i64,
}

/// Everything that is declared.
pub(super) fn declared(
    size: &Size,
    profile: &Profile,
    year: i16,
    exported: &[Exported<'_>],
    others: &Others<'_>,
) -> Declared {
    let draw = &mut profile.draw(size.seed, year, "purchases");
    let mut table = Table { profile, year, draw, purchases: Vec::new(), groups: Vec::new() };
    if profile.has(Role::Procuring, year) {
        for own in exported {
            table.of_orders(own);
        }
        // Where nobody attaches orders, what systems know is declared too.
        let goods = if exported.is_empty() { &profile.goods } else { &profile.by_hand };
        for (at, good) in goods.iter().filter(|good| good.first_year <= year).enumerate() {
            let money = spent(size, profile, good, year) * profile.country.per_euro;
            let pieces = money / (good.price * profile.prices);
            // Of what less than one is bought a year, one is bought now and then; of the first group at least one.
            if at == 0 || table.draw.chance(pieces) {
                table.by_hand(good, money);
            }
        }
    }
    if profile.has(Role::Coordinating, year) {
        table.for_others(size, others);
    }
    Declared { purchases: table.purchases, groups: table.groups }
}

struct Table<'a> {
    profile: &'a Profile,
    year: i16,
    draw: &'a mut Draw,
    purchases: Vec<Purchase>,
    groups: Vec<&'static str>,
}

impl Table<'_> {
    /// Declares two in three of the groups a system knows: what its orders come to, to the cent or in whole units
    /// of currency.
    fn of_orders(&mut self, exported: &Exported<'_>) {
        let mut groups: BTreeMap<&str, BTreeMap<(Condition, Acquisition), [Sum; 2]>> =
            BTreeMap::new();
        for line in &exported.lines {
            let classes = groups.entry(line.good.id).or_default();
            let sums = classes.entry((line.condition, line.acquisition)).or_default();
            let sum = &mut sums[usize::from(line.cents < 0)];
            sum.units += line.units;
            sum.cents += line.cents;
        }
        for good in &exported.system.goods {
            let Some(classes) = groups.remove(good.id) else {
                continue;
            };
            // Amounts in a currency that is not the return's stay in the list.
            let foreign = exported.system.currency != self.profile.country.currency;
            if foreign || !self.draw.chance(0.67) {
                continue;
            }
            self.groups.push(good.id);
            let has_units = exported.system.layout != Layout::MonthColumns;
            let leave_to_list = has_units && classes.len() == 1 && self.draw.chance(0.12);
            let rounded = self.draw.chance(0.5);
            for (way, [bought, back]) in classes {
                let all =
                    Sum { units: bought.units + back.units, cents: bought.cents + back.cents };
                // Some show what was given back in a line of its own.
                let apart = !leave_to_list && back.cents < 0 && self.draw.chance(CREDIT_APART);
                let mut line = self.line(good, way, if apart { bought } else { all }, rounded);
                if leave_to_list {
                    // The list lends what is left blank: units and amount, never one of them alone.
                    (line.units, line.amount) = (None, None);
                    (line.labelled_units, line.labels, line.criteria_units) = (None, None, None);
                }
                if line.units != Some(0) || line.amount != Some(Decimal::ZERO) {
                    self.purchases.push(line);
                }
                if apart {
                    let credit = self.line(good, way, back, rounded);
                    self.purchases.push(credit);
                }
            }
        }
    }

    /// Declares one to three lines of a group from the participant's own books; one line in a hundred is a credit.
    fn by_hand(&mut self, good: &'static Good, money: f64) {
        self.groups.push(good.id);
        let lines = self.draw.weighted(&[(1, 55), (2, 32), (3, 13)]);
        for share in shares(lines, 0.45, self.draw) {
            let way = way(self.profile, good, self.year, self.draw);
            let Sum { units, cents } = self.bought(good, way, money * share);
            let rounded = self.draw.chance(0.5);
            let mut line = self.line(good, way, Sum { units, cents }, rounded);
            if !good.is_device {
                line.units = self.draw.blank(self.profile.blanks, units);
                (line.labelled_units, line.labels, line.criteria_units) = (None, None, None);
            }
            if self.draw.chance(0.03) && self.profile.tax.is_none() {
                self.abroad(&mut line);
            }
            let credit = self.draw.chance(CREDITS) && units > 1;
            self.purchases.push(line);
            if credit {
                let back = self.draw.between(1, (units + 3) / 4);
                let part = Sum { units: -back, cents: -(cents / units * back) };
                let credit = self.line(good, way, part, false);
                self.purchases.push(credit);
            }
        }
    }

    /// Purchases for participants whose figures are inside this return, now and then for another one that sends a return too, and what bodies
    /// outside the Pact bought through its frameworks.
    fn for_others(&mut self, size: &Size, others: &Others<'_>) {
        let year = self.year;
        for other in &others.covered {
            for good in other.goods.iter().filter(|good| good.first_year <= year).take(4) {
                let buyer = Buyer::Participant(other.id().to_owned());
                self.for_one(good, spent(size, other, good, year), &buyer);
            }
        }
        if !others.with_return.is_empty() && self.draw.chance(0.4) {
            let other = *self.draw.pick(&others.with_return);
            let goods: Vec<&'static Good> =
                other.goods.iter().copied().filter(|good| good.first_year <= year).collect();
            let buyer = Buyer::Participant(other.id().to_owned());
            let good = *self.draw.pick(&goods);
            let part = 0.05 + 0.15 * self.draw.share();
            self.for_one(good, part * spent(size, other, good, year), &buyer);
        }
        if others.outside > 0.0 {
            self.for_outside(others.outside);
        }
    }

    /// What bodies outside the Pact bought through its frameworks, for so many euro in all: two to five bodies, of one
    /// in ten of which the name is not known.
    fn for_outside(&mut self, money: f64) {
        let bodies = self.draw.weighted(&[(2, 25), (3, 35), (4, 25), (5, 15)]);
        let mut goods: Vec<&'static Good> =
            GOODS.iter().filter(|good| good.first_year <= self.year).collect();
        for (number, part) in (0..).zip(shares(bodies, 0.6, self.draw)) {
            let buyer = match self.draw.chance(0.1) {
                true => Buyer::Other(None),
                false => Buyer::Other(Some(outside_buyer(self.profile, number))),
            };
            self.draw.shuffle(&mut goods);
            let some = usize::try_from(self.draw.between(2, 4)).unwrap_or(2);
            let weight = |good: &Good| good.bought * good.price;
            let all: f64 = goods.iter().take(some).map(|good| weight(good)).sum();
            for good in goods.iter().take(some) {
                self.for_one(good, money * part * weight(good) / all, &buyer);
            }
        }
    }

    /// A purchase for another, for so many euro.
    fn for_one(&mut self, good: &'static Good, money: f64, buyer: &Buyer) {
        let way = way(self.profile, good, self.year, self.draw);
        let sum = self.bought(good, way, money * self.profile.country.per_euro);
        let mut line = self.line(good, way, sum, true);
        line.buyer = Some(buyer.clone());
        self.purchases.push(line);
        if self.draw.chance(CREDITS) && sum.units > 1 {
            let back = self.draw.between(1, (sum.units + 3) / 4);
            let part = Sum { units: -back, cents: -(sum.cents / sum.units * back) };
            let mut credit = self.line(good, way, part, false);
            credit.buyer = Some(buyer.clone());
            self.purchases.push(credit);
        }
    }

    /// What is bought of a group for about so much, at least one piece. The price is that of many, some dearer and some
    /// cheaper, so it is nearer to the group's than that of an order.
    fn bought(&mut self, good: &Good, way: (Condition, Acquisition), money: f64) -> Sum {
        let median = good.price * self.profile.prices * cheaper(good, way);
        let price = median * self.profile.country.per_euro;
        let price = whole(self.draw.log_normal(price, 0.5 * good.spread) * 100.0, 100);
        let units = whole(100.0 * money / price as f64, 1);
        Sum { units, cents: units * price }
    }

    /// A line for itself, with blanks where it may leave them.
    fn line(
        &mut self,
        good: &Good,
        way: (Condition, Acquisition),
        sum: Sum,
        rounded: bool,
    ) -> Purchase {
        let (condition, acquisition) = way;
        let blanks = self.profile.blanks;
        let draw = &mut *self.draw;
        let condition = match draw.chance(0.04) {
            true => Condition::Unknown,
            false => condition,
        };
        let labelled = if sum.units > 0 && good.is_device {
            let share =
                (0.25 + 0.07 * f64::from(self.year - 2021) + 0.25 * draw.bell()).clamp(0.0, 1.0);
            draw.blank(blanks, part(sum.units, share))
        } else {
            None
        };
        let labels = labelled.filter(|units| *units > 0).and_then(|_| {
            let labels = (*draw.pick(&LABELS)).to_owned();
            draw.blank(blanks, labels)
        });
        let share = (0.08 + 0.06 * f64::from(self.year - 2021) + 0.2 * draw.bell()).clamp(0.0, 1.0);
        let criteria = (sum.units > 0 && good.is_device).then(|| part(sum.units, share));
        let cents = match self.profile.tax {
            Some(percent) => with_tax(sum.cents, percent),
            None => sum.cents,
        };
        let framework = format!(
            "{} {}",
            draw.pick(&["Framework", "Agreement", "Call-off contract", "Lot"]),
            draw.pick(&["W-1", "W-2", "W-3", "M-7", "M-9", "North", "South", "Joint A", "Joint B"])
        );
        let own = draw.chance(0.03).then(|| Buyer::Participant(self.profile.id().to_owned()));
        Purchase {
            product_group: Some(good.id.to_owned()),
            condition: draw.blank(blanks, condition).filter(|_| good.has_condition()),
            acquisition: draw.blank(blanks, acquisition),
            units: Some(sum.units),
            amount: Some(amount(cents, rounded)),
            currency: None,
            labelled_units: labelled,
            labels,
            criteria_units: criteria.and_then(|units| draw.blank(blanks, units)),
            framework: draw.blank(blanks, framework),
            buyer: own,
        }
    }

    /// The same purchase in another currency than the return's.
    fn abroad(&mut self, line: &mut Purchase) {
        let home = self.profile.country;
        let (currency, rate) = match home.currency {
            "EUR" => ("USD", 1.1),
            _ => ("EUR", 1.0),
        };
        let Some(amount) = line.amount else {
            return;
        };
        let factor = Decimal::new(whole(rate / home.per_euro * 10_000.0, 1), 4);
        line.amount = Some(model::round_half_even(amount * factor, 2));
        line.currency = Some(currency.to_owned());
    }
}

/// A part of units, at most all of them.
fn part(units: i64, share: f64) -> i64 {
    whole(units as f64 * share, 0).min(units)
}

/// An amount of cents with a tax in it, to the cent.
fn with_tax(cents: i64, percent: i64) -> i64 {
    let gross = i128::from(cents) * i128::from(100 + percent);
    i64::try_from((gross + gross.signum() * 50) / 100).unwrap_or(cents)
}

/// Cents as an amount; in whole units of currency where those are no more than a hundredth of it off.
fn amount(cents: i64, rounded: bool) -> Decimal {
    if rounded && cents.abs() >= 10_000 {
        return Decimal::from((cents + cents.signum() * 50) / 100);
    }
    Decimal::new(cents, 2)
}
