//! `inputs/Y/committee.csv`: the seats of the Steering Committee (§5.1). It names organisations, never
//! persons.

use model::governance::{CommitteeSeat, Seat};
use model::{Fault, Obstacle};

use super::super::rows;
use super::{GovernanceInputs, Organisations};
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["organisation", "seat"],
    optional: &["term_start", "term_end"],
    titled: &[],
    private: &[],
};

/// Reads the seats.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(super) fn committee(
    inputs: &GovernanceInputs<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Vec<CommitteeSeat>, Vec<Obstacle>> {
    let name = format!("{}/committee", inputs.year_folder);
    rows(inputs.files, &name, &COLUMNS, faults, |row| seat(row, inputs.organisations))
}

/// One row.
fn seat(row: &mut RowReader<'_>, organisations: Organisations<'_>) -> Option<CommitteeSeat> {
    let seats: Vec<_> = Seat::ALL.iter().map(|seat| seat.code()).collect();
    let organisation = organisations.required(row, "organisation");
    let seat = row.code("seat", &seats, Seat::parse);
    let (term_start, term_end) = (row.day("term_start"), row.day("term_end"));
    if term_start.zip(term_end).is_some_and(|(start, end)| end < start) {
        row.wrong("term_end", "a day on or after the first day of the term");
    }
    Some(CommitteeSeat {
        organisation,
        seat: seat?,
        term_start,
        term_end,
        place: row.place("organisation"),
    })
}
