//! The arguments, as typed.

use std::path::PathBuf;

use clap::{Arg, Args, Parser, Subcommand, ValueEnum};

/// Turns the yearly returns of the Circular & Fair ICT Pact into its collective progress report and its
/// annual financial summary, and shows for every figure the cells it came from.
///
/// Without a command it says where the newest year stands and what to do next, as `cfit status` does.
#[derive(Parser, Debug)]
#[command(name = "cfit", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The folder of the workspace: the one that holds `inputs/`.
    #[arg(long, global = true, value_name = "DIR", default_value = ".", display_order = 100)]
    pub(crate) workspace: PathBuf,
    /// How to answer: as text for a reader, or as one JSON document for a program.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text", display_order = 101)]
    pub(crate) format: Format,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const EXIT_CODES: &str = "Exit codes: 0 fine; 1 done, but there are findings of severity error; \
2 could not be done, and the message says what to change.";

/// How to answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For a reader.
    Text,
    /// For a program.
    Json,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Say where a year stands: who has returned, who is late, what is to be asked, the next command.
    Status(StatusOptions),
    /// Open a year with what last year's office typed: questionnaire, committee, groups, outputs, settings.
    ///
    /// What must be new is empty: returns, what was received, corrections, events, decisions, the ledger. Days move by
    /// a year, the budget planned for the year becomes its budget. Nothing that stands there is written over, and
    /// what is to be looked at is listed with file and field.
    NewYear(NewYearOptions),
    /// Write the workbooks participants fill in, one each, into `outbox/`.
    Forms(FormsOptions),
    /// Write reminders, as drafts of e-mails with the form attached, for those whose return has not come.
    ///
    /// They lie in `outbox/YEAR/reminders/`, to be opened in a mail program, looked at and sent; this program sends
    /// nothing. Their words are in `report-templates/letters/`.
    Remind(RemindOptions),
    /// Take in what participants sent: a copy into its folder, a row into received.csv.
    ///
    /// A form says itself whose it is and of which year. For order lists, letters and scans name the participant with
    /// --participant. The files themselves are neither moved nor changed; the same file again is not stored twice.
    Receive(ReceiveOptions),
    /// Take in what a form tool exported: one return for each submission.
    ///
    /// Exports of KoboToolbox (XLS) and ODK Central (ZIP) of the year's own questionnaire are read as they are: names or
    /// labels, with groups or without, choices in one column or in several. Any other survey is read by a map of its
    /// columns, inputs/YEAR/imports/survey-map.toml, which --propose drafts and the office confirms. The export itself is
    /// kept in inputs/YEAR/imports/. Importing again stores nothing twice: a later export adds what is new or was edited.
    Import(ImportOptions),
    /// Check what came in: every finding with its cell, why it matters and how to mend it.
    Check(CheckOptions),
    /// Render the documents, the workbook and the open data of a year into `reports/`.
    Report(ReportOptions),
    /// Show what a figure is made of, down to the cells it came from, or what becomes of a cell.
    ///
    /// Of a figure: its definition, its value, and by participant the converted sums, the lines and answers in them, and
    /// the cells with what the file says there; corrections, rates and the rule by which a line counts beside them. Of a
    /// cell: the figures it is in and with what, or why it is in none. It shows the office's own files also where a figure
    /// is withheld, marked OFFICE ONLY: nothing of that may leave the office.
    Explain(ExplainOptions),
    /// Write a workspace of an invented pact, of any size, to try the program with.
    ///
    /// It is for trying the program before real returns are there, for training, and for tests of any size. Everything
    /// in it is invented and says so: organisations, purchases, answers, money. Returns are forms as `cfit forms`
    /// writes them, filled in; beside them lie lists of orders and devices in the layouts and languages that
    /// organisations send, with the mappings that say what their columns mean. The same options write the same bytes.
    ///
    /// Without --faults nothing in it is wrong, so nobody keeps silent either: who sends no return is exempt, stands in
    /// another's or took part for too short a time to be asked, and what is paid late or in parts is paid in the end. With
    /// --faults some of that goes wrong too.
    Demo(DemoOptions),
    /// List the rules `check` applies, or explain one.
    Rules(RulesOptions),
    /// List the indicators, or say how one is computed.
    Indicators(IndicatorsOptions),
}

/// Reads how many of something are wanted.
fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "a whole number is needed, such as 40".to_owned())
}

/// Reads a year.
fn year(text: &str) -> Result<i16, String> {
    match text.parse() {
        Ok(year) if text.len() == 4 => Ok(year),
        _ => Err("a year has four digits, such as 2026".to_owned()),
    }
}

/// Reads a day.
fn day(text: &str) -> Result<model::Date, String> {
    let is_plain =
        text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day = text.parse().ok().filter(|_| is_plain);
    day.ok_or_else(|| "a day is written year, month, day, such as 2026-11-03".to_owned())
}

/// Options of `cfit status`.
#[derive(Args, Debug)]
pub(crate) struct StatusOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
}

/// Options of `cfit new-year`.
#[derive(Args, Debug)]
pub(crate) struct NewYearOptions {
    /// The year to open, such as 2027.
    #[arg(value_name = "YEAR", value_parser = year)]
    pub(crate) year: i16,
    /// The year to open it from, where that is not the one before it.
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub(crate) from: Option<i16>,
}

/// Options of `cfit forms`.
#[derive(Args, Debug)]
pub(crate) struct FormsOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Only for this participant (its id); can be given several times.
    #[arg(long, value_name = "ID")]
    pub(crate) participant: Vec<String>,
    /// In this language instead of each participant's own, such as `fr`.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    /// A form for nobody in particular, to show, discuss or print: every question of every role, without answers of last
    /// year, in each language of the questionnaire.
    #[arg(long, conflicts_with = "participant")]
    pub(crate) blank: bool,
    /// A form to type in what came as a letter, a scan or a note. Whose it is says its folder
    /// (`inputs/YEAR/returns/ID/received/`) or --participant.
    #[arg(long, value_name = "FILE", conflicts_with = "blank")]
    pub(crate) transcribe: Option<PathBuf>,
    /// Who types it in: initials or a role. It can be filled in on the form as well.
    #[arg(long, value_name = "WHO", requires = "transcribe")]
    pub(crate) entered_by: Option<String>,
}

/// Options of `cfit remind`.
#[derive(Args, Debug)]
pub(crate) struct RemindOptions {
    /// The year; if it is left out, the newest whose period has ended by the day.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Only this participant (its id), also while a later day that was agreed with it has not come; can be given
    /// several times.
    #[arg(long, value_name = "ID")]
    pub(crate) participant: Vec<String>,
    /// The day they will be sent, by which the days left are counted; today if it is left out.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<model::Date>,
}

/// How something came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Channel {
    /// By e-mail.
    Email,
    /// Put on a platform or a shared drive.
    Upload,
    /// On paper.
    Paper,
    /// Said on the telephone.
    Call,
}

impl Channel {
    /// The word `received.csv` has for it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Upload => "upload",
            Channel::Paper => "paper",
            Channel::Call => "call",
        }
    }
}

/// Options of `cfit receive`.
#[derive(Args, Debug)]
#[command(after_help = RECEIVE_EXAMPLES)]
pub(crate) struct ReceiveOptions {
    /// The files that came; a folder stands for every file in it.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The year of what does not say its own, such as order lists; if it is left out, the newest whose period has ended
    /// by the day it came.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Whose files they are (its id), for what does not say so itself.
    #[arg(long, value_name = "ID")]
    pub(crate) participant: Option<String>,
    /// The day they came, such as 2026-11-03; today if it is left out. On time or late is judged by it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) received_on: Option<model::Date>,
    /// How they came.
    #[arg(long, value_enum)]
    pub(crate) channel: Option<Channel>,
    /// Who takes them in: initials or a role.
    #[arg(long, value_name = "INITIALS")]
    pub(crate) by: Option<String>,
    /// A remark for the row in received.csv.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

const RECEIVE_EXAMPLES: &str = "\
Examples:
  cfit receive ~/Downloads/return-of-lindhafen.xlsx --channel email --by SB
  cfit receive mail-of-monday/                         every file in the folder
  cfit receive orders.csv letter.pdf --participant lindhafen --received-on 2026-11-03

Exit codes: 0 everything is in its place; 1 so is some of it, and the rest is to be looked at; 2 nothing could be taken in.";

/// Options of `cfit import`.
#[derive(Args, Debug)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(crate) struct ImportOptions {
    /// The export, as it was downloaded.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The year; if it is left out, the newest whose period has ended by the day.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Draft the map of a survey's columns, and import nothing.
    #[arg(long)]
    pub(crate) propose: bool,
    /// A table of the questionnaire (such as in_kind) that the form that was filled in does not ask, so that it is not
    /// missed; can be given several times.
    #[arg(long, value_name = "NAME", conflicts_with = "propose")]
    pub(crate) without: Vec<String>,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  cfit import --year 2026 pact-returns-2026.xlsx     an XLS export of KoboToolbox
  cfit import --year 2026 pact_returns.zip           \"all data\" of ODK Central
  cfit import --year 2026 --propose survey.csv       a survey: first draft the map of its columns
  cfit import --year 2026 survey.csv                 then, once it is confirmed, import

Exit codes: 0 every submission is in a return; 1 some were not imported, and are listed; 2 nothing was imported.";

/// Options of `cfit check`.
#[derive(Args, Debug)]
pub(crate) struct CheckOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Only what concerns this participant (its id).
    #[arg(long, value_name = "ID")]
    pub(crate) participant: Option<String>,
    /// One line a finding.
    #[arg(long)]
    pub(crate) short: bool,
}

/// Options of `cfit report`.
#[derive(Args, Debug)]
#[command(after_help = REPORT_EXAMPLES)]
pub(crate) struct ReportOptions {
    /// The year; the newest in the workspace if it is left out.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Make this document alone, with what belongs to it: the folder of the year then holds nothing else.
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) only: Option<OnlyDocument>,
    /// With --only financial-summary: an interim summary, of the year's money up to this day. It is compared with the
    /// budget of the whole year, and not with the bank.
    #[arg(long, value_name = "DAY", value_parser = day, requires = "only")]
    pub(crate) as_of: Option<model::Date>,
}

/// A document that can be made alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum OnlyDocument {
    /// The collective progress report, with its annex and the open data.
    ProgressReport,
    /// The annual financial summary, with its workbook and the tables of the money.
    FinancialSummary,
}

const REPORT_EXAMPLES: &str = "\
Examples:
  cfit report                                          everything, of the newest year
  cfit report --year 2026 --only financial-summary
  cfit report --year 2026 --only financial-summary --as-of 2026-03-31";

/// Options of `cfit explain`.
#[derive(Args, Debug)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct ExplainOptions {
    /// The name of an indicator, such as volume.direct.amount. Without it, and with --format json, every figure.
    #[arg(value_name = "INDICATOR")]
    pub(crate) indicator: Option<String>,
    /// The cut, such as product_group=laptops; the total if it is left out.
    #[arg(value_name = "KEY=VALUE", requires = "indicator")]
    pub(crate) keys: Vec<String>,
    /// The year; the newest in the workspace if it is left out. For a cell: the year whose figures are looked through; if
    /// it is left out, that of its file and the one after it.
    #[arg(long, value_parser = year)]
    pub(crate) year: Option<i16>,
    /// Explain a spreadsheet cell instead, in which figures it is and with what part, or why in none: file, sheet and
    /// cell with exclamation marks between them. The file can be the end of its path; put the whole in quotation marks.
    #[arg(long, value_name = "FILE!SHEET!CELL", conflicts_with = "indicator")]
    pub(crate) cell: Option<String>,
    /// Show every spreadsheet cell, however many there are; otherwise a long tree has a line for each participant.
    #[arg(long)]
    pub(crate) all: bool,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cfit explain volume.direct.amount                             the total
  cfit explain --year 2026 volume.direct.units product_group=laptops
  cfit explain uptake.rate                                      the cuts there are
  cfit explain --cell 'north-region/return.xlsx!Procurement!E14'
  cfit explain --cell 'orders-2026.csv!14:5'                    a text file: line and column";

/// The option for the folder of a workspace, where the command makes one: it is not shown, and refused with a word on
/// where the folder is said.
fn no_workspace() -> Arg {
    let refused = |_: &str| {
        Err::<PathBuf, _>("this command makes a workspace, and DIR is the folder it is made in")
    };
    Arg::new("workspace").long("workspace").value_name("DIR").hide(true).value_parser(refused)
}

/// Options of `cfit demo`.
#[derive(Args, Debug)]
#[command(after_help = DEMO_EXAMPLES, arg = no_workspace())]
pub(crate) struct DemoOptions {
    /// The folder to write: one that does not exist yet, or an empty one, also the current one (`.`).
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// How many organisations ever take part.
    #[arg(long, value_name = "N", default_value_t = 40, allow_negative_numbers = true)]
    #[arg(value_parser = number)]
    pub(crate) participants: u32,
    /// How many lines of orders a return has on average that attaches any; large organisations have more of them, up to
    /// four times as many, small ones fewer, down to a tenth. 0: nobody attaches lists of orders. At most 240 000, with
    /// --lines-only 1 000 000.
    #[arg(long, value_name = "N", default_value_t = 200, allow_negative_numbers = true)]
    #[arg(value_parser = number)]
    pub(crate) orders: u32,
    /// How many years, the last being 2026.
    #[arg(long, value_name = "N", default_value_t = 2, allow_negative_numbers = true)]
    #[arg(value_parser = number, conflicts_with = "lines_only")]
    pub(crate) years: u32,
    /// Any number: another one gives another pact.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Write only lines of orders, exactly participants times orders of them, as one Parquet table for load tests.
    #[arg(long)]
    pub(crate) lines_only: bool,
    /// Plant mistakes of the kinds that people make, as many kinds as fit, and list them with the rule and the cell of
    /// each in `planted-mistakes.csv`.
    #[arg(long, conflicts_with = "lines_only")]
    pub(crate) faults: bool,
}

const DEMO_EXAMPLES: &str = "\
Examples:
  cfit demo trial                                      a pact to look at
  cfit demo small --participants 8 --orders 20         one that can be read whole
  cfit demo large --participants 1000 --orders 500 --years 1
  cfit demo lines --participants 1000 --orders 10000 --lines-only";

/// Options of `cfit rules`.
#[derive(Args, Debug)]
pub(crate) struct RulesOptions {
    /// The code of a rule, such as V101; all rules if it is left out.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Options of `cfit indicators`.
#[derive(Args, Debug)]
pub(crate) struct IndicatorsOptions {
    /// The name of an indicator, such as uptake.rate; all of them if it is left out.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_folder_of_a_demo_is_said_in_one_place() {
        let read = |arguments: &[&str]| Arguments::try_parse_from(arguments);
        let refused = read(&["cfit", "demo", "trial", "--workspace", "elsewhere"]).unwrap_err();
        assert_eq!(refused.exit_code(), 2);
        assert!(refused.to_string().contains("DIR is the folder it is made in"), "{refused}");
        let help = read(&["cfit", "demo", "--help"]).unwrap_err().to_string();
        assert!(help.contains("--format") && !help.contains("--workspace"), "{help}");
        assert!(help.contains("as many kinds as fit"), "{help}");

        let Some(Command::Demo(demo)) = read(&["cfit", "demo", "trial"]).unwrap().command else {
            panic!("a demo was asked for");
        };
        assert_eq!(demo.folder, PathBuf::from("trial"));
        let check = read(&["cfit", "check", "--workspace", "elsewhere"]).unwrap();
        assert_eq!(check.workspace, PathBuf::from("elsewhere"));
        let help = read(&["cfit", "check", "--help"]).unwrap_err().to_string();
        assert!(help.contains("--workspace"), "{help}");
    }

    #[test]
    fn a_day_goes_with_the_financial_summary_alone() {
        let read = |more: &[&str]| Arguments::try_parse_from([&["cfit", "report"], more].concat());
        let of = |arguments: Arguments| match arguments.command {
            Some(Command::Report(options)) => options.parts(),
            _ => panic!("a report was asked for"),
        };
        let summary = ["--only", "financial-summary", "--as-of"];
        let interim = of(read(&[&summary[..], &["2026-03-31"]].concat()).unwrap()).unwrap();
        assert_eq!(interim.as_of().map(|day| day.to_string()).as_deref(), Some("2026-03-31"));
        assert_eq!(of(read(&[]).unwrap()).unwrap(), pipeline::ReportParts::All);
        let other = of(read(&["--only", "progress-report", "--as-of", "2026-03-31"]).unwrap());
        assert!(other.unwrap_err().to_string().contains("--only financial-summary"));
        let alone = read(&["--as-of", "2026-03-31"]).unwrap_err();
        assert!(alone.to_string().contains("--only"), "{alone}");
        let typed = read(&[&summary[..], &["31.3.2026"]].concat()).unwrap_err();
        assert!(typed.to_string().contains("year, month, day"), "{typed}");
    }
}
