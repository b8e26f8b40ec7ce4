//! `cfit report`: the documents, the workbook and the open data of a year.

use std::path::Path;

use findings::Finding;
use model::Obstacle;
use publish::{OutputFile, PackageInputs};
use render::{Context, Templates};
use workbooks::FinancialSummaryInputs;

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
const OWN_STEPS: usize = 4;

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
    let computed = compute(&workspace, year, &mut steps)?;
    let current = &computed[&year];
    let last = computed.get(&(year - 1));
    let templates = templates(&workspace)?;
    let context = Context {
        pact: &workspace.pact,
        year: &current.reading,
        results: &current.results,
        last: last.map(|last| (&last.reading, &last.results)),
        findings: &current.findings,
    };
    let mut files = Vec::new();
    let mut left_out = Vec::new();
    steps.next("Writing the progress report");
    documents("progress-report", &templates, &context, &mut files)?;
    steps.next("Writing the financial summary");
    match &current.results.statement {
        Some(statement) => {
            documents("financial-summary", &templates, &context, &mut files)?;
            let bytes = workbooks::financial_summary(&FinancialSummaryInputs {
                pact: &workspace.pact.pact,
                statement,
                register: &workspace.pact.register,
                year: &current.reading,
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
    steps.next("Writing the open data");
    files.extend(open_data(&workspace, current)?);
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

/// The templates: those shipped, with the workspace's own laid over them.
fn templates(workspace: &Workspace) -> Result<Templates, Obstacle> {
    let mut templates = render::shipped_templates();
    templates.extend(workspace.files.templates()?);
    Ok(templates)
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

fn open_data(workspace: &Workspace, current: &ComputedYear) -> Result<Vec<OutputFile>, Failure> {
    let doing = "writing the open data";
    let lines = current.lines.published().map_err(|error| fault(doing, error))?;
    let descriptions: Vec<(&str, &str, &str)> =
        crate::indicators().into_iter().map(|i| (i.id, i.title, i.formula)).collect();
    publish::data_package(&PackageInputs {
        pact: &workspace.pact,
        year: &current.reading,
        results: &current.results,
        lines: &lines,
        findings: &current.findings,
        indicator_descriptions: &descriptions,
    })
    .map_err(|error| fault(doing, error))
}
