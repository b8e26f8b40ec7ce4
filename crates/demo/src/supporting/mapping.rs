//! The `mapping.toml` of a return: what the columns of its files mean (contract: "Supporting spreadsheets").

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::Date;
use model::vocabulary::{Acquisition, AmountBasis, Condition};

use super::layouts::{header_groups, header_rows};
use super::months::months;
use super::plan::{Kind, Plan, What};
use super::told::{GroupTold, Told};
use super::words::{self, PerLanguage};
use crate::pact::{Layout, SupportingFile, SupportingRows};

/// What a mapping says beside the layouts of its files.
#[derive(Clone, PartialEq, Debug)]
pub struct MappingOf<'a> {
    /// The return's own reporting period, as the files were written for it.
    pub period: (Date, Date),
    /// Who confirmed what the columns mean, and when; `None`: nobody did, and it is a proposal.
    pub confirmed: Option<(Date, &'a str)>,
    /// What event the amounts are taken at; `None`: that of the return.
    pub amount_basis: Option<AmountBasis>,
}

/// The `mapping.toml` by which files are read as what they were written from, a `[[table]]` for each.
pub fn mapping(files: &[SupportingFile], of: &MappingOf) -> String {
    let mut text =
        "# What the columns of the files in supporting/ mean. Everything in them is invented.\n"
            .to_owned();
    if let Some((on, by)) = of.confirmed {
        text.push_str(&format!("\nconfirmed_on = {on}\nconfirmed_by = {}\n", quoted(by)));
    }
    for file in files {
        text.push('\n');
        table(&mut text, &Plan::of(file), of);
    }
    text
}

/// A `[[table]]`.
fn table(text: &mut String, plan: &Plan, of: &MappingOf) {
    let mut keys = Keys(text);
    keys.section("[[table]]");
    keys.text("file", &format!("supporting/{}", plan.file.name));
    if plan.layout.is_workbook() {
        let name = match plan.layout {
            Layout::QuarterSheets => format!("{} *", plan.word(words::QUARTER)),
            _ => plan.word(words::sheet(plan.kind)).to_owned(),
        };
        keys.text("sheet", &name);
    }
    let kind = match plan.kind {
        Kind::Orders => "orders",
        Kind::Assets => "assets",
        Kind::Disposals => "disposals",
    };
    keys.text("kind", kind);
    if let Some(delimiter) = delimiter(plan.layout) {
        keys.text("delimiter", delimiter);
    }
    // A file that had to be written in Unicode has a byte order mark, which decides.
    if matches!(plan.layout, Layout::SemicolonText | Layout::CreditNoteText) {
        keys.text("encoding", "windows-1252");
    }
    // Header texts find most headers; two rows of a header with a row of units below are best said.
    if plan.layout == Layout::MergedHeaderSheet || plan.choice.named("header_rows").once_in(2) {
        keys.raw("header_rows", &format!("{:?}", header_rows(plan)));
    }
    match plan.layout {
        Layout::MergedHeaderSheet => keys.raw("skip", "1"),
        Layout::PrintedSheet => {
            keys.raw(
                "skip",
                &format!("[{}]", quoted(&format!("^{}$", plan.word(words::PRINTED_BY)))),
            );
        }
        _ => {}
    }
    if plan.kind == Kind::Orders {
        keys.text("currency", &plan.file.currency);
        if let Some(basis) = of.amount_basis {
            keys.text("amount_basis", basis.code());
        }
        keys.text("tax", "excluded");
    }
    if plan.as_text {
        keys.text("date_format", plan.style.day);
        keys.text("decimal", &plan.style.decimal.to_string());
    }
    signs(&mut keys, plan);
    columns(&mut keys, plan);
    constants(&mut keys, plan);
    values(&mut keys, plan);
    whens(&mut keys, plan);
    if plan.layout == Layout::MonthColumns {
        unpivot(&mut keys, plan, of);
    }
}

/// What parts the fields of a text, as the mapping says it.
fn delimiter(layout: Layout) -> Option<&'static str> {
    Some(match layout {
        Layout::CommaText => ",",
        Layout::TabText => "tab",
        Layout::BarText => "|",
        Layout::SemicolonText | Layout::LedgerText | Layout::CreditNoteText => ";",
        _ => return None,
    })
}

fn signs(keys: &mut Keys, plan: &Plan) {
    match (plan.layout, plan.column(What::CreditKind)) {
        (Layout::LedgerText, _) => keys.text("sign", "reversed"),
        (_, Some(kind)) => {
            let pattern = format!("^{}$", plan.word(words::DOCUMENTS[1]));
            let test =
                format!("{{ column = {}, matches = {} }}", quoted(kind.header), quoted(&pattern));
            keys.raw("negative_when", &test);
        }
        _ => {}
    }
}

/// The text of a column's header, joined where it stands in two rows.
fn header(plan: &Plan, what: What) -> Option<String> {
    let number = plan.columns.iter().position(|column| column.what == what)?;
    let own = plan.columns[number].header;
    if plan.layout != Layout::MergedHeaderSheet {
        return Some(own.to_owned());
    }
    let number = u16::try_from(number).ok()?;
    let groups = header_groups(plan);
    let group = groups.iter().find(|(_, (first, last))| (*first..=*last).contains(&number))?;
    Some(format!("{} {own}", group.0))
}

fn columns(keys: &mut Keys, plan: &Plan) {
    keys.section("\n[table.columns]");
    for column in &plan.columns {
        if let (Some(field), Some(header)) = (column.what.field(), header(plan, column.what)) {
            keys.text(field, &header);
        }
    }
}

fn constants(keys: &mut Keys, plan: &Plan) {
    let scheme = match plan.group {
        GroupTold::Cpv => Some("cpv"),
        GroupTold::Unspsc => Some("unspsc"),
        GroupTold::Values | GroupTold::Words => None,
    };
    let condition = match plan.condition {
        Told::Constant(condition) => Some(condition.code()),
        _ => None,
    };
    let acquisition = match plan.acquisition {
        Told::Constant(acquisition) => Some(acquisition.code()),
        _ => None,
    };
    let constants =
        [("category_scheme", scheme), ("condition", condition), ("acquisition", acquisition)];
    let mut said =
        constants.into_iter().filter_map(|(field, value)| Some((field, value?))).peekable();
    if said.peek().is_some() {
        keys.section("\n[table.constants]");
    }
    for (field, value) in said {
        keys.text(field, value);
    }
}

/// Our values for those of the file, each that stands in it.
fn values(keys: &mut Keys, plan: &Plan) {
    let mut given: Vec<(What, BTreeSet<(&str, &str)>)> = Vec::new();
    if plan.group == GroupTold::Values {
        let groups = (0..plan.rows()).map(|row| plan.group_of(row));
        let groups = groups.map(|group| (words::group(group, plan.language), group));
        given.push((What::GroupWord, groups.collect()));
    }
    let word = |words: PerLanguage| plan.word(words);
    if plan.condition == Told::ByColumn {
        let said = plan.orders().iter().filter_map(|order| order.condition);
        let said = said.map(|one| (word(words::condition(one)), one.code()));
        given.push((What::Condition, said.collect()));
    }
    if plan.acquisition == Told::ByColumn {
        let said = plan.orders().iter().filter_map(|order| order.acquisition);
        let said = said.map(|one| (word(words::acquisition(one)), one.code()));
        given.push((What::Acquisition, said.collect()));
    }
    if let SupportingRows::Disposals(disposals) = &plan.file.rows {
        let said = disposals.iter().filter_map(|disposal| disposal.route);
        given.push((What::Route, said.map(|one| (word(words::route(one)), one.code())).collect()));
    }
    for (what, values) in given {
        let Some(field) = what.field().filter(|_| !values.is_empty()) else { continue };
        keys.section(&format!("\n[table.values.{field}]"));
        for (theirs, ours) in values {
            keys.text(&quoted(theirs), ours);
        }
    }
}

/// What words of descriptions say that the register does not, where an order has them.
fn whens(keys: &mut Keys, plan: &Plan) {
    let Some(description) = header(plan, What::Description) else { return };
    let mut when = |matches: &str, field: &str, code: &str| {
        keys.section("\n[[table.when]]");
        keys.text("column", &description);
        keys.text("matches", matches);
        keys.raw("then", &format!("{{ {field} = {} }}", quoted(code)));
    };
    if plan.condition == Told::ByPattern {
        let said = |condition| plan.orders().iter().any(|own| own.condition == Some(condition));
        let used = [Condition::Remanufactured, Condition::Refurbished].into_iter();
        for condition in used.filter(|condition| said(*condition)) {
            let told = words::condition_in_descriptions(condition).map(|words| plan.word(words));
            let told: BTreeSet<String> =
                told.iter().map(|words| format!("{words}$|{words},")).collect();
            let told: Vec<String> = told.into_iter().collect();
            when(&told.join("|"), "condition", condition.code());
        }
        when(".", "condition", Condition::New.code());
    }
    if plan.acquisition == Told::ByPattern {
        if plan.orders().iter().any(|own| own.acquisition == Some(Acquisition::Lease)) {
            when(&format!("{}$", plan.word(words::LEASED)), "acquisition", "lease");
        }
        when(".", "acquisition", "purchase");
    }
}

fn unpivot(keys: &mut Keys, plan: &Plan, of: &MappingOf) {
    keys.section("\n[table.unpivot]");
    let months = months(of.period);
    let headers: Vec<(String, String)> = months
        .iter()
        .map(|month| (quoted(&month.header(plan.language)), quoted(&month.last.to_string())))
        .collect();
    let columns: Vec<&str> = headers.iter().map(|(header, _)| header.as_str()).collect();
    keys.raw("columns", &format!("[{}]", columns.join(", ")));
    keys.text("into", "amount");
    keys.text("header_is", "date");
    let days: Vec<String> =
        headers.iter().map(|(header, day)| format!("{header} = {day}")).collect();
    keys.raw("header_values", &format!("{{ {} }}", days.join(", ")));
}

/// Lines of TOML.
struct Keys<'t>(&'t mut String);

impl Keys<'_> {
    fn section(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn text(&mut self, key: &str, value: &str) {
        self.raw(key, &quoted(value));
    }

    fn raw(&mut self, key: &str, value: &str) {
        writeln!(self.0, "{key} = {value}").expect("memory takes every line");
    }
}

/// A text as a basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(letter)).expect("memory takes every letter");
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
