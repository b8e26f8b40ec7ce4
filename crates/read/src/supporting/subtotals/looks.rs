//! What a row looks like beside the others of its table: named and dated as they are, or speaking of a sum.

use std::collections::BTreeSet;

use super::words::{TotalWord, is_part, total_word};
use crate::supporting::columns::{Columns, MEASURES};

/// Fields that say what was bought.
const NAMES: [&str; 3] = ["description", "product_group", "category_code"];
/// Fields that describe a row. A word of totals in another cell, such as the supplier's, may be a name.
const DESCRIBING: [&str; 7] = [
    "description",
    "product_group",
    "category_code",
    "reference",
    "date",
    "bought_on",
    "disposed_on",
];
/// Rows that are looked at for the columns that most rows fill.
const LOOKED_AT: usize = 500;

/// The columns, beside measures, in which most rows of a part have something.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::supporting) struct UsualColumns(BTreeSet<u32>);

impl UsualColumns {
    /// Looks over the rows of a part. `measures` are its unpivoted columns.
    pub(in crate::supporting) fn of(columns: &Columns, rows: &[u32], measures: &[u32]) -> Self {
        let rows = &rows[..rows.len().min(LOOKED_AT)];
        let is_measure = |column: &u32| {
            let fields = MEASURES.iter().filter_map(|field| columns.column(field));
            measures.iter().copied().chain(fields).any(|measure| measure == *column)
        };
        let others = columns.headers().keys().copied().filter(|column| !is_measure(column));
        let usual = others.filter(|column| {
            let filled = rows.iter().filter(|row| columns.filled(**row, *column).is_some());
            filled.count() * 2 > rows.len()
        });
        Self(usual.collect())
    }
}

/// What a row looks like.
#[derive(Clone, Copy, Default, Debug)]
pub(in crate::supporting) struct Looks {
    /// How a cell that describes the row speaks of a total.
    pub(super) word: TotalWord,
    /// How any other cell does.
    pub(super) word_elsewhere: TotalWord,
    /// It begins with a word such as "of which".
    pub(super) part: bool,
    /// A day is mapped.
    pub(super) dated: bool,
    /// A day is mapped and the row has none.
    pub(super) without_date: bool,
    /// A day stands in the row itself.
    pub(super) own_date: bool,
    /// It has neither a description nor a reference of its own; where none is mapped, nothing that most rows have.
    pub(super) without_name: bool,
    /// It leaves a column blank that most rows fill.
    pub(super) lacks: bool,
    /// It has a day where one is mapped, and a description or a reference with units, none of which speaks of a
    /// total.
    pub(super) as_an_order: bool,
    /// It has a day and a reference of its own where they are mapped, and one of the two is.
    pub(super) complete: bool,
}

impl Looks {
    /// What the cells of a row tell; `day` is the field that dates it.
    pub(in crate::supporting) fn of(
        columns: &Columns,
        row: u32,
        day: &str,
        usual: &UsualColumns,
    ) -> Self {
        let own = |field: &str| {
            let column = columns.column(field)?;
            columns.filled(row, column).filter(|cell| cell.address.row == row)
        };
        let word = |cell: Option<&model::Cell>| {
            cell.and_then(model::Cell::text).map_or(TotalWord::None, total_word)
        };
        let named = |field: &str| {
            let cell = columns.cell(row, field);
            cell.is_some() && word(cell) == TotalWord::None
        };
        let (dated, has_reference) = (columns.column(day).is_some(), columns.has("reference"));
        let says_day = |cell| word(Some(cell)) == TotalWord::None;
        let own_date = own(day).is_some_and(says_day);
        let with_units = columns.column("units").is_none() || columns.cell(row, "units").is_some();
        let described = columns.has("description");
        let lacking =
            usual.0.iter().filter(|column| columns.filled(row, **column).is_none()).count();
        let without_name = match has_reference || described {
            true => {
                own("reference").is_none()
                    && columns.cell(row, "description").is_none()
                    && own("category_code").is_none()
            }
            false => !usual.0.is_empty() && lacking == usual.0.len(),
        };
        Self {
            dated,
            without_date: dated && !named(day),
            own_date,
            without_name,
            lacks: lacking > 0,
            as_an_order: (!dated || named(day))
                && (NAMES.into_iter().any(named) || (named("reference") && with_units)),
            complete: (dated || has_reference)
                && (!dated || own_date)
                && (!has_reference || named("reference")),
            ..Self::spoken(columns, row)
        }
    }

    /// Whether no cell speaks of a total.
    pub(super) fn says_nothing(&self) -> bool {
        self.word.max(self.word_elsewhere) == TotalWord::None
    }

    /// The words of a row, each cell by what it is for.
    fn spoken(columns: &Columns, row: u32) -> Self {
        let describing: Vec<u32> =
            DESCRIBING.iter().filter_map(|field| columns.column(field)).collect();
        let mut looks = Self::default();
        for cell in columns.sheet.row(row) {
            let Some(text) = cell.text() else { continue };
            let word = total_word(text);
            if describing.contains(&cell.address.column) {
                looks.word = looks.word.max(word);
                looks.part |= is_part(text);
            } else {
                looks.word_elsewhere = looks.word_elsewhere.max(word);
            }
        }
        // A first column that nobody mapped names the rows where no mapped cell does.
        let named = DESCRIBING.iter().any(|field| columns.cell(row, field).is_some());
        if !named {
            looks.part |= columns.sheet.row(row).iter().filter_map(model::Cell::text).any(is_part);
        }
        looks
    }
}
