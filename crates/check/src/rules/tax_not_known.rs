//! V110: it is not known whether amounts hold taxes.

use std::collections::BTreeSet;

use model::supporting::{TableKind, TableReading};
use model::vocabulary::Tax;
use model::volume::CountedAs;
use model::{Decimal, Money, Place, Return};

use crate::evidence::Evidence;
use crate::report::{Report, Statement, euro_effect, of_answer};
use crate::rule::rule;

rule! {
    /// It is not known whether amounts hold taxes.
    ///
    /// # What it checks
    /// Returns with amounts that answer `unknown` to the question about taxes, leave it blank, or say that
    /// taxes are included without their rate. The amounts are those declared and those of lists of orders whose mapping
    /// says nothing of taxes. Lists whose mapping says `unknown`, and lists that came without a form and whose
    /// mapping says nothing, are asked about one by one.
    ///
    /// # Why it matters
    /// Volume is without recoverable taxes; with them it would be up to a quarter too high.
    ///
    /// # Example
    /// `tax` is `unknown` in a return with EUR 2 million of purchases.
    ///
    /// # How to fix
    /// Ask whether the amounts are with or without value added tax.
    TaxNotKnown {
        code: "V110",
        severity: Warning,
        since: 2021,
        check: check,
    }
}

/// Found where neither a return nor a mapping says.
const NOT_KNOWN: &str = "it is not known whether the amounts hold taxes";

fn check(evidence: &Evidence, report: &mut Report) {
    for answers in evidence.returns() {
        by_the_return(evidence, report, answers);
        by_its_mapping(evidence, report, answers);
    }
}

/// Asks the sender of a form, at its answer.
fn by_the_return(evidence: &Evidence, report: &mut Report, answers: &Return) {
    let organisation = &answers.organisation;
    let found = match organisation.tax {
        _ if answers.without_form => return,
        None | Some(Tax::Unknown) => NOT_KNOWN,
        Some(Tax::Included) if organisation.tax_rate.is_none() => {
            "the amounts hold taxes, and the rate is not given"
        }
        _ => return,
    };
    let declared = evidence.declared.iter().filter(|c| c.line.participant == answers.participant);
    let mut amounts: Vec<Decimal> =
        declared.filter_map(|counted| evidence.line_euro(&counted.line)).collect();
    for table in tables(evidence, answers).filter(|table| table.tax.is_none()) {
        amounts.extend(counted(evidence, table));
    }
    if amounts.is_empty() {
        return;
    }
    let mut statement = of_answer(&answers.participant, "tax", "", answers.answer("tax"));
    statement.found = found.into();
    statement.expected = "`excluded`, or `included` with the rate".into();
    statement.effect = euro_effect(amounts.iter().sum(), "counted as it stands");
    report.add(statement);
}

/// Asks about lists of orders of which only a mapping can say it.
fn by_its_mapping(evidence: &Evidence, report: &mut Report, answers: &Return) {
    let open = |table: &&TableReading| match table.tax {
        None => answers.without_form,
        Some(tax) => tax == Tax::Unknown,
    };
    for table in tables(evidence, answers).filter(open) {
        let amounts = counted(evidence, table);
        if amounts.is_empty() {
            continue;
        }
        report.add(Statement {
            participant: Some(answers.participant.clone()),
            place: Some(Place::file(table.path.as_str())),
            subject: format!("tax {} {}", table.path, table.sheet),
            raw: table.tax.map(|tax| tax.code().to_owned()).unwrap_or_default(),
            found: NOT_KNOWN.into(),
            expected:
                "`tax = \"excluded\"`, or `tax = \"included\"` with `tax_rate`, in mapping.toml"
                    .into(),
            effect: euro_effect(amounts.iter().sum(), "counted as it stands"),
            ..Statement::default()
        });
    }
}

/// The lists of orders of a participant, one for each sheet.
fn tables<'a>(
    evidence: &Evidence<'a>,
    answers: &'a Return,
) -> impl Iterator<Item = &'a TableReading> {
    let orders = evidence.year.tables.iter().filter(|table| table.kind == TableKind::Orders);
    let mut seen = BTreeSet::new();
    orders
        .filter(|table| table.participant == answers.participant)
        .filter(move |table| seen.insert((&table.path, &table.sheet, table.tax)))
}

/// The amounts in euro of a list's orders that count in a volume; those that only stand beside a declared figure
/// are in none.
fn counted(evidence: &Evidence, table: &TableReading) -> Vec<Decimal> {
    let own = evidence.orders.iter().filter(|group| {
        let counts = ![CountedAs::Evidence, CountedAs::LeftOut].contains(&group.counted_as);
        counts && *group.path == *table.path && *group.sheet == *table.sheet
    });
    let money = own.filter(|group| group.amount_minor != 0).filter_map(|group| {
        let money = Money { currency: group.currency?, minor: group.amount_minor };
        evidence.euro(&group.participant, money)
    });
    money.collect()
}

#[cfg(test)]
mod tests {
    use model::line::OrderGroup;
    use model::{Currency, Identifier};

    use super::*;
    use crate::fixtures::{Year, sound};

    const PATH: &str = "inputs/2026/returns/north/supporting/orders.csv";

    /// Orders of EUR 10,000 that count, in a table whose mapping says this of taxes.
    fn year(of_table: Option<Tax>, of_return: Option<Tax>, without_form: bool) -> Year {
        let mut year = sound();
        let north = Identifier::parse("north").expect("an id");
        year.declared.clear();
        year.orders = vec![OrderGroup {
            participant: north.clone(),
            path: PATH.into(),
            sheet: "orders.csv".into(),
            product_group: "laptops".into(),
            currency: Some(Currency::EUR),
            buyer: String::new(),
            owner: north.clone(),
            counted_as: CountedAs::Direct,
            reason: None,
            lines: 3,
            amount_minor: 1_000_000,
            units: 10,
            first_row: 2,
            last_row: 4,
        }];
        year.reading.tables = vec![TableReading {
            tax: of_table,
            ..TableReading::new(north.clone(), PATH, "orders.csv", TableKind::Orders, (2, 4))
        }];
        let own = year.reading.returns.get_mut(&north).expect("made with it");
        own.organisation.tax = of_return;
        own.without_form = without_form;
        year
    }

    /// Where it is asked, and how many euros are at stake.
    fn asked(year: &Year) -> Vec<(String, String)> {
        let findings = year.findings().into_iter();
        let own = findings.filter(|finding| finding.rule.code == "V110").map(|finding| {
            let effect = finding.effect.map(|effect| effect.value.to_string());
            (
                finding.place.map(|place| place.to_string()).unwrap_or_default(),
                effect.unwrap_or_default(),
            )
        });
        own.collect()
    }

    #[test]
    fn orders_are_asked_about_where_neither_the_mapping_nor_the_return_says() {
        use Tax::{Excluded, Included, Unknown};
        let answer = "inputs/2026/returns/north/return.xlsx!Answers!D5";
        let cases = [
            (None, Some(Excluded), false, ""),
            (None, Some(Unknown), false, answer),
            (None, Some(Included), false, answer),
            (None, None, true, PATH),
            (Some(Unknown), Some(Excluded), false, PATH),
            (Some(Unknown), Some(Unknown), false, PATH),
            (Some(Excluded), Some(Unknown), false, ""),
            (Some(Excluded), None, true, ""),
            (Some(Included), None, true, ""),
        ];
        for (of_table, of_return, without_form, place) in cases {
            let found = asked(&year(of_table, of_return, without_form));
            let expected = [(place.to_owned(), "10000.00".to_owned())];
            let expected = if place.is_empty() { &expected[..0] } else { &expected[..] };
            assert_eq!(found, expected, "{of_table:?} {of_return:?} {without_form}");
        }
        let mut beside = year(None, Some(Unknown), false);
        beside.orders[0].counted_as = CountedAs::Evidence;
        assert_eq!(asked(&beside), []);
    }
}
