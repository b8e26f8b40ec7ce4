//! Direct volume by what a return could give: at what event its amounts were taken, and with or without taxes
//! (methodology: Volume, "What is an amount").
//!
//! The lines of a cell mostly come from one table or one file. A cell whose lines differ is not parted, since it is
//! rounded as one: it stands under `several`.

mod amount_basis;
mod tax;

use std::collections::BTreeMap;

use model::supporting::TableReading;
use model::vocabulary::{AmountBasis, Tax};
use model::volume::{CellBasis, CellTax};
use model::{
    Coverage, Currency, Decimal, Dimension, Dimensions, LineOrigin, ObservationStatus, Unit,
};
use tables::LineGroup;

use super::amount::is_estimated;
use super::cells::Measured;
use super::{Kind, Marks, status};
use crate::Inputs;
use crate::draft::Draft;
use crate::protection::Measure;
use crate::trace::joined;

pub(crate) use amount_basis::{AMOUNT as BASIS_AMOUNT, SHARE as BASIS_SHARE};
pub(crate) use tax::{AMOUNT as TAX_AMOUNT, SHARE as TAX_SHARE};

/// By what is said of the amounts.
const BY_COMPONENT: &[&[Dimension]] = &[&[Dimension::Component]];

/// What is said of amounts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Said {
    pub(super) basis: CellBasis,
    pub(super) tax: CellTax,
}

impl Said {
    /// The same of two amounts in one cell.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            basis: if self.basis == other.basis { self.basis } else { CellBasis::Several },
            tax: if self.tax == other.tax { self.tax } else { CellTax::Several },
        }
    }
}

/// What returns and mappings say of amounts.
pub(super) struct Words<'a> {
    inputs: &'a Inputs<'a>,
    tables: BTreeMap<(&'a str, &'a str), Vec<&'a TableReading>>,
}

impl<'a> Words<'a> {
    pub(super) fn of(inputs: &'a Inputs<'a>) -> Self {
        let mut tables: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for table in &inputs.year.tables {
            tables.entry((&*table.path, &*table.sheet)).or_default().push(table);
        }
        Self { inputs, tables }
    }

    /// What holds for the lines of a group: of orders what their mapping says, else what the return says.
    pub(super) fn said(&self, group: &LineGroup) -> Said {
        let table = match group.origin {
            LineOrigin::Orders => self.table(group),
            LineOrigin::Declared => None,
        };
        let sent = self.inputs.year.returns.get(&group.participant).map(|own| &own.organisation);
        let basis = table.and_then(|table| table.amount_basis);
        let tax = table.and_then(|table| table.tax);
        Said {
            basis: match basis.or(sent.and_then(|own| own.amount_basis)) {
                Some(AmountBasis::Ordered) => CellBasis::Ordered,
                Some(AmountBasis::Invoiced) => CellBasis::Invoiced,
                Some(AmountBasis::Paid) => CellBasis::Paid,
                None => CellBasis::Unknown,
            },
            tax: match tax.or(sent.and_then(|own| own.tax)) {
                Some(Tax::Excluded) => CellTax::Excluded,
                Some(Tax::Included) => CellTax::Included,
                Some(Tax::Unknown) | None => CellTax::Unknown,
            },
        }
    }

    /// The table that holds the first of its rows.
    fn table(&self, group: &LineGroup) -> Option<&'a TableReading> {
        let tables = self.tables.get(&(&*group.path, &*group.sheet))?;
        let holds = |table: &&&TableReading| {
            (table.row_range.0..=table.row_range.1).contains(&group.first_row)
        };
        tables.iter().find(holds).or(tables.first()).copied()
    }
}

/// One way to part the volume: the names of its figures, and the code of a cell.
struct Parting {
    amount: &'static str,
    share: &'static str,
    codes: Vec<&'static str>,
    of: fn(&Measured) -> &'static str,
}

/// Direct amounts by both, with their shares of the total, added to `drafts`; what they tell is added to the
/// measure of amounts. A row for every code, 0 included.
pub(crate) fn drafts(
    inputs: &Inputs<'_>,
    coverage: &Coverage,
    cells: &[Measured],
    (amounts, drafts): (&mut Measure, &mut Vec<Draft>),
) {
    let direct = cells.iter().enumerate();
    let direct =
        direct.filter(|(_, cell)| cell.has_amount && Kind::Direct.holds(cell.cell.counted_as));
    let direct: Vec<(usize, &Measured)> = direct.collect();
    let answered = !coverage.reported_volume.is_empty();
    for parting in [amount_basis::parting(), tax::parting()] {
        for code in &parting.codes {
            let own = direct.iter().filter(|(_, cell)| (parting.of)(cell) == *code);
            let own: Vec<(usize, &Measured)> = own.copied().collect();
            let indexes: Vec<usize> = own.iter().map(|(index, _)| *index).collect();
            for draft in rows(inputs, (&parting, code), &own, &direct) {
                amounts.add_beside(drafts.len(), &indexes);
                drafts.push(match answered {
                    true => draft,
                    false => draft.without_value(ObservationStatus::NotAnswered),
                });
            }
        }
    }
}

/// The amount, and its share of all.
fn rows(
    inputs: &Inputs<'_>,
    (parting, code): (&Parting, &str),
    own: &[(usize, &Measured)],
    all: &[(usize, &Measured)],
) -> [Draft; 2] {
    let euro = |cells: &[(usize, &Measured)]| -> Decimal {
        cells.iter().map(|(_, cell)| Decimal::new(cell.cell.amount_eur_cents, 2)).sum()
    };
    let marks = |cells: &[(usize, &Measured)]| Marks {
        provisional: cells.iter().any(|(_, cell)| cell.provisional || cell.provisional_rate),
        estimated: is_estimated(cells.iter().map(|(_, cell)| cell)),
    };
    let owners = |cells: &[(usize, &Measured)]| {
        cells.iter().map(|(_, cell)| cell.cell.owner.clone()).collect()
    };
    let cut = Dimensions::none().with(Dimension::Component, code);
    let trace = joined(own.iter().map(|(_, cell)| &cell.amounts));
    let amount = Draft {
        indicator: parting.amount,
        dimensions: cut.clone(),
        unit: Unit::Currency(Currency::EUR),
        value: Some(euro(own)),
        status: status(inputs, &cut, &marks(own)),
        contributors: owners(own),
        trace: trace.clone(),
    };
    let parts = (euro(own), euro(all).max(Decimal::ZERO));
    let trace = joined(all.iter().map(|(_, cell)| &cell.amounts));
    let mut share = Draft::share(parting.share, cut.clone(), parts, owners(all), trace);
    if share.value.is_some() {
        share.status = status(inputs, &cut, &marks(all));
    }
    [amount, share]
}
