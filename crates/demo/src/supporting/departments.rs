//! The departments that order things, as bodies of each kind have them, in six languages.

use super::words::PerLanguage;
use crate::pact::OrganisationKind;

/// Departments of a ministry.
const MINISTRY: [PerLanguage; 6] = [
    [
        "Central services",
        "Services centraux",
        "Zentralabteilung",
        "Centrale diensten",
        "Servicios centrales",
        "Servizi centrali",
    ],
    [
        "Legal affairs",
        "Affaires juridiques",
        "Rechtsabteilung",
        "Juridische zaken",
        "Asuntos jurídicos",
        "Affari legali",
    ],
    ["Budget", "Budget", "Haushalt", "Begroting", "Presupuestos", "Bilancio"],
    ["Minister's office", "Cabinet", "Ministerbüro", "Kabinet", "Gabinete", "Gabinetto"],
    ["Press office", "Service de presse", "Pressestelle", "Persdienst", "Prensa", "Ufficio stampa"],
    ["Statistics", "Statistique", "Statistik", "Statistiek", "Estadística", "Statistica"],
];

/// Departments of a region, county, canton or province.
const REGION: [PerLanguage; 6] = [
    ["Roads", "Routes", "Straßenbau", "Wegen", "Carreteras", "Viabilità"],
    [
        "Spatial planning",
        "Aménagement",
        "Raumplanung",
        "Ruimtelijke ordening",
        "Ordenación del territorio",
        "Pianificazione",
    ],
    ["Finance", "Finances", "Kämmerei", "Financiën", "Hacienda", "Ragioneria"],
    ["Environment", "Environnement", "Umweltamt", "Milieu", "Medio ambiente", "Ambiente"],
    [
        "Social affairs",
        "Affaires sociales",
        "Sozialamt",
        "Sociale zaken",
        "Asuntos sociales",
        "Politiche sociali",
    ],
    [
        "Assembly services",
        "Secrétariat de l'assemblée",
        "Gremienbüro",
        "Griffie",
        "Secretaría del pleno",
        "Segreteria del consiglio",
    ],
];

/// Departments of a city or a municipality.
const TOWN: [PerLanguage; 8] = [
    ["Library", "Bibliothèque", "Bücherei", "Bibliotheek", "Biblioteca", "Biblioteca"],
    ["Schools", "Écoles", "Schulamt", "Onderwijs", "Educación", "Scuole"],
    ["Finance", "Finances", "Kämmerei", "Financiën", "Hacienda", "Ragioneria"],
    ["Planning", "Urbanisme", "Stadtplanung", "Ruimtelijke ordening", "Urbanismo", "Urbanistica"],
    ["Citizens' office", "Accueil", "Bürgerbüro", "Burgerzaken", "Atención ciudadana", "Anagrafe"],
    [
        "Parks",
        "Espaces verts",
        "Grünflächenamt",
        "Groenvoorziening",
        "Parques y jardines",
        "Verde pubblico",
    ],
    [
        "Human resources",
        "Ressources humaines",
        "Personalamt",
        "Personeelszaken",
        "Recursos humanos",
        "Personale",
    ],
    ["Civil works", "Voirie", "Tiefbauamt", "Openbare werken", "Obras", "Lavori pubblici"],
];

/// Departments of a university.
const UNIVERSITY: [PerLanguage; 7] = [
    [
        "University library",
        "Bibliothèque universitaire",
        "Universitätsbibliothek",
        "Universiteitsbibliotheek",
        "Biblioteca universitaria",
        "Biblioteca di ateneo",
    ],
    [
        "Faculty of Science",
        "Faculté des sciences",
        "Naturwissenschaftliche Fakultät",
        "Faculteit Wetenschappen",
        "Facultad de Ciencias",
        "Facoltà di Scienze",
    ],
    [
        "Faculty of Law",
        "Faculté de droit",
        "Juristische Fakultät",
        "Faculteit Recht",
        "Facultad de Derecho",
        "Facoltà di Giurisprudenza",
    ],
    [
        "Faculty of Arts",
        "Faculté des lettres",
        "Philosophische Fakultät",
        "Faculteit Letteren",
        "Facultad de Letras",
        "Facoltà di Lettere",
    ],
    [
        "Registry",
        "Scolarité",
        "Studierendensekretariat",
        "Studentenadministratie",
        "Secretaría académica",
        "Segreteria studenti",
    ],
    [
        "Computing centre",
        "Centre de calcul",
        "Rechenzentrum",
        "Rekencentrum",
        "Centro de cálculo",
        "Centro di calcolo",
    ],
    ["Rector's office", "Rectorat", "Rektorat", "Rectoraat", "Rectorado", "Rettorato"],
];

/// Departments of a hospital or a group of them.
const HOSPITALS: [PerLanguage; 7] = [
    ["Radiology", "Radiologie", "Radiologie", "Radiologie", "Radiología", "Radiologia"],
    ["Nursing", "Soins infirmiers", "Pflegedienst", "Verpleging", "Enfermería", "Infermieristica"],
    ["Pharmacy", "Pharmacie", "Krankenhausapotheke", "Apotheek", "Farmacia", "Farmacia"],
    ["Admissions", "Admissions", "Patientenaufnahme", "Opname", "Admisión", "Accettazione"],
    ["Laboratory", "Laboratoire", "Labor", "Laboratorium", "Laboratorio", "Laboratorio"],
    ["Outpatients", "Consultations", "Ambulanz", "Polikliniek", "Consultas externas", "Ambulatori"],
    ["Catering", "Restauration", "Küche", "Voeding", "Cocina", "Ristorazione"],
];

/// Departments of a water authority.
const WATER: [PerLanguage; 5] = [
    ["Dikes", "Digues", "Deichaufsicht", "Dijkbeheer", "Diques", "Argini"],
    [
        "Treatment plant",
        "Station d'épuration",
        "Klärwerk",
        "Waterzuivering",
        "Depuradora",
        "Depuratore",
    ],
    ["Laboratory", "Laboratoire", "Labor", "Laboratorium", "Laboratorio", "Laboratorio"],
    [
        "Permits",
        "Autorisations",
        "Genehmigungen",
        "Vergunningen",
        "Autorizaciones",
        "Autorizzazioni",
    ],
    ["Finance", "Finances", "Finanzen", "Financiën", "Contabilidad", "Ragioneria"],
];

/// Departments that any office has.
const OFFICE: [PerLanguage; 5] = [
    ["Finance", "Finances", "Finanzen", "Financiën", "Contabilidad", "Contabilità"],
    [
        "Human resources",
        "Ressources humaines",
        "Personal",
        "Personeelszaken",
        "Recursos humanos",
        "Personale",
    ],
    [
        "Help desk",
        "Assistance informatique",
        "Benutzerservice",
        "Helpdesk",
        "Asistencia a usuarios",
        "Assistenza utenti",
    ],
    [
        "Legal office",
        "Service juridique",
        "Justiziariat",
        "Juridische dienst",
        "Asesoría jurídica",
        "Ufficio legale",
    ],
    [
        "Communication",
        "Communication",
        "Öffentlichkeitsarbeit",
        "Communicatie",
        "Comunicación",
        "Comunicazione",
    ],
];

/// Departments of a body that buys for others.
const PURCHASING: [PerLanguage; 5] = [
    [
        "Framework agreements",
        "Accords-cadres",
        "Rahmenverträge",
        "Raamovereenkomsten",
        "Acuerdos marco",
        "Accordi quadro",
    ],
    ["Tenders", "Marchés publics", "Vergabestelle", "Aanbestedingen", "Licitaciones", "Gare"],
    [
        "Member services",
        "Service aux adhérents",
        "Mitgliederbetreuung",
        "Ledenservice",
        "Atención a miembros",
        "Servizi ai soci",
    ],
    ["Warehouse", "Entrepôt", "Lager", "Magazijn", "Almacén", "Magazzino"],
    ["Finance", "Finances", "Finanzen", "Financiën", "Contabilidad", "Contabilità"],
];

/// Departments of an intergovernmental organisation.
const INTERNATIONAL: [PerLanguage; 5] = [
    ["Secretariat", "Secrétariat", "Sekretariat", "Secretariaat", "Secretaría", "Segretariato"],
    ["Translation", "Traduction", "Sprachendienst", "Vertaling", "Traducción", "Traduzione"],
    [
        "Conference services",
        "Service des conférences",
        "Konferenzdienst",
        "Conferentiedienst",
        "Conferencias",
        "Conferenze",
    ],
    [
        "Field offices",
        "Bureaux extérieurs",
        "Außenstellen",
        "Buitenposten",
        "Oficinas exteriores",
        "Uffici esterni",
    ],
    ["Budget", "Budget", "Haushalt", "Begroting", "Presupuesto", "Bilancio"],
];

/// The departments that order things in a body of a kind.
pub(super) fn departments(kind: OrganisationKind) -> &'static [PerLanguage] {
    match kind {
        OrganisationKind::Ministry => &MINISTRY,
        OrganisationKind::Region => &REGION,
        OrganisationKind::City | OrganisationKind::Municipality => &TOWN,
        OrganisationKind::University => &UNIVERSITY,
        OrganisationKind::Hospitals => &HOSPITALS,
        OrganisationKind::WaterAuthority => &WATER,
        OrganisationKind::Agency => &OFFICE,
        OrganisationKind::PurchasingBody => &PURCHASING,
        OrganisationKind::International => &INTERNATIONAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pact::{Layout, Order, Sender, SpreadsheetLanguage, SupportingFile, SupportingRows};
    use crate::supporting::written;
    use jiff::civil::date;

    #[test]
    fn orders_are_of_the_departments_of_their_sender() {
        let order = |number: i64| Order {
            reference: format!("A-{number}"),
            date: date(2026, 3, 2),
            product_group: "laptops".to_owned(),
            description: String::new(),
            units: Some(2),
            amount: (1_000 + number).into(),
            condition: None,
            acquisition: None,
        };
        let period = (date(2025, 10, 1), date(2026, 9, 30));
        for kind in OrganisationKind::ALL {
            let mut with_departments = 0;
            for number in 0..12 {
                let file = SupportingFile {
                    name: "orders.csv".to_owned(),
                    language: SpreadsheetLanguage::German,
                    layout: Layout::CommaText,
                    currency: "EUR".to_owned(),
                    sender: Sender { number, kind },
                    rows: SupportingRows::Orders((0..60).map(order).collect()),
                };
                let bytes = written(&file, period, "Amt").unwrap().bytes;
                let text = String::from_utf8(bytes).unwrap();
                let own: Vec<&str> = departments(kind).iter().map(|words| words[2]).collect();
                let count = |word: &&str| text.matches(&format!(",{word},")).count();
                let rows: usize = own.iter().map(count).sum();
                assert!(rows == 0 || rows == 60, "{kind:?} {rows}\n{text}");
                with_departments += usize::from(rows > 0);
            }
            assert!(with_departments > 1, "{kind:?}");
        }
    }

    #[test]
    fn schools_are_a_towns_and_wards_a_hospitals() {
        let has = |kind, word| departments(kind).iter().any(|words| words.contains(&word));
        for kind in OrganisationKind::ALL {
            let is_town = matches!(kind, OrganisationKind::City | OrganisationKind::Municipality);
            assert_eq!(has(kind, "Schulamt"), is_town, "{kind:?}");
            assert_eq!(has(kind, "Pflegedienst"), kind == OrganisationKind::Hospitals, "{kind:?}");
            assert_eq!(has(kind, "Rectorat"), kind == OrganisationKind::University, "{kind:?}");
        }
    }
}
