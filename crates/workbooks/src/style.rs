//! The look of all workbooks: few greys and one dark blue, told apart by border, weight and words as
//! well, so that nothing is lost in print without colour.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Text and heading fill.
pub(crate) const INK: Color = Color::RGB(0x1F_33_47);
/// Fill of headings inside a sheet.
pub(crate) const BAND: Color = Color::RGB(0xD9_E1_E8);
/// Fill of what is there to be read.
pub(crate) const PALE: Color = Color::RGB(0xF3_F5_F7);
/// Text that stands back.
pub(crate) const MUTED: Color = Color::RGB(0x59_5F_66);
/// Thin lines.
pub(crate) const LINE: Color = Color::RGB(0xA9_B2_BB);
/// Fill of a required cell that is still empty.
pub(crate) const WANTED: Color = Color::RGB(0xFF_F1_C4);

/// Number format of days: unambiguous in every language.
pub(crate) const DAY: &str = "yyyy-mm-dd";
/// Number format of amounts.
pub(crate) const AMOUNT: &str = "#,##0.00";

/// Number format with grouped digits, this many decimals and a true minus.
pub(crate) fn grouped(places: u32) -> String {
    let decimals = match places {
        0 => String::new(),
        places => format!(".{}", "0".repeat(places as usize)),
    };
    format!("#,##0{decimals};\"−\"#,##0{decimals}")
}

/// Wrapped text at the top of its cell.
pub(crate) fn text() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
}

/// Muted, smaller wrapped text.
pub(crate) fn muted() -> Format {
    text().set_font_color(MUTED).set_font_size(10)
}

/// Title of a sheet.
pub(crate) fn title() -> Format {
    Format::new()
        .set_bold()
        .set_font_size(16)
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
}

/// Head of a table.
pub(crate) fn head() -> Format {
    text()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(INK)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
}

/// Heading inside a table.
pub(crate) fn band() -> Format {
    text()
        .set_bold()
        .set_font_color(INK)
        .set_background_color(BAND)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell of a table.
pub(crate) fn cell() -> Format {
    text().set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The notice that everything is invented.
pub(crate) fn notice() -> Format {
    text().set_bold().set_border(FormatBorder::Medium).set_align(FormatAlign::VerticalCenter)
}

/// The same format, kept from becoming a formula when the cell is edited: text that starts like one.
pub(crate) fn for_text(format: &Format, text: &str) -> Format {
    if text.starts_with(['=', '+', '-', '@']) {
        format.clone().set_quote_prefix()
    } else {
        format.clone()
    }
}

/// What agrees.
pub(crate) fn agrees() -> Format {
    Format::new()
        .set_font_color(Color::RGB(0x1D_5E_2F))
        .set_background_color(Color::RGB(0xE2_F0_E3))
}

/// What does not agree, or is missing.
pub(crate) fn differs() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::RGB(0x8F_1D_14))
        .set_background_color(Color::RGB(0xFB_E3_DF))
}
