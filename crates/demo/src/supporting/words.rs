//! The words of spreadsheets in six languages, as offices write them.

use model::vocabulary::{Acquisition, Condition, Route};

use super::plan::{Kind, What};
use crate::pact::SpreadsheetLanguage;

/// A word in English, French, German, Dutch, Spanish and Italian.
pub(super) type PerLanguage = [&'static str; 6];

/// The word of a language.
pub(super) fn in_language<T: Copy>(words: [T; 6], language: SpreadsheetLanguage) -> T {
    use SpreadsheetLanguage::{Dutch, English, French, German, Italian, Spanish};
    match language {
        English => words[0],
        French => words[1],
        German => words[2],
        Dutch => words[3],
        Spanish => words[4],
        Italian => words[5],
    }
}

pub(super) const INCHES: PerLanguage = ["inch", "pouces", "Zoll", "inch", "pulgadas", "pollici"];
pub(super) const GIGABYTES: PerLanguage = ["GB", "Go", "GB", "GB", "GB", "GB"];
pub(super) const TERABYTES: PerLanguage = ["TB", "To", "TB", "TB", "TB", "TB"];
pub(super) const PORTS: PerLanguage = ["ports", "ports", "Ports", "poorten", "puertos", "porte"];

/// The header of a column, in the two ways it is written.
pub(super) fn headers(what: What) -> [PerLanguage; 2] {
    match what {
        What::Reference => [
            [
                "PO number",
                "N° commande",
                "Bestellnummer",
                "Bestelbon",
                "N.º de pedido",
                "N. ordine",
            ],
            ["Order no.", "N° de bon", "Beleg", "Bestelnummer", "Pedido", "Ordine"],
        ],
        What::Date => [
            [
                "Order date",
                "Date de commande",
                "Bestelldatum",
                "Besteldatum",
                "Fecha de pedido",
                "Data ordine",
            ],
            ["Ordered", "Date", "Datum", "Besteld op", "Fecha", "Data"],
        ],
        What::Description => [
            ["Item", "Désignation", "Bezeichnung", "Omschrijving", "Descripción", "Descrizione"],
            ["Description", "Article", "Artikel", "Artikel", "Artículo", "Articolo"],
        ],
        What::GroupWord => [
            ["Category", "Famille", "Warengruppe", "Productgroep", "Familia", "Categoria"],
            [
                "Product group",
                "Catégorie",
                "Produktgruppe",
                "Categorie",
                "Categoría",
                "Gruppo merci",
            ],
        ],
        What::Cpv => [
            ["CPV code", "Code CPV", "CPV-Code", "CPV-code", "Código CPV", "Codice CPV"],
            ["CPV"; 6],
        ],
        What::Unspsc => [
            [
                "UNSPSC code",
                "Code UNSPSC",
                "UNSPSC-Code",
                "UNSPSC-code",
                "Código UNSPSC",
                "Codice UNSPSC",
            ],
            ["UNSPSC"; 6],
        ],
        What::Units => [
            ["Qty", "Quantité", "Menge", "Aantal", "Cantidad", "Quantità"],
            ["Quantity", "Qté", "Anzahl", "Stuks", "Uds.", "Q.tà"],
        ],
        What::Amount => [
            [
                "Net amount",
                "Montant HT",
                "Nettobetrag",
                "Bedrag excl. btw",
                "Importe sin IVA",
                "Imponibile",
            ],
            [
                "Amount excl. VAT",
                "Montant hors TVA",
                "Betrag netto",
                "Nettobedrag",
                "Importe neto",
                "Importo netto",
            ],
        ],
        What::Condition => [
            ["Condition", "État", "Zustand", "Staat", "Estado", "Stato"],
            [
                "Condition of goods",
                "État du matériel",
                "Gerätezustand",
                "Staat van het toestel",
                "Estado del equipo",
                "Stato del bene",
            ],
        ],
        What::Acquisition => [
            [
                "Acquisition",
                "Mode d'acquisition",
                "Beschaffungsart",
                "Verwerving",
                "Adquisición",
                "Acquisizione",
            ],
            [
                "Acquired by",
                "Acquisition",
                "Erwerbsart",
                "Wijze van verwerving",
                "Modalidad",
                "Modalità",
            ],
        ],
        What::CreditKind => [
            [
                "Document",
                "Type de pièce",
                "Belegart",
                "Documentsoort",
                "Tipo de documento",
                "Tipo documento",
            ],
            ["Document type", "Pièce", "Vorgang", "Soort", "Documento", "Documento"],
        ],
        What::Department => [
            ["Department", "Service demandeur", "Abteilung", "Afdeling", "Departamento", "Ufficio"],
            ["Ordered for", "Direction", "Dienststelle", "Dienst", "Área", "Settore"],
        ],
        What::Account => [["Account", "Compte", "Konto", "Rekening", "Cuenta", "Conto"]; 2],
        What::Position => [["No.", "N°", "Pos.", "Nr.", "N.º", "N."]; 2],
        What::BoughtOn => [
            [
                "In service since",
                "Mise en service",
                "Inbetriebnahme",
                "In gebruik sinds",
                "En servicio desde",
                "In servizio dal",
            ],
            [
                "Bought on",
                "Date d'achat",
                "Kaufdatum",
                "Aankoopdatum",
                "Fecha de compra",
                "Data acquisto",
            ],
        ],
        What::Lifetime => {
            [[
                "Planned life (years)",
                "Durée prévue (ans)",
                "Nutzungsdauer (Jahre)",
                "Geplande levensduur (jaar)",
                "Vida útil prevista (años)",
                "Durata prevista (anni)",
            ]; 2]
        }
        What::DisposedOn => [
            [
                "Collected",
                "Date de sortie",
                "Abgabedatum",
                "Datum afvoer",
                "Fecha de baja",
                "Data dismissione",
            ],
            ["Date let go", "Sortie le", "Abgang am", "Afgevoerd op", "Baja", "Dismesso il"],
        ],
        What::Route => [
            ["Where to", "Destination", "Verbleib", "Bestemming", "Destino", "Destinazione"],
            ["What became of it", "Devenir", "Verwendung", "Afvoerweg", "Salida", "Esito"],
        ],
    }
}

/// What a product group is called; its id where nobody knows the group.
pub(super) fn group(id: &str, language: SpreadsheetLanguage) -> &str {
    let words: PerLanguage = match id {
        "laptops" => {
            ["Laptops", "Ordinateurs portables", "Notebooks", "Laptops", "Portátiles", "Portatili"]
        }
        "desktops" => [
            "Desktop computers",
            "Postes fixes",
            "Arbeitsplatzrechner",
            "Vaste computers",
            "Ordenadores de sobremesa",
            "Postazioni fisse",
        ],
        "tablets" => ["Tablets", "Tablettes", "Tablets", "Tablets", "Tabletas", "Tablet"],
        "smartphones" => [
            "Mobile phones",
            "Téléphones",
            "Mobiltelefone",
            "Mobiele telefoons",
            "Móviles",
            "Cellulari",
        ],
        "displays" => ["Monitors", "Écrans", "Monitore", "Monitoren", "Monitores", "Monitor"],
        "printers" => [
            "Printers",
            "Impression",
            "Drucker und Kopierer",
            "Printers",
            "Impresoras",
            "Stampanti",
        ],
        "peripherals" => [
            "Peripherals",
            "Périphériques",
            "Eingabegeräte",
            "Randapparatuur",
            "Periféricos",
            "Periferiche",
        ],
        "servers" => ["Servers", "Serveurs", "Server", "Servers", "Servidores", "Server"],
        "storage" => {
            ["Storage", "Stockage", "Datenspeicher", "Opslag", "Almacenamiento", "Archiviazione"]
        }
        "network" => {
            ["Network", "Réseau", "Netzwerktechnik", "Netwerk", "Redes", "Apparati di rete"]
        }
        "cloud" => ["Cloud", "Services en nuage", "Cloud", "Cloud", "Nube", "Cloud"],
        _ => return id,
    };
    in_language(words, language)
}

/// Ways in which descriptions tell a condition that the shipped register knows.
pub(super) fn condition_in_descriptions(condition: Condition) -> [PerLanguage; 2] {
    match condition {
        Condition::New => [
            [
                "brand new",
                "état neuf",
                "fabrikneu",
                "fabrieksnieuw",
                "nuevo a estrenar",
                "nuovo di fabbrica",
            ],
            [
                "factory sealed",
                "neuf sous emballage",
                "originalverpackt",
                "gloednieuw",
                "sin estrenar",
                "nuovo imballato",
            ],
        ],
        Condition::Refurbished => [
            [
                "refurbished",
                "reconditionné",
                "generalüberholt",
                "refurbished",
                "reacondicionado",
                "ricondizionato",
            ],
            [
                "reconditioned",
                "remis à neuf",
                "wiederaufbereitet",
                "gereviseerd",
                "reacondicionado",
                "rigenerato",
            ],
        ],
        Condition::Remanufactured => [
            [
                "remanufactured",
                "remanufacturé",
                "werksüberholt",
                "hergefabriceerd",
                "remanufacturado",
                "rifabbricato",
            ],
            [
                "factory remanufactured",
                "refabriqué",
                "wiederaufgearbeitet",
                "fabrieksgereviseerd",
                "remanufacturado",
                "rifabbricato",
            ],
        ],
        Condition::Unknown => [
            [
                "second-hand",
                "d'occasion",
                "gebraucht",
                "tweedehands",
                "de segunda mano",
                "di seconda mano",
            ],
            [
                "pre-owned",
                "seconde main",
                "aus zweiter Hand",
                "tweedehands",
                "de ocasión",
                "usato garantito",
            ],
        ],
    }
}

const NOT_KNOWN: PerLanguage =
    ["not known", "inconnu", "unbekannt", "onbekend", "desconocido", "non noto"];

/// What stands in a column of conditions.
pub(super) fn condition(condition: Condition) -> PerLanguage {
    match condition {
        Condition::New => ["new", "neuf", "neu", "nieuw", "nuevo", "nuovo"],
        Condition::Unknown => NOT_KNOWN,
        told => condition_in_descriptions(told)[0],
    }
}

/// What stands in a column of ways of acquisition.
pub(super) fn acquisition(acquisition: Acquisition) -> PerLanguage {
    match acquisition {
        Acquisition::Purchase => ["purchase", "achat", "Kauf", "aankoop", "compra", "acquisto"],
        Acquisition::Lease => ["lease", "location", "Miete", "huur", "arrendamiento", "noleggio"],
        Acquisition::Service => {
            ["as a service", "service", "Dienstleistung", "dienst", "servicio", "servizio"]
        }
        Acquisition::Unknown => NOT_KNOWN,
    }
}

/// What a description says of a thing that is leased.
pub(super) const LEASED: PerLanguage = [
    "lease 36 months",
    "location 36 mois",
    "Miete 36 Monate",
    "huur 36 maanden",
    "arrendamiento 36 meses",
    "noleggio 36 mesi",
];

/// What stands in a column that says what became of devices.
pub(super) fn route(route: Route) -> PerLanguage {
    match route {
        Route::ReusedInside => [
            "kept for another office",
            "réemploi interne",
            "interne Weiternutzung",
            "herinzet eigen dienst",
            "reutilización interna",
            "riuso interno",
        ],
        Route::Donated => [
            "given to charity",
            "don à une association",
            "Spende",
            "kringloopwinkel",
            "donación",
            "donazione",
        ],
        Route::SoldForReuse => [
            "sold to refurbisher",
            "vendu à un reconditionneur",
            "Verkauf an Aufbereiter",
            "verkocht aan opkoper",
            "venta a reacondicionador",
            "venduto a ricondizionatore",
        ],
        Route::Remanufactured => [
            "taken back by maker",
            "repris par le fabricant",
            "Rücknahme durch Hersteller",
            "teruggenomen door fabrikant",
            "devuelto al fabricante",
            "ritirato dal produttore",
        ],
        Route::RecycledCertified => [
            "certified recycling",
            "recyclage certifié",
            "zertifiziertes Recycling",
            "recyclage met attest",
            "reciclaje certificado",
            "riciclo certificato",
        ],
        Route::Other => ["other", "autre", "Sonstiges", "andere", "otro", "altro"],
        Route::Unknown => NOT_KNOWN,
    }
}

/// The kinds of documents: orders, and credit notes.
pub(super) const DOCUMENTS: [PerLanguage; 2] = [
    ["Order", "Commande", "Bestellung", "Bestelling", "Pedido", "Ordine"],
    ["Credit note", "Avoir", "Gutschrift", "Creditnota", "Abono", "Nota di credito"],
];

/// Groups of columns in a header of two rows.
pub(super) const HEADER_GROUPS: [PerLanguage; 3] = [
    ["Order", "Commande", "Bestellung", "Bestelling", "Pedido", "Ordine"],
    ["Item", "Article", "Artikel", "Artikel", "Artículo", "Articolo"],
    ["Value", "Valeur", "Wert", "Waarde", "Valor", "Valore"],
];

/// What stands under the header of a column of units.
pub(super) const PIECES: PerLanguage = ["pcs", "unités", "Stk.", "stuks", "ud.", "n."];

/// How days are written, under the header of their column.
pub(super) const DAY_PATTERN: PerLanguage =
    ["dd/mm/yyyy", "jj/mm/aaaa", "TT.MM.JJJJ", "dd-mm-jjjj", "dd/mm/aaaa", "gg/mm/aaaa"];

/// The words of a sum of everything.
pub(super) const TOTAL: PerLanguage =
    ["Grand total", "Total général", "Gesamtsumme", "Totaal", "Total general", "Totale generale"];
/// The words of a sum of a group.
pub(super) const SUBTOTAL: PerLanguage =
    ["Subtotal", "Sous-total", "Zwischensumme", "Subtotaal", "Subtotal", "Subtotale"];
/// The words of a sum at the foot of a page.
pub(super) const CARRIED_FORWARD: PerLanguage = [
    "Carried forward",
    "Total à reporter",
    "Übertrag",
    "Totaal over te brengen",
    "Suma y sigue",
    "Totale a riportare",
];
/// The words of a sum at the head of a page.
pub(super) const BROUGHT_FORWARD: PerLanguage = [
    "Brought forward",
    "Total reporté",
    "Übertrag",
    "Totaal overgebracht",
    "Suma anterior",
    "Totale riportato",
];

/// What a list is called.
pub(super) fn title(kind: Kind) -> PerLanguage {
    match kind {
        Kind::Orders => [
            "Orders of IT equipment",
            "Commandes de matériel informatique",
            "Bestellungen IT-Ausstattung",
            "Bestellingen IT-materiaal",
            "Pedidos de material informático",
            "Ordini di materiale informatico",
        ],
        Kind::Assets => [
            "Devices in use",
            "Parc en service",
            "Geräte im Einsatz",
            "Toestellen in gebruik",
            "Equipos en uso",
            "Apparecchi in uso",
        ],
        Kind::Disposals => [
            "Devices let go",
            "Matériel sorti du parc",
            "Abgegebene Geräte",
            "Afgevoerde toestellen",
            "Equipos dados de baja",
            "Apparecchi dismessi",
        ],
    }
}

/// The name of a sheet.
pub(super) fn sheet(kind: Kind) -> PerLanguage {
    match kind {
        Kind::Orders => {
            ["Orders", "Commandes", "Bestellungen", "Bestellingen", "Pedidos", "Ordini"]
        }
        Kind::Assets => ["Devices", "Parc", "Geräte", "Toestellen", "Equipos", "Apparecchi"],
        Kind::Disposals => ["Disposals", "Sorties", "Abgänge", "Afvoer", "Bajas", "Dismissioni"],
    }
}

/// The name of a quarter's sheet, before its number.
pub(super) const QUARTER: PerLanguage =
    ["Quarter", "Trimestre", "Quartal", "Kwartaal", "Trimestre", "Trimestre"];

/// A note on amounts, with their currency for `{}`.
pub(super) const AMOUNTS_IN: PerLanguage = [
    "Amounts in {}, excluding VAT",
    "Montants en {}, hors TVA",
    "Beträge in {}, ohne MwSt.",
    "Bedragen in {}, excl. btw",
    "Importes en {}, sin IVA",
    "Importi in {}, IVA esclusa",
];

/// The word before the first and the last day of a list.
pub(super) const PERIOD: PerLanguage =
    ["Period", "Période", "Zeitraum", "Periode", "Periodo", "Periodo"];

/// A line below a list, with its number of rows for `{}`.
pub(super) const END_OF_LIST: PerLanguage = [
    "End of list, {} rows",
    "Fin de liste, {} lignes",
    "Ende der Liste, {} Zeilen",
    "Einde van de lijst, {} regels",
    "Fin de la lista, {} líneas",
    "Fine elenco, {} righe",
];

/// A line below a printed list.
pub(super) const PRINTED_BY: PerLanguage = [
    "Printed by Procurement",
    "Imprimé par le service achats",
    "Gedruckt von der Beschaffungsstelle",
    "Afgedrukt door de aankoopdienst",
    "Impreso por Contratación",
    "Stampato dall'ufficio acquisti",
];

/// The number of a page: the words before it and before how many there are.
pub(super) const PAGE: [PerLanguage; 2] = [
    ["Page", "Page", "Seite", "Pagina", "Página", "Pagina"],
    ["of", "sur", "von", "van", "de", "di"],
];

/// The months from January, as column headers have them.
pub(super) const MONTHS: [[&str; 12]; 6] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
    ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
];
