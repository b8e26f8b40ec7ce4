//! Mistakes of the kinds that people make, planted into an invented pact, with the list of where each stands.
//!
//! In: an [`InventedPact`] and a seed. Out: the pact with mistakes in it, what goes wrong while its files are
//! written, and a row for each finding that the rules are to make of it. Each kind of mistake names the rule that
//! finds it; what else the rules find because of it is listed too. It refuses to plant two mistakes where one could
//! hide the other.

mod arrivals;
pub(crate) mod encrypted;
mod finance;
mod form_cells;
mod governance;
mod list;
mod organisation;
mod purchases;
pub(crate) mod slips;
mod supporting;
mod supporting_files;
mod uptake;
mod victim;
mod vouchers;

use std::collections::{BTreeMap, BTreeSet};

use crate::invent::draw::Draw;
use crate::pact::InventedPact;
use crate::workspace::{
    Error, Ground, Mistakes, ReturnFiles, WorkspaceFile, office_files_with, return_files_with,
};
use list::{Spot, WrittenReturn};
use slips::{Asked, ReturnSlips};
use victim::Victim;

pub use list::{Address, Planted};

/// The list of the mistakes, beside `inputs/`.
pub const LIST: &str = "planted-mistakes.csv";

/// Of so many returns one has a mistake, where a pact has more returns than there are kinds of mistakes.
const RETURNS_A_MISTAKE: usize = 3;

/// What is wrong in a pact.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Faults {
    /// What was planted, and what else is found because of it.
    pub planted: Vec<Planted>,
    /// What goes wrong with each return: the year from 0 and the participant.
    slips: BTreeMap<(usize, String), ReturnSlips>,
    /// Files of the office that are not there, by their path.
    gone: BTreeSet<String>,
    /// Files of the office that should not be there: path and text.
    added: Vec<(String, String)>,
    /// Parts of returns that are spoken for.
    claimed: BTreeMap<(usize, String), BTreeSet<String>>,
    /// Returns that count nowhere.
    whole: BTreeSet<(usize, String)>,
}

/// A kind of mistake: it looks for a place in a return, or in what the office keeps of a year, plants itself there
/// and lists what is found. `None`: nothing there fits, and nothing was changed.
type Kind = fn(&mut Victim) -> Option<()>;

/// Plants mistakes into a pact: one of each kind that finds a place, and of large pacts so many that about one
/// return in three has one. Another seed chooses other places.
pub fn plant(pact: &mut InventedPact, seed: u64) -> Faults {
    let mut faults = Faults::default();
    let returns: usize = pact.years.iter().map(|year| year.returns.len()).sum();
    let of_returns: Vec<Kind> = [
        arrivals::KINDS,
        supporting_files::KINDS,
        organisation::KINDS,
        uptake::KINDS,
        purchases::KINDS,
        form_cells::KINDS,
        supporting::KINDS,
    ]
    .concat();
    let office: Vec<Kind> = [governance::KINDS, finance::KINDS].concat();
    let mut draw = Draw::of(seed, 0, 0, "faults of the office");
    for kind in office {
        let mut years: Vec<usize> = (0..pact.years.len()).collect();
        draw.shuffle(&mut years);
        let tried = |year: &usize| {
            let mut own = Draw::of(seed, *year, 0, "office");
            let faults = &mut faults;
            kind(&mut Victim { pact, faults, year: *year, id: "", draw: &mut own }).is_some()
        };
        years.iter().any(tried);
    }
    let wanted = (returns / RETURNS_A_MISTAKE).max(of_returns.len());
    let mut round = 0;
    let mut left = wanted;
    while left > 0 {
        let mut planted = 0;
        for (number, kind) in of_returns.iter().enumerate().take(left.min(of_returns.len())) {
            let mut draw = Draw::of(seed, number, round, "faults");
            planted += usize::from(plant_one(pact, &mut faults, *kind, &mut draw));
        }
        left = left.saturating_sub(of_returns.len().min(left));
        if planted == 0 {
            break;
        }
        round += 1;
    }
    faults
}

/// Plants a mistake into the return that fits with the fewest mistakes; of several one by chance.
fn plant_one(pact: &mut InventedPact, faults: &mut Faults, kind: Kind, draw: &mut Draw) -> bool {
    let mut places: Vec<(usize, String)> = Vec::new();
    for (year, own) in pact.years.iter().enumerate() {
        places.extend(own.returns.iter().map(|one| (year, one.participant.clone())));
    }
    draw.shuffle(&mut places);
    places.sort_by_key(|place| faults.claimed.get(place).map_or(0, BTreeSet::len));
    places
        .into_iter()
        .any(|(year, id)| kind(&mut Victim { pact, faults, year, id: &id, draw }).is_some())
}

impl Faults {
    fn is_whole(&self, year: usize, id: &str) -> bool {
        self.whole.contains(&(year, id.to_owned()))
    }

    fn is_free(&self, year: usize, id: &str, part: &str) -> bool {
        let Some(claimed) = self.claimed.get(&(year, id.to_owned())) else { return true };
        let holds = |one: &str, other: &str| {
            other
                .strip_prefix(one)
                .is_some_and(|rest| one.is_empty() || rest.is_empty() || rest.starts_with('/'))
        };
        !claimed.iter().any(|own| holds(own, part) || holds(part, own))
    }

    fn claim(&mut self, year: usize, id: &str, part: &str) {
        self.claimed.entry((year, id.to_owned())).or_default().insert(part.to_owned());
    }

    /// The office's own files, with what is wrong in them.
    ///
    /// # Errors
    /// Those of [`crate::workspace::office_files`].
    pub fn office_files(
        &mut self,
        pact: &InventedPact,
        command: &str,
    ) -> Result<Vec<WorkspaceFile>, Error> {
        let mistakes = if self.planted.is_empty() { Mistakes::None } else { Mistakes::Planted };
        let mut files = office_files_with(pact, command, mistakes)?;
        for one in &mut self.planted {
            let of = |path: &String| files.iter().find(|file| file.path == *path);
            let (path, at) = match &one.spot {
                Spot::Record(path, column, with) => {
                    (path, of(path).and_then(|file| list::record(file, column, with)))
                }
                Spot::Header(path, column) => {
                    (path, of(path).and_then(|file| list::header(file, column)))
                }
                _ => continue,
            };
            one.at = at.unwrap_or_else(|| Address::file(path));
        }
        files.retain(|file| !self.gone.contains(&file.path));
        files.extend(self.added.iter().map(|(path, text)| WorkspaceFile {
            path: path.clone(),
            bytes: text.clone().into_bytes(),
        }));
        Ok(files)
    }

    /// The folder of one return, with what is wrong in it; see [`crate::workspace::return_files`].
    ///
    /// # Errors
    /// Those of [`crate::workspace::return_files`].
    pub fn return_files(
        &self,
        pact: &InventedPact,
        (year, index): (usize, usize),
        ground: &Ground,
    ) -> Result<ReturnFiles, Error> {
        let own = &pact.years[year].returns[index];
        let slips = self.slips.get(&(year, own.participant.clone()));
        let nothing = ReturnSlips::default();
        let asked: Vec<Asked> = self
            .of_return(pact.years[year].year, &own.participant)
            .filter_map(|one| match &one.spot {
                Spot::Answer(asked) => Some(asked.clone()),
                _ => None,
            })
            .collect();
        return_files_with(pact, (year, index), ground, (slips.unwrap_or(&nothing), &asked))
    }

    fn of_return<'f>(&'f self, year: i16, id: &'f str) -> impl Iterator<Item = &'f Planted> {
        self.planted.iter().filter(move |one| one.year == year && one.participant == id)
    }

    /// Where the mistakes of a return stand, once its files are made: their numbers, and the addresses.
    pub fn addresses(
        &self,
        pact: &InventedPact,
        (year, index): (usize, usize),
        made: &ReturnFiles,
    ) -> Vec<(usize, Address)> {
        let number = pact.years[year].year;
        let id = &pact.years[year].returns[index].participant;
        let written = WrittenReturn {
            folder: format!("inputs/{number}/returns/{id}"),
            places: &made.places,
            beside: &made.notes,
            cells: &made.cells,
            files: &made.files,
        };
        let own = self.planted.iter().enumerate();
        let own = own.filter(|(_, one)| one.year == number && one.participant == *id);
        own.filter_map(|(at, one)| Some((at, written.address(&one.spot)?))).collect()
    }

    /// Notes where mistakes stand.
    pub fn stand_at(&mut self, addresses: Vec<(usize, Address)>) {
        for (number, at) in addresses {
            self.planted[number].at = at;
        }
    }

    /// The list of the mistakes, as a file of the workspace.
    pub fn list(&self) -> WorkspaceFile {
        list::file(&self.planted)
    }
}

/// The severity of a rule whose mistakes are planted.
fn severity(rule: &str) -> &'static str {
    const WARNINGS: &[&str] = &[
        "R005", "R010", "R011", "R012", "R102", "R103", "R108", "R113", "R114", "R115", "R116",
        "V103", "V106", "V107", "V109", "V110", "V113", "V114", "V117", "V118", "V119", "V120",
        "V121", "V123", "U101", "U102", "Q101", "S102", "S103", "S104", "S112", "S114", "S118",
        "S119", "S120", "S122", "S123", "F101", "F105", "F108", "F112", "F113", "F115", "F116",
        "F117", "F118", "F119", "F123", "F124", "G104", "G105",
    ];
    const NOTES: &[&str] = &[
        "R101", "R104", "R105", "R106", "V105", "V108", "V112", "V122", "Q102", "S101", "S105",
        "S113", "S116", "G101", "G106", "G107", "G108", "G109", "G110", "S128", "S129", "S130",
    ];
    match rule {
        rule if WARNINGS.contains(&rule) => "warning",
        rule if NOTES.contains(&rule) => "note",
        _ => "error",
    }
}
