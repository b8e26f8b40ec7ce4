//! `volume.left_out.lines`: lines that are in no volume, by reason.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::volume::{CountedAs, LeftOutReason};
use model::{Coverage, Dimension, Dimensions, Identifier, Indicator, ObservationStatus};
use tables::{CountedLines, LineGroup};

use crate::draft::Draft;
use crate::trace::entry;

pub(crate) const LEFT_OUT_LINES: Indicator = Indicator {
    id: "volume.left_out.lines",
    title: "Lines left out",
    question: "How many lines of purchases are in no volume, and why?",
    unit: "count",
    dimensions: &[&[], &[Dimension::Component]],
    formula: "number of declared and order lines counted as left_out; component = the first reason that holds",
    needs: &["procurement", "supporting tables of orders", "rates", "participants.csv"],
    paragraph: "§3.1.1b",
    caveats: "Orders beside a declared figure are evidence, not left out.",
};

/// A row for each reason, zero included, and the total; the total is unanswered where nobody returned
/// anything.
pub(crate) fn drafts(coverage: &Coverage, lines: &CountedLines) -> Vec<Draft> {
    let left_out: Vec<(&LineGroup, Option<LeftOutReason>)> = lines
        .groups()
        .filter(|(_, counting)| counting.counted_as == CountedAs::LeftOut)
        .map(|(group, counting)| (group, counting.reason))
        .collect();
    let all: Vec<&LineGroup> = left_out.iter().map(|(group, _)| *group).collect();
    let total = draft(Dimensions::none(), &all);
    if coverage.returned.is_empty() && all.is_empty() {
        return vec![total.without_value(ObservationStatus::NotAnswered)];
    }
    let mut drafts = vec![total];
    let reasons = LeftOutReason::ALL.iter();
    for reason in reasons.filter(|reason| **reason != LeftOutReason::NotADevice) {
        let of_reason = left_out.iter().filter(|(_, own)| *own == Some(*reason));
        let groups: Vec<&LineGroup> = of_reason.map(|(group, _)| *group).collect();
        let dimensions = Dimensions::none().with(Dimension::Component, reason.code());
        drafts.push(draft(dimensions, &groups));
    }
    drafts
}

fn draft(dimensions: Dimensions, groups: &[&LineGroup]) -> Draft {
    let lines: u64 = groups.iter().map(|group| group.lines).sum();
    let contributors: BTreeSet<Identifier> =
        groups.iter().map(|group| group.participant.clone()).collect();
    let trace = groups
        .iter()
        .map(|group| entry(&group.participant, group.lines.to_string(), group.place()));
    let trace = Arc::new(trace.collect());
    let count = usize::try_from(lines).unwrap_or(usize::MAX);
    Draft::count(LEFT_OUT_LINES.id, dimensions, count, contributors, trace)
}
