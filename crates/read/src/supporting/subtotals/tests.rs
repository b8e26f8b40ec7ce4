//! Rows as their looks and amounts: orders, sums, and those that are asked about.

use super::*;

/// Where days are mapped, a row with one.
fn dated() -> Looks {
    Looks { dated: true, own_date: true, as_an_order: true, complete: true, ..Looks::default() }
}

/// Where no day is mapped, a row with a name.
fn undated() -> Looks {
    Looks { as_an_order: true, ..Looks::default() }
}

/// A row that speaks of a total where a name would stand.
fn speaks(word: TotalWord) -> Looks {
    Looks { word, ..Looks::default() }
}

fn nameless() -> Looks {
    Looks { without_name: true, lacks: true, ..Looks::default() }
}

fn measured(amount: i64) -> Measured {
    Measured { amount: Some(amount.into()), ..Measured::default() }
}

fn unreadable() -> Measured {
    Measured { unreadable: true, ..Measured::default() }
}

fn in_currency(amount: i64, code: &str, named: bool) -> Measured {
    Measured { series: (0, Currency::parse(code)), currency_named: named, ..measured(amount) }
}

fn differs(amount: i64) -> Is {
    Is::SumThatDiffers(vec![((0, None), Decimal::from(amount))])
}

fn assert_each(rows: &[(Looks, Measured, Is)]) {
    let mut sums = Sums::default();
    for (number, (looks, cell, expected)) in rows.iter().enumerate() {
        assert_eq!(sums.judge(looks, &[*cell]), *expected, "row {number}");
    }
}

/// Two orders for 1000 and 500, and one more row.
fn after_two(looks: Looks, amount: i64) -> Is {
    let mut sums = Sums::default();
    for order in [1000, 500] {
        assert_eq!(sums.judge(&undated(), &[measured(order)]), Is::Order);
    }
    sums.judge(&looks, &[measured(amount)])
}

#[test]
fn words_in_a_cell_that_describes_the_row_make_a_sum_of_what_adds_up() {
    use TotalWord::{Alone, Whole, Within};
    let as_an_order = |word| Looks { word, as_an_order: true, ..Looks::default() };
    let complete = |word| Looks { word, ..dated() };
    let unnamed_day = |word| Looks { word, dated: true, own_date: true, ..Looks::default() };
    let without_date = |word| Looks { word, dated: true, without_date: true, ..Looks::default() };
    let cases = [
        (speaks(Alone), Is::Sum, differs(100)),
        (speaks(Within), Is::Sum, Is::SumInDoubt(Doubt::Speaks)),
        (speaks(Whole), Is::SumInDoubt(Doubt::AddsUp), Is::Order),
        (without_date(Within), Is::Sum, differs(100)),
        (unnamed_day(Alone), Is::Sum, differs(100)),
        (unnamed_day(Within), Is::Sum, Is::OrderInDoubt(Doubt::Speaks)),
        (as_an_order(Within), Is::Sum, Is::OrderInDoubt(Doubt::Speaks)),
        (complete(Within), Is::SumInDoubt(Doubt::AddsUp), Is::Order),
        (complete(Whole), Is::OrderInDoubt(Doubt::AddsUp), Is::Order),
    ];
    for (looks, adding_up, not) in cases {
        assert_eq!(after_two(looks, 1500), adding_up, "{looks:?}");
        assert_eq!(after_two(looks, 1600), not, "{looks:?}");
    }
}

#[test]
fn words_in_another_cell_never_take_out_what_looks_like_an_order() {
    use TotalWord::{Alone, Within};
    let with = |looks: Looks, word_elsewhere| Looks { word_elsewhere, ..looks };
    let day_alone = Looks { dated: true, own_date: true, ..Looks::default() };
    let in_doubt = Is::OrderInDoubt(Doubt::AddsUp);
    let cases = [
        (with(dated(), Alone), in_doubt.clone(), Is::Order),
        (with(dated(), Within), in_doubt.clone(), Is::Order),
        (with(undated(), Alone), in_doubt, Is::Order),
        (with(day_alone, Alone), Is::SumInDoubt(Doubt::AddsUp), Is::OrderInDoubt(Doubt::Speaks)),
        (with(Looks::default(), Alone), Is::Sum, differs(100)),
        (with(Looks::default(), Within), Is::Sum, Is::Order),
        (with(nameless(), Within), Is::Sum, differs(100)),
    ];
    for (looks, adding_up, not) in cases {
        assert_eq!(after_two(looks, 1500), adding_up, "{looks:?}");
        assert_eq!(after_two(looks, 1600), not, "{looks:?}");
    }
}

#[test]
fn without_a_word_a_sum_adds_up_and_lacks_a_name() {
    let with_day = Looks { dated: true, own_date: true, ..nameless() };
    let without_day = Looks { dated: true, without_date: true, ..nameless() };
    let cases = [
        (nameless(), Is::Sum),
        (without_day, Is::Sum),
        (with_day, Is::SumInDoubt(Doubt::AddsUp)),
        (undated(), Is::OrderInDoubt(Doubt::AddsUp)),
        (dated(), Is::Order),
        (Looks { lacks: true, ..dated() }, Is::OrderInDoubt(Doubt::AddsUp)),
        (Looks { without_name: true, ..Looks::default() }, Is::OrderInDoubt(Doubt::AddsUp)),
    ];
    for (looks, adding_up) in cases {
        assert_eq!(after_two(looks, 1500), adding_up, "{looks:?}");
        assert_eq!(after_two(looks, 1600), Is::Order, "{looks:?}");
    }
    let small = [(undated(), measured(1), Is::Order), (undated(), measured(1), Is::Order)];
    let by_chance = (undated(), measured(2), Is::Order);
    assert_each(&[small.as_slice(), &[by_chance]].concat());
    assert_each(&[
        (undated(), measured(700), Is::Order),
        (nameless(), measured(700), Is::SumInDoubt(Doubt::Repeats)),
    ]);
}

#[test]
fn what_stands_below_an_amount_that_cannot_be_read_cannot_be_shown_to_add_up() {
    let cases = [
        (speaks(TotalWord::Within), Is::SumInDoubt(Doubt::CannotBeShown)),
        (speaks(TotalWord::Alone), Is::SumInDoubt(Doubt::CannotBeShown)),
        (nameless(), Is::SumInDoubt(Doubt::CannotBeShown)),
        (undated(), Is::Order),
    ];
    for (looks, expected) in cases {
        assert_each(&[
            (undated(), measured(1000), Is::Order),
            (undated(), unreadable(), Is::Order),
            (looks, measured(1500), expected),
        ]);
    }
}

/// Sections with sums of their own, a sum over sections, and the sum of everything.
#[test]
fn sections_may_hold_sections() {
    let sum = |amount| (speaks(TotalWord::Within), measured(amount), Is::Sum);
    let order = |amount| (undated(), measured(amount), Is::Order);
    assert_each(&[
        order(11),
        order(20),
        sum(31),
        order(43),
        order(50),
        sum(93),
        sum(124),
        order(6),
        order(7),
        sum(13),
        order(8),
        order(9),
        sum(17),
        sum(30),
        sum(154),
        (speaks(TotalWord::Within), measured(41), Is::SumInDoubt(Doubt::Speaks)),
    ]);
}

#[test]
fn grand_totals_are_told_for_each_currency_and_for_none() {
    let order = |amount, code| (undated(), in_currency(amount, code, true), Is::Order);
    let sum = |cell, is| (speaks(TotalWord::Within), cell, is);
    assert_each(&[
        order(10, "EUR"),
        order(200, "SEK"),
        order(30, "EUR"),
        order(400, "SEK"),
        sum(in_currency(40, "EUR", true), Is::Sum),
        sum(in_currency(600, "SEK", true), Is::Sum),
        sum(in_currency(600, "EUR", true), Is::SumInDoubt(Doubt::Speaks)),
    ]);
    assert_each(&[order(10, "EUR"), order(20, "SEK"), sum(in_currency(30, "EUR", false), Is::Sum)]);
}

/// A row of totals over several columns adds up in each of them.
#[test]
fn a_sum_over_months_adds_up_in_every_month() {
    let row = |amounts: [i64; 2]| {
        let cells = amounts.into_iter().enumerate();
        let cells =
            cells.map(|(column, amount)| Measured { series: (column, None), ..measured(amount) });
        cells.collect::<Vec<_>>()
    };
    let mut sums = Sums::default();
    assert_eq!(sums.judge(&undated(), &row([10, 100])), Is::Order);
    assert_eq!(sums.judge(&undated(), &row([20, 200])), Is::Order);
    assert_eq!(sums.judge(&nameless(), &row([30, 310])), Is::Order, "one adds up");
    assert_eq!(sums.judge(&nameless(), &row([60, 610])), Is::Sum);
}

#[test]
fn a_sum_that_differs_from_every_run_of_rows_is_told_with_the_nearest() {
    let total =
        Looks { word: TotalWord::Within, dated: true, without_date: true, ..Looks::default() };
    assert_each(&[
        (total, measured(5), Is::Sum),
        (dated(), measured(1000), Is::Order),
        (dated(), measured(1500), Is::Order),
        (total, measured(2600), differs(100)),
        (dated(), measured(70), Is::Order),
        (total, measured(70), Is::Sum),
        (total, measured(1570), Is::Sum),
        (total, measured(60), differs(-10)),
    ]);
}

#[test]
fn a_row_named_as_an_order_is_one_unless_amount_and_units_add_up() {
    let order = |word, amount, units, is| {
        let looks = Looks { word, ..undated() };
        (looks, Measured { units: Some(units), ..measured(amount) }, is)
    };
    assert_each(&[
        order(TotalWord::None, 1000, 1, Is::Order),
        order(TotalWord::None, 1000, 1, Is::Order),
        order(TotalWord::Within, 2000, 1, Is::OrderInDoubt(Doubt::Speaks)),
        order(TotalWord::Within, 4000, 3, Is::Sum),
    ]);
}

#[test]
fn a_part_is_no_larger_than_the_row_above() {
    let part = Looks { part: true, ..undated() };
    assert_each(&[
        (part, measured(5), Is::Order),
        (undated(), measured(1000), Is::Order),
        (part, measured(400), Is::Part),
        (part, measured(600), Is::Part),
        (part, measured(1001), Is::Order),
        (speaks(TotalWord::Alone), measured(2006), Is::Sum),
    ]);
}
