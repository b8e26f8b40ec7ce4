//! The indicators that the shipped templates ask for, as the registry has them: names and cuts. That the registry itself has
//! them is tested where the whole program is at hand.

use std::sync::LazyLock;

use model::Indicator;
use model::figure::Dimension::{
    self, Account, Acquisition, Class, Component, Condition, Fund, Impact, Level, Output, Panel,
    Participant, Phase, Practice, ProductGroup, Role, Route, Scope, Strategy,
};

type Cuts = &'static [&'static [Dimension]];

const AMOUNT: Cuts =
    &[&[], &[Scope], &[ProductGroup], &[Scope, Condition], &[Scope, Acquisition], &[Participant]];
const UNITS: Cuts =
    &[&[ProductGroup], &[Scope], &[Scope, Condition], &[Scope, Acquisition], &[Scope, Participant]];
const BY_ROLE: Cuts = &[&[], &[Role]];
const RATE: Cuts = &[&[Practice], &[Strategy], &[Impact], &[Phase], &[Role, Strategy]];
const BY_GROUP_AND_SCOPE: Cuts = &[&[ProductGroup], &[Scope]];
const GROUPS: Cuts = &[&[ProductGroup]];
const FUND: Cuts = &[&[], &[Fund]];
const MONEY: Cuts = &[&[], &[Account], &[Class], &[Fund]];
const CONTRIBUTION: Cuts = &[&[], &[Participant]];

const CUTS: &[(&str, Cuts)] = &[
    ("coverage.in_force", BY_ROLE),
    ("coverage.expected", BY_ROLE),
    ("coverage.returned", BY_ROLE),
    ("coverage.covered", BY_ROLE),
    ("coverage.response_rate", BY_ROLE),
    ("coverage.on_time", BY_ROLE),
    ("coverage.by_volume", &[&[]]),
    ("volume.direct.amount", AMOUNT),
    ("volume.indirect.amount", AMOUNT),
    ("volume.overlap.amount", AMOUNT),
    ("volume.collective.amount", AMOUNT),
    ("volume.on_behalf.amount", AMOUNT),
    ("volume.direct.units", UNITS),
    ("volume.indirect.units", UNITS),
    ("volume.overlap.units", UNITS),
    ("volume.collective.units", UNITS),
    ("volume.on_behalf.units", UNITS),
    ("volume.left_out.lines", &[&[], &[Component]]),
    ("uptake.level", &[&[Practice, Level]]),
    ("uptake.rate", RATE),
    ("uptake.rate.denominator", RATE),
    ("uptake.median", &[&[Practice]]),
    ("guidance.level", &[&[Level, Output]]),
    ("guidance.rate", &[&[Output]]),
    ("in_use.devices", &[&[ProductGroup], &[Scope]]),
    ("in_use.mean_age", GROUPS),
    ("in_use.mean_age.devices", GROUPS),
    ("in_use.planned_lifetime", GROUPS),
    ("in_use.planned_lifetime.devices", GROUPS),
    ("in_use.devices_per_user", &[&[ProductGroup], &[Scope]]),
    ("end_of_use.units", &[&[ProductGroup], &[ProductGroup, Route]]),
    ("end_of_use.reuse_rate", GROUPS),
    ("end_of_use.reuse_rate.denominator", GROUPS),
    ("end_of_use.unknown_share", GROUPS),
    ("finance.opening", FUND),
    ("finance.income", MONEY),
    ("finance.expense", MONEY),
    ("finance.surplus", &[&[]]),
    ("finance.closing", FUND),
    ("finance.budget", MONEY),
    ("finance.revised_budget", MONEY),
    ("finance.due", CONTRIBUTION),
    ("finance.received", CONTRIBUTION),
    ("finance.outstanding", CONTRIBUTION),
    ("finance.overpaid", CONTRIBUTION),
    ("finance.arrears", CONTRIBUTION),
    ("finance.advance", CONTRIBUTION),
    ("finance.exchange_difference", CONTRIBUTION),
    ("finance.commitments", FUND),
    ("finance.reserve_months", &[&[]]),
    ("finance.in_kind", CONTRIBUTION),
    ("finance.in_kind_hours", CONTRIBUTION),
    ("amount_basis.amount", &[&[Component]]),
    ("amount_basis.share", &[&[Component]]),
    ("amount_tax.amount", &[&[Component]]),
    ("amount_tax.share", &[&[Component]]),
    ("volume.with_estimates.amount", &[&[]]),
    ("volume.with_estimates.not_carried.amount", &[&[]]),
    ("concentration.largest", &[&[]]),
    ("concentration.three_largest", &[&[]]),
    ("share.refurbished", BY_GROUP_AND_SCOPE),
    ("share.refurbished.answered", BY_GROUP_AND_SCOPE),
    ("share.refurbished.denominator", BY_GROUP_AND_SCOPE),
    ("share.labelled", BY_GROUP_AND_SCOPE),
    ("share.labelled.answered", BY_GROUP_AND_SCOPE),
    ("share.labelled.denominator", BY_GROUP_AND_SCOPE),
    ("share.criteria", BY_GROUP_AND_SCOPE),
    ("share.criteria.answered", BY_GROUP_AND_SCOPE),
    ("share.criteria.denominator", BY_GROUP_AND_SCOPE),
    ("buy_less.units_per_100_users", &[&[Panel, Component]]),
    ("uptake.participant_level", &[&[Strategy, Level]]),
    ("uptake.weighted_rate", &[&[Strategy]]),
    ("uptake.moved", &[&[Strategy, Component]]),
    ("uptake.carried_share", &[&[Strategy]]),
    ("evidence.share", &[&[Strategy]]),
    ("change.component", &[&[], &[Component], &[ProductGroup], &[ProductGroup, Component]]),
    ("in_use.devices_per_user.users", BY_GROUP_AND_SCOPE),
    ("outreach.activities", &[&[]]),
    ("outreach.organisations", &[&[]]),
    ("outreach.procurers", &[&[]]),
    ("outreach.indirect.amount", &[&[], &[Component]]),
    ("outreach.indirect.units", &[&[], &[Component]]),
];

static ENTRIES: LazyLock<Vec<Indicator>> =
    LazyLock::new(|| CUTS.iter().map(|(id, cuts)| indicator(id, cuts)).collect());

/// Every indicator.
pub(in crate::tests) static INDICATORS: LazyLock<Vec<&'static Indicator>> =
    LazyLock::new(|| ENTRIES.iter().collect());

fn indicator(id: &'static str, dimensions: Cuts) -> Indicator {
    Indicator {
        id,
        title: id,
        question: "What is it?",
        unit: "count",
        dimensions,
        formula: "as the registry says",
        needs: &["returns"],
        paragraph: "§3.1.1",
        caveats: "None.",
    }
}
