//! The fingerprint by which the same answers are known, whatever file they came in.

use model::imported::{Export, ImportedValue, Submission};
use sha2::{Digest, Sha256};

/// Gives each submission its fingerprint.
pub(super) fn finish(export: &mut Export) {
    for submission in &mut export.submissions {
        submission.fingerprint = fingerprint(submission);
    }
}

/// The fingerprint of all answers of a submission.
fn fingerprint(submission: &Submission) -> String {
    let mut digest = Sha256::new();
    let mut put = |texts: &[&str]| {
        for text in texts {
            digest.update(text.as_bytes());
            digest.update([0x1f]);
        }
        digest.update([0x1e]);
    };
    for (section, answers) in &submission.groups {
        for (name, value) in answers {
            put(&["group", section, name, &typed(value)]);
        }
    }
    for (section, rows) in &submission.repeats {
        for (index, row) in rows.iter().enumerate() {
            put(&["row", section, &index.to_string()]);
            for (name, value) in row {
                put(&[name, &typed(value)]);
            }
        }
    }
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// An answer with its type, so that the text `3` is not the number.
fn typed(value: &ImportedValue) -> String {
    match value {
        ImportedValue::Text(text) => format!("text {text}"),
        ImportedValue::Number(number) => format!("number {}", number.normalize()),
        ImportedValue::Day(day) => format!("day {day}"),
        ImportedValue::Choices(codes) => format!("choices {}", codes.join(" ")),
        ImportedValue::Error(error) => format!("error {error}"),
    }
}
