//! Sheet `Contributions`: due and received by participant, and what was given freely.

use model::Money;
use model::finance::{AccountClass, AccountKind, ContributionDue, ContributionLine};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::account_columns;
use super::charts;
use super::contribution_columns::Column;
use super::layout::{Layout, class_sum};
use super::page::{
    CANNOT_SAY, CONTRIBUTIONS, FIRST_ROW, Head, SETTING_ROW, head, in_currency, rounded, set_up,
    setting,
};
use super::receipts::CountsAs;
use super::receipts_sheet::Taken;
use super::table::{Table, Value};
use super::voluntary;
use crate::style;
use crate::xlsx::{absolute, day, relative};

/// Column of the day up to which days overdue are counted.
const LAST_DAY: u16 = 2;
const BELOW: &str = "Received is added up from the sheet of receipts. Due is empty where no decision says what is due; that \
    is not zero. Contributions still to come are no income.";
/// What stands for an amount due that was waived; a sum passes over it.
const WAIVED: &str = "waived";

/// The sheet's columns and what it is made from.
pub(super) struct Page<'a> {
    pub layout: &'a Layout<'a>,
    pub columns: Vec<Column>,
}

/// Adds the sheet, with a name for the day up to which days overdue are counted.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let statement = inputs.statement;
    let page = Page { layout, columns: Column::of(inputs) };
    let columns: Vec<Head> = page.columns.iter().map(|column| column.head(statement)).collect();
    let sheet = workbook.add_worksheet().set_name(CONTRIBUTIONS)?;
    head(sheet, "Contributions", &format!("{} {BELOW}", in_currency(inputs)), &columns)?;
    last_day(sheet, layout)?;
    let mut table = Table::new(sheet, &columns, statement.currency, FIRST_ROW);
    for line in &statement.contributions {
        let row = table.row;
        let values: Vec<Value> =
            page.columns.iter().map(|column| page.value(*column, line, row)).collect();
        table.line(&values)?;
    }
    let total = table.row;
    let sums: Vec<Value> = page.columns.iter().map(|column| page.sum(*column, total)).collect();
    table.sums(&sums)?;
    page.against_statement(&mut table, total)?;
    let below = table.row + 1;
    let last = voluntary::write(sheet, below, layout)?;
    charts::contributions(sheet, (below, last + 1), &page)?;
    set_up(sheet, inputs)?;
    let name = absolute(CONTRIBUTIONS, SETTING_ROW, LAST_DAY);
    workbook.define_name("last_day", &format!("={name}"))?;
    Ok(())
}

/// The cell of what is outstanding in all, and the amount.
pub(super) fn outstanding(layout: &Layout) -> (String, i64) {
    let columns = Column::of(layout.inputs);
    let column = columns.iter().position(|column| *column == Column::Outstanding);
    let lines = &layout.inputs.statement.contributions;
    let row = FIRST_ROW + lines.len() as u32;
    let minor = lines.iter().filter_map(|line| Column::Outstanding.minor(line)).sum();
    (absolute(CONTRIBUTIONS, row, column.unwrap_or_default() as u16), minor)
}

fn last_day(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let text = "Days overdue are counted up to:";
    let format = setting(sheet, text)?.set_num_format(style::DAY);
    let last = day(layout.inputs.statement.last_day)?;
    sheet.write_datetime_with_format(SETTING_ROW, LAST_DAY, &last, &format)?;
    Ok(())
}

impl Page<'_> {
    /// The position of a column; one that is left out is asked for by no formula.
    pub(super) fn at(&self, column: Column) -> u16 {
        self.columns.iter().position(|own| *own == column).unwrap_or_default() as u16
    }

    fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    fn cell(&self, row: u32, column: Column) -> String {
        relative(row, self.at(column))
    }

    fn rounded(&self, formula: &str) -> String {
        rounded(formula, self.layout.inputs.statement.currency)
    }

    fn value(&self, column: Column, line: &ContributionLine, row: u32) -> Value {
        let minor = column.minor(line);
        let id = line.participant.as_str();
        match column {
            Column::Id => Value::text(id),
            Column::Name => Value::text(self.layout.inputs.register.name(id)),
            Column::Decision => Value::Text(self.decision(line)),
            Column::Due if line.waived => Value::InPlace(WAIVED),
            Column::Due | Column::Exchange => Value::Amount(minor),
            Column::DueOn => Value::Day(line.due_on),
            Column::ReceivedOn => {
                let days: Vec<String> =
                    line.received_on.iter().map(|day| day.to_string()).collect();
                Value::Text(days.join(", "))
            }
            Column::Outstanding | Column::Overpaid if line.waived => Value::Amount(Some(0)),
            Column::Outstanding | Column::Overpaid => {
                Value::SumOrNot(self.owing(column, row), minor)
            }
            Column::DaysOverdue => self.days_overdue(line, row),
            Column::Booked => Value::Sum(self.booked(row), minor.unwrap_or_default()),
            _ if line.waived && column != Column::ForEarlier && column != Column::Advance => {
                Value::Amount(Some(0))
            }
            _ => Value::Sum(self.receipts(column, row), minor.unwrap_or_default()),
        }
    }

    /// The decisions of what is due, with the amount where it is due in another currency or in parts, and why it was
    /// waived.
    fn decision(&self, line: &ContributionLine) -> String {
        let inputs = self.layout.inputs;
        let rows = inputs.year.finance.contributions.iter();
        let own: Vec<&ContributionDue> =
            rows.filter(|due| due.participant == line.participant).collect();
        let parts = own.len() > 1;
        let text = |due: &&ContributionDue| {
            let mut text = due.decision.trim().to_owned();
            if parts || due.currency != inputs.statement.currency {
                let money = Money { currency: due.currency, minor: due.due };
                text = format!("{text}: {} {}", money.to_decimal(), due.currency.code());
                if let (true, Some(on)) = (parts, due.due_on) {
                    text = format!("{text} on {on}");
                }
            }
            if due.waived {
                let reason = due.reason.trim();
                text = format!("{text}: {WAIVED}. {reason}");
            }
            text.trim_start_matches(": ").trim().to_owned()
        };
        own.iter().map(text).collect::<Vec<String>>().join("\n")
    }

    /// Outstanding or overpaid, from due, received and exchange difference; nothing where nothing was decided.
    fn owing(&self, column: Column, row: u32) -> String {
        let (due, received) = (self.cell(row, Column::Due), self.cell(row, Column::Received));
        let difference = match self.has(Column::Exchange) {
            true => self.cell(row, Column::Exchange),
            false => "0".to_owned(),
        };
        let left = match (column, self.has(Column::Exchange)) {
            (Column::Outstanding, true) => format!("{due}-{received}+{difference}"),
            (Column::Outstanding, false) => format!("{due}-{received}"),
            (_, true) => format!("{received}-{due}-{difference}"),
            (_, false) => format!("{received}-{due}"),
        };
        format!("IF({due}=\"\",\"{CANNOT_SAY}\",MAX(0,{}))", self.rounded(&left))
    }

    /// Days since the due day, where a part is still to come. Of a contribution that is due in parts the days since the
    /// oldest part that is open stand as a number.
    fn days_overdue(&self, line: &ContributionLine, row: u32) -> Value {
        let inputs = self.layout.inputs;
        let rows = inputs.year.finance.contributions.iter();
        let own = rows.filter(|due| due.participant == line.participant && !due.waived).count();
        let days = line.days_overdue.map(i64::from);
        if own != 1 || line.due_on.is_none() {
            return days.map_or_else(|| Value::InPlace(CANNOT_SAY), Value::Count);
        }
        let (left, due_on) = (self.cell(row, Column::Outstanding), self.cell(row, Column::DueOn));
        let open = format!("AND(N({left})>0,last_day>{due_on})");
        Value::CountOrNot(format!("IF({open},last_day-{due_on},\"{CANNOT_SAY}\")"), days)
    }

    /// What this year's ledger holds.
    fn booked(&self, row: u32) -> String {
        let mut formula = self.cell(row, Column::Received);
        for (sign, column) in [
            ('-', Column::BookedBefore),
            ('-', Column::BookedAfter),
            ('+', Column::ForEarlier),
            ('+', Column::Advance),
        ] {
            if self.has(column) {
                formula.push(sign);
                formula.push_str(&self.cell(row, column));
            }
        }
        self.rounded(&formula)
    }

    /// The sum of receipts that a column takes.
    fn receipts(&self, column: Column, row: u32) -> String {
        let id = format!("${}", relative(row, self.at(Column::Id)));
        let own = Taken::all(self.layout).of(&id).counted(CountsAs::Contribution);
        let taken = match column {
            Column::BookedBefore => own.for_year("=").ledger("<"),
            Column::BookedAfter => own.for_year("=").ledger(">"),
            Column::ForEarlier => own.for_year("<").ledger("="),
            Column::Advance => own.for_year(">").ledger("="),
            _ => own.for_year("="),
        };
        taken.sum()
    }

    fn sum(&self, column: Column, row: u32) -> Value {
        let lines = &self.layout.inputs.statement.contributions;
        match column {
            Column::Name => Value::text("Total"),
            Column::Id
            | Column::Decision
            | Column::DueOn
            | Column::ReceivedOn
            | Column::DaysOverdue => Value::Blank,
            _ => {
                let at = self.at(column);
                let first = relative(FIRST_ROW, at);
                let formula = match lines.is_empty() {
                    true => "0".to_owned(),
                    false => self.rounded(&format!("SUM({first}:{})", relative(row - 1, at))),
                };
                Value::Sum(formula, lines.iter().filter_map(|line| column.minor(line)).sum())
            }
        }
    }

    /// Below the totals: what others gave on these accounts, and the statement's own figure.
    fn against_statement(&self, table: &mut Table, total: u32) -> Result<(), XlsxError> {
        let at = self.at(Column::Booked);
        let titled = |title: &str, value| {
            let mut values = vec![Value::Blank; self.columns.len()];
            values[1] = Value::text(title);
            values[usize::from(at)] = value;
            values
        };
        let lines = self.layout.inputs.statement.contributions.iter();
        let owed: i64 = lines.filter_map(|line| Column::Booked.minor(line)).sum();
        let class = AccountClass::Contribution;
        let actual = account_columns::Column::Actual;
        let (formula, stated) = class_sum(self.layout, AccountKind::Income, class, actual);
        if stated != owed {
            let all = Taken::all(self.layout).class(class).ledger("=");
            let all = all.sum();
            let rest = self.rounded(&format!("{all}-{}", relative(total, at)));
            let title = "Given by others, or by participants that owed nothing";
            table.line(&titled(title, Value::Sum(rest, stated - owed)))?;
        }
        table.sums(&titled("Contributions in the statement", Value::Sum(formula, stated)))?;
        Ok(())
    }
}
