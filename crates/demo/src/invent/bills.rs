//! What the Secretariat pays in a year, and when: yearly bills once, staff by the quarter, what a meeting costs soon
//! after it.

use jiff::civil::{Date, date};

use super::calendar::{Span, period};
use super::draw::{Draw, plus_days};
use super::governance::held;
use super::outputs::{outputs, working_group};
use super::size::Size;

/// Where the Pact has its account; invented, as whom it pays.
pub(super) const BANK: &str = "Bank of the host (invented)";

/// The account of the staff.
pub(super) const STAFF: &str = "2000";

/// The share of each account of expense, in per cent.
pub(super) const SHARES: [(&str, i64); 5] =
    [(STAFF, 58), ("2100", 22), ("2200", 6), ("2300", 12), ("2900", 1)];

/// Whom the Secretariat pays.
const OFFICE: &str = "Office of the Pact (invented)";
pub(super) const TRANSLATORS: &str = "Crossed Quill Translations (invented)";
const DESIGNERS: &str = "Studio Halfmoon (invented)";
const READERS: &str = "Comma and Sons (invented)";
const HOSTING: &str = "Cheeseboard Hosting (invented)";
const VIDEO: &str = "Farview Webinars (invented)";
const HALLS: &str = "Two Halls Events (invented)";
const ROOMS: &str = "Old Depot Rooms (invented)";
const KITCHEN: &str = "Long Table Kitchen (invented)";
const INSURER: &str = "Dike Reeve Insurance (invented)";

/// Something that is paid.
pub(super) struct Bill {
    pub(super) day: Date,
    pub(super) description: String,
    pub(super) vendor: &'static str,
    /// How much of its account, compared with the others.
    pub(super) weight: i64,
    /// ISO 4217.
    pub(super) currency: &'static str,
    /// The activity it belongs to; blank: none.
    pub(super) activity: &'static str,
}

/// The bills of an account in a year.
pub(super) fn bills(size: &Size, year: i16, account: &str) -> Vec<Bill> {
    let span = period(year);
    let draw = &mut Draw::of(size.seed, 0, year, &format!("bills {account}"));
    let mut bills = match account {
        STAFF => staff(span, draw),
        "2100" => services(size, year, draw),
        "2200" => travel(size, year, draw),
        "2300" => events(size, year, draw),
        _ => other(year, draw),
    };
    bills.retain(|bill| span.start <= bill.day && bill.day <= span.end);
    bills
}

fn bill(day: Date, description: impl Into<String>, vendor: &'static str, weight: i64) -> Bill {
    Bill { day, description: description.into(), vendor, weight, currency: "EUR", activity: "" }
}

impl Bill {
    /// The same, of an activity.
    fn of(self, activity: &'static str) -> Self {
        Self { activity, ..self }
    }
}

/// On the last day of each quarter, no two alike: the most with the allowance at the end of the calendar year, then more
/// from quarter to quarter.
fn staff(span: Span, draw: &mut Draw) -> Vec<Bill> {
    let year = span.end.year();
    let quarters = [
        (date(year - 1, 12, 31), (10_300, 10_700)),
        (date(year, 3, 31), (9_500, 9_750)),
        (date(year, 6, 30), (9_800, 9_950)),
        (span.end, (10_000, 10_200)),
    ];
    let bills = quarters.map(|(day, (least, most))| {
        bill(day, "Staff costs of the quarter", OFFICE, draw.between(least, most))
    });
    bills.into()
}

/// Two yearly bills, the report of the year before, and layout and translation of what was published.
fn services(size: &Size, year: i16, draw: &mut Draw) -> Vec<Bill> {
    let mut bills = vec![
        bill(
            draw.day(date(year - 1, 11, 3), date(year - 1, 11, 14)),
            "Website hosting, a year",
            HOSTING,
            70,
        )
        .of("website"),
        bill(
            draw.day(date(year, 1, 2), date(year, 1, 16)),
            format!("Proof-reading of the progress report {}", year - 1),
            READERS,
            60,
        ),
        Bill {
            currency: "USD",
            activity: "webinars",
            ..bill(
                draw.day(date(year, 2, 1), date(year, 2, 12)),
                "Video platform, a year",
                VIDEO,
                55,
            )
        },
    ];
    for output in outputs(size, year) {
        let Some(published) = output.published_on else { continue };
        let [title, _] = output.title;
        let (layout, translation) = (draw.between(2, 20), draw.between(5, 30));
        let group = working_group(&output.id).unwrap_or_default();
        let layout = plus_days(published, layout);
        bills.push(bill(layout, format!("Layout: {title}"), DESIGNERS, 100).of(group));
        let languages = i64::try_from(output.languages.len()).unwrap_or(2);
        let translation = plus_days(published, translation);
        let weight = 60 * (languages - 1);
        bills.push(
            bill(translation, format!("Translation: {title}"), TRANSLATORS, weight).of(group),
        );
    }
    bills
}

/// Journeys, claimed in the weeks after a meeting.
fn travel(size: &Size, year: i16, draw: &mut Draw) -> Vec<Bill> {
    let claimed = held(size, year).into_iter().filter_map(|one| {
        let (what, weight, activity) = match one.kind {
            "steering_committee" => ("Train journeys to the Steering Committee", 80, "committee"),
            "annual_meeting" => ("Travel of speakers to the annual meeting", 140, "annual-meeting"),
            "working_group" => ("Journeys of a working group", 45, "working-groups"),
            "market_dialogue" => ("Journeys to the market dialogue", 60, "market-dialogue"),
            _ => return None,
        };
        let claimed = plus_days(one.day, draw.between(4, 18));
        Some(bill(claimed, what, "Secretariat", weight).of(activity))
    });
    claimed.collect()
}

/// Halls, rooms and food, paid soon after; a part of a hall before.
fn events(size: &Size, year: i16, draw: &mut Draw) -> Vec<Bill> {
    let mut bills = Vec::new();
    for one in held(size, year) {
        let soon = plus_days(one.day, draw.between(3, 14));
        match one.kind {
            "steering_committee" => {
                let room = bill(soon, "Room for the Steering Committee", ROOMS, 35);
                bills.push(room.of("committee"));
            }
            "market_dialogue" => {
                let hall = bill(soon, "Market dialogue, hall and streaming", HALLS, 120);
                bills.push(hall.of("market-dialogue"));
            }
            "annual_meeting" => {
                let before = plus_days(one.day, -draw.between(10, 30));
                let after = plus_days(one.day, draw.between(5, 18));
                let of_meeting = [
                    bill(before, "Hall for the annual meeting, deposit", HALLS, 60),
                    bill(soon, "Hall for the annual meeting, balance", HALLS, 150),
                    bill(after, "Catering of the annual meeting", KITCHEN, 130),
                ];
                bills.extend(of_meeting.map(|bill| bill.of("annual-meeting")));
            }
            _ => {}
        }
    }
    bills
}

/// The insurance once a year, what the bank charges by the quarter.
fn other(year: i16, draw: &mut Draw) -> Vec<Bill> {
    let premium = draw.day(date(year - 1, 10, 2), date(year - 1, 10, 15));
    let mut bills = vec![bill(premium, "Liability insurance, a year", INSURER, 160)];
    let ends = [date(year - 1, 12, 31), date(year, 3, 31), date(year, 6, 30), date(year, 9, 30)];
    bills.extend(ends.map(|day| bill(day, "Bank charges of the quarter", BANK, 25)));
    bills
}
