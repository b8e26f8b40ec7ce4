//! The documents as readers meet them: in a browser, as PDF, in LibreOffice.

use std::path::PathBuf;

use crate::harness::{RENDERED, YEARS, outside, script, source, system, tools};

fn rendered(ending: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for year in YEARS {
        let folder = RENDERED.path().join("reports").join(year);
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|own| own == ending) {
                all.push(path);
            }
        }
    }
    all.sort();
    all
}

#[test]
fn html_is_accessible_and_quiet_at_every_width_and_in_print() {
    let (Some(node), Some(browser)) = (system("node"), system("chromium")) else {
        return;
    };
    let pages = rendered("html");
    assert_eq!(pages.len(), 6, "two documents and the findings, for two years: {pages:?}");
    let script = source().join("tests/scripts/pages.mjs");
    let tools = tools();
    let mut arguments =
        vec![script.to_str().unwrap(), tools.to_str().unwrap(), browser.to_str().unwrap()];
    arguments.extend(pages.iter().map(|page| page.to_str().unwrap()));
    outside(&node, &arguments);
}

#[test]
fn pdfs_pass_pdf_ua() {
    let files = rendered("pdf");
    assert_eq!(files.len(), 4);
    let files: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    script("pdf_ua.py", &files);
}

#[test]
fn pdf_and_html_say_the_same_figures() {
    let Some(pdftotext) = system("pdftotext") else {
        return;
    };
    for year in YEARS {
        let folder = RENDERED.path().join("reports").join(year);
        let html = std::fs::read_to_string(folder.join("progress-report.html")).unwrap();
        let pdf = outside(
            &pdftotext,
            &["-layout", folder.join("progress-report.pdf").to_str().unwrap(), "-"],
        );
        let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let pdf = squeeze(&pdf);
        // The table behind a chart is folded away in the page and not in the PDF, whose chart says the same.
        let html: String = html
            .split("<details>")
            .map(|part| part.split_once("</details>").map_or(part, |(_, after)| after))
            .collect();
        let figures: Vec<&str> = html
            .match_indices("<data ")
            .filter_map(|(at, _)| {
                html[at..].split_once('>')?.1.split_once('<').map(|(text, _)| text)
            })
            .collect();
        assert!(figures.len() > 50, "{} figures in {year}", figures.len());
        for figure in figures {
            let figure = figure.replace("&nbsp;", " ").replace("&amp;", "&");
            assert!(pdf.contains(&squeeze(&figure)), "`{figure}` of {year} is not in the PDF");
        }
    }
}

#[test]
fn every_page_says_that_the_data_is_invented_and_who_may_see_it() {
    for page in rendered("html") {
        let text = std::fs::read_to_string(&page).unwrap().to_lowercase();
        assert!(text.contains("invented sample data"), "{}", page.display());
        let audience = if page.ends_with("findings.html") { "office only" } else { "public" };
        assert!(text.contains(audience), "{}", page.display());
    }
    let Some(pdftotext) = system("pdftotext") else {
        return;
    };
    for file in rendered("pdf") {
        let text = outside(&pdftotext, &["-layout", file.to_str().unwrap(), "-"]);
        for (number, page) in
            text.split('\u{c}').enumerate().filter(|(_, page)| !page.trim().is_empty())
        {
            let page = page.to_lowercase();
            assert!(
                page.contains("invented sample data"),
                "{} page {}",
                file.display(),
                number + 1
            );
            assert!(page.contains("public"), "{} page {}", file.display(), number + 1);
        }
    }
}

#[test]
fn the_progress_report_has_at_least_four_charts_with_words_and_numbers() {
    for year in YEARS {
        let path = RENDERED.path().join(format!("reports/{year}/progress-report.html"));
        let html = std::fs::read_to_string(path).unwrap();
        let charts = html.matches("<svg").count();
        assert!(charts >= 4, "{charts} charts in {year}");
        assert_eq!(html.matches("role=\"img\"").count(), charts);
        assert!(html.matches("<title").count() > charts);
    }
}

#[test]
fn the_first_year_compares_with_nothing() {
    let path = RENDERED.path().join("reports/2025/progress-report.html");
    let html = std::fs::read_to_string(path).unwrap();
    assert!(!html.contains(">2024<"), "a column for a year that is not there");
    assert!(html.contains("first year"), "no sentence says why there is no comparison");
}
