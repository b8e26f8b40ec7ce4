//! `finance/budget.csv`.

use std::collections::{BTreeMap, BTreeSet};

use model::finance::{AccountClass, AccountKind, BudgetLine};
use model::{Currency, Fault, FaultKind, InputFile, Obstacle};

use crate::registers::{duplicate, rows};
use crate::table::{Columns, RowReader};

pub(super) const COLUMNS: Columns = Columns {
    required: &["account", "title", "kind", "class", "amount"],
    optional: &["revised_amount", "next_year_amount", "explanation"],
    titled: &["title"],
    private: &[],
};

/// Reads the budget in the file's order; amounts are in the accounts' currency. An account that came
/// before is a fault, and its row is left aside; so is an explanation that is blank, and its row is kept.
pub(super) fn budget(
    files: &BTreeMap<String, InputFile>,
    folder: &str,
    currency: Currency,
    faults: &mut Vec<Fault>,
) -> Result<Vec<BudgetLine>, Vec<Obstacle>> {
    let (mut seen, mut told) = (BTreeSet::new(), Vec::new());
    let budget = rows(files, &format!("{folder}/budget"), &COLUMNS, faults, |row| {
        let line = budget_line(row, currency)?;
        if row.is_sound() && !seen.insert(line.account.clone()) {
            told.push(duplicate(row, "account", &line.account));
            return None;
        }
        if row.is_sound() && line.explanation.trim().is_empty() {
            told.push(not_explained(row, &line.account));
        }
        Some(line)
    })?;
    faults.extend(told);
    Ok(budget)
}

/// The blank cell where the explanation of an account would stand.
fn not_explained(row: &RowReader<'_>, account: &str) -> Fault {
    let expected = "a sentence that says why".to_owned();
    let fault = row.told(FaultKind::ExplanationBlank, "explanation", expected);
    Fault { raw: account.to_owned(), ..fault }
}

/// One row.
fn budget_line(row: &mut RowReader<'_>, currency: Currency) -> Option<BudgetLine> {
    let kinds: Vec<_> = AccountKind::ALL.iter().map(|kind| kind.code()).collect();
    let classes: Vec<_> = AccountClass::ALL.iter().map(|class| class.code()).collect();
    let account = row.required_text("account");
    let title = row.required_text("title");
    let kind = row.code("kind", &kinds, AccountKind::parse);
    let class = row.code("class", &classes, AccountClass::parse);
    let amount = row.required_amount("amount", Some(currency));
    if let (Some(kind), Some(class)) = (kind, class)
        && kind_of(class) != kind
    {
        row.wrong("class", format!("a class of {kind}, as the column `kind` says"));
    }
    let revised_amount = row.amount("revised_amount", Some(currency));
    let next_year_amount = row.amount("next_year_amount", Some(currency));
    for (column, amount) in [
        ("amount", amount),
        ("revised_amount", revised_amount),
        ("next_year_amount", next_year_amount),
    ] {
        if amount.is_some_and(|amount| amount < 0) {
            row.wrong(
                column,
                "an amount of 0 or more: the column `kind` says whether it is income or expense",
            );
        }
    }
    Some(BudgetLine {
        revised_amount,
        revised_place: revised_amount.map(|_| row.place("revised_amount")),
        next_year_amount,
        explanation: row.text("explanation"),
        place: row.place("amount"),
        account,
        title,
        kind: kind?,
        class: class?,
        amount: amount?,
    })
}

/// Whether accounts of a class are of income or of expense.
fn kind_of(class: AccountClass) -> AccountKind {
    match class {
        AccountClass::Contribution
        | AccountClass::Voluntary
        | AccountClass::Earmarked
        | AccountClass::OtherIncome => AccountKind::Income,
        AccountClass::Staff
        | AccountClass::Services
        | AccountClass::Travel
        | AccountClass::Events
        | AccountClass::OtherExpense => AccountKind::Expense,
    }
}
