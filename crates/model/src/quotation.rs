//! Whether somebody's words may be shown as they are (methodology: Narrative).

use std::fmt;

use crate::finance::{InKindLine, code_on_file};
use crate::participant::Register;
use crate::personal_data::{contact_detail, names_somebody};
use crate::reading::YearReading;
use crate::submission::Return;
use crate::vocabulary::{QuotePermission, codes};

codes! {
    /// Why words wait, although their author allows them to be quoted.
    WaitingReason {
        /// They hold an e-mail address, a telephone number or a bank account.
        ContactDetails = "contact_details",
        /// They are to be anonymous, and name their author or an address on the web.
        GivesAuthorAway = "gives_author_away",
    }
}

/// The names by which words would give the author of a return away: those of the register, its id, and what it
/// calls itself.
pub fn names_of(sent: &Return, register: &Register) -> Vec<String> {
    let own = register.rows.iter().filter(|row| row.id == sent.participant);
    let mut names: Vec<String> = own.map(|row| row.name.clone()).collect();
    let id = sent.participant.as_str();
    let own_name = sent.answer("organisation_name").text().unwrap_or_default();
    names.extend([id.to_owned(), own_name.to_owned(), id.replace('-', " ")]);
    names
}

/// Why words wait; `None` where they may be shown under the permission, if it allows that at all. `names` are
/// those of their author.
pub fn waits(text: &str, permission: QuotePermission, names: &[&str]) -> Option<WaitingReason> {
    if contact_detail(text).is_some() {
        return Some(WaitingReason::ContactDetails);
    }
    let lower = text.to_lowercase();
    let named = names.iter().map(|name| name.trim().to_lowercase());
    let names_author = named.filter(|name| !name.is_empty()).any(|name| lower.contains(&name));
    let gives_away = names_author || ["://", "www."].iter().any(|mark| lower.contains(mark));
    let anonymous = permission == QuotePermission::Anonymous;
    (anonymous && gives_away).then_some(WaitingReason::GivesAuthorAway)
}

/// The description of a line in kind where the participant that gave it lets its words be shown with its name, and, of a
/// line of the office's own `in-kind.csv`, the office says that what it types names nobody; else none. One with contact
/// details or a name after a title is not shown.
pub fn shown_in_kind<'l>(year: &YearReading, line: &'l InKindLine) -> &'l str {
    let words = line.description.trim();
    let sent = year.returns.get(&line.participant);
    let permission = sent.map(|sent| sent.organisation.quote_permission);
    let is_of_the_office = line.place.path.contains("/finance/");
    let office_agrees =
        || year.settings.finance.as_ref().is_some_and(|own| own.publish_descriptions);
    let waits = waits(words, QuotePermission::Attributed, &[]).is_some() || names_somebody(words);
    let allowed =
        permission == Some(QuotePermission::Attributed) && (!is_of_the_office || office_agrees());
    if allowed && !waits { words } else { "" }
}

/// The code of a working group that help in kind or an activity names, as it is shown:
/// [`crate::finance::NOT_ON_FILE`] for one that the year does not have, since it may be the name of a person; empty for
/// none.
pub fn shown_working_group<'t>(year: &YearReading, code: &'t str) -> &'t str {
    let groups = year.governance.working_groups.iter();
    code_on_file(code, groups.map(|group| group.id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;
    use crate::identifier::Identifier;
    use crate::period::Period;
    use crate::place::Place;
    use crate::questionnaire::Questionnaire;
    use crate::submission::Organisation;
    use crate::year::{FinanceSettings, YearSettings};
    use jiff::civil::date;

    #[test]
    fn help_in_kind_is_described_where_the_participant_and_for_its_own_list_the_office_allow_it() {
        use QuotePermission::{Anonymous, Attributed, No};
        let id = Identifier::parse("north").unwrap();
        let (first, last) = (date(2025, 10, 1), date(2026, 9, 30));
        let period = Period::new(first, last).unwrap();
        let shown = |path: &str, permission, office, words: &str| {
            let mut settings = YearSettings::new(period, last, last);
            settings.finance = Some(FinanceSettings {
                currency: Currency::EUR,
                opening_balance: 0,
                bank_closing_balance: None,
                hour_rate: None,
                explain_above: None,
                document_above: None,
                host: String::new(),
                prepared_by_role: String::new(),
                publish_descriptions: office,
            });
            let mut year = YearReading::new(settings, Questionnaire::new("form", Vec::new()));
            let mut organisation = Organisation::new(period);
            organisation.quote_permission = permission;
            year.returns.insert(id.clone(), Return::new(id.clone(), 2026, organisation));
            let place = Place::line(path, 2, 7);
            let line = InKindLine {
                participant: id.clone(),
                kind: String::new(),
                working_group: String::new(),
                hours: None,
                amount: None,
                currency: None,
                description: words.to_owned(),
                unreadable: false,
                place: place.clone(),
                hours_place: place.clone(),
                amount_place: place,
            };
            !shown_in_kind(&year, &line).is_empty()
        };
        let (own, office) =
            ("inputs/2026/returns/north/return.xlsx", "inputs/2026/finance/in-kind.csv");
        let words = "Took the minutes";
        for (permission, allowed) in [(Attributed, true), (Anonymous, false), (No, false)] {
            for office_agrees in [true, false] {
                assert_eq!(shown(own, permission, office_agrees, words), allowed, "{permission:?}");
                let both = allowed && office_agrees;
                assert_eq!(shown(office, permission, office_agrees, words), both, "{permission:?}");
            }
        }
        assert!(!shown(own, Attributed, true, "Dr. Jane Doe took the minutes"));
    }

    #[test]
    fn words_wait_where_they_would_give_somebody_away() {
        use QuotePermission::{Anonymous, Attributed};
        let away = Some(WaitingReason::GivesAuthorAway);
        let contact = Some(WaitingReason::ContactDetails);
        let cases = [
            ("We kept our laptops longer.", Anonymous, None),
            ("The town of NORTH kept its laptops longer.", Anonymous, away),
            ("See https://north.example/ict", Anonymous, away),
            ("See https://north.example/ict of North", Attributed, None),
            ("Ask jo@north.example", Attributed, contact),
            ("Call 0031-20-1234567 now", Attributed, contact),
        ];
        for (text, permission, expected) in cases {
            assert_eq!(waits(text, permission, &["North", ""]), expected, "{text}");
        }
    }
}
