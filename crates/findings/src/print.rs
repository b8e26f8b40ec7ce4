//! Findings for the terminal, like a compiler's diagnostics.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use model::Obstacle;

use crate::finding::{Excerpt, Finding, Severity};

const FRAME: Style = AnsiColor::Blue.on_default();
const STRONG: Style = Style::new().bold();

/// Longest cell text shown in an excerpt, in characters.
const CELL_WIDTH: usize = 32;

/// The style of a severity's word.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default().bold(),
    }
}

/// A finding in full, with the sender's own cells. Holds terminal styles, to be stripped by whoever
/// writes it to something that is no terminal.
pub fn in_full(finding: &Finding) -> String {
    let mut out = seen(finding);
    for (name, text) in said(finding) {
        line(&mut out, "   =", &format!(" {name}: {text}"));
    }
    more(&mut out, finding.rule.code);
    out
}

/// Findings in full, those of one rule together: what all of them say (why it matters, what to do) once at their
/// head, what is a finding's own below, with its place. Rules come in the order of their first finding.
///
/// Holds terminal styles, as [`in_full`] does.
pub fn by_rule(findings: &[Finding]) -> String {
    let mut out = String::new();
    for own in of_one_rule(findings) {
        match own.as_slice() {
            [alone] => out.push_str(&in_full(alone)),
            several => out.push_str(&together(several)),
        }
        out.push('\n');
    }
    out
}

/// Several findings of one rule.
fn together(findings: &[&Finding]) -> String {
    let [first, others @ ..] = findings else { return String::new() };
    let of_all = |entry: &(&str, &str)| others.iter().all(|other| said(other).contains(entry));
    let common: Vec<_> = said(first).into_iter().filter(of_all).collect();
    let (code, title, count) = (first.rule.code, title(first), findings.len());
    let mut out = format!("{STRONG}{code} {title}: {count} findings{STRONG:#}\n");
    for (name, text) in &common {
        line(&mut out, "   =", &format!(" {name}: {text}"));
    }
    more(&mut out, code);
    for finding in findings {
        out.push_str(&seen(finding));
        for (name, text) in said(finding).iter().filter(|entry| !common.contains(entry)) {
            line(&mut out, "   =", &format!(" {name}: {text}"));
        }
    }
    out
}

/// How many findings each rule has, a line each, in the order of their first finding; empty where there is none.
pub fn counts(findings: &[Finding]) -> String {
    let mut out = String::new();
    for own in of_one_rule(findings) {
        let Some(first) = own.first() else { continue };
        let (word, code, count) = (style(first.rule.severity), first.rule.code, own.len());
        let severity = first.rule.severity.code();
        let text = format!("{count:>5}  {word}{severity:<7}{word:#}  {code}  {}\n", title(first));
        out.push_str(&text);
    }
    out
}

/// The findings of each rule, in the order of the first of each.
fn of_one_rule(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Vec<&Finding>| {
            group.first().is_some_and(|first| first.rule.code == finding.rule.code)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

fn title(finding: &Finding) -> &'static str {
    finding.rule.title.trim_end_matches('.')
}

/// What was found, where, in the sender's own cells, and what it changes.
fn seen(finding: &Finding) -> String {
    let mut out = heading(style(finding.rule.severity), finding);
    if let Some(place) = &finding.place {
        let mut parts = vec![place.path.to_string()];
        parts.extend(place.sheet.as_ref().map(|sheet| format!("sheet `{sheet}`")));
        parts.extend(place.cell_name().map(|name| match place.sheet {
            Some(_) => format!("cell {name}"),
            None => format!("line {}", name.replacen(':', ", field ", 1)),
        }));
        let mut about = Vec::new();
        if !finding.column.is_empty() {
            about.push(format!("`{}`", finding.column));
        }
        if !finding.row.is_empty() {
            about.push(format!("row `{}`", finding.row));
        }
        let about =
            if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        line(&mut out, "  -->", &format!(" {}{about}", parts.join(", ")));
    }
    out.push_str(&excerpt(finding));
    if finding.excerpt.marked.is_none()
        && let Some(effect) = &finding.effect
    {
        line(&mut out, "   =", &format!(" effect: {effect}"));
    }
    out
}

/// What a finding says besides, by name: what was expected, why it matters, what to do.
fn said(finding: &Finding) -> Vec<(&'static str, &str)> {
    let expected = (!finding.expected.is_empty()).then_some(("expected", &*finding.expected));
    let others = [("why", &*finding.why), ("help", &*finding.help)];
    expected.into_iter().chain(others).collect()
}

fn more(out: &mut String, code: &str) {
    line(out, "   =", &format!(" more: cfit rules {code}"));
}

/// A finding on one line.
pub fn one_line(finding: &Finding) -> String {
    let place = finding.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    let word = finding.rule.severity.code();
    format!("{place}{word}[{}]: {}", finding.rule.code, finding.found)
}

/// "3 errors, 1 warning and 12 notes"; "nothing found" if there is nothing.
pub fn summary(findings: &[Finding]) -> String {
    let count = |severity, word: &str| {
        let number = findings.iter().filter(|f| f.rule.severity == severity).count();
        match number {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{number} {word}s")),
        }
    };
    let parts: Vec<String> = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        count(Severity::Note, "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.split_last() {
        None => "nothing found".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Why a command cannot go on.
pub fn obstacle(obstacle: &Obstacle) -> String {
    let error = style(Severity::Error);
    let mut out = format!("{error}error{error:#}{STRONG}: {}{STRONG:#}\n", obstacle.what);
    if let Some(place) = &obstacle.place {
        line(&mut out, "  -->", &format!(" {place}"));
    }
    if let Some(excerpt) = &obstacle.excerpt {
        for text in excerpt.lines() {
            line(&mut out, "   |", &format!(" {text}"));
        }
    }
    line(&mut out, "   =", &format!(" help: {}", obstacle.help));
    out
}

fn heading(word: Style, finding: &Finding) -> String {
    let (severity, code) = (finding.rule.severity.code(), finding.rule.code);
    format!("{word}{severity}[{code}]{word:#}{STRONG}: {}{STRONG:#}\n", finding.found)
}

fn line(out: &mut String, frame: &str, text: &str) {
    writeln!(out, "{FRAME}{frame}{FRAME:#}{text}").expect("writing to a String");
}

/// The sender's row: letters of the columns, the cells, and a mark under the one at fault.
fn excerpt(finding: &Finding) -> String {
    let Excerpt { cells, marked } = &finding.excerpt;
    let Some(row) = finding.place.as_ref().and_then(|place| place.cell) else {
        return String::new();
    };
    if cells.is_empty() {
        return String::new();
    }
    let texts: Vec<String> = cells.iter().map(|(_, text)| shorten(text)).collect();
    let number = (row.row + 1).to_string();
    let margin = " ".repeat(number.len().max(3));
    let mut letters = String::new();
    let mut values = String::new();
    let mut marks = String::new();
    for (index, (column, _)) in cells.iter().enumerate() {
        let text = &texts[index];
        let width = text.chars().count().max(column.chars().count());
        let pad = |content: &str| {
            let missing = width - content.chars().count().min(width);
            format!("   {content}{}", " ".repeat(missing))
        };
        letters.push_str(&pad(column));
        values.push_str(&pad(text));
        let mark = if *marked == Some(index) {
            "^".repeat(text.chars().count().max(1))
        } else {
            String::new()
        };
        marks.push_str(&pad(&mark));
    }
    let mut out = String::new();
    line(&mut out, &format!("{margin}|"), letters.trim_end());
    line(&mut out, &format!("{number:>width$}|", width = margin.len()), values.trim_end());
    let effect = match (&finding.effect, marked) {
        (Some(effect), Some(_)) => format!(" {effect}"),
        _ => String::new(),
    };
    if marked.is_some() {
        let word = style(finding.rule.severity);
        line(
            &mut out,
            &format!("{margin}|"),
            &format!("{word}{}{effect}{word:#}", marks.trim_end()),
        );
    }
    out
}

/// The text on one line, no longer than [`CELL_WIDTH`], without control characters.
fn shorten(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.chars().count() <= CELL_WIDTH {
        return clean;
    }
    let mut short: String = clean.chars().take(CELL_WIDTH - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Effect, FindingState, RuleIdentity};
    use model::{CellAddress, Place};

    fn finding() -> Finding {
        let rule = RuleIdentity {
            code: "V101",
            name: "TextInMoneyCell",
            title: "Text stands where a number is needed.",
            severity: Severity::Error,
            reach: Some(crate::Reach::Cell),
        };
        Finding {
            rule,
            participant: None,
            place: Some(Place::cell(
                "inputs/2026/returns/a1/return.xlsx",
                "Procurement",
                CellAddress::new(13, 4),
            )),
            column: "Amount".into(),
            row: "Laptops".into(),
            found: "`12,400 est.` is text where an amount is needed".into(),
            expected: "a number".into(),
            why: "the total would be too low without anyone seeing it".into(),
            help: "type the number alone".into(),
            excerpt: Excerpt {
                cells: vec![
                    ("B".into(), "Laptops".into()),
                    ("D".into(), "310".into()),
                    ("E".into(), "12,400 est.".into()),
                ],
                marked: Some(2),
            },
            effect: Some(Effect {
                value: 12400.into(),
                unit: "EUR",
                words: "not counted in volume.direct.amount".into(),
            }),
            state: FindingState::Open,
            key: "V101-0".into(),
        }
    }

    #[test]
    fn shows_the_senders_own_cells_with_a_mark_under_the_one_at_fault() {
        let plain = anstream_free(&in_full(&finding()));
        let expected = "\
error[V101]: `12,400 est.` is text where an amount is needed
  --> inputs/2026/returns/a1/return.xlsx, sheet `Procurement`, cell E14 (`Amount`, row `Laptops`)
   |   B         D     E
 14|   Laptops   310   12,400 est.
   |                   ^^^^^^^^^^^ EUR 12 400.00 not counted in volume.direct.amount
   = expected: a number
   = why: the total would be too low without anyone seeing it
   = help: type the number alone
   = more: cfit rules V101
";
        assert_eq!(plain, expected);
    }

    #[test]
    fn findings_of_one_rule_say_once_what_all_of_them_say_and_each_its_own_place() {
        let mut other = finding();
        other.place = Some(Place::line("inputs/2026/returns/b2/supporting/orders.csv", 6, 2));
        other.found = "`ca. 5` is text where an amount is needed".into();
        other.help = "ask for the amount".into();
        other.excerpt = Excerpt::default();
        other.effect = None;
        let mut alone = finding();
        alone.rule.code = "V102";
        let all = [finding(), alone.clone(), other];
        let own = anstream_free(&seen(&finding()));
        let expected = format!(
            "\
V101 Text stands where a number is needed: 2 findings
   = expected: a number
   = why: the total would be too low without anyone seeing it
   = more: cfit rules V101
{own}   = help: type the number alone
error[V101]: `ca. 5` is text where an amount is needed
  --> inputs/2026/returns/b2/supporting/orders.csv, line 6, field 2 (`Amount`, row `Laptops`)
   = help: ask for the amount

{}
",
            anstream_free(&in_full(&alone))
        );
        assert_eq!(anstream_free(&by_rule(&all)), expected);
        let table = "    2  error    V101  Text stands where a number is needed\n    \
                     1  error    V102  Text stands where a number is needed\n";
        assert_eq!(anstream_free(&counts(&all)), table);
    }

    #[test]
    fn counts_in_words() {
        let mut note = finding();
        note.rule.severity = Severity::Note;
        assert_eq!(summary(&[]), "nothing found");
        assert_eq!(summary(&[finding(), note.clone(), note]), "1 error and 2 notes");
    }

    /// The text without terminal styles.
    fn anstream_free(text: &str) -> String {
        let mut plain = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '\u{1b}' => inside = true,
                'm' if inside => inside = false,
                _ if inside => {}
                c => plain.push(c),
            }
        }
        plain
    }
}
