//! The lines of purchases of a year: those the returns declare and those of supporting files.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use model::supporting::TableReading;
use model::{
    Currency, Fault, Identifier, InputFile, LineRecord, PactReading, Questionnaire, Return,
    YearSettings,
};
use tables::{Lines, LinesBuilder};

use crate::submission::procurement_lines;
use crate::supporting::{SupportingInputs, SupportingReading, supporting};

/// Participants whose files are read in one go; large enough that putting the parts together costs
/// nothing, small enough that no processor waits for another.
const SHARE: usize = 16;

/// Purchases as read.
pub(crate) struct Purchases {
    /// The lines, by participant; declared ones first.
    pub(crate) lines: Lines,
    /// The supporting tables that were read through a mapping.
    pub(crate) tables: Vec<TableReading>,
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
    let parts = on_all_processors(&shares, |share| part(share, &attachments, inputs));
    let (mut lines, mut tables, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    let mut currencies = BTreeMap::new();
    for part in parts {
        let part = part?;
        for (currency, path) in part.currencies {
            currencies.entry(currency).or_insert(path);
        }
        lines.push(part.lines);
        tables.extend(part.tables);
        faults.extend(part.faults);
    }
    let lines = Lines::concat(lines)?;
    Ok(Purchases { lines, tables, currencies, faults })
}

/// Does the work on each item, on as many processors as there are; the results are in the items' order.
fn on_all_processors<I: Sync, R: Send>(items: &[I], work: impl Fn(&I) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers.min(items.len())).map(|_| scope.spawn(worker)).collect();
        let results = handles.into_iter().map(thread::ScopedJoinHandle::join);
        results.flat_map(|result| result.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The purchases of a few participants.
fn part(
    ids: &[&Identifier],
    attachments: &BTreeMap<Identifier, Attachments<'_>>,
    inputs: &PurchaseInputs<'_>,
) -> Result<Purchases, tables::Error> {
    let mut builder = LinesBuilder::new();
    let (mut tables, mut faults) = (Vec::new(), Vec::new());
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
            faults.extend(found);
        }
        if let Some(own) = attachments.get(*participant) {
            let read = attached(participant, own, counts, inputs);
            read.lines.into_iter().for_each(&mut push);
            tables.extend(read.tables);
            faults.extend(read.faults);
        }
    }
    let lines = builder.finish()?;
    Ok(Purchases { lines, tables, currencies, faults })
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
        product_codes: &inputs.pact.product_codes,
    })
}

#[cfg(test)]
mod tests {
    use super::on_all_processors;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        let doubled = on_all_processors(&items, |item| item * 2);
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(on_all_processors(&[] as &[u64], |item| *item).is_empty());
    }
}
