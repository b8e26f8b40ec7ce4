//! Files of the office that are not there: those of the accounts weigh more than the others.

use model::FaultKind;

use crate::evidence::Evidence;
use crate::report::{Report, of_fault};

/// A finding for each missing file of the accounts, or for each other missing file.
pub(crate) fn missing_files(evidence: &Evidence, report: &mut Report, of_accounts: bool) {
    for fault in evidence.faults(&[FaultKind::MissingFile]) {
        if fault.place.path.contains("/finance/") != of_accounts {
            continue;
        }
        let mut statement = of_fault(fault);
        let name = fault.place.path.rsplit('/').next().unwrap_or_default();
        statement.found = format!("{name} is missing");
        if name == "ledger.csv" {
            statement.help = help_with_export(evidence);
        }
        report.add(statement);
    }
}

/// What to do about a ledger that is missing where a table lies beside it that nothing uses: it may be the export of an
/// accounting system, which takes a mapping.
fn help_with_export(evidence: &Evidence) -> Option<String> {
    let unused = evidence.faults(&[FaultKind::UnusedFile]);
    let tables = unused.into_iter().filter(|fault| is_table_of_accounts(&fault.place.path));
    let names: Vec<_> = tables
        .filter_map(|fault| fault.place.path.rsplit('/').next())
        .map(|name| format!("`{name}`"))
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "if {} is the export of the accounting system, write `finance/mapping.toml`, which says what its columns mean; else put `ledger.csv` into `finance/`",
            names.join(" or ")
        )
    })
}

/// Whether a file lies in `finance/` and may be a table, by its ending.
pub(crate) fn is_table_of_accounts(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let is_table = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods"].contains(&ending.as_str());
    is_table && path.contains("/finance/")
}
