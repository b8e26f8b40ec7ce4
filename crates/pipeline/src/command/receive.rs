//! `cfit receive`: what came in goes into its participant's folder, and a row into `received.csv`.
//!
//! The sender's file is copied byte for byte under a clean name; it is neither moved nor changed. A file that cannot be
//! placed is said with what to do, and keeps no other from being taken in.

mod content;
mod owner;
mod rows;
mod store;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use intake::OfferedFile;
use model::{Date, Identifier, Obstacle};
use read::arrival::Contents;
use read::year::YearForm;

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace};

/// What is to be taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiveRequest {
    /// Files, and folders whose files are meant.
    pub files: Vec<PathBuf>,
    /// The year, for what does not say its own; where none is named, the newest whose period has ended by the day it came.
    pub year: Option<i16>,
    /// Whose it is, for what does not say so itself.
    pub participant: Option<String>,
    /// The day it came.
    pub received_on: Date,
    /// `email`, `upload`, `paper` or `call`; empty where nobody says.
    pub channel: String,
    /// Who took it in.
    pub by: String,
    /// A remark.
    pub note: String,
}

/// What `cfit receive` has to say.
#[derive(Clone, PartialEq, Debug)]
pub struct ReceiveOutcome {
    /// Every file that was offered, in order.
    pub files: Vec<OfferedOutcome>,
}

/// What became of one file.
#[derive(Clone, PartialEq, Debug)]
pub struct OfferedOutcome {
    /// The file as it was named.
    pub offered: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file that was offered.
#[derive(Clone, PartialEq, Debug)]
pub enum Fate {
    /// A copy was stored.
    Stored(InPlace),
    /// The same bytes lay in the participant's folder already; nothing was stored.
    Here(InPlace),
    /// It was not stored.
    NotStored {
        /// Why.
        why: String,
        /// What to do.
        help: String,
    },
    /// What office programs leave behind; why it is passed over.
    PassedOver(String),
}

/// A file in a participant's folder.
#[derive(Clone, PartialEq, Debug)]
pub struct InPlace {
    /// What it is there.
    pub kind: Kind,
    /// Whose it is.
    pub participant: Identifier,
    /// The participant's name.
    pub name: String,
    /// The year.
    pub year: i16,
    /// Where it lies, relative to the workspace.
    pub path: String,
    /// Whether a row was added to the year's `received.csv`.
    pub registered: bool,
    /// What stands in it, where it is a return that was read.
    pub contents: Option<Contents>,
    /// What somebody has to look at, whole sentences.
    pub remarks: Vec<String>,
}

/// What a file in a participant's folder is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A version of the return.
    Return,
    /// A spreadsheet or text table attached to it.
    Supporting,
    /// What came in another form: a letter, an e-mail, a scan.
    Letter,
}

/// A file that is not stored: why, and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Refusal {
    why: String,
    help: String,
}

impl Refusal {
    fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { why: why.into(), help: help.into() }
    }

    /// One of a message in which a colon or semicolon stands before what to do.
    fn of(message: &str, mark: &str) -> Self {
        match message.split_once(mark) {
            Some((why, help)) => Self::new(why, help),
            None => Self::new(message, "look at the file, and ask its sender"),
        }
    }
}

/// Everything one file is placed by.
struct Office<'a> {
    root: &'a Path,
    workspace: &'a Workspace,
    request: &'a ReceiveRequest,
    /// The participant named in the request.
    participant: Option<Identifier>,
    /// The year of what does not say its own.
    year: i16,
    /// The year whose returns come in on the day.
    collected: i16,
    /// What returns are read by, of every year that can be read.
    forms: BTreeMap<i16, YearForm>,
    /// Years whose settings or questionnaire cannot be read, with what stands in the way.
    unreadable: BTreeMap<i16, Vec<Obstacle>>,
    /// Path and fingerprint of what lies in the folders of participants, this run's files included.
    here: BTreeMap<String, String>,
    /// Rows for each year's `received.csv`.
    rows: BTreeMap<i16, Vec<rows::Row>>,
}

/// Takes files in.
///
/// # Errors
/// A workspace that cannot be read, a year or participant nobody knows. Whatever is wrong with a single file is said of
/// that file.
pub fn receive(
    root: &Path,
    request: &ReceiveRequest,
    progress: &mut dyn Progress,
) -> Result<ReceiveOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let mut office = Office::open(root, &workspace, request)?;
    let offered = intake::offered(&request.files, root);
    let mut steps = Steps::new(progress, offered.len());
    let mut files = Vec::new();
    for file in &offered {
        steps.next(format!("Taking in {}", file.shown));
        let fate = office.take(file);
        files.push(OfferedOutcome { offered: file.shown.clone(), fate });
    }
    office.register(&mut files);
    Ok(ReceiveOutcome { files })
}

impl<'a> Office<'a> {
    fn open(
        root: &'a Path,
        workspace: &'a Workspace,
        request: &'a ReceiveRequest,
    ) -> Result<Self, Failure> {
        let year = workspace.year_collected(request.year, request.received_on)?;
        let participant = match &request.participant {
            Some(id) => Some(
                owner::known(id, workspace)
                    .map_err(|refusal| Failure::from(Obstacle::new(refusal.why, refusal.help)))?,
            ),
            None => None,
        };
        let (mut forms, mut unreadable) = (BTreeMap::new(), BTreeMap::new());
        for year in &workspace.files.years {
            match workspace.form(*year) {
                Ok(form) => drop(forms.insert(*year, form)),
                Err(obstacles) => drop(unreadable.insert(*year, obstacles)),
            }
        }
        if let Some(obstacles) = unreadable.remove(&year) {
            return Err(obstacles.into());
        }
        let ended = |form: &&YearForm| form.settings.period.end <= request.received_on;
        let collected = forms.values().rev().find(ended).map_or(year, |form| form.settings.year);
        let known = |path: &str| {
            below_returns(path).is_some_and(|(_, id, _)| workspace.pact.register.knows(id))
        };
        let returns = workspace.files.files.values().filter(|file| known(&file.path));
        let here = returns.map(|file| (file.path.to_string(), file.sha256.clone())).collect();
        let rows = BTreeMap::new();
        Ok(Self {
            root,
            workspace,
            request,
            participant,
            year,
            collected,
            forms,
            unreadable,
            here,
            rows,
        })
    }

    /// Takes in one file.
    fn take(&mut self, offered: &OfferedFile) -> Fate {
        if let Some(why) = offered.litter {
            return Fate::PassedOver(why.to_owned());
        }
        match self.placed(offered) {
            Ok(fate) => fate,
            Err(Refusal { why, help }) => Fate::NotStored { why, help },
        }
    }

    fn placed(&mut self, offered: &OfferedFile) -> Result<Fate, Refusal> {
        let file = offered.read().map_err(|why| Refusal::of(&why, ": "))?;
        if file.bytes.is_empty() {
            let why = "it is empty (0 bytes): a placeholder, or a download that was broken off";
            return Err(Refusal::new(why, "fetch or ask for it again"));
        }
        if let Some(place) = self.lies_at(&file.sha256).and_then(|path| self.already_here(&path)) {
            return Ok(Fate::Here(place));
        }
        let content = content::content(&file, self.year)?;
        let owned = self.owner(&file, &content)?;
        self.store(&file, content, owned).map(Fate::Stored)
    }

    /// Where the same bytes lie already, of the participant and year that were named, if any were.
    fn lies_at(&self, sha256: &str) -> Option<String> {
        let same = self.here.iter().filter(|(_, own)| *own == sha256).map(|(path, _)| path);
        let mut fitting = same.filter(|path| {
            let Some((year, id, rest)) = below_returns(path) else { return false };
            let kept = rest.contains('/') || read::arrival::is_return(rest);
            kept && self.request.year.is_none_or(|own| own == year)
                && self.participant.as_ref().is_none_or(|own| own.as_str() == id)
        });
        fitting.next().cloned()
    }
}

/// Year, participant and the path in its folder of a file below `inputs/Y/returns/ID/`.
fn below_returns(path: &str) -> Option<(i16, &str, &str)> {
    let (year, rest) = path.strip_prefix("inputs/")?.split_once("/returns/")?;
    let (id, rest) = rest.split_once('/')?;
    Some((year.parse().ok()?, id, rest))
}
