//! `outreach.activities`, `outreach.organisations` and `outreach.procurers`.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{Decimal, Dimensions, Identifier, Indicator, ObservationStatus, TraceEntry};

use super::{Row, is_asked};
use crate::Inputs;
use crate::draft::Draft;
use crate::error::Error;
use crate::sums::add;

pub(crate) const ACTIVITIES: Indicator = Indicator {
    id: "outreach.activities",
    title: "Outreach activities",
    question: "How many activities towards organisations outside the Pact were reported?",
    unit: "count",
    dimensions: &[&[]],
    formula: "number of rows of outreach in the returns that count",
    needs: &["outreach"],
    paragraph: "§5.3.4",
    caveats: "As reported: one activity of two participants is counted twice. Never summed over years.",
};

pub(crate) const ORGANISATIONS: Indicator = Indicator {
    id: "outreach.organisations",
    title: "Organisations reached",
    question: "How many organisations did the outreach reach?",
    unit: "count",
    dimensions: &[&[]],
    formula: "sum of organisations_reached in the returns that count",
    needs: &["outreach: organisations_reached"],
    paragraph: "§5.3.4",
    caveats: "As reported, not deduplicated: an organisation reached twice is counted twice. Never summed over \
              years.",
};

pub(crate) const PROCURERS: Indicator = Indicator {
    id: "outreach.procurers",
    title: "Procurers reached",
    question: "How many procurers did the outreach reach?",
    unit: "count",
    dimensions: &[&[]],
    formula: "sum of procurers_reached in the returns that count",
    needs: &["outreach: procurers_reached"],
    paragraph: "§5.3.4",
    caveats: "As reported, not deduplicated: a person reached twice is counted twice. Never summed over years.",
};

/// All three: not asked where the form does not ask, unanswered where nobody gives a number. No row at all is no
/// activity.
pub(super) fn drafts(inputs: &Inputs<'_>, rows: &[Row<'_>]) -> Result<[Draft; 3], Error> {
    let asked = |column| is_asked(inputs, column);
    let activities =
        draft(ACTIVITIES.id, rows, asked(None), |row| Some((1, row.entry("", "1".into()))))?;
    let counted = |indicator: &'static str, column: &'static str| {
        let number = |row: &Row<'_>| {
            let number = row.number(column)?;
            Some((number, row.entry(column, number.to_string())))
        };
        let draft = draft(indicator, rows, asked(Some(column)), number)?;
        let unanswered = draft.contributors.is_empty() && draft.value.is_some();
        Ok::<Draft, Error>(match unanswered {
            true => draft.without_value(ObservationStatus::NotAnswered),
            false => draft,
        })
    };
    Ok([
        activities,
        counted(ORGANISATIONS.id, "organisations_reached")?,
        counted(PROCURERS.id, "procurers_reached")?,
    ])
}

fn draft(
    indicator: &'static str,
    rows: &[Row<'_>],
    asked: bool,
    number: impl Fn(&Row<'_>) -> Option<(i64, TraceEntry)>,
) -> Result<Draft, Error> {
    let (mut sum, mut who, mut trace) = (0, BTreeSet::<Identifier>::new(), Vec::new());
    let mut provisional = false;
    for row in rows {
        if let Some((number, entry)) = number(row) {
            add(&mut sum, number, row.participant, "numbers of outreach")?;
            who.insert(row.participant.clone());
            trace.push(entry);
            provisional |= row.sent.provisional;
        }
    }
    let mut draft = Draft::count(indicator, Dimensions::none(), 0, who, Arc::new(trace));
    draft.value = Some(Decimal::from(sum));
    Ok(match asked {
        true => draft.provisional_if(provisional),
        false => draft.without_value(ObservationStatus::NotAsked),
    })
}
