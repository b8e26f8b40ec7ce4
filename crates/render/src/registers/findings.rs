//! Findings: a summary for the public, and everything, cell by cell, for the office.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use findings::{Finding, FindingState, Severity};
use model::document::{Alignment, Block, Inline, Table, TableCell};
use model::{CellAddress, Decimal, Identifier};

use super::{Content, body, columns, number};
use crate::context::Material;
use crate::format::{NO_BREAK, fixed};
use crate::store::{Store, clean};
use crate::tables::section;
use crate::trouble::Trouble;

/// How many findings each rule has and what they change, for the office: errors first, then what changes most.
pub(super) fn by_rule(material: &Material) -> Result<Content, Trouble> {
    let mut rules: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for finding in material.findings.iter() {
        let code = finding.rule.code;
        match rules.iter_mut().find(|(known, _)| *known == code) {
            Some((_, found)) => found.push(finding),
            None => rules.push((code, vec![finding])),
        }
    }
    rules.sort_by_key(|(code, found)| {
        let total = total(found);
        (found[0].rule.severity, total.class, Reverse(total.size), *code)
    });
    let rows = rules.iter().map(|(_, found)| {
        let rule = &found[0].rule;
        body(vec![
            TableCell { text: vec![Inline::Code(rule.code.to_owned())] },
            TableCell::text(rule.title.trim_end_matches('.')),
            TableCell::text(material.words.get(&format!("severity.{}", rule.severity.code()))),
            number(found.len()),
            TableCell::text(effects(found, material)),
        ])
    });
    let titles = [
        ("rule", Alignment::Left, 10),
        ("rule_name", Alignment::Left, 40),
        ("severity", Alignment::Left, 14),
        ("findings", Alignment::Right, 12),
        ("effect", Alignment::Left, 28),
    ];
    Ok(Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() })
}

/// What the findings of one rule weigh together: the largest sum of one unit, amounts before numbers of things.
struct Total {
    class: u8,
    size: Decimal,
}

fn total(found: &[&Finding]) -> Total {
    let of = |units: &[&str]| -> Decimal {
        let effects = found.iter().filter_map(|finding| finding.effect.as_ref());
        let own = effects.filter(|effect| units.contains(&effect.unit));
        own.map(|effect| effect.value.abs()).sum()
    };
    let classes = [(0, of(&["EUR"])), (1, of(&["devices", "units"])), (2, of(&["answers"]))];
    let first = classes.into_iter().find(|(_, size)| !size.is_zero());
    let (class, size) = first.unwrap_or((3, Decimal::ZERO));
    Total { class, size }
}

/// The areas of the public summary, by the letter of the rules in them: what participants sent, and no matter of the
/// office's own files.
const AREAS: [char; 5] = ['R', 'V', 'S', 'U', 'Q'];

/// The public summary: how many findings there are on what participants sent, by what they do to the figures and
/// what they are about, with what they concern. No participant and no rule is named: those are the office's.
pub(super) fn summary(material: &Material) -> Result<Content, Trouble> {
    let words = &material.words;
    let mut rows = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = public(material).filter(|finding| finding.rule.severity == severity);
        let of_severity: Vec<&Finding> = of_severity.collect();
        if of_severity.is_empty() {
            continue;
        }
        rows.push(section(&words.get(&format!("severity_means.{}", severity.code())), 2));
        for area in AREAS {
            let own = of_severity.iter().copied().filter(|one| one.rule.code.starts_with(area));
            let own: Vec<&Finding> = own.collect();
            if own.is_empty() {
                continue;
            }
            let shown: Vec<&Finding> =
                own.iter().copied().filter(|one| !is_hidden(one, material)).collect();
            let effects = match shown.is_empty() {
                true => words.get("nothing.withheld.prose"),
                false => effects(&shown, material),
            };
            rows.push(body(vec![
                TableCell::text(words.get(&format!("area.{area}"))),
                number(own.len()),
                TableCell::text(effects),
            ]));
        }
    }
    let titles = [
        ("area", Alignment::Left, 50),
        ("findings", Alignment::Right, 14),
        ("concerned", Alignment::Left, 50),
    ];
    let hidden = public(material).any(|one| one.effect.is_some() && is_hidden(one, material));
    let note = hidden.then(|| vec![Inline::Text(words.get("findings.withheld"))]);
    let notes = note.into_iter().collect();
    Ok(Content { columns: columns(material, &titles), rows, notes })
}

/// The findings on what participants sent.
pub(crate) fn public(material: &Material) -> impl Iterator<Item = &Finding> {
    material
        .findings
        .iter()
        .filter(|finding| finding.participant.is_some() && finding.rule.code.starts_with(AREAS))
}

/// Whether what a finding changes would tell of a participant of which no single line is published.
fn is_hidden(finding: &Finding, material: &Material) -> bool {
    let year = &material.this;
    let owner = finding.participant.as_ref();
    finding.effect.is_some()
        && owner.is_some_and(|id| year.results.protection(&year.reading, id.as_str()).is_some())
}

/// What findings change, summed by unit. An effect that nobody could work out is said to be unknown.
fn effects(found: &[&Finding], material: &Material) -> String {
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

/// Every finding, a section and a table for each participant and for the office's own files, in the order of the
/// finding of each that weighs most. For the office only.
pub(crate) fn by_participant(material: &Material, store: &mut Store) -> Vec<Block> {
    // The findings are ranked, so who comes first among them has the one that weighs most.
    let mut owners: Vec<(Option<&Identifier>, Vec<&Finding>)> = Vec::new();
    for finding in material.findings.iter() {
        let owner = finding.participant.as_ref();
        match owners.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, found)) => found.push(finding),
            None => owners.push((owner, vec![finding])),
        }
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
    let mut rule = vec![
        Inline::Code(finding.rule.code.to_owned()),
        Inline::LineBreak,
        Inline::Strong(vec![Inline::Text(severity.to_owned())]),
    ];
    // That nothing was done about it yet goes without saying.
    if finding.state != FindingState::Open {
        let state = words.get(&format!("state.{}", finding.state.code()));
        rule.extend([Inline::LineBreak, Inline::Text(state)]);
    }
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
pub(crate) fn marked(sentence: &str) -> Vec<Inline> {
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
