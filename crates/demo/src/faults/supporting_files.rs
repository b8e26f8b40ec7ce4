//! Mistakes in whole files that participants attach, and in what the office wrote down of their columns.

use super::Kind;
use super::list::Spot;
use super::slips::{Content, FileSlip, MappingSlip};
use super::victim::{PLAIN, Victim, orders};
use crate::pact::{Layout, SupportingFile};

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    left_before_the_period,
    unconfirmed_without_form,
    no_basis,
    mapping_broken,
    unconfirmed,
    no_mapping,
    column_renamed,
    column_gone,
    layout_changed,
    other_currency_above,
    damaged_list,
    empty_list,
    two_readings,
    other_days,
    currency_not_said,
];

/// A return without a form whose files are all of orders.
fn without_form(victim: &Victim) -> Option<()> {
    let own = victim.any().filter(|own| !own.form)?;
    own.files.iter().any(|file| orders(file).next().is_some()).then_some(())
}

/// V117: lists from an organisation that is out of the Pact by then.
fn left_before_the_period(victim: &mut Victim) -> Option<()> {
    let (id, start) = (victim.id, victim.this().period_start);
    let is_last = victim.year + 1 == victim.pact.years.len();
    let own = victim.any().filter(|own| !own.form)?;
    let lists: Vec<String> = own
        .files
        .iter()
        .filter(|file| orders(file).next().is_some() && file.layout != Layout::QuarterSheets)
        .map(|file| file.name.clone())
        .collect();
    let one = victim.participant()?;
    let last_day = start.yesterday().ok()?;
    let buys_alone = one.coordinating_since.is_none()
        && one.left.is_none()
        && one.procuring_since.is_some_and(|day| day < last_day);
    (is_last && lists.len() == own.files.len() && buys_alone).then_some(())?;
    victim.claim(&[""])?;
    victim.faults.whole.insert((victim.year, id.to_owned()));
    let one = victim.pact.participants.iter_mut().find(|one| one.id == id)?;
    one.left = Some(last_day);
    for list in lists {
        let spot = Spot::Sheet(list, 0);
        victim.finds(
            "V117",
            spot,
            "It left the day before the period began, and sends lists all the same",
        );
    }
    Some(())
}

/// S112: a proposal in place of a return.
fn unconfirmed_without_form(victim: &mut Victim) -> Option<()> {
    without_form(victim)?;
    victim.claim(&[""])?;
    victim.faults.whole.insert((victim.year, victim.id.to_owned()));
    victim.slips().mapping.push(MappingSlip::Unconfirmed);
    let spot = Spot::Cell(victim.path("mapping.toml"), "", "1:1");
    victim.finds("S112", spot, "Nobody confirmed what the columns mean");
    victim.is_silent();
    Some(())
}

/// V123: ordered, invoiced or paid?
fn no_basis(victim: &mut Victim) -> Option<()> {
    without_form(victim)?;
    victim.claim(&["mapping"])?;
    victim.slips().mapping.push(MappingSlip::WithoutBasis);
    let path = victim.path("mapping.toml");
    victim.finds(
        "V123",
        Spot::File(path),
        "Nobody wrote down whether the amounts were ordered, invoiced or paid",
    );
    Some(())
}

/// S109: a mapping that is no TOML.
fn mapping_broken(victim: &mut Victim) -> Option<()> {
    let own = victim.own()?;
    let first = own.files.first()?;
    let listed = victim.listed();
    let declared = |group: &String| {
        own.purchases
            .iter()
            .any(|line| line.product_group.as_ref() == Some(group) && line.amount.is_some())
    };
    // All that is listed is declared too, so that the return stays whole without its lists.
    (orders(first).next().is_some() && listed.iter().any(declared)).then_some(())?;
    let all_whole = own.purchases.iter().all(|line| line.amount.is_some() || line.units.is_some());
    let devices = own.in_use.iter().all(|row| row.devices.is_some());
    (all_whole && devices).then_some(())?;
    victim.claim(&["mapping", "file"])?;
    victim.slips().mapping.push(MappingSlip::Unquoted);
    let spot = Spot::Word("mapping.toml", "kind = orders", "orders");
    victim.finds("S109", spot, "A text stands in the mapping without quotation marks");
    Some(())
}

/// S113: a proposal beside a return.
fn unconfirmed(victim: &mut Victim) -> Option<()> {
    (!victim.own()?.files.is_empty()).then_some(())?;
    victim.claim(&["mapping"])?;
    victim.slips().mapping.push(MappingSlip::Unconfirmed);
    let spot = Spot::Cell(victim.path("mapping.toml"), "", "1:1");
    victim.finds("S113", spot, "Nobody confirmed what the columns mean");
    Some(())
}

/// S103: a list nobody looked at.
fn no_mapping(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(is_involved)?;
    victim.slips_file(&name, FileSlip::Unmapped);
    let path = victim.path(&format!("supporting/{name}"));
    victim.finds("S103", Spot::File(path), "The list came after the mapping was written");
    Some(())
}

/// Whether a list is laid out so that mistakes in its rows would bring others with them: such lists are lost whole.
fn is_involved(file: &SupportingFile) -> bool {
    !PLAIN.contains(&file.layout) && file.layout != Layout::SubtotalSheet
}

/// S107: a column has another name than the mapping says.
fn column_renamed(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(|file| SINGLE.contains(&file.layout))?;
    victim.slips_file(&name, FileSlip::Header("amount", "Total (new)"));
    victim.finds(
        "S107",
        Spot::Extra(name, "header", "reference"),
        "The column of the amounts was renamed",
    );
    Some(())
}

/// S107: a column is not exported any more.
fn column_gone(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(|file| SINGLE.contains(&file.layout))?;
    victim.slips_file(&name, FileSlip::Gone("date"));
    victim.finds(
        "S107",
        Spot::Extra(name, "header", "reference"),
        "The column of the days is gone",
    );
    Some(())
}

/// Layouts with a header of one row whose rows are orders.
const SINGLE: [Layout; 4] =
    [Layout::CommaText, Layout::SemicolonText, Layout::PlainSheet, Layout::CreditNoteText];

/// S106: the mapping was confirmed for another header.
fn layout_changed(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(|file| SINGLE.contains(&file.layout))?;
    victim.slips().mapping.push(MappingSlip::OtherHeader(name.clone()));
    let spot = Spot::Extra(name, "header", "reference");
    victim.finds("S106", spot, "The mapping was confirmed for another header");
    Some(())
}

/// S117: what stands above the amounts is another currency.
fn other_currency_above(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(|file| {
        matches!(file.layout, Layout::TitledSheet | Layout::MergedHeaderSheet)
            && file.currency != "USD"
    })?;
    victim.slips_file(&name, FileSlip::CurrencyAbove("USD"));
    let spot = Spot::Extra(name, "currency", "amount");
    victim.finds("S117", spot, "Above the amounts stands USD, and the mapping says otherwise");
    Some(())
}

/// R002: a list whose upload broke off.
fn damaged_list(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(|file| is_involved(file) && file.layout.is_workbook())?;
    victim.slips_file(&name, FileSlip::Content(Content::CutOff));
    let path = victim.path(&format!("supporting/{name}"));
    victim.finds("R002", Spot::File(path), "The upload of the list broke off");
    Some(())
}

/// R004: a list of 0 bytes.
fn empty_list(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(is_involved)?;
    victim.slips_file(&name, FileSlip::Content(Content::Empty));
    let path = victim.path(&format!("supporting/{name}"));
    victim.finds("R004", Spot::File(path), "The list is a placeholder of 0 bytes");
    Some(())
}

/// S110: one comma and one semicolon in every line.
fn two_readings(victim: &mut Victim) -> Option<()> {
    (!victim.own()?.files.is_empty()).then_some(())?;
    victim.claim(&["lent"])?;
    let text = "Gerät;Anzahl,Ort\nNotebook;12,Lager\nBildschirm;7,Lager\nTablet;3,Schule\n";
    let table = "[[table]]\nfile = \"supporting/lent.csv\"\nkind = \"assets\"\n\n[table.columns]\ndescription = \"Gerät\"\nunits = \"Anzahl\"\n";
    let slips = victim.slips();
    slips.beside.push(("supporting/lent.csv".to_owned(), Content::Text(text.to_owned())));
    slips.mapping.push(MappingSlip::Table(table.to_owned()));
    let path = victim.path("supporting/lent.csv");
    victim.finds("S110", Spot::File(path.clone()), "Every line has one comma and one semicolon");
    victim.finds("S130", Spot::File(path), "And nobody wrote down when the file came");
    Some(())
}

/// S127: a pattern of another country.
fn other_days(victim: &mut Victim) -> Option<()> {
    let name = victim.spare_file(|file| file.layout == Layout::CommaText)?;
    victim.slips().mapping.push(MappingSlip::OtherDays(name.clone()));
    let spot = Spot::Row(name, 0, "date");
    victim.finds("S127", spot, "The mapping says dd.mm.yyyy, and days are written 2026-03-31");
    Some(())
}

/// S128: nobody said the currency.
fn currency_not_said(victim: &mut Victim) -> Option<()> {
    let currency = victim.own()?.organisation.currency.clone();
    let name = victim.spare_file(|file| {
        SINGLE.contains(&file.layout) && Some(&file.currency) == currency.as_ref()
    })?;
    victim.slips().mapping.push(MappingSlip::WithoutCurrency(name.clone()));
    let spot = Spot::Extra(name, "header", "amount");
    victim.finds("S128", spot, "The mapping names no currency, and neither does the list");
    Some(())
}
