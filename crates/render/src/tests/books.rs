//! The words of the books on the page, and what is said where something of them is missing.

use ::findings::Severity;
use model::document::{Block, Inline};
use model::finance::{ActivityLine, ContributionDue, GivenInKind, InKindLine, Valuation};
use model::{Currency, Identifier, Place};

use super::finance::{changed, made, summary};
use super::sample::sample;
use super::text;

#[test]
fn words_of_the_books_name_nobody_on_the_page() {
    let mut sample = changed(|statement| {
        statement.accounts[1].title = "Interest and Petra Person".into();
        statement.accounts[4].explanation = "Dr. Jane Doe came, jane@host.example".into();
        statement.funds[1].title = "Guides of Ms Jane Doe".into();
        statement.funds[1].purpose = "For Mr. Jon Doe".into();
        statement.activities[0].title = "Meetings with Frau Doe".into();
        let other = statement.activities[0].clone();
        statement.activities.push(ActivityLine { id: "(not on file)".into(), ..other });
        statement.contributions[1].waived = true;
        statement.commitments[0].commitment.fund = "Herr Doe".into();
        statement.commitments[0].commitment.description = "Catering of P. Person".into();
    });
    let due = ContributionDue {
        participant: Identifier::parse("hill-county").expect("an id"),
        due: 10_000,
        currency: Currency::EUR,
        due_on: None,
        decision: "Sir John Doe".into(),
        waived: true,
        reason: "Agreed with jon@host.example".into(),
        place: Place::line("inputs/2026/finance/contributions.csv", 2, 2),
    };
    sample.this.0.finance.contributions.push(due);
    let made = made(&sample, true);
    let all = text(&made.blocks);
    let drawn: Vec<&str> = made
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Chart(chart) => Some(chart.svg.as_str()),
            _ => None,
        })
        .collect();
    assert!(!drawn.is_empty());
    for name in ["Doe", "Petra", "Person", "@host"] {
        assert!(!all.contains(name), "{name}: {all}");
        assert!(drawn.iter().all(|svg| !svg.contains(name)), "{name}");
    }
    assert!(all.contains("4100 Interest and [withheld: a name]"), "{all}");
    assert!(all.contains("[withheld: an e-mail address]"), "{all}");
    assert!(all.contains("On activities that are not on file"), "{all}");
}

#[test]
fn commitments_of_which_a_row_is_missing_leave_no_sum_and_nothing_free() {
    let mut sample = sample();
    sample.this.0.finance.commitments_incomplete = true;
    let all = summary(&sample);
    assert!(all.contains("6000 Secretariat, half a post | 0.00 | … | …"), "{all}");
    assert!(all.contains("6100 Annual meeting | −1 345.25 | … | …"), "{all}");
    assert!(all.contains("Total | −1 345.25 | … | …"), "{all}");
    let made = made(&sample, true);
    let tables = made.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let notes = tables.flat_map(|table| &table.notes).map(|note| Inline::plain(note));
    let notes: Vec<String> = notes.collect();
    assert!(notes.iter().any(|note| note.contains("…\u{a0}not known: something")), "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains("asked and not answered")), "{notes:?}");
    assert!(all.contains("How much was ordered or promised and not paid yet"), "{all}");
}

#[test]
fn an_account_whose_title_is_its_class_has_it_once() {
    let all = summary(&changed(|statement| statement.accounts[4].title = "Events".into()));
    assert!(all.contains("6100 Events | 2 000.00") && !all.contains("Events (Events)"), "{all}");
}

/// Whatever their rule, findings in the files of the accounts are named where these are incomplete; a balance that
/// differs apart from them.
#[test]
fn what_leaves_the_accounts_incomplete_is_named_and_the_summary_is_a_draft() {
    let finding = |code: &'static str, title: &'static str, path: &str| {
        let mut finding = sample().findings[0].clone();
        (finding.rule.code, finding.rule.title) = (code, title);
        finding.rule.severity = Severity::Error;
        finding.place = Some(Place::line(path, 1, 1));
        finding
    };
    let mut incomplete = changed(|statement| statement.incomplete = true);
    assert_eq!(made(&sample(), true).status, "Provided to the Steering Committee");
    incomplete.findings = vec![
        finding("S107", "A mapping does not fit", "inputs/2026/finance/mapping.toml"),
        finding("F106", "The opening differs", "inputs/2026/year.toml"),
        finding("S118", "A list beside", "inputs/2026/finance/in-kind.csv"),
        finding("S108", "A row of a return", "inputs/2026/returns/north-region/mapping.toml"),
    ];
    let made = made(&incomplete, true);
    let all = text(&made.blocks);
    assert!(
        all.contains("What was found: A mapping does not fit: mapping.toml. The list"),
        "{all}"
    );
    assert!(
        all.contains(
            "Besides, this is to be settled before the summary goes out: The opening differs."
        ),
        "{all}"
    );
    assert!(!all.contains("A list beside") && !all.contains("A row of a return"), "{all}");
    assert_eq!(made.status, "Draft, not yet provided to the Steering Committee");
    assert!(!all.contains("It is provided to the Steering Committee, which"), "{all}");
}

/// Where a participant has several rows each value that can still change is marked, as the sum is.
#[test]
fn help_in_kind_that_can_still_change_is_marked_in_each_row() {
    let place = Place::line("inputs/2026/finance/in-kind.csv", 2, 4);
    let given = |group: &str, hours: i64, provisional| GivenInKind {
        line: InKindLine {
            participant: Identifier::parse("north-region").expect("an id"),
            kind: "hours".into(),
            working_group: group.into(),
            hours: Some(hours.into()),
            amount: None,
            currency: None,
            description: String::new(),
            unreadable: false,
            place: place.clone(),
            hours_place: place.clone(),
            amount_place: place.clone(),
        },
        also_at: None,
        valuation: Some(Valuation::HourRate(10.into())),
        value: Some(hours * 1000),
        provisional,
        rate_provisional: false,
        estimated: false,
    };
    let mut sample = sample();
    sample.this.1.in_kind = vec![given("", 3, false), given("Frau Doe", 4, true)];
    let all = summary(&sample);
    let first = "Sample Region North |  | 3.00 | 30.00 |";
    let marked = "Sample Region North | (not on file) | p\u{a0}4.00 | p\u{a0}40.00 |";
    let plain = |text: &str| text.replace('\u{a0}', " ");
    assert!(plain(&all).contains(first) && plain(&all).contains(&plain(marked)), "{all}");
    sample.this.0.finance.in_kind_incomplete = true;
    let all = plain(&summary(&sample));
    assert!(all.contains("Sample Region North |  | p 3.00 | p 30.00 |"), "{all}");
}
