//! By what a file tells each thing: chosen by its name, among the ways that can tell what its rows say.

use std::collections::BTreeSet;

use model::vocabulary::{Acquisition, Condition};

use super::choice::Choice;
use super::describe::product_of;
use crate::pact::{Layout, Order, SupportingFile, SupportingRows};

/// How a file tells the product group of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum GroupTold {
    /// A column in the sender's own words, with their meaning in the mapping.
    Values,
    /// A column of codes of the Common Procurement Vocabulary.
    Cpv,
    /// A column of UNSPSC codes.
    Unspsc,
    /// The words of the description.
    Words,
}

/// How a file tells what is one of a few things, such as the condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told<T> {
    /// Not at all: no row has it.
    Nowhere,
    /// The mapping says that every row is so.
    Constant(T),
    /// A column in the sender's words.
    ByColumn,
    /// Words of the description that the shipped register knows.
    ByRegister,
    /// Words of the description that the mapping looks for.
    ByPattern,
}

/// The layout of a file, or the plain one of its sort where its rows do not know it.
pub(super) fn laid_out(file: &SupportingFile) -> Layout {
    let known = match &file.rows {
        SupportingRows::Orders(orders) => {
            file.layout != Layout::MonthColumns || orders.iter().all(|order| order.units.is_none())
        }
        _ => matches!(
            file.layout,
            Layout::CommaText | Layout::SemicolonText | Layout::PlainSheet | Layout::TitledSheet
        ),
    };
    match known {
        true => file.layout,
        false if file.layout.is_workbook() => Layout::PlainSheet,
        false => Layout::SemicolonText,
    }
}

/// Descriptions that are given may say anything, so the mapping tells what they are.
fn are_given(file: &SupportingFile) -> bool {
    match &file.rows {
        SupportingRows::Orders(orders) => orders.iter().any(|order| !order.description.is_empty()),
        _ => false,
    }
}

/// How a file tells the product groups of its rows.
pub(super) fn group_told(file: &SupportingFile, choice: Choice) -> GroupTold {
    let groups: BTreeSet<&str> = match &file.rows {
        SupportingRows::Orders(rows) => rows.iter().map(|row| row.product_group.as_str()).collect(),
        SupportingRows::Assets(rows) => rows.iter().map(|row| row.product_group.as_str()).collect(),
        SupportingRows::Disposals(rows) => {
            rows.iter().map(|row| row.product_group.as_str()).collect()
        }
    };
    if are_given(file) || groups.iter().any(|group| product_of(group, choice).is_none()) {
        return GroupTold::Values;
    }
    use GroupTold::{Cpv, Unspsc, Values, Words};
    choice.named("group").one_of(&[Values, Cpv, Unspsc, Words, Values, Words])
}

/// How orders tell their condition.
pub(super) fn condition_told(orders: &[Order], choice: Choice) -> Told<Condition> {
    let said: BTreeSet<Option<Condition>> = orders.iter().map(|order| order.condition).collect();
    let all = || said.iter().copied().flatten();
    if all().next().is_none() {
        return Told::Nowhere;
    }
    if orders.iter().any(|order| !order.description.is_empty()) {
        return Told::ByColumn;
    }
    let first = all().next().filter(|_| said.len() == 1);
    let is_told = !said.contains(&None) && !said.contains(&Some(Condition::Unknown));
    match (choice.below(4), first) {
        (0, Some(only)) => Told::Constant(only),
        (0 | 1, _) => Told::ByRegister,
        (2, _) if is_told => Told::ByPattern,
        _ => Told::ByColumn,
    }
}

/// How orders tell how they were acquired.
pub(super) fn acquisition_told(orders: &[Order], choice: Choice) -> Told<Acquisition> {
    let said: BTreeSet<Option<Acquisition>> =
        orders.iter().map(|order| order.acquisition).collect();
    let all = || said.iter().copied().flatten();
    let Some(first) = all().next() else { return Told::Nowhere };
    let given = orders.iter().any(|order| !order.description.is_empty());
    let both = [Some(Acquisition::Purchase), Some(Acquisition::Lease)];
    match said.len() {
        1 if !choice.once_in(3) => Told::Constant(first),
        _ if !given
            && said.iter().all(|one| both.contains(one))
            && choice.named("pattern").once_in(2) =>
        {
            Told::ByPattern
        }
        _ => Told::ByColumn,
    }
}
