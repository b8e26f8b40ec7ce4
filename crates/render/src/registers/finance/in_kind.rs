//! Work and other help in kind: a memorandum beside the statement.

use std::collections::BTreeSet;

use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;

use super::super::{Content, body, columns, figure_or_nothing};
use super::{dated, statement_of};
use crate::context::Material;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Hours and value of what each participant gave, and of all. Who gave nothing has no row.
pub(crate) fn in_kind(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let mut signs = Signs::default();
    let given = &material.this.results.in_kind;
    let givers: BTreeSet<&str> = given.iter().map(|one| one.line.participant.as_str()).collect();
    let mut rows = Vec::new();
    let cells = |signs: &mut Signs, name: String, cut: &[(Dimension, &str)]| {
        let mut cells = vec![TableCell::text(name)];
        for indicator in ["finance.in_kind_hours", "finance.in_kind"] {
            cells.push(figure_or_nothing(material, signs, indicator, cut)?);
        }
        Ok::<_, Trouble>(cells)
    };
    for giver in givers {
        let cut = [(Dimension::Participant, giver)];
        rows.push(body(cells(&mut signs, material.participant_name(giver), &cut)?));
    }
    let total = cells(&mut signs, material.words.get("total"), &[])?;
    rows.push(Row { kind: RowKind::Total, cells: total });
    let titles = [
        ("organisation", Alignment::Left, 50),
        ("hours_given", Alignment::Right, 20),
        ("worth", Alignment::Right, 25),
    ];
    let columns = dated(material, statement, columns(material, &titles));
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}
