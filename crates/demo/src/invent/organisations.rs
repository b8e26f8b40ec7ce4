//! Who takes part, since when and until when; who supports the Pact.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::calendar::{IN_EFFECT, period};
use super::countries::{COUNTRIES, Country, DEALT};
use super::draw::{Draw, plus_days};
use super::profile::{Part, Profile};
use super::size::{LAST_YEAR, Size};
use super::stems::{Stems, named, plain};
use crate::pact::{OrganisationKind, Participant, Supporter};

/// The fewest participants among which every part is given.
const ALL_PARTS: usize = 12;

/// From this day on the revised Pact is signed (§6.2).
const REVISED: Date = date(2026, 4, 15);

/// Every participant, in the order of its id.
pub(super) fn profiles(size: &Size) -> Vec<Profile> {
    let seed = size.seed;
    let count = size.participants as usize;
    let mut deal = Draw::of(seed, 0, 0, "deal");
    let mut parts = vec![Part::Any; count];
    let given =
        [Part::Pillar, Part::Coordinator, Part::Joiner, Part::Leaver, Part::Exempt, Part::Covered];
    let given = if count >= ALL_PARTS { &given[..] } else { &given[..1] };
    for (part, one) in parts.iter_mut().zip(given) {
        *part = *one;
    }
    deal.shuffle(&mut parts);
    let mut countries: Vec<&'static Country> = COUNTRIES[..DEALT].iter().collect();
    let weights: Vec<(usize, i64)> =
        COUNTRIES.iter().enumerate().map(|(at, country)| (at, country.weight)).collect();
    while countries.len() < count {
        countries.push(&COUNTRIES[deal.weighted(&weights)]);
    }
    let mut names = Draw::of(seed, 0, 0, "names");
    let mut stems = Stems::default();
    let parts = parts.into_iter().zip(countries).enumerate();
    let mut profiles: Vec<Profile> = parts
        .map(|(number, (part, country))| {
            let (stem, id) = stems.next(country.culture, &mut names);
            let (register, kind) = participant(size, (number, part), country, (&stem, id));
            Profile::drawn(seed, (number, part), (register, stem, kind), country)
        })
        .collect();
    let abilities = Draw::of(seed, 0, 0, "abilities").scores(count);
    for (profile, ability) in profiles.iter_mut().zip(abilities) {
        profile.ability = ability;
    }
    share_lines(&mut profiles);
    profiles.sort_by(|one, two| one.register.id.cmp(&two.register.id));
    profiles
}

/// Of those that attach lists of orders, how many lines each has compared with the mean: more the larger it is, from
/// a tenth of the mean to four times it. The largest have fewer for each person: they order more at a time.
fn share_lines(profiles: &mut [Profile]) {
    const BOUNDS: (f64, f64) = (0.1, 4.0);
    let with_lists = profiles.iter_mut().filter(|profile| !profile.systems.is_empty());
    let mut with_lists: Vec<(f64, &mut Profile)> =
        with_lists.map(|profile| (libm::pow(profile.users, 0.75), profile)).collect();
    let bounded = |weight: f64, factor: f64| (weight * factor).clamp(BOUNDS.0, BOUNDS.1);
    let (mut low, mut high) = (0.0, 1.0);
    // The mean grows with the factor, so halving finds the one with which it is 1; the least weight is over 1.
    for _ in 0..60 {
        let factor = (low + high) / 2.0;
        let sum: f64 = with_lists.iter().map(|(weight, _)| bounded(*weight, factor)).sum();
        if sum < with_lists.len() as f64 { low = factor } else { high = factor }
    }
    for (weight, profile) in &mut with_lists {
        profile.lines = bounded(*weight, high);
    }
}

/// The row of an organisation in the register, and what sort of body it is.
fn participant(
    size: &Size,
    (number, part): (usize, Part),
    country: &Country,
    (stem, id): (&str, String),
) -> (Participant, OrganisationKind) {
    let draw = &mut Draw::of(size.seed, number + 1, 0, "register");
    let (procuring, coordinating) = match part {
        Part::Pillar => (true, true),
        Part::Coordinator => (false, true),
        Part::Covered | Part::Exempt => (true, false),
        _ => draw.weighted(&[((true, false), 76), ((true, true), 16), ((false, true), 8)]),
    };
    let joined = joined(size, part, draw);
    let second = plus_days(joined, draw.between(90, 500));
    let later = procuring && coordinating && part != Part::Pillar && draw.chance(0.25);
    let kinds = if procuring && !(coordinating && draw.chance(0.5)) {
        country.buyers
    } else {
        country.coordinators
    };
    let (kind, called) = draw.pick(kinds);
    let register = Participant {
        id,
        name: named(called, stem, country.culture),
        country: country.code.to_owned(),
        procuring_since: procuring.then_some(joined),
        coordinating_since: coordinating.then_some(if later { second } else { joined }),
        left: left(size, part, joined, draw),
        language: country.letters.to_owned(),
        signed_version: if joined < REVISED { "1.0" } else { "2.0" }.to_owned(),
    };
    (register, *kind)
}

/// When it joined: most before the first year, about one in twelve of the rest each year.
fn joined(size: &Size, part: Part, draw: &mut Draw) -> Date {
    let first = size.first_year();
    let before = plus_days(period(first).start, -1);
    let joins_later = match part {
        Part::Joiner => true,
        Part::Any => size.years > 1 && draw.chance(0.08 * f64::from(size.years)),
        _ => false,
    };
    if !joins_later {
        return draw.day(IN_EFFECT, before.max(IN_EFFECT));
    }
    let from = if first < LAST_YEAR { first + 1 } else { first };
    let year = draw.between(i64::from(from), i64::from(LAST_YEAR));
    let year = i16::try_from(year).unwrap_or(LAST_YEAR);
    let span = period(year);
    draw.day(span.start.max(IN_EFFECT), span.end)
}

/// When it left; a few in a hundred each year.
fn left(size: &Size, part: Part, joined: Date, draw: &mut Draw) -> Option<Date> {
    let leaves = match part {
        Part::Leaver => true,
        Part::Any => draw.chance(0.025 * f64::from(size.years)),
        _ => false,
    };
    let first = size.first_year();
    let from = if first < LAST_YEAR { first + 1 } else { first };
    let year = draw.between(i64::from(from), i64::from(LAST_YEAR));
    let span = period(i16::try_from(year).unwrap_or(LAST_YEAR));
    let day = draw.day(span.start, span.end);
    // Nobody leaves within the year after it joined.
    (leaves && day > plus_days(joined, 365)).then_some(day).or_else(|| {
        let last = period(LAST_YEAR);
        let sure = part == Part::Leaver;
        sure.then(|| draw.day(last.start.max(plus_days(joined, 1)), last.end))
    })
}

/// Organisations that support the Pact: more of them the more take part.
pub(super) fn supporters(size: &Size) -> Vec<Supporter> {
    const FIRST: [&str; 14] = [
        "Quiet",
        "Open",
        "Second",
        "Patient",
        "Round",
        "Steady",
        "Green Thread",
        "Slow",
        "Honest",
        "Bright",
        "Plain",
        "Loose",
        "Even",
        "Warm",
    ];
    const THEN: [&str; 12] = [
        "Hinge", "Solder", "Screw", "Socket", "Fern", "Battery", "Ledger", "Copper", "Fan",
        "Circuit", "Label", "Toolbox",
    ];
    const KIND: [&str; 7] =
        ["Foundation", "Network", "Initiative", "Union", "Circle", "Alliance", "Workshop"];
    let draw = &mut Draw::of(size.seed, 0, 0, "supporters");
    let wanted = (3 + size.participants as usize / 10).min(60);
    let (mut supporters, mut taken): (Vec<Supporter>, BTreeSet<String>) = Default::default();
    while supporters.len() < wanted {
        let (first, then) = (*draw.pick(&FIRST), *draw.pick(&THEN));
        let kind = *draw.pick(&KIND);
        let country = draw.pick(COUNTRIES).code;
        let country = if country == "XX" { "CA" } else { country };
        let letter_received_on = draw.day(IN_EFFECT, date(LAST_YEAR, 8, 15));
        let approved_on = Some(plus_days(letter_received_on, draw.between(9, 27)));
        let ended = draw.chance(0.08);
        let ended_on = plus_days(letter_received_on, draw.between(400, 1500));
        let id = plain(&format!("{first} {then}"));
        if taken.insert(id.clone()) {
            supporters.push(Supporter {
                id,
                name: format!("{first} {then} {kind}"),
                country: country.to_owned(),
                letter_received_on,
                approved_on,
                ended_on: (ended && ended_on <= period(LAST_YEAR).end).then_some(ended_on),
            });
        }
    }
    supporters.sort_by(|one, two| one.id.cmp(&two.id));
    supporters
}
