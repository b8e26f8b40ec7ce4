//! How far one has got: a sheet out of sight that says of each question whether it applies and is answered, and the
//! counts of it that are shown.
//!
//! Formulas stand there, never beside the answers, so that rows and columns of answers stay free of what is not
//! typed. Each has the value it must have when the form is handed over, for programs that compute nothing on opening.

mod lines;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

use super::context::Context;
use super::plan::{PROGRESS, Plan};
use crate::words::{Words, fill};
use crate::xlsx::{absolute_range, quoted};
use lines::Line;

/// Columns of the sheet.
const ASKED: u16 = 2;
const ANSWERED: u16 = 3;
const MISSING: u16 = 4;
const ROWS: u16 = 5;

/// How far one has got in every section.
pub(super) struct Progress {
    sections: Vec<SectionProgress>,
}

/// How far one has got in one section.
struct SectionProgress {
    name: String,
    repeat: bool,
    lines: Vec<Line>,
}

/// A text with live numbers in it.
pub(super) struct Counter {
    /// The formula without `=`.
    formula: String,
    /// What it shows at first.
    shown: String,
}

impl Counter {
    /// What it shows at first.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Writes it into a cell.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={}", self.formula)).set_result(&self.shown);
        sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }
}

impl Progress {
    /// What is asked, and what of it is answered at first.
    pub(super) fn of(plan: &Plan, context: &Context) -> Self {
        let answers = lines::at_first(plan, context);
        let sections = plan.sections.iter().map(|section| SectionProgress {
            name: section.section.name.clone(),
            repeat: section.section.repeat,
            lines: match section.section.repeat {
                true => lines::of_repeat(section, context, &answers),
                false => lines::of_group(section, context, &answers),
            },
        });
        Self { sections: sections.collect() }
    }

    /// Adds the sheet.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet().set_name(PROGRESS)?;
        let heads = ["section", "question", "asked", "answered", "missing", "rows"];
        for (column, head) in (0..).zip(heads) {
            sheet.write_string(0, column, head)?;
        }
        let lines = self.sections.iter().flat_map(|own| own.lines.iter().map(move |l| (own, l)));
        for (row, (section, line)) in (1..).zip(lines) {
            sheet.write_string(row, 0, &section.name)?;
            sheet.write_string(row, 1, &line.question)?;
            for (column, (formula, value)) in (ASKED..).zip(line.cells()) {
                write_count(sheet, (row, column), formula, *value)?;
            }
        }
        sheet.set_hidden(true);
        Ok(())
    }

    /// "12 of 31 answered", over all questions outside repeats, and how many required answers are missing anywhere.
    pub(super) fn in_all(&self, words: &Words) -> Counter {
        self.answered(words, &self.sections.iter().collect::<Vec<_>>())
    }

    /// The same of one section; of a repeat the number of rows.
    pub(super) fn of_section(&self, name: &str, words: &Words) -> Counter {
        let own = self.sections.iter().filter(|section| section.name == name);
        let own: Vec<&SectionProgress> = own.collect();
        match own.first() {
            Some(section) if section.repeat => self.rows(words, &own),
            _ => self.answered(words, &own),
        }
    }

    fn answered(&self, words: &Words, sections: &[&SectionProgress]) -> Counter {
        let asked = self.count(sections, ASKED);
        let answered = self.count(sections, ANSWERED);
        let first = sentence(words.answered, &[("answered", &answered), ("asked", &asked)]);
        let missing = self.missing(words, sections);
        let does_not_apply = quoted(words.does_not_apply);
        Counter {
            formula: format!(
                "IF({}=0,{does_not_apply},{}&{})",
                asked.formula, first.formula, missing.formula
            ),
            shown: match asked.shown.as_str() {
                "0" => words.does_not_apply.to_owned(),
                _ => first.shown + &missing.shown,
            },
        }
    }

    fn rows(&self, words: &Words, sections: &[&SectionProgress]) -> Counter {
        let rows = self.count(sections, ROWS);
        let first = sentence(words.rows_filled, &[("rows", &rows)]);
        let missing = self.missing(words, sections);
        let none = rows.shown == "0";
        Counter {
            formula: format!("{}&IF({}=0,\"\",{})", first.formula, rows.formula, missing.formula),
            shown: if none { first.shown } else { first.shown + &missing.shown },
        }
    }

    fn missing(&self, words: &Words, sections: &[&SectionProgress]) -> Counter {
        let mut lines = sections.iter().flat_map(|section| &section.lines);
        if !lines.any(Line::is_required) {
            return Counter { formula: "\"\"".to_owned(), shown: String::new() };
        }
        let missing = self.count(sections, MISSING);
        let some = sentence(words.required_missing, &[("missing", &missing)]);
        let none = words.none_missing;
        Counter {
            formula: format!("IF({}=0,{},{})", missing.formula, quoted(none), some.formula),
            shown: if missing.shown == "0" { none.to_owned() } else { some.shown },
        }
    }

    /// The sum of a column over some sections, which stand one below the other. A cell that an error reached, as after
    /// a sheet was deleted, is left out.
    fn count(&self, sections: &[&SectionProgress], column: u16) -> Counter {
        let mut row = 1;
        let mut range: Option<(u32, u32)> = None;
        let mut value = 0;
        for section in &self.sections {
            let last = row + u32::try_from(section.lines.len()).unwrap_or(0);
            if sections.iter().any(|wanted| std::ptr::eq(*wanted, section)) && last > row {
                range = Some((range.map_or(row, |(first, _)| first), last - 1));
                let own = section.lines.iter();
                value += own.map(|line| line.cells()[usize::from(column - ASKED)].1).sum::<usize>();
            }
            row = last;
        }
        let formula = range.map_or("0".to_owned(), |(first, last)| {
            let cells = absolute_range(PROGRESS, (first, column), (last, column));
            format!("SUMIF({cells},\">0\")")
        });
        Counter { formula, shown: value.to_string() }
    }
}

/// A text whose places are numbers, as a formula and as it reads at first.
fn sentence(text: &str, values: &[(&str, &Counter)]) -> Counter {
    let shown: Vec<(&str, &str)> = values.iter().map(|(key, v)| (*key, v.shown())).collect();
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        if !before.is_empty() {
            parts.push(quoted(before));
        }
        let value = values.iter().find(|(key, _)| *key == name);
        parts.extend(value.map(|(_, value)| value.formula.clone()));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(quoted(rest));
    }
    Counter { formula: parts.join("&"), shown: fill(text, &shown) }
}

fn write_count(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    value: usize,
) -> Result<(), XlsxError> {
    if formula.parse::<u32>().is_ok() {
        sheet.write_number(row, column, value as f64)?;
    } else {
        let formula = Formula::new(format!("={formula}")).set_result(value.to_string());
        sheet.write_formula(row, column, formula)?;
    }
    Ok(())
}
