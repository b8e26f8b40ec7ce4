//! Every code of the Common Procurement Vocabulary's ICT divisions, where the real list is at hand.

use super::*;

/// What the codes of each division say: group (or `none`, or `words` where the code leaves it to the words), and
/// for how many codes.
const EXPECTED: &[(&str, &[(&str, usize)])] = &[
    (
        "30",
        &[
            ("desktops", 3),
            ("displays", 3),
            ("laptops", 1),
            ("none", 335),
            ("peripherals", 20),
            ("printers", 8),
            ("servers", 4),
            ("storage", 6),
            ("tablets", 1),
            ("words", 20),
        ],
    ),
    (
        "32",
        &[
            ("displays", 3),
            ("network", 12),
            ("none", 183),
            ("peripherals", 3),
            ("smartphones", 4),
            ("words", 21),
        ],
    ),
    ("48", &[("none", 191), ("servers", 5), ("words", 2)]),
    ("50", &[("none", 60)]),
    ("51", &[("none", 20)]),
    ("64", &[("none", 41)]),
    ("72", &[("cloud", 4), ("none", 241), ("words", 7)]),
];

#[test]
fn every_code_of_the_ict_divisions_is_decided() {
    let Some(folder) = real_files() else { return };
    let (pact, codes) = shipped();
    let classifier = Classifier::new(&pact, &codes);
    let mut found: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for record in records(folder.join("codelists/cpv_2008_ict_24langs.csv")) {
        let said = match classifier.codes.told(&record["code"], "CPV", &[]) {
            Coded::Group(group) => group,
            Coded::NoGroup => "none",
            Coded::Silent => "words",
            Coded::Several => panic!("{} fits several groups", record["code"]),
        };
        let division = found.entry(record["code"][..2].to_owned()).or_default();
        *division.entry(said).or_default() += 1;
    }
    let expected = EXPECTED
        .iter()
        .map(|(division, counts)| ((*division).to_owned(), counts.iter().copied().collect()));
    assert_eq!(found, expected.collect());
}

/// The titles of the codes, in six languages, judge the words: the title of a code of no group must not be told
/// one, and the title of a code of a group not another. Not every such title is told: nobody orders a
/// `token-ring network` by that name.
#[test]
fn the_titles_of_codes_are_told_like_the_codes_or_not_at_all() {
    let Some(folder) = real_files() else { return };
    let (pact, codes) = shipped();
    let classifier = Classifier::new(&pact, &codes);
    let (mut right, mut untold, mut wrong) = (0, 0, Vec::new());
    for record in records(folder.join("codelists/cpv_2008_ict_24langs.csv")) {
        let of_code = classifier.codes.told(&record["code"], "CPV", &[]);
        for language in ["de", "en", "es", "fr", "it", "nl"] {
            match (by_description(&classifier, &record[language]), &of_code) {
                (_, Coded::Silent) => {}
                (Ok(told), Coded::Group(group)) if told == *group => right += 1,
                (Ok(told), _) => wrong.push((record["code"].clone(), language, told)),
                (Err(_), Coded::Group(_)) => untold += 1,
                (Err(_), _) => right += 1,
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!((right, untold), (6698, 190));
}
