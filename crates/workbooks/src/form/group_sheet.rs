//! The sheet of a group: a row for each question, and one for each choice that is ticked.

use std::cell::Cell;

use model::questionnaire::{Question, QuestionType};
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, FormatBorder, ProtectionOptions, Workbook, Worksheet,
    XlsxError,
};

use super::choices::Offered;
use super::context::{AnswerCells, Context, row_of};
use super::entries::Entry;
use super::expression::given;
use super::last_year;
use super::plan::{
    ANSWER, FIRST_ROW, HEAD_ROW, HINT_ROW, Item, PlannedSection, QUESTION, TITLE_ROW,
};
use super::progress::Progress;
use super::question_cells::{
    answer_format, applies, explanation, greyed, labelled, set_up_page, tick_format, title,
};
use super::validation;
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::fill;
use crate::xlsx::{cell_text, relative};

const LAST_YEAR: u16 = 3;
/// Column of the marks "as last year".
pub(super) const CARRIED: u16 = 4;
/// Widths of question, answer, last year's answer and "as last year", in characters.
const WIDTHS: [f64; 4] = [54.0, 58.0, 46.0, 17.0];
const SIZE: f64 = 11.0;
const SMALL: f64 = 10.0;
/// What A4 has room for between its margins, landscape: across and down, in points.
const PAGE: [f64; 2] = [784.0, 516.0];
/// Width of a character of the default font, in points.
const CHARACTER: f64 = 5.25;
/// By how much more than a page a sheet may have to be made smaller for it.
const SQUEEZED: f64 = 1.4;
/// Characters by which the label of a choice is indented.
const INDENT: f64 = 4.0;

/// One sheet while it is written.
struct GroupSheet<'s, 'a> {
    section: &'s PlannedSection<'a>,
    context: &'s Context<'a>,
    /// Last column in use.
    last: u16,
    /// How high the rows are together so far, in points.
    high: Cell<f64>,
}

/// Adds the sheet of a group.
pub(super) fn write(
    workbook: &mut Workbook,
    section: &PlannedSection,
    progress: &Progress,
    context: &Context,
) -> Result<(), XlsxError> {
    let any = |is: &dyn Fn(&Question) -> bool| section.questions().any(is);
    let last = match () {
        () if any(&|q| last_year::is_offered(q, &section.section.name, context)) => CARRIED,
        () if any(&|q| last_year::answer(q, context).is_some()) => LAST_YEAR,
        () => ANSWER,
    };
    let group = GroupSheet { section, context, last, high: Cell::new(0.0) };
    let sheet = workbook.add_worksheet().set_name(&section.sheet)?;
    group.head(sheet, progress)?;
    for (index, item) in section.items.iter().enumerate() {
        let row = row_of(index);
        match item {
            Item::Heading(strategy) => {
                let pact = context.inputs.pact;
                let title = pact.strategy_title(*strategy, &context.language);
                group.across(sheet, row, "note:heading", title)?;
            }
            Item::Note(note) => group.note(sheet, row, note)?,
            Item::Question(question) => group.question(sheet, row, question)?,
            Item::Choice(question, choice) => group.choice(sheet, row, question, *choice)?,
        }
    }
    finish(sheet, context)?;
    if group.fits_a_page() {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
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
    fn head(&self, sheet: &mut Worksheet, progress: &Progress) -> Result<(), XlsxError> {
        let words = self.context.words;
        let section = self.section.section;
        sheet.write_string(0, 0, format!("group:{}", section.name))?;
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
        self.set_height(sheet, HEAD_ROW, height(1, SIZE))?;
        title(sheet, self.section.label(&self.context.language), WIDTHS[0])?;
        let counter = progress.of_section(&section.name, words);
        let beside =
            style::text().set_bold().set_align(rust_xlsxwriter::FormatAlign::VerticalCenter);
        counter.write(sheet, (TITLE_ROW, ANSWER), &beside)?;
        let hint = section.hint.in_language(&self.context.language);
        self.merged(sheet, HINT_ROW, hint, &style::muted(), SMALL)
    }

    fn set_height(&self, sheet: &mut Worksheet, row: u32, points: f64) -> Result<(), XlsxError> {
        self.high.set(self.high.get() + points);
        sheet.set_row_height(row, points)?;
        Ok(())
    }

    /// Whether the sheet takes one page, or so little more that it is better made to.
    fn fits_a_page(&self) -> bool {
        let width: f64 = WIDTHS[..usize::from(self.last)].iter().sum();
        let smaller = (PAGE[0] / (width * CHARACTER)).min(1.0);
        self.high.get() * smaller <= PAGE[1] * SQUEEZED
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
        self.set_height(sheet, row, height(lines(text, width, size), size))?;
        Ok(())
    }

    fn across(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        name: &str,
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string(row, 0, name)?;
        self.merged(sheet, row, text, &style::band(), SIZE)
    }

    fn note(&self, sheet: &mut Worksheet, row: u32, note: &Question) -> Result<(), XlsxError> {
        let language = &self.context.language;
        let label = note.label.in_language(language);
        let text = match note.hint.in_language(language) {
            "" => label.to_owned(),
            hint => format!("{label}\n{hint}"),
        };
        self.across(sheet, row, &format!("note:{}", note.name), &text)?;
        self.grey_unless_it_applies(sheet, row, note)
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
        let below = Format::new().set_font_size(SMALL).set_font_color(style::MUTED);
        let fonts = [&Format::new(), &below];
        labelled(sheet, (row, QUESTION), label, &more, &asked(), fonts)?;
        let ticked = !self.section.ticks(&question.name).is_empty();
        if ticked {
            sheet.write_blank(row, ANSWER, &asked())?;
        } else {
            self.answer(sheet, row, question)?;
        }
        let mut needed = height(lines(label, WIDTHS[0], SIZE), SIZE);
        if !more.is_empty() {
            needed += height(lines(&more, WIDTHS[0], SMALL), SMALL) - 6.0;
        }
        if self.last >= LAST_YEAR {
            let text = self.last_year(sheet, row, question)?;
            needed = needed.max(height(lines(&text, WIDTHS[2], SMALL), SMALL));
        }
        if !ticked {
            needed = needed.max(height(self.room(question), SIZE));
        }
        self.set_height(sheet, row, needed.min(409.0))?;
        self.grey_unless_it_applies(sheet, row, question)?;
        if question.required && !ticked { self.mark_wanted(sheet, row, question) } else { Ok(()) }
    }

    /// The row of one choice: its label, and the cell to tick.
    fn choice(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &'a Question,
        choice: Offered,
    ) -> Result<(), XlsxError> {
        let context = self.context;
        sheet.write_string(row, 0, super::choices::tick_name(&question.name, choice.code))?;
        let label = cell_text(choice.label);
        sheet.write_string_with_format(row, QUESTION, &label, &asked().set_indent(3))?;
        let count = lines(&label, WIDTHS[0] - INDENT, SIZE);
        self.set_height(sheet, row, height(count, SIZE))?;
        let entry = context.at_first(&self.section.section.name, question);
        let ticks = self.section.ticks(&question.name);
        let first = ticks.first().is_some_and(|(_, own)| own.code == choice.code);
        let format = framed(&tick_format(), question);
        context.tick(sheet, (row, ANSWER), &entry, (question, choice, first), &format)?;
        let rule = validation::tick(
            question,
            (&relative(row, ANSWER), &self.cells(question, row)),
            None,
            context,
        )?;
        sheet.add_data_validation(row, ANSWER, row, ANSWER, &rule)?;
        for column in LAST_YEAR..=self.last {
            sheet.write_blank(row, column, &asked())?;
        }
        self.grey_unless_it_applies(sheet, row, question)?;
        if question.required { self.mark_wanted(sheet, row, question) } else { Ok(()) }
    }

    /// Lines of room an answer is given to start with: most where something is told.
    fn room(&self, question: &Question) -> usize {
        let section = self.section.section.name.as_str();
        if question.kind != QuestionType::Text || section == "organisation" {
            return 1;
        }
        let told = section == "reflection" || question.name.ends_with("_story");
        match question.constraint {
            Some(_) => 1,
            None if told => 8,
            None => 3,
        }
    }

    fn answer(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<(), XlsxError> {
        let context = self.context;
        let format = framed(&answer_format(question), question);
        let entry = context.at_first(&self.section.section.name, question);
        context.enter(sheet, (row, ANSWER), &entry, question, &format)?;
        if let Some(rule) = validation::of(question, &relative(row, ANSWER), None, context)? {
            sheet.add_data_validation(row, ANSWER, row, ANSWER, &rule)?;
        }
        Ok(())
    }

    /// Last year's answer and the mark that it still holds; what is shown of it.
    fn last_year(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<String, XlsxError> {
        let context = self.context;
        let muted = style::cell().set_font_color(style::MUTED).set_font_size(SMALL).set_italic();
        let text = last_year::answer(question, context).map_or_else(String::new, |last| {
            let asked = last
                .question
                .map(|asked| fill(context.words.last_year_other_words, &[("question", &asked)]));
            asked.map_or_else(|| last.answer.clone(), |asked| format!("{}\n{asked}", last.answer))
        });
        sheet.write_string_with_format(row, LAST_YEAR, cell_text(&text), &muted)?;
        if self.last < CARRIED {
            return Ok(text);
        }
        if last_year::is_offered(question, &self.section.section.name, context) {
            let format =
                answer_format(question).set_border(FormatBorder::Thin).set_border_color(style::INK);
            let mark = match context.is_carried(&question.name) {
                true => Entry::Text(context.words.as_last_year.to_owned()),
                false => Entry::Blank,
            };
            context.enter(sheet, (row, CARRIED), &mark, question, &format)?;
            let rule = validation::carried(context)?;
            sheet.add_data_validation(row, CARRIED, row, CARRIED, &rule)?;
        } else {
            sheet.write_blank(row, CARRIED, &asked())?;
        }
        Ok(text)
    }

    /// The cells of an answer on its own sheet.
    fn cells(&self, question: &Question, row: u32) -> AnswerCells {
        let ticks = self.section.ticks(&question.name);
        if ticks.is_empty() {
            return AnswerCells::One(relative(row, ANSWER));
        }
        let cell = |(index, choice): (usize, Offered)| {
            (choice.code.to_owned(), relative(row_of(index), ANSWER))
        };
        AnswerCells::Ticks(ticks.into_iter().map(cell).collect())
    }

    /// Shades a required cell that is empty.
    fn mark_wanted(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<(), XlsxError> {
        let mut wanted = format!("NOT({})", given(&self.cells(question, row)));
        if self.last == CARRIED {
            wanted = format!("AND({wanted},LEN(TRIM({}))=0)", relative(row, CARRIED));
        }
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("={wanted}").as_str())
            .set_format(Format::new().set_background_color(style::WANTED));
        sheet.add_conditional_format(row, ANSWER, row, ANSWER, &rule)?;
        Ok(())
    }

    /// Greys the row of a question that does not apply.
    fn grey_unless_it_applies(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        question: &Question,
    ) -> Result<(), XlsxError> {
        match applies(self.section, question, None, self.context) {
            Some(applies) => self.grey(sheet, row, &applies),
            None => Ok(()),
        }
    }

    /// Greys a row that does not apply.
    fn grey(&self, sheet: &mut Worksheet, row: u32, applies: &str) -> Result<(), XlsxError> {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=NOT({applies})").as_str())
            .set_format(greyed())
            .set_stop_if_true(true);
        sheet.add_conditional_format(row, QUESTION, row, self.last, &rule)?;
        Ok(())
    }
}

/// A cell that is there to be read.
fn asked() -> Format {
    style::cell().set_background_color(style::PALE)
}

/// The frame of a cell to type in; strong where an answer is required.
fn framed(format: &Format, question: &Question) -> Format {
    let border = if question.required { FormatBorder::Medium } else { FormatBorder::Thin };
    format.clone().set_border(border).set_border_color(style::INK)
}
