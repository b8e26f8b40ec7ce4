//! How far a participant is with each practice and each output of the Pact: it moves slowly and unevenly.

use std::collections::BTreeMap;

use model::participant::Role;

use super::calendar::period;
use super::profile::Profile;
use super::size::Size;
use crate::pact::{Level, Output, Practice};

/// The first year with digital infrastructure in scope (§1.1).
const INFRASTRUCTURE: i16 = 2026;

/// Whether a practice is asked of a participant in a year.
pub(super) fn is_asked(practice: &Practice, profile: &Profile, year: i16) -> bool {
    let of_its_role =
        practice.roles.is_empty() || practice.roles.iter().any(|role| profile.has(*role, year));
    let in_scope = match practice.scope {
        Some(model::vocabulary::Scope::Infrastructure) => year >= INFRASTRUCTURE,
        _ => true,
    };
    of_its_role && in_scope
}

/// Where a participant stands with a practice at the end of a year, whether it says so or not.
///
/// What it can do and how hard the practice is are normal; a start is drawn around their difference. In two years
/// of three nothing moves; else it goes up by a part of a step, more for the quick ones, or once in a while down
/// by less than one: no level falls by two. One practice in twenty-five does not apply.
pub(super) fn level(size: &Size, profile: &Profile, practice: &Practice, year: i16) -> Level {
    let seed = size.seed;
    let of_practice = super::draw::Draw::of(seed, 0, 0, &practice.name).bell();
    let own = &mut profile.draw(seed, 0, &practice.name);
    if own.chance(0.04) {
        return Level::NotApplicable;
    }
    let ability = profile.draw(seed, 0, "ability").bell();
    let quick = profile.draw(seed, 0, "quick").log_normal(1.0, 0.4);
    let mut stands = 1.5 + 0.85 * ability - 0.7 * of_practice + 0.6 * own.bell();
    for year in size.first_year() + 1..=year {
        let step = &mut profile.draw(seed, year, &practice.name);
        let moved = step.share();
        stands += match moved {
            0.0..0.62 => 0.0,
            0.62..0.96 => (0.2 + 0.9 * step.share()) * quick,
            _ => -0.3 - 0.6 * step.share(),
        };
        stands = stands.clamp(-0.9, 4.9);
    }
    Level::Of(stands.floor().clamp(0.0, 4.0) as u8)
}

/// The answers on the practices that are asked, without those left blank.
pub(super) fn uptake(
    size: &Size,
    profile: &Profile,
    practices: &[Practice],
    year: i16,
) -> BTreeMap<String, Level> {
    let draw = &mut profile.draw(size.seed, year, "uptake");
    let asked = practices.iter().filter(|practice| is_asked(practice, profile, year));
    let answers = asked.filter_map(|practice| {
        let level = level(size, profile, practice, year);
        draw.blank(profile.blanks, (practice.name.clone(), level))
    });
    answers.collect()
}

/// How the Pact's published outputs are used: the longer an output is out, the more.
pub(super) fn adoption(
    size: &Size,
    profile: &Profile,
    outputs: &[Output],
    year: i16,
) -> BTreeMap<String, u8> {
    let draw = &mut profile.draw(size.seed, year, "adoption");
    let ability = profile.draw(size.seed, 0, "ability").bell();
    let end = period(year).end;
    let mut answers = BTreeMap::new();
    for output in outputs {
        let Some(published) = output.published_on.filter(|day| *day <= end) else {
            continue;
        };
        let own = profile.draw(size.seed, 0, &output.id).bell();
        let years = super::draw::days(published, end) as f64 / 365.25;
        let stands = 0.6 + 0.55 * years.min(4.0) + 0.6 * ability + 0.8 * own;
        let level = stands.floor().clamp(0.0, 4.0) as u8;
        let coordinates = profile.has(Role::Coordinating, year);
        let level = if coordinates { level.max(1) } else { level };
        if let Some(level) = draw.blank(profile.blanks, level) {
            answers.insert(output.id.clone(), level);
        }
    }
    answers
}
