//! Codes in words, for a policy officer.

use model::supporting::AccountTerm;
use model::unused_numbers::UnusedReason;
use model::volume::LeftOutReason;
use model::{Dimension, ObservationStatus};

use super::Context;

/// The language of the words.
const LANGUAGE: &str = "en";

/// Most characters of what was asked for that an answer repeats.
const REPEATED: usize = 60;

/// What was asked for, as an answer repeats it: in marks, and cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    let mut short = text.chars().take(REPEATED).collect::<String>();
    if text.chars().nth(REPEATED).is_some() {
        short.push('…');
    }
    format!("`{short}`")
}

/// What a status says of a figure.
pub(super) fn status(status: ObservationStatus) -> &'static str {
    match status {
        ObservationStatus::Normal => "normal",
        ObservationStatus::Break => {
            "not to be compared with the year before: the scope is wider since this year"
        }
        ObservationStatus::Estimated => "estimated: more than a tenth of the sum is an estimate",
        ObservationStatus::Imputed => {
            "estimated for participants that have not answered, from what they reported last year"
        }
        ObservationStatus::Provisional => {
            "provisional: a return in it is not final, or a rate is not complete"
        }
        ObservationStatus::LowReliability => {
            "of low reliability: fewer than half of what it rests on is answered"
        }
        ObservationStatus::NotAnswered => "no value: asked, and not answered",
        ObservationStatus::NotApplicable => {
            "no value: it does not apply, or cannot be given from what is there"
        }
        ObservationStatus::NotAsked => "no value: not asked that year",
        ObservationStatus::Withheld => "withheld, so that nothing of a participant is given away",
    }
}

/// Why a line is left out.
pub(super) fn left_out(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::NotInForce => "the participant was not in force in the period",
        LeftOutReason::NoCurrency => "no currency is known",
        LeftOutReason::NoRate => "the currency has no rate in the period",
        LeftOutReason::NoGroup => "no product group is given",
        LeftOutReason::NotInScope => "the product group is not yet in scope",
        LeftOutReason::UnknownBuyer => {
            "the buyer is neither a participant nor said to be another organisation"
        }
        LeftOutReason::OutsidePeriod => "dated outside the reporting period",
        LeftOutReason::Duplicate => "the same row came before",
        LeftOutReason::Subtotal => "a sum of other rows",
        LeftOutReason::Refused => "a cell that is needed could not be read",
        LeftOutReason::Unclassified => "no product group could be told from it",
        LeftOutReason::Skipped => "the mapping of the file takes the row out",
        LeftOutReason::NotADevice => "a unit of the product group is no device",
    }
}

/// Why a number is in no figure.
pub(super) fn unused(reason: UnusedReason) -> &'static str {
    match reason {
        UnusedReason::FormsOwn => {
            "it is the form's own, such as a heading, a row number or last year's answer"
        }
        UnusedReason::NoIndicator => "the answer was read, and no indicator uses it",
        UnusedReason::Text => "it is part of an answer in words",
        UnusedReason::OutsideTheForm => "it stands outside what the form asks",
        UnusedReason::Unreadable => "the cell could not be taken as it stands",
        UnusedReason::OtherVersion => "another version of the return counts",
        UnusedReason::NoMapping => "no mapping says what the columns of the table mean",
        UnusedReason::UnmappedColumn => {
            "the mapping names no field for the column, so it never leaves its file"
        }
        UnusedReason::NoMeasure => "the column tells what a line is, and is no measure itself",
        UnusedReason::OutsideTheTable => "it stands above, below or beside the table",
        UnusedReason::RowLeftOut => "the row is left out",
        UnusedReason::Evidence => "it stands beside a declared figure, and that one counts",
        UnusedReason::FigureWithoutValue => {
            "the figures it is in have no value: they are withheld, or not everything they need is known"
        }
        UnusedReason::Withheld => "its owner's volume is withheld",
        UnusedReason::FileNotUsed => "the file is in no part of the work, or cannot be read",
        UnusedReason::Setting => {
            "it is a setting, a register or a rate that figures are made with, and none itself"
        }
    }
}

/// Where a row of devices went, if it does not count.
pub(super) fn term(term: AccountTerm, reason: Option<LeftOutReason>) -> &'static str {
    match (reason, term) {
        (Some(reason), _) => left_out(reason),
        (None, AccountTerm::Evidence) => unused(UnusedReason::Evidence),
        (None, _) => unused(UnusedReason::RowLeftOut),
    }
}

/// A code of a dimension in words; the code itself where there are none.
pub(super) fn code(context: &Context<'_>, dimension: Dimension, code: &str) -> String {
    let pact = &context.workspace.pact.pact;
    let reading = &context.current().reading;
    let found = match dimension {
        Dimension::Participant => Some(context.name(code)),
        Dimension::ProductGroup => {
            pact.product_group(code).map(|group| group.title.in_language(LANGUAGE).to_owned())
        }
        Dimension::Strategy => {
            let mut strategies = pact.strategies.iter();
            let found = strategies.find(|entry| entry.strategy.code() == code);
            found.map(|entry| entry.title.in_language(LANGUAGE).to_owned())
        }
        Dimension::Impact => Some(pact.impact_title(code, LANGUAGE).to_owned()),
        Dimension::Practice => reading
            .questionnaire
            .question(code)
            .map(|question| question.label.in_language(LANGUAGE).to_owned()),
        Dimension::Output => reading
            .outputs
            .iter()
            .find(|output| output.id.as_str() == code)
            .map(|output| output.title.in_language(LANGUAGE).to_owned()),
        Dimension::Account => reading
            .finance
            .budget
            .iter()
            .find(|line| line.account == code)
            .map(|line| line.title.clone()),
        Dimension::Panel if code == "matched" => Some("those who reported in both years".into()),
        _ => None,
    };
    found.filter(|title| !title.is_empty()).unwrap_or_else(|| code.replace('_', " "))
}
