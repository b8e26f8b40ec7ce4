//! The first sheet: what this is, by when, whom to ask, how far one has got, and how to fill it in.

use model::questionnaire::Question;
use rust_xlsxwriter::{
    Format, FormatBorder, ProtectionOptions, Url, Workbook, Worksheet, XlsxError,
};

use super::FormTranscription;
use super::context::Context;
use super::language;
use super::last_year;
use super::plan::{Plan, PlannedSection};
use super::progress::{Counter, Progress};
use super::validation;
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::fill;
use crate::xlsx::{cell_text, relative};

/// What the sheet is, out of sight; its columns and rows are named as those of questions are.
const MARKER: &str = "read_me:form";
/// First column that is seen, and the one after it, which cells to type in stand in.
const LEFT: u16 = 1;
const MIDDLE: u16 = 2;
const RIGHT: u16 = 3;
/// Widths of the three columns, in characters.
const WIDTHS: [f64; 3] = [34.0, 70.0, 46.0];
const SIZE: f64 = 11.0;

/// The sheet while it is written, with the next free row.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

/// Adds the sheet.
pub(super) fn write(
    workbook: &mut Workbook,
    plan: &Plan,
    progress: &Progress,
    context: &Context,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(&plan.read_me)?;
    for (column, width) in (LEFT..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string(0, 0, MARKER)?;
    sheet.write_string(0, LEFT, "question")?;
    sheet.write_string(0, MIDDLE, "answer")?;
    sheet.set_column_hidden(0)?.set_row_hidden(0)?;
    let mut page = Page { sheet, row: 1 };
    page.opening(plan, progress, context)?;
    if let Some(transcription) = context.inputs.transcription {
        page.transcription(transcription, context)?;
    }
    page.sheets(plan, progress, context)?;
    page.how(plan, context)?;
    page.nothing(plan, context)?;
    if context.inputs.transcription.is_none() {
        page.row += 1;
        page.wide(context.words.nothing_typed_here, &style::muted())?;
    }
    super::question_cells::set_up_page(sheet, context);
    sheet
        .set_portrait()
        .set_screen_gridlines(false)
        .protect_with_options(&ProtectionOptions::new())
        .set_selection(1, LEFT, 1, LEFT)?;
    sheet.set_active(true);
    Ok(())
}

impl Page<'_> {
    fn opening(
        &mut self,
        plan: &Plan,
        progress: &Progress,
        context: &Context,
    ) -> Result<(), XlsxError> {
        let (inputs, words) = (context.inputs, context.words);
        let settings = inputs.settings;
        let year = settings.year.to_string();
        let title = format!("{} – {}", inputs.pact.title, fill(words.title, &[("year", &year)]));
        let format = style::title().set_text_wrap();
        self.sheet.merge_range(1, LEFT, 1, RIGHT, &cell_text(&title), &format)?;
        let total: f64 = WIDTHS.iter().sum();
        self.sheet.set_row_height(1, height(lines(&title, total * 0.9, 16.0), 16.0) + 6.0)?;
        self.row = 2;
        if inputs.pact.sample {
            self.wide(words.sample, &style::notice())?;
        }
        self.wide(words.what_this_is, &style::text())?;
        if let Some(fall_back) = language::fall_back(inputs, plan) {
            let default = inputs.questionnaire.languages.first().map_or("en", String::as_str);
            self.wide(&language::said(&fall_back, default, words), &style::text().set_bold())?;
        }
        if inputs.participant.is_none() {
            self.wide(words.blank_form, &style::text().set_bold())?;
        }
        self.row += 1;
        let day = |day| words.day(day);
        let period = fill(
            words.period_value,
            &[("start", &day(settings.period.start)), ("end", &day(settings.period.end))],
        );
        if let Some(own) = inputs.participant {
            self.pair(words.organisation, &format!("{} ({})", own.name, own.id), false)?;
        }
        self.pair(words.period, &period, false)?;
        self.pair(words.due, &due(context), true)?;
        self.pair(words.ask, &whom_to_ask(context), false)?;
        self.pair(words.return_it, words.return_it_value, false)?;
        let row = self.row;
        self.pair(words.how_far, "", true)?;
        progress.in_all(words).write(self.sheet, (row, MIDDLE), &style::cell().set_bold())
    }

    /// Cells for who fills it in from what, and when the participant confirmed it, each named out of sight.
    fn transcription(
        &mut self,
        transcription: &FormTranscription,
        context: &Context,
    ) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.transcription)?;
        let name = context.inputs.participant.map_or("", |own| own.name.as_str());
        self.wide(&fill(words.transcription_hint, &[("name", name)]), &style::text())?;
        let frame = |format: Format| {
            format.set_unlocked().set_border(FormatBorder::Thin).set_border_color(style::INK)
        };
        let (text, day) = (frame(style::text()), frame(style::text().set_num_format(style::DAY)));
        let cells = [
            ("transcribed_from", words.transcribed_from, transcription.from, &text),
            ("entered_by", words.entered_by, transcription.entered_by, &text),
            ("confirmed_on", words.confirmed_on, "", &day),
        ];
        for (key, label, value, format) in cells {
            let named = style::cell().set_background_color(style::PALE);
            self.sheet.write_string(self.row, 0, key)?;
            self.sheet.write_string_with_format(self.row, LEFT, label, &named)?;
            match value {
                "" => self.sheet.write_blank(self.row, MIDDLE, format)?,
                value => self.sheet.write_string_with_format(
                    self.row,
                    MIDDLE,
                    cell_text(value),
                    &style::for_text(format, value),
                )?,
            };
            if key == "confirmed_on" {
                let rule = validation::day(&relative(self.row, MIDDLE), context)?;
                self.sheet.add_data_validation(self.row, MIDDLE, self.row, MIDDLE, &rule)?;
            }
            self.next(lines(value, WIDTHS[1], SIZE).max(lines(label, WIDTHS[0], SIZE)))?;
        }
        Ok(())
    }

    /// The sheets, each with a link to it, what it asks, and how far one has got.
    fn sheets(
        &mut self,
        plan: &Plan,
        progress: &Progress,
        context: &Context,
    ) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.sheets)?;
        self.cells(words.sheets_head, &style::head())?;
        for section in &plan.sections {
            let asks = what_it_asks(section, context);
            let counter = progress.of_section(&section.section.name, words);
            self.sheet_row(&section.sheet, &asks, Some(&counter))?;
        }
        if let Some(lists) = &plan.lists {
            self.sheet_row(lists, words.lists_hint, None)?;
        }
        Ok(())
    }

    fn sheet_row(
        &mut self,
        sheet: &str,
        asks: &str,
        counter: Option<&Counter>,
    ) -> Result<(), XlsxError> {
        let format = style::cell();
        let target = format!("internal:'{}'!B2", sheet.replace('\'', "''"));
        let link = format.clone().set_hyperlink();
        self.sheet.write_url_with_format(
            self.row,
            LEFT,
            Url::new(target).set_text(sheet),
            &link,
        )?;
        self.sheet.write_string_with_format(self.row, MIDDLE, cell_text(asks), &format)?;
        let mut most = lines(asks, WIDTHS[1], SIZE).max(lines(sheet, WIDTHS[0], SIZE));
        match counter {
            Some(counter) => {
                counter.write(self.sheet, (self.row, RIGHT), &format)?;
                most = most.max(lines(counter.shown(), WIDTHS[2], SIZE));
            }
            None => {
                self.sheet.write_blank(self.row, RIGHT, &format)?;
            }
        }
        self.next(most)
    }

    fn how(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.how)?;
        let with_last_year = plan.sections.iter().any(|section| {
            let name = &section.section.name;
            let carries = |q: &Question| last_year::is_offered(q, name, context);
            !section.section.repeat && section.questions().any(carries)
        });
        let last_year = fill(words.step_last_year, &[("word", words.as_last_year)]);
        let steps = words.steps.iter().copied();
        let steps = steps.chain(with_last_year.then_some(last_year.as_str()));
        for (number, step) in (1..).zip(steps) {
            self.wide(&format!("{number}. {step}"), &style::text())?;
        }
        Ok(())
    }

    fn nothing(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.nothing)?;
        self.cells(words.nothing_head, &style::head())?;
        for row in words.nothing_rows {
            self.cells(*row, &style::cell())?;
        }
        let mut questions = plan.sections.iter().flat_map(PlannedSection::questions);
        let [mean, how, read] = words.withheld;
        let how = match questions.find(|question| question.name == "protect_volume") {
            Some(question) => fill(how, &[("question", context.label(question))]),
            None => words.withheld_without_question.to_owned(),
        };
        self.cells([mean, &how, read], &style::cell())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.wide(text, &style::band())
    }

    /// Text over all columns.
    fn wide(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, LEFT, self.row, RIGHT, &cell_text(text), format)?;
        let total: f64 = WIDTHS.iter().sum();
        self.next(lines(text, total, SIZE))
    }

    fn pair(&mut self, name: &str, value: &str, strong: bool) -> Result<(), XlsxError> {
        let mut format = style::cell();
        if strong {
            format = format.set_bold();
        }
        let label = style::cell().set_background_color(style::PALE);
        self.sheet.write_string_with_format(self.row, LEFT, name, &label)?;
        self.sheet.merge_range(self.row, MIDDLE, self.row, RIGHT, &cell_text(value), &format)?;
        let count = lines(value, WIDTHS[1] + WIDTHS[2], SIZE);
        self.next(count.max(lines(name, WIDTHS[0], SIZE)))
    }

    fn cells(&mut self, texts: [&str; 3], format: &Format) -> Result<(), XlsxError> {
        let mut most = 1;
        for ((column, text), width) in (LEFT..).zip(texts).zip(WIDTHS) {
            self.sheet.write_string_with_format(self.row, column, cell_text(text), format)?;
            most = most.max(lines(text, width, SIZE));
        }
        self.next(most)
    }

    fn next(&mut self, count: usize) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height(count, SIZE))?;
        self.row += 1;
        Ok(())
    }
}

/// Whom to ask, as the settings say it.
fn whom_to_ask(context: &Context) -> String {
    let Some(office) = &context.inputs.pact.secretariat else {
        return context.words.secretariat.to_owned();
    };
    let name = office.name.in_language(context.words.language);
    let parts = [name, &office.email, &office.telephone];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The day it is due; for a participant with an extension also the day it was.
fn due(context: &Context) -> String {
    let (settings, words) = (context.inputs.settings, context.words);
    let deadline = words.day(settings.deadline);
    let own = context.inputs.participant.map(|own| settings.due_on(own.id.as_str()));
    match own.filter(|own| *own != settings.deadline) {
        Some(own) => fill(words.extended, &[("day", &words.day(own)), ("deadline", &deadline)]),
        None => deadline,
    }
}

fn what_it_asks(section: &PlannedSection, context: &Context) -> String {
    let words = context.words;
    let about = match section.section.hint.in_language(&context.language).trim() {
        "" => section.label(&context.language),
        hint => hint,
    };
    match section.section.repeat {
        true => format!("{about} ({})", words.sheet_table),
        false => about.to_owned(),
    }
}
