//! A small questionnaire and the form made from it, as flat sheets.

use jiff::civil::date;
use model::governance::Correction;
use model::pact::{ImpactCategory, ProductGroup, Titles};
use model::participant::Role;
use model::vocabulary::Scope;
use model::{
    Fault, FaultKind, Identifier, Pact, Participant, Period, Place, Questionnaire, Register, Sheet,
    Workbook, YearSettings,
};

use super::super::{SubmissionInputs, SubmissionReading, submission};
use crate::questionnaire::questionnaire;
use crate::testing::{sheet, workbook};

/// Everything a return is read against.
pub(crate) struct Fixture {
    pub(crate) questionnaire: Questionnaire,
    pub(crate) settings: YearSettings,
    pub(crate) pact: Pact,
    pub(crate) register: Register,
    pub(crate) roles: Vec<Role>,
    pub(crate) north: Identifier,
}

const SURVEY: &[&[&str]] = &[
    &[
        "type",
        "name",
        "label::English (en)",
        "label::French (fr)",
        "hint::English (en)",
        "required",
        "constraint",
        "constraint_message",
        "relevant",
        "cfit_strategy",
        "cfit_roles",
        "cfit_scope",
    ],
    &["begin_group", "organisation", "Your organisation", "Votre organisation"],
    &["text", "participant_id", "Id", "Identifiant"],
    &["date", "period_start", "First day", "Premier jour"],
    &["date", "period_end", "Last day", "Dernier jour"],
    &["text", "currency", "Currency", "Monnaie"],
    &["select_one tax", "tax", "Taxes", "Taxes"],
    &["decimal", "tax_rate", "Rate of the tax", "Taux"],
    &["integer", "users_served", "People with a workplace", "Postes", "", "yes"],
    &["select_one yes_no", "procurement_none", "Nothing was bought", "Aucun achat"],
    &["select_one yes_no", "protect_volume", "Withhold your volume?", "Ne pas publier le volume"],
    &["text", "reports_for", "You report for", "Vous répondez pour"],
    &["end_group"],
    &["begin_group", "strategies", "What you do", "Ce que vous faites", "Say how far you are."],
    &["note", "scale", "The ladder has five steps", "L’échelle"],
    &[
        "select_one uptake",
        "repair",
        "Repair before replacing",
        "Réparer avant de remplacer",
        "",
        "yes",
        "",
        "",
        "",
        "use_longer",
    ],
    &[
        "text",
        "use_longer_story",
        "What was done",
        "Ce qui a été fait",
        "",
        "",
        "string-length(.) < 60",
        "Fewer than 60 characters",
        "${repair} >= 3",
    ],
    &[
        "select_one uptake",
        "cooling",
        "Free cooling",
        "Refroidissement",
        "",
        "",
        "",
        "",
        "",
        "use_better",
        "",
        "infrastructure",
    ],
    &[
        "select_one uptake",
        "help",
        "Help buyers",
        "Aider les acheteurs",
        "",
        "",
        "",
        "",
        "",
        "buy_better",
        "coordinating",
    ],
    &["select_multiple labels", "labels", "Labels", "Labels", "", "", "count-selected(.) <= 2"],
    &["end_group"],
    &[
        "begin_repeat",
        "procurement",
        "Purchases",
        "Achats",
        "One row a line.",
        "",
        "",
        "",
        "not(${procurement_none} = 'yes')",
    ],
    &["select_one groups", "product_group", "Product group", "Groupe de produits", "", "yes"],
    &["select_one condition", "condition", "Condition", "État"],
    &["integer", "units", "Units", "Unités", "", "", ". >= 0 or . < 0"],
    &["decimal", "amount", "Amount", "Montant"],
    &["text", "currency", "Currency", "Monnaie"],
    &["text", "buyer", "Buyer", "Acheteur"],
    &["end_repeat"],
];

const CHOICES: &[&[&str]] = &[
    &["list_name", "name", "label::English (en)", "label::French (fr)"],
    &["tax", "excluded", "Without taxes", "Hors taxes"],
    &["tax", "included", "With taxes", "Taxes comprises"],
    &["yes_no", "yes", "Yes", "Oui"],
    &["yes_no", "no", "No", "Non"],
    &["uptake", "na", "does not apply to us", "sans objet pour nous"],
    &["uptake", "=0", "not started", "pas commencé"],
    &["uptake", "=3", "applied in some procurements", "appliqué dans certains marchés"],
    &["uptake", "=4", "standard practice", "pratique courante"],
    &["labels", "tco", "TCO Certified", "TCO Certified"],
    &["labels", "epeat", "EPEAT", "EPEAT"],
    &["labels", "angel", "Blue Angel", "Ange bleu"],
    &["groups", "laptops", "Laptops", "Ordinateurs portables"],
    &["groups", "displays", "Displays", "Écrans"],
    &["condition", "new", "New", "Neuf"],
    &["condition", "refurbished", "Refurbished", "Reconditionné"],
];

const SETTINGS: &[&[&str]] = &[
    &["form_id", "form_title", "version", "default_language"],
    &["pact", "Return", "=1", "English (en)"],
];

/// Id of the participant whose return is read.
pub(crate) const NORTH: &str = "north-region";

impl Fixture {
    pub(crate) fn new() -> Self {
        let form = workbook(
            "inputs/2025/questionnaire.xlsx",
            vec![sheet("survey", SURVEY), sheet("choices", CHOICES), sheet("settings", SETTINGS)],
        );
        Self {
            questionnaire: questionnaire(&form).expect("the fixture's questionnaire is right"),
            settings: settings(),
            pact: pact(),
            register: Register {
                rows: vec![
                    participant(NORTH, "North Region"),
                    participant("isle-town", "Isle Town"),
                ],
            },
            roles: vec![Role::Procuring],
            north: id(NORTH),
        }
    }

    pub(crate) fn read(&self, workbook: &Workbook) -> SubmissionReading {
        submission(&self.inputs(workbook, &[]))
    }

    /// What a workbook is read with as the return of `NORTH`.
    pub(crate) fn inputs<'a>(
        &'a self,
        workbook: &'a Workbook,
        corrections: &'a [Correction],
    ) -> SubmissionInputs<'a> {
        SubmissionInputs {
            workbook,
            questionnaire: &self.questionnaire,
            participant: &self.north,
            roles: &self.roles,
            settings: &self.settings,
            pact: &self.pact,
            register: &self.register,
            outputs: &[],
            received_on: None,
            corrections,
        }
    }
}

/// A correction of an answer of `NORTH`.
pub(crate) fn correction(question: &str, row: Option<u32>, was: &str, now: &str) -> Correction {
    Correction {
        participant: id(NORTH),
        question: question.to_owned(),
        row,
        was: was.to_owned(),
        now: now.to_owned(),
        reason: "typed with a zero too many".to_owned(),
        authority: "the participant".to_owned(),
        date: None,
        by: "SB".to_owned(),
        place: Place::line("inputs/2025/corrections.csv", 2, 2),
        was_place: Place::line("inputs/2025/corrections.csv", 2, 1),
        applied_to: None,
    }
}

pub(crate) fn id(text: &str) -> Identifier {
    Identifier::parse(text).expect("an id")
}

fn participant(id_text: &str, name: &str) -> Participant {
    Participant {
        id: id(id_text),
        name: name.to_owned(),
        country: "XX".to_owned(),
        procuring_since: Some(date(2021, 1, 1)),
        coordinating_since: None,
        left: None,
        signed_version: "1".to_owned(),
        coordination_by: None,
        website: String::new(),
        language: "en".to_owned(),
        place: Place::line("inputs/participants.csv", 2, 1),
    }
}

fn settings() -> YearSettings {
    YearSettings::new(
        Period::new(date(2024, 10, 1), date(2025, 9, 30)).expect("a year"),
        date(2025, 11, 30),
        date(2026, 2, 1),
    )
}

fn pact() -> Pact {
    let group = |id: &str, scope, first_year| ProductGroup {
        id: id.to_owned(),
        title: Titles::one("en", id),
        scope,
        first_year,
        is_device: true,
    };
    Pact {
        sample: true,
        impacts: vec![ImpactCategory {
            id: "carbon".to_owned(),
            title: Titles::one("en", "Carbon"),
            since: None,
        }],
        product_groups: vec![
            group("laptops", Scope::Workplace, 2021),
            group("displays", Scope::Workplace, 2021),
            group("servers", Scope::Infrastructure, 2026),
        ],
        ..Pact::new("Sample", date(2030, 12, 31))
    }
}

pub(crate) fn identity() -> Sheet {
    sheet(
        "_cfit",
        &[
            &["layout", "1"],
            &["form_id", "pact"],
            &["form_version", "1"],
            &["year", "2025"],
            &["participant", NORTH],
            &["language", "en"],
        ],
    )
}

pub(crate) const ORGANISATION: &[&[&str]] = &[
    &["group:organisation", "question", "answer"],
    &["", "Your organisation"],
    &[],
    &["", "Question", "Your answer"],
    &["participant_id", "Id", NORTH],
    &["period_start", "First day", "2024-10-01"],
    &["period_end", "Last day", "30 September 2025"],
    &["currency", "Currency", "eur"],
    &["tax", "Taxes", "without taxes"],
    &["tax_rate", "Rate of the tax"],
    &["users_served", "People with a workplace\nRequired.", "1 200"],
    &["procurement_none", "Nothing was bought"],
    &["reports_for", "You report for"],
    &["protect_volume", "Withhold your volume?"],
];

pub(crate) const STRATEGIES: &[&[&str]] = &[
    &["group:strategies", "question", "answer", "last_year", "carried"],
    &["", "What you do"],
    &["", "Say how far you are."],
    &["", "Question", "Your answer", "Last year you answered", "Still holds?"],
    &["note:scale", "The ladder has five steps"],
    &["repair", "Repair before replacing", "Applied in some  procurements", "not started"],
    &["use_longer_story", "What was done", "", "We repaired 40 laptops.", "as last year"],
    &["labels", "Labels", "TCO Certified; ange bleu"],
];

pub(crate) const PROCUREMENT: &[&[&str]] = &[
    &["repeat:procurement", "product_group", "condition", "units", "amount", "currency", "buyer"],
    &["", "Purchases"],
    &["", "One row a line.\nRows can be added."],
    &["", "Product group", "Condition", "Units", "Amount\nWithout taxes.", "Currency", "Buyer"],
    &["", "Laptops", "new", "=310", "=12400.5"],
    &["", "displays", "", "1 500", "1.234,50", "SEK", "Isle Town"],
];

/// A whole return, in the order the form has.
pub(crate) fn sheets() -> Vec<Sheet> {
    vec![
        sheet("Read me", &[&["Return for 2025"]]),
        sheet("Your organisation", ORGANISATION),
        sheet("What you do", STRATEGIES),
        sheet("Purchases", PROCUREMENT),
        identity(),
    ]
}

/// A return made of these sheets.
pub(crate) fn returned(sheets: Vec<Sheet>) -> Workbook {
    workbook("inputs/2025/returns/north-region/return.xlsx", sheets)
}

/// Rows of a table with some cells replaced: row, column, text.
pub(crate) fn changed(title: &str, rows: &[&[&str]], changes: &[(usize, usize, &str)]) -> Sheet {
    let mut rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
    for (row, column, text) in changes {
        while rows.len() <= *row {
            rows.push(Vec::new());
        }
        while rows[*row].len() <= *column {
            rows[*row].push("");
        }
        rows[*row][*column] = text;
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    sheet(title, &rows)
}

/// Kind and cell of each fault.
pub(crate) fn kinds(faults: &[Fault]) -> Vec<(FaultKind, String)> {
    let kind = |fault: &Fault| (fault.kind, fault.place.cell_name().unwrap_or_default());
    faults.iter().map(kind).collect()
}
