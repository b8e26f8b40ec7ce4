//! An invented pact as a workspace on the disk, and what the pipeline makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use demo::InventedPact;
use demo::workspace::{Ground, WorkspaceFile, office_files, return_files};
use model::{Figure, InputFile};
use tempfile::TempDir;

use crate::random_pacts::truth::{Cut, Names, Row, Table};

/// Nobody listens.
pub(crate) struct Silent;

impl pipeline::Progress for Silent {
    fn step(&mut self, _: &pipeline::Step) {}
}

/// The rates as the Bank publishes them, in full.
const RATES: &str = "inputs/rates/eurofxref-hist.zip";

/// Writes a pact's workspace into a folder of its own. Of the Bank's rates it has those from 2019 on, as text: the
/// rest would only be read in vain, hundreds of times.
pub(crate) fn written(pact: &InventedPact) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a workspace");
    let mut office =
        office_files(pact, "an invented pact of the tests").expect("the office's files");
    let rates = office.iter_mut().find(|file| file.path == RATES).expect("the Bank's rates");
    rates.path = RATES.replace(".zip", ".csv");
    rates.bytes = recent(&rates.bytes, "2019").into_bytes();
    office.iter().for_each(|file| write(folder.path(), file));
    let mut files: BTreeMap<String, InputFile> = office.into_iter().map(input).collect();
    // Forms hold no rate: one day is enough to read what they are made from.
    let rates = files.get_mut(&RATES.replace(".zip", ".csv")).expect("they are there");
    rates.bytes = String::from_utf8_lossy(&rates.bytes)
        .lines()
        .take(2)
        .collect::<Vec<_>>()
        .join("\n")
        .into_bytes()
        .into();
    let reading = read::year::pact_reading(&files, &[]).expect("settings and registers");
    for (index, year) in pact.years.iter().enumerate() {
        let own = read::year::year_reading(&files, &reading, year.year, &[]).expect("a year");
        let own = own.reading;
        let ground = Ground {
            pact: &reading.pact,
            register: &reading.register,
            settings: &own.settings,
            questionnaire: &own.questionnaire,
            outputs: &own.outputs,
        };
        for of in 0..year.returns.len() {
            let made =
                return_files(pact, (index, of), &ground).unwrap_or_else(|error| panic!("{error}"));
            made.files.iter().for_each(|file| write(folder.path(), file));
        }
    }
    folder
}

/// The Bank's file from a year on; it has the newest day first.
fn recent(zip: &[u8], year: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let mut all = String::new();
    zip.by_index(0).expect("a file in it").read_to_string(&mut all).expect("text");
    let mut lines = all.lines();
    let header = lines.next().expect("a header");
    let days = lines.take_while(|line| *line >= year);
    std::iter::once(header).chain(days).map(|line| format!("{line}\n")).collect()
}

fn write(folder: &Path, file: &WorkspaceFile) {
    let path = folder.join(&file.path);
    fs::create_dir_all(path.parent().expect("files lie in folders")).expect("a folder");
    fs::write(path, &file.bytes).expect("a file");
}

fn input(file: WorkspaceFile) -> (String, InputFile) {
    let path = file.path.as_str().into();
    (file.path, InputFile { path, bytes: file.bytes.into(), sha256: String::new() })
}

/// The figures of each year as the pipeline publishes them.
pub(crate) fn figures(pact: &InventedPact, folder: &Path) -> Vec<(i16, Table)> {
    let of_year = |year: i16| (year, figures_of(folder, year).0);
    pact.years.iter().map(|year| of_year(year.year)).collect()
}

/// The figures of a year, and of whom nothing else is published.
pub(crate) fn figures_of(folder: &Path, year: i16) -> (Table, Names) {
    match pipeline::figures(folder, Some(year), &mut Silent) {
        Ok(of_year) => {
            let withheld = of_year.withheld.iter().map(ToString::to_string).collect();
            (table(year, &of_year.figures), withheld)
        }
        Err(failure) => panic!("{year}: {failure:?}"),
    }
}

/// The figures as rows; those of another year have its number in their cut.
fn table(year: i16, figures: &[Figure]) -> Table {
    let rows = figures.iter().map(|figure| {
        let mut cut: Cut =
            figure.dimensions.iter().map(|(of, code)| (of.code(), code.to_owned())).collect();
        if figure.year != year {
            cut.insert("year", figure.year.to_string());
        }
        let places = figure.unit.places();
        let row = Row {
            value: figure.value.map(|value| super::truth::plain(value, places)),
            status: figure.status.code(),
            contributors: figure.contributors.map(|number| number as usize),
            // A trace names whose cells they are, not whose volume.
            names: Names::default(),
            last_names: Names::default(),
        };
        ((figure.indicator.clone(), cut), row)
    });
    Table(rows.collect())
}
