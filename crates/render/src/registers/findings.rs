//! Findings: counts for the public, and everything, cell by cell, for the office.

use std::collections::BTreeMap;

use findings::{Finding, FindingState, Severity};
use model::document::{Alignment, Block, Inline, Table, TableCell};
use model::{CellAddress, Decimal, Identifier};

use super::{Content, body, columns, number};
use crate::context::Material;
use crate::format::{NO_BREAK, fixed};
use crate::store::{Store, clean};
use crate::trouble::Trouble;

/// How many findings each rule has, how many are still open, and what they change. No participant is
/// named: findings are the office's.
pub(super) fn by_rule(material: &Material) -> Result<Content, Trouble> {
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in material.findings.iter() {
        rules.entry(finding.rule.code).or_default().push(finding);
    }
    let rows = rules.values().map(|found| {
        let rule = &found[0].rule;
        let open =
            found.iter().filter(|f| matches!(f.state, FindingState::Open | FindingState::Asked));
        body(vec![
            TableCell { text: vec![Inline::Code(rule.code.to_owned())] },
            TableCell::text(rule.title.trim_end_matches('.')),
            TableCell::text(material.words.get(&format!("severity.{}", rule.severity.code()))),
            number(found.len()),
            number(open.count()),
            TableCell::text(effects(found, material)),
        ])
    });
    let titles = [
        ("rule", Alignment::Left, 10),
        ("rule_name", Alignment::Left, 34),
        ("severity", Alignment::Left, 14),
        ("findings", Alignment::Right, 12),
        ("open", Alignment::Right, 10),
        ("effect", Alignment::Left, 24),
    ];
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() })
}

/// What the findings of one rule change, summed by unit. An effect that nobody could work out is said to
/// be unknown, and one that would tell the volume of a participant that withholds it is not shown.
fn effects(found: &[&Finding], material: &Material) -> String {
    if found.iter().any(|finding| finding.effect.is_some() && is_withheld(finding, material)) {
        return material.words.get("nothing.withheld.prose");
    }
    let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
    for effect in found.iter().filter_map(|finding| finding.effect.as_ref()) {
        *sums.entry(effect.unit).or_default() += effect.value.abs();
    }
    let shown: Vec<String> =
        sums.iter().map(|(unit, value)| quantity(*value, unit, material)).collect();
    let unknown = found.iter().filter(|finding| effect_unknown(finding)).count();
    match (shown.is_empty(), unknown) {
        (true, 0) => material.words.get("effect.none"),
        (true, _) => material.words.get("effect.unknown"),
        (false, 0) => shown.join(", "),
        (false, _) => {
            let count = fixed(unknown.into(), 0);
            let values = [("known", shown.join(", ")), ("count", count)];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            material.words.fill("effect.partly_unknown", &values)
        }
    }
}

/// Whether a finding changes the figures by an amount that could not be worked out: an error or a warning
/// without an effect.
fn effect_unknown(finding: &Finding) -> bool {
    finding.effect.is_none() && finding.rule.severity != Severity::Note
}

/// Whether the effect would tell a volume that its participant withholds.
fn is_withheld(finding: &Finding, material: &Material) -> bool {
    let owner = finding.participant.as_ref();
    owner.is_some_and(|id| material.this.reading.protects_volume(id.as_str()))
}

fn quantity(value: Decimal, unit: &str, material: &Material) -> String {
    if unit == "EUR" {
        return format!("EUR{NO_BREAK}{}", fixed(value, 2));
    }
    let singular = material.words.find(&format!("unit.{unit}_one"));
    let name = match singular.filter(|_| value == Decimal::ONE) {
        Some(one) => one.to_owned(),
        None => material.words.get(&format!("unit.{unit}")),
    };
    format!("{}{NO_BREAK}{name}", fixed(value, 0))
}

/// Every finding, a section and a table for each participant; the office's own files first. For the
/// office only.
pub(crate) fn by_participant(material: &Material, store: &mut Store) -> Vec<Block> {
    let mut owners: BTreeMap<Option<&Identifier>, Vec<&Finding>> = BTreeMap::new();
    for finding in material.findings.iter() {
        owners.entry(finding.participant.as_ref()).or_default().push(finding);
    }
    let mut blocks = Vec::new();
    for (owner, found) in owners {
        let name = match owner {
            Some(id) => material.participant_name(id.as_str()),
            None => material.words.get("findings.office"),
        };
        let anchor = store.anchor_for(&name);
        blocks.push(Block::Heading { level: 1, text: vec![Inline::Text(name.clone())], anchor });
        blocks.push(Block::Table(table(material, store, &name, &found)));
    }
    blocks
}

/// The findings of one participant as they are ranked: errors first, then by effect. For the office only.
pub(crate) fn of_participant(
    material: &Material,
    participant: &Identifier,
    store: &mut Store,
) -> Vec<Block> {
    let all = material.findings.iter();
    let own: Vec<&Finding> =
        all.filter(|finding| finding.participant.as_ref() == Some(participant)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let name = material.participant_name(participant.as_str());
    vec![Block::Table(table(material, store, &name, &own))]
}

fn table(material: &Material, store: &mut Store, name: &str, found: &[&Finding]) -> Table {
    let words = &material.words;
    let titles = [
        ("finding", Alignment::Left, 16),
        ("place", Alignment::Left, 24),
        ("found", Alignment::Left, 32),
        ("help", Alignment::Left, 30),
        ("effect", Alignment::Left, 18),
    ];
    let count = fixed(found.len().into(), 0);
    Table {
        anchor: store.anchor_for(&format!("findings {name}")),
        title: words.fill("findings.title", &[("name", name), ("count", &count)]),
        columns: columns(material, &titles),
        rows: found.iter().map(|finding| body(cells(finding, material))).collect(),
        notes: Vec::new(),
    }
}

fn cells(finding: &Finding, material: &Material) -> Vec<TableCell> {
    let words = &material.words;
    let severity = words.get(&format!("severity.{}", finding.rule.severity.code()));
    let state = words.get(&format!("state.{}", finding.state.code()));
    let rule = vec![
        Inline::Code(finding.rule.code.to_owned()),
        Inline::LineBreak,
        Inline::Strong(vec![Inline::Text(severity.to_owned())]),
        Inline::LineBreak,
        Inline::Text(state.to_owned()),
    ];
    let mut found = marked(&finding.found);
    if !finding.expected.is_empty() {
        found.push(Inline::LineBreak);
        found.extend(marked(
            &words.fill("findings.expected", &[("expected", &clean(&finding.expected))]),
        ));
    }
    let effect = match &finding.effect {
        Some(effect) => {
            let mut text = vec![Inline::Text(quantity(effect.value, effect.unit, material))];
            if !effect.words.is_empty() {
                text.extend([Inline::LineBreak, Inline::Text(clean(&effect.words))]);
            }
            text
        }
        None if effect_unknown(finding) => vec![Inline::Text(words.get("effect.unknown"))],
        None => vec![Inline::Text(words.get("effect.none"))],
    };
    [rule, place(finding, material), found, marked(&finding.help), effect]
        .map(|text| TableCell { text })
        .into()
}

fn place(finding: &Finding, material: &Material) -> Vec<Inline> {
    let Some(place) = &finding.place else {
        return vec![Inline::Text(material.words.get("findings.no_place"))];
    };
    let mut text = vec![Inline::Code(clean(&place.path))];
    let cell = place.cell_name();
    let sheet = place.sheet.as_deref().map(clean);
    let number = |of: fn(CellAddress) -> u32| place.cell.map_or(0, of) + 1;
    let line = number(|cell| cell.row).to_string();
    let column = number(|cell| cell.column).to_string();
    let (path, values) = match (&sheet, &cell) {
        (Some(sheet), Some(cell)) => {
            ("findings.sheet_cell", vec![("sheet", sheet.as_str()), ("cell", cell.as_str())])
        }
        (Some(sheet), None) => ("findings.sheet", vec![("sheet", sheet.as_str())]),
        (None, Some(_)) => ("findings.line", vec![("line", line.as_str()), ("column", &column)]),
        (None, None) => ("", Vec::new()),
    };
    if !path.is_empty() {
        text.extend([Inline::LineBreak, Inline::Text(material.words.fill(path, &values))]);
    }
    let about: Vec<String> = [&finding.column, &finding.row]
        .iter()
        .filter(|t| !t.is_empty())
        .map(|t| clean(t))
        .collect();
    if !about.is_empty() {
        text.extend([Inline::LineBreak, Inline::Text(about.join(", "))]);
    }
    text
}

/// A sentence with the sender's own text in backquotes, set as code.
fn marked(sentence: &str) -> Vec<Inline> {
    let sentence = clean(sentence);
    let parts: Vec<&str> = sentence.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return vec![Inline::Text(sentence)];
    }
    let runs = parts.iter().enumerate().filter(|(_, part)| !part.is_empty());
    runs.map(|(index, part)| match index % 2 {
        0 => Inline::Text((*part).to_owned()),
        _ => Inline::Code((*part).to_owned()),
    })
    .collect()
}
