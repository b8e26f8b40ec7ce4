//! What a new version of a return holds beside the one that counted until it came.

use model::registers::Receipt;
use model::{Date, Identifier};
use read::arrival::{self, Contents};
use read::versions::name_order;
use read::year::YearForm;

use crate::workspace::Workspace;

/// A new version beside the one it takes the place of.
pub(super) struct NewVersion {
    /// Whether it holds fewer answers or rows.
    pub(super) holds_fewer: bool,
    /// What each holds: `a new version: return.xlsx held 29 answers and 1 row, this one 3 and none`.
    pub(super) words: String,
}

/// Compares what came on a day with the newest version among `earlier` that can be used; `None` where there is none, or
/// where one counts instead of what came: one that came later, or of which nobody knows when it came.
pub(super) fn new_version(
    earlier: &[String],
    (workspace, form): (&Workspace, &YearForm),
    (participant, day): (&Identifier, Date),
    new: &Contents,
) -> Option<NewVersion> {
    let there = earlier.iter().filter_map(|path| workspace.files.get(path));
    let mut versions: Vec<_> =
        there.map(|file| (received_on(participant, file.name(), &form.receipts), file)).collect();
    versions.sort_by_key(|(received_on, file)| {
        (received_on.is_none(), *received_on, name_order(file.name()))
    });
    for (received_on, file) in versions.into_iter().rev() {
        let Ok(workbook) = read::cells::workbook(file) else { continue };
        let read = arrival::read_alone(&workbook, participant, form, &workspace.pact, day);
        if read.result.is_none() || read.empty {
            continue;
        }
        if received_on.is_none_or(|received_on| received_on > day) {
            return None;
        }
        return Some(beside(file.name(), &arrival::contents(&read, form), new));
    }
    None
}

fn beside(name: &str, old: &Contents, new: &Contents) -> NewVersion {
    let rows = |own: &Contents| own.rows.values().sum::<usize>();
    let words = format!(
        "a new version: {name} held {} and {}, this one {} and {}",
        counted(old.answered, "answer"),
        counted(rows(old), "row"),
        number(new.answered),
        number(rows(new)),
    );
    NewVersion { holds_fewer: new.answered < old.answered || rows(new) < rows(old), words }
}

fn received_on(participant: &Identifier, name: &str, receipts: &[Receipt]) -> Option<Date> {
    let own = receipts.iter().filter(|row| row.participant == *participant);
    let of = |row: &&Receipt| stem(row.file.trim()).eq_ignore_ascii_case(stem(name));
    own.filter(of).map(|row| row.received_on).max()
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn counted(amount: usize, word: &str) -> String {
    match amount {
        0 => format!("no {word}"),
        1 => format!("1 {word}"),
        amount => format!("{amount} {word}s"),
    }
}

fn number(amount: usize) -> String {
    if amount == 0 { "none".to_owned() } else { amount.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_hold_is_said_and_which_holds_fewer() {
        let held = |answered, rows| Contents {
            answered,
            rows: [("procurement".to_owned(), rows)].into(),
            ..Contents::default()
        };
        let cases = [
            ((29, 1), (3, 0), true, "held 29 answers and 1 row, this one 3 and none"),
            ((1, 0), (0, 2), true, "held 1 answer and no row, this one none and 2"),
            ((3, 4), (3, 4), false, "held 3 answers and 4 rows, this one 3 and 4"),
            ((3, 4), (9, 3), true, "held 3 answers and 4 rows, this one 9 and 3"),
        ];
        for ((answered, rows), (new_answered, new_rows), fewer, words) in cases {
            let told = beside("return.xlsx", &held(answered, rows), &held(new_answered, new_rows));
            assert_eq!(told.holds_fewer, fewer, "{words}");
            assert_eq!(told.words, format!("a new version: return.xlsx {words}"));
        }
    }
}
