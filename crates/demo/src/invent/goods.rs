//! What is bought: prices, how many a workplace needs, how long it is used.
//!
//! Medians of prices, for one piece without tax, are our own guess at what a public body pays; no source stands
//! behind them, and nothing may be concluded from them. Spreads are such that nine in ten prices lie within a factor of about 1.8 for laptops
//! and of about 4 for network equipment, where a cable switch and a core router share a group.

/// A product group as the market has it.
#[derive(Debug)]
pub(super) struct Good {
    /// Its id in `pact.toml`.
    pub(super) id: &'static str,
    /// First year in scope (§1.1).
    pub(super) first_year: i16,
    /// Whether its units are devices.
    pub(super) is_device: bool,
    /// Median price of a unit in euro, new, without tax.
    pub(super) price: f64,
    /// Standard deviation of the logarithm of the price.
    pub(super) spread: f64,
    /// Units bought in a year for each person with a workplace.
    pub(super) bought: f64,
    /// Share of participants that buy it.
    pub(super) buyers: f64,
    /// Of a hundred orders, about how many.
    pub(super) orders: i64,
    /// Of the purchases of a participant that seeks them most, the share bought refurbished.
    pub(super) refurbished: f64,
    /// Share leased, and share bought as a service.
    pub(super) leased: f64,
    pub(super) as_a_service: f64,
    /// Devices in use for each person with a workplace.
    pub(super) in_use: f64,
    /// Median planned lifetime in years.
    pub(super) lifetime: f64,
}

impl Good {
    /// Whether what is bought is a thing that is new or used; a service is neither.
    pub(super) fn has_condition(&self) -> bool {
        self.id != "cloud"
    }
}

/// Every product group that is shipped, in the order of `pact.toml`.
pub(super) const GOODS: [Good; 11] = [
    good("laptops", true, (820.0, 0.35), (0.16, 0.98, 22), (0.45, 0.14, 0.03), (0.85, 5.0)),
    good("desktops", true, (640.0, 0.35), (0.05, 0.70, 9), (0.40, 0.10, 0.02), (0.30, 6.0)),
    good("tablets", true, (420.0, 0.40), (0.03, 0.55, 6), (0.30, 0.06, 0.02), (0.12, 4.0)),
    good("smartphones", true, (360.0, 0.45), (0.11, 0.85, 12), (0.40, 0.08, 0.04), (0.35, 3.5)),
    good("displays", true, (190.0, 0.40), (0.12, 0.92, 13), (0.35, 0.08, 0.01), (1.10, 7.0)),
    good("printers", true, (480.0, 0.80), (0.008, 0.65, 6), (0.15, 0.30, 0.20), (0.05, 6.0)),
    good("peripherals", false, (34.0, 0.80), (0.50, 0.75, 18), (0.05, 0.0, 0.0), (0.0, 0.0)),
    since_2026(good(
        "servers",
        true,
        (7_200.0, 0.60),
        (0.002, 0.60, 4),
        (0.20, 0.08, 0.02),
        (0.015, 6.0),
    )),
    since_2026(good(
        "storage",
        true,
        (11_500.0, 0.75),
        (0.0008, 0.45, 2),
        (0.15, 0.08, 0.03),
        (0.004, 6.0),
    )),
    since_2026(good(
        "network",
        true,
        (980.0, 0.90),
        (0.02, 0.60, 5),
        (0.15, 0.05, 0.03),
        (0.12, 8.0),
    )),
    since_2026(good(
        "cloud",
        false,
        (3_600.0, 1.00),
        (0.004, 0.65, 3),
        (0.0, 0.0, 1.0),
        (0.0, 0.0),
    )),
];

/// A group of the first scope, of the market's price, demand, ways of buying and use.
const fn good(
    id: &'static str,
    is_device: bool,
    (price, spread): (f64, f64),
    (bought, buyers, orders): (f64, f64, i64),
    (refurbished, leased, as_a_service): (f64, f64, f64),
    (in_use, lifetime): (f64, f64),
) -> Good {
    Good {
        id,
        first_year: 2021,
        is_device,
        price,
        spread,
        bought,
        buyers,
        orders,
        refurbished,
        leased,
        as_a_service,
        in_use,
        lifetime,
    }
}

/// The same as digital infrastructure, in scope as of 2026.
const fn since_2026(good: Good) -> Good {
    Good { first_year: 2026, ..good }
}
