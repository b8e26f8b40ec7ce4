//! What can go wrong when a workbook is written.

/// Why a workbook could not be written. Never the fault of a participant: the input broke a limit of
/// the file format (more than 1,048,576 rows, a text of more than 32,767 characters), or the program did.
#[derive(Debug, thiserror::Error)]
#[error("the workbook `{workbook}` could not be written: {cause}")]
pub struct Error {
    /// Which workbook.
    pub workbook: String,
    /// What the writer of the format says.
    #[source]
    pub cause: rust_xlsxwriter::XlsxError,
}
