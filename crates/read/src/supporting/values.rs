//! Cells of a supporting table to numbers, days and codes, or a fault at the cell.

use model::cell::FileFormat;
use model::vocabulary::{Acquisition, Condition, Route};
use model::{Cell, CellValue, Currency, Date, Decimal, Fault, FaultKind};

use super::classify::condition::Conditions;
use super::classify::labels::{EXPECTED_LABEL, LabelRead, Labels, plain, starts_with_no};
use super::columns::Columns;
use super::days;
use super::mapping::{Despite, TableMapping, day_field, day_of};
use super::parts::Part;
use super::stated;
use crate::amount::{EXPECTED_UNITS, units_are_believable};
use crate::day::{self, ParsedDay};
use crate::number::{self, Beside, DecimalMark, Parsed};
use crate::remembered::Remembered;
use crate::text::{folded, says_not_applicable};

/// What the columns of a table show beyond doubt.
pub(super) struct Evidence {
    decimal: DecimalMark,
    day_first: Option<bool>,
    /// Marks with which the table writes the month first, so that other days with them are doubtful.
    month_first: Vec<char>,
    /// Formats that would read the days that cannot be read.
    day_formats: Vec<&'static str>,
    /// Some row has an amount, so that one without misses it.
    pub(super) has_amounts: bool,
}

impl Evidence {
    /// Looks over the text cells of a table, all its parts together.
    pub(super) fn of(mapping: &TableMapping, parts: &[Part]) -> Self {
        let fields = [
            "amount",
            "unit_price",
            "units",
            "planned_lifetime_years",
            "debit",
            "credit",
            "balance",
        ];
        let decimal = match mapping.decimal {
            DecimalMark::Unknown => number::evidence(parts.iter().flat_map(|part| {
                part.columns().flat_map(move |columns| {
                    fields.into_iter().flat_map(move |field| columns.texts(&part.rows, field))
                })
            })),
            known => known,
        };
        let days =
            parts.iter().flat_map(|part| part.base.texts(&part.rows, day_field(mapping.kind)));
        let has_amounts = parts.iter().any(|part| {
            part.columns().any(|columns| {
                let mut amounts = part.rows.iter().filter_map(|row| columns.cell(*row, "amount"));
                amounts.any(|cell| !says_nothing(&cell.raw))
            })
        });
        Self {
            decimal,
            day_first: day::day_comes_first(days),
            month_first: days::marks_with_month_first(parts),
            day_formats: days::formats_of_unread(parts),
            has_amounts,
        }
    }
}

/// A value of a cell, or the fault it is.
pub(super) enum Read<T> {
    /// Nothing stands there.
    Blank,
    /// A value.
    Value(T),
    /// It cannot be read.
    Fault(Box<Fault>),
}

impl<T> Read<T> {
    /// The value; a fault is set aside.
    pub(super) fn take(self, faults: &mut Vec<Fault>) -> Option<T> {
        match self {
            Read::Blank => None,
            Read::Value(value) => Some(value),
            Read::Fault(fault) => {
                faults.push(*fault);
                None
            }
        }
    }
}

/// Whether a cell says that nothing is there to be said: a dash, or "not applicable" in any language.
pub(super) fn says_nothing(raw: &str) -> bool {
    let folded = folded(raw);
    let dashes =
        || folded.contains('-') && folded.chars().all(|letter| matches!(letter, '-' | ' '));
    says_not_applicable(&folded) || dashes()
}

/// Whether a number is shown as a percentage by the format of its cell (ECMA-376 part 1, 18.8.31).
fn is_shown_as_percentage(cell: &Cell) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    let format = cell.number_format.as_deref().unwrap_or_default();
    matches!(cell.value, CellValue::Number(_))
        && format.chars().any(|letter| {
            let literal = escaped;
            escaped = letter == '\\' && !literal;
            quoted ^= letter == '"' && !literal;
            letter == '%' && !literal && !quoted
        })
}

fn refuse<T>(columns: &Columns, kind: FaultKind, row: u32, field: &str, expected: &str) -> Read<T> {
    Read::Fault(Box::new(columns.fault(kind, row, field, expected)))
}

/// A fault that the stored value itself is: an error, or a formula that was never computed.
fn stored_fault(columns: &Columns, cell: &Cell, row: u32, field: &str) -> Option<Fault> {
    if cell.without_stored_value {
        let expected = "a value; the formula was never computed: open the file in a spreadsheet program and save it";
        return Some(columns.fault(FaultKind::FormulaWithoutValue, row, field, expected));
    }
    matches!(cell.value, CellValue::Error(_))
        .then(|| columns.fault(FaultKind::ErrorCell, row, field, "a value instead of an error"))
}

/// What is expected instead of a percentage.
const NO_PERCENTAGE: &str = "a number that is no percentage";

/// A number; text is read by the decimal mark of the mapping, else by what the column shows.
pub(super) fn number(
    columns: &Columns,
    evidence: &Evidence,
    row: u32,
    field: &str,
) -> Read<Decimal> {
    let Some(cell) = columns.cell(row, field) else {
        return match columns.mapping.constants.get(field) {
            Some(constant) => match constant.parse() {
                Ok(number) => Read::Value(number),
                Err(_) => refuse(
                    columns,
                    FaultKind::TextForNumber,
                    row,
                    field,
                    "a number in [table.constants]",
                ),
            },
            None => Read::Blank,
        };
    };
    if let Some(fault) = stored_fault(columns, cell, row, field) {
        return Read::Fault(Box::new(fault));
    }
    if let Some(ours) = columns.ours(field, &cell.raw) {
        let expected = "a number in [table.values]";
        return ours.parse().map_or_else(
            |_| refuse(columns, FaultKind::TextForNumber, row, field, expected),
            Read::Value,
        );
    }
    if says_nothing(&cell.raw) {
        return Read::Blank;
    }
    match &cell.value {
        CellValue::Number(_) if is_shown_as_percentage(cell) => {
            refuse(columns, FaultKind::TextForNumber, row, field, NO_PERCENTAGE)
        }
        CellValue::Number(number) => Read::Value(*number),
        CellValue::Text(text) => match number::parse(text, evidence.decimal) {
            Parsed::Number { value, percent: false } => Read::Value(value),
            Parsed::Number { .. } => {
                refuse(columns, FaultKind::TextForNumber, row, field, NO_PERCENTAGE)
            }
            Parsed::Ambiguous { point, comma } => {
                let expected = format!(
                    "a number that can be read one way only; this is {point} or {comma}: say `decimal` in mapping.toml"
                );
                refuse(columns, FaultKind::AmbiguousNumber, row, field, &expected)
            }
            Parsed::NotANumber => {
                refuse(columns, FaultKind::TextForNumber, row, field, "a number alone")
            }
        },
        _ => refuse(columns, FaultKind::TextForNumber, row, field, "a number alone"),
    }
}

/// An amount, by the mapping's `unit` in single units of its currency.
pub(super) fn amount(columns: &Columns, evidence: &Evidence, row: u32) -> Read<Decimal> {
    let unit = Decimal::from(columns.mapping.unit.unwrap_or(1));
    match number(columns, evidence, row, "amount") {
        // What cannot be held is refused as too large further on.
        Read::Value(number) => Read::Value(number.checked_mul(unit).unwrap_or(Decimal::MAX)),
        other => other,
    }
}

/// A whole number.
pub(super) fn units(columns: &Columns, evidence: &Evidence, row: u32) -> Read<i64> {
    let number = match number(columns, evidence, row, "units") {
        Read::Blank => return Read::Blank,
        Read::Fault(fault) => return Read::Fault(fault),
        Read::Value(number) => number,
    };
    match i64::try_from(number) {
        _ if number.is_integer() && !i64::try_from(number).is_ok_and(units_are_believable) => {
            refuse(columns, FaultKind::TextForNumber, row, "units", EXPECTED_UNITS)
        }
        Ok(whole) if number.is_integer() => Read::Value(whole),
        _ => {
            let expected = "a whole number of units";
            refuse(columns, FaultKind::FractionForWholeNumber, row, "units", expected)
        }
    }
}

/// A day: that of the cell, of the header of its unpivoted column, or the mapping's constant.
pub(super) fn day(columns: &Columns, evidence: &Evidence, row: u32, field: &str) -> Read<Date> {
    let format = columns.mapping.date_format.as_deref();
    if let Some(day) = columns.given_day(field) {
        return Read::Value(day);
    }
    let Some(cell) = columns.cell(row, field) else {
        let constant = columns.mapping.constants.get(field);
        return constant.and_then(|day| day_of(day, format)).map_or(Read::Blank, Read::Value);
    };
    if let Some(fault) = stored_fault(columns, cell, row, field) {
        return Read::Fault(Box::new(fault));
    }
    if let Some(day) = cell.date() {
        return Read::Value(day);
    }
    if let Some(day) = columns.ours(field, &cell.raw).and_then(|ours| day_of(ours, format)) {
        return Read::Value(day);
    }
    let text = days::typed(cell).or(cell.text()).unwrap_or_default();
    if says_nothing(text) {
        return Read::Blank;
    }
    let parsed = day::parse(text, format);
    let doubtful =
        || day::with_month_first(text).filter(|(mark, _)| evidence.month_first.contains(mark));
    match parsed {
        ParsedDay::Day(day_first) => match doubtful() {
            Some((_, month_first)) => {
                let expected = format!(
                    "a day that can be read one way only; other days of the column have the month first, so this is {month_first} rather than {day_first}: say `date_format` in the [[table]] of mapping.toml"
                );
                refuse(columns, FaultKind::NotADate, row, field, &expected)
            }
            None => Read::Value(day_first),
        },
        ParsedDay::Ambiguous { day_first, month_first } => match evidence.day_first {
            Some(true) => Read::Value(day_first),
            Some(false) => Read::Value(month_first),
            None => {
                let expected = format!(
                    "a day that can be read one way only; this is {day_first} or {month_first}: say `date_format = \"dd/mm/yyyy\"` or `date_format = \"mm/dd/yyyy\"` in the [[table]] of mapping.toml"
                );
                refuse(columns, FaultKind::NotADate, row, field, &expected)
            }
        },
        ParsedDay::NotADay => {
            let fit = |format: &&&str| day::parse(text, Some(format)).day().is_some();
            let formats = evidence.day_formats.iter().filter(fit).copied();
            let expected = days::expected(format, &formats.collect::<Vec<_>>());
            refuse(columns, FaultKind::NotADate, row, field, &expected)
        }
    }
}

/// The currency of a row's amount, which stands in `field`: its own column, else the mapping's, else what stands beside the number, else
/// the return's.
///
/// A currency beside the number that is not the one its column or the mapping names is a fault at the amount,
/// whether it is written as a code or as a sign: one of the two is wrong, and the file does not say which.
pub(super) fn currency(
    columns: &Columns,
    row: u32,
    field: &str,
    of_return: Option<Currency>,
) -> Read<Currency> {
    let said = columns.said(row, "currency");
    let column = match said.value.trim() {
        "" => None,
        "€" => Some(Currency::EUR),
        code => match Currency::parse(code) {
            Some(currency) => Some(currency),
            None => {
                let expected =
                    "a currency code such as `EUR`, or a value for it in [table.values.currency]";
                return refuse(columns, FaultKind::UnknownCurrency, row, "currency", expected);
            }
        },
    };
    let amount = columns.cell(row, field);
    let beside = amount.map_or(Beside::Nothing, number::beside);
    let own = column.or(columns.mapping.currency);
    match number::agreed(&beside, own, of_return) {
        Ok(Some(currency))
            if own.is_none() && contradicts_header(columns, field, &beside, currency) =>
        {
            let expected = "an amount in the currency that the header names, or a column with the currency of each row";
            let fault = columns.fault(FaultKind::UnknownCurrency, row, field, expected);
            let raw = amount.map_or(String::new(), number::as_shown);
            Read::Fault(Box::new(Fault { raw, ..fault }))
        }
        Ok(currency) => currency.map_or(Read::Blank, Read::Value),
        Err(stated) => {
            let expected = match (column, stated) {
                (Some(stated), _) => format!("an amount in {stated}, as the row's currency says"),
                (None, Some(stated)) if columns.mapping.currency.is_some() => format!(
                    "an amount in {stated}, as mapping.toml says, or a column with the currency of each row"
                ),
                (None, Some(stated)) => {
                    format!("an amount in {stated}, or a column with the currency of each row")
                }
                (None, None) => "an amount whose currency is named by its code".to_owned(),
            };
            let fault = columns.fault(FaultKind::UnknownCurrency, row, field, &expected);
            let raw = amount.map_or(String::new(), number::as_shown);
            Read::Fault(Box::new(Fault { raw, ..fault }))
        }
    }
}

/// Whether the header of the amounts names other currencies than the one beside an amount.
fn contradicts_header(columns: &Columns, field: &str, beside: &Beside, currency: Currency) -> bool {
    if *beside == Beside::Nothing || columns.mapping.despite_header.contains(&Despite::Currency) {
        return false;
    }
    let header = columns.column(field).and_then(|column| columns.headers().get(&column));
    let stated = header.map(|header| stated::stated(header).currencies).unwrap_or_default();
    !stated.is_empty()
        && !stated.iter().any(|named| match named {
            Beside::Currency(named) => *named == currency,
            Beside::Sign(sign) => sign.fits(currency),
            Beside::Nothing | Beside::Other => false,
        })
}

/// Amount and units with the signs the mapping gives them.
///
/// Where purchases stand with a minus, amounts are turned round; units then have the amount's sign, since some
/// systems give them one and others do not. A credit that stands without a minus gets one, as do its units.
pub(super) fn signed(
    columns: &Columns,
    row: u32,
    amount: Option<Decimal>,
    units: Option<i64>,
) -> (Option<Decimal>, Option<i64>) {
    let mapping = columns.mapping;
    let credit = mapping.negative_when.as_ref().is_some_and(|test| columns.fits(row, test));
    if credit {
        return (amount.map(|amount| -amount.abs()), units.map(|units| -units.abs()));
    }
    if !mapping.reversed {
        return (amount, units);
    }
    let amount = amount.map(|amount| if amount.is_zero() { amount } else { -amount });
    let units = units.map(|units| match amount {
        Some(amount) if amount.is_zero() => units,
        Some(amount) if amount.is_sign_negative() => -units.abs(),
        Some(_) => units.abs(),
        None => -units,
    });
    (amount, units)
}

/// The fault of units above zero beside an amount below it, or the other way round: whether devices were bought or
/// credited cannot be told.
pub(super) fn signs_contradict(
    columns: &Columns,
    row: u32,
    amount: Option<Decimal>,
    units: Option<i64>,
) -> Option<Fault> {
    let (amount, units) = (amount?, units?);
    let apart = !amount.is_zero() && units != 0 && amount.is_sign_negative() != (units < 0);
    let expected = "units and amount both above zero in a purchase, both below in a credit; where credits stand \
                    without a minus, `negative_when` in the mapping says which rows they are";
    apart.then(|| columns.fault(FaultKind::SignsContradict, row, "units", expected))
}

/// The fault of a row that has more fields than the header.
pub(super) fn too_many_fields(columns: &Columns, row: u32) -> Fault {
    let expected = match columns.workbook.format {
        FileFormat::Csv => {
            "as many fields as the header has; one more has moved the values behind it into other columns. Put the text that holds the delimiter in quotation marks"
        }
        _ => {
            "nothing right of the last column; words stand where a number should, so the values seem to have moved into other columns. Put each value under its header"
        }
    };
    columns.fault(FaultKind::LongerRow, row, columns.first_of_row(), expected)
}

/// The condition of the goods: the code that is mapped, else what words of that cell or, where it is blank, of
/// the row say; `unknown` where nothing is said or it is not understood (the latter with a fault).
pub(super) fn condition(
    columns: &Columns,
    row: u32,
    (words, known): (&Conditions, &Remembered<Option<Condition>>),
    faults: &mut Vec<Fault>,
) -> String {
    let said = columns.said(row, "condition");
    let written = folded(&said.value);
    if let Some(known) = Condition::parse(&written) {
        return known.code().to_owned();
    }
    let told = if !written.is_empty() {
        known.about(&said.value, || words.told(&[said.value.as_str()]))
    } else {
        let texts = ["description", "product_group"].map(|field| columns.said(row, field).raw);
        known.about(&texts.join(";"), || words.told(&texts.each_ref().map(String::as_str)))
    };
    if told.is_none() && !written.is_empty() {
        let codes = Condition::ALL.iter().map(|condition| condition.code());
        faults.push(not_in_list(columns, row, "condition", codes));
    }
    told.unwrap_or(Condition::Unknown).code().to_owned()
}

/// The way of acquisition; `unknown` where blank or not understood (the latter with a fault).
pub(super) fn acquisition(columns: &Columns, row: u32, faults: &mut Vec<Fault>) -> String {
    let known = |code: &str| Acquisition::parse(code).is_some();
    let codes = Acquisition::ALL.iter().map(|acquisition| acquisition.code());
    code(columns, row, "acquisition", known, codes, faults)
}

/// The route of equipment at the end of its use; `unknown` where blank or not understood (the latter with a
/// fault).
pub(super) fn route(columns: &Columns, row: u32, faults: &mut Vec<Fault>) -> String {
    let known = |code: &str| Route::parse(code).is_some();
    let codes = Route::ALL.iter().map(|route| route.code());
    code(columns, row, "route", known, codes, faults)
}

/// The code of a closed list; `unknown` where blank or not understood (the latter with a fault).
fn code<'c>(
    columns: &Columns,
    row: u32,
    field: &str,
    is_known: impl Fn(&str) -> bool,
    codes: impl Iterator<Item = &'c str>,
    faults: &mut Vec<Fault>,
) -> String {
    let written = folded(&columns.said(row, field).value);
    if is_known(&written) {
        return written;
    }
    if !written.is_empty() {
        faults.push(not_in_list(columns, row, field, codes));
    }
    "unknown".to_owned()
}

fn not_in_list<'c>(
    columns: &Columns,
    row: u32,
    field: &str,
    codes: impl Iterator<Item = &'c str>,
) -> Fault {
    let expected = format!(
        "one of {}, or a value for it in [table.values.{field}]; counted as unknown",
        codes.collect::<Vec<_>>().join(", ")
    );
    columns.fault(FaultKind::UnknownChoice, row, field, &expected)
}

/// The fault of an amount that is not the units times the price of one, by more than one in a hundred and more than
/// one unit of currency. What the price is, is said nowhere: it is in no output (contract).
///
/// `tax_rate` is that of a tax the amount may hold and the price may not.
pub(super) fn price_differs(
    columns: &Columns,
    evidence: &Evidence,
    row: u32,
    (amount, units): (Decimal, i64),
    tax_rate: Option<Decimal>,
) -> Option<Fault> {
    columns.column("unit_price")?;
    let Read::Value(price) = number(columns, evidence, row, "unit_price") else {
        return None;
    };
    let product = price.checked_mul(Decimal::from(units))?.abs();
    let is_near = |product: Decimal| {
        let apart = (product - amount.abs()).abs();
        apart <= Decimal::ONE || apart <= amount.abs() / Decimal::ONE_HUNDRED
    };
    let with_tax = || product.checked_mul(Decimal::ONE + tax_rate?);
    if is_near(product) || with_tax().is_some_and(is_near) {
        return None;
    }
    let expected = "an amount that is the units times the price of one, which the row also has; the amount is counted as it stands";
    Some(columns.fault(FaultKind::PriceDiffers, row, "amount", expected))
}

/// Units that carry an ecolabel or were bought under criteria.
#[derive(Default)]
pub(super) struct Marked {
    /// With a type I ecolabel; `None` where not answered.
    pub(super) labelled: Option<i64>,
    /// Under the Pact's criteria; `None` where not answered.
    pub(super) criteria: Option<i64>,
    /// Labels the row names that are no type I ecolabels.
    pub(super) other_labels: Vec<String>,
}

/// The labelled units of a row: none where the field is not mapped, the row's units where a type I ecolabel
/// stands there, 0 where it is blank, says no or names another label (contract). What is no label of the
/// register is a fault, and not answered.
pub(super) fn labelled_units(
    columns: &Columns,
    row: u32,
    labels: &Labels,
    units: Option<i64>,
    faults: &mut Vec<Fault>,
) -> Marked {
    if !columns.is_mapped("labels") {
        return Marked::default();
    }
    let marked = |labelled| Marked { labelled, ..Marked::default() };
    match labels.type_one(&columns.said(row, "labels").value) {
        LabelRead::TypeOne => marked(units),
        LabelRead::NotTypeOne(names) => Marked { other_labels: names, ..marked(Some(0)) },
        LabelRead::Blank => marked(Some(0)),
        LabelRead::Unknown => {
            faults.push(columns.fault(FaultKind::UnknownChoice, row, "labels", EXPECTED_LABEL));
            Marked::default()
        }
    }
}

/// Units that count as bought under criteria: none where the field is not mapped, the row's units where criteria
/// are named or it says yes, 0 where it is blank or says no (contract). A cell in doubt is a fault, and not answered.
pub(super) fn criteria_units(
    columns: &Columns,
    row: u32,
    units: Option<i64>,
    faults: &mut Vec<Fault>,
) -> Option<i64> {
    if !columns.is_mapped("criteria") {
        return None;
    }
    let said = columns.said(row, "criteria").value;
    if matches!(plain(&said), Some(LabelRead::Blank)) {
        return Some(0);
    }
    if said.contains('?') || starts_with_no(&said) {
        let expected = "the criteria that were used, `yes` or `no`; until then the row does not say whether there were any";
        faults.push(columns.fault(FaultKind::UnknownChoice, row, "criteria", expected));
        return None;
    }
    units
}
