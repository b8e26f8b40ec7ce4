//! One row of a table of orders.

use std::sync::Arc;

use model::vocabulary::{Condition, Tax};
use model::{Currency, Date, Decimal, Fault, FaultKind, LineOrigin, LineRecord};

use super::SupportingInputs;
use super::classify::{Judgement, RowRegisters, Untold};
use super::columns::Columns;
use super::likeness::{Likeness, mark};
use super::orders::measure;
use super::subtotals::Measured;
use super::values::{self, Evidence, says_nothing};
use crate::amount::{self, EXPECTED_AMOUNT};
use crate::remembered::Remembered;

/// Fields whose texts tell rows apart, as they stand there.
const TOLD_APART_BY: [&str; 5] =
    ["description", "product_group", "category_code", "category_scheme", "buyer"];

/// A row as read, before it is decided whether it is left out.
pub(super) struct Row {
    /// The line it becomes.
    pub(super) line: LineRecord,
    /// Its amount as typed; `None` where none could be read.
    pub(super) amount: Option<TypedAmount>,
    /// Cells that could not be read.
    pub(super) faults: Vec<Fault>,
    /// Whether a cell is among them without which the row cannot count.
    pub(super) refused: bool,
    /// Its day.
    pub(super) date: Option<Date>,
    /// What makes it the same as another row; `None` where it has no reference or no day, or is refused.
    pub(super) likeness: Option<Likeness>,
    /// A mark of all that stands in it, where it has a day or a description and is told by no reference.
    pub(super) whole: Option<u128>,
    /// Its amount as sums are made of it.
    pub(super) measured: Measured,
    /// Why its group cannot be told.
    pub(super) unclassified: Option<Untold>,
    /// Labels it names that are no type I ecolabels.
    pub(super) other_labels: Vec<String>,
}

/// An amount before its tax was taken out and it was rounded, signs of the mapping applied.
pub(super) struct TypedAmount {
    /// As typed.
    pub(super) typed: Decimal,
    /// The tax in it.
    pub(super) tax: Decimal,
}

/// What all rows of a table share.
pub(super) struct RowReader<'a> {
    pub(super) inputs: &'a SupportingInputs<'a>,
    pub(super) evidence: Evidence,
    pub(super) registers: &'a RowRegisters<'a>,
    /// Product groups of rows with the same words.
    pub(super) groups: Remembered<Judgement>,
    /// Conditions of rows with the same words.
    pub(super) conditions: Remembered<Option<Condition>>,
    pub(super) path: Arc<str>,
    pub(super) sheet: Arc<str>,
}

/// What a row says of money and number.
struct Measures {
    currency: Option<Currency>,
    /// As typed, signs of the mapping applied.
    typed: Option<Decimal>,
    /// Without tax, in minor units.
    minor: Option<i64>,
    tax: Decimal,
    units: Option<i64>,
    /// A cell without which the row cannot count could not be read.
    refused: bool,
}

impl RowReader<'_> {
    /// Reads one row. `longer` is whether it has more fields than the header, in a text file: then nobody can
    /// tell which of them is which.
    ///
    /// A row cannot count without a readable amount where one stands, a readable day and currency where those
    /// are mapped, and at least an amount or units. Units that cannot be read are missing, the rest counts.
    pub(super) fn read(&self, columns: &Columns, row: u32, longer: bool) -> Row {
        let mut faults = Vec::new();
        if longer {
            faults.push(values::too_many_fields(columns, row));
        }
        let date = values::day(columns, &self.evidence, row, "date").take(&mut faults);
        let refused = !faults.is_empty();
        let measures = self.measures(columns, row, &mut faults);
        let without_date = columns.has("date") && date.is_none() && !refused;
        if without_date {
            let expected = "the day of the order";
            faults.push(columns.fault(FaultKind::RequiredBlank, row, "date", expected));
        }
        let refused = refused || without_date || measures.refused;
        let group = self.registers.classifier.judge(columns, row, &self.groups);
        faults.extend(self.registers.classifier.wrong_code(columns, row));
        let marked = self.marked(columns, row, &measures, &mut faults);
        let likeness = date.filter(|_| !refused);
        let likeness = likeness.and_then(|date| likeness_of(columns, row, date, &measures));
        let is_named = date.is_some() || columns.cell(row, "description").is_some();
        let whole = (likeness.is_none() && is_named).then(|| whole(columns, row, date, &measures));
        Row {
            whole,
            measured: measured(columns, row, &measures),
            likeness,
            line: self.line(
                columns,
                row,
                group.as_deref().unwrap_or(""),
                &measures,
                &marked,
                &mut faults,
            ),
            amount: measures.typed.map(|typed| TypedAmount { typed, tax: measures.tax }),
            unclassified: group.err(),
            other_labels: marked.other_labels,
            faults,
            refused,
            date,
        }
    }

    fn measures(&self, columns: &Columns, row: u32, faults: &mut Vec<Fault>) -> Measures {
        let before = faults.len();
        let currency = values::currency(columns, row, "amount", self.inputs.currency).take(faults);
        let typed = values::amount(columns, &self.evidence, row).take(faults);
        let mut refused = faults.len() > before;
        let units = values::units(columns, &self.evidence, row).take(faults);
        let (typed, units) = values::signed(columns, row, typed, units);
        let contradicts = values::signs_contradict(columns, row, typed, units);
        let units = units.filter(|_| contradicts.is_none());
        faults.extend(contradicts);
        let net = typed.map(|typed| self.net(columns, row, typed, currency, faults));
        refused |= matches!(net, Some(None));
        let net = net.flatten();
        if typed.is_none() && units.is_none() && !refused && faults.len() == before {
            let expected = "an amount or a number of units";
            faults.push(columns.fault(FaultKind::RequiredBlank, row, "amount", expected));
            refused = true;
        }
        let missing = columns.column("amount").is_some() && columns.cell(row, "amount").is_none();
        if let (None, Some(units), true) = (typed, units, missing && self.evidence.has_amounts) {
            let expected = "an amount, as other rows have one; the units are counted";
            let fault = columns.fault(FaultKind::AmountMissing, row, "amount", expected);
            let raw = measure(None, units.into(), "units");
            faults.push(Fault { raw, ..fault });
        }
        if let (Some(typed), Some(units)) = (typed, units) {
            let rate = self.tax_rate(columns);
            let fault = values::price_differs(columns, &self.evidence, row, (typed, units), rate);
            let raw = measure(currency, typed, "amount");
            faults.extend(fault.map(|fault| Fault { raw, ..fault }));
        }
        // Units that cannot be read are all the row has.
        refused |= typed.is_none() && units.is_none();
        Measures {
            currency,
            typed,
            minor: net.as_ref().map(|net| net.minor),
            tax: net.map_or(Decimal::ZERO, |net| net.tax),
            units,
            refused,
        }
    }

    /// The amount in minor units, tax taken out; `None` where it is too large to be true.
    fn net(
        &self,
        columns: &Columns,
        row: u32,
        typed: Decimal,
        currency: Option<Currency>,
        faults: &mut Vec<Fault>,
    ) -> Option<amount::NetAmount> {
        let mut tell = |kind, expected: &str| {
            faults.push(columns.fault(kind, row, "amount", expected));
        };
        let Some(net) = amount::net(typed, currency, self.tax_rate(columns)) else {
            tell(FaultKind::TextForNumber, EXPECTED_AMOUNT);
            return None;
        };
        if let Some(expected) = &net.excess_decimals {
            tell(FaultKind::ExcessDecimals, expected);
        }
        Some(net)
    }

    /// The rate of the tax the amounts hold: by the mapping, else by the return.
    fn tax_rate(&self, columns: &Columns) -> Option<Decimal> {
        let mapping = columns.mapping;
        match mapping.tax {
            Some(tax) => mapping.tax_rate.filter(|_| tax == Tax::Included),
            None => self.inputs.included_tax,
        }
    }

    fn marked(
        &self,
        columns: &Columns,
        row: u32,
        measures: &Measures,
        faults: &mut Vec<Fault>,
    ) -> values::Marked {
        let units = measures.units;
        let labelled = values::labelled_units(columns, row, &self.registers.labels, units, faults);
        values::Marked { criteria: values::criteria_units(columns, row, units, faults), ..labelled }
    }

    fn line(
        &self,
        columns: &Columns,
        row: u32,
        group: &str,
        measures: &Measures,
        marked: &values::Marked,
        faults: &mut Vec<Fault>,
    ) -> LineRecord {
        let buyer = columns.said(row, "buyer");
        let column = columns.column("amount").or(columns.column("units"));
        LineRecord {
            participant: self.inputs.participant.clone(),
            origin: LineOrigin::Orders,
            product_group: group.to_owned(),
            condition: values::condition(
                columns,
                row,
                (&self.registers.conditions, &self.conditions),
                faults,
            ),
            acquisition: values::acquisition(columns, row, faults),
            units: measures.units,
            amount_minor: measures.minor,
            currency: measures.currency,
            labelled_units: marked.labelled,
            criteria_units: marked.criteria,
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
            estimated: self.tax_rate(columns).is_some() && measures.minor.is_some(),
        }
    }
}

/// The amount of a row as sums are made of it: its units where the table has no amounts.
fn measured(columns: &Columns, row: u32, measures: &Measures) -> Measured {
    let field = measured_field(columns);
    let (amount, units) = match field {
        "amount" => (measures.typed, measures.units),
        _ => (measures.units.map(Decimal::from), None),
    };
    let stands_there = columns.cell(row, field).is_some_and(|cell| !says_nothing(&cell.raw));
    Measured {
        amount,
        units,
        unreadable: amount.is_none() && stands_there,
        assumed: false,
        series: (0, measures.currency),
        currency_named: columns.cell(row, "currency").is_some(),
    }
}

/// The field that sums of a table of orders are made of.
pub(super) fn measured_field(columns: &Columns) -> &'static str {
    if columns.is_mapped("amount") { "amount" } else { "units" }
}

/// The marks of a row with a day; `None` without a reference, since equal orders may be two then.
fn likeness_of(columns: &Columns, row: u32, date: Date, measures: &Measures) -> Option<Likeness> {
    let reference = text(columns, row, "reference");
    if reference.is_empty() {
        return None;
    }
    let texts = TOLD_APART_BY.map(|field| text(columns, row, field));
    let money = (measures.typed, measures.currency);
    let order = (&reference, date, money, &texts[0]);
    Some(Likeness { row: mark(&(order, measures.units, &texts)), order: mark(&order) })
}

/// A mark of a row by all its cells, mapped or not, and by what is merged into it.
fn whole(columns: &Columns, row: u32, date: Option<Date>, measures: &Measures) -> u128 {
    let cells = columns.sheet.row(row).iter().map(|cell| (cell.address.column, cell.raw.trim()));
    let cells: Vec<_> = cells.filter(|(_, raw)| !raw.is_empty()).collect();
    let texts = TOLD_APART_BY.map(|field| text(columns, row, field));
    let money = (measures.typed, measures.currency, columns.column("amount"));
    // Months of a list without days are alike of themselves.
    let table = date.is_none().then_some((&columns.workbook.path, &columns.sheet.title));
    mark(&(cells, texts, date, money, measures.units, table))
}

fn text(columns: &Columns, row: u32, field: &str) -> String {
    crate::text::folded(&columns.said(row, field).raw)
}
