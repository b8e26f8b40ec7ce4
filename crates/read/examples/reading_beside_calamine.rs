//! Times the reading of a year's files beside calamine alone, in turns, in one run.
//!
//! `cargo run --release -p read --example reading_beside_calamine -- WORKSPACE YEAR [ROUNDS]`
//!
//! Calamine alone opens every workbook of the year's `returns/` and takes the values of every sheet, on all
//! cores; text tables, which it does not read, are left to the other side. Ours is everything
//! `read::year` does: cells with their addresses, questionnaire, answers, faults, lines of purchases. Both
//! have the bytes in memory. Medians are printed.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "what it is for is to print")]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use calamine::{Reader, open_workbook_auto_from_rs};
use model::InputFile;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, year, rest @ ..] = &arguments[..] else {
        eprintln!("say which workspace and which year");
        std::process::exit(2);
    };
    let rounds = rest.first().map_or(5, |rounds| rounds.parse().expect("a number of rounds"));
    let year: i16 = year.parse().expect("a year");
    let mut files = BTreeMap::new();
    gather(Path::new(folder), &Path::new(folder).join("inputs"), &mut files);
    let returns = format!("inputs/{year}/returns/");
    let sent: Vec<&InputFile> =
        files.iter().filter(|(path, _)| path.starts_with(&returns)).map(|(_, file)| file).collect();
    let pact = read::year::pact_reading(&files, &[]).expect("registers that can be read");
    println!("{} files, {} bytes", sent.len(), sent.iter().map(|f| f.bytes.len()).sum::<usize>());
    let (mut alone, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        alone.push(timed("calamine alone", || calamine_alone(&sent)));
        ours.push(timed("reading", || {
            let data = read::year::year_reading(&files, &pact, year, &[]).expect("a year");
            data.lines.len()
        }));
    }
    let (alone, ours) = (median(alone), median(ours));
    println!(
        "calamine alone {alone:?}, reading {ours:?}: {:.2} times",
        ours.as_secs_f64() / alone.as_secs_f64()
    );
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, InputFile>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(root, &path, files);
            continue;
        }
        let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        let file =
            InputFile { path: name.as_str().into(), bytes: bytes.into(), sha256: String::new() };
        files.insert(name, file);
    }
}

/// Cells of every sheet of every workbook, read by calamine on all cores.
fn calamine_alone(sent: &[&InputFile]) -> usize {
    let next = AtomicUsize::new(0);
    let cells = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(file) = sent.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let opened = open_workbook_auto_from_rs(Cursor::new(&file.bytes[..]));
                    let Ok(mut workbook) = opened else { continue };
                    let used = workbook
                        .worksheets()
                        .iter()
                        .map(|(_, range)| range.used_cells().count())
                        .sum();
                    cells.fetch_add(used, Ordering::Relaxed);
                }
            });
        }
    });
    cells.into_inner()
}

fn timed(what: &str, work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    let found = work();
    let took = start.elapsed();
    println!("  {what}: {took:?} ({found})");
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
