//! The money side of a year: `inputs/Y/finance/`. Amounts become whole minor units of their currency.

mod activities;
mod bookable;
mod budget;
mod commitments;
mod contributions;
mod funds;
mod in_kind;
mod ledger;
mod mapped;
mod not_read;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use model::finance::{Books, FinanceInputs};
use model::{Currency, Fault, FaultKind, InputFile, Obstacle, Register, Role, YearSettings};

use crate::absent::{PassedOver, missing, stands};
use crate::settings::opening_of_year;
use bookable::Bookable;
use mapped::Accounts;
pub(crate) use mapped::mapped_files;

/// The file of what is due, which is needed only where somebody owes something.
const CONTRIBUTIONS: &str = "contributions";
/// The file of the bookings, for which the export of an accounting system may stand.
const LEDGER: &str = "ledger";

/// The files of the money side, each with what it holds and what its absence changes.
const NEEDED: [(&str, &str); 3] = [
    (
        LEDGER,
        "the bookings of the year; without them no income, expense or closing balance can be given",
    ),
    (
        "budget",
        "the accounts of the year; without them it is not known what is income and what is expense, so no total can be given",
    ),
    (
        CONTRIBUTIONS,
        "what each coordinating participant owes; without it neither what is due nor the totals of the year can be given",
    ),
];

/// The files that may be there besides.
const OTHERS: [&str; 4] = ["funds", "activities", "commitments", "in-kind"];

/// Faults of rows that are taken all the same, and of columns and files that nothing asks for.
const TAKEN: [FaultKind; 12] = [
    FaultKind::UnknownColumn,
    FaultKind::AccountNotInBudget,
    FaultKind::BookedOutsideYear,
    FaultKind::FundNotKnown,
    FaultKind::ActivityNotKnown,
    FaultKind::CommitmentNotKnown,
    FaultKind::ForParticipantNotKnown,
    FaultKind::ExportOpensOtherwise,
    FaultKind::ExplanationBlank,
    FaultKind::EncodingGuessed,
    FaultKind::HiddenRow,
    FaultKind::HiddenSheet,
];

/// The columns of each table of `finance/`.
#[cfg(test)]
pub(crate) fn columns_by_table() -> [(&'static str, crate::table::Columns); 7] {
    [
        ("budget", budget::COLUMNS),
        ("ledger", ledger::COLUMNS),
        ("contributions", contributions::COLUMNS),
        ("funds", funds::COLUMNS),
        ("activities", activities::COLUMNS),
        ("commitments", commitments::COLUMNS),
        ("in-kind", in_kind::COLUMNS),
    ]
}

/// Whether the Pact has a coordinating participant on the period's last day.
fn anyone_coordinates(register: &Register, settings: &YearSettings) -> bool {
    let in_force = register.all_in_force(&settings.period);
    in_force.iter().any(|row| row.has_role(Role::Coordinating, settings.period.end))
}

/// Whether a fault leaves something out of what it was met in.
fn leaves_out(fault: &Fault) -> bool {
    !TAKEN.contains(&fault.kind)
}

/// Gives a fault of what the totals rest on the kind that says so: elsewhere the same leaves out a cell and no more.
fn stop_summary(fault: &mut Fault) {
    not_read::stop_summary(fault);
    fault.kind = match fault.kind {
        FaultKind::BadRegisterValue | FaultKind::DuplicateIdentifier => {
            FaultKind::AccountsValueNotUsable
        }
        FaultKind::SumDiffers => FaultKind::LedgerSumDiffers,
        other => other,
    };
}

/// Reads the money side of a year: budget, ledger, contributions due, funds, activities, commitments and help in kind.
/// Where `year.toml` has no `[finance]` and none of these files is there, there is no money side.
///
/// The ledger is `ledger.csv`, or the export of an accounting system that `mapping.toml` explains. A row with a field
/// that cannot be taken is left aside with a fault at that field. In that case, and where a file is missing that the
/// money side needs, the result says that it is incomplete, so that no total is relied on. `contributions.csv` is
/// needed while there are coordinating participants (§5.3.1). No total rests on `commitments.csv` and `in-kind.csv`:
/// what is left aside of them is said apart; nor on `activities.csv`, without which a booking is shown by the id it names.
///
/// # Errors
///
/// Obstacles if a file cannot be read as its table, or if there are such files and `year.toml` has no
/// `[finance]`.
pub(crate) fn finance_inputs(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
    settings: &YearSettings,
    register: &Register,
    passed_over: PassedOver<'_>,
    faults: &mut Vec<Fault>,
) -> Result<FinanceInputs, Vec<Obstacle>> {
    let folder = format!("{year_folder}/finance");
    let Some(finance) = &settings.finance else {
        let mut names = NEEDED.iter().map(|(name, _)| *name).chain(OTHERS);
        let any = names.any(|name| stands(files, &format!("{folder}/{name}")))
            || files.contains_key(&mapped::mapping_path(&folder));
        return if any {
            Err(vec![no_settings(year_folder)])
        } else {
            Ok(FinanceInputs::default())
        };
    };
    let mut found = Vec::new();
    let budget = budget::budget(files, &folder, finance.currency, &mut found)?;
    let funds = funds::funds(files, &folder, finance.currency, &mut found)?;
    let mut of_activities = Vec::new();
    let activities = activities::activities(files, &folder, &mut of_activities)?;
    let has_activities = stands(files, &format!("{folder}/activities"));
    let bookable = Bookable {
        period: &settings.period,
        budget: &budget,
        funds: &funds,
        activities: has_activities.then_some(&activities),
        register,
    };
    let accounts =
        Accounts { currency: Some(finance.currency), opening: Some(finance.opening_balance) };
    let ledger = mapped::ledger(files, &folder, &budget, (accounts, Some(bookable)), &mut found)?;
    let contributions = contributions::contributions(files, &folder, register, &mut found)?;
    let mut incomplete = ledger.incomplete || found.iter().any(leaves_out);
    for (name, expected) in NEEDED {
        let path = format!("{folder}/{name}");
        let is_needed = match name {
            CONTRIBUTIONS => anyone_coordinates(register, settings),
            LEDGER => !ledger.is_mapped,
            _ => true,
        };
        if is_needed && !stands(files, &path) {
            incomplete = true;
            faults.extend(missing(files, passed_over, &path, expected));
        }
    }
    found.extend(ledger.faults);
    found.iter_mut().for_each(stop_summary);
    faults.append(&mut found);
    faults.append(&mut of_activities);
    let commitments = commitments::commitments(files, &folder, bookable, &mut found)?;
    let commitments_incomplete = found.iter().any(leaves_out);
    faults.append(&mut found);
    let in_kind = in_kind::in_kind(files, &folder, register, &mut found)?;
    let in_kind_incomplete = found.iter().any(leaves_out);
    faults.append(&mut found);
    Ok(FinanceInputs {
        ledger: ledger.lines,
        ledger_files: ledger.files,
        budget,
        contributions,
        funds,
        activities,
        commitments,
        commitments_incomplete,
        in_kind,
        in_kind_incomplete,
        incomplete,
    })
}

/// Reads the books of a year alone: its ledger, the classes of its accounts, and what it opened with. Faults are told
/// where that year itself is read; here they leave the books incomplete.
pub(crate) fn books_of(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
) -> Result<Books, Vec<Obstacle>> {
    let folder = format!("{year_folder}/finance");
    let opening = files.get(&format!("{year_folder}/year.toml")).and_then(opening_of_year);
    let mut told = Vec::new();
    // Whatever the accounts' currency is, the classes are the same.
    let currency = opening.map_or(Currency::EUR, |(currency, _)| currency);
    let budget = budget::budget(files, &folder, currency, &mut told)?;
    let accounts = Accounts { currency: opening.map(|own| own.0), opening: None };
    let ledger = mapped::ledger(files, &folder, &budget, (accounts, None), &mut told)?;
    let is_there = ledger.is_mapped || stands(files, &format!("{folder}/{LEDGER}"));
    let is_whole = is_there && stands(files, &format!("{folder}/budget"));
    let left_out = told.iter().any(leaves_out);
    let mut books = Books::new(&budget, ledger.lines);
    books.opening = opening;
    books.incomplete |= !is_whole || left_out || ledger.incomplete;
    Ok(books)
}

fn no_settings(year_folder: &str) -> Obstacle {
    Obstacle::new(
        format!("There are accounts in `{year_folder}/finance`, but `year.toml` has no section `[finance]`."),
        "Add `[finance]` with `currency`, `opening_balance`, `host` and `prepared_by_role`, and `bank_closing_balance` once the year is over.",
    )
    .at(format!("{year_folder}/year.toml"))
}
