//! The statement among those of the years before it.

use super::*;

/// Books with income of 100.00, an expense of 40.00, and 95 francs of income on a day.
fn books(opening: i64, day: Date) -> Books {
    let ledger = vec![
        euro("1000", "agency", 100_00),
        euro("2000", "Payroll office", 40_00),
        booking("1100", "school", 95_00, "CHF", day),
    ];
    Books { opening: Some((Currency::EUR, opening)), ..Books::new(&budget(), ledger) }
}

fn years(others: BTreeMap<i16, Books>) -> Vec<(i16, i64, i64, i64, i64)> {
    let ledger = vec![euro("1000", "agency", 7_00), euro("2100", "Hall (invented)", 5_00)];
    let reading = year(2026, 300_00, finance(ledger, Vec::new()));
    let drawn = outcome(&pact(), &reading, others, None).statement;
    let rows = drawn.years.iter();
    rows.map(|own| (own.year, own.opening, own.income(), own.expense(), own.closing())).collect()
}

#[test]
fn up_to_five_years_are_booked_at_the_rates_of_their_own_days() {
    // 95 francs at 0.95 are 100.00, at 0.96 98.96.
    let all: BTreeMap<i16, Books> = (2020..2026)
        .map(|year| {
            (
                year,
                books(
                    i64::from(year),
                    if year == 2025 { date(2026, 3, 2) } else { date(2026, 1, 15) },
                ),
            )
        })
        .collect();
    let rows = years(all.clone());
    let numbers: Vec<i16> = rows.iter().map(|row| row.0).collect();
    assert_eq!(numbers, [2022, 2023, 2024, 2025, 2026]);
    assert_eq!(rows[2], (2024, 20_24, 200_00, 40_00, 180_24));
    assert_eq!(rows[3], (2025, 20_25, 198_96, 40_00, 179_21));
    assert_eq!(rows[4], (2026, 300_00, 7_00, 5_00, 302_00));

    let reading = year(2026, 0, finance(vec![euro("2100", "Hall (invented)", 0)], Vec::new()));
    let drawn = outcome(&pact(), &reading, all, None).statement;
    let classes = |year: usize| {
        let own = &drawn.years[year];
        (own.income_by_class.clone(), own.expense_by_class.clone())
    };
    let of_2025 = (
        vec![(AccountClass::Contribution, 100_00), (AccountClass::Voluntary, 98_96)],
        vec![(AccountClass::Staff, 40_00)],
    );
    assert_eq!(classes(3), of_2025);
    assert_eq!(classes(4), (vec![], vec![(AccountClass::Events, 0)]), "booked on, though nothing");
}

#[test]
fn a_year_that_cannot_be_relied_on_ends_the_row() {
    type Change = fn(&mut Books);
    let cases: [(&str, Change); 7] = [
        ("incomplete", |own| own.incomplete = true),
        ("no accounts", |own| own.opening = None),
        ("another currency", |own| own.opening = Some((currency("CHF"), 0))),
        ("an account nobody knows", |own| own.ledger[0].account = "9999".into()),
        ("no rate", |own| own.ledger[0].currency = currency("USD")),
        ("a day without a rate", |own| own.ledger[2].date = date(2026, 2, 1)),
        ("an account of both kinds", |own| {
            let both = [AccountClass::Contribution, AccountClass::Staff];
            let rows = both.map(|class| BudgetLine { class, ..budget()[0].clone() });
            *own = Books { opening: own.opening, ..Books::new(&rows, Vec::new()) };
        }),
    ];
    for (what, change) in cases {
        let mut all: BTreeMap<i16, Books> =
            (2023..2026).map(|year| (year, books(0, date(2026, 1, 15)))).collect();
        change(all.get_mut(&2024).unwrap());
        let numbers: Vec<i16> = years(all).iter().map(|row| row.0).collect();
        assert_eq!(numbers, [2025, 2026], "{what}");
    }
    let gap = BTreeMap::from([(2024, books(0, date(2026, 1, 15)))]);
    assert_eq!(years(gap).len(), 1);
}
