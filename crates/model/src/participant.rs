//! Participants and the register of them (§2.1).

use std::fmt;

use jiff::civil::Date;

use crate::identifier::Identifier;
use crate::period::{Period, days_between};
use crate::place::Place;
use crate::vocabulary::codes;

codes! {
    /// What a participant is in the Pact (§2.1.1); one organisation can be both.
    Role {
        /// Buys ICT products or sets up frameworks others buy under.
        Procuring = "procuring",
        /// Builds capacity in its country or region.
        Coordinating = "coordinating",
    }
}

/// One row of `participants.csv`: an organisation over a span of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Participant {
    /// Its id.
    pub id: Identifier,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code; `XX` for an intergovernmental organisation.
    pub country: String,
    /// Since when procuring; `None`: not in that role.
    pub procuring_since: Option<Date>,
    /// Since when coordinating; `None`: not in that role.
    pub coordinating_since: Option<Date>,
    /// Last day of its participation (§6.6); `None`: still in.
    pub left: Option<Date>,
    /// Version of the Pact it signed.
    pub signed_version: String,
    /// Who was appointed to do its coordinating (§3.2.2).
    pub coordination_by: Option<Identifier>,
    /// Its website.
    pub website: String,
    /// BCP 47 code of the language it is written to in.
    pub language: String,
    /// Where the row stands.
    pub place: Place,
}

impl Participant {
    /// The day it joined: the earlier of its two `since` dates.
    pub fn joined(&self) -> Option<Date> {
        match (self.procuring_since, self.coordinating_since) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// In force in a period: joined on or before its end and not left before its start.
    pub fn in_force(&self, period: &Period) -> bool {
        let joined = self.joined().is_some_and(|day| day <= period.end);
        joined && self.left.is_none_or(|day| day >= period.start)
    }

    /// Number of days of the period in which it was in force.
    pub fn days_in_force(&self, period: &Period) -> i32 {
        let Some(joined) = self.joined() else {
            return 0;
        };
        let start = joined.max(period.start);
        let end = self.left.map_or(period.end, |day| day.min(period.end));
        if start > end { 0 } else { days_between(start, end) + 1 }
    }

    /// Whether it holds the role on a day (roles of a year are those of its period's last day).
    pub fn has_role(&self, role: Role, day: Date) -> bool {
        let since = match role {
            Role::Procuring => self.procuring_since,
            Role::Coordinating => self.coordinating_since,
        };
        since.is_some_and(|from| from <= day)
    }

    /// The roles it holds on a day.
    pub fn roles(&self, day: Date) -> Vec<Role> {
        Role::ALL.iter().copied().filter(|role| self.has_role(*role, day)).collect()
    }
}

/// Days in force from which on a return is expected (methodology: Who counts).
const EXPECTED_DAYS: i32 = 90;

/// The letters of a name without difference of case.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().flat_map(char::to_lowercase)
}

/// Why a participant was in force too briefly for a return to be expected of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TooShort {
    /// It joined late in the period, and is in.
    JoinedTooLate,
    /// It left early in the period.
    LeftEarly,
}

/// All rows of `participants.csv`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Register {
    /// The rows, in the file's order.
    pub rows: Vec<Participant>,
}

impl Register {
    /// Whether the register knows the id at all, in any period.
    pub fn knows(&self, id: &str) -> bool {
        self.rows.iter().any(|row| row.id.as_str() == id)
    }

    /// The participant that a text names: by its id, or by its name as the register has it, whatever the case.
    pub fn named(&self, text: &str) -> Option<Identifier> {
        let text = text.trim();
        if let Some(row) = self.rows.iter().find(|row| row.id.as_str() == text) {
            return Some(row.id.clone());
        }
        let mut rows = self.rows.iter().filter(|_| !text.is_empty());
        rows.find(|row| folded(row.name.trim()).eq(folded(text))).map(|row| row.id.clone())
    }

    /// The row that holds for a period: the newest of that id in force on any day of it.
    pub fn in_force(&self, id: &str, period: &Period) -> Option<&Participant> {
        let rows = self.rows.iter().filter(|row| row.id.as_str() == id && row.in_force(period));
        rows.max_by_key(|row| row.joined())
    }

    /// Whether a participant is in force on a day.
    pub fn in_force_on(&self, id: &str, day: Date) -> bool {
        self.in_force(id, &Period { start: day, end: day }).is_some()
    }

    /// Every participant in force in the period, once each, ordered by id.
    pub fn all_in_force(&self, period: &Period) -> Vec<&Participant> {
        let mut ids: Vec<&Identifier> = self.rows.iter().map(|row| &row.id).collect();
        ids.sort();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.in_force(id.as_str(), period)).collect()
    }

    /// Whether a participant was in force for too few days of a period for a return to be expected of it, and why
    /// (methodology: Who counts); `None` where it was long enough. Who is exempt is not its to say.
    pub fn too_short(&self, id: &Identifier, period: &Period) -> Option<TooShort> {
        let rows = self.rows.iter().filter(|row| row.id == *id);
        let days: i32 = rows.map(|row| row.days_in_force(period)).sum();
        match days.min(period.days()) < EXPECTED_DAYS {
            false => None,
            true if self.in_force_on(id.as_str(), period.end) => Some(TooShort::JoinedTooLate),
            true => Some(TooShort::LeftEarly),
        }
    }

    /// The name of an organisation in its newest row; the id itself if it is not in the register.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let rows = self.rows.iter().filter(|row| row.id.as_str() == id);
        rows.max_by_key(|row| row.joined()).map_or(id, |row| &row.name)
    }
}
