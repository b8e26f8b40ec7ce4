//! Why an account's actual and budget differ, in words that fit the account and the sign of the difference.

/// What may be said of an account of a class where more, or else less, was received or spent than planned.
pub(super) fn explanations(class: &str, more: bool) -> &'static [&'static str] {
    match (class, more) {
        ("contribution", true) => &[
            "More participants coordinate than when the budget was made",
            "The budget was made with the rates of the year before",
        ],
        ("contribution", false) => &[
            "Fewer participants coordinate than when the budget was made",
            "The budget counted on an organisation that has not signed yet",
        ],
        ("voluntary", true) => &[
            "More gave than could be counted on when the budget was made",
            "A participant gave that had not given before",
        ],
        ("voluntary", false) => &[
            "Fewer gave than in the year the plan was made after",
            "A gift that was announced has not come yet",
        ],
        ("earmarked", true) => &[
            "A participant gave for a purpose that nobody had asked it for",
            "More was given for a purpose than was announced",
        ],
        ("earmarked", false) => &[
            "Less was given for a purpose than was announced",
            "A grant for a purpose was put off to next year",
        ],
        ("other_income", true) => &[
            "Interest was higher than planned",
            "The balance in the bank was higher than planned through the summer",
        ],
        ("other_income", false) => &[
            "Interest was lower than planned",
            "The balance was lower than planned through the winter",
        ],
        ("staff", true) => &[
            "The scale of pay was raised after the budget was made",
            "A second coordinator began a quarter earlier than planned",
        ],
        ("staff", false) => &[
            "A post was vacant for a part of the year",
            "Hours planned for the questionnaire were given in kind",
        ],
        ("services", true) => &[
            "More was translated than planned, since the Committee asked for two languages more",
            "Prices of translation and layout rose in the course of the year",
        ],
        ("services", false) => &[
            "An output was put off to next year, and its layout with it",
            "Participants translated a part themselves",
        ],
        ("travel", true) => &[
            "Fares rose, and one meeting more was held on the spot",
            "More speakers came from far away than planned",
        ],
        ("travel", false) => {
            &["More took part from their desks than planned", "Hosts paid a part of the journeys"]
        }
        ("events", true) => &[
            "More came to the annual meeting than planned",
            "The hall of last year was not to be had, and another cost more",
        ],
        ("events", false) => &[
            "Participants lent rooms that had been budgeted",
            "Fewer evenings were catered than planned",
        ],
        (_, true) => &[
            "The bank raised its charges in spring",
            "The insurer asked for more since more events are covered",
        ],
        (_, false) => &[
            "There were fewer payments in other currencies, and less was charged for them",
            "The insurance was renewed at a lower premium",
        ],
    }
}
