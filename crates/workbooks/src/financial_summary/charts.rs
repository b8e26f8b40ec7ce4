//! The charts: budget and actual, due and received, several years.

use model::finance::AccountKind;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::account_columns::Column;
use super::contribution_columns::Column as Contribution;
use super::contributions_sheet::Page;
use super::layout::{Layout, kind_title};
use super::page::{ACCOUNTS, CONTRIBUTIONS, FIRST_ROW, HEAD_ROW, YEARS};
use super::years_sheet::Rows;
use crate::style;

/// Rows of the sheet between two charts, for each account and in all.
const ROWS_EACH: u32 = 3;
const ROWS_MORE: u32 = 7;
/// Lines of a table below which a chart does not fit on the same page.
const LONG: u32 = 16;
const PIXELS_A_ROW: u32 = 20;
/// So many contributions leave room for their chart beside the small tables below them, from this column on.
const FEW: u32 = 8;
const BESIDE: u16 = 5;
const ROWS_EACH_OF_FEW: u32 = 2;
const PIXELS_A_DIGIT: f64 = 7.0;
const GRID: Color = Color::RGB(0xD9_D9_D9);

/// Cells in one row or column: sheet, first row, first column, last row, last column.
type Cells = (&'static str, u32, u16, u32, u16);

/// A series: its name, its amounts, its fill.
struct Series {
    name: &'static str,
    values: Cells,
    fill: Color,
}

/// Inserts a chart of income and one of expense below the accounts.
pub(super) fn accounts(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    if !layout.inputs.statement.totals_known {
        return Ok(());
    }
    let mut row = FIRST_ROW + layout.rows.len() as u32 + 1;
    let mut breaks = Vec::new();
    for kind in AccountKind::ALL {
        let Some((first, last)) = layout.account_rows(*kind) else {
            continue;
        };
        let cells = |column| {
            let column = layout.column(column).unwrap_or_default();
            (ACCOUNTS, first, column, last, column)
        };
        let statement = layout.inputs.statement;
        let title = match statement.as_of {
            Some(day) => format!("revised budget of the year; dark: actual to {day}"),
            None => "revised budget; dark: actual".to_owned(),
        };
        let title = format!(
            "{} {}, {}. Light: {title}",
            kind_title(*kind),
            statement.year,
            statement.currency
        );
        let series = [
            Series { name: "Revised budget", values: cells(Column::Revised), fill: style::BAND },
            Series { name: "Actual", values: cells(Column::Actual), fill: style::INK },
        ];
        let mut chart = bars(&title, cells(Column::Title), &series);
        chart.set_alt_text(format!(
            "Bars of the revised budget and of the actual for each account of {}; the numbers are in the table above.",
            kind_title(*kind).to_lowercase()
        ));
        breaks.push(row);
        row = placed(sheet, row, chart, last - first + 1)?;
    }
    on_own_pages(sheet, layout.rows.len() as u32, &breaks)
}

/// Inserts a chart of what is due and received, where there is room beside the tables that stand from `beside` on, else
/// below all tables, from `below` on, on a page of its own.
pub(super) fn contributions(
    sheet: &mut Worksheet,
    (beside, below): (u32, u32),
    page: &Page,
) -> Result<(), XlsxError> {
    let statement = page.layout.inputs.statement;
    let count = statement.contributions.len() as u32;
    if count == 0 || !statement.knows_receipts() {
        return Ok(());
    }
    let last = FIRST_ROW + count - 1;
    let cells = |column| (CONTRIBUTIONS, FIRST_ROW, page.at(column), last, page.at(column));
    let title = format!(
        "Contributions for {}, {}. Light: due; dark: received",
        statement.year, statement.currency
    );
    let series = [
        Series { name: "Due", values: cells(Contribution::Due), fill: style::BAND },
        Series { name: "Received", values: cells(Contribution::Received), fill: style::INK },
    ];
    let mut chart = bars(&title, cells(Contribution::Name), &series);
    chart.set_alt_text(
        "Bars of what is due and of what was received for each participant; the numbers are in the table above.",
    );
    if count <= FEW {
        let columns = page.columns.iter().skip(usize::from(BESIDE));
        let width: f64 = columns.map(|column| column.head(statement).width).sum();
        chart.set_width((width * PIXELS_A_DIGIT) as u32);
        chart.set_height((count * ROWS_EACH_OF_FEW + ROWS_MORE) * PIXELS_A_ROW);
        sheet.insert_chart(beside, BESIDE, &chart)?;
        // The chart stands on the page of its table.
        sheet.set_print_fit_to_pages(1, 1);
        return Ok(());
    }
    placed(sheet, below, chart, count)?;
    sheet.set_page_breaks(&[below])?;
    Ok(())
}

/// Inserts a chart of income, expense and closing balance of several years.
pub(super) fn years(
    sheet: &mut Worksheet,
    row: u32,
    rows: Rows,
    layout: &Layout,
) -> Result<(), XlsxError> {
    let (first, last) = rows.columns;
    let cells = |row| (YEARS, row, first, row, last);
    let currency = layout.inputs.statement.currency;
    let mut chart = Chart::new(ChartType::Column);
    let series = [
        Series { name: "Income", values: cells(rows.income), fill: style::BAND },
        Series { name: "Expense", values: cells(rows.expense), fill: style::MUTED },
        Series { name: "Closing balance", values: cells(rows.closing), fill: style::INK },
    ];
    add(&mut chart, cells(HEAD_ROW), &series);
    let title = format!("Income, expense and closing balance by year, {currency}");
    chart.title().set_name(&title).set_font(ChartFont::new().set_size(12));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
        .y_axis()
        .set_num_format(style::grouped(0))
        .set_major_gridlines_line(ChartLine::new().set_color(GRID));
    chart.x_axis().set_label_position(ChartAxisLabelPosition::Low);
    chart.set_alt_text(
        "Columns of income, expense and closing balance for each year; the numbers are in the table above.",
    );
    chart.set_width(640).set_height(380);
    sheet.insert_chart(row, 0, &chart)?;
    Ok(())
}

/// Charts below a long table begin on pages of their own.
fn on_own_pages(sheet: &mut Worksheet, lines: u32, rows: &[u32]) -> Result<(), XlsxError> {
    if lines > LONG {
        sheet.set_page_breaks(rows)?;
    }
    Ok(())
}

/// Inserts a chart of so many groups of bars; gives back the next free row.
fn placed(
    sheet: &mut Worksheet,
    row: u32,
    mut chart: Chart,
    groups: u32,
) -> Result<u32, XlsxError> {
    let rows = groups * ROWS_EACH + ROWS_MORE;
    chart.set_width(900).set_height((rows - 1) * PIXELS_A_ROW);
    sheet.insert_chart(row, 0, &chart)?;
    Ok(row + rows)
}

fn bars(title: &str, categories: Cells, series: &[Series]) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    add(&mut chart, categories, series);
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12));
    // Programs differ in the order in which a legend names bars, so the title says what they are.
    chart.legend().set_hidden();
    // The first one on top; the amounts stay below.
    chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low);
    chart
        .x_axis()
        .set_label_position(ChartAxisLabelPosition::High)
        .set_num_format(style::grouped(0))
        .set_major_gridlines_line(ChartLine::new().set_color(GRID));
    chart
}

fn add(chart: &mut Chart, categories: Cells, series: &[Series]) {
    for own in series {
        chart
            .add_series()
            .set_name(own.name)
            .set_categories(categories)
            .set_values(own.values)
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(own.fill))
                    .set_border(ChartLine::new().set_color(style::INK)),
            )
            .set_gap(60);
    }
}
