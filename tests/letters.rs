//! Covering letters and reminders: drafts that mail programs open, with the form attached, and nothing of a contact
//! anywhere else.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{cfit, example, files, outside, python, replace, system};

/// What Python's e-mail package reads in a draft, and whether what is attached is the workbook beside it.
const READ: &str = "\
import email, email.policy, json, sys
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
own = list(m.iter_attachments())
assert len(own) == 1 and not m.defects, m.defects
print(json.dumps({
    'from': str(m['from']), 'to': [[a.display_name, a.addr_spec] for a in m['to'].addresses] if m['to'] else [],
    'subject': m['subject'], 'unsent': m['x-unsent'], 'language': m['content-language'],
    'headers': sorted(k.lower() for k in m.keys()), 'body': m.get_body().get_content(),
    'name': own[0].get_filename(), 'type': own[0].get_content_type(),
    'same': own[0].get_content() == open(sys.argv[2], 'rb').read()}))";

fn read(office: &Path, letter: &str, form: &str) -> Option<Value> {
    let python = python()?;
    let path = |name: &str| office.join(name).to_str().unwrap().to_owned();
    let text = outside(&python, &["-c", READ, &path(letter), &path(form)]);
    Some(serde_json::from_str(&text).unwrap())
}

#[test]
fn every_form_has_a_letter_beside_it() {
    let office = example();
    let contacts = "inputs/contacts.csv";
    replace(
        office.path(),
        contacts,
        "participant,name,email,language,since\n",
        "participant,name,email,language,since\nskogvik,\"Åsa \"\"IT\"\" Öberg, Exempel\",asa@skogvik.test,de,\n",
    );
    let text = fs::read_to_string(office.path().join(contacts)).unwrap();
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("zilverdam,")).collect();
    fs::write(office.path().join(contacts), without.join("\n") + "\n").unwrap();
    let run = cfit(office.path(), &["forms", "--year", "2026"]);
    run.says(
        0,
        &[
            "Nobody in inputs/contacts.csv, so the letter has no address: zilverdam.",
            "There are no words for letters in `de`: 1 letter is in `en`.",
            "open the letters in your mail program",
        ],
    );
    assert!(!run.text().contains('@'), "no address is shown: {}", run.text());
    let outbox = files(&office.path().join("outbox"));
    cfit(office.path(), &["forms", "--year", "2026"]).says(0, &[]);
    assert_eq!(files(&office.path().join("outbox")), outbox, "the same bytes again");

    let of = |id: &str| {
        read(office.path(), &format!("outbox/2026/{id}.eml"), &format!("outbox/2026/{id}.xlsx"))
    };
    let Some(skogvik) = of("skogvik") else { return };
    let headers =
        ["content-language", "content-type", "from", "mime-version", "subject", "to", "x-unsent"];
    assert_eq!(skogvik["headers"], Value::from(headers.to_vec()), "no date, no message id");
    assert_eq!(skogvik["unsent"], "1");
    assert_eq!(
        skogvik["to"][0],
        Value::from(vec!["Åsa \"IT\" Öberg, Exempel", "asa@skogvik.test"])
    );
    assert_eq!(skogvik["same"], true);
    assert_eq!(skogvik["name"], "skogvik-2026.xlsx");
    let french = of("brume-aire").unwrap();
    assert_eq!(french["language"], "fr");
    assert_eq!(
        french["subject"],
        "Circular & Fair ICT Pact : votre déclaration 2026, pour le 13 novembre 2026"
    );
    let body = french["body"].as_str().unwrap();
    assert!(body.contains("du 1er octobre 2025 au 30 septembre 2026"), "{body}");
    assert!(body.contains("secretariat@pact.example.org"), "{body}");
    let later = of("morvalais").unwrap();
    assert!(
        later["subject"].as_str().unwrap().ends_with("20 novembre 2026"),
        "its own day: {later}"
    );
    assert_eq!(of("zilverdam").unwrap()["to"], Value::from(Vec::<Value>::new()));
}

#[test]
fn the_office_rewords_letters_without_a_program() {
    let office = example();
    fs::remove_dir_all(office.path().join("report-templates/letters")).unwrap();
    let forms = ["forms", "--year", "2026", "--participant", "fjellnes"];
    cfit(office.path(), &forms).says(0, &["outbox/2026/fjellnes.eml"]);
    let folder = office.path().join("report-templates/letters");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("form.txt"),
        "Subject: Hello {{ participant }}\n\nBy {{ deadline | day }}.\n",
    )
    .unwrap();
    cfit(office.path(), &forms).says(0, &[]);
    if let Some(own) = read(office.path(), "outbox/2026/fjellnes.eml", "outbox/2026/fjellnes.xlsx")
    {
        assert_eq!(own["subject"], "Hello Fjellnes fylkeskommune");
        assert_eq!(own["body"], "By 13 November 2026.\n");
    }
    fs::write(folder.join("form.txt"), "Subject: Hello\n\nBy {{ deadlin | day }}.\n").unwrap();
    let run = cfit(office.path(), &forms);
    run.says(
        2,
        &[
            "`deadlin` is no name that is known here",
            "letters/form.txt, line 3",
            "Did you mean `deadline`?",
        ],
    );
}

#[test]
fn reminders_go_to_those_who_are_expected_and_nobody_else() {
    let office = example();
    for id in ["skogvik", "morvalais"] {
        fs::remove_dir_all(office.path().join("inputs/2026/returns").join(id)).unwrap();
    }
    let remind = |on: &str, more: &[&str]| {
        let arguments = [&["remind", "--year", "2026", "--on", on], more].concat();
        cfit(office.path(), &arguments)
    };
    let before = remind("2026-11-10", &[]);
    before.says(
        0,
        &[
            "outbox/2026/reminders/skogvik.eml (en; due 2026-11-13, 3 days left)",
            "Service informatique du canton de Morvalais  has until 2026-11-20",
            "Stadt Altmoos                                its return came",
            "Kolmjärvi Municipality                       exempt",
            "not in outbox/2026/ yet",
        ],
    );
    assert!(
        !before.text().contains('@') && !before.text().contains("Exempelsson"),
        "{}",
        before.text()
    );
    let letter = "outbox/2026/reminders/skogvik.eml";
    let of = || read(office.path(), letter, "outbox/2026/skogvik.xlsx");
    if let Some(own) = of() {
        assert_eq!(own["same"], true);
        assert!(own["subject"].as_str().unwrap().ends_with("is due on 13 November 2026"), "{own}");
        assert!(own["body"].as_str().unwrap().contains("in 3 days"), "{own}");
    }
    remind("2026-11-13", &[]).says(0, &["skogvik.eml (en; due today)"]);
    remind("2026-11-14", &[]).says(0, &["skogvik.eml (en; due 2026-11-13, 1 day over)"]);
    if let Some(own) = of() {
        assert!(own["body"].as_str().unwrap().contains("one day ago"), "{own}");
    }
    remind("2026-11-21", &["--participant", "morvalais"])
        .says(0, &["morvalais.eml (fr; due 2026-11-20, 1 day over)"]);
    remind("2026-11-01", &["--participant", "morvalais"])
        .says(0, &["morvalais.eml (fr; due 2026-11-20, 19 days left)"]);
    remind("2026-11-14", &["--participant", "skogvig"]).says(2, &["`skogvig` is no participant"]);

    // Its return comes: the draft that was not sent goes.
    let source = crate::harness::source().join("inputs/2026/returns/skogvik/return.xlsx");
    cfit(office.path(), &["receive", source.to_str().unwrap(), "--received-on", "2026-11-15"])
        .says(0, &["stored as"]);
    remind("2026-11-16", &[])
        .says(0, &["needed no more were taken out of the outbox: morvalais, skogvik."]);
    assert!(!office.path().join(letter).exists());
}

/// Types a contact into returns: malformed in its own cell, one cell to the right of it, and beside another question.
const TYPE_IN: &str = "\
import openpyxl, sys
def rows(id):
    path = f'{sys.argv[1]}/inputs/2026/returns/{id}/return.xlsx'
    book = openpyxl.load_workbook(path)
    sheet = next(s for s in book if s['A1'].value == 'group:organisation')
    return path, book, sheet, {c.value: c.row for c in sheet['A'] if c.value}
def typed(id, cells):
    path, book, sheet, at = rows(id)
    answer = next(c.column for c in sheet[1] if c.value == 'answer')
    for question, beside, text in cells:
        sheet.cell(at[question], answer + beside).value = text
    book.save(path)
name, address = 'Zqjane Qdoe', 'zqjane.qdoe@zq.test'
typed('skogvik', [('contact_name', 0, name), ('contact_email', 0, f'{name} <{address}>')])
typed('tidal-waters', [('contact_name', 0, None), ('contact_name', 1, name), ('contact_email', 1, address)])
typed('morvalais', [('contact_name', 1, 'tel. ' + name), ('users_served', 0, 'ask ' + address),
                    ('users_served', 3, address)])";

/// The texts of files that are packed: what stands in the parts of a workbook, and the text of a PDF.
const UNPACKED: &str = "\
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
for part in book.namelist():
    print(re.sub('<[^>]*>', ' ', book.read(part).decode('utf-8', 'replace')), book.read(part))";

/// What a file of the reports says, as far as it can be searched; a Parquet file says what the CSV file beside it does.
fn searched(path: &Path, bytes: &[u8]) -> String {
    let own = path.to_str().unwrap();
    let unpacked = match path.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx" | "docx") => python().map(|python| outside(&python, &["-c", UNPACKED, own])),
        Some("pdf") => system("pdftotext").map(|program| outside(&program, &[own, "-"])),
        Some("parquet") => {
            assert!(path.with_extension("csv").exists(), "{own} has no twin");
            None
        }
        _ => None,
    };
    String::from_utf8_lossy(bytes).into_owned() + &unpacked.unwrap_or_default()
}

#[test]
fn contacts_are_in_no_output_but_the_outbox() {
    let office = example();
    let Some(python) = python() else { return };
    outside(&python, &["-c", TYPE_IN, office.path().to_str().unwrap()]);
    cfit(office.path(), &["remind", "--year", "2026", "--on", "2026-11-20"]);
    let report = cfit(office.path(), &["report", "--year", "2026"]);
    assert!(report.code <= 1, "{}", report.text());
    let check = |how: &[&str]| cfit(office.path(), &[&["check", "--year", "2026"], how].concat());
    let shown = [check(&[]), check(&["--short"]), check(&["--format", "json"])];
    shown[2].says(1, &["(contact, not shown)", "ask (e-mail address)"]);

    let contacts = fs::read_to_string(office.path().join("inputs/contacts.csv")).unwrap();
    let mut personal = Vec::new();
    for line in contacts.lines().skip(1) {
        let row: Vec<&str> = line.split(',').collect();
        personal.push(row[2].to_lowercase());
        // The name of an office is no person's; a person's own address is made of the name.
        if row[2].split('@').next().is_some_and(|own| own.contains('.')) {
            personal.push(row[1].to_lowercase());
        }
    }
    assert!(personal.len() > 20, "{personal:?}");
    personal.extend(["zqjane", "qdoe"].map(str::to_owned));
    let reports = office.path().join("reports");
    let files = files(&reports).into_iter();
    let texts = files.map(|(path, bytes)| (searched(&reports.join(&path), &bytes), path));
    let screens = shown.iter().chain([&report]).map(|run| (run.text(), "the screen".to_owned()));
    for (text, place) in texts.chain(screens) {
        let text = text.to_lowercase();
        for own in &personal {
            assert!(!text.contains(own), "{own} is in {place}");
        }
    }
}
