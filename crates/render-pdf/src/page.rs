//! The measures of the paper, in millimetres, for the layout and for what is fitted to it.

/// Width of A4.
pub(crate) const WIDTH: u32 = 210;

/// Height of A4.
pub(crate) const HEIGHT: u32 = 297;

/// Margin at the left and at the right.
pub(crate) const SIDE: u32 = 23;

/// Margin at the top.
pub(crate) const TOP: u32 = 27;

/// Margin at the bottom.
pub(crate) const BOTTOM: u32 = 25;

/// Millimetres as thousandths of a point, rounded down.
pub(crate) const fn thousandths_of_point(millimetres: u32) -> u32 {
    millimetres * 7_200_000 / 2540
}
