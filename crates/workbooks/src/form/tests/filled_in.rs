//! The form as it comes back: what is entered stands where it is said to stand.

use std::collections::BTreeMap;

use jiff::civil::date;
use model::Decimal;

use super::fixture::{fixture, last_return};
use super::{at, cells, open};
use crate::form::{Entries, Entry, EntryPlace, entry_places, form};

fn one(code: &str) -> Entry {
    Entry::Choices(vec![code.to_owned()])
}

fn answers(pairs: &[(&str, Entry)]) -> BTreeMap<String, Entry> {
    pairs.iter().map(|(name, entry)| ((*name).to_owned(), entry.clone())).collect()
}

fn entries() -> Entries {
    let organisation = answers(&[
        ("period_start", Entry::Blank),
        ("period_end", Entry::Day(date(2026, 7, 31))),
        ("tax", one("included")),
        ("users_served", Entry::Number(Decimal::from(120))),
    ]);
    let strategies =
        answers(&[("spare_parts", one("na")), ("buy_less_story", Entry::Text("=1+1".into()))]);
    let lines = vec![
        answers(&[
            ("product_group", one("laptops")),
            ("amount", Entry::Number(Decimal::new(1995, 2))),
        ]),
        answers(&[
            ("product_group", one("servers")),
            ("impacts", Entry::Choices(vec!["circularity".into(), "fairness".into()])),
        ]),
    ];
    Entries {
        groups: [("organisation".into(), organisation), ("strategies".into(), strategies)].into(),
        repeats: [("procurement".into(), lines)].into(),
        carried: ["need_check".into()].into(),
        ..Entries::default()
    }
}

#[test]
fn every_entry_stands_where_its_place_says() {
    let mut fixture = fixture(2026);
    fixture.last_return = Some(last_return());
    let entries = entries();
    for (language, tax, word) in
        [("en", "tax included", "as last year"), ("fr", "taxe comprise", "comme l’an dernier")]
    {
        let inputs = crate::FormInputs { entries: Some(&entries), ..fixture.inputs(language) };
        let places = entry_places(&inputs);
        assert_eq!(places.not_asked, []);
        let mut book = open(&inputs);
        let mut shown = |place: &EntryPlace| {
            let sheet = cells(&mut book, &place.sheet);
            at(&sheet, place.cell.row, place.cell.column).to_owned()
        };
        let organisation = &places.groups["organisation"];
        assert_eq!(shown(&organisation["period_start"]), "", "cleared");
        assert_ne!(shown(&organisation["period_end"]), "");
        assert_eq!(shown(&organisation["tax"]), tax);
        assert_eq!(shown(&organisation["users_served"]), "120");
        assert_eq!(shown(&places.groups["strategies"]["buy_less_story"]), "=1+1");
        let lines = &places.repeats["procurement"];
        assert_eq!(shown(&lines[0]["amount"]), "19.95");
        assert_eq!(shown(&lines[1]["impacts"]), "x");
        let mut second = lines[1]["impacts"].clone();
        second.cell.column += 1;
        assert_eq!(shown(&second), "x", "each choice has a cell of its own");
        assert_eq!(lines[1]["impacts"].cell.row, lines[0]["amount"].cell.row + 1);
        assert_eq!(shown(&places.carried["need_check"]), word);
    }
}

#[test]
fn what_the_form_does_not_ask_is_named() {
    // Without last year's answers nothing can be as last year; servers are not asked about before 2026.
    let fixture = fixture(2025);
    let mut entries = entries();
    let power = answers(&[("power", Entry::Number(Decimal::ONE))]);
    entries.groups.insert("infrastructure".into(), power);
    entries.repeats.insert("outreach".into(), vec![answers(&[("activity", one("x"))])]);
    let inputs = crate::FormInputs { entries: Some(&entries), ..fixture.inputs("en") };
    let named: Vec<String> = entry_places(&inputs)
        .not_asked
        .into_iter()
        .map(|(section, question)| format!("{section}.{question}"))
        .collect();
    assert_eq!(named, ["infrastructure.power", "outreach.activity", "carried.need_check"]);
}

#[test]
fn nothing_entered_is_the_form_that_goes_out() {
    let fixture = fixture(2026);
    let none = Entries::default();
    let filled = crate::FormInputs { entries: Some(&none), ..fixture.inputs("en") };
    assert_eq!(form(&filled).unwrap(), form(&fixture.inputs("en")).unwrap());
}
