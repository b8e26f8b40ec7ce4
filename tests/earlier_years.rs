//! Figures of earlier years: sealed editions, figures from before this program, and years that are missing.

use std::fs;
use std::path::Path;

use model::{Dimension, ObservationStatus};

use crate::harness::{cfit, example};

type Row = std::collections::BTreeMap<String, String>;

fn write(workspace: &Path, file: &str, text: &str) {
    let path = workspace.join(file);
    fs::create_dir_all(path.parent().expect("in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn rows(workspace: &Path, table: &str) -> Vec<Row> {
    let path = workspace.join(format!("reports/2026/data/{table}.csv"));
    let mut reader = csv::Reader::from_path(path).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn last_year_is_told_from_its_edition_and_what_was_revised_is_said() {
    let folder = example();
    let folder = folder.path();
    assert!(cfit(folder, &["report", "--year", "2025"]).code <= 1);
    let sealed = "inputs/2025/editions/2/data/observations.csv";
    let published = fs::read_to_string(folder.join("reports/2025/data/observations.csv")).unwrap();
    // The edition had a total that was a tenth higher.
    let total = |line: &&str| {
        line.starts_with("volume.direct.amount,2025,,,,")
            && !line.contains("workplace")
            && !line.contains("infrastructure")
    };
    let line = published.lines().find(total).expect("the total");
    let is_value =
        |field: &&str| field.contains('.') && field.starts_with(|of: char| of.is_ascii_digit());
    let value = line.split(',').find(is_value).expect("its value");
    write(folder, sealed, &published.replacen(line, &line.replace(value, "99000000.00"), 1));
    write(
        folder,
        "inputs/2025/editions/2/decision.toml",
        "decision = \"SC-2026-04\"\ndate = 2026-05-12\n",
    );
    let before = "indicator,value,unit,source\n\
                  volume.direct.amount,9000000.00,EUR,\"Report of 2022, page 4\"\n\
                  volume.total,1,EUR,\"Report of 2022, page 4\"\n";
    write(folder, "inputs/2022/published.csv", before);
    let run = cfit(folder, &["report", "--year", "2026"]);
    assert!(run.code <= 1, "{}", run.text());

    let revisions = rows(folder, "revisions");
    assert_eq!(revisions.len(), 1, "{revisions:?}");
    let own = &revisions[0];
    assert_eq!((own["published"].as_str(), own["revised"].as_str()), ("99000000.00", value));
    assert_eq!((own["edition"].as_str(), own["reissue"].as_str()), ("2", "true"));

    let trends = rows(folder, "trends");
    let of = |year: &str| -> Vec<&Row> {
        let is_total = |row: &&Row| {
            row["indicator"] == "volume.direct.amount"
                && row["year"] == year
                && Dimension::ALL.iter().all(|dimension| row[dimension.code()].is_empty())
        };
        trends.iter().filter(is_total).collect()
    };
    let shown = |year: &str| -> Vec<(&str, &str, &str)> {
        let rows = of(year).into_iter();
        rows.map(|row| (row["value"].as_str(), row["origin"].as_str(), row["source"].as_str()))
            .collect()
    };
    assert_eq!(shown("2022"), [("9000000.00", "published", "Report of 2022, page 4")]);
    assert_eq!(shown("2025"), [("99000000.00", "edition", "edition 2, SC-2026-04")]);
    assert_eq!(of("2026")[0]["origin"], "computed");
    let panels = trends.iter().filter(|row| row["panel"] == "matched" && row["year"] == "2025");
    assert!(panels.clone().count() > 0 && panels.clone().all(|row| row["origin"] == "computed"));

    let check = cfit(folder, &["check", "--year", "2026"]);
    assert!(check.text().contains("there is no indicator `volume.total`"), "{}", check.text());
    assert!(check.text().contains("1 figure differs from edition 2 of 2025"), "{}", check.text());
}

struct Silent;

impl pipeline::Progress for Silent {
    fn step(&mut self, _: &pipeline::Step) {}
}

#[test]
fn a_missing_year_between_two_leaves_nothing_to_compare_with() {
    let folder = example();
    let inputs = folder.path().join("inputs");
    fs::rename(inputs.join("2025"), inputs.join("2024")).expect("a year that can be moved");
    let figures = pipeline::figures(folder.path(), Some(2026), &mut Silent);
    let figures = figures.unwrap_or_else(|failure| panic!("{failure:?}"));
    let change: Vec<_> = figures.iter().filter(|own| own.indicator == "change.component").collect();
    assert_eq!(change.len(), 1);
    assert_eq!(change[0].status, ObservationStatus::NotApplicable);
    assert!(
        figures
            .iter()
            .all(|own| own.dimensions.get(Dimension::Panel).is_none() && own.year == 2026)
    );
}
