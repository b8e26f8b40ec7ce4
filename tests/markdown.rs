//! The documents as Markdown, beside the same documents as HTML.

use std::fs;

use crate::harness::{RENDERED, YEARS};

const DOCUMENTS: [&str; 2] = ["progress-report", "financial-summary"];

/// How many lines of a text begin so.
fn lines(text: &str, start: &str) -> usize {
    text.lines().filter(|line| line.starts_with(start)).count()
}

#[test]
fn a_document_has_the_same_parts_as_markdown_as_it_has_as_a_page() {
    for year in YEARS {
        for name in DOCUMENTS {
            let read = |end: &str| {
                let path = RENDERED.path().join(format!("reports/{year}/{name}.{end}"));
                fs::read_to_string(path).expect("a document")
            };
            let (markdown, page) = (read("md"), read("html"));
            let case = format!("{name} of {year}");
            let tables = page.matches("<span class=\"number\">Table ").count();
            assert_eq!(lines(&markdown, "**Table "), tables, "{case}");
            let charts = page.matches("<figcaption id=").count();
            assert_eq!(lines(&markdown, "**Figure "), charts, "{case}");
            for level in 2..=4 {
                let start = format!("{} ", "#".repeat(level));
                // The page alone has contents.
                let contents = usize::from(level == 2 && page.contains("id=\"contents-heading\""));
                let headings = page.matches(&format!("<h{level}")).count() - contents;
                assert_eq!(lines(&markdown, &start), headings, "{case}, level {level}");
            }
            assert!(tables > 0 && lines(&markdown, "# ") == 1, "{case}");
            assert!(markdown.starts_with("**Public** · **Invented sample data**\n"), "{case}");
            assert!(!markdown.contains("<svg") && !markdown.contains("<table"), "{case}");
        }
    }
}
