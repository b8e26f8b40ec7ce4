//! Where participants are, and what follows from it: currency, language, how organisations are called.

use crate::pact::{OrganisationKind, SpreadsheetLanguage};

use super::stems::Culture;

/// A country that participants come from.
pub(super) struct Country {
    /// ISO 3166-1 alpha-2, `XX` for intergovernmental organisations.
    pub(super) code: &'static str,
    /// How many of a hundred participants, about.
    pub(super) weight: i64,
    /// ISO 4217.
    pub(super) currency: &'static str,
    /// Units of the currency for a euro, near enough to draw amounts with; no figure is made of it.
    pub(super) per_euro: f64,
    /// Of headers and descriptions of its spreadsheets, with weights.
    pub(super) spreadsheets: &'static [(SpreadsheetLanguage, i64)],
    /// BCP 47 code of the language it is written to in, and of its form: `en` or `fr`.
    pub(super) letters: &'static str,
    /// What its place names sound like.
    pub(super) culture: Culture,
    /// How those that buy are called, each kind of them.
    pub(super) buyers: &'static [Called],
    /// How those that coordinate are called.
    pub(super) coordinators: &'static [Called],
}

use OrganisationKind::{
    Agency, City, Hospitals, International, Ministry, Municipality, PurchasingBody, Region,
    University, WaterAuthority,
};
use SpreadsheetLanguage::{Dutch, English, French, German, Italian, Spanish};

/// How organisations of a kind are called, `{}` for the place.
pub(super) type Called = (OrganisationKind, &'static str);

const ENGLISH_BUYERS: &[Called] = &[
    (City, "City of {}"),
    (Region, "{} County Council"),
    (University, "University of {}"),
    (Hospitals, "{} Health Trust"),
    (Agency, "{} Digital Office"),
    (Municipality, "{} Parish Council"),
    (Ministry, "{} Ministry"),
];
const ENGLISH_COORDINATORS: &[Called] =
    &[(PurchasingBody, "{} Procurement Forum"), (PurchasingBody, "{} Buying Circle")];
const FRENCH_BUYERS: &[Called] = &[
    (Municipality, "Commune de {}"),
    (University, "Université de {}"),
    (Region, "Canton de {}"),
    (Hospitals, "Hôpitaux de {}"),
    (City, "Métropole de {}"),
];
const FRENCH_COORDINATORS: &[Called] =
    &[(PurchasingBody, "Groupement de {}"), (PurchasingBody, "Centrale de {}")];
const GERMAN_BUYERS: &[Called] = &[
    (City, "Stadt {}"),
    (Region, "Landkreis {}"),
    (University, "Universität {}"),
    (Hospitals, "Klinikum {}"),
    (Agency, "Rechenamt {}"),
    (Municipality, "Markt {}"),
    (Ministry, "Ministerium {}"),
];
const GERMAN_COORDINATORS: &[Called] =
    &[(PurchasingBody, "Einkaufsverbund {}"), (PurchasingBody, "Beschaffungsamt {}")];
const DUTCH_BUYERS: &[Called] = &[
    (Municipality, "Gemeente {}"),
    (Region, "Provincie {}"),
    (University, "Universiteit {}"),
    (WaterAuthority, "Waterschap {}"),
    (Hospitals, "Ziekenhuis {}"),
    (City, "Stad {}"),
];
const DUTCH_COORDINATORS: &[Called] =
    &[(PurchasingBody, "Inkoopbureau {}"), (PurchasingBody, "Intercommunale {}")];
const NORDIC_BUYERS: &[Called] = &[
    (Municipality, "{} Municipality"),
    (Region, "Region {}"),
    (University, "{} University"),
    (Hospitals, "{} Hospitals"),
    (Agency, "{} State Agency"),
    (City, "{} City"),
];
const NORDIC_COORDINATORS: &[Called] =
    &[(PurchasingBody, "{} Procurement Centre"), (PurchasingBody, "{} Joint Purchasing")];

/// Every country. The first ten are dealt once each before chance decides, so that small pacts have five
/// currencies too.
pub(super) const COUNTRIES: &[Country] = &[
    country(
        "DE",
        16,
        "EUR",
        1.0,
        &[(German, 1)],
        "en",
        Culture::German,
        GERMAN_BUYERS,
        GERMAN_COORDINATORS,
    ),
    country(
        "CH",
        8,
        "CHF",
        0.95,
        &[(German, 2), (French, 3)],
        "fr",
        Culture::French,
        FRENCH_BUYERS,
        FRENCH_COORDINATORS,
    ),
    country(
        "SE",
        8,
        "SEK",
        11.2,
        &[(English, 1)],
        "en",
        Culture::Nordic,
        NORDIC_BUYERS,
        NORDIC_COORDINATORS,
    ),
    country(
        "GB",
        8,
        "GBP",
        0.85,
        &[(English, 1)],
        "en",
        Culture::English,
        ENGLISH_BUYERS,
        ENGLISH_COORDINATORS,
    ),
    country(
        "DK",
        5,
        "DKK",
        7.46,
        &[(English, 2), (German, 1)],
        "en",
        Culture::Danish,
        NORDIC_BUYERS,
        NORDIC_COORDINATORS,
    ),
    country(
        "FR",
        13,
        "EUR",
        1.0,
        &[(French, 1)],
        "fr",
        Culture::French,
        FRENCH_BUYERS,
        FRENCH_COORDINATORS,
    ),
    country(
        "NL",
        11,
        "EUR",
        1.0,
        &[(Dutch, 4), (English, 1)],
        "en",
        Culture::Dutch,
        DUTCH_BUYERS,
        DUTCH_COORDINATORS,
    ),
    country(
        "PL",
        4,
        "PLN",
        4.35,
        &[(English, 1)],
        "en",
        Culture::Polish,
        &[
            (City, "Urząd Miasta {}"),
            (Region, "Powiat {}"),
            (University, "Uniwersytet {}"),
            (Municipality, "Gmina {}"),
        ],
        &[(PurchasingBody, "Centrum Zakupów {}")],
    ),
    country(
        "NO",
        4,
        "NOK",
        11.5,
        &[(English, 1)],
        "en",
        Culture::Danish,
        NORDIC_BUYERS,
        NORDIC_COORDINATORS,
    ),
    country(
        "IT",
        5,
        "EUR",
        1.0,
        &[(Italian, 1)],
        "en",
        Culture::Italian,
        &[
            (Municipality, "Comune di {}"),
            (Region, "Provincia di {}"),
            (University, "Università di {}"),
            (Hospitals, "Ospedali di {}"),
        ],
        &[(PurchasingBody, "Centrale acquisti {}")],
    ),
    country(
        "BE",
        6,
        "EUR",
        1.0,
        &[(Dutch, 3), (French, 2)],
        "en",
        Culture::Dutch,
        DUTCH_BUYERS,
        DUTCH_COORDINATORS,
    ),
    country(
        "ES",
        5,
        "EUR",
        1.0,
        &[(Spanish, 1)],
        "en",
        Culture::Spanish,
        &[
            (Municipality, "Ayuntamiento de {}"),
            (Region, "Diputación de {}"),
            (University, "Universidad de {}"),
        ],
        &[(PurchasingBody, "Consorcio {}")],
    ),
    country(
        "AT",
        4,
        "EUR",
        1.0,
        &[(German, 1)],
        "en",
        Culture::German,
        GERMAN_BUYERS,
        GERMAN_COORDINATORS,
    ),
    country(
        "IE",
        3,
        "EUR",
        1.0,
        &[(English, 1)],
        "en",
        Culture::English,
        ENGLISH_BUYERS,
        ENGLISH_COORDINATORS,
    ),
    country(
        "FI",
        3,
        "EUR",
        1.0,
        &[(English, 1)],
        "en",
        Culture::Nordic,
        NORDIC_BUYERS,
        NORDIC_COORDINATORS,
    ),
    country(
        "CZ",
        3,
        "CZK",
        24.6,
        &[(English, 2), (German, 1)],
        "en",
        Culture::Czech,
        &[
            (City, "Město {}"),
            (Region, "Okres {}"),
            (University, "Univerzita {}"),
            (Municipality, "Obec {}"),
        ],
        &[(PurchasingBody, "Nákupní svaz {}")],
    ),
    country(
        "CA",
        2,
        "CAD",
        1.5,
        &[(English, 2), (French, 1)],
        "en",
        Culture::English,
        ENGLISH_BUYERS,
        ENGLISH_COORDINATORS,
    ),
    country(
        "XX",
        1,
        "USD",
        1.1,
        &[(English, 1)],
        "en",
        Culture::English,
        &[(International, "International {} Bureau"), (International, "Council of {}")],
        &[(PurchasingBody, "Joint {} Office")],
    ),
];

/// Countries dealt before chance decides.
pub(super) const DEALT: usize = 10;

#[allow(
    clippy::too_many_arguments,
    reason = "a row of a table, its columns in the order of the fields"
)]
const fn country(
    code: &'static str,
    weight: i64,
    currency: &'static str,
    per_euro: f64,
    spreadsheets: &'static [(SpreadsheetLanguage, i64)],
    letters: &'static str,
    culture: Culture,
    buyers: &'static [Called],
    coordinators: &'static [Called],
) -> Country {
    Country {
        code,
        weight,
        currency,
        per_euro,
        spreadsheets,
        letters,
        culture,
        buyers,
        coordinators,
    }
}
