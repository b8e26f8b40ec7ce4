//! What participants answered as a whole, weighted, against last year, and with evidence (methodology: Uptake).

use std::collections::{BTreeMap, BTreeSet};

use demo::pact::{Level, Practice};
use model::vocabulary::Strategy;
use rust_decimal::Decimal;

use super::table::{Cut, Names, Rest, Table, cut};
use super::uptake::{Pair, is_in_scope, pairs};
use super::volume::{DIRECT, direct_by_owner, of_kind, status};
use super::{YearTruth, organisation};

/// Participants, each with its answer pairs of a strategy.
type Answers<'a> = BTreeMap<&'a str, Vec<&'a Pair<'a>>>;

/// The figures by strategy.
pub(super) fn figures(truth: &YearTruth<'_>, last: Option<&YearTruth<'_>>, table: &mut Table) {
    let all = pairs(truth);
    if let Some(last) = last {
        gone(truth, last, &all, table);
    }
    let strategies: BTreeSet<Strategy> =
        truth.year.practices.iter().map(|practice| practice.strategy).collect();
    for strategy in strategies {
        let of = cut([("strategy", strategy.code())]);
        let theirs = || truth.year.practices.iter().filter(|own| own.strategy == strategy);
        if !theirs().any(|practice| is_in_scope(truth, practice)) {
            for indicator in ["uptake.weighted_rate", "evidence.share"] {
                table.nothing((indicator, of.clone()), "L", &Names::new());
            }
            if last.is_some() {
                table.nothing(("uptake.carried_share", of), "L", &Names::new());
            }
            continue;
        }
        let mut answers: Answers<'_> = BTreeMap::new();
        for pair in all.iter().filter(|pair| pair.practice.strategy == strategy) {
            answers.entry(pair.participant).or_default().push(pair);
        }
        participant_levels(&of, &answers, table);
        weighted(truth, of.clone(), &answers, table);
        evidence(truth, strategy, &answers, table);
        if let Some(last) = last {
            let before = pairs(last);
            let followed = followed(strategy, &before, last, (truth, &all));
            moved(&of, &followed, table);
            carried(of, &followed, truth, table);
        }
    }
}

/// What was answered last year in strategies that nothing is asked about now: all of it is lost.
fn gone(truth: &YearTruth<'_>, last: &YearTruth<'_>, all: &[Pair<'_>], table: &mut Table) {
    let asked = |year: &YearTruth<'_>, strategy| {
        let mut practices = year.year.practices.iter();
        practices.any(|practice| practice.strategy == strategy && is_in_scope(year, practice))
    };
    let before = pairs(last);
    for strategy in Strategy::ALL.iter().copied() {
        if asked(last, strategy) && !asked(truth, strategy) {
            let followed = followed(strategy, &before, last, (truth, all));
            if !followed.is_empty() {
                moved(&cut([("strategy", strategy.code())]), &followed, table);
            }
        }
    }
}

/// The lower median of the answers; `None` where fewer than half of the practices that apply are answered.
fn level_of(pairs: &[&Pair<'_>]) -> Option<u8> {
    let apply = pairs.iter().filter(|pair| pair.answer != Some(Level::NotApplicable)).count();
    let mut levels: Vec<u8> = pairs.iter().filter_map(|pair| pair.level()).collect();
    levels.sort_unstable();
    let middle = levels.len().checked_sub(1)? / 2;
    (2 * levels.len() >= apply).then(|| levels[middle])
}

fn participant_levels(of: &Cut, answers: &Answers<'_>, table: &mut Table) {
    if answers.is_empty() {
        return;
    }
    let mut count = |code: &str, level: Option<u8>| {
        let those = answers.iter().filter(|(_, pairs)| level_of(pairs) == level);
        let names: Names = those.map(|(name, _)| (*name).to_owned()).collect();
        let mut of = of.clone();
        of.insert("level", code.to_owned());
        table.participants(("uptake.participant_level", of), &names);
    };
    (0..=4).for_each(|level| count(&level.to_string(), Some(level)));
    count("cannot_say", None);
}

/// Each participant's own share, weighted by its direct amount; not of those that protect their volume.
fn weighted(truth: &YearTruth<'_>, of: Cut, answers: &Answers<'_>, table: &mut Table) {
    let volumes = direct_by_owner(truth);
    let protects = |id: &str| {
        truth
            .year
            .returns
            .iter()
            .any(|of| of.participant == id && organisation(of).protect_volume == Some(true))
    };
    let (mut sum, mut weights, mut names) = (Decimal::ZERO, Decimal::ZERO, Names::new());
    for (name, pairs) in answers {
        let levels: Vec<u8> = pairs.iter().filter_map(|pair| pair.level()).collect();
        let weight = volumes.get(*name).copied().unwrap_or_default();
        if levels.is_empty() || weight <= Decimal::ZERO || protects(name) {
            continue;
        }
        let applied = levels.iter().filter(|level| **level >= 3).count();
        sum += weight * Decimal::from(applied) / Decimal::from(levels.len());
        weights += weight;
        names.insert((*name).to_owned());
    }
    let key = ("uptake.weighted_rate", of);
    if weights.is_zero() {
        table.nothing(key, "M", &names);
        return;
    }
    let lines = of_kind(truth, DIRECT).filter(|line| names.contains(line.owner()));
    let status = status(lines, false);
    table.value(key, sum / weights, 6, Rest { status, names: Some(&names) });
}

/// Answers at level 4 whose return says where it can be seen.
fn evidence(truth: &YearTruth<'_>, strategy: Strategy, answers: &Answers<'_>, table: &mut Table) {
    let names_evidence = |id: &str| {
        let of = truth.returns().find(|of| of.participant == id);
        let told = of.and_then(|of| of.evidence.get(&strategy));
        told.is_some_and(|told| !told.trim().is_empty())
    };
    let pairs = answers.values().flatten().filter(|pair| pair.level() == Some(4));
    let (mut all, mut seen, mut names) = (0, 0, Names::new());
    for pair in pairs {
        all += 1;
        seen += i64::from(names_evidence(pair.participant));
        names.insert(pair.participant.to_owned());
    }
    let of = cut([("strategy", strategy.code())]);
    table.ratio(("evidence.share", of), (seen.into(), all.into()), 6, &names);
}

/// A pair answered 0 to 4 last year, with what became of it; `now` is its answer of this year at 0 to 4.
struct Followed<'a> {
    participant: &'a str,
    then: u8,
    now: Option<&'a Pair<'a>>,
}

/// Last year's answers of a strategy, following the names its questions had: each into the practice of its own name,
/// else into the first that says it was that one.
fn followed<'a>(
    strategy: Strategy,
    before: &'a [Pair<'a>],
    last: &YearTruth<'_>,
    (truth, all): (&'a YearTruth<'_>, &'a [Pair<'a>]),
) -> Vec<Followed<'a>> {
    let practices = &truth.year.practices;
    let one = |old: &'a Pair<'a>| {
        let then = old.level()?;
        let same = practices.iter().find(|own| own.name == old.practice.name);
        let is_new = |own: &Practice| last.year.practices.iter().all(|old| old.name != own.name);
        let names = |own: &&Practice| own.was.as_ref() == Some(&old.practice.name) && is_new(own);
        let continued = same.or_else(|| practices.iter().find(names));
        let own = continued.map_or(old.practice.strategy, |own| own.strategy);
        let now = all.iter().find(|pair| {
            let same = continued.is_some_and(|own| own.name == pair.practice.name);
            same && pair.participant == old.participant && pair.level().is_some()
        });
        (own == strategy).then_some(Followed { participant: old.participant, then, now })
    };
    before.iter().filter_map(one).collect()
}

/// Answers that moved, and that were lost.
fn moved(of: &Cut, followed: &[Followed<'_>], table: &mut Table) {
    let way = |pair: &Followed<'_>| match pair.now.and_then(Pair::level) {
        None => "lost",
        Some(now) if now > pair.then => "up",
        Some(now) if now == pair.then => "same",
        Some(_) => "down",
    };
    for component in ["up", "same", "down", "lost"] {
        let those: Vec<_> = followed.iter().filter(|pair| way(pair) == component).collect();
        let names: Names = those.iter().map(|pair| pair.participant.to_owned()).collect();
        let mut of = of.clone();
        of.insert("component", component.to_owned());
        let rest = Rest { status: "A", names: Some(&names) };
        table.value(("uptake.moved", of), those.len().into(), 0, rest);
    }
}

/// Of the answers of both years, those marked "as last year".
fn carried(of: Cut, followed: &[Followed<'_>], truth: &YearTruth<'_>, table: &mut Table) {
    let both: Vec<&Pair<'_>> = followed.iter().filter_map(|pair| pair.now).collect();
    let names: Names = both.iter().map(|pair| pair.participant.to_owned()).collect();
    // A mark beside another answer than last year's marks nothing.
    let is_carried = |pair: &&Followed<'_>| {
        let Some(now) = pair.now.filter(|now| now.level() == Some(pair.then)) else { return false };
        let of = truth.returns().find(|of| of.participant == now.participant);
        of.is_some_and(|of| of.carried.contains(&now.practice.name))
    };
    let carried = followed.iter().filter(is_carried).count();
    let key = ("uptake.carried_share", of);
    table.ratio(key, (carried.into(), both.len().into()), 6, &names);
}
