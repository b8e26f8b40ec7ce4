//! `cfit new-year Y`: a year begins with what last year's office typed, and empty where it must be new.

mod closing;
mod registers;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use model::{Date, InputFile, Obstacle, Period};
use read::year::YearForm;

use crate::workspace::{self, Failure, Workspace, fault, unwritten};
use closing::{Closing, closing};
use registers::{Carrying, Change, register};

/// What `cfit new-year` has to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewYearOutcome {
    /// The year that was opened.
    pub year: i16,
    /// The year it was opened from.
    pub from: i16,
    /// The files written, with what became of them, in the order of their paths.
    pub written: Vec<(String, String)>,
    /// Files that stood there already and were left as they are.
    pub there: Vec<String>,
    /// What to look at.
    pub look: Vec<LookAt>,
}

/// Something to look at before the year is worked with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookAt {
    /// The file, relative to the workspace.
    pub file: String,
    /// The field, key or sheet in it.
    pub field: String,
    /// Why.
    pub why: String,
}

/// Formats a register comes in.
const ENDINGS_OF_REGISTERS: [&str; 2] = ["csv", "xlsx"];

/// Opens a year.
///
/// Nothing that stands there is written over: what is missing is added, the rest is left and named. The year is read
/// before anything of it is written, so that it can be worked with at once. `today` decides whether the last year has
/// ended, so that what its funds closed with opens them.
///
/// # Errors
/// No earlier year, a gap before the year where `from` names none to open it from, a year after the Pact's end, settings of last year that cannot be read, a disk that is full. Nothing
/// of the new year is left then.
pub fn new_year(
    root: &Path,
    year: i16,
    from: Option<i16>,
    today: Date,
) -> Result<NewYearOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let from = opened_from(&workspace, year, from)?;
    let last = workspace.form(from)?;
    let mut opening = Opening::new(&workspace, &last, (from, year), today)?;
    opening.carry()?;
    opening.look_at_the_pact();
    opening.look_at_the_questionnaire();
    opening.is_readable()?;
    opening.write(root)
}

/// The year to open another one from: the one before it, or the one that was named.
fn opened_from(workspace: &Workspace, year: i16, named: Option<i16>) -> Result<i16, Failure> {
    let years = &workspace.files.years;
    let last = years.iter().copied().filter(|other| *other < year).max();
    let last = last.ok_or_else(|| no_earlier(workspace, year))?;
    match named {
        Some(named) if named < year && years.contains(&named) => Ok(named),
        Some(named) => {
            let what = format!("{year} cannot be opened from {named}");
            let help = match years.contains(&named) {
                true => format!("name a year before {year} after --from"),
                false => {
                    format!("there is no folder inputs/{named}; the last before {year} is {last}")
                }
            };
            Err(Obstacle::new(what, help).into())
        }
        // A year after the Pact's end is refused for that.
        None if last < year - 1 && year <= workspace.pact.pact.ends_on.year() => {
            let next = last + 1;
            let what = format!("{year} does not follow on {last}, the last year before it here");
            let help = format!(
                "open {next} first: cfit new-year {next}; or, if the years between are to be left out, cfit new-year {year} --from {last}"
            );
            Err(Obstacle::new(what, help).into())
        }
        None => Ok(last),
    }
}

fn no_earlier(workspace: &Workspace, year: i16) -> Failure {
    let what = match workspace.files.years.first() {
        Some(first) => {
            format!("there is no year before {year} to open it from; the first here is {first}")
        }
        None => "there is no year in this workspace to open another one from".to_owned(),
    };
    let help = format!("make inputs/{year} with a year.toml and a questionnaire.xlsx by hand");
    Obstacle::new(what, help).into()
}

/// A year while it is opened.
struct Opening<'a> {
    workspace: &'a Workspace,
    last: &'a YearForm,
    from: i16,
    year: i16,
    /// The period of the new year, as it is proposed.
    period: Period,
    /// What the last year closed with.
    closing: Closing,
    /// Bytes of the files to be written by their path, with what became of them.
    files: BTreeMap<String, (Vec<u8>, String)>,
    there: Vec<String>,
    look: Vec<LookAt>,
}

impl<'a> Opening<'a> {
    fn new(
        workspace: &'a Workspace,
        last: &'a YearForm,
        (from, year): (i16, i16),
        today: Date,
    ) -> Result<Self, Failure> {
        let ends_on = workspace.pact.pact.ends_on;
        if year > ends_on.year() {
            let what = format!("{year} lies after the Pact, which ends on {ends_on}");
            let help = "if the Pact was extended, write its new last day after `ends_on =` in inputs/pact.toml";
            return Err(Obstacle::new(what, help).at("inputs/pact.toml").into());
        }
        let old = last.settings.period;
        let moved = |day| publish::moved(day, year - from);
        let period = moved(old.start).zip(moved(old.end));
        let period = period.and_then(|(start, end)| Period::new(start, end));
        let period = period.ok_or_else(|| fault("moving the period", "no such day"))?;
        let (files, there, look) = (BTreeMap::new(), Vec::new(), Vec::new());
        let closing = match year - from {
            1 => closing(workspace, from, today),
            _ => Closing::Open(format!("there is no {}", year - 1)),
        };
        Ok(Self { workspace, last, from, year, period, closing, files, there, look })
    }

    /// Carries every file of last year over that has something for the new one.
    fn carry(&mut self) -> Result<(), Failure> {
        let prefix = format!("inputs/{}/", self.from);
        let mut left = BTreeSet::new();
        for file in self.workspace.files.under(&prefix) {
            let rest = &file.path[prefix.len()..];
            let (stem, ending) = rest.rsplit_once('.').unwrap_or((rest, ""));
            match rest {
                "year.toml" => self.settings(file)?,
                "questionnaire.xlsx" => {
                    self.put(rest, file.bytes.to_vec(), format!("as in {}", self.from));
                }
                "imports/survey-map.toml" => self.mapping(file, rest, "survey"),
                "finance/mapping.toml" => self.mapping(file, rest, "export"),
                _ if ENDINGS_OF_REGISTERS.contains(&ending) => match register(stem) {
                    Some(change) => self.register(file, rest, &change),
                    None => drop(left.insert(folder(rest))),
                },
                _ => drop(left.insert(folder(rest))),
            }
        }
        for name in left {
            if !["returns/", "editions/", "narrative/", "imports/"].contains(&name.as_str()) {
                let why = format!("not carried over: look whether {} needs it", self.year);
                self.look.push(LookAt {
                    file: format!("{prefix}{name}"),
                    field: String::new(),
                    why,
                });
            }
        }
        Ok(())
    }

    fn settings(&mut self, file: &InputFile) -> Result<(), Failure> {
        let text = String::from_utf8_lossy(&file.bytes);
        let next = publish::next_settings(&text, self.from, self.year)
            .map_err(|error| fault("reading year.toml", error))?;
        if self.put("year.toml", next.text.into_bytes(), "days moved".to_owned()) {
            for (key, why) in next.look {
                self.look_at("year.toml", &key, why);
            }
            if let Closing::Open(why) = &self.closing {
                let why = format!("what {} closes with is not known yet: {why}", self.from);
                self.look_at("year.toml", "finance.opening_balance", why);
            }
        }
        Ok(())
    }

    /// A mapping, as it is.
    fn mapping(&mut self, file: &InputFile, rest: &str, of: &str) {
        if self.put(rest, file.bytes.to_vec(), format!("as in {}", self.from)) {
            let from = self.from;
            let why = format!("confirmed for {from}: look whether the {of}'s columns are the same");
            self.look_at(rest, "confirmed_on", why);
        }
    }

    /// A register, its rows carried over as its kind has it.
    fn register(&mut self, file: &InputFile, rest: &str, change: &Change) {
        if rest.ends_with(".xlsx") {
            if change.is_emptied() {
                let why = format!(
                    "{rest} of {} is a workbook; begin it anew where it is needed",
                    self.from
                );
                self.look_at(rest, "", why);
            } else if self.put(rest, file.bytes.to_vec(), format!("as in {}", self.from)) {
                self.look_at(
                    rest,
                    "",
                    format!("a workbook, copied as it is: {}", change.by_hand()),
                );
            }
            return;
        }
        let mut looks = Vec::new();
        let carrying = Carrying {
            period: self.period,
            from: self.from,
            in_force: &|id| self.workspace.pact.register.in_force(id, &self.period).is_some(),
            closing: &self.closing,
        };
        let rows = change.rows(&file.bytes, &carrying, &mut looks);
        match rows {
            Some((bytes, words)) => {
                if self.put(rest, bytes, words) {
                    for (field, why) in looks {
                        self.look_at(rest, &field, why);
                    }
                }
            }
            None => {
                let why = "not carried over: it is not saved as UTF-8 text".to_owned();
                self.look_at(rest, "", why);
            }
        }
    }

    /// Keeps a file for writing, unless one stands there already; a register also where it stands in the other format.
    fn put(&mut self, rest: &str, bytes: Vec<u8>, words: String) -> bool {
        let path = format!("inputs/{}/{rest}", self.year);
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let standing = [path.clone(), format!("{stem}.csv"), format!("{stem}.xlsx")];
        let standing = standing.iter().find(|path| {
            let passed_over = self.workspace.files.passed_over.iter();
            self.workspace.files.get(path).is_some()
                || passed_over.into_iter().any(|(own, _)| own == *path)
        });
        if let Some(standing) = standing {
            self.there.push(standing.clone());
            return false;
        }
        self.files.insert(path, (bytes, words));
        true
    }

    fn look_at(&mut self, rest: &str, field: &str, why: String) {
        let file = format!("inputs/{}/{rest}", self.year);
        self.look.push(LookAt { file, field: field.to_owned(), why });
    }

    /// What of the settings for every year begins or ends with this one.
    fn look_at_the_pact(&mut self) {
        let pact = &self.workspace.pact.pact;
        let mut look = |file: &str, field: &str, why: String| {
            self.look.push(LookAt { file: file.to_owned(), field: field.to_owned(), why });
        };
        let begun = |first: i16| first > self.from && first <= self.year;
        for group in pact.product_groups.iter().filter(|group| begun(group.first_year)) {
            let why =
                "in scope for the first time: look whether the questionnaire asks what it should"
                    .to_owned();
            look("inputs/pact.toml", &format!("product_group {}", group.id), why);
        }
        if self.year - self.from > 1 {
            let why = format!("opened from {}, since there is no {}", self.from, self.year - 1);
            look(&format!("inputs/{}", self.year), "", why);
        }
        let register = &self.workspace.pact.register;
        let new = |period: &Period| -> BTreeSet<String> {
            register.all_in_force(period).iter().map(|own| own.id.to_string()).collect()
        };
        let reached: BTreeSet<&str> =
            self.workspace.pact.contacts.iter().map(|own| own.participant.as_str()).collect();
        for id in new(&self.period).iter().filter(|id| !reached.contains(id.as_str())) {
            look("inputs/contacts.csv", id, "nobody to write to".to_owned());
        }
    }

    /// What the questionnaire has to be looked through for.
    fn look_at_the_questionnaire(&mut self) {
        let form = &self.last.questionnaire;
        if !self.files.contains_key(&format!("inputs/{}/questionnaire.xlsx", self.year)) {
            return;
        }
        let why = format!(
            "the questions of {}: change what is to be asked, and give it a version of its own",
            self.from
        );
        self.look_at("questionnaire.xlsx", "sheet settings, version", why);
        let missing = self.last.outputs.iter().filter(|output| {
            output.published_by(self.period.end) && form.question(&output.question()).is_none()
        });
        let missing: Vec<String> = missing.map(|output| output.question()).collect();
        for name in missing {
            let why = format!("no question `{name}`, although the output is published");
            self.look_at("questionnaire.xlsx", "sheet survey, group guidance", why);
        }
    }

    /// Reads the year as it will be, so that no year is written that cannot be worked with.
    fn is_readable(&self) -> Result<(), Failure> {
        let mut files = self.workspace.files.files.clone();
        for (path, (bytes, _)) in &self.files {
            let path: Arc<str> = path.as_str().into();
            let bytes: Arc<[u8]> = bytes.as_slice().into();
            files.insert(path.to_string(), InputFile { path, bytes, sha256: String::new() });
        }
        let passed_over = &self.workspace.files.passed_over;
        read::year::year_form(&files, &self.workspace.pact, self.year, passed_over)?;
        Ok(())
    }

    /// Writes the files, all of them or none.
    fn write(mut self, root: &Path) -> Result<NewYearOutcome, Failure> {
        let mut written: Vec<(String, String)> = Vec::new();
        for (path, (bytes, words)) in std::mem::take(&mut self.files) {
            match publish::write_new_file(root, &path, &bytes) {
                Ok(true) => written.push((path, words)),
                Ok(false) => self.there.push(path),
                Err(error) => {
                    for (path, _) in written.iter().rev() {
                        publish::take_back(root, path, path.matches('/').count() - 1);
                    }
                    return Err(unwritten(&error, "nothing of the new year was left"));
                }
            }
        }
        self.there.sort();
        self.look.sort_by(|one, other| one.file.cmp(&other.file));
        let Self { year, from, there, look, .. } = self;
        Ok(NewYearOutcome { year, from, written, there, look })
    }
}

/// The folder in the year's own that a file lies in, with a slash behind it; the file itself where it lies in none.
fn folder(rest: &str) -> String {
    rest.split_once('/').map_or_else(|| rest.to_owned(), |(folder, _)| format!("{folder}/"))
}
