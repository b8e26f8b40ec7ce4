//! What a cell accepts without asking back. Always a warning, never a refusal: what cannot be said in a
//! cell's terms (a remark, "not applicable") must still be possible to say.

use model::questionnaire::{Question, QuestionType};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use super::choices::TICK;
use super::context::{AnswerCells, Context, list_name};
use super::expression::{Current, Row, Translator};
use crate::words::fill;
use crate::xlsx::{MESSAGE_LIMIT, cut, quoted};

/// Longest formula of a validation, a limit of the file format.
const LONGEST_FORMULA: usize = 255;
/// Longest title of a validation, a limit of the file format.
const LONGEST_TITLE: usize = 32;
/// Name that stands for the ids of participants.
pub(super) const PARTICIPANTS: &str = "participants_in_force";

/// The validation of a question's cell; `cell` is the first cell of the range, without `$`, and `row` the answers beside
/// it in a repeat.
pub(super) fn of(
    question: &Question,
    cell: &str,
    row: Option<Row>,
    context: &Context,
) -> Result<Option<DataValidation>, XlsxError> {
    let words = context.words;
    let in_repeat = row.is_some();
    let rule = match &question.kind {
        QuestionType::SelectOne(list) => {
            let source = Formula::new(format!("={}", list_name(list)));
            return warning(
                DataValidation::new().allow_list_formula(source),
                words.want_choice,
                context,
            )
            .map(Some);
        }
        QuestionType::Text if in_repeat && question.name == "buyer" => {
            let source = Formula::new(format!("={PARTICIPANTS}"));
            return warning(
                DataValidation::new().allow_list_formula(source),
                words.want_id,
                context,
            )
            .map(Some);
        }
        QuestionType::Integer => {
            let base = format!("ISNUMBER({cell}),{cell}=INT({cell})");
            (Some(base), words.want_integer)
        }
        QuestionType::Decimal => (Some(format!("ISNUMBER({cell})")), words.want_decimal),
        QuestionType::Date => (Some(is_day(cell)), words.want_date),
        QuestionType::Text if question.name == "currency" => {
            let base = format!("LEN(TRIM({cell}))=3,EXACT({cell},UPPER({cell}))");
            (Some(base), words.want_currency)
        }
        QuestionType::Text | QuestionType::SelectMultiple(_) => (None, ""),
        QuestionType::Note => return Ok(None),
    };
    let (base, wanted) = rule;
    let cells = AnswerCells::One(cell.to_owned());
    let own = constraint(question, &cells, row, context);
    let Some((formula, with_constraint)) = accepted(base, own, cell, context) else {
        return Ok(None);
    };
    let own = question.constraint_message.in_language(&context.language);
    let own = if with_constraint { own.trim() } else { "" };
    let whole = format!("{wanted} {own} {}", words.go_on);
    let message = match whole.encode_utf16().count() <= MESSAGE_LIMIT || own.is_empty() {
        true => whole.replace("  ", " "),
        false => format!("{own} {}", words.go_on),
    };
    let rule = DataValidation::new().allow_custom(Formula::new(format!("={formula}")));
    warning(rule, &message, context).map(Some)
}

/// The validation of the cell of one choice, `cell` being its first, among those of its question.
pub(super) fn tick(
    question: &Question,
    (cell, cells): (&str, &AnswerCells),
    row: Option<Row>,
    context: &Context,
) -> Result<DataValidation, XlsxError> {
    let words = context.words;
    let wanted = fill(words.want_tick, &[("tick", TICK)]);
    let own = constraint(question, cells, row, context);
    let both = own.map(|own| format!("=AND(LOWER(TRIM({cell}))={},{own})", quoted(TICK)));
    match both.filter(|formula| formula.encode_utf16().count() <= LONGEST_FORMULA) {
        Some(formula) => {
            let message = match question.constraint_message.in_language(&context.language) {
                "" => wanted,
                message => message.to_owned(),
            };
            warning(DataValidation::new().allow_custom(Formula::new(formula)), &message, context)
        }
        None => warning(DataValidation::new().allow_list_strings(&[TICK])?, &wanted, context),
    }
}

/// The validation of the day a transcription was confirmed on.
pub(super) fn day(cell: &str, context: &Context) -> Result<DataValidation, XlsxError> {
    let formula = Formula::new(format!("=AND({})", is_day(cell)));
    warning(DataValidation::new().allow_custom(formula), context.words.want_date, context)
}

/// That a cell holds a day from 1 January 2000 to 31 December 2099, as arguments of `AND`.
fn is_day(cell: &str) -> String {
    format!("ISNUMBER({cell}),{cell}>=36526,{cell}<73051")
}

/// The validation of the cell that says "as last year".
pub(super) fn carried(context: &Context) -> Result<DataValidation, XlsxError> {
    let word = context.words.as_last_year;
    let rule = DataValidation::new().allow_list_strings(&[word])?;
    warning(rule, &fill(context.words.want_carried, &[("word", word)]), context)
}

fn warning(
    rule: DataValidation,
    message: &str,
    context: &Context,
) -> Result<DataValidation, XlsxError> {
    rule.set_error_title(cut(context.words.check_title, LONGEST_TITLE))?
        .set_error_message(cut(message.trim(), MESSAGE_LIMIT))
        .map(|rule| rule.set_error_style(DataValidationErrorStyle::Warning))
}

fn constraint(
    question: &Question,
    cells: &AnswerCells,
    row: Option<Row>,
    context: &Context,
) -> Option<String> {
    let expression = question.constraint.as_ref()?;
    let translator = Translator { context, current: Some(Current { question, cells }), row };
    translator.condition(&expression.node)
}

/// The formula of what is accepted, and whether the question's own constraint is in it; the constraint is
/// left to the reader where both together are longer than the format allows.
fn accepted(
    base: Option<String>,
    own: Option<String>,
    cell: &str,
    context: &Context,
) -> Option<(String, bool)> {
    let nothing = quoted(context.words.not_applicable);
    let with = |tests: String| format!("OR(IFERROR(AND({tests}),0),LOWER(TRIM({cell}))={nothing})");
    let both = match (&base, &own) {
        (Some(base), Some(own)) => Some(with(format!("{base},{own}"))),
        (None, Some(own)) => Some(with(own.clone())),
        _ => None,
    };
    let fits = |formula: &String| formula.encode_utf16().count() <= LONGEST_FORMULA;
    if let Some(formula) = both.filter(fits) {
        return Some((formula, true));
    }
    base.map(|base| (with(base), false))
}
