//! Older years that could not be read, as faults of the year that would have been compared with them.

use model::{Fault, FaultKind, Obstacle, Place};

use crate::workspace::Failure;

/// The faults of a year that could not be read, one for each thing that stood in the way.
pub(crate) fn faults(year: i16, failure: &Failure) -> Vec<Fault> {
    failure.0.iter().map(|obstacle| fault(year, obstacle)).collect()
}

fn fault(year: i16, obstacle: &Obstacle) -> Fault {
    let place =
        obstacle.place.as_deref().map_or_else(|| Place::file(format!("inputs/{year}")), place);
    Fault {
        kind: FaultKind::OlderYearUnread,
        participant: None,
        place,
        raw: obstacle.what.clone(),
        field: year.to_string(),
        label: String::new(),
        expected: obstacle.help.clone(),
        context: Vec::new(),
    }
}

/// A place of a text file as it is printed, `inputs/2024/year.toml!3:1`; of anything else the file.
fn place(shown: &str) -> Place {
    let Some((path, inside)) = shown.split_once('!') else {
        return Place::file(shown);
    };
    let numbers = inside.split_once(':').map(|(line, field)| (line.parse(), field.parse()));
    match numbers {
        Some((Ok(line), Ok(field))) => Place::line(path, line, field),
        _ => Place::file(path),
    }
}
