//! Workbooks made by hand for the tests of this crate.

use model::cell::FileFormat;
use model::{Cell, CellAddress, CellValue, Decimal, Sheet, Workbook};

/// A sheet whose rows are given as texts; an empty text is an empty cell, a text that begins with `=` the
/// stored number of a cell.
pub(crate) fn sheet(title: &str, rows: &[&[&str]]) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in rows.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            if !text.is_empty() {
                let address = CellAddress::new(row as u32, column as u32);
                cells.push(cell(address, text));
            }
        }
    }
    Sheet {
        title: title.to_owned(),
        hidden: false,
        cells,
        hidden_rows: Vec::new(),
        merged: Vec::new(),
    }
}

/// One cell.
pub(crate) fn cell(address: CellAddress, text: &str) -> Cell {
    let (value, raw) = match text.strip_prefix('=') {
        Some(number) => {
            let number: Decimal = number.parse().expect("a number behind `=`");
            (CellValue::Number(number), number.to_string())
        }
        None => (CellValue::Text(text.to_owned()), text.to_owned()),
    };
    Cell { address, value, raw, number_format: None, formula: false, without_stored_value: false }
}

/// Replaces or adds a cell, keeping the order.
pub(crate) fn put(sheet: &mut Sheet, cell: Cell) {
    match sheet.cells.binary_search_by(|own| own.address.cmp(&cell.address)) {
        Ok(index) => sheet.cells[index] = cell,
        Err(index) => sheet.cells.insert(index, cell),
    }
}

/// A workbook of these sheets.
pub(crate) fn workbook(path: &str, sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        path: path.to_owned(),
        format: FileFormat::Xlsx,
        days_from_1904: Some(false),
        sheets,
    }
}

/// The bytes of an xlsx workbook. A text that begins with `=` is a stored number, one with `@` the serial number of a
/// day shown as one, one with `!` an error, `?` a formula that was never computed; an empty one is an empty cell.
pub(crate) fn xlsx(sheets: &[XlsxSheet]) -> Vec<u8> {
    use std::io::Write;

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("a part");
    };
    let numbers = 1..=sheets.len();
    let listed = numbers.clone().zip(sheets).map(|(number, sheet)| {
        format!(r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#, sheet.title)
    });
    let relations = numbers.map(|number| {
        format!(
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        )
    });
    put("[Content_Types].xml", "<Types/>");
    put(
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    );
    put(
        "xl/workbook.xml",
        &format!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>"#,
            listed.collect::<String>()
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
            relations.collect::<String>()
        ),
    );
    put(
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    );
    for (index, sheet) in sheets.iter().enumerate() {
        put(&format!("xl/worksheets/sheet{}.xml", index + 1), &sheet.xml());
    }
    zip.finish().expect("a workbook").into_inner()
}

/// A sheet of such a workbook.
#[derive(Clone, Copy, Default)]
pub(crate) struct XlsxSheet<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// Its rows.
    pub(crate) rows: &'a [&'a [&'a str]],
    /// Merged ranges, such as `A1:B2`.
    pub(crate) merged: &'a [&'a str],
    /// Hidden rows, from 1.
    pub(crate) hidden: &'a [usize],
}

impl XlsxSheet<'_> {
    fn xml(&self) -> String {
        let row = |(row, texts): (usize, &&[&str])| {
            let cells = texts.iter().enumerate().map(|(column, text)| {
                let at = format!("{}{}", model::place::column_letters(column as u32), row + 1);
                let rest = text.get(1..).unwrap_or_default();
                match (text.chars().next(), rest) {
                    (None, _) => String::new(),
                    (Some('='), number) => format!(r#"<c r="{at}"><v>{number}</v></c>"#),
                    (Some('@'), day) => format!(r#"<c r="{at}" s="1"><v>{day}</v></c>"#),
                    (Some('!'), error) => format!(r#"<c r="{at}" t="e"><v>{error}</v></c>"#),
                    (Some('?'), _) => format!(r#"<c r="{at}"><f>1+1</f></c>"#),
                    _ => format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#),
                }
            });
            let hidden = if self.hidden.contains(&(row + 1)) { r#" hidden="1""# } else { "" };
            format!(r#"<row r="{}"{hidden}>{}</row>"#, row + 1, cells.collect::<String>())
        };
        let rows: String = self.rows.iter().enumerate().map(row).collect();
        let merged = self.merged.iter().map(|range| format!(r#"<mergeCell ref="{range}"/>"#));
        let merged: String = merged.collect();
        let merged = match merged.as_str() {
            "" => String::new(),
            merged => format!("<mergeCells>{merged}</mergeCells>"),
        };
        format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{merged}</worksheet>"#
        )
    }
}
