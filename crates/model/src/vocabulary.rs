//! The Pact's closed lists, and those of the contract.

use std::fmt;

/// Declares a closed list: variants with the codes they have in every file.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// Every member, in its order.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The code, as it stands in files.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The member with this code.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.code()) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::parse(&code).ok_or_else(|| {
                    serde::de::Error::custom(format_args!("`{code}` is not in {}", stringify!($name)))
                })
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// The Pact's four strategies (§1.2.1b and "Our approach").
    Strategy {
        /// Buying less.
        BuyLess = "buy_less",
        /// Buying better.
        BuyBetter = "buy_better",
        /// Using products better.
        UseBetter = "use_better",
        /// Using products longer.
        UseLonger = "use_longer",
    }
}

codes! {
    /// The phases of the procurement cycle ("Our approach").
    Phase {
        /// Prior to the tender.
        BeforeTender = "before_tender",
        /// The tender.
        Tender = "tender",
        /// The use phase.
        Use = "use",
        /// The end-of-use phase.
        EndOfUse = "end_of_use",
    }
}

codes! {
    /// Which part of the product scope a group belongs to (§1.1).
    Scope {
        /// Workplace equipment, in scope from the start.
        Workplace = "workplace",
        /// Digital infrastructure, in scope as of 2026.
        Infrastructure = "infrastructure",
    }
}

codes! {
    /// In what condition goods were bought.
    Condition {
        /// Never used.
        New = "new",
        /// Used, tested and repaired.
        Refurbished = "refurbished",
        /// Brought back to the state of new.
        Remanufactured = "remanufactured",
        /// Not stated.
        Unknown = "unknown",
    }
}

codes! {
    /// How goods were acquired.
    Acquisition {
        /// Bought.
        Purchase = "purchase",
        /// Leased or rented.
        Lease = "lease",
        /// Bought as a service.
        Service = "service",
        /// Not stated.
        Unknown = "unknown",
    }
}

codes! {
    /// What becomes of a device at the end of its use.
    Route {
        /// Used again in the same organisation.
        ReusedInside = "reused_inside",
        /// Given away for reuse.
        Donated = "donated",
        /// Sold for reuse.
        SoldForReuse = "sold_for_reuse",
        /// Brought back to the state of new.
        Remanufactured = "remanufactured",
        /// Recycled by a certified recycler.
        RecycledCertified = "recycled_certified",
        /// Something else.
        Other = "other",
        /// Not known; also what a blank answer means.
        Unknown = "unknown",
    }
}

impl Route {
    /// Whether the device is used again.
    pub fn is_reuse(self) -> bool {
        matches!(
            self,
            Self::ReusedInside | Self::Donated | Self::SoldForReuse | Self::Remanufactured
        )
    }
}

codes! {
    /// What event the amounts of a return were taken at.
    AmountBasis {
        /// At the order.
        Ordered = "ordered",
        /// At the invoice.
        Invoiced = "invoiced",
        /// At the payment.
        Paid = "paid",
    }
}

codes! {
    /// Whether amounts hold recoverable taxes.
    Tax {
        /// Without taxes.
        Excluded = "excluded",
        /// With taxes.
        Included = "included",
        /// Not known.
        Unknown = "unknown",
    }
}

codes! {
    /// The ladder of an uptake answer; ordinal, never averaged.
    UptakeLevel {
        /// Asked, and answered that it does not apply.
        NotApplicable = "na",
        /// 0, not started.
        NotStarted = "0",
        /// 1, exploring.
        Exploring = "1",
        /// 2, piloting.
        Piloting = "2",
        /// 3, applied in some procurements or teams.
        Applied = "3",
        /// 4, standard practice.
        Standard = "4",
    }
}

impl UptakeLevel {
    /// The step on the ladder, 0 to 4; `None` for "not applicable".
    pub fn step(self) -> Option<u8> {
        match self {
            UptakeLevel::NotApplicable => None,
            level => Some(level as u8 - 1),
        }
    }

    /// Applied in some procurements or standard practice: what the rate counts.
    pub fn is_applied(self) -> bool {
        self.step() >= Some(3)
    }
}

codes! {
    /// How far an output of the Pact is used (§3.1.1a).
    AdoptionLevel {
        /// 0, not known.
        NotKnown = "0",
        /// 1, known.
        Known = "1",
        /// 2, used.
        Used = "2",
        /// 3, adapted into own criteria.
        Adapted = "3",
        /// 4, mandatory.
        Mandatory = "4",
    }
}

codes! {
    /// Whether and how a participant's words may be quoted.
    QuotePermission {
        /// With the participant's name.
        Attributed = "attributed",
        /// Without its name.
        Anonymous = "anonymous",
        /// Not at all; also what a blank answer means.
        No = "no",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_has_five_steps_and_one_answer_beside_it() {
        let steps: Vec<_> = UptakeLevel::ALL.iter().map(|level| level.step()).collect();
        assert_eq!(steps, [None, Some(0), Some(1), Some(2), Some(3), Some(4)]);
        let applied: Vec<_> = UptakeLevel::ALL.iter().filter(|level| level.is_applied()).collect();
        assert_eq!(applied, [&UptakeLevel::Applied, &UptakeLevel::Standard]);
    }
}
