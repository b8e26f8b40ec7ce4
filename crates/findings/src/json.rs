//! Findings for programs: the fields of the contract, in its order.

use serde::Serialize;

use crate::finding::Finding;

/// One finding as JSON (`cfit check --format json`, `findings.json`).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FindingRecord {
    rule: String,
    name: String,
    severity: String,
    reach: Option<String>,
    participant: Option<String>,
    file: Option<String>,
    sheet: Option<String>,
    cell: Option<String>,
    found: String,
    expected: String,
    help: String,
    effect: Option<EffectRecord>,
    state: String,
    key: String,
}

/// The effect of a finding.
#[derive(Clone, PartialEq, Debug, Serialize)]
struct EffectRecord {
    value: String,
    unit: String,
}

impl From<&Finding> for FindingRecord {
    fn from(finding: &Finding) -> Self {
        let place = finding.place.as_ref();
        Self {
            rule: finding.rule.code.to_owned(),
            name: finding.rule.name.to_owned(),
            severity: finding.rule.severity.code().to_owned(),
            reach: finding.rule.reach.map(|reach| reach.code().to_owned()),
            participant: finding.participant.as_ref().map(ToString::to_string),
            file: place.map(|place| place.path.to_string()),
            sheet: place.and_then(|place| place.sheet.as_ref()).map(ToString::to_string),
            cell: place.and_then(model::Place::cell_name),
            found: finding.found.clone(),
            expected: finding.expected.clone(),
            help: finding.help.clone(),
            effect: finding.effect.as_ref().map(|effect| EffectRecord {
                value: effect.value.to_string(),
                unit: effect.unit.to_owned(),
            }),
            state: finding.state.code().to_owned(),
            key: finding.key.clone(),
        }
    }
}
