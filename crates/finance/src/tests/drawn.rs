//! Random books in plain numbers, and the same as what was read of a workspace.

use super::*;

/// Codes of the currencies, with the decimals of their minor units.
pub(super) const CURRENCIES: [(&str, u32); 3] = [("EUR", 2), ("CHF", 2), ("JPY", 0)];

/// Accounts with their class.
pub(super) const ACCOUNTS: [(&str, AccountClass); 6] = [
    ("1000", AccountClass::Contribution),
    ("1100", AccountClass::Voluntary),
    ("1900", AccountClass::OtherIncome),
    ("2000", AccountClass::Staff),
    ("2100", AccountClass::Events),
    ("2110", AccountClass::Events),
];

/// What counterparties and `for_participant` say, with the participant it fits.
pub(super) const PARTIES: [(&str, Option<&str>); 8] = [
    ("", None),
    ("agency", Some("agency")),
    ("harbour", Some("harbour")),
    ("north", Some("north")),
    ("school", Some("school")),
    ("HARBOUR (invented)", Some("harbour")),
    ("Somebody", None),
    ("nobody-such", None),
];

/// Who coordinates, by what the register of the tests says.
pub(super) const COORDINATING: [&str; 3] = ["agency", "harbour", "north"];

pub(super) const ACTIVITIES: [&str; 4] = ["", "guide", "course", " guide "];

/// Funds of the year.
pub(super) const FUNDS: [&str; 2] = ["repair", "prize"];

/// What a line says of its fund, with the place of it among the general fund and [`FUNDS`].
pub(super) const FUND_CODES: [(&str, usize); 4] =
    [("", 0), ("general", 0), ("repair", 1), ("prize", 2)];

/// The years that have a ledger; the statement is that of 2026.
pub(super) const LEDGERS: [i16; 4] = [2024, 2025, 2026, 2027];

/// The day that is number 0; the first of the ledger of 2024.
const FIRST_DAY: Date = date(2023, 10, 1);

/// First and last day of each ledger's year, by number.
pub(super) const DAYS: [(i32, i32); 4] = [(0, 365), (366, 730), (731, 1095), (1096, 1460)];

#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Place of its year in [`LEDGERS`].
    pub(super) ledger: usize,
    pub(super) day: i32,
    pub(super) account: usize,
    pub(super) counterparty: usize,
    pub(super) for_participant: usize,
    pub(super) amount: i64,
    pub(super) currency: usize,
    /// What was paid in another currency: that currency and its minor units.
    pub(super) paid: Option<(usize, i64)>,
    pub(super) for_year: Option<i16>,
    pub(super) activity: usize,
    pub(super) fund: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) participant: &'static str,
    pub(super) amount: i64,
    pub(super) currency: usize,
    pub(super) day: Option<i32>,
    pub(super) waived: bool,
}

/// Books of four years.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// The accounts' currency.
    pub(super) accounts: usize,
    /// What was there on the first day of each year.
    pub(super) openings: [i64; 4],
    /// What was in each fund on the first day of 2026; none where the year has no funds.
    pub(super) funds: Vec<i64>,
    pub(super) lines: Vec<Line>,
    pub(super) dues: Vec<Due>,
    /// Ten-thousandths of a franc and of a yen for a euro, by day; none on some.
    pub(super) rates: BTreeMap<i32, [i64; 2]>,
}

/// Numbers that follow from a seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` up to and without `high`.
    fn within(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % (high - low).unsigned_abs()).unwrap()
    }

    fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.within(0, i64::try_from(len).unwrap())).unwrap()
    }

    fn one_in(&mut self, times: i64) -> bool {
        self.within(0, times) == 0
    }

    fn day(&mut self, (first, last): (i32, i32)) -> i32 {
        i32::try_from(self.within(first.into(), i64::from(last) + 1)).unwrap()
    }
}

/// Books with so many lines.
pub(super) fn drawn(seed: u64, lines: usize) -> Drawn {
    let mut numbers = Numbers(seed);
    let mut rates = BTreeMap::new();
    for day in -8..=1470_i32 {
        // No quotes at weekends and on some other days.
        if day.rem_euclid(7) < 5 && !numbers.one_in(20) {
            let rate = [numbers.within(9_000, 11_000), numbers.within(1_500_000, 1_700_000)];
            rates.insert(day, rate);
        }
    }
    let dues = (0..numbers.within(0, 9)).map(|_| due_of(&mut numbers)).collect();
    let has_funds = !numbers.one_in(3);
    Drawn {
        accounts: numbers.index(2),
        openings: [0; 4].map(|_| numbers.within(-50_000_00, 500_000_00)),
        funds: (0..if has_funds { 2 } else { 0 }).map(|_| numbers.within(0, 9_000_00)).collect(),
        lines: (0..lines).map(|_| line_of(&mut numbers, has_funds)).collect(),
        dues,
        rates,
    }
}

fn due_of(numbers: &mut Numbers) -> Due {
    Due {
        participant: ["agency", "harbour", "north", "school"][numbers.index(4)],
        amount: numbers.within(0, 30_000_00),
        currency: numbers.index(3),
        day: (!numbers.one_in(5)).then(|| numbers.day((700, 1130))),
        waived: numbers.one_in(5),
    }
}

fn line_of(numbers: &mut Numbers, has_funds: bool) -> Line {
    // Most lines stand in the ledger of the year.
    let ledger = if numbers.one_in(4) { numbers.index(4) } else { 2 };
    let refund = numbers.one_in(8);
    let account = numbers.index(ACCOUNTS.len());
    let amount = match (numbers.index(3), account) {
        (0, _) => numbers.within(0, 100),
        // Contributions are of the size of what is due.
        (1, _) | (_, 0) => numbers.within(0, 9_000_00),
        _ => numbers.within(0, 70_000_000_00),
    };
    let amount = if refund { -amount } else { amount };
    let currency = numbers.index(3);
    let other = (currency + 1 + numbers.index(2)) % 3;
    let paid = numbers.one_in(5).then(|| (other, amount.signum() * numbers.within(1, 9_000_00)));
    Line {
        ledger,
        day: numbers.day(DAYS[ledger]),
        account,
        counterparty: numbers.index(PARTIES.len()),
        for_participant: if numbers.one_in(4) { numbers.index(PARTIES.len()) } else { 0 },
        amount,
        currency,
        paid: paid.filter(|_| amount != 0),
        for_year: numbers.one_in(3).then(|| 2024 + i16::try_from(numbers.index(5)).unwrap()),
        activity: numbers.index(ACTIVITIES.len()),
        fund: numbers.index(if has_funds { FUND_CODES.len() } else { 2 }),
    }
}

pub(super) fn day(number: i32) -> Date {
    FIRST_DAY.checked_add(jiff::Span::new().days(number)).unwrap()
}

fn code(currency: usize) -> &'static str {
    CURRENCIES[currency].0
}

impl Drawn {
    /// The statement and the figures that the program makes of them, up to a day where it is interim.
    pub(super) fn outcome(&self, as_of: Option<i32>) -> Outcome {
        let mut pact = pact();
        pact.rates.days.clear();
        for (number, rates) in &self.rates {
            let quotes = ["CHF", "JPY"].into_iter().zip(rates);
            let quotes = quotes.map(|(code, rate)| (currency(code), Decimal::new(*rate, 4)));
            pact.rates.days.insert(day(*number), quotes.collect());
        }
        let others = (0..4).filter(|ledger| LEDGERS[*ledger] != 2026).map(|ledger| {
            let own = (currency(code(self.accounts)), self.openings[ledger]);
            let books = Books::new(&accounts(), self.ledger(ledger));
            (LEDGERS[ledger], Books { opening: Some(own), ..books })
        });
        outcome(&pact, &self.reading(), others.collect(), as_of.map(day))
    }

    fn reading(&self) -> YearReading {
        let mut inputs = finance(self.ledger(2), self.dues.iter().map(Due::read).collect());
        inputs.budget = accounts();
        let opened = FUNDS.iter().zip(&self.funds);
        inputs.funds = opened.map(|(id, opening)| super::funds::fund(id, *opening)).collect();
        let mut reading = year(2026, self.openings[2], inputs);
        reading.settings.finance.as_mut().unwrap().currency = currency(code(self.accounts));
        reading
    }

    fn ledger(&self, ledger: usize) -> Vec<LedgerLine> {
        self.lines.iter().filter(|line| line.ledger == ledger).map(Line::read).collect()
    }
}

impl Line {
    fn read(&self) -> LedgerLine {
        let (account, party) = (ACCOUNTS[self.account].0, PARTIES[self.counterparty].0);
        let paid = self.paid.map(|(own, minor)| Money { currency: currency(code(own)), minor });
        LedgerLine {
            paid,
            for_participant: PARTIES[self.for_participant].0.into(),
            for_year: self.for_year,
            activity: ACTIVITIES[self.activity].into(),
            fund: FUND_CODES[self.fund].0.into(),
            ..booking(account, party, self.amount, code(self.currency), day(self.day))
        }
    }
}

impl Due {
    fn read(&self) -> ContributionDue {
        ContributionDue {
            due_on: self.day.map(day),
            waived: self.waived,
            ..due(self.participant, self.amount, code(self.currency), day(0))
        }
    }
}

fn accounts() -> Vec<BudgetLine> {
    let row = |(account, class): (&str, AccountClass)| BudgetLine {
        account: account.into(),
        kind: class.kind(),
        class,
        ..budget()[0].clone()
    };
    ACCOUNTS.map(row).to_vec()
}
