//! The Pact's money: `finance/` (contract: Finance).

use super::table::{Table, shown};
use super::{WorkspaceFile, year_path};
use crate::pact::PactYear;

/// The files of the folder.
pub(super) fn finance(year: &PactYear) -> Vec<WorkspaceFile> {
    let money = &year.finance;
    let mut files = vec![budget(year), ledger(year), contributions(year)];
    files.extend((!money.funds.is_empty()).then(|| funds(year)));
    files.extend((!money.activities.is_empty()).then(|| activities(year)));
    files.extend((!money.commitments.is_empty()).then(|| commitments(year)));
    files.extend((!money.in_kind.is_empty()).then(|| in_kind(year)));
    files
}

fn budget(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new([
        "account",
        "title",
        "kind",
        "class",
        "amount",
        "revised_amount",
        "next_year_amount",
        "explanation",
    ]);
    for own in &year.finance.budget {
        table.row([
            own.account.as_str(),
            &own.title,
            if own.is_income { "income" } else { "expense" },
            &own.class,
            &own.amount.to_string(),
            &shown(own.revised_amount),
            &shown(own.next_year_amount),
            &own.explanation,
        ]);
    }
    file(year, "budget", table)
}

fn ledger(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new([
        "date",
        "account",
        "description",
        "counterparty",
        "amount",
        "currency",
        "reference",
        "activity",
        "fund",
        "for_year",
        "for_participant",
    ]);
    for own in &year.finance.ledger {
        table.row([
            own.date.to_string().as_str(),
            &own.account,
            &own.description,
            &own.counterparty,
            &own.amount.to_string(),
            &own.currency,
            &own.reference,
            &own.activity,
            &own.fund,
            &shown(own.for_year),
            &own.for_participant,
        ]);
    }
    file(year, "ledger", table)
}

fn contributions(year: &PactYear) -> WorkspaceFile {
    let mut table =
        Table::new(["participant", "due", "currency", "due_on", "decision", "waived", "reason"]);
    for own in &year.finance.contributions {
        table.row([
            own.participant.as_str(),
            &own.due.to_string(),
            &own.currency,
            &own.due_on.to_string(),
            &own.decision,
            if own.waived.is_some() { "yes" } else { "" },
            own.waived.as_deref().unwrap_or_default(),
        ]);
    }
    file(year, "contributions", table)
}

fn funds(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new(["id", "title", "purpose", "opening"]);
    for own in &year.finance.funds {
        table.row([own.id.as_str(), &own.title, &own.purpose, &own.opening.to_string()]);
    }
    file(year, "funds", table)
}

fn activities(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new(["id", "title", "working_group"]);
    for own in &year.finance.activities {
        table.row([own.id.as_str(), &own.title, &own.working_group]);
    }
    file(year, "activities", table)
}

fn commitments(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new([
        "account",
        "fund",
        "counterparty",
        "description",
        "amount",
        "currency",
        "committed_on",
        "expected_on",
    ]);
    for own in &year.finance.commitments {
        table.row([
            own.account.as_str(),
            &own.fund,
            &own.counterparty,
            &own.description,
            &own.amount.to_string(),
            &own.currency,
            &shown(own.committed_on),
            &shown(own.expected_on),
        ]);
    }
    file(year, "commitments", table)
}

fn in_kind(year: &PactYear) -> WorkspaceFile {
    let mut table = Table::new([
        "participant",
        "kind",
        "working_group",
        "hours",
        "amount",
        "currency",
        "description",
    ]);
    for own in &year.finance.in_kind {
        let given = &own.given;
        table.row([
            own.participant.as_str(),
            if given.hours.is_some() { "hours" } else { "other" },
            given.working_group.as_deref().unwrap_or_default(),
            &shown(given.hours),
            &shown(given.amount),
            own.currency.as_deref().unwrap_or_default(),
            &given.description,
        ]);
    }
    file(year, "in-kind", table)
}

fn file(year: &PactYear, name: &str, table: Table) -> WorkspaceFile {
    table.file(year_path(year, &format!("finance/{name}.csv")))
}
