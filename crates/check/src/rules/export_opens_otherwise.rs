//! F146: the export of the accounts opens with another balance than the year does.

use crate::accounts::euro_on;
use crate::report::euro_effect;
use crate::rule::rule;
use model::{Currency, Decimal, Money};

rule! {
    /// The export of the accounts opens with another balance than the year does.
    ///
    /// # What it checks
    /// The balance that an export with a running balance begins with, of all accounts on which the money lies together,
    /// against `opening_balance` in `year.toml`.
    ///
    /// # Why it matters
    /// The financial summary cannot be given to the Steering Committee until this is settled: either the opening
    /// balance is wrong, or bookings are missing at the beginning of the export.
    ///
    /// # Example
    /// The export's balance brought forward is EUR 11 474.68, and the year opens with EUR 11 374.68.
    ///
    /// # How to fix
    /// Correct `opening_balance`, or export from the first day of the year, with every account on which the money lies.
    ExportOpensOtherwise {
        code: "F146",
        severity: Error,
        reach: Document,
        since: 2021,
        faults: [ExportOpensOtherwise],
        check: |evidence, report| {
            report.add_faults(|fault, statement| {
                statement.found = format!("the export opens with {}", fault.raw);
                let difference = amount(&fault.raw).zip(amount(&fault.expected));
                let euro = difference.and_then(|((currency, opens), (_, wanted))| {
                    let money = Money::from_decimal(opens.checked_sub(wanted)?.abs(), currency)?;
                    euro_on(evidence, money, evidence.year.settings.period.start)
                });
                statement.effect = euro.and_then(|euro| euro_effect(euro, "apart"));
            });
        },
    }
}

/// The amount that a text begins with: `EUR 100.00`.
fn amount(text: &str) -> Option<(Currency, Decimal)> {
    let (code, rest) = text.split_once(' ')?;
    let number = rest.split([',', ' ']).next()?;
    Some((Currency::parse(code)?, number.parse().ok()?))
}
