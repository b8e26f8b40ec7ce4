//! Which question a column answers, by its header.
//!
//! A header is a question's name or its label in any language of the form, alone or behind the names or labels of
//! its groups (`organisation/currency`, `strategies-buy-less-…`), and for one choice of several with the choice behind it.

use std::collections::BTreeMap;

use model::imported::ColumnLeftOut;
use model::nearest::nearest;
use model::pact::Titles;
use model::questionnaire::{ChoiceList, Question, QuestionType, Questionnaire, Section};
use model::{InputFile, Obstacle};

use super::ImportInputs;
use super::tables::Table;
use super::technical::is_technical;
use crate::text::folded;

/// What parts groups, questions and choices in a header: `/` and `-`, or what somebody chose in the form tool.
const SEPARATORS: [char; 6] = ['/', '-', '.', ':', '|', '>'];

/// A label as it is compared: without blanks around what can part it.
fn tight(label: &str) -> String {
    let folded = folded(label);
    let mut parts = String::with_capacity(folded.len());
    for part in folded.split_inclusive(SEPARATORS) {
        match part.strip_suffix(SEPARATORS) {
            Some(_) => {
                let (text, mark) = part.split_at(part.len() - 1);
                parts.push_str(text.trim());
                parts.push_str(mark);
            }
            None => parts.push_str(part.trim()),
        }
    }
    parts
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Target<'q> {
    /// Answers to a question.
    Answer(&'q Section, &'q Question),
    /// Whether one choice of a question was ticked, by the choice's code.
    Tick(&'q Section, &'q Question, &'q str),
    /// Words to read, which take no answer.
    Note,
}

/// The columns of one table by question.
#[derive(Default)]
pub(super) struct Columns<'q> {
    /// By section and question: the column of the whole answer, and those of single choices by code.
    pub(super) questions: BTreeMap<(&'q str, &'q str), QuestionColumns<'q>>,
    /// Columns that fit no question.
    pub(super) left_out: Vec<ColumnLeftOut>,
}

/// The columns of one question.
pub(super) struct QuestionColumns<'q> {
    pub(super) question: &'q Question,
    /// The list of choices, where it has one.
    pub(super) list: Option<&'q ChoiceList>,
    /// Column of the answer; several where versions of the form had it in different places, of which one is filled in.
    pub(super) answer: Vec<u32>,
    /// Columns of single choices, likewise.
    pub(super) ticks: Vec<(&'q str, u32)>,
}

impl<'q> QuestionColumns<'q> {
    pub(super) fn new(question: &'q Question, form: &'q Questionnaire) -> Self {
        let list = question.list_name().and_then(|name| form.list(name));
        Self { question, list, answer: Vec::new(), ticks: Vec::new() }
    }
}

/// Finds the columns of a table that holds these sections.
///
/// # Errors
///
/// An obstacle where a header fits two questions, or two columns one.
pub(super) fn columns<'q>(
    table: &Table<'_>,
    sections: &[&'q Section],
    inputs: &ImportInputs<'q>,
) -> Result<Columns<'q>, Obstacle> {
    let known = Known::new(sections, inputs.questionnaire);
    let mut columns = Columns::default();
    for (column, header) in &table.header {
        let targets = known.targets(header);
        match targets.as_slice() {
            [] if is_technical(header) => {}
            [] => columns.left_out.push(left_out(table, *column, header, &known)),
            [Target::Note] => {}
            [target] => columns.take(table, *column, target, inputs)?,
            several => return Err(fits_several(table, *column, header, several, inputs.file)),
        }
    }
    Ok(columns)
}

impl<'q> Columns<'q> {
    fn take(
        &mut self,
        table: &Table<'_>,
        column: u32,
        target: &Target<'q>,
        inputs: &ImportInputs<'q>,
    ) -> Result<(), Obstacle> {
        let (section, question, choice) = match *target {
            Target::Answer(section, question) => (section, question, None),
            Target::Tick(section, question, choice) => (section, question, Some(choice)),
            Target::Note => return Ok(()),
        };
        let key = (section.name.as_str(), question.name.as_str());
        let new = || QuestionColumns::new(question, inputs.questionnaire);
        let own = self.questions.entry(key).or_insert_with(new);
        let before: Vec<u32> = match choice {
            None => own.answer.clone(),
            Some(choice) => {
                let same = own.ticks.iter().filter(|(own, _)| *own == choice);
                same.map(|(_, column)| *column).collect()
            }
        };
        for earlier in before {
            if let Some(row) = contradiction(table, earlier, column) {
                return Err(claimed_twice(table, [earlier, column], row, question, inputs.file));
            }
        }
        match choice {
            None => own.answer.push(column),
            Some(choice) => own.ticks.push((choice, column)),
        }
        Ok(())
    }
}

/// The first row in which two columns say different things.
fn contradiction(table: &Table<'_>, one: u32, other: u32) -> Option<u32> {
    let differ = |row: &u32| {
        let texts = [one, other].map(|column| table.text(*row, Some(column)));
        texts.iter().all(|text| !text.is_empty()) && texts[0] != texts[1]
    };
    table.rows.iter().copied().find(|row| differ(row))
}

/// All headers that are known, with what they mean.
pub(super) struct Known<'q> {
    names: BTreeMap<String, Vec<Target<'q>>>,
    labels: BTreeMap<String, Vec<Target<'q>>>,
}

impl<'q> Known<'q> {
    pub(super) fn new(sections: &[&'q Section], form: &'q Questionnaire) -> Self {
        let mut known = Self { names: BTreeMap::new(), labels: BTreeMap::new() };
        for section in sections {
            for question in &section.questions {
                known.question(section, question, form);
            }
        }
        known
    }

    fn question(&mut self, section: &'q Section, question: &'q Question, form: &'q Questionnaire) {
        let whole = match question.kind {
            QuestionType::Note => Target::Note,
            _ => Target::Answer(section, question),
        };
        add(&mut self.names, question.name.clone(), whole);
        for (_, label) in &question.label.0 {
            add(&mut self.labels, tight(label), whole);
        }
        let list = question.list_name().and_then(|name| form.list(name));
        if !matches!(question.kind, QuestionType::SelectMultiple(_)) {
            return;
        }
        for choice in list.map_or(&[][..], |list| &list.choices) {
            let tick = Target::Tick(section, question, &choice.name);
            // What has no label in a language goes by its name there.
            let labels = form.languages.iter().map(|language| {
                let own = |name: &str, titles: &Titles| {
                    let label = titles.0.iter().find(|(code, _)| code == language);
                    tight(label.map_or(name, |(_, label)| label))
                };
                [own(&question.name, &question.label), own(&choice.name, &choice.label)]
            });
            for [of_question, of_choice] in labels {
                for mark in SEPARATORS {
                    add(&mut self.labels, format!("{of_question}{mark}{of_choice}"), tick);
                }
            }
            for mark in SEPARATORS {
                add(&mut self.names, format!("{}{mark}{}", question.name, choice.name), tick);
            }
        }
    }

    /// What a header means: by the longest end of it that is known, if what stands before are the section's groups.
    pub(super) fn targets(&self, header: &str) -> Vec<Target<'q>> {
        let starts = header.char_indices().filter(|(_, letter)| SEPARATORS.contains(letter));
        let starts = std::iter::once(0).chain(starts.map(|(at, letter)| at + letter.len_utf8()));
        for start in starts {
            let (before, end) = header.split_at(start);
            for (known, key) in [(&self.names, end.trim().to_owned()), (&self.labels, tight(end))] {
                let found = known.get(&key).map_or(&[][..], Vec::as_slice);
                let fitting = found.iter().filter(|target| target.stands_behind(before));
                let fitting: Vec<Target<'q>> = fitting.copied().collect();
                if !fitting.is_empty() {
                    return fitting;
                }
            }
        }
        Vec::new()
    }

    /// Every header that is known, for the nearest.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        self.names.keys().chain(self.labels.keys()).map(String::as_str)
    }
}

fn add<'q>(known: &mut BTreeMap<String, Vec<Target<'q>>>, key: String, target: Target<'q>) {
    if key.is_empty() {
        return;
    }
    let targets = known.entry(key).or_default();
    if !targets.contains(&target) {
        targets.push(target);
    }
}

impl Target<'_> {
    /// Whether what stands before the name of a question can be its groups: nothing, or names of which one is its
    /// section's.
    fn stands_behind(&self, before: &str) -> bool {
        let (Target::Answer(section, _) | Target::Tick(section, ..)) = self else {
            return true;
        };
        if before.is_empty() {
            return true;
        }
        let before = folded(&before[..before.len() - 1]);
        let labels = section.label.0.iter().map(|(_, label)| folded(label));
        std::iter::once(folded(&section.name)).chain(labels).filter(|own| !own.is_empty()).any(
            |own| {
                let marked = |rest: &str, at_end: bool| {
                    let mark = if at_end { rest.chars().last() } else { rest.chars().next() };
                    mark.is_none_or(|mark| mark == ' ' || SEPARATORS.contains(&mark))
                };
                before.match_indices(own.as_str()).any(|(at, _)| {
                    marked(&before[..at], true) && marked(&before[at + own.len()..], false)
                })
            },
        )
    }

    fn name(&self) -> String {
        match self {
            Self::Answer(section, question) => format!("{}/{}", section.name, question.name),
            Self::Tick(section, question, choice) => {
                format!("{}/{}/{choice}", section.name, question.name)
            }
            Self::Note => "a note".to_owned(),
        }
    }
}

fn left_out(table: &Table<'_>, column: u32, header: &str, known: &Known<'_>) -> ColumnLeftOut {
    let end = header.rsplit('/').next().unwrap_or(header);
    ColumnLeftOut {
        table: table.title.clone(),
        column: table.column_name(column),
        header: header.to_owned(),
        filled: table.filled(column),
        near: nearest(end, known.headers()).map(str::to_owned),
    }
}

fn fits_several(
    table: &Table<'_>,
    column: u32,
    header: &str,
    targets: &[Target<'_>],
    file: &InputFile,
) -> Obstacle {
    let names: Vec<String> = targets.iter().map(|target| format!("`{}`", target.name())).collect();
    Obstacle::new(
        format!(
            "column {} (`{header}`) of `{}` fits more than one question: {}",
            table.column_name(column),
            table.title,
            names.join(", ")
        ),
        "export again with names instead of labels (KoboToolbox: \"XML values and headers\"), or with the groups in the headers",
    )
    .at(file.path.as_ref())
}

fn claimed_twice(
    table: &Table<'_>,
    columns: [u32; 2],
    row: u32,
    question: &Question,
    file: &InputFile,
) -> Obstacle {
    let [one, other] = columns.map(|column| table.column_name(column));
    Obstacle::new(
        format!(
            "columns {one} and {other} of `{}` both answer `{}`, and differ in row {}",
            table.title,
            question.name,
            row + 1
        ),
        "nobody can tell from the file which of the two holds: export only the newest version of the form, or remove the column that does not hold",
    )
    .at(file.path.as_ref())
}
