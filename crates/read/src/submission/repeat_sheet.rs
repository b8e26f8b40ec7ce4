//! Where the questions of a repeat stand: a column each, and a row for each line.

use std::collections::BTreeMap;

use model::questionnaire::{Choice, ChoiceList, Question, QuestionType, Section};
use model::{Cell, CellAddress, Sheet};

use super::choice;
use super::layout::{answered, is_label};
use super::ticks::{self, Tick};
use crate::text::{ascii_digit, folded, is_blank};

/// The sheet of a repeat.
pub(super) struct RepeatSheet<'a> {
    pub(super) section: &'a Section,
    pub(super) sheet: &'a Sheet,
    /// Where the hidden name of the section stands.
    pub(super) marker: Option<CellAddress>,
    /// The row the names of its questions stand in, out of sight.
    pub(super) names_row: Option<u32>,
    /// Column of each question by its name.
    pub(super) columns: BTreeMap<&'a str, u32>,
    /// Columns in which the choices of a question are ticked, by its name.
    pub(super) ticks: BTreeMap<&'a str, Vec<Tick<'a>>>,
    /// First row that can hold a line.
    pub(super) first_row: u32,
}

/// Whether a text is the title of a section in any language.
fn is_titled(text: &str, section: &Section) -> bool {
    section.label.0.iter().any(|(_, label)| folded(label) == folded(text))
}

impl<'a> RepeatSheet<'a> {
    /// Finds the columns of a repeat in its sheet, and where its lines begin.
    pub(super) fn locate(
        section: &'a Section,
        sheet: &'a Sheet,
        marker: Option<CellAddress>,
        lists: &'a [ChoiceList],
    ) -> Self {
        let (columns, ticks) = (BTreeMap::new(), BTreeMap::new());
        let names_row = None;
        let mut found = Self { section, sheet, marker, names_row, columns, ticks, first_row: 0 };
        let names = marker.map(|marker| marker.row).or_else(|| found.row_of_names());
        found.names_row = names;
        if let Some(row) = names {
            found.ticks_by(row, |text| ticks::named(text, answered(section), lists));
            found.columns_by(row, |cell, name, _| cell.text() == Some(name));
        }
        let header = found.header_row(names);
        if let Some(row) = header {
            found.go_by_labels_where_names_differ(row, lists);
            found.ticks_by(row, |text| ticks::headed(text, answered(section), lists));
            found.columns_by(row, |cell, _, question| {
                cell.text().is_some_and(|text| is_label(text, question))
            });
        }
        found.first_row = match (header, names) {
            (Some(header), _) => header + 1,
            (None, Some(names)) => match found.header_written_anew(names, lists) {
                Some(header) => header + 1,
                None => found.below_title(names),
            },
            (None, None) => 0,
        };
        found
    }

    /// Takes from a row the columns in which choices are ticked, those that were found before aside.
    fn ticks_by<'t>(
        &mut self,
        row: u32,
        named: impl Fn(&'a str) -> Option<(&'t Question, &'a Choice)>,
    ) where
        'a: 't,
    {
        let taken = self.taken();
        let before: Vec<&str> = self.ticks.keys().copied().collect();
        for cell in self.sheet.row(row).iter().filter(|cell| !taken.contains(&cell.address.column))
        {
            let Some((question, choice)) = cell.text().and_then(&named) else { continue };
            let own = answered(self.section).find(|own| own.name == question.name);
            if let Some(own) = own.filter(|own| !before.contains(&own.name.as_str())) {
                let tick = Tick { choice, at: cell.address.column };
                self.ticks.entry(&own.name).or_default().push(tick);
            }
        }
    }

    /// The columns that belong to a question already.
    fn taken(&self) -> Vec<u32> {
        let ticks = self.ticks.values().flatten().map(|tick| tick.at);
        self.columns.values().copied().chain(ticks).collect()
    }

    /// Where only what is seen changed places, the hidden names stand over other columns than their own. Then the
    /// headers hold, since they are what was answered.
    fn go_by_labels_where_names_differ(&mut self, header: u32, lists: &'a [ChoiceList]) {
        let section = self.section;
        let text =
            |column: u32| self.sheet.at(header, column).and_then(Cell::text).unwrap_or_default();
        let is_tick = |column: u32| ticks::headed(text(column), answered(section), lists).is_some();
        let shows =
            |column: u32, question: &Question| is_label(text(column), question) && !is_tick(column);
        let question = |name: &str| answered(section).find(|own| own.name == name);
        let is_another = |(name, column): (&&str, &u32)| {
            let own = question(name).is_some_and(|own| shows(*column, own));
            !own && (is_tick(*column) || answered(section).any(|other| shows(*column, other)))
        };
        let tick_is_another = |(name, tick): (&&str, &Tick<'_>)| {
            let headed = ticks::headed(text(tick.at), answered(section), lists);
            let own =
                headed.is_some_and(|(own, choice)| own.name == **name && choice == tick.choice);
            !own && (headed.is_some() || answered(section).any(|other| shows(tick.at, other)))
        };
        let ticks =
            self.ticks.iter().flat_map(|(name, own)| own.iter().map(move |tick| (name, tick)));
        if self.columns.iter().any(is_another) || { ticks }.any(tick_is_another) {
            let known = |(name, column): (&&'a str, &u32)| {
                let own = question(name).is_none_or(|own| shows(*column, own));
                let unlabelled = !answered(section).any(|other| shows(*column, other));
                own || unlabelled && !is_tick(*column)
            };
            let kept = self.columns.iter().filter(|(name, column)| known((name, column)));
            self.columns = kept.map(|(name, column)| (*name, *column)).collect();
            self.ticks.clear();
        }
    }

    /// Takes from a row the columns of the questions that have none yet.
    fn columns_by(&mut self, row: u32, fits: impl Fn(&Cell, &str, &Question) -> bool) {
        for question in answered(self.section) {
            if self.ticks.contains_key(question.name.as_str()) {
                continue;
            }
            let taken = self.taken();
            let mut cells = self.sheet.row(row).iter();
            let found = cells.find(|cell| {
                fits(cell, &question.name, question) && !taken.contains(&cell.address.column)
            });
            if let (Some(cell), false) = (found, self.columns.contains_key(&*question.name)) {
                self.columns.insert(&question.name, cell.address.column);
            }
        }
    }

    /// The row of hidden names where the section's own name beside them is gone.
    fn row_of_names(&self) -> Option<u32> {
        let name = |text: &str| answered(self.section).any(|question| question.name == text);
        let wanted = answered(self.section).count().min(2);
        let mut rows = self.sheet.rows().filter(|(_, cells)| {
            let names = cells.iter().filter(|cell| cell.text().is_some_and(name));
            names.count() >= wanted
        });
        rows.next().map(|(row, _)| row)
    }

    /// The first row below the hidden names in which at least half of the labels stand, each in its column
    /// where that is known.
    fn header_row(&self, names: Option<u32>) -> Option<u32> {
        let below = |row: u32| names.is_none_or(|names| row > names);
        let rows = self.sheet.rows().filter(|(row, _)| below(*row));
        let mut found = rows.filter(|(_, cells)| {
            let labels = answered(self.section).filter(|question| {
                let column = self.columns.get(question.name.as_str());
                cells.iter().any(|cell| {
                    column.is_none_or(|column| *column == cell.address.column)
                        && cell.text().is_some_and(|text| is_label(text, question))
                })
            });
            let wanted = match self.columns.len() {
                0 => answered(self.section).count(),
                known => known,
            };
            labels.count() * 2 >= wanted.max(1)
        });
        let (first, cells) = found.next()?;
        // The sheet's title may be its first question's label; the header then stands two rows below.
        let title = |cell: &Cell| cell.text().is_some_and(|text| is_titled(text, self.section));
        let titled = matches!(cells, [only] if title(only));
        let header = found.next().filter(|(row, _)| titled && row - first <= 3);
        Some(header.map_or(first, |(row, _)| row))
    }

    /// The header where somebody wrote it in other words or another language: the first row of several texts, if it has
    /// one over nearly every column and none of them could be an answer there.
    fn header_written_anew(&self, names: u32, lists: &[ChoiceList]) -> Option<u32> {
        let mut rows = self.sheet.rows().filter(|(row, cells)| *row > names && cells.len() > 1);
        let (row, _) = rows.next()?;
        let text = |column: u32| self.sheet.at(row, column).and_then(Cell::text);
        let own = |question: &Question| self.columns.get(question.name.as_str()).copied();
        let shown = self.taken().into_iter().filter(|column| text(*column).is_some()).count();
        let asked = answered(self.section).filter(|question| question.kind != QuestionType::Text);
        let asked = asked.filter_map(|question| Some((question, text(own(question)?)?)));
        let could_be = |(question, text): &(&Question, &str)| match question.list_name() {
            Some(name) => {
                let list = lists.iter().find(|list| list.name == name);
                list.is_some_and(|list| choice::code(text, list).is_some())
            }
            None => {
                text.contains(|c: char| ascii_digit(c).is_some())
                    && !text.contains(char::is_alphabetic)
            }
        };
        let mut asked = asked.peekable();
        let is_header = shown * 5 >= self.taken().len() * 4
            && asked.peek().is_some()
            && !asked.any(|answer| could_be(&answer));
        is_header.then_some(row)
    }

    /// The first row below title and hint, where the header is gone: those two hold nothing but one text.
    fn below_title(&self, names: u32) -> u32 {
        let rows = self.sheet.rows().filter(|(row, _)| *row > names);
        let title_and_hint = rows.take(2).take_while(|(_, cells)| {
            let visible = cells.iter().filter(|cell| !is_blank(&cell.raw));
            visible.count() <= 1
        });
        title_and_hint.last().map_or(names, |(row, _)| row) + 1
    }

    /// The cell of a column in a row. A text cell merged over several rows stands for all of them; an amount
    /// or a number of units does not, since it would be counted more than once.
    pub(super) fn cell(&self, row: u32, column: u32, whole_merge: bool) -> Option<&'a Cell> {
        let own = self.sheet.at(row, column);
        if own.is_some() || !whole_merge {
            return own;
        }
        let covers = |(first, last): &&(CellAddress, CellAddress)| {
            (first.row..=last.row).contains(&row) && first.column == column
        };
        let (first, _) = self.merged_below().find(covers)?;
        self.sheet.at(first.row, first.column)
    }

    /// The merged cells among the lines.
    pub(super) fn merged_below(&self) -> impl Iterator<Item = &'a (CellAddress, CellAddress)> {
        let first_row = self.first_row;
        self.sheet.merged.iter().filter(move |(first, _)| first.row >= first_row)
    }

    /// Whether a row holds the headers again, as where they were pasted for a new page.
    pub(super) fn repeats_the_header(&self, row: u32) -> bool {
        let Some(header) = self.first_row.checked_sub(1) else {
            return false;
        };
        let mut same = 0;
        for column in self.columns.values() {
            let cell = self.sheet.at(row, *column).filter(|cell| !is_blank(&cell.raw));
            let Some(cell) = cell else { continue };
            if self.sheet.at(header, *column).is_none_or(|head| head.raw != cell.raw) {
                return false;
            }
            same += 1;
        }
        same > 1
    }
}
