//! What of a participant's own numbers and answers is published, and why something is not (methodology: Details
//! settled, `protect_volume`). One rule for every document and table.

use std::fmt;

use crate::figure::{Dimension, Dimensions, ObservationStatus};
use crate::governance::Correction;
use crate::personal_data::contact_detail;
use crate::questionnaire::QuestionType;
use crate::reading::YearReading;
use crate::results::YearResults;
use crate::vocabulary::{QuotePermission, codes};

codes! {
    /// What stays back of a participant's volume.
    VolumeProtection {
        /// It asked for its volume to be withheld: nothing of it is published by itself.
        Asked = "asked",
        /// A total of its own is not published either, since the volume of one that asked would follow from it.
        Total = "total",
        /// Its lines and cells are not published; its totals are.
        Lines = "lines",
    }
}

codes! {
    /// Why the values of a correction are not published.
    CorrectionWithheld {
        /// They are about a person, or hold contact details.
        Person = "person",
        /// They are words of a participant that may not be quoted by name.
        Words = "words",
        /// They are numbers or lines of a participant of which no line is published.
        Volume = "volume",
    }
}

impl YearResults {
    /// What stays back of a participant's volume; `None` where everything is published.
    pub fn protection(&self, year: &YearReading, participant: &str) -> Option<VolumeProtection> {
        if year.protects_volume(participant) {
            return Some(VolumeProtection::Asked);
        }
        if !self.withheld.contains(participant) {
            return None;
        }
        let own = Dimensions::none().with(Dimension::Participant, participant);
        let mut totals = self.figures.iter().filter(|figure| figure.dimensions == own);
        let hidden = totals.any(|figure| figure.status == ObservationStatus::Withheld);
        Some(if hidden { VolumeProtection::Total } else { VolumeProtection::Lines })
    }

    /// Why the values of a correction are not published; `None` where they are.
    pub fn correction_withheld(
        &self,
        year: &YearReading,
        correction: &Correction,
    ) -> Option<CorrectionWithheld> {
        let texts = [&correction.was, &correction.now];
        let of_person = correction.question.starts_with("contact_");
        if of_person || texts.iter().any(|text| contact_detail(text).is_some()) {
            return Some(CorrectionWithheld::Person);
        }
        let kind = kind(year, &correction.question);
        let is_words = kind.is_none_or(|kind| *kind == QuestionType::Text);
        let sent = year.returns.get(&correction.participant);
        let by_name = sent
            .is_some_and(|own| own.organisation.quote_permission == QuotePermission::Attributed);
        if is_words && !by_name {
            return Some(CorrectionWithheld::Words);
        }
        let is_number = matches!(kind, Some(QuestionType::Integer | QuestionType::Decimal));
        let in_table = correction.question.contains('.');
        let hidden = self.protection(year, correction.participant.as_str()).is_some();
        (hidden && (in_table || is_number)).then_some(CorrectionWithheld::Volume)
    }
}

/// What kind of answer a question takes; `None` where the questionnaire has no such question.
fn kind<'a>(year: &'a YearReading, question: &str) -> Option<&'a QuestionType> {
    let form = &year.questionnaire;
    let found = match question.split_once('.') {
        Some((repeat, column)) => {
            form.section(repeat)?.questions.iter().find(|own| own.name == column)
        }
        None => form.question(question),
    };
    found.map(|question| &question.kind)
}
