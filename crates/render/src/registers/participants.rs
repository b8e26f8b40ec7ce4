//! Who takes part (§2, §6.4): the lists that are in every report.

use model::Identifier;
use model::document::{Alignment, Inline, TableCell};
use model::participant::Participant;
use model::registers::Supporter;

use super::{Content, body, columns};
use crate::context::Material;
use crate::store::clean;
use crate::trouble::Trouble;

/// Every participant in force in the period, with its roles and whether it returned.
pub(super) fn participants(material: &Material) -> Result<Content, Trouble> {
    let period = &material.this.reading.settings.period;
    let mut listed = material.register.all_in_force(period);
    listed.sort_by_key(|row| (row.name.to_lowercase(), row.id.clone()));
    let rows = listed.into_iter().map(|row| {
        let joined = row.joined().map(|day| material.words.date(day));
        body(vec![
            TableCell::text(clean(&row.name)),
            TableCell::text(material.country(&row.country)),
            TableCell::text(roles(material, row)),
            TableCell::text(joined.unwrap_or_default()),
            TableCell::text(
                material.words.get(&format!("returned.{}", outcome(material, &row.id))),
            ),
        ])
    });
    Ok(Content {
        columns: columns(
            material,
            &[
                ("organisation", Alignment::Left, 58),
                ("country", Alignment::Left, 22),
                ("roles", Alignment::Left, 18),
                ("since", Alignment::Left, 20),
                ("return", Alignment::Left, 18),
            ],
        ),
        rows: rows.collect(),
        notes: Vec::new(),
    })
}

/// Those of whom a return was expected and none came, nor was it inside another's.
pub(super) fn silent(material: &Material) -> Result<Content, Trouble> {
    let silent = &material.this.results.coverage.silent;
    let period = &material.this.reading.settings.period;
    let before = material.last.as_ref();
    let rows = silent.iter().map(|id| {
        let row = material.register.in_force(id.as_str(), period);
        let last = before.map(|last| {
            let returned = last.results.coverage.returned.contains(id)
                || last.results.coverage.covered.contains(id);
            let answer = if returned { "yes" } else { "no" };
            material.words.get(&format!("answer.{answer}"))
        });
        let mut cells = vec![
            TableCell::text(material.participant_name(id.as_str())),
            TableCell::text(row.map_or_else(String::new, |row| material.country(&row.country))),
            TableCell::text(row.map_or_else(String::new, |row| roles(material, row))),
        ];
        cells.extend(last.map(TableCell::text));
        body(cells)
    });
    let mut titles = vec![
        ("organisation", Alignment::Left, 40),
        ("country", Alignment::Left, 22),
        ("roles", Alignment::Left, 22),
    ];
    if before.is_some() {
        titles.push(("returned_last_year", Alignment::Left, 18));
    }
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() })
}

/// Supporters approved by the end of the period and not ended before its start.
pub(crate) fn supporters(material: &Material) -> Vec<&Supporter> {
    let period = &material.this.reading.settings.period;
    let mut listed: Vec<&Supporter> = material
        .supporters
        .iter()
        .filter(|one| one.approved_on.is_some_and(|day| day <= period.end))
        .filter(|one| one.ended_on.is_none_or(|day| day >= period.start))
        .collect();
    listed.sort_by_key(|one| (one.name.to_lowercase(), one.id.clone()));
    listed
}

/// The list of supporters.
pub(super) fn supporters_table(material: &Material) -> Result<Content, Trouble> {
    let rows = supporters(material).into_iter().map(|one| {
        let approved = one.approved_on.map(|day| material.words.date(day));
        let mut shown = TableCell::text(approved.unwrap_or_default());
        if let Some(ended) = one.ended_on.map(|day| material.words.date(day)) {
            let until = material.words.fill("supporter_until", &[("ended", &ended)]);
            shown.text.extend([Inline::LineBreak, Inline::Text(until)]);
        }
        body(vec![
            TableCell::text(clean(&one.name)),
            TableCell::text(material.country(&one.country)),
            shown,
        ])
    });
    Ok(Content {
        columns: columns(
            material,
            &[
                ("organisation", Alignment::Left, 46),
                ("country", Alignment::Left, 24),
                ("approved", Alignment::Left, 30),
            ],
        ),
        rows: rows.collect(),
        notes: Vec::new(),
    })
}

/// Its roles on the period's last day, in words.
pub(crate) fn roles(material: &Material, row: &Participant) -> String {
    let day = material.this.reading.settings.period.end;
    let roles = row.roles(day).into_iter();
    let titles: Vec<String> =
        roles.map(|role| material.words.get(&format!("role.{role}"))).collect();
    material.words.enumerate(&titles)
}

/// What came of its return: the name of a word under `returned`.
pub(crate) fn outcome(material: &Material, id: &Identifier) -> &'static str {
    let coverage = &material.this.results.coverage;
    let lists = [
        ("returned", &coverage.returned),
        ("covered", &coverage.covered),
        ("silent", &coverage.silent),
        ("exempt", &coverage.exempt),
        ("joined_too_late", &coverage.joined_too_late),
        ("left_early", &coverage.left_early),
    ];
    let found = lists.iter().find(|(_, list)| list.contains(id));
    found.map_or("not_expected", |(name, _)| name)
}
