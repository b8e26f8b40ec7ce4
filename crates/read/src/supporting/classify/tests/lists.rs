//! The shipped lists themselves.

use std::collections::{BTreeSet, HashMap};

use model::registers::{ConditionWord, Ecolabel};
use model::vocabulary::Condition;

use super::super::condition::Conditions;
use super::super::labels::{LabelRead, Labels};
use super::super::unclassified::{UnclassifiedRow, words};
use super::*;
use model::{Currency, Decimal, Identifier, Place};

/// The languages in which every product group has words.
const LANGUAGES: [&str; 6] = ["de", "en", "es", "fr", "it", "nl"];

/// Those in which it has the usual ones.
const MORE_LANGUAGES: [&str; 7] = ["bg", "da", "fi", "nb", "pl", "pt", "sv"];

#[test]
fn every_group_has_words_in_thirteen_languages_and_codes_of_both_schemes() {
    let (pact, codes) = shipped();
    for group in &pact.product_groups {
        let of_group = |scheme: &str, language: &str| {
            let mut rows = codes.iter().filter(|row| row.product_group == group.id.as_str());
            rows.any(|row| row.scheme == scheme && row.language == language)
        };
        for language in LANGUAGES.iter().chain(&MORE_LANGUAGES) {
            assert!(of_group("word", language), "{} {language}", group.id);
        }
        assert!(of_group("cpv", "") && of_group("unspsc", ""), "{}", group.id);
    }
    for language in LANGUAGES.iter().chain(&MORE_LANGUAGES) {
        let none =
            codes.iter().filter(|row| row.product_group == NO_GROUP && row.language == *language);
        assert!(none.count() > 40, "{language}");
    }
}

#[test]
fn the_list_is_sorted_and_says_nothing_twice() {
    let (_, codes) = shipped();
    let key = |row: &ProductCode| {
        let group = if row.scheme == "word" { row.product_group.clone() } else { String::new() };
        (row.scheme.clone(), row.language.clone(), group, row.code.clone())
    };
    let unsorted = codes.windows(2).find(|pair| key(&pair[0]) >= key(&pair[1]));
    assert_eq!(unsorted, None);
    let mut said: HashMap<(&str, String, &str), &str> = HashMap::new();
    for row in &codes {
        let place = (row.scheme.as_str(), folded(&row.code), row.language.as_str());
        let before = said.insert(place, &row.product_group);
        assert_eq!(before, None, "{} {} {}", row.scheme, row.language, row.code);
    }
    // A word whose meaning differs by language could mean either.
    let mut groups: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for row in codes.iter().filter(|row| row.scheme == "word") {
        groups.entry(folded(&row.code)).or_default().insert(&row.product_group);
    }
    let torn: Vec<_> = groups.iter().filter(|(_, groups)| groups.len() > 1).collect();
    assert!(torn.is_empty(), "{torn:?}");
}

#[test]
fn every_word_of_a_group_is_told_by_itself() {
    let (pact, codes) = shipped();
    let classifier = Classifier::new(&pact, &codes);
    for row in codes.iter().filter(|row| row.scheme == "word" && row.product_group != IGNORED) {
        let told = by_description(&classifier, &row.code);
        match row.product_group.as_str() {
            NO_GROUP => assert!(told.is_err_and(|untold| !untold.is_open()), "{}", row.code),
            group => assert_eq!(told, Ok(group), "{} {}", row.language, row.code),
        }
    }
}

#[test]
fn the_rows_of_a_workspace_come_on_top_of_the_shipped_lists() {
    let (mut pact, shipped) = shipped();
    let one = |path: &str, text: &str| {
        let bytes = text.as_bytes().into();
        let file = InputFile { path: path.into(), bytes, sha256: String::new() };
        BTreeMap::from([(path.to_owned(), file)])
    };
    let header = "scheme,language,code,product_group,not";
    let files = one(
        "inputs/product-codes.csv",
        &format!("{header}\nword,,ladestation,none,\nword,en,Laptop,tablets,\n"),
    );
    let mut faults = Vec::new();
    let codes = registers::product_codes(&files, &pact, &mut faults).unwrap();
    // One is new; the other is said anew in one language.
    assert_eq!((codes.len(), faults.len()), (shipped.len() + 1, 0));
    let of = |word: &str, language: &str| {
        let mut rows = codes.iter().filter(|row| row.code == word && row.language == language);
        (rows.next().map(|row| row.product_group.as_str()), rows.count())
    };
    assert_eq!(of("ladestation", ""), (Some("none"), 0));
    assert_eq!((of("Laptop", "en"), of("laptop", "en")), ((Some("tablets"), 0), (None, 0)));
    assert_eq!(of("laptop", "de"), (Some("laptops"), 0));
    // The shipped list itself, as a workspace's own, says nothing twice and nothing else.
    let all = include_str!("../../../../../../inputs/product-codes.csv");
    let again = registers::product_codes(&one("inputs/product-codes.csv", all), &pact, &mut faults);
    assert_eq!((again.unwrap(), faults.len()), (shipped.clone(), 0));
    // A Pact without a group has no use for its codes, and nobody is asked to mend the shipped list.
    pact.product_groups.retain(|group| group.id.as_str() != "cloud");
    let codes = registers::product_codes(&BTreeMap::new(), &pact, &mut faults).unwrap();
    assert!(codes.len() < shipped.len() && faults.is_empty());
    let known = ecolabels().len();
    let files = one("inputs/ecolabels.csv", "label,type_one\nOurs,maybe\nTheirs,no\n");
    assert_eq!(registers::ecolabels(&files, &mut faults).unwrap().len(), known + 1);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].place.to_string(), "inputs/ecolabels.csv!2:2");
    let words = |files| registers::condition_words(&files, &mut Vec::new()).unwrap().len();
    let known = words(BTreeMap::new());
    assert_eq!(words(one("inputs/condition-words.csv", "word,condition\nmint,new\n")), known + 1);
}

fn ecolabels() -> Vec<Ecolabel> {
    let mut faults = Vec::new();
    let labels = registers::ecolabels(&BTreeMap::new(), &mut faults).unwrap();
    assert_eq!(faults, []);
    labels
}

#[test]
fn labels_are_told_as_the_list_says() {
    let list = ecolabels();
    let labels = Labels::new(&list);
    let others =
        |names: &[&str]| LabelRead::NotTypeOne(names.iter().map(|n| (*n).to_owned()).collect());
    let cases = [
        ("EPEAT Gold", LabelRead::TypeOne),
        ("TCO Certified, generation 9", LabelRead::TypeOne),
        ("TCO-Certified", LabelRead::TypeOne),
        ("Blauer Engel (DE-UZ 78)", LabelRead::TypeOne),
        ("Ange bleu", LabelRead::TypeOne),
        ("Nordic Swan Ecolabel", LabelRead::TypeOne),
        ("Écolabel européen", LabelRead::TypeOne),
        ("NF Environnement et ENERGY STAR", LabelRead::TypeOne),
        ("ENERGY STAR; EPEAT Silver", LabelRead::TypeOne),
        ("yes", LabelRead::TypeOne),
        ("Ja", LabelRead::TypeOne),
        ("✓", LabelRead::TypeOne),
        ("ENERGY STAR", others(&["ENERGY STAR"])),
        ("EnergyStar 8.0", others(&["ENERGY STAR"])),
        ("CE, RoHS", others(&["CE", "RoHS"])),
        ("80 PLUS Gold", others(&["80 PLUS"])),
        ("ENERGY STAR / kein EPEAT", others(&["ENERGY STAR"])),
        ("", LabelRead::Blank),
        ("none", LabelRead::Blank),
        ("n/a", LabelRead::Blank),
        ("—", LabelRead::Blank),
        ("kein EPEAT", LabelRead::Blank),
        ("ohne Blauer Engel", LabelRead::Blank),
        ("ohne TCO", LabelRead::Blank),
        ("EPEAT: nein", LabelRead::Blank),
        ("EPEAT - nein", LabelRead::Blank),
        ("TCO Certified: no", LabelRead::Blank),
        ("EPEAT: 0", LabelRead::Blank),
        ("EPEAT: ja", LabelRead::TypeOne),
        ("EPEAT ✓", LabelRead::TypeOne),
        ("EPEAT Gold 2018, TCO Certified Displays 9", LabelRead::TypeOne),
        ("TCO 99", others(&["TCO 92 to TCO 06"])),
        ("TCO'03", others(&["TCO 92 to TCO 06"])),
        ("EPEAT, no", LabelRead::Unknown),
        ("EPEAT? unknown", LabelRead::Unknown),
        ("EPEAT?", LabelRead::Unknown),
        ("EPEAT ✗", LabelRead::Unknown),
        ("EPEAT: -", LabelRead::Unknown),
        ("was EPEAT until 2024", LabelRead::Unknown),
        ("EPEAT not confirmed", LabelRead::Unknown),
        ("TCO Certified (expired)", LabelRead::Unknown),
        ("EPEAT Gold, not confirmed", LabelRead::Unknown),
        ("EPEAT or equivalent", LabelRead::Unknown),
        ("EPEAT beantragt", LabelRead::Unknown),
        ("ENERGY STAR, Super Green", LabelRead::Unknown),
        ("Super Green", LabelRead::Unknown),
        ("80", LabelRead::Unknown),
        ("???", LabelRead::Unknown),
    ];
    for (text, expected) in cases {
        assert_eq!(labels.type_one(text), expected, "{text}");
    }
}

#[test]
fn every_label_is_told_by_each_of_its_names() {
    let list = ecolabels();
    let labels = Labels::new(&list);
    for label in &list {
        assert!(!label.note.is_empty(), "{}", label.label);
        for name in std::iter::once(&label.label).chain(&label.words) {
            let expected = match label.type_one {
                true => LabelRead::TypeOne,
                false => LabelRead::NotTypeOne(vec![label.label.clone()]),
            };
            assert_eq!(labels.type_one(name), expected, "{name}");
        }
    }
}

fn condition_words() -> Vec<ConditionWord> {
    let mut faults = Vec::new();
    let words = registers::condition_words(&BTreeMap::new(), &mut faults).unwrap();
    assert_eq!(faults, []);
    words
}

#[test]
fn conditions_are_told_by_words() {
    let list = condition_words();
    let conditions = Conditions::new(&list);
    use Condition::{New, Refurbished, Remanufactured, Unknown};
    let cases = [
        ("Laptop refurbished", Some(Refurbished)),
        ("Second-hand monitors", Some(Unknown)),
        ("Remanufactured servers", Some(Remanufactured)),
        ("Brand-new laptops", Some(New)),
        ("Ordinateurs reconditionnés", Some(Refurbished)),
        ("Écrans d'occasion", Some(Unknown)),
        ("Appareils remanufacturés", Some(Remanufactured)),
        ("Generalüberholter Laptop", Some(Refurbished)),
        ("Generalueberholte Notebooks", Some(Refurbished)),
        ("Notebook, wiederaufbereitet", Some(Refurbished)),
        ("Fabrikneue Drucker", Some(New)),
        ("Gereviseerde laptops", Some(Refurbished)),
        ("Portátiles reacondicionados", Some(Refurbished)),
        ("Equipos de segunda mano", Some(Unknown)),
        ("Computer ricondizionati", Some(Refurbished)),
        ("Notebook nuovi di fabbrica", Some(New)),
        ("Laptop usato", Some(Unknown)),
        ("Gebrauchtes Notebook, generalüberholt", Some(Refurbished)),
        ("Used equipment, brand new battery", None),
        ("Laptop with refurbished battery", None),
        ("Portable avec batterie reconditionnée", None),
        ("Refurbished laptop with battery", Some(Refurbished)),
        ("Laptop mit Tasche, generalüberholt", Some(Refurbished)),
        ("Bag for refurbished laptops", None),
        ("Komputer z drugiej ręki", Some(Unknown)),
        ("Portátil sin estrenar", Some(New)),
        ("kein Refurbished", None),
        ("Laptop, keine gebrauchten Geräte", None),
        ("not refurbished", None),
        ("sin usado", None),
        ("refurbished; brand new charger", None),
        ("Renewed licence contract", None),
        ("Neun Notebooks", None),
        ("neuf ordinateurs portables", None),
        ("mai usato", Some(New)),
        ("Begagnade bärbara datorer", Some(Unknown)),
        ("Fabriksrenoverade servrar", Some(Remanufactured)),
        ("Brugte bærbare computere", Some(Unknown)),
        ("Ubrugt skærm", Some(New)),
        ("Skærm, brugt af skolen", None),
        ("Ombrukte skjermer", Some(Unknown)),
        ("ikke brukt", None),
        ("Kunnostettu kannettava tietokone", Some(Refurbished)),
        ("Laptopy poleasingowe", Some(Unknown)),
        ("Komputery używane", Some(Unknown)),
        ("Komputery nieużywane", Some(New)),
        ("nie używane", Some(New)),
        ("nie odnowiony", None),
        ("Portáteis recondicionados", Some(Refurbished)),
        ("Реновирани лаптопи", Some(Refurbished)),
        ("Употребявани монитори", Some(Unknown)),
        ("Неупотребяван сървър", Some(New)),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(conditions.told(&[text]), expected, "{text}");
    }
    assert_eq!(conditions.told(&["Laptops", "reconditionné"]), Some(Refurbished));
    for language in LANGUAGES.into_iter().chain(MORE_LANGUAGES) {
        for condition in [New, Refurbished, Remanufactured] {
            let mut own = list.iter().filter(|word| word.language == language);
            assert!(own.any(|word| word.condition == condition.code()), "{language} {condition}");
        }
    }
}

fn row(text: &str, amount: i64, currency: &str) -> UnclassifiedRow {
    UnclassifiedRow {
        participant: Identifier::parse("example-town").unwrap(),
        text: text.to_owned(),
        amount_minor: Some(amount),
        currency: Currency::parse(currency),
        place: Place::file("inputs/2026/returns/example-town/supporting/orders.csv"),
    }
}

/// A franc is worth twice a euro here.
fn weigh(amount: i64, currency: Currency) -> Option<Decimal> {
    let rate = if currency == Currency::EUR { 1 } else { 2 };
    Some(Decimal::from(amount * rate))
}

#[test]
fn the_words_that_settle_most_money_come_first() {
    let rows = [
        row("Ladestation Typ 7", 5_000, "EUR"),
        row("Ladestation Typ 9", 6_000, "EUR"),
        row(";Buchscanner A2", 10_000, "CHF"),
        row("Sprachbox", 100, "EUR"),
    ];
    let found = words(&rows, weigh);
    let told: Vec<(&str, u64)> = found.iter().map(|word| (word.word.as_str(), word.rows)).collect();
    assert_eq!(told, [("buchscanner", 1), ("ladestation", 2), ("sprachbox", 1)]);
    assert_eq!(found[1].amounts, BTreeMap::from([(Currency::EUR, 11_000)]));
    assert_eq!(found[0].example, "Buchscanner A2");
    assert!(words(&[], weigh).is_empty());
}

#[test]
fn a_proposed_row_settles_the_rows_its_word_stands_in() {
    let (pact, mut codes) = shipped();
    let texts = ["Hyperkonverges System", "Präsentationsstation B\u{fc}hne", "Whiteboardkamera"];
    let rows: Vec<UnclassifiedRow> = texts.iter().map(|text| row(text, 1_000, "EUR")).collect();
    let classifier = Classifier::new(&pact, &codes);
    for text in texts {
        assert!(by_description(&classifier, text).unwrap_err().is_open(), "{text}");
    }
    for word in words(&rows, weigh) {
        codes.push(ProductCode {
            scheme: "word".to_owned(),
            language: String::new(),
            code: word.word,
            product_group: "peripherals".to_owned(),
            not: Vec::new(),
        });
    }
    let classifier = Classifier::new(&pact, &codes);
    for text in texts {
        assert_eq!(by_description(&classifier, text), Ok("peripherals"), "{text}");
    }
}
