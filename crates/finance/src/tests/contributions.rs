//! Contributions due, received and set off against each other.

use model::finance::{AccountClass, ContributionLine, PaidBy};

use super::*;

#[test]
fn contributions_are_due_received_outstanding_or_overpaid() {
    let mut late = euro("1000", "harbour", 1_000_00);
    late.for_year = Some(2026);
    let mut early = euro("1000", "agency", 5_000_00);
    early.for_year = Some(2027);
    let ledger = vec![
        euro("1000", "agency", 5_500_00),
        early,
        euro("1000", "Harbour (INVENTED)", 2_000_00),
        euro("1000", "school", 300_00),
        euro("1000", "Friends of repair", 40_00),
    ];
    let dues = vec![
        due("agency", 5_000_00, "EUR", date(2026, 1, 31)),
        due("harbour", 5_000_00, "EUR", date(2026, 1, 31)),
    ];
    let reading = year(2026, 0, finance(ledger, dues));
    let next_year = [late];
    let outcome = run(&reading, &[(2027, &next_year)]);
    let lines: Vec<_> = outcome
        .statement
        .contributions
        .iter()
        .map(|l| (l.participant.as_str(), l.due, l.received, l.outstanding, l.overpaid, l.advance))
        .collect();
    assert_eq!(
        lines,
        [
            ("agency", Some(5_000_00), 5_500_00, 0, 500_00, 5_000_00),
            ("harbour", Some(5_000_00), 3_000_00, 2_000_00, 0, 0),
            ("north", None, 0, 0, 0, 0),
        ]
    );
    let freely = [("school".to_owned(), 300_00)];
    assert_eq!(outcome.statement.voluntary, freely, "nothing is expected of it");
    let unlisted = &outcome.statement.unlisted;
    assert_eq!((unlisted.len(), unlisted[0].booked), (1, Some(40_00)));
    let of = |name: &str, who| value(&outcome, name, &[(Dimension::Participant, who)]);
    assert_eq!(of("finance.due", "north"), None, "no decision says what is due; that is not 0");
    assert_eq!(of("finance.outstanding", "harbour").as_deref(), Some("2000.00"));
    let total =
        outcome.figures.iter().find(|f| f.indicator == "finance.due" && f.dimensions.is_empty());
    assert_eq!(total.unwrap().status, ObservationStatus::Provisional);
    assert_eq!(total.unwrap().value, Some("10000.00".parse().unwrap()));
    assert!(!outcome.figures.iter().any(|f| {
        f.indicator == "finance.due" && f.dimensions.get(Dimension::Participant) == Some("school")
    }));
}

#[test]
fn what_came_on_contribution_accounts_is_told_by_the_year_it_is_for() {
    let of_year = |line: LedgerLine, year| LedgerLine { for_year: Some(year), ..line };
    let ledger = vec![
        euro("1000", "agency", 5_000_00),
        of_year(euro("1000", "agency", 700_00), 2025),
        of_year(euro("1000", "north", 60_00), 2024),
        of_year(euro("1000", "agency", 900_00), 2027),
        euro("1000", "Friends of repair", 40_00),
    ];
    let before = [of_year(euro("1000", "agency", 1_000_00), 2026)];
    let after = [of_year(euro("1000", "agency", 2_000_00), 2026)];
    let dues = vec![due("agency", 8_000_00, "EUR", date(2026, 1, 31))];
    let reading = year(2026, 0, finance(ledger, dues));
    let outcome = run(&reading, &[(2025, &before), (2027, &after)]);
    let agency = &outcome.statement.contributions[0];
    assert_eq!(
        (agency.received, agency.received_before, agency.received_after),
        (8_000_00, 1_000_00, 2_000_00)
    );
    assert_eq!((agency.received_for_earlier, agency.advance), (700_00, 900_00));
    let arrears = |cut: &[_]| value(&outcome, "finance.arrears", cut);
    assert_eq!(arrears(&[]).as_deref(), Some("760.00"));
    assert_eq!(arrears(&[(Dimension::Participant, "north")]).as_deref(), Some("60.00"));
    assert_eq!(value(&outcome, "finance.outstanding", &[]).as_deref(), Some("0.00"));
}

#[test]
fn a_waived_contribution_is_nothing_due_and_what_is_paid_is_voluntary() {
    let mut waived = due("north", 5_000_00, "EUR", date(2026, 1, 31));
    waived.waived = true;
    let reading = year(2026, 0, finance(vec![euro("1000", "north", 250_00)], vec![waived]));
    let early = [LedgerLine { for_year: Some(2026), ..euro("1000", "north", 70_00) }];
    let outcome = run(&reading, &[(2025, &early)]);
    let line = outcome.statement.contributions.iter().find(|l| l.waived).unwrap();
    assert_eq!((line.due, line.received, line.overpaid), (Some(0), 0, 0));
    assert_eq!((&line.payments[..], &line.received_on[..]), (&[][..], &[][..]));
    assert_eq!(
        outcome.statement.voluntary,
        [("north".to_owned(), 250_00)],
        "what last year's ledger has was an advance there"
    );
    assert_eq!(outcome.statement.income, 250_00, "it is income all the same");
}

#[test]
fn of_whom_nothing_is_expected_only_what_it_paid_for_other_years_is_a_contribution() {
    let of_year = |line: LedgerLine, year| LedgerLine { for_year: Some(year), ..line };
    let early = of_year(euro("1000", "school", 90_00), 2027);
    let ledger = vec![euro("1000", "school", 300_00), early];
    let before = [of_year(euro("1000", "school", 70_00), 2026)];
    let outcome = run(&year(2026, 0, finance(ledger, Vec::new())), &[(2025, &before)]);
    let lines = &outcome.statement.contributions;
    let school = lines.iter().find(|line| line.participant.as_str() == "school").unwrap();
    assert!(!school.expected);
    assert_eq!((school.received, school.received_before, school.advance), (0, 0, 90_00));
    let paid: Vec<_> = school.payments.iter().map(|own| (own.for_year, own.booked)).collect();
    assert_eq!((paid, &school.received_on[..]), (vec![(2027, Some(90_00))], &[][..]));
    assert_eq!(outcome.statement.voluntary, [("school".to_owned(), 300_00)]);
    assert_eq!(value(&outcome, "finance.received", &[]).as_deref(), Some("0.00"));
}

#[test]
fn another_years_incomplete_books_leave_what_was_received_provisional() {
    let dues = vec![due("agency", 4_500_00, "EUR", date(2026, 1, 31))];
    let reading = year(2026, 0, finance(vec![euro("1000", "agency", 9_00)], dues));
    let books = |other: i16, incomplete, ledger: Vec<LedgerLine>| {
        let opening = Some((Currency::EUR, 0));
        (other, Books { opening, incomplete, ledger, ..Books::new(&budget(), Vec::new()) })
    };
    let of = |others: Vec<(i16, Books)>, as_of| {
        let mut all =
            BTreeMap::from([(2026, Books::new(&budget(), reading.finance.ledger.clone()))]);
        all.extend(others);
        let pact = pact();
        let inputs = Inputs { pact: &pact, year: &reading, last: None, books: &all, as_of };
        let outcome = statement(&inputs).unwrap();
        let status = |name: &str| {
            let own = outcome.figures.iter().filter(|figure| figure.indicator == name);
            own.map(|figure| figure.status).collect::<Vec<_>>()
        };
        let [received, outstanding, due, advance] = ["received", "outstanding", "due", "advance"]
            .map(|name| status(&format!("finance.{name}")));
        let provisional = ObservationStatus::Provisional;
        assert_eq!(
            received.iter().all(|own| *own == provisional),
            !outcome.statement.doubtful_years.is_empty()
        );
        assert_eq!(received.contains(&provisional), outstanding[0] == provisional);
        assert!(!due.is_empty() && due[0] == ObservationStatus::Normal);
        assert!(!advance.contains(&provisional));
        outcome.statement.doubtful_years
    };
    let line = || vec![euro("2000", "printer", 1_00)];
    assert_eq!(of(vec![books(2025, true, Vec::new())], None), [2025]);
    assert_eq!(of(vec![books(2025, true, line()), books(2027, true, line())], None), [2025, 2027]);
    assert_eq!(of(vec![books(2025, false, line())], None), [], "its books are whole");
    assert_eq!(of(vec![books(2027, true, Vec::new())], None), [], "it has not begun");
    assert_eq!(of(vec![books(2027, true, line())], Some(date(2026, 3, 31))), []);
    assert_eq!(of(vec![(2025, Books { incomplete: true, ..Books::default() })], None), []);
    assert_eq!(of(Vec::new(), None), [], "a first year");
}

#[test]
fn what_is_due_and_paid_in_one_currency_is_set_off_in_it() {
    // Due 950 francs on 15 January at 0.95 = 1,000.00 euro; paid 950 francs on 2 March at 0.96 = 989.58 euro.
    let paid = booking("1000", "agency", 950_00, "CHF", date(2026, 3, 2));
    let dues = vec![due("agency", 950_00, "CHF", date(2026, 1, 15))];
    let reading = year(2026, 0, finance(vec![paid], dues));
    let outcome = run(&reading, &[]);
    let line = &outcome.statement.contributions[0];
    assert_eq!(
        (line.due, line.received, line.outstanding, line.overpaid),
        (Some(1_000_00), 989_58, 0, 0)
    );
    for cut in [&[][..], &[(Dimension::Participant, "agency")]] {
        let difference = value(&outcome, "finance.exchange_difference", cut);
        assert_eq!(difference.as_deref(), Some("-10.42"));
    }
}

#[test]
fn what_the_bank_exchanged_settles_what_is_due_in_the_currency_it_was_paid_in() {
    // Due 950 francs (1,000.00 euro); paid 950 francs, of which the bank made 985.00 euro.
    let franc = |minor| Some(Money { currency: currency("CHF"), minor });
    let exchanged = LedgerLine { paid: franc(950_00), ..euro("1000", "agency", 985_00) };
    let dues = || vec![due("agency", 950_00, "CHF", date(2026, 1, 15))];
    let reading = year(2026, 0, finance(vec![exchanged.clone()], dues()));
    let outcome = run(&reading, &[]);
    let line = &outcome.statement.contributions[0];
    assert_eq!((line.received, line.outstanding, line.overpaid), (985_00, 0, 0));
    assert_eq!((line.payments[0].booked, line.payments[0].amount), (Some(985_00), 950_00));
    assert_eq!(value(&outcome, "finance.exchange_difference", &[]).as_deref(), Some("-15.00"));
    assert_eq!(value(&outcome, "finance.income", &[]).as_deref(), Some("985.00"));
    // The same in euro alone leaves a part open; half of the francs half of them.
    let in_euro =
        year(2026, 0, finance(vec![LedgerLine { paid: None, ..exchanged.clone() }], dues()));
    assert_eq!(run(&in_euro, &[]).statement.contributions[0].outstanding, 15_00);
    let half = LedgerLine { paid: franc(475_00), ..exchanged };
    let half = year(2026, 0, finance(vec![half], dues()));
    assert_eq!(run(&half, &[]).statement.contributions[0].outstanding, 500_00);
}

#[test]
fn a_half_paid_due_in_another_currency_leaves_the_rest_at_the_due_dates_rate() {
    // Due 950 francs (1,000.00 euro); paid 475 francs: 475 francs at 0.95 = 500.00 euro are still due.
    let paid = booking("1000", "agency", 475_00, "CHF", date(2026, 3, 2));
    let dues = vec![due("agency", 950_00, "CHF", date(2026, 1, 15))];
    let reading = year(2026, 0, finance(vec![paid], dues));
    let line = &run(&reading, &[]).statement.contributions[0];
    assert_eq!((line.outstanding, line.overpaid), (500_00, 0));
}

#[test]
fn what_was_paid_too_much_in_another_currency_is_left_at_the_due_dates_rate() {
    // Due 950 francs (1,000.00 euro); paid 1,140 francs: 190 francs at 0.95 = 200.00 euro too much. Received as
    // booked: 1,140 at 0.96 = 1,187.50.
    let paid = booking("1000", "agency", 1_140_00, "CHF", date(2026, 3, 2));
    let dues = vec![due("agency", 950_00, "CHF", date(2026, 1, 15))];
    let reading = year(2026, 0, finance(vec![paid], dues));
    let outcome = run(&reading, &[]);
    let line = &outcome.statement.contributions[0];
    assert_eq!((line.received, line.outstanding, line.overpaid), (1_187_50, 0, 200_00));
    assert_eq!(value(&outcome, "finance.exchange_difference", &[]).as_deref(), Some("-12.50"));
}

#[test]
fn a_payment_in_another_years_ledger_is_of_the_class_that_year_gives_its_account() {
    // This year's budget has no account 1010; next year's says that contributions are booked on it.
    let late = LedgerLine { for_year: Some(2026), ..euro("1010", "agency", 300_00) };
    let class = |class| {
        let own = BudgetLine { account: "1010".to_owned(), class, ..budget()[0].clone() };
        Books::new(&[own], vec![late.clone()])
    };
    let dues = vec![due("agency", 1_000_00, "EUR", date(2026, 1, 31))];
    let reading = year(2026, 0, finance(Vec::new(), dues));
    let pact = pact();
    for (class_next_year, received) in
        [(AccountClass::Contribution, 300_00), (AccountClass::Voluntary, 0)]
    {
        let books = [
            (2026, reading.finance.books(reading.settings.finance.as_ref())),
            (2027, class(class_next_year)),
        ]
        .into();
        let inputs = Inputs { pact: &pact, year: &reading, last: None, books: &books, as_of: None };
        let statement = statement(&inputs).unwrap().statement;
        assert_eq!(statement.contributions[0].received, received);
    }
}

fn of(outcome: &Outcome, who: &str) -> ContributionLine {
    let mut lines = outcome.statement.contributions.iter();
    lines.find(|line| line.participant.as_str() == who).unwrap().clone()
}

#[test]
fn part_payments_are_set_off_against_the_oldest_due_and_the_days_counted_from_what_is_left() {
    // Due 1,000.00 on 31 January and 600.00 on 30 June; the period ends on 30 September.
    let dues = || {
        vec![
            due("agency", 600_00, "EUR", date(2026, 6, 30)),
            due("agency", 1_000_00, "EUR", date(2026, 1, 31)),
        ]
    };
    let cases: [(&[i64], i64, Option<i32>); 5] = [
        (&[], 1_600_00, Some(242)),
        (&[400_00, 599_99], 600_01, Some(242)),
        (&[400_00, 600_00], 600_00, Some(92)),
        (&[400_00, 1_200_00], 0, None),
        (&[1_600_00, -50_00], 50_00, Some(92)),
    ];
    for (paid, outstanding, overdue) in cases {
        let ledger = paid.iter().map(|amount| euro("1000", "agency", *amount)).collect();
        let line = of(&run(&year(2026, 0, finance(ledger, dues())), &[]), "agency");
        assert_eq!((line.outstanding, line.days_overdue), (outstanding, overdue), "{paid:?}");
        assert_eq!(line.due_on, Some(date(2026, 1, 31)));
    }
}

#[test]
fn what_is_not_due_yet_or_on_no_day_is_not_overdue() {
    let of_day =
        |day| ContributionDue { due_on: day, ..due("agency", 1_00, "EUR", date(2026, 1, 1)) };
    let cases = [
        (Some(date(2026, 9, 29)), Some(1)),
        (Some(date(2026, 9, 30)), None),
        (Some(date(2026, 10, 1)), None),
        (None, None),
    ];
    for (day, overdue) in cases {
        let reading = year(2026, 0, finance(Vec::new(), vec![of_day(day)]));
        assert_eq!(of(&run(&reading, &[]), "agency").days_overdue, overdue, "{day:?}");
    }
}

#[test]
fn what_was_paid_too_much_in_one_currency_settles_the_oldest_due_in_another() {
    // Due 95 francs on 15 January (100.00 euro) and 200.00 euro on 2 March; paid 250.00 euro.
    let dues = vec![
        due("agency", 95_00, "CHF", date(2026, 1, 15)),
        due("agency", 200_00, "EUR", date(2026, 3, 2)),
    ];
    let ledger = vec![euro("1000", "agency", 250_00)];
    let line = of(&run(&year(2026, 0, finance(ledger, dues.clone())), &[]), "agency");
    assert_eq!(
        (line.due, line.outstanding, line.exchange_difference),
        (Some(300_00), 50_00, Some(0))
    );
    assert_eq!(line.days_overdue, Some(258), "50.00 of the francs' 100.00 are still to come");
    // 100 kronor at 11.20 are 8.93 euro: no due in kronor, so they count as booked.
    let ledger = vec![booking("1000", "agency", 100_00, "SEK", date(2026, 3, 2))];
    let line = of(&run(&year(2026, 0, finance(ledger, dues)), &[]), "agency");
    assert_eq!((line.outstanding, line.overpaid, line.days_overdue), (291_07, 0, Some(258)));
}

#[test]
fn what_another_body_paid_is_the_contribution_of_whom_it_was_paid_for() {
    let paid = |counterparty: &str, for_participant: &str, amount| LedgerLine {
        for_participant: for_participant.into(),
        ..euro("1000", counterparty, amount)
    };
    let ledger = vec![
        paid("Ministry of Example", "harbour", 1_000_00),
        paid("north", " harbour ", 200_00),
        paid("harbour", "harbour", 30_00),
        paid("", "harbour", 4_00),
        paid("agency", "habour", 5_00),
        paid("", "", 6_00),
        LedgerLine { account: "1100".into(), ..paid("Ministry of Example", "school", 70_00) },
        LedgerLine { account: "1100".into(), ..paid("school", "scool", 80_00) },
    ];
    let dues = vec![due("harbour", 2_000_00, "EUR", date(2026, 1, 31))];
    let outcome = run(&year(2026, 0, finance(ledger, dues)), &[]);
    let harbour = of(&outcome, "harbour");
    assert_eq!((harbour.received, harbour.outstanding), (1_234_00, 766_00));
    let payers: Vec<PaidBy> = harbour.payments.iter().map(|own| own.paid_by.clone()).collect();
    let north = PaidBy::Participant(id("north"));
    assert_eq!(payers, [PaidBy::Another, north, PaidBy::Itself, PaidBy::Another]);
    assert_eq!((of(&outcome, "agency").received, of(&outcome, "north").received), (0, 0));
    assert_eq!(outcome.statement.voluntary, [("school".to_owned(), 70_00)]);
    let unlisted: Vec<_> =
        outcome.statement.unlisted.iter().map(|own| (own.class, own.booked)).collect();
    let (contribution, voluntary) = (AccountClass::Contribution, AccountClass::Voluntary);
    assert_eq!(
        unlisted,
        [(contribution, Some(5_00)), (contribution, Some(6_00)), (voluntary, Some(80_00))],
        "whoever is named wrongly is nobody, though the counterparty is known"
    );
    assert_eq!(outcome.statement.income, 1_395_00, "it is income all the same");
    let received = outcome.figures.iter().find(|figure| {
        figure.indicator == "finance.received"
            && figure.dimensions.get(Dimension::Participant) == Some("harbour")
    });
    assert!(received.unwrap().trace.iter().all(|entry| entry.participant == "harbour"));
}

#[test]
fn what_is_given_for_a_purpose_is_given_by_somebody() {
    let mut inputs = finance(Vec::new(), Vec::new());
    let (account, class) = ("1200".to_owned(), AccountClass::Earmarked);
    inputs.budget.push(BudgetLine { account, class, ..inputs.budget[1].clone() });
    let gift = |counterparty: &str, amount| LedgerLine {
        fund: "repair".into(),
        ..euro("1200", counterparty, amount)
    };
    inputs.ledger = vec![
        gift("north", 500_00),
        euro("1100", "north", 20_00),
        gift("A foundation", 40_00),
        gift("school", 7_00),
    ];
    let statement = run(&year(2026, 0, inputs), &[]).statement;
    let given = [("north".to_owned(), 520_00), ("school".to_owned(), 7_00)];
    assert_eq!(statement.voluntary, given);
    let unlisted: Vec<_> = statement.unlisted.iter().map(|own| (own.class, own.booked)).collect();
    assert_eq!(unlisted, [(class, Some(40_00))]);
    assert_eq!(statement.income, 567_00);
}

#[test]
fn payments_stand_in_the_order_of_their_days_with_the_year_they_are_for() {
    let paid = |day, for_year, amount| LedgerLine {
        for_year,
        ..booking("1000", "agency", amount, "EUR", day)
    };
    // One transfer on 1 March for this year and the next, and what stands in the ledgers beside.
    let ledger = vec![
        paid(date(2026, 3, 1), None, 300_00),
        paid(date(2026, 3, 1), Some(2027), 400_00),
        paid(date(2025, 11, 1), Some(2025), 50_00),
    ];
    let before = [paid(date(2025, 9, 1), Some(2026), 100_00), paid(date(2025, 8, 1), None, 7_00)];
    let after = [paid(date(2026, 10, 2), Some(2026), 200_00), paid(date(2026, 10, 2), None, 8_00)];
    let dues = vec![due("agency", 600_00, "EUR", date(2026, 1, 31))];
    let reading = year(2026, 0, finance(ledger, dues));
    let line = of(&run(&reading, &[(2025, &before), (2027, &after)]), "agency");
    let payments: Vec<_> = line
        .payments
        .iter()
        .map(|own| (own.date, own.ledger_year, own.for_year, own.booked.unwrap()))
        .collect();
    let expected = [
        (date(2025, 9, 1), 2025, 2026, 100_00),
        (date(2025, 11, 1), 2026, 2025, 50_00),
        (date(2026, 3, 1), 2026, 2026, 300_00),
        (date(2026, 3, 1), 2026, 2027, 400_00),
        (date(2026, 10, 2), 2027, 2026, 200_00),
    ];
    assert_eq!(payments, expected);
    assert_eq!((line.received, line.outstanding, line.advance), (600_00, 0, 400_00));
}
