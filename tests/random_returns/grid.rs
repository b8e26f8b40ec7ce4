//! A filled form as squares that know which answer they hold, wherever they are moved.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use jiff::civil::DateTime;
use model::{CellValue, Questionnaire, Workbook as Flat};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) tabs: Vec<Tab>,
    /// Whether days are counted from 1904.
    pub(crate) from_1904: bool,
}

/// A sheet.
#[derive(Clone, Debug)]
pub(crate) struct Tab {
    pub(crate) title: String,
    pub(crate) holds: Holds,
    pub(crate) hidden: bool,
    pub(crate) lines: Vec<Line>,
    /// Columns out of sight, from 0.
    pub(crate) hidden_columns: Vec<usize>,
    /// The row a filter is on.
    pub(crate) filter: Option<usize>,
    /// The hidden row of names stands first.
    pub(crate) helper_row: bool,
    /// The hidden column of names stands first.
    pub(crate) helper_column: bool,
    /// The title says what the sheet is.
    pub(crate) titled: bool,
    /// Its numbers, or days, are typed in a way of their own already.
    pub(crate) styled: [bool; 2],
}

/// What a sheet is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    Group(String),
    Repeat(String),
    /// One of the form's own that asks nothing.
    Helper,
    /// One that somebody added.
    Stray,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) squares: Vec<Square>,
    pub(crate) hidden: bool,
}

/// A cell, with what it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Square {
    pub(crate) value: Stored,
    pub(crate) shown: Option<String>,
    pub(crate) formula: bool,
    pub(crate) tag: Option<Tag>,
    /// Rows and columns it is merged over, itself among them.
    pub(crate) merged: Option<(u32, u16)>,
    /// How it is written was changed already.
    pub(crate) changed: bool,
    /// It can be read two ways, so that being asked is as good as being understood.
    pub(crate) doubtful: bool,
}

/// What a cell stores.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) enum Stored {
    #[default]
    Nothing,
    Text(String),
    Number(Decimal),
    Truth(bool),
    Day(DateTime),
    Error(String),
    /// A formula of which the file holds no value.
    Uncomputed,
}

/// Whose cell it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Tag {
    Answer(AnswerTag),
    /// Somebody's text outside the form.
    Stray,
}

/// Which answer stands in a cell.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct AnswerTag {
    pub(crate) section: String,
    /// The row of the repeat, from 0, as it was entered.
    pub(crate) row: Option<usize>,
    pub(crate) question: String,
    /// The choice that is ticked in the cell.
    pub(crate) tick: Option<String>,
}

/// First row of answers of a form nobody touched; the row above holds the headers.
const FIRST_ROW: usize = 4;

impl Book {
    /// The squares of a form nobody touched, `rows` of each repeat being filled in.
    pub(crate) fn of(
        flat: &Flat,
        questionnaire: &Questionnaire,
        rows: &BTreeMap<String, usize>,
    ) -> Self {
        let tabs = flat.sheets.iter().map(|sheet| {
            let mut tab = plain(sheet);
            tab.tell(questionnaire, rows);
            tab
        });
        Self { tabs: tabs.collect(), from_1904: false }
    }

    /// Every square with an answer: its sheet, row and column.
    pub(crate) fn answers(&self) -> Vec<(usize, usize, usize)> {
        let mut all = Vec::new();
        for (at, tab) in self.tabs.iter().enumerate() {
            all.extend(tab.answers().into_iter().map(|(row, column)| (at, row, column)));
        }
        all
    }

    pub(crate) fn square(&mut self, (tab, row, column): (usize, usize, usize)) -> &mut Square {
        &mut self.tabs[tab].lines[row].squares[column]
    }
}

fn plain(sheet: &model::Sheet) -> Tab {
    let height = sheet.cells.iter().map(|cell| cell.address.row + 1).max().unwrap_or(0);
    let mut lines = vec![Line::default(); height as usize];
    for cell in &sheet.cells {
        let value = match &cell.value {
            _ if cell.without_stored_value => Stored::Uncomputed,
            CellValue::Text(text) => Stored::Text(text.clone()),
            CellValue::Number(number) => Stored::Number(*number),
            CellValue::Boolean(truth) => Stored::Truth(*truth),
            CellValue::Date(moment) => Stored::Day(*moment),
            CellValue::Error(error) => Stored::Error(error.clone()),
        };
        let at = (cell.address.row as usize, cell.address.column as usize);
        let square = Square {
            value,
            shown: cell.number_format.clone(),
            formula: cell.formula,
            ..Square::default()
        };
        lines[at.0].put(at.1, square);
    }
    for (first, last) in &sheet.merged {
        let (height, width) = (last.row - first.row + 1, last.column - first.column + 1);
        if let Some(line) = lines.get_mut(first.row as usize) {
            line.at(first.column as usize).merged = Some((height, width as u16));
        }
    }
    for row in &sheet.hidden_rows {
        if let Some(line) = lines.get_mut(*row as usize) {
            line.hidden = true;
        }
    }
    Tab {
        title: sheet.title.clone(),
        holds: Holds::Helper,
        hidden: sheet.hidden,
        lines,
        hidden_columns: Vec::new(),
        filter: None,
        helper_row: false,
        helper_column: false,
        titled: true,
        styled: [false; 2],
    }
}

impl Line {
    /// The square of a column, made where there is none.
    pub(crate) fn at(&mut self, column: usize) -> &mut Square {
        if self.squares.len() <= column {
            self.squares.resize(column + 1, Square::default());
        }
        &mut self.squares[column]
    }

    fn put(&mut self, column: usize, square: Square) {
        *self.at(column) = square;
    }

    /// The row of the repeat that stands here.
    pub(crate) fn entered(&self) -> Option<usize> {
        self.squares.iter().find_map(|square| square.answer()?.row)
    }
}

impl Square {
    pub(crate) fn text(text: &str) -> Self {
        Self { value: Stored::Text(text.to_owned()), ..Self::default() }
    }

    pub(crate) fn stray(text: &str) -> Self {
        Self { tag: Some(Tag::Stray), ..Self::text(text) }
    }

    pub(crate) fn answer(&self) -> Option<&AnswerTag> {
        match &self.tag {
            Some(Tag::Answer(answer)) => Some(answer),
            _ => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.value == Stored::Nothing
    }

    /// Writes it another way.
    pub(crate) fn rewrite(&mut self, value: Stored, shown: Option<&str>) {
        self.value = value;
        self.shown = shown.map(str::to_owned);
        self.changed = true;
    }
}

impl Tab {
    /// Says of every square which answer stands in it, by the hidden names.
    fn tell(&mut self, questionnaire: &Questionnaire, rows: &BTreeMap<String, usize>) {
        let name = match self.lines.first().and_then(|line| line.squares.first()) {
            Some(Square { value: Stored::Text(text), .. }) => text.clone(),
            _ => return,
        };
        let Some((kind, section)) = name.split_once(':') else { return };
        if questionnaire.section(section).is_none() {
            return;
        }
        (self.helper_row, self.helper_column) = (true, true);
        self.hidden_columns = vec![0];
        self.lines[0].hidden = true;
        let names = self.names();
        match kind {
            "group" => {
                self.holds = Holds::Group(section.to_owned());
                let answers = names.iter().position(|name| name == "answer").expect("answers");
                for line in self.lines.iter_mut().skip(1) {
                    let named = match line.squares.first().map(|square| &square.value) {
                        Some(Stored::Text(name)) if !name.starts_with("note:") => name.clone(),
                        _ => continue,
                    };
                    line.at(answers).tag = Some(tag(section, None, &named));
                }
                self.leave_out_questions_with_ticks();
            }
            _ => {
                self.holds = Holds::Repeat(section.to_owned());
                let count = rows.get(section).copied().unwrap_or(0);
                if self.lines.len() < FIRST_ROW + count {
                    self.lines.resize(FIRST_ROW + count, Line::default());
                }
                for (row, line) in self.lines.iter_mut().skip(FIRST_ROW).take(count).enumerate() {
                    for (column, name) in names.iter().enumerate().skip(1) {
                        if !name.is_empty() {
                            line.at(column).tag = Some(tag(section, Some(row), name));
                        }
                    }
                }
            }
        }
    }

    /// Above ticks stands their question, whose own cell holds no answer.
    fn leave_out_questions_with_ticks(&mut self) {
        let squares = self.lines.iter().flat_map(|line| &line.squares);
        let ticks = squares.filter_map(Square::answer).filter(|answer| answer.tick.is_some());
        let ticked: BTreeSet<String> = ticks.map(|answer| answer.question.clone()).collect();
        for square in self.lines.iter_mut().flat_map(|line| &mut line.squares) {
            let is_of_ticks =
                |answer: &AnswerTag| answer.tick.is_none() && ticked.contains(&answer.question);
            if square.answer().is_some_and(is_of_ticks) {
                square.tag = None;
            }
        }
    }

    /// The hidden names of the columns.
    fn names(&self) -> Vec<String> {
        let text = |square: &Square| match &square.value {
            Stored::Text(text) => text.clone(),
            _ => String::new(),
        };
        self.lines[0].squares.iter().map(text).collect()
    }

    /// Its squares with answers, row and column.
    pub(crate) fn answers(&self) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        for (row, line) in self.lines.iter().enumerate() {
            for (column, square) in line.squares.iter().enumerate() {
                if square.answer().is_some() {
                    all.push((row, column));
                }
            }
        }
        all
    }

    /// The first row with an answer.
    pub(crate) fn first_answer(&self) -> Option<usize> {
        self.answers().first().map(|(row, _)| *row)
    }

    pub(crate) fn width(&self) -> usize {
        self.lines.iter().map(|line| line.squares.len()).max().unwrap_or(0)
    }

    /// Takes the merged cells apart that columns moved through would tear.
    pub(crate) fn unmerge(&mut self) {
        for square in self.lines.iter_mut().flat_map(|line| &mut line.squares) {
            square.merged = None;
        }
    }
}

fn tag(section: &str, row: Option<usize>, name: &str) -> Tag {
    let (question, tick) = match name.split_once('/') {
        Some((question, tick)) => (question, Some(tick.to_owned())),
        None => (name, None),
    };
    Tag::Answer(AnswerTag { section: section.to_owned(), row, question: question.to_owned(), tick })
}

/// A number that stands nowhere else, as the result of a formula whose result is then taken out.
const UNCOMPUTED: &str = "7.0071007e-301";

impl Book {
    /// The bytes of an xlsx file.
    pub(crate) fn xlsx(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for tab in &self.tabs {
            self.sheet(workbook.add_worksheet(), tab);
        }
        let bytes = workbook.save_to_buffer().expect("a workbook within the limits of the format");
        let uncomputed = format!("<v>{UNCOMPUTED}</v>");
        let has_uncomputed = self
            .tabs
            .iter()
            .flat_map(|tab| &tab.lines)
            .any(|line| line.squares.iter().any(|square| square.value == Stored::Uncomputed));
        if !has_uncomputed && !self.from_1904 {
            return bytes;
        }
        with_parts(&bytes, |name, text| match name {
            "xl/workbook.xml" if self.from_1904 => {
                text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
            }
            name if name.starts_with("xl/worksheets/") => text.replace(&uncomputed, ""),
            _ => text,
        })
    }

    fn sheet(&self, sheet: &mut Worksheet, tab: &Tab) {
        sheet.set_name(&tab.title).unwrap_or_else(|error| panic!("{}: {error}", tab.title));
        if tab.hidden {
            sheet.set_hidden(true);
        }
        for column in &tab.hidden_columns {
            sheet.set_column_hidden(*column as u16).expect("a column");
        }
        for (row, line) in (0u32..).zip(&tab.lines) {
            if line.hidden {
                sheet.set_row_hidden(row).expect("a row");
            }
            for (column, square) in (0u16..).zip(&line.squares) {
                self.write(sheet, row, column, square);
            }
        }
        if let Some(row) = tab.filter {
            let (row, last) = (row as u32, tab.lines.len().max(row + 1) as u32);
            let columns = tab.width().max(2) as u16 - 1;
            sheet.autofilter(row, 0, last, columns).expect("a filter");
        }
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, square: &Square) {
        let mut format = Format::new();
        if let Some(shown) = &square.shown {
            format = format.set_num_format(shown);
        }
        if let Some((height, width)) = square.merged
            && (height > 1 || width > 1)
        {
            format = format.set_align(FormatAlign::Top);
            sheet
                .merge_range(row, column, row + height - 1, column + width - 1, "", &format)
                .expect("a range");
        }
        // Computed anew, a formula gives what is stored.
        let formula = |result: &str| {
            let computes = match result.parse::<f64>() {
                Ok(_) => format!("={result}"),
                Err(_) => format!("=\"{}\"", result.replace('"', "\"\"")),
            };
            Formula::new(computes).set_result(result)
        };
        let result = match &square.value {
            Stored::Uncomputed => Some(UNCOMPUTED.to_owned()),
            Stored::Error(error) => Some(error.clone()),
            _ if !square.formula => None,
            Stored::Text(text) => Some(text.clone()),
            Stored::Number(number) => Some(number.normalize().to_string()),
            Stored::Truth(truth) => Some(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
            Stored::Day(moment) => Some(serial(*moment, self.from_1904).to_string()),
            Stored::Nothing => None,
        };
        let written = match (&square.value, result) {
            (_, Some(result)) => {
                sheet.write_formula_with_format(row, column, formula(&result), &format)
            }
            (Stored::Nothing, _) if square.shown.is_none() => Ok(&mut *sheet),
            (Stored::Text(text), _) => sheet.write_string_with_format(row, column, text, &format),
            (Stored::Number(number), _) => {
                let number = number.to_f64().expect("a number");
                sheet.write_number_with_format(row, column, number, &format)
            }
            (Stored::Truth(truth), _) => {
                sheet.write_boolean_with_format(row, column, *truth, &format)
            }
            (Stored::Day(moment), _) => {
                let serial = serial(*moment, self.from_1904);
                sheet.write_number_with_format(row, column, serial, &format)
            }
            (Stored::Nothing | Stored::Error(_) | Stored::Uncomputed, _) => {
                sheet.write_blank(row, column, &format)
            }
        };
        written.expect("a cell within the limits of the format");
    }
}

/// Days from the first day that is counted.
pub(crate) fn serial(moment: DateTime, from_1904: bool) -> f64 {
    let date = moment.date();
    let (year, month, day) = (date.year() as u16, date.month() as u8, date.day() as u8);
    let days = ExcelDateTime::from_ymd(year, month, day).expect("a day after 1900").to_excel();
    if from_1904 { days - 1_462.0 } else { days }
}

/// A package with some of its parts written anew.
pub(crate) fn with_parts(package: &[u8], anew: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("every part is text");
        drop(part);
        written.start_file(&*name, SimpleFileOptions::default()).expect("a part");
        written.write_all(anew(&name, text).as_bytes()).expect("a part");
    }
    written.finish().expect("a package").into_inner()
}
