//! Which figure is meant: an indicator and the codes of a cut.

use std::collections::{BTreeMap, BTreeSet};

use model::nearest::nearest;
use model::registers::OutputStatus;
use model::{Dimension, Dimensions, Figure, Indicator, Obstacle};
use serde::Serialize;

use super::{Context, Definition, Key, reason, words};
use crate::workspace::Failure;

/// Most codes that are named where a wrong one was asked for.
const NAMED: usize = 12;

/// What is to be done where nothing is missing.
const NOTHING_TO_DO: &str = "nothing is to be done about it";

/// A figure in one line.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Row {
    /// Its year.
    pub year: i16,
    /// Name of the indicator.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// The cut.
    pub cut: Vec<Key>,
    /// The value, in plain notation.
    pub value: Option<String>,
    /// What it is counted in.
    pub unit: String,
    /// Code of its status.
    pub status: &'static str,
    /// The status in words.
    pub status_words: &'static str,
}

/// A cut of an indicator with the codes it is given for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CutCodes {
    /// Names of its dimensions.
    pub dimensions: Vec<&'static str>,
    /// The codes of each dimension, in order.
    pub codes: Vec<Vec<String>>,
    /// How many figures it has.
    pub figures: usize,
}

/// The figures that fit what was asked for, where they are several.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Choice {
    /// The year.
    pub year: i16,
    /// What the indicator is.
    pub definition: Definition,
    /// The figures, by cut.
    pub rows: Vec<Row>,
}

pub(super) enum Chosen<'a> {
    One(&'a Figure),
    Several(Choice),
}

/// The indicator with this name.
pub(super) fn indicator(name: &str) -> Result<&'static Indicator, Failure> {
    let all = crate::indicators();
    let wanted = name.trim();
    if let Some(found) = all.iter().find(|one| one.id.eq_ignore_ascii_case(wanted)) {
        return Ok(found);
    }
    let begin: Vec<&str> = all.iter().map(|one| one.id).filter(|id| begins(id, wanted)).collect();
    let near = match begin.as_slice() {
        [] => nearest(wanted, all.iter().map(|one| one.id)).map(str::to_owned),
        several => Some(either(several)),
    };
    let help = match near {
        Some(near) => format!("did you mean {near}? `cfit indicators` lists them all"),
        None => "`cfit indicators` lists them all".to_owned(),
    };
    Err(Obstacle::new(format!("there is no indicator {}", words::quoted(wanted)), help).into())
}

/// Whether a name goes on where another ends: `volume.direct.amount` after `volume.direct`.
fn begins(name: &str, written: &str) -> bool {
    let written = written.trim_end_matches('.').to_lowercase();
    let rest = name.strip_prefix(written.as_str()).filter(|_| !written.is_empty());
    rest.is_some_and(|rest| rest.starts_with('.'))
}

/// `a or b`; the first of many, with how many more there are.
fn either(names: &[&str]) -> String {
    match names {
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= NAMED => format!("{} or {last}", first.join(", ")),
        _ => format!("{} or one of {} more", names[..NAMED].join(", "), names.len() - NAMED),
    }
}

/// The entry of the registry, as an explanation has it.
pub(super) fn definition(indicator: &'static Indicator) -> Definition {
    let codes = |cut: &&[Dimension]| cut.iter().map(|dimension| dimension.code()).collect();
    Definition {
        id: indicator.id,
        title: indicator.title,
        question: indicator.question,
        formula: indicator.formula,
        caveats: indicator.caveats,
        paragraph: indicator.paragraph,
        unit: indicator.unit,
        needs: indicator.needs,
        cuts: indicator.dimensions.iter().map(codes).collect(),
    }
}

/// The cut that `key=value` pairs name.
///
/// `year=` is no dimension: it means a figure of last year that stands beside this year's, as those of the matched panel
/// do.
pub(super) fn keys(pairs: &[String]) -> Result<(Dimensions, Option<i16>), Failure> {
    let mut cut = Dimensions::none();
    let mut of_year = None;
    for pair in pairs {
        let Some((key, code)) = pair.split_once('=') else {
            let help =
                "write the name of a cut, an equals sign and a code, such as product_group=laptops";
            let what = format!("{} says no cut", words::quoted(pair));
            return Err(Obstacle::new(what, help).into());
        };
        let (key, code) = (key.trim().to_lowercase().replace('-', "_"), code.trim());
        if let ("year", Ok(year)) = (key.as_str(), code.parse::<i16>()) {
            of_year = Some(year);
            continue;
        }
        let Some(dimension) = Dimension::parse(&key) else {
            return Err(unknown_key(&key));
        };
        if cut.get(dimension).is_some() {
            let help = "name each cut once";
            return Err(Obstacle::new(format!("`{key}` is named twice"), help).into());
        }
        cut = cut.with(dimension, code);
    }
    Ok((cut, of_year))
}

fn unknown_key(key: &str) -> Failure {
    let codes = || Dimension::ALL.iter().map(|dimension| dimension.code());
    let near = nearest(key, codes()).map(|near| format!("did you mean {near}? "));
    let all = codes().collect::<Vec<_>>().join(", ");
    let help = format!("{}the cuts there are: {all}", near.unwrap_or_default());
    Obstacle::new(format!("no figure is cut by {}", words::quoted(key)), help).into()
}

/// The figure of just this cut; else those that have these codes among theirs.
pub(super) fn choose<'a>(
    context: &Context<'a>,
    indicator: &'static Indicator,
    (wanted, of_year): &(Dimensions, Option<i16>),
) -> Result<Chosen<'a>, Failure> {
    let results = &context.current().results;
    let of_results = match of_year {
        Some(year) if *year != context.year => &results.matched_last_year,
        _ => &results.figures,
    };
    let mut figures: Vec<&Figure> = of_results.of(indicator.id).collect();
    figures.retain(|figure| of_year.is_none_or(|year| year == figure.year));
    if figures.is_empty() {
        let year = of_year.unwrap_or(context.year);
        if year != context.year {
            let what = format!(
                "{} of {year} does not stand beside that of {}",
                indicator.id, context.year
            );
            let help = format!("ask for it with --year {year}");
            return Err(Obstacle::new(what, help).into());
        }
        let what = format!("{} has no figure in {year}", indicator.id);
        if let Some(reason) = reason::no_figure(context, indicator.id) {
            let what = format!("{what}: {}", reason.why);
            let help = reason.what_to_do.unwrap_or_else(|| NOTHING_TO_DO.to_owned());
            return Err(Obstacle::new(what, help).into());
        }
        let needs = indicator.needs.join("; ");
        let help = format!("it is made from: {needs}; what that year has of it says `cfit check`");
        return Err(Obstacle::new(what, help).into());
    }
    let wanted = spelled(&figures, wanted);
    if let Some(figure) = figures.iter().find(|figure| figure.dimensions == wanted) {
        return Ok(Chosen::One(figure));
    }
    let fits = |figure: &&&Figure| {
        wanted.iter().all(|(dimension, code)| figure.dimensions.get(dimension) == Some(code))
    };
    let fitting: Vec<&Figure> = figures.iter().filter(fits).copied().collect();
    if fitting.is_empty() {
        let not_this_year = not_this_year(context, indicator, &figures, &wanted);
        return Err(not_this_year.unwrap_or_else(|| no_such_cut(indicator, &figures, &wanted)));
    }
    let mut rows: Vec<Row> = fitting.into_iter().map(|figure| row(context, figure)).collect();
    rows.sort_by(|a, b| order(a).cmp(&order(b)));
    let definition = definition(indicator);
    Ok(Chosen::Several(Choice { year: context.year, definition, rows }))
}

/// The codes as the figures write them: case does not matter.
fn spelled(figures: &[&Figure], wanted: &Dimensions) -> Dimensions {
    let mut cut = Dimensions::none();
    for (dimension, code) in wanted.iter() {
        let mut known = figures.iter().filter_map(|figure| figure.dimensions.get(dimension));
        let own = known.find(|known| known.eq_ignore_ascii_case(code)).unwrap_or(code);
        cut = cut.with(dimension, own);
    }
    cut
}

/// Why the year has no figure of a cut that the indicator can have; `None` where that is not what is missing.
fn not_this_year(
    context: &Context<'_>,
    indicator: &Indicator,
    figures: &[&Figure],
    wanted: &Dimensions,
) -> Option<Failure> {
    let (year, known) = (context.year, codes(figures));
    for (dimension, code) in wanted.iter().filter(|(own, _)| can_be_cut_by(indicator, *own)) {
        let has = |codes: &BTreeSet<&str>| codes.contains(code);
        if known.get(&dimension).is_some_and(has) {
            continue;
        }
        let unpublished = (dimension == Dimension::Output).then(|| unpublished(context, code));
        if let Some(why) = unpublished.flatten() {
            let what = format!("{} has no figure of {code} in {year}: {why}", indicator.id);
            let help = "it has figures from the year in which the output is published";
            return Some(Obstacle::new(what, help).into());
        }
        if known.contains_key(&dimension) {
            return None;
        }
        let what = format!("{} has no figure by {} in {year}", indicator.id, dimension.code());
        let obstacle = match reason::no_figure_by(context, figures, dimension) {
            Some(reason) => {
                let help = reason.what_to_do.unwrap_or_else(|| NOTHING_TO_DO.to_owned());
                Obstacle::new(format!("{what}: {}", reason.why), help)
            }
            None => Obstacle::new(what, format!("that year it is given by: {}", cuts_of(figures))),
        };
        return Some(obstacle.into());
    }
    None
}

/// Whether the registry knows figures of an indicator by a dimension.
fn can_be_cut_by(indicator: &Indicator, dimension: Dimension) -> bool {
    let panel = dimension == Dimension::Panel && indicator.in_matched_panel();
    panel || indicator.dimensions.iter().any(|cut| cut.contains(&dimension))
}

/// Why an output of the register is in no figure: it was not published by the period's end. `None` for any other.
fn unpublished(context: &Context<'_>, code: &str) -> Option<String> {
    let reading = &context.current().reading;
    let output = reading.outputs.iter().find(|output| output.id.as_str() == code)?;
    let end = reading.settings.period.end;
    if output.published_by(end) {
        return None;
    }
    let stands = match (output.status, output.published_on) {
        (OutputStatus::Published, Some(on)) => format!("it was published on {on}"),
        (status, _) => format!("outputs.csv says that it is {}", status.code()),
    };
    Some(format!("only outputs published by the period's end ({end}) are in it, and {stands}"))
}

/// The cuts that figures have, in words.
fn cuts_of(figures: &[&Figure]) -> String {
    let cut = |figure: &&Figure| -> Vec<Dimension> {
        figure.dimensions.iter().map(|(dimension, _)| dimension).collect()
    };
    let own: BTreeSet<Vec<Dimension>> = figures.iter().map(cut).collect();
    own.iter().map(|own| cut_in_words(own)).collect::<Vec<_>>().join("; ")
}

/// What there is instead of a cut that has no figure.
fn no_such_cut(indicator: &Indicator, figures: &[&Figure], wanted: &Dimensions) -> Failure {
    let codes = codes(figures);
    for (dimension, code) in wanted.iter() {
        let Some(known) = codes.get(&dimension) else {
            let what = format!("{} is not given by {}", indicator.id, dimension.code());
            return Obstacle::new(what, format!("it is given by: {}", cuts(indicator))).into();
        };
        if !known.contains(code) {
            let near = nearest(code, known.iter().copied());
            let near = near.map(|near| format!("did you mean {near}? ")).unwrap_or_default();
            let shown: Vec<&str> = known.iter().copied().take(NAMED).collect();
            let more = match known.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let asked = words::quoted(&format!("{}={code}", dimension.code()));
            let what = format!("{} has no figure with {asked}", indicator.id);
            let help = format!("{near}there are: {}{more}", shown.join(", "));
            return Obstacle::new(what, help).into();
        }
    }
    let asked = words::quoted(&wanted.to_string());
    let what = format!("{} has no figure for {asked} together", indicator.id);
    Obstacle::new(what, format!("it is given by: {}", cuts(indicator))).into()
}

/// The cuts of an indicator in words.
fn cuts(indicator: &Indicator) -> String {
    indicator.dimensions.iter().map(|cut| cut_in_words(cut)).collect::<Vec<_>>().join("; ")
}

fn cut_in_words(cut: &[Dimension]) -> String {
    match cut {
        [] => "total".to_owned(),
        cut => cut.iter().map(|one| one.code()).collect::<Vec<_>>().join(" × "),
    }
}

fn codes<'f>(figures: &[&'f Figure]) -> BTreeMap<Dimension, BTreeSet<&'f str>> {
    let mut codes: BTreeMap<Dimension, BTreeSet<&str>> = BTreeMap::new();
    for (dimension, code) in figures.iter().flat_map(|figure| figure.dimensions.iter()) {
        codes.entry(dimension).or_default().insert(code);
    }
    codes
}

/// The cuts an indicator has figures for, but for one figure's own cut where that has no dimension.
pub(super) fn other_cuts(context: &Context<'_>, of: &Figure) -> Vec<CutCodes> {
    let figures: Vec<&Figure> = context.current().results.figures.of(&of.indicator).collect();
    let mut by_cut: BTreeMap<Vec<Dimension>, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        let cut = figure.dimensions.iter().map(|(dimension, _)| dimension).collect();
        by_cut.entry(cut).or_default().push(figure);
    }
    if of.dimensions.is_empty() {
        by_cut.remove(&Vec::new());
    }
    let mut by_cut: Vec<_> = by_cut.into_iter().collect();
    by_cut.sort_by_key(|(cut, _)| (cut.contains(&Dimension::Panel), cut.len()));
    let cuts = by_cut.into_iter().map(|(dimensions, figures)| {
        let codes = codes(&figures);
        let of_dimension = |dimension: &Dimension| {
            codes[dimension].iter().map(|code| (*code).to_owned()).collect()
        };
        CutCodes {
            codes: dimensions.iter().map(of_dimension).collect(),
            dimensions: dimensions.iter().map(|dimension| dimension.code()).collect(),
            figures: figures.len(),
        }
    });
    cuts.collect()
}

/// A figure in one line.
pub(super) fn row(context: &Context<'_>, figure: &Figure) -> Row {
    let indicators = crate::indicators();
    let title = indicators.iter().find(|one| one.id == figure.indicator).map(|one| one.title);
    Row {
        year: figure.year,
        indicator: figure.indicator.clone(),
        title: title.unwrap_or_default().to_owned(),
        cut: cut(context, &figure.dimensions),
        value: figure.value.map(|value| value.to_string()),
        unit: figure.unit.code().to_owned(),
        status: figure.status.code(),
        status_words: words::status(figure.status),
    }
}

/// What orders figures: those of all first, then those of the matched panel; few dimensions before many.
pub(super) fn order(row: &Row) -> (&str, bool, usize) {
    let panel = row.cut.iter().any(|key| key.dimension == Dimension::Panel.code());
    (&row.indicator, panel, row.cut.len())
}

/// A cut with its codes in words.
pub(super) fn cut(context: &Context<'_>, dimensions: &Dimensions) -> Vec<Key> {
    let keys = dimensions.iter().map(|(dimension, code)| Key {
        dimension: dimension.code(),
        code: code.to_owned(),
        title: words::code(context, dimension, code),
    });
    keys.collect()
}
