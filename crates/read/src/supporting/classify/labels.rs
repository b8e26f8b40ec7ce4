//! What a cell of a `labels` column says.
//!
//! Only type I ecolabels by ISO 14024 count (methodology: `share.labelled`): `ecolabels.csv` says which labels are.
//! A label that is known and is none, such as ENERGY STAR, counts as none and is named in the report.

use std::collections::BTreeSet;

use model::registers::Ecolabel;

use super::phrases::{Phrases, Written};
use super::text::{Parted, Word, plain as plain_text, words};
use crate::text::{folded, says_not_applicable};

/// What a cell says of ecolabels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::supporting) enum LabelRead {
    /// A type I ecolabel stands there, or a plain yes.
    TypeOne,
    /// Only labels that are known and are none of type I; their names, sorted.
    NotTypeOne(Vec<String>),
    /// Nothing, or a plain no.
    Blank,
    /// Something that is no label of the register, or that leaves open whether the label was held.
    Unknown,
}

/// What a cell is expected to hold, for the fault at one that is not understood.
pub(in crate::supporting) const EXPECTED_LABEL: &str = "a label of inputs/ecolabels.csv, `yes` or `no`; add the label to that file if it is one, until then the row does not say whether it was labelled";

/// A plain yes, in the languages participants write in.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "x",
    "1",
    "ja",
    "j",
    "oui",
    "o",
    "vrai",
    "si",
    "sí",
    "sì",
    "s",
    "verdadero",
    "vero",
    "waar",
    "wahr",
    "да",
    "✓",
    "✔",
    "☑",
    "✅",
    "√",
];

/// A plain no.
const NO: &[&str] = &[
    "no", "n", "none", "no label", "false", "0", "-", "--", "/", "non", "nein", "nee", "geen",
    "keine", "kein", "keines", "ohne", "aucun", "aucune", "sans", "faux", "falsch", "ninguno",
    "ninguna", "nessuno", "nessuna", "falso", "onwaar", "не", "няма", "✗", "✘", "☐", "❌",
];

/// Words that say beside a label, before or behind it, that it is not held.
const NEGATING: &[&str] = &[
    "not", "nicht", "pas", "niet", "zonder", "sin", "senza", "without", "utan", "uden", "uten",
    "bez", "sem",
];

/// Words beside a label that leave open nothing: its level, its version, the kind of product it is of, and that it
/// is held. Any other word may say that it is not.
const NEUTRAL: &[&str] = &[
    "gold",
    "silver",
    "bronze",
    "platinum",
    "titanium",
    "silber",
    "argent",
    "oro",
    "argento",
    "plata",
    "bronzo",
    "bronce",
    "zilver",
    "goud",
    "brons",
    "certified",
    "certificate",
    "certification",
    "zertifiziert",
    "zertifikat",
    "certifie",
    "certifiee",
    "certificato",
    "certificata",
    "certificado",
    "certificada",
    "gecertificeerd",
    "gecertificeerde",
    "certifierad",
    "certificeret",
    "sertifisert",
    "registered",
    "registriert",
    "enregistre",
    "registrato",
    "registrado",
    "geregistreerd",
    "version",
    "ver",
    "versione",
    "versie",
    "generation",
    "gen",
    "generatie",
    "generazione",
    "generacion",
    "edition",
    "criteria",
    "label",
    "ecolabel",
    "eco",
    "umweltzeichen",
    "ecolabels",
    "labels",
    "logo",
    "mark",
    "rated",
    "rating",
    "tier",
    "level",
    "stufe",
    "climate",
    "product",
    "products",
    "display",
    "displays",
    "monitor",
    "monitors",
    "notebook",
    "notebooks",
    "laptop",
    "laptops",
    "tablet",
    "tablets",
    "smartphone",
    "smartphones",
    "desktop",
    "desktops",
    "server",
    "servers",
    "projector",
    "projectors",
    "headset",
    "headsets",
    "printer",
    "printers",
    "with",
    "has",
    "mit",
    "avec",
    "met",
    "con",
    "med",
    "type",
    "typ",
    "i",
    "iso",
    "the",
    "der",
    "die",
    "das",
    "de",
    "le",
    "la",
    "du",
    "di",
    "of",
];

/// Signs that stand beside a label without saying anything; ticks say that it is held.
const NEUTRAL_SIGNS: &str = ",;/&+|.-–—:()[]\"'’‘“”„®™©*•·!#_=✓✔☑✅√ʼ`´";

/// Words between two labels; not those that stand in the names of some.
const JOINING: &[&str] = &["and", "und", "et", "y", "sowie"];

/// The register of ecolabels, ready to read cells.
pub(in crate::supporting) struct Labels<'a> {
    labels: Phrases<&'a Ecolabel>,
}

/// What a part of a cell says.
enum Part<'a> {
    Label(&'a Ecolabel),
    /// A yes of its own.
    Yes,
    /// A no of its own.
    No,
    /// A label that is not held.
    NotHeld,
    Unknown,
}

impl<'a> Labels<'a> {
    /// Prepares the register.
    pub(in crate::supporting) fn new(labels: &'a [Ecolabel]) -> Self {
        let written = labels.iter().flat_map(|label| {
            let names = std::iter::once(&label.label).chain(&label.words);
            names.map(move |name| Written {
                says: label,
                language: "",
                phrase: name,
                not: Vec::new(),
            })
        });
        Self { labels: Phrases::new(written) }
    }

    /// What a cell says. Every part of it must be understood: what stands beside a type I ecolabel may say that it
    /// is not held.
    pub(in crate::supporting) fn type_one(&self, text: &str) -> LabelRead {
        if let Some(plain) = plain(text) {
            return plain;
        }
        let parts: Vec<Part> =
            parts(&words(text)).into_iter().flat_map(|part| self.part(part)).collect();
        let mut others = BTreeSet::new();
        let (mut type_one, mut yes, mut no) = (false, false, false);
        let mut unknown = parts.is_empty() || has_open_sign(text);
        for part in parts {
            match part {
                Part::Yes => yes = true,
                Part::Label(label) if label.type_one => type_one = true,
                Part::Label(label) => {
                    others.insert(label.label.clone());
                }
                Part::No => no = true,
                Part::NotHeld => {}
                Part::Unknown => unknown = true,
            }
        }
        // A `no` of its own in a list with labels denies one of them, and nobody can tell which.
        unknown |= no && (yes || type_one || !others.is_empty());
        match others.is_empty() {
            _ if unknown => LabelRead::Unknown,
            _ if type_one => LabelRead::TypeOne,
            true if yes => LabelRead::TypeOne,
            true => LabelRead::Blank,
            false => LabelRead::NotTypeOne(others.into_iter().collect()),
        }
    }

    /// What a part says; several things where it names several labels.
    fn part(&self, part: &[Word]) -> Vec<Part<'a>> {
        let found = self.labels.found(part);
        if found.is_empty() {
            let whole: Vec<&str> = part.iter().map(|word| word.text.as_str()).collect();
            return match plain(&whole.join(" ")) {
                Some(LabelRead::TypeOne) => vec![Part::Yes],
                Some(_) => vec![Part::No],
                None if all_neutral(part) => Vec::new(),
                None => vec![Part::Unknown],
            };
        }
        let mut negated = false;
        for (index, word) in part.iter().enumerate() {
            if found.iter().any(|found| found.words.contains(&index)) {
                continue;
            }
            let before = index.checked_sub(1).map(|before| part[before].text.as_str());
            match beside(&word.text, before) {
                Beside::Neutral => {}
                Beside::Negating => negated = true,
                Beside::Unknown => return vec![Part::Unknown],
            }
        }
        match negated {
            true => vec![Part::NotHeld],
            false => found.into_iter().map(|found| Part::Label(found.says)).collect(),
        }
    }
}

/// What a word beside a label does to it.
enum Beside {
    Neutral,
    Negating,
    Unknown,
}

/// `before` is the word before it: in `8.0` the 0 is no answer.
fn beside(word: &str, before: Option<&str>) -> Beside {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(word) && (word != "0" || before.is_some_and(is_number)) {
        return Beside::Neutral;
    }
    if NEUTRAL.contains(&word) || YES.contains(&word) || is_version(word) {
        return Beside::Neutral;
    }
    match NO.contains(&word) || NEGATING.contains(&word) {
        true => Beside::Negating,
        false => Beside::Unknown,
    }
}

/// Whether a part without a label only goes on about the one before it (`TCO Certified, generation 9`).
fn all_neutral(part: &[Word]) -> bool {
    let mut before = None;
    part.iter().all(|word| {
        matches!(beside(&word.text, before.replace(word.text.as_str())), Beside::Neutral)
    })
}

/// Whether a word is a version as `v8`, `gen9` or `9th`.
fn is_version(word: &str) -> bool {
    let number = ["gen", "v", "g"].iter().find_map(|before| word.strip_prefix(before));
    let number =
        number.or_else(|| ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)));
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a sign stands in the cell that may put a label in question (`EPEAT?`, `EPEAT: -`, a cross).
fn has_open_sign(text: &str) -> bool {
    let text = plain_text(text);
    let open = |letter: char| {
        !letter.is_alphanumeric() && !letter.is_whitespace() && !NEUTRAL_SIGNS.contains(letter)
    };
    text.contains(open) || text.trim_end().ends_with(['-', '/', ':', '='])
}

/// A cell that holds nothing but a yes or a no.
pub(in crate::supporting) fn plain(text: &str) -> Option<LabelRead> {
    let folded = folded(text);
    let text = folded.trim_end_matches(['.', '!']);
    if text.is_empty() || NO.contains(&text) || says_not_applicable(text) {
        return Some(LabelRead::Blank);
    }
    YES.contains(&text).then_some(LabelRead::TypeOne)
}

/// Whether a text begins with a word that denies what follows.
pub(in crate::supporting) fn starts_with_no(text: &str) -> bool {
    let words = words(text);
    let first = words.first().map_or("", |word| word.text.as_str());
    words.len() > 1 && (NO.contains(&first) || NEGATING.contains(&first)) && first != "0"
}

/// The parts of a list.
fn parts(text: &[Word]) -> Vec<&[Word]> {
    let begins =
        |word: &Word| word.parted != Parted::Little || JOINING.contains(&word.text.as_str());
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, word) in text.iter().enumerate() {
        if begins(word) {
            parts.push(&text[start..index]);
            start = if JOINING.contains(&word.text.as_str()) { index + 1 } else { index };
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}
