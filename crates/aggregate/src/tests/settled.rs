//! What the office settles in `counting.csv` (methodology: Volume 4, Details settled), each decision in an example that
//! adds up on paper, with the ledger of overlap and what became of each row.

use jiff::civil::date;
use model::counting_decisions::{CountingDecision, CountingKind, CountingUse};
use model::{LineRecord, Place};

use super::fixture::{World, assert_figures, currency, id, line};

fn bought_for(reporter: &str, buyer: &str, row: u32, amount: i64) -> LineRecord {
    LineRecord { buyer: buyer.into(), ..line(reporter, row, amount) }
}

fn outside(reporter: &str, name: &str, row: u32, amount: i64) -> LineRecord {
    LineRecord { buyer_name: name.into(), ..bought_for(reporter, "other", row, amount) }
}

/// A row written as `reports_for aa bb laptops=bb`; the words of the object may be joined by `_`.
fn row(text: &str) -> CountingDecision {
    let (text, counts) = text.split_once('=').unwrap();
    let words: Vec<&str> = text.split_whitespace().collect();
    CountingDecision {
        kind: CountingKind::parse(words[0]).unwrap(),
        subject: id(words[1]),
        object: words[2].replace('_', " "),
        product_group: words.get(3).map(|group| (*group).to_owned()),
        counts: (counts != "both").then(|| id(counts)),
        reason: String::new(),
        date: Some(date(2026, 12, 1)),
        by: String::new(),
        place: Place::line("inputs/2026/counting.csv", 2, 5),
    }
}

/// The lines as `aa>bb laptops 1.00 direct`, in the order of reporters and rows; the entries of the ledger as
/// `aa bb 1.00 < cc 3.00`; what became of the rows.
struct Shown {
    lines: Vec<String>,
    ledger: Vec<String>,
    uses: Vec<CountingUse>,
    collective: String,
}

fn shown(world: &mut World) -> Shown {
    let outcome = world.compute();
    let cents = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let lines = outcome.lines.declared().unwrap().into_iter();
    let lines = lines.map(|line| format!("{} {}", line.line.participant, line.counted_as));
    let ledger = outcome.results.overlap.iter().map(|entry| {
        let (left, counts) =
            (cents(entry.reporter_amount_cents), cents(entry.counted_amount_cents));
        format!("{} {} {left} < {} {counts}", entry.reporter, entry.buyer, entry.counted)
    });
    let (lines, ledger) = (lines.collect(), ledger.collect());
    let collective = super::fixture::shown(&outcome.results, "volume.collective.amount", "");
    Shown { lines, ledger, uses: outcome.results.counting, collective }
}

/// Rows, how the lines count, the ledger, the collective amount.
type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a [&'a str], &'a str);

#[track_caller]
fn assert_cases(world: impl Fn() -> World, cases: &[Case<'_>]) {
    for (rows, lines, ledger, collective) in cases {
        let mut world = world();
        world.year.counting = rows.iter().map(|text| row(text)).collect();
        let shown = shown(&mut world);
        assert_eq!(shown.lines, *lines, "{rows:?}");
        assert_eq!(shown.ledger, *ledger, "{rows:?}");
        assert_eq!(shown.collective, format!("{collective} A"), "{rows:?}");
        assert!(shown.uses.iter().all(|used| *used == CountingUse::Settles), "{rows:?}");
    }
}

/// aa reports for bb, and bb returned: both report laptops, bb for 3.00; aa alone its desktops for 5.00.
fn both_returned() -> World {
    let mut world = World::new();
    world.of("aa").organisation.reports_for = vec![id("bb")];
    let mut desktops = bought_for("aa", "bb", 6, 500);
    desktops.product_group = "desktops".into();
    world.lines = vec![bought_for("aa", "bb", 5, 200), desktops, line("bb", 5, 300)];
    world
}

#[test]
fn whose_figures_count_where_a_return_reports_for_one_that_returned_too() {
    assert_cases(
        both_returned,
        &[
            // Open: the buyer's own laptops count, and of the desktops it reports none.
            (&[], &["aa overlap", "aa on_behalf", "bb direct"], &["aa bb 2.00 < bb 3.00"], "8.00"),
            // For the one that reports: the buyer's own laptops are overlap.
            (
                &["reports_for aa bb=aa"],
                &["aa on_behalf", "aa on_behalf", "bb overlap"],
                &["bb bb 3.00 < aa 2.00"],
                "7.00",
            ),
            // For the buyer: all that is reported for it is overlap, the desktops too.
            (
                &["reports_for aa bb=bb"],
                &["aa overlap", "aa overlap", "bb direct"],
                &["aa bb 5.00 < bb 0.00", "aa bb 2.00 < bb 3.00"],
                "3.00",
            ),
            (
                &["reports_for aa bb=both"],
                &["aa on_behalf", "aa on_behalf", "bb direct"],
                &[],
                "10.00",
            ),
            // One product group alone; where two rows fit, the one that names the group stands.
            (
                &["reports_for aa bb desktops=bb"],
                &["aa overlap", "aa overlap", "bb direct"],
                &["aa bb 5.00 < bb 0.00", "aa bb 2.00 < bb 3.00"],
                "3.00",
            ),
            (
                &["reports_for aa bb laptops=aa", "reports_for aa bb=bb"],
                &["aa on_behalf", "aa overlap", "bb overlap"],
                &["aa bb 5.00 < bb 0.00", "bb bb 3.00 < aa 2.00"],
                "2.00",
            ),
        ],
    );
}

#[test]
fn what_a_buyers_lines_that_do_not_count_leave_of_its_figures() {
    let mut world = both_returned();
    world.year.counting = vec![row("reports_for aa bb=aa")];
    let results = world.compute().results;
    assert_figures(
        &results,
        &[
            ("volume.direct.amount", "participant=bb", "7.00 A"),
            ("volume.on_behalf.amount", "participant=bb", "7.00 A"),
            ("volume.overlap.amount", "participant=bb", "3.00 A"),
            ("volume.overlap.amount", "", "3.00 A"),
            ("volume.overlap.units", "scope=workplace", "10 A"),
        ],
    );
    // Its purchases are known: it is not silent.
    assert!(results.coverage.reported_volume.contains(&id("bb")));
}

#[test]
fn whose_figures_count_where_two_returns_report_the_same_purchases() {
    let reporters = || {
        let mut world = World::new();
        world.lines = vec![bought_for("aa", "dd", 5, 200), bought_for("bb", "dd", 5, 300)];
        world
    };
    assert_cases(
        reporters,
        &[
            (&[], &["aa overlap", "bb on_behalf"], &["aa dd 2.00 < bb 3.00"], "3.00"),
            (
                &["overlap bb aa laptops=aa"],
                &["aa on_behalf", "bb overlap"],
                &["bb dd 3.00 < aa 2.00"],
                "2.00",
            ),
            (&["overlap aa bb=both"], &["aa on_behalf", "bb on_behalf"], &[], "5.00"),
            // The larger of the two; that is what counts without a row, too.
            (
                &["overlap aa bb=bb"],
                &["aa overlap", "bb on_behalf"],
                &["aa dd 2.00 < bb 3.00"],
                "3.00",
            ),
            // The buyer, which reports none of these, is to count.
            (
                &["overlap aa dd=dd", "overlap bb dd=dd"],
                &["aa overlap", "bb overlap"],
                &["aa dd 2.00 < dd 0.00", "bb dd 3.00 < dd 0.00"],
                "0.00",
            ),
        ],
    );
    let with_own = || {
        let mut world = reporters();
        world.lines.push(line("dd", 5, 1_000));
        world
    };
    assert_cases(
        with_own,
        &[
            // What two reporters have to do with each other does not touch what the buyer reports itself.
            (
                &["overlap aa bb=both"],
                &["aa overlap", "bb overlap", "dd direct"],
                &["aa dd 2.00 < dd 10.00", "bb dd 3.00 < dd 10.00"],
                "10.00",
            ),
            (
                &["overlap aa dd=both"],
                &["aa on_behalf", "bb overlap", "dd direct"],
                &["bb dd 3.00 < dd 10.00"],
                "12.00",
            ),
            // aa counts instead of the buyer's own, and bb's do not count beside aa's.
            (
                &["overlap aa dd=aa"],
                &["aa on_behalf", "bb overlap", "dd overlap"],
                &["bb dd 3.00 < aa 2.00", "dd dd 10.00 < aa 2.00"],
                "2.00",
            ),
        ],
    );
}

#[test]
fn a_return_that_may_report_for_another_counts_before_larger_ones() {
    // aa says that it reports for dd, which returned and reports no laptops; bb reports more for dd.
    let world = || {
        let mut world = World::new();
        world.of("aa").organisation.reports_for = vec![id("dd")];
        world.lines = vec![bought_for("aa", "dd", 5, 200), bought_for("bb", "dd", 5, 300)];
        world
    };
    let of_aa: Case<'_> = (
        &["reports_for aa dd=aa"],
        &["aa on_behalf", "bb overlap"],
        &["bb dd 3.00 < aa 2.00"],
        "2.00",
    );
    let both: Case<'_> = (&["reports_for aa dd=both"], of_aa.1, of_aa.2, of_aa.3);
    let open: Case<'_> = (&[], &["aa overlap", "bb on_behalf"], &["aa dd 2.00 < bb 3.00"], "3.00");
    let of_dd: Case<'_> = (
        &["reports_for aa dd=dd"],
        &["aa overlap", "bb on_behalf"],
        &["aa dd 2.00 < dd 0.00"],
        "3.00",
    );
    assert_cases(world, &[open, of_aa, both, of_dd]);
}

#[test]
fn two_that_report_for_each_other_are_settled_as_two_returns() {
    let crosswise = || {
        let mut world = World::new();
        world.lines = vec![bought_for("aa", "bb", 5, 200), bought_for("bb", "aa", 5, 300)];
        world
    };
    assert_cases(
        crosswise,
        &[
            (&[], &["aa on_behalf", "bb on_behalf"], &[], "5.00"),
            (&["overlap aa bb=both"], &["aa on_behalf", "bb on_behalf"], &[], "5.00"),
            (
                &["overlap aa bb=aa"],
                &["aa on_behalf", "bb overlap"],
                &["bb aa 3.00 < aa 0.00"],
                "2.00",
            ),
        ],
    );
}

#[test]
fn the_same_outside_buyer_in_two_returns_counts_twice_until_it_is_settled() {
    let port = || {
        let mut world = World::new();
        let mut museum = outside("aa", "Museum", 6, 1_000);
        museum.condition = "refurbished".into();
        world.lines = vec![
            outside("aa", "Port of Véra", 5, 200),
            museum,
            outside("bb", "PORT OF VERA", 5, 300),
            outside("cc", "", 5, 50),
        ];
        world
    };
    let museum = "aa indirect";
    let unnamed = "cc indirect";
    assert_cases(
        port,
        &[
            (&[], &["aa indirect", museum, "bb indirect", unnamed], &[], "15.50"),
            (
                &["outside_buyer aa Port_of_Vera laptops=aa"],
                &["aa indirect", museum, "bb overlap", unnamed],
                &["bb PORT OF VERA 3.00 < aa 2.00"],
                "12.50",
            ),
            (
                &["outside_buyer aa port_of_vera=bb"],
                &["aa overlap", museum, "bb indirect", unnamed],
                &["aa Port of Véra 2.00 < bb 3.00"],
                "13.50",
            ),
            (
                &["outside_buyer aa bb=both"],
                &["aa indirect", museum, "bb indirect", unnamed],
                &[],
                "15.50",
            ),
            // By the two returns.
            (
                &["outside_buyer bb aa=bb"],
                &["aa overlap", museum, "bb indirect", unnamed],
                &["aa Port of Véra 2.00 < bb 3.00"],
                "13.50",
            ),
        ],
    );
    let figures = {
        let mut world = port();
        world.year.counting = vec![row("outside_buyer aa bb=bb")];
        world.compute().results
    };
    assert_figures(
        &figures,
        &[
            ("volume.indirect.amount", "participant=aa", "10.00 A"),
            ("volume.overlap.amount", "participant=aa", "2.00 A"),
            ("volume.overlap.amount", "", "2.00 A"),
        ],
    );
}

#[test]
fn the_lines_of_one_cell_are_told_apart_in_the_ledger_to_the_cent() {
    // 3 x 0.50 SEK at 10.5 are 0.142857 euro: 0.14 in one cell, 0.05 each by itself.
    let mut world = World::new();
    let krona = |row, name: &str| LineRecord {
        currency: Some(currency("SEK")),
        ..outside("aa", name, row, 50)
    };
    world.lines = vec![krona(5, "Port"), krona(6, "Museum"), krona(7, "Ferry")];
    world.lines.extend(["Port", "Museum", "Ferry"].map(|name| outside("bb", name, 9, 700)));
    world.year.counting = vec![row("outside_buyer aa bb=bb")];
    let shown = shown(&mut world);
    assert_eq!(
        shown.ledger,
        ["aa Ferry 0.05 < bb 7.00", "aa Museum 0.05 < bb 7.00", "aa Port 0.04 < bb 7.00",]
    );
    let results = world.compute().results;
    assert_figures(&results, &[("volume.overlap.amount", "", "0.14 A")]);
}

#[test]
fn a_row_that_settles_nothing_says_why() {
    let mut world = both_returned();
    world.year.returns.remove("dd");
    world.lines.push(outside("aa", "Port", 9, 100));
    let cases = [
        // dd did not return: nothing to choose between.
        ("reports_for aa dd=dd", CountingUse::NotReturned),
        ("overlap aa dd=aa", CountingUse::NotReturned),
        // cc returned; nobody reports for it.
        ("reports_for aa cc=cc", CountingUse::NothingShared),
        ("overlap aa cc=both", CountingUse::NothingShared),
        ("overlap aa bb desktops=both", CountingUse::NothingShared),
        // One return alone names the buyer.
        ("outside_buyer aa Port=aa", CountingUse::NothingShared),
        ("outside_buyer aa Museum=aa", CountingUse::NothingShared),
        // A return says that it reports for cc, in no line of its own.
        ("reports_for bb cc=bb", CountingUse::NoLines),
        ("reports_for bb cc=both", CountingUse::Settles),
        // bb reports no desktops itself: aa's count in any case, and whose figures count is settled.
        ("reports_for aa bb desktops=aa", CountingUse::Settles),
    ];
    world.of("bb").organisation.reports_for = vec![id("cc")];
    for (text, expected) in cases {
        world.year.counting = vec![row(text)];
        let shown = shown(&mut world);
        assert_eq!(shown.uses, [expected], "{text}");
        assert_eq!(shown.collective, "9.00 A", "{text}");
    }
    // The newer of two rows stands, and the other is told.
    let mut newer = row("reports_for aa bb=aa");
    newer.date = Some(date(2026, 12, 2));
    world.year.counting = vec![newer, row("reports_for aa bb=bb")];
    assert_eq!(shown(&mut world).uses, [CountingUse::Settles, CountingUse::Overruled]);
    // So it is where the newer one alone has goods to settle: bb reports no desktops, so that aa's count without a row.
    let mut newer = row("reports_for aa bb desktops=bb");
    newer.date = Some(date(2026, 12, 2));
    world.year.counting = vec![row("reports_for aa bb desktops=aa"), newer];
    assert_eq!(shown(&mut world).uses, [CountingUse::Overruled, CountingUse::Settles]);
    // A row for one product group stands beside one for all.
    world.year.counting = ["reports_for aa bb desktops=aa", "reports_for aa bb=bb"].map(row).into();
    assert_eq!(shown(&mut world).uses, [CountingUse::Settles; 2]);
    // Rows that go round in a circle lose no purchase.
    let mut circle = World::new();
    circle.lines = ["aa", "bb", "cc"].map(|reporter| outside(reporter, "Port", 5, 100)).into();
    circle.year.counting = ["aa bb=aa", "bb cc=bb", "cc aa=cc"]
        .map(|text| row(&format!("outside_buyer {text}")))
        .into();
    assert_eq!(shown(&mut circle).collective, "1.00 A");
}
