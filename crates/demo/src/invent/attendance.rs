//! Who sends a return in a year, why the others do not, and when it comes.

use jiff::civil::Date;
use model::participant::Role;

use super::calendar::{Span, deadline, period};
use super::draw::{Draw, days, plus_days};
use super::profile::{Part, Profile};
use super::size::{LAST_YEAR, Size};
use crate::pact::{Exemption, Extension};

/// From this many days in force on a return is expected (methodology: Who counts).
const EXPECTED_DAYS: i64 = 90;

/// What a participant does in a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Attendance {
    /// Not in force, or for too few days to be asked.
    NotAsked,
    /// It need not report.
    Exempt,
    /// Its figures are in the return of the profile at this index.
    Covered(usize),
    /// It sends a return.
    Returns,
}

/// Why a participant need not report, and of how many people it must be true at least and at most.
const EXEMPT: [(&str, f64, f64); 9] = [
    (
        "Its computing moves to another body this year; its own accounts begin next year",
        0.0,
        2_000.0,
    ),
    (
        "Its purchasing department was closed for half the year after a flood in the archive",
        300.0,
        f64::MAX,
    ),
    ("A change of its purchasing system left the year without usable records", 100.0, f64::MAX),
    ("An election and a vacant post left nobody to answer; agreed by the Committee", 0.0, 6_000.0),
    ("It has few people, and the one who answers was away for half the year", 0.0, 250.0),
    ("Its records are held by a court until a dispute with a lessor is settled", 0.0, f64::MAX),
    (
        "It was reorganised in the summer; the accounts of its parts are not together yet",
        250.0,
        f64::MAX,
    ),
    ("An attack on its network left its lists locked; agreed by the Committee", 80.0, f64::MAX),
    (
        "Its buyers and its register moved house, and neither can be asked before spring",
        0.0,
        f64::MAX,
    ),
];

/// Why a participant may report later.
const LATER: [&str; 6] = [
    "Its accounts close a month later than those of others",
    "A new export from its purchasing system had to be mended first",
    "The colleague who gathers the figures was away for a month",
    "Two departments had to agree on whose laptops are whose",
    "Its auditors asked to see the lists first",
    "The offices were moving house in October",
];

/// What each profile does in a year.
pub(super) fn attendance(size: &Size, year: i16, profiles: &[Profile]) -> Vec<Attendance> {
    let span = period(year);
    let here: Vec<usize> = (0..profiles.len())
        .filter(|at| is_reliable(&profiles[*at]) && asked(&profiles[*at], span))
        .collect();
    let of = |profile: &Profile| {
        if !asked(profile, span) {
            return Attendance::NotAsked;
        }
        let own = &mut profile.draw(size.seed, 0, "covered");
        let buys_only = profile.register.coordinating_since.is_none();
        let may_be_covered = profile.part == Part::Any && buys_only;
        let wants_cover = profile.part == Part::Covered || (may_be_covered && own.chance(0.03));
        if wants_cover && !here.is_empty() {
            return Attendance::Covered(*own.pick(&here));
        }
        if is_reliable(profile) {
            return Attendance::Returns;
        }
        let is_given = profile.part == Part::Exempt && year == LAST_YEAR;
        let by_chance =
            profile.part == Part::Any && profile.draw(size.seed, year, "silent").chance(0.05);
        if is_given || by_chance { Attendance::Exempt } else { Attendance::Returns }
    };
    profiles.iter().map(of).collect()
}

/// Whether a return is expected of it in the period.
fn asked(profile: &Profile, span: Span) -> bool {
    let register = &profile.register;
    let joined = [register.procuring_since, register.coordinating_since];
    let Some(joined) = joined.into_iter().flatten().min() else {
        return false;
    };
    let last = register.left.unwrap_or(Date::MAX).min(span.end);
    days(joined.max(span.start), last) + 1 >= EXPECTED_DAYS
}

/// Whether it reports every year, so that others' figures can be inside its return.
fn is_reliable(profile: &Profile) -> bool {
    let coordinates = profile.part == Part::Any
        && profile.register.left.is_none()
        && profile.has(Role::Coordinating, 2021)
        && profile.number.is_multiple_of(2);
    matches!(profile.part, Part::Pillar | Part::Coordinator) || coordinates
}

/// Those that need not report, with a reason that fits, and of each participant another one every year.
pub(super) fn exempt(
    size: &Size,
    year: i16,
    profiles: &[Profile],
    attendance: &[Attendance],
) -> Vec<Exemption> {
    let exempt = profiles.iter().zip(attendance).filter(|(_, own)| **own == Attendance::Exempt);
    let rows = exempt.map(|(profile, _)| Exemption {
        participant: profile.id().to_owned(),
        reason: reason(size, year, profile).to_owned(),
    });
    rows.collect()
}

/// Why it need not report in a year.
fn reason(size: &Size, year: i16, profile: &Profile) -> &'static str {
    let fitting =
        EXEMPT.iter().filter(|(_, least, most)| (*least..=*most).contains(&profile.users));
    let mut reasons: Vec<&'static str> = fitting.map(|(reason, ..)| *reason).collect();
    profile.draw(size.seed, 0, "exempt").shuffle(&mut reasons);
    reasons[usize::from(year.abs_diff(2021)) % reasons.len()]
}

/// When a return came, and the extension it came by: most on time, six in a hundred by an extension, three late,
/// and of two nobody noted the day.
pub(super) fn receipt(
    size: &Size,
    year: i16,
    profile: &Profile,
) -> (Option<Date>, Option<Extension>) {
    let draw = &mut profile.draw(size.seed, year, "receipt");
    let due = deadline(year);
    let first = plus_days(profile.fiscal.period(year).end.max(period(year).end), 3);
    if draw.chance(0.02) {
        return (None, None);
    }
    if draw.chance(0.06) {
        let until = plus_days(due, draw.between(5, 14));
        let extension = Extension {
            participant: profile.id().to_owned(),
            until,
            reason: (*draw.pick(&LATER)).to_owned(),
        };
        return (Some(draw.day(due, until)), Some(extension));
    }
    if draw.chance(0.03) {
        return (Some(plus_days(due, draw.between(1, 9))), None);
    }
    (Some(near_the_end(first, due, draw)), None)
}

/// A day on which returns come: more of them the nearer the deadline.
fn near_the_end(first: Date, last: Date, draw: &mut Draw) -> Date {
    let one = draw.day(first, last);
    one.max(draw.day(first, last))
}
