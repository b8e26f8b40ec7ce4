//! What the office settles where two returns speak of the same goods (`counting.csv`).

use demo::pact::{Buyer, PactYear, RegisterTable, Return};
use proptest::prelude::*;
use proptest::sample::Index;

/// A question before it is known which there are.
#[derive(Clone, Debug)]
pub(super) struct RawSettled {
    question: Index,
    /// Whether it is settled for one product group alone.
    of_group: bool,
    /// Whose figures count: those of the first, of the other, of both.
    counts: u8,
}

pub(super) fn settled() -> impl Strategy<Value = Vec<RawSettled>> {
    let one = (any::<Index>(), any::<bool>(), 0..3_u8)
        .prop_map(|(question, of_group, counts)| RawSettled { question, of_group, counts });
    prop_oneof![2 => Just(Vec::new()), 3 => prop::collection::vec(one, 1..4)]
}

/// A question: its kind, two returns or a return and a buyer, the product group, and whose figures may count.
struct Question {
    kind: &'static str,
    subject: String,
    object: String,
    group: String,
    others: [String; 2],
}

/// `counting.csv` of a year; none where nothing is settled.
pub(super) fn register(year: &PactYear, settled: &[RawSettled]) -> Option<RegisterTable> {
    let questions = questions(&year.returns);
    let rows = settled.iter().filter(|_| !questions.is_empty()).map(|raw| {
        let question = &questions[raw.question.index(questions.len())];
        let counts = match raw.counts {
            2 => "both".to_owned(),
            one => question.others[usize::from(one)].clone(),
        };
        let group = if raw.of_group { question.group.clone() } else { String::new() };
        let cells = [question.kind.to_owned(), question.subject.clone(), question.object.clone()];
        cells.into_iter().chain([group, counts, "Both were asked".to_owned()]).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let columns = ["kind", "subject", "object", "product_group", "counts", "reason"];
    (!rows.is_empty()).then(|| RegisterTable {
        file: "counting.csv".to_owned(),
        columns: columns.map(str::to_owned).into(),
        rows,
    })
}

/// What two returns may both speak of.
fn questions(returns: &[Return]) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut ask = |kind, subject: &str, object: &str, group: &Option<String>, other: &str| {
        questions.push(Question {
            kind,
            subject: subject.to_owned(),
            object: object.to_owned(),
            group: group.clone().unwrap_or_default(),
            others: [subject.to_owned(), other.to_owned()],
        });
    };
    for of in returns {
        let (id, lines) = (&of.participant, &of.purchases);
        for other in &of.organisation.reports_for {
            let group = lines.iter().find_map(|line| line.product_group.clone());
            ask("reports_for", id, other, &group, other);
        }
        for line in lines {
            let same = |theirs: &&Return| {
                let is_same = |one: &demo::pact::Purchase| {
                    one.buyer == line.buyer && one.product_group == line.product_group
                };
                theirs.participant != *id && theirs.purchases.iter().any(is_same)
            };
            let beside = returns.iter().find(same).map(|theirs| &theirs.participant);
            match (&line.buyer, beside) {
                (Some(Buyer::Participant(buyer)), beside) if is_known(buyer, id) => {
                    ask("overlap", id, buyer, &line.product_group, buyer);
                    if let Some(beside) = beside {
                        ask("overlap", id, beside, &line.product_group, beside);
                    }
                }
                (Some(Buyer::Other(Some(name))), Some(beside)) => {
                    ask("outside_buyer", id, &name.to_uppercase(), &line.product_group, beside);
                    ask("outside_buyer", id, beside, &line.product_group, beside);
                }
                _ => {}
            }
        }
    }
    questions
}

/// Another participant of the register.
fn is_known(buyer: &str, id: &str) -> bool {
    buyer != id && buyer != "nobody-known"
}
