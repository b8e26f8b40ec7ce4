//! The truth and the pipeline's figures, row by row.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

use demo::InventedPact;

use super::on_disk;
use super::truth::{self, Cut, Rates, Row, Table};

pub(crate) static RATES: LazyLock<Rates> = LazyLock::new(Rates::shipped);

/// Differences that are shown of a pact.
const SHOWN: usize = 250;

/// Compares every figure of every year; how many there were, or what differs.
pub(crate) fn compared(pact: &InventedPact) -> Result<usize, String> {
    let folder = on_disk::written(pact);
    let meant = truth::figures(pact, &RATES);
    let found = on_disk::figures(pact, folder.path());
    let mut differences = Vec::new();
    let mut count = 0;
    let mut last_protected: Option<(i16, BTreeSet<String>)> = None;
    for ((year, meant), (_, found)) in meant.into_iter().zip(found) {
        count += found.0.len();
        let own = pact.years.iter().find(|own| own.year == year).expect("a year of the pact");
        let asked =
            own.returns.iter().filter(|of| of.form && of.organisation.protect_volume == Some(true));
        let protected: BTreeSet<String> = asked.map(|of| of.participant.clone()).collect();
        // Whose volume of last year is withheld stays so where that year's figure is used.
        let last = last_protected.filter(|(last, _)| last + 1 == year);
        let last = last.map(|(_, last)| last).unwrap_or_default();
        let year_differences = differing(&meant, found, (&protected, &last));
        last_protected = Some((year, protected));
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
    let none = BTreeSet::new();
    let sums = without_sums(&mut found);
    let meant = &registered(meant);
    // Indicators whose ids begin with one of these alone, for whoever works on one family.
    let only = std::env::var("RANDOM_PACTS_ONLY").unwrap_or_default();
    let is_asked = |indicator: &str| only.split(',').any(|start| indicator.starts_with(start));
    let keys: BTreeSet<_> = meant.0.keys().chain(found.0.keys()).collect();
    let mut differences = Vec::new();
    for key in keys.into_iter().filter(|(indicator, _)| is_asked(indicator)) {
        let (indicator, cut) = key;
        let (meant, found) = (meant.0.get(key), found.0.get(key));
        let whose = if cut.contains_key("year") { (last, &none) } else { (protected, last) };
        let mut same = agree(indicator, meant, found, whose);
        if let (Some(meant), Some(found)) = (meant, found) {
            // Whose the other lines are the pipeline does not say where some are sums.
            let is_of_sums = sums != Some(0) && *key == left_out([]);
            // How many they are it does not say where that would tell of a protected participant; and with them
            // more may stand behind the lines than the pact says.
            same |= is_of_sums && holds_the_lines(meant, found, sums);
            // Nor on whom a total with estimates would rest that is withheld.
            let is_hidden = found.status == "Q" && indicator == "volume.with_estimates.amount";
            same &= meant.contributors == found.contributors || is_of_sums || is_hidden;
        }
        if !same {
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

/// The rows of indicators the registry has.
fn registered(meant: &Table) -> Table {
    let known = pipeline::indicators();
    let is_known = |indicator: &str| known.iter().any(|of| of.id == indicator);
    let rows = meant.0.iter().filter(|((indicator, _), _)| is_known(indicator));
    Table(rows.map(|(key, row)| (key.clone(), row.clone())).collect())
}

fn named(cut: &Cut) -> String {
    cut.iter().map(|(dimension, code)| format!("{dimension}={code}")).collect::<Vec<_>>().join(" ")
}

/// Whether a row is as meant, or withheld where it may be, and must be. Protected is the volume of some in the year
/// of the figure, of others in the year before.
fn agree(
    indicator: &str,
    meant: Option<&Row>,
    found: Option<&Row>,
    (protected, last): (&BTreeSet<String>, &BTreeSet<String>),
) -> bool {
    let (Some(meant), Some(found)) = (meant, found) else { return false };
    let rests_on_volume = rests_on_volume(indicator);
    if found.status == "Q" {
        // Whether too much would be estimated is told by volumes too.
        let is_gated = indicator == "volume.with_estimates.amount";
        return rests_on_volume
            && (tells_units(indicator) || !(protected.is_empty() && last.is_empty()))
            && (meant.value.is_some() || is_gated)
            && found.value.is_none();
    }
    if indicator == "volume.with_estimates.not_carried.amount" && found.status == "M" {
        // Of a total that was withheld last year nothing is said to be missing now.
        return meant.value.is_none() || !last.is_empty();
    }
    let is_told = meant.names.iter().any(|name| protected.contains(name))
        || meant.last_names.iter().any(|name| last.contains(name));
    let must_be_withheld =
        rests_on_volume && meant.value.is_some() && meant.contributors < Some(3) && is_told;
    (&meant.value, meant.status) == (&found.value, found.status) && !must_be_withheld
}

/// Whether a figure tells units bought, which are withheld where they would give a unit price away.
fn tells_units(indicator: &str) -> bool {
    let is_sum = indicator.starts_with("volume.") && indicator.ends_with(".units");
    let of_share = [".denominator", ".answered", ".unknown"];
    is_sum
        || indicator == "share.refurbished"
        || indicator.starts_with("buy_less.")
        || (indicator.starts_with("share.") && of_share.iter().any(|end| indicator.ends_with(end)))
}

/// Whether a figure is made of amounts or devices.
fn rests_on_volume(indicator: &str) -> bool {
    let families = [
        "volume.",
        "amount_",
        "share.",
        "concentration.",
        "buy_less.",
        "outreach.indirect.",
        "change.",
        "in_use.",
        "end_of_use.",
    ];
    let others = ["coverage.by_volume", "uptake.weighted_rate"];
    families.iter().any(|family| indicator.starts_with(family)) || others.contains(&indicator)
}

/// The figure of lines left out for a reason, or of all of them.
fn left_out<const N: usize>(reason: [(&'static str, &str); N]) -> (String, Cut) {
    ("volume.left_out.lines".to_owned(), truth::cut(reason))
}

fn number(row: &Row) -> u64 {
    row.value.as_deref().map_or(0, |value| value.parse().expect("a number of lines"))
}

/// Whether the lines left out that were found are those that were meant, with as many others as files have `sums`;
/// `None`: not told.
fn holds_the_lines(meant: &Row, found: &Row, sums: Option<u64>) -> bool {
    let as_many = match sums {
        Some(_) => number(found) == number(meant),
        None => number(found) >= number(meant),
    };
    as_many && found.value.is_some() && meant.value.is_some() && found.status == meant.status
}

/// Takes rows of totals and rows that a mapping skips out of the lines left out: they are of the layout of a file
/// and mean nothing in the pact. Gives how many there were; `None` where that is withheld.
fn without_sums(found: &mut Table) -> Option<u64> {
    let mut sums = Some(0);
    for reason in ["subtotal", "skipped"] {
        if let Some(row) = found.0.get_mut(&left_out([("component", reason)])) {
            sums = sums.filter(|_| row.status != "Q").map(|sums: u64| sums + number(row));
            row.contributors = Some(0);
            row.value = row.value.take().map(|_| "0".to_owned());
        }
    }
    if let Some(row) = found.0.get_mut(&left_out([])) {
        let lines = row.value.as_ref().map(|_| number(row) - sums.unwrap_or(0));
        row.value = lines.map(|lines| lines.to_string());
    }
    sums
}
