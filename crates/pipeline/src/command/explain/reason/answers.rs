//! Why a figure of answers, devices or outreach has no value.

use model::questionnaire::{Question, Section};
use model::vocabulary::Scope;
use model::{Dimension, ObservationStatus};

use super::super::node::Reason;
use super::{Case, has_last};

/// What returns leave open, and how it is filled.
pub(super) const ASK: &str = "Ask the participants; a new version of a return, or a row of corrections.csv on their word, fills it in.";

/// The question was not asked that year.
pub(super) fn not_asked(case: &Case<'_, '_>) -> Reason {
    let year = case.year();
    let Some(name) = question(case) else {
        let cut = cut(case);
        return Reason::with(
            format!("The questionnaire of {year} asked no question of {cut}."),
            next_year(year),
        );
    };
    match find(case, &name) {
        Some((section, question)) => match begins(case, section, question) {
            Some(scope) => Reason::only(format!(
                "“{}” is asked from the year in which the scope {scope} begins, and {year} is before it.",
                title(case, &name)
            )),
            None => Reason::only(format!(
                "“{}” stands in the questionnaire of {year}, but was put to nobody it would be of.",
                title(case, &name)
            )),
        },
        None => Reason::with(
            format!("The questionnaire of {year} does not ask “{}”.", title(case, &name)),
            next_year(year),
        ),
    }
}

fn next_year(year: i16) -> String {
    format!(
        "Nothing can be done for {year}; a question in the questionnaire of the next year is asked then."
    )
}

/// The name of the question that a figure is made from, where it is a single one.
fn question(case: &Case<'_, '_>) -> Option<String> {
    let id = case.figure.indicator.as_str();
    let strategy = || Some(format!("{}_evidence", case.code(Dimension::Strategy)?));
    match id {
        _ if id.starts_with("share.refurbished") => Some("condition".into()),
        _ if id.starts_with("share.labelled") => Some("labelled_units".into()),
        _ if id.starts_with("share.criteria") => Some("criteria_units".into()),
        _ if id.starts_with("buy_less.") || id.starts_with("in_use.devices_per_user") => {
            Some("users_served".into())
        }
        "outreach.organisations" => Some("organisations_reached".into()),
        "outreach.procurers" => Some("procurers_reached".into()),
        "evidence.share" => strategy(),
        _ => match case.code(Dimension::Practice) {
            Some(practice) => Some(practice.to_owned()),
            None => {
                let output = case.code(Dimension::Output)?;
                let outputs = &case.of_year.reading.outputs;
                let output = outputs.iter().find(|own| own.id.as_str() == output)?;
                Some(output.question())
            }
        },
    }
}

fn find<'q>(case: &'q Case<'_, '_>, name: &str) -> Option<(&'q Section, &'q Question)> {
    let sections = case.of_year.reading.questionnaire.sections.iter();
    let mut all = sections.flat_map(|own| own.questions.iter().map(move |one| (own, one)));
    all.find(|(_, question)| question.name == name)
}

/// The scope that a question waits for.
fn begins(case: &Case<'_, '_>, section: &Section, question: &Question) -> Option<Scope> {
    let groups = &case.context.workspace.pact.pact.product_groups;
    let year = case.year();
    let begun = |scope: &Scope| groups.iter().any(|own| own.scope == *scope && own.in_scope(year));
    [section.scope_from, question.scope_from].into_iter().flatten().find(|scope| !begun(scope))
}

/// The words of a question in any of the years; its name where none has it.
fn title(case: &Case<'_, '_>, name: &str) -> String {
    let newest_first = case.context.computed.values().rev();
    let mut questions = newest_first.flat_map(|year| {
        let sections = year.reading.questionnaire.sections.iter();
        sections.flat_map(|section| section.questions.iter())
    });
    let label = questions.find(|own| own.name == name).map(|own| own.label.in_language("en"));
    label.filter(|label| !label.is_empty()).unwrap_or(name).to_owned()
}

/// The cut of a figure in words.
pub(super) fn cut(case: &Case<'_, '_>) -> String {
    let dimensions = case.figure.dimensions.iter();
    let named = dimensions.filter(|(dimension, _)| *dimension != Dimension::Panel);
    let parts: Vec<String> =
        named.map(|(dimension, code)| case.in_words(dimension, code)).collect();
    match parts.is_empty() {
        true => "this".to_owned(),
        false => parts.join(", "),
    }
}

/// Of whom a figure is, as the start of a sentence goes on: nothing, or that it is of the matched panel.
pub(super) fn of_panel(case: &Case<'_, '_>) -> &'static str {
    if case.is_panel() { " of those who reported in both years" } else { "" }
}

/// Of answers on the ladder: all blank, or none at 0 to 4.
pub(super) fn without_value(case: &Case<'_, '_>) -> Reason {
    let (id, year) = (case.figure.indicator.as_str(), case.year());
    let cut = cut(case);
    match id {
        "uptake.weighted_rate" => Reason::only(format!(
            "No participant both answers at 0 to 4 under {cut} and has an amount above 0 of its own \
             purchases that it does not withhold: there is nothing to weigh with."
        )),
        "uptake.carried_share" | "uptake.moved" if !has_last(case.context, year) => {
            Case::no_last(year)
        }
        "uptake.carried_share" => Reason::only(format!(
            "Nobody answered a practice under {cut} at 0 to 4 both in {} and in {year}: there is nothing \
             to divide by.",
            year - 1
        )),
        "evidence.share" => Reason::only(format!(
            "Nobody says of a practice under {cut} that it is standard practice (level 4), so no evidence \
             was asked for: there is nothing to divide by."
        )),
        _ => of_ladder(case, &cut),
    }
}

fn of_ladder(case: &Case<'_, '_>, cut: &str) -> Reason {
    let year = case.year();
    let panel = of_panel(case);
    if case.figure.status == ObservationStatus::NotAnswered {
        let count = asked(case).map(|(all, _)| format!(" (asked of {all})")).unwrap_or_default();
        return Reason::with(
            format!("All{panel} that were asked of “{cut}” in {year} left it blank{count}."),
            ASK,
        );
    }
    let why = match asked(case) {
        Some((0, _)) => format!("“{cut}” was asked of nobody that returned in {year}"),
        Some((all, na)) => format!(
            "Of the {all} answers on “{cut}” in {year}, {na} say that it does not apply and the others are blank"
        ),
        None => format!(
            "No answer{panel} on “{cut}” in {year} is at 0 to 4: they say that it does not apply, or are blank"
        ),
    };
    Reason::only(format!("{why}: there is nothing to divide by."))
}

/// How many answers a practice has, and how many of them say that it does not apply; of all who returned.
fn asked(case: &Case<'_, '_>) -> Option<(usize, usize)> {
    let practice = case.code(Dimension::Practice).filter(|_| !case.is_panel())?;
    let own = || case.of_year.results.uptake.iter().filter(|one| one.practice == practice);
    let na = own().filter(|one| one.level.as_deref() == Some("na")).count();
    Some((own().count(), na))
}

/// Of devices in use, at the end of use, and of outreach.
pub(super) fn of_devices(case: &Case<'_, '_>) -> Reason {
    let (id, year) = (case.figure.indicator.as_str(), case.year());
    let (cut, panel) = (cut(case), of_panel(case));
    if case.figure.status == ObservationStatus::NotApplicable {
        let what = match id {
            "end_of_use.reuse_rate" => "device whose route is known",
            "in_use.devices_per_user" => "user",
            _ => "device",
        };
        return Reason::only(format!(
            "What was answered{panel} on {cut} in {year} comes to no {what}: there is nothing to divide by."
        ));
    }
    let what = match id {
        _ if id.starts_with("in_use.devices_per_user") => {
            "both the devices in use and the people with a workplace"
        }
        _ if id.starts_with("in_use.mean_age") => "the devices in use together with their mean age",
        _ if id.starts_with("in_use.planned_lifetime") => {
            "the devices in use together with their planned lifetime"
        }
        _ if id.starts_with("in_use.") => "the devices in use",
        _ if id.starts_with("end_of_use.") => "the devices at their end of use",
        _ if id.starts_with("outreach.indirect") => "what others bought as a result",
        _ => "the number",
    };
    let of_cut = if cut == "this" { String::new() } else { format!(" of {cut}") };
    Reason::with(
        format!("No return and no list{panel} that counts gives {what}{of_cut} in {year}."),
        ASK,
    )
}
