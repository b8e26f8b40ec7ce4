//! The rows of an XLSForm.

use model::participant::Role;
use workbooks::SpreadsheetCell;

use super::french::set_as_french;
use super::source::{Block, Form, Question, Section, Texts};
use super::{LANGUAGES, text};
use crate::pact::{Output, PactYear, Practice};

type Row = Vec<SpreadsheetCell>;

/// Ends of the labels of a strategy's story and evidence, and their hints.
const STORY: [[&str; 2]; 2] = [
    [
        ": what was done, what worked, what did not?",
        " : qu'avez-vous fait, qu'est-ce qui a marché, qu'est-ce qui n'a pas marché ?",
    ],
    [
        "Two to five sentences; figures only if you are sure of them.",
        "Deux à cinq phrases ; des chiffres seulement si vous en êtes sûrs.",
    ],
];
const EVIDENCE: [[&str; 2]; 2] = [
    [": where can it be seen?", " : où peut-on le voir ?"],
    [
        "A link, or the name of a document you send along. Needed for level 4.",
        "Un lien, ou le nom d'un document joint. Nécessaire pour le niveau 4.",
    ],
];

/// What stands in one row of the survey sheet; what is empty is left blank.
#[derive(Default)]
struct Asked {
    kind: String,
    name: String,
    label: Option<Texts>,
    hint: Option<Texts>,
    message: Option<Texts>,
    required: bool,
    constraint: String,
    relevant: String,
    strategy: &'static str,
    impacts: Vec<String>,
    phase: &'static str,
    roles: Vec<Role>,
    scope: &'static str,
    was: String,
}

/// The rows of the sheet `survey`, its header first.
pub(super) fn survey(form: &Form, year: &PactYear) -> Vec<Row> {
    let mut rows = vec![header()];
    for section in &form.section {
        let questions = questions(section, year);
        if questions.is_empty() {
            continue;
        }
        let kind = if section.repeat { "repeat" } else { "group" };
        rows.push(row(&Asked {
            kind: format!("begin {kind}"),
            name: section.name.clone(),
            label: Some(section.label.clone()),
            hint: section.hint.clone(),
            relevant: section.relevant.clone(),
            roles: section.roles(),
            ..Asked::default()
        }));
        rows.extend(questions.iter().map(row));
        rows.push(row(&Asked { kind: format!("end {kind}"), ..Asked::default() }));
    }
    rows
}

/// The rows of the sheet `choices`, its header first.
pub(super) fn choices(form: &Form, year: &PactYear) -> Vec<Row> {
    let header = ["list_name".to_owned(), "name".to_owned()].into_iter();
    let labels = LANGUAGES.iter().map(|language| format!("label::{language}"));
    let mut rows = vec![header.chain(labels).map(|name| text(&name)).collect()];
    let mut add = |list: &str, code: &str, english: &str, french: &str| {
        rows.push(vec![text(list), text(code), text(english), text(&set_as_french(french))]);
    };
    for list in &form.list {
        for [code, english, french] in &list.choices {
            add(&list.name, code, english, french);
        }
    }
    for output in published(year) {
        let [english, french] = &output.title;
        add("output", &code_of(output), english, french);
    }
    rows
}

/// Everything a section asks in a year.
fn questions(section: &Section, year: &PactYear) -> Vec<Asked> {
    let mut asked: Vec<Asked> =
        section.block.iter().flat_map(|block| of_strategy(block, year)).collect();
    if section.name == "guidance" {
        asked.extend(published(year).map(guidance));
    }
    let own = section.question.iter().filter(|question| question.asked_in(year.year));
    // A list without a choice is no list: what the Pact has published is asked once there is something.
    let nothing_published = published(year).next().is_none();
    let own = own.filter(|own| !(nothing_published && own.kind == "select_multiple output"));
    asked.extend(own.map(|question| plain(question, &question.kind)));
    asked
}

/// The practices of a strategy, then its story and its evidence.
fn of_strategy(block: &Block, year: &PactYear) -> Vec<Asked> {
    let own = year.practices.iter().filter(|practice| practice.strategy == block.id);
    let mut asked: Vec<Asked> = own.map(|own| practice(own, block)).collect();
    for (name, [ending, hint]) in [("story", STORY), ("evidence", EVIDENCE)] {
        let [english, french] = &block.label;
        asked.push(Asked {
            kind: "text".to_owned(),
            name: format!("{}_{name}", block.id),
            label: Some([english.clone() + ending[0], french.clone() + ending[1]]),
            hint: Some(hint.map(str::to_owned)),
            strategy: block.id.code(),
            ..Asked::default()
        });
    }
    asked
}

fn practice(own: &Practice, block: &Block) -> Asked {
    let known = block.practice.iter().find(|known| known.name == own.name);
    let words = known.map(|known| plain(known, "")).unwrap_or_else(|| Asked {
        label: Some([own.name.clone(), own.name.clone()]),
        ..Asked::default()
    });
    Asked {
        kind: "select_one uptake".to_owned(),
        name: own.name.clone(),
        strategy: own.strategy.code(),
        impacts: own.impacts.clone(),
        phase: own.phase.map_or("", |phase| phase.code()),
        roles: own.roles.clone(),
        scope: own.scope.map_or("", |scope| scope.code()),
        was: own.was.clone().unwrap_or_default(),
        ..words
    }
}

fn guidance(output: &Output) -> Asked {
    Asked {
        kind: "select_one adoption".to_owned(),
        name: format!("output_{}", code_of(output)),
        label: Some(output.title.clone()),
        impacts: output.impacts.clone(),
        ..Asked::default()
    }
}

fn plain(question: &Question, kind: &str) -> Asked {
    Asked {
        kind: kind.to_owned(),
        name: question.name.clone(),
        label: Some(question.label.clone()),
        hint: question.hint.clone(),
        message: question.message.clone(),
        required: question.required,
        constraint: question.constraint.clone(),
        relevant: question.relevant.clone(),
        strategy: "",
        impacts: question.impacts.clone(),
        phase: question.phase.map_or("", |phase| phase.code()),
        roles: question.roles(),
        scope: question.scope.map_or("", |scope| scope.code()),
        was: String::new(),
    }
}

fn header() -> Row {
    let mut names = vec!["type".to_owned(), "name".to_owned()];
    for what in ["label", "hint", "constraint_message"] {
        names.extend(LANGUAGES.iter().map(|language| format!("{what}::{language}")));
    }
    let rest = "required constraint relevant cfit_strategy cfit_impacts cfit_phase cfit_roles cfit_scope cfit_was";
    names.extend(rest.split(' ').map(str::to_owned));
    names.iter().map(|name| text(name)).collect()
}

fn row(asked: &Asked) -> Row {
    let mut cells = vec![text(&asked.kind), text(&asked.name)];
    for texts in [&asked.label, &asked.hint, &asked.message] {
        let [english, french] =
            texts.as_ref().map_or(["", ""], |texts| [texts[0].as_str(), texts[1].as_str()]);
        cells.push(text(english));
        cells.push(text(&set_as_french(french)));
    }
    let roles: Vec<&str> = asked.roles.iter().map(|role| role.code()).collect();
    cells.push(text(if asked.required { "yes" } else { "" }));
    let rest = [
        asked.constraint.as_str(),
        &asked.relevant,
        asked.strategy,
        &asked.impacts.join(";"),
        asked.phase,
        &roles.join(";"),
        asked.scope,
        &asked.was,
    ];
    cells.extend(rest.map(text));
    cells
}

/// What questions are asked about.
fn published(year: &PactYear) -> impl Iterator<Item = &Output> {
    year.outputs.iter().filter(|output| output.status == "published")
}

/// The code of an output in names and lists, which know no hyphen.
fn code_of(output: &Output) -> String {
    output.id.replace('-', "_")
}
