//! Volume rules 3, 4 and 7: how lines count.

use model::line::OrderGroup;
use model::supporting::AccountTerm;
use model::volume::LeftOutReason;
use model::{LineOrigin, LineRecord};

use super::fixture::{World, assert_figures, currency, cut, id, line, order};
use crate::Error;

fn bought_for(reporter: &str, buyer: &str, row: u32, amount: i64) -> LineRecord {
    LineRecord { buyer: buyer.into(), ..line(reporter, row, amount) }
}

/// How the declared lines count, in the order of reporters and rows.
fn counted(world: &mut World) -> Vec<String> {
    let lines = world.compute().lines.declared().unwrap();
    let shown = lines.into_iter().map(|line| match line.reason {
        Some(reason) => format!("{} {reason}", line.counted_as),
        None => line.counted_as.to_string(),
    });
    shown.collect()
}

#[test]
fn a_line_counts_by_its_buyer() {
    let mut world = World::new();
    world.row_of("dd").left = Some(jiff::civil::date(2024, 1, 1));
    let cases = [
        ("", "direct"),
        (" AA ", "direct"),
        ("bb", "on_behalf"),
        ("dd", "indirect"),
        ("other", "indirect"),
        ("J. Example", "left_out unknown_buyer"),
    ];
    for (row, (buyer, _)) in (5..).zip(cases) {
        world.lines.push(bought_for("aa", buyer, row, 100));
    }
    // A buyer that reports the group itself: its own figure counts.
    world.lines.push(bought_for("aa", "cc", 20, 100));
    world.lines.push(line("cc", 5, 300));
    let expected = cases.iter().map(|(_, counted)| *counted).chain(["overlap", "direct"]);
    assert_eq!(counted(&mut world), expected.collect::<Vec<_>>());
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "", "6.00 A"),
            ("volume.direct.amount", "participant=bb", "1.00 A"),
            ("volume.on_behalf.amount", "participant=bb", "1.00 A"),
            ("volume.indirect.amount", "participant=aa", "2.00 A"),
            ("volume.overlap.amount", "participant=aa", "1.00 A"),
            ("volume.collective.amount", "", "8.00 A"),
            // Ten units a line.
            ("volume.direct.units", "scope=workplace", "40 A"),
            ("volume.direct.units", "scope=workplace participant=bb", "10 A"),
            ("volume.on_behalf.units", "scope=workplace", "10 A"),
            ("volume.on_behalf.units", "scope=workplace participant=bb", "10 A"),
            ("volume.on_behalf.units", "scope=workplace participant=aa", "no row"),
            ("volume.indirect.units", "scope=workplace", "20 A"),
            ("volume.indirect.units", "scope=workplace participant=aa", "20 A"),
            ("volume.indirect.units", "product_group=laptops", "20 A"),
            ("volume.overlap.units", "scope=workplace participant=aa", "10 A"),
            ("volume.collective.units", "scope=workplace", "60 A"),
        ],
    );
    let overlap = &results.overlap[0];
    assert_eq!((overlap.reporter.as_str(), overlap.counted.as_str()), ("aa", "cc"));
    assert_eq!((overlap.reporter_amount_cents, overlap.counted_amount_cents), (100, 300));
}

#[test]
fn of_several_returns_for_one_buyer_one_counts() {
    // The larger in euro counts: 20 SEK are less than 3 euro.
    let mut world = World::new();
    let mut krona = bought_for("aa", "dd", 5, 2_000);
    krona.currency = Some(currency("SEK"));
    world.lines = vec![krona, bought_for("bb", "dd", 5, 300)];
    assert_eq!(counted(&mut world), ["overlap", "on_behalf"]);
    let entry = |world: &mut World| {
        let entry = world.compute().results.overlap.remove(0);
        let amounts = (entry.reporter_amount_cents, entry.counted_amount_cents);
        (entry.reporter.to_string(), entry.counted.to_string(), amounts, entry.reason)
    };
    let largest = "of several returns that report for the buyer the largest counts";
    assert_eq!(entry(&mut world), ("aa".into(), "bb".into(), (190, 300), largest.into()));
    // While the buyer returned too, it is open whether aa may report for it.
    world.of("aa").organisation.reports_for = vec![id("dd")];
    assert_eq!(counted(&mut world), ["overlap", "on_behalf"]);
    // Without a return of its own, the one counts that says that it reports for the buyer.
    world.year.returns.remove("dd");
    assert_eq!(counted(&mut world), ["on_behalf", "overlap"]);
    let says_so = "the return that counts says that it reports for the buyer";
    assert_eq!(entry(&mut world), ("bb".into(), "aa".into(), (300, 190), says_so.into()));
    // Equal in amount and units: the first by id.
    let mut equal = World::new();
    equal.lines = vec![bought_for("bb", "dd", 5, 300), bought_for("aa", "dd", 5, 300)];
    assert_eq!(counted(&mut equal), ["on_behalf", "overlap"]);
}

#[test]
fn two_that_report_for_each_other_without_lines_of_their_own_are_on_behalf() {
    let mut world = World::new();
    world.lines = vec![bought_for("aa", "bb", 5, 100), bought_for("bb", "aa", 5, 200)];
    assert_eq!(counted(&mut world), ["on_behalf", "on_behalf"]);
    world.lines.push(line("bb", 6, 50));
    assert_eq!(counted(&mut world), ["overlap", "on_behalf", "direct"]);
}

#[test]
fn the_first_reason_that_holds_leaves_a_line_out() {
    type Change = fn(&mut LineRecord);
    let cases: [(Change, &str); 8] = [
        (|line| line.currency = None, "left_out no_currency"),
        (|line| line.currency = Some(currency("USD")), "left_out no_rate"),
        (
            |line| {
                line.currency = Some(currency("USD"));
                line.product_group = String::new();
            },
            "left_out no_rate",
        ),
        (
            |line| {
                line.currency = Some(currency("USD"));
                line.amount_minor = None;
            },
            "direct",
        ),
        (|line| line.product_group = String::new(), "left_out no_group"),
        (|line| line.product_group = "servers".into(), "left_out not_in_scope"),
        (|line| line.reason = Some(LeftOutReason::Refused), "left_out refused"),
        (|line| line.participant = id("zz"), "left_out not_in_force"),
    ];
    for (change, expected) in cases {
        let mut world = World::of_year(2025);
        let mut changed = line("aa", 5, 100);
        change(&mut changed);
        world.lines = vec![changed];
        assert_eq!(counted(&mut world), [expected]);
        let left_out = if expected == "direct" { "0 A" } else { "1 A" };
        let results = world.compute().results;
        assert_figures(&results, &[("volume.left_out.lines", "", left_out)]);
    }
}

#[test]
fn orders_beside_a_declared_figure_are_evidence_and_count_where_there_is_none() {
    let mut world = World::new();
    let mut desktops = order("aa", 7, 500);
    desktops.product_group = "desktops".into();
    let mut refused = order("aa", 8, 900);
    refused.reason = Some(LeftOutReason::OutsidePeriod);
    let mut for_other = order("aa", 9, 50);
    for_other.buyer = "other".into();
    world.lines = vec![line("aa", 5, 1_000), order("aa", 6, 990), desktops, refused, for_other];
    let outcome = world.compute();
    assert_figures(
        &outcome.results,
        &[
            ("volume.direct.amount", "product_group=laptops", "10.00 A"),
            ("volume.direct.amount", "product_group=desktops", "5.00 A"),
            ("volume.indirect.amount", "", "0.50 A"),
        ],
    );
    let account = &outcome.results.accounts[0];
    let terms: Vec<_> =
        account.terms.iter().map(|(term, tally)| (*term, tally.rows, tally.amount_minor)).collect();
    assert_eq!(
        terms,
        [
            (AccountTerm::Counted, 2, 550),
            (AccountTerm::Evidence, 1, 990),
            (AccountTerm::OutsidePeriod, 1, 900),
        ]
    );
    let groups: Vec<OrderGroup> = outcome.lines.order_groups().unwrap();
    assert_eq!(groups.iter().map(|group| group.lines).sum::<u64>(), 4);
}

#[test]
fn a_declared_line_takes_from_the_orders_the_measures_it_leaves_blank() {
    let mut world = World::new();
    let mut without_units = line("aa", 5, 1_000);
    without_units.units = None;
    let mut without_amount = line("bb", 5, 0);
    without_amount.amount_minor = None;
    without_amount.currency = None;
    let mut krona = order("bb", 6, 10_500);
    krona.currency = Some(currency("SEK"));
    world.lines = vec![
        without_units,
        order("aa", 6, 400),
        order("aa", 7, 400),
        order("aa", 8, 400),
        without_amount,
        krona,
    ];
    let outcome = world.compute();
    assert_figures(
        &outcome.results,
        &[
            // The declared amount counts, not the 12.00 of the orders; their thirty units do.
            ("volume.direct.amount", "participant=aa", "10.00 A"),
            ("volume.direct.units", "scope=workplace participant=aa", "30 A"),
            // The orders' 105 SEK count; the declared ten units do.
            ("volume.direct.amount", "participant=bb", "10.00 A"),
            ("volume.direct.units", "scope=workplace participant=bb", "10 A"),
        ],
    );
    let published = outcome.lines.published().unwrap();
    let declared = published.iter().find(|line| line.lines == 1).unwrap();
    let source = "inputs/2026/returns/aa/supporting/orders.csv!6-8:5";
    assert_eq!((declared.units, declared.units_from.as_str()), (Some(30), source));
    let evidence = published.iter().find(|line| line.lines == 3).unwrap();
    assert_eq!(evidence.counted_as.code(), "evidence");
}

#[test]
fn several_declared_conditions_take_only_from_orders_of_their_own() {
    let mut world = World::new();
    let mut new = line("aa", 5, 1_000);
    new.units = None;
    let mut refurbished = line("aa", 6, 500);
    refurbished.condition = "refurbished".into();
    refurbished.units = None;
    // Three of each: fewer would be withheld.
    world.lines = vec![new, refurbished];
    world.lines.extend([7, 8, 9].map(|row| order("aa", row, 100)));
    let unknown = [10, 11, 12].map(|row| order("aa", row, 100));
    let unknown = unknown.map(|line| LineRecord { condition: "unknown".into(), ..line });
    world.lines.extend(unknown);
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.units", "scope=workplace condition=new", "30 A"),
            ("volume.direct.units", "scope=workplace condition=refurbished", "- O"),
        ],
    );
}

#[test]
fn an_amount_in_two_currencies_stays_with_the_orders_and_the_units_with_the_declared_line() {
    let mut declared = line("aa", 5, 0);
    (declared.amount_minor, declared.currency) = (None, None);
    let mut krona = order("aa", 7, 10_500);
    krona.currency = Some(currency("SEK"));
    // Ten declared units; or none, and the orders' forty.
    for (units, shown) in [(Some(10), "10 A"), (None, "40 A")] {
        declared.units = units;
        let mut world = World::new();
        world.lines = vec![declared.clone(), krona.clone()];
        world.lines.extend([8, 9, 10].map(|row| order("aa", row, 100)));
        let outcome = world.compute();
        assert_figures(
            &outcome.results,
            &[
                // 3.00 euro and 105.00 SEK at 10.5.
                ("volume.direct.amount", "participant=aa", "13.00 A"),
                ("volume.direct.units", "scope=workplace participant=aa", shown),
            ],
        );
        let figure = cut("scope=workplace participant=aa");
        let figure = outcome.results.figures.get("volume.direct.units", &figure).unwrap();
        let traced: Vec<&str> = figure.trace.iter().map(|entry| entry.value.as_str()).collect();
        // The one order in krona would give a unit price away.
        let from_orders = ["30", "withheld"];
        assert_eq!(traced, if units.is_some() { &["10"][..] } else { &from_orders[..] });
        let counted = outcome.results.accounts.iter().map(|account| {
            let terms: Vec<_> = account.terms.keys().copied().collect();
            (terms, account.closes())
        });
        assert_eq!(counted.collect::<Vec<_>>(), vec![(vec![AccountTerm::Counted], true); 2]);
    }
}

#[test]
fn an_amount_that_fits_no_declared_condition_stays_with_the_orders() {
    let mut new = line("aa", 5, 0);
    new.amount_minor = None;
    let mut refurbished = new.clone();
    (refurbished.condition, refurbished.row) = ("refurbished".into(), 6);
    let mut unknown = order("aa", 8, 100);
    unknown.condition = "unknown".into();
    let mut world = World::new();
    world.lines = vec![new, refurbished, order("aa", 7, 400), unknown];
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "", "5.00 A"),
            // Lent to the declared line, and kept.
            ("volume.direct.amount", "scope=workplace condition=new", "4.00 A"),
            ("volume.direct.amount", "scope=workplace condition=unknown", "1.00 A"),
            ("volume.direct.units", "scope=workplace", "20 A"),
        ],
    );
    // Where a declared line gives an amount, it is the figure's.
    world.lines[0].amount_minor = Some(700);
    assert_figures(&world.compute().results, &[("volume.direct.amount", "", "7.00 A")]);
}

#[test]
fn a_sum_beyond_what_can_be_counted_is_an_error_in_plain_words() {
    // Each of the two files fits, their euro do not, whether they count or are left out.
    let huge = 9_000_000_000_000_000_000;
    for reason in [None, Some(LeftOutReason::Subtotal)] {
        let mut second = order("aa", 7, huge);
        second.path = "inputs/2026/returns/aa/supporting/more.csv".into();
        let mut world = World::new();
        world.lines = vec![order("aa", 6, huge), second];
        world.lines.iter_mut().for_each(|line| line.reason = reason);
        let said = world.try_compute(None).unwrap_err().to_string();
        let plain =
            "amounts of aa come to more than can be counted; look for a number with too many";
        assert!(said.contains(plain), "{said}");
    }
}

#[test]
fn an_account_that_does_not_close_stops_the_run() {
    let mut world = World::new();
    world.lines = vec![order("aa", 6, 400), order("aa", 7, 400)];
    world.compute();
    world.lines.pop();
    let said = world.compute_as_read(None).unwrap_err();
    assert!(matches!(said, Error::AccountOpen { rows: 1, minor: 400, .. }), "{said}");
    assert!(world.lines.iter().all(|line| line.origin == LineOrigin::Orders));
}
