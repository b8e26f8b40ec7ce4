//! A questionnaire answered: what goes into the form, and what it means.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::Questionnaire;
use model::participant::{Participant, Role};
use model::questionnaire::{Node, Operator, Question, QuestionType, Section};
use model::vocabulary::Scope;
use rust_decimal::Decimal;
use workbooks::{Entries, Entry};

use super::bits::Bits;
use super::conditions::Known;
use super::ground::GROUND;
use super::meant::{Meant, Truth};

/// Who answers what.
pub(crate) struct Asked<'a> {
    pub(crate) questionnaire: &'a Questionnaire,
    pub(crate) participant: &'a Participant,
}

/// The seeds of the answers: outside repeats, and of the rows of each repeat.
pub(crate) struct Seeds<'a> {
    pub(crate) singles: &'a [u64],
    pub(crate) rows: &'a [Vec<u64>],
}

/// Answers that the form comes with.
const PREFILLED: [&str; 4] = ["participant_id", "organisation_name", "period_start", "period_end"];

impl Asked<'_> {
    pub(crate) fn roles(&self) -> Vec<Role> {
        self.participant.roles(GROUND.settings.period.end)
    }

    pub(crate) fn section(&self, section: &Section) -> bool {
        section.asked_of(&self.roles()) && in_scope(section.scope_from)
    }

    pub(crate) fn question(&self, question: &Question) -> bool {
        question.asked_of(&self.roles()) && in_scope(question.scope_from)
    }

    /// Answers everything.
    pub(crate) fn answered(&self, seeds: &Seeds<'_>) -> (Entries, Truth) {
        let mut entries = Entries::default();
        let mut truth = Truth::default();
        let mut known = Known::default();
        let mut index = 0;
        let sections = &self.questionnaire.sections;
        for section in sections.iter().filter(|section| !section.repeat) {
            let applies = self.section(section) && holds(section.relevant.as_ref(), &known);
            for question in answerable(section) {
                index += 1;
                let asked = applies && self.question(question);
                let asked = asked && holds(question.relevant.as_ref(), &known);
                let seed = seeds.singles.get(index % seeds.singles.len().max(1));
                let mut bits = Bits::of(seed.copied().unwrap_or(0), index);
                let meant = match asked {
                    true => self.single(question, &mut bits),
                    false => Meant::NotAsked,
                };
                let prefilled = PREFILLED.contains(&question.name.as_str());
                if self.section(section) && self.question(question) && !prefilled {
                    let own = entries.groups.entry(section.name.clone()).or_default();
                    own.insert(question.name.clone(), self.entry(question, &meant));
                }
                known.singles.insert(&question.name, (question, meant.clone()));
                truth.singles.insert(question.name.clone(), meant);
            }
        }
        for (index, section) in sections.iter().filter(|section| section.repeat).enumerate() {
            let applies = self.section(section) && holds(section.relevant.as_ref(), &known);
            let seeds = seeds.rows.get(index % seeds.rows.len().max(1)).filter(|_| applies);
            let mut rows = Vec::new();
            for seed in seeds.into_iter().flatten() {
                let (entered, meant) = self.row(section, index, *seed, &known);
                // A row in which nothing stands is none.
                if meant.values().any(Meant::is_said) {
                    entries.repeats.entry(section.name.clone()).or_default().push(entered);
                    rows.push(meant);
                }
            }
            truth.rows.insert(section.name.clone(), rows);
        }
        (entries, truth)
    }

    /// The same answers where some of them cannot be read: what rests on such a one applies.
    pub(crate) fn rejudged(&self, before: &Truth) -> Truth {
        let mut truth = before.clone();
        let mut known = Known::default();
        let sections = &self.questionnaire.sections;
        for section in sections.iter().filter(|section| !section.repeat) {
            let applies = self.section(section) && holds(section.relevant.as_ref(), &known);
            for question in answerable(section) {
                let meant = truth.singles.get_mut(&question.name).expect("every question");
                self.settle(question, applies, &known, meant);
                known.singles.insert(&question.name, (question, meant.clone()));
            }
        }
        for section in sections.iter().filter(|section| section.repeat) {
            for row in truth.rows.get_mut(&section.name).into_iter().flatten() {
                known.row.clear();
                for question in answerable(section) {
                    let meant = row.get_mut(&question.name).expect("every column");
                    self.settle(question, true, &known, meant);
                    known.row.insert(&question.name, (question, meant.clone()));
                }
            }
        }
        truth
    }

    fn settle(&self, question: &Question, applies: bool, known: &Known<'_>, meant: &mut Meant) {
        let asked = applies && self.question(question) && holds(question.relevant.as_ref(), known);
        match (asked, &*meant) {
            (false, _) => *meant = Meant::NotAsked,
            (true, Meant::NotAsked) if !is_unpublished(question) => *meant = Meant::Blank,
            _ => {}
        }
    }

    fn row(
        &self,
        section: &Section,
        part: usize,
        seed: u64,
        known: &Known<'_>,
    ) -> (BTreeMap<String, Entry>, BTreeMap<String, Meant>) {
        let mut entered = BTreeMap::new();
        let mut said = BTreeMap::new();
        let mut known = Known { singles: known.singles.clone(), row: BTreeMap::new() };
        for (index, question) in answerable(section).enumerate() {
            let asked = self.question(question) && holds(question.relevant.as_ref(), &known);
            let mut bits = Bits::of(seed, part * 1_000 + index);
            let must = question.required || !said.values().any(Meant::is_said);
            let meant = match asked {
                true => self.meant(question, must, &mut bits),
                false => Meant::NotAsked,
            };
            // Lines whose units and amount contradict each other are asked about: these are purchases.
            let meant = match section.name.as_str() {
                "procurement" => meant.of_a_purchase(),
                _ => meant,
            };
            if self.question(question) {
                entered.insert(question.name.clone(), self.entry(question, &meant));
            }
            known.row.insert(&question.name, (question, meant.clone()));
            said.insert(question.name.clone(), meant);
        }
        (entered, said)
    }

    fn single(&self, question: &Question, bits: &mut Bits) -> Meant {
        match question.name.as_str() {
            "participant_id" => Meant::Text(self.participant.id.as_str().to_owned()),
            "organisation_name" => Meant::Text(self.participant.name.clone()),
            "period_start" => Meant::Day(GROUND.settings.period.start),
            "period_end" => Meant::Day(GROUND.settings.period.end),
            "currency" | "contribution_currency" => {
                Meant::Text((*bits.pick(&CURRENCIES)).to_owned())
            }
            // Rows in the table are asked about beside it, not here.
            "procurement_none" => Meant::Blank,
            _ => {
                let meant = self.meant(question, question.required, bits);
                match meant == Meant::Blank && is_unpublished(question) {
                    true => Meant::NotAsked,
                    false => meant,
                }
            }
        }
    }

    /// An answer, in six of ten cases a value.
    fn meant(&self, question: &Question, must: bool, bits: &mut Bits) -> Meant {
        match bits.below(10) {
            6..=8 if !must => return Meant::Blank,
            9 if !matches!(question.kind, QuestionType::SelectMultiple(_)) => {
                return self.not_applicable(question, must, bits);
            }
            _ => {}
        }
        self.value(question, bits)
    }

    /// That it does not apply, where the form has that or it can be typed.
    fn not_applicable(&self, question: &Question, must: bool, bits: &mut Bits) -> Meant {
        let named = ["currency", "contribution_currency", "buyer", "reports_for", "title"];
        match must || named.contains(&question.name.as_str()) {
            true => self.value(question, bits),
            false => Meant::NotApplicable,
        }
    }

    fn value(&self, question: &Question, bits: &mut Bits) -> Meant {
        let (least, most) = bounds(question);
        match &question.kind {
            QuestionType::Text => Meant::Text(text(question, bits)),
            QuestionType::Integer => {
                let fits = |number: &i64| (least..=most).contains(&Decimal::from(*number));
                let fitting: Vec<i64> = WHOLE.iter().copied().filter(fits).collect();
                Meant::Whole(*bits.pick(&fitting))
            }
            QuestionType::Decimal if question.name == "tax_rate" => Meant::Number(*bits.pick(&[
                Decimal::from(21),
                Decimal::new(195, 1),
                Decimal::from(5),
            ])),
            QuestionType::Decimal => {
                let all = NUMBERS.iter().map(|(digits, scale)| Decimal::new(*digits, *scale));
                let fitting: Vec<Decimal> =
                    all.filter(|number| (least..=most).contains(number)).collect();
                Meant::Number(*bits.pick(&fitting))
            }
            QuestionType::Date => Meant::Day(day(bits)),
            QuestionType::SelectOne(list) => match bits.pick(&self.codes(list)).as_str() {
                "na" => Meant::NotApplicable,
                code => Meant::One(code.to_owned()),
            },
            QuestionType::SelectMultiple(list) => {
                let codes = self.codes(list);
                let mut chosen: Vec<String> =
                    codes.iter().filter(|code| *code != "na" && bits.chance(40)).cloned().collect();
                if chosen.is_empty() {
                    chosen.push(bits.pick(&codes).clone());
                }
                chosen.sort();
                Meant::Several(chosen)
            }
            QuestionType::Note => Meant::NotAsked,
        }
    }

    fn codes(&self, list: &str) -> Vec<String> {
        let list = self.questionnaire.list(list).expect("the loader knows every list");
        list.choices.iter().map(|choice| choice.name.clone()).collect()
    }

    /// What is entered for an answer.
    fn entry(&self, question: &Question, meant: &Meant) -> Entry {
        let offers_na = question
            .list_name()
            .and_then(|list| self.questionnaire.list(list))
            .is_some_and(|list| list.choice("na").is_some());
        match meant {
            Meant::NotAsked | Meant::Blank => Entry::Blank,
            Meant::NotApplicable if offers_na => Entry::Choices(vec!["na".to_owned()]),
            Meant::NotApplicable => Entry::Text("n/a".to_owned()),
            Meant::Text(text) => Entry::Text(text.clone()),
            Meant::Whole(number) => Entry::Number((*number).into()),
            Meant::Number(number) => Entry::Number(*number),
            Meant::Day(day) => Entry::Day(*day),
            Meant::One(code) => Entry::Choices(vec![code.clone()]),
            Meant::Several(codes) => Entry::Choices(codes.clone()),
            Meant::Unreadable => panic!("nobody enters what cannot be read"),
        }
    }
}

/// The questions of a section that take an answer.
pub(crate) fn answerable(section: &Section) -> impl Iterator<Item = &Question> {
    section.questions.iter().filter(|question| question.kind != QuestionType::Note)
}

/// Whether a question is about an output of the Pact that was not there yet.
fn is_unpublished(question: &Question) -> bool {
    let mut outputs = GROUND.outputs.iter();
    let output = outputs.find(|output| output.question() == question.name);
    output.is_some_and(|output| !output.published_by(GROUND.settings.period.end))
}

fn in_scope(scope: Option<Scope>) -> bool {
    let mut groups = GROUND.pact.product_groups.iter();
    let year = GROUND.settings.year;
    scope.is_none_or(|scope| groups.any(|group| group.scope == scope && group.in_scope(year)))
}

fn holds(condition: Option<&model::questionnaire::Expression>, known: &Known<'_>) -> bool {
    condition.is_none_or(|condition| known.hold(&condition.node))
}

/// The least and the largest number a constraint lets pass; it is a little less where the bound itself does not.
fn bounds(question: &Question) -> (Decimal, Decimal) {
    let mut bounds = (Decimal::MIN, Decimal::MAX);
    if let Some(constraint) = &question.constraint {
        narrow(&constraint.node, &mut bounds);
    }
    bounds
}

fn narrow(node: &Node, (least, most): &mut (Decimal, Decimal)) {
    let Node::Binary(operator, left, right) = node else { return };
    let step = Decimal::new(1, 6);
    match (operator, &**left, &**right) {
        (Operator::And, left, right) => {
            let mut both = (*least, *most);
            narrow(left, &mut both);
            narrow(right, &mut both);
            (*least, *most) = both;
        }
        (Operator::GreaterOrEqual, Node::Current, right) => *least = number(right, *least),
        (Operator::Greater, Node::Current, right) => *least = number(right, *least) + step,
        (Operator::LessOrEqual, Node::Current, right) => *most = number(right, *most),
        _ => {}
    }
}

fn number(node: &Node, otherwise: Decimal) -> Decimal {
    match node {
        Node::Number(number) => *number,
        Node::Negate(inner) => -number(inner, -otherwise),
        _ => otherwise,
    }
}

/// Currencies a return is in.
const CURRENCIES: [&str; 4] = ["EUR", "SEK", "CHF", "NOK"];

/// Whole numbers; a returned number of units can be true up to a thousand million.
const WHOLE: [i64; 16] = [
    7,
    0,
    1,
    31,
    120,
    999,
    1_000,
    1_234,
    12_000,
    250_000,
    1_048_576,
    999_999_999,
    -3,
    -1_234,
    2_026,
    45,
];

/// Numbers as digits and decimals; amounts above four million with cents among them.
const NUMBERS: [(i64, u32); 20] = [
    (5, 0),
    (0, 0),
    (5, 1),
    (99, 0),
    (1_234, 0),
    (123_450, 2),
    (12_345, 1),
    (400_000_007, 2),
    (1_234_567_890, 2),
    (1_234_567, 0),
    (5, 2),
    (1_234, 3),
    (12_345, 4),
    (-12_050, 2),
    (-1_234_567, 0),
    (999_999_999_999, 2),
    (20, 0),
    (45_678, 2),
    (1_000, 0),
    (65, 1),
];

fn day(bits: &mut Bits) -> Date {
    let days = bits.below(4_000) as i64;
    date(2026, 3, 31).saturating_sub(days.days())
}

/// Texts that are hard to carry about.
const TEXTS: [&str; 27] = [
    "1234",
    "We repaired 40 laptops.",
    "=1+1 devices, as we say",
    "'tis what we did",
    "Deux lignes\nl’une sous l’autre",
    "نصلح الأجهزة قبل شراء غيرها",
    "אנחנו מתקנים 40 מחשבים",
    "設備は修理してから買い替えます",
    "Ｆｕｌｌ ｗｉｄｔｈ １２",
    "0042",
    "12,5",
    "1.234,50",
    "2026-03-01",
    "7.5",
    "+49 30 1234",
    "-",
    "@home",
    "Oui",
    "yes",
    "Ärger & <b>Größe</b> “x” – ½",
    "_x0041_ is no A",
    "a;b; c",
    "tab\there",
    "👩🏽‍💻 naïve café",
    "question",
    "first\n\nthird",
    "TRUE",
];

fn text(question: &Question, bits: &mut Bits) -> String {
    match question.name.as_str() {
        "currency" | "contribution_currency" => (*bits.pick(&CURRENCIES)).to_owned(),
        "buyer" => (*bits.pick(&["other", "lindhafen", "skogvik", "Région voisine"])).to_owned(),
        "reports_for" => (*bits.pick(&["lindhafen", "lindhafen; skogvik"])).to_owned(),
        "contact_email" => "office@example.org".to_owned(),
        _ => match bits.below(30) {
            28 => "A long story, told again. ".repeat(90).trim().to_owned(),
            29 => "é".repeat(8_000),
            other => TEXTS[other % TEXTS.len()].to_owned(),
        },
    }
}
