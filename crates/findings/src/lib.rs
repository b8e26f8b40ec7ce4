//! Findings: what was found wrong or worth asking about, pinned to a cell.
//!
//! In: what the rules of `check` say. Out: findings, ranked by their effect, printed in full like a
//! compiler's diagnostics, on one line, or as JSON. It refuses to judge: which faults are findings, and
//! how severe, is decided in `check`.

mod finding;
mod json;
mod print;

pub use finding::{
    Effect, Excerpt, Finding, FindingState, Reach, RuleIdentity, Severity, grouped, key, rank,
};
pub use json::FindingRecord;
pub use print::{by_rule, counts, in_full, obstacle, one_line, summary};
