//! Columns that form tools add of themselves: they hold no answer.

/// Columns of KoboToolbox and ODK Central without a mark of their own, and those that XLSForm's metadata questions are
/// usually named.
const NAMES: [&str; 25] = [
    "start",
    "end",
    "today",
    "username",
    "deviceid",
    "phonenumber",
    "subscriberid",
    "simserial",
    "audit",
    "instanceID",
    "instanceName",
    "rootUuid",
    "deprecatedID",
    "KEY",
    "PARENT_KEY",
    "SubmissionDate",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
];

/// Beginnings of the names of such columns.
const BEGINNINGS: [&str; 6] = ["_", "meta/", "meta-", "SET-OF-", "formhub/", "formhub-"];

/// Whether a column is the tool's own.
pub(super) fn is_technical(header: &str) -> bool {
    NAMES.contains(&header) || BEGINNINGS.iter().any(|beginning| header.starts_with(beginning))
}

/// Columns that survey tools add of themselves, in lower case: LimeSurvey, Microsoft Forms, Google Forms, EUSurvey.
const OF_SURVEYS: [&str; 37] = [
    "id",
    "response id",
    "id de la réponse",
    "submitdate",
    "date submitted",
    "lastpage",
    "last page",
    "startlanguage",
    "start language",
    "language",
    "seed",
    "token",
    "access code",
    "startdate",
    "date started",
    "datestamp",
    "date last action",
    "ipaddr",
    "ip address",
    "refurl",
    "referrer url",
    "start time",
    "completion time",
    "last modified time",
    "heure de début",
    "heure de fin",
    "timestamp",
    "horodateur",
    "zeitstempel",
    "email",
    "e-mail",
    "email address",
    "name",
    "score",
    "contribution id",
    "creation date",
    "last update",
];

/// Whether a column is a survey tool's own, as far as its header tells.
pub(super) fn is_of_survey(header: &str) -> bool {
    OF_SURVEYS.contains(&header.trim().to_lowercase().as_str())
}
