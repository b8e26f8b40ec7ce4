//! The lists of orders a participant attaches.

use jiff::civil::Date;
use model::Decimal;
use model::vocabulary::{Acquisition, Condition};

use super::calendar::Span;
use super::draw::{Draw, plus_days, whole};
use super::goods::Good;
use super::profile::{Profile, System};
use super::size::Size;
use super::spending::spent;
use crate::pact::{Layout, Order, SpreadsheetLanguage, SupportingFile, SupportingRows};

/// Of a hundred lines, how many are credit notes.
const CREDITS: f64 = 0.01;

/// A list has at most so many times the mean; [`super::size::MOST_ORDERS`] goes by it.
pub(super) const MOST_OF_THE_MEAN: u32 = 4;

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

/// What a thing costs that is bought in some way, as a part of what it costs new.
pub(super) fn cheaper(good: &Good, (condition, acquisition): (Condition, Acquisition)) -> f64 {
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
    condition * way
}

/// The price of a unit in cents of a currency: log-normal around the group's median; refurbished devices cost about
/// 55 in a hundred of new ones, a year's lease about 40.
pub(super) fn price(
    profile: &Profile,
    good: &Good,
    way: (Condition, Acquisition),
    per_euro: f64,
    draw: &mut Draw,
) -> i64 {
    let median = good.price * profile.prices * cheaper(good, way) * per_euro;
    whole(draw.log_normal(median, good.spread) * 100.0, 100)
}

/// How many lines of orders a participant has in a year: the more the larger it is, from a tenth of the mean to four
/// times it, and a little more or fewer each year.
pub(super) fn line_count(size: &Size, profile: &Profile, year: i16) -> i64 {
    let mean = f64::from(size.orders);
    let of_year = profile.draw(size.seed, year, "lines").log_normal(1.0, 0.08);
    let bounded = (mean * profile.lines * of_year)
        .clamp(libm::ceil(mean / 10.0), f64::from(MOST_OF_THE_MEAN) * mean);
    whole(bounded, 0)
}

/// The lines of every system of a participant, so many in all.
pub(super) fn exported<'a>(
    size: &Size,
    profile: &'a Profile,
    year: i16,
    lines: i64,
) -> Vec<Exported<'a>> {
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
    let (mut left, mut left_weight) = (lines, total);
    let mut exported = Vec::new();
    for (at, (system, goods)) in own.into_iter().enumerate() {
        let own = weight(&goods);
        let count = if left_weight > 0 { left * own / left_weight } else { 0 };
        (left, left_weight) = (left - count, left_weight - own);
        if count > 0 {
            let topic = format!("orders {at}");
            let mut draw = profile.draw(size.seed, year, &topic);
            let goods = goods.into_iter().map(|(good, weight)| {
                let money = spent(size, profile, good, year) * system.per_euro;
                Wanted::of(profile, good, money, (count * weight) as f64 / own as f64)
            });
            let goods = goods.collect();
            let demand = Demand { profile, year, span, system, goods, count };
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
    system: &'a System,
    goods: Vec<Wanted>,
    count: i64,
}

/// What is to be bought of a group.
struct Wanted {
    good: &'static Good,
    /// For how much, in the system's currency.
    money: f64,
    /// How many lines are of it, in thousandths.
    lines: i64,
}

impl Wanted {
    /// What is wanted of a group that has so many lines; of dear things fewer, where the money is for fewer of them.
    fn of(profile: &Profile, good: &'static Good, money: f64, lines: f64) -> Self {
        let pieces = money / (good.price * profile.prices);
        Self { good, money, lines: whole(1_000.0 * lines.min(pieces), 1) }
    }
}

/// A line before it is known for how much it is.
struct Ordered {
    line: Line,
    /// What one piece costs.
    price: i64,
    /// How much it is compared with others of its group.
    weight: f64,
}

impl Demand<'_> {
    fn lines(&self, draw: &mut Draw) -> Vec<Line> {
        let choices: Vec<(usize, i64)> =
            self.goods.iter().enumerate().map(|(at, wanted)| (at, wanted.lines)).collect();
        let mut groups: Vec<Vec<Ordered>> = self.goods.iter().map(|_| Vec::new()).collect();
        for _ in 0..self.count {
            let at = draw.weighted(&choices);
            groups[at].push(self.ordered(self.goods[at].good, draw));
        }
        let mut lines = Vec::new();
        for (wanted, ordered) in self.goods.iter().zip(groups) {
            let bought = paid(ordered, wanted.money);
            lines.extend(self.with_credits(bought, draw));
        }
        lines.sort_by_key(|line| line.date);
        lines
    }

    fn ordered(&self, good: &'static Good, draw: &mut Draw) -> Ordered {
        let way = way(self.profile, good, self.year, draw);
        let price = price(self.profile, good, way, self.system.per_euro, draw);
        let (condition, acquisition) = way;
        let line =
            Line { date: self.day(draw), good, units: 1, cents: price, condition, acquisition };
        Ordered { line, price, weight: draw.log_normal(cheaper(good, way), 0.9) }
    }

    /// The lines of a group, one in a hundred of them a part of another given back, as far as something of the group
    /// stays bought.
    fn with_credits(&self, mut lines: Vec<Line>, draw: &mut Draw) -> Vec<Line> {
        let mut cents: i64 = lines.iter().map(|line| line.cents).sum();
        for at in 1..lines.len() {
            let bought = lines[at - 1];
            if !draw.chance(CREDITS) || bought.units < 1 {
                continue;
            }
            let units = draw.between(1, (bought.units + 1) / 2);
            let back = bought.cents / bought.units * units;
            let left = cents - lines[at].cents - back;
            if left > 0 {
                let date = self.month_end(draw.day(bought.date, self.span.end));
                lines[at] = Line { date, units: -units, cents: -back, ..bought };
                cents = left;
            }
        }
        lines
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

/// Lines that together cost about what is to be spent, each at its price: how many of each follows.
fn paid(ordered: Vec<Ordered>, money: f64) -> Vec<Line> {
    let all: f64 = ordered.iter().map(|own| own.weight).sum();
    let lines = ordered.into_iter().map(|own| {
        let units = 100.0 * money * own.weight / all / own.price as f64;
        let units = whole(units, 1).min(50_000);
        Line { units, cents: units * own.price, ..own.line }
    });
    lines.collect()
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
            condition: draw
                .blank(profile.blanks, line.condition)
                .filter(|_| line.good.has_condition()),
            acquisition: draw.blank(profile.blanks, line.acquisition),
        }
    });
    let orders = orders.collect();
    let name = format!("{}-{number}-{year}.{}", ordered(system.language), ending(system.layout));
    SupportingFile {
        sender: profile.sender(size.seed, year, &name),
        name,
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
