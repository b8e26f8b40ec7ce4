//! What becomes of a cell: the figures it is in and with what, or why it is in none.

use std::collections::BTreeMap;

use model::nearest::nearest;
use model::published_before::judged;
use model::volume::CountedAs;
use model::{CellAddress, CellValue, Decimal, Obstacle, Place, TraceEntry};
use serde::Serialize;
use tables::PlacedLine;

use super::address::{Wanted, listed};
use super::node::CorrectionNote;
use super::part::{self, Named, Part};
use super::source::{YearSources, what};
use super::{Context, choice, money, rule, tree, why, words};
use crate::workspace::Failure;
use crate::year::ComputedYear;

/// Most cells of one range that are explained.
const MOST_CELLS: u64 = 2000;

/// What a file of figures published before this program holds.
const FIGURES_BEFORE: &str = "its file holds figures published before this program; those that `cfit check` finds \
                              nothing wrong with are shown as published in the table data/trends, and are in no sum";

/// What becomes of such a figure.
const SHOWN_AS_PUBLISHED: &str = "it is of a figure published before this program, which is shown as published in \
                                  the table data/trends and is in no sum";

/// What `cfit explain --cell` has to say: the cells that were asked for.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CellExplanation {
    /// The years whose figures were looked through.
    pub years: Vec<i16>,
    /// Each cell.
    pub cells: Vec<OneCell>,
}

/// One cell.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OneCell {
    /// Where it stands.
    pub source: String,
    /// Whose file it is; empty for the office's own.
    pub participant: String,
    /// What it is.
    pub what: String,
    /// What stands there; `None` where nothing does.
    pub raw: Option<String>,
    /// What is to be known of how it stands there: a formula, a hidden row.
    pub notes: Vec<String>,
    /// The correction that holds instead of it.
    pub correction: Option<CorrectionNote>,
    /// How the line of purchases or the row of devices it belongs to counts.
    pub row: Vec<String>,
    /// The figures it is in.
    pub figures: Vec<FigureOfCell>,
    /// Figures that its file is in as a whole, by name.
    pub file_in: Vec<String>,
    /// Why it is in no figure; `None` where it is in one.
    pub why_in_none: Option<String>,
    /// What `cfit check` finds at it.
    pub findings: Vec<String>,
}

/// A figure that a cell is in.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FigureOfCell {
    /// The figure.
    #[serde(flatten)]
    pub figure: choice::Row,
    /// What goes into it from the cell, or from the range of cells it is one of.
    pub value_in: String,
    /// The part the cell plays in it.
    pub part: Part,
}

/// Explains the cells that were asked for.
pub(super) fn explanation(
    context: &mut Context<'_>,
    wanted: &Wanted,
) -> Result<CellExplanation, Failure> {
    let sheet = sheet(context, wanted)?;
    let (first, last) = wanted.cells;
    let rows = u64::from(last.row - first.row) + 1;
    let number = rows.saturating_mul(u64::from(last.column - first.column) + 1);
    if number > MOST_CELLS {
        let what = format!("the range holds {number} cells");
        let help = format!("ask for at most {MOST_CELLS} cells at a time");
        return Err(Obstacle::new(what, help).into());
    }
    let mut cells = Vec::new();
    for row in first.row..=last.row {
        for column in first.column..=last.column {
            let place = Place {
                path: wanted.path.as_str().into(),
                sheet: sheet.as_deref().map(Into::into),
                cell: Some(CellAddress::new(row, column)),
                last_cell: None,
            };
            cells.push(one(context, &place));
        }
    }
    let years = context.computed.keys().copied().collect();
    Ok(CellExplanation { years, cells })
}

/// The title of the sheet as the file has it; `None` in a text file.
fn sheet(context: &mut Context<'_>, wanted: &Wanted) -> Result<Option<String>, Failure> {
    let path = wanted.path.as_str();
    let Some(workbook) = context.files.workbook(path) else {
        let why = context.files.fault(path).unwrap_or_default();
        let what = format!("{path} cannot be read, and nothing of it is in any figure: {why}");
        let help = "`cfit check` lists every file that could not be read";
        return Err(Obstacle::new(what, help).into());
    };
    if workbook.format == model::cell::FileFormat::Csv {
        return Ok(None);
    }
    let titles: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.title.as_str()).collect();
    let Some(written) = wanted.sheet.as_deref() else {
        return match titles.as_slice() {
            [only] => Ok(Some((*only).to_owned())),
            _ => {
                let help = format!("name one of its sheets: {}", listed(&titles));
                Err(Obstacle::new(format!("{path} has several sheets"), help).into())
            }
        };
    };
    let same = |title: &&&str| title.trim().to_lowercase() == written.trim().to_lowercase();
    let found = titles.iter().find(|title| **title == written).or(titles.iter().find(same));
    found.map(|title| Some((*title).to_owned())).ok_or_else(|| {
        let near = nearest(written, titles.iter().copied());
        let near = near.map(|near| format!("did you mean {near}? ")).unwrap_or_default();
        let what = format!("{path} has no sheet {}", words::quoted(written));
        Obstacle::new(what, format!("{near}its sheets: {}", listed(&titles))).into()
    })
}

fn one(context: &mut Context<'_>, place: &Place) -> OneCell {
    let path = place.path.clone();
    let at = place.cell.unwrap_or(CellAddress::new(0, 0));
    let (raw, notes) = as_it_stands(context, place, at);
    let what = what(&context.sources, &mut context.files, place);
    let header = header(context, place, at);
    let figures = figures(context, place, at);
    let file_in = figures_of_file(context, &path);
    let of_year = context.sources.of_path(&path);
    let row = of_year.map(|of_year| rows(context, of_year, place, at)).unwrap_or_default();
    let correction = of_year.and_then(|of_year| of_year.correction(place));
    let why = match figures.is_empty() {
        true if is_published_before(&path) => Some(published_before(context, place)),
        true => Some(why::why_in_none(context, place, at, (raw.as_deref(), header.as_deref()))),
        false => None,
    };
    let (figures, why) = match corrected(context, place) {
        Some((cell, of_cell)) => {
            let why = format!("it is what the office's correction puts in the place of {cell}");
            (of_cell, Some(why))
        }
        None => (figures, why),
    };
    OneCell {
        source: place.to_string(),
        participant: folder_of(&path).to_owned(),
        what,
        raw,
        notes,
        correction,
        row,
        figures,
        file_in,
        why_in_none: why,
        findings: findings(context, place),
    }
}

/// The heading of a cell's column in one of the office's own tables; `None` of the heading itself.
fn header(context: &mut Context<'_>, place: &Place, at: CellAddress) -> Option<String> {
    let sheet = context.files.sheet(&place.path, place.sheet.as_deref())?;
    let (first, _) = sheet.rows().next().filter(|(first, _)| *first != at.row)?;
    sheet.at(first, at.column).map(|cell| cell.raw.trim().to_owned())
}

/// What stands in a cell, and what is to be known of how it stands there.
fn as_it_stands(
    context: &mut Context<'_>,
    place: &Place,
    at: CellAddress,
) -> (Option<String>, Vec<String>) {
    let mut notes = Vec::new();
    let workbook = context.files.workbook(&place.path);
    let is_text = workbook.is_some_and(|book| book.format == model::cell::FileFormat::Csv);
    let sheet = context.files.sheet(&place.path, place.sheet.as_deref());
    let Some(sheet) = sheet else {
        return (None, notes);
    };
    if sheet.hidden {
        notes.push("the sheet is hidden".to_owned());
    }
    if sheet.hidden_rows.binary_search(&at.row).is_ok() {
        notes.push("the row is hidden".to_owned());
    }
    let cell = sheet.at(at.row, at.column);
    if let Some(cell) = cell {
        if cell.without_stored_value {
            notes
                .push("a formula that was never calculated: the file holds no value for it".into());
        } else if cell.formula {
            notes.push("a formula: the value it stores is used".to_owned());
        }
        if !is_text
            && matches!(cell.value, CellValue::Text(_))
            && cell.raw.trim().parse::<Decimal>().is_ok()
        {
            notes.push("a number typed as text".to_owned());
        }
    }
    let inside = sheet.merged.iter().find(|(first, last)| {
        (first.row..=last.row).contains(&at.row)
            && (first.column..=last.column).contains(&at.column)
    });
    if let Some((first, last)) = inside.filter(|(first, _)| *first != at) {
        notes.push(format!(
            "part of the merged cells {first}:{last}; what they say stands in {first}"
        ));
    }
    (cell.map(|cell| cell.raw.clone()), notes)
}

/// The participant in whose folder a file lies; empty for the office's own.
fn folder_of(path: &str) -> &str {
    let rest = path.split_once("/returns/").map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split_once('/')).map_or("", |(folder, _)| folder)
}

/// The figures of all computed years that a cell is in, each with what goes into it from there.
fn figures(context: &mut Context<'_>, place: &Place, at: CellAddress) -> Vec<FigureOfCell> {
    let mut found = Vec::new();
    for computed in context.computed.values() {
        let results = &computed.results;
        for figure in results.figures.iter().chain(results.matched_last_year.iter()) {
            let names = |entry: &&TraceEntry| entry.names(&place.path, place.sheet.as_deref(), at);
            let entries: Vec<&TraceEntry> = figure.trace.iter().filter(names).collect();
            let Some(entry) = entries.first() else {
                continue;
            };
            let mut value_in = tree::value_at(context, entry, place, at);
            let named = Named { place, at, entries: &entries };
            let part = part::part(context, figure, &named);
            let part = match figure.indicator.as_str() {
                "volume.left_out.lines" => {
                    value_in = "1 line".to_owned();
                    part
                }
                id if id.starts_with("finance.") => {
                    money::part_at(context, figure, entry, &mut value_in)
                }
                _ => part,
            };
            let figure = choice::row(context, figure);
            found.push(FigureOfCell { figure, value_in, part });
        }
    }
    found.sort_by(|a, b| choice::order(&a.figure).cmp(&choice::order(&b.figure)));
    found
}

/// The indicators that a file is in as a whole.
fn figures_of_file(context: &Context<'_>, path: &str) -> Vec<String> {
    let mut found: BTreeMap<(i16, &str), ()> = BTreeMap::new();
    for (year, computed) in context.computed {
        for figure in computed.results.figures.iter() {
            let whole =
                |entry: &TraceEntry| entry.source.cell.is_none() && *entry.source.path == *path;
            if figure.trace.iter().any(whole) {
                found.insert((*year, figure.indicator.as_str()), ());
            }
        }
    }
    found.into_keys().map(|(year, indicator)| format!("{indicator} ({year})")).collect()
}

/// Where the cell is one of the office's corrections: the cell it is laid over, with its figures.
fn corrected(context: &mut Context<'_>, place: &Place) -> Option<(String, Vec<FigureOfCell>)> {
    let of_year = context.sources.of_path(&place.path)?;
    let mut corrections = of_year.year.reading.corrections.iter();
    let over = corrections.find(|one| one.place == *place)?.applied_to.clone()?;
    let of_cell = figures(context, &over, over.cell?);
    Some((over.to_string(), of_cell))
}

/// How the lines of purchases and the rows of devices count that stand in the cell's row.
pub(super) fn rows(
    context: &Context<'_>,
    of_year: &YearSources<'_>,
    place: &Place,
    at: CellAddress,
) -> Vec<String> {
    let here = of_year.lines.of_row(&place.path, place.sheet.as_deref(), at.row + 1);
    let exact = here.iter().any(|line| line.column == at.column);
    let lines = here.iter().filter(|line| !exact || line.column == at.column);
    let mut said: Vec<String> = lines.map(|line| line_in_words(context, of_year, *line)).collect();
    said.dedup();
    said.extend(devices(of_year, place, at));
    said
}

fn line_in_words(context: &Context<'_>, of_year: &YearSources<'_>, line: PlacedLine) -> String {
    let (group, counting) = of_year.lines.groups[line.group];
    let why = rule::of_group(context, of_year.year, group, counting);
    let lends = match of_year.lines.lends(line.group) {
        true => "; what the return leaves blank is taken from it",
        false => "",
    };
    let words = counting.counted_as.code();
    match counting.counted_as {
        CountedAs::LeftOut => why,
        _ => format!("{words}: {why}{lends}"),
    }
}

/// The rows of devices that a cell stands in.
fn devices(of_year: &YearSources<'_>, place: &Place, at: CellAddress) -> Option<String> {
    let title = place.sheet.as_deref();
    let reading = &of_year.year.reading;
    let same_sheet = |own: &Place| own.path == place.path && own.sheet.as_deref() == title;
    let of_files = reading.devices.iter().filter(|group| same_sheet(&group.place));
    let mut of_files =
        of_files.filter(|group| (group.row_range.0..=group.row_range.1).contains(&(at.row + 1)));
    let first = of_files.next().map(|group| group.place.clone());
    let decided = of_year.year.results.devices.iter().find(|devices| match &first {
        Some(first) => devices.place == *first,
        None => {
            same_sheet(&devices.place) && devices.place.cell.is_some_and(|cell| cell.row == at.row)
        }
    })?;
    if of_files.next().is_some() {
        return None;
    }
    Some(match (decided.term, decided.reason) {
        (model::supporting::AccountTerm::Counted, _) => "counted among the devices".to_owned(),
        (term, reason) => format!("not counted: {}", words::term(term, reason)),
    })
}

/// Whether a file holds figures published before this program.
fn is_published_before(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("published.csv" | "published.xlsx"))
}

/// What becomes of a figure published before this program: its row is shown as it was published, or nowhere.
fn published_before(context: &Context<'_>, place: &Place) -> String {
    let row = |own: &Place| own.cell.map(|cell| cell.row);
    let same_row =
        |own: &Place| own.path == place.path && own.sheet == place.sheet && row(own) == row(place);
    let (pact, current) = (&context.workspace.pact, context.current());
    let judged = judged(&current.reading.earlier, pact, &crate::indicators());
    if let Some((_, why)) = judged.iter().find(|(own, _)| same_row(&own.place)) {
        return match why {
            None => SHOWN_AS_PUBLISHED.to_owned(),
            Some(_) => not_shown(current, &same_row),
        };
    }
    let is_found = |finding: &findings::Finding| finding.place.as_ref().is_some_and(same_row);
    match current.findings.iter().any(is_found) {
        true => not_shown(current, &same_row),
        false => FIGURES_BEFORE.to_owned(),
    }
}

/// What is said of a row that is left out, with what is found in it.
fn not_shown(current: &ComputedYear, same_row: &dyn Fn(&Place) -> bool) -> String {
    let here = current.findings.iter().filter(|one| one.place.as_ref().is_some_and(same_row));
    let said: Vec<String> = here.map(|one| format!("{}: {}", one.rule.code, one.found)).collect();
    format!(
        "it is of a figure published before this program that is left out ({})",
        said.join("; ")
    )
}

/// What is found at a cell.
fn findings(context: &Context<'_>, place: &Place) -> Vec<String> {
    let Some(of_year) = context.sources.of_path(&place.path) else {
        return Vec::new();
    };
    let here = of_year.year.findings.iter().filter(|finding| {
        finding.place.as_ref().is_some_and(|own| {
            own.path == place.path && own.sheet == place.sheet && own.cell == place.cell
        })
    });
    here.map(|finding| format!("{}: {}", finding.rule.code, finding.found)).collect()
}
