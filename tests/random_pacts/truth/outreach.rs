//! Outreach, as reported (methodology: Use and end of use; Volume, 5).

use std::collections::BTreeMap;

use demo::pact::Outreach;
use rust_decimal::Decimal;

use super::table::{Cut, Names, Rest, Table, cut, rounded};
use super::terms::minor_places;
use super::{YearTruth, organisation, period};

/// What is counted of a row.
type Part = fn(&Outreach) -> Option<i64>;

/// On what figures of volume rest, as the form asks it.
const BASES: [&str; 3] = ["measured", "estimated", "not_known"];

/// A sum: what of it is not measured, whose it is, and whether a part of it is provisional.
#[derive(Default)]
struct Sum {
    value: Decimal,
    all: Decimal,
    estimated: Decimal,
    names: Names,
    provisional: bool,
}

impl Sum {
    fn add(&mut self, participant: &str, basis: &str, value: Decimal) {
        self.value += value;
        self.all += value.abs();
        if basis != BASES[0] {
            self.estimated += value.abs();
        }
        self.names.insert(participant.to_owned());
    }

    fn status(&self) -> &'static str {
        match () {
            () if self.provisional => "P",
            () if self.estimated * Decimal::TEN > self.all => "E",
            () => "A",
        }
    }
}

/// The figures of outreach; its volume is in no other figure.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let counts: [(&str, Part); 3] = [
        ("outreach.activities", |_| Some(1)),
        ("outreach.organisations", |row| row.organisations_reached),
        ("outreach.procurers", |row| row.procurers_reached),
    ];
    for (indicator, part) in counts {
        let mut sum = Sum::default();
        for (participant, row) in rows(truth) {
            if let Some(number) = part(row) {
                sum.add(participant, BASES[0], number.into());
            }
        }
        match sum.names.is_empty() && indicator != "outreach.activities" {
            true => table.nothing((indicator, Cut::new()), "O", &sum.names),
            false => {
                let rest = Rest { status: "A", names: Some(&sum.names) };
                table.value((indicator, Cut::new()), sum.value, 0, rest);
            }
        }
    }
    by_basis(("outreach.indirect.units", 0), |basis| units(truth, basis), table);
    by_basis(("outreach.indirect.amount", 2), |basis| amount(truth, basis), table);
}

/// A sum in all, and by what it rests on where anybody says anything.
fn by_basis(
    (indicator, places): (&str, u32),
    sum: impl Fn(Option<&str>) -> Sum,
    table: &mut Table,
) {
    let all = sum(None);
    if all.names.is_empty() {
        table.nothing((indicator, Cut::new()), "O", &all.names);
        return;
    }
    for basis in [None].into_iter().chain(BASES.map(Some)) {
        let of = sum(basis);
        let cut = basis.map_or_else(Cut::new, |basis| cut([("component", basis)]));
        let rest = Rest { status: of.status(), names: Some(&of.names) };
        table.value((indicator, cut), of.value, places, rest);
    }
}

fn basis_of(row: &Outreach) -> &str {
    row.basis.as_deref().unwrap_or(BASES[2])
}

fn units(truth: &YearTruth<'_>, basis: Option<&str>) -> Sum {
    let mut sum = Sum::default();
    for (participant, row) in rows(truth) {
        if let Some(units) = row.indirect_units
            && basis.is_none_or(|basis| basis == basis_of(row))
        {
            sum.add(participant, basis_of(row), units.into());
        }
    }
    sum
}

/// Every row of a form that counts.
fn rows<'t>(truth: &'t YearTruth<'_>) -> impl Iterator<Item = (&'t str, &'t Outreach)> {
    let in_force = |participant: &str| truth.who.in_force.contains(participant);
    let forms = truth.returns().filter(move |of| of.form && in_force(&of.participant));
    forms.flat_map(|of| of.outreach.iter().map(|row| (of.participant.as_str(), row)))
}

/// Converted once for each participant, currency and basis.
fn amount(truth: &YearTruth<'_>, wanted: Option<&str>) -> Sum {
    let mut cells: BTreeMap<(&str, String, &str), Decimal> = BTreeMap::new();
    for (participant, row) in rows(truth) {
        let of = truth.returns().find(|of| of.participant == participant).expect("its return");
        let currency = row.currency.clone().or_else(|| organisation(of).currency);
        if let (Some(amount), Some(currency)) = (row.indirect_amount, currency) {
            let amount = rounded(amount, minor_places(&currency));
            *cells.entry((participant, currency, basis_of(row))).or_default() += amount;
        }
    }
    let mut sum = Sum::default();
    cells.retain(|(_, _, basis), _| wanted.is_none_or(|wanted| wanted == *basis));
    for ((participant, currency, basis), cell) in cells {
        let of = truth.returns().find(|of| of.participant == participant).expect("its return");
        if let Some(rate) = truth.rates.mean(&currency, period(truth.year, of)) {
            sum.add(participant, basis, rounded(cell / rate.rate, 2));
            sum.provisional |= rate.status == "P";
        }
    }
    sum
}
