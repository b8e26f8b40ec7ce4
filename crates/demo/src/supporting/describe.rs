//! What stands in the column that says what was bought.

use model::vocabulary::Condition;

use super::catalogue::{MAKES, Measure, PRODUCTS, Product, SERIES};
use super::choice::Choice;
use super::words::{self, in_language};
use crate::pact::{Order, SpreadsheetLanguage};

/// A description of what an order bought, in a language: a product of an invented make with its model and, where the
/// order has one, its condition in words.
///
/// The shipped registers tell the order's product group by its words, and no other, and its condition. The same seed
/// gives the same description. A product group that the shipped registers do not know stands there by its id, and
/// nothing but the mapping can tell it.
pub fn describe(order: &Order, language: SpreadsheetLanguage, seed: u64) -> String {
    let what = Choice::of(seed);
    let described = product_described(&order.product_group, language, what);
    match order.condition {
        Some(condition) => with_condition(described, condition, language, what),
        None => described,
    }
}

/// The kind of product that is chosen for something of a group; `None` for a group that has none here.
pub(super) fn product_of(group: &str, what: Choice) -> Option<&'static Product> {
    let of_group: Vec<&Product> =
        PRODUCTS.iter().filter(|product| product.group == group).collect();
    if of_group.is_empty() { None } else { Some(what.named("product").one_of(&of_group)) }
}

/// A product with its make and model.
pub(super) fn product_described(
    group: &str,
    language: SpreadsheetLanguage,
    what: Choice,
) -> String {
    let make = what.named("make").one_of(&MAKES);
    let series = what.named("series").one_of(&SERIES);
    let number = 10 * (what.named("number").below(80) + 11);
    let Some(product) = product_of(group, what) else {
        return format!("{group} {make} {series}{number}");
    };
    let name = in_language(product.names, language);
    let mut described = format!("{name} {make} {series}{number}");
    for measure in product.told_by {
        described.push_str(", ");
        described.push_str(&measured(*measure, language, what.named("measure")));
    }
    described
}

fn measured(measure: Measure, language: SpreadsheetLanguage, what: Choice) -> String {
    let with_unit =
        |of: &[u16], unit| format!("{} {}", what.one_of(of), in_language(unit, language));
    match measure {
        Measure::Inches(of) if what.named("mark").once_in(2) => format!("{}\"", what.one_of(of)),
        Measure::Inches(of) => with_unit(of, words::INCHES),
        Measure::Gigabytes(of) => with_unit(of, words::GIGABYTES),
        Measure::Terabytes(of) => with_unit(of, words::TERABYTES),
        Measure::Ports(of) => with_unit(of, words::PORTS),
        Measure::Words(of) => what.one_of(of).to_owned(),
    }
}

/// A description with words that tell a condition.
pub(super) fn with_condition(
    described: String,
    condition: Condition,
    language: SpreadsheetLanguage,
    what: Choice,
) -> String {
    let told =
        words::condition_in_descriptions(condition).map(|words| in_language(words, language));
    format!("{described}, {}", what.named("condition").one_of(&told))
}
