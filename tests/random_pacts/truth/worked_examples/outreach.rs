//! Outreach as reported.

use demo::pact::Outreach;
use rust_decimal::Decimal;

use super::{Cut, assert_rows, pact, sent};

#[test]
fn outreach_is_summed_and_added_to_nothing() {
    let row = |organisations_reached, indirect_amount: Option<i64>| Outreach {
        activity: "A day for buyers".to_owned(),
        kind: "workshop".to_owned(),
        date: None,
        organisations_reached,
        procurers_reached: None,
        indirect_units: None,
        indirect_amount: indirect_amount.map(|cents| Decimal::new(cents, 2)),
        currency: Some("HRK".to_owned()),
        basis: None,
    };
    let mut aa = sent("aa", Vec::new());
    aa.outreach = vec![row(Some(5), Some(1_000)), row(None, Some(1_000)), row(Some(7), None)];
    assert_rows(
        &pact(aa, sent("bb", Vec::new())),
        &[
            ("outreach.activities", Cut::new(), "3 A (1)"),
            ("outreach.organisations", Cut::new(), "12 A (1)"),
            ("outreach.procurers", Cut::new(), "- O (0)"),
            // 20 ÷ 7.5345 = 2.6544…, converted once.
            ("outreach.indirect.amount", Cut::new(), "2.65 E (1)"),
            ("volume.collective.amount", Cut::new(), "- O (0)"),
        ],
    );
}
