//! Mistakes in the tables of purchases and devices that change what they say.

use model::Decimal;
use model::vocabulary::Condition;

use super::Kind;
use super::list::Spot;
use super::victim::{Victim, line_part, orders};
use crate::pact::{Buyer, DevicesInUse, Purchase, SupportingRows};

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    buyer_not_known,
    currency_without_rate,
    currency_misspelt,
    no_group,
    not_yet_in_scope,
    more_labelled,
    more_under_criteria,
    no_units,
    no_amount,
    too_many_decimals,
    overlap,
    same_outside_buyer,
    participant_as_outside_buyer,
    more_given_back,
    unlike_the_orders,
    mean_of_no_devices,
    keyboards_in_use,
    too_old,
];

fn spot(victim: &Victim, row: usize, question: &str) -> Spot {
    Spot::Answer(victim.asked_in("procurement", row, question))
}

/// Changes a plain line and lists what is found in one of its cells.
fn changes(
    victim: &mut Victim,
    device: bool,
    (rule, question): (&'static str, &str),
    what: &str,
    change: impl FnOnce(&mut Purchase),
) -> Option<()> {
    let row = victim.plain_line(device)?;
    change(&mut victim.own_mut()?.purchases[row]);
    let spot = spot(victim, row, question);
    victim.finds(rule, spot, what);
    Some(())
}

/// V103: a buyer by a name that nobody has.
fn buyer_not_known(victim: &mut Victim) -> Option<()> {
    let buyer = Buyer::Participant("Min. of Culture".to_owned());
    changes(victim, false, ("V103", "buyer"), "The buyer is `Min. of Culture`", |line| {
        line.buyer = Some(buyer)
    })
}

/// V104: a currency the Bank does not quote.
fn currency_without_rate(victim: &mut Victim) -> Option<()> {
    let code = Some("PYG".to_owned());
    changes(victim, false, ("V104", "currency"), "The amount is in Paraguayan guaraní", |line| {
        line.currency = code
    })
}

/// V111, and V115 since the line then has no currency.
fn currency_misspelt(victim: &mut Victim) -> Option<()> {
    let row = victim.plain_line(false)?;
    victim.own_mut()?.purchases[row].currency = Some("EUO".to_owned());
    let spot = spot(victim, row, "currency");
    victim.finds("V111", spot.clone(), "The currency is `EUO`");
    victim.finds("V115", spot, "So the line has no currency");
    Some(())
}

/// R102 and V116: a line of nothing.
fn no_group(victim: &mut Victim) -> Option<()> {
    let row = victim.plain_line(false)?;
    victim.own_mut()?.purchases[row].product_group = None;
    let spot = spot(victim, row, "product_group");
    victim.finds("R102", spot.clone(), "The product group was left blank");
    victim.finds("V116", spot, "So the line counts nowhere");
    Some(())
}

/// V105: servers before 2026.
fn not_yet_in_scope(victim: &mut Victim) -> Option<()> {
    (victim.this().year < 2026).then_some(())?;
    let group = Some("servers".to_owned());
    let what = "Servers a year or more before they are in scope";
    changes(victim, true, ("V105", "product_group"), what, |line| line.product_group = group)
}

/// V106: more with a label than there are.
fn more_labelled(victim: &mut Victim) -> Option<()> {
    let what = "More units carry a label than were bought";
    changes(victim, true, ("V106", "labelled_units"), what, |line| {
        line.labelled_units = line.units.map(|units| units + 7);
    })
}

/// V106: more under the criteria than there are.
fn more_under_criteria(victim: &mut Victim) -> Option<()> {
    let what = "More units were bought under the criteria than were bought";
    changes(victim, true, ("V106", "criteria_units"), what, |line| {
        line.criteria_units = line.units.map(|units| units + 20);
    })
}

/// V107: an amount without units.
fn no_units(victim: &mut Victim) -> Option<()> {
    changes(victim, true, ("V107", "units"), "The units were left blank", |line| {
        (line.units, line.labelled_units, line.criteria_units) = (None, None, None);
    })
}

/// V107: units without an amount.
fn no_amount(victim: &mut Victim) -> Option<()> {
    changes(victim, true, ("V107", "amount"), "The amount was left blank", |line| {
        line.amount = None
    })
}

/// V112: half a cent.
fn too_many_decimals(victim: &mut Victim) -> Option<()> {
    changes(victim, false, ("V112", "amount"), "The amount has three decimals", |line| {
        line.amount = line.amount.map(|amount| amount.trunc() + Decimal::new(995, 3));
    })
}

/// V108: bought for another that reports the same.
fn overlap(victim: &mut Victim) -> Option<()> {
    let (id, year) = (victim.id, victim.year);
    for row in victim.plain_lines() {
        let group = victim.own()?.purchases[row].product_group.clone();
        let reports = |line: &Purchase| {
            line.product_group == group && line.buyer.is_none() && line.amount.is_some()
        };
        let others = victim.this().returns.iter().filter(|own| own.form && own.participant != id);
        let others = others.filter_map(|own| {
            let at = own.purchases.iter().position(reports)?;
            Some((own.participant.clone(), line_part(at)))
        });
        let others: Vec<(String, String)> = others.collect();
        let free = |(other, part): &(String, String)| victim.faults.is_free(year, other, part);
        let Some((other, part)) = others.into_iter().find(free) else { continue };
        victim.claim(&[&line_part(row)])?;
        victim.claim_of(&other, &part)?;
        let line = &mut victim.own_mut()?.purchases[row];
        line.buyer = Some(Buyer::Participant(other.clone()));
        // No more than the other reports itself, in any currency.
        line.amount = Some(Decimal::ONE);
        let spot = spot(victim, row, "buyer");
        victim.finds(
            "V108",
            spot,
            format!("Bought for {other}, which reports the same group itself"),
        );
        return Some(());
    }
    None
}

/// V118: two report for the same body outside the Pact.
fn same_outside_buyer(victim: &mut Victim) -> Option<()> {
    let (id, year) = (victim.id, victim.year);
    let lines = |own: &crate::pact::Return| {
        let mut named =
            own.purchases.iter().enumerate().filter_map(|(row, line)| match &line.buyer {
                Some(Buyer::Other(Some(name)))
                    if line.amount.is_some() && line.currency.is_none() =>
                {
                    Some((row, name.clone(), line.product_group.clone()?))
                }
                _ => None,
            });
        named.next_back()
    };
    let others = victim.this().returns.iter().filter(|own| own.form && *own.participant < *id);
    let others: Vec<_> =
        others.filter_map(|own| Some((own.participant.clone(), lines(own)?))).collect();
    let free = |other: &(String, (usize, String, String))| {
        victim.faults.is_free(year, &other.0, &line_part(other.1.0))
    };
    let (other, (theirs, name, group)) = others.into_iter().find(free)?;
    victim.own()?;
    let row = victim.own()?.purchases.len();
    victim.claim(&[&line_part(row)])?;
    victim.claim_of(&other, &line_part(theirs))?;
    let line = Purchase {
        product_group: Some(group),
        condition: Some(Condition::New),
        acquisition: None,
        units: Some(40),
        amount: Some(Decimal::from(16_000)),
        currency: None,
        labelled_units: None,
        labels: None,
        criteria_units: None,
        framework: None,
        buyer: Some(Buyer::Other(Some(name.to_uppercase()))),
    };
    victim.own_mut()?.purchases.push(line);
    let spot = spot(victim, row, "buyer_name");
    victim.finds("V118", spot, format!("{other} reports purchases for {name} too"));
    Some(())
}

/// V119: a participant as a body outside the Pact.
fn participant_as_outside_buyer(victim: &mut Victim) -> Option<()> {
    let id = victim.id;
    let year = victim.this();
    let (start, end) = (year.period_start, year.period_end);
    let here = victim.pact.participants.iter().filter(|one| {
        one.id != id
            && one.left.is_none_or(|left| left > end)
            && one.procuring_since.is_some_and(|since| since < start)
    });
    let names: Vec<String> = here.map(|one| one.name.clone()).collect();
    if names.is_empty() {
        return None;
    }
    let name = victim.draw.pick(&names).clone();
    let what = format!("{name} is given as outside the Pact");
    changes(victim, false, ("V119", "buyer_name"), &what, |line| {
        line.buyer = Some(Buyer::Other(Some(name.to_lowercase())));
    })
}

/// V120: more was given back than bought.
fn more_given_back(victim: &mut Victim) -> Option<()> {
    let lines = victim.plain_lines();
    let own = victim.own()?;
    let alone = |row: &usize| {
        let group = &own.purchases[*row].product_group;
        own.purchases.iter().filter(|line| line.product_group == *group).count() == 1
    };
    let row = lines.into_iter().find(alone)?;
    victim.claim(&[&line_part(row)])?;
    let line = &mut victim.own_mut()?.purchases[row];
    line.units = line.units.map(|units| -units);
    line.amount = line.amount.map(|amount| -amount);
    (line.labelled_units, line.criteria_units) = (None, None);
    let spot = spot(victim, row, "amount");
    victim.finds("V120", spot, "A purchase was typed with a minus, as if it were a credit");
    Some(())
}

/// V109: declared as twice what the orders come to.
fn unlike_the_orders(victim: &mut Victim) -> Option<()> {
    let listed = victim.listed();
    let own = victim.own()?;
    let fits = |row: &usize| {
        let line = &own.purchases[*row];
        let group = line.product_group.as_ref();
        let same = own.purchases.iter().filter(|other| other.product_group.as_ref() == group);
        group.is_some_and(|group| listed.contains(group))
            && same.count() == 1
            && line.buyer.is_none()
            && line.amount.is_some_and(|amount| amount > Decimal::from(1_000))
            && victim.is_free(&line_part(*row))
    };
    let row = (0..own.purchases.len()).find(fits)?;
    let group = own.purchases[row].product_group.clone();
    let lists = own
        .files
        .iter()
        .filter(|file| orders(file).any(|order| Some(&order.product_group) == group.as_ref()));
    let mut parts: Vec<String> = lists.map(|file| format!("file/{}/orders", file.name)).collect();
    parts.push(line_part(row));
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    victim.claim(&parts)?;
    let line = &mut victim.own_mut()?.purchases[row];
    line.amount = line.amount.map(|amount| amount * Decimal::TWO);
    let spot = spot(victim, row, "amount");
    victim.finds("V109", spot, "Declared as twice what its orders come to");
    Some(())
}

/// Rows of devices in use that no list gives, each with its number.
fn in_use(victim: &Victim, fits: impl Fn(&DevicesInUse) -> bool) -> Option<usize> {
    let own = victim.own()?;
    let listed = own.files.iter().any(|file| matches!(file.rows, SupportingRows::Assets(_)));
    (!listed).then_some(())?;
    let mut rows = (0..own.in_use.len())
        .filter(|row| fits(&own.in_use[*row]) && victim.is_free(&format!("in use/{row}")));
    rows.next()
}

/// V121: the age of nobody's devices.
fn mean_of_no_devices(victim: &mut Victim) -> Option<()> {
    let row = in_use(victim, |own| own.devices.is_some() && own.mean_age_years.is_some())?;
    victim.claim(&[&format!("in use/{row}")])?;
    let own = &mut victim.own_mut()?.in_use[row];
    own.devices = None;
    let lifetime = own.planned_lifetime_years.is_some();
    let mut found = |question: &str| {
        let spot = Spot::Answer(victim.asked_in("in_use", row, question));
        victim.finds("V121", spot, "Years of devices whose number was left blank");
    };
    found("mean_age_years");
    if lifetime {
        found("planned_lifetime_years");
    }
    Some(())
}

/// V122: keyboards among the devices.
fn keyboards_in_use(victim: &mut Victim) -> Option<()> {
    let row = victim.own()?.in_use.len();
    (row > 0).then_some(())?;
    victim.claim(&[&format!("in use/{row}")])?;
    victim.own_mut()?.in_use.push(DevicesInUse {
        product_group: "peripherals".to_owned(),
        devices: Some(400),
        mean_age_years: None,
        planned_lifetime_years: None,
    });
    let spot = Spot::Answer(victim.asked_in("in_use", row, "product_group"));
    victim.finds("V122", spot, "Keyboards among the devices in use");
    Some(())
}

/// R108: devices of forty-five years.
fn too_old(victim: &mut Victim) -> Option<()> {
    let row = in_use(victim, |own| own.devices.is_some() && own.mean_age_years.is_some())?;
    victim.claim(&[&format!("in use/{row}")])?;
    victim.own_mut()?.in_use[row].mean_age_years = Some(Decimal::from(45));
    let spot = Spot::Answer(victim.asked_in("in_use", row, "mean_age_years"));
    victim.finds("R108", spot, "A mean age of 45 years");
    Some(())
}
