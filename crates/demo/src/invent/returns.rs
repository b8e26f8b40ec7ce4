//! The return of a participant for a year.

use std::collections::BTreeMap;

use model::Decimal;
use model::participant::Role;
use model::vocabulary::{QuotePermission, Strategy, Tax};

use super::attendance::receipt;
use super::calendar::{FiscalYear, Span};
use super::devices::devices;
use super::draw::{Draw, whole};
use super::goods::Good;
use super::orders::{self, exported, line_count, users};
use super::outputs::{outputs_on, published};
use super::profile::Profile;
use super::progress::{adoption, uptake};
use super::purchases::declared;
use super::spending::spent;
use super::words::{Decks, Writer, reflection_questions};
use super::year::{Others, Setting};
use crate::pact::{Extension, GoodPractice, InKind, Level, Organisation, Outreach, Return, Tender};

/// A return with what else it brings about.
pub(super) struct Sent {
    pub(super) own: Return,
    pub(super) extension: Option<Extension>,
    /// Passages of its answers with their themes, by question.
    pub(super) passages: Vec<(&'static str, String, &'static str)>,
}

/// What of a return can be said to be as it was the year before.
pub(super) struct Remembered {
    uptake: BTreeMap<String, Level>,
    stories: BTreeMap<Strategy, String>,
}

impl Remembered {
    /// What is remembered of a return, by its participant's id.
    pub(super) fn of(own: &Return) -> (String, Self) {
        let (uptake, stories) = (own.uptake.clone(), own.stories.clone());
        (own.participant.clone(), Self { uptake, stories })
    }
}

/// The return of a participant; `last` is what is remembered of the year before.
pub(super) fn sent(
    setting: &Setting<'_>,
    profile: &Profile,
    others: &Others<'_>,
    last: Option<&Remembered>,
    decks: &mut Decks,
) -> Sent {
    let Setting { size, year, .. } = *setting;
    let draw = &mut profile.draw(size.seed, year, "return");
    let span = profile.fiscal.period(year);
    let (received_on, extension) = receipt(size, year, profile);
    let bought_nothing = others.covered.is_empty() && draw.chance(0.02);
    let exported = if bought_nothing {
        Vec::new()
    } else {
        exported(size, profile, year, line_count(size, profile, year))
    };
    let form = !profile.without_form || exported.is_empty();
    let mut found = declared(size, profile, year, &exported, others);
    if bought_nothing || !form {
        (found.purchases, found.groups) = (Vec::new(), Vec::new());
    }
    let mut devices = match profile.has(Role::Procuring, year) {
        true => devices(size, profile, year, span),
        false => super::devices::Devices::default(),
    };
    let lists = exported.iter().enumerate();
    let mut files: Vec<_> = lists
        .map(|(at, list)| orders::file((size, profile, year), (at + 1, list), &found.groups))
        .collect();
    files.append(&mut devices.files);
    let mut own = Return {
        participant: profile.id().to_owned(),
        received_on,
        form,
        language: profile.register.language.clone(),
        organisation: organisation(setting, profile, bought_nothing, others, draw),
        uptake: BTreeMap::new(),
        carried: Vec::new(),
        stories: BTreeMap::new(),
        evidence: BTreeMap::new(),
        adoption: BTreeMap::new(),
        reflection: BTreeMap::new(),
        purchases: found.purchases,
        in_use: devices.in_use,
        end_of_use: devices.end_of_use,
        tenders: Vec::new(),
        good_practices: Vec::new(),
        outreach: Vec::new(),
        in_kind: Vec::new(),
        contribution: None,
        files,
    };
    let mut passages = Vec::new();
    if form {
        own.uptake = uptake(size, profile, setting.practices, year);
        own.adoption = adoption(size, profile, setting.outputs, year);
        passages = answers(setting, profile, &mut own, decks);
        carry(last, &mut own, draw);
        repeats(setting, (profile, span), &mut own, decks);
    } else {
        own.organisation = Organisation {
            amount_basis: Some(profile.basis),
            tax: Some(Tax::Excluded),
            ..Organisation::default()
        };
        (own.in_use, own.end_of_use) = (Vec::new(), Vec::new());
    }
    Sent { own, extension, passages }
}

/// The group `organisation`.
fn organisation(
    setting: &Setting<'_>,
    profile: &Profile,
    bought_nothing: bool,
    others: &Others<'_>,
    draw: &mut Draw,
) -> Organisation {
    let span: Span = profile.fiscal.period(setting.year);
    let says_period = profile.fiscal != FiscalYear::Pact || draw.chance(0.4);
    let people = whole(users(setting.size, profile, setting.year), 1);
    // Those that protect their volume do so every year.
    let protects = profile.draw(setting.size.seed, 0, "protect").chance(0.02);
    let may_protect = draw.chance(0.4);
    Organisation {
        period_start: says_period.then_some(span.start),
        period_end: says_period.then_some(span.end),
        currency: Some(profile.country.currency.to_owned()),
        amount_basis: Some(profile.basis),
        tax: Some(if profile.tax.is_some() { Tax::Included } else { Tax::Excluded }),
        tax_rate: profile.tax.map(Decimal::from),
        users_served: u32::try_from(people).ok(),
        quote_permission: permission(setting, profile),
        reports_for: others.covered.iter().map(|other| other.id().to_owned()).collect(),
        protect_volume: (protects || may_protect).then_some(protects),
        procurement_none: (bought_nothing || draw.chance(0.3)).then_some(bought_nothing),
    }
}

/// Whether it may be quoted; `None`: it does not say.
pub(super) fn permission(setting: &Setting<'_>, profile: &Profile) -> Option<QuotePermission> {
    let draw = &mut profile.draw(setting.size.seed, setting.year, "permission");
    let permission = draw.weighted(&[
        (QuotePermission::Attributed, 50),
        (QuotePermission::Anonymous, 28),
        (QuotePermission::No, 22),
    ]);
    draw.blank(profile.blanks / 2.0, permission)
}

/// Stories, evidence and reflection; evidence always where a practice is standard.
fn answers(
    setting: &Setting<'_>,
    profile: &Profile,
    own: &mut Return,
    decks: &mut Decks,
) -> Vec<(&'static str, String, &'static str)> {
    let (seed, year) = (setting.size.seed, setting.year);
    let draw = &mut profile.draw(seed, year, "texts");
    let blank = &mut profile.draw(seed, year, "blank texts");
    let permission = own.organisation.quote_permission;
    let is_quoted = permission.is_some_and(|permission| permission != QuotePermission::No);
    let mut writer = Writer::new(&own.language, is_quoted, decks, draw);
    for strategy in Strategy::ALL {
        let of_it = setting.practices.iter().filter(|one| one.strategy == *strategy);
        let levels = of_it.filter_map(|one| own.uptake.get(&one.name));
        let highest = levels.max().copied();
        if !blank.chance(profile.blanks) {
            own.stories.insert(*strategy, writer.story(*strategy));
        }
        let is_needed = highest == Some(Level::Of(4));
        if is_needed || !blank.chance(profile.blanks) {
            own.evidence.insert(*strategy, writer.evidence());
        }
    }
    let mut passages = Vec::new();
    for question in reflection_questions() {
        if !blank.chance(profile.blanks) {
            let answer = writer.reflection(question);
            passages
                .extend(answer.passages.into_iter().map(|(text, theme)| (question, text, theme)));
            own.reflection.insert(question.to_owned(), answer.text);
        }
    }
    passages
}

/// Marks a part of what is the same as last year so; one text in forty is last year's.
fn carry(last: Option<&Remembered>, own: &mut Return, draw: &mut Draw) {
    let Some(last) = last else {
        return;
    };
    for (practice, level) in &own.uptake {
        if last.uptake.get(practice) == Some(level) && draw.chance(0.15) {
            own.carried.push(practice.clone());
        }
    }
    for strategy in Strategy::ALL {
        if let Some(story) = last.stories.get(strategy)
            && own.stories.contains_key(strategy)
            && draw.chance(0.025)
        {
            own.stories.insert(*strategy, story.clone());
            own.carried.push(format!("{strategy}_story"));
        }
    }
}

/// Tenders, good practices, outreach and work for the Pact.
fn repeats(
    setting: &Setting<'_>,
    (profile, span): (&Profile, Span),
    own: &mut Return,
    decks: &mut Decks,
) {
    let (seed, year) = (setting.size.seed, setting.year);
    let draw = &mut profile.draw(seed, year, "repeats");
    let texts = &mut profile.draw(seed, year, "texts of repeats");
    let mut writer = Writer::new(&own.language, false, decks, texts);
    let blanks = profile.blanks;
    if profile.has(Role::Procuring, year) && draw.chance(0.3) {
        let published = published(setting.outputs, span.end);
        own.tenders = tenders(setting, (profile, span), &published, draw, &mut writer);
    }
    if draw.chance(0.3) {
        let strategy = *draw.pick(Strategy::ALL);
        let told = writer.good_practice(strategy);
        let place = super::stems::plain(&told.title);
        own.good_practices.push(GoodPractice {
            title: told.title,
            strategy,
            impacts: told.impacts,
            what: told.what,
            how: draw.blank(blanks, told.how),
            who: draw.blank(blanks, told.who),
            lessons: draw.blank(blanks, told.lessons),
            link: link(profile, &format!("practice/{place}"), draw),
        });
    }
    if profile.has(Role::Coordinating, year) {
        for _ in 0..draw.between(0, 5) {
            let (activity, kind) = writer.outreach();
            let reached = whole(draw.log_normal(18.0, 0.8), 1);
            own.outreach.push(Outreach {
                activity,
                kind: kind.to_owned(),
                date: {
                    let day = draw.day(span.start, span.end);
                    draw.blank(blanks, day)
                },
                organisations_reached: draw.blank(blanks, reached),
                procurers_reached: {
                    let procurers = reached + draw.between(0, 3 * reached);
                    draw.blank(blanks, procurers)
                },
                indirect_units: None,
                indirect_amount: None,
                currency: None,
                basis: None,
            });
        }
    }
    let coordinates = profile.has(Role::Coordinating, year);
    if draw.chance(if coordinates { 0.7 } else { 0.2 }) {
        own.in_kind = in_kind(setting, profile, draw, &mut writer);
    }
}

/// One or two tenders, for what the participant buys: of what it spends on a group, one to four years.
fn tenders(
    setting: &Setting<'_>,
    (profile, span): (&Profile, Span),
    published: &[&str],
    draw: &mut Draw,
    writer: &mut Writer<'_>,
) -> Vec<Tender> {
    let year = setting.year;
    let mut goods: Vec<&Good> = profile.goods.to_vec();
    goods.retain(|good| good.first_year <= year);
    draw.shuffle(&mut goods);
    let wanted = usize::try_from(draw.between(1, 2)).unwrap_or(1);
    let tenders = goods.into_iter().take(wanted).enumerate().map(|(at, good)| {
        let told = writer.tender(good.id);
        let day = draw.day(span.start, span.end);
        let years = 1.0 + 3.0 * draw.share();
        let value = spent(setting.size, profile, good, year) * years * profile.country.per_euro;
        let value = Decimal::from(whole(value / 1_000.0, 5) * 1_000);
        let own = outputs_on(good.id).iter().chain(told.outputs);
        let mut used: Vec<String> = own.map(|id| (*id).to_owned()).collect();
        used.retain(|id| published.contains(&id.as_str()) && draw.chance(0.6));
        Tender {
            title: told.title,
            published_on: draw.blank(profile.blanks, day),
            product_group: good.id.to_owned(),
            value: draw.blank(profile.blanks, value),
            outputs_used: used,
            impacts: told.impacts,
            link: link(profile, &format!("tenders/{year}-{}", at + 1), draw),
            lessons: draw.blank(profile.blanks, told.lessons),
        }
    });
    tenders.collect()
}

/// Where something can be read on the website of a participant, at an address nobody can have (RFC 2606); two in
/// five have it there.
fn link(profile: &Profile, place: &str, draw: &mut Draw) -> Option<String> {
    draw.chance(0.4).then(|| format!("https://{}.example.org/{place}", profile.id()))
}

fn in_kind(
    setting: &Setting<'_>,
    profile: &Profile,
    draw: &mut Draw,
    writer: &mut Writer<'_>,
) -> Vec<InKind> {
    let lines = (0..draw.between(1, 3)).map(|_| {
        let by_hours = draw.chance(0.85);
        let hours = Decimal::new(whole(draw.log_normal(24.0, 0.7) * 2.0, 1) * 5, 1);
        let amount = whole(draw.log_normal(900.0 * profile.country.per_euro, 0.6), 20);
        let groups = setting.working_groups;
        InKind {
            hours: by_hours.then_some(hours),
            amount: (!by_hours).then(|| Decimal::from(amount)),
            // What is given in kind is given for a common purpose, which is named (§5.3.1).
            working_group: (!groups.is_empty()).then(|| (*draw.pick(groups)).to_owned()),
            description: writer.in_kind(),
        }
    });
    lines.collect()
}
