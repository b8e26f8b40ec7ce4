//! Texts delimited in every way that is met.

use model::{InputFile, Sheet};

use crate::cells::{FileFault, workbook};

fn read_bytes(bytes: &[u8]) -> Result<Sheet, FileFault> {
    let file = InputFile {
        path: "inputs/2026/returns/a1/supporting/orders.csv".into(),
        bytes: bytes.into(),
        sha256: String::new(),
    };
    workbook(&file).map(|mut workbook| workbook.sheets.remove(0))
}

fn read(text: &str) -> Sheet {
    read_bytes(text.as_bytes()).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"))
}

/// The fields of a line, from 1, by column.
fn line(sheet: &Sheet, line: u32) -> Vec<(u32, &str)> {
    let cells = sheet.row(line - 1).iter();
    cells.map(|cell| (cell.address.column + 1, cell.raw.as_str())).collect()
}

/// Every case holds the same two orders; the second field holds whatever troubles its dialect.
#[test]
fn dialects_are_told_from_the_whole_head() {
    let cases = [
        (
            "commas",
            "day,item,amount\n2026-01-05,\"Dock, black\",50.5\n2026-01-06,Mouse,7",
            "Dock, black",
        ),
        (
            "semicolons with decimal commas",
            "day;item;amount\n05.01.2026;Dock, black;50,5\n06.01.2026;Mouse;1.007,25",
            "Dock, black",
        ),
        (
            "tabs",
            "day\titem\tamount\n2026-01-05\tDock; black, large\t50,5\n2026-01-06\tMouse\t7",
            "Dock; black, large",
        ),
        (
            "bars",
            "day|item|amount\n2026-01-05|Dock, black; large|50,5\n2026-01-06|Mouse|7",
            "Dock, black; large",
        ),
        (
            "tildes",
            "day~item~amount\n2026-01-05~Dock, black~50,5\n2026-01-06~Mouse~7",
            "Dock, black",
        ),
        (
            "broken bars",
            "day¦item¦amount\n2026-01-05¦Dock, black¦50,5\n2026-01-06¦Mouse¦7",
            "Dock, black",
        ),
        (
            "unit separators",
            "day\u{1f}item\u{1f}amount\n2026-01-05\u{1f}Dock, black\u{1f}50,5\n",
            "Dock, black",
        ),
        (
            "single quotes",
            "'day','item','amount'\n'2026-01-05','Dock, black','50.5'\n'2026-01-06','Mouse','7'",
            "Dock, black",
        ),
        (
            "doubled quotes",
            "day;item;amount\n2026-01-05;\"Display 24\"\" ; black\";50,5\n2026-01-06;Mouse;7",
            "Display 24\" ; black",
        ),
        (
            "backslashes before quotes",
            "day,item,amount\n2026-01-05,\"Display 24\\\", black\",50.5\n2026-01-06,\"Mouse\",7",
            "Display 24\", black",
        ),
        (
            "a backslash at the end of a field",
            "day,item,amount\n2026-01-05,\"C:\\\",50.5\n2026-01-06,\"Mouse, D:\\\",7",
            "C:\\",
        ),
        (
            "a backslash before a doubled quote",
            "day,item,amount\n2026-01-05,\"Dock\\\"\"\",50.5\n2026-01-06,Mouse\\,7",
            "Dock\\\"",
        ),
        (
            "quotes as letters",
            "day;item;amount\n2026-01-05;Display 24\" black;50,5\n2026-01-06;\"Mouse;7",
            "Display 24\" black",
        ),
        (
            "blanks before quotes",
            "day, item, amount\n2026-01-05, \"Dock, black\", \"1,050.5\"\n2026-01-06, \"Mouse\", 7",
            "Dock, black",
        ),
        (
            "a line that names the delimiter",
            "sep=;\nday;item;amount\n2026-01-05;Dock, black;50,5\n",
            "Dock, black",
        ),
        (
            "delimiters behind every line",
            "day;item;amount;;\n2026-01-05;Dock, black;50,5;;\n2026-01-06;Mouse;7;;",
            "Dock, black",
        ),
        (
            "short lines",
            "day;item;amount;note\n2026-01-05;Dock, black;50,5\n2026-01-06;Mouse;7;x\n2026-01-07",
            "Dock, black",
        ),
        (
            "junk, with more commas than the table has semicolons",
            "Orders of the Town of Example, printed on 1 March, 2026, by A, B, C\nAll amounts without tax, rounded, in euro\n\nday;item;amount\n05.01.2026;Dock, black;50,5\n06.01.2026;Mouse;7,0",
            "Dock, black",
        ),
    ];
    for (name, text, item) in cases {
        let sheet = read(text);
        let found = sheet.cells.iter().find(|cell| cell.raw == item);
        let found = found.unwrap_or_else(|| panic!("{name}: {:?}", sheet.cells));
        assert_eq!(found.address.column, 1, "{name}");
        assert_eq!(sheet.row(found.address.row).len(), 3, "{name}");
    }
}

#[test]
fn line_ends_and_encodings_change_nothing() {
    let table = "Tag;Gerät;Betrag €\n05.01.2026;\"Büro\n2. Stock\";50,5\n06.01.2026;Maus;7\n";
    let expected = read(table);
    assert_eq!(line(&expected, 2), [(1, "05.01.2026"), (2, "Büro\n2. Stock"), (3, "50,5")]);
    assert_eq!(line(&expected, 4), [(1, "06.01.2026"), (2, "Maus"), (3, "7")]);
    let raw = |sheet: &Sheet| -> Vec<_> {
        let cells = sheet.cells.iter();
        cells
            .map(|cell| (cell.address, cell.raw.replace("\r\n", "\n").replace('\r', "\n")))
            .collect()
    };
    let mixed = table.replacen('\n', "\r\n", 1).replacen("Maus;7\n", "Maus;7\r", 1);
    for text in [table.replace('\n', "\r\n"), table.replace('\n', "\r"), mixed] {
        assert_eq!(raw(&read(&text)), raw(&expected), "{text:?}");
        let utf_16 = |encode: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(encode).collect()
        };
        let windows = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        let files = [
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [b"\xFF\xFE".to_vec(), utf_16(u16::to_le_bytes)].concat(),
            [b"\xFE\xFF".to_vec(), utf_16(u16::to_be_bytes)].concat(),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
            windows,
        ];
        for bytes in files {
            assert_eq!(raw(&read_bytes(&bytes).unwrap()), raw(&expected), "{:?}", &bytes[..8]);
        }
    }
}

#[test]
fn two_readings_that_are_equally_good_are_both_shown() {
    let fault =
        read_bytes("model,colour;place\nA,black;Bern\nB,white;Graz\n".as_bytes()).unwrap_err();
    assert_eq!(fault.kind, model::FaultKind::TwoReadings);
    for words in [
        "parted by commas (`model`, `colour;place`",
        "parted by semicolons (`model,colour`, `place`",
    ] {
        assert!(fault.detail.contains(words), "{}", fault.detail);
    }
    // The line that names the delimiter settles it.
    let sheet = read("sep=;\nmodel,colour;place\nA,black;Bern\nB,white;Graz\n");
    assert_eq!(line(&sheet, 3), [(1, "A,black"), (2, "Bern")]);
}

#[test]
fn a_header_with_fewer_fields_than_the_rows_is_no_table() {
    // A decimal comma that is not quoted, and row names without a header: read by place, both were wrong.
    for text in [
        "item,amount\nDock,50,5\nMouse,7,25\nLaptop,812,90\n",
        "item,amount,day\n1,Dock,50.5,2026-01-05\n2,Mouse,7,2026-01-06\n",
    ] {
        let fault = read_bytes(text.as_bytes()).unwrap_err();
        assert_eq!(fault.kind, model::FaultKind::TwoReadings, "{text}");
        assert!(fault.detail.contains("`item`, `amount`"), "{}", fault.detail);
    }
    // A single longer row is read; that it is longer is told where the header is known.
    let sheet = read("item,amount\nDock,50.5\nMouse,7\nLaptop,812,90\n");
    assert_eq!(line(&sheet, 4), [(1, "Laptop"), (2, "812"), (3, "90")]);
}
