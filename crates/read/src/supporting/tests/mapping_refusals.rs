//! Whatever a mapping says wrongly is a fault at its place, with what would be right.

use super::*;

const SOUND: &str = r#"confirmed_on = 2026-11-02
[[table]]
file = "o.csv"
kind = "orders"
skip = [1, "^Page", { column = "Status", matches = "gone" }]
sign = "reversed"
negative_when = { column = "Type", matches = "credit" }
[table.columns]
description = "What"
[table.constants]
acquisition = "purchase"
[[table.when]]
column = "What"
matches = "refurb"
then = { condition = "refurbished" }
[table.unpivot]
columns = "^Month"
into = "amount"
header_is = "date"
header_values = { "Month 1" = "2026-01-31" }
"#;

fn faults(mapping: &str) -> Vec<(String, String)> {
    let faults =
        mapping::read(&input("mapping.toml", mapping), mapping::Of::Participant).faults.into_iter();
    faults.map(|fault| (fault.place.cell_name().unwrap(), fault.expected)).collect()
}

#[test]
fn each_wrong_key_and_value_is_named_at_its_place() {
    assert_eq!(faults(SOUND), []);
    let cases = [
        ("confirmed_on = 2026-11-02", "confirmed_on = \"soon\"", "1:1", "2026-03-31"),
        ("confirmed_on", "confirmed_an", "1:1", "`confirmed_on`"),
        ("sign = \"reversed\"", "sign = \"minus\"", "6:1", "`reversed`"),
        ("sign =", "signs =", "6:1", "the nearest is `sign`"),
        ("\"^Page\"", "\"^(Page\"", "5:1", "pattern that can be used"),
        ("\"^Page\"", "true", "5:1", "a number of rows"),
        ("matches = \"gone\"", "match = \"gone\"", "5:42", "the nearest is `matches`"),
        ("{ column = \"Type\", ", "{ ", "7:17", "a header text"),
        ("matches = \"credit\"", "matches = 5", "7:36", "quotation marks"),
        ("matches = \"refurb\"", "matches = \"*\"", "14:1", "pattern that can be used"),
        ("then = { condition", "then = { amount", "15:10", "only what `then` can give"),
        ("{ condition", "{ conditions", "15:10", "the nearest is `condition`"),
        ("\"refurbished\" }", "\"used\" }", "15:10", "`remanufactured`"),
        ("then = { condition = \"refurbished\" }", "", "12:1", "`then = "),
        ("columns = \"^Month\"", "columns = []", "17:1", "a list of header texts"),
        ("into = \"amount\"", "into = \"price\"", "18:1", "`amount` or `units`"),
        ("header_is = \"date\"", "header_is = \"dates\"", "19:1", "the nearest is `date`"),
        ("header_is = \"date\"", "header_is = \"amount\"", "19:1", "another field than `into`"),
        ("header_is = \"date\"\n", "", "19:1", "`header_is` beside it"),
        ("\"2026-01-31\"", "\"January\"", "20:19", "2026-03-31"),
        ("description = \"What\"", "amount = \"Sum\"", "16:8", "either a column for `amount`"),
        ("\"purchase\"", "\"bought\"", "11:1", "`purchase`, `lease`"),
        ("kind = \"orders\"", "kind = \"assets\"", "6:1", "a table of orders"),
    ];
    let mut missed = Vec::new();
    for (right, wrong, place, expected) in cases {
        let mapping = SOUND.replace(right, wrong);
        assert_ne!(mapping, SOUND, "{right}");
        let found = faults(&mapping);
        let hit = found.iter().any(|(at, said)| at == place && said.contains(expected));
        if !hit {
            missed.push(format!("{wrong}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn all_that_is_wrong_in_a_table_is_told_at_once() {
    let mapping = SOUND
        .replace("sign =", "sing =")
        .replace("into = \"amount\"", "intro = \"amount\"")
        .replace("description =", "descripton =");
    let places: Vec<String> = faults(&mapping).into_iter().map(|(place, _)| place).collect();
    for place in ["6:1", "9:1", "18:1"] {
        assert!(places.iter().any(|found| found == place), "{place}: {places:?}");
    }
    let tables = mapping::read(&input("mapping.toml", &mapping), mapping::Of::Participant).tables;
    assert!(tables.iter().all(|table| table.unusable.is_some()));
}

#[test]
fn a_column_of_a_pattern_that_is_not_there_is_named_with_the_nearest() {
    let table = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\nheader_rows = 1\n\
skip = { column = \"Statsu\", matches = \"x\" }\n\
[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n";
    let rows = "What;Amount;Status\nLaptop;1,00;x\n";
    let reading = read_with(table, &[("o.csv", rows)]);
    assert_eq!(kinds(&reading), [FaultKind::MappedColumnMissing]);
    assert!(reading.faults[0].expected.contains("the nearest is `Status`"));
    assert_eq!(
        reading.faults[0].place.to_string(),
        "inputs/2026/returns/example-town/mapping.toml!5:8"
    );
    assert_eq!(reasons(&reading), ["refused"]);
    let found = read_with(&table.replace("header_rows = 1\n", ""), &[("o.csv", rows)]);
    assert!(found.faults[0].expected.contains("`Status`"), "{}", found.faults[0].expected);
    assert_eq!(found.faults[0].raw, "Statsu");
}
