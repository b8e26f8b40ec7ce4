//! Layouts as they come, each drawn as a small sheet: cells are parted by `|`, `=` makes a stored number.

use model::{CellAddress, Sheet};

use super::*;
use crate::testing;

fn drawn(rows: &str) -> Sheet {
    let rows: Vec<Vec<&str>> =
        rows.lines().map(|line| line.trim().split('|').map(str::trim).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    testing::sheet("Orders", &rows)
}

/// A cell by row, from 1, and column, from 0.
type Corner = (u32, u32);

fn merged(mut sheet: Sheet, ranges: &[(Corner, Corner)]) -> Sheet {
    let address = |(row, column)| CellAddress::new(row - 1, column);
    sheet.merged = ranges.iter().map(|(first, last)| (address(*first), address(*last))).collect();
    sheet
}

fn wanted<'a>(header: &[&'a str], measures: &[&'a str]) -> Wanted<'a> {
    Wanted { header: header.to_vec(), measures: measures.to_vec(), ..Wanted::default() }
}

/// The data rows of each part, from 1.
fn rows(layout: &Layout) -> Vec<Vec<u32>> {
    let parts = layout.parts.iter();
    parts.map(|part| part.rows.iter().map(|row| row + 1).collect()).collect()
}

/// The rows outside, from 1.
fn outside(layout: &Layout) -> Vec<u32> {
    layout.outside.iter().map(|row| row + 1).collect()
}

const DATE_ITEM_AMOUNT: [&str; 3] = ["Date", "Item", "Amount"];

#[test]
fn one_table_is_found_among_whatever_stands_around_it() {
    let cases: [(&str, &str, &[u32], &[u32]); 12] = [
        (
            "titles and notes above",
            "Town of Example\nOrders 2026 | printed for | the Pact\n\nAmounts without tax\nDate | Item | Amount\n2026-01-05 | Laptop | =100\n2026-02-05 | Dock | =50",
            &[6, 7],
            &[1, 2, 4, 5],
        ),
        (
            "a summary above with the name of a measure",
            "Amount | =150\nDate | Item | Amount\n2026-01-05 | Laptop | =100\n2026-02-05 | Dock | =50",
            &[3, 4],
            &[1, 2],
        ),
        (
            "blank rows and columns inside and around",
            "\n | Date | | Item | Amount\n\n | 2026-01-05 | | Laptop | =100\n\n\n | 2026-02-05 | | Dock | =50\n",
            &[4, 7],
            &[2],
        ),
        (
            "units under the header",
            "Date | Item | Amount | Pieces\n(dd.mm.yyyy) | | EUR | pcs\n2026-01-05 | Laptop | =100 | =1",
            &[3],
            &[1, 2],
        ),
        (
            "a page header that comes again with its title and page number",
            "Town of Example\nDate | Item | Amount\n2026-01-05 | Laptop | =100\nTown of Example\nPage 2 of 3\nDate | Item | Amount\n2026-02-05 | Dock | =50\nPage 3 of 3\nDATE | Item | Amount\n2026-03-05 | Mouse | =5",
            &[3, 7, 10],
            &[1, 2, 4, 5, 6, 8, 9],
        ),
        (
            "page numbers beside the day of printing, and parted over cells",
            "Date | Item | Amount\n2026-01-05 | Laptop | =100\nPrinted 2026-03-01 | Seite 1 von 2\n2026-02-05 | Dock | =50\nPage | =2 | of | =2",
            &[2, 4],
            &[1, 3, 5],
        ),
        (
            "footers",
            "Date | Item | Amount\n2026-01-05 | Laptop | =100\n2026-02-05 | Dock | =50\n\nErstellt am 01.03.2026\n | Source: purchasing system\n\nSigned by | A. Example",
            &[2, 3],
            &[1, 5, 6, 8],
        ),
        (
            "totals stay, whatever stands in them",
            "Date | Item | Amount\n2026-01-05 | Laptop | =100\n | Subtotal | =100\n2026-02-05 | Dock | =50\n\n | | =150",
            &[2, 3, 4, 6],
            &[1],
        ),
        (
            "an amount in words is a row, as the last one too",
            "Date | Item | Amount\n2026-01-05 | Laptop | =100\n2026-02-05 | Dock | see invoice",
            &[2, 3],
            &[1],
        ),
        (
            "headings of groups",
            "Date | Item | Amount\nDepartment A\n2026-01-05 | Laptop | =100\n2026-02-05 | Laptop | =100\n | Department B\n2026-02-05 | Dock | =50",
            &[3, 4, 6],
            &[1, 2, 5],
        ),
        (
            "cells beside the table in columns nobody mapped",
            "Date | Item | Amount | | Month | Sum\n2026-01-05 | Laptop | =100 | | January | =100\n | | | | February | =0\n2026-02-05 | Dock | =50",
            &[2, 4],
            &[1, 3],
        ),
        (
            "a summary below that no mapping names",
            "Date | Item | Amount\n2026-01-05 | Laptop | =100\n2026-02-05 | Dock | =50\n\nSummary\nGroup | Sum | Share\nLaptops | =100 | =0.67\nOther | =50 | =0.33",
            &[2, 3],
            &[1, 5, 6, 7, 8],
        ),
    ];
    for (name, drawing, data, beside) in cases {
        let sheet = drawn(drawing);
        for header_rows in [true, false] {
            let mut wanted = wanted(&DATE_ITEM_AMOUNT, &["Amount"]);
            let found =
                layout(&sheet, &wanted).unwrap_or_else(|trouble| panic!("{name}: {trouble:?}"));
            let given = found.parts[0].header_rows.clone();
            if header_rows {
                wanted.header_rows = &given;
            }
            let found = layout(&sheet, &wanted).unwrap();
            assert_eq!(rows(&found), [data], "{name}");
            assert_eq!(outside(&found), beside, "{name}");
            let below = name.starts_with("a summary below");
            assert_eq!(found.unmapped_headers, if below { vec![5] } else { vec![] }, "{name}");
        }
    }
}

#[test]
fn headers_of_several_rows_are_joined_from_top_to_bottom() {
    let two = "Order | | Sum | \nDate | Item | Net | Gross\n2026-01-05 | Laptop | =100 | =120\nOrder | | Sum | \nDate | Item | Net | Gross\n2026-02-05 | Dock | =50 | =60";
    let sheet = merged(drawn(two), &[((1, 0), (1, 1)), ((1, 2), (1, 3))]);
    let wanted = wanted(&["Order Date", "Sum Net"], &["Sum Net"]);
    let found = layout(&sheet, &wanted).unwrap();
    assert_eq!(found.parts[0].header_rows, [1, 2]);
    let headers: Vec<&str> = found.parts[0].headers.values().map(String::as_str).collect();
    assert_eq!(headers, ["Order Date", "Order Item", "Sum Net", "Sum Gross"]);
    assert_eq!(rows(&found), [[3, 6]]);
    // The same saved as text tells no merged ranges.
    assert_eq!(layout(&drawn(two), &wanted).unwrap(), found);

    let three = "Orders\nWhen | What | Amount | \n | | 2025 | 2026\nDay | Item | EUR | EUR\n2026-01-05 | Laptop | | =100";
    let sheet = merged(drawn(three), &[((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 2), (2, 3))]);
    let wanted = self::wanted(&["When Day", "What Item", "Amount 2026 EUR"], &["Amount 2026 EUR"]);
    let found = layout(&sheet, &wanted).unwrap();
    assert_eq!(found.parts[0].header_rows, [2, 3, 4]);
    assert_eq!(rows(&found), [[5]]);
}

#[test]
fn labels_that_stand_upright_are_read() {
    let mut sheet = drawn(
        "x | x | x\n2026-01-05 | Laptops | =100\n2026-02-05 | | =50\n2026-02-06 | Docks | =5",
    );
    for (column, label) in ["D\na\nt\ne", "Item", "Amount\nEUR"].iter().enumerate() {
        testing::put(&mut sheet, testing::cell(CellAddress::new(0, column as u32), label));
    }
    let sheet = merged(sheet, &[((2, 1), (3, 1)), ((2, 2), (3, 2))]);
    let found = layout(&sheet, &wanted(&["Date", "Item", "Amount EUR"], &["Amount EUR"])).unwrap();
    assert_eq!(rows(&found), [[2, 3, 4]]);
    // A group written once beside its rows stands for all of them; an amount for its own row.
    let texts = MergedTexts::of(&sheet);
    assert_eq!(texts.cell(2, 1).map(|cell| cell.raw.as_str()), Some("Laptops"));
    assert_eq!(texts.cell(3, 1).map(|cell| cell.raw.as_str()), Some("Docks"));
    let sheet = merged(drawn("a | =1\n | "), &[((1, 0), (2, 0)), ((1, 1), (2, 1))]);
    let texts = MergedTexts::of(&sheet);
    assert!(texts.cell(1, 0).is_some() && texts.cell(1, 1).is_none());
}

#[test]
fn a_table_that_goes_on_elsewhere_has_parts() {
    let cases: [(&str, &str, &[&[u32]]); 5] = [
        (
            "below itself in the same columns: one part",
            "Date | Item | Amount\n2026-01-05 | Laptop | =1\n\nDate | Item | Amount\n2026-01-06 | Dock | =2",
            &[&[2, 5]],
        ),
        (
            "below itself in other columns",
            "Date | Item | Amount\n2026-01-05 | Laptop | =1\n\n | Date | Amount | Item\n | 2026-01-06 | =2 | Dock",
            &[&[2], &[5]],
        ),
        (
            "beside itself, a blank column between",
            "Date | Item | Amount | | Date | Item | Amount\n2026-01-05 | Laptop | =1 | | 2026-01-06 | Dock | =2\n | | | | 2026-01-07 | Dock | =2",
            &[&[2], &[2, 3]],
        ),
        (
            "beside itself without a blank column",
            "Date | Item | Amount | Date | Item | Amount\n2026-01-05 | Laptop | =1 | 2026-01-06 | Dock | =2",
            &[&[2], &[2]],
        ),
        (
            "beside another one with a name in common",
            "Date | Item | Amount | | Month | Amount\n2026-01-05 | Laptop | =1 | | January | =2\n | | | | May | =1",
            &[&[2]],
        ),
    ];
    for (name, drawing, expected) in cases {
        let found = layout(&drawn(drawing), &wanted(&DATE_ITEM_AMOUNT, &["Amount"])).unwrap();
        assert_eq!(rows(&found), expected, "{name}");
        for part in &found.parts {
            let amounts = part.headers.values().filter(|text| *text == "Amount").count();
            assert_eq!(amounts, 1, "{name}");
        }
    }
}

#[test]
fn two_mapped_tables_of_a_sheet_end_where_the_other_begins() {
    let below = "Date | Item | Amount\n2026-01-05 | Laptop | =1\nBought | Device | Units\n2026-01-05 | Laptop | =7";
    let beside = "Date | Item | Amount | | Bought | Device | Units\n2026-01-05 | Laptop | =1 | | 2026-01-05 | Laptop | =7\n | | | | 2026-01-06 | Dock | =8";
    let orders = DATE_ITEM_AMOUNT.to_vec();
    let assets = vec!["Bought", "Device", "Units"];
    for (drawing, expected) in [(below, [vec![2], vec![4]]), (beside, [vec![2], vec![2, 3]])] {
        for (own, other, expected) in
            [(&orders, &assets, &expected[0]), (&assets, &orders, &expected[1])]
        {
            let other = OtherTable { header_rows: &[], header: other.clone() };
            let wanted = Wanted { others: vec![other], ..wanted(own, &own[2..]) };
            let found = layout(&drawn(drawing), &wanted).unwrap();
            assert_eq!(rows(&found), std::slice::from_ref(expected));
            assert!(found.unmapped_headers.is_empty());
        }
    }
}

#[test]
fn a_header_given_by_its_rows_is_not_looked_for() {
    let drawing = "Date | Item | Amount\n2026-01-05 | Laptop | =1\n\nDate | Item | Amount\n2026-01-06 | Dock | =2";
    let others = |rows| vec![OtherTable { header_rows: rows, header: DATE_ITEM_AMOUNT.to_vec() }];
    for (own, other, expected) in [(&[1], &[4], vec![2]), (&[4], &[1], vec![5])] {
        let wanted = Wanted {
            header_rows: own,
            others: others(other),
            ..wanted(&DATE_ITEM_AMOUNT, &["Amount"])
        };
        assert_eq!(rows(&layout(&drawn(drawing), &wanted).unwrap()), [expected]);
    }
    // A header that is not the mapping's: every row below it is told, so that it can be accounted for.
    let wanted = Wanted { header_rows: &[1], ..wanted(&["Datum", "Betrag"], &["Betrag"]) };
    let found = layout(&drawn(drawing), &wanted).unwrap();
    assert_eq!(rows(&found), [[2, 5]]);
    // Rows between header and data.
    let wanted =
        Wanted { skip: 1, header_rows: &[1], ..self::wanted(&DATE_ITEM_AMOUNT, &["Amount"]) };
    let found =
        layout(&drawn("Date | Item | Amount\n1 | 2 | 3\n2026-01-05 | Laptop | =1"), &wanted)
            .unwrap();
    assert_eq!(rows(&found), [[3]]);
}

#[test]
fn a_header_that_is_not_there_or_there_twice_is_told_in_words() {
    let sheet = drawn("Orders\nDate | Item | Nettobetrag\n2026-01-05 | Laptop | =1");
    let trouble =
        layout(&sheet, &wanted(&["Date", "Item", "Nettobetrg"], &["Nettobetrg"])).unwrap_err();
    assert_eq!(
        trouble.expected(),
        "a header that has every column the mapping names; row 2 comes nearest, has `Date`, `Item`, `Nettobetrag`, and lacks `Nettobetrg` (the nearest text there is `Nettobetrag`)"
    );
    assert_eq!(trouble.address().to_string(), "A2");
    assert_eq!(trouble.rows(&sheet), [2]);

    let twice = [
        (
            "Date | Amount | Supplier\n2026-01-05 | =1 | A\n\nDate | Amount | Cancelled by\n2026-01-05 | =1 | B",
            "row 4",
        ),
        (
            "Date | Amount | Supplier | | Date | Amount | Note\n2026-01-05 | =1 | A | | 2026-01-05 | =1 | b",
            "row 1",
        ),
    ];
    for (drawing, words) in twice {
        let trouble =
            layout(&drawn(drawing), &wanted(&["Date", "Amount"], &["Amount"])).unwrap_err();
        assert_eq!(trouble.kind(), model::FaultKind::TwoReadings);
        assert!(trouble.expected().contains(words), "{}", trouble.expected());
    }
    // Said to be in row 1, the table ends where the other one begins, and that nobody reads it is told.
    let wanted = Wanted { header_rows: &[1], ..wanted(&["Date", "Amount"], &["Amount"]) };
    let found = layout(&drawn(twice[0].0), &wanted).unwrap();
    assert_eq!(rows(&found), [[2]]);
    assert_eq!(found.unmapped_headers, [3]);
}

#[test]
fn rows_with_more_fields_than_the_header_are_told() {
    let sheet = drawn("Item | Amount\nLaptop | 1 | 50\nDock | 2");
    let found = layout(&sheet, &wanted(&["Item", "Amount"], &["Amount"])).unwrap();
    assert_eq!(found.parts[0].longer, [1]);
    assert_eq!(rows(&found), [[2, 3]]);
}
