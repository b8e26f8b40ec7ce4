//! The rows of a table of assets or of disposals, summed where they are alike.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::supporting::{DeviceGroup, TableKind};
use model::volume::LeftOutReason;
use model::{CellAddress, Date, Decimal, Fault, FaultKind};

use super::SupportingInputs;
use super::classify::{Classifier, Judgement, Untold};
use super::columns::Columns;
use super::faults::Faults;
use super::likeness::{Likeness, Seen, mark};
use super::mapping::day_field;
use super::orders::text_field;
use super::parts::Part;
use super::subtotals::{Is, Looks, Measured, Shown, Sums, told};
use super::values::{self, Evidence};
use crate::remembered::Remembered;

/// Longest planned lifetime that can be true, in years.
const LONGEST_LIFETIME: i64 = 100;

/// No device in use is from before this year.
const EARLIEST_YEAR: i16 = 1990;

/// What is expected where the day a device was bought cannot be true.
const EXPECTED_DAY: &str = "the day the device was bought, in 1990 or later; days such as 1900-01-01 stand in exports where none is known, so the device is counted and its age is not known";

/// What is expected where one number of devices stands for several rows.
const MERGED_UNITS: &str =
    "a number of devices in each row; this cell is merged over several, so none of them is counted";

/// What rows must share to be summed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    reason: Option<LeftOutReason>,
    product_group: String,
    day: Option<Date>,
    lifetime: Option<Decimal>,
    route: String,
}

/// A row of devices, before it is decided whether it is left out.
struct Row {
    alike: Alike,
    /// Devices in it; 0 where that could not be read.
    units: i64,
    /// The day it is told by: bought, or disposed of.
    day: Option<Date>,
    likeness: Option<Likeness>,
    measured: Measured,
    unclassified: Option<Untold>,
    refused: bool,
    faults: Vec<Fault>,
}

/// What all rows of a table share.
pub(super) struct DeviceReader<'a> {
    pub(super) inputs: &'a SupportingInputs<'a>,
    pub(super) kind: TableKind,
    pub(super) evidence: Evidence,
    pub(super) classifier: &'a Classifier<'a>,
    /// Product groups of rows with the same words.
    pub(super) groups: Remembered<Judgement>,
}

/// Reads the rows of all parts; also gives how many were read.
pub(super) fn read(
    reader: &DeviceReader,
    parts: &[Part],
    seen: &mut Seen,
    faults: &mut Faults,
) -> (Vec<DeviceGroup>, u64) {
    let mut groups: BTreeMap<Alike, DeviceGroup> = BTreeMap::new();
    let mut sums = Sums::default();
    let mut count = 0;
    for part in parts {
        let usual = part.usual_columns();
        for row in &part.rows {
            let longer = part.longer.binary_search(row).is_ok();
            let views = part.views(*row);
            let looks = Looks::of(views[0].1, *row, day_field(reader.kind), &usual);
            let rows = views
                .into_iter()
                .map(|(number, columns)| (number, columns, reader.read(columns, *row, longer)));
            let rows: Vec<_> = rows.collect();
            let skipped = rows.iter().any(|(_, columns, _)| columns.is_skipped(*row));
            let measured = rows
                .iter()
                .map(|(number, _, read)| Measured { series: (*number, None), ..read.measured });
            let is = match skipped {
                true => Is::Order,
                false => sums.judge(&looks, &measured.collect::<Vec<_>>()),
            };
            for (number, columns, read) in rows {
                count += 1;
                let shown = Shown {
                    columns,
                    row: *row,
                    field: "units",
                    series: (number, None),
                    amount: read.measured.amount,
                };
                let told = told(&is, &shown);
                let skipped = columns.is_skipped(*row);
                let decision = reader.decide(columns, *row, &read, is.is_left_out(), skipped, seen);
                let reason = decision.as_ref().map(|decision| decision.0);
                let cells_matter = matches!(
                    reason,
                    None | Some(LeftOutReason::Refused | LeftOutReason::Unclassified)
                );
                if cells_matter {
                    faults.extend(read.faults);
                }
                if is.is_left_out() || reason.is_none() {
                    faults.extend(told);
                }
                faults.extend(decision.and_then(|decision| decision.1));
                let alike = Alike { reason, ..read.alike };
                reader.add(&mut groups, alike, read.units, columns, *row);
            }
        }
    }
    (groups.into_values().collect(), count)
}

impl DeviceReader<'_> {
    /// Reads one row.
    ///
    /// A row without a number of units is one device; one whose number cannot be read, or is below zero, counts
    /// none and is refused. A disposal needs its day where one is mapped, since it must lie in the period; an
    /// asset counts without the day it was bought, and its age is not known.
    fn read(&self, columns: &Columns, row: u32, longer: bool) -> Row {
        let mut faults = Vec::new();
        if longer {
            faults.push(values::too_many_fields(columns, row));
        }
        let field = day_field(self.kind);
        let needs_day = self.kind == TableKind::Disposals;
        let mut refused = longer;
        let mut day = None;
        match values::day(columns, &self.evidence, row, field) {
            values::Read::Value(read) if self.kind == TableKind::Assets && !self.is_true(read) => {
                faults.push(columns.fault(FaultKind::NotADate, row, field, EXPECTED_DAY));
            }
            values::Read::Value(read) => day = Some(read),
            values::Read::Fault(fault) => {
                faults.push(*fault);
                refused |= needs_day;
            }
            values::Read::Blank if needs_day && columns.has(field) => {
                let expected = "the day of the disposal";
                faults.push(columns.fault(FaultKind::RequiredBlank, row, field, expected));
                refused = true;
            }
            values::Read::Blank => {}
        }
        let units = self.units(columns, row, &mut faults);
        refused |= units.is_none();
        let lifetime = self.lifetime(columns, row, &mut faults);
        let group = self.classifier.judge(columns, row, &self.groups);
        faults.extend(self.classifier.wrong_code(columns, row));
        let route = match needs_day {
            true => values::route(columns, row, &mut faults),
            false => String::new(),
        };
        let likeness = likeness_of(columns, row, day, units);
        let alike = Alike {
            reason: None,
            product_group: group.as_deref().unwrap_or("").to_owned(),
            day: day.filter(|_| self.kind == TableKind::Assets),
            lifetime,
            route,
        };
        Row {
            measured: Measured {
                amount: units.map(Decimal::from),
                unreadable: units.is_none(),
                assumed: columns.cell(row, "units").is_none(),
                ..Measured::default()
            },
            alike,
            units: units.unwrap_or(0),
            day,
            likeness: likeness.filter(|_| !refused),
            unclassified: group.err(),
            refused,
            faults,
        }
    }

    /// Whether a day can be that on which a device in use was bought: exports write days such as 1900-01-01 or
    /// 9999-12-31 where none is known. One bought soon after the period is in a list that was drawn later.
    fn is_true(&self, day: Date) -> bool {
        let latest = self.inputs.period.end.year().saturating_add(2);
        (EARLIEST_YEAR..=latest).contains(&day.year())
    }

    /// The number of devices; `None` where it cannot be read.
    fn units(&self, columns: &Columns, row: u32, faults: &mut Vec<Fault>) -> Option<i64> {
        let mut refuse = |kind, expected: &str| {
            faults.push(columns.fault(kind, row, "units", expected));
            None
        };
        match values::units(columns, &self.evidence, row) {
            values::Read::Value(units) if units < 0 => {
                refuse(FaultKind::TextForNumber, "a number of devices, 0 or more")
            }
            values::Read::Value(_) if columns.merged_over(row, "units").is_some() => {
                refuse(FaultKind::MergedAmount, MERGED_UNITS)
            }
            values::Read::Value(units) => Some(units),
            values::Read::Fault(fault) => {
                faults.push(*fault);
                None
            }
            values::Read::Blank if columns.mapping.unpivot.is_some() => {
                let expected = "a number of devices in one of the columns of [table.unpivot]";
                refuse(FaultKind::RequiredBlank, expected)
            }
            values::Read::Blank if columns.merged_over(row, "units").is_some() => {
                refuse(FaultKind::RequiredBlank, MERGED_UNITS)
            }
            values::Read::Blank => Some(1),
        }
    }

    fn lifetime(&self, columns: &Columns, row: u32, faults: &mut Vec<Fault>) -> Option<Decimal> {
        let field = "planned_lifetime_years";
        let years = values::number(columns, &self.evidence, row, field).take(faults)?;
        if years > Decimal::ZERO && years <= Decimal::from(LONGEST_LIFETIME) {
            return Some(years.normalize());
        }
        let expected = "a number of years above 0, such as 5";
        faults.push(columns.fault(FaultKind::TextForNumber, row, field, expected));
        None
    }

    /// Why a row is left out, the first that holds, as for orders, with the fault that tells it.
    fn decide(
        &self,
        columns: &Columns,
        row: u32,
        read: &Row,
        is_subtotal: bool,
        skipped: bool,
        seen: &mut Seen,
    ) -> Option<(LeftOutReason, Option<Fault>)> {
        if skipped {
            return Some((LeftOutReason::Skipped, None));
        }
        let told = |reason, kind, field: &str, expected: &str| {
            Some((reason, Some(columns.fault(kind, row, field, expected))))
        };
        let period = &self.inputs.period;
        let came_before = match &read.likeness {
            Some(likeness) if !is_subtotal => seen.came_before(likeness),
            _ => false,
        };
        let outside = read.day.is_some_and(|day| match self.kind {
            TableKind::Assets => day > period.end,
            _ => !period.contains(day),
        });
        let units = "units";
        if outside {
            let expected = match self.kind {
                TableKind::Assets => format!(
                    "a day up to {}, the end of the reporting period; what was bought later was not in use then",
                    period.end
                ),
                _ => format!("a day in the reporting period, {period}"),
            };
            let (reason, kind) = (LeftOutReason::OutsidePeriod, FaultKind::RowOutsidePeriod);
            return told(reason, kind, day_field(self.kind), &expected);
        }
        if came_before {
            let expected = "a row that did not come before: another has the same reference, day, description, product group and units";
            return told(LeftOutReason::Duplicate, FaultKind::DuplicateRow, units, expected);
        }
        if is_subtotal {
            let expected =
                "single devices; this row is a sum of others, so it is not counted again";
            return told(LeftOutReason::Subtotal, FaultKind::SubtotalRow, units, expected);
        }
        if read.refused {
            return Some((LeftOutReason::Refused, None));
        }
        let why = read.unclassified.as_ref()?;
        let field = text_field(columns, row);
        if why.is_none() {
            let expected = format!("devices of a product group; {why}");
            return told(LeftOutReason::NotInScope, FaultKind::RowOfNoGroup, field, &expected);
        }
        let expected = format!(
            "a row whose product group can be told ({why}); add a value to [table.values.product_group] if it belongs to one"
        );
        told(LeftOutReason::Unclassified, FaultKind::UnclassifiedRow, field, &expected)
    }

    fn add(
        &self,
        groups: &mut BTreeMap<Alike, DeviceGroup>,
        alike: Alike,
        units: i64,
        columns: &Columns,
        row: u32,
    ) {
        let group = groups.entry(alike).or_insert_with_key(|alike| self.group(alike, columns, row));
        group.rows += 1;
        group.units = group.units.saturating_add(units);
        group.row_range = (group.row_range.0.min(row + 1), group.row_range.1.max(row + 1));
        match group.runs.last_mut() {
            Some((_, last)) if (*last..=last.saturating_add(1)).contains(&(row + 1)) => {
                *last = row + 1;
            }
            _ => group.runs.push((row + 1, row + 1)),
        }
    }

    fn group(&self, alike: &Alike, columns: &Columns, row: u32) -> DeviceGroup {
        let field = match columns.column("units") {
            Some(_) => "units",
            None => text_field(columns, row),
        };
        let place = columns.place(row, field);
        let column = |field: &str| {
            let place = columns.has(field).then(|| columns.place(row, field));
            place.and_then(|place| place.cell).map(|cell| cell.column)
        };
        let path: Arc<str> = columns.workbook.path.as_str().into();
        DeviceGroup {
            participant: self.inputs.participant.clone(),
            kind: self.kind,
            product_group: alike.product_group.clone(),
            bought_on: alike.day,
            planned_lifetime_years: alike.lifetime,
            route: alike.route.clone(),
            reason: alike.reason,
            rows: 0,
            units: 0,
            path,
            sheet: columns.sheet.title.as_str().into(),
            column: place.cell.map_or(0, |cell: CellAddress| cell.column),
            row_range: (row + 1, row + 1),
            runs: Vec::new(),
            bought_on_column: column("bought_on"),
            lifetime_column: column("planned_lifetime_years"),
            place,
        }
    }

    /// The rows of a table of which nothing is read.
    pub(super) fn refused(&self, part: &Part) -> Option<DeviceGroup> {
        let (first, last) = (part.rows.first()?, part.rows.last()?);
        let alike = Alike {
            reason: Some(LeftOutReason::Refused),
            product_group: String::new(),
            day: None,
            lifetime: None,
            route: match self.kind {
                TableKind::Disposals => "unknown".to_owned(),
                _ => String::new(),
            },
        };
        let group = self.group(&alike, &part.base, *first);
        let rows = part.rows.len() as u64;
        let range = (first + 1, last + 1);
        Some(DeviceGroup { rows, row_range: range, runs: vec![range], ..group })
    }
}

/// The marks of a row; `None` without a reference or serial number, since equal devices are many.
fn likeness_of(
    columns: &Columns,
    row: u32,
    day: Option<Date>,
    units: Option<i64>,
) -> Option<Likeness> {
    let text = |field: &str| crate::text::folded(&columns.said(row, field).raw);
    let reference = text("reference");
    if reference.is_empty() {
        return None;
    }
    let texts = ["description", "product_group", "category_code"].map(text);
    let kind = columns.mapping.kind.code();
    let mark = mark(&(kind, &reference, day, units, &texts));
    Some(Likeness { row: mark, order: mark })
}
