//! What the mapping of an accounting system's export says besides: how it is booked.

use super::Context;
use super::TableMapping;
use super::toml_values::{Entry, Refusal};
use crate::text::folded;

/// The field that marks on which side of the row's account an amount stands.
pub(in crate::supporting) const INDICATOR: &str = "debit_credit_indicator";

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

/// The side of an account on which an amount stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::supporting) enum DebitOrCredit {
    /// The debit side.
    Debit,
    /// The credit side.
    Credit,
}

impl DebitOrCredit {
    /// What accounting systems mark the debit side with, in German, French and English, folded; ISO 20022 has `DBIT`.
    const DEBIT: [&str; 10] =
        ["debit", "débit", "deb", "déb", "d", "dr", "dbit", "soll", "s", "sollbuchung"];

    /// What they mark the credit side with; ISO 20022 has `CRDT`.
    const CREDIT: [&str; 10] =
        ["credit", "crédit", "cred", "créd", "c", "cr", "crdt", "haben", "h", "habenbuchung"];

    /// The side a mark means, with or without a point behind it.
    pub(in crate::supporting) fn parse(text: &str) -> Option<Self> {
        let text = folded(text.trim());
        let mark = text.trim_end_matches('.');
        match (Self::DEBIT.contains(&mark), Self::CREDIT.contains(&mark)) {
            (true, _) => Some(DebitOrCredit::Debit),
            (_, true) => Some(DebitOrCredit::Credit),
            _ => None,
        }
    }
}

/// What the parts of a ledger's table must say of each other.
pub(super) fn check_together(entry: &Entry, table: &TableMapping, refusals: &mut Vec<Refusal>) {
    // Something is wrong with the parts themselves then.
    if !refusals.is_empty() {
        return;
    }
    if !table.columns.contains_key("date") {
        let expected = "the column of the day in [table.columns], such as `date = \"Datum\"`";
        refusals.push(entry.missing("columns", expected));
    }
    let given = Given::of(table);
    refusals.extend(given.accounts(entry));
    refusals.extend(given.amounts(entry));
    refusals.extend(given.paid(entry));
    if refusals.is_empty() {
        refusals.extend(given.signs(entry));
    }
}

/// What a ledger's table gives.
struct Given<'a> {
    table: &'a TableMapping,
    /// One row has both accounts of a booking.
    both_accounts: bool,
}

impl<'a> Given<'a> {
    fn of(table: &'a TableMapping) -> Self {
        let mut own = Self { table, both_accounts: false };
        own.both_accounts = own.gives("contra_account")
            || own.gives("debit_account")
            || own.gives("credit_account");
        own
    }

    fn has(&self, field: &str) -> bool {
        self.table.columns.contains_key(field)
    }

    fn gives(&self, field: &str) -> bool {
        self.has(field)
            || self.table.constants.contains_key(field)
            || self.table.whens.iter().any(|when| when.then.contains_key(field))
    }

    /// What is wrong with the accounts.
    fn accounts(&self, entry: &Entry) -> Vec<Refusal> {
        let mut wrong = Vec::new();
        let [account, contra, debit, credit] =
            ["account", "contra_account", "debit_account", "credit_account"]
                .map(|field| self.gives(field));
        match (account, contra, debit, credit) {
            (true, _, false, false) | (false, false, true, true) => {}
            (false, false, false, false) => wrong.push(entry.missing(
                "columns",
                "the column of the account in [table.columns], or `account` in [table.constants]; where one row has both accounts of a booking, `account` and `contra_account`, or `debit_account` and `credit_account`",
            )),
            _ => wrong.push(entry.missing(
                "columns",
                "either `account`, with `contra_account` where one row has both accounts of a booking, or `debit_account` and `credit_account`",
            )),
        }
        let without_money =
            self.table.ledger.as_ref().is_none_or(|keys| keys.money_accounts.is_empty());
        if self.both_accounts && without_money {
            let expected = "the accounts on which the money lies, such as `money_accounts = [\"1200\"]`: of two accounts in a row they tell what came in and what went out";
            wrong.push(entry.missing("money_accounts", expected));
        }
        wrong
    }

    /// What is wrong with the columns of amounts.
    fn amounts(&self, entry: &Entry) -> Option<Refusal> {
        let expected = match (self.has("amount"), self.has("debit"), self.has("credit")) {
            (true, false, false) if self.gives("debit_account") && self.has(INDICATOR) => {
                "no `debit_credit_indicator`, since `debit_account` and `credit_account` say on which side each account is"
            }
            (true, false, false) => return None,
            (false, true, true) if self.gives("debit_account") => {
                "a column for `amount` in [table.columns]: `debit_account` and `credit_account` say on which side each account is"
            }
            (false, true, true) if self.has(INDICATOR) => {
                "no `debit_credit_indicator`, since the columns for `debit` and `credit` say which of the two an amount is"
            }
            (false, true, true) => return None,
            _ => {
                "either a column for `amount` in [table.columns], or one for `debit` and one for `credit`"
            }
        };
        Some(entry.missing("columns", expected))
    }

    /// What is wrong with what was paid in another currency.
    fn paid(&self, entry: &Entry) -> Option<Refusal> {
        let expected = match (self.has("paid_amount"), self.gives("paid_currency")) {
            (true, false) => {
                "the currency of `paid_amount` under `paid_currency`: a column of [table.columns], or a code in [table.constants]"
            }
            (false, true) => {
                "a column for `paid_amount` in [table.columns], whose currency `paid_currency` is"
            }
            _ => return None,
        };
        Some(entry.missing("columns", expected))
    }

    /// What is wrong with how signs are turned.
    fn signs(&self, entry: &Entry) -> Vec<Refusal> {
        let mut wrong = Vec::new();
        let keys = entry.keys();
        let told = !self.has("amount") || self.has(INDICATOR) || self.gives("debit_account");
        let sign = self.table.ledger.as_ref().map(|keys| keys.sign).unwrap_or_default();
        let expected = match (told, self.both_accounts, sign) {
            (true, true, LedgerSign::AsTyped) | (false, true, LedgerSign::DebitPositive) => None,
            (true, true, _) => Some("no `sign`: the row says which of its accounts is debited"),
            (false, true, _) => Some(
                "`sign = \"debit_positive\"` where a plus debits `account` and credits `contra_account`, or a column for `debit_credit_indicator`",
            ),
            (true, false, LedgerSign::Cash | LedgerSign::DebitPositive) => Some(
                "`as_typed`, or `reversed` where debit and credit are those of the account on which the money lies",
            ),
            _ => None,
        };
        if let Some(expected) = expected {
            wrong.push(match keys.iter().any(|key| key == "sign") {
                true => entry.wrong("sign", expected),
                false => entry.missing("sign", expected),
            });
        }
        if let Some(test) = &self.table.negative_when {
            let marks = [Some(INDICATOR), self.table.columns.get(INDICATOR).map(String::as_str)];
            if !self.has("amount") {
                let expected = "a column of amounts; debit and credit have no minus to be added";
                wrong.push(entry.wrong("negative_when", expected));
            } else if self.has(INDICATOR) && marks.contains(&Some(test.column.as_str())) {
                let expected = "another column than that of `debit_credit_indicator`, which turns amounts round by itself; such as one that marks reversals";
                wrong.push(entry.wrong("negative_when", expected));
            }
        }
        wrong
    }
}
