//! The truth and the pipeline's figures, row by row.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

use demo::InventedPact;

use super::on_disk;
use super::truth::{self, Cut, Rates, Row, Table};

static RATES: LazyLock<Rates> = LazyLock::new(Rates::shipped);

/// Differences that are shown of a pact.
const SHOWN: usize = 250;

/// Compares every figure of every year; how many there were, or what differs.
pub(crate) fn compared(pact: &InventedPact) -> Result<usize, String> {
    let folder = on_disk::written(pact);
    let meant = truth::figures(pact, &RATES);
    let found = on_disk::figures(pact, folder.path());
    let mut differences = Vec::new();
    let mut count = 0;
    let mut last_protected = BTreeSet::new();
    for ((year, meant), (_, found)) in meant.into_iter().zip(found) {
        count += found.0.len();
        let own = pact.years.iter().find(|own| own.year == year).expect("a year of the pact");
        let asked =
            own.returns.iter().filter(|of| of.form && of.organisation.protect_volume == Some(true));
        let protected: BTreeSet<String> = asked.map(|of| of.participant.clone()).collect();
        // Whose volume of last year is withheld stays so where that year's figure is used.
        let year_differences = differing(&meant, found, (&protected, &last_protected));
        last_protected = protected;
        differences.extend(year_differences.into_iter().map(|line| format!("{year} {line}")));
    }
    if differences.is_empty() {
        return Ok(count);
    }
    let mut text = format!("{} of {count} figures differ (truth | pipeline):\n", differences.len());
    for line in differences.iter().take(SHOWN) {
        writeln!(text, "  {line}").expect("text");
    }
    Err(text)
}

fn differing(
    meant: &Table,
    found: Table,
    (protected, last): (&BTreeSet<String>, &BTreeSet<String>),
) -> Vec<String> {
    let mut found = found;
    without_sums(&mut found);
    let keys: BTreeSet<_> = meant.0.keys().chain(found.0.keys()).collect();
    let mut differences = Vec::new();
    for key in keys {
        let (indicator, cut) = key;
        let (meant, found) = (meant.0.get(key), found.0.get(key));
        let protected = if indicator == "coverage.by_volume" { last } else { protected };
        if !agree(indicator, meant, found, protected) {
            let shown = |row: Option<&Row>| row.map_or("no row".to_owned(), ToString::to_string);
            differences.push(format!(
                "{indicator} {} : {} | {}",
                named(cut),
                shown(meant),
                shown(found)
            ));
        }
    }
    differences
}

fn named(cut: &Cut) -> String {
    cut.iter().map(|(dimension, code)| format!("{dimension}={code}")).collect::<Vec<_>>().join(" ")
}

/// Whether a row is as meant, or withheld where it may be, and must be.
fn agree(
    indicator: &str,
    meant: Option<&Row>,
    found: Option<&Row>,
    protected: &BTreeSet<String>,
) -> bool {
    let (Some(meant), Some(found)) = (meant, found) else { return false };
    let rests_on_volume = rests_on_volume(indicator);
    if found.status == "Q" {
        return rests_on_volume
            && !protected.is_empty()
            && found.value.is_none()
            && meant.contributors == found.contributors;
    }
    let must_be_withheld = rests_on_volume
        && meant.value.is_some()
        && meant.names.len() <= 2
        && meant.names.iter().any(|name| protected.contains(name));
    let same = (&meant.value, meant.status) == (&found.value, found.status);
    let of_lines_left_out = indicator == "volume.left_out.lines" && found.contributors.is_none();
    same && (meant.contributors == found.contributors || of_lines_left_out) && !must_be_withheld
}

/// Whether a figure is made of amounts or devices.
fn rests_on_volume(indicator: &str) -> bool {
    let families = ["volume.", "in_use.", "end_of_use."];
    indicator != "volume.left_out.lines"
        && (families.iter().any(|family| indicator.starts_with(family))
            || indicator == "coverage.by_volume")
}

/// Takes rows of totals and rows that a mapping skips out of the lines left out: they are of the layout of a file
/// and mean nothing in the pact.
fn without_sums(found: &mut Table) {
    let of =
        |reason: &str| ("volume.left_out.lines".to_owned(), truth::cut([("component", reason)]));
    let mut sums = 0;
    for reason in ["subtotal", "skipped"] {
        if let Some(row) = found.0.get_mut(&of(reason)) {
            sums += row
                .value
                .as_deref()
                .map_or(0, |value| value.parse::<u64>().expect("a number of lines"));
            (row.value, row.contributors) = (Some("0".to_owned()), Some(0));
        }
    }
    if let Some(row) = found.0.get_mut(&("volume.left_out.lines".to_owned(), Cut::new()))
        && sums > 0
    {
        let all: u64 =
            row.value.as_deref().map_or(0, |value| value.parse().expect("a number of lines"));
        row.value = Some((all - sums).to_string());
        // Whose the other lines are the pipeline does not say.
        row.contributors = None;
    }
}
