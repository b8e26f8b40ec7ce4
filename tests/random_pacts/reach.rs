//! What the random pacts reach: a strategy that dwindled would leave every comparison green.

use std::collections::{BTreeMap, BTreeSet};

use demo::InventedPact;
use demo::pact::PactYear;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::comparison::RATES;
use super::truth::{self, Table};
use super::{CASES, config, strategies};

/// What has to be in so many of the pacts at least.
const REACHED: [(&str, usize); 81] = [
    ("nobody takes part", 5),
    ("nobody sends anything", 8),
    ("a year is missing", 4),
    ("a return is missing", 60),
    ("a form without answers", 20),
    ("files without a form", 30),
    ("several currencies", 60),
    ("volume is withheld", 20),
    ("a purchase for another participant", 80),
    ("a question between two returns is settled", 40),
    ("a credit", 40),
    ("a contribution due in another currency", 60),
    ("a waived contribution", 20),
    ("earmarked funds", 60),
    ("an activity is named", 60),
    ("a contribution is paid by another participant", 40),
    ("a contribution is paid by somebody outside the Pact", 8),
    ("a commitment in another currency", 60),
    ("a commitment from a fund", 40),
    ("finance.reserve_months A", 60),
    ("finance.reserve_months M", 40),
    ("in kind: a line in both sources", 25),
    ("in kind: neither hours nor a value", 40),
    ("in kind: another currency", 60),
    ("status A", 150),
    ("status B", 20),
    ("status E", 25),
    ("status P", 35),
    ("status M", 100),
    ("status O", 100),
    ("status L", 40),
    ("left out: no_currency", 10),
    ("left out: no_group", 25),
    ("left out: no_rate", 25),
    ("left out: not_in_scope", 50),
    ("left out: not_in_force", 10),
    ("left out: outside_period", 35),
    ("left out: unknown_buyer", 25),
    ("the volume is zero", 4),
    ("somebody left and came back", 25),
    ("people with a workplace", 80),
    ("evidence is named", 90),
    ("an answer is as last year", 10),
    ("outreach", 50),
    ("labelled units", 100),
    ("criteria are blank", 90),
    ("more labelled than bought", 40),
    ("a practice has another name", 80),
    ("a currency changes", 40),
    ("own periods in two years", 7),
    ("volume was withheld last year alone", 6),
    ("volume is withheld this year alone", 7),
    ("change: joiners", 10),
    ("change: leavers", 6),
    ("change: resumed", 25),
    ("change: silent", 25),
    ("change: scope", 18),
    ("change: exchange_rate", 25),
    ("change: like_for_like", 35),
    ("estimates: A", 25),
    ("estimates: I", 2),
    ("estimates: M", 80),
    ("low reliability: share.refurbished", 40),
    ("low reliability: share.labelled", 30),
    ("low reliability: share.criteria", 30),
    ("matched: volume.direct.amount", 20),
    ("matched: volume.collective.units", 18),
    ("matched: share.labelled", 5),
    ("matched: buy_less.units_per_100_users", 7),
    ("matched: uptake.rate", 25),
    ("matched: in_use.mean_age", 4),
    ("matched: end_of_use.reuse_rate", 4),
    ("moved: up", 18),
    ("moved: same", 18),
    ("moved: down", 18),
    ("moved: lost", 25),
    ("uptake.weighted_rate A", 60),
    ("uptake.carried_share A", 20),
    ("evidence.share A", 60),
    ("outreach.indirect.amount E", 30),
    ("outreach.indirect.amount P", 1),
];

#[test]
fn the_pacts_that_are_drawn_reach_what_the_methodology_tells_apart() {
    let mut runner = TestRunner::new(config(CASES, 6));
    let mut reached: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..CASES {
        let pact = strategies::pact().new_tree(&mut runner).expect("a pact").current();
        for what in said_of(&pact) {
            *reached.entry(what).or_default() += 1;
        }
    }
    let wanting =
        REACHED.iter().filter(|(what, least)| reached.get(*what).copied().unwrap_or(0) < *least);
    let wanting: Vec<_> = wanting.collect();
    assert!(wanting.is_empty(), "too few of {CASES}: {wanting:?} in {reached:#?}");
}

/// What is true of a pact, in the words of [`REACHED`] and others.
fn said_of(pact: &InventedPact) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut say = |is: bool, what: &str| {
        if is {
            said.insert(what.to_owned());
        }
    };
    let years = &pact.years;
    say(pact.participants.is_empty(), "nobody takes part");
    say(years.iter().all(|year| year.returns.is_empty()), "nobody sends anything");
    say(years.windows(2).any(|two| two[0].year + 1 < two[1].year), "a year is missing");
    let whole = |year: &PactYear| year.returns.len() == pact.participants.len();
    say(!years.iter().all(whole), "a return is missing");
    let returns = || years.iter().flat_map(|year| &year.returns);
    let empty = |of: &&demo::pact::Return| {
        of.form
            && of.uptake.is_empty()
            && of.purchases.is_empty()
            && of.adoption.is_empty()
            && of.stories.is_empty()
    };
    say(returns().any(|of| empty(&of)), "a form without answers");
    say(returns().any(|of| !of.form), "files without a form");
    let currencies = |year: &PactYear| {
        let all: BTreeSet<_> =
            year.returns.iter().filter_map(|of| of.organisation.currency.clone()).collect();
        all.len() > 1
    };
    say(years.iter().any(currencies), "several currencies");
    say(returns().any(|of| of.organisation.protect_volume == Some(true)), "volume is withheld");
    let settles = |year: &PactYear| year.registers.iter().any(|one| one.file == "counting.csv");
    say(years.iter().any(settles), "a question between two returns is settled");
    let lines = || returns().flat_map(|of| &of.purchases);
    let for_another = |buyer: &Option<demo::pact::Buyer>| {
        matches!(buyer, Some(demo::pact::Buyer::Participant(_)))
    };
    say(lines().any(|line| for_another(&line.buyer)), "a purchase for another participant");
    say(
        lines().any(|line| line.amount.is_some_and(|amount| amount.is_sign_negative())),
        "a credit",
    );
    let dues = || years.iter().flat_map(|year| &year.finance.contributions);
    say(dues().any(|due| due.currency != "EUR"), "a contribution due in another currency");
    say(dues().any(|due| due.waived.is_some()), "a waived contribution");
    of_money(pact, &mut said);
    for (_, table) in truth::figures(pact, &RATES) {
        of_table(&table, &mut said);
    }
    of_answers(pact, &mut said);
    pact.years
        .windows(2)
        .filter(|two| two[0].year + 1 == two[1].year)
        .for_each(|two| of_two_years(&two[0], &two[1], &mut said));
    said
}

/// What is told of funds, activities and help in kind.
fn of_money(pact: &InventedPact, said: &mut BTreeSet<String>) {
    let mut say = |is: bool, what: &str| {
        if is {
            said.insert(what.to_owned());
        }
    };
    for year in &pact.years {
        let money = &year.finance;
        say(!money.funds.is_empty(), "earmarked funds");
        say(money.ledger.iter().any(|line| !line.activity.is_empty()), "an activity is named");
        let through = money.ledger.iter().filter(|line| !line.for_participant.is_empty());
        let is_known = |id: &str| pact.participants.iter().any(|of| of.id == id);
        for line in through.filter(|line| line.counterparty != line.for_participant) {
            say(is_known(&line.counterparty), "a contribution is paid by another participant");
            say(
                !is_known(&line.counterparty),
                "a contribution is paid by somebody outside the Pact",
            );
        }
        let mut open = money.commitments.iter();
        say(open.clone().any(|one| one.currency != "EUR"), "a commitment in another currency");
        say(open.any(|one| !one.fund.is_empty()), "a commitment from a fund");
        let returned = || {
            let forms = year.returns.iter().filter(|of| of.form);
            forms.flat_map(|of| of.in_kind.iter().map(move |given| (&of.participant, given)))
        };
        let noted = || money.in_kind.iter().map(|one| (&one.participant, &one.given));
        say(
            noted().any(|one| returned().any(|other| one == other)),
            "in kind: a line in both sources",
        );
        let all = || returned().chain(noted());
        let nothing = all().any(|(_, one)| one.hours.is_none() && one.amount.is_none());
        say(nothing, "in kind: neither hours nor a value");
        let foreign = |one: &demo::pact::NotedInKind| {
            one.given.amount.is_some() && one.currency.as_deref() != Some("EUR")
        };
        say(money.in_kind.iter().any(foreign), "in kind: another currency");
    }
}

/// What the returns of a pact have that some figures are made of.
fn of_answers(pact: &InventedPact, said: &mut BTreeSet<String>) {
    let mut say = |is: bool, what: &str| {
        if is {
            said.insert(what.to_owned());
        }
    };
    let ids: BTreeSet<&String> = pact.participants.iter().map(|of| &of.id).collect();
    say(ids.len() < pact.participants.len(), "somebody left and came back");
    let returns = || pact.years.iter().flat_map(|year| &year.returns).filter(|of| of.form);
    let lines = || returns().flat_map(|of| &of.purchases);
    say(returns().any(|of| of.organisation.users_served > Some(0)), "people with a workplace");
    say(returns().any(|of| !of.evidence.is_empty()), "evidence is named");
    say(returns().any(|of| !of.carried.is_empty()), "an answer is as last year");
    say(returns().any(|of| !of.outreach.is_empty()), "outreach");
    say(lines().any(|line| line.labelled_units.is_some()), "labelled units");
    say(lines().any(|line| line.criteria_units.is_none()), "criteria are blank");
    say(lines().any(|line| line.labelled_units > line.units), "more labelled than bought");
    let practices = || pact.years.iter().flat_map(|year| &year.practices);
    say(practices().any(|practice| practice.was.is_some()), "a practice has another name");
}

/// What became of returns from one year to the next.
fn of_two_years(last: &PactYear, now: &PactYear, said: &mut BTreeSet<String>) {
    for of in &now.returns {
        let Some(old) = last.returns.iter().find(|old| old.participant == of.participant) else {
            continue;
        };
        let (then, here) = (&old.organisation, &of.organisation);
        let mut say = |is: bool, what: &str| {
            if is {
                said.insert(what.to_owned());
            }
        };
        say(then.currency != here.currency, "a currency changes");
        say(here.period_start.is_some() && then.period_start.is_some(), "own periods in two years");
        let protects = [then, here].map(|of| of.protect_volume == Some(true));
        say(protects == [true, false], "volume was withheld last year alone");
        say(protects == [false, true], "volume is withheld this year alone");
    }
}

fn of_table(table: &Table, said: &mut BTreeSet<String>) {
    for ((indicator, cut), row) in &table.0 {
        said.insert(format!("status {}", row.status));
        let is_zero = row
            .value
            .as_deref()
            .is_some_and(|value| value.trim_matches(['0', '.', '-']).is_empty());
        if let Some(reason) = cut.get("component")
            && indicator == "volume.left_out.lines"
            && !is_zero
        {
            said.insert(format!("left out: {reason}"));
        }
        if indicator == "volume.direct.amount" && cut.is_empty() && is_zero {
            said.insert("the volume is zero".to_owned());
        }
        if indicator == "finance.reserve_months" {
            said.insert(format!("{indicator} {}", row.status));
        }
        if let Some(component) = cut.get("component")
            && indicator == "change.component"
            && !is_zero
        {
            said.insert(format!("change: {component}"));
        }
        for family in ["share.", "buy_less.", "outreach.indirect.amount", "evidence.", "uptake."] {
            if indicator.starts_with(family) && row.value.is_some() {
                said.insert(format!("{indicator} {}", row.status));
            }
        }
        if cut.contains_key("panel") && row.contributors.is_some_and(|number| number > 1) {
            said.insert(format!("matched: {indicator}"));
        }
        if indicator == "volume.with_estimates.amount" {
            said.insert(format!("estimates: {}", row.status));
        }
        if row.status == "U" {
            said.insert(format!("low reliability: {indicator}"));
        }
        if let Some(moved) = cut.get("component")
            && indicator == "uptake.moved"
            && !is_zero
        {
            said.insert(format!("moved: {moved}"));
        }
    }
}
