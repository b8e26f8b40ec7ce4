//! The address of a cell as a person writes it: `path!sheet!cell`, `path!line:column`, or as a spreadsheet program
//! copies it, with quotation marks and `$`.

use intake::WorkspaceFiles;
use model::nearest::nearest;
use model::{CellAddress, Obstacle};

use super::{source, words};
use crate::workspace::Failure;

/// Most files or sheets that are named where an address fits none or several.
const NAMED: usize = 8;

/// Cells that were asked for: a file of the workspace, a sheet as it was written, and cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wanted {
    /// Path of the file.
    pub(super) path: String,
    /// Title of the sheet as written; `None` where none was named.
    pub(super) sheet: Option<String>,
    /// First and last cell.
    pub(super) cells: (CellAddress, CellAddress),
}

/// An address in its parts, before a file is looked for.
struct Written {
    file: String,
    sheet: Option<String>,
    cell: String,
}

/// Finds what an address names.
pub(super) fn find(
    files: &WorkspaceFiles,
    year: Option<i16>,
    address: &str,
) -> Result<Wanted, Failure> {
    let help = "write the file, the sheet and the cell with exclamation marks between them, such as \
                north-region/return.xlsx!Procurement!E14; of a text file the line and the column, such as \
                orders.csv!14:5";
    let unclear =
        || Failure::from(Obstacle::new(format!("{} names no cell", words::quoted(address)), help));
    let written = parts(address).ok_or_else(unclear)?;
    let cells = cells(&written.cell).ok_or_else(unclear)?;
    let path = file(files, year, &written.file)?;
    Ok(Wanted { path, sheet: written.sheet, cells })
}

/// The parts of an address; `None` where it has too few.
fn parts(address: &str) -> Option<Written> {
    let text = address.trim().trim_matches('"').trim();
    let text = text.strip_prefix('=').unwrap_or(text);
    // As Excel refers to another workbook: 'folder\[return.xlsx]Procurement'!$E$14.
    if let Some((folder, rest)) = text.split_once('[')
        && let Some((name, rest)) = rest.split_once(']')
    {
        let (sheet, cell) = rest.rsplit_once('!')?;
        let file = format!("{}{name}", folder.trim_start_matches('\''));
        let sheet = Some(without_marks(sheet)).filter(|sheet| !sheet.is_empty());
        return Some(Written { file, sheet, cell: cell.to_owned() });
    }
    let (file, rest) = text.split_once('!')?;
    let (sheet, cell) = match rest.rsplit_once('!') {
        Some((sheet, cell)) => (Some(without_marks(sheet)), cell),
        None => (None, rest),
    };
    let sheet = sheet.filter(|sheet| !sheet.is_empty());
    Some(Written { file: without_marks(file), sheet, cell: cell.to_owned() })
}

/// A name without the quotation marks around it; a doubled one inside is one.
fn without_marks(name: &str) -> String {
    let name = name.trim();
    let inner = name.strip_prefix('\'').unwrap_or(name);
    let inner = inner.strip_suffix('\'').unwrap_or(inner);
    if inner.len() == name.len() { name.to_owned() } else { inner.replace("''", "'") }
}

/// First and last cell: `E14`, `$E$14`, `E14:E20`, of a text file `14:5`, `12-18:3`, `12-18:3-5`.
fn cells(text: &str) -> Option<(CellAddress, CellAddress)> {
    let text: String =
        text.chars().filter(|letter| !matches!(letter, '$' | '\'' | '"' | ' ')).collect();
    if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        let (lines, fields) = text.split_once(':')?;
        let (lines, fields) = (span(lines)?, span(fields)?);
        let at = |line: u32, field: u32| CellAddress::new(line - 1, field - 1);
        return Some((at(lines.0, fields.0), at(lines.1, fields.1)));
    }
    let (first, last) = text.split_once(':').unwrap_or((&text, &text));
    let (first, last) = (cell(first)?, cell(last)?);
    let from = CellAddress::new(first.row.min(last.row), first.column.min(last.column));
    let to = CellAddress::new(first.row.max(last.row), first.column.max(last.column));
    Some((from, to))
}

/// `5` or `5-9`, from 1.
fn span(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    (first >= 1 && last >= first).then_some((first, last))
}

/// `E14` as an address.
fn cell(text: &str) -> Option<CellAddress> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic())
    {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0_u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = row.parse().ok().filter(|row| *row >= 1)?;
    Some(CellAddress::new(row - 1, column - 1))
}

/// Of files that lie in the same place of different years the one of the year asked for, else of the newest.
fn of_year<'f>(found: &[&'f str], year: Option<i16>) -> Option<&'f str> {
    let inside =
        |path: &'f str| path.strip_prefix("inputs/")?.split_once('/').map(|(_, rest)| rest);
    let own = |path: &&&str| source::year_of(path) == year;
    if let (Some(path), true) = (found.iter().find(own), year.is_some()) {
        let of_year = found.iter().filter(own).count();
        return (of_year == 1).then_some(*path);
    }
    let same = found.iter().all(|path| {
        source::year_of(path).is_some() && inside(path) == found.first().and_then(|one| inside(one))
    });
    found.last().copied().filter(|_| same)
}

/// The file of the workspace with this path, or with a path that ends so.
fn file(files: &WorkspaceFiles, year: Option<i16>, written: &str) -> Result<String, Failure> {
    let plain = written.trim().replace('\\', "/");
    let plain = plain.trim_start_matches("./");
    let inside = plain.find("inputs/").map_or(plain, |start| &plain[start..]);
    let wanted = inside.trim_start_matches('/').to_lowercase();
    let paths = || files.files.keys().map(String::as_str);
    if let Some(path) = paths().find(|path| path.eq_ignore_ascii_case(&wanted)) {
        return Ok(path.to_owned());
    }
    let tail = format!("/{wanted}");
    let found: Vec<&str> = paths().filter(|path| path.to_lowercase().ends_with(&tail)).collect();
    match found.as_slice() {
        [path] => Ok((*path).to_owned()),
        [] => Err(no_such_file(files, year, &wanted)),
        several => {
            if let Some(path) = of_year(several, year) {
                return Ok(path.to_owned());
            }
            let end = words::quoted(written);
            let what = format!("{} files of the workspace end in {end}", several.len());
            let help = format!("name more of the path, such as {}", listed(several));
            Err(Obstacle::new(what, help).into())
        }
    }
}

fn no_such_file(files: &WorkspaceFiles, year: Option<i16>, wanted: &str) -> Failure {
    let passed_over =
        files.passed_over.iter().find(|(path, _)| path.to_lowercase().ends_with(wanted));
    if let Some((path, why)) = passed_over {
        let help = "nothing of it is in any figure".to_owned();
        return Obstacle::new(format!("{path} was passed over: {why}"), help).into();
    }
    let paths: Vec<&str> = files.files.keys().map(String::as_str).collect();
    let inputs = paths.iter().copied().filter(|path| path.starts_with("inputs/"));
    let inputs: Vec<&str> = inputs.collect();
    let help = match near(&inputs, year, wanted) {
        Some(near) => format!("did you mean {near}?"),
        None => "name a file below inputs/, such as inputs/2026/returns/ID/return.xlsx".to_owned(),
    };
    let wanted = words::quoted(wanted);
    Obstacle::new(format!("there is no file {wanted} in the workspace"), help).into()
}

/// The file that was probably meant: of the folder that was named, else of any; of the year asked for, else of the
/// newest.
fn near<'f>(inputs: &[&'f str], year: Option<i16>, wanted: &str) -> Option<&'f str> {
    let (folders, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    let own_name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let of_name = |among: &[&'f str]| {
        let names: Vec<String> = among.iter().map(|path| own_name(path)).collect();
        let near = nearest(name, names.iter().map(String::as_str))?.to_owned();
        let same: Vec<&'f str> =
            among.iter().copied().filter(|path| own_name(path) == near).collect();
        let mut of_year =
            same.iter().filter(|path| year.is_some() && source::year_of(path) == year);
        of_year.next().copied().or(same.iter().max_by_key(|path| source::year_of(path)).copied())
    };
    let folder = format!("/{folders}/");
    let in_folder = |path: &&&str| !folders.is_empty() && path.to_lowercase().contains(&folder);
    let same_folder: Vec<&str> = inputs.iter().filter(in_folder).copied().collect();
    of_name(&same_folder)
        .or_else(|| nearest(wanted, inputs.iter().copied()))
        .or_else(|| of_name(inputs))
}

/// The first of several names.
pub(super) fn listed(names: &[&str]) -> String {
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_however_they_were_copied() {
        let cases = [
            ("a/return.xlsx!Procurement!E14", "a/return.xlsx", Some("Procurement"), "E14"),
            (
                "a/return.xlsx!'The Pact''s guidance'!$C$9",
                "a/return.xlsx",
                Some("The Pact's guidance"),
                "C9",
            ),
            ("'a/return.xlsx'!Procurement!e14", "a/return.xlsx", Some("Procurement"), "E14"),
            ("=a\\[return.xlsx]Procurement!$E$14", "a\\return.xlsx", Some("Procurement"), "E14"),
            (
                "'a\\[return.xlsx]Fin d’utilisation'!D7",
                "a\\return.xlsx",
                Some("Fin d’utilisation"),
                "D7",
            ),
            ("\"orders.csv!5:3\"", "orders.csv", None, "C5"),
        ];
        for (address, file, sheet, cell) in cases {
            let read = parts(address).unwrap();
            let at = cells(&read.cell).unwrap();
            assert_eq!((read.file.as_str(), read.sheet.as_deref()), (file, sheet), "{address}");
            assert_eq!((at.0.to_string(), at.0), (cell.to_owned(), at.1), "{address}");
        }
        let ranges =
            [("E5:E9", "E5", "E9"), ("12-18:3", "C12", "C18"), ("12-18:3-5", "C12", "E18")];
        for (range, first, last) in ranges {
            let at = cells(range).unwrap();
            assert_eq!((at.0.to_string().as_str(), at.1.to_string().as_str()), (first, last));
        }
        assert!(parts("return.xlsx").is_none());
        for wrong in ["", "E", "14", "E0", "0:3", "5:", "ABCD1", "9-5:2"] {
            assert!(cells(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_looked_for_at_the_same_participant_first() {
        let inputs = [
            "inputs/2025/returns/altmoos/return.xlsx",
            "inputs/2025/returns/kruisland/return.xlsx",
            "inputs/2026/returns/kruisland/return.xlsx",
            "inputs/2026/returns/kruisland/supporting/orders.xlsx",
        ];
        let cases = [
            ("kruisland/retur.xlsx", None, Some(inputs[2])),
            ("kruisland/retur.xlsx", Some(2025), Some(inputs[1])),
            ("kruisland/retur.xlsx", Some(2024), Some(inputs[2])),
            ("inputs/2025/returns/altmoos/retrun.xlsx", None, Some(inputs[0])),
            ("kruislant/return.xlsx", Some(2026), Some(inputs[2])),
            ("nothing-of-that-kind.txt", None, None),
        ];
        for (wanted, year, file) in cases {
            assert_eq!(near(&inputs, year, wanted), file, "{wanted} {year:?}");
        }
    }
}
