//! The figures of an invented year.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::figure::{Dimension, Figure, ObservationStatus, Unit};
use model::finance::{ContributionLine, Statement};
use model::*;

use super::PRACTICES;

/// Every figure of a year.
pub(super) fn figures(year: i16, statement: &Statement) -> Figures {
    let mut builder = Builder { year, figures: Figures::default() };
    builder.coverage();
    builder.volume();
    builder.uptake();
    builder.finance(statement);
    builder.figures
}

/// A cut, dimension by dimension.
type Cut<'a> = &'a [(Dimension, &'a str)];

/// Puts figures together.
struct Builder {
    year: i16,
    figures: Figures,
}

impl Builder {
    fn add(
        &mut self,
        indicator: &str,
        cut: &[(Dimension, &str)],
        value: Option<Decimal>,
        unit: Unit,
        status: ObservationStatus,
    ) {
        let dimensions = cut
            .iter()
            .fold(Dimensions::none(), |cut, (dimension, code)| cut.with(*dimension, *code));
        self.figures.insert(Figure {
            indicator: indicator.into(),
            year: self.year,
            dimensions,
            value,
            unit,
            status,
            contributors: None,
            trace: Arc::default(),
        });
    }

    fn count(&mut self, indicator: &str, cut: &[(Dimension, &str)], value: i64) {
        self.add(indicator, cut, Some(value.into()), Unit::Count, ObservationStatus::Normal);
    }

    fn money(&mut self, indicator: &str, cut: &[(Dimension, &str)], cents: i64) {
        let unit = Unit::Currency(Currency::EUR);
        self.add(indicator, cut, Some(Decimal::new(cents, 2)), unit, ObservationStatus::Normal);
    }

    fn share(&mut self, indicator: &str, cut: &[(Dimension, &str)], part: i64, of: i64) {
        let value = (of > 0).then(|| round_half_even(Decimal::from(part) / Decimal::from(of), 6));
        let status =
            if of > 0 { ObservationStatus::Normal } else { ObservationStatus::NotApplicable };
        self.add(indicator, cut, value, Unit::Share, status);
    }

    fn coverage(&mut self) {
        let rows: [(Cut, [i64; 6]); 3] = [
            (&[], [6, 6, 4, 1, 5, 4]),
            (&[(Dimension::Role, "procuring")], [5, 5, 3, 1, 4, 3]),
            (&[(Dimension::Role, "coordinating")], [3, 3, 2, 0, 2, 2]),
        ];
        for (cut, [in_force, expected, returned, covered, answered, on_time]) in rows {
            self.count("coverage.in_force", cut, in_force);
            self.count("coverage.expected", cut, expected);
            self.count("coverage.returned", cut, returned);
            self.count("coverage.covered", cut, covered);
            self.count("coverage.on_time", cut, on_time);
            self.share("coverage.response_rate", cut, answered, expected);
        }
        if self.year == 2026 {
            self.share("coverage.by_volume", &[], 9, 10);
        } else {
            self.add(
                "coverage.by_volume",
                &[],
                None,
                Unit::Share,
                ObservationStatus::NotApplicable,
            );
        }
    }

    fn volume(&mut self) {
        let workplace = [
            ("laptops", 184_322_015, 41_200_000, 1843),
            ("displays", 61_250_050, 0, 700),
            ("peripherals", 8_412_390, 0, 5120),
        ];
        let infrastructure =
            [("servers", 92_000_000, 250_000_000, 61), ("cloud", 130_000_001, 0, 0)];
        let mut total = (0, 0);
        for (scope, groups) in
            [("workplace", &workplace[..]), ("infrastructure", &infrastructure[..])]
        {
            if scope == "infrastructure" && self.year < 2026 {
                continue;
            }
            let mut sums = (0, 0, 0);
            for (group, direct, indirect, units) in groups {
                let cut = [(Dimension::ProductGroup, *group)];
                self.money("volume.direct.amount", &cut, *direct);
                if *indirect > 0 {
                    self.money("volume.indirect.amount", &cut, *indirect);
                }
                self.money("volume.collective.amount", &cut, direct + indirect);
                let unit = if ["peripherals", "cloud"].contains(group) {
                    Unit::Units
                } else {
                    Unit::Devices
                };
                if *units > 0 {
                    self.add(
                        "volume.direct.units",
                        &cut,
                        Some((*units).into()),
                        unit,
                        ObservationStatus::Normal,
                    );
                }
                sums = (sums.0 + direct, sums.1 + indirect, sums.2 + units);
            }
            let cut = [(Dimension::Scope, scope)];
            self.money("volume.direct.amount", &cut, sums.0);
            self.money("volume.indirect.amount", &cut, sums.1);
            self.money("volume.collective.amount", &cut, sums.0 + sums.1);
            self.add(
                "volume.direct.units",
                &cut,
                Some(sums.2.into()),
                Unit::Devices,
                ObservationStatus::Normal,
            );
            for (condition, tenths) in [("new", 7), ("refurbished", 2), ("unknown", 1)] {
                let cut = [(Dimension::Scope, scope), (Dimension::Condition, condition)];
                self.money("volume.direct.amount", &cut, sums.0 / 10 * tenths);
                self.add(
                    "volume.direct.units",
                    &cut,
                    Some((sums.2 / 10 * tenths).into()),
                    Unit::Devices,
                    ObservationStatus::Normal,
                );
            }
            total = (total.0 + sums.0, total.1 + sums.1);
        }
        let status =
            if self.year == 2026 { ObservationStatus::Break } else { ObservationStatus::Normal };
        for (name, cents) in [
            ("direct", total.0),
            ("indirect", total.1),
            ("collective", total.0 + total.1),
            ("on_behalf", 1_250_000),
        ] {
            let name = format!("volume.{name}.amount");
            self.add(
                &name,
                &[],
                Some(Decimal::new(cents, 2)),
                Unit::Currency(Currency::EUR),
                status,
            );
        }
        self.count("volume.left_out.lines", &[], 7);
        for (reason, lines) in [("no_rate", 2), ("outside_period", 5), ("duplicate", 0)] {
            self.count("volume.left_out.lines", &[(Dimension::Component, reason)], lines);
        }
    }

    fn uptake(&mut self) {
        let shift = i64::from(self.year - 2025);
        let mut sums: BTreeMap<(Dimension, String), (i64, i64)> = BTreeMap::new();
        for (index, (practice, _, strategy, impacts, phase)) in PRACTICES.iter().enumerate() {
            let index = index as i64;
            let levels = [1, index % 2, 1, 1 + shift * (index % 3), index % 2 + shift];
            for (level, count) in levels.iter().enumerate() {
                let cut =
                    [(Dimension::Practice, *practice), (Dimension::Level, &level.to_string())];
                self.count("uptake.level", &cut, *count);
            }
            self.count(
                "uptake.level",
                &[(Dimension::Practice, practice), (Dimension::Level, "na")],
                1,
            );
            self.count(
                "uptake.level",
                &[(Dimension::Practice, practice), (Dimension::Level, "blank")],
                0,
            );
            let (high, all) = (levels[3] + levels[4], levels.iter().sum::<i64>());
            let mut add = |dimension, code: &str| {
                let sum = sums.entry((dimension, code.to_owned())).or_default();
                *sum = (sum.0 + high, sum.1 + all);
            };
            add(Dimension::Practice, practice);
            add(Dimension::Strategy, strategy.code());
            add(Dimension::Phase, phase.code());
            impacts.split(' ').for_each(|impact| add(Dimension::Impact, impact));
        }
        for ((dimension, code), (high, all)) in &sums {
            let cut = [(*dimension, code.as_str())];
            self.share("uptake.rate", &cut, *high, *all);
            self.count("uptake.rate.denominator", &cut, *all);
            if *dimension == Dimension::Strategy {
                for role in ["procuring", "coordinating"] {
                    let cut = [(*dimension, code.as_str()), (Dimension::Role, role)];
                    self.share("uptake.rate", &cut, high / 2, all / 2);
                    self.count("uptake.rate.denominator", &cut, all / 2);
                }
            }
        }
        for output in ["mini-guide-repair", "criteria-laptops"] {
            for (level, count) in
                [("0", 1), ("1", 1), ("2", 2), ("3", 1), ("4", 0), ("na", 0), ("blank", 1)]
            {
                self.count(
                    "guidance.level",
                    &[(Dimension::Output, output), (Dimension::Level, level)],
                    count,
                );
            }
            self.share("guidance.rate", &[(Dimension::Output, output)], 3, 5);
        }
    }

    fn finance(&mut self, statement: &Statement) {
        self.money("finance.opening", &[], statement.opening);
        self.money("finance.income", &[], statement.income);
        self.money("finance.expense", &[], statement.expense);
        self.money("finance.surplus", &[], statement.income - statement.expense);
        self.money("finance.closing", &[], statement.closing);
        for account in &statement.accounts {
            let cut = [(Dimension::Account, account.account.as_str())];
            self.money(&format!("finance.{}", account.kind), &cut, account.actual);
            self.money("finance.budget", &cut, account.budget);
            self.money("finance.revised_budget", &cut, account.revised_budget);
        }
        let sum =
            |of: fn(&ContributionLine) -> i64| statement.contributions.iter().map(of).sum::<i64>();
        self.money("finance.due", &[], sum(|line| line.due.unwrap_or(0)));
        self.money("finance.received", &[], sum(|line| line.received));
        self.money("finance.outstanding", &[], sum(|line| line.outstanding));
        for line in &statement.contributions {
            let cut = [(Dimension::Participant, line.participant.as_str())];
            self.money("finance.received", &cut, line.received);
            self.money("finance.outstanding", &cut, line.outstanding);
            if let Some(due) = line.due {
                self.money("finance.due", &cut, due);
            }
        }
    }
}
