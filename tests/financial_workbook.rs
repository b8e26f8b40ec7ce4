//! `financial-summary.xlsx`, recalculated by LibreOffice: every total that was stored is what the formulas come to, and
//! what was published, to the cent.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::harness::{RENDERED, YEARS, cfit, example, outside, replace, script, system};

const FINANCE: &str = "inputs/2026/finance";
const SETTINGS: &str = "inputs/2026/year.toml";

/// Accounts that a spreadsheet takes for each other, or for a pattern or a formula, where it compares them as it usually
/// does: by number, without case, with wildcards.
const BUDGET: &str = "account,title,kind,class,amount,revised_amount,next_year_amount,explanation
100,Contributions,income,contribution,400.00,,,
0100,Given freely,income,voluntary,10.00,,,
1E2,Grants,income,earmarked,0.00,0.01,,
100.0,Interest,income,other_income,10.00,,,
a*,Staff,expense,staff,1000.00,900.00,,\"-1 post, filled later\"
A*,Layout,expense,services,1000.00,,1100.00,
=1+1,Travel,expense,travel,100.00,,,
?*,Meetings,expense,events,100.00,,,=why
>0,Charges,expense,other_expense,0.00,,,
";
const FUNDS: &str = "id,title,purpose,opening
translations,Translations,+guides,3600.00
1e2,Other translations,@guides,0.01
100,Tests,=tests,-10.00
";
const CONTRIBUTIONS: &str = "participant,due,currency,due_on,decision,waived,reason
brume-aire,0.03,EUR,2026-01-31,SC-1,,
brume-aire,2.00,NOK,2026-02-28,SC-3,,
brume-aire,1.00,CHF,2026-03-31,SC-3,,
hollinmoor,900.00,EUR,2026-01-31,SC-1,,
hollinmoor,100.00,EUR,2026-10-31,SC-2,,
kruisland,60.00,EUR,2026-01-31,SC-1,yes,=none
lindhafen,1850.01,EUR,2026-03-31,SC-1,,
lindhafen,9.00,NOK,,SC-3,,
morvalais,170.00,CHF,2026-01-31,SC-1,,
";
const LEDGER: &str = "date,account,description,counterparty,amount,currency,reference,activity,fund,for_year,for_participant\n";

/// Parts of what is due in other currencies: of the only such due, and of one of several.
const IN_PARTS: &str = "2026-05-15,100,Part,morvalais,100.10,CHF,P-1,,,,
2026-05-18,100,Part,brume-aire,0.40,CHF,P-2,,,,
2026-05-19,100,Part,hollinmoor,-20000.00,NOK,P-3,,,,
";

/// Days on which an amount in another currency comes to exactly half a cent: day, currency, cents.
const HALF_CENTS: [(&str, &str, i64); 6] = [
    ("2025-10-24", "CHF", 289),
    ("2025-11-03", "NOK", 728),
    ("2025-11-19", "SEK", 687),
    ("2026-04-15", "NOK", 139),
    ("2026-06-02", "NOK", 27),
    ("2026-06-02", "NOK", 81),
];

/// A ledger in four currencies with refunds, funds, activities, half cents, and payments for and in other years.
fn ledger() -> String {
    let accounts = ["100", "0100", "1E2", "100.0", "a*", "A*", "=1+1", "?*", ">0"];
    let funds = ["", "translations", "1e2", "100"];
    let activities = ["", "servers", "cloud", "Servers"];
    let others =
        ["", "Somebody", "brume-aire", "hollinmoor", "kruisland", "lindhafen", "morvalais"];
    let years = ["", "", "", "2025", "2027"];
    let mut text = LEDGER.to_owned();
    for number in 0..180_usize {
        let (day, currency, cents) = match number % 3 {
            0 => HALF_CENTS[number / 3 % HALF_CENTS.len()],
            1 => ("2026-03-16", "EUR", (number as i64 * 7_919) % 99_991),
            _ => ("2026-07-01", "EUR", (number as i64 * 104_729) % 9_973),
        };
        let cents = if number % 7 == 0 { -cents } else { cents };
        let (sign, whole) = (if cents < 0 { "-" } else { "" }, cents.abs());
        let account = accounts[(number * 5 + number / 9) % accounts.len()];
        let of_contributions = account == "100";
        writeln!(
            text,
            "{day},{account},Line {number},{},{sign}{}.{:02},{currency},H-{number},{},{},{},{}",
            others[number * 3 % others.len()],
            whole / 100,
            whole % 100,
            activities[number / 2 % activities.len()],
            funds[number / 3 % funds.len()],
            if of_contributions { years[number % years.len()] } else { "" },
            if of_contributions && number % 4 == 1 { "hollinmoor" } else { "" },
        )
        .expect("a string takes it");
    }
    text.push_str(IN_PARTS);
    text
}

/// A workspace with that ledger, reported; its bank agrees with it.
fn hostile() -> TempDir {
    let workspace = example();
    let root = workspace.path();
    for (name, text) in [
        ("budget.csv", BUDGET),
        ("funds.csv", FUNDS),
        ("contributions.csv", CONTRIBUTIONS),
        ("ledger.csv", &ledger()),
    ] {
        fs::write(root.join(FINANCE).join(name), text).expect("a file of the workspace");
    }
    fs::remove_file(root.join(FINANCE).join("commitments.csv")).expect("the example has some");
    report(root, &["--only", "financial-summary"]);
    let settings = fs::read_to_string(root.join(SETTINGS)).expect("settings");
    let stated = settings.lines().find(|line| line.starts_with("bank_closing_balance"));
    let closing = format!("bank_closing_balance = {}", closing(root));
    replace(root, SETTINGS, stated.expect("a balance"), &closing);
    report(root, &[]);
    workspace
}

fn report(workspace: &Path, more: &[&str]) {
    let run = cfit(workspace, &[&["report", "--year", "2026"], more].concat());
    assert!(run.code <= 1, "{}", run.text());
}

/// The closing balance of 2026 as published.
fn closing(workspace: &Path) -> String {
    let path = workspace.join("reports/2026/data/finance_years.csv");
    let mut reader = csv::Reader::from_path(path).expect("the years");
    let mut rows = reader.records().map(|row| row.expect("a row"));
    let own = rows.find(|row| &row[0] == "2026" && &row[1] == "closing");
    own.expect("a closing balance")[3].to_owned()
}

/// What LibreOffice computes for a workbook, from formulas without stored results.
fn recalculated(book: &Path, folder: &Path) -> Option<PathBuf> {
    let soffice = system("soffice")?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let folder_name = folder.to_str().expect("UTF-8");
    let name = book.to_str().expect("UTF-8");
    outside(
        &soffice,
        &[&profile, "--headless", "--convert-to", "ods", "--outdir", folder_name, name],
    );
    Some(folder.join(book.with_extension("ods").file_name()?))
}

/// The workbook of a report, recalculated: every stored result agrees.
fn agrees(report: &Path, folder: &Path) -> Option<PathBuf> {
    let book = report.join("financial-summary.xlsx");
    // LibreOffice may keep results that are stored, and so compare our numbers with themselves.
    let bare = folder.join("bare.xlsx");
    script("without_results.py", &[&book, &bare])?;
    let computed = recalculated(&bare, folder)?;
    script("recalculated.py", &[&book, &computed]);
    Some(computed)
}

/// At least so many published figures are what LibreOffice computed.
fn agrees_with_published(report: &Path, computed: &Path, least: &str) {
    let observations = report.join("data/observations.csv");
    script("financial_totals.py", &[computed, &observations, Path::new(least)]);
}

#[test]
fn libreoffice_comes_to_the_published_totals_in_both_years() {
    for (year, least) in YEARS.into_iter().zip(["60", "100"]) {
        let folder = TempDir::new().expect("a temporary folder");
        let report = RENDERED.path().join("reports").join(year);
        if let Some(computed) = agrees(&report, folder.path()) {
            agrees_with_published(&report, &computed, least);
        }
    }
}

#[test]
fn libreoffice_comes_to_the_totals_of_an_interim_summary() {
    let workspace = example();
    report(workspace.path(), &["--only", "financial-summary", "--as-of", "2026-03-31"]);
    let folder = TempDir::new().expect("a temporary folder");
    agrees(&workspace.path().join("reports/2026"), folder.path());
}

/// The contribution of 2026 that is due and was paid in francs, as the bank made euro of it.
#[test]
fn libreoffice_comes_to_the_totals_where_the_bank_exchanged_what_was_paid() {
    let observations = |workspace: &Path| {
        let text = fs::read_to_string(workspace.join("reports/2026/data/observations.csv"));
        text.expect("observations")
    };
    let told = |workspace: &Path, indicator: &str| {
        let all = observations(workspace);
        let cuts = all.lines().next().map_or(0, |head| head.split(',').count() - 6);
        let total = format!("{indicator},2026{},", ",".repeat(cuts));
        let own = all.lines().find(|line| line.starts_with(&total));
        own.unwrap_or_else(|| panic!("no {indicator} in {all}")).to_owned()
    };
    let in_francs = "2026-01-22,1000,Contribution 2026,morvalais,17000.00,CHF,26-009,,,,";
    let exchanged = |amount: &str| {
        let workspace = example();
        let path = workspace.path().join("inputs/2026/finance/ledger.csv");
        let text = fs::read_to_string(&path).expect("the ledger");
        let in_euro = in_francs.replace("17000.00,CHF", &format!("{amount},EUR"));
        assert!(text.contains(in_francs), "{text}");
        let rows = text.lines().map(|line| match line {
            own if own == in_francs => format!("{in_euro},17000.00,CHF\n"),
            own if own.starts_with("date,") => format!("{own},paid_amount,paid_currency\n"),
            own => format!("{own},,\n"),
        });
        fs::write(&path, rows.collect::<String>()).expect("the ledger");
        report(workspace.path(), &["--only", "financial-summary"]);
        workspace
    };
    // At the Bank's rate of the day nothing changes: 17 000 francs are 18 313.05 euro.
    let as_it_was = example();
    report(as_it_was.path(), &["--only", "financial-summary"]);
    assert_eq!(observations(exchanged("18313.05").path()), observations(as_it_was.path()));
    // The bank took its fee: less came in, and nothing more is owed.
    let workspace = exchanged("18290.00");
    let changed = ["finance.closing", "finance.exchange_difference"];
    for (indicator, less) in changed.into_iter().zip(["31313.31", "-275.03"]) {
        let line = told(workspace.path(), indicator);
        assert!(line.contains(&format!(",{less},")), "{line}");
    }
    for same in ["finance.outstanding", "finance.due"] {
        assert_eq!(told(workspace.path(), same), told(as_it_was.path(), same));
    }
    replace(workspace.path(), SETTINGS, "= 31336.36", "= 31313.31");
    report(workspace.path(), &["--only", "financial-summary"]);
    let folder = TempDir::new().expect("a temporary folder");
    let report = workspace.path().join("reports/2026");
    if let Some(computed) = agrees(&report, folder.path()) {
        agrees_with_published(&report, &computed, "100");
    }
}

#[test]
fn libreoffice_comes_to_what_is_left_where_a_row_cannot_be_read() {
    let workspace = example();
    replace(workspace.path(), "inputs/2026/finance/ledger.csv", ",702.45,EUR,", ",about 700,EUR,");
    report(workspace.path(), &["--only", "financial-summary"]);
    let folder = TempDir::new().expect("a temporary folder");
    let report = workspace.path().join("reports/2026");
    let Some(computed) = agrees(&report, folder.path()) else {
        return;
    };
    let book = report.join("financial-summary.xlsx");
    let unknown = [
        ["Actual", "Statement", "Total income"],
        ["Actual", "Statement", "Travel"],
        ["Actual", "Statement", "Total expense"],
        ["Actual", "Statement", "Closing balance"],
        ["Actual", "Accounts", "2200"],
        ["Received for 2026", "Contributions", "Total"],
        ["Outstanding", "Contributions", "hollinmoor"],
        ["Left, EUR", "Dues", "hollinmoor"],
    ];
    let mut all = vec![book.as_path(), computed.as_path()];
    all.extend(unknown.iter().flatten().map(Path::new));
    script("recalculated.py", &all);
}

/// An account renumbered, and one of another class, against last year.
fn with_changed_accounts() -> TempDir {
    let workspace = example();
    let root = workspace.path();
    for name in ["budget.csv", "ledger.csv"] {
        let path = root.join(FINANCE).join(name);
        let text = fs::read_to_string(&path).expect("a file of the accounts");
        let renumbered: Vec<String> = text
            .lines()
            .map(|line| line.replace(",2900,", ",2950,"))
            .map(|line| {
                line.strip_prefix("2900,").map_or(line.clone(), |rest| format!("2950,{rest}"))
            })
            .collect();
        assert_ne!(renumbered.join("\n"), text.trim_end(), "{name}");
        fs::write(path, renumbered.join("\n") + "\n").expect("written");
    }
    replace(root, "inputs/2026/finance/budget.csv", ",expense,travel,", ",expense,services,");
    report(root, &["--only", "financial-summary"]);
    workspace
}

#[test]
fn last_years_column_is_what_was_published_of_last_year_though_accounts_changed() {
    let workspace = with_changed_accounts();
    let report = workspace.path().join("reports/2026");
    let folder = TempDir::new().expect("a temporary folder");
    let Some(computed) = agrees(&report, folder.path()) else {
        return;
    };
    script("last_year_column.py", &[&computed, &report.join("data/finance_years.csv")]);
}

/// The parts of the workbook of a report that hold its sheets, as XML.
fn sheets(report: &Path) -> Vec<String> {
    let book = fs::File::open(report.join("financial-summary.xlsx")).expect("a workbook");
    let mut archive = zip::ZipArchive::new(book).expect("a zip");
    let mut sheets = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if name.starts_with("xl/worksheets/sheet") || name == "xl/sharedStrings.xml" {
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            sheets.push(text);
        }
    }
    sheets
}

#[test]
fn every_printed_page_says_who_may_read_it_its_day_and_that_it_is_not_audited() {
    let interim = example();
    report(interim.path(), &["--only", "financial-summary", "--as-of", "2026-03-31"]);
    let whole = RENDERED.path().join("reports/2026");
    let so_far = interim.path().join("reports/2026");
    let draft = example();
    replace(draft.path(), SETTINGS, "= 31336.36", "= 31336.37");
    report(draft.path(), &["--only", "financial-summary"]);
    let unsettled = draft.path().join("reports/2026");
    for (report, stage) in [
        (whole, "Provided to the Steering Committee"),
        (so_far, "Interim, up to 31 March 2026"),
        (unsettled, "Draft, not yet provided to the Steering Committee"),
    ] {
        let page = fs::read_to_string(report.join("financial-summary.md")).expect("the page");
        let (own, day) = dated(&page);
        assert_eq!(own, stage);
        let status = format!("{stage}. This summary has not been audited.");
        let (texts, sheets): (Vec<String>, Vec<String>) =
            sheets(&report).into_iter().partition(|text| text.contains("<sst "));
        for text in ["Public", &day, &status] {
            assert!(texts[0].contains(&format!(">{text}</t>")), "{text}");
        }
        assert!(sheets.len() > 5);
        for sheet in sheets {
            let (_, header) = sheet.split_once("<oddHeader>").expect("a header");
            let (header, _) = header.split_once("</oddHeader>").expect("its end");
            for text in ["&amp;LPublic&amp;C", &status, &day] {
                assert!(header.contains(text), "{header}");
            }
        }
    }
}

/// How far the page has come, and the day it is dated.
fn dated(page: &str) -> (String, String) {
    let stages = ["Provided ", "Draft, ", "Interim, "];
    let mut lines = page.lines().filter_map(|line| line.split_once(" · "));
    let line = lines.find(|(stage, _)| stages.iter().any(|one| stage.starts_with(one)));
    let (stage, day) = line.expect("how far it has come");
    (stage.trim().replace('\u{a0}', " "), day.trim().replace('\u{a0}', " "))
}

#[test]
fn no_account_is_taken_for_another_and_a_changed_cell_moves_what_follows_from_it() {
    let workspace = hostile();
    let report = workspace.path().join("reports/2026");
    let folder = TempDir::new().expect("a temporary folder");
    let Some(before) = agrees(&report, folder.path()) else {
        return;
    };
    agrees_with_published(&report, &before, "80");
    let book = report.join("financial-summary.xlsx");
    // A contribution of a participant; an expense and an income on accounts and funds that look alike.
    for (line, delta) in [("16", "100.01"), ("8", "-0.03"), ("9", "7.00")] {
        let changed = folder.path().join(format!("changed-{line}.xlsx"));
        let [line, delta] = [line, delta].map(Path::new);
        script("booked_changed.py", &[Path::new("change"), &book, &changed, line, delta]);
        let after = recalculated(&changed, folder.path()).expect("LibreOffice was there before");
        script("booked_changed.py", &[Path::new("moved"), &book, &before, &after, line, delta]);
    }
}
