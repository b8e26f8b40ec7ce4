//! Which files and which of their sheets a mapping means, and those it does not name.

use std::collections::{BTreeMap, BTreeSet};

use model::{Fault, FaultKind, InputFile, Place, Sheet, Workbook};

use super::mapping::{self, Mapping, TableMapping};
use super::owner::Owner;
use crate::cells;

/// The files that tables of the mapping name, in the order they are first named, each with its tables.
pub(super) fn by_file<'a, 'm>(
    owner: &Owner<'a>,
    mapping: &'m Mapping,
    faults: &mut Vec<Fault>,
) -> Vec<(&'a InputFile, Vec<&'m TableMapping>)> {
    let mut by_file: Vec<(&InputFile, Vec<&TableMapping>)> = Vec::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for table in &mapping.tables {
        let files = files_named(owner, &table.file);
        if files.is_empty() {
            faults.push(missing_file(owner, table));
        }
        for file in files {
            let index = *at.entry(&file.path).or_insert(by_file.len());
            match by_file.get_mut(index) {
                Some((_, tables)) => tables.push(table),
                None => by_file.push((file, vec![table])),
            }
        }
    }
    by_file
}

/// The files a mapping names, in the order of their paths: relative to the return's folder or to `supporting/`,
/// with `*` and `?` for others' letters.
pub(super) fn files_named<'a>(owner: &Owner<'a>, name: &str) -> Vec<&'a InputFile> {
    let name = name.trim().trim_start_matches("./").replace('\\', "/");
    if let Some(folder) = owner.finance {
        return below(folder, owner.files, &name);
    }
    let inner = name.strip_prefix("supporting/").unwrap_or(&name);
    let files = owner.files.iter().copied();
    if mapping::is_glob(inner) {
        let fits = |file: &&InputFile| {
            let below = file.path.rsplit_once("/supporting/").map_or("", |(_, below)| below);
            mapping::fits(inner, below) || mapping::fits(inner, file.name())
        };
        return files.filter(fits).collect();
    }
    let ending = format!("/supporting/{inner}");
    let mut found = files.filter(|file| file.path.ends_with(&ending) || file.name() == name);
    found.next().into_iter().collect()
}

/// The files of a folder by their path in it, or by their name alone where no path fits.
fn below<'a>(folder: &str, files: &[&'a InputFile], name: &str) -> Vec<&'a InputFile> {
    let fits = |own: &str| match mapping::is_glob(name) {
        true => mapping::fits(name, own),
        false => own == name,
    };
    let inside = |file: &InputFile| file.path.strip_prefix(folder).is_some_and(fits);
    let found: Vec<&InputFile> = files.iter().copied().filter(|file| inside(file)).collect();
    if found.is_empty() {
        return files.iter().copied().filter(|file| fits(file.name())).collect();
    }
    found
}

/// Numbers of the sheets a mapping means; in words what was expected where there is none.
pub(super) fn sheets_of(workbook: &Workbook, table: &TableMapping) -> Result<Vec<usize>, String> {
    if workbook.format == model::cell::FileFormat::Csv {
        return if workbook.sheets.is_empty() { Err(String::new()) } else { Ok(vec![0]) };
    }
    let titles: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.title.as_str()).collect();
    let listed = titles.join("`, `");
    let Some(wanted) = &table.sheet else {
        let filled = workbook.sheets.iter().enumerate().filter(|(_, s)| !s.cells.is_empty());
        let filled: Vec<usize> = filled.map(|(number, _)| number).collect();
        return match filled.as_slice() {
            [only] => Ok(vec![*only]),
            [] => Err("a sheet that holds something".to_owned()),
            _ => Err(format!(
                "the title of one sheet, or a pattern such as `20*`, since the file has several: `{listed}`"
            )),
        };
    };
    let exact = titles.iter().position(|title| title == wanted);
    let folded = crate::text::folded(wanted);
    let alike = || titles.iter().position(|title| crate::text::folded(title) == folded);
    if let Some(number) = exact.or_else(alike) {
        return Ok(vec![number]);
    }
    let fitting = titles.iter().enumerate().filter(|(_, title)| {
        mapping::is_glob(&folded) && mapping::fits(&folded, &crate::text::folded(title))
    });
    let fitting: Vec<usize> = fitting.map(|(number, _)| number).collect();
    if !fitting.is_empty() {
        return Ok(fitting);
    }
    Err(match model::nearest::nearest(wanted, titles) {
        Some(near) => format!(
            "the title of a sheet of the file; the nearest is `{near}` (the file has `{listed}`)"
        ),
        None => format!("the title of a sheet of the file, which has `{listed}`"),
    })
}

/// The sheet that was probably meant where the mapping names none that is there: the one with the nearest title,
/// else the only one, of those that hold a table and that nothing else names.
pub(super) fn meant(
    workbook: &Workbook,
    table: &TableMapping,
    is_named: impl Fn(usize) -> bool,
) -> Option<usize> {
    let sheets = workbook.sheets.iter().enumerate();
    let open: Vec<(usize, &Sheet)> =
        sheets.filter(|(number, sheet)| !is_named(*number) && holds_table(sheet)).collect();
    let wanted = table.sheet.as_deref().unwrap_or_default();
    let titles = open.iter().map(|(_, sheet)| sheet.title.as_str());
    if let Some(near) = model::nearest::nearest(wanted, titles) {
        return open.iter().find(|(_, sheet)| sheet.title == near).map(|(number, _)| *number);
    }
    match open.as_slice() {
        [(only, _)] => Some(*only),
        _ => None,
    }
}

/// Whether a sheet holds rows of more than one value.
pub(super) fn holds_table(sheet: &Sheet) -> bool {
    sheet.rows().filter(|(_, row)| row.len() > 1).count() > 1
}

/// The files that no table of the mapping names; none where it cannot be read, so that it is unknown which ones
/// it names.
pub(super) fn unmapped_files(owner: &Owner, mapping: &Mapping) -> Vec<Fault> {
    if mapping.broken {
        return Vec::new();
    }
    let named = mapping.named_files.iter();
    let mapped = named.flat_map(|name| files_named(owner, name));
    let mapped: BTreeSet<&str> = mapped.map(|file| &*file.path).collect();
    let unmapped = owner.files.iter().filter(|file| !mapped.contains(&*file.path));
    unmapped.map(|file| unmapped_file(owner, file)).collect()
}

fn missing_file(owner: &Owner, table: &TableMapping) -> Fault {
    let names: Vec<&str> = owner.files.iter().map(|file| file.name()).collect();
    let wanted = table.file.rsplit('/').next().unwrap_or(&table.file);
    let folder = if owner.finance.is_some() { "finance/" } else { "supporting/" };
    let expected = match model::nearest::nearest(wanted, names.iter().copied()) {
        Some(near) => format!("the name of a file in `{folder}`; the nearest is `{near}`"),
        None if names.is_empty() => format!("a file in `{folder}`, where there is none to map"),
        None => {
            format!("the name of a file in `{folder}`, where there are `{}`", names.join("`, `"))
        }
    };
    Fault {
        kind: FaultKind::MappedFileMissing,
        participant: owner.participant.cloned(),
        place: table.place.clone(),
        raw: table.file.clone(),
        field: "file".to_owned(),
        label: "file".to_owned(),
        expected,
        context: Vec::new(),
    }
}

/// That a file has no sheet such as the mapping names.
pub(super) fn missing_sheet(
    owner: &Owner,
    workbook: &Workbook,
    table: &TableMapping,
    expected: String,
) -> Fault {
    Fault {
        kind: FaultKind::MappedSheetMissing,
        participant: owner.participant.cloned(),
        place: table.place.clone(),
        raw: table.sheet.clone().unwrap_or_default(),
        field: "sheet".to_owned(),
        label: workbook.path.clone(),
        expected,
        context: Vec::new(),
    }
}

/// That a file cannot be read.
pub(super) fn file_fault(owner: &Owner, file: &InputFile, fault: cells::FileFault) -> Fault {
    let path = file.path.clone();
    let (place, field, expected) = match fault.undecodable_line {
        Some(line) => (
            Place::line(path, line, 1),
            "encoding",
            "the `encoding` in the [[table]] of mapping.toml by which the letters of the file are coded; until then none of its rows is read",
        ),
        None => (Place::file(path), "", "a spreadsheet that can be read"),
    };
    Fault {
        kind: fault.kind,
        participant: owner.participant.cloned(),
        place,
        raw: fault.detail,
        field: field.to_owned(),
        label: file.name().to_owned(),
        expected: expected.to_owned(),
        context: Vec::new(),
    }
}

/// That the letters of a text file are coded in a way that nothing in it tells.
pub(super) fn encoding_guessed(owner: &Owner, file: &InputFile) -> Option<Fault> {
    let name = cells::guessed_encoding(file)?.name().to_lowercase();
    let expected = format!(
        "a text file saved as UTF-8, or `encoding = \"{name}\"` in its [[table]] of mapping.toml if its letters are read rightly; `windows-1250` is usual in Central Europe, `windows-1251` for Cyrillic letters, `macintosh` for files of older Apple computers"
    );
    Some(Fault {
        kind: FaultKind::EncodingGuessed,
        participant: owner.participant.cloned(),
        place: Place::file(file.path.clone()),
        raw: name,
        field: "encoding".to_owned(),
        label: file.name().to_owned(),
        expected,
        context: Vec::new(),
    })
}

fn unmapped_file(owner: &Owner, file: &InputFile) -> Fault {
    let workbook = match cells::workbook(file) {
        Ok(workbook) => workbook,
        Err(fault) => return file_fault(owner, file, fault),
    };
    let rows: usize = workbook.sheets.iter().map(|s| s.rows().count()).sum();
    unmapped(owner, Place::file(file.path.clone()), file.name(), rows)
}

/// That no table of the mapping names a sheet.
pub(super) fn unmapped_sheet(owner: &Owner, workbook: &Workbook, sheet: &Sheet) -> Fault {
    let first = sheet.cells.first().map(|cell| cell.address);
    let place = match first {
        Some(address) => cells::place(workbook, sheet, address),
        None => Place::file(workbook.path.as_str()),
    };
    unmapped(owner, place, &sheet.title, sheet.rows().count())
}

fn unmapped(owner: &Owner, place: Place, label: &str, rows: usize) -> Fault {
    Fault {
        kind: FaultKind::UnmappedTable,
        participant: owner.participant.cloned(),
        place,
        raw: format!("{rows} rows with something in them"),
        field: String::new(),
        label: label.to_owned(),
        expected: "a [[table]] in mapping.toml that says what its columns mean; until then none of its rows counts".to_owned(),
        context: Vec::new(),
    }
}
