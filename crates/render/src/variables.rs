//! The names a template can use beside the functions.

use std::collections::{BTreeMap, BTreeSet};

use findings::Reach;
use minijinja::Value;
use model::{
    AnswerState, Currency, Date, Decimal, Dimension, Dimensions, FaultKind, Identifier,
    ObservationStatus, Place,
};

use model::change::ChangeComponent;
use model::vocabulary::Scope;

use crate::context::{Material, Year};
use crate::format;
use crate::money;
use crate::participant;
use crate::provisional;
use crate::registers;
use crate::store::clean;
use crate::trouble::Trouble;

/// Variables by name.
pub(crate) type Variables = BTreeMap<&'static str, Value>;

/// The variables of a document.
pub(crate) fn of(material: &Material) -> Variables {
    let settings = &material.this.reading.settings;
    let day = |day: Date| Value::from(material.words.date(day));
    let mut variables = Variables::from([
        ("pact", Value::from(clean(&material.pact.title))),
        ("sample", Value::from(material.pact.sample)),
        ("year", Value::from(i64::from(settings.year))),
        ("last", Value::from(material.last.is_some())),
        ("period_start", day(settings.period.start)),
        ("period_end", day(settings.period.end)),
        ("report_date", day(money::dated(material))),
        ("deadline", day(settings.deadline)),
        ("licence", Value::from(clean(&settings.licence))),
        ("ends_on", day(material.pact.ends_on)),
        ("new_groups", Value::from(new_groups(material))),
        ("findings", Value::from(material.findings.len())),
        ("public_findings", Value::from(registers::public(material).count())),
    ]);
    let last_year = material.last.as_ref().map(|last| i64::from(last.reading.year()));
    variables.insert("last_year", Value::from(last_year));
    let returned = |year: &Year| year.results.coverage.returned.clone();
    let last = material.last.as_ref();
    let same = last.is_some_and(|last| returned(last) == returned(&material.this));
    variables.insert("same_returns", Value::from(same));
    variables.insert("forms", Value::from(forms(&material.this)));
    variables.insert("last_forms", Value::from(last.map_or(0, |last| forms(last))));
    variables.insert("comparable_parts", Value::from(comparable_parts(material)));
    variables.insert("bought_for_silent", Value::from(bought_for_silent(material)));
    variables.insert("years_before_a_gap", Value::from(material.years_before_a_gap()));
    let results = &material.this.results;
    let estimated = results.estimates.iter().filter(|one| one.estimate_cents > 0);
    variables.insert("estimated", Value::from(estimated.count()));
    variables.insert("estimates", Value::from(registers::shown_estimates(material).len()));
    variables.insert("revisions", Value::from(results.revisions.len()));
    let reissues = results.revisions.iter().filter(|revision| revision.reissue);
    variables.insert("reissues", Value::from(reissues.count()));
    variables.insert("without_rate", Value::from(currencies_without_rate(material)));
    variables.insert("returned", count(&material.this, "returned"));
    variables.insert("expected", count(&material.this, "expected"));
    variables.insert("silent", count(&material.this, "silent"));
    variables.insert("covered", count(&material.this, "covered"));
    variables.insert("joined_too_late", count(&material.this, "joined_too_late"));
    variables.insert("left_early", count(&material.this, "left_early"));
    variables.insert("exempt", count(&material.this, "exempt"));
    variables.insert("exemptions", Value::from(exemptions(material)));
    variables.insert("day_not_noted", Value::from(day_not_noted(&material.this)));
    variables.insert("reported_volume", count(&material.this, "reported_volume"));
    variables.extend(money::variables(material));
    add_governance(material, &mut variables);
    add_data(material, &mut variables);
    variables
}

/// Currencies of volume of both years that have no rate in one of them: their change is wholly like for like.
fn currencies_without_rate(material: &Material) -> Vec<String> {
    let cells = material.this.results.change.iter();
    let cells =
        cells.filter(|cell| cell.component == ChangeComponent::LikeForLike && cell.without_rate());
    let codes: BTreeSet<String> = cells.map(|cell| cell.currency.to_string()).collect();
    codes.into_iter().collect()
}

/// Returns that came as a form, so that questions outside the tables were asked.
fn forms(year: &Year) -> usize {
    let returned = year.results.coverage.returned.iter();
    let form =
        |id: &&Identifier| year.reading.returns.get(*id).is_some_and(|own| !own.without_form);
    returned.filter(form).count()
}

/// Those of whom no return was asked by decision, each with its `name` and the `reason`, without a full stop.
fn exemptions(material: &Material) -> Vec<Value> {
    let year = &material.this;
    let one = |id: &Identifier| {
        let name = material.participant_name(id.as_str());
        Value::from_pairs([("name", name), ("reason", participant::exempt_because(material, id))])
    };
    year.results.coverage.exempt.iter().map(one).collect()
}

/// Returns of which nobody noted when they came, where it was noted of others.
fn day_not_noted(year: &Year) -> usize {
    let coverage = &year.results.coverage;
    let unknown = coverage.returned.iter().filter(|id| year.reading.first_received(id).is_none());
    if coverage.on_time.is_some() { unknown.count() } else { 0 }
}

/// Codes of the parts of the scope that hold the same product groups as last year; none without a last year.
fn comparable_parts(material: &Material) -> Vec<&'static str> {
    let Some(last) = &material.last else { return Vec::new() };
    let before = last.reading.year();
    let in_year = |scope: Scope, year: i16| -> Vec<&str> {
        let groups = material.pact.product_groups.iter();
        let own = groups.filter(|group| group.scope == scope && group.in_scope(year));
        own.map(|group| group.id.as_str()).collect()
    };
    let same = |scope: &Scope| {
        let now = in_year(*scope, material.number());
        !now.is_empty() && now == in_year(*scope, before)
    };
    Scope::ALL.iter().copied().filter(same).map(Scope::code).collect()
}

/// What others bought on behalf of participants without a return, and so counts: "North, EUR 12 000.00".
fn bought_for_silent(material: &Material) -> Vec<String> {
    let results = &material.this.results;
    let silent = results.coverage.silent.iter();
    let part = |id: &Identifier| {
        let cut = Dimensions::none().with(Dimension::Participant, id.as_str());
        let figure = results.figures.get("volume.on_behalf.amount", &cut)?;
        let name = material.participant_name(id.as_str());
        let amount = match figure.value {
            Some(value) => format::amount_in_full(value, Currency::EUR, true),
            None if figure.status == ObservationStatus::Withheld => {
                material.words.get("nothing.withheld.prose")
            }
            None => return None,
        };
        Some(material.words.fill("bought_for", &[("name", &name), ("amount", &amount)]))
    };
    silent.filter_map(part).collect()
}

fn count(year: &Year, list: &str) -> Value {
    Value::from(participants(year, list).map_or(0, <[Identifier]>::len))
}

/// A list of participants of the year by its name.
///
/// # Errors
/// If there is no list of that name.
pub(crate) fn participants<'a>(year: &'a Year, list: &str) -> Result<&'a [Identifier], Trouble> {
    let coverage = &year.results.coverage;
    Ok(match list {
        "in_force" => &coverage.in_force,
        "expected" => &coverage.expected,
        "joined_too_late" => &coverage.joined_too_late,
        "left_early" => &coverage.left_early,
        "exempt" => &coverage.exempt,
        "returned" => &coverage.returned,
        "covered" => &coverage.covered,
        "silent" => &coverage.silent,
        "reported_volume" => &coverage.reported_volume,
        "on_time" => coverage.on_time.as_deref().unwrap_or_default(),
        _ => {
            let known = [
                "in_force",
                "expected",
                "joined_too_late",
                "left_early",
                "exempt",
                "returned",
                "covered",
                "silent",
                "reported_volume",
                "on_time",
            ];
            return Err(Trouble::unknown("list of participants", list, known));
        }
    })
}

/// Titles of the product groups that came into scope this year, where last year is at hand to differ from.
fn new_groups(material: &Material) -> Vec<String> {
    let groups = material.pact.product_groups.iter();
    let new =
        groups.filter(|group| material.last.is_some() && group.first_year == material.number());
    new.map(|group| clean(group.title.in_language(&material.language))).collect()
}

/// How the Pact worked: numbers of things that have a table of their own, and whose answers were transcribed.
fn add_governance(material: &Material, variables: &mut Variables) {
    let reading = &material.this.reading;
    let counts = [
        ("committee", registers::seats(material).len()),
        ("working_groups", registers::groups(material).len()),
        ("events", registers::events(material).len()),
        ("applications", reading.governance.applications.len()),
        ("decisions", reading.governance.decisions.len()),
        ("outputs_published", registers::published(material).len()),
        ("corrections", registers::corrected(material).len()),
    ];
    variables.extend(counts.map(|(name, count)| (name, Value::from(count))));
    let any = |indicator: &str| {
        let mut figures = material.this.results.figures.of(indicator);
        figures.any(|figure| figure.value.is_some())
    };
    let in_use = any("in_use.mean_age") || any("in_use.planned_lifetime") || any("in_use.devices");
    let end_of_use = any("end_of_use.reuse_rate") || any("end_of_use.unknown_share");
    variables.insert("devices_in_use", Value::from(in_use));
    variables.insert("end_of_use", Value::from(end_of_use));
    variables.insert("use_of_devices", Value::from(in_use || end_of_use));
    let transcribed = |confirmed: bool| -> Vec<String> {
        let returns = reading.returns.values();
        let own = returns.filter(|sent| {
            let by_the_office = sent.transcription.as_ref();
            by_the_office.is_some_and(|own| own.confirmed_on.is_some() == confirmed)
        });
        own.map(|sent| material.participant_name(sent.participant.as_str())).collect()
    };
    variables.insert("transcribed", Value::from(transcribed(true)));
    variables.insert("transcribed_unconfirmed", Value::from(transcribed(false)));
    let without_form: Vec<String> = reading
        .returns
        .values()
        .filter(|sent| sent.without_form)
        .map(|sent| material.participant_name(sent.participant.as_str()))
        .collect();
    variables.insert("without_form", Value::from(without_form));
    variables.insert("provisional", provisional::reasons(material));
    let of_buyer = |finding: &&findings::Finding| finding.rule.code == SAME_OUTSIDE_BUYER;
    let shared = material.findings.iter().filter(of_buyer).count();
    variables.insert("shared_buyers", Value::from(shared));
    variables.insert("labels_not_counted", Value::from(labels_not_counted(material)));
}

/// Names of labels that supporting files name and that are no type I ecolabels, by the register of labels.
fn labels_not_counted(material: &Material) -> Vec<String> {
    let faults = &material.this.reading.faults;
    let named: Vec<&str> = faults
        .iter()
        .filter(|fault| fault.kind == FaultKind::LabelNotCounted)
        .map(|fault| fault.raw.as_str())
        .collect();
    let others = material.ecolabels.iter().filter(|one| !one.type_one);
    let mut labels: Vec<String> = others
        .filter(|one| {
            let mut behind = named.iter().filter_map(|raw| raw.strip_prefix(one.label.as_str()));
            behind.any(|rest| rest.is_empty() || rest.starts_with(" in "))
        })
        .map(|one| clean(&one.label))
        .collect();
    labels.sort();
    labels.dedup();
    labels
}

fn add_data(material: &Material, variables: &mut Variables) {
    let results = &material.this.results;
    let reading = &material.this.reading;
    variables.insert("accounts", Value::from(results.accounts.len()));
    variables.insert("rates", Value::from(registers::converted(material).len()));
    variables.insert("overlaps", Value::from(registers::shown_overlap(material).len()));
    variables.insert(
        "provisional_rates",
        Value::from(results.rates.iter().any(|rate| rate.provisional)),
    );
    variables.insert(
        "discontinued_rates",
        Value::from(results.rates.iter().any(|rate| rate.discontinued)),
    );
    variables.insert("outputs", Value::from(reading.outputs.len()));
    let moved = results.figures.of("uptake.moved").next().is_some();
    variables.insert("has_movements", Value::from(moved));
    let guidance = results.figures.of("guidance.rate").next().is_some();
    variables.insert("has_guidance", Value::from(guidance));
    let practices = |year: &Year| Value::from(material.asked_practices(year).len());
    variables.insert("practices", practices(&material.this));
    let last_practices = material.last.as_deref().map_or(Value::from(0), practices);
    variables.insert("last_practices", last_practices);
    variables.insert("practices_differ", Value::from(material.practices_differ()));
    let targets = &reading.settings.targets;
    variables.insert("targets", Value::from(targets.len()));
    let last_year = material.last.as_ref().map(|last| last.reading.year());
    let of_uptake = targets.iter().filter(|target| target.indicator.starts_with("uptake."));
    let (of_last_year, older): (Vec<i16>, Vec<i16>) = of_uptake
        .map(|target| target.baseline_year)
        .filter(|year| *year < material.number())
        .partition(|year| Some(*year) == last_year);
    let older: BTreeSet<i16> = older.into_iter().collect();
    let older: Vec<String> = older.iter().map(ToString::to_string).collect();
    variables.insert("uptake_targets", Value::from(!of_last_year.is_empty()));
    variables.insert("older_uptake_baselines", Value::from(older));
    add_limits(material, variables);
    variables.insert("supporters", Value::from(registers::supporters(material).len()));
    variables.insert("protected", Value::from(!reading.protecting().is_empty()));
    let both = results.coverage.in_force.iter().filter(|id| {
        let period = &reading.settings.period;
        let row = material.register.in_force(id.as_str(), period);
        row.is_some_and(|row| row.roles(period.end).len() > 1)
    });
    variables.insert("both_roles", Value::from(both.count()));
}

/// What limits the figures: amounts of which it is not known whether they hold taxes, and single values of
/// lines that could not be read.
fn add_limits(material: &Material, variables: &mut Variables) {
    let reading = &material.this.reading;
    let of_tax = || material.findings.iter().filter(|finding| finding.rule.code == TAX_NOT_KNOWN);
    let hidden = of_tax().any(|finding| {
        let owner = finding.participant.as_ref();
        owner.is_some_and(|id| reading.protects_volume(id.as_str()))
    });
    let effects = of_tax().filter_map(|finding| finding.effect.as_ref());
    let euro = effects.filter(|effect| effect.unit == "EUR").map(|effect| effect.value);
    let sum: Decimal = euro.sum();
    let amount = format::amount_in_prose(sum, Currency::EUR, &material.words);
    variables.insert("tax_unknown", Value::from(of_tax().count()));
    let known = !hidden && !sum.is_zero();
    variables
        .insert("tax_unknown_amount", known.then_some(amount).map_or(Value::from(""), Value::from));
    for (name, column) in [("unread_amounts", "amount"), ("unread_units", "units")] {
        variables.insert(name, Value::from(unread(material, column)));
    }
    let without = std::iter::once(("all", None))
        .chain(Scope::ALL.iter().map(|scope| (scope.code(), Some(*scope))))
        .map(|(name, scope)| (name, groups_without_devices(material, scope)));
    variables.insert("without_devices", Value::from_pairs(without));
}

/// Titles of the product groups in scope whose units are no devices, of one part of the scope or of all.
fn groups_without_devices(material: &Material, scope: Option<Scope>) -> Vec<String> {
    let groups = material.pact.product_groups.iter();
    groups
        .filter(|group| !group.is_device && group.in_scope(material.number()))
        .filter(|group| scope.is_none_or(|scope| scope == group.scope))
        .map(|group| clean(group.title.in_language(&material.language)))
        .collect()
}

/// Rule of purchases that two returns report for the same outside buyer.
const SAME_OUTSIDE_BUYER: &str = "V118";

/// Rule of amounts of which it is not known whether they hold taxes.
const TAX_NOT_KNOWN: &str = "V110";

/// Lines of returns of which this measure could not be read while the line counts with what it has: one
/// for each finding that says so of its cell.
fn unread(material: &Material, column: &str) -> usize {
    let returns = material.this.reading.returns.values();
    let lines = returns.flat_map(|sent| sent.repeat("procurement"));
    let places = lines
        .map(|line| line.answer(column))
        .filter(|answer| answer.state == AnswerState::Unreadable)
        .filter_map(|answer| answer.place.as_ref());
    let found = |place: &&Place| {
        let mut findings = material.findings.iter();
        findings.any(|finding| {
            finding.place.as_ref() == Some(place) && finding.rule.reach == Some(Reach::Cell)
        })
    };
    places.filter(found).count()
}
