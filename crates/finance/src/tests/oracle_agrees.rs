//! Random ledgers, worked out by the program and in plain numbers beside it.

use model::finance::{ActivityLine, FundLine};
use model::{Figure, Unit};
use proptest::prelude::*;

use super::drawn::{Drawn, drawn};
use super::oracle::{Amounts, worked};
use super::*;

/// Figures of which the oracle knows nothing: no ledger is in them, or they are no amount.
const OTHERS: [&str; 3] = ["finance.budget", "finance.revised_budget", "finance.reserve_months"];

/// The amounts of the figures in cents, by name and cut.
fn amounts(figures: &[Figure]) -> Amounts {
    let own = figures.iter().filter(|figure| !OTHERS.contains(&figure.indicator.as_str()));
    let named = own.filter_map(|figure| {
        let Unit::Currency(currency) = figure.unit else { return None };
        let name = figure.indicator.strip_prefix("finance.")?;
        let space = if figure.dimensions.is_empty() { "" } else { " " };
        let minor = model::Money::from_decimal(figure.value?, currency)?.minor;
        Some((format!("{name}{space}{}", figure.dimensions), i128::from(minor)))
    });
    named.collect()
}

/// Holds the program's outcome against the oracle's.
fn agrees(drawn: &Drawn, as_of: Option<i32>) -> Result<(), TestCaseError> {
    let (outcome, worked) = (drawn.outcome(as_of), worked(drawn, as_of));
    let drawn_up = &outcome.statement;
    prop_assert!(!drawn_up.incomplete);
    prop_assert_eq!(amounts(&outcome.figures), worked.amounts);
    let unlisted = drawn_up.unlisted.iter().map(|receipt| i128::from(receipt.booked.unwrap()));
    prop_assert_eq!(unlisted.sum::<i128>(), worked.unlisted);
    let overdue = drawn_up.contributions.iter();
    let overdue = overdue.filter_map(|own| Some((own.participant.as_str(), own.days_overdue?)));
    prop_assert_eq!(overdue.collect::<BTreeMap<_, _>>(), worked.overdue);
    let years = drawn_up.years.iter().map(|own| {
        let amounts = [own.opening, own.income(), own.expense()].map(i128::from);
        [own.year.into(), amounts[0], amounts[1], amounts[2]]
    });
    prop_assert_eq!(years.collect::<Vec<_>>(), worked.years);
    adds_up(drawn_up)
}

/// The identities of a statement.
fn adds_up(drawn_up: &Statement) -> Result<(), TestCaseError> {
    let both = (drawn_up.income, drawn_up.expense);
    if !drawn_up.funds.is_empty() {
        let closings: i64 = drawn_up.funds.iter().map(FundLine::closing).sum();
        prop_assert_eq!(closings, drawn_up.closing);
    }
    if !drawn_up.activities.is_empty() {
        let sum = |of: fn(&ActivityLine) -> i64| drawn_up.activities.iter().map(of).sum::<i64>();
        prop_assert_eq!((sum(|own| own.income), sum(|own| own.expense)), both);
    }
    for line in &drawn_up.contributions {
        let exchange = line.exchange_difference.unwrap_or(0);
        if let Some(due) = line.due.filter(|_| !line.waived) {
            prop_assert_eq!(line.received - exchange, due - line.outstanding + line.overpaid);
        }
        let booked = |of: fn(&(i16, i16)) -> bool| -> i64 {
            let payments = line.payments.iter();
            let own = payments.filter(|own| of(&(own.ledger_year, own.for_year)));
            own.filter_map(|own| own.booked).sum()
        };
        prop_assert_eq!(booked(|(_, year)| *year == 2026), line.received);
        prop_assert_eq!(booked(|(ledger, _)| *ledger < 2026), line.received_before);
        prop_assert_eq!(booked(|(ledger, _)| *ledger > 2026), line.received_after);
        prop_assert!(line.payments.is_sorted_by_key(|payment| payment.date));
    }
    Ok(())
}

#[test]
fn a_hundred_thousand_lines_in_three_currencies_come_to_the_oracles_cents() {
    agrees(&drawn(1, 100_000), None).unwrap();
    agrees(&drawn(2, 20_000), Some(900)).unwrap();
}

proptest! {
    #[test]
    fn any_ledger_comes_to_the_oracles_cents(
        seed in any::<u64>(),
        lines in prop_oneof![5 => 0..60_usize, 1 => 0..300_usize],
        day in prop::option::of(731..1096_i32),
    ) {
        agrees(&drawn(seed, lines), day)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_lines_changes_nothing(seed in any::<u64>(), lines in 2..80_usize, by in 1..79_usize) {
        let own = drawn(seed, lines);
        let mut turned = own.clone();
        turned.lines.rotate_left(by % lines);
        turned.lines.swap(0, lines / 2);
        let (one, other) = (own.outcome(None), turned.outcome(None));
        prop_assert_eq!(amounts(&one.figures), amounts(&other.figures));
        let (one, other) = (one.statement, other.statement);
        prop_assert_eq!(one.activities, other.activities);
        prop_assert_eq!(one.voluntary, other.voluntary);
        prop_assert_eq!(one.years, other.years);
        prop_assert_eq!(one.reserve_months, other.reserve_months);
    }

    #[test]
    fn a_line_parted_in_two_keeps_every_total(
        seed in any::<u64>(),
        lines in 1..80_usize,
        at in any::<prop::sample::Index>(),
        part in -9_000_00..9_000_00_i64,
    ) {
        let mut own = drawn(seed, lines);
        let index = at.index(lines);
        // In the accounts' currency; in another each part is rounded for itself.
        own.lines[index].currency = own.accounts;
        let mut parted = own.clone();
        let mut other = parted.lines[index].clone();
        parted.lines[index].amount -= part;
        other.amount = part;
        parted.lines.push(other);
        prop_assert_eq!(amounts(&own.outcome(None).figures), amounts(&parted.outcome(None).figures));
    }

    #[test]
    fn an_interim_statement_of_the_last_day_is_the_years(seed in any::<u64>(), lines in 0..80_usize) {
        let mut own = drawn(seed, lines);
        // A later ledger's payments and dues of later days are not known yet.
        own.lines.retain(|line| line.ledger < 3);
        own.dues.retain(|due| due.day.is_none_or(|day| day <= 1095));
        let (whole, interim) = (own.outcome(None), own.outcome(Some(1095)));
        let as_whole = Statement { as_of: None, ..interim.statement };
        prop_assert_eq!(as_whole, whole.statement);
        prop_assert_eq!(interim.figures, whole.figures);
    }
}
