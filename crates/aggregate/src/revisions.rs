//! Revisions: figures of last year that differ from its newest sealed edition (methodology: Change from year to year).
//!
//! Compared are the values as published, of every cut of every indicator that both the edition and the program know:
//! one that the program computes since then, or no longer, is no revision. A status that changed beside the same
//! value is none either.

use std::collections::{BTreeMap, BTreeSet};

use model::change::Revision;
use model::counting_decisions::{CountingDecision, CountingKind};
use model::earlier::{EarlierFigure, Edition};
use model::submission::VersionOutcome;
use model::{
    Date, Decimal, Dimension, Dimensions, Figure, Identifier, ObservationStatus, YearReading,
};

use crate::Inputs;

/// The figures of last year that differ from its edition, by indicator and cut.
pub(crate) fn revisions(inputs: &Inputs<'_>) -> Vec<Revision> {
    let Some(last) = inputs.last else {
        return Vec::new();
    };
    let Some(edition) = inputs.year.earlier.edition(last.results.year) else {
        return Vec::new();
    };
    let published: BTreeMap<(&str, &Dimensions), &EarlierFigure> = edition
        .figures
        .iter()
        .map(|own| ((own.indicator.as_str(), &own.dimensions), own))
        .collect();
    let figures = &last.results.figures;
    let now: BTreeMap<(&str, &Dimensions), &Figure> =
        figures.iter().map(|own| ((own.indicator.as_str(), &own.dimensions), own)).collect();
    let in_edition: BTreeSet<&str> = published.keys().map(|(indicator, _)| *indicator).collect();
    let known =
        |indicator: &str| in_edition.contains(indicator) && figures.of(indicator).next().is_some();
    let keys: BTreeSet<(&str, &Dimensions)> = published.keys().chain(now.keys()).copied().collect();
    let since = Since::of(last.reading, edition);
    let protected = Protected::of(last.reading, edition);
    let threshold = inputs.pact.pact.reissue_above;
    let revised = keys.into_iter().filter(|(indicator, _)| known(indicator)).filter_map(|key| {
        revision(edition, (published.get(&key).copied(), now.get(&key).copied()), threshold)
    });
    revised
        .map(|mut revision| {
            let figure = figures.get(&revision.indicator, &revision.dimensions);
            let reason = since.reason(figure);
            let is_explained = reason.is_some();
            revision.reason = reason.unwrap_or_else(|| since.without_reason());
            if protected.is_told_by(&revision, figure, is_explained) {
                revision.revised = None;
                revision.revised_status = Some(ObservationStatus::Withheld);
            }
            revision
        })
        .collect()
}

/// The revision of a figure; `None` where its value is as it was.
fn revision(
    edition: &Edition,
    (published, now): (Option<&EarlierFigure>, Option<&Figure>),
    threshold: Decimal,
) -> Option<Revision> {
    let (was, is) = (published.and_then(|own| own.value), now.and_then(|own| own.value));
    if was == is {
        return None;
    }
    let reissue = match (was, is) {
        (Some(was), Some(is)) => (is - was).abs() > threshold * was.abs(),
        (was, _) => was.is_some(),
    };
    let (indicator, dimensions, unit) = match (published, now) {
        (Some(own), _) => (&own.indicator, &own.dimensions, own.unit),
        (None, own) => own.map(|own| (&own.indicator, &own.dimensions, own.unit))?,
    };
    Some(Revision {
        indicator: indicator.clone(),
        year: edition.year,
        dimensions: dimensions.clone(),
        edition: edition.number,
        published: was,
        published_status: published.map(|own| own.status),
        revised: is,
        revised_status: now.map(|own| own.status),
        unit,
        reason: String::new(),
        reissue,
    })
}

/// What came of a year since its edition was decided on.
struct Since {
    decided_on: Option<Date>,
    /// Of whom a version that counts was received since.
    returns: BTreeSet<Identifier>,
    /// Of whom a correction is dated since, each with how many.
    corrections: BTreeMap<Identifier, usize>,
    /// Rows of `counting.csv` dated since.
    settled: usize,
}

impl Since {
    fn of(year: &YearReading, edition: &Edition) -> Self {
        let after = |day: Option<Date>| match (day, edition.decided_on) {
            (Some(day), Some(decided_on)) => day > decided_on,
            _ => false,
        };
        let counts = year.versions.iter().filter(|own| own.outcome == VersionOutcome::Counts);
        let returns = counts.filter(|own| after(own.received_on));
        let corrections = year.corrections.iter().filter(|own| after(own.date));
        let mut by_participant: BTreeMap<Identifier, usize> = BTreeMap::new();
        for correction in corrections.filter(|own| own.applied_to.is_some()) {
            *by_participant.entry(correction.participant.clone()).or_default() += 1;
        }
        Self {
            decided_on: edition.decided_on,
            returns: returns.map(|own| own.participant.clone()).collect(),
            corrections: by_participant,
            settled: year.counting.iter().filter(|own| after(own.date)).count(),
        }
    }

    /// What changed of those a figure rests on; of anybody, where the figure is gone. `None` where nothing is known
    /// to have.
    fn reason(&self, figure: Option<&Figure>) -> Option<String> {
        let day = self.decided_on?;
        let traced: Option<BTreeSet<&str>> = figure
            .filter(|figure| !figure.trace.is_empty())
            .map(|figure| figure.trace.iter().map(|one| one.participant.as_str()).collect());
        let of_it = |id: &Identifier| traced.as_ref().is_none_or(|of| of.contains(id.as_str()));
        let returns = self.returns.iter().filter(|id| of_it(id)).count();
        let corrections = self.corrections.iter().filter(|(id, _)| of_it(id));
        let corrections: usize = corrections.map(|(_, number)| number).sum();
        let parts = [
            (returns, "return received", "returns received"),
            (corrections, "correction", "corrections"),
            (self.settled, "decision of counting.csv", "decisions of counting.csv"),
        ];
        let parts = parts.into_iter().filter(|(number, ..)| *number > 0);
        let parts: Vec<String> = parts
            .map(|(number, one, several)| {
                format!("{number} {}", if number == 1 { one } else { several })
            })
            .collect();
        (!parts.is_empty()).then(|| format!("since {day}: {}", parts.join(", ")))
    }

    /// Why no reason can be told.
    fn without_reason(&self) -> String {
        match self.decided_on {
            None => {
                "cannot be told: decision.toml of the edition has no day to look from".to_owned()
            }
            Some(day) => format!(
                "cannot be told: no return, correction or decision of counting.csv that it rests on is dated after \
                 {day}; a register, the rates, a day that was not noted or the program may have changed"
            ),
        }
    }
}

/// Participants that protect their volume of the year, and may have changed it since an edition was decided on.
///
/// An outsider has the cells of every other participant as they were and as they are, and takes out of what a figure
/// grew by what they grew by: what is left is the protected one's, however many others changed something too.
struct Protected<'a> {
    /// Everybody who protects their volume.
    all: BTreeSet<&'a Identifier>,
    /// Those of whom something came since, or on a day that is not known.
    changed: BTreeSet<&'a Identifier>,
}

impl<'a> Protected<'a> {
    fn of(year: &'a YearReading, edition: &Edition) -> Self {
        let since = |day: Option<Date>| match (day, edition.decided_on) {
            (Some(day), Some(decided_on)) => day > decided_on,
            _ => true,
        };
        let all = year.protecting();
        let counts = year.versions.iter().filter(|own| own.outcome == VersionOutcome::Counts);
        let returns = counts.filter(|own| since(own.received_on)).map(|own| &own.participant);
        let corrections = year.corrections.iter().filter(|own| since(own.date));
        let corrections = corrections.filter(|own| own.applied_to.is_some());
        let settled = year.counting.iter().filter(|own| since(own.date));
        // But for a return that reports for another, a row need not name everybody whose goods it settles.
        let of_settled = |id: &&Identifier| {
            let names = |own: &CountingDecision| own.subject == **id || own.object == id.as_str();
            settled.clone().any(|own| own.kind != CountingKind::ReportsFor || names(own))
        };
        let mut changed: BTreeSet<&Identifier> =
            returns.chain(corrections.map(|own| &own.participant)).collect();
        changed.extend(all.iter().copied().filter(of_settled));
        changed.retain(|id| all.contains(id));
        Self { all, changed }
    }

    /// Whether what a figure of volume grew by could tell of one of them. A cut that names none of them any more may
    /// have done so before, but for that of another participant; what nothing explains may be of anybody it names.
    fn is_told_by(&self, revision: &Revision, figure: Option<&Figure>, is_explained: bool) -> bool {
        const FREE: [&str; 5] = ["coverage.", "uptake.", "guidance.", "evidence.", "finance."];
        let free = FREE.iter().any(|start| revision.indicator.starts_with(start))
            && !["coverage.by_volume", "uptake.weighted_rate"]
                .contains(&revision.indicator.as_str());
        if free || revision.revised.is_none() {
            return false;
        }
        let names = |id: &Identifier| {
            let mut trace = figure.into_iter().flat_map(|figure| figure.trace.iter());
            trace.any(|entry| entry.participant == id.as_str())
        };
        let of_another = |id: &Identifier| {
            let of = revision.dimensions.get(Dimension::Participant);
            of.is_some_and(|of| of != id.as_str()) && !names(id)
        };
        self.changed.iter().any(|id| !of_another(id))
            || !is_explained && self.all.iter().any(|id| names(id))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::governance::Correction;
    use model::submission::ReturnVersion;
    use model::{Currency, LineRecord, Place, Unit};

    use super::*;
    use crate::tests::fixture::{World, cut, id, line, number};

    fn published(indicator: &str, dimensions: &str, value: &str) -> EarlierFigure {
        EarlierFigure {
            indicator: indicator.into(),
            year: 2025,
            dimensions: cut(dimensions),
            value: Some(number(value)),
            unit: Unit::Currency(Currency::EUR),
            status: ObservationStatus::Normal,
        }
    }

    /// aa reports 100.00, bb 50.00 and cc 25.00 of 2025; bb's form came on 1 June 2026, the edition is of 12 May.
    fn revised(
        figures: Vec<EarlierFigure>,
        change: impl Fn(&mut World),
    ) -> Vec<(String, String, bool)> {
        let mut before = World::of_year(2025);
        before.lines = vec![line("aa", 5, 10_000), line("bb", 5, 5_000), line("cc", 5, 2_500)];
        for (of, day) in [("aa", date(2026, 1, 10)), ("bb", date(2026, 6, 1))] {
            let path = before.of(of).path.clone();
            before.year.versions.push(ReturnVersion {
                participant: id(of),
                path,
                received_on: Some(day),
                outcome: VersionOutcome::Counts,
            });
        }
        change(&mut before);
        let last = before.compute();
        let mut world = World::new();
        world.year.earlier.editions.push(Edition {
            year: 2025,
            number: 2,
            decision: "SC-2026-04".into(),
            decided_on: Some(date(2026, 5, 12)),
            figures,
        });
        let revisions = world.try_compute(Some(before.as_last(&last))).unwrap().results.revisions;
        let shown = |value: Option<Decimal>| value.map_or("-".into(), |value| value.to_string());
        let revisions = revisions.into_iter().map(|own| {
            let values = format!("{}: {} → {}", own, shown(own.published), shown(own.revised));
            (values, own.reason, own.reissue)
        });
        revisions.collect()
    }

    #[test]
    fn a_figure_that_differs_is_shown_as_published_and_as_revised() {
        let found = revised(
            vec![
                published("volume.direct.amount", "participant=aa", "100.00"),
                published("volume.direct.amount", "participant=bb", "49.80"),
                published("volume.direct.amount", "participant=cc", "20.00"),
                published("volume.direct.amount", "participant=dd", "7.00"),
                published("volume.of_another_program", "", "1.00"),
            ],
            |_| {},
        );
        let of = |participant: &str| {
            let start = format!("volume.direct.amount participant={participant} of 2025");
            found.iter().find(|(values, ..)| values.starts_with(&start))
        };
        assert_eq!(of("aa"), None);
        // 0.20 of 49.80 is less than a hundredth; 5.00 of 20.00 is more.
        let (values, reason, reissue) = of("bb").unwrap();
        assert!(values.ends_with("49.80 → 50.00"), "{values}");
        assert_eq!((reason.as_str(), *reissue), ("since 2026-05-12: 1 return received", false));
        let (values, reason, reissue) = of("cc").unwrap();
        assert!(values.ends_with("20.00 → 25.00") && *reissue);
        assert!(reason.starts_with("cannot be told: no return"), "{reason}");
        // Published, and gone.
        assert!(
            of("dd").is_some_and(|(values, _, reissue)| values.ends_with("7.00 → -") && *reissue)
        );
        // Of indicators the edition has, rows that are new; of others nothing.
        assert!(
            found.iter().any(|(values, ..)| values == "volume.direct.amount of 2025: - → 175.00")
        );
        assert!(found.iter().all(|(values, ..)| values.starts_with("volume.direct.amount")));
    }

    #[test]
    fn what_grew_by_the_return_of_one_that_protects_its_volume_is_not_shown() {
        let figures = || vec![published("volume.direct.amount", "", "150.00")];
        let protects = |world: &mut World| world.of("bb").organisation.protect_volume = true;
        let total = |found: Vec<(String, String, bool)>| {
            let total = found.into_iter().find(|(values, ..)| values.contains("amount of 2025"));
            total.unwrap().0
        };
        assert!(total(revised(figures(), |_| {})).ends_with("150.00 → 175.00"));
        assert!(total(revised(figures(), protects)).ends_with("150.00 → -"));
    }

    /// A correction of 2 June 2026.
    fn corrected(of: &str, row: u32) -> Correction {
        let place = || Place::file("inputs/2025/corrections.csv");
        Correction {
            participant: id(of),
            question: "procurement.amount".into(),
            row: Some(row),
            was: "1".into(),
            now: "2".into(),
            reason: "misread".into(),
            authority: of.into(),
            date: Some(date(2026, 6, 2)),
            by: "x".into(),
            place: place(),
            was_place: place(),
            applied_to: Some(place()),
        }
    }

    #[test]
    fn a_protected_ones_correction_does_not_follow_because_others_corrected_something_too() {
        // bb protects its volume and corrected desktops; aa and cc corrected laptops.
        let desktops = "product_group=desktops";
        let figures = || vec![published("volume.direct.amount", desktops, "30.00")];
        let three = |world: &mut World| {
            world.year.versions.clear();
            let desktops = ["aa", "bb", "cc"]
                .map(|of| LineRecord { product_group: "desktops".into(), ..line(of, 6, 1_100) });
            world.lines.extend(desktops);
            world.year.corrections =
                vec![corrected("aa", 5), corrected("bb", 6), corrected("cc", 5)];
        };
        let of_desktops = |found: Vec<(String, String, bool)>| {
            let row = found.into_iter().find(|(values, ..)| values.contains(desktops));
            row.unwrap().0
        };
        assert!(of_desktops(revised(figures(), three)).ends_with("30.00 → 33.00"));
        let protects = |world: &mut World| {
            three(world);
            world.of("bb").organisation.protect_volume = true;
        };
        assert!(of_desktops(revised(figures(), protects)).ends_with("30.00 → -"));
        // That nothing of bb came since leaves the others' corrections.
        let others = |world: &mut World| {
            protects(world);
            world.year.corrections.remove(1);
        };
        assert!(of_desktops(revised(figures(), others)).ends_with("30.00 → 33.00"));
        // A decision about what it shares with another is one about its volume.
        let settled = |world: &mut World| {
            others(world);
            world.year.counting.push(CountingDecision {
                kind: CountingKind::ReportsFor,
                subject: id("aa"),
                object: "bb".into(),
                product_group: None,
                counts: None,
                reason: "both".into(),
                date: Some(date(2026, 6, 3)),
                by: "x".into(),
                place: Place::file("inputs/2025/counting.csv"),
            });
        };
        assert!(of_desktops(revised(figures(), settled)).ends_with("30.00 → -"));
    }

    #[test]
    fn a_year_without_an_edition_has_no_revision() {
        let mut before = World::of_year(2025);
        let last = before.compute();
        let results = World::new().try_compute(Some(before.as_last(&last))).unwrap().results;
        assert!(results.revisions.is_empty());
    }
}
