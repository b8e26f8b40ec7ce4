//! F113: a run of vouchers has a gap.

use std::collections::{BTreeMap, BTreeSet};

use model::finance::LedgerLine;

use crate::accounts::add_largest;
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A run of vouchers has a gap.
    ///
    /// # What it checks
    /// Voucher references that are alike but for a number which goes up one by one, such as 26-001, 26-002: whether a
    /// number between the first and the last is missing. Five vouchers or more make a run, if most of them follow one
    /// another; references that follow no order, such as those of invoices, are passed over.
    ///
    /// # Why it matters
    /// A booking may have been forgotten, or taken out.
    ///
    /// # Example
    /// 26-016, then 26-018.
    ///
    /// # How to fix
    /// Look for the voucher and book it; of one that was cancelled, accept the finding and say so.
    VoucherMissing {
        code: "F113",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// Vouchers that make a run.
const RUN: usize = 5;

/// Digits of a number beyond which it is none of a run.
const DIGITS: usize = 18;

/// The first booking of a number, with the digits as typed.
struct Voucher<'l> {
    digits: String,
    line: &'l LedgerLine,
}

/// The vouchers of a run by their number.
type Run<'l> = BTreeMap<u64, Voucher<'l>>;

fn check(evidence: &Evidence, report: &mut Report) {
    let years = years(evidence);
    let ledger = &evidence.year.finance.ledger;
    let mut present: BTreeSet<(String, u64)> = BTreeSet::new();
    let references = ledger.iter().map(|line| &*line.reference);
    for reference in elsewhere(evidence).into_iter().chain(references) {
        let reference = spaced(reference).to_lowercase();
        present.extend(numbers(&reference).into_iter().filter_map(|number| number.counted()));
    }
    let mut runs: BTreeMap<(String, String), Run<'_>> = BTreeMap::new();
    for line in ledger {
        let reference = spaced(&line.reference).to_lowercase();
        let Some(own) = numbered(&reference, &years) else { continue };
        let Some((before, number)) = own.counted() else { continue };
        let run = runs.entry((before, own.kept_after().to_owned())).or_default();
        run.entry(number).or_insert_with(|| Voucher { digits: own.digits.to_owned(), line });
    }
    let gaps = runs.iter().flat_map(|(key, run)| gaps(key, run, &present, &years));
    add_largest(report, gaps.collect());
}

/// A reference with single spaces.
fn spaced(reference: &str) -> String {
    reference.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What may stand for the year in a reference: its two calendar years, with four and with two digits.
fn years(evidence: &Evidence) -> BTreeSet<String> {
    let period = &evidence.year.settings.period;
    let years = [period.start.year(), period.end.year(), evidence.year.year()];
    years.iter().flat_map(|year| [year.to_string(), format!("{:02}", year % 100)]).collect()
}

/// References of rows that are not booked: they were refused, or are the other side of a booking. Their vouchers are
/// not missing.
fn elsewhere<'e>(evidence: &'e Evidence) -> Vec<&'e str> {
    let finance = &evidence.year.finance;
    let files: BTreeSet<&str> = finance
        .ledger_files
        .iter()
        .map(|file| file.path.as_str())
        .chain(finance.ledger.iter().map(|line| &*line.place.path))
        .collect();
    let refused = evidence.year.faults.iter().filter(|fault| files.contains(&*fault.place.path));
    let refused = refused.flat_map(|fault| fault.context.iter().map(|cell| cell.text.as_str()));
    let others = finance.ledger_files.iter().flat_map(|file| &file.other_references);
    refused.chain(others.map(String::as_str)).collect()
}

/// A number in a reference, with what stands before and after it.
#[derive(Clone, Copy)]
struct Numbered<'r> {
    before: &'r str,
    digits: &'r str,
    after: &'r str,
}

impl<'r> Numbered<'r> {
    /// What stands before it, and its value; `None` for more digits than a run has.
    fn counted(&self) -> Option<(String, u64)> {
        let short = self.digits.len() <= DIGITS;
        Some((self.before.to_owned(), self.digits.parse().ok().filter(|_| short)?))
    }

    /// What stands after it in every voucher of its run: not the letter that tells the parts of one apart (17a, 17b).
    fn kept_after(&self) -> &'r str {
        let mut letters = self.after.chars().filter(|letter| letter.is_alphanumeric());
        let is_part = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if is_part { "" } else { self.after }
    }
}

/// Every number of a reference, from left to right.
fn numbers(reference: &str) -> Vec<Numbered<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = reference[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at)
    {
        let rest = &reference[start..];
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(length);
        found.push(Numbered { before: &reference[..start], digits, after });
        from = start + length;
    }
    found
}

/// The number that goes up: the last one, or the one before it where the last is the year (`17/2026`).
fn numbered<'r>(reference: &'r str, years: &BTreeSet<String>) -> Option<Numbered<'r>> {
    let numbers = numbers(reference);
    match numbers.as_slice() {
        [.., own, last] if years.contains(last.digits) => Some(*own),
        [.., last] => Some(*last),
        [] => None,
    }
}

/// The gaps of a run, each once; none where the vouchers are too few, or follow no order.
fn gaps(
    (before, after): &(String, String),
    run: &Run<'_>,
    present: &BTreeSet<(String, u64)>,
    years: &BTreeSet<String>,
) -> Vec<Statement> {
    let (Some((first, _)), Some((last, _))) = (run.first_key_value(), run.last_key_value()) else {
        return Vec::new();
    };
    let others = present.range((before.clone(), *first)..=(before.clone(), *last));
    let mut numbers: Vec<u64> = others.map(|(_, number)| *number).collect();
    numbers.extend(run.keys());
    numbers.sort_unstable();
    numbers.dedup();
    let steps = numbers.windows(2).filter_map(|pair| <[u64; 2]>::try_from(pair).ok());
    let gaps: Vec<[u64; 2]> = steps.filter(|[one, next]| next - one > 1).collect();
    if run.len() < RUN || !is_run(&gaps, numbers.len()) {
        return Vec::new();
    }
    let of_gap = |gap: [u64; 2]| Statement {
        subject: format!("voucher {before}{after}"),
        ..statement(gap, run, years)
    };
    gaps.into_iter().map(of_gap).collect()
}

/// Whether so many vouchers with these gaps follow one another: at most every third step is a gap, and but for the
/// widest, which a mistyped number makes, fewer numbers are missing than are there.
fn is_run(gaps: &[[u64; 2]], vouchers: usize) -> bool {
    let missing = || gaps.iter().map(|[one, next]| next - one - 1);
    let widest = missing().max().unwrap_or(0);
    let narrower = missing().fold(0_u64, u64::saturating_add).saturating_sub(widest);
    gaps.len() * 3 < vouchers && u64::try_from(vouchers).is_ok_and(|vouchers| narrower <= vouchers)
}

fn statement([one, next]: [u64; 2], run: &Run<'_>, years: &BTreeSet<String>) -> Statement {
    let digits = |number| run.get(&number).map_or("", |voucher| voucher.digits.as_str());
    let padded = digits(one).starts_with('0') || digits(next).starts_with('0');
    let width = if padded { digits(one).len().max(digits(next).len()) } else { 0 };
    // The voucher below the gap says how they are written.
    let below = run.range(next..).next().map(|(_, voucher)| voucher.line);
    let written = below.map(|line| spaced(&line.reference)).unwrap_or_default();
    let number = numbered(&written, years);
    let (before, after) = number.map_or(("", ""), |own| (own.before, own.kept_after()));
    let name = |number: u64| format!("`{before}{number:0width$}{after}`");
    let missing = match next - one - 1 {
        1 => format!("voucher {} is missing", name(one + 1)),
        count => {
            format!("vouchers {} to {} are missing, {count} numbers", name(one + 1), name(next - 1))
        }
    };
    Statement {
        place: below.map(|line| line.reference_place.clone()),
        column: "reference".into(),
        found: format!("{missing}, between {} and {}", name(one), name(next)),
        expected: "vouchers numbered without a gap".into(),
        raw: format!("{one} {next}"),
        ..Statement::default()
    }
}
