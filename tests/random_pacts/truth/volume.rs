//! The figures of volume (methodology: Volume, 5).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::YearTruth;
use super::lines::{Counted, Line};
use super::table::{Cut, Names, Rest, Table, cut, rounded};
use super::terms::{SCOPES, group_of};

/// What direct volume is a sum of.
pub(super) const DIRECT: &[Counted] = &[Counted::Direct, Counted::OnBehalf];

/// What the collective volume is a sum of.
pub(super) const COLLECTIVE: &[Counted] = &[Counted::Direct, Counted::OnBehalf, Counted::Indirect];

/// The kinds of volume and what each is a sum of.
pub(super) const KINDS: [(&str, &[Counted]); 5] = [
    ("direct", DIRECT),
    ("indirect", &[Counted::Indirect]),
    ("overlap", &[Counted::Overlap]),
    ("collective", COLLECTIVE),
    ("on_behalf", &[Counted::OnBehalf]),
];

/// Why lines are left out.
const REASONS: [&str; 12] = [
    "not_in_force",
    "no_currency",
    "no_rate",
    "no_group",
    "not_in_scope",
    "unknown_buyer",
    "outside_period",
    "duplicate",
    "subtotal",
    "refused",
    "unclassified",
    "skipped",
];

/// Whose volume a line is: the owner's if direct, else the reporter's.
pub(super) fn whose(line: &Line) -> &str {
    match line.counted {
        Counted::Direct | Counted::OnBehalf => line.owner(),
        _ => &line.reporter,
    }
}

/// What is converted together: reporter, buyer as the register knows it, currency, goods, and how it counts.
pub(super) type Cell<'l> = (
    &'l String,
    &'l Option<String>,
    &'l Option<String>,
    (&'l str, &'static str, &'static str),
    Counted,
);

/// The cell of a line.
pub(super) fn cell_of(line: &Line) -> Cell<'_> {
    let goods = (line.group(), line.condition, line.acquisition);
    (&line.reporter, &line.named, &line.currency, goods, line.counted)
}

/// The sum of the cells of some lines in euro, each cell converted and rounded to the cent once.
pub(super) fn euro<'l>(lines: impl Iterator<Item = &'l Line>) -> Decimal {
    let mut cells: BTreeMap<Cell<'l>, (Decimal, Decimal)> = BTreeMap::new();
    for line in lines {
        let (Some(amount), Some(rate)) = (line.amount, line.rate) else { continue };
        cells.entry(cell_of(line)).or_insert((Decimal::ZERO, rate.rate)).0 += amount;
    }
    cells.values().map(|(sum, rate)| rounded(sum / rate, 2)).sum()
}

/// `P` with any provisional part, `E` where more than a tenth of the absolute sum is estimated.
pub(super) fn status<'l>(lines: impl Iterator<Item = &'l Line>, is_break: bool) -> &'static str {
    let (mut all, mut estimated, mut provisional) = (Decimal::ZERO, Decimal::ZERO, false);
    for line in lines {
        let (Some(amount), Some(rate)) = (line.amount, line.rate) else { continue };
        let size = (amount / rate.rate).abs();
        all += size;
        if line.without_tax || rate.status == "E" {
            estimated += size;
        }
        provisional |= rate.status == "P";
    }
    match () {
        () if provisional => "P",
        () if is_break => "B",
        () if estimated * Decimal::TEN > all => "E",
        () => "A",
    }
}

/// Direct volume in euro of each owner that has any.
pub(super) fn direct_by_owner(truth: &YearTruth<'_>) -> BTreeMap<String, Decimal> {
    let direct = || of_kind(truth, DIRECT).filter(|line| line.amount.is_some());
    let owners: BTreeSet<&str> = direct().map(Line::owner).collect();
    let sum = |owner: &str| euro(direct().filter(|line| line.owner() == owner));
    owners.into_iter().map(|owner| (owner.to_owned(), sum(owner))).collect()
}

/// Whether a part of the direct volume of some owners is provisional.
pub(super) fn is_provisional(truth: &YearTruth<'_>, owners: &Names) -> bool {
    let theirs = of_kind(truth, DIRECT).filter(|line| owners.contains(line.owner()));
    theirs
        .filter(|line| line.amount.is_some())
        .any(|line| line.rate.is_some_and(|rate| rate.status == "P"))
}

pub(super) fn of_kind<'t>(
    truth: &'t YearTruth<'_>,
    kind: &'static [Counted],
) -> impl Iterator<Item = &'t Line> {
    truth.lines.iter().filter(move |line| kind.contains(&line.counted))
}

/// The cuts below the total a line stands in: those of amounts, or those of units.
pub(super) fn cuts(line: &Line, of_amounts: bool, by_participant: bool) -> Vec<Cut> {
    let group = group_of(line.group());
    let mut cuts = vec![cut([("product_group", group.id)])];
    if of_amounts || group.is_device {
        cuts.push(cut([("scope", group.scope)]));
        cuts.push(cut([("scope", group.scope), ("condition", line.condition)]));
        cuts.push(cut([("scope", group.scope), ("acquisition", line.acquisition)]));
    }
    if by_participant && of_amounts {
        cuts.push(cut([("participant", whose(line))]));
    } else if by_participant && group.is_device {
        cuts.push(cut([("scope", group.scope), ("participant", whose(line))]));
    }
    cuts
}

/// The figures of volume.
pub(super) fn figures(truth: &YearTruth<'_>, table: &mut Table) {
    for (name, kind) in KINDS {
        amounts(truth, (name, kind), table);
        units(truth, (name, kind), table);
    }
    left_out(truth, table);
}

/// The series is broken where a scope joins another; a first year of a workspace has none.
pub(super) fn scope_begins(truth: &YearTruth<'_>) -> bool {
    let has_last = truth.pact.years.iter().any(|other| other.year + 1 == truth.year.year);
    has_last && SCOPES.iter().any(|(_, first)| *first == truth.year.year)
}

fn amounts(truth: &YearTruth<'_>, (name, kind): (&str, &'static [Counted]), table: &mut Table) {
    let indicator = format!("volume.{name}.amount");
    if truth.who.reported_volume.is_empty() {
        table.nothing((&indicator, Cut::new()), "O", &Names::new());
        return;
    }
    let mut of: BTreeMap<Cut, Vec<&Line>> = BTreeMap::from([(Cut::new(), Vec::new())]);
    for line in of_kind(truth, kind) {
        for cut in cuts(line, true, name != "collective").into_iter().chain([Cut::new()]) {
            of.entry(cut).or_default().push(line);
        }
    }
    let scope_begins = scope_begins(truth);
    for (cut, mut lines) in of {
        // Lines without any amount are asked and not answered; no line at all is 0.
        let is_unanswered = !lines.is_empty();
        lines.retain(|line| line.amount.is_some());
        if lines.is_empty() && is_unanswered {
            table.nothing((&indicator, cut), "O", &Names::new());
            continue;
        }
        let over_groups = cut.is_empty() || cut.keys().eq(["participant"].iter());
        let status = status(lines.iter().copied(), scope_begins && over_groups);
        let names = lines.iter().map(|line| whose(line).to_owned()).collect();
        let value = euro(lines.into_iter());
        table.value((&indicator, cut), value, 2, Rest { status, names: Some(&names) });
    }
}

fn units(truth: &YearTruth<'_>, (name, kind): (&str, &'static [Counted]), table: &mut Table) {
    let indicator = format!("volume.{name}.units");
    let mut of: BTreeMap<Cut, Vec<&Line>> = BTreeMap::new();
    for line in of_kind(truth, kind).filter(|line| line.acquisition != "service") {
        for cut in cuts(line, false, name != "collective") {
            of.entry(cut).or_default().push(line);
        }
    }
    for (cut, mut lines) in of {
        lines.retain(|line| line.units.is_some());
        if lines.is_empty() {
            table.nothing((&indicator, cut), "O", &Names::new());
            continue;
        }
        let names = lines.iter().map(|line| whose(line).to_owned()).collect();
        let sum: i64 = lines.iter().filter_map(|line| line.units).sum();
        table.value((&indicator, cut), sum.into(), 0, Rest { status: "A", names: Some(&names) });
    }
}

fn left_out(truth: &YearTruth<'_>, table: &mut Table) {
    if truth.who.returned.is_empty() && truth.lines.is_empty() {
        table.nothing(("volume.left_out.lines", Cut::new()), "O", &Names::new());
        return;
    }
    let mut count = |of: Cut, reason: Option<&str>| {
        let is_left_out = |line: &&Line| match line.counted {
            Counted::LeftOut(why) => reason.is_none_or(|reason| reason == why),
            _ => false,
        };
        let lines: Vec<&Line> = truth.lines.iter().filter(is_left_out).collect();
        let names = lines.iter().map(|line| line.reporter.clone()).collect();
        let rest = Rest { status: "A", names: Some(&names) };
        table.value(("volume.left_out.lines", of), lines.len().into(), 0, rest);
    };
    count(Cut::new(), None);
    for reason in REASONS {
        count(cut([("component", reason)]), Some(reason));
    }
}
