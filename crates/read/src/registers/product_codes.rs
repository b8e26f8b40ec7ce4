//! `inputs/product-codes.csv`: by which codes and words purchases are told to be of a product group.

use std::collections::BTreeMap;

use model::registers::{IGNORED, NO_GROUP, ProductCode};
use model::{Fault, InputFile, Obstacle, Pact};

use super::rows;
use super::shipped::{key, with_shipped};
use crate::table::{Columns, RowReader};

/// Path of the register without its extension.
pub(super) const NAME: &str = "inputs/product-codes";

const COLUMNS: Columns = Columns {
    required: &["scheme", "code", "product_group"],
    optional: &["language", "not"],
    titled: &[],
    private: &[],
};

/// The schemes a code can be of.
const SCHEMES: [&str; 3] = ["cpv", "unspsc", "word"];

/// Reads the codes and words of product groups: those of the workspace in the file's order, then the shipped ones it
/// says nothing of, without those of groups the Pact does not have.
///
/// # Errors
///
/// Obstacles if the file is there and cannot be read as this register.
pub(crate) fn product_codes(
    files: &BTreeMap<String, InputFile>,
    pact: &Pact,
    faults: &mut Vec<Fault>,
) -> Result<Vec<ProductCode>, Vec<Obstacle>> {
    let mut groups: Vec<&str> = pact.product_groups.iter().map(|group| group.id.as_str()).collect();
    groups.extend([NO_GROUP, IGNORED]);
    let read = |files: &BTreeMap<String, InputFile>, faults: &mut Vec<Fault>| {
        rows(files, NAME, &COLUMNS, faults, |row| product_code(row, &groups))
    };
    with_shipped(files, NAME, faults, read, |own| {
        key(&format!("{} {}", own.scheme, own.code), &own.language)
    })
}

/// One row.
fn product_code(row: &mut RowReader<'_>, groups: &[&str]) -> Option<ProductCode> {
    let known = |list: &[&str], text: &str| list.contains(&text).then(|| text.to_owned());
    let scheme = row.code("scheme", &SCHEMES, |text| known(&SCHEMES, text));
    let language = row.language("language");
    let code = row.required_text("code");
    let product_group = row.code("product_group", groups, |text| known(groups, text));
    let not = row.list("not");
    Some(ProductCode { scheme: scheme?, language, code, product_group: product_group?, not })
}
