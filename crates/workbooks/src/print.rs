//! How a workbook comes out of a printer.

use rust_xlsxwriter::Worksheet;

/// The notice that everything is invented.
pub(crate) const SAMPLE: &str =
    "Invented sample data: the organisations and all figures are made up.";

/// A4 as wide as the page; below, what it is of, the sheet and the page; above, whether it is invented.
pub(crate) fn set_up(sheet: &mut Worksheet, what: &str, sample: bool) {
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_footer(format!("&L{}&C&A&R&P / &N", what.replace('&', "&&")))
        .set_screen_gridlines(false);
    if sample {
        sheet.set_header(format!("&C&B{SAMPLE}"));
    }
}
