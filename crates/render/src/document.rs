//! The whole document: front matter, body, chrome.

use std::sync::Arc;

use model::document::{Audience, Block, Words as Chrome};
use model::{Document, Obstacle};

use crate::composer::Composer;
use crate::context::{Context, Material};
use crate::registers::by_participant;
use crate::templates::{FrontMatter, Templates, split};
use crate::words::Words;
use crate::{engine, headings, markdown};

/// The language documents are in.
pub(crate) const LANGUAGE: &str = "en";

/// Makes a document for the public: `progress-report` or `financial-summary`, or any other template of
/// that name with `.md`.
///
/// # Errors
/// If the template or the words cannot be read, or ask for something that does not exist.
pub fn document(
    name: &str,
    templates: &Templates,
    context: &Context,
) -> Result<Document, Obstacle> {
    compose(name, Audience::Public, templates, context, |_, _| Vec::new())
}

/// Makes the page of all findings, by participant, for the office only.
///
/// # Errors
/// As [`document`].
pub fn findings_page(templates: &Templates, context: &Context) -> Result<Document, Obstacle> {
    compose("findings", Audience::OfficeOnly, templates, context, by_participant)
}

/// What is put behind the template's own body.
type Appendix = fn(&Material, &mut crate::store::Store) -> Vec<Block>;

fn compose(
    name: &str,
    audience: Audience,
    templates: &Templates,
    context: &Context,
    appendix: Appendix,
) -> Result<Document, Obstacle> {
    let words = Words::read(templates, LANGUAGE)?;
    let material = Material::new(context, words, LANGUAGE);
    let composer = Composer::new(material, templates.clone());
    composed(name, audience, &composer, templates, appendix)
}

/// Makes a document of the template of that name.
pub(crate) fn composed(
    name: &str,
    audience: Audience,
    composer: &Arc<Composer>,
    templates: &Templates,
    appendix: Appendix,
) -> Result<Document, Obstacle> {
    let file = format!("{name}.md");
    let (front, body) = split(&file, templates)?;
    let text = engine::markdown(composer, &file, &body)?;
    let front = front_matter(composer, &file, &front)?;
    let mut store = composer.store();
    let mut body = markdown::read(&text, &mut store, &file, templates, &composer.material)?;
    body.blocks.extend(appendix(&composer.material, &mut store));
    headings::lead(&mut body.blocks);
    let material = &composer.material;
    let date = crate::money::dated(material);
    Ok(Document {
        name: name.to_owned(),
        title: front.title,
        subtitle: front.subtitle,
        publisher: crate::store::clean(&material.pact.title),
        language: LANGUAGE.to_owned(),
        date: date.to_string(),
        date_in_words: material.words.date(date),
        status: front.status,
        audience,
        sample: material.pact.sample,
        description: front.description,
        blocks: body.blocks,
        footnotes: body.footnotes,
        words: chrome(&material.words, audience),
    })
}

/// The front matter is a template too, so that a title can name the year.
fn front_matter(
    composer: &Arc<Composer>,
    file: &str,
    front: &FrontMatter,
) -> Result<FrontMatter, Obstacle> {
    let line = |text: &str| -> Result<String, Obstacle> {
        let rendered = engine::markdown(composer, file, text)?;
        Ok(composer.store().plain(&rendered).trim().to_owned())
    };
    Ok(FrontMatter {
        title: line(&front.title)?,
        subtitle: line(&front.subtitle)?,
        status: line(&front.status)?,
        description: line(&front.description)?,
    })
}

fn chrome(words: &Words, audience: Audience) -> Chrome {
    let word = |name: &str| words.get(&format!("chrome.{name}"));
    Chrome {
        contents: word("contents"),
        audience: word(match audience {
            Audience::Public => "public",
            Audience::OfficeOnly => "office_only",
        }),
        sample: word("sample"),
        page_of: word("page_of"),
        figure: word("figure"),
        table: word("table"),
        notes: word("notes"),
        chart_data: word("chart_data"),
        skip: word("skip"),
    }
}
