//! What people and programs do to a return that keeps its meaning.

mod choices;
mod days;
mod layout;
mod numbers;
mod sheets;
mod texts;

use model::Questionnaire;
use model::questionnaire::{ChoiceList, Question};
use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::case::Filled;
use super::grid::{AnswerTag, Book};
use super::meant::{Meant, Truth};

/// Declares the damages with the list of them all.
macro_rules! damages {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident,)+ }) => {
        $(#[$of])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub(crate) enum $name { $($(#[$doc])* $kind,)+ }

        impl $name {
            pub(crate) const ALL: &[$name] = &[$($name::$kind,)+];
        }
    };
}
pub(crate) use damages;

damages! {
    /// A damage that keeps the meaning; in the order in which several are done.
    Keeping {
        NumbersAsText,
        NumbersWithCurrency,
        NumbersInFullWidth,
        NumbersBehindApostrophe,
        NumbersBetweenSpaces,
        NumbersInBrackets,
        PercentOfTaxRate,
        DaysAsText,
        DaysBehindApostrophe,
        DaysBetweenSpaces,
        DaysInFullWidth,
        DaysAsSerials,
        DaysFrom1904,
        ChoicesByCode,
        ChoicesInOtherLanguage,
        ChoicesUnevenly,
        ChoicesBehindApostrophe,
        ChoicesAsTruth,
        SeveralOtherwise,
        TicksOtherwise,
        NotApplicableOtherwise,
        TextsBetweenSpaces,
        TextsAsNumbers,
        FormulasStored,
        OtherFormats,
        SheetsTranslated,
        SheetsRenamed,
        SheetsReordered,
        HelperSheetsDeleted,
        SheetInserted,
        HelperColumnDeleted,
        HelperRowDeleted,
        RowsSorted,
        QuestionsSorted,
        ColumnsReordered,
        BlankRowsInserted,
        BlankColumnsInserted,
        StrayRowInserted,
        StrayColumnInserted,
        PreparedRowsAdded,
        MergedAcross,
        MergedDown,
        RowsHidden,
        FilterLeftOn,
        SheetDuplicated,
    }
}

/// What a damage may look at.
pub(crate) struct Around<'a> {
    pub(crate) questionnaire: &'a Questionnaire,
    pub(crate) truth: &'a Truth,
    pub(crate) french: bool,
}

impl<'a> Around<'a> {
    pub(crate) fn of(filled: &'a Filled, french: bool) -> Self {
        Self { questionnaire: &filled.questionnaire, truth: &filled.truth, french }
    }

    pub(crate) fn question(&self, tag: &AnswerTag) -> &'a Question {
        let section = self.questionnaire.section(&tag.section).expect("a section");
        let mut questions = section.questions.iter();
        questions.find(|question| question.name == tag.question).expect("a question")
    }

    pub(crate) fn list(&self, tag: &AnswerTag) -> Option<&'a ChoiceList> {
        self.questionnaire.list(self.question(tag).list_name()?)
    }

    pub(crate) fn meant(&self, tag: &AnswerTag) -> &'a Meant {
        match tag.row {
            Some(row) => &self.truth.rows[&tag.section][row][&tag.question],
            None => &self.truth.singles[&tag.question],
        }
    }

    /// The currency of an amount: its row's, else the return's; `None` for a number that is no amount.
    pub(crate) fn currency(&self, tag: &AnswerTag) -> Option<&'a str> {
        let name = tag.question.as_str();
        if !(["amount", "value"].contains(&name) || name.ends_with("_amount")) {
            return None;
        }
        let own = tag.row.and_then(|row| self.truth.rows[&tag.section][row].get("currency"));
        let own = own.filter(|own| own.is_said());
        match own.or_else(|| self.truth.singles.get("currency")) {
            Some(Meant::Text(code)) => Some(code),
            _ => None,
        }
    }
}

/// Does the damages, in the order of their kinds; how many places each reached.
pub(crate) fn worn(
    book: &mut Book,
    damages: &[(Keeping, u64)],
    around: &Around<'_>,
) -> Vec<(Keeping, usize)> {
    let mut damages = damages.to_vec();
    damages.sort_by_key(|(kind, _)| *kind);
    let done = damages.into_iter().map(|(kind, seed)| {
        let mut bits = Bits::of(seed, kind as usize);
        (kind, kind.done(book, around, &mut bits))
    });
    done.collect()
}

impl Keeping {
    fn done(self, book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> usize {
        use numbers::Dress;
        match self {
            Keeping::NumbersAsText => numbers::as_text(book, around, bits, Dress::Plain),
            Keeping::NumbersWithCurrency => numbers::as_text(book, around, bits, Dress::Currency),
            Keeping::NumbersInFullWidth => numbers::as_text(book, around, bits, Dress::FullWidth),
            Keeping::NumbersBehindApostrophe => {
                numbers::as_text(book, around, bits, Dress::Apostrophe)
            }
            Keeping::NumbersBetweenSpaces => numbers::as_text(book, around, bits, Dress::Spaces),
            Keeping::NumbersInBrackets => numbers::as_text(book, around, bits, Dress::Brackets),
            Keeping::PercentOfTaxRate => numbers::percent(book, bits),
            Keeping::DaysAsText => days::as_text(book, around, bits, Dress::Plain),
            Keeping::DaysBehindApostrophe => days::as_text(book, around, bits, Dress::Apostrophe),
            Keeping::DaysBetweenSpaces => days::as_text(book, around, bits, Dress::Spaces),
            Keeping::DaysInFullWidth => days::as_text(book, around, bits, Dress::FullWidth),
            Keeping::DaysAsSerials => days::as_serials(book, around, bits),
            Keeping::DaysFrom1904 => days::from_1904(book, around, bits),
            Keeping::ChoicesByCode => choices::by_code(book, around, bits),
            Keeping::ChoicesInOtherLanguage => choices::in_other_language(book, around, bits),
            Keeping::ChoicesUnevenly => choices::unevenly(book, around, bits),
            Keeping::ChoicesBehindApostrophe => choices::behind_apostrophe(book, around, bits),
            Keeping::ChoicesAsTruth => choices::as_truth(book, around, bits),
            Keeping::SeveralOtherwise => choices::several_otherwise(book, around, bits),
            Keeping::TicksOtherwise => choices::ticks_otherwise(book, around, bits),
            Keeping::NotApplicableOtherwise => texts::not_applicable(book, around, bits),
            Keeping::TextsBetweenSpaces => texts::between_spaces(book, around, bits),
            Keeping::TextsAsNumbers => texts::as_numbers(book, around, bits),
            Keeping::FormulasStored => texts::formulas(book, bits),
            Keeping::OtherFormats => texts::other_formats(book, around, bits),
            Keeping::SheetsTranslated => sheets::translated(book, around),
            Keeping::SheetsRenamed => sheets::renamed(book, bits),
            Keeping::SheetsReordered => sheets::reordered(book, bits),
            Keeping::HelperSheetsDeleted => sheets::helpers_deleted(book, bits),
            Keeping::SheetInserted => sheets::inserted(book, bits),
            Keeping::SheetDuplicated => sheets::duplicated(book, bits),
            Keeping::HelperColumnDeleted => layout::helper_column(book, bits),
            Keeping::HelperRowDeleted => layout::helper_row(book, bits),
            Keeping::RowsSorted => layout::rows_sorted(book, bits),
            Keeping::QuestionsSorted => layout::questions_sorted(book, bits),
            Keeping::ColumnsReordered => layout::columns_reordered(book, bits),
            Keeping::BlankRowsInserted => layout::blank_rows(book, bits),
            Keeping::BlankColumnsInserted => layout::blank_columns(book, bits),
            Keeping::StrayRowInserted => layout::stray_row(book, bits),
            Keeping::StrayColumnInserted => layout::stray_column(book, bits),
            Keeping::PreparedRowsAdded => layout::prepared_rows(book, bits),
            Keeping::MergedAcross => layout::merged_across(book, bits),
            Keeping::MergedDown => layout::merged_down(book, around, bits),
            Keeping::RowsHidden => layout::rows_hidden(book, bits),
            Keeping::FilterLeftOn => layout::filter_left_on(book, bits),
        }
    }
}
