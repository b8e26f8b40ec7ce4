//! Contributions of coordinating participants (§5.3.1): due, received and outstanding.

use model::document::{Alignment, Inline, Row, RowKind, TableCell};
use model::figure::Dimension;
use model::finance::{ContributionLine, Statement};
use model::participant::Role;

use super::super::{Content, body, columns, figure_cell, number};
use super::{dated, note, plain, row, shown, statement_of, with_currency};
use crate::context::Material;
use crate::format::Nothing;
use crate::store::clean;
use crate::tables::Signs;
use crate::trouble::Trouble;

/// Due, received for the year, what exchange rates made and what was overpaid where there is any, outstanding, and by
/// how many days; a row for each coordinating participant and each other one that owes. Where they are very many, whoever
/// still owes stands first.
pub(crate) fn contributions(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let (lines, sorted) = in_order(&statement.contributions);
    let late = lines.iter().any(|line| line.days_overdue.is_some());
    let decisions = decisions(material, statement);
    let mut maker = Maker { material, statement, signs: Signs::default() };
    let mut rows = Vec::new();
    for line in &lines {
        rows.push(maker.due_row(line, late, (decisions.len() > 1).then_some(&decisions))?);
    }
    rows.push(maker.due_sum(late, decisions.len() > 1)?);
    let mut titles = vec![("organisation", Alignment::Left, 30), ("due", Alignment::Right, 15)];
    titles.extend((decisions.len() > 1).then_some(("set_by", Alignment::Left, 14)));
    titles.extend([("due_on", Alignment::Left, 18), ("received_for", Alignment::Right, 15)]);
    let further = Beside::shown(&WITHIN, statement);
    titles.extend(further.iter().map(|one| (one.name, Alignment::Right, 15)));
    titles.push(("outstanding", Alignment::Right, 16));
    titles.extend(late.then_some(("days_overdue", Alignment::Right, 11)));
    let columns = dated(material, statement, columns(material, &titles));
    let mut notes: Vec<Vec<Inline>> = Vec::new();
    if let [(decision, _)] = decisions.as_slice() {
        notes.push(note(material.words.fill("statement.set_by", &[("decision", decision)])));
    }
    notes.extend(own_currency(material, &lines).map(note));
    if !further.is_empty() {
        notes.push(note(material.words.get("statement.due_and_received")));
    }
    if sorted {
        notes.push(note(material.words.get("statement.owing_first")));
    }
    if late {
        let day = material.words.date(statement.last_day);
        notes.push(note(material.words.fill("statement.overdue", &[("day", &day)])));
    }
    if lines.iter().any(|line| line.due.is_none() && owes(material, line)) {
        notes.push(note(material.words.get("statement.due_missing")));
    }
    notes.extend(maker.signs.settle(&material.words, &mut rows));
    Ok(Content { columns, rows, notes })
}

/// More participants than this are not shown in the order of the register, but whoever owes most first.
const READ_THROUGH: usize = 12;

/// The lines as the table has them, and whether they were put in order.
fn in_order(lines: &[ContributionLine]) -> (Vec<&ContributionLine>, bool) {
    let mut shown: Vec<&ContributionLine> = lines.iter().collect();
    let sorted = lines.len() > READ_THROUGH && lines.iter().any(|line| line.outstanding > 0);
    if sorted {
        shown.sort_by_key(|line| std::cmp::Reverse(line.outstanding));
    }
    (shown, sorted)
}

/// What participants owe in another currency, with the day whose rate the amount due is at.
fn own_currency<'a>(
    material: &'a Material,
    lines: &'a [&ContributionLine],
) -> impl Iterator<Item = String> + 'a {
    let currency = material.this.results.statement.as_ref().map(|statement| statement.currency);
    let dues = material.this.reading.finance.contributions.iter();
    let foreign = dues.filter(move |due| !due.waived && Some(due.currency) != currency);
    let known = foreign.filter(|due| lines.iter().any(|line| line.participant == due.participant));
    known.map(|due| {
        let name = material.participant_name(due.participant.as_str());
        let amount = with_currency(due.due, due.currency);
        let values = [("name", name.as_str()), ("amount", &amount)];
        material.words.fill("statement.due_in_own_currency", &values)
    })
}

/// The decisions that set what is due, with the participants each is of; a row that names none is of no decision.
fn decisions(material: &Material, statement: &Statement) -> Vec<(String, Vec<String>)> {
    let mut decisions: Vec<(String, Vec<String>)> = Vec::new();
    let shown = shown(material, statement);
    for due in &material.this.reading.finance.contributions {
        let name = clean(&shown.decision(&due.decision));
        let who = due.participant.to_string();
        match decisions.iter_mut().find(|(known, _)| *known == name) {
            Some((_, of)) => of.push(who),
            None => decisions.push((name, vec![who])),
        }
    }
    // Where no row names a decision there is nothing to say of it.
    if decisions.iter().all(|(name, _)| name.is_empty()) { Vec::new() } else { decisions }
}

/// Whether a contribution is expected: of a coordinating participant, and of whoever a decision names.
fn owes(material: &Material, line: &ContributionLine) -> bool {
    let period = &material.this.reading.settings.period;
    let row = material.register.in_force(line.participant.as_str(), period);
    line.due.is_some() || row.is_some_and(|row| row.has_role(Role::Coordinating, period.end))
}

struct Maker<'a> {
    material: &'a Material,
    statement: &'a Statement,
    signs: Signs,
}

impl Maker<'_> {
    fn figure(
        &mut self,
        indicator: &str,
        line: &ContributionLine,
        minor: i64,
    ) -> Result<TableCell, Trouble> {
        let cut = [(Dimension::Participant, line.participant.as_str())];
        let currency = self.statement.currency;
        figure_cell(self.material, &mut self.signs, indicator, &cut, minor, currency)
    }

    fn name(&self, line: &ContributionLine) -> TableCell {
        TableCell::text(self.material.participant_name(line.participant.as_str()))
    }

    fn due_row(
        &mut self,
        line: &ContributionLine,
        late: bool,
        decisions: Option<&Vec<(String, Vec<String>)>>,
    ) -> Result<Row, Trouble> {
        let words = &self.material.words;
        let due = match line.due {
            _ if line.waived => TableCell::text(words.get("statement.waived")),
            Some(due) => self.figure("finance.due", line, due)?,
            None if owes(self.material, line) => self.signs.nothing(words, Nothing::NotKnown),
            None => self.signs.nothing(words, Nothing::NotApplicable),
        };
        let mut cells = vec![self.name(line), due];
        if let Some(decisions) = decisions {
            let id = line.participant.as_str();
            let mut own = decisions.iter().filter(|(_, of)| of.iter().any(|one| one == id));
            let first = own.next().map(|(name, _)| name.clone()).unwrap_or_default();
            cells.push(TableCell::text(first));
        }
        let day = line.due_on.map(|day| words.date(day)).unwrap_or_default();
        cells.push(TableCell::text(day));
        cells.push(self.figure("finance.received", line, line.received)?);
        for one in Beside::shown(&WITHIN, self.statement) {
            cells.push(self.figure(one.indicator, line, (one.amount)(line))?);
        }
        cells.push(self.figure("finance.outstanding", line, line.outstanding)?);
        if late {
            let days = line.days_overdue.map(number);
            cells.push(days.unwrap_or_default());
        }
        Ok(body(cells))
    }

    fn due_sum(&mut self, late: bool, with_decisions: bool) -> Result<Row, Trouble> {
        let mut cells = vec![TableCell::text(self.material.words.get("total"))];
        cells.push(self.total("finance.due", |line| line.due.unwrap_or(0))?);
        cells.extend(with_decisions.then(TableCell::default));
        cells.push(TableCell::default());
        cells.push(self.total("finance.received", |line| line.received)?);
        for one in Beside::shown(&WITHIN, self.statement) {
            cells.push(self.total(one.indicator, one.amount)?);
        }
        cells.push(self.total("finance.outstanding", |line| line.outstanding)?);
        cells.extend(late.then(TableCell::default));
        Ok(row(RowKind::Total, cells))
    }

    fn total(
        &mut self,
        indicator: &str,
        of: fn(&ContributionLine) -> i64,
    ) -> Result<TableCell, Trouble> {
        let sum = self.statement.contributions.iter().map(of).sum();
        total_cell(self.material, &mut self.signs, indicator, sum)
    }
}

/// A sum of the rows above: the figure of that name where it is the same sum, else the sum.
///
/// The figure leaves out who owes nothing, the table does not.
fn total_cell(
    material: &Material,
    signs: &mut Signs,
    indicator: &str,
    sum: i64,
) -> Result<TableCell, Trouble> {
    let currency = statement_of(material)?.currency;
    let figure = material.this.results.figures.get(indicator, &model::Dimensions::none());
    let value = figure.and_then(|figure| figure.value);
    match value == Some(model::Money { currency, minor: sum }.to_decimal()) {
        true => figure_cell(material, signs, indicator, &[], sum, currency),
        false => Ok(plain(sum, currency)),
    }
}

/// A column of what stands beside a contribution, and the figure it shows.
struct Beside {
    name: &'static str,
    indicator: &'static str,
    amount: fn(&ContributionLine) -> i64,
}

impl Beside {
    /// Those with something in them.
    fn shown<'a>(of: &'a [Self], statement: &Statement) -> Vec<&'a Self> {
        let lines = &statement.contributions;
        of.iter().filter(|one| lines.iter().any(|line| (one.amount)(line) != 0)).collect()
    }
}

/// What makes the difference between what is due and what was received and is outstanding.
const WITHIN: [Beside; 2] = [
    Beside {
        name: "exchange_difference",
        indicator: "finance.exchange_difference",
        amount: |line| line.exchange_difference.unwrap_or(0),
    },
    Beside { name: "overpaid", indicator: "finance.overpaid", amount: |line| line.overpaid },
];

/// What was received for other years.
const BESIDE: [Beside; 2] = [
    Beside {
        name: "earlier",
        indicator: "finance.arrears",
        amount: |line| line.received_for_earlier,
    },
    Beside { name: "advance", indicator: "finance.advance", amount: |line| line.advance },
];

/// Whether anything stands beside the contributions of the year.
pub(crate) fn has_beside(statement: &Statement) -> bool {
    !Beside::shown(&BESIDE, statement).is_empty()
}

/// What was paid for other years; only participants and columns with something in them.
pub(crate) fn beside(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let lines = &statement.contributions;
    let shown = Beside::shown(&BESIDE, statement);
    let mut maker = Maker { material, statement, signs: Signs::default() };
    let mut rows = Vec::new();
    for line in lines.iter().filter(|line| shown.iter().any(|one| (one.amount)(line) != 0)) {
        let mut cells = vec![maker.name(line)];
        for one in &shown {
            cells.push(maker.figure(one.indicator, line, (one.amount)(line))?);
        }
        rows.push(body(cells));
    }
    let mut total = vec![TableCell::text(material.words.get("total"))];
    for one in &shown {
        total.push(maker.total(one.indicator, one.amount)?);
    }
    rows.push(row(RowKind::Total, total));
    let mut titles = vec![("organisation", Alignment::Left, 36)];
    titles.extend(shown.iter().map(|one| (one.name, Alignment::Right, 16)));
    let columns = dated(material, statement, columns(material, &titles));
    let notes = maker.signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}
