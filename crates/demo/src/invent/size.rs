//! How large a pact is invented.

use model::Obstacle;

/// The last year of every invented pact.
pub(super) const LAST_YEAR: i16 = 2026;

/// Years from the Pact's first (§6.2) to the last that is invented.
const MOST_YEARS: u32 = 6;

/// More than take part in any pact of public bodies, and as many as a report can list.
const MOST_PARTICIPANTS: u32 = 5_000;

/// The largest mean with which every list fits into a sheet, which has 1,048,576 rows: the longest list has four times
/// as many lines, and page heads, sums and blank rows among them take nine rows more for every hundred.
pub(super) const MOST_ORDERS: u32 = 240_000;

/// The largest mean where no sheet is written: what an organisation's lists hold is in memory at a time.
const MOST_ORDERS_ALONE: u32 = 1_000_000;

/// How large a pact is to be, and which of all the pacts of that size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// How many organisations ever take part.
    pub participants: u32,
    /// Lines of orders in a return that attaches any, on average; the more the larger its organisation is. 0: nobody
    /// attaches a list of orders.
    pub orders: u32,
    /// How many years, the last being 2026.
    pub years: u32,
    /// The number everything is drawn from.
    pub seed: u64,
}

impl Size {
    /// The size, if a workspace of such a pact can be written.
    ///
    /// # Errors
    /// An obstacle for no participant or more than 5,000, for no year or more than six (the Pact is in effect
    /// since 2021, and the last year is 2026), and for more than 240,000 orders a return, whose longest lists no sheet
    /// could hold.
    pub fn checked(self) -> Result<Self, Obstacle> {
        let why = format!(
            ": the largest organisations have four times as many, and a sheet holds no more. Of lines alone \
             (`--lines-only`) up to {} can be made.",
            grouped(MOST_ORDERS_ALONE)
        );
        self.bounded(MOST_ORDERS, &why)
    }

    /// The size, if so many lines can be written alone ([`super::order_files`]).
    ///
    /// # Errors
    /// Those of [`Size::checked`], but for orders: up to a million each can be made.
    pub fn checked_for_lines(self) -> Result<Self, Obstacle> {
        self.bounded(MOST_ORDERS_ALONE, ".")
    }

    fn bounded(self, most_orders: u32, why: &str) -> Result<Self, Obstacle> {
        let whole = grouped;
        let problem = |what: String, help: &str| Err(Obstacle::new(what, help));
        if self.participants == 0 {
            return problem(
                "A pact without participants cannot be made.".to_owned(),
                "Ask for at least one participant, such as `--participants 40`.",
            );
        }
        if self.participants > MOST_PARTICIPANTS {
            let what =
                format!("{} participants are more than can be made.", whole(self.participants));
            return problem(what, "Ask for at most 5 000 participants.");
        }
        if self.years == 0 {
            return problem(
                "A pact without a year cannot be made.".to_owned(),
                "Ask for at least one year, such as `--years 3`.",
            );
        }
        if self.years > MOST_YEARS {
            let what = format!("{} years are more than the Pact has had.", whole(self.years));
            return problem(
                what,
                "Ask for at most 6 years: the Pact is in effect since 2021, and the last year that is made is 2026.",
            );
        }
        if self.orders > most_orders {
            let what =
                format!("{} orders in a return are more than can be made.", whole(self.orders));
            return problem(what, &format!("Ask for at most {} orders{why}", whole(most_orders)));
        }
        Ok(self)
    }

    /// The first year.
    pub(super) fn first_year(&self) -> i16 {
        let before = self.years.clamp(1, MOST_YEARS) - 1;
        LAST_YEAR - i16::try_from(before).unwrap_or(0)
    }
}

/// A number with its digits in groups.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::orders::{MOST_OF_THE_MEAN, line_count};
    use super::super::organisations::profiles;
    use super::super::profile::Profile;
    use super::*;
    use crate::pact::{
        Layout, Order, OrganisationKind, Sender, SpreadsheetLanguage, SupportingFile,
        SupportingRows,
    };
    use crate::supporting::written;

    /// Rows of a sheet of a workbook.
    const SHEET: u64 = 1_048_576;

    /// Rows of the longest sheet that some orders of one month are written into.
    fn rows_of_a_sheet(layout: Layout, orders: u32) -> u64 {
        let order = |number: u32| Order {
            reference: format!("A-{number}"),
            date: date(2026, 3, 2),
            product_group: "laptops".to_owned(),
            description: String::new(),
            units: (layout != Layout::MonthColumns).then_some(2),
            amount: (1_000_000 + number).into(),
            condition: None,
            acquisition: None,
        };
        let file = SupportingFile {
            name: "orders.xlsx".to_owned(),
            language: SpreadsheetLanguage::English,
            layout,
            currency: "EUR".to_owned(),
            sender: Sender { number: 1, kind: OrganisationKind::Agency },
            rows: SupportingRows::Orders((0..orders).map(order).collect()),
        };
        let period = (date(2025, 10, 1), date(2026, 9, 30));
        let cells = written(&file, period, "Office").unwrap().cells;
        let rows = (0..orders as usize).map(|row| cells.cell(row, "amount").unwrap().row);
        // Below the last order there are at most a sum, the sum of all and a line of the program that printed it.
        u64::from(rows.max().unwrap()) + 1 + 3
    }

    #[test]
    fn the_longest_list_fits_into_a_sheet_of_every_layout() {
        const SOME: u32 = 1_800;
        let longest = u64::from(MOST_OF_THE_MEAN * MOST_ORDERS);
        for layout in Layout::ALL.into_iter().filter(|layout| layout.is_workbook()) {
            let (some, twice) = (rows_of_a_sheet(layout, SOME), rows_of_a_sheet(layout, 2 * SOME));
            let of_some = u64::from(SOME);
            let more = (longest - of_some).div_ceil(of_some);
            let all = some + more * (twice - some);
            // Room for the slips of a return, each a row.
            assert!(all + 100 <= SHEET, "{layout:?}: {all} rows");
        }
    }

    #[test]
    fn no_list_is_longer_than_four_times_the_mean() {
        let size = Size { participants: 60, orders: MOST_ORDERS, years: 1, seed: 2 };
        let most = i64::from(MOST_OF_THE_MEAN * MOST_ORDERS);
        let largest = profiles(&size).into_iter().map(|own| Profile { lines: 4.0, ..own });
        let counts: Vec<i64> =
            largest.map(|profile| line_count(&size, &profile, LAST_YEAR)).collect();
        assert_eq!(counts.iter().max(), Some(&most), "some have more in a year, and none above it");
    }

    #[test]
    fn sizes_that_cannot_be_made_are_refused_in_plain_words() {
        let size = Size { participants: 40, orders: 500, years: 3, seed: 1 };
        assert_eq!(size.checked().unwrap().first_year(), 2024);
        let cases = [
            (Size { participants: 0, ..size }, "without participants"),
            (Size { participants: 12_345, ..size }, "12 345 participants"),
            (Size { years: 0, ..size }, "without a year"),
            (Size { years: 21, ..size }, "21 years"),
            (Size { orders: 2_000_000, ..size }, "2 000 000 orders"),
            (Size { orders: 700_000, ..size }, "700 000 orders"),
            (Size { orders: MOST_ORDERS + 1, ..size }, "240 001 orders"),
        ];
        for (size, expected) in cases {
            let obstacle = size.checked().unwrap_err();
            assert!(obstacle.what.contains(expected), "{obstacle:?}");
        }
        let edge = Size { participants: 5_000, years: 6, orders: 0, ..size };
        assert_eq!(edge.checked().unwrap().first_year(), 2021);
        assert!(Size { orders: MOST_ORDERS, ..size }.checked().is_ok());
    }

    #[test]
    fn lines_alone_are_bounded_by_no_sheet() {
        let size = Size { participants: 0, orders: MOST_ORDERS_ALONE, years: 1, seed: 1 };
        assert!(size.checked_for_lines().unwrap_err().what.contains("without participants"));
        let size = Size { participants: 5, ..size };
        assert!(size.checked_for_lines().is_ok());
        let help = size.checked().unwrap_err().help;
        assert!(help.contains("240 000") && help.contains("--lines-only"), "{help}");
        let more = Size { orders: MOST_ORDERS_ALONE + 1, ..size };
        assert!(more.checked_for_lines().unwrap_err().help.contains("1 000 000"));
    }
}
