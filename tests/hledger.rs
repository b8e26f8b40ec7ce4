//! The books as hledger reads them: an independent program makes the same statement of them, to the cent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_decimal::Decimal;

use crate::harness::{RENDERED, YEARS, cfit, example, replace, source, system};

/// Amounts by the name of what they are of.
type Amounts = BTreeMap<String, Decimal>;

/// The financial summary alone, which is all that the books need.
const SUMMARY: [&str; 5] = ["report", "--year", "2026", "--only", "financial-summary"];

/// What hledger says of a journal: whether it accepts it, and its words.
fn hledger(program: &Path, journal: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(program)
        .arg("--file")
        .arg(journal)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("hledger starts");
    let words = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.success(), String::from_utf8(words).expect("UTF-8"))
}

/// The rows of a report of hledger, in CSV.
#[track_caller]
fn report(program: &Path, journal: &Path, arguments: &[&str]) -> Vec<Vec<String>> {
    let all = [arguments, &["--output-format", "csv"]].concat();
    let (accepted, words) = hledger(program, journal, &all);
    assert!(accepted, "{arguments:?}: {words}");
    rows(words.as_bytes(), false)
}

fn rows(csv: &[u8], headers: bool) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(headers).flexible(true).from_reader(csv);
    let record = |record: Result<csv::StringRecord, csv::Error>| {
        record.expect("a row").iter().map(str::to_owned).collect()
    };
    reader.records().map(record).collect()
}

/// An amount of hledger: `EUR -12.50`, or `0`. Every report is in one currency.
fn amount(text: &str) -> Decimal {
    let number = text.strip_prefix("EUR ").unwrap_or(text);
    number.parse().unwrap_or_else(|_| panic!("`{text}` is no amount in euro"))
}

fn balances(rows: &[Vec<String>]) -> Amounts {
    let rows = rows.iter().filter(|row| row[0] != "account");
    let mut balances = Amounts::new();
    for row in rows {
        *balances.entry(row[0].clone()).or_default() += amount(&row[1]);
    }
    balances
}

/// The rows of a published table by the names of its columns.
fn table(data: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(data.join(format!("{name}.csv"))).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The sum of a kind in the year's own statement: `opening`, `income`, `expense` or `closing`.
fn stated(data: &Path, kind: &str) -> Decimal {
    let rows = table(data, "finance_years");
    let newest = rows.iter().map(|row| row["year"].clone()).max().expect("a year");
    let of = rows.iter().filter(|row| row["kind"] == kind && row["year"] == newest);
    of.map(|row| row["amount"].parse::<Decimal>().expect("an amount")).sum()
}

/// The figure of the whole in the observations.
fn observed(data: &Path, indicator: &str) -> Decimal {
    let cuts = ["account", "class", "activity", "fund", "component", "participant"];
    let whole = |row: &BTreeMap<String, String>| cuts.iter().all(|cut| row[*cut].is_empty());
    let mut rows = table(data, "observations").into_iter();
    let row = rows.find(|row| row["indicator"] == indicator && whole(row));
    row.expect("an observation")["value"].parse().expect("an amount")
}

/// The declared accounts of the budget: name in the journal, code in the budget.
fn codes(journal: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(journal).expect("a journal");
    let declared = text.lines().filter_map(|line| line.strip_prefix("account "));
    let account = |line: &str| {
        let (name, tags) = line.split_once("  ; ")?;
        let (_, code) = tags.split_once("code:")?;
        Some((name.to_owned(), code.split_once(", class:")?.0.to_owned()))
    };
    declared.filter_map(account).collect()
}

/// Asserts that hledger accepts the books of a year and makes the same statement of them as ours.
fn same_statement(program: &Path, data: &Path) {
    let journal = data.join("finance.journal");
    let checks = ["check", "--strict", "ordereddates", "payees", "uniqueleafnames"];
    let (accepted, words) = hledger(program, &journal, &checks);
    assert!(accepted, "{words}");
    same_accounts(program, &journal, data);
    let (income, expense) = (stated(data, "income"), stated(data, "expense"));
    let statement = report(program, &journal, &["incomestatement", "--empty"]);
    assert_eq!(total(&statement, "Revenues"), income);
    assert_eq!(total(&statement, "Expenses"), expense);
    assert_eq!(total(&statement, "Net:"), income - expense);
    let sheet = report(program, &journal, &["balancesheet", "--empty"]);
    assert_eq!(total(&sheet, "Assets"), stated(data, "closing"));
    same_cuts(program, &journal, data);
}

/// The total below a heading of a statement, or beside it.
fn total(statement: &[Vec<String>], heading: &str) -> Decimal {
    let mut rows = statement.iter().skip_while(|row| row[0] != heading);
    let first = rows.next().unwrap_or_else(|| panic!("no {heading} in {statement:?}"));
    let row = if heading == "Net:" { Some(first) } else { rows.find(|row| row[0] == "total") };
    amount(row.and_then(|row| row.get(1)).map_or("0", String::as_str))
}

fn same_accounts(program: &Path, journal: &Path, data: &Path) {
    let names = codes(journal);
    let all = balances(&report(
        program,
        journal,
        &["balance", "--empty", "--no-total", "^income", "^expenses"],
    ));
    let sign =
        |name: &str| if name.starts_with("income:") { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let theirs: Amounts =
        all.iter().map(|(name, own)| (names[name].clone(), own * sign(name))).collect();
    let published = table(data, "finance_accounts");
    let actual = |row: &BTreeMap<String, String>| row["actual"].parse::<Decimal>().unwrap();
    let ours: Amounts = published
        .iter()
        .filter(|row| theirs.contains_key(&row["account"]) || !actual(row).is_zero())
        .map(|row| (row["account"].clone(), actual(row)))
        .collect();
    assert!(!theirs.is_empty());
    assert_eq!(theirs, ours);
}

/// Funds, classes and activities, by the tags of the journal.
fn same_cuts(program: &Path, journal: &Path, data: &Path) {
    let cut = |query: &[&str], tag: &str| {
        let arguments = [&["balance", "--empty", "--no-total", "--pivot", tag], query].concat();
        let mut cut = balances(&report(program, journal, &arguments));
        cut.retain(|_, amount| !amount.is_zero());
        cut
    };
    let mut classes = Amounts::new();
    for row in table(data, "finance_accounts") {
        let actual: Decimal = row["actual"].parse().unwrap();
        let actual = if row["kind"] == "income" { -actual } else { actual };
        *classes.entry(row["class"].clone()).or_default() += actual;
    }
    classes.retain(|_, amount| !amount.is_zero());
    assert_eq!(cut(&["^income", "^expenses"], "class"), classes);
    let mut funds: Amounts = table(data, "finance_funds")
        .iter()
        .map(|row| (row["fund"].clone(), row["closing"].parse().unwrap()))
        .collect();
    if !funds.is_empty() {
        funds.retain(|_, amount| !amount.is_zero());
        assert_eq!(cut(&["^assets"], "fund"), funds);
    }
    let mut activities = Amounts::new();
    for row in table(data, "finance_activities") {
        activities.insert(row["activity"].replace(',', ";"), row["expense"].parse().unwrap());
    }
    activities.retain(|_, amount| !amount.is_zero());
    if !activities.is_empty() {
        assert_eq!(cut(&["^expenses"], "activity"), activities);
    }
}

fn data(workspace: &Path, year: &str) -> PathBuf {
    workspace.join("reports").join(year).join("data")
}

#[test]
fn hledger_makes_the_same_statement_of_the_example() {
    let Some(program) = system("hledger") else { return };
    for year in YEARS {
        let data = data(RENDERED.path(), year);
        same_statement(&program, &data);
        for kind in ["income", "expense", "closing"] {
            assert_eq!(stated(&data, kind), observed(&data, &format!("finance.{kind}")), "{kind}");
        }
    }
}

/// Numbers that look drawn at random and are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Words that would mean something to hledger, were they not written with care.
const WORDS: [&str; 24] = [
    "",
    "! pending",
    "* cleared",
    "(code) first",
    "a ; comment",
    "payee | note",
    "tag:value, date:2026-99-99",
    "[2026-02-30]",
    "two  spaces",
    "a\n2026-01-01 * forged\n    assets:bank  EUR 1\n    income",
    "= EUR 5",
    "@@ 3",
    "«Übersetzung» 中文 🙂",
    "\u{202e}reversed",
    "\u{a0}hard\u{a0}\u{a0}spaces",
    "~ monthly",
    "include /etc/passwd",
    "comment\nend comment",
    "\"quoted\"",
    "# heading",
    "P 2026-01-01 EUR 2",
    "a:b::c",
    "paid by Jane Q. Doe",
    "%",
];

/// Titles of accounts: number, title, kind, class.
const ACCOUNTS: [[&str; 4]; 10] = [
    ["1000", "Contributions: (all) [kinds]; a=b", "income", "contribution"],
    ["1001", "Contributions: (all) [kinds]; a=b", "income", "voluntary"],
    ["1 002", "Fees  of two  spaces", "income", "other_income"],
    ["2000", "*! Staff | \"quoted\" @ 5", "expense", "staff"],
    ["2.1", "Übersetzung «中文» 🙂\u{202e}", "expense", "services"],
    ["2:2", "assets:bank", "expense", "travel"],
    ["2-2", "assets-bank", "expense", "events"],
    ["bank", "x", "expense", "other_expense"],
    ["general", "opening balance", "expense", "other_expense"],
    [
        "2999",
        "A title that is far longer than any title of an account has a reason to be, and goes on, and on",
        "expense",
        "other_expense",
    ],
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A ledger nobody keeps, with everything in it that a file can hold.
fn hostile_ledger(draw: &mut Draw, lines: usize) -> String {
    let mut csv =
        "date,account,description,counterparty,amount,currency,reference,activity,fund,for_year\n"
            .to_owned();
    for line in 0..lines {
        let month = draw.below(12);
        let (year, month) = if month < 3 { (2025, month + 10) } else { (2026, month - 2) };
        let amount = match draw.below(9) {
            0 => "0.00".to_owned(),
            1 => format!("-{}.{:02}", draw.below(900), draw.below(100)),
            2 => "0.01".to_owned(),
            _ => format!("{}.{:02}", draw.below(90_000), draw.below(100)),
        };
        let words = format!("{} {}", draw.one(&WORDS), draw.one(&WORDS));
        let party = draw.one(&["lindhafen", "skogvik", "Jane Q. Doe", "", "Some body; ltd | x"]);
        let voucher = match draw.below(4) {
            0 => String::new(),
            1 => format!("({line};)"),
            _ => format!("V-{line}"),
        };
        let activity = draw.one(&["", "guides", "a, date:2026-99-99", "(x) | y; z"]);
        let _ = writeln!(
            csv,
            "{year}-{month:02}-{:02},{},{},{},{amount},{},{},{},{},",
            draw.below(28) + 1,
            quoted(draw.one(&ACCOUNTS.map(|account| account[0]))),
            quoted(&words),
            quoted(party),
            draw.one(&["EUR", "EUR", "NOK", "SEK"]),
            quoted(&voucher),
            quoted(activity),
            draw.one(&["", "", "translations", "bank", "opening-balance"]),
        );
    }
    csv
}

fn write_hostile_books(workspace: &Path, seed: u64) {
    let finance = workspace.join("inputs/2026/finance");
    let mut budget =
        "account,title,kind,class,amount,revised_amount,next_year_amount,explanation\n".to_owned();
    for [account, title, kind, class] in ACCOUNTS {
        let _ = writeln!(budget, "{},{},{kind},{class},1000.00,,,", quoted(account), quoted(title));
    }
    let funds = "id,title,purpose,opening\ntranslations,T,p,3600.00\nbank,B,p,0.01\nopening-balance,O,p,0\n";
    let mut draw = Draw(seed);
    for (file, text) in [
        ("budget.csv", budget),
        ("funds.csv", funds.to_owned()),
        ("ledger.csv", hostile_ledger(&mut draw, 400)),
    ] {
        std::fs::write(finance.join(file), text).expect("written");
    }
    for file in ["activities.csv", "commitments.csv"] {
        let _ = std::fs::remove_file(finance.join(file));
    }
}

#[test]
fn hledger_makes_the_same_statement_of_books_that_nobody_keeps() {
    let Some(program) = system("hledger") else { return };
    for seed in [7, 11] {
        let workspace = example();
        write_hostile_books(workspace.path(), seed);
        let run = cfit(workspace.path(), &SUMMARY);
        assert!(run.code <= 1, "{}", run.text());
        let data = data(workspace.path(), "2026");
        same_statement(&program, &data);
        let journal = std::fs::read_to_string(data.join("finance.journal")).expect("a journal");
        let entries = journal.lines().filter(|line| line.starts_with("202")).count();
        assert_eq!(entries, 402, "seed {seed}");
        assert!(!journal.contains("Doe") && !journal.contains("ltd"), "seed {seed}");
        assert!(journal.contains("Not settled: the bank says EUR "), "seed {seed}");
    }
}

#[test]
fn one_cent_at_the_bank_is_said_and_never_asserted() {
    let Some(program) = system("hledger") else { return };
    let workspace = example();
    let settings = std::fs::read_to_string(workspace.path().join("inputs/2026/year.toml")).unwrap();
    let line = settings.lines().find(|line| line.starts_with("bank_closing_balance")).unwrap();
    let bank: Decimal = line.split_once("= ").unwrap().1.parse().unwrap();
    let changed = format!("bank_closing_balance = {}", bank + Decimal::new(1, 2));
    replace(workspace.path(), "inputs/2026/year.toml", line, &changed);
    let run = cfit(workspace.path(), &SUMMARY);
    assert_eq!(run.code, 1, "{}", run.text());
    let findings =
        std::fs::read_to_string(workspace.path().join("reports/2026/findings.json")).unwrap();
    assert!(findings.contains("\"F104\""), "{findings}");
    let data = data(workspace.path(), "2026");
    same_statement(&program, &data);
    let path = data.join("finance.journal");
    let journal = std::fs::read_to_string(&path).unwrap();
    let said =
        format!("; Not settled: the bank says EUR {}, 0.01 apart.", bank + Decimal::new(1, 2));
    assert!(journal.contains(&said) && journal.contains(&format!("=* EUR {bank}\n")), "{journal}");
    // The assertion holds the books: with one cent more in a line hledger refuses them.
    let forged = journal
        .replace(&format!("=* EUR {bank}"), &format!("=* EUR {}", bank + Decimal::new(1, 2)));
    std::fs::write(&path, forged).unwrap();
    assert!(!hledger(&program, &path, &["check", "--strict"]).0);
}

#[test]
fn the_books_of_an_interim_summary_say_so_and_agree_with_it() {
    let Some(program) = system("hledger") else { return };
    let workspace = example();
    let arguments = [&SUMMARY[..], &["--as-of", "2026-03-31"]].concat();
    let run = cfit(workspace.path(), &arguments);
    assert!(run.code <= 1, "{}", run.text());
    let data = data(workspace.path(), "2026");
    same_statement(&program, &data);
    let journal = std::fs::read_to_string(data.join("finance.journal")).unwrap();
    assert!(journal.contains("\n; INTERIM: the ledger up to 2026-03-31."), "{journal}");
    assert!(!journal.contains("2026-04") && !journal.contains("The bank says"), "{journal}");
}

#[test]
fn of_books_that_could_not_be_read_in_full_there_is_no_journal() {
    let workspace = example();
    let ledger = std::fs::read_to_string(source().join("inputs/2026/finance/ledger.csv")).unwrap();
    let row = ledger.lines().nth(1).unwrap();
    let amount = row.rsplit(",EUR,").nth(1).unwrap().rsplit(',').next().unwrap();
    replace(workspace.path(), "inputs/2026/finance/ledger.csv", amount, "about 630");
    cfit(workspace.path(), &SUMMARY);
    let data = data(workspace.path(), "2026");
    assert!(data.join("finance_ledger.csv").exists() && !data.join("finance.journal").exists());
    let package = std::fs::read_to_string(data.join("datapackage.json")).unwrap();
    assert!(package.contains("finance.journal is not written until it is."));
}
