//! `protect_volume`: what is withheld, and what would tell it.

use std::collections::{BTreeMap, BTreeSet};

use model::volume::{CountedAs, VolumeCell};
use model::{Decimal, Dimension, Dimensions, Figures, LineRecord, ObservationStatus, YearResults};
use proptest::prelude::*;

use super::fixture::{World, any_purchase, assert_figures, line};
use crate::trace::WITHHELD;

#[test]
fn a_protected_participants_rows_are_withheld_with_the_next_smallest() {
    let mut world = World::new();
    world.lines = vec![
        line("aa", 5, 1_000),
        line("bb", 5, 5_000),
        line("cc", 5, 2_000),
        line("dd", 5, 7_000),
    ];
    for (line, group) in world.lines.iter_mut().zip(["desktops", "laptops", "laptops", "laptops"]) {
        line.product_group = group.into();
    }
    world.of("aa").organisation.protect_volume = true;
    let outcome = world.compute();
    assert_figures(
        &outcome.results,
        &[
            // Four stand behind the totals.
            ("volume.direct.amount", "", "150.00 A"),
            ("volume.direct.amount", "scope=workplace", "150.00 A"),
            ("volume.direct.amount", "participant=aa", "- Q"),
            // With one of them, aa and the other would be the total less the rest, and the other knows its own.
            ("volume.direct.amount", "participant=cc", "- Q"),
            ("volume.direct.amount", "participant=bb", "- Q"),
            ("volume.direct.amount", "participant=dd", "70.00 A"),
            // aa alone bought desktops, and laptops would tell by subtraction.
            ("volume.direct.amount", "product_group=desktops", "- Q"),
            ("volume.direct.amount", "product_group=laptops", "- Q"),
            ("volume.collective.amount", "product_group=desktops", "- Q"),
            ("volume.direct.units", "product_group=desktops", "- Q"),
        ],
    );
    let total = super::fixture::cut("");
    let total = outcome.results.figures.get("volume.direct.amount", &total).unwrap();
    let own = total.trace.iter().find(|entry| entry.participant == "aa").unwrap();
    assert_eq!(own.value, WITHHELD);
    let published = outcome.lines.published().unwrap();
    assert!(published.iter().all(|line| line.participant.as_str() != "aa"));
}

#[test]
fn nothing_is_told_where_only_two_stand_behind_the_total() {
    let mut world = World::new();
    world.lines = vec![line("aa", 5, 1_000), line("bb", 5, 5_000)];
    world.of("aa").organisation.protect_volume = true;
    let results = world.compute().results;
    let told = results.figures.iter().filter(|figure| {
        let direct = figure.indicator.starts_with("volume.direct")
            || figure.indicator.starts_with("volume.collective");
        // bb's own row tells bb alone; with the total withheld nothing follows from it.
        direct
            && figure.value.is_some()
            && figure.dimensions.get(model::Dimension::Participant) != Some("bb")
    });
    assert_eq!(
        told.map(|figure| figure.dimensions.to_string()).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
}

/// A line for a participant that sent no return, so that its direct volume is what others reported.
fn on_behalf(reporter: &str, row: u32, amount: i64) -> LineRecord {
    LineRecord { buyer: "dd".into(), ..line(reporter, row, amount) }
}

#[test]
fn what_others_reported_for_a_silent_participant_tells_nothing() {
    let mut world = World::new();
    world.year.returns.remove("dd");
    world.lines = vec![
        line("aa", 5, 3_000),
        line("bb", 5, 5_000),
        line("cc", 5, 9_000),
        // The smallest, which is withheld beside aa.
        on_behalf("bb", 6, 400),
        on_behalf("bb", 7, 500),
    ];
    world.lines[4].product_group = "desktops".into();
    world.of("aa").organisation.protect_volume = true;
    let results = world.compute().results;
    let hidden = [
        ("volume.direct.amount", "participant=aa"),
        ("volume.direct.amount", "participant=dd"),
        ("volume.on_behalf.amount", "participant=dd"),
        ("volume.direct.units", "scope=workplace participant=aa"),
        ("volume.direct.units", "scope=workplace participant=bb"),
        // dd is the only one of whom others reported, so the totals tell it as well.
        ("volume.on_behalf.amount", ""),
        ("volume.on_behalf.amount", "scope=workplace"),
        ("volume.on_behalf.amount", "scope=workplace condition=new"),
        ("volume.on_behalf.amount", "scope=workplace acquisition=purchase"),
    ];
    assert_figures(&results, &hidden.map(|(indicator, cut)| (indicator, cut, "- Q")));
    assert_figures(&results, &[("volume.direct.amount", "", "179.00 A")]);
}

/// What is published, and what of it is withheld, as an outsider adds it up.
struct Outsider<'a> {
    figures: &'a Figures,
    known: BTreeMap<(String, Dimensions), Decimal>,
    /// Participants without a return of their own.
    silent: &'a BTreeSet<&'a str>,
}

impl<'a> Outsider<'a> {
    fn new(figures: &'a Figures, silent: &'a BTreeSet<&'a str>) -> Self {
        let volume = figures.iter().filter(|figure| figure.indicator.starts_with("volume."));
        let known = volume
            .filter(|figure| figure.status != ObservationStatus::Withheld)
            .map(|figure| {
                let row = (figure.indicator.clone(), figure.dimensions.clone());
                (row, figure.value.unwrap_or_default())
            })
            .collect();
        Self { figures, known, silent }
    }

    /// Every equation that holds among the rows: the first is the sum of the others.
    fn equations(&self) -> Vec<Vec<(String, Dimensions)>> {
        let mut equations = Vec::new();
        for figure in self.figures.iter().filter(|figure| figure.indicator.starts_with("volume.")) {
            let row = |indicator: &str| (indicator.to_owned(), figure.dimensions.clone());
            for by in Dimension::ALL {
                let parts: Vec<_> = self
                    .figures
                    .of(&figure.indicator)
                    .filter(|part| is_part(&part.dimensions, &figure.dimensions, *by))
                    .filter(|part| part.unit == figure.unit)
                    .map(|part| (part.indicator.clone(), part.dimensions.clone()))
                    .collect();
                // A unit total without scope is not published, and services are in no units.
                if !parts.is_empty() {
                    equations.push([vec![row(&figure.indicator)], parts].concat());
                }
            }
            for measure in ["amount", "units"] {
                let name = |kind: &str| row(&format!("volume.{kind}.{measure}"));
                if figure.indicator == format!("volume.collective.{measure}") {
                    equations.push(vec![name("collective"), name("direct"), name("indirect")]);
                }
                let of = figure.dimensions.get(Dimension::Participant).unwrap_or_default();
                if figure.indicator == format!("volume.direct.{measure}")
                    && self.silent.contains(of)
                {
                    equations.push(vec![name("direct"), name("on_behalf")]);
                }
            }
        }
        for equation in &mut equations {
            equation.retain(|(indicator, cut)| self.figures.get(indicator, cut).is_some());
        }
        equations
    }

    /// Adds what follows by subtraction, again and again.
    fn subtract(&mut self) {
        let equations = self.equations();
        loop {
            let found = equations.iter().find_map(|equation| {
                let mut unknown = equation.iter().filter(|row| !self.known.contains_key(row));
                let (row, None) = (unknown.next()?, unknown.next()) else {
                    return None;
                };
                let parts = equation[1..].iter().filter_map(|part| self.known.get(part));
                let parts: Decimal = parts.sum();
                let whole = self.known.get(&equation[0]).copied();
                Some((row.clone(), whole.map_or(parts, |whole| whole - parts)))
            });
            match found {
                Some((row, value)) => self.known.insert(row, value),
                None => return,
            };
        }
    }
}

/// Whether a cut is one of the parts of another by a dimension. Groups are the parts of their scope, which
/// their rows do not name.
fn is_part(part: &Dimensions, whole: &Dimensions, by: Dimension) -> bool {
    let Some(code) = part.get(by) else {
        return false;
    };
    if by == Dimension::ProductGroup {
        let scope = if code == "servers" { "infrastructure" } else { "workplace" };
        return part.len() == 1
            && whole.iter().all(|(own, code)| own == Dimension::Scope && code == scope);
    }
    whole.get(by).is_none() && *part == whole.clone().with(by, code)
}

/// Whom the cells of a row tell of: owners of direct volume, reporters of the rest.
fn told_of<'a>(cells: &'a [VolumeCell], indicator: &str, cut: &Dimensions) -> BTreeSet<&'a str> {
    let mut told_of = BTreeSet::new();
    for cell in cells {
        let direct = matches!(cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf);
        let kind = indicator.split('.').nth(1).unwrap();
        let in_kind = match kind {
            "direct" => direct,
            "collective" => direct || cell.counted_as == CountedAs::Indirect,
            kind => cell.counted_as.code() == kind,
        };
        let whose = if direct { &cell.owner } else { &cell.reporter };
        let is_device = cell.product_group != "peripherals";
        let scope = if cell.product_group == "servers" { "infrastructure" } else { "workplace" };
        let in_cut = cut.iter().all(|(dimension, code)| match dimension {
            Dimension::Scope => code == scope && (is_device || indicator.ends_with("amount")),
            Dimension::ProductGroup => code == cell.product_group,
            Dimension::Condition => code == cell.condition,
            Dimension::Acquisition => code == cell.acquisition,
            _ => code == whose.as_str(),
        });
        if in_kind && in_cut {
            told_of.insert(whose.as_str());
        }
    }
    told_of
}

fn world_of(lines: Vec<LineRecord>, protect: bool) -> World {
    let mut world = World::new();
    world.year.returns.remove("dd");
    world.lines = lines;
    world.of("aa").organisation.protect_volume = protect;
    world
}

fn bought() -> impl Strategy<Value = LineRecord> {
    any_purchase(&["aa", "bb", "cc"], &["", "", "dd", "other"], "lease")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Nobody who adds and subtracts published rows comes to a row that rests on the protected
    /// participant alone, or on it and one other.
    #[test]
    fn no_subtraction_isolates_the_protected(lines in prop::collection::vec(bought(), 1..14)) {
        let YearResults { figures: open, cells, .. } = world_of(lines.clone(), false).compute().results;
        let protected = world_of(lines, true).compute().results.figures;
        let silent = BTreeSet::from(["dd"]);
        let mut outsider = Outsider::new(&protected, &silent);
        // What is added up holds where nothing is withheld.
        let all = Outsider::new(&open, &silent);
        let told = |equation: &Vec<_>| equation.iter().all(|row| all.known.contains_key(row));
        for equation in all.equations().into_iter().filter(told) {
            let parts: Decimal = equation[1..].iter().map(|row| all.known[row]).sum();
            prop_assert_eq!(all.known[&equation[0]], parts, "{:?}", equation);
        }
        outsider.subtract();
        for figure in open.iter().filter(|figure| figure.indicator.starts_with("volume.")) {
            let row = (figure.indicator.clone(), figure.dimensions.clone());
            let told_of = told_of(&cells, &figure.indicator, &figure.dimensions);
            let tells = told_of.contains("aa") && told_of.len() <= 2;
            prop_assert!(!tells || !outsider.known.contains_key(&row), "{:?}", row);
        }
    }
}
