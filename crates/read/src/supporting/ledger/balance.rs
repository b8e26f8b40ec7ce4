//! The running balance that an export shows beside its rows: each follows from the one before by the row's amount.
//!
//! It is a check and no more: no amount is read from it. Exports differ in their order (the oldest row first, or the
//! newest), in what a plus means, and in whether a balance is that of all rows or of the row's account; the reading
//! under which most balances follow is taken, and those that do not follow under it are told. Where the balance is that of
//! the money, it must rise by what comes in and fall by what goes out of what is booked: else the signs are read wrongly.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use model::{Currency, Date, Decimal, Fault, FaultKind};

use super::entry::{Entry, Is};
use super::openings::Run;
use crate::supporting::columns::Columns;

/// What the balance of a row is checked with.
pub(super) struct Link<'p, 'a> {
    columns: &'p Columns<'a>,
    row: u32,
    account: String,
    /// What the row changes, by what its amount may mean; `None` where it cannot be read.
    changes: [Option<Decimal>; 2],
    balance: Option<Decimal>,
    role: Role,
    date: Option<Date>,
    currency: Option<Currency>,
    /// It is on an account where the money lies.
    is_money: bool,
}

/// What a row is to the balances.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It changes the balance.
    Change,
    /// It says what the balance is, and changes nothing.
    States,
    /// It repeats a balance of other rows.
    Total,
    /// It is in no balance.
    Outside,
}

impl<'p, 'a> Link<'p, 'a> {
    /// What a row says to the balances.
    pub(super) fn of(columns: &'p Columns<'a>, row: u32, entry: &Entry) -> Self {
        let role = match entry.is {
            Is::Sum if entry.states_opening => Role::States,
            Is::Sum => Role::Total,
            Is::Skipped => Role::Outside,
            Is::Booked(_) | Is::Money | Is::Transfer | Is::Refused => Role::Change,
        };
        let account = entry.account.clone();
        let changes = [entry.typed, entry.moves];
        Self {
            columns,
            row,
            account,
            changes,
            balance: entry.balance,
            role,
            date: entry.date,
            currency: entry.currency,
            is_money: entry.is_on_money,
        }
    }
}

/// One way in which the balances of a table may be meant.
#[derive(Clone, Copy)]
struct Meant {
    /// Each account has its own.
    by_account: bool,
    /// The newest row stands first.
    newest_first: bool,
    /// The balance falls by what the amount says.
    falls: bool,
    /// Which of the changes of a row it is.
    change: usize,
}

/// Of the changes of a row, what it does to the money.
const MOVES: usize = 1;

/// All ways, the usual first.
fn ways() -> impl Iterator<Item = Meant> {
    (0..16_u8).map(|bits| Meant {
        by_account: bits & 8 > 0,
        newest_first: bits & 4 > 0,
        falls: bits & 2 > 0,
        change: usize::from(bits & 1),
    })
}

/// What the balances of a table say.
#[derive(Default)]
pub(super) struct Balances {
    /// Balances that do not follow, and signs that they contradict.
    pub(super) faults: Vec<Fault>,
    /// What the accounts on which the money lies open and close with; `None` where that is not known of each.
    pub(super) runs: Option<Vec<Run>>,
}

/// Checks the balances of a table; nothing where no row shows one.
pub(super) fn balances(links: &[Link]) -> Balances {
    if !links.iter().any(|link| link.balance.is_some()) {
        return Balances::default();
    }
    let chains = ways().map(|meant| chain(links, meant));
    // The first of those under which most follow; where none follows under any, the first that shows it.
    let best = chains.reduce(|best, next| {
        let better = match next.follow.cmp(&best.follow) {
            Ordering::Equal if next.follow == 0 => best.broken.is_empty(),
            Ordering::Equal => next.broken.len() < best.broken.len(),
            order => order == Ordering::Greater,
        };
        if better { next } else { best }
    });
    let Some(best) = best else { return Balances::default() };
    let told = best.broken.iter().map(|(at, wanted)| told(&links[*at], *wanted));
    let mut faults: Vec<Fault> = told.collect();
    faults.extend(totals_above(links, &best));
    let judged = links_of_money(links, best.meant);
    let shown = judged.map(|own| shown(links, &best, own)).unwrap_or(Shown::NotKnown);
    faults.extend(match shown {
        Shown::Otherwise(at) => Some(against_sign(links, &best, at)),
        _ => None,
    });
    let runs = judged.and_then(|own| runs(links, &best, own, matches!(shown, Shown::Reversed)));
    Balances { faults, runs }
}

/// Totals above the first row that changes a balance, with one that no row has: a booking may have been taken for them.
fn totals_above(links: &[Link], chain: &Chain) -> Vec<Fault> {
    let above = links.iter().take_while(|link| link.role != Role::Change);
    let moved = chain.runs.values().filter_map(|run| run.closing?.checked_sub(run.opening?));
    let mut known: Vec<Decimal> = moved.collect();
    let others = links.iter().filter(|link| link.role != Role::Total);
    known.extend(others.filter_map(|link| link.balance));
    let alone = above.filter(|link| {
        let unlike = |balance| !known.contains(&balance);
        link.role == Role::Total && link.balance.is_some_and(unlike)
    });
    let expected = "a balance that one of the rows has, since this row is a total; if it is a booking, correct its account and its day";
    let kind = FaultKind::BalanceDoesNotFollow;
    alone.map(|link| link.columns.fault(kind, link.row, "balance", expected)).collect()
}

/// Which accounts' balances are those of the money.
#[derive(Clone, Copy)]
enum OfMoney {
    /// Those of every row together.
    All,
    /// Those of the accounts on which the money lies.
    MoneyAccounts,
}

/// Which balances are those of the money; `None` where none is, or nobody can tell. The balance of all rows is where
/// rows of several accounts change it, and they are not both sides of the same bookings.
fn links_of_money(links: &[Link], meant: Meant) -> Option<OfMoney> {
    let changing = || links.iter().filter(|link| link.role == Role::Change);
    let any_money = changing().any(|link| link.is_money);
    if meant.by_account {
        return any_money.then_some(OfMoney::MoneyAccounts);
    }
    let first = changing().next()?;
    let alike = changing().all(|link| link.is_money == first.is_money);
    let several = changing().any(|link| link.account != first.account);
    (alike && (any_money || several)).then_some(OfMoney::All)
}

impl OfMoney {
    fn holds(self, link: &Link) -> bool {
        matches!(self, OfMoney::All) || link.is_money
    }
}

/// How the balance of the money is shown.
#[derive(Clone, Copy)]
enum Shown {
    /// What comes in makes it higher.
    AsItIs,
    /// Money that is there has a minus: the account is one of debt to the Pact.
    Reversed,
    /// By neither; the first row that shows it.
    Otherwise(usize),
    /// Not known.
    NotKnown,
}

fn shown(links: &[Link], chain: &Chain, own: OfMoney) -> Shown {
    let steps = || {
        let steps = chain.steps.iter().filter(|step| own.holds(&links[step.at]));
        steps.filter_map(|step| Some((step, links[step.at].changes[MOVES]?)))
    };
    let against = steps().find(|(step, moves)| step.by != *moves);
    let Some((first, _)) = against else {
        return if steps().next().is_some() { Shown::AsItIs } else { Shown::NotKnown };
    };
    let balances = links.iter().filter(|link| own.holds(link)).filter_map(|link| link.balance);
    let below = balances.fold(0_i64, |below, balance| match balance.cmp(&Decimal::ZERO) {
        Ordering::Less => below + 1,
        Ordering::Equal => below,
        Ordering::Greater => below - 1,
    });
    match below > 0 && steps().all(|(step, moves)| step.by == -moves) {
        true => Shown::Reversed,
        false => Shown::Otherwise(first.at),
    }
}

/// What the runs of the money open and close with; `None` where it is not known of each.
fn runs(links: &[Link], chain: &Chain, own: OfMoney, is_reversed: bool) -> Option<Vec<Run>> {
    let of_money = chain.runs.iter().filter(|(_, run)| own.holds(&links[run.first]));
    let runs = of_money.map(|(account, run)| {
        let link = &links[run.first];
        let at = run.stated.map_or(link, |stated| &links[stated]);
        let as_it_is = |balance: Decimal| if is_reversed { -balance } else { balance };
        Some(Run {
            account: (*account).to_owned(),
            first_day: link.date?,
            opening: as_it_is(run.opening?),
            closing: as_it_is(run.closing?),
            currency: run.currency?,
            fault: at.columns.fault(FaultKind::ExportOpensOtherwise, at.row, "balance", ""),
        })
    });
    runs.collect()
}

/// By how much a balance that follows changed in a row.
struct Step {
    at: usize,
    by: Decimal,
}

/// The balances that follow one another, from the first to the last.
struct Balanced {
    /// The first row that changes it.
    first: usize,
    /// The row that states what it opens with.
    stated: Option<usize>,
    opening: Option<Decimal>,
    closing: Option<Decimal>,
    /// The currency of all its rows.
    currency: Option<Currency>,
}

/// The balances of a table under one reading.
struct Chain<'l> {
    /// That reading.
    meant: Meant,
    /// Those that follow.
    steps: Vec<Step>,
    /// By account, or all under an empty one.
    runs: BTreeMap<&'l str, Balanced>,
    /// How many follow.
    follow: usize,
    /// The rows whose balance does not, in the order of the file, with what it would be.
    broken: Vec<(usize, Decimal)>,
}

fn chain<'l>(links: &'l [Link], meant: Meant) -> Chain<'l> {
    let mut before: BTreeMap<&str, (Option<Decimal>, Option<usize>)> = BTreeMap::new();
    let (steps, runs) = (Vec::new(), BTreeMap::new());
    let mut chain = Chain { meant, steps, runs, follow: 0, broken: Vec::new() };
    let order =
        (0..links.len()).map(|at| if meant.newest_first { links.len() - 1 - at } else { at });
    for at in order {
        let link = &links[at];
        let key = if meant.by_account { link.account.as_str() } else { "" };
        let (last, stated) = before.entry(key).or_default();
        if link.role != Role::Change {
            if link.role == Role::States && last.is_none() {
                (*last, *stated) = (link.balance, Some(at));
            }
            continue;
        }
        let change = link.changes[meant.change];
        let change = change.map(|change| if meant.falls { -change } else { change });
        let wanted = last.zip(change).and_then(|(last, change)| last.checked_add(change));
        match (wanted.zip(link.balance), change) {
            (Some((wanted, balance)), _) if wanted != balance => chain.broken.push((at, wanted)),
            (Some(_), Some(by)) => {
                chain.follow += 1;
                chain.steps.push(Step { at, by });
            }
            _ => {}
        }
        let run = chain.runs.entry(key).or_insert_with(|| Balanced {
            first: at,
            stated: *stated,
            opening: last.or_else(|| link.balance?.checked_sub(change?)),
            closing: None,
            currency: link.currency,
        });
        *last = link.balance.or(wanted);
        run.closing = *last;
        run.currency = run.currency.filter(|currency| Some(*currency) == link.currency);
    }
    chain.broken.sort_unstable();
    chain
}

/// A balance that goes another way than what is booked.
fn against_sign(links: &[Link], chain: &Chain, at: usize) -> Fault {
    let link = &links[at];
    let by = chain.steps.iter().find(|step| step.at == at).map_or(Decimal::ZERO, |step| step.by);
    let way = |by: Decimal, falls: &str, rises: &str| {
        let words = if by.is_sign_negative() { falls } else { rises };
        format!("{words} {}", in_words(link.currency, by.abs()))
    };
    let booked = link.changes[MOVES].unwrap_or_default();
    let expected = format!(
        "a balance that {}, since the row is booked as money {}; this one {}",
        way(booked, "falls by", "rises by"),
        if booked.is_sign_negative() { "going out" } else { "coming in" },
        way(by, "falls by", "rises by"),
    );
    link.columns.fault(FaultKind::BalanceAgainstSign, link.row, "balance", &expected)
}

fn told(link: &Link, wanted: Decimal) -> Fault {
    let expected = format!(
        "{}, which is the balance before it changed by this row's amount; a row may be missing beside it, or one of the two is wrong",
        in_words(link.currency, wanted)
    );
    link.columns.fault(FaultKind::BalanceDoesNotFollow, link.row, "balance", &expected)
}

/// An amount for a sentence, as findings have them.
fn in_words(currency: Option<Currency>, amount: Decimal) -> String {
    let own = currency.map_or(2, |currency| currency.minor_unit());
    let places = usize::try_from(own.max(amount.normalize().scale())).unwrap_or(2);
    let amount = findings::grouped(amount, places);
    currency.map_or(amount.clone(), |currency| format!("{currency} {amount}"))
}
