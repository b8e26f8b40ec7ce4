//! Contributions, due and voluntary.

use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{AccountClass, AccountKind, ContributionLine, Statement};
use model::{Currency, Money};

use super::super::{Content, amount, body, columns, figure_cell};
use super::{dated, statement_of};
use crate::context::Material;
use crate::format::{Nothing, amount_in_full};
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// A column that is shown where at least one participant has something in it.
struct Further {
    name: &'static str,
    indicator: &'static str,
    amount: fn(&ContributionLine) -> i64,
}

const FURTHER: [Further; 3] = [
    Further { name: "overpaid", indicator: "finance.overpaid", amount: |line| line.overpaid },
    Further {
        name: "earlier",
        indicator: "finance.arrears",
        amount: |line| line.received_for_earlier,
    },
    Further { name: "advance", indicator: "finance.advance", amount: |line| line.advance },
];

/// Contributions of coordinating participants: due, received for the year, outstanding, and what came this
/// year for other years, with the way from there to the income booked.
pub(crate) fn contributions(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let lines = &statement.contributions;
    let mut signs = Signs::default();
    let shown: Vec<&Further> = FURTHER
        .iter()
        .filter(|further| lines.iter().any(|line| (further.amount)(line) != 0))
        .collect();
    let mut rows = Vec::new();
    for line in lines {
        rows.push(contribution_row(material, statement, line, &shown, &mut signs)?);
    }
    rows.push(contribution_sum(material, statement, &shown));
    let mut titles = vec![
        ("organisation", Alignment::Left, 28),
        ("due", Alignment::Right, 15),
        ("due_on", Alignment::Left, 21),
        ("received_for", Alignment::Right, 15),
        ("outstanding", Alignment::Right, 16),
    ];
    titles.extend(shown.iter().map(|further| (further.name, Alignment::Right, 15)));
    let columns = dated(material, statement, columns(material, &titles));
    let mut notes: Vec<Vec<Inline>> = vec![vec![Inline::Text(reconciliation(material, statement))]];
    notes.extend(waivers(material, statement).into_iter().map(|note| vec![Inline::Text(note)]));
    if lines.iter().any(|line| line.due.is_none()) {
        notes.push(vec![Inline::Text(material.words.get("statement.due_missing"))]);
    }
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

/// How what was received for this year and for others makes up what was booked on the accounts of
/// contributions: all from the statement, so that the two tables can be laid side by side.
fn reconciliation(material: &Material, statement: &Statement) -> String {
    let own = statement.accounts.iter().filter(|account| {
        account.in_budget() && (account.kind, account.class) == CONTRIBUTION_INCOME
    });
    let booked: i64 = own.map(|account| account.actual).sum();
    let sum =
        |of: fn(&ContributionLine) -> i64| -> i64 { statement.contributions.iter().map(of).sum() };
    let parts = [
        ("received", sum(|line| line.received)),
        ("before", -sum(|line| line.received_before)),
        ("after", -sum(|line| line.received_after)),
        ("earlier", sum(|line| line.received_for_earlier)),
        ("later", sum(|line| line.advance)),
    ];
    let others = booked - parts.iter().map(|(_, minor)| minor).sum::<i64>();
    let year = statement.year.to_string();
    let said: Vec<String> = parts
        .into_iter()
        .chain([("others", others)])
        .filter(|(name, minor)| *minor != 0 || *name == "received")
        .map(|(name, minor)| {
            let money = amount(minor, statement.currency);
            let values = [("amount", money.as_str()), ("year", year.as_str())];
            material.words.fill(&format!("reconciliation.{name}"), &values)
        })
        .collect();
    let money = with_currency(booked, statement.currency);
    let values = [("amount", money.as_str()), ("year", year.as_str()), ("parts", &said.join(", "))];
    material.words.fill("reconciliation.sentence", &values)
}

const CONTRIBUTION_INCOME: (AccountKind, AccountClass) =
    (AccountKind::Income, AccountClass::Contribution);

/// A sentence for each contribution that was waived: how much, and why.
fn waivers(material: &Material, statement: &Statement) -> Vec<String> {
    let waived = statement.contributions.iter().filter(|line| line.waived);
    let row = |line: &ContributionLine| {
        let rows = material.this.reading.finance.contributions.iter();
        rows.filter(|row| row.waived).find(|row| row.participant == line.participant)
    };
    waived
        .filter_map(row)
        .map(|row| {
            let name = material.participant_name(row.participant.as_str());
            let money = with_currency(row.due, row.currency);
            let reason = clean(row.reason.trim());
            let reason =
                if reason.is_empty() { material.words.get("waiver.no_reason") } else { reason };
            let values =
                [("name", name.as_str()), ("amount", money.as_str()), ("reason", reason.as_str())];
            material.words.fill("waiver.sentence", &values)
        })
        .collect()
}

fn with_currency(minor: i64, currency: Currency) -> String {
    amount_in_full(Money { currency, minor }.to_decimal(), currency, true)
}

fn contribution_row(
    material: &Material,
    statement: &Statement,
    line: &ContributionLine,
    shown: &[&Further],
    signs: &mut Signs,
) -> Result<Row, Trouble> {
    let currency = statement.currency;
    let id = line.participant.as_str();
    let cut = [(Dimension::Participant, id)];
    let mut cell = |indicator: &str, minor: i64| {
        figure_cell(material, signs, indicator, &cut, minor, currency)
    };
    let received = cell("finance.received", line.received)?;
    let outstanding = cell("finance.outstanding", line.outstanding)?;
    let further: Result<Vec<TableCell>, Trouble> =
        shown.iter().map(|one| cell(one.indicator, (one.amount)(line))).collect();
    let due = match line.due {
        _ if line.waived => TableCell::text(material.words.get("statement.waived")),
        Some(due) => cell("finance.due", due)?,
        None => signs.nothing(&material.words, Nothing::NotAnswered),
    };
    let day = line.due_on.map(|day| material.words.date(day)).unwrap_or_default();
    let name = TableCell::text(material.participant_name(id));
    let mut cells = vec![name, due, TableCell::text(day), received, outstanding];
    cells.extend(further?);
    Ok(body(cells))
}

fn contribution_sum(material: &Material, statement: &Statement, shown: &[&Further]) -> Row {
    let sum = |of: fn(&ContributionLine) -> i64| {
        TableCell::text(amount(statement.contributions.iter().map(of).sum(), statement.currency))
    };
    let mut cells = vec![
        TableCell::text(material.words.get("total")),
        sum(|line| line.due.unwrap_or(0)),
        TableCell::default(),
        sum(|line| line.received),
        sum(|line| line.outstanding),
    ];
    cells.extend(shown.iter().map(|further| sum(further.amount)));
    Row { kind: RowKind::Total, cells }
}

/// Voluntary contributions, by who gave them.
pub(crate) fn voluntary(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let cell = |minor: i64| TableCell::text(amount(minor, statement.currency));
    let name = |counterparty: &str| match material.register.knows(counterparty) {
        true => material.participant_name(counterparty),
        false => clean(counterparty),
    };
    let given = statement.voluntary.iter();
    let mut rows: Vec<Row> =
        given.map(|(who, minor)| body(vec![TableCell::text(name(who)), cell(*minor)])).collect();
    let sum = statement.voluntary.iter().map(|(_, minor)| minor).sum();
    let total = TableCell::text(material.words.get("total"));
    rows.push(Row { kind: RowKind::Total, cells: vec![total, cell(sum)] });
    let titles = [("organisation", Alignment::Left, 50), ("received", Alignment::Right, 20)];
    Ok(Content {
        columns: dated(material, statement, columns(material, &titles)),
        rows,
        notes: Vec::new(),
    })
}
