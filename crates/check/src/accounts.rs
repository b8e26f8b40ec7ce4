//! What the rules of the accounts share: amounts in words, effects in euro, bookings by their row.

use std::collections::BTreeMap;

use findings::Effect;
use model::finance::{AccountClass, LedgerFile, LedgerLine};
use model::organisation_name::compared;
use model::{Currency, Date, Decimal, Fault, Money, Place, Register, round_half_even};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect, of_fault};

/// How many findings of one kind are listed one by one; the others, whose effect is smaller, are counted.
const LISTED: usize = 100;

/// How near a text must be to an id or a name to be taken for one with a slip.
#[expect(clippy::disallowed_types, reason = "likeness of words")]
const NEAR: f64 = 0.75;

/// An amount for a sentence, with as many decimals as its currency has: `EUR 12 400.50` with narrow no-break spaces.
pub(crate) fn in_words(money: Money) -> String {
    let places = usize::try_from(money.currency.minor_unit()).unwrap_or(2);
    format!("{} {}", money.currency, findings::grouped(money.to_decimal(), places))
}

/// What a reader says an amount is, for a sentence: a number with groups of three digits, with its currency where that
/// stands there; anything else as it was typed.
pub(crate) fn as_typed(raw: &str) -> String {
    let (currency, number) = raw.split_once(' ').unwrap_or(("", raw));
    let known = currency.is_empty() || Currency::parse(currency).is_some();
    match number.parse::<Decimal>().ok().filter(|_| known) {
        Some(value) => {
            let places = usize::try_from(value.normalize().scale().max(2)).unwrap_or(2);
            format!("{currency} {}", findings::grouped(value, places)).trim().to_owned()
        }
        None => format!("`{raw}`"),
    }
}

/// An amount in euro at the rate of a day; `None` without a rate.
pub(crate) fn euro_on(evidence: &Evidence, money: Money, day: Date) -> Option<Decimal> {
    let rate = evidence.pact.rates.on_or_before(money.currency, day)?;
    Some(round_half_even(money.to_decimal().checked_div(rate)?, 2))
}

/// An effect of an amount in the accounts' currency, in euro at the rate of the statement's last day.
pub(crate) fn effect(evidence: &Evidence, minor: i64, words: &str) -> Option<Effect> {
    let statement = evidence.results.statement.as_ref()?;
    let money = Money { currency: statement.currency, minor };
    euro_effect(euro_on(evidence, money, statement.last_day)?.abs(), words)
}

/// The effect of some bookings, whatever their signs, each in euro at the rate of its day; `None` where none has one.
pub(crate) fn effect_of<'l>(
    evidence: &Evidence,
    lines: impl IntoIterator<Item = &'l LedgerLine>,
    words: &str,
) -> Option<Effect> {
    let euro = lines.into_iter().filter_map(|line| euro_on(evidence, paid(line), line.date));
    let sum = euro.map(|value| value.abs()).reduce(|sum, value| sum.saturating_add(value))?;
    euro_effect(sum, words)
}

/// The amount of a booking, as typed.
pub(crate) fn paid(line: &LedgerLine) -> Money {
    Money { currency: line.currency, minor: line.amount }
}

/// The class of a booking's account; `None` where the budget does not have it.
pub(crate) fn class_of(evidence: &Evidence, line: &LedgerLine) -> Option<AccountClass> {
    let mut budget = evidence.year.finance.budget.iter();
    budget.find(|own| own.account == line.account).map(|own| own.class)
}

/// The own values of a booking, for a key.
pub(crate) fn subject(line: &LedgerLine) -> String {
    format!("{} {} {}", line.account, line.date, line.reference)
}

/// The bookings of a year by the row they stand in.
pub(crate) struct Bookings<'a>(BTreeMap<RowOf<'a>, &'a LedgerLine>);

/// File, sheet and row.
type RowOf<'a> = (&'a str, Option<&'a str>, u32);

impl<'a> Bookings<'a> {
    /// Those of the ledger.
    pub(crate) fn of(evidence: &'a Evidence<'a>) -> Self {
        let lines = evidence.year.finance.ledger.iter();
        Self(lines.filter_map(|line| Some((row_of(&line.place)?, line))).collect())
    }

    /// The booking in the row of a place.
    pub(crate) fn at<'p>(&self, place: &'p Place) -> Option<&'a LedgerLine>
    where
        'a: 'p,
    {
        self.0.get(&row_of(place)?).copied()
    }
}

fn row_of(place: &Place) -> Option<RowOf<'_>> {
    Some((&place.path, place.sheet.as_deref(), place.cell?.row))
}

/// The row of a place as the sender counts it: `row 14`; the file's name where it has none.
pub(crate) fn row(place: &Place) -> String {
    match place.cell {
        Some(cell) => format!("row {}", cell.row + 1),
        None => place.path.rsplit('/').next().unwrap_or_default().to_owned(),
    }
}

/// How far what the ledger says is known: `None` where nothing of it could be read, so that nothing is said of it;
/// else the end of a sentence.
pub(crate) fn as_far_as_read(evidence: &Evidence) -> Option<&'static str> {
    let finance = &evidence.year.finance;
    match (finance.incomplete, finance.ledger.is_empty()) {
        (true, true) => None,
        (true, false) => Some(", as far as the accounts could be read"),
        (false, _) => Some(""),
    }
}

/// What is provisional because another year's accounts are incomplete, as the end of a sentence; empty where none is.
pub(crate) fn as_other_years_go(statement: &model::finance::Statement) -> String {
    let years: Vec<String> = statement.doubtful_years.iter().map(ToString::to_string).collect();
    match years.as_slice() {
        [] => String::new(),
        years => format!(
            ", as far as known: the accounts of {} are incomplete, and a payment may stand in them",
            years.join(" and ")
        ),
    }
}

/// A statement about a row of the accounts that is not booked; its key is made of what else stands in the row.
pub(crate) fn of_row(fault: &Fault) -> Statement {
    let cells = fault.context.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
    let cells: Vec<&str> = std::iter::once(fault.field.as_str()).chain(cells).collect();
    Statement { subject: cells.join(" "), ..of_fault(fault) }
}

/// The faults a rule judges, those that say the same of the same value together, in the order of the first of each;
/// with the bookings they are about.
pub(crate) fn by_value<'a>(
    evidence: &'a Evidence<'a>,
    report: &Report<'_>,
) -> Vec<(&'a Fault, Vec<&'a LedgerLine>)> {
    let bookings = Bookings::of(evidence);
    let mut groups: Vec<(&Fault, Vec<&LedgerLine>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in evidence.faults(report.faults()) {
        let group = *known.entry(&fault.raw).or_insert(groups.len());
        if group == groups.len() {
            groups.push((fault, Vec::new()));
        }
        groups[group].1.extend(bookings.at(&fault.place));
    }
    groups
}

/// How a booking of an accounting system's export gets another value of a field: by the mapping, since nobody types it in
/// the export. `None` for a booking of `ledger.csv`.
pub(crate) fn through_mapping(evidence: &Evidence, place: &Place, field: &str) -> Option<String> {
    let mut files = evidence.year.finance.ledger_files.iter();
    let is_of_row = |own: &&LedgerFile| {
        *own.path == *place.path && own.sheet == place.sheet.as_deref().unwrap_or_default()
    };
    let has_column = files.find(is_of_row)?.column_numbers.contains_key(field);
    Some(match has_column {
        true => format!(
            "say in finance/mapping.toml what the cell stands for: `\"what stands there\" = \"our id\"` under `[table.values.{field}]`; or by another column: `[[table.when]]` with `then = {{ {field} = \"our id\" }}`"
        ),
        false => format!(
            "the export has no column for `{field}`: give it in finance/mapping.toml by what stands in another column, with `[[table.when]]`, `column`, `matches` and `then = {{ {field} = \"our id\" }}`; or map a column as `{field}` in `[table.columns]`, with our ids under `[table.values.{field}]`"
        ),
    })
}

/// A finding for each value that bookings have and nothing knows, worded by the rule; `effect` says what became of the
/// bookings.
pub(crate) fn add_by_value(
    evidence: &Evidence,
    report: &mut Report,
    effect: &str,
    word: impl Fn(&Fault) -> String,
) {
    let mut statements = Vec::new();
    for (fault, lines) in by_value(evidence, report) {
        statements.push(Statement {
            help: through_mapping(evidence, &fault.place, &fault.field),
            found: word(fault) + &in_bookings(lines.len()),
            effect: effect_of(evidence, lines, effect),
            ..of_fault(fault)
        });
    }
    add_largest(report, statements);
}

/// In how many bookings a value stands, as the end of a sentence; empty for one.
pub(crate) fn in_bookings(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        count => format!(", in {count} bookings"),
    }
}

/// Adds what a rule found: one by one the largest by their effect, and how many there are besides.
pub(crate) fn add_largest(report: &mut Report, mut statements: Vec<Statement>) {
    let size = |statement: &Statement| statement.effect.as_ref().map(|effect| effect.value.abs());
    if statements.len() > LISTED {
        statements.sort_by_key(|statement| std::cmp::Reverse(size(statement)));
    }
    let others = statements.split_off(statements.len().min(LISTED));
    statements.into_iter().for_each(|statement| report.add(statement));
    let Some(first) = others.first() else { return };
    report.add(Statement {
        place: first.place.as_ref().map(|place| Place::file(place.path.clone())),
        found: format!("{} more of this kind; the largest {LISTED} are listed", others.len()),
        subject: "more".into(),
        raw: others.len().to_string(),
        ..Statement::default()
    });
}

/// The participant whose id or name is nearest to a text, as it may be meant: the id.
pub(crate) fn nearest_participant<'r>(register: &'r Register, text: &str) -> Option<&'r str> {
    let wanted = compared(text);
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(&wanted, &compared(name));
    let near = register
        .rows
        .iter()
        .map(|row| (likeness(row.id.as_str()).max(likeness(&row.name)), row.id.as_str()));
    let best = near.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 >= NEAR && !wanted.is_empty()).then_some(best.1)
}
