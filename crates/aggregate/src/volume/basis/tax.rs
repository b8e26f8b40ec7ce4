//! `amount_tax.amount` and `amount_tax.share`.

use model::Indicator;
use model::volume::CellTax;

use super::{BY_COMPONENT, Parting};

pub(crate) const AMOUNT: Indicator = Indicator {
    id: "amount_tax.amount",
    title: "Direct volume by whether amounts were given with taxes",
    question: "How much of the direct volume was given without recoverable taxes?",
    unit: "EUR",
    dimensions: BY_COMPONENT,
    formula: "volume.direct.amount of the cells whose lines say so; component = excluded, included, several, \
              unknown. Of orders the mapping says it, else the return",
    needs: &[
        "tax, tax_rate",
        "mapping.toml: tax, tax_rate",
        "procurement: product_group, amount, currency, buyer",
        "supporting tables of orders",
        "rates",
    ],
    paragraph: "§3.1.1b",
    caveats: "Included taxes are taken out at the rate that is given; where none is given they are still in the \
              amount. several: sums of lines that differ, which are converted and rounded as one.",
};

pub(crate) const SHARE: Indicator = Indicator {
    id: "amount_tax.share",
    title: "Share of the direct volume by whether amounts were given with taxes",
    question: "What share of the direct volume was given without recoverable taxes?",
    unit: "share",
    formula: "amount_tax.amount ÷ volume.direct.amount",
    ..AMOUNT
};

pub(super) fn parting() -> Parting {
    Parting {
        amount: AMOUNT.id,
        share: SHARE.id,
        codes: CellTax::ALL.iter().map(|tax| tax.code()).collect(),
        of: |cell| cell.cell.tax.unwrap_or(CellTax::Unknown).code(),
    }
}
