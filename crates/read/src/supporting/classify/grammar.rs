//! What the languages do with words: endings, words that say with, for, and.

/// The endings a word of a language may take, and the last letters it may change (Italian plurals).
pub(super) struct Endings {
    /// What may follow the whole word.
    pub(super) added: &'static [&'static str],
    /// Last letters, each with what may stand instead; the longest that fits is used.
    changed: &'static [(&'static str, &'static str)],
    /// Whether the language writes compounds as one word, whose last part says what it is.
    pub(super) compounds: bool,
}

const ANY: Endings =
    Endings { added: &["s", "es", "e", "en", "n", "x"], changed: &[], compounds: false };
const SERIES: Endings = Endings { added: &["s"], changed: &[], compounds: false };
const ENGLISH: Endings =
    Endings { added: &["s", "es"], changed: &[("y", "ies")], compounds: false };
const FRENCH: Endings = Endings { added: &["s", "x"], changed: &[], compounds: false };
const GERMAN: Endings = Endings {
    added: &["s", "es", "e", "em", "en", "n", "er", "ern"],
    changed: &[],
    compounds: true,
};
const DUTCH: Endings = Endings { added: &["s", "en", "e", "n"], changed: &[], compounds: true };
const SPANISH: Endings = Endings { added: &["s", "es"], changed: &[], compounds: false };
const ITALIAN: Endings = Endings {
    added: &[],
    changed: &[("ca", "che"), ("ga", "ghe"), ("co", "chi"), ("a", "e"), ("o", "i"), ("e", "i")],
    compounds: false,
};
const BULGARIAN: Endings = Endings {
    added: &["и", "ът", "а", "ят", "я", "та", "те", "ите", "ове", "овете"],
    changed: &[("а", "и")],
    compounds: false,
};

const SCANDINAVIAN: Endings = Endings {
    added: &[
        "s", "n", "r", "t", "e", "en", "et", "er", "ar", "or", "erna", "arna", "ene", "erne", "ere",
    ],
    changed: &[],
    compounds: true,
};
const FINNISH: Endings = Endings {
    added: &["t", "et", "n", "a", "ta", "ja", "en", "in", "ien", "iden"],
    changed: &[],
    compounds: true,
};
const POLISH: Endings = Endings {
    added: &["y", "i", "ow", "a", "e", "em", "owi", "om", "ami", "ach"],
    changed: &[],
    compounds: false,
};
const PORTUGUESE: Endings = Endings {
    added: &["s", "es"],
    changed: &[("ao", "oes"), ("el", "eis"), ("il", "eis"), ("m", "ns")],
    compounds: false,
};

/// The endings of a language; a word of no language is a name, which takes an `s` at most.
pub(super) fn endings(language: &str) -> &'static Endings {
    match language.split('-').next().unwrap_or_default() {
        "" => &SERIES,
        "en" => &ENGLISH,
        "fr" => &FRENCH,
        "de" => &GERMAN,
        "nl" => &DUTCH,
        "es" => &SPANISH,
        "it" => &ITALIAN,
        "bg" => &BULGARIAN,
        "sv" | "da" | "nb" | "nn" | "no" => &SCANDINAVIAN,
        "fi" => &FINNISH,
        "pl" => &POLISH,
        "pt" => &PORTUGUESE,
        _ => &ANY,
    }
}

impl Endings {
    /// A word and, where the language changes its last letters, its plural.
    pub(super) fn forms(&self, word: &str) -> Vec<String> {
        let changed = self.changed.iter().find_map(|(last, instead)| {
            let stem = word.strip_suffix(last).filter(|stem| stem.chars().count() >= 3)?;
            Some(format!("{stem}{instead}"))
        });
        std::iter::once(word.to_owned()).chain(changed).collect()
    }
}

/// Words after which stands what comes with a thing, or does not.
const WITH: &[&str] = &[
    "with",
    "without",
    "incl",
    "including",
    "includes",
    "inkl",
    "inklusive",
    "einschliesslich",
    "mit",
    "ohne",
    "samt",
    "avec",
    "sans",
    "incluant",
    "compris",
    "met",
    "zonder",
    "inclusief",
    "con",
    "senza",
    "sin",
    "incluso",
    "inclusa",
    "inclusi",
    "incluye",
    "incluido",
    "compreso",
    "compresi",
    "comprensivo",
    "med",
    "uden",
    "uten",
    "utan",
    "wraz",
    "z",
    "bez",
    "com",
    "sem",
    "incluindo",
    "sis",
    "с",
    "със",
    "без",
];

/// Words after which stands what a thing is for, or what is excepted.
const FOR: &[&str] = &[
    "for",
    "fur",
    "fuer",
    "pour",
    "voor",
    "per",
    "para",
    "til",
    "till",
    "do",
    "dla",
    "varten",
    "за",
    "except",
    "excepte",
    "excepto",
    "excluding",
    "ausser",
    "uitgezonderd",
    "uitgez",
    "eccetto",
    "escluso",
    "esclusi",
    "hormis",
];

/// Words that join two things.
const AND: &[&str] =
    &["and", "und", "et", "en", "e", "ed", "y", "sowie", "och", "og", "oraz", "i", "ja", "и"];

/// Words that say that something is ordered, so that what is ordered may stand after `for`.
const ORDERING: &[&str] = &[
    "order",
    "purchase",
    "procurement",
    "supply",
    "delivery",
    "invoice",
    "contract",
    "award",
    "request",
    "auftrag",
    "bestellung",
    "beschaffung",
    "rechnung",
    "lieferung",
    "kauf",
    "ankauf",
    "commande",
    "achat",
    "acquisition",
    "fourniture",
    "livraison",
    "facture",
    "marche",
    "aankoop",
    "bestelling",
    "levering",
    "factuur",
    "inkoop",
    "acquisto",
    "fornitura",
    "forniture",
    "acquisizione",
    "affidamento",
    "determina",
    "determinazione",
    "impegno",
    "spesa",
    "contrarre",
    "adesione",
    "convenzione",
    "ordine",
    "noleggio",
    "compra",
    "adquisicion",
    "suministro",
    "pedido",
    "factura",
    "contrato",
    "bestallning",
    "inkop",
    "leverans",
    "upphandling",
    "indkob",
    "anskaffelse",
    "innkjop",
    "kjop",
    "hankinta",
    "tilaus",
    "toimitus",
    "zakup",
    "dostawa",
    "zamowienie",
    "umowa",
    "aquisicao",
    "fornecimento",
    "encomenda",
    "доставка",
    "закупуване",
    "поръчка",
    "договор",
];

/// Words that may stand between an ordering word and `for`.
const FILLING: &[&str] = &[
    "the", "of", "a", "an", "no", "nr", "n", "de", "du", "des", "la", "le", "les", "der", "die",
    "das", "van", "het", "di", "del", "della", "dei", "delle", "al", "alla", "el", "los", "las",
    "av", "af", "na", "на",
];

/// Whether a word joins two things.
pub(super) fn is_and(word: &str) -> bool {
    AND.contains(&word)
}

/// What a word does to those after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// What follows comes with the thing, or is said not to.
    With,
    /// What follows is what the thing is for.
    For,
    /// Another thing may follow.
    And,
    /// What follows is ordered.
    Ordering,
    /// Nothing.
    Filling,
    /// It is a word like any other.
    Plain,
}

/// The role of a word.
pub(super) fn role(word: &str) -> Role {
    match word {
        word if WITH.contains(&word) => Role::With,
        word if FOR.contains(&word) => Role::For,
        word if is_and(word) => Role::And,
        word if ORDERING.contains(&word) => Role::Ordering,
        word if FILLING.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()) => {
            Role::Filling
        }
        _ => Role::Plain,
    }
}

/// Whether a word says nothing of what was bought.
pub(super) fn says_nothing(word: &str) -> bool {
    role(word) != Role::Plain
}
