//! The reader over files made here, and over whatever lies in the folder `CFIT_REAL_FILES` names.

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
