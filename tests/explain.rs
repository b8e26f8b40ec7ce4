//! `cfit explain`: a figure down to its cells, and a cell up to its figures.

use serde_json::Value;

use crate::harness::{RENDERED, Run, YEARS, cfit, cfit_in, example};

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

/// Asserts that texts are said, however lines are broken.
fn says_in_words(run: &Run, texts: &[&str]) {
    assert_eq!(run.code, 0, "{}", run.text());
    let words = |text: &str| {
        let words = text.split([' ', '\n']).filter(|word| !["", "│", "├", "└"].contains(word));
        words.collect::<Vec<_>>().join(" ")
    };
    let said = words(&run.text());
    for text in texts {
        assert!(said.contains(&words(text)), "`{text}` is not said in:\n{said}");
    }
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
    let participants = complete["participants"].as_array().unwrap();
    let of = |participant: &Value| participant["cells"].as_array().unwrap().len();
    let cells: usize = participants.iter().map(of).sum();
    let shown = |run: &Run| run.text().matches("!Strat").count();
    let short = explain(&arguments);
    short.says(0, &[&format!("{cells} spreadsheet cells in all; --all shows each")]);
    assert_eq!(shown(&short), 0);
    for participant in participants {
        short.says(0, &[participant["name"].as_str().unwrap()]);
    }
    let long = explain(&["uptake.rate", "strategy=buy_better", "--all"]);
    assert!(!long.text().contains("--all shows"), "{}", long.text());
    assert_eq!(shown(&long), cells);
}

#[test]
fn a_long_tree_shows_each_participant_with_its_sum_first() {
    let short = explain(&["volume.direct.amount"]);
    short.says(
        0,
        &["Stadt Altmoos (altmoos)", "EUR 407\u{202f}500.00", "adds up to the figure", "--all"],
    );
    let text = short.text();
    let tree = text.split_once("Where it comes from").unwrap().1;
    let tree = tree.split_once("Beside it").unwrap().0;
    assert!(tree.lines().count() < 20 && !tree.contains("return.xlsx!"), "{tree}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in ["80", "120"] {
        let all = ["explain", "--year", "2026", "change.component", "component=like_for_like"];
        let run = cfit_in(RENDERED.path(), &all, &[("COLUMNS", columns)]);
        let widest = run.text().lines().map(|line| line.chars().count()).max().unwrap();
        let most: usize = columns.parse().unwrap();
        assert!((most - 8..=most).contains(&widest), "{widest} of {most}: {}", run.text());
    }
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
    explain(&["uptake.rate"]).says(
        0,
        &["name one of these", "strategy=use_longer", "  A  normal", "Such as: cfit explain"],
    );
    explain(&["volume.direct"])
        .says(2, &["did you mean volume.direct.amount or volume.direct.units?"]);
    let long = "x".repeat(5000);
    for arguments in [[&long, "a=b"], ["uptake.rate", &long], ["--cell", &long]] {
        let run = explain(&arguments);
        assert!(run.code == 2 && run.text().len() < 600, "{}", run.text());
    }
    explain(&["coverage.by_volume", "PANEL=matched"]).says(2, &["is not given by panel"]);
}

#[test]
fn the_office_sees_what_is_withheld_and_is_told_so() {
    explain(&["volume.direct.amount", "participant=altmoos"]).says(
        0,
        &["OFFICE ONLY", "Status Q", "nothing of this may leave the office", "407\u{202f}500.00"],
    );
    // Morvalais protects nothing: it is hidden beside Altmoos, and its total is published.
    says_in_words(
        &explain(&["volume.direct.amount"]),
        &[
            "OFFICE ONLY The figure may be shown. Stadt Altmoos asks for its volume to be withheld: nothing of it \
             below may be shown.",
            "Service informatique du canton de Morvalais and University of Penlowe do not ask for it, and their \
             totals are published; but their lines",
        ],
    );
    let open = explain(&["uptake.rate", "practice=next_user"]);
    assert!(!open.text().contains("OFFICE ONLY"), "{}", open.text());
}

#[test]
fn a_change_shows_the_cells_of_both_years() {
    let run =
        explain(&["change.component", "component=like_for_like", "product_group=laptops", "--all"]);
    run.says(0, &["(2025)", "(2026)", "inputs/2025/returns/", "inputs/2026/returns/"]);
    let all = json(&["share.refurbished", "panel=matched", "scope=workplace", "year=2025"]);
    assert_eq!(all["year"], 2025);
}

#[test]
fn a_change_is_this_year_less_last_by_participant_with_both_rates() {
    says_in_words(
        &explain(&["change.component", "component=like_for_like"]),
        &[
            "this year EUR 2\u{202f}316\u{202f}433.06 at last year's rates (EUR 2\u{202f}378\u{202f}288.36 at this \
             year's) − last year EUR 2\u{202f}856\u{202f}230.46",
            "SEK for one euro: 10.91097216 this year, 11.20232588 last year",
            "Region Skogvik (skogvik) − EUR 539\u{202f}797.40",
            "the sum of these with their signs, which adds up to the figure",
        ],
    );
    says_in_words(
        &explain(&["change.component", "component=exchange_rate", "--all"]),
        &["at last year's rate: SEK", "÷ 11.20232588 = EUR", "+ EUR 61\u{202f}855.30"],
    );
    let change = json(&["change.component"]);
    assert_eq!(change["adds_up_to"], change["value"]);
    let participants = change["participants"].as_array().unwrap();
    assert!(participants.iter().all(|own| own["change"]["last_year"].is_string()));
}

/// What is said of why a figure has no value, and what can be done.
fn reason(workspace: &std::path::Path, year: &str, arguments: &[&str]) -> [String; 2] {
    let all = [&["explain", "--year", year, "--format", "json"], arguments].concat();
    let run = cfit(workspace, &all);
    assert_eq!(run.code, 0, "{}", run.text());
    let reason = &run.json()["reason"];
    ["why", "what_to_do"].map(|part| reason[part].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_figure_without_a_value_says_why_of_its_cut_and_what_can_be_done() {
    let cases: [(&str, &[&str], &str, &str); 9] = [
        ("2025", &["change.component"], "the workspace holds no 2024", "folder of 2024"),
        ("2025", &["coverage.by_volume"], "the workspace holds no 2024", "folder of 2024"),
        (
            "2025",
            &["uptake.rate", "practice=idle_capacity"],
            "asked from the year in which the scope infrastructure begins, and 2025 is before it",
            "",
        ),
        (
            "2025",
            &["share.criteria", "product_group=tablets"],
            "No return says of the units of Tablets bought in 2025 whether",
            "Ask the participants",
        ),
        (
            "2026",
            &["share.labelled", "panel=matched", "product_group=network"],
            "bought in 2026 by those who reported in both years whether they have an ecolabel",
            "Ask the participants",
        ),
        (
            "2026",
            &["volume.direct.amount", "participant=altmoos"],
            "Stadt Altmoos asks for its volume to be withheld, and the figure rests on nobody else",
            "protect_volume",
        ),
        (
            "2025",
            &["end_of_use.units", "product_group=desktops", "route=donated"],
            "rests on it and one other, who would know it",
            "If Stadt Altmoos agrees in writing",
        ),
        (
            "2026",
            &["change.component", "product_group=displays", "component=exchange_rate"],
            "nothing of it is in this figure",
            "If Stadt Altmoos agrees",
        ),
        (
            "2025",
            &["share.criteria", "product_group=smartphones"],
            "Of fewer than half of the units of Smartphones (3.4 %)",
            "Ask the participants",
        ),
    ];
    for (year, arguments, why, what_to_do) in cases {
        let said = reason(RENDERED.path(), year, arguments);
        assert!(said[0].contains(why), "{arguments:?}: {said:?}");
        assert!(said[1].contains(what_to_do), "{arguments:?}: {said:?}");
        assert_eq!(said[1].is_empty(), what_to_do.is_empty(), "{arguments:?}: {said:?}");
    }
    let of_2025 = |indicator| cfit(RENDERED.path(), &["explain", "--year", "2025", indicator]);
    of_2025("finance.exchange_difference")
        .says(2, &["nothing is due or was received in another currency", "2025"]);
    of_2025("finance.commitments").says(
        2,
        &["nothing is noted as ordered or promised", "inputs/2025/finance/commitments.csv"],
    );
}

#[test]
fn a_cut_the_year_has_no_figure_of_says_why() {
    let cases: [(&str, &[&str], &[&str]); 5] = [
        (
            "2025",
            &["change.component", "component=joiners"],
            &["no figure by component in 2025", "the workspace holds no 2024", "folder of 2024"],
        ),
        (
            "2025",
            &["volume.direct.amount", "panel=matched"],
            &["no figure by panel in 2025", "the workspace holds no 2024", "folder of 2024"],
        ),
        (
            "2026",
            &["guidance.rate", "output=guide-cloud"],
            &["(2026-09-30) are in it", "outputs.csv says that it is draft"],
        ),
        (
            "2025",
            &["guidance.level", "output=criteria-servers", "level=2"],
            &["(2025-09-30) are in it", "outputs.csv says that it is draft"],
        ),
        ("2026", &["guidance.rate", "output=guide-clouds"], &["there are: buying-framework"]),
    ];
    for (year, arguments, said) in cases {
        let all = [&["explain", "--year", year], arguments].concat();
        let run = cfit(RENDERED.path(), &all);
        run.says(2, said);
        assert!(!run.text().contains("is not given by"), "{}", run.text());
    }
}

#[test]
fn what_is_withheld_for_a_unit_price_is_not_said_to_be_asked_for() {
    let labelled = ["share.labelled.denominator", "product_group=storage"];
    let [why, what_to_do] = reason(RENDERED.path(), "2026", &labelled);
    assert!(why.contains("a unit price would be given away"), "{why}");
    assert!(!why.contains("Altmoos") && what_to_do.is_empty(), "{why} {what_to_do}");
    let folder = example();
    for year in YEARS {
        let path = folder.path().join("inputs").join(year).join("corrections.csv");
        let mut corrections = std::fs::read_to_string(&path).unwrap();
        corrections.push_str("altmoos,protect_volume,,Yes,No,It agrees,In writing,2026-11-05,SB\n");
        std::fs::write(&path, corrections).unwrap();
    }
    for year in YEARS {
        let run = cfit(folder.path(), &["explain", "--year", year, "--format", "json"]);
        let all = run.json();
        let figures = all.as_array().unwrap();
        let withheld: Vec<&Value> = figures.iter().filter(|own| own["status"] == "Q").collect();
        assert!(!withheld.is_empty(), "{year}");
        for figure in withheld {
            let why = figure["reason"]["why"].as_str().unwrap();
            assert!(why.contains("a unit price would be given away"), "{figure}");
            assert!(figure["reason"]["what_to_do"].is_null(), "{figure}");
        }
    }
}

#[test]
fn every_figure_without_a_value_or_of_low_reliability_has_its_reason() {
    for year in YEARS {
        let run = cfit(RENDERED.path(), &["explain", "--year", year, "--format", "json"]);
        for figure in run.json().as_array().unwrap() {
            let status = figure["status"].as_str().unwrap();
            let wanted = figure["value"].is_null() || status == "U";
            let has = figure["reason"]["why"].as_str().is_some_and(|why| why.ends_with('.'));
            let may = wanted || status == "P";
            assert!(if wanted { has } else { may || !has }, "{figure}");
        }
    }
}

#[test]
fn a_gate_of_estimates_that_is_not_met_says_by_how_much() {
    let folder = example();
    for silent in
        ["lindhafen", "skogvik", "fjellnes", "morvalais", "penlowe", "rilagrad", "altmoos"]
    {
        let path = folder.path().join("inputs/2026/returns").join(silent);
        std::fs::remove_dir_all(path).unwrap();
    }
    let [why, what_to_do] = reason(folder.path(), "2026", &["volume.with_estimates.amount"]);
    for part in
        ["estimate_min_share in pact.toml asks for", "it plus the estimates (EUR ", "are needed"]
    {
        assert!(why.contains(part), "{part}: {why}");
    }
    assert!(what_to_do.contains("cfit remind"), "{what_to_do}");
}

#[test]
fn a_cell_says_what_part_it_plays_in_a_figure() {
    let cases = [
        ("altmoos/return-nachtrag.xlsx!Procurement!F8", "concentration.largest", "total"),
        ("skogvik/return.xlsx!Procurement!F5", "concentration.largest", "both"),
        ("altmoos/return-nachtrag.xlsx!Procurement!E6", "share.labelled.answered", "denominator"),
        ("altmoos/return-nachtrag.xlsx!Procurement!E6", "share.refurbished", "both"),
        ("altmoos/return-nachtrag.xlsx!Procurement!E5", "share.refurbished", "denominator"),
        ("altmoos/return-nachtrag.xlsx!Strategies!C15", "uptake.rate", "both"),
        ("altmoos/return-nachtrag.xlsx!Strategies!C15", "uptake.carried_share", "denominator"),
        ("rilagrad/return.xlsx!End of use!D5", "end_of_use.unknown_share", "denominator"),
        ("altmoos/return-nachtrag.xlsx!Organisation!C13", "in_use.devices_per_user", "denominator"),
        ("participants.csv!2:1", "coverage.response_rate", "denominator"),
        ("2026/finance/ledger.csv!5:5", "finance.closing", "taken_off"),
        ("2026/finance/ledger.csv!5:5", "finance.expense", "counted"),
        ("2025/returns/skogvik/return.xlsx!Procurement!F5", "change.component", "taken_off"),
    ];
    let addresses = cases.map(|(address, ..)| match address.starts_with("20") {
        true => format!("inputs/{address}"),
        false if address.contains("return") => format!("inputs/2026/returns/{address}"),
        false => format!("inputs/{address}"),
    });
    let found = json(&["--cell", &addresses.join("; ")]);
    for ((address, indicator, part), found) in cases.iter().zip(found.as_array().unwrap()) {
        let figures = found["cells"][0]["figures"].as_array().unwrap();
        let own: Vec<&Value> =
            figures.iter().filter(|figure| figure["indicator"] == *indicator).collect();
        assert!(!own.is_empty(), "{address} is not in {indicator}");
        assert!(own.iter().all(|figure| figure["part"] == *part), "{address} {indicator}: {own:?}");
    }
    says_in_words(
        &explain(&["--cell", &addresses[0]]),
        &["only in the total that", "P provisional:", "Q withheld,"],
    );
}

#[test]
fn payments_commitments_and_the_reserve_are_explained() {
    explain(&["finance.outstanding", "participant=hollinmoor"]).says(
        0,
        &[
            "due on 2026-01-31, 242 days overdue on 2026-09-30",
            "paid by another body for Hollinmoor Forum",
            "as `for_participant` says",
        ],
    );
    explain(&["finance.arrears"]).says(0, &["for 2025, in the ledger of 2026"]);
    explain(&["finance.exchange_difference"]).says(
        0,
        &[
            "counts at 0.9157 CHF for one EUR, the Bank's rate of 2026-01-31",
            "17000.00 CHF ÷ 0.9283",
        ],
    );
    explain(&["finance.income", "class=voluntary", "--all"])
        .says(0, &["its counterparty fits no one in participants.csv"]);
    explain(&["finance.commitments", "account=2100"]).says(
        0,
        &[
            "commitments: amount, row 2100",
            "to be booked on account 2100 Translation, layout and website, expense; added",
            "1386.00 USD ÷ 1.1355, the Bank's rate of 2026-09-30",
            "adds up to the figure",
        ],
    );
    explain(&["finance.reserve_months", "--all"]).says(
        0,
        &[
            "added to the reserve; all expense ÷ 12 months is",
            "taken off the reserve, and part of the expense it is divided by",
            "what is in the fund on the first day; no part of the reserve",
            "layout and website, expense; taken off the reserve",
        ],
    );
}

#[test]
fn money_answers_devices_and_corrections_are_explained() {
    explain(&["finance.outstanding", "participant=hollinmoor"]).says(
        0,
        &[
            "EUR 9\u{202f}000.00 · contributions due: due",
            "inputs/2026/finance/contributions.csv!3:2",
            "EUR 4\u{202f}500.00 · ledger: amount",
            "inputs/2026/finance/ledger.csv!14:5",
            "received; taken off what is due",
            "− EUR 4\u{202f}500.00",
        ],
    );
    explain(&["finance.closing", "--all"]).says(
        0,
        &[
            "account 2200 Travel, expense; taken off",
            "15000.00 NOK ÷ 11.198, the Bank's rate of 2026-03-30",
            "opening_balance, the balance on the first day; added",
            "adds up to the figure",
        ],
    );
    explain(&["finance.in_kind", "participant=skogvik"]).says(
        0,
        &[
            "6200.00 SEK ÷ 10.9",
            "the mean of the Bank's rates over the year's period; added",
            "74 hours × 64",
            "EUR 5\u{202f}304.24: the sum of these with their signs, which adds up to the figure",
        ],
    );
    explain(&["finance.opening", "fund=general"])
        .says(0, &["− EUR 3\u{202f}600.00", "no part of the general one", "adds up to the figure"]);
    explain(&["finance.budget", "account=2100"]).says(0, &["budget: amount, row 2100"]);
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
        ("inputs/2026/finance/ledger.csv!16:1", "at which rate an amount in another currency"),
        ("inputs/2026/finance/ledger.csv!16:6", "in which currency the amount of its line is"),
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
fn a_table_read_twice_a_damaged_file_and_settings_are_told_as_they_are() {
    let folder = example();
    let warzewo = folder.path().join("inputs/2026/returns/warzewo");
    let mapping = warzewo.join("mapping.toml");
    let second = "\n[[table]]\nfile = \"supporting/ewidencja-2026.xlsx\"\nsheet = \"Ewidencja\"\n\
                  kind = \"disposals\"\nheader_rows = [1]\n[table.columns]\nunits = \"Nie ma\"\n";
    std::fs::write(&mapping, std::fs::read_to_string(&mapping).unwrap() + second).unwrap();
    std::fs::write(warzewo.join("supporting/broken.xlsx"), b"PK\x03\x04 nothing").unwrap();
    let of_cell =
        |address: &str| cfit(folder.path(), &["explain", "--year", "2026", "--cell", address]);
    let twice = of_cell("warzewo/supporting/ewidencja-2026.xlsx!Ewidencja!A5");
    says_in_words(&twice, &["the column tells what a line is, and is no measure itself"]);
    of_cell("broken.xlsx!A!A1").says(2, &["cannot be read", "the file is damaged"]);
    says_in_words(&of_cell("inputs/pact.toml!1:1"), &["1:1 the settings of the Pact Says:"]);
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
