//! `mapping.toml`: what the columns of a supporting spreadsheet mean.

mod fields;
mod glob;
mod ledger;
mod patterns;
mod toml_values;

use std::collections::BTreeMap;

use encoding_rs::Encoding;
use model::supporting::{Confirmation, TableKind};
use model::vocabulary::{AmountBasis, Tax};
use model::{Currency, Decimal, Fault, FaultKind, InputFile, Place};

use crate::number::DecimalMark;
use fields::Lists;
pub(super) use fields::{day_field, year};
pub(super) use glob::{fits, is_glob};
pub(super) use ledger::{LedgerKeys, LedgerSign};
pub(super) use patterns::{CellTest, PivotColumns, Skip, Unpivot, When, day_of};
use toml_values::{Entry, Refusal, Source};

/// What a mapping says.
#[derive(Default)]
pub(super) struct Mapping {
    /// Its tables; of one that cannot be used what is known of it, so that its rows can be accounted for.
    pub(super) tables: Vec<TableMapping>,
    /// The files it names, tables that cannot be used included.
    pub(super) named_files: Vec<String>,
    /// Who confirmed what the columns mean, and when; without it the mapping is a proposal.
    pub(super) confirmed: Option<Confirmation>,
    /// What cannot be used, without the participant.
    pub(super) faults: Vec<Fault>,
    /// Whether it cannot be read at all, so that it is unknown which files it names.
    pub(super) broken: bool,
}

/// One `[[table]]`.
#[derive(Debug)]
pub(super) struct TableMapping {
    /// Where it stands in the mapping.
    pub(super) place: Place,
    /// Its file, or a pattern with `*` and `?` over several.
    pub(super) file: String,
    /// The sheet, or a pattern over several; `None`: the only one.
    pub(super) sheet: Option<String>,
    /// What it lists; a ledger is laid out and dated as orders are.
    pub(super) kind: TableKind,
    /// How a ledger is booked; `None` for what a participant lists.
    pub(super) ledger: Option<LedgerKeys>,
    /// Rows of the header, from 1, sorted; empty: to be found.
    pub(super) header_rows: Vec<u32>,
    /// Rows below the header that are no data.
    pub(super) skip: Skip,
    /// Currency of amounts that name none.
    pub(super) currency: Option<Currency>,
    /// What event the amounts are taken at.
    pub(super) amount_basis: Option<AmountBasis>,
    /// Whether amounts hold taxes.
    pub(super) tax: Option<Tax>,
    /// The rate of that tax, as a fraction.
    pub(super) tax_rate: Option<Decimal>,
    /// How days are written.
    pub(super) date_format: Option<String>,
    /// The decimal mark of numbers typed as text.
    pub(super) decimal: DecimalMark,
    /// What one in a column of amounts stands for, such as 1000; `None` where the mapping does not say: one.
    pub(super) unit: Option<u32>,
    /// What the mapping says although the header says otherwise.
    pub(super) despite_header: Vec<Despite>,
    /// What parts the fields of a text file.
    pub(super) delimiter: Option<char>,
    /// How the letters of a text file are coded.
    pub(super) encoding: Option<&'static Encoding>,
    /// The line of each key, those of `[table.columns]` as `columns.FIELD`; of the whole under an empty key.
    lines: BTreeMap<String, u32>,
    /// Purchases stand with a minus.
    pub(super) reversed: bool,
    /// Rows that are credits although they stand without a minus.
    pub(super) negative_when: Option<CellTest>,
    /// Fingerprint of the header it was written for.
    pub(super) fingerprint: Option<String>,
    /// The header it was written for.
    pub(super) header: Vec<String>,
    /// Field to header text.
    pub(super) columns: BTreeMap<String, String>,
    /// Field to the value every row has.
    pub(super) constants: BTreeMap<String, String>,
    /// Field to source value (folded) to our value.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// Values that rows have whose cell fits, in order.
    pub(super) whens: Vec<When>,
    /// Columns of which each filled cell becomes a row.
    pub(super) unpivot: Option<Unpivot>,
    /// Why none of its rows is read: something in it cannot be understood.
    pub(super) unusable: Option<String>,
}

/// A key of the mapping that the words of a header can contradict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Despite {
    /// Another currency.
    Currency,
    /// Thousands or millions.
    Unit,
    /// Taxes.
    Tax,
}

impl Despite {
    const ALL: &'static [Despite] = &[Despite::Currency, Despite::Unit, Despite::Tax];

    /// The key.
    pub(super) fn code(self) -> &'static str {
        match self {
            Despite::Currency => "currency",
            Despite::Unit => "unit",
            Despite::Tax => "tax",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.code() == text)
    }
}

/// Fields of the mapping itself.
const MAPPING_FIELDS: [&str; 3] = ["confirmed_on", "confirmed_by", "table"];

/// Fields of `[[table]]` itself.
const TABLE_FIELDS: [&str; 24] = [
    "file",
    "sheet",
    "kind",
    "header_rows",
    "skip",
    "currency",
    "amount_basis",
    "tax",
    "tax_rate",
    "date_format",
    "decimal",
    "delimiter",
    "encoding",
    "unit",
    "despite_header",
    "sign",
    "negative_when",
    "fingerprint",
    "header",
    "columns",
    "constants",
    "values",
    "when",
    "unpivot",
];

/// Fields of `[[table]]` that only amounts have.
const OF_ORDERS: [&str; 3] = ["sign", "negative_when", "unit"];

/// Whose mapping it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of {
    /// A participant's, of what lies in its folder `supporting/`.
    Participant,
    /// The office's, of the ledger in `finance/`.
    Accounts,
}

impl Of {
    /// What `file` names.
    fn file(self) -> &'static str {
        match self {
            Of::Participant => "the name of a file in `supporting/`",
            Of::Accounts => "the name of a file in `finance/`, such as `supporting/journal.xlsx`",
        }
    }
}

/// What reading the parts of one table needs.
struct Context<'a> {
    source: &'a Source<'a>,
    of: Of,
    lists: Lists,
}

impl Context<'_> {
    /// The value; a refusal is moved to the others.
    fn keep<T>(&self, read: Result<T, Refusal>, refusals: &mut Vec<Refusal>) -> Option<T> {
        read.map_err(|refusal| refusals.push(refusal)).ok()
    }
}

/// Reads a mapping. A table with anything that cannot be understood is left out whole: half a mapping
/// would misread the other half of its rows. A key outside the tables that is not known may have been meant
/// for all of them, so none is read.
pub(super) fn read(file: &InputFile, of: Of) -> Mapping {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        let expected = "a text file saved as UTF-8; until then no table of it is read";
        return broken(file, "", vec![Refusal::at(0..0, "", "", expected)]);
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let source = Source { file, text };
    let document = match source.document() {
        Ok(document) => document,
        Err(refusal) => return broken(file, text, vec![refusal]),
    };
    let unknown = document.unknown_keys(&MAPPING_FIELDS);
    if !unknown.is_empty() {
        return broken(file, text, unknown);
    }
    let tables = match document.entries("table", "[[table]] entries, one for each table") {
        Ok(tables) => tables,
        Err(refusal) => return broken(file, text, vec![refusal]),
    };
    let mut mapping = Mapping::default();
    let mut refusals = Vec::new();
    let mut keep = |refusal| refusals.push(refusal);
    let by = document.text("confirmed_by").map_err(&mut keep).ok().flatten().unwrap_or_default();
    let on = document.day("confirmed_on").map_err(&mut keep).ok().flatten();
    mapping.confirmed = on.map(|on| Confirmation { on, by });
    for entry in tables {
        mapping.named_files.extend(entry.text("file").ok().flatten());
        let (table, found) = table(&source, of, &entry);
        mapping.tables.extend(table);
        refusals.extend(found);
    }
    let faults = refusals.into_iter();
    mapping
        .faults
        .extend(faults.map(|refusal| refusal.into_fault(FaultKind::BadRegisterValue, file, text)));
    mapping
}

fn broken(file: &InputFile, text: &str, refusals: Vec<Refusal>) -> Mapping {
    let faults = refusals.into_iter();
    let faults = faults.map(|refusal| refusal.into_fault(FaultKind::MappingSyntax, file, text));
    Mapping { broken: true, faults: faults.collect(), ..Mapping::default() }
}

/// Reads a `[[table]]`, with everything in it that cannot be used. Where there is any, or it does not say what it
/// lists, the table cannot be used.
fn table(source: &Source, of: Of, entry: &Entry) -> (Option<TableMapping>, Vec<Refusal>) {
    let (keys, assumed): (&[&str], _) = match of {
        Of::Participant => (&TABLE_FIELDS, Lists::Things(TableKind::Orders)),
        Of::Accounts => (&ledger::TABLE_FIELDS, Lists::Ledger),
    };
    let mut refusals = entry.unknown_keys(keys);
    let lists = lists(of, entry);
    let without_kind = lists.is_err();
    let lists = lists.map_err(|refusal| refusals.push(refusal)).unwrap_or(assumed);
    let context = Context { source, of, lists };
    // What is wrong with the fields of a kind nobody knows is no use to anybody.
    let mut of_fields = Vec::new();
    let mut table = fill(&context, entry, &mut of_fields);
    if let Some(table) = &table {
        check_together(entry, table, &mut of_fields);
    }
    if !without_kind {
        refusals.extend(of_fields);
    }
    if let (Some(table), Some(first)) = (&mut table, refusals.first()) {
        table.unusable = Some(first.in_words());
    }
    (table, refusals)
}

/// What a table lists, by its `kind`.
fn lists(of: Of, entry: &Entry) -> Result<Lists, Refusal> {
    if of == Of::Accounts {
        let is_ledger = |text: &str| (text == "ledger").then_some(Lists::Ledger);
        let kind = entry.code("kind", is_ledger, "`ledger`")?;
        return kind.ok_or_else(|| entry.missing("kind", "`ledger`"));
    }
    let kinds = fields::codes(TableKind::ALL, TableKind::code);
    let kind = entry.code("kind", TableKind::parse, &kinds)?;
    let missing = || entry.missing("kind", "`orders`, `assets` or `disposals`");
    kind.map(Lists::Things).ok_or_else(missing)
}

/// The parts of a table; `None` where one that every table needs is not there.
fn fill(context: &Context, entry: &Entry, refusals: &mut Vec<Refusal>) -> Option<TableMapping> {
    let file = entry
        .text("file")
        .and_then(|file| file.ok_or_else(|| entry.missing("file", context.of.file())));
    let file = context.keep(file, refusals);
    let is_format = |format: &str| crate::day::is_format(format).then(|| format.to_owned());
    let expected_format = "day, month and year as in `dd.mm.yyyy`, `mm/dd/yy` or `yyyymmdd`";
    let date_format =
        context.keep(entry.code("date_format", is_format, expected_format), refusals).flatten();
    let bases = fields::codes(AmountBasis::ALL, AmountBasis::code);
    let amount_basis = entry.code("amount_basis", AmountBasis::parse, &bases);
    let currency = entry.code("currency", Currency::parse, "a currency code such as `EUR`");
    let tax = entry.code("tax", Tax::parse, &fields::codes(Tax::ALL, Tax::code));
    let decimal = entry.code("decimal", decimal_mark, "`.` or `,`");
    let (kind, ledger, reversed) = match context.lists {
        Lists::Things(kind) => {
            let expected = "`as_typed`, or `reversed` where purchases have a minus";
            let sign = context.keep(entry.code("sign", sign, expected), refusals).flatten();
            (kind, None, sign.unwrap_or(false))
        }
        Lists::Ledger => (TableKind::Orders, Some(ledger::keys(context, entry, refusals)), false),
    };
    let unpivot = patterns::unpivot(context, entry, date_format.as_deref(), refusals);
    Some(TableMapping {
        place: context.source.place(entry.span.start),
        sheet: context.keep(entry.text("sheet"), refusals).flatten(),
        kind,
        ledger,
        header_rows: context.keep(header_rows(entry), refusals).unwrap_or_default(),
        skip: patterns::skip(context, entry, refusals),
        currency: context.keep(currency, refusals).flatten(),
        amount_basis: context.keep(amount_basis, refusals).flatten(),
        tax: context.keep(tax, refusals).flatten(),
        tax_rate: context.keep(tax_rate(entry), refusals).flatten(),
        decimal: context.keep(decimal, refusals).flatten().unwrap_or(DecimalMark::Unknown),
        unit: context.keep(unit(entry), refusals).flatten(),
        despite_header: context.keep(despite_header(entry), refusals).unwrap_or_default(),
        delimiter: context.keep(entry.code("delimiter", delimiter, DELIMITER), refusals).flatten(),
        encoding: context.keep(entry.code("encoding", encoding, ENCODING), refusals).flatten(),
        lines: lines(context.source, entry),
        reversed,
        negative_when: patterns::negative_when(context, entry, refusals),
        fingerprint: context.keep(entry.text("fingerprint"), refusals).flatten(),
        header: context.keep(entry.texts("header"), refusals).flatten().unwrap_or_default(),
        columns: columns(context, entry, refusals),
        constants: constants(context, entry, date_format.as_deref(), refusals),
        values: values(context, entry, date_format.as_deref(), refusals),
        whens: patterns::whens(context, entry, refusals),
        unpivot,
        date_format,
        file: file?,
        unusable: None,
    })
}

/// What parts of a table must say of each other.
fn check_together(entry: &Entry, table: &TableMapping, refusals: &mut Vec<Refusal>) {
    if table.ledger.is_some() {
        ledger::check_together(entry, table, refusals);
        return;
    }
    if table.tax == Some(Tax::Included) && table.tax_rate.is_none() {
        let expected = "a `tax_rate` beside it, such as 0.21, so that the tax can be taken out";
        refusals.push(entry.wrong("tax", expected));
    }
    if table.columns.is_empty() && table.unpivot.is_none() && refusals.is_empty() {
        let expected = "a [table.columns] that says which column is what";
        refusals.push(entry.missing("columns", expected));
    }
    if table.kind != TableKind::Orders {
        let of_orders = entry.keys().into_iter().filter(|key| OF_ORDERS.contains(&key.as_str()));
        refusals.extend(
            of_orders
                .map(|key| entry.wrong(&key, "a table of orders: other tables have no amounts")),
        );
    }
    let Some(unpivot) = &table.unpivot else { return };
    for field in std::iter::once(&unpivot.into).chain(&unpivot.header_is) {
        if table.columns.contains_key(field) {
            let expected = format!(
                "either a column for `{field}` in [table.columns], or [table.unpivot] that gives it"
            );
            refusals.push(entry.wrong("unpivot", &expected));
        }
    }
}

fn decimal_mark(text: &str) -> Option<DecimalMark> {
    match text {
        "." => Some(DecimalMark::Point),
        "," => Some(DecimalMark::Comma),
        _ => None,
    }
}

/// Whether the signs of amounts are turned round.
fn sign(text: &str) -> Option<bool> {
    match text {
        "as_typed" => Some(false),
        "reversed" => Some(true),
        _ => None,
    }
}

/// What is expected as a delimiter.
const DELIMITER: &str = "the one character that parts the fields, such as `;`, or `tab`";

/// A character that can part fields.
fn delimiter(text: &str) -> Option<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        _ if text == "tab" => Some('\t'),
        (Some(only), None) if !only.is_alphanumeric() && only != '"' => Some(only),
        _ => None,
    }
}

/// What is expected as an encoding.
const ENCODING: &str =
    "the name of an encoding, such as `utf-8`, `windows-1250`, `windows-1251` or `macintosh`";

/// An encoding by a label of the WHATWG's list.
fn encoding(text: &str) -> Option<&'static Encoding> {
    Encoding::for_label(text.as_bytes())
}

fn lines(source: &Source, entry: &Entry) -> BTreeMap<String, u32> {
    let line = |byte: usize| source.place(byte).cell.map_or(1, |cell| cell.row + 1);
    let mut lines = BTreeMap::from([(String::new(), line(entry.span.start))]);
    lines.extend(entry.keys().into_iter().map(|key| {
        let at = line(entry.span_of(&key).start);
        (key, at)
    }));
    if let Ok(Some(columns)) = entry.table("columns") {
        lines.extend(columns.keys().into_iter().map(|field| {
            let at = line(columns.span_of(&field).start);
            (format!("columns.{field}"), at)
        }));
    }
    lines
}

impl TableMapping {
    /// The line of mapping.toml on which a key stands; that of the whole `[[table]]` where it does not.
    pub(super) fn line_of(&self, key: &str) -> u32 {
        let line = self.lines.get(key).or_else(|| self.lines.get(""));
        line.copied().unwrap_or(1)
    }

    /// Whether a column of a field is named, and on which line.
    pub(super) fn line_of_column(&self, field: &str) -> Option<u32> {
        self.lines.get(&format!("columns.{field}")).copied()
    }
}

/// What one in a column of amounts stands for.
fn unit(entry: &Entry) -> Result<Option<u32>, Refusal> {
    let known = |unit: &u32| [1, 1_000, 1_000_000, 1_000_000_000].contains(unit);
    match entry.whole_number("unit")? {
        Some(unit) if !known(&unit) => {
            Err(entry
                .wrong("unit", "1, 1000, 1000000 or 1000000000: what an amount of 1 stands for"))
        }
        unit => Ok(unit),
    }
}

/// What the mapping says although the header says otherwise.
fn despite_header(entry: &Entry) -> Result<Vec<Despite>, Refusal> {
    let texts = entry.texts("despite_header")?.unwrap_or_default();
    let keys = texts.iter().map(|text| Despite::parse(text));
    let expected = format!("a list of some of {}", fields::codes(Despite::ALL, Despite::code));
    keys.collect::<Option<_>>().ok_or_else(|| entry.wrong("despite_header", &expected))
}

fn header_rows(entry: &Entry) -> Result<Vec<u32>, Refusal> {
    let Some(mut rows) = entry.whole_numbers("header_rows")? else {
        return Ok(Vec::new());
    };
    rows.sort_unstable();
    rows.dedup();
    if rows.is_empty() || rows[0] == 0 {
        return Err(entry.wrong("header_rows", "the number of the header's row, from 1"));
    }
    Ok(rows)
}

fn tax_rate(entry: &Entry) -> Result<Option<Decimal>, Refusal> {
    let expected = "the rate as a fraction, such as 0.21 for 21 %";
    let Some(text) = entry.number_text("tax_rate")? else {
        return Ok(None);
    };
    match text.parse::<Decimal>() {
        Ok(rate) if rate >= Decimal::ZERO && rate < Decimal::ONE => Ok(Some(rate)),
        _ => Err(entry.wrong("tax_rate", expected)),
    }
}

fn columns(
    context: &Context,
    entry: &Entry,
    refusals: &mut Vec<Refusal>,
) -> BTreeMap<String, String> {
    let Some(columns) = context.keep(entry.table("columns"), refusals).flatten() else {
        return BTreeMap::new();
    };
    refusals.extend(columns.unknown_keys(fields::fields(context.lists)));
    context.keep(columns.all_texts(), refusals).unwrap_or_default()
}

fn constants(
    context: &Context,
    entry: &Entry,
    date_format: Option<&str>,
    refusals: &mut Vec<Refusal>,
) -> BTreeMap<String, String> {
    let Some(constants) = context.keep(entry.table("constants"), refusals).flatten() else {
        return BTreeMap::new();
    };
    refusals.extend(constants.unknown_keys(fields::constants(context.lists)));
    let texts = context.keep(constants.all_texts(), refusals).unwrap_or_default();
    for (field, text) in &texts {
        context.keep(constants.check_value(field, field, text, date_format), refusals);
    }
    texts
}

fn values(
    context: &Context,
    entry: &Entry,
    date_format: Option<&str>,
    refusals: &mut Vec<Refusal>,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut by_field = BTreeMap::new();
    let Some(values) = context.keep(entry.table("values"), refusals).flatten() else {
        return by_field;
    };
    refusals.extend(values.unknown_keys(fields::fields(context.lists)));
    for field in values.keys() {
        let Some(ours) = context.keep(values.table(&field), refusals).flatten() else {
            continue;
        };
        let mut folded = BTreeMap::new();
        for (source, our) in context.keep(ours.all_texts(), refusals).unwrap_or_default() {
            context.keep(ours.check_value(&source, &field, &our, date_format), refusals);
            folded.insert(crate::text::folded(&source), our);
        }
        by_field.insert(field, folded);
    }
    by_field
}

impl Refusal {
    /// It in one sentence.
    fn in_words(&self) -> String {
        match self.raw.as_str() {
            "" => {
                format!("its [[table]] in mapping.toml lacks `{}`: {}", self.field, self.expected)
            }
            raw => format!("`{raw}` in mapping.toml cannot be used; expected {}", self.expected),
        }
    }

    /// The fault at the place of the mapping.
    fn into_fault(self, kind: FaultKind, file: &InputFile, text: &str) -> Fault {
        Fault {
            kind,
            participant: None,
            place: toml_values::place(file, text, self.span.start),
            raw: self.raw,
            field: self.field.clone(),
            label: self.field,
            expected: self.expected,
            context: Vec::new(),
        }
    }
}
