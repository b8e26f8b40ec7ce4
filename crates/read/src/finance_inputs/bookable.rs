//! What the bookings of a year are held against.

use model::finance::{Activity, BudgetLine, Fund, GENERAL_FUND, LedgerLine};
use model::nearest::nearest;
use model::{FaultKind, Period, Register};

use crate::supporting::Unfit;

/// What the bookings of a year are held against.
#[derive(Clone, Copy)]
pub(super) struct Bookable<'y> {
    /// Its period.
    pub(super) period: &'y Period,
    /// Its budget; empty where there is none, which is said elsewhere.
    pub(super) budget: &'y [BudgetLine],
    /// Its earmarked funds.
    pub(super) funds: &'y [Fund],
    /// Its activities; `None` where the year has no such file, so that any may be named.
    pub(super) activities: Option<&'y [Activity]>,
    /// The participants.
    pub(super) register: &'y Register,
}

impl Bookable<'_> {
    /// What does not fit the year in a booking; it is kept all the same.
    pub(super) fn unfit(&self, line: &LedgerLine) -> Vec<Unfit> {
        let unfit = |kind, field, expected: Option<String>| {
            expected.map(|expected| Unfit { kind, field, expected })
        };
        let date =
            (!self.period.contains(line.date)).then(|| format!("a day from {}", self.period));
        let found = [
            unfit(FaultKind::AccountNotInBudget, "account", self.wrong_account(&line.account)),
            unfit(FaultKind::FundNotKnown, "fund", self.wrong_fund(line.fund_code())),
            unfit(FaultKind::BookedOutsideYear, "date", date),
            unfit(FaultKind::ActivityNotKnown, "activity", self.wrong_activity(&line.activity)),
            unfit(
                FaultKind::ForParticipantNotKnown,
                "for_participant",
                self.wrong_participant(&line.for_participant),
            ),
        ];
        found.into_iter().flatten().collect()
    }

    /// What is expected instead of an account that the budget does not have.
    pub(super) fn wrong_account(&self, account: &str) -> Option<String> {
        let is_known = || self.budget.iter().any(|own| own.account == account);
        (!self.budget.is_empty() && !is_known()).then(|| "an account of budget.csv".to_owned())
    }

    /// What is expected instead of a fund that the year does not have.
    pub(super) fn wrong_fund(&self, fund: &str) -> Option<String> {
        let is_known = fund == GENERAL_FUND || self.funds.iter().any(|own| own.id == fund);
        let expected = "the id of a fund of funds.csv, or blank for the general one";
        (!is_known).then(|| expected.to_owned())
    }

    fn wrong_activity(&self, activity: &str) -> Option<String> {
        let known = self.activities.filter(|_| !activity.is_empty())?;
        if known.iter().any(|own| own.id == activity) {
            return None;
        }
        let near = nearest(activity, known.iter().map(|own| own.id.as_str()));
        Some(format!("the id of an activity of activities.csv{}", meant(near)))
    }

    fn wrong_participant(&self, participant: &str) -> Option<String> {
        if participant.is_empty() || self.register.knows(participant) {
            return None;
        }
        let near = nearest(participant, self.register.rows.iter().map(|row| row.id.as_str()));
        Some(format!("an id of the register of participants{}", meant(near)))
    }
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
