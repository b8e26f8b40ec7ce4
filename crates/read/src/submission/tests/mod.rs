//! Returns made by hand, read whole.

mod carried;
mod corrections;
pub(crate) mod fixture;
mod signs;
mod ticks;

use model::{AnswerState, CellValue, Fault, FaultKind, Value};

use super::procurement_lines;
use crate::testing::{put, sheet};
use fixture::*;

fn given(text: &str) -> AnswerState {
    AnswerState::Given(Value::Text(text.to_owned()))
}

#[test]
fn a_return_as_it_was_sent_out_is_read_whole_and_without_fault() {
    let fixture = Fixture::new();
    let reading = fixture.read(&returned(sheets()));
    assert_eq!(kinds(&reading.faults), []);
    let read = reading.result.unwrap();
    assert!(!reading.empty);
    assert_eq!(read.organisation.users_served, Some(1200));
    assert_eq!(read.organisation.period.to_string(), "2024-10-01 to 2025-09-30");
    assert!(!read.organisation.period_assumed);
    assert_eq!(read.answer("repair").choice(), Some("3"));
    assert_eq!(
        read.answer("repair").place.as_ref().unwrap().to_string(),
        "inputs/2025/returns/north-region/return.xlsx!What you do!C6"
    );
    let story = read.answer("use_longer_story");
    assert!(story.carried);
    assert_eq!(story.state, given("We repaired 40 laptops."));
    assert_eq!(
        read.answer("labels").value(),
        Some(&Value::Choices(vec!["tco".into(), "angel".into()]))
    );
    // Not yet in scope; not of this role.
    assert_eq!(read.answer("cooling").state, AnswerState::NotAsked);
    assert_eq!(read.answer("help").state, AnswerState::NotAsked);
    assert_eq!(read.answer("tax_rate").state, AnswerState::Blank);
    let asked: Vec<&str> = fixture
        .questionnaire
        .single_questions()
        .map(|question| question.name.as_str())
        .filter(|name| *name != "scale")
        .collect();
    assert!(asked.iter().all(|name| read.answers.contains_key(*name)));

    let (lines, faults) = procurement_lines(&read, &fixture.pact, &fixture.questionnaire);
    assert_eq!(kinds(&faults), []);
    let [laptops, displays] = &lines[..] else {
        panic!("two lines: {lines:?}");
    };
    assert_eq!((laptops.units, laptops.amount_minor), (Some(310), Some(1_240_050)));
    assert_eq!((laptops.currency.unwrap().code(), laptops.row, laptops.column), ("EUR", 5, 4));
    assert_eq!((displays.units, displays.amount_minor), (Some(1500), Some(123_450)));
    assert_eq!(displays.currency.unwrap().code(), "SEK");
    assert_eq!((displays.condition.as_str(), displays.buyer.as_str()), ("unknown", "isle-town"));
}

#[test]
fn reordered_sheets_inserted_rows_and_columns_and_other_languages_do_no_harm() {
    let organisation: Vec<&[&str]> = ORGANISATION.to_vec();
    let shifted: Vec<Vec<&str>> = STRATEGIES.iter().map(|row| [&[""], *row].concat()).collect();
    let mut strategies: Vec<&[&str]> = shifted.iter().map(Vec::as_slice).collect();
    strategies.insert(0, &[]);
    strategies.insert(7, &[]);
    strategies.swap(8, 9);
    let mut procurement: Vec<&[&str]> = PROCUREMENT.to_vec();
    procurement.insert(4, &[]);
    let french: &[&str] = &["", "ordinateurs portables", "Reconditionné", "=10", "12'000"];
    procurement.push(french);
    let workbook = returned(vec![
        sheet("Feuil3", &procurement),
        sheet("strat", &strategies),
        sheet("Org (2)", &organisation),
        identity(),
    ]);
    let reading = Fixture::new().read(&workbook);
    assert_eq!(kinds(&reading.faults), []);
    let read = reading.result.unwrap();
    assert_eq!(read.answer("repair").choice(), Some("3"));
    assert_eq!(read.answer("repair").place.as_ref().unwrap().cell_name().unwrap(), "D7");
    assert!(read.answer("use_longer_story").carried);
    let rows = read.repeat("procurement");
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2].answer("condition").choice(), Some("refurbished"));
    assert_eq!(rows[2].answer("amount").number(), Some(12_000.into()));
}

#[test]
fn without_hidden_names_titles_and_labels_are_gone_by() {
    let organisation: &[&[&str]] = &[
        &["Votre organisation"],
        &["Question", "Votre réponse"],
        &["Premier jour", "2024-10-01"],
        &["Dernier jour", "2025-09-30"],
        &["Monnaie", "EUR"],
        &["Postes", "=12"],
        &["Aucun achat", "non"],
    ];
    let purchases: &[&[&str]] = &[
        &["Achats 2025"],
        &["Groupe de produits", "Unités", "Montant"],
        &["Écrans", "=3", "=700"],
    ];
    let workbook =
        returned(vec![sheet("Votre organisation", organisation), sheet("Feuille 2", purchases)]);
    let reading = Fixture::new().read(&workbook);
    let read = reading.result.unwrap();
    assert_eq!(read.organisation.users_served, Some(12));
    let rows = read.repeat("procurement");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].answer("product_group").choice(), Some("displays"));
    assert_eq!(rows[0].answer("amount").number(), Some(700.into()));
    let faults: Vec<FaultKind> = reading.faults.iter().map(|fault| fault.kind).collect();
    assert!(faults.contains(&FaultKind::MissingSheet), "{faults:?}");
}

#[test]
fn cells_that_cannot_be_read_are_named_and_the_rest_counts() {
    let cases: &[(usize, &str, FaultKind, &str)] = &[
        (4, "12,400 est.", FaultKind::TextForNumber, "a number alone"),
        (4, "1,234", FaultKind::AmbiguousNumber, "1234 or 1.234"),
        (4, "5 %", FaultKind::TextForNumber, "a number alone"),
        (3, "=3.5", FaultKind::FractionForWholeNumber, "a whole number"),
        (3, "a dozen", FaultKind::TextForNumber, "a whole number"),
        (1, "Labtops", FaultKind::UnknownChoice, "such as `Laptops`"),
        (1, "Total", FaultKind::UnknownChoice, "one of: Laptops, Displays"),
        (5, "EURO 2", FaultKind::UnknownCurrency, "three letters"),
    ];
    for (column, text, kind, expected) in cases {
        let mut sheets = sheets();
        sheets[3] = changed("Purchases", PROCUREMENT, &[(4, *column, text)]);
        let fixture = Fixture::new();
        let reading = fixture.read(&returned(sheets));
        let [fault] = &reading.faults[..] else {
            panic!("{text}: one fault, not {:#?}", reading.faults);
        };
        assert_eq!(fault.kind, *kind, "{text}");
        assert!(fault.expected.contains(expected), "{text}: {}", fault.expected);
        assert_eq!(fault.raw, text.trim_start_matches('='), "{text}");
        assert_eq!(
            fault.place.cell_name().unwrap(),
            format!("{}5", ["A", "B", "C", "D", "E", "F"][*column])
        );
        assert!(!fault.context.is_empty());
        let read = reading.result.unwrap();
        assert_eq!(read.repeat("procurement").len(), 2, "{text}");
        let (lines, _) = procurement_lines(&read, &fixture.pact, &fixture.questionnaire);
        match column {
            4 => assert_eq!((lines[0].units, lines[0].amount_minor), (Some(310), None), "{text}"),
            3 => assert_eq!(
                (lines[0].units, lines[0].amount_minor),
                (None, Some(1_240_050)),
                "{text}"
            ),
            5 => assert_eq!(lines[0].currency, None, "{text}"),
            _ => assert_eq!(lines[0].product_group, "", "{text}"),
        }
    }
}

#[test]
fn contacts_are_in_no_fault_wherever_in_their_row_they_stand() {
    let mut fixture = Fixture::new();
    let own = fixture.questionnaire.sections.iter_mut().find(|own| own.name == "organisation");
    let questions = &mut own.unwrap().questions;
    for name in ["contact_name", "contact_email"] {
        let mut question = questions.iter().find(|own| own.name == "users_served").unwrap().clone();
        question.name = name.to_owned();
        question.label = model::pact::Titles(vec![("en".to_owned(), name.to_owned())]);
        questions.push(question);
    }
    let changes = [
        (14, 0, "contact_name"),
        (14, 1, "contact_name"),
        (14, 2, "Zqjane Doe"),
        (14, 3, "call Zqjane Doe"),
        (15, 0, "contact_email"),
        (15, 1, "contact_email"),
        (15, 3, "zqjane@a.example"),
        (10, 3, "about 1,200"),
    ];
    let mut sheets = sheets();
    sheets[1] = changed("Your organisation", ORGANISATION, &changes);
    let reading = fixture.read(&returned(sheets));
    let said = |fault: &Fault| (fault.place.cell_name().unwrap(), fault.field.clone());
    let places: Vec<_> = reading.faults.iter().map(said).collect();
    for expected in [("C15", "contact_name"), ("D15", "contact_name"), ("D16", "contact_email")] {
        assert!(places.contains(&(expected.0.into(), expected.1.into())), "{places:?}");
    }
    let all = format!("{:?}", reading.faults);
    assert!(!all.contains("Zqjane") && !all.contains("zqjane"), "{all}");
    assert!(all.contains("about 1,200"), "what is beside other answers is shown: {all}");
}

#[test]
fn formulas_without_value_and_error_cells_are_named() {
    let mut sheets = sheets();
    let mut never_computed = sheets[3].at(4, 4).unwrap().clone();
    never_computed.formula = true;
    never_computed.without_stored_value = true;
    put(&mut sheets[3], never_computed);
    let mut error = sheets[3].at(5, 3).unwrap().clone();
    error.value = CellValue::Error("#REF!".into());
    error.raw = "#REF!".into();
    put(&mut sheets[3], error);
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(
        kinds(&reading.faults),
        [(FaultKind::FormulaWithoutValue, "E5".into()), (FaultKind::ErrorCell, "D6".into()),]
    );
    let read = reading.result.unwrap();
    assert_eq!(read.repeat("procurement")[0].answer("amount").state, AnswerState::Unreadable);
}

#[test]
fn blank_zero_not_applicable_and_not_asked_are_different() {
    let mut sheets = sheets();
    sheets[2] = changed("What you do", STRATEGIES, &[(5, 2, "n.v.t."), (6, 4, ""), (6, 2, "")]);
    sheets[3] = changed("Purchases", PROCUREMENT, &[(4, 3, "=0"), (4, 4, "s.o."), (5, 3, "")]);
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(kinds(&reading.faults), []);
    let read = reading.result.unwrap();
    assert_eq!(read.answer("repair").state, AnswerState::NotApplicable);
    // Its condition rests on the level, which is no number.
    assert_eq!(read.answer("use_longer_story").state, AnswerState::NotAsked);
    let rows = read.repeat("procurement");
    assert_eq!(rows[0].answer("units").value(), Some(&Value::Integer(0)));
    assert_eq!(rows[0].answer("amount").state, AnswerState::NotApplicable);
    assert_eq!(rows[1].answer("units").state, AnswerState::Blank);
}

#[test]
fn required_constraint_hidden_rows_and_answers_where_nothing_is_asked_are_told() {
    let mut sheets = sheets();
    sheets[1] =
        changed("Your organisation", ORGANISATION, &[(10, 2, ""), (12, 2, "isle-town; nowhere")]);
    sheets[2] = changed(
        "What you do",
        STRATEGIES,
        &[
            (5, 2, "0"),
            (6, 2, "x"),
            (7, 2, "tco; epeat; angel"),
            (7, 6, "see the annex"),
            (9, 1, "A remark below"),
        ],
    );
    sheets[3] = changed("Purchases", PROCUREMENT, &[(4, 8, "ours"), (6, 8, "theirs"), (5, 1, "")]);
    sheets[3].hidden_rows = vec![0, 5];
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(
        kinds(&reading.faults),
        [
            (FaultKind::StrayText, "C7".into()),
            (FaultKind::RequiredBlank, "C11".into()),
            (FaultKind::UnknownChoice, "C13".into()),
            (FaultKind::ConstraintBroken, "C8".into()),
            (FaultKind::HiddenRow, "D6".into()),
            (FaultKind::RequiredBlank, "B6".into()),
            (FaultKind::StrayText, "G8".into()),
            (FaultKind::StrayText, "B10".into()),
            (FaultKind::StrayText, "I5:I7".into()),
        ]
    );
    let read = reading.result.unwrap();
    assert_eq!(read.answer("use_longer_story").state, AnswerState::NotAsked);
    assert_eq!(read.organisation.reports_for, [id("isle-town")]);
    assert!(
        matches!(read.answer("labels").value(), Some(Value::Choices(codes)) if codes.len() == 3)
    );
}

#[test]
fn another_participants_or_years_form_is_not_read() {
    let fixture = Fixture::new();
    let cases: &[(usize, usize, usize, &str, FaultKind)] = &[
        (4, 4, 1, "isle-town", FaultKind::AnotherParticipantsForm),
        (4, 3, 1, "2024", FaultKind::AnotherYearsForm),
        (1, 4, 2, "Isle Town", FaultKind::AnotherParticipantsForm),
    ];
    for (index, row, column, text, kind) in cases {
        let mut sheets = sheets();
        let address = model::CellAddress::new(*row as u32, *column as u32);
        put(&mut sheets[*index], crate::testing::cell(address, text));
        let reading = fixture.read(&returned(sheets));
        assert!(reading.result.is_none(), "{text}");
        assert_eq!(reading.faults.len(), 1);
        assert_eq!(reading.faults[0].kind, *kind, "{text}");
    }
}

#[test]
fn a_period_in_another_year_stops_the_return_unless_it_was_accepted() {
    let mut fixture = Fixture::new();
    let mut sheets = sheets();
    sheets[1] =
        changed("Your organisation", ORGANISATION, &[(5, 2, "2023-10-01"), (6, 2, "2024-09-30")]);
    let workbook = returned(sheets);
    let reading = fixture.read(&workbook);
    assert!(reading.result.is_none());
    assert_eq!(kinds(&reading.faults), [(FaultKind::PeriodInAnotherYear, "C6".into())]);
    fixture
        .settings
        .accepted_periods
        .push(model::year::Exemption { participant: id(NORTH), reason: "moved its year".into() });
    assert!(fixture.read(&workbook).result.is_some());
}

#[test]
fn a_blank_period_is_the_years_own_with_a_note() {
    let mut sheets = sheets();
    sheets[1] = changed("Your organisation", ORGANISATION, &[(5, 2, ""), (6, 2, "")]);
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(kinds(&reading.faults), [(FaultKind::PeriodBlank, "C6".into())]);
    let read = reading.result.unwrap();
    assert!(read.organisation.period_assumed);
    assert_eq!(read.organisation.period, Fixture::new().settings.period);
}

#[test]
fn of_a_period_with_one_day_blank_the_other_stands() {
    let year = Fixture::new().settings.period;
    let of = |start: &str, end: &str| {
        let mut sheets = sheets();
        sheets[1] = changed("Your organisation", ORGANISATION, &[(5, 2, start), (6, 2, end)]);
        Fixture::new().read(&returned(sheets))
    };
    let read = of("", "2025-08-10");
    assert_eq!(kinds(&read.faults), [(FaultKind::PeriodBlank, "C6".into())]);
    let period = read.result.unwrap().organisation.period;
    assert_eq!((period.start, period.end), (year.start, jiff::civil::date(2025, 8, 10)));
    let read = of("2024-09-01", "");
    assert_eq!(kinds(&read.faults), [(FaultKind::PeriodBlank, "C7".into())]);
    let period = read.result.unwrap().organisation.period;
    assert_eq!((period.start, period.end), (jiff::civil::date(2024, 9, 1), year.end));
}

#[test]
fn a_form_nobody_filled_in_and_a_workbook_of_something_else_are_told_apart() {
    let fixture = Fixture::new();
    let mut untouched = sheets();
    untouched[2] = changed("What you do", STRATEGIES, &[(5, 2, ""), (6, 4, ""), (7, 2, "")]);
    untouched[3] = sheet("Purchases", &PROCUREMENT[..4]);
    let reading = fixture.read(&returned(untouched));
    assert!(reading.empty);
    assert_eq!(reading.faults.len(), 1);
    assert_eq!(reading.faults[0].kind, FaultKind::EmptyReturn);
    let other = returned(vec![sheet("Budget", &[&["Item", "Cost"], &["Paper", "=12"]])]);
    let reading = fixture.read(&other);
    assert!(reading.result.is_none());
    assert_eq!(reading.faults[0].kind, FaultKind::NotOurForm);
}

#[test]
fn taxes_are_taken_out_and_excess_decimals_rounded_line_by_line() {
    let fixture = Fixture::new();
    let mut sheets = sheets();
    sheets[1] = changed("Your organisation", ORGANISATION, &[(8, 2, "included"), (9, 2, "=21")]);
    sheets[3] = changed(
        "Purchases",
        PROCUREMENT,
        &[
            (4, 4, "=100.005"),
            (5, 4, "€ 121"),
            (5, 5, ""),
            (6, 1, "Laptops"),
            (6, 4, "USD 50"),
            (6, 5, "EUR"),
        ],
    );
    let read = fixture.read(&returned(sheets)).result.unwrap();
    assert_eq!(read.organisation.tax_rate, Some("0.21".parse().unwrap()));
    let (lines, faults) = procurement_lines(&read, &fixture.pact, &fixture.questionnaire);
    // 100.005 ÷ 1.21 = 82.6487…, rounded once.
    assert_eq!((lines[0].amount_minor, lines[0].estimated), (Some(8265), true));
    assert_eq!(lines[1].amount_minor, Some(10_000));
    assert_eq!((lines[2].amount_minor, lines[2].estimated), (None, false));
    assert_eq!(
        kinds(&faults),
        [(FaultKind::ExcessDecimals, "E5".into()), (FaultKind::TextForNumber, "E7".into()),]
    );
    assert!(!faults[0].label.is_empty());
}

#[test]
fn purchases_count_although_the_return_says_that_nothing_was_bought() {
    let mut sheets = sheets();
    sheets[1] = changed("Your organisation", ORGANISATION, &[(11, 2, "Yes")]);
    let reading = Fixture::new().read(&returned(sheets.clone()));
    assert_eq!(kinds(&reading.faults), [(FaultKind::ContradictsNothingBought, "C12".into())]);
    let [fault] = &reading.faults[..] else { panic!("one") };
    assert_eq!((fault.raw.as_str(), fault.field.as_str()), ("Yes", "procurement_none"));
    let read = reading.result.unwrap();
    assert_eq!(read.repeat("procurement").len(), 2);
    assert!(!read.organisation.procurement_none);

    sheets[3] = sheet("Purchases", &PROCUREMENT[..4]);
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(kinds(&reading.faults), []);
    assert!(reading.result.unwrap().organisation.procurement_none);
}

#[test]
fn a_currency_in_the_number_format_of_a_declared_amount_is_seen() {
    let cases = [
        ("[$-409]#,##0.00", Some("EUR"), true),
        ("#,##0.00\\ \"€\"", Some("EUR"), true),
        ("#,##0.00\\ [$SEK]", Some("SEK"), true),
        ("[$$-409]#,##0.00", Some("EUR"), false),
        ("#,##0.00\\ \"kr\"", Some("EUR"), false),
    ];
    for (format, currency, read) in cases {
        let fixture = Fixture::new();
        let mut sheets = sheets();
        let mut amount = sheets[3].at(4, 4).unwrap().clone();
        amount.number_format = Some(format.to_owned());
        put(&mut sheets[3], amount);
        let reading = fixture.read(&returned(sheets)).result.unwrap();
        let (lines, faults) = procurement_lines(&reading, &fixture.pact, &fixture.questionnaire);
        assert_eq!(lines[0].amount_minor, read.then_some(1_240_050), "{format}");
        assert_eq!(lines[0].currency, currency.and_then(model::Currency::parse), "{format}");
        let expected = [(FaultKind::TextForNumber, "E5".to_owned())];
        assert_eq!(kinds(&faults), if read { &[][..] } else { &expected[..] }, "{format}");
    }
}

#[test]
fn declared_amounts_and_units_that_cannot_be_true_are_refused_at_their_cells() {
    let mut sheets = sheets();
    let changes =
        [(4, 4, "=10000000000000"), (4, 3, "=1000000001"), (5, 4, "9 999 999 999 999,99")];
    sheets[3] = changed("Purchases", PROCUREMENT, &changes);
    let fixture = Fixture::new();
    let reading = fixture.read(&returned(sheets));
    let kind = FaultKind::TextForNumber;
    assert_eq!(kinds(&reading.faults), [(kind, "D5".into()), (kind, "E5".into())]);
    assert_eq!(reading.faults[0].expected, "a number of units up to 1 000 000 000");
    assert_eq!(reading.faults[1].expected, "an amount below 10 000 000 000 000");
    let read = reading.result.unwrap();
    let (lines, _) = procurement_lines(&read, &fixture.pact, &fixture.questionnaire);
    assert_eq!((lines[0].units, lines[0].amount_minor), (None, None));
    assert_eq!(lines[1].amount_minor, Some(999_999_999_999_999));
}

#[test]
fn a_percentage_of_tax_that_can_be_read_two_ways_is_not_guessed() {
    let mut sheets = sheets();
    sheets[1] = changed("Your organisation", ORGANISATION, &[(9, 2, "=0.21")]);
    let reading = Fixture::new().read(&returned(sheets.clone()));
    assert_eq!(kinds(&reading.faults), [(FaultKind::AmbiguousNumber, "C10".into())]);
    let mut shown = sheets[1].at(9, 2).unwrap().clone();
    shown.number_format = Some("0%".into());
    put(&mut sheets[1], shown);
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(reading.result.unwrap().organisation.tax_rate, Some("0.21".parse().unwrap()));
}

#[test]
fn a_text_merged_over_rows_stands_for_all_of_them_and_an_amount_for_nobody_knows_which() {
    let mut sheets = sheets();
    sheets[3] = changed("Purchases", PROCUREMENT, &[(5, 1, ""), (5, 4, "")]);
    let at = model::CellAddress::new;
    sheets[3].merged = vec![(at(4, 1), at(5, 1)), (at(4, 4), at(5, 4))];
    let reading = Fixture::new().read(&returned(sheets));
    assert_eq!(kinds(&reading.faults), [(FaultKind::TextForNumber, "E5".to_owned())]);
    assert!(reading.faults[0].expected.contains("merged over rows 5 to 6"));
    let read = reading.result.unwrap();
    let rows = read.repeat("procurement");
    assert_eq!(rows[1].answer("product_group").choice(), Some("laptops"));
    assert_eq!(rows[0].answer("amount").state, AnswerState::Unreadable);
    // What it was merged over is not blank: nobody can tell, and one fault says so.
    assert_eq!(rows[1].answer("amount").state, AnswerState::Unreadable);
    assert_eq!(rows[1].answer("amount").place, rows[0].answer("amount").place);
}

#[test]
fn a_transcribed_return_says_so_and_is_provisional_until_it_is_confirmed() {
    let fixture = Fixture::new();
    let with = |entries: &[&[&str]]| {
        let mut all = sheets();
        let rows: Vec<&[&str]> = [&["year", "2025"] as &[&str], &["participant", NORTH]]
            .into_iter()
            .chain(entries.iter().copied())
            .collect();
        all[4] = sheet("_cfit", &rows);
        let reading = fixture.read(&returned(all));
        let faults = kinds(&reading.faults);
        (reading.result.expect("a return"), faults)
    };
    let from: &[&str] = &["transcribed_from", "received/letter.pdf"];
    let (unconfirmed, faults) = with(&[from, &["entered_by", "SB"]]);
    assert!(unconfirmed.provisional);
    assert_eq!(unconfirmed.transcription.unwrap().from, "received/letter.pdf");
    assert_eq!(faults, [(FaultKind::TranscriptionUnconfirmed, "B3".to_owned())]);
    let (confirmed, faults) = with(&[from, &["confirmed_on", "2025-11-28"]]);
    assert!(!confirmed.provisional && faults.is_empty(), "{faults:?}");
    let (unclear, faults) = with(&[from, &["confirmed_on", "soon"]]);
    assert!(unclear.provisional);
    assert_eq!(faults[0], (FaultKind::NotADate, "B4".to_owned()));
    assert_eq!(with(&[]).0.transcription, None);
}
