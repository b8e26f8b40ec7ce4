//! Codes in words a reader knows.

use std::collections::BTreeMap;

use model::registers::Supporter;
use model::vocabulary::{Acquisition, Condition, Phase, Scope, Strategy};
use model::{Dimension, ObservationStatus, Pact, Register, Role};

use super::{AnnexInputs, LANGUAGE};

/// The words of the Pact's own lists, of this year's questionnaire and of last year's.
pub(super) struct Labels<'a> {
    pact: &'a Pact,
    register: &'a Register,
    supporters: &'a [Supporter],
    practices: BTreeMap<&'a str, String>,
    questions: BTreeMap<String, String>,
    outputs: BTreeMap<&'a str, String>,
    /// Codes of each dimension in the order in which they are shown.
    order: BTreeMap<Dimension, Vec<String>>,
}

impl<'a> Labels<'a> {
    /// The words for a year's annex.
    pub(super) fn of(inputs: &AnnexInputs<'a>) -> Self {
        let pact = &inputs.pact.pact;
        let mut practices = BTreeMap::new();
        let mut outputs = BTreeMap::new();
        let years = [inputs.last.map(|last| last.0), Some(inputs.year)];
        for year in years.into_iter().flatten() {
            for practice in year.questionnaire.practices() {
                let label = practice.label.in_language(LANGUAGE).to_owned();
                practices.insert(practice.name.as_str(), label);
            }
            for output in &year.outputs {
                outputs.insert(output.id.as_str(), output.title.in_language(LANGUAGE).to_owned());
            }
        }
        Self {
            pact,
            register: &inputs.pact.register,
            supporters: &inputs.pact.supporters,
            practices,
            questions: questions(inputs),
            outputs,
            order: order(inputs),
        }
    }

    /// A code of a dimension in words; the code itself where there are none.
    pub(super) fn code(&self, dimension: Dimension, code: &str) -> String {
        let known = match dimension {
            Dimension::Participant => Some(self.name(code)),
            Dimension::ProductGroup => self.group(code),
            Dimension::Impact => Some(self.pact.impact_title(code, LANGUAGE)),
            Dimension::Practice => self.practices.get(code).map(String::as_str),
            Dimension::Output => self.outputs.get(code).map(String::as_str),
            Dimension::Strategy => {
                Strategy::parse(code).map(|s| self.pact.strategy_title(s, LANGUAGE))
            }
            _ => listed(dimension, code),
        };
        let known = known.filter(|words| !words.is_empty());
        known.map_or_else(|| sentence(code), ToOwned::to_owned)
    }

    /// The name of a participant or supporter; what is given where it is neither.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        let supporter = self.supporters.iter().find(|one| one.id.as_str() == id);
        match supporter.filter(|_| !self.register.knows(id)) {
            Some(supporter) => supporter.name.as_str(),
            None => self.register.name(id),
        }
    }

    /// A question as it is asked, of a table with the table's title; its name where the questionnaire has no such
    /// question.
    pub(super) fn question(&self, name: &str) -> String {
        let known = self.questions.get(name).filter(|label| !label.is_empty());
        known.map_or(name, String::as_str).to_owned()
    }

    /// The title of a product group.
    pub(super) fn group(&self, id: &str) -> Option<&str> {
        self.pact.product_group(id).map(|group| group.title.in_language(LANGUAGE))
    }

    /// Where a code stands among those of its dimension.
    pub(super) fn position(&self, dimension: Dimension, code: &str) -> usize {
        let codes = self.order.get(&dimension);
        let position = codes.and_then(|codes| codes.iter().position(|own| own == code));
        position.unwrap_or(usize::MAX)
    }
}

/// The labels of questions by name, and of columns of tables by `table.column`.
fn questions(inputs: &AnnexInputs) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    for section in &inputs.year.questionnaire.sections {
        for question in &section.questions {
            let label = question.label.in_language(LANGUAGE);
            match section.repeat {
                true => labels.insert(
                    format!("{}.{}", section.name, question.name),
                    format!("{}: {label}", section.label.in_language(LANGUAGE)),
                ),
                false => labels.insert(question.name.clone(), label.to_owned()),
            };
        }
    }
    labels
}

fn order(inputs: &AnnexInputs) -> BTreeMap<Dimension, Vec<String>> {
    let pact = &inputs.pact.pact;
    let practices = inputs.year.questionnaire.practices();
    BTreeMap::from([
        (Dimension::ProductGroup, pact.product_groups.iter().map(|g| g.id.clone()).collect()),
        (Dimension::Impact, pact.impacts.iter().map(|impact| impact.id.clone()).collect()),
        (
            Dimension::Strategy,
            pact.strategies.iter().map(|s| s.strategy.code().to_owned()).collect(),
        ),
        (Dimension::Practice, practices.map(|practice| practice.name.clone()).collect()),
        (Dimension::Output, inputs.year.outputs.iter().map(|o| o.id.to_string()).collect()),
        (Dimension::Role, codes(Role::ALL)),
        (Dimension::Scope, codes(Scope::ALL)),
        (Dimension::Condition, codes(Condition::ALL)),
        (Dimension::Acquisition, codes(Acquisition::ALL)),
        (Dimension::Phase, codes(Phase::ALL)),
    ])
}

fn codes<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// A code of a closed list in words.
fn listed(dimension: Dimension, code: &str) -> Option<&'static str> {
    Some(match (dimension, code) {
        (Dimension::Panel, "matched") => "Those who reported in both years",
        (Dimension::Role, "procuring") => "Procuring participants",
        (Dimension::Role, "coordinating") => "Coordinating participants",
        (Dimension::Scope, "workplace") => "Workplace equipment",
        (Dimension::Scope, "infrastructure") => "Digital infrastructure",
        (Dimension::Condition | Dimension::Acquisition, "unknown") => "Not stated",
        (Dimension::Acquisition, "purchase") => "Bought",
        (Dimension::Acquisition, "lease") => "Leased or rented",
        (Dimension::Acquisition, "service") => "Bought as a service",
        (Dimension::Phase, "before_tender") => "Before the tender",
        (Dimension::Phase, "tender") => "Tender",
        (Dimension::Phase, "use") => "Use",
        (Dimension::Phase, "end_of_use") => "End of use",
        (Dimension::Level, code) => return level(code),
        (Dimension::Component, "not_in_force") => "The participant was not in force in the period",
        (Dimension::Component, "no_currency") => "No currency is known",
        (Dimension::Component, "no_rate") => "The currency has no rate in the period",
        (Dimension::Component, "no_group") => "No product group is given",
        (Dimension::Component, "not_in_scope") => "The product group is not yet in scope",
        (Dimension::Component, "unknown_buyer") => {
            "The buyer is neither a participant nor said to be another"
        }
        (Dimension::Component, "outside_period") => "Dated outside the reporting period",
        (Dimension::Component, "duplicate") => "The same row came before",
        (Dimension::Component, "subtotal") => "A sum of other rows",
        (Dimension::Component, "refused") => "A cell that is needed could not be read",
        (Dimension::Component, "unclassified") => "No product group could be told",
        (Dimension::Component, "forms_own") => "The form's own number, such as last year's answer",
        (Dimension::Component, "no_indicator") => "No indicator uses the answer",
        (Dimension::Component, "text") => "Part of an answer in words",
        (Dimension::Component, "outside_the_form") => "Outside what the form asks",
        (Dimension::Component, "unreadable") => "The cell could not be read",
        (Dimension::Component, "other_version") => "Another version of the return counts",
        (Dimension::Component, "no_mapping") => "No mapping says what the columns mean",
        (Dimension::Component, "unmapped_column") => "The mapping names no field for the column",
        (Dimension::Component, "no_measure") => "The column is no measure",
        (Dimension::Component, "outside_the_table") => "Above, below or beside the table",
        (Dimension::Component, "row_left_out") => "The row is left out",
        (Dimension::Component, "file_not_used") => "The file is not used or cannot be read",
        (Dimension::Component, "setting") => {
            "A setting, register or rate that figures are made with"
        }
        (Dimension::Component, "no_permission") => "The participant does not permit quoting",
        (Dimension::Component, "contact_details") => "The words hold contact details",
        (Dimension::Component, "gives_author_away") => {
            "The words would name their anonymous author"
        }
        (Dimension::Component, "skipped") => "Taken out by the mapping of the file",
        (Dimension::Component, "q1") => "Lower quartile",
        (Dimension::Component, "q3") => "Upper quartile",
        _ => return None,
    })
}

/// A level of an answer on the uptake ladder in words.
pub(super) fn level(code: &str) -> Option<&'static str> {
    Some(match code {
        "0" => "0 not started",
        "1" => "1 exploring",
        "2" => "2 piloting",
        "3" => "3 applied",
        "4" => "4 standard",
        "na" => "Does not apply",
        "blank" => "Left empty",
        "cannot_say" => "Cannot say",
        _ => return None,
    })
}

/// How a line counts, in words.
pub(super) fn counted_as(code: &str) -> &str {
    match code {
        "direct" => "Direct",
        "on_behalf" => "Direct, reported by another",
        "indirect" => "Indirect",
        "overlap" => "Overlap, not counted",
        "evidence" => "Evidence beside a declared figure",
        "left_out" => "Left out",
        other => other,
    }
}

/// Where a participant stands in the year, in words.
pub(super) fn standing(code: &str) -> &str {
    match code {
        "returned" => "Returned",
        "covered" => "Inside another's return",
        "exempt" => "Exempt by decision",
        "joined_too_late" => "Joined too late to be expected",
        "left_early" => "Left too early to be expected",
        "silent" => "Expected, and nothing came",
        "not_in_force" => "Not in force in the period",
        other => other,
    }
}

/// The status of a value that is there, in words; `None` for a normal one.
pub(super) fn flag(status: ObservationStatus) -> Option<&'static str> {
    Some(match status {
        ObservationStatus::Provisional => "provisional",
        ObservationStatus::Break => "wider scope than the year before",
        ObservationStatus::LowReliability => "rests on few answers",
        ObservationStatus::Imputed => "partly filled in",
        ObservationStatus::Estimated => "partly estimated",
        _ => return None,
    })
}

/// A country by its code; the code of an organisation of several countries in words.
pub(super) fn country(code: &str) -> &str {
    if code == "XX" { "intergovernmental" } else { code }
}

/// What a dimension is called.
pub(super) fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Panel => "Who is in it",
        Dimension::Role => "Role",
        Dimension::Scope => "Part of the scope",
        Dimension::ProductGroup => "Product group",
        Dimension::Condition => "Condition",
        Dimension::Acquisition => "Acquisition",
        Dimension::Strategy => "Strategy",
        Dimension::Impact => "Impact category",
        Dimension::Phase => "Phase",
        Dimension::Practice => "Practice",
        Dimension::Level => "Level",
        Dimension::Output => "Output of the Pact",
        Dimension::Route => "Route",
        Dimension::Theme => "Theme",
        Dimension::Participant => "Participant",
        Dimension::Account => "Account",
        Dimension::Fund => "Fund",
        Dimension::Class => "Class",
        Dimension::Activity => "Activity",
        Dimension::Component => "Part or reason",
    }
}

/// A code as words: `end_of_use` becomes `End of use`.
pub(super) fn sentence(code: &str) -> String {
    let words = code.replace('_', " ");
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
