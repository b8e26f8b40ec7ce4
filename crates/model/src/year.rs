//! The settings of one year: `inputs/Y/year.toml`.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::figure::Dimensions;
use crate::identifier::Identifier;
use crate::period::Period;

/// What holds for one year.
#[derive(Clone, PartialEq, Debug)]
pub struct YearSettings {
    /// The year; the reporting period ends in it.
    pub year: i16,
    /// The reporting period.
    pub period: Period,
    /// Day by which returns are due.
    pub deadline: Date,
    /// Date printed on the documents.
    pub report_date: Date,
    /// Languages forms are offered in, BCP 47; the first is the default.
    pub languages: Vec<String>,
    /// SPDX name of the licence of the open data.
    pub licence: String,
    /// Targets set by the Steering Committee (§5.1.1).
    pub targets: Vec<Target>,
    /// Participants with a later deadline.
    pub extensions: Vec<Extension>,
    /// Participants of whom no return is expected.
    pub exempt: Vec<Exemption>,
    /// Returns accepted although most of their days fall in another year.
    pub accepted_periods: Vec<Exemption>,
    /// The money side.
    pub finance: Option<FinanceSettings>,
}

/// A target of the Steering Committee.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// Its id.
    pub id: Identifier,
    /// The indicator it is set on.
    pub indicator: String,
    /// The cut of the indicator.
    pub dimensions: Dimensions,
    /// Year of the baseline.
    pub baseline_year: i16,
    /// Value in that year.
    pub baseline: Decimal,
    /// Year of the target.
    pub target_year: i16,
    /// Value to reach.
    pub target: Decimal,
    /// Reference of the decision.
    pub decision: String,
}

/// A later deadline for one participant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extension {
    /// For whom.
    pub participant: Identifier,
    /// The later day.
    pub until: Date,
    /// Why.
    pub reason: String,
}

/// A participant named with a reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exemption {
    /// Who.
    pub participant: Identifier,
    /// Why.
    pub reason: String,
}

/// `[finance]` of `year.toml`.
#[derive(Clone, PartialEq, Debug)]
pub struct FinanceSettings {
    /// Currency the accounts are kept in.
    pub currency: Currency,
    /// Balance on the period's first day, minor units.
    pub opening_balance: i64,
    /// What the bank says on the last day, minor units; `None` as long as it is not on file.
    pub bank_closing_balance: Option<i64>,
    /// Value of an hour in kind, in `currency`.
    pub hour_rate: Option<Decimal>,
    /// Relative difference from the budget above which an explanation is due.
    pub explain_above: Option<Decimal>,
    /// Amount above which a document is due, minor units.
    pub document_above: Option<i64>,
    /// The organisation that holds the money.
    pub host: String,
    /// Role of the person who prepared the summary.
    pub prepared_by_role: String,
    /// Whether the office says that descriptions and voucher numbers of the books name no person and may be shown; else
    /// they are in no output.
    pub publish_descriptions: bool,
}

impl YearSettings {
    /// The licence of the open data where `year.toml` names none (contract: A year).
    pub const LICENCE: &str = "CC-BY-4.0";

    /// The year in which the period ends, with forms in English and nothing decided besides: no targets, no extensions,
    /// no accounts.
    pub fn new(period: Period, deadline: Date, report_date: Date) -> Self {
        Self {
            year: period.end.year(),
            period,
            deadline,
            report_date,
            languages: vec!["en".to_owned()],
            licence: Self::LICENCE.to_owned(),
            targets: Vec::new(),
            extensions: Vec::new(),
            exempt: Vec::new(),
            accepted_periods: Vec::new(),
            finance: None,
        }
    }

    /// The day a participant's return is due: the deadline, or its extension.
    pub fn due_on(&self, participant: &str) -> Date {
        let extension = self.extensions.iter().find(|e| e.participant.as_str() == participant);
        extension.map_or(self.deadline, |e| e.until)
    }

    /// Whether no return is expected of the participant.
    pub fn is_exempt(&self, participant: &str) -> bool {
        self.exempt.iter().any(|e| e.participant.as_str() == participant)
    }
}
