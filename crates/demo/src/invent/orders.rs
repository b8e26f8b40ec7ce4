//! The lists of orders a participant attaches.

use jiff::civil::Date;
use model::Decimal;
use model::vocabulary::{Acquisition, Condition};

use super::calendar::Span;
use super::draw::{Draw, plus_days, whole};
use super::goods::Good;
use super::profile::{Profile, System};
use super::size::Size;
use crate::pact::{Layout, Order, SpreadsheetLanguage, SupportingFile, SupportingRows};

/// Of a hundred lines, how many are credit notes.
const CREDITS: f64 = 0.01;

/// A line as it is meant, whatever its file leaves blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) date: Date,
    pub(super) good: &'static Good,
    pub(super) units: i64,
    /// Without taxes, in cents of the system's currency.
    pub(super) cents: i64,
    pub(super) condition: Condition,
    pub(super) acquisition: Acquisition,
}

/// The lines of a system in a year.
pub(super) struct Exported<'a> {
    pub(super) system: &'a System,
    pub(super) lines: Vec<Line>,
}

/// How many people it has in a year: a little more or fewer each year.
pub(super) fn users(size: &Size, profile: &Profile, year: i16) -> f64 {
    let steps = (size.first_year()..=year).map(|year| {
        let draw = &mut profile.draw(size.seed, year, "users");
        1.0 + 0.012 + 0.02 * draw.bell()
    });
    profile.users * steps.product::<f64>().max(0.5)
}

/// How things are bought in a year: in what condition and how.
pub(super) fn way(
    profile: &Profile,
    good: &Good,
    year: i16,
    draw: &mut Draw,
) -> (Condition, Acquisition) {
    let later = 1.0 + 0.12 * f64::from(year - 2021);
    let refurbished = (good.refurbished * profile.refurbished * later).min(0.9);
    let acquisition = if draw.chance(good.as_a_service) {
        Acquisition::Service
    } else if draw.chance(good.leased) {
        Acquisition::Lease
    } else {
        Acquisition::Purchase
    };
    let condition = if !draw.chance(refurbished) {
        Condition::New
    } else if draw.chance(0.12) {
        Condition::Remanufactured
    } else {
        Condition::Refurbished
    };
    (condition, acquisition)
}

/// The price of a unit in cents of a currency: log-normal around the group's median; refurbished devices cost about
/// 55 in a hundred of new ones, a year's lease about 40.
pub(super) fn price(
    profile: &Profile,
    good: &Good,
    (condition, acquisition): (Condition, Acquisition),
    per_euro: f64,
    draw: &mut Draw,
) -> i64 {
    let condition = match condition {
        Condition::New | Condition::Unknown => 1.0,
        Condition::Refurbished => 0.55,
        Condition::Remanufactured => 0.70,
    };
    let way = match acquisition {
        Acquisition::Lease => 0.40,
        Acquisition::Service if good.is_device => 0.45,
        _ => 1.0,
    };
    let median = good.price * profile.prices * condition * way * per_euro;
    whole(draw.log_normal(median, good.spread) * 100.0, 100)
}

/// The lines of every system of a participant, about `size.orders` in all.
pub(super) fn exported<'a>(size: &Size, profile: &'a Profile, year: i16) -> Vec<Exported<'a>> {
    let span = profile.fiscal.period(year);
    let own: Vec<(&System, Vec<(&'static Good, i64)>)> = profile
        .systems
        .iter()
        .map(|system| {
            let goods = system.goods.iter().filter(|good| good.first_year <= year);
            (system, goods.map(|good| (*good, good.orders)).collect::<Vec<_>>())
        })
        .filter(|(_, goods)| !goods.is_empty())
        .collect();
    let weight = |goods: &[(&Good, i64)]| goods.iter().map(|(_, weight)| weight).sum::<i64>();
    let total: i64 = own.iter().map(|(_, goods)| weight(goods)).sum();
    let (mut left, mut left_weight) = (i64::from(size.orders), total);
    let people = users(size, profile, year);
    let mut exported = Vec::new();
    for (at, (system, goods)) in own.into_iter().enumerate() {
        let own = weight(&goods);
        let count = if left_weight > 0 { left * own / left_weight } else { 0 };
        (left, left_weight) = (left - count, left_weight - own);
        if count > 0 {
            let topic = format!("orders {at}");
            let mut draw = profile.draw(size.seed, year, &topic);
            let demand = Demand { profile, year, span, people, system, goods, count };
            exported.push(Exported { system, lines: demand.lines(&mut draw) });
        }
    }
    exported
}

/// What is to be bought with a system.
struct Demand<'a> {
    profile: &'a Profile,
    year: i16,
    span: Span,
    people: f64,
    system: &'a System,
    goods: Vec<(&'static Good, i64)>,
    count: i64,
}

/// What was bought of a group so far, and the last line that can be given back.
struct Bought {
    good: &'static Good,
    /// Units of a typical line.
    typical: f64,
    cents: i64,
    last: Option<Line>,
}

impl Demand<'_> {
    fn lines(&self, draw: &mut Draw) -> Vec<Line> {
        let total: i64 = self.goods.iter().map(|(_, weight)| weight).sum();
        let mut bought: Vec<Bought> = self
            .goods
            .iter()
            .map(|(good, weight)| {
                let lines = (self.count * weight) as f64 / total as f64;
                let typical = 0.65 * self.people * good.bought / lines.max(1.0);
                Bought { good, typical: typical.max(1.0), cents: 0, last: None }
            })
            .collect();
        let choices: Vec<(usize, i64)> =
            self.goods.iter().enumerate().map(|(at, (_, weight))| (at, *weight)).collect();
        let mut lines = Vec::new();
        for _ in 0..self.count {
            let own = &mut bought[draw.weighted(&choices)];
            let credit = draw.chance(CREDITS).then(|| self.credit(own, draw)).flatten();
            let line = credit.unwrap_or_else(|| self.purchase(own, draw));
            own.cents += line.cents;
            own.last = (line.cents > 0).then_some(line);
            lines.push(line);
        }
        lines.sort_by_key(|line| line.date);
        lines
    }

    fn purchase(&self, own: &Bought, draw: &mut Draw) -> Line {
        let good = own.good;
        let way = way(self.profile, good, self.year, draw);
        let price = price(self.profile, good, way, self.system.per_euro, draw);
        let units = whole(draw.log_normal(own.typical, 0.9), 1).min(50_000);
        let (condition, acquisition) = way;
        let date = self.day(draw);
        Line { date, good, units, cents: units * price, condition, acquisition }
    }

    /// A part of the last line given back, if there is one and something of the group stays bought.
    fn credit(&self, own: &mut Bought, draw: &mut Draw) -> Option<Line> {
        let last = own.last.take()?;
        let units = draw.between(1, (last.units + 1) / 2);
        let cents = last.cents / last.units * units;
        let date = self.month_end(draw.day(last.date, self.span.end));
        (own.cents > cents).then_some(Line { date, units: -units, cents: -cents, ..last })
    }

    /// A day of the period: a quarter more in its last quarter, when budgets are used up.
    fn day(&self, draw: &mut Draw) -> Date {
        let span = self.span;
        let late = draw.chance(0.12);
        let first = if late { plus_days(span.start, span.days() * 3 / 4) } else { span.start };
        self.month_end(draw.day(first, span.end))
    }

    /// Where a file has a column for each month, a line's day is the last of its month.
    fn month_end(&self, day: Date) -> Date {
        match self.system.layout {
            Layout::MonthColumns => day.last_of_month(),
            _ => day,
        }
    }
}

/// The file of a system, with blanks where a system leaves them.
pub(super) fn file(
    (size, profile, year): (&Size, &Profile, i16),
    (number, exported): (usize, &Exported<'_>),
    declared: &[&str],
) -> SupportingFile {
    let system = exported.system;
    let topic = format!("file {number}");
    let draw = &mut profile.draw(size.seed, year, &topic);
    let mark = mark(profile);
    let orders = exported.lines.iter().enumerate().map(|(at, line)| {
        let may_lack_units = !line.good.is_device && !declared.contains(&line.good.id);
        let lacks_units = may_lack_units && draw.chance(profile.blanks);
        let has_units = system.layout != Layout::MonthColumns && !lacks_units;
        Order {
            reference: format!("{mark}{number}-{:02}-{:05}", year % 100, at + 1),
            date: line.date,
            product_group: line.good.id.to_owned(),
            description: String::new(),
            units: has_units.then_some(line.units),
            amount: Decimal::new(line.cents, 2),
            condition: draw.blank(profile.blanks, line.condition),
            acquisition: draw.blank(profile.blanks, line.acquisition),
        }
    });
    let orders = orders.collect();
    SupportingFile {
        name: format!("{}-{number}-{year}.{}", ordered(system.language), ending(system.layout)),
        language: system.language,
        layout: system.layout,
        currency: system.currency.to_owned(),
        rows: SupportingRows::Orders(orders),
    }
}

/// Letters that begin the numbers of a participant's orders; its number keeps them apart from others'.
fn mark(profile: &Profile) -> String {
    let letters: String = profile.id().chars().filter(char::is_ascii_lowercase).take(3).collect();
    format!("{}{}-", letters.to_uppercase(), profile.number + 1)
}

fn ordered(language: SpreadsheetLanguage) -> &'static str {
    match language {
        SpreadsheetLanguage::English => "orders",
        SpreadsheetLanguage::French => "commandes",
        SpreadsheetLanguage::German => "bestellungen",
        SpreadsheetLanguage::Dutch => "bestellingen",
        SpreadsheetLanguage::Spanish => "pedidos",
        SpreadsheetLanguage::Italian => "ordini",
    }
}

/// The ending of a file's name.
pub(super) fn ending(layout: Layout) -> &'static str {
    if layout.is_workbook() { "xlsx" } else { "csv" }
}
