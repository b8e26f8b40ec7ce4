//! Cells of figures, and the signs that stand beside them: once for a table where they hold for it, else
//! in the cell.

use std::collections::{BTreeMap, BTreeSet};

use model::document::{FigureReference, Inline, Row, TableCell};

use crate::context::Material;
use crate::figures::{Request, Style};
use crate::format::{NO_BREAK, Nothing};
use crate::trouble::Trouble;
use crate::words::Words;

/// Name of a letter for a value that is not an ordinary one.
type Flag = &'static str;

/// That of a value that can still change.
const PROVISIONAL: Flag = "provisional";

/// The signs used in one table.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    nothings: BTreeSet<Nothing>,
    valued: BTreeMap<FigureReference, Option<Flag>>,
    /// Whether a value outside the figures is provisional.
    provisional: bool,
}

impl Signs {
    /// A cell that shows a figure, or the sign for why there is none. Letters are set by [`Signs::settle`].
    ///
    /// # Errors
    /// If no such figure can exist.
    pub(crate) fn cell(
        &mut self,
        material: &Material,
        request: &Request,
        style: Style,
    ) -> Result<TableCell, Trouble> {
        let shown = material.shown(request, style)?;
        if let Some(nothing) = shown.nothing {
            self.nothings.insert(nothing);
            let sign = sign_of(nothing, &material.words);
            return Ok(TableCell::figure(sign, request.reference()));
        }
        self.valued.insert(request.reference(), shown.flag);
        Ok(TableCell::figure(shown.text, request.reference()))
    }

    /// A cell for something that has no value, outside the figures.
    pub(crate) fn nothing(&mut self, words: &Words, nothing: Nothing) -> TableCell {
        self.nothings.insert(nothing);
        TableCell::text(sign_of(nothing, words))
    }

    /// A cell for a value outside the figures that can still change.
    pub(crate) fn provisional(&mut self, words: &Words, text: &str) -> TableCell {
        self.provisional = true;
        let letter = words.get(&format!("flag.{PROVISIONAL}.sign"));
        TableCell::text(format!("{letter}{NO_BREAK}{text}"))
    }

    /// Sets the letters, once all rows are there, and gives the notes that explain every sign.
    ///
    /// A letter that all values have is said once below the table; else each value that is no ordinary one has its own.
    pub(crate) fn settle(&self, words: &Words, rows: &mut [Row]) -> Vec<Vec<Inline>> {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let marks: Vec<Vec<Option<Flag>>> =
            (0..columns).map(|index| self.marks(words, rows, index)).collect();
        if let Some(flag) = of_all(&marks) {
            let key = words.get(&format!("flag.{flag}.key"));
            let said = words.fill("sign_of_table", &[("key", &key)]);
            return [vec![Inline::Text(said)]].into_iter().chain(self.key(words, &[])).collect();
        }
        let mut letters: BTreeSet<Flag> =
            self.provisional.then_some(PROVISIONAL).into_iter().collect();
        for cell in rows.iter_mut().flat_map(|row| row.cells.iter_mut().skip(1)) {
            let Some(flag) = self.mark(words, cell).flatten() else { continue };
            letters.insert(flag);
            let letter = words.get(&format!("flag.{flag}.sign"));
            // In front, so that the digits of a column stay below each other.
            cell.text.insert(0, Inline::Text(format!("{letter}{NO_BREAK}")));
        }
        let entries: Vec<String> =
            letters.iter().map(|flag| entry(words, &format!("flag.{flag}"))).collect();
        self.key(words, &entries)
    }

    /// What the values of a column are marked with; the first column names the rows.
    fn marks(&self, words: &Words, rows: &[Row], index: usize) -> Vec<Option<Flag>> {
        let cells = rows.iter().filter_map(|row| row.cells.get(index).filter(|_| index > 0));
        cells.filter_map(|cell| self.mark(words, cell)).collect()
    }

    /// What a cell is marked with; `None` where it has no value.
    fn mark(&self, words: &Words, cell: &TableCell) -> Option<Option<Flag>> {
        let reference = cell.text.iter().find_map(|run| match run {
            Inline::Figure { reference, .. } => Some(reference),
            _ => None,
        });
        if let Some(reference) = reference {
            return self.valued.get(reference).copied();
        }
        let text = Inline::plain(&cell.text);
        let is_nothing = || self.nothings.iter().any(|nothing| sign_of(*nothing, words) == text);
        (!text.is_empty() && !is_nothing()).then_some(None)
    }

    /// The key of the signs, one line; nothing where no sign was used.
    fn key(&self, words: &Words, flags: &[String]) -> Vec<Vec<Inline>> {
        let nothings = self.nothings.iter();
        let nothings = nothings.map(|nothing| entry(words, &format!("nothing.{}", nothing.name())));
        let entries: Vec<String> = nothings.chain(flags.iter().cloned()).collect();
        if entries.is_empty() {
            return Vec::new();
        }
        vec![vec![Inline::Text(words.fill("signs", &[("signs", &entries.join("; "))]))]]
    }
}

fn sign_of(nothing: Nothing, words: &Words) -> String {
    words.get(&format!("nothing.{}.sign", nothing.name()))
}

/// A sign and what it means.
fn entry(words: &Words, path: &str) -> String {
    let [sign, key] = ["sign", "key"].map(|part| words.get(&format!("{path}.{part}")));
    format!("{sign}{NO_BREAK}{key}")
}

/// The letter that every value of a table has.
fn of_all(columns: &[Vec<Option<Flag>>]) -> Option<Flag> {
    let mut marks = columns.iter().flatten();
    let first = (*marks.next()?)?;
    marks.all(|mark| *mark == Some(first)).then_some(first)
}
