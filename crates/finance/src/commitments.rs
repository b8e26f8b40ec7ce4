//! What was ordered or promised and is not paid yet, and how long the reserve lasts: notes beside the statement.

use jiff::civil::Date;
use model::finance::{CommittedLine, FinanceInputs, GENERAL_FUND, Statement};
use model::{Currency, Decimal, Period, RateHistory, round_half_even};

use crate::booking::{converted, rate_of_day};

/// The commitments in the accounts' currency, at the rate of the statement's last day. An interim statement has those
/// entered into up to its day, and those of which the day is not said.
pub(crate) fn commitments(
    finance: &FinanceInputs,
    currency: Currency,
    last_day: Date,
    interim: bool,
    rates: &RateHistory,
) -> Vec<CommittedLine> {
    let later = |day: Option<Date>| interim && day.is_some_and(|day| day > last_day);
    let stand = finance.commitments.iter().filter(|one| !later(one.committed_on));
    let lines = stand.map(|commitment| {
        let own = commitment.currency;
        let rate = rate_of_day(own, currency, last_day, rates);
        let amount = match own == currency {
            true => Some(commitment.amount),
            false => rate.and_then(|rate| converted(commitment.amount, own, currency, rate)),
        };
        CommittedLine { commitment: commitment.clone(), amount, rate }
    });
    lines.collect()
}

/// Months of the year's expense that the general fund's closing, less what is committed from it, would pay for:
/// reserve ÷ (expense ÷ months), 6 decimals, half to even; below zero where more is committed than is there.
///
/// `None` where nothing was spent in all, or where the closing, the expense or a commitment from the general fund is not
/// known, and where a commitment names a fund that the year does not have.
pub(crate) fn reserve_months(
    statement: &Statement,
    start: Date,
    finance: &FinanceInputs,
    all_booked: bool,
) -> Option<Decimal> {
    let funds_known = statement.funds.is_empty()
        || statement.fund_openings_known && statement.fund_movements_known;
    if !all_booked || !funds_known || finance.commitments_incomplete || statement.expense <= 0 {
        return None;
    }
    let closing = statement.funds.first().map_or(statement.closing, |general| general.closing());
    let fund_is = |line: &CommittedLine, id: &str| line.commitment.fund_code() == id;
    let known = |line: &CommittedLine| {
        fund_is(line, GENERAL_FUND) || statement.funds.iter().any(|fund| fund_is(line, &fund.id))
    };
    if !statement.commitments.iter().all(known) {
        return None;
    }
    let of_general = statement.commitments.iter().filter(|line| fund_is(line, GENERAL_FUND));
    let committed: i64 = of_general.map(|line| line.amount).sum::<Option<i64>>()?;
    let (months, parts) = Period::new(start, statement.last_day)?.months();
    let reserve = Decimal::from(closing.checked_sub(committed)?);
    let over_months = reserve.checked_mul(Decimal::from(months))?;
    let expense = Decimal::from(statement.expense).checked_mul(Decimal::from(parts))?;
    let mut months = round_half_even(over_months.checked_div(expense)?, 6);
    months.rescale(6);
    Some(months)
}
