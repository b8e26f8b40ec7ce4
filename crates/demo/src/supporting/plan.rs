//! What a file's columns are, and by which of them each thing is told: its bytes and its mapping go by it.

use jiff::civil::Date;
use model::vocabulary::{Acquisition, Condition};
use model::{Currency, Decimal};

use super::choice::Choice;
use super::departments::departments;
use super::describe::{product_described, product_of, with_condition};
use super::order::unlike_sums;
use super::style::Style;
use super::told::{GroupTold, Told, acquisition_told, condition_told, group_told, laid_out};
use super::uncomputed::UNCOMPUTED;
use super::words::{self, in_language};
use crate::faults::slips::{FileSlip, Typed};
use crate::pact::{Layout, Order, SpreadsheetLanguage, SupportingFile, SupportingRows};

/// What a file lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Orders,
    Assets,
    Disposals,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    Reference,
    Date,
    Description,
    /// The product group in the sender's words.
    GroupWord,
    Cpv,
    Unspsc,
    Units,
    Amount,
    Condition,
    Acquisition,
    /// Whether it is an order or a credit note.
    CreditKind,
    /// For which department it was ordered; nothing is made of it.
    Department,
    /// The ledger's account; nothing is made of it.
    Account,
    /// The number of the row; nothing is made of it.
    Position,
    BoughtOn,
    Lifetime,
    DisposedOn,
    Route,
}

impl What {
    /// The field of the mapping; `None` where nothing is made of it.
    pub(super) fn field(self) -> Option<&'static str> {
        Some(match self {
            What::Reference => "reference",
            What::Date => "date",
            What::Description => "description",
            What::GroupWord => "product_group",
            What::Cpv | What::Unspsc => "category_code",
            What::Units => "units",
            What::Amount => "amount",
            What::Condition => "condition",
            What::Acquisition => "acquisition",
            What::BoughtOn => "bought_on",
            What::Lifetime => "planned_lifetime_years",
            What::DisposedOn => "disposed_on",
            What::Route => "route",
            What::CreditKind | What::Department | What::Account | What::Position => return None,
        })
    }
}

/// A column with its header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Column {
    pub(super) what: What,
    pub(super) header: &'static str,
}

/// What stands in a cell, before it is written.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    Blank,
    Text(String),
    Day(Date),
    Units(i64),
    Amount(Decimal),
    Years(Decimal),
    /// A formula, with the result the file holds of it.
    Formula(&'static str),
}

/// How a file is made.
pub(super) struct Plan<'a> {
    pub(super) file: &'a SupportingFile,
    pub(super) language: SpreadsheetLanguage,
    pub(super) kind: Kind,
    /// As it is laid out: of a layout that its rows do not know, the plain one of its sort.
    pub(super) layout: Layout,
    pub(super) choice: Choice,
    pub(super) group: GroupTold,
    pub(super) condition: Told<Condition>,
    pub(super) acquisition: Told<Acquisition>,
    pub(super) style: Style,
    /// Whether numbers and days are text.
    pub(super) as_text: bool,
    /// The columns from left to right; those of months come behind them.
    pub(super) columns: Vec<Column>,
    /// Decimals of the currency's minor unit.
    pub(super) places: u32,
    /// What goes wrong in it.
    pub(super) slips: &'a [FileSlip],
}

impl<'a> Plan<'a> {
    /// The plan of a file: always the same for the same file.
    pub(super) fn of(file: &'a SupportingFile) -> Self {
        let choice = Choice::of(file.sender.number).named(&file.name).named(&file.currency);
        let kind = match &file.rows {
            SupportingRows::Orders(_) => Kind::Orders,
            SupportingRows::Assets(_) => Kind::Assets,
            SupportingRows::Disposals(_) => Kind::Disposals,
        };
        let layout = laid_out(file);
        let typed = layout == Layout::PrintedSheet
            || (layout == Layout::TitledSheet && choice.named("text").once_in(2));
        let mut plan = Self {
            file,
            language: file.language,
            kind,
            layout,
            choice,
            group: group_told(file, choice),
            condition: Told::Nowhere,
            acquisition: Told::Nowhere,
            style: Style::of(file.language, &file.currency, layout),
            as_text: !layout.is_workbook() || typed,
            columns: Vec::new(),
            places: Currency::parse(&file.currency).map_or(2, |currency| currency.minor_unit()),
            slips: &[],
        };
        if let SupportingRows::Orders(orders) = &file.rows {
            plan.condition = condition_told(orders, choice.named("condition"));
            plan.acquisition = acquisition_told(orders, choice.named("acquisition"));
        }
        plan.columns = plan.columns_of_kind();
        plan
    }

    /// The plan of a file in which something goes wrong. What its mapping says is the plan without.
    pub(super) fn with_slips(file: &'a SupportingFile, slips: &'a [FileSlip]) -> Self {
        let mut plan = Self::of(file);
        plan.slips = slips;
        for slip in slips {
            match slip {
                FileSlip::Gone(field) => {
                    plan.columns.retain(|column| column.what.field() != Some(field));
                }
                FileSlip::Header(field, header) => {
                    let mut columns = plan.columns.iter_mut();
                    if let Some(own) = columns.find(|own| own.what.field() == Some(field)) {
                        own.header = header;
                    }
                }
                _ => {}
            }
        }
        plan
    }

    /// What is typed into a cell in place of what is meant.
    fn typed(&self, row: usize, what: What) -> Option<Value> {
        self.slips.iter().find_map(|slip| match slip {
            FileSlip::Typed(own, field, typed) if *own == row && what.field() == Some(field) => {
                Some(match typed {
                    Typed::Blank => Value::Blank,
                    Typed::Text(text) => Value::Text(text.clone()),
                    Typed::Number(number) => Value::Amount(*number),
                    Typed::Uncomputed => Value::Formula(UNCOMPUTED),
                    Typed::Error(error) => Value::Formula(error),
                })
            }
            FileSlip::Merged(above) if above + 1 == row && what == What::Amount => {
                Some(Value::Blank)
            }
            _ => None,
        })
    }

    /// The currency that stands above the amounts.
    pub(super) fn currency_above(&self) -> &str {
        let other = self.slips.iter().find_map(|slip| match slip {
            FileSlip::CurrencyAbove(code) => Some(*code),
            _ => None,
        });
        other.unwrap_or(&self.file.currency)
    }

    /// By how much the sum of all rows is wrong.
    pub(super) fn sum_is_off_by(&self) -> Decimal {
        let by = self.slips.iter().find_map(|slip| match slip {
            FileSlip::Sum(by) => Some(*by),
            _ => None,
        });
        by.unwrap_or_default()
    }

    /// A word of the file's language.
    pub(super) fn word(&self, words: words::PerLanguage) -> &'static str {
        in_language(words, self.language)
    }

    /// How many rows the file has.
    pub(super) fn rows(&self) -> usize {
        match &self.file.rows {
            SupportingRows::Orders(orders) => orders.len(),
            SupportingRows::Assets(assets) => assets.len(),
            SupportingRows::Disposals(disposals) => disposals.len(),
        }
    }

    /// The rows in the order in which they stand.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut rows = (0..self.rows()).collect::<Vec<_>>();
        self.put_in_order(&mut rows);
        rows
    }

    /// Puts some rows into an order in which none looks like a sum.
    pub(super) fn put_in_order(&self, rows: &mut [usize]) {
        unlike_sums(rows, |row| {
            let measure = match &self.file.rows {
                SupportingRows::Orders(orders) => orders[*row].amount,
                SupportingRows::Assets(assets) => assets[*row].units.into(),
                SupportingRows::Disposals(disposals) => disposals[*row].units.into(),
            };
            vec![(0, measure)]
        });
    }

    /// The orders; none where the file lists something else.
    pub(super) fn orders(&self) -> &'a [Order] {
        match &self.file.rows {
            SupportingRows::Orders(orders) => orders,
            _ => &[],
        }
    }

    /// The column of something.
    pub(super) fn column(&self, what: What) -> Option<&Column> {
        self.columns.iter().find(|column| column.what == what)
    }

    /// The product group of a row, by id.
    pub(super) fn group_of(&self, row: usize) -> &'a str {
        match &self.file.rows {
            SupportingRows::Orders(orders) => &orders[row].product_group,
            SupportingRows::Assets(assets) => &assets[row].product_group,
            SupportingRows::Disposals(disposals) => &disposals[row].product_group,
        }
    }

    fn columns_of_kind(&self) -> Vec<Column> {
        let group = match self.group {
            GroupTold::Values => Some(What::GroupWord),
            GroupTold::Cpv => Some(What::Cpv),
            GroupTold::Unspsc => Some(What::Unspsc),
            GroupTold::Words => None,
        };
        let whats: Vec<Option<What>> = match self.kind {
            Kind::Orders => self.order_columns(group),
            Kind::Assets => {
                vec![
                    Some(What::Description),
                    group,
                    Some(What::Units),
                    Some(What::BoughtOn),
                    self.lifetime(),
                ]
            }
            Kind::Disposals => {
                vec![
                    Some(What::DisposedOn),
                    Some(What::Description),
                    group,
                    Some(What::Units),
                    Some(What::Route),
                ]
            }
        };
        let column = |what: What| {
            let headers = words::headers(what);
            let choice = self.choice.named("header").named(what.field().unwrap_or("other"));
            Column { what, header: self.word(choice.one_of(&headers)) }
        };
        whats.into_iter().flatten().map(column).collect()
    }

    fn order_columns(&self, group: Option<What>) -> Vec<Option<What>> {
        let layout = self.layout;
        let on = |holds: bool, what: What| holds.then_some(what);
        let in_months = layout == Layout::MonthColumns;
        let has_units = self.orders().iter().any(|order| order.units.is_some());
        let department = self.choice.named("department").once_in(2) && !in_months;
        vec![
            on(in_months, What::Position),
            on(!in_months, What::Reference),
            on(!in_months, What::Date),
            on(layout == Layout::LedgerText, What::Account),
            on(layout == Layout::CreditNoteText, What::CreditKind),
            Some(What::Description),
            group,
            on(self.condition == Told::ByColumn, What::Condition),
            on(self.acquisition == Told::ByColumn, What::Acquisition),
            on(department, What::Department),
            on(has_units && !in_months, What::Units),
            on(!in_months, What::Amount),
        ]
    }

    fn lifetime(&self) -> Option<What> {
        let SupportingRows::Assets(assets) = &self.file.rows else { return None };
        assets.iter().any(|asset| asset.planned_lifetime_years.is_some()).then_some(What::Lifetime)
    }

    /// What stands in a column of a row. `described` is what its description is chosen by: rows with the same one and
    /// of one group are described alike.
    pub(super) fn value(&self, row: usize, what: What, described: usize) -> Value {
        if let Some(typed) = self.typed(row, what) {
            return typed;
        }
        let product = self.choice.named("row").at(described);
        match what {
            What::Description => Value::Text(self.description(row, product)),
            What::GroupWord => {
                Value::Text(words::group(self.group_of(row), self.language).to_owned())
            }
            What::Cpv | What::Unspsc => {
                let code = product_of(self.group_of(row), product);
                let code = code.map(|code| if what == What::Cpv { code.cpv } else { code.unspsc });
                code.map_or(Value::Blank, |code| Value::Text(code.to_owned()))
            }
            What::Department => Value::Text(
                self.word(product.named("department").one_of(departments(self.file.sender.kind)))
                    .to_owned(),
            ),
            What::Account => Value::Text((6540 + product.named("account").below(3)).to_string()),
            What::Position => Value::Units(i64::try_from(described + 1).unwrap_or(i64::MAX)),
            _ => self.own_value(row, what),
        }
    }

    /// What the row itself says.
    fn own_value(&self, row: usize, what: What) -> Value {
        let word = |words: Option<words::PerLanguage>| {
            words.map_or(Value::Blank, |words| Value::Text(self.word(words).to_owned()))
        };
        match (&self.file.rows, what) {
            (SupportingRows::Orders(orders), _) => {
                let order = &orders[row];
                match what {
                    What::Reference if order.reference.is_empty() => Value::Blank,
                    What::Reference => Value::Text(on_one_line(&order.reference)),
                    What::Date => Value::Day(order.date),
                    What::Units => self.units(order).map_or(Value::Blank, Value::Units),
                    What::Amount => Value::Amount(self.amount(order)),
                    What::Condition => word(order.condition.map(words::condition)),
                    What::Acquisition => word(order.acquisition.map(words::acquisition)),
                    What::CreditKind => word(Some(words::DOCUMENTS[usize::from(is_credit(order))])),
                    _ => Value::Blank,
                }
            }
            (SupportingRows::Assets(assets), What::Units) => Value::Units(assets[row].units),
            (SupportingRows::Assets(assets), What::BoughtOn) => {
                assets[row].bought_on.map_or(Value::Blank, Value::Day)
            }
            (SupportingRows::Assets(assets), What::Lifetime) => {
                assets[row].planned_lifetime_years.map_or(Value::Blank, Value::Years)
            }
            (SupportingRows::Disposals(rows), What::Units) => Value::Units(rows[row].units),
            (SupportingRows::Disposals(rows), What::DisposedOn) => {
                Value::Day(rows[row].disposed_on)
            }
            (SupportingRows::Disposals(rows), What::Route) => {
                word(rows[row].route.map(words::route))
            }
            _ => Value::Blank,
        }
    }

    /// An amount with the sign the layout gives it.
    pub(super) fn amount(&self, order: &Order) -> Decimal {
        match self.layout {
            Layout::LedgerText => -order.amount,
            Layout::CreditNoteText => order.amount.abs(),
            _ => order.amount,
        }
    }

    fn units(&self, order: &Order) -> Option<i64> {
        match self.layout {
            Layout::LedgerText if order.amount.is_zero() => order.units,
            Layout::LedgerText | Layout::CreditNoteText => order.units.map(i64::abs),
            _ => order.units,
        }
    }

    fn description(&self, row: usize, what: Choice) -> String {
        let SupportingRows::Orders(orders) = &self.file.rows else {
            return product_described(self.group_of(row), self.language, what);
        };
        let order = &orders[row];
        if !order.description.is_empty() {
            return on_one_line(&order.description);
        }
        let mut described = product_described(&order.product_group, self.language, what);
        let told = match self.condition {
            Told::ByRegister => order.condition,
            Told::ByPattern => order.condition.filter(|condition| *condition != Condition::New),
            _ => None,
        };
        if let Some(condition) = told {
            described = with_condition(described, condition, self.language, what);
        }
        if self.acquisition == Told::ByPattern && order.acquisition == Some(Acquisition::Lease) {
            described.push_str(", ");
            described.push_str(self.word(words::LEASED));
        }
        described
    }
}

/// Whether an order is a credit note.
pub(super) fn is_credit(order: &Order) -> bool {
    order.amount.is_sign_negative() && !order.amount.is_zero()
        || order.units.is_some_and(|units| units < 0)
}

/// A text without line ends, which would begin another line of a text file.
fn on_one_line(text: &str) -> String {
    text.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
}
