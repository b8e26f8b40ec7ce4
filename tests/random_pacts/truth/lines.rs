//! Lines of purchases: declared and from orders, with the first reason that leaves one out.

use demo::InventedPact;
use demo::pact::{Buyer as Named, Order, PactYear, Purchase, Return, SupportingRows};
use model::vocabulary::{AmountBasis, Tax};
use rust_decimal::Decimal;

use super::rates::{Rate, Rates};
use super::table::rounded;
use super::terms::{group_of, minor_places};
use super::who::Who;
use super::{beside, counting, organisation, period};

/// How a line counts (methodology: Volume, 4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Counted {
    Direct,
    OnBehalf,
    Indirect,
    Overlap,
    Evidence,
    LeftOut(&'static str),
}

/// For whom a line was bought.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Buyer {
    Itself,
    /// Another participant in force.
    Participant(String),
    /// Nobody in force.
    Outside,
    /// Nobody the register knows.
    Unknown,
}

/// A line of purchases.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) reporter: String,
    pub(crate) buyer: Buyer,
    /// Its buyer, where that is another organisation of the register, in force or not.
    pub(crate) named: Option<String>,
    /// The name of its buyer, where that is nobody in force and has one.
    pub(crate) outside_name: Option<String>,
    pub(crate) is_order: bool,
    pub(crate) group: Option<String>,
    pub(crate) condition: &'static str,
    pub(crate) acquisition: &'static str,
    pub(crate) units: Option<i64>,
    /// Of them with a type I ecolabel, as answered.
    pub(crate) labelled: Option<i64>,
    /// Of them bought under the Pact's criteria, as answered.
    pub(crate) criteria: Option<i64>,
    /// In its currency, without taxes, rounded to the minor unit.
    pub(crate) amount: Option<Decimal>,
    pub(crate) currency: Option<String>,
    /// That of its currency in the return's period.
    pub(crate) rate: Option<Rate>,
    /// Tax was taken out of the amount.
    pub(crate) without_tax: bool,
    /// What event its amount was taken at.
    pub(crate) basis: Option<AmountBasis>,
    /// Whether its amount was given with taxes.
    pub(crate) tax: Tax,
    pub(crate) counted: Counted,
}

impl Line {
    /// Whose purchase it is: its buyer if the register knows it, in force or not (a change sorts cells by it), else
    /// its reporter.
    pub(crate) fn owner(&self) -> &str {
        match &self.buyer {
            Buyer::Participant(buyer) => buyer,
            Buyer::Outside => self.named.as_deref().unwrap_or(&self.reporter),
            Buyer::Itself | Buyer::Unknown => &self.reporter,
        }
    }

    /// The product group of a line that is not left out.
    pub(crate) fn group(&self) -> &str {
        self.group.as_deref().expect("a line that counts has a product group")
    }

    /// Whether no reason leaves it out.
    pub(crate) fn is_counted(&self) -> bool {
        !matches!(self.counted, Counted::LeftOut(_))
    }
}

/// Every line of the year with the decision about it; settles who returned by files alone, and who is covered.
pub(super) fn decided(
    pact: &InventedPact,
    year: &PactYear,
    rates: &Rates,
    who: &mut Who,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for of in &year.returns {
        if of.form && !who.returned.contains(&of.participant) {
            continue;
        }
        let theirs = read(pact, (year, of), rates, who);
        if !of.form
            && (theirs.iter().any(Line::is_counted) || super::devices::any_counts(year, of, who))
        {
            who.returned.insert(of.participant.clone());
        }
        lines.extend(theirs);
    }
    who.cover(year);
    beside::settle(&mut lines);
    counting::settle(&mut lines, year, who);
    for line in lines.iter().filter(|line| line.is_counted()) {
        who.reported_volume.insert(line.reporter.clone());
    }
    for of in year.returns.iter().filter(|of| who.returned.contains(&of.participant)) {
        // Beside purchases the answer that nothing was bought is a slip.
        let nothing = organisation(of).procurement_none == Some(true) && of.purchases.is_empty();
        if nothing && who.in_force.contains(&of.participant) {
            who.reported_volume.insert(of.participant.clone());
        }
    }
    who.know_volume(year);
    lines
}

/// The lines of a return, `Direct` where nothing leaves them out.
fn read(pact: &InventedPact, of: (&PactYear, &Return), rates: &Rates, who: &Who) -> Vec<Line> {
    let (year, sent) = of;
    let mut lines: Vec<Line> = Vec::new();
    for purchase in sent.purchases.iter().filter(|_| sent.form) {
        lines.push(declared(pact, of, purchase, who));
    }
    for file in &sent.files {
        if let SupportingRows::Orders(orders) = &file.rows {
            lines.extend(orders.iter().map(|order| ordered(of, order, &file.currency)));
        }
    }
    for line in &mut lines {
        let rate =
            line.currency.as_ref().and_then(|currency| rates.mean(currency, period(year, sent)));
        line.rate = rate.filter(|_| line.amount.is_some());
        if let Some(reason) = left_out(line, year, who) {
            line.counted = Counted::LeftOut(reason);
        }
    }
    lines
}

fn declared(
    pact: &InventedPact,
    (_, of): (&PactYear, &Return),
    purchase: &Purchase,
    who: &Who,
) -> Line {
    let organisation = organisation(of);
    let currency = purchase.currency.clone().or_else(|| organisation.currency.clone());
    let places = currency.as_deref().map_or(2, minor_places);
    let rate = organisation.tax_rate.filter(|_| organisation.tax == Some(Tax::Included));
    let amount = purchase.amount.map(|amount| match rate {
        Some(rate) => rounded(amount / (Decimal::ONE + rate / Decimal::ONE_HUNDRED), places),
        None => rounded(amount, places),
    });
    Line {
        reporter: of.participant.clone(),
        buyer: buyer(pact, &of.participant, purchase.buyer.as_ref(), who),
        named: named(pact, &of.participant, purchase.buyer.as_ref()),
        outside_name: outside_name(pact, purchase.buyer.as_ref()),
        is_order: false,
        group: purchase.product_group.clone(),
        condition: purchase.condition.map_or("unknown", |of| of.code()),
        acquisition: purchase.acquisition.map_or("unknown", |of| of.code()),
        units: purchase.units,
        labelled: purchase.labelled_units,
        criteria: purchase.criteria_units,
        amount,
        currency,
        rate: None,
        without_tax: rate.is_some() && amount.is_some(),
        basis: organisation.amount_basis,
        tax: organisation.tax.unwrap_or(Tax::Unknown),
        counted: Counted::Direct,
    }
}

fn ordered((year, of): (&PactYear, &Return), order: &Order, currency: &str) -> Line {
    let (start, end) = period(year, of);
    let outside = order.date < start || order.date > end;
    Line {
        reporter: of.participant.clone(),
        buyer: Buyer::Itself,
        named: None,
        outside_name: None,
        is_order: true,
        group: Some(order.product_group.clone()),
        condition: order.condition.map_or("unknown", |of| of.code()),
        acquisition: order.acquisition.map_or("unknown", |of| of.code()),
        units: order.units,
        labelled: None,
        criteria: None,
        amount: Some(rounded(order.amount, minor_places(currency))),
        currency: Some(currency.to_owned()),
        rate: None,
        without_tax: false,
        // A mapping says it for files alone, and there has to say something.
        basis: of.organisation.amount_basis.or((!of.form).then_some(AmountBasis::Ordered)),
        tax: Tax::Excluded,
        counted: if outside { Counted::LeftOut("outside_period") } else { Counted::Direct },
    }
}

fn buyer(pact: &InventedPact, reporter: &str, named: Option<&Named>, who: &Who) -> Buyer {
    match named {
        None => Buyer::Itself,
        Some(Named::Participant(id)) if id == reporter => Buyer::Itself,
        Some(Named::Participant(id)) if who.in_force.contains(id) => Buyer::Participant(id.clone()),
        Some(Named::Participant(id)) if pact.participants.iter().all(|of| of.id != *id) => {
            Buyer::Unknown
        }
        Some(Named::Participant(_) | Named::Other(_)) => Buyer::Outside,
    }
}

/// The buyer as the register knows it, whether in force or not.
fn named(pact: &InventedPact, reporter: &str, named: Option<&Named>) -> Option<String> {
    let Some(Named::Participant(id)) = named else { return None };
    let known = id != reporter && pact.participants.iter().any(|of| of.id == *id);
    known.then(|| id.clone())
}

/// The name of a buyer: that the line gives, or that of the register.
fn outside_name(pact: &InventedPact, named: Option<&Named>) -> Option<String> {
    match named? {
        Named::Other(name) => name.clone(),
        Named::Participant(id) => {
            pact.participants.iter().find(|of| of.id == *id).map(|of| of.name.clone())
        }
    }
}

/// The first reason that leaves a line out (methodology: Volume, 3).
fn left_out(line: &Line, year: &PactYear, who: &Who) -> Option<&'static str> {
    let group = line.group.as_deref().map(group_of);
    match line.counted {
        _ if !who.in_force.contains(&line.reporter) => Some("not_in_force"),
        Counted::LeftOut(of_file) => Some(of_file),
        _ if line.amount.is_some() && line.currency.is_none() => Some("no_currency"),
        _ if line.amount.is_some() && line.rate.is_none() => Some("no_rate"),
        _ if group.is_none() => Some("no_group"),
        _ if group.is_some_and(|group| group.first_year > year.year) => Some("not_in_scope"),
        _ if line.buyer == Buyer::Unknown => Some("unknown_buyer"),
        _ => None,
    }
}
