//! How far the Pact's outputs are used.

use model::Dimension;

use super::AnnexInputs;
use super::labels::Labels;
use super::pivot::{Beside, Measure, pivot};
use super::sheet::{Sheet, TOTAL};
use super::uptake::{levels, live_rates, of_few};

/// Title of the sheet; a chart draws it.
pub(super) const GUIDANCE: &str = "Guidance";

/// Levels of use with what they are called here.
const LEVELS: [(&str, &str); 5] = [
    ("0", "0 not known"),
    ("1", "1 known"),
    ("2", "2 used"),
    ("3", "3 adapted"),
    ("4", "4 mandatory"),
];

/// The sheet.
pub(super) fn sheet(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    let mut measures = levels("guidance.level", &LEVELS.map(|(code, _)| code));
    for (measure, (_, words)) in measures.iter_mut().zip(LEVELS) {
        words.clone_into(&mut measure.head);
    }
    let rate = Measure { width: 12.0, ..Measure::new("Rate of use", "rate", "guidance.rate") };
    let last = Measure { key: "rate_last_year".to_owned(), ..rate.clone().of_last_year() };
    measures.extend([rate, last]);
    let output =
        |id: Option<&str>| inputs.year.outputs.iter().find(|output| Some(output.id.as_str()) == id);
    let kind = |cut: &model::Dimensions| {
        let output = output(cut.get(Dimension::Output));
        output.map_or_else(String::new, |output| super::labels::sentence(&output.kind))
    };
    let beside = [Beside { head: "Kind", width: 16.0, words: &kind }];
    let pivoted = pivot(inputs, labels, &[Dimension::Output], &beside, &measures);
    let mut sheet = Sheet {
        name: GUIDANCE,
        id: "guidance",
        title: format!("Use of the Pact's outputs, {}", inputs.year.settings.year),
        about:
            "One row for each output published by the period's end; the numbers are participants."
                .to_owned(),
        source: "answers on outputs in the returns that count, outputs.csv; indicators guidance.*"
            .to_owned(),
        method:
            "rate of use = answers at 2 or more ÷ answers at 0 to 4; empty answers are outside."
                .to_owned(),
        notes: "As the participants say.".to_owned(),
        columns: pivoted.columns,
        rows: pivoted.rows,
        foot: TOTAL,
    };
    of_few(&mut sheet);
    live_rates(&mut sheet, 2);
    sheet
}
