//! `observations`: every figure of the year, one row each.

use model::vocabulary::{Acquisition, Condition, Phase, Scope, Strategy};
use model::{Dimension, Dimensions, Figure, ObservationStatus, Role};

use crate::field::{Field, IDENTIFIER, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};

/// The table.
pub(crate) fn table(inputs: &PackageInputs<'_>) -> Table {
    of(inputs, |_| true)
}

/// The figures of the Pact's money alone.
pub(crate) fn of_money(inputs: &PackageInputs<'_>) -> Table {
    of(inputs, |figure| figure.indicator.starts_with("finance."))
}

fn of(inputs: &PackageInputs<'_>, wanted: impl Fn(&Figure) -> bool) -> Table {
    let mut fields = vec![
        text("indicator", "Name of the indicator.").required(),
        integer("year", "The year; the reporting period ends in it.").required(),
    ];
    fields.extend(Dimension::ALL.iter().map(|d| dimension(*d, inputs)));
    let key = fields.len();
    fields.extend([
        number(
            "value",
            "The value: money and hours with 2 places, shares and coefficients with 6, years with 4, \
             counts with none. Blank exactly where `status` is O, M, L or Q.",
        ),
        text(
            "unit",
            "An ISO 4217 code for money, or `devices`, `units`, `share`, `count`, `years`, `hours`, \
             `coefficient`.",
        )
        .required(),
        text(
            "status",
            "Status by the SDMX code list CL_OBS_STATUS: A normal, B break with the year before, \
             E estimated, I imputed, P provisional, U low reliability, O asked and not answered, M not \
             applicable or cannot exist, L not asked that year, Q withheld.",
        )
        .required()
        .one_of(ObservationStatus::ALL),
        integer(
            "contributors",
            "Distinct participants whose lines or answers are in the value or its denominator; blank for \
             money of the Pact.",
        ),
    ]);
    let results = inputs.results;
    let all = results.figures.iter().chain(results.matched_last_year.iter());
    let rows = all.filter(|figure| wanted(figure)).map(row).collect();
    let description = "One row per indicator, year and cut; only the columns of the cut are filled. Of the year before there \
         are the figures of those who reported in both years alone (`panel` is `matched`), as they are \
         computed now.";
    Table::new("observations", "Figures of the year", description, key, fields, rows).also_parquet()
}

fn row(figure: &Figure) -> Vec<Value> {
    let mut row = vec![Value::text(&figure.indicator), Value::Integer(figure.year.into())];
    row.extend(cut(figure));
    row.extend([
        Value::optional(figure.value, |value| Value::number(value, figure.unit.places())),
        Value::text(figure.unit.code()),
        Value::text(figure.status.code()),
        Value::optional(figure.contributors, |count| Value::Integer(count.into())),
    ]);
    row
}

/// The columns of a figure's cut, blank where it is not cut.
pub(crate) fn cut(figure: &Figure) -> impl Iterator<Item = Value> {
    codes(&figure.dimensions)
}

/// The columns of a cut, blank where it has none.
pub(crate) fn codes(cut: &Dimensions) -> impl Iterator<Item = Value> {
    let code = |dimension: &Dimension| cut.get(*dimension).unwrap_or_default();
    Dimension::ALL.iter().map(move |dimension| Value::text(code(dimension)))
}

/// The column of a dimension.
pub(crate) fn dimension(dimension: Dimension, inputs: &PackageInputs<'_>) -> Field {
    let pact = &inputs.pact.pact;
    let described = |words: &str| text(dimension.code(), words);
    match dimension {
        Dimension::Panel => described(
            "Blank: all; `matched`: of purchases, those that reported volume in both years; of everything else, those \
             with a return that counts in both years.",
        ),
        Dimension::Role => described("Role of the participants.").one_of(Role::ALL),
        Dimension::Scope => described("Part of the product scope.").one_of(Scope::ALL),
        Dimension::ProductGroup => {
            described("Product group.").one_of(pact.product_groups.iter().map(|group| &group.id))
        }
        Dimension::Condition => described("Condition of the goods.").one_of(Condition::ALL),
        Dimension::Acquisition => described("Way of acquisition.").one_of(Acquisition::ALL),
        Dimension::Strategy => described("Strategy of the Pact.").one_of(Strategy::ALL),
        Dimension::Impact => {
            described("Impact category.").one_of(pact.impacts.iter().map(|impact| &impact.id))
        }
        Dimension::Phase => described("Phase of the procurement cycle.").one_of(Phase::ALL),
        Dimension::Practice => described("Name of the practice: the question it is asked with."),
        Dimension::Level => described(
            "Level of the answer: 0 to 4, `na` for not applicable, `blank` for asked and left empty.",
        ),
        Dimension::Output => described("Id of the Pact's output.").pattern(IDENTIFIER),
        Dimension::Route => described("Route at the end of use."),
        Dimension::Theme => described("Theme of the codebook."),
        Dimension::Participant => described("Id of the participant.").pattern(IDENTIFIER),
        Dimension::Account => described("Account of the budget."),
        Dimension::Fund => described("Earmarked fund."),
        Dimension::Class => described("Class of the account."),
        Dimension::Activity => described("Activity the money went to."),
        Dimension::Component => {
            described("Component of a change, part of a distribution, or reason.")
        }
    }
}
