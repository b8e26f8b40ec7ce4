//! How far a participant is with each practice and each output of the Pact: it moves slowly and unevenly.

use std::collections::{BTreeMap, BTreeSet};

use model::participant::Role;
use model::vocabulary::Strategy;

use super::calendar::period;
use super::draw::{Draw, days};
use super::profile::Profile;
use super::size::Size;
use crate::pact::{Level, Output, Practice};

/// The first year with digital infrastructure in scope (§1.1).
const INFRASTRUCTURE: i16 = 2026;

/// The level an average participant has with an average practice in the first year.
const START: f64 = 2.0;

/// The probability that a level rises in a year, and that one falls, before what makes some quicker than others.
const RISES: f64 = 0.088;
const FALLS: f64 = 0.062;

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

/// How hard each practice is, in the order of the questionnaire: some strategies are harder than others, and within
/// them some practices.
fn hardness(seed: u64, practices: &[Practice]) -> Vec<f64> {
    let strategies: BTreeSet<Strategy> = practices.iter().map(|one| one.strategy).collect();
    let of_strategies = Draw::of(seed, 0, 0, "strategies").scores(strategies.len());
    let of_strategies: BTreeMap<Strategy, f64> =
        strategies.into_iter().zip(of_strategies).collect();
    let mut own: BTreeMap<Strategy, Vec<f64>> = BTreeMap::new();
    let hard = practices.iter().map(|one| {
        let left = own.entry(one.strategy).or_insert_with(|| {
            let of_it = practices.iter().filter(|other| other.strategy == one.strategy).count();
            Draw::of(seed, 0, 0, &format!("practices of {}", one.strategy)).scores(of_it)
        });
        0.5 * of_strategies[&one.strategy] + 0.5 * left.pop().unwrap_or_default()
    });
    hard.collect()
}

/// Where a participant stands with a practice of some hardness at the end of a year, whether it says so or not.
///
/// The start is drawn around the difference of what it can do and how hard the practice is, so that at first about one
/// practice in six is common or standard. In a year about five in six stay where they are, one in ten rises by a step,
/// more with the quick ones, and one in sixteen falls by one: people leave, a framework ends. Some years are good for a
/// practice and some bad, so that a few practices lose ground. One practice in twenty-five does not apply.
fn level(size: &Size, profile: &Profile, (practice, hard): (&Practice, f64), year: i16) -> Level {
    let seed = size.seed;
    let own = &mut profile.draw(seed, 0, &practice.name);
    if own.chance(0.04) {
        return Level::NotApplicable;
    }
    let quick = profile.draw(seed, 0, "quick").log_normal(1.0, 0.4);
    let start = START + 0.85 * profile.ability - hard + 0.6 * own.bell();
    let mut level = start.floor().clamp(0.0, 4.0) as u8;
    for year in size.first_year() + 1..=year {
        let good = Draw::of(seed, 0, year, &practice.name).log_normal(1.0, 0.55);
        let moved = profile.draw(seed, year, &practice.name).share();
        let (rises, falls) = (RISES * quick * good, FALLS / good);
        if moved < rises {
            level = (level + 1).min(4);
        } else if moved > 1.0 - falls {
            level = level.saturating_sub(1);
        }
    }
    Level::Of(level)
}

/// The answers on the practices that are asked, without those left blank.
pub(super) fn uptake(
    size: &Size,
    profile: &Profile,
    practices: &[Practice],
    year: i16,
) -> BTreeMap<String, Level> {
    let draw = &mut profile.draw(size.seed, year, "uptake");
    let all = practices.iter().zip(hardness(size.seed, practices));
    let answers = all.filter(|(practice, _)| is_asked(practice, profile, year)).filter_map(|own| {
        let level = level(size, profile, own, year);
        draw.blank(profile.blanks, (own.0.name.clone(), level))
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
    let end = period(year).end;
    let mut answers = BTreeMap::new();
    for output in outputs {
        let Some(published) = output.published_on.filter(|day| *day <= end) else {
            continue;
        };
        let own = profile.draw(size.seed, 0, &output.id).bell();
        let years = days(published, end) as f64 / 365.25;
        let stands = 0.6 + 0.55 * years.min(4.0) + 0.6 * profile.ability + 0.8 * own;
        let level = stands.floor().clamp(0.0, 4.0) as u8;
        let coordinates = profile.has(Role::Coordinating, year);
        let level = if coordinates { level.max(1) } else { level };
        if let Some(level) = draw.blank(profile.blanks, level) {
            answers.insert(output.id.clone(), level);
        }
    }
    answers
}
