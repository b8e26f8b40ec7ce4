//! Why figures of the year are provisional.

use minijinja::Value;
use model::submission::{Return, VersionOutcome};

use crate::context::Material;

/// The reasons, for the sentence near the front of the report.
///
/// `unconfirmed` are names of participants whose transcribed answers they have not confirmed, which the report
/// tells anyway. `older` and `files_only` are numbers of participants whose older return, or whose files alone,
/// count since what they sent cannot be read: of those no name is public. `currencies` are those whose rates
/// end before the period. `any` is whether there is a reason at all.
pub(crate) fn reasons(material: &Material) -> Value {
    let reading = &material.this.reading;
    let returned = &material.this.results.coverage.returned;
    let counting = || {
        let returns = reading.returns.values().filter(|sent| sent.provisional);
        returns.filter(|sent| returned.contains(&sent.participant))
    };
    let unusable = |sent: &Return| {
        let mut versions = reading.versions.iter();
        versions.any(|version| {
            version.participant == sent.participant && version.outcome == VersionOutcome::Unusable
        })
    };
    let unconfirmed: Vec<String> = counting()
        .filter(|sent| sent.transcription.as_ref().is_some_and(|own| own.confirmed_on.is_none()))
        .map(|sent| material.participant_name(sent.participant.as_str()))
        .collect();
    let files_only = counting().filter(|sent| sent.without_form).count();
    let older = counting().filter(|sent| !sent.without_form && unusable(sent)).count();
    let ended = material.this.results.rates.iter().filter(|rate| rate.provisional);
    let mut currencies: Vec<String> = ended.map(|rate| rate.currency.to_string()).collect();
    currencies.sort();
    currencies.dedup();
    let any = counting().next().is_some() || !currencies.is_empty();
    Value::from_pairs([
        ("any", Value::from(any)),
        ("unconfirmed", Value::from(unconfirmed)),
        ("older", Value::from(older)),
        ("files_only", Value::from(files_only)),
        ("currencies", Value::from(currencies)),
    ])
}
