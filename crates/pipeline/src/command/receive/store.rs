//! A copy of the file in the participant's folder, and what can be said of it there.

use std::path::Path;

use model::{Identifier, InputFile, Workbook};
use read::arrival;
use read::year::YearForm;

use super::content::{Content, has_attachment};
use super::owner::Owned;
use super::rows::Row;
use super::{InPlace, Kind, Office, Refusal, below_returns};
use crate::command::new_version::new_version;
use crate::workspace::in_a_command;

impl Office<'_> {
    /// Stores a copy and notes its row.
    pub(super) fn store(
        &mut self,
        file: &InputFile,
        content: Content,
        owned: Owned,
    ) -> Result<InPlace, Refusal> {
        let Owned { kind, participant, year } = owned;
        let folder = format!("inputs/{year}/returns/{participant}");
        let path = self.written(file, &content, kind, &folder)?;
        let mut place = InPlace {
            kind,
            name: self.workspace.pact.register.name(participant.as_str()).to_owned(),
            participant,
            year,
            path,
            registered: true,
            contents: None,
            remarks: Vec::new(),
        };
        if let (Kind::Return, Content::Workbook(workbook)) = (kind, content) {
            self.look_into(&mut place, workbook);
        } else if let Some(other) = self.others_same(&file.sha256, &place.path) {
            place.remarks.push(format!("The same file lies in {other} too: whose is it?"));
        }
        if has_attachment(file) {
            let remark = "It has an attachment: save it and receive that, too.";
            place.remarks.push(remark.to_owned());
        }
        self.here.insert(place.path.clone(), file.sha256.clone());
        self.note_row(&place);
        Ok(place)
    }

    /// Writes the copy under the first name that is free, and gives its path.
    fn written(
        &self,
        file: &InputFile,
        content: &Content,
        kind: Kind,
        folder: &str,
    ) -> Result<String, Refusal> {
        let name = self.clean_name(file, content, kind);
        for number in 1.. {
            let name = match number {
                1 => name.clone(),
                number => publish::numbered_name(&name, number),
            };
            let path = match kind {
                Kind::Return => format!("{folder}/{name}"),
                Kind::Supporting => format!("{folder}/supporting/{name}"),
                Kind::Letter => format!("{folder}/received/{name}"),
            };
            if self.is_taken(&path, kind) {
                continue;
            }
            let written = publish::write_new_file(self.root, &path, &file.bytes);
            match written {
                Ok(true) => return Ok(path),
                Ok(false) => {}
                Err(error) => return Err(Refusal::new(error.to_string(), error.help())),
            }
        }
        Err(Refusal::new("every name for it is taken", "tidy up the participant's folder"))
    }

    fn clean_name(&self, file: &InputFile, content: &Content, kind: Kind) -> String {
        let clean = publish::clean_name(file.name());
        let Content::Workbook(workbook) = content else {
            return clean;
        };
        let ending = arrival::ending(workbook.format, file.name());
        match kind {
            Kind::Return => format!("return-{}.{ending}", self.request.received_on),
            // What is no text has the ending of what it is; text may be called as its sender likes.
            _ => match clean.rsplit_once('.') {
                Some((_, own)) if own.eq_ignore_ascii_case(ending) => clean,
                Some((stem, own))
                    if ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&&*own.to_lowercase()) =>
                {
                    format!("{stem}.{ending}")
                }
                _ if ending == "csv" => clean,
                _ => format!("{clean}.{ending}"),
            },
        }
    }

    /// Whether a name is taken: by a row of `received.csv`, whose day and sender are another file's; by a file whose name differs in case alone, too, and of a return by one in another
    /// format, since `received.csv` means both by it.
    fn is_taken(&self, path: &str, kind: Kind) -> bool {
        let key = |path: &str| {
            let lower = path.to_lowercase();
            match (kind, lower.rsplit_once('.')) {
                (Kind::Return, Some((stem, _))) => stem.to_owned(),
                _ => lower,
            }
        };
        let own = key(path);
        let is_noted =
            below_returns(path).is_some_and(|(year, id, rest)| self.is_noted(year, id, rest));
        is_noted || self.here.keys().any(|other| key(other) == own)
    }

    /// Reads a return and says what stands in it.
    fn look_into(&self, place: &mut InPlace, mut workbook: Workbook) {
        let Some(form) = self.forms.get(&place.year) else { return };
        workbook.path.clone_from(&place.path);
        let day = self.request.received_on;
        let read =
            arrival::read_alone(&workbook, &place.participant, form, &self.workspace.pact, day);
        let check = format!("cfit check --year {} --participant {}", place.year, place.participant);
        match &read.result {
            None => place.remarks.push(format!("It cannot be used as it is: {check} says why.")),
            Some(_) if read.empty => {
                let remark = "At most the sheet about the organisation is filled in, so it counts as no return: ask for it \
                              again.";
                place.remarks.push(remark.to_owned());
            }
            Some(own) => {
                let contents = arrival::contents(&read, form);
                let earlier = self.versions(&place.participant, place.year);
                let same = earlier.iter().find(|path| {
                    self.read_version(path, &place.participant, form)
                        .is_some_and(|other| arrival::same_answers(own, &other))
                });
                if let Some(same) = same {
                    place.remarks.push(format!("It answers everything as {same} does."));
                }
                let others = self.beside_others(place, &earlier);
                place.remarks.extend(others);
                let version = new_version(
                    &earlier,
                    (self.workspace, form),
                    (&place.participant, day),
                    &contents,
                );
                if let Some(version) = version.filter(|version| version.holds_fewer) {
                    place.remarks.push(format!("It is {}.", version.words));
                }
                place.contents = Some(contents);
            }
        }
    }

    /// What is to be said where other versions lie in the folder.
    fn beside_others(&self, place: &InPlace, earlier: &[String]) -> Vec<String> {
        let mut remarks = Vec::new();
        if place.year < self.collected && !earlier.is_empty() {
            remarks.push(format!(
                "It is a new version of the return of {}, whose figures may change with it.",
                place.year
            ));
        }
        let lies_there = |file: &str| {
            let names = earlier.iter().filter_map(|path| below_returns(path));
            names.into_iter().any(|(_, _, name)| stem(name) == stem(file))
        };
        let receipts = self.forms.get(&place.year).into_iter().flat_map(|form| &form.receipts);
        let later = receipts.filter(|row| {
            row.participant == place.participant
                && row.received_on > self.request.received_on
                && lies_there(row.file.trim())
        });
        if let Some(row) = later.max_by_key(|row| row.received_on) {
            remarks.push(format!(
                "{} came later, on {}, and counts instead of this one.",
                row.file, row.received_on
            ));
        }
        let unregistered = earlier.iter().find(|path| {
            below_returns(path).is_some_and(|(year, id, rest)| !self.is_noted(year, id, rest))
        });
        if let Some(path) = unregistered {
            remarks.push(format!(
                "{path} has no row in received.csv and is therefore taken for the newer one: say when it came with cfit receive --year {} {} --received-on DATE.",
                place.year,
                self.typed(path)
            ));
        }
        remarks
    }

    /// A path of the workspace as it is typed into a command.
    fn typed(&self, path: &str) -> String {
        let full =
            if self.root == Path::new(".") { Path::new(path).into() } else { self.root.join(path) };
        in_a_command(&full.to_string_lossy())
    }

    /// Paths of the versions of a return that lie in the folder.
    fn versions(&self, participant: &Identifier, year: i16) -> Vec<String> {
        let is_version = |path: &&String| {
            below_returns(path).is_some_and(|(own, id, rest)| {
                own == year && id == participant.as_str() && arrival::is_return(rest)
            })
        };
        self.here.keys().filter(is_version).cloned().collect()
    }

    fn read_version(
        &self,
        path: &str,
        participant: &Identifier,
        form: &YearForm,
    ) -> Option<model::Return> {
        let workbook = read::cells::workbook(self.workspace.files.get(path)?).ok()?;
        let day = self.request.received_on;
        arrival::read_alone(&workbook, participant, form, &self.workspace.pact, day).result
    }

    /// Where another participant's folder holds the same bytes.
    fn others_same(&self, sha256: &str, path: &str) -> Option<String> {
        let own = below_returns(path).map(|(_, id, _)| id);
        let mut same = self.here.iter().filter(|(_, other)| *other == sha256);
        same.find(|(path, _)| below_returns(path).map(|(_, id, _)| id) != own)
            .map(|(path, _)| path.clone())
    }

    /// What lies in its folder already; a row that is missing in `received.csv` is added.
    pub(super) fn already_here(&mut self, path: &str) -> Option<InPlace> {
        let (year, id, rest) = below_returns(path)?;
        let kind = match rest.split_once('/') {
            Some(("supporting", _)) => Kind::Supporting,
            Some(_) => Kind::Letter,
            None => Kind::Return,
        };
        let mut place = InPlace {
            kind,
            participant: Identifier::parse(id)?,
            name: self.workspace.pact.register.name(id).to_owned(),
            year,
            path: path.to_owned(),
            registered: !self.is_noted(year, id, rest),
            contents: None,
            remarks: Vec::new(),
        };
        if place.registered {
            self.note_row(&place);
        }
        if kind == Kind::Return && year < self.collected && self.request.year.is_none() {
            let missing = self.versions(&place.participant, self.collected).is_empty();
            let rest = match missing {
                true => format!("; the one of {} is still to come", self.collected),
                false => String::new(),
            };
            place.remarks.push(format!("It is the return of {year} again{rest}."));
        }
        Some(place)
    }

    /// Whether a row of `received.csv`, or one of this run, is of a file: by its name, of a return in any format.
    fn is_noted(&self, year: i16, id: &str, rest: &str) -> bool {
        let plain = rest.strip_prefix("supporting/").unwrap_or(rest);
        let is_of = |participant: &Identifier, file: &str| {
            let same_stem = || !rest.contains('/') && stem(file) == stem(rest);
            participant.as_str() == id && (file == rest || file == plain || same_stem())
        };
        let receipts = self.forms.get(&year).into_iter().flat_map(|form| &form.receipts);
        let rows = self.rows.get(&year).into_iter().flatten();
        receipts.into_iter().any(|row| is_of(&row.participant, row.file.trim()))
            || rows.into_iter().any(|row| is_of(&row.participant, &row.file))
    }

    fn note_row(&mut self, place: &InPlace) {
        let file = below_returns(&place.path).map_or(place.path.as_str(), |(_, _, rest)| rest);
        let row = Row { participant: place.participant.clone(), file: file.to_owned() };
        self.rows.entry(place.year).or_default().push(row);
    }
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
