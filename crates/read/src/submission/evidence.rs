//! What the other answers of a return show of how its sender writes numbers and days.
//!
//! It settles what one cell leaves open (`1,234`, `03/04/2026`), and only where the return shows it beyond doubt: first
//! the answers of the same column, then, for numbers, all of its sheet, for days all of the return. The language of the
//! form shows nothing: people paste from programs set to another one. What the office corrected was not typed by the sender, so it shows nothing and is
//! settled by nothing.

use std::cell::OnceCell;
use std::ops::RangeFrom;
use std::sync::Arc;

use model::questionnaire::{Question, QuestionType};
use model::{CellAddress, CellValue, Place, Sheet};

use super::layout::{Layout, answered};
use crate::day::{self, ParsedDay};
use crate::number::{self, DecimalMark};

/// The answers of a return, by where numbers and days stand.
#[derive(Default)]
pub(super) struct Evidence<'a> {
    areas: Vec<Area<'a>>,
    day_first: OnceCell<Option<bool>>,
    /// Sheets and addresses of the cells that were corrected.
    corrected: Vec<(Arc<str>, CellAddress)>,
}

/// Answers of one kind that stand one below another.
struct Area<'a> {
    sheet: &'a Sheet,
    column: u32,
    rows: Rows,
    days: bool,
    mark: OnceCell<DecimalMark>,
    /// What all numbers of its sheet show.
    mark_of_sheet: OnceCell<DecimalMark>,
    day_first: OnceCell<Option<bool>>,
    /// Marks with which days have the month first, such as `-` in `12-31-2026`.
    month_first: OnceCell<Vec<char>>,
}

enum Rows {
    /// Of a repeat.
    From(RangeFrom<u32>),
    /// Of a group, sorted.
    Only(Vec<u32>),
}

impl<'a> Evidence<'a> {
    /// The answers of the sheets found; nothing is looked at before it is asked for.
    pub(super) fn of(layout: &Layout<'a>, corrected: &[&Place]) -> Self {
        let mut areas = Vec::new();
        for repeat in layout.repeats.values() {
            for question in answered(repeat.section) {
                let column = repeat.columns.get(question.name.as_str());
                if let (Some(column), Some(days)) = (column, kind(question)) {
                    areas.push(Area::new(
                        repeat.sheet,
                        *column,
                        Rows::From(repeat.first_row..),
                        days,
                    ));
                }
            }
        }
        for group in layout.groups.values() {
            for days in [false, true] {
                let own = answered(group.section).filter(|question| kind(question) == Some(days));
                let rows = own.filter_map(|question| group.answer_address(&question.name));
                let mut rows: Vec<u32> = rows.map(|address| address.row).collect();
                rows.sort_unstable();
                areas.push(Area::new(group.sheet, group.answer_column, Rows::Only(rows), days));
            }
        }
        let cells = corrected.iter().filter_map(|place| Some((place.sheet.clone()?, place.cell?)));
        Self { areas, corrected: cells.collect(), ..Self::default() }
    }

    /// The decimal mark of numbers typed where a cell stands; unknown where nothing settles it.
    pub(super) fn decimal_mark(&self, sheet: &Sheet, at: CellAddress) -> DecimalMark {
        if self.is_corrected(sheet, at) {
            return DecimalMark::Unknown;
        }
        let Some(own) = self.area(sheet, at).filter(|area| !area.days) else {
            return DecimalMark::Unknown;
        };
        match *own.mark.get_or_init(|| number::evidence(self.texts_of(own))) {
            DecimalMark::Unknown => *own.mark_of_sheet.get_or_init(|| {
                // Sheets are pasted from programs of their own, so one shows nothing of another.
                let areas = self.areas.iter();
                let areas = areas.filter(|area| !area.days && std::ptr::eq(area.sheet, own.sheet));
                number::sure_evidence(areas.flat_map(|area| self.texts_of(area)))
            }),
            mark => mark,
        }
    }

    /// Whether days parted by slashes have the day first where a cell stands; `None` where nothing settles it.
    pub(super) fn day_first(&self, sheet: &Sheet, at: CellAddress) -> Option<bool> {
        if self.is_corrected(sheet, at) {
            return None;
        }
        let own = self.area(sheet, at).filter(|area| area.days);
        let own = own.and_then(|area| {
            *area.day_first.get_or_init(|| day::day_comes_first(self.texts_of(area)))
        });
        own.or_else(|| *self.day_first.get_or_init(|| day::day_comes_first(self.texts(true))))
    }

    /// Whether days with this mark have the month first where a cell stands, as far as its column shows.
    pub(super) fn month_comes_first(&self, sheet: &Sheet, at: CellAddress, mark: char) -> bool {
        let own = self.area(sheet, at).filter(|area| area.days);
        own.is_some_and(|area| area.month_first.get_or_init(|| self.marks(area)).contains(&mark))
    }

    fn is_corrected(&self, sheet: &Sheet, at: CellAddress) -> bool {
        self.corrected.iter().any(|(title, cell)| *cell == at && **title == *sheet.title)
    }

    fn area(&self, sheet: &Sheet, at: CellAddress) -> Option<&Area<'a>> {
        self.areas.iter().find(|area| std::ptr::eq(area.sheet, sheet) && area.holds(at))
    }

    fn texts(&self, days: bool) -> impl Iterator<Item = &'a str> {
        let areas = self.areas.iter().filter(move |area| area.days == days);
        areas.flat_map(|area| self.texts_of(area))
    }

    /// What the sender typed as text in the cells of an area.
    fn texts_of(&self, area: &Area<'a>) -> impl Iterator<Item = &'a str> {
        let sheet = area.sheet;
        let own = sheet
            .cells
            .iter()
            .filter(|cell| area.holds(cell.address) && !self.is_corrected(sheet, cell.address));
        own.filter_map(|cell| match &cell.value {
            CellValue::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    fn marks(&self, area: &Area<'a>) -> Vec<char> {
        let unread =
            self.texts_of(area).filter(|text| day::parse(text, None) == ParsedDay::NotADay);
        unread.filter_map(day::with_month_first).map(|(mark, _)| mark).collect()
    }
}

/// Whether a question asks for a day (true) or for a number (false).
fn kind(question: &Question) -> Option<bool> {
    match question.kind {
        QuestionType::Date => Some(true),
        QuestionType::Integer | QuestionType::Decimal => Some(false),
        _ => None,
    }
}

impl<'a> Area<'a> {
    fn new(sheet: &'a Sheet, column: u32, rows: Rows, days: bool) -> Self {
        let (mark, mark_of_sheet, day_first, month_first) = Default::default();
        Self { sheet, column, rows, days, mark, mark_of_sheet, day_first, month_first }
    }

    fn holds(&self, at: CellAddress) -> bool {
        at.column == self.column
            && match &self.rows {
                Rows::From(rows) => rows.contains(&at.row),
                Rows::Only(rows) => rows.binary_search(&at.row).is_ok(),
            }
    }
}
