//! What can be chosen where no drop-down can say it: lists of which several entries go into one cell; in a blank form
//! every list, since paper has no drop-downs; participants with their ids.

use model::questionnaire::Question;
use rust_xlsxwriter::{Format, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::context::Context;
use super::plan::{Plan, PlannedSection, is_listed, names_participants};
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::fill;
use crate::xlsx::cell_text;

/// What the sheet is, out of sight.
const MARKER: &str = "read_me:lists";
const LEFT: u16 = 1;
const RIGHT: u16 = 2;
const FIRST_ROW: u32 = 3;
/// Widths of a label or an id, and of a name, in characters.
const WIDTHS: [f64; 2] = [58.0, 52.0];
const SIZE: f64 = 11.0;

/// The sheet while it is written, with the next free row.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

/// Adds the sheet, where there is anything to say.
pub(super) fn write(
    workbook: &mut Workbook,
    plan: &Plan,
    context: &Context,
) -> Result<(), XlsxError> {
    let Some(title) = &plan.lists else { return Ok(()) };
    let sheet = workbook.add_worksheet().set_name(title)?;
    sheet.write_string(0, 0, MARKER)?;
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    for (column, width) in (LEFT..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(1, LEFT, title, &style::title())?;
    sheet.set_row_height(1, 30)?;
    let hint = context.words.lists_hint;
    sheet.merge_range(2, LEFT, 2, RIGHT, hint, &style::muted())?;
    let mut page = Page { sheet, row: FIRST_ROW };
    page.lists(plan, context)?;
    page.participants(plan, context)?;
    sheet.set_freeze_panes(FIRST_ROW, 0)?;
    super::question_cells::set_up_page(sheet, context);
    sheet.set_portrait().set_screen_gridlines(false);
    let mut allowed = ProtectionOptions::new();
    allowed.format_columns = true;
    sheet.protect_with_options(&allowed);
    Ok(())
}

impl Page<'_> {
    fn lists(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let words = context.words;
        for (list, question, more) in listed(plan, context) {
            let label = match question.label.in_language(&context.language) {
                "" => &question.name,
                label => label,
            };
            let more_text = more.to_string();
            let values = [("question", label), ("more", more_text.as_str())];
            let head = match more {
                0 => words.list_of,
                1 => words.list_of_two,
                _ => words.list_of_several,
            };
            self.row(&fill(head, &values), None, &style::band())?;
            for choice in context.offered(list) {
                self.row(choice.label, None, &style::cell())?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn participants(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let mut questions = plan.sections.iter().flat_map(PlannedSection::questions);
        if !questions.any(names_participants) {
            return Ok(());
        }
        let [id, name] = context.words.ids_head;
        self.row(id, Some(name), &style::band())?;
        for (id, name) in &context.participants {
            self.row(id.as_str(), Some(name), &style::cell())?;
        }
        Ok(())
    }

    /// A row with one text over both columns, or one in each.
    fn row(&mut self, text: &str, beside: Option<&str>, format: &Format) -> Result<(), XlsxError> {
        let own = style::for_text(format, text);
        let count = if let Some(beside) = beside {
            self.sheet.write_string_with_format(self.row, LEFT, cell_text(text), &own)?;
            let format = style::for_text(format, beside);
            self.sheet.write_string_with_format(self.row, RIGHT, cell_text(beside), &format)?;
            lines(text, WIDTHS[0], SIZE).max(lines(beside, WIDTHS[1], SIZE))
        } else {
            self.sheet.merge_range(self.row, LEFT, self.row, RIGHT, &cell_text(text), &own)?;
            lines(text, WIDTHS[0] + WIDTHS[1], SIZE)
        };
        self.sheet.set_row_height(self.row, height(count, SIZE))?;
        self.row += 1;
        Ok(())
    }
}

/// The lists that stand on the sheet, each with the first question it is for and the number of others.
fn listed<'a>(plan: &Plan<'a>, context: &Context) -> Vec<(&'a str, &'a Question, usize)> {
    let mut listed: Vec<(&str, &Question, usize)> = Vec::new();
    let questions = plan.sections.iter().flat_map(PlannedSection::questions);
    for question in questions.filter(|question| is_listed(question, context.inputs)) {
        let Some(list) = question.list_name() else { continue };
        match listed.iter_mut().find(|(name, ..)| *name == list) {
            Some((.., more)) => *more += 1,
            None => listed.push((list, question, 0)),
        }
    }
    listed
}
