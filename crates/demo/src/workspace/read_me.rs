//! The workspace's own README.

use super::{Mistakes, WorkspaceFile};
use crate::pact::InventedPact;

/// Of a pact in which nothing is wrong.
const NOTHING_WRONG: &str = "Nothing in it is wrong, so nobody keeps silent: who sends no return is exempt, stands in another's, or took part for too
short a time to be asked. Every contribution is waived or paid in the end, some of them late or in parts.";

/// Of a pact in which mistakes were planted.
const PLANTED: &str = "Mistakes of the kinds that people make were planted in it, in returns, in lists and in the accounts: among them may be a return
that does not come and a contribution that is not paid. `planted-mistakes.csv` lists them, a row a finding: the rule that
finds it, the year, the participant, the file, the sheet and the cell, and what was done. `cfit rules CODE` explains a rule.";

/// What this is, how it was made, and what to try.
pub(super) fn read_me(pact: &InventedPact, command: &str, mistakes: Mistakes) -> WorkspaceFile {
    let years: Vec<String> = pact.years.iter().map(|year| year.year.to_string()).collect();
    let last = years.last().cloned().unwrap_or_default();
    let before = match years.len() {
        0 | 1 => "",
        _ => "\n    cfit report --year YEAR    # an earlier year, from its own folder in `inputs/`",
    };
    let wrong = match mistakes {
        Mistakes::Planted => PLANTED,
        Mistakes::None => NOTHING_WRONG,
    };
    let text = format!(
        "# An invented pact

**Everything here is invented**: the organisations, what they bought, what they wrote, the money. None of them exists, and
addresses end in `.test` and `.example.org`, where nobody lives. `inputs/pact.toml` says `sample = true`, so every page that is
made from it says so too. Only the exchange rates, the lists that tell products apart and the Pact's own terms are real.

It was made with

    {command}

which writes the same bytes each time; another number after `--seed` gives another pact. It has {participants} organisations
and these years: {years}. Seed: {seed}.

## What to try

    cfit                       # where the year stands
    cfit check                 # what would be asked about
    cfit report                # the documents of {last}, in reports/{last}/{before}
    cfit forms                 # the workbooks that would go out, in outbox/{last}/

{wrong}

Change something and run `cfit check` again: type a word into a cell for an amount in a `return.xlsx`, rename a column of a
file in `supporting/`, take a line out of `finance/ledger.csv`, delete a return. Each finding says which cell, why it matters
and what to do.

## Where things are

| | |
| --- | --- |
| `inputs/participants.csv`, `supporters.csv` | who takes part, who supports |
| `inputs/YEAR/year.toml`, `questionnaire.xlsx` | the year's days, targets and questions |
| `inputs/YEAR/returns/ID/return.xlsx` | the form as it came back |
| `inputs/YEAR/returns/ID/supporting/` | what came with it, as each organisation keeps its lists |
| `inputs/YEAR/returns/ID/mapping.toml` | what the columns of those files mean |
| `inputs/YEAR/finance/` | budget, ledger, contributions |
| `inputs/YEAR/narrative/` | the Secretariat's own words |
",
        participants = pact.participants.len(),
        years = years.join(", "),
        seed = pact.seed,
    );
    WorkspaceFile { path: "README.md".to_owned(), bytes: text.into_bytes() }
}
