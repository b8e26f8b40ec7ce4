//! Which figures published before this program may be shown, and why others may not: one judgement for the rule that
//! says it and for the tables that leave them out (contract: A year).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::change::ChangeComponent;
use crate::earlier::{Earlier, PublishedFigure};
use crate::figure::{Dimension, Dimensions, Unit};
use crate::finance::AccountClass;
use crate::indicator::Indicator;
use crate::participant::Role;
use crate::place::Place;
use crate::reading::PactReading;
use crate::vocabulary::{Acquisition, Condition, Phase, Route, Scope, Strategy, UptakeLevel};
use crate::volume::{CellBasis, CellTax, LeftOutReason};

/// The unit of indicators that are in whatever currency the accounts of a year are kept in.
const ACCOUNTS_CURRENCY: &str = "the accounts' currency";

/// Why a figure published before this program is shown nowhere.
#[derive(Clone, PartialEq, Debug)]
pub enum NotShown {
    /// There is no such indicator.
    NoIndicator,
    /// The indicator is not given in this cut.
    NoCut,
    /// A dimension has no such code.
    UnknownCode(Dimension, String),
    /// The indicator is counted in something else: its unit.
    OtherUnit(&'static str),
    /// The value has more decimal places than are published in its unit.
    MorePlaces,
    /// A share below 0 or above 1.
    OutsideShare,
    /// A number of things, years or hours below 0.
    Negative,
    /// Another row gives a figure of the same indicator, year and cut; the first of them.
    GivenTwice(Place),
    /// The sealed edition of its year has the figure; its number.
    InEdition(u32),
}

type Key<'a> = (i16, &'a str, &'a Dimensions);

/// The rows of `published.csv`, each with why it is shown nowhere; `None` for one that is shown as published.
pub fn judged<'a>(
    earlier: &'a Earlier,
    pact: &PactReading,
    indicators: &[&Indicator],
) -> Vec<(&'a PublishedFigure, Option<NotShown>)> {
    let mut places: BTreeMap<Key<'_>, Vec<&Place>> = BTreeMap::new();
    for own in &earlier.published {
        places.entry(key(own)).or_default().push(&own.place);
    }
    let why = |own: &PublishedFigure| {
        let other = || places[&key(own)].iter().find(|place| ***place != own.place);
        of_itself(own, pact, indicators)
            .or_else(|| other().map(|place| NotShown::GivenTwice((*place).clone())))
            .or_else(|| in_edition(own, earlier))
    };
    earlier.published.iter().map(|own| (own, why(own))).collect()
}

/// The rows of `published.csv` that are shown as published.
pub fn shown<'a>(
    earlier: &'a Earlier,
    pact: &PactReading,
    indicators: &[&Indicator],
) -> Vec<&'a PublishedFigure> {
    let all = judged(earlier, pact, indicators).into_iter();
    all.filter(|(_, why)| why.is_none()).map(|(own, _)| own).collect()
}

fn key(own: &PublishedFigure) -> Key<'_> {
    (own.figure.year, &own.figure.indicator, &own.figure.dimensions)
}

/// What keeps a row out whatever else was published.
fn of_itself(
    own: &PublishedFigure,
    pact: &PactReading,
    indicators: &[&Indicator],
) -> Option<NotShown> {
    let figure = &own.figure;
    let Some(indicator) = indicators.iter().find(|known| known.id == figure.indicator) else {
        return Some(NotShown::NoIndicator);
    };
    if !indicator.has_cut(&figure.dimensions) {
        return Some(NotShown::NoCut);
    }
    let unknown = |(dimension, code): &(Dimension, &str)| {
        is_known((*dimension, code), indicator.id, pact) == Some(false)
    };
    if let Some((dimension, code)) = figure.dimensions.iter().find(unknown) {
        return Some(NotShown::UnknownCode(dimension, code.to_owned()));
    }
    if !is_unit_of(figure.unit, indicator) {
        return Some(NotShown::OtherUnit(indicator.unit));
    }
    figure.value.and_then(|value| of_value(value, figure.unit))
}

/// Whether a code is one of a dimension's; `None` where every year has its own codes, such as practices and accounts,
/// so that those of a year before this program are not known.
fn is_known((dimension, code): (Dimension, &str), id: &str, pact: &PactReading) -> Option<bool> {
    Some(match dimension {
        Dimension::Role => Role::parse(code).is_some(),
        Dimension::Scope => Scope::parse(code).is_some(),
        Dimension::ProductGroup => pact.pact.product_group(code).is_some(),
        Dimension::Condition => Condition::parse(code).is_some(),
        Dimension::Acquisition => Acquisition::parse(code).is_some(),
        Dimension::Strategy => Strategy::parse(code).is_some(),
        Dimension::Impact => pact.pact.impacts.iter().any(|impact| impact.id == code),
        Dimension::Phase => Phase::parse(code).is_some(),
        Dimension::Level => code == "blank" || UptakeLevel::parse(code).is_some(),
        Dimension::Route => Route::parse(code).is_some(),
        Dimension::Participant => pact.register.knows(code),
        Dimension::Class => AccountClass::parse(code).is_some(),
        Dimension::Component => return is_component(code, id),
        // That it is the matched panel is part of the cut.
        Dimension::Panel
        | Dimension::Practice
        | Dimension::Output
        | Dimension::Theme
        | Dimension::Account
        | Dimension::Fund
        | Dimension::Activity => return None,
    })
}

/// Whether an indicator has this component; `None` where its components are no list of this crate.
fn is_component(code: &str, id: &str) -> Option<bool> {
    Some(match id {
        "change.component" => ChangeComponent::parse(code).is_some(),
        "volume.left_out.lines" => LeftOutReason::parse(code).is_some(),
        id if id.starts_with("amount_basis.") => CellBasis::parse(code).is_some(),
        id if id.starts_with("amount_tax.") => CellTax::parse(code).is_some(),
        _ => return None,
    })
}

fn is_unit_of(unit: Unit, indicator: &Indicator) -> bool {
    if indicator.unit == ACCOUNTS_CURRENCY {
        return matches!(unit, Unit::Currency(_));
    }
    indicator.unit.split(", ").any(|known| known == unit.code())
}

/// What a value in this unit cannot be.
fn of_value(value: Decimal, unit: Unit) -> Option<NotShown> {
    let negative = value < Decimal::ZERO;
    match unit {
        Unit::Share if negative || value > Decimal::ONE => return Some(NotShown::OutsideShare),
        Unit::Devices | Unit::Units | Unit::Count | Unit::Years | Unit::Hours if negative => {
            return Some(NotShown::Negative);
        }
        _ => {}
    }
    (value.normalize().scale() > unit.places()).then_some(NotShown::MorePlaces)
}

/// What was sealed of a year is its record.
fn in_edition(own: &PublishedFigure, earlier: &Earlier) -> Option<NotShown> {
    let edition = earlier.edition(own.figure.year)?;
    let same = edition.figures.iter().any(|figure| {
        figure.indicator == own.figure.indicator && figure.dimensions == own.figure.dimensions
    });
    same.then_some(NotShown::InEdition(edition.number))
}
