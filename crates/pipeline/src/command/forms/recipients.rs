//! For whom forms are made, and in which language.

use model::participant::TooShort;
use model::{Obstacle, Participant, Questionnaire};

use super::{Ground, NoForm, WhyNot};
use crate::workspace::Failure;

/// The participants forms go to: those named, else those of whom a return is expected.
pub(super) fn recipients<'a>(
    ground: &Ground<'a>,
    named_ids: &[String],
) -> Result<Vec<&'a Participant>, Failure> {
    let settings = &ground.form.settings;
    if named_ids.is_empty() {
        let in_force = ground.workspace.pact.register.all_in_force(&settings.period);
        return Ok(in_force.into_iter().filter(|row| why_not(row, ground).is_none()).collect());
    }
    let mut found: Vec<&Participant> = Vec::new();
    for id in named_ids {
        let participant = named(ground, id)?;
        if !found.iter().any(|other| other.id == participant.id) {
            found.push(participant);
        }
    }
    Ok(found)
}

/// The participants in force of whom no return is expected, and why.
pub(super) fn not_asked(ground: &Ground) -> Vec<NoForm> {
    let in_force = ground.workspace.pact.register.all_in_force(&ground.form.settings.period);
    let none = in_force.into_iter().filter_map(|row| {
        let why = why_not(row, ground)?;
        Some(NoForm { participant: row.id.clone(), name: row.name.clone(), why })
    });
    none.collect()
}

/// Why no return is expected of a participant in force (methodology: Who counts); `None` where one is.
fn why_not(participant: &Participant, ground: &Ground) -> Option<WhyNot> {
    let settings = &ground.form.settings;
    if settings.is_exempt(participant.id.as_str()) {
        return Some(WhyNot::Exempt);
    }
    let too_short = ground.workspace.pact.register.too_short(&participant.id, &settings.period);
    too_short.map(|short| match short {
        TooShort::JoinedTooLate => WhyNot::JoinedTooLate,
        TooShort::LeftEarly => WhyNot::LeftEarly,
    })
}

/// The participant of an id.
pub(super) fn named<'a>(ground: &Ground<'a>, id: &str) -> Result<&'a Participant, Failure> {
    let period = &ground.form.settings.period;
    ground.workspace.pact.register.in_force(id, period).ok_or_else(|| {
        Obstacle::new(
            format!("`{id}` is no participant in force from {period}"),
            "look up the id in inputs/participants.csv",
        )
        .into()
    })
}

/// The language asked for, by the questionnaire's own code for it: `fr` serves `fr-BE`, and the other way round.
pub(super) fn language_asked_for(
    asked: Option<&str>,
    form: &Questionnaire,
) -> Result<Option<String>, Failure> {
    let Some(asked) = asked else { return Ok(None) };
    match workbooks::language_of_questions(form, asked) {
        Some(own) => Ok(Some(own.to_owned())),
        None => {
            let what = format!("the questionnaire has no language `{asked}`");
            let help = format!("choose one of {}", form.languages.join(", "));
            Err(Obstacle::new(what, help).at(&form.path).into())
        }
    }
}
