//! A form that the office fills in from what a participant sent in another form.

use model::Obstacle;

use super::{FormsRequest, Whom};
use crate::workspace::Failure;

/// A letter, a scan or a note that holds a participant's answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnsweredFile {
    /// Its path in the workspace, with `/`, or its name where it lies elsewhere.
    pub shown: String,
    /// The participant it is from, where that is said; else its folder says it.
    pub participant: Option<String>,
    /// Who fills the form in; empty: to be filled in.
    pub entered_by: String,
}

/// The year that is asked for: that of the folder the file lies in, where there is one.
pub(super) fn year(request: &FormsRequest) -> Result<Option<i16>, Failure> {
    let Whom::Office(file) = &request.whom else { return Ok(request.year) };
    let Some((of_folder, _)) = folder(&file.shown) else { return Ok(request.year) };
    match request.year {
        Some(asked) if asked != of_folder => Err(Obstacle::new(
            format!("{} lies in the folder of {of_folder}, not of {asked}", file.shown),
            format!("leave out --year, or move the file to inputs/{asked}/returns/ID/received/"),
        )
        .into()),
        _ => Ok(Some(of_folder)),
    }
}

/// The id of who sent the file: as said, else that of the folder it lies in.
pub(super) fn sender(file: &AnsweredFile) -> Result<String, Failure> {
    let of_folder = folder(&file.shown).map(|(_, id)| id);
    match (&file.participant, of_folder) {
        (Some(said), Some(own)) if *said != own => Err(Obstacle::new(
            format!("{} lies in the folder of `{own}`, not of `{said}`", file.shown),
            "leave out --participant, or move the file to the folder of who sent it",
        )
        .into()),
        (Some(said), _) => Ok(said.clone()),
        (None, Some(own)) => Ok(own.to_owned()),
        (None, None) => Err(Obstacle::new(
            format!("it cannot be told who sent {}", file.shown),
            "put it into inputs/YEAR/returns/ID/received/, or say whose it is with --participant ID",
        )
        .into()),
    }
}

/// Year and id of the folder of a return that a path lies in.
fn folder(path: &str) -> Option<(i16, &str)> {
    let mut parts = path.strip_prefix("inputs/")?.split('/');
    let (year, returns, id) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next()?;
    (returns == "returns").then_some((year.parse().ok()?, id))
}

/// That there is one already, which is not written over.
pub(super) fn is_there(path: &str) -> Obstacle {
    let help = format!(
        "fill in that one and take it in with `cfit receive {path}`, or delete it to begin again"
    );
    Obstacle::new(format!("{path} is there already, and may be filled in"), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(shown: &str, participant: Option<&str>) -> AnsweredFile {
        AnsweredFile {
            shown: shown.to_owned(),
            participant: participant.map(str::to_owned),
            entered_by: String::new(),
        }
    }

    #[test]
    fn who_sent_it_is_said_or_told_by_the_folder_and_never_both_ways() {
        let own = "inputs/2026/returns/altmoos/received/letter.pdf";
        let cases = [
            (own, None, Some("altmoos")),
            (own, Some("altmoos"), Some("altmoos")),
            (own, Some("kruisland"), None),
            ("letter.pdf", Some("kruisland"), Some("kruisland")),
            ("letter.pdf", None, None),
            ("inputs/2026/received.csv", None, None),
        ];
        for (path, said, expected) in cases {
            assert_eq!(sender(&file(path, said)).ok().as_deref(), expected, "{path} {said:?}");
        }
    }

    #[test]
    fn the_year_is_that_of_the_folder() {
        let request = |year, path: &str| FormsRequest {
            year,
            whom: Whom::Office(file(path, None)),
            language: None,
        };
        let own = "inputs/2025/returns/altmoos/received/letter.pdf";
        assert_eq!(year(&request(None, own)).ok(), Some(Some(2025)));
        assert_eq!(year(&request(Some(2025), own)).ok(), Some(Some(2025)));
        assert!(year(&request(Some(2026), own)).is_err());
        assert_eq!(year(&request(Some(2026), "letter.pdf")).ok(), Some(Some(2026)));
    }
}
