//! `cfit report`: the documents, the workbook and the open data of a year.

use std::path::Path;

use findings::Finding;
use publish::{OutputFile, PackageInputs};
use read::unused_numbers::{UnusedInputs, unused_numbers};
use render::{Context, ParticipantPages, Templates};
use workbooks::{AnnexInputs, FinancialSummaryInputs};

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace, fault, unwritten};
use crate::year::{ComputedYear, STEPS_A_YEAR, compute, years_computed};

/// What `cfit report` has to say.
pub struct ReportOutcome {
    /// The year.
    pub year: i16,
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

/// Renders a year into `reports/Y/`; the newest where none is named. The folder is replaced as a whole.
///
/// # Errors
/// Settings, registers, the questionnaire or a template that cannot be read; a disk that is full.
pub fn report(
    root: &Path,
    year: Option<i16>,
    progress: &mut dyn Progress,
) -> Result<ReportOutcome, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    let mut steps =
        Steps::new(progress, years_computed(&workspace, year).len() * STEPS_A_YEAR + OWN_STEPS);
    let mut computed = compute(&workspace, year, &mut steps)?;
    steps.next("Looking for numbers that are in no figure");
    if let Some(current) = computed.get_mut(&year) {
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
    let current = &computed[&year];
    let last = computed.get(&(year - 1));
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
    steps.next("Writing the progress report");
    documents("progress-report", &templates, &context, &mut files)?;
    steps.next("Writing the annex");
    files.push(annex(&workspace, current, last)?);
    steps.next("Writing the financial summary");
    match &current.results.statement {
        Some(statement) => {
            documents("financial-summary", &templates, &context, &mut files)?;
            let bytes = workbooks::financial_summary(&FinancialSummaryInputs {
                pact: &workspace.pact.pact,
                statement,
                register: &workspace.pact.register,
                year: &current.reading,
                last: last.and_then(|last| last.results.statement.as_ref()),
            })
            .map_err(|error| fault("writing the workbook of the financial summary", error))?;
            files.push(OutputFile { path: "financial-summary.xlsx".into(), bytes });
        }
        None => left_out.push(format!(
            "the financial summary: inputs/{year}/year.toml has no [finance], so there is nothing to summarise"
        )),
    }
    let page = render::findings_page(&templates, &context)?;
    files.push(OutputFile {
        path: "findings.html".into(),
        bytes: render_html::html(&page).into_bytes(),
    });
    steps.next("Writing the pages of the participants");
    participant_pages(&templates, &context, &mut files)?;
    steps.next("Writing the open data");
    files.extend(open_data(&workspace, current, last)?);
    steps.next("Putting the folder in place");
    let inputs = workspace.files.used(year);
    let manifest = publish::manifest(&[("year", &year.to_string())], &inputs, &files);
    files.push(manifest);
    let folder = format!("reports/{year}");
    publish::write_folder(&root.join(&folder), &files)
        .map_err(|error| unwritten(&error, "the last complete report is untouched"))?;
    let files = files.into_iter().map(|file| (file.path, file.bytes.len() as u64)).collect();
    Ok(ReportOutcome { year, folder, files, findings: current.findings.clone(), left_out })
}

/// One document in every format.
fn documents(
    name: &str,
    templates: &Templates,
    context: &Context,
    files: &mut Vec<OutputFile>,
) -> Result<(), Failure> {
    let document = render::document(name, templates, context)?;
    let html = render_html::html(&document).into_bytes();
    let pdf =
        render_pdf::pdf(&document).map_err(|error| fault(&format!("setting {name}.pdf"), error))?;
    files.push(OutputFile { path: format!("{name}.html"), bytes: html });
    files.push(OutputFile { path: format!("{name}.pdf"), bytes: pdf });
    Ok(())
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
) -> Result<Vec<OutputFile>, Failure> {
    let doing = "writing the open data";
    package(workspace, (current, last), doing, publish::data_package)?
        .map_err(|error| fault(doing, error))
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
