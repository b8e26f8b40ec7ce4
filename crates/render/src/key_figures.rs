//! The row of headline figures.

use minijinja::Value;
use model::document::{Block, KeyFigure};

use crate::composer::Composer;
use crate::figures::{Request, Style};
use crate::trouble::Trouble;

/// One headline figure, as an author asks for it with `key(…)`.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The figure.
    pub(crate) request: Request,
    /// What it is.
    pub(crate) label: String,
    /// The line below.
    pub(crate) context: String,
}

impl minijinja::value::Object for Key {}

/// The row of headline figures.
///
/// # Errors
/// If the list holds something else than `key(…)`, or a figure that cannot exist.
pub(crate) fn block(composer: &Composer, keys: &[Value]) -> Result<Block, Trouble> {
    let figures: Result<Vec<KeyFigure>, Trouble> =
        keys.iter().map(|key| one(composer, key)).collect();
    Ok(Block::KeyFigures(figures?))
}

fn one(composer: &Composer, value: &Value) -> Result<KeyFigure, Trouble> {
    let Some(key) = value.downcast_object_ref::<Key>() else {
        let help = "Write `key_figures([key(\"indicator\", \"What it is\"), …])`.";
        return Err(Trouble::new("the list holds something that is no `key(…)`", help));
    };
    let shown = composer.material.shown(&key.request, Style::Prose)?;
    let store = composer.store();
    Ok(KeyFigure {
        value: shown.text,
        label: store.plain(&key.label),
        context: store.plain(&key.context),
        figure: Some(key.request.reference()),
    })
}
