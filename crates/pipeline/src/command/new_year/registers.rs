//! What becomes of each register of a year in the next one (data contract: A year; Finance).

use std::collections::BTreeMap;

use model::{Date, Period};
use publish::{Carried, carried_register};

use super::closing::Closing;

/// What becomes of the rows of a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// They stay.
    Kept,
    /// They go; the header stays.
    Emptied,
    /// Likewise; what was settled may hold again.
    Settled,
    /// Those stay that have not ended before the period; the column says when they end.
    Running { end: &'static str },
    /// Those stay that nobody decided yet.
    Undecided,
    /// They stay without last year's downloads.
    Outputs,
    /// Next year's amount becomes this year's.
    Budget,
    /// Who owes stays, how much is for the Committee to say.
    Contributions,
    /// They stay; what was in them at last year's end opens them where it is known.
    Funds,
}

/// What carrying a register over needs.
pub(super) struct Carrying<'a> {
    /// The period of the new year.
    pub(super) period: Period,
    /// The year it is opened from.
    pub(super) from: i16,
    /// Whether a participant takes part in the period.
    pub(super) in_force: &'a dyn Fn(&str) -> bool,
    /// What the year before closed with.
    pub(super) closing: &'a Closing,
}

/// What to look at: the column, and why.
type Looks = Vec<(String, String)>;
type Row = BTreeMap<String, String>;

/// What becomes of a register of the year's folder, by its path without ending; `None` for what is no register that
/// begins with the year.
pub(super) fn register(stem: &str) -> Option<Change> {
    Some(match stem {
        "committee" => Change::Running { end: "term_end" },
        "working-groups" => Change::Running { end: "until" },
        "outputs" => Change::Outputs,
        "published" | "finance/activities" => Change::Kept,
        "applications" => Change::Undecided,
        "events" | "decisions" | "received" | "corrections" | "findings" | "finance/ledger"
        | "finance/in-kind" => Change::Emptied,
        "counting" => Change::Settled,
        "finance/budget" => Change::Budget,
        "finance/contributions" => Change::Contributions,
        "finance/funds" => Change::Funds,
        "finance/commitments" => Change::Running { end: "expected_on" },
        _ => return None,
    })
}

impl Change {
    pub(super) fn is_emptied(self) -> bool {
        matches!(self, Change::Emptied | Change::Settled)
    }

    /// What somebody has to do in a workbook, into which this program writes nothing.
    pub(super) fn by_hand(self) -> &'static str {
        match self {
            Change::Kept | Change::Emptied | Change::Settled => "nothing to change",
            Change::Running { .. } => "take out the rows that have ended",
            Change::Undecided => "take out the applications that were decided",
            Change::Outputs => "take out last year's downloads",
            Change::Budget => {
                "move next_year_amount to amount, and empty revised_amount, next_year_amount and explanation"
            }
            Change::Contributions => "put in what is due this year, with its day and decision",
            Change::Funds => "put in the opening balances",
        }
    }

    /// The register as it begins the year, and what became of it in words; `None` where it cannot be read.
    pub(super) fn rows(
        self,
        bytes: &[u8],
        carrying: &Carrying,
        looks: &mut Looks,
    ) -> Option<(Vec<u8>, String)> {
        let from = carrying.from;
        let (mut kept, mut dropped) = (0_usize, 0_usize);
        let bytes = carried_register(bytes, &mut |row| {
            let carried = self.row(row, carrying, looks);
            match carried {
                Carried::Dropped => dropped += 1,
                _ => kept += 1,
            }
            carried
        })?;
        together(looks);
        if let Some((column, why)) = self.look(kept, dropped, carrying) {
            looks.push((column.to_owned(), why));
        }
        let rows =
            |number: usize| if number == 1 { "1 row".to_owned() } else { format!("{number} rows") };
        let words = match (kept, dropped) {
            (0, 0) => format!("empty, as in {from}"),
            (0, _) => "empty: the header alone".to_owned(),
            (kept, 0) if self == Change::Kept => format!("{}, as in {from}", rows(kept)),
            (kept, 0) => rows(kept),
            (kept, dropped) => format!("{}, without {dropped} of {from}", rows(kept)),
        };
        Some((bytes, words))
    }

    fn row(self, row: &Row, carrying: &Carrying, looks: &mut Looks) -> Carried {
        let text = |column: &str| row.get(column).map_or("", String::as_str);
        let blank = |columns: &[&'static str]| {
            Carried::Changed(columns.iter().map(|column| (*column, String::new())).collect())
        };
        match self {
            Change::Kept => Carried::Kept,
            Change::Emptied | Change::Settled => Carried::Dropped,
            Change::Running { end } => running(row, end, carrying.period, looks),
            Change::Undecided if text("decided_on").is_empty() && text("decision").is_empty() => {
                looks.push((
                    "decided_on".to_owned(),
                    format!("{}: the application is not decided", text("organisation")),
                ));
                Carried::Kept
            }
            Change::Undecided => Carried::Dropped,
            Change::Outputs if text("downloads").is_empty() => Carried::Kept,
            Change::Outputs => blank(&["downloads"]),
            Change::Budget => {
                if text("next_year_amount").is_empty() {
                    looks.push((
                        "amount".to_owned(),
                        format!("{}: no next_year_amount was planned, so the budget of the account is open", text("account")),
                    ));
                }
                Carried::Changed(vec![
                    ("amount", text("next_year_amount").to_owned()),
                    ("revised_amount", String::new()),
                    ("next_year_amount", String::new()),
                    ("explanation", String::new()),
                ])
            }
            Change::Contributions if (carrying.in_force)(text("participant")) => {
                blank(&["due", "due_on", "decision", "waived", "reason"])
            }
            Change::Contributions => {
                looks.push((
                    "participant".to_owned(),
                    format!("{}: takes part no more, and was left out", text("participant")),
                ));
                Carried::Dropped
            }
            Change::Funds => {
                let closing = carrying.closing.of_fund(text("id")).unwrap_or_default();
                Carried::Changed(vec![("opening", closing.to_owned())])
            }
        }
    }

    /// What is to be looked at in the register as a whole, once.
    fn look(
        self,
        kept: usize,
        dropped: usize,
        carrying: &Carrying,
    ) -> Option<(&'static str, String)> {
        let from = carrying.from;
        match self {
            Change::Outputs if kept > 0 => Some((
                "downloads",
                format!("those of {from} were taken out; status and version may have changed"),
            )),
            Change::Budget if kept > 0 => Some((
                "amount",
                format!("what {from} said for the year after it; next_year_amount is open"),
            )),
            Change::Contributions if kept > 0 => Some((
                "due",
                format!(
                    "empty for {kept}: put in what the Committee decides, with due_on and decision"
                ),
            )),
            Change::Settled if dropped > 0 => Some((
                "subject",
                format!("{from} settled {dropped} of these: look whether they hold again"),
            )),
            Change::Funds if kept > 0 => Some((
                "opening",
                match carrying.closing {
                    Closing::Known(_) => format!("what was in each fund at the end of {from}"),
                    Closing::Open(why) => {
                        format!(
                            "empty: put in the closing balances of {from}, which are not known: {why}"
                        )
                    }
                    Closing::NoAccounts => {
                        format!("empty: put in the closing balances of {from}")
                    }
                },
            )),
            _ => None,
        }
    }
}

/// Brings rows of which the same is to be said into one line: `north, isle: …`.
fn together(looks: &mut Looks) {
    let mut joined: Vec<(String, String, String)> = Vec::new();
    for (column, text) in looks.drain(..) {
        let (who, why) = text.split_once(": ").unwrap_or(("", &text));
        let (who, why) = (who.to_owned(), why.to_owned());
        match joined.iter_mut().find(|(other, _, said)| *other == column && *said == why) {
            Some((_, all, _)) if !who.is_empty() => *all = format!("{all}, {who}"),
            _ => joined.push((column, who, why)),
        }
    }
    let text = |who: String, why| if who.is_empty() { why } else { format!("{who}: {why}") };
    looks.extend(joined.into_iter().map(|(column, who, why)| (column, text(who, why))));
}

/// A row that stays while it has not ended.
fn running(row: &Row, end: &'static str, period: Period, looks: &mut Looks) -> Carried {
    let named =
        ["id", "organisation", "counterparty"].into_iter().find_map(|column| row.get(column));
    let named = named.map_or("", String::as_str);
    let ended: Option<Date> = row.get(end).and_then(|day| day.parse().ok());
    match ended {
        Some(day) if day < period.start => {
            looks.push((
                end.to_owned(),
                format!("{named}: left out, since {day} lies before the year"),
            ));
            Carried::Dropped
        }
        Some(day) if day <= period.end => {
            looks.push((end.to_owned(), format!("{named}: {day} lies within the year")));
            Carried::Kept
        }
        _ => Carried::Kept,
    }
}
