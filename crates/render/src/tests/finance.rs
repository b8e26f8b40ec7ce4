//! The financial summary: interim, several ways of cutting one ledger, what is missing and what must not be told.

use std::collections::BTreeMap;

use model::finance::{
    AccountClass, AccountLine, ContributionPayment, LedgerFile, PaidBy, Statement, UnlistedReceipt,
};
use model::{Currency, Date, Document, Place};

use super::sample::{Sample, sample};
use super::{context, text};
use crate::{document, shipped_templates};

pub(super) fn made(sample: &Sample, with_last: bool) -> Document {
    document("financial-summary", &shipped_templates(), &context(sample, with_last))
        .unwrap_or_else(|o| panic!("{o} {:?} {}", o.excerpt, o.help))
}

pub(super) fn summary(sample: &Sample) -> String {
    text(&made(sample, true).blocks)
}

pub(super) fn changed(change: impl Fn(&mut Statement)) -> Sample {
    let mut sample = sample();
    change(sample.this.1.statement.as_mut().expect("a statement"));
    sample
}

fn day(month: i8, day: i8) -> Date {
    Date::new(2026, month, day).unwrap()
}

#[test]
fn the_statement_leads_from_opening_to_closing_and_shows_any_difference_from_the_bank() {
    let all = summary(&sample());
    let said = "Total expense | 18 345.25 | 18 345.25\nIncome less expense | 4 155.25 | 4 155.25\n\
                Closing balance | 19 155.25 | 19 155.25\nBalance the bank states | 19 155.25 | 19 155.25";
    assert!(all.contains(said), "{all}");
    assert!(all.contains("This is what the bank states."), "{all}");
    let all = summary(&changed(|statement| statement.bank_closing = Some(1_915_524)));
    assert!(all.contains("Difference from the bank | 0.01 | 0.00"), "{all}");
    assert!(all.contains("This is not what the bank states"), "{all}");
    // As long as it is not on file nothing is said of its agreeing or differing.
    let all = summary(&changed(|statement| statement.bank_closing = None));
    assert!(all.contains("Balance the bank states | … | 19 155.25"), "{all}");
    assert!(all.contains("The bank’s balance is not on file yet"), "{all}");
    for never in ["Difference from the bank", "what the bank states"] {
        assert!(!all.contains(never), "{never}: {all}");
    }
}

#[test]
fn expense_is_cut_by_nature_and_by_activity_and_both_come_to_the_same() {
    let all = summary(&sample());
    assert!(
        all.contains(
            "Staff | 15 000.00 | 82 %\nEvents | 3 345.25 | 18 %\nTotal | 18 345.25 | 100 %"
        ),
        "{all}"
    );
    let said = "Meetings of the Pact | 0.00 | 3 345.25 | 18 %\nOn no activity | 22 500.50 | 15 000.00 | 82 %\n\
                Total | 22 500.50 | 18 345.25 | 100 %";
    assert!(all.contains(said), "{all}");
    assert!(all.contains("both come to EUR 18 345.25 of expense"), "{all}");
    let all = summary(&changed(|statement| statement.activities.clear()));
    assert!(all.contains("No line of the ledger names an activity"), "{all}");
}

#[test]
fn an_interim_summary_says_so_everywhere_and_leaves_out_what_only_a_whole_year_has() {
    let sample = changed(|statement| {
        statement.as_of = Some(day(3, 31));
        statement.last_day = day(3, 31);
        statement.bank_closing = None;
        statement.accounts[0].next_year_budget = Some(2_600_000);
    });
    let made = made(&sample, true);
    let (title, status) = (made.title.replace('\u{A0}', " "), made.status.replace('\u{A0}', " "));
    assert_eq!(
        (&*title, &*status),
        ("Interim financial summary 2026", "Interim, up to 31 March 2026")
    );
    assert_eq!(made.date, "2026-03-31");
    let all = text(&made.blocks);
    assert!(all.contains("By 31 March 2026, income was EUR 22 500.50"), "{all}");
    for never in [
        "Balance the bank states",
        "Why amounts differ",
        "Earlier years",
        "26 000.00",
        "months at this year",
    ] {
        assert!(!all.contains(never), "{never}: {all}");
    }
    assert!(!all.contains("the bank states."), "{all}");
}

#[test]
fn an_explanation_that_is_due_and_missing_is_missed() {
    let mut sample = changed(|statement| {
        for account in &mut statement.accounts {
            account.explanation.clear();
        }
    });
    let finance = &mut sample.this.0.settings.finance;
    *finance = Some(model::year::FinanceSettings {
        currency: Currency::EUR,
        opening_balance: 1_500_000,
        bank_closing_balance: Some(1_915_525),
        hour_rate: None,
        explain_above: "0.2".parse().ok(),
        document_above: None,
        host: String::new(),
        prepared_by_role: String::new(),
        publish_descriptions: true,
    });
    let all = summary(&sample);
    let said = "6100 Annual meeting: EUR 3 345.25 against a budget of EUR 2 000.00. An explanation is due and none is on file.";
    assert!(all.contains(said), "{all}");
    assert!(all.contains("more than 20 % of an account’s budget"), "{all}");
    // 17 % less than planned is within what is allowed; 1 500 that nobody planned is not.
    assert!(!all.contains("4000 Contributions of coordinating participants: EUR"), "{all}");
    assert!(all.contains("4100 Interest: EUR 1 500.50 against a budget of EUR 0.00."), "{all}");
}

#[test]
fn who_paid_is_told_of_bodies_in_the_register_alone() {
    let sample = changed(|statement| {
        statement.voluntary.push(("Petra Person".into(), 5_000));
        statement.unlisted.push(UnlistedReceipt {
            date: day(5, 4),
            class: AccountClass::Voluntary,
            booked: Some(7_000),
            place: Place::line("inputs/2026/finance/ledger.csv", 9, 5),
        });
        let of = |paid_by| ContributionPayment {
            paid_by,
            ..statement.contributions[0].payments[0].clone()
        };
        let other = model::Identifier::parse("port-city").unwrap();
        let payments = [of(PaidBy::Another), of(PaidBy::Participant(other))];
        statement.contributions[0].payments = payments.into();
    });
    let all = summary(&sample);
    assert!(!all.contains("Petra"), "{all}");
    assert!(all.contains("2 March 2026 | 8 000.00 | another body"), "{all}");
    assert!(all.contains("2 March 2026 | 8 000.00 | Port City of Exampleton"), "{all}");
    assert!(all.contains("4 May 2026 | Voluntary contributions | 70.00"), "{all}");
    assert!(all.contains("Receipts that fit no one listed | 70.00"), "{all}");
}

#[test]
fn commitments_stand_beside_what_is_left_of_the_budget() {
    let all = summary(&sample());
    assert!(all.contains("6100 Annual meeting | −1 345.25 | 1 000.50 | −2 345.75"), "{all}");
    let all = summary(&changed(|statement| statement.commitments.clear()));
    assert!(all.contains("No commitments are on file"), "{all}");
}

#[test]
fn years_stand_beside_each_other_where_there_is_more_than_one() {
    let all = summary(&sample());
    assert!(all.contains("2024: income EUR 22 500.50, expense EUR 18 345.25."), "{all}");
    assert!(all.contains("Staff | 15 000.00 | 15 000.00 | 15 000.00"), "{all}");
    let one = changed(|statement| drop(statement.years.drain(..2)));
    assert!(!text(&made(&one, false).blocks).contains("Earlier years"));
}

#[test]
fn every_row_of_an_exported_ledger_is_accounted_for() {
    let mut sample = sample();
    sample.this.0.finance.ledger_files = vec![LedgerFile {
        path: "inputs/2026/finance/supporting/export.xlsx".into(),
        sheet: "Journal".into(),
        read: 40,
        booked: 20,
        money_accounts: 16,
        transfers: 2,
        sums: 2,
        skipped: 0,
        refused: 0,
        unconfirmed: 0,
        other_references: Vec::new(),
        column_numbers: BTreeMap::new(),
    }];
    let all = summary(&sample);
    assert!(all.contains("export.xlsx, Journal | 40 | 20 | 16 | 2 | 2"), "{all}");
    assert!(
        !all.contains("supporting/"),
        "the folders of the office are no matter of the public: {all}"
    );
}

#[test]
fn sixty_accounts_and_three_hundred_contributions_make_tables_and_no_endless_chart() {
    let sample = changed(|statement| {
        let account = statement.accounts[3].clone();
        let more = |number: usize| AccountLine {
            account: format!("7{number:03}"),
            title: "A title that goes on and on, ".repeat(8),
            budget: 0,
            revised_budget: 0,
            actual: 0,
            ..account.clone()
        };
        statement.accounts.extend((0..60).map(more));
        let line = statement.contributions[0].clone();
        statement.contributions = vec![line; 300];
    });
    let made = made(&sample, true);
    let charts =
        made.blocks.iter().filter(|block| matches!(block, model::document::Block::Chart(_)));
    assert_eq!(charts.count(), 1, "that of the years");
    assert!(text(&made.blocks).contains("7059 A title"), "every account has its row");
}

#[test]
fn very_many_payments_stand_as_one_row_with_their_number() {
    let sample = changed(|statement| {
        let payment = statement.contributions[0].payments[0].clone();
        statement.contributions[0].payments = vec![payment; 1000];
        let receipt = UnlistedReceipt {
            date: day(5, 4),
            class: AccountClass::Contribution,
            booked: Some(100),
            place: Place::line("inputs/2026/finance/ledger.csv", 9, 5),
        };
        statement.unlisted = vec![receipt; 13];
    });
    let all = summary(&sample);
    let said =
        "Centre for Circular Samples | 1 000 payments, 2 March 2026 to 2 March 2026 | 8 000 000.00";
    assert!(all.contains(said), "{all}");
    assert!(all.contains("13 payments, 4 May 2026 to 4 May 2026 | Contributions | 13.00"), "{all}");
}

#[test]
fn what_is_due_leads_to_what_was_received_and_is_outstanding_in_one_table() {
    let sample = changed(|statement| {
        let line = &mut statement.contributions[0];
        line.exchange_difference = Some(-20_000);
        line.received = 780_000;
        line.received_for_earlier = 20_000;
    });
    let all = summary(&sample);
    // Due and received are the sample's figures, which are not changed.
    let said = "Centre for Circular Samples | 8 000.00 | 31 March 2026 | 8 000.00 | −200.00 | 0.00";
    assert!(all.contains(said), "{all}");
    assert!(
        all.contains("Received for earlier years | 200.00\nContributions | 20 000.00"),
        "{all}"
    );
    assert!(all.contains("Other income | 1 500.50\nTotal income | 22 500.50\nBeside"), "{all}");
}

#[test]
fn very_many_contributions_begin_with_whoever_owes_most() {
    let sample = changed(|statement| {
        let line = statement.contributions[0].clone();
        statement.contributions.splice(0..0, vec![line; 12]);
    });
    let all = summary(&sample);
    let owing = all.find("Sample Region North | 16 000.00").expect("its row");
    assert!(owing < all.find("Centre for Circular Samples | 8 000.00").expect("its row"), "{all}");
}

#[test]
fn whoever_gave_neither_is_told_of_in_neutral_words_whether_waived_or_not() {
    let unpaid = |waived: bool| {
        changed(move |statement| {
            let line = &mut statement.contributions[0];
            (line.received, line.waived) = (0, waived);
            line.payments.clear();
        })
    };
    let said =
        "Neither a payment nor help in kind for 2026 is on file from Centre for Circular Samples";
    let waived = " (whose contribution was waived)";
    let (owing, let_off) = (summary(&unpaid(false)), summary(&unpaid(true)));
    assert!(owing.contains(said) && !owing.contains(&format!("{said}{waived}")), "{owing}");
    assert!(let_off.contains(&format!("{said}{waived}")), "{let_off}");
}

#[test]
fn each_commitment_is_listed_without_whom_it_is_with() {
    let sample = changed(|statement| {
        let own = &mut statement.commitments[0].commitment;
        own.expected_on = Some(day(11, 3));
        own.description = "Catering by Petra Person".into();
    });
    let all = summary(&sample);
    assert!(
        all.contains("| 6100 Annual meeting | In no fund | 3 November 2026 | 1 000.50"),
        "{all}"
    );
    assert!(all.contains("Catering") && !all.contains("Petra"), "{all}");
    assert!(all.contains("6000 Secretariat, half a post | 0.00 | 0.00 | 0.00"), "{all}");
}

#[test]
fn an_account_is_named_with_its_class_where_no_table_by_class_is_there() {
    let row = "6100 Annual meeting (Events) | 2 000.00";
    assert!(summary(&sample()).contains(row));
    let several = changed(|statement| {
        let mut further = statement.accounts[4].clone();
        further.account = "6200".into();
        statement.accounts.push(further);
    });
    let all = summary(&several);
    assert!(all.contains("Events | 4 000.00") && !all.contains(row), "{all}");
}
