//! What holds for every ledger.

use model::finance::BookedLine;
use proptest::prelude::*;

use super::*;

fn ledgers() -> impl Strategy<Value = Vec<LedgerLine>> {
    let account = prop::sample::select(vec!["1000", "1100", "2000", "2100"]);
    let party = prop::sample::select(vec!["agency", "harbour", "north", "school", "Somebody"]);
    let code = prop::sample::select(vec!["EUR", "CHF", "SEK"]);
    let line = (account, party, -5_000_00..50_000_00_i64, code);
    let line = line.prop_map(|(account, party, amount, code)| {
        booking(account, party, amount, code, date(2026, 1, 17))
    });
    prop::collection::vec(line, 0..30)
}

proptest! {
    #[test]
    fn contributions_reconcile_with_the_income_on_their_accounts(
        ledger in ledgers(),
        years in prop::collection::vec(2024..2029_i16, 30),
    ) {
        let mut ledger = ledger;
        for (line, year) in ledger.iter_mut().zip(years) {
            line.for_year = Some(year);
        }
        let on_class = |line: &&BookedLine| line.line.account == "1000";
        let reading = year(2026, 0, finance(ledger, Vec::new()));
        let statement = run(&reading, &[]).statement;
        let booked = statement.booked.iter().filter(on_class);
        let (known, others): (Vec<_>, Vec<_>) =
            booked.partition(|booked| booked.line.counterparty != "Somebody");
        let sum = |lines: &[&BookedLine]| lines.iter().filter_map(|line| line.booked).sum::<i64>();
        let lines = statement.contributions.iter().map(|line| {
            line.received - line.received_before - line.received_after
                + line.received_for_earlier + line.advance
        });
        let freely: i64 = statement.voluntary.iter().map(|(_, minor)| minor).sum();
        let gifts = statement.booked.iter().filter(|booked| {
            booked.line.account == "1100" && booked.line.counterparty != "Somebody"
        });
        let gifts: i64 = gifts.filter_map(|booked| booked.booked).sum();
        let told = lines.sum::<i64>() + freely - gifts;
        prop_assert_eq!(told, sum(&known));
        prop_assert_eq!(told + sum(&others), statement.accounts[0].actual);
    }

    #[test]
    fn every_total_is_the_sum_of_booked_cents(ledger in ledgers(), opening in -1_000_00..1_000_00_i64) {
        let reading = year(2026, opening, finance(ledger, Vec::new()));
        let statement = run(&reading, &[]).statement;
        let signed = statement.booked.iter().map(|booked| {
            let amount = booked.booked.unwrap();
            if booked.line.account.starts_with('1') { amount } else { -amount }
        });
        prop_assert_eq!(statement.closing, opening + signed.sum::<i64>());
        let by_account: i64 = statement.accounts.iter().map(|line| line.actual).sum();
        prop_assert_eq!(by_account, statement.income + statement.expense);
    }

    #[test]
    fn received_and_outstanding_less_overpaid_is_due(
        ledger in ledgers(),
        amounts in prop::collection::vec((0..40_000_00_i64, prop::bool::ANY), 0..6),
    ) {
        let names = ["agency", "harbour", "north"];
        let dues = amounts.iter().zip(names.iter().cycle()).map(|((amount, waived), name)| {
            let mut row = due(name, *amount, "EUR", date(2026, 1, 15));
            row.waived = *waived;
            row
        });
        let reading = year(2026, 0, finance(ledger, dues.collect()));
        for line in run(&reading, &[]).statement.contributions {
            if let Some(due) = line.due {
                prop_assert_eq!(line.received + line.outstanding - line.overpaid, due);
                prop_assert!(line.outstanding == 0 || line.overpaid == 0);
            }
        }
    }
}
