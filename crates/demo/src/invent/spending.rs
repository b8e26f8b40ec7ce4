//! What is spent on a product group, before it is parted into lines.

use super::draw::Draw;
use super::goods::Good;
use super::orders::users;
use super::profile::Profile;
use super::size::Size;

/// What a participant spends on a group in a year, in euro without taxes.
///
/// It follows the number of people, with a spread that stays (some replace laptops sooner) and a smaller one that
/// changes with the year: sums of years differ by tens of per cent, and hardly ever by a factor of two.
pub(super) fn spent(size: &Size, profile: &Profile, good: &Good, year: i16) -> f64 {
    let factor = |year: i16, topic: &str, spread: f64| {
        profile.draw(size.seed, year, topic).log_normal(1.0, spread)
    };
    let of_group = format!("spent on {}", good.id);
    let habit = factor(0, "spent", 0.28) * factor(0, &of_group, 0.30);
    let chance = factor(year, "spent", 0.10) * factor(year, &of_group, 0.20);
    users(size, profile, year) * good.bought * good.price * profile.prices * habit * chance
}

/// What it spends on everything it buys in a year, in euro.
pub(super) fn spent_on_all(size: &Size, profile: &Profile, year: i16) -> f64 {
    let goods = profile.goods.iter().filter(|good| good.first_year <= year);
    goods.map(|good| spent(size, profile, good, year)).sum()
}

/// A sum parted into so many shares, which together are 1; `spread` is the standard deviation of their logarithm.
pub(super) fn shares(count: usize, spread: f64, draw: &mut Draw) -> Vec<f64> {
    let weights: Vec<f64> = (0..count).map(|_| draw.log_normal(1.0, spread)).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}
