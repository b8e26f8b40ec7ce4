//! Questionnaires nobody would write, and that the loader takes: drawn as XLSForms and read back by it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::Questionnaire;
use rust_xlsxwriter::Workbook;
use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::ground::{GROUND, file};

/// The questionnaire of a case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum RawForm {
    /// The one that is shipped.
    Shipped,
    Drawn(Vec<RawSection>),
}

/// A group or repeat before its questions have names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RawSection {
    pub(crate) repeat: bool,
    pub(crate) bits: u64,
    pub(crate) questions: Vec<(RawKind, u64)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum RawKind {
    Text,
    Integer,
    Decimal,
    Date,
    One,
    /// Several of a list of up to eight.
    Few,
    /// Several of a longer list.
    Many,
    Note,
}

/// A list: its name, and code, English and French label of each choice.
type List = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

const ONE: [List; 4] = [
    ("yes_no", &[("yes", "Yes", "Oui"), ("no", "No", "Non")]),
    (
        "ladder",
        &[
            ("0", "0 – Not begun", "0 – Pas commencé"),
            ("1", "1 – Begun", "1 – Commencé"),
            ("2", "2 – Half way", "2 – À mi-chemin"),
            ("3", "3 – Done", "3 – Fait"),
            ("na", "Does not apply to us", "Ne s’applique pas à nous"),
        ],
    ),
    (
        "remedy",
        &[
            ("repair", "Repair; parts included", "Réparation ; pièces comprises"),
            ("swap", "Swap", "Échange"),
            ("none", "None at all", "Aucun"),
            ("other", "Other", "Autre"),
        ],
    ),
    (
        "source",
        &[
            ("A1", "A1", "A1"),
            ("B-2", "Service", "Service"),
            ("c.3", "“Own” stock – ours", "Stock « propre » – à nous"),
        ],
    ),
];

const FEW: [List; 2] = [
    (
        "colour",
        &[
            ("red", "Red", "Rouge"),
            ("green", "Green", "Vert"),
            ("dark_green", "Green, dark", "Vert, foncé"),
            ("blue", "Blue", "Bleu"),
            ("other", "Another colour", "Autre couleur"),
        ],
    ),
    (
        "impact_kind",
        &[
            ("carbon", "Carbon", "Carbone"),
            ("fair", "Fair value chains", "Chaînes équitables"),
            ("1", "First", "Premier"),
            ("2", "Second", "Second"),
            ("x", "X", "X"),
            ("yes", "Yes, all", "Oui, tous"),
            ("water", "Water", "Eau"),
            ("soil", "Soil", "Sol"),
        ],
    ),
];

const MANY: [List; 1] = [(
    "goods",
    &[
        ("laptops", "Laptops", "Ordinateurs portables"),
        ("desktops", "Desktop computers", "Ordinateurs de bureau"),
        ("tablets", "Tablets", "Tablettes"),
        ("phones", "Phones", "Téléphones"),
        ("screens", "Screens", "Écrans"),
        ("printers", "Printers and copiers", "Imprimantes et copieurs"),
        ("servers", "Servers", "Serveurs"),
        ("storage", "Storage", "Stockage"),
        ("network", "Network equipment", "Équipements de réseau"),
    ],
)];

/// Labels, English and French; one may begin another.
const LABELS: [(&str, &str); 24] = [
    ("Units", "Unités"),
    ("Amount", "Montant"),
    ("Remarks", "Remarques"),
    ("Day", "Jour"),
    ("Product group", "Groupe de produits"),
    ("Units bought", "Unités achetées"),
    ("Units bought with a label", "Unités achetées avec un label"),
    ("Why?", "Pourquoi ?"),
    ("What others can learn (if anything)", "Ce que d’autres peuvent en apprendre"),
    ("Mean age in years", "Âge moyen en années"),
    ("Answer", "Réponse"),
    ("Which question?", "Quelle question ?"),
    ("“Quoted” – and dashed", "« Cité » – et tiret"),
    ("Share, in per cent", "Part, en pour cent"),
    ("1.", "1°"),
    (
        "A label that goes on for longer than any column is wide, since somebody wanted to explain it all in one place and not in the hint",
        "Un libellé qui n’en finit pas, parce que quelqu’un a voulu tout expliquer au même endroit au lieu de l’indication",
    ),
    ("Contact", "Contact"),
    ("Where", "Où"),
    ("Whom you asked", "À qui vous avez demandé"),
    ("Note", "Note"),
    ("Total", "Total"),
    ("Yes or no", "Oui ou non"),
    ("Colours", "Couleurs"),
    ("Date", "La date"),
];

const TITLES: [(&str, &str); 8] = [
    ("Purchases", "Achats"),
    ("Devices in use", "Appareils en service"),
    ("What you do", "Ce que vous faites"),
    ("Units", "Unités"),
    ("Tenders / calls", "Appels d’offres"),
    ("Stories", "Récits"),
    ("In use: the rest", "En service : le reste"),
    ("People & places", "Lieux et personnes"),
];

/// Names that mean something elsewhere in a form.
const NAMES: [&str; 7] =
    ["question", "answer", "units", "carried", "last_year", "Date-1", "note.x"];

type Row = BTreeMap<&'static str, String>;

/// A question that conditions can rest on.
#[derive(Clone)]
struct Earlier {
    name: String,
    kind: RawKind,
    list: Option<List>,
    repeat: Option<usize>,
}

/// The drawing of one form.
#[derive(Default)]
struct Drawing {
    survey: Vec<Row>,
    lists: BTreeMap<&'static str, List>,
    taken: BTreeSet<String>,
    earlier: Vec<Earlier>,
}

impl RawForm {
    /// The questionnaire as the loader reads it.
    pub(crate) fn questionnaire(&self) -> Arc<Questionnaire> {
        match self {
            RawForm::Shipped => GROUND.questionnaire.clone(),
            RawForm::Drawn(sections) => Arc::new(loaded(sections)),
        }
    }
}

fn loaded(sections: &[RawSection]) -> Questionnaire {
    let bytes = xlsform(sections);
    let workbook = read::cells::workbook(&file("inputs/2026/questionnaire.xlsx", bytes));
    let workbook = workbook.expect("an XLSForm that was just written");
    let read = read::questionnaire::questionnaire(&workbook);
    read.unwrap_or_else(|obstacles| panic!("the XLSForm is refused: {obstacles:#?}\n{sections:?}"))
}

fn xlsform(sections: &[RawSection]) -> Vec<u8> {
    let mut drawing = Drawing::default();
    drawing.organisation();
    for (index, section) in sections.iter().enumerate() {
        drawing.section(index, section);
    }
    let choices = drawing.lists.values().flat_map(|(list, choices)| {
        choices.iter().map(|(code, english, french)| {
            Row::from([
                ("list_name", (*list).to_owned()),
                ("name", (*code).to_owned()),
                ("label::English (en)", (*english).to_owned()),
                ("label::French (fr)", (*french).to_owned()),
            ])
        })
    });
    let choices: Vec<Row> = choices.collect();
    let settings = Row::from([
        ("form_title", "Drawn".to_owned()),
        ("form_id", "drawn".to_owned()),
        ("version", "1".to_owned()),
        ("default_language", "English (en)".to_owned()),
    ]);
    let mut workbook = Workbook::new();
    sheet(&mut workbook, "survey", &drawing.survey);
    sheet(&mut workbook, "choices", &choices);
    sheet(&mut workbook, "settings", &[settings]);
    workbook.save_to_buffer().expect("an XLSForm within the limits of the format")
}

fn sheet(workbook: &mut Workbook, title: &str, rows: &[Row]) {
    let sheet = workbook.add_worksheet().set_name(title).expect("a title");
    let columns: BTreeSet<&str> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    for (column, name) in (0u16..).zip(columns) {
        sheet.write_string(0, column, name).expect("a cell");
        for (index, row) in (1u32..).zip(rows) {
            if let Some(text) = row.get(name) {
                sheet.write_string(index, column, text).expect("a cell");
            }
        }
    }
}

impl Drawing {
    fn row(&mut self, kind: &str, name: &str, (english, french): (&str, &str)) -> &mut Row {
        let mut row = Row::from([
            ("type", kind.to_owned()),
            ("name", name.to_owned()),
            ("label::English (en)", english.to_owned()),
        ]);
        if !french.is_empty() {
            row.insert("label::French (fr)", french.to_owned());
        }
        self.survey.push(row);
        self.survey.last_mut().expect("it was just pushed")
    }

    /// The group every return says whose it is in.
    fn organisation(&mut self) {
        self.row("begin_group", "organisation", ("Organisation", "Votre organisation"));
        self.row("text", "participant_id", ("Your id", "Votre identifiant"));
        self.row("text", "organisation_name", ("Your name", "Votre nom"));
        self.row("date", "period_start", ("First day of it", "Premier jour"));
        self.row("date", "period_end", ("Last day of it", "Dernier jour"));
        self.row("text", "currency", ("Currency", "Devise"));
        self.row("decimal", "tax_rate", ("Rate of the tax", "Taux de la taxe"));
        self.survey.push(Row::from([("type", "end_group".to_owned())]));
    }

    fn section(&mut self, index: usize, raw: &RawSection) {
        let mut bits = Bits::of(raw.bits, 0);
        let kind = if raw.repeat { "repeat" } else { "group" };
        let (english, french) = TITLES[index % TITLES.len()];
        let number = index / TITLES.len();
        let behind = if number == 0 { String::new() } else { format!(" no. {number}") };
        let titles = (format!("{english}{behind}"), format!("{french}{behind}"));
        let relevant = match bits.chance(20) {
            true => self.condition(None, &mut bits),
            false => None,
        };
        let roles = self.roles(&mut bits);
        let hint = bits.chance(50);
        let row =
            self.row(&format!("begin_{kind}"), &format!("part_{index}"), (&titles.0, &titles.1));
        if hint {
            row.insert("hint::English (en)", "What is meant, in so many words.".to_owned());
            row.insert("hint::French (fr)", "Ce qui est demandé, en toutes lettres.".to_owned());
        }
        row.extend(relevant.map(|relevant| ("relevant", relevant)));
        row.extend(roles.map(|roles| ("cfit_roles", roles.to_owned())));
        let mut labels: BTreeSet<String> = BTreeSet::new();
        labels.extend([titles.0.to_lowercase(), titles.1.to_lowercase()]);
        // The first label may be the title's.
        let titled = bits.chance(12);
        for (of_section, (kind, seed)) in raw.questions.iter().enumerate() {
            let mut bits = Bits::of(*seed, index * 100 + of_section);
            let at = (index, raw.repeat, of_section);
            let label = match titled && of_section == 0 {
                true => titles.clone(),
                false => label(&mut labels, &mut bits),
            };
            self.question(at, *kind, label, &mut bits);
        }
        self.survey.push(Row::from([("type", format!("end_{kind}"))]));
    }

    fn roles(&self, bits: &mut Bits) -> Option<&'static str> {
        bits.chance(15)
            .then(|| *bits.pick(&["procuring", "coordinating", "procuring; coordinating"]))
    }

    fn question(
        &mut self,
        (section, repeat, index): (usize, bool, usize),
        kind: RawKind,
        (english, french): (String, String),
        bits: &mut Bits,
    ) {
        let own = format!("q{section}_{index}");
        let name = match bits.chance(15) {
            true => Some((*bits.pick(&NAMES)).to_owned()),
            // Amounts in a currency, its own or the return's.
            false if repeat && kind == RawKind::Decimal => Some("amount".to_owned()),
            false if repeat && kind == RawKind::Text && bits.chance(30) => {
                Some("currency".to_owned())
            }
            false => None,
        };
        let mut of_section = self.survey.iter().rev().take(index);
        let free = |name: &String| match name.as_str() {
            // Each repeat may have its own.
            "amount" | "currency" => !of_section.any(|row| row["name"] == *name),
            _ => !self.taken.contains(name),
        };
        let name = name.filter(free);
        let name = name.unwrap_or(own);
        self.taken.insert(name.clone());
        let list = match kind {
            RawKind::One => Some(*bits.pick(&ONE)),
            RawKind::Few => Some(*bits.pick(&FEW)),
            RawKind::Many => Some(*bits.pick(&MANY)),
            _ => None,
        };
        let behind = list.map_or("", |(name, _)| name);
        self.lists.extend(list.map(|list| (list.0, list)));
        let kind_of_row = match kind {
            RawKind::Text => "text".to_owned(),
            RawKind::Integer => "integer".to_owned(),
            RawKind::Decimal => "decimal".to_owned(),
            RawKind::Date => "date".to_owned(),
            RawKind::Note => "note".to_owned(),
            RawKind::One => format!("select_one {behind}"),
            RawKind::Few | RawKind::Many => format!("select_multiple {behind}"),
        };
        let of_repeat = repeat.then_some(section);
        let relevant = match bits.chance(25) {
            true => self.condition(of_repeat, bits),
            false => None,
        };
        let roles = self.roles(bits).filter(|_| index > 0);
        let row = self.row(&kind_of_row, &name, (&english, &french));
        row.extend(relevant.map(|relevant| ("relevant", relevant)));
        row.extend(roles.map(|roles| ("cfit_roles", roles.to_owned())));
        if bits.chance(30) {
            row.insert("required", "yes".to_owned());
        }
        if bits.chance(30) {
            row.insert("hint::English (en)", "As far as you know.".to_owned());
        }
        if matches!(kind, RawKind::Integer | RawKind::Decimal) && bits.chance(50) {
            let constraint = *bits.pick(&[". >= 0", ". > 0 and . <= 5000000", ". >= -50"]);
            row.insert("constraint", constraint.to_owned());
            row.insert("constraint_message::English (en)", "Not so much.".to_owned());
        }
        // Conditions rest on a name that is one question's alone.
        if kind != RawKind::Note && !["amount", "currency"].contains(&name.as_str()) {
            self.earlier.push(Earlier { name, kind, list, repeat: of_repeat });
        }
    }

    /// A condition on questions that stand before, of the same row or outside repeats.
    fn condition(&self, repeat: Option<usize>, bits: &mut Bits) -> Option<String> {
        let usable: Vec<&Earlier> = self
            .earlier
            .iter()
            .filter(|one| one.repeat.is_none() || one.repeat == repeat)
            .filter(|one| one.kind != RawKind::Date)
            .collect();
        if usable.is_empty() {
            return None;
        }
        let one = |bits: &mut Bits| simple(usable[bits.below(usable.len())], bits);
        let first = one(bits);
        Some(match bits.below(5) {
            3 => format!("{first} and {}", one(bits)),
            4 => format!("not({first}) or {}", one(bits)),
            _ => first,
        })
    }
}

/// A condition on one question.
fn simple(on: &Earlier, bits: &mut Bits) -> String {
    let name = &on.name;
    let code = on.list.map_or("", |(_, choices)| bits.pick(choices).0);
    match on.kind {
        RawKind::One => match bits.below(3) {
            0 => format!("${{{name}}} = '{code}'"),
            1 => format!("${{{name}}} != '{code}'"),
            _ => format!("selected(${{{name}}}, '{code}')"),
        },
        RawKind::Few | RawKind::Many => match bits.below(2) {
            0 => format!("selected(${{{name}}}, '{code}')"),
            _ => format!("count-selected(${{{name}}}) > 1"),
        },
        RawKind::Integer | RawKind::Decimal => match bits.below(2) {
            0 => format!("${{{name}}} >= 7"),
            _ => format!("${{{name}}} < 1000"),
        },
        _ => format!("string-length(${{{name}}}) > {}", bits.below(9)),
    }
}

/// A label no other question of the section has in any language.
fn label(labels: &mut BTreeSet<String>, bits: &mut Bits) -> (String, String) {
    let (english, french) = *bits.pick(&LABELS);
    let only_english = bits.chance(8);
    for number in 1.. {
        let behind = if number == 1 { String::new() } else { format!(" {number}") };
        let pair = [format!("{english}{behind}"), format!("{french}{behind}")];
        let lower = pair.clone().map(|label| label.to_lowercase());
        if lower.iter().any(|label| labels.contains(label)) {
            continue;
        }
        labels.extend(lower);
        let [english, french] = pair;
        return (english, if only_english { String::new() } else { french });
    }
    unreachable!("numbers do not end")
}
