//! The product group of a row, and what its words say of condition and ecolabels.
//!
//! A group is told in this order (contract: "Supporting spreadsheets"): by the mapping's values, by the
//! product code in its scheme, by words; else the row is unclassified. Wrong is worse than unclassified: words
//! that point to two groups, and a code and words that contradict each other, decide nothing and say so.
//!
//! What the rest of `supporting` calls:
//!
//! - [`RowRegisters::new`] once for all participants; then, for each row:
//! - [`Classifier::judge`]: the group, or [`Untold`], which is shown (`Display`) in the fault and says with
//!   [`Untold::is_open`] whether a new row of `product-codes.csv` could settle the row.
//! - `labels.type_one(text) -> LabelRead` for each cell of a `labels` column: `Blank` counts 0, `TypeOne` counts,
//!   `NotTypeOne(names)` counts 0 and the names are to be counted in the reading, `Unknown` is a fault at the cell
//!   and leaves the row unanswered.
//! - `conditions.told(&[texts]) -> Option<Condition>` where `condition` is not mapped, or its mapped value is a
//!   word and no code.
//! - [`unclassified::words`]`(rows, weigh)` once for all participants' rows that are left out as unclassified and
//!   whose [`Untold::is_open`]: the words that would settle most of the money, first those that settle most.
mod codes;
pub(super) mod condition;
mod grammar;
pub(super) mod labels;
mod phrases;
mod text;
pub(super) mod unclassified;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;

use model::registers::{ConditionWord, Ecolabel, IGNORED, NO_GROUP};
use model::{Fault, FaultKind, Pact};

use super::ProductCode;
use super::columns::Columns;
use crate::remembered::Remembered;
use crate::text::folded;
use codes::{CodeList, Coded};
use condition::Conditions;
use labels::Labels;
use words::{Told, WordList};

/// The registers that tell what rows are, ready to read them. They hold for every table, and preparing them takes
/// longer than reading a small one.
pub struct RowRegisters<'a> {
    pub(super) classifier: Classifier<'a>,
    pub(super) labels: Labels<'a>,
    pub(super) conditions: Conditions,
}

impl<'a> RowRegisters<'a> {
    /// Prepares `product-codes.csv`, for the product groups of the Pact, `ecolabels.csv` and
    /// `condition-words.csv`.
    pub fn new(
        pact: &'a Pact,
        product_codes: &'a [ProductCode],
        ecolabels: &'a [Ecolabel],
        condition_words: &'a [ConditionWord],
    ) -> Self {
        Self {
            classifier: Classifier::new(pact, product_codes),
            labels: Labels::new(ecolabels),
            conditions: Conditions::new(condition_words),
        }
    }
}

/// The group of a row, or why none can be told.
pub(super) type Judgement = Result<String, Untold>;

/// Tells product groups.
pub(super) struct Classifier<'a> {
    pact: &'a Pact,
    codes: CodeList<'a>,
    words: WordList<'a>,
}

/// What a row says of its product group beside the mapping's values.
#[derive(Clone, Copy, Default, Debug)]
struct Said<'a> {
    group: &'a str,
    description: &'a str,
    code: &'a str,
    scheme: &'a str,
}

/// Why the product group of a row cannot be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Untold {
    why: String,
    open: bool,
    none: bool,
}

impl Untold {
    fn open(why: impl Into<String>) -> Self {
        Self { why: why.into(), open: true, none: false }
    }

    fn closed(why: impl Into<String>) -> Self {
        Self { why: why.into(), open: false, none: false }
    }

    fn none(why: impl Into<String>) -> Self {
        Self { why: why.into(), open: false, none: true }
    }

    /// Of no group, unless the words name one too: then somebody must look at it.
    fn none_unless(told: &Told<'_>, why: String) -> Self {
        let named = match told.no_group {
            Some(_) => told.group_apart,
            None => !told.groups.is_empty() || !told.doubtful.is_empty(),
        };
        Self { why, open: false, none: !named }
    }

    /// Whether all that is said is that it is of no product group: out of the Pact's scope rather than unclassified.
    pub(super) fn is_none(&self) -> bool {
        self.none
    }

    /// Whether nothing was said of the group at all, so that a new row of `product-codes.csv` could settle it.
    /// Not so where a code or a word says that it is of no group, or where it fits several.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }
}

impl fmt::Display for Untold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.why)
    }
}

impl<'a> Classifier<'a> {
    /// Prepares the product codes; entries for groups the Pact does not have are left aside.
    pub(super) fn new(pact: &'a Pact, product_codes: &'a [ProductCode]) -> Self {
        let known = |row: &&ProductCode| {
            let group = row.product_group.as_str();
            group == NO_GROUP || group == IGNORED || pact.product_group(group).is_some()
        };
        let rows: Vec<&ProductCode> = product_codes.iter().filter(known).collect();
        let codes = CodeList::new(rows.iter().copied());
        let is_group = |id: &str| pact.product_group(id).is_some();
        Self { pact, codes, words: WordList::new(rows, is_group) }
    }

    /// The group of a row, or why none can be told; `known` are the judgements of the same words before.
    pub(super) fn judge(
        &self,
        columns: &Columns,
        row: u32,
        known: &Remembered<Judgement>,
    ) -> Judgement {
        let group = columns.said(row, "product_group");
        let value = group.value.trim();
        if self.pact.product_group(value).is_some() {
            return Ok(value.to_owned());
        }
        if group.mapped && (value.is_empty() || value == NO_GROUP) {
            return Err(Untold::none("the mapping says that this is no product group"));
        }
        if group.mapped {
            let why = format!("`{value}` is no product group of pact.toml: mend the mapping");
            return Err(Untold::closed(why));
        }
        let field = |name: &str| columns.said(row, name).value;
        let said = Said {
            group: &group.raw,
            description: &field("description"),
            code: &field("category_code"),
            scheme: &field("category_scheme"),
        };
        let words = [said.group, said.description, said.code, said.scheme].join("\u{1f}");
        known.about(&words, || self.told(&said).map(str::to_owned))
    }

    /// The fault of a product code whose check digit does not fit, so that the row's words tell its group alone.
    pub(super) fn wrong_code(&self, columns: &Columns, row: u32) -> Option<Fault> {
        let said = |name: &str| columns.said(row, name).value;
        let (code, scheme) = (said("category_code"), said("category_scheme"));
        let wrong = codes::wrong_check_digit(&code, &scheme)?;
        let expected = format!(
            "a code of the Common Procurement Vocabulary; the digit behind the hyphen of {wrong} does not fit the others, so a digit is wrong and the code is not used"
        );
        Some(columns.fault(FaultKind::UnknownChoice, row, "category_code", &expected))
    }

    /// The group by title, code and words.
    fn told(&self, said: &Said<'_>) -> Result<&'a str, Untold> {
        if let Some(group) = self.by_title(said.group) {
            return Ok(group);
        }
        let text = text::words(&format!("{};{}", said.group, said.description));
        let coded = self.codes.told(said.code, said.scheme, &text);
        let told = self.words.told(&text);
        match coded {
            Coded::Group(group) => by_code(group, &told),
            Coded::NoGroup => Err(Untold::none_unless(
                &told,
                format!("its code {} says that it is of no product group", said.code),
            )),
            Coded::Several => {
                Err(Untold::closed(format!("its code {} fits several product groups", said.code)))
            }
            Coded::Silent => by_words(&told),
        }
    }

    /// The group whose title, in any language, stands in the cell.
    fn by_title(&self, text: &str) -> Option<&'a str> {
        let text = folded(text);
        let has_title = |group: &&model::pact::ProductGroup| {
            !text.is_empty() && group.title.0.iter().any(|(_, title)| folded(title) == text)
        };
        self.pact.product_groups.iter().find(has_title).map(|group| group.id.as_str())
    }
}

/// A code's group, unless the words contradict it: a bag under the code of laptops is no laptop.
fn by_code<'a>(group: &'a str, told: &Told<'a>) -> Result<&'a str, Untold> {
    if let Some(words) = &told.no_group {
        let why = format!("its code says {group}, but `{words}` says that it is none");
        return Err(Untold::closed(why));
    }
    if told.groups.is_empty() || told.groups.contains(group) {
        return Ok(group);
    }
    let others: Vec<&str> = told.groups.iter().copied().collect();
    Err(Untold::closed(format!("its code says {group}, its words say {}", others.join(", "))))
}

/// The one group that the words name.
fn by_words<'a>(told: &Told<'a>) -> Result<&'a str, Untold> {
    if let Some(words) = &told.no_group {
        let why = format!("`{words}` says that it is of no product group");
        return Err(Untold::none_unless(told, why));
    }
    let named: Vec<&'a str> = told.groups.iter().copied().collect();
    let all: Vec<&str> = told.groups.union(&told.doubtful).copied().collect();
    match (named.as_slice(), all.as_slice()) {
        ([group], [_]) => Ok(group),
        ([], []) => {
            Err(Untold::open("no value of the mapping, product code or word tells its group"))
        }
        ([], for_what) => {
            let why = format!("its words only say what it is for: {}", for_what.join(", "));
            Err(Untold::closed(why))
        }
        _ => Err(Untold::closed(format!("its words fit several groups: {}", all.join(", ")))),
    }
}
