//! Collective procurement volume: the converted cells every published amount is a sum of.

use rust_decimal::Decimal;

use crate::counting_decisions::OverlapCause;
use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::period::Period;
use crate::place::Place;
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

codes! {
    /// At what event the amounts of a cell were taken, as the return or the mapping says.
    CellBasis {
        /// At the order.
        Ordered = "ordered",
        /// At the invoice.
        Invoiced = "invoiced",
        /// At the payment.
        Paid = "paid",
        /// Its lines have several.
        Several = "several",
        /// Nobody says.
        Unknown = "unknown",
    }
}

codes! {
    /// Whether the amounts of a cell were given with taxes, as the return or the mapping says.
    CellTax {
        /// Without.
        Excluded = "excluded",
        /// With; taken out where the rate was given.
        Included = "included",
        /// Its lines have several.
        Several = "several",
        /// Not known.
        Unknown = "unknown",
    }
}

/// One converted sum: all lines of one reporter, owner, currency, group, condition, acquisition and way
/// of counting. Converted and rounded to the cent once.
#[derive(Clone, PartialEq, Debug)]
pub struct VolumeCell {
    /// Whose return the lines are in.
    pub reporter: Identifier,
    /// Whose purchase it is: the buyer if the register knows it, in force or not; else the reporter.
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
    /// At what event its amounts were taken; `None` where no line of the cell has an amount.
    pub amount_basis: Option<CellBasis>,
    /// Whether they were given with taxes, likewise.
    pub tax: Option<CellTax>,
    /// Units, as far as given.
    pub units: i64,
    /// Whether a line of the cell gives units: nothing given is no zero.
    pub has_units: bool,
    /// Units bought with a type I ecolabel, of the lines that say so of their units; a line with more labelled
    /// than bought says nothing.
    pub labelled_units: i64,
    /// Units of those lines.
    pub labelled_answered_units: i64,
    /// Units bought under the Pact's criteria, likewise.
    pub criteria_units: i64,
    /// Units of the lines that say how many of them were.
    pub criteria_answered_units: i64,
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
    /// Whose purchase it is: a participant's id, or the name of a buyer outside the Pact as the return gives it.
    pub buyer: String,
    /// Product group.
    pub product_group: String,
    /// What the reporter gave, in euro cents.
    pub reporter_amount_cents: i64,
    /// What counts instead, in euro cents.
    pub counted_amount_cents: i64,
    /// Whose return counts.
    pub counted: Identifier,
    /// Units the reporter gave, as far as given.
    pub reporter_units: i64,
    /// Why, by its code.
    pub cause: OverlapCause,
    /// Why, in words; with the office's own where it settled it.
    pub reason: String,
    /// Where the office settled it, if it did.
    pub settled_at: Option<Place>,
}

/// A participant's volume of a product group that nobody reported, taken from what it reported the year before
/// (methodology: Volume 6).
#[derive(Clone, PartialEq, Debug)]
pub struct Estimate {
    /// Who is silent.
    pub participant: Identifier,
    /// Product group.
    pub product_group: String,
    /// Its direct volume of last year as it reported it, without what others reported on its behalf, in euro
    /// cents.
    pub last_year_cents: i64,
    /// What others reported on its behalf this year, in euro cents.
    pub on_behalf_cents: i64,
    /// The larger of 0 and the first less the second.
    pub estimate_cents: i64,
    /// It may not be published: a value it rests on is withheld.
    pub withheld: bool,
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
