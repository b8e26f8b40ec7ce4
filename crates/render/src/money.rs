//! The names the financial summary can use: what the statement has, and what its sentences are made of.

use findings::{Finding, Severity};
use minijinja::Value;
use model::finance::{AccountLine, ContributionLine, Statement};
use model::participant::Role;
use model::{Date, Decimal, Money};
use std::collections::BTreeSet;

use crate::context::Material;
use crate::format::{amount_in_full, percent};
use crate::registers;
use crate::store::clean;

/// The day documents are dated: that of the year's report; of an interim summary the day up to which it goes, so that it
/// is not dated in the future.
pub(crate) fn dated(material: &Material) -> Date {
    let statement = material.this.results.statement.as_ref();
    let settings = &material.this.reading.settings;
    statement.and_then(|statement| statement.as_of).unwrap_or(settings.report_date)
}

/// Variables by name.
pub(crate) fn variables(material: &Material) -> Vec<(&'static str, Value)> {
    let statement = material.this.results.statement.as_ref();
    let mut variables = conditions(statement);
    variables.extend(texts(material, statement));
    variables.extend(settings(material));
    let finance = &material.this.reading.finance;
    let in_kind = &material.this.results.in_kind;
    let without_value = in_kind.iter().filter(|given| given.value.is_none()).count();
    let last = registers::last_statement(material);
    let (incomplete, open): (Vec<&Finding>, Vec<&Finding>) = match statement {
        Some(_) => errors(material).partition(|finding| leaves_incomplete(finding)),
        None => Default::default(),
    };
    variables.extend([
        ("in_kind", Value::from(!in_kind.is_empty())),
        ("in_kind_without_value", Value::from(without_value)),
        (
            "in_kind_provisional",
            Value::from(in_kind.iter().any(|one| one.provisional || one.rate_provisional)),
        ),
        ("no_last_year", Value::from(why_no_last_year(material, statement))),
        ("in_kind_incomplete", Value::from(finance.in_kind_incomplete)),
        ("commitments_incomplete", Value::from(finance.commitments_incomplete)),
        ("ledger_files", Value::from(finance.ledger_files.len())),
        ("with_last_year", Value::from(last.is_some())),
        (
            "draft",
            Value::from(
                statement.is_some_and(|statement| statement.incomplete)
                    || !incomplete.is_empty()
                    || !open.is_empty(),
            ),
        ),
        ("incomplete_by", Value::from(told(&incomplete))),
        ("money_errors", Value::from(told(&open))),
        ("gave_neither", Value::from(gave_neither(material, statement))),
        ("waivers", Value::from(waivers(material, statement))),
        ("explanations", Value::from(explanations(material, statement))),
        ("next_year", Value::from(i64::from(material.number()) + 1)),
    ]);
    variables
}

/// What the statement has, as yes or no, and numbers of things.
fn conditions(statement: Option<&Statement>) -> Vec<(&'static str, Value)> {
    let yes = |test: fn(&Statement) -> bool| Value::from(statement.is_some_and(test));
    let count = |of: fn(&Statement) -> usize| Value::from(statement.map_or(0, of));
    vec![
        ("finance", Value::from(statement.is_some())),
        ("incomplete", yes(|s| s.incomplete)),
        ("interim", yes(|s| s.as_of.is_some())),
        ("bank_on_file", yes(|s| s.bank_closing.is_some())),
        ("bank_agrees", yes(|s| s.bank_closing == Some(s.closing))),
        ("opening_agrees", yes(|s| s.last_closing.is_none_or(|last| last == s.opening))),
        ("has_last_closing", yes(|s| s.last_closing.is_some())),
        ("budget_lines", count(|s| s.accounts.len())),
        ("several_accounts_a_class", yes(several_accounts_a_class)),
        ("next_year_planned", yes(|s| s.accounts.iter().any(|own| own.next_year_budget.is_some()))),
        ("budget_revised", yes(|s| s.accounts.iter().any(|own| own.budget != own.revised_budget))),
        ("contributions", count(|s| s.contributions.len())),
        ("contributions_beside", yes(registers::has_beside)),
        ("payments", count(|s| s.contributions.iter().map(|line| line.payments.len()).sum())),
        ("due_missing", yes(|s| s.contributions.iter().any(|line| line.due.is_none()))),
        ("overdue", count(|s| s.contributions.iter().filter(|l| l.days_overdue.is_some()).count())),
        ("waived", yes(|s| s.contributions.iter().any(|line| line.waived))),
        ("voluntary", count(|s| s.voluntary.len())),
        ("unlisted", count(|s| s.unlisted.len())),
        ("activities", count(|s| s.activities.len())),
        ("accounting_years", count(|s| s.years.len())),
        ("funds", count(|s| s.funds.len())),
        ("funds_known", yes(|s| s.fund_openings_known && s.fund_movements_known)),
        ("commitments", count(|s| s.commitments.len())),
        ("converted", yes(|s| s.booked.iter().any(|line| line.rate.is_some()))),
    ]
}

/// Whether a class has more than one account, so that classes say something else than accounts do.
pub(crate) fn several_accounts_a_class(statement: &Statement) -> bool {
    let mut seen = BTreeSet::new();
    let mut known = statement.accounts.iter().filter(|own| own.in_budget());
    known.any(|own| !seen.insert((own.kind, own.class)))
}

fn texts(material: &Material, statement: Option<&Statement>) -> Vec<(&'static str, Value)> {
    let text = |get: fn(&Statement) -> String| {
        Value::from(statement.map_or_else(String::new, |statement| clean(&get(statement))))
    };
    let last_day = statement.map(|statement| material.words.date(statement.last_day));
    let foreign: BTreeSet<String> = statement
        .into_iter()
        .flat_map(|statement| &statement.booked)
        .filter(|line| line.rate.is_some())
        .map(|line| line.line.currency.to_string())
        .collect();
    vec![
        ("currency", text(|s| s.currency.to_string())),
        ("host", text(|s| s.host.clone())),
        ("prepared_by_role", text(|s| s.prepared_by_role.clone())),
        ("accounts_until", Value::from(last_day.unwrap_or_default())),
        ("foreign_currencies", Value::from(foreign.into_iter().collect::<Vec<_>>())),
    ]
}

/// What `year.toml` sets; empty where it sets nothing.
fn settings(material: &Material) -> Vec<(&'static str, Value)> {
    let settings = material.this.reading.settings.finance.as_ref();
    let share = settings.and_then(|own| own.explain_above);
    let share = share.map(|share| percent(share, &material.words));
    let rate = settings.and_then(|own| Some((own.hour_rate?, own.currency)));
    let rate = rate.map(|(rate, currency)| amount_in_full(rate, currency, true));
    vec![
        ("explain_above", Value::from(share.unwrap_or_default())),
        ("hour_rate", Value::from(rate.unwrap_or_default())),
    ]
}

/// Accounts whose difference from the budget is explained or must be: `account`, `kind`, `title`, `text`, which is empty
/// where an explanation is due and missing. None of an interim statement: the year is not over.
fn explanations(material: &Material, statement: Option<&Statement>) -> Vec<Value> {
    let Some(statement) = statement.filter(|statement| statement.as_of.is_none()) else {
        return Vec::new();
    };
    let shown = registers::shown(material, statement);
    let known = statement.accounts.iter().filter(|own| own.in_budget());
    let concerned = known.filter(|own| {
        !own.explanation.trim().is_empty() || must_be_explained(material, statement, own)
    });
    let one = |own: &AccountLine| {
        let text = clean(&shown.explanation(own));
        Value::from_pairs([
            ("account", Value::from(own.account.as_str())),
            ("kind", Value::from(own.kind.code())),
            ("title", Value::from(registers::account_title(&shown, own))),
            ("text", Value::from(sentence(&text))),
        ])
    };
    concerned.map(one).collect()
}

/// A text with a full stop where it has no mark of its own at its end.
fn sentence(text: &str) -> String {
    match text.ends_with(['.', '!', '?', '…']) || text.is_empty() {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// Whether the difference is above what `year.toml` allows without an explanation; never of an interim statement.
pub(crate) fn must_be_explained(
    material: &Material,
    statement: &Statement,
    account: &AccountLine,
) -> bool {
    if statement.as_of.is_some() {
        return false;
    }
    let settings = material.this.reading.settings.finance.as_ref();
    let limit: Option<Decimal> = settings.and_then(|settings| settings.explain_above);
    let decimal = |minor: i64| Money { currency: statement.currency, minor }.to_decimal().abs();
    let allowed = limit.and_then(|limit| limit.checked_mul(decimal(account.revised_budget)));
    allowed.is_some_and(|allowed| decimal(account.difference()) > allowed)
}

/// Contributions that were waived: `name`, `amount` and `reason`, which is empty where none is on file.
fn waivers(material: &Material, statement: Option<&Statement>) -> Vec<Value> {
    let Some(statement) = statement else { return Vec::new() };
    let shown = registers::shown(material, statement);
    let lines = statement.contributions.iter();
    let waived = lines.filter(|line| line.waived);
    let rows = &material.this.reading.finance.contributions;
    let of = |id| rows.iter().filter(move |row| row.waived && row.participant == id);
    let waived = waived.flat_map(|line| of(line.participant.clone()));
    let one = |row: &model::finance::ContributionDue| {
        let amount = Money { currency: row.currency, minor: row.due }.to_decimal();
        let reason = clean(&shown.waiver_reason(&row.reason));
        Value::from_pairs([
            ("name", material.participant_name(row.participant.as_str())),
            ("amount", amount_in_full(amount, row.currency, true)),
            ("reason", sentence(&reason)),
        ])
    };
    waived.map(one).collect()
}

/// Names of coordinating participants of whom neither a payment nor help in kind is on file (methodology: Money); with
/// whoever's contribution was waived, that is said.
fn gave_neither(material: &Material, statement: Option<&Statement>) -> Vec<String> {
    let Some(statement) = statement else { return Vec::new() };
    let period = &material.this.reading.settings.period;
    let in_kind = &material.this.results.in_kind;
    let neither = statement.contributions.iter().filter(|line| {
        let id = line.participant.as_str();
        let row = material.register.in_force(id, period);
        row.is_some_and(|row| row.has_role(Role::Coordinating, period.end))
            && line.received == 0
            && line.payments.is_empty()
            && !statement.voluntary.iter().any(|(who, _)| who == id)
            // An interim summary holds no help in kind, so that it speaks of payments alone.
            && (statement.as_of.is_some()
                || !in_kind.iter().any(|given| given.line.participant == line.participant))
    });
    let named = |line: &ContributionLine| {
        let name = material.participant_name(line.participant.as_str());
        match line.waived {
            true => material.words.fill("statement.name_waived", &[("name", &name)]),
            false => name,
        }
    };
    neither.map(named).collect()
}

/// Why no last year stands beside this one: `none`, `incomplete`, or `currency`; empty where it does, or where there is no
/// last year.
fn why_no_last_year(material: &Material, statement: Option<&Statement>) -> &'static str {
    let (Some(own), Some(last)) = (statement, material.last.as_ref()) else { return "" };
    match &last.results.statement {
        _ if own.last_closing.is_some() => "",
        None => "none",
        Some(last) if last.currency != own.currency => "currency",
        Some(_) => "incomplete",
    }
}

/// The findings that keep the summary from being given to the Committee, and, whatever their rule, those of a file that the
/// totals rest on.
fn errors(material: &Material) -> impl Iterator<Item = &Finding> {
    let is_of_accounts = |finding: &&Finding| {
        let path = finding.place.as_ref().map_or("", |place| &*place.path);
        let file = path.split_once("/finance/").map(|(_, file)| file);
        finding.rule.code.starts_with(MONEY)
            || file.is_some_and(|file| !BESIDE.iter().any(|name| file.starts_with(name)))
    };
    let errors = material.findings.iter().filter(|one| one.rule.severity == Severity::Error);
    errors.filter(is_of_accounts)
}

/// Lists that no total of the accounts rests on, as their names begin.
const BESIDE: [&str; 3] = ["activities.", "commitments.", "in-kind."];

/// Rules whose errors leave the accounts complete: a day outside the year, a balance that differs from another or is not on
/// file, a fund that nobody knows, a contribution that stands there twice.
const COMPLETE: [&str; 7] = ["F103", "F104", "F106", "F109", "F135", "F136", "F146"];

fn leaves_incomplete(finding: &Finding) -> bool {
    !COMPLETE.contains(&finding.rule.code)
}

/// What was found: `title` of each rule, which names nobody, how often it found something (`count`), and the names of the
/// `files` it concerns.
fn told(findings: &[&Finding]) -> Vec<Value> {
    let mut rules: Vec<(&str, &str, usize, BTreeSet<String>)> = Vec::new();
    for finding in findings {
        let file = finding.place.as_ref().map(|place| file_name(&place.path));
        match rules.iter_mut().find(|(code, ..)| *code == finding.rule.code) {
            Some((_, _, count, files)) => {
                *count += 1;
                files.extend(file);
            }
            None => {
                rules.push((finding.rule.code, finding.rule.title, 1, file.into_iter().collect()))
            }
        }
    }
    let one = |(_, title, count, files): (&str, &str, usize, BTreeSet<String>)| {
        Value::from_pairs([
            ("title", Value::from(title.trim_end_matches('.'))),
            ("count", Value::from(count)),
            ("files", Value::from(files.into_iter().collect::<Vec<_>>())),
        ])
    };
    rules.into_iter().map(one).collect()
}

/// The name of a file without its folders.
fn file_name(path: &str) -> String {
    clean(path.rsplit('/').next().unwrap_or(path))
}

/// The letter of the rules on money.
const MONEY: char = 'F';
