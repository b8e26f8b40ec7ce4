//! Work and other help given to the Pact itself (§5.3.1): a memorandum, never cash.

use model::finance::{GivenInKind, InKindLine, Valuation};
use model::governance::Governance;
use model::organisation_name::compared;
use model::submission::RepeatRow;
use model::volume::PeriodRate;
use model::{
    AnswerState, Currency, Decimal, Money, PactReading, Period, RateHistory, Return, YearReading,
    round_half_even,
};

/// The group of a return that asks for it.
const GROUP: &str = "in_kind";

/// Every line in kind of a year that counts, by participant: those of its return first, in the order of their rows.
///
/// A line that stands in the return and in `in-kind.csv` with all its fields equal is one; the same line twice within
/// one of them is two (methodology: Money). A working group on file stands there by its id, however it is named. A value is that which is stated, at the mean rate of the year's period where
/// it is in another currency, else hours × hour rate, rounded to the cent. Where a value is stated and cannot be read or
/// converted the hours do not stand for it. Without accounts in `year.toml` no line has a value.
pub fn in_kind(pact: &PactReading, year: &YearReading) -> Vec<GivenInKind> {
    let mut told: Vec<(InKindLine, bool)> = Vec::new();
    for sent in year.returns.values() {
        let rows = sent.repeat(GROUP).iter();
        told.extend(rows.map(|row| (of_return(sent, row), sent.provisional)));
    }
    told.iter_mut().for_each(|(line, _)| name_group(line, &year.governance));
    let mut also_at = vec![None; told.len()];
    let of_returns = told.len();
    for line in &year.finance.in_kind {
        let mut line = line.clone();
        name_group(&mut line, &year.governance);
        let twin =
            (0..of_returns).find(|index| also_at[*index].is_none() && same(&told[*index].0, &line));
        match twin {
            Some(index) => also_at[index] = Some(line.place),
            None => told.push((line, false)),
        }
    }
    also_at.resize(told.len(), None);
    let mut given: Vec<GivenInKind> = told
        .into_iter()
        .zip(also_at)
        .map(|((line, provisional), also_at)| GivenInKind {
            also_at,
            provisional,
            ..valued(line, pact, year)
        })
        .collect();
    given.sort_by(|one, other| one.line.participant.cmp(&other.line.participant));
    given
}

/// A row of a return.
fn of_return(sent: &Return, row: &RepeatRow) -> InKindLine {
    let text = |column| row.answer(column).text().unwrap_or_default().trim().to_owned();
    let place = |column| row.answer(column).place.clone().unwrap_or_else(|| row.place.clone());
    let own = row.answer("currency");
    let currency = match own.state {
        AnswerState::Given(_) => own.text().and_then(Currency::parse),
        AnswerState::Unreadable => None,
        _ => sent.organisation.currency,
    };
    let unreadable = |column| row.answer(column).state == AnswerState::Unreadable;
    InKindLine {
        participant: sent.participant.clone(),
        kind: text("kind"),
        working_group: text("working_group"),
        hours: row.answer("hours").number(),
        amount: row.answer("amount").number(),
        currency,
        description: text("description"),
        unreadable: unreadable("hours") || unreadable("amount"),
        place: row.place.clone(),
        hours_place: place("hours"),
        amount_place: place("amount"),
    }
}

/// Writes the id of the working group that a line names, where it is on file.
fn name_group(line: &mut InKindLine, governance: &Governance) {
    if let Some(group) = governance.working_group_named(&line.working_group) {
        line.working_group = group.id.to_string();
    }
}

/// Whether two lines of different sources say the same, whatever the case of the working group. A currency says something only beside an amount.
fn same(one: &InKindLine, other: &InKindLine) -> bool {
    let currency = |line: &InKindLine| line.amount.and(line.currency);
    !one.unreadable
        && one.participant == other.participant
        && one.kind == other.kind.trim()
        && compared(&one.working_group) == compared(&other.working_group)
        && one.hours == other.hours
        && one.amount == other.amount
        && currency(one) == currency(other)
        && one.description == other.description.trim()
}

/// A line with its value.
fn valued(line: InKindLine, pact: &PactReading, year: &YearReading) -> GivenInKind {
    let mut given = GivenInKind {
        also_at: None,
        valuation: None,
        value: None,
        provisional: false,
        rate_provisional: false,
        estimated: false,
        line,
    };
    let Some(settings) = &year.settings.finance else { return given };
    let currency = settings.currency;
    let valuation = match (given.line.unreadable, given.line.amount, given.line.hours) {
        (true, ..) | (false, None, None) => return given,
        (false, Some(amount), _) if given.line.currency == Some(currency) => {
            Some((Valuation::Stated, Some(amount)))
        }
        (false, Some(amount), _) => {
            let period = &year.settings.period;
            let rate = given.line.currency.and_then(|own| mean(own, currency, period, &pact.rates));
            rate.map(|rate| {
                (given.rate_provisional, given.estimated) = (rate.provisional, rate.discontinued);
                (Valuation::Converted(rate.rate), amount.checked_div(rate.rate))
            })
        }
        (false, None, Some(hours)) => {
            settings.hour_rate.map(|rate| (Valuation::HourRate(rate), hours.checked_mul(rate)))
        }
    };
    if let Some((valuation, value)) = valuation {
        given.value = value.and_then(|value| Money::from_decimal(value, currency)).map(|m| m.minor);
        given.valuation = given.value.map(|_| valuation);
    }
    given
}

/// Units of `from` for one of `to`, mean over the period. Between two currencies other than the euro it is the quotient
/// of two means, rounded to 8 decimals as they are.
fn mean(from: Currency, to: Currency, period: &Period, rates: &RateHistory) -> Option<PeriodRate> {
    let own = rates.mean(from, period)?;
    if to == Currency::EUR {
        return Some(own);
    }
    let other = rates.mean(to, period)?;
    let rate = round_half_even(own.rate.checked_div(other.rate)?, 8);
    Some(PeriodRate {
        rate,
        provisional: own.provisional || other.provisional,
        discontinued: own.discontinued || other.discontinued,
        ..own
    })
    .filter(|rate| rate.rate != Decimal::ZERO)
}
