//! What of the words in the books is shown outside the office.

use std::collections::BTreeSet;

use crate::finance::{AccountLine, ActivityLine, FundLine, InKindLine, Statement, code_on_file};
use crate::identifier::Identifier;
use crate::participant::Register;
use crate::personal_data::{
    NAME_NOT_SHOWN, contact_detail, names_somebody, parts_of_name, without_names,
    without_parts_of_names,
};
use crate::quotation::{shown_in_kind, shown_working_group};
use crate::reading::YearReading;

/// A voucher number is no longer than this.
const LONGEST_VOUCHER: usize = 40;

/// More letters than these beside each other are a word, perhaps a name, and no part of a number.
const LETTERS_IN_A_NUMBER: usize = 4;

/// The words of the books as they are shown: without contact details, and without the names of those the register does
/// not have, since these may be persons.
#[derive(Debug)]
pub struct ShownBooks<'a> {
    register: &'a Register,
    /// Names that are not shown, each in lower case beside as it is written.
    hidden: Vec<(String, &'a str)>,
    /// Words that are parts of them, in lower case.
    parts: BTreeSet<String>,
    activities: &'a [ActivityLine],
    funds: &'a [FundLine],
    descriptions: bool,
}

impl<'a> ShownBooks<'a> {
    /// Of the books behind a statement. What the accounts say themselves is shown: the host of the money, and a single
    /// word of their titles or of the role of who prepared them, such as "Secretariat".
    pub fn new(statement: &'a Statement, register: &'a Register) -> Self {
        let booked = statement.booked.iter().flat_map(|booked| {
            [booked.line.counterparty.as_str(), booked.line.for_participant.as_str()]
        });
        let committed = statement.commitments.iter();
        let committed = committed.map(|line| line.commitment.counterparty.as_str());
        let distinct: BTreeSet<&str> = booked.chain(committed).map(str::trim).collect();
        let private = |name: &&str| {
            !name.is_empty() && register.named(name).is_none() && !is_public(name, statement)
        };
        let hidden: Vec<&str> = distinct.into_iter().filter(private).collect();
        let mut parts: BTreeSet<String> =
            hidden.iter().flat_map(|name| parts_of_name(name)).collect();
        if !parts.is_empty() {
            let common = common_words(statement, register, &hidden);
            parts.retain(|part| !common.contains(part));
        }
        Self {
            register,
            hidden: hidden.into_iter().map(|name| (name.to_lowercase(), name)).collect(),
            parts,
            activities: &statement.activities,
            funds: &statement.funds,
            descriptions: statement.publish_descriptions,
        }
    }

    /// The id of somebody the register has.
    pub fn party(&self, counterparty: &str) -> Option<Identifier> {
        self.register.named(counterparty)
    }

    /// The description of a booking or a commitment: nothing, unless the office says that descriptions name no person; no
    /// program can tell a name from other words. What is a name beyond doubt is withheld all the same.
    pub fn description(&self, text: &str) -> String {
        if self.descriptions { self.words(text) } else { String::new() }
    }

    /// The description of help in kind: nothing, unless the participant lets its words be shown with its name.
    pub fn in_kind_description(&self, year: &YearReading, line: &InKindLine) -> String {
        self.words(shown_in_kind(year, line))
    }

    /// The reference of a voucher likewise, where it is a number and no more; blank where it holds words.
    pub fn voucher<'t>(&self, reference: &'t str) -> &'t str {
        if self.descriptions { number_of_voucher(reference) } else { "" }
    }

    /// The title of an account; empty for one that is not in the budget.
    pub fn account_title(&self, account: &AccountLine) -> String {
        self.words(&account.title)
    }

    /// Why what was booked on an account differs from its budget; empty where nothing says so.
    pub fn explanation(&self, account: &AccountLine) -> String {
        self.words(&account.explanation)
    }

    /// The title of a fund; empty for the general one.
    pub fn fund_title(&self, fund: &FundLine) -> String {
        self.words(&fund.title)
    }

    /// The code of a fund that a booking or a commitment names: [`crate::finance::NOT_ON_FILE`] for one that the year does
    /// not have; empty for none.
    pub fn fund<'t>(&self, code: &'t str) -> &'t str {
        code_on_file(code, self.funds.iter().map(|own| own.id.as_str()))
    }

    /// What the money of a fund is for.
    pub fn fund_purpose(&self, fund: &FundLine) -> String {
        self.words(&fund.purpose)
    }

    /// The code of an activity that a booking names, as the statement has it: [`crate::finance::NOT_ON_FILE`] for one that
    /// `activities.csv` does not have; empty for none.
    pub fn activity(&self, code: &str) -> String {
        self.words(code_on_file(code, self.activities.iter().map(|own| own.id.as_str())))
    }

    /// The title of an activity; empty for what is on none, and for one that has no title on file.
    pub fn activity_title(&self, activity: &ActivityLine) -> String {
        self.words(&activity.title)
    }

    /// As [`shown_working_group`].
    pub fn working_group<'t>(&self, year: &YearReading, code: &'t str) -> &'t str {
        shown_working_group(year, code)
    }

    /// Why a contribution was waived; empty where nothing says so.
    pub fn waiver_reason(&self, reason: &str) -> String {
        self.words(reason)
    }

    /// The Steering Committee's decision that set a contribution.
    pub fn decision(&self, decision: &str) -> String {
        self.words(decision)
    }

    /// Words as they are shown: those of titles, purposes and explanations, which are written to be read. A text with
    /// contact details, or with a name after a title, is withheld whole, and says what it holds; of another the names, and
    /// parts of them, that the books have for those whom the register does not.
    fn words(&self, text: &str) -> String {
        if let Some(what) = contact_detail(text) {
            return format!("[withheld: {what}]");
        }
        if names_somebody(text) {
            return NAME_NOT_SHOWN.to_owned();
        }
        let text = text.trim();
        let lower = text.to_lowercase();
        let named = self.hidden.iter().filter(|(name, _)| lower.contains(name));
        without_parts_of_names(&without_names(text, named.map(|(_, name)| *name)), &self.parts)
    }
}

/// Words, in lower case, that say something else than a name: those of the accounts' own titles, of the register, and
/// words that descriptions have without a capital. A title with a hidden name says nothing of that name.
fn common_words(statement: &Statement, register: &Register, hidden: &[&str]) -> BTreeSet<String> {
    let accounts = statement.accounts.iter().map(|line| line.title.as_str());
    let funds = statement.funds.iter().map(|line| line.title.as_str());
    let activities = statement.activities.iter().map(|line| line.title.as_str());
    let said = [statement.host.as_str(), statement.prepared_by_role.as_str()];
    let names = register.rows.iter().map(|row| row.name.as_str());
    let public = accounts.chain(funds).chain(activities).chain(said).chain(names);
    let public: Vec<String> =
        public.map(|text| without_names(text, hidden.iter().copied())).collect();
    let words = |text| str::split(text, |letter: char| !letter.is_alphabetic());
    let of_public = public.iter().flat_map(|text| words(text));
    let mut common: BTreeSet<String> = of_public.map(str::to_lowercase).collect();
    let booked = statement.booked.iter().map(|booked| booked.line.description.as_str());
    let committed = statement.commitments.iter();
    let committed = committed.map(|line| line.commitment.description.as_str());
    // In a text that has no capital at all a name has none either.
    let cased = booked.chain(committed).filter(|text| text.chars().any(char::is_uppercase));
    let lower = cased.flat_map(words).filter(|word| word.chars().all(char::is_lowercase));
    common.extend(lower.map(str::to_owned));
    common
}

/// Whether a name is one that the accounts say themselves.
fn is_public(name: &str, statement: &Statement) -> bool {
    let says = |text: &str| without_names(text, [name]) != text;
    let titles = statement.accounts.iter().map(|line| line.title.as_str());
    says(&statement.host)
        || (!name.contains(char::is_whitespace)
            && titles.chain([statement.prepared_by_role.as_str()]).any(says))
}

/// The reference of a voucher where it is a number and no more; blank where it holds words, since those may name somebody.
fn number_of_voucher(reference: &str) -> &str {
    let reference = reference.trim();
    let of_number = |letter: char| letter.is_alphanumeric() || "-/._#".contains(letter);
    let words = reference.split(|letter: char| !letter.is_alphabetic());
    let lengths: Vec<usize> = words.map(|word| word.chars().count()).filter(|n| *n > 1).collect();
    let is_number = reference.chars().all(of_number)
        && reference.chars().any(|letter| letter.is_ascii_digit())
        && reference.chars().count() <= LONGEST_VOUCHER
        && lengths.len() <= 1
        && lengths.iter().all(|length| *length <= LETTERS_IN_A_NUMBER)
        && contact_detail(reference).is_none();
    if is_number { reference } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::Currency;
    use crate::finance::{AccountClass, AccountKind, BookedLine, LedgerLine};
    use crate::place::Place;

    fn booked(description: &str, counterparty: &str) -> BookedLine {
        let place = Place::file("inputs/2026/finance/ledger.csv");
        let line = LedgerLine {
            date: jiff::civil::date(2026, 3, 1),
            account: "2200".into(),
            description: description.into(),
            counterparty: counterparty.into(),
            amount: 100,
            currency: Currency::EUR,
            reference: String::new(),
            activity: String::new(),
            fund: String::new(),
            for_year: None,
            for_participant: String::new(),
            place: place.clone(),
            reference_place: place.clone(),
            paid: None,
            counterparty_place: place,
        };
        BookedLine { line, booked: Some(100), rate: None }
    }

    fn statement() -> Statement {
        let account = AccountLine {
            account: "2200".into(),
            title: "Travel and events of Xaver Quittenbaum".into(),
            kind: AccountKind::Expense,
            class: AccountClass::Travel,
            budget: 0,
            revised_budget: 0,
            actual: 0,
            last_year: None,
            next_year_budget: None,
            explanation: String::new(),
        };
        let activity = ActivityLine {
            id: "committee".into(),
            title: "Steering Committee".into(),
            working_group: String::new(),
            income: 0,
            expense: 0,
        };
        Statement {
            year: 2026,
            currency: Currency::EUR,
            opening: 0,
            income: 0,
            expense: 0,
            closing: 0,
            bank_closing: None,
            last_closing: None,
            accounts: vec![account],
            contributions: Vec::new(),
            voluntary: Vec::new(),
            unlisted: Vec::new(),
            booked: vec![
                booked("Journey to the halls", "Xaver Quittenbaum"),
                booked("Bank charges", "Bank of the host"),
                booked("Rooms", "Two Halls Events"),
            ],
            activities: vec![activity],
            commitments: Vec::new(),
            years: Vec::new(),
            reserve_months: None,
            as_of: None,
            last_day: jiff::civil::date(2026, 9, 30),
            funds: Vec::new(),
            fund_openings_known: true,
            fund_movements_known: true,
            incomplete: false,
            rows_missing: false,
            totals_known: true,
            doubtful_years: Vec::new(),
            host: "Office of the Pact".into(),
            prepared_by_role: "Treasurer".into(),
            publish_descriptions: true,
        }
    }

    #[test]
    fn words_name_nobody_who_is_known_or_has_a_title() {
        let (statement, register) = (statement(), Register::default());
        let shown = ShownBooks::new(&statement, &register);
        let cases = [
            ("Interest and Xaver Quittenbaum", "Interest and [withheld: a name]"),
            ("Quittenbaum, train", "[withheld: a name], train"),
            ("Train of X. Quittenbaum", "Train of [withheld: a name]"),
            ("Dr. Mirabell Doe, more journeys", "[withheld: a name]"),
            ("Agreed with jo@host.example", "[withheld: an e-mail address]"),
            ("Call +31 20 555 01 00", "[withheld: a telephone number]"),
            // Words of the books themselves.
            ("Halls and Events, Bank charges", "Halls and Events, Bank charges"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown.words(text), expected, "{text}");
            assert_eq!(shown.description(text), expected, "{text}");
            assert_eq!(shown.waiver_reason(text), expected, "{text}");
        }
        assert_eq!(shown.activity(" committee"), "committee");
        assert_eq!(shown.activity("Quittenbaum"), "(not on file)");
        assert_eq!(shown.activity(""), "");
        assert_eq!(shown.fund("Herr Doe"), "(not on file)");
    }

    #[test]
    fn a_voucher_is_a_number() {
        let cases = [
            ("26-001", "26-001"),
            (" RE2026/00012.b ", "RE2026/00012.b"),
            ("voucher 7", ""),
            ("MUELLER-12", ""),
            ("Jane-Doe-26-005", ""),
            ("INV-26-005/a", "INV-26-005/a"),
            ("invoice", ""),
            ("NL91ABNA0417164300", ""),
            ("+4912345678901", ""),
            ("26-001; x", ""),
            ("", ""),
        ];
        for (reference, expected) in cases {
            assert_eq!(number_of_voucher(reference), expected, "{reference}");
        }
    }
}
