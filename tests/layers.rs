//! Each crate imports what the table in `crates/README.md` allows, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// The rows of the table: crate, what it may import, what it alone may use.
fn table() -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let text = std::fs::read_to_string(root().join("crates/README.md")).unwrap();
    let names = |cell: &str| {
        cell.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    };
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [floor, name, _, imports, alone] = cells[..]
            && floor.parse::<u8>().is_ok()
        {
            rows.insert(name.trim_matches('`').to_owned(), (names(imports), names(alone)));
        }
    }
    rows
}

/// The names under `[dependencies]` of a crate's manifest.
fn dependencies(folder: &str) -> BTreeSet<String> {
    let text =
        std::fs::read_to_string(root().join("crates").join(folder).join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]" || line.ends_with(".dependencies]");
        } else if inside && let Some((name, _)) = line.split_once(['.', ' ', '=']) {
            names.insert(name.to_owned());
        }
    }
    names
}

fn folders() -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join("crates")).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().join("Cargo.toml").exists());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

#[test]
fn the_table_names_every_crate_and_no_other() {
    assert_eq!(table().into_keys().collect::<BTreeSet<_>>(), folders());
}

#[test]
fn each_crate_imports_only_what_the_table_allows() {
    let table = table();
    for (name, (allowed, _)) in &table {
        if allowed.contains("every crate below") {
            continue;
        }
        let ours: BTreeSet<String> =
            dependencies(name).into_iter().filter(|other| table.contains_key(other)).collect();
        let beyond: Vec<_> = ours.difference(allowed).collect();
        assert!(
            beyond.is_empty(),
            "{name} imports {beyond:?}, which crates/README.md does not allow"
        );
    }
}

#[test]
fn each_heavy_library_has_one_door() {
    let table = table();
    for (owner, (_, libraries)) in &table {
        for library in libraries {
            let users: Vec<_> =
                table.keys().filter(|name| dependencies(name).contains(library)).collect();
            assert_eq!(users, [owner], "{library} is to be used by {owner} alone");
        }
    }
}
