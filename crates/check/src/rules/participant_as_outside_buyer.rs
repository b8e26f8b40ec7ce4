//! V119: a buyer reported as outside the Pact has the name of a participant.

use model::volume::CountedAs;

use crate::evidence::Evidence;
use crate::organisation_name::Sorted;
use crate::report::{Report, euro_effect, of_line};
use crate::rule::rule;

rule! {
    /// A buyer reported as outside the Pact has the name of a participant.
    ///
    /// # What it checks
    /// Names of buyers given as `other` against the names in the register, without case, accents,
    /// legal form and order of words, and allowing for a slip of a letter.
    ///
    /// # Why it matters
    /// If it is the participant, the line is its own volume or an overlap, and not indirect volume.
    ///
    /// # Example
    /// `Municipality of Zilverdam` as `other`, where `zilverdam` is a participant.
    ///
    /// # How to fix
    /// Ask; if it is the participant, put its id as the buyer.
    ParticipantAsOutsideBuyer {
        code: "V119",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

fn check(evidence: &Evidence, report: &mut Report) {
    let in_force = evidence.pact.register.all_in_force(&evidence.year.settings.period);
    let names: Vec<Sorted> = in_force.iter().map(|row| Sorted::of(&row.name)).collect();
    for counted in evidence.declared.iter().filter(|c| c.counted_as == CountedAs::Indirect) {
        let line = &counted.line;
        let buyer = Sorted::of(&line.buyer_name);
        let Some(index) = names.iter().position(|name| name.nearly_equals(&buyer)) else {
            continue;
        };
        let row = &in_force[index];
        let mut statement = of_line(evidence, line, "buyer_name");
        statement.found = format!(
            "`{}` is given as outside the Pact, and {} is a participant",
            line.buyer_name, row.name
        );
        statement.expected = format!("`{}` as the buyer, if it is the same organisation", row.id);
        statement.effect = evidence
            .line_euro(line)
            .and_then(|euro| euro_effect(euro, "in the indirect volume until it is answered"));
        report.add(statement);
    }
}
