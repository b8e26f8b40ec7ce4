//! One row of a table of orders.

use std::sync::Arc;

use model::vocabulary::Tax;
use model::{Currency, Date, Decimal, Fault, FaultKind, LineOrigin, LineRecord};

use super::SupportingInputs;
use super::classify::Classifier;
use super::columns::Columns;
use super::subtotals::{Signs, says_total, total_word};
use super::values::{self, Evidence};
use crate::amount::{self, EXPECTED_AMOUNT};

/// What two rows must share to be the same row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Likeness {
    reference: String,
    date: Date,
    amount: Option<Decimal>,
    currency: Option<Currency>,
    units: Option<i64>,
    /// Description, what tells the product group, and buyer, as they stand there.
    texts: [String; 5],
}

/// The fields of [`Likeness::texts`].
const TOLD_APART_BY: [&str; 5] =
    ["description", "product_group", "category_code", "category_scheme", "buyer"];

/// A row as read, before it is decided whether it is left out.
pub(super) struct Row {
    /// The line it becomes.
    pub(super) line: LineRecord,
    /// Cells that could not be read.
    pub(super) faults: Vec<Fault>,
    /// Whether a cell is among them without which the row cannot count.
    pub(super) refused: bool,
    /// Its day.
    pub(super) date: Option<Date>,
    /// What makes it the same as another row; `None` where it has no reference or no day, or is refused.
    pub(super) likeness: Option<Likeness>,
    /// Signs that it is a sum.
    pub(super) signs: Signs,
    /// Why its group cannot be told.
    pub(super) unclassified: Option<String>,
}

/// What all rows of a table share.
pub(super) struct RowReader<'a> {
    pub(super) inputs: &'a SupportingInputs<'a>,
    pub(super) columns: &'a Columns<'a>,
    pub(super) evidence: Evidence,
    pub(super) classifier: Classifier<'a>,
    pub(super) path: Arc<str>,
    pub(super) sheet: Arc<str>,
}

impl RowReader<'_> {
    /// Reads one row.
    ///
    /// A row cannot count without a readable amount where one stands, a readable day and currency where those
    /// are mapped, and at least an amount or units. Units that cannot be read are missing, the rest counts.
    pub(super) fn read(&self, row: u32) -> Row {
        let columns = self.columns;
        let mut faults = Vec::new();
        let date = values::day(columns, &self.evidence, row).take(&mut faults);
        let currency = values::currency(columns, row, self.inputs.currency).take(&mut faults);
        let typed = values::number(columns, &self.evidence, row, "amount").take(&mut faults);
        let mut refused = !faults.is_empty();
        let units = values::units(columns, &self.evidence, row).take(&mut faults);
        let money = typed.map(|typed| self.amount(row, typed, currency, &mut faults));
        refused |= matches!(money, Some(None));
        let without_date = columns.has("date") && columns.cell(row, "date").is_none();
        if without_date {
            faults.push(columns.fault(
                FaultKind::RequiredBlank,
                row,
                "date",
                "the day of the order",
            ));
            refused = true;
        }
        let empty = columns.cell(row, "amount").is_none() && units.is_none();
        if empty && !refused {
            let expected = "an amount or a number of units";
            faults.push(columns.fault(FaultKind::RequiredBlank, row, "amount", expected));
            refused = true;
        }
        let group = self.classifier.group(columns, row);
        let line = self.line(
            row,
            group.as_deref().unwrap_or(""),
            units,
            money.flatten(),
            currency,
            &mut faults,
        );
        let reference = text(columns, row, "reference");
        let description = text(columns, row, "description");
        Row {
            signs: Signs {
                word: total_word(columns, row),
                amount: typed,
                without_date: without_date || says_total(columns, row, "date"),
                without_name: (columns.has("reference") || columns.has("description"))
                    && reference.is_empty()
                    && description.is_empty(),
            },
            likeness: date.filter(|_| !reference.is_empty() && !refused).map(|date| Likeness {
                reference,
                date,
                amount: typed,
                currency,
                units,
                texts: TOLD_APART_BY.map(|field| text(columns, row, field)),
            }),
            unclassified: group.err(),
            line,
            faults,
            refused,
            date,
        }
    }

    /// The amount in minor units, tax taken out; `None` where it is too large to be true.
    fn amount(
        &self,
        row: u32,
        typed: Decimal,
        currency: Option<Currency>,
        faults: &mut Vec<Fault>,
    ) -> Option<i64> {
        let mut tell = |kind, expected: &str| {
            faults.push(self.columns.fault(kind, row, "amount", expected));
        };
        let Some(net) = amount::net(typed, currency, self.tax_rate()) else {
            tell(FaultKind::TextForNumber, EXPECTED_AMOUNT);
            return None;
        };
        if let Some(expected) = net.excess_decimals {
            tell(FaultKind::ExcessDecimals, &expected);
        }
        Some(net.minor)
    }

    /// The rate of the tax the amounts hold: by the mapping, else by the return.
    fn tax_rate(&self) -> Option<Decimal> {
        let mapping = self.columns.mapping;
        match mapping.tax {
            Some(tax) => mapping.tax_rate.filter(|_| tax == Tax::Included),
            None => self.inputs.included_tax,
        }
    }

    fn line(
        &self,
        row: u32,
        group: &str,
        units: Option<i64>,
        amount_minor: Option<i64>,
        currency: Option<Currency>,
        faults: &mut Vec<Fault>,
    ) -> LineRecord {
        let columns = self.columns;
        let buyer = columns.said(row, "buyer");
        let column = columns.column("amount").or(columns.column("units"));
        LineRecord {
            participant: self.inputs.participant.clone(),
            origin: LineOrigin::Orders,
            product_group: group.to_owned(),
            condition: values::code(columns, row, "condition", faults),
            acquisition: values::code(columns, row, "acquisition", faults),
            units,
            amount_minor,
            currency,
            labelled_units: values::marked_units(columns, row, "labels", units),
            criteria_units: values::marked_units(columns, row, "criteria", units),
            framework: columns.said(row, "framework").value,
            buyer_name: match buyer.value.as_str() {
                "other" => buyer.raw,
                _ => String::new(),
            },
            buyer: buyer.value,
            path: self.path.clone(),
            sheet: self.sheet.clone(),
            row: row + 1,
            column: column.unwrap_or(0),
            reason: None,
            estimated: self.tax_rate().is_some() && amount_minor.is_some(),
        }
    }
}

fn text(columns: &Columns, row: u32, field: &str) -> String {
    let cell = columns.cell(row, field);
    cell.map(|cell| crate::text::folded(&cell.raw)).unwrap_or_default()
}
