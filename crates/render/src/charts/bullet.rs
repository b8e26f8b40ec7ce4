//! Bullets: what was expected as a wide bar, what came as a narrow one inside it.

use minijinja::Value;
use model::document::{Alignment, Column, Row, RowKind, Table, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, ContributionLine, Statement};
use model::{Decimal, Money};

use super::{Picture, Wanted, entry, position};
use crate::context::Material;
use crate::format::{amount_in_full, fixed};
use crate::registers::{figure_cell, shown};
use crate::store::clean;
use crate::tables::{Signs, section};
use crate::trouble::Trouble;

fn statement(material: &Material) -> Result<&Statement, Trouble> {
    let help = "Put the chart between `{% if finance %}` and `{% endif %}`.";
    let missing = || Trouble::new("there is no financial statement to draw", help);
    material.this.results.statement.as_ref().ok_or_else(missing)
}

/// What is being put together for one chart.
struct Bullets<'a> {
    material: &'a Material,
    statement: &'a Statement,
    /// Names of the two series and of the chart in the file of words.
    series: [&'static str; 2],
    drawn: Vec<Value>,
    rows: Vec<Row>,
    said: Vec<String>,
    range: (Decimal, Decimal),
    signs: Signs,
}

/// One bullet.
struct Bullet<'a> {
    label: String,
    expected: Option<i64>,
    actual: i64,
    /// Indicators of the two, and the cut they have.
    indicators: [&'static str; 2],
    cut: (Dimension, &'a str),
    /// What to say where nothing is expected.
    without: &'static str,
}

/// Accounts against the budget in force.
pub(super) fn budget(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let statement = statement(material)?;
    let shown = shown(material, statement);
    let revised = statement.accounts.iter().any(|account| account.budget != account.revised_budget);
    let budget = if revised { "series.revised_budget" } else { "series.budget" };
    let mut bullets = Bullets::new(material, statement, [budget, "series.actual"]);
    for kind in [AccountKind::Income, AccountKind::Expense] {
        let actual = match kind {
            AccountKind::Income => "finance.income",
            AccountKind::Expense => "finance.expense",
        };
        bullets.section(&material.words.get(&format!("kind.{kind}")));
        for account in statement.accounts.iter().filter(|account| account.kind == kind) {
            bullets.add(&Bullet {
                label: clean(&shown.account_title(account)),
                expected: Some(account.revised_budget),
                actual: account.actual,
                indicators: ["finance.revised_budget", actual],
                cut: (Dimension::Account, &account.account),
                without: "statement.no_budget",
            })?;
        }
    }
    bullets.picture("alternative.budget", "column.account")
}

/// Contributions due and received.
pub(super) fn contributions(material: &Material, _: &Wanted) -> Result<Picture, Trouble> {
    let statement = statement(material)?;
    let mut bullets = Bullets::new(material, statement, ["series.due", "series.received"]);
    for line in &statement.contributions {
        bullets.add(&Bullet {
            label: material.participant_name(line.participant.as_str()),
            expected: line.due.filter(|_| !line.waived),
            actual: line.received,
            indicators: ["finance.due", "finance.received"],
            cut: (Dimension::Participant, line.participant.as_str()),
            without: without(line),
        })?;
    }
    bullets.picture("alternative.contributions", "column.organisation")
}

fn without(line: &ContributionLine) -> &'static str {
    if line.waived { "statement.waived" } else { "statement.due_not_known" }
}

impl<'a> Bullets<'a> {
    fn new(material: &'a Material, statement: &'a Statement, series: [&'static str; 2]) -> Self {
        Self {
            material,
            statement,
            series,
            drawn: Vec::new(),
            rows: Vec::new(),
            said: Vec::new(),
            range: (Decimal::ZERO, Decimal::ZERO),
            signs: Signs::default(),
        }
    }

    fn section(&mut self, title: &str) {
        self.drawn.push(entry([("section", Value::from(title))]));
        self.rows.push(section(title, 2));
    }

    fn add(&mut self, bullet: &Bullet) -> Result<(), Trouble> {
        let words = &self.material.words;
        let currency = self.statement.currency;
        let decimal = |minor: i64| Money { currency, minor }.to_decimal();
        let (actual, expected) = (decimal(bullet.actual), bullet.expected.map(decimal));
        for value in [Some(actual), expected].into_iter().flatten() {
            self.range = (self.range.0.min(value), self.range.1.max(value));
        }
        // Whole units are enough to read a chart; the cents are in its table.
        let whole = |value: Decimal| fixed(value, 0);
        let expected_text = expected.map_or_else(|| words.get(bullet.without), whole);
        self.drawn.push(entry([
            ("label", Value::from(bullet.label.as_str())),
            ("expected", Value::from(expected.map(position))),
            ("actual", Value::from(position(actual))),
            ("actual_text", Value::from(whole(actual))),
            ("expected_text", Value::from(expected_text)),
        ]));
        let full = |value: Decimal| amount_in_full(value, currency, true);
        let said_expected = expected.map_or_else(|| words.get(bullet.without), full);
        let values = [
            ("label", bullet.label.as_str()),
            ("expected_name", &words.get(self.series[0]).to_lowercase()),
            ("actual_name", &words.get(self.series[1]).to_lowercase()),
            ("expected", &said_expected),
            ("actual", &full(actual)),
        ];
        self.said.push(words.fill("alternative.bullet", &values));
        self.row(bullet)
    }

    fn row(&mut self, bullet: &Bullet) -> Result<(), Trouble> {
        let currency = self.statement.currency;
        let mut cell = |indicator: &str, minor: i64| {
            figure_cell(self.material, &mut self.signs, indicator, &[bullet.cut], minor, currency)
        };
        let actual = cell(bullet.indicators[1], bullet.actual)?;
        let expected = match bullet.expected {
            Some(minor) => cell(bullet.indicators[0], minor)?,
            None => TableCell::text(self.material.words.get(bullet.without)),
        };
        let cells = vec![TableCell::text(bullet.label.as_str()), expected, actual];
        self.rows.push(Row { kind: RowKind::Body, cells });
        Ok(())
    }

    fn picture(mut self, alternative: &str, first_column: &str) -> Result<Picture, Trouble> {
        let words = &self.material.words;
        if self.said.is_empty() {
            let help = "Put the chart between `{% if … %}` and `{% endif %}`.";
            return Err(Trouble::new("this chart has no row to draw", help));
        }
        let currency = self.statement.currency.code();
        let names = self.series.map(|path| words.get(path));
        let mut columns =
            vec![Column { title: words.get(first_column), alignment: Alignment::Left, width: 40 }];
        columns.extend(names.iter().map(|name| Column {
            title: format!("{name} ({currency})"),
            alignment: Alignment::Right,
            width: 30,
        }));
        let notes = self.signs.settle(words, &mut self.rows);
        Ok(Picture {
            template: "bullet",
            values: vec![
                ("rows", Value::from(self.drawn)),
                ("series", Value::from(names.to_vec())),
                ("least", Value::from(position(self.range.0))),
                ("most", Value::from(position(self.range.1))),
                ("unit", Value::from(words.fill("chart.rounded", &[("currency", currency)]))),
                ("of", Value::from(words.get("chart.of"))),
            ],
            alternative: format!("{} {}", words.get(alternative), self.said.join(" ")),
            data: Table {
                anchor: String::new(),
                title: String::new(),
                columns,
                rows: self.rows,
                notes,
            },
            notes: Vec::new(),
        })
    }
}
