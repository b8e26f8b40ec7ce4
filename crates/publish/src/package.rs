//! The open data of a year as a Frictionless Data Package.

use findings::FindingRecord;
use serde_json::{Value as Json, json};

use crate::error::Error;
use crate::manifest::sha256;
use crate::output::{OutputFile, PackageInputs};
use crate::table::Table;
use crate::withheld::Withheld;
use crate::{
    audit, finance, journal, left_out, lineage, observations, registers, targets, trends, volume,
    words,
};

/// Licences whose text has an address.
const LICENCES: &[(&str, &str)] = &[
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
];

/// How texts and blanks are written, said once for all tables.
const CONVENTIONS: &str = "A blank cell means that there is nothing to say; zero is written 0. In CSV a \
    text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return has an apostrophe in front, so \
    that no spreadsheet takes it for a formula. In Parquet it stands as it is, and decimal numbers and days \
    are texts in plain notation.";

/// The tables of `data/` with `datapackage.json`, the books as `finance.journal` where they are complete, and `findings.json`.
///
/// Each table is ordered as text by its key columns. What a participant protects is left out
/// (methodology: `protect_volume`); `findings.json` is for the office and in no package.
///
/// # Errors
/// If a table cannot be written as Parquet.
pub fn data_package(inputs: &PackageInputs<'_>) -> Result<Vec<OutputFile>, Error> {
    let (mut files, mut resources) = written(&tables(inputs))?;
    let audit = audit::file();
    resources.push(audit_resource(&audit));
    files.push(audit);
    add_journal(inputs, &mut files, &mut resources);
    files.push(OutputFile {
        path: "data/datapackage.json".to_owned(),
        bytes: pretty(&descriptor(inputs, resources)),
    });
    files.push(findings_file(inputs));
    Ok(files)
}

/// The figures and the tables of the Pact's money alone, with their `datapackage.json`, and `findings.json`: the open data of a financial
/// summary made by itself. Where the statement is an interim one, the package says up to which day.
///
/// # Errors
/// As [`data_package`].
pub fn finance_package(inputs: &PackageInputs<'_>) -> Result<Vec<OutputFile>, Error> {
    let as_of = inputs.results.statement.as_ref().and_then(|statement| statement.as_of);
    let mut tables = vec![observations::of_money(inputs)];
    tables.extend(finance::finance(inputs));
    tables.push(finance::in_kind(inputs));
    let (mut files, mut resources) = written(&tables)?;
    add_journal(inputs, &mut files, &mut resources);
    let mut descriptor = descriptor(inputs, resources);
    let money: Vec<_> =
        inputs.indicators.iter().filter(|own| own.id.starts_with("finance.")).collect();
    descriptor["indicators"] = json!(money);
    descriptor["name"] = json!(format!("finance-{}", inputs.year.settings.year));
    if let (Some(day), Some(words)) = (as_of, descriptor["description"].as_str()) {
        let words = format!(
            "Interim: the year's money up to {day} alone, and help in kind as told so far. {words}"
        );
        descriptor["description"] = json!(words);
        descriptor["version"] = json!(day.to_string());
    }
    files.push(OutputFile { path: "data/datapackage.json".to_owned(), bytes: pretty(&descriptor) });
    files.push(findings_file(inputs));
    Ok(files)
}

/// The books in hledger's format, where they are complete.
fn add_journal(inputs: &PackageInputs<'_>, files: &mut Vec<OutputFile>, resources: &mut Vec<Json>) {
    if let Some(journal) = journal::file(inputs) {
        resources.push(journal::resource(&journal));
        files.push(journal);
    }
}

/// The files of these tables, and how a package describes each.
fn written(tables: &[Table]) -> Result<(Vec<OutputFile>, Vec<Json>), Error> {
    let mut files = Vec::new();
    let mut resources = Vec::new();
    for table in tables {
        let written = table.files()?;
        resources.extend(written.iter().map(|file| resource(table, file)));
        files.extend(written);
    }
    Ok((files, resources))
}

fn findings_file(inputs: &PackageInputs<'_>) -> OutputFile {
    let records: Vec<FindingRecord> = inputs.findings.iter().map(FindingRecord::from).collect();
    OutputFile { path: "findings.json".to_owned(), bytes: pretty(&records) }
}

/// Every table of the package.
pub(crate) fn tables(inputs: &PackageInputs<'_>) -> Vec<Table> {
    let withheld = Withheld::new(inputs);
    let mut tables = tables_without_lineage(inputs, &withheld);
    tables.push(lineage::table(inputs, &withheld));
    tables
}

/// Every table but the one of the cells behind the figures, which is the largest by far.
pub(crate) fn tables_without_lineage(
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
) -> Vec<Table> {
    let words = words::words(inputs, withheld);
    let mut tables = vec![
        observations::table(inputs),
        trends::trends(inputs),
        trends::revisions(inputs),
        targets::targets(inputs),
        volume::lines(inputs, withheld),
        volume::cells(inputs, withheld),
        volume::overlap(inputs, withheld),
        volume::rates(inputs),
        volume::accounts(inputs, withheld),
        registers::uptake(inputs),
        registers::participants(inputs),
        registers::supporters(inputs),
    ];
    tables.extend(words.tables);
    tables.extend(finance::finance(inputs));
    tables.push(finance::in_kind(inputs));
    tables.push(left_out::table(inputs, withheld, &words.held_back));
    tables.extend(audit::tables(inputs, withheld));
    tables
}

/// JSON for people and programs: indented, with a line end.
pub(crate) fn pretty(value: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("texts and numbers are always JSON");
    bytes.push(b'\n');
    bytes
}

fn descriptor(inputs: &PackageInputs<'_>, resources: Vec<Json>) -> Json {
    let (pact, settings) = (&inputs.pact.pact, &inputs.year.settings);
    let sample = if pact.sample { "Invented sample data. " } else { "" };
    json!({
        "profile": "data-package",
        "name": format!("figures-{}", settings.year),
        "title": format!("{}: figures of {}", pact.title, settings.year),
        "description": format!(
            "{sample}Reporting period {}. {CONVENTIONS}",
            settings.period
        ),
        "version": settings.report_date.to_string(),
        "licenses": [licence(&settings.licence)],
        "indicators": inputs.indicators,
        "resources": resources,
    })
}

fn licence(name: &str) -> Json {
    match LICENCES.iter().find(|(known, _)| *known == name) {
        Some((name, path)) => json!({"name": name, "path": path}),
        None => json!({"name": name}),
    }
}

/// How the package describes the audit.
fn audit_resource(file: &OutputFile) -> Json {
    json!({
        "name": "audit",
        "path": "audit.sql",
        "type": "file",
        "format": "sql",
        "mediatype": "application/sql",
        "title": "Independent check of the figures",
        "description": "Recomputes every figure of volume, uptake, guidance, coverage and change from the other \
            tables, in plain SQL and whole numbers. Run it with DuckDB in the folder of the tables: \
            `duckdb < audit.sql`; it says how to read what comes out, and at its head what it cannot see.",
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", sha256(&file.bytes)),
    })
}

/// How the package describes one file. Parquet files are described as files: the schema of their columns
/// is that of the CSV, but for numbers and days, which are texts in there.
fn resource(table: &Table, file: &OutputFile) -> Json {
    let path = file.path.trim_start_matches("data/");
    let common = json!({
        "path": path,
        "title": table.title,
        "description": table.description,
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", sha256(&file.bytes)),
    });
    let own = if path.ends_with(".parquet") {
        json!({
            "name": format!("{}-parquet", table.name).replace('_', "-"),
            "type": "file",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        })
    } else {
        json!({
            "name": table.name.replace('_', "-"),
            "type": "table",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
        })
    };
    let mut resource = own;
    if let (Json::Object(resource), Json::Object(common)) = (&mut resource, common) {
        resource.extend(common);
    }
    if path.ends_with(".csv") {
        resource["schema"] = table.schema();
    }
    resource
}
