//! Earmarked funds (§5.3.3).

use model::document::{Alignment, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{FundLine, GENERAL_FUND};

use super::super::{Content, body, columns, figure_cell};
use super::{dated, note, shown, statement_of};
use crate::context::Material;
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Opening, income, expense and closing of each fund, and of what is in none; together they are the statement's.
pub(crate) fn funds(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let shown = shown(material, statement);
    let mut signs = Signs::default();
    let mut rows = Vec::new();
    for fund in &statement.funds {
        let name = match fund.id.as_str() {
            GENERAL_FUND => material.words.get("statement.general_fund"),
            _ => clean(&shown.fund_title(fund)),
        };
        let cut = [(Dimension::Fund, fund.id.as_str())];
        let amounts = [
            ("finance.opening", fund.opening),
            ("finance.income", fund.income),
            ("finance.expense", fund.expense),
            ("finance.closing", fund.closing()),
        ];
        let mut cells = vec![TableCell::text(name)];
        for (indicator, minor) in amounts {
            let currency = statement.currency;
            cells.push(figure_cell(material, &mut signs, indicator, &cut, minor, currency)?);
        }
        rows.push(body(cells));
    }
    if statement.fund_openings_known && statement.fund_movements_known {
        let sum = |of: fn(&FundLine) -> i64| {
            let minor = statement.funds.iter().map(of).sum();
            TableCell::text(super::super::amount(minor, statement.currency))
        };
        let name = TableCell::text(material.words.get("total"));
        let cells = vec![
            name,
            sum(|fund| fund.opening),
            sum(|fund| fund.income),
            sum(|fund| fund.expense),
            sum(FundLine::closing),
        ];
        rows.push(Row { kind: RowKind::Total, cells });
    }
    let titles = [
        ("fund", Alignment::Left, 32),
        ("opening", Alignment::Right, 17),
        ("fund_income", Alignment::Right, 17),
        ("fund_expense", Alignment::Right, 17),
        (if statement.as_of.is_some() { "left" } else { "closing" }, Alignment::Right, 17),
    ];
    let columns = dated(material, statement, columns(material, &titles));
    let purposes = statement.funds.iter().filter(|fund| !fund.purpose.trim().is_empty());
    let purposes = purposes.map(|fund| {
        let (title, purpose) = (clean(&shown.fund_title(fund)), clean(&shown.fund_purpose(fund)));
        let values = [("fund", title.as_str()), ("purpose", purpose.as_str())];
        note(material.words.fill("statement.fund_purpose", &values))
    });
    let mut notes: Vec<_> = purposes.collect();
    notes.extend(signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}
