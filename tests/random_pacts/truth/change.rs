//! The change of the collective volume from last year in its seven components (methodology: Change).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::lines::Line;
use super::rates::Rate;
use super::table::{Cut, Names, Rest, Table, cut, rounded};
use super::terms::group_of;
use super::volume::{COLLECTIVE, cell_of, of_kind, scope_begins, status, whose};
use super::{YearTruth, period};

pub(super) const COMPONENTS: [&str; 7] =
    ["joiners", "leavers", "resumed", "silent", "scope", "exchange_rate", "like_for_like"];

/// The lines of a year that are converted together.
type Cell<'t> = Vec<&'t Line>;

/// A part of the change: what it counts under, the euro, and the lines they are of.
struct Part<'t> {
    group: &'t str,
    component: &'static str,
    euro: Decimal,
    is_last: bool,
    cell: Cell<'t>,
}

/// Two years beside each other.
struct Years<'t, 'a> {
    now: &'t YearTruth<'a>,
    last: &'t YearTruth<'a>,
}

/// The change, total and by product group, as a whole and by component.
pub(super) fn figures(now: &YearTruth<'_>, last: &YearTruth<'_>, table: &mut Table) {
    // Without a volume of this year nothing was answered, without one of last year there is no change.
    if now.who.reported_volume.is_empty() || last.who.reported_volume.is_empty() {
        let status = if now.who.reported_volume.is_empty() { "O" } else { "M" };
        table.nothing(("change.component", Cut::new()), status, &Names::new());
        return;
    }
    let parts = Years { now, last }.parts();
    let groups: BTreeSet<&str> = parts.iter().map(|part| part.group).collect();
    for group in [None].into_iter().chain(groups.into_iter().map(Some)) {
        for component in [None].into_iter().chain(COMPONENTS.map(Some)) {
            let is_it = |part: &&Part<'_>| {
                group.is_none_or(|group| part.group == group)
                    && component.is_none_or(|component| part.component == component)
            };
            let those: Vec<&Part<'_>> = parts.iter().filter(is_it).collect();
            let mut of: Cut = component.map_or_else(Cut::new, |of| cut([("component", of)]));
            of.extend(group.map(|group| ("product_group", group.to_owned())));
            // At a euro for a euro nobody's rate changed.
            let is_in = |line: &&Line| {
                component != Some("exchange_rate") || line.currency.as_deref() != Some("EUR")
            };
            // A cell at two rates is in two components, and in the whole once.
            let once = |part: &&&Part<'_>| component.is_some() || part.component != "exchange_rate";
            let lines = || {
                let parts = those.iter().filter(once);
                parts.flat_map(|part| part.cell.iter().copied()).filter(is_in)
            };
            let names: Names = lines().map(|line| whose(line).to_owned()).collect();
            let of_year = |is_last: bool| -> Names {
                let parts = those.iter().filter(|part| part.is_last == is_last);
                let lines = parts.flat_map(|part| part.cell.iter().copied()).filter(is_in);
                lines.map(|line| whose(line).to_owned()).collect()
            };
            // These are of groups in scope in both years by what they are.
            let in_both = matches!(component, Some("exchange_rate" | "like_for_like"));
            let is_break = group.is_none() && scope_begins(now) && !in_both;
            let status = status(lines(), is_break);
            let euro: Decimal = those.iter().map(|part| part.euro).sum();
            let rest = Rest { status, names: Some(&names) };
            table.value(("change.component", of.clone()), euro, 2, rest);
            table.rests_on(("change.component", of), of_year(false), of_year(true));
        }
    }
}

/// In a first year there is no change.
pub(super) fn first_year(table: &mut Table) {
    table.nothing(("change.component", Cut::new()), "M", &Names::new());
}

impl<'t> Years<'t, '_> {
    fn parts(&self) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        for cell in self.cells(self.now) {
            let (sum, rate) = sum(&cell);
            let moved = self.moved(cell[0]);
            let is_new = group_of(cell[0].group()).first_year == self.now.year.year;
            let component = moved.or(is_new.then_some("scope"));
            let euro = rounded(sum / rate, 2);
            let mut add = |component, euro| {
                let group = cell[0].group();
                parts.push(Part { group, component, euro, is_last: false, cell: cell.clone() });
            };
            match (component, self.last_rate(cell[0])) {
                (Some(component), _) => add(component, euro),
                // In a currency without a rate nothing can be told apart.
                (None, None) => add("like_for_like", euro),
                (None, Some(last)) => {
                    let at_last = rounded(sum / last.rate, 2);
                    add("exchange_rate", euro - at_last);
                    add("like_for_like", at_last);
                }
            }
        }
        for cell in self.cells(self.last) {
            let (sum, rate) = sum(&cell);
            let moved = self.moved(cell[0]);
            let component = moved.unwrap_or("like_for_like");
            let euro = -rounded(sum / rate, 2);
            let group = cell[0].group();
            parts.push(Part { group, component, euro, is_last: true, cell });
        }
        parts
    }

    /// The cells of a year's collective volume, parted by whose a line is here.
    fn cells(&self, year: &'t YearTruth<'_>) -> Vec<Cell<'t>> {
        let mut cells: BTreeMap<_, Cell<'t>> = BTreeMap::new();
        for line in of_kind(year, COLLECTIVE).filter(|line| line.amount.is_some()) {
            cells.entry(cell_of(line)).or_default().push(line);
        }
        cells.into_values().collect()
    }

    /// Its buyer where the register knows it, in force in either year, else its reporter.
    fn owner(&self, line: &Line) -> String {
        let named = line.named.as_ref().filter(|id| {
            self.now.who.in_force.contains(*id) || self.last.who.in_force.contains(*id)
        });
        named.unwrap_or(&line.reporter).clone()
    }

    /// The component a line is in since somebody came, left or was silent.
    fn moved(&self, line: &Line) -> Option<&'static str> {
        let owner = self.owner(line);
        let both = [owner.as_str(), line.reporter.as_str()];
        let states = both.map(|id| self.state(id));
        let came = states.iter().flatten().find(|state| matches!(**state, "joiners" | "leavers"));
        let spoke = ["resumed", "silent"].into_iter().find(|state| states.contains(&Some(*state)));
        came.copied().or(spoke)
    }

    /// What became of a participant between the two years; nothing where its purchases are known in both.
    fn state(&self, id: &str) -> Option<&'static str> {
        let (now, last) = (&self.now.who, &self.last.who);
        if now.in_force.contains(id) && !last.in_force.contains(id) {
            return Some("joiners");
        }
        if last.in_force.contains(id) && !now.to_the_end.contains(id) && !now.returned.contains(id)
        {
            return Some("leavers");
        }
        match (last.volume_known.contains(id), now.volume_known.contains(id)) {
            (true, true) => None,
            (false, true) => Some("resumed"),
            (_, false) => Some("silent"),
        }
    }

    /// The rate of a line's currency in its reporter's own last period, else in the last year.
    fn last_rate(&self, line: &Line) -> Option<Rate> {
        let currency = line.currency.as_deref()?;
        let mut returns = self.last.returns();
        let own = returns.find(|of| of.participant == line.reporter);
        let year = (self.last.year.period_start, self.last.year.period_end);
        self.last.rates.mean(currency, own.map_or(year, |own| period(self.last.year, own)))
    }
}

/// The sum of a cell in its currency, and its rate.
fn sum(cell: &[&Line]) -> (Decimal, Decimal) {
    let sum = cell.iter().filter_map(|line| line.amount).sum();
    (sum, cell[0].rate.expect("an amount that counts has a rate").rate)
}
