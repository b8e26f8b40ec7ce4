//! Collective procurement volume: the converted cells every published amount is a sum of.

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::period::Period;
use crate::vocabulary::codes;
use std::fmt;

codes! {
    /// How a line counts (methodology: Volume 4).
    CountedAs {
        /// The reporter's own purchase.
        Direct = "direct",
        /// Bought for another participant, which does not report it itself; that participant's direct volume.
        OnBehalf = "on_behalf",
        /// Bought by an organisation outside the Pact.
        Indirect = "indirect",
        /// Another return reports the same goods.
        Overlap = "overlap",
        /// Orders beside a declared figure that counts.
        Evidence = "evidence",
        /// In no volume; the reason says why.
        LeftOut = "left_out",
    }
}

codes! {
    /// Why a line is left out, the first that holds (methodology: Volume 3).
    LeftOutReason {
        /// The reporter was not in force in the period.
        NotInForce = "not_in_force",
        /// No currency is known.
        NoCurrency = "no_currency",
        /// The currency has no rate in the period.
        NoRate = "no_rate",
        /// No product group is given.
        NoGroup = "no_group",
        /// The group is not yet in scope.
        NotInScope = "not_in_scope",
        /// The buyer is neither a participant nor `other`.
        UnknownBuyer = "unknown_buyer",
        /// Dated outside the reporting period.
        OutsidePeriod = "outside_period",
        /// The same row came before.
        Duplicate = "duplicate",
        /// A sum of other rows.
        Subtotal = "subtotal",
        /// A cell that is needed could not be read.
        Refused = "refused",
        /// No product group could be told.
        Unclassified = "unclassified",
        /// The mapping takes the row out by a pattern.
        Skipped = "skipped",
        /// A unit of the product group is no device (rows of devices only).
        NotADevice = "not_a_device",
    }
}

/// One converted sum: all lines of one reporter, owner, currency, group, condition, acquisition and way
/// of counting. Converted and rounded to the cent once.
#[derive(Clone, PartialEq, Debug)]
pub struct VolumeCell {
    /// Whose return the lines are in.
    pub reporter: Identifier,
    /// Whose purchase it is: the buyer if a participant, else the reporter.
    pub owner: Identifier,
    /// Currency of the lines; `None` where no line of the cell has an amount.
    pub currency: Option<Currency>,
    /// Product group.
    pub product_group: String,
    /// `new`, `refurbished`, `remanufactured`, `unknown`.
    pub condition: String,
    /// `purchase`, `lease`, `service`, `unknown`.
    pub acquisition: String,
    /// How the lines count.
    pub counted_as: CountedAs,
    /// Sum of amounts in minor units of `currency`.
    pub amount_minor: i64,
    /// Units of `currency` for one euro, rounded to 8 decimals; 1 for the euro.
    pub rate: Option<Decimal>,
    /// The sum in euro, in cents.
    pub amount_eur_cents: i64,
    /// Units, as far as given.
    pub units: i64,
    /// Units bought with a type I ecolabel, as far as given.
    pub labelled_units: i64,
    /// Units bought under the Pact's criteria, as far as given.
    pub criteria_units: i64,
    /// Number of lines.
    pub lines: u64,
}

/// A currency's mean rate over a period (methodology: Volume 1).
#[derive(Clone, PartialEq, Debug)]
pub struct PeriodRate {
    /// The currency.
    pub currency: Currency,
    /// The period.
    pub period: Period,
    /// Days with a rate.
    pub days: u32,
    /// Arithmetic mean of units of the currency for one euro, 8 decimals, half to even.
    pub rate: Decimal,
    /// The Bank's file ends too early for the period: figures with this rate are provisional.
    pub provisional: bool,
    /// The Bank no longer quotes the currency: figures with this rate are estimates.
    pub discontinued: bool,
}

/// One entry of the `overlap` ledger: goods two returns speak of.
#[derive(Clone, PartialEq, Debug)]
pub struct OverlapEntry {
    /// Whose lines do not count.
    pub reporter: Identifier,
    /// Whose purchase it is.
    pub buyer: String,
    /// Product group.
    pub product_group: String,
    /// What the reporter gave, in euro cents.
    pub reporter_amount_cents: i64,
    /// What counts instead, in euro cents.
    pub counted_amount_cents: i64,
    /// Whose return counts.
    pub counted: Identifier,
    /// Why.
    pub reason: String,
}

/// One answer on the uptake ladder, as published in `uptake`.
#[derive(Clone, PartialEq, Debug)]
pub struct UptakeAnswer {
    /// Who answered.
    pub participant: Identifier,
    /// The practice.
    pub practice: String,
    /// Code of the level; `None` where it was left blank.
    pub level: Option<String>,
    /// Marked "as last year".
    pub carried: bool,
    /// Last year's level of the same practice; `None` if there is none.
    pub last_level: Option<String>,
}
