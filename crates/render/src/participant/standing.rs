//! Where it stands beside the others: its own answers, and how all answered. Nobody is ranked.

use model::document::{Alignment, Inline, Row, TableCell};
use model::figure::{Dimension, Unit};
use model::volume::UptakeAnswer;
use model::{Decimal, Dimensions, Identifier};

use crate::context::Material;
use crate::format::share;
use crate::registers::{Content, body, columns, number};
use crate::tables::{belongs_to, section};

/// Levels of the ladder.
const LEVELS: [&str; 5] = ["0", "1", "2", "3", "4"];

/// Levels at which a practice is applied or standard.
const HIGH: [&str; 2] = ["3", "4"];

fn own<'a>(material: &'a Material, id: &Identifier) -> Vec<&'a UptakeAnswer> {
    let all = material.this.results.uptake.iter();
    all.filter(|one| one.participant == *id).collect()
}

/// Its answers at "applied" or "standard" by strategy, beside the share of all answers.
pub(super) fn strategies(material: &Material, id: &Identifier) -> Content {
    let answers = own(material, id);
    let rows = material.codes(Dimension::Strategy, &material.this).into_iter().map(|strategy| {
        let of_strategy = answers.iter().filter(|one| {
            let parent = belongs_to(material, Dimension::Practice, &one.practice, &material.this);
            parent.as_deref() == Some(strategy.as_str())
        });
        let levels = of_strategy.filter_map(|one| one.level.as_deref());
        let levels: Vec<&str> = levels.filter(|level| LEVELS.contains(level)).collect();
        let high = levels.iter().filter(|level| HIGH.contains(level)).count();
        let counts = [("count", high.to_string()), ("total", levels.len().to_string())];
        let counts = counts.each_ref().map(|(name, text)| (*name, text.as_str()));
        let mine = match levels.len() {
            0 => material.words.get("nothing.not_answered.prose"),
            _ => material.words.fill("number.of", &counts),
        };
        body(vec![
            TableCell::text(material.label(Dimension::Strategy, &strategy, &material.this)),
            TableCell::text(mine),
            TableCell::text(of_all(material, "uptake.rate", Dimension::Strategy, &strategy)),
        ])
    });
    let titles = [
        ("strategy", Alignment::Left, 40),
        ("own_high", Alignment::Right, 26),
        ("all_high", Alignment::Right, 26),
    ];
    Content { columns: columns(material, &titles), rows: rows.collect(), notes: Vec::new() }
}

/// The share of all answers, as it is published.
fn of_all(material: &Material, indicator: &str, dimension: Dimension, code: &str) -> String {
    let figures = &material.this.results.figures;
    let cut = Dimensions::none().with(dimension, code);
    let denominator = figures.value(&format!("{indicator}.denominator"), &cut);
    match figures.get(indicator, &cut).and_then(|figure| figure.value.map(|v| (v, figure.unit))) {
        Some((value, Unit::Share)) => share(value, denominator, &material.words),
        _ => material.words.get("nothing.not_applicable.prose"),
    }
}

/// Its answer to each practice, and how many participants are at each level; its own level is set in bold.
pub(super) fn practices(material: &Material, id: &Identifier) -> Content {
    let answers = own(material, id);
    let asked = material.asked_practices(&material.this);
    let mut rows: Vec<Row> = Vec::new();
    for strategy in material.codes(Dimension::Strategy, &material.this) {
        let practices = asked
            .iter()
            .filter(|question| question.strategy.is_some_and(|own| own.code() == strategy));
        let mut of_strategy = practices.filter_map(|question| {
            let answer = answers.iter().find(|one| one.practice == question.name)?;
            Some(practice_row(material, answer))
        });
        if let Some(first) = of_strategy.next() {
            let title = material.label(Dimension::Strategy, &strategy, &material.this);
            rows.push(section(&title, 1 + LEVELS.len()));
            rows.push(first);
            rows.extend(of_strategy);
        }
    }
    let mut titles = vec![("practice".to_owned(), Alignment::Left, 40)];
    titles.push(("own_answer".to_owned(), Alignment::Left, 20));
    titles.extend(LEVELS.map(|level| (format!("level_{level}"), Alignment::Right, 12)));
    let titles: Vec<(&str, Alignment, u8)> =
        titles.iter().map(|(name, alignment, width)| (name.as_str(), *alignment, *width)).collect();
    let note = vec![Inline::Text(material.words.get("own.levels"))];
    Content { columns: columns(material, &titles), rows, notes: vec![note] }
}

fn practice_row(material: &Material, answer: &UptakeAnswer) -> Row {
    let words = &material.words;
    let said = match answer.level.as_deref() {
        Some(level) => words.get(&format!("uptake.{level}")),
        None => words.get("uptake.blank"),
    };
    let mut said = vec![Inline::Text(said)];
    let last = answer.last_level.as_deref().filter(|last| Some(*last) != answer.level.as_deref());
    if let Some(last) = last {
        let before = words.get(&format!("uptake.{last}"));
        let text = words.fill("own.last_answer", &[("answer", &before)]);
        said.extend([Inline::LineBreak, Inline::Text(text)]);
    } else if answer.carried {
        said.extend([Inline::LineBreak, Inline::Text(words.get("own.carried"))]);
    }
    let title = material.label(Dimension::Practice, &answer.practice, &material.this);
    let mut cells = vec![TableCell::text(title), TableCell { text: said }];
    cells.extend(LEVELS.map(|level| {
        let cut = Dimensions::none()
            .with(Dimension::Practice, answer.practice.as_str())
            .with(Dimension::Level, level);
        let count = material.this.results.figures.value("uptake.level", &cut);
        let mut cell = number(count.unwrap_or(Decimal::ZERO));
        if answer.level.as_deref() == Some(level) {
            cell.text = vec![Inline::Strong(cell.text)];
        }
        cell
    }));
    body(cells)
}
