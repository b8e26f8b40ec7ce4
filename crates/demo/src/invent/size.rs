//! How large a pact is invented.

use model::Obstacle;

/// The last year of every invented pact.
pub(super) const LAST_YEAR: i16 = 2026;

/// Years from the Pact's first (§6.2) to the last that is invented.
const MOST_YEARS: u32 = 6;

/// More than take part in any pact of public bodies, and as many as a report can list.
const MOST_PARTICIPANTS: u32 = 5_000;

/// More lines than a workbook's sheet has rows.
const MOST_ORDERS: u32 = 1_000_000;

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
    /// The size, if such a pact can be invented.
    ///
    /// # Errors
    /// An obstacle for no participant or more than 5,000, for no year or more than six (the Pact is in effect
    /// since 2021, and the last year is 2026), and for more than a million orders a return.
    pub fn checked(self) -> Result<Self, Obstacle> {
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
        if self.orders > MOST_ORDERS {
            let what =
                format!("{} orders in a return are more than can be made.", whole(self.orders));
            return problem(what, "Ask for at most 1 000 000 orders.");
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
    use super::*;

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
        ];
        for (size, expected) in cases {
            let obstacle = size.checked().unwrap_err();
            assert!(obstacle.what.contains(expected), "{obstacle:?}");
        }
        let edge = Size { participants: 5_000, years: 6, orders: 0, ..size };
        assert_eq!(edge.checked().unwrap().first_year(), 2021);
    }
}
