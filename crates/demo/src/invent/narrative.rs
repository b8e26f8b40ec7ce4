//! The Secretariat's own words. No number is typed: figures are references, which every year has.

use super::draw::Draw;
use super::size::{LAST_YEAR, Size};

const OPENINGS: [[&str; 2]; 6] = [
    [
        "Whoever buys a device decides where it comes from and how long it will be needed. Participants told us how they decided this year.",
        "Acheter un appareil, c’est décider d’où il vient et combien de temps il servira. Les participants nous ont dit comment ils ont décidé cette année.",
    ],
    [
        "This report is made of what participants wrote down, cell by cell, and of nothing else.",
        "Ce rapport est fait de ce que les participants ont écrit, cellule par cellule, et de rien d’autre.",
    ],
    [
        "Some returns came early, some with an apology, and all of them were read.",
        "Des déclarations sont venues tôt, d’autres avec des excuses, et toutes ont été lues.",
    ],
    [
        "A year of the Pact consists of many small refusals: of a second screen, of a short warranty, of an answer that is none.",
        "Une année du Pacte est faite de petits refus : un second écran, une garantie courte, une réponse qui n’en est pas une.",
    ],
    [
        "Participants differ in size more than in their questions. That is what makes it worth while to answer together.",
        "Les participants diffèrent par la taille plus que par les questions. C’est pourquoi il vaut la peine d’y répondre ensemble.",
    ],
    [
        "Behind each figure stands somebody who opened a cupboard and counted.",
        "Derrière chaque chiffre, quelqu’un a ouvert une armoire et compté.",
    ],
];

const WORK: [&str; 6] = [
    "The working groups met in the rooms of participants, which costs little and shows how others work.",
    "Most hours went into texts that are short in the end: a clause, a checklist, a page of questions.",
    "The talks with the market were open to all suppliers, and their results are on the website.",
    "A community of practice of help desks began by itself and was left alone.",
    "The Secretariat answered questions on the form, mended two of them and wrote down the rest for next year.",
    "Criteria were tried in real tenders before the Committee was asked to approve them.",
];

const OUTLOOK: [&str; 6] = [
    "Next year the questionnaire stays as it is, so that two years can be laid side by side.",
    "The working groups will turn to what was asked for most: model clauses, and help in reading answers.",
    "Returns that came with a list will have their figures laid beside it before anybody asks back.",
    "More participants will be invited to report for their neighbours where these have nobody to do it.",
    "The market will be asked the same questions by all, on the same form.",
    "The Committee will look at the targets once more figures are on the table.",
];

/// How many returned, whose figures came inside another's return, and of how many a return was expected.
const RESPONSE: &str = r#"{{ count_of("coverage.returned", "return", "returns") }} came in{% if covered %}, with the figures of {{ count_of("coverage.covered", "more participant", "more participants") }} inside them{% endif %}; {{ count_of("coverage.expected", "participant was", "participants were") }} expected to report."#;
const REPONSE: &str = r#"{{ count_of("coverage.returned", "déclaration est arrivée", "déclarations sont arrivées") }}{% if covered %}, avec les chiffres de {{ count_of("coverage.covered", "autre participant", "autres participants") }}{% endif %} ; {{ count_of("coverage.expected", "participant était attendu", "participants étaient attendus") }}."#;

/// What is only said where somebody sent lists and no form.
const LISTS_ALONE: &str =
    "Those who sent lists alone will be asked for the form as well, since a list tells no story.";

/// Foreword in two languages, highlights, work and outlook; whether somebody sent lists and no form.
pub(super) fn narrative(size: &Size, year: i16, lists_alone: bool) -> Vec<(String, String)> {
    let mut order: Vec<usize> = (0..OPENINGS.len()).collect();
    Draw::of(size.seed, 0, 0, "narrative").shuffle(&mut order);
    let back = usize::try_from(LAST_YEAR - year).unwrap_or(0);
    let at = |more: usize| order[(back + more) % order.len()];
    let [opening, ouverture] = OPENINGS[at(0)];
    let foreword = format!(
        "{opening}\n\n{RESPONSE} The direct volume comes to {{{{ figure(\"volume.direct.amount\") }}}}.\n\n*The Secretariat*\n"
    );
    let french = format!(
        "{ouverture}\n\n{REPONSE} Le volume direct atteint {{{{ figure(\"volume.direct.amount\") }}}}.\n\n*Le Secrétariat*\n"
    );
    let highlights = "- Direct procurement volume: {{ figure(\"volume.direct.amount\") }}, beside it {{ figure(\"volume.indirect.amount\") }} indirect.\n- Of the answers on buying less, {{ figure(\"uptake.rate\", strategy=\"buy_less\") }} are at “applied” or “standard practice”; on using longer, {{ figure(\"uptake.rate\", strategy=\"use_longer\") }}.\n".to_owned();
    let two = |stock: &[&str; 6]| format!("{}\n\n{}\n", stock[at(1)], stock[at(3)]);
    let mut outlook = two(&OUTLOOK);
    if lists_alone {
        outlook = format!("{outlook}\n{LISTS_ALONE}\n");
    }
    let texts = [
        ("foreword.md", foreword),
        ("foreword.fr.md", french),
        ("highlights.md", highlights),
        ("work.md", two(&WORK)),
        ("outlook.md", outlook),
    ];
    texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}
