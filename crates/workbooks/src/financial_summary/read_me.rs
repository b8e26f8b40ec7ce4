//! The first sheet: what this is and what the sheets hold.

use rust_xlsxwriter::{Format, Url, Workbook, Worksheet, XlsxError};

use super::FinancialSummaryInputs;
use super::page::{ACCOUNTS, CONTRIBUTIONS, INCOMPLETE, LEDGER, STATEMENT, print_set_up};
use crate::print::SAMPLE;
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::words;
use crate::xlsx::cell_text;

const WIDTHS: [f64; 2] = [28.0, 84.0];

/// The sheet while it is written, with the next free row.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

/// Adds the sheet.
pub(super) fn write(
    workbook: &mut Workbook,
    inputs: &FinancialSummaryInputs,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name("Read me")?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = Page { sheet, row: 0 };
    page.opening(inputs)?;
    page.contents()?;
    page.reading()?;
    print_set_up(sheet, inputs);
    sheet.set_portrait().set_print_fit_to_pages(1, 1).set_active(true);
    Ok(())
}

impl Page<'_> {
    fn opening(&mut self, inputs: &FinancialSummaryInputs) -> Result<(), XlsxError> {
        let (statement, year) = (inputs.statement, &inputs.year.settings);
        let title = format!("{} – financial summary {}", inputs.pact.title, year.year);
        let format = style::title().set_text_wrap();
        self.sheet.merge_range(0, 0, 0, 1, &cell_text(&title), &format)?;
        let total: f64 = WIDTHS.iter().sum();
        self.sheet.set_row_height(0, height(lines(&title, total * 0.9, 16.0), 16.0) + 6.0)?;
        self.row = 1;
        if inputs.pact.sample {
            self.wide(SAMPLE, &style::notice())?;
        }
        if statement.incomplete {
            self.wide(INCOMPLETE, &style::notice())?;
        }
        self.row += 1;
        let words = words("en");
        let period = format!("{} to {}", words.day(year.period.start), words.day(year.period.end));
        let currency = statement.currency.to_string();
        for (name, value) in [
            ("Period", period.as_str()),
            ("Currency of the accounts", &currency),
            ("The money is held by", &statement.host),
            ("Prepared by", &statement.prepared_by_role),
        ] {
            if !value.is_empty() {
                self.pair(name, value, None)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn contents(&mut self) -> Result<(), XlsxError> {
        self.wide("The sheets", &style::band())?;
        let sheets = [
            (
                STATEMENT,
                "Opening balance, income and expense by class, closing balance; checked against the bank and last year.",
            ),
            (
                ACCOUNTS,
                "Each account: budget, revised budget, actual, what they differ by and why; charts below.",
            ),
            (
                CONTRIBUTIONS,
                "What each participant was to contribute, what came, what is outstanding and what of it was booked in this year; what was given voluntarily.",
            ),
            (LEDGER, "Every line of the ledger as booked, with the file and line it stands in."),
        ];
        for (sheet, text) in sheets {
            self.pair(sheet, text, Some(&format!("internal:'{sheet}'!A1")))?;
        }
        self.row += 1;
        Ok(())
    }

    fn reading(&mut self) -> Result<(), XlsxError> {
        self.wide("How to read it", &style::band())?;
        let notes = [
            "Cash basis: what was received and paid in the period. Contributions still to come and work given in kind are not in the statement.",
            "An amount in another currency is booked at the European Central Bank's rate of its day, or of the last day before, rounded to the cent. All totals are sums of booked cents, and live formulas.",
            "The other side of a payment is named where it is a participant of the Pact; others may be persons.",
            "An empty cell means that there is no such amount, “–” that it cannot be said; 0.00 is an amount.",
        ];
        for note in notes {
            self.wide(note, &style::text())?;
        }
        Ok(())
    }

    fn wide(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 1, &cell_text(text), format)?;
        self.next(lines(text, WIDTHS.iter().sum(), 11.0))
    }

    fn pair(&mut self, name: &str, value: &str, target: Option<&str>) -> Result<(), XlsxError> {
        let label = style::cell().set_background_color(style::PALE);
        match target {
            Some(target) => {
                let url = Url::new(target).set_text(name);
                let link = label.set_hyperlink();
                self.sheet.write_url_with_format(self.row, 0, url, &link)?
            }
            None => self.sheet.write_string_with_format(self.row, 0, name, &label)?,
        };
        let format = style::for_text(&style::cell(), value);
        self.sheet.write_string_with_format(self.row, 1, cell_text(value), &format)?;
        self.next(lines(value, WIDTHS[1], 11.0))
    }

    fn next(&mut self, count: usize) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height(count, 11.0))?;
        self.row += 1;
        Ok(())
    }
}
