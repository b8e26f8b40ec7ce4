//! What was read of a return, in texts that can be compared, and what is found in it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use model::submission::VersionOutcome;
use model::{Answer, AnswerState, InputFile, Return, Value};

use crate::harness::{cfit, files};

/// One return as read and as checked.
pub(super) struct Outcome {
    /// What became of its versions: `counts`, `counts, provisional`, `is unusable`, `is empty`.
    pub(super) state: &'static str,
    /// Every answer by its question, in repeats with the line from 0: `procurement.2.amount`.
    pub(super) answers: BTreeMap<String, String>,
    /// Where each answer stands: sheet and cell.
    places: BTreeMap<String, (String, String)>,
    pub(super) findings: Vec<Found>,
}

/// A finding as programs get it.
pub(super) struct Found {
    rule: String,
    sheet: String,
    cell: String,
    words: String,
}

impl Outcome {
    /// How many lines a repeat has.
    pub(super) fn lines(&self, repeat: &str) -> usize {
        let lines = self.answers.keys().filter_map(|at| at.split_once('.'));
        let own = lines.filter(|(name, _)| *name == repeat);
        own.filter_map(|(_, rest)| rest.split('.').next()?.parse::<usize>().ok())
            .max()
            .map_or(0, |last| last + 1)
    }
}

impl Found {
    /// Whether it is of a rule, at an answer's cell (empty: anywhere), with a text in its words.
    pub(super) fn says(&self, rule: &str, at: &str, text: &str, own: &Outcome) -> bool {
        let is_there = || {
            let (sheet, cell) = own.places.get(at)?;
            Some(*sheet == self.sheet && *cell == self.cell)
        };
        self.rule == rule
            && self.words.contains(text)
            && (at.is_empty() || at == self.cell || is_there() == Some(true))
    }

    /// Whether another return has the same finding.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.rule == other.rule && self.words == other.words
    }
}

impl fmt::Display for Found {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} at {}!{}: {}", self.rule, self.sheet, self.cell, self.words)
    }
}

/// Rules that look at a return beside others or at what it says as a whole; they say nothing of how it was read.
const NOT_OF_READING: [&str; 8] = ["R103", "R104", "R113", "R117", "V108", "V118", "V119", "U102"];

/// Every return of a workspace by its participant.
pub(super) fn of(root: &Path) -> BTreeMap<String, Outcome> {
    let all = files(root).into_iter().filter(|(path, _)| path.starts_with("inputs/"));
    let all: BTreeMap<String, InputFile> = all
        .map(|(path, bytes)| {
            let file = InputFile {
                path: path.as_str().into(),
                bytes: bytes.into(),
                sha256: String::new(),
            };
            (path, file)
        })
        .collect();
    let pact = read::year::pact_reading(&all, &[]).unwrap();
    let year = read::year::year_reading(&all, &pact, 2026, &[]).unwrap().reading;
    let mut outcomes: BTreeMap<String, Outcome> = BTreeMap::new();
    for version in &year.versions {
        let id = version.participant.as_str();
        let read = year.returns.get(id);
        let state = match (read, version.outcome) {
            (Some(read), _) if read.provisional => "counts, provisional",
            (Some(_), _) => "counts",
            (None, VersionOutcome::Empty) => "is empty",
            (None, _) => "is unusable",
        };
        let (answers, places) = read.map(answers).unwrap_or_default();
        let outcome = Outcome { state, answers, places, findings: Vec::new() };
        outcomes.insert(id.to_owned(), outcome);
    }
    let run = cfit(root, &["check", "--year", "2026", "--format", "json"]);
    for finding in run.json().as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let rule = text("rule");
        let Some(outcome) = outcomes.get_mut(&text("participant")) else { continue };
        if !NOT_OF_READING.contains(&rule.as_str()) {
            let words =
                format!("{} | expected {} | {}", text("found"), text("expected"), text("help"));
            outcome.findings.push(Found { rule, sheet: text("sheet"), cell: text("cell"), words });
        }
    }
    outcomes
}

type Texts = BTreeMap<String, String>;
type Places = BTreeMap<String, (String, String)>;

fn answers(read: &Return) -> (Texts, Places) {
    let (mut texts, mut places) = (Texts::new(), Places::new());
    let mut take = |at: String, answer: &Answer| {
        if let Some(place) = &answer.place {
            let sheet = place.sheet.as_deref().unwrap_or_default().to_owned();
            places.insert(at.clone(), (sheet, place.cell_name().unwrap_or_default()));
        }
        texts.insert(at, shown(&answer.state));
    };
    // Who it is differs from case to case.
    let own = ["participant_id", "organisation_name"];
    for (question, answer) in read.answers.iter().filter(|(name, _)| !own.contains(&name.as_str()))
    {
        take(question.clone(), answer);
    }
    // What stands for an answer that cannot be read is the organisation's to say, not the question's.
    let protects = if read.organisation.protect_volume { "withheld" } else { "shown" };
    let mut take_protection = Answer::not_asked();
    take_protection.state = AnswerState::Given(Value::Text(protects.to_owned()));
    take("volume".to_owned(), &take_protection);
    for (repeat, rows) in &read.rows {
        for (line, row) in rows.iter().enumerate() {
            for (column, answer) in &row.answers {
                take(format!("{repeat}.{line}.{column}"), answer);
            }
        }
    }
    (texts, places)
}

fn shown(state: &AnswerState) -> String {
    match state {
        AnswerState::Blank => "blank".to_owned(),
        AnswerState::NotApplicable => "not applicable".to_owned(),
        AnswerState::NotAsked => "not asked".to_owned(),
        AnswerState::Unreadable => "unreadable".to_owned(),
        AnswerState::Given(value) => match value {
            Value::Text(text) | Value::Choice(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Decimal(number) => number.normalize().to_string(),
            Value::Date(day) => day.to_string(),
            Value::Choices(codes) => codes.join("; "),
        },
    }
}
