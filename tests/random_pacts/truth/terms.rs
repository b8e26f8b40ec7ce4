//! The terms of the Pact as the workspace's settings have them (contract: product groups as shipped).

/// A product group.
pub(crate) struct Group {
    pub(crate) id: &'static str,
    pub(crate) scope: &'static str,
    pub(crate) first_year: i16,
    pub(crate) is_device: bool,
}

const fn group(id: &'static str, scope: &'static str, first_year: i16, is_device: bool) -> Group {
    Group { id, scope, first_year, is_device }
}

/// Every product group.
pub(crate) const GROUPS: [Group; 11] = [
    group("laptops", "workplace", 2021, true),
    group("desktops", "workplace", 2021, true),
    group("tablets", "workplace", 2021, true),
    group("smartphones", "workplace", 2021, true),
    group("displays", "workplace", 2021, true),
    group("printers", "workplace", 2021, true),
    group("peripherals", "workplace", 2021, false),
    group("servers", "infrastructure", 2026, true),
    group("storage", "infrastructure", 2026, true),
    group("network", "infrastructure", 2026, true),
    group("cloud", "infrastructure", 2026, false),
];

/// The scopes, with the first year of each.
pub(crate) const SCOPES: [(&str, i16); 2] = [("workplace", 2021), ("infrastructure", 2026)];

/// The roles of participants.
pub(crate) const ROLES: [&str; 2] = ["procuring", "coordinating"];

/// The group with an id.
pub(crate) fn group_of(id: &str) -> &'static Group {
    GROUPS.iter().find(|group| group.id == id).expect("a product group of the Pact")
}

/// Decimal places of a currency (ISO 4217).
pub(crate) fn minor_places(currency: &str) -> u32 {
    match currency {
        "JPY" | "ISK" | "KRW" | "PYG" | "VND" | "CLP" => 0,
        "KWD" | "TND" | "BHD" => 3,
        _ => 2,
    }
}
