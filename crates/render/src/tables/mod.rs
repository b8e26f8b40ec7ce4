//! Tables of figures: a dimension down, indicators across.

mod signs;

use std::collections::BTreeSet;

use minijinja::Value;
use minijinja::value::Kwargs;
use model::document::{Alignment, Block, Column, Row, RowKind, Table, TableCell};
use model::figure::{Dimension, Figure};

use crate::composer::{Composer, only, switch, text, texts};
use crate::context::{Material, Year};
use crate::figures::{Request, Style};
use crate::format::fixed;
use crate::trouble::Trouble;

pub(crate) use signs::Signs;

/// A column of a table of figures, as an author asks for it with `column(…)`.
#[derive(Clone, Debug)]
pub(crate) struct ColumnRequest {
    title: String,
    figure: Request,
    style: Style,
    width: Option<u8>,
    /// Shows on how many participants the figure rests, and not its value.
    contributors: bool,
}

impl minijinja::value::Object for ColumnRequest {}

impl ColumnRequest {
    /// Reads the arguments of `column(…)`.
    ///
    /// # Errors
    /// If an option is not known.
    pub(crate) fn read(
        composer: &Composer,
        title: String,
        indicator: &str,
        arguments: &Kwargs,
    ) -> Result<Self, Trouble> {
        let figure = composer.request(indicator, arguments, &["short", "width", "contributors"])?;
        let style = if switch(arguments, "short")? { Style::Prose } else { Style::Table };
        let width: Option<u8> = arguments.get("width").unwrap_or_default();
        let contributors = switch(arguments, "contributors")?;
        Ok(Self { title, figure, style, width, contributors })
    }
}

impl ColumnRequest {
    /// A cell of the column: of the figure its value, or on how many participants it rests.
    fn cell(
        &self,
        material: &Material,
        request: &Request,
        signs: &mut Signs,
    ) -> Result<TableCell, Trouble> {
        if !self.contributors {
            return signs.cell(material, request, self.style);
        }
        let count = material.contributors(request)?;
        let shown = count.map_or_else(String::new, |count| fixed(count.into(), 0));
        Ok(TableCell::figure(shown, request.reference()))
    }
}

/// What an author asks a table of figures to be.
struct CutRequest {
    rows: Dimension,
    columns: Vec<ColumnRequest>,
    within: Option<String>,
    codes: Vec<String>,
    sections: bool,
    subtotals: Option<String>,
    total: Option<String>,
    skip_zero: bool,
    notes: Vec<String>,
    first_width: Option<u8>,
    first_title: Option<String>,
}

const OPTIONS: [&str; 11] = [
    "rows",
    "columns",
    "within",
    "codes",
    "sections",
    "subtotals",
    "total",
    "skip_zero",
    "notes",
    "first_width",
    "first_title",
];

/// A table of figures: `table(id, title, rows="product_group", columns=[…])`.
///
/// # Errors
/// If something is asked for that does not exist.
pub(crate) fn cut(
    composer: &Composer,
    id: &str,
    title: &str,
    arguments: &Kwargs,
) -> Result<Block, Trouble> {
    let request = CutRequest::read(arguments)?;
    Ok(Block::Table(request.build(composer, id, title)?))
}

impl CutRequest {
    fn read(arguments: &Kwargs) -> Result<Self, Trouble> {
        only(arguments, &OPTIONS)?;
        let known = || Dimension::ALL.iter().map(|dimension| dimension.code());
        let rows = text(arguments, "rows")?.unwrap_or_default();
        let rows = Dimension::parse(&rows)
            .ok_or_else(|| Trouble::unknown("dimension for `rows`", &rows, known()))?;
        let columns: Vec<Value> = arguments.get("columns").unwrap_or_default();
        let columns: Option<Vec<ColumnRequest>> = columns
            .iter()
            .map(|value| value.downcast_object_ref::<ColumnRequest>().cloned())
            .collect();
        let wrong = || {
            Trouble::new(
                "`columns` must be a list of `column(…)`",
                "Write `columns=[column(\"Title\", \"indicator\"), …]`.",
            )
        };
        Ok(Self {
            rows,
            columns: columns.filter(|columns| !columns.is_empty()).ok_or_else(wrong)?,
            within: text(arguments, "within")?,
            codes: texts(arguments, "codes")?,
            sections: switch(arguments, "sections")?,
            subtotals: text(arguments, "subtotals")?,
            total: text(arguments, "total")?,
            skip_zero: switch(arguments, "skip_zero")?,
            notes: texts(arguments, "notes")?,
            first_width: arguments.get("first_width").unwrap_or_default(),
            first_title: text(arguments, "first_title")?,
        })
    }

    fn build(&self, composer: &Composer, id: &str, title: &str) -> Result<Table, Trouble> {
        composer.store().claim(id)?;
        let material = &composer.material;
        let mut signs = Signs::default();
        let mut rows = Vec::new();
        let groups = self.grouped_codes(material)?;
        // The sum of a single part says no more than the total below it.
        let with_subtotals = self.total.is_none() || groups.len() > 1;
        for (parent, codes) in groups {
            if let (Some(parent), true) = (&parent, self.sections) {
                rows.push(section(&parent.1, self.columns.len()));
            }
            for code in codes {
                rows.extend(self.body_row(material, &code, &mut signs)?);
            }
            if let (Some((dimension, _, code)), Some(words)) = (
                parent.map(|p| (p.0, p.1, p.2)),
                self.subtotals.as_ref().filter(|_| with_subtotals),
            ) {
                let cut = Some((dimension, code.as_str()));
                rows.push(self.sum_row(material, words, RowKind::Subtotal, cut, &mut signs)?);
            }
        }
        if let Some(words) = &self.total {
            rows.push(self.sum_row(material, words, RowKind::Total, None, &mut signs)?);
        }
        let store = composer.store();
        let mut notes: Vec<_> = self.notes.iter().map(|note| store.inlines(note)).collect();
        let columns = self.headers(material);
        notes.extend(signs.settle(&material.words, &mut rows));
        Ok(Table { anchor: id.to_owned(), title: store.plain(title), columns, rows, notes })
    }

    fn headers(&self, material: &Material) -> Vec<Column> {
        let count = self.columns.len().max(1);
        let width = |own: Option<u8>| own.unwrap_or((66 / count).clamp(6, 18) as u8);
        let dimension = || material.words.get(&format!("dimension.{}", self.rows));
        let first = Column {
            title: self.first_title.clone().unwrap_or_else(dimension),
            alignment: Alignment::Left,
            width: self.first_width.unwrap_or(34),
        };
        let others = self.columns.iter().map(|column| Column {
            title: column.title.clone(),
            alignment: Alignment::Right,
            width: width(column.width),
        });
        std::iter::once(first).chain(others).collect()
    }

    /// The codes of the rows under what they belong to: (dimension, title, code), or all under nothing.
    #[allow(clippy::type_complexity, reason = "used once, here")]
    fn grouped_codes(
        &self,
        material: &Material,
    ) -> Result<Vec<(Option<(Dimension, String, String)>, Vec<String>)>, Trouble> {
        let codes = self.codes(material)?;
        let Some(parent) =
            parent_of(self.rows).filter(|_| self.sections || self.subtotals.is_some())
        else {
            return Ok(vec![(None, codes)]);
        };
        let year = &material.this;
        let mut groups = Vec::new();
        for parent_code in material.codes(parent, year) {
            let own: Vec<String> = codes
                .iter()
                .filter(|code| {
                    belongs_to(material, self.rows, code, year).as_deref() == Some(&parent_code)
                })
                .cloned()
                .collect();
            if !own.is_empty() {
                let title = material.label(parent, &parent_code, year);
                groups.push((Some((parent, title, parent_code)), own));
            }
        }
        Ok(groups)
    }

    fn codes(&self, material: &Material) -> Result<Vec<String>, Trouble> {
        let year = &material.this;
        let mut codes = material.codes(self.rows, year);
        let occurring = self.occurring(material);
        if !self.codes.is_empty() {
            let unknown =
                self.codes.iter().find(|code| !codes.contains(code) && !occurring.contains(*code));
            if let Some(code) = unknown {
                let kind = format!("code of `{}`", self.rows);
                return Err(Trouble::unknown(&kind, code, codes.iter().map(String::as_str)));
            }
            return Ok(self.codes.clone());
        }
        codes.extend(
            occurring.iter().filter(|code| !codes.contains(code)).cloned().collect::<Vec<_>>(),
        );
        if is_open(self.rows) {
            codes.retain(|code| occurring.contains(code));
        }
        if self.rows == Dimension::Output {
            codes.retain(|code| material.output_is_asked(code, year));
        }
        if self.rows == Dimension::ProductGroup {
            let in_scope = |code: &str| {
                material.pact.product_group(code).is_some_and(|g| g.in_scope(material.number()))
            };
            codes.retain(|code| occurring.contains(code) || in_scope(code));
        }
        let mut seen = BTreeSet::new();
        codes.retain(|code| seen.insert(code.clone()));
        if let Some(within) = &self.within {
            codes.retain(|code| {
                belongs_to(material, self.rows, code, year).as_ref() == Some(within)
            });
        }
        Ok(codes)
    }

    /// Codes of the row's dimension for which one of the columns has a figure.
    fn occurring(&self, material: &Material) -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for column in &self.columns {
            let Some(year) = material.year(column.figure.year) else {
                continue;
            };
            let fits = |figure: &&Figure| {
                let mut wanted = column.figure.dimensions.iter();
                wanted.all(|(dimension, code)| figure.dimensions.get(dimension) == Some(code))
            };
            let figures = material.figures_for(&column.figure, year);
            for figure in figures.of(&column.figure.indicator).filter(fits) {
                codes.extend(figure.dimensions.get(self.rows).map(str::to_owned));
            }
        }
        codes
    }

    fn body_row(
        &self,
        material: &Material,
        code: &str,
        signs: &mut Signs,
    ) -> Result<Option<Row>, Trouble> {
        if self.skip_zero && self.is_zero(material, code)? {
            return Ok(None);
        }
        let mut cells = vec![TableCell::text(material.label(self.rows, code, &material.this))];
        for column in &self.columns {
            let request = column.figure.with(self.rows, code);
            cells.push(column.cell(material, &request, signs)?);
        }
        Ok(Some(Row { kind: RowKind::Body, cells }))
    }

    /// Whether no column has anything but 0 in this row.
    fn is_zero(&self, material: &Material, code: &str) -> Result<bool, Trouble> {
        for column in &self.columns {
            let figure = material.figure(&column.figure.with(self.rows, code))?;
            if figure.and_then(|figure| figure.value).is_some_and(|value| !value.is_zero()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A sum over the rows above: the figure itself where it is given, an empty cell where it is not.
    fn sum_row(
        &self,
        material: &Material,
        title: &str,
        kind: RowKind,
        cut: Option<(Dimension, &str)>,
        signs: &mut Signs,
    ) -> Result<Row, Trouble> {
        let mut cells = vec![TableCell::text(title)];
        for column in &self.columns {
            let request = match cut {
                Some((dimension, code)) => column.figure.with(dimension, code),
                None => column.figure.clone(),
            };
            let cell = match material.figure(&request) {
                Ok(_) => column.cell(material, &request, signs)?,
                Err(_) => TableCell::default(),
            };
            cells.push(cell);
        }
        Ok(Row { kind, cells })
    }
}

/// A row that heads the ones below it.
pub(crate) fn section(title: &str, further_columns: usize) -> Row {
    let mut cells = vec![TableCell::text(title)];
    cells.resize(further_columns + 1, TableCell::default());
    Row { kind: RowKind::Section, cells }
}

/// The dimension whose codes head the codes of this one.
pub(crate) fn parent_of(dimension: Dimension) -> Option<Dimension> {
    match dimension {
        Dimension::ProductGroup => Some(Dimension::Scope),
        Dimension::Practice => Some(Dimension::Strategy),
        _ => None,
    }
}

/// What a code belongs to: a product group to a scope, a practice to a strategy.
pub(crate) fn belongs_to(
    material: &Material,
    dimension: Dimension,
    code: &str,
    year: &Year,
) -> Option<String> {
    match dimension {
        Dimension::ProductGroup => {
            material.pact.product_group(code).map(|group| group.scope.code().to_owned())
        }
        Dimension::Practice => {
            let question = year.reading.questionnaire.question(code)?;
            question.strategy.map(|strategy| strategy.code().to_owned())
        }
        _ => None,
    }
}

/// Whether the codes of a dimension are no closed list, or not one for all indicators, so that only those that
/// occur are shown.
fn is_open(dimension: Dimension) -> bool {
    matches!(
        dimension,
        Dimension::Participant
            | Dimension::Account
            | Dimension::Fund
            | Dimension::Activity
            | Dimension::Component
    )
}
