//! `cfit explain`: a figure down to its cells, and a cell up to its figures.

use serde_json::Value;

use crate::harness::{RENDERED, Run, cfit};

/// Runs `cfit explain` on the example's year 2026.
fn explain(arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["explain", "--year", "2026"].iter().chain(arguments).copied().collect();
    cfit(RENDERED.path(), &all)
}

fn json(arguments: &[&str]) -> Value {
    let all: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    let run = explain(&all);
    assert_eq!(run.code, 0, "{}", run.text());
    run.json()
}

#[test]
fn a_figure_leads_to_its_cells_with_raw_text_currency_rate_and_rule() {
    let run = explain(&["volume.direct.amount", "participant=fjellnes"]);
    run.says(
        0,
        &[
            "Direct procurement volume: Fjellnes fylkeskommune, 2026",
            "How it is computed",
            "§3.1.1b",
            "direct: its own purchase",
            "÷ 11.21474095 (mean of 232 days of 2025-11-01 to 2026-09-30)",
            "`18468800` in inputs/2026/returns/fjellnes/return.xlsx!Procurement!F5",
            "the mapping of the file turns its sign",
            "adds up to the figure",
            "no product group could be told from it",
            "Also given by",
        ],
    );
}

#[test]
fn the_converted_sums_of_every_volume_add_up_to_it() {
    let run = cfit(RENDERED.path(), &["explain", "--year", "2026", "--format", "json"]);
    let figures = run.json();
    let mut compared = 0;
    for figure in figures.as_array().unwrap() {
        if let (Some(value), Some(sum)) = (figure["value"].as_str(), figure["adds_up_to"].as_str())
        {
            let number = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
            assert_eq!(
                number(value),
                number(sum),
                "{} {}",
                figure["definition"]["id"],
                figure["cut"]
            );
            compared += 1;
        }
    }
    assert!(compared > 200, "only {compared} compared");
}

#[test]
fn nothing_is_cut_off_in_silence() {
    let arguments = ["uptake.rate", "strategy=buy_better"];
    let complete = json(&arguments);
    let of = |participant: &Value| participant["cells"].as_array().unwrap().len();
    let all: usize = complete["participants"].as_array().unwrap().iter().map(of).sum();
    let shown = |run: &Run| run.text().matches("!Strat").count();
    let short = explain(&arguments);
    let more: usize = (short.text().lines())
        .filter_map(|line| {
            line.split_once("and ")?
                .1
                .strip_suffix(" more; --all shows them")?
                .parse::<usize>()
                .ok()
        })
        .sum();
    assert!(more > 0, "{}", short.text());
    let long = explain(&["uptake.rate", "strategy=buy_better", "--all"]);
    assert!(!long.text().contains("--all shows them"), "{}", long.text());
    assert!(shown(&long) >= all, "{} of {all}", shown(&long));
    assert_eq!(shown(&long) - shown(&short), more);
}

#[test]
fn what_is_mistyped_is_met_with_what_there_is() {
    explain(&["volume.direct.amont"]).says(2, &["did you mean volume.direct.amount?"]);
    explain(&["volume.direct.units", "product_group=laptop"])
        .says(2, &["did you mean laptops?", "printers"]);
    explain(&["volume.direct.amount", "produkt_group=laptops"])
        .says(2, &["did you mean product_group?"]);
    explain(&["volume.direct.amount", "strategy=buy_less"])
        .says(2, &["is not given by strategy", "product_group"]);
    explain(&["volume.direct.amount", "laptops"])
        .says(2, &["says no cut", "product_group=laptops"]);
    explain(&["uptake.rate"])
        .says(0, &["name one of these", "strategy=use_longer", "Such as: cfit explain"]);
    explain(&["coverage.by_volume", "PANEL=matched"]).says(2, &["is not given by panel"]);
}

#[test]
fn the_office_sees_what_is_withheld_and_is_told_so() {
    explain(&["volume.direct.amount", "participant=altmoos"]).says(
        0,
        &["OFFICE ONLY", "Status Q", "nothing of this may leave the office", "407\u{202f}500.00"],
    );
    explain(&["volume.direct.amount"]).says(0, &["OFFICE ONLY", "these cells may not"]);
    let open = explain(&["uptake.rate", "practice=next_user"]);
    assert!(!open.text().contains("OFFICE ONLY"), "{}", open.text());
}

#[test]
fn a_change_shows_the_cells_of_both_years() {
    let run =
        explain(&["change.component", "component=like_for_like", "product_group=laptops", "--all"]);
    run.says(0, &["(2025)", "inputs/2025/returns/", "inputs/2026/returns/"]);
    let all = json(&["share.refurbished", "panel=matched", "scope=workplace", "year=2025"]);
    assert_eq!(all["year"], 2025);
}

#[test]
fn money_answers_devices_and_corrections_are_explained() {
    explain(&["finance.outstanding", "participant=hollinmoor"]).says(
        0,
        &["inputs/2026/finance/contributions.csv!3:2", "inputs/2026/finance/ledger.csv!14:5"],
    );
    explain(&["in_use.devices_per_user", "scope=workplace", "--all"]).says(
        0,
        &[
            "corrected from `3148` to `3184`",
            "inputs/2026/corrections.csv!2:5",
            "in_use.devices_per_user.users",
        ],
    );
    explain(&["coverage.response_rate"]).says(0, &["inputs/participants.csv!"]);
    explain(&["guidance.rate", "output=buying-framework"]).says(0, &["The Pact's guidance!C5"]);
}

#[test]
fn a_cell_leads_to_its_figures_however_its_address_is_written() {
    let addresses = [
        "inputs/2026/returns/brume-aire/return.xlsx!Achats!F14",
        "brume-aire/return.xlsx!achats!$F$14",
        "'returns\\brume-aire\\[return.xlsx]Achats'!$F$14",
        "\"brume-aire/return.xlsx!'Achats'!F14\"",
    ];
    let answers = addresses.map(|address| explain(&["--cell", address]));
    let first = &answers[0];
    first.says(
        0,
        &[
            "on_behalf: bought for Commune de Pont-Cendré",
            "volume.direct.amount, Direct procurement volume, 2026",
            "participant=pont-cendre, with EUR 107\u{202f}880.00",
            "Says: `107880`",
        ],
    );
    for (address, answer) in addresses.iter().zip(&answers) {
        assert_eq!(answer.answer, first.answer, "{address}");
    }
}

#[test]
fn a_cell_in_no_figure_says_why() {
    let cases = [
        ("hovedbok-2026.csv!13:7", "no product group could be told from it"),
        ("hovedbok-2026.csv!15:7", "dated outside the reporting period"),
        ("hovedbok-2026.csv!6:7", "it is a heading of the table"),
        ("hovedbok-2026.csv!7:1", "tells what a line is, and is no measure itself"),
        ("hovedbok-2026.csv!1:1", "above, below or beside the table"),
        ("bestellingen-2025-26.csv!5:3", "no mapping says what the columns of the table mean"),
        (
            "lindhafen/return.xlsx!Procurement!F14",
            "overlap: bought for Rilagrad State Workplace Agency",
        ),
        ("lindhafen/return.xlsx!Procurement!F20", "the buyer is neither a participant"),
        ("2026/returns/altmoos/return.xlsx!Procurement!F5", "a newer version of the return does"),
        ("2026/returns/lindhafen/return.xlsx!Strategies!A1", "it is no answer: a heading"),
        ("2026/returns/fjellnes/return.xlsx!Looking back!C5", "it is an answer in words"),
        (
            "2026/returns/fjellnes/return.xlsx!Organisation!C9",
            "how the rest of the return is to be read",
        ),
        (
            "2026/returns/fjellnes/return.xlsx!Procurement!B5",
            "it tells what the line is, and is no measure itself",
        ),
        ("2026/returns/fjellnes/return.xlsx!Procurement!Z190", "nothing stands in this cell"),
        ("inputs/rates/euro-adoption.csv!2:3", "a setting, a register or a rate"),
        ("bestellungen-2025-26.xlsx!Auswertung!G6", "the declared figure counts"),
        (
            "corrections.csv!2:5",
            "correction puts in the place of inputs/2026/returns/brume-aire/return.xlsx!Organisation!C13",
        ),
    ];
    let addresses = cases.map(|(address, _)| address).join("; ");
    let found = json(&["--cell", &addresses]);
    for ((address, why), part) in cases.iter().zip(found.as_array().unwrap()) {
        let cell = &part["cells"][0];
        let said = cell["why_in_none"].as_str().unwrap_or_default();
        let row = cell["row"].to_string();
        assert!(said.contains(why) || row.contains(why), "{address}: {cell}");
    }
    explain(&["--cell", "return.xlsx!Procurement!F5"])
        .says(2, &["files of the workspace end in", "name more of the path"]);
    explain(&["--cell", "fjellnes/retrun.xlsx!Procurement!F5"])
        .says(2, &["there is no file", "did you mean"]);
    explain(&["--cell", "fjellnes/return.xlsx!Procuremnt!F5"])
        .says(2, &["has no sheet", "did you mean Procurement?"]);
    explain(&["--cell", "fjellnes/return.xlsx"]).says(2, &["names no cell"]);
    explain(&["--cell", ""]).says(2, &["names no cell"]);
}

#[test]
fn a_range_as_lineage_writes_it_is_explained_cell_by_cell() {
    let sources = "inputs/2026/returns/fjellnes/supporting/hovedbok-2026.csv!7:7; \
                   inputs/2026/returns/fjellnes/supporting/hovedbok-2026.csv!11-12:7";
    let found = json(&["--cell", sources]);
    let cells: Vec<&str> = (found.as_array().unwrap().iter())
        .flat_map(|part| part["cells"].as_array().unwrap())
        .map(|cell| cell["source"].as_str().unwrap().rsplit('!').next().unwrap())
        .collect();
    assert_eq!(cells, ["7:7", "11:7", "12:7"]);
    let value_in = &found[1]["cells"][1]["figures"][0]["value_in"];
    assert_eq!(value_in, "-9900.00 NOK", "the cell's own, not the range's");
}
