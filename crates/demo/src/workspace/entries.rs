//! What a participant enters into its form, in the words of the questionnaire as shipped.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::Decimal;
use model::vocabulary::{Acquisition, Strategy};
use workbooks::{Entries, Entry};

use crate::pact::{Buyer, ContributionPaid, InKind, Level, Organisation, Purchase, Return, Tender};

type Answers = BTreeMap<String, Entry>;

/// The entries of a return. A mark "as last year" stands beside an empty cell where `last`, what the participant
/// entered the year before, is the same; else the answer is typed.
pub(super) fn entries(own: &Return, last: Option<&Entries>) -> Entries {
    let mut entries = answers(own);
    entries.carried = own.carried.iter().cloned().collect();
    for (section, answers) in &mut entries.groups {
        let before = last.and_then(|last| last.groups.get(section));
        let same = |name: &String, entry: &Entry| {
            before.and_then(|before| before.get(name)).is_some_and(|before| before == entry)
        };
        answers.retain(|name, entry| !(own.carried.contains(name) && same(name, entry)));
    }
    entries
}

/// Every answer of a return, typed.
pub(super) fn answers(own: &Return) -> Entries {
    let mut entries = Entries::default();
    let mut group = |name: &str, answers: Answers| {
        if !answers.is_empty() {
            entries.groups.insert(name.to_owned(), answers);
        }
    };
    group("organisation", organisation(&own.organisation));
    group("strategies", strategies(own));
    let adoption = own.adoption.iter();
    let adoption = adoption
        .map(|(id, level)| (format!("output_{}", id.replace('-', "_")), one(&level.to_string())));
    group("guidance", adoption.collect());
    let told = own.reflection.iter();
    group("reflection", told.map(|(name, text)| (name.clone(), words(text))).collect());
    group("contribution", own.contribution.as_ref().map(contribution).unwrap_or_default());
    let mut repeat = |name: &str, rows: Vec<Answers>| {
        if !rows.is_empty() {
            entries.repeats.insert(name.to_owned(), rows);
        }
    };
    repeat("procurement", own.purchases.iter().map(purchase).collect());
    repeat("in_use", in_use(own));
    repeat("end_of_use", end_of_use(own));
    repeat("tenders", own.tenders.iter().map(tender).collect());
    repeat("good_practices", good_practices(own));
    repeat("outreach", outreach(own));
    repeat("in_kind", own.in_kind.iter().map(in_kind).collect());
    entries
}

/// Answers while they are gathered; what is not there stays blank.
#[derive(Default)]
struct Gathered(Answers);

impl Gathered {
    fn with(mut self, name: &str, entry: Option<Entry>) -> Self {
        if let Some(entry) = entry {
            self.0.insert(name.to_owned(), entry);
        }
        self
    }
}

fn words(text: &str) -> Entry {
    Entry::Text(text.to_owned())
}

fn text(value: Option<&String>) -> Option<Entry> {
    value.map(|text| words(text))
}

fn one(code: &str) -> Entry {
    Entry::Choices(vec![code.to_owned()])
}

fn several(codes: &[String]) -> Option<Entry> {
    (!codes.is_empty()).then(|| Entry::Choices(codes.to_vec()))
}

fn yes_or_no(value: Option<bool>) -> Option<Entry> {
    value.map(|yes| one(if yes { "yes" } else { "no" }))
}

fn number(value: Option<impl Into<Decimal>>) -> Option<Entry> {
    value.map(|value| Entry::Number(value.into()))
}

fn day(value: Option<Date>) -> Option<Entry> {
    value.map(Entry::Day)
}

/// The form comes with the year's period: a blank one was cleared.
fn organisation(own: &Organisation) -> Answers {
    let reports_for = own.reports_for.join(";");
    Gathered::default()
        .with("period_start", day(own.period_start).or(Some(Entry::Blank)))
        .with("period_end", day(own.period_end).or(Some(Entry::Blank)))
        .with("currency", text(own.currency.as_ref()))
        .with("amount_basis", own.amount_basis.map(|basis| one(basis.code())))
        .with("tax", own.tax.map(|tax| one(tax.code())))
        .with("tax_rate", number(own.tax_rate))
        .with("users_served", number(own.users_served))
        .with("quote_permission", own.quote_permission.map(|own| one(own.code())))
        .with("reports_for", (!reports_for.is_empty()).then(|| words(&reports_for)))
        .with("protect_volume", yes_or_no(own.protect_volume))
        .with("procurement_none", yes_or_no(own.procurement_none))
        .0
}

fn strategies(own: &Return) -> Answers {
    let levels = own.uptake.iter().map(|(name, level)| (name.clone(), level_of(*level)));
    let told = |what: &str, texts: &BTreeMap<Strategy, String>| {
        let told = texts.iter().map(|(strategy, text)| (format!("{strategy}_{what}"), words(text)));
        told.collect::<Vec<_>>()
    };
    levels.chain(told("story", &own.stories)).chain(told("evidence", &own.evidence)).collect()
}

fn level_of(level: Level) -> Entry {
    match level {
        Level::NotApplicable => one("na"),
        Level::Of(level) => one(&level.to_string()),
    }
}

fn purchase(own: &Purchase) -> Answers {
    let acquisition = own.acquisition.filter(|own| *own != Acquisition::Unknown);
    let (buyer, buyer_name) = match &own.buyer {
        None => (None, None),
        Some(Buyer::Participant(id)) => (Some(words(id)), None),
        Some(Buyer::Other(name)) => (Some(words("other")), text(name.as_ref())),
    };
    Gathered::default()
        .with("product_group", own.product_group.as_deref().map(one))
        .with("condition", own.condition.map(|own| one(own.code())))
        .with("acquisition", acquisition.map(|own| one(own.code())))
        .with("units", number(own.units))
        .with("amount", number(own.amount))
        .with("currency", text(own.currency.as_ref()))
        .with("labelled_units", number(own.labelled_units))
        .with("labels", text(own.labels.as_ref()))
        .with("criteria_units", number(own.criteria_units))
        .with("framework", text(own.framework.as_ref()))
        .with("buyer", buyer)
        .with("buyer_name", buyer_name)
        .0
}

fn in_use(own: &Return) -> Vec<Answers> {
    let row = |own: &crate::pact::DevicesInUse| {
        Gathered::default()
            .with("product_group", Some(one(&own.product_group)))
            .with("devices", number(own.devices))
            .with("mean_age_years", number(own.mean_age_years))
            .with("planned_lifetime_years", number(own.planned_lifetime_years))
            .0
    };
    own.in_use.iter().map(row).collect()
}

fn end_of_use(own: &Return) -> Vec<Answers> {
    let row = |own: &crate::pact::DevicesAtEndOfUse| {
        Gathered::default()
            .with("product_group", Some(one(&own.product_group)))
            .with("route", own.route.map(|own| one(own.code())))
            .with("units", number(own.units))
            .0
    };
    own.end_of_use.iter().map(row).collect()
}

fn tender(own: &Tender) -> Answers {
    let outputs: Vec<String> = own.outputs_used.iter().map(|id| id.replace('-', "_")).collect();
    Gathered::default()
        .with("title", Some(words(&own.title)))
        .with("published_on", day(own.published_on))
        .with("product_group", Some(one(&own.product_group)))
        .with("value", number(own.value))
        .with("outputs_used", several(&outputs))
        .with("impacts", several(&own.impacts))
        .with("link", text(own.link.as_ref()))
        .with("lessons", text(own.lessons.as_ref()))
        .0
}

fn good_practices(own: &Return) -> Vec<Answers> {
    let row = |own: &crate::pact::GoodPractice| {
        Gathered::default()
            .with("title", Some(words(&own.title)))
            .with("strategy", Some(one(own.strategy.code())))
            .with("impacts", several(&own.impacts))
            .with("what", Some(words(&own.what)))
            .with("how", text(own.how.as_ref()))
            .with("who", text(own.who.as_ref()))
            .with("lessons", text(own.lessons.as_ref()))
            .with("link", text(own.link.as_ref()))
            .0
    };
    own.good_practices.iter().map(row).collect()
}

fn outreach(own: &Return) -> Vec<Answers> {
    let row = |own: &crate::pact::Outreach| {
        Gathered::default()
            .with("activity", Some(words(&own.activity)))
            .with("kind", Some(one(&own.kind)))
            .with("date", day(own.date))
            .with("organisations_reached", number(own.organisations_reached))
            .with("procurers_reached", number(own.procurers_reached))
            .with("indirect_units", number(own.indirect_units))
            .with("indirect_amount", number(own.indirect_amount))
            .with("currency", text(own.currency.as_ref()))
            .with("basis", own.basis.as_deref().map(one))
            .0
    };
    own.outreach.iter().map(row).collect()
}

fn contribution(own: &ContributionPaid) -> Answers {
    Gathered::default()
        .with("contribution_paid", number(Some(own.paid)))
        .with("contribution_currency", Some(words(&own.currency)))
        .with("contribution_paid_on", day(own.paid_on))
        .0
}

fn in_kind(own: &InKind) -> Answers {
    Gathered::default()
        .with("kind", Some(one(if own.hours.is_some() { "hours" } else { "other" })))
        .with("hours", number(own.hours))
        .with("amount", number(own.amount))
        .with("working_group", text(own.working_group.as_ref()))
        .with("description", Some(words(&own.description)))
        .0
}
