//! The truth and the pipeline's figures, row by row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use demo::InventedPact;
use demo::pact::{PactYear, SupportingRows};

use super::on_disk;
use super::truth::{self, Cut, Names, Rates, Row, Table};

pub(crate) static RATES: LazyLock<Rates> = LazyLock::new(Rates::shipped);

const WITH_ESTIMATES: &str = "volume.with_estimates.amount";
const NOT_CARRIED: &str = "volume.with_estimates.not_carried.amount";

/// Differences that are shown of a pact.
const SHOWN: usize = 250;

/// Compares every figure of every year; how many there were, or what differs.
pub(crate) fn compared(pact: &InventedPact) -> Result<usize, String> {
    let folder = on_disk::written(pact);
    let meant = truth::figures(pact, &RATES);
    let found = on_disk::figures(pact, folder.path());
    let mut differences = Vec::new();
    let mut count = 0;
    let mut before: BTreeMap<i16, Protecting> = BTreeMap::new();
    for ((year, meant), (_, found)) in meant.into_iter().zip(found) {
        count += found.0.len();
        let own = pact.years.iter().find(|own| own.year == year).expect("a year of the pact");
        let protecting = Protecting::of(own, &before);
        let year_differences = differing(&meant, found, &protecting);
        before.insert(year, protecting);
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

/// Who protects their volume, and what else may be withheld of a year.
#[derive(Clone, Default)]
struct Protecting {
    this: Names,
    /// Whose volume of last year is withheld stays so where that year's figure is used.
    last: Names,
    /// Somebody did in one of the years that are known beside it.
    anybody: bool,
    /// A line or a sum of orders has so few units or orders that its units would tell a unit price.
    has_unit_prices: bool,
    /// Of last year.
    last_has_unit_prices: bool,
}

impl Protecting {
    fn of(year: &PactYear, before: &BTreeMap<i16, Self>) -> Self {
        let asked = year.returns.iter();
        let asked = asked.filter(|of| of.form && of.organisation.protect_volume == Some(true));
        let this: Names = asked.map(|of| of.participant.clone()).collect();
        let last = before.get(&(year.year - 1));
        let is_few = |units: i64| units.abs() < FEW;
        let has_unit_prices = year.returns.iter().any(|of| {
            let lists = of.files.iter().any(|file| matches!(file.rows, SupportingRows::Orders(_)));
            lists || of.purchases.iter().any(|line| line.units.is_some_and(is_few))
        });
        Self {
            anybody: !this.is_empty() || last.is_some_and(|last| last.anybody),
            last_has_unit_prices: last.is_some_and(|last| last.has_unit_prices),
            last: last.map(|last| last.this.clone()).unwrap_or_default(),
            this,
            has_unit_prices,
        }
    }

    /// As a row of last year's figures has it.
    fn for_last_year(&self) -> Self {
        Self {
            this: self.last.clone(),
            last: Names::new(),
            has_unit_prices: self.last_has_unit_prices,
            ..self.clone()
        }
    }
}

/// Fewer units or orders tell a unit price (contract: What comes out).
const FEW: i64 = 3;

fn differing(meant: &Table, found: Table, protecting: &Protecting) -> Vec<String> {
    let mut found = found;
    let of_last = protecting.for_last_year();
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
        let whose = if cut.contains_key("year") { &of_last } else { protecting };
        let mut same = agree(indicator, meant, found, whose);
        if let (Some(meant), Some(found)) = (meant, found) {
            // Whose the other lines are the pipeline does not say where some are sums.
            let is_of_sums = sums != Some(0) && *key == left_out([]);
            // How many they are it does not say where that would tell of a protected participant; and with them
            // more may stand behind the lines than the pact says.
            same |= is_of_sums && holds_the_lines(meant, found, sums);
            // Of what is not carried on of a total that was withheld nothing is said.
            let is_not_said = found.status == "Q" && indicator == NOT_CARRIED;
            // A total with estimates that is withheld says on whom it would rest, given or not.
            let contributors = match found.status == "Q" && indicator == WITH_ESTIMATES {
                true => Some(meant.names.union(&meant.last_names).count()),
                false => meant.contributors,
            };
            same &= contributors == found.contributors || is_of_sums || is_not_said;
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

/// Whether a row is as meant, or withheld where it may be, and must be.
fn agree(
    indicator: &str,
    meant: Option<&Row>,
    found: Option<&Row>,
    protecting: &Protecting,
) -> bool {
    let (Some(meant), Some(found)) = (meant, found) else { return false };
    let rests_on_volume = rests_on_volume(indicator);
    if found.status == "Q" {
        // Whether too much would be estimated is told by volumes too.
        let is_gated = [WITH_ESTIMATES, NOT_CARRIED].contains(&indicator);
        let tells_a_price = protecting.has_unit_prices && tells_units(indicator);
        return rests_on_volume
            && (tells_a_price || protecting.anybody)
            && (meant.value.is_some() || is_gated)
            && found.value.is_none();
    }
    let Protecting { this: protected, last, .. } = protecting;
    let is_told = meant.names.iter().any(|name| protected.contains(name))
        || meant.last_names.iter().any(|name| last.contains(name));
    let must_be_withheld =
        rests_on_volume && meant.value.is_some() && meant.contributors < Some(3) && is_told;
    (&meant.value, meant.status) == (&found.value, found.status) && !must_be_withheld
}

/// Whether a figure tells units bought, which are withheld where they would give a unit price away.
pub(super) fn tells_units(indicator: &str) -> bool {
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
