//! The questions that indicators are bound to by name: where they stand in a form, their type and their
//! choices must fit (contract: What indicators are bound to, by name).

use model::Questionnaire;
use model::questionnaire::{ChoiceList, Question, QuestionType};
use model::vocabulary::{
    Acquisition, AdoptionLevel, AmountBasis, Condition, QuotePermission, Strategy, Tax, UptakeLevel,
};

use super::problems::{Problems, one_of};

/// What a bound question must be.
enum Needs {
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// A day.
    Day,
    /// One choice.
    One,
    /// One choice of these codes, or fewer.
    OneOf(Vec<&'static str>),
}

/// Checks every question that an indicator is bound to.
pub(super) fn check(questionnaire: &Questionnaire, problems: &mut Problems) {
    for (section, name, needs) in bound() {
        let section = questionnaire.section(section);
        let question = section.and_then(|s| s.questions.iter().find(|q| q.name == name));
        if let Some(question) = question {
            check_question(questionnaire, question, &needs, problems);
        }
    }
    check_ladder(questionnaire, "uptake", &codes(UptakeLevel::ALL, UptakeLevel::code), problems);
    check_ladder(
        questionnaire,
        "adoption",
        &codes(AdoptionLevel::ALL, AdoptionLevel::code),
        problems,
    );
    let homeless = questionnaire.practices().filter(|practice| practice.strategy.is_none());
    for practice in homeless {
        let what = format!("the practice `{}` belongs to no strategy", practice.name);
        let known = codes(Strategy::ALL, Strategy::code).join("`, `");
        let help = format!("Fill in `cfit_strategy` with one of: `{known}`.");
        problems.add(practice.place.clone(), what, help);
    }
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|member| code(*member)).collect()
}

fn bound() -> Vec<(&'static str, &'static str, Needs)> {
    use Needs::{Day, Number, One, OneOf, Whole};
    let yes_no = || OneOf(vec!["yes", "no"]);
    vec![
        ("organisation", "period_start", Day),
        ("organisation", "period_end", Day),
        ("organisation", "amount_basis", OneOf(codes(AmountBasis::ALL, AmountBasis::code))),
        ("organisation", "tax", OneOf(codes(Tax::ALL, Tax::code))),
        ("organisation", "tax_rate", Number),
        ("organisation", "users_served", Whole),
        (
            "organisation",
            "quote_permission",
            OneOf(codes(QuotePermission::ALL, QuotePermission::code)),
        ),
        ("organisation", "protect_volume", yes_no()),
        ("organisation", "procurement_none", yes_no()),
        ("procurement", "product_group", One),
        ("procurement", "condition", OneOf(codes(Condition::ALL, Condition::code))),
        ("procurement", "acquisition", OneOf(codes(Acquisition::ALL, Acquisition::code))),
        ("procurement", "units", Whole),
        ("procurement", "amount", Number),
        ("procurement", "labelled_units", Whole),
        ("procurement", "criteria_units", Whole),
        ("in_use", "product_group", One),
        ("in_use", "devices", Whole),
        ("in_use", "mean_age_years", Number),
        ("in_use", "planned_lifetime_years", Number),
        ("end_of_use", "product_group", One),
        (
            "end_of_use",
            "route",
            OneOf(vec![
                "reused_inside",
                "donated",
                "sold_for_reuse",
                "remanufactured",
                "recycled_certified",
                "other",
                "unknown",
            ]),
        ),
        ("end_of_use", "units", Whole),
        ("tenders", "value", Number),
        ("tenders", "published_on", Day),
        ("good_practices", "strategy", OneOf(codes(Strategy::ALL, Strategy::code))),
        ("outreach", "date", Day),
        ("outreach", "organisations_reached", Whole),
        ("outreach", "procurers_reached", Whole),
        ("outreach", "indirect_units", Whole),
        ("outreach", "indirect_amount", Number),
        ("outreach", "basis", OneOf(vec!["measured", "estimated"])),
        ("in_kind", "kind", OneOf(vec!["hours", "other"])),
        ("in_kind", "hours", Number),
        ("in_kind", "amount", Number),
    ]
}

fn check_question(
    questionnaire: &Questionnaire,
    question: &Question,
    needs: &Needs,
    problems: &mut Problems,
) {
    let kind = &question.kind;
    let (fits, wanted) = match needs {
        Needs::Whole => (*kind == QuestionType::Integer, "`integer`"),
        Needs::Number => (
            matches!(kind, QuestionType::Integer | QuestionType::Decimal),
            "`decimal` or `integer`",
        ),
        Needs::Day => (*kind == QuestionType::Date, "`date`"),
        Needs::One | Needs::OneOf(_) => {
            (matches!(kind, QuestionType::SelectOne(_)), "`select_one` with a list")
        }
    };
    if !fits {
        let what =
            format!("figures are computed from `{}`, and its type does not fit", question.name);
        problems.add(question.place.clone(), what, format!("Give it the type {wanted}."));
        return;
    }
    let list = question.list_name().and_then(|name| questionnaire.list(name));
    if let (Needs::OneOf(codes), Some(list)) = (needs, list) {
        check_codes(list, codes, question, problems);
    }
}

/// The ladders `uptake` and `adoption` are fixed; said once, at the first question that uses one.
fn check_ladder(
    questionnaire: &Questionnaire,
    name: &str,
    codes: &[&str],
    problems: &mut Problems,
) {
    let kind = QuestionType::SelectOne(name.to_owned());
    let first = questionnaire.single_questions().find(|question| question.kind == kind);
    if let (Some(question), Some(list)) = (first, questionnaire.list(name)) {
        check_codes(list, codes, question, problems);
    }
}

fn check_codes(list: &ChoiceList, codes: &[&str], question: &Question, problems: &mut Problems) {
    let unknown = list
        .choices
        .iter()
        .filter(|choice| choice.name != "na" && !codes.contains(&choice.name.as_str()));
    for choice in unknown {
        let what = format!(
            "figures are computed from `{}`, and its list `{}` has the choice `{}`, which they do not know",
            question.name, list.name, choice.name
        );
        problems.add(question.place.clone(), what, one_of(&choice.name, codes));
    }
}
