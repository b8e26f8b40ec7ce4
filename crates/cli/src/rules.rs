//! `cfit rules`.

use anyhow::{Result, bail};
use pipeline::{RULES, Rule, SECTIONS};

use crate::arguments::RulesOptions;
use crate::screen::{Screen, wrap};

pub(crate) fn run(options: &RulesOptions, screen: &mut Screen) -> Result<u8> {
    let rules: Vec<&Rule> = match &options.code {
        None => RULES.to_vec(),
        Some(code) => match pipeline::rule(code) {
            Some(rule) => vec![rule],
            None => bail!("there is no rule `{code}`; `cfit rules` lists them all"),
        },
    };
    if screen.is_json() {
        let records: Vec<_> = rules.iter().map(|rule| record(rule)).collect();
        screen.answer(&records)?;
    } else if options.code.is_some() {
        screen.say(&rules.iter().map(|rule| in_full(rule)).collect::<String>())?;
    } else {
        screen.say(&list(&rules))?;
    }
    Ok(0)
}

fn record(rule: &Rule) -> serde_json::Value {
    serde_json::json!({
        "code": rule.identity.code,
        "name": rule.identity.name,
        "title": rule.title(),
        "severity": rule.identity.severity.code(),
        "since": rule.since,
        "beta": rule.beta,
        "what": rule.section(SECTIONS[0]),
        "why": rule.section(SECTIONS[1]),
        "example": rule.section(SECTIONS[2]),
        "help": rule.section(SECTIONS[3]),
    })
}

/// The areas rules are grouped by, with the letter of their codes.
const AREAS: [(char, &str); 8] = [
    ('R', "Returns"),
    ('V', "Volume"),
    ('U', "Uptake"),
    ('Q', "Texts"),
    ('S', "Supporting files"),
    ('F', "Finance"),
    ('G', "The office's own files"),
    ('T', "Targets and templates"),
];

fn list(rules: &[&Rule]) -> String {
    let bold = anstyle::Style::new().bold();
    let mut text = String::new();
    for (letter, area) in AREAS {
        let own: Vec<&&Rule> =
            rules.iter().filter(|rule| rule.identity.code.starts_with(letter)).collect();
        if own.is_empty() {
            continue;
        }
        text.push_str(&format!("{bold}{area}{bold:#}\n"));
        for rule in own {
            let severity = rule.identity.severity.code();
            text.push_str(&format!("  {}  {severity:<7}  {}\n", rule.identity.code, rule.title()));
        }
    }
    text.push_str(&format!("{} rules. To read one: cfit rules CODE\n", rules.len()));
    text
}

fn in_full(rule: &Rule) -> String {
    let bold = anstyle::Style::new().bold();
    let identity = rule.identity;
    let mut text =
        format!("{bold}{} {}{bold:#}\n{}.\n\n", identity.code, identity.name, rule.title());
    text.push_str(&format!("Severity: {}", identity.severity.code()));
    if let Some(reach) = identity.reach {
        let document = identity.document().unwrap_or("document");
        text.push_str(&match reach {
            findings::Reach::Cell => {
                " (that value or row does not count; the rest does)".to_owned()
            }
            findings::Reach::Return => " (this return or file does not count)".to_owned(),
            findings::Reach::Document => {
                format!(" (the {document} cannot be made final until this is settled)")
            }
        });
    }
    text.push('\n');
    for heading in SECTIONS {
        let body = wrap(&rule.section(heading), 92);
        text.push_str(&format!("\n{bold}{heading}{bold:#}\n{body}\n"));
    }
    text
}
