//! F115: money came from somebody whom the register does not have.

use std::collections::BTreeMap;

use model::finance::{AccountClass, LedgerLine, UnlistedReceipt};
use model::organisation_name::compared;

use crate::accounts::{
    Bookings, add_largest, by_value, effect_of, in_bookings, nearest_participant, through_mapping,
};
use crate::evidence::Evidence;
use crate::report::{Report, Statement, of_fault};
use crate::rule::rule;

rule! {
    /// A contribution comes from somebody whom the register does not have.
    ///
    /// # What it checks
    /// The other side of each receipt on an account of class `contribution`, `voluntary` or `earmarked`, and whom it was
    /// paid for (`for_participant`), against the ids and names of the register of participants; a gift may come from a
    /// supporting organisation as well.
    ///
    /// # Why it matters
    /// It is income, but it settles nobody's contribution; the financial summary shows it apart.
    ///
    /// # Example
    /// `lindhaven` in the ledger, `lindhafen` in the register.
    ///
    /// # How to fix
    /// Write the participant's id under `counterparty`; where another body paid for it, its id under
    /// `for_participant`; where the money is no contribution, book it on another account. Of an accounting system's export
    /// the mapping gives them, by `[table.values.counterparty]` or by `[[table.when]]` with `then = { counterparty = "…" }`.
    CounterpartyNotKnown {
        code: "F115",
        severity: Warning,
        since: 2021,
        faults: [ForParticipantNotKnown],
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let mut statements: Vec<Statement> = Vec::new();
    for (fault, lines) in by_value(evidence, report) {
        statements.push(Statement {
            found: format!("`{}` is no participant{}", fault.raw, in_bookings(lines.len())),
            effect: effect_of(evidence, lines, "settles nobody's contribution"),
            help: through_mapping(evidence, &fault.place, &fault.field),
            ..of_fault(fault)
        });
    }
    statements.extend(of_receipts(evidence));
    add_largest(report, statements);
}

/// A finding for each name that receipts come from and nothing knows, and one for those that name nobody.
fn of_receipts(evidence: &Evidence) -> Vec<Statement> {
    let Some(statement) = &evidence.results.statement else { return Vec::new() };
    let bookings = Bookings::of(evidence);
    let mut by_name: BTreeMap<(String, AccountClass), Vec<&LedgerLine>> = BTreeMap::new();
    for receipt in &statement.unlisted {
        let Some(line) = bookings.at(&receipt.place) else { continue };
        // Of one that says for whom it was paid, what is said there was told.
        if line.for_participant.trim().is_empty() && !is_of_supporter(evidence, receipt, line) {
            by_name.entry((compared(&line.counterparty), receipt.class)).or_default().push(line);
        }
    }
    by_name.into_iter().map(|((_, class), lines)| of_name(evidence, class, &lines)).collect()
}

/// Whether it was given freely by an organisation that supports the Pact (§2.2).
fn is_of_supporter(evidence: &Evidence, receipt: &UnlistedReceipt, line: &LedgerLine) -> bool {
    let name = line.counterparty.trim();
    receipt.class != AccountClass::Contribution
        && evidence.pact.supporters.iter().any(|supporter| {
            supporter.id.as_str() == name || compared(&supporter.name) == compared(name)
        })
}

fn of_name(evidence: &Evidence, class: AccountClass, lines: &[&LedgerLine]) -> Statement {
    let Some(first) = lines.first() else { return Statement::default() };
    let name = first.counterparty.trim();
    let (one, many) = match class {
        AccountClass::Voluntary => ("voluntary contribution", "voluntary contributions"),
        AccountClass::Earmarked => ("gift for a purpose", "gifts for a purpose"),
        _ => ("contribution", "contributions"),
    };
    let several = match lines.len() {
        1 => format!("a {one} of {}", first.date),
        count => format!("{count} {many}, the first of {},", first.date),
    };
    let found = match name {
        "" => format!("{several} names nobody who paid"),
        name => {
            format!(
                "{several} comes from `{name}`, which is no participant{}",
                meant(evidence, name)
            )
        }
    };
    let found = if lines.len() == 1 {
        found
    } else {
        found.replace(" names ", " name ").replace(" comes ", " come ")
    };
    Statement {
        place: Some(first.counterparty_place.clone()),
        column: "counterparty".into(),
        row: first.description.trim().to_owned(),
        found,
        expected: "the id or the name of a participant".into(),
        effect: effect_of(evidence, lines.iter().copied(), "settles nobody's contribution"),
        subject: format!("counterparty {class}"),
        raw: name.to_owned(),
        help: through_mapping(evidence, &first.counterparty_place, "counterparty"),
        ..Statement::default()
    }
}

/// Who may be meant, as the rest of a sentence.
fn meant(evidence: &Evidence, name: &str) -> String {
    match nearest_participant(&evidence.pact.register, name) {
        Some(near) => format!("; perhaps `{near}` is meant"),
        None => String::new(),
    }
}
