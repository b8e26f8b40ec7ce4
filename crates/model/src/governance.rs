//! How the Pact worked in a year, as the Secretariat's registers say it: committee, working groups, events,
//! applications, decisions asked for, and its own words.

use std::collections::BTreeMap;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::identifier::Identifier;
use crate::organisation_name::{compared, words};
use crate::pact::Titles;
use crate::place::Place;
use crate::vocabulary::codes;

codes! {
    /// A seat on the Steering Committee (§5.2).
    Seat {
        /// It chairs.
        Chair = "chair",
        /// It is a member.
        Member = "member",
        /// It is the Secretariat.
        Secretariat = "secretariat",
    }
}

codes! {
    /// What kind of meeting an event was.
    EventKind {
        /// A meeting of the Steering Committee.
        SteeringCommittee = "steering_committee",
        /// A meeting of a working group.
        WorkingGroup = "working_group",
        /// The annual meeting of the participants.
        AnnualMeeting = "annual_meeting",
        /// A webinar.
        Webinar = "webinar",
        /// A dialogue with the market.
        MarketDialogue = "market_dialogue",
        /// A community of practice.
        CommunityOfPractice = "community_of_practice",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// What an organisation applied to become.
    ApplicationKind {
        /// A participant (§2.1).
        Participant = "participant",
        /// A supporting organisation (§2.2).
        Supporter = "supporter",
    }
}

/// The registers of a year that say how the Pact worked.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Governance {
    /// `committee.csv`.
    pub committee: Vec<CommitteeSeat>,
    /// `working-groups.csv`.
    pub working_groups: Vec<WorkingGroup>,
    /// `events.csv`.
    pub events: Vec<Event>,
    /// `applications.csv`.
    pub applications: Vec<Application>,
    /// `decisions.csv`.
    pub decisions: Vec<Decision>,
    /// `narrative/`, by name (`foreword`) and language (`en`).
    pub narrative: BTreeMap<String, BTreeMap<String, NarrativeText>>,
}

/// Letters a name must have to be looked for inside another word.
const LONG: usize = 5;

impl Governance {
    /// The working group that a text names by its id or title, whatever its case: that of which it says nothing else, or
    /// the only one it names among other words (`WG servers`). `None` where it names none, or several.
    pub fn working_group_named(&self, text: &str) -> Option<&WorkingGroup> {
        let (said, words) = (compared(text), words(text));
        let groups = || self.working_groups.iter();
        let whole = |group: &&WorkingGroup| group.names().any(|name| name == said);
        let inside = |name: &String| name.chars().count() >= LONG && said.contains(name.as_str());
        let among = |group: &&WorkingGroup| {
            group.names().any(|name| inside(&name) || words.contains(&name))
        };
        groups().find(whole).or_else(|| {
            let mut found = groups().filter(among);
            found.next().filter(|_| found.next().is_none())
        })
    }
}

/// One row of `committee.csv`. It names organisations, never persons.
#[derive(Clone, PartialEq, Debug)]
pub struct CommitteeSeat {
    /// Id of a participant, or the organisation's name.
    pub organisation: String,
    /// Its seat.
    pub seat: Seat,
    /// First day of the term.
    pub term_start: Option<Date>,
    /// Last day of the term.
    pub term_end: Option<Date>,
    /// Where the row stands.
    pub place: Place,
}

/// One row of `working-groups.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkingGroup {
    /// Its id.
    pub id: Identifier,
    /// Its title.
    pub title: Titles,
    /// Impact categories it works on.
    pub impacts: Vec<String>,
    /// Id of the participant that chairs it, or the organisation's name.
    pub chair: String,
    /// Ids of participants, or organisations' names.
    pub members: Vec<String>,
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Where the row stands.
    pub place: Place,
}

impl WorkingGroup {
    /// Its id and its titles, as names are compared.
    fn names(&self) -> impl Iterator<Item = String> {
        let titles = self.title.0.iter().map(|(_, title)| title.as_str());
        let names = std::iter::once(self.id.as_str()).chain(titles).map(compared);
        names.filter(|name| !name.is_empty())
    }
}

/// One row of `events.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// Its title.
    pub title: Titles,
    /// What kind of meeting.
    pub kind: EventKind,
    /// Id of the working group that held it; empty for none.
    pub working_group: String,
    /// Id of the participant that hosted it, or the organisation's name.
    pub host: String,
    /// Number of organisations present; `None` where nobody counted.
    pub organisations: Option<i64>,
    /// Where the row stands.
    pub place: Place,
}

/// One row of `applications.csv`.
#[derive(Clone, PartialEq, Debug)]
pub struct Application {
    /// The organisation that applied.
    pub organisation: String,
    /// What it applied to become.
    pub kind: ApplicationKind,
    /// Day the application came.
    pub received_on: Option<Date>,
    /// Day it was decided on.
    pub decided_on: Option<Date>,
    /// What was decided; empty while it waits.
    pub decision: String,
    /// Where the row stands.
    pub place: Place,
}

impl Application {
    /// The last day on which it is decided in time: a month after it came (§6.4.2). A month after 31 January is the
    /// last day of February.
    pub fn due_on(&self) -> Option<Date> {
        self.received_on?.checked_add(1.month()).ok()
    }

    /// Whether it was decided later than that, or still waits on a later day.
    pub fn is_late(&self, today: Date) -> bool {
        self.due_on().is_some_and(|due| self.decided_on.unwrap_or(today) > due)
    }
}

/// One row of `decisions.csv`: what the Committee is asked to decide.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: Titles,
    /// What is asked, in one or two sentences.
    pub text: Titles,
    /// The section of the report it rests on.
    pub section: String,
    /// Where the row stands.
    pub place: Place,
}

/// One file of `narrative/`: the Secretariat's own words, as Markdown with references to figures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NarrativeText {
    /// Path of the file.
    pub path: String,
    /// What it says.
    pub markdown: String,
}

/// One row of `corrections.csv`: laid over what was read; the sender's file is never touched.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    /// Whose return.
    pub participant: Identifier,
    /// Name of the question, or of the repeat and its column as `procurement.amount`.
    pub question: String,
    /// Row of the sheet, from 1, for an answer in a repeat; `None` for a question asked once.
    pub row: Option<u32>,
    /// What the file says.
    pub was: String,
    /// What holds instead.
    pub now: String,
    /// Why.
    pub reason: String,
    /// On whose authority.
    pub authority: String,
    /// The day.
    pub date: Option<Date>,
    /// Who entered it (a role or initials; never published).
    pub by: String,
    /// Where it says what holds instead: the row's field `now`.
    pub place: Place,
    /// Where it says what the file says: the row's field `was`.
    pub was_place: Place,
    /// The cell it was laid over; `None` where it could not be applied.
    pub applied_to: Option<Place>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_ends_on_the_same_day_of_the_next_or_on_its_last() {
        let cases = [
            (date(2026, 3, 3), date(2026, 4, 3), false),
            (date(2026, 3, 3), date(2026, 4, 4), true),
            (date(2026, 1, 31), date(2026, 2, 28), false),
            (date(2026, 1, 31), date(2026, 3, 1), true),
            (date(2025, 12, 15), date(2026, 1, 15), false),
        ];
        for (received, decided, late) in cases {
            let mut one = Application {
                organisation: "Invented Town".into(),
                kind: ApplicationKind::Participant,
                received_on: Some(received),
                decided_on: Some(decided),
                decision: String::new(),
                place: Place::file("inputs/2026/applications.csv"),
            };
            assert_eq!(one.is_late(Date::MAX), late, "{received} to {decided}");
            one.decided_on = None;
            assert_eq!(one.is_late(decided), late, "waiting since {received} on {decided}");
        }
    }
}
