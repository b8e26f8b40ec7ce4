//! The sheet of a repeat: a column for each question, one for each choice that is ticked, a row for each line.

use std::collections::BTreeMap;

use model::questionnaire::{Question, QuestionType};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::choices::{Offered, tick_name};
use super::context::{AnswerCells, Context};
use super::entries::Entry;
use super::expression::{Row, given};
use super::plan::{
    Column, FIRST_ROW, HEAD_ROW, HINT_ROW, Item, PlannedSection, QUESTION, TITLE_ROW,
};
use super::question_cells::{
    answer_format, applies, explanation, greyed, labelled, set_up_page, tick_format,
};
use super::validation;
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::fill;
use crate::xlsx::{cell_text, cut, relative};

/// Rows prepared with formats.
const PREPARED: u32 = 200;
/// Rows among them that are framed. Frames are printed, so rows below are framed only by who fills them in.
const FRAMED: u32 = 20;
/// Last row with drop-downs and checks, as people count rows.
pub(super) const CHECKED_TO: u32 = 2000;
/// Fewest and most characters over which the hint is laid out.
const NARROWEST: f64 = 60.0;
const WIDEST_HINT: f64 = 150.0;
/// Widest a column is made for the sake of its explanation, in characters.
const WIDEST: f64 = 44.0;
/// Height of the header below which columns of ticks are not laid out, in points: their labels stand upright.
const TICK_HEIGHT: f64 = 132.0;
/// Highest the header can be, in points: it stays in view above the rows.
const HIGHEST_HEAD: f64 = 260.0;
const SIZE: f64 = 11.0;
const SMALL: f64 = 9.0;

/// One sheet while it is written.
struct RepeatSheet<'s, 'a> {
    section: &'s PlannedSection<'a>,
    columns: Vec<Column<'a>>,
    /// The cells of the first row, by question.
    cells: BTreeMap<&'a str, AnswerCells>,
    context: &'s Context<'a>,
}

/// Adds the sheet of a repeat. Not protected: people sort, paste and insert rows there.
pub(super) fn write(
    workbook: &mut Workbook,
    section: &PlannedSection,
    context: &Context,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(&section.sheet)?;
    sheet.write_string(0, 0, format!("repeat:{}", section.section.name))?;
    let columns = section.columns();
    let cells = first_row(&columns);
    let repeat = RepeatSheet { section, columns, cells, context };
    repeat.head(sheet)?;
    for column in &repeat.columns {
        repeat.prepare(sheet, column)?;
    }
    repeat.fill_in(sheet)?;
    context.mishaps(sheet, section)?;
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    sheet.set_freeze_panes(FIRST_ROW, QUESTION + 1)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    set_up_page(sheet, context);
    sheet.set_selection(FIRST_ROW, QUESTION, FIRST_ROW, QUESTION)?;
    Ok(())
}

/// The cells of the first row, by question.
fn first_row<'a>(columns: &[Column<'a>]) -> BTreeMap<&'a str, AnswerCells> {
    let mut cells: BTreeMap<&str, AnswerCells> = BTreeMap::new();
    for Column { column, question, choice } in columns {
        let letters = model::place::column_letters(u32::from(*column));
        let cell = format!("${letters}{}", FIRST_ROW + 1);
        let Some(choice) = choice else {
            cells.insert(&question.name, AnswerCells::One(cell));
            continue;
        };
        let own = cells.entry(&question.name).or_insert(AnswerCells::Ticks(Vec::new()));
        if let AnswerCells::Ticks(ticks) = own {
            ticks.push((choice.code.to_owned(), cell));
        }
    }
    cells
}

impl RepeatSheet<'_, '_> {
    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let label = cell_text(self.section.label(&self.context.language));
        sheet.write_string_with_format(TITLE_ROW, QUESTION, label, &style::title())?;
        sheet.set_row_height(TITLE_ROW, 30)?;
        let ticks = self.columns.iter().any(|own| own.choice.is_some());
        let mut needed: f64 = if ticks { TICK_HEIGHT } else { 0.0 };
        for own in self.columns.iter().filter(|own| own.choice.is_none()) {
            let more = explanation(own.question, self.context);
            needed = needed.max(head_height(own.question, &more, self.context));
        }
        let needed = needed.min(HIGHEST_HEAD);
        sheet.set_row_height(HEAD_ROW, needed)?;
        let (mut last, mut total, mut room) = (QUESTION, 0.0, true);
        for own in &self.columns {
            let width = match own.choice {
                Some(choice) => self.tick_head(sheet, own, choice, needed)?,
                None => self.column_head(sheet, own)?,
            };
            room &= total < NARROWEST || total + width <= WIDEST_HINT;
            if room {
                (last, total) = (own.column, total + width);
            }
        }
        self.hint(sheet, last, total)
    }

    /// The header of a column; how wide it is.
    fn column_head(&self, sheet: &mut Worksheet, own: &Column) -> Result<f64, XlsxError> {
        let small = Format::new().set_font_size(SMALL).set_font_color(Color::White);
        let strong = Format::new().set_bold().set_font_color(Color::White);
        let more = explanation(own.question, self.context);
        let width = width(own.question, &more, self.context);
        sheet.set_column_width(own.column, width)?;
        sheet.write_string(0, own.column, &own.question.name)?;
        let label = self.context.label(own.question);
        let at = (HEAD_ROW, own.column);
        labelled(sheet, at, label, &fitting(&more, width), &style::head(), [&strong, &small])?;
        Ok(width)
    }

    /// The header of a column to tick, written upright: the question's label and below it the choice's; how wide it is.
    fn tick_head(
        &self,
        sheet: &mut Worksheet,
        own: &Column,
        choice: Offered,
        room: f64,
    ) -> Result<f64, XlsxError> {
        sheet.write_string(0, own.column, tick_name(&own.question.name, choice.code))?;
        let question = cut(self.context.label(own.question), 60);
        let label = cut(choice.label, 120);
        // A character of that size is about half as wide as it is high.
        let across = room / (SMALL * 0.52);
        let count = lines(&question, across, SIZE) + lines(&label, across, SIZE);
        let width = 1.5 + 2.3 * count as f64;
        sheet.set_column_width(own.column, width)?;
        let format = style::head()
            .set_rotation(90)
            .set_indent(0)
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Bottom);
        let small = Format::new().set_font_size(SMALL).set_font_color(Color::White);
        let strong = small.clone().set_bold();
        let below = format!("\n{label}");
        let parts = [(&small, question.as_str()), (&strong, below.as_str())];
        sheet.write_rich_string_with_format(HEAD_ROW, own.column, &parts, &format)?;
        Ok(width)
    }

    /// The section's hint and notes, and what explains the columns to tick, over the first columns, as far as a screen
    /// shows them.
    fn hint(&self, sheet: &mut Worksheet, last: u16, total: f64) -> Result<(), XlsxError> {
        let language = &self.context.language;
        let mut texts = vec![self.section.section.hint.in_language(language).to_owned()];
        for item in &self.section.items {
            match item {
                Item::Note(note) => {
                    texts.push(note.label.in_language(language).to_owned());
                    texts.push(note.hint.in_language(language).to_owned());
                }
                // What stands in no header, or not whole.
                Item::Question(question) => {
                    let more = explanation(question, self.context);
                    let ticked = !self.section.ticks(&question.name).is_empty();
                    let own = width(question, &more, self.context);
                    if !ticked && fitting(&more, own) == more {
                        continue;
                    }
                    let values = [("label", self.context.label(question)), ("text", &more)];
                    texts.push(fill(self.context.words.explained, &values));
                }
                _ => {}
            }
        }
        texts.push(self.context.words.table_hint.to_owned());
        texts.retain(|text| !text.is_empty());
        let text = cell_text(&texts.join("\n"));
        let format = style::muted();
        if last > QUESTION {
            sheet.merge_range(HINT_ROW, QUESTION, HINT_ROW, last, &text, &format)?;
        } else {
            sheet.write_string_with_format(HINT_ROW, QUESTION, &text, &format)?;
        }
        let count = lines(&text, total.max(NARROWEST), 10.0);
        sheet.set_row_height(HINT_ROW, height(count, 10.0))?;
        Ok(())
    }

    /// Formats, drop-downs and shading of one column.
    fn prepare(&self, sheet: &mut Worksheet, own: &Column) -> Result<(), XlsxError> {
        let (question, column) = (own.question, own.column);
        let format = format_of(own);
        sheet.set_column_format(column, &format)?;
        let framed = framed(&format);
        for row in 0..PREPARED {
            let format = if row < FRAMED { &framed } else { &format };
            sheet.write_blank(FIRST_ROW + row, column, format)?;
        }
        let end = CHECKED_TO - 1;
        let row = Row { section: &self.section.section.name, cells: &self.cells };
        let first = relative(FIRST_ROW, column);
        let rule = match (own.choice, self.cells.get(question.name.as_str())) {
            (Some(_), Some(cells)) => {
                Some(validation::tick(question, (&first, cells), Some(row), self.context)?)
            }
            _ => validation::of(question, &first, Some(row), self.context)?,
        };
        if let Some(rule) = rule {
            sheet.add_data_validation(FIRST_ROW, column, end, column, &rule)?;
        }
        if let Some(applies) = applies(self.section, question, Some(row), self.context) {
            let rule = ConditionalFormatFormula::new()
                .set_rule(format!("=NOT({applies})").as_str())
                .set_format(greyed())
                .set_stop_if_true(true);
            sheet.add_conditional_format(FIRST_ROW, column, end, column, &rule)?;
        }
        if question.required {
            self.mark_wanted(sheet, own, end)?;
        }
        Ok(())
    }

    /// Shades a required cell that is empty in a row that was begun.
    fn mark_wanted(&self, sheet: &mut Worksheet, own: &Column, end: u32) -> Result<(), XlsxError> {
        let Some(cells) = self.cells.get(own.question.name.as_str()) else { return Ok(()) };
        let last = self.columns.last().map_or(QUESTION, |own| own.column);
        let row = FIRST_ROW + 1;
        let begun = format!(
            "=AND(COUNTA(${}{row}:${}{row})>0,NOT({}))",
            model::place::column_letters(u32::from(QUESTION)),
            model::place::column_letters(u32::from(last)),
            given(cells),
        );
        let rule = ConditionalFormatFormula::new()
            .set_rule(begun.as_str())
            .set_format(Format::new().set_background_color(style::WANTED));
        sheet.add_conditional_format(FIRST_ROW, own.column, end, own.column, &rule)?;
        Ok(())
    }

    /// The rows that are entered.
    fn fill_in(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let entered = self.context.rows(&self.section.section.name);
        let mut above: Option<&Column> = None;
        for own in &self.columns {
            let first = above.is_none_or(|above| above.question.name != own.question.name);
            above = Some(own);
            let format = format_of(own);
            let framed = framed(&format);
            for (row, entries) in (0..).zip(entered) {
                let Some(entry) = entries.get(&own.question.name) else { continue };
                let format = if row < FRAMED { &framed } else { &format };
                self.enter(sheet, (FIRST_ROW + row, own), first, entry, format)?;
            }
        }
        Ok(())
    }

    fn enter(
        &self,
        sheet: &mut Worksheet,
        (row, own): (u32, &Column),
        first: bool,
        entry: &Entry,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let at = (row, own.column);
        match own.choice {
            Some(choice) => {
                self.context.tick(sheet, at, entry, (own.question, choice, first), format)
            }
            None => self.context.enter(sheet, at, entry, own.question, format),
        }
    }
}

/// The format of the cells of a column.
fn format_of(own: &Column) -> Format {
    match own.choice {
        Some(_) => tick_format(),
        None => answer_format(own.question),
    }
}

/// The format of a cell with a frame.
fn framed(format: &Format) -> Format {
    format.clone().set_border(FormatBorder::Thin).set_border_color(style::LINE)
}

/// Height the header of a column needs.
fn head_height(question: &Question, more: &str, context: &Context) -> f64 {
    let width = width(question, more, context);
    let below = match more {
        "" => 0.0,
        more => height(lines(more, width, SMALL), SMALL) - 6.0,
    };
    // Bold letters run wider.
    height(lines(context.label(question), width * 0.95, SIZE), SIZE) + below
}

/// An explanation, cut to what the highest header can show.
fn fitting(more: &str, width: f64) -> String {
    let fits = |text: &str| height(lines(text, width, SMALL), SMALL) <= HIGHEST_HEAD - 50.0;
    let mut kept = more.to_owned();
    while !fits(&kept) {
        let shorter = kept.encode_utf16().count() * 9 / 10;
        kept = cut(&kept, shorter);
    }
    kept
}

/// Width of a column in characters: by what goes in, so that no word of the label is broken, and wide enough for a long
/// explanation not to make a tower of the header.
fn width(question: &Question, more: &str, context: &Context) -> f64 {
    let by_kind = match &question.kind {
        QuestionType::Integer | QuestionType::Decimal => 15.0,
        QuestionType::Date => 14.0,
        QuestionType::SelectOne(list) => {
            let offered = context.offered(list);
            let longest = offered.iter().map(|choice| choice.label.chars().count());
            (longest.max().unwrap_or(0) as f64 + 4.0).clamp(13.0, 26.0)
        }
        QuestionType::SelectMultiple(_) => 30.0,
        QuestionType::Text if matches!(question.name.as_str(), "currency" | "buyer") => 16.0,
        QuestionType::Text | QuestionType::Note => 26.0,
    };
    let words = context.label(question).split_whitespace();
    let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
    let by_word = (longest as f64 * 1.15 + 2.0).min(WIDEST);
    let by_text = (more.chars().count() as f64 / 6.0).min(WIDEST);
    by_kind.max(by_word).max(by_text)
}
