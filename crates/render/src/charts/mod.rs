//! Charts: what is drawn is decided here, how it looks in `report-templates/charts/`.
//!
//! Every chart has its text alternative, which says in numbers what one sees, and the table of what is
//! drawn. Positions in a drawing are binary floating point; the numbers on it are not.

mod bars;
mod bullet;
mod change;
mod drawing;
mod dumbbell;
mod ladder;
mod measure;
mod scale;
mod years;

use minijinja::Value;
use minijinja::value::Kwargs;
use model::document::{Block, Chart, Inline, Table};
use model::{Decimal, Dimensions};

use crate::composer::{Composer, only, text, texts};
use crate::context::Material;
use crate::figures::Request;
use crate::trouble::Trouble;

/// What a kind of chart makes: the values for its drawing, its words, and its table.
struct Picture {
    template: &'static str,
    values: Vec<(&'static str, Value)>,
    alternative: String,
    data: Table,
    notes: Vec<Vec<Inline>>,
}

/// What an author asks a chart to show.
struct Wanted {
    rows: String,
    within: Option<String>,
}

type Maker = fn(&Material, &Wanted) -> Result<Picture, Trouble>;

const KINDS: &[(&str, Maker)] = &[
    ("uptake_ladder", ladder::uptake),
    ("guidance_ladder", ladder::guidance),
    ("volume_bars", bars::volume),
    ("change_bars", change::volume),
    ("uptake_dumbbell", dumbbell::uptake),
    ("budget_bullet", bullet::budget),
    ("contributions_bullet", bullet::contributions),
    ("years_bars", years::years),
];

/// A chart: `chart("uptake_ladder", id, title, rows="strategy")`.
///
/// # Errors
/// If there is no such kind of chart, or its drawing cannot be made.
pub(crate) fn chart(
    composer: &Composer,
    kind: &str,
    id: &str,
    title: &str,
    arguments: &Kwargs,
) -> Result<Block, Trouble> {
    only(arguments, &["rows", "within", "notes"])?;
    let make = KINDS.iter().find(|(known, _)| *known == kind).map(|(_, make)| make);
    let known = KINDS.iter().map(|(known, _)| *known);
    let make = make.ok_or_else(|| Trouble::unknown("kind of chart", kind, known))?;
    let wanted = Wanted {
        rows: text(arguments, "rows")?.unwrap_or_default(),
        within: text(arguments, "within")?,
    };
    let own_notes = texts(arguments, "notes")?;
    let mut picture = make(&composer.material, &wanted)?;
    let title = {
        let mut store = composer.store();
        store.claim(id)?;
        store.claim(&format!("{id}-data"))?;
        let own = own_notes.iter().map(|note| store.inlines(note));
        picture.notes.splice(0..0, own.collect::<Vec<_>>());
        store.plain(title)
    };
    picture.data.anchor = format!("{id}-data");
    picture.data.title.clone_from(&title);
    let drawing = drawing::draw(composer, id, &title, &picture)?;
    Ok(Block::Chart(Chart {
        anchor: id.to_owned(),
        title,
        svg: drawing.svg,
        width: drawing.width,
        height: drawing.height,
        alternative: picture.alternative,
        data: picture.data,
        notes: picture.notes,
    }))
}

/// A request for a figure of the year.
fn request(material: &Material, indicator: &str, dimensions: Dimensions) -> Request {
    Request { indicator: indicator.to_owned(), year: material.number(), dimensions }
}

/// A value as a position: only where it is drawn, never what is printed.
fn position(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(0.0)
}

/// A map for a drawing.
fn entry<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from_pairs(pairs)
}
