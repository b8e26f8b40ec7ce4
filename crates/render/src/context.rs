//! What a document is made from.

use std::collections::BTreeSet;
use std::sync::Arc;

use findings::Finding;
use model::change::ChangeComponent;
use model::figure::Dimension;
use model::finance::{AccountClass, GENERAL_FUND};
use model::indicator::MATCHED_PANEL;
use model::participant::Role;
use model::questionnaire::Question;
use model::registers::{Ecolabel, Supporter};
use model::vocabulary::{Acquisition, Condition, Phase, Route, Scope, Strategy};
use model::volume::{CellBasis, CellTax, LeftOutReason};
use model::{Identifier, Indicator, Pact, PactReading, Register, YearReading, YearResults};

use crate::store::clean;
use crate::words::Words;

/// What a document is made from: what was read and what was computed.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What holds for every year.
    pub pact: &'a PactReading,
    /// What was read for the year.
    pub year: &'a YearReading,
    /// What was computed for the year.
    pub results: &'a YearResults,
    /// Last year; `None` in a first year.
    pub last: Option<(&'a YearReading, &'a YearResults)>,
    /// The findings of the year, ranked.
    pub findings: &'a [Finding],
    /// Paths of the files of the workspace that the year was read from.
    pub files: &'a [String],
    /// Every indicator that is computed, in the order of the methodology.
    pub indicators: &'a [&'a Indicator],
}

/// One year, read and computed.
#[derive(Clone, Debug)]
pub(crate) struct Year {
    /// What was read.
    pub(crate) reading: YearReading,
    /// What was computed.
    pub(crate) results: YearResults,
}

/// The context as the functions of templates hold it: they outlive any borrow. What is large is shared, so
/// that a page for each of thousands of participants does not copy the year each time.
#[derive(Clone, Debug)]
pub(crate) struct Material {
    /// Settings of the Pact.
    pub(crate) pact: Pact,
    /// The register of participants.
    pub(crate) register: Arc<Register>,
    /// The register of supporters.
    pub(crate) supporters: Arc<[Supporter]>,
    /// Labels that buyers name, and whether they count.
    pub(crate) ecolabels: Arc<[Ecolabel]>,
    /// The year.
    pub(crate) this: Arc<Year>,
    /// Last year.
    pub(crate) last: Option<Arc<Year>>,
    /// Findings of the year.
    pub(crate) findings: Arc<[Finding]>,
    /// Paths of the files the year was read from.
    pub(crate) files: Arc<[String]>,
    /// Every indicator, in the order of the methodology.
    pub(crate) indicators: Arc<[Indicator]>,
    /// The participant the document is about, where it is the page of one.
    pub(crate) about: Option<Identifier>,
    /// Words of the document's language.
    pub(crate) words: Words,
    /// BCP 47 code of the document's language.
    pub(crate) language: String,
}

impl Material {
    /// Takes what is needed out of the context.
    pub(crate) fn new(context: &Context, words: Words, language: &str) -> Self {
        let year = |reading: &YearReading, results: &YearResults| {
            Arc::new(Year { reading: reading.clone(), results: results.clone() })
        };
        Self {
            pact: context.pact.pact.clone(),
            register: Arc::new(context.pact.register.clone()),
            supporters: context.pact.supporters.as_slice().into(),
            ecolabels: context.pact.ecolabels.as_slice().into(),
            this: year(context.year, context.results),
            last: context.last.map(|(reading, results)| year(reading, results)),
            findings: context.findings.into(),
            files: context.files.into(),
            indicators: context.indicators.iter().map(|one| **one).collect(),
            about: None,
            words,
            language: language.to_owned(),
        }
    }

    /// The year with this number, if it is this or the last one.
    pub(crate) fn year(&self, number: i16) -> Option<&Year> {
        [Some(&self.this), self.last.as_ref()]
            .into_iter()
            .flatten()
            .map(Arc::as_ref)
            .find(|year| year.reading.year() == number)
    }

    /// The number of the year the document is of.
    pub(crate) fn number(&self) -> i16 {
        self.this.reading.year()
    }

    /// Name of a participant, as the register has it for the year.
    pub(crate) fn participant_name(&self, id: &str) -> String {
        let period = &self.this.reading.settings.period;
        match self.register.in_force(id, period) {
            Some(row) => clean(&row.name),
            None => clean(self.register.name(id)),
        }
    }

    /// Name of a country by its code.
    pub(crate) fn country(&self, code: &str) -> String {
        self.words.get(&format!("country.{code}"))
    }

    /// The codes of a dimension in the order they are shown; empty for an open list.
    pub(crate) fn codes(&self, dimension: Dimension, year: &Year) -> Vec<String> {
        let number = year.reading.year();
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        match dimension {
            Dimension::Role => Role::ALL.iter().map(|c| c.code().to_owned()).collect(),
            Dimension::Scope => Scope::ALL.iter().map(|c| c.code().to_owned()).collect(),
            Dimension::Condition => Condition::ALL.iter().map(|c| c.code().to_owned()).collect(),
            Dimension::Acquisition => {
                Acquisition::ALL.iter().map(|c| c.code().to_owned()).collect()
            }
            Dimension::Strategy => self.strategies(),
            Dimension::Phase => Phase::ALL.iter().map(|c| c.code().to_owned()).collect(),
            Dimension::Impact => {
                let impacts = self.pact.impacts.iter();
                let used =
                    impacts.filter(|impact| impact.since.is_none_or(|since| since <= number));
                used.map(|impact| impact.id.clone()).collect()
            }
            Dimension::ProductGroup => {
                self.pact.product_groups.iter().map(|g| g.id.clone()).collect()
            }
            Dimension::Practice => self.practices(year),
            Dimension::Level => owned(&["0", "1", "2", "3", "4", "na", "blank", "cannot_say"]),
            Dimension::Output => year.reading.outputs.iter().map(|o| o.id.to_string()).collect(),
            Dimension::Participant => {
                self.register.rows.iter().map(|row| row.id.to_string()).collect()
            }
            Dimension::Account => {
                let statement = year.results.statement.as_ref();
                statement.map_or_else(Vec::new, |s| {
                    s.accounts.iter().map(|a| a.account.clone()).collect()
                })
            }
            Dimension::Class => AccountClass::ALL.iter().map(|c| c.code().to_owned()).collect(),
            Dimension::Fund => {
                let funds = year.results.statement.iter().flat_map(|s| &s.funds);
                std::iter::once(GENERAL_FUND.to_owned())
                    .chain(funds.map(|fund| fund.id.clone()).filter(|id| id != GENERAL_FUND))
                    .collect()
            }
            Dimension::Activity => {
                let lines = year.results.statement.iter().flat_map(|s| &s.activities);
                lines.map(|line| line.id.clone()).filter(|id| !id.is_empty()).collect()
            }
            Dimension::Route => Route::ALL.iter().map(|c| c.code().to_owned()).collect(),
            Dimension::Panel => owned(&[MATCHED_PANEL]),
            Dimension::Component => components(),
            _ => Vec::new(),
        }
    }

    /// The years before last year that the workspace has, where it does not have last year: then nothing is compared.
    pub(crate) fn years_before_a_gap(&self) -> Vec<i16> {
        let year_of = |path: &String| {
            path.strip_prefix("inputs/")?.strip_suffix("/year.toml")?.parse::<i16>().ok()
        };
        let earlier = self.files.iter().filter_map(year_of).filter(|year| *year < self.number());
        let mut earlier: Vec<i16> = earlier.filter(|_| self.last.is_none()).collect();
        earlier.sort_unstable();
        earlier.dedup();
        earlier
    }

    fn strategies(&self) -> Vec<String> {
        let titled: Vec<String> =
            self.pact.strategies.iter().map(|s| s.strategy.code().to_owned()).collect();
        if titled.is_empty() {
            return Strategy::ALL.iter().map(|s| s.code().to_owned()).collect();
        }
        titled
    }

    fn practices(&self, year: &Year) -> Vec<String> {
        let practices = year.reading.questionnaire.practices();
        practices.map(|question| question.name.clone()).collect()
    }

    /// The practices the year's questionnaire asked about: those whose part of the scope was in scope then.
    pub(crate) fn asked_practices<'a>(&self, year: &'a Year) -> Vec<&'a Question> {
        let form = &year.reading.questionnaire;
        form.practices().filter(|question| self.is_asked(question, year)).collect()
    }

    /// Whether the year's questionnaire asked this question: questions about a part of the scope begin
    /// with the first year it is in.
    pub(crate) fn is_asked(&self, question: &Question, year: &Year) -> bool {
        let number = year.reading.year();
        let sections = &year.reading.questionnaire.sections;
        let section = sections.iter().find(|section| section.questions.contains(question));
        let scopes = [question.scope_from, section.and_then(|section| section.scope_from)];
        scopes.into_iter().flatten().all(|scope| {
            let groups = self.pact.product_groups.iter();
            groups.filter(|group| group.scope == scope).any(|group| group.in_scope(number))
        })
    }

    /// Whether an output was asked about in the year: it was published by the end of the period.
    pub(crate) fn output_is_asked(&self, id: &str, year: &Year) -> bool {
        let end = year.reading.settings.period.end;
        year.reading.outputs.iter().any(|one| one.id.as_str() == id && one.published_by(end))
    }

    /// Whether last year's uptake rests on other practices than this year's: some came, went, or were
    /// worded anew (`cfit_was`). No without a last year.
    pub(crate) fn practices_differ(&self) -> bool {
        let Some(last) = &self.last else { return false };
        let now = self.asked_practices(&self.this);
        let before = self.asked_practices(last);
        let wording = |question: &Question| (question.name.clone(), question.label.0.clone());
        now.iter().map(|q| wording(q)).collect::<BTreeSet<_>>()
            != before.iter().map(|q| wording(q)).collect::<BTreeSet<_>>()
    }

    /// What a code is called on a page.
    pub(crate) fn label(&self, dimension: Dimension, code: &str, year: &Year) -> String {
        let text = match dimension {
            Dimension::ProductGroup => {
                let group = self.pact.product_group(code);
                group.map(|g| g.title.in_language(&self.language).to_owned())
            }
            Dimension::Strategy => {
                let strategy = Strategy::parse(code);
                strategy.map(|s| self.pact.strategy_title(s, &self.language).to_owned())
            }
            Dimension::Impact => Some(self.pact.impact_title(code, &self.language).to_owned()),
            Dimension::Practice => {
                let question = year.reading.questionnaire.question(code);
                question.map(|q| q.label.in_language(&self.language).to_owned())
            }
            Dimension::Output => {
                let output = year.reading.outputs.iter().find(|o| o.id.as_str() == code);
                output.map(|o| o.title.in_language(&self.language).to_owned())
            }
            Dimension::Participant => Some(self.participant_name(code)),
            Dimension::Account => {
                let accounts = year.results.statement.as_ref().map(|s| s.accounts.as_slice());
                let account = accounts.unwrap_or_default().iter().find(|a| a.account == code);
                account.map(|a| a.title.clone())
            }
            _ => self.words.find(&format!("{dimension}.{code}")).map(str::to_owned),
        };
        let text = text.filter(|text| !text.trim().is_empty());
        clean(&text.unwrap_or_else(|| code.to_owned()))
    }
}

/// The codes of the dimension `component`, of every indicator that has it, in the order they are shown.
fn components() -> Vec<String> {
    let left_out = LeftOutReason::ALL.iter().map(|reason| reason.code());
    let change = ChangeComponent::ALL.iter().map(|component| component.code());
    let moved = ["up", "same", "down", "lost"];
    let quartiles = ["q1", "median", "q3"];
    let basis = CellBasis::ALL.iter().map(|basis| basis.code());
    let tax = CellTax::ALL.iter().map(|tax| tax.code());
    let known = left_out.chain(change).chain(moved).chain(quartiles).chain(basis).chain(tax);
    known.map(str::to_owned).collect()
}
