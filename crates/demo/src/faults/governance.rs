//! Mistakes in the office's own registers.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Kind;
use super::list::Spot;
use super::victim::Victim;
use crate::pact::RegisterTable;

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    column_nobody_knows,
    day_that_is_none,
    id_twice,
    no_received,
    file_nobody_reads,
    two_chairs,
    long_term,
    three_seats,
    late_decision,
    event_of_another_year,
    correction_of_nothing,
];

fn register<'v>(victim: &'v mut Victim, file: &str) -> Option<&'v mut RegisterTable> {
    victim.this_mut().registers.iter_mut().find(|own| own.file == file)
}

fn column(table: &RegisterTable, name: &str) -> Option<usize> {
    table.columns.iter().position(|own| own == name)
}

/// A field of a record, found by what stands in another.
fn spot(victim: &Victim, file: &str, column: &'static str, with: (&'static str, String)) -> Spot {
    Spot::Record(victim.in_year(file), column, vec![with])
}

/// G101: a column of somebody's own.
fn column_nobody_knows(victim: &mut Victim) -> Option<()> {
    let table = register(victim, "events.csv")?;
    (!table.rows.is_empty()).then_some(())?;
    table.columns.push("remark".to_owned());
    table.rows.iter_mut().for_each(|row| row.push(String::new()));
    let path = victim.in_year("events.csv");
    let spot = Spot::Header(path, "remark");
    victim.finds("G101", spot, "A column `remark` that nobody knows");
    Some(())
}

/// G102: a day the calendar does not have.
fn day_that_is_none(victim: &mut Victim) -> Option<()> {
    let table = register(victim, "events.csv")?;
    let date = column(table, "date")?;
    table.rows.last_mut()?[date] = "31.02.2026".to_owned();
    let spot = spot(victim, "events.csv", "date", ("date", "31.02.2026".to_owned()));
    victim.finds("G102", spot, "The day of an event is `31.02.2026`");
    Some(())
}

/// G103: one id, two working groups.
fn id_twice(victim: &mut Victim) -> Option<()> {
    let table = register(victim, "working-groups.csv")?;
    let (id, title) = (column(table, "id")?, column(table, "title")?);
    let mut row = table.rows.first()?.clone();
    row[title] = format!("{} (new)", row[title]);
    let (own, name) = (row[title].clone(), row[id].clone());
    table.rows.push(row);
    let spot = spot(victim, "working-groups.csv", "id", ("title", own));
    victim.finds("G103", spot, format!("Two working groups have the id `{name}`"));
    Some(())
}

/// G104: contacts nobody wrote down.
fn no_received(victim: &mut Victim) -> Option<()> {
    let path = "inputs/contacts.csv".to_owned();
    let is_last = victim.year + 1 == victim.pact.years.len();
    (is_last && victim.faults.gone.insert(path.clone())).then_some(())?;
    let years: Vec<i16> = victim.pact.years.iter().map(|year| year.year).collect();
    for (year, number) in years.into_iter().enumerate() {
        let mut of_year = Victim {
            pact: &mut *victim.pact,
            faults: &mut *victim.faults,
            year,
            id: "",
            draw: &mut *victim.draw,
        };
        let what = format!("The contacts are missing, also for {number}");
        of_year.finds("G104", Spot::File(path.clone()), what);
    }
    Some(())
}

/// G105: a file by a name that nobody reads.
fn file_nobody_reads(victim: &mut Victim) -> Option<()> {
    let path = victim.in_year("comittee.csv");
    victim.faults.added.push((path.clone(), "organisation,seat,term_start,term_end\n".to_owned()));
    victim.finds("G105", Spot::File(path), "A file whose name has a letter too few");
    Some(())
}

/// G107: a chair more.
fn two_chairs(victim: &mut Victim) -> Option<()> {
    victim.is_free("committee/chair").then_some(())?;
    let end = victim.this().period_end.to_string();
    let table = register(victim, "committee.csv")?;
    let (seat, start, until) =
        (column(table, "seat")?, column(table, "term_start")?, column(table, "term_end")?);
    let organisation = column(table, "organisation")?;
    let holds = |row: &&mut Vec<String>| row[start] <= end && row[until] >= end;
    table.rows.iter().any(|row| row[seat] == "chair").then_some(())?;
    let row = table.rows.iter_mut().filter(holds).find(|row| row[seat] == "member")?;
    row[seat] = "chair".to_owned();
    let name = row[organisation].clone();
    victim.claim(&["committee/chair"])?;
    let spot = spot(victim, "committee.csv", "organisation", ("organisation", name.clone()));
    victim.finds("G107", spot, format!("{name} stands there as a second chair"));
    Some(())
}

/// G108: a seat nobody renewed.
fn long_term(victim: &mut Victim) -> Option<()> {
    victim.is_free("committee/term").then_some(())?;
    let end = victim.this().period_end.to_string();
    let table = register(victim, "committee.csv")?;
    let (seat, start, until) =
        (column(table, "seat")?, column(table, "term_start")?, column(table, "term_end")?);
    let organisation = column(table, "organisation")?;
    let holds = |row: &&mut Vec<String>| row[start] <= end && row[until] >= end;
    let row = table.rows.iter_mut().rev().filter(holds).find(|row| row[seat] == "member")?;
    let day: Date = row[start].parse().ok()?;
    row[start] = day.checked_sub(3.years()).ok()?.to_string();
    let name = row[organisation].clone();
    victim.claim(&["committee/term"])?;
    let spot = spot(victim, "committee.csv", "organisation", ("organisation", name.clone()));
    victim.finds("G108", spot, format!("The term of {name} began three years before"));
    Some(())
}

/// G106: seats nobody filled.
fn three_seats(victim: &mut Victim) -> Option<()> {
    let table = register(victim, "committee.csv")?;
    let organisation = column(table, "organisation")?;
    let name = table.rows.first()?[organisation].clone();
    (table.rows.len() > 4).then_some(())?;
    victim.claim(&["committee"])?;
    register(victim, "committee.csv")?.rows.truncate(3);
    let spot = spot(victim, "committee.csv", "organisation", ("organisation", name));
    victim.finds("G106", spot, "Three seats are left of the committee");
    Some(())
}

/// G109: a decision long after the request.
fn late_decision(victim: &mut Victim) -> Option<()> {
    let table = register(victim, "applications.csv")?;
    let (decided, received) = (column(table, "decided_on")?, column(table, "received_on")?);
    let organisation = column(table, "organisation")?;
    let row = table.rows.iter_mut().find(|row| !row[decided].is_empty())?;
    let day: Date = row[received].parse().ok()?;
    row[decided] = day.checked_add(50.days()).ok()?.to_string();
    let name = row[organisation].clone();
    let spot = spot(victim, "applications.csv", "organisation", ("organisation", name));
    victim.finds("G109", spot, "The request was decided after fifty days");
    Some(())
}

/// G110: last year's event.
fn event_of_another_year(victim: &mut Victim) -> Option<()> {
    let day = victim.this().period_start.checked_sub(40.days()).ok()?.to_string();
    let table = register(victim, "events.csv")?;
    let date = column(table, "date")?;
    table.rows.first_mut()?[date].clone_from(&day);
    let spot = spot(victim, "events.csv", "date", ("date", day));
    victim.finds("G110", spot, "An event of the year before");
    Some(())
}

/// G111: a correction of what the return does not say.
fn correction_of_nothing(victim: &mut Victim) -> Option<()> {
    let (year, end) = (victim.year, victim.this().deadline);
    let returns = victim
        .this()
        .returns
        .iter()
        .filter(|own| own.form && own.organisation.users_served.is_some());
    let returns: Vec<String> = returns.map(|own| own.participant.clone()).collect();
    let id = returns.into_iter().find(|id| victim.faults.is_free(year, id, "users"))?;
    victim.claim_of(&id, "users")?;
    let columns =
        ["participant", "question", "row", "was", "now", "reason", "authority", "date", "by"];
    let date = end.to_string();
    let row = [
        &*id,
        "users_served",
        "",
        "1",
        "2",
        "A digit was missing",
        "The participant, by telephone",
        &date,
        "SB",
    ];
    let table = RegisterTable {
        file: "corrections.csv".to_owned(),
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![row.map(str::to_owned).to_vec()],
    };
    victim.this_mut().registers.push(table);
    let spot = spot(victim, "corrections.csv", "was", ("participant", id.clone()));
    victim.finds_of(
        id,
        "G111",
        spot,
        "The correction names a number the return does not have".to_owned(),
    );
    Some(())
}
