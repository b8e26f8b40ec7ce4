//! Work and other help in kind: a memorandum beside the statement.

use std::collections::BTreeMap;

use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{GivenInKind, Valuation};
use model::{Currency, Decimal};

use super::super::{Content, body, columns, figure_or_nothing};
use super::{dated, note, plain, row, statement_of};
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
        let key = (line.participant.as_str(), line.working_group.trim(), basis(given));
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

/// Hours and value of some lines; a value that cannot be given leaves that of all open.
fn sums(
    material: &Material,
    currency: Currency,
    signs: &mut Signs,
    given: &[&GivenInKind],
) -> [TableCell; 2] {
    let words = &material.words;
    let hours: Vec<Decimal> = given.iter().filter_map(|one| one.line.hours).collect();
    let hours = match hours.is_empty() {
        true if of_things(given) => no_hours(material),
        true => signs.nothing(words, Nothing::NotAnswered),
        false => TableCell::text(fixed(hours.into_iter().sum(), 2)),
    };
    let worth: Option<i64> = given.iter().map(|one| one.value).sum();
    let worth = match worth {
        Some(minor) => plain(minor, currency),
        None => signs.nothing(words, Nothing::NotAnswered),
    };
    [hours, worth]
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

/// The title of a working group, or that of last year where it is listed no more; its code in quotes where neither year
/// lists it, and empty where none is named.
fn working_group(material: &Material, code: &str) -> String {
    let years = [Some(&material.this), material.last.as_ref()];
    let mut groups =
        years.into_iter().flatten().flat_map(|year| &year.reading.governance.working_groups);
    let known = groups.find(|group| group.id.as_str() == code);
    match known {
        Some(group) => clean(group.title.in_language(&material.language)),
        None if code.is_empty() => String::new(),
        None => {
            let (code, year) = (clean(code), material.number().to_string());
            let values = [("code", code.as_str()), ("year", &year)];
            material.words.fill("statement.unlisted_group", &values)
        }
    }
}
