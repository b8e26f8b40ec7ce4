//! What must not leave its file leaves it nowhere (contract: the allow-list): unique texts and numbers are planted in
//! it, and every byte of every output is searched for them.

use std::fs;

use crate::harness::{YEARS, cfit, example, script};

#[test]
fn what_no_mapping_names_and_who_is_behind_it_are_in_no_output() {
    let workspace = example();
    let folder = workspace.path();
    let tokens = folder.join("tokens.json");
    if script("plant_tokens.py", &[folder, &tokens]).is_none() {
        return;
    }
    let said = folder.join("said");
    fs::create_dir(&said).expect("a folder");
    for year in YEARS {
        for command in ["report", "check", "forms"] {
            let run = cfit(folder, &[command, "--year", year]);
            assert!(run.code <= 1, "{command} of {year}: {}", run.text());
            fs::write(said.join(format!("{command}-{year}.txt")), run.text()).expect("written");
            let run = cfit(folder, &[command, "--year", year, "--format", "json"]);
            fs::write(said.join(format!("{command}-{year}.json")), run.text()).expect("written");
        }
    }
    fs::write(said.join("status.txt"), cfit(folder, &[]).text()).expect("written");
    let mut all = vec![tokens.as_path(), said.as_path()];
    let written = ["reports", "outbox"].map(|name| folder.join(name));
    all.extend(written.iter().filter(|folder| folder.exists()).map(|folder| folder.as_path()));
    script("find_tokens.py", &all);
}
