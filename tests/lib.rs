//! End-to-end tests: one binary, a module a topic.

#![cfg(test)]

mod allow_list;
mod annex;
mod audit;
mod bad_input;
mod command_line;
mod demo;
mod demo_faults;
mod demo_files;
mod documents;
mod earlier_years;
mod example_workspace;
mod explain;
mod explain_parts;
mod financial_names;
mod financial_summary;
mod financial_workbook;
mod forms;
mod forms_written;
mod harness;
mod hledger;
mod imports;
mod indicators;
mod layers;
mod letters;
mod lineage_readds;
mod markdown;
mod new_year;
mod open_data;
mod random_pacts;
mod random_returns;
mod real_files;
mod real_forms;
mod receive;
mod returns_read_back;
mod whole_way;
