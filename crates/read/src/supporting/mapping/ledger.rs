//! What the mapping of an accounting system's export says besides: how it is booked.

use super::Context;
use super::TableMapping;
use super::toml_values::{Entry, Refusal};

/// How the rows of an export become bookings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::supporting) struct LedgerKeys {
    /// What a plus in the column of amounts means.
    pub(in crate::supporting) sign: LedgerSign,
    /// The accounts on which the money lies: rows on them are the other side of what is booked.
    pub(in crate::supporting) money_accounts: Vec<String>,
}

/// What a plus in the column of amounts means; with debit and credit, whose they are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(in crate::supporting) enum LedgerSign {
    /// Income on an account of income, expense on one of expense; debit and credit are those of the row's account.
    #[default]
    AsTyped,
    /// The other way round; debit and credit are those of the account where the money lies.
    Reversed,
    /// Money in, whatever the account.
    Cash,
    /// Debit, whatever the account.
    DebitPositive,
}

impl LedgerSign {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "as_typed" => LedgerSign::AsTyped,
            "reversed" => LedgerSign::Reversed,
            "cash" => LedgerSign::Cash,
            "debit_positive" => LedgerSign::DebitPositive,
            _ => return None,
        })
    }
}

/// Keys of a `[[table]]` of `kind = "ledger"`.
pub(super) const TABLE_FIELDS: [&str; 20] = [
    "file",
    "sheet",
    "kind",
    "header_rows",
    "skip",
    "currency",
    "date_format",
    "decimal",
    "delimiter",
    "encoding",
    "despite_header",
    "sign",
    "negative_when",
    "money_accounts",
    "fingerprint",
    "header",
    "columns",
    "constants",
    "values",
    "when",
];

/// Reads the keys that only a ledger has.
pub(super) fn keys(context: &Context, entry: &Entry, refusals: &mut Vec<Refusal>) -> LedgerKeys {
    let expected = "`as_typed` (a plus is income or expense of the row's account), `reversed`, `cash` (a plus is money in) or `debit_positive`";
    let sign = context.keep(entry.code("sign", LedgerSign::parse, expected), refusals).flatten();
    let accounts = context.keep(entry.texts("money_accounts"), refusals).flatten();
    let accounts = accounts.unwrap_or_default();
    LedgerKeys {
        sign: sign.unwrap_or_default(),
        money_accounts: accounts.iter().map(|account| account.trim().to_owned()).collect(),
    }
}

/// What the parts of a ledger's table must say of each other.
pub(super) fn check_together(entry: &Entry, table: &TableMapping, refusals: &mut Vec<Refusal>) {
    // Something is wrong with the parts themselves then.
    if !refusals.is_empty() {
        return;
    }
    let has = |field: &str| table.columns.contains_key(field);
    let given = |field: &str| {
        has(field)
            || table.constants.contains_key(field)
            || table.whens.iter().any(|when| when.then.contains_key(field))
    };
    let mut missing = |field: &str, expected: &str| refusals.push(entry.missing(field, expected));
    if !has("date") {
        missing("columns", "the column of the day in [table.columns], such as `date = \"Datum\"`");
    }
    if !given("account") {
        missing(
            "columns",
            "the column of the account in [table.columns], or `account` in [table.constants]",
        );
    }
    let expected =
        "either a column for `amount` in [table.columns], or one for `debit` and one for `credit`";
    match (has("amount"), has("debit"), has("credit")) {
        (true, false, false) | (false, true, true) => {}
        _ => missing("columns", expected),
    }
    if !has("amount") {
        let sign = table.ledger.as_ref().map(|keys| keys.sign);
        if matches!(sign, Some(LedgerSign::Cash | LedgerSign::DebitPositive)) {
            let expected = "`as_typed`, or `reversed` where debit and credit are those of the account on which the money lies";
            refusals.push(entry.wrong("sign", expected));
        }
        if table.negative_when.is_some() {
            let expected = "a column of amounts; debit and credit have no minus to be added";
            refusals.push(entry.wrong("negative_when", expected));
        }
    }
}
