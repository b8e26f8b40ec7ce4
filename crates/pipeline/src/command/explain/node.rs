//! What an explanation says: plain values, for the terminal and for programs.

use serde::Serialize;

/// How an indicator is defined: its entry of the registry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Definition {
    /// Its name.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// How it is computed, in words.
    pub formula: &'static str,
    /// What it does not say.
    pub caveats: &'static str,
    /// The paragraph of the Pact it serves.
    pub paragraph: &'static str,
    /// What it is counted in.
    pub unit: &'static str,
    /// What it is made from.
    pub needs: &'static [&'static str],
    /// The cuts it is given by, each as the names of its dimensions; an empty one is the total.
    pub cuts: Vec<Vec<&'static str>>,
}

/// One dimension of a cut.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Key {
    /// Name of the dimension.
    pub dimension: &'static str,
    /// Code in it.
    pub code: String,
    /// The code in words.
    pub title: String,
}

/// A figure with everything it is made of.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FigureExplanation {
    /// The year.
    pub year: i16,
    /// What the indicator is.
    pub definition: Definition,
    /// The cut; empty for the total.
    pub cut: Vec<Key>,
    /// The value as published, in plain notation; `None` where the status says why.
    pub value: Option<String>,
    /// What it is counted in.
    pub unit: String,
    /// Code of its status.
    pub status: &'static str,
    /// The status in words.
    pub status_words: &'static str,
    /// How many participants it rests on; `None` for money of the Pact.
    pub contributors: Option<u32>,
    /// Why what follows is for the office alone; `None` where nothing of it is withheld.
    pub office_only: Option<String>,
    /// What the converted sums add up to, where the figure is their sum.
    pub adds_up_to: Option<String>,
    /// What it is made of, by participant; the office's own files last.
    pub participants: Vec<OfParticipant>,
    /// What stands beside it and is not in it: evidence, overlap, lines left out.
    pub beside: Vec<Beside>,
    /// Figures to be read with it.
    pub companions: Vec<super::Row>,
    /// The other cuts of the indicator, each with the codes it is given for.
    pub other_cuts: Vec<super::choice::CutCodes>,
}

/// What comes from one participant.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OfParticipant {
    /// Its id; empty for the office's own files.
    pub participant: String,
    /// Its name.
    pub name: String,
    /// Converted sums with the lines in them.
    pub sums: Vec<ConvertedSum>,
    /// Cells that are in the figure by themselves.
    pub cells: Vec<SourceCell>,
}

/// Lines of purchases that are alike, summed in their own currency, converted and rounded to the cent once.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ConvertedSum {
    /// The year whose return it stands in.
    pub year: i16,
    /// Whose purchase it is.
    pub owner: String,
    /// Product group.
    pub product_group: String,
    /// Its title.
    pub product_group_title: String,
    /// Condition of the goods.
    pub condition: String,
    /// Way of acquisition.
    pub acquisition: String,
    /// How the lines count.
    pub counted_as: String,
    /// Why they count so.
    pub why: String,
    /// Currency; `None` where no line gives an amount.
    pub currency: Option<String>,
    /// Sum in that currency, in plain notation.
    pub amount: Option<String>,
    /// Units of the currency for one euro.
    pub rate: Option<String>,
    /// The period the rate is the mean of, and the days with a quote in it.
    pub rate_period: Option<String>,
    /// The sum in euro, in plain notation.
    pub amount_eur: Option<String>,
    /// Units in it.
    pub units: i64,
    /// Number of lines in it.
    pub lines: u64,
    /// The cells the figure takes from it.
    pub cells: Vec<SourceCell>,
}

/// One cell of a file, with what it says and what went into the figure.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SourceCell {
    /// Where it stands: `path!sheet!cell`, in a text file `path!line:field`.
    pub source: String,
    /// What it is: the question, the column, the row of a register.
    pub what: String,
    /// What the file says there; `None` where no single cell says it.
    pub raw: Option<String>,
    /// The value as it went in.
    pub value: String,
    /// Whether `value` is an amount, with its currency behind.
    pub is_amount: bool,
    /// The office's correction that holds instead of what the file says.
    pub correction: Option<CorrectionNote>,
    /// What else is to be known of it.
    pub notes: Vec<String>,
}

/// A correction laid over a cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CorrectionNote {
    /// What the file says.
    pub was: String,
    /// What holds instead.
    pub now: String,
    /// Why.
    pub reason: String,
    /// On whose authority.
    pub authority: String,
    /// The day.
    pub date: Option<String>,
    /// Where it stands.
    pub source: String,
}

/// Lines that stand beside a figure and are not in it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Beside {
    /// Whose return or file they are in.
    pub participant: String,
    /// Its name.
    pub name: String,
    /// `evidence`, `overlap` or `left_out`.
    pub counted_as: String,
    /// Code of the reason, where they are left out.
    pub reason: Option<String>,
    /// Why they are not in it, in words.
    pub why: String,
    /// Product group; empty where none could be told.
    pub product_group: String,
    /// Number of lines.
    pub lines: u64,
    /// Their amounts by currency, such as `1250.00 SEK`.
    pub amounts: Vec<String>,
    /// Their units.
    pub units: Option<i64>,
    /// Where they stand.
    pub sources: Vec<String>,
}
