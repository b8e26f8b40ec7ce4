//! F151: help in kind may stand there twice, in other words.

use model::Place;
use model::finance::{GivenInKind, InKindLine};
use model::organisation_name::compared;

use crate::accounts::{add_largest, effect, row};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// Help in kind may stand there twice, in other words.
    ///
    /// # What it checks
    /// Each row of `in-kind.csv` against the rows of the same participant's return that stand nowhere else: whether kind,
    /// working group, hours and amount are the same. Rows that are the same in their description too count once.
    ///
    /// # Why it matters
    /// Both rows count; if they tell of the same work, it is counted twice.
    ///
    /// # Example
    /// 33.5 hours for the group on refurbished devices in the return, and the same in `in-kind.csv` without a description.
    ///
    /// # How to fix
    /// If it is the same, delete the row of `in-kind.csv`; if it is not, accept the finding and say so.
    InKindToldTwice {
        code: "F151",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    if evidence.results.statement.is_none() {
        return;
    }
    let by_office: Vec<&Place> =
        evidence.year.finance.in_kind.iter().map(|line| &line.place).collect();
    let (office, mut returns): (Vec<&GivenInKind>, Vec<&GivenInKind>) = evidence
        .results
        .in_kind
        .iter()
        .filter(|given| given.also_at.is_none() && !given.line.says_nothing())
        .partition(|given| by_office.contains(&&given.line.place));
    let mut statements = Vec::new();
    for given in office {
        let twin = returns.iter().position(|other| alike(&given.line, &other.line));
        // A row of the return is asked about once.
        if let Some(twin) = twin.map(|index| returns.remove(index)) {
            statements.push(of_line(evidence, given, &twin.line));
        }
    }
    add_largest(report, statements);
}

/// Whether two lines differ in nothing but words. A currency says something only beside an amount.
fn alike(one: &InKindLine, other: &InKindLine) -> bool {
    let currency = |line: &InKindLine| line.amount.and(line.currency);
    !other.unreadable
        && one.participant == other.participant
        && one.kind.trim() == other.kind.trim()
        && compared(&one.working_group) == compared(&other.working_group)
        && (one.hours, one.amount) == (other.hours, other.amount)
        && currency(one) == currency(other)
}

fn of_line(evidence: &Evidence, given: &GivenInKind, twin: &InKindLine) -> Statement {
    let line = &given.line;
    let name = evidence.pact.register.name(line.participant.as_str());
    let described = match twin.description.trim() {
        "" => "without a description".to_owned(),
        description => format!("“{description}”"),
    };
    Statement {
        participant: Some(line.participant.clone()),
        place: Some(line.place.clone()),
        column: "description".into(),
        row: line.description.trim().to_owned(),
        found: format!(
            "{name}: the return says the same in other words, {described} ({} of it); both count",
            row(&twin.place)
        ),
        expected: "each piece of work once".into(),
        effect: given
            .value
            .and_then(|value| effect(evidence, value, "in kind that may be counted twice")),
        subject: format!("in_kind twice {} {}", line.working_group.trim(), line.description.trim()),
        raw: [line.hours, line.amount]
            .map(|own| own.map_or_else(String::new, |n| n.to_string()))
            .join(" "),
        ..Statement::default()
    }
}
