//! What the sheets of groups and of repeats have in common.

use model::questionnaire::{Question, QuestionType};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::choices::{TICK, ticked};
use super::context::Context;
use super::expression::{Row, Translator};
use super::plan::{PlannedSection, QUESTION, TITLE_ROW, is_listed};
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::fill;
use crate::xlsx::cell_text;

/// The sign of an answer that is required, which needs no colour to be seen.
pub(super) const REQUIRED: &str = "●";

/// A4, landscape, as wide as the page, with who, what and which page below.
pub(super) fn set_up_page(sheet: &mut Worksheet, context: &Context) {
    let inputs = context.inputs;
    let who = inputs.participant.map_or(&inputs.pact.title, |own| &own.name).replace('&', "&&");
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(format!(
            "&L{who}, {}&C&A&R{} &P / &N",
            inputs.settings.year, context.words.page
        ));
    if inputs.pact.sample {
        sheet.set_header(format!("&C&B{}", context.words.sample));
    }
}

/// The title of a section's sheet, over cells `width` characters wide.
pub(super) fn title(sheet: &mut Worksheet, label: &str, width: f64) -> Result<(), XlsxError> {
    let label = cell_text(label);
    let format = style::title().set_text_wrap();
    sheet.write_string_with_format(TITLE_ROW, QUESTION, &label, &format)?;
    // Bold letters run wider.
    sheet.set_row_height(TITLE_ROW, height(lines(&label, width * 0.9, 16.0), 16.0).max(30.0))?;
    Ok(())
}

/// How a question is shown that does not apply.
pub(super) fn greyed() -> Format {
    Format::new().set_font_color(style::LINE).set_background_color(style::PALE).set_italic()
}

/// The condition under which a question is asked, as a formula; `None` if it always is, or it cannot be said.
pub(super) fn applies(
    section: &PlannedSection,
    question: &Question,
    row: Option<Row>,
    context: &Context,
) -> Option<String> {
    let translator = Translator { context, current: None, row };
    let conditions = [&section.section.relevant, &question.relevant];
    let formulas: Vec<String> = conditions
        .into_iter()
        .flatten()
        .filter_map(|expression| translator.condition(&expression.node))
        .collect();
    match formulas.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!("AND({})", several.join(","))),
    }
}

/// The format of the cell an answer goes in.
pub(super) fn answer_format(question: &Question) -> Format {
    let format = style::text().set_unlocked();
    match question.kind {
        QuestionType::Date => format.set_num_format(style::DAY),
        QuestionType::Integer => format.set_num_format("#,##0"),
        QuestionType::Decimal if is_amount(&question.name) => format.set_num_format(style::AMOUNT),
        _ => format,
    }
}

/// The format of a cell that is ticked.
pub(super) fn tick_format() -> Format {
    style::text().set_indent(0).set_align(FormatAlign::Center).set_unlocked()
}

fn is_amount(name: &str) -> bool {
    matches!(name, "amount" | "value") || name.ends_with("_amount")
}

/// What stands below a question's label: that it is required, whom it is asked, its hint, how several choices are
/// given, where the output it is about can be had.
pub(super) fn explanation(question: &Question, context: &Context) -> String {
    let words = context.words;
    let mut parts = Vec::new();
    if question.required {
        parts.push(format!("{REQUIRED} {}", words.required));
    }
    if context.inputs.participant.is_none()
        && let [role] = question.roles.as_slice()
    {
        parts.push(words.asked_of(*role).to_owned());
    }
    let hint = question.hint.in_language(&context.language).trim();
    if !hint.is_empty() {
        parts.push(hint.to_owned());
    }
    if let Some(how) = how_several(question, context) {
        parts.push(how);
    }
    if let Some(output) = context.output(question).filter(|o| !o.link.is_empty()) {
        parts.push(fill(words.link, &[("link", &output.link)]));
    }
    parts.join(" ")
}

/// How several choices are given, where the question takes several.
fn how_several(question: &Question, context: &Context) -> Option<String> {
    let QuestionType::SelectMultiple(_) = question.kind else { return None };
    let words = context.words;
    let ticks = ticked(context.inputs, question, &context.language);
    if !ticks.is_empty() {
        return Some(fill(words.tick, &[("tick", TICK)]));
    }
    let lists = context.lists.as_deref().filter(|_| is_listed(question, context.inputs));
    Some(fill(words.several, &[("lists", lists.unwrap_or_default())]))
}

/// A label, and below it in the same cell what explains it, smaller.
pub(super) fn labelled(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    label: &str,
    more: &str,
    format: &Format,
    fonts: [&Format; 2],
) -> Result<(), XlsxError> {
    let label = cell_text(label);
    if more.is_empty() || label.is_empty() {
        sheet.write_string_with_format(row, column, &label, format)?;
        return Ok(());
    }
    let below = cell_text(&format!("\n{more}"));
    let parts = [(fonts[0], label.as_str()), (fonts[1], below.as_str())];
    sheet.write_rich_string_with_format(row, column, &parts, format)?;
    Ok(())
}
