//! Tables of the annual financial summary (§5.2.4). Amounts in full, in the accounts' currency.

mod budget;
mod contributions;
mod funds;
mod in_kind;
mod statement;

use model::document::Column;
use model::finance::{AccountLine, Statement};

use crate::context::Material;
use crate::store::clean;
use crate::trouble::Trouble;

pub(super) use budget::budget;
pub(super) use contributions::{contributions, voluntary};
pub(super) use funds::funds;
pub(super) use in_kind::in_kind;
pub(super) use statement::statement;

fn statement_of(material: &Material) -> Result<&Statement, Trouble> {
    let help = "Put it between `{% if finance %}` and `{% endif %}`.";
    let missing =
        || Trouble::new("there is no financial statement: `year.toml` has no `[finance]`", help);
    material.this.results.statement.as_ref().ok_or_else(missing)
}

fn account_title(account: &AccountLine) -> String {
    clean(&format!("{} {}", account.account, account.title))
}

/// Titles of columns that name year and currency: `{year}`, `{last_year}`, `{currency}`.
fn dated(material: &Material, statement: &Statement, mut columns: Vec<Column>) -> Vec<Column> {
    let year = statement.year.to_string();
    let last = (statement.year - 1).to_string();
    let last = material.last.as_ref().map_or(last, |last| last.reading.year().to_string());
    let values = [
        ("year", year.as_str()),
        ("last_year", last.as_str()),
        ("currency", statement.currency.code()),
    ];
    for column in &mut columns {
        column.title = crate::words::fill(&column.title, &values);
    }
    columns
}
