//! The lines of purchases of a year: those the returns declare and those of supporting files.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::supporting::{DeviceGroup, TableReading};
use model::{
    Currency, Fault, Identifier, InputFile, LineRecord, PactReading, Questionnaire, Return,
    YearSettings,
};
use tables::{Lines, LinesBuilder};

use crate::processors::on_all_processors;
use crate::shared_orders::in_two_returns;
use crate::submission::procurement_lines;
use crate::supporting::{
    Listed, RowRegisters, SupportingInputs, SupportingReading, UnclassifiedRow, supporting,
};
use crate::without_form::{MappedReturn, counts, devices_count};

/// Participants whose files are read in one go; large enough that putting the parts together costs
/// nothing, small enough that no processor waits for another.
const SHARE: usize = 16;

/// Purchases as read.
pub(crate) struct Purchases {
    /// The lines, by participant; declared ones first.
    pub(crate) lines: Lines,
    /// The supporting tables that were read through a mapping.
    pub(crate) tables: Vec<TableReading>,
    /// Rows of assets and of disposals, summed where they are alike.
    pub(crate) devices: Vec<DeviceGroup>,
    /// Orders that are left out since nothing tells their product group.
    pub(crate) unclassified: Vec<UnclassifiedRow>,
    /// Participants without a return in a workbook whose confirmed mapping is one.
    pub(crate) mapped_returns: Vec<MappedReturn>,
    /// The currencies of lines that are not left out by the reader, each with the file in which it first
    /// stands.
    pub(crate) currencies: BTreeMap<Currency, Arc<str>>,
    /// What could not be taken as it stands.
    pub(crate) faults: Vec<Fault>,
}

/// What purchases are read from.
pub(crate) struct PurchaseInputs<'a> {
    /// The year's folder, such as `inputs/2026`.
    pub(crate) year_folder: &'a str,
    /// All files below its `returns/`, in the order of their paths.
    pub(crate) files: &'a [&'a InputFile],
    /// The returns that count.
    pub(crate) returns: &'a BTreeMap<Identifier, Return>,
    /// The year's questionnaire, for the labels of columns.
    pub(crate) questionnaire: &'a Questionnaire,
    /// The year.
    pub(crate) settings: &'a YearSettings,
    /// What holds for every year.
    pub(crate) pact: &'a PactReading,
}

/// Reads the purchases of every participant with a return that counts or with supporting files, on all
/// processors; the result is in the order of the participants' ids.
///
/// # Errors
///
/// If the columns refuse the lines, which would be a fault of the program.
pub(crate) fn purchases(inputs: &PurchaseInputs<'_>) -> Result<Purchases, tables::Error> {
    let attachments = attachments(inputs);
    let mut ids: Vec<&Identifier> = inputs.returns.keys().chain(attachments.keys()).collect();
    ids.sort();
    ids.dedup();
    let shares: Vec<&[&Identifier]> = ids.chunks(SHARE).collect();
    let pact = inputs.pact;
    let registers =
        RowRegisters::new(&pact.pact, &pact.product_codes, &pact.ecolabels, &pact.condition_words);
    let parts = on_all_processors(&shares, |share| part(share, &attachments, &registers, inputs));
    let mut lines = Vec::new();
    let mut all = Attached::default();
    for part in parts {
        let (own, attached) = part?;
        lines.push(own);
        all.extend(attached);
    }
    all.faults.extend(in_two_returns(&all.tables, all.listed));
    Ok(Purchases {
        lines: Lines::concat(lines)?,
        tables: all.tables,
        devices: all.devices,
        unclassified: all.unclassified,
        mapped_returns: all.mapped_returns,
        currencies: all.currencies,
        faults: all.faults,
    })
}

/// What was read of some participants beside their lines.
#[derive(Default)]
struct Attached {
    tables: Vec<TableReading>,
    devices: Vec<DeviceGroup>,
    unclassified: Vec<UnclassifiedRow>,
    listed: Vec<Listed>,
    mapped_returns: Vec<MappedReturn>,
    currencies: BTreeMap<Currency, Arc<str>>,
    faults: Vec<Fault>,
}

impl Attached {
    /// Takes in what was read of others; the first file with a currency keeps it.
    fn extend(&mut self, others: Attached) {
        // Orders name their table by its index.
        let before = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        let listed = others.listed.into_iter();
        self.listed.extend(
            listed.map(|order| Listed { table: order.table.saturating_add(before), ..order }),
        );
        self.tables.extend(others.tables);
        self.devices.extend(others.devices);
        self.unclassified.extend(others.unclassified);
        self.mapped_returns.extend(others.mapped_returns);
        self.faults.extend(others.faults);
        for (currency, path) in others.currencies {
            self.currencies.entry(currency).or_insert(path);
        }
    }
}

/// The purchases of a few participants.
fn part(
    ids: &[&Identifier],
    attachments: &BTreeMap<Identifier, Attachments<'_>>,
    registers: &RowRegisters<'_>,
    inputs: &PurchaseInputs<'_>,
) -> Result<(Lines, Attached), tables::Error> {
    let mut builder = LinesBuilder::new();
    let mut all = Attached::default();
    let mut currencies = BTreeMap::new();
    let mut push = |line: LineRecord| {
        if let (Some(currency), None) = (line.currency, line.reason) {
            currencies.entry(currency).or_insert_with(|| line.path.clone());
        }
        builder.push(line);
    };
    for participant in ids {
        let counts = inputs.returns.get(*participant);
        if let Some(counts) = counts {
            let (declared, found) =
                procurement_lines(counts, &inputs.pact.pact, inputs.questionnaire);
            declared.into_iter().for_each(&mut push);
            all.faults.extend(found);
        }
        if let Some(own) = attachments.get(*participant) {
            let read = attached(participant, own, counts, registers, inputs);
            let mapped_return = mapped_return(participant, own, &read, inputs);
            read.lines.into_iter().for_each(&mut push);
            all.extend(Attached {
                tables: read.tables,
                devices: read.devices,
                unclassified: read.unclassified,
                listed: read.listed,
                mapped_returns: mapped_return.into_iter().collect(),
                currencies: BTreeMap::new(),
                faults: read.faults,
            });
        }
    }
    all.currencies = currencies;
    Ok((builder.finish()?, all))
}

/// The return that a participant's tables are, where no workbook of it counts, somebody confirmed the mapping,
/// and a line counts, of purchases or of devices.
fn mapped_return(
    participant: &Identifier,
    own: &Attachments<'_>,
    read: &SupportingReading,
    inputs: &PurchaseInputs<'_>,
) -> Option<MappedReturn> {
    let mapping = own.mapping?;
    let is_return = read.confirmed && !inputs.returns.contains_key(participant);
    let year = inputs.settings.year;
    let counting = || {
        read.lines.iter().any(|line| counts(line, inputs.pact, year))
            || read.devices.iter().any(|group| devices_count(group, inputs.pact, year))
    };
    (is_return && counting()).then(|| MappedReturn {
        participant: participant.clone(),
        path: mapping.path.to_string(),
        amounts: read.amounts,
    })
}

/// The mapping and the supporting files in a participant's folder.
#[derive(Default)]
struct Attachments<'f> {
    mapping: Option<&'f InputFile>,
    files: Vec<&'f InputFile>,
}

/// The attachments of each participant that has any. Folders whose name is no participant are left to
/// the reader of returns, which names them.
fn attachments<'f>(inputs: &PurchaseInputs<'f>) -> BTreeMap<Identifier, Attachments<'f>> {
    let root = format!("{}/returns/", inputs.year_folder);
    let mut attachments: BTreeMap<Identifier, Attachments<'f>> = BTreeMap::new();
    for file in inputs.files.iter().copied() {
        let inside = file.path.strip_prefix(root.as_str());
        let Some((folder, rest)) = inside.and_then(|inside| inside.split_once('/')) else {
            continue;
        };
        let known = |id: &Identifier| inputs.pact.register.knows(id.as_str());
        let Some(id) = Identifier::parse(folder).filter(known) else {
            continue;
        };
        if rest.eq_ignore_ascii_case("mapping.toml") {
            attachments.entry(id).or_default().mapping = Some(file);
        } else if rest.starts_with("supporting/") {
            attachments.entry(id).or_default().files.push(file);
        }
    }
    attachments
}

/// Reads the supporting files of one participant, for the period, in the currency and with the tax of its
/// return; without one, for the year's period, and only amounts whose currency the mapping or the row names.
fn attached(
    participant: &Identifier,
    own: &Attachments<'_>,
    counts: Option<&Return>,
    registers: &RowRegisters<'_>,
    inputs: &PurchaseInputs<'_>,
) -> SupportingReading {
    let organisation = counts.map(|counts| &counts.organisation);
    let period = organisation.map_or(inputs.settings.period, |organisation| organisation.period);
    supporting(&SupportingInputs {
        participant,
        mapping: own.mapping,
        files: &own.files,
        pact: &inputs.pact.pact,
        year: inputs.settings.year,
        period,
        currency: organisation.and_then(|organisation| organisation.currency),
        included_tax: organisation.and_then(|organisation| organisation.included_tax()),
        registers,
        has_return: counts.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use model::FaultKind;

    use super::*;
    use crate::registers::testing::files;
    use crate::without_form::without_form;

    const PACT: &str = "title = \"P\"\nends_on = 2030-12-31\n[[product_group]]\nid = \"laptops\"\ntitle = \"Laptops\"\nscope = \"workplace\"\nfirst_year = 2021\nis_device = true\n";
    const YEAR: &str = "year = 2026\nperiod_start = 2025-10-01\nperiod_end = 2026-09-30\ndeadline = 2026-10-31\nreport_date = 2026-12-01\nlanguages = [\"en\"]\n";
    const REGISTER: &str = "id,name,country,procuring_since,coordinating_since,left\nnorth,North,DE,2021-01-01,,\nsouth,South,FR,2021-01-01,,\nwest,West,BE,2021-01-01,,\n";
    const TABLE: &str = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\ntax = \"excluded\"\n[table.columns]\nreference = \"No\"\ndate = \"Day\"\nproduct_group = \"Group\"\namount = \"Amount\"\n";

    /// Tables alone are a return where somebody confirmed their mapping and a line of them counts; an order in
    /// two of them is asked about.
    #[test]
    fn confirmed_tables_with_a_line_that_counts_are_a_return() {
        let confirmed = format!("confirmed_on = 2026-10-15\n{TABLE}");
        let rows = "No,Day,Group,Amount\nA1,2026-02-01,laptops,10.00\n";
        let later = "No,Day,Group,Amount\nA1,2027-02-01,laptops,10.00\n";
        let files = files(&[
            ("inputs/pact.toml", PACT),
            ("inputs/participants.csv", REGISTER),
            ("inputs/2026/year.toml", YEAR),
            ("inputs/2026/returns/north/mapping.toml", &confirmed),
            ("inputs/2026/returns/north/supporting/o.csv", rows),
            ("inputs/2026/returns/south/mapping.toml", &confirmed),
            ("inputs/2026/returns/south/supporting/o.csv", later),
            ("inputs/2026/returns/west/mapping.toml", TABLE),
            ("inputs/2026/returns/west/supporting/o.csv", rows),
        ]);
        let pact = crate::year::pact_reading(&files, &[]).unwrap();
        let settings = &files["inputs/2026/year.toml"];
        let settings =
            crate::settings::year_settings(settings, 2026, &pact.pact, &pact.register).unwrap();
        let bought = bought(&files.values().collect::<Vec<_>>(), &pact, &settings);
        let returns: Vec<&str> =
            bought.mapped_returns.iter().map(|mapped| mapped.participant.as_str()).collect();
        assert_eq!(returns, ["north"]);
        let reasons: Vec<_> = bought.lines.records().map(|line| line.reason).collect();
        use model::volume::LeftOutReason::{OutsidePeriod, Refused};
        assert_eq!(reasons, [None, Some(OutsidePeriod), Some(Refused)]);
        let kinds: Vec<FaultKind> = bought.faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [FaultKind::RowOutsidePeriod, FaultKind::MappingUnconfirmed]);
        let own = without_form(bought.mapped_returns[0].clone(), &settings, &nothing_asked(), &[]);
        assert!(own.without_form && !own.provisional);
        assert_eq!(own.path, "inputs/2026/returns/north/mapping.toml");
        assert_eq!(own.organisation.period, settings.period);
        assert_eq!(own.organisation.tax, Some(model::vocabulary::Tax::Excluded));
    }

    fn bought(files: &[&InputFile], pact: &PactReading, settings: &YearSettings) -> Purchases {
        let inputs = PurchaseInputs {
            year_folder: "inputs/2026",
            files,
            returns: &BTreeMap::new(),
            questionnaire: &nothing_asked(),
            settings,
            pact,
        };
        purchases(&inputs).unwrap()
    }

    fn nothing_asked() -> Questionnaire {
        Questionnaire::new("", Vec::new())
    }
}
