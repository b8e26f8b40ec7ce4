//! Earmarked funds (§5.3.3): what was in each, what came in, what went out, what is left.

use model::finance::{AccountKind, BookedLine, Fund, FundLine, GENERAL_FUND};

use crate::accounts::Kinds;

/// The funds of a year, the general one first, and whether a line is booked on none of them.
///
/// The general fund is what is in no other: it opens with the rest of the opening balance. A year without earmarked
/// funds has no lines.
pub(crate) fn funds(
    funds: &[Fund],
    opening: i64,
    booked: &[BookedLine],
    kinds: &Kinds<'_>,
) -> (Vec<FundLine>, bool) {
    let known = |code: &str| code == GENERAL_FUND || funds.iter().any(|fund| fund.id == code);
    let unknown = booked.iter().any(|line| !known(line.line.fund_code()));
    if funds.is_empty() && !unknown {
        return (Vec::new(), false);
    }
    let set_aside: i64 = funds.iter().map(|fund| fund.opening).sum();
    let general = line(GENERAL_FUND, "", "", opening - set_aside);
    let others = funds.iter().map(|fund| line(&fund.id, &fund.title, &fund.purpose, fund.opening));
    let mut lines: Vec<FundLine> = std::iter::once(general).chain(others).collect();
    for booking in booked {
        let fund = lines.iter_mut().find(|line| line.id == booking.line.fund_code());
        let kind = kinds.of(&booking.line.account);
        let (Some(fund), Some(kind)) = (fund, kind) else { continue };
        let amount = booking.booked.unwrap_or(0);
        match kind {
            AccountKind::Income => fund.income += amount,
            AccountKind::Expense => fund.expense += amount,
        }
    }
    (lines, unknown)
}

fn line(id: &str, title: &str, purpose: &str, opening: i64) -> FundLine {
    FundLine {
        id: id.to_owned(),
        title: title.to_owned(),
        purpose: purpose.to_owned(),
        opening,
        income: 0,
        expense: 0,
    }
}
