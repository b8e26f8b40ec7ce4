//! Documents made from a small year put together by hand.

mod books;
mod change;
mod finance;
mod findings;
mod governance;
mod limits;
mod participant;
mod sample;
mod signs;
mod sources;

use model::document::{Block, Inline};
use model::{Document, Identifier, Obstacle};

use crate::{Context, Templates, document, findings_page, shipped_templates};
use sample::{INDICATORS, Sample, sample};

fn context(sample: &Sample, with_last: bool) -> Context<'_> {
    Context {
        pact: &sample.pact,
        year: &sample.this.0,
        results: &sample.this.1,
        last: with_last.then_some((&sample.last.0, &sample.last.1)),
        findings: &sample.findings,
        files: &sample.files,
        indicators: &INDICATORS,
    }
}

/// A template of one's own instead of the shipped report.
fn with_body(body: &str) -> Templates {
    let mut templates = shipped_templates();
    let front = "---\ntitle: T\nsubtitle: S\nstatus: D\ndescription: E\n---\n";
    templates.insert("progress-report.md".into(), format!("{front}{body}"));
    templates
}

fn rendered(body: &str) -> Result<Document, Obstacle> {
    document("progress-report", &with_body(body), &context(&sample(), true))
}

fn refused(body: &str) -> Obstacle {
    rendered(body).expect_err("an obstacle")
}

/// All text of a document, blocks parted by line breaks.
fn text(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => Inline::plain(text),
        Block::List { items, .. } => items.iter().map(|item| text(item)).collect(),
        Block::Quote { blocks, attribution } => {
            text(blocks) + " — " + attribution.as_deref().unwrap_or("")
        }
        Block::Note { blocks, .. } => text(blocks),
        Block::KeyFigures(keys) => keys
            .iter()
            .map(|key| format!("{} {} {}; ", key.value, key.label, key.context))
            .collect(),
        Block::Table(table) => cells(table),
        Block::Chart(chart) => format!("{} {}", chart.alternative, cells(&chart.data)),
        Block::PageBreak => String::new(),
    };
    blocks.iter().map(block).collect::<Vec<_>>().join("\n").replace(['\u{A0}', '\u{202F}'], " ")
}

fn cells(table: &model::document::Table) -> String {
    let row = |row: &model::document::Row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| Inline::plain(&cell.text)).collect();
        cells.join(" | ")
    };
    table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_shipped_document_renders_with_and_without_a_last_year() {
    let sample = sample();
    let templates = shipped_templates();
    for with_last in [true, false] {
        let context = context(&sample, with_last);
        for name in ["progress-report", "financial-summary"] {
            let made = document(name, &templates, &context)
                .unwrap_or_else(|o| panic!("{name}: {o} {:?} {}", o.excerpt, o.help));
            assert!(made.blocks.len() > 10 && made.sample, "{name}");
        }
        findings_page(&templates, &context).unwrap();
    }
}

#[test]
fn a_first_year_compares_with_nothing() {
    let sample = sample();
    let report =
        document("progress-report", &shipped_templates(), &context(&sample, false)).unwrap();
    let all = text(&report.blocks);
    assert!(!all.contains("in 2025") && !all.contains("ast year"), "{all}");
    assert!(all.contains("This is the first year"), "{all}");
}

#[test]
fn a_workspace_with_nothing_in_it_still_renders() {
    let mut sample = sample();
    let (reading, results) = &mut sample.this;
    reading.questionnaire.sections.clear();
    reading.outputs.clear();
    reading.returns.clear();
    results.figures = model::Figures::default();
    results.coverage = model::Coverage::default();
    results.accounts.clear();
    results.rates.clear();
    for with_statement in [true, false] {
        let results = &mut sample.this.1;
        if with_statement {
            let statement = results.statement.as_mut().unwrap();
            statement.accounts.clear();
            statement.contributions.clear();
        } else {
            results.statement = None;
        }
        sample.pact.register.rows.clear();
        sample.findings.clear();
        for name in ["progress-report", "financial-summary"] {
            let made = document(name, &shipped_templates(), &context(&sample, false));
            let made = made.unwrap_or_else(|o| panic!("{name}: {o} {:?}", o.excerpt));
            assert!(!text(&made.blocks).contains("0 %"), "{name}");
        }
    }
}

#[test]
fn figures_in_prose_lead_back_to_their_name_year_and_cut() {
    let made = rendered(
        "We bought for {{ figure(\"volume.direct.amount\", product_group=\"laptops\") }}.",
    )
    .unwrap();
    let [Block::Paragraph(runs)] = made.blocks.as_slice() else { panic!("{:?}", made.blocks) };
    let Inline::Figure { text, reference } = &runs[1] else { panic!("{runs:?}") };
    assert_eq!(text.replace('\u{A0}', " "), "EUR 1.84 million");
    assert_eq!(reference.indicator, "volume.direct.amount");
    assert_eq!(
        (reference.year, reference.dimensions.to_string()),
        (2026, "product_group=laptops".into())
    );
}

#[test]
fn what_has_no_value_is_never_shown_as_zero() {
    let body = "{{ table(\"t\", \"T\", rows=\"product_group\", columns=[column(\"I\", \"volume.indirect.amount\")]) }}";
    let made = rendered(body).unwrap();
    let Block::Table(table) = &made.blocks[0] else { panic!() };
    let displays =
        table.rows.iter().find(|row| Inline::plain(&row.cells[0].text) == "Displays").unwrap();
    assert_eq!(Inline::plain(&displays.cells[1].text), "–");
    assert!(Inline::plain(&table.notes[0]).contains("nothing of the kind reported"));
}

#[test]
fn changes_are_in_words_and_points() {
    let body = "{{ change(\"uptake.rate\", strategy=\"buy_less\") }}; {{ change(\"volume.direct.amount\", product_group=\"laptops\") }}; {{ change(\"volume.direct.amount\", product_group=\"servers\") }}";
    let all = text(&rendered(body).unwrap().blocks);
    assert_eq!(
        all,
        "17 percentage points higher than in 2025; the same as in 2025; no comparison with 2025 is possible"
    );
}

#[test]
fn hostile_names_and_answers_stay_text() {
    let mut sample = sample();
    let hostile = "**B** <script>alert(1)</script> {{ 7*7 }} {% raw %} [x](javascript:alert(1)) `c` | \u{E000}\u{E010}\u{E004}";
    sample.pact.register.rows[0].name = hostile.into();
    let sent = sample
        .this
        .0
        .returns
        .values_mut()
        .find(|r| r.participant.as_str() == "north-region")
        .unwrap();
    sent.answers.get_mut("achievements").unwrap().state =
        model::AnswerState::Given(model::Value::Text(hostile.into()));
    let body = "{{ names(\"returned\") }}\n\n{{ quotes(\"achievements\") }}\n\n{{ register(\"participants\", \"p\", \"P\") }}\n\n# {{ names(\"returned\") }}";
    let made = document("progress-report", &with_body(body), &context(&sample, true)).unwrap();
    let plain = hostile.trim_end_matches(['\u{E000}', '\u{E010}', '\u{E004}']).trim();
    let all = text(&made.blocks);
    assert_eq!(all.matches(plain).count(), 5, "{all}");
    let Block::Paragraph(runs) = &made.blocks[0] else { panic!() };
    assert!(runs.iter().all(|run| matches!(run, Inline::Text(_))), "{runs:?}");
}

#[test]
fn words_are_quoted_only_as_allowed() {
    let all = text(
        &rendered("{{ quotes(\"achievements\") }}{{ quotes(\"obstacles\") }}").unwrap().blocks,
    );
    assert!(all.contains("— Sample Region North, Netherlands"), "{all}");
    assert!(
        all.contains(
            "Refurbished displays are the default since spring. — A procuring participant"
        ),
        "{all}"
    );
    assert!(
        !all.contains("Port City") && !all.contains("Not for quotation") && !all.contains("jo@"),
        "{all}"
    );
}

#[test]
fn beyond_the_bound_quotes_are_spread_over_all_and_a_line_says_where_the_others_are() {
    let mut sample = sample();
    let one = sample.this.0.returns.values().next().unwrap().clone();
    let words = |number: usize| format!("Answer {number} of many.");
    for number in 0..8 {
        let id = Identifier::parse(&format!("a{number}")).unwrap();
        let mut own = model::Return { participant: id.clone(), ..one.clone() };
        own.answers.get_mut("support_needed").unwrap().state =
            model::AnswerState::Given(model::Value::Text(words(number)));
        sample.this.0.returns.insert(id, own);
    }
    let made = |most: &str| {
        let body = format!("{{{{ quotes(\"support_needed\"{most}) }}}}");
        let made = document("progress-report", &with_body(&body), &context(&sample, true)).unwrap();
        text(&made.blocks)
    };
    let shown =
        |all: &str| (0..8).filter(|number| all.contains(&words(*number))).collect::<Vec<_>>();
    // Nine with the one of the sample, whose words stand first.
    let all = made(", most=3");
    assert_eq!(shown(&all), [0, 3, 6], "{all}");
    assert!(all.contains("6 more answers that may be quoted stand in annex.xlsx"), "{all}");
    for unbound in ["", ", most=9"] {
        let all = made(unbound);
        assert_eq!((shown(&all).len(), all.contains("more")), (8, false), "{all}");
    }
    assert!(refused("{{ quotes(\"obstacles\", most=0) }}").what.contains("above 0"));
}

/// The shipped report of a sample.
fn report(sample: &Sample) -> String {
    text(&document("progress-report", &shipped_templates(), &context(sample, true)).unwrap().blocks)
}

#[test]
fn an_exemption_stands_with_its_reason_and_only_where_there_is_one() {
    let mut sample = sample();
    let words = "No return was asked of";
    assert!(!report(&sample).contains(words));
    let exempt = |id: &Identifier, reason: &str| model::year::Exemption {
        participant: id.clone(),
        reason: reason.into(),
    };
    let silent = sample.this.1.coverage.silent.pop().unwrap();
    sample.this.0.settings.exempt.push(exempt(&silent, "It bought *nothing*."));
    sample.this.1.coverage.exempt.push(silent);
    let said = report(&sample);
    assert!(said.contains("by decision. The reason: It bought *nothing*."), "{said}");
    assert!(said.contains(words) && !said.contains("nothing*.."), "{said}");
    let other = sample.this.1.coverage.returned.pop().unwrap();
    sample.this.0.settings.exempt.push(exempt(&other, "It moves"));
    sample.this.1.coverage.exempt.push(other);
    let said = report(&sample);
    assert!(said.contains("No return was asked of these participants"), "{said}");
    assert!(said.contains("The reason: It moves."), "{said}");
}

#[test]
fn a_return_of_which_no_day_is_noted_is_not_called_late() {
    let mut sample = sample();
    let notes = |sample: &Sample| {
        let made = document("progress-report", &shipped_templates(), &context(sample, true));
        let blocks = made.unwrap().blocks;
        let table = blocks.into_iter().find_map(|block| match block {
            Block::Table(table) if table.anchor == "coverage" => Some(table),
            _ => None,
        });
        let notes = table.unwrap().notes;
        notes.iter().map(|note| Inline::plain(note)).collect::<Vec<_>>().join(" ")
    };
    sample.this.1.coverage.on_time = None;
    assert!(!notes(&sample).contains("Nobody noted"));
    sample.this.1.coverage.on_time = Some(Vec::new());
    let count = sample.this.1.coverage.returned.len();
    let said = format!("Nobody noted when {count} returns came.");
    assert!(count > 1 && notes(&sample).contains(&said), "{}", notes(&sample));
}

#[test]
fn in_a_ladder_equal_numbers_are_labelled_alike() {
    let made = rendered("{{ chart(\"uptake_ladder\", \"a\", \"A\", rows=\"practice\") }}").unwrap();
    let Block::Chart(chart) = &made.blocks[0] else { panic!("{:?}", made.blocks) };
    let mut labels: std::collections::BTreeMap<String, usize> = Default::default();
    let bold = chart.svg.split("text-anchor=\"middle\" font-size=\"12\"").skip(1);
    for part in bold {
        let label = part.split(['>', '<']).nth(1).unwrap();
        *labels.entry(label.to_owned()).or_default() += 1;
    }
    let counts = chart.data.rows.iter().flat_map(|row| &row.cells[1..6]);
    let counts: Vec<String> = counts.map(|cell| Inline::plain(&cell.text)).collect();
    assert!(!labels.is_empty(), "{}", chart.svg);
    for (label, shown) in labels {
        let parts = counts.iter().filter(|count| **count == label).count();
        assert_eq!(shown, parts, "{label} in {counts:?}");
    }
}

#[test]
fn unknown_names_are_met_with_file_line_and_the_nearest_known() {
    let cases = [
        ("{{ figure(\"volume.direkt.amount\") }}", "volume.direct.amount"),
        ("{{ figure(\"volume.direct.amount\", product_group=\"laptop\") }}", "laptops"),
        ("{{ figure(\"volume.direct.amount\", product=\"laptops\") }}", "`product_group`"),
        ("{{ figure(\"volume.direct.amount\", colour=\"laptops\") }}", "Known are"),
        ("{{ figure(\"volume.direct.amount\", phase=\"use\") }}", "product_group"),
        ("{{ perod_end }}", "period_end"),
        ("{{ figur(\"volume.direct.amount\") }}", "figure"),
        ("{{ chart(\"volume_bar\", \"a\", \"b\") }}", "volume_bars"),
        ("{{ quotes(\"obstacle\") }}", "obstacles"),
        ("{{ word(\"scope.workplce\") }}", "scope.workplace"),
        ("{{ \"a\"|uper }}", "upper"),
        ("{{ figure(\"volume.direct.amount\", year=2019) }}", "2025 and 2026"),
    ];
    for (line, near) in cases {
        let obstacle = refused(&format!("Fine.\n\n{line}\n"));
        assert_eq!(
            obstacle.place.as_deref(),
            Some("report-templates/progress-report.md, line 9"),
            "{line}: {obstacle:?}"
        );
        assert_eq!(obstacle.excerpt.as_deref(), Some(format!("9 | {line}").as_str()));
        assert!(obstacle.help.contains(near), "{line}: {obstacle:?}");
    }
}

#[test]
fn what_a_template_must_not_hold_is_refused_with_its_line() {
    let cases = [
        ("Some <b>bold</b>.", "HTML"),
        ("<div>x</div>", "HTML"),
        ("[here](javascript:alert(1))", "javascript:"),
        ("[here](file:///etc/passwd)", "file:"),
        ("[here](#nowhere)", "nowhere"),
        ("![p](https://example.org/a.png)", "picture"),
        ("### Deep", "skips a level"),
    ];
    for (line, words) in cases {
        let obstacle = refused(&format!("Fine.\n\n{line}\n"));
        assert!(obstacle.what.contains(words), "{obstacle:?}");
        assert_eq!(
            obstacle.place.as_deref(),
            Some("report-templates/progress-report.md, line 9"),
            "{line}"
        );
    }
}

#[test]
fn a_loop_without_end_is_stopped() {
    let body = "{% for a in range(9000) %}{% for b in range(9000) %}x{% endfor %}{% endfor %}";
    assert!(refused(body).what.contains("does not come to an end"));
}

#[test]
fn a_fault_in_a_drawing_is_shown_there() {
    let mut templates = with_body("{{ chart(\"volume_bars\", \"a\", \"b\") }}");
    templates.insert("charts/bars.svg".into(), "<svg>\n{{ colour }}</svg>".into());
    let obstacle = document("progress-report", &templates, &context(&sample(), true)).unwrap_err();
    assert_eq!(
        obstacle.place.as_deref(),
        Some("report-templates/charts/bars.svg, line 2"),
        "{obstacle:?}"
    );
}

#[test]
fn drawings_escape_what_they_show_and_say_what_one_sees() {
    let mut sample = sample();
    sample.pact.pact.product_groups[0].title = model::pact::Titles::one("en", "<script>&\"");
    let templates = with_body("{{ chart(\"volume_bars\", \"groups\", \"Volume & <more>\") }}");
    let made = document("progress-report", &templates, &context(&sample, true)).unwrap();
    let Block::Chart(chart) = &made.blocks[0] else { panic!() };
    assert!(!chart.svg.contains("<script"), "{}", chart.svg);
    assert!(chart.svg.contains("id=\"groups-title\"") && chart.svg.contains("role=\"img\""));
    assert!(
        chart
            .alternative
            .contains("Displays: EUR\u{A0}612\u{202F}500 direct, none reported indirect."),
        "{}",
        chart.alternative
    );
    assert_eq!((chart.width, chart.data.anchor.as_str()), (720, "groups-data"));
}

#[test]
fn the_same_input_gives_the_same_document() {
    let sample = sample();
    let make =
        || document("progress-report", &shipped_templates(), &context(&sample, true)).unwrap();
    assert_eq!(make(), make());
}
