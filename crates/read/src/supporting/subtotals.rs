//! Rows that are sums of other rows: they say so, or they add up and are otherwise empty.

use model::{Currency, Decimal};

use super::columns::Columns;
use crate::text::folded;

/// Words that begin a row of totals, folded.
const WORDS: [&str; 40] = [
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
];

/// Words that may follow in a cell that is nothing but a total.
const BESIDE: [&str; 14] = [
    "net", "netto", "gross", "brutto", "ht", "ttc", "excl", "incl", "btw", "mwst", "vat", "tva",
    "iva", "ддс",
];

/// How a row speaks of a total.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TotalWord {
    /// Not at all.
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

/// Sums of the rows so far.
#[derive(Default)]
pub(super) struct RunningSums {
    all: Option<Sum>,
    since_last: Option<Sum>,
}

#[derive(Clone, Copy)]
struct Sum {
    amount: Decimal,
    rows: u32,
}

/// What tells a row of totals from others.
pub(super) struct Signs {
    /// How it speaks of a total.
    pub(super) word: TotalWord,
    /// Its amount.
    pub(super) amount: Option<Decimal>,
    /// A day is mapped and the row has none.
    pub(super) without_date: bool,
    /// It has neither a description nor a reference.
    pub(super) without_name: bool,
}

impl RunningSums {
    /// Whether a row is a sum of rows above it; otherwise it is added to the sums.
    ///
    /// A row that says nothing but "total" needs no more, save that an order line with a day of its own must
    /// also add up. A word followed by others, such as a product called "Total station", needs to add up or to
    /// lack the day other rows have. Without a word it must add up, and lack day and name.
    pub(super) fn is_subtotal(&mut self, signs: &Signs) -> bool {
        let adds_up = signs.amount.is_some_and(|amount| {
            [self.all, self.since_last]
                .into_iter()
                .flatten()
                .any(|sum| sum.rows >= 2 && sum.amount == amount)
        });
        let single = signs.amount.is_some_and(|amount| {
            self.since_last.is_some_and(|sum| sum.rows == 1 && sum.amount == amount)
        });
        let found = match signs.word {
            TotalWord::Alone => adds_up || single || signs.without_date || signs.without_name,
            TotalWord::Begins => adds_up || signs.without_date,
            TotalWord::None => adds_up && signs.without_date && signs.without_name,
        };
        if found {
            self.since_last = None;
        } else if let Some(amount) = signs.amount {
            for sum in [&mut self.all, &mut self.since_last] {
                let before = sum.unwrap_or(Sum { amount: Decimal::ZERO, rows: 0 });
                *sum = before
                    .amount
                    .checked_add(amount)
                    .map(|amount| Sum { amount, rows: before.rows + 1 });
            }
        }
        found
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

    #[test]
    fn a_row_of_totals_lacks_a_day_or_adds_up() {
        let order = |amount: i64| Signs {
            word: TotalWord::None,
            amount: Some(Decimal::from(amount)),
            without_date: false,
            without_name: false,
        };
        let total = |word, amount: i64, without_date| Signs {
            word,
            without_date,
            without_name: false,
            amount: Some(Decimal::from(amount)),
        };
        let mut sums = RunningSums::default();
        assert!(!sums.is_subtotal(&order(100)));
        assert!(!sums.is_subtotal(&order(50)));
        assert!(!sums.is_subtotal(&total(TotalWord::Begins, 149, false)), "a product");
        assert!(sums.is_subtotal(&total(TotalWord::Begins, 299, false)), "adds up");
        assert!(!sums.is_subtotal(&order(1)));
        assert!(sums.is_subtotal(&total(TotalWord::Begins, 7, true)), "has no day");
        assert!(sums.is_subtotal(&total(TotalWord::Alone, 300, false)), "all rows");
        assert!(!sums.is_subtotal(&order(300)), "an order that happens to add up");
    }
}
