//! A sheet of the annex before it is written: one table with what stands above it.

use model::{Date, Decimal, Unit};

/// How a number is shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum Shown {
    /// Grouped digits with this many decimals.
    Grouped(u32),
    /// A share of 1 as a percentage with one decimal.
    Percent,
}

impl Shown {
    /// As values of a unit are shown.
    pub(super) fn of(unit: Unit) -> Self {
        match unit {
            Unit::Share => Shown::Percent,
            Unit::Currency(_) | Unit::Hours | Unit::PerHundred => Shown::Grouped(2),
            Unit::Devices | Unit::Units | Unit::Count => Shown::Grouped(0),
            Unit::Years => Shown::Grouped(1),
            Unit::Coefficient => Shown::Grouped(3),
        }
    }
}

/// What stands where there is no number. In words, so that nobody needs a key to read it and a screen reader
/// says it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum Sign {
    /// Withheld.
    Withheld,
    /// Asked and not answered.
    NotAnswered,
    /// Cannot be given.
    NotApplicable,
    /// Not asked that year.
    NotAsked,
    /// Nothing of the kind reported.
    NoneReported,
}

impl Sign {
    /// Every sign.
    pub(super) const ALL: [Sign; 5] = [
        Sign::Withheld,
        Sign::NotAnswered,
        Sign::NotApplicable,
        Sign::NotAsked,
        Sign::NoneReported,
    ];

    /// What stands in the cell.
    pub(super) fn text(self) -> &'static str {
        match self {
            Sign::Withheld => "[withheld]",
            Sign::NotAnswered => "[not answered]",
            Sign::NotApplicable => "[not applicable]",
            Sign::NotAsked => "[not asked]",
            Sign::NoneReported => "[none reported]",
        }
    }

    /// What it means.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Sign::Withheld => {
                "There is a value. It is withheld because the participant asked for it, or because another \
                 withheld value would follow from it."
            }
            Sign::NotAnswered => "It was asked, and nobody answered.",
            Sign::NotApplicable => "It cannot be given, such as a share of nothing.",
            Sign::NotAsked => "It was not asked that year.",
            Sign::NoneReported => "Nothing of the kind was reported. It is not known to be zero.",
        }
    }

    /// The status it has in the open data; empty where there is no such row.
    pub(super) fn status(self) -> &'static str {
        match self {
            Sign::Withheld => "Q",
            Sign::NotAnswered => "O",
            Sign::NotApplicable => "M",
            Sign::NotAsked => "L",
            Sign::NoneReported => "",
        }
    }
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Cell {
    /// Nothing to say.
    Empty,
    /// Why there is no number.
    Sign(Sign),
    /// A text; one that starts like a formula stays text.
    Text(String),
    /// A number.
    Number(Decimal, Shown),
    /// A live formula, without the `=`, and its result.
    Formula(String, Decimal, Shown),
    /// A day.
    Day(Date),
    /// A text that leads to a sheet.
    Link(String, &'static str),
}

impl Cell {
    /// A text; empty if it is.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A number of things.
    pub(super) fn count(count: usize) -> Self {
        Cell::Number(Decimal::from(count), Shown::Grouped(0))
    }

    /// A day; empty if there is none.
    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Cell::Empty, Cell::Day)
    }

    /// `yes` or `no`.
    pub(super) fn yes(yes: bool) -> Self {
        Cell::Text(if yes { "yes" } else { "no" }.to_owned())
    }

    /// The number, if there is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self {
            Cell::Number(value, _) | Cell::Formula(_, value, _) => Some(*value),
            _ => None,
        }
    }
}

/// What a column's foot has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Foot {
    /// Nothing.
    Empty,
    /// A live sum of the numbers above.
    Sum(Shown),
}

/// A column of a table.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Column {
    /// Its header; no other column of the table has the same.
    pub(super) head: String,
    /// Its width in characters.
    pub(super) width: f64,
    /// Whether it holds numbers; they stand at the right.
    pub(super) numbers: bool,
    /// Name of the column for formulas of readers; empty: it has none.
    pub(super) key: String,
    /// What stands below it.
    pub(super) foot: Foot,
}

impl Column {
    /// A column of texts or days.
    pub(super) fn text(head: &str, width: f64) -> Self {
        Self { head: head.to_owned(), width, numbers: false, key: String::new(), foot: Foot::Empty }
    }

    /// A column of numbers.
    pub(super) fn numbers(head: &str, width: f64) -> Self {
        Self { numbers: true, ..Self::text(head, width) }
    }

    /// With a name for formulas.
    pub(super) fn named(mut self, key: &str) -> Self {
        key.clone_into(&mut self.key);
        self
    }

    /// With a sum below.
    pub(super) fn summed(mut self, shown: Shown) -> Self {
        self.foot = Foot::Sum(shown);
        self
    }
}

/// One sheet: a table, and what stands above it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Sheet {
    /// Title on the tab.
    pub(super) name: &'static str,
    /// Name of the table, for formulas; first part of the names of its columns.
    pub(super) id: &'static str,
    /// Title of the table.
    pub(super) title: String,
    /// What a row is; also what the contents say.
    pub(super) about: String,
    /// Where it comes from.
    pub(super) source: String,
    /// How it is computed.
    pub(super) method: String,
    /// What to know besides; empty: nothing.
    pub(super) notes: String,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub(super) rows: Vec<Vec<Cell>>,
    /// What the row of sums is called, where there is one.
    pub(super) foot: &'static str,
}

/// The row of sums, where every sum is the published figure of all.
pub(super) const TOTAL: &str = "Total";
/// The row of sums, where something that is not shown is missing from one of them.
pub(super) const SUM_SHOWN: &str = "Sum of the values shown";

impl Sheet {
    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Without the columns in which every cell is empty. Formulas are made after this: they name columns.
    pub(super) fn without_blank_columns(mut self) -> Self {
        let count = self.columns.len();
        let said = |index: &usize| self.rows.iter().any(|row| row[*index] != Cell::Empty);
        let keep: Vec<bool> = (0..count).map(|index| self.is_empty() || said(&index)).collect();
        self.retain_columns(&keep);
        self
    }

    /// With every column wide enough for the signs in it.
    pub(super) fn with_room_for_signs(mut self) -> Self {
        for (index, column) in self.columns.iter_mut().enumerate() {
            let signs = self.rows.iter().filter_map(|row| match row.get(index) {
                Some(Cell::Sign(sign)) => Some(sign.text().len()),
                _ => None,
            });
            let longest = signs.max().and_then(|longest| u32::try_from(longest).ok());
            column.width = column.width.max(longest.map_or(0.0, |own| f64::from(own) + 4.0));
        }
        self
    }

    /// Keeps the columns for which `keep` says so.
    pub(super) fn retain_columns(&mut self, keep: &[bool]) {
        fn retain<T>(all: &mut Vec<T>, keep: &[bool]) {
            let mut keep = keep.iter();
            all.retain(|_| keep.next().copied().unwrap_or(true));
        }
        retain(&mut self.columns, keep);
        for row in &mut self.rows {
            retain(row, keep);
        }
    }

    /// Whether a column has a sum below.
    pub(super) fn has_foot(&self) -> bool {
        self.columns.iter().any(|column| column.foot != Foot::Empty)
    }

    /// The position of a column with a name.
    pub(super) fn column(&self, key: &str) -> Option<u16> {
        let position = self.columns.iter().position(|column| column.key == key);
        position.and_then(|index| u16::try_from(index).ok())
    }

    /// The exact sum of a column.
    pub(super) fn sum(&self, column: usize) -> Decimal {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.filter_map(Cell::number).sum()
    }
}
