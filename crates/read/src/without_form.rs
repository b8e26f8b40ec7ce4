//! Returns without a workbook: a confirmed mapping with a line that counts (contract: Which return counts).

use std::collections::BTreeMap;

use model::submission::{Organisation, VersionOutcome};
use model::supporting::DeviceGroup;
use model::vocabulary::QuotePermission;
use model::{
    Answer, Identifier, LineRecord, PactReading, Questionnaire, Return, ReturnVersion, YearSettings,
};

use crate::supporting::Amounts;

/// A participant whose supporting tables are its return.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct MappedReturn {
    /// Whose it is.
    pub(crate) participant: Identifier,
    /// Path of its mapping.
    pub(crate) path: String,
    /// What the mapping says of the amounts.
    pub(crate) amounts: Amounts,
}

/// Whether a line as read counts in a volume: nothing in it is missing that would leave it out (methodology:
/// Volume 3). Of its currency only that it is known is asked; whether it has a rate is the Bank's affair.
pub(crate) fn counts(line: &LineRecord, pact: &PactReading, year: i16) -> bool {
    let buyer = line.buyer.trim().to_lowercase();
    let buyer_known = buyer.is_empty() || buyer == "other" || pact.register.knows(&buyer);
    let group = pact.pact.product_group(&line.product_group);
    line.reason.is_none()
        && group.is_some_and(|group| group.in_scope(year))
        && (line.amount_minor.is_none() || line.currency.is_some())
        && buyer_known
}

/// Whether alike rows of devices count in a figure.
pub(crate) fn devices_count(rows: &DeviceGroup, pact: &PactReading, year: i16) -> bool {
    let group = pact.pact.product_group(&rows.product_group);
    rows.reason.is_none() && group.is_some_and(|group| group.in_scope(year) && group.is_device)
}

/// The return that a confirmed mapping is. No question was asked, so every one outside repeats is not asked;
/// what its organisation says is what blanks stand for, save what the mapping says of its amounts.
///
/// It is provisional where a workbook came too that cannot be used.
pub(crate) fn without_form(
    mapped: MappedReturn,
    settings: &YearSettings,
    questionnaire: &Questionnaire,
    versions: &[ReturnVersion],
) -> Return {
    let questions = questionnaire.single_questions();
    let unusable = |version: &ReturnVersion| {
        version.participant == mapped.participant && version.outcome == VersionOutcome::Unusable
    };
    Return {
        year: settings.year,
        path: mapped.path,
        organisation: Organisation {
            period: settings.period,
            period_assumed: true,
            currency: None,
            amount_basis: mapped.amounts.basis,
            tax: mapped.amounts.tax,
            tax_rate: mapped.amounts.tax_rate,
            users_served: None,
            quote_permission: QuotePermission::No,
            reports_for: Vec::new(),
            protect_volume: false,
            procurement_none: false,
        },
        answers: questions.map(|question| (question.name.clone(), Answer::not_asked())).collect(),
        rows: BTreeMap::new(),
        provisional: versions.iter().any(unusable),
        transcription: None,
        without_form: true,
        participant: mapped.participant,
    }
}
