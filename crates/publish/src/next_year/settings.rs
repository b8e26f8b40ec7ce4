//! `year.toml` as it begins the next year, with the office's comments.

use model::Date;
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// Sections that are about one year alone, and empty in the next.
const OF_ONE_YEAR: [&str; 4] = ["extension", "exempt", "accept_period", "paper"];
/// Days that move with the year.
const DAYS: [&str; 4] = ["period_start", "period_end", "deadline", "report_date"];

/// Settings for the next year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NextSettings {
    /// The file.
    pub text: String,
    /// What is to be looked at: the key, and why.
    pub look: Vec<(String, String)>,
}

/// The settings of `from`, made into those of `to`: the days moved, what was said of single participants left out, the
/// bank's closing balance as the opening one. Comments stay, but for those at a section or a line that is left out.
///
/// # Errors
/// What TOML says where the text is none.
pub fn next_settings(text: &str, from: i16, to: i16) -> Result<NextSettings, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let mut look = Vec::new();
    set(document.as_table_mut(), "year", Value::from(i64::from(to)));
    for key in DAYS {
        if let Some(day) = moved_day(document.as_table_mut(), key, to - from) {
            look.push((
                key.to_owned(),
                format!("{day}: as in {from}, moved by {}", years(to - from)),
            ));
        }
    }
    for key in OF_ONE_YEAR {
        let Some(removed) = document.remove(key) else { continue };
        look.extend(removed_entries(key, &removed).into_iter().map(|why| (key.to_owned(), why)));
    }
    look.extend(targets(&document, to));
    if let Some(finance) = document.get_mut("finance").and_then(Item::as_table_like_mut) {
        look.extend(balances(finance, from, to));
    }
    let text = document.to_string();
    let about = from.to_string();
    let lines = text.lines().enumerate();
    let stale =
        lines.filter(|(_, line)| line.trim_start().starts_with('#') && line.contains(&about));
    look.extend(stale.map(|(index, _)| {
        (format!("line {}", index + 1), format!("the comment speaks of {from}"))
    }));
    Ok(NextSettings { text, look })
}

fn years(number: i16) -> String {
    if number == 1 { "a year".to_owned() } else { format!("{number} years") }
}

/// Replaces a value and keeps what stands around it.
fn set(table: &mut dyn TableLike, key: &str, mut new: Value) {
    let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) else { return };
    *new.decor_mut() = old.decor().clone();
    *old = new;
}

/// A value as typed, without what stands around it.
fn plain(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string()
}

/// A day, a number of years later; the last day of a month stays one.
pub fn moved(day: Date, years: i16) -> Option<Date> {
    let first = day.first_of_month().with().year(day.year() + years).build().ok()?;
    let last = day == day.last_of_month();
    let number = if last { first.days_in_month() } else { day.day().min(first.days_in_month()) };
    first.with().day(number).build().ok()
}

/// Moves a day, typed with or without quotation marks, and gives the new one.
fn moved_day(table: &mut dyn TableLike, key: &str, years: i16) -> Option<Date> {
    let old = table.get(key)?.as_value()?;
    let quoted = old.is_str();
    let typed = old.as_str().map_or_else(|| plain(old), str::to_owned);
    let day = moved(typed.parse().ok()?, years)?;
    let bare = day.to_string().parse::<toml_edit::Datetime>().ok()?;
    set(table, key, if quoted { Value::from(day.to_string()) } else { Value::from(bare) });
    Some(day)
}

/// What to look at where entries about single participants were left out.
fn removed_entries(key: &str, removed: &Item) -> Vec<String> {
    let entries: Vec<_> = removed.as_array_of_tables().into_iter().flatten().collect();
    let text = |entry: &toml_edit::Table, key: &str| {
        entry.get(key).and_then(Item::as_str).unwrap_or_default().to_owned()
    };
    let all = || {
        let ids: Vec<String> = entries.iter().map(|entry| text(entry, "participant")).collect();
        ids.join(", ")
    };
    match key {
        _ if entries.is_empty() => Vec::new(),
        "extension" => vec![format!("no later day any more for {}", all())],
        "accept_period" => vec![format!("no other period accepted any more of {}", all())],
        "exempt" => {
            let asked = |entry: &&toml_edit::Table| {
                let (who, why) = (text(entry, "participant"), text(entry, "reason"));
                format!("{who} was exempt and is asked now: {why}")
            };
            entries.iter().map(asked).collect()
        }
        _ => {
            let left = |entry: &&toml_edit::Table| {
                format!("the paper \"{}\" was left out", text(entry, "title"))
            };
            entries.iter().map(left).collect()
        }
    }
}

/// Targets whose year has come or passed.
fn targets(document: &DocumentMut, to: i16) -> Vec<(String, String)> {
    let targets = document.get("target").and_then(Item::as_array_of_tables).into_iter().flatten();
    targets
        .filter_map(|target| {
            let id = target.get("id").and_then(Item::as_str)?;
            let year = target.get("target_year").and_then(Item::as_integer)?;
            let why = match year.cmp(&i64::from(to)) {
                std::cmp::Ordering::Greater => return None,
                std::cmp::Ordering::Equal => format!("`{id}` is to be reached this year"),
                std::cmp::Ordering::Less => format!("`{id}` was for {year}, which has passed"),
            };
            Some(("target".to_owned(), why))
        })
        .collect()
}

/// The closing balance opens the year; what the bank will say at its end nobody knows yet, so it is left out.
fn balances(finance: &mut dyn TableLike, from: i16, to: i16) -> Vec<(String, String)> {
    let last = to - 1;
    let closing = finance.remove("bank_closing_balance").and_then(|item| item.into_value().ok());
    let opens = match closing {
        Some(mut closing) => {
            closing.decor_mut().clear();
            let amount = closing.to_string();
            set(finance, "opening_balance", closing);
            if from == last {
                format!("{amount}: what the bank said at the end of {from}")
            } else {
                format!(
                    "{amount}, what {from} ends with: put in what the bank said at the end of {last}"
                )
            }
        }
        // Nobody typed what the bank said, so what stands there is a year old.
        None => {
            let opening = finance.get("opening_balance").and_then(Item::as_value).map(plain);
            let amount = opening.unwrap_or_else(|| "blank".to_owned());
            format!(
                "{amount}, with which {from} opened, too: put in what the bank said at the end of {last}"
            )
        }
    };
    let look = |key: &str, why: String| (format!("finance.{key}"), why);
    vec![
        look("opening_balance", opens),
        look(
            "bank_closing_balance",
            format!("left out: add it at the end of {to}, with what the bank says on the last day"),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "\
# The year 2027.
year = 2027
period_start = 2026-10-01 # as agreed
period_end = \"2027-02-28\"
deadline = 2027-11-13
report_date = 2027-12-11
languages = [\"en\"]

# Targets, see SC-2025-06.
[[target]]
id = \"now\"
target_year = 2028

[[extension]]
participant = \"north\"
until = 2027-12-01

# Not here: [[exempt]]
[[exempt]]
participant = \"isle\"
reason = \"moves\"

# The money.
[finance]
currency = \"EUR\"
opening_balance = 11374.68 # bank letter
bank_closing_balance = 31273.30
# the end
";

    #[test]
    fn comments_stay_and_days_move() {
        let next = next_settings(SETTINGS, 2027, 2028).unwrap();
        let expected = SETTINGS
            .replace("year = 2027\n", "year = 2028\n")
            .replace("2026-10-01", "2027-10-01")
            .replace("2027-02-28", "2028-02-29")
            .replace("2027-11-13", "2028-11-13")
            .replace("2027-12-11", "2028-12-11")
            .replace("11374.68", "31273.30")
            .replace("bank_closing_balance = 31273.30\n", "");
        let cut = |text: &str, from: &str, to: &str| {
            let (start, end) = (text.find(from).unwrap(), text.find(to).unwrap());
            format!("{}{}", &text[..start], &text[end..])
        };
        assert_eq!(next.text, cut(&expected, "\n[[extension]]", "\n# The money."));
        let keys: Vec<&str> = next.look.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "period_start",
                "period_end",
                "deadline",
                "report_date",
                "extension",
                "exempt",
                "target",
                "finance.opening_balance",
                "finance.bank_closing_balance",
                "line 1",
            ]
        );
        assert!(next_settings("year = ", 2027, 2028).is_err());
        let opened = |text: &str, to| {
            let look = next_settings(text, 2027, to).unwrap().look;
            look.into_iter().find(|(key, _)| key == "finance.opening_balance").unwrap().1
        };
        assert_eq!(opened(SETTINGS, 2028), "31273.30: what the bank said at the end of 2027");
        let open = SETTINGS.replace("bank_closing_balance = 31273.30\n", "");
        for (text, to, year) in [(SETTINGS, 2029, 2028), (&open, 2028, 2027), (&open, 2029, 2028)] {
            let said = opened(text, to);
            assert!(said.ends_with(&format!("put in what the bank said at the end of {year}")));
        }
        assert!(opened(&open, 2028).starts_with("11374.68, with which 2027 opened"));
    }
}
