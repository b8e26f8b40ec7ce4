//! Where a mistake is planted: a return that fits, and what of it is not spoken for yet.

use std::collections::{BTreeMap, BTreeSet};

use model::Decimal;

use super::Faults;
use super::list::{Address, Planted, Spot};
use super::slips::{Arrival, Asked, FileSlip, FormSlip, ReturnSlips, Typed};
use crate::invent::draw::Draw;
use crate::pact::{
    InventedPact, Layout, Order, PactYear, Participant, Purchase, Return, SupportingFile,
    SupportingRows,
};

/// A year or a return in which a mistake is to be planted.
pub(super) struct Victim<'a> {
    pub(super) pact: &'a mut InventedPact,
    pub(super) faults: &'a mut Faults,
    /// The year, from 0.
    pub(super) year: usize,
    /// The participant's id; blank where a mistake of the office is wanted.
    pub(super) id: &'a str,
    pub(super) draw: &'a mut Draw,
}

/// Layouts with a row for each order and no sums.
pub(super) const PLAIN: [Layout; 9] = [
    Layout::CommaText,
    Layout::SemicolonText,
    Layout::TabText,
    Layout::BarText,
    Layout::LedgerText,
    Layout::CreditNoteText,
    Layout::PlainSheet,
    Layout::TitledSheet,
    Layout::MergedHeaderSheet,
];

impl Victim<'_> {
    pub(super) fn this(&self) -> &PactYear {
        &self.pact.years[self.year]
    }

    pub(super) fn this_mut(&mut self) -> &mut PactYear {
        &mut self.pact.years[self.year]
    }

    fn return_of<'y>(year: &'y PactYear, id: &str) -> Option<&'y Return> {
        year.returns.iter().find(|own| own.participant == id)
    }

    /// The return of the year before, if it came on a form.
    pub(super) fn last(&self) -> Option<&Return> {
        let last = self.year.checked_sub(1)?;
        if !self.faults.is_whole(last, self.id) {
            return Self::return_of(&self.pact.years[last], self.id).filter(|own| own.form);
        }
        None
    }

    fn next(&self) -> Option<&Return> {
        Self::return_of(self.pact.years.get(self.year + 1)?, self.id)
    }

    pub(super) fn participant(&self) -> Option<&Participant> {
        self.pact.participants.iter().find(|one| one.id == self.id)
    }

    /// The return, if it came on a form.
    pub(super) fn own(&self) -> Option<&Return> {
        self.any().filter(|own| own.form)
    }

    /// The return, with or without a form.
    pub(super) fn any(&self) -> Option<&Return> {
        Self::return_of(self.this(), self.id)
    }

    pub(super) fn own_mut(&mut self) -> Option<&mut Return> {
        let id = self.id;
        self.this_mut().returns.iter_mut().find(|own| own.participant == id)
    }

    pub(super) fn slips(&mut self) -> &mut ReturnSlips {
        self.faults.slips.entry((self.year, self.id.to_owned())).or_default()
    }

    /// The path of something in the return's folder.
    pub(super) fn path(&self, name: &str) -> String {
        format!("inputs/{}/returns/{}/{name}", self.this().year, self.id)
    }

    /// The path of something in the year's folder.
    pub(super) fn in_year(&self, name: &str) -> String {
        format!("inputs/{}/{name}", self.this().year)
    }

    /// Whether nobody spoke for a part of the return, or for something of which it is a part.
    pub(super) fn is_free(&self, part: &str) -> bool {
        self.faults.is_free(self.year, self.id, part)
    }

    /// Speaks for parts, if all of them are free.
    pub(super) fn claim(&mut self, parts: &[&str]) -> Option<()> {
        parts.iter().all(|part| self.is_free(part)).then_some(())?;
        parts.iter().for_each(|part| self.faults.claim(self.year, self.id, part));
        Some(())
    }

    /// Sees to it that another participant's return stays as it is in a part.
    pub(super) fn claim_of(&mut self, other: &str, part: &str) -> Option<()> {
        self.faults.is_free(self.year, other, part).then_some(())?;
        self.faults.claim(self.year, other, part);
        Some(())
    }

    /// Lists what a rule finds at a spot.
    pub(super) fn finds(&mut self, rule: &'static str, spot: Spot, what: impl Into<String>) {
        self.finds_of(self.id.to_owned(), rule, spot, what.into());
    }

    /// The same of another participant.
    pub(super) fn finds_of(
        &mut self,
        participant: String,
        rule: &'static str,
        spot: Spot,
        what: String,
    ) {
        let year = self.this().year;
        let at = match &spot {
            Spot::File(path) => Address::file(path),
            Spot::Cell(path, sheet, cell) => Address {
                sheet: (*sheet).to_owned(),
                cell: (*cell).to_owned(),
                ..Address::file(path)
            },
            _ => Address::default(),
        };
        self.faults.planted.push(Planted { rule, year, participant, spot, what, at });
    }

    /// An answer outside repeats.
    pub(super) fn asked(&self, section: &str, question: &str) -> Asked {
        Asked { section: section.to_owned(), row: None, question: question.to_owned() }
    }

    /// The answer in a row of a repeat.
    pub(super) fn asked_in(&self, section: &str, row: usize, question: &str) -> Asked {
        Asked { row: Some(row), ..self.asked(section, question) }
    }

    /// Types something into the cell of an answer.
    pub(super) fn types(&mut self, asked: Asked, typed: Typed) {
        self.slips().form.push(FormSlip::Typed(asked, typed));
    }

    /// Whether an answer is typed this year and no mark of this or the next year says "as last year" of it.
    pub(super) fn is_typed(&self, question: &str) -> bool {
        let marks = |own: Option<&Return>| {
            own.is_some_and(|own| own.carried.iter().any(|name| name == question))
        };
        !marks(self.own()) && !marks(self.next())
    }

    /// Speaks for a whole return, which then counts nowhere: the participant is silent. Lists of orders would stand for
    /// it, so it has none; those of devices are taken back.
    pub(super) fn loses(&mut self, arrives: Arrival) -> Option<()> {
        let own = self.own()?;
        let lists = own.files.iter().any(|file| orders(file).next().is_some());
        let may_go = own.organisation.reports_for.is_empty()
            && !lists
            && self.next().is_none_or(|next| next.carried.is_empty());
        may_go.then_some(())?;
        let in_year = self.this().returns.len();
        let lost = self.faults.whole.iter().filter(|(year, _)| *year == self.year).count();
        (lost * 5 < in_year * 2).then_some(())?;
        self.claim(&[""])?;
        self.faults.whole.insert((self.year, self.id.to_owned()));
        let id = self.id.to_owned();
        self.this_mut().coding.retain(|coded| coded.participant != id);
        self.own_mut()?.files.clear();
        self.slips().arrives = Some(arrives);
        Some(())
    }

    /// Lists that the participant is silent.
    pub(super) fn is_silent(&mut self) {
        self.finds("R103", Spot::Nowhere, "So the participant has no return that counts");
    }

    /// Product groups that its lists of orders have.
    pub(super) fn listed(&self) -> BTreeSet<String> {
        let files = self.any().into_iter().flat_map(|own| &own.files);
        let orders = files.flat_map(orders);
        orders.map(|order| order.product_group.clone()).collect()
    }

    /// Lines of purchases for itself that are whole and that nothing else is compared with, in an order of chance.
    pub(super) fn plain_lines(&mut self) -> Vec<usize> {
        let listed = self.listed();
        let fits = |line: &Purchase| {
            line.buyer.is_none()
                && line.currency.is_none()
                && line.units.is_some_and(|units| units > 8)
                && line.amount.is_some_and(|amount| amount > Decimal::from(500))
                && line.acquisition != Some(model::vocabulary::Acquisition::Service)
                && line.product_group.as_ref().is_some_and(|group| !listed.contains(group))
        };
        let Some(own) = self.own() else { return Vec::new() };
        let rows = own.purchases.iter().enumerate().filter(|(_, line)| fits(line));
        let mut rows: Vec<usize> = rows.map(|(row, _)| row).collect();
        rows.retain(|row| self.is_free(&line_part(*row)));
        self.draw.shuffle(&mut rows);
        rows
    }

    /// One such line, spoken for; of a product group that is a device where `device` is wanted.
    pub(super) fn plain_line(&mut self, device: bool) -> Option<usize> {
        let lines = self.plain_lines();
        let own = self.own()?;
        let mut lines = lines.into_iter();
        let line = lines.find(|row| {
            let group = own.purchases[*row].product_group.as_deref();
            !device || !matches!(group, None | Some("peripherals" | "cloud"))
        })?;
        self.claim(&[&line_part(line)])?;
        Some(line)
    }

    /// A list of orders in one of the plain layouts, and a row of it that can be lost without more being found: of a
    /// group that the return does not declare, and of which enough is left. Both are spoken for, and the file for
    /// the rule.
    pub(super) fn plain_row(
        &mut self,
        rule: &str,
        layouts: &[Layout],
        fits: impl Fn(&SupportingFile, usize) -> bool,
    ) -> Option<(String, usize)> {
        let own = self.any()?;
        let declared: BTreeSet<&str> =
            own.purchases.iter().filter_map(|line| line.product_group.as_deref()).collect();
        let mut found = Vec::new();
        for file in own.files.iter().filter(|file| layouts.contains(&file.layout)) {
            let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
            for order in orders(file) {
                *sums.entry(&order.product_group).or_default() += order.amount;
            }
            for (row, order) in orders(file).enumerate() {
                let left = sums[order.product_group.as_str()] - order.amount - order.amount;
                let part = format!("file/{}/row/{row}", file.name);
                let of_rule = format!("file/{}/rule/{rule}", file.name);
                let spare = order.amount > Decimal::ONE
                    && left > Decimal::ZERO
                    && order.units.is_some_and(|units| units > 0)
                    && !declared.contains(order.product_group.as_str());
                if spare && fits(file, row) && self.is_free(&part) && self.is_free(&of_rule) {
                    found.push((file.name.clone(), row));
                }
            }
        }
        if found.is_empty() {
            return None;
        }
        let (name, row) = self.draw.pick(&found).clone();
        self.claim(&[&format!("file/{name}/row/{row}"), &format!("file/{name}/rule/{rule}")])?;
        Some((name, row))
    }

    /// A row of any of the plain layouts.
    pub(super) fn any_plain_row(&mut self, rule: &str) -> Option<(String, usize)> {
        self.plain_row(rule, &PLAIN, |_, _| true)
    }

    /// A list of orders that can be lost whole: the return has purchases besides.
    pub(super) fn spare_file(&mut self, fits: impl Fn(&SupportingFile) -> bool) -> Option<String> {
        let own = self.own()?;
        let besides = own.purchases.iter().any(|line| {
            line.buyer.is_none() && line.amount.is_some_and(|amount| amount > Decimal::ZERO)
        });
        besides.then_some(())?;
        let files = own.files.iter().filter(|file| orders(file).next().is_some() && fits(file));
        let names: Vec<String> = files.map(|file| file.name.clone()).collect();
        let name = names.into_iter().find(|name| self.is_free(&format!("file/{name}")))?;
        self.claim(&[&format!("file/{name}")])?;
        Some(name)
    }

    pub(super) fn file(&self, name: &str) -> Option<&SupportingFile> {
        self.any()?.files.iter().find(|file| file.name == name)
    }

    pub(super) fn slips_file(&mut self, name: &str, slip: FileSlip) {
        self.slips().files.entry(name.to_owned()).or_default().push(slip);
    }
}

/// The orders of a file; none where it lists something else.
pub(super) fn orders(file: &SupportingFile) -> impl Iterator<Item = &Order> {
    let orders = match &file.rows {
        SupportingRows::Orders(orders) => orders.as_slice(),
        _ => &[],
    };
    orders.iter()
}

/// What stands for a line of purchases where parts are spoken for.
pub(super) fn line_part(row: usize) -> String {
    format!("line/{row}")
}
