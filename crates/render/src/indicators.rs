//! The cuts indicators are given in, so that a figure nobody has data for is told from one that does not
//! exist.

use model::Dimensions;
use model::figure::Dimension::{
    self, Account, Acquisition, Class, Component, Condition, Impact, Level, Output, Participant,
    Phase, Practice, ProductGroup, Role, Route, Scope, Strategy,
};

use crate::context::{Material, Year};
use crate::trouble::Trouble;

type Cuts = &'static [&'static [Dimension]];

const AMOUNT: Cuts =
    &[&[], &[Scope], &[ProductGroup], &[Scope, Condition], &[Scope, Acquisition], &[Participant]];
const UNITS: Cuts =
    &[&[ProductGroup], &[Scope], &[Scope, Condition], &[Scope, Acquisition], &[Scope, Participant]];
const BY_ROLE: Cuts = &[&[], &[Role]];
const RATE: Cuts = &[&[Practice], &[Strategy], &[Impact], &[Phase], &[Role, Strategy]];
const GROUPS: Cuts = &[&[ProductGroup]];
const MONEY: Cuts = &[&[], &[Account], &[Class]];
const CONTRIBUTION: Cuts = &[&[], &[Participant]];

const INDICATORS: &[(&str, Cuts)] = &[
    ("coverage.in_force", BY_ROLE),
    ("coverage.expected", BY_ROLE),
    ("coverage.returned", BY_ROLE),
    ("coverage.covered", BY_ROLE),
    ("coverage.response_rate", BY_ROLE),
    ("coverage.on_time", BY_ROLE),
    ("coverage.by_volume", &[&[]]),
    ("volume.direct.amount", AMOUNT),
    ("volume.indirect.amount", AMOUNT),
    ("volume.overlap.amount", AMOUNT),
    ("volume.collective.amount", AMOUNT),
    ("volume.on_behalf.amount", AMOUNT),
    ("volume.direct.units", UNITS),
    ("volume.indirect.units", UNITS),
    ("volume.overlap.units", UNITS),
    ("volume.collective.units", UNITS),
    ("volume.on_behalf.units", UNITS),
    ("volume.left_out.lines", &[&[], &[Component]]),
    ("uptake.level", &[&[Practice, Level]]),
    ("uptake.rate", RATE),
    ("uptake.rate.denominator", RATE),
    ("uptake.median", &[&[Practice]]),
    ("guidance.level", &[&[Level, Output]]),
    ("guidance.rate", &[&[Output]]),
    ("in_use.devices", &[&[ProductGroup], &[Scope]]),
    ("in_use.mean_age", GROUPS),
    ("in_use.mean_age.devices", GROUPS),
    ("in_use.planned_lifetime", GROUPS),
    ("in_use.planned_lifetime.devices", GROUPS),
    ("in_use.devices_per_user", &[&[ProductGroup], &[Scope]]),
    ("end_of_use.units", &[&[ProductGroup], &[ProductGroup, Route]]),
    ("end_of_use.reuse_rate", GROUPS),
    ("end_of_use.reuse_rate.denominator", GROUPS),
    ("end_of_use.unknown_share", GROUPS),
    ("finance.opening", &[&[]]),
    ("finance.income", MONEY),
    ("finance.expense", MONEY),
    ("finance.surplus", &[&[]]),
    ("finance.closing", &[&[]]),
    ("finance.budget", MONEY),
    ("finance.revised_budget", MONEY),
    ("finance.due", CONTRIBUTION),
    ("finance.received", CONTRIBUTION),
    ("finance.outstanding", CONTRIBUTION),
    ("finance.overpaid", CONTRIBUTION),
    ("finance.arrears", CONTRIBUTION),
    ("finance.advance", CONTRIBUTION),
];

/// Whether a figure of this name and cut could exist in the year.
///
/// # Errors
/// If the indicator, the cut or a code is not known; the trouble names the nearest.
pub(crate) fn check(
    indicator: &str,
    dimensions: &Dimensions,
    material: &Material,
    year: &Year,
) -> Result<(), Trouble> {
    let cuts = cuts_of(indicator, year);
    if cuts.is_empty() {
        let mut names: Vec<&str> = INDICATORS.iter().map(|(name, _)| *name).collect();
        names.extend(year.results.figures.iter().map(|figure| figure.indicator.as_str()));
        return Err(Trouble::unknown("indicator", indicator, names));
    }
    let wanted: Vec<Dimension> = dimensions.iter().map(|(dimension, _)| dimension).collect();
    if !cuts.contains(&wanted) {
        return Err(unknown_cut(indicator, &wanted, &cuts));
    }
    for (dimension, code) in dimensions.iter() {
        check_code(indicator, dimension, code, material, year)?;
    }
    Ok(())
}

fn cuts_of(indicator: &str, year: &Year) -> Vec<Vec<Dimension>> {
    let listed = INDICATORS.iter().find(|(name, _)| *name == indicator);
    let listed = listed.map_or(&[] as Cuts, |(_, cuts)| cuts);
    let mut cuts: Vec<Vec<Dimension>> = listed.iter().map(|cut| sorted(cut)).collect();
    for figure in year.results.figures.of(indicator) {
        let cut: Vec<Dimension> =
            figure.dimensions.iter().map(|(dimension, _)| dimension).collect();
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
    cuts
}

fn sorted(cut: &[Dimension]) -> Vec<Dimension> {
    let mut cut = cut.to_vec();
    cut.sort();
    cut
}

fn unknown_cut(indicator: &str, wanted: &[Dimension], cuts: &[Vec<Dimension>]) -> Trouble {
    let name = |cut: &[Dimension]| match cut {
        [] => "the total".to_owned(),
        _ => {
            let codes: Vec<&str> = cut.iter().map(|dimension| dimension.code()).collect();
            format!("`{}`", codes.join(" + "))
        }
    };
    let known: Vec<String> = cuts.iter().map(|cut| name(cut)).collect();
    Trouble::new(
        format!("`{indicator}` is not given by {}", name(wanted)),
        format!("It is given for {}.", known.join(", ")),
    )
}

fn check_code(
    indicator: &str,
    dimension: Dimension,
    code: &str,
    material: &Material,
    year: &Year,
) -> Result<(), Trouble> {
    let known = material.codes(dimension, year);
    let occurs = || {
        let mut figures = year.results.figures.of(indicator);
        figures.any(|figure| figure.dimensions.get(dimension) == Some(code))
    };
    // A practice or output of this year that last year did not ask about is no mistake.
    let this_year = || material.codes(dimension, &material.this).iter().any(|known| known == code);
    if known.iter().any(|known| known == code) || this_year() || occurs() {
        return Ok(());
    }
    let kind = format!("code of `{dimension}`");
    Err(Trouble::unknown(&kind, code, known.iter().map(String::as_str)))
}
