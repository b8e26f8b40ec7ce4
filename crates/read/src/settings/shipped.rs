//! What holds where `pact.toml` does not say otherwise: the lists of the data contract.

use model::pact::{ImpactCategory, ProductGroup, StrategyTitle, Titles};
use model::vocabulary::{Scope, Strategy};

/// The ids of the Pact's impact categories (preamble), with titles.
pub(super) const IMPACTS: [(&str, &str); 4] = [
    ("circularity", "Circularity"),
    ("fairness", "Fairness"),
    ("carbon", "Carbon and climate"),
    ("chemicals", "Chemicals of concern"),
];

/// The impact categories with their titles, in the order of the preamble.
pub(super) fn impacts() -> Vec<ImpactCategory> {
    let category = |(id, title): (&str, &str)| ImpactCategory {
        id: id.to_owned(),
        title: Titles::one("en", title),
        since: None,
    };
    IMPACTS.into_iter().map(category).collect()
}

/// The four strategies with their titles, in the Pact's order (§1.2.1b).
pub(super) fn strategies() -> Vec<StrategyTitle> {
    let titles = ["Buy less", "Buy better", "Use better", "Use longer"];
    let entries = Strategy::ALL.iter().zip(titles);
    entries
        .map(|(strategy, title)| StrategyTitle {
            strategy: *strategy,
            title: Titles::one("en", title),
        })
        .collect()
}

/// The product groups: workplace equipment from 2021, digital infrastructure from 2026 (§1.1).
pub(super) fn product_groups() -> Vec<ProductGroup> {
    use Scope::{Infrastructure, Workplace};
    let groups = [
        ("laptops", "Laptops", Workplace, 2021, true),
        ("desktops", "Desktop computers", Workplace, 2021, true),
        ("tablets", "Tablets", Workplace, 2021, true),
        ("smartphones", "Smartphones", Workplace, 2021, true),
        ("displays", "Displays", Workplace, 2021, true),
        ("printers", "Printers and copiers", Workplace, 2021, true),
        ("peripherals", "Peripherals and accessories", Workplace, 2021, false),
        ("servers", "Servers", Infrastructure, 2026, true),
        ("storage", "Storage", Infrastructure, 2026, true),
        ("network", "Network equipment", Infrastructure, 2026, true),
        ("cloud", "Cloud services", Infrastructure, 2026, false),
    ];
    let group = |(id, title, scope, first_year, is_device): (&str, &str, _, _, _)| ProductGroup {
        id: id.to_owned(),
        title: Titles::one("en", title),
        scope,
        first_year,
        is_device,
    };
    groups.into_iter().map(group).collect()
}
