//! `mapping.toml`: what the columns of a supporting spreadsheet mean.

mod fields;
mod glob;
mod keys;
mod ledger;
mod patterns;
mod table;
mod toml_values;

use std::collections::BTreeMap;

use encoding_rs::Encoding;
use model::supporting::{Confirmation, TableKind};
use model::vocabulary::{AmountBasis, Tax};
use model::{Currency, Decimal, Fault, FaultKind, InputFile, Place};

use crate::number::DecimalMark;
use fields::Lists;
pub(super) use fields::{day_field, year};
pub(super) use glob::{fits, is_glob};
pub(super) use ledger::{DebitOrCredit, INDICATOR, LedgerKeys, LedgerSign};
pub(super) use patterns::{CellTest, PivotColumns, Skip, Unpivot, When, day_of};
use toml_values::{Refusal, Source};

/// What a mapping says.
#[derive(Default)]
pub(super) struct Mapping {
    /// Its tables; of one that cannot be used what is known of it, so that its rows can be accounted for.
    pub(super) tables: Vec<TableMapping>,
    /// The files it names, tables that cannot be used included.
    pub(super) named_files: Vec<String>,
    /// Who confirmed what the columns mean, and when; without it the mapping is a proposal.
    pub(super) confirmed: Option<Confirmation>,
    /// What cannot be used, without the participant.
    pub(super) faults: Vec<Fault>,
    /// Whether it cannot be read at all, so that it is unknown which files it names.
    pub(super) broken: bool,
}

/// One `[[table]]`.
#[derive(Debug)]
pub(super) struct TableMapping {
    /// Where it stands in the mapping.
    pub(super) place: Place,
    /// Its file, or a pattern with `*` and `?` over several.
    pub(super) file: String,
    /// The sheet, or a pattern over several; `None`: the only one.
    pub(super) sheet: Option<String>,
    /// What it lists; a ledger is laid out and dated as orders are.
    pub(super) kind: TableKind,
    /// How a ledger is booked; `None` for what a participant lists.
    pub(super) ledger: Option<LedgerKeys>,
    /// Rows of the header, from 1, sorted; empty: to be found.
    pub(super) header_rows: Vec<u32>,
    /// Rows below the header that are no data.
    pub(super) skip: Skip,
    /// Currency of amounts that name none.
    pub(super) currency: Option<Currency>,
    /// What event the amounts are taken at.
    pub(super) amount_basis: Option<AmountBasis>,
    /// Whether amounts hold taxes.
    pub(super) tax: Option<Tax>,
    /// The rate of that tax, as a fraction.
    pub(super) tax_rate: Option<Decimal>,
    /// How days are written.
    pub(super) date_format: Option<String>,
    /// The decimal mark of numbers typed as text.
    pub(super) decimal: DecimalMark,
    /// What one in a column of amounts stands for, such as 1000; `None` where the mapping does not say: one.
    pub(super) unit: Option<u32>,
    /// What the mapping says although the header says otherwise.
    pub(super) despite_header: Vec<Despite>,
    /// What parts the fields of a text file.
    pub(super) delimiter: Option<char>,
    /// How the letters of a text file are coded.
    pub(super) encoding: Option<&'static Encoding>,
    /// The line of each key, those of `[table.columns]` as `columns.FIELD`; of the whole under an empty key.
    lines: BTreeMap<String, u32>,
    /// Purchases stand with a minus.
    pub(super) reversed: bool,
    /// Rows that are credits although they stand without a minus.
    pub(super) negative_when: Option<CellTest>,
    /// Fingerprint of the header it was written for.
    pub(super) fingerprint: Option<String>,
    /// The header it was written for.
    pub(super) header: Vec<String>,
    /// Field to header text.
    pub(super) columns: BTreeMap<String, String>,
    /// Field to the value every row has.
    pub(super) constants: BTreeMap<String, String>,
    /// Field to source value (folded) to our value.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// Values that rows have whose cell fits, in order.
    pub(super) whens: Vec<When>,
    /// Columns of which each filled cell becomes a row.
    pub(super) unpivot: Option<Unpivot>,
    /// Why none of its rows is read: something in it cannot be understood.
    pub(super) unusable: Option<String>,
}

impl TableMapping {
    /// The line of mapping.toml on which a key stands; that of the whole `[[table]]` where it does not.
    pub(super) fn line_of(&self, key: &str) -> u32 {
        let line = self.lines.get(key).or_else(|| self.lines.get(""));
        line.copied().unwrap_or(1)
    }

    /// Whether a column of a field is named, and on which line.
    pub(super) fn line_of_column(&self, field: &str) -> Option<u32> {
        self.lines.get(&format!("columns.{field}")).copied()
    }
}

/// A key of the mapping that the words of a header can contradict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Despite {
    /// Another currency.
    Currency,
    /// Thousands or millions.
    Unit,
    /// Taxes.
    Tax,
}

impl Despite {
    const ALL: &'static [Despite] = &[Despite::Currency, Despite::Unit, Despite::Tax];

    /// The key.
    pub(super) fn code(self) -> &'static str {
        match self {
            Despite::Currency => "currency",
            Despite::Unit => "unit",
            Despite::Tax => "tax",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.code() == text)
    }
}

/// Fields of the mapping itself.
const MAPPING_FIELDS: [&str; 3] = ["confirmed_on", "confirmed_by", "table"];

/// Whose mapping it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of {
    /// A participant's, of what lies in its folder `supporting/`.
    Participant,
    /// The office's, of the ledger in `finance/`.
    Accounts,
}

impl Of {
    /// What `file` names.
    fn file(self) -> &'static str {
        match self {
            Of::Participant => "the name of a file in `supporting/`",
            Of::Accounts => "the name of a file in `finance/`, such as `supporting/journal.xlsx`",
        }
    }
}

/// What reading the parts of one table needs.
struct Context<'a> {
    source: &'a Source<'a>,
    of: Of,
    lists: Lists,
}

impl Context<'_> {
    /// The value; a refusal is moved to the others.
    fn keep<T>(&self, read: Result<T, Refusal>, refusals: &mut Vec<Refusal>) -> Option<T> {
        read.map_err(|refusal| refusals.push(refusal)).ok()
    }
}

/// Reads a mapping. A table with anything that cannot be understood is left out whole: half a mapping
/// would misread the other half of its rows. A key outside the tables that is not known may have been meant
/// for all of them, so none is read.
pub(super) fn read(file: &InputFile, of: Of) -> Mapping {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        let expected = "a text file saved as UTF-8; until then no table of it is read";
        return broken(file, "", vec![Refusal::at(0..0, "", "", expected)]);
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let source = Source { file, text };
    let document = match source.document() {
        Ok(document) => document,
        Err(refusal) => return broken(file, text, vec![refusal]),
    };
    let unknown = document.unknown_keys(&MAPPING_FIELDS);
    if !unknown.is_empty() {
        return broken(file, text, unknown);
    }
    let tables = match document.entries("table", "[[table]] entries, one for each table") {
        Ok(tables) => tables,
        Err(refusal) => return broken(file, text, vec![refusal]),
    };
    let mut mapping = Mapping::default();
    let mut refusals = Vec::new();
    let mut keep = |refusal| refusals.push(refusal);
    let by = document.text("confirmed_by").map_err(&mut keep).ok().flatten().unwrap_or_default();
    let on = document.day("confirmed_on").map_err(&mut keep).ok().flatten();
    mapping.confirmed = on.map(|on| Confirmation { on, by });
    for entry in tables {
        mapping.named_files.extend(entry.text("file").ok().flatten());
        let (table, found) = table::read(&source, of, &entry);
        mapping.tables.extend(table);
        refusals.extend(found);
    }
    let faults = refusals.into_iter();
    mapping
        .faults
        .extend(faults.map(|refusal| refusal.into_fault(FaultKind::BadRegisterValue, file, text)));
    mapping
}

fn broken(file: &InputFile, text: &str, refusals: Vec<Refusal>) -> Mapping {
    let faults = refusals.into_iter();
    let faults = faults.map(|refusal| refusal.into_fault(FaultKind::MappingSyntax, file, text));
    Mapping { broken: true, faults: faults.collect(), ..Mapping::default() }
}

impl Refusal {
    /// It in one sentence.
    fn in_words(&self) -> String {
        match self.raw.as_str() {
            "" => {
                format!("its [[table]] in mapping.toml lacks `{}`: {}", self.field, self.expected)
            }
            raw => format!("`{raw}` in mapping.toml cannot be used; expected {}", self.expected),
        }
    }

    /// The fault at the place of the mapping.
    fn into_fault(self, kind: FaultKind, file: &InputFile, text: &str) -> Fault {
        Fault {
            kind,
            participant: None,
            place: toml_values::place(file, text, self.span.start),
            raw: self.raw,
            field: self.field.clone(),
            label: self.field,
            expected: self.expected,
            context: Vec::new(),
        }
    }
}
