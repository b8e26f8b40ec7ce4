//! What the documents say of their own limits: other questions last year, unknown taxes, values that could
//! not be read, money for other years, statements that are not complete.

use model::finance::ContributionDue;
use model::{Answer, AnswerState, CellAddress, Currency, Place};

use super::sample::{Sample, sample};
use super::{context, text};
use crate::{document, findings_page, shipped_templates};

fn report(sample: &Sample) -> String {
    text(&document("progress-report", &shipped_templates(), &context(sample, true)).unwrap().blocks)
}

fn summary(sample: &Sample) -> String {
    let made = document("financial-summary", &shipped_templates(), &context(sample, true)).unwrap();
    let notes = made.blocks.iter().filter_map(|block| match block {
        model::document::Block::Table(table) => Some(&table.notes),
        _ => None,
    });
    let notes: Vec<String> =
        notes.flatten().map(|note| model::document::Inline::plain(note)).collect();
    let notes = notes.join("\n").replace(['\u{A0}', '\u{202F}'], " ");
    text(&made.blocks) + "\n" + &notes
}

#[test]
fn uptake_of_other_questions_is_set_beside_and_never_subtracted() {
    let mut sample = sample();
    let questions = &mut sample.last.0.questionnaire.sections[0].questions;
    let gone = questions.iter().position(|question| question.strategy.is_some()).unwrap();
    questions.remove(gone);
    let all = report(&sample);
    assert!(!all.contains("percentage point"), "{all}");
    assert!(all.contains("7 practices in 2025") && all.contains("8 practices in 2026"), "{all}");
    assert!(all.contains("their difference is no trend"), "{all}");
    let change = super::with_body("{{ change(\"uptake.rate\", strategy=\"buy_less\") }}");
    let made = document("progress-report", &change, &context(&sample, true)).unwrap();
    assert!(text(&made.blocks).ends_with("in 2025, when other practices were asked"));
}

#[test]
fn amounts_of_unknown_tax_are_said_unless_they_would_tell_a_withheld_volume() {
    let mut sample = sample();
    assert!(!report(&sample).contains("whether taxes"));
    sample.findings.truncate(1);
    sample.findings[0].rule.code = "V110";
    let said = "For EUR 12 400 of the amounts behind these figures it is not known whether taxes";
    let all = report(&sample);
    assert!(all.contains(said) && all.contains("for EUR 12 400 it is not known"), "{all}");
    let owner = sample.findings[0].participant.clone().unwrap();
    sample.this.0.returns.get_mut(&owner).unwrap().organisation.protect_volume = true;
    let all = report(&sample);
    assert!(!all.contains("12 400") && all.contains("For part of the amounts"), "{all}");
}

#[test]
fn lines_counted_without_an_amount_are_told() {
    let mut sample = sample();
    let owner = sample.findings[0].participant.clone().unwrap();
    let place = sample.findings[0].place.clone();
    let amount = Answer { state: AnswerState::Unreadable, place, ..Answer::not_asked() };
    let line = model::submission::RepeatRow {
        place: Place::cell("return.xlsx", "Procurement", CellAddress::new(13, 0)),
        answers: [("amount".to_owned(), amount)].into(),
    };
    let sent = sample.this.0.returns.get_mut(&owner).unwrap();
    sent.rows.insert("procurement".into(), vec![line]);
    let all = report(&sample);
    assert!(all.contains("Lines whose amount could not be read: 1;"), "{all}");
    assert!(!all.contains("Lines whose units"), "{all}");
}

/// The sample with a repeat of one row in a return, all its columns answered.
fn with_repeat(repeat: &str, label: &str, columns: &[&str]) -> Sample {
    let mut sample = sample();
    let (reading, _) = &mut sample.this;
    let sections = &mut reading.questionnaire.sections;
    let mut section = sections[0].clone();
    let template = section.questions.pop().unwrap();
    let question = |name: &&str| model::questionnaire::Question {
        name: (*name).into(),
        label: model::pact::Titles::one("en", name),
        ..template.clone()
    };
    section.questions = columns.iter().map(question).collect();
    section.name = repeat.into();
    section.label = model::pact::Titles::one("en", label);
    section.repeat = true;
    sections.push(section);
    let answer = |(index, name): (usize, &&str)| {
        let given = Answer {
            state: AnswerState::Given(model::Value::Text("7".into())),
            place: Some(cell(u32::try_from(index).unwrap())),
            ..Answer::not_asked()
        };
        ((*name).to_owned(), given)
    };
    let answers = columns.iter().enumerate().map(answer).collect();
    let row = model::submission::RepeatRow { place: cell(0), answers };
    let sent = reading.returns.values_mut().next().unwrap();
    sent.rows.insert(repeat.into(), vec![row]);
    sample
}

fn cell(column: u32) -> Place {
    Place::cell("inputs/2026/returns/north-region/return.xlsx", "Rows", CellAddress::new(4, column))
}

#[test]
fn what_was_answered_and_is_not_shown_is_named_by_its_label() {
    let all = report(&with_repeat("tenders", "Tenders", &["title"]));
    assert!(all.contains("They are those on Tenders."), "{all}");
    assert!(!all.contains("the answers to “"), "{all}");
    let mut sample = with_repeat("tenders", "Tenders", &["title"]);
    sample.this.0.returns.values_mut().for_each(|sent| sent.rows.clear());
    assert!(!report(&sample).contains("those on Tenders"), "nobody answered");
}

#[test]
fn what_figures_are_made_of_is_not_called_missing() {
    let columns = ["product_group", "devices", "colour"];
    let mut sample = with_repeat("in_use", "Devices in use", &columns);
    assert!(report(&sample).contains("They are those on Devices in use."), "no figure yet");
    let entry = model::TraceEntry::new("north-region", "7", cell(1));
    sample.this.1.figures.insert(model::Figure {
        indicator: "in_use.devices".into(),
        year: 2026,
        dimensions: model::Dimensions::none().with(model::Dimension::ProductGroup, "laptops"),
        value: Some(7.into()),
        unit: model::Unit::Devices,
        status: model::ObservationStatus::Normal,
        contributors: Some(1),
        trace: std::sync::Arc::new(vec![entry]),
    });
    let all = report(&sample);
    assert!(!all.contains("Answers on Devices in use"), "{all}");
    assert!(all.contains("are the answers to “colour”."), "{all}");
}

#[test]
fn the_front_says_why_figures_are_provisional_and_names_no_one_whose_newer_return_failed() {
    use model::submission::{ReturnVersion, Transcription, VersionOutcome};
    let mut sample = sample();
    assert!(!report(&sample).contains("can still change"));
    let reading = &mut sample.this.0;
    let returned = &sample.this.1.coverage.returned;
    let (letter, older) = (returned[0].clone(), returned[1].clone());
    for id in [&letter, &older] {
        reading.returns.get_mut(id).unwrap().provisional = true;
    }
    reading.returns.get_mut(&letter).unwrap().transcription =
        Some(Transcription { from: "letter".into(), entered_by: "SB".into(), confirmed_on: None });
    reading.versions.push(ReturnVersion {
        participant: older,
        path: "inputs/2026/returns/older/new.xlsx".into(),
        received_on: None,
        outcome: VersionOutcome::Unusable,
    });
    let name = sample.pact.register.name(letter.as_str()).to_owned();
    let all = report(&sample);
    let said = format!(
        "Figures marked as provisional (sign p) can still change. The Secretariat typed in the answers \
         of {name}, which nobody there has confirmed yet. For one participant an older return counts, since \
         its newer one cannot be read.\n"
    );
    assert!(all.contains(&said), "{all}");
    sample.this.1.rates[0].provisional = true;
    assert!(report(&sample).contains("rates at hand end before the period does for"));
}

#[test]
fn contributions_lead_to_the_income_booked_and_waivers_have_amount_and_reason() {
    let mut sample = sample();
    let statement = sample.this.1.statement.as_mut().unwrap();
    // Of 20 000 booked: 20 000 received for the year less 1 500 that came before it, 500 for earlier
    // years, 700 for later ones, and 300 nobody owed.
    statement.contributions[0].received_before = 150_000;
    statement.contributions[0].received_for_earlier = 50_000;
    statement.contributions[2].advance = 70_000;
    sample.this.0.finance.contributions.push(ContributionDue {
        participant: statement.contributions[1].participant.clone(),
        due: 350_000,
        currency: Currency::EUR,
        due_on: None,
        decision: String::new(),
        waived: true,
        reason: "Its budget was not passed.".into(),
        place: Place::line("inputs/2026/finance/contributions.csv", 3, 2),
    });
    let all = summary(&sample);
    let said = "Received for 2026 | 20 000.00\nless: of this had come before 2026 | −1 500.00\n\
                Received for earlier years | 500.00\nReceived for later years | 700.00\n\
                Voluntary contributions of participants | 300.00\n\
                Contributions | 20 000.00\n\
                Voluntary contributions of participants | 1 000.00\n\
                Voluntary contributions | 1 000.00\n\
                Other income | 1 500.50\n\
                Total income | 22 500.50";
    assert!(all.contains(said), "{all}");
    assert!(all.contains("EUR 3 500.00 waived. Reason: Its budget was not passed."), "{all}");
}

#[test]
fn an_incomplete_statement_says_so_and_makes_no_sentence_of_what_is_missing() {
    let mut sample = sample();
    sample.this.1.statement.as_mut().unwrap().incomplete = true;
    let all = summary(&sample);
    assert!(
        all.contains("The accounts are incomplete") && !all.contains("was not answered"),
        "{all}"
    );
    assert!(!all.contains("Total"), "a total of incomplete accounts: {all}");
    assert!(!all.contains("This is what the bank states"), "{all}");
}

#[test]
fn an_effect_nobody_could_work_out_is_not_called_none() {
    let mut sample = sample();
    sample.findings[0].effect = None;
    let page = findings_page(&shipped_templates(), &context(&sample, true)).unwrap();
    let all = text(&page.blocks);
    assert!(all.contains("EUR 12 400.00; not known for 1"), "{all}");
    let owner = sample.findings[1].participant.clone().unwrap();
    sample.this.0.returns.get_mut(&owner).unwrap().organisation.protect_volume = true;
    assert!(!report(&sample).contains("12 400"));
}

#[test]
fn what_others_bought_for_one_that_sent_nothing_is_said_to_count() {
    use model::{Dimension, Dimensions, ObservationStatus};
    let mut sample = sample();
    let all = report(&sample);
    assert!(all.contains("Nothing is counted for it, and nothing is taken to be zero"), "{all}");
    let mut figure = sample.this.1.figures.of("volume.direct.amount").next().unwrap().clone();
    figure.indicator = "volume.on_behalf.amount".into();
    figure.dimensions = Dimensions::none().with(Dimension::Participant, "hill-county");
    figure.value = Some("575978".parse().unwrap());
    figure.status = ObservationStatus::Normal;
    sample.this.1.figures.extend([figure]);
    let all = report(&sample).replace(['\u{A0}', '\u{202F}'], " ");
    let said = "bought on behalf of it is counted (Hill County, EUR 575 978.00); nothing else is";
    assert!(all.contains(said), "{all}");
}

#[test]
fn the_comparable_part_of_the_volume_stands_beside_the_totals_of_two_years() {
    let all = report(&sample());
    assert!(
        all.contains("Of workplace equipment alone, which is of the same product groups"),
        "{all}"
    );
    assert!(notes(&sample()).contains("were not in scope in 2025: none of them is comparable"));
}

/// All notes below tables of the report.
fn notes(sample: &Sample) -> String {
    let made = document("progress-report", &shipped_templates(), &context(sample, true)).unwrap();
    let notes = made.blocks.iter().filter_map(|block| match block {
        model::document::Block::Table(table) => Some(&table.notes),
        _ => None,
    });
    notes.flatten().map(|note| model::document::Inline::plain(note)).collect::<Vec<_>>().join(" ")
}
