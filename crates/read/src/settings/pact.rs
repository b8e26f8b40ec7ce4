//! `inputs/pact.toml`.

use std::collections::BTreeSet;

use model::pact::{ImpactCategory, ProductGroup, Secretariat, StrategyTitle};
use model::vocabulary::{Scope, Strategy};
use model::{InputFile, Obstacle, Pact};

use super::section::Section;
use super::shipped;
use super::toml_file::TomlFile;

/// Reads the settings that hold for every year.
///
/// # Errors
///
/// An obstacle for each key that is unknown, missing or of the wrong kind.
pub(crate) fn pact(file: &InputFile) -> Result<Pact, Vec<Obstacle>> {
    let source = TomlFile::open(file).map_err(|obstacle| vec![obstacle])?;
    let parsed = source.parse().map_err(|obstacle| vec![obstacle])?;
    let top = Section::top(&source, &parsed);
    let pact = from_sections(&top);
    top.no_other_keys();
    source.finish(pact)
}

/// The settings; `None` where something needed is missing (an obstacle is kept then).
fn from_sections(top: &Section<'_, '_>) -> Option<Pact> {
    let secretariat = secretariat(top);
    let share = |key, default| top.share(key).unwrap_or(default);
    let title = top.required_text("title");
    let ends_on = top.required_day("ends_on");
    let sample = top.yes_or_no("sample").unwrap_or(false);
    let reconcile_tolerance = share("reconcile_tolerance", Pact::RECONCILE_TOLERANCE);
    let estimate_min_share = share("estimate_min_share", Pact::ESTIMATE_MIN_SHARE);
    let reissue_above = share("reissue_above", Pact::REISSUE_ABOVE);
    let strategies = strategies(top);
    let impacts = impacts(top);
    let product_groups = product_groups(top);
    Some(Pact {
        title: title?,
        ends_on: ends_on?,
        sample,
        secretariat,
        reconcile_tolerance,
        estimate_min_share,
        reissue_above,
        strategies,
        impacts,
        product_groups,
    })
}

/// `[secretariat]`: whom participants ask; `None` where it is left out.
fn secretariat(top: &Section<'_, '_>) -> Option<Secretariat> {
    let section = top.section("secretariat", "[secretariat]")?;
    let name = section.required("name", section.titles("name"));
    let email = section.required_text("email");
    let telephone = section.text("telephone").unwrap_or_default();
    section.no_other_keys();
    let email = email.filter(|email| {
        let is_address = email.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !email.contains(char::is_whitespace)
        });
        if !is_address {
            section.wrong(
                "email",
                format!("`{email}` is no e-mail address."),
                "Write one such as \"office@example.org\".",
            );
        }
        is_address
    });
    Some(Secretariat { name: name?, email: email?, telephone })
}

/// `[[strategy]]`: the four of the Pact, each once; those shipped where there are none.
fn strategies(top: &Section<'_, '_>) -> Vec<StrategyTitle> {
    let Some(sections) = top.sections("strategy", "[[strategy]]") else {
        return shipped::strategies();
    };
    let codes: Vec<_> = Strategy::ALL.iter().map(|strategy| strategy.code()).collect();
    let mut seen = BTreeSet::new();
    let mut strategies = Vec::new();
    for section in sections {
        let strategy = section.required("id", section.code("id", &codes, Strategy::parse));
        let title = section.required("title", section.titles("title"));
        section.no_other_keys();
        if let (Some(strategy), Some(title)) = (strategy, title) {
            once(&section, &mut seen, strategy.code());
            strategies.push(StrategyTitle { strategy, title });
        }
    }
    for missing in codes.iter().filter(|code| !seen.contains(**code)) {
        let what = format!("The strategy `{missing}` has no `[[strategy]]` of its own.");
        let help = format!(
            "Add `[[strategy]]` with `id = \"{missing}\"`, or remove all of them to use the titles as shipped."
        );
        top.wrong("strategy", what, help);
    }
    strategies
}

/// `[[impact]]`; those shipped where there are none.
fn impacts(top: &Section<'_, '_>) -> Vec<ImpactCategory> {
    let Some(sections) = top.sections("impact", "[[impact]]") else {
        return shipped::impacts();
    };
    let ids = shipped::IMPACTS.map(|(id, _)| id);
    let mut seen = BTreeSet::new();
    let mut impacts = Vec::new();
    for section in sections {
        let known = |id: &str| ids.contains(&id).then(|| id.to_owned());
        let id = section.required("id", section.code("id", &ids, known));
        let title = section.required("title", section.titles("title"));
        let since = section.year("since");
        section.no_other_keys();
        if let (Some(id), Some(title)) = (id, title) {
            once(&section, &mut seen, &id);
            impacts.push(ImpactCategory { id, title, since });
        }
    }
    impacts
}

/// `[[product_group]]`; those shipped where there are none.
fn product_groups(top: &Section<'_, '_>) -> Vec<ProductGroup> {
    let Some(sections) = top.sections("product_group", "[[product_group]]") else {
        return shipped::product_groups();
    };
    let mut seen = BTreeSet::new();
    let groups = sections.iter().filter_map(|section| product_group(section, &mut seen));
    groups.collect()
}

/// One `[[product_group]]`.
fn product_group(section: &Section<'_, '_>, seen: &mut BTreeSet<String>) -> Option<ProductGroup> {
    let scopes: Vec<_> = Scope::ALL.iter().map(|scope| scope.code()).collect();
    let id = section.required("id", section.id("id"));
    let title = section.required("title", section.titles("title"));
    let scope = section.required("scope", section.code("scope", &scopes, Scope::parse));
    let first_year = section.required("first_year", section.year("first_year"));
    let is_device = section.required("is_device", section.yes_or_no("is_device"));
    section.no_other_keys();
    if let Some(id) = &id {
        once(section, seen, id.as_str());
    }
    Some(ProductGroup {
        id: id?.as_str().to_owned(),
        title: title?,
        scope: scope?,
        first_year: first_year?,
        is_device: is_device?,
    })
}

/// Refuses an id that came before in the same list.
fn once(section: &Section<'_, '_>, seen: &mut BTreeSet<String>, id: &str) {
    if !seen.insert(id.to_owned()) {
        section.wrong(
            "id",
            format!("The id `{id}` is used twice."),
            "Give each entry an id of its own, or remove one of the two.",
        );
    }
}
