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

/// What the column `type` says; `None` for what is not understood, and for a row that is a remark.
pub(super) fn kind(row: &Row<'_>, lists: &[ChoiceList], problems: &mut Problems) -> Option<Type> {
    let written = row.text("type");
    let words: Vec<&str> = written.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let kind = match lower.as_slice() {
        [] => {
            if !row.text("name").is_empty() || !row.titles("label").0.is_empty() {
                let help = "Fill in the column `type`, or empty `name` and label too: then the row is a remark.";
                problems.add(row.place(&["type"]), "the row has no type", help);
            }
            return None;
        }
        ["text" | "string"] | ["phone", "number"] => QuestionType::Text,
        ["integer" | "int"] => QuestionType::Integer,
        ["decimal"] => QuestionType::Decimal,
        ["date"] => QuestionType::Date,
        ["note"] => QuestionType::Note,
        ["begin_group"] | ["begin", "group"] => return Some(Type::Begin { repeat: false }),
        ["begin_repeat"] | ["begin", "repeat"] => return Some(Type::Begin { repeat: true }),
        ["end_group"] | ["end", "group"] => return Some(Type::End { repeat: false }),
        ["end_repeat"] | ["end", "repeat"] => return Some(Type::End { repeat: true }),
        ["get", _, ..] => return Some(Type::PassedOver),
        [word] if PASSED_OVER.contains(word) => return Some(Type::PassedOver),
        lower => match select(lower, &words) {
            Some(kind) => kind,
            None => {
                unknown_type(row, lower, problems);
                return None;
            }
        },
    };
    if let QuestionType::SelectOne(list) | QuestionType::SelectMultiple(list) = &kind {
        known_list(row, list, lists, problems);
    }
    Some(Type::Question(kind))
}

/// Ways to write that one of a list is chosen, or several; the list's name stands behind.
/// Source: the XLSForm reference and its older editions.
const SELECT_ONE: [&[&str]; 4] =
    [&["select_one"], &["select", "one"], &["select", "one", "from"], &["select1"]];
const SELECT_MULTIPLE: [&[&str]; 4] = [
    &["select_multiple"],
    &["select", "multiple"],
    &["select", "multiple", "from"],
    &["select", "all", "that", "apply", "from"],
];

/// A choice from a list, by the words of its type; the list's name keeps its capitals.
fn select(lower: &[&str], words: &[&str]) -> Option<QuestionType> {
    let (_, written) =
        lower.split_last().zip(words.last()).map(|((_, rest), list)| (rest, list))?;
    let before = &lower[..lower.len() - 1];
    let list = || (*written).to_owned();
    if SELECT_ONE.contains(&before) {
        return Some(QuestionType::SelectOne(list()));
    }
    SELECT_MULTIPLE.contains(&before).then(|| QuestionType::SelectMultiple(list()))
}

fn unknown_type(row: &Row<'_>, words: &[&str], problems: &mut Problems) {
    let what = format!("`{}` is not among the types that can be used", row.text("type"));
    let asks_for_other = words.ends_with(&["or_other"]) || words.ends_with(&["specify", "other"]);
    let help = match words {
        [first, ..] if first.starts_with("select") && asks_for_other => {
            "Write only the name of a list behind it; `or_other` cannot be used: add a choice \
             `other` to the list, and a text question after it."
                .to_owned()
        }
        ["select_one" | "select_multiple"] => {
            "Write the name of a list behind it, such as `select_one uptake`.".to_owned()
        }
        ["select_one" | "select_multiple", ..] => {
            "Write only the name of a list behind it.".to_owned()
        }
        ["begin", "loop", ..] | ["end", "loop"] => {
            "Write each question of the loop out, or ask them in a repeat.".to_owned()
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
    let first = |c: char| c.is_alphabetic() || c == '_';
    let rest = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
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
    let mut label = row.titles("label");
    let mut hint = row.titles("hint");
    if label.0.is_empty() {
        label = std::mem::take(&mut hint);
    }
    if label.0.is_empty() && !row.text("type").to_lowercase().starts_with("begin") {
        let what = format!("`{name}` has no label");
        problems.add(row.place(&["label"]), what, "Fill in a label.");
    }
    computed(row, &name, problems);
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
        hint,
        roles: conditions.roles,
        scope_from: conditions.scope,
        relevant: conditions.relevant,
        place: row.place(&["name"]),
        label,
        kind,
        name,
    }
}

/// What would have to be computed or filtered while the form is filled in: a workbook cannot.
pub(super) fn computed(row: &Row<'_>, name: &str, problems: &mut Problems) {
    let columns = [
        (
            "choice_filter",
            "the choices of `{}` depend on another answer",
            "Give the question a list of its own, and ask it with `relevant`.",
        ),
        (
            "calculation",
            "the answer to `{}` would have to be computed",
            "Give the row the type `calculate`, or empty the column `calculation`.",
        ),
        (
            "repeat_count",
            "the number of rows of `{}` would have to be computed",
            "Empty the column `repeat_count`: a sheet takes as many rows as are needed.",
        ),
    ];
    for (column, what, help) in columns {
        if !row.text(column).is_empty() {
            problems.add(row.place(&[column]), what.replace("{}", name), help);
        }
    }
    let texts = ["label", "hint"].map(|base| row.titles(base));
    let quotes = |text: &str| text.contains("${");
    if texts.iter().flat_map(|titles| &titles.0).any(|(_, text)| quotes(text)) {
        let what = format!("the words of `{name}` would have to repeat an answer (`${{…}}`)");
        let help = "Reword the label and the hint so that they stand for themselves.";
        problems.add(row.place(&["name"]), what, help);
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
