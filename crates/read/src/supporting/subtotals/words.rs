//! Words by which a row says that it is a sum, a whole, or a part of another row.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use model::Currency;

use crate::remembered::Remembered;
use crate::text::folded;

/// Words for a sum at the start or the end of a text, folded, in the languages of the registers and their
/// neighbours; parted by semicolons, as in the lists below.
const SUMS: &str = "\
    total; totals; grand total; sub total; sub-total; subtotal; subtotals; sum; sum total; carried forward; \
    brought forward; summe; summen; gesamt; gesamtsumme; gesamtbetrag; gesamtergebnis; insgesamt; übertrag; \
    totaux; sous-total; sous total; sous-totaux; total général; montant total; somme; à reporter; report à \
    nouveau; totaal; totalen; totaalbedrag; som; totale; totali; totale generale; importo totale; subtotale; \
    subtotali; somma; riporto; totales; total general; importe total; suma; suma total; sumas; suma y sigue; \
    totais; total geral; valor total; soma; somatório; i alt; ialt; totalt; totalsum; delsum; sammenlagt; \
    sammenlagd; til sammen; tilsammen; summa; sammanlagt; totalsumma; yhteensä; kaikkiaan; kokonaissumma; \
    kokku; vahesumma; kopā; iš viso; viso; razem; ogółem; łącznie; w sumie; celkem; celkom; součet; \
    mezisoučet; súčet; medzisúčet; skupaj; vsota; ukupno; zbroj; összesen; mindösszesen; részösszeg; \
    végösszeg; σύνολο; υποσύνολο; γενικό σύνολο; άθροισμα; iomlán; fo-iomlán; общо; всичко; сума; междинна \
    сума; обща сума; сбор";

/// Ends of longer words that are sums: `Zwischensumme`, `Eindtotaal`, `Delsumma`.
const ENDS: &[&str] = &["summe", "summa", "totaal", "total", "totalt"];

/// Words for a whole or for what is carried over; purchases have them too, so a row with one must add up.
const WHOLES: &str = "\
    all; overall; year; half-year; half year; ytd; h1; h2; q1; q2; q3; q4; report; reporte; transport; alle; \
    jahr; halbjahr; quartal; ergebnis; zusammen; saldo; tous; toutes; année; semestre; trimestre; ensemble; \
    cumul; samen; jaar; kwartaal; tutti; tutte; anno; complessivo; todos; todas; año; ano; alla; år; året; \
    kvartal; tillsammans; att överföra; kaikki; vuosi; wszystko; wszystkie; rok; spolu; всички; година; \
    годината";

/// Words at the start of a text that is about a part of the row above.
const PARTS: &str = "\
    of which; of these; thereof; davon; darunter; hiervon; dont; parmi lesquels; waarvan; di cui; de los \
    cuales; de las cuales; de ellos; de ellas; dos quais; das quais; varav; därav; heraf; deraf; hvoraf; \
    herav; derav; hvorav; joista; josta; w tym; z tego; z toho; z čoho; ebből; din care; od tega; od toga; \
    sellest; tostarp; iš jų; от които; от тях; в това число; в т.ч.; εκ των οποίων";

/// Words that may stand beside a sum in a cell that says nothing else.
const BESIDE: &str = "\
    net; netto; gross; brutto; ht; ttc; excl; incl; btw; mwst; vat; tva; iva; ддс; amount; betrag; montant; \
    bedrag; importo; importe; valor; belopp; beløb; beløp; kwota; general; général; generale; allgemein; \
    algemeen; grand";

static SUM_PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SUMS));
static WHOLE_PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(WHOLES));
static BESIDE_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| listed(BESIDE).collect());

fn listed(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(';').map(str::trim)
}

/// Phrases by their first and by their last word: every text of every row is looked up.
struct Phrases {
    by_first: HashMap<&'static str, Vec<Vec<&'static str>>>,
    by_last: HashMap<&'static str, Vec<Vec<&'static str>>>,
}

impl Phrases {
    fn of(list: &'static str) -> Self {
        let mut phrases = Self { by_first: HashMap::new(), by_last: HashMap::new() };
        for phrase in listed(list) {
            let words: Vec<&str> = phrase.split(' ').collect();
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                phrases.by_first.entry(*first).or_default().push(words.clone());
                phrases.by_last.entry(*last).or_default().push(words.clone());
            }
        }
        phrases
    }

    /// What stands beside the longest phrase that a text begins or ends with. Years and numbers may stand behind it.
    fn beside<'t>(&self, tokens: &'t [&'t str]) -> Option<&'t [&'t str]> {
        let trailing = tokens.iter().rev().take_while(|token| !is_lettered(token)).count();
        let bare = &tokens[..tokens.len() - trailing];
        let begins = tokens.first().and_then(|first| self.by_first.get(first));
        let ends = bare.last().and_then(|last| self.by_last.get(last));
        let behind =
            begins.into_iter().flatten().filter_map(|words| tokens.strip_prefix(&words[..]));
        let before = ends.into_iter().flatten().filter_map(|words| bare.strip_suffix(&words[..]));
        behind.chain(before).min_by_key(|others| others.len())
    }
}

/// How a text speaks of a sum, the weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(crate) enum TotalWord {
    /// Not at all.
    #[default]
    None,
    /// Of a whole, as purchases do too ("Report laptops", "Year 2026").
    Whole,
    /// It begins or ends with such a word ("Subtotal laptops", "Laptops – Summe").
    Within,
    /// It says nothing else ("Total EUR").
    Alone,
}

thread_local! {
    /// What is known of texts that were looked at: those of a column are often alike.
    static KNOWN: Remembered<(TotalWord, bool)> = Remembered::default();
}

/// How a text speaks of a sum, and whether it says that its row is a part of the row above.
fn spoken(text: &str) -> (TotalWord, bool) {
    KNOWN.with(|known| known.about(text, || (find_total_word(text), speaks_of_part(text))))
}

/// How a text speaks of a sum.
pub(crate) fn total_word(text: &str) -> TotalWord {
    spoken(text).0
}

/// Whether a text says that its row is a part of the row above.
pub(in crate::supporting) fn is_part(text: &str) -> bool {
    spoken(text).1
}

fn find_total_word(text: &str) -> TotalWord {
    let text = folded(text);
    let tokens: Vec<&str> = tokens(&text).collect();
    let Some(others) = SUM_PHRASES.beside(&tokens).or_else(|| beside_compound(&tokens)) else {
        return match WHOLE_PHRASES.beside(&tokens) {
            Some(_) => TotalWord::Whole,
            None => TotalWord::None,
        };
    };
    let says_more = |token: &&str| {
        is_lettered(token) && !BESIDE_WORDS.contains(token) && Currency::parse(token).is_none()
    };
    if others.iter().any(says_more) { TotalWord::Within } else { TotalWord::Alone }
}

fn speaks_of_part(text: &str) -> bool {
    let text = folded(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    listed(PARTS).any(|part| {
        text.strip_prefix(part).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Words with the hyphens and the points within them: `Total-Care` is one word, and no sum.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let within = |c: char| c.is_alphanumeric() || c == '-';
    let words = text.split(move |c: char| !within(c)).map(|word| word.trim_matches('-'));
    words.filter(|word| !word.is_empty())
}

fn is_lettered(token: &str) -> bool {
    token.chars().any(char::is_alphabetic)
}

/// What stands beside a longer word for a sum, such as `Zwischensumme`, at the start or the end.
fn beside_compound<'t>(tokens: &'t [&'t str]) -> Option<&'t [&'t str]> {
    let is_sum = |token: &str| {
        ENDS.iter().any(|end| token.strip_suffix(end).is_some_and(|rest| rest.chars().count() > 2))
    };
    match tokens {
        [first, others @ ..] if is_sum(first) => Some(others),
        [others @ .., last] if is_sum(last) => Some(others),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_totals_are_known_and_products_are_not() {
        use TotalWord::{Alone, None, Whole, Within};
        let cases: [(TotalWord, &[&str]); 4] = [
            (
                Alone,
                &[
                    "Total",
                    "TOTAL EUR:",
                    "Gesamtsumme 2025 netto",
                    "Всичко",
                    "Übertrag",
                    "Total amount",
                    "I alt",
                    "Zwischensumme",
                    "Montant total HT",
                ],
            ),
            (
                Within,
                &[
                    "Sous-total écrans",
                    "Zwischensumme Notebooks",
                    "Total station with tripod",
                    "Summa laptops",
                    "Totalt laptops",
                    "I alt laptops",
                    "Yhteensä laptops",
                    "Sammanlagt laptops",
                    "Delsumma laptops",
                    "Ogółem laptops",
                    "Összesen laptops",
                    "Montant total laptops",
                    "Laptops total",
                    "Laptops subtotal",
                    "Laptops – Summe",
                    "Laptops (gesamt)",
                    "Summe Laptops 2026",
                    "Laptopsumme März",
                    "Общо лаптопи",
                    "Laptops i alt",
                ],
            ),
            (
                Whole,
                &["Report laptops", "Transport laptops", "Year 2026", "H1", "All groups", "Jahr"],
            ),
            (
                None,
                &[
                    "Totally rugged laptop",
                    "Total-Care laptop",
                    "Summer laptops",
                    "Laptop, total price",
                    "Laptop 14",
                    "Sumo",
                    "Allround laptop",
                    "",
                ],
            ),
        ];
        for (expected, texts) in cases {
            for text in texts {
                assert_eq!(total_word(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn words_for_a_part_are_known_at_the_start() {
        for text in [
            "of which refurbished",
            "– davon Leasing",
            "dont reconditionnés",
            "Waarvan: laptops",
            "w tym laptopy",
        ] {
            assert!(is_part(text), "{text}");
        }
        for text in ["Davontor", "Laptop, davon 2 gemietet", "Dontex", "of whichever"] {
            assert!(!is_part(text), "{text}");
        }
    }
}
