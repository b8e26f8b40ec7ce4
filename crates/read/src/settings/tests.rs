//! Settings as offices write them, good and bad.

use model::figure::Dimension;
use model::{Date, Decimal, Obstacle, Pact, YearSettings};

use super::{pact, year_settings};
use crate::registers::testing::{files, register};

const PACT: &str = "title = \"Example Pact\"\nends_on = 2030-12-31\n";
const YEAR: &str = "year = 2026\nperiod_start = 2025-10-01\nperiod_end = 2026-09-30\n\
deadline = 2026-11-15\nreport_date = \"2027-01-31\"\nlanguages = [\"en\", \"fr\"]\n";

fn read_pact(text: &str) -> Result<Pact, Vec<Obstacle>> {
    pact(&files(&[("inputs/pact.toml", text)])["inputs/pact.toml"])
}

fn read_year(text: &str, folder: i16) -> Result<YearSettings, Vec<Obstacle>> {
    let files = files(&[("year.toml", text)]);
    let pact = read_pact(PACT).unwrap();
    year_settings(&files["year.toml"], folder, &pact, &register(&["north"]))
}

#[test]
fn what_is_not_said_is_as_shipped() {
    let pact = read_pact(PACT).unwrap();
    assert!(!pact.sample);
    assert_eq!(pact.reconcile_tolerance, Decimal::new(5, 2));
    assert_eq!(pact.estimate_min_share, Decimal::new(9, 1));
    assert_eq!(pact.reissue_above, Decimal::new(1, 2));
    assert_eq!((pact.strategies.len(), pact.impacts.len()), (4, 4));
    let groups: Vec<_> = pact.product_groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(groups.len(), 11);
    let not_devices: Vec<_> = pact.product_groups.iter().filter(|group| !group.is_device).collect();
    assert_eq!(
        not_devices.iter().map(|group| group.id.as_str()).collect::<Vec<_>>(),
        ["peripherals", "cloud"]
    );
    let infrastructure = pact.product_groups.iter().filter(|group| !group.in_scope(2025));
    assert_eq!(infrastructure.count(), 4);
}

#[test]
fn whom_participants_ask_may_be_left_out_and_is_an_address() {
    assert_eq!(read_pact(PACT).unwrap().secretariat, None);
    let with = |lines: &str| read_pact(&format!("{PACT}[secretariat]\n{lines}"));
    let office = with("name = \"Office\"\nname_fr = \"Bureau\"\nemail = \"office@example.org\"\n");
    let office = office.unwrap().secretariat.unwrap();
    assert_eq!(office.name.in_language("fr"), "Bureau");
    assert_eq!((office.email.as_str(), office.telephone.as_str()), ("office@example.org", ""));
    for (lines, said) in [
        ("name = \"Office\"\n", "`email` is missing in `[secretariat]`"),
        ("name = \"Office\"\nemail = \"office at example.org\"\n", "is no e-mail address"),
        ("name = \"Office\"\nemail = \"a@b.org\"\nphone = \"1\"\n", "no setting `phone`"),
    ] {
        let obstacles = with(lines).unwrap_err();
        assert!(obstacles.iter().any(|obstacle| obstacle.what.contains(said)), "{obstacles:?}");
    }
}

#[test]
fn numbers_are_read_by_their_text_and_titles_by_language() {
    let text = format!(
        "{PACT}reconcile_tolerance = 0.1\n[[product_group]]\nid = \"robots\"\ntitle = \"Robots\"\ntitle_fr = \"Automates\"\n\
         scope = \"workplace\"\nfirst_year = 2027\nis_device = true\n"
    );
    let pact = read_pact(&text).unwrap();
    assert_eq!(pact.reconcile_tolerance.to_string(), "0.1");
    assert_eq!(pact.product_groups.len(), 1);
    assert_eq!(pact.product_groups[0].title.in_language("fr"), "Automates");
    assert_eq!(pact.product_groups[0].title.in_language("nl"), "Robots");
}

#[test]
fn every_wrong_setting_of_the_pact_is_named_with_its_line() {
    let cases = [
        ("title = \"P\"\nends_on = 2030-12-31\nends_at = 1\n", "3:1", "`ends_at`", "`ends_on`"),
        ("title = \"P\"\nends_on = \"31/12/2030\"\n", "2:11", "a day such as", "`ends_on =`"),
        ("title = \"P\"\nends_on = 2030-02-30\n", "2:", "", ""),
        ("title = 5\nends_on = 2030-12-31\n", "1:9", "quotation marks", ""),
        ("ends_on = 2030-12-31\n", "1:1", "`title` is missing", ""),
        (
            "title = \"P\"\nends_on = 2030-12-31\nsample = \"yes\"\n",
            "3:10",
            "`true` or `false`",
            "",
        ),
        ("title = \"P\"\nends_on = 2030-12-31\nreissue_above = 5\n", "3:17", "from 0 to 1", ""),
        ("title = \"P\"\nends_on = 2030-12-31\nreissue_above = nan\n", "3:17", "from 0 to 1", ""),
        ("title = \"P\nends_on = 2030-12-31\n", "1:", "", "quotation marks"),
        (
            "title = \"P\"\nends_on = 2030-12-31\n[[impact]]\nid = \"energy\"\ntitle = \"E\"\n",
            "4:6",
            "circularity",
            "",
        ),
        (
            "title = \"P\"\nends_on = 2030-12-31\n[[product_group]]\nid = \"robots\"\ntitle = \" \"\nscope = \"workplace\"\nfirst_year = 2021\nis_device = true\n",
            "5:9",
            "`title` is empty",
            "",
        ),
        (
            "title = \"P\"\nends_on = 2030-12-31\n[[strategy]]\nid = \"buy_less\"\ntitle = \"B\"\n",
            "3:",
            "`use_longer`",
            "",
        ),
    ];
    for (text, place, words, help) in cases {
        let found = read_pact(text).unwrap_err();
        let place = format!("inputs/pact.toml!{place}");
        let named = found.iter().any(|obstacle| {
            obstacle.place.as_ref().is_some_and(|own| own.starts_with(&place))
                && obstacle.what.contains(words)
                && obstacle.help.contains(help)
                && obstacle.excerpt.is_some()
        });
        assert!(named, "{text}\n{found:#?}");
    }
}

#[test]
fn the_excerpt_marks_what_is_wrong() {
    let found = read_pact("title = \"P\"\nends_on = 5 # soon\n").unwrap_err();
    assert_eq!(found[0].excerpt.as_deref(), Some("  |\n2 | ends_on = 5 # soon\n  |           ^"));
}

#[test]
fn a_year_is_read_whole() {
    let text = format!(
        "{YEAR}[[target]]\nid = \"share\"\nindicator = \"share.refurbished\"\nbaseline_year = 2025\nbaseline = 0.10\n\
         target_year = 2030\ntarget = 0.25\ndecision = \"SC 4\"\n[target.dimensions]\nscope = \"workplace\"\nlevel = 3\n\
         [[extension]]\nparticipant = \"north\"\nuntil = 2026-12-01\nreason = \"New system\"\n\
         [[accept_period]]\nparticipant = \"north\"\nreason = \"Own year\"\n\
         [finance]\ncurrency = \"EUR\"\nopening_balance = 1_250.75\nbank_closing_balance = 0\nexplain_above = 0.1\n\
         host = \"Host\"\nprepared_by_role = \"Treasurer\"\n"
    );
    let settings = read_year(&text, 2026).unwrap();
    assert_eq!(settings.report_date, Date::constant(2027, 1, 31));
    assert_eq!(settings.licence, "CC-BY-4.0");
    assert_eq!(settings.targets[0].dimensions.get(Dimension::Scope), Some("workplace"));
    assert_eq!(settings.targets[0].dimensions.get(Dimension::Level), Some("3"));
    assert_eq!(settings.due_on("north"), Date::constant(2026, 12, 1));
    assert_eq!(settings.accepted_periods.len(), 1);
    let finance = settings.finance.unwrap();
    assert_eq!((finance.opening_balance, finance.bank_closing_balance), (125_075, Some(0)));
    assert_eq!(finance.document_above, None);
    let before_its_end = text.replace("bank_closing_balance = 0\n", "");
    let finance = read_year(&before_its_end, 2026).unwrap().finance.unwrap();
    assert_eq!((finance.opening_balance, finance.bank_closing_balance), (125_075, None));
}

#[test]
fn every_wrong_setting_of_a_year_is_named() {
    let with = |more: &str| format!("{YEAR}{more}");
    let finance = |line: &str| {
        with(&format!(
            "[finance]\ncurrency = \"JPY\"\nopening_balance = 1\nbank_closing_balance = 1\nhost = \"H\"\nprepared_by_role = \"T\"\n{line}"
        ))
    };
    let cases = [
        (YEAR.to_owned(), 2025, "lies in the folder of 2025"),
        (
            YEAR.replace("year = 2026", "year = 2031")
                .replace("period_end = 2026", "period_end = 2031"),
            2031,
            "after the Pact",
        ),
        (YEAR.to_owned(), 2020, "before the Pact"),
        (YEAR.replace("2026-09-30", "2027-09-30"), 2026, "not in 2026"),
        (YEAR.replace("2025-10-01", "2026-10-01"), 2026, "before it starts"),
        (YEAR.replace("2026-11-15", "2026-09-29"), 2026, "before the period ends"),
        (YEAR.replace("[\"en\", \"fr\"]", "[]"), 2026, "a list of language codes"),
        (
            with("[[extension]]\nparticipant = \"nroth\"\nuntil = 2026-12-01\nreason = \"R\"\n"),
            2026,
            "`nroth` is no participant",
        ),
        (
            with("[[exempt]]\nparticipant = \"north\"\n"),
            2026,
            "`reason` is missing in `[[exempt]]`",
        ),
        (with("[[exempt]]\nparticipant = \"north\"\nreason = \" \"\n"), 2026, "`reason` is empty"),
        (with("[exempt]\nparticipant = \"north\"\n"), 2026, "must be a list of sections"),
        (
            with(
                "[[target]]\nid = \"t1\"\nindicator = \"x\"\nbaseline_year = 2030\nbaseline = 1\ntarget_year = 2026\ntarget = 2\n",
            ),
            2026,
            "not after its baseline",
        ),
        (
            with(
                "[[target]]\nid = \"t1\"\nindicator = \"x\"\nbaseline_year = 2025\nbaseline = 1\ntarget_year = 2026\ntarget = 2\n[target.dimensions]\nscop = \"x\"\n",
            ),
            2026,
            "no dimension `scop`",
        ),
        (finance("hour_rat = 5\n"), 2026, "no setting `hour_rat` in `[finance]`"),
        (finance("document_above = 0.5\n"), 2026, "at most 0 decimals"),
        (finance("document_above = 5.000\n"), 2026, "at most 0 decimals"),
    ];
    for (text, folder, words) in cases {
        let found = read_year(&text, folder).unwrap_err();
        assert!(found.iter().any(|obstacle| obstacle.what.contains(words)), "{text}\n{found:#?}");
    }
}

#[test]
fn all_wrong_settings_come_at_once_in_the_order_of_the_lines() {
    let text = YEAR.replace("2026-11-15", "15").replace("2025-10-01", "1");
    let places: Vec<_> = read_year(&text, 2026)
        .unwrap_err()
        .into_iter()
        .map(|obstacle| obstacle.place.unwrap())
        .collect();
    assert_eq!(places, ["year.toml!2:16", "year.toml!4:12"]);
}
