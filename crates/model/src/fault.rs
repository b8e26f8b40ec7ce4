//! What a reader met that it could not take as it stands. Readers record faults; the rules of `check`
//! judge them and turn them into findings.

use crate::identifier::Identifier;
use crate::place::Place;

/// One thing a reader could not take as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    /// What kind of thing.
    pub kind: FaultKind,
    /// Whose file it is in; `None` for the office's own files.
    pub participant: Option<Identifier>,
    /// Where.
    pub place: Place,
    /// What stands there, as typed.
    pub raw: String,
    /// Name of the question, column or field.
    pub field: String,
    /// Its label as the sender sees it.
    pub label: String,
    /// What was expected there, in words that fit "expected …".
    pub expected: String,
    /// Neighbouring cells of the row, left to right, to show the sender its own line.
    pub context: Vec<ContextCell>,
}

/// A cell shown beside the one at fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContextCell {
    /// Letters of its column.
    pub column: String,
    /// Its text.
    pub text: String,
}

/// The kinds of faults readers meet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum FaultKind {
    // --- files ---
    /// The file is no workbook of any format that can be read.
    NotAWorkbook,
    /// The file breaks off or is damaged.
    DamagedFile,
    /// The file is protected by a password.
    EncryptedFile,
    /// The file holds nothing.
    EmptyFile,
    /// The file unpacks to more than can be read safely.
    FileTooLarge,
    /// An old or foreign format; `raw` names it.
    UnsupportedFormat,
    /// A file in a returns folder that is no return, no mapping and in no known subfolder.
    UnexpectedFile,
    /// A folder in `returns/` whose name is no participant of the register.
    UnknownParticipantFolder,
    /// A file or folder that is there and cannot be read from the disk: no permission, a link that leads
    /// out of the workspace, a folder with the name of a file. `raw` says why.
    UnreadableFile,
    // --- the form ---
    /// The file is another participant's form.
    AnotherParticipantsForm,
    /// The file is another year's form.
    AnotherYearsForm,
    /// A workbook that `cfit forms` did not write and that no sheet title or label fits.
    NotOurForm,
    /// A section's sheet is not in the file.
    MissingSheet,
    /// A question's row is not in the file.
    MissingQuestion,
    /// Two sheets of one section that answer differently; `raw` is the title of the one that is not read.
    SecondSheet,
    /// A newer version of the return cannot be used, so an older one counts.
    NewerVersionUnusable,
    /// Nothing was filled in.
    EmptyReturn,
    /// Answers came as a letter, a scan or an e-mail, and no return holds them; `raw` names the files.
    AnsweredInALetter,
    /// The office transcribed the answers, and the participant has not confirmed them yet.
    TranscriptionUnconfirmed,
    /// The reporting period was left blank; the year's own is used.
    PeriodBlank,
    /// Most of the period's days fall in another year.
    PeriodInAnotherYear,
    // --- cells ---
    /// Text where a number is needed.
    TextForNumber,
    /// A number that can be read two ways, such as `1,234`.
    AmbiguousNumber,
    /// A fraction where a whole number is needed.
    FractionForWholeNumber,
    /// Something that is no day where a day is needed.
    NotADate,
    /// A choice the list does not have.
    UnknownChoice,
    /// A currency code ISO 4217 does not have.
    UnknownCurrency,
    /// A formula that was never computed.
    FormulaWithoutValue,
    /// A cell error such as `#REF!`.
    ErrorCell,
    /// An answer that breaks the question's constraint.
    ConstraintBroken,
    /// A required answer that is missing.
    RequiredBlank,
    /// What stands in the column "as last year" says nothing that can be used, and the answer beside it is empty: the
    /// question counts as blank.
    MarkNotUnderstood,
    /// What stands in the column "as last year" is not understood, or says something else than the answer beside it,
    /// which counts.
    MarkBesideAnswer,
    /// Last year's answer as the form shows it, marked as still holding, is not what last year's return says; it does
    /// not count. `expected` says what that return says and where.
    LastYearDiffers,
    /// Units whose sign the amount of the line contradicts, or below zero without an amount; they do not count.
    SignsContradict,
    /// A line of purchases that is the same as an earlier one in every cell; both count. `raw` is what it counts.
    RepeatedLine,
    /// A line of purchases that says it is a sum; it counts. `raw` is what it counts.
    LineOfSum,
    /// Text where the form asks nothing.
    StrayText,
    /// The answer that nothing was bought, beside purchases in the table; they count.
    ContradictsNothingBought,
    /// A row with an answer is hidden.
    HiddenRow,
    /// More decimals than the currency has; rounded.
    ExcessDecimals,
    // --- supporting files ---
    /// A file in `supporting/` that no mapping names.
    UnmappedTable,
    /// A table that can be read in two ways equally well; `raw` or `expected` shows both.
    TwoReadings,
    /// A text file whose letters are coded in a way that nothing in it tells; `raw` is the encoding it is read by.
    EncodingGuessed,
    /// A hidden sheet that the mapping means, whose rows count; `raw` says how many.
    HiddenSheet,
    /// A `date_format` that reads fewer of a table's days than another would; none of its rows is read. `raw` says how
    /// many days of how many do not fit it.
    DateFormatDiffers,
    /// Amounts whose currency neither the mapping nor the file names; `raw` is the return's, which is taken.
    CurrencyOfReturn,
    /// A file in `supporting/` that `received.csv` does not list.
    FileNotReceived,
    /// A row of goods that are of no product group.
    RowOfNoGroup,
    /// A row of a text file with more fields than its header.
    LongerRow,
    /// The header is not the one the mapping was written for; `raw` says which columns came and went.
    LayoutChanged,
    /// The mapping names a column the header does not have.
    MappedColumnMissing,
    /// The header of amounts or units says something else than the mapping: another currency, thousands, or
    /// taxes; `field` names the key of the mapping.
    HeaderContradictsMapping,
    /// The mapping names a sheet the file does not have.
    MappedSheetMissing,
    /// The mapping names a file that is not there.
    MappedFileMissing,
    /// The mapping is no TOML that can be read, so none of its tables is known.
    MappingSyntax,
    /// A row whose product group cannot be told.
    UnclassifiedRow,
    /// A row dated outside the reporting period.
    RowOutsidePeriod,
    /// A row that came before.
    DuplicateRow,
    /// A row that is a sum of others.
    SubtotalRow,
    /// A row that says it is a sum, and no rows above it have that sum; `raw` is the difference (`EUR 100.00`,
    /// `5 units`).
    SumDiffers,
    /// A row that may be a sum of those above it or an order of its own; `raw` is its amount, `expected` says both
    /// readings and which one holds until it is told.
    SumOrOrder,
    /// A row that says it is a part of the row above (`of which …`), which is counted whole; `raw` is its amount.
    PartOfRowAbove,
    /// An amount or a number of units merged over rows that are not of one kind; none of them counts. `raw` is what
    /// stands there.
    MergedAmount,
    /// Rows without a reference that stand more than once, cell by cell; all count. `raw` is what those that
    /// came before sum up to, `field` says how many rows.
    RepeatedRow,
    /// An amount that is missing where other rows of the table have one; the units count. `raw` says how many.
    AmountMissing,
    /// An amount that is not the units times the price of one; `raw` is the amount.
    PriceDiffers,
    /// Rows of a mapping that nobody confirmed, without a return beside them: they do not count.
    MappingUnconfirmed,
    /// A mapping that nobody confirmed, beside a return.
    MappingProposed,
    /// Orders that two participants list; both count. `field` names the other participant, `raw` how many.
    OrderInTwoReturns,
    /// Rows that name an ecolabel which is not of type I; `raw` names it and says how many.
    LabelNotCounted,
    // --- the office's own files ---
    /// A register or a file of the accounts that is not there; `expected` says what it changes.
    MissingFile,
    /// A file of the office that nothing reads.
    UnusedFile,
    /// The codebook or a coding of answers, which no document rests on yet.
    CodingNotUsedYet,
    /// A column the contract does not know; kept aside.
    UnknownColumn,
    /// A value a register cannot hold; the row is left aside.
    BadRegisterValue,
    /// An id that is used twice in a way the contract does not allow.
    DuplicateIdentifier,
    /// A correction of the office that fits no answer, or not what the file says; it is not applied.
    CorrectionNotApplied,
    /// A row of `counting.csv` that does not say why or by whom; it counts. `field` names the column.
    DecisionUnexplained,
    /// A figure published before this program, of a year that is computed here or is not past; it is shown nowhere.
    /// `raw` is the year.
    PublishedYear,
    /// A year before the last one, whose own files cannot be read: nothing of it is compared with. `raw` is what
    /// stands in the way, `expected` what to do.
    OlderYearUnread,
    /// A booking on an account that the budget does not have.
    AccountNotInBudget,
    /// A booking dated outside the year's period; it is booked all the same.
    BookedOutsideYear,
    /// A booking on a fund that `funds.csv` does not have.
    FundNotKnown,
    /// An account of the budget whose explanation is blank; `raw` is the account. It asks for one only where the actual is
    /// far from the budget.
    ExplanationBlank,
    /// A value of the budget, the ledger, the contributions or the funds that cannot be used, or an id that stands there
    /// twice; its row is left aside, and no total is relied on.
    AccountsValueNotUsable,
    /// A total in an export of the ledger that no rows above it add up to; `raw` is the difference (`EUR 100.00`).
    LedgerSumDiffers,
    /// A sheet that is laid out as those of the ledger, and that the mapping does not name; it is not read.
    LedgerSheetNotRead,
    /// A mapping of the ledger's export, a file or a layout of it, that does not let a table be read; `raw` says what is
    /// wrong. None of the rows of the table is booked.
    LedgerNotRead,
    /// An amount of the accounts with more decimals than its currency has; its row is left aside.
    MoreDecimalsThanCurrency,
    /// A row of an accounting system's export with both a debit and a credit, or with neither; it is not booked.
    DebitAndCredit,
    /// A running balance that is not the one before it changed by its row's amount; `raw` is the balance. The rows are
    /// booked, and one may be missing between them.
    BalanceDoesNotFollow,
    /// A running balance that goes another way than what its row is booked as: the signs of the export are read wrongly.
    /// `raw` is the balance. The rows are booked, and no total is relied on.
    BalanceAgainstSign,
    /// An export whose running balance opens with another amount than the year does; `raw` is that amount
    /// (`EUR 100.00`). All of it is booked.
    ExportOpensOtherwise,
    /// A voucher whose rows do not sum up to nothing, although one of them is on an account where money lies; `raw` is
    /// the difference (`EUR 100.00`). Its rows are booked.
    VoucherNotBalanced,
    /// A voucher that books money and has no row on an account where money lies, in an export whose other vouchers have
    /// one; `raw` is what it books (`EUR 100.00`). Its rows are booked, and no total is relied on.
    VoucherWithoutMoney,
    /// A booking on an activity that `activities.csv` does not have; it is booked all the same.
    ActivityNotKnown,
    /// A commitment on an account that the budget does not have, or from a fund that `funds.csv` does not have; `field`
    /// says which. It is kept.
    CommitmentNotKnown,
    /// A booking that names, in `for_participant`, nobody of the register of participants; it is booked all the same.
    ForParticipantNotKnown,
    /// A ledger that stands there twice, as `ledger.csv` and as an export with a mapping: neither is read.
    TwoLedgers,
    /// A mapping of the accounts' export that nobody confirmed: none of its rows is booked.
    LedgerMappingUnconfirmed,
    /// A `[[table.when]]` of a mapping that fits no row of its table, so that what it gives is given to none; `raw` is its
    /// pattern, `label` the column it looks at. The rows are read all the same.
    ConditionFitsNoRow,
}

impl FaultKind {
    /// Every kind, in order.
    pub const ALL: &[FaultKind] = &[
        FaultKind::NotAWorkbook,
        FaultKind::DamagedFile,
        FaultKind::EncryptedFile,
        FaultKind::EmptyFile,
        FaultKind::FileTooLarge,
        FaultKind::UnsupportedFormat,
        FaultKind::UnexpectedFile,
        FaultKind::UnknownParticipantFolder,
        FaultKind::UnreadableFile,
        FaultKind::AnotherParticipantsForm,
        FaultKind::AnotherYearsForm,
        FaultKind::NotOurForm,
        FaultKind::MissingSheet,
        FaultKind::MissingQuestion,
        FaultKind::SecondSheet,
        FaultKind::NewerVersionUnusable,
        FaultKind::EmptyReturn,
        FaultKind::AnsweredInALetter,
        FaultKind::TranscriptionUnconfirmed,
        FaultKind::PeriodBlank,
        FaultKind::PeriodInAnotherYear,
        FaultKind::TextForNumber,
        FaultKind::AmbiguousNumber,
        FaultKind::FractionForWholeNumber,
        FaultKind::NotADate,
        FaultKind::UnknownChoice,
        FaultKind::UnknownCurrency,
        FaultKind::FormulaWithoutValue,
        FaultKind::ErrorCell,
        FaultKind::ConstraintBroken,
        FaultKind::RequiredBlank,
        FaultKind::MarkNotUnderstood,
        FaultKind::MarkBesideAnswer,
        FaultKind::LastYearDiffers,
        FaultKind::SignsContradict,
        FaultKind::RepeatedLine,
        FaultKind::LineOfSum,
        FaultKind::StrayText,
        FaultKind::ContradictsNothingBought,
        FaultKind::HiddenRow,
        FaultKind::ExcessDecimals,
        FaultKind::UnmappedTable,
        FaultKind::TwoReadings,
        FaultKind::EncodingGuessed,
        FaultKind::HiddenSheet,
        FaultKind::DateFormatDiffers,
        FaultKind::CurrencyOfReturn,
        FaultKind::FileNotReceived,
        FaultKind::RowOfNoGroup,
        FaultKind::LongerRow,
        FaultKind::LayoutChanged,
        FaultKind::MappedColumnMissing,
        FaultKind::HeaderContradictsMapping,
        FaultKind::MappedSheetMissing,
        FaultKind::MappedFileMissing,
        FaultKind::MappingSyntax,
        FaultKind::UnclassifiedRow,
        FaultKind::RowOutsidePeriod,
        FaultKind::DuplicateRow,
        FaultKind::SubtotalRow,
        FaultKind::SumDiffers,
        FaultKind::SumOrOrder,
        FaultKind::PartOfRowAbove,
        FaultKind::MergedAmount,
        FaultKind::RepeatedRow,
        FaultKind::AmountMissing,
        FaultKind::PriceDiffers,
        FaultKind::MappingUnconfirmed,
        FaultKind::MappingProposed,
        FaultKind::OrderInTwoReturns,
        FaultKind::LabelNotCounted,
        FaultKind::MissingFile,
        FaultKind::UnusedFile,
        FaultKind::CodingNotUsedYet,
        FaultKind::UnknownColumn,
        FaultKind::BadRegisterValue,
        FaultKind::DuplicateIdentifier,
        FaultKind::CorrectionNotApplied,
        FaultKind::DecisionUnexplained,
        FaultKind::PublishedYear,
        FaultKind::OlderYearUnread,
        FaultKind::AccountNotInBudget,
        FaultKind::BookedOutsideYear,
        FaultKind::FundNotKnown,
        FaultKind::ExplanationBlank,
        FaultKind::AccountsValueNotUsable,
        FaultKind::LedgerSumDiffers,
        FaultKind::LedgerSheetNotRead,
        FaultKind::LedgerNotRead,
        FaultKind::MoreDecimalsThanCurrency,
        FaultKind::DebitAndCredit,
        FaultKind::BalanceDoesNotFollow,
        FaultKind::BalanceAgainstSign,
        FaultKind::ExportOpensOtherwise,
        FaultKind::VoucherNotBalanced,
        FaultKind::VoucherWithoutMoney,
        FaultKind::ActivityNotKnown,
        FaultKind::CommitmentNotKnown,
        FaultKind::ForParticipantNotKnown,
        FaultKind::TwoLedgers,
        FaultKind::LedgerMappingUnconfirmed,
        FaultKind::ConditionFitsNoRow,
    ];
}
