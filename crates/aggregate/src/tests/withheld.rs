//! `protect_volume`: what cells and lines would tell beside the published figures.

use std::collections::{BTreeMap, BTreeSet};

use model::supporting::TableKind;
use model::volume::{CountedAs, VolumeCell};
use model::{Dimension, Dimensions, LineRecord, YearResults};
use proptest::prelude::*;

use super::fixture::{World, any_purchase, assert_figures, currency, line, participant, shown};

/// Six participants of whom the last two sent no return.
const ALL: [&str; 6] = ["aa", "bb", "cc", "dd", "ee", "ff"];

fn world(lines: Vec<LineRecord>, protected: &[&str]) -> World {
    let mut world = World::new();
    for id in ["ee", "ff"] {
        world.pact.register.rows.push(participant(id));
    }
    world.lines = lines;
    for id in protected {
        world.of(id).organisation.protect_volume = true;
    }
    world
}

#[test]
fn the_two_next_smallest_of_each_cut_stay_back_with_the_only_hidden_one() {
    let bought = [
        ("aa", "laptops", 1_000),
        ("bb", "laptops", 5_000),
        ("cc", "laptops", 9_000),
        ("aa", "desktops", 700),
        ("cc", "desktops", 800),
        ("dd", "desktops", 300),
        ("dd", "servers", 4_000),
    ];
    let lines = bought.iter().zip(5..).map(|((who, group, amount), row)| {
        let product_group = (*group).into();
        LineRecord { product_group, units: Some(amount / 100), ..line(who, row, *amount) }
    });
    let results = world(lines.collect(), &["aa"]).compute().results;
    // Each cut rests on aa and two others, and the two are hidden with it. The own rows of two tell nothing
    // only while they are withheld: those of the two smaller ones.
    let withheld: Vec<_> = results.withheld.iter().map(|id| id.as_str()).collect();
    assert_eq!(withheld, ["aa", "bb", "cc", "dd"]);
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "", "208.00 A"),
            ("volume.direct.amount", "product_group=laptops", "150.00 A"),
            ("volume.direct.amount", "product_group=desktops", "18.00 A"),
            ("volume.direct.amount", "participant=aa", "- Q"),
            ("volume.direct.amount", "participant=bb", "- Q"),
            ("volume.direct.amount", "participant=dd", "- Q"),
            ("volume.direct.amount", "participant=cc", "98.00 A"),
        ],
    );
}

/// A number that tells of the protected participant and of one other tells that other the rest.
#[test]
fn a_cut_of_a_protected_participant_and_one_other_is_not_told() {
    let bought = [
        ("aa", "laptops", 1_000),
        ("bb", "laptops", 5_000),
        ("cc", "laptops", 9_000),
        ("dd", "laptops", 7_000),
        ("aa", "desktops", 700),
        ("bb", "desktops", 800),
    ];
    let lines = bought.iter().zip(5..).map(|((who, group, amount), row)| {
        let product_group = (*group).into();
        LineRecord { product_group, ..line(who, row, *amount) }
    });
    let results = world(lines.collect(), &["aa"]).compute().results;
    let outsider = Outsider::new(&results, "amount");
    let of = |ids: &[&str]| -> BTreeSet<usize> {
        let cells = results.cells.iter().enumerate();
        cells.filter(|(_, cell)| ids.contains(&cell.owner.as_str())).map(|(cell, _)| cell).collect()
    };
    for other in ["bb", "cc", "dd"] {
        assert!(!outsider.derives(&of(&["aa", other])), "{other}");
    }
    assert!(outsider.derives(&of(&["aa", "bb", "cc", "dd"])));
}

#[test]
fn nobody_is_hidden_where_nobody_protects() {
    let results = world(vec![line("aa", 5, 100), line("bb", 5, 200)], &[]).compute().results;
    assert!(results.withheld.is_empty());
}

#[test]
fn the_trace_of_devices_needs_two_others_hidden() {
    let mut world = world(Vec::new(), &["aa"]);
    for (who, devices) in [("aa", "50"), ("bb", "20"), ("cc", "70")] {
        world.declare(who, "in_use", &[("product_group", "laptops"), ("devices", devices)]);
    }
    world.list("dd", TableKind::Assets, 90, |_| ());
    let results = world.compute().results;
    let withheld: Vec<_> = results.withheld.iter().map(|id| id.as_str()).collect();
    assert_eq!(withheld, ["aa", "bb", "cc"]);
    assert_figures(&results, &[("in_use.devices", "product_group=laptops", "230 A")]);
}

/// An outsider: what it knows as equations over all numbers, each a set of numbers whose sum is known.
struct Outsider {
    numbers: usize,
    known: Vec<BTreeSet<usize>>,
}

impl Outsider {
    fn new(results: &YearResults, measure: &str) -> Self {
        let cells = &results.cells;
        let figures = results.figures.iter().filter(|figure| {
            figure.value.is_some()
                && figure.indicator.starts_with("volume.")
                && figure.indicator.ends_with(measure)
        });
        let sums = figures.map(|figure| cells_in(cells, &figure.indicator, &figure.dimensions));
        let shown = cells.iter().enumerate().filter(|(_, cell)| {
            !results.withheld.contains(&cell.reporter) && !results.withheld.contains(&cell.owner)
        });
        let shown = shown.map(|(index, _)| BTreeSet::from([index]));
        Self { numbers: cells.len(), known: sums.chain(shown).collect() }
    }

    /// How many independent equations there are, with one more or without.
    fn rank(&self, more: Option<&BTreeSet<usize>>) -> usize {
        const PRIME: u128 = 1_000_000_007;
        let inverse = |a: u128| {
            (0..29).rev().fold(1, |power, bit| {
                let square = power * power % PRIME;
                if (PRIME - 2) >> bit & 1 == 1 { square * a % PRIME } else { square }
            })
        };
        let mut echelon: BTreeMap<usize, Vec<u128>> = BTreeMap::new();
        let mut rank = 0;
        for sum in self.known.iter().chain(more) {
            let mut row: Vec<u128> =
                (0..self.numbers).map(|number| sum.contains(&number).into()).collect();
            for (pivot, other) in &echelon {
                let times = PRIME - row[*pivot];
                row.iter_mut().zip(other).for_each(|(a, b)| *a = (*a + times * b) % PRIME);
            }
            if let Some(pivot) = row.iter().position(|factor| *factor != 0) {
                let scale = inverse(row[pivot]);
                row.iter_mut().for_each(|factor| *factor = *factor * scale % PRIME);
                echelon.insert(pivot, row);
                rank += 1;
            }
        }
        rank
    }

    /// Whether the sum of these numbers follows from what is known.
    fn derives(&self, numbers: &BTreeSet<usize>) -> bool {
        !numbers.is_empty() && self.rank(None) == self.rank(Some(numbers))
    }
}

/// The cells of a row of volume.
fn cells_in(cells: &[VolumeCell], indicator: &str, cut: &Dimensions) -> BTreeSet<usize> {
    let kind = indicator.split('.').nth(1).unwrap();
    let of_row = cells.iter().enumerate().filter(|(_, cell)| {
        let direct = matches!(cell.counted_as, CountedAs::Direct | CountedAs::OnBehalf);
        let in_kind = match kind {
            "direct" => direct,
            "collective" => direct || cell.counted_as == CountedAs::Indirect,
            kind => cell.counted_as.code() == kind,
        };
        let whose = if direct { &cell.owner } else { &cell.reporter };
        let scope = if cell.product_group == "servers" { "infrastructure" } else { "workplace" };
        let is_counted = indicator.ends_with("amount")
            || (cell.acquisition != "service"
                && (cell.product_group != "peripherals"
                    || cut.get(Dimension::ProductGroup).is_some()));
        in_kind
            && is_counted
            && cut.iter().all(|(dimension, code)| match dimension {
                Dimension::Scope => code == scope,
                Dimension::ProductGroup => code == cell.product_group,
                Dimension::Condition => code == cell.condition,
                Dimension::Acquisition => code == cell.acquisition,
                _ => code == whose.as_str(),
            })
    });
    of_row.map(|(index, _)| index).collect()
}

fn bought() -> impl Strategy<Value = LineRecord> {
    any_purchase(&ALL[..4], &["", "", "", "aa", "ee", "ff", "other"], "service")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whoever adds and subtracts published figures and cells comes to no sum of a protected participant, nor
    /// of it and one other: not to one of its cells, and not to what they have in any cut.
    #[test]
    fn no_cut_of_a_protected_participant_follows_from_figures_and_cells(
        lines in prop::collection::vec(bought(), 1..16),
        two in any::<bool>(),
    ) {
        let protected: &[&str] = if two { &["aa", "cc"] } else { &["aa"] };
        let open = world(lines.clone(), &[]).compute().results;
        let results = world(lines, protected).compute().results;
        for measure in ["amount", "units"] {
            let outsider = Outsider::new(&results, measure);
            for id in protected {
                let is_of = |index: &usize, id: &str| {
                    let cell = &results.cells[*index];
                    cell.reporter.as_str() == id || cell.owner.as_str() == id
                };
                let own = |index: &usize| is_of(index, id);
                let rows = open.figures.iter().filter(|figure| {
                    figure.indicator.starts_with("volume.") && figure.indicator.ends_with(measure)
                });
                for row in rows {
                    let cells = cells_in(&results.cells, &row.indicator, &row.dimensions);
                    if !cells.iter().any(own) {
                        continue;
                    }
                    for other in ALL {
                        let cells = cells.iter().copied();
                        let of_two: BTreeSet<usize> =
                            cells.filter(|index| own(index) || is_of(index, other)).collect();
                        let told = outsider.derives(&of_two);
                        prop_assert!(!told, "{id} {other} {} {}", row.indicator, row.dimensions);
                    }
                }
                for cell in (0..results.cells.len()).filter(own) {
                    let is_service = results.cells[cell].acquisition == "service";
                    let told = !(measure == "units" && is_service);
                    prop_assert!(!told || !outsider.derives(&BTreeSet::from([cell])), "{id}");
                }
            }
        }
    }

    /// The same of devices in use: of a protected participant, and of it and one other, nothing follows from the figures and from the
    /// traces of those who are shown. Everybody that gives a number gives its age.
    #[test]
    fn no_number_of_devices_of_a_protected_participant_follows(
        devices in prop::collection::vec(prop::option::weighted(0.6, 1_i64..500), 12),
        users in prop::collection::vec(prop::option::weighted(0.6, 1_i64..500), 4),
        protected in 0..4_usize,
    ) {
        let groups = ["laptops", "desktops", "servers"];
        let of = |number: usize| (ALL[number / groups.len()], groups[number % groups.len()]);
        let mut world = world(Vec::new(), &[ALL[protected]]);
        for (number, devices) in devices.iter().enumerate() {
            let ((who, group), Some(devices)) = (of(number), devices) else { continue };
            let row = [("product_group", group), ("devices", &devices.to_string()), ("mean_age_years", "3")];
            world.declare(who, "in_use", &row);
        }
        for (who, users) in ALL.iter().zip(&users) {
            world.of(who).organisation.users_served = *users;
        }
        let results = world.compute().results;
        let given = |number: &usize| devices[*number].is_some();
        let hidden = |number: usize| results.withheld.iter().any(|id| id.as_str() == of(number).0);
        let mut known: Vec<BTreeSet<usize>> = (0..devices.len())
            .filter(|number| given(number) && !hidden(*number))
            .map(|number| BTreeSet::from([number]))
            .collect();
        let told = results.figures.iter().filter(|figure| {
            figure.value.is_some()
                && figure.indicator.starts_with("in_use.")
                && !figure.indicator.starts_with("in_use.planned_lifetime")
        });
        for figure in told {
            let with_users = figure.indicator.contains("per_user");
            let in_cut = (0..devices.len()).filter(given).filter(|number| {
                let (_, group) = of(*number);
                let scope = if group == "servers" { "infrastructure" } else { "workplace" };
                let asked = !with_users || users[number / groups.len()].is_some();
                asked && figure.dimensions.iter().all(|(_, code)| code == group || code == scope)
            });
            known.push(in_cut.collect());
        }
        let outsider = Outsider { numbers: devices.len(), known };
        let own = (0..devices.len()).filter(given).filter(|number| number / groups.len() == protected);
        let own: Vec<usize> = own.collect();
        for number in &own {
            prop_assert!(!outsider.derives(&BTreeSet::from([*number])), "{:?}", of(*number));
        }
        let all = (0..devices.len()).filter(given);
        let workplace: Vec<usize> = all.filter(|number| of(*number).1 != "servers").collect();
        if own.iter().any(|number| workplace.contains(number)) {
            for other in 0..4 {
                let of_two = |number: &usize| [protected, other].contains(&(number / groups.len()));
                let of_two = workplace.iter().copied().filter(of_two);
                prop_assert!(!outsider.derives(&of_two.collect()), "{other}");
            }
        }
    }
}

#[test]
fn lines_left_out_of_a_protected_participant_do_not_follow() {
    let left_out = |protected: &[&str]| {
        let without_currency = |of, row| LineRecord { currency: None, ..line(of, row, 100) };
        let in_dollars =
            |of, row| LineRecord { currency: Some(currency("USD")), ..line(of, row, 100) };
        let of_no_group =
            |of, row| LineRecord { product_group: String::new(), ..line(of, row, 100) };
        let lines = vec![
            line("aa", 5, 100),
            line("bb", 5, 200),
            line("cc", 5, 300),
            line("dd", 5, 400),
            without_currency("aa", 6),
            in_dollars("bb", 6),
            in_dollars("cc", 6),
            in_dollars("dd", 6),
            of_no_group("aa", 7),
            of_no_group("bb", 7),
            of_no_group("bb", 8),
        ];
        let results = world(lines, protected).compute().results;
        ["", "component=no_currency", "component=no_rate", "component=no_group"]
            .map(|cut| shown(&results, "volume.left_out.lines", cut))
    };
    assert_eq!(left_out(&[]), ["7 A", "1 A", "3 A", "3 A"]);
    // Of aa alone, and of aa and bb; all of them less those without a rate are of aa and bb too.
    assert_eq!(left_out(&["aa"]), ["7 A", "- Q", "- Q", "- Q"]);
}
