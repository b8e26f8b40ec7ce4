//! The template engine: what it knows, what it refuses, and the functions for authors.

use std::fmt::Write as _;
use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use model::document::Inline;
use model::figure::Dimension;
use model::{Decimal, Obstacle};

use crate::charts;
use crate::composer::{Composer, at_most, only, switch, text};
use crate::figures::Style;
use crate::key_figures::{self, Key};
use crate::participant;
use crate::quotes;
use crate::registers;
use crate::secretariat::{self, Markdown};
use crate::store::{Piece, marker_of, pieces};
use crate::tables::{self, ColumnRequest};
use crate::trouble::{self, Trouble};
use crate::unreported;
use crate::variables;

/// Steps a template may take; the shipped ones take a few thousand.
const FUEL: u64 = 5_000_000;

/// Filters an author may look for; the engine does not list its own.
const FILTERS: [&str; 13] = [
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "listed",
    "lower",
    "replace",
    "round",
    "sort",
    "title",
    "upper",
];

/// Renders a template's body to Markdown with markers.
///
/// # Errors
/// If the template cannot be understood or asks for something that does not exist; with file and line.
pub(crate) fn markdown(
    composer: &Arc<Composer>,
    file: &str,
    body: &str,
) -> Result<String, Obstacle> {
    let environment = environment(composer);
    let variables = composer.variables.clone();
    let names: Vec<String> = environment
        .globals()
        .map(|(name, _)| name.to_owned())
        .chain(variables.keys().map(|name| (*name).to_owned()))
        .chain(FILTERS.map(str::to_owned))
        .collect();
    let rendered = environment
        .template_from_named_str(file, body)
        .and_then(|template| template.render(Value::from_pairs(variables)));
    rendered.map_err(|error| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let own = || trouble::obstacle(&error, file, &composer.templates, &names);
        composer.met().unwrap_or_else(own)
    })
}

fn environment(composer: &Arc<Composer>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    environment.remove_filter("safe");
    environment.remove_global("debug");
    let store = Arc::clone(composer);
    environment.set_formatter(move |out, _, value| emit(&store, out, value));
    add_figures(&mut environment, composer);
    add_blocks(&mut environment, composer);
    add_words(&mut environment, composer);
    environment
}

/// Writes a value into the Markdown: markers as they are, everything else as a text that Markdown and
/// HTML cannot reach.
fn emit(composer: &Composer, out: &mut minijinja::Output, value: &Value) -> Result<(), Error> {
    if value.is_none() || value.is_undefined() {
        let help = "Ask first: `{% if name %} … {% endif %}`.";
        return Err(Trouble::new("there is no value here", help).into());
    }
    if let Some(markdown) = value.downcast_object_ref::<Markdown>() {
        return out.write_str(&markdown.0).map_err(|_| out_of_memory());
    }
    let text = value.to_string();
    let mut store = composer.store();
    let mut safe = String::new();
    for piece in pieces(&text) {
        match piece {
            Piece::Literal(literal) if literal.trim().is_empty() => safe.push_str(literal),
            Piece::Literal(literal) => safe.push_str(&store.text(literal)),
            reference => safe.push_str(&marker_of(reference)),
        }
    }
    out.write_str(&safe).map_err(|_| out_of_memory())
}

fn out_of_memory() -> Error {
    Error::new(minijinja::ErrorKind::WriteFailure, "out of memory")
}

fn add_figures(environment: &mut Environment<'static>, composer: &Arc<Composer>) {
    let desk = Arc::clone(composer);
    environment.add_function("figure", move |indicator: String, arguments: Kwargs| {
        let request = desk.request(&indicator, &arguments, &["full"])?;
        let style = if switch(&arguments, "full")? { Style::Full } else { Style::Prose };
        let shown = desk.material.shown(&request, style)?;
        Ok::<_, Error>(desk.store().figure(shown.text, request.reference()))
    });
    let desk = Arc::clone(composer);
    environment.add_function(
        "count_of",
        move |indicator: String, one: String, many: String, arguments: Kwargs| {
            let request = desk.request(&indicator, &arguments, &[])?;
            let single = desk.material.figure(&request)?.and_then(|figure| figure.value)
                == Some(Decimal::ONE);
            let shown = desk.material.shown(&request, Style::Prose)?;
            let figure = desk.store().figure(shown.text, request.reference());
            Ok::<_, Error>(format!(
                "{figure}{}{}",
                crate::format::NO_BREAK,
                if single { one } else { many }
            ))
        },
    );
    let desk = Arc::clone(composer);
    environment.add_function(
        "behind",
        move |indicator: String, one: String, many: String, arguments: Kwargs| {
            let request = desk.request(&indicator, &arguments, &[])?;
            let count = desk.material.contributors(&request)?.unwrap_or(0);
            let shown = crate::format::fixed(count.into(), 0);
            let figure = desk.store().figure(shown, request.reference());
            let noun = if count == 1 { one } else { many };
            Ok::<_, Error>(format!("{figure}{}{noun}", crate::format::NO_BREAK))
        },
    );
    let desk = Arc::clone(composer);
    environment.add_function("change", move |indicator: String, arguments: Kwargs| {
        let request = desk.request(&indicator, &arguments, &[])?;
        let words = desk.material.change(&request)?;
        Ok::<_, Error>(desk.store().figure(words, request.reference()))
    });
    let desk = Arc::clone(composer);
    environment.add_function("has", move |indicator: String, arguments: Kwargs| {
        let request = desk.request(&indicator, &arguments, &[])?;
        Ok::<_, Error>(desk.material.figure(&request)?.is_some_and(|figure| figure.value.is_some()))
    });
    let desk = Arc::clone(composer);
    environment.add_function("value", move |indicator: String, arguments: Kwargs| {
        let request = desk.request(&indicator, &arguments, &[])?;
        let value = desk.material.figure(&request)?.and_then(|figure| figure.value);
        // Only for conditions: what is printed goes through `figure`.
        #[expect(
            clippy::disallowed_types,
            reason = "the engine of templates compares no other kind"
        )]
        let number = value.and_then(|value| value.to_string().parse::<f64>().ok());
        Ok::<_, Error>(Value::from(number.unwrap_or(0.0)))
    });
    let desk = Arc::clone(composer);
    environment.add_function("key", move |indicator: String, label: String, arguments: Kwargs| {
        let request = desk.request(&indicator, &arguments, &["context"])?;
        let context = text(&arguments, "context")?.unwrap_or_default();
        desk.material.figure(&request)?;
        Ok::<_, Error>(Value::from_object(Key { request, label, context }))
    });
    let desk = Arc::clone(composer);
    environment.add_function(
        "column",
        move |title: String, indicator: String, arguments: Kwargs| {
            let column = ColumnRequest::read(&desk, title, &indicator, &arguments)?;
            Ok::<_, Error>(Value::from_object(column))
        },
    );
}

fn add_blocks(environment: &mut Environment<'static>, composer: &Arc<Composer>) {
    let desk = Arc::clone(composer);
    environment.add_function("table", move |id: String, title: String, arguments: Kwargs| {
        let block = tables::cut(&desk, &id, &title, &arguments)?;
        Ok::<_, Error>(desk.store().block(block))
    });
    let desk = Arc::clone(composer);
    environment.add_function(
        "chart",
        move |kind: String, id: String, title: String, arguments: Kwargs| {
            let block = charts::chart(&desk, &kind, &id, &title, &arguments)?;
            Ok::<_, Error>(desk.store().block(block))
        },
    );
    let desk = Arc::clone(composer);
    environment.add_function(
        "register",
        move |name: String, id: String, title: String, arguments: Kwargs| {
            let block = registers::register(&desk, &name, &id, &title, &arguments)?;
            Ok::<_, Error>(desk.store().block(block))
        },
    );
    let desk = Arc::clone(composer);
    environment.add_function("key_figures", move |keys: Vec<Value>| {
        let block = key_figures::block(&desk, &keys)?;
        Ok::<_, Error>(desk.store().block(block))
    });
    for name in ["file_accounts", "own_findings"] {
        let desk = Arc::clone(composer);
        environment.add_function(name, move || {
            let blocks = participant::blocks(&desk, name)?;
            let mut store = desk.store();
            Ok::<_, Error>(blocks.into_iter().map(|block| store.block(block)).collect::<String>())
        });
    }
    let desk = Arc::clone(composer);
    environment.add_function("told", move |name: String| secretariat::laid_in(&desk, &name));
    let desk = Arc::clone(composer);
    environment.add_function("has_text", move |name: String| {
        secretariat::text(&desk.material, &name).is_some()
    });
    let desk = Arc::clone(composer);
    environment.add_function("other_texts", move || secretariat::others(&desk));
    let desk = Arc::clone(composer);
    environment.add_function("quotes", move |question: String, arguments: Kwargs| {
        let most = at_most(&arguments, &["most"])?;
        desk.narrative().insert(question.clone());
        let mut store = desk.store();
        let quotes = quotes::of(&desk.material, &question, most)?;
        Ok::<_, Error>(quotes.into_iter().map(|quote| store.block(quote)).collect::<String>())
    });
}

fn add_words(environment: &mut Environment<'static>, composer: &Arc<Composer>) {
    let desk = Arc::clone(composer);
    environment.add_function("word", move |path: String| {
        let words = &desk.material.words;
        let word =
            words.find(&path).ok_or_else(|| Trouble::unknown("word", &path, words.paths()))?;
        Ok::<_, Error>(word.to_owned())
    });
    let desk = Arc::clone(composer);
    environment.add_function("label", move |dimension: String, code: String| {
        let dimension = dimension_named(&dimension)?;
        Ok::<_, Error>(desk.material.label(dimension, &code, &desk.material.this))
    });
    let desk = Arc::clone(composer);
    environment.add_function("codes", move |dimension: String| {
        let dimension = dimension_named(&dimension)?;
        Ok::<_, Error>(desk.material.codes(dimension, &desk.material.this))
    });
    let desk = Arc::clone(composer);
    environment.add_function("names", move |list: String, arguments: Kwargs| {
        only(&arguments, &["year"])?;
        let ids = variables::participants(&desk.material.this, &list)?;
        let names: Vec<String> =
            ids.iter().map(|id| desk.material.participant_name(id.as_str())).collect();
        Ok::<_, Error>(desk.material.words.enumerate(&names))
    });
    let desk = Arc::clone(composer);
    environment
        .add_filter("listed", move |items: Vec<String>| desk.material.words.enumerate(&items));
    let desk = Arc::clone(composer);
    environment.add_function("narrative", move |question: String| {
        desk.narrative().insert(question.clone());
        Ok::<_, Error>(quotes::counts(&desk.material, &question)?)
    });
    let desk = Arc::clone(composer);
    environment.add_function("has_question", move |question: String| {
        desk.material.this.reading.questionnaire.question(&question).is_some()
    });
    let desk = Arc::clone(composer);
    environment
        .add_function("unreported", move || unreported::of(&desk.material, &desk.narrative()));
    let desk = Arc::clone(composer);
    environment.add_function("practices_in", move |strategy: String, arguments: Kwargs| {
        only(&arguments, &["year"])?;
        let year: Option<i16> = arguments.get("year").unwrap_or_default();
        Ok::<_, Error>(desk.material.practices_in(&strategy, year)?)
    });
    let desk = Arc::clone(composer);
    environment.add_function("external", move |value: String, arguments: Kwargs| {
        external(&desk, &value, &arguments)
    });
}

/// A number from outside, with its source in a footnote (methodology: Prose).
fn external(composer: &Composer, value: &str, arguments: &Kwargs) -> Result<String, Error> {
    only(arguments, &["unit", "source", "date"])?;
    let needed = |name: &str| -> Result<String, Trouble> {
        let missing =
            || Trouble::new(format!("`external` needs a `{name}`"), format!("Add `{name}=\"…\"`."));
        text(arguments, name)?.filter(|text| !text.is_empty()).ok_or_else(missing)
    };
    let (unit, source, date) = (needed("unit")?, needed("source")?, needed("date")?);
    let mut store = composer.store();
    let mut shown = store.text(&format!("{value}{}{unit}", crate::format::NO_BREAK));
    let note = vec![Inline::Text(crate::store::clean(&format!("{source}, {date}.")))];
    let _ = write!(shown, "{}", store.note(note));
    Ok(shown)
}

fn dimension_named(name: &str) -> Result<Dimension, Trouble> {
    let known = Dimension::ALL.iter().map(|dimension| dimension.code());
    Dimension::parse(name).ok_or_else(|| Trouble::unknown("dimension", name, known))
}
