//! The sheets out of sight: what form this is, and the lists behind the drop-downs.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::context::{Context, list_name};
use super::plan::{IDENTITY, LISTS};
use super::validation::PARTICIPANTS;
use crate::xlsx::{absolute_range, cell_text};

/// Version of the layout, for the reader.
const LAYOUT: &str = "1";

/// Writes both sheets and defines the names that refer to them and to answers.
pub(super) fn write(workbook: &mut Workbook, context: &Context) -> Result<(), XlsxError> {
    write_lists(workbook, context)?;
    write_identity(workbook, context)?;
    for (name, cell) in &context.names {
        workbook.define_name(name, &format!("={cell}"))?;
    }
    Ok(())
}

fn write_identity(workbook: &mut Workbook, context: &Context) -> Result<(), XlsxError> {
    let inputs = context.inputs;
    let year = inputs.settings.year.to_string();
    let mut rows = vec![
        ("layout", LAYOUT),
        ("form_id", inputs.questionnaire.form_id.as_str()),
        ("form_version", inputs.questionnaire.version.as_str()),
        ("year", year.as_str()),
    ];
    rows.extend(inputs.participant.map(|own| ("participant", own.id.as_str())));
    rows.push(("language", &context.language));
    // Who entered it and when it was confirmed stand on the first sheet, where they are filled in.
    rows.extend(inputs.transcription.map(|own| ("transcribed_from", own.from)));
    let sheet = workbook.add_worksheet().set_name(IDENTITY)?;
    let added = inputs.entries.map(|entries| entries.mishaps.identity.as_slice());
    let added = added.unwrap_or_default().iter().map(|(key, value)| (key.as_str(), value.as_str()));
    for (row, (key, value)) in (0..).zip(rows.into_iter().chain(added)) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.set_very_hidden(true);
    Ok(())
}

fn write_lists(workbook: &mut Workbook, context: &Context) -> Result<(), XlsxError> {
    let mut names = Vec::new();
    let mut defined = BTreeSet::new();
    let sheet = workbook.add_worksheet().set_name(LISTS)?;
    let mut column = 0;
    for list in &context.inputs.questionnaire.lists {
        let offered = context.offered(&list.name);
        if offered.is_empty() || !defined.insert(list_name(&list.name).to_lowercase()) {
            continue;
        }
        sheet.write_string(0, column, &list.name)?;
        for (row, choice) in (1..).zip(&offered) {
            sheet.write_string(row, column, cell_text(choice.label))?;
        }
        let last = (offered.len() as u32, column);
        names.push((list_name(&list.name), absolute_range(LISTS, (1, column), last)));
        column += 1;
    }
    sheet.write_string(0, column, PARTICIPANTS)?;
    let ids = context.participants.iter().map(|(id, _)| id.as_str());
    let ids: Vec<&str> = ids.chain(["other"]).collect();
    for (row, id) in (1..).zip(&ids) {
        sheet.write_string(row, column, *id)?;
    }
    let last = (ids.len() as u32, column);
    names.push((PARTICIPANTS.to_owned(), absolute_range(LISTS, (1, column), last)));
    sheet.set_hidden(true);
    for (name, range) in names {
        workbook.define_name(name, &format!("={range}"))?;
    }
    Ok(())
}
