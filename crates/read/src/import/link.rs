//! Exports of form tools: a main table with a row a submission, and a table a repeat, tied by keys.

use std::collections::{BTreeMap, BTreeSet};

use model::Obstacle;
use model::imported::{Export, ExportSource, ExportTable, ImportedAnswers, RowsLeftOut};
use model::questionnaire::{QuestionType, Section};

use super::ImportInputs;
use super::columns::{Columns, columns};
use super::fingerprint::finish;
use super::main_row::{Technical, submission};
use super::tables::Table;
use super::value;
use crate::text::folded;

/// The columns by which a tool ties its tables.
struct Ties {
    /// In the main table: what a row is known by.
    key: &'static str,
    /// In other tables: the key of the row it belongs to.
    parent: &'static str,
}

fn ties(source: ExportSource) -> Ties {
    match source {
        ExportSource::OdkCentral => Ties { key: "KEY", parent: "PARENT_KEY" },
        _ => Ties { key: "_index", parent: "_parent_index" },
    }
}

/// Reads an export with its repeats.
pub(super) fn read(
    source: ExportSource,
    tables: &[Table<'_>],
    inputs: &ImportInputs<'_>,
) -> Result<Export, Vec<Obstacle>> {
    let ties = ties(source);
    let main = main_table(tables, &ties, source, inputs).map_err(|obstacle| vec![obstacle])?;
    let mut export = Export {
        source,
        tables: vec![counted(main, None)],
        submissions: Vec::new(),
        columns_left_out: Vec::new(),
        rows_left_out: Vec::new(),
        without_column: Vec::new(),
        remarks: Vec::new(),
    };
    let sections: Vec<&Section> =
        inputs.questionnaire.sections.iter().filter(|section| !section.repeat).collect();
    let found = columns(main, &sections, inputs).map_err(|obstacle| vec![obstacle])?;
    missing(&found, &sections, &mut export);
    let keys = keys(main, &ties, inputs).map_err(|obstacle| vec![obstacle])?;
    let technical = Technical::of(main);
    for row in &main.rows {
        export.submissions.push(submission(main, *row, &found, &technical));
    }
    export.columns_left_out.extend(found.left_out);
    let others = tables.iter().filter(|table| !std::ptr::eq(*table, main));
    repeats(others.collect(), main, &ties, &keys, inputs, &mut export)?;
    finish(&mut export);
    Ok(export)
}

/// The table with a row for each submission.
fn main_table<'t, 'a>(
    tables: &'t [Table<'a>],
    ties: &Ties,
    source: ExportSource,
    inputs: &ImportInputs<'_>,
) -> Result<&'t Table<'a>, Obstacle> {
    let own = |table: &&Table<'_>| table.column(ties.parent).is_none();
    let keyed = tables.iter().filter(own).find(|table| table.column(ties.key).is_some());
    if let Some(table) = keyed {
        return Ok(table);
    }
    let name = inputs.file.name();
    let by_time =
        tables.iter().filter(own).find(|table| table.column("_submission_time").is_some());
    match by_time {
        // KoboToolbox numbers its rows only where there are other tables to be tied to.
        Some(table) if tables.len() == 1 => Ok(table),
        Some(table) => Err(Obstacle::new(
            format!("the table `{}` of `{name}` has lost its column `{}`, by which rows of the other tables belong to it", table.title, ties.key),
            "import the file as it was downloaded; columns that begin with `_` must stay",
        )),
        None => Err(Obstacle::new(
            format!("`{name}` has tables of repeats and no main table with a row for each submission (a column `{}`)", ties.key),
            format!("export the whole form again from {}", source.name()),
        )),
    }
    .map_err(|obstacle| obstacle.at(inputs.file.path.as_ref()))
}

fn counted(table: &Table<'_>, repeat: Option<&str>) -> ExportTable {
    ExportTable {
        title: table.title.clone(),
        repeat: repeat.map(str::to_owned),
        rows: table.rows.len(),
    }
}

/// Which submission a key is of.
fn keys(
    main: &Table<'_>,
    ties: &Ties,
    inputs: &ImportInputs<'_>,
) -> Result<BTreeMap<String, usize>, Obstacle> {
    let mut keys = BTreeMap::new();
    let Some(column) = main.column(ties.key) else { return Ok(keys) };
    for (index, row) in main.rows.iter().enumerate() {
        let key = main.text(*row, Some(column));
        let what = match keys.insert(key.to_owned(), index) {
            _ if key.is_empty() => format!("row {} has no `{}`", row + 1, ties.key),
            Some(first) => {
                let first = main.rows[first] + 1;
                format!("rows {first} and {} have the same `{}`, `{key}`", row + 1, ties.key)
            }
            None => continue,
        };
        return Err(Obstacle::new(
            format!("in the table `{}` {what}, so rows of repeats cannot be tied to it", main.title),
            "import each export as it was downloaded, one after the other; do not join them or add rows",
        )
        .at(inputs.file.path.as_ref()));
    }
    Ok(keys)
}

/// Notes the questions of sections that have no column.
pub(super) fn missing(found: &Columns<'_>, sections: &[&Section], export: &mut Export) {
    for section in sections {
        let takes = section.questions.iter().filter(|q| q.kind != QuestionType::Note);
        let without = takes
            .filter(|q| !found.questions.contains_key(&(section.name.as_str(), q.name.as_str())));
        let without = without.map(|q| (section.name.clone(), q.name.clone()));
        export.without_column.extend(without);
    }
}

/// Reads the tables of repeats and ties their rows to the submissions.
fn repeats(
    others: Vec<&Table<'_>>,
    main: &Table<'_>,
    ties: &Ties,
    keys: &BTreeMap<String, usize>,
    inputs: &ImportInputs<'_>,
    export: &mut Export,
) -> Result<(), Vec<Obstacle>> {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let sections = inputs.questionnaire.sections.iter().filter(|section| section.repeat);
    let sections: Vec<&Section> = sections.collect();
    for table in others {
        let own = sections.iter().find(|section| holds(table, section, &main.title));
        let Some(section) = own.filter(|section| !taken.contains(section.name.as_str())) else {
            export.rows_left_out.push(no_repeat(table, own.is_some()));
            continue;
        };
        taken.insert(&section.name);
        let found = columns(table, &[section], inputs).map_err(|obstacle| vec![obstacle])?;
        missing(&found, &[section], export);
        export.tables.push(counted(table, Some(&section.name)));
        tie(table, section, &found, Tied { main, ties, keys }, export);
        export.columns_left_out.extend(found.left_out);
    }
    let absent = sections.iter().filter(|section| {
        !taken.contains(section.name.as_str()) && !inputs.without.contains(&section.name)
    });
    let absent: Vec<&str> = absent.map(|section| section.name.as_str()).collect();
    if absent.is_empty() {
        return Ok(());
    }
    if export.source == ExportSource::KoboToolbox && !main.is_text {
        export.remarks.push(nobody_answered(&absent));
        return Ok(());
    }
    Err(vec![table_missing(&absent, inputs, export.source)])
}

/// Whether a table is that of a repeat, by its title: the repeat's name or label, in an archive behind the name of the
/// form.
fn holds(table: &Table<'_>, section: &Section, main: &str) -> bool {
    let title = table.title.as_str();
    let of_form = title.strip_prefix(main).and_then(|rest| rest.strip_prefix(['-', '.']));
    let labels = section.label.0.iter().map(|(_, label)| label.as_str());
    let mut names = std::iter::once(section.name.as_str()).chain(labels);
    names.any(|own| {
        same_title(title, own)
            || of_form.is_some_and(|rest| same_title(rest, own))
            || title.strip_suffix(own).is_some_and(|rest| rest.ends_with(['-', '.', '/']))
    })
}

/// Titles of sheets have no more characters; programs cut names a little shorter and set dots behind.
const LONG_TITLE: usize = 28;

/// Whether the title of a sheet stands for a name: letters and digits are the same, up to where the title was cut.
fn same_title(title: &str, name: &str) -> bool {
    let plain = |text: &str| -> String {
        folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    let (of_title, of_name) = (plain(title), plain(name));
    let is_cut = title.chars().count() >= LONG_TITLE && of_name.starts_with(&of_title);
    !of_title.is_empty() && (of_title == of_name || is_cut)
}

fn no_repeat(table: &Table<'_>, is_second: bool) -> RowsLeftOut {
    let why = match is_second {
        true => "a second table of the same repeat",
        false => {
            "a table that is no repeat of the questionnaire: its answers are not in the returns"
        }
    };
    let rows = table.rows.iter().map(|row| row + 1).collect();
    RowsLeftOut { table: table.title.clone(), rows, why: why.to_owned() }
}

/// What is said of sheets that are not in a workbook of KoboToolbox, which has one for a repeat only where somebody filled
/// in a row of it.
fn nobody_answered(absent: &[&str]) -> String {
    format!(
        "The export has no sheet for {}. KoboToolbox writes a sheet only where somebody filled in a row, so none was taken \
         to be entered there. If you know of any, export again as XLS.",
        absent.join(", ")
    )
}

fn table_missing(absent: &[&str], inputs: &ImportInputs<'_>, source: ExportSource) -> Obstacle {
    let names: Vec<String> = absent.iter().map(|name| format!("`{name}`")).collect();
    let how = match source {
        ExportSource::OdkCentral => {
            "in ODK Central choose \"Download\" and the ZIP file of \"All data\", which has a file for each repeat"
        }
        _ => {
            "in KoboToolbox export as XLS, which has a sheet for each table; its CSV has the main table alone"
        }
    };
    let without: Vec<String> = absent.iter().map(|name| format!("--without {name}")).collect();
    Obstacle::new(
        format!(
            "`{}` has no table for {}, so the rows entered there would be missing from every return",
            inputs.file.name(),
            names.join(", ")
        ),
        format!("{how}. If the form that was filled in does not ask this at all, add {}", without.join(" ")),
    )
    .at(inputs.file.path.as_ref())
}

/// What rows are tied to.
struct Tied<'a> {
    main: &'a Table<'a>,
    ties: &'a Ties,
    keys: &'a BTreeMap<String, usize>,
}

/// Gives each row of a repeat to its submission; those whose submission is not there are named.
fn tie(
    table: &Table<'_>,
    section: &Section,
    found: &Columns<'_>,
    tied: Tied<'_>,
    export: &mut Export,
) {
    let parent = table.column(tied.ties.parent);
    let parent_table = table.column("_parent_table_name");
    // The parent's own keys beside its number: what was sorted or cut and pasted shows there.
    let proofs: Vec<(u32, u32)> = [("_submission__uuid", "_uuid"), ("_submission__id", "_id")]
        .into_iter()
        .filter_map(|(own, of_main)| Some((table.column(own)?, tied.main.column(of_main)?)))
        .collect();
    let mut orphans = Vec::new();
    let mut doubtful = Vec::new();
    for row in &table.rows {
        let key = table.text(*row, parent);
        let named = table.text(*row, parent_table);
        let elsewhere = !named.is_empty() && !same_title(&tied.main.title, named);
        let owner = tied.keys.get(key).copied().filter(|_| !elsewhere);
        let Some(owner) = owner else {
            orphans.push(row + 1);
            continue;
        };
        let main_row = tied.main.rows[owner];
        let differs = proofs.iter().any(|(own, of_main)| {
            let (own, of_main) =
                (table.text(*row, Some(*own)), tied.main.text(main_row, Some(*of_main)));
            !own.is_empty() && !of_main.is_empty() && own != of_main
        });
        if differs {
            doubtful.push(row + 1);
            continue;
        }
        let mut answers = ImportedAnswers::new();
        for ((_, name), columns) in &found.questions {
            if let Some(value) = value::answer(table, *row, columns) {
                answers.insert((*name).to_owned(), value);
            }
        }
        if !answers.is_empty() {
            let rows = export.submissions[owner].repeats.entry(section.name.clone()).or_default();
            rows.push(answers);
        }
    }
    let title = &table.title;
    let mut say = |rows: Vec<u32>, why: String| {
        if !rows.is_empty() {
            export.rows_left_out.push(RowsLeftOut { table: title.clone(), rows, why });
        }
    };
    say(
        orphans,
        format!(
            "no submission of this number (`{}`) is in the export: export all submissions together",
            tied.ties.parent
        ),
    );
    say(
        doubtful,
        "number and id of the submission contradict each other: somebody changed the file; import it as it was downloaded"
            .to_owned(),
    );
}
