//! Tables of the open data as sheets: what is withheld is already out of them.

use model::published::{PublishedTable, PublishedValue};
use model::{Decimal, Dimension};

use super::AnnexInputs;
use super::labels::{Labels, counted_as, country, level, sentence, standing};
use super::layout::row;
use super::sheet::{Cell, Column, Foot, Sheet, Shown, TOTAL};
use crate::xlsx::relative;

/// What is said of a sheet.
struct About {
    /// Name of the table in the open data.
    table: &'static str,
    name: &'static str,
    id: &'static str,
    title: &'static str,
    about: &'static str,
    source: &'static str,
    method: &'static str,
    notes: &'static str,
}

/// Lines, converted sums, rates and overlap.
pub(super) fn volume(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    const ALL: [About; 4] = [
        About {
            table: "lines",
            name: "Lines",
            id: "lines",
            title: "Lines of purchases",
            about: "One row for each declared line; orders are summed for alike goods, buyer and way of counting.",
            source: "procurement tables of the returns, and orders read through a mapping",
            method: "the amount in euro is information only; published amounts are sums of Conversion.",
            notes: "Lines that would give away a volume that is withheld are not in it; units that would tell a \
                    unit price are left empty.",
        },
        About {
            table: "cells",
            name: "Conversion",
            id: "conversion",
            title: "Sums by currency, converted to euro",
            about: "One row for the lines of one reporter, owner, currency, goods and way of counting.",
            source: "the rows of Lines, and the rates of Rates",
            method: "amount in EUR = amount ÷ rate, rounded to the cent once; every published amount is a sum \
                     of these.",
            notes: "Rows that would give away a volume that is withheld are not in it; units that would tell a unit \
                    price are left empty.",
        },
        About {
            table: "rates",
            name: "Rates",
            id: "rates",
            title: "Exchange rates used",
            about: "One row for each currency and reporting period.",
            source: "daily reference rates of the European Central Bank",
            method: "arithmetic mean of the days with a rate, 8 decimals, half to even.",
            notes: "Units of the currency for one euro.",
        },
        About {
            table: "overlap",
            name: "Overlap",
            id: "overlap",
            title: "Goods two returns speak of",
            about: "One row for each reporter, buyer and product group of which another return counts.",
            source: "procurement tables of the returns",
            method: "the reporter's amount is in no volume; the other return's amount counts.",
            notes: "What would give away a volume that is withheld is not in it.",
        },
    ];
    let mut sheets: Vec<Sheet> = ALL.iter().map(|about| sheet_of(inputs, labels, about)).collect();
    for sheet in sheets.iter_mut().filter(|sheet| sheet.id == "conversion") {
        live_conversion(sheet);
    }
    sheets
}

/// Answers on the uptake ladder.
pub(super) fn answers(inputs: &AnnexInputs, labels: &Labels) -> Sheet {
    sheet_of(
        inputs,
        labels,
        &About {
            table: "uptake",
            name: "Answers",
            id: "answers",
            title: "Answers on the uptake ladder",
            about: "One row for each participant and practice it was asked about.",
            source: "returns that count",
            method: "levels as answered; last year's is that of the same practice.",
            notes: "An empty level: the question was left empty. As the participants say.",
        },
    )
}

/// Accounts of supporting files.
pub(super) fn files(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    let mut sheet = sheet_of(
        inputs,
        labels,
        &About {
            table: "accounts",
            name: "Supporting files",
            id: "supporting_files",
            title: "Where the rows of supporting files went",
            about: "One row for each table and currency of the spreadsheets that participants attached.",
            source: "supporting files read through a mapping",
            method: "rows and amounts read = the sum of where they went; the last columns show that nothing is \
                     left.",
            notes: "A column for each way that any row went. Accounts are left out where they would give away a \
                    volume that is withheld.",
        },
    );
    close(&mut sheet);
    let left_out = About {
        table: "left_out",
        name: "In no figure",
        id: "in_no_figure",
        title: "What came in and is in no figure",
        about: "One row for each line, row or range of numbers, with the reason.",
        source: "returns, supporting files and the office's own files",
        method: "whatever holds a number is in a figure or here; an answer in words is shown or counted here.",
        notes: "Of participants that protect their volume only the files are named.",
    };
    vec![sheet, participants_first(sheet_of(inputs, labels, &left_out))]
}

/// What concerns participants first, the office's own files last; and what is in these, where it is known.
fn participants_first(mut sheet: Sheet) -> Sheet {
    let at = |head: &str| sheet.columns.iter().position(|column| column.head == head);
    let [Some(source), Some(reason)] = [at("Where it stands"), at("Reason")] else { return sheet };
    let participant = at("Participant");
    let text = |cells: &[Cell], at: usize| match &cells[at] {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    };
    for cells in &mut sheet.rows {
        let place = text(cells, source);
        let what = if place.starts_with("inputs/rates/") {
            "The European Central Bank's file of daily rates: every currency and day in it; used for those needed"
        } else if place.contains("!_cfit") {
            "The form's own hidden sheet, which says whose form it is and of which year"
        } else {
            continue;
        };
        cells[reason] = Cell::text(what);
    }
    sheet.rows.sort_by_key(|cells| {
        let place = text(cells, source);
        let named = participant.is_some_and(|at| cells[at] != Cell::Empty);
        match (named || place.is_empty(), place.contains("!_cfit")) {
            (true, false) => 0,
            (true, true) => 1,
            (false, _) => 2,
        }
    });
    sheet
}

/// What participants wrote, as far as it may be shown.
pub(super) fn texts(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    const PERMITTED: &str = "as typed, as far as the participant permits quoting.";
    const ALL: [About; 4] = [
        About {
            table: "good_practices",
            name: "Good practices",
            id: "good_practices",
            title: "Good practices",
            about: "One row for each good practice a participant reported.",
            source: "returns that count",
            method: PERMITTED,
            notes: "Anonymous answers have no participant.",
        },
        About {
            table: "tenders",
            name: "Tenders",
            id: "tenders",
            title: "Tenders",
            about: "One row for each tender a participant reported.",
            source: "returns that count",
            method: PERMITTED,
            notes: "An estimated value is no purchase and is in no volume.",
        },
        About {
            table: "answers",
            name: "Answers in words",
            id: "answers_in_words",
            title: "Answers in words",
            about: "One row for each answer in words that may be quoted.",
            source: "returns that count",
            method: PERMITTED,
            notes: "Anonymous answers have no participant.",
        },
        About {
            table: "outreach",
            name: "Outreach activities",
            id: "outreach_activities",
            title: "Outreach activities",
            about: "One row for each activity a participant reported.",
            source: "returns that count",
            method: "as reported, with organisations counted more than once.",
            notes: "",
        },
    ];
    ALL.iter().map(|about| sheet_of(inputs, labels, about)).collect()
}

/// Participants and supporters.
pub(super) fn organisations(inputs: &AnnexInputs, labels: &Labels) -> Vec<Sheet> {
    const ALL: [About; 2] = [
        About {
            table: "participants",
            name: "Participants",
            id: "participants",
            title: "Participants",
            about: "One row for each row of the register; who came back or changed its name has several.",
            source: "participants.csv and the returns",
            method: "the standing is that of this year's reporting period.",
            notes: "Country: ISO 3166-1 code.",
        },
        About {
            table: "supporters",
            name: "Supporters",
            id: "supporters",
            title: "Supporting organisations",
            about: "One row for each organisation with a Letter of Support (§2.2).",
            source: "supporters.csv",
            method: "as in the register.",
            notes: "Country: ISO 3166-1 code.",
        },
    ];
    ALL.iter().map(|about| sheet_of(inputs, labels, about)).collect()
}

/// A table of the open data as a sheet; empty where there is no such table.
fn sheet_of(inputs: &AnnexInputs, labels: &Labels, about: &About) -> Sheet {
    let table = inputs.tables.iter().find(|table| table.name == about.table);
    let columns = table.map(|table| {
        let all = table.columns.iter().enumerate();
        all.map(|(index, name)| column(name, table, index)).collect()
    });
    let rows = table.map(|table| {
        let row = |row: &Vec<PublishedValue>| {
            let cells = table.columns.iter().zip(row);
            cells.map(|(name, value)| cell(labels, about.table, name, value)).collect()
        };
        table.rows.iter().map(row).collect()
    });
    Sheet {
        name: about.name,
        id: about.id,
        title: format!("{}, {}", about.title, inputs.year.settings.year),
        about: about.about.to_owned(),
        source: format!("{}; {}.csv in the open data", about.source, about.table),
        method: about.method.to_owned(),
        notes: about.notes.to_owned(),
        columns: columns.unwrap_or_default(),
        rows: rows.unwrap_or_default(),
        foot: TOTAL,
    }
    .without_blank_columns()
}

fn column(name: &str, table: &PublishedTable, index: usize) -> Column {
    let head = head(name);
    let is_number = |value: &PublishedValue| {
        matches!(value, PublishedValue::Integer(_) | PublishedValue::Number(_))
    };
    let mut values = table.rows.iter().filter_map(|row| row.get(index));
    match values.any(is_number) {
        true => {
            Column::numbers(&head, if name.contains("amount") { 18.0 } else { 12.0 }).named(name)
        }
        false => Column::text(&head, width(name, table, index)),
    }
}

fn head(name: &str) -> String {
    let known = match name {
        "id" => "Id",
        "participant" => "Participant",
        "product_group" => "Product group",
        "amount_eur" => "Amount, EUR",
        "reporter_amount_eur" => "Amount of the reporter, EUR",
        "counted_amount_eur" => "Amount that counts, EUR",
        "counted" => "Whose return counts",
        "owner" => "Whose purchase",
        "labelled_units" => "Units with a type I ecolabel",
        "amount_basis" => "Amounts taken at",
        "tax" => "Given with taxes",
        "labelled_answered_units" => "Units that answer on ecolabels",
        "criteria_units" => "Units under the Pact's criteria",
        "criteria_answered_units" => "Units that answer on the criteria",
        "lines" => "Number of lines",
        "source" => "Where it stands",
        "rate" => "Units for one euro",
        "carried" => "Marked as last year",
        "last_level" => "Level last year",
        "coordination_by" => "Coordination by",
        other => return sentence(other),
    };
    known.to_owned()
}

/// Wide enough for most of its texts, and never wider than a reader follows.
fn width(name: &str, table: &PublishedTable, index: usize) -> f64 {
    match name {
        "participant" | "reporter" | "owner" | "counted" | "name" => return 34.0,
        "practice" => return 62.0,
        "question" => return 48.0,
        "reason" => return 34.0,
        "impacts" | "outputs_used" => return 28.0,
        "strategy" => return 18.0,
        "source" | "file" | "units_from" | "amount_from" => return 42.0,
        "counted_as" | "standing" => return 30.0,
        "product_group" => return 24.0,
        "condition" | "acquisition" | "buyer" => return 20.0,
        "level" | "last_level" => return 22.0,
        _ => {}
    }
    let lengths = table.rows.iter().map(|row| match row.get(index) {
        Some(PublishedValue::Text(text)) => text.chars().count(),
        Some(PublishedValue::Date(_)) => 11,
        _ => 0,
    });
    let longest = lengths.max().unwrap_or(0);
    let longest = f64::from(u32::try_from(longest).unwrap_or(u32::MAX));
    (longest + 4.0).clamp(13.0, 52.0)
}

fn cell(labels: &Labels, table: &str, name: &str, value: &PublishedValue) -> Cell {
    match value {
        PublishedValue::Blank => Cell::Empty,
        PublishedValue::Integer(number) => Cell::Number((*number).into(), Shown::Grouped(0)),
        PublishedValue::Number(number) => Cell::Number(*number, Shown::Grouped(number.scale())),
        PublishedValue::Date(day) => Cell::Day(*day),
        PublishedValue::Boolean(yes) => Cell::yes(*yes),
        PublishedValue::Text(text) => Cell::text(text_of(labels, table, name, text)),
    }
}

/// A text of a column, codes in words.
fn text_of(labels: &Labels, table: &str, name: &str, text: &str) -> String {
    let dimension = match name {
        "participant" | "reporter" | "owner" | "counted" | "coordination_by" => {
            Dimension::Participant
        }
        "product_group" => Dimension::ProductGroup,
        "condition" => Dimension::Condition,
        "acquisition" => Dimension::Acquisition,
        "practice" => Dimension::Practice,
        "strategy" => Dimension::Strategy,
        "reason" if matches!(table, "lines" | "left_out") => Dimension::Component,
        "kind" => return sentence(text),
        "question" => return labels.question(text),
        "impacts" => return several(labels, Dimension::Impact, text),
        // Choices of the form are named as questions are: with `_` for `-`.
        "outputs_used" => return several(labels, Dimension::Output, &text.replace('_', "-")),
        "buyer" if text == "other" => return "An organisation outside the Pact".to_owned(),
        "buyer" => Dimension::Participant,
        "level" | "last_level" => return level(text).unwrap_or(text).to_owned(),
        "counted_as" => return counted_as(text).to_owned(),
        "standing" => return standing(text).to_owned(),
        "country" => return country(text).to_owned(),
        _ => return text.to_owned(),
    };
    labels.code(dimension, text)
}

/// Codes parted by `;` in words.
fn several(labels: &Labels, dimension: Dimension, codes: &str) -> String {
    let all = codes.split(';').map(|own| labels.code(dimension, own));
    all.collect::<Vec<_>>().join(", ")
}

/// Makes the amounts in euro live where amount ÷ rate gives them.
fn live_conversion(sheet: &mut Sheet) {
    let columns = ["amount", "rate", "amount_eur"].map(|key| sheet.column(key));
    let [Some(amount), Some(rate), Some(euro)] = columns else {
        return;
    };
    for (index, cells) in sheet.rows.iter_mut().enumerate() {
        let number = |column: u16| cells[usize::from(column)].number();
        let (Some(own), Some(by)) = (number(amount), number(rate)) else {
            continue;
        };
        let Cell::Number(value, shown) = cells[usize::from(euro)] else {
            continue;
        };
        let converted = own.checked_div(by).map(|euro| model::round_half_even(euro, 2));
        // A spreadsheet rounds halves away from zero: of those the value alone is given.
        let tie = own.checked_div(by).is_none_or(is_near_a_tie);
        if converted == Some(value) && !tie {
            let at = |column| relative(row(index), column);
            let formula = format!("ROUND({}/{},2)", at(amount), at(rate));
            cells[usize::from(euro)] = Cell::Formula(formula, value, shown);
        }
    }
}

/// Whether an amount lies so near to half a cent that binary numbers may round it the other way.
fn is_near_a_tie(exact: Decimal) -> bool {
    let cents = exact * Decimal::ONE_HUNDRED;
    let rest = (cents - cents.trunc()).abs();
    (rest - Decimal::new(5, 1)).abs() < Decimal::new(1, 5)
}

/// Leaves out the ways that no row went, and shows that the rest is all.
fn close(sheet: &mut Sheet) {
    let ways: Vec<String> = sheet.columns.iter().filter_map(way).collect();
    let gone = |way: &String| {
        [ROWS, AMOUNT].iter().all(|start| {
            let column = sheet.column(&format!("{start}{way}")).map(usize::from);
            let zero = |row: &Vec<Cell>| {
                let number = column.and_then(|column| row[column].number());
                number.is_none_or(|number| number.is_zero())
            };
            sheet.rows.iter().all(zero)
        })
    };
    let (gone, kept): (Vec<String>, Vec<String>) = ways.into_iter().partition(gone);
    let is_gone = |column: &Column| {
        gone.iter()
            .any(|way| [ROWS, AMOUNT].iter().any(|start| column.key == format!("{start}{way}")))
    };
    let keep: Vec<bool> = sheet.columns.iter().map(|column| !is_gone(column)).collect();
    sheet.retain_columns(&keep);
    for column in &mut sheet.columns {
        if column.key.starts_with(ROWS) {
            column.foot = Foot::Sum(Shown::Grouped(0));
        }
    }
    left(sheet, &kept, ROWS, "Rows left over", Shown::Grouped(0));
    left(sheet, &kept, AMOUNT, "Amount left over", Shown::Grouped(2));
}

/// What the names of columns of rows and of their amounts begin with.
const ROWS: &str = "rows_";
const AMOUNT: &str = "amount_";

/// The way that a column of rows counts; `None` for any other column.
fn way(column: &Column) -> Option<String> {
    let way = column.key.strip_prefix(ROWS)?;
    (way != "read").then(|| way.to_owned())
}

/// Adds a live column of what was read less where it went.
fn left(sheet: &mut Sheet, ways: &[String], start: &str, head: &str, shown: Shown) {
    let Some(read) = sheet.column(&format!("{start}read")) else {
        return;
    };
    let ways: Vec<u16> =
        ways.iter().filter_map(|way| sheet.column(&format!("{start}{way}"))).collect();
    let places = if let Shown::Grouped(places) = shown { places } else { 0 };
    for (index, cells) in sheet.rows.iter_mut().enumerate() {
        let at = |column: &u16| relative(row(index), *column);
        let sum: Decimal = ways.iter().filter_map(|way| cells[usize::from(*way)].number()).sum();
        let read_here = cells[usize::from(read)].number().unwrap_or_default();
        let went: Vec<String> = ways.iter().map(at).collect();
        let went = if went.is_empty() { "0".to_owned() } else { went.join(",") };
        let formula = format!("ROUND({}-SUM({went}),{places})", at(&read));
        cells.push(Cell::Formula(formula, read_here - sum, shown));
    }
    let mut column = Column::numbers(head, 12.0).named(&format!("{start}left_over"));
    if start == ROWS {
        column = column.summed(shown);
    }
    sheet.columns.push(column);
}
