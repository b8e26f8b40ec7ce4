//! From a name and a cut to what stands on the page.

use model::document::FigureReference;
use model::figure::{Dimension, Figure, Figures};
use model::{Decimal, Dimensions, ObservationStatus, Unit};

use crate::context::{Material, Year};
use crate::format::{self, Nothing};
use crate::indicators;
use crate::trouble::Trouble;

/// The answer of the level that evidence is asked for, as it stands in a trace.
const STANDARD_PRACTICE: &str = "4";

/// How a figure is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// In a sentence: `EUR 1.84 million`.
    Prose,
    /// In a sentence, in full: `EUR 1 843 220.15`.
    Full,
    /// In a cell of a table, whose column names the unit.
    Table,
}

/// A figure as it stands on the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shown {
    /// Its text.
    pub(crate) text: String,
    /// Why it has no value, where it has none.
    pub(crate) nothing: Option<Nothing>,
    /// Name of the letter behind it, where it is no ordinary value.
    pub(crate) flag: Option<&'static str>,
}

/// A figure that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Request {
    /// Name of the indicator.
    pub(crate) indicator: String,
    /// Year.
    pub(crate) year: i16,
    /// Cut.
    pub(crate) dimensions: Dimensions,
}

impl Request {
    /// The reference that stands in the document tree.
    pub(crate) fn reference(&self) -> FigureReference {
        FigureReference {
            indicator: self.indicator.clone(),
            year: self.year,
            dimensions: self.dimensions.clone(),
        }
    }

    /// The same cut with one dimension more.
    pub(crate) fn with(&self, dimension: Dimension, code: &str) -> Self {
        let mut request = self.clone();
        request.dimensions = request.dimensions.with(dimension, code);
        request
    }
}

impl Material {
    /// The figure asked for; `None` where it could exist and nobody reported anything of the kind.
    ///
    /// # Errors
    /// If the year is not at hand, or no figure of that name and cut can exist.
    pub(crate) fn figure(&self, request: &Request) -> Result<Option<&Figure>, Trouble> {
        let Some(year) = self.year(request.year) else {
            return Err(self.no_such_year(request.year));
        };
        indicators::check(request, self, year)?;
        Ok(self.figures_for(request, year).get(&request.indicator, &request.dimensions))
    }

    /// The figures of a year among which the one asked for is. Those of last year's matched panel are computed with
    /// this year: who is in it follows from both.
    pub(crate) fn figures_for<'a>(&'a self, request: &Request, year: &'a Year) -> &'a Figures {
        let of_panel = request.dimensions.get(Dimension::Panel).is_some();
        match of_panel && request.year != self.number() {
            true => &self.this.results.matched_last_year,
            false => &year.results.figures,
        }
    }

    /// On how many participants the figure asked for rests; `None` where there is no such figure, or it rests on none.
    ///
    /// # Errors
    /// As [`Material::figure`].
    pub(crate) fn contributors(&self, request: &Request) -> Result<Option<u32>, Trouble> {
        Ok(self.figure(request)?.and_then(|figure| figure.contributors))
    }

    fn no_such_year(&self, year: i16) -> Trouble {
        let known = match &self.last {
            Some(last) => format!("{} and {}", last.reading.year(), self.number()),
            None => self.number().to_string(),
        };
        Trouble::new(
            format!("there are no figures of {year} here"),
            format!(
                "This document has figures of {known}. Put what needs last year between `{{% if last %}}` and `{{% endif %}}`."
            ),
        )
    }

    /// How many practices of a strategy were asked about in a year; this one where none is named.
    ///
    /// # Errors
    /// If the year is not at hand, or there is no such strategy.
    pub(crate) fn practices_in(&self, strategy: &str, year: Option<i16>) -> Result<usize, Trouble> {
        let number = year.unwrap_or_else(|| self.number());
        let year = self.year(number).ok_or_else(|| self.no_such_year(number))?;
        let known = self.codes(Dimension::Strategy, year);
        if !known.iter().any(|code| code == strategy) {
            return Err(Trouble::unknown("strategy", strategy, known.iter().map(String::as_str)));
        }
        let asked = self.asked_practices(year);
        let own = asked.iter().filter(|q| q.strategy.is_some_and(|own| own.code() == strategy));
        Ok(own.count())
    }

    /// The figure asked for, as it stands on the page.
    ///
    /// # Errors
    /// As [`Material::figure`].
    pub(crate) fn shown(&self, request: &Request, style: Style) -> Result<Shown, Trouble> {
        let figure = self.figure(request)?;
        if let Some(nothing) = self.nothing(request, figure) {
            let words = if style == Style::Table { "sign" } else { "prose" };
            let text = self.words.get(&format!("nothing.{}.{words}", nothing.name()));
            return Ok(Shown { text, nothing: Some(nothing), flag: None });
        }
        let figure = figure.expect("a figure that is not there is nothing");
        let value = figure.value.expect("the status says that it has a value");
        let denominator = self.denominator(request);
        let text = match (style, figure.unit) {
            (Style::Prose, unit) => format::in_prose(value, unit, denominator, &self.words),
            (Style::Full, Unit::Currency(currency)) => {
                format::amount_in_full(value, currency, true)
            }
            (_, unit) => format::in_table(value, unit, denominator, &self.words),
        };
        Ok(Shown { text, nothing: None, flag: format::flag(figure) })
    }

    /// Why the figure has no value. A figure that is not there was not asked, where its question was not.
    fn nothing(&self, request: &Request, figure: Option<&Figure>) -> Option<Nothing> {
        let nothing = Nothing::of(figure)?;
        let asked = self.year(request.year).is_none_or(|year| self.asked(request, year));
        Some(if figure.is_none() && !asked { Nothing::NotAsked } else { nothing })
    }

    fn asked(&self, request: &Request, year: &Year) -> bool {
        let known = |dimension| match request.dimensions.get(dimension) {
            Some(code) => self.codes(dimension, year).iter().any(|known| known == code),
            None => true,
        };
        let practice = request.dimensions.get(Dimension::Practice);
        let practice = practice.and_then(|name| year.reading.questionnaire.question(name));
        let practice_is_asked = practice.is_none_or(|question| self.is_asked(question, year));
        let output = request.dimensions.get(Dimension::Output);
        let output_is_asked = output.is_none_or(|id| {
            let one = year.reading.outputs.iter().find(|one| one.id.as_str() == id);
            let form = &year.reading.questionnaire;
            let question = one.and_then(|one| form.question(&one.question()));
            self.output_is_asked(id, year) && question.is_some_and(|q| self.is_asked(q, year))
        });
        let group = request.dimensions.get(Dimension::ProductGroup);
        let group = group.and_then(|id| self.pact.product_group(id));
        let in_scope = group.is_none_or(|group| group.in_scope(request.year));
        let scope = request.dimensions.get(Dimension::Scope);
        let mut groups = self.pact.product_groups.iter();
        let scope_is_in = scope.is_none_or(|scope| {
            groups.any(|group| group.scope.code() == scope && group.in_scope(request.year))
        });
        known(Dimension::Practice)
            && practice_is_asked
            && output_is_asked
            && in_scope
            && scope_is_in
    }

    /// The number of answers a share is of; `None` where the indicator is no share of answers.
    pub(crate) fn denominator(&self, request: &Request) -> Option<Decimal> {
        let figures = self.figures_for(request, self.year(request.year)?);
        match request.indicator.as_str() {
            "uptake.carried_share" => {
                let pairs = ["up", "same", "down"].map(|component| {
                    let cut = request.dimensions.clone().with(Dimension::Component, component);
                    figures.value("uptake.moved", &cut).unwrap_or_default()
                });
                Some(pairs.into_iter().sum())
            }
            "evidence.share" => {
                let figure = figures.get(&request.indicator, &request.dimensions)?;
                let answers = figure.trace.iter().filter(|entry| entry.value == STANDARD_PRACTICE);
                Some(answers.count().into())
            }
            "coverage.response_rate" => figures.value("coverage.expected", &request.dimensions),
            "guidance.rate" => {
                let levels = ["0", "1", "2", "3", "4"];
                let answers = levels.map(|level| {
                    let cut = request.dimensions.clone().with(Dimension::Level, level);
                    figures.value("guidance.level", &cut).unwrap_or_default()
                });
                Some(answers.into_iter().sum())
            }
            name => figures.value(&format!("{name}.denominator"), &request.dimensions),
        }
    }

    /// How a figure differs from last year's, in words: "EUR 120 000 more than in 2025".
    ///
    /// # Errors
    /// If there is no last year, or no figure of that name and cut can exist.
    pub(crate) fn change(&self, request: &Request) -> Result<String, Trouble> {
        let Some(last_year) = self.last.as_ref().map(|last| last.reading.year()) else {
            let help = "Put it between `{% if last %}` and `{% endif %}`.";
            return Err(Trouble::new("there is no last year to compare with", help));
        };
        let earlier = Request { year: last_year, ..request.clone() };
        let (now, before) = (self.figure(request)?, self.figure(&earlier)?);
        let year_text = last_year.to_string();
        let pair = now.zip(before).and_then(|(now, before)| Some((now, now.value?, before.value?)));
        let Some((figure, now, before)) = pair else {
            return Ok(self.words.fill("change.none", &[("year", &year_text)]));
        };
        if figure.status == ObservationStatus::Break {
            return Ok(self.words.fill("change.break", &[("year", &year_text)]));
        }
        // Shares of answers to other questions are set side by side and never subtracted.
        if figure.indicator.starts_with("uptake.") && self.practices_differ() {
            let text = self.shown(&earlier, Style::Prose)?.text;
            let values = [("value", text.as_str()), ("year", &year_text)];
            return Ok(self.words.fill("change.other_questions", &values));
        }
        let few = |request: &Request| self.denominator(request).filter(|of| *of < Decimal::from(5));
        if figure.unit == Unit::Share && (few(request).is_some() || few(&earlier).is_some()) {
            let text = self.shown(&earlier, Style::Prose)?.text;
            return Ok(self.words.fill("change.after", &[("value", &text), ("year", &year_text)]));
        }
        Ok(self.difference(now, before, figure.unit, &year_text))
    }

    fn difference(&self, now: Decimal, before: Decimal, unit: Unit, year: &str) -> String {
        let words = &self.words;
        let (kind, size) = match unit {
            Unit::Share => ("points", format::fixed((points(now) - points(before)).abs(), 0)),
            _ => ("amount", format::in_prose((now - before).abs(), unit, None, words)),
        };
        let rounded_same = unit == Unit::Share && points(now) == points(before);
        let direction = match now.cmp(&before) {
            std::cmp::Ordering::Equal => "same",
            _ if rounded_same => "about_same",
            std::cmp::Ordering::Greater => "more",
            std::cmp::Ordering::Less => "less",
        };
        let singular = if size == "1" { "_one" } else { "" };
        let path = match direction {
            "same" | "about_same" => format!("change.{direction}"),
            _ => {
                format!("change.{kind}_{direction}{}", if kind == "points" { singular } else { "" })
            }
        };
        words.fill(&path, &[("size", &size), ("year", year)])
    }
}

/// A share in whole per cent, as it is shown: the difference of two is taken from what the reader sees.
fn points(share: Decimal) -> Decimal {
    model::round_half_even(share * Decimal::from(100), 0)
}
