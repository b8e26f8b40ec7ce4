//! Names with `*` and `?`: one mapping over several files or sheets.

/// Whether a pattern names more than one thing.
pub(in crate::supporting) fn is_glob(pattern: &str) -> bool {
    pattern.contains(['*', '?'])
}

/// Whether a name fits a pattern in which `*` stands for any characters, none included, and `?` for one; neither
/// stands for a `/`.
pub(in crate::supporting) fn fits(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut at, mut in_name) = (0, 0);
    // Where the last `*` stands, and how much of the name it has taken so far.
    let mut star: Option<(usize, usize)> = None;
    while in_name < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, in_name));
                at += 1;
            }
            Some(letter)
                if *letter == name[in_name] || (*letter == '?' && name[in_name] != '/') =>
            {
                at += 1;
                in_name += 1;
            }
            _ => match star {
                Some((star_at, taken)) if name[taken] != '/' => {
                    star = Some((star_at, taken + 1));
                    at = star_at + 1;
                    in_name = taken + 1;
                }
                _ => return false,
            },
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn stars_and_question_marks_stand_for_other_letters() {
        let cases = [
            ("orders-*.csv", "orders-2026.csv", true),
            ("orders-*.csv", "orders-.csv", true),
            ("orders-*.csv", "orders.csv", false),
            ("*-*-?.csv", "a-b-c-d.csv", true),
            ("20??", "2026", true),
            ("20??", "206", false),
            ("*", "", true),
            ("*.csv", "old/orders.csv", false),
            ("old/*.csv", "old/orders.csv", true),
            ("?rders", "/rders", false),
            ("Mä*z", "März", true),
            ("a*b*c", "axbxbxcx", false),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
