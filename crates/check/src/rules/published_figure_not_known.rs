//! T101: a figure published before this program is of an indicator or a cut that does not exist.

use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A figure published before is of no indicator, or of a cut it does not have.
    ///
    /// # What it checks
    /// Rows of `inputs/YEAR/published.csv`, the figures published before this program, each with `indicator`, its cut,
    /// `value`, `unit`, `source` and, where it is not of the year of its folder, `year`: whether there is such an
    /// indicator, and whether it is given in that cut and unit.
    ///
    /// # Why it matters
    /// Trends show the figure beside no other: nothing of this year can be compared with it.
    ///
    /// # Example
    /// `volume.total` as an indicator, or `volume.direct.units` without a scope or a product group.
    ///
    /// # How to fix
    /// Take the name and the cut from `cfit indicators`; leave out a figure that was counted in another way.
    PublishedFigureNotKnown {
        code: "T101",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    for own in &evidence.year.earlier.published {
        let figure = &own.figure;
        let indicator = evidence.indicators.iter().find(|known| known.id == figure.indicator);
        let found = match indicator {
            None => format!("there is no indicator `{}`", figure.indicator),
            Some(indicator) if !indicator.has_cut(&figure.dimensions) => {
                let cut = match figure.dimensions.is_empty() {
                    true => "without a cut".to_owned(),
                    false => format!("for {}", figure.dimensions),
                };
                format!("`{}` is not given {cut}", figure.indicator)
            }
            Some(indicator)
                if !indicator.unit.split(", ").any(|unit| unit == figure.unit.code()) =>
            {
                format!(
                    "`{}` is counted in {}, not in {}",
                    figure.indicator,
                    indicator.unit,
                    figure.unit.code()
                )
            }
            Some(_) => continue,
        };
        report.add(Statement {
            place: Some(own.place.clone()),
            found,
            subject: format!("{} {} {}", figure.year, figure.indicator, figure.dimensions),
            ..Statement::default()
        });
    }
}
