//! The reader over files made here, and over whatever lies in the folder `CFIT_REAL_FILES` names.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use model::CellValue;
use zip::write::SimpleFileOptions;

use super::*;

fn input(path: &str, bytes: &[u8]) -> InputFile {
    InputFile { path: path.into(), bytes: bytes.into(), sha256: String::new() }
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook><sheets><sheet name="Orders" sheetId="1" state="hidden" r:id="r1"/></sheets></workbook>"#;
const WORKBOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"#;
const STYLES: &str = r##"<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0.00\ &quot;EUR&quot;"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>"##;

fn xlsx(sheet: &str) -> InputFile {
    let bytes = package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    // The name says otherwise: content decides.
    input("inputs/2026/returns/a1/return.xls", &bytes)
}

#[test]
fn an_xlsx_is_read_with_formats_formulas_hidden_rows_and_new_errors() {
    let file = xlsx(
        r##"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>
        <row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Laptops</t></is></c><c r="B2" s="1"><v>12400.1</v></c>
        <c r="C2" s="2"><v>45992</v></c><c r="D2"><f>B2*2</f></c><c r="E2" t="e"><v>#SPILL!</v></c><c><v>7</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"##,
    );
    let workbook = workbook(&file).unwrap();
    assert_eq!(workbook.format, FileFormat::Xlsx);
    let sheet = &workbook.sheets[0];
    assert!(sheet.hidden);
    assert_eq!(sheet.hidden_rows, [1]);
    let row: Vec<_> = sheet.row(1).iter().map(|cell| cell.raw.as_str()).collect();
    assert_eq!(row, ["Laptops", "12400.1", "2025-12-01", "", "#SPILL!", "7"]);
    let amount = sheet.at(1, 1).unwrap();
    assert_eq!(amount.number_format.as_deref(), Some("#,##0.00\\ \"EUR\""));
    let formula = sheet.at(1, 3).unwrap();
    assert!(formula.formula && formula.without_stored_value);
    assert!(matches!(sheet.at(1, 4).unwrap().value, CellValue::Error(_)));
    assert_eq!(sheet.at(1, 5).unwrap().address.to_string(), "F2");
    assert!(sheet.at(1_048_575, 16_383).is_some());
    let place = place(&workbook, sheet, amount.address);
    assert_eq!(place.to_string(), "inputs/2026/returns/a1/return.xls!Orders!B2");
    let context = context(sheet, 1, 1);
    assert_eq!(context[0].column, "A");
    assert_eq!(context[0].text, "Laptops");
}

#[test]
fn an_ods_is_read_without_laying_out_repeats() {
    let content = r#"<office:document-content><office:automatic-styles><style:style style:name="t1">
        <style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <office:body><office:spreadsheet><table:table table:name="Orders" table:style-name="t1">
        <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:visibility="collapse" table:number-rows-repeated="2">
        <table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation><text:p>a note</text:p></office:annotation><text:p>Two<text:s text:c="2"/>&amp;</text:p><text:p>lines</text:p></table:table-cell>
        <table:covered-table-cell/>
        <table:table-cell office:value-type="percentage" office:value="0.05"><text:p>5%</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2025-12-01"><text:p>1.12.25</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1+1"/>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]);
    let workbook = workbook(&input("a/b.xlsx", &bytes)).unwrap();
    assert_eq!(workbook.format, FileFormat::Ods);
    let sheet = &workbook.sheets[0];
    assert!(sheet.hidden);
    assert_eq!(sheet.hidden_rows, [1_000_000, 1_000_001]);
    let row: Vec<_> = sheet.row(1_000_001).iter().map(|cell| cell.raw.as_str()).collect();
    assert_eq!(row, ["Two  &\nlines", "0.05", "2025-12-01", "#DIV/0!", ""]);
    assert!(sheet.at(1_000_000, 5).unwrap().without_stored_value);
    assert!(matches!(sheet.at(1_000_000, 4).unwrap().value, CellValue::Error(_)));
    assert_eq!(sheet.merged.len(), 1);
}

#[test]
fn text_files_keep_the_line_each_field_stands_on() {
    let cases = [
        "a;b\n\n\"x\ny\";2\n\n3;4\n",
        "a;b\r\n\r\n\"x\r\ny\";2\r\n\r\n3;4\r\n",
        "a;b\r\r\"x\ry\";2\r\r3;4",
        "sep=;\na;b\n\"x\ny\";2\n\n3;4\n",
    ];
    for text in cases {
        let workbook = workbook(&input("a/orders.csv", text.as_bytes())).unwrap();
        let sheet = &workbook.sheets[0];
        let lines: Vec<u32> = sheet.rows().map(|(row, _)| row + 1).collect();
        let first = if text.starts_with("sep") { 2 } else { 1 };
        assert_eq!(lines, [first, 3, 6], "{text:?}");
        let last = sheet.at(5, 1).unwrap();
        assert_eq!(last.raw, "4");
        assert_eq!(place(&workbook, sheet, last.address).to_string(), "a/orders.csv!6:2");
    }
}

#[test]
fn delimiters_and_quotes_are_told_from_the_text() {
    let cases = [
        ("a,b,c\n1,\"2;3\",4\n5,6,7", "2;3"),
        ("a;b;c\n1;2,5;4,0\n5;6,1;7", "2,5"),
        ("a\tb\tc\n1\tx, y\t4\n", "x, y"),
        ("a|b|c\n1|x|4\n", "x"),
        ("'a','b','c'\n'1','x,y','4'\n", "x,y"),
    ];
    for (text, second) in cases {
        let workbook = workbook(&input("a/b.csv", text.as_bytes())).unwrap();
        assert_eq!(workbook.sheets[0].at(1, 1).unwrap().raw, second, "{text:?}");
        assert_eq!(workbook.sheets[0].row(0).len(), 3, "{text:?}");
    }
}

#[test]
fn what_is_no_table_is_named() {
    let whole = xlsx("<worksheet><sheetData/></worksheet>").bytes;
    let cut = &whole[..whole.len() / 2];
    let word = package(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
    let cases: [(&[u8], FaultKind, &str); 9] = [
        (b"", FaultKind::EmptyFile, "empty"),
        (b"\r\n ", FaultKind::EmptyFile, "empty"),
        (cut, FaultKind::DamagedFile, "damaged"),
        (b"%PDF-1.7 ...", FaultKind::NotAWorkbook, "a PDF"),
        (b"<!DOCTYPE html><html>", FaultKind::UnsupportedFormat, "a web page"),
        (b"ID;PWXL;N;E\nC;Y1", FaultKind::UnsupportedFormat, ".slk"),
        (&word, FaultKind::NotAWorkbook, "a Word document"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", FaultKind::UnsupportedFormat, "Excel 4"),
        (b"just a line of words", FaultKind::NotAWorkbook, "plain text"),
    ];
    for (bytes, kind, words) in cases {
        let fault = workbook(&input("a/return.xlsx", bytes)).unwrap_err();
        assert_eq!(fault.kind, kind, "{fault:?}");
        assert!(fault.detail.contains(words), "{fault:?}");
    }
}

#[test]
fn one_text_named_by_many_cells_counts_each_time() {
    let long = "x".repeat(32_000);
    let cells: String = (1..4_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    let relations = WORKBOOK_RELATIONS.replace(
        "</Relationships>",
        "<Relationship Id=\"r2\" Target=\"sharedStrings.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\"/></Relationships>",
    );
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let bytes = package(&[
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/sharedStrings.xml", &shared),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let fault = workbook(&input("a/b.xlsx", &bytes)).unwrap_err();
    assert_eq!(fault.kind, FaultKind::FileTooLarge);
}

/// Reads every file of a folder; none may panic past the guard, and a letter U+0000 is never let through
/// from a workbook.
#[test]
fn real_files_are_read_or_refused_with_words() {
    let Ok(folder) = std::env::var("CFIT_REAL_FILES") else {
        report("real files: not read, CFIT_REAL_FILES names no folder");
        return;
    };
    let mut files = Vec::new();
    for part in ["hostile", "procurement"] {
        collect(&Path::new(&folder).join(part), &mut files);
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} holds no files");
    let (mut read, mut refused) = (0, 0);
    for path in &files {
        let file = input(&path.to_string_lossy(), &std::fs::read(path).unwrap());
        match workbook(&file) {
            Ok(workbook) => {
                read += 1;
                check_workbook(&workbook);
            }
            Err(fault) => {
                refused += 1;
                assert!(!fault.detail.is_empty());
                if std::env::var("CFIT_REAL_FILES_LIST").is_ok() {
                    report(&format!("{}: {:?}: {}", file.path, fault.kind, fault.detail));
                }
            }
        }
    }
    report(&format!("real files: {read} read, {refused} refused"));
}

fn check_workbook(workbook: &Workbook) {
    for sheet in &workbook.sheets {
        let ordered = sheet.cells.windows(2).all(|pair| pair[0].address < pair[1].address);
        assert!(ordered, "{} {}", workbook.path, sheet.title);
        if workbook.format != FileFormat::Csv {
            let garbled = sheet.cells.iter().find(|cell| cell.raw.contains('\0'));
            assert!(garbled.is_none(), "{} {garbled:?}", workbook.path);
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn report(line: &str) {
    writeln!(std::io::stderr(), "{line}").unwrap();
}

/// Workbooks of equal content in several formats, by the hashes of their bytes. The programs that saved them
/// kept 15 or 17 digits of a number, so ten decimals are compared.
const EQUAL_CONTENT: [(&str, &[&str]); 3] = [
    (
        "days counted from 1904",
        &[
            "331aa4058647a509cac802f988becde2c3963e7b6f34397585842e3e1d68fbfd",
            "afc2478a94822c624c44291c8455c172d6d45cc7828849f0168950b9230cb7d8",
            "8b9f2b71a46833d7b9d2250d60b3c0948024f3d2b26f38ef990c0f2b2683fe08",
        ],
    ),
    (
        "merged cells",
        &[
            "8900c1ed9184c3af774f56cc5d459377219603dd37cbfaa911fb6f759c780597",
            "34f6b2779f49991859045791d8be0c5027e09b395f067c4363e38813d1e6431c",
        ],
    ),
    (
        "numbers, texts and errors",
        &[
            "35b60d34e30e80b9931b5001ae9d8ff6ce0ac719983af8197a00ee59e01f07df",
            "5e7f206dd7a8a9b86637f65c02fb85e9dad2a52ec5bf0b92e6eef1746c55b301",
            "06c648de5529e022ef399a2b6ebc227040e9fdf71a0780e19e614f556bdb53d7",
            "f41bbd13cb3f9648b2492bc7ffce4c0544a27d0c62daec5c670ac15bdfe04bbc",
        ],
    ),
];

/// One table of products as a program for the United States and one for France saved it.
const TWO_LOCALES: [&str; 2] = [
    "eaeb19cc36308c8759deeea496d270d9d6ed0e46c3f113099844c3f9bf6cca9c",
    "598df96d95ef6557266bf96960910e41b64c159808aea4108fc56bb9630f37f0",
];

/// The files of `CFIT_REAL_FILES` with these hashes; none, said in one line, where it is not set.
fn with_hashes(hashes: &[&str]) -> Option<Vec<Workbook>> {
    use sha2::{Digest, Sha256};
    let Ok(folder) = std::env::var("CFIT_REAL_FILES") else {
        report("real files: not read, CFIT_REAL_FILES names no folder");
        return None;
    };
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files);
    let mut found = BTreeMap::new();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let digest = Sha256::digest(&bytes);
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        if hashes.contains(&hash.as_str()) {
            let path = path.to_string_lossy();
            found.entry(hash).or_insert_with(|| workbook(&input(&path, &bytes)).unwrap());
        }
    }
    let all = hashes
        .iter()
        .map(|hash| found.remove(*hash).unwrap_or_else(|| panic!("no file {hash} in {folder}")));
    Some(all.collect())
}

#[test]
fn workbooks_of_equal_content_are_read_alike_in_every_format() {
    for (name, hashes) in EQUAL_CONTENT {
        let Some(workbooks) = with_hashes(hashes) else { return };
        let raw = |cell: &model::Cell| match cell.value {
            CellValue::Number(number) => number.round_dp(10).normalize().to_string(),
            _ => cell.raw.clone(),
        };
        let cells = |workbook: &Workbook| -> BTreeMap<String, Vec<_>> {
            let sheets = workbook.sheets.iter().map(|sheet| {
                let cells = sheet.cells.iter().map(|cell| (cell.address.to_string(), raw(cell)));
                (sheet.title.clone(), cells.collect())
            });
            sheets.collect()
        };
        let first = cells(&workbooks[0]);
        for other in &workbooks[1..] {
            // One of the files lacks a sheet the others have.
            let mut compared = 0;
            for (title, cells) in cells(other) {
                if let Some(expected) = first.get(&title) {
                    assert_eq!(&cells, expected, "{name}: `{title}` in {:?}", other.format);
                    compared += cells.len();
                }
            }
            assert!(compared > 0, "{name}: {:?}", other.format);
        }
    }
}

/// Numbers are compared as numbers, by each locale's decimal mark; texts without regard to points and commas,
/// which the French version has changed within names too.
#[test]
fn a_table_saved_in_two_locales_is_read_alike() {
    use crate::number::{DecimalMark, parse};
    let Some(workbooks) = with_hashes(&TWO_LOCALES) else { return };
    let [us, fr] = [0, 1].map(|index| &workbooks[index].sheets[0]);
    assert_eq!(us.cells.len(), fr.cells.len());
    for (us, fr) in us.cells.iter().zip(&fr.cells) {
        assert_eq!(us.address, fr.address);
        let as_number = parse(&us.raw, DecimalMark::Point).value();
        let same = us.raw.replace('.', ",") == fr.raw.replace('.', ",")
            || (as_number.is_some() && as_number == parse(&fr.raw, DecimalMark::Comma).value());
        assert!(same, "{}: `{}` and `{}`", us.address, us.raw, fr.raw);
    }
}
