//! Lines of orders as one table, for load tests: nothing but a part of it is ever in memory.

use std::io::Write;
use std::sync::Arc;

use demo::invent::{Size, order_files};
use demo::pact::{Order, SupportingFile, SupportingRows};
use model::vocabulary::{Acquisition, Condition};
use model::{Currency, Identifier, LineOrigin, LineRecord, Money};
use tables::{LinesBuilder, LinesFile};

use super::{DemoOutcome, Written, unless_stopped, unmade};
use crate::progress::{Progress, Steps};
use crate::workspace::{Failure, fault};

/// The file.
const NAME: &str = "lines.parquet";

/// Lines of a part of the file.
const PART: usize = 100_000;

/// Column of the amounts, from 0: none of these lines stands in a file that could be looked up.
const COLUMN: u32 = 5;

/// Writes as many lines as there are participants times orders, of the last year.
pub(super) fn lines(
    size: &Size,
    mut written: Written,
    progress: &mut dyn Progress,
) -> Result<DemoOutcome, Failure> {
    let mut steps = Steps::new(progress, size.participants as usize);
    let file = written.folder.create(NAME).map_err(|error| unmade(&error))?;
    let (lines, bytes) = write(size, file, &mut steps).map_err(|error| {
        let of_the_disk = written.folder.failure().map(|failure| unmade(&failure));
        of_the_disk.unwrap_or_else(|| fault("writing the lines", error))
    })?;
    unless_stopped(&steps)?;
    written.files += 1;
    written.bytes += bytes;
    written.finish(DemoOutcome {
        participants: u64::from(size.participants),
        lines: Some(lines),
        ..DemoOutcome::default()
    })
}

/// Writes the file, or a part of it where somebody stops it; how many lines and bytes it has.
fn write(size: &Size, to: impl Write, steps: &mut Steps) -> Result<(u64, u64), tables::Error> {
    let mut file = LinesFile::new(to)?;
    let mut part = Part::default();
    let mut all = 0;
    let mut last = String::new();
    for (participant, list) in order_files(size) {
        if participant != last {
            if steps.is_stopped() {
                break;
            }
            steps.next("Writing lines");
            last.clone_from(&participant);
        }
        let Some(list) = Listed::of(&participant, &list) else { continue };
        for (row, order) in (2..).zip(list.orders) {
            part.lines.push(list.line(row, order));
            part.length += 1;
            all += 1;
            if part.length == PART {
                part.end(&mut file)?;
            }
        }
    }
    part.end(&mut file)?;
    Ok((all, file.finish()?))
}

/// Lines that are not in the file yet.
#[derive(Default)]
struct Part {
    lines: LinesBuilder,
    length: usize,
}

impl Part {
    fn end<W: Write>(&mut self, file: &mut LinesFile<W>) -> Result<(), tables::Error> {
        let lines = std::mem::take(&mut self.lines).finish()?;
        self.length = 0;
        file.add(&lines)
    }
}

/// A list of orders with what all its lines share.
struct Listed<'f> {
    participant: Identifier,
    currency: Currency,
    path: Arc<str>,
    sheet: Arc<str>,
    orders: &'f [Order],
}

impl<'f> Listed<'f> {
    /// A list of orders; `None` of devices.
    fn of(participant: &str, file: &'f SupportingFile) -> Option<Self> {
        let SupportingRows::Orders(orders) = &file.rows else { return None };
        Some(Self {
            participant: Identifier::parse(participant)?,
            currency: Currency::parse(&file.currency)?,
            path: format!("inputs/2026/returns/{participant}/supporting/{}", file.name).into(),
            sheet: file.name.as_str().into(),
            orders,
        })
    }

    fn line(&self, row: u32, order: &Order) -> LineRecord {
        LineRecord {
            participant: self.participant.clone(),
            origin: LineOrigin::Orders,
            product_group: order.product_group.clone(),
            condition: order.condition.unwrap_or(Condition::Unknown).code().to_owned(),
            acquisition: order.acquisition.unwrap_or(Acquisition::Unknown).code().to_owned(),
            units: order.units,
            amount_minor: Money::read(order.amount, self.currency).map(|money| money.minor),
            currency: Some(self.currency),
            labelled_units: None,
            criteria_units: None,
            framework: String::new(),
            buyer: String::new(),
            buyer_name: String::new(),
            path: self.path.clone(),
            sheet: self.sheet.clone(),
            row,
            column: COLUMN,
            reason: None,
            estimated: false,
        }
    }
}
