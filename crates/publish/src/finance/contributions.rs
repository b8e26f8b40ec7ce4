//! Contributions of coordinating participants.

use model::finance::{ContributionDue, ContributionLine, Statement};

use super::currency_field;
use super::shown::{description, money};
use crate::field::{CURRENCY, IDENTIFIER, boolean, date, integer, number, text};
use crate::table::{Table, Value};
use model::shown_books::ShownBooks;

/// `finance_contributions`: what each participant owes and what came.
pub(super) fn contributions(
    statement: &Statement,
    dues: &[ContributionDue],
    shown: &ShownBooks<'_>,
) -> Table {
    let fields = vec![
        text("participant", "Who contributes.").required().pattern(IDENTIFIER),
        number("due", "What is due; blank where no decision says."),
        date("due_on", "By when."),
        boolean("waived", "Whether it was waived; nothing is due then.").required(),
        number(
            "received",
            "Received for this year; blank where the ledger of this year, or another on file, could not be read whole.",
        ),
        text("received_on", "Days on which it was received, parted by `;`."),
        number("outstanding", "What is still to come; blank likewise."),
        number("overpaid", "What came beyond what is due; blank likewise."),
        number("advance", "Received this year for a later one; blank where that is not known."),
        currency_field(),
        text(
            "decision",
            "The decision of the Steering Committee that set it; several parted by `;`.",
        ),
        text("reason", "Why it was waived."),
        integer(
            "days_overdue",
            "Days since the oldest due day of which a part is still to come; blank where nothing is overdue.",
        ),
        number(
            "exchange_difference",
            "What exchange rates between due day and payment made; blank where nothing is due in another currency.",
        ),
        number(
            "received_for_earlier",
            "Received this year for an earlier one; no part of `received`.",
        ),
        number(
            "due_as_decided",
            "What is due as the Steering Committee set it, in `due_currency`; blank where it set no amount, or amounts in several currencies.",
        ),
        text("due_currency", "Currency of `due_as_decided` (ISO 4217).").pattern(CURRENCY),
    ];
    let money = |minor| money(minor, statement.currency);
    let booked = |minor| Value::optional((!statement.rows_missing).then_some(minor), money);
    let received = |minor| Value::optional(statement.knows_receipts().then_some(minor), money);
    let row = |line: &ContributionLine| {
        let own: Vec<&ContributionDue> =
            dues.iter().filter(|due| due.participant == line.participant && !due.waived).collect();
        let one = own.first().map(|due| due.currency);
        let one = one.filter(|one| own.iter().all(|due| due.currency == *one));
        let as_decided = one.zip(own.iter().try_fold(0_i64, |sum, due| sum.checked_add(due.due)));
        let days: Vec<String> = line.received_on.iter().map(ToString::to_string).collect();
        vec![
            Value::text(line.participant.as_str()),
            Value::optional(line.due, money),
            Value::optional(line.due_on, Value::Date),
            Value::Boolean(line.waived),
            received(line.received),
            Value::text(days.join(";")),
            received(line.outstanding),
            received(line.overpaid),
            booked(line.advance),
            Value::text(statement.currency.code()),
            Value::text(said(line, dues, |due| shown.decision(&due.decision))),
            Value::text(said(line, dues, |due| match due.waived {
                true => shown.waiver_reason(&due.reason),
                false => String::new(),
            })),
            Value::optional(line.days_overdue.filter(|_| statement.knows_receipts()), |days| {
                Value::Integer(days.into())
            }),
            Value::optional(line.exchange_difference.filter(|_| statement.knows_receipts()), money),
            booked(line.received_for_earlier),
            Value::optional(as_decided, |(own, minor)| super::shown::money(minor, own)),
            Value::text(as_decided.as_ref().map_or("", |(own, _)| own.code())),
        ]
    };
    let rows = statement.contributions.iter().map(row).collect();
    let words = description(statement, "Contributions of coordinating participants (§5.3.1).");
    Table::new("finance_contributions", "Contributions", words, 1, fields, rows)
}

/// What the rows of a participant say, each text once, in their order.
fn said(
    line: &ContributionLine,
    dues: &[ContributionDue],
    of: impl Fn(&ContributionDue) -> String,
) -> String {
    let own = dues.iter().filter(|due| due.participant == line.participant);
    let mut texts: Vec<String> = Vec::new();
    for text in own.map(of).filter(|text| !text.is_empty()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(";")
}
