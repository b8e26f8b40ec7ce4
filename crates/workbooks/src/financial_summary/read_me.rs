//! The first sheet: what this is and what the sheets hold.

use jiff::civil::Date;
use rust_xlsxwriter::{Format, Url, Workbook, Worksheet, XlsxError};

use super::FinancialSummaryInputs;
use super::funds_sheet;
use super::layout::Layout;
use super::page::{
    ACCOUNTS, ACTIVITIES, BANK_MISSING, CHECKS, COMMITMENTS, CONTRIBUTIONS, DUES, FUNDS, IN_KIND,
    INCOMPLETE, LEDGER, PUBLIC, RECEIPTS, STATEMENT, YEARS, bank_is_missing, dated, print_set_up,
    status, what,
};
use crate::print::SAMPLE;
use crate::style;
use crate::text_fit::{height, lines};
use crate::words::words;
use crate::xlsx::cell_text;

const WIDTHS: [f64; 2] = [28.0, 84.0];

/// What is said where the totals are not known.
const WITHOUT_TOTALS: &str = "The totals are not known, so the sheets of activities, of funds and of several years, and the \
    charts of the accounts, are left out until that is mended.";

/// The sheet while it is written, with the next free row.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

/// Adds the sheet.
pub(super) fn write(workbook: &mut Workbook, layout: &Layout) -> Result<(), XlsxError> {
    let inputs = layout.inputs;
    let sheet = workbook.add_worksheet().set_name("Read me")?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = Page { sheet, row: 0 };
    page.opening(inputs)?;
    page.contents(layout)?;
    page.reading()?;
    print_set_up(sheet, inputs);
    // On an upright page the line to the left would run into the sheet's title.
    sheet.set_footer(format!("&L{}&R&P / &N", what(inputs).replace('&', "&&")));
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
        self.wide(PUBLIC, &style::notice())?;
        if inputs.pact.sample {
            self.wide(SAMPLE, &style::notice())?;
        }
        if let Some(day) = statement.as_of {
            self.wide(&interim(day), &style::notice())?;
        }
        if bank_is_missing(statement) {
            self.wide(BANK_MISSING, &style::notice())?;
        }
        if statement.incomplete {
            self.wide(INCOMPLETE, &style::notice())?;
            if !statement.totals_known {
                self.wide(WITHOUT_TOTALS, &style::notice())?;
            }
        }
        self.row += 1;
        let words = words("en");
        let until = statement.as_of.unwrap_or(year.period.end);
        let period = format!("{} to {}", words.day(year.period.start), words.day(until));
        let currency = statement.currency.to_string();
        let (day, status) = (words.day(dated(inputs)), status(inputs));
        for (name, value) in [
            ("Date", day.as_str()),
            ("Status", &status),
            ("Period", &period),
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

    fn contents(&mut self, layout: &Layout) -> Result<(), XlsxError> {
        self.wide("The sheets", &style::band())?;
        for (sheet, text) in sheets(layout.inputs, !layout.owed.is_empty()) {
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
            "“agrees” and “look here” are formulas too: change a booked amount in the ledger, and see what moves. Texts are compared letter by letter, so that account 0100 is not 100.",
            "The other side of a payment is named where it is a participant of the Pact; others are withheld, since they may be persons.",
            "0.00 is an amount; an empty cell says that nothing of the kind was told. “–”: it does not apply, such as the hours of something lent, or a share of nothing. “[not answered]”: it was asked for and left blank. “[not known]”: it rests on something that could not be read or converted. “[not decided]”: no decision says what is due. “[withheld]”: there is something, and it is not shown, since it may name a person. What was not asked for has no column.",
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

/// What is said of a statement before the year's end.
fn interim(day: Date) -> String {
    format!(
        "Interim: the ledger up to {day} beside the budget of the whole year. The bank's balance is not compared, and no \
         explanation is due yet."
    )
}

/// The sheets of this workbook and what they hold.
fn sheets(inputs: &FinancialSummaryInputs, has_dues: bool) -> Vec<(&'static str, &'static str)> {
    let statement = inputs.statement;
    let of_statement = match statement.as_of {
        Some(_) => {
            "Opening balance, income and expense by class to date, and the balance; what stands beside it."
        }
        None => {
            "Opening balance, income and expense by class, closing balance; what it is checked against; what stands beside it."
        }
    };
    let of_accounts = match statement.as_of {
        Some(_) => {
            "Each account: budget, revised budget, what moved of it so far, and what they differ by; charts of it where the totals are known."
        }
        None => {
            "Each account: budget, revised budget, actual, what they differ by, why, and where an explanation is missing; charts of it where the totals are known."
        }
    };
    let all = [
        (STATEMENT, of_statement, true),
        (ACCOUNTS, of_accounts, true),
        (
            ACTIVITIES,
            "Income and expense by activity, and expense by activity and class.",
            !statement.activities.is_empty() && statement.totals_known,
        ),
        (
            FUNDS,
            "What was in each fund, came in, went out and is left.",
            funds_sheet::has_sheet(statement),
        ),
        (
            CONTRIBUTIONS,
            "What each participant was to contribute, what came, what is outstanding and for how many days; what was given voluntarily; a chart of it where that is known.",
            true,
        ),
        (
            DUES,
            "What is due by each decision, what was paid of it, and what is left, in its own currency and in that of the accounts.",
            has_dues,
        ),
        (
            RECEIPTS,
            "Every receipt of a contribution, of this year's ledger and of other years' for this one.",
            true,
        ),
        (
            IN_KIND,
            "Work and other help given to the Pact, with the basis of its value: a memorandum, in none of the amounts.",
            !inputs.in_kind.is_empty(),
        ),
        (
            COMMITMENTS,
            "What was ordered or promised and is not paid yet, by account and fund: a note, in none of the amounts.",
            !statement.commitments.is_empty(),
        ),
        (
            YEARS,
            "The years on file beside each other; a chart below.",
            statement.years.len() > 1 && statement.totals_known,
        ),
        (CHECKS, "What must agree, with both sides and what they differ by.", true),
        (LEDGER, "Every line of the ledger as booked, with the file and line it stands in.", true),
    ];
    all.into_iter().filter(|(_, _, held)| *held).map(|(sheet, text, _)| (sheet, text)).collect()
}
