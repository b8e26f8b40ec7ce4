//! Bodies outside the Pact that participants buy for.

use super::profile::Profile;
use super::stems::{Culture, named};

/// Kinds of bodies; none is called like a kind of participant. A participant buys for the same ones every year.
const ENGLISH: [&str; 6] = [
    "School Board of {}",
    "{} Public Library",
    "{} Fire and Rescue",
    "Museum Service of {}",
    "{} Housing Trust",
    "Harbour Master of {}",
];
const FRENCH: [&str; 6] = [
    "Lycée de {}",
    "Syndicat des eaux de {}",
    "Médiathèque de {}",
    "Pompiers de {}",
    "Office du logement de {}",
    "Port autonome de {}",
];
const GERMAN: [&str; 6] = [
    "Schulverein {}",
    "Wasserverband {}",
    "Stadtbücherei {}",
    "Feuerwehr {}",
    "Wohnbaugesellschaft {}",
    "Museumsdienst {}",
];
const DUTCH: [&str; 6] = [
    "Scholengroep {}",
    "Bibliotheek {}",
    "Brandweer {}",
    "Woonstichting {}",
    "Museumdienst {}",
    "Havenschap {}",
];

/// The name of the body a participant buys for, by its number among them; it holds the place of the participant,
/// so that no two participants name the same one.
pub(super) fn outside_buyer(profile: &Profile, number: i64) -> String {
    let kinds = match profile.country.culture {
        Culture::French => &FRENCH,
        Culture::German => &GERMAN,
        Culture::Dutch => &DUTCH,
        _ => &ENGLISH,
    };
    let at = usize::try_from(number).unwrap_or(0) % kinds.len();
    named(kinds[at], &profile.stem, profile.country.culture)
}
