//! Everything that was computed for one year.

use std::collections::BTreeSet;

use crate::change::{ChangeCell, Revision};
use crate::counting_decisions::CountingUse;
use crate::devices::CountedDevices;
use crate::figure::Figures;
use crate::finance::{GivenInKind, Statement};
use crate::identifier::Identifier;
use crate::reconciliation::Reconciliation;
use crate::supporting::FileAccount;
use crate::volume::{Estimate, OverlapEntry, PeriodRate, UptakeAnswer, VolumeCell};

/// The results of one year.
#[derive(Clone, PartialEq, Debug)]
pub struct YearResults {
    /// The year.
    pub year: i16,
    /// Every figure, with its trace.
    pub figures: Figures,
    /// Who was expected, who returned.
    pub coverage: Coverage,
    /// The converted cells all amounts are sums of.
    pub cells: Vec<VolumeCell>,
    /// What is estimated of participants that did not report; empty where the total with estimates is not given.
    pub estimates: Vec<Estimate>,
    /// Goods two returns speak of.
    pub overlap: Vec<OverlapEntry>,
    /// What became of each row of `counting.csv`, in the order of its rows.
    pub counting: Vec<CountingUse>,
    /// The rates used.
    pub rates: Vec<PeriodRate>,
    /// Each supporting table's account.
    pub accounts: Vec<FileAccount>,
    /// Every row of devices in use and at the end of use, with the decision how it counts.
    pub devices: Vec<CountedDevices>,
    /// Declared figures beside what the supporting files say.
    pub reconciliation: Vec<Reconciliation>,
    /// Participants of whom no line, cell, overlap, account or lineage value may be published: those that
    /// protect their volume, and those whose own would give such a volume away by subtraction.
    pub withheld: BTreeSet<Identifier>,
    /// Every answer on the uptake ladder.
    pub uptake: Vec<UptakeAnswer>,
    /// The volume of both years by what its change comes from; empty where last year is not in the workspace.
    pub change: Vec<ChangeCell>,
    /// Last year's figures of those who reported in both years (`panel = matched`), as they are computed now.
    pub matched_last_year: Figures,
    /// Figures of last year that differ from its newest edition.
    pub revisions: Vec<Revision>,
    /// The financial statement; `None` where `year.toml` has no `[finance]`.
    pub statement: Option<Statement>,
    /// Work and other help given in kind, by participant: a memorandum beside the statement, in no account.
    pub in_kind: Vec<GivenInKind>,
}

/// Who counts (methodology: Who counts). Each list is ordered by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// In force in the period.
    pub in_force: Vec<Identifier>,
    /// In force for at least 90 days and not exempt.
    pub expected: Vec<Identifier>,
    /// In force for fewer than 90 days of the period, since they joined late in it.
    pub joined_too_late: Vec<Identifier>,
    /// In force for fewer than 90 days of the period, and not on its last day.
    pub left_early: Vec<Identifier>,
    /// Exempt by decision.
    pub exempt: Vec<Identifier>,
    /// With a return that counts.
    pub returned: Vec<Identifier>,
    /// Without a return of their own, inside another's `reports_for`.
    pub covered: Vec<Identifier>,
    /// Expected, and neither returned nor covered.
    pub silent: Vec<Identifier>,
    /// Returned, with at least one procurement line counted, or saying that nothing was bought.
    pub reported_volume: Vec<Identifier>,
    /// Expected to report volume, silent, and without a volume of last year that could stand for this year's.
    pub volume_unknown: Vec<Identifier>,
    /// Whose first version came by the deadline or its extension; `None` where `received.csv` has nothing.
    pub on_time: Option<Vec<Identifier>>,
}
