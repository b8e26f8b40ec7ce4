//! `cfit demo`: an invented workspace, or as many invented lines as a load test wants.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use demo::InventedPact;
use demo::faults::{Faults, plant};
use demo::invent::{Size, invent};
use demo::workspace::{Error, Ground, ReturnFiles, WorkspaceFile};
use model::{InputFile, Obstacle, PactReading, YearReading};
use publish::NewFolder;

use crate::progress::{Progress, Steps};
use crate::workspace::{Failure, fault, unwritten};

mod lines;

/// What a command that was not brought to its end leaves.
const NOTHING_LEFT: &str = "nothing was left behind";

/// Returns that may wait to be written while others are made.
const WAITING: usize = 4;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DemoRequest {
    /// Organisations that ever take part.
    pub participants: u32,
    /// Lines of orders in a return that attaches any, on average.
    pub orders: u32,
    /// Years, the last being 2026.
    pub years: u32,
    /// The number everything is drawn from.
    pub seed: u64,
    /// Whether only lines of orders are wanted, as one table, instead of a workspace.
    pub lines_only: bool,
    /// Whether mistakes are planted, and listed beside the inputs.
    pub faults: bool,
}

/// What `cfit demo` has to say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DemoOutcome {
    /// Organisations that ever take part.
    pub participants: u64,
    /// The years, the oldest first.
    pub years: Vec<i16>,
    /// Returns over all years; none where only lines were wanted.
    pub returns: u64,
    /// Lines of orders; counted where only lines were wanted.
    pub lines: Option<u64>,
    /// Findings that the mistakes planted are to give; 0 where none were asked for.
    pub planted: u64,
    /// Files that were written.
    pub files: u64,
    /// Their size in bytes.
    pub bytes: u64,
}

/// Writes an invented workspace into a folder that does not exist yet, or is empty: the whole of it or nothing.
///
/// # Errors
/// A size no pact can have, a folder with anything in it, a disk that is full.
pub fn demo(
    folder: &Path,
    request: &DemoRequest,
    progress: &mut dyn Progress,
) -> Result<DemoOutcome, Failure> {
    let DemoRequest { participants, orders, years, seed, lines_only, faults } = *request;
    let size = Size { participants, orders, years, seed };
    let size = if lines_only { size.checked_for_lines()? } else { size.checked()? };
    let mut written = Written::begin(folder)?;
    if lines_only {
        return lines::lines(&size, written, progress);
    }
    let mut steps = Steps::new(progress, participants as usize * years as usize + 2);
    steps.next("Inventing organisations, years and purchases");
    let mut pact = invent(&size);
    let mut faults = if faults { plant(&mut pact, seed) } else { Faults::default() };
    unless_stopped(&steps)?;
    let returns: usize = pact.years.iter().map(|year| year.returns.len()).sum();
    steps.expect(returns + 2);
    steps.next("Writing the office's own files");
    let office = faults.office_files(&pact, &command(request)).map_err(cannot_make)?;
    for file in &office {
        unless_stopped(&steps)?;
        written.add(file)?;
    }
    let grounds = Grounds::read(&pact, office)?;
    unless_stopped(&steps)?;
    write_returns(&pact, (&grounds, &mut faults), &mut written, &mut steps)?;
    if !faults.planted.is_empty() {
        written.add(&faults.list())?;
    }
    let outcome = DemoOutcome {
        participants: pact.participants.len() as u64,
        years: pact.years.iter().map(|year| year.year).collect(),
        returns: returns as u64,
        lines: None,
        planted: faults.planted.len() as u64,
        ..DemoOutcome::default()
    };
    written.finish(outcome)
}

/// The command that makes the same workspace again.
fn command(request: &DemoRequest) -> String {
    let DemoRequest { participants, orders, years, seed, faults, .. } = request;
    let faults = if *faults { " --faults" } else { "" };
    format!(
        "cfit demo DIR --participants {participants} --orders {orders} --years {years} --seed {seed}{faults}"
    )
}

/// Goes on, unless somebody asked for the command to stop.
fn unless_stopped(steps: &Steps) -> Result<(), Failure> {
    if steps.is_stopped() { Err(stopped()) } else { Ok(()) }
}

fn stopped() -> Failure {
    let help = format!("{NOTHING_LEFT}; give the command again to begin anew");
    Failure::from(Obstacle::new("stopped before the folder was whole", help))
}

fn cannot_make(error: Error) -> Failure {
    fault("making the invented workspace", error)
}

/// The folder while it is written, and what is in it.
struct Written {
    folder: NewFolder,
    files: u64,
    bytes: u64,
}

impl Written {
    fn begin(folder: &Path) -> Result<Self, Failure> {
        let folder = NewFolder::begin(folder).map_err(|error| unmade(&error))?;
        Ok(Self { folder, files: 0, bytes: 0 })
    }

    fn add(&mut self, file: &WorkspaceFile) -> Result<(), Failure> {
        self.files += 1;
        self.bytes += file.bytes.len() as u64;
        self.folder.add(&file.path, &file.bytes).map_err(|error| unmade(&error))
    }

    fn finish(self, outcome: DemoOutcome) -> Result<DemoOutcome, Failure> {
        self.folder.finish().map_err(|error| unmade(&error))?;
        Ok(DemoOutcome { files: self.files, bytes: self.bytes, ..outcome })
    }
}

fn unmade(error: &publish::Error) -> Failure {
    unwritten(error, NOTHING_LEFT)
}

/// What the program reads of the office's files, for the forms.
struct Grounds {
    pact: PactReading,
    years: Vec<YearReading>,
}

impl Grounds {
    fn read(pact: &InventedPact, office: Vec<WorkspaceFile>) -> Result<Self, Failure> {
        let files: BTreeMap<String, InputFile> = office
            .into_iter()
            .map(|file| {
                let path = file.path.as_str().into();
                let own = InputFile { path, bytes: file.bytes.into(), sha256: String::new() };
                (file.path, own)
            })
            .collect();
        let reading = read::year::pact_reading(&files, &[])?;
        let years = pact.years.iter().map(|year| {
            let data = read::year::year_reading(&files, &reading, year.year, &[])?;
            Ok::<_, Failure>(data.reading)
        });
        let years = years.collect::<Result<_, _>>()?;
        Ok(Self { pact: reading, years })
    }

    fn of(&self, year: usize) -> Ground<'_> {
        let own = &self.years[year];
        Ground {
            pact: &self.pact.pact,
            register: &self.pact.register,
            settings: &own.settings,
            questionnaire: &own.questionnaire,
            outputs: &own.outputs,
        }
    }
}

/// A return by its year and its place in it, from 0.
type Job = (usize, usize);

/// Makes the folders of all returns on every processor, and writes each as it is made.
fn write_returns(
    pact: &InventedPact,
    (grounds, faults): (&Grounds, &mut Faults),
    written: &mut Written,
    steps: &mut Steps,
) -> Result<(), Failure> {
    let jobs: Vec<Job> = (0..pact.years.len())
        .flat_map(|year| (0..pact.years[year].returns.len()).map(move |own| (year, own)))
        .collect();
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut places = Vec::new();
    let all = &*faults;
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        for _ in 0..workers {
            let (sender, jobs, next) = (sender.clone(), &jobs, &next);
            scope.spawn(move || make_returns(pact, (grounds, all), (jobs, next), &sender));
        }
        drop(sender);
        for (job, made) in receiver {
            steps.next(format!("Writing the returns of {}", pact.years[job.0].year));
            let made = made.map_err(cannot_make)?;
            unless_stopped(steps)?;
            made.files.iter().try_for_each(|file| written.add(file))?;
            places.extend(all.addresses(pact, job, &made));
        }
        Ok::<_, Failure>(())
    })?;
    faults.stand_at(places);
    Ok(())
}

/// Makes one return after the other until there is none, or nobody wants them.
fn make_returns(
    pact: &InventedPact,
    (grounds, faults): (&Grounds, &Faults),
    (jobs, next): (&[Job], &AtomicUsize),
    to: &SyncSender<(Job, Result<ReturnFiles, Error>)>,
) {
    while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
        let made = faults.return_files(pact, *job, &grounds.of(job.0));
        if to.send((*job, made)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Step;

    /// Somebody who asks for a stop during a step, and sees the steps.
    struct Stopper {
        during: &'static str,
        seen: Vec<String>,
    }

    impl Progress for Stopper {
        fn step(&mut self, step: &Step) {
            self.seen.push(step.text.clone());
        }

        fn is_stopped(&self) -> bool {
            self.seen.last().is_some_and(|text| text.starts_with(self.during))
        }
    }

    #[test]
    fn a_stop_is_answered_before_the_next_step() {
        let cases = [("Inventing", 1), ("Writing the office", 2), ("Writing the returns", 3)];
        for (number, (during, steps)) in cases.into_iter().enumerate() {
            let name = format!("cfit-demo-stopped-{}-{number}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            let (participants, orders, years, seed) = (3, 4, 1, 1);
            let (lines_only, faults) = (false, false);
            let request = DemoRequest { participants, orders, years, seed, lines_only, faults };
            let mut stopper = Stopper { during, seen: Vec::new() };
            let failure = demo(&folder, &request, &mut stopper).unwrap_err();
            assert!(failure.0[0].what.starts_with("stopped"), "{failure:?}");
            assert_eq!(stopper.seen.len(), steps, "{:?}", stopper.seen);
            assert!(!folder.exists(), "{during}");
        }
    }
}
