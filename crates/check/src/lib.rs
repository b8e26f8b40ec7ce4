//! The rules: what is wrong, or worth asking about, in what was read and in the figures made of it.
//!
//! In: everything that was read and computed for a year. Out: findings, ranked by effect, and the
//! registry of rules with their help texts. It refuses to change anything: no rule mends a value.
//!
//! One rule is one file in `rules/`, one documented type, one code, and one line of the registry.

#![deny(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod accounts;
mod evidence;
mod left_out;
mod missing;
#[expect(clippy::disallowed_types, clippy::float_arithmetic, reason = "likeness of words")]
mod organisation_name;
mod report;
mod rule;
pub mod rules;
mod settling;
mod unbooked;

#[cfg(test)]
mod fixtures;

pub use evidence::Evidence;
pub use rule::{Rule, SECTIONS};
pub use rules::RULES;

use findings::Finding;

/// Runs every rule over a year and ranks what they find.
pub fn check(evidence: &Evidence) -> Vec<Finding> {
    let mut all = Vec::new();
    for rule in RULES {
        let mut report = report::Report::new(rule, evidence);
        (rule.check)(evidence, &mut report);
        all.extend(report.into_findings());
    }
    findings::rank(&mut all);
    all
}

/// The rule with this code, whatever its case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.identity.code.eq_ignore_ascii_case(code))
}
