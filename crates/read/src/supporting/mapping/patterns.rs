//! What a mapping says with patterns: rows to leave out, values under conditions, columns that become rows.

use std::collections::BTreeMap;

use model::{Date, Place};
use regex::{Regex, RegexBuilder};

use super::Context;
use super::fields::{Lists, fields, given_by_when, unpivoted};
use super::toml_values::{Entry, Item, Refusal, TextOrTexts};
use crate::day::{self, ParsedDay};

/// Largest size of a compiled pattern, in bytes; far beyond what a person writes.
const LARGEST_PATTERN: usize = 1 << 20;

/// A cell of the row that a pattern must fit.
#[derive(Debug)]
pub(in crate::supporting) struct CellTest {
    /// Header text of the column, or a mapped field.
    pub(in crate::supporting) column: String,
    /// The pattern; it ignores case.
    pub(in crate::supporting) matches: Regex,
    /// Where it stands in the mapping.
    pub(in crate::supporting) place: Place,
}

/// Which rows below a header are no data.
#[derive(Default, Debug)]
pub(in crate::supporting) struct Skip {
    /// Rows between the header and the data.
    pub(in crate::supporting) after_header: u32,
    /// Patterns that take out a row if any of its cells fits.
    pub(in crate::supporting) any_cell: Vec<Regex>,
    /// Patterns on one column.
    pub(in crate::supporting) cells: Vec<CellTest>,
}

/// `[[table.when]]`: values that rows have whose cell fits.
#[derive(Debug)]
pub(in crate::supporting) struct When {
    pub(in crate::supporting) test: CellTest,
    /// Field to value.
    pub(in crate::supporting) then: BTreeMap<String, String>,
}

/// Columns that are unpivoted.
#[derive(Debug)]
pub(in crate::supporting) enum PivotColumns {
    /// Those whose header fits a pattern.
    Pattern(Regex),
    /// Those with these header texts.
    Listed(Vec<String>),
}

/// `[table.unpivot]`: columns of which each filled cell becomes a row of its own.
#[derive(Debug)]
pub(in crate::supporting) struct Unpivot {
    /// Where it stands in the mapping.
    pub(in crate::supporting) place: Place,
    /// The columns.
    pub(in crate::supporting) columns: PivotColumns,
    /// The field their cells are: `amount` or `units`.
    pub(in crate::supporting) into: String,
    /// The field the header text gives.
    pub(in crate::supporting) header_is: Option<String>,
    /// Header text (folded) to the value it gives.
    pub(in crate::supporting) header_values: BTreeMap<String, String>,
}

/// Compiles a pattern, once for the whole table.
fn pattern(entry: &Entry, field: &str, text: &str) -> Result<Regex, Refusal> {
    let built = RegexBuilder::new(text).case_insensitive(true).size_limit(LARGEST_PATTERN).build();
    built.map_err(|error| {
        let said = error.to_string();
        let reason = said.lines().last().unwrap_or_default();
        let reason = reason.trim().trim_start_matches("error: ");
        entry.wrong(field, &format!("a pattern that can be used ({reason}); `.`, `(`, `[`, `*`, `+` and `?` have a meaning in it: put a backslash before one that stands for itself, or write the pattern in single quotation marks if it has backslashes"))
    })
}

/// `column` and `matches` of an entry.
fn cell_test(context: &Context, entry: &Entry) -> Result<CellTest, Refusal> {
    let column = entry.text("column")?.filter(|column| !column.trim().is_empty());
    let column = column.ok_or_else(|| {
        entry.missing("column", "`column`: a header text, or the name of a field")
    })?;
    let text = entry.text("matches")?;
    let text =
        text.ok_or_else(|| entry.missing("matches", "`matches`: the pattern its cells fit"))?;
    let matches = pattern(entry, "matches", &text)?;
    Ok(CellTest { column, matches, place: context.source.place(entry.span.start) })
}

/// Reads a `{ column, matches }` and refuses other keys.
fn only_cell_test(
    context: &Context,
    entry: &Entry,
    refusals: &mut Vec<Refusal>,
) -> Option<CellTest> {
    refusals.extend(entry.unknown_keys(&["column", "matches"]));
    context.keep(cell_test(context, entry), refusals)
}

/// Reads `skip`.
pub(super) fn skip(context: &Context, entry: &Entry, refusals: &mut Vec<Refusal>) -> Skip {
    let mut skip = Skip::default();
    for item in context.keep(entry.items("skip"), refusals).unwrap_or_default() {
        match item {
            Item::Number(rows) => skip.after_header = skip.after_header.saturating_add(rows),
            Item::Text(text) => {
                skip.any_cell.extend(context.keep(pattern(entry, "skip", &text), refusals));
            }
            Item::Table(test) => {
                skip.cells.extend(only_cell_test(context, &test, refusals));
            }
        }
    }
    skip
}

/// Reads `negative_when`.
pub(super) fn negative_when(
    context: &Context,
    entry: &Entry,
    refusals: &mut Vec<Refusal>,
) -> Option<CellTest> {
    let test = context.keep(entry.table("negative_when"), refusals).flatten()?;
    only_cell_test(context, &test, refusals)
}

/// Reads the `[[table.when]]`.
pub(super) fn whens(context: &Context, entry: &Entry, refusals: &mut Vec<Refusal>) -> Vec<When> {
    let expected = "[[table.when]], each with `column`, `matches` and `then`";
    let entries = context.keep(entry.entries("when", expected), refusals).unwrap_or_default();
    let mut whens = Vec::new();
    for when in entries {
        refusals.extend(when.unknown_keys(&["column", "matches", "then"]));
        let test = context.keep(cell_test(context, &when), refusals);
        let then = context.keep(then(context, &when, refusals), refusals);
        whens.extend(test.zip(then).map(|(test, then)| When { test, then }));
    }
    whens
}

fn then(
    context: &Context,
    when: &Entry,
    refusals: &mut Vec<Refusal>,
) -> Result<BTreeMap<String, String>, Refusal> {
    let given = when.table("then")?;
    let given = given.ok_or_else(|| {
        when.missing("then", "`then = { FIELD = \"value\" }`: what such rows are")
    })?;
    let can = given_by_when(context.lists);
    let known = |key: &str| fields(context.lists).contains(&key);
    for refusal in given.unknown_keys(&can) {
        let key = refusal.field.as_str();
        // A field that the mapping knows is no slip of the pen.
        refusals.push(match known(key) {
            true => given.wrong(key, &format!("only what `then` can give: `{}`; `{key}` comes from a column of [table.columns]", can.join("`, `"))),
            false => refusal,
        });
    }
    let values = given.all_texts()?;
    for (field, value) in values.iter().filter(|(field, _)| can.contains(&field.as_str())) {
        given.check_value(field, field, value, None)?;
    }
    if values.is_empty() {
        return Err(when.wrong("then", "at least one field with its value"));
    }
    Ok(values)
}

/// Reads `[table.unpivot]`.
pub(super) fn unpivot(
    context: &Context,
    entry: &Entry,
    date_format: Option<&str>,
    refusals: &mut Vec<Refusal>,
) -> Option<Unpivot> {
    let own = context.keep(entry.table("unpivot"), refusals).flatten()?;
    refusals.extend(own.unknown_keys(&["columns", "into", "header_is", "header_values"]));
    let columns = context.keep(pivot_columns(&own), refusals);
    let into = context.keep(into(context.lists, &own), refusals);
    let header_is = context.keep(header_is(context.lists, &own), refusals)?;
    let values = header_values(context, &own, header_is.as_deref(), date_format, refusals);
    let (columns, into) = columns.zip(into)?;
    if header_is.as_deref() == Some(into.as_str()) {
        let expected = "another field than `into`: a header text gives one, its cells the other";
        refusals.push(own.wrong("header_is", expected));
        return None;
    }
    Some(Unpivot {
        place: context.source.place(own.span.start),
        columns,
        into,
        header_is,
        header_values: values,
    })
}

fn pivot_columns(own: &Entry) -> Result<PivotColumns, Refusal> {
    let expected = "a pattern over header texts, or a list of header texts";
    match own.text_or_texts("columns")? {
        Some(TextOrTexts::Text(text)) => Ok(PivotColumns::Pattern(pattern(own, "columns", &text)?)),
        Some(TextOrTexts::Texts(texts)) if !texts.is_empty() => Ok(PivotColumns::Listed(texts)),
        Some(TextOrTexts::Texts(_)) => Err(own.wrong("columns", expected)),
        None => Err(own.missing("columns", &format!("`columns`: {expected}"))),
    }
}

fn into(lists: Lists, own: &Entry) -> Result<String, Refusal> {
    let known = unpivoted(lists);
    let listed = format!("`{}`", known.join("` or `"));
    match own.text("into")? {
        Some(into) if known.contains(&into.as_str()) => Ok(into),
        Some(_) => Err(own.wrong("into", &listed)),
        None => Err(own.missing("into", &format!("`into`: {listed}"))),
    }
}

fn header_is(lists: Lists, own: &Entry) -> Result<Option<String>, Refusal> {
    let Some(field) = own.text("header_is")? else {
        return Ok(None);
    };
    let known = fields(lists);
    if known.contains(&field.as_str()) {
        return Ok(Some(field));
    }
    let expected = match model::nearest::nearest(&field, known.iter().copied()) {
        Some(near) => format!("a field the mapping knows; the nearest is `{near}`"),
        None => format!("one of the fields the mapping knows: {}", known.join(", ")),
    };
    Err(own.wrong("header_is", &expected))
}

fn header_values(
    context: &Context,
    own: &Entry,
    field: Option<&str>,
    date_format: Option<&str>,
    refusals: &mut Vec<Refusal>,
) -> BTreeMap<String, String> {
    let mut folded = BTreeMap::new();
    let Some(values) = context.keep(own.table("header_values"), refusals).flatten() else {
        return folded;
    };
    let Some(field) = field else {
        let expected = "`header_is` beside it, the field that these values are for";
        refusals.push(own.wrong("header_values", expected));
        return folded;
    };
    for (header, value) in context.keep(values.all_texts(), refusals).unwrap_or_default() {
        let fits = values.check_value(&header, field, &value, date_format);
        context.keep(fits, refusals);
        folded.insert(crate::text::folded(&header), value);
    }
    folded
}

/// The day that a value of the mapping is: ISO 8601, or as the table's `date_format` says.
pub(in crate::supporting) fn day_of(value: &str, date_format: Option<&str>) -> Option<Date> {
    let parsed = [None, date_format].map(|format| day::parse(value, format));
    parsed.into_iter().find_map(|parsed| match parsed {
        ParsedDay::Day(day) => Some(day),
        _ => None,
    })
}
