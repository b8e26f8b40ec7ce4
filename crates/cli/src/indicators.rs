//! `cfit indicators`.

use anyhow::{Result, bail};
use model::Indicator;

use crate::arguments::IndicatorsOptions;
use crate::explain::width;
use crate::screen::{Screen, wrap};

pub(crate) fn run(options: &IndicatorsOptions, screen: &mut Screen) -> Result<u8> {
    let all = pipeline::indicators();
    let chosen: Vec<&Indicator> = match &options.id {
        None => all,
        Some(id) => named(&all, id)?,
    };
    if screen.is_json() {
        screen.answer(&chosen)?;
    } else if let ([one], true) = (chosen.as_slice(), options.id.is_some()) {
        screen.say(&in_full(one))?;
    } else {
        screen.say(&list(&chosen))?;
    }
    Ok(0)
}

/// The indicator of that name, or the family whose names begin with it.
fn named(all: &[&'static Indicator], id: &str) -> Result<Vec<&'static Indicator>> {
    let family = format!("{}.", id.trim_end_matches('.'));
    let exact = all.iter().filter(|indicator| indicator.id == id);
    let exact: Vec<&Indicator> = exact.copied().collect();
    let family = all.iter().filter(|indicator| indicator.id.starts_with(&family));
    let family: Vec<&Indicator> = family.copied().collect();
    match (exact.is_empty(), family.is_empty()) {
        (false, _) => Ok(exact),
        (true, false) => Ok(family),
        (true, true) => bail!("there is no indicator `{id}`; `cfit indicators` lists them all"),
    }
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
    let cuts = indicator.dimensions.iter().map(|cut| match cut {
        [] => "total".to_owned(),
        of => of.iter().map(|dimension| dimension.code()).collect::<Vec<_>>().join(" × "),
    });
    let matched = indicator.in_matched_panel();
    let matched = matched.then(|| "each also for those in both years (panel = matched)".to_owned());
    let cuts = cuts.chain(matched);
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
        let lines: Vec<String> = body.lines().map(|line| wrap(line, width())).collect();
        text.push_str(&format!("\n{bold}{heading}{bold:#}\n{}\n", lines.join("\n")));
    }
    text
}
