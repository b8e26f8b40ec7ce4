//! One `[[table]]`: its parts, and what they must say of each other.

use std::collections::BTreeMap;

use model::Currency;
use model::supporting::TableKind;
use model::vocabulary::{AmountBasis, Tax};

use super::fields::{self, Lists};
use super::toml_values::{Entry, Refusal, Source};
use super::{Context, Of, TableMapping, keys, ledger, patterns};
use crate::number::DecimalMark;

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

/// Reads a `[[table]]`, with everything in it that cannot be used. Where there is any, or it does not say what it
/// lists, the table cannot be used.
pub(super) fn read(source: &Source, of: Of, entry: &Entry) -> (Option<TableMapping>, Vec<Refusal>) {
    let (known, assumed): (&[&str], _) = match of {
        Of::Participant => (&TABLE_FIELDS, Lists::Things(TableKind::Orders)),
        Of::Accounts => (&ledger::TABLE_FIELDS, Lists::Ledger),
    };
    let mut refusals = entry.unknown_keys(known);
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
    let decimal = entry.code("decimal", keys::decimal_mark, "`.` or `,`");
    let (kind, ledger, reversed) = match context.lists {
        Lists::Things(kind) => {
            let expected = "`as_typed`, or `reversed` where purchases have a minus";
            let sign = context.keep(entry.code("sign", keys::sign, expected), refusals).flatten();
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
        header_rows: context.keep(keys::header_rows(entry), refusals).unwrap_or_default(),
        skip: patterns::skip(context, entry, refusals),
        currency: context.keep(currency, refusals).flatten(),
        amount_basis: context.keep(amount_basis, refusals).flatten(),
        tax: context.keep(tax, refusals).flatten(),
        tax_rate: context.keep(keys::tax_rate(entry), refusals).flatten(),
        decimal: context.keep(decimal, refusals).flatten().unwrap_or(DecimalMark::Unknown),
        unit: context.keep(keys::unit(entry), refusals).flatten(),
        despite_header: context.keep(keys::despite_header(entry), refusals).unwrap_or_default(),
        delimiter: context
            .keep(entry.code("delimiter", keys::delimiter, keys::DELIMITER), refusals)
            .flatten(),
        encoding: context
            .keep(entry.code("encoding", keys::encoding, keys::ENCODING), refusals)
            .flatten(),
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
