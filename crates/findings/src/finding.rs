//! The finding itself.

use std::cmp::Reverse;

use model::{Decimal, Identifier, Place};
use sha2::{Digest, Sha256};

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Something does not count, as far as its [`Reach`] goes.
    Error,
    /// Counted, and asked about.
    Warning,
    /// Worth knowing.
    Note,
}

/// How far an error reaches.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// That value is missing; the rest of the line counts.
    Cell,
    /// This return does not count.
    Return,
    /// That document cannot be sealed.
    Document,
}

/// Who found it: the part of a rule that every finding carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleIdentity {
    /// Code: a letter for the area and three digits.
    pub code: &'static str,
    /// Name that says the fault.
    pub name: &'static str,
    /// What it finds, a sentence.
    pub title: &'static str,
    /// Severity of its findings.
    pub severity: Severity,
    /// Reach of its findings, for errors.
    pub reach: Option<Reach>,
}

/// What a finding changes in the published figures.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// How much, as a positive number where a direction has no meaning.
    pub value: Decimal,
    /// `EUR`, `devices`, `units` (of a group that is no device) or `answers`.
    pub unit: &'static str,
    /// In words, under the cell: "not counted in volume.direct.amount".
    pub words: String,
}

/// The sender's own line around the cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excerpt {
    /// Cells of the row, left to right: letters of the column and text.
    pub cells: Vec<(String, String)>,
    /// Which of them the finding is about.
    pub marked: Option<usize>,
}

/// What the office has done about it, computed in each run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum FindingState {
    /// Nothing yet.
    Open,
    /// The participant was asked.
    Asked,
    /// Accepted as it is, with a reason.
    Accepted,
    /// Settled.
    Settled,
}

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleIdentity,
    /// Whose file it is in; `None` for the office's own.
    pub participant: Option<Identifier>,
    /// Where.
    pub place: Option<Place>,
    /// Label of the column or question, as the sender sees it.
    pub column: String,
    /// What the row is about, as the sender sees it.
    pub row: String,
    /// What was found, a sentence; the sender's own text in backquotes.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub help: String,
    /// The sender's line.
    pub excerpt: Excerpt,
    /// What it changes.
    pub effect: Option<Effect>,
    /// What was done about it.
    pub state: FindingState,
    /// Its key, the same from run to run ([`key`]).
    pub key: String,
}

/// The key of a finding: rule, participant, question (or the table and the line's own values) and raw
/// text; never a file name or cell address, so that a return sent again keeps its findings.
/// Shown as the rule's code and 10 hexadecimal digits of a SHA-256.
pub fn key(code: &str, participant: &str, subject: &str, raw: &str) -> String {
    let text = [code, participant, subject, raw].join("\u{1f}");
    let digest = Sha256::digest(text.as_bytes());
    let hex: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    format!("{code}-{hex}")
}

/// Orders findings: errors first, then by effect (amounts, then devices, then answers, the largest
/// first), then by rule, participant and place, so that trifles do not hide the one that matters.
pub fn rank(findings: &mut [Finding]) {
    findings.sort_by_cached_key(|finding| {
        let (class, size) = match &finding.effect {
            Some(effect) => (unit_rank(effect.unit), effect.value.abs()),
            None => (3, Decimal::ZERO),
        };
        (
            finding.rule.severity,
            class,
            Reverse(size),
            finding.rule.code,
            finding.participant.clone(),
            finding.place.clone(),
            finding.key.clone(),
        )
    });
}

fn unit_rank(unit: &str) -> u8 {
    match unit {
        "EUR" => 0,
        "devices" | "units" => 1,
        _ => 2,
    }
}

impl std::fmt::Display for Effect {
    /// The amount and the words: `EUR 12 400.50 left out of the volume`, digits grouped by narrow spaces.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.unit {
            "EUR" => write!(f, "EUR {} {}", grouped(self.value, 2), self.words),
            "answers" if self.value == Decimal::ONE => write!(f, "1 answer {}", self.words),
            unit => write!(f, "{} {unit} {}", grouped(self.value, 0), self.words),
        }
    }
}

/// A number with its digits in groups of three, parted by narrow no-break spaces.
pub fn grouped(value: Decimal, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, rest) = match text.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (text.as_str(), String::new()),
    };
    let mut out =
        String::from(if value.is_sign_negative() && !value.is_zero() { "−" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out + &rest
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl RuleIdentity {
    /// The document that cannot be sealed because of its findings: the accounts stop the financial summary alone, the
    /// rest the progress report. `None` where they stop none.
    pub fn document(&self) -> Option<&'static str> {
        let stops = self.reach == Some(Reach::Document);
        let of_accounts = self.code.starts_with('F');
        stops.then_some(if of_accounts { "financial summary" } else { "progress report" })
    }
}

impl Reach {
    /// `cell`, `return` or `document`.
    pub fn code(self) -> &'static str {
        match self {
            Reach::Cell => "cell",
            Reach::Return => "return",
            Reach::Document => "document",
        }
    }
}

impl FindingState {
    /// `open`, `asked`, `accepted` or `settled`.
    pub fn code(self) -> &'static str {
        match self {
            FindingState::Open => "open",
            FindingState::Asked => "asked",
            FindingState::Accepted => "accepted",
            FindingState::Settled => "settled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_depends_on_what_was_said_and_not_on_where() {
        let first = key("V101", "north-region", "procurement laptops amount", "12,400 est.");
        assert_eq!(first, key("V101", "north-region", "procurement laptops amount", "12,400 est."));
        assert_ne!(first, key("V101", "north-region", "procurement laptops amount", "12,500 est."));
        assert!(first.starts_with("V101-") && first.len() == 15, "{first}");
    }
}
