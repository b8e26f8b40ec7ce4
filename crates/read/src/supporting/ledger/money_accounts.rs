//! Accounts on which the money is said to lie and that no row of an export has: then nobody can tell what was paid.

use std::collections::BTreeMap;

use model::{Fault, FaultKind, Place};

use super::posting::{self, ACCOUNTS};
use super::table::Inputs;
use crate::supporting::parts::Found;

/// The key of the mapping.
pub(super) const MONEY_ACCOUNTS: &str = "money_accounts";
/// How many accounts are named that may be meant.
const NAMED: usize = 3;

/// The fault of a table none of whose rows is on an account where the money is said to lie, and of which rows with both
/// accounts, or those on its commonest account, could not be booked for that. `None` of an export that has the other
/// side alone.
pub(super) fn in_no_row(inputs: &Inputs, found: &Found) -> Option<Fault> {
    let base = &found.parts.first()?.base;
    let own = &base.mapping.ledger.as_ref()?.money_accounts;
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for part in &found.parts {
        for row in part.rows.iter().filter(|row| !part.base.is_skipped(**row)) {
            let accounts = ACCOUNTS.iter().map(|field| part.base.said(*row, field).value);
            for account in accounts.filter(|account| !account.trim().is_empty()) {
                *rows.entry(account.trim().to_owned()).or_default() += 1;
            }
        }
    }
    if own.is_empty() || own.iter().any(|account| rows.contains_key(account)) {
        return None;
    }
    let is_known = |account: &str| inputs.of.kinds.contains_key(account);
    let mut common: Vec<(String, usize)> = rows.into_iter().collect();
    // The commonest first; of equals one that the budget does not have.
    common.sort_by_key(|(account, rows)| (std::cmp::Reverse(*rows), is_known(account)));
    let (first, count) = common.first()?;
    let has_both = posting::fields(base).is_some();
    if !has_both && (is_known(first) || *count < 2) {
        return None;
    }
    let all_known = common.iter().all(|(account, _)| is_known(account));
    common.retain(|(account, _)| all_known || !is_known(account));
    let which = match all_known {
        true => "Those of the rows that occur most",
        false => "Those of the rows that occur most and are not in budget.csv",
    };
    let named = common.iter().take(NAMED).map(|(account, rows)| match rows {
        1 => format!("`{account}` (1 row)"),
        rows => format!("`{account}` ({rows} rows)"),
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let table = &base.mapping;
    Some(Fault {
        kind: FaultKind::BadRegisterValue,
        participant: None,
        place: Place::line(table.place.path.clone(), table.line_of(MONEY_ACCOUNTS), 1),
        raw: format!("{MONEY_ACCOUNTS} = {own:?}"),
        field: MONEY_ACCOUNTS.to_owned(),
        label: MONEY_ACCOUNTS.to_owned(),
        expected: format!(
            "an account on which the money lies, written as the rows have it: `{}` is in no row of {}. {which}: {named}",
            own.join("` and `"),
            base.workbook.path.rsplit('/').next().unwrap_or_default(),
        ),
        context: Vec::new(),
    })
}
