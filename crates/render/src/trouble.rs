//! What an author of a template did that cannot be done, and how to say it with the line it stands in.

use minijinja::{Error, ErrorKind};
use model::Obstacle;
use model::nearest::nearest;

use crate::templates::{FOLDER, Templates};

/// Something an author asked for that does not exist or cannot be, before its line is known.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{what}")]
pub(crate) struct Trouble {
    /// What is wrong, one sentence.
    pub(crate) what: String,
    /// What to do next.
    pub(crate) help: String,
}

impl Trouble {
    /// A trouble with its remedy.
    pub(crate) fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }

    /// A name that is not known, with the nearest that is.
    pub(crate) fn unknown<'a>(
        kind: &str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None if known.is_empty() => "There is none to choose from in this year.".to_owned(),
            None => format!("Known are: {}.", listed(&known)),
        };
        Self::new(format!("`{name}` is no {kind} that is known here"), help)
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        Error::new(ErrorKind::InvalidOperation, trouble.what.clone()).with_source(trouble)
    }
}

fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > 12 { " and others" } else { "" };
    shown.join(", ") + more
}

/// Turns a template engine's error into an obstacle with file, line, the line itself and a remedy.
pub(crate) fn obstacle(
    error: &Error,
    template: &str,
    templates: &Templates,
    names: &[&str],
) -> Obstacle {
    let (file, line) = innermost(error, template);
    let trouble = describe(error, names);
    at_line(trouble, &file, line, templates)
}

/// An obstacle at a line of a template, with the line itself.
pub(crate) fn at_line(
    trouble: Trouble,
    file: &str,
    line: Option<usize>,
    templates: &Templates,
) -> Obstacle {
    // A text of the Secretariat has the path of its file; a template is named inside its folder.
    let path = match file.starts_with("inputs/") {
        true => file.to_owned(),
        false => format!("{FOLDER}/{file}"),
    };
    let obstacle = Obstacle::new(trouble.what, trouble.help);
    let Some(line) = line else {
        return obstacle.at(path);
    };
    let text = source_of(file, templates).lines().nth(line - 1);
    obstacle
        .at(format!("{path}, line {line}"))
        .with_excerpt(format!("{line} | {}", text.unwrap_or_default()))
}

fn source_of<'a>(file: &str, templates: &'a Templates) -> &'a str {
    templates.get(file).map_or("", String::as_str)
}

/// The template and line in which the first cause arose: an error in an included file counts there.
fn innermost(error: &Error, template: &str) -> (String, Option<usize>) {
    let mut place = (template.to_owned(), error.line());
    let mut next: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = next {
        if let Some(inner) = cause.downcast_ref::<Error>()
            && let (Some(name), Some(line)) = (inner.name(), inner.line())
        {
            place = (name.to_owned(), Some(line));
        }
        next = cause.source();
    }
    place
}

fn describe(error: &Error, names: &[&str]) -> Trouble {
    let mut next: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = next {
        if let Some(trouble) = cause.downcast_ref::<Trouble>() {
            return trouble.clone();
        }
        next = cause.source();
    }
    let detail = error.detail().unwrap_or_default().to_owned();
    match error.kind() {
        ErrorKind::UndefinedError => undefined(error, names),
        ErrorKind::UnknownFunction | ErrorKind::UnknownFilter | ErrorKind::UnknownTest => {
            let name = detail
                .split_whitespace()
                .nth(usize::from(detail.starts_with("filter") || detail.starts_with("test")));
            let name = name.unwrap_or(&detail).trim_matches(['`', '\'', '"']).to_owned();
            Trouble::unknown("function or filter", &name, names.iter().copied())
        }
        ErrorKind::OutOfFuel => Trouble::new(
            "the template does not come to an end",
            "Look for a loop over a very long list, or a loop inside a loop.",
        ),
        ErrorKind::SyntaxError => Trouble::new(
            format!("the template cannot be understood here: {detail}"),
            "Check the braces: values stand in `{{ … }}`, conditions in `{% if … %}` … `{% endif %}`.",
        ),
        kind => Trouble::new(
            if detail.is_empty() { kind.to_string() } else { detail },
            "See README.md in the folder of templates for what can be written here.",
        ),
    }
}

fn undefined(error: &Error, names: &[&str]) -> Trouble {
    let expression =
        error.range().zip(error.template_source()).and_then(|(range, source)| source.get(range));
    let name = expression.unwrap_or("this name").trim();
    match name.rsplit_once('.') {
        Some((owner, field)) => Trouble::new(
            format!("`{owner}` has nothing called `{field}`"),
            "See README.md in the folder of templates for what it has.",
        ),
        None => Trouble::unknown("name", name, names.iter().copied()),
    }
}
