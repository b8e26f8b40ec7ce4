//! The payments behind the contributions, and what others gave.

use model::Date;
use model::document::{Alignment, Row, RowKind, TableCell};
use model::finance::{ContributionLine, ContributionPayment, PaidBy, Statement, UnlistedReceipt};

use super::super::{Content, body, columns};
use super::{dated, plain, row, statement_of, with_currency};
use crate::context::Material;
use crate::format::{Nothing, fixed};
use crate::tables::Signs;
use crate::trouble::Trouble;

/// A column of the table of payments that is shown where it says something of at least one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Further {
    AsPaid,
    PaidBy,
    ForYear,
    Ledger,
}

impl Further {
    const ALL: [Self; 4] = [Self::AsPaid, Self::PaidBy, Self::ForYear, Self::Ledger];

    fn title(self) -> (&'static str, Alignment, u8) {
        match self {
            Self::AsPaid => ("as_paid", Alignment::Right, 18),
            Self::PaidBy => ("paid_by", Alignment::Left, 20),
            Self::ForYear => ("for_year", Alignment::Right, 9),
            Self::Ledger => ("ledger_of", Alignment::Right, 9),
        }
    }

    fn says(self, payment: &ContributionPayment, statement: &Statement) -> bool {
        match self {
            Self::AsPaid => payment.currency != statement.currency,
            Self::PaidBy => payment.paid_by != PaidBy::Itself,
            Self::ForYear => payment.for_year != statement.year,
            Self::Ledger => payment.ledger_year != statement.year,
        }
    }

    fn cell(
        self,
        payment: &ContributionPayment,
        statement: &Statement,
        material: &Material,
    ) -> TableCell {
        // Money in the accounts' currency stands in the column before; a year is easier to read where all are said.
        if self == Self::AsPaid && !self.says(payment, statement) {
            return TableCell::default();
        }
        TableCell::text(match self {
            Self::AsPaid => with_currency(payment.amount, payment.currency),
            Self::PaidBy => match &payment.paid_by {
                PaidBy::Itself => String::new(),
                PaidBy::Participant(id) => material.participant_name(id.as_str()),
                PaidBy::Another => material.words.get("statement.another_body"),
            },
            Self::ForYear => payment.for_year.to_string(),
            Self::Ledger => payment.ledger_year.to_string(),
        })
    }
}

/// More payments than this of one participant, or more receipts than this of one kind, stand as one row with how many
/// they are.
const ONE_BY_ONE: usize = 12;

/// A row of the table of payments: one payment, or all of a participant that are alike but for day and amount.
struct Paid<'a> {
    name: String,
    first: &'a ContributionPayment,
    days: String,
    booked: Option<i64>,
    alone: bool,
}

/// Every payment of a contribution with its day: of this year's ledger, and of other years' for this one. Where a
/// participant paid in very many parts, they stand as one row for each year they are for and each payer.
pub(crate) fn payments(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let all = || statement.contributions.iter().flat_map(|line| &line.payments);
    let shown: Vec<Further> = Further::ALL
        .into_iter()
        .filter(|further| all().any(|payment| further.says(payment, statement)))
        .collect();
    let mut signs = Signs::default();
    let mut rows: Vec<Row> = Vec::new();
    for paid in statement.contributions.iter().flat_map(|line| paid(material, line)) {
        let mut cells = vec![TableCell::text(paid.name), TableCell::text(paid.days)];
        cells.push(match paid.booked {
            Some(minor) => plain(minor, statement.currency),
            None => signs.nothing(&material.words, Nothing::NotKnown),
        });
        cells.extend(shown.iter().map(|further| match (paid.alone, further) {
            (false, Further::AsPaid) => TableCell::default(),
            _ => further.cell(paid.first, statement, material),
        }));
        rows.push(body(cells));
    }
    let sum = all().filter_map(|payment| payment.booked).sum();
    let mut total = vec![TableCell::text(material.words.get("total")), TableCell::default()];
    total.push(plain(sum, statement.currency));
    total.resize(3 + shown.len(), TableCell::default());
    rows.push(row(RowKind::Total, total));
    let mut titles = vec![
        ("organisation", Alignment::Left, 32),
        ("received_on", Alignment::Left, 20),
        ("money", Alignment::Right, 15),
    ];
    titles.extend(shown.iter().map(|further| further.title()));
    let columns = dated(material, statement, columns(material, &titles));
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}

/// The rows of one participant.
fn paid<'a>(material: &Material, line: &'a ContributionLine) -> Vec<Paid<'a>> {
    let mut groups: Vec<Vec<&ContributionPayment>> = Vec::new();
    let alike = |one: &ContributionPayment, other: &ContributionPayment| {
        (one.for_year, one.ledger_year, &one.paid_by)
            == (other.for_year, other.ledger_year, &other.paid_by)
    };
    for payment in &line.payments {
        let together = line.payments.len() > ONE_BY_ONE;
        match groups.iter_mut().find(|own| together && alike(own[0], payment)) {
            Some(own) => own.push(payment),
            None => groups.push(vec![payment]),
        }
    }
    let row = |own: Vec<&'a ContributionPayment>| {
        let days: Vec<Date> = own.iter().map(|payment| payment.date).collect();
        Paid {
            name: material.participant_name(line.participant.as_str()),
            first: own[0],
            days: days_in_words(material, &days),
            booked: own.iter().map(|payment| payment.booked).sum(),
            alone: own.len() == 1,
        }
    };
    groups.into_iter().map(row).collect()
}

/// The only day, or how many there are between which days.
fn days_in_words(material: &Material, days: &[Date]) -> String {
    let word = |day: Option<&Date>| day.map(|day| material.words.date(*day)).unwrap_or_default();
    let (first, last) = (word(days.iter().min()), word(days.iter().max()));
    if days.len() == 1 {
        return first;
    }
    let count = fixed(days.len().into(), 0);
    let values = [("count", count.as_str()), ("first", &first), ("last", &last)];
    material.words.fill("statement.many_days", &values)
}

/// Voluntary contributions of participants, by who gave them.
pub(crate) fn voluntary(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let given = statement.voluntary.iter();
    let mut rows: Vec<Row> = given
        .map(|(who, minor)| {
            let name = match material.register.knows(who) {
                true => material.participant_name(who),
                // Whoever the register does not have may be a person.
                false => material.words.get("statement.another_body"),
            };
            body(vec![TableCell::text(name), plain(*minor, statement.currency)])
        })
        .collect();
    let sum = statement.voluntary.iter().map(|(_, minor)| minor).sum();
    let total = TableCell::text(material.words.get("total"));
    rows.push(row(RowKind::Total, vec![total, plain(sum, statement.currency)]));
    let titles = [("organisation", Alignment::Left, 50), ("received", Alignment::Right, 20)];
    let columns = dated(material, statement, columns(material, &titles));
    Ok(Content { columns, rows, notes: Vec::new() })
}

/// Receipts on the accounts of contributions that fit no one in the register: day and amount, never who paid.
pub(crate) fn unlisted(material: &Material) -> Result<Content, Trouble> {
    let statement = statement_of(material)?;
    let mut signs = Signs::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut groups: Vec<Vec<&UnlistedReceipt>> = Vec::new();
    let together = statement.unlisted.len() > ONE_BY_ONE;
    for receipt in &statement.unlisted {
        match groups.iter_mut().find(|own| together && own[0].class == receipt.class) {
            Some(own) => own.push(receipt),
            None => groups.push(vec![receipt]),
        }
    }
    for own in groups {
        let days: Vec<Date> = own.iter().map(|receipt| receipt.date).collect();
        let booked: Option<i64> = own.iter().map(|receipt| receipt.booked).sum();
        rows.push(body(vec![
            TableCell::text(days_in_words(material, &days)),
            TableCell::text(material.words.get(&format!("class.{}", own[0].class))),
            match booked {
                Some(minor) => plain(minor, statement.currency),
                None => signs.nothing(&material.words, Nothing::NotKnown),
            },
        ]));
    }
    let sum = statement.unlisted.iter().filter_map(|one| one.booked).sum();
    let total = TableCell::text(material.words.get("total"));
    rows.push(row(
        RowKind::Total,
        vec![total, TableCell::default(), plain(sum, statement.currency)],
    ));
    let titles = [
        ("received_on", Alignment::Left, 24),
        ("booked_as", Alignment::Left, 34),
        ("money", Alignment::Right, 18),
    ];
    let columns = dated(material, statement, columns(material, &titles));
    let notes = signs.settle(&material.words, &mut rows);
    Ok(Content { columns, rows, notes })
}
