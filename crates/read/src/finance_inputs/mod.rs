//! The money side of a year: `inputs/Y/finance/`. Amounts become whole minor units of their currency.

mod budget;
mod contributions;
mod funds;
mod in_kind;
mod ledger;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use model::finance::{Books, FinanceInputs};
use model::{Currency, Fault, FaultKind, InputFile, Obstacle, Register, Role, YearSettings};

use crate::absent::{PassedOver, missing, stands};

/// The file of what is due, which is needed only where somebody owes something.
const CONTRIBUTIONS: &str = "contributions";

/// The files of the money side, each with what it holds and what its absence changes.
const NEEDED: [(&str, &str); 3] = [
    (
        "ledger",
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
const OTHERS: [&str; 2] = ["funds", "in-kind"];

/// Faults of rows that are taken all the same, and of columns that nothing asks for.
const TAKEN: [FaultKind; 5] = [
    FaultKind::UnknownColumn,
    FaultKind::AccountNotInBudget,
    FaultKind::BookedOutsideYear,
    FaultKind::FundNotKnown,
    FaultKind::ExplanationBlank,
];

/// Whether the Pact has a coordinating participant on the period's last day.
fn anyone_coordinates(register: &Register, settings: &YearSettings) -> bool {
    let in_force = register.all_in_force(&settings.period);
    in_force.iter().any(|row| row.has_role(Role::Coordinating, settings.period.end))
}

/// Reads the budget, the ledger, the contributions due, the funds and the help in kind of a year. Where `year.toml` has no `[finance]`
/// and none of these files is there, there is no money side.
///
/// A row with a field that cannot be taken is left aside with a fault at that field. In that case, and where
/// a file is missing that the money side needs, the result says that it is incomplete, so that no total is
/// relied on. `contributions.csv` is needed while there are coordinating participants (§5.3.1).
/// No total rests on `in-kind.csv`: what is left aside of it is said apart.
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
        let any = names.any(|name| stands(files, &format!("{folder}/{name}")));
        return if any {
            Err(vec![no_settings(year_folder)])
        } else {
            Ok(FinanceInputs::default())
        };
    };
    let mut found = Vec::new();
    let budget = budget::budget(files, &folder, finance.currency, &mut found)?;
    let funds = funds::funds(files, &folder, finance.currency, &mut found)?;
    let year = ledger::Year { period: &settings.period, budget: &budget, funds: &funds };
    let ledger = ledger::ledger(files, &folder, Some(year), &mut found)?;
    let contributions = contributions::contributions(files, &folder, register, &mut found)?;
    let mut incomplete = found.iter().any(|fault| !TAKEN.contains(&fault.kind));
    for (name, expected) in NEEDED {
        let path = format!("{folder}/{name}");
        let is_needed = name != CONTRIBUTIONS || anyone_coordinates(register, settings);
        if is_needed && !stands(files, &path) {
            incomplete = true;
            faults.extend(missing(files, passed_over, &path, expected));
        }
    }
    faults.extend(found);
    let mut of_kind = Vec::new();
    let in_kind = in_kind::in_kind(files, &folder, register, &mut of_kind)?;
    let in_kind_incomplete = of_kind.iter().any(|fault| !TAKEN.contains(&fault.kind));
    faults.extend(of_kind);
    Ok(FinanceInputs {
        budget,
        ledger,
        contributions,
        funds,
        in_kind,
        in_kind_incomplete,
        incomplete,
    })
}

/// Reads the ledger of a year alone, and the classes of its accounts. Faults in either are told where that year
/// itself is read.
pub(crate) fn books_of(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
) -> Result<Books, Vec<Obstacle>> {
    let folder = format!("{year_folder}/finance");
    let mut told = Vec::new();
    // Whatever the accounts' currency is, the classes are the same.
    let budget = budget::budget(files, &folder, Currency::EUR, &mut told)?;
    let ledger = ledger::ledger(files, &folder, None, &mut told)?;
    Ok(Books::new(&budget, ledger))
}

fn no_settings(year_folder: &str) -> Obstacle {
    Obstacle::new(
        format!("There are accounts in `{year_folder}/finance`, but `year.toml` has no section `[finance]`."),
        "Add `[finance]` with `currency`, `opening_balance`, `bank_closing_balance`, `host` and `prepared_by_role`.",
    )
    .at(format!("{year_folder}/year.toml"))
}
