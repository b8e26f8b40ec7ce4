//! Ladders: how the answers are spread over the levels, parted at the step the rate counts from.

use minijinja::Value;
use model::document::{Alignment, Column, Inline, Row, RowKind, Table, TableCell};
use model::figure::Dimension;
use model::{Decimal, Dimensions};

use super::{Picture, Wanted, entry, position, request};
use crate::context::Material;
use crate::figures::Style;
use crate::format::{fixed, share};
use crate::rounding::to_hundred;
use crate::tables::{Signs, belongs_to};
use crate::trouble::Trouble;

const LEVELS: [&str; 5] = ["0", "1", "2", "3", "4"];
const BESIDE: [&str; 2] = ["na", "blank"];

/// Below so many answers in a bar its parts are labelled with numbers of answers.
const FEW: u32 = 30;

/// One bar of a ladder.
struct Rung {
    label: String,
    /// Answers at level 0 to 4.
    levels: [Decimal; 5],
    /// Answers "not applicable" and blanks.
    beside: [Decimal; 2],
    /// Share at or above the step, as the figure has it.
    rate: crate::figures::Request,
}

/// Which ladder is drawn.
struct Ladder {
    /// Name of the list of levels in the file of words.
    list: &'static str,
    /// First level the rate counts.
    step: usize,
    /// Dimension of the rows.
    rows: Dimension,
}

/// Uptake by strategy (`rows="strategy"`) or by practice (`rows="practice"`, `within="buy_less"`).
pub(super) fn uptake(material: &Material, wanted: &Wanted) -> Result<Picture, Trouble> {
    let rows = match wanted.rows.as_str() {
        "" | "strategy" => Dimension::Strategy,
        "practice" => Dimension::Practice,
        other => {
            return Err(Trouble::unknown(
                "dimension for the rows of this chart",
                other,
                ["strategy", "practice"],
            ));
        }
    };
    let practices = material.codes(Dimension::Practice, &material.this);
    let strategy_of =
        |practice: &str| belongs_to(material, Dimension::Practice, practice, &material.this);
    let mut rungs = Vec::new();
    for code in material.codes(rows, &material.this) {
        let own: Vec<&String> = practices
            .iter()
            .filter(|practice| match rows {
                Dimension::Strategy => strategy_of(practice).as_ref() == Some(&code),
                _ => **practice == code,
            })
            .collect();
        let outside = rows == Dimension::Practice
            && wanted.within.is_some()
            && strategy_of(&code) != wanted.within;
        if own.is_empty() || outside {
            continue;
        }
        let cuts: Vec<Dimensions> =
            own.iter().map(|p| Dimensions::none().with(Dimension::Practice, p.as_str())).collect();
        rungs.push(rung(material, rows, &code, "uptake", &cuts)?);
    }
    picture(material, &Ladder { list: "uptake", step: 3, rows }, &rungs)
}

/// Use of the Pact's outputs.
pub(super) fn guidance(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let rows = Dimension::Output;
    let mut rungs = Vec::new();
    for code in material.codes(rows, &material.this) {
        let cut = Dimensions::none().with(rows, code.as_str());
        let asked = material.this.results.figures.get("guidance.rate", &cut).is_some();
        if asked {
            rungs.push(rung(material, rows, &code, "guidance", &[cut])?);
        }
    }
    picture(material, &Ladder { list: "adoption", step: 2, rows }, &rungs)
}

fn rung(
    material: &Material,
    rows: Dimension,
    code: &str,
    indicator: &str,
    cuts: &[Dimensions],
) -> Result<Rung, Trouble> {
    let figures = &material.this.results.figures;
    let count = |level: &str| -> Decimal {
        let name = format!("{indicator}.level");
        let values =
            cuts.iter().map(|cut| figures.value(&name, &cut.clone().with(Dimension::Level, level)));
        values.map(Option::unwrap_or_default).sum()
    };
    let rate = request(material, &format!("{indicator}.rate"), Dimensions::none().with(rows, code));
    material.figure(&rate)?;
    Ok(Rung {
        label: material.label(rows, code, &material.this),
        levels: LEVELS.map(count),
        beside: BESIDE.map(count),
        rate,
    })
}

fn picture(material: &Material, ladder: &Ladder, rungs: &[Rung]) -> Result<Picture, Trouble> {
    if rungs.is_empty() {
        let help = "Put the chart between `{% if … %}` and `{% endif %}`.";
        return Err(Trouble::new("this chart has no row to draw", help));
    }
    // Numbers of answers where they are few: rounded shares that add up to 100 would differ for equal numbers.
    let in_shares = rungs.iter().all(|rung| rung.answers() >= Decimal::from(FEW));
    let rows: Vec<Value> =
        rungs.iter().map(|rung| rung.drawn(material, ladder, in_shares)).collect();
    let levels: Vec<Value> =
        LEVELS.iter().map(|level| Value::from(level_word(material, ladder, level))).collect();
    let words = &material.words;
    let unit =
        words.get(if in_shares { "chart.share_of_answers" } else { "chart.number_of_answers" });
    let mut signs = Signs::default();
    let data = data(material, ladder, rungs, &mut signs)?;
    Ok(Picture {
        template: "ladder",
        values: vec![
            ("rows", Value::from(rows)),
            ("levels", Value::from(levels)),
            ("step", Value::from(ladder.step)),
            ("unit", Value::from(unit)),
            ("applied", Value::from(words.get(&format!("chart.{}_rate_short", ladder.list)))),
        ],
        alternative: alternative(material, ladder, rungs)?,
        data,
        notes: if in_shares {
            vec![vec![Inline::Text(words.get("chart.rounding"))]]
        } else {
            Vec::new()
        },
    })
}

impl Rung {
    fn answers(&self) -> Decimal {
        self.levels.iter().sum()
    }

    fn drawn(&self, material: &Material, ladder: &Ladder, in_shares: bool) -> Value {
        let answers = self.answers();
        let counts: Vec<u64> =
            self.levels.iter().map(|count| u64::try_from(*count).unwrap_or(0)).collect();
        let hundredths = to_hundred(&counts);
        let segments = self.levels.iter().enumerate().map(|(index, count)| {
            let part = if answers.is_zero() { Decimal::ZERO } else { *count / answers };
            let label = if in_shares { hundredths[index].to_string() } else { fixed(*count, 0) };
            entry([("part", Value::from(position(part))), ("label", Value::from(label))])
        });
        let high: Decimal = self.levels[ladder.step..].iter().sum();
        let rate = if answers.is_zero() {
            material.words.get("nothing.not_applicable.prose")
        } else {
            share(high / answers, Some(answers), &material.words)
        };
        let total = material.words.fill("chart.answers", &[("count", &fixed(answers, 0))]);
        entry([
            ("label", Value::from(self.label.as_str())),
            ("segments", Value::from(segments.collect::<Vec<_>>())),
            ("rate", Value::from(rate)),
            ("total", Value::from(total)),
        ])
    }
}

fn level_word(material: &Material, ladder: &Ladder, level: &str) -> String {
    material.words.get(&format!("{}.{level}", ladder.list))
}

fn alternative(material: &Material, ladder: &Ladder, rungs: &[Rung]) -> Result<String, Trouble> {
    let words = &material.words;
    let mut sentences = Vec::new();
    for rung in rungs {
        let levels = LEVELS.iter().zip(&rung.levels);
        let spread: Vec<String> = levels
            .map(|(level, count)| {
                format!(
                    "{} {}",
                    level_word(material, ladder, level).to_lowercase(),
                    fixed(*count, 0)
                )
            })
            .collect();
        let rate = material.shown(&rung.rate, Style::Prose)?.text;
        let values = [
            ("label", rung.label.as_str()),
            ("answers", &fixed(rung.answers(), 0)),
            ("rate", &rate),
            ("applied", &words.get(&format!("chart.{}_rate", ladder.list))),
            ("spread", &spread.join(", ")),
        ];
        sentences.push(words.fill("alternative.ladder", &values));
    }
    let intro = words.get(&format!("alternative.{}_ladder", ladder.list));
    Ok(format!("{intro} {}", sentences.join(" ")))
}

fn data(
    material: &Material,
    ladder: &Ladder,
    rungs: &[Rung],
    signs: &mut Signs,
) -> Result<Table, Trouble> {
    let right = |title: String, width: u8| Column { title, alignment: Alignment::Right, width };
    let mut columns = vec![Column {
        title: material.words.get(&format!("dimension.{}", ladder.rows)),
        alignment: Alignment::Left,
        width: 30,
    }];
    let all = || LEVELS.iter().chain(&BESIDE);
    columns.extend(all().map(|level| right(level_word(material, ladder, level), 10)));
    columns.push(right(material.words.get(&format!("chart.{}_rate", ladder.list)), 12));
    let mut rows = Vec::new();
    for rung in rungs {
        let mut cells = vec![TableCell::text(rung.label.as_str())];
        let counts = rung.levels.iter().chain(&rung.beside);
        cells.extend(counts.map(|count| TableCell::text(fixed(*count, 0))));
        cells.push(signs.cell(material, &rung.rate, Style::Table)?);
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Table { anchor: String::new(), title: String::new(), columns, rows, notes })
}
