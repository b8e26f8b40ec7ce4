//! Everything that is read for a year, put together from the files of the workspace.
//!
//! Settings and registers that cannot be read are obstacles and stop the run, all of them named at once;
//! whatever is wrong in a participant's own files is a fault, and everything else is still read.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::counting_decisions::CountingDecision;
use model::earlier::Earlier;
use model::finance::{Books, FinanceInputs};
use model::governance::{Correction, Governance};
use model::registers::{PactOutput, Receipt};
use model::{
    Currency, Fault, FaultKind, Identifier, InputFile, Money, Obstacle, Pact, PactReading,
    Questionnaire, Return, YearReading, YearSettings,
};
use tables::Lines;

use crate::absent::{PassedOver, absent_from_pact, absent_from_year, is_year};
use crate::cells;
use crate::earlier::earlier;
use crate::finance_inputs::{books_of, finance_inputs};
use crate::not_received::not_received;
use crate::purchases::{PurchaseInputs, purchases};
use crate::questionnaire::{questionnaire, unknown_impacts};
use crate::rates::{bank_file_missing, bank_file_stands, rates};
use crate::registers::{
    GovernanceInputs, Organisations, condition_words, contacts, corrections, counting, ecolabels,
    governance, outputs, participants, product_codes, received, supporters,
};
use crate::settings::{pact, year_settings};
use crate::submission::{LastYear, at_its_correction};
use crate::supporting::unclassified_words;
use crate::table::reason;
use crate::unused::{unused_of_pact, unused_of_year};
use crate::versions::{ReturnsInputs, returns};
use crate::without_form::without_form;

/// The files of a workspace by their path.
type Files = BTreeMap<String, InputFile>;

/// A year as read: what was said, and the lines of purchases in columns.
#[derive(Debug)]
pub struct YearData {
    /// Everything but the lines.
    pub reading: YearReading,
    /// The lines of purchases, declared ones and those of supporting files.
    pub lines: Lines,
}

/// What the returns of a year are read by, without the returns.
#[derive(Clone, PartialEq, Debug)]
pub struct YearForm {
    /// `year.toml`.
    pub settings: YearSettings,
    /// `questionnaire.xlsx`.
    pub questionnaire: Questionnaire,
    /// `outputs.csv`.
    pub outputs: Vec<PactOutput>,
    /// `received.csv`.
    pub receipts: Vec<Receipt>,
}

/// Reads what the returns of a year are read by: settings, questionnaire, outputs and what was received.
///
/// # Errors
///
/// Every obstacle met in these files, and that there is no such year.
pub fn year_form(
    files: &Files,
    pact: &PactReading,
    year: i16,
    passed_over: &[(String, String)],
) -> Result<YearForm, Vec<Obstacle>> {
    let folder = format!("inputs/{year}");
    let passed_over = PassedOver(passed_over);
    if below(files, &format!("{folder}/")).next().is_none() {
        return Err(passed_over.explained(vec![no_year(files, year)]));
    }
    let (mut faults, mut obstacles) = (Vec::new(), Vec::new());
    let settings = keep(read_settings(files, pact, year, &folder), &mut obstacles);
    let questionnaire = keep(read_questionnaire(files, pact, &folder), &mut obstacles);
    let outputs = keep(outputs(files, &folder, &pact.pact, &mut faults), &mut obstacles);
    let receipts = keep(received(files, &folder, &pact.register, &mut faults), &mut obstacles);
    let form = || {
        Some(YearForm {
            settings: settings?,
            questionnaire: questionnaire?,
            outputs: outputs?,
            receipts: receipts?,
        })
    };
    whole(form(), obstacles, passed_over)
}

/// Reads what holds for every year: `pact.toml`, the registers of the organisations, product codes and
/// exchange rates. `passed_over` has path and reason of every file and folder that could not be read from
/// the disk; those that belong here are faults.
///
/// # Errors
///
/// Every obstacle met in these files.
pub fn pact_reading(
    files: &Files,
    passed_over: &[(String, String)],
) -> Result<PactReading, Vec<Obstacle>> {
    let passed_over = PassedOver(passed_over);
    let mut faults = absent_from_pact(files, passed_over);
    faults.extend(unused_of_pact(files));
    let mut obstacles = Vec::new();
    let pact = keep(read_pact(files), &mut obstacles);
    let register = keep(participants(files, &mut faults), &mut obstacles);
    let supporters = keep(supporters(files, &mut faults), &mut obstacles);
    let contacts = register.as_ref().and_then(|register| {
        let contacts = contacts(files, register, &mut faults);
        keep(contacts, &mut obstacles)
    });
    let product_codes = pact.as_ref().and_then(|pact| {
        let codes = product_codes(files, pact, &mut faults);
        keep(codes, &mut obstacles)
    });
    let ecolabels = keep(ecolabels(files, &mut faults), &mut obstacles);
    let condition_words = keep(condition_words(files, &mut faults), &mut obstacles);
    let rates = keep(rates(files, &mut faults), &mut obstacles);
    let reading = || {
        Some(PactReading {
            pact: pact?,
            register: register?,
            supporters: supporters?,
            contacts: contacts?,
            product_codes: product_codes?,
            ecolabels: ecolabels?,
            condition_words: condition_words?,
            rates: rates?,
            faults,
        })
    };
    whole(reading(), obstacles, passed_over)
}

/// Reads one year: its settings, questionnaire and registers, the returns that count with the lines of
/// their `procurement` table, the supporting files, and the accounts.
///
/// Faults are in this order, and within it by participant. `passed_over` is as in [`pact_reading`].
///
/// # Errors
///
/// Every obstacle met in the office's own files of the year: a folder or file that is not there, a
/// setting, register or questionnaire that cannot be read; the Bank's rates where an amount of the year
/// needs one and there is no file of them.
pub fn year_reading(
    files: &Files,
    pact: &PactReading,
    year: i16,
    passed_over: &[(String, String)],
) -> Result<YearData, Vec<Obstacle>> {
    year_reading_after(files, pact, year, passed_over, None)
}

/// What a year's returns answered, without what was bought.
#[derive(Clone, PartialEq, Debug)]
pub struct YearReturns {
    questionnaire: Questionnaire,
    returns: BTreeMap<Identifier, Return>,
}

impl YearReturns {
    /// The answers as the year after them is read beside.
    pub fn as_last_year(&self) -> LastYear<'_> {
        LastYear { questionnaire: &self.questionnaire, returns: &self.returns }
    }
}

/// Reads the returns of a year alone, beside those of the year before it.
///
/// # Errors
///
/// Every obstacle met in the office's own files of the year.
pub fn year_returns(
    files: &Files,
    pact: &PactReading,
    year: i16,
    passed_over: &[(String, String)],
    last: Option<LastYear<'_>>,
) -> Result<YearReturns, Vec<Obstacle>> {
    let folder = format!("inputs/{year}");
    let office = office_files(files, pact, year, &folder, PassedOver(passed_over))?;
    let sent: Vec<&InputFile> = below(files, &format!("{folder}/returns/")).collect();
    let returned = returns(&office.returns_inputs(&folder, &sent, pact, last, passed_over));
    Ok(YearReturns { questionnaire: office.questionnaire, returns: returned.returns })
}

/// Reads one year as [`year_reading`] does, beside the returns of the year before it: what is marked "as last year" is
/// held against what was answered then.
///
/// # Errors
///
/// As [`year_reading`].
pub fn year_reading_after(
    files: &Files,
    pact: &PactReading,
    year: i16,
    passed_over: &[(String, String)],
    last: Option<LastYear<'_>>,
) -> Result<YearData, Vec<Obstacle>> {
    let folder = format!("inputs/{year}");
    let unread = PassedOver(passed_over);
    if below(files, &format!("{folder}/")).next().is_none() {
        return Err(unread.explained(vec![no_year(files, year)]));
    }
    let office = office_files(files, pact, year, &folder, unread)?;
    let sent: Vec<&InputFile> = below(files, &format!("{folder}/returns/")).collect();
    let mut returned = returns(&office.returns_inputs(&folder, &sent, pact, last, passed_over));
    let bought = purchases(&PurchaseInputs {
        year_folder: &folder,
        files: &sent,
        returns: &returned.returns,
        questionnaire: &office.questionnaire,
        settings: &office.settings,
        pact,
    })
    .map_err(|error| vec![columns_refused(&error)])?;
    if let Some(obstacle) = rates_missing(files, pact, &office, bought.currencies) {
        return Err(unread.explained(vec![obstacle]));
    }
    for mapped in bought.mapped_returns {
        let participant = mapped.participant.clone();
        let of_tables =
            without_form(mapped, &office.settings, &office.questionnaire, &returned.versions);
        returned.returns.insert(participant, of_tables);
    }
    let mut faults = office.faults;
    faults.extend(returned.faults);
    faults.extend(bought.faults);
    // A confirmed mapping can stand for a return where the letter beside it was not transcribed.
    faults.retain(|fault| {
        let owner = fault.participant.as_ref();
        fault.kind != FaultKind::AnsweredInALetter
            || !owner.is_some_and(|id| returned.returns.contains_key(id))
    });
    faults.iter_mut().for_each(|fault| at_its_correction(fault, &returned.corrections));
    faults.extend(unused_of_year(files, &folder));
    faults.extend(not_received(&sent, &office.receipts));
    let weigh = |minor, currency| {
        let rate = pact.rates.mean(currency, &office.settings.period)?.rate;
        Money { currency, minor }.to_decimal().checked_div(rate)
    };
    let unclassified_words = unclassified_words(&bought.unclassified, weigh);
    let reading = YearReading {
        settings: office.settings,
        questionnaire: office.questionnaire,
        outputs: office.outputs,
        receipts: office.receipts,
        returns: returned.returns,
        protecting_in_any_form: returned.protecting_in_any_form,
        versions: returned.versions,
        tables: bought.tables,
        devices: bought.devices,
        unclassified_words,
        unused_numbers: Vec::new(),
        corrections: returned.corrections,
        counting: office.counting,
        governance: office.governance,
        finance: office.finance,
        earlier: office.earlier,
        faults,
    };
    Ok(YearData { reading, lines: bought.lines })
}

/// The obstacle where amounts need a rate and the Bank's file is not there; a workspace that uses only the
/// euro does without. `currencies` are those of purchases, each with the file in which it first stands.
fn rates_missing(
    files: &Files,
    pact: &PactReading,
    office: &OfficeFiles,
    mut currencies: BTreeMap<Currency, Arc<str>>,
) -> Option<Obstacle> {
    if bank_file_stands(files) {
        return None;
    }
    if let Some(accounts) = &office.settings.finance {
        let (own, last_day) = (accounts.currency, office.settings.period.end);
        let ledger =
            office.finance.ledger.iter().map(|line| (line.currency, line.date, &line.place));
        let owed = office.finance.contributions.iter().filter(|due| !due.waived);
        let owed = owed.map(|due| (due.currency, due.due_on.unwrap_or(last_day), &due.place));
        let in_kind = office.finance.in_kind.iter().filter(|line| line.amount.is_some());
        let in_kind =
            in_kind.filter_map(|line| Some((line.currency?, last_day, &line.amount_place)));
        for (currency, day, place) in
            ledger.chain(owed).chain(in_kind).filter(|(code, ..)| *code != own)
        {
            for code in [currency, own] {
                if pact.rates.on_or_before(code, day).is_none() {
                    currencies.entry(code).or_insert_with(|| place.path.clone());
                }
            }
        }
    }
    currencies.remove(&Currency::EUR);
    let codes: Vec<Currency> = currencies.keys().copied().collect();
    let first = currencies.into_values().next()?;
    Some(bank_file_missing(&codes, &first))
}

/// Reads the books of a year alone: a contribution counts for the year it is for, whichever year's ledger it was
/// booked in (methodology: Money).
///
/// # Errors
///
/// A ledger or a budget that cannot be read as its table.
pub fn books(files: &Files, year: i16) -> Result<Books, Vec<Obstacle>> {
    books_of(files, &format!("inputs/{year}"))
}

/// The office's own files of a year.
struct OfficeFiles {
    settings: YearSettings,
    questionnaire: Questionnaire,
    outputs: Vec<PactOutput>,
    receipts: Vec<Receipt>,
    corrections: Vec<Correction>,
    counting: Vec<CountingDecision>,
    governance: Governance,
    finance: FinanceInputs,
    earlier: Earlier,
    faults: Vec<Fault>,
}

impl OfficeFiles {
    /// What the returns of the year are read from.
    fn returns_inputs<'a>(
        &'a self,
        year_folder: &'a str,
        files: &'a [&'a InputFile],
        pact: &'a PactReading,
        last: Option<LastYear<'a>>,
        passed_over: &'a [(String, String)],
    ) -> ReturnsInputs<'a> {
        ReturnsInputs {
            year_folder,
            files,
            questionnaire: &self.questionnaire,
            settings: &self.settings,
            pact: &pact.pact,
            register: &pact.register,
            outputs: &self.outputs,
            receipts: &self.receipts,
            corrections: &self.corrections,
            last,
            passed_over,
        }
    }
}

fn office_files(
    files: &Files,
    pact: &PactReading,
    year: i16,
    folder: &str,
    passed_over: PassedOver<'_>,
) -> Result<OfficeFiles, Vec<Obstacle>> {
    let mut faults = absent_from_year(files, passed_over, folder);
    let mut obstacles = Vec::new();
    let settings = keep(read_settings(files, pact, year, folder), &mut obstacles);
    let questionnaire = keep(read_questionnaire(files, pact, folder), &mut obstacles);
    let outputs = outputs(files, folder, &pact.pact, &mut faults);
    let outputs = keep(outputs, &mut obstacles);
    let receipts = received(files, folder, &pact.register, &mut faults);
    let receipts = keep(receipts, &mut obstacles);
    let corrections = questionnaire.as_ref().and_then(|form| {
        let corrections = corrections(files, folder, form, &pact.register, &mut faults);
        keep(corrections, &mut obstacles)
    });
    let counting = counting(files, folder, pact, &mut faults);
    let counting = keep(counting, &mut obstacles);
    let supporters: Vec<Identifier> = pact.supporters.iter().map(|one| one.id.clone()).collect();
    let organisations = Organisations { register: &pact.register, supporters: &supporters };
    let governance = governance(
        &GovernanceInputs { files, year_folder: folder, pact: &pact.pact, organisations },
        &mut faults,
    );
    let governance = keep(governance, &mut obstacles);
    let finance = settings.as_ref().and_then(|settings| {
        let finance =
            finance_inputs(files, folder, settings, &pact.register, passed_over, &mut faults);
        keep(finance, &mut obstacles)
    });
    let earlier = keep(earlier(files, year, &mut faults), &mut obstacles);
    let office = || {
        Some(OfficeFiles {
            settings: settings?,
            questionnaire: questionnaire?,
            outputs: outputs?,
            receipts: receipts?,
            corrections: corrections?,
            counting: counting?,
            governance: governance?,
            finance: finance?,
            earlier: earlier?,
            faults,
        })
    };
    whole(office(), obstacles, passed_over)
}

fn read_pact(files: &Files) -> Result<Pact, Vec<Obstacle>> {
    let file = files.get("inputs/pact.toml").ok_or_else(|| {
        let help = "Put the file there, with at least `title` and `ends_on` in it.";
        vec![Obstacle::new("The settings of the Pact are missing.", help).at("inputs/pact.toml")]
    })?;
    pact(file)
}

fn read_settings(
    files: &Files,
    pact: &PactReading,
    year: i16,
    folder: &str,
) -> Result<YearSettings, Vec<Obstacle>> {
    let path = format!("{folder}/year.toml");
    let file = files.get(&path).ok_or_else(|| {
        let help =
            "Copy last year's `year.toml` into the folder and change year, days and balances.";
        vec![Obstacle::new(format!("The settings of {year} are missing."), help).at(&path)]
    })?;
    year_settings(file, year, &pact.pact, &pact.register)
}

fn read_questionnaire(
    files: &Files,
    pact: &PactReading,
    folder: &str,
) -> Result<Questionnaire, Vec<Obstacle>> {
    let path = format!("{folder}/questionnaire.xlsx");
    let file = files.get(&path).ok_or_else(|| {
        let help = "Copy last year's `questionnaire.xlsx` into the folder.";
        vec![Obstacle::new("The questionnaire of the year is missing.", help).at(&path)]
    })?;
    let workbook = cells::workbook(file).map_err(|fault| {
        let what = format!("The questionnaire cannot be read: {}.", reason(&fault.detail));
        let help = "Open it in a spreadsheet program and save it as .xlsx again.";
        vec![Obstacle::new(what, help).at(&path)]
    })?;
    let questionnaire = questionnaire(&workbook)?;
    match unknown_impacts(&questionnaire, &pact.pact) {
        unknown if unknown.is_empty() => Ok(questionnaire),
        unknown => Err(unknown),
    }
}

/// The value, with its obstacles moved to the others.
fn keep<T>(read: Result<T, Vec<Obstacle>>, obstacles: &mut Vec<Obstacle>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(found) => {
            obstacles.extend(found);
            None
        }
    }
}

/// The value if nothing stood in the way.
fn whole<T>(
    value: Option<T>,
    obstacles: Vec<Obstacle>,
    passed_over: PassedOver<'_>,
) -> Result<T, Vec<Obstacle>> {
    match value {
        Some(value) if obstacles.is_empty() => Ok(value),
        _ => Err(passed_over.explained(obstacles)),
    }
}

/// The files whose path begins with `prefix`, in the order of their paths.
fn below<'f>(files: &'f Files, prefix: &str) -> impl Iterator<Item = &'f InputFile> {
    let from_there_on = files.range(prefix.to_owned()..);
    from_there_on.take_while(move |(path, _)| path.starts_with(prefix)).map(|(_, file)| file)
}

/// There is nothing of this year; names the years there are.
fn no_year(files: &Files, year: i16) -> Obstacle {
    let folders = files.keys().filter_map(|path| {
        let name = path.strip_prefix("inputs/")?.split_once('/')?.0;
        is_year(name).then_some(name)
    });
    let mut years: Vec<_> = folders.collect();
    years.dedup();
    let help = match &years[..] {
        [] => "There is no year yet: make a folder such as `inputs/2026` with `year.toml` and `questionnaire.xlsx`.".to_owned(),
        years => format!("The years of this workspace are {}: choose one with `--year`, or make a folder for {year}.", years.join(", ")),
    };
    Obstacle::new(format!("There is nothing in `inputs/{year}`."), help)
        .at(format!("inputs/{year}"))
}

fn columns_refused(error: &tables::Error) -> Obstacle {
    Obstacle::new(
        format!("The lines of purchases cannot be held in columns: {error}."),
        "This is a fault of the program: please report it with the message above.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::testing::files;

    const PACT: &str = "title = \"P\"\nends_on = 2030-12-31\n";
    const PARTICIPANTS: &str = "id,name,country,procuring_since,coordinating_since,left\n";

    fn places(obstacles: Vec<Obstacle>) -> Vec<String> {
        let places = obstacles.into_iter().map(|obstacle| obstacle.place.unwrap_or_default());
        places.collect()
    }

    #[test]
    fn what_stands_in_the_way_is_named_all_at_once() {
        let files = files(&[
            ("inputs/supporters.csv", "id,name\n"),
            ("inputs/rates/eurofxref-hist.csv", "nothing"),
        ]);
        assert_eq!(
            places(pact_reading(&files, &[]).unwrap_err()),
            [
                "inputs/pact.toml",
                "inputs/participants.csv",
                "inputs/supporters.csv!1:1",
                "inputs/rates/eurofxref-hist.csv!1:1",
            ]
        );
    }

    #[test]
    fn a_year_that_is_not_there_names_those_that_are() {
        let files = files(&[
            ("inputs/pact.toml", PACT),
            ("inputs/participants.csv", PARTICIPANTS),
            ("inputs/2025/notes.txt", ""),
            ("inputs/2026/outputs.csv", "id,title\n"),
        ]);
        let pact = pact_reading(&files, &[]).unwrap();
        let nothing = year_reading(&files, &pact, 2027, &[]).unwrap_err();
        assert!(nothing[0].help.contains("2025, 2026"), "{}", nothing[0].help);
        let missing = places(year_reading(&files, &pact, 2026, &[]).unwrap_err());
        assert_eq!(missing[..2], ["inputs/2026/year.toml", "inputs/2026/questionnaire.xlsx"]);
        assert_eq!(missing.len(), 5, "and three columns of outputs.csv: {missing:?}");
    }

    /// A link out of the workspace at a path.
    fn link(path: &str) -> Vec<(String, String)> {
        vec![(path.to_owned(), "a link that leads out: put the file here".to_owned())]
    }

    #[test]
    fn a_register_that_could_not_be_read_is_not_said_to_be_missing() {
        let files = files(&[("inputs/pact.toml", PACT)]);
        let refused = pact_reading(&files, &link("inputs/participants.csv")).unwrap_err();
        assert!(refused[0].what.contains("is there, but it was not read"), "{}", refused[0]);
        assert_eq!(refused[0].place.as_deref(), Some("inputs/participants.csv"));
    }

    #[test]
    fn each_register_that_is_missing_or_unread_is_a_fault_once() {
        let files = files(&[("inputs/pact.toml", PACT), ("inputs/participants.csv", PARTICIPANTS)]);
        let reading = pact_reading(&files, &link("inputs/contacts.csv")).unwrap();
        let said: Vec<_> =
            reading.faults.iter().map(|fault| (fault.kind, fault.label.as_str())).collect();
        assert_eq!(
            said,
            [
                (FaultKind::UnreadableFile, "contacts.csv"),
                (FaultKind::MissingFile, "supporters.csv"),
            ]
        );
        let passed_over = [link("inputs/2026/finance"), link("inputs/2026/returns/north")].concat();
        let of_year = absent_from_year(&files, PassedOver(&passed_over), "inputs/2026");
        let said: Vec<_> = of_year.iter().map(|fault| fault.label.as_str()).collect();
        assert_eq!(said, ["finance", "outputs.csv", "received.csv"]);
    }
}
