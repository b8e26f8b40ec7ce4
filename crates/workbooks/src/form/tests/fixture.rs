//! A small Pact with a small questionnaire, made by hand.

use jiff::civil::date;
use model::answer::{Answer, AnswerState, Value};
use model::pact::{ProductGroup, StrategyTitle, Titles};
use model::questionnaire::{
    Choice, ChoiceList, Expression, Function, Node, Operator, Question, QuestionType, Section,
};
use model::registers::{OutputStatus, PactOutput};
use model::submission::Organisation;
use model::vocabulary::{Scope, Strategy};
use model::{
    Decimal, Identifier, Pact, Participant, Period, Place, Questionnaire, Register, Return,
    YearSettings,
};

use crate::form::FormInputs;

/// Everything a form is made from.
pub(super) struct Fixture {
    pub pact: Pact,
    pub settings: YearSettings,
    pub questionnaire: Questionnaire,
    pub participant: Participant,
    pub outputs: Vec<PactOutput>,
    pub register: Register,
    pub last_return: Option<Return>,
}

impl Fixture {
    pub(super) fn inputs<'a>(&'a self, language: &'a str) -> FormInputs<'a> {
        FormInputs {
            pact: &self.pact,
            settings: &self.settings,
            questionnaire: &self.questionnaire,
            participant: Some(&self.participant),
            outputs: &self.outputs,
            register: &self.register,
            last_return: self.last_return.as_ref(),
            last_questionnaire: None,
            last_period: None,
            language,
            entries: None,
            transcription: None,
        }
    }
}

pub(super) fn two(english: &str, french: &str) -> Titles {
    Titles(vec![("en".into(), english.into()), ("fr".into(), french.into())])
}

pub(super) fn question(name: &str, kind: QuestionType, label: Titles) -> Question {
    Question::new(name, kind, label, Place::file("inputs/2026/questionnaire.xlsx"))
}

pub(super) fn expression(node: Node) -> Expression {
    Expression { source: String::new(), node }
}

pub(super) fn compare(operator: Operator, left: Node, right: Node) -> Node {
    Node::Binary(operator, Box::new(left), Box::new(right))
}

pub(super) fn reference(name: &str) -> Node {
    Node::Reference(name.into())
}

pub(super) fn number(value: i64) -> Node {
    Node::Number(Decimal::from(value))
}

pub(super) fn text(value: &str) -> Node {
    Node::Text(value.into())
}

fn select(list: &str) -> QuestionType {
    QuestionType::SelectOne(list.into())
}

fn section(name: &str, label: Titles, repeat: bool, questions: Vec<Question>) -> Section {
    Section { repeat, ..Section::new(name, label, questions) }
}

fn list(name: &str, choices: &[(&str, &str, &str)]) -> ChoiceList {
    ChoiceList {
        name: name.into(),
        choices: choices
            .iter()
            .map(|(code, english, french)| Choice {
                name: (*code).into(),
                label: two(english, french),
            })
            .collect(),
    }
}

fn lists() -> Vec<ChoiceList> {
    vec![
        list("yes_no", &[("yes", "Yes", "Oui"), ("no", "No", "Non")]),
        list(
            "tax",
            &[
                ("excluded", "without tax", "hors taxe"),
                ("included", "tax included", "taxe comprise"),
            ],
        ),
        list(
            "uptake",
            &[
                ("na", "does not apply", "sans objet"),
                ("0", "not started", "pas commencé"),
                ("1", "exploring", "à l’étude"),
                ("2", "piloting", "en essai"),
                ("3", "applied in some procurements or teams", "appliqué dans certains achats"),
                ("4", "standard practice", "pratique courante"),
            ],
        ),
        list(
            "adoption",
            &[("0", "not known", "inconnu"), ("1", "known", "connu"), ("2", "used", "utilisé")],
        ),
        list(
            "product_group",
            &[("laptops", "Laptops", "Ordinateurs portables"), ("servers", "Servers", "Serveurs")],
        ),
        list(
            "impact",
            &[("circularity", "Circularity", "Circularité"), ("fairness", "Fairness", "Équité")],
        ),
    ]
}

fn organisation() -> Section {
    let mut id = question("participant_id", QuestionType::Text, two("Id", "Identifiant"));
    id.required = true;
    let mut users = question(
        "users_served",
        QuestionType::Integer,
        two("People with a workplace", "Personnes ayant un poste"),
    );
    users.required = true;
    users.hint = two("At the end of the period.", "À la fin de la période.");
    users.constraint =
        Some(expression(compare(Operator::GreaterOrEqual, Node::Current, number(0))));
    users.constraint_message =
        two("The number of people cannot be below zero.", "Le nombre ne peut être négatif.");
    let mut rate =
        question("tax_rate", QuestionType::Decimal, two("Rate of the tax, in per cent", "Taux"));
    rate.relevant = Some(expression(compare(Operator::Equal, reference("tax"), text("included"))));
    section(
        "organisation",
        two("Your organisation", "Votre organisation"),
        false,
        vec![
            id,
            question("organisation_name", QuestionType::Text, two("Name", "Nom")),
            question(
                "period_start",
                QuestionType::Date,
                two("First day of the period", "Premier jour"),
            ),
            question(
                "period_end",
                QuestionType::Date,
                two("Last day of the period", "Dernier jour"),
            ),
            question("tax", select("tax"), two("Do amounts hold taxes?", "Taxes ?")),
            rate,
            users,
            question("reports_for", QuestionType::Text, two("Reports for (ids)", "Rapporte pour")),
            question(
                "procurement_none",
                select("yes_no"),
                two("Nothing was bought in the period", "Aucun achat"),
            ),
        ],
    )
}

fn strategies() -> Section {
    let practice = |name: &str, strategy, english: &str| {
        let mut practice = question(name, select("uptake"), two(english, "Pratique"));
        practice.strategy = Some(strategy);
        practice
    };
    let mut longer = practice(
        "spare_parts",
        Strategy::UseLonger,
        "Contracts require that spare parts and repair instructions can be had for at least seven years after the last unit was delivered",
    );
    longer.was = Some("parts".into());
    longer.required = true;
    section(
        "strategies",
        two("Strategies: what you do", "Stratégies"),
        false,
        vec![
            practice(
                "need_check",
                Strategy::BuyLess,
                "Each request is checked against what is in stock",
            ),
            question(
                "buy_less_story",
                QuestionType::Text,
                two("What was done, what worked, what did not?", "Récit"),
            ),
            question("buy_less_evidence", QuestionType::Text, two("Link or document", "Preuve")),
            longer,
        ],
    )
}

fn guidance() -> Section {
    section(
        "guidance",
        two("Guidance", "Guides"),
        false,
        vec![question("output_repair_guide", select("adoption"), Titles::default())],
    )
}

fn procurement() -> Section {
    let mut group =
        question("product_group", select("product_group"), two("Product group", "Groupe"));
    group.required = true;
    let mut amount = question("amount", QuestionType::Decimal, two("Amount", "Montant"));
    amount.hint = two("Without recoverable taxes, with delivery.", "Hors taxes récupérables.");
    let mut procurement = section(
        "procurement",
        two("Procurement", "Achats"),
        true,
        vec![
            question(
                "words",
                QuestionType::Note,
                two("What was ordered in the period; credit notes as negative lines.", "Note"),
            ),
            group,
            question("units", QuestionType::Integer, two("Units", "Unités")),
            amount,
            question("currency", QuestionType::Text, two("Currency", "Devise")),
            question(
                "impacts",
                QuestionType::SelectMultiple("impact".into()),
                two("Impact categories", "Impacts"),
            ),
            question("buyer", QuestionType::Text, two("Buyer", "Acheteur")),
            question("framework", QuestionType::Text, two("Framework agreement", "Accord-cadre")),
        ],
    );
    procurement.relevant = Some(expression(Node::Call(
        Function::Not,
        vec![compare(Operator::Equal, reference("procurement_none"), text("yes"))],
    )));
    procurement
}

fn infrastructure() -> Section {
    let mut section = section(
        "infrastructure",
        two("Digital infrastructure", "Infrastructure"),
        false,
        vec![question("power", QuestionType::Decimal, two("Power", "Puissance"))],
    );
    section.scope_from = Some(Scope::Infrastructure);
    section
}

fn outreach() -> Section {
    let mut section = section(
        "outreach",
        two("Outreach", "Sensibilisation"),
        true,
        vec![question("activity", QuestionType::Text, two("Activity", "Activité"))],
    );
    section.roles = vec![model::Role::Coordinating];
    section
}

pub(super) fn participant(id: &str, name: &str) -> Participant {
    Participant {
        id: Identifier::parse(id).unwrap(),
        name: name.into(),
        country: "XX".into(),
        procuring_since: Some(date(2022, 1, 1)),
        coordinating_since: None,
        left: None,
        signed_version: "2.0".into(),
        coordination_by: None,
        website: String::new(),
        language: "en".into(),
        place: Place::file("inputs/participants.csv"),
    }
}

fn pact() -> Pact {
    let group = |id: &str, scope, first_year| ProductGroup {
        id: id.into(),
        title: Titles::one("en", id),
        scope,
        first_year,
        is_device: true,
    };
    Pact {
        sample: true,
        strategies: vec![
            StrategyTitle {
                strategy: Strategy::BuyLess,
                title: two("Buying less", "Acheter moins"),
            },
            StrategyTitle {
                strategy: Strategy::UseLonger,
                title: two("Using longer", "Utiliser plus longtemps"),
            },
        ],
        product_groups: vec![
            group("laptops", Scope::Workplace, 2021),
            group("servers", Scope::Infrastructure, 2026),
        ],
        ..Pact::new("Example Pact", date(2030, 12, 31))
    }
}

fn settings(year: i16) -> YearSettings {
    YearSettings {
        languages: vec!["en".into(), "fr".into()],
        extensions: vec![model::year::Extension {
            participant: Identifier::parse("north-region").unwrap(),
            until: date(year, 12, 15),
            reason: "asked for".into(),
        }],
        ..YearSettings::new(
            Period::new(date(year - 1, 10, 1), date(year, 9, 30)).unwrap(),
            date(year, 12, 1),
            date(year + 1, 2, 1),
        )
    }
}

fn output() -> PactOutput {
    PactOutput {
        id: Identifier::parse("repair-guide").unwrap(),
        title: two("Guide to repair", "Guide de la réparation"),
        kind: "mini-guide".into(),
        impacts: Vec::new(),
        working_group: String::new(),
        version: "1".into(),
        status: OutputStatus::Published,
        approved_on: None,
        decision: String::new(),
        published_on: Some(date(2025, 1, 1)),
        languages: Vec::new(),
        link: "https://example.org/repair".into(),
        place: Place::file("inputs/2026/outputs.csv"),
    }
}

/// Last year's return: `parts` at level 2, `need_check` at level 1, a story, and the number of users.
pub(super) fn last_return() -> Return {
    let given = |value| Answer {
        state: AnswerState::Given(value),
        raw: String::new(),
        place: None,
        carried: false,
    };
    let organisation =
        Organisation::new(Period::new(date(2024, 10, 1), date(2025, 9, 30)).unwrap());
    Return {
        answers: [
            ("parts", given(Value::Choice("2".into()))),
            ("need_check", given(Value::Choice("1".into()))),
            ("users_served", given(Value::Integer(1200))),
            ("buy_less_story", given(Value::Text("A pool of shared projectors replaced forty requests, after two teams tried it for half a year. The booking page took longer than planned.".into()))),
        ]
        .map(|(name, answer)| (name.to_owned(), answer))
        .into(),
        ..Return::new(Identifier::parse("north-region").unwrap(), 2025, organisation)
    }
}

pub(super) fn fixture(year: i16) -> Fixture {
    let own = participant("north-region", "North Region (invented)");
    let other = participant("harbour-board", "Harbour Board (invented)");
    Fixture {
        pact: pact(),
        settings: settings(year),
        questionnaire: Questionnaire {
            form_id: "pact-return".into(),
            version: year.to_string(),
            title: "Return".into(),
            languages: vec!["en".into(), "fr".into()],
            lists: lists(),
            ..Questionnaire::new(
                &format!("inputs/{year}/questionnaire.xlsx"),
                vec![
                    organisation(),
                    strategies(),
                    guidance(),
                    procurement(),
                    infrastructure(),
                    outreach(),
                ],
            )
        },
        participant: own.clone(),
        outputs: vec![output()],
        register: Register { rows: vec![own, other] },
        last_return: None,
    }
}
