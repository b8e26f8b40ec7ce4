//! The amount of a row: in one column, with or without a mark for debit or credit beside it, or in two.

use model::{CellValue, Decimal, Fault, FaultKind};

use super::entry::{Reader, blank};
use crate::amount;
use crate::supporting::columns::Columns;
use crate::supporting::mapping::{DebitOrCredit, INDICATOR};
use crate::supporting::values::{self, Read};

/// The amount of a row, and the field it stands in.
pub(super) struct Typed {
    /// As it stands there, credits with a minus; debit less credit.
    pub(super) amount: Decimal,
    /// `amount`, `debit` or `credit`.
    pub(super) field: &'static str,
    /// Whether it stands on one side of the account, debit or credit, which says what a plus means.
    pub(super) has_side: bool,
}

impl Reader<'_> {
    /// The amount of a row: of its column, or of that of its debit and credit in which something stands.
    pub(super) fn typed(
        &self,
        columns: &Columns,
        row: u32,
        faults: &mut Vec<Fault>,
    ) -> Option<Typed> {
        let before = faults.len();
        if columns.has("amount") {
            let amount = self.number(columns, row, "amount").take(faults);
            if amount.is_none() && faults.len() == before {
                faults.push(blank(columns, row, "amount", "an amount"));
            }
            return self.marked(columns, row, amount?, faults);
        }
        let [debit, credit] =
            ["debit", "credit"].map(|field| self.number(columns, row, field).take(faults));
        if faults.len() > before {
            return None;
        }
        let filled = |amount: Option<Decimal>| amount.filter(|amount| !amount.is_zero());
        match (filled(debit), filled(credit)) {
            (Some(debit), None) => Some(Typed { amount: debit, field: "debit", has_side: true }),
            (None, Some(credit)) => {
                Some(Typed { amount: -credit, field: "credit", has_side: true })
            }
            (debit, _) => {
                let expected = match debit {
                    Some(_) => {
                        "an amount in one of the two columns, debit or credit; this row has one in both"
                    }
                    None => {
                        "an amount in one of the two columns, debit or credit; this row has none in either"
                    }
                };
                let kind = FaultKind::DebitAndCredit;
                faults.push(columns.fault(kind, row, "debit", expected));
                None
            }
        }
    }

    /// An amount with the sign that `negative_when` and a mark beside it say.
    fn marked(
        &self,
        columns: &Columns,
        row: u32,
        amount: Decimal,
        faults: &mut Vec<Fault>,
    ) -> Option<Typed> {
        let field = "amount";
        let test = columns.mapping.negative_when.as_ref();
        let is_negative = test.is_some_and(|test| columns.fits(row, test));
        let typed = if is_negative { -amount.abs() } else { amount };
        if !columns.has(INDICATOR) {
            return Some(Typed { amount: typed, field, has_side: false });
        }
        let said = columns.said(row, INDICATOR);
        let Some(side) = DebitOrCredit::parse(&said.value) else {
            let expected = "a mark for debit or credit, such as S and H or D and C; for others say in [table.values.debit_credit_indicator] which is `debit` and which `credit`";
            faults.push(blank(columns, row, INDICATOR, expected));
            return None;
        };
        if amount.is_sign_negative() && !amount.is_zero() {
            let expected = format!(
                "an amount without a minus, since `{}` beside it says on which side it stands",
                said.raw
            );
            faults.push(blank(columns, row, field, &expected));
            return None;
        }
        let amount = match side {
            DebitOrCredit::Debit => typed,
            DebitOrCredit::Credit => -typed,
        };
        Some(Typed { amount, field, has_side: true })
    }

    /// A number, without what computing in binary left behind. One that is merged over several rows is that of nobody
    /// knows which.
    pub(super) fn number(&self, columns: &Columns, row: u32, field: &str) -> Read<Decimal> {
        if columns.column(field).is_none() {
            return Read::Blank;
        }
        if let Some((first, last)) = columns.merged_over(row, field)
            && first < last
        {
            let expected = format!(
                "an amount in each row; this cell is merged over rows {} to {}",
                first + 1,
                last + 1
            );
            let kind = FaultKind::BadRegisterValue;
            return Read::Fault(Box::new(columns.fault(kind, row, field, &expected)));
        }
        let is_stored =
            columns.cell(row, field).is_some_and(|cell| matches!(cell.value, CellValue::Number(_)));
        match values::number(columns, &self.evidence, row, field) {
            Read::Value(number) if is_stored => Read::Value(amount::without_binary_rest(number)),
            read => read,
        }
    }
}
