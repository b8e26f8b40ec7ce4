//! Tables of registers and results that are no indicators: participants, accounts, rates, findings.

mod estimates;
mod finance;
mod findings;
mod governance;
mod methodology;
mod participants;
mod revisions;
mod sources;
mod targets;

use minijinja::value::Kwargs;
use model::document::{Alignment, Block, Column, Inline, Row, RowKind, Table, TableCell};
use model::{Currency, Decimal, Money};

use crate::composer::{Composer, at_most, only, texts};
use crate::context::Material;
use crate::figures::Style;
use crate::format;
use crate::participant;
use crate::tables::Signs;
use crate::trouble::Trouble;

pub(crate) use estimates::shown as shown_estimates;
pub(crate) use finance::{account_title, has_beside, last_statement, shown};
pub(crate) use findings::{by_participant, marked, of_participant, public};
pub(crate) use governance::{corrected, events, groups, published, seats};
pub(crate) use participants::{outcome, roles, supporters};
pub(crate) use sources::{converted, shown_overlap};

/// What a maker of tables gives: columns, rows, notes.
pub(crate) struct Content {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) notes: Vec<Vec<Inline>>,
}

type Maker = fn(&Material) -> Result<Content, Trouble>;

const REGISTERS: &[(&str, Maker)] = &[
    ("participants", participants::participants),
    ("supporters", participants::supporters_table),
    ("silent", participants::silent),
    ("targets", targets::targets),
    ("rates", sources::rates),
    ("overlap", sources::overlap),
    ("findings_by_rule", findings::by_rule),
    ("findings_summary", findings::summary),
    ("committee", governance::committee),
    ("working_groups", governance::working_groups),
    ("events", governance::events_table),
    ("applications", governance::applications),
    ("decisions", governance::decisions),
    ("outputs", governance::outputs),
    ("corrections", governance::corrections),
    ("estimates", estimates::estimates),
    ("indicators", methodology::indicators),
];

/// A table of a register: `register("participants", id, title)`. Of `accounts`, `most` bounds the files shown one by
/// one.
///
/// # Errors
/// If there is no register of that name.
pub(crate) fn register(
    composer: &Composer,
    name: &str,
    id: &str,
    title: &str,
    arguments: &Kwargs,
) -> Result<Block, Trouble> {
    let content = match name {
        "accounts" => {
            sources::accounts(&composer.material, at_most(arguments, &["notes", "most"])?)?
        }
        "revisions" => {
            revisions::revisions(&composer.material, at_most(arguments, &["notes", "most"])?)?
        }
        _ => {
            only(arguments, &["notes"])?;
            made(&composer.material, name)?
        }
    };
    let own_notes = texts(arguments, "notes")?;
    let mut store = composer.store();
    store.claim(id)?;
    let mut notes: Vec<Vec<Inline>> = own_notes.iter().map(|note| store.inlines(note)).collect();
    notes.extend(content.notes);
    Ok(Block::Table(Table {
        anchor: id.to_owned(),
        title: store.plain(title),
        columns: content.columns,
        rows: content.rows,
        notes,
    }))
}

/// The registers of a year.
fn of_the_year() -> impl Iterator<Item = &'static (&'static str, Maker)> {
    REGISTERS.iter().chain(finance::REGISTERS)
}

/// The register of that name: of the year, or of the participant the document is about.
fn made(material: &Material, name: &str) -> Result<Content, Trouble> {
    if let Some((_, make)) = of_the_year().find(|(known, _)| *known == name) {
        return make(material);
    }
    if let (Some(make), Some(about)) = (participant::register(name, material), &material.about) {
        return Ok(make(material, about));
    }
    let known = of_the_year().map(|(known, _)| *known).chain(["accounts", "revisions"]);
    let known = known.chain(participant::REGISTERS);
    Err(Trouble::unknown("register", name, known))
}

/// Columns with the titles `column.NAME` of the file of words: name, alignment, width.
pub(crate) fn columns(material: &Material, columns: &[(&str, Alignment, u8)]) -> Vec<Column> {
    let title = |name: &str| material.words.get(&format!("column.{name}"));
    columns
        .iter()
        .map(|(name, alignment, width)| Column {
            title: title(name),
            alignment: *alignment,
            width: *width,
        })
        .collect()
}

/// An ordinary row.
pub(crate) fn body(cells: Vec<TableCell>) -> Row {
    Row { kind: RowKind::Body, cells }
}

/// An amount in minor units, in full, without its currency.
pub(crate) fn amount(minor: i64, currency: Currency) -> String {
    format::amount_in_full(Money { currency, minor }.to_decimal(), currency, false)
}

/// A cell of an amount of the statement: the figure of that name, cut as given.
///
/// Where the figure exists, its own value is shown, so that page and open data cannot differ.
pub(crate) fn figure_cell(
    material: &Material,
    signs: &mut Signs,
    indicator: &str,
    cut: &[(model::figure::Dimension, &str)],
    minor: i64,
    currency: Currency,
) -> Result<TableCell, Trouble> {
    let request = request(material, indicator, cut);
    match material.figure(&request) {
        Ok(Some(_)) => signs.cell(material, &request, Style::Table),
        _ => Ok(TableCell::text(amount(minor, currency))),
    }
}

/// A cell of a figure of money cut as given; where there is none, it is not known.
pub(crate) fn figure_or_nothing(
    material: &Material,
    signs: &mut Signs,
    indicator: &str,
    cut: &[(model::figure::Dimension, &str)],
) -> Result<TableCell, Trouble> {
    let request = request(material, indicator, cut);
    match material.figure(&request) {
        Ok(Some(_)) => signs.cell(material, &request, Style::Table),
        _ => Ok(signs.nothing(&material.words, format::Nothing::NotKnown)),
    }
}

fn request(
    material: &Material,
    indicator: &str,
    cut: &[(model::figure::Dimension, &str)],
) -> crate::figures::Request {
    let request = crate::figures::Request {
        indicator: indicator.to_owned(),
        year: material.number(),
        dimensions: model::Dimensions::none(),
    };
    cut.iter().fold(request, |request, (dimension, code)| request.with(*dimension, code))
}

/// A whole number.
pub(crate) fn number(value: impl Into<Decimal>) -> TableCell {
    TableCell::text(format::fixed(value.into(), 0))
}
