//! Ledgers drawn at random, exported in one of the layouts, and read back.

use proptest::prelude::*;

use super::*;

/// A booking: account, day of the year, cents.
type Booking = (&'static str, u16, i64);

fn bookings() -> impl Strategy<Value = Vec<Booking>> {
    const ACCOUNTS: [&str; 5] = ["4000", "4100", "6000", "6100", "6200"];
    let cents = prop_oneof![1..1_000_i64, -1_000..-1_i64, 100_000..2_000_000_000_i64];
    prop::collection::vec((prop::sample::select(&ACCOUNTS[..]), 0..360_u16, cents), 1..40)
}

/// Layouts: signed amounts, as typed, debit and credit, debit positive, two accounts with a mark, a debit and a credit
/// account, one account with a mark.
const SHAPES: usize = 7;

/// How an export is laid out.
#[derive(Clone, Copy, Debug)]
struct Layout {
    comma: bool,
    grouped: bool,
    newest_first: bool,
    shape: usize,
}

fn layouts() -> impl Strategy<Value = Layout> {
    let flags = any::<(bool, bool, bool)>();
    (flags, 0..SHAPES).prop_map(|((comma, grouped, newest_first), shape)| Layout {
        comma,
        grouped,
        newest_first,
        shape,
    })
}

fn number(layout: Layout, cents: i64) -> String {
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let mut digits = whole.to_string();
    if layout.grouped {
        let mark = if layout.comma { '.' } else { '\'' };
        let mut at = digits.len();
        while at > 3 {
            at -= 3;
            digits.insert(at, mark);
        }
    }
    let mark = if layout.comma { ',' } else { '.' };
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{digits}{mark}{rest:02}")
}

fn day(day: u16) -> String {
    format!("{:02}.{:02}.2026", day % 28 + 1, day / 30 + 1)
}

fn is_income(account: &str) -> bool {
    account.starts_with('4')
}

/// The export with its mapping.
fn export(bookings: &[Booking], layout: Layout) -> (String, String) {
    let mut rows: Vec<String> = Vec::new();
    let (mut balance, mut debits, mut credits) = (1_234_567_i64, 0, 0);
    let number = |cents| number(layout, cents);
    rows.push(format!("01.01.2026;;Saldovortrag;;;{}", number(balance)));
    for (at, (account, on, cents)) in bookings.iter().enumerate() {
        let into = if is_income(account) { *cents } else { -cents };
        balance += into;
        let (reference, day, saldo) = (at + 1, day(*on), number(balance));
        // Debit and credit of the account itself.
        let (debit, credit) = if into < 0 { (-into, 0) } else { (0, into) };
        let or_blank = |cents: i64| if cents == 0 { String::new() } else { number(cents) };
        match layout.shape {
            0 => rows.push(format!("{day};{account};B;{reference};{};{saldo}", number(into))),
            1 => rows.push(format!("{day};{account};B;{reference};{};", number(*cents))),
            2 => {
                rows.push(format!(
                    "{day};{account};B;{reference};{};{}",
                    or_blank(debit),
                    or_blank(credit)
                ));
                let (debit, credit) = (or_blank(credit), or_blank(debit));
                rows.push(format!("{day};1020;B;{reference};{debit};{credit}"));
                debits += into.abs();
                credits += into.abs();
            }
            3 => rows.push(format!("{day};{account};B;{reference};{};", number(-into))),
            4 | 6 => {
                // Either account may stand first.
                let first = at % 2 == 0 || layout.shape == 6;
                let (own, contra) = if first { (account, &"1020") } else { (&"1020", account) };
                let mark = if (into < 0) == first { "S" } else { "H" };
                let contra = if layout.shape == 4 { contra } else { "" };
                let amount = number(into.abs());
                rows.push(format!("{day};{own};B;{reference};{amount};{mark};{contra}"));
            }
            _ => {
                let (debit, credit) =
                    if into < 0 { (account, &"1020") } else { (&"1020", account) };
                let amount = number(into.abs());
                rows.push(format!("{day};{debit};B;{reference};{amount};{credit}"));
            }
        }
    }
    if [2, 4, 5, 6].contains(&layout.shape) {
        rows.remove(0);
    }
    if layout.newest_first {
        rows.reverse();
    }
    if layout.shape == 2 {
        rows.push(format!(";;Total;;{};{}", number(debits), number(credits)));
    }
    let (sign, columns, header) = match layout.shape {
        0 => ("sign = \"cash\"", "amount = \"A\"\nbalance = \"B\"", "A;B"),
        1 => ("sign = \"as_typed\"", "amount = \"A\"", "A;B"),
        2 => ("money_accounts = [\"1020\"]", "debit = \"Soll\"\ncredit = \"Haben\"", "Soll;Haben"),
        3 => ("sign = \"debit_positive\"", "amount = \"A\"", "A;B"),
        4 => (
            "money_accounts = [\"1020\"]",
            "amount = \"A\"\ndebit_credit_indicator = \"S/H\"\ncontra_account = \"Gegenkonto\"",
            "A;S/H;Gegenkonto",
        ),
        5 => ("money_accounts = [\"1020\"]", "amount = \"A\"\ncredit_account = \"An\"", "A;An"),
        _ => ("", "amount = \"A\"\ndebit_credit_indicator = \"S/H\"", "A;S/H;Gegenkonto"),
    };
    let account = if layout.shape == 5 { "debit_account" } else { "account" };
    let mapping = format!(
        "[[table]]\nfile = \"supporting/journal.csv\"\nkind = \"ledger\"\ndecimal = \"{}\"\n{sign}\n[table.columns]\ndate = \"Datum\"\n{account} = \"Konto\"\ndescription = \"Text\"\nreference = \"Beleg\"\n{columns}\n",
        if layout.comma { "," } else { "." }
    );
    (mapping, format!("Datum;Konto;Text;Beleg;{header}\n{}\n", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_was_booked_is_read_back_to_the_cent(bookings in bookings(), layout in layouts()) {
        let (mapping, csv) = export(&bookings, layout);
        let reading = read(&mapping, &csv);
        prop_assert!(reading.faults.is_empty() && !reading.incomplete, "{csv}\n{:?}", reading.faults);
        let mut wanted: Vec<(String, String, String, i64)> = bookings
            .iter()
            .enumerate()
            .map(|(at, (account, on, cents))| {
                ((at + 1).to_string(), day(*on), (*account).to_owned(), *cents)
            })
            .collect();
        let mut found: Vec<(String, String, String, i64)> = reading
            .lines
            .iter()
            .map(|line| {
                let day = line.date.strftime("%d.%m.%Y").to_string();
                (line.reference.clone(), day, line.account.clone(), line.amount)
            })
            .collect();
        wanted.sort();
        found.sort();
        prop_assert_eq!(found, wanted);
    }

    /// Whatever is done to one field, the rows are accounted for (asserted where they are read), and a booking
    /// that is not as it was leaves the bookings incomplete, or is told to be on an account that nobody knows.
    #[test]
    fn a_damaged_field_never_changes_a_booking_in_silence(
        bookings in bookings(),
        layout in layouts(),
        row in any::<prop::sample::Index>(),
        column in 0..7_usize,
        text in prop::sample::select(&["", "x", "1,2,3", "12.3456", "31.02.2026", "Total", "-", "\u{0}", "n/a"][..]),
    ) {
        let (mapping, csv) = export(&bookings, layout);
        let mut rows: Vec<String> = csv.lines().map(str::to_owned).collect();
        let at = 1 + row.index(rows.len() - 1);
        let mut fields: Vec<String> = rows[at].split(';').map(str::to_owned).collect();
        let column = column % fields.len();
        fields[column] = text.to_owned();
        rows[at] = fields.join(";");
        let before = read(&mapping, &csv);
        let after = read(&mapping, &format!("{}\n", rows.join("\n")));
        let money = |reading: &LedgerReading| {
            let lines = reading.lines.iter();
            lines.map(|line| (line.date, line.account.clone(), line.amount)).collect::<Vec<_>>()
        };
        prop_assert!(
            after.incomplete || !after.faults.is_empty() || money(&after) == money(&before),
            "`{}` for field {} of row {}\n{}", text, column, at, csv
        );
    }
}
