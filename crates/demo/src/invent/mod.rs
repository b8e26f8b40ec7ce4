//! Draws an invented pact in memory: organisations, returns, orders, words and money that look like life.
//!
//! Sizes of organisations and prices are log-normal; uptake moves slowly and unevenly; about three in ten optional
//! cells are blank. Nothing here is a mistake: no rule of the checks with severity error or warning finds anything in
//! a pact that was only invented. Those that send no return are therefore exempt or inside another's return, and
//! every contribution is paid by the end of the last year.

mod attendance;
mod bills;
mod calendar;
mod coding;
#[cfg(test)]
mod coherence;
mod commitments;
mod contributions;
mod countries;
mod devices;
pub(crate) mod draw;
mod explanations;
mod funds;
mod given;
mod goods;
mod governance;
mod kinds;
mod lines;
mod money;
mod narrative;
mod orders;
mod organisations;
pub(crate) mod outputs;
mod outside;
mod profile;
mod progress;
mod purchases;
pub(crate) mod rates;
mod returns;
mod size;
mod spending;
mod stems;
#[cfg(test)]
mod tests;
mod words;
mod year;

use std::collections::BTreeMap;

use crate::pact::InventedPact;
use crate::questionnaire::practices;

use returns::Remembered;

pub use lines::order_files;
pub use size::Size;

/// Invents the pact of a size: the same for the same size and seed.
///
/// The size is to be [`Size::checked`]; of one that is not, years beyond the bounds are drawn as the nearest that
/// are within.
pub fn invent(size: &Size) -> InventedPact {
    let profiles = organisations::profiles(size);
    let supporters = organisations::supporters(size);
    let practices = practices();
    let mut years = Vec::new();
    let mut last: BTreeMap<String, Remembered> = BTreeMap::new();
    for year in size.first_year()..=size::LAST_YEAR {
        let own = year::pact_year(size, year, (&profiles, &supporters), &practices, &last);
        last = own.returns.iter().map(Remembered::of).collect();
        years.push(own);
    }
    let finances = money::finances(size, &profiles);
    for (year, finance) in years.iter_mut().zip(finances) {
        year.finance = finance;
        year.finance.in_kind = given::noted(size, year, &profiles);
        given::remember_payments(size, year, &profiles);
    }
    let participants = profiles.into_iter().map(|profile| profile.register).collect();
    InventedPact { seed: size.seed, participants, supporters, years }
}
