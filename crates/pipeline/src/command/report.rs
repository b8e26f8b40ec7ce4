//! `cfit report`: the documents, the workbook and the open data of a year.

use std::path::Path;

use findings::Finding;
use model::{Date, Document, Obstacle};
use publish::{OutputFile, PackageInputs};
use read::unused_numbers::{UnusedInputs, unused_numbers};
use render::{Context, ParticipantPages, Templates};
use workbooks::{AnnexInputs, FinancialSummaryInputs};

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace, fault, unwritten};
use crate::year::{ComputedYear, STEPS_A_YEAR, compute_up_to, years_computed};

/// What a report is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ReportParts {
    /// Everything.
    #[default]
    All,
    /// The progress report with its annex and the open data.
    ProgressReport,
    /// The financial summary with its workbook and its tables.
    FinancialSummary {
        /// A day of the period: then the year's money up to that day, as an interim summary.
        as_of: Option<Date>,
    },
}

impl ReportParts {
    /// The name of the only document, as it is asked for; `None` where everything is made.
    pub fn only(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::ProgressReport => Some(PROGRESS_REPORT),
            Self::FinancialSummary { .. } => Some(FINANCIAL_SUMMARY),
        }
    }

    /// The day of an interim summary.
    pub fn as_of(self) -> Option<Date> {
        match self {
            Self::FinancialSummary { as_of } => as_of,
            _ => None,
        }
    }

    fn has_progress_report(self) -> bool {
        !matches!(self, Self::FinancialSummary { .. })
    }

    fn has_financial_summary(self) -> bool {
        self != Self::ProgressReport
    }
}

const PROGRESS_REPORT: &str = "progress-report";
const FINANCIAL_SUMMARY: &str = "financial-summary";

/// What `cfit report` has to say.
pub struct ReportOutcome {
    /// The year.
    pub year: i16,
    /// What was asked for.
    pub parts: ReportParts,
    /// The folder it was written to, relative to the workspace.
    pub folder: String,
    /// The files written, relative to the folder, with their sizes in bytes.
    pub files: Vec<(String, u64)>,
    /// Everything found, the weightiest first.
    pub findings: Vec<Finding>,
    /// What was not made, with why.
    pub left_out: Vec<String>,
}

/// Steps of a report besides those of computing.
const OWN_STEPS: usize = 7;

/// Renders a year into `reports/Y/`; the newest where none is named. The folder is replaced as a whole, and holds what
/// was asked for alone.
///
/// # Errors
/// Settings, registers, the questionnaire or a template that cannot be read; a day outside the year's period; a
/// financial summary alone where the year has no accounts; a disk that is full.
pub fn report(
    root: &Path,
    year: Option<i16>,
    parts: ReportParts,
    progress: &mut dyn Progress,
) -> Result<ReportOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    possible(&workspace, year, parts)?;
    let mut steps =
        Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR + OWN_STEPS);
    let mut computed = compute_up_to(&workspace, year, parts.as_of(), &mut steps)?;
    if parts.has_progress_report() {
        steps.next("Looking for numbers that are in no figure");
        look_for_unused(&workspace, computed.get_mut(&year));
    }
    let current = &computed[&year];
    let last = computed.get(&(year - 1));
    let (mut files, left_out) = outputs(&workspace, (current, last), parts, &mut steps)?;
    steps.next("Putting the folder in place");
    let (only, as_of) = (parts.only(), parts.as_of().map(|day| day.to_string()));
    let options = [("only", only), ("as_of", as_of.as_deref())];
    let options = options.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    let number = year.to_string();
    let options: Vec<(&str, &str)> = [("year", &*number)].into_iter().chain(options).collect();
    files.push(publish::manifest(&options, &workspace.files.used(year), &files));
    let folder = format!("reports/{year}");
    publish::write_folder(&root.join(&folder), &files)
        .map_err(|error| unwritten(&error, "the last complete report is untouched"))?;
    let files = files.into_iter().map(|file| (file.path, file.bytes.len() as u64)).collect();
    let findings = current.findings.clone();
    Ok(ReportOutcome { year, parts, folder, files, findings, left_out })
}

/// Refuses what cannot be made, before anything is computed.
fn possible(workspace: &Workspace, year: i16, parts: ReportParts) -> Result<(), Failure> {
    let ReportParts::FinancialSummary { as_of } = parts else { return Ok(()) };
    let settings = workspace.form(year)?.settings;
    if settings.finance.is_none() {
        let what = format!(
            "inputs/{year}/year.toml has no [finance], so there is no financial summary to make"
        );
        let help = "fill in [finance] in year.toml, or leave out --only";
        return Err(Obstacle::new(what, help).into());
    }
    let period = settings.period;
    match as_of.filter(|day| !period.contains(*day)) {
        None => Ok(()),
        Some(day) => {
            let what = format!(
                "{day} lies outside the period of {year}, which runs from {} to {}",
                period.start, period.end
            );
            let help = "name a day of the period with --as-of, or another year with --year";
            Err(Obstacle::new(what, help).into())
        }
    }
}

fn look_for_unused(workspace: &Workspace, current: Option<&mut ComputedYear>) {
    let Some(current) = current else { return };
    current.reading.unused_numbers = unused_numbers(&UnusedInputs {
        files: &workspace.files.files,
        pact: &workspace.pact,
        year: &current.reading,
        lines: &current.lines,
        devices: &current.results.devices,
        figures: &current.results.figures,
        withheld: &current.results.withheld,
    });
}

/// Every file of the parts asked for but the manifest, and what was not made, with why.
fn outputs(
    workspace: &Workspace,
    (current, last): (&ComputedYear, Option<&ComputedYear>),
    parts: ReportParts,
    steps: &mut Steps,
) -> Result<(Vec<OutputFile>, Vec<String>), Failure> {
    let templates = workspace.templates()?;
    let paths: Vec<String> = workspace.files.files.keys().cloned().collect();
    let indicators = crate::indicators();
    let context = Context {
        pact: &workspace.pact,
        year: &current.reading,
        results: &current.results,
        last: last.map(|last| (&last.reading, &last.results)),
        findings: &current.findings,
        files: &paths,
        indicators: &indicators,
    };
    let mut files = Vec::new();
    let mut left_out = Vec::new();
    if parts.has_progress_report() {
        steps.next("Writing the progress report");
        documents(PROGRESS_REPORT, &templates, &context, &mut files)?;
        steps.next("Writing the annex");
        files.push(annex(workspace, current, last)?);
    }
    if parts.has_financial_summary() {
        steps.next("Writing the financial summary");
        left_out.extend(financial_summary(
            workspace,
            (current, last),
            (&templates, &context),
            &mut files,
        )?);
    }
    let page = render::findings_page(&templates, &context)?;
    files.push(OutputFile {
        path: "findings.html".into(),
        bytes: render_html::html(&page).into_bytes(),
    });
    if parts == ReportParts::All {
        steps.next("Writing the pages of the participants");
        participant_pages(&templates, &context, &mut files)?;
    }
    steps.next("Writing the open data");
    files.extend(open_data(workspace, current, last, parts)?);
    Ok((files, left_out))
}

/// The financial summary with its workbook; where the year has no accounts, why there is none.
fn financial_summary(
    workspace: &Workspace,
    (current, last): (&ComputedYear, Option<&ComputedYear>),
    (templates, context): (&Templates, &Context),
    files: &mut Vec<OutputFile>,
) -> Result<Option<String>, Failure> {
    let Some(statement) = &current.results.statement else {
        return Ok(Some(format!(
            "the financial summary: inputs/{}/year.toml has no [finance], so there is nothing to summarise",
            current.reading.year()
        )));
    };
    let page = documents(FINANCIAL_SUMMARY, templates, context, files)?;
    let bytes = workbooks::financial_summary(&FinancialSummaryInputs {
        pact: &workspace.pact.pact,
        statement,
        register: &workspace.pact.register,
        year: &current.reading,
        last: last.and_then(|last| last.results.statement.as_ref()),
        in_kind: &current.results.in_kind,
        status: &page.status,
    })
    .map_err(|error| fault("writing the workbook of the financial summary", error))?;
    files.push(OutputFile { path: "financial-summary.xlsx".into(), bytes });
    Ok(None)
}

/// One document in every format; the result is what it was made of.
fn documents(
    name: &str,
    templates: &Templates,
    context: &Context,
    files: &mut Vec<OutputFile>,
) -> Result<Document, Failure> {
    let document = render::document(name, templates, context)?;
    let html = render_html::html(&document).into_bytes();
    let pdf =
        render_pdf::pdf(&document).map_err(|error| fault(&format!("setting {name}.pdf"), error))?;
    files.push(OutputFile { path: format!("{name}.html"), bytes: html });
    files.push(OutputFile { path: format!("{name}.pdf"), bytes: pdf });
    let markdown = render_markdown::markdown(&document).into_bytes();
    files.push(OutputFile { path: format!("{name}.md"), bytes: markdown });
    Ok(document)
}

/// The annex: the tables behind the report as a workbook.
fn annex(
    workspace: &Workspace,
    current: &ComputedYear,
    last: Option<&ComputedYear>,
) -> Result<OutputFile, Failure> {
    let tables =
        package(workspace, (current, last), "writing the annex", publish::published_tables)?;
    let bytes = workbooks::annex(&AnnexInputs {
        pact: &workspace.pact,
        year: &current.reading,
        results: &current.results,
        last: last.map(|last| (&last.reading, &last.results)),
        findings: &current.findings,
        indicators: &crate::indicators(),
        tables: &tables,
    })
    .map_err(|error| fault("writing the annex", error))?;
    Ok(OutputFile { path: "annex.xlsx".into(), bytes })
}

/// A page for each participant in force or from whom anything came; for the office only.
fn participant_pages(
    templates: &Templates,
    context: &Context,
    files: &mut Vec<OutputFile>,
) -> Result<(), Failure> {
    let pages = ParticipantPages::new(templates, context)?;
    for participant in pages.participants() {
        let page = pages.page(&participant)?;
        files.push(OutputFile {
            path: format!("participants/{participant}.html"),
            bytes: render_html::html(&page).into_bytes(),
        });
    }
    Ok(())
}

fn open_data(
    workspace: &Workspace,
    current: &ComputedYear,
    last: Option<&ComputedYear>,
    parts: ReportParts,
) -> Result<Vec<OutputFile>, Failure> {
    let doing = "writing the open data";
    let make = match parts {
        ReportParts::FinancialSummary { .. } => publish::finance_package,
        _ => publish::data_package,
    };
    package(workspace, (current, last), doing, make)?.map_err(|error| fault(doing, error))
}

/// Makes something of what the open data are made of.
fn package<T>(
    workspace: &Workspace,
    (current, last): (&ComputedYear, Option<&ComputedYear>),
    doing: &str,
    make: impl FnOnce(&PackageInputs<'_>) -> T,
) -> Result<T, Failure> {
    let lines = current.lines.published().map_err(|error| fault(doing, error))?;
    let last_lines = last.map(|last| last.lines.published()).transpose();
    let last_lines = last_lines.map_err(|error| fault(doing, error))?.unwrap_or_default();
    Ok(make(&PackageInputs {
        pact: &workspace.pact,
        year: &current.reading,
        results: &current.results,
        last: last.map(|last| &last.results),
        last_reading: last.map(|last| &last.reading),
        lines: &lines,
        last_lines: &last_lines,
        findings: &current.findings,
        indicators: &crate::indicators(),
    }))
}
