//! Lines of purchases that may count twice: those that are the same as an earlier one in every cell, and those that say
//! they are a sum of the lines above. All are counted, and asked about.

use model::submission::RepeatRow;
use model::{AnswerState, FaultKind, LineRecord, Money, Value};

use crate::supporting::{TotalWord, total_word};

/// What is doubtful about a line.
pub(super) struct Doubt {
    pub(super) kind: FaultKind,
    /// Which line, from 0.
    pub(super) line: usize,
    /// What it counts: `EUR 100.00`, `5 units`.
    pub(super) raw: String,
    pub(super) expected: String,
}

/// The doubtful lines, in their order; `rows` are the rows they were read from.
pub(super) fn doubts(rows: &[RepeatRow], lines: &[LineRecord]) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    let mut sums = vec![false; lines.len()];
    for (index, (row, line)) in rows.iter().zip(lines).enumerate() {
        let Some(raw) = counted(line) else { continue };
        let word = word_of_sum(row);
        let adds_up = || adds_up(&lines[..index], &sums, line);
        sums[index] = word == TotalWord::Alone || word == TotalWord::Within && adds_up();
        let (kind, expected) = if sums[index] {
            let expected = "purchases only; a row that sums up others is to be deleted".to_owned();
            (FaultKind::LineOfSum, expected)
        } else if let Some(earlier) = same_as(rows, index) {
            let row = lines[earlier].row;
            let expected = format!("each purchase once; row {row} is the same in every cell");
            (FaultKind::RepeatedLine, expected)
        } else {
            continue;
        };
        doubts.push(Doubt { kind, line: index, raw, expected });
    }
    doubts
}

/// What a line counts; `None` where that is nothing.
fn counted(line: &LineRecord) -> Option<String> {
    let amount = line.currency.zip(line.amount_minor.filter(|minor| *minor != 0));
    let amount = amount
        .map(|(currency, minor)| format!("{currency} {}", Money { currency, minor }.to_decimal()));
    let units = || line.units.filter(|units| *units != 0).map(|units| format!("{units} units"));
    amount.or_else(units)
}

/// The strongest word of a sum in the texts of a row.
fn word_of_sum(row: &RepeatRow) -> TotalWord {
    let texts = row.answers.values().filter_map(|answer| match &answer.state {
        AnswerState::Given(Value::Text(text)) => Some(total_word(text)),
        _ => None,
    });
    texts.max().unwrap_or_default()
}

/// Whether a line's amount, or its units where it has none, is the sum of the lines just above it, other sums aside.
fn adds_up(above: &[LineRecord], sums: &[bool], line: &LineRecord) -> bool {
    let by_amount = line.amount_minor.is_some();
    let measure = |other: &LineRecord| match by_amount {
        true => other.amount_minor.filter(|_| other.currency == line.currency),
        false => other.units,
    };
    let Some(wanted) = measure(line) else { return false };
    let mut sum = 0_i128;
    let rows = above.iter().zip(sums).rev().filter(|(_, is_sum)| !**is_sum);
    for (other, _) in rows {
        let Some(own) = measure(other) else { continue };
        sum += i128::from(own);
        if sum == i128::from(wanted) {
            return true;
        }
    }
    false
}

/// The first earlier row with the same answers.
fn same_as(rows: &[RepeatRow], index: usize) -> Option<usize> {
    let said = |row: &'_ RepeatRow, other: &RepeatRow| {
        row.answers.len() == other.answers.len()
            && row.answers.iter().all(|(name, own)| other.answer(name).state == own.state)
    };
    rows[..index].iter().position(|earlier| said(&rows[index], earlier))
}
