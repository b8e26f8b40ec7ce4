//! Supporting spreadsheets: which of their numbers are measures of lines, and what becomes of each.

use encoding_rs::Encoding;
use model::supporting::{AccountTerm, TableKind, TableReading};
use model::unused_numbers::{UnusedNumbers, UnusedReason};
use model::volume::CountedAs;
use model::{CellAddress, Identifier, InputFile, Sheet, Workbook};
use tables::LineUse;

use super::traced::TracedSheet;
use super::{Context, of_sheet, sheet_key};
use crate::cells::{self, TextFormat};

/// The fields of a table that are measures.
fn measures(kind: TableKind) -> &'static [&'static str] {
    match kind {
        TableKind::Orders => &["amount", "units"],
        TableKind::Assets => &["units", "planned_lifetime_years"],
        TableKind::Disposals => &["units"],
    }
}

/// What is unused in a supporting file.
pub(super) fn of_file(
    file: &InputFile,
    participant: &Identifier,
    context: &Context<'_>,
) -> Vec<UnusedNumbers> {
    let mut tables = context.inputs.year.tables.iter();
    let table = tables.find(|table| *table.path == *file.path);
    let name = table.and_then(|table| table.encoding.as_deref());
    let format = TextFormat {
        delimiter: table.and_then(|table| table.delimiter),
        encoding: name.and_then(|name| Encoding::for_label(name.as_bytes())),
    };
    let Ok(workbook) = cells::text_as(file, format) else {
        return Vec::new();
    };
    let of_sheets = workbook.sheets.iter().flat_map(|sheet| {
        let reading = SheetReading::of(&workbook, sheet, context);
        of_sheet(&workbook, sheet, Some(participant), |cell| reading.decide(cell.address))
    });
    of_sheets.collect()
}

/// What was read of one sheet.
struct SheetReading<'a> {
    tables: Vec<&'a TableReading>,
    /// How its lines are used, by row.
    lines: &'a [LineUse],
    /// Rows of devices, from 1, and how they count.
    devices: Vec<((u32, u32), AccountTerm)>,
    named: Option<&'a TracedSheet>,
    without_value: Option<&'a TracedSheet>,
}

impl<'a> SheetReading<'a> {
    fn of(workbook: &Workbook, sheet: &Sheet, context: &'a Context<'_>) -> Self {
        let tables = context.inputs.year.tables.iter();
        let own = tables.filter(|t| t.path == workbook.path && t.sheet == sheet.title);
        let key = (workbook.path.as_str().into(), sheet.title.as_str().into());
        let title = sheet_key(workbook, sheet);
        Self {
            tables: own.collect(),
            devices: devices(workbook, sheet, context),
            lines: context.uses.get(&key).map_or(&[], Vec::as_slice),
            named: context.traced.sheet(&workbook.path, title),
            without_value: context.without_value.sheet(&workbook.path, title),
        }
    }

    /// Why a number is in no figure; `None` for one that is.
    fn decide(&self, at: CellAddress) -> Option<UnusedReason> {
        if self.tables.is_empty() {
            return Some(UnusedReason::NoMapping);
        }
        let row = at.row + 1;
        let within =
            |table: &&&TableReading| (table.row_range.0..=table.row_range.1).contains(&row);
        let beside = self.tables.iter().filter(within);
        let Some(first) = beside.clone().next() else {
            return Some(UnusedReason::OutsideTheTable);
        };
        if first.column_numbers.is_empty() {
            // The header is not the mapping's, so no column was found and every row is refused.
            return Some(UnusedReason::RowLeftOut);
        }
        let mut fields = beside.flat_map(|table| {
            let here = table
                .column_numbers
                .iter()
                .filter(|(_, at_columns)| at_columns.contains(&at.column));
            here.map(move |(field, _)| (table.kind, field.as_str()))
        });
        let Some((kind, field)) =
            fields.clone().find(|(kind, field)| measures(*kind).contains(field))
        else {
            return Some(match fields.next() {
                Some(_) => UnusedReason::NoMeasure,
                None => UnusedReason::UnmappedColumn,
            });
        };
        let named = self.named.is_some_and(|named| named.names(at));
        match kind {
            TableKind::Orders => self.of_line(at, field, named),
            TableKind::Assets | TableKind::Disposals if named => None,
            TableKind::Assets | TableKind::Disposals => Some(self.untold(at, self.of_devices(row))),
        }
    }

    /// Why a measure of an order is in no figure. Several lines can stand in one row, a column each.
    fn of_line(&self, at: CellAddress, field: &str, named: bool) -> Option<UnusedReason> {
        let row = at.row + 1;
        let from = self.lines.partition_point(|line| line.row < row);
        let of_row = || self.lines[from..].iter().take_while(|line| line.row == row);
        let own = |line: &&LineUse| line.column == at.column;
        let exact = of_row().any(|line| own(&line));
        let mut lines = of_row().filter(|line| !exact || own(line)).peekable();
        if lines.peek().is_none() {
            return Some(UnusedReason::OutsideTheTable);
        }
        let lines: Vec<&LineUse> = lines.collect();
        let is_used = |line: &&LineUse| if field == "units" { line.units } else { line.amount };
        if lines.iter().any(is_used) {
            return (!named).then(|| self.untold(at, UnusedReason::NoIndicator));
        }
        let left_out = lines.iter().all(|line| line.counted_as == CountedAs::LeftOut);
        Some(if left_out { UnusedReason::RowLeftOut } else { UnusedReason::Evidence })
    }

    /// Why the devices of a row are in no figure. Alike rows are told as one range, which others may interrupt.
    fn of_devices(&self, row: u32) -> UnusedReason {
        let here = self.devices.iter().filter(|(rows, _)| (rows.0..=rows.1).contains(&row));
        let terms: Vec<AccountTerm> = here.map(|(_, term)| *term).collect();
        match terms.as_slice() {
            [] => UnusedReason::OutsideTheTable,
            terms if terms.contains(&AccountTerm::Counted) => UnusedReason::NoIndicator,
            terms if terms.contains(&AccountTerm::Evidence) => UnusedReason::Evidence,
            _ => UnusedReason::RowLeftOut,
        }
    }

    /// The reason, unless figures without a value name the cell.
    fn untold(&self, at: CellAddress, otherwise: UnusedReason) -> UnusedReason {
        match self.without_value.is_some_and(|figures| figures.names(at)) {
            true => UnusedReason::FigureWithoutValue,
            false => otherwise,
        }
    }
}

/// The rows of devices of a sheet, with what was decided about them.
fn devices(
    workbook: &Workbook,
    sheet: &Sheet,
    context: &Context<'_>,
) -> Vec<((u32, u32), AccountTerm)> {
    let groups = context.inputs.year.devices.iter();
    let own = groups.filter(|group| *group.path == *workbook.path && *group.sheet == *sheet.title);
    let counted = own.filter_map(|group| {
        let mut decided = context.inputs.devices.iter();
        let decided = decided.find(|devices| devices.place == group.place)?;
        Some((group.row_range, decided.term))
    });
    counted.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of orders in rows 6 to 20: amounts in D, units in C, references in A; nothing says what B is.
    fn table() -> TableReading {
        let columns = [("amount", 3), ("units", 2), ("reference", 0)];
        let north = Identifier::parse("north").unwrap();
        TableReading {
            column_numbers: columns.map(|(field, at)| (field.to_owned(), vec![at])).into(),
            ..TableReading::new(north, "orders.xlsx", "2026", TableKind::Orders, (6, 20))
        }
    }

    fn line(row: u32, counted_as: CountedAs, amount: bool, units: bool) -> LineUse {
        LineUse { row, column: 3, counted_as, amount, units }
    }

    #[test]
    fn a_number_of_a_table_is_used_or_has_its_reason() {
        let (table, named) = (table(), TracedSheet::of_range((5, 2), (19, 3)));
        let lines = [
            line(6, CountedAs::Direct, true, true),
            line(7, CountedAs::LeftOut, false, false),
            line(8, CountedAs::Evidence, false, true),
        ];
        let reading = SheetReading {
            tables: vec![&table],
            lines: &lines,
            devices: Vec::new(),
            named: Some(&named),
            without_value: None,
        };
        use UnusedReason::{Evidence, NoMeasure, OutsideTheTable, RowLeftOut, UnmappedColumn};
        let cases = [
            ((6, 3), None),
            ((6, 2), None),
            ((6, 0), Some(NoMeasure)),
            ((6, 1), Some(UnmappedColumn)),
            ((7, 3), Some(RowLeftOut)),
            ((8, 3), Some(Evidence)),
            ((8, 2), None),
            ((9, 3), Some(OutsideTheTable)),
            ((5, 3), Some(OutsideTheTable)),
            ((21, 1), Some(OutsideTheTable)),
        ];
        for ((row, column), expected) in cases {
            let found = reading.decide(CellAddress::new(row - 1, column));
            assert_eq!(found, expected, "row {row}, column {column}");
        }
    }

    #[test]
    fn a_counted_number_that_no_figure_names_is_told() {
        let table = table();
        let lines = [line(6, CountedAs::Direct, true, true)];
        let mut reading = SheetReading {
            tables: vec![&table],
            lines: &lines,
            devices: Vec::new(),
            named: None,
            without_value: None,
        };
        let amount = CellAddress::new(5, 3);
        assert_eq!(reading.decide(amount), Some(UnusedReason::NoIndicator));
        let withheld = TracedSheet::of_range((5, 3), (5, 3));
        reading.without_value = Some(&withheld);
        assert_eq!(reading.decide(amount), Some(UnusedReason::FigureWithoutValue));
        reading.tables.clear();
        assert_eq!(reading.decide(amount), Some(UnusedReason::NoMapping));
    }
}
