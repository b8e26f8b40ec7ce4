//! Whose tables are read: a participant's, or the office's own ledger.

use model::{Currency, Decimal, Identifier, InputFile};

use super::SupportingInputs;

/// Whose tables they are, and what holds where their mapping says nothing.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// Who; `None`: the office.
    pub(super) participant: Option<&'a Identifier>,
    /// The folder `finance/` of the year, with a `/` behind, for the office's ledger.
    pub(super) finance: Option<&'a str>,
    /// The files a mapping may name.
    pub(super) files: &'a [&'a InputFile],
    /// Currency of amounts that name none.
    pub(super) currency: Option<Currency>,
    /// The rate of the tax that amounts hold, as a fraction.
    pub(super) included_tax: Option<Decimal>,
}

impl<'a> Owner<'a> {
    /// The participant whose supporting files are read.
    pub(super) fn of(inputs: &SupportingInputs<'a>) -> Self {
        Self {
            participant: Some(inputs.participant),
            finance: None,
            files: inputs.files,
            currency: inputs.currency,
            included_tax: inputs.included_tax,
        }
    }
}
