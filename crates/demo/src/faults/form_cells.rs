//! Slips in the cells of a form: words where a number belongs, formulas, hidden rows, notes, deleted sheets.

use model::Decimal;

use super::Kind;
use super::list::Spot;
use super::slips::{FormSlip, Typed};
use super::victim::Victim;

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    words_for_an_amount,
    two_ways_to_read,
    wrong_choice,
    half_a_device,
    no_day,
    uncomputed,
    broken_reference,
    hidden_row,
    note_beside,
    sheet_deleted,
];

/// Types something into a cell of a plain line.
fn typed(
    victim: &mut Victim,
    rule: &'static str,
    question: &str,
    (typed, what): (Typed, &str),
) -> Option<()> {
    let row = victim.plain_line(false)?;
    let asked = victim.asked_in("procurement", row, question);
    victim.types(asked.clone(), typed);
    victim.finds(rule, Spot::Answer(asked), what);
    Some(())
}

/// V101: an estimate.
fn words_for_an_amount(victim: &mut Victim) -> Option<()> {
    let text = Typed::Text("12,400 est.".to_owned());
    typed(victim, "V101", "amount", (text, "The amount is `12,400 est.`"))
}

/// V102: a thousand, or one and a bit.
fn two_ways_to_read(victim: &mut Victim) -> Option<()> {
    let text = Typed::Text("48,115".to_owned());
    typed(victim, "V102", "amount", (text, "The amount is `48,115`, typed as text"))
}

/// R109: no choice of the list.
fn wrong_choice(victim: &mut Victim) -> Option<()> {
    let text = Typed::Text("refurb. (grade A)".to_owned());
    typed(victim, "R109", "condition", (text, "The condition is `refurb. (grade A)`"))
}

/// R109: a fraction of a device.
fn half_a_device(victim: &mut Victim) -> Option<()> {
    let number = Typed::Number(Decimal::new(125, 1));
    typed(victim, "R109", "units", (number, "Twelve and a half units"))
}

/// R109: a day the calendar does not have.
fn no_day(victim: &mut Victim) -> Option<()> {
    let own = victim.own()?;
    let (section, question) = match (own.tenders.is_empty(), own.outreach.is_empty()) {
        (false, _) => ("tenders", "published_on"),
        (true, false) => ("outreach", "date"),
        _ => return None,
    };
    victim.claim(&[section])?;
    let asked = victim.asked_in(section, 0, question);
    victim.types(asked.clone(), Typed::Text("31.02.2026".to_owned()));
    victim.finds("R109", Spot::Answer(asked), "The day is `31.02.2026`");
    Some(())
}

/// R110: a formula that no program computed.
fn uncomputed(victim: &mut Victim) -> Option<()> {
    typed(
        victim,
        "R110",
        "amount",
        (Typed::Uncomputed, "The amount is a formula that was never computed"),
    )
}

/// R111: a reference to a sheet that is gone.
fn broken_reference(victim: &mut Victim) -> Option<()> {
    typed(victim, "R111", "amount", (Typed::Error("#REF!"), "The amount is `#REF!`"))
}

/// R105: a row that a filter hides.
fn hidden_row(victim: &mut Victim) -> Option<()> {
    let row = victim.plain_line(false)?;
    let number = u32::try_from(row).ok()?;
    victim.slips().form.push(FormSlip::Hidden("procurement", number));
    let spot = Spot::Answer(victim.asked_in("procurement", row, "product_group"));
    victim.finds("R105", spot, "The row is hidden");
    Some(())
}

/// R106: a remark to the right of the table.
fn note_beside(victim: &mut Victim) -> Option<()> {
    (!victim.own()?.purchases.is_empty()).then_some(())?;
    victim.claim(&["note"])?;
    victim.slips().form.push(FormSlip::Note("procurement", 0, "without the schools"));
    victim.finds(
        "R106",
        Spot::Beside("procurement", 0),
        "A remark stands to the right of the table",
    );
    Some(())
}

/// R010: a sheet that somebody had no use for.
fn sheet_deleted(victim: &mut Victim) -> Option<()> {
    victim.own()?;
    victim.claim(&["good practices"])?;
    victim.own_mut()?.good_practices.clear();
    victim.slips().form.push(FormSlip::Deleted("good_practices"));
    let path = victim.path("return.xlsx");
    victim.finds("R010", Spot::File(path), "The sheet of the good practices was deleted");
    Some(())
}
