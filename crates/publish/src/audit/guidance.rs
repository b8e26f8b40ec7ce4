//! `outputs` and `guidance`: what the Pact made for procurers, and how far each participant uses it.

use model::questionnaire::{Question, Section};
use model::registers::{OutputStatus, PactOutput};
use model::{Answer, AnswerState};

use super::OfYear;
use super::coverage::roles;
use super::practices::{find, is_asked};
use crate::field::{IDENTIFIER, boolean, date, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// What can be answered; blank is blank.
const LEVELS: &[&str] = &["0", "1", "2", "3", "4", "na"];

/// `outputs`: the Pact's outputs, and whether participants were asked about them.
pub(super) fn outputs(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("id", "Id of the output.").required().pattern(IDENTIFIER),
        text("title", "Its title."),
        text("kind", "What it is."),
        text("version", "Version."),
        text("status", "Where it stands.").required().one_of(OutputStatus::ALL),
        date("published_on", "Day it was published."),
        boolean("asked", "Whether the questionnaire asks about it.").required(),
    ];
    let language = inputs.year.settings.languages.first().map_or("en", String::as_str);
    let rows = inputs.year.outputs.iter().map(|output| {
        vec![
            Value::text(output.id.as_str()),
            Value::text(output.title.in_language(language)),
            Value::text(&output.kind),
            Value::text(&output.version),
            Value::text(output.status.code()),
            Value::optional(output.published_on, Value::Date),
            Value::Boolean(question(OfYear::this(inputs), output).is_some()),
        ]
    });
    let description = "What the Pact made for procurers to use.";
    Table::new("outputs", "Outputs of the Pact", description, 1, fields, rows.collect())
}

/// `guidance`: every answer about an output that was published by the period's end.
pub(super) fn answers(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("participant", "Who answered.").required().pattern(IDENTIFIER),
        text("output", "The output.").required().pattern(IDENTIFIER),
        text("level", "0 not known to 4 mandatory; `na` not applicable; blank: left empty.")
            .one_of(LEVELS),
    ];
    let year = OfYear::this(inputs);
    let end = inputs.year.settings.period.end;
    let published = inputs.year.outputs.iter().filter(|output| output.published_by(end));
    let rows = published.flat_map(|output| of_output(year, output)).collect();
    let description =
        "Answers of the returns that count about the outputs published by the period's end.";
    Table::new("guidance", "Use of the Pact's outputs", description, 2, fields, rows).also_parquet()
}

/// The question about an output, where it is asked this year.
fn question<'a>(year: OfYear<'a>, output: &PactOutput) -> Option<(&'a Section, &'a Question)> {
    let found = find(year, &output.question());
    found.filter(|(section, question)| is_asked(year, section, question))
}

fn of_output(year: OfYear<'_>, output: &PactOutput) -> Vec<Vec<Value>> {
    let Some((section, question)) = question(year, output) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for id in &year.results.coverage.returned {
        let roles = roles(id, year);
        let asked = section.asked_of(&roles) && question.asked_of(&roles);
        let sent = year.reading.returns.get(id).filter(|_| asked);
        let level = sent.and_then(|sent| level(sent.answer(&question.name)));
        rows.extend(level.map(|level| {
            vec![Value::text(id.as_str()), Value::text(output.id.as_str()), Value::text(level)]
        }));
    }
    rows
}

/// The level that was answered, empty where nothing was; `None` where it was not asked.
fn level(answer: &Answer) -> Option<&str> {
    match &answer.state {
        AnswerState::NotAsked => None,
        AnswerState::NotApplicable => Some("na"),
        AnswerState::Blank | AnswerState::Unreadable => Some(""),
        AnswerState::Given(_) => {
            Some(answer.choice().filter(|code| LEVELS.contains(code)).unwrap_or_default())
        }
    }
}
