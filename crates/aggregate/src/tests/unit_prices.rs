//! No unit price follows from what is published of units.

use model::{Dimension, Figures, LineRecord, ObservationStatus};

use super::fixture::{World, assert_figures, cut, line, order};

/// A line of a participant: its product group and its units.
fn of(who: &str, row: u32, group: &str, units: i64) -> LineRecord {
    LineRecord { product_group: group.into(), units: Some(units), ..line(who, row, 1_000) }
}

/// Rows of the published lines that show no units.
fn blanked(world: &mut World) -> Vec<(String, u32)> {
    let published = world.compute().lines.published().unwrap();
    let blanked = published.into_iter().filter(|line| line.units.is_none());
    let row = |source: &str| -> u32 {
        let digits: String =
            source.rsplit('!').next().unwrap().chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    };
    blanked.map(|line| (line.participant.to_string(), row(&line.source))).collect()
}

fn world(lines: Vec<LineRecord>) -> World {
    let mut world = World::new();
    world.lines = lines;
    world
}

fn rows(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
    expected.iter().map(|(who, row)| ((*who).to_owned(), *row)).collect()
}

#[test]
fn a_row_of_one_line_is_withheld_and_another_cell_of_the_total_blanked() {
    let mut world = world(vec![
        of("aa", 5, "laptops", 2),
        of("bb", 5, "laptops", 30),
        of("cc", 5, "laptops", 40),
    ]);
    // bb's own row would give its units again, and with the total aa's.
    assert_eq!(blanked(&mut world), rows(&[("aa", 5), ("bb", 5)]));
    assert_figures(
        &world.compute().results,
        &[
            ("volume.direct.units", "scope=workplace participant=aa", "- Q"),
            ("volume.direct.units", "scope=workplace participant=bb", "- Q"),
            ("volume.direct.units", "scope=workplace participant=cc", "40 A"),
            ("volume.direct.units", "scope=workplace", "72 A"),
            ("volume.direct.units", "product_group=laptops", "72 A"),
            ("volume.direct.amount", "participant=aa", "10.00 A"),
        ],
    );
    assert_eq!(for_unit_price(&world.compute().results.figures), ["aa", "bb"]);
}

/// Participants whose own direct units for the workplace are withheld for a unit price.
fn for_unit_price(figures: &Figures) -> Vec<String> {
    let own = figures.of("volume.direct.units").filter(|figure| {
        let cut = &figure.dimensions;
        cut.get(Dimension::Scope).is_some()
            && figures.is_for_unit_price(&figure.indicator, cut)
            && figure.status == ObservationStatus::Withheld
    });
    own.filter_map(|figure| figure.dimensions.get(Dimension::Participant).map(str::to_owned))
        .collect()
}

#[test]
fn what_is_withheld_at_a_participants_request_is_not_for_a_unit_price() {
    let mut world = world(vec![
        of("aa", 5, "laptops", 20),
        of("bb", 5, "laptops", 2),
        of("cc", 5, "laptops", 40),
        of("dd", 5, "laptops", 50),
    ]);
    world.of("aa").organisation.protect_volume = true;
    let figures = world.compute().results.figures;
    let status = |who: &str| {
        let cut = cut(&format!("scope=workplace participant={who}"));
        figures.get("volume.direct.units", &cut).unwrap().status
    };
    assert_eq!(status("aa"), ObservationStatus::Withheld);
    assert!(!for_unit_price(&figures).contains(&"aa".to_owned()));
}

#[test]
fn beside_the_only_blanked_line_of_a_cell_the_next_smallest_is_blanked() {
    let mut world = world(vec![
        of("aa", 5, "laptops", 1),
        of("aa", 6, "laptops", 50),
        of("aa", 7, "laptops", 20),
        of("bb", 5, "laptops", 30),
    ]);
    assert_eq!(blanked(&mut world), rows(&[("aa", 5), ("aa", 7)]));
    assert_figures(
        &world.compute().results,
        &[
            ("volume.direct.units", "scope=workplace participant=aa", "71 A"),
            ("volume.direct.units", "product_group=laptops", "101 A"),
        ],
    );
}

#[test]
fn a_sum_of_two_orders_takes_other_cells_of_its_row_and_of_its_group_with_it() {
    let mut lines = vec![of("aa", 5, "desktops", 90)];
    lines.extend([order("aa", 4, 100), order("aa", 5, 100)]);
    lines.extend([of("bb", 5, "desktops", 30), of("bb", 7, "laptops", 8)]);
    let mut world = world(lines);
    // Two lines of each participant and of each group, so that no difference leaves one.
    assert_eq!(blanked(&mut world).len(), 4);
    assert_figures(
        &world.compute().results,
        &[
            ("volume.direct.units", "scope=workplace participant=aa", "110 A"),
            ("volume.direct.units", "product_group=laptops", "28 A"),
        ],
    );
}

#[test]
fn units_of_which_an_ecolabel_is_known_tell_no_line_either() {
    let labelled = |line: LineRecord, units| LineRecord { labelled_units: Some(units), ..line };
    let mut world = world(vec![
        labelled(of("aa", 5, "laptops", 2), 1),
        of("aa", 6, "laptops", 50),
        of("bb", 5, "laptops", 30),
        of("cc", 5, "laptops", 70),
    ]);
    // Nobody else answers: the denominator would be the two units of one line.
    assert_eq!(blanked(&mut world), rows(&[("aa", 5), ("aa", 6)]));
    assert_figures(
        &world.compute().results,
        &[
            ("share.labelled.denominator", "product_group=laptops", "- Q"),
            ("share.labelled", "product_group=laptops", "0.500000 U"),
            ("volume.direct.units", "product_group=laptops", "152 A"),
        ],
    );
}

#[test]
fn what_gives_a_unit_price_away_is_not_told_a_year_later_by_the_matched_panel() {
    let lines =
        || vec![of("aa", 5, "laptops", 2), of("bb", 5, "laptops", 30), of("cc", 5, "laptops", 40)];
    let mut before = World::of_year(2025);
    before.lines = lines();
    let last = before.compute();
    // All but bb report again: what the two bought together would tell what aa did, since cc's row is told.
    let mut world =
        world(lines().into_iter().filter(|line| line.participant.as_str() != "bb").collect());
    let results = world.try_compute(Some(before.as_last(&last))).unwrap().results;
    let told = |of: &str| {
        let of = cut(&format!("panel=matched {of}"));
        let row = results.matched_last_year.get("volume.direct.units", &of).unwrap();
        row.value.map(|value| value.to_string())
    };
    assert_eq!(told("scope=workplace participant=aa"), None);
    assert_eq!(told("scope=workplace participant=cc"), Some("40".into()));
    assert_eq!(told("scope=workplace"), None);
    assert_eq!(for_unit_price(&results.matched_last_year), ["aa"]);
}
