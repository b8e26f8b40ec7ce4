//! F119: help in kind names no common purpose.

use model::finance::{GivenInKind, InKindLine};
use model::governance::Governance;
use model::organisation_name::{compared, words};
use model::pact::Titles;
use model::{Date, Place};

use crate::accounts::{add_largest, effect};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Help in kind names no common purpose.
    ///
    /// # What it checks
    /// Each row of the returns' list of work for the Pact, and of `in-kind.csv`: whether it names a working group of the
    /// year, by its id or title, or an activity of `activities.csv`; or, where it names no working group, in its
    /// description a working group, an output or an event of the Pact, the Steering Committee or the Secretariat.
    ///
    /// # Why it matters
    /// In kind is work for the Pact itself; a participant's own activities in its country are outreach, and have no value
    /// here (§5.3.4).
    ///
    /// # Example
    /// 120 hours, "Workshops with our municipalities", and no working group.
    ///
    /// # How to fix
    /// Ask what it was for. If it was for a working group, write its id under `working_group`; if it was the participant's
    /// own activity, it belongs under outreach, and the row is taken out by a correction.
    InKindWithoutPurpose {
        code: "F119",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// Words that name a working group, the Steering Committee or the Secretariat, in the languages people write in.
const ORGANS: [&str; 28] = [
    "arbeidsgruppe",
    "arbejdsgruppe",
    "arbeitsgruppe",
    "arbetsgrupp",
    "comitato direttivo",
    "comité de direction",
    "comité de pilotage",
    "comité directeur",
    "gruppo di lavoro",
    "groupe de travail",
    "grupo de trabajo",
    "grupo de trabalho",
    "lenkungsausschuss",
    "secretariaat",
    "secretaría del pacto",
    "secretariat",
    "secrétariat",
    "segreteria del patto",
    "sekretariat",
    "steering committee",
    "steuerungsgruppe",
    "stuurgroep",
    "styregruppe",
    "styrgrupp",
    "styringsgruppe",
    "työryhmä",
    "werkgroep",
    "working group",
];

/// Letters a name must have to be looked for inside a longer text.
const LONG: usize = 5;

fn check(evidence: &Evidence, report: &mut Report) {
    if evidence.results.statement.is_none() {
        return;
    }
    let purposes = Purposes::of(evidence);
    let given = evidence.results.in_kind.iter();
    let without =
        given.filter(|given| !given.line.says_nothing() && !purposes.are_named_in(&given.line));
    add_largest(report, without.map(|given| of_line(evidence, given)).collect());
}

/// What work for the Pact can be for.
struct Purposes<'e> {
    /// The working groups on file.
    governance: &'e Governance,
    /// The year's first day: a group that ended before it is none of the year.
    first_day: Date,
    /// Activities: ids and titles.
    activities: Vec<String>,
    /// Titles of more than one word that a text can name.
    titles: Vec<String>,
}

impl<'e> Purposes<'e> {
    fn of(evidence: &'e Evidence<'e>) -> Self {
        let governance = &evidence.year.governance;
        let (mut activities, mut titles) = (Vec::new(), Vec::new());
        let first_day = evidence.year.settings.period.start;
        let groups = governance.working_groups.iter();
        for group in groups.filter(|group| group.until.is_none_or(|until| until >= first_day)) {
            titles.extend(in_any_language(&group.title).filter(has_several_words).map(compared));
        }
        for activity in &evidence.year.finance.activities {
            activities.extend([&activity.id, &activity.title].map(|name| compared(name)));
            titles.extend(Some(activity.title.as_str()).filter(has_several_words).map(compared));
        }
        let outputs = evidence.year.outputs.iter().map(|output| &output.title);
        let others = outputs.chain(governance.events.iter().map(|event| &event.title));
        titles.extend(others.flat_map(in_any_language).filter(has_several_words).map(compared));
        titles.extend(ORGANS.map(compared));
        Self { governance, first_day, activities, titles }
    }

    /// Whether a line names one of them; the description speaks only where no working group is named.
    fn are_named_in(&self, line: &InKindLine) -> bool {
        match line.working_group.trim() {
            "" => self.is_titled_in(&line.description),
            group => self.is_group(group) || self.is_titled_in(group),
        }
    }

    /// Whether a text names a working group of the year or an activity. Any does where no working group is on file.
    fn is_group(&self, text: &str) -> bool {
        let (whole, said) = (compared(text), words(text));
        let is_activity = |name: &String| {
            let inside = name.chars().count() >= LONG && whole.contains(name.as_str());
            *name == whole || inside || said.contains(name)
        };
        let group = self.governance.working_group_named(text);
        self.governance.working_groups.is_empty()
            || group.is_some_and(|own| own.until.is_none_or(|until| until >= self.first_day))
            || self.activities.iter().any(is_activity)
    }

    fn is_titled_in(&self, text: &str) -> bool {
        let text = compared(text);
        self.titles.iter().any(|title| !title.is_empty() && text.contains(title.as_str()))
    }
}

fn in_any_language(titles: &Titles) -> impl Iterator<Item = &str> {
    titles.0.iter().map(|(_, text)| text.as_str())
}

fn has_several_words(title: &&str) -> bool {
    words(title).len() > 1
}

fn of_line(evidence: &Evidence, given: &GivenInKind) -> Statement {
    let line = &given.line;
    let what = match line.description.trim() {
        "" => "help in kind".to_owned(),
        description => format!("help in kind, “{description}”"),
    };
    let why = match line.working_group.trim() {
        "" => "no working group, and nothing else that names work for the Pact".to_owned(),
        group => format!("`{group}` is no working group of the year"),
    };
    let start = evidence.year.settings.period.start;
    let groups = evidence.year.governance.working_groups.iter();
    let groups = groups.filter(|group| group.until.is_none_or(|until| until >= start));
    let groups: Vec<&str> = groups.map(|group| group.id.as_str()).collect();
    let expected = match groups.as_slice() {
        [] => "what it was for".to_owned(),
        groups => format!("a working group: {}", groups.join(", ")),
    };
    Statement {
        participant: Some(line.participant.clone()),
        place: Some(place(evidence, line)),
        column: "working_group".into(),
        found: format!("{what}: {why}"),
        expected,
        effect: given.value.and_then(|value| {
            effect(evidence, value, "in kind that may be the participant's own work")
        }),
        subject: format!("in_kind {}", line.description.trim()),
        raw: line.working_group.trim().to_owned(),
        ..Statement::default()
    }
}

/// The cell of the working group, where the return has it; else the row.
fn place(evidence: &Evidence, line: &InKindLine) -> Place {
    let answers = evidence.year.returns.get(&line.participant);
    let mut rows = answers.map_or(&[][..], |answers| answers.repeat("in_kind")).iter();
    let row = rows.find(|row| row.place == line.place);
    let own = row.and_then(|row| row.answer("working_group").place.clone());
    own.unwrap_or_else(|| line.place.clone())
}
