//! Cells of figures, and the key of the signs that stand in them.

use std::collections::BTreeSet;

use model::document::{Inline, TableCell};

use crate::context::Material;
use crate::figures::{Request, Style};
use crate::format::Nothing;
use crate::trouble::Trouble;
use crate::words::Words;

/// The signs used in one table.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    nothings: BTreeSet<Nothing>,
    flags: BTreeSet<&'static str>,
}

impl Signs {
    /// A cell that shows a figure, or the sign for why there is none.
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
        let mut cell = if let Some(nothing) = shown.nothing {
            self.nothings.insert(nothing);
            let sign = material.words.get(&format!("nothing.{}.sign", nothing.name()));
            TableCell::figure(sign, request.reference())
        } else {
            TableCell::figure(shown.text, request.reference())
        };
        if let Some(flag) = shown.flag {
            self.flags.insert(flag);
            let letter = material.words.get(&format!("flag.{flag}.sign"));
            // In front, so that the digits of a column stay below each other.
            cell.text.insert(0, Inline::Text(format!("{letter}{}", crate::format::NO_BREAK)));
        }
        Ok(cell)
    }

    /// A cell for something that has no value, outside the figures.
    pub(crate) fn nothing(&mut self, words: &Words, nothing: Nothing) -> TableCell {
        self.nothings.insert(nothing);
        TableCell::text(words.get(&format!("nothing.{}.sign", nothing.name())))
    }

    /// The key of the signs, one line; nothing where no sign was used.
    pub(crate) fn notes(&self, words: &Words) -> Vec<Vec<Inline>> {
        let nothings = self.nothings.iter().map(|nothing| format!("nothing.{}", nothing.name()));
        let flags = self.flags.iter().map(|flag| format!("flag.{flag}"));
        let entries: Vec<String> = nothings
            .chain(flags)
            .map(|path| {
                let (sign, key) = (format!("{path}.sign"), format!("{path}.key"));
                format!("{}{}{}", words.get(&sign), crate::format::NO_BREAK, words.get(&key))
            })
            .collect();
        if entries.is_empty() {
            return Vec::new();
        }
        vec![vec![Inline::Text(words.fill("signs", &[("signs", &entries.join("; "))]))]]
    }
}
