//! The cells of the collective volume of both years, each with its component and, where it has one, its amount at last
//! year's rate.

use std::collections::BTreeMap;

use model::change::{ChangeCell, ChangeComponent};
use model::volume::{CountedAs, PeriodRate};
use model::{Currency, Decimal, Identifier, Period, YearReading};

use super::component::Sort;
use crate::counting::euro_cents;
use crate::error::Error;
use crate::panel::Panel;
use crate::sums::{add, too_large};
use crate::volume::Kind;
use crate::volume::cells::Measured;
use crate::{Inputs, Last};

/// A cell of one of the years.
pub(super) struct Sorted<'a> {
    /// Its number: this year's cells come first, then last year's.
    pub(super) number: usize,
    pub(super) is_last: bool,
    pub(super) measured: &'a Measured,
    pub(super) owner: &'a Identifier,
    pub(super) currency: Currency,
    /// Never `exchange_rate`: what is not of another component is `like_for_like`, and told in both.
    pub(super) component: ChangeComponent,
    /// Euro cents at the rate of its own year.
    pub(super) cents: i64,
    /// Of a cell of this year told in both: its euro cents at last year's rate.
    pub(super) at_last_rate: Option<i64>,
    /// The rates of this year and of last.
    pub(super) rates: [Option<PeriodRate>; 2],
}

/// The cells with an amount, in order: this year's, then last year's.
///
/// # Errors
/// If an amount at last year's rate is too large to be counted.
pub(super) fn sorted<'a>(
    inputs: &Inputs<'a>,
    last: &Last<'a>,
    sort: &Sort<'_>,
    panel: &Panel,
    cells: &'a [Measured],
) -> Result<Vec<Sorted<'a>>, Error> {
    let mut rates = Rates { inputs: *inputs, last: *last, means: BTreeMap::new() };
    let this = cells.iter().map(|cell| (false, cell));
    let all = this.chain(last.basis.cells.iter().map(|cell| (true, cell)));
    let mut sorted = Vec::new();
    for (number, (is_last, measured)) in all.enumerate() {
        let cell = &measured.cell;
        let Some(currency) = cell.currency.filter(|_| Kind::Collective.holds(cell.counted_as))
        else {
            continue;
        };
        let owner = panel.owner(measured);
        let component = sort.component(owner, &cell.reporter, &cell.product_group);
        let rates = rates.of(&cell.reporter, currency);
        let in_both = component == ChangeComponent::LikeForLike && !is_last;
        let last_rate = rates[1].as_ref().filter(|_| in_both).map(|rate| rate.rate);
        let convert = |rate| {
            let cents = euro_cents(cell.amount_minor, currency.minor_unit(), rate);
            cents.ok_or_else(|| too_large(&cell.reporter, &format!("amounts in {currency}")))
        };
        sorted.push(Sorted {
            number,
            is_last,
            measured,
            owner,
            currency,
            component,
            cents: cell.amount_eur_cents,
            at_last_rate: last_rate.map(convert).transpose()?,
            rates,
        });
    }
    Ok(sorted)
}

/// The rates of both years, each mean taken once.
struct Rates<'a> {
    inputs: Inputs<'a>,
    last: Last<'a>,
    means: BTreeMap<(Currency, Period), Option<PeriodRate>>,
}

impl Rates<'_> {
    /// A currency's rates in a reporter's periods of this year and of last.
    fn of(&mut self, reporter: &Identifier, currency: Currency) -> [Option<PeriodRate>; 2] {
        [self.inputs.year, self.last.reading].map(|year| {
            let period = period(year, reporter);
            let mean = || self.inputs.pact.rates.mean(currency, &period);
            self.means.entry((currency, period)).or_insert_with(mean).clone()
        })
    }
}

/// The period of a reporter's return of a year; the year's own where it has none.
fn period(year: &YearReading, reporter: &Identifier) -> Period {
    let own = year.returns.get(reporter).map(|own| own.organisation.period);
    own.unwrap_or(year.settings.period)
}

/// What cells are put together by.
type Key<'a> = (&'a Identifier, &'a Identifier, Currency, &'a str, CountedAs, ChangeComponent);

/// What the cells of both years come to.
///
/// # Errors
/// If a sum is too large to be counted.
pub(super) fn change_cells(sorted: &[Sorted<'_>]) -> Result<Vec<ChangeCell>, Error> {
    let mut cells: BTreeMap<Key<'_>, ChangeCell> = BTreeMap::new();
    for own in sorted {
        let cell = &own.measured.cell;
        let (reporter, group) = (&cell.reporter, cell.product_group.as_str());
        let key = (reporter, own.owner, own.currency, group, cell.counted_as, own.component);
        let sum = cells.entry(key).or_insert_with(|| empty(own));
        let side = if own.is_last { &mut sum.last_cents } else { &mut sum.cents };
        add(side, own.cents, reporter, AMOUNTS)?;
        if let Some(at_last_rate) = &mut sum.cents_at_last_rate {
            add(at_last_rate, own.at_last_rate.unwrap_or(0), reporter, AMOUNTS)?;
        }
    }
    Ok(cells.into_values().collect())
}

/// What is summed, as an error names it.
pub(super) const AMOUNTS: &str = "amounts in euro";

fn empty(own: &Sorted<'_>) -> ChangeCell {
    let cell = &own.measured.cell;
    let rate = |index: usize| -> Option<Decimal> { Some(own.rates[index].as_ref()?.rate) };
    let in_both = own.component == ChangeComponent::LikeForLike;
    ChangeCell {
        reporter: cell.reporter.clone(),
        owner: own.owner.clone(),
        currency: own.currency,
        product_group: cell.product_group.clone(),
        counted_as: cell.counted_as,
        component: own.component,
        cents: 0,
        last_cents: 0,
        cents_at_last_rate: (in_both && own.rates.iter().all(Option::is_some)).then_some(0),
        rate: rate(0),
        last_rate: rate(1),
    }
}
