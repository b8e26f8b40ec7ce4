//! What can be bought: kinds of products in six languages, with their product codes. The makes are invented.
//!
//! Each name is one that the shipped `product-codes.csv` tells to be of exactly its group, in whatever language a
//! row is. Codes are of the Common Procurement Vocabulary, 2008, with their check digit, and of UNSPSC.

use super::words::PerLanguage;

/// A kind of product.
#[derive(Debug)]
pub(super) struct Product {
    /// The id of its product group.
    pub(super) group: &'static str,
    /// Its code of the Common Procurement Vocabulary.
    pub(super) cpv: &'static str,
    /// Its UNSPSC code.
    pub(super) unspsc: &'static str,
    /// What it is called.
    pub(super) names: PerLanguage,
    /// What tells its models apart.
    pub(super) told_by: &'static [Measure],
}

/// What tells models apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Measure {
    /// The diagonal in inches.
    Inches(&'static [u16]),
    /// Memory in gigabytes.
    Gigabytes(&'static [u16]),
    /// What can be stored, in terabytes.
    Terabytes(&'static [u16]),
    /// Sockets for cables.
    Ports(&'static [u16]),
    /// Something that is written alike in every language.
    Words(&'static [&'static str]),
}

use Measure::{Gigabytes, Inches, Ports, Terabytes, Words};

const LAPTOP: &[Measure] = &[Inches(&[13, 14, 15, 16]), Gigabytes(&[8, 16, 32])];
const DESKTOP: &[Measure] = &[Gigabytes(&[8, 16, 32, 64])];
const TABLET: &[Measure] = &[Inches(&[8, 10, 11, 12]), Gigabytes(&[64, 128, 256])];
const PHONE: &[Measure] = &[Gigabytes(&[64, 128, 256])];
const DISPLAY: &[Measure] = &[Inches(&[22, 24, 27, 32])];
const PRINTER: &[Measure] = &[Words(&["A4", "A3"])];
const PERIPHERAL: &[Measure] = &[Words(&["USB-C", "USB", "Bluetooth"])];
const SERVER: &[Measure] = &[Gigabytes(&[64, 128, 256, 512])];
const STORAGE: &[Measure] = &[Terabytes(&[12, 24, 48, 96])];
const PORTS: &[Measure] = &[Ports(&[8, 16, 24, 48])];
const RADIO: &[Measure] = &[Words(&["802.11ax", "802.11be"])];
const TARIFF: &[Measure] = &[Words(&["M", "L", "XL"])];

const fn product(
    group: &'static str,
    cpv: &'static str,
    unspsc: &'static str,
    names: PerLanguage,
    told_by: &'static [Measure],
) -> Product {
    Product { group, cpv, unspsc, names, told_by }
}

/// Every kind of product; several of each group.
pub(super) const PRODUCTS: &[Product] = &[
    product(
        "laptops",
        "30213100-6",
        "43211503",
        [
            "Laptop",
            "Ordinateur portable",
            "Notebook",
            "Laptop",
            "Ordenador portátil",
            "Computer portatile",
        ],
        LAPTOP,
    ),
    product(
        "laptops",
        "30213100-6",
        "43211503",
        ["Notebook PC", "PC portable", "Laptop", "Notebook", "PC portátil", "PC portatile"],
        LAPTOP,
    ),
    product(
        "laptops",
        "30213100-6",
        "43211503",
        [
            "Mobile workstation",
            "Station de travail mobile",
            "Mobile Workstation",
            "Mobiel werkstation",
            "Estación de trabajo móvil",
            "Notebook",
        ],
        LAPTOP,
    ),
    product(
        "desktops",
        "30213300-8",
        "43211507",
        [
            "Desktop computer",
            "Ordinateur de bureau",
            "Desktop-PC",
            "Desktop-pc",
            "Ordenador de sobremesa",
            "Computer desktop",
        ],
        DESKTOP,
    ),
    product(
        "desktops",
        "30213300-8",
        "43211506",
        [
            "Thin client",
            "Client léger",
            "Thin Client",
            "Thin client",
            "Cliente ligero",
            "Thin client",
        ],
        DESKTOP,
    ),
    product(
        "desktops",
        "30213300-8",
        "43211507",
        [
            "All-in-one PC",
            "Ordinateur tout-en-un",
            "All-in-One-PC",
            "Vaste computer",
            "Ordenador todo en uno",
            "PC fisso",
        ],
        DESKTOP,
    ),
    product(
        "tablets",
        "30213200-7",
        "43211509",
        [
            "Tablet computer",
            "Tablette numérique",
            "Tablet-PC",
            "Tabletcomputer",
            "Tableta digital",
            "Tablet",
        ],
        TABLET,
    ),
    product(
        "tablets",
        "30213200-7",
        "43211509",
        ["Tablet PC", "Tablette tactile", "Tablet-Computer", "Tablet", "Tablet", "Tablet"],
        TABLET,
    ),
    product(
        "smartphones",
        "32250000-0",
        "43191501",
        ["Smartphone", "Smartphone", "Smartphone", "Smartphone", "Smartphone", "Smartphone"],
        PHONE,
    ),
    product(
        "smartphones",
        "32250000-0",
        "43191501",
        [
            "Mobile phone",
            "Téléphone mobile",
            "Diensthandy",
            "Mobiele telefoon",
            "Teléfono móvil",
            "Telefono cellulare",
        ],
        PHONE,
    ),
    product(
        "displays",
        "30231310-3",
        "43211902",
        ["Monitor", "Écran", "Monitor", "Monitor", "Monitor", "Monitor"],
        DISPLAY,
    ),
    product(
        "displays",
        "30231310-3",
        "43211902",
        ["Computer screen", "Écran plat", "Bildschirm", "Beeldscherm", "Pantalla plana", "Schermo"],
        DISPLAY,
    ),
    product(
        "displays",
        "30231310-3",
        "43211902",
        [
            "LED monitor",
            "Moniteur",
            "Flachbildschirm",
            "Computerscherm",
            "Pantalla de ordenador",
            "Monitor",
        ],
        DISPLAY,
    ),
    product(
        "printers",
        "30232110-8",
        "43212105",
        [
            "Laser printer",
            "Imprimante laser",
            "Laserdrucker",
            "Laserprinter",
            "Impresora láser",
            "Stampante laser",
        ],
        PRINTER,
    ),
    product(
        "printers",
        "30232110-8",
        "43212110",
        [
            "Multifunction printer",
            "Imprimante multifonction",
            "Multifunktionsdrucker",
            "Multifunctionele printer",
            "Impresora multifunción",
            "Stampante multifunzione",
        ],
        PRINTER,
    ),
    product(
        "printers",
        "30121100-4",
        "44101501",
        [
            "Photocopier",
            "Photocopieur",
            "Kopierer",
            "Kopieerapparaat",
            "Fotocopiadora",
            "Fotocopiatrice",
        ],
        PRINTER,
    ),
    product(
        "peripherals",
        "30237460-1",
        "43211706",
        ["Keyboard", "Clavier", "Tastatur", "Toetsenbord", "Teclado", "Tastiera"],
        PERIPHERAL,
    ),
    product(
        "peripherals",
        "30237410-6",
        "43211708",
        ["Computer mouse", "Souris", "Computermaus", "Computermuis", "Ratón inalámbrico", "Mouse"],
        PERIPHERAL,
    ),
    product(
        "peripherals",
        "32342100-3",
        "43191609",
        ["Headset", "Micro-casque", "Headset", "Headset", "Auricular", "Cuffie con microfono"],
        PERIPHERAL,
    ),
    product(
        "peripherals",
        "30237240-3",
        "45121520",
        ["Web camera", "Webcam", "Webcam", "Webcam", "Cámara web", "Webcam"],
        PERIPHERAL,
    ),
    product(
        "servers",
        "48820000-2",
        "43211501",
        [
            "Rack server",
            "Serveur informatique",
            "Rack-Server",
            "Server",
            "Servidor de rack",
            "Server",
        ],
        SERVER,
    ),
    product(
        "servers",
        "48820000-2",
        "43211501",
        [
            "Blade server",
            "Serveur lame",
            "Blade-Server",
            "Bladeserver",
            "Servidor blade",
            "Server blade",
        ],
        SERVER,
    ),
    product(
        "storage",
        "30233141-1",
        "43201802",
        [
            "Storage array",
            "Baie de stockage",
            "Speichersystem",
            "Opslagsysteem",
            "Cabina de almacenamiento",
            "Sistema di storage",
        ],
        STORAGE,
    ),
    product(
        "storage",
        "30233141-1",
        "43201802",
        [
            "Disk array",
            "Baie de disques",
            "Storage-System",
            "Netwerkopslag",
            "Cabina de discos",
            "Storage di rete",
        ],
        STORAGE,
    ),
    product(
        "network",
        "32420000-3",
        "43222612",
        [
            "Network switch",
            "Commutateur réseau",
            "Netzwerkswitch",
            "Netwerkswitch",
            "Conmutador de red",
            "Switch di rete",
        ],
        PORTS,
    ),
    product(
        "network",
        "32413100-2",
        "43222609",
        ["Network router", "Routeur", "Router", "Netwerkrouter", "Router", "Router"],
        PORTS,
    ),
    product(
        "network",
        "32420000-3",
        "43222640",
        [
            "Wireless access point",
            "Point d'accès wifi",
            "WLAN-Access-Point",
            "Accesspoint",
            "Punto de acceso wifi",
            "Access point",
        ],
        RADIO,
    ),
    product(
        "cloud",
        "72317000-0",
        "81162000",
        [
            "Cloud computing",
            "Informatique en nuage",
            "Cloud-Leistung",
            "Cloudcomputing",
            "Computación en la nube",
            "Cloud computing",
        ],
        TARIFF,
    ),
    product(
        "cloud",
        "72415000-2",
        "81162000",
        [
            "Cloud service",
            "Service en nuage",
            "Cloud-Dienst",
            "Clouddienst",
            "Servicio en la nube",
            "Servizio cloud",
        ],
        TARIFF,
    ),
];

/// Makes that nobody has.
pub(super) const MAKES: [&str; 12] = [
    "Kestrelo", "Vantoria", "Lumaro", "Nordviq", "Pellion", "Quillona", "Tavoro", "Arvento",
    "Brixelo", "Fenwara", "Solmira", "Yorvik",
];

/// Letters that begin the number of a model; none of them is a word in any of the languages.
pub(super) const SERIES: [&str; 8] = ["B", "D", "G", "H", "K", "P", "R", "V"];
