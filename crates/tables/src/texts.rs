//! One dictionary for every text column: a line holds numbers, the texts stand once.

use std::collections::HashMap;
use std::sync::Arc;

/// Texts by number, in the order in which they first came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Texts {
    /// The number of a text; a new one where it was not seen before.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).expect("fewer distinct texts than 2^32");
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// The text with this number.
    pub(crate) fn text(&self, number: u32) -> &Arc<str> {
        &self.texts[number as usize]
    }

    /// The numbers the texts of another dictionary have in this one, new ones added.
    pub(crate) fn adopt(&mut self, other: &Texts) -> Vec<u32> {
        other.texts.iter().map(|text| self.number(text)).collect()
    }
}
