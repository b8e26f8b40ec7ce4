//! The rows of a table of orders, each with the reason for which it is left out.

use std::collections::BTreeMap;

use model::supporting::{Adjustment, Tally};
use model::volume::LeftOutReason;
use model::{Currency, Decimal, Fault, FaultKind, LineOrigin, LineRecord};

use super::SupportingInputs;
use super::classify::unclassified::UnclassifiedRow;
use super::columns::Columns;
use super::faults::Faults;
use super::likeness::Seen;
use super::merged::MergedMeasures;
use super::parts::Part;
use super::row::{Row, RowReader, measured_field};
use super::subtotals::{Is, Looks, Measured, Shown, Sums, told};

/// What was read of a table of orders.
#[derive(Default)]
pub(super) struct OrderLines {
    pub(super) lines: Vec<LineRecord>,
    /// Typed amounts and what was taken out of them.
    pub(super) adjustments: BTreeMap<Option<Currency>, Adjustment>,
    /// Rows that a new product code could settle.
    pub(super) unclassified: Vec<UnclassifiedRow>,
    /// Marks of the orders that count, by which other participants' are found to be the same, with the indexes
    /// of their lines.
    pub(super) marks: Vec<(u128, usize)>,
    /// Rows that count and that stood before, cell by cell.
    repeated: BTreeMap<Option<Currency>, Repeated>,
}

/// Rows of one currency that stood before.
struct Repeated {
    rows: u64,
    units: i64,
    amount_minor: i64,
    /// The first of them.
    first: Fault,
}

impl Repeated {
    fn told(self, currency: Option<Currency>) -> Fault {
        let (field, amount) = match self.amount_minor {
            0 => ("units", Decimal::from(self.units)),
            minor => {
                ("amount", Decimal::new(minor, currency.unwrap_or(Currency::EUR).minor_unit()))
            }
        };
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        Fault { raw: measure(currency, amount, field), field: rows, ..self.first }
    }
}

impl OrderLines {
    /// Rows and amounts as they came: the left side of the file's account. The reasons for which rows are left
    /// out play no part in it.
    pub(super) fn tallies(&self) -> BTreeMap<Option<Currency>, Tally> {
        let mut tallies: BTreeMap<_, Tally> = BTreeMap::new();
        for line in &self.lines {
            tallies.entry(line.currency).or_default().add(line.amount_minor);
        }
        tallies
    }

    fn repeat(&mut self, line: &LineRecord, columns: &Columns, row: u32) {
        let expected = "a reference that tells the orders apart; if these rows are the same order twice, all but one should go. Until then all are counted";
        let first = || columns.fault(FaultKind::RepeatedRow, row, "amount", expected);
        let new = || Repeated { rows: 0, units: 0, amount_minor: 0, first: first() };
        let sum = self.repeated.entry(line.currency).or_insert_with(new);
        sum.rows += 1;
        sum.units = sum.units.saturating_add(line.units.unwrap_or(0));
        sum.amount_minor = sum.amount_minor.saturating_add(line.amount_minor.unwrap_or(0));
    }

    fn adjust(&mut self, row: &Row) {
        let (Some(amount), Some(minor)) = (&row.amount, row.line.amount_minor) else {
            return;
        };
        let currency = row.line.currency;
        let places = currency.unwrap_or(Currency::EUR).minor_unit();
        let sum = self.adjustments.entry(currency).or_default();
        let read = Decimal::new(minor, places);
        let (typed, tax) = (amount.typed.round_dp(PLACES), amount.tax.round_dp(PLACES));
        sum.typed += typed;
        sum.tax += tax;
        sum.rounding += typed - read - tax;
    }
}

/// Decimals to which adjustments are kept: more than any amount is typed with, few enough that sums of them
/// are exact. What lies beyond is what computing in binary left behind.
const PLACES: u32 = 8;

/// Reads the rows of all parts, in order.
pub(super) fn read(
    reader: &RowReader,
    parts: &[Part],
    seen: &mut Seen,
    faults: &mut Faults,
) -> OrderLines {
    let mut read = OrderLines::default();
    let mut sums = Sums::default();
    let mut merged = MergedMeasures::default();
    for part in parts {
        let usual = part.usual_columns();
        for row in &part.rows {
            let longer = part.longer.binary_search(row).is_ok();
            let views = part.views(*row);
            let looks = Looks::of(views[0].1, *row, "date", &usual);
            let rows = views.into_iter().map(|(number, columns)| {
                let mut read = reader.read(columns, *row, longer);
                merged.settle(reader, part, columns, *row, &mut read);
                (number, columns, read)
            });
            let rows: Vec<_> = rows.collect();
            let series = |number: usize, row: &Row| (number, row.line.currency);
            let measured = rows.iter().map(|(number, _, row_read)| Measured {
                series: series(*number, row_read),
                ..row_read.measured
            });
            let skipped: Vec<bool> =
                rows.iter().map(|(_, columns, _)| columns.is_skipped(*row)).collect();
            // A row that the mapping takes out is in none of the sums below it.
            let is = match skipped.contains(&true) {
                true => Is::Order,
                false => sums.judge(&looks, &measured.collect::<Vec<_>>()),
            };
            for ((number, columns, row_read), skipped) in rows.into_iter().zip(skipped) {
                let told = told(
                    &is,
                    &Shown {
                        columns,
                        row: *row,
                        field: measured_field(columns),
                        series: series(number, &row_read),
                        amount: row_read.measured.amount,
                    },
                );
                let found = Decided { columns, row: *row, is: &is, told, skipped };
                add(&mut read, reader, found, row_read, seen, faults);
            }
        }
    }
    let repeated = std::mem::take(&mut read.repeated).into_iter();
    faults.extend(repeated.map(|(currency, repeated)| repeated.told(currency)));
    read
}

/// An amount as faults say it: `EUR 100.00`, or `5 units`.
pub(super) fn measure(currency: Option<Currency>, amount: Decimal, field: &str) -> String {
    match (field, currency) {
        ("units", _) if amount == Decimal::ONE => "1 unit".to_owned(),
        ("units", _) => format!("{} units", amount.normalize()),
        (_, Some(currency)) => format!("{currency} {:.*}", currency.minor_unit() as usize, amount),
        (_, None) => amount.normalize().to_string(),
    }
}

/// A row with what is known of it beside its cells.
struct Decided<'p, 'a> {
    columns: &'p Columns<'a>,
    row: u32,
    is: &'p Is,
    /// What is said of it as a sum.
    told: Option<Fault>,
    skipped: bool,
}

/// Adds the line of a row to the others, and its faults.
fn add(
    read: &mut OrderLines,
    reader: &RowReader,
    found: Decided,
    row: Row,
    seen: &mut Seen,
    faults: &mut Faults,
) {
    let decision = decide(reader.inputs, &found, &row, seen);
    read.adjust(&row);
    let mut line = row.line;
    line.reason = decision.as_ref().map(|decision| decision.0);
    // What is wrong in the cells of a row that is left out for another reason has no effect.
    let cells_matter =
        matches!(line.reason, None | Some(LeftOutReason::Refused | LeftOutReason::Unclassified));
    if cells_matter {
        faults.extend(row.faults);
        for label in row.other_labels {
            faults.other_label(label, found.columns, found.row);
        }
    }
    let is_open = row.unclassified.as_ref().is_some_and(super::classify::Untold::is_open);
    if line.reason == Some(LeftOutReason::Unclassified) && is_open {
        read.unclassified.push(unclassified(&found, &line));
    }
    if line.reason.is_none() && row.whole.is_some_and(|whole| seen.stood_before(whole)) {
        read.repeat(&line, found.columns, found.row);
    }
    if let (None, Some(likeness)) = (line.reason, row.likeness) {
        read.marks.push((likeness.order, read.lines.len()));
    }
    // An order that may be a sum is asked about where it counts.
    if found.is.is_left_out() || line.reason.is_none() {
        faults.extend(found.told);
    }
    faults.extend(decision.and_then(|decision| decision.1));
    read.lines.push(line);
}

fn unclassified(found: &Decided, line: &LineRecord) -> UnclassifiedRow {
    let columns = found.columns;
    let texts = ["product_group", "description"].map(|field| columns.said(found.row, field).raw);
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    UnclassifiedRow {
        participant: line.participant.clone(),
        text: texts.join(", "),
        amount_minor: line.amount_minor,
        currency: line.currency,
        place: columns.place(found.row, text_field(columns, found.row)),
    }
}

/// The field of a row whose text tells what was bought, as far as one stands there.
pub(super) fn text_field(columns: &Columns, row: u32) -> &'static str {
    let fields = ["description", "product_group", "category_code", "amount"];
    fields.into_iter().find(|field| columns.cell(row, field).is_some()).unwrap_or("amount")
}

/// Why a row is left out, the first that holds (methodology: Volume 3), with the fault that tells it; a
/// refused row's faults are those of its cells.
fn decide(
    inputs: &SupportingInputs,
    found: &Decided,
    read: &Row,
    seen: &mut Seen,
) -> Option<(LeftOutReason, Option<Fault>)> {
    if found.skipped {
        return Some((LeftOutReason::Skipped, None));
    }
    // What is known as a sum is no order that could come a second time.
    let came_before = match &read.likeness {
        Some(likeness) if !found.is.is_left_out() => seen.came_before(likeness),
        _ => false,
    };
    let told = |reason, kind, field: &str, expected: &str| {
        Some((reason, Some(found.columns.fault(kind, found.row, field, expected))))
    };
    if read.date.is_some_and(|date| !inputs.period.contains(date)) {
        let expected = format!("a day in the reporting period, {}", inputs.period);
        let reason = LeftOutReason::OutsidePeriod;
        // Where the header of an unpivoted column gives the day, the amount is what stands there.
        let field = found.columns.column("date").map_or("amount", |_| "date");
        return told(reason, FaultKind::RowOutsidePeriod, field, &expected);
    }
    if came_before {
        let expected = "a row that did not come before: another has the same reference, day, description, product group, buyer, units, amount and currency";
        let reason = LeftOutReason::Duplicate;
        return told(reason, FaultKind::DuplicateRow, "amount", expected);
    }
    if found.is.is_left_out() {
        let expected =
            "a single order; other rows hold what this row says, so it is not counted again";
        return told(LeftOutReason::Subtotal, FaultKind::SubtotalRow, "amount", expected);
    }
    if read.refused {
        return Some((LeftOutReason::Refused, None));
    }
    let why = read.unclassified.as_ref()?;
    let field = text_field(found.columns, found.row);
    if why.is_none() {
        let expected = format!("goods of a product group; {why}");
        return told(LeftOutReason::NotInScope, FaultKind::RowOfNoGroup, field, &expected);
    }
    let expected = format!(
        "a row whose product group can be told ({why}); add a value to [table.values.product_group] if it belongs to one"
    );
    told(LeftOutReason::Unclassified, FaultKind::UnclassifiedRow, field, &expected)
}

/// The line of a row in a table of which nothing is read.
pub(super) fn refused_line(inputs: &SupportingInputs, columns: &Columns, row: u32) -> LineRecord {
    LineRecord {
        participant: inputs.participant.clone(),
        origin: LineOrigin::Orders,
        product_group: String::new(),
        condition: "unknown".to_owned(),
        acquisition: "unknown".to_owned(),
        units: None,
        amount_minor: None,
        currency: None,
        labelled_units: None,
        criteria_units: None,
        framework: String::new(),
        buyer: String::new(),
        buyer_name: String::new(),
        path: columns.workbook.path.as_str().into(),
        sheet: columns.sheet.title.as_str().into(),
        row: row + 1,
        column: 0,
        reason: Some(LeftOutReason::Refused),
        estimated: false,
    }
}
