//! Answers on practices and on the Pact's outputs (methodology: Uptake).

use std::collections::BTreeMap;

use demo::pact::{Level, Practice, Return};
use rust_decimal::Decimal;

use super::YearTruth;
use super::table::{Cut, Names, Rest, Table, cut};
use super::terms::{ROLES, SCOPES};

/// An answer pair: who was asked what, and the answer; `None` is blank.
pub(super) struct Pair<'a> {
    pub(super) participant: &'a str,
    pub(super) practice: &'a Practice,
    pub(super) answer: Option<Level>,
}

impl Pair<'_> {
    pub(super) fn level(&self) -> Option<u8> {
        match self.answer {
            Some(Level::Of(level)) => Some(level),
            Some(Level::NotApplicable) | None => None,
        }
    }
}

/// The figures of uptake and guidance.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    let pairs = pairs(truth);
    for practice in &truth.year.practices {
        let of: Vec<&Pair<'_>> =
            pairs.iter().filter(|pair| pair.practice.name == practice.name).collect();
        if !of.is_empty() {
            levels(&practice.name, &of, table);
        }
        if is_in_scope(truth, practice) {
            median(&practice.name, &of, table);
        } else {
            table.nothing(
                ("uptake.median", cut([("practice", &practice.name)])),
                "L",
                &Names::new(),
            );
        }
    }
    let mut cuts: BTreeMap<Cut, Vec<&Practice>> = BTreeMap::new();
    for practice in &truth.year.practices {
        let strategy = practice.strategy.code();
        let mut own = vec![cut([("practice", &practice.name)]), cut([("strategy", strategy)])];
        own.extend(ROLES.iter().map(|role| cut([("role", role), ("strategy", strategy)])));
        own.extend(practice.impacts.iter().map(|impact| cut([("impact", impact)])));
        own.extend(practice.phase.map(|phase| cut([("phase", phase.code())])));
        own.into_iter().for_each(|cut| cuts.entry(cut).or_default().push(practice));
    }
    for (cut, practices) in cuts {
        let is_one =
            |pair: &&Pair<'_>| practices.iter().any(|practice| practice.name == pair.practice.name);
        let has_role = |pair: &&Pair<'_>| {
            cut.get("role")
                .is_none_or(|role| truth.who.roles[pair.participant].contains(role.as_str()))
        };
        let of: Vec<&Pair<'_>> = pairs.iter().filter(is_one).filter(has_role).collect();
        if of.is_empty() && cut.contains_key("role") {
            continue;
        }
        if !practices.iter().any(|practice| is_in_scope(truth, practice)) {
            table.nothing(("uptake.rate", cut.clone()), "L", &Names::new());
            table.nothing(("uptake.rate.denominator", cut), "L", &Names::new());
            continue;
        }
        rate(cut, &of, table);
    }
    guidance(truth, table);
}

/// Whether a practice is asked about in the year.
pub(super) fn is_in_scope(truth: &YearTruth<'_>, practice: &Practice) -> bool {
    let first = |scope: &str| SCOPES.iter().find(|(id, _)| *id == scope).expect("a scope").1;
    practice.scope.is_none_or(|scope| first(scope.code()) <= truth.year.year)
}

/// Forms that count of participants in force; a return of files alone was asked nothing.
fn asked<'t>(truth: &'t YearTruth<'_>) -> impl Iterator<Item = &'t Return> {
    truth.returns().filter(|of| of.form && truth.who.in_force.contains(&of.participant))
}

/// Every answer pair of the year.
pub(super) fn pairs<'t>(truth: &'t YearTruth<'_>) -> Vec<Pair<'t>> {
    let mut pairs = Vec::new();
    for practice in truth.year.practices.iter().filter(|practice| is_in_scope(truth, practice)) {
        for of in asked(truth) {
            let roles = &truth.who.roles[&of.participant];
            let is_asked = practice.roles.is_empty()
                || practice.roles.iter().any(|role| roles.contains(role.code()));
            if is_asked {
                let answer = of.uptake.get(&practice.name).copied();
                pairs.push(Pair { participant: &of.participant, practice, answer });
            }
        }
    }
    pairs
}

fn names<'p>(pairs: impl Iterator<Item = &'p &'p Pair<'p>>) -> Names {
    pairs.map(|pair| pair.participant.to_owned()).collect()
}

/// Why there is no rate and no median: all who were asked left it blank, else it applies to nobody.
fn no_level(answers: impl Iterator<Item = Option<Level>>) -> &'static str {
    let answers: Vec<Option<Level>> = answers.collect();
    let is_blank = !answers.is_empty() && answers.iter().all(Option::is_none);
    if is_blank { "O" } else { "M" }
}

fn levels(practice: &str, pairs: &[&Pair<'_>], table: &mut Table) {
    let mut count = |level: &str, is_it: &dyn Fn(&Pair<'_>) -> bool| {
        let names = names(pairs.iter().filter(|pair| is_it(pair)));
        table.participants(
            ("uptake.level", cut([("practice", practice), ("level", level)])),
            &names,
        );
    };
    for level in 0..=4 {
        count(&level.to_string(), &|pair| pair.level() == Some(level));
    }
    count("na", &|pair| pair.answer == Some(Level::NotApplicable));
    count("blank", &|pair| pair.answer.is_none());
}

fn median(practice: &str, pairs: &[&Pair<'_>], table: &mut Table) {
    let mut levels: Vec<u8> = pairs.iter().filter_map(|pair| pair.level()).collect();
    levels.sort_unstable();
    let names = names(pairs.iter().filter(|pair| pair.level().is_some()));
    let key = ("uptake.median", cut([("practice", practice)]));
    match levels.len().checked_sub(1) {
        Some(last) => {
            let rest = Rest { status: "A", names: Some(&names) };
            table.value(key, levels[last / 2].into(), 0, rest);
        }
        None => table.nothing(key, no_level(pairs.iter().map(|pair| pair.answer)), &names),
    }
}

fn rate(of: Cut, pairs: &[&Pair<'_>], table: &mut Table) {
    let answered: Vec<_> = pairs.iter().filter(|pair| pair.level().is_some()).collect();
    let names = names(answered.iter().copied());
    let applied = answered.iter().filter(|pair| pair.level() >= Some(3)).count();
    let all = Decimal::from(answered.len());
    match all.is_zero() {
        true => {
            let status = no_level(pairs.iter().map(|pair| pair.answer));
            table.nothing(("uptake.rate", of.clone()), status, &names);
        }
        false => table.ratio(("uptake.rate", of.clone()), (applied.into(), all), 6, &names),
    }
    let rest = Rest { status: "A", names: Some(&names) };
    table.value(("uptake.rate.denominator", of), all, 0, rest);
}

fn guidance(truth: &YearTruth<'_>, table: &mut Table) {
    let is_out =
        |day: Option<jiff::civil::Date>| day.is_some_and(|day| day <= truth.year.period_end);
    let published = truth.year.outputs.iter();
    for output in
        published.filter(|output| output.status == "published" && is_out(output.published_on))
    {
        let answers: Vec<(&str, u8)> = asked(truth)
            .filter_map(|of| Some((of.participant.as_str(), *of.adoption.get(&output.id)?)))
            .collect();
        let who = |is_it: &dyn Fn(u8) -> bool| -> Names {
            let those = answers.iter().filter(|(_, level)| is_it(*level));
            those.map(|(name, _)| (*name).to_owned()).collect()
        };
        for level in (0..=4).filter(|_| asked(truth).next().is_some()) {
            let key = cut([("output", output.id.as_str()), ("level", &level.to_string())]);
            table.participants(("guidance.level", key), &who(&|of| of == level));
        }
        let of = cut([("output", &output.id)]);
        // Everybody who sent a form was asked; who gave no level left it blank.
        if answers.is_empty() && asked(truth).next().is_some() {
            table.nothing(("guidance.rate", of), "O", &Names::new());
            continue;
        }
        let used = (who(&|of| of >= 2).len().into(), answers.len().into());
        table.ratio(("guidance.rate", of), used, 6, &who(&|_| true));
    }
}
