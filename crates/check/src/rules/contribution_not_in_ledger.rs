//! F118: a contribution that a return speaks of is not in the ledger as it says.

use std::collections::BTreeMap;

use model::finance::{AccountClass, LedgerLine};
use model::{AnswerState, Currency, Date, Decimal, Identifier, Money, Period, Return};

use crate::accounts::{euro_on, in_words, paid};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect, of_answer};
use crate::rule::rule;

rule! {
    /// A contribution that a return speaks of is not in the ledger as it says.
    ///
    /// # What it checks
    /// What a return says its organisation paid as its contribution, against the receipts of the ledger that come from
    /// it or were paid for it, of this year and of the last. A payment of a day after the ledger's last is not asked
    /// about yet. Between two currencies the amounts may differ as far as `reconcile_tolerance` allows.
    ///
    /// # Why it matters
    /// Either a payment did not arrive, or it was booked as another's.
    ///
    /// # Example
    /// "EUR 9 000 on 30 January" in the return, EUR 4 500 in the ledger.
    ///
    /// # How to fix
    /// Look for the payment at the bank by its day and amount; book it, or correct the other side of its booking; else
    /// ask the participant.
    ContributionNotInLedger {
        code: "F118",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// The questions a return says it by.
const PAID: &str = "contribution_paid";
const CURRENCY: &str = "contribution_currency";
const PAID_ON: &str = "contribution_paid_on";

fn check(evidence: &Evidence, report: &mut Report) {
    let Some(statement) = &evidence.results.statement else { return };
    // What is missing from a ledger that is not whole, another finding says.
    if statement.as_of.is_some() || evidence.year.finance.incomplete {
        return;
    }
    let classes = classes(evidence);
    for answers in evidence.returns() {
        let Some(claim) = Claim::of(answers, statement.currency) else { continue };
        let receipts = Receipts::of(evidence, &answers.participant, &classes);
        let period = evidence.period(&answers.participant);
        let can_be_there = claim.on.is_none_or(|day| a_ledger_covers(evidence, day));
        if can_be_there && !receipts.agree(evidence, &claim, &period) {
            report.add(statement_of(evidence, answers, &claim, &receipts));
        }
    }
}

/// What a return says was paid.
struct Claim {
    money: Money,
    on: Option<Date>,
}

impl Claim {
    /// `None` where nothing was paid, or nothing that can be compared is said.
    fn of(answers: &Return, accounts: Currency) -> Option<Self> {
        let amount = answers.answer(PAID).number().filter(|amount| *amount > Decimal::ZERO)?;
        let own = answers.answer(CURRENCY);
        let currency = match own.text() {
            Some(code) => Currency::parse(code.trim())?,
            None if own.state == AnswerState::Unreadable => return None,
            None => answers.organisation.currency.unwrap_or(accounts),
        };
        let money = Money::from_decimal(amount, currency)?;
        Some(Self { money, on: answers.answer(PAID_ON).date() })
    }
}

/// The accounts of contributions of this year and of the last.
type Classes<'e> = [BTreeMap<&'e str, AccountClass>; 2];

fn classes<'e>(evidence: &'e Evidence<'e>) -> Classes<'e> {
    let last = evidence.last.map(|(reading, _)| reading);
    [Some(evidence.year), last].map(|year| {
        let budget = year.map_or(&[][..], |year| &year.finance.budget);
        let given = budget.iter().filter(|line| {
            matches!(line.class, AccountClass::Contribution | AccountClass::Voluntary)
        });
        given.map(|line| (line.account.as_str(), line.class)).collect()
    })
}

/// Receipts of contributions that are a participant's: it paid them, or they were paid for it.
struct Receipts<'e> {
    this_year: Vec<&'e LedgerLine>,
    last_year: Vec<&'e LedgerLine>,
    participant: &'e Identifier,
}

impl<'e> Receipts<'e> {
    fn of(evidence: &'e Evidence<'e>, participant: &'e Identifier, classes: &Classes<'_>) -> Self {
        let register = &evidence.pact.register;
        let own = |ledger: &'e [LedgerLine], classes: &BTreeMap<&str, AccountClass>| {
            let receipts = ledger.iter().filter(|line| classes.contains_key(line.account.as_str()));
            let of = |line: &&LedgerLine| {
                line.participant(register).as_ref() == Some(participant)
                    || register.named(&line.counterparty).as_ref() == Some(participant)
            };
            receipts.filter(of).collect::<Vec<_>>()
        };
        let last = evidence.last.map_or(&[][..], |(reading, _)| &reading.finance.ledger);
        Self {
            this_year: own(&evidence.year.finance.ledger, &classes[0]),
            last_year: own(last, &classes[1]),
            participant,
        }
    }

    /// Whether what is said fits them in one of the ways in which it can be meant: what the participant paid, what was
    /// paid for it, or both.
    fn agree(&self, evidence: &Evidence, claim: &Claim, period: &Period) -> bool {
        let register = &evidence.pact.register;
        let is_own = |id: Option<Identifier>| id.as_ref() == Some(self.participant);
        let all = |_: &LedgerLine| true;
        let owned = |line: &LedgerLine| is_own(line.participant(register));
        let paid = |line: &LedgerLine| is_own(register.named(&line.counterparty));
        let ways: [&dyn Fn(&LedgerLine) -> bool; 3] = [&all, &owned, &paid];
        ways.into_iter().any(|way| {
            let of = |lines: &[&'e LedgerLine]| -> Vec<&'e LedgerLine> {
                lines.iter().copied().filter(|line| way(line)).collect()
            };
            let (this, last) = (of(&self.this_year), of(&self.last_year));
            let sums = sums_of(&this, &last, evidence.year.year(), period);
            sums.iter().any(|lines| claim.is(evidence, lines))
        })
    }
}

/// What "paid in the period" can mean: all of this year's ledger, all of the period reported on, what was for one
/// year, or one payment.
fn sums_of<'e>(
    this: &[&'e LedgerLine],
    last: &[&'e LedgerLine],
    year: i16,
    period: &Period,
) -> Vec<Vec<&'e LedgerLine>> {
    let both = || last.iter().chain(this).copied();
    let mut sums = vec![this.to_vec(), both().filter(|line| period.contains(line.date)).collect()];
    for for_year in year - 1..=year + 1 {
        let own = this.iter().copied().filter(|line| line.for_year.unwrap_or(year) == for_year);
        sums.push(own.collect());
    }
    sums.extend(both().map(|line| vec![line]));
    sums
}

/// Whether a payment of that day would stand in this year's ledger or in the last one's.
fn a_ledger_covers(evidence: &Evidence, day: Date) -> bool {
    let last = evidence.last.map(|(reading, _)| reading.settings.period);
    let periods = [Some(evidence.year.settings.period), last];
    periods.into_iter().flatten().any(|period| period.contains(day))
}

impl Claim {
    /// Whether some receipts come to what is said: to the cent in one currency, else within the tolerance.
    fn is(&self, evidence: &Evidence, lines: &[&LedgerLine]) -> bool {
        if lines.is_empty() {
            return false;
        }
        if lines.iter().all(|line| line.as_paid().currency == self.money.currency) {
            return lines.iter().map(|line| i128::from(line.as_paid().minor)).sum::<i128>()
                == self.money.minor.into();
        }
        let day = self.on.unwrap_or(lines[0].date);
        let received = lines.iter().map(|line| euro_on(evidence, paid(line), line.date));
        // What has no rate cannot be compared, and is no difference.
        let (Some(said), Some(received)) =
            (euro_on(evidence, self.money, day), received.sum::<Option<Decimal>>())
        else {
            return true;
        };
        (said - received).abs() <= said.abs() * evidence.pact.pact.reconcile_tolerance
    }
}

fn statement_of(
    evidence: &Evidence,
    answers: &Return,
    claim: &Claim,
    receipts: &Receipts,
) -> Statement {
    let on = claim.on.map(|day| format!(" on {day}")).unwrap_or_default();
    let label = evidence.questionnaire_label(PAID);
    let lines = &receipts.this_year;
    let day = claim.on.unwrap_or(evidence.year.settings.period.end);
    let said = euro_on(evidence, claim.money, day);
    let received: Decimal =
        lines.iter().filter_map(|line| euro_on(evidence, paid(line), line.date)).sum();
    Statement {
        found: format!(
            "the return says that {} was paid{on}; the ledger {}",
            in_words(claim.money),
            if lines.is_empty() { "has no receipt of it" } else { "says otherwise" }
        ),
        expected: match lines.as_slice() {
            [] => "a receipt in the ledger; it has none that comes from the participant or was paid for it".to_owned(),
            lines => format!("the same in the ledger; it has {}", told(lines)),
        },
        effect: said.and_then(|said| euro_effect((said - received).abs(), "between the return and the ledger")),
        raw: format!("{} {}", answers.answer(PAID).raw, claim.money.currency),
        ..of_answer(&answers.participant, PAID, label, answers.answer(PAID))
    }
}

/// Receipts in words: the sum of each currency.
fn told(lines: &[&LedgerLine]) -> String {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for line in lines {
        let paid = line.as_paid();
        let sum = sums.entry(paid.currency).or_default();
        *sum = sum.saturating_add(paid.minor);
    }
    let sums = sums.into_iter().map(|(currency, minor)| in_words(Money { currency, minor }));
    let several = match lines.len() {
        1 => format!(" of {}", lines[0].date),
        count => format!(" in {count} receipts"),
    };
    sums.collect::<Vec<_>>().join(" and ") + &several
}
