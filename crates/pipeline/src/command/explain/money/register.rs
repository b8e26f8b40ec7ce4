//! The register that an entry of the books stands in, and what it says there.

use std::collections::BTreeMap;

use model::Place;
use model::finance::{AccountKind, BudgetLine};

use super::super::{Context, source};

/// The register that an entry of the books stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Register {
    Ledger,
    Contributions,
    Budget,
    Funds,
    Commitments,
    Settings,
}

impl Register {
    /// That of a path; any other file under `finance/` is an accounting system's ledger.
    pub(super) fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next()?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Some(match stem {
            "year" => Self::Settings,
            _ if !path.contains("/finance/") => return None,
            "contributions" => Self::Contributions,
            "budget" => Self::Budget,
            "funds" => Self::Funds,
            "commitments" => Self::Commitments,
            "in-kind" | "activities" => return None,
            _ => Self::Ledger,
        })
    }
}

/// The row a cell stands in: the text of each column by its header.
pub(super) fn row(context: &mut Context<'_>, place: &Place) -> BTreeMap<String, String> {
    let Some((at, sheet)) =
        place.cell.zip(context.files.sheet(&place.path, place.sheet.as_deref()))
    else {
        return BTreeMap::new();
    };
    let header = sheet.rows().next().map_or(0, |(row, _)| row);
    let cells = sheet.row(at.row).iter();
    let named = cells.filter_map(|cell| {
        let name = sheet.at(header, cell.address.column)?;
        Some((name.raw.trim().to_owned(), cell.raw.trim().to_owned()))
    });
    named.collect()
}

/// The account that an entry of a register is on, as the budget of its year has it.
pub(super) struct Account<'c> {
    code: String,
    line: Option<&'c BudgetLine>,
}

impl<'c> Account<'c> {
    /// That of a booked line or of a commitment; in a ledger of a year that was not computed that of its row.
    pub(super) fn of(
        context: &'c Context<'_>,
        place: &Place,
        row: &BTreeMap<String, String>,
    ) -> Self {
        let of_line = context.money.booked(place).map(|booked| booked.line.account.clone());
        let code = of_line
            .or_else(|| {
                context.money.committed(place).map(|(_, line)| line.commitment.account.clone())
            })
            .or_else(|| row.get("account").cloned())
            .unwrap_or_default();
        let year = source::year_of(&place.path).and_then(|year| context.computed.get(&year));
        let line = year
            .and_then(|year| year.reading.finance.budget.iter().find(|line| line.account == code));
        Self { code, line }
    }

    /// Whether it is of income or of expense.
    pub(super) fn kind(&self) -> Option<AccountKind> {
        self.line.map(|line| line.kind)
    }

    /// Its code, title and kind.
    pub(super) fn named(&self) -> String {
        match self.line {
            Some(line) => format!("account {} {}, {}", self.code, line.title, line.kind),
            None => format!("account {}", self.code),
        }
    }
}
