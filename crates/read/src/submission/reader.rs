//! What every part of the reading of one return needs: the inputs, the language, the faults so far.

use std::cell::OnceCell;
use std::sync::Arc;

use model::cell::FileFormat;
use model::participant::Role;
use model::questionnaire::{Question, Section};
use model::vocabulary::Scope;
use model::{Cell, CellAddress, Date, Fault, FaultKind, Place, Sheet};

use super::carried::LastYear;
use super::evidence::Evidence;
use super::layout::Layout;
use super::register_names::ByName;
use super::{SubmissionInputs, file_place};
use crate::cells;

/// The reading of one return.
pub(super) struct Reader<'a> {
    pub(super) inputs: &'a SubmissionInputs<'a>,
    /// Language the form is in, for the words the sender sees.
    pub(super) language: String,
    pub(super) faults: Vec<Fault>,
    /// What the answers show of how numbers and days are written; nothing before the sheets are found.
    pub(super) evidence: Evidence<'a>,
    /// Last year's returns, where they are at hand.
    pub(super) last: Option<LastYear<'a>>,
    /// The cells the office laid its corrections over.
    corrected: Vec<Place>,
    path: Arc<str>,
    by_name: OnceCell<ByName<'a>>,
}

/// What is wrong with one cell, before it is known whether its question was asked at all.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct CellFault {
    pub(super) kind: FaultKind,
    pub(super) expected: String,
}

impl CellFault {
    pub(super) fn new(kind: FaultKind, expected: impl Into<String>) -> Self {
        Self { kind, expected: expected.into() }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(inputs: &'a SubmissionInputs<'a>, language: Option<&str>) -> Self {
        let languages = &inputs.questionnaire.languages;
        let default = languages.first().map_or("en", String::as_str);
        Self {
            inputs,
            language: language.unwrap_or(default).to_owned(),
            faults: Vec::new(),
            evidence: Evidence::default(),
            last: None,
            corrected: Vec::new(),
            path: inputs.workbook.path.as_str().into(),
            by_name: OnceCell::new(),
        }
    }

    /// Lets the answers of the sheets found settle what single cells leave open, those aside that the office corrected.
    pub(super) fn look_at(&mut self, layout: &Layout<'a>, corrected: &[&Place]) {
        self.evidence = Evidence::of(layout, corrected);
        self.corrected = corrected.iter().map(|place| (*place).clone()).collect();
    }

    /// Whether the office laid a correction over a cell.
    pub(super) fn is_corrected(&self, sheet: &Sheet, address: CellAddress) -> bool {
        !self.corrected.is_empty() && self.corrected.contains(&self.place(sheet, address))
    }

    /// Every participant by name; prepared once, since each row of a table may name one.
    pub(super) fn participants_by_name(&self) -> &ByName<'a> {
        self.by_name.get_or_init(|| ByName::new(self.inputs.register))
    }

    /// The day `today()` stands for.
    pub(super) fn today(&self) -> Date {
        let due = self.inputs.settings.due_on(self.inputs.participant.as_str());
        self.inputs.received_on.unwrap_or(due)
    }

    /// The place of a cell.
    pub(super) fn place(&self, sheet: &Sheet, address: CellAddress) -> Place {
        match self.inputs.workbook.format {
            FileFormat::Csv => Place::line(self.path.clone(), address.row + 1, address.column + 1),
            _ => Place::cell(self.path.clone(), sheet.title.as_str(), address),
        }
    }

    /// A fault of the whole file, to be filled in.
    pub(super) fn file_fault(&self, kind: FaultKind) -> Fault {
        Fault {
            kind,
            participant: Some(self.inputs.participant.clone()),
            place: file_place(self.inputs.workbook),
            raw: String::new(),
            field: String::new(),
            label: String::new(),
            expected: String::new(),
            context: Vec::new(),
        }
    }

    /// A fault at a cell, with the row it stands in.
    pub(super) fn fault_at(&self, sheet: &Sheet, address: CellAddress, fault: CellFault) -> Fault {
        let raw = sheet.at(address.row, address.column);
        Fault {
            place: self.place(sheet, address),
            raw: raw.map_or_else(String::new, |cell: &Cell| cell.raw.clone()),
            expected: fault.expected,
            context: cells::context(sheet, address.row, address.column),
            ..self.file_fault(fault.kind)
        }
    }

    /// Notes a fault at the cell of a question's answer.
    pub(super) fn note(
        &mut self,
        sheet: &Sheet,
        address: CellAddress,
        question: &Question,
        fault: CellFault,
    ) {
        let mut fault = self.fault_at(sheet, address, fault);
        fault.field = question.name.clone();
        fault.label = question.label.in_language(&self.language).to_owned();
        self.faults.push(fault);
    }

    /// Whether a section is in this participant's form.
    pub(super) fn section_asked(&self, section: &Section) -> bool {
        section.asked_of(self.roles()) && self.in_scope(section.scope_from)
    }

    /// Whether a question is in this participant's form, its section being asked.
    pub(super) fn question_asked(&self, question: &Question) -> bool {
        question.asked_of(self.roles()) && self.in_scope(question.scope_from)
    }

    fn roles(&self) -> &[Role] {
        self.inputs.roles
    }

    /// Whether a scope has been reached: a product group of it counts in the year (§1.1).
    fn in_scope(&self, scope: Option<Scope>) -> bool {
        let year = self.inputs.settings.year;
        let mut groups = self.inputs.pact.product_groups.iter();
        scope.is_none_or(|scope| groups.any(|g| g.scope == scope && g.in_scope(year)))
    }
}
