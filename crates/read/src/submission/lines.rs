//! The table `procurement` as lines of purchases (contract: What indicators are bound to; methodology: Volume).

use std::sync::Arc;

use model::fault::ContextCell;
use model::line::LineOrigin;
use model::nearest::nearest;
use model::place::column_letters;
use model::submission::{RepeatRow, Return};
use model::{
    Answer, AnswerState, Currency, Decimal, Fault, FaultKind, LineRecord, Pact, Place,
    Questionnaire,
};

use super::line_doubts::{Doubt, doubts};
use crate::amount::{self, EXPECTED_AMOUNT};
use crate::number::{Beside, agreed, beside_typed};

/// The lines of a return's table `procurement`, in the sheet's order.
///
/// Taxes are taken out of amounts that hold them at the return's stated rate, and the line is marked estimated;
/// each amount is rounded once, to the minor unit, with a fault where it has more decimals than its currency. Where an amount or a number of units cannot be read the rest of the line counts. A line whose
/// own currency cannot be read has none: the return's would be a guess. Faults carry the columns' labels in
/// the questionnaire's default language.
pub fn procurement_lines(
    read: &Return,
    pact: &Pact,
    questionnaire: &Questionnaire,
) -> (Vec<LineRecord>, Vec<Fault>) {
    let mut faults = Vec::new();
    let path: Arc<str> = read.path.as_str().into();
    let lines = read.repeat("procurement").iter().map(|row| {
        let (path, faults) = (path.clone(), &mut faults);
        Line { read, row, pact, questionnaire, path, faults }.record()
    });
    let lines: Vec<LineRecord> = lines.collect();
    let rows = read.repeat("procurement");
    for doubt in doubts(rows, &lines) {
        let (row, path) = (&rows[doubt.line], Arc::clone(&lines[doubt.line].path));
        let faults = &mut faults;
        Line { read, row, pact, questionnaire, path, faults }.doubt(doubt, &lines);
    }
    (lines, faults)
}

/// One row on its way to a line.
struct Line<'a> {
    read: &'a Return,
    row: &'a RepeatRow,
    pact: &'a Pact,
    questionnaire: &'a Questionnaire,
    path: Arc<str>,
    faults: &'a mut Vec<Fault>,
}

impl Line<'_> {
    fn record(mut self) -> LineRecord {
        let stated = self.stated_currency();
        let (currency, amount) = self.amount(stated);
        let (amount_minor, estimated) = match amount {
            Some(amount) => self.without_tax(amount, currency),
            None => (None, false),
        };
        let place = &self.row.place;
        LineRecord {
            participant: self.read.participant.clone(),
            origin: LineOrigin::Declared,
            product_group: self.product_group(),
            condition: self.choice("condition"),
            acquisition: self.choice("acquisition"),
            units: self.whole("units"),
            amount_minor,
            currency,
            labelled_units: self.whole("labelled_units"),
            criteria_units: self.whole("criteria_units"),
            framework: self.text("framework"),
            buyer: self.text("buyer"),
            buyer_name: self.text("buyer_name"),
            sheet: place.sheet.clone().unwrap_or_else(|| "".into()),
            row: place.cell.map_or(0, |cell| cell.row + 1),
            column: self.column(amount_minor.is_some()),
            path: self.path,
            reason: None,
            estimated,
        }
    }

    fn text(&self, name: &str) -> String {
        let answer = self.row.answer(name);
        answer.text().unwrap_or_default().trim().to_owned()
    }

    fn choice(&self, name: &str) -> String {
        let code = self.row.answer(name).text();
        code.filter(|code| !code.is_empty()).unwrap_or("unknown").to_owned()
    }

    fn whole(&self, name: &str) -> Option<i64> {
        self.row.answer(name).number()?.try_into().ok()
    }

    /// The product group; empty, with a fault, where the Pact's settings do not have it.
    fn product_group(&mut self) -> String {
        let code = self.text("product_group");
        if code.is_empty() || self.pact.product_group(&code).is_some() {
            return code;
        }
        let ids: Vec<&str> = self.pact.product_groups.iter().map(|group| &*group.id).collect();
        let expected = match nearest(&code, ids.iter().copied()) {
            Some(near) => format!("a product group of the Pact, such as `{near}`"),
            None => format!("one of the Pact's product groups: {}", ids.join(", ")),
        };
        self.fault(FaultKind::UnknownChoice, "product_group", expected);
        String::new()
    }

    /// The column of the amount; of the units where there is no amount.
    fn column(&self, has_amount: bool) -> u32 {
        let names = match has_amount {
            true => ["amount", "units"],
            false => ["units", "amount"],
        };
        let cell = |name: &str| self.row.answer(name).place.as_ref()?.cell;
        let cell = names.into_iter().find_map(cell).or(self.row.place.cell);
        cell.map_or(0, |cell| cell.column)
    }

    /// The line's own currency, else the return's; none where the line names one that cannot be read.
    fn stated_currency(&self) -> Option<Currency> {
        let own = self.row.answer("currency");
        match own.state {
            AnswerState::Given(_) => own.text().and_then(Currency::parse),
            AnswerState::Unreadable => None,
            _ => self.read.organisation.currency,
        }
    }

    /// The amount as typed, in the line's currency. A currency typed or shown beside the amount is the line's
    /// where the line names none; where it names another, the amount is not read.
    fn amount(&mut self, stated: Option<Currency>) -> (Option<Currency>, Option<Decimal>) {
        let answer = self.row.answer("amount");
        let Some(amount) = answer.number() else {
            return (stated, None);
        };
        let beside = beside_typed(&answer.raw);
        let line_names_one = !matches!(
            self.row.answer("currency").state,
            AnswerState::Blank | AnswerState::NotAsked | AnswerState::NotApplicable
        );
        let agreed = match (line_names_one, stated) {
            (true, None) if beside != Beside::Nothing => Err(None),
            (true, stated) => agreed(&beside, stated, None),
            (false, stated) => agreed(&beside, None, stated),
        };
        match agreed {
            Ok(currency) => (currency, Some(amount)),
            Err(expected) => {
                let own = expected.map_or_else(|| "one currency".to_owned(), |c| c.to_string());
                let expected =
                    format!("an amount in {own}, or the amount's own currency in its column");
                self.fault(FaultKind::TextForNumber, "amount", expected);
                (stated, None)
            }
        }
    }

    /// The amount in minor units, rounded, without its tax; and whether a tax was taken out.
    fn without_tax(&mut self, amount: Decimal, currency: Option<Currency>) -> (Option<i64>, bool) {
        let Some(net) = amount::net(amount, currency, self.read.organisation.included_tax()) else {
            self.fault(FaultKind::TextForNumber, "amount", EXPECTED_AMOUNT.to_owned());
            return (None, false);
        };
        if let Some(expected) = net.excess_decimals {
            self.fault(FaultKind::ExcessDecimals, "amount", expected);
        }
        (Some(net.minor), net.estimated)
    }

    /// The label of a column; empty where the questionnaire does not have it.
    fn label(&self, column: &str) -> String {
        let language = self.questionnaire.languages.first().map_or("en", String::as_str);
        let section = self.questionnaire.section("procurement");
        let mut questions = section.into_iter().flat_map(|section| &section.questions);
        let question = questions.find(|question| question.name == column);
        question.map_or_else(String::new, |q| q.label.in_language(language).to_owned())
    }

    /// Notes a doubt at the amount, or at the units where there is no amount.
    fn doubt(&mut self, doubt: Doubt, lines: &[LineRecord]) {
        let column = match lines[doubt.line].amount_minor {
            Some(_) => "amount",
            None => "units",
        };
        self.fault(doubt.kind, column, doubt.expected);
        if let Some(fault) = self.faults.last_mut() {
            fault.raw = doubt.raw;
        }
    }

    fn fault(&mut self, kind: FaultKind, column: &str, expected: String) {
        let answer = self.row.answer(column);
        let place = answer.place.clone().unwrap_or_else(|| self.row.place.clone());
        self.faults.push(Fault {
            kind,
            participant: Some(self.read.participant.clone()),
            place,
            raw: answer.raw.clone(),
            field: column.to_owned(),
            label: self.label(column),
            expected,
            context: context(self.row),
        });
    }
}

/// The cells of a row as they were typed, left to right.
fn context(row: &RepeatRow) -> Vec<ContextCell> {
    let cell = |answer: &Answer| Some((place_column(answer.place.as_ref()?)?, answer.raw.clone()));
    let mut cells: Vec<(u32, String)> = row.answers.values().filter_map(cell).collect();
    cells.retain(|(_, text)| !text.trim().is_empty());
    cells.sort();
    let cells = cells.into_iter();
    cells.map(|(column, text)| ContextCell { column: column_letters(column), text }).collect()
}

fn place_column(place: &Place) -> Option<u32> {
    place.cell.map(|cell| cell.column)
}
