//! What stands before the entries: how to read the journal, and what it declares.

use std::collections::BTreeSet;

use model::finance::{AccountKind, Statement};

use super::entries::{Entry, amount};
use super::names::{BANK, Names, OPENING};
use super::text;
use crate::output::PackageInputs;

/// Tags of entries and accounts.
const TAGS: [&str; 10] = [
    "activity",
    "class",
    "code",
    "for_participant",
    "for_year",
    "fund",
    "original",
    "paid",
    "rate",
    "source",
];

/// What it is and how to read it.
pub(super) fn head(inputs: &PackageInputs<'_>, statement: &Statement, names: &Names) -> String {
    let (pact, period) = (&inputs.pact.pact, inputs.year.settings.period);
    let currency = statement.currency.code();
    let mut lines = vec![
        format!(
            "{}: books of {}, {} to {}",
            text::line(&pact.title),
            statement.year,
            period.start,
            statement.last_day
        ),
        String::new(),
    ];
    if pact.sample {
        lines.insert(1, "Invented sample data.".to_owned());
    }
    if let Some(day) = statement.as_of {
        lines.push(format!("INTERIM: the ledger up to {day}. The year is not over in it."));
        lines.push(String::new());
    }
    lines.extend([
        "In the format of hledger (https://hledger.org). Cash basis: every entry is a line of the ledger, on the day".to_owned(),
        "the money moved. Contributions due, commitments and help in kind are no such movement and are not in it.".to_owned(),
        format!("Every amount is in {currency}, as booked to the cent; so every report adds up in {currency} without any option."),
        format!("Where a line was in another currency, `original` says its amount and `rate` how much of it made one {currency}."),
        "Income has a minus, as is the custom of double-entry; `incomestatement` shows it without.".to_owned(),
        "Whoever is not in the register of participants is `another body`. In texts a comma stands for a semicolon".to_owned(),
        "and a slash for a bar, in tags a semicolon for a comma.".to_owned(),
        String::new(),
        "    hledger -f finance.journal check --strict              nothing contradicts itself".to_owned(),
        "    hledger -f finance.journal incomestatement             income and expense by account".to_owned(),
        "    hledger -f finance.journal balancesheet                the money on the last day".to_owned(),
        "    hledger -f finance.journal balance ^income ^expenses --pivot class     by nature".to_owned(),
        "    hledger -f finance.journal balance ^expenses --pivot activity          by activity".to_owned(),
    ]);
    if names.has_funds() {
        lines.push("    hledger -f finance.journal balance ^assets --pivot fund                what is in each fund".to_owned());
    }
    let lines = lines.iter().map(|line| format!("; {line}").trim_end().to_owned() + "\n");
    lines.collect()
}

/// Accounts, currency, tags and the other sides, which `--strict` asks for.
pub(super) fn declarations(statement: &Statement, names: &Names, entries: &[Entry]) -> String {
    let mut lines = vec![
        String::new(),
        "decimal-mark .".to_owned(),
        format!("commodity {}", with_mark(&amount(0, statement.currency))),
        String::new(),
        format!("account {BANK}  ; type:C"),
    ];
    for (fund, money) in names.funds(statement) {
        lines.push(format!("account {money}  ; type:C, fund:{}", text::tag(&fund.id)));
    }
    lines.push(format!("account {OPENING}  ; type:E"));
    for account in names.accounts() {
        let kind = match account.kind {
            AccountKind::Income => "R",
            AccountKind::Expense => "X",
        };
        let (name, code, class) = (&account.name, &account.code, account.class.code());
        lines.push(format!("account {name}  ; type:{kind}, code:{code}, class:{class}"));
    }
    lines.push(String::new());
    lines.extend(TAGS.map(|tag| format!("tag {tag}")));
    lines.push(String::new());
    let payees: BTreeSet<&str> = entries.iter().map(|entry| entry.payee.as_str()).collect();
    lines.extend(payees.iter().map(|payee| format!("payee {payee}")));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A currency without cents is declared with the mark that would part them, which hledger asks for.
fn with_mark(amount: &str) -> String {
    if amount.contains('.') { amount.to_owned() } else { format!("{amount}.") }
}
