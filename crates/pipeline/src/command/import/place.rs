//! Under which name a return is stored.

use std::collections::BTreeSet;

use model::{Date, Identifier};

/// Names of returns that are taken, in the folder of each participant: without their endings, since what was received
/// is looked up without them.
#[derive(Default)]
pub(super) struct TakenNames(BTreeSet<String>);

impl TakenNames {
    /// Marks a file of the workspace as there.
    pub(super) fn take(&mut self, path: &str) {
        self.0.insert(stem(path).to_lowercase());
    }

    /// A free path for a return received on a day: `return-2026-11-03.xlsx`, then `return-2026-11-03-2.xlsx`.
    pub(super) fn free(&mut self, year: i16, participant: &Identifier, day: Date) -> String {
        let path = format!("inputs/{year}/returns/{participant}/return-{day}.xlsx");
        let numbered = (2..).map(|number| publish::numbered_name(&path, number));
        let free = std::iter::once(path.clone())
            .chain(numbered)
            .find(|path| !self.0.contains(&stem(path).to_lowercase()));
        let free = free.unwrap_or(path);
        self.take(&free);
        free
    }
}

/// A path without its ending.
pub(super) fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_return_of_a_day_gets_a_number() {
        let mut taken = TakenNames::default();
        taken.take("inputs/2026/returns/north/return-2026-11-03.ods");
        let north = Identifier::parse("north").unwrap();
        let day = Date::constant(2026, 11, 3);
        let mut names = || taken.free(2026, &north, day);
        assert_eq!(names(), "inputs/2026/returns/north/return-2026-11-03-2.xlsx");
        assert_eq!(names(), "inputs/2026/returns/north/return-2026-11-03-3.xlsx");
    }
}
