//! The truth held against examples of the methodology that are worked out by hand.

use std::sync::LazyLock;

use demo::InventedPact;
use demo::pact::{
    Booking, BudgetAccount, Buyer, ContributionDue, DevicesAtEndOfUse, DevicesInUse, Finance,
    Level, Organisation, PactYear, Participant, Practice, Purchase, Return,
};
use jiff::civil::{Date, date};
use model::vocabulary::{Acquisition, Condition, Phase, Route, Strategy, Tax};
use rust_decimal::Decimal;

use super::{Cut, Rates, cut, figures};

static RATES: LazyLock<Rates> = LazyLock::new(Rates::shipped);

const YEAR: i16 = 2025;

fn participant(id: &str, since: Date, left: Option<Date>) -> Participant {
    Participant {
        id: id.to_owned(),
        name: id.to_uppercase(),
        country: "BE".to_owned(),
        procuring_since: Some(since),
        coordinating_since: (id == "aa").then_some(since),
        left,
        language: "en".to_owned(),
        signed_version: "1.0".to_owned(),
    }
}

/// A pact of `aa`, which coordinates, `bb` and `cc`, in the year 2025, with what `aa` and `bb` return.
fn pact(aa: Return, bb: Return) -> InventedPact {
    let since = date(2022, 1, 1);
    let practice = Practice {
        name: "repairs".to_owned(),
        strategy: Strategy::UseLonger,
        impacts: vec!["circularity".to_owned()],
        phase: Some(Phase::Use),
        roles: Vec::new(),
        scope: None,
    };
    InventedPact {
        seed: 0,
        participants: ["aa", "bb", "cc"].map(|id| participant(id, since, None)).to_vec(),
        supporters: Vec::new(),
        years: vec![PactYear {
            year: YEAR,
            period_start: date(YEAR - 1, 10, 1),
            period_end: date(YEAR, 9, 30),
            deadline: date(YEAR, 11, 13),
            report_date: date(YEAR, 12, 11),
            practices: vec![practice],
            outputs: Vec::new(),
            exempt: Vec::new(),
            extensions: Vec::new(),
            returns: vec![aa, bb],
            registers: Vec::new(),
            narrative: Vec::new(),
            coding: Vec::new(),
            finance: Finance::default(),
        }],
    }
}

fn sent(id: &str, purchases: Vec<Purchase>) -> Return {
    Return {
        participant: id.to_owned(),
        received_on: Some(date(YEAR, 11, 1)),
        form: true,
        language: "en".to_owned(),
        organisation: Organisation { currency: Some("EUR".to_owned()), ..Organisation::default() },
        uptake: [("repairs".to_owned(), Level::Of(3))].into(),
        carried: Vec::new(),
        stories: Default::default(),
        evidence: Default::default(),
        adoption: Default::default(),
        reflection: Default::default(),
        purchases,
        in_use: Vec::new(),
        end_of_use: Vec::new(),
        tenders: Vec::new(),
        good_practices: Vec::new(),
        outreach: Vec::new(),
        in_kind: Vec::new(),
        files: Vec::new(),
    }
}

fn bought(group: &str, units: i64, amount: Decimal) -> Purchase {
    Purchase {
        product_group: Some(group.to_owned()),
        condition: Some(Condition::New),
        acquisition: Some(Acquisition::Purchase),
        units: Some(units),
        amount: Some(amount),
        currency: None,
        labelled_units: None,
        labels: None,
        criteria_units: None,
        framework: None,
        buyer: None,
    }
}

fn bought_for(buyer: &str, group: &str, units: i64, amount: i64) -> Purchase {
    let buyer = Some(Buyer::Participant(buyer.to_owned()));
    Purchase { buyer, ..bought(group, units, amount.into()) }
}

/// The row of a figure as text, `no row` where there is none.
fn row(pact: &InventedPact, indicator: &str, of: Cut) -> String {
    let tables = figures(pact, &RATES);
    let (_, table) = tables.last().expect("a year");
    let row = table.0.get(&(indicator.to_owned(), of));
    row.map_or("no row".to_owned(), ToString::to_string)
}

#[track_caller]
fn assert_rows(pact: &InventedPact, rows: &[(&str, Cut, &str)]) {
    for (indicator, cut, expected) in rows {
        assert_eq!(row(pact, indicator, cut.clone()), *expected, "{indicator} {cut:?}");
    }
}

#[test]
fn a_rate_is_the_mean_of_the_days_with_a_quote() {
    let mean = |currency, start, end| {
        RATES.mean(currency, (start, end)).map(|of| (of.rate.to_string(), of.status))
    };
    // Irrevocable since 2023: the same on every day, however long the period.
    assert_eq!(
        mean("HRK", date(2023, 1, 1), date(2023, 12, 31)),
        Some(("7.53450".to_owned(), "A"))
    );
    // The Bank's last quote is of 1 March 2022.
    assert_eq!(mean("RUB", date(2022, 3, 1), date(2022, 3, 31)), Some(("117.201".to_owned(), "E")));
    assert_eq!(mean("RUB", date(2023, 1, 1), date(2023, 12, 31)), None);
    // The Bank never quoted it. Its file ends on 30 October 2026.
    assert_eq!(mean("PYG", date(2025, 1, 1), date(2025, 12, 31)), None);
    assert_eq!(
        mean("USD", date(2026, 10, 30), date(2026, 10, 31)),
        Some(("1.1172".to_owned(), "A"))
    );
    assert_eq!(
        mean("USD", date(2026, 10, 29), date(2026, 11, 6)),
        Some(("1.1151".to_owned(), "A"))
    );
    assert_eq!(
        mean("USD", date(2026, 10, 29), date(2026, 11, 7)),
        Some(("1.1151".to_owned(), "P"))
    );
}

#[test]
fn a_line_counts_for_its_buyer_once() {
    // bb reports laptops itself: aa's laptops for it are overlap. It reports no tablets: on its behalf.
    let aa = sent(
        "aa",
        vec![
            bought("laptops", 10, 1_000.into()),
            bought_for("bb", "laptops", 4, 400),
            bought_for("bb", "tablets", 2, 300),
            bought_for("cc", "tablets", 1, 50),
            Purchase { buyer: Some(Buyer::Other(None)), ..bought("tablets", 7, 70.into()) },
            bought_for("nobody", "tablets", 9, 90),
        ],
    );
    // For cc both report tablets: bb's are the larger and count, aa's are overlap.
    let bb = sent("bb", vec![bought("laptops", 5, 500.into()), bought_for("cc", "tablets", 3, 60)]);
    let of = |id: &str| cut([("participant", id)]);
    let pact = pact(aa, bb);
    assert_rows(
        &pact,
        &[
            ("volume.direct.amount", of("aa"), "1000.00 A (1)"),
            ("volume.direct.amount", of("bb"), "800.00 A (1)"),
            ("volume.direct.amount", of("cc"), "60.00 A (1)"),
            ("volume.on_behalf.amount", Cut::new(), "360.00 A (2)"),
            ("volume.overlap.amount", Cut::new(), "450.00 A (1)"),
            ("volume.indirect.amount", of("aa"), "70.00 A (1)"),
            ("volume.collective.amount", Cut::new(), "1930.00 A (3)"),
            ("volume.collective.units", cut([("scope", "workplace")]), "27 A (3)"),
            ("volume.left_out.lines", cut([("component", "unknown_buyer")]), "1 A (1)"),
        ],
    );
    // Where aa's return reports for cc, aa's lines for it count.
    let mut appointed = pact.clone();
    appointed.years[0].returns[0].organisation.reports_for = vec!["cc".to_owned()];
    assert_rows(
        &appointed,
        &[
            ("volume.direct.amount", of("cc"), "50.00 A (1)"),
            ("coverage.covered", Cut::new(), "1 A (1)"),
            ("coverage.response_rate", Cut::new(), "1.000000 A (3)"),
        ],
    );
    assert_rows(&pact, &[("coverage.response_rate", Cut::new(), "0.666667 A (3)")]);
}

#[test]
fn tax_is_taken_out_line_by_line() {
    let mut aa = sent(
        "aa",
        vec![
            bought("laptops", 1, Decimal::new(10_000, 2)),
            bought("laptops", 1, Decimal::new(10_000, 2)),
        ],
    );
    aa.organisation.tax = Some(Tax::Included);
    aa.organisation.tax_rate = Some(21.into());
    // 100 ÷ 1.21 = 82.644…, each line 82.64; of both 165.28, not 165.29. All of it is estimated.
    let pact = pact(aa, sent("bb", vec![bought("laptops", 1, 1_000.into())]));
    assert_rows(
        &pact,
        &[
            ("volume.direct.amount", cut([("participant", "aa")]), "165.28 E (1)"),
            // 165.28 is more than a tenth of 1,165.28.
            ("volume.direct.amount", Cut::new(), "1165.28 E (2)"),
        ],
    );
}

#[test]
fn amounts_are_rounded_once_a_cell() {
    let half = |amount: i64| Purchase {
        currency: Some("HRK".to_owned()),
        ..bought("laptops", 1, Decimal::new(amount, 2))
    };
    let pact = pact(sent("aa", vec![half(1_000), half(1_000)]), sent("bb", Vec::new()));
    // 20 ÷ 7.5345 = 2.6544…; line by line it would be 1.33 + 1.33 = 2.66.
    assert_rows(&pact, &[("volume.direct.amount", Cut::new(), "2.65 A (1)")]);
}

#[test]
fn answers_are_counted_by_level_and_never_averaged() {
    let mut bb = sent("bb", Vec::new());
    bb.uptake = [("repairs".to_owned(), Level::Of(1))].into();
    let practice = || cut([("practice", "repairs")]);
    let first = pact(sent("aa", Vec::new()), bb.clone());
    assert_rows(
        &first,
        &[
            ("uptake.rate", practice(), "0.500000 A (2)"),
            // Of two answers the lower is the median.
            ("uptake.median", practice(), "1 A (2)"),
            (
                "uptake.rate",
                cut([("role", "coordinating"), ("strategy", "use_longer")]),
                "1.000000 A (1)",
            ),
        ],
    );
    bb.uptake = [("repairs".to_owned(), Level::NotApplicable)].into();
    assert_rows(
        &pact(sent("aa", Vec::new()), bb),
        &[
            ("uptake.rate", practice(), "1.000000 A (1)"),
            ("uptake.level", cut([("practice", "repairs"), ("level", "na")]), "1 A (1)"),
            ("uptake.level", cut([("practice", "repairs"), ("level", "blank")]), "0 A (0)"),
        ],
    );
}

#[test]
fn means_are_weighed_by_devices() {
    let stock = |devices, tenths| DevicesInUse {
        product_group: "laptops".to_owned(),
        devices: Some(devices),
        mean_age_years: Some(Decimal::new(tenths, 1)),
        planned_lifetime_years: None,
    };
    let end = |route, units| DevicesAtEndOfUse {
        product_group: "laptops".to_owned(),
        route,
        units: Some(units),
    };
    let (mut aa, mut bb) = (sent("aa", Vec::new()), sent("bb", Vec::new()));
    aa.in_use = vec![stock(100, 30)];
    aa.organisation.users_served = Some(50);
    bb.in_use = vec![stock(300, 50)];
    aa.end_of_use =
        vec![end(Some(Route::Donated), 30), end(Some(Route::RecycledCertified), 10), end(None, 10)];
    let of = || cut([("product_group", "laptops")]);
    assert_rows(
        &pact(aa, bb),
        &[
            // (100 × 3 + 300 × 5) ÷ 400.
            ("in_use.mean_age", of(), "4.5000 A (2)"),
            ("in_use.planned_lifetime", of(), "- O (0)"),
            // bb does not say how many people it serves.
            ("in_use.devices_per_user", of(), "2.000000 A (1)"),
            ("end_of_use.reuse_rate", of(), "0.750000 A (1)"),
            ("end_of_use.unknown_share", of(), "0.200000 A (1)"),
        ],
    );
}

#[test]
fn ninety_days_make_a_return_expected() {
    let since = |day| {
        let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
        pact.participants[2] = participant("cc", day, None);
        row(&pact, "coverage.expected", Cut::new())
    };
    // From 3 July to 30 September there are 29 + 31 + 30 = 90 days.
    assert_eq!(since(date(2025, 7, 3)), "3 A (3)");
    assert_eq!(since(date(2025, 7, 4)), "2 A (2)");
}

#[test]
fn contributions_are_set_off_in_their_own_currency() {
    let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
    let booking = |day, amount: i64, currency: &str| Booking {
        date: day,
        account: "1000".to_owned(),
        description: String::new(),
        counterparty: "aa".to_owned(),
        amount: amount.into(),
        currency: currency.to_owned(),
        reference: String::new(),
        for_year: None,
    };
    let finance = &mut pact.years[0].finance;
    finance.budget = vec![BudgetAccount {
        account: "1000".to_owned(),
        title: String::new(),
        is_income: true,
        class: "contribution".to_owned(),
        amount: 900.into(),
        revised_amount: None,
        explanation: String::new(),
    }];
    finance.contributions = vec![ContributionDue {
        participant: "aa".to_owned(),
        due: 1_000.into(),
        currency: "EUR".to_owned(),
        due_on: date(2025, 1, 31),
        decision: String::new(),
        waived: None,
    }];
    finance.ledger = vec![booking(date(2025, 1, 15), 700, "EUR")];
    let of = || cut([("participant", "aa")]);
    assert_rows(
        &pact,
        &[
            ("finance.due", of(), "1000.00 A (-)"),
            ("finance.received", of(), "700.00 A (-)"),
            ("finance.outstanding", of(), "300.00 A (-)"),
            ("finance.overpaid", of(), "0.00 A (-)"),
            ("finance.closing", Cut::new(), "700.00 A (-)"),
            ("finance.exchange_difference", Cut::new(), "no row"),
        ],
    );
    pact.years[0].finance.contributions[0].waived = Some("it hosts the Secretariat".to_owned());
    assert_rows(
        &pact,
        &[("finance.due", of(), "0.00 A (-)"), ("finance.overpaid", of(), "0.00 A (-)")],
    );
}
