//! `inputs/Y/year.toml`.

use model::figure::{Dimension, Dimensions};
use model::nearest::nearest;
use model::year::{Exemption, Extension, FinanceSettings, Target};
use model::{
    Currency, Date, Identifier, InputFile, Obstacle, Pact, Period, Register, YearSettings,
};

use super::section::Section;
use super::toml_file::TomlFile;

/// First year of the Pact (§6.2).
const FIRST_YEAR: i16 = 2021;

/// Reads the settings of the year whose folder the file lies in.
///
/// # Errors
///
/// An obstacle for each key that is unknown, missing or of the wrong kind, for a year that is not the
/// folder's or not one of the Pact's, and for a participant the register does not know.
pub(crate) fn year_settings(
    file: &InputFile,
    year: i16,
    pact: &Pact,
    register: &Register,
) -> Result<YearSettings, Vec<Obstacle>> {
    let source = TomlFile::open(file).map_err(|obstacle| vec![obstacle])?;
    let parsed = source.parse().map_err(|obstacle| vec![obstacle])?;
    let top = Section::top(&source, &parsed);
    let settings = from_sections(&top, year, pact, register);
    top.no_other_keys();
    source.finish(settings)
}

/// The currency of the accounts and what they opened with, of a year of which nothing else is read; `None` where the
/// file does not say it, or cannot be read.
pub(crate) fn opening_of_year(file: &InputFile) -> Option<(Currency, i64)> {
    let source = TomlFile::open(file).ok()?;
    let parsed = source.parse().ok()?;
    let top = Section::top(&source, &parsed);
    let finance = top.section("finance", "[finance]")?;
    let currency = finance.currency("currency")?;
    Some((currency, finance.amount("opening_balance", Some(currency))?))
}

/// The settings; `None` where something needed is missing (an obstacle is kept then).
fn from_sections(
    top: &Section<'_, '_>,
    folder: i16,
    pact: &Pact,
    register: &Register,
) -> Option<YearSettings> {
    let year = top.required("year", top.year("year"));
    check_year(top, year, folder, pact);
    let period = period(top, folder);
    let deadline = top.required_day("deadline");
    check_deadline(top, deadline, period);
    let report_date = top.required_day("report_date");
    let languages = top.required("languages", top.languages("languages"));
    let licence = top.text("licence").unwrap_or_else(|| YearSettings::LICENCE.to_owned());
    let targets = each(top, "target", "[[target]]", target);
    papers(top);
    let extensions =
        each(top, "extension", "[[extension]]", |section| extension(section, register));
    let exempt = each(top, "exempt", "[[exempt]]", |section| exemption(section, register));
    let accepted_periods =
        each(top, "accept_period", "[[accept_period]]", |section| exemption(section, register));
    let finance = top.section("finance", "[finance]");
    let finance = finance.as_ref().and_then(finance_settings);
    Some(YearSettings {
        year: year?,
        period: period?,
        deadline: deadline?,
        report_date: report_date?,
        languages: languages?,
        licence,
        targets,
        extensions,
        exempt,
        accepted_periods,
        finance,
    })
}

/// A year is its folder's and one of the Pact's (§6.2).
fn check_year(top: &Section<'_, '_>, year: Option<i16>, folder: i16, pact: &Pact) {
    if let Some(year) = year.filter(|year| *year != folder) {
        let what = format!("`year` is {year}, but the file lies in the folder of {folder}.");
        top.wrong(
            "year",
            what,
            format!("Write `year = {folder}`, or move the file to `inputs/{year}/`."),
        );
    }
    let last = pact.ends_on.year();
    if folder < FIRST_YEAR {
        let what = format!("{folder} lies before the Pact, which is in effect since {FIRST_YEAR}.");
        top.wrong("year", what, "Rename the folder to the year it is about.");
    } else if folder > last {
        let what = format!("{folder} lies after the Pact, which ends on {}.", pact.ends_on);
        let help = "If the Pact was extended, write its new last day after `ends_on =` in `inputs/pact.toml`.";
        top.wrong("year", what, help);
    }
}

/// The reporting period; it ends in the year.
fn period(top: &Section<'_, '_>, year: i16) -> Option<Period> {
    let start = top.required_day("period_start");
    let end = top.required_day("period_end");
    let (start, end) = (start?, end?);
    if end.year() != year {
        let what = format!("The reporting period ends on {end}, which is not in {year}.");
        top.wrong(
            "period_end",
            what,
            "The reporting period of a year ends in that year: correct the day.",
        );
        return None;
    }
    let period = Period::new(start, end);
    if period.is_none() {
        let what = format!("The reporting period would end on {end}, before it starts on {start}.");
        top.wrong("period_start", what, "Correct `period_start` or `period_end`.");
    }
    period
}

/// Nobody can answer for a period that has not ended.
fn check_deadline(top: &Section<'_, '_>, deadline: Option<Date>, period: Option<Period>) {
    let (Some(deadline), Some(period)) = (deadline, period) else {
        return;
    };
    if deadline < period.end {
        let what = format!(
            "The deadline lies before the period ends: it is {deadline}, and the period ends on {}.",
            period.end
        );
        let help = "Write a day after the period's end as `deadline`, or correct `period_end`.";
        top.wrong("deadline", what, help);
    }
}

/// The entries of a list of sections that can be read.
fn each<T>(
    top: &Section<'_, '_>,
    key: &'static str,
    name: &'static str,
    read: impl Fn(&Section<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let sections = top.sections(key, name).unwrap_or_default();
    sections
        .iter()
        .filter_map(|section| {
            let entry = read(section);
            section.no_other_keys();
            entry
        })
        .collect()
}

/// One `[[target]]` (§5.1.1).
fn target(section: &Section<'_, '_>) -> Option<Target> {
    let id = section.required("id", section.id("id"));
    let indicator = section.required_text("indicator");
    let cut = section.section("dimensions", "[target.dimensions]");
    let dimensions = cut.map_or_else(|| Some(Dimensions::none()), |cut| dimensions(&cut));
    let baseline_year = section.required("baseline_year", section.year("baseline_year"));
    let baseline = section.required("baseline", section.number("baseline"));
    let target_year = section.required("target_year", section.year("target_year"));
    let value = section.required("target", section.number("target"));
    let decision = section.text("decision").unwrap_or_default();
    if let (Some(from), Some(to)) = (baseline_year, target_year)
        && from >= to
    {
        let what = format!("The target is for {to}, which is not after its baseline of {from}.");
        section.wrong("target_year", what, "Correct `target_year` or `baseline_year`.");
    }
    Some(Target {
        id: id?,
        indicator: indicator?,
        dimensions: dimensions?,
        baseline_year: baseline_year?,
        baseline: baseline?,
        target_year: target_year?,
        target: value?,
        decision,
    })
}

/// `[target.dimensions]`: the cut of the indicator.
fn dimensions(section: &Section<'_, '_>) -> Option<Dimensions> {
    let mut cut = Some(Dimensions::none());
    for (key, code) in section.entries() {
        let Some(dimension) = Dimension::parse(key) else {
            let known = nearest(key, Dimension::ALL.iter().map(|dimension| dimension.code()));
            let help = known.map_or_else(
                || "Use a column of `observations`, such as `scope` or `product_group`.".to_owned(),
                |known| format!("Did you mean `{known}`?"),
            );
            section.wrong(key, format!("Figures have no dimension `{key}`."), help);
            cut = None;
            continue;
        };
        if code.is_empty() {
            section.wrong(
                key,
                format!("`{key}` must be a code in quotation marks."),
                "Write the code, such as \"workplace\".",
            );
        }
        cut = cut.map(|cut| cut.with(dimension, code));
    }
    cut
}

/// `[[paper]]`: other papers before the Committee. Their titles are checked here; the committee note
/// is what will show them.
fn papers(top: &Section<'_, '_>) {
    for section in top.sections("paper", "[[paper]]").unwrap_or_default() {
        section.required_text("title");
        section.text("link");
        section.no_other_keys();
    }
}

/// One `[[extension]]`.
fn extension(section: &Section<'_, '_>, register: &Register) -> Option<Extension> {
    let participant = participant(section, register);
    let until = section.required_day("until");
    let reason = section.required_text("reason");
    Some(Extension { participant: participant?, until: until?, reason: reason? })
}

/// One `[[exempt]]` or `[[accept_period]]`.
fn exemption(section: &Section<'_, '_>, register: &Register) -> Option<Exemption> {
    let participant = participant(section, register);
    let reason = section.required_text("reason");
    Some(Exemption { participant: participant?, reason: reason? })
}

/// A participant the register knows.
fn participant(section: &Section<'_, '_>, register: &Register) -> Option<Identifier> {
    let id = section.required("participant", section.id("participant"))?;
    if register.knows(id.as_str()) {
        return Some(id);
    }
    let known = nearest(id.as_str(), register.rows.iter().map(|row| row.id.as_str()));
    let help = known.map_or_else(
        || "Use an id of `inputs/participants.csv`.".to_owned(),
        |known| format!("Did you mean `{known}`?"),
    );
    section.wrong("participant", format!("`{id}` is no participant of the register."), help);
    None
}

/// `[finance]`.
fn finance_settings(section: &Section<'_, '_>) -> Option<FinanceSettings> {
    let currency = section.required("currency", section.currency("currency"));
    let opening = section.required("opening_balance", section.amount("opening_balance", currency));
    // Nobody knows it before the year is over; a rule tells where it is missing then.
    let bank_closing = section.amount("bank_closing_balance", currency);
    let hour_rate = section.number("hour_rate");
    let explain_above = section.share("explain_above");
    let document_above = section.amount("document_above", currency);
    let host = section.required_text("host");
    let prepared_by_role = section.required_text("prepared_by_role");
    let publish_descriptions = section.yes_or_no("publish_descriptions").unwrap_or(false);
    section.no_other_keys();
    Some(FinanceSettings {
        currency: currency?,
        opening_balance: opening?,
        bank_closing_balance: bank_closing,
        hour_rate,
        explain_above,
        document_above,
        host: host?,
        prepared_by_role: prepared_by_role?,
        publish_descriptions,
    })
}
