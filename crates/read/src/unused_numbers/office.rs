//! Settings, registers, rates and the questionnaire: used to make figures, and none themselves. Each file is
//! one thing.

use model::unused_numbers::{UnusedNumbers, UnusedReason};
use model::{Identifier, InputFile};
use toml::Value;

use super::{Context, whole};

/// What is unused in a file of the office.
pub(super) fn of_file(file: &InputFile, context: &Context<'_>) -> Vec<UnusedNumbers> {
    let path = &*file.path;
    if file.extension() == "toml" {
        return of_settings(file, None, context);
    }
    let bank = ["csv", "zip"].contains(&file.extension().as_str())
        && path.starts_with("inputs/rates/eurofxref");
    if bank {
        // Read as a file of its own: each quote is one of its numbers.
        let days = context.inputs.pact.rates.days.values();
        let quotes = days.map(|quotes| quotes.len() as u64).sum();
        return vec![UnusedNumbers::whole_file(None, path, quotes, UnusedReason::Setting)];
    }
    let reason = match context.is_not_used(path) {
        true => UnusedReason::FileNotUsed,
        false => UnusedReason::Setting,
    };
    whole(file, None, reason, context)
}

/// What is unused in a file of settings: its numbers, but for one where a figure names the file.
pub(super) fn of_settings(
    file: &InputFile,
    participant: Option<Identifier>,
    context: &Context<'_>,
) -> Vec<UnusedNumbers> {
    let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
    let settings: Option<toml::Table> = toml::from_str(text.trim_start_matches('\u{feff}')).ok();
    let all = settings.map_or(0, |table| table.values().map(count).sum());
    let used = u64::from(context.traced.names_file(&file.path));
    let numbers = all.saturating_sub(used);
    let reason = match context.is_not_used(&file.path) {
        true => UnusedReason::FileNotUsed,
        false => UnusedReason::Setting,
    };
    let found = UnusedNumbers::whole_file(participant, file.path.clone(), numbers, reason);
    if numbers > 0 { vec![found] } else { Vec::new() }
}

fn count(value: &Value) -> u64 {
    match value {
        Value::Integer(_) | Value::Float(_) => 1,
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Table(values) => values.values().map(count).sum(),
        Value::String(_) | Value::Boolean(_) | Value::Datetime(_) => 0,
    }
}
