//! A draft of the map of a survey's columns, from its headers and answers, for the office to complete and confirm.

use std::collections::BTreeSet;
use std::fmt::Write;

use model::Register;
use model::nearest::nearest;
use model::questionnaire::{ChoiceList, Question, QuestionType, Section};

use super::ImportInputs;
use super::columns::{Known, Target};
use super::several;
use super::stored::named_participant;
use super::survey::Headers;
use super::tables::Table;
use super::technical::{is_of_survey, is_technical};
use crate::text::{folded, says_not_applicable};

/// Most different values of a column that are listed; a column with more is no list of choices.
const VALUES: usize = 40;

/// Headers of columns with the day of submission, in lower case, the likeliest first.
const SUBMITTED: [&str; 10] = [
    "submitdate",
    "date submitted",
    "completion time",
    "heure de fin",
    "timestamp",
    "horodateur",
    "zeitstempel",
    "creation date",
    "submitted",
    "submission date",
];

/// Headers of columns that number the answers, likewise.
const IDS: [&str; 5] = ["id", "response id", "id de la réponse", "contribution id", "seed"];

/// How sure a proposal is.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Guess {
    /// The header is the question's name or label.
    Sure(String),
    /// It is near one.
    Near(String),
    /// A column of the survey tool's own.
    Ignore,
    /// Nothing is known.
    Unknown,
}

/// Drafts the map: what is sure, what is near and to be looked at, and what is to be filled in, each marked so.
///
/// Sure are a question's name, its label in any language and LimeSurvey's `name[choice]`; everything else needs the
/// office, and the draft is refused until it is confirmed.
pub(super) fn proposal(
    table: &Table<'_>,
    inputs: &ImportInputs<'_>,
    register: &Register,
) -> String {
    let headers = Headers::of(table);
    let sections: Vec<&Section> =
        inputs.questionnaire.sections.iter().filter(|section| !section.repeat).collect();
    let known = Known::new(&sections, inputs.questionnaire);
    let first = |names: &[&str]| {
        let named = |name: &&str| headers.iter().find(|(own, _)| folded(own) == **name);
        names.iter().find_map(named).map(|(header, _)| header.to_owned())
    };
    let guesses: Vec<(&str, u32, Guess)> =
        headers.iter().map(|(header, column)| (header, column, guess(header, &known))).collect();
    let participant = participant_column(table, &guesses);
    let own: Vec<String> =
        [first(&SUBMITTED), first(&IDS), participant.map(|(header, _)| header.to_owned())]
            .into_iter()
            .flatten()
            .collect();
    let mut text = head(inputs, table, participant.map(|(header, _)| header));
    line(
        &mut text,
        "submitted",
        first(&SUBMITTED).as_deref(),
        "the column with the day of submission; a row without one was not submitted",
    );
    text.push_str(
        "# date_format = \"dd/mm/yyyy\"   # only if days are text that can be read in two ways\n",
    );
    line(&mut text, "id", first(&IDS).as_deref(), "the column that numbers the answers");
    blank(&mut text, table);
    ignored(&mut text, &guesses, &own);
    columns(&mut text, &guesses, &own);
    values(&mut text, table, &guesses, inputs);
    participants(&mut text, table, participant, register);
    text.push_str(ROWS);
    text
}

const ROWS: &str = "
# Columns that make a row of a table, such as a question \"Laptops, new: how many?\". To use this, remove the `#` before each line:
# [[row]]
# repeat = \"procurement\"
# constants = { product_group = \"laptops\", condition = \"new\", acquisition = \"purchase\" }
# columns = { \"Laptops: units [new]\" = \"units\", \"Laptops: amount [new]\" = \"amount\" }
";

fn head(inputs: &ImportInputs<'_>, table: &Table<'_>, participant: Option<&str>) -> String {
    let mut text = format!(
        "# What the columns of the survey `{}` mean: a draft, and nothing is imported by it yet.\n\
         # 1. Complete every line marked FILL IN, and look at every line marked LOOK.\n\
         # 2. Then write the day and your initials into the next two lines, and remove the `#` before them.\n\
         # confirmed_on = 2026-01-31\n\
         # confirmed_by = \"\"\n\n",
        one(inputs.file.name())
    );
    // The title of a text is the name of its file, which is another one each time.
    if !table.is_text {
        let _ = writeln!(text, "sheet = {}", quoted(&table.title));
    }
    match participant {
        Some(header) => {
            let _ = writeln!(text, "participant = {}   # LOOK: the column that tells whose answers they are", quoted(header));
        }
        None => text.push_str(
            "participant = \"\"   # FILL IN: the header of the column that tells whose answers they are\n",
        ),
    }
    text
}

fn line(text: &mut String, key: &str, header: Option<&str>, what: &str) {
    let _ = match header {
        Some(header) => writeln!(text, "{key} = {}   # LOOK: {what}", quoted(header)),
        None => writeln!(text, "# {key} = \"\"   # FILL IN if there is one: {what}"),
    };
}

/// What surveys write where nothing was answered, folded. That a question does not apply is an answer, and not among it.
const BLANK: [&str; 14] = [
    "no answer",
    "not answered",
    "unanswered",
    "(no answer)",
    "(blank)",
    "blank",
    "skipped",
    "pas de réponse",
    "sans réponse",
    "aucune réponse",
    "non répondu",
    "keine antwort",
    "geen antwoord",
    "sin respuesta",
];

/// The texts of the file that say that nothing was answered.
fn blank(text: &mut String, table: &Table<'_>) {
    let columns = table.header.iter().map(|(column, _)| *column);
    let texts =
        columns.flat_map(|column| table.rows.iter().map(move |row| table.text(*row, Some(column))));
    let blank: BTreeSet<String> =
        texts.filter(|text| BLANK.contains(&folded(text).as_str())).map(one).collect();
    let blank: Vec<String> = blank.iter().map(|text| quoted(text)).collect();
    let _ = match blank.is_empty() {
        true => writeln!(
            text,
            "# blank = [\"No answer\"]   # only if the survey writes something where nothing was answered; N/A is an answer: that it does not apply"
        ),
        false => writeln!(
            text,
            "blank = [{}]   # LOOK: what the survey writes where nothing was answered",
            blank.join(", ")
        ),
    };
}

/// Columns that are taken for no answers.
fn ignored(text: &mut String, guesses: &[(&str, u32, Guess)], own: &[String]) {
    let ignored = guesses.iter().filter(|(header, _, guess)| {
        *guess == Guess::Ignore && !own.iter().any(|own| own == header)
    });
    text.push_str("\n# Columns that are no answers.\nignore = [\n");
    for (header, ..) in ignored {
        let _ = writeln!(text, "  {},", quoted(header));
    }
    text.push_str("]\n");
}

fn columns(text: &mut String, guesses: &[(&str, u32, Guess)], own: &[String]) {
    text.push_str(
        "\n# Header = question; for a column of one choice `question/choice`. A column that is no answer belongs in `ignore`,\n\
         # one that makes a row of a table in a `[[row]]` below.\n[columns]\n",
    );
    for (header, _, guess) in guesses {
        let is_own = own.iter().any(|own| own == header);
        let _ = match guess {
            Guess::Sure(target) => writeln!(text, "{} = {}", quoted(header), quoted(target)),
            Guess::Near(target) => {
                writeln!(
                    text,
                    "{} = {}   # LOOK: a near match only",
                    quoted(header),
                    quoted(target)
                )
            }
            Guess::Unknown if !is_own => writeln!(text, "{} = \"\"   # FILL IN", quoted(header)),
            Guess::Ignore | Guess::Unknown => Ok(()),
        };
    }
}

fn guess(header: &str, known: &Known<'_>) -> Guess {
    let exact = |header: &str| match known.targets(header).as_slice() {
        [target] => target_name(target),
        _ => None,
    };
    if let Some(target) = exact(header) {
        return Guess::Sure(target);
    }
    // LimeSurvey writes `code[choice]` or `question [choice]`, and `code. question` where it writes both.
    let plain = bracketed(header).unwrap_or_else(|| header.to_owned());
    let without_code = plain.split_once(". ").map(|(_, rest)| rest.to_owned());
    for candidate in std::iter::once(plain.clone()).chain(without_code) {
        if let Some(target) = exact(&candidate) {
            return Guess::Sure(target);
        }
    }
    if is_of_survey(header) || is_technical(header) {
        return Guess::Ignore;
    }
    let near = nearest(&plain, known.headers()).and_then(exact);
    near.map_or(Guess::Unknown, Guess::Near)
}

/// `q[choice]` as `q/choice`.
fn bracketed(header: &str) -> Option<String> {
    let (question, rest) = header.split_once('[')?;
    let choice = rest.strip_suffix(']')?;
    Some(format!("{}/{}", question.trim(), choice.trim()))
}

fn target_name(target: &Target<'_>) -> Option<String> {
    match target {
        Target::Answer(_, question) => Some(question.name.clone()),
        Target::Tick(_, question, choice) => Some(format!("{}/{choice}", question.name)),
        Target::Note => None,
    }
}

/// The column that most probably tells the participant, of those that somebody filled in: its id, its name, or an
/// address.
fn participant_column<'h>(
    table: &Table<'_>,
    guesses: &[(&'h str, u32, Guess)],
) -> Option<(&'h str, u32)> {
    let filled: Vec<_> =
        guesses.iter().filter(|(_, column, _)| table.filled(*column) > 0).collect();
    let is = |guess: &Guess, name: &str| matches!(guess, Guess::Sure(own) | Guess::Near(own) if own == name);
    let by_question = ["participant_id", "organisation_name"]
        .into_iter()
        .find_map(|name| filled.iter().find(|(_, _, guess)| is(guess, name)));
    let by_address = || {
        filled.iter().find(|(header, ..)| {
            let header = folded(header);
            let mut words = ["organisation", "organization", "mail", "token"].into_iter();
            words.any(|word| header.contains(word))
        })
    };
    by_question.or_else(by_address).map(|(header, column, _)| (*header, *column))
}

/// The values of columns with choices that are none of ours.
fn values(
    text: &mut String,
    table: &Table<'_>,
    guesses: &[(&str, u32, Guess)],
    inputs: &ImportInputs<'_>,
) {
    for (_, column, guess) in guesses {
        let (Guess::Sure(target) | Guess::Near(target)) = guess else { continue };
        let Some((question, list)) = listed(target, inputs) else { continue };
        let several = matches!(question.kind, QuestionType::SelectMultiple(_));
        let strange: Vec<String> = distinct(table, *column)
            .into_iter()
            .filter(|value| !says_not_applicable(value))
            .filter(|value| match several {
                true => several::codes(value, list).is_none(),
                false => several::code(value, list).is_none(),
            })
            .collect();
        if strange.is_empty() {
            continue;
        }
        let codes: Vec<&str> = list.choices.iter().map(|choice| choice.name.as_str()).collect();
        let _ = writeln!(
            text,
            "\n# What is answered to `{}` in other words than ours. Choices: {}\n[values.{}]",
            question.name,
            codes.join(", "),
            question.name
        );
        for value in strange {
            let near = near_choice(&value, list);
            let mark = if near.is_some() { "LOOK: a near match only" } else { "FILL IN" };
            let _ = writeln!(
                text,
                "{} = {}   # {mark}",
                quoted(&value),
                quoted(near.unwrap_or_default())
            );
        }
    }
}

fn listed<'q>(target: &str, inputs: &ImportInputs<'q>) -> Option<(&'q Question, &'q ChoiceList)> {
    let question = inputs.questionnaire.question(target)?;
    Some((question, inputs.questionnaire.list(question.list_name()?)?))
}

/// The choice whose code or label is near.
fn near_choice<'l>(value: &str, list: &'l ChoiceList) -> Option<&'l str> {
    let labels = list.choices.iter().flat_map(|choice| {
        choice.label.0.iter().map(|(_, label)| label.as_str()).chain([choice.name.as_str()])
    });
    nearest(value, labels).and_then(|near| several::code(near, list))
}

/// The different texts of a column, in order; none where there are too many to be listed.
fn distinct(table: &Table<'_>, column: u32) -> BTreeSet<String> {
    let texts = table.rows.iter().map(|row| table.text(*row, Some(column)));
    let texts: BTreeSet<String> = texts.filter(|text| !text.is_empty()).map(one).collect();
    if texts.len() > VALUES { BTreeSet::new() } else { texts }
}

fn participants(
    text: &mut String,
    table: &Table<'_>,
    column: Option<(&str, u32)>,
    register: &Register,
) {
    text.push_str(
        "\n# What stands in the participant's column, or the domain of an e-mail address such as \"@town.example\", and the id\n\
         # it stands for. Ids and names as in participants.csv need no line.\n[participants]\n",
    );
    let Some((_, column)) = column else { return };
    let texts = table.rows.iter().map(|row| table.text(*row, Some(column)));
    let texts: BTreeSet<String> = texts.filter(|text| !text.is_empty()).map(one).collect();
    for name in texts {
        let key = name.rsplit_once('@').map_or(name.clone(), |(_, domain)| format!("@{domain}"));
        let near = match named_participant(&name, register) {
            Ok(_) => continue,
            Err(near) => by_website(&key, register).or(near),
        };
        let mark = if near.is_some() { "LOOK: a near match only" } else { "FILL IN" };
        let _ =
            writeln!(text, "{} = {}   # {mark}", quoted(&key), quoted(near.unwrap_or_default()));
    }
}

/// The participant whose website is of an address's domain.
fn by_website<'r>(key: &str, register: &'r Register) -> Option<&'r str> {
    let domain = key.strip_prefix('@')?;
    let own = register.rows.iter().find(|row| {
        let host = row.website.split("//").last().unwrap_or_default();
        let host = host.split('/').next().unwrap_or_default();
        !host.is_empty() && host.trim_start_matches("www.").eq_ignore_ascii_case(domain)
    });
    own.map(|row| row.id.as_str())
}

fn one(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|letter| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        letter if letter.is_control() => format!("\\u{:04X}", u32::from(letter)),
        letter => letter.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
