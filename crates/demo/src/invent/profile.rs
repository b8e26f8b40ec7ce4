//! What stays the same of a participant over the years: how large it is, how it keeps its books, what it buys.

use jiff::civil::Date;
use model::participant::Role;
use model::vocabulary::AmountBasis;

use super::calendar::FiscalYear;
use super::countries::Country;
use super::draw::Draw;
use super::goods::{GOODS, Good};
use super::kinds::people;
use crate::pact::{Layout, OrganisationKind, Participant, Sender, SpreadsheetLanguage};

/// Where a participant stands in the deal: some parts are given to certain participants before chance decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Both roles, there from the first day, always reports: what others can rest on.
    Pillar,
    /// Coordinates and does not buy.
    Coordinator,
    /// Joins while the Pact runs.
    Joiner,
    /// Leaves while the Pact runs.
    Leaver,
    /// Need not report in the last year.
    Exempt,
    /// Its figures are in another's return.
    Covered,
    /// Whatever chance decides.
    Any,
}

/// A system that orders are exported from.
#[derive(Clone, Debug)]
pub(super) struct System {
    /// The language of its headers.
    pub(super) language: SpreadsheetLanguage,
    /// How it lays out a list.
    pub(super) layout: Layout,
    /// ISO 4217 code of its amounts.
    pub(super) currency: &'static str,
    /// Units of that currency for a euro, near enough to draw amounts with.
    pub(super) per_euro: f64,
    /// Product groups it is used for.
    pub(super) goods: Vec<&'static Good>,
}

/// A participant with what holds for all its years.
pub(super) struct Profile {
    /// Its number in the order of the draw, which its generators go by.
    pub(super) number: usize,
    /// What the deal made of it.
    pub(super) part: Part,
    /// Its row in the register.
    pub(super) register: Participant,
    /// The place in its name.
    pub(super) stem: String,
    /// Where it is.
    pub(super) country: &'static Country,
    /// What sort of body it is.
    pub(super) kind: OrganisationKind,
    /// People with a workplace in the first year.
    pub(super) users: f64,
    /// When its fiscal year begins.
    pub(super) fiscal: FiscalYear,
    /// What its amounts are.
    pub(super) basis: AmountBasis,
    /// Whether its declared amounts hold taxes, and at what rate in per cent.
    pub(super) tax: Option<i64>,
    /// What it pays, compared with others.
    pub(super) prices: f64,
    /// How keen it is on refurbished devices, from 0 to 1.
    pub(super) refurbished: f64,
    /// What it can do, compared with the other participants: about standard normal.
    pub(super) ability: f64,
    /// How many lines of orders it has, compared with the mean of those that attach any.
    pub(super) lines: f64,
    /// The share of cells it leaves blank where it may.
    pub(super) blanks: f64,
    /// Whether it attaches lists of orders, of devices in use, of devices at the end of use.
    pub(super) attaches: [bool; 3],
    /// Whether lists are all it sends.
    pub(super) without_form: bool,
    /// The systems it buys with.
    pub(super) systems: Vec<System>,
    /// Product groups it buys, and those of them that no system knows.
    pub(super) goods: Vec<&'static Good>,
    pub(super) by_hand: Vec<&'static Good>,
}

impl Profile {
    /// Its id.
    pub(super) fn id(&self) -> &str {
        &self.register.id
    }

    /// Its generator for a topic of a year; year 0 for what holds in all of them.
    pub(super) fn draw(&self, seed: u64, year: i16, topic: &str) -> Draw {
        Draw::of(seed, self.number + 1, year, topic)
    }

    /// Whether it holds a role at the end of a year.
    pub(super) fn has(&self, role: Role, year: i16) -> bool {
        let since = match role {
            Role::Procuring => self.register.procuring_since,
            Role::Coordinating => self.register.coordinating_since,
        };
        since.is_some_and(|since| since <= super::calendar::period(year).end)
    }

    /// Whether it takes part on a day.
    pub(super) fn is_there(&self, day: Date) -> bool {
        let since = [self.register.procuring_since, self.register.coordinating_since];
        since.into_iter().flatten().min().is_none_or(|joined| joined <= day)
            && self.register.left.is_none_or(|left| left >= day)
    }

    /// Who made its file of a name, each file with a number of its own.
    pub(super) fn sender(&self, seed: u64, year: i16, file: &str) -> Sender {
        let number = self.draw(seed, year, &format!("words of {file}")).number();
        Sender { number, kind: self.kind }
    }

    /// The same organisation, buying with systems that lists of orders are exported from.
    pub(super) fn with_lists(mut self, seed: u64) -> Self {
        let draw = &mut self.draw(seed, 0, "systems");
        self.systems = systems(self.country, self.fiscal, &self.goods, draw);
        self
    }

    /// Draws what holds for all years of an organisation of the register.
    pub(super) fn drawn(
        seed: u64,
        (number, part): (usize, Part),
        (register, stem, kind): (Participant, String, OrganisationKind),
        country: &'static Country,
    ) -> Self {
        let mut draw = Draw::of(seed, number + 1, 0, "profile");
        let draw = &mut draw;
        let buys = register.procuring_since.is_some();
        let coordinates = register.coordinating_since.is_some();
        let fiscal = FiscalYear::drawn(draw);
        let goods: Vec<&'static Good> =
            GOODS.iter().filter(|good| draw.chance(good.buyers)).collect();
        // Something is bought in every year, also before infrastructure is in scope.
        let some = goods.iter().any(|good| good.first_year <= 2021);
        let goods = if some { goods } else { vec![&GOODS[0]] };
        let attaches_orders = buys && draw.chance(0.6);
        let systems = match attaches_orders {
            true => systems(country, fiscal, &goods, draw),
            false => Vec::new(),
        };
        let in_system = |good: &&Good| {
            systems.iter().any(|system| system.goods.iter().any(|own| own.id == good.id))
        };
        let by_hand = goods.iter().copied().filter(|good| !in_system(good)).collect();
        let may_skip_form = attaches_orders && fiscal == FiscalYear::Pact && !coordinates;
        Self {
            number,
            part,
            stem,
            country,
            kind,
            users: people(kind, draw),
            fiscal,
            basis: draw.weighted(&[
                (AmountBasis::Ordered, 60),
                (AmountBasis::Invoiced, 30),
                (AmountBasis::Paid, 10),
            ]),
            tax: draw.chance(0.08).then(|| draw.weighted(&[(19, 3), (20, 4), (21, 3), (25, 2)])),
            prices: draw.log_normal(1.0, 0.08),
            refurbished: draw.share() * draw.share(),
            ability: 0.0,
            lines: 1.0,
            blanks: 0.15 + 0.3 * draw.share(),
            attaches: [attaches_orders, buys && draw.chance(0.18), buys && draw.chance(0.15)],
            without_form: may_skip_form && draw.chance(0.12),
            systems,
            goods,
            by_hand,
            register,
        }
    }
}

/// One to four systems, each with product groups of its own; about one group in six is in none of them.
fn systems(
    country: &'static Country,
    fiscal: FiscalYear,
    goods: &[&'static Good],
    draw: &mut Draw,
) -> Vec<System> {
    let wanted = draw.weighted(&[(1, 40), (2, 30), (3, 18), (4, 12)]);
    let mut systems: Vec<System> = Vec::new();
    for _ in 0..wanted {
        let abroad = draw.chance(0.04);
        let (currency, per_euro) =
            if abroad { ("USD", 1.1) } else { (country.currency, country.per_euro) };
        systems.push(System {
            language: draw.weighted(country.spreadsheets),
            layout: layout(fiscal, draw),
            currency,
            per_euro,
            goods: Vec::new(),
        });
    }
    for (at, good) in goods.iter().enumerate() {
        // The first groups go one to each system, so that none is empty; the rest where chance puts them.
        if at < systems.len() {
            systems[at].goods.push(good);
        } else if !draw.chance(0.17) {
            let at = draw.below(systems.len());
            systems[at].goods.push(good);
        }
    }
    systems.retain(|system| !system.goods.is_empty());
    systems
}

/// How a system lays out a list. Sheets by quarter and columns by month need a period of whole months.
fn layout(fiscal: FiscalYear, draw: &mut Draw) -> Layout {
    loop {
        let layout = *draw.pick(&Layout::ALL);
        let by_month = matches!(layout, Layout::QuarterSheets | Layout::MonthColumns);
        if fiscal.has_whole_months() || !by_month {
            return layout;
        }
    }
}
