//! Where each thing stands in a file that was written.

use std::collections::BTreeMap;
use std::fmt;

/// Where each row of a [`crate::pact::SupportingFile`] stands in its file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrittenCells {
    /// The names of the sheets; none in a text file.
    pub(super) sheets: Vec<String>,
    /// The column of each field, from 0.
    pub(super) columns: BTreeMap<&'static str, u16>,
    /// The place of each row, in the order of the rows in the pact.
    pub(super) rows: Vec<RowPlace>,
    /// The places of rows that are none of the pact: `header`, `repeated` where one stands there twice, `total`.
    pub(super) others: BTreeMap<&'static str, RowPlace>,
}

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct RowPlace {
    /// Its sheet, from 0.
    pub(super) sheet: u16,
    /// Its row or line, from 0.
    pub(super) row: u32,
    /// The column of its amount, where each row has its own.
    pub(super) amount: Option<u16>,
}

/// A cell of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WrittenCell<'a> {
    /// The sheet; `None` in a text file.
    pub sheet: Option<&'a str>,
    /// The row or the line, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
}

impl WrittenCells {
    /// The cell in which a field of a row stands: `reference`, `date`, `description`, `product_group`,
    /// `category_code`, `units`, `amount`, `condition`, `acquisition`, `bought_on`, `planned_lifetime_years`,
    /// `disposed_on` or `route`. `None` where the file has no column for it, as where words of the description tell
    /// it. The cell may be blank.
    pub fn cell(&self, row: usize, field: &str) -> Option<WrittenCell<'_>> {
        self.at(self.rows.get(row)?, field)
    }

    /// The cell of a field in a row that is none of the pact: `header`, `repeated` where a row stands there a second
    /// time, `total` for the sum of all rows.
    pub(crate) fn extra(&self, what: &str, field: &str) -> Option<WrittenCell<'_>> {
        self.at(self.others.get(what)?, field)
    }

    fn at(&self, place: &RowPlace, field: &str) -> Option<WrittenCell<'_>> {
        let own = place.amount.filter(|_| field == "amount");
        let column = own.or_else(|| self.columns.get(field).copied())?;
        let sheet = self.sheets.get(usize::from(place.sheet)).map(String::as_str);
        Some(WrittenCell { sheet, row: place.row, column })
    }
}

/// As findings name it: `Orders!D17`, or line and column of a text file, `17:4`.
impl fmt::Display for WrittenCell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, column) = (self.row + 1, u32::from(self.column));
        match self.sheet {
            Some(sheet) => write!(f, "{sheet}!{}{row}", model::place::column_letters(column)),
            None => write!(f, "{row}:{}", column + 1),
        }
    }
}
