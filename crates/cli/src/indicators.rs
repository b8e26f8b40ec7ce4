//! `cfit indicators`.

use anyhow::{Result, bail};
use model::Indicator;

use crate::arguments::IndicatorsOptions;
use crate::screen::{Screen, wrap};

pub(crate) fn run(options: &IndicatorsOptions, screen: &mut Screen) -> Result<u8> {
    let all = pipeline::indicators();
    let chosen: Vec<&Indicator> = match &options.id {
        None => all,
        Some(id) => match all.iter().find(|indicator| indicator.id == id) {
            Some(indicator) => vec![*indicator],
            None => bail!("there is no indicator `{id}`; `cfit indicators` lists them all"),
        },
    };
    if screen.is_json() {
        let records: Vec<_> = chosen.iter().map(|indicator| record(indicator)).collect();
        screen.answer(&records)?;
    } else if options.id.is_some() {
        screen.say(&chosen.iter().map(|indicator| in_full(indicator)).collect::<String>())?;
    } else {
        screen.say(&list(&chosen))?;
    }
    Ok(0)
}

/// The cuts of an indicator, each as the names of its dimensions.
fn cuts(indicator: &Indicator) -> Vec<Vec<&'static str>> {
    let codes = |cut: &&[model::Dimension]| cut.iter().map(|dimension| dimension.code()).collect();
    indicator.dimensions.iter().map(codes).collect()
}

fn record(indicator: &Indicator) -> serde_json::Value {
    serde_json::json!({
        "id": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "dimensions": cuts(indicator),
        "formula": indicator.formula,
        "needs": indicator.needs,
        "paragraph": indicator.paragraph,
    })
}

fn list(indicators: &[&Indicator]) -> String {
    let width = indicators.iter().map(|indicator| indicator.id.len()).max().unwrap_or(0);
    let line = |indicator: &&Indicator| format!("{:<width$}  {}\n", indicator.id, indicator.title);
    let mut text: String = indicators.iter().map(line).collect();
    text.push_str(&format!("{} indicators. To read one: cfit indicators ID\n", indicators.len()));
    text
}

fn in_full(indicator: &Indicator) -> String {
    let bold = anstyle::Style::new().bold();
    let cuts = cuts(indicator).into_iter().map(|cut| match cut.as_slice() {
        [] => "total".to_owned(),
        dimensions => dimensions.join(" × "),
    });
    let parts = [
        ("Question", indicator.question.to_owned()),
        ("How it is computed", indicator.formula.to_owned()),
        ("Unit", indicator.unit.to_owned()),
        ("Given as", cuts.collect::<Vec<_>>().join("; ")),
        ("Needs", indicator.needs.join("; ")),
        ("Paragraph of the Pact", indicator.paragraph.to_owned()),
        ("What it does not say", indicator.caveats.to_owned()),
    ];
    let mut text = format!("{bold}{}{bold:#}\n{}\n", indicator.id, indicator.title);
    for (heading, body) in parts.iter().filter(|(_, body)| !body.is_empty()) {
        text.push_str(&format!("\n{bold}{heading}{bold:#}\n{}\n", wrap(body, 92)));
    }
    text
}
