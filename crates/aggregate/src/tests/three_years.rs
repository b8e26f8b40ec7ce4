//! What figures of two years tell of a protected participant beside those of the year before.

use jiff::civil::date;
use model::LineRecord;

use super::fixture::{World, id, line, participant, shown};

const ALL: [&str; 8] = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"];

/// A year in which only these have a return, with these lines.
fn year(number: i16, here: &[&str], lines: Vec<LineRecord>) -> World {
    let mut world = World::of_year(number);
    world.pact.pact.product_groups.retain(|group| group.first_year < 2026);
    for of in &ALL[4..] {
        world.pact.register.rows.push(participant(of));
        world.add_return(of);
    }
    for of in ALL.iter().filter(|of| !here.contains(*of)) {
        world.year.returns.remove(&id(of));
    }
    for of in ["aa", "bb", "cc"] {
        world.row_of(of).procuring_since = Some(date(2025, 1, 1));
    }
    world.lines = lines;
    world
}

/// In 2025 aa, bb and cc joined and dd and ee reported again; aa protects its volume. New were bought by aa, bb and dd,
/// refurbished by aa, cc and ee; three larger ones report both years.
fn lines_of_2025() -> Vec<LineRecord> {
    let bought = [
        ("aa", 5, 1_001, "new"),
        ("aa", 6, 1_302, "refurbished"),
        ("bb", 5, 1_104, "new"),
        ("dd", 5, 1_208, "new"),
        ("cc", 5, 1_416, "refurbished"),
        ("ee", 5, 1_532, "refurbished"),
    ];
    let small = bought.map(|(who, row, cents, condition)| LineRecord {
        condition: condition.into(),
        ..line(who, row, cents)
    });
    small.into_iter().chain(of_large()).collect()
}

fn of_large() -> impl Iterator<Item = LineRecord> {
    ["ff", "gg", "hh"].into_iter().map(|of| line(of, 5, 90_000))
}

/// 2026, in which aa, dd and ee are silent. What the change of 2025 told is that of the joiners, aa, bb and cc; what the
/// change of 2026 would tell is that of bb and cc, who are still there. Neither tells of aa alone.
fn of_2026(joined: bool) -> (String, String) {
    let mut first = year(2024, &["ff", "gg", "hh"], of_large().collect());
    let mut second = year(2025, &ALL, lines_of_2025());
    second.of("aa").organisation.protect_volume = true;
    if !joined {
        // All five reported again: nothing parts them.
        for one in [&mut first, &mut second] {
            ["aa", "bb", "cc"]
                .iter()
                .for_each(|of| one.row_of(of).procuring_since = Some(date(2021, 1, 1)));
        }
    }
    let here = ["bb", "cc", "ff", "gg", "hh"];
    let bought = [line("bb", 5, 2_000), line("cc", 5, 3_000)];
    let mut third = year(2026, &here, bought.into_iter().chain(of_large()).collect());
    let first_outcome = first.compute();
    let second_outcome = second.try_compute(Some(first.as_last(&first_outcome))).unwrap();
    for of in ["aa", "bb", "cc", "dd", "ee"] {
        assert!(second_outcome.results.withheld.contains(&id(of)), "{of} is hidden in 2025");
    }
    let told = "component=joiners";
    let of_2025 = shown(&second_outcome.results, "change.component", told);
    let third = third.try_compute(Some(second.as_last(&second_outcome))).unwrap();
    (of_2025, shown(&third.results, "change.component", "component=silent"))
}

#[test]
fn a_change_and_that_of_the_year_before_do_not_tell_together_what_neither_tells() {
    assert_eq!(of_2026(false), ("0.00 A".into(), "-50.43 A".into()));
    assert_eq!(of_2026(true), ("48.23 A".into(), "- Q".into()));
}
