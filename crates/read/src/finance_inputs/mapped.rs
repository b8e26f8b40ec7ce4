//! The ledger of a year: `ledger.csv`, or the export of an accounting system that `mapping.toml` explains.

use std::collections::{BTreeMap, BTreeSet};

use model::finance::{AccountKind, BudgetLine, LedgerFile, LedgerLine};
use model::{Currency, Fault, FaultKind, InputFile, Obstacle, Place};

use super::bookable::Bookable;
use super::{LEDGER, NEEDED, OTHERS, ledger as register};
use crate::absent::stands;
use crate::supporting::{LedgerInputs, ledger_export, named_by_ledger_mapping};

/// The bookings of a year, however they came.
#[derive(Default)]
pub(super) struct Ledger {
    /// The bookings.
    pub(super) lines: Vec<LedgerLine>,
    /// What became of the rows of each file of an export.
    pub(super) files: Vec<LedgerFile>,
    /// What could not be taken of an export.
    pub(super) faults: Vec<Fault>,
    /// Whether something of an export is left out.
    pub(super) incomplete: bool,
    /// Whether there is a mapping.
    pub(super) is_mapped: bool,
}

/// What `year.toml` says of the accounts.
#[derive(Clone, Copy, Default)]
pub(super) struct Accounts {
    /// Their currency, for amounts of an export that name none.
    pub(super) currency: Option<Currency>,
    /// What the year opens with, in minor units, where an export is held against it.
    pub(super) opening: Option<i64>,
}

/// Where the mapping of an export stands in a folder `finance`.
pub(super) fn mapping_path(folder: &str) -> String {
    format!("{folder}/mapping.toml")
}

/// Reads the ledger. `bookable` is what bookings are held against, `accounts` what year.toml says of them. Faults in `ledger.csv` are added to `faults`.
///
/// # Errors
///
/// Obstacles if `ledger.csv` cannot be read as its table.
pub(super) fn ledger(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    budget: &[BudgetLine],
    (accounts, bookable): (Accounts, Option<Bookable<'_>>),
    faults: &mut Vec<Fault>,
) -> Result<Ledger, Vec<Obstacle>> {
    let Some(mapping) = files.get(&mapping_path(folder)) else {
        let lines = register::ledger(files, folder, bookable, faults)?;
        return Ok(Ledger { lines, ..Ledger::default() });
    };
    if stands(files, &format!("{folder}/{LEDGER}")) {
        let faults = vec![two_ledgers(mapping)];
        return Ok(Ledger { faults, incomplete: true, is_mapped: true, ..Ledger::default() });
    }
    let kinds: BTreeMap<&str, AccountKind> =
        budget.iter().map(|line| (line.account.as_str(), line.kind)).collect();
    let exported = ledger_export(&LedgerInputs {
        mapping,
        folder: &format!("{folder}/"),
        files: &mappable(files, folder),
        currency: accounts.currency,
        opening: accounts.opening,
        kinds: &kinds,
        unfit: &|line| bookable.map(|year| year.unfit(line)).unwrap_or_default(),
    });
    Ok(Ledger {
        lines: exported.lines,
        files: exported.files,
        faults: exported.faults,
        incomplete: exported.incomplete,
        is_mapped: true,
    })
}

/// The files below `finance/` that a mapping may name: all but the registers and the mapping itself.
fn mappable<'f>(files: &'f BTreeMap<String, InputFile>, folder: &str) -> Vec<&'f InputFile> {
    let prefix = format!("{folder}/");
    let registers = NEEDED.iter().map(|(name, _)| *name).chain(OTHERS);
    let mut kept: BTreeSet<String> = registers
        .flat_map(|name| ["csv", "xlsx"].map(|end| format!("{prefix}{name}.{end}")))
        .collect();
    kept.insert(mapping_path(folder));
    let own = files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
    own.filter(|(path, _)| !kept.contains(*path)).map(|(_, file)| file).collect()
}

/// The paths of the files that the mapping of a year's ledger names; of all that it could name where it cannot be read.
pub(crate) fn mapped_files(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
) -> BTreeSet<String> {
    let folder = format!("{year_folder}/finance");
    let Some(mapping) = files.get(&mapping_path(&folder)) else { return BTreeSet::new() };
    let mappable = mappable(files, &folder);
    let prefix = format!("{folder}/");
    let named = named_by_ledger_mapping(mapping, &prefix, &mappable);
    named.into_iter().map(|file| file.path.to_string()).collect()
}

/// The same bookings may stand in both, and nobody can know which is kept up to date.
fn two_ledgers(mapping: &InputFile) -> Fault {
    let expected = "one ledger: ledger.csv, or an export with its mapping.toml; remove the one that is not kept up to date. Until then neither is read";
    Fault {
        kind: FaultKind::TwoLedgers,
        participant: None,
        place: Place::file(mapping.path.clone()),
        raw: "ledger.csv and mapping.toml".to_owned(),
        field: LEDGER.to_owned(),
        label: LEDGER.to_owned(),
        expected: expected.to_owned(),
        context: Vec::new(),
    }
}
