//! For whom forms are made, and in which language.

use model::{Obstacle, Participant, Questionnaire};

use super::Ground;
use crate::workspace::Failure;

/// The participants forms go to: those named, else all in force and not exempt.
pub(super) fn recipients<'a>(
    ground: &Ground<'a>,
    named_ids: &[String],
) -> Result<Vec<&'a Participant>, Failure> {
    let settings = &ground.form.settings;
    if named_ids.is_empty() {
        let in_force = ground.workspace.pact.register.all_in_force(&settings.period);
        let expected = in_force.into_iter().filter(|row| !settings.is_exempt(row.id.as_str()));
        return Ok(expected.collect());
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
