//! Money of the Pact: which register an entry stands in, in which currency, at which rate, and which way it goes.

use std::collections::BTreeMap;

use model::finance::{AccountKind, BookedLine, GivenInKind, Valuation};
use model::{Currency, Decimal, Figure, Place, TraceEntry};

use super::Context;
use super::node::{OfParticipant, SourceCell};
use super::part::Part;
use super::parts::number;
use super::source;

/// The register that an entry of the books stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Register {
    Ledger,
    Contributions,
    Budget,
    Funds,
    Settings,
}

impl Register {
    fn of(path: &str) -> Option<Self> {
        match path.rsplit('/').next()? {
            "ledger.csv" => Some(Self::Ledger),
            "contributions.csv" => Some(Self::Contributions),
            "budget.csv" => Some(Self::Budget),
            "funds.csv" => Some(Self::Funds),
            "year.toml" => Some(Self::Settings),
            _ => None,
        }
    }
}

/// Says of a cell of a money figure its currency, the rate and the way it goes.
pub(super) fn complete(
    context: &mut Context<'_>,
    figure: &Figure,
    entry: &TraceEntry,
    cell: &mut SourceCell,
) {
    let measure = figure.indicator.strip_prefix("finance.");
    if let Some(given) = given_in_kind(context, figure, &entry.source) {
        complete_in_kind(&given, figure, cell);
        return;
    }
    let Some((measure, register)) = measure.zip(Register::of(&entry.source.path)) else {
        return;
    };
    let row = row(context, &entry.source);
    let accounts = figure.unit.code().to_owned();
    let of_row = row.get("currency").filter(|code| !code.is_empty()).cloned();
    // A due stands in its own currency; all else is booked in that of the accounts.
    let currency = match register {
        Register::Contributions => of_row.clone().unwrap_or_else(|| accounts.clone()),
        _ => accounts.clone(),
    };
    let kind = account_kind(context, entry, &row);
    let is_added = is_added(measure, register, kind);
    if let (Some(value), true) = (number(Some(&cell.value)), currency == accounts) {
        cell.part = is_added.map(|added| if added { value } else { -value }.to_string());
    }
    if cell.value.parse::<Decimal>().is_ok() && Currency::parse(&currency).is_some() {
        cell.value = format!("{} {currency}", cell.value);
        cell.is_amount = true;
    }
    let goes = goes(measure, register, is_added);
    cell.notes.push(match register {
        Register::Ledger => {
            let title = account_title(context, entry, &row);
            let kind = kind.map(|kind| format!(", {kind}")).unwrap_or_default();
            format!("account {title}{kind}; {goes}")
        }
        Register::Contributions if row.get("waived").is_some_and(|own| own == "yes") => {
            "waived: nothing is due".to_owned()
        }
        _ => goes.to_owned(),
    });
    cell.notes.extend(booked(context, &entry.source).and_then(conversion));
}

/// The help in kind that stands at a place, with what it is worth.
fn given_in_kind(context: &Context<'_>, figure: &Figure, place: &Place) -> Option<GivenInKind> {
    let is_of_it = ["finance.in_kind", "finance.in_kind_hours"];
    if !is_of_it.contains(&figure.indicator.as_str()) {
        return None;
    }
    let given = &context.computed.get(&figure.year)?.results.in_kind;
    let stands_there = |own: &&GivenInKind| {
        [&own.line.amount_place, &own.line.hours_place].into_iter().any(|own| own == place)
    };
    given.iter().find(stands_there).cloned()
}

/// Says of a cell of help in kind what it is worth, and by what.
fn complete_in_kind(given: &GivenInKind, figure: &Figure, cell: &mut SourceCell) {
    let (Some(currency), true) =
        (Currency::parse(figure.unit.code()), figure.indicator == "finance.in_kind")
    else {
        cell.part = given.line.hours.map(|hours| hours.to_string());
        return;
    };
    let Some(minor) = given.value else { return };
    let worth = model::Money { currency, minor }.to_decimal();
    cell.part = Some(worth.to_string());
    cell.value = format!("{worth} {currency}");
    cell.is_amount = true;
    let (amount, stated_in) = (given.line.amount, given.line.currency);
    cell.notes.extend(match given.valuation {
        Some(Valuation::Stated) => Some("the value stated; added".to_owned()),
        Some(Valuation::Converted(rate)) => amount.zip(stated_in).map(|(amount, stated_in)| {
            format!("{amount} {stated_in} ÷ {rate}, the mean of the Bank's rates over the year's period; added")
        }),
        Some(Valuation::HourRate(rate)) => given.line.hours.map(|hours| {
            format!("{hours} hours × {rate} {currency}, `hour_rate` of year.toml; added")
        }),
        None => None,
    });
}

/// The part a cell plays in a money figure; its value gets its currency.
pub(super) fn part_at(
    context: &mut Context<'_>,
    figure: &Figure,
    entry: &TraceEntry,
    value: &mut String,
) -> Part {
    let mut cell = SourceCell { value: value.clone(), ..SourceCell::default() };
    complete(context, figure, entry, &mut cell);
    let went_in = number(Some(value.as_str()));
    *value = cell.value;
    match number(cell.part.as_deref()).zip(went_in) {
        Some((part, went_in)) if part != went_in => Part::TakenOff,
        _ => Part::Counted,
    }
}

/// The row a cell stands in: the text of each column by its header.
fn row(context: &mut Context<'_>, place: &Place) -> BTreeMap<String, String> {
    let Some((at, sheet)) =
        place.cell.zip(context.files.sheet(&place.path, place.sheet.as_deref()))
    else {
        return BTreeMap::new();
    };
    let header = sheet.rows().next().map_or(0, |(row, _)| row);
    let cells = sheet.row(at.row).iter();
    let named = cells.filter_map(|cell| {
        let name = sheet.at(header, cell.address.column)?;
        Some((name.raw.trim().to_owned(), cell.raw.trim().to_owned()))
    });
    named.collect()
}

/// The line of a ledger as it was booked.
fn booked<'c>(context: &'c Context<'_>, place: &Place) -> Option<&'c BookedLine> {
    let statements = context.computed.values().filter_map(|year| year.results.statement.as_ref());
    statements.flat_map(|statement| &statement.booked).find(|booked| booked.line.place == *place)
}

/// How a line in another currency was booked.
fn conversion(booked: &BookedLine) -> Option<String> {
    let rate = booked.rate?;
    let line = &booked.line;
    let amount = model::Money { currency: line.currency, minor: line.amount }.to_decimal();
    Some(format!(
        "{amount} {} ÷ {rate}, the Bank's rate of {} or of the last day before it with one",
        line.currency, line.date
    ))
}

fn budget_line<'c>(
    context: &'c Context<'_>,
    entry: &TraceEntry,
    row: &BTreeMap<String, String>,
) -> Option<&'c model::finance::BudgetLine> {
    let year = source::year_of(&entry.source.path)?;
    let budget = &context.computed.get(&year)?.reading.finance.budget;
    let account = row.get("account")?;
    budget.iter().find(|line| line.account == *account)
}

fn account_kind(
    context: &Context<'_>,
    entry: &TraceEntry,
    row: &BTreeMap<String, String>,
) -> Option<AccountKind> {
    budget_line(context, entry, row).map(|line| line.kind)
}

fn account_title(
    context: &Context<'_>,
    entry: &TraceEntry,
    row: &BTreeMap<String, String>,
) -> String {
    let account = row.get("account").cloned().unwrap_or_default();
    match budget_line(context, entry, row) {
        Some(line) => format!("{account} {}", line.title),
        None => account,
    }
}

/// Whether an entry is added to a figure or taken off it; `None` where neither.
fn is_added(measure: &str, register: Register, kind: Option<AccountKind>) -> Option<bool> {
    match (measure, register) {
        ("surplus" | "closing", Register::Ledger) => kind.map(|kind| kind == AccountKind::Income),
        ("outstanding", register) => Some(register == Register::Contributions),
        ("overpaid", register) => Some(register == Register::Ledger),
        ("exchange_difference", _) => None,
        _ => Some(true),
    }
}

fn goes(measure: &str, register: Register, is_added: Option<bool>) -> &'static str {
    match (measure, register, is_added) {
        (_, Register::Funds, _) => {
            "what is in the fund on the first day; no part of the general one"
        }
        (_, Register::Settings, _) => "opening_balance, the balance on the first day; added",
        ("outstanding", Register::Contributions, _) => "what is due; added",
        ("outstanding", _, _) => "received; taken off what is due",
        ("overpaid", Register::Contributions, _) => "what is due; taken off what was received",
        ("overpaid", _, _) => "received; added",
        (_, _, Some(true)) => "added",
        (_, _, Some(false)) => "taken off",
        (_, _, None) => "laid beside what is due",
    }
}

/// What a participant adds to a money figure; `None` where that is no sum of what its entries say.
pub(super) fn sum(figure: &Figure, own: &OfParticipant) -> Option<Decimal> {
    let parts: Option<Vec<Decimal>> =
        own.cells.iter().map(|cell| number(cell.part.as_deref())).collect();
    let total: Decimal = parts?.into_iter().sum();
    let never_below_zero = ["finance.outstanding", "finance.overpaid"];
    Some(match never_below_zero.contains(&figure.indicator.as_str()) {
        true => total.max(Decimal::ZERO),
        false => total,
    })
}
