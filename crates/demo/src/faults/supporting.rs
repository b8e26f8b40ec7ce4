//! Mistakes in the rows of the lists that participants attach.

use jiff::ToSpan;
use model::Decimal;

use super::Kind;
use super::list::Spot;
use super::slips::{FileSlip, Typed};
use super::victim::{PLAIN, Victim, orders};
use crate::pact::{Layout, SupportingRows};
use crate::supporting::{described, has_column, is_typed_as_text, told_by};

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    amount_elsewhere,
    day_that_is_none,
    outside_the_period,
    unclassified,
    of_no_group,
    stands_twice,
    repeated_without_reference,
    no_amount,
    part_of_the_row_above,
    too_many_fields,
    uncomputed,
    broken_reference,
    condition_not_known,
    hidden_row,
    merged_amount,
    wrong_sum,
    in_two_lists,
];

const TEXTS: [Layout; 3] = [Layout::CommaText, Layout::SemicolonText, Layout::TabText];
const SHEETS: [Layout; 1] = [Layout::PlainSheet];

/// Types something into a cell of a row.
fn typed(
    victim: &mut Victim,
    (name, row): &(String, usize),
    (field, typed): (&'static str, Typed),
) {
    victim.slips_file(name, FileSlip::Typed(*row, field, typed));
}

fn refused(victim: &mut Victim, (name, row): (String, usize)) {
    victim.finds("S108", Spot::Sheet(name, row), "So the row is not counted");
}

/// V101 and S108: an amount that stands elsewhere.
fn amount_elsewhere(victim: &mut Victim) -> Option<()> {
    let at = victim.any_plain_row("S108")?;
    typed(victim, &at, ("amount", Typed::Text("see invoice".to_owned())));
    victim.finds("V101", Spot::Row(at.0.clone(), at.1, "amount"), "The amount is `see invoice`");
    refused(victim, at);
    Some(())
}

/// R109 and S108: a day the calendar does not have.
fn day_that_is_none(victim: &mut Victim) -> Option<()> {
    let at = victim.any_plain_row("S108")?;
    typed(victim, &at, ("date", Typed::Text("31.02.2026".to_owned())));
    victim.finds("R109", Spot::Row(at.0.clone(), at.1, "date"), "The day is `31.02.2026`");
    refused(victim, at);
    Some(())
}

/// S101: an order of the year before.
fn outside_the_period(victim: &mut Victim) -> Option<()> {
    let (name, row) = victim.any_plain_row("S101")?;
    let own = victim.own_mut()?;
    let file = own.files.iter_mut().find(|file| file.name == name)?;
    let SupportingRows::Orders(orders) = &mut file.rows else { return None };
    orders[row].date = orders[row].date.checked_sub(2.years()).ok()?;
    victim.finds("S101", Spot::Row(name, row, "date"), "An order of two years before");
    Some(())
}

/// Words that are in no product group.
const SUNDRY: &str = "Sundry goods";

/// S102: nothing tells what was bought.
fn unclassified(victim: &mut Victim) -> Option<()> {
    let at = victim.any_plain_row("S102")?;
    let field = told_by(victim.file(&at.0)?);
    let told = if field == "category_code" { Typed::Blank } else { Typed::Text(SUNDRY.to_owned()) };
    typed(victim, &at, (field, told));
    typed(victim, &at, ("description", Typed::Text(SUNDRY.to_owned())));
    victim.finds(
        "S102",
        Spot::Row(at.0, at.1, "description"),
        "Nothing tells the product group of the row",
    );
    let words = Spot::File("inputs/product-codes.csv".to_owned());
    victim.finds_of(String::new(), "S116", words, "The words that would settle it".to_owned());
    Some(())
}

/// S129: what is in no product group of the Pact.
fn of_no_group(victim: &mut Victim) -> Option<()> {
    let at = victim.plain_row("S129", &PLAIN, |file, _| told_by(file) == "description")?;
    typed(victim, &at, ("description", Typed::Text("Toner cartridge, black".to_owned())));
    let spot = Spot::Row(at.0, at.1, "description");
    victim.finds("S129", spot, "Toner, which is in no product group");
    Some(())
}

/// What a file is spoken for by orders that stand in it twice: it can name one that does.
const TWICE: &str = "twice";

/// S104: printed twice.
fn stands_twice(victim: &mut Victim) -> Option<()> {
    let (name, row) = victim.any_plain_row(TWICE)?;
    victim.slips_file(&name, FileSlip::Twice(row));
    victim.finds("S104", Spot::Extra(name, "repeated", "amount"), "The order stands there twice");
    Some(())
}

/// S119: the same twice, and no number tells them apart.
fn repeated_without_reference(victim: &mut Victim) -> Option<()> {
    let at = victim.any_plain_row(TWICE)?;
    typed(victim, &at, ("reference", Typed::Blank));
    victim.slips_file(&at.0, FileSlip::Twice(at.1));
    let spot = Spot::Extra(at.0, "repeated", "amount");
    victim.finds("S119", spot, "The same order twice, without a number");
    Some(())
}

/// S120: units without an amount.
fn no_amount(victim: &mut Victim) -> Option<()> {
    let at = victim.any_plain_row("S120")?;
    typed(victim, &at, ("amount", Typed::Blank));
    victim.finds("S120", Spot::Row(at.0, at.1, "amount"), "The amount was left blank");
    Some(())
}

/// S123: a part of the row above.
fn part_of_the_row_above(victim: &mut Victim) -> Option<()> {
    let layouts = [TEXTS.as_slice(), SHEETS.as_slice()].concat();
    let at = victim.plain_row("S123", &layouts, |file, row| {
        let above = row.checked_sub(1).and_then(|above| orders(file).nth(above));
        orders(file).nth(row).zip(above).is_some_and(|(own, above)| {
            above.amount > own.amount
                && above.product_group == own.product_group
                && above.units.is_some_and(|units| units >= own.units.unwrap_or(0))
        })
    })?;
    let text = format!("of which {}", described(victim.file(&at.0)?, at.1));
    typed(victim, &at, ("description", Typed::Text(text)));
    victim.finds(
        "S123",
        Spot::Row(at.0, at.1, "amount"),
        "By its words the row is a part of the one above",
    );
    Some(())
}

/// S111 and S108: a remark behind the last column.
fn too_many_fields(victim: &mut Victim) -> Option<()> {
    let at = victim.plain_row("S108", &TEXTS, |_, _| true)?;
    victim.slips_file(&at.0, FileSlip::Longer(at.1));
    victim.finds(
        "S111",
        Spot::Row(at.0.clone(), at.1, "amount"),
        "A remark stands behind the last column",
    );
    refused(victim, at);
    Some(())
}

/// R110 and S108: a formula that no program computed.
fn uncomputed(victim: &mut Victim) -> Option<()> {
    let at = victim.plain_row("S108", &SHEETS, |file, _| !is_typed_as_text(file))?;
    typed(victim, &at, ("amount", Typed::Uncomputed));
    let spot = Spot::Row(at.0.clone(), at.1, "amount");
    victim.finds("R110", spot, "The amount is a formula that was never computed");
    refused(victim, at);
    Some(())
}

/// R111 and S108: a reference to a cell that is gone.
fn broken_reference(victim: &mut Victim) -> Option<()> {
    let at = victim.plain_row("S108", &SHEETS, |file, _| !is_typed_as_text(file))?;
    typed(victim, &at, ("amount", Typed::Error("#REF!")));
    victim.finds("R111", Spot::Row(at.0.clone(), at.1, "amount"), "The amount is `#REF!`");
    refused(victim, at);
    Some(())
}

/// R109: a condition the mapping does not know.
fn condition_not_known(victim: &mut Victim) -> Option<()> {
    let layouts = [TEXTS.as_slice(), SHEETS.as_slice()].concat();
    let at = victim.plain_row("R109", &layouts, |file, _| has_column(file, "condition"))?;
    typed(victim, &at, ("condition", Typed::Text("grade A".to_owned())));
    let spot = Spot::Row(at.0, at.1, "condition");
    victim.finds("R109", spot, "The condition is `grade A`, which the mapping does not know");
    Some(())
}

/// R105: a row that a filter hides.
fn hidden_row(victim: &mut Victim) -> Option<()> {
    let (name, row) = victim.plain_row("R105", &SHEETS, |_, _| true)?;
    victim.slips_file(&name, FileSlip::Hidden(row));
    victim.finds("R105", Spot::Row(name, row, "amount"), "The row is hidden");
    Some(())
}

/// S124 and S108: one amount for two kinds of things.
fn merged_amount(victim: &mut Victim) -> Option<()> {
    let own = victim.any()?;
    let declared: Vec<String> =
        own.purchases.iter().filter_map(|line| line.product_group.clone()).collect();
    let at = victim.plain_row("S108", &SHEETS, |file, row| {
        let next = orders(file).nth(row + 1);
        let spare = orders(file).nth(row).zip(next).is_some_and(|(own, next)| {
            own.product_group != next.product_group && !declared.contains(&next.product_group)
        });
        spare && !is_typed_as_text(file)
    })?;
    if !victim.is_free(&format!("file/{}/row/{}", at.0, at.1 + 1)) {
        return None;
    }
    victim.slips_file(&at.0, FileSlip::Merged(at.1));
    victim.finds(
        "S124",
        Spot::Row(at.0.clone(), at.1, "amount"),
        "One amount is merged over two rows",
    );
    refused(victim, at);
    Some(())
}

/// S118: a total that is not that of the rows.
fn wrong_sum(victim: &mut Victim) -> Option<()> {
    let own = victim.any()?;
    let mut files = own.files.iter().filter(|file| file.layout == Layout::SubtotalSheet);
    let name = files.find(|file| orders(file).count() > 3)?.name.clone();
    victim.claim(&[&format!("file/{name}")])?;
    victim.slips_file(&name, FileSlip::Sum(Decimal::from(1_210)));
    let spot = Spot::Extra(name, "total", "amount");
    victim.finds("S118", spot, "The total is 1 210 more than its rows");
    Some(())
}

/// S114: an order that another participant lists too.
fn in_two_lists(victim: &mut Victim) -> Option<()> {
    let (id, year) = (victim.id, victim.year);
    let (name, row) = victim.any_plain_row("S114")?;
    let file = victim.file(&name)?;
    let currency = file.currency.clone();
    let order = orders(file).nth(row)?.clone();
    let text = described(file, row);
    let mut found = None;
    for own in victim.this().returns.iter().filter(|own| own.participant != id) {
        let declares = own
            .purchases
            .iter()
            .any(|line| line.product_group.as_ref() == Some(&order.product_group));
        let fits = own.files.iter().find(|file| {
            let same = file.currency == currency && SAME.contains(&file.layout);
            let has = orders(file).any(|one| one.product_group == order.product_group);
            same && has
                && victim.faults.is_free(year, &own.participant, &format!("file/{}", file.name))
        });
        let this = victim.this();
        let start = own.organisation.period_start.unwrap_or(this.period_start);
        let end = own.organisation.period_end.unwrap_or(this.period_end);
        let within = (start..=end).contains(&order.date);
        if let Some(file) = fits.filter(|_| !declares && within) {
            found = Some((own.participant.clone(), file.name.clone(), orders(file).count()));
            break;
        }
    }
    let (other, theirs, last) = found?;
    victim.claim_of(&other, &format!("file/{theirs}"))?;
    let own = victim.this_mut().returns.iter_mut().find(|own| own.participant == other)?;
    let file = own.files.iter_mut().find(|file| file.name == theirs)?;
    let SupportingRows::Orders(orders) = &mut file.rows else { return None };
    orders.push(order);
    let slips = victim.faults.slips.entry((year, other.clone())).or_default();
    slips.files.entry(theirs.clone()).or_default().push(FileSlip::Typed(
        last,
        "description",
        Typed::Text(text),
    ));
    victim.finds("S114", Spot::Row(name, row, "amount"), format!("{other} lists the same order"));
    let what = format!("{id} lists the same order");
    victim.finds_of(other, "S114", Spot::Row(theirs, last, "amount"), what);
    Some(())
}

/// Layouts to which an order can be added at the end.
const SAME: [Layout; 3] = [Layout::CommaText, Layout::SemicolonText, Layout::PlainSheet];
