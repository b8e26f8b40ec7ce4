//! Lines that number pages.

use crate::text::folded;

/// Words for "page", folded, in the languages of the Pact's countries.
const PAGE: [&str; 22] = [
    "page",
    "seite",
    "pagina",
    "página",
    "pàgina",
    "side",
    "sida",
    "sivu",
    "strona",
    "strana",
    "stran",
    "oldal",
    "σελίδα",
    "страница",
    "lehekülg",
    "lapa",
    "puslapis",
    "blatt",
    "blad",
    "sheet",
    "leathanach",
    "pág.",
];
/// What stands between the page and how many there are, folded.
const OF: [&str; 18] = [
    "of", "von", "de", "di", "van", "af", "av", "sur", "z", "ze", "od", "iz", "från", "/", "/ ",
    "από", "от", "din",
];

/// Whether a text numbers a page, such as `Page 3 of 7`, `Seite: 3/7` or `- 3 -`.
pub(super) fn numbers_a_page(text: &str) -> bool {
    let text = folded(text);
    let bare = text.trim_matches(['-', ' ', '|']);
    if bare.len() < text.len() && text.starts_with('-') && text.ends_with('-') && is_number(bare) {
        return true;
    }
    let Some(rest) = PAGE.iter().find_map(|word| bare.strip_prefix(word)) else {
        return false;
    };
    let rest = rest.trim_start_matches([':', ' ', '.']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (page, rest) = rest.split_at(digits);
    let rest = rest.trim();
    let total = OF.iter().find_map(|word| rest.strip_prefix(word));
    is_number(page) && (rest.is_empty() || total.is_some_and(|total| is_number(total.trim())))
}

fn is_number(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_in_the_languages_of_the_pact() {
        for text in [
            "Page 3 of 7",
            "Seite 3 von 7",
            "PAGE 3/7",
            "Seite: 12",
            "- 3 -",
            "Pagina 1 van 2",
            "\u{c}Sida 4",
        ] {
            assert!(numbers_a_page(text), "{text}");
        }
        for text in
            ["Page", "Pages 3", "Seitenwand 3", "3", "Page 3 of the offer", "Side table 4 pcs"]
        {
            assert!(!numbers_a_page(text), "{text}");
        }
    }
}
