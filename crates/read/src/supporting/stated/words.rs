//! The words by which headers say how numbers are told, in the languages of Europe.

use model::Currency;

use super::token::Role;
use crate::number::{Beside, currency_named};

const THOUSAND: &[u32] = &[1_000];
const MILLION: &[u32] = &[1_000_000];
const THOUSAND_OR_MILLION: &[u32] = &[1_000, 1_000_000];
const BILLION: &[u32] = &[1_000_000_000];

/// Codes that stand for their currency wherever they stand in a header.
const USUAL_CODES: [&str; 22] = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "ISK",
    "HRK", "RSD", "UAH", "JPY", "CNY", "AUD", "NZD", "MKD", "MDL",
];

/// Those of them that are also written small.
const SMALL_CODES: [&str; 9] = ["eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "czk"];

/// Names of currencies, beside those that stand beside amounts.
const CURRENCIES: [(&str, &str); 24] = [
    ("euroa", "€"),
    ("euron", "€"),
    ("ευρώ", "€"),
    ("евро", "€"),
    ("dollar", "$"),
    ("dollars", "$"),
    ("dólares", "$"),
    ("pound", "£"),
    ("pounds", "£"),
    ("sterling", "£"),
    ("kronen", "kr"),
    ("kroner", "kr"),
    ("kronor", "kr"),
    ("franken", "fr"),
    ("francs", "fr"),
    ("zloty", "zł"),
    ("złoty", "zł"),
    ("złotych", "zł"),
    ("korun", "kč"),
    ("forint", "ft"),
    ("leva", "лв"),
    ("лева", "лв"),
    ("sfr", "fr"),
    ("rubles", "₽"),
];

const UNITS: [(&str, &[u32]); 53] = [
    ("tsd", THOUSAND),
    ("tausend", THOUSAND),
    ("thousand", THOUSAND),
    ("thousands", THOUSAND),
    ("thou", THOUSAND),
    ("ths", THOUSAND),
    ("mille", THOUSAND),
    ("millier", THOUSAND),
    ("milliers", THOUSAND),
    ("duizend", THOUSAND),
    ("duizenden", THOUSAND),
    ("miles", THOUSAND),
    ("milhares", THOUSAND),
    ("migliaia", THOUSAND),
    ("tis", THOUSAND),
    ("tisíc", THOUSAND),
    ("tisíce", THOUSAND),
    ("tisoč", THOUSAND),
    ("tisuća", THOUSAND),
    ("tys", THOUSAND),
    ("tysiąc", THOUSAND),
    ("tysiące", THOUSAND),
    ("tysiącach", THOUSAND),
    ("tusen", THOUSAND),
    ("tusental", THOUSAND),
    ("tusind", THOUSAND),
    ("tuhat", THOUSAND),
    ("tuhansia", THOUSAND),
    ("ezer", THOUSAND),
    ("mii", THOUSAND),
    ("хил", THOUSAND),
    ("хиляди", THOUSAND),
    ("χιλ", THOUSAND),
    ("χιλιάδες", THOUSAND),
    ("tūkst", THOUSAND),
    ("tūkstoši", THOUSAND),
    ("tūkstančiai", THOUSAND),
    ("mil", THOUSAND_OR_MILLION),
    ("mio", MILLION),
    ("mln", MILLION),
    ("million", MILLION),
    ("millions", MILLION),
    ("millionen", MILLION),
    ("miljoen", MILLION),
    ("milj", MILLION),
    ("miljoner", MILLION),
    ("millones", MILLION),
    ("milioni", MILLION),
    ("milioane", MILLION),
    ("млн", MILLION),
    ("mrd", BILLION),
    ("mld", BILLION),
    ("bn", BILLION),
];

const NET: [&str; 12] = [
    "net",
    "nett",
    "neto",
    "nto",
    "ntto",
    "нето",
    "ht",
    "htva",
    "imponibile",
    "veroton",
    "verottomana",
    "καθαρό",
];

const GROSS: [&str; 15] = [
    "bto",
    "btto",
    "brt",
    "gross",
    "ttc",
    "tvac",
    "brut",
    "lordo",
    "lorda",
    "ivato",
    "verollinen",
    "verollisena",
    "бруто",
    "μεικτό",
    "bruto",
];

const TAXES: [&str; 36] = [
    "vat",
    "mwst",
    "mws",
    "mwstg",
    "ust",
    "umsatzsteuer",
    "mehrwertsteuer",
    "btw",
    "tva",
    "iva",
    "dph",
    "ddv",
    "pdv",
    "moms",
    "mva",
    "alv",
    "áfa",
    "áfát",
    "áfával",
    "afa",
    "ддс",
    "φπα",
    "km",
    "käibemaks",
    "pvm",
    "pvn",
    "tax",
    "taxes",
    "taxe",
    "steuer",
    "steuern",
    "gst",
    "impuestos",
    "imposte",
    "belasting",
    "vsk",
];

const WITH: [&str; 46] = [
    "incl",
    "inkl",
    "inc",
    "including",
    "included",
    "includes",
    "inclusive",
    "inclusief",
    "inklusive",
    "inbegrepen",
    "einschl",
    "einschließlich",
    "einschliesslich",
    "enthalten",
    "mit",
    "nach",
    "after",
    "with",
    "met",
    "con",
    "avec",
    "com",
    "med",
    "cu",
    "inclus",
    "incluse",
    "inclusa",
    "incluso",
    "incluido",
    "incluida",
    "incluidos",
    "incluye",
    "compris",
    "comprise",
    "comprises",
    "compresa",
    "vč",
    "včetně",
    "vrátane",
    "vključno",
    "wliczony",
    "sis",
    "sisältää",
    "със",
    "με",
    "ink",
];

const WITHOUT: [&str; 41] = [
    "wo",
    "excl",
    "exkl",
    "ex",
    "excluding",
    "excluded",
    "excludes",
    "exclusive",
    "exclusief",
    "exklusive",
    "ekskl",
    "eksl",
    "eks",
    "zzgl",
    "zuzüglich",
    "ohne",
    "without",
    "zonder",
    "sans",
    "hors",
    "sin",
    "senza",
    "esclusa",
    "escluso",
    "excluido",
    "excluida",
    "exclue",
    "sem",
    "bez",
    "brez",
    "plus",
    "utan",
    "uten",
    "uden",
    "без",
    "χωρίς",
    "fără",
    "fara",
    "nélkül",
    "ilman",
    "before",
];

const NOT: [&str; 10] = ["not", "no", "non", "nicht", "niet", "nie", "ne", "inte", "ikke", "не"];

const IN: [&str; 9] = ["in", "en", "v", "ve", "i", "à", "em", "u", "σε"];

/// Words that join others, and forms of `to be`.
const OF: [&str; 22] = [
    "of", "de", "d", "von", "van", "di", "des", "are", "is", "sont", "est", "sind", "ist", "zijn",
    "son", "sono", "são", "är", "er", "są", "jsou", "ovat",
];

/// Words behind which a title says how numbers are told: of currencies, of units and of amounts.
const LABELS: [&str; 82] = [
    "currency",
    "währung",
    "waehrung",
    "devise",
    "devises",
    "monnaie",
    "valuta",
    "waluta",
    "moneda",
    "divisa",
    "moeda",
    "měna",
    "mena",
    "pénznem",
    "valuutta",
    "valiuta",
    "valūta",
    "валута",
    "νόμισμα",
    "monedă",
    "unit",
    "units",
    "einheit",
    "einheiten",
    "unité",
    "unités",
    "eenheid",
    "eenheden",
    "unidad",
    "unidades",
    "unità",
    "unidade",
    "enhet",
    "enhed",
    "jednostka",
    "jednotka",
    "egység",
    "yksikkö",
    "мярка",
    "amount",
    "amounts",
    "value",
    "values",
    "figures",
    "prices",
    "betrag",
    "beträge",
    "betraege",
    "preise",
    "werte",
    "angaben",
    "zahlen",
    "montant",
    "montants",
    "prix",
    "valeurs",
    "chiffres",
    "bedrag",
    "bedragen",
    "prijzen",
    "cijfers",
    "importe",
    "importes",
    "precios",
    "importo",
    "importi",
    "prezzi",
    "valores",
    "preços",
    "kwota",
    "kwoty",
    "ceny",
    "částka",
    "částky",
    "belopp",
    "priser",
    "beløb",
    "beløp",
    "summat",
    "hinnat",
    "összegek",
    "суми",
];

const BOUNDS: [&str; 12] = [
    "over",
    "above",
    "under",
    "below",
    "than",
    "ab",
    "über",
    "unter",
    "bis",
    "boven",
    "vanaf",
    "exceeding",
];

/// What a word can mean.
pub(super) fn role(word: &str) -> Role {
    let small = word.to_lowercase();
    let small = small.as_str();
    if let Some((_, units)) = UNITS.iter().find(|(name, _)| *name == small) {
        return Role::Unit(units);
    }
    if let Some(role) = tax_role(small) {
        return role;
    }
    if let Some(role) = currency_role(word, small) {
        return role;
    }
    if let Some(role) = unit_of_currency(word, small) {
        return role;
    }
    let mut letters = small.chars();
    match (small, letters.next(), letters.next()) {
        ("x", ..) => Role::Times,
        ("mm", ..) => Role::Letter('M'),
        (_, Some(letter @ ('k' | 't' | 'm' | 'o' | 'w' | 's' | 'z' | 'c' | 'с')), None) => {
            Role::Letter(letter)
        }
        _ if IN.contains(&small) => Role::In,
        _ if OF.contains(&small) => Role::Of,
        _ if BOUNDS.contains(&small) => Role::Bound,
        _ if LABELS.contains(&small) => Role::Label,
        _ => Role::Other,
    }
}

/// What a letter beside a currency makes of it.
pub(super) fn unit_of_letter(letter: char) -> Option<u32> {
    match letter {
        'k' | 't' => Some(1_000),
        'm' | 'M' => Some(1_000_000),
        _ => None,
    }
}

fn tax_role(small: &str) -> Option<Role> {
    let gross = ["brutto", "bruttó"].iter().any(|part| small.contains(part));
    let net = ["netto", "nettó"].iter().any(|part| small.contains(part));
    Some(match small {
        _ if gross || GROSS.contains(&small) => Role::Gross,
        _ if net || NET.contains(&small) => Role::Net,
        _ if TAXES.contains(&small) => Role::Tax,
        _ if WITH.contains(&small) => Role::With,
        _ if WITHOUT.contains(&small) => Role::Without,
        _ if NOT.contains(&small) => Role::Not,
        _ => return None,
    })
}

fn currency_role(word: &str, small: &str) -> Option<Role> {
    let is_code = word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase());
    if USUAL_CODES.contains(&word) || SMALL_CODES.contains(&small) {
        return currency_named(small).map(Role::Currency);
    }
    if is_code {
        return Currency::parse(word).map(Beside::Currency).map(Role::RareCode);
    }
    let name = CURRENCIES.iter().find(|(name, _)| *name == small).map(|(_, sign)| *sign);
    let is_sign = !word.contains(char::is_alphanumeric);
    let is_name = ["euro", "euros", "kr", "zł", "kč", "lei", "лв", "ft"].contains(&small);
    let name = name.or((is_sign || is_name).then_some(small))?;
    currency_named(name).map(Role::Currency)
}

/// A currency with a letter before or behind it: `TEUR`, `kkr`, `USDm`.
fn unit_of_currency(word: &str, small: &str) -> Option<Role> {
    let of = |unit: u32, name: &str| {
        let known = name == "kr"
            || SMALL_CODES.contains(&name)
            || (word.contains(&name.to_uppercase())
                && USUAL_CODES.contains(&name.to_uppercase().as_str()));
        let named = currency_named(name).filter(|_| known)?;
        Some(Role::UnitOf(unit, named))
    };
    let before = || {
        let letter = small.chars().next()?;
        of(unit_of_letter(letter)?, small.strip_prefix(letter)?)
    };
    let behind = || {
        let letter = small.chars().next_back()?;
        of(unit_of_letter(letter)?, small.strip_suffix(letter)?)
    };
    before().or_else(behind)
}
