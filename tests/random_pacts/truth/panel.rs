//! The matched panel: the same figures of those who reported in both years (methodology: Details settled).

use super::table::{Names, Table};
use super::who::Who;
use super::{YearTruth, devices, shares, uptake, volume};

/// A family of figures.
type Family = fn(&YearTruth<'_>, &mut Table);

/// Those who reported volume in both years.
pub(super) fn of_volume(truth: &YearTruth<'_>, last: &YearTruth<'_>) -> Names {
    &truth.who.reported_volume & &last.who.reported_volume
}

/// Those whose return counts in both years, and who were in force in both.
fn of_returns(truth: &YearTruth<'_>, last: &YearTruth<'_>) -> Names {
    let here = |who: &Who| &who.returned & &who.in_force;
    &here(&truth.who) & &here(&last.who)
}

/// The year with these participants' lines and answers alone: of lines those whose reporter and whose owner it has,
/// the buyer where the register knows it as in force in one of the years. How each line counts stays as it was.
fn restricted<'a>(truth: &YearTruth<'a>, names: &Names, in_force: &Names) -> YearTruth<'a> {
    let mut who = truth.who.clone();
    who.returned = &who.returned & names;
    who.reported_volume = &who.reported_volume & names;
    let lines = truth.lines.iter().filter(|line| {
        let owner = line.named.as_ref().filter(|id| in_force.contains(*id));
        names.contains(&line.reporter) && owner.is_none_or(|owner| names.contains(owner))
    });
    YearTruth { who, lines: lines.cloned().collect(), ..*truth }
}

/// The rows of the panel in a year, and in the year before it; those have its number.
pub(super) fn figures(truth: &YearTruth<'_>, last: &YearTruth<'_>, table: &mut Table) {
    let (volume_panel, panel) = (of_volume(truth, last), of_returns(truth, last));
    let in_force = &truth.who.in_force | &last.who.in_force;
    let families: [(&Names, Family, &[&str]); 4] = [
        (&volume_panel, volume::figures, &["volume.direct.", "volume.collective."]),
        (&volume_panel, shares::figures, &["share."]),
        (&panel, uptake::figures, &["uptake.rate"]),
        (&panel, devices::figures, &["in_use.", "end_of_use."]),
    ];
    for (names, family, wanted) in families {
        for year in [truth, last] {
            let mut own = Table::default();
            family(&restricted(year, names, &in_force), &mut own);
            for ((indicator, mut cut), row) in own.0 {
                let is_wanted = |start: &&str| indicator.starts_with(*start);
                if wanted.iter().any(is_wanted) && indicator != "uptake.rate.denominator" {
                    cut.insert("panel", "matched".to_owned());
                    if year.year.year != truth.year.year {
                        cut.insert("year", year.year.year.to_string());
                    }
                    table.0.insert((indicator, cut), row);
                }
            }
        }
    }
}
