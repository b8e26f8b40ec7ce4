//! Work and other help in kind: a memorandum beside the statement.

use std::collections::BTreeMap;

use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{GivenInKind, Valuation};
use model::quotation::shown_working_group;
use model::{Currency, Decimal};

use super::super::{Content, amount, body, columns, figure_or_nothing};
use super::{dated, note, row, statement_of};
use crate::context::Material;
use crate::format::{Nothing, amount_in_full, fixed};
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// What a value rests on, as rows are told apart by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    Stated,
    Converted(Currency),
    Hours,
    None,
}

/// Hours and value of what each participant gave, for each working group, and what the value rests on; and of all.
pub(crate) fn in_kind(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let mut signs = Signs::default();
    let mut groups: BTreeMap<(&str, &str, Basis), Vec<&GivenInKind>> = BTreeMap::new();
    for given in &material.this.results.in_kind {
        let line = &given.line;
        let group = line.working_group.trim();
        let key = (line.participant.as_str(), group, basis(given));
        groups.entry(key).or_default().push(given);
    }
    let mut rows = Vec::new();
    for ((giver, group, basis), given) in &groups {
        let alone = groups.keys().filter(|(other, ..)| other == giver).count() == 1;
        let mut cells = vec![
            TableCell::text(material.participant_name(giver)),
            TableCell::text(working_group(material, group)),
        ];
        if alone {
            let cut = [(Dimension::Participant, *giver)];
            let hours = match of_things(given) {
                true => no_hours(material),
                false => figure_or_nothing(material, &mut signs, "finance.in_kind_hours", &cut)?,
            };
            let worth = figure_or_nothing(material, &mut signs, "finance.in_kind", &cut)?;
            cells.extend([hours, worth]);
        } else {
            cells.extend(sums(material, statement.currency, &mut signs, given));
        }
        let said = in_words(material, *basis, given, statement.currency);
        cells.push(TableCell::text(said));
        rows.push(body(cells));
    }
    rows.push(total(material, &mut signs)?);
    let titles = [
        ("organisation", Alignment::Left, 32),
        ("working_group", Alignment::Left, 22),
        ("hours_given", Alignment::Right, 11),
        ("worth", Alignment::Right, 15),
        ("value_rests_on", Alignment::Left, 24),
    ];
    let columns = dated(material, statement, columns(material, &titles));
    let things = groups.values().any(|given| of_things(given));
    let mut notes: Vec<_> =
        things.then(|| note(material.words.get("statement.no_hours.key"))).into_iter().collect();
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

fn total(material: &Material, signs: &mut Signs) -> Result<Row, Trouble> {
    let mut cells = vec![TableCell::text(material.words.get("total")), TableCell::default()];
    cells.push(figure_or_nothing(material, signs, "finance.in_kind_hours", &[])?);
    cells.push(figure_or_nothing(material, signs, "finance.in_kind", &[])?);
    cells.push(TableCell::default());
    Ok(row(RowKind::Total, cells))
}

/// Hours and value of some lines; a value that cannot be given leaves that of all open. They are provisional where a line
/// can still change, and where one of the office's own list is missing, of which nobody knows whose it is.
fn sums(
    material: &Material,
    currency: Currency,
    signs: &mut Signs,
    given: &[&GivenInKind],
) -> [TableCell; 2] {
    let words = &material.words;
    let missing = material.this.reading.finance.in_kind_incomplete;
    let mut shown = |text: String, is_open: fn(&GivenInKind) -> bool| match missing
        || given.iter().any(|one| is_open(one))
    {
        true => signs.provisional(words, &text),
        false => TableCell::text(text),
    };
    let hours: Vec<Decimal> = given.iter().filter_map(|one| one.line.hours).collect();
    let timed = (!hours.is_empty()).then(|| fixed(hours.into_iter().sum(), 2));
    let timed = timed.map(|text| {
        shown(text, |one| {
            one.provisional && one.line.hours.is_some()
                || one.line.unreadable && one.line.hours.is_none()
        })
    });
    let worth: Option<i64> = given.iter().map(|one| one.value).sum();
    let worth = worth
        .map(|minor| shown(amount(minor, currency), |one| one.provisional || one.rate_provisional));
    let hours = timed.unwrap_or_else(|| match of_things(given) {
        true => no_hours(material),
        false => signs.nothing(words, Nothing::NotKnown),
    });
    [hours, worth.unwrap_or_else(|| signs.nothing(words, Nothing::NotKnown))]
}

/// The sign of hours where what was given is no work.
fn no_hours(material: &Material) -> TableCell {
    TableCell::text(material.words.get("statement.no_hours.sign"))
}

/// Whether what was given is no work, so that no hours could be said of it.
fn of_things(given: &[&GivenInKind]) -> bool {
    given.iter().all(|one| one.line.kind == "other" && one.line.hours.is_none())
}

fn basis(given: &GivenInKind) -> Basis {
    match given.valuation {
        Some(Valuation::Stated) => Basis::Stated,
        Some(Valuation::Converted(_)) => {
            given.line.currency.map_or(Basis::Stated, Basis::Converted)
        }
        Some(Valuation::HourRate(_)) => Basis::Hours,
        None => Basis::None,
    }
}

fn in_words(
    material: &Material,
    basis: Basis,
    given: &[&GivenInKind],
    currency: Currency,
) -> String {
    let words = &material.words;
    match basis {
        Basis::Stated => words.get("basis.stated"),
        Basis::Converted(own) => words.fill("basis.converted", &[("currency", own.code())]),
        Basis::None => words.get("basis.none"),
        Basis::Hours => {
            let rate = given.iter().find_map(|one| match one.valuation {
                Some(Valuation::HourRate(rate)) => Some(amount_in_full(rate, currency, true)),
                _ => None,
            });
            words.fill("basis.hours", &[("rate", &rate.unwrap_or_default())])
        }
    }
}

/// The title of a working group, or that of last year where it is listed no more; [`model::finance::NOT_ON_FILE`] where neither year lists
/// it, and empty where none is named.
fn working_group(material: &Material, code: &str) -> String {
    let years = [Some(&material.this), material.last.as_ref()];
    let mut groups =
        years.into_iter().flatten().flat_map(|year| &year.reading.governance.working_groups);
    match groups.find(|group| group.id.as_str() == code) {
        Some(group) => clean(group.title.in_language(&material.language)),
        None => clean(shown_working_group(&material.this.reading, code)),
    }
}
