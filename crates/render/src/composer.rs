//! What the functions of templates work on, and how they read what an author asks for.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use minijinja::Value;
use minijinja::value::{Kwargs, ValueKind};
use model::figure::Dimension;
use model::{Dimensions, Obstacle};

use crate::context::Material;
use crate::figures::Request;
use crate::store::Store;
use crate::templates::Templates;
use crate::trouble::Trouble;
use crate::variables::{self, Variables};

/// Shared by all functions of one document.
#[derive(Debug)]
pub(crate) struct Composer {
    /// What the document is made from.
    pub(crate) material: Material,
    /// The templates, for the drawings.
    pub(crate) templates: Templates,
    /// What the template can name.
    pub(crate) variables: Variables,
    /// What was referred to so far.
    store: Mutex<Store>,
    /// What is wrong in a drawing or file of words that a function met: it has a line of its own.
    met: Mutex<Option<Obstacle>>,
    /// Narrative questions the template asked for so far.
    narrative: Mutex<BTreeSet<String>>,
    /// Texts of the Secretariat the template asked for so far.
    told: Mutex<BTreeSet<String>>,
    /// Whether a text of the Secretariat is being laid in.
    telling: AtomicBool,
}

impl Composer {
    /// A composer for one document.
    pub(crate) fn new(material: Material, templates: Templates) -> Arc<Self> {
        let variables = variables::of(&material);
        Self::with(material, templates, variables)
    }

    /// A composer for one document whose template has these variables. The Secretariat's texts stand beside the
    /// templates, for messages.
    pub(crate) fn with(
        material: Material,
        mut templates: Templates,
        variables: Variables,
    ) -> Arc<Self> {
        templates.extend(crate::secretariat::sources(&material));
        Arc::new(Self {
            material,
            templates,
            variables,
            store: Mutex::default(),
            met: Mutex::default(),
            narrative: Mutex::default(),
            told: Mutex::default(),
            telling: AtomicBool::new(false),
        })
    }

    /// The store; one function at a time has it.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The narrative questions the template asked for so far.
    pub(crate) fn narrative(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.narrative.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The texts of the Secretariat the template asked for so far.
    pub(crate) fn told(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Begins to lay in a text of the Secretariat; no where one is being laid in already.
    pub(crate) fn begin_text(&self) -> bool {
        !self.telling.swap(true, Ordering::Relaxed)
    }

    /// Ends it.
    pub(crate) fn end_text(&self) {
        self.telling.store(false, Ordering::Relaxed);
    }

    /// Remembers an obstacle that a function met in another file than the template at hand.
    pub(crate) fn meet(&self, obstacle: Obstacle) -> Trouble {
        let trouble = Trouble::new(obstacle.what.clone(), obstacle.help.clone());
        let mut met = self.met.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *met = Some(obstacle);
        trouble
    }

    /// The obstacle a function met in another file, if any.
    pub(crate) fn met(&self) -> Option<Obstacle> {
        self.met.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }

    /// The figure that an indicator and named arguments ask for.
    ///
    /// `options` are the names that are no dimensions and are read elsewhere.
    ///
    /// # Errors
    /// If a name is neither a dimension nor an option, or a value is not a code.
    pub(crate) fn request(
        &self,
        indicator: &str,
        arguments: &Kwargs,
        options: &[&str],
    ) -> Result<Request, Trouble> {
        let mut request = Request {
            indicator: indicator.to_owned(),
            year: self.material.number(),
            dimensions: Dimensions::none(),
        };
        for name in arguments.args() {
            if options.contains(&name) {
                continue;
            }
            let value: Value = arguments.get(name).unwrap_or_default();
            if name == "year" {
                request.year = self.year(&value)?;
            } else if let Some(dimension) = Dimension::parse(name) {
                request.dimensions = request.dimensions.with(dimension, code(name, &value)?);
            } else {
                let dimensions = Dimension::ALL.iter().map(|dimension| dimension.code());
                let known = dimensions.chain(["year"]).chain(options.iter().copied());
                return Err(Trouble::unknown("dimension or option", name, known));
            }
        }
        Ok(request)
    }

    fn year(&self, value: &Value) -> Result<i16, Trouble> {
        let number = value.as_i64().and_then(|number| i16::try_from(number).ok());
        number.ok_or_else(|| {
            let help =
                "Write `year=year`, or `year=last_year` between `{% if last %}` and `{% endif %}`.";
            Trouble::new("`year` is not a year here", help)
        })
    }
}

/// A code given as a text or a whole number (levels are `0` to `4`).
fn code(name: &str, value: &Value) -> Result<String, Trouble> {
    match value.kind() {
        ValueKind::String => Ok(value.to_string()),
        ValueKind::Number if value.is_integer() => Ok(value.to_string()),
        _ => Err(Trouble::new(
            format!("`{name}` must be a code"),
            format!("Write `{name}=\"…\"` with the code between quotation marks."),
        )),
    }
}

/// Refuses named arguments that a function does not have.
///
/// # Errors
/// If there is one, with the nearest that it has.
pub(crate) fn only(arguments: &Kwargs, options: &[&str]) -> Result<(), Trouble> {
    match arguments.args().find(|name| !options.contains(name)) {
        Some(name) => Err(Trouble::unknown("option", name, options.iter().copied())),
        None => Ok(()),
    }
}

/// A text among named arguments.
///
/// # Errors
/// If it stands there and is no text.
pub(crate) fn text(arguments: &Kwargs, name: &str) -> Result<Option<String>, Trouble> {
    let wrong =
        |_| Trouble::new(format!("`{name}` must be a text"), format!("Write `{name}=\"…\"`."));
    arguments.get::<Option<String>>(name).map_err(wrong)
}

/// Texts among named arguments: a list, or one.
///
/// # Errors
/// If something stands there that is neither.
pub(crate) fn texts(arguments: &Kwargs, name: &str) -> Result<Vec<String>, Trouble> {
    let wrong = |_| {
        Trouble::new(
            format!("`{name}` must be a list of texts"),
            format!("Write `{name}=[\"…\", \"…\"]`."),
        )
    };
    let value: Option<Value> = arguments.get(name).map_err(wrong)?;
    match value {
        None => Ok(Vec::new()),
        Some(value) if value.kind() == ValueKind::String => Ok(vec![value.to_string()]),
        Some(value) => {
            let items = value.try_iter().map_err(wrong)?;
            Ok(items.map(|item| item.to_string()).collect())
        }
    }
}

/// A bound on a number of things, `most`, among the named arguments that `options` allows; none where it is missing.
///
/// # Errors
/// If something else than a whole number above 0 stands there, or there is an argument that is not allowed.
pub(crate) fn at_most(arguments: &Kwargs, options: &[&str]) -> Result<Option<usize>, Trouble> {
    only(arguments, options)?;
    let wrong = || {
        let help = "Write `most=4`, or leave it out to show all.";
        Trouble::new("`most` is a whole number above 0", help)
    };
    let most: Option<usize> = arguments.get("most").map_err(|_| wrong())?;
    if most == Some(0) { Err(wrong()) } else { Ok(most) }
}

/// A yes or no among named arguments; no where it is missing.
///
/// # Errors
/// If something else stands there.
pub(crate) fn switch(arguments: &Kwargs, name: &str) -> Result<bool, Trouble> {
    let wrong = |_| {
        Trouble::new(
            format!("`{name}` is yes or no"),
            format!("Write `{name}=true` or leave it out."),
        )
    };
    Ok(arguments.get::<Option<bool>>(name).map_err(wrong)?.unwrap_or(false))
}
