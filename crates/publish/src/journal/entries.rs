//! The entries: what was there on the first day, every line of the ledger, and what is there on the last.

use std::fmt;

use model::finance::{AccountKind, BookedLine, Statement};
use model::{Currency, Date, Decimal};

use super::names::{BANK, Names, OPENING};
use super::text;
use model::shown_books::ShownBooks;

/// Who is named where the other side is not in the register.
const SOMEBODY: &str = "another body";

/// Who is named where no other side is said.
const NOBODY: &str = "no one named";

/// Who is named at the entries of the balances.
const BOOKS: &str = "the books";

/// An entry of the journal.
pub(super) struct Entry {
    date: Date,
    voucher: String,
    /// Who is at the other side.
    pub(super) payee: String,
    description: String,
    /// Lines of remarks, tags included.
    remarks: Vec<String>,
    /// Name of the account, amount, and what follows it.
    postings: Vec<(String, String, String)>,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} *", self.date)?;
        if !self.voucher.is_empty() {
            write!(f, " ({})", self.voucher)?;
        }
        write!(f, " {}", self.payee)?;
        if !self.description.is_empty() {
            write!(f, " | {}", self.description)?;
        }
        writeln!(f)?;
        for remark in &self.remarks {
            writeln!(f, "    ; {remark}")?;
        }
        let letters = |text: &String| text.chars().count();
        let names = self.postings.iter().map(|(name, ..)| letters(name)).max().unwrap_or(0);
        let amounts = self.postings.iter().map(|(_, amount, _)| letters(amount)).max().unwrap_or(0);
        for (name, amount, after) in &self.postings {
            writeln!(f, "    {name:<names$}  {amount:>amounts$}{after}")?;
        }
        Ok(())
    }
}

/// The entries in the order of their days; `None` where a line is not booked, or on an account or fund that is not known,
/// of which a statement that is complete has none.
pub(super) fn entries(
    statement: &Statement,
    names: &Names,
    shown: &ShownBooks<'_>,
    first_day: Date,
) -> Option<Vec<Entry>> {
    let mut lines: Vec<&BookedLine> = statement.booked.iter().collect();
    lines.sort_by_key(|line| line.line.date);
    let first = lines.first().map_or(first_day, |line| line.line.date.min(first_day));
    let last = lines.last().map_or(statement.last_day, |l| l.line.date.max(statement.last_day));
    let mut entries = vec![opening(statement, names, first)];
    for line in lines {
        entries.push(movement(line, statement.currency, names, shown)?);
    }
    entries.push(closing(statement, last));
    Some(entries)
}

/// An amount as the journal writes it.
pub(super) fn amount(minor: i64, currency: Currency) -> String {
    format!("{} {}", currency.code(), Decimal::new(minor, currency.minor_unit()))
}

fn posting(name: &str, minor: i64, currency: Currency) -> (String, String, String) {
    (name.to_owned(), amount(minor, currency), String::new())
}

fn opening(statement: &Statement, names: &Names, date: Date) -> Entry {
    let currency = statement.currency;
    let mut postings: Vec<_> = names
        .funds(statement)
        .map(|(fund, money)| posting(money, fund.opening, currency))
        .collect();
    if postings.is_empty() {
        postings.push(posting(BANK, statement.opening, currency));
    }
    postings.push(posting(OPENING, -statement.opening, currency));
    Entry {
        date,
        voucher: String::new(),
        payee: BOOKS.to_owned(),
        description: "Balance on the first day".to_owned(),
        remarks: Vec::new(),
        postings,
    }
}

/// A line of the ledger: money into the bank from an account of income, or out of it to one of expense.
fn movement(
    booked: &BookedLine,
    currency: Currency,
    names: &Names,
    shown: &ShownBooks<'_>,
) -> Option<Entry> {
    let line = &booked.line;
    let account = names.account(&line.account)?;
    let own = match account.kind {
        AccountKind::Income => -booked.booked?,
        AccountKind::Expense => booked.booked?,
    };
    let payee = match shown.party(&line.counterparty) {
        Some(party) => party.to_string(),
        None if line.counterparty.trim().is_empty() => NOBODY.to_owned(),
        None => SOMEBODY.to_owned(),
    };
    Some(Entry {
        date: line.date,
        voucher: text::line(shown.voucher(&line.reference)),
        payee,
        description: text::line(&shown.description(&line.description)),
        remarks: tags(booked, names, shown),
        postings: vec![
            posting(&account.name, own, currency),
            posting(names.money(line.fund_code())?, -own, currency),
        ],
    })
}

fn tags(booked: &BookedLine, names: &Names, shown: &ShownBooks<'_>) -> Vec<String> {
    let line = &booked.line;
    let mut tags = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            tags.push(format!("{name}:{value}"));
        }
    };
    add("for_year", line.for_year.map(|year| year.to_string()).unwrap_or_default());
    let owner = shown.party(&line.for_participant).map(|id| id.to_string());
    add("for_participant", owner.unwrap_or_default());
    add("activity", text::tag(&shown.activity(&line.activity)));
    if names.has_funds() {
        add("fund", text::tag(line.fund_code()));
    }
    if let Some(paid) = line.paid {
        let amount = Decimal::new(paid.minor, paid.currency.minor_unit());
        add("paid", format!("{amount} {}", paid.currency.code()));
    }
    if let Some(rate) = booked.rate {
        let original = Decimal::new(line.amount, line.currency.minor_unit());
        add("original", format!("{original} {}", line.currency.code()));
        add("rate", rate.to_string());
    }
    add("source", text::tag(&line.place.to_string()));
    tags
}

/// Nothing moves; hledger refuses the journal if the money in it is another amount.
fn closing(statement: &Statement, date: Date) -> Entry {
    let currency = statement.currency;
    let own = amount(statement.closing, currency);
    let remarks = if statement.as_of.is_some() {
        vec!["Interim: the books' own figure, compared with no statement of the bank.".to_owned()]
    } else {
        beside_bank(statement)
    };
    let zero = amount(0, currency);
    Entry {
        date,
        voucher: String::new(),
        payee: BOOKS.to_owned(),
        description: "Balance on the last day".to_owned(),
        remarks,
        postings: vec![(BANK.to_owned(), zero, format!(" =* {own}"))],
    }
}

/// What the bank says of the closing balance, or that it is not on file.
fn beside_bank(statement: &Statement) -> Vec<String> {
    let currency = statement.currency;
    let said = match statement.bank_closing {
        None => "The bank's balance is not on file yet.".to_owned(),
        Some(bank) if bank == statement.closing => {
            return vec!["The bank says the same.".to_owned()];
        }
        Some(bank) => {
            let apart = i128::from(bank) - i128::from(statement.closing);
            let apart = Decimal::try_from_i128_with_scale(apart, currency.minor_unit());
            let apart = apart.map(|apart| format!(", {apart} apart")).unwrap_or_default();
            format!("Not settled: the bank says {}{apart}.", amount(bank, currency))
        }
    };
    vec![said, "What is asserted here is what the ledger comes to.".to_owned()]
}
