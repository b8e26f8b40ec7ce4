//! The first sheet: what this is, by when, and how to fill it in.

use model::questionnaire::Question;
use rust_xlsxwriter::{ProtectionOptions, Url, Workbook, Worksheet, XlsxError};

use super::context::Context;
use super::last_year;
use super::plan::{Plan, PlannedSection};
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::fill;
use crate::xlsx::cell_text;

/// Widths of the three columns, in characters.
const WIDTHS: [f64; 3] = [38.0, 44.0, 50.0];
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
    context: &Context,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(&plan.read_me)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = Page { sheet, row: 0 };
    page.opening(context)?;
    page.how(plan, context)?;
    page.nothing(context)?;
    page.sheets(plan, context)?;
    page.ids(plan, context)?;
    page.wide(context.words.nothing_typed_here, &style::muted())?;
    super::question_cells::set_up_page(sheet, context);
    sheet
        .set_portrait()
        .set_print_fit_to_pages(1, 1)
        .set_screen_gridlines(false)
        .protect_with_options(&ProtectionOptions::new());
    sheet.set_active(true);
    Ok(())
}

impl Page<'_> {
    fn opening(&mut self, context: &Context) -> Result<(), XlsxError> {
        let (inputs, words) = (context.inputs, context.words);
        let (settings, participant) = (inputs.settings, inputs.participant);
        let year = settings.year.to_string();
        let title = format!("{} – {}", inputs.pact.title, fill(words.title, &[("year", &year)]));
        self.sheet.merge_range(0, 0, 0, 2, &cell_text(&title), &style::title().set_text_wrap())?;
        let total: f64 = WIDTHS.iter().sum();
        self.sheet.set_row_height(0, height(lines(&title, total * 0.9, 16.0), 16.0) + 6.0)?;
        self.row = 1;
        if inputs.pact.sample {
            self.wide(words.sample, &style::notice())?;
        }
        self.wide(words.what_this_is, &style::text())?;
        self.row += 1;
        let period = fill(
            words.period_value,
            &[
                ("start", &words.day(settings.period.start)),
                ("end", &words.day(settings.period.end)),
            ],
        );
        let who = format!("{} ({})", participant.name, participant.id);
        let due = words.day(settings.due_on(participant.id.as_str()));
        self.pair(words.organisation, &who, false)?;
        self.pair(words.period, &period, false)?;
        self.pair(words.due, &due, true)?;
        self.pair(words.return_it, words.return_it_value, false)
    }

    fn how(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.how)?;
        let with_last_year = plan.sections.iter().any(|section| {
            let name = &section.section.name;
            let carries = |q: &Question| {
                last_year::can_carry(q, name) && last_year::answer(q, context).is_some()
            };
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

    fn nothing(&mut self, context: &Context) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.nothing)?;
        self.cells(words.nothing_head, &style::head())?;
        for row in words.nothing_rows {
            self.cells(*row, &style::cell())?;
        }
        Ok(())
    }

    fn sheets(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let words = context.words;
        self.heading(words.sheets)?;
        self.two(words.sheets_head, &style::head(), None)?;
        for section in &plan.sections {
            let asks = what_it_asks(section, context);
            let target = format!("internal:'{}'!B2", section.sheet.replace('\'', "''"));
            self.two([&section.sheet, &asks], &style::cell(), Some(&target))?;
        }
        Ok(())
    }

    /// The ids that can be named, where a question asks for one.
    fn ids(&mut self, plan: &Plan, context: &Context) -> Result<(), XlsxError> {
        let mut questions = plan.sections.iter().flat_map(PlannedSection::questions);
        if !questions.any(|q| q.name == "buyer" || q.name == "reports_for") {
            return Ok(());
        }
        let words = context.words;
        self.heading(words.ids)?;
        self.wide(words.ids_hint, &style::text())?;
        self.two(words.ids_head, &style::head(), None)?;
        for (id, name) in &context.participants {
            self.two([id.as_str(), name], &style::cell(), None)?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.wide(text, &style::band())
    }

    /// Text over all columns.
    fn wide(&mut self, text: &str, format: &rust_xlsxwriter::Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 2, &cell_text(text), format)?;
        let total: f64 = WIDTHS.iter().sum();
        self.next(lines(text, total, SIZE))
    }

    fn pair(&mut self, name: &str, value: &str, strong: bool) -> Result<(), XlsxError> {
        let mut format = style::cell();
        if strong {
            format = format.set_bold();
        }
        let label = style::cell().set_background_color(style::PALE);
        self.sheet.write_string_with_format(self.row, 0, name, &label)?;
        self.sheet.merge_range(self.row, 1, self.row, 2, &cell_text(value), &format)?;
        let count = lines(value, WIDTHS[1] + WIDTHS[2], SIZE);
        self.next(count.max(lines(name, WIDTHS[0], SIZE)))
    }

    fn cells(
        &mut self,
        texts: [&str; 3],
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        let mut most = 1;
        for ((column, text), width) in (0..).zip(texts).zip(WIDTHS) {
            self.sheet.write_string_with_format(self.row, column, text, format)?;
            most = most.max(lines(text, width, SIZE));
        }
        self.next(most)
    }

    /// A row of two cells, the second over two columns; the first may lead to another sheet.
    fn two(
        &mut self,
        [first, second]: [&str; 2],
        format: &rust_xlsxwriter::Format,
        target: Option<&str>,
    ) -> Result<(), XlsxError> {
        match target {
            Some(target) => {
                let link = format.clone().set_hyperlink();
                let url = Url::new(target).set_text(first);
                self.sheet.write_url_with_format(self.row, 0, url, &link)?
            }
            None => self.sheet.write_string_with_format(self.row, 0, first, format)?,
        };
        self.sheet.merge_range(self.row, 1, self.row, 2, &cell_text(second), format)?;
        let count = lines(second, WIDTHS[1] + WIDTHS[2], SIZE);
        self.next(count.max(lines(first, WIDTHS[0], SIZE)))
    }

    fn next(&mut self, count: usize) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height(count, SIZE))?;
        self.row += 1;
        Ok(())
    }
}

fn what_it_asks(section: &PlannedSection, context: &Context) -> String {
    let words = context.words;
    let about = match section.section.hint.in_language(&context.language).trim() {
        "" => section.label(&context.language),
        hint => hint,
    };
    let count = section.questions().count();
    let size = match (section.section.repeat, count) {
        (true, _) => words.sheet_table.to_owned(),
        (false, 1) => words.sheet_one_question.to_owned(),
        (false, count) => fill(words.sheet_questions, &[("count", &count.to_string())]),
    };
    format!("{about} ({size})")
}
