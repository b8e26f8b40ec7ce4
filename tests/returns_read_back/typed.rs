//! What people type or paste into answers, and what it is read as.

use super::cases::{Case, harmless};

type Edits = &'static [(&'static str, &'static str)];

/// Answers typed otherwise that say the same.
const fn same(id: &'static str, edits: Edits) -> Case {
    Case { edits, ..harmless(id, "as_sent") }
}

pub(super) const TYPED: &[Case] = &[
    same(
        "numbers-typed",
        &[
            ("procurement.0.amount", "248.000,50"),
            ("procurement.1.amount", "12'400"),
            ("procurement.2.amount", "30\u{202f}000"),
            ("procurement.3.amount", "€ 22 500,25"),
            ("procurement.0.units", "３１０"),
            ("procurement.1.units", "'40"),
            ("procurement.2.units", " 120\u{a0}"),
            ("procurement.3.units", "75,00"),
            ("procurement.1.labelled_units", "0"),
            ("in_use.0.mean_age_years", "3,5"),
            ("users_served", "1 250"),
        ],
    ),
    same(
        "numbers-of-elsewhere",
        &[
            ("procurement.0.amount", "٢٤٨٠٠٠٫٥"),
            ("procurement.1.amount", "12’400.–"),
            ("procurement.2.amount", "CHF 30.000,-"),
            ("procurement.3.amount", "22 500,25 EUR"),
            ("procurement.0.units", "٣١٠"),
            ("procurement.1.units", "+40"),
            ("procurement.2.units", "१२०"),
        ],
    ),
    Case {
        reads: &[
            ("procurement.0.amount", "-120"),
            ("procurement.1.amount", "-12400"),
            ("procurement.3.amount", "-22500.25"),
            ("procurement.0.units", "unreadable"),
            ("procurement.1.units", "unreadable"),
            ("procurement.3.units", "unreadable"),
        ],
        says: &[
            ("V120", "", "Laptops"),
            ("V120", "", "Smartphones"),
            ("V124", "procurement.0.units", "the amount is below"),
            ("V124", "procurement.1.units", "the amount is below"),
            ("V124", "procurement.3.units", "the amount is below"),
        ],
        ..same(
            "credits",
            &[
                ("procurement.0.amount", "(120)"),
                ("procurement.1.amount", "12 400-"),
                ("procurement.3.amount", "−22.500,25"),
            ],
        )
    },
    Case {
        reads: &[
            ("procurement.0.units", "unreadable"),
            ("procurement.1.units", "unreadable"),
            ("procurement.2.units", "unreadable"),
            ("procurement.3.units", "unreadable"),
            ("procurement.0.amount", "unreadable"),
            ("procurement.1.amount", "unreadable"),
            ("procurement.2.amount", "unreadable"),
            ("procurement.3.amount", "unreadable"),
            ("in_use.0.devices", "unreadable"),
            ("in_use.1.devices", "unreadable"),
            ("users_served", "unreadable"),
        ],
        says: &[
            (
                "V101",
                "procurement.0.units",
                "about 310 was understood; if that is right, type the number alone",
            ),
            ("V101", "procurement.1.units", "a number from 3 to 4 was understood"),
            (
                "V101",
                "procurement.2.units",
                "20 was understood; if that is right, type it in digits",
            ),
            (
                "V101",
                "procurement.3.units",
                "75 was understood; if that is right, type the number alone",
            ),
            (
                "V101",
                "procurement.0.amount",
                "248000 was understood; if that is right, type the number in full",
            ),
            ("V101", "procurement.1.amount", "1200000 was understood"),
            ("V101", "procurement.2.amount", "1234500 was understood"),
            ("V101", "procurement.3.amount", "1234567 was understood"),
            ("V101", "in_use.0.devices", "2 numbers were understood, 310 and 120"),
            ("V101", "in_use.1.devices", "2 numbers were understood, 40 and 30"),
            ("V101", "users_served", "about 1250 was understood"),
        ],
        ..same(
            "more-than-numbers",
            &[
                ("procurement.0.units", "~310"),
                ("procurement.1.units", "3-4"),
                ("procurement.2.units", "twenty"),
                ("procurement.3.units", "75 pcs"),
                ("procurement.0.amount", "248k"),
                ("procurement.1.amount", "1.2 mio"),
                ("procurement.2.amount", "1 234,5 kEUR"),
                ("procurement.3.amount", "12,34,567"),
                ("in_use.0.devices", "310\n120"),
                ("in_use.1.devices", "40; 30"),
                ("users_served", "about 1250"),
            ],
        )
    },
    Case {
        reads: &[("procurement.0.amount", "unreadable")],
        says: &[("V102", "procurement.0.amount", "1234 or 1.234")],
        ..same("ambiguous", &[("procurement.0.amount", "1,234")])
    },
    Case {
        reads: &[("procurement.0.amount", "1234")],
        ..same(
            "ambiguous-in-column",
            &[("procurement.0.amount", "1,234"), ("procurement.1.amount", "12,400.00")],
        )
    },
    Case {
        // Another sheet may have been typed by somebody else, or elsewhere.
        reads: &[("users_served", "unreadable")],
        says: &[("V102", "users_served", "1250 or 1.25")],
        ..same(
            "ambiguous-in-return",
            &[("users_served", "1,250"), ("procurement.0.amount", "248,000.50")],
        )
    },
    Case {
        reads: &[("procurement.0.amount", "unreadable")],
        says: &[("V102", "procurement.0.amount", "1234 or 1.234")],
        ..same(
            "ambiguous-contradicted",
            &[
                ("procurement.0.amount", "1,234"),
                ("procurement.1.amount", "12,400.00"),
                ("procurement.3.amount", "22.500,25"),
            ],
        )
    },
    Case {
        // A mark elsewhere that may be a slip settles nothing.
        reads: &[("procurement.0.amount", "unreadable")],
        says: &[("V102", "procurement.0.amount", "48.115 or 48115")],
        ..same(
            "ambiguous-beside-years",
            &[("procurement.0.amount", "48.115"), ("in_use.0.mean_age_years", "3.5")],
        )
    },
    Case {
        reads: &[
            ("procurement.0.units", "unreadable"),
            ("procurement.1.units", "unreadable"),
            ("users_served", "unreadable"),
        ],
        says: &[
            (
                "R109",
                "procurement.0.units",
                "1.5 was understood, and what is counted here is whole",
            ),
            ("V102", "procurement.1.units", "1234 or 1.234"),
            ("R109", "users_served", "1250.5 was understood"),
        ],
        ..same(
            "fractions-for-counts",
            &[
                ("procurement.0.units", "1,5"),
                ("procurement.1.units", "1,234"),
                ("users_served", "#1250.5"),
            ],
        )
    },
    Case {
        reads: &[
            ("procurement.0.units", "unreadable"),
            ("procurement.1.units", "unreadable"),
            ("procurement.0.amount", "unreadable"),
            ("procurement.1.amount", "unreadable"),
            ("in_use.0.mean_age_years", "unreadable"),
        ],
        says: &[
            ("V101", "procurement.0.units", "a day stands there"),
            ("V101", "procurement.1.units", "without a currency"),
            ("V101", "procurement.0.amount", "shown as a percentage"),
            ("V102", "procurement.1.amount", "12.4 or 12400"),
            // Its line has no amount.
            ("V101", "procurement.2.amount", "an amount in CHF"),
            ("V107", "", "units without an amount for Displays"),
            ("V101", "in_use.0.mean_age_years", "without a currency"),
        ],
        ..same(
            "formats-that-differ",
            &[
                ("procurement.0.units", "#46115|dd/mm/yyyy"),
                ("procurement.1.units", "€ 40"),
                ("procurement.0.amount", "#0.05|0%"),
                ("procurement.1.amount", "#12.4|0.0\" k€\""),
                ("procurement.2.amount", "€ 30.000,00"),
                ("in_use.0.mean_age_years", "#3.5|[$€-407] 0.0"),
            ],
        )
    },
    Case {
        reads: &[("tenders.0.currency", "CHF"), ("procurement.0.amount", "99")],
        says: &[],
        ..same(
            "currencies-beside",
            &[("tenders.0.value", "CHF 90 000"), ("procurement.0.amount", "€ 99")],
        )
    },
    Case {
        reads: &[("tenders.1.value", "unreadable"), ("tenders.1.currency", "SEK")],
        says: &[("V101", "tenders.1.value", "an amount in SEK")],
        ..same(
            "currencies-apart",
            &[("tenders.1.value", "400 000 €"), ("tenders.1.currency", "SEK")],
        )
    },
    Case {
        reads: &[("tax", "included"), ("tax_rate", "5")],
        ..same("rate-in-per-cent", &[("tax", "With taxes"), ("tax_rate", "5 %")])
    },
    Case {
        reads: &[("tax", "included"), ("tax_rate", "5")],
        ..same("rate-as-percentage", &[("tax", "taxes comprises"), ("tax_rate", "#0.05|0%")])
    },
    Case {
        // The sign only stands beside what is stored.
        reads: &[("tax", "included"), ("tax_rate", "5")],
        ..same("rate-with-sign", &[("tax", "With taxes"), ("tax_rate", "#5|0\" %\"")])
    },
    Case {
        reads: &[("tax", "included"), ("tax_rate", "unreadable")],
        says: &[("V102", "tax_rate", "5 if 5 % is meant"), ("V110", "", "")],
        ..same("rate-two-ways", &[("tax", "included"), ("tax_rate", "#0.05")])
    },
    // Days.
    same(
        "days-in-words",
        &[
            ("period_start", "1 October 2025"),
            ("period_end", "30.09.2026"),
            ("tenders.0.published_on", "12 mars 2026"),
            ("tenders.1.published_on", "'2026-04-03 "),
            ("outreach.0.date", "20-May-2026"),
        ],
    ),
    same(
        "days-with-slashes",
        &[
            ("period_start", "01/10/2025"),
            ("period_end", "30/09/2026"),
            ("tenders.0.published_on", "12/03/2026"),
            ("tenders.1.published_on", "３/４/２０２６"),
            ("outreach.0.date", "2026/05/20"),
        ],
    ),
    same(
        "days-month-first",
        &[("tenders.1.published_on", "04/03/2026"), ("outreach.0.date", "05/20/2026")],
    ),
    Case {
        reads: &[("tenders.1.published_on", "unreadable")],
        says: &[("R109", "tenders.1.published_on", "2026-04-03 or 2026-03-04")],
        ..same("days-two-ways", &[("tenders.1.published_on", "03/04/2026")])
    },
    Case {
        reads: &[
            ("tenders.0.published_on", "unreadable"),
            ("tenders.1.published_on", "unreadable"),
            ("outreach.0.date", "unreadable"),
        ],
        says: &[
            ("R109", "tenders.0.published_on", "2026-03-12 was understood, type it like this"),
            ("R109", "tenders.1.published_on", "46115 is 2026-04-03 by most of them"),
            ("R109", "outreach.0.date", "a day, such as 2026-03-31"),
        ],
        ..same(
            "days-unclear",
            &[
                ("tenders.0.published_on", "12.03.26"),
                ("tenders.1.published_on", "46115"),
                ("outreach.0.date", "in spring"),
            ],
        )
    },
    // Choices.
    same(
        "choices-mixed",
        &[
            ("procurement.0.condition", "Neuf"),
            ("procurement.1.condition", "refurbished"),
            ("procurement.2.condition", " new\u{a0}"),
            ("procurement.3.condition", "ＮＥＷ"),
            ("procurement.0.product_group", "ordinateurs portables"),
            ("procurement.0.acquisition", "purchase"),
            ("need_check", "3 – Appliqué dans certains achats ou services"),
            ("one_main_device", "#4"),
            ("demand_forecast", "'0"),
            ("ecolabel_asked", "２"),
            ("output_guide_repair", "2.0"),
            ("quote_permission", "ATTRIBUTED"),
        ],
    ),
    Case {
        reads: &[("procurement.0.condition", "unreadable"), ("need_check", "unreadable")],
        says: &[
            ("R109", "procurement.0.condition", "`New` and `Refurbished` were understood"),
            ("R109", "need_check", "a choice of the list, such as `4 – Standard practice`"),
            ("Q102", "", "1 practice is applied"),
        ],
        ..same(
            "choices-unclear",
            &[("procurement.0.condition", "New; refurbished"), ("need_check", "standard practise")],
        )
    },
    same(
        "ticks",
        &[
            ("tenders.0.impacts/carbon", "✓"),
            ("tenders.0.impacts/fairness", "oui"),
            ("tenders.0.impacts/circularity", "no"),
            ("tenders.0.impacts/chemicals", "0"),
            ("tenders.1.impacts/circularity", "Circularité"),
        ],
    ),
    Case {
        reads: &[("tenders.0.impacts", "unreadable")],
        says: &[("R109", "tenders.0.impacts", "`x` where the choice applies")],
        ..same("ticks-unclear", &[("tenders.0.impacts/chemicals", "partly")])
    },
    // Nothing, in its five kinds.
    Case {
        reads: &[
            ("procurement.0.labelled_units", "not applicable"),
            ("procurement.1.labelled_units", "not applicable"),
            ("users_served", "not applicable"),
            ("need_check", "not applicable"),
            ("one_main_device", "not applicable"),
            ("achievements", "not applicable"),
            ("in_use.1.mean_age_years", "blank"),
        ],
        ..same(
            "not-applicable",
            &[
                ("procurement.0.labelled_units", "n.v.t."),
                ("procurement.1.labelled_units", "s.o."),
                ("users_served", "N/A"),
                ("need_check", "Ne s'applique pas à nous"),
                ("one_main_device", "nvt"),
                ("achievements", "na"),
                ("in_use.1.mean_age_years", ""),
            ],
        )
    },
    Case {
        reads: &[("protect_volume", "yes"), ("volume", "withheld")],
        ..same("withheld", &[("protect_volume", "oui")])
    },
    Case {
        reads: &[("protect_volume", "unreadable"), ("volume", "withheld")],
        says: &[("R109", "protect_volume", "one of: Yes, No")],
        ..same("withheld-perhaps", &[("protect_volume", "rather not")])
    },
];
