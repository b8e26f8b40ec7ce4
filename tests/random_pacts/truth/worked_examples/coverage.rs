//! Who counts.

use jiff::civil::date;

use super::{Cut, pact, participant, row, sent};

#[test]
fn ninety_days_make_a_return_expected() {
    let since = |day| {
        let mut pact = pact(sent("aa", Vec::new()), sent("bb", Vec::new()));
        pact.participants[2] = participant("cc", day, None);
        row(&pact, "coverage.expected", Cut::new())
    };
    // From 3 July to 30 September there are 29 + 31 + 30 = 90 days.
    assert_eq!(since(date(2025, 7, 3)), "3 A (3)");
    assert_eq!(since(date(2025, 7, 4)), "2 A (2)");
}
