//! Sheets of uptake: by practice, and by strategy, impact category, phase and role.

use model::{Decimal, Dimension, Dimensions};

use super::AnnexInputs;
use super::labels::{Labels, level};
use super::layout::{FIRST_ROW, last_row, row};
use super::pivot::{Beside, Measure, Pivoted, pivot};
use super::sheet::{Cell, Column, Sheet, Shown, TOTAL};
use super::volume::joined;
use crate::xlsx::{absolute_range, relative};

/// Titles of sheets that charts draw.
pub(super) const BY_PRACTICE: &str = "Uptake by practice";
pub(super) const BY_STRATEGY: &str = "Uptake by strategy";

/// Columns of words of the sheet by practice, before the levels.
const STRATEGY: u16 = 1;

const SOURCE: &str = "answers on the uptake ladder in the returns that count; indicators uptake.*";
const METHOD: &str = "rate = answers at 3 or 4 ÷ answers at 0 to 4; “does not apply” and empty answers are \
    outside.";
const NOTES: &str =
    "As the participants say; levels are an order, so they are counted and never averaged.";

/// The sheets, in order.
pub(super) fn sheets(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    let practices = by_practice(inputs, labels);
    let strategies = by_strategy(inputs, labels, &practices);
    let cut = |name, id, words: &str, dimensions: &[Dimension]| {
        let pivoted = pivot(inputs, labels, dimensions, &[], &rates());
        let about = format!("One row for each {words}.");
        sheet(inputs, name, id, &format!("Uptake by {words}"), about, pivoted)
    };
    vec![
        practices,
        strategies,
        cut("Uptake by impact", "uptake_by_impact", "impact category", &[Dimension::Impact]),
        cut(
            "Uptake by phase",
            "uptake_by_phase",
            "phase of the procurement cycle",
            &[Dimension::Phase],
        ),
        cut(
            "Uptake by role",
            "uptake_by_role",
            "strategy and role",
            &[Dimension::Strategy, Dimension::Role],
        ),
    ]
}

fn sheet(
    inputs: &AnnexInputs,
    name: &'static str,
    id: &'static str,
    title: &str,
    about: String,
    pivoted: Pivoted,
) -> Sheet {
    let mut sheet = Sheet {
        name,
        id,
        title: format!("{title}, {}", inputs.year.settings.year),
        about,
        source: SOURCE.to_owned(),
        method: METHOD.to_owned(),
        notes: joined(&[NOTES, &pivoted.note]),
        columns: pivoted.columns,
        rows: pivoted.rows,
        foot: TOTAL,
    };
    if id != "uptake_by_practice" {
        of_few(&mut sheet);
    }
    sheet
}

/// Answers on the ladder, their share at 3 or 4, and that of last year.
fn rates() -> [Measure; 3] {
    let rate = Measure { width: 12.0, ..Measure::new("Rate", "rate", "uptake.rate") };
    let answers = Measure::new("Answers at 0 to 4", "answers", "uptake.rate.denominator");
    let last = Measure { key: "rate_last_year".to_owned(), ..rate.clone().of_last_year() };
    [Measure { width: 12.0, ..answers }, rate, last]
}

/// A column for each level, in the order of the ladder and the two answers beside it last.
pub(super) fn levels(indicator: &str, codes: &[&str]) -> Vec<Measure> {
    let measure = |code: &&str| Measure {
        head: level(code).unwrap_or(code).to_owned(),
        key: format!("level_{code}"),
        width: 12.0,
        ..Measure::new("", "", indicator).with(Dimension::Level, code)
    };
    codes.iter().map(measure).collect()
}

const CODES: [&str; 7] = ["0", "1", "2", "3", "4", "na", "blank"];

fn by_practice(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let questionnaire = &inputs.year.questionnaire;
    let practice = |cut: &Dimensions| {
        let name = cut.get(Dimension::Practice).unwrap_or_default();
        questionnaire.practices().find(|practice| practice.name == name)
    };
    let strategy = |cut: &Dimensions| {
        let strategy = practice(cut).and_then(|own| own.strategy);
        strategy.map_or_else(String::new, |s| labels.code(Dimension::Strategy, s.code()))
    };
    let phase = |cut: &Dimensions| {
        let phase = practice(cut).and_then(|own| own.phase);
        phase.map_or_else(String::new, |p| labels.code(Dimension::Phase, p.code()))
    };
    let impacts = |cut: &Dimensions| {
        let impacts = practice(cut).into_iter().flat_map(|own| &own.impacts);
        let impacts = impacts.map(|own| labels.code(Dimension::Impact, own));
        impacts.collect::<Vec<_>>().join(", ")
    };
    let beside = [
        Beside { head: "Strategy", width: 20.0, words: &strategy },
        Beside { head: "Phase", width: 18.0, words: &phase },
        Beside { head: "Impact categories", width: 26.0, words: &impacts },
    ];
    let mut measures = levels("uptake.level", &CODES);
    let [answers, rate, last] = rates();
    let median = Measure { width: 10.0, ..Measure::new("Median level", "median", "uptake.median") };
    measures.extend([answers, rate, median, last]);
    let mut pivoted = pivot(inputs, labels, &[Dimension::Practice], &beside, &measures);
    // Practices that were asked last year alone have nothing but a rate of then.
    let asked = |cut: &Dimensions| practice(cut).is_some();
    let kept: Vec<bool> = pivoted.cuts.iter().map(asked).collect();
    let mut keep = kept.iter();
    pivoted.rows.retain(|_| keep.next().copied().unwrap_or(true));
    let about = "One row for each practice; the numbers are participants.".to_owned();
    let mut sheet =
        sheet(inputs, BY_PRACTICE, "uptake_by_practice", "Uptake by practice", about, pivoted);
    of_few(&mut sheet);
    live_rates(&mut sheet, 3);
    sheet
}

/// Answers below which a rate is marked; the report gives such a rate as numbers.
const FEW: u32 = 5;

/// Adds, behind the rate, a column that says how few answers it is of, where any rate is of few.
pub(super) fn of_few(sheet: &mut Sheet) {
    let columns = ["level_0", "level_4", "answers", "rate"].map(|key| sheet.column(key));
    let [first, last, answers, Some(rate)] = columns else { return };
    let count = |cells: &Vec<Cell>| -> Option<Decimal> {
        let from_levels = || {
            let levels = &cells[usize::from(first?)..=usize::from(last?)];
            Some(levels.iter().filter_map(Cell::number).sum())
        };
        cells[usize::from(rate)].number()?;
        answers.and_then(|at| cells[usize::from(at)].number()).or_else(from_levels)
    };
    let few = |cells: &Vec<Cell>| count(cells).filter(|count| *count < Decimal::from(FEW));
    if !sheet.rows.iter().any(|cells| few(cells).is_some()) {
        return;
    }
    let at = usize::from(rate) + 1;
    for cells in &mut sheet.rows {
        let words = few(cells).map(|count| match count == Decimal::ONE {
            true => "of 1 answer".to_owned(),
            false => format!("of {} answers", count.normalize()),
        });
        cells.insert(at, Cell::text(words.unwrap_or_default()));
    }
    sheet.columns.insert(at, Column::text("Few answers", 14.0));
}

/// Makes answers and rate live in every row in which the levels give the published figures; answers from
/// this level on count.
pub(super) fn live_rates(sheet: &mut Sheet, from: u16) {
    let keys = ["level_0", "level_4", "answers", "rate"].map(|key| sheet.column(key));
    let [Some(first), Some(last), answers, Some(rate)] = keys else {
        return;
    };
    if first + 4 != last {
        return;
    }
    for (index, cells) in sheet.rows.iter_mut().enumerate() {
        let at = |column: u16| relative(row(index), column);
        let sum = |from: u16, to: u16| -> Decimal {
            cells[from.into()..=to.into()].iter().filter_map(Cell::number).sum()
        };
        let (applied, all) = (sum(first + from, last), sum(first, last));
        let whole = format!("SUM({}:{})", at(first), at(last));
        let part = format!("SUM({}:{})", at(first + from), at(last));
        if let Some(answers) = answers
            && cells[usize::from(answers)] == Cell::Number(all, Shown::Grouped(0))
        {
            cells[usize::from(answers)] = Cell::Formula(whole.clone(), all, Shown::Grouped(0));
        }
        let computed = applied.checked_div(all).map(|share| model::round_half_even(share, 6));
        if let Cell::Number(value, shown) = cells[usize::from(rate)]
            && computed == Some(value)
        {
            let formula = format!("ROUND({part}/{whole},6)");
            cells[usize::from(rate)] = Cell::Formula(formula, value, shown);
        }
    }
}

/// Answers by strategy: live sums over the practices, beside the published rate.
fn by_strategy(inputs: &AnnexInputs, labels: &Labels, practices: &Sheet) -> Sheet {
    let pivoted = pivot(inputs, labels, &[Dimension::Strategy], &[], &rates());
    let about =
        "One row for each strategy; the numbers are answers of participants on its practices.";
    let mut sheet = sheet(
        inputs,
        BY_STRATEGY,
        "uptake_by_strategy",
        "Uptake by strategy",
        about.to_owned(),
        pivoted,
    );
    let counted = CODES.map(|code| (code, practices.column(&format!("level_{code}"))));
    let counted = counted.into_iter().filter_map(|(code, at)| at.map(|at| (code, at)));
    for (index, (code, counted)) in counted.enumerate() {
        let head = level(code).unwrap_or(code);
        let column = Column::numbers(head, 12.0).named(&format!("level_{code}"));
        sheet.columns.insert(1 + index, column);
        for (at, cells) in sheet.rows.iter_mut().enumerate() {
            cells.insert(1 + index, sum_if(practices, counted, at, &cells[0]));
        }
    }
    live_rates(&mut sheet, 3);
    sheet
}

/// The sum of a column of the practices over those of the strategy in a row.
fn sum_if(practices: &Sheet, counted: u16, at: usize, strategy: &Cell) -> Cell {
    let own = practices.rows.iter().filter(|cells| cells[usize::from(STRATEGY)] == *strategy);
    let sum: Decimal = own.filter_map(|cells| cells[usize::from(counted)].number()).sum();
    let range =
        |column| absolute_range(BY_PRACTICE, (FIRST_ROW, column), (last_row(practices), column));
    let formula =
        format!("SUMIFS({},{},{})", range(counted), range(STRATEGY), relative(row(at), 0));
    Cell::Formula(formula, sum, Shown::Grouped(0))
}
