//! One row of the sheet `survey`: its type, its name, and what its other columns say.

use model::participant::Role;
use model::questionnaire::{ChoiceList, Expression, Question, QuestionType};
use model::vocabulary::{Phase, Scope, Strategy};

use super::problems::{Problems, one_of};
use super::table::Row;
use crate::expression;
use crate::text::folded;

/// What a row is.
pub(super) enum Type {
    /// Metadata or a calculation.
    PassedOver,
    /// A group or repeat begins.
    Begin { repeat: bool },
    /// A group or repeat ends.
    End { repeat: bool },
    /// A question or a note.
    Question(QuestionType),
}

/// When something is asked.
#[derive(Clone, Default)]
pub(super) struct Conditions {
    pub(super) roles: Vec<Role>,
    pub(super) scope: Option<Scope>,
    pub(super) relevant: Option<Expression>,
}

/// Types of XLSForm that are passed over.
const PASSED_OVER: [&str; 17] = [
    "calculate",
    "start",
    "end",
    "today",
    "deviceid",
    "device_id",
    "subscriberid",
    "simserial",
    "phonenumber",
    "phone_number",
    "username",
    "email",
    "audit",
    "start-geopoint",
    "background-audio",
    "background-geopoint",
    "hidden",
];

/// Types that can be used, as they are suggested.
const USABLE: [&str; 12] = [
    "text",
    "integer",
    "decimal",
    "date",
    "select_one",
    "select_multiple",
    "note",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "calculate",
];

/// What the column `type` says.
pub(super) fn kind(row: &Row<'_>, lists: &[ChoiceList], problems: &mut Problems) -> Option<Type> {
    let written = row.text("type");
    let words: Vec<&str> = written.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let kind = match lower.as_slice() {
        [] => {
            let help = "Fill in the column `type`, or empty the whole row.";
            problems.add(row.place(&["type"]), "the row has no type", help);
            return None;
        }
        ["text" | "string"] => QuestionType::Text,
        ["integer" | "int"] => QuestionType::Integer,
        ["decimal"] => QuestionType::Decimal,
        ["date"] => QuestionType::Date,
        ["note"] => QuestionType::Note,
        ["begin_group"] | ["begin", "group"] => return Some(Type::Begin { repeat: false }),
        ["begin_repeat"] | ["begin", "repeat"] => return Some(Type::Begin { repeat: true }),
        ["end_group"] | ["end", "group"] => return Some(Type::End { repeat: false }),
        ["end_repeat"] | ["end", "repeat"] => return Some(Type::End { repeat: true }),
        ["select_one", _] | ["select", "one", _] => QuestionType::SelectOne(list(&words)),
        ["select_multiple", _] | ["select", "multiple", _] => {
            QuestionType::SelectMultiple(list(&words))
        }
        [word] if PASSED_OVER.contains(word) => return Some(Type::PassedOver),
        _ => {
            unknown_type(row, &lower, problems);
            return None;
        }
    };
    if let QuestionType::SelectOne(list) | QuestionType::SelectMultiple(list) = &kind {
        known_list(row, list, lists, problems);
    }
    Some(Type::Question(kind))
}

/// The last word of a type such as `select_one uptake`.
fn list(words: &[&str]) -> String {
    words.last().copied().unwrap_or_default().to_owned()
}

fn unknown_type(row: &Row<'_>, words: &[&str], problems: &mut Problems) {
    let what = format!("`{}` is not among the types that can be used", row.text("type"));
    let help = match words {
        ["select_one" | "select_multiple"] => {
            "Write the name of a list behind it, such as `select_one uptake`.".to_owned()
        }
        ["select_one" | "select_multiple", ..] => {
            "Write only the name of a list behind it; `or_other` cannot be used.".to_owned()
        }
        _ => one_of(words[0], &USABLE),
    };
    problems.add(row.place(&["type"]), what, help);
}

fn known_list(row: &Row<'_>, list: &str, lists: &[ChoiceList], problems: &mut Problems) {
    if lists.iter().all(|known| known.name != list) {
        let names: Vec<&str> = lists.iter().map(|list| list.name.as_str()).collect();
        let what = format!("there is no list `{list}` in the sheet `choices`");
        problems.add(row.place(&["type"]), what, one_of(list, &names));
    }
}

/// The name of a group or question.
pub(super) fn name(row: &Row<'_>, problems: &mut Problems) -> String {
    let name = row.text("name");
    let first = |c: char| c.is_ascii_alphabetic() || c == '_';
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let place = row.place(&["name"]);
    if name.is_empty() {
        problems.add(place, "the row has no name", "Fill in the column `name`.");
    } else if !name.starts_with(first) || !name.chars().all(rest) {
        let what = format!("`{name}` cannot be a name");
        let help = "A name begins with a letter and has letters, digits, `_`, `-` and `.` only.";
        problems.add(place, what, help);
    }
    name.to_owned()
}

/// The question of a row, with all that its columns say.
pub(super) fn question(
    row: &Row<'_>,
    kind: QuestionType,
    lists: &[ChoiceList],
    problems: &mut Problems,
) -> Question {
    let is_note = kind == QuestionType::Note;
    let name = match row.text("name") {
        "" if is_note => format!("note_row_{}", row.number()),
        _ if is_note && !row.text("type").eq_ignore_ascii_case("note") => {
            row.text("name").to_owned()
        }
        _ => name(row, problems),
    };
    let conditions = conditions(row, problems);
    let label = row.titles("label");
    if label.0.is_empty() && !row.text("type").to_lowercase().starts_with("begin") {
        let what = format!("`{name}` has no label");
        problems.add(row.place(&["label"]), what, "Fill in a label.");
    }
    Question {
        required: required(row, problems),
        constraint: parsed(row, "constraint", problems),
        constraint_message: row.titles("constraint_message"),
        default: default(row, &kind, lists, problems),
        strategy: code(
            row,
            "cfit_strategy",
            Strategy::parse,
            &codes(Strategy::ALL, Strategy::code),
            problems,
        ),
        impacts: impacts(row, problems),
        phase: code(row, "cfit_phase", Phase::parse, &codes(Phase::ALL, Phase::code), problems),
        was: (!row.text("cfit_was").is_empty()).then(|| row.text("cfit_was").to_owned()),
        hint: row.titles("hint"),
        roles: conditions.roles,
        scope_from: conditions.scope,
        relevant: conditions.relevant,
        place: row.place(&["name"]),
        label,
        kind,
        name,
    }
}

/// When the row is asked, by its own columns.
pub(super) fn conditions(row: &Row<'_>, problems: &mut Problems) -> Conditions {
    let known = codes(Role::ALL, Role::code);
    let roles = parts(row.text("cfit_roles")).filter_map(|part| {
        let role = Role::parse(part);
        if role.is_none() {
            unknown_code(row, "cfit_roles", part, &known, problems);
        }
        role
    });
    Conditions {
        roles: roles.collect(),
        scope: code(row, "cfit_scope", Scope::parse, &codes(Scope::ALL, Scope::code), problems),
        relevant: parsed(row, "relevant", problems),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|member| code(*member)).collect()
}

fn code<T>(
    row: &Row<'_>,
    column: &str,
    parse: fn(&str) -> Option<T>,
    known: &[&str],
    problems: &mut Problems,
) -> Option<T> {
    let written = row.text(column);
    let found = parse(written);
    if found.is_none() && !written.is_empty() {
        unknown_code(row, column, written, known, problems);
    }
    found
}

fn unknown_code(
    row: &Row<'_>,
    column: &str,
    written: &str,
    known: &[&str],
    problems: &mut Problems,
) {
    let what = format!("`{written}` in the column `{column}` is not known");
    problems.add(row.place(&[column]), what, one_of(written, known));
}

/// Impact categories are data of `pact.toml`; here only their form is judged.
fn impacts(row: &Row<'_>, problems: &mut Problems) -> Vec<String> {
    let ids: Vec<String> = parts(row.text("cfit_impacts")).map(str::to_owned).collect();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    for id in ids.iter().filter(|id| !id.chars().all(fits)) {
        let what =
            format!("`{id}` in the column `cfit_impacts` cannot be the id of an impact category");
        let help = "Write the ids of `pact.toml`, parted by `;`, such as `circularity; carbon`.";
        problems.add(row.place(&["cfit_impacts"]), what, help);
    }
    ids
}

fn required(row: &Row<'_>, problems: &mut Problems) -> bool {
    match folded(row.text("required")).as_str() {
        "yes" | "true" | "true()" | "1" => true,
        "" | "no" | "false" | "false()" | "0" => false,
        other => {
            let what = format!("`{other}` in the column `required` is neither `yes` nor `no`");
            let help = "Write `yes` or leave it blank; use `relevant` for a question that is asked at times.";
            problems.add(row.place(&["required"]), what, help);
            false
        }
    }
}

fn parsed(row: &Row<'_>, column: &str, problems: &mut Problems) -> Option<Expression> {
    let source = row.text(column);
    if source.is_empty() {
        return None;
    }
    match expression::parse(source) {
        Ok(expression) => Some(expression),
        Err(why) => {
            let what = format!("the column `{column}` has `{source}`, and {why}");
            let help = "Write it with `.`, `${name}`, numbers, texts in quotes, comparisons, `and`, `or`, \
                        `+ - * div`, `not()`, `selected()`, `regex()`, `string-length()`, \
                        `count-selected()` and `today()`.";
            problems.add(row.place(&[column]), what, help);
            None
        }
    }
}

fn default(
    row: &Row<'_>,
    kind: &QuestionType,
    lists: &[ChoiceList],
    problems: &mut Problems,
) -> Option<String> {
    let written = row.text("default");
    if written.is_empty() || *kind == QuestionType::Note {
        return None;
    }
    let place = row.place(&["default"]);
    if written.contains("${") || written.contains("()") {
        let what = format!("the default `{written}` would have to be computed");
        problems.add(place, what, "Write a fixed value, or leave it blank.");
        return None;
    }
    if let QuestionType::SelectOne(list) | QuestionType::SelectMultiple(list) = kind
        && let Some(list) = lists.iter().find(|known| known.name == *list)
    {
        let names: Vec<&str> = list.choices.iter().map(|choice| &*choice.name).collect();
        for part in written.split_whitespace().filter(|part| !names.contains(part)) {
            let what = format!("the default `{part}` is no choice of the list `{}`", list.name);
            problems.add(place.clone(), what, one_of(part, &names));
        }
    }
    Some(written.to_owned())
}
