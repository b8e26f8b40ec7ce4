//! `accounts`.

use model::supporting::{AccountTerm, FileAccount, TableKind, Tally};

use super::{PROTECTED, currency, money, participant};
use crate::field::{CURRENCY, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::Withheld;

/// `accounts`: where every row of every supporting table went.
pub(crate) fn accounts(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields = vec![
        participant("participant", "Whose file it is."),
        text("file", "The file.").required(),
        text("sheet", "Its sheet.").required(),
        text("kind", "What the table lists.").required().one_of(TableKind::ALL),
        text("currency", "Currency of the rows; blank where they name none.").pattern(CURRENCY),
        number(
            "amount_typed",
            "Their amounts as they stand in the file, with the signs the mapping gives them: `amount_read` \
             with `tax` and `rounding`.",
        )
        .required(),
        number("tax", "Tax taken out of them.").required(),
        number("rounding", "What rounding took away; below zero where it added.").required(),
        integer("rows_read", "Rows the reader took in, before anything was decided about them.")
            .required(),
        number("amount_read", "Their amounts.").required(),
    ];
    for term in AccountTerm::ALL {
        let (rows, amount) = (format!("rows_{term}"), format!("amount_{term}"));
        fields.push(integer(&rows, &format!("Rows: {}.", meaning(*term))).required());
        fields.push(number(&amount, "Their amounts.").required());
    }
    let accounts = inputs.results.accounts.iter();
    let shown = accounts.filter(|account| !withheld.hides_account(account));
    let rows = shown.map(account_row).collect();
    let description = format!(
        "What was read from each supporting table, and where it went; `rows_read` is the sum of the other \
         rows, `amount_read` of the other amounts. {PROTECTED}"
    );
    Table::new("accounts", "Accounts of supporting files", description, 5, fields, rows)
}

fn account_row(account: &FileAccount) -> Vec<Value> {
    let mut row = vec![
        Value::text(account.participant.as_str()),
        Value::text(&account.path),
        Value::text(&account.sheet),
        Value::text(account.kind.code()),
        currency(account.currency),
        Value::Number(account.adjustment.typed.normalize()),
        Value::Number(account.adjustment.tax.normalize()),
        Value::Number(account.adjustment.rounding.normalize()),
    ];
    let mut add = |tally: Tally| {
        row.push(Value::count(tally.rows));
        row.push(money(tally.amount_minor, account.currency));
    };
    add(account.read);
    for term in AccountTerm::ALL {
        add(account.terms.get(term).copied().unwrap_or_default());
    }
    row
}

fn meaning(term: AccountTerm) -> &'static str {
    match term {
        AccountTerm::Counted => "counted in a published volume",
        AccountTerm::Evidence => "beside a declared figure that counts",
        AccountTerm::OutsidePeriod => "dated outside the reporting period",
        AccountTerm::OutOfScope => "of a product group that is not yet in scope",
        AccountTerm::Unclassified => "of no product group that could be told",
        AccountTerm::Duplicate => "the same as a row before",
        AccountTerm::Subtotal => "sums of other rows",
        AccountTerm::Refused => "with a cell that is needed and could not be read",
        AccountTerm::Skipped => "taken out by the mapping of the file",
        AccountTerm::LeftOut => "left out for another reason",
    }
}
