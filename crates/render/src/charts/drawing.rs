//! From values to an SVG, through the template of the kind of chart.

use std::fmt::Write as _;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};

use super::{Picture, measure, scale};
use crate::composer::Composer;
use crate::trouble::{self, Trouble};

/// A finished drawing.
pub(super) struct Drawing {
    pub(super) svg: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

const FUEL: u64 = 2_000_000;

/// Draws a picture. The ids in the SVG begin with the chart's own.
///
/// # Errors
/// If the template of the drawing is missing or faulty, or gives no size.
pub(super) fn draw(
    composer: &Composer,
    id: &str,
    title: &str,
    picture: &Picture,
) -> Result<Drawing, Trouble> {
    let file = format!("charts/{}.svg", picture.template);
    let Some(source) = composer.templates.get(&file) else {
        let known = composer.templates.keys().map(String::as_str);
        return Err(Trouble::unknown("drawing", &file, known));
    };
    let environment = environment();
    let own = [
        ("id", Value::from(id)),
        ("title", Value::from(title)),
        ("description", Value::from(picture.alternative.as_str())),
    ];
    let values = Value::from_pairs(own.into_iter().chain(picture.values.iter().cloned()));
    let rendered = environment
        .template_from_named_str(&file, source)
        .and_then(|template| template.render(values));
    let names = ["id", "title", "description", "rows", "text_width", "wrap", "ticks", "nudge"];
    let svg = rendered.map_err(|error| {
        composer.meet(trouble::obstacle(&error, &file, &composer.templates, &names))
    })?;
    let svg = compact(&svg);
    let size = attribute(&svg, "width").zip(attribute(&svg, "height"));
    let Some((width, height)) = size else {
        let help = "Its `<svg>` needs `width=\"…\"` and `height=\"…\"` in whole units.";
        return Err(Trouble::new(format!("the drawing `{file}` gives no size"), help));
    };
    Ok(Drawing { svg, width, height })
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    environment.add_function("text_width", |text: String, size: f64, bold: Option<bool>| {
        measure::width(&text, size, bold.unwrap_or(false))
    });
    environment.add_function("wrap", |text: String, width: f64, size: f64| {
        measure::wrap(&text, width, size)
    });
    environment
        .add_function("ticks", |from: f64, to: f64, count: usize| scale::ticks(from, to, count));
    environment.add_filter("n", |value: f64| coordinate(value));
    environment.add_filter("ink", |colour: String| ink(&colour));
    environment
}

/// A coordinate with at most two decimals.
fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The colour of text that is legible on a colour given as `#rrggbb`: dark or white, whichever has the
/// higher contrast (WCAG 2, relative luminance).
fn ink(colour: &str) -> Result<&'static str, Error> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(number) = number else {
        let help = "Write it as `#rrggbb`.";
        return Err(
            Trouble::new(format!("`{colour}` is no colour that can be judged"), help).into()
        );
    };
    let channel = |shift: u32| {
        let part = f64::from((number >> shift) & 0xff) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
    let (on_dark_ink, on_white_ink) = ((luminance + 0.05) / 0.06, 1.05 / (luminance + 0.05));
    Ok(if on_white_ink > on_dark_ink { "#ffffff" } else { "#1b1f23" })
}

/// Takes out the line breaks and indents that templates leave behind.
fn compact(svg: &str) -> String {
    let mut compact = String::with_capacity(svg.len());
    for line in svg.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = writeln!(compact, "{line}");
    }
    compact.trim_end().to_owned()
}

/// A whole number in an attribute of the root element.
fn attribute(svg: &str, name: &str) -> Option<u32> {
    let root = svg.get(svg.find("<svg")?..)?;
    let root = &root[..root.find('>')?];
    let start = root.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &root[start..];
    value[..value.find('"')?].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_a_colour_is_legible() {
        let cases = [("#ffffff", "#1b1f23"), ("#12486b", "#ffffff"), ("#e6e2d6", "#1b1f23")];
        for (colour, expected) in cases {
            assert_eq!(ink(colour).unwrap(), expected, "{colour}");
        }
        assert!(ink("red").is_err());
    }

    #[test]
    fn coordinates_are_short() {
        let cases = [(12.0, "12"), (0.125, "0.12"), (-0.001, "0"), (100.0, "100"), (3.5, "3.5")];
        for (value, text) in cases {
            assert_eq!(coordinate(value), text);
        }
    }
}
