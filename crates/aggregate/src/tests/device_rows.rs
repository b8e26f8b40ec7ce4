//! Rows of devices for the invented Pact: declared, and listed in files.

use model::submission::RepeatRow;
use model::supporting::{DeviceGroup, TableKind};
use model::{Answer, AnswerState, CellAddress, Place, Value};

use super::fixture::{World, id, number};

impl World {
    /// Adds a row to a repeat: columns with what was said; a column that is not named is blank. Choices are
    /// told from numbers by their first letter.
    pub(crate) fn declare(&mut self, participant: &str, repeat: &str, said: &[(&str, &str)]) {
        let own = self.of(participant);
        let path = own.path.clone();
        let rows = own.rows.entry(repeat.to_owned()).or_default();
        let row = u32::try_from(rows.len()).unwrap() + 3;
        let cell = |column| Place::cell(path.as_str(), repeat, CellAddress::new(row, column));
        let answers = said.iter().zip(0..).map(|((column, said), index)| {
            let value = match said.starts_with(|first: char| first.is_ascii_alphabetic()) {
                true => Value::Choice((*said).to_owned()),
                false => Value::Decimal(number(said)),
            };
            let (state, raw) = (AnswerState::Given(value), (*said).to_owned());
            let answer = Answer { state, raw, place: Some(cell(index)), carried: false };
            ((*column).to_owned(), answer)
        });
        rows.push(RepeatRow { place: cell(0), answers: answers.collect() });
    }

    /// Adds alike rows of a list of devices: what tells them apart is set by `change`.
    pub(super) fn list(
        &mut self,
        participant: &str,
        kind: TableKind,
        units: i64,
        change: impl Fn(&mut DeviceGroup),
    ) {
        let file = format!("{kind}.csv");
        let path = format!("inputs/2026/returns/{participant}/supporting/{file}");
        let row = u32::try_from(self.year.devices.len()).unwrap() + 2;
        let mut group = DeviceGroup {
            participant: id(participant),
            kind,
            product_group: "laptops".into(),
            bought_on: None,
            planned_lifetime_years: None,
            route: String::new(),
            reason: None,
            rows: 1,
            units,
            place: Place::line(path.as_str(), row, 3),
            path: path.into(),
            sheet: file.into(),
            column: 2,
            row_range: (row, row),
            runs: vec![(row, row)],
            bought_on_column: Some(3),
            lifetime_column: Some(4),
        };
        change(&mut group);
        self.year.devices.push(group);
    }
}
