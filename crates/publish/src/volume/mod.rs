//! The tables of volume: `lines`, `cells`, `overlap`, `rates`, `accounts`.

mod accounts;
mod cells;
mod lines;
mod overlap;
mod rates;

use model::vocabulary::{Acquisition, Condition};
use model::volume::CountedAs;
use model::{Currency, Decimal};

use crate::field::{Field, IDENTIFIER, text};
use crate::table::Value;

pub(crate) use accounts::accounts;
pub(crate) use cells::{CellsOfFewUnits, cells, cells_last_year, is_withheld};
pub(crate) use lines::lines;
pub(crate) use overlap::overlap;
pub(crate) use rates::rates;

/// Said wherever rows of participants are left out.
const PROTECTED: &str = "What would give away a volume that is withheld is not in it.";

fn participant(name: &str, description: &str) -> Field {
    text(name, description).required().pattern(IDENTIFIER)
}

fn goods() -> [Field; 3] {
    [
        text("product_group", "Product group; blank where none is given or told."),
        text("condition", "Condition of the goods.").one_of(Condition::ALL),
        text("acquisition", "Way of acquisition.").one_of(Acquisition::ALL),
    ]
}

fn counted_as() -> Field {
    text("counted_as", "How it counts.").required().one_of(CountedAs::ALL)
}

/// Money in minor units as a number with the places of its currency.
pub(crate) fn money(minor: i64, currency: Option<Currency>) -> Value {
    let places = currency.map_or(2, |currency| currency.minor_unit());
    Value::Number(Decimal::new(minor, places))
}

fn euro(cents: i64) -> Value {
    money(cents, Some(Currency::EUR))
}

fn currency(currency: Option<Currency>) -> Value {
    Value::optional(currency, |currency| Value::text(currency.code()))
}
