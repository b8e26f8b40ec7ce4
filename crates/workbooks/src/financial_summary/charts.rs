//! Budget and actual side by side.

use model::finance::AccountKind;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartLegendPosition, ChartSolidFill, ChartType, Color,
    Worksheet, XlsxError,
};

use super::layout::{Column, Layout, kind_title};
use super::page::{ACCOUNTS, FIRST_ROW, amount_format};
use crate::style;

/// Rows of the sheet between two charts, for each account and in all.
const ROWS_EACH: u32 = 3;
const ROWS_MORE: u32 = 7;
const PIXELS_A_ROW: u32 = 20;

/// Inserts a chart of income and one of expense below the table.
pub(super) fn insert(sheet: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let mut row = FIRST_ROW + layout.rows.len() as u32 + 1;
    for kind in AccountKind::ALL {
        let Some((first, last)) = layout.account_rows(*kind) else {
            continue;
        };
        let rows = (last - first + 1) * ROWS_EACH + ROWS_MORE;
        let mut chart = chart(*kind, (first, last), layout);
        chart.set_width(900).set_height((rows - 1) * PIXELS_A_ROW);
        sheet.insert_chart(row, 0, &chart)?;
        row += rows;
    }
    Ok(())
}

fn chart(kind: AccountKind, (first, last): (u32, u32), layout: &Layout) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let currency = layout.inputs.statement.currency;
    let year = layout.inputs.year.settings.year;
    let series =
        [("Revised budget", Column::Revised, style::BAND), ("Actual", Column::Actual, style::INK)];
    for (name, column, colour) in series {
        let (Some(titles), Some(column)) = (layout.column(Column::Title), layout.column(column))
        else {
            continue;
        };
        chart
            .add_series()
            .set_name(name)
            .set_categories((ACCOUNTS, first, titles, last, titles))
            .set_values((ACCOUNTS, first, column, last, column))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(colour))
                    .set_border(rust_xlsxwriter::ChartLine::new().set_color(style::INK)),
            )
            .set_gap(60);
    }
    let title = format!("{} {year}: budget and actual, {currency}", kind_title(kind));
    chart.title().set_name(&title);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // The first account on top; the amounts stay below.
    chart.y_axis().set_reverse();
    let format = amount_format(currency).replace(".00", "");
    chart
        .x_axis()
        .set_label_position(ChartAxisLabelPosition::High)
        .set_num_format(format)
        .set_major_gridlines_line(
            rust_xlsxwriter::ChartLine::new().set_color(Color::RGB(0xD9_D9_D9)),
        );
    chart.set_alt_text(format!(
        "Bars of the revised budget and of the actual for each account of {}; the numbers are in the table above.",
        kind_title(kind).to_lowercase()
    ));
    chart
}
