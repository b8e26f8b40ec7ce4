//! What of a pact must agree with the rest of it: words with what they are about, books with what was held, registers
//! with who was there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use model::Decimal;
use model::vocabulary::QuotePermission;

use super::draw::days;
use super::rates::{in_euro, rates};
use super::{Size, invent};
use crate::pact::{InventedPact, PactYear, RegisterTable, Return};

fn pacts() -> &'static [InventedPact] {
    static PACTS: LazyLock<Vec<InventedPact>> = LazyLock::new(|| {
        let size = Size { participants: 40, orders: 5, years: 3, seed: 1 };
        (1..=4).map(|seed| invent(&Size { seed, ..size })).collect()
    });
    &PACTS
}

fn register<'a>(year: &'a PactYear, file: &str) -> &'a RegisterTable {
    year.registers.iter().find(|one| one.file == file).unwrap()
}

fn field<'a>(table: &RegisterTable, row: &'a [String], column: &str) -> &'a str {
    &row[table.columns.iter().position(|name| name == column).unwrap()]
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn tenders_have_outputs_impacts_and_links_that_suit_them() {
    let (mut tenders, mut linked, mut cases, mut linked_cases) = (0, 0, 0, 0);
    for pact in pacts() {
        for (year, own) in
            pact.years.iter().flat_map(|year| year.returns.iter().map(move |own| (year, own)))
        {
            for tender in &own.tenders {
                tenders += 1;
                let about = |id: &str| match id {
                    "criteria-displays" => tender.product_group == "displays",
                    "criteria-phones" => {
                        ["smartphones", "tablets"].contains(&&*tender.product_group)
                    }
                    "criteria-servers" => ["servers", "storage"].contains(&&*tender.product_group),
                    "guide-cloud" => tender.product_group == "cloud",
                    _ => true,
                };
                assert!(tender.outputs_used.iter().all(|id| about(id)), "{tender:?}");
                let published = |id: &String| {
                    let output = year.outputs.iter().find(|one| one.id == *id);
                    output.is_some_and(|one| one.published_on.is_some())
                };
                assert!(tender.outputs_used.iter().all(published), "{tender:?}");
                assert!(!tender.impacts.is_empty());
                let is_refurbished =
                    tender.title.contains("efurbish") || tender.title.contains("reconditionn");
                assert!(!is_refurbished || tender.impacts.contains(&"circularity".to_owned()));
                linked += i32::from(tender.link.is_some());
            }
            for practice in &own.good_practices {
                cases += 1;
                linked_cases += i32::from(practice.link.is_some());
            }
            let links = own.tenders.iter().filter_map(|one| one.link.as_ref());
            for link in links.chain(own.good_practices.iter().filter_map(|one| one.link.as_ref())) {
                let is_invented = link.starts_with("https://") && link.contains(".example.org/");
                assert!(is_invented && !link.contains(' '), "{link}");
                assert_eq!(model::personal_data::contact_detail(link), None, "{link}");
            }
        }
    }
    assert!(
        tenders > 60 && linked * 4 > tenders && linked * 3 < tenders * 2,
        "{linked} of {tenders}"
    );
    assert!(cases > 60 && linked_cases * 4 > cases && linked_cases * 3 < cases * 2);
}

#[test]
fn a_tender_is_worth_one_to_four_years_of_what_is_spent_on_its_group() {
    let size = Size { participants: 40, orders: 5, years: 3, seed: 1 };
    let profiles = super::organisations::profiles(&size);
    let mut compared = 0;
    for year in &pacts()[0].years {
        for own in &year.returns {
            let profile = profiles.iter().find(|one| one.id() == own.participant).unwrap();
            for tender in &own.tenders {
                let good = profile.goods.iter().find(|good| good.id == tender.product_group);
                let Some(value) = tender.value else { continue };
                let spent = super::spending::spent(&size, profile, good.unwrap(), year.year);
                let spent = super::draw::whole(spent * profile.country.per_euro, 0);
                let rounded = Decimal::from(1_000);
                assert!(value + rounded >= Decimal::from(spent), "{tender:?} {spent}");
                assert!(
                    value <= Decimal::from(4 * spent) + rounded * Decimal::from(5),
                    "{tender:?}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 10, "{compared}");
}

/// The answers to a question as they are quoted, one below the other.
fn quoted<'a>(year: &'a PactYear, text: impl Fn(&'a Return) -> Option<&'a String>) -> Vec<&'a str> {
    let with = |permission: QuotePermission| {
        let returns = year.returns.iter();
        let returns =
            returns.filter(move |own| own.organisation.quote_permission == Some(permission));
        returns.filter_map(&text).map(String::as_str).collect::<Vec<_>>()
    };
    let mut anonymous = with(QuotePermission::Anonymous);
    anonymous.sort_unstable();
    [with(QuotePermission::Attributed), anonymous].concat()
}

#[test]
fn neighbouring_quotes_do_not_say_the_same() {
    let mut compared = 0;
    for pact in pacts() {
        for year in &pact.years {
            let mut chapters: Vec<Vec<&str>> = Vec::new();
            for strategy in model::vocabulary::Strategy::ALL {
                let name = format!("{strategy}_story");
                chapters.push(quoted(year, |own| {
                    own.stories.get(strategy).filter(|_| !own.carried.contains(&name))
                }));
            }
            for question in super::words::reflection_questions() {
                chapters.push(quoted(year, |own| own.reflection.get(question)));
            }
            for pair in chapters.iter().flat_map(|quotes| quotes.windows(2)) {
                let sentences = |text: &str| -> BTreeSet<String> {
                    text.split_inclusive(". ").map(|one| one.trim().to_owned()).collect()
                };
                assert!(sentences(pair[0]).is_disjoint(&sentences(pair[1])), "{pair:#?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn what_explains_a_difference_goes_by_its_account_and_sign() {
    let rates = rates();
    let mut explained = 0;
    for pact in pacts() {
        for money in pact.years.iter().map(|year| &year.finance) {
            for account in &money.budget {
                let own = money.ledger.iter().filter(|line| line.account == account.account);
                let actual: Decimal = own
                    .map(|line| in_euro(&rates, line.amount, &line.currency, line.date).unwrap())
                    .sum();
                let more = actual > account.revised_amount.unwrap_or(account.amount);
                let fitting = super::explanations::explanations(&account.class, more);
                let text = account.explanation.as_str();
                assert!(text.is_empty() || fitting.contains(&text), "{account:?} {actual}");
                explained += i32::from(!text.is_empty());
            }
        }
    }
    assert!(explained > 20, "{explained}");
    let said = |class, more| super::explanations::explanations(class, more).join(" ");
    assert!(!said("voluntary", false).contains("More gave"));
    assert!(!said("other_expense", true).contains("put off"));
}

#[test]
fn contributions_are_owed_by_those_there_on_the_day_and_paid_in_every_way() {
    let (mut amounts, mut late, mut parts, mut all) = (BTreeSet::new(), 0, 0, 0);
    for pact in pacts() {
        for (at, year) in pact.years.iter().enumerate() {
            for row in &year.finance.contributions {
                let one = pact.participants.iter().find(|one| one.id == row.participant).unwrap();
                let is_there = one.coordinating_since.unwrap() <= row.due_on
                    && one.left.is_none_or(|left| left >= row.due_on);
                assert!(is_there || row.waived.is_some(), "{row:?} {one:?}");
                if row.waived.is_some() {
                    continue;
                }
                if row.currency == "EUR" && year.year == 2026 {
                    amounts.insert(row.due);
                }
                let ledgers = &pact.years[at.saturating_sub(1)..(at + 2).min(pact.years.len())];
                let paid = ledgers.iter().flat_map(|ledger| {
                    let lines = ledger.finance.ledger.iter();
                    lines.filter(move |line| {
                        line.account == "1000"
                            && [&line.counterparty, &line.for_participant]
                                .contains(&&row.participant)
                            && line.for_year.unwrap_or(ledger.year) == year.year
                    })
                });
                let paid: Vec<_> = paid.collect();
                all += 1;
                parts += i32::from(paid.len() > 1);
                late += i32::from(paid.iter().any(|line| line.date > row.due_on));
            }
        }
    }
    assert!(amounts.len() > 4, "{amounts:?}");
    assert!(late * 3 > all && late * 4 < all * 3 && parts * 5 > all, "{late} {parts} {all}");
}

/// What is in each fund of a year after each of its bookings, and how much was given for it and paid from it.
fn funds_after(year: &PactYear) -> Vec<(String, Decimal)> {
    let rates = rates();
    let money = &year.finance;
    let balances = money.funds.iter().map(|fund| {
        let mut left = fund.opening;
        for line in money.ledger.iter().filter(|line| line.fund == fund.id) {
            let account = money.budget.iter().find(|own| own.account == line.account).unwrap();
            let euro = in_euro(&rates, line.amount, &line.currency, line.date).unwrap();
            left += if account.is_income { euro } else { -euro };
            assert!(left >= Decimal::ZERO, "{line:?}");
        }
        (fund.id.clone(), left)
    });
    balances.collect()
}

#[test]
fn funds_move_never_fall_below_zero_and_open_as_they_closed() {
    let small = invent(&Size { participants: 1, orders: 0, years: 6, seed: 9 });
    let (mut given, mut paid) = (0, 0);
    for pact in pacts().iter().chain([&small]) {
        let mut before: Option<Vec<(String, Decimal)>> = None;
        for year in &pact.years {
            let money = &year.finance;
            let opening: Vec<_> =
                money.funds.iter().map(|fund| (fund.id.clone(), fund.opening)).collect();
            assert_eq!(opening.len(), 2);
            assert!(before.is_none_or(|closing| closing == opening), "{}", year.year);
            let closing = funds_after(year);
            let set_aside: Decimal = closing.iter().map(|(_, left)| *left).sum();
            assert!(set_aside < money.bank_closing_balance, "what is in no fund is below zero");
            given += money.ledger.iter().filter(|line| line.account == "1200").count();
            let is_paid = |line: &&crate::pact::Booking| {
                !line.fund.is_empty() && line.account.starts_with('2')
            };
            paid += money.ledger.iter().filter(is_paid).count();
            before = Some(closing);
        }
    }
    assert!(given > 10 && paid > 10, "{given} {paid}");
}

#[test]
fn activities_commitments_and_what_returns_say_of_payments_agree_with_the_books() {
    let (mut said, mut through_another, mut foreign) = (0, 0, 0);
    for year in pacts().iter().flat_map(|pact| &pact.years) {
        let money = &year.finance;
        let is_activity = |id: &str| money.activities.iter().any(|own| own.id == id);
        let mut named = money.ledger.iter().map(|line| line.activity.as_str());
        assert!(named.clone().any(|id| !id.is_empty()));
        assert!(named.all(|id| id.is_empty() || is_activity(id)));
        assert!(money.commitments.len() >= 3, "{:?}", money.commitments);
        for own in &money.commitments {
            assert!(money.budget.iter().any(|account| account.account == own.account), "{own:?}");
            assert!(own.fund.is_empty() || money.funds.iter().any(|fund| fund.id == own.fund));
            assert!(own.committed_on.unwrap() <= year.period_end, "{own:?}");
            assert!(own.expected_on.unwrap() > year.period_end, "{own:?}");
            foreign += i32::from(own.currency != "EUR");
        }
        let another = money.ledger.iter().filter(|line| !line.for_participant.is_empty());
        through_another += another.count();
        for own in &year.returns {
            let Some(paid) = &own.contribution else { continue };
            let lines = money.ledger.iter().filter(|line| {
                line.counterparty == own.participant && ["1000", "1100"].contains(&&*line.account)
            });
            let sum: Decimal = lines.map(|line| line.amount).sum();
            assert_eq!((paid.paid, year.year), (sum, 2026), "{}", own.participant);
            said += 1;
        }
    }
    assert!(said > 10 && through_another > 3 && foreign > 3, "{said} {through_another} {foreign}");
}

#[test]
fn yearly_bills_come_once_a_year_staff_by_the_quarter_and_halls_near_their_meeting() {
    for pact in pacts() {
        for year in &pact.years {
            let lines = || year.finance.ledger.iter();
            for once in
                ["Website hosting, a year", "Liability insurance, a year", "Video platform, a year"]
            {
                assert_eq!(lines().filter(|line| line.description == once).count(), 1, "{once}");
            }
            let mut told: BTreeMap<(&str, Date), u32> = BTreeMap::new();
            for line in lines().filter(|line| line.account.starts_with('2')) {
                *told.entry((&line.description, line.date)).or_default() += 1;
            }
            assert!(told.values().all(|times| *times == 1), "{told:?}");
            let staff: Vec<(i8, i8)> = lines()
                .filter(|line| line.account == "2000")
                .map(|line| (line.date.month(), line.date.day()))
                .collect();
            assert_eq!(staff, [(12, 31), (3, 31), (6, 30), (9, 30)]);
            let events = register(year, "events.csv");
            let near = |kind: &str, date: Date| {
                let mut held = events.rows.iter().filter(|row| field(events, row, "kind") == kind);
                held.any(|row| (-31..32).contains(&days(day(field(events, row, "date")), date)))
            };
            for (what, kind) in [
                ("Hall for the annual meeting", "annual_meeting"),
                ("Catering", "annual_meeting"),
                ("Market dialogue", "market_dialogue"),
                ("Room for the Steering Committee", "steering_committee"),
            ] {
                let mut own = lines().filter(|line| line.description.starts_with(what)).peekable();
                assert!(own.peek().is_some(), "{what}");
                assert!(own.all(|line| near(kind, line.date)), "{what}");
            }
        }
    }
}

#[test]
fn who_need_not_report_has_a_reason_that_fits_and_another_every_year() {
    let mut seen = 0;
    for seed in 1..=4 {
        let pact = invent(&Size { participants: 120, orders: 0, years: 6, seed });
        let mut reasons: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for year in &pact.years {
            for exempt in &year.exempt {
                let of_it = reasons.entry(&exempt.participant).or_default();
                assert!(of_it.insert(&exempt.reason), "{exempt:?} again");
                let workplaces = pact.years.iter().flat_map(|year| &year.returns);
                let workplaces = workplaces
                    .filter(|own| own.participant == exempt.participant)
                    .filter_map(|own| own.organisation.users_served);
                let is_large = workplaces.max().is_some_and(|people| people > 400);
                assert!(!(is_large && exempt.reason.contains("few people")), "{exempt:?}");
                assert!(!exempt.reason.contains("bought nothing"), "{exempt:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn groups_are_of_those_who_are_there_and_chaired_by_who_was_there_first() {
    for pact in pacts() {
        let joined = |id: &str| {
            let one = pact.participants.iter().find(|one| one.id == id)?;
            one.procuring_since.into_iter().chain(one.coordinating_since).min()
        };
        for year in &pact.years {
            let groups = register(year, "working-groups.csv");
            for row in &groups.rows {
                let members: Vec<&str> = field(groups, row, "members").split(';').collect();
                let chair = field(groups, row, "chair");
                let since = day(field(groups, row, "since"));
                let there = joined(chair).unwrap();
                let first = members.iter().filter_map(|id| joined(id)).min();
                assert!(there <= since || first.is_none_or(|first| there <= first), "{row:?}");
                assert!(!members.contains(&chair), "{row:?}");
                for id in members.iter().chain([&chair]) {
                    let left =
                        pact.participants.iter().find(|one| one.id == *id).map(|one| one.left);
                    let ended =
                        pact.supporters.iter().find(|one| one.id == *id).map(|one| one.ended_on);
                    let until = left.or(ended).unwrap();
                    assert!(until.is_none_or(|until| until > year.period_end), "{id} {row:?}");
                }
            }
            let ids: Vec<&str> = groups.rows.iter().map(|row| field(groups, row, "id")).collect();
            let made = year.outputs.iter().filter_map(|one| {
                super::outputs::working_group(&one.id).map(|group| (one.status.as_str(), group))
            });
            let made: Vec<(&str, &str)> = made.collect();
            let is_known =
                |(status, group): &(&str, &str)| *status == "draft" || ids.contains(group);
            assert!(made.len() > 5 && made.iter().all(is_known), "{made:?}");
        }
    }
}

#[test]
fn events_stand_in_the_order_of_their_days_and_no_two_large_ones_had_as_many() {
    for pact in pacts() {
        for year in &pact.years {
            let events = register(year, "events.csv");
            let weekdays = events.rows.iter().map(|row| day(field(events, row, "date")).weekday());
            assert!(weekdays.into_iter().all(|on| on.to_monday_zero_offset() < 5));
            let days: Vec<&str> =
                events.rows.iter().map(|row| field(events, row, "date")).collect();
            assert!(days.is_sorted(), "{days:?}");
            let counts = events.rows.iter().map(|row| field(events, row, "organisations"));
            let counts: Vec<i64> = counts.filter_map(|count| count.parse().ok()).collect();
            let large: Vec<i64> = counts.into_iter().filter(|count| *count > 9).collect();
            assert_eq!(large.iter().collect::<BTreeSet<_>>().len(), large.len(), "{large:?}");
            for row in &events.rows {
                let is_phones = field(events, row, "title").contains("refurbished phones");
                let group = field(events, row, "working_group");
                assert!(!is_phones || ["refurbished", ""].contains(&group), "{row:?}");
            }
        }
    }
}

#[test]
fn the_outlook_speaks_of_lists_alone_only_where_somebody_sent_them() {
    let mut told = [0, 0];
    for pact in pacts() {
        for year in &pact.years {
            let alone = year.returns.iter().any(|own| !own.form);
            let (_, outlook) =
                year.narrative.iter().find(|(name, _)| name == "outlook.md").unwrap();
            assert_eq!(outlook.contains("sent lists alone"), alone, "{}", year.year);
            told[usize::from(alone)] += 1;
        }
    }
    assert!(told[0] > 0, "{told:?}");
}
