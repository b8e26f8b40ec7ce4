//! What a rule is, and how one is declared.

use findings::RuleIdentity;
use model::FaultKind;

use crate::evidence::Evidence;
use crate::report::Report;

/// A rule: its identity, its help text and its check.
pub struct Rule {
    /// Code, name, severity, reach.
    pub identity: RuleIdentity,
    /// The doc comment of its type: a title, then the sections [`SECTIONS`].
    pub documentation: &'static str,
    /// First reporting year it holds for.
    pub since: i16,
    /// Whether it is on trial; such rules only ever note.
    pub beta: bool,
    /// The kinds of reading faults it judges.
    pub faults: &'static [FaultKind],
    /// The check.
    pub(crate) check: fn(&Evidence, &mut Report),
}

/// The headings every rule's documentation has, in this order.
pub const SECTIONS: [&str; 4] = ["What it checks", "Why it matters", "Example", "How to fix"];

impl Rule {
    /// What it finds, without the full stop.
    pub fn title(&self) -> &'static str {
        self.identity.title.trim_end_matches('.')
    }

    /// The text under a heading, its lines joined; empty if there is no such heading.
    pub fn section(&self, heading: &str) -> String {
        let mut lines = self.documentation.lines().map(str::trim);
        let wanted = format!("# {heading}");
        if !lines.by_ref().any(|line| line == wanted) {
            return String::new();
        }
        let body: Vec<&str> = lines.take_while(|line| !line.starts_with("# ")).collect();
        body.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first sentence under a heading, as a part of a longer one: no capital, no full stop.
    pub(crate) fn first_sentence(&self, heading: &str) -> String {
        let section = self.section(heading);
        let sentence = section.split_once(". ").map_or(section.as_str(), |(first, _)| first);
        let mut letters = sentence.trim_end_matches('.').chars();
        match letters.next() {
            Some(first) => first.to_lowercase().chain(letters).collect(),
            None => String::new(),
        }
    }
}

/// Declares a rule: a type whose doc comment is kept as the help text, and its `RULE`.
macro_rules! rule {
    (
        #[doc = $title:literal]
        $(#[doc = $line:literal])*
        $name:ident {
            code: $code:literal,
            severity: $severity:ident,
            $(reach: $reach:ident,)?
            since: $since:literal,
            $(faults: [$($fault:ident),+ $(,)?],)?
            check: $check:expr $(,)?
        }
    ) => {
        #[doc = $title]
        $(#[doc = $line])*
        pub struct $name;

        impl $name {
            /// The rule as the registry holds it.
            pub const RULE: $crate::rule::Rule = $crate::rule::Rule {
                identity: findings::RuleIdentity {
                    code: $code,
                    name: stringify!($name),
                    title: $title.trim_ascii(),
                    severity: findings::Severity::$severity,
                    reach: rule!(@reach $($reach)?),
                },
                documentation: concat!($title, "\n", $($line, "\n"),*),
                since: $since,
                beta: false,
                faults: &[$($(model::FaultKind::$fault),+)?],
                check: $check,
            };
        }
    };
    (@reach) => { None };
    (@reach $reach:ident) => { Some(findings::Reach::$reach) };
}
pub(crate) use rule;
