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
        report.add(statement);
    }
}
