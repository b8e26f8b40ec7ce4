//! The cuts indicators are given in, so that a figure nobody has data for is told from one that does not
//! exist.

use model::{Dimension, Dimensions, Indicator};

use crate::context::{Material, Year};
use crate::figures::Request;
use crate::trouble::Trouble;

/// Whether the figure asked for could exist in the year.
///
/// # Errors
/// If the indicator, the cut or a code is not known; the trouble names the nearest.
pub(crate) fn check(request: &Request, material: &Material, year: &Year) -> Result<(), Trouble> {
    let Request { indicator, dimensions, .. } = request;
    let Some(entry) = material.indicators.iter().find(|entry| entry.id == indicator) else {
        let names = material.indicators.iter().map(|entry| entry.id);
        return Err(Trouble::unknown("indicator", indicator, names));
    };
    if !entry.has_cut(dimensions) {
        return Err(unknown_cut(entry, dimensions));
    }
    for (dimension, code) in dimensions.iter() {
        check_code(indicator, dimension, code, material, year)?;
    }
    Ok(())
}

fn unknown_cut(entry: &Indicator, wanted: &Dimensions) -> Trouble {
    let name = |cut: &[Dimension]| match cut {
        [] => "the total".to_owned(),
        _ => {
            let codes: Vec<&str> = cut.iter().map(|dimension| dimension.code()).collect();
            format!("`{}`", codes.join(" + "))
        }
    };
    let wanted: Vec<Dimension> = wanted.iter().map(|(dimension, _)| dimension).collect();
    let mut known: Vec<String> = entry.dimensions.iter().map(|cut| name(cut)).collect();
    if entry.in_matched_panel() {
        known.push("each of them with `panel=\"matched\"`".to_owned());
    }
    Trouble::new(
        format!("`{}` is not given by {}", entry.id, name(&wanted)),
        format!("It is given for {}.", known.join(", ")),
    )
}

fn check_code(
    indicator: &str,
    dimension: Dimension,
    code: &str,
    material: &Material,
    year: &Year,
) -> Result<(), Trouble> {
    let known = material.codes(dimension, year);
    let occurs = || {
        let mut figures = year.results.figures.of(indicator);
        figures.any(|figure| figure.dimensions.get(dimension) == Some(code))
    };
    // A practice or output of this year that last year did not ask about is no mistake.
    let this_year = || material.codes(dimension, &material.this).iter().any(|known| known == code);
    if known.iter().any(|known| known == code) || this_year() || occurs() {
        return Ok(());
    }
    let kind = format!("code of `{dimension}`");
    Err(Trouble::unknown(&kind, code, known.iter().map(String::as_str)))
}
