//! What the figures rest on: exchange rates, the accounts of supporting files, overlap.

use std::collections::BTreeMap;

use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::supporting::{AccountTerm, FileAccount, Tally};
use model::volume::{OverlapEntry, PeriodRate};
use model::{Currency, Decimal, round_half_even};

use super::{Content, amount, body, columns, number};
use crate::context::Material;
use crate::format::fixed;
use crate::store::clean;
use crate::tables::section;
use crate::trouble::Trouble;

/// The rates used, by currency and period; the euro, which needs none, is left out.
pub(super) fn rates(material: &Material) -> Result<Content, Trouble> {
    let words = &material.words;
    let shown = converted(material);
    let remarks = shown.iter().any(|rate| rate.provisional || rate.discontinued);
    let rows = shown.iter().map(|rate| {
        let start = words.date(rate.period.start);
        let end = words.date(rate.period.end);
        let period = words.fill("period", &[("start", &start), ("end", &end)]);
        let mut cells = vec![
            TableCell::text(rate.currency.code()),
            TableCell::text(period),
            number(rate.days),
            TableCell::text(fixed(rate.rate, 8)),
        ];
        cells.extend(remarks.then(|| TableCell::text(remark(material, rate))));
        body(cells)
    });
    let mut titles = vec![
        ("currency", Alignment::Left, 14),
        ("period", Alignment::Left, 50),
        ("days", Alignment::Right, 10),
        ("rate", Alignment::Right, 22),
    ];
    if remarks {
        titles.push(("remark", Alignment::Left, 24));
    }
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() })
}

/// The rates of the currencies that had to be converted.
pub(crate) fn converted(material: &Material) -> Vec<&PeriodRate> {
    let rates = material.this.results.rates.iter();
    rates.filter(|rate| rate.currency != Currency::EUR).collect()
}

fn remark(material: &Material, rate: &PeriodRate) -> String {
    let said = [(rate.provisional, "rate.provisional"), (rate.discontinued, "rate.discontinued")];
    let said = said.iter().filter(|(holds, _)| *holds).map(|(_, path)| material.words.get(path));
    said.collect::<Vec<_>>().join(", ")
}

/// The account of every supporting table: rows and money read, and where they went, one below the other.
/// Those of participants that asked for their volume to be withheld are not shown.
pub(super) fn accounts(material: &Material) -> Result<Content, Trouble> {
    let results = &material.this.results;
    let protected = |account: &FileAccount| is_protected(material, account.participant.as_str());
    let shown: Vec<&FileAccount> =
        results.accounts.iter().filter(|account| !protected(account)).collect();
    let mut rows = Vec::new();
    for account in &shown {
        let name = material.participant_name(account.participant.as_str());
        let file = account.path.rsplit('/').next().unwrap_or(&account.path);
        rows.push(section(&format!("{name}: {}", clean(file)), 3));
        let went = AccountTerm::ALL.iter().map(|term| (term, tally(account, *term)));
        rows.extend(went.filter(|(_, tally)| *tally != Tally::default()).map(|(term, tally)| {
            let title = material.words.get(&format!("column.term_{term}"));
            body(tally_cells(title, tally, account.currency))
        }));
        let read = tally_cells(material.words.get("column.read"), account.read, account.currency);
        rows.push(Row { kind: RowKind::Subtotal, cells: read });
    }
    let titles = [
        ("where_rows_went", Alignment::Left, 46),
        ("rows", Alignment::Right, 14),
        ("currency", Alignment::Left, 16),
        ("amount", Alignment::Right, 24),
    ];
    let mut notes = vec![vec![Inline::Text(material.words.get("account.note"))]];
    if shown.len() < results.accounts.len() {
        notes.push(vec![Inline::Text(material.words.get("account.withheld"))]);
    }
    Ok(Content { columns: columns(material, &titles), rows, notes })
}

fn tally(account: &FileAccount, term: AccountTerm) -> Tally {
    account.terms.get(&term).copied().unwrap_or_default()
}

/// Title, rows, currency and amount; a table without amounts has neither of the last two.
fn tally_cells(title: String, tally: Tally, currency: Option<Currency>) -> Vec<TableCell> {
    let money = currency.filter(|_| tally.amount_minor != 0);
    let code = money.map_or_else(String::new, |currency| currency.code().to_owned());
    let amount = money.map_or_else(String::new, |currency| amount(tally.amount_minor, currency));
    vec![TableCell::text(title), number(tally.rows), TableCell::text(code), TableCell::text(amount)]
}

/// Goods two returns speak of, summed by product group: none is counted twice.
pub(super) fn overlap(material: &Material) -> Result<Content, Trouble> {
    let mut groups: BTreeMap<&str, (u64, i64, i64)> = BTreeMap::new();
    let shown = shown_overlap(material);
    for entry in &shown {
        let sums = groups.entry(entry.product_group.as_str()).or_default();
        sums.0 += 1;
        sums.1 += entry.reporter_amount_cents;
        sums.2 += entry.counted_amount_cents;
    }
    let year = &material.this;
    let order = material.codes(model::figure::Dimension::ProductGroup, year);
    let known = order
        .iter()
        .filter_map(|code| groups.get(code.as_str()).map(|sums| (code.as_str(), *sums)));
    let rows = known.map(|(code, (entries, left, counted))| {
        body(vec![
            TableCell::text(material.label(model::figure::Dimension::ProductGroup, code, year)),
            number(entries),
            TableCell::text(euro(left)),
            TableCell::text(euro(counted)),
        ])
    });
    let titles = [
        ("product_group", Alignment::Left, 34),
        ("overlaps", Alignment::Right, 18),
        ("overlap_left_aside", Alignment::Right, 24),
        ("overlap_counted", Alignment::Right, 24),
    ];
    let mut notes = Vec::new();
    if shown.len() < material.this.results.overlap.len() {
        notes.push(vec![Inline::Text(material.words.get("overlap.withheld"))]);
    }
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes })
}

/// Entries that touch no participant that asked for its volume to be withheld.
pub(crate) fn shown_overlap(material: &Material) -> Vec<&OverlapEntry> {
    let entries = material.this.results.overlap.iter();
    let open = |entry: &&OverlapEntry| {
        let touched = [entry.reporter.as_str(), entry.counted.as_str(), entry.buyer.as_str()];
        !touched.iter().any(|id| is_protected(material, id))
    };
    entries.filter(open).collect()
}

/// Whether a participant asked for its volume to be withheld.
fn is_protected(material: &Material, id: &str) -> bool {
    let sent = material.this.reading.returns.get(id);
    sent.is_some_and(|sent| sent.organisation.protect_volume)
}

fn euro(cents: i64) -> String {
    fixed(round_half_even(Decimal::new(cents, 2), 2), 2)
}
