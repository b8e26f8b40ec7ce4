//! The registry: one line a rule, in the order of their codes.

use crate::rule::Rule;

/// Declares the modules of the rules and gathers them.
macro_rules! registry {
    ($($module:ident::$name:ident,)+) => {
        $(pub mod $module;)+

        /// Every rule.
        pub const RULES: &[&Rule] = &[$(&$module::$name::RULE,)+];
    };
}

registry! {
    file_is_no_workbook::FileIsNoWorkbook,
    damaged_file::DamagedFile,
    encrypted_file::EncryptedFile,
    empty_file::EmptyFile,
    unexpected_file::UnexpectedFile,
    unknown_participant_folder::UnknownParticipantFolder,
    another_participants_form::AnotherParticipantsForm,
    another_years_form::AnotherYearsForm,
    not_our_form::NotOurForm,
    questions_missing::QuestionsMissing,
    newer_version_unusable::NewerVersionUnusable,
    empty_return::EmptyReturn,
    file_not_readable::FileNotReadable,
    reporting_period_left_blank::ReportingPeriodLeftBlank,
    required_answer_missing::RequiredAnswerMissing,
    silent_participant::SilentParticipant,
    return_came_late::ReturnCameLate,
    row_hidden::RowHidden,
    text_outside_the_form::TextOutsideTheForm,
    period_in_another_year::PeriodInAnotherYear,
    answer_breaks_its_rule::AnswerBreaksItsRule,
    unreadable_answer::UnreadableAnswer,
    formula_without_value::FormulaWithoutValue,
    error_cell::ErrorCell,
    reported_for_returned::ReportedForReturned,
    unusual_period::UnusualPeriod,
    nothing_bought_contradicted::NothingBoughtContradicted,
    answered_in_a_letter::AnsweredInALetter,
    transcription_not_confirmed::TranscriptionNotConfirmed,
    day_not_noted::DayNotNoted,
    second_sheet::SecondSheet,
    mark_not_understood::MarkNotUnderstood,
    last_year_differs::LastYearDiffers,
    mark_beside_answer::MarkBesideAnswer,
    text_in_money_cell::TextInMoneyCell,
    ambiguous_number::AmbiguousNumber,
    unknown_buyer::UnknownBuyer,
    currency_without_rate::CurrencyWithoutRate,
    group_not_yet_in_scope::GroupNotYetInScope,
    more_labelled_than_bought::MoreLabelledThanBought,
    amount_without_units::AmountWithoutUnits,
    overlap_between_returns::OverlapBetweenReturns,
    orders_differ_from_declared::OrdersDifferFromDeclared,
    tax_not_known::TaxNotKnown,
    unknown_currency::UnknownCurrency,
    amount_rounded::AmountRounded,
    rate_incomplete::RateIncomplete,
    return_without_volume::ReturnWithoutVolume,
    line_without_currency::LineWithoutCurrency,
    line_without_group::LineWithoutGroup,
    reporter_not_in_force::ReporterNotInForce,
    same_outside_buyer::SameOutsideBuyer,
    participant_as_outside_buyer::ParticipantAsOutsideBuyer,
    volume_below_zero::VolumeBelowZero,
    mean_without_devices::MeanWithoutDevices,
    devices_left_out::DevicesLeftOut,
    amount_basis_not_known::AmountBasisNotKnown,
    signs_contradict::SignsContradict,
    repeated_line::RepeatedLine,
    line_of_sum::LineOfSum,
    overlap_above_declared::OverlapAboveDeclared,
    two_report_for_one::TwoReportForOne,
    report_for_each_other::ReportForEachOther,
    rate_not_in_both_years::RateNotInBothYears,
    outreach_not_converted::OutreachNotConverted,
    level_fell_by_two::LevelFellByTwo,
    standard_practice_without_evidence::StandardPracticeWithoutEvidence,
    practice_continued_twice::PracticeContinuedTwice,
    contact_details_in_text::ContactDetailsInText,
    applied_without_story::AppliedWithoutStory,
    row_outside_period::RowOutsidePeriod,
    unclassified_row::UnclassifiedRow,
    file_without_mapping::FileWithoutMapping,
    duplicate_row::DuplicateRow,
    subtotal_row::SubtotalRow,
    layout_changed::LayoutChanged,
    mapping_does_not_fit::MappingDoesNotFit,
    refused_row::RefusedRow,
    mapping_not_readable::MappingNotReadable,
    two_readings::TwoReadings,
    row_with_more_fields::RowWithMoreFields,
    mapping_not_confirmed::MappingNotConfirmed,
    mapping_is_a_proposal::MappingIsAProposal,
    order_in_two_returns::OrderInTwoReturns,
    label_not_counted::LabelNotCounted,
    unclassified_words::UnclassifiedWords,
    sum_differs::SumDiffers,
    repeated_row::RepeatedRow,
    amount_missing::AmountMissing,
    price_differs::PriceDiffers,
    header_contradicts_mapping::HeaderContradictsMapping,
    sum_or_order::SumOrOrder,
    part_of_row_above::PartOfRowAbove,
    merged_amount::MergedAmount,
    hidden_sheet::HiddenSheetCounted,
    encoding_guessed::EncodingGuessed,
    date_format_differs::DateFormatDiffers,
    currency_of_return::CurrencyOfReturn,
    row_of_no_group::RowOfNoGroup,
    file_not_received::FileNotReceived,
    condition_fits_no_row::ConditionFitsNoRow,
    contribution_outstanding::ContributionOutstanding,
    account_not_in_budget::AccountNotInBudget,
    ledger_date_outside_year::LedgerDateOutsideYear,
    closing_unlike_bank::ClosingUnlikeBank,
    explanation_missing::ExplanationMissing,
    opening_unlike_last_closing::OpeningUnlikeLastClosing,
    accounts_missing::AccountsMissing,
    fund_below_zero::FundBelowZero,
    fund_not_known::FundNotKnown,
    in_kind_without_value::InKindWithoutValue,
    contribution_not_decided::ContributionNotDecided,
    voucher_used_twice::VoucherUsedTwice,
    voucher_missing::VoucherMissing,
    more_decimals_than_currency::AmountWithMoreDecimals,
    counterparty_not_known::CounterpartyNotKnown,
    fund_opening_unlike_last_closing::FundOpeningUnlikeLastClosing,
    document_missing::DocumentMissing,
    contribution_not_in_ledger::ContributionNotInLedger,
    in_kind_without_purpose::InKindWithoutPurpose,
    neither_cash_nor_in_kind::NeitherCashNorInKind,
    debit_and_credit::DebitAndCredit,
    running_balance_broken::RunningBalanceBroken,
    activity_not_known::ActivityNotKnown,
    commitment_not_known::CommitmentNotKnown,
    ledger_twice::LedgerTwice,
    ledger_mapping_not_confirmed::LedgerMappingNotConfirmed,
    commitment_past_its_day::CommitmentPastItsDay,
    accounts_without_rate::AccountsWithoutRate,
    contribution_overpaid::ContributionOverpaid,
    account_below_zero::AccountBelowZero,
    earmarked_without_fund::EarmarkedWithoutFund,
    contribution_unexplained::ContributionUnexplained,
    next_budget_incomplete::NextBudgetIncomplete,
    amounts_beyond_counting::AmountsBeyondCounting,
    bank_balance_missing::BankBalanceMissing,
    contribution_twice::ContributionTwice,
    other_years_books_incomplete::OtherYearsBooksIncomplete,
    contribution_not_expected::ContributionNotExpected,
    balance_against_sign::BalanceAgainstSign,
    export_opens_otherwise::ExportOpensOtherwise,
    accounts_value_not_usable::AccountsValueNotUsable,
    ledger_sum_differs::LedgerSumDiffers,
    ledger_sheet_not_read::LedgerSheetNotRead,
    ledger_not_read::LedgerNotRead,
    in_kind_told_twice::InKindToldTwice,
    contribution_for_unlikely_year::ContributionForUnlikelyYear,
    purpose_without_effect::PurposeWithoutEffect,
    paid_unlike_booked::PaidUnlikeBooked,
    column_not_known::ColumnNotKnown,
    register_value_not_usable::RegisterValueNotUsable,
    identifier_used_twice::IdentifierUsedTwice,
    register_missing::RegisterMissing,
    file_not_used::FileNotUsed,
    committee_outside_its_size::CommitteeOutsideItsSize,
    committee_without_one_chair::CommitteeWithoutOneChair,
    term_longer_than_two_years::TermLongerThanTwoYears,
    application_not_decided_in_time::ApplicationNotDecidedInTime,
    event_outside_the_period::EventOutsideThePeriod,
    correction_not_applied::CorrectionNotApplied,
    coding_not_used_yet::CodingNotUsedYet,
    decision_settles_nothing::DecisionSettlesNothing,
    decision_unexplained::DecisionUnexplained,
    published_figure_not_known::PublishedFigureNotKnown,
    last_year_revised::LastYearRevised,
    published_year::PublishedYear,
    older_year_unread::OlderYearUnread,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rule::SECTIONS;
    use model::FaultKind;

    #[test]
    fn codes_and_names_are_unique_and_well_formed() {
        let mut codes = BTreeSet::new();
        let mut names = BTreeSet::new();
        for rule in RULES {
            let code = rule.identity.code;
            let (area, number) = code.split_at(1);
            assert!("RUVSQFGT".contains(area) && number.len() == 3, "{code}");
            assert!(codes.insert(code), "{code} is used twice");
            assert!(names.insert(rule.identity.name), "{} is used twice", rule.identity.name);
            let is_error = rule.identity.severity == findings::Severity::Error;
            assert_eq!(
                rule.identity.reach.is_some(),
                is_error,
                "{code}: errors have a reach, others none"
            );
        }
    }

    #[test]
    fn every_rule_has_a_title_and_every_section_of_its_help() {
        for rule in RULES {
            let code = rule.identity.code;
            assert!(!rule.title().is_empty(), "{code}");
            let headings: Vec<&str> = rule
                .documentation
                .lines()
                .filter_map(|line| line.trim().strip_prefix("# "))
                .collect();
            assert_eq!(headings, SECTIONS, "{code}");
            for heading in SECTIONS {
                assert!(!rule.section(heading).is_empty(), "{code}: {heading} is empty");
            }
        }
    }

    #[test]
    fn every_kind_of_reading_fault_is_judged_by_exactly_one_rule() {
        for kind in FaultKind::ALL {
            let judges: Vec<_> = RULES
                .iter()
                .filter(|rule| rule.faults.contains(kind))
                .map(|r| r.identity.code)
                .collect();
            assert_eq!(judges.len(), 1, "{kind:?} is judged by {judges:?}");
        }
    }
}
