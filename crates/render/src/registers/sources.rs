//! What the figures rest on: exchange rates, the accounts of supporting files, overlap.

use std::collections::{BTreeMap, BTreeSet};

use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::supporting::{AccountTerm, FileAccount, Tally};
use model::volume::{OverlapEntry, PeriodRate};
use model::{Currency, Decimal, Identifier, round_half_even};

use super::{Content, body, columns, number};
use crate::context::Material;
use crate::format::fixed;
use crate::participant;
use crate::store::clean;
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

/// The account of every supporting file in rows: read, counted, beside a declared figure, left out. The tables
/// of a file are added up; the reasons, currencies and amounts stand in the annex and the open data. Files of
/// participants that asked for their volume to be withheld are not shown. Where there are more than `most` files, those
/// with the most rows left out are shown one by one, and the others in one row, so that the rows still add up.
pub(super) fn accounts(material: &Material, most: Option<usize>) -> Result<Content, Trouble> {
    let words = &material.words;
    let all = &material.this.results.accounts;
    let protected = |account: &&FileAccount| {
        material.this.reading.protects_volume(account.participant.as_str())
    };
    let mut files: Vec<(&FileAccount, [u64; 4])> = Vec::new();
    let mut together = [0; 4];
    for account in all.iter().filter(|account| !protected(account)) {
        let rows = rows_of(account);
        add(&mut together, rows);
        match files.iter_mut().find(|(first, _)| is_same_file(first, account)) {
            Some((_, sum)) => add(sum, rows),
            None => files.push((account, rows)),
        }
    }
    let others = without_most(&mut files, most);
    let mut rows: Vec<Row> = files
        .iter()
        .map(|(account, rows)| {
            let name = material.participant_name(account.participant.as_str());
            let file = account.path.rsplit('/').next().unwrap_or(&account.path);
            let mut cells = vec![TableCell::text(name), TableCell::text(clean(file))];
            cells.extend(rows.map(number));
            body(cells)
        })
        .collect();
    if let Some((count, sum)) = others {
        let title = words.fill("account.others", &[("count", &count.to_string())]);
        let mut cells = vec![TableCell::text(title), TableCell::default()];
        cells.extend(sum.map(number));
        rows.push(body(cells));
    }
    let not_read = not_read(material);
    rows.extend(not_read.iter().map(|(id, file)| {
        let name = material.participant_name(id.as_str());
        let mut cells = vec![TableCell::text(name), TableCell::text(clean(file))];
        cells.push(TableCell::text(words.get("own.not_used")));
        cells.resize(6, TableCell::text(words.get("nothing.none_reported.sign")));
        body(cells)
    }));
    if rows.len() > 1 {
        let mut cells = vec![TableCell::text(words.get("own.together")), TableCell::default()];
        cells.extend(together.map(number));
        rows.push(Row { kind: RowKind::Total, cells });
    }
    let titles = [
        ("organisation", Alignment::Left, 40),
        ("file", Alignment::Left, 34),
        ("rows_read", Alignment::Right, 12),
        ("rows_counted", Alignment::Right, 14),
        ("rows_evidence", Alignment::Right, 17),
        ("rows_left_out", Alignment::Right, 13),
    ];
    let mut notes = vec![vec![Inline::Text(words.get("account.note"))]];
    if others.is_some() {
        notes.push(vec![Inline::Text(words.get("account.others_note"))]);
    }
    if !not_read.is_empty() {
        notes.push(vec![Inline::Text(words.get("account.not_read"))]);
    }
    if all.iter().any(|account| protected(&account)) {
        notes.push(vec![Inline::Text(words.get("account.withheld"))]);
    }
    Ok(Content { columns: columns(material, &titles), rows, notes })
}

/// Takes all but `most` files out, those with the fewest rows left out and then the fewest rows, and gives how many and
/// their sum; the order of what stays is kept. Nothing where there are no more, or a single one more.
fn without_most(
    files: &mut Vec<(&FileAccount, [u64; 4])>,
    most: Option<usize>,
) -> Option<(usize, [u64; 4])> {
    let most = most.filter(|most| files.len() > most + 1)?;
    let mut ranked: Vec<usize> = (0..files.len()).collect();
    ranked.sort_by_key(|index| {
        let [read, .., left_out] = files[*index].1;
        std::cmp::Reverse((left_out, read))
    });
    let shown: BTreeSet<usize> = ranked.into_iter().take(most).collect();
    let mut together = [0; 4];
    let mut index = 0;
    let before = files.len();
    files.retain(|(_, rows)| {
        let stays = shown.contains(&index);
        index += 1;
        if !stays {
            add(&mut together, *rows);
        }
        stays
    });
    Some((before - files.len(), together))
}

/// Supporting files of which not even rows were told apart, so that they have no account: participant and name.
fn not_read(material: &Material) -> Vec<(Identifier, String)> {
    let year = &material.this;
    let known = |path: &str| year.results.accounts.iter().any(|account| account.path == path);
    let mut files = Vec::new();
    for path in material.files.iter().filter(|path| !known(path)) {
        let Some(folder) = participant::folder(path, year.reading.year()) else { continue };
        let Some(id) = Identifier::parse(folder) else { continue };
        let inside = path.split_once("/supporting/").map(|(_, file)| file);
        let file = inside.filter(|file| !participant::is_litter(file));
        if let Some(file) = file.filter(|_| !material.this.reading.protects_volume(id.as_str())) {
            files.push((id, file.to_owned()));
        }
    }
    files.sort();
    files
}

fn is_same_file(one: &FileAccount, other: &FileAccount) -> bool {
    one.participant == other.participant && one.path == other.path
}

/// Rows read, counted, beside a declared figure, left out. The last is the sum of the other terms, never what
/// remains, so that a row of the table that does not add up is seen.
fn rows_of(account: &FileAccount) -> [u64; 4] {
    let rows = |term| account.terms.get(&term).map_or(0, |tally: &Tally| tally.rows);
    let apart = [AccountTerm::Counted, AccountTerm::Evidence];
    let left_out = AccountTerm::ALL.iter().filter(|term| !apart.contains(term));
    let left_out = left_out.map(|term| rows(*term)).sum();
    [account.read.rows, rows(AccountTerm::Counted), rows(AccountTerm::Evidence), left_out]
}

fn add(sum: &mut [u64; 4], rows: [u64; 4]) {
    for (sum, rows) in sum.iter_mut().zip(rows) {
        *sum += rows;
    }
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

/// Entries that touch no participant of which single lines stay back.
pub(crate) fn shown_overlap(material: &Material) -> Vec<&OverlapEntry> {
    let entries = material.this.results.overlap.iter();
    let open = |entry: &&OverlapEntry| {
        let touched = [entry.reporter.as_str(), entry.counted.as_str(), entry.buyer.as_str()];
        let year = &material.this;
        !touched.iter().any(|id| year.results.protection(&year.reading, id).is_some())
    };
    entries.filter(open).collect()
}

fn euro(cents: i64) -> String {
    fixed(round_half_even(Decimal::new(cents, 2), 2), 2)
}
