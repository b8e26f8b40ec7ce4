//! `inputs/Y/counting.csv`: what the office settled where two returns speak of the same goods. Whether a row fits
//! anything in the year's returns is told when lines are counted.

use std::collections::BTreeMap;

use model::counting_decisions::{CountingDecision, CountingKind};
use model::{Fault, FaultKind, Identifier, InputFile, Obstacle, PactReading, Register};

use super::rows;
use crate::table::{Columns, RowReader};

const COLUMNS: Columns = Columns {
    required: &["kind", "subject", "object", "counts"],
    optional: &["product_group", "reason", "date", "by"],
    titled: &[],
    private: &["by"],
};

/// The word for the figures of both.
const BOTH: &str = "both";

/// Reads what was settled, in the file's order. A kind that does not exist, a participant or product group nobody
/// knows, and figures of somebody who is no part of the question are faults, and the row is left aside; what the row
/// settles is the question of its kind, so that without one nothing else is said of its participants. A blank reason, and
/// a blank name of who settled it, are faults of a row that counts.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn counting(
    files: &BTreeMap<String, InputFile>,
    year_folder: &str,
    pact: &PactReading,
    faults: &mut Vec<Fault>,
) -> Result<Vec<CountingDecision>, Vec<Obstacle>> {
    let name = format!("{year_folder}/counting");
    let mut unexplained = Vec::new();
    let decisions = rows(files, &name, &COLUMNS, faults, |row| {
        let decision = decision(row, pact);
        if decision.is_some() && row.is_sound() {
            unexplained.extend(blanks(row));
        }
        decision
    })?;
    faults.extend(unexplained);
    Ok(decisions)
}

/// What a row leaves open of why it was settled, and by whom.
fn blanks(row: &RowReader<'_>) -> Vec<Fault> {
    let asked = [
        ("reason", "why these figures count; it is published with what the row sets aside"),
        ("by", "who settled it, such as initials; never published"),
    ];
    let blank = asked.into_iter().filter(|(column, _)| row.shown(column).trim().is_empty());
    let told = |(column, expected): (&str, &str)| {
        row.told(FaultKind::DecisionUnexplained, column, expected.to_owned())
    };
    blank.map(told).collect()
}

/// One row.
fn decision(row: &mut RowReader<'_>, pact: &PactReading) -> Option<CountingDecision> {
    let codes: Vec<&str> = CountingKind::ALL.iter().map(|kind| kind.code()).collect();
    let kind = row.code("kind", &codes, CountingKind::parse);
    let (subject, object) = match kind? {
        CountingKind::OutsideBuyer => of_outside_buyer(row, &pact.register),
        CountingKind::ReportsFor | CountingKind::Overlap => of_participants(row, &pact.register),
    };
    let groups = &pact.pact.product_groups;
    let known: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
    let expected = format!("blank for all product groups, or one of `{}`", known.join("`, `"));
    let product_group = row
        .value("product_group", &expected, |text| known.contains(&text).then(|| text.to_owned()));
    let counts = counts(row, &pact.register);
    if let (Some(Some(counts)), Some(subject), Some(object)) = (&counts, &subject, &object)
        && kind.is_some_and(|kind| kind != CountingKind::OutsideBuyer)
        && counts != subject
        && counts.as_str() != object
    {
        row.wrong("counts", format!("`{subject}`, `{object}` or `{BOTH}`"));
    }
    Some(CountingDecision {
        reason: row.text("reason"),
        date: row.day("date"),
        by: row.text("by"),
        place: row.place("counts"),
        kind: kind?,
        subject: subject?,
        object: object?,
        product_group,
        counts: counts?,
    })
}

/// Two participants.
fn of_participants(
    row: &mut RowReader<'_>,
    register: &Register,
) -> (Option<Identifier>, Option<String>) {
    let subject = row.participant("subject", register);
    let object = row.participant("object", register);
    if subject.is_some() && subject == object {
        row.wrong("object", "another participant than `subject`");
    }
    (subject, object.map(|object| object.to_string()))
}

/// A participant whose return names the buyer, and the buyer, or the other participant whose return names it; in
/// either order.
fn of_outside_buyer(
    row: &mut RowReader<'_>,
    register: &Register,
) -> (Option<Identifier>, Option<String>) {
    let knows = |text: &str| Identifier::parse(text).filter(|id| register.knows(id.as_str()));
    if knows(row.shown("subject")).is_none() && knows(row.shown("object")).is_some() {
        return (row.participant("object", register), Some(row.required_text("subject")));
    }
    let subject =
        row.required("subject", "the id of a participant whose return names the buyer", knows);
    let object = row.required_text("object");
    if subject.as_ref().is_some_and(|subject| subject.as_str() == object) {
        row.wrong("object", "the name of the buyer as the return gives it");
    }
    (subject, Some(object))
}

/// Whose figures count: `Some(None)` those of both.
fn counts(row: &mut RowReader<'_>, register: &Register) -> Option<Option<Identifier>> {
    if row.shown("counts").trim().eq_ignore_ascii_case(BOTH) {
        return Some(None);
    }
    if row.shown("counts").trim().is_empty() {
        row.wrong("counts", format!("the id of the participant whose figures count, or `{BOTH}`"));
        return None;
    }
    row.participant("counts", register).map(Some)
}

#[cfg(test)]
mod tests {
    use super::super::testing::files;
    use super::*;
    use crate::year::pact_reading;

    const HEADER: &str = "kind,subject,object,product_group,counts,reason,date,by\n";

    fn read(rows: &str) -> (Vec<CountingDecision>, Vec<Fault>) {
        let participants = "id,name,country,procuring_since,coordinating_since,left\n\
            north,North,NL,2021-06-14,,\nsouth,South,NL,2021-06-14,,\nwest,West,NL,2021-06-14,,\n";
        let pact = "title = \"P\"\nends_on = 2030-12-31\n[[product_group]]\nid = \"laptops\"\ntitle = \"Laptops\"\n\
            scope = \"workplace\"\nfirst_year = 2021\nis_device = true\n";
        let files = files(&[
            ("inputs/pact.toml", pact),
            ("inputs/participants.csv", participants),
            (
                "inputs/supporters.csv",
                "id,name,country,letter_received_on,approved_on,ended_on,website\n",
            ),
            ("inputs/2026/counting.csv", &format!("{HEADER}{rows}\n")),
        ]);
        let pact = pact_reading(&files, &[]).unwrap();
        let mut faults = Vec::new();
        let decisions = counting(&files, "inputs/2026", &pact, &mut faults).unwrap();
        (decisions, faults)
    }

    #[test]
    fn each_kind_of_question_is_read() {
        let rows = "reports_for,north,south,,both,asked both,2026-12-01,SB\n\
            overlap,north,south,laptops,south,asked,,SB\n\
            outside_buyer,north,Port of Véra,,west,asked,2026-12-02,SB\n\
            outside_buyer,Port of Véra,north,,both,asked,,SB\n\
            outside_buyer,north,west,laptops,north,asked,,SB";
        let (decisions, faults) = read(rows);
        assert_eq!(faults, Vec::new());
        let shown = decisions.iter().map(|row| {
            let group = row.product_group.as_deref().unwrap_or("all");
            let counts = row.counts.as_ref().map_or("both", Identifier::as_str);
            format!("{} {} {} {group} {counts}", row.kind, row.subject, row.object)
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            [
                "reports_for north south all both",
                "overlap north south laptops south",
                "outside_buyer north Port of Véra all west",
                "outside_buyer north Port of Véra all both",
                "outside_buyer north west laptops north",
            ]
        );
        assert_eq!(decisions[1].place.to_string(), "inputs/2026/counting.csv!3:5");
    }

    #[test]
    fn a_row_that_cannot_be_used_says_what_to_change() {
        let cases = [
            ("overlaps,north,south,,both,,,", "2:1", "`outside_buyer`"),
            ("outside,Port of Véra,north,,both,,,", "2:1", "`outside_buyer`"),
            ("overlap,nroth,south,,both,,,", "2:2", "did you mean `north`?"),
            ("overlap,north,,,both,,,", "2:3", ""),
            ("overlap,north,north,,both,,,", "2:3", "another participant"),
            ("overlap,north,south,laptop,both,,,", "2:4", "`laptops`"),
            ("overlap,north,south,,,,,", "2:5", "`both`"),
            ("overlap,north,south,,west,,,", "2:5", "`north`, `south` or `both`"),
            ("overlap,north,south,,nobody,,,", "2:5", "register of participants"),
            ("overlap,north,south,,both,,1.12.2026,", "2:7", "2026-09-30"),
            ("outside_buyer,Port,Museum,,both,,,", "2:2", "whose return names the buyer"),
            ("outside_buyer,north,,,both,,,", "2:3", "an entry"),
            ("outside_buyer,north,north,,both,,,", "2:3", "the name of the buyer"),
        ];
        for (row, place, expected) in cases {
            let (decisions, faults) = read(row);
            let [fault] = &faults[..] else { panic!("{row}: {faults:?}") };
            assert!(decisions.is_empty(), "{row}");
            assert_eq!(
                fault.place.to_string(),
                format!("inputs/2026/counting.csv!{place}"),
                "{row}"
            );
            assert!(fault.expected.contains(expected), "{row}: {}", fault.expected);
        }
    }

    #[test]
    fn a_row_that_does_not_say_why_and_by_whom_counts_and_is_told() {
        let cases = [
            ("overlap,north,south,,both,asked both,2026-12-01,SB", &[][..]),
            ("overlap,north,south,,both,,2026-12-01,SB", &["2:6"]),
            ("overlap,north,south,,both,asked both,2026-12-01,", &["2:8"]),
            ("overlap,north,south,,both,,,", &["2:6", "2:8"]),
        ];
        for (row, places) in cases {
            let (decisions, faults) = read(row);
            assert_eq!(decisions.len(), 1, "{row}");
            let told = faults.iter().map(|fault| {
                assert_eq!(fault.kind, FaultKind::DecisionUnexplained, "{row}");
                fault.place.to_string()
            });
            let places = places.iter().map(|place| format!("inputs/2026/counting.csv!{place}"));
            assert_eq!(told.collect::<Vec<_>>(), places.collect::<Vec<_>>(), "{row}");
        }
    }
}
