//! The questionnaire as shipped.

use super::*;
use crate::workspace::testing::small_pact;

#[test]
fn practices_are_those_of_the_latest_wording() {
    let practices = practices();
    let has = |name: &str| practices.iter().any(|practice| practice.name == name);
    assert!(has("repair_in_contracts") && !has("repair_contracts"));
    for strategy in model::vocabulary::Strategy::ALL {
        assert!(practices.iter().filter(|practice| practice.strategy == *strategy).count() >= 4);
    }
    assert!(practices.iter().all(|practice| !practice.impacts.is_empty()));
    assert!(
        practices.iter().any(|practice| practice.scope.is_some() && !practice.roles.is_empty())
    );
}

#[test]
fn a_year_asks_its_practices_and_what_is_published() {
    let mut pact = small_pact();
    let year = &mut pact.years[0];
    year.practices.truncate(1);
    let rows = survey::survey(shipped(), year);
    let names = |kind: &str| -> Vec<String> {
        let wanted = SpreadsheetCell::Text(kind.to_owned());
        let found = rows.iter().filter(|row| row[0] == wanted);
        found
            .map(|row| match &row[1] {
                SpreadsheetCell::Text(name) => name.clone(),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(names("select_one uptake"), [year.practices[0].name.clone()]);
    assert_eq!(names("select_one adoption").len(), 1, "the draft is not asked about");
    assert!(names("select_multiple output").contains(&"outputs_used".to_owned()));
    year.outputs.clear();
    let rows = survey::survey(shipped(), year);
    let starts = rows.iter().filter(|row| row[0] == text("begin group"));
    assert!(!starts.into_iter().any(|row| row[1] == text("guidance")), "a group that asks nothing");
}

#[test]
fn the_same_year_gives_the_same_bytes() {
    let pact = small_pact();
    assert_eq!(workbook(&pact.years[0]).unwrap(), workbook(&pact.years[0]).unwrap());
}
