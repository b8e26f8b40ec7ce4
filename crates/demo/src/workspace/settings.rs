//! `year.toml`.

use std::fmt::Write;

use model::Decimal;
use model::vocabulary::Strategy;

use crate::pact::{InventedPact, Level, PactYear};

/// What the Committee wants to be applied more, and by how much more in the Pact's last year.
const TARGETS: [(Strategy, &str, i64); 2] =
    [(Strategy::UseLonger, "use-longer-2030", 20), (Strategy::BuyBetter, "buy-better-2030", 15)];

/// The last year of the Pact (§6.2), which targets are set for.
const TARGET_YEAR: i16 = 2030;

/// The settings of a year, the first being 0. From the second year on the Committee has set targets, with what the
/// first year's returns say as their baseline.
pub(super) fn year_toml(pact: &InventedPact, index: usize) -> String {
    let year = &pact.years[index];
    let mut text = format!(
        "# The Pact's year {0}. Invented.\nyear = {0}\nperiod_start = {1}\nperiod_end = {2}\ndeadline = {3}\nreport_date = {4}\nlanguages = [\"en\", \"fr\"]\n",
        year.year, year.period_start, year.period_end, year.deadline, year.report_date,
    );
    if index > 0 {
        TARGETS.iter().for_each(|target| text.push_str(&target_of(&pact.years[0], target)));
    }
    for own in &year.extensions {
        let (participant, reason) = (quoted(&own.participant), quoted(&own.reason));
        let until = own.until;
        add(
            &mut text,
            format_args!(
                "\n[[extension]]\nparticipant = {participant}\nuntil = {until}\nreason = {reason}\n"
            ),
        );
    }
    for own in &year.exempt {
        let (participant, reason) = (quoted(&own.participant), quoted(&own.reason));
        add(
            &mut text,
            format_args!("\n[[exempt]]\nparticipant = {participant}\nreason = {reason}\n"),
        );
    }
    let money = &year.finance;
    add(
        &mut text,
        format_args!(
            "\n[finance]\ncurrency = \"EUR\"\nopening_balance = {}\nbank_closing_balance = {}\nhour_rate = {}\nexplain_above = 0.10\ndocument_above = 5000\nhost = \"Office of the Pact (invented)\"\nprepared_by_role = \"Treasurer of the Secretariat\"\npublish_descriptions = true\n",
            money.opening_balance, money.bank_closing_balance, money.hour_rate,
        ),
    );
    text
}

/// A target on the share of practices of a strategy that are applied; nothing where the first year has no answer on
/// them.
fn target_of(first: &PactYear, (strategy, id, points): &(Strategy, &str, i64)) -> String {
    let Some(baseline) = applied(first, *strategy) else {
        return String::new();
    };
    let wanted = (baseline + Decimal::new(*points, 2)).min(Decimal::new(95, 2)).round_dp(2);
    if wanted <= baseline {
        return String::new();
    }
    format!(
        "\n[[target]]\nid = \"{id}\"\nindicator = \"uptake.rate\"\ndimensions = {{ strategy = \"{strategy}\" }}\nbaseline_year = {0}\nbaseline = {baseline}\ntarget_year = {TARGET_YEAR}\ntarget = {wanted}\ndecision = \"SC-{0}-06\"\n",
        first.year,
    )
}

/// The share of answers on the practices of a strategy that are 3 or 4, of those from 0 to 4.
fn applied(year: &PactYear, strategy: Strategy) -> Option<Decimal> {
    let practices = || year.practices.iter().filter(|own| own.strategy == strategy);
    let answers = year.returns.iter().filter(|own| own.form).flat_map(|own| {
        practices().filter_map(|practice| match own.uptake.get(&practice.name) {
            Some(Level::Of(level)) => Some(*level),
            _ => None,
        })
    });
    let levels: Vec<u8> = answers.collect();
    let high = levels.iter().filter(|level| **level >= 3).count();
    let share = Decimal::from(high).checked_div(Decimal::from(levels.len()))?;
    Some(model::round_half_even(share, 6))
}

fn add(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("writing into a text does not fail");
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
