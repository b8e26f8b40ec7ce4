//! The tables of volume: `lines`, `cells`, `overlap`, `rates`, `accounts`.

use std::collections::{BTreeMap, BTreeSet};

use model::supporting::{AccountTerm, FileAccount, TableKind, Tally};
use model::vocabulary::{Acquisition, Condition};
use model::volume::{
    CellBasis, CellTax, CountedAs, LeftOutReason, OverlapEntry, PeriodRate, VolumeCell,
};
use model::{Currency, Decimal, YearReading, YearResults};
use tables::{FEWEST, PublishedLine};

use crate::field::{CURRENCY, Field, IDENTIFIER, date, integer, number, text};
use crate::output::PackageInputs;
use crate::table::{Table, Value};
use crate::withheld::{Withheld, without_contact_details};

/// Said wherever rows of participants are left out.
const PROTECTED: &str = "What would give away a volume that is withheld is not in it.";

fn participant(name: &str, description: &str) -> Field {
    text(name, description).required().pattern(IDENTIFIER)
}

fn goods() -> [Field; 3] {
    [
        text("product_group", "Product group; blank where none is given or told."),
        text("condition", "Condition of the goods.").one_of(Condition::ALL),
        text("acquisition", "Way of acquisition.").one_of(Acquisition::ALL),
    ]
}

fn counted_as() -> Field {
    text("counted_as", "How it counts.").required().one_of(CountedAs::ALL)
}

/// Money in minor units as a number with the places of its currency.
pub(crate) fn money(minor: i64, currency: Option<Currency>) -> Value {
    let places = currency.map_or(2, |currency| currency.minor_unit());
    Value::Number(Decimal::new(minor, places))
}

fn euro(cents: i64) -> Value {
    money(cents, Some(Currency::EUR))
}

fn currency(currency: Option<Currency>) -> Value {
    Value::optional(currency, |currency| Value::text(currency.code()))
}

/// `lines`: what was reported, declared lines one by one and orders summed.
pub(crate) fn lines(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields =
        vec![participant("participant", "Whose return or supporting file it stands in.")];
    fields.extend(goods());
    fields.extend([
        integer(
            "units",
            "Units; blank where not given, where they would give a unit price away, their own or that of another \
             line by subtraction, or where a declared line beside the orders has them.",
        ),
        number("amount", "Amount in `currency`, without recoverable taxes."),
        text("currency", "Currency of the amount (ISO 4217).").pattern(CURRENCY),
        number("rate", "Units of the currency for one euro, as in `rates`."),
        number(
            "amount_eur",
            "The amount in euro: information only, published sums are sums of `cells`.",
        ),
        integer("labelled_units", "Units with a type I ecolabel; blank where not answered."),
        integer(
            "criteria_units",
            "Units bought under the Pact's criteria; blank where not answered.",
        ),
        text("framework", "Framework it was called off from."),
        text("buyer", "Blank: the participant itself; else a participant's id, or `other`."),
        counted_as(),
        text("reason", "Why it is left out.").one_of(LeftOutReason::ALL),
        integer("lines", "Number of lines in the row.").required(),
        text(
            "source",
            "Where it stands: `file!sheet!cells`, such as `E5` or, of several rows, `E5:E9`; in a text file `file!lines:field`, \
             such as `5:3` or `5-9:3` for lines 5 to 9. Several runs of rows are parted by `; `; of more than 20, one range holds them all and others between \
             them. Corrections of the row stand behind it, parted by `; ` too.",
        )
        .required(),
        text("units_from", "Where the units come from, if orders give them to a declared line."),
        text("amount_from", "Where the amount comes from, if orders give it to a declared line."),
    ]);
    let shown = inputs.lines.iter().filter(|line| !withheld.hides_line(line));
    let rows = shown.map(|line| line_row(line, inputs)).collect();
    let description = format!(
        "Declared lines one by one; orders summed per participant, goods, currency, buyer and way of \
         counting. A sum of fewer than three orders and a line of fewer than three units have no units; \
         nor has the next smallest line, or all lines of the next smallest cell, where published units less what is \
         shown would leave such a line alone. {PROTECTED}"
    );
    Table::new("lines", "Lines of purchases", description, 4, fields, rows).also_parquet()
}

fn line_row(line: &PublishedLine, inputs: &PackageInputs<'_>) -> Vec<Value> {
    let integer = |value: Option<i64>| Value::optional(value, Value::Integer);
    let number = |value: Option<Decimal>| Value::optional(value, Value::Number);
    vec![
        Value::text(line.participant.as_str()),
        Value::text(&line.product_group),
        Value::text(&line.condition),
        Value::text(&line.acquisition),
        integer(line.units),
        number(line.amount),
        currency(line.currency),
        Value::optional(line.rate, |rate| Value::number(rate, 8)),
        number(line.amount_eur),
        integer(line.labelled_units),
        integer(line.criteria_units),
        Value::text(without_contact_details(&line.framework)),
        Value::text(&line.buyer),
        Value::text(line.counted_as.code()),
        Value::optional(line.reason, |reason| Value::text(reason.code())),
        Value::count(line.lines),
        Value::text(with_corrections(&line.source, inputs.year)),
        Value::text(&line.units_from),
        Value::text(&line.amount_from),
    ]
}

/// Where a line stands, and the corrections laid over cells of its row.
fn with_corrections(source: &str, year: &YearReading) -> String {
    let row = || {
        let (table, cell) = source.rsplit_once('!')?;
        let (path, sheet) = table.split_once('!')?;
        let row = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        Some(year.corrections_of_row(path, sheet, row.parse().ok()?))
    };
    let laid = row().unwrap_or_default().into_iter().map(|one| one.place.to_string());
    std::iter::once(source.to_owned()).chain(laid).collect::<Vec<_>>().join("; ")
}

/// `cells`: the converted sums every published amount is a sum of.
pub(crate) fn cells(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let shown = inputs.results.cells.iter().filter(|cell| !withheld.hides_cell(cell));
    let few = CellsOfFewUnits::new(inputs.lines);
    let rows = shown.map(|cell| cell_row(cell, few.hide(cell))).collect();
    let description = format!(
        "All lines of one reporter, owner, currency, group, condition, acquisition and way of counting, \
         summed and converted. Every published amount is a sum of these and of what `withheld_sums` has for it; \
         so are published units. {PROTECTED}"
    );
    let fields = cell_fields();
    Table::new("cells", "Converted sums", description, 7, fields, rows).also_parquet()
}

/// `cells_last_year`: those of the year before, as they are computed from its inputs today; empty in a first year.
pub(crate) fn cells_last_year(inputs: &PackageInputs<'_>) -> Table {
    let few = CellsOfFewUnits::new(inputs.last_lines);
    let last = inputs.last.into_iter();
    let shown = last.flat_map(|last| last.cells.iter().filter(|cell| !is_withheld(cell, last)));
    let rows = shown.map(|cell| cell_row(cell, few.hide(cell))).collect();
    let description = format!(
        "The table `cells` of the year before, computed from its inputs as they are now: what this year is held \
         against. {PROTECTED}"
    );
    let (name, title) = ("cells_last_year", "Converted sums of last year");
    Table::new(name, title, description, 7, cell_fields(), rows).also_parquet()
}

/// Whether a cell of a year is withheld in that year.
pub(crate) fn is_withheld(cell: &VolumeCell, of: &YearResults) -> bool {
    [&cell.reporter, &cell.owner].into_iter().any(|id| of.withheld.contains(id))
}

fn cell_fields() -> Vec<Field> {
    let mut fields = vec![
        participant("reporter", "Whose return the lines are in."),
        participant(
            "owner",
            "Whose purchase it is: the buyer if a participant, else the reporter.",
        ),
        text("currency", "Currency of the lines; blank where none of them has an amount.")
            .pattern(CURRENCY),
    ];
    fields.extend(goods());
    let units = |name: &str, what: &str| {
        let words = format!(
            "{what}; blank where no line gives units, and where a line of the cell does not show its own: they would \
             give a unit price away, directly or by subtraction."
        );
        integer(name, &words)
    };
    fields.extend([
        counted_as(),
        number("amount", "Sum of the amounts in `currency`."),
        number("rate", "Units of the currency for one euro, as in `rates`."),
        number("amount_eur", "The sum in euro, converted and rounded to the cent once."),
        text("amount_basis", "At what event its amounts were taken; blank where it has none.")
            .one_of(CellBasis::ALL),
        text("tax", "Whether its amounts were given with taxes; blank where it has none.")
            .one_of(CellTax::ALL),
        units("units", "Units, as far as given"),
        units(
            "labelled_units",
            "Units with a type I ecolabel, of the lines that say it of their units",
        ),
        units("labelled_answered_units", "Units of the lines that say how many of them carry one"),
        units(
            "criteria_units",
            "Units under the Pact's criteria, of the lines that say it of their units",
        ),
        units("criteria_answered_units", "Units of the lines that say how many of them were"),
        integer("lines", "Number of lines.").required(),
    ]);
    fields
}

/// What a line and its cell have in common: reporter, owner, goods, how they count.
type CellOfLine<'a> = (&'a str, &'a str, [&'a str; 3], CountedAs);

/// The cells whose units would give a unit price away.
pub(crate) struct CellsOfFewUnits<'a>(BTreeSet<CellOfLine<'a>>);

impl<'a> CellsOfFewUnits<'a> {
    /// The cells in which a line withholds its units, so that the sum may not tell them.
    pub(crate) fn new(lines: &'a [PublishedLine]) -> Self {
        let few = lines.iter().filter(|line| line.units_withheld);
        let cells = few.map(|line| {
            let goods = [&*line.product_group, &*line.condition, &*line.acquisition];
            (line.participant.as_str(), line.owner.as_str(), goods, line.counted_as)
        });
        Self(cells.collect())
    }

    /// Whether the units of a cell are not shown: they are few, or a line of it withholds its own.
    pub(crate) fn hide(&self, cell: &VolumeCell) -> bool {
        let goods = [&*cell.product_group, &*cell.condition, &*cell.acquisition];
        let of_line = (cell.reporter.as_str(), cell.owner.as_str(), goods, cell.counted_as);
        self.0.contains(&of_line) || (1..FEWEST).contains(&cell.units.unsigned_abs())
    }
}

fn cell_row(cell: &VolumeCell, without_units: bool) -> Vec<Value> {
    let not_shown = without_units || !cell.has_units;
    let units = |units: i64| if not_shown { Value::Blank } else { Value::Integer(units) };
    let amount = cell.currency.map(|own| money(cell.amount_minor, Some(own)));
    let converted = cell.currency.and(cell.rate).map(|_| euro(cell.amount_eur_cents));
    vec![
        Value::text(cell.reporter.as_str()),
        Value::text(cell.owner.as_str()),
        currency(cell.currency),
        Value::text(&cell.product_group),
        Value::text(&cell.condition),
        Value::text(&cell.acquisition),
        Value::text(cell.counted_as.code()),
        amount.unwrap_or(Value::Blank),
        Value::optional(cell.rate, |rate| Value::number(rate, 8)),
        converted.unwrap_or(Value::Blank),
        Value::optional(cell.amount_basis, |basis| Value::text(basis.code())),
        Value::optional(cell.tax, |tax| Value::text(tax.code())),
        units(cell.units),
        units(cell.labelled_units),
        units(cell.labelled_answered_units),
        units(cell.criteria_units),
        units(cell.criteria_answered_units),
        Value::count(cell.lines),
    ]
}

/// `overlap`: goods two returns speak of. Buyers outside the Pact are not named: entries that then are alike are summed.
pub(crate) fn overlap(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let fields = vec![
        participant("reporter", "Whose lines do not count."),
        text("buyer", "Whose purchase it is: a participant's id, or `other`.").required(),
        text("product_group", "Product group.").required(),
        text("counted", "Whose return counts; blank where its volume is withheld.")
            .pattern(IDENTIFIER),
        text("reason", "Why; with the office's own words where it settled it.").required(),
        number("reporter_amount_eur", "What the reporter gave, in euro.").required(),
        number("counted_amount_eur", "What counts instead, in euro; blank likewise."),
    ];
    let shown = inputs.results.overlap.iter().filter(|entry| !withheld.hides_overlap(entry));
    let mut sums: BTreeMap<[String; 5], [i128; 2]> = BTreeMap::new();
    for entry in shown {
        let sum = sums.entry(overlap_key(inputs, withheld, entry)).or_default();
        sum[0] += i128::from(entry.reporter_amount_cents);
        sum[1] += i128::from(entry.counted_amount_cents);
    }
    let rows = sums.into_iter().map(|(key, [given, counted])| {
        let euro = |cents| Value::Number(Decimal::from_i128_with_scale(cents, 2));
        let is_shown = !key[3].is_empty();
        let amounts = [euro(given), if is_shown { euro(counted) } else { Value::Blank }];
        key.iter().map(Value::text).chain(amounts).collect()
    });
    let rows = rows.collect();
    let description = format!(
        "What was reported and does not count, since another return speaks of the same goods. \
         `reporter_amount_eur` sums to the amounts of all cells less those that count: to the cells with \
         `counted_as` `overlap`. {PROTECTED}"
    );
    Table::new("overlap", "Goods two returns speak of", description, 5, fields, rows)
}

/// What tells the rows of `overlap` apart.
fn overlap_key(
    inputs: &PackageInputs<'_>,
    withheld: &Withheld,
    entry: &OverlapEntry,
) -> [String; 5] {
    let known = inputs.pact.register.knows(&entry.buyer);
    let is_shown = !withheld.has(entry.counted.as_str());
    [
        entry.reporter.to_string(),
        if known { entry.buyer.clone() } else { "other".to_owned() },
        entry.product_group.clone(),
        if is_shown { entry.counted.to_string() } else { String::new() },
        // The office's own words may say more.
        without_contact_details(if is_shown { &entry.reason } else { entry.cause.in_words() }),
    ]
}

/// `rates`: the mean rates used.
pub(crate) fn rates(inputs: &PackageInputs<'_>) -> Table {
    let fields = vec![
        text("currency", "The currency (ISO 4217).").required().pattern(CURRENCY),
        date("period_start", "First day of the period.").required(),
        date("period_end", "Last day of the period.").required(),
        integer("days", "Days with a rate.").required(),
        number("rate", "Units of the currency for one euro: the mean over those days, 8 places.")
            .required(),
    ];
    let row = |rate: &PeriodRate| {
        vec![
            Value::text(rate.currency.code()),
            Value::Date(rate.period.start),
            Value::Date(rate.period.end),
            Value::Integer(rate.days.into()),
            Value::number(rate.rate, 8),
        ]
    };
    let rows = inputs.results.rates.iter().map(row).collect();
    let description = "Arithmetic means of the European Central Bank's daily reference rates.";
    Table::new("rates", "Exchange rates used", description, 3, fields, rows)
}

/// `accounts`: where every row of every supporting table went.
pub(crate) fn accounts(inputs: &PackageInputs<'_>, withheld: &Withheld) -> Table {
    let mut fields = vec![
        participant("participant", "Whose file it is."),
        text("file", "The file.").required(),
        text("sheet", "Its sheet.").required(),
        text("kind", "What the table lists.").required().one_of(TableKind::ALL),
        text("currency", "Currency of the rows; blank where they name none.").pattern(CURRENCY),
        number(
            "amount_typed",
            "Their amounts as they stand in the file, with the signs the mapping gives them: `amount_read` \
             with `tax` and `rounding`.",
        )
        .required(),
        number("tax", "Tax taken out of them.").required(),
        number("rounding", "What rounding took away; below zero where it added.").required(),
        integer("rows_read", "Rows the reader took in, before anything was decided about them.")
            .required(),
        number("amount_read", "Their amounts.").required(),
    ];
    for term in AccountTerm::ALL {
        let (rows, amount) = (format!("rows_{term}"), format!("amount_{term}"));
        fields.push(integer(&rows, &format!("Rows: {}.", meaning(*term))).required());
        fields.push(number(&amount, "Their amounts.").required());
    }
    let accounts = inputs.results.accounts.iter();
    let shown = accounts.filter(|account| !withheld.hides_account(account));
    let rows = shown.map(account_row).collect();
    let description = format!(
        "What was read from each supporting table, and where it went; `rows_read` is the sum of the other \
         rows, `amount_read` of the other amounts. {PROTECTED}"
    );
    Table::new("accounts", "Accounts of supporting files", description, 5, fields, rows)
}

fn account_row(account: &FileAccount) -> Vec<Value> {
    let mut row = vec![
        Value::text(account.participant.as_str()),
        Value::text(&account.path),
        Value::text(&account.sheet),
        Value::text(account.kind.code()),
        currency(account.currency),
        Value::Number(account.adjustment.typed.normalize()),
        Value::Number(account.adjustment.tax.normalize()),
        Value::Number(account.adjustment.rounding.normalize()),
    ];
    let mut add = |tally: Tally| {
        row.push(Value::count(tally.rows));
        row.push(money(tally.amount_minor, account.currency));
    };
    add(account.read);
    for term in AccountTerm::ALL {
        add(account.terms.get(term).copied().unwrap_or_default());
    }
    row
}

fn meaning(term: AccountTerm) -> &'static str {
    match term {
        AccountTerm::Counted => "counted in a published volume",
        AccountTerm::Evidence => "beside a declared figure that counts",
        AccountTerm::OutsidePeriod => "dated outside the reporting period",
        AccountTerm::OutOfScope => "of a product group that is not yet in scope",
        AccountTerm::Unclassified => "of no product group that could be told",
        AccountTerm::Duplicate => "the same as a row before",
        AccountTerm::Subtotal => "sums of other rows",
        AccountTerm::Refused => "with a cell that is needed and could not be read",
        AccountTerm::Skipped => "taken out by the mapping of the file",
        AccountTerm::LeftOut => "left out for another reason",
    }
}
