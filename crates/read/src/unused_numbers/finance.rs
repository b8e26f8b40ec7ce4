//! The accounts of the office: the amounts are in figures, what stands beside them tells what they are.

use std::collections::BTreeSet;

use model::unused_numbers::{UnusedNumbers, UnusedReason};
use model::{Cell, InputFile, Sheet, Workbook};

use super::traced::TracedSheet;
use super::{Context, of_sheet, sheet_key};
use crate::cells;

/// A table of the accounts, by the columns of the data contract.
struct Accounts {
    name: &'static str,
    /// Amounts that figures are made of.
    amounts: &'static [&'static str],
    /// Amounts that are shown and that no figure is made of.
    shown: &'static [&'static str],
    /// What tells a row from others.
    tells: &'static [&'static str],
}

const TABLES: [Accounts; 7] = [
    Accounts {
        name: "budget",
        amounts: &["amount", "revised_amount"],
        shown: &["next_year_amount"],
        tells: &["account", "title", "kind", "class", "explanation"],
    },
    Accounts {
        name: "ledger",
        amounts: &["amount"],
        shown: &[],
        tells: &[
            "date",
            "account",
            "description",
            "counterparty",
            "currency",
            "reference",
            "activity",
            "fund",
            "for_year",
            "for_participant",
            "paid_amount",
            "paid_currency",
        ],
    },
    Accounts {
        name: "contributions",
        amounts: &["due"],
        shown: &[],
        tells: &["participant", "currency", "due_on", "decision", "waived", "reason"],
    },
    Accounts {
        name: "funds",
        amounts: &["opening"],
        shown: &[],
        tells: &["id", "title", "purpose"],
    },
    Accounts {
        name: "activities",
        amounts: &[],
        shown: &[],
        tells: &["id", "title", "working_group"],
    },
    Accounts {
        name: "commitments",
        amounts: &["amount"],
        shown: &[],
        tells: &[
            "account",
            "fund",
            "counterparty",
            "description",
            "currency",
            "committed_on",
            "expected_on",
        ],
    },
    Accounts {
        name: "in-kind",
        amounts: &["hours", "amount"],
        shown: &[],
        tells: &["participant", "kind", "working_group", "currency", "description"],
    },
];

/// What is unused in a file of `finance/` that figures are made of; `None` for every other file. `inside` is
/// its path in the year's folder.
pub(super) fn of_file(
    file: &InputFile,
    inside: &str,
    context: &Context<'_>,
) -> Option<Vec<UnusedNumbers>> {
    let name = inside.strip_prefix("finance/")?.rsplit_once('.')?.0;
    let exports = &context.inputs.year.finance.ledger_files;
    if exports.iter().any(|export| *export.path == *file.path) {
        return of_export(file, context);
    }
    let accounts = TABLES.iter().find(|table| table.name == name)?;
    let workbook = cells::workbook(file).ok()?;
    let found = workbook.sheets.iter().flat_map(|sheet| {
        of_sheet(&workbook, sheet, None, decider(accounts, &workbook, sheet, context))
    });
    Some(found.collect())
}

/// What is unused in the export of an accounting system: all but the amounts that are booked, and in rows that are.
fn of_export(file: &InputFile, context: &Context<'_>) -> Option<Vec<UnusedNumbers>> {
    let workbook = cells::workbook(file).ok()?;
    let found = workbook.sheets.iter().flat_map(|sheet| {
        let title = sheet_key(&workbook, sheet);
        let named = context.traced.sheet(&workbook.path, title);
        let without_value = context.without_value.sheet(&workbook.path, title);
        let lines = context.inputs.year.finance.ledger.iter().map(|line| &line.place);
        let own = lines.filter(|place| {
            *place.path == *workbook.path && place.sheet.as_deref().unwrap_or_default() == title
        });
        let booked: BTreeSet<u32> =
            own.filter_map(|place| place.cell).map(|cell| cell.row).collect();
        let is_in = |part: Option<&TracedSheet>, cell: &Cell| {
            part.is_some_and(|part| part.names(cell.address))
        };
        of_sheet(&workbook, sheet, None, |cell| {
            let above = booked.first().is_some_and(|first| cell.address.row < *first);
            match booked.contains(&cell.address.row) {
                _ if is_in(named, cell) => None,
                _ if is_in(without_value, cell) => Some(UnusedReason::FigureWithoutValue),
                true => Some(UnusedReason::NoMeasure),
                false if above => Some(UnusedReason::OutsideTheTable),
                false => Some(UnusedReason::RowLeftOut),
            }
        })
    });
    Some(found.collect())
}

fn decider<'a>(
    accounts: &'a Accounts,
    workbook: &Workbook,
    sheet: &'a Sheet,
    context: &'a Context<'_>,
) -> impl Fn(&Cell) -> Option<UnusedReason> + 'a {
    let title = sheet_key(workbook, sheet);
    let named = context.traced.sheet(&workbook.path, title);
    let without_value = context.without_value.sheet(&workbook.path, title);
    let header = sheet.rows().next().map_or(0, |(row, _)| row);
    let is_in = move |part: Option<&TracedSheet>, cell: &Cell| {
        part.is_some_and(|part| part.names(cell.address))
    };
    move |cell| {
        if is_in(named, cell) {
            return None;
        }
        let column = sheet.at(header, cell.address.column).map(|cell| cell.raw.trim());
        let column = column.unwrap_or_default().to_lowercase();
        let has = |columns: &[&str]| columns.contains(&column.as_str());
        Some(if cell.address.row == header {
            UnusedReason::OutsideTheTable
        } else if has(accounts.tells) {
            UnusedReason::NoMeasure
        } else if has(accounts.shown) {
            UnusedReason::NoIndicator
        } else if !has(accounts.amounts) {
            UnusedReason::UnmappedColumn
        } else if is_in(without_value, cell) {
            UnusedReason::FigureWithoutValue
        } else {
            UnusedReason::RowLeftOut
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finance_inputs::columns_by_table;

    #[test]
    fn every_column_of_the_accounts_is_known_here_and_no_other() {
        let known = |table: &Accounts| {
            let columns = [table.amounts, table.shown, table.tells].concat();
            columns.into_iter().collect::<BTreeSet<_>>()
        };
        let own = TABLES.iter().map(|table| (table.name, known(table)));
        let read = columns_by_table().map(|(name, columns)| {
            let all = [columns.required, columns.optional, columns.titled].concat();
            (name, all.into_iter().collect::<BTreeSet<_>>())
        });
        assert_eq!(own.collect::<Vec<_>>(), read);
    }
}
