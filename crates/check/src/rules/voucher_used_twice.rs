//! F112: a voucher or a booking stands in the ledger twice.

use std::collections::BTreeMap;

use model::Date;
use model::finance::LedgerLine;
use model::organisation_name::compared;

use crate::accounts::{add_largest, effect_of, in_words, paid, row, subject};
use crate::evidence::Evidence;
use crate::report::{Report, Statement};
use crate::rule::rule;

rule! {
    /// A voucher or a booking stands in the ledger twice.
    ///
    /// # What it checks
    /// Bookings with the same voucher reference that differ in their day or in the other side, or in nothing but the
    /// amount, and bookings that are alike in everything. One payment that is split over accounts, activities, funds,
    /// years or descriptions under its voucher is as it should be, and so is a booking that was taken back under its own.
    ///
    /// # Why it matters
    /// A payment that is booked twice makes income or expense too high.
    ///
    /// # Example
    /// Voucher 26-017 on 3 March, to a printer, and again on 4 May, to a hotel.
    ///
    /// # How to fix
    /// Look at the vouchers: delete the booking that is there twice, or correct the reference; of one invoice paid in two
    /// parts give each payment its own.
    VoucherUsedTwice {
        code: "F112",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// How many of the bookings of a voucher are told.
const TOLD: usize = 3;

fn check(evidence: &Evidence, report: &mut Report) {
    let mut by_reference: BTreeMap<String, Vec<&LedgerLine>> = BTreeMap::new();
    for line in &evidence.year.finance.ledger {
        by_reference.entry(line.reference.trim().to_lowercase()).or_default().push(line);
    }
    let mut statements = Vec::new();
    for (reference, lines) in by_reference.into_iter().filter(|(_, lines)| lines.len() > 1) {
        let lines = not_taken_back(lines);
        let others =
            if reference.is_empty() { Vec::new() } else { other_payments(evidence, &lines) };
        match others.as_slice() {
            [] => statements.extend(alike(evidence, lines)),
            [first, ..] => statements.push(Statement {
                found: format!(
                    "voucher `{}` stands on {} bookings: {}",
                    first.reference.trim(),
                    lines.len(),
                    told(&lines)
                ),
                expected: "a voucher for each payment".into(),
                effect: effect_of(
                    evidence,
                    others.iter().copied(),
                    "under a voucher that another booking has",
                ),
                subject: "voucher".into(),
                raw: first.reference.trim().to_owned(),
                ..at(first)
            }),
        }
    }
    add_largest(report, statements);
}

/// The bookings of a voucher without those that take each other back: of the same account and fund, and the same
/// amount with the other sign.
fn not_taken_back(lines: Vec<&LedgerLine>) -> Vec<&LedgerLine> {
    let key = |line: &LedgerLine| {
        let parts = [&*line.account, line.fund_code(), line.currency.code()];
        (parts.join("\u{1f}"), line.amount.unsigned_abs())
    };
    let mut left: BTreeMap<(String, u64), i64> = BTreeMap::new();
    for line in &lines {
        *left.entry(key(line)).or_default() += line.amount.signum();
    }
    let mut kept: Vec<&LedgerLine> = Vec::new();
    for line in lines.into_iter().rev() {
        let open = left.entry(key(line)).or_default();
        if line.amount == 0 || *open != 0 && open.signum() == line.amount.signum() {
            *open -= line.amount.signum();
            kept.push(line);
        }
    }
    kept.reverse();
    kept
}

/// Of the bookings of a voucher those that are no part of its first payment: on another day, or of another other side.
fn other_payments<'l>(evidence: &Evidence, lines: &[&'l LedgerLine]) -> Vec<&'l LedgerLine> {
    let Some(first) = lines.first() else { return Vec::new() };
    let mut parties: BTreeMap<&str, String> = BTreeMap::new();
    for line in lines {
        let name = line.counterparty.trim();
        parties.entry(name).or_insert_with(|| {
            let known = evidence.pact.register.named(name);
            known.map_or_else(|| compared(name), |id| id.to_string())
        });
    }
    let party =
        |line: &LedgerLine| parties.get(line.counterparty.trim()).filter(|name| !name.is_empty());
    let named = lines.iter().find_map(|line| party(line));
    let of_first = |line: &&&LedgerLine| {
        // In a voucher that balances with the money that moved, several others can share one payment.
        let same_party = party(line).is_none_or(|own| Some(own) == named);
        line.date == first.date && (same_party || is_balanced(evidence, line))
    };
    lines.iter().filter(|line| !of_first(line)).copied().collect()
}

/// Whether the voucher of a booking was balanced when it was read, against the account where the money lies.
fn is_balanced(evidence: &Evidence, line: &LedgerLine) -> bool {
    let files = &evidence.year.finance.ledger_files;
    files.iter().any(|file| file.money_accounts > 0 && *file.path == *line.place.path)
}

/// A finding for each booking that stands there several times in the same words, under a voucher whatever its amount.
fn alike(evidence: &Evidence, lines: Vec<&LedgerLine>) -> Vec<Statement> {
    // Without a voucher, and in one that balances with the money that moved, another amount is another booking.
    let may_differ =
        |line: &LedgerLine| !line.reference.trim().is_empty() && !is_balanced(evidence, line);
    type Values<'l> = (Date, Vec<&'l str>, Option<i64>, Option<i16>);
    let mut groups: BTreeMap<Values<'_>, Vec<&LedgerLine>> = BTreeMap::new();
    for line in lines.into_iter().filter(|line| line.amount != 0) {
        let texts = [
            &line.account,
            &line.description,
            &line.counterparty,
            &line.activity,
            &line.fund,
            &line.for_participant,
        ];
        let mut texts: Vec<&str> = texts.map(|text| text.trim()).into();
        texts.push(line.currency.code());
        let amount = (!may_differ(line)).then_some(line.amount);
        groups.entry((line.date, texts, amount, line.for_year)).or_default().push(line);
    }
    let several = groups.into_values().filter(|lines| lines.len() > 1);
    several.map(|lines| of_alike(evidence, &lines)).collect()
}

fn of_alike(evidence: &Evidence, lines: &[&LedgerLine]) -> Statement {
    let (first, again) = (lines[0], &lines[1..]);
    let reference = match first.reference.trim() {
        "" => "without a voucher reference",
        _ => "their voucher reference included",
    };
    let in_what = match lines.iter().all(|line| line.amount == first.amount) {
        true => "everything",
        false => "everything but the amount",
    };
    Statement {
        found: format!(
            "{} bookings are alike in {in_what}, {reference}: {}",
            lines.len(),
            told(lines)
        ),
        expected: "each booking once".into(),
        effect: effect_of(evidence, again.iter().copied(), "booked twice if they are the same"),
        subject: format!("alike {}", subject(first)),
        raw: format!("{} {}", first.amount, first.description.trim()),
        ..at(again[0])
    }
}

/// A statement at the reference of a booking.
fn at(line: &LedgerLine) -> Statement {
    Statement {
        place: Some(line.reference_place.clone()),
        column: "reference".into(),
        row: line.description.trim().to_owned(),
        ..Statement::default()
    }
}

/// The first of some bookings in words.
fn told(lines: &[&LedgerLine]) -> String {
    let one = |line: &&LedgerLine| {
        format!("{} {} ({})", line.date, in_words(paid(line)), row(&line.place))
    };
    let first: Vec<String> = lines.iter().take(TOLD).map(one).collect();
    match lines.len().saturating_sub(TOLD) {
        0 => first.join("; "),
        more => format!("{}; and {more} more", first.join("; ")),
    }
}
