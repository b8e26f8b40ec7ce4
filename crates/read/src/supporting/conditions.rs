//! `[[table.when]]` of a mapping that fit no row, so that the values they would give are given to none.

use model::{Fault, FaultKind};

use super::mapping::{TableMapping, When};
use super::owner::Owner;
use super::parts::{Found, Part};

/// A table with which of its `[[table.when]]` fit a row of a sheet; `None` where no row of it was read.
pub(super) type Fitted<'m> = (&'m TableMapping, Option<Vec<bool>>);

/// Which `[[table.when]]` fit a row of a table, in the order of the mapping.
pub(super) fn fitted(found: &Found) -> Option<Vec<bool>> {
    let fits = |part: &Part, when: &When| {
        let mut views = part
            .rows
            .iter()
            .flat_map(|row| part.views(*row).into_iter().map(move |(_, columns)| (*row, columns)));
        views.any(|(row, columns)| columns.fits(row, &when.test))
    };
    let is_read = found.not_read.is_none() && found.parts.iter().any(|part| !part.rows.is_empty());
    let whens = &found.parts.first()?.base.mapping.whens;
    let any = |when: &When| found.parts.iter().any(|part| fits(part, when));
    is_read.then(|| whens.iter().map(any).collect())
}

/// The faults of those that fit no row of any file or sheet of their table. Where one of these was not read, its rows
/// may be those that are meant.
pub(super) fn without_row(owner: &Owner, all: &[Fitted]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, (table, _)) in all.iter().enumerate() {
        let is_own = |(other, _): &&Fitted| std::ptr::eq(*other, *table);
        if all[..at].iter().any(|other| is_own(&other)) {
            continue;
        }
        let own = all.iter().filter(is_own).map(|(_, fitted)| fitted.as_ref());
        let Some(own) = own.collect::<Option<Vec<_>>>() else { continue };
        for (number, when) in table.whens.iter().enumerate() {
            if !own.iter().any(|fitted| fitted.get(number) == Some(&true)) {
                faults.push(fits_no_row(owner, when));
            }
        }
    }
    faults
}

fn fits_no_row(owner: &Owner, when: &When) -> Fault {
    let fields: Vec<String> = when.then.keys().map(|field| format!("`{field}`")).collect();
    let column = &when.test.column;
    Fault {
        kind: FaultKind::ConditionFitsNoRow,
        participant: owner.participant.cloned(),
        place: when.test.place.clone(),
        raw: when.test.matches.as_str().to_owned(),
        field: "when".to_owned(),
        label: column.clone(),
        expected: format!(
            "a pattern that a cell of `{column}` fits; until then no row has its {} from here",
            fields.join(" and ")
        ),
        context: Vec::new(),
    }
}
