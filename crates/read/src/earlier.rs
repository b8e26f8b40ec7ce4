//! What was published of earlier years: `inputs/Y/published.csv`, and the figures of the newest sealed edition of each
//! year, `inputs/Y/editions/N/data/observations.csv` (contract: A year; Editions).
//!
//! An edition is the record. Where it cannot be read that is said, and the year is taken to have none; nothing in it
//! stops a run.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::earlier::{Earlier, EarlierFigure, Edition, PublishedFigure};
use model::{
    Dimension, Dimensions, Fault, FaultKind, InputFile, ObservationStatus, Obstacle, Unit,
};

use crate::absent::{is_year, unreadable};
use crate::plain::iso_day;
use crate::registers::rows;
use crate::table::{Columns, RowReader};
use crate::unused::years_begun;

type Files = BTreeMap<String, InputFile>;

/// The dimensions a figure can be cut by, as columns; a test holds them to the list.
const CUT: [&str; 20] = [
    "panel",
    "role",
    "scope",
    "product_group",
    "condition",
    "acquisition",
    "strategy",
    "impact",
    "phase",
    "practice",
    "level",
    "output",
    "route",
    "theme",
    "participant",
    "account",
    "fund",
    "class",
    "activity",
    "component",
];

/// The same beside one more column.
const fn cut_and(column: &'static str) -> [&'static str; CUT.len() + 1] {
    let mut columns = [column; CUT.len() + 1];
    let mut index = 0;
    while index < CUT.len() {
        columns[index] = CUT[index];
        index += 1;
    }
    columns
}

const PUBLISHED: Columns = Columns {
    required: &["indicator", "value", "unit", "source"],
    optional: &cut_and("year"),
    titled: &[],
    private: &[],
};

const OBSERVATIONS: Columns = Columns {
    required: &["indicator", "year", "value", "unit", "status"],
    optional: &cut_and("contributors"),
    titled: &[],
    private: &[],
};

/// Reads what was published of a year and of the years before it.
///
/// A row of `published.csv` is of the year of its folder, or of the one in its column `year`. Before this program was
/// published what the workspace does not compute itself: a row of a year that it computes, of this one or of a later one
/// is a fault, and left aside.
///
/// # Errors
///
/// Obstacles if a `published.csv` cannot be read as this register.
pub(crate) fn earlier(
    files: &Files,
    year: i16,
    faults: &mut Vec<Fault>,
) -> Result<Earlier, Vec<Obstacle>> {
    let mut earlier = Earlier::default();
    let (computed, mut unfit) = (years_begun(files), Vec::new());
    for of in years(files).into_iter().filter(|of| *of <= year) {
        let name = format!("inputs/{of}/published");
        earlier.published.extend(rows(files, &name, &PUBLISHED, faults, |row| {
            let own = published(row, of).filter(|_| row.is_sound())?;
            let why = unfit_year(own.figure.year, year, &computed);
            unfit.extend(why.map(|why| of_unfit_year(row, own.figure.year, why)));
            why.is_none().then_some(own)
        })?);
        if of < year {
            earlier.editions.extend(edition(files, of, faults));
        }
    }
    faults.extend(unfit);
    Ok(earlier)
}

/// What a figure published before this program can not be of; `None` where its year is one it can be of.
fn unfit_year(of: i16, year: i16, computed: &BTreeSet<i16>) -> Option<&'static str> {
    match of.cmp(&year) {
        Ordering::Greater => Some("a year that is past"),
        _ if of == year || computed.contains(&of) => {
            Some("a year that this workspace does not compute itself")
        }
        _ => None,
    }
}

/// The fault of a row of such a year, at its column `year`, or at its first field where the file has none.
fn of_unfit_year(row: &RowReader<'_>, of: i16, expected: &str) -> Fault {
    let fault = row.told(FaultKind::PublishedYear, "year", expected.to_owned());
    Fault { raw: of.to_string(), ..fault }
}

/// The years that have a folder.
fn years(files: &Files) -> BTreeSet<i16> {
    let folders = files.keys().filter_map(|path| path.strip_prefix("inputs/")?.split_once('/'));
    folders.filter(|(name, _)| is_year(name)).filter_map(|(name, _)| name.parse().ok()).collect()
}

/// One row of `published.csv` in the folder of a year.
fn published(row: &mut RowReader<'_>, folder: i16) -> Option<PublishedFigure> {
    let indicator = row.required_text("indicator");
    let value = row.number("value");
    if row.shown("value").trim().is_empty() {
        row.wrong("value", "the number that was published");
    }
    let unit = unit(row);
    let year = row.year("year").unwrap_or(folder);
    let dimensions = cut(row);
    let source = row.required_text("source");
    Some(PublishedFigure {
        figure: EarlierFigure {
            indicator,
            year,
            dimensions,
            value: Some(value?),
            unit: unit?,
            status: ObservationStatus::Normal,
        },
        source,
        place: row.place("indicator"),
    })
}

fn unit(row: &mut RowReader<'_>) -> Option<Unit> {
    let expected = "a currency code of ISO 4217, `devices`, `units`, `share`, `count`, `years`, `hours` or `coefficient`";
    row.required("unit", expected, Unit::parse)
}

fn cut(row: &mut RowReader<'_>) -> Dimensions {
    let mut cut = Dimensions::none();
    for dimension in Dimension::ALL {
        let code = row.text(dimension.code());
        if !code.is_empty() {
            cut = cut.with(*dimension, code);
        }
    }
    cut
}

/// The newest edition of a year that has figures.
fn edition(files: &Files, year: i16, faults: &mut Vec<Fault>) -> Option<Edition> {
    let folder = format!("inputs/{year}/editions/");
    let numbers = files.range(folder.clone()..).map_while(|(path, _)| path.strip_prefix(&folder));
    let numbers = numbers.filter_map(|rest| rest.strip_suffix("/data/observations.csv"));
    let number: u32 = numbers.filter_map(|number| number.parse().ok()).max()?;
    let name = format!("{folder}{number}/data/observations");
    let mut unread = Vec::new();
    let figures = rows(files, &name, &OBSERVATIONS, &mut unread, observation);
    faults.extend(unread);
    match figures {
        Ok(figures) => {
            let (decision, decided_on) =
                decision(files.get(&format!("{folder}{number}/decision.toml")));
            let figures = figures.into_iter().filter(|figure| figure.year == year).collect();
            Some(Edition { year, number, decision, decided_on, figures })
        }
        Err(obstacles) => {
            let why = obstacles.first().map_or_else(String::new, |first| first.what.clone());
            faults.push(unreadable(&format!("{name}.csv"), &why));
            None
        }
    }
}

/// One row of an edition's `observations`.
fn observation(row: &mut RowReader<'_>) -> Option<EarlierFigure> {
    let indicator = row.required_text("indicator");
    let year = row.year("year");
    let value = row.number("value");
    let unit = unit(row);
    let codes: Vec<&str> = ObservationStatus::ALL.iter().map(|status| status.code()).collect();
    let status = row.code("status", &codes, ObservationStatus::parse);
    if status.is_some_and(|status| status.has_value() != value.is_some()) {
        row.wrong("value", "a number exactly where the status is not O, M, L or Q");
    }
    let dimensions = cut(row);
    Some(EarlierFigure { indicator, year: year?, dimensions, value, unit: unit?, status: status? })
}

/// Reference and day of the decision in `decision.toml`, as far as it says them.
fn decision(file: Option<&InputFile>) -> (String, Option<Date>) {
    let text = file.and_then(|file| std::str::from_utf8(&file.bytes).ok()).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let said = |key: &str| {
        table.get(key).map(|value| match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    };
    let day = said("date").or_else(|| said("provided_on"));
    (said("decision").unwrap_or_default(), day.and_then(|day| iso_day(&day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::testing::files;

    #[test]
    fn the_columns_are_the_dimensions() {
        let codes: Vec<&str> = Dimension::ALL.iter().map(|dimension| dimension.code()).collect();
        assert_eq!(CUT.to_vec(), codes);
        assert_eq!(OBSERVATIONS.optional, [&CUT[..], &["contributors"]].concat());
    }

    #[test]
    fn the_newest_edition_with_figures_is_the_record_of_its_year() {
        let header = "indicator,year,product_group,value,unit,status,contributors\n";
        let first = format!("{header}volume.direct.amount,2025,,1.00,EUR,A,1\n");
        let tenth = format!(
            "{header}volume.direct.amount,2025,laptops,12.50,EUR,P,2\nvolume.direct.amount,2025,,,EUR,Q,2\n\
             volume.direct.amount,2024,,3.00,EUR,A,1\n"
        );
        let decision = "decision = \"SC-2026-04\"\ndate = 2026-05-12\n";
        let found = files(&[
            ("inputs/2025/editions/2/data/observations.csv", &first),
            ("inputs/2025/editions/10/data/observations.csv", &tenth),
            ("inputs/2025/editions/10/decision.toml", decision),
            ("inputs/2025/editions/11/decision.toml", decision),
            ("inputs/2026/editions/1/data/observations.csv", &first),
        ]);
        let mut faults = Vec::new();
        let earlier = earlier(&found, 2026, &mut faults).unwrap();
        assert_eq!((earlier.editions.len(), faults.len()), (1, 0));
        let edition = earlier.edition(2025).unwrap();
        assert_eq!((edition.number, edition.decision.as_str()), (10, "SC-2026-04"));
        assert_eq!(edition.decided_on, iso_day("2026-05-12"));
        let values: Vec<_> =
            edition.figures.iter().map(|one| one.value.map(|v| v.to_string())).collect();
        assert_eq!(values, [Some("12.50".to_owned()), None]);
    }

    #[test]
    fn an_edition_that_cannot_be_read_is_said_and_is_none() {
        let found = files(&[("inputs/2025/editions/1/data/observations.csv", "indicator;value\n")]);
        let mut faults = Vec::new();
        let earlier = earlier(&found, 2026, &mut faults).unwrap();
        assert_eq!((earlier.editions.len(), faults.len()), (0, 1));
    }

    #[test]
    fn what_was_published_before_has_its_year_from_its_folder() {
        let text = "indicator,scope,value,unit,source\n\
                    volume.direct.amount,workplace,1234.50,EUR,\"Report 2022, page 4\"\n\
                    volume.direct.amount,,no,EUR,Report\n";
        let found = files(&[("inputs/2022/published.csv", text)]);
        let mut faults = Vec::new();
        let earlier = earlier(&found, 2026, &mut faults).unwrap();
        assert_eq!((earlier.published.len(), faults.len()), (1, 1));
        let own = &earlier.published[0];
        assert_eq!(
            (own.figure.year, own.figure.dimensions.to_string()),
            (2022, "scope=workplace".into())
        );
        assert_eq!(own.source, "Report 2022, page 4");
    }

    #[test]
    fn a_figure_is_of_the_year_its_row_says_and_of_none_that_is_computed() {
        let header = "indicator,year,value,unit,source\n";
        let row = |year: &str| format!("volume.direct.amount,{year},1.00,EUR,Report\n");
        let of = |years: [&str; 6]| format!("{header}{}", years.map(row).concat());
        let found = files(&[
            ("inputs/2021/published.csv", &of(["", "2021", "2020", "2022", "2025", "soon"])),
            ("inputs/2025/year.toml", ""),
            (
                "inputs/2025/published.csv",
                "indicator,value,unit,source\nin_use.users,1,count,Report\n",
            ),
            ("inputs/2026/published.csv", &of(["", "2026", "2027", "2023", "2025", "1999"])),
        ]);
        let mut faults = Vec::new();
        let earlier = earlier(&found, 2026, &mut faults).unwrap();
        let years: Vec<i16> = earlier.published.iter().map(|own| own.figure.year).collect();
        assert_eq!(years, [2021, 2021, 2020, 2022, 2023, 1999]);
        let told =
            faults.iter().map(|fault| format!("{:?} {} {}", fault.kind, fault.place, fault.raw));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "BadRegisterValue inputs/2021/published.csv!7:2 soon",
                "PublishedYear inputs/2021/published.csv!6:2 2025",
                "PublishedYear inputs/2025/published.csv!2:1 2025",
                "PublishedYear inputs/2026/published.csv!2:2 2026",
                "PublishedYear inputs/2026/published.csv!3:2 2026",
                "PublishedYear inputs/2026/published.csv!4:2 2027",
                "PublishedYear inputs/2026/published.csv!6:2 2025",
            ]
        );
        assert!(faults[5].expected.contains("past"), "{}", faults[5].expected);
    }
}
