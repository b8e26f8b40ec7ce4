//! What the office settled where two returns speak of the same goods (`counting.csv`), and what became of it.

use jiff::civil::Date;

use crate::identifier::Identifier;
use crate::place::Place;
use crate::vocabulary::codes;
use std::fmt;

codes! {
    /// The kinds of questions that are settled.
    CountingKind {
        /// `subject` says that it reports for `object`, and `object` returned too.
        ReportsFor = "reports_for",
        /// The returns of `subject` and `object` both report the purchases of one participant in one product group.
        Overlap = "overlap",
        /// The return of `subject` and another name the same buyer outside the Pact in one product group.
        OutsideBuyer = "outside_buyer",
    }
}

/// One row of `counting.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct CountingDecision {
    /// What kind of question it settles.
    pub kind: CountingKind,
    /// A participant whose return speaks of the goods.
    pub subject: Identifier,
    /// The other participant; with `outside_buyer` the name of the buyer as a return gives it, or the other
    /// participant whose return names the buyer.
    pub object: String,
    /// Id of a product group of the Pact; `None`: all.
    pub product_group: Option<String>,
    /// Whose figures count; `None`: those of both.
    pub counts: Option<Identifier>,
    /// Why; published with what it sets aside.
    pub reason: String,
    /// The day it was settled; `None` where the row does not say.
    pub date: Option<Date>,
    /// Who settled it (a role or initials; never published).
    pub by: String,
    /// Where `counts` stands.
    pub place: Place,
}

impl CountingDecision {
    /// Whether it speaks of a product group.
    pub fn is_of_group(&self, product_group: &str) -> bool {
        self.product_group.as_deref().is_none_or(|own| own == product_group)
    }

    /// Whether it settles whose figures count where `reporter` reports for `buyer`, in some product group or in all.
    pub fn is_of_report_for(&self, reporter: &Identifier, buyer: &Identifier) -> bool {
        let kind = self.kind == CountingKind::ReportsFor;
        kind && self.subject == *reporter && self.object == buyer.as_str()
    }
}

codes! {
    /// What became of a row of `counting.csv`.
    CountingUse {
        /// It settles a question of the year's returns.
        Settles = "settles",
        /// A participant it speaks of did not return: what the other reports counts in any case.
        NotReturned = "not_returned",
        /// The returns it speaks of do not, or no longer, speak of the same goods.
        NothingShared = "nothing_shared",
        /// It says whose figures count for another participant, and no line of them names that participant as buyer.
        NoLines = "no_lines",
        /// Another row settles the same question otherwise, and stands before it.
        Overruled = "overruled",
    }
}

codes! {
    /// Why lines do not count beside those of another return.
    OverlapCause {
        /// The buyer reports the product group itself.
        BuyerReports = "buyer_reports",
        /// Several report for the buyer, and the return that counts says that it does.
        ReportsFor = "reports_for",
        /// Several report for the buyer, and the largest counts.
        Largest = "largest",
        /// The office settled it in `counting.csv`.
        Settled = "settled",
    }
}

impl OverlapCause {
    /// The cause in words, as published.
    pub fn in_words(self) -> &'static str {
        match self {
            OverlapCause::BuyerReports => "the buyer reports this product group itself",
            OverlapCause::ReportsFor => "the return that counts says that it reports for the buyer",
            OverlapCause::Largest => {
                "of several returns that report for the buyer the largest counts"
            }
            OverlapCause::Settled => "settled by the office",
        }
    }
}
