//! The fields of each kind of table, and the values those of a closed list can have.

use model::supporting::TableKind;
use model::vocabulary::{Acquisition, Condition, Route};
use model::{Currency, Decimal};

use super::toml_values::{Entry, Refusal};
use crate::day::{self, ParsedDay};
use crate::nearest::nearest;

const ORDERS: [&str; 17] = [
    "date",
    "description",
    "product_group",
    "category_code",
    "category_scheme",
    "units",
    "amount",
    "unit_price",
    "currency",
    "condition",
    "acquisition",
    "labels",
    "criteria",
    "framework",
    "buyer",
    "supplier",
    "reference",
];

const ASSETS: [&str; 8] = [
    "description",
    "product_group",
    "category_code",
    "category_scheme",
    "units",
    "bought_on",
    "planned_lifetime_years",
    "reference",
];

const DISPOSALS: [&str; 8] = [
    "description",
    "product_group",
    "category_code",
    "category_scheme",
    "units",
    "disposed_on",
    "route",
    "reference",
];

/// Fields that `[[table.when]]` can give.
const GIVEN_BY_WHEN: [&str; 9] = [
    "product_group",
    "condition",
    "acquisition",
    "currency",
    "buyer",
    "framework",
    "labels",
    "criteria",
    "route",
];

/// Fields a column can be mapped to, by kind of table (contract).
pub(in crate::supporting) fn fields(kind: TableKind) -> &'static [&'static str] {
    match kind {
        TableKind::Orders => &ORDERS,
        TableKind::Assets => &ASSETS,
        TableKind::Disposals => &DISPOSALS,
    }
}

/// Fields that `[[table.when]]` can give in a kind of table.
pub(super) fn given_by_when(kind: TableKind) -> Vec<&'static str> {
    let known = fields(kind);
    GIVEN_BY_WHEN.into_iter().filter(|field| known.contains(field)).collect()
}

/// Fields that the cells of unpivoted columns can be.
pub(super) fn unpivoted(kind: TableKind) -> &'static [&'static str] {
    match kind {
        TableKind::Orders => &["amount", "units"],
        TableKind::Assets | TableKind::Disposals => &["units"],
    }
}

/// The field that says when, by kind of table.
pub(in crate::supporting) fn day_field(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Orders => "date",
        TableKind::Assets => "bought_on",
        TableKind::Disposals => "disposed_on",
    }
}

/// Codes of a closed list in words.
pub(super) fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> String {
    let codes: Vec<_> = all.iter().map(|member| format!("`{}`", code(*member))).collect();
    codes.join(", ")
}

/// Why a field cannot have a value: what was expected. `None` where it can.
fn refused(field: &str, value: &str, date_format: Option<&str>) -> Option<String> {
    let one_of = |known: bool, expected: String| (!known).then_some(expected);
    match field {
        "condition" => {
            one_of(Condition::parse(value).is_some(), codes(Condition::ALL, Condition::code))
        }
        "acquisition" => {
            one_of(Acquisition::parse(value).is_some(), codes(Acquisition::ALL, Acquisition::code))
        }
        "route" => one_of(Route::parse(value).is_some(), codes(Route::ALL, Route::code)),
        "currency" => {
            one_of(Currency::parse(value).is_some(), "a currency code such as `EUR`".to_owned())
        }
        "amount" | "units" | "unit_price" | "planned_lifetime_years" => {
            one_of(value.parse::<Decimal>().is_ok(), "a number with a decimal point".to_owned())
        }
        "date" | "bought_on" | "disposed_on" => {
            let known = [None, date_format]
                .into_iter()
                .any(|format| matches!(day::parse(value, format), ParsedDay::Day(_)));
            one_of(known, "a day such as `2026-03-31`".to_owned())
        }
        _ => None,
    }
}

impl Entry<'_> {
    /// What is wrong with the keys: each that is not in the list, with the nearest that is.
    pub(super) fn unknown_keys(&self, known: &[&str]) -> Vec<Refusal> {
        let keys = self.keys().into_iter();
        let unknown = keys.filter(|key| !known.contains(&key.as_str()));
        let refusals = unknown.map(|key| {
            let expected = match nearest(&key, known.iter().copied()) {
                Some(near) => format!("a key that mappings have; the nearest is `{near}`"),
                None => format!("one of the keys that mappings have: {}", known.join(", ")),
            };
            Refusal::at(self.span_of(&key), &key, &key, &expected)
        });
        refusals.collect()
    }

    /// Refuses a value of ours that a field cannot have.
    pub(super) fn check_value(
        &self,
        key: &str,
        field: &str,
        value: &str,
        date_format: Option<&str>,
    ) -> Result<(), Refusal> {
        match refused(field, value, date_format) {
            Some(expected) => Err(self.wrong(key, &expected)),
            None => Ok(()),
        }
    }
}
