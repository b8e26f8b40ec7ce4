//! Devices in use and at the end of use, as it reported them, and how each row counts.

use model::devices::CountedDevices;
use model::document::{Alignment, TableCell};
use model::figure::Dimension;
use model::supporting::AccountTerm;
use model::{Identifier, Place};

use crate::context::Material;
use crate::registers::{Content, body, columns, number};

/// Its rows of devices, as they count.
pub(super) fn of<'a>(material: &'a Material, id: &Identifier) -> Vec<&'a CountedDevices> {
    let all = material.this.results.devices.iter();
    all.filter(|one| one.participant == *id).collect()
}

/// What rows have in common that stand in one line of the table.
type Alike<'a> = (usize, usize, &'a str, AccountTerm);

/// The table: where they are reported, product group, rows, devices, and how they count.
pub(super) fn table(material: &Material, id: &Identifier) -> Content {
    let order = material.codes(Dimension::ProductGroup, &material.this);
    let mut lines: Vec<(Alike<'_>, &CountedDevices, u64, Option<i64>)> = Vec::new();
    for one in of(material, id) {
        let group = order.iter().position(|code| *code == one.product_group);
        let alike = (one.table as usize, group.unwrap_or(usize::MAX), file(&one.place), one.term);
        let found = lines.iter_mut().find(|(own, ..)| *own == alike);
        match found {
            Some((_, _, rows, units)) => {
                *rows += one.rows;
                // A number that was left blank or could not be read is no zero.
                *units = units.zip(one.units).map(|(sum, own)| sum + own).or(*units).or(one.units);
            }
            None => lines.push((alike, one, one.rows, one.units)),
        }
    }
    lines.sort_by_key(|(alike, ..)| *alike);
    let words = &material.words;
    let not_read = || TableCell::text(words.get("nothing.not_answered.sign"));
    let rows = lines.into_iter().map(|((_, _, file, term), one, rows, units)| {
        let group = match one.product_group.as_str() {
            "" => words.get("own.no_group"),
            code => material.label(Dimension::ProductGroup, code, &material.this),
        };
        let place = match one.table.is_declared() {
            true => words.get(&format!("device_table.{}", one.table)),
            false => words.fill(&format!("device_table.{}", one.table), &[("file", file)]),
        };
        body(vec![
            TableCell::text(place),
            TableCell::text(group),
            number(rows),
            units.map_or_else(not_read, number),
            TableCell::text(words.get(&format!("column.term_{term}"))),
        ])
    });
    let titles = [
        ("reported_in", Alignment::Left, 40),
        ("product_group", Alignment::Left, 30),
        ("rows", Alignment::Right, 12),
        ("devices", Alignment::Right, 14),
        ("how_it_counts", Alignment::Left, 28),
    ];
    Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() }
}

fn file(place: &Place) -> &str {
    place.path.rsplit('/').next().unwrap_or(&place.path)
}
