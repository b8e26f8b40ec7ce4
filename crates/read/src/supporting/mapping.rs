//! `mapping.toml`: what the columns of a supporting spreadsheet mean.

mod toml_values;

use std::collections::BTreeMap;

use model::supporting::TableKind;
use model::vocabulary::{Acquisition, AmountBasis, Condition, Tax};
use model::{Currency, Decimal, Fault, FaultKind, InputFile, Place};

use crate::nearest::nearest;
use crate::number::DecimalMark;
use toml_values::{Entry, Refusal, Source};

/// What a mapping says.
#[derive(Default)]
pub(super) struct Mapping {
    /// The tables that can be used.
    pub(super) tables: Vec<TableMapping>,
    /// The files it names, tables that cannot be used included.
    pub(super) named_files: Vec<String>,
    /// What cannot be used, without the participant.
    pub(super) faults: Vec<Fault>,
    /// Whether it cannot be read at all, so that it is unknown which files it names.
    pub(super) broken: bool,
}

/// One `[[table]]`.
pub(super) struct TableMapping {
    /// Where it stands in the mapping.
    pub(super) place: Place,
    /// Its file.
    pub(super) file: String,
    /// The sheet; `None`: the only one.
    pub(super) sheet: Option<String>,
    /// What it lists.
    pub(super) kind: TableKind,
    /// Rows of the header, from 1, sorted.
    pub(super) header_rows: Vec<u32>,
    /// Rows between the header and the data that are no data.
    pub(super) skip: u32,
    /// Currency of amounts that name none.
    pub(super) currency: Option<Currency>,
    /// Whether amounts hold taxes.
    pub(super) tax: Option<Tax>,
    /// The rate of that tax, as a fraction.
    pub(super) tax_rate: Option<Decimal>,
    /// How days are written.
    pub(super) date_format: Option<String>,
    /// The decimal mark of numbers typed as text.
    pub(super) decimal: DecimalMark,
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
}

/// Fields of `[[table]]` itself.
const TABLE_FIELDS: [&str; 16] = [
    "file",
    "sheet",
    "kind",
    "header_rows",
    "skip",
    "currency",
    "amount_basis",
    "tax",
    "tax_rate",
    "date_format",
    "decimal",
    "fingerprint",
    "header",
    "columns",
    "constants",
    "values",
];

/// Fields a column can be mapped to, by kind of table (contract).
pub(super) fn fields(kind: TableKind) -> &'static [&'static str] {
    match kind {
        TableKind::Orders => &[
            "date",
            "description",
            "product_group",
            "category_code",
            "category_scheme",
            "units",
            "amount",
            "unit_price",
            "currency",
            "condition",
            "acquisition",
            "labels",
            "criteria",
            "framework",
            "buyer",
            "supplier",
            "reference",
        ],
        TableKind::Assets => &[
            "description",
            "product_group",
            "category_code",
            "category_scheme",
            "units",
            "bought_on",
            "planned_lifetime_years",
        ],
        TableKind::Disposals => &[
            "description",
            "product_group",
            "category_code",
            "category_scheme",
            "units",
            "disposed_on",
            "route",
        ],
    }
}

/// Reads a mapping. A table with anything that cannot be understood is left out whole: half a mapping
/// would misread the other half of its rows.
pub(super) fn read(file: &InputFile) -> Mapping {
    let mut mapping = Mapping::default();
    let text = match std::str::from_utf8(&file.bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}'),
        Err(_) => {
            let expected = "a text file saved as UTF-8; until then no table of it is read";
            let refusal = Refusal::at(0..0, "", "", expected);
            mapping.faults.push(refusal.into_fault(FaultKind::MappingSyntax, file, ""));
            mapping.broken = true;
            return mapping;
        }
    };
    let source = Source { file, text };
    let tables = match source.tables() {
        Ok(tables) => tables,
        Err(refusal) => {
            mapping.faults.push(refusal.into_fault(FaultKind::MappingSyntax, file, text));
            mapping.broken = true;
            return mapping;
        }
    };
    for entry in tables {
        mapping.named_files.extend(entry.text("file").ok().flatten());
        match table(&source, &entry) {
            Ok(table) => mapping.tables.push(table),
            Err(refusal) => {
                let fault = refusal.into_fault(FaultKind::BadRegisterValue, file, text);
                mapping.faults.push(fault);
            }
        }
    }
    mapping
}

fn table(source: &Source, entry: &Entry) -> Result<TableMapping, Refusal> {
    entry.only(&TABLE_FIELDS)?;
    let kind = entry
        .code("kind", TableKind::parse, &codes(TableKind::ALL, TableKind::code))?
        .ok_or_else(|| entry.missing("kind", "`orders`, `assets` or `disposals`"))?;
    let file = entry.text("file")?;
    let file = file.ok_or_else(|| entry.missing("file", "the name of a file in `supporting/`"))?;
    // Both are checked here; only the return's own basis is used so far.
    entry.code("amount_basis", AmountBasis::parse, &codes(AmountBasis::ALL, AmountBasis::code))?;
    let table = TableMapping {
        place: source.place(entry.span.start),
        file,
        sheet: entry.text("sheet")?,
        kind,
        header_rows: header_rows(entry)?,
        skip: entry.whole_number("skip")?.unwrap_or(0),
        currency: entry.code("currency", Currency::parse, "a currency code such as `EUR`")?,
        tax: entry.code("tax", Tax::parse, &codes(Tax::ALL, Tax::code))?,
        tax_rate: tax_rate(entry)?,
        date_format: entry.code(
            "date_format",
            |format| crate::day::is_format(format).then(|| format.to_owned()),
            "day, month and year as in `dd.mm.yyyy`",
        )?,
        decimal: entry.code("decimal", decimal_mark, "`.` or `,`")?.unwrap_or(DecimalMark::Unknown),
        fingerprint: entry.text("fingerprint")?,
        header: entry.texts("header")?.unwrap_or_default(),
        columns: columns(entry, kind)?,
        constants: constants(entry, kind)?,
        values: values(entry, kind)?,
    };
    if table.tax == Some(Tax::Included) && table.tax_rate.is_none() {
        return Err(entry.wrong(
            "tax",
            "a `tax_rate` beside it, such as 0.21, so that the tax can be taken out",
        ));
    }
    if table.columns.is_empty() {
        return Err(entry.missing("columns", "a [table.columns] that says which column is what"));
    }
    Ok(table)
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> String {
    let codes: Vec<_> = all.iter().map(|member| format!("`{}`", code(*member))).collect();
    codes.join(", ")
}

fn decimal_mark(text: &str) -> Option<DecimalMark> {
    match text {
        "." => Some(DecimalMark::Point),
        "," => Some(DecimalMark::Comma),
        _ => None,
    }
}

fn header_rows(entry: &Entry) -> Result<Vec<u32>, Refusal> {
    let mut rows = entry.whole_numbers("header_rows")?.unwrap_or_else(|| vec![1]);
    rows.sort_unstable();
    rows.dedup();
    if rows.is_empty() || rows[0] == 0 {
        return Err(entry.wrong("header_rows", "the number of the header's row, from 1"));
    }
    Ok(rows)
}

fn tax_rate(entry: &Entry) -> Result<Option<Decimal>, Refusal> {
    let expected = "the rate as a fraction, such as 0.21 for 21 %";
    let Some(text) = entry.number_text("tax_rate")? else {
        return Ok(None);
    };
    match text.parse::<Decimal>() {
        Ok(rate) if rate >= Decimal::ZERO && rate < Decimal::ONE => Ok(Some(rate)),
        _ => Err(entry.wrong("tax_rate", expected)),
    }
}

fn columns(entry: &Entry, kind: TableKind) -> Result<BTreeMap<String, String>, Refusal> {
    let Some(columns) = entry.table("columns")? else {
        return Ok(BTreeMap::new());
    };
    columns.only(fields(kind))?;
    columns.all_texts()
}

fn constants(entry: &Entry, kind: TableKind) -> Result<BTreeMap<String, String>, Refusal> {
    let Some(constants) = entry.table("constants")? else {
        return Ok(BTreeMap::new());
    };
    constants.only(fields(kind))?;
    let texts = constants.all_texts()?;
    for (field, text) in &texts {
        constants.check_value(field, field, text)?;
    }
    Ok(texts)
}

fn values(
    entry: &Entry,
    kind: TableKind,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, Refusal> {
    let mut by_field = BTreeMap::new();
    let Some(values) = entry.table("values")? else {
        return Ok(by_field);
    };
    values.only(fields(kind))?;
    for field in values.keys() {
        let Some(ours) = values.table(&field)? else {
            continue;
        };
        let mut folded = BTreeMap::new();
        for (source, our) in ours.all_texts()? {
            ours.check_value(&source, &field, &our)?;
            folded.insert(crate::text::folded(&source), our);
        }
        by_field.insert(field, folded);
    }
    Ok(by_field)
}

/// Whether a closed field can have a value.
type Allows = fn(&str) -> bool;

/// What a value of a closed field must be; `None` where any text will do.
fn closed_list(field: &str) -> Option<(Allows, String)> {
    match field {
        "condition" => {
            Some((|text| Condition::parse(text).is_some(), codes(Condition::ALL, Condition::code)))
        }
        "acquisition" => Some((
            |text| Acquisition::parse(text).is_some(),
            codes(Acquisition::ALL, Acquisition::code),
        )),
        "currency" => Some((
            |text| Currency::parse(text).is_some(),
            "a currency code such as `EUR`".to_owned(),
        )),
        _ => None,
    }
}

impl Entry<'_> {
    /// Refuses keys that are not in the list, naming the nearest that is.
    fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        let unknown = self.keys().into_iter().find(|key| !known.contains(&key.as_str()));
        let Some(key) = unknown else { return Ok(()) };
        let expected = match nearest(&key, known.iter().copied()) {
            Some(near) => format!("a field the mapping knows; the nearest is `{near}`"),
            None => format!("one of the fields the mapping knows: {}", known.join(", ")),
        };
        Err(self.wrong(&key, &expected))
    }

    /// Refuses a value of ours that a closed field cannot have.
    fn check_value(&self, key: &str, field: &str, text: &str) -> Result<(), Refusal> {
        match closed_list(field) {
            Some((allowed, expected)) if !allowed(text) => Err(self.wrong(key, &expected)),
            _ => Ok(()),
        }
    }
}

impl Refusal {
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
