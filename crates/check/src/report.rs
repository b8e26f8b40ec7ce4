//! What a rule writes its findings into.

use findings::{Effect, Excerpt, Finding, FindingState, key};
use model::personal_data::without_addresses;
use model::place::column_letters;
use model::submission::RepeatRow;
use model::{Answer, CellAddress, Decimal, Fault, FaultKind, Identifier, LineRecord, Place};

use crate::evidence::Evidence;
use crate::rule::Rule;

/// The findings of one rule.
pub(crate) struct Report<'a> {
    rule: &'static Rule,
    evidence: &'a Evidence<'a>,
    findings: Vec<Finding>,
}

/// What a rule says about one thing. What is left out is taken from the rule's own help text.
#[derive(Default)]
pub(crate) struct Statement {
    pub(crate) participant: Option<Identifier>,
    pub(crate) place: Option<Place>,
    pub(crate) column: String,
    pub(crate) row: String,
    pub(crate) found: String,
    pub(crate) expected: String,
    pub(crate) why: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) excerpt: Excerpt,
    pub(crate) effect: Option<Effect>,
    /// What the finding is about, for its key: the question, or the line's own values.
    pub(crate) subject: String,
    /// The sender's own text, for its key.
    pub(crate) raw: String,
}

impl<'a> Report<'a> {
    pub(crate) fn new(rule: &'static Rule, evidence: &'a Evidence<'a>) -> Self {
        Self { rule, evidence, findings: Vec::new() }
    }

    /// The kinds of faults the rule judges.
    pub(crate) fn faults(&self) -> &'static [FaultKind] {
        self.rule.faults
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Adds a finding. Its key is that of the sender's own text; of e-mail addresses it shows none.
    pub(crate) fn add(&mut self, statement: Statement) {
        let statement = Statement {
            // What was typed may go over several lines.
            found: without_addresses(&statement.found.replace(['\n', '\r'], " ")),
            expected: without_addresses(&statement.expected),
            row: without_addresses(&statement.row),
            column: without_addresses(&statement.column),
            help: statement.help.as_deref().map(without_addresses),
            excerpt: excerpt_without_addresses(statement.excerpt),
            ..statement
        };
        let code = self.rule.identity.code;
        let participant = statement.participant.as_ref().map_or("", Identifier::as_str);
        self.findings.push(Finding {
            key: key(code, participant, &statement.subject, &statement.raw),
            rule: self.rule.identity,
            participant: statement.participant,
            place: statement.place,
            column: statement.column,
            row: statement.row,
            found: statement.found,
            expected: statement.expected,
            why: statement.why.unwrap_or_else(|| self.rule.first_sentence("Why it matters")),
            help: statement.help.unwrap_or_else(|| self.rule.first_sentence("How to fix")),
            excerpt: statement.excerpt,
            effect: statement.effect,
            state: FindingState::Open,
        });
    }

    /// Adds a finding for each fault the rule judges, worded by the rule.
    pub(crate) fn add_faults(&mut self, word: impl Fn(&Fault, &mut Statement)) {
        for fault in self.evidence.faults(self.rule.faults) {
            let mut statement = of_fault(fault);
            word(fault, &mut statement);
            self.add(statement);
        }
    }
}

/// A statement with all a fault knows; the words of `found` are the rule's.
pub(crate) fn of_fault(fault: &Fault) -> Statement {
    let shown = fault.context.iter().filter(|cell| cell.text != fault.field);
    let cells = shown.map(|cell| (cell.column.clone(), cell.text.clone())).collect();
    let column = fault.place.cell.map(|cell| cell.column);
    Statement {
        participant: fault.participant.clone(),
        place: Some(fault.place.clone()),
        column: fault.label.clone(),
        expected: fault.expected.clone(),
        excerpt: excerpt(cells, column),
        subject: fault.field.clone(),
        raw: fault.raw.clone(),
        ..Statement::default()
    }
}

fn excerpt_without_addresses(excerpt: Excerpt) -> Excerpt {
    let cells = excerpt.cells.into_iter();
    let cells = cells.map(|(column, text)| (column, without_addresses(&text))).collect();
    Excerpt { cells, ..excerpt }
}

/// Cells of a row with a mark on one column, which gets an empty cell where nothing stands.
fn excerpt(mut cells: Vec<(String, String)>, column: Option<u32>) -> Excerpt {
    let Some(column) = column.filter(|_| !cells.is_empty()) else {
        return Excerpt { cells, marked: None };
    };
    let letters = column_letters(column);
    let order = |letters: &str| (letters.len(), letters.to_owned());
    let at = cells.partition_point(|(other, _)| order(other) < order(&letters));
    if cells.get(at).is_none_or(|(other, _)| *other != letters) {
        cells.insert(at, (letters, String::new()));
    }
    Excerpt { cells, marked: Some(at) }
}

/// A statement about an answer.
pub(crate) fn of_answer(
    participant: &Identifier,
    question: &str,
    label: &str,
    answer: &Answer,
) -> Statement {
    Statement {
        participant: Some(participant.clone()),
        place: answer.place.clone(),
        column: label.to_owned(),
        subject: question.to_owned(),
        raw: answer.raw.clone(),
        ..Statement::default()
    }
}

/// A statement about a field of a declared line, with the sender's own row.
pub(crate) fn of_line(evidence: &Evidence, line: &LineRecord, field: &str) -> Statement {
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let subject = [&line.product_group, &line.condition, &line.acquisition, &line.buyer, field];
    let mut statement = Statement {
        participant: Some(line.participant.clone()),
        place: Some(line_place(line)),
        row: evidence.group_title(&line.product_group).to_owned(),
        subject: subject.join(" "),
        raw: format!("{} {}", number(line.units), number(line.amount_minor)),
        ..Statement::default()
    };
    let Some(row) = evidence.declared_row(line) else {
        return statement;
    };
    let answer = row.answer(field);
    let column = answer.place.as_ref().and_then(|place| place.cell).map(|cell| cell.column);
    if column.is_some() {
        statement.place.clone_from(&answer.place);
    }
    statement.column = evidence.column_label("procurement", field).to_owned();
    statement.excerpt = excerpt(row_cells(row), column);
    statement
}

/// The cells of a row that hold something, left to right.
fn row_cells(row: &RepeatRow) -> Vec<(String, String)> {
    let mut cells: Vec<(u32, String)> = row
        .answers
        .values()
        .filter(|answer| !answer.raw.is_empty())
        .filter_map(|answer| Some((answer.place.as_ref()?.cell?.column, answer.raw.clone())))
        .collect();
    cells.sort();
    cells.dedup_by_key(|(column, _)| *column);
    cells.into_iter().map(|(column, text)| (column_letters(column), text)).collect()
}

/// The place of a line: a cell of a sheet, or a field of a text file.
fn line_place(line: &LineRecord) -> Place {
    let text_file = line.path.rsplit('/').next() == Some(&*line.sheet);
    Place {
        path: line.path.clone(),
        sheet: (!text_file).then(|| line.sheet.clone()),
        cell: Some(CellAddress::new(line.row.saturating_sub(1), line.column)),
        last_cell: None,
    }
}

/// An effect in euro.
pub(crate) fn euro_effect(value: Decimal, words: impl Into<String>) -> Option<Effect> {
    Some(Effect { value: model::round_half_even(value, 2), unit: "EUR", words: words.into() })
}

/// An effect in devices, or in units of a group that is no device.
pub(crate) fn unit_effect(value: i64, device: bool, words: impl Into<String>) -> Option<Effect> {
    let unit = if device { "devices" } else { "units" };
    Some(Effect { value: value.into(), unit, words: words.into() })
}

/// An effect in answers.
pub(crate) fn answer_effect(value: usize, words: impl Into<String>) -> Option<Effect> {
    Some(Effect { value: Decimal::from(value), unit: "answers", words: words.into() })
}

/// What to do about a cell that cannot be read, by where it stands: `None` for a form, of which the rule's own
/// words speak. `mapping` is what a mapping could say of it instead.
pub(crate) fn how_to_fix(fault: &Fault, mapping: &str) -> Option<String> {
    fault.place.path.contains("/supporting/").then(|| {
        format!("correct the cell and send the file again, or have the mapping say {mapping}")
    })
}

/// An amount for a sentence: `EUR 12 400.50` with narrow no-break spaces.
pub(crate) fn amount(value: Decimal, currency: &str) -> String {
    format!("{currency} {}", findings::grouped(value, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_do_about_a_cell_depends_on_where_it_stands() {
        let fault = |path: &str| Fault {
            kind: model::FaultKind::TextForNumber,
            participant: None,
            place: Place::line(path, 3, 2),
            raw: "ca. 5".into(),
            field: "amount".into(),
            label: "Betrag".into(),
            expected: "a number alone".into(),
            context: Vec::new(),
        };
        let help = |path: &str| how_to_fix(&fault(path), "how to read it");
        assert_eq!(help("inputs/2026/returns/north/return.xlsx"), None);
        let said = help("inputs/2026/returns/north/supporting/orders.csv").unwrap();
        assert!(!said.contains("form") && !said.contains("list"), "{said}");
    }
}
