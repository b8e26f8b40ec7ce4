//! Why figures cannot be given.

use model::{Currency, Identifier};

/// A year whose figures cannot be given. Nothing wrong in a return is one; these are faults of the
/// program, or sums no amount of money reaches.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The lines in columns failed.
    #[error(transparent)]
    Lines(#[from] tables::Error),
    /// Lines that were read are not all counted under one term or another (methodology: Volume 7).
    #[error(
        "the lines of {participant} in {currency} do not add up: {read} were read, {counted} were \
         counted; no figure is given, please report this as a fault of the program"
    )]
    NotConserved {
        /// Whose lines.
        participant: Identifier,
        /// Their currency; `no currency` where they name none.
        currency: String,
        /// Rows and money read.
        read: String,
        /// Rows and money counted.
        counted: String,
    },
    /// The ledger of overlap is not what was reported less what counts.
    #[error(
        "the overlap of {participant} in {product_group} does not add up: {cents} cents and {units} units are \
         missing from it; no figure is given, please report this as a fault of the program"
    )]
    LedgerOpen {
        /// Whose lines.
        participant: Identifier,
        /// The product group.
        product_group: String,
        /// Cents reported less cents that count, less cents in the ledger.
        cents: i128,
        /// The same in units.
        units: i128,
    },
    /// The components of a change do not sum to the change (methodology: Change from year to year).
    #[error(
        "the change of the collective volume of {product_group} is {change} cents, its components sum to \
         {components}; no figure is given, please report this as a fault of the program"
    )]
    ChangeNotConserved {
        /// Of which product group, or of all.
        product_group: String,
        /// The whole change, in cents.
        change: i128,
        /// What the components sum to.
        components: i128,
    },
    /// A table's account does not close.
    #[error(
        "the account of {path}, sheet {sheet}, in {currency} does not close: {rows} rows and {minor} \
         minor units are unaccounted for; no figure is given, please report this as a fault of the program"
    )]
    AccountOpen {
        /// The file.
        path: String,
        /// The sheet.
        sheet: String,
        /// The currency; `no currency` for rows that name none.
        currency: String,
        /// Rows read less rows counted.
        rows: i64,
        /// Money read less money counted.
        minor: i64,
    },
    /// A sum beyond ±9.2e18 units, minor units or cents.
    #[error(
        "the {what} of {participant} come to more than can be counted; look for a number with too many \
         digits in its files"
    )]
    TooLarge {
        /// Whose lines.
        participant: Identifier,
        /// What is summed, such as `amounts in SEK`.
        what: String,
    },
}

/// A currency as shown in a message.
pub(crate) fn currency_name(currency: Option<Currency>) -> String {
    currency.map_or("no currency".to_owned(), |currency| currency.to_string())
}
