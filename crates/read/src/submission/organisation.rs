//! What a return says about itself, with what a blank stands for filled in.

use std::collections::BTreeMap;

use model::submission::Organisation;
use model::vocabulary::{AmountBasis, QuotePermission, Tax};
use model::{
    Answer, AnswerState, Currency, Date, Decimal, Fault, FaultKind, Identifier, Period, Place,
    Value,
};

use super::reader::{CellFault, Reader};
use super::register_names::participant;

type Answers = BTreeMap<String, Answer>;

/// Reads the group `organisation` (contract: What indicators are bound to, by name).
///
/// A blank period is the year's own, with a note; blank `quote_permission` and `protect_volume` are `no`.
/// `has_purchases` is whether the table of purchases has rows: they count, so an answer that nothing was
/// bought beside them is a fault and not taken.
pub(super) fn organisation(
    answers: &Answers,
    has_purchases: bool,
    reader: &mut Reader<'_>,
) -> Organisation {
    let (period, period_assumed) = period(answers, reader);
    let says_none = text(answers, "procurement_none") == Some("yes");
    if says_none && has_purchases {
        let kind = FaultKind::ContradictsNothingBought;
        let mut fault = organisation_fault("procurement_none", kind, answers, reader);
        fault.expected =
            "either `yes` and an empty table, or the purchases in the table".to_owned();
        reader.faults.push(fault);
    }
    let number = |name: &str| answers.get(name).and_then(Answer::number);
    Organisation {
        period,
        period_assumed,
        currency: text(answers, "currency").and_then(Currency::parse),
        amount_basis: text(answers, "amount_basis").and_then(AmountBasis::parse),
        tax: text(answers, "tax").and_then(Tax::parse),
        tax_rate: number("tax_rate").map(|percent| (percent / Decimal::ONE_HUNDRED).normalize()),
        users_served: number("users_served").and_then(|users| users.try_into().ok()),
        quote_permission: text(answers, "quote_permission")
            .and_then(QuotePermission::parse)
            .unwrap_or(QuotePermission::No),
        reports_for: reports_for(answers, |part| participant(part, reader).cloned()),
        protect_volume: protects(answers),
        procurement_none: says_none && !has_purchases,
    }
}

/// Whether the volume is to be withheld. An answer that cannot be read may be a yes, so it holds until it is mended.
fn protects(answers: &Answers) -> bool {
    let unreadable = |answer: &Answer| answer.state == AnswerState::Unreadable;
    text(answers, "protect_volume") == Some("yes")
        || answers.get("protect_volume").is_some_and(unreadable)
}

fn text<'a>(answers: &'a Answers, name: &str) -> Option<&'a str> {
    answers.get(name).and_then(Answer::text)
}

fn reports_for(answers: &Answers, known: impl Fn(&str) -> Option<Identifier>) -> Vec<Identifier> {
    let parts: Vec<&str> = match answers.get("reports_for").and_then(Answer::value) {
        Some(Value::Choices(codes)) => codes.iter().map(String::as_str).collect(),
        Some(Value::Text(text) | Value::Choice(text)) => text.split(';').map(str::trim).collect(),
        _ => Vec::new(),
    };
    let mut ids: Vec<Identifier> = parts.into_iter().filter_map(known).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The reporting period, and whether it had to be assumed. Each day is asked for by itself, so one that is blank is
/// the year's own, and the other stands; where one cannot be read, nobody knows whether the other belongs to it.
fn period(answers: &Answers, reader: &mut Reader<'_>) -> (Period, bool) {
    let assumed = reader.inputs.settings.period;
    let names = ["period_start", "period_end"];
    let day = |name: &str| answers.get(name).and_then(Answer::date);
    let state = |name: &str| answers.get(name).map(|answer| &answer.state);
    let unreadable = names.iter().any(|name| state(name) == Some(&AnswerState::Unreadable));
    let blank = names
        .into_iter()
        .find(|name| state(name) != Some(&AnswerState::Unreadable) && day(name).is_none());
    let (mut period, mut is_assumed) = (assumed, true);
    let given = names.map(day);
    if !unreadable && given != [None, None] {
        let start = given[0].unwrap_or(assumed.start);
        match Period::new(start, given[1].unwrap_or(assumed.end)) {
            Some(own) => (period, is_assumed) = (own, blank.is_some()),
            None => ends_before_it_starts(start, answers, reader),
        }
    }
    // A form that does not ask for the period means the year's own.
    let is_asked = |name: &&str| reader.inputs.questionnaire.question(name).is_some();
    if let Some(name) = blank.filter(is_asked) {
        let mut fault = organisation_fault(name, FaultKind::PeriodBlank, answers, reader);
        fault.expected = format!("the first and last day; {period} was taken");
        reader.faults.push(fault);
    }
    (period, is_assumed)
}

fn ends_before_it_starts(start: Date, answers: &Answers, reader: &mut Reader<'_>) {
    let mut fault = organisation_fault("period_end", FaultKind::ConstraintBroken, answers, reader);
    fault.expected = format!("a day on or after {start}, on which the period starts");
    reader.faults.push(fault);
}

/// A fault at the answer to one of the group's questions, or of the file where it is not in it.
fn organisation_fault(
    name: &str,
    kind: FaultKind,
    answers: &Answers,
    reader: &Reader<'_>,
) -> Fault {
    let place = answers.get(name).and_then(|answer| answer.place.clone());
    let mut fault = match place.as_ref().and_then(|place| sheet_cell(place, reader)) {
        Some((sheet, address)) => reader.fault_at(sheet, address, CellFault::new(kind, "")),
        None => reader.file_fault(kind),
    };
    let question = reader.inputs.questionnaire.question(name);
    fault.field = name.to_owned();
    fault.label = question.map_or_else(String::new, |question| {
        question.label.in_language(&reader.language).to_owned()
    });
    fault
}

fn sheet_cell<'a>(
    place: &Place,
    reader: &Reader<'a>,
) -> Option<(&'a model::Sheet, model::CellAddress)> {
    let sheet = reader.inputs.workbook.sheet(place.sheet.as_deref()?)?;
    Some((sheet, place.cell?))
}

/// Notes an id that names no participant, in a form that was made for nobody in particular. Whoever put it into the folder
/// knew whose it is, so it counts.
pub(super) fn nobodys_id(answers: &Answers, reader: &mut Reader<'_>) {
    let names_nobody = |typed: &str| participant(typed, reader).is_none();
    if !text(answers, "participant_id").is_some_and(names_nobody) {
        return;
    }
    let kind = FaultKind::ConstraintBroken;
    let mut fault = organisation_fault("participant_id", kind, answers, reader);
    let own = reader.inputs.participant;
    let name = reader.inputs.register.name(own.as_str());
    fault.expected = format!("`{own}`, the id of {name}, in whose folder it lies");
    reader.faults.push(fault);
}

/// The fault of a return that says it is another participant's, or that most of its days fall in another
/// year (methodology: Who counts).
pub(super) fn of_another(
    answers: &Answers,
    organisation: &Organisation,
    reader: &Reader<'_>,
) -> Option<Fault> {
    let inputs = reader.inputs;
    // Where the id is gone, the name tells.
    let said = ["participant_id", "organisation_name"]
        .into_iter()
        .find_map(|question| Some((question, participant(text(answers, question)?, reader)?)));
    if let Some((question, id)) = said
        && id != inputs.participant
    {
        let kind = FaultKind::AnotherParticipantsForm;
        let mut fault = organisation_fault(question, kind, answers, reader);
        let name = inputs.register.name(inputs.participant.as_str());
        fault.expected = format!("`{}`: it lies in the folder of {name}", inputs.participant);
        return Some(fault);
    }
    let mut accepted = inputs.settings.accepted_periods.iter();
    let accepted = accepted.any(|entry| entry.participant == *inputs.participant);
    if accepted || !mostly_in_another_year(&organisation.period, &inputs.settings.period) {
        return None;
    }
    let mut fault =
        organisation_fault("period_start", FaultKind::PeriodInAnotherYear, answers, reader);
    fault.raw = organisation.period.to_string();
    fault.expected = format!("a period most of which falls in {}", inputs.settings.period);
    Some(fault)
}

/// Whether a period shares more days with the year before or after than with the year itself, or none.
fn mostly_in_another_year(period: &Period, year: &Period) -> bool {
    let shared = period.days_shared(year);
    let moved = |years: i16| {
        let shift = |day: Date| {
            let month = day.first_of_month().with().year(day.year() + years).build().ok()?;
            // A period that ends with February ends with it in every year.
            let last = day == day.last_of_month();
            let day =
                if last { month.days_in_month() } else { day.day().min(month.days_in_month()) };
            month.with().day(day).build().ok()
        };
        Period::new(shift(year.start)?, shift(year.end)?)
    };
    let others = [moved(-1), moved(1)];
    let most = others.into_iter().flatten().map(|other| period.days_shared(&other)).max();
    shared == 0 || most.is_some_and(|most| most > shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_belongs_to_the_year_with_most_of_its_days() {
        let year = Period::new(date(2025, 10, 1), date(2026, 9, 30)).unwrap();
        let cases = [
            (date(2026, 1, 1), date(2026, 12, 31), false),
            (date(2025, 1, 1), date(2025, 12, 31), true),
            (date(2025, 10, 1), date(2026, 9, 30), false),
            (date(2024, 10, 1), date(2025, 9, 30), true),
            (date(2022, 1, 1), date(2022, 12, 31), true),
            (date(2025, 4, 1), date(2026, 9, 30), false),
        ];
        for (start, end, other) in cases {
            let period = Period::new(start, end).unwrap();
            assert_eq!(mostly_in_another_year(&period, &year), other, "{period}");
        }
    }
}
