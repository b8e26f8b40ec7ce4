//! What stands in the rows of the questions about the contact, taken out of the faults: names and addresses of persons
//! are shown nowhere (contract: `contacts.csv`).

use model::personal_data::{CONTACT_NOT_SHOWN, is_contact};
use model::place::column_letters;
use model::{Fault, Place, Sheet};

use super::group_sheet::GroupSheet;
use super::layout::Layout;
use super::reader::Reader;

/// A row in which somebody's name or address stands, wherever in it.
struct ContactRow<'a> {
    sheet: &'a Sheet,
    row: u32,
    /// The name of the question.
    question: &'a str,
    label: String,
    /// Letters of the columns in which the form's own texts stand.
    own: Vec<String>,
}

/// Replaces what stands in those rows, answer or not, in every fault found so far. A text beside the answer is named
/// by the question it stands beside, which with the rule tells the faults apart.
pub(super) fn take_out(layout: &Layout<'_>, reader: &mut Reader<'_>) {
    let rows: Vec<ContactRow<'_>> =
        layout.groups.values().flat_map(|group| of_group(group, reader)).collect();
    for fault in &mut reader.faults {
        if let Some(row) = rows.iter().find(|row| row.holds(&fault.place)) {
            row.take_out_of(fault);
        }
    }
}

/// The rows of the contact in the sheet of a group, second rows of the same question too.
fn of_group<'a>(group: &GroupSheet<'a>, reader: &Reader<'_>) -> Vec<ContactRow<'a>> {
    let rows = group.rows.iter().map(|(name, row)| (*name, *row));
    let rows = rows.chain(group.second_rows.iter().copied());
    let own = group.question_column.into_iter().chain(group.names_column);
    let own: Vec<String> = own.map(column_letters).collect();
    let label = |name: &str| {
        let question = group.section.questions.iter().find(|question| question.name == name);
        question.map_or("", |own| own.label.in_language(&reader.language)).to_owned()
    };
    let contact = rows.filter(|(name, _)| is_contact(name));
    contact
        .map(|(question, row)| ContactRow {
            sheet: group.sheet,
            row,
            question,
            label: label(question),
            own: own.clone(),
        })
        .collect()
}

impl ContactRow<'_> {
    /// Whether a cell or a range touches the row. A text file has one sheet, which its places do not name.
    fn holds(&self, place: &Place) -> bool {
        let title = place.sheet.as_deref();
        let Some(first) = place.cell.filter(|_| title.is_none_or(|own| own == self.sheet.title))
        else {
            return false;
        };
        let last = place.last_cell.unwrap_or(first);
        (first.row..=last.row).contains(&self.row)
    }

    fn take_out_of(&self, fault: &mut Fault) {
        if !fault.raw.is_empty() {
            CONTACT_NOT_SHOWN.clone_into(&mut fault.raw);
        }
        if fault.field.is_empty() {
            self.question.clone_into(&mut fault.field);
            fault.label.clone_from(&self.label);
        }
        let others = fault.context.iter_mut().filter(|cell| !self.own.contains(&cell.column));
        for cell in others.filter(|cell| !cell.text.is_empty()) {
            CONTACT_NOT_SHOWN.clone_into(&mut cell.text);
        }
    }
}
