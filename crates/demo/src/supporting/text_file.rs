//! Text files: one record a row, in the encodings and with the marks of the programs that export them.

use std::collections::BTreeMap;

use csv::{ByteRecord, QuoteStyle, Terminator, WriterBuilder};
use encoding_rs::WINDOWS_1252;
use jiff::civil::Date;

use super::WrittenFile;
use super::cells::{RowPlace, WrittenCells};
use super::plan::{Plan, Value};
use super::words;
use crate::faults::slips::FileSlip;
use crate::pact::Layout;

/// How a layout is written.
#[derive(Clone, Copy)]
struct Marks {
    delimiter: u8,
    line_end: Terminator,
    quotes: QuoteStyle,
    encoding: Encoding,
    /// Lines of an export stand above the header.
    head: bool,
    /// A line stands below the last row.
    foot: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16,
    /// UTF-8 with a byte order mark where a character is not in it.
    Windows1252,
}

fn marks(layout: Layout) -> Marks {
    let usual = Marks {
        delimiter: b';',
        line_end: Terminator::CRLF,
        quotes: QuoteStyle::Necessary,
        encoding: Encoding::Windows1252,
        head: false,
        foot: false,
    };
    let line_feed = Terminator::Any(b'\n');
    match layout {
        Layout::CommaText => {
            Marks { delimiter: b',', line_end: line_feed, encoding: Encoding::Utf8, ..usual }
        }
        Layout::TabText => Marks { delimiter: b'\t', encoding: Encoding::Utf16, ..usual },
        Layout::BarText => Marks {
            delimiter: b'|',
            line_end: Terminator::Any(b'\r'),
            quotes: QuoteStyle::Always,
            encoding: Encoding::Utf8,
            head: true,
            foot: true,
        },
        Layout::LedgerText => Marks { encoding: Encoding::Utf8WithMark, head: true, ..usual },
        Layout::CreditNoteText => Marks { line_end: line_feed, ..usual },
        _ => usual,
    }
}

/// The file of a plan.
pub(super) fn written(plan: &Plan, period: (Date, Date), sender: &str) -> WrittenFile {
    let marks = marks(plan.layout);
    let mut lines = Lines::new(marks);
    if marks.head {
        for record in head(plan, period, sender) {
            lines.record(record);
        }
        lines.blank();
    }
    let mut others =
        BTreeMap::from([("header", RowPlace { row: lines.count, ..RowPlace::default() })]);
    lines.record(plan.columns.iter().map(|column| column.header));
    let mut rows = vec![RowPlace::default(); plan.rows()];
    for row in plan.in_order() {
        rows[row].row = lines.count;
        let values =
            plan.columns.iter().map(|column| text(plan, &plan.value(row, column.what, row)));
        let mut values: Vec<String> = values.collect();
        if plan.slips.contains(&FileSlip::Longer(row)) {
            values.push("ok".to_owned());
        }
        lines.record(&values);
        if plan.slips.contains(&FileSlip::Twice(row)) {
            others.insert("repeated", RowPlace { row: lines.count, ..RowPlace::default() });
            lines.record(&values);
        }
    }
    if marks.foot {
        let end = plan.word(words::END_OF_LIST).replace("{}", &plan.rows().to_string());
        lines.record([end]);
    }
    let fields = (0u16..).zip(&plan.columns);
    let columns: BTreeMap<_, _> =
        fields.filter_map(|(number, column)| Some((column.what.field()?, number))).collect();
    WrittenFile {
        bytes: encoded(lines.bytes, marks.encoding),
        cells: WrittenCells { sheets: Vec::new(), columns, rows, others },
    }
}

/// The lines that a program writes above what it exports.
fn head(plan: &Plan, period: (Date, Date), sender: &str) -> [Vec<String>; 3] {
    let (first, last) = (plan.style.day(period.0), plan.style.day(period.1));
    [
        vec![plan.word(words::title(plan.kind)).to_owned()],
        vec![sender.to_owned()],
        vec![plan.word(words::PERIOD).to_owned(), format!("{first} - {last}")],
    ]
}

/// A value as text.
pub(super) fn text(plan: &Plan, value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone(),
        Value::Day(day) => plan.style.day(*day),
        Value::Units(units) => plan.style.number((*units).into(), 0),
        Value::Amount(amount) => plan.style.number(*amount, plan.places),
        Value::Years(years) => plan.style.number(*years, 0),
        // A text file holds what a formula came to.
        Value::Formula(result) => (*result).to_owned(),
    }
}

/// Lines as they are written.
struct Lines {
    marks: Marks,
    bytes: Vec<u8>,
    /// How many there are.
    count: u32,
    record: ByteRecord,
}

impl Lines {
    fn new(marks: Marks) -> Self {
        Self { marks, bytes: Vec::new(), count: 0, record: ByteRecord::new() }
    }

    fn record(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        self.record.clear();
        for field in fields {
            self.record.push_field(field.as_ref().as_bytes());
        }
        let mut writer = WriterBuilder::new()
            .delimiter(self.marks.delimiter)
            .terminator(self.marks.line_end)
            .quote_style(self.marks.quotes)
            .flexible(true)
            .buffer_capacity(256)
            .from_writer(&mut self.bytes);
        writer
            .write_byte_record(&self.record)
            .and_then(|()| Ok(writer.flush()?))
            .expect("memory takes every line");
        drop(writer);
        self.count += 1;
    }

    fn blank(&mut self) {
        match self.marks.line_end {
            Terminator::Any(mark) => self.bytes.push(mark),
            _ => self.bytes.extend(b"\r\n"),
        }
        self.count += 1;
    }
}

fn encoded(bytes: Vec<u8>, encoding: Encoding) -> Vec<u8> {
    let text = String::from_utf8(bytes).expect("every field and mark is UTF-8");
    let with_mark = |text: String| format!("\u{feff}{text}").into_bytes();
    match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8WithMark => with_mark(text),
        Encoding::Utf16 => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        Encoding::Windows1252 => {
            let (encoded, _, lost) = WINDOWS_1252.encode(&text);
            if lost { with_mark(text) } else { encoded.into_owned() }
        }
    }
}
