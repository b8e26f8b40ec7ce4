//! The fields of each kind of table, and the values those of a closed list can have.

use model::nearest::nearest;
use model::supporting::TableKind;
use model::vocabulary::{Acquisition, Condition, Route};
use model::{Currency, Decimal};

use super::ledger::DebitOrCredit;
use super::toml_values::{Entry, Refusal};
use crate::day::{self, ParsedDay};

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

const LEDGER: [&str; 20] = [
    "date",
    "account",
    "contra_account",
    "debit_account",
    "credit_account",
    "description",
    "counterparty",
    "amount",
    "debit",
    "credit",
    "debit_credit_indicator",
    "balance",
    "currency",
    "reference",
    "activity",
    "fund",
    "for_year",
    "for_participant",
    "paid_amount",
    "paid_currency",
];

/// Fields that the mapping can give to rows of a ledger: none that measures or dates them.
const GIVEN_IN_A_LEDGER: [&str; 13] = [
    "account",
    "contra_account",
    "debit_account",
    "credit_account",
    "description",
    "counterparty",
    "currency",
    "reference",
    "activity",
    "fund",
    "for_year",
    "for_participant",
    "paid_currency",
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

/// What a mapped table lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lists {
    /// What a participant bought or has.
    Things(TableKind),
    /// Bookings.
    Ledger,
}

/// Fields a column can be mapped to, by kind of table (contract).
pub(super) fn fields(lists: Lists) -> &'static [&'static str] {
    match lists {
        Lists::Things(TableKind::Orders) => &ORDERS,
        Lists::Things(TableKind::Assets) => &ASSETS,
        Lists::Things(TableKind::Disposals) => &DISPOSALS,
        Lists::Ledger => &LEDGER,
    }
}

/// Fields that `[table.constants]` can give.
pub(super) fn constants(lists: Lists) -> &'static [&'static str] {
    match lists {
        Lists::Things(_) => fields(lists),
        Lists::Ledger => &GIVEN_IN_A_LEDGER,
    }
}

/// Fields that `[[table.when]]` can give in a kind of table.
pub(super) fn given_by_when(lists: Lists) -> Vec<&'static str> {
    if lists == Lists::Ledger {
        return GIVEN_IN_A_LEDGER.to_vec();
    }
    let known = fields(lists);
    GIVEN_BY_WHEN.into_iter().filter(|field| known.contains(field)).collect()
}

/// Fields that the cells of unpivoted columns can be.
pub(super) fn unpivoted(lists: Lists) -> &'static [&'static str] {
    match lists {
        Lists::Things(TableKind::Orders) => &["amount", "units"],
        Lists::Things(TableKind::Assets | TableKind::Disposals) => &["units"],
        Lists::Ledger => &[],
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

/// A year of four digits.
pub(in crate::supporting) fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
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
        "amount"
        | "units"
        | "unit_price"
        | "planned_lifetime_years"
        | "debit"
        | "credit"
        | "balance" => {
            one_of(value.parse::<Decimal>().is_ok(), "a number with a decimal point".to_owned())
        }
        "debit_credit_indicator" => {
            one_of(DebitOrCredit::parse(value).is_some(), "`debit` or `credit`".to_owned())
        }
        "for_year" => one_of(year(value).is_some(), "a year such as `2026`".to_owned()),
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
