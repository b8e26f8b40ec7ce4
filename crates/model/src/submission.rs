//! A return: the answers of one participant for one year.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answer::{Answer, AnswerState};
use crate::currency::Currency;
use crate::identifier::Identifier;
use crate::period::Period;
use crate::place::Place;
use crate::vocabulary::{AmountBasis, QuotePermission, Tax};
use rust_decimal::Decimal;

/// A return as read; answers by question name.
#[derive(Clone, PartialEq, Debug)]
pub struct Return {
    /// Whose it is: the folder it lies in.
    pub participant: Identifier,
    /// The year it is read for.
    pub year: i16,
    /// Path of the file.
    pub path: String,
    /// The group `organisation`, typed, with what a blank stands for filled in.
    pub organisation: Organisation,
    /// Answers outside repeats. Every question of the questionnaire outside repeats has an entry.
    pub answers: BTreeMap<String, Answer>,
    /// Rows of each repeat, by the repeat's name, in the sheet's order; empty rows are not kept.
    pub rows: BTreeMap<String, Vec<RepeatRow>>,
    /// Whether its figures are still provisional: an older version counts because a newer one cannot, or it
    /// was transcribed and nobody has confirmed it yet.
    pub provisional: bool,
    /// Who transcribed it from what, where the answers came in another form.
    pub transcription: Option<Transcription>,
    /// Whether there is no workbook and the return is a confirmed mapping with a counted line.
    pub without_form: bool,
}

/// A return that the office transcribed from a letter, a scan or a call (contract: A return).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transcription {
    /// What it was transcribed from.
    pub from: String,
    /// Who entered it (a role or initials; never published).
    pub entered_by: String,
    /// The day the participant confirmed it; `None` while it has not.
    pub confirmed_on: Option<Date>,
}

/// One row of a repeat.
#[derive(Clone, PartialEq, Debug)]
pub struct RepeatRow {
    /// The row of the sheet.
    pub place: Place,
    /// Answers by column name. Every question of the repeat has an entry.
    pub answers: BTreeMap<String, Answer>,
}

/// What a return says about itself.
#[derive(Clone, PartialEq, Debug)]
pub struct Organisation {
    /// Its reporting period; the year's own where it was left blank.
    pub period: Period,
    /// Whether the period was left blank.
    pub period_assumed: bool,
    /// The currency of amounts that name none.
    pub currency: Option<Currency>,
    /// What event amounts are taken at.
    pub amount_basis: Option<AmountBasis>,
    /// Whether amounts hold taxes.
    pub tax: Option<Tax>,
    /// The rate of the tax, as a fraction (0.21 for 21 %).
    pub tax_rate: Option<Decimal>,
    /// People with a workplace at the period's end.
    pub users_served: Option<i64>,
    /// How its words may be quoted.
    pub quote_permission: QuotePermission,
    /// Participants whose figures are inside this return.
    pub reports_for: Vec<Identifier>,
    /// Whether its volume is to be withheld.
    pub protect_volume: bool,
    /// Whether it says that nothing was bought.
    pub procurement_none: bool,
}

impl Organisation {
    /// What a return says that gives its period and nothing else: its words are not quoted, its volume is published.
    pub fn new(period: Period) -> Self {
        Self {
            period,
            period_assumed: false,
            currency: None,
            amount_basis: None,
            tax: None,
            tax_rate: None,
            users_served: None,
            quote_permission: QuotePermission::No,
            reports_for: Vec::new(),
            protect_volume: false,
            procurement_none: false,
        }
    }

    /// The rate of the tax its amounts hold, as a fraction; `None` where they hold none or the rate is not
    /// known.
    pub fn included_tax(&self) -> Option<Decimal> {
        self.tax_rate.filter(|_| self.tax == Some(Tax::Included))
    }
}

impl Return {
    /// A return on the form of a year, in the participant's folder, in which nothing is answered.
    pub fn new(participant: Identifier, year: i16, organisation: Organisation) -> Self {
        Self {
            path: format!("inputs/{year}/returns/{participant}/return.xlsx"),
            participant,
            year,
            organisation,
            answers: BTreeMap::new(),
            rows: BTreeMap::new(),
            provisional: false,
            transcription: None,
            without_form: false,
        }
    }

    /// The answer to a question outside repeats; "not asked" where the form has no such question.
    pub fn answer(&self, question: &str) -> &Answer {
        static NOT_ASKED: std::sync::LazyLock<Answer> = std::sync::LazyLock::new(Answer::not_asked);
        self.answers.get(question).unwrap_or(&NOT_ASKED)
    }

    /// The rows of a repeat.
    pub fn repeat(&self, name: &str) -> &[RepeatRow] {
        self.rows.get(name).map_or(&[], Vec::as_slice)
    }

    /// The currency of an amount in a row of a repeat: the row's own, else that of the return; `None` where neither is
    /// given, and where the row's own cannot be read.
    pub fn currency_of(&self, row: &RepeatRow) -> Option<Currency> {
        let own = row.answer("currency");
        match own.state {
            AnswerState::Given(_) => own.text().and_then(Currency::parse),
            AnswerState::Unreadable => None,
            _ => self.organisation.currency,
        }
    }
}

impl RepeatRow {
    /// The answer in a column; "not asked" where the form has no such column.
    pub fn answer(&self, column: &str) -> &Answer {
        static NOT_ASKED: std::sync::LazyLock<Answer> = std::sync::LazyLock::new(Answer::not_asked);
        self.answers.get(column).unwrap_or(&NOT_ASKED)
    }
}

/// What became of one file in a participant's folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnVersion {
    /// The folder it lies in.
    pub participant: Identifier,
    /// Path of the file.
    pub path: String,
    /// The day it was received, by `received.csv`.
    pub received_on: Option<Date>,
    /// What became of it.
    pub outcome: VersionOutcome,
}

/// What became of a version of a return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionOutcome {
    /// It counts.
    Counts,
    /// A newer version counts.
    Superseded,
    /// It cannot be read, or is not this participant's or this year's; a fault says why.
    Unusable,
    /// Nobody filled it in.
    Empty,
}
