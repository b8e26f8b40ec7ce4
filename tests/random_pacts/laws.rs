//! Laws that hold for any pact, whatever its figures are: each changes a random pact in one way and says what of
//! its figures may change with it.

use std::collections::BTreeSet;

use demo::InventedPact;
use demo::invent::{Size, invent};
use demo::pact::{Buyer, Level, Participant, Purchase, Return, SupportingRows};
use jiff::civil::date;
use model::Decimal;
use model::vocabulary::Tax;
use proptest::prelude::*;

use super::on_disk;
use super::truth::{Row, Table, plain};
use super::{asked, config, kept, strategies};

/// The figures of each year as the pipeline publishes them.
type Years = Vec<(i16, Table)>;

fn figures(pact: &InventedPact) -> Years {
    let folder = on_disk::written(pact);
    on_disk::figures(pact, folder.path())
}

/// What differs between two workspaces' figures, of the rows that `wanted` names.
fn differences(before: &Years, after: &Years, wanted: impl Fn(&str) -> bool) -> Result<(), String> {
    for ((year, before), (_, after)) in before.iter().zip(after) {
        let keys: BTreeSet<_> = before.0.keys().chain(after.0.keys()).collect();
        for key in keys.into_iter().filter(|(indicator, _)| wanted(indicator)) {
            let (was, is) = (before.0.get(key), after.0.get(key));
            if was != is {
                let shown = |row: Option<&Row>| row.map_or("no row".into(), ToString::to_string);
                let (indicator, cut) = key;
                return Err(format!("{year} {indicator} {cut:?}: {} | {}", shown(was), shown(is)));
            }
        }
    }
    Ok(())
}

fn returns(pact: &mut InventedPact) -> impl Iterator<Item = &mut Return> {
    pact.years.iter_mut().flat_map(|year| &mut year.returns)
}

/// Rows the other way round wherever a file or a sheet has rows.
fn in_another_order(pact: &InventedPact) -> InventedPact {
    let mut other = pact.clone();
    other.participants.reverse();
    for of in returns(&mut other) {
        of.purchases.reverse();
        of.in_use.reverse();
        of.end_of_use.reverse();
        of.outreach.reverse();
        of.in_kind.reverse();
        for file in &mut of.files {
            match &mut file.rows {
                SupportingRows::Orders(rows) => rows.reverse(),
                SupportingRows::Assets(rows) => rows.reverse(),
                SupportingRows::Disposals(rows) => rows.reverse(),
            }
        }
    }
    for year in &mut other.years {
        year.finance.ledger.reverse();
        year.finance.contributions.reverse();
        year.finance.funds.reverse();
        year.finance.in_kind.reverse();
        year.finance.activities.reverse();
        year.finance.commitments.reverse();
    }
    other
}

/// Every practice that was left blank in a form with answers does not apply.
fn with_answers_that_do_not_apply(pact: &InventedPact) -> Option<InventedPact> {
    let mut other = pact.clone();
    let mut changed = false;
    for year in &mut other.years {
        // What applies to one role only is not asked of all.
        let open: Vec<&str> = year
            .practices
            .iter()
            .filter(|practice| practice.roles.is_empty() && practice.scope.is_none())
            .map(|practice| practice.name.as_str())
            .collect();
        for of in year.returns.iter_mut().filter(|of| of.form && !of.uptake.is_empty()) {
            for name in &open {
                let before = of.uptake.len();
                of.uptake.entry((*name).to_owned()).or_insert(Level::NotApplicable);
                changed |= of.uptake.len() > before;
            }
        }
    }
    changed.then_some(other)
}

/// Each line of a declared purchase that can be parted to the cent becomes two. Taxes are taken out line by line.
fn with_lines_split(pact: &InventedPact) -> Option<InventedPact> {
    let mut other = pact.clone();
    let mut changed = false;
    for of in returns(&mut other).filter(|of| of.organisation.tax != Some(Tax::Included)) {
        let mut lines = Vec::new();
        for line in of.purchases.drain(..) {
            let halves = halves(&line);
            changed |= halves.is_some();
            lines.extend(halves.map_or_else(|| vec![line], Vec::from));
        }
        of.purchases = lines;
    }
    changed.then_some(other)
}

/// Figures as they are after a line was parted, those of units that are withheld in one of the two as they were before:
/// whether units give a unit price away goes by how many there are of a line.
fn where_both_are_told(before: &Years, after: Years) -> Years {
    let mut after = after;
    for ((_, before), (_, after)) in before.iter().zip(&mut after) {
        for (key, was) in &before.0 {
            let tells_units = super::comparison::tells_units(&key.0);
            if let Some(is) = after.0.get_mut(key)
                && tells_units
                && (was.status == "Q" || is.status == "Q")
            {
                *is = was.clone();
            }
        }
    }
    after
}

/// A line as two; `None` where its amount is no whole number, or more of its units are marked than there are.
fn halves(line: &Purchase) -> Option<[Purchase; 2]> {
    let amount = line.amount.filter(Decimal::is_integer)?;
    let marked = line.labelled_units.into_iter().chain(line.criteria_units);
    if marked.into_iter().any(|marked| line.units.is_none_or(|units| marked > units)) {
        return None;
    }
    let part = (amount / Decimal::from(3)).trunc();
    let half = |amount: Decimal, units: &dyn Fn(i64) -> i64| Purchase {
        amount: Some(amount),
        units: line.units.map(units),
        labelled_units: line.labelled_units.map(units),
        criteria_units: line.criteria_units.map(units),
        ..line.clone()
    };
    Some([half(part, &|units| units / 3), half(amount - part, &|units| units - units / 3)])
}

/// What is put behind the id of a participant that gets another name; the order of ids stays.
const RENAMED: &str = "-renamed";

/// The participant with the first id has another one, and another name.
fn with_a_name_changed(pact: &InventedPact) -> Option<(InventedPact, String)> {
    let id = pact.participants.first()?.id.clone();
    let mut other = pact.clone();
    let rename = |text: &mut String| {
        if *text == id {
            text.push_str(RENAMED);
        }
    };
    for participant in other.participants.iter_mut().filter(|one| one.id == id) {
        participant.name = "Quite Another Invented Office".to_owned();
        rename(&mut participant.id);
    }
    for year in &mut other.years {
        year.exempt.iter_mut().for_each(|of| rename(&mut of.participant));
        year.extensions.iter_mut().for_each(|of| rename(&mut of.participant));
        for booking in &mut year.finance.ledger {
            rename(&mut booking.counterparty);
            rename(&mut booking.for_participant);
        }
        year.finance.contributions.iter_mut().for_each(|of| rename(&mut of.participant));
        year.registers.iter_mut().flat_map(|of| &mut of.rows).flatten().for_each(rename);
        year.finance.in_kind.iter_mut().for_each(|of| rename(&mut of.participant));
        for of in &mut year.returns {
            rename(&mut of.participant);
            of.organisation.reports_for.iter_mut().for_each(rename);
            for line in &mut of.purchases {
                if let Some(Buyer::Participant(buyer)) = &mut line.buyer {
                    rename(buyer);
                }
            }
        }
    }
    // A place that still names it by the old id would make two participants of one.
    let json = serde_json::to_string(&other).expect("a pact can be written");
    assert!(!json.contains(&format!("\"{id}\"")), "{id} is still named in {json}");
    Some((other, id))
}

/// The same figures with another id of one participant.
fn renamed(years: Years, id: &str) -> Years {
    let mut years = years;
    for (_, table) in &mut years {
        let rows = std::mem::take(&mut table.0);
        table.0 = rows
            .into_iter()
            .map(|((indicator, mut cut), row)| {
                if let Some(participant) = cut.get_mut("participant")
                    && participant == id
                {
                    participant.push_str(RENAMED);
                }
                ((indicator, cut), row)
            })
            .collect();
    }
    years
}

/// One participant more, in force all the time, that sends nothing.
fn with_one_more_participant(pact: &InventedPact) -> InventedPact {
    let mut other = pact.clone();
    other.participants.push(Participant {
        id: "zz-silent".to_owned(),
        name: "Invented Office without a Word".to_owned(),
        country: "BE".to_owned(),
        procuring_since: Some(date(2020, 1, 1)),
        coordinating_since: None,
        left: None,
        language: "en".to_owned(),
        signed_version: "1.0".to_owned(),
    });
    other
}

/// Everything bought is paid in euro and cents, without taxes: then no sum is rounded.
fn in_euro(pact: &InventedPact) -> InventedPact {
    let mut other = pact.clone();
    for of in returns(&mut other) {
        of.organisation.currency = Some("EUR".to_owned());
        of.organisation.tax = Some(Tax::Excluded);
        for line in &mut of.purchases {
            line.currency = line.currency.as_ref().map(|_| "EUR".to_owned());
            line.amount = line.amount.map(|amount| amount.round_dp(2));
        }
        for file in of.files.iter_mut().filter(|file| !file.currency.is_empty()) {
            file.currency = "EUR".to_owned();
            if let SupportingRows::Orders(orders) = &mut file.rows {
                orders.iter_mut().for_each(|order| order.amount = order.amount.round_dp(2));
            }
        }
    }
    other
}

/// Every amount of a purchase twice as high.
fn doubled(pact: &InventedPact) -> InventedPact {
    let mut other = pact.clone();
    let two = Decimal::from(2);
    for of in returns(&mut other) {
        of.purchases.iter_mut().for_each(|line| line.amount = line.amount.map(|old| old * two));
        for file in &mut of.files {
            if let SupportingRows::Orders(orders) = &mut file.rows {
                orders.iter_mut().for_each(|order| order.amount *= two);
            }
        }
    }
    other
}

/// Whether a figure is a sum of what was bought, in euro.
fn is_amount(indicator: &str) -> bool {
    ["change.component", "amount_basis.amount", "amount_tax.amount"].contains(&indicator)
        || (indicator.starts_with("volume.")
            && !indicator.ends_with(".share")
            && indicator.contains(".amount"))
}

/// Figures with every amount of a purchase twice as high.
fn with_doubled_amounts(years: &Years) -> Years {
    let mut years = years.clone();
    for (_, table) in &mut years {
        let amounts = table.0.iter_mut().filter(|((indicator, _), _)| is_amount(indicator));
        for value in amounts.filter_map(|(_, row)| row.value.as_mut()) {
            let amount: Decimal = value.parse().expect("an amount");
            *value = plain(amount * Decimal::from(2), 2);
        }
    }
    years
}

/// The rates that an answer "does not apply" leaves as they are.
fn is_rate(indicator: &str) -> bool {
    let rates = [
        "uptake.rate",
        "uptake.rate.denominator",
        "uptake.median",
        "uptake.weighted_rate",
        "guidance.rate",
    ];
    rates.contains(&indicator)
}

/// Figures that are not there, whether nobody answered or to nobody it applied.
fn without_reasons(years: Years) -> Years {
    let mut years = years;
    let rows = years.iter_mut().flat_map(|(_, table)| table.0.values_mut());
    for row in rows.filter(|row| row.status == "O") {
        assert_eq!(row.value, None, "a figure that nobody reported");
        row.status = "M";
    }
    years
}

/// The components of a change, added up, are the change; and the change is that of the collective volume.
fn components_add_up(years: &Years) -> Result<usize, String> {
    let mut seen = 0;
    for (index, (year, table)) in years.iter().enumerate() {
        let changes = table.0.iter().filter(|((indicator, _), _)| indicator == "change.component");
        for ((_, cut), whole) in
            changes.clone().filter(|((_, cut), _)| !cut.contains_key("component"))
        {
            let of_cut = changes.clone().filter(|((_, other), _)| {
                other.contains_key("component")
                    && other.get("product_group") == cut.get("product_group")
            });
            let amount = |row: &Row| {
                row.value.as_ref().map(|value| value.parse::<Decimal>().expect("an amount"))
            };
            let parts: Option<Vec<Decimal>> = of_cut.map(|(_, row)| amount(row)).collect();
            let (Some(parts), Some(total)) = (parts, amount(whole)) else { continue };
            let sum: Decimal = parts.iter().sum();
            if parts.len() != 7 || sum != total {
                return Err(format!(
                    "{year} {cut:?}: {} components sum to {sum}, not {total}",
                    parts.len()
                ));
            }
            let key = ("volume.collective.amount".to_owned(), cut.clone());
            let of_year = |table: &Table| table.0.get(&key).and_then(amount);
            let last = index.checked_sub(1).map(|last| &years[last].1);
            if let (Some(this), Some(last)) = (of_year(table), last.and_then(of_year))
                && this - last != total
            {
                return Err(format!(
                    "{year} {cut:?}: {last} became {this}, but the change is {total}"
                ));
            }
            seen += 1;
        }
    }
    Ok(seen)
}

/// A pact in four is enough for each law: every one costs a run of the pipeline.
fn cases() -> u32 {
    asked().div_ceil(8)
}

fn law(pact: &InventedPact, held: Result<(), String>) -> Result<(), TestCaseError> {
    held.map_err(|difference| kept(pact, difference))
}

/// In an invented pact nobody asks to be protected of, every row of the change has its seven components.
#[test]
fn the_components_of_every_change_of_an_invented_pact_add_up() {
    let pact = invent(&Size { participants: 14, orders: 6, years: 3, seed: 5 });
    let pact = without_protection(pact);
    let found = components_add_up(&figures(&pact));
    // Two years have one before them, each with the whole and several product groups.
    assert!(found.as_ref().is_ok_and(|changes| *changes >= 10), "{found:?}");
}

fn without_protection(mut pact: InventedPact) -> InventedPact {
    returns(&mut pact).for_each(|of| of.organisation.protect_volume = None);
    pact
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..config(cases(), 11) })]

    #[test]
    fn the_order_of_rows_and_files_does_not_matter(pact in strategies::pact()) {
        let before = figures(&pact);
        law(&pact, differences(&before, &figures(&in_another_order(&pact)), |_| true))?;
        law(&pact, components_add_up(&before).map(|_| ()))?;
    }

    #[test]
    fn an_answer_that_it_does_not_apply_changes_no_rate(pact in strategies::pact()) {
        if let Some(other) = with_answers_that_do_not_apply(&pact) {
            let [before, after] = [&pact, &other].map(|of| without_reasons(figures(of)));
            law(&pact, differences(&before, &after, is_rate))?;
        }
    }

    #[test]
    fn a_line_parted_in_two_changes_nothing(pact in strategies::pact()) {
        if let Some(other) = with_lines_split(&pact) {
            let wanted = |indicator: &str| indicator != "volume.left_out.lines";
            let before = figures(&pact);
            let after = where_both_are_told(&before, figures(&other));
            law(&pact, differences(&before, &after, wanted))?;
        }
    }

    #[test]
    fn a_participant_renamed_changes_only_its_name(pact in strategies::pact()) {
        if let Some((other, id)) = with_a_name_changed(&pact) {
            let before = renamed(figures(&pact), &id);
            law(&pact, differences(&before, &figures(&other), |_| true))?;
        }
    }

    #[test]
    fn a_participant_with_nothing_reported_changes_only_coverage(pact in strategies::pact()) {
        let other = figures(&with_one_more_participant(&pact));
        // Estimates are given only where enough of those expected have reported.
        let wanted = |indicator: &str| {
            !indicator.starts_with("coverage.") && !indicator.starts_with("volume.with_estimates.")
        };
        law(&pact, differences(&figures(&pact), &other, wanted))?;
    }

    #[test]
    fn every_amount_doubled_doubles_every_amount_and_no_share(pact in strategies::pact()) {
        let pact = in_euro(&pact);
        let before = with_doubled_amounts(&figures(&pact));
        let wanted = |indicator: &str| !indicator.starts_with("finance.");
        law(&pact, differences(&before, &figures(&doubled(&pact)), wanted))?;
    }
}
