//! Rows that are sums of other rows: they say so, or they add up and are otherwise empty.

use std::collections::{BTreeMap, HashSet};

use model::{Currency, Decimal};

use super::columns::Columns;
use crate::text::folded;

/// Words that begin a row of totals, folded.
const WORDS: [&str; 45] = [
    "total",
    "totals",
    "grand total",
    "sub total",
    "sub-total",
    "subtotal",
    "subtotals",
    "sum",
    "total général",
    "totaux",
    "sous-total",
    "sous total",
    "somme",
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtbetrag",
    "insgesamt",
    "zwischensumme",
    "endsumme",
    "totaal",
    "subtotaal",
    "eindtotaal",
    "som",
    "totale",
    "totali",
    "subtotale",
    "somma",
    "totale generale",
    "suma",
    "suma total",
    "total general",
    "importe total",
    "общо",
    "всичко",
    "сума",
    "междинна сума",
    "обща сума",
    "razem",
    "celkem",
    "carried forward",
    "brought forward",
    "übertrag",
    "à reporter",
    "report à nouveau",
];

/// Words that may follow in a cell that is nothing but a total.
const BESIDE: [&str; 14] = [
    "net", "netto", "gross", "brutto", "ht", "ttc", "excl", "incl", "btw", "mwst", "vat", "tva",
    "iva", "ддс",
];

/// Fields that say what was bought.
const NAMES: [&str; 3] = ["description", "product_group", "category_code"];

/// How a row speaks of a total.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum TotalWord {
    /// Not at all.
    #[default]
    None,
    /// A cell begins with such a word ("Subtotal laptops").
    Begins,
    /// A cell says nothing else ("Total EUR").
    Alone,
}

/// Looks for a word of totals in every text of a row, mapped or not.
pub(super) fn total_word(columns: &Columns, row: u32) -> TotalWord {
    let mut found = TotalWord::None;
    for cell in columns.sheet.row(row) {
        let Some(text) = cell.text() else { continue };
        match word_of(text) {
            TotalWord::Alone => return TotalWord::Alone,
            TotalWord::Begins => found = TotalWord::Begins,
            TotalWord::None => {}
        }
    }
    found
}

/// Whether the cell of a field begins with a word of totals.
pub(super) fn says_total(columns: &Columns, row: u32, field: &str) -> bool {
    let text = columns.cell(row, field).and_then(model::Cell::text);
    text.is_some_and(|text| word_of(text) != TotalWord::None)
}

fn word_of(text: &str) -> TotalWord {
    let text = folded(text);
    let mut found = TotalWord::None;
    for word in WORDS {
        let Some(rest) = text.strip_prefix(word) else {
            continue;
        };
        if rest.starts_with(char::is_alphanumeric) || rest.starts_with('-') {
            continue;
        }
        let mut others = rest
            .split(|c: char| !c.is_alphanumeric())
            .filter(|other| other.chars().any(char::is_alphabetic));
        let alone = others.all(|other| BESIDE.contains(&other) || Currency::parse(other).is_some());
        if alone {
            return TotalWord::Alone;
        }
        found = TotalWord::Begins;
    }
    found
}

/// A column of amounts in one currency: what sums are made of.
pub(super) type Series = (usize, Option<Currency>);

/// What tells a row of totals from others.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Signs {
    /// How it speaks of a total.
    pub(super) word: TotalWord,
    /// Its amount.
    pub(super) amount: Option<Decimal>,
    /// Which column the amount stands in, and its currency.
    pub(super) series: Series,
    /// Whether the row itself names the currency.
    pub(super) currency_named: bool,
    /// A day is mapped and the row has none.
    pub(super) without_date: bool,
    /// It has neither a description nor a reference.
    pub(super) without_name: bool,
    /// It has a day, and a description or a reference with units, of its own, none of which speaks of a total.
    pub(super) as_an_order: bool,
    /// Its units, where it has an amount beside them.
    pub(super) units: Option<i64>,
}

impl Signs {
    /// What the cells of a row tell; its amount, units and column are the caller's.
    pub(super) fn of(columns: &Columns, row: u32, day: &str) -> Self {
        let blank = |field: &str| columns.cell(row, field).is_none();
        let named = |field: &str| !blank(field) && !says_total(columns, row, field);
        let dated = columns.column(day).is_some();
        let with_units = columns.column("units").is_none() || !blank("units");
        Self {
            word: total_word(columns, row),
            without_date: dated && (blank(day) || says_total(columns, row, day)),
            without_name: (columns.has("reference") || columns.has("description"))
                && blank("reference")
                && blank("description"),
            as_an_order: (!dated || named(day))
                && (NAMES.into_iter().any(named) || (named("reference") && with_units)),
            ..Self::default()
        }
    }
}

/// What a row is to those above it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Is {
    /// An order of its own.
    Order,
    /// A sum of rows above it.
    Sum,
    /// It says that it is a sum, and no run of rows above it has that sum: by how much the nearest differs, for
    /// each amount that does.
    SumThatDiffers(Vec<(Series, Decimal)>),
}

/// Sums of the rows so far, by column and currency, and by column alone.
#[derive(Default)]
pub(super) struct Sums {
    by_currency: BTreeMap<Series, RunningSum>,
    by_column: BTreeMap<usize, RunningSum>,
}

/// The sum of all rows so far, and what it was at each row of totals: the rows between two of them are a
/// section, and a section may hold others.
#[derive(Default)]
struct RunningSum {
    amount: Decimal,
    units: i64,
    rows: u32,
    /// Sum at a row of totals, with the fewest rows above one that had it, and their units.
    before: BTreeMap<Decimal, (u32, i64)>,
    /// The sums at all rows.
    all: HashSet<Decimal>,
    /// Rows since the last row of totals, and the sum then.
    last: (u32, Decimal),
    /// The sum is too large to be kept.
    lost: bool,
}

/// How an amount follows from the rows above.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum AddsUp {
    Not,
    /// It repeats the one row since the last total.
    RepeatsOne,
    /// It is the sum of several.
    Several,
}

impl RunningSum {
    /// How an amount follows from the rows above, and the units must where they are given.
    fn adds_up(&self, amount: Decimal, units: Option<i64>) -> AddsUp {
        if self.lost {
            return AddsUp::Not;
        }
        let same_units = |before: i64| units.is_none_or(|units| self.units - before == units);
        let all = (self.rows >= 2 && self.amount == amount && same_units(0)).then_some(());
        let section = || {
            let (rows, units) = self.before.get(&self.amount.checked_sub(amount)?)?;
            (self.rows - rows >= 2 && same_units(*units)).then_some(())
        };
        if all.or_else(section).is_some() {
            return AddsUp::Several;
        }
        match self.rows - self.last.0 == 1 && self.amount.checked_sub(amount) == Some(self.last.1) {
            true => AddsUp::RepeatsOne,
            false => AddsUp::Not,
        }
    }

    /// By how much an amount differs from the nearest sum that a row of totals could mean: of all rows, or of those
    /// since another row of totals. 0 where any run of rows that ends above has it.
    fn differs(&self, amount: Decimal) -> Option<Decimal> {
        let start = self.amount.checked_sub(amount).filter(|_| !self.lost)?;
        if self.rows == 0 {
            return None;
        }
        if start.is_zero() || self.all.contains(&start) {
            return Some(Decimal::ZERO);
        }
        let starts = self.before.keys().copied().chain([Decimal::ZERO, self.last.1]);
        let starts = starts.filter(|other| *other != self.amount);
        // The run that begins at a start sums up to the amount so far without it.
        starts.filter_map(|other| start.checked_sub(other)).map(|sum| -sum).min_by_key(Decimal::abs)
    }

    fn end_section(&mut self) {
        self.last = (self.rows, self.amount);
        self.before.entry(self.amount).or_insert((self.rows, self.units));
    }

    fn add(&mut self, amount: Decimal, units: Option<i64>) {
        match self.amount.checked_add(amount) {
            Some(sum) => self.amount = sum,
            None => self.lost = true,
        }
        self.units = self.units.saturating_add(units.unwrap_or(0));
        self.rows = self.rows.saturating_add(1);
        self.all.insert(self.amount);
    }
}

impl Sums {
    /// What a row is to those above it; an order is added to the sums. A row has several amounts where several of
    /// its columns are read.
    ///
    /// A row with a day and a name of its own is an order whatever words stand in it, unless its amount and units
    /// add up. A row that says nothing but "total" needs no more. A word followed by others, such as a product
    /// called "Total station", needs to add up or to lack the day other rows have. Without a word it must add up,
    /// and lack day and name. Sums are those of all rows so far, of the section since any row of totals, and of
    /// the amounts of one currency in either; a row that names no currency may also sum up amounts whatever their
    /// currency.
    pub(super) fn judge(&mut self, row: &[Signs]) -> Is {
        let Some(first) = row.first() else {
            return Is::Order;
        };
        if first.word == TotalWord::None && !(first.without_date && first.without_name) {
            self.take(row, false);
            return Is::Order;
        }
        let added: Vec<AddsUp> = row.iter().filter_map(|signs| self.adds_up(signs)).collect();
        let least = added.iter().min().copied().unwrap_or(AddsUp::Not);
        let most = added.iter().max().copied().unwrap_or(AddsUp::Not);
        // Of several columns each adds up, though some may repeat the one row that has something there.
        let adds_up = most == AddsUp::Several && (added.len() == 1 || least > AddsUp::Not);
        let is_sum = adds_up
            || match first.word {
                TotalWord::Alone => !first.as_an_order,
                TotalWord::Begins => first.without_date,
                TotalWord::None => false,
            };
        let differs = match is_sum && !adds_up {
            true => row.iter().filter_map(|signs| self.differs(signs)).collect(),
            false => Vec::new(),
        };
        self.take(row, is_sum);
        match (is_sum, differs.is_empty()) {
            (false, _) => Is::Order,
            (true, true) => Is::Sum,
            (true, false) => Is::SumThatDiffers(differs),
        }
    }

    /// Adds the amounts of a row, or ends the section above a row of totals.
    fn take(&mut self, row: &[Signs], is_total: bool) {
        for signs in row {
            let by_currency = self.by_currency.entry(signs.series).or_default();
            let by_column = self.by_column.entry(signs.series.0).or_default();
            for sum in [by_currency, by_column] {
                match signs.amount {
                    _ if is_total => sum.end_section(),
                    Some(amount) => sum.add(amount, signs.units),
                    None => {}
                }
            }
        }
    }

    /// How the amount of a row follows from those above; `None` where it has none, or it is zero in a column in
    /// which nothing stands above it.
    fn adds_up(&self, signs: &Signs) -> Option<AddsUp> {
        let amount = signs.amount?;
        let own = self.by_currency.get(&signs.series);
        let column = self.by_column.get(&signs.series.0);
        if amount.is_zero() && own.is_none() && column.is_none() {
            return None;
        }
        let units = signs.units.filter(|_| signs.as_an_order);
        let added = self.comparable(signs).map(|sum| sum.adds_up(amount, units));
        Some(added.max().unwrap_or(AddsUp::Not))
    }

    /// The sums that an amount may be: of its currency, and of any where the row names none.
    fn comparable(&self, signs: &Signs) -> impl Iterator<Item = &RunningSum> {
        let own = self.by_currency.get(&signs.series);
        let column = self.by_column.get(&signs.series.0);
        let (number, named) = (signs.series.0, signs.currency_named);
        let any = self.by_currency.iter().filter(move |(series, _)| series.0 == number);
        let unnamed = any.map(|(_, sum)| sum).chain(column).filter(move |_| !named);
        own.into_iter().chain(unnamed)
    }

    /// By how much an amount differs from the nearest sum of rows above it; `None` where it does not, where it has
    /// no amount and where nothing stands above it.
    fn differs(&self, signs: &Signs) -> Option<(Series, Decimal)> {
        let amount = signs.amount?;
        let found = self.comparable(signs).filter_map(|sum| sum.differs(amount));
        let nearest = found.min_by_key(Decimal::abs)?;
        // Rounding each row leaves less than a whole unit, and no whole ones.
        let rounding = !nearest.is_integer() && nearest.abs() < Decimal::ONE;
        (!nearest.is_zero() && !rounding).then_some((signs.series, nearest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_totals_are_known_and_products_are_not() {
        let cases = [
            ("Total", TotalWord::Alone),
            ("TOTAL EUR:", TotalWord::Alone),
            ("Gesamtsumme 2025 netto", TotalWord::Alone),
            ("Всичко", TotalWord::Alone),
            ("Übertrag", TotalWord::Alone),
            ("Sous-total écrans", TotalWord::Begins),
            ("Zwischensumme Notebooks", TotalWord::Begins),
            ("Total station with tripod", TotalWord::Begins),
            ("Totally rugged laptop", TotalWord::None),
            ("Summer laptops", TotalWord::None),
            ("Laptop, total price", TotalWord::None),
        ];
        for (text, expected) in cases {
            assert_eq!(word_of(text), expected, "{text}");
        }
    }

    fn signs(word: TotalWord, amount: i64, without_date: bool) -> Signs {
        Signs { word, amount: Some(Decimal::from(amount)), without_date, ..Signs::default() }
    }

    fn is_sum(sums: &mut Sums, row: &[Signs]) -> bool {
        sums.judge(row) != Is::Order
    }

    fn order(amount: i64) -> Signs {
        signs(TotalWord::None, amount, false)
    }

    fn in_currency(signs: Signs, code: &str, named: bool) -> Signs {
        Signs { series: (0, Currency::parse(code)), currency_named: named, ..signs }
    }

    #[test]
    fn a_row_of_totals_lacks_a_day_or_adds_up() {
        let mut sums = Sums::default();
        let rows = [
            (order(100), false, "an order"),
            (order(50), false, "another"),
            (signs(TotalWord::Begins, 149, false), false, "a product"),
            (signs(TotalWord::Begins, 299, false), true, "adds up"),
            (order(1), false, "an order"),
            (signs(TotalWord::Begins, 7, true), true, "has no day"),
            (signs(TotalWord::Alone, 300, false), true, "all rows"),
            (order(300), false, "an order that happens to add up"),
        ];
        for (row, expected, what) in rows {
            assert_eq!(is_sum(&mut sums, &[row]), expected, "{what}");
        }
    }

    /// Sections with sums of their own, a sum over sections, and the sum of everything.
    #[test]
    fn sections_may_hold_sections() {
        let mut sums = Sums::default();
        let total = |amount| signs(TotalWord::Begins, amount, false);
        let rows = [
            (order(1), false),
            (order(2), false),
            (total(3), true),
            (order(4), false),
            (order(5), false),
            (total(9), true),
            (total(12), true),
            (order(6), false),
            (order(7), false),
            (total(13), true),
            (order(8), false),
            (order(9), false),
            (total(17), true),
            (total(30), true),
            (total(42), true),
            (total(41), false),
        ];
        for (number, (row, expected)) in rows.into_iter().enumerate() {
            assert_eq!(is_sum(&mut sums, &[row]), expected, "row {number}");
        }
    }

    #[test]
    fn grand_totals_are_told_for_each_currency_and_for_none() {
        let total = |amount| signs(TotalWord::Begins, amount, false);
        let mut sums = Sums::default();
        let rows = [
            (in_currency(order(10), "EUR", true), false),
            (in_currency(order(200), "SEK", true), false),
            (in_currency(order(30), "EUR", true), false),
            (in_currency(order(400), "SEK", true), false),
            (in_currency(total(40), "EUR", true), true),
            (in_currency(total(600), "SEK", true), true),
            (in_currency(total(600), "EUR", true), false),
        ];
        for (number, (row, expected)) in rows.into_iter().enumerate() {
            assert_eq!(is_sum(&mut sums, &[row]), expected, "row {number}");
        }
        let mut sums = Sums::default();
        for row in [in_currency(order(10), "EUR", true), in_currency(order(20), "SEK", true)] {
            assert!(!is_sum(&mut sums, &[row]));
        }
        assert!(is_sum(&mut sums, &[in_currency(total(30), "EUR", false)]), "names no currency");
    }

    /// A row of totals over several columns adds up in each of them.
    #[test]
    fn a_sum_over_months_adds_up_in_every_month() {
        let row = |word, amounts: [i64; 2]| {
            let cells = amounts.into_iter().enumerate();
            let cells = cells.map(|(column, amount)| Signs {
                series: (column, None),
                ..signs(word, amount, false)
            });
            cells.collect::<Vec<_>>()
        };
        let mut sums = Sums::default();
        assert!(!is_sum(&mut sums, &row(TotalWord::None, [1, 10])));
        assert!(!is_sum(&mut sums, &row(TotalWord::None, [2, 20])));
        assert!(!is_sum(&mut sums, &row(TotalWord::Begins, [3, 31])), "a product");
        assert!(is_sum(&mut sums, &row(TotalWord::Begins, [6, 61])));
    }

    #[test]
    fn a_sum_that_differs_from_every_run_of_rows_is_told_with_the_nearest() {
        let differs = |amount: i64| Is::SumThatDiffers(vec![((0, None), Decimal::from(amount))]);
        let total = |amount| signs(TotalWord::Begins, amount, true);
        let rows = [
            (total(5), Is::Sum, "nothing stands above it"),
            (order(1000), Is::Order, "an order"),
            (order(1500), Is::Order, "an order"),
            (total(2600), differs(100), "a row is missing"),
            (order(70), Is::Order, "an order"),
            (total(70), Is::Sum, "of one row"),
            (total(1570), Is::Sum, "of any run of rows"),
            (total(60), differs(-10), "a row too many"),
            (signs(TotalWord::Alone, 9000, false), differs(6430), "a day, and no name"),
        ];
        let mut sums = Sums::default();
        for (row, expected, what) in rows {
            assert_eq!(sums.judge(&[row]), expected, "{what}");
        }
    }

    #[test]
    fn a_row_named_as_an_order_is_one_unless_amount_and_units_add_up() {
        let named = |word, amount, units| Signs {
            as_an_order: true,
            units: Some(units),
            ..signs(word, amount, false)
        };
        let rows = [
            (named(TotalWord::None, 1000, 1), Is::Order, "an order"),
            (named(TotalWord::None, 1000, 1), Is::Order, "another"),
            (named(TotalWord::Begins, 2000, 1), Is::Order, "its units do not add up"),
            (named(TotalWord::Alone, 4000, 1), Is::Order, "the same from a seller called Total"),
            (named(TotalWord::Begins, 8000, 4), Is::Sum, "both add up"),
        ];
        let mut sums = Sums::default();
        for (row, expected, what) in rows {
            assert_eq!(sums.judge(&[row]), expected, "{what}");
        }
    }
}
