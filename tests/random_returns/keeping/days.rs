//! Days typed as text, or stored in another way.

use jiff::civil::Date;
use model::questionnaire::QuestionType;

use super::Around;
use super::numbers::{Dress, dressed};
use crate::random_returns::bits::Bits;
use crate::random_returns::grid::{Book, Stored};

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Ways of writing a day.
const FORMS: usize = 14;

/// Types the days of a sheet as text, in one form.
pub(super) fn as_text(
    book: &mut Book,
    around: &Around<'_>,
    bits: &mut Bits,
    dress: Dress,
) -> usize {
    let mut reached = 0;
    for tab in &mut book.tabs {
        let styled = std::mem::replace(&mut tab.styled[1], true);
        let form = bits.below(FORMS);
        if styled {
            continue;
        }
        for (row, column) in tab.answers() {
            let square = &mut tab.lines[row].squares[column];
            let tag = square.answer().expect("an answer");
            let asked = around.question(tag).kind == QuestionType::Date;
            let Stored::Day(moment) = square.value else { continue };
            if !asked || square.changed || square.formula {
                continue;
            }
            let day = moment.date();
            // With slashes either may come first.
            square.doubtful = matches!(form, 9 | 10) && day.day() <= 12 && day.day() != day.month();
            let text = dressed(&written(day, form), dress, bits);
            square.rewrite(Stored::Text(text), None);
            reached += 1;
        }
    }
    reached
}

/// A day in one of the forms.
fn written(day: Date, form: usize) -> String {
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let name = |names: [&'static str; 12]| names[month as usize - 1];
    match form {
        0 => day.to_string(),
        1 => format!("{of_month:02}.{month:02}.{year}"),
        2 => format!("{of_month}.{month}.{year}"),
        3 => format!("{of_month} {} {year}", name(ENGLISH)),
        4 => format!("{} {of_month}, {year}", name(ENGLISH)),
        5 if of_month == 1 => format!("1er {} {year}", name(FRENCH)),
        5 => format!("{of_month} {} {year}", name(FRENCH)),
        6 => format!("{of_month}. {} {year}", name(GERMAN)),
        7 => format!("{year}/{month:02}/{of_month:02}"),
        8 => format!("{of_month:02}-{month:02}-{year}"),
        9 => format!("{of_month:02}/{month:02}/{year}"),
        10 => format!("{month}/{of_month}/{year}"),
        11 => format!("{of_month:02}-{}-{year}", &name(ENGLISH)[..3]),
        12 => format!("{day}T00:00:00"),
        _ => format!("{of_month:02}.{month:02}.{year} 00:00"),
    }
}

/// Takes the format off the days of a sheet, so that their serial numbers are left.
pub(super) fn as_serials(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    let mut reached = 0;
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer");
        let asked = around.question(tag).kind == QuestionType::Date;
        let is_day = matches!(square.value, Stored::Day(_));
        if !asked || !is_day || square.changed || bits.chance(30) {
            continue;
        }
        square.shown = match bits.below(3) {
            0 => None,
            1 => Some("0".to_owned()),
            _ => Some("#,##0".to_owned()),
        };
        square.changed = true;
        reached += 1;
    }
    reached
}

/// Saves the workbook with days counted from 1904, at times with nothing left of days but their counts.
pub(super) fn from_1904(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
    book.from_1904 = true;
    if bits.chance(40) {
        as_serials(book, around, bits);
    }
    let answers = book.answers();
    answers.into_iter().filter(|at| matches!(book.square(*at).value, Stored::Day(_))).count()
}
