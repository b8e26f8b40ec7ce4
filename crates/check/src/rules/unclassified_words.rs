//! S116: words in rows without a product group that rows of `product-codes.csv` could settle.

use model::supporting::UnclassifiedWord;
use model::{Money, Place};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, amount};
use crate::rule::rule;

rule! {
    /// A few words would tell the group of most unclassified rows.
    ///
    /// # What it checks
    /// Which words stand in the rows of supporting files whose product group nothing tells, and in how much
    /// money; first the word that would settle most, then the one that would settle most of what is left.
    ///
    /// # Why it matters
    /// Rows without a product group are in no published volume. A row of `product-codes.csv` settles a word for
    /// every participant and every year.
    ///
    /// # Example
    /// `ladestation` in 48 rows, EUR 31 000: of which group is it, or is it of none?
    ///
    /// # How to fix
    /// Add the proposed rows to `product-codes.csv`, each with its product group, or with `none` where what it
    /// names is in no group of the Pact. A workspace without this file begins one: its rows come on top of the list that
    /// is shipped with the program. What only one participant calls so belongs into its `mapping.toml`.
    UnclassifiedWords {
        code: "S116",
        severity: Note,
        since: 2021,
        check: check,
    }
}

/// Words that are named in the finding.
const NAMED: usize = 10;

fn check(evidence: &Evidence, report: &mut Report) {
    let words = &evidence.year.unclassified_words;
    let named = &words[..words.len().min(NAMED)];
    if named.is_empty() {
        return;
    }
    let rows: Vec<String> =
        named.iter().map(|word| format!("`word,,{},PRODUCT_GROUP,`", word.word)).collect();
    let groups: Vec<&str> =
        evidence.pact.pact.product_groups.iter().map(|group| group.id.as_str()).collect();
    report.add(Statement {
        place: Some(Place::file("inputs/product-codes.csv")),
        found: named.iter().map(described).collect::<Vec<_>>().join("; "),
        expected: "words that inputs/product-codes.csv or the participant's mapping knows".to_owned(),
        help: Some(format!(
            "add to inputs/product-codes.csv (its first line is `scheme,language,code,product_group,not`; the list shipped with the program holds beside it), with the product group in place of PRODUCT_GROUP ({}, or none): {}",
            groups.join(", "),
            rows.join(" ")
        )),
        subject: "unclassified words".to_owned(),
        ..Statement::default()
    });
}

/// A word with its rows, its money and an example.
fn described(word: &UnclassifiedWord) -> String {
    let money = word.amounts.iter().map(|(currency, minor)| {
        let money = Money { currency: *currency, minor: *minor };
        amount(money.to_decimal(), currency.code())
    });
    let money: Vec<String> = money.collect();
    let rows = match word.rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    };
    let money = if money.is_empty() { String::new() } else { format!(", {}", money.join(" and ")) };
    format!("`{}` in {rows}{money} (such as `{}`)", word.word, word.example)
}
