//! Every indicator this stage computes, one line each; the entries stand with the code that computes them.

use model::Indicator;

use crate::{coverage, end_of_use, guidance, in_use, uptake, volume};

/// The indicators, in the order in which the methodology has them.
pub static INDICATORS: &[Indicator] = &[
    coverage::IN_FORCE,
    coverage::EXPECTED,
    coverage::RETURNED,
    coverage::COVERED,
    coverage::RESPONSE_RATE,
    coverage::ON_TIME,
    coverage::BY_VOLUME,
    volume::DIRECT_AMOUNT,
    volume::DIRECT_UNITS,
    volume::INDIRECT_AMOUNT,
    volume::INDIRECT_UNITS,
    volume::OVERLAP_AMOUNT,
    volume::OVERLAP_UNITS,
    volume::COLLECTIVE_AMOUNT,
    volume::COLLECTIVE_UNITS,
    volume::ON_BEHALF_AMOUNT,
    volume::ON_BEHALF_UNITS,
    volume::LEFT_OUT_LINES,
    uptake::LEVEL,
    uptake::RATE,
    uptake::DENOMINATOR,
    uptake::MEDIAN,
    guidance::LEVEL,
    guidance::RATE,
    in_use::DEVICES,
    in_use::MEAN_AGE,
    in_use::MEAN_AGE_DEVICES,
    in_use::PLANNED_LIFETIME,
    in_use::PLANNED_LIFETIME_DEVICES,
    in_use::DEVICES_PER_USER,
    in_use::USERS,
    end_of_use::UNITS,
    end_of_use::REUSE_RATE,
    end_of_use::DENOMINATOR,
    end_of_use::UNKNOWN_SHARE,
];
