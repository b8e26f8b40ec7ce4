//! What is estimated of participants that did not report (methodology: Volume 6).

use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::volume::Estimate;
use model::{Currency, Dimension};

use super::{Content, amount, body, columns};
use crate::context::Material;
use crate::trouble::Trouble;

/// Each estimate: who is silent, of which product group, and how it is made. Where one may not be shown, the table says
/// so and gives no sum.
pub(super) fn estimates(material: &Material) -> Result<Content, Trouble> {
    let words = &material.words;
    let euro = |cents: i64| TableCell::text(amount(cents, Currency::EUR));
    let shown = shown(material);
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|estimate| {
            let group = &estimate.product_group;
            body(vec![
                TableCell::text(material.participant_name(estimate.participant.as_str())),
                TableCell::text(material.label(Dimension::ProductGroup, group, &material.this)),
                euro(estimate.last_year_cents),
                euro(estimate.on_behalf_cents),
                euro(estimate.estimate_cents),
            ])
        })
        .collect();
    let mut notes = Vec::new();
    if shown.len() < material.this.results.estimates.len() {
        notes.push(vec![Inline::Text(words.get("estimate.withheld"))]);
    } else if rows.len() > 1 {
        let sum = |part: fn(&Estimate) -> i64| euro(shown.iter().map(|own| part(own)).sum());
        let cells = vec![
            TableCell::text(words.get("own.together")),
            TableCell::default(),
            sum(|own| own.last_year_cents),
            sum(|own| own.on_behalf_cents),
            sum(|own| own.estimate_cents),
        ];
        rows.push(Row { kind: RowKind::Total, cells });
    }
    let titles = [
        ("organisation", Alignment::Left, 34),
        ("product_group", Alignment::Left, 20),
        ("estimate_last_year", Alignment::Right, 18),
        ("estimate_on_behalf", Alignment::Right, 18),
        ("estimate", Alignment::Right, 18),
    ];
    Ok(Content { columns: columns(material, &titles), rows, notes })
}

/// The estimates that may be shown.
pub(crate) fn shown(material: &Material) -> Vec<&Estimate> {
    material.this.results.estimates.iter().filter(|estimate| !estimate.withheld).collect()
}
