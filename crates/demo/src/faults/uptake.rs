//! Mistakes in what is said of the strategies: levels, stories, evidence.

use model::vocabulary::{QuotePermission, Strategy};

use super::Kind;
use super::list::Spot;
use super::victim::Victim;
use crate::pact::Level;

/// Each of them in its order.
pub(super) const KINDS: &[Kind] = &[
    level_fell,
    standard_without_evidence,
    applied_without_story,
    address_in_story,
    number_in_story,
];

fn spot(victim: &Victim, question: &str) -> Spot {
    Spot::Answer(victim.asked("strategies", question))
}

/// The highest level of the practices of a strategy.
fn highest(victim: &Victim, strategy: Strategy) -> Option<u8> {
    let own = victim.own()?;
    let practices = victim.this().practices.iter().filter(|one| one.strategy == strategy);
    let levels = practices.filter_map(|one| match own.uptake.get(&one.name) {
        Some(Level::Of(level)) => Some(*level),
        _ => None,
    });
    levels.max()
}

/// U101: a practice fell by two levels.
fn level_fell(victim: &mut Victim) -> Option<()> {
    let (own, last) = (victim.own()?, victim.last()?);
    let fell = own.uptake.keys().find_map(|name| match last.uptake.get(name) {
        Some(Level::Of(before @ 2..))
            if victim.is_typed(name) && victim.is_free(&format!("practice/{name}")) =>
        {
            Some((name.clone(), before - 2))
        }
        _ => None,
    });
    let (name, level) = fell?;
    victim.claim(&[&format!("practice/{name}")])?;
    victim.own_mut()?.uptake.insert(name.clone(), Level::Of(level));
    let spot = spot(victim, &name);
    victim.finds("U101", spot, "The practice stands two levels below last year's");
    Some(())
}

/// U102: standard practice without evidence.
fn standard_without_evidence(victim: &mut Victim) -> Option<()> {
    let own = victim.own()?;
    let mut fitting = own.evidence.keys().copied().filter(|strategy| {
        highest(victim, *strategy) == Some(4) && victim.is_free(&format!("evidence/{strategy}"))
    });
    let strategy = fitting.next()?;
    // A level that falls later must not be the one the rule asks about.
    let practices: Vec<String> = victim
        .this()
        .practices
        .iter()
        .filter(|one| one.strategy == strategy && own.uptake.get(&one.name) == Some(&Level::Of(4)))
        .map(|one| format!("practice/{}", one.name))
        .collect();
    let part = format!("evidence/{strategy}");
    let parts: Vec<&str> = std::iter::once(&part).chain(&practices).map(String::as_str).collect();
    victim.claim(&parts)?;
    victim.own_mut()?.evidence.remove(&strategy);
    let spot = spot(victim, &format!("{strategy}_evidence"));
    victim.finds("U102", spot, "Standard practice, and the evidence was left blank");
    Some(())
}

/// A story that nothing else speaks of, and that is typed.
fn story(victim: &Victim, fits: impl Fn(Strategy) -> bool) -> Option<Strategy> {
    let stories = victim.own()?.stories.keys().copied();
    let mut stories = stories.filter(|strategy| {
        victim.is_typed(&format!("{strategy}_story"))
            && victim.is_free(&format!("story/{strategy}"))
            && fits(*strategy)
    });
    stories.next()
}

/// Q102: applied, and no word of it.
fn applied_without_story(victim: &mut Victim) -> Option<()> {
    let strategy =
        story(victim, |strategy| highest(victim, strategy).is_some_and(|level| level > 2))?;
    victim.claim(&[&format!("story/{strategy}")])?;
    victim.own_mut()?.stories.remove(&strategy);
    let spot = spot(victim, &format!("{strategy}_story"));
    victim.finds("Q102", spot, "Practices are applied, and the story was left blank");
    Some(())
}

fn adds_to_story(victim: &mut Victim, sentence: &str, what: &str) -> Option<()> {
    let permission = victim.own()?.organisation.quote_permission;
    matches!(permission, Some(QuotePermission::Attributed | QuotePermission::Anonymous))
        .then_some(())?;
    let strategy = story(victim, |_| true)?;
    victim.claim(&[&format!("story/{strategy}")])?;
    victim.own_mut()?.stories.get_mut(&strategy)?.push_str(sentence);
    let spot = spot(victim, &format!("{strategy}_story"));
    victim.finds("Q101", spot, what);
    Some(())
}

/// Q101: an e-mail address.
fn address_in_story(victim: &mut Victim) -> Option<()> {
    let sentence = " Ask m.quill@purchasing.example.org for the clause.";
    adds_to_story(victim, sentence, "An e-mail address in a text that may be quoted")
}

/// Q101: a telephone number.
fn number_in_story(victim: &mut Victim) -> Option<()> {
    let sentence = " The workshop answers under +32 2 555 01 42.";
    adds_to_story(victim, sentence, "A telephone number in a text that may be quoted")
}
