//! What participants wrote, as far as it may be shown: `answers`, `good_practices`, `tenders`, `outreach`.

use std::collections::BTreeMap;

use model::questionnaire::QuestionType;
use model::quotation::{names_of, waits};
use model::submission::RepeatRow;
use model::vocabulary::QuotePermission;
use model::{Answer, AnswerState, Return};

use crate::field::{Field, IDENTIFIER, Kind, date, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// The group that holds who answers, and whom to ask: none of it is narrative.
const ORGANISATION: &str = "organisation";

/// Said of every table of words.
const PERMISSION: &str = "Only what may be quoted: an anonymous row has no participant and no source, and \
                          words that hold contact details, or give an anonymous author away, wait. What is \
                          not here is counted in `left_out`.";

/// The tables, and how many answers and rows are in none of them, by reason.
pub(crate) struct Words {
    pub(crate) tables: Vec<Table>,
    pub(crate) held_back: BTreeMap<&'static str, u64>,
}

/// Reads the words of every return that counts.
pub(crate) fn words(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Words {
    let mut held_back = BTreeMap::new();
    let tables = vec![
        answers(inputs, &mut held_back),
        repeats((inputs, withheld), &GOOD_PRACTICES, good_practice_fields(), &mut held_back),
        repeats((inputs, withheld), &TENDERS, tender_fields(), &mut held_back),
        repeats((inputs, withheld), &OUTREACH, outreach_fields(), &mut held_back),
    ];
    Words { tables, held_back }
}

/// Who may be named with words.
struct Author {
    /// Its id; empty where it is anonymous.
    participant: String,
    anonymous: bool,
}

/// Who may be named with these words; what keeps them back otherwise.
fn author(
    inputs: &PackageInputs<'_>,
    sent: &Return,
    words: &[&str],
) -> Result<Author, &'static str> {
    let permission = sent.organisation.quote_permission;
    if permission == QuotePermission::No {
        return Err("no_permission");
    }
    let names = names_of(sent, &inputs.pact.register);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if let Some(reason) = words.iter().find_map(|text| waits(text, permission, &names)) {
        return Err(reason.code());
    }
    let anonymous = permission == QuotePermission::Anonymous;
    let participant = if anonymous { String::new() } else { sent.participant.to_string() };
    Ok(Author { participant, anonymous })
}

/// `answers`: one row for each answer in words.
fn answers(inputs: &PackageInputs<'_>, held_back: &mut BTreeMap<&'static str, u64>) -> Table {
    let fields = vec![
        text("question", "Name of the question.").required(),
        text("participant", "Who answered; blank where it is anonymous.").pattern(IDENTIFIER),
        text("answer", "The answer, as given.").required(),
        text("source", "Where it stands; blank where it is anonymous."),
    ];
    let mut rows = Vec::new();
    for sent in inputs.year.returns.values() {
        for question in narrative(inputs) {
            let answer = sent.answer(question);
            let Some(words) = answer.text().map(str::trim).filter(|words| !words.is_empty()) else {
                continue;
            };
            match author(inputs, sent, &[words]) {
                Ok(author) => rows.push(vec![
                    Value::text(question),
                    Value::text(&author.participant),
                    Value::text(words),
                    source(answer, &author),
                ]),
                Err(reason) => *held_back.entry(reason).or_default() += 1,
            }
        }
    }
    let description = format!("What participants answered in words. {PERMISSION}");
    Table::new("answers", "Answers in words", description, 3, fields, rows)
}

/// The questions of the year that are answered in words.
fn narrative<'a>(inputs: &PackageInputs<'a>) -> impl Iterator<Item = &'a str> {
    let sections = inputs.year.questionnaire.sections.iter();
    let asked = sections.filter(|section| !section.repeat && section.name != ORGANISATION);
    let questions = asked.flat_map(|section| &section.questions);
    let in_words = questions.filter(|question| question.kind == QuestionType::Text);
    in_words.map(|question| question.name.as_str())
}

fn source(answer: &Answer, author: &Author) -> Value {
    let place = answer.place.as_ref().filter(|_| !author.anonymous);
    Value::optional(place, |place| Value::text(place.to_string()))
}

/// A repeat that is published row by row.
struct Repeat {
    name: &'static str,
    title: &'static str,
    /// Columns in words.
    words: &'static [&'static str],
    /// Columns by which an anonymous author would be found.
    telling: &'static [&'static str],
    /// Columns that are volume: blank where the participant protects it.
    volume: &'static [&'static str],
}

const GOOD_PRACTICES: Repeat = Repeat {
    name: "good_practices",
    title: "Good practices",
    words: &["title", "what", "how", "who", "lessons", "link"],
    telling: &["link"],
    volume: &[],
};

const TENDERS: Repeat = Repeat {
    name: "tenders",
    title: "Tenders",
    words: &["title", "lessons", "link"],
    // A notice is public, and found by any of these.
    telling: &["title", "published_on", "value", "currency", "link"],
    volume: &["value", "currency"],
};

const OUTREACH: Repeat = Repeat {
    name: "outreach",
    title: "Outreach",
    words: &["activity", "kind"],
    telling: &[],
    volume: &["indirect_units", "indirect_amount", "currency"],
};

/// One row for each row of the repeat; `fields` are its columns, in the order they are published in.
fn repeats(
    (inputs, withheld): (&PackageInputs<'_>, &Withheld),
    repeat: &Repeat,
    fields: Vec<Field>,
    held_back: &mut BTreeMap<&'static str, u64>,
) -> Table {
    let mut all = vec![
        text("participant", "Whose row it is; blank where it is anonymous.").pattern(IDENTIFIER),
    ];
    all.extend(fields);
    let columns = all[1..].to_vec();
    all.push(text("source", "Where the row stands; blank where it is anonymous."));
    let mut rows = Vec::new();
    for sent in inputs.year.returns.values() {
        for row in sent.repeat(repeat.name) {
            match row_author(inputs, sent, repeat, row) {
                Ok(author) => {
                    let protected = withheld.has(sent.participant.as_str());
                    rows.push(published(sent, repeat, row, &columns, &author, protected));
                }
                Err(reason) => *held_back.entry(reason).or_default() += 1,
            }
        }
    }
    let key = all.len();
    Table::new(repeat.name, repeat.title, PERMISSION, key, all, rows)
}

fn row_author(
    inputs: &PackageInputs<'_>,
    sent: &Return,
    repeat: &Repeat,
    row: &RepeatRow,
) -> Result<Author, &'static str> {
    let anonymous = sent.organisation.quote_permission == QuotePermission::Anonymous;
    let shown = repeat.words.iter().filter(|name| !anonymous || !repeat.telling.contains(name));
    let words: Vec<&str> = shown.filter_map(|name| row.answer(name).text()).collect();
    author(inputs, sent, &words)
}

fn published(
    sent: &Return,
    repeat: &Repeat,
    row: &RepeatRow,
    columns: &[Field],
    author: &Author,
    protected: bool,
) -> Vec<Value> {
    let mut values = vec![Value::text(&author.participant)];
    for column in columns {
        let name = column.name.as_str();
        let hidden = (author.anonymous && repeat.telling.contains(&name))
            || (protected && repeat.volume.contains(&name));
        values.push(if hidden { Value::Blank } else { value(sent, row, column) });
    }
    let place = (!author.anonymous).then_some(&row.place);
    values.push(Value::optional(place, |place| Value::text(place.to_string())));
    values
}

/// An answer as a value of a column; blank where the questionnaire asks it as something else. An amount that
/// names no currency is in the return's.
pub(crate) fn value(sent: &Return, row: &RepeatRow, column: &Field) -> Value {
    let answer = row.answer(&column.name);
    if column.name == "currency" && answer.state == AnswerState::Blank {
        let amounts = ["amount", "value", "indirect_amount"];
        let has_amount = amounts.iter().any(|name| row.answer(name).number().is_some());
        let own = sent.organisation.currency.filter(|_| has_amount);
        return Value::optional(own, |currency| Value::text(currency.code()));
    }
    let AnswerState::Given(given) = &answer.state else {
        return Value::Blank;
    };
    match (given, column.kind) {
        (model::Value::Text(words), Kind::Text) => Value::text(words.trim()),
        (model::Value::Choice(code), Kind::Text) => Value::text(code),
        (model::Value::Choices(codes), Kind::Text) => Value::text(codes.join(";")),
        (model::Value::Integer(number), Kind::Integer) => Value::Integer(*number),
        (model::Value::Integer(number), Kind::Number) => Value::Number((*number).into()),
        (model::Value::Decimal(number), Kind::Number) => Value::Number(number.normalize()),
        (model::Value::Date(day), Kind::Date) => Value::Date(*day),
        _ => Value::Blank,
    }
}

fn good_practice_fields() -> Vec<Field> {
    vec![
        text("title", "What it is called."),
        text("strategy", "Strategy of the Pact."),
        text("impacts", "Impact categories, parted by `;`."),
        text("what", "What was done."),
        text("how", "How."),
        text("who", "Teams and organisations that took part."),
        text("lessons", "What was learned."),
        text("link", "Where to read more; blank where it is anonymous."),
    ]
}

fn tender_fields() -> Vec<Field> {
    vec![
        text("title", "What was asked for; blank where it is anonymous."),
        date("published_on", "Day it was published; blank where it is anonymous."),
        text("product_group", "Product group."),
        number("value", "Its value; blank where it is anonymous or the volume is protected."),
        text("currency", "Currency of the value, as given or the return's."),
        text("outputs_used", "Outputs of the Pact that were used."),
        text("impacts", "Impact categories, parted by `;`."),
        text("link", "The notice; blank where it is anonymous."),
        text("lessons", "What was learned."),
    ]
}

fn outreach_fields() -> Vec<Field> {
    vec![
        text("activity", "What was done."),
        text("kind", "Of what kind it was."),
        date("date", "When."),
        integer("organisations_reached", "Organisations reached, as reported."),
        integer("procurers_reached", "Procurers reached, as reported."),
        integer(
            "indirect_units",
            "Units others bought after it, as reported; blank where the volume is protected.",
        ),
        number("indirect_amount", "Their amount, likewise."),
        text("currency", "Currency of the amount, as given or the return's."),
        text("basis", "Whether that was measured or estimated."),
    ]
}
