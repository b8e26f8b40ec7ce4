//! Answers about texts that come again and again, such as the descriptions of orders.

use std::cell::RefCell;
use std::collections::HashMap;

/// Most answers kept at a time: more different texts than that are seldom asked about twice.
const MOST: usize = 8_192;

/// Answers by the text they are about, so that each is found once.
pub(crate) struct Remembered<V>(RefCell<HashMap<String, V>>);

impl<V> Default for Remembered<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<V: Clone> Remembered<V> {
    /// The answer about a text, which depends on the text alone.
    pub(crate) fn about(&self, text: &str, answer: impl FnOnce() -> V) -> V {
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let found = answer();
        let mut answers = self.0.borrow_mut();
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(text.to_owned(), found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_at_once_and_answers_do_not_pile_up() {
        let (remembered, mut asked) = (Remembered::default(), 0);
        let mut length = |text: &str| {
            remembered.about(text, || {
                asked += 1;
                text.len()
            })
        };
        assert_eq!((length("laptop"), length("laptop"), length("screen")), (6, 6, 6));
        for number in 0..2 * MOST {
            length(&format!("order {number}"));
        }
        assert_eq!(asked, 2 + 2 * MOST);
        assert!(remembered.0.borrow().len() <= MOST);
    }
}
