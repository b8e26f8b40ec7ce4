//! F116: a fund does not open with what it closed with last year.

use model::Money;
use model::finance::{FundLine, GENERAL_FUND, Statement as Accounts};

use crate::accounts::{effect, in_words};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A fund does not open with what it closed with last year.
    ///
    /// # What it checks
    /// The opening of each fund of `funds.csv` against last year's closing of the same fund: also of one that is new
    /// and opens with money, and of one that closed with money and is not in `funds.csv` any more. Of what is in no
    /// fund the opening balance of all speaks (F106).
    ///
    /// # Why it matters
    /// Money given for a purpose moved between the two years, and no booking says where from or where to (§5.3.3).
    ///
    /// # Example
    /// Last year's fund for translations closed with EUR 3 600, this year's opens with EUR 3 000.
    ///
    /// # How to fix
    /// Correct the opening; where the Steering Committee moved the money, open the fund as it closed and book the move in
    /// the ledger, out of the one fund and into the other, or accept the finding with its decision as the reason.
    FundOpeningUnlikeLastClosing {
        code: "F116",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let last = evidence.last.and_then(|(_, results)| results.statement.as_ref());
    let (Some(this), Some(last)) = (&evidence.results.statement, last) else { return };
    // What is not known in full is not compared.
    let path = format!("inputs/{}/finance/funds.csv", evidence.year.year());
    let left_aside = evidence.year.finance.incomplete
        && evidence.year.faults.iter().any(|fault| *fault.place.path == *path);
    if last.incomplete || last.currency != this.currency || left_aside {
        return;
    }
    for fund in this.funds.iter().filter(|fund| fund.id != GENERAL_FUND) {
        let before = last.funds.iter().find(|before| before.id == fund.id);
        let closed = before.map_or(0, FundLine::closing);
        if fund.opening != closed {
            let row = evidence.year.finance.funds.iter().find(|row| row.id == fund.id);
            let place = row.map(|row| row.place.clone());
            report.add(Statement { place, ..opened(evidence, this, fund, before) });
        }
    }
    let gone = last.funds.iter().filter(|fund| fund.id != GENERAL_FUND && fund.closing() != 0);
    for fund in gone.filter(|fund| !this.funds.iter().any(|own| own.id == fund.id)) {
        report.add(gone_with_money(evidence, this, fund));
    }
}

/// A fund that opens otherwise than it closed, or is new and opens with money.
fn opened(
    evidence: &Evidence,
    this: &Accounts,
    fund: &FundLine,
    before: Option<&FundLine>,
) -> Statement {
    let words = |minor| in_words(Money { currency: this.currency, minor });
    let closed = before.map_or(0, FundLine::closing);
    let (found, expected) = match before {
        Some(_) => ("opens", format!("{}, as it closed last year", words(closed))),
        None => (
            "is new and opens",
            "a new fund that opens with 0, and a booking that says where its money comes from"
                .to_owned(),
        ),
    };
    Statement {
        column: "opening".into(),
        row: fund.title.clone(),
        found: format!("the fund `{}` {found} with {}", fund.id, words(fund.opening)),
        expected,
        effect: effect(evidence, fund.opening.saturating_sub(closed), "moved without a booking"),
        subject: format!("fund {}", fund.id),
        raw: format!("{} {closed}", fund.opening),
        ..Statement::default()
    }
}

/// A fund that closed with money, and that this year does not have.
fn gone_with_money(evidence: &Evidence, this: &Accounts, fund: &FundLine) -> Statement {
    let closed = Money { currency: this.currency, minor: fund.closing() };
    let path = format!("inputs/{}/finance/funds.csv", evidence.year.year());
    Statement {
        place: Some(model::Place::file(path)),
        row: fund.title.clone(),
        found: format!(
            "the fund `{}` closed last year with {}, and this year has no such fund; its money is now in the general one",
            fund.id,
            in_words(closed)
        ),
        expected: "the fund, opening as it closed".into(),
        effect: effect(evidence, closed.minor, "moved without a booking"),
        subject: format!("fund {}", fund.id),
        raw: format!("gone {}", closed.minor),
        ..Statement::default()
    }
}
