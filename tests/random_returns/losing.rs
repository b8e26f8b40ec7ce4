//! What people do to a return that loses the meaning of an answer.

use jiff::civil::date;
use model::FaultKind;
use model::questionnaire::{Question, QuestionType};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::grid::{AnswerTag, Book, Holds, Square, Stored};
use super::keeping::{Around, damages};
use super::meant::Meant;

damages! {
    /// A damage that loses the meaning of an answer.
    Losing {
        About,
        Range,
        InWords,
        FractionOfWhole,
        GroupOrDecimal,
        CommentBesideNumber,
        TwoNumbers,
        WrongGroups,
        PercentTyped,
        PercentShown,
        OtherCurrency,
        OtherCurrencyShown,
        NumberShownAsDay,
        TruthForNumber,
        NumberUncomputed,
        NumberInError,
        DayThatIsNone,
        DayOfTwoReadings,
        DayInPart,
        DayUncomputed,
        UnknownChoice,
        TwoChoices,
        ChoiceInError,
        UnknownAmongSeveral,
        UnknownTick,
        TextUncomputed,
        TextInError,
        MergedOverTwo,
        MergedOverNumbers,
        ColumnDeleted,
        QuestionDeleted,
    }
}

/// What was lost, and where it must be said.
#[derive(Clone, Debug)]
pub(crate) struct Loss {
    /// The answers whose value nobody can tell.
    pub(crate) of: Vec<AnswerTag>,
    /// The value itself stands, only what it is an amount of is in doubt.
    pub(crate) amount_only: bool,
    /// One of them may be read as it stands.
    pub(crate) keeps_some: bool,
    /// What it may be said as.
    pub(crate) said_as: &'static [FaultKind],
    /// There is no cell left to say it at.
    pub(crate) without_cell: bool,
}

/// What is wrong with a text where a number belongs.
const NUMBER: &[FaultKind] =
    &[FaultKind::TextForNumber, FaultKind::AmbiguousNumber, FaultKind::FractionForWholeNumber];

impl Loss {
    fn of(tag: AnswerTag, said_as: &'static [FaultKind]) -> Self {
        Self { of: vec![tag], ..Self::of_none(said_as) }
    }

    fn of_none(said_as: &'static [FaultKind]) -> Self {
        let of = Vec::new();
        Self { of, amount_only: false, keeps_some: false, said_as, without_cell: false }
    }
}

/// Whether a damage is done to the layout, after everything else.
pub(crate) fn is_late(losing: Losing) -> bool {
    losing >= Losing::MergedOverTwo
}

/// Does the damage, or the next that the return has an answer for; `None` where there is none.
pub(crate) fn lost(
    losing: Losing,
    book: &mut Book,
    around: &Around<'_>,
    seed: u64,
) -> Option<(Losing, Loss)> {
    let same_time = |other: &&Losing| is_late(**other) == is_late(losing);
    let all = || Losing::ALL.iter().filter(same_time);
    let from = all().skip_while(|other| **other != losing);
    let mut kinds = from.chain(all().take_while(|other| **other != losing)).copied();
    kinds.find_map(|kind| Some((kind, done(kind, book, around, seed)?)))
}

fn done(losing: Losing, book: &mut Book, around: &Around<'_>, seed: u64) -> Option<Loss> {
    let mut bits = Bits::of(seed, losing as usize);
    let bits = &mut bits;
    let whole = |_: &AnswerTag, question: &Question| question.kind == QuestionType::Integer;
    let number = |tag: &AnswerTag, question: &Question| {
        tag.question != "tax_rate"
            && matches!(question.kind, QuestionType::Integer | QuestionType::Decimal)
    };
    let amount = |tag: &AnswerTag, question: &Question| {
        question.kind == QuestionType::Decimal && around.currency(tag).is_some()
    };
    let day = |_: &AnswerTag, question: &Question| question.kind == QuestionType::Date;
    let text = |_: &AnswerTag, question: &Question| question.kind == QuestionType::Text;
    let one = |_: &AnswerTag, question: &Question| {
        matches!(question.kind, QuestionType::SelectOne(_)) && question.name != "currency"
    };
    let typed = |texts: &[&str], bits: &mut Bits| Stored::Text((*bits.pick(texts)).to_owned());
    match losing {
        Losing::About => {
            let value = typed(&["~40", "ca. 40", "40?", "> 40", "40+", "≈ 40", "environ 40"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::Range => {
            let value = typed(&["3-4", "3 – 4", "3/4", "3 to 4", "10 à 12", "30..40"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::InWords => {
            let value = typed(&["twenty", "vingt", "a dozen", "none", "-", "?", "tbd"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::FractionOfWhole => {
            let value = match bits.below(3) {
                0 => Stored::Text("1,5".to_owned()),
                1 => Stored::Text("12.50".to_owned()),
                _ => Stored::Number(Decimal::new(15, 1)),
            };
            at_one(book, around, bits, whole, value, None, NUMBER)
        }
        Losing::GroupOrDecimal => {
            let value =
                typed(&["1,234", "1.234", "12,345", "120.500", "-1,234", "１，２３４"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::CommentBesideNumber => {
            let texts = [
                "12 (estimate)",
                "12 pcs",
                "approx. 12",
                "12 see note",
                "12*",
                "12k",
                "12 000 est.",
            ];
            let value = typed(&texts, bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::TwoNumbers => {
            let value =
                typed(&["310; 120", "310\n120", "310 / 120", "310 and 120", "310 12 4"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::WrongGroups => {
            let value = typed(&["1,23,4", "1.2.3", "1'23", "1 23", "12.34.567", "1,2,3.4"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::PercentTyped => {
            let value = typed(&["5 %", "5%", "12,5 %", "５％"], bits);
            at_one(book, around, bits, number, value, None, NUMBER)
        }
        Losing::PercentShown => {
            let shown = *bits.pick(&["0%", "0.00%"]);
            let value = Stored::Number(Decimal::new(1 + bits.below(20) as i64, 2));
            at_one(book, around, bits, number, value, Some(shown), NUMBER)
        }
        Losing::OtherCurrency => other_currency(book, around, bits, amount, false),
        Losing::OtherCurrencyShown => other_currency(book, around, bits, amount, true),
        Losing::NumberShownAsDay => {
            let value = Stored::Day(date(1900 + bits.below(30) as i16, 3, 4).into());
            at_one(book, around, bits, number, value, Some("dd/mm/yyyy"), NUMBER)
        }
        Losing::TruthForNumber => {
            at_one(book, around, bits, number, Stored::Truth(true), None, NUMBER)
        }
        Losing::NumberUncomputed => at_one(
            book,
            around,
            bits,
            number,
            Stored::Uncomputed,
            None,
            &[FaultKind::FormulaWithoutValue],
        ),
        Losing::NumberInError => {
            let error = Stored::Error((*bits.pick(&ERRORS)).to_owned());
            at_one(book, around, bits, number, error, None, &[FaultKind::ErrorCell])
        }
        Losing::DayThatIsNone => {
            let texts =
                ["31.02.2026", "2026-02-30", "32/01/2026", "29 February 2025", "00.00.2026"];
            let value = typed(&texts, bits);
            at_one(book, around, bits, day, value, None, &[FaultKind::NotADate])
        }
        Losing::DayOfTwoReadings => {
            let value = typed(&["03/04/2026", "3/4/2026", "12/11/2025"], bits);
            at_one(book, around, bits, day, value, None, &[FaultKind::NotADate])
        }
        Losing::DayInPart => {
            let texts = [
                "March 2026",
                "2026",
                "last spring",
                "12 March",
                "Q1 2026",
                "12.03.26 – 14.03.26",
                "12.03.26",
            ];
            let value = typed(&texts, bits);
            at_one(book, around, bits, day, value, None, &[FaultKind::NotADate])
        }
        Losing::DayUncomputed => at_one(
            book,
            around,
            bits,
            day,
            Stored::Uncomputed,
            Some("yyyy-mm-dd"),
            &[FaultKind::FormulaWithoutValue],
        ),
        Losing::UnknownChoice => {
            let value = typed(&["Labtops", "see above", "Yes and no", "5", "maybe"], bits);
            at_one(book, around, bits, one, value, None, &[FaultKind::UnknownChoice])
        }
        Losing::TwoChoices => two_choices(book, around, bits, one),
        Losing::ChoiceInError => {
            let error = Stored::Error((*bits.pick(&ERRORS)).to_owned());
            at_one(book, around, bits, one, error, None, &[FaultKind::ErrorCell])
        }
        Losing::UnknownAmongSeveral => several(book, around, bits, false),
        Losing::UnknownTick => several(book, around, bits, true),
        Losing::TextUncomputed => at_one(
            book,
            around,
            bits,
            text,
            Stored::Uncomputed,
            None,
            &[FaultKind::FormulaWithoutValue],
        ),
        Losing::TextInError => {
            let error = Stored::Error((*bits.pick(&ERRORS)).to_owned());
            let kinds = &[FaultKind::ErrorCell, FaultKind::UnknownCurrency];
            at_one(book, around, bits, text, error, None, kinds)
        }
        Losing::MergedOverTwo => merged_over_two(book, around, bits),
        Losing::MergedOverNumbers => merged_over_numbers(book, around, bits),
        Losing::ColumnDeleted => column_deleted(book, bits),
        Losing::QuestionDeleted => question_deleted(book, bits),
    }
}

const ERRORS: [&str; 5] = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"];

/// An answer that stands as it was entered, of those that fit.
fn target(
    book: &mut Book,
    around: &Around<'_>,
    bits: &mut Bits,
    fits: impl Fn(&AnswerTag, &Question) -> bool,
) -> Option<((usize, usize, usize), AnswerTag)> {
    let mut fitting = Vec::new();
    for at in book.answers() {
        let square = book.square(at);
        let tag = square.answer().expect("an answer");
        let said = around.meant(tag).is_said() && !square.is_empty();
        let own = ["participant_id", "organisation_name", "period_start", "period_end"];
        if said && !own.contains(&tag.question.as_str()) && fits(tag, around.question(tag)) {
            fitting.push((at, tag.clone()));
        }
    }
    if fitting.is_empty() { None } else { Some(bits.pick(&fitting).clone()) }
}

fn at_one(
    book: &mut Book,
    around: &Around<'_>,
    bits: &mut Bits,
    fits: impl Fn(&AnswerTag, &Question) -> bool,
    value: Stored,
    shown: Option<&str>,
    said_as: &'static [FaultKind],
) -> Option<Loss> {
    let without_tick =
        |tag: &AnswerTag, question: &Question| tag.tick.is_none() && fits(tag, question);
    let (at, tag) = target(book, around, bits, without_tick)?;
    book.square(at).rewrite(value, shown);
    Some(Loss::of(tag, said_as))
}

/// An amount with a currency beside it that is not its row's.
fn other_currency(
    book: &mut Book,
    around: &Around<'_>,
    bits: &mut Bits,
    fits: impl Fn(&AnswerTag, &Question) -> bool,
    shown: bool,
) -> Option<Loss> {
    // Without a currency of its own a row takes the one beside the amount.
    let named = |tag: &AnswerTag, question: &Question| {
        let own = tag.row.map(|row| &around.truth.rows[&tag.section][row]);
        let own = own.and_then(|row| row.get("currency"));
        fits(tag, question)
            && own.is_some_and(Meant::is_said)
            && matches!(around.meant(tag), Meant::Number(_))
    };
    let (at, tag) = target(book, around, bits, named)?;
    let own = around.currency(&tag).expect("an amount");
    let others: Vec<&str> = ["USD", "GBP", "EUR", "SEK", "£", "€"]
        .into_iter()
        .filter(|other| *other != own && (own != "EUR" || *other != "€"))
        .collect();
    let other = *bits.pick(&others);
    let square = book.square(at);
    let Stored::Number(number) = square.value else { return None };
    match shown {
        true => square.rewrite(Stored::Number(number), Some(&format!("[${other}] #,##0.00"))),
        false => {
            // With cents nobody takes the mark for another.
            let text = format!("{other} {:.2}", number.round_dp(2));
            square.rewrite(Stored::Text(text), None);
        }
    }
    Some(Loss { amount_only: true, ..Loss::of(tag, &[FaultKind::TextForNumber]) })
}

fn two_choices(
    book: &mut Book,
    around: &Around<'_>,
    bits: &mut Bits,
    fits: impl Fn(&AnswerTag, &Question) -> bool,
) -> Option<Loss> {
    let (at, tag) = target(book, around, bits, fits)?;
    let list = around.list(&tag).expect("a list");
    let language = if around.french { "fr" } else { "en" };
    let labels = list.choices.iter().take(2).map(|choice| choice.label.in_language(language));
    let labels: Vec<&str> = labels.collect();
    let text = labels.join(*bits.pick(&["; ", " / ", "\n", ", "]));
    book.square(at).rewrite(Stored::Text(text), None);
    Some(Loss::of(tag, &[FaultKind::UnknownChoice]))
}

/// Several choices of which one is none, in one cell or among the ticks.
fn several(book: &mut Book, around: &Around<'_>, bits: &mut Bits, ticks: bool) -> Option<Loss> {
    let fits = |tag: &AnswerTag, question: &Question| {
        matches!(question.kind, QuestionType::SelectMultiple(_)) && tag.tick.is_some() == ticks
    };
    let (at, tag) = target(book, around, bits, fits)?;
    let text = match (&book.square(at).value, ticks) {
        (Stored::Text(text), false) => format!("{text}; and more"),
        _ => (*bits.pick(&["perhaps", "x?", "2", "see above", "-"])).to_owned(),
    };
    book.square(at).rewrite(Stored::Text(text), None);
    Some(Loss::of(tag, &[FaultKind::UnknownChoice]))
}

/// Two answers of a group merged into one: the lower is gone. A choice merged over two is the answer to both.
fn merged_over_two(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> Option<Loss> {
    let mut pairs = Vec::new();
    for (at, tab) in book.tabs.iter().enumerate() {
        for (row, column) in tab.answers() {
            let square = |row: usize| tab.lines.get(row)?.squares.get(column);
            let holds = |square: &Square| {
                let own = ["participant_id", "organisation_name", "period_start", "period_end"];
                let answer = square.answer();
                answer
                    .is_some_and(|tag| tag.tick.is_none() && !own.contains(&tag.question.as_str()))
                    && !square.is_empty()
                    && square.merged.is_none()
            };
            let is_choice = |row: usize| {
                let tag = square(row).and_then(Square::answer);
                tag.is_some_and(|tag| around.question(tag).list_name().is_some())
            };
            let group = matches!(tab.holds, Holds::Group(_));
            let for_both = is_choice(row) && is_choice(row + 1);
            if group
                && !for_both
                && [row, row + 1].into_iter().all(|row| square(row).is_some_and(holds))
            {
                pairs.push((at, row, column));
            }
        }
    }
    pairs_merged(book, &pairs, bits)
}

fn pairs_merged(book: &mut Book, pairs: &[(usize, usize, usize)], bits: &mut Bits) -> Option<Loss> {
    if pairs.is_empty() {
        return None;
    }
    let (tab, row, column) = *bits.pick(pairs);
    let upper = book.square((tab, row, column));
    upper.merged = Some((2, 1));
    let of_upper = upper.answer().expect("an answer").clone();
    let lower = book.square((tab, row + 1, column));
    lower.rewrite(Stored::Nothing, None);
    let of_lower = lower.answer().expect("an answer").clone();
    // What stands there may be for both, so neither may be read as if it were its own.
    Some(Loss { of: vec![of_lower, of_upper], keeps_some: true, ..Loss::of_none(MERGED) })
}

/// How a cell is spoken of that is merged over answers.
const MERGED: &[FaultKind] = &[
    FaultKind::TextForNumber,
    FaultKind::UnknownChoice,
    FaultKind::NotADate,
    FaultKind::MissingQuestion,
    FaultKind::StrayText,
];

/// Two different numbers of a column merged into one.
fn merged_over_numbers(book: &mut Book, around: &Around<'_>, bits: &mut Bits) -> Option<Loss> {
    let mut pairs = Vec::new();
    for (at, tab) in book.tabs.iter().enumerate() {
        for (row, column) in tab.answers() {
            let square = |row: usize| tab.lines.get(row)?.squares.get(column);
            let holds = |square: &Square| {
                square.answer().is_some_and(|tag| {
                    let kind = &around.question(tag).kind;
                    matches!(kind, QuestionType::Integer | QuestionType::Decimal)
                }) && matches!(square.value, Stored::Number(_))
                    && square.merged.is_none()
            };
            let others = |row: usize| {
                let squares = tab.lines[row].squares.iter().enumerate();
                let mut others = squares.filter(|(at, _)| *at != column);
                others.any(|(_, other)| {
                    other.answer().is_some() && !other.is_empty() && other.merged.is_none()
                })
            };
            let repeat = matches!(tab.holds, Holds::Repeat(_));
            if repeat
                && [row, row + 1].into_iter().all(|row| square(row).is_some_and(holds))
                && others(row + 1)
            {
                pairs.push((at, row, column));
            }
        }
    }
    pairs_merged(book, &pairs, bits)
}

/// A column of a repeat is gone.
fn column_deleted(book: &mut Book, bits: &mut Bits) -> Option<Loss> {
    let mut columns = Vec::new();
    for (at, tab) in book.tabs.iter().enumerate() {
        if !matches!(tab.holds, Holds::Repeat(_)) {
            continue;
        }
        let answers = tab.answers();
        for (row, column) in &answers {
            let tag = tab.lines[*row].squares[*column].answer().expect("an answer");
            // What is left of each row must still be a row.
            let others = |line: &super::grid::Line| {
                let squares = line.squares.iter().enumerate();
                let mut others = squares.filter(|(at, _)| at != column);
                others.any(|(_, other)| other.answer().is_some() && !other.is_empty())
            };
            let stays = tab.lines.iter().filter(|line| line.entered().is_some()).all(others);
            if tag.tick.is_none() && stays && !columns.contains(&(at, *column)) {
                columns.push((at, *column));
            }
        }
    }
    if columns.is_empty() {
        return None;
    }
    let (at, column) = *bits.pick(&columns);
    let tab = &mut book.tabs[at];
    tab.unmerge();
    let mut of = Vec::new();
    for line in tab.lines.iter_mut().filter(|line| line.squares.len() > column) {
        of.extend(line.squares.remove(column).answer().cloned());
    }
    tab.hidden_columns.retain(|hidden| *hidden < column);
    Some(Loss { of, without_cell: true, ..Loss::of_none(&[FaultKind::MissingQuestion]) })
}

/// The row of a question of a group is gone.
fn question_deleted(book: &mut Book, bits: &mut Bits) -> Option<Loss> {
    let own = ["participant_id", "organisation_name", "period_start", "period_end"];
    let mut rows = Vec::new();
    for (at, tab) in book.tabs.iter().enumerate() {
        if !matches!(tab.holds, Holds::Group(_)) || tab.answers().len() < 2 {
            continue;
        }
        for (row, column) in tab.answers() {
            let tag = tab.lines[row].squares[column].answer().expect("an answer");
            if tag.tick.is_none() && !own.contains(&tag.question.as_str()) {
                rows.push((at, row));
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let (at, row) = *bits.pick(&rows);
    let line = book.tabs[at].lines.remove(row);
    let of = line.squares.iter().filter_map(|square| square.answer().cloned()).collect();
    Some(Loss { of, without_cell: true, ..Loss::of_none(&[FaultKind::MissingQuestion]) })
}
