//! What the reader makes of a file.

use model::participant::Participant;
use model::{Fault, LineRecord, Questionnaire, Return};
use read::submission::{SubmissionInputs, procurement_lines, submission};

use super::ground::{GROUND, file};

/// A return as read.
pub(crate) struct Reading {
    pub(crate) result: Option<Return>,
    /// Whether it is taken as one that nobody filled in.
    pub(crate) empty: bool,
    /// The lines of purchases.
    pub(crate) lines: Vec<LineRecord>,
    pub(crate) faults: Vec<Fault>,
}

/// Reads a file as the return of a participant.
pub(crate) fn read_back(
    bytes: Vec<u8>,
    ending: &str,
    questionnaire: &Questionnaire,
    participant: &Participant,
) -> Reading {
    let path = format!("inputs/2026/returns/{}/return.{ending}", participant.id);
    let workbook = match read::cells::workbook(&file(&path, bytes)) {
        Ok(workbook) => workbook,
        Err(fault) => panic!("the file cannot be read: {fault:?}"),
    };
    let ground = &*GROUND;
    let roles = participant.roles(ground.settings.period.end);
    let reading = submission(&SubmissionInputs {
        workbook: &workbook,
        questionnaire,
        participant: &participant.id,
        roles: &roles,
        settings: &ground.settings,
        pact: &ground.pact,
        register: &ground.register,
        outputs: &ground.outputs,
        received_on: None,
        corrections: &[],
    });
    let mut faults = reading.faults;
    let mut lines = Vec::new();
    if let Some(result) = &reading.result {
        let (own, of_lines) = procurement_lines(result, &ground.pact, questionnaire);
        lines = own;
        faults.extend(of_lines);
    }
    Reading { result: reading.result, empty: reading.empty, lines, faults }
}
