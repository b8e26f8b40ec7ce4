//! `practices`: the questions on the uptake ladder, with what they are sorted by.

use model::Questionnaire;
use model::questionnaire::{Question, Section};
use model::vocabulary::{Phase, Strategy};

use super::OfYear;
use crate::field::{Field, boolean, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// `practices`: those of this year.
pub(super) fn this_year(inputs: &PackageInputs<'_>) -> Table {
    let last = OfYear::last(inputs);
    let last = last.map(|last| &last.reading.questionnaire);
    let rows = rows(OfYear::this(inputs), last);
    let description = "The practices that the questionnaire asks about.";
    Table::new("practices", "Practices", description, 1, fields(), rows)
}

/// `practices_last_year`: those of the year before; empty in a first year.
pub(super) fn last_year(inputs: &PackageInputs<'_>) -> Table {
    let rows = OfYear::last(inputs).map(|last| rows(last, None)).unwrap_or_default();
    let description = "The table `practices` of the year before.";
    Table::new("practices_last_year", "Practices of last year", description, 1, fields(), rows)
}

fn fields() -> Vec<Field> {
    vec![
        text("practice", "The practice: the question it is asked with.").required(),
        text("strategy", "Strategy of the Pact it belongs to.").one_of(Strategy::ALL),
        text("impacts", "Impact categories it serves, parted by `;`."),
        text("phase", "Phase of the procurement cycle.").one_of(Phase::ALL),
        boolean(
            "asked",
            "Whether it is asked in the year: the part of the product scope it is about has begun.",
        )
        .required(),
        text(
            "last_practice",
            "The practice of the year before whose answers it is held against; blank where it continues none, or where that \
             year is not looked at.",
        ),
    ]
}

fn rows(year: OfYear<'_>, last: Option<&Questionnaire>) -> Vec<Vec<Value>> {
    let this = &year.reading.questionnaire;
    let names = last.map(|last| last.continued_in(this)).unwrap_or_default();
    let practices = this.practices();
    let rows = practices.filter_map(|practice| {
        let (section, question) = find(year, &practice.name)?;
        let last = names.get(question.name.as_str()).copied();
        Some(row(year, section, question, last))
    });
    rows.collect()
}

fn row(year: OfYear<'_>, section: &Section, question: &Question, last: Option<&str>) -> Vec<Value> {
    vec![
        Value::text(&question.name),
        Value::optional(question.strategy, |strategy| Value::text(strategy.code())),
        Value::text(question.impacts.join(";")),
        Value::optional(question.phase, |phase| Value::text(phase.code())),
        Value::Boolean(is_asked(year, section, question)),
        Value::optional(last, Value::text),
    ]
}

/// The section and the question with this name, outside repeats.
pub(super) fn find<'a>(year: OfYear<'a>, name: &str) -> Option<(&'a Section, &'a Question)> {
    let sections = year.reading.questionnaire.sections.iter().filter(|section| !section.repeat);
    let mut questions = sections
        .flat_map(|section| section.questions.iter().map(move |question| (section, question)));
    questions.find(|(_, question)| question.name == name)
}

/// Whether the part of the product scope that a question is about has begun.
pub(super) fn is_asked(of: OfYear<'_>, section: &Section, question: &Question) -> bool {
    let (year, groups) = (of.reading.year(), &of.pact.pact.product_groups);
    let scopes = [section.scope_from, question.scope_from];
    scopes
        .into_iter()
        .flatten()
        .all(|scope| groups.iter().any(|group| group.scope == scope && group.in_scope(year)))
}
