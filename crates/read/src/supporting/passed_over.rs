//! How a mapping is to name a row that is no data, for findings that ask for it.

use super::columns::Columns;

/// Fields whose words tell rows apart, the usual first.
const TELLING: [&str; 4] = ["description", "reference", "counterparty", "account"];

impl Columns<'_> {
    /// What to write into mapping.toml so that it passes over a row, for the end of a sentence.
    ///
    /// By its number a row can be named only where all rows between it and the header are passed over with it: then the
    /// number is told. Any other is named by a pattern.
    pub(super) fn how_to_pass_over(&self, row: u32) -> String {
        let header = TELLING.iter().find_map(|field| {
            self.cell(row, field)?;
            self.headers().get(&self.column(field)?)
        });
        let pattern = match header {
            Some(header) => format!("skip = [{{ column = {header:?}, matches = \"…\" }}]"),
            None => "skip = [\"…\"]".to_owned(),
        };
        let pattern = format!("`{pattern}` with words that only such rows have in place of `…`");
        let already = self.mapping.skip.after_header;
        let below = row.saturating_sub(self.header_row());
        let is_open = |other: u32| other > self.header_row().saturating_add(already) && other < row;
        let is_first = below > 0 && !self.sheet.rows().any(|(other, _)| is_open(other));
        match is_first {
            true => format!(
                "write `skip = [{below}]` into its [[table]] of mapping.toml, which passes over that many rows right below the header, or {pattern}"
            ),
            false => format!("write {pattern} into its [[table]] of mapping.toml"),
        }
    }
}
