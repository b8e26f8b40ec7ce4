//! What is done to returns, and what is to come of it.

/// One return.
pub(super) struct Case {
    /// Id of its participant.
    pub(super) id: &'static str,
    /// The form it is filled in on: its own, one for nobody (`blank`), or one to transcribe a letter (`transcription`).
    pub(super) form: &'static str,
    /// Files and the days that the office noted for them.
    pub(super) received: &'static [(&'static str, &'static str)],
    /// The function of the script that damages it, and behind a `+` the program that saves it.
    pub(super) damage: &'static str,
    /// What is typed over the usual answers: where, and what (see the script).
    pub(super) edits: &'static [(&'static str, &'static str)],
    /// Whether the lines of its tables stand from last to first.
    pub(super) reversed: bool,
    /// Answers that are no longer in it, by how their places begin.
    pub(super) gone: &'static [&'static str],
    /// Whether only the answers that `reads` names are looked at.
    pub(super) alone: bool,
    /// What becomes of the return.
    pub(super) state: &'static str,
    /// The answers that differ from those of a return as sent.
    pub(super) reads: &'static [(&'static str, &'static str)],
    /// The findings beside those of a return as sent: rule, answer or cell, and a part of the words.
    pub(super) says: &'static [(&'static str, &'static str, &'static str)],
}

/// A return that is read as it was sent.
const SAME: Case = Case {
    id: "",
    form: "own",
    received: &[],
    damage: "as_sent",
    edits: &[],
    reversed: false,
    gone: &[],
    alone: false,
    state: "counts",
    reads: &[],
    says: &[],
};

/// A return that somebody did something to, without harm.
pub(super) const fn harmless(id: &'static str, damage: &'static str) -> Case {
    Case { id, damage, ..SAME }
}

/// Counts typed with a mark that may part thousands, on sheets where nothing else tells.
const ASKED_WITHOUT_EVIDENCE: &[(&str, &str)] = &[
    ("in_use.0.devices", "unreadable"),
    ("in_use.1.devices", "unreadable"),
    ("users_served", "unreadable"),
];

/// Returns on English forms.
pub(super) const CASES: &[Case] = &[
    harmless("as-sent", "as_sent"),
    harmless("sheets-reordered", "sheets_reordered"),
    harmless("sheets-renamed", "sheets_renamed"),
    harmless("sheets-translated", "sheets_translated"),
    Case {
        says: &[
            ("R106", "", "`Procurement` is read, and this one says nothing else"),
            ("R106", "", "`Strategies` is read"),
        ],
        ..harmless("sheets-duplicated", "sheet_duplicated")
    },
    Case {
        says: &[("R118", "", "the sheet `Procurement (2)` is a second one")],
        ..harmless("sheet-changed-twice", "sheet_duplicated_and_changed")
    },
    Case {
        says: &[("R106", "", "`Procurement (2)` is read")],
        ..harmless("second-sheet-filled", "second_sheet_filled_instead")
    },
    harmless("names-deleted", "hidden_names_of_questions_deleted"),
    harmless("hidden-row-deleted", "hidden_row_deleted"),
    harmless("hidden-sheets-deleted", "hidden_sheets_deleted"),
    harmless("helpers-deleted", "every_helper_deleted"),
    harmless("helpers-and-titles-deleted", "every_helper_deleted_and_sheets_renamed"),
    harmless("rows-inserted", "rows_inserted"),
    harmless("columns-inserted", "columns_inserted"),
    Case { reversed: true, ..harmless("lines-sorted", "lines_sorted") },
    harmless("questions-sorted", "questions_sorted"),
    harmless("questions-sorted-unnamed", "questions_sorted_without_hidden_names"),
    harmless("columns-swapped", "columns_swapped_without_hidden_names"),
    harmless("empty-lines-deleted", "empty_lines_deleted"),
    harmless("headers-deleted", "header_rows_deleted"),
    harmless("headers-repeated", "header_repeated"),
    harmless("cells-annotated", "cells_annotated"),
    harmless("google-sheets", "as_google_sheets_saves_it"),
    harmless("numbers", "as_numbers_saves_it"),
    harmless("pandas", "pandas_round_trip"),
    harmless("pandas-index", "pandas_round_trip_with_index"),
    // Sheets without another number that tells which mark is which: what their counts mean is asked.
    Case {
        reads: ASKED_WITHOUT_EVIDENCE,
        says: &[
            ("V102", "in_use.0.devices", "2100 or 2.1"),
            ("V102", "in_use.1.devices", "2400 or 2.4"),
            ("V102", "users_served", "1250 or 1.25"),
        ],
        ..harmless("csv", "csv_detour")
    },
    Case {
        reads: ASKED_WITHOUT_EVIDENCE,
        says: &[
            ("V102", "in_use.0.devices", "2.1 or 2100"),
            ("V102", "in_use.1.devices", "2.4 or 2400"),
            ("V102", "users_served", "1.25 or 1250"),
        ],
        ..harmless("csv-comma", "csv_detour_with_decimal_comma")
    },
    harmless("csv-one-sheet", "csv_detour_of_one_sheet"),
    harmless("ods", "as_sent+ods"),
    harmless("xls", "as_sent+xls"),
    harmless("libreoffice", "as_sent+libreoffice"),
    harmless("macro-ending", "as_sent+macro_ending"),
    harmless("from-1904", "days_from_1904"),
    harmless("days-cleared", "days_without_format"),
    harmless("days-cleared-1904", "days_from_1904_without_format"),
    harmless("columns-hidden", "columns_hidden"),
    Case {
        says: &[("R105", "B5", "hidden"), ("R105", "B6", "hidden"), ("R105", "B8", "hidden")],
        ..harmless("filter-left-on", "filter_left_on")
    },
    harmless("text-merged", "text_merged"),
    Case {
        reads: &[
            ("procurement.0.amount", "unreadable"),
            ("procurement.1.amount", "unreadable"),
            ("procurement.2.amount", "unreadable"),
        ],
        says: &[("V101", "procurement.0.amount", "merged over rows 5 to 7")],
        ..harmless("amount-merged", "amount_merged")
    },
    Case {
        reads: &[("procurement.1.units", "unreadable"), ("procurement.1.amount", "blank")],
        says: &[("V101", "procurement.1.units", "merged over several columns")],
        ..harmless("two-merged", "units_and_amount_merged")
    },
    Case {
        reads: &[("demand_forecast", "4")],
        says: &[("Q102", "", "3 practices")],
        ..harmless("answers-merged", "answers_merged")
    },
    Case {
        reads: &[("users_served", "blank")],
        says: &[(
            "R010",
            "",
            "`People with a workplace, at the end of the period` is not in this workbook",
        )],
        ..harmless("question-deleted", "question_deleted")
    },
    Case {
        reads: &[
            ("procurement.4.product_group", "unreadable"),
            ("procurement.4.condition", "blank"),
            ("procurement.4.acquisition", "blank"),
            ("procurement.4.units", "545"),
            ("procurement.4.amount", "312900.75"),
            ("procurement.4.currency", "blank"),
            ("procurement.4.labelled_units", "blank"),
            ("procurement.4.labels", "blank"),
            ("procurement.4.criteria_units", "blank"),
            ("procurement.4.framework", "blank"),
            ("procurement.4.buyer", "blank"),
            ("procurement.4.buyer_name", "blank"),
        ],
        says: &[
            ("R109", "procurement.4.product_group", "a row that sums up others is to be deleted"),
            // It is in no figure.
            ("V116", "procurement.4.product_group", "no product group"),
        ],
        ..harmless("total-added", "total_added")
    },
    Case {
        says: &[
            ("R106", "T6", "without the schools"),
            ("R106", "C40", "we will send the rest in May"),
        ],
        ..harmless("notes-beside", "notes_beside")
    },
    Case {
        gone: &["in_use."],
        says: &[("R010", "", "Devices in use")],
        ..harmless("sheet-deleted", "sheet_deleted")
    },
    harmless("formulas-computed", "formulas+libreoffice"),
    Case {
        reads: &[
            ("procurement.0.units", "unreadable"),
            ("procurement.0.amount", "unreadable"),
            ("procurement.1.labelled_units", "unreadable"),
            ("users_served", "unreadable"),
        ],
        says: &[
            ("R110", "procurement.0.units", ""),
            ("R110", "procurement.0.amount", ""),
            ("R110", "procurement.1.labelled_units", ""),
            ("R110", "users_served", "never computed"),
        ],
        ..harmless("formulas-not-computed", "formulas")
    },
    Case {
        reads: &[("procurement.0.units", "unreadable"), ("users_served", "unreadable")],
        says: &[("R111", "procurement.0.units", ""), ("R111", "users_served", "")],
        ..harmless("formulas-with-errors", "formulas_with_errors+libreoffice")
    },
    // Whose file it is.
    Case {
        state: "is unusable",
        says: &[("R007", "", "this form was made for `as-sent`")],
        ..harmless("another-ones-file", "participant_changed")
    },
    Case {
        state: "is unusable",
        says: &[("R007", "", "as-sent")],
        ..harmless("another-ones-answers", "participant_changed_without_helpers")
    },
    Case {
        state: "is unusable",
        says: &[("R007", "", "as-sent")],
        ..harmless("another-ones-name", "participant_known_by_name")
    },
    Case {
        state: "is unusable",
        says: &[("R008", "", "2025")],
        ..harmless("year-old-form", "form_of_last_year")
    },
    Case {
        state: "is unusable",
        says: &[("R107", "", "")],
        ..harmless("last-years-file", "period_of_last_year")
    },
    Case {
        state: "counts, provisional",
        says: &[("R116", "", "received/letter.pdf")],
        ..harmless("transcribed", "transcribed")
    },
    harmless("transcribed-confirmed", "transcribed_and_confirmed"),
    Case {
        form: "transcription",
        state: "counts, provisional",
        says: &[("R116", "", "letter.pdf")],
        ..harmless("transcribed-on-form", "as_sent")
    },
    Case { form: "transcription", ..harmless("confirmed-on-form", "confirmed_on_first_sheet") },
    Case { form: "blank", ..harmless("blank-form", "participant_filled_in") },
    Case {
        form: "blank",
        state: "is unusable",
        says: &[("R007", "", "as-sent")],
        ..harmless("blank-form-of-another", "participant_changed")
    },
    // The second file came first.
    Case {
        received: &[("return.xlsx", "2026-11-05"), ("return-2.xlsx", "2026-10-05")],
        ..harmless("received-before", "as_sent+second_with_other_answers")
    },
    Case {
        received: &[("return.xlsx", "2026-10-05"), ("return-2.xlsx", "2026-11-05")],
        reads: &[("users_served", "999")],
        ..harmless("received-after", "as_sent+second_with_other_answers")
    },
    Case {
        reads: &[("users_served", "999")],
        ..harmless("by-name", "as_sent+second_with_other_answers")
    },
    Case { state: "is empty", says: &[("R012", "", "")], ..harmless("empty", "emptied") },
    Case {
        alone: true,
        reads: &[("need_check", "not applicable"), ("one_main_device", "blank")],
        says: &[("V114", "", "")],
        ..harmless("only-na", "emptied_but_for_one_na")
    },
    Case {
        state: "counts, provisional",
        says: &[("R002", "", "damaged"), ("R011", "", "return.xlsx")],
        ..harmless("newer-broken-off", "as_sent+broken_off")
    },
    Case {
        state: "counts, provisional",
        says: &[("R012", "", ""), ("R011", "", "return.xlsx")],
        ..harmless("newer-empty", "as_sent+newer_version_empty")
    },
];

/// Returns on French forms.
pub(super) const FRENCH: &[Case] = &[
    harmless("french", "as_sent"),
    harmless("french-without-helpers", "every_helper_deleted"),
    Case {
        edits: &[
            ("need_check", "3 – Applied in some procurements or teams"),
            ("procurement.0.condition", "New"),
            ("shared_pools", "sans objet"),
            ("procurement.0.amount", "248 000,50"),
            ("period_end", "30 septembre 2026"),
        ],
        ..harmless("french-in-english", "as_sent")
    },
];
