//! The money of a year worked out from plain numbers: whole numbers and fractions of them, by the methodology's words
//! and by nothing of the program.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::{
    ACCOUNTS, ACTIVITIES, COORDINATING, CURRENCIES, DAYS, Drawn, Due, FUND_CODES, FUNDS, LEDGERS,
    Line, PARTIES,
};

/// The year of the statement, and its ledger.
const YEAR: i16 = 2026;
const LEDGER: usize = 2;

/// Amounts by name and cut, such as `expense account=2000`.
pub(super) type Amounts = BTreeMap<String, i128>;

/// What is worked out.
#[derive(Default)]
pub(super) struct Worked {
    pub(super) amounts: Amounts,
    /// Days overdue, by participant.
    pub(super) overdue: BTreeMap<&'static str, i32>,
    /// Received on accounts of contributions by nobody known.
    pub(super) unlisted: i128,
    /// Year, opening, income and expense.
    pub(super) years: Vec<[i128; 4]>,
}

/// A quotient rounded half to even.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    let (below, rest) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
    match (rest * 2).cmp(&denominator) {
        std::cmp::Ordering::Less => below,
        std::cmp::Ordering::Equal => below + below.rem_euclid(2),
        std::cmp::Ordering::Greater => below + 1,
    }
}

/// Works out the statement of the year, up to a day where it is interim.
pub(super) fn worked(drawn: &Drawn, as_of: Option<i32>) -> Worked {
    let oracle = Oracle { drawn, last_day: as_of.unwrap_or(DAYS[LEDGER].1), as_of };
    let mut worked = Worked::default();
    oracle.cuts(&mut worked);
    oracle.contributions(&mut worked);
    oracle.years(&mut worked);
    worked
}

struct Oracle<'a> {
    drawn: &'a Drawn,
    last_day: i32,
    as_of: Option<i32>,
}

impl Oracle<'_> {
    /// Ten-thousandths of a currency for a euro, on a day or at most a week before.
    fn quote(&self, currency: usize, day: i32) -> i128 {
        if currency == 0 {
            return 10_000;
        }
        let quoted = (day - 7..=day).rev().find_map(|day| self.drawn.rates.get(&day));
        quoted.expect("there is a quote in every week")[currency - 1].into()
    }

    /// Minor units of the accounts' currency: amount ÷ rate, and the rate between two currencies other than the euro is
    /// a quotient rounded to 8 decimals.
    fn converted(&self, minor: i64, from: usize, day: i32) -> i128 {
        let (minor, to) = (i128::from(minor), self.drawn.accounts);
        if from == to {
            return minor;
        }
        let (rate, scale) = match to {
            0 => (self.quote(from, day), 10_000),
            _ => {
                let cross = self.quote(from, day) * 100_000_000;
                (rounded(cross, self.quote(to, day)), 100_000_000)
            }
        };
        let power = |currency: usize| 10_i128.pow(CURRENCIES[currency].1);
        rounded(minor * power(to) * scale, rate * power(from))
    }

    fn booked(&self, line: &Line) -> i128 {
        self.converted(line.amount, line.currency, line.day)
    }

    /// The lines that an interim statement knows of.
    fn known(&self) -> impl Iterator<Item = &Line> {
        let day = self.as_of.unwrap_or(i32::MAX);
        self.drawn.lines.iter().filter(move |line| line.day <= day)
    }

    /// Income and expense of the year, by account, class, activity and fund; opening and closing.
    fn cuts(&self, worked: &mut Worked) {
        let amounts = &mut worked.amounts;
        let opening = i128::from(self.drawn.openings[LEDGER]);
        let in_funds: i128 = self.drawn.funds.iter().copied().map(i128::from).sum();
        let has_funds = !self.drawn.funds.is_empty();
        for name in ["income", "expense"] {
            amounts.insert(name.into(), 0);
        }
        for (account, class) in ACCOUNTS {
            amounts.insert(format!("{} account={account}", class.kind()), 0);
            amounts.insert(format!("{} class={class}", class.kind()), 0);
        }
        let funds: Vec<&str> = std::iter::once("general").chain(FUNDS).collect();
        for fund in funds.iter().filter(|_| has_funds) {
            amounts.insert(format!("income fund={fund}"), 0);
            amounts.insert(format!("expense fund={fund}"), 0);
        }
        for line in self.known().filter(|line| line.ledger == LEDGER) {
            let (account, class) = ACCOUNTS[line.account];
            let (kind, booked) = (class.kind(), self.booked(line));
            let mut add = |key: String| *amounts.entry(key).or_default() += booked;
            add(kind.to_string());
            add(format!("{kind} account={account}"));
            add(format!("{kind} class={class}"));
            if has_funds {
                add(format!("{kind} fund={}", funds[FUND_CODES[line.fund].1]));
            }
            if !ACTIVITIES[line.activity].is_empty() {
                add(format!("{kind} activity={}", ACTIVITIES[line.activity].trim()));
            }
        }
        let mut balance = |cut: &str, opening: i128| {
            let surplus = amounts[&format!("income{cut}")] - amounts[&format!("expense{cut}")];
            amounts.insert(format!("opening{cut}"), opening);
            amounts.insert(format!("closing{cut}"), opening + surplus);
            surplus
        };
        let surplus = balance("", opening);
        if has_funds {
            balance(" fund=general", opening - in_funds);
            for (fund, opening) in FUNDS.iter().zip(&self.drawn.funds) {
                balance(&format!(" fund={fund}"), i128::from(*opening));
            }
        }
        amounts.insert("surplus".into(), surplus);
    }

    /// Whose money a line is.
    fn owner(line: &Line) -> Option<&'static str> {
        let said = if line.for_participant == 0 { line.counterparty } else { line.for_participant };
        PARTIES[said].1
    }

    /// Dues and payments by participant, and in all.
    fn contributions(&self, worked: &mut Worked) {
        let mut who: BTreeSet<&'static str> = COORDINATING.into();
        who.extend(self.drawn.dues.iter().map(|due| due.participant));
        let on = |line: &&Line, account: &str| ACCOUNTS[line.account].0 == account;
        let paid: Vec<&Line> = self.known().filter(|line| on(line, "1000")).collect();
        let year_of = |line: &Line| line.for_year.unwrap_or(LEDGERS[line.ledger]);
        // Of whom nothing is expected, what it paid for this year was given freely.
        let concerned = |line: &&&Line| line.ledger == LEDGER && year_of(line) != YEAR;
        who.extend(paid.iter().filter(concerned).filter_map(|line| Self::owner(line)));
        let of_class = |line: &&Line| on(line, "1000") || on(line, "1100");
        let unlisted = self.known().filter(|line| line.ledger == LEDGER).filter(of_class);
        let unlisted = unlisted.filter(|line| Self::owner(line).is_none());
        worked.unlisted = unlisted.map(|line| self.booked(line)).sum();
        for id in who {
            let own: Vec<&Line> =
                paid.iter().copied().filter(|line| Self::owner(line) == Some(id)).collect();
            let dues: Vec<&Due> =
                self.drawn.dues.iter().filter(|due| due.participant == id).collect();
            let in_ledger = |after: fn(&i16) -> bool| -> i128 {
                let lines = own.iter().filter(|line| line.ledger == LEDGER);
                lines.filter(|line| after(&year_of(line))).map(|line| self.booked(line)).sum()
            };
            let mut told = vec![
                ("advance", in_ledger(|year| *year > YEAR)),
                ("arrears", in_ledger(|year| *year < YEAR)),
            ];
            let of_year: Vec<&Line> =
                own.into_iter().filter(|line| year_of(line) == YEAR).collect();
            told.extend(self.settled(id, &dues, &of_year, worked));
            for (name, amount) in told {
                worked.amounts.insert(format!("{name} participant={id}"), amount);
                *worked.amounts.entry(name.into()).or_default() += amount;
            }
        }
    }

    /// What is due, received, outstanding, overpaid, and made by exchange rates.
    fn settled(
        &self,
        id: &'static str,
        dues: &[&Due],
        paid: &[&Line],
        worked: &mut Worked,
    ) -> Vec<(&'static str, i128)> {
        let mut owed: Vec<&Due> = dues.iter().copied().filter(|due| !due.waived).collect();
        if owed.is_empty() {
            let received: i128 = paid.iter().map(|line| self.booked(line)).sum();
            return match dues.is_empty() {
                true if !COORDINATING.contains(&id) => vec![("received", 0)],
                true => vec![("received", received)],
                false => {
                    ["due", "received", "outstanding", "overpaid"].map(|name| (name, 0)).into()
                }
            };
        }
        // The oldest first, those without a day last.
        owed.sort_by_key(|due| due.day.unwrap_or(i32::MAX));
        let due: i128 = owed.iter().map(|due| self.at_due_day(due, due.amount)).sum();
        let received: i128 = paid.iter().map(|line| self.booked(line)).sum();
        let mut open: Vec<i128> = Vec::new();
        for (index, due) in owed.iter().enumerate() {
            let same = |other: &&&Due| other.currency == due.currency;
            let before: i64 = owed[..index].iter().filter(same).map(|due| due.amount).sum();
            let is_last = !owed[index + 1..].iter().any(|other| same(&other));
            let in_it = paid.iter().map(|line| given(line)).filter(|own| own.0 == due.currency);
            let pool: i64 = in_it.map(|own| own.1).sum();
            let set_off = match is_last {
                // The last takes what is beyond all others, and what went back.
                true if pool < 0 => pool,
                true => (pool - before).max(0),
                false => (pool - before).clamp(0, due.amount),
            };
            open.push(self.at_due_day(due, due.amount - set_off));
        }
        let other = |line: &&&Line| !owed.iter().any(|due| due.currency == given(line).0);
        let as_booked: i128 = paid.iter().filter(other).map(|line| self.booked(line)).sum();
        let left = open.iter().sum::<i128>() - as_booked;
        if let Some(days) = self.overdue(&owed, &open, as_booked, left) {
            worked.overdue.insert(id, days);
        }
        let mut told = vec![
            ("due", due),
            ("received", received),
            ("outstanding", left.max(0)),
            ("overpaid", (-left).max(0)),
        ];
        let is_due_in = |currency| owed.iter().any(|due| due.currency == currency);
        let exchanged = |line: &&Line| line.paid.is_some_and(|(own, _)| is_due_in(own));
        if owed.iter().any(|due| due.currency != self.drawn.accounts) || paid.iter().any(exchanged)
        {
            told.push(("exchange_difference", received - due + left));
        }
        told
    }

    fn at_due_day(&self, due: &Due, minor: i64) -> i128 {
        let day = due.day.unwrap_or(self.last_day);
        let day = if self.as_of.is_some() { day.min(self.last_day) } else { day };
        self.converted(minor, due.currency, day)
    }

    /// Days since the day of the oldest due of which something is left, once whatever is too much settles the oldest.
    fn overdue(&self, owed: &[&Due], open: &[i128], as_booked: i128, left: i128) -> Option<i32> {
        if left <= 0 {
            return None;
        }
        let credit = as_booked - open.iter().map(|open| open.min(&0)).sum::<i128>();
        let mut so_far = 0;
        let first_open = owed.iter().zip(open).find(|(_, open)| {
            so_far += (**open).max(0);
            **open > 0 && so_far > credit
        });
        let since = first_open.map_or(owed.last()?.day, |(due, _)| due.day)?;
        Some(self.last_day - since).filter(|days| *days > 0)
    }

    /// Every ledger of the years before, and this one as far as it is known.
    fn years(&self, worked: &mut Worked) {
        for (ledger, year) in LEDGERS.iter().enumerate().take(LEDGER + 1) {
            let lines = self.drawn.lines.iter().filter(|line| line.ledger == ledger);
            let known = lines.filter(|line| ledger < LEDGER || line.day <= self.last_day);
            let (mut income, mut expense) = (0, 0);
            for line in known {
                match ACCOUNTS[line.account].0.starts_with('1') {
                    true => income += self.booked(line),
                    false => expense += self.booked(line),
                }
            }
            let opening = i128::from(self.drawn.openings[ledger]);
            worked.years.push([(*year).into(), opening, income, expense]);
        }
    }
}

/// The currency somebody paid in, and how much.
fn given(line: &Line) -> (usize, i64) {
    line.paid.unwrap_or((line.currency, line.amount))
}
