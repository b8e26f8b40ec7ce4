//! Charts of the tables, all on one sheet, so that nothing stands below or beside a table.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Color, Format, FormatAlign, ObjectMovement, Url, Workbook, Worksheet, XlsxError,
};

use super::AnnexInputs;
use super::contents::CONTENTS;
use super::coverage::BY_ROLE;
use super::guidance::GUIDANCE;
use super::layout::{FIRST_ROW, last_row};
use super::page::{SIZE, printed};
use super::sheet::Sheet;
use super::uptake::BY_STRATEGY;
use super::volume::{BY_GROUP, BY_SCOPE};
use crate::style;

/// Title of the sheet.
pub(super) const CHARTS: &str = "Charts";

/// Height of a row of the sheet and width of a chart, in pixels.
const ROW: u32 = 21;
const WIDTH: u32 = 1040;

/// So many rows of the sheet a chart of columns takes.
const ROWS_OF_COLUMNS: u32 = 20;

/// Fills from light to dark, told apart in print without colour and by the border between them.
const FILLS: [u32; 5] = [0xF3_F5_F7, 0xC9_D6_E2, 0x8F_AE_C9, 0x4C_7A_A5, 0x1F_33_47];

/// Number format of an axis of shares; it ends at the whole.
const SHARES: &str = "0%";

/// A chart to be drawn from a table.
struct Drawing {
    /// Sheet of the table.
    sheet: &'static str,
    title: &'static str,
    /// What it shows, and where the numbers are.
    words: &'static str,
    /// Series beside each other stand as columns: programs do not agree on the order of a legend below bars, which
    /// is that of the series where these stand from left to right.
    kind: ChartType,
    /// Keys of the columns, one a series.
    series: &'static [&'static str],
    /// First of the fills that are used.
    fill: usize,
    number_format: &'static str,
}

const DRAWINGS: [Drawing; 6] = [
    Drawing {
        sheet: BY_ROLE,
        title: "Returns expected and returned, by role",
        words: "Columns of the participants expected, returned and covered by another, for all and for each role.",
        kind: ChartType::Column,
        series: &["expected", "returned", "covered"],
        fill: 1,
        number_format: "#,##0",
    },
    Drawing {
        sheet: BY_ROLE,
        title: "Response rate, this year and last",
        words: "Columns of the response rate of this year and of last year, for all and for each role.",
        kind: ChartType::Column,
        series: &["response_rate", "response_rate_last_year"],
        fill: 2,
        number_format: SHARES,
    },
    Drawing {
        sheet: BY_SCOPE,
        title: "Volume by part of the scope, EUR",
        words: "Bars of direct and indirect volume behind each other, for each part of the product scope.",
        kind: ChartType::BarStacked,
        series: &["direct_amount", "indirect_amount"],
        fill: 3,
        number_format: "#,##0",
    },
    Drawing {
        sheet: BY_GROUP,
        title: "Volume by product group, EUR",
        words: "Bars of direct and indirect volume behind each other, for each product group. A group without a \
                bar has a withheld amount or none.",
        kind: ChartType::BarStacked,
        series: &["direct_amount", "indirect_amount"],
        fill: 3,
        number_format: "#,##0",
    },
    Drawing {
        sheet: BY_STRATEGY,
        title: "Answers on the uptake ladder, by strategy",
        words: "Bars of the share of answers at each level from 0 not started to 4 standard practice, for each \
                strategy.",
        kind: ChartType::BarPercentStacked,
        series: &["level_0", "level_1", "level_2", "level_3", "level_4"],
        fill: 0,
        number_format: SHARES,
    },
    Drawing {
        sheet: GUIDANCE,
        title: "Use of the Pact's outputs",
        words: "Bars of the share of participants at each level from 0 not known to 4 mandatory, for each output.",
        kind: ChartType::BarPercentStacked,
        series: &["level_0", "level_1", "level_2", "level_3", "level_4"],
        fill: 0,
        number_format: SHARES,
    },
];

/// Whether there is a chart to draw.
pub(super) fn drawn(sheets: &[Sheet]) -> bool {
    DRAWINGS.iter().any(|drawing| table(drawing, sheets).is_some())
}

/// The table of a drawing, if it has rows and all that is drawn.
fn table<'s>(drawing: &Drawing, sheets: &'s [Sheet]) -> Option<&'s Sheet> {
    let sheet = sheets.iter().find(|sheet| sheet.name == drawing.sheet)?;
    let whole = drawing.series.iter().all(|key| sheet.column(key).is_some());
    (whole && !sheet.is_empty()).then_some(sheet)
}

/// Adds the sheet: under each other a heading, what the chart shows, a link to its numbers, and the chart.
pub(super) fn write(
    workbook: &mut Workbook,
    inputs: &AnnexInputs,
    sheets: &[Sheet],
) -> Result<(), XlsxError> {
    if !drawn(sheets) {
        return Ok(());
    }
    let sheet = workbook.add_worksheet().set_name(CHARTS)?;
    let plain = Format::new().set_font_size(SIZE).set_align(FormatAlign::Left);
    let link = Format::new().set_hyperlink().set_font_size(SIZE);
    let title = format!("Charts, {}", inputs.year.settings.year);
    sheet.write_string_with_format(0, 0, title, &style::title())?;
    sheet.set_row_height_pixels(0, 2 * ROW)?;
    let about = "Each chart is drawn from a table of this workbook; what stands above it says what it shows.";
    sheet.write_string_with_format(1, 0, about, &plain)?;
    let back = Url::new(format!("internal:'{CONTENTS}'!A1")).set_text("Back to the contents");
    sheet.write_url_with_format(2, 0, back, &link)?;
    sheet.set_column_width(0, 130)?;
    let mut row = 3;
    let mut breaks = Vec::new();
    for drawing in &DRAWINGS {
        let Some(table) = table(drawing, sheets) else {
            continue;
        };
        if row > 3 {
            breaks.push(row);
        }
        let heading = style::title().set_font_size(14);
        sheet.write_string_with_format(row, 0, drawing.title, &heading)?;
        sheet.set_row_height_pixels(row, 2 * ROW)?;
        sheet.write_string_with_format(row + 1, 0, drawing.words, &plain)?;
        let numbers = format!("The numbers: sheet {}", table.name);
        let target = Url::new(format!("internal:'{}'!A1", table.name)).set_text(numbers);
        sheet.write_url_with_format(row + 2, 0, target, &link)?;
        row = insert(sheet, row + 3, drawing, table)?;
    }
    printed(sheet, inputs);
    sheet.set_page_breaks(&breaks)?;
    sheet.set_print_area(0, 0, row, 0)?;
    Ok(())
}

/// Inserts a chart; returns the first row below it.
fn insert(
    sheet: &mut Worksheet,
    row: u32,
    drawing: &Drawing,
    table: &Sheet,
) -> Result<u32, XlsxError> {
    let categories = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let rows = match drawing.kind {
        ChartType::Column => ROWS_OF_COLUMNS,
        _ => (7 + categories.saturating_mul(2)).clamp(12, 40),
    };
    let mut chart = chart(drawing, table);
    chart.set_width(WIDTH).set_height((rows - 1) * ROW);
    chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    sheet.insert_chart(row, 0, &chart)?;
    Ok(row + rows)
}

fn chart(drawing: &Drawing, table: &Sheet) -> Chart {
    let mut chart = Chart::new(drawing.kind);
    let (first, last) = (FIRST_ROW, last_row(table));
    for (index, key) in drawing.series.iter().enumerate() {
        let Some(column) = table.column(key) else {
            continue;
        };
        let colour = FILLS[(drawing.fill + index).min(FILLS.len() - 1)];
        let mut fill = ChartSolidFill::new();
        fill.set_color(Color::RGB(colour));
        let series = chart.add_series();
        series
            .set_name(table.columns[usize::from(column)].head.as_str())
            .set_categories((table.name, first, 0, last, 0))
            .set_values((table.name, first, column, last, column))
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(&fill)
                    .set_border(ChartLine::new().set_color(style::INK)),
            )
            .set_gap(50);
        if drawing.kind != ChartType::Column {
            series.set_overlap(100);
        }
    }
    chart.title().set_name(drawing.title);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let numbers = if drawing.kind == ChartType::Column {
        chart.y_axis()
    } else {
        // The first row of the table on top; the numbers stay below.
        chart.y_axis().set_reverse();
        chart.x_axis().set_label_position(ChartAxisLabelPosition::High)
    };
    numbers
        .set_num_format(drawing.number_format)
        .set_major_gridlines_line(ChartLine::new().set_color(style::LINE));
    if !any_negative(drawing, table) {
        numbers.set_min(0);
    }
    if drawing.number_format == SHARES {
        numbers.set_max(1);
    }
    chart.set_alt_text(format!("{} The numbers are on the sheet {}.", drawing.words, table.name));
    chart
}

/// Whether credits make a drawn amount less than zero.
fn any_negative(drawing: &Drawing, table: &Sheet) -> bool {
    let columns = drawing.series.iter().filter_map(|key| table.column(key));
    let mut values = columns
        .flat_map(|column| table.rows.iter().map(move |row| row[usize::from(column)].number()));
    values.any(|value| value.is_some_and(|value| value.is_sign_negative()))
}
