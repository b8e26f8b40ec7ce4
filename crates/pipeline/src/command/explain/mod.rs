//! `cfit explain`: what a figure is made of, down to the cells; and what becomes of a cell.

mod address;
mod beside;
mod cell;
mod choice;
mod division;
mod export;
mod files;
mod lines;
mod money;
mod node;
mod office;
mod part;
mod parts;
mod reason;
mod rule;
mod source;
mod tree;
mod why;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use model::{Dimensions, Figure};

use crate::progress::{Progress, Steps};
use crate::workspace::{self, Failure, Workspace};
use crate::year::{ComputedYear, STEPS_A_YEAR, compute, years_computed};

pub use cell::{CellExplanation, FigureOfCell, OneCell};
pub use choice::{Choice, CutCodes, Row};
pub use node::{
    AtLastRate, Beside, ChangeOfParticipant, ConvertedSum, CorrectionNote, Definition, Division,
    FigureExplanation, ForOthers, Key, Largest, OfParticipant, Quotient, RatesOfYears, Reason,
    SourceCell,
};

pub use part::Part;

use files::Files;
use source::Sources;

/// What `cfit explain INDICATOR` has to say.
pub enum Explained {
    /// One figure, with everything it is made of.
    Figure(Box<FigureExplanation>),
    /// The figures that fit what was asked for, where that is not one figure.
    Choice(Box<Choice>),
}

/// What explanations are made from.
struct Context<'a> {
    workspace: &'a Workspace,
    computed: &'a BTreeMap<i16, ComputedYear>,
    year: i16,
    files: Files<'a>,
    sources: Sources<'a>,
    money: money::Places<'a>,
}

impl<'a> Context<'a> {
    fn new(workspace: &'a Workspace, computed: &'a BTreeMap<i16, ComputedYear>, year: i16) -> Self {
        let tables = computed.values().flat_map(|near| &near.reading.tables).collect();
        let files = Files::new(&workspace.files.files, tables);
        let sources = Sources::new(computed);
        let money = money::Places::of(computed);
        Self { workspace, computed, year, files, sources, money }
    }

    fn current(&self) -> &'a ComputedYear {
        &self.computed[&self.year]
    }

    /// The name of a participant; its id where the register has none.
    fn name(&self, id: &str) -> String {
        self.workspace.pact.register.name(id).to_owned()
    }
}

/// Explains the figures of a year (the newest where none is named) that an indicator and `key=value` pairs name:
/// one figure, or where they fit several the choice of them. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; an indicator, a key or a value nobody knows.
pub fn explain(
    root: &Path,
    year: Option<i16>,
    indicator: &str,
    keys: &[String],
    progress: &mut dyn Progress,
) -> Result<Explained, Failure> {
    let workspace = workspace::open(root)?;
    let definition = choice::indicator(indicator)?;
    let wanted = choice::keys(keys)?;
    let year = workspace.year(year)?;
    let computed = computed(&workspace, year, progress)?;
    let mut context = Context::new(&workspace, &computed, year);
    match choice::choose(&context, definition, &wanted)? {
        choice::Chosen::One(figure) => {
            Ok(Explained::Figure(Box::new(tree::figure(&mut context, definition, figure))))
        }
        choice::Chosen::Several(choice) => Ok(Explained::Choice(Box::new(choice))),
    }
}

/// Explains every figure of a year, in the order of their names and cuts. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; a year that is not in the workspace.
pub fn explain_all(
    root: &Path,
    year: Option<i16>,
    progress: &mut dyn Progress,
) -> Result<Vec<FigureExplanation>, Failure> {
    let workspace = workspace::open(root)?;
    let year = workspace.year(year)?;
    let computed = computed(&workspace, year, progress)?;
    let mut context = Context::new(&workspace, &computed, year);
    let indicators = crate::indicators();
    let mut all = Vec::new();
    let results = &computed[&year].results;
    for figure in results.figures.iter().chain(results.matched_last_year.iter()) {
        if let Some(definition) = indicators.iter().find(|own| own.id == figure.indicator) {
            all.push(tree::figure(&mut context, definition, figure));
        }
    }
    Ok(all)
}

/// Says what becomes of cells: the figures of a year that each is in, or why it is in none. The year is the one asked
/// for; else the cell's own and, where the workspace has it, the one after it. Writes nothing.
///
/// # Errors
/// Settings, registers or the questionnaire that cannot be read; a file, a sheet or a cell that is not there.
pub fn explain_cells(
    root: &Path,
    year: Option<i16>,
    addresses: &[&str],
    progress: &mut dyn Progress,
) -> Result<Vec<CellExplanation>, Failure> {
    let workspace = workspace::open(root)?;
    let mut wanted = Vec::new();
    for address in addresses {
        let found = address::find(&workspace.files, year, address)?;
        let own = source::year_of(&found.path).filter(|own| workspace.files.years.contains(own));
        let next = own.map(|own| own + 1).filter(|next| workspace.files.years.contains(next));
        wanted.push((workspace.year(year.or(next).or(own))?, found));
    }
    let mut explanations = Vec::new();
    for same_year in wanted.chunk_by(|a, b| a.0 == b.0) {
        let year = same_year[0].0;
        let computed = computed(&workspace, year, progress)?;
        let mut context = Context::new(&workspace, &computed, year);
        for (_, wanted) in same_year {
            explanations.push(cell::explanation(&mut context, wanted)?);
        }
    }
    Ok(explanations)
}

fn computed(
    workspace: &Workspace,
    year: i16,
    progress: &mut dyn Progress,
) -> Result<BTreeMap<i16, ComputedYear>, Failure> {
    let mut steps = Steps::new(progress, years_computed(workspace, year).len() * STEPS_A_YEAR);
    compute(workspace, year, &mut steps)
}

/// A figure as it is found by name and cut.
fn of_cut<'a>(computed: &'a ComputedYear, indicator: &str, cut: &Dimensions) -> Option<&'a Figure> {
    computed.results.figures.get(indicator, cut)
}
