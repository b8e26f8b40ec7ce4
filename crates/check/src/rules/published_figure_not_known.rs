//! T101: a figure published before this program cannot be shown as one of an indicator's.

use model::earlier::EarlierFigure;
use model::published_before::{NotShown, judged};
use model::{Decimal, Place, Unit};

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A figure published before is none that its indicator could have, or is given twice.
    ///
    /// # What it checks
    /// Rows of `inputs/YEAR/published.csv`, the figures published before this program, each with `indicator`, its cut,
    /// `value`, `unit`, `source` and, where it is not of the year of its folder, `year`: whether there is such an
    /// indicator, whether it is given in that cut and unit, whether the cut's codes exist (of practices, outputs, accounts,
    /// funds and activities each year has its own; these are not looked up), whether the value has no more decimal
    /// places than are published in its unit, a share is from 0 to 1 and a number of things, years or hours is not below
    /// 0, and whether no other row and no sealed edition gives the same figure.
    ///
    /// # Why it matters
    /// The row is left out of the table `data/trends` and shown nowhere: it could only be shown changed, or beside
    /// figures that it cannot be compared with.
    ///
    /// # Example
    /// `volume.total` as an indicator, the product group `laptop` where its code is `laptops`, a response rate of 85
    /// where 0.85 is meant, 12.5 devices, or one figure in two rows.
    ///
    /// # How to fix
    /// Take the name, the cut and the unit from `cfit indicators`, the codes from `pact.toml` and the registers, and the
    /// value from where it was published. Of two rows delete one; leave out a figure that was counted in another way.
    PublishedFigureNotKnown {
        code: "T101",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for (own, why) in judged(&evidence.year.earlier, evidence.pact, evidence.indicators) {
        let Some(why) = why else {
            continue;
        };
        let figure = &own.figure;
        let value = figure.value.unwrap_or_default();
        report.add(Statement {
            place: Some(own.place.clone()),
            found: format!("{}; it is shown nowhere", words(figure, value, &why)),
            subject: format!("{} {} {}", figure.year, figure.indicator, figure.dimensions),
            raw: format!("{value} {}", figure.unit.code()),
            ..Statement::default()
        });
    }
}

fn words(figure: &EarlierFigure, value: Decimal, why: &NotShown) -> String {
    let (id, unit) = (&figure.indicator, figure.unit);
    match why {
        NotShown::NoIndicator => format!("there is no indicator `{id}`"),
        NotShown::NoCut if figure.dimensions.is_empty() => {
            format!("`{id}` is not given without a cut")
        }
        NotShown::NoCut => format!("`{id}` is not given for {}", figure.dimensions),
        NotShown::UnknownCode(dimension, code) => {
            format!("there is no `{code}` in `{}`", dimension.code())
        }
        NotShown::OtherUnit(known) => {
            format!("`{id}` is counted in {known}, not in {}", unit.code())
        }
        NotShown::MorePlaces => format!("{value} {}", more_places(unit)),
        NotShown::OutsideShare => {
            format!("{value} is no share: a share is from 0 to 1, such as 0.85 for 85 %")
        }
        NotShown::Negative => {
            format!("{value} is below 0, which no figure in {} can be", unit.code())
        }
        NotShown::GivenTwice(other) => {
            format!("the same figure stands in {} too", line(other))
        }
        NotShown::InEdition(number) => {
            format!("edition {number} of {} has this figure, and is the record of it", figure.year)
        }
    }
}

/// What a value in a unit is too exact for.
fn more_places(unit: Unit) -> String {
    match unit.places() {
        0 => format!("is no whole number, as figures in {} are", unit.code()),
        places => {
            let unit = unit.code();
            format!("has more decimal places than the {places} of figures in {unit}")
        }
    }
}

/// A row as one finds it in its file.
fn line(place: &Place) -> String {
    match place.cell {
        Some(cell) => format!("line {} of {}", cell.row + 1, place.path),
        None => place.path.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use model::earlier::{EarlierFigure, Edition, PublishedFigure};
    use model::published_before::shown;
    use model::{Dimension, Dimensions, ObservationStatus, Place, Unit};

    use crate::fixtures::{INDICATORS, sound};

    /// A row in this line: indicator, cut, value and unit.
    fn row(line: u32, [id, cut, value, unit]: [&str; 4]) -> PublishedFigure {
        let mut dimensions = Dimensions::none();
        if let Some((name, code)) = cut.split_once('=') {
            dimensions = dimensions.with(Dimension::parse(name).unwrap(), code);
        }
        PublishedFigure {
            figure: EarlierFigure {
                indicator: id.into(),
                year: 2022,
                dimensions,
                value: Some(value.parse().unwrap()),
                unit: Unit::parse(unit).unwrap(),
                status: ObservationStatus::Normal,
            },
            source: "Report of 2022, page 4".into(),
            place: Place::line("inputs/2022/published.csv", line, 1),
        }
    }

    /// What T101 says of rows, in their order, and the lines that are shown.
    fn judged(rows: &[[&str; 4]], editions: Vec<Edition>) -> (Vec<String>, Vec<u32>) {
        let mut year = sound();
        year.reading.earlier.editions = editions;
        year.reading.earlier.published =
            (2..).zip(rows).map(|(line, cells)| row(line, *cells)).collect();
        let earlier = &year.reading.earlier;
        let left = shown(earlier, &year.pact, INDICATORS);
        let lines = left.iter().map(|own| own.place.cell.unwrap().row + 1).collect();
        let mut found = year.findings();
        found.sort_by_key(|one| one.place.as_ref().and_then(|place| place.cell));
        assert!(found.iter().all(|one| one.rule.code == "T101"), "{found:?}");
        (found.into_iter().map(|one| one.found).collect(), lines)
    }

    #[test]
    fn a_figure_its_indicator_could_not_have_is_said_and_shown_nowhere() {
        let (amount, units) = ("volume.direct.amount", "volume.direct.units");
        let cases = [
            (["volume.total", "", "1", "EUR"], "there is no indicator `volume.total`"),
            ([amount, "level=3", "1", "EUR"], "is not given for level=3"),
            ([units, "", "1", "devices"], "is not given without a cut"),
            (
                [units, "product_group=laptop", "1", "devices"],
                "there is no `laptop` in `product_group`",
            ),
            ([amount, "scope=office", "1", "EUR"], "there is no `office` in `scope`"),
            ([amount, "", "1", "USD"], "is counted in EUR, not in USD"),
            ([amount, "", "1.005", "EUR"], "1.005 has more decimal places than the 2 of"),
            ([units, "product_group=laptops", "12.5", "devices"], "12.5 is no whole number"),
            ([units, "product_group=laptops", "-4", "units"], "-4 is below 0"),
            (["coverage.response_rate", "", "85", "share"], "85 is no share"),
            (["coverage.response_rate", "", "-0.1", "share"], "-0.1 is no share"),
        ];
        for (cells, expected) in cases {
            let (found, lines) = judged(&[cells], Vec::new());
            let [found] = &found[..] else { panic!("{cells:?}: {found:?}") };
            assert!(found.contains(expected), "{found}");
            assert!(found.ends_with("; it is shown nowhere"), "{found}");
            assert_eq!(lines, [0; 0], "{cells:?}");
        }
    }

    #[test]
    fn a_figure_its_indicator_can_have_is_shown() {
        let rows = [
            ["volume.direct.amount", "", "-1.500", "EUR"],
            ["volume.direct.units", "product_group=laptops", "12.0", "devices"],
            ["coverage.response_rate", "", "1", "share"],
            ["finance.closing", "", "-3.10", "SEK"],
        ];
        assert_eq!(judged(&rows, Vec::new()), (Vec::new(), vec![2, 3, 4, 5]));
    }

    #[test]
    fn of_a_figure_in_two_rows_or_in_an_edition_too_neither_row_is_shown() {
        let total = |value| ["volume.direct.amount", "", value, "EUR"];
        let rate = ["coverage.response_rate", "", "0.5", "share"];
        let (found, lines) = judged(&[total("7"), rate, total("8")], Vec::new());
        assert_eq!(lines, [3]);
        let twice = |line: u32| {
            format!(
                "the same figure stands in line {line} of inputs/2022/published.csv too; it is shown nowhere"
            )
        };
        assert_eq!(found, [twice(4), twice(2)]);
        let edition = Edition {
            year: 2022,
            number: 3,
            decision: String::new(),
            decided_on: None,
            figures: vec![row(2, total("9")).figure],
        };
        let (found, lines) = judged(&[total("7"), rate], vec![edition]);
        assert_eq!(lines, [3]);
        assert!(found[0].starts_with("edition 3 of 2022 has this figure"), "{found:?}");
    }
}
