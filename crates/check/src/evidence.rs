//! What the rules look at.

use findings::Effect;
use model::line::{CountedLine, OrderGroup};
use model::submission::RepeatRow;
use model::{
    Answer, Currency, Decimal, Fault, FaultKind, Identifier, Indicator, LineRecord, Money,
    PactReading, Period, Place, Return, YearReading, YearResults, round_half_even,
};

use crate::report::{euro_effect, unit_effect};

/// Everything that was read and computed for a year.
pub struct Evidence<'a> {
    /// What holds for every year.
    pub pact: &'a PactReading,
    /// What was read for the year.
    pub year: &'a YearReading,
    /// Declared lines of purchases, with the decision how each counts.
    pub declared: &'a [CountedLine],
    /// Order lines of supporting files, summed where they are alike and count alike.
    pub orders: &'a [OrderGroup],
    /// What was computed for the year.
    pub results: &'a YearResults,
    /// Every indicator there is.
    pub indicators: &'a [&'static Indicator],
    /// Last year, where the workspace has it.
    pub last: Option<(&'a YearReading, &'a YearResults)>,
}

impl Evidence<'_> {
    /// The settings of the year, as a place.
    pub(crate) fn settings_file(&self) -> Place {
        Place::file(format!("inputs/{}/year.toml", self.year.year()))
    }

    /// The faults of some kinds, of the whole workspace and of the year.
    pub(crate) fn faults(&self, kinds: &[FaultKind]) -> Vec<&Fault> {
        let all = self.pact.faults.iter().chain(&self.year.faults);
        all.filter(|fault| kinds.contains(&fault.kind)).collect()
    }

    /// The returns that count.
    pub(crate) fn returns(&self) -> impl Iterator<Item = &Return> {
        self.year.returns.values()
    }

    /// The period a participant reports on.
    pub(crate) fn period(&self, participant: &Identifier) -> Period {
        let own = self.year.returns.get(participant).map(|r| r.organisation.period);
        own.unwrap_or(self.year.settings.period)
    }

    /// An amount in euro at the rate of its reporter's period; `None` without a rate.
    pub(crate) fn euro(&self, participant: &Identifier, money: Money) -> Option<Decimal> {
        let rate = self.pact.rates.mean(money.currency, &self.period(participant))?;
        Some(round_half_even(money.to_decimal() / rate.rate, 2))
    }

    /// The amount of a line in euro; `None` without an amount, a currency or a rate.
    pub(crate) fn line_euro(&self, line: &LineRecord) -> Option<Decimal> {
        self.euro(&line.participant, Money { currency: line.currency?, minor: line.amount_minor? })
    }

    /// The effect of what a fault says in `raw`: an amount (`EUR 100.00`) in euro, or units (`5 units`). `None` where
    /// it says neither, and where the currency has no rate.
    pub(crate) fn stated_effect(&self, fault: &Fault, words: &str) -> Option<Effect> {
        let (first, second) = fault.raw.split_once(' ')?;
        let Some(currency) = Currency::parse(first) else {
            let units = first.parse().ok().filter(|_| matches!(second, "unit" | "units"))?;
            return unit_effect(units, false, words);
        };
        let rates = &self.pact.rates;
        let rate = rates.mean(currency, &self.period(fault.participant.as_ref()?))?;
        euro_effect(second.parse::<Decimal>().ok()?.abs() / rate.rate, words)
    }

    /// Whether a unit of the product group is a device.
    pub(crate) fn is_device(&self, group: &str) -> bool {
        self.pact.pact.product_group(group).is_some_and(|group| group.is_device)
    }

    /// The title of a product group; its id if the Pact's settings do not know it.
    pub(crate) fn group_title<'b>(&'b self, id: &'b str) -> &'b str {
        let group = self.pact.pact.product_group(id);
        group.map_or(id, |group| group.title.in_language(self.default_language()))
    }

    /// The practices of the year's questionnaire asked of a participant, with its answers.
    pub(crate) fn practices<'b>(
        &'b self,
        answers: &'b Return,
    ) -> impl Iterator<Item = (&'b model::questionnaire::Question, &'b Answer)> {
        self.year
            .questionnaire
            .practices()
            .map(|practice| (practice, answers.answer(&practice.name)))
    }

    /// Text answers outside repeats, with the question's name and its label in the form's own language.
    pub(crate) fn texts<'b>(&'b self, answers: &'b Return) -> Vec<(&'b str, &'b str, &'b Answer)> {
        let questions = self.year.questionnaire.single_questions();
        let texts = questions.filter(|q| q.kind == model::questionnaire::QuestionType::Text);
        let language = self.default_language();
        texts
            .map(|q| (q.name.as_str(), q.label.in_language(language), answers.answer(&q.name)))
            .collect()
    }

    /// The label of a question outside repeats; its name if the questionnaire has none such.
    pub(crate) fn questionnaire_label<'b>(&'b self, name: &'b str) -> &'b str {
        let mut questions = self.year.questionnaire.single_questions();
        let question = questions.find(|question| question.name == name);
        question.map_or(name, |question| question.label.in_language(self.default_language()))
    }

    /// The questionnaire's default language.
    pub(crate) fn default_language(&self) -> &str {
        self.year.questionnaire.languages.first().map_or("en", String::as_str)
    }

    /// The row of its return that a declared line was read from.
    pub(crate) fn declared_row(&self, line: &LineRecord) -> Option<&RepeatRow> {
        let answers = self.year.returns.get(&line.participant)?;
        let same = |row: &&RepeatRow| {
            row.place.path == line.path
                && row.place.cell.is_some_and(|cell| cell.row + 1 == line.row)
        };
        answers.repeat("procurement").iter().find(same)
    }

    /// The label of a column of a repeat; its name if the questionnaire has none such.
    pub(crate) fn column_label<'b>(&'b self, repeat: &str, column: &'b str) -> &'b str {
        let section = self.year.questionnaire.section(repeat);
        let question = section.and_then(|s| s.questions.iter().find(|q| q.name == column));
        question.map_or(column, |question| question.label.in_language(self.default_language()))
    }
}
