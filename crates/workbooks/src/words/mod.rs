//! The words of the workbooks' own frame: what is not in the questionnaire. One file a language.

mod english;
mod french;

use jiff::civil::Date;

/// Everything the form says by itself, in one language. `{…}` are filled in.
pub(crate) struct Words {
    /// Months, January first.
    months: [&'static str; 12],
    /// How a day is written: `{day} {month} {year}`.
    day: &'static str,
    /// The day of a month that has a word of its own (French: 1er).
    first_of_month: &'static str,

    pub(crate) read_me: &'static str,
    pub(crate) title: &'static str,
    pub(crate) sample: &'static str,
    pub(crate) what_this_is: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) period: &'static str,
    pub(crate) period_value: &'static str,
    pub(crate) due: &'static str,
    pub(crate) return_it: &'static str,
    pub(crate) return_it_value: &'static str,
    pub(crate) how: &'static str,
    pub(crate) steps: &'static [&'static str],
    pub(crate) step_last_year: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_head: [&'static str; 3],
    pub(crate) nothing_rows: &'static [[&'static str; 3]],
    pub(crate) sheets: &'static str,
    pub(crate) sheets_head: [&'static str; 2],
    pub(crate) sheet_table: &'static str,
    pub(crate) sheet_questions: &'static str,
    pub(crate) sheet_one_question: &'static str,
    pub(crate) ids: &'static str,
    pub(crate) ids_hint: &'static str,
    pub(crate) ids_head: [&'static str; 2],
    pub(crate) nothing_typed_here: &'static str,

    pub(crate) question: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) last_year: &'static str,
    pub(crate) carried: &'static str,
    pub(crate) as_last_year: &'static str,
    pub(crate) required: &'static str,
    pub(crate) several: &'static str,
    pub(crate) link: &'static str,
    pub(crate) not_applicable: &'static str,
    pub(crate) table_hint: &'static str,
    pub(crate) page: &'static str,

    pub(crate) check_title: &'static str,
    pub(crate) want_choice: &'static str,
    pub(crate) want_carried: &'static str,
    pub(crate) want_integer: &'static str,
    pub(crate) want_decimal: &'static str,
    pub(crate) want_date: &'static str,
    pub(crate) want_id: &'static str,
    pub(crate) go_on: &'static str,
}

/// The words in a language (BCP 47; the first part decides); English where there are none.
pub(crate) fn words(language: &str) -> &'static Words {
    match primary(language).as_str() {
        "fr" => &french::WORDS,
        _ => &english::WORDS,
    }
}

/// The language itself, without region or script: `fr` of `fr-BE`.
pub(crate) fn primary(language: &str) -> String {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    first.to_ascii_lowercase()
}

impl Words {
    /// A day as it is written in running text.
    pub(crate) fn day(&self, date: Date) -> String {
        let day = match date.day() {
            1 => self.first_of_month.to_owned(),
            day => day.to_string(),
        };
        let month = self.months[usize::from(date.month().unsigned_abs()) - 1];
        fill(self.day, &[("day", &day), ("month", month), ("year", &date.year().to_string())])
    }
}

/// Puts values in the places `{name}` of a text.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        let value = values.iter().find(|(key, _)| *key == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_written_as_the_language_writes_them() {
        let day = date(2027, 2, 1);
        assert_eq!(words("en").day(day), "1 February 2027");
        assert_eq!(words("fr-BE").day(day), "1er février 2027");
        assert_eq!(words("sl").day(day), "1 February 2027");
    }

    #[test]
    fn french_has_its_own_apostrophes_and_no_break_spaces() {
        let source = include_str!("french.rs");
        let (_, texts) = source.split_once("Words = Words {").expect("the words");
        for wrong in ["'", " ;", " ?", " !", " :", "« ", " »"] {
            assert!(!texts.contains(wrong), "`{wrong}` in french.rs");
        }
    }

    #[test]
    fn values_are_not_filled_again() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
    }
}
