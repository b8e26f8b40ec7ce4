//! Says how far a command has come.

/// One step of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What is being done, for a policy officer ("Reading the returns of 2026").
    pub text: String,
    /// Steps done before this one.
    pub done: u64,
    /// Steps in all.
    pub of: u64,
}

/// Whoever wants to know how far a command has come.
pub trait Progress {
    /// A step begins.
    fn step(&mut self, step: &Step);

    /// Whether somebody asked for the command to stop. Commands that leave nothing half-done ask for it between
    /// their steps.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Counts the steps of a command.
pub(crate) struct Steps<'a> {
    listener: &'a mut dyn Progress,
    done: u64,
    of: u64,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(listener: &'a mut dyn Progress, of: usize) -> Self {
        Self { listener, done: 0, of: of as u64 }
    }

    /// Says how many steps there are, where that came out only on the way.
    pub(crate) fn expect(&mut self, of: usize) {
        self.of = of as u64;
    }

    /// Whether somebody asked for the command to stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.listener.is_stopped()
    }

    /// Begins the next step.
    pub(crate) fn next(&mut self, text: impl Into<String>) {
        let step = Step { text: text.into(), done: self.done, of: self.of.max(self.done + 1) };
        self.listener.step(&step);
        self.done += 1;
    }
}
