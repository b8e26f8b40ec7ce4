//! Invented place names, put together so that none is a real place and no two are alike.

use std::collections::HashSet;

use super::draw::Draw;

/// What place names sound like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Culture {
    English,
    French,
    German,
    Dutch,
    /// Swedish.
    Nordic,
    /// As Nordic, with the letters of Danish and Norwegian.
    Danish,
    Polish,
    Czech,
    Italian,
    Spanish,
}

/// Beginnings, ends and what may stand before a place name of a culture.
struct Parts {
    fronts: &'static str,
    backs: &'static str,
    before: &'static str,
}

impl Culture {
    fn parts(self) -> Parts {
        let parts = |fronts, backs, before| Parts { fronts, backs, before };
        match self {
            Self::English => parts(
                "Brackle Thimble Wobbin Fennock Dapple Grindle Hobbin Kestrick Larkle Mossing Nettick Oddin Pebble \
                 Quarrel Rustle Sorrelly Tansick Umbric Velvet Whistle Bramblo Cobble Drizzle Emberly Fiddle Gossam \
                 Hazzle Inkle Jaspick Kindle Lantern Mumble Noggin Ottick Pickle Rambly Saffer Tumble Yonder Zigzim",
                "mouth moor combe wick stead hurst mere gate bridge worth holm cliffe haven burn stow field port ridge \
                 leigh marsh minster thorpe",
                "Upper Nether Great Little",
            ),
            Self::French => parts(
                "Mirlin Brouss Cendrill Farfou Gribouill Haricl Jonquer Lampionn Marjol Noisill Ombrev Papillou \
                 Quenouill Rossignou Sabotin Tintev Ursell Vertign Bouclem Clochet Drapell Ecureuill Fanfar Girouett \
                 Hirondell Lavandr Moulign Nuagell Pivoin Ribambell Sarcell Tournesoll Violonn Zephirr Babioll \
                 Cabrioll Dentell Flanell Grelott Lucioll",
                "eval emont ebourg eville ecourt elieu oire age ances euil igny ières ault anges eaux argues ouze \
                 ailles enne efontaine",
                "Haut Vieux Grand Petit",
            ),
            Self::German => parts(
                "Quirl Brumm Zwack Knusper Wusel Schnurr Plauder Murmel Flimmer Glimmer Hupfen Kringel Nuschel Purzel \
                 Quassel Raschel Schlummer Trödel Unken Wackel Zappel Bimmel Dudel Funkel Grummel Humpel Juchz \
                 Klimper Löffel Mopsen Nebelin Rumpel Säusel Tüpfel Wimmel Zirpen Mümmel Lümmel Pfiffel Drömmel",
                "hafen moos stett brunn walden feld bach kirchen horst dorf leben ried tal berg heim furt hall münde \
                 rode werder",
                "Ober Unter Neu Hinter",
            ),
            Self::Dutch => parts(
                "Wobbel Kwetter Knots Bries Flodder Gonzen Hobbel Jolling Kabbel Lummel Mompel Neuzel Pruttel Rafel \
                 Sukkel Toover Vlindel Wapper Ijzelin Bibber Dommeling Eekhoor Frommel Giechel Huppel Kriebel Loensk \
                 Mijmer Nijpel Peuzel Ritsel Schommel Tintel Uilings Vonkel Wiebel Zoemer Drentel Babbelo Snuffel",
                "dam veen horst drecht hoven wijk zijl meer broek land burg sluis kerke voorde oord wolde stede haven \
                 gracht schans",
                "Nieuw Oud Hoog Laag",
            ),
            Self::Nordic | Self::Danish => parts(
                "Skogvar Bredfin Fjellur Granvi Havsur Isbjer Kvistel Lingonn Mossvi Norrgla Odlind Puttran Renlav \
                 Snövit Tallkot Ugglem Vassgla Ålkran Ängsul Blåklok Drivis Ekorrin Frostlin Gnistra Hjortro Klövru \
                 Lommar Myrull Näckro Orrtup Pilfin Rimfros Sälvar Tranbär Ymnig Åsknal Björnmo Dimslö Flingra Vinterli",
                "vik holm fors sund lund näs dal vall sjö torp berga fjord mark hamn stad tuna rud sele",
                "Norra Södra Östra Nya",
            ),
            Self::Polish => parts(
                "Klekot Mrugal Pluskow Szumin Trzaskal Wirgow Zgrzyt Bajdul Chlupot Dreptak Fikuszn Gwizdal Hultaj \
                 Iskrzen Jagodul Krochmal Lizawk Mruczk Nitkow Ogryzk Pierzchal Rechot Skwark Tupotal Ulotk Wiercip \
                 Zawijas Bzyczk Cykad Dzwonkal Figlar Gruchot Koziolk Lopotal Migotk Pstrykal Sikork Terkot \
                 Zmarszczal Szeleszcz",
                "owice inowo iszcze ogród awka oborze ewnik ogóra owola osław obrzeg adowa uszyn alice ówka omyśl \
                 owiec ęcin ążek owiska",
                "Nowy Stary Wielki Mały",
            ),
            Self::Czech => parts(
                "Brumláč Cvrčkov Čmelákov Drnčal Frňousk Hrabošk Hvízdal Chrastít Jiskřin Kapradink Klapotin Kňučk \
                 Krtinc Kvokal Ležatk Loudal Měchýřk Mrkvín Mrňousk Muchomůrk Paličk Pampelišk Pišťal Poštolk Prskavk \
                 Rolničk Rumcajs Řehtačk Sedmikrásk Skřivánk Sojčk Strakapoud Šimral Šišk Šneček Trdlink Ťapk \
                 Vážink Vrabčák Vrtulk Žblunk Žížalk",
                "ovice ín any ohrad ohor obřezí omost ov ovec ánky ejov ůvky ešín ošice áč ětín išov olesy",
                "Nový Starý Velký Horní",
            ),
            Self::Italian => parts(
                "Vallomb Girandol Frottol Cicalin Ribalz Sussurr Tremol Zampill Brontol Capriol Dondol Farfall \
                 Gorgogl Luccic Mormor Nuvolin Ombrell Piripic Quagliar Ruzzol Scintil Tintinn Ululand Vispett \
                 Zuzzur Baccell Ciottol Ditall Fruscell Gracid Lumach Merlett Nespolin Pennacch Rondinel Saltabel \
                 Trottol Ventagl Zufol Bisbigl",
                "osa ombra areto agnano olino essa avalle amonte orio ente acqua afonte icchio abruna erba anzo iate \
                 uglia",
                "Alta Bassa Nuova Piccola",
            ),
            Self::Spanish => parts(
                "Serracl Campanill Rodezn Trotamont Murmurr Zumbad Cascabell Chispor Golondr Hojarasc Jilguer Libelul \
                 Mariposad Nubarr Ovill Pajarit Quisquill Remolin Sonajill Tamborill Urdimbr Verderol Zarzamor Abanic \
                 Borrasc Caracoll Dedalill Espigad Farolill Girasoll Hilvanad Lagartij Madrugad Neblin Pestill \
                 Rastroj Semillad Torbell Vencej Yesquer",
                "ares edo osilla ales ena uelo aguda alta onegro afría umbre oviejo inares ejar ubierta amayor olmo \
                 ería aldea",
                "Nueva Vieja Alta Honda",
            ),
        }
    }
}

/// A Swedish name in the letters of Danish and Norwegian.
fn danish(name: &str) -> String {
    let words =
        [("Norra ", "Nørre "), ("Södra ", "Sønder "), ("Östra ", "Øster "), ("Nya ", "Ny ")];
    let letters = [("ö", "ø"), ("ä", "æ"), ("Ä", "Æ"), ("Ö", "Ø"), ("fors", "foss")];
    let all = words.into_iter().chain(letters);
    all.fold(name.to_owned(), |name, (swedish, danish)| name.replace(swedish, danish))
}

/// Syllables for when a culture's own parts are used up.
const MIDDLE: &str = "do ri mu sa te no li ka ve po ru mi se ta lo";

/// Place names given away so far.
///
/// Two names differ by at least three letters, since a slip of the pen makes one or two: whoever compares names
/// then takes none for another. Each name is kept with what is left of it without one or two of its letters; a
/// name that shares any of these is too near.
#[derive(Default)]
pub(super) struct Stems {
    near: HashSet<String>,
}

impl Stems {
    /// A name that is like none before, and its letters in lower case without accents.
    pub(super) fn next(&mut self, culture: Culture, draw: &mut Draw) -> (String, String) {
        let Parts { fronts, backs, before } = culture.parts();
        let words = |text: &'static str| text.split_ascii_whitespace().collect::<Vec<_>>();
        let (fronts, backs, before) = (words(fronts), words(backs), words(before));
        let middle = words(MIDDLE);
        for attempt in 0_u32.. {
            let (front, back) = (*draw.pick(&fronts), *draw.pick(&backs));
            let stem = match attempt {
                0..20 => format!("{front}{back}"),
                20..60 => format!("{} {front}{back}", draw.pick(&before)),
                _ => {
                    let more = (0..=attempt / 60).map(|_| *draw.pick(&middle));
                    format!("{front}{}{back}", more.collect::<String>())
                }
            };
            let stem = if culture == Culture::Danish { danish(&stem) } else { stem };
            let plain = plain(&stem);
            if self.take(&plain) {
                return (stem, plain);
            }
        }
        unreachable!("longer names are made until one is free")
    }

    /// Keeps a name, unless one too near to it is kept already.
    fn take(&mut self, plain: &str) -> bool {
        let all = shortened(plain);
        if all.iter().any(|short| self.near.contains(short)) {
            return false;
        }
        self.near.extend(all);
        true
    }
}

/// A name with none, one and two of its letters taken out.
fn shortened(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    for first in 0..name.len() {
        let one = format!("{}{}", &name[..first], &name[first + 1..]);
        for second in first..one.len() {
            all.push(format!("{}{}", &one[..second], &one[second + 1..]));
        }
        all.push(one);
    }
    all
}

/// A kind of organisation with its place for `{}`; in French, `de` loses its vowel before another.
pub(super) fn named(kind: &str, stem: &str, culture: Culture) -> String {
    let plain = plain(stem);
    // The h of `haut` is breathed.
    let vowel =
        plain.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']) && !plain.starts_with("haut-");
    let kind = match culture {
        Culture::French if vowel => kind.replace("de {}", "d’{}"),
        _ => kind.to_owned(),
    };
    kind.replace("{}", stem)
}

/// Lower case, the letters of ASCII alone, a hyphen for a space: what an id may hold.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase).filter_map(|letter| match letter {
        'a'..='z' | '0'..='9' => Some(letter),
        ' ' | '-' => Some('-'),
        'à' | 'á' | 'â' | 'ä' | 'å' | 'ą' | 'æ' => Some('a'),
        'ď' => Some('d'),
        'è' | 'é' | 'ê' | 'ě' | 'ę' => Some('e'),
        'í' | 'ì' | 'î' => Some('i'),
        'ó' | 'ò' | 'ö' | 'ô' | 'ø' => Some('o'),
        'ü' | 'ú' | 'ù' | 'û' | 'ů' => Some('u'),
        'ý' => Some('y'),
        'ř' => Some('r'),
        'ť' => Some('t'),
        'ł' => Some('l'),
        'ñ' | 'ń' | 'ň' => Some('n'),
        'ś' | 'š' => Some('s'),
        'ć' | 'č' | 'ç' => Some('c'),
        'ź' | 'ż' | 'ž' => Some('z'),
        _ => None,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_names_lose_a_vowel_before_another() {
        let named = |stem| named("Canton de {}", stem, Culture::French);
        assert_eq!(
            [named("Ursellanges"), named("Mirlieu")],
            ["Canton d’Ursellanges", "Canton de Mirlieu"]
        );
        assert_eq!(named("Haut Mirlieu"), "Canton de Haut Mirlieu");
    }

    #[test]
    fn names_are_spelt_as_in_their_own_language() {
        // Letters and pairs of letters the language does not write.
        let foreign: [(Culture, &[&str]); 4] = [
            (Culture::Polish, &["v", "q", "ř", "ě", "ů", "č", "š", "ž", "ý", "á", "í"]),
            (Culture::Czech, &["w", "q", "x", "sz", "cz", "rz", "ł", "ą", "ę", "ó", "ś", "ż"]),
            (Culture::Nordic, &["ø", "æ", "w", "z"]),
            (Culture::Danish, &["ö", "ä", "w", "z"]),
        ];
        for (culture, foreign) in foreign {
            let (mut stems, mut draw) = (Stems::default(), Draw::of(1, 0, 0, "spelling"));
            for _ in 0..200 {
                let (stem, id) = stems.next(culture, &mut draw);
                let small = stem.to_lowercase();
                assert!(foreign.iter().all(|odd| !small.contains(odd)), "{culture:?} {stem}");
                // Every letter has one without an accent, so an id is as long as its name.
                assert_eq!(id.len(), stem.chars().count(), "{stem} {id}");
            }
        }
    }

    #[test]
    fn shortened_names_meet_where_two_slips_lie_between() {
        let mut stems = Stems::default();
        assert!(stems.take("wobbelveen"));
        assert!(!stems.take("wobelveen"));
        assert!(!stems.take("wobbelvean"));
        assert!(!stems.take("wobblevene"));
        assert!(stems.take("wobbeldrecht"));
    }
}
