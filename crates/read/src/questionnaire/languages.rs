//! Which language a name such as `French (fr)`, `French`, `français` or `fr` means.

use crate::text::folded;

/// Languages by their English name and their own, with their code (ISO 639-1): the official languages of the
/// European Union and of its neighbours, and those of the United Nations.
const NAMES: [(&str, &str, &str); 37] = [
    ("arabic", "العربية", "ar"),
    ("albanian", "shqip", "sq"),
    ("bosnian", "bosanski", "bs"),
    ("bulgarian", "български", "bg"),
    ("chinese", "中文", "zh"),
    ("croatian", "hrvatski", "hr"),
    ("czech", "čeština", "cs"),
    ("danish", "dansk", "da"),
    ("dutch", "nederlands", "nl"),
    ("english", "english", "en"),
    ("estonian", "eesti", "et"),
    ("finnish", "suomi", "fi"),
    ("french", "français", "fr"),
    ("german", "deutsch", "de"),
    ("greek", "ελληνικά", "el"),
    ("hungarian", "magyar", "hu"),
    ("icelandic", "íslenska", "is"),
    ("irish", "gaeilge", "ga"),
    ("italian", "italiano", "it"),
    ("japanese", "日本語", "ja"),
    ("latvian", "latviešu", "lv"),
    ("lithuanian", "lietuvių", "lt"),
    ("luxembourgish", "lëtzebuergesch", "lb"),
    ("macedonian", "македонски", "mk"),
    ("maltese", "malti", "mt"),
    ("norwegian", "norsk", "no"),
    ("polish", "polski", "pl"),
    ("portuguese", "português", "pt"),
    ("romanian", "română", "ro"),
    ("russian", "русский", "ru"),
    ("serbian", "српски", "sr"),
    ("slovak", "slovenčina", "sk"),
    ("slovenian", "slovenščina", "sl"),
    ("spanish", "español", "es"),
    ("swedish", "svenska", "sv"),
    ("turkish", "türkçe", "tr"),
    ("ukrainian", "українська", "uk"),
];

/// The BCP 47 code a language's name carries in brackets, or is, or is known by.
pub(super) fn code(name: &str) -> Option<String> {
    let name = name.trim();
    if let Some(code) = in_brackets(name) {
        return Some(code);
    }
    let folded = folded(name);
    let known = NAMES.iter().find(|(english, own, _)| *english == folded || *own == folded);
    if let Some((.., code)) = known {
        return Some((*code).to_owned());
    }
    let primary = name.split('-').next().unwrap_or_default();
    let is_code = (2..=3).contains(&primary.len()) && is_tag(name);
    is_code.then(|| match name.split_once('-') {
        Some((primary, rest)) => format!("{}-{rest}", primary.to_lowercase()),
        None => name.to_lowercase(),
    })
}

/// The code in the last brackets of a name such as `French (fr)`.
fn in_brackets(name: &str) -> Option<String> {
    let (_, rest) = name.rsplit_once('(')?;
    let code = rest.trim().strip_suffix(')')?.trim();
    is_tag(code).then(|| code.to_owned())
}

fn is_tag(code: &str) -> bool {
    code.len() >= 2
        && code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn languages_are_known_by_code_and_by_name() {
        let cases = [
            ("French (fr)", Some("fr")),
            ("Français (fr-BE)", Some("fr-BE")),
            ("Français", Some("fr")),
            ("english", Some("en")),
            ("EN", Some("en")),
            ("PT-br", Some("pt-br")),
            ("Klingon", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(code(name).as_deref(), expected, "{name}");
        }
    }
}
