//! What the office accepted and corrected, and how the Pact worked in the year.

use findings::{Finding, FindingState};
use model::CorrectionWithheld;
use model::governance::{EventKind, Seat};
use model::registers::OutputStatus;

use super::AnnexInputs;
use super::LANGUAGE;
use super::checked_text::shown;
use super::labels::{Labels, sentence};
use super::sheet::{Cell, Column, Sheet, Shown, Sign, TOTAL};

/// Accepted findings and corrections.
pub(super) fn office(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    vec![accepted(inputs, labels), corrections(inputs, labels)]
}

/// The Committee, working groups, events and outputs.
pub(super) fn pact(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    vec![
        committee(inputs, labels),
        working_groups(inputs, labels),
        events(inputs, labels),
        outputs(inputs, labels),
    ]
}

/// A sheet of a register, with the year behind its title.
fn sheet(
    inputs: &AnnexInputs,
    (name, id, title): (&'static str, &'static str, &str),
    [about, source, method, notes]: [&str; 4],
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
) -> Sheet {
    Sheet {
        name,
        id,
        title: format!("{title}, {}", inputs.year.settings.year),
        about: about.to_owned(),
        source: source.to_owned(),
        method: method.to_owned(),
        notes: notes.to_owned(),
        columns,
        rows,
        foot: TOTAL,
    }
    .without_blank_columns()
}

fn accepted(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let row = |finding: &Finding| {
        let who = finding.participant.as_ref();
        let name = who.map_or("The office", |id| labels.name(id.as_str()));
        vec![
            Cell::text(finding.rule.code),
            Cell::text(finding.rule.title),
            Cell::text(name),
            Cell::text(shown(&finding.column)),
            Cell::text(&finding.key),
        ]
    };
    let all = inputs.findings.iter();
    let rows = all.filter(|finding| finding.state == FindingState::Accepted).map(row).collect();
    let columns = vec![
        Column::text("Rule", 10.0),
        Column::text("What the rule finds", 60.0),
        Column::text("Participant", 36.0),
        Column::text("Question or column", 32.0),
        Column::text("Key", 20.0),
    ];
    let about = [
        "One row for each finding that the office accepted as it is.",
        "findings.csv",
        "what was found counts as it stands in the return.",
        "The words of the return are not repeated here.",
    ];
    let names = ("Accepted findings", "accepted_findings", "Findings accepted as they are");
    sheet(inputs, names, about, columns, rows)
}

fn corrections(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    // One that fits no answer corrected nothing; the findings ask about it.
    let laid_over = inputs.year.corrections.iter().filter(|own| own.applied_to.is_some());
    let rows = laid_over.map(|correction| {
        let withheld = inputs.results.correction_withheld(inputs.year, correction);
        let value = |text: &str| match withheld {
            Some(_) => Cell::Sign(Sign::Withheld),
            None => Cell::text(shown(text)),
        };
        let row =
            correction.row.map_or(Cell::Empty, |row| Cell::Number(row.into(), Shown::Grouped(0)));
        vec![
            Cell::text(labels.name(correction.participant.as_str())),
            Cell::text(labels.question(&correction.question)),
            row,
            value(&correction.was),
            value(&correction.now),
            Cell::text(withheld.map_or("", why_withheld)),
            Cell::text(shown(&correction.reason)),
            Cell::text(shown(&correction.authority)),
            Cell::day(correction.date),
        ]
    });
    let columns = vec![
        Column::text("Participant", 36.0),
        Column::text("Question", 40.0),
        Column::numbers("Row of the sheet", 10.0),
        Column::text("Was", 24.0),
        Column::text("Now", 24.0),
        Column::text("Why withheld", 40.0),
        Column::text("Reason", 46.0),
        Column::text("On whose authority", 30.0),
        Column::text("Date", 14.0),
    ];
    let about = [
        "One row for each answer that was corrected after the return came.",
        "corrections.csv",
        "a correction is laid over what was read; the file that the participant sent is not touched.",
        "The same list as in the report. One that fits no answer corrects nothing and is not in it.",
    ];
    let names = ("Corrections", "corrections", "Corrections to returns");
    sheet(inputs, names, about, columns, rows.collect())
}

/// Why the values of a correction are withheld, in words.
fn why_withheld(reason: CorrectionWithheld) -> &'static str {
    match reason {
        CorrectionWithheld::Person => "About a person, or holds contact details",
        CorrectionWithheld::Words => "Words that may not be quoted with the participant's name",
        CorrectionWithheld::Volume => {
            "No single line or number of this participant is published, so that a volume that is withheld does \
             not follow"
        }
    }
}

fn committee(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let rows = inputs.year.governance.committee.iter().map(|seat| {
        let title = match seat.seat {
            Seat::Chair => "Chair",
            Seat::Member => "Member",
            Seat::Secretariat => "Secretariat",
        };
        vec![
            Cell::text(shown(labels.name(&seat.organisation))),
            Cell::text(title),
            Cell::day(seat.term_start),
            Cell::day(seat.term_end),
        ]
    });
    let columns = vec![
        Column::text("Organisation", 46.0),
        Column::text("Seat", 16.0),
        Column::text("Term from", 16.0),
        Column::text("Term to", 16.0),
    ];
    let about = [
        "One row for each seat (§5.2).",
        "committee.csv",
        "as in the register; it names organisations, never persons.",
        "An empty end: the term is open.",
    ];
    let names = ("Steering Committee", "steering_committee", "Seats on the Steering Committee");
    sheet(inputs, names, about, columns, rows.collect())
}

fn working_groups(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let rows = inputs.year.governance.working_groups.iter().map(|group| {
        let impacts = group.impacts.iter().map(|own| labels.code(model::Dimension::Impact, own));
        let members = group.members.iter().map(|own| shown(labels.name(own)));
        vec![
            Cell::text(group.title.in_language(LANGUAGE)),
            Cell::text(impacts.collect::<Vec<_>>().join(", ")),
            Cell::text(shown(labels.name(&group.chair))),
            Cell::count(group.members.len()),
            Cell::text(members.collect::<Vec<_>>().join("; ")),
            Cell::day(group.since),
            Cell::day(group.until),
        ]
    });
    let columns = vec![
        Column::text("Working group", 34.0),
        Column::text("Impact categories", 28.0),
        Column::text("Chair", 34.0),
        Column::numbers("Number of members", 12.0).named("members"),
        Column::text("Members", 60.0),
        Column::text("Since", 14.0),
        Column::text("Until", 14.0),
    ];
    let about = [
        "One row for each working group.",
        "working-groups.csv",
        "as in the register; it names organisations, never persons.",
        "An empty end: the group goes on.",
    ];
    let names = ("Working groups", "working_groups", "Working groups");
    sheet(inputs, names, about, columns, rows.collect())
}

fn events(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let groups = &inputs.year.governance.working_groups;
    let rows = inputs.year.governance.events.iter().map(|event| {
        let group = groups.iter().find(|group| group.id.as_str() == event.working_group);
        let title = group.map_or(event.working_group.as_str(), |g| g.title.in_language(LANGUAGE));
        let present = event
            .organisations
            .map_or(Cell::Empty, |count| Cell::Number(count.into(), Shown::Grouped(0)));
        vec![
            Cell::Day(event.date),
            Cell::text(event.title.in_language(LANGUAGE)),
            Cell::text(event_kind(event.kind)),
            Cell::text(title),
            Cell::text(shown(labels.name(&event.host))),
            present,
        ]
    });
    let columns = vec![
        Column::text("Date", 14.0),
        Column::text("Event", 48.0),
        Column::text("Kind", 30.0),
        Column::text("Working group", 30.0),
        Column::text("Host", 38.0),
        Column::numbers("Organisations present", 15.0).named("organisations"),
    ];
    let about = [
        "One row for each event.",
        "events.csv",
        "as in the register.",
        "An empty number of organisations: nobody counted. They are not added: the same come again.",
    ];
    sheet(inputs, ("Events", "events", "Events"), about, columns, rows.collect())
}

fn event_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::SteeringCommittee => "Meeting of the Steering Committee",
        EventKind::WorkingGroup => "Meeting of a working group",
        EventKind::AnnualMeeting => "Annual meeting",
        EventKind::Webinar => "Webinar",
        EventKind::MarketDialogue => "Dialogue with the market",
        EventKind::CommunityOfPractice => "Community of practice",
        EventKind::Other => "Other",
    }
}

fn outputs(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let groups = &inputs.year.governance.working_groups;
    let rows = inputs.year.outputs.iter().map(|output| {
        let impacts = output.impacts.iter().map(|own| labels.code(model::Dimension::Impact, own));
        let group = groups.iter().find(|group| group.id.as_str() == output.working_group);
        let by = group.map_or(output.working_group.as_str(), |g| g.title.in_language(LANGUAGE));
        let status = match output.status {
            OutputStatus::Draft => "Draft",
            OutputStatus::Approved => "Approved",
            OutputStatus::Published => "Published",
        };
        vec![
            Cell::text(output.title.in_language(LANGUAGE)),
            Cell::text(sentence(&output.kind)),
            Cell::text(impacts.collect::<Vec<_>>().join(", ")),
            Cell::text(by),
            Cell::text(&output.version),
            Cell::text(status),
            Cell::day(output.approved_on),
            Cell::text(&output.decision),
            Cell::day(output.published_on),
            Cell::text(output.languages.join(", ")),
            Cell::text(&output.link),
        ]
    });
    let columns = vec![
        Column::text("Output", 44.0),
        Column::text("Kind", 16.0),
        Column::text("Impact categories", 28.0),
        Column::text("Made by", 28.0),
        Column::text("Version", 11.0),
        Column::text("Status", 13.0),
        Column::text("Approved on", 14.0),
        Column::text("Decision", 18.0),
        Column::text("Published on", 14.0),
        Column::text("Languages", 16.0),
        Column::text("Where it can be had", 46.0),
    ];
    let about = [
        "One row for each output of the Pact (§4).",
        "outputs.csv",
        "as in the register; how far each is used is on the sheet Guidance.",
        "",
    ];
    sheet(inputs, ("Outputs", "outputs", "Outputs of the Pact"), about, columns, rows.collect())
}
