//! What participants write: sentences of a stock, dealt so that neighbours do not say the same, with slots.

mod english;
mod french;
mod stock;

use model::vocabulary::Strategy;

use self::english::ENGLISH;
use self::french::FRENCH;
use self::stock::Stock;
use super::draw::Draw;

/// Questions of the group `reflection`, with the themes of the codebook their answers are about.
const REFLECTION: [(&str, &[&str]); 4] = [
    ("achievements", &["longer-use", "refurbished-supply", "better-criteria"]),
    ("obstacles", &["staff-time", "missing-data", "higher-price", "few-offers"]),
    ("support_needed", &["guidance-needed", "exchange-needed", "training-needed"]),
    ("market_dialogue", &["suppliers-ready", "suppliers-hesitant"]),
];

/// The questions of the group `reflection`.
pub(super) fn reflection_questions() -> impl Iterator<Item = &'static str> {
    REFLECTION.iter().map(|(question, _)| *question)
}

/// A text, with the passages a reader would code and their themes.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) passages: Vec<(String, &'static str)>,
}

/// Writes the texts of one participant in one year.
pub(super) struct Writer<'a> {
    stock: &'static Stock,
    seed: u64,
    number: usize,
    year: i16,
    draw: &'a mut Draw,
}

impl<'a> Writer<'a> {
    /// The writer of a participant, by its number in the draw, in `fr` or else English.
    pub(super) fn new(
        language: &str,
        (seed, number, year): (u64, usize, i16),
        draw: &'a mut Draw,
    ) -> Self {
        let stock = if language == "fr" { &FRENCH } else { &ENGLISH };
        Self { stock, seed, number, year, draw }
    }

    /// What was done for a strategy, what came of it and what did not work, or once in four times more of what did.
    ///
    /// The three are dealt so that they come together once only in fourteen hundred texts.
    pub(super) fn story(&mut self, strategy: Strategy) -> String {
        let at = position(strategy);
        let (actions, worked, snags) =
            (self.stock.actions[at], self.stock.worked[at], self.stock.snags[at]);
        let serial = self.serial();
        let (first, round) = (serial % actions.len(), serial / actions.len());
        let second = first + round;
        let third = second + round / worked.len();
        let last = match self.draw.chance(0.75) {
            true => self.dealt("snags", snags, third),
            false => {
                self.dealt("worked", worked, second + 1 + round / worked.len() % (worked.len() - 1))
            }
        };
        [self.dealt("actions", actions, first), self.dealt("worked", worked, second), last]
            .join(" ")
    }

    /// An answer of the group `reflection`: one or two themes and a sentence more.
    pub(super) fn reflection(&mut self, question: &str) -> Answer {
        let found = REFLECTION.iter().position(|(name, _)| *name == question);
        let at = found.unwrap_or(0);
        let mut themes: Vec<&'static str> = REFLECTION[at].1.to_vec();
        self.draw.shuffle(&mut themes);
        let wanted = if self.draw.chance(0.4) { 2 } else { 1 };
        let mut passages = Vec::new();
        for theme in themes.into_iter().take(wanted) {
            let sentences = self.stock.themes.iter().find(|(name, _)| *name == theme);
            if let Some((_, sentences)) = sentences {
                passages.push((self.dealt(theme, sentences, self.serial()), theme));
            }
        }
        let mut text: Vec<String> = passages.iter().map(|(passage, _)| passage.clone()).collect();
        let tails = self.stock.tails[at];
        text.push(self.dealt(question, tails, self.serial() + self.serial() / tails.len()));
        Answer { text: text.join(" "), passages }
    }

    /// Where a practice of a strategy can be seen.
    pub(super) fn evidence(&mut self) -> String {
        self.picked(self.stock.evidence)
    }

    /// Title, what was done, how, by whom and what one would do otherwise.
    pub(super) fn good_practice(&mut self, strategy: Strategy) -> [String; 5] {
        let at = position(strategy);
        let what = [self.picked(self.stock.actions[at]), self.picked(self.stock.worked[at])];
        [
            self.picked(self.stock.titles[at]),
            what.join(" "),
            self.picked(self.stock.how),
            self.picked(self.stock.who),
            self.picked(self.stock.lessons),
        ]
    }

    /// Title of a tender, and what was learned.
    pub(super) fn tender(&mut self) -> [String; 2] {
        [self.picked(self.stock.tenders), self.picked(self.stock.tender_lessons)]
    }

    /// An activity of outreach and the code of its kind.
    pub(super) fn outreach(&mut self) -> (String, &'static str) {
        let (activity, kind) = *self.draw.pick(self.stock.outreach);
        (self.filled(activity), kind)
    }

    /// Work for the Pact.
    pub(super) fn in_kind(&mut self) -> String {
        self.picked(self.stock.in_kind)
    }

    fn picked(&mut self, sentences: &'static [&'static str]) -> String {
        let sentence = *self.draw.pick(sentences);
        self.filled(sentence)
    }

    /// A number of its own for each participant and year.
    fn serial(&self) -> usize {
        11 * self.number + usize::from(self.year.abs_diff(2021))
    }

    /// A sentence of a stock in an order of chance, so that as many participants as it has sentences each say another.
    fn dealt(&mut self, topic: &str, sentences: &'static [&'static str], at: usize) -> String {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        Draw::of(self.seed, 0, 0, topic).shuffle(&mut order);
        let sentence = sentences[order[at % order.len()]];
        self.filled(sentence)
    }

    /// A sentence with its slots filled; its first letter is a capital.
    fn filled(&mut self, sentence: &str) -> String {
        let slots = [
            ("{team}", self.stock.teams),
            ("{goods}", self.stock.goods),
            ("{few}", self.stock.few),
            ("{month}", self.stock.months),
        ];
        let mut text = sentence.to_owned();
        for (slot, fillings) in slots {
            if text.contains(slot) {
                let filling = self.draw.pick(fillings);
                text = text.replace(slot, filling);
            }
        }
        let mut letters = text.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }
}

/// The place of a strategy in the list.
fn position(strategy: Strategy) -> usize {
    Strategy::ALL.iter().position(|one| *one == strategy).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_text_holds_a_digit_a_slot_or_an_address() {
        for language in ["en", "fr"] {
            for number in 0..60 {
                let mut draw = Draw::of(1, number, 2026, "texts");
                let mut writer = Writer::new(language, (1, number, 2026), &mut draw);
                let mut texts: Vec<String> =
                    Strategy::ALL.iter().map(|strategy| writer.story(*strategy)).collect();
                texts.extend(
                    reflection_questions().map(|question| writer.reflection(question).text),
                );
                texts.extend(writer.good_practice(Strategy::UseLonger));
                texts.extend(writer.tender());
                texts.extend([writer.outreach().0, writer.in_kind(), writer.evidence()]);
                for text in texts {
                    let odd = |c: char| c.is_ascii_digit() || "{}@+".contains(c);
                    assert!(!text.contains(odd), "{text}");
                    assert_eq!(model::personal_data::contact_detail(&text), None, "{text}");
                }
            }
        }
    }

    #[test]
    fn forty_participants_over_three_years_write_no_text_twice() {
        for language in ["en", "fr"] {
            let mut seen = BTreeSet::new();
            for number in 0..40 {
                for year in 2024..=2026 {
                    let mut draw = Draw::of(5, number, year, "texts");
                    let mut writer = Writer::new(language, (5, number, year), &mut draw);
                    for strategy in Strategy::ALL {
                        let story = writer.story(*strategy);
                        assert!(seen.insert(story.clone()), "{story}");
                    }
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_themes_and_dozens_of_sentences_a_strategy() {
        for stock in [&ENGLISH, &FRENCH] {
            let themes: BTreeSet<_> = stock.themes.iter().map(|(theme, _)| *theme).collect();
            let asked: BTreeSet<_> =
                REFLECTION.iter().flat_map(|(_, themes)| *themes).copied().collect();
            assert_eq!(themes, asked);
            for at in 0..4 {
                let sentences =
                    stock.actions[at].len() + stock.worked[at].len() + stock.snags[at].len();
                assert!(sentences >= 30, "{at}");
            }
        }
    }
}
