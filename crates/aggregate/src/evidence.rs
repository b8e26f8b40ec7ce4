//! `evidence.share` (methodology: Uptake).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::vocabulary::Strategy;
use model::{
    AnswerState, Coverage, Decimal, Dimension, Identifier, Indicator, ObservationStatus, Place,
    TraceEntry,
};

use crate::Inputs;
use crate::draft::Draft;
use crate::ladder::{self, LadderAnswer, contributors};
use crate::trace::entry;
use crate::uptake::{Practice, by_strategy, of_strategy, practices};

pub(crate) const SHARE: Indicator = Indicator {
    id: "evidence.share",
    title: "Standard practice with evidence named",
    question: "For what share of the answers \u{201c}standard practice\u{201d} does the return name evidence?",
    unit: "share",
    dimensions: &[&[Dimension::Strategy]],
    formula: "answers at level 4 of returns that name a link or document in STRATEGY_evidence ÷ answers at level 4 \
              of returns that were asked for it",
    needs: &["every question on the list uptake: cfit_strategy", "STRATEGY_evidence"],
    paragraph: "§3.1.1a, §3.1.2",
    caveats: "Evidence was named, not looked at: nothing was audited. Named once for a strategy, it stands for every \
              level-4 answer of that return in it.",
};

/// The share of every strategy of the form.
pub(crate) fn drafts(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<Draft> {
    let practices = practices(inputs, coverage);
    let strategies = by_strategy(&practices).into_iter();
    strategies.map(|(strategy, practices)| draft(inputs, strategy, &practices)).collect()
}

/// The level that evidence is asked for: standard practice.
const STANDARD: u8 = 4;

/// What of a strategy one return says.
struct Claim<'a> {
    /// Its answers at level 4.
    answers: Vec<&'a LadderAnswer>,
    /// Whether it names evidence.
    named: bool,
    /// Where it does, or could.
    evidence: TraceEntry,
}

fn draft(inputs: &Inputs<'_>, strategy: Strategy, practices: &[&Practice<'_>]) -> Draft {
    let name = format!("{}_evidence", strategy.code());
    let question = ladder::find(inputs, &name)
        .filter(|(section, own)| ladder::is_asked_this_year(inputs, section, own))
        .filter(|_| practices.iter().any(|practice| practice.asked));
    let Some((section, question)) = question else {
        let nothing = (Decimal::ZERO, Decimal::ZERO);
        let none = (BTreeSet::new(), Arc::default());
        let draft = Draft::share(SHARE.id, of_strategy(strategy), nothing, none.0, none.1);
        return draft.without_value(ObservationStatus::NotAsked);
    };
    let mut claims: BTreeMap<&Identifier, Vec<&LadderAnswer>> = BTreeMap::new();
    let answers = practices.iter().flat_map(|practice| practice.answered());
    for answer in answers.filter(|answer| answer.step.level() == Some(STANDARD)) {
        if section.asked_of(&answer.roles) && question.asked_of(&answer.roles) {
            claims.entry(&answer.participant).or_default().push(answer);
        }
    }
    let claims = claims.into_values().filter_map(|answers| claim(inputs, &name, answers));
    let claims: Vec<Claim<'_>> = claims.collect();
    let answers = |claims: &mut dyn Iterator<Item = &Claim<'_>>| -> Decimal {
        claims.map(|claim| claim.answers.len()).sum::<usize>().into()
    };
    let named = answers(&mut claims.iter().filter(|claim| claim.named));
    let parts = (named, answers(&mut claims.iter()));
    let all = || claims.iter().flat_map(|claim| claim.answers.iter().copied());
    let cells = claims.iter().flat_map(|claim| {
        let answers = claim.answers.iter().map(|answer| answer.entry.clone());
        answers.chain([claim.evidence.clone()])
    });
    let cut = of_strategy(strategy);
    let draft = Draft::share(SHARE.id, cut, parts, contributors(all()), Arc::new(cells.collect()));
    draft.provisional_if(all().any(|answer| answer.provisional))
}

/// The level-4 answers of one return with its answer on evidence; `None` where it was not asked for any. What was
/// written there is not repeated in the trace: it may name persons.
fn claim<'a>(inputs: &Inputs<'_>, name: &str, answers: Vec<&'a LadderAnswer>) -> Option<Claim<'a>> {
    let participant = &answers.first()?.participant;
    let own = inputs.year.returns.get(participant)?;
    let answer = own.answer(name);
    if answer.state == AnswerState::NotAsked {
        return None;
    }
    let named = answer.text().is_some_and(|text| !text.trim().is_empty());
    let cell = answer.place.clone().unwrap_or_else(|| Place::file(own.path.as_str()));
    let said = if named { "evidence named" } else { "no evidence named" };
    let evidence = entry(participant, said, cell);
    Some(Claim { answers, named, evidence })
}

#[cfg(test)]
mod tests {
    use crate::tests::fixture::{World, assert_figures, cut};

    /// aa names evidence for its two answers at 4; bb has one and names none; cc has none at 4.
    #[test]
    fn answers_at_four_are_counted_where_their_return_names_evidence() {
        let mut world = World::new();
        let answers = [
            ("aa", "share_devices", "4"),
            ("aa", "repair_first", "4"),
            ("bb", "share_devices", "4"),
            ("bb", "repair_first", "3"),
            ("cc", "share_devices", "3"),
        ];
        for (participant, question, said) in answers {
            world.answer(participant, question, said);
        }
        for (participant, text) in [("aa", "https://aa.example/policy"), ("bb", ""), ("cc", "yes")]
        {
            world.say(participant, "buy_less_evidence", text);
        }
        // dd answered 4 and was not asked for evidence.
        world.answer("dd", "share_devices", "4");
        let results = world.compute().results;
        let rows = [
            ("evidence.share", "strategy=buy_less", "0.666667 A"),
            // The form asks for none.
            ("evidence.share", "strategy=use_better", "- L"),
        ];
        assert_figures(&results, &rows);
        let share = results.figures.get("evidence.share", &cut("strategy=buy_less")).unwrap();
        let values: Vec<&str> = share.trace.iter().map(|entry| entry.value.as_str()).collect();
        assert_eq!(values, ["4", "4", "evidence named", "4", "no evidence named"]);
        assert_eq!(share.contributors, Some(2));
    }
}
