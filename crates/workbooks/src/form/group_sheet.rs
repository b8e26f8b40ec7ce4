//! The sheet of a group: a row for each question.

use model::questionnaire::{Question, QuestionType};
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, FormatBorder, ProtectionOptions, Workbook, Worksheet,
    XlsxError,
};

use super::context::Context;
use super::last_year;
use super::plan::{
    ANSWER, FIRST_ROW, HEAD_ROW, HINT_ROW, Item, PlannedSection, QUESTION, TITLE_ROW,
};
use super::question_cells::{answer_format, applies, explanation, greyed, labelled, set_up_page};
use super::validation;
use crate::style;
use crate::text_fit::{height, lines};
use crate::xlsx::{cell_text, day, relative};

const LAST_YEAR: u16 = 3;
/// Column of the marks "as last year".
pub(super) const CARRIED: u16 = 4;
/// Widths of question, answer, last year's answer and "as last year", in characters.
const WIDTHS: [f64; 4] = [54.0, 58.0, 46.0, 17.0];
const SIZE: f64 = 11.0;
const SMALL: f64 = 10.0;

/// One sheet while it is written.
struct GroupSheet<'s, 'a> {
    section: &'s PlannedSection<'a>,
    context: &'s Context<'a>,
    /// Last column in use.
    last: u16,
}

/// Adds the sheet of a group.
pub(super) fn write(
    workbook: &mut Workbook,
    section: &PlannedSection,
    context: &Context,
) -> Result<(), XlsxError> {
    let mut questions = section.questions();
    let with_last_year = questions.any(|q| last_year::answer(q, context).is_some());
    let last = if with_last_year { CARRIED } else { ANSWER };
    let group = GroupSheet { section, context, last };
    let sheet = workbook.add_worksheet().set_name(&section.sheet)?;
    group.head(sheet)?;
    for (row, item) in (FIRST_ROW..).zip(&section.items) {
        match item {
            Item::Heading(strategy) => {
                let pact = context.inputs.pact;
                let title = pact.strategy_title(*strategy, &context.language);
                group.across(sheet, row, "note:heading", title, &style::band())?;
            }
            Item::Note(note) => group.note(sheet, row, note)?,
            Item::Question(question) => group.question(sheet, row, question)?,
        }
    }
    finish(sheet, context)
}

/// Page set-up, frozen head and protection of everything but the answers.
fn finish(sheet: &mut Worksheet, context: &Context) -> Result<(), XlsxError> {
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    sheet.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    set_up_page(sheet, context);
    sheet.set_selection(FIRST_ROW, ANSWER, FIRST_ROW, ANSWER)?;
    let mut allowed = ProtectionOptions::new();
    allowed.format_rows = true;
    allowed.format_columns = true;
    sheet.protect_with_options(&allowed);
    sheet.set_screen_gridlines(false);
    Ok(())
}

impl<'a> GroupSheet<'_, 'a> {
    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let words = self.context.words;
        sheet.write_string(0, 0, format!("group:{}", self.section.section.name))?;
        let columns = [
            (QUESTION, "question", words.question),
            (ANSWER, "answer", words.answer),
            (LAST_YEAR, "last_year", words.last_year),
            (CARRIED, "carried", words.carried),
        ];
        for ((column, name, label), width) in columns.into_iter().zip(WIDTHS) {
            if column <= self.last {
                sheet.set_column_width(column, width)?;
                sheet.write_string(0, column, name)?;
                sheet.write_string_with_format(HEAD_ROW, column, label, &style::head())?;
            }
        }
        sheet.set_row_height(HEAD_ROW, height(1, SIZE))?;
        let label = self.section.label(&self.context.language);
        sheet.write_string_with_format(TITLE_ROW, QUESTION, cell_text(label), &style::title())?;
        sheet.set_row_height(TITLE_ROW, 30)?;
        let section = self.section.section;
        self.merged(
            sheet,
            HINT_ROW,
            section.hint.in_language(&self.context.language),
            &style::muted(),
            SMALL,
        )
    }

    /// Text over all columns.
    fn merged(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        text: &str,
        format: &Format,
        size: f64,
    ) -> Result<(), XlsxError> {
        sheet.merge_range(row, QUESTION, row, self.last, &cell_text(text), format)?;
        let width: f64 = WIDTHS[..usize::from(self.last)].iter().sum();
        sheet.set_row_height(row, height(lines(text, width, size), size))?;
        Ok(())
    }

    fn across(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        name: &str,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        sheet.write_string(row, 0, name)?;
        self.merged(sheet, row, text, format, SIZE)
    }

    fn note(&self, sheet: &mut Worksheet, row: u32, note: &Question) -> Result<(), XlsxError> {
        let language = &self.context.language;
        let label = note.label.in_language(language);
        let hint = note.hint.in_language(language);
        let text = match hint {
            "" => label.to_owned(),
            hint => format!("{label}\n{hint}"),
        };
        let name = format!("note:{}", note.name);
        self.across(sheet, row, &name, &text, &style::band())
    }

    fn question(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &'a Question,
    ) -> Result<(), XlsxError> {
        let context = self.context;
        sheet.write_string(row, 0, &question.name)?;
        let more = explanation(question, context);
        let label = context.label(question);
        let asked = style::cell().set_background_color(style::PALE);
        let below = Format::new().set_font_size(SMALL).set_font_color(style::MUTED);
        let fonts = [&Format::new(), &below];
        labelled(sheet, (row, QUESTION), label, &more, &asked, fonts)?;
        self.answer(sheet, row, question)?;
        let mut needed = height(lines(label, WIDTHS[0], SIZE), SIZE);
        if !more.is_empty() {
            needed += height(lines(&more, WIDTHS[0], SMALL), SMALL) - 6.0;
        }
        if self.last == CARRIED {
            let text = self.last_year(sheet, row, question)?;
            needed = needed.max(height(lines(&text, WIDTHS[2], SMALL), SMALL));
        }
        needed = needed.max(height(self.room(question), SIZE));
        sheet.set_row_height(row, needed.min(409.0))?;
        self.colour(sheet, row, question)
    }

    /// Lines of room an answer is given to start with.
    fn room(&self, question: &Question) -> usize {
        let narrative = question.kind == QuestionType::Text
            && self.section.section.name != "organisation"
            && question.constraint.is_none();
        match narrative {
            true if question.name.ends_with("_evidence") => 3,
            true => 8,
            false => 1,
        }
    }

    fn answer(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<(), XlsxError> {
        let border = if question.required { FormatBorder::Medium } else { FormatBorder::Thin };
        let format = answer_format(question).set_border(border).set_border_color(style::INK);
        match self.context.entry(&self.section.section.name, &question.name) {
            Some(entry) => {
                self.context.enter(sheet, (row, ANSWER), entry, question, &format)?;
            }
            None => self.prefilled(sheet, row, question, &format)?,
        }
        let cell = relative(row, ANSWER);
        if let Some(rule) = validation::of(question, &cell, false, self.context)? {
            sheet.add_data_validation(row, ANSWER, row, ANSWER, &rule)?;
        }
        Ok(())
    }

    /// What the form comes with, in the group `organisation` alone: who it is for, the year's period,
    /// and the questionnaire's own defaults.
    fn prefilled(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let inputs = self.context.inputs;
        let period = inputs.settings.period;
        if self.section.section.name != "organisation" {
            sheet.write_blank(row, ANSWER, format)?;
            return Ok(());
        }
        let text = match question.name.as_str() {
            "participant_id" => inputs.participant.id.as_str(),
            "organisation_name" => &inputs.participant.name,
            "period_start" => {
                sheet.write_datetime_with_format(row, ANSWER, &day(period.start)?, format)?;
                return Ok(());
            }
            "period_end" => {
                sheet.write_datetime_with_format(row, ANSWER, &day(period.end)?, format)?;
                return Ok(());
            }
            _ => self.default(question),
        };
        if text.is_empty() {
            sheet.write_blank(row, ANSWER, format)?;
        } else {
            sheet.write_string_with_format(row, ANSWER, cell_text(text), format)?;
        }
        Ok(())
    }

    fn default<'q>(&self, question: &'q Question) -> &'q str
    where
        'a: 'q,
    {
        let Some(default) = question.default.as_deref() else {
            return "";
        };
        let offered = question.list_name().map(|list| self.context.offered(list));
        let found = offered.into_iter().flatten().find(|c| c.code == default);
        found.map_or(default, |choice| choice.label)
    }

    fn last_year(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<String, XlsxError> {
        let answer = last_year::answer(question, self.context);
        let muted = style::cell().set_font_color(style::MUTED).set_font_size(SMALL).set_italic();
        let text = answer.clone().unwrap_or_default();
        sheet.write_string_with_format(row, LAST_YEAR, cell_text(&text), &muted)?;
        if last_year::is_offered(question, &self.section.section.name, self.context) {
            let format =
                answer_format(question).set_border(FormatBorder::Thin).set_border_color(style::INK);
            if self.context.is_carried(&question.name) {
                let word = self.context.words.as_last_year;
                sheet.write_string_with_format(row, CARRIED, word, &format)?;
            } else {
                sheet.write_blank(row, CARRIED, &format)?;
            }
            let rule = validation::carried(self.context)?;
            sheet.add_data_validation(row, CARRIED, row, CARRIED, &rule)?;
        } else {
            let none = style::cell().set_background_color(style::PALE);
            sheet.write_blank(row, CARRIED, &none)?;
        }
        Ok(text)
    }

    /// Greys a question that does not apply, shades a required one that is empty.
    fn colour(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<(), XlsxError> {
        let applies = applies(self.section, question, self.context);
        if let Some(applies) = &applies {
            let rule = ConditionalFormatFormula::new()
                .set_rule(format!("=NOT({applies})").as_str())
                .set_format(greyed())
                .set_stop_if_true(true);
            sheet.add_conditional_format(row, QUESTION, row, self.last, &rule)?;
        }
        if question.required {
            let empty = |column| format!("LEN(TRIM({}))=0", relative(row, column));
            let mut wanted = empty(ANSWER);
            if self.last == CARRIED {
                wanted = format!("AND({wanted},{})", empty(CARRIED));
            }
            let rule = ConditionalFormatFormula::new()
                .set_rule(format!("={wanted}").as_str())
                .set_format(Format::new().set_background_color(style::WANTED));
            sheet.add_conditional_format(row, ANSWER, row, ANSWER, &rule)?;
        }
        Ok(())
    }
}
