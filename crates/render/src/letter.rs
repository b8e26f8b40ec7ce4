//! Letters to participants: the words of `report-templates/letters/`, with what is known of the participant laid in.
//!
//! A letter is plain text, so nothing in it is escaped; its first line is `Subject: …`.

use std::collections::BTreeMap;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use model::pact::Secretariat;
use model::{Date, Obstacle};

use crate::templates::Templates;
use crate::trouble::{self, Trouble, at_line};

/// Steps a letter may take.
const FUEL: u64 = 100_000;
/// The language letters fall back on.
const FALL_BACK: &str = "en";
/// How days are written, by language.
const DAYS: &str = "letters/days.toml";

/// Which letter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LetterKind {
    /// The form goes out.
    Form,
    /// The return is due and has not come.
    Reminder,
    /// The return was due and has not come.
    Overdue,
}

impl LetterKind {
    /// The name of its template in `letters/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Reminder => "reminder",
            Self::Overdue => "overdue",
        }
    }
}

/// What a letter can say.
#[derive(Clone, PartialEq, Debug)]
pub struct LetterFacts<'a> {
    /// Title of the Pact.
    pub pact: &'a str,
    /// Whether everything in the workspace is invented.
    pub sample: bool,
    /// The year.
    pub year: i16,
    /// Name of the participant.
    pub participant: &'a str,
    /// Names of those the letter goes to; those without a name are left out.
    pub contacts: Vec<&'a str>,
    /// First and last day of the reporting period.
    pub period: (Date, Date),
    /// The day its return is due.
    pub deadline: Date,
    /// Whether that is later than everybody's.
    pub extended: bool,
    /// Days until the deadline, or since it.
    pub days: i32,
    /// Whether last year's answers stand in the form.
    pub with_last_year: bool,
    /// Whom to ask.
    pub secretariat: Option<&'a Secretariat>,
}

/// A letter in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetterText {
    /// The subject, one line.
    pub subject: String,
    /// The text; lines end with a line feed.
    pub body: String,
    /// The language it is in: the one asked for, or English where there are no words in that.
    pub language: String,
}

/// Writes a letter in a language (BCP 47).
///
/// # Errors
/// If a template cannot be understood, or has no subject; with file and line.
pub fn letter(
    templates: &Templates,
    kind: LetterKind,
    language: &str,
    facts: &LetterFacts<'_>,
) -> Result<LetterText, Obstacle> {
    let (file, language) = file(templates, kind, language)?;
    let source = &templates[&file];
    let days = days(templates, &language)?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    environment.remove_global("debug");
    environment.add_filter("day", move |day: String| days.written(&day));
    let variables = variables(facts, &language);
    let names: Vec<&str> =
        variables.keys().copied().chain(["day", "join", "first", "length"]).collect();
    let refused = |error| trouble::obstacle(&error, &file, templates, &names);
    let template = environment.template_from_named_str(&file, source).map_err(refused)?;
    let mut used: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    used.sort();
    if let Some(name) = used.iter().find(|name| !variables.contains_key(name.as_str())) {
        let line =
            source.lines().position(|line| line.contains(name.as_str())).map(|line| line + 1);
        let trouble = Trouble::unknown("name", name, names.iter().copied());
        return Err(at_line(trouble, &file, line, templates));
    }
    let text = template.render(Value::from_pairs(variables.clone())).map_err(refused)?;
    let (subject, body) = parts(&text).ok_or_else(|| {
        let help = "Begin the file with `Subject: …`, then an empty line, then the letter.";
        at_line(Trouble::new("the letter has no subject", help), &file, Some(1), templates)
    })?;
    Ok(LetterText { subject, body, language })
}

/// The template of a letter, and the language it is in: `fr-BE`, else `fr`, else English.
fn file(
    templates: &Templates,
    kind: LetterKind,
    language: &str,
) -> Result<(String, String), Obstacle> {
    let name = kind.name();
    let primary = language.split('-').next().unwrap_or(language);
    let wanted = [language, primary].into_iter().map(|code| {
        let named = format!("letters/{name}.{code}.txt");
        let plain = (code == FALL_BACK).then(|| format!("letters/{name}.txt"));
        (plain.filter(|_| !templates.contains_key(&named)).unwrap_or(named), code)
    });
    let plain = (format!("letters/{name}.txt"), FALL_BACK);
    let found = wanted.chain([plain.clone()]).find(|(file, _)| templates.contains_key(file));
    found.map(|(file, code)| (file, code.to_owned())).ok_or_else(|| {
        let trouble = Trouble::unknown("template", &plain.0, templates.keys().map(String::as_str));
        at_line(trouble, &plain.0, None, templates)
    })
}

fn variables(facts: &LetterFacts<'_>, language: &str) -> BTreeMap<&'static str, Value> {
    let secretariat = facts.secretariat.map(|own| {
        let text = |key, text: &str| (key, text.to_owned());
        Value::from_pairs([
            text("name", own.name.in_language(language)),
            text("email", &own.email),
            text("telephone", &own.telephone),
        ])
    });
    BTreeMap::from([
        ("pact", Value::from(facts.pact)),
        ("sample", Value::from(facts.sample)),
        ("year", Value::from(facts.year)),
        ("participant", Value::from(facts.participant)),
        ("contacts", Value::from_iter(facts.contacts.iter().copied())),
        ("period_start", Value::from(facts.period.0.to_string())),
        ("period_end", Value::from(facts.period.1.to_string())),
        ("deadline", Value::from(facts.deadline.to_string())),
        ("extended", Value::from(facts.extended)),
        ("days", Value::from(facts.days)),
        ("with_last_year", Value::from(facts.with_last_year)),
        ("secretariat", secretariat.unwrap_or(Value::from(false))),
    ])
}

/// Subject and body of a letter.
fn parts(text: &str) -> Option<(String, String)> {
    let text = text.replace("\r\n", "\n");
    let (subject, body) = text.trim_start().strip_prefix("Subject:")?.split_once('\n')?;
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    // Blank lines in a row come from conditions that did not hold.
    let mut lines: Vec<&str> = Vec::new();
    for line in body.trim().lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_some_and(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    (!subject.is_empty() && !lines.is_empty()).then(|| (subject, lines.join("\n") + "\n"))
}

/// How a language writes a day; ISO 8601 where nobody said.
#[derive(Clone, Default)]
struct Days {
    pattern: String,
    first: Option<String>,
    months: Vec<String>,
}

impl Days {
    fn written(&self, day: &str) -> String {
        let Ok(date) = day.parse::<Date>() else { return day.to_owned() };
        let month = usize::try_from(date.month()).ok().and_then(|month| self.months.get(month - 1));
        let Some(month) = month else { return day.to_owned() };
        let number = match (&self.first, date.day()) {
            (Some(first), 1) => first.clone(),
            (_, number) => number.to_string(),
        };
        let written = self.pattern.replace("{day}", &number).replace("{month}", month);
        written.replace("{year}", &date.year().to_string())
    }
}

fn days(templates: &Templates, language: &str) -> Result<Days, Obstacle> {
    let source = templates.get(DAYS).map_or("", String::as_str);
    let table: toml::Table = source.parse().map_err(|error: toml::de::Error| {
        let help = "Compare it with the file that comes with the program.";
        at_line(Trouble::new(error.message().to_owned(), help), DAYS, None, templates)
    })?;
    let primary = language.split('-').next().unwrap_or(language);
    let Some(own) =
        table.get(language).or_else(|| table.get(primary)).and_then(toml::Value::as_table)
    else {
        return Ok(Days::default());
    };
    let text = |key: &str| own.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let months = own.get("months").and_then(toml::Value::as_array);
    let months = months.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned);
    Ok(Days {
        pattern: text("pattern").unwrap_or_default(),
        first: text("first"),
        months: months.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped_templates;
    use model::pact::Titles;

    fn facts(secretariat: Option<&Secretariat>) -> LetterFacts<'_> {
        let day = |text: &str| text.parse().unwrap();
        LetterFacts {
            pact: "Circular & Fair <ICT> Pact",
            sample: false,
            year: 2026,
            participant: "Stadt Höhenfurt",
            contacts: vec!["Åsa {{ Beispiel }}"],
            period: (day("2025-10-01"), day("2026-09-30")),
            deadline: day("2026-12-01"),
            extended: true,
            days: 1,
            with_last_year: false,
            secretariat,
        }
    }

    #[test]
    fn every_letter_can_be_written_in_both_languages() {
        let office = Secretariat {
            name: Titles::one("en", "Office"),
            email: "office@pact.test".to_owned(),
            telephone: String::new(),
        };
        let templates = shipped_templates();
        for kind in [LetterKind::Form, LetterKind::Reminder, LetterKind::Overdue] {
            for (language, day) in [("en", "1 December 2026"), ("fr", "1er décembre 2026")] {
                for office in [Some(&office), None] {
                    let facts = facts(office);
                    let letter = letter(&templates, kind, language, &facts).unwrap();
                    assert_eq!(letter.language, language);
                    let text = format!("{}\n{}", letter.subject, letter.body);
                    for said in [
                        "Circular & Fair <ICT> Pact",
                        "Stadt Höhenfurt",
                        "Åsa {{ Beispiel }},",
                        day,
                    ] {
                        assert!(text.contains(said), "{said}: {text}");
                    }
                    assert_eq!(text.contains("office@pact.test"), office.is_some(), "{text}");
                    assert!(!text.contains("{%") && !text.contains("\n\n\n"), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_language_without_words_falls_back() {
        let mut templates = shipped_templates();
        let own = |templates: &Templates, language| {
            letter(templates, LetterKind::Form, language, &facts(None)).unwrap()
        };
        assert_eq!(own(&templates, "fr-BE").language, "fr");
        assert_eq!(own(&templates, "de").language, "en");
        let german = "Subject: Ihre Meldung\n\nBis {{ deadline | day }}.\n";
        templates.insert("letters/form.de.txt".to_owned(), german.to_owned());
        let letter = own(&templates, "de");
        assert_eq!((letter.language.as_str(), letter.body.as_str()), ("de", "Bis 2026-12-01.\n"));
    }

    #[test]
    fn a_mistake_in_a_template_is_said_with_its_line() {
        let mut templates = shipped_templates();
        let cases = [
            ("Subject: x\n\nDear {{ contcts }}\n", "letters/form.txt, line 3"),
            ("Subject: x\n\nBy {{ deadlin | day }}\n", "letters/form.txt, line 3"),
            ("Subject: x\n\nBy {{ deadline | dya }}\n", "letters/form.txt, line 3"),
            ("Dear all,\n\nplease\n", "letters/form.txt, line 1"),
        ];
        for (text, place) in cases {
            templates.insert("letters/form.txt".to_owned(), text.to_owned());
            let obstacle = letter(&templates, LetterKind::Form, "en", &facts(None)).unwrap_err();
            assert!(obstacle.place.as_deref().unwrap().ends_with(place), "{obstacle:?}");
        }
    }
}
