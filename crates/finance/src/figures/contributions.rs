//! What is due and what was received, by participant and in all.

use model::finance::BookedLine;
use model::{Dimension, Dimensions, Money, TraceEntry};

use super::{Gatherer, Known};
use crate::contributions::{Contributions, Party};

impl Gatherer<'_> {
    /// What is said of contributions; nothing is known of them where a file or a line is missing.
    pub(super) fn contributions(&mut self, contributions: &Contributions) {
        let parties = &contributions.parties;
        if parties.is_empty() {
            return;
        }
        let whole = !self.inputs.year.finance.incomplete;
        let doubtful = !self.statement.doubtful_years.is_empty();
        for measure in Measure::ALL {
            let name = measure.name();
            let owing = measure.is_owed();
            let shown: Vec<&Party> = parties.iter().filter(|p| p.line.expected || !owing).collect();
            let mut trace = Vec::new();
            let mut amounts = Vec::new();
            for party in shown {
                let dimensions = Dimensions::none()
                    .with(Dimension::Participant, party.line.participant.as_str());
                let known = match (whole, measure.known(party)) {
                    (false, _) => Known::Not,
                    (true, Known::Whole(amount)) if doubtful && measure.rests_on_other_years() => {
                        Known::Partly(amount)
                    }
                    (true, known) => known,
                };
                let own = self.party_trace(name, party);
                trace.extend(own.iter().cloned());
                amounts.push(known);
                self.add(name, dimensions, known, own);
            }
            if !amounts.is_empty() {
                self.add(name, Dimensions::none(), total(&amounts, owing), trace);
            }
        }
        self.exchange_difference(parties);
    }

    /// What rates made between due date and payment; only where something is due in another currency.
    fn exchange_difference(&mut self, parties: &[Party]) {
        let concerned: Vec<&Party> =
            parties.iter().filter(|party| party.line.exchange_difference.is_some()).collect();
        if concerned.is_empty() {
            return;
        }
        let (mut total, mut traces) = (0, Vec::new());
        let doubtful = !self.statement.doubtful_years.is_empty();
        let known = |amount| match (self.inputs.year.finance.incomplete, doubtful) {
            (true, _) => Known::Not,
            (false, true) => Known::Partly(amount),
            (false, false) => Known::Whole(amount),
        };
        for party in concerned {
            let own = party.line.exchange_difference.unwrap_or(0);
            let trace = self.party_trace("outstanding", party);
            let participant = party.line.participant.as_str();
            let cut = Dimensions::none().with(Dimension::Participant, participant);
            total += own;
            traces.extend(trace.iter().cloned());
            self.add("exchange_difference", cut, known(own), trace);
        }
        self.add("exchange_difference", Dimensions::none(), known(total), traces);
    }

    fn party_trace(&self, name: &str, party: &Party) -> Vec<TraceEntry> {
        let dues = party.dues.iter().map(|due| {
            let minor = if due.waived { 0 } else { due.due };
            let value = Money { currency: due.currency, minor }.to_decimal().to_string();
            TraceEntry::new(due.participant.as_str(), value, due.place.clone())
        });
        let paid = |lines: &[BookedLine]| -> Vec<TraceEntry> {
            lines.iter().filter_map(|line| self.entry(line)).collect()
        };
        // A payment nobody asked for is a gift, not a contribution received.
        let none_asked = party.owes_nothing() && !matches!(name, "advance" | "arrears");
        match name {
            _ if none_asked => dues.collect(),
            "due" => dues.collect(),
            "received" => paid(&party.received),
            "advance" => paid(&party.advance),
            "arrears" => paid(&party.arrears),
            _ => dues.chain(paid(&party.received)).collect(),
        }
    }
}

/// What is said of a participant's contributions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Due,
    Received,
    Outstanding,
    Overpaid,
    Advance,
    Arrears,
}

impl Measure {
    const ALL: [Measure; 6] = [
        Measure::Due,
        Measure::Received,
        Measure::Outstanding,
        Measure::Overpaid,
        Measure::Advance,
        Measure::Arrears,
    ];

    fn name(self) -> &'static str {
        match self {
            Measure::Due => "due",
            Measure::Received => "received",
            Measure::Outstanding => "outstanding",
            Measure::Overpaid => "overpaid",
            Measure::Advance => "advance",
            Measure::Arrears => "arrears",
        }
    }

    /// Whether it rests on a decision about what is due.
    fn is_owed(self) -> bool {
        !matches!(self, Measure::Received | Measure::Advance | Measure::Arrears)
    }

    /// Whether what other years' ledgers have for this year is in it.
    fn rests_on_other_years(self) -> bool {
        matches!(self, Measure::Received | Measure::Outstanding | Measure::Overpaid)
    }

    /// The amount, where every part of it is known.
    fn known(self, party: &Party) -> Known {
        let line = &party.line;
        let booked = |lines: &[BookedLine]| lines.iter().all(|line| line.booked.is_some());
        let (amount, known) = match self {
            Measure::Due => (line.due.unwrap_or(0), line.due.is_some()),
            Measure::Received => (line.received, booked(&party.received)),
            Measure::Outstanding => (line.outstanding, party.settled),
            Measure::Overpaid => (line.overpaid, party.settled),
            Measure::Advance => (line.advance, booked(&party.advance)),
            Measure::Arrears => (line.received_for_earlier, booked(&party.arrears)),
        };
        match known {
            true => Known::Whole(amount),
            false => Known::Not,
        }
    }
}

/// The sum over participants. What is owed may be decided for some of them only: their sum is then given
/// as provisional, as is the sum of what is provisional itself. What was received has no sum where a payment has no rate.
fn total(amounts: &[Known], owing: bool) -> Known {
    let known = amounts.iter().filter_map(|amount| match amount {
        Known::Whole(amount) | Known::Partly(amount) | Known::Estimated(amount) => Some(*amount),
        Known::Not => None,
    });
    let known: Vec<i64> = known.collect();
    let in_doubt = amounts.iter().any(|amount| matches!(amount, Known::Partly(_)));
    match known.len() == amounts.len() {
        true if in_doubt => Known::Partly(known.iter().sum()),
        true => Known::Whole(known.iter().sum()),
        false if owing && !known.is_empty() => Known::Partly(known.iter().sum()),
        false => Known::Not,
    }
}
