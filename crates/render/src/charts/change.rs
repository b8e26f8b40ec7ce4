//! Bars from zero: the components of the change of the collective volume.

use model::change::ChangeComponent;
use model::document::{Alignment, Column, RowKind, TableCell};
use model::figure::Dimension;
use model::{Decimal, Dimensions};

use super::bars::Bars;
use super::{Picture, Wanted, request};
use crate::context::Material;
use crate::figures::Request;
use crate::format::fixed;
use crate::trouble::Trouble;

const INDICATOR: &str = "change.component";

/// What the collective volume changed by, a bar for each component and one for the whole.
pub(super) fn volume(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let mut bars = Bars::new(material);
    let whole = request(material, INDICATOR, Dimensions::none());
    for component in ChangeComponent::ALL {
        let code = component.code();
        let label = material.label(Dimension::Component, code, &material.this);
        add(&mut bars, material, RowKind::Body, &label, whole.with(Dimension::Component, code))?;
    }
    add(&mut bars, material, RowKind::Total, &material.words.get("change_of.whole"), whole)?;
    let series = [material.words.get("change_of.series")];
    Ok(bars.picture("alternative.change_bars", &series, columns(material)))
}

/// A bar, with the number of participants behind it in the table.
fn add(
    bars: &mut Bars,
    material: &Material,
    kind: RowKind,
    label: &str,
    request: Request,
) -> Result<(), Trouble> {
    let values = [("label", label), ("value", &*bars.prose(&request)?)];
    let said = material.words.fill("alternative.dot", &values);
    let count = material.contributors(&request)?.map_or(Decimal::ZERO, Decimal::from);
    bars.row(kind, label, &[request], said, vec![TableCell::text(fixed(count, 0))])
}

fn columns(material: &Material) -> Vec<Column> {
    let titles = [
        ("change_from", Alignment::Left, 52),
        ("change_amount", Alignment::Right, 26),
        ("change_participants", Alignment::Right, 22),
    ];
    crate::registers::columns(material, &titles)
}
