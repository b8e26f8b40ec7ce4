//! What an explanation says: plain values, for the terminal and for programs.

use model::Place;
use serde::Serialize;

use super::Part;

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
    /// Why it has no value, or one of low reliability; `None` for any other.
    pub reason: Option<Reason>,
    /// How many participants it rests on; `None` for money of the Pact.
    pub contributors: Option<u32>,
    /// Why what follows is for the office alone; `None` where nothing of it is withheld.
    pub office_only: Option<String>,
    /// What its parts add up to, where the figure is a sum: the converted sums of a volume, those of both years of a
    /// change, the entries of the books.
    pub adds_up_to: Option<String>,
    /// How it comes about, where it is one number divided by another.
    pub division: Option<Division>,
    /// What it is made of, by the participant that reported it; the office's own files last.
    pub participants: Vec<OfParticipant>,
    /// What stands beside it and is not in it: evidence, overlap, lines left out.
    pub beside: Vec<Beside>,
    /// Figures to be read with it.
    pub companions: Vec<super::Row>,
    /// The other cuts of the indicator, each with the codes it is given for.
    pub other_cuts: Vec<super::choice::CutCodes>,
}

/// How a figure comes about that is one number divided by another. Numbers in plain notation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Division {
    /// What is divided.
    pub numerator: String,
    /// What it is divided by.
    pub denominator: String,
    /// What comes out, rounded as it is published.
    pub quotient: String,
    /// What both are counted in: `EUR`, or `count` for units, devices, people, answers, participants and years.
    pub unit: &'static str,
    /// Of a concentration the participants that are in the numerator, the largest first: for the office alone.
    pub largest: Vec<Largest>,
}

/// A participant in the numerator of a concentration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Largest {
    /// Its id.
    pub participant: String,
    /// Its name.
    pub name: String,
    /// Its direct volume in euro, in plain notation.
    pub amount_eur: String,
}

/// What a part gives to a numerator and to a denominator, in plain notation; `None` of a side it is not in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Quotient {
    /// What it gives to what is divided.
    pub numerator: Option<String>,
    /// What it gives to what that is divided by.
    pub denominator: Option<String>,
}

/// What of a participant's part it reported for others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ForOthers {
    /// How much, in plain notation.
    pub part: String,
    /// The names of those it is for.
    pub owners: Vec<String>,
}

/// Why a figure has no value, or one of low reliability.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Reason {
    /// Why, in one or two sentences.
    pub why: String,
    /// What can be done about it; `None` where nothing can.
    pub what_to_do: Option<String>,
}

impl Reason {
    /// A reason nothing can be done about.
    pub(super) fn only(why: impl Into<String>) -> Self {
        Self { why: why.into(), what_to_do: None }
    }

    /// A reason with what can be done.
    pub(super) fn with(why: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self { why: why.into(), what_to_do: Some(what_to_do.into()) }
    }
}

/// What comes from one participant.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OfParticipant {
    /// Its id; empty for the office's own files.
    pub participant: String,
    /// Its name.
    pub name: String,
    /// What it adds to the figure, with its sign, where the figure is a sum.
    pub part: Option<String>,
    /// What of that it reported for others, whose volume it is; `None` where nothing.
    pub for_others: Option<ForOthers>,
    /// What it gives to the numerator and to the denominator, where the figure is divided.
    pub gives: Option<Quotient>,
    /// Both years, where the figure is a change.
    pub change: Option<ChangeOfParticipant>,
    /// Converted sums with the lines in them.
    pub sums: Vec<ConvertedSum>,
    /// Cells that are in the figure by themselves.
    pub cells: Vec<SourceCell>,
}

/// What a participant's part of a change is made of. Amounts in euro, in plain notation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ChangeOfParticipant {
    /// This year's amounts at this year's rates.
    pub this_year: String,
    /// This year's amounts at last year's rates, where the figure takes them so.
    pub this_year_at_last_rates: Option<String>,
    /// Last year's amounts at last year's rates; `None` where the figure takes none: the change of rates.
    pub last_year: Option<String>,
    /// The rates of its currencies, but for the euro.
    pub rates: Vec<RatesOfYears>,
}

/// The mean rates of a currency in the periods of two years: its units for one euro.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RatesOfYears {
    /// The currency.
    pub currency: String,
    /// In this year's period; `None` where it has none.
    pub this_year: Option<String>,
    /// In last year's.
    pub last_year: Option<String>,
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
    /// What this year's sum is worth at last year's rate, where a change takes it so.
    pub at_last_rate: Option<AtLastRate>,
    /// What it adds to the figure, with its sign, where the figure is a sum.
    pub part: Option<String>,
    /// What it gives to the numerator and to the denominator, where the figure is divided.
    pub gives: Option<Quotient>,
    /// Units in it.
    pub units: i64,
    /// Number of lines in it.
    pub lines: u64,
    /// The cells the figure takes from it.
    pub cells: Vec<SourceCell>,
}

/// A sum of this year at the rate of the year before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AtLastRate {
    /// Units of the currency for one euro.
    pub rate: String,
    /// The sum in euro, in plain notation.
    pub amount_eur: String,
}

/// One cell of a file, with what it says and what went into the figure.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
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
    /// What it adds to the figure, with its sign: of money of the Pact.
    pub part: Option<String>,
    /// The part it plays, where the figure is divided.
    pub role: Option<Part>,
    /// What it gives to the numerator and to the denominator, where the figure is divided.
    pub gives: Option<Quotient>,
    /// The place itself: of several the first.
    #[serde(skip)]
    pub(super) place: Option<Place>,
    /// Which entry of the figure's trace it is from.
    #[serde(skip)]
    pub(super) entry: usize,
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
