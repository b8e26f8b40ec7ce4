//! The budget and what became of it, by class and by account.

use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountKind, AccountLine, Statement};
use model::shown_books::ShownBooks;
use model::{Decimal, Money};

use super::super::{Content, amount, columns, figure_cell};
use super::{
    account_title, actual_of, classes_of, dated, indicator_of, is_revised, last_statement, note,
    of_kind, plain, row, shown, statement_of,
};
use crate::context::Material;
use crate::format::{NO_BREAK, Nothing, fixed, percent};
use crate::money::{must_be_explained, several_accounts_a_class};
use crate::tables::{Signs, section};
use crate::trouble::Trouble;
use crate::words::Words;

/// Budget, revised budget, actual, difference, share used, last year and next year's budget, by class.
pub(crate) fn classes(material: &Material) -> Result<Content, Trouble> {
    let last = last_statement(material);
    table(material, "nature", |statement, kind| {
        let of_class = |class| {
            let accounts = of_kind(statement, kind).filter(|own| own.class == class);
            let mut line = Line::sum(material.words.get(&format!("class.{class}")), accounts);
            line.cut = Some((Dimension::Class, class.code().to_owned()));
            line.last_year = last.map(|last| actual_of(last, kind, class));
            line
        };
        classes_of(statement, kind).into_iter().map(of_class).collect()
    })
}

/// The same by account; the class of each is named with it where the table by class is left out.
pub(crate) fn accounts(material: &Material) -> Result<Content, Trouble> {
    table(material, "account", |statement, kind| {
        let shown = shown(material, statement);
        let of_account = |account: &AccountLine| Line {
            cut: Some((Dimension::Account, account.account.clone())),
            beyond: must_be_explained(material, statement, account),
            ..Line::sum(
                title(account, statement, &shown, &material.words),
                std::iter::once(account),
            )
        };
        of_kind(statement, kind).map(of_account).collect()
    })
}

/// Number and title of an account, with its class where no other table has the classes and the title does not say it.
fn title(
    account: &AccountLine,
    statement: &Statement,
    shown: &ShownBooks,
    words: &Words,
) -> String {
    let title = account_title(shown, account);
    let class = words.get(&format!("class.{}", account.class));
    let says_class = account.title.trim().to_lowercase() == class.to_lowercase();
    if says_class || several_accounts_a_class(statement) {
        return title;
    }
    format!("{title} ({class})")
}

/// A row of the table. Amounts in minor units of the accounts' currency.
#[derive(Default)]
struct Line {
    name: String,
    cut: Option<(Dimension, String)>,
    budget: i64,
    revised: i64,
    actual: i64,
    last_year: Option<i64>,
    next_year: Option<i64>,
    /// Whether the difference is above what needs no explanation.
    beyond: bool,
}

impl Line {
    fn sum<'a>(name: String, accounts: impl Iterator<Item = &'a AccountLine>) -> Self {
        let mut line = Self { name, ..Self::default() };
        for account in accounts {
            line.budget += account.budget;
            line.revised += account.revised_budget;
            line.actual += account.actual;
            line.last_year = added(line.last_year, account.last_year);
            line.next_year = added(line.next_year, account.next_year_budget);
        }
        line
    }
}

/// The sum of what is there of two amounts.
fn added(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}

/// Which of the columns that not every year has are shown.
#[derive(Clone, Copy)]
struct Shown {
    interim: bool,
    revised: bool,
    last_year: bool,
    next_year: bool,
}

impl Shown {
    fn of(material: &Material, statement: &Statement) -> Self {
        let planned = statement.accounts.iter().any(|own| own.next_year_budget.is_some());
        Self {
            interim: statement.as_of.is_some(),
            revised: is_revised(statement),
            last_year: last_statement(material).is_some(),
            next_year: planned && statement.as_of.is_none(),
        }
    }

    fn titles(self, first: &'static str) -> Vec<(&'static str, Alignment, u8)> {
        let amounts = [
            (true, "budget"),
            (self.revised, "revised_budget"),
            (true, "actual"),
            (!self.interim, "difference"),
            // Of a year that is not over, what is left of the budget says more than a difference.
            (self.interim, "still_open"),
            (true, "used"),
            (self.last_year, "amount_last_year"),
            (self.next_year, "budget_next_year"),
        ];
        let shown = amounts.into_iter().filter(|(shown, _)| *shown);
        let width = |name: &str| if name == "used" { 8 } else { 14 };
        let amounts = shown.map(|(_, name)| (name, Alignment::Right, width(name)));
        std::iter::once((first, Alignment::Left, 30)).chain(amounts).collect()
    }
}

fn table(
    material: &Material,
    first: &'static str,
    lines_of: impl Fn(&Statement, AccountKind) -> Vec<Line>,
) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let shown = Shown::of(material, statement);
    let titles = shown.titles(first);
    let mut maker = Maker { material, statement, shown, signs: Signs::default() };
    let mut rows = Vec::new();
    let mut beyond = false;
    for kind in [AccountKind::Income, AccountKind::Expense] {
        let lines = lines_of(statement, kind);
        if lines.is_empty() {
            continue;
        }
        rows.push(section(&material.words.get(&format!("kind.{kind}")), titles.len() - 1));
        let mut last = 0;
        for line in &lines {
            last += line.last_year.unwrap_or(0);
            beyond |= line.beyond;
            rows.push(maker.row(kind, RowKind::Body, line)?);
        }
        let name = material.words.get(&format!("statement.{kind}"));
        let mut sum = Line::sum(name, of_kind(statement, kind));
        if let Some(before) = last_statement(material) {
            let total = of_year(before, kind);
            rows.extend((total != last).then(|| maker.gone(total - last)));
            sum.last_year = Some(total);
        }
        rows.push(maker.row(kind, RowKind::Total, &sum)?);
    }
    let basis = match (shown.interim, shown.revised) {
        (false, false) => "difference",
        (false, true) => "difference_revised",
        (true, false) => "still_open",
        (true, true) => "still_open_revised",
    };
    let mut notes = vec![note(material.words.get(&format!("statement.{basis}")))];
    let settings = material.this.reading.settings.finance.as_ref();
    if let Some(share) = settings.and_then(|own| own.explain_above).filter(|_| beyond) {
        let share = percent(share, &material.words);
        notes.push(note(material.words.fill("statement.over_limit", &[("share", &share)])));
    }
    notes.extend(maker.signs.settle(&material.words, &mut rows));
    let columns = dated(material, statement, columns(material, &titles));
    Ok(Content { columns, rows, notes })
}

fn of_year(statement: &Statement, kind: AccountKind) -> i64 {
    match kind {
        AccountKind::Income => statement.income,
        AccountKind::Expense => statement.expense,
    }
}

struct Maker<'a> {
    material: &'a Material,
    statement: &'a Statement,
    shown: Shown,
    signs: Signs,
}

impl Maker<'_> {
    fn row(&mut self, kind: AccountKind, row_kind: RowKind, line: &Line) -> Result<Row, Trouble> {
        let mut cells = vec![TableCell::text(line.name.as_str())];
        cells.push(self.figure("finance.budget", line, line.budget)?);
        if self.shown.revised {
            cells.push(self.figure("finance.revised_budget", line, line.revised)?);
        }
        let actual = match line.cut {
            Some(_) => self.figure(indicator_of(kind), line, line.actual)?,
            None => {
                let currency = self.statement.currency;
                let name = indicator_of(kind);
                figure_cell(self.material, &mut self.signs, name, &[], line.actual, currency)?
            }
        };
        cells.push(actual);
        let difference = line.actual - line.revised;
        let shown = if self.shown.interim { -difference } else { difference };
        let mark = if line.beyond { format!("*{NO_BREAK}") } else { String::new() };
        cells.push(TableCell::text(mark + &amount(shown, self.statement.currency)));
        cells.push(self.used(line));
        if self.shown.last_year {
            cells.push(self.optional(line.last_year));
        }
        if self.shown.next_year {
            cells.push(self.optional(line.next_year));
        }
        Ok(row(row_kind, cells))
    }

    /// What last year had on accounts that are no longer in the budget.
    fn gone(&mut self, minor: i64) -> Row {
        let name = self.material.words.get("statement.other_accounts");
        let mut cells = vec![TableCell::text(name)];
        cells.resize(if self.shown.revised { 6 } else { 5 }, TableCell::default());
        cells.push(plain(minor, self.statement.currency));
        if self.shown.next_year {
            cells.push(TableCell::default());
        }
        row(RowKind::Body, cells)
    }

    fn figure(&mut self, indicator: &str, line: &Line, minor: i64) -> Result<TableCell, Trouble> {
        let currency = self.statement.currency;
        match &line.cut {
            Some((dimension, code)) => {
                let cut = [(*dimension, code.as_str())];
                figure_cell(self.material, &mut self.signs, indicator, &cut, minor, currency)
            }
            None => Ok(plain(minor, currency)),
        }
    }

    fn optional(&mut self, minor: Option<i64>) -> TableCell {
        match minor {
            Some(minor) => plain(minor, self.statement.currency),
            None => self.signs.nothing(&self.material.words, Nothing::NoneReported),
        }
    }

    /// The actual amount as a share of the budget in force; of no budget there is none.
    fn used(&mut self, line: &Line) -> TableCell {
        match share_used(self.statement, line.actual, line.revised) {
            Some(share) => {
                let hundredths = fixed(share * Decimal::from(100), 1);
                TableCell::text(format!("{hundredths}{NO_BREAK}%"))
            }
            None => self.signs.nothing(&self.material.words, Nothing::NotApplicable),
        }
    }
}

/// What part of the budget in force the actual amount is.
fn share_used(statement: &Statement, actual: i64, budget: i64) -> Option<Decimal> {
    let decimal = |minor: i64| Money { currency: statement.currency, minor }.to_decimal();
    decimal(actual).checked_div(decimal(budget))
}
