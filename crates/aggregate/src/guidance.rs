//! Use of the Pact's outputs: `guidance.level` and `guidance.rate` (methodology: Uptake).

use model::registers::PactOutput;
use model::{Coverage, Decimal, Dimension, Dimensions, Indicator, ObservationStatus};

use crate::Inputs;
use crate::draft::Draft;
use crate::ladder::{self, LadderAnswer, Step, contributors, trace};

pub(crate) const LEVEL: Indicator = Indicator {
    id: "guidance.level",
    title: "Use of an output by level",
    question: "How far is each output of the Pact used?",
    unit: "count",
    dimensions: &[&[Dimension::Output, Dimension::Level]],
    formula: "number of participants whose answer is this level",
    needs: &["outputs.csv", "output_*"],
    paragraph: "§3.1.1a, §4",
    caveats: "Only outputs published by the period's end; as the participants say.",
};

pub(crate) const RATE: Indicator = Indicator {
    id: "guidance.rate",
    title: "Outputs used",
    question: "What share of the participants use the output?",
    unit: "share",
    dimensions: &[&[Dimension::Output]],
    formula: "answers at level 2 or more ÷ answers at levels 0 to 4",
    needs: &["outputs.csv", "output_*"],
    paragraph: "§3.1.1a, §4",
    caveats: "Only outputs published by the period's end; blank answers are outside.",
};

/// The lowest level that counts as used.
const USED: u8 = 2;

/// The figures of every output published by the period's end.
pub(crate) fn drafts(inputs: &Inputs<'_>, coverage: &Coverage) -> Vec<Draft> {
    let end = inputs.year.settings.period.end;
    let published = inputs.year.outputs.iter().filter(|output| output.published_by(end));
    let drafts = published.flat_map(|output| of_output(inputs, coverage, output));
    drafts.collect()
}

fn of_output(inputs: &Inputs<'_>, coverage: &Coverage, output: &PactOutput) -> Vec<Draft> {
    let cut = Dimensions::none().with(Dimension::Output, output.id.as_str());
    let question = ladder::find(inputs, &output.question());
    let question = question
        .filter(|(section, question)| ladder::is_asked_this_year(inputs, section, question));
    let Some((section, question)) = question else {
        let nothing = (Decimal::ZERO, Decimal::ZERO);
        let draft = Draft::share(RATE.id, cut, nothing, contributors([]), trace([]));
        return vec![draft.without_value(ObservationStatus::NotAsked)];
    };
    let answers = ladder::answers(inputs, coverage, section, question);
    let mut drafts = vec![rate(cut.clone(), &answers)];
    if !answers.is_empty() {
        let levels = Step::ALL.iter().filter(|step| step.level().is_some());
        drafts.extend(levels.map(|step| level(&cut, &answers, *step)));
    }
    drafts
}

fn rate(cut: Dimensions, answers: &[LadderAnswer]) -> Draft {
    let answered = || answers.iter().filter(|answer| answer.step.level().is_some());
    let used = answered().filter(|answer| answer.step.level() >= Some(USED)).count();
    let parts = (Decimal::from(used), Decimal::from(answered().count()));
    let draft = Draft::share(RATE.id, cut, parts, contributors(answered()), trace(answered()));
    match draft.value {
        Some(_) => draft.provisional_if(answered().any(|answer| answer.provisional)),
        None => draft.without_value(ladder::no_step(answers)),
    }
}

fn level(cut: &Dimensions, answers: &[LadderAnswer], step: Step) -> Draft {
    let these = || answers.iter().filter(|answer| answer.step == step);
    let dimensions = cut.clone().with(Dimension::Level, step.code());
    let count = these().count();
    let draft = Draft::count(LEVEL.id, dimensions, count, contributors(these()), trace(these()));
    draft.provisional_if(these().any(|answer| answer.provisional))
}
