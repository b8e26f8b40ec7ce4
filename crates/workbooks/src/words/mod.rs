//! The words of the workbooks' own frame: what is not in the questionnaire. One file a language.

mod english;
mod french;

use jiff::civil::Date;
use model::participant::Role;

/// Everything the form says by itself, in one language. `{…}` are filled in.
pub(crate) struct Words {
    /// Months, January first.
    months: [&'static str; 12],
    /// How a day is written: `{day} {month} {year}`.
    day: &'static str,
    /// The day of a month that has a word of its own (French: 1er).
    first_of_month: &'static str,

    /// The language's own code.
    pub(crate) language: &'static str,

    pub(crate) read_me: &'static str,
    pub(crate) lists: &'static str,
    pub(crate) title: &'static str,
    pub(crate) sample: &'static str,
    pub(crate) what_this_is: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) period: &'static str,
    pub(crate) period_value: &'static str,
    pub(crate) due: &'static str,
    pub(crate) extended: &'static str,
    pub(crate) ask: &'static str,
    pub(crate) secretariat: &'static str,
    pub(crate) blank_form: &'static str,
    pub(crate) how_far: &'static str,
    pub(crate) answered: &'static str,
    pub(crate) rows_filled: &'static str,
    pub(crate) required_missing: &'static str,
    pub(crate) none_missing: &'static str,
    pub(crate) does_not_apply: &'static str,
    pub(crate) questions_in: &'static str,
    pub(crate) frame_in: &'static str,
    pub(crate) untranslated: &'static str,
    pub(crate) transcription: &'static str,
    pub(crate) transcription_hint: &'static str,
    pub(crate) transcribed_from: &'static str,
    pub(crate) entered_by: &'static str,
    pub(crate) confirmed_on: &'static str,
    pub(crate) return_it: &'static str,
    pub(crate) return_it_value: &'static str,
    pub(crate) how: &'static str,
    pub(crate) steps: &'static [&'static str],
    pub(crate) step_last_year: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_head: [&'static str; 3],
    pub(crate) nothing_rows: &'static [[&'static str; 3]],
    /// What is known and is not to be published: with the question that asks for that, and without one.
    pub(crate) withheld: [&'static str; 3],
    pub(crate) withheld_without_question: &'static str,
    pub(crate) sheets: &'static str,
    pub(crate) sheets_head: [&'static str; 3],
    pub(crate) sheet_table: &'static str,
    pub(crate) ids_head: [&'static str; 2],
    pub(crate) nothing_typed_here: &'static str,

    pub(crate) question: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) last_year: &'static str,
    pub(crate) carried: &'static str,
    pub(crate) as_last_year: &'static str,
    pub(crate) last_year_other_words: &'static str,
    pub(crate) required: &'static str,
    pub(crate) of_procuring: &'static str,
    pub(crate) of_coordinating: &'static str,
    pub(crate) explained: &'static str,
    pub(crate) tick: &'static str,
    pub(crate) want_tick: &'static str,
    pub(crate) lists_hint: &'static str,
    pub(crate) list_of: &'static str,
    pub(crate) list_of_two: &'static str,
    pub(crate) list_of_several: &'static str,
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
    pub(crate) want_currency: &'static str,
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

/// A language's own name for itself, its code behind it; the code alone where the name is not known here.
pub(crate) fn language_name(language: &str) -> &str {
    let own = primary(language);
    NAMES.iter().find(|(code, _)| *code == own).map_or(language, |(_, name)| name)
}

/// The official languages of the European Union and of others that take part in public procurement with it.
const NAMES: [(&str, &str); 30] = [
    ("bg", "български (bg)"),
    ("bs", "bosanski (bs)"),
    ("cs", "čeština (cs)"),
    ("da", "dansk (da)"),
    ("de", "Deutsch (de)"),
    ("el", "ελληνικά (el)"),
    ("en", "English (en)"),
    ("es", "español (es)"),
    ("et", "eesti (et)"),
    ("fi", "suomi (fi)"),
    ("fr", "français (fr)"),
    ("ga", "Gaeilge (ga)"),
    ("hr", "hrvatski (hr)"),
    ("hu", "magyar (hu)"),
    ("is", "íslenska (is)"),
    ("it", "italiano (it)"),
    ("lt", "lietuvių (lt)"),
    ("lv", "latviešu (lv)"),
    ("mt", "Malti (mt)"),
    ("nb", "norsk (nb)"),
    ("nl", "Nederlands (nl)"),
    ("no", "norsk (no)"),
    ("pl", "polski (pl)"),
    ("pt", "português (pt)"),
    ("ro", "română (ro)"),
    ("sk", "slovenčina (sk)"),
    ("sl", "slovenščina (sl)"),
    ("sr", "srpski (sr)"),
    ("sv", "svenska (sv)"),
    ("uk", "українська (uk)"),
];

impl Words {
    /// That a question is asked of one role alone.
    pub(crate) fn asked_of(&self, role: Role) -> &'static str {
        match role {
            Role::Procuring => self.of_procuring,
            Role::Coordinating => self.of_coordinating,
        }
    }

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
