//! What participants write: sentences of a stock, dealt so that neighbours do not say the same, with slots.

mod english;
mod french;
mod stock;

use std::collections::BTreeMap;

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

/// A good practice as it is told.
pub(super) struct ToldPractice {
    pub(super) title: String,
    pub(super) what: String,
    pub(super) how: String,
    pub(super) who: String,
    pub(super) lessons: String,
    /// Ids of impact categories.
    pub(super) impacts: Vec<String>,
}

/// A tender as it is told.
pub(super) struct ToldTender {
    pub(super) title: String,
    pub(super) lessons: String,
    /// Ids of impact categories.
    pub(super) impacts: Vec<String>,
    /// Ids of outputs of the Pact that suit it.
    pub(super) outputs: &'static [&'static str],
}

/// Slots for product groups, each with the ids of the groups its sentences can speak of.
const GOODS_SLOTS: [(&str, &[&str]); 13] = [
    (
        "{goods}",
        &["laptops", "desktops", "tablets", "smartphones", "displays", "printers", "peripherals"],
    ),
    ("{devices}", &["laptops", "desktops", "tablets", "smartphones", "displays", "printers"]),
    ("{portable}", &["laptops", "tablets", "smartphones"]),
    ("{lent}", &["laptops", "tablets", "smartphones"]),
    ("{computers}", &["laptops", "desktops", "tablets"]),
    ("{desk}", &["laptops", "desktops"]),
    ("{powered}", &["laptops", "desktops", "displays", "printers"]),
    ("{small}", &["smartphones", "tablets", "peripherals"]),
    ("{leased}", &["laptops", "desktops", "tablets", "smartphones", "displays", "printers"]),
    (
        "{hardware}",
        &[
            "laptops",
            "desktops",
            "tablets",
            "smartphones",
            "displays",
            "printers",
            "servers",
            "storage",
            "network",
        ],
    ),
    ("{infrastructure}", &["servers", "storage", "network"]),
    ("{services}", &["cloud"]),
    ("{accessories}", &["peripherals"]),
];

/// How often each topic was dealt from, so that what stands together does not say the same: a sentence comes again
/// only when every other of its topic was said.
pub(super) struct Decks {
    seed: u64,
    year: i16,
    /// How many were dealt, by voice and topic.
    dealt: BTreeMap<(Voice, String), usize>,
}

/// Those whose words stand together: the language, and whether they are quoted.
type Voice = (&'static str, bool);

impl Decks {
    /// Every deck of a year, untouched.
    pub(super) fn of(seed: u64, year: i16) -> Self {
        Self { seed, year, dealt: BTreeMap::new() }
    }

    /// The next of so many sentences on a topic. Those who are quoted have decks of their own. The order is the same
    /// every year, and each year begins elsewhere in it.
    fn next(&mut self, voice: Voice, topic: &str, count: usize) -> usize {
        let mut order: Vec<usize> = (0..count).collect();
        Draw::of(self.seed, 0, 0, topic).shuffle(&mut order);
        let turn = self.dealt.entry((voice, topic.to_owned())).or_default();
        let at = *turn + 67 * usize::from(self.year.abs_diff(2021));
        *turn += 1;
        order[at % count]
    }
}

/// Writes the texts of one participant in one year.
pub(super) struct Writer<'a> {
    stock: &'static Stock,
    voice: Voice,
    decks: &'a mut Decks,
    draw: &'a mut Draw,
}

impl<'a> Writer<'a> {
    /// A writer in `fr` or else English, whose answers stand with those of others that may be quoted, or may not.
    pub(super) fn new(
        language: &str,
        is_quoted: bool,
        decks: &'a mut Decks,
        draw: &'a mut Draw,
    ) -> Self {
        let (stock, language) = if language == "fr" { (&FRENCH, "fr") } else { (&ENGLISH, "en") };
        Self { stock, voice: (language, is_quoted), decks, draw }
    }

    /// What was done for a strategy, what came of it and, three times in four, what did not work.
    ///
    /// The stocks of the three have no common divisor, so that the same three come together only after two thousand
    /// texts.
    pub(super) fn story(&mut self, strategy: Strategy) -> String {
        let at = position(strategy);
        let stock = self.stock;
        let parts = [("actions", stock.actions), ("worked", stock.worked), ("snags", stock.snags)];
        let told = if self.draw.chance(0.75) { 3 } else { 2 };
        let sentences = parts.into_iter().take(told);
        let sentences =
            sentences.map(|(part, stock)| self.dealt(&format!("{part} {strategy}"), stock[at]));
        sentences.collect::<Vec<_>>().join(" ")
    }

    /// An answer of the group `reflection`: one or two themes and, five times in eight, a sentence more.
    pub(super) fn reflection(&mut self, question: &str) -> Answer {
        let found = REFLECTION.iter().position(|(name, _)| *name == question);
        let at = found.unwrap_or(0);
        let mut themes: Vec<&'static str> = REFLECTION[at].1.to_vec();
        self.draw.shuffle(&mut themes);
        let wanted = if self.draw.chance(0.45) { 2 } else { 1 };
        let mut passages = Vec::new();
        for theme in themes.into_iter().take(wanted) {
            let sentences = self.stock.themes.iter().find(|(name, _)| *name == theme);
            if let Some((_, sentences)) = sentences {
                passages.push((self.dealt(theme, sentences), theme));
            }
        }
        let mut text: Vec<String> = passages.iter().map(|(passage, _)| passage.clone()).collect();
        if self.draw.chance(0.625) {
            text.push(self.dealt(question, self.stock.tails[at]));
        }
        Answer { text: text.join(" "), passages }
    }

    /// Where a practice of a strategy can be seen.
    pub(super) fn evidence(&mut self) -> String {
        self.dealt("evidence", self.stock.evidence)
    }

    /// A case of a strategy: its title, text and impact categories belong together.
    pub(super) fn good_practice(&mut self, strategy: Strategy) -> ToldPractice {
        let cases = self.stock.cases[position(strategy)];
        let case = &cases[self.decks.next(self.voice, &format!("cases {strategy}"), cases.len())];
        ToldPractice {
            title: self.filled(case.title),
            what: self.filled(case.what),
            how: self.dealt("how", self.stock.how),
            who: self.dealt("who", self.stock.who),
            lessons: self.dealt("lessons", self.stock.lessons),
            impacts: owned(case.impacts),
        }
    }

    /// A tender for a product group: its title names it, and speaks of nothing it cannot be bought with.
    pub(super) fn tender(&mut self, group: &str) -> ToldTender {
        let fits = |title: &str| {
            let slot = GOODS_SLOTS.iter().find(|(slot, _)| title.contains(slot));
            slot.is_some_and(|(_, groups)| groups.contains(&group))
        };
        let calls: Vec<_> = self.stock.calls.iter().filter(|call| fits(call.title)).collect();
        let call = calls[self.decks.next(self.voice, &format!("calls {group}"), calls.len())];
        ToldTender {
            title: self.filled_with(call.title, Some(group)),
            lessons: self.dealt("tender lessons", self.stock.tender_lessons),
            impacts: owned(call.impacts),
            outputs: call.outputs,
        }
    }

    /// An activity of outreach and the code of its kind.
    pub(super) fn outreach(&mut self) -> (String, &'static str) {
        let all = self.stock.outreach;
        let (activity, kind) = all[self.decks.next(self.voice, "outreach", all.len())];
        (self.filled(activity), kind)
    }

    /// Work for the Pact.
    pub(super) fn in_kind(&mut self) -> String {
        self.dealt("in kind", self.stock.in_kind)
    }

    /// The next sentence of a stock, with its slots filled.
    fn dealt(&mut self, topic: &str, sentences: &'static [&'static str]) -> String {
        let at = self.decks.next(self.voice, topic, sentences.len());
        self.filled(sentences[at])
    }

    fn filled(&mut self, sentence: &str) -> String {
        self.filled_with(sentence, None)
    }

    /// A text with its slots filled, product groups by one that is given or else one that fits; each sentence begins
    /// with a capital.
    fn filled_with(&mut self, sentence: &str, group: Option<&str>) -> String {
        let mut text = sentence.to_owned();
        let words = [
            ("{team}", self.stock.teams),
            ("{few}", self.stock.few),
            ("{month}", self.stock.months),
        ];
        for (slot, fillings) in words {
            if text.contains(slot) {
                let filling = *self.draw.pick(fillings);
                text = put(&text, slot, filling);
            }
        }
        for (slot, groups) in GOODS_SLOTS {
            if text.contains(slot) {
                let fits = |id: &str| group.map_or(groups.contains(&id), |group| group == id);
                let goods = self.stock.goods.iter().filter(|(id, _)| fits(id));
                let goods: Vec<&str> = goods.map(|(_, words)| *words).collect();
                let filling = *self.draw.pick(&goods);
                text = put(&text, slot, filling);
            }
        }
        with_capitals(&text)
    }
}

/// A text with a slot filled. In front of a vowel, French `de` loses its own, but not before a number.
fn put(text: &str, slot: &str, filling: &str) -> String {
    let first = super::stems::plain(filling).chars().next();
    let is_vowel = first.is_some_and(|first| "aeiou".contains(first));
    let text = match is_vowel && slot == "{month}" {
        true => text.replace(" de {month}", " d’{month}"),
        false => text.to_owned(),
    };
    text.replace(slot, filling)
}

/// A text whose first letter, and the first one behind each full stop, is a capital.
fn with_capitals(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        if written.is_empty() || written.ends_with(". ") {
            written.extend(letter.to_uppercase());
        } else {
            written.push(letter);
        }
    }
    written
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// The place of a strategy in the list.
fn position(strategy: Strategy) -> usize {
    Strategy::ALL.iter().position(|one| *one == strategy).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every text of one participant in a year.
    fn texts(writer: &mut Writer<'_>) -> Vec<String> {
        let mut texts: Vec<String> =
            Strategy::ALL.iter().map(|strategy| writer.story(*strategy)).collect();
        texts.extend(reflection_questions().map(|question| writer.reflection(question).text));
        for strategy in Strategy::ALL {
            let told = writer.good_practice(*strategy);
            texts.extend([told.title, told.what, told.how, told.who, told.lessons]);
        }
        for good in &super::super::goods::GOODS {
            let told = writer.tender(good.id);
            texts.extend([told.title, told.lessons]);
        }
        texts.extend([writer.outreach().0, writer.in_kind(), writer.evidence()]);
        texts
    }

    #[test]
    fn no_text_holds_a_digit_a_slot_or_an_address() {
        for language in ["en", "fr"] {
            let mut decks = Decks::of(1, 2026);
            for number in 0..60 {
                let mut draw = Draw::of(1, number, 2026, "texts");
                let mut writer = Writer::new(language, false, &mut decks, &mut draw);
                for text in texts(&mut writer) {
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
            for year in 2024..=2026 {
                let mut decks = Decks::of(5, year);
                for number in 0..40 {
                    let mut draw = Draw::of(5, number, year, "texts");
                    let mut writer = Writer::new(language, false, &mut decks, &mut draw);
                    for strategy in Strategy::ALL {
                        let story = writer.story(*strategy);
                        assert!(seen.insert(story.clone()), "{story}");
                    }
                }
            }
        }
    }

    #[test]
    fn sentences_come_again_only_when_all_others_were_said() {
        let voice = ("en", true);
        let mut decks = Decks::of(1, 2025);
        let dealt: Vec<usize> = (0..26).map(|_| decks.next(voice, "worked", 13)).collect();
        assert_eq!(dealt[..13].iter().collect::<BTreeSet<_>>().len(), 13);
        assert_eq!(dealt[..13], dealt[13..]);
        assert_ne!(Decks::of(1, 2026).next(voice, "worked", 13), dealt[0]);
    }

    #[test]
    fn french_loses_a_vowel_before_another_and_subjects_are_of_one() {
        for (month, expected) in [
            ("octobre", "Réunion d’octobre"),
            ("avril", "Réunion d’avril"),
            ("mai", "Réunion de mai"),
        ] {
            assert_eq!(put("Réunion de {month}", "{month}", month), expected);
        }
        assert_eq!(put("Moins de {few} jours", "{few}", "onze"), "Moins de onze jours");
        for text in [ENGLISH.teams, FRENCH.teams].concat() {
            assert!(!text.starts_with("les ") && !text.ends_with("services"), "{text}");
        }
        let mut decks = Decks::of(1, 2026);
        for number in 0..400 {
            let mut draw = Draw::of(1, number, 2026, "texts");
            let mut writer = Writer::new("fr", false, &mut decks, &mut draw);
            for text in texts(&mut writer) {
                let words: Vec<&str> = text.split_whitespace().collect();
                let hiatus = |pair: &[&str]| {
                    let first = super::super::stems::plain(pair[1]).chars().next();
                    ["de", "que", "le", "la", "se", "ne"].contains(&pair[0])
                        && first.is_some_and(|first| "aeiou".contains(first))
                        && !pair[1].starts_with("onze")
                };
                assert!(!words.windows(2).any(hiatus), "{text}");
            }
        }
    }

    #[test]
    fn slots_speak_of_what_their_sentences_can() {
        let groups = |slot: &str| GOODS_SLOTS.iter().find(|one| one.0 == slot).unwrap().1;
        for (slot, never) in [
            ("{powered}", ["peripherals", "network"]),
            ("{portable}", ["displays", "network"]),
            ("{lent}", ["desktops", "servers"]),
            ("{devices}", ["peripherals", "cloud"]),
        ] {
            assert!(never.iter().all(|group| !groups(slot).contains(group)), "{slot}");
        }
        // Words that ask for a narrower slot than that of everything bought.
        for stock in [&ENGLISH, &FRENCH] {
            let themes = stock.themes.iter().flat_map(|(_, sentences)| *sentences);
            let told = [stock.actions, stock.worked, stock.snags].concat().concat();
            for sentence in told.iter().chain(themes) {
                let narrow = ["atter", "leeve", "housse", "lend", "prête", "epair", "efurb"];
                let narrow = narrow.iter().any(|word| sentence.contains(word));
                assert!(!(narrow && sentence.contains("{goods}")), "{sentence}");
            }
            for good in &super::super::goods::GOODS {
                assert!(stock.goods.iter().any(|(id, _)| *id == good.id), "{}", good.id);
                let of_it = |call: &&stock::Call| {
                    let slot = GOODS_SLOTS.iter().find(|(slot, _)| call.title.contains(slot));
                    slot.unwrap().1.contains(&good.id)
                };
                assert!(stock.calls.iter().filter(of_it).count() > 1, "{}", good.id);
            }
        }
    }

    #[test]
    fn a_tender_names_its_product_group_and_a_good_practice_keeps_to_its_title() {
        for language in ["en", "fr"] {
            let stock = if language == "fr" { &FRENCH } else { &ENGLISH };
            let mut decks = Decks::of(3, 2026);
            for number in 0..40 {
                let mut draw = Draw::of(3, number, 2026, "tenders");
                let mut writer = Writer::new(language, false, &mut decks, &mut draw);
                for good in &super::super::goods::GOODS {
                    let title = writer.tender(good.id).title.to_lowercase();
                    let mut of_it = stock.goods.iter().filter(|(id, _)| *id == good.id);
                    assert!(of_it.any(|(_, words)| title.contains(words)), "{title}");
                }
                let practice = writer.good_practice(Strategy::UseBetter);
                let case = stock.cases[2].iter().find(|case| case.title == practice.title);
                let opening = case.unwrap().what.split(['{', '.']).next().unwrap();
                assert!(practice.what.starts_with(opening), "{}", practice.title);
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
