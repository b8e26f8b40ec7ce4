//! The account of each supporting file: what was typed, what was read, and where every row and every amount
//! went. It closes, in rows and in money, and the page shows that it does.

use model::document::{Alignment, Block, Column, Inline, Row, RowKind, Table, TableCell};
use model::supporting::{AccountTerm, FileAccount, TableReading, Tally};
use model::{Currency, Decimal, Identifier, Money};

use crate::context::Material;
use crate::format::{fixed, grouped};
use crate::registers::{body, number};
use crate::store::{Store, clean};

/// A heading, what the table is, its account and the columns it was read from, for each table that was read.
pub(super) fn blocks(material: &Material, id: &Identifier, store: &mut Store) -> Vec<Block> {
    let tables = material.this.reading.tables.iter().filter(|table| table.participant == *id);
    tables.flat_map(|table| of_table(material, table, store)).collect()
}

fn of_table(material: &Material, table: &TableReading, store: &mut Store) -> Vec<Block> {
    let words = &material.words;
    let file = table.path.rsplit('/').next().unwrap_or(&table.path);
    let title = match table.sheet == file {
        true => clean(file),
        false => words.fill("own.file_sheet", &[("file", file), ("sheet", &clean(&table.sheet))]),
    };
    let anchor = store.anchor_for(&title);
    let mut blocks =
        vec![Block::Heading { level: 2, text: vec![Inline::Text(title.clone())], anchor }];
    blocks.push(Block::Paragraph(vec![Inline::Text(read_as(material, table))]));
    let accounts: Vec<&FileAccount> = material
        .this
        .results
        .accounts
        .iter()
        .filter(|one| one.participant == table.participant)
        .filter(|one| one.path == table.path && one.sheet == table.sheet)
        .filter(|one| one.kind == table.kind)
        .collect();
    if !accounts.is_empty() {
        blocks.push(Block::Table(account(material, &accounts, &title, store)));
    }
    if !table.columns.is_empty() {
        blocks.push(Block::Paragraph(mapped(material, table)));
    }
    blocks
}

/// What the table lists and where it stands.
fn read_as(material: &Material, table: &TableReading) -> String {
    let words = &material.words;
    let header: Vec<String> = table.header_rows.iter().map(ToString::to_string).collect();
    let (first, last) = (table.row_range.0.to_string(), table.row_range.1.to_string());
    let values = [
        ("kind", words.get(&format!("table_kind.{}", table.kind))),
        ("header", words.enumerate(&header)),
        ("first", first),
        ("last", last),
    ];
    let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
    match header.len() {
        _ if table.not_read.is_some() => words.fill("own.read_none", &values),
        0 => words.fill("own.read_as_no_header", &values),
        1 => words.fill("own.read_as", &values),
        _ => words.fill("own.read_as_headers", &values),
    }
}

/// The account as a table: a pair of columns, rows and amount, for each currency.
fn account(
    material: &Material,
    accounts: &[&FileAccount],
    title: &str,
    store: &mut Store,
) -> Table {
    let words = &material.words;
    let all = Account { material, accounts };
    let mut rows = all.above();
    rows.push(all.line(words.get("column.read"), RowKind::Subtotal, |one| one.read));
    for term in AccountTerm::ALL {
        let tally = |one: &FileAccount| one.terms.get(term).copied().unwrap_or_default();
        if accounts.iter().any(|one| tally(one) != Tally::default()) {
            let title = words.get(&format!("column.term_{term}"));
            rows.push(all.line(title, RowKind::Body, tally));
        }
    }
    rows.push(all.line(words.get("own.together"), RowKind::Total, together));
    let closes = accounts.iter().all(|one| one.closes());
    let note = words.get(if closes { "own.closes" } else { "own.does_not_close" });
    Table {
        anchor: store.anchor_for(&format!("account {title}")),
        title: words.fill("own.account", &[("file", title)]),
        columns: all.columns(),
        rows,
        notes: vec![vec![Inline::Text(note)]],
    }
}

/// The sum of all terms; that it equals what was read is what the page shows.
fn together(account: &FileAccount) -> Tally {
    let terms = account.terms.values();
    terms.fold(Tally::default(), |sum, term| Tally {
        rows: sum.rows.saturating_add(term.rows),
        amount_minor: sum.amount_minor.saturating_add(term.amount_minor),
    })
}

/// The accounts of one table, a currency each.
struct Account<'a> {
    material: &'a Material,
    accounts: &'a [&'a FileAccount],
}

impl Account<'_> {
    /// Whether any amount stands in a currency's account; a table without amounts has rows alone.
    fn has_money(account: &FileAccount) -> bool {
        account.currency.is_some()
            && (account.read.amount_minor != 0
                || !account.adjustment.typed.is_zero()
                || account.terms.values().any(|tally| tally.amount_minor != 0))
    }

    fn columns(&self) -> Vec<Column> {
        let words = &self.material.words;
        let first = Column {
            title: words.get("column.where_its_rows_went"),
            alignment: Alignment::Left,
            width: 40,
        };
        let several = self.accounts.len() > 1;
        let mut all = vec![first];
        for one in self.accounts {
            let code = one.currency.map_or_else(|| words.get("own.no_currency"), |c| c.to_string());
            let rows = words.get("column.rows");
            let title = if several { format!("{rows}\n{code}") } else { rows };
            all.push(Column { title, alignment: Alignment::Right, width: 14 });
            if Self::has_money(one) {
                let title = format!("{}\n{code}", words.get("column.amount"));
                all.push(Column { title, alignment: Alignment::Right, width: 22 });
            }
        }
        all
    }

    /// A line of rows and amounts.
    fn line(&self, title: String, kind: RowKind, tally: impl Fn(&FileAccount) -> Tally) -> Row {
        let mut cells = vec![TableCell::text(title)];
        for one in self.accounts {
            let tally = tally(one);
            cells.push(number(tally.rows));
            if Self::has_money(one) {
                cells.push(TableCell::text(money(tally.amount_minor, one.currency)));
            }
        }
        Row { kind, cells }
    }

    /// What lies between the amounts as typed and as read, where anything does: typed, less tax, less rounding.
    fn above(&self) -> Vec<Row> {
        let adjusted = |one: &&&FileAccount| {
            !one.adjustment.tax.is_zero() || !one.adjustment.rounding.is_zero()
        };
        if self.accounts.iter().filter(adjusted).count() == 0 {
            return Vec::new();
        }
        let words = &self.material.words;
        let line = |title: &str, value: fn(&FileAccount) -> Decimal| {
            let mut cells = vec![TableCell::text(words.get(title))];
            for one in self.accounts {
                cells.push(TableCell::default());
                if Self::has_money(one) {
                    cells.push(TableCell::text(exact(value(one), one.currency)));
                }
            }
            body(cells)
        };
        vec![
            line("own.typed", |one| one.adjustment.typed),
            line("own.tax", |one| -one.adjustment.tax),
            line("own.rounding", |one| -one.adjustment.rounding),
        ]
    }
}

fn money(minor: i64, currency: Option<Currency>) -> String {
    match currency {
        Some(currency) => fixed(Money { currency, minor }.to_decimal(), currency.minor_unit()),
        None => String::new(),
    }
}

/// Decimals beyond which an amount between typing and reading is rounded on the page.
const DECIMALS: u32 = 6;

/// An amount with all the decimals it has, at least those of its currency.
fn exact(value: Decimal, currency: Option<Currency>) -> String {
    let least = currency.map_or(2, |currency| currency.minor_unit());
    let mut value = model::round_half_even(value, DECIMALS).normalize();
    if value.scale() < least {
        value.rescale(least);
    }
    grouped(value)
}

/// Which column was read as what: "Amount from “Betrag netto”; Day from “Datum”".
fn mapped(material: &Material, table: &TableReading) -> Vec<Inline> {
    let words = &material.words;
    let mut runs = vec![Inline::Text(words.get("own.columns"))];
    for (index, (field, header)) in table.columns.iter().enumerate() {
        let parted = if index == 0 { " " } else { "; " };
        let title = words.get(&format!("field.{field}"));
        runs.push(Inline::Text(parted.to_owned()));
        runs.push(Inline::Emphasis(vec![Inline::Text(title)]));
        let header = clean(header);
        let from = match table.column_numbers.get(field).map_or(1, Vec::len) {
            0 | 1 => words.fill("own.column_from", &[("header", &header)]),
            count => {
                let count = count.to_string();
                words.fill("own.columns_from", &[("header", &header), ("count", &count)])
            }
        };
        runs.push(Inline::Text(from));
    }
    runs.push(Inline::Text(".".to_owned()));
    runs
}
