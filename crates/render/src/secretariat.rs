//! The Secretariat's own words: the texts of `inputs/Y/narrative/`, laid into a document where a template asks
//! for them.
//!
//! A text is Markdown with references to figures and goes through the very engine and checks a template does.
//! Its headings stand one level below the chapter it is laid into, and its footnotes have names of their own.

use std::sync::Arc;

use minijinja::Value;
use model::Obstacle;
use model::governance::NarrativeText;

use crate::composer::Composer;
use crate::context::Material;
use crate::engine;
use crate::templates::Templates;
use crate::trouble::Trouble;

/// Language of a text whose name says none; taken where the document's language has no text.
const DEFAULT: &str = "en";

/// Markdown that is part of the document, as opposed to a text that must reach the page as it is.
#[derive(Debug)]
pub(crate) struct Markdown(pub(crate) String);

impl minijinja::value::Object for Markdown {}

/// The text of a name in the document's language.
pub(crate) fn text<'a>(material: &'a Material, name: &str) -> Option<&'a NarrativeText> {
    let languages = material.this.reading.governance.narrative.get(name)?;
    let own = languages.get(&material.language).or_else(|| languages.get(DEFAULT));
    own.filter(|text| !text.markdown.trim().is_empty())
}

/// Names of the texts that have something to say and that the template did not ask for so far.
pub(crate) fn others(composer: &Composer) -> Vec<String> {
    let told = composer.told();
    let names = composer.material.this.reading.governance.narrative.keys();
    let left = names.filter(|name| !told.contains(*name));
    left.filter(|name| text(&composer.material, name).is_some()).cloned().collect()
}

/// The text of a name, as Markdown of the document; nothing where there is none.
///
/// # Errors
/// If the text asks for something that does not exist, or asks for a text itself.
pub(crate) fn laid_in(composer: &Arc<Composer>, name: &str) -> Result<Value, minijinja::Error> {
    composer.told().insert(name.to_owned());
    let Some(own) = text(&composer.material, name) else {
        return Ok(Value::from_object(Markdown(String::new())));
    };
    if !composer.begin_text() {
        let help = "Ask for it in the template of the document.";
        return Err(Trouble::new("a text of the Secretariat cannot ask for another", help).into());
    }
    let rendered = engine::markdown(composer, &own.path, &below_chapter(&own.markdown, name));
    composer.end_text();
    match rendered {
        Ok(markdown) => Ok(Value::from_object(Markdown(format!("\n\n{markdown}\n\n")))),
        Err(obstacle) => Err(composer.meet(obstacle).into()),
    }
}

/// The texts as sources by their path, so that a message can show the line.
pub(crate) fn sources(material: &Material) -> Templates {
    let texts = material.this.reading.governance.narrative.values().flat_map(|all| all.values());
    texts.map(|text| (text.path.clone(), text.markdown.clone())).collect()
}

/// A text with its headings one level lower and its footnotes named after it. Lines between fences stay.
fn below_chapter(markdown: &str, name: &str) -> String {
    let mut lowered = String::with_capacity(markdown.len() + 64);
    let mut fenced = false;
    for line in markdown.split_inclusive('\n') {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        if fenced {
            lowered.push_str(line);
            continue;
        }
        if line.starts_with('#') {
            lowered.push('#');
        }
        lowered.push_str(&line.replace("[^", &format!("[^{name}-")));
    }
    lowered
}

/// The obstacle of Markdown that cannot be read, moved to the text that holds the words at fault.
pub(crate) fn at_its_text(obstacle: Obstacle, excerpt: &str, material: &Material) -> Obstacle {
    let words = excerpt.lines().next().unwrap_or_default().trim();
    let texts = material.this.reading.governance.narrative.values().flat_map(|all| all.values());
    let mut holding = texts.filter(|text| !words.is_empty() && text.markdown.contains(words));
    match holding.next() {
        Some(text) => {
            let before = text.markdown.find(words).unwrap_or(0);
            let line = text.markdown[..before].matches('\n').count() + 1;
            let shown = text.markdown.lines().nth(line - 1).unwrap_or_default().to_owned();
            Obstacle::new(obstacle.what, obstacle.help)
                .at(format!("{}, line {line}", text.path))
                .with_excerpt(format!("{line} | {shown}"))
        }
        None => obstacle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_one_level_down_and_footnotes_get_the_texts_name() {
        let text = "# One\ntext[^1]\n```\n# no heading [^1]\n```\n\n[^1]: note";
        assert_eq!(
            below_chapter(text, "foreword"),
            "## One\ntext[^foreword-1]\n```\n# no heading [^1]\n```\n\n[^foreword-1]: note"
        );
    }
}
