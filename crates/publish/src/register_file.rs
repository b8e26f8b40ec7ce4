//! Rows at the end of one of the office's registers, every byte that was there kept.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use crate::error::Error;
use crate::single_file::{inside, parent, replace_file};

/// The mark some programs set before UTF-8 text.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Adds rows at the end of a register of the workspace in `root` (data contract: CSV files).
///
/// `register` is its path without ending, such as `inputs/2026/received`; `columns` are the contract's, and every row
/// has a text for each, empty where there is nothing to say. A register that is there keeps its delimiter, byte-order
/// mark, line ends, order of columns and every byte it has; columns it has beside `columns` stay blank. One that is not
/// there, or has nothing in it, begins with `columns`. The whole file takes the place of the old one in one step, so a
/// run that is stopped has added all rows or none. A text that begins like a formula gets a space before it, which no
/// reader of registers minds.
///
/// # Errors
/// [`Error::RegisterIsWorkbook`] where the office keeps the register as a workbook; [`Error::RegisterUnfit`] where the
/// file cannot be read as this register, or lacks a column for something a row says; and what the disk refuses. The
/// register is then as it was.
pub fn append_rows(
    root: &Path,
    register: &str,
    columns: &[&str],
    rows: &[Vec<String>],
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let name = format!("{register}.csv");
    let workbook = format!("{register}.xlsx");
    if root.join(&workbook).exists() {
        return Err(Error::RegisterIsWorkbook { path: workbook, rows: spelled(columns, rows) });
    }
    let target = resolved(root, &name)?;
    let _lock = locked(&target, &name)?;
    let old = match fs::read(&target) {
        Ok(bytes) => bytes,
        Err(failure) if failure.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(failure) => return Err(Error::disk(&target, failure)),
    };
    if fs::metadata(&target).is_ok_and(|file| file.permissions().readonly()) {
        return Err(Error::NotAllowed { path: name });
    }
    let text = String::from_utf8(old).map_err(|_| unfit(&name, Unfit::NotUnicode))?;
    let new = appended(&text, columns, rows).map_err(|problem| unfit(&name, problem))?;
    replace_file(&target, new.as_bytes())
}

/// Why a register cannot be added to.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Unfit {
    NotUnicode,
    NotATable,
    /// A column that is needed is not there.
    Without(String),
}

fn unfit(path: &str, problem: Unfit) -> Error {
    let path = path.to_owned();
    let (problem, help) = match problem {
        Unfit::NotUnicode => (
            "it is not saved as UTF-8 text".to_owned(),
            "in Excel choose \"Save as\", type \"CSV UTF-8\", and run the command again",
        ),
        Unfit::NotATable => (
            "a quotation mark in it is opened and not closed, so it would swallow the new rows"
                .to_owned(),
            "open it in a text editor, mend its last lines, and run the command again",
        ),
        Unfit::Without(column) => (
            format!("its header has no column `{column}`"),
            "add the column to its first line and run the command again",
        ),
    };
    Error::RegisterUnfit { path, problem, help }
}

/// The rows as somebody types them: `column: text`, of the columns that say something.
fn spelled(columns: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let spell = |row: &Vec<String>| {
        let fields = columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
        let fields: Vec<String> =
            fields.map(|(column, text)| format!("{column}: {text}")).collect();
        fields.join(", ")
    };
    rows.iter().map(spell).collect()
}

/// Where the register lies: a link is followed inside the workspace, as readers do.
fn resolved(root: &Path, name: &str) -> Result<PathBuf, Error> {
    inside(root, name)?;
    let target = root.join(name);
    if !target.is_symlink() {
        return Ok(target);
    }
    let fault = |source| Error::disk(&target, source);
    let real = fs::canonicalize(&target).map_err(fault)?;
    let inside = real.starts_with(fs::canonicalize(root).map_err(fault)?);
    if inside { Ok(real) } else { Err(Error::NotAllowed { path: name.to_owned() }) }
}

/// Keeps other runs from adding at the same time, where folders can be locked.
fn locked(target: &Path, name: &str) -> Result<Option<File>, Error> {
    let folder = parent(target);
    fs::create_dir_all(&folder).map_err(|source| Error::disk(target, source))?;
    let Ok(folder) = File::open(folder) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Error::Busy { path: name.to_owned() }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The text of a register with the rows at its end.
fn appended(old: &str, columns: &[&str], rows: &[Vec<String>]) -> Result<String, Unfit> {
    let shape = Shape::of(old);
    let (header, before) = match records(old, shape.delimiter)?.split_first() {
        Some((header, rest)) => (header.clone(), rest.len()),
        None => (StringRecord::new(), 0),
    };
    let is_new = header.is_empty();
    let header = if is_new { StringRecord::from(columns.to_vec()) } else { header };
    let meant = arranged(&header, columns, rows)?;
    let mut new = old.to_owned();
    if !old.trim_start_matches(BYTE_ORDER_MARK).is_empty() && !old.ends_with(['\n', '\r']) {
        new.push_str(shape.line_end);
    }
    let head = is_new.then(|| header.iter().map(str::to_owned).collect());
    for row in head.iter().chain(&meant) {
        new.push_str(&shape.line(row));
    }
    // An open quotation mark above would take the new rows into its field.
    let read = records(&new, shape.delimiter)?;
    let added: Vec<Vec<String>> =
        read.iter().skip(1 + before).map(|row| row.iter().map(str::to_owned).collect()).collect();
    if added == meant { Ok(new) } else { Err(Unfit::NotATable) }
}

/// The rows in the order of a header's columns.
fn arranged(
    header: &StringRecord,
    columns: &[&str],
    rows: &[Vec<String>],
) -> Result<Vec<Vec<String>>, Unfit> {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let place = |column: &&str| names.iter().position(|name| name == column);
    let arrange = |row: &Vec<String>| {
        let mut fields = vec![String::new(); names.len()];
        for (column, text) in columns.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
            let place = place(column).ok_or_else(|| Unfit::Without((*column).to_owned()))?;
            fields[place] = harmless(text);
        }
        Ok(fields)
    };
    rows.iter().map(arrange).collect()
}

/// A text that a spreadsheet would take for a formula, with a space before it; a number stays as it is.
fn harmless(text: &str) -> String {
    let number = text.parse::<model::Decimal>().is_ok();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number {
        format!(" {text}")
    } else {
        text.to_owned()
    }
}

/// How a register is written.
pub(crate) struct Shape {
    pub(crate) delimiter: u8,
    pub(crate) line_end: &'static str,
}

impl Shape {
    /// As its header line has it; comma and line feed where nothing is there yet.
    pub(crate) fn of(text: &str) -> Self {
        let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let outside: String = header.split('"').step_by(2).collect();
        let semicolons = outside.matches(';').count() > outside.matches(',').count();
        let line_end = match text.find(['\r', '\n']) {
            Some(at) if text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if text[at..].starts_with('\r') => "\r",
            _ => "\n",
        };
        Self { delimiter: if semicolons { b';' } else { b',' }, line_end }
    }

    /// A row as a line of the file.
    pub(crate) fn line(&self, fields: &[String]) -> String {
        let terminator = match self.line_end {
            "\r\n" => Terminator::CRLF,
            end => Terminator::Any(end.as_bytes()[0]),
        };
        let mut writer = WriterBuilder::new()
            .delimiter(self.delimiter)
            .terminator(terminator)
            .from_writer(Vec::new());
        writer.write_record(fields).expect("memory takes every record");
        let bytes = writer.into_inner().expect("memory takes every record");
        String::from_utf8(bytes).expect("UTF-8 fields make a UTF-8 line")
    }
}

/// The records that hold something, as the reader of registers sees them.
fn records(text: &str, delimiter: u8) -> Result<Vec<StringRecord>, Unfit> {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let records: Result<Vec<StringRecord>, csv::Error> = reader.records().collect();
    let mut records = records.map_err(|_| Unfit::NotATable)?;
    records.retain(|record| record.iter().any(|field| !field.trim().is_empty()));
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 3] = ["participant", "file", "note"];

    fn row(fields: [&str; 3]) -> Vec<String> {
        fields.map(str::to_owned).to_vec()
    }

    fn with(old: &str, rows: &[[&str; 3]]) -> Result<String, Unfit> {
        let rows: Vec<Vec<String>> = rows.iter().map(|fields| row(*fields)).collect();
        appended(old, &COLUMNS, &rows)
    }

    #[test]
    fn every_byte_that_was_there_stays() {
        let cases = [
            ("", "participant,file,note\nn,r.xlsx,\n"),
            ("\u{feff}", "\u{feff}participant,file,note\nn,r.xlsx,\n"),
            ("participant,file,note\na,b,c\n", "n,r.xlsx,\n"),
            ("participant,file,note\na,b,c", "\nn,r.xlsx,\n"),
            ("participant,file,note\r\na,b,c\r\n", "n,r.xlsx,\r\n"),
            ("participant,file,note\ra,b,c\r", "n,r.xlsx,\r"),
            ("\u{feff}participant;file;note\r\n", "n;r.xlsx;\r\n"),
            ("\n\nFile, Participant ,by,\n\n", "r.xlsx,n,,\n"),
            ("participant;\"file\";\"a,b,c,d\"\na;\"b\nb\";c\n", "n;r.xlsx;\n"),
            ("participant,file\n,,\n", "n,r.xlsx\n"),
        ];
        for (old, end) in cases {
            let new = with(old, &[["n", "r.xlsx", ""]]).unwrap();
            let kept = if old.trim_start_matches(BYTE_ORDER_MARK).is_empty() { "" } else { old };
            assert_eq!(new, format!("{kept}{end}"), "{old:?}");
        }
    }

    #[test]
    fn texts_are_quoted_where_needed_and_never_formulas() {
        let old = "participant,file,note\n";
        let rows = [["a,b", "say \"so\"", "two\nlines"], ["=1+1", "-3", "@x"]];
        let new = with(old, &rows).unwrap();
        let end = "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\"\n =1+1,-3, @x\n";
        assert_eq!(new, format!("{old}{end}"));
    }

    #[test]
    fn what_cannot_be_added_to_is_refused() {
        let swallows = with("participant,file,note\na,\"b,c\n", &[["n", "r", ""]]);
        assert_eq!(swallows, Err(Unfit::NotATable));
        let no_note = "participant,file\n";
        assert!(with(no_note, &[["n", "r", ""]]).is_ok());
        assert_eq!(with(no_note, &[["n", "r", "x"]]), Err(Unfit::Without("note".to_owned())));
    }

    #[test]
    fn a_register_kept_as_a_workbook_is_left_to_the_office() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("inputs/2026")).unwrap();
        fs::write(root.path().join("inputs/2026/received.xlsx"), "").unwrap();
        let rows = [row(["n", "r.xlsx", ""])];
        let error = append_rows(root.path(), "inputs/2026/received", &COLUMNS, &rows).unwrap_err();
        let Error::RegisterIsWorkbook { path, rows } = &error else { panic!("{error}") };
        assert_eq!(path, "inputs/2026/received.xlsx");
        assert_eq!(rows[..], ["participant: n, file: r.xlsx"]);
        assert!(error.to_string().contains("participant: n, file: r.xlsx"), "{error}");
        assert!(!root.path().join("inputs/2026/received.csv").exists());
    }

    #[test]
    fn rows_come_one_run_after_the_other() {
        let root = tempfile::tempdir().unwrap();
        let add = |name: &str| {
            append_rows(root.path(), "inputs/2026/received", &COLUMNS, &[row([name, "r", ""])])
        };
        add("one").unwrap();
        let lock = File::open(root.path().join("inputs/2026")).unwrap();
        lock.try_lock().unwrap();
        assert!(matches!(add("two"), Err(Error::Busy { .. })));
        drop(lock);
        add("two").unwrap();
        let path = root.path().join("inputs/2026/received.csv");
        assert_eq!(fs::read_to_string(&path).unwrap(), "participant,file,note\none,r,\ntwo,r,\n");
        fs::write(&path, b"participant,file,note\ncaf\xe9,r,\n").unwrap();
        let error = add("three").unwrap_err();
        assert!(error.to_string().contains("UTF-8"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"participant,file,note\ncaf\xe9,r,\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_inside_the_workspace_only() {
        use std::os::unix::fs::symlink;

        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = root.path().join("inputs/2026");
        fs::create_dir_all(&folder).unwrap();
        let add = || append_rows(root.path(), "inputs/2026/r", &COLUMNS, &[row(["n", "r", ""])]);
        fs::write(folder.join("own.csv"), "participant,file\n").unwrap();
        symlink("own.csv", folder.join("r.csv")).unwrap();
        add().unwrap();
        assert_eq!(fs::read_to_string(folder.join("own.csv")).unwrap(), "participant,file\nn,r\n");
        assert!(folder.join("r.csv").is_symlink());

        fs::remove_file(folder.join("r.csv")).unwrap();
        let other = outside.path().join("r.csv");
        fs::write(&other, "participant,file\n").unwrap();
        symlink(&other, folder.join("r.csv")).unwrap();
        assert!(matches!(add(), Err(Error::NotAllowed { .. })));
        assert_eq!(fs::read_to_string(&other).unwrap(), "participant,file\n");
    }
}
