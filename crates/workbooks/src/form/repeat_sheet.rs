//! The sheet of a repeat: a column for each question, a row for each line.

use model::questionnaire::{Question, QuestionType};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, Format, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::context::Context;
use super::plan::{FIRST_ROW, HEAD_ROW, HINT_ROW, Item, PlannedSection, QUESTION, TITLE_ROW};
use super::question_cells::{answer_format, applies, explanation, greyed, labelled, set_up_page};
use super::validation;
use crate::style;
use crate::text_fit::{height, lines};
use crate::xlsx::{cell_text, relative};

/// Rows prepared with formats.
const PREPARED: u32 = 200;
/// Rows among them that are framed. Frames are printed, so rows below are framed only by who fills them in.
const FRAMED: u32 = 20;
/// Last row with drop-downs and checks, as people count rows.
const CHECKED_TO: u32 = 2000;
/// Fewest characters over which title and hint are laid out.
const NARROWEST: f64 = 60.0;
const SIZE: f64 = 11.0;
const SMALL: f64 = 9.0;

/// Adds the sheet of a repeat. Not protected: people sort, paste and insert rows there.
pub(super) fn write(
    workbook: &mut Workbook,
    section: &PlannedSection,
    context: &Context,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(&section.sheet)?;
    sheet.write_string(0, 0, format!("repeat:{}", section.section.name))?;
    let columns: Vec<(u16, &Question)> = (QUESTION..).zip(section.questions()).collect();
    head(sheet, section, &columns, context)?;
    let last = QUESTION + columns.len() as u16 - 1;
    for (column, question) in &columns {
        prepare(sheet, section, *column, last, question, context)?;
    }
    fill_in(sheet, section, &columns, context)?;
    context.mishaps(sheet, section)?;
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    sheet.set_freeze_panes(FIRST_ROW, QUESTION + 1)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    set_up_page(sheet, context);
    sheet.set_selection(FIRST_ROW, QUESTION, FIRST_ROW, QUESTION)?;
    Ok(())
}

fn head(
    sheet: &mut Worksheet,
    section: &PlannedSection,
    columns: &[(u16, &Question)],
    context: &Context,
) -> Result<(), XlsxError> {
    let label = section.label(&context.language);
    sheet.write_string_with_format(TITLE_ROW, QUESTION, cell_text(label), &style::title())?;
    sheet.set_row_height(TITLE_ROW, 30)?;
    let small = Format::new().set_font_size(SMALL).set_font_color(Color::White);
    let strong = Format::new().set_bold().set_font_color(Color::White);
    let mut needed: f64 = 0.0;
    let mut total = 0.0;
    for (column, question) in columns {
        let width = width(question, context);
        total += width;
        let label = context.label(question);
        let more = explanation(question, context);
        sheet.set_column_width(*column, width)?;
        sheet.write_string(0, *column, &question.name)?;
        let at = (HEAD_ROW, *column);
        labelled(sheet, at, label, &more, &style::head(), [&strong, &small])?;
        let below = match more.as_str() {
            "" => 0.0,
            more => height(lines(more, width, SMALL), SMALL) - 6.0,
        };
        // Bold runs wider.
        needed = needed.max(height(lines(label, width * 0.9, SIZE), SIZE) + below);
    }
    sheet.set_row_height(HEAD_ROW, needed.min(409.0))?;
    hint(sheet, section, columns.len() as u16, total, context)
}

/// The section's hint and notes, over the columns.
fn hint(
    sheet: &mut Worksheet,
    section: &PlannedSection,
    columns: u16,
    total: f64,
    context: &Context,
) -> Result<(), XlsxError> {
    let language = &context.language;
    let mut texts = vec![section.section.hint.in_language(language)];
    for item in &section.items {
        if let Item::Note(note) = item {
            texts.push(note.label.in_language(language));
            texts.push(note.hint.in_language(language));
        }
    }
    texts.push(context.words.table_hint);
    texts.retain(|text| !text.is_empty());
    let text = cell_text(&texts.join("\n"));
    let format = style::muted();
    if columns > 1 {
        let last = QUESTION + columns - 1;
        sheet.merge_range(HINT_ROW, QUESTION, HINT_ROW, last, &text, &format)?;
    } else {
        sheet.write_string_with_format(HINT_ROW, QUESTION, &text, &format)?;
    }
    let count = lines(&text, total.max(NARROWEST), 10.0);
    sheet.set_row_height(HINT_ROW, height(count, 10.0))?;
    Ok(())
}

/// Formats, drop-downs and shading of one column.
fn prepare(
    sheet: &mut Worksheet,
    section: &PlannedSection,
    column: u16,
    last: u16,
    question: &Question,
    context: &Context,
) -> Result<(), XlsxError> {
    let format = answer_format(question);
    sheet.set_column_format(column, &format)?;
    let framed = framed(&format);
    for row in 0..PREPARED {
        let format = if row < FRAMED { &framed } else { &format };
        sheet.write_blank(FIRST_ROW + row, column, format)?;
    }
    let end = CHECKED_TO - 1;
    let first = relative(FIRST_ROW, column);
    if let Some(rule) = validation::of(question, &first, true, context)? {
        sheet.add_data_validation(FIRST_ROW, column, end, column, &rule)?;
    }
    if let Some(applies) = applies(section, question, context) {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=NOT({applies})").as_str())
            .set_format(greyed())
            .set_stop_if_true(true);
        sheet.add_conditional_format(FIRST_ROW, column, end, column, &rule)?;
    }
    if question.required {
        let row = FIRST_ROW + 1;
        let begun = format!(
            "=AND(COUNTA(${}{row}:${}{row})>0,LEN(TRIM({first}))=0)",
            model::place::column_letters(u32::from(QUESTION)),
            model::place::column_letters(u32::from(last)),
        );
        let rule = ConditionalFormatFormula::new()
            .set_rule(begun.as_str())
            .set_format(Format::new().set_background_color(style::WANTED));
        sheet.add_conditional_format(FIRST_ROW, column, end, column, &rule)?;
    }
    Ok(())
}

/// The rows that are entered.
fn fill_in(
    sheet: &mut Worksheet,
    section: &PlannedSection,
    columns: &[(u16, &Question)],
    context: &Context,
) -> Result<(), XlsxError> {
    let entered = context.rows(&section.section.name);
    for (column, question) in columns {
        let format = answer_format(question);
        let framed = framed(&format);
        for (row, entries) in (0..).zip(entered) {
            if let Some(entry) = entries.get(&question.name) {
                let format = if row < FRAMED { &framed } else { &format };
                context.enter(sheet, (FIRST_ROW + row, *column), entry, question, format)?;
            }
        }
    }
    Ok(())
}

/// The format of a cell with a frame.
fn framed(format: &Format) -> Format {
    format.clone().set_border(FormatBorder::Thin).set_border_color(style::LINE)
}

/// Width of a column in characters: by what goes in, and so that no word of the label is broken.
fn width(question: &Question, context: &Context) -> f64 {
    let by_kind = match &question.kind {
        QuestionType::Integer | QuestionType::Decimal => 13.0,
        QuestionType::Date => 12.0,
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
    f64::max(by_kind, longest as f64 * 1.15 + 2.0)
}
