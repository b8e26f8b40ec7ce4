//! Real tables of orders: everything that is told a group is listed here and was looked at by a person.

use super::*;

/// The tables with the column that describes what was bought.
const TABLES: [(&str, &str); 7] = [
    ("procurement/it-messina/lotti.csv", "oggetto"),
    ("procurement/ca/2022-07-05-sample-contracts-procurement-id-mixup.csv", "d_description_en"),
    ("procurement/ca/Non-Competitive Contracts.csv", "Reason"),
    ("procurement/us/ks_1033_data.csv", "item_name"),
    ("procurement/us/ks_1033_data.csv", "federal_supply_class_name"),
    ("procurement/uk/10.January_2019.csv", "Expense Type"),
    ("procurement/ocds/catalog_purchases.csv", "awards/0/title"),
];

/// The descriptions that are told a group, each by words in it, with the group and the number of rows.
const TOLD: [(&str, &str, usize); 14] = [
    (
        "FOTOCOPIATRICI DIGITALI PER IL CORPO DI POLIZIA MUNICIPALE - CONVENZIONE CONSIP DENOMINATA APPARECCHIATURE 26",
        "printers",
        1,
    ),
    (
        "FOTOCOPIATRICI DIGITALI PER IL CORPO DI POLIZIA MUNICIPALE - CONVENZIONE CONSIP DENOMINATA APPARECCHIATURE MULTIFUNZIONE 26",
        "printers",
        1,
    ),
    ("Acquisto su MePa STAMPANTI multifunzione colore A4", "printers", 1),
    ("CONSIP ?Pc Desktop 16 ?", "desktops", 1),
    ("la fornitura di n° 21 stampanti", "printers", 1),
    ("MONITOR PROFESSIONALI A LED", "displays", 1),
    ("FORNITURA MULTIFUNZIONE BROTHER MFC L 6800 DW", "printers", 1),
    ("fotocopiatore multifunzione Ricoh Aficio", "printers", 1),
    ("acquisto di n.2 server mediante adesione", "servers", 1),
    ("acquisto di numero 50 pc desktop", "desktops", 1),
    ("Communications/networking equipment", "network", 2),
    ("Computer eqpt–servers incluant parts&peripherals", "servers", 5),
    // Stands among input, output and storage devices of data processing.
    ("MONITOR", "displays", 2),
    ("Phone-Rent - Smartphones", "smartphones", 1),
];

#[test]
fn what_is_told_of_real_orders_is_right() {
    let Some(folder) = real_files() else { return };
    let (pact, codes) = shipped();
    let classifier = Classifier::new(&pact, &codes);
    let mut found: Vec<(String, &str, usize)> = Vec::new();
    for (file, column) in TABLES {
        let mut descriptions: BTreeMap<String, usize> = BTreeMap::new();
        for record in records(folder.join(file)) {
            *descriptions.entry(record.get(column).cloned().unwrap_or_default()).or_default() += 1;
        }
        found.extend(descriptions.into_iter().filter_map(|(description, rows)| {
            let group = by_description(&classifier, &description).ok()?;
            Some((description, group, rows))
        }));
    }
    assert_eq!(found.len(), TOLD.len(), "{found:#?}");
    for ((description, group, rows), (words, told, expected)) in found.iter().zip(TOLD) {
        assert!(description.contains(words), "{description}: expected {words}");
        assert_eq!((*group, *rows), (told, expected), "{description}");
    }
}
