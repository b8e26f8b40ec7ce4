//! A tree on the screen: lines with what belongs to them below, joined by rules.

use anstyle::Style;

use super::text;

/// One branch.
#[derive(Default)]
pub(super) struct Branch {
    /// What it is.
    pub(super) head: String,
    /// How much it is, set at the right edge.
    pub(super) amount: String,
    /// What is said of it, a paragraph each.
    pub(super) notes: Vec<String>,
    /// Whether its head stands out.
    pub(super) strong: bool,
    pub(super) below: Vec<Branch>,
}

impl Branch {
    /// A branch that only says something.
    pub(super) fn said(text: impl Into<String>) -> Self {
        Self { head: text.into(), ..Self::default() }
    }
}

/// Draws branches in so many columns.
pub(super) fn drawn(branches: &[Branch], width: usize) -> String {
    let mut out = String::new();
    for branch in branches {
        let rest = if branch.below.is_empty() { "  " } else { "" };
        own_lines(branch, ("", rest), width, &mut out);
        below(&branch.below, "", width, &mut out);
    }
    out
}

fn below(branches: &[Branch], indent: &str, width: usize, out: &mut String) {
    for (index, branch) in branches.iter().enumerate() {
        let is_last = index + 1 == branches.len();
        let (first, rest) = if is_last { ("└ ", "  ") } else { ("├ ", "│ ") };
        let (first, rest) = (format!("{indent}{first}"), format!("{indent}{rest}"));
        own_lines(branch, (&first, &rest), width, out);
        below(&branch.below, &rest, width, out);
    }
}

fn own_lines(branch: &Branch, (first, rest): (&str, &str), width: usize, out: &mut String) {
    let dim = Style::new().dimmed();
    let bold = if branch.strong { Style::new().bold() } else { Style::new() };
    let rule = if branch.below.is_empty() { "" } else { "│ " };
    let room = width.saturating_sub(rest.chars().count() + rule.chars().count()).max(20);
    let amount = branch.amount.chars().count();
    let head_room = if amount == 0 { room } else { room.saturating_sub(amount + 2).max(20) };
    let heads = text::lines(&branch.head, head_room);
    for (index, line) in heads.iter().enumerate() {
        let start = if index == 0 { first } else { rest };
        out.push_str(&format!("{dim}{start}{dim:#}{bold}{line}{bold:#}"));
        if index == 0 && amount > 0 {
            let used = start.chars().count() + line.chars().count() + amount;
            out.push_str(&" ".repeat(width.saturating_sub(used).max(2)));
            out.push_str(&branch.amount);
        }
        out.push('\n');
    }
    for line in branch.notes.iter().flat_map(|note| text::lines(note, room)) {
        out.push_str(&format!("{dim}{rest}{rule}{line}{dim:#}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_joined_and_amounts_stand_at_the_right() {
        let leaf = |head: &str| Branch::said(head);
        let one = Branch { notes: vec!["why so".into()], below: vec![leaf("a")], ..leaf("one") };
        let root = Branch {
            amount: "EUR 7".into(),
            below: vec![one, leaf("two")],
            ..Branch::said("North")
        };
        let plain = anstream::adapter::strip_str(&drawn(&[root], 24)).to_string();
        let expected = "North              EUR 7\n├ one\n│ │ why so\n│ └ a\n└ two\n";
        assert_eq!(plain, expected);
    }
}
