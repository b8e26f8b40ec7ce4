//! Runs of text.

use model::document::Inline;

use crate::escape::{escaped, on_one_line};

/// What runs of text are set in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Setting {
    /// A block of its own.
    Block,
    /// A cell of a table, which is one line.
    Cell,
}

/// One block of text being written.
#[derive(Debug)]
struct Writer {
    text: String,
    setting: Setting,
    starts_line: bool,
    /// The marks that what is written stands between.
    open: Vec<&'static str>,
    /// Whether runs stand without marks, since those around them would mean nothing.
    bare: bool,
}

/// Runs of text as Markdown.
pub(crate) fn inlines(runs: &[Inline], setting: Setting) -> String {
    let starts_line = setting == Setting::Block;
    let mut writer =
        Writer { text: String::new(), setting, starts_line, open: Vec::new(), bare: false };
    writer.runs(runs);
    writer.text.trim_end().to_owned()
}

/// A plain text as Markdown, for a place that is not the beginning of a line.
pub(crate) fn plain(text: &str) -> String {
    escaped(text, None, false).trim().to_owned()
}

/// A plain text set strong; nothing where it is empty.
pub(crate) fn strong(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() { text } else { format!("**{text}**") }
}

impl Writer {
    fn runs(&mut self, runs: &[Inline]) {
        let mut rest = runs;
        while let Some(first) = rest.first() {
            // Texts beside each other are escaped as the one text they are.
            let texts: Vec<&str> = rest.iter().map_while(words).collect();
            if texts.is_empty() {
                rest = &rest[1..];
                self.run(first, rest);
            } else {
                self.words(&texts.concat());
                rest = &rest[texts.len()..];
            }
        }
    }

    fn words(&mut self, text: &str) {
        let written = escaped(text, self.text.chars().last(), self.starts_line);
        self.push(&written);
    }

    fn push(&mut self, written: &str) {
        self.text.push_str(written);
        self.starts_line &= written.is_empty();
    }

    fn run(&mut self, run: &Inline, rest: &[Inline]) {
        match run {
            Inline::Text(text) | Inline::Figure { text, .. } => self.words(text),
            Inline::Strong(inner) => self.marked("**", inner, rest),
            Inline::Emphasis(inner) => self.marked("_", inner, rest),
            Inline::Code(code) => self.code(code),
            Inline::Link { target, text } => self.link(target, text),
            Inline::FootnoteCall(number) => self.push(&format!("[^{number}]")),
            Inline::LineBreak => self.line_break(),
        }
    }

    /// Runs between marks. Spaces at the ends stand outside. Where a mark would touch a word on its outer side, or
    /// another of its kind, it would mean nothing, and the runs stand without.
    fn marked(&mut self, mark: &'static str, inner: &[Inline], rest: &[Inline]) {
        let mut open = self.open.clone();
        open.push(mark);
        let mut within = Writer {
            text: String::new(),
            setting: self.setting,
            starts_line: false,
            open,
            bare: self.bare,
        };
        within.runs(inner);
        let text = within.text.trim();
        let ends = |end: Option<char>| {
            end.is_some_and(|letter| letter.is_alphanumeric() || "*_".contains(letter))
        };
        let before = ends(self.text.chars().last()) && !within.text.starts_with(' ');
        let after =
            ends(on_one_line(&Inline::plain(rest)).chars().next()) && !within.text.ends_with(' ');
        let inside = self.open.contains(&mark) || text.contains('\n');
        if self.bare || text.is_empty() || before || after || inside {
            let bare = std::mem::replace(&mut self.bare, true);
            self.runs(inner);
            self.bare = bare;
            return;
        }
        if within.text.starts_with(' ') && !self.starts_line {
            self.push(" ");
        }
        self.push(&format!("{mark}{text}{mark}"));
        if within.text.ends_with(' ') {
            self.push(" ");
        }
    }

    /// A code between more grave accents than it holds beside each other.
    fn code(&mut self, code: &str) {
        let code = on_one_line(code);
        let code = code.trim();
        if code.is_empty() {
            return;
        }
        let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let code = match self.setting {
            Setting::Cell => code.replace('|', "\\|"),
            Setting::Block => code.to_owned(),
        };
        self.push(&format!("{fence}{space}{code}{space}{fence}"));
    }

    /// A link to the web or a mailbox; one to a place of the document is its text alone, since readers of Markdown
    /// number such places each in their own way.
    fn link(&mut self, target: &str, text: &[Inline]) {
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if !matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
            return self.runs(text);
        }
        let words = plain(&Inline::plain(text));
        let address = address(target);
        if address.contains(['(', ')']) || address.is_empty() {
            self.push(&format!("[{words}](<{address}>)"));
        } else {
            self.push(&format!("[{words}]({address})"));
        }
    }

    fn line_break(&mut self) {
        let text = self.text.trim_end_matches(' ').len();
        self.text.truncate(text);
        match self.setting {
            Setting::Cell if text == 0 => {}
            Setting::Cell if self.text.ends_with([',', ';', '.', ':']) => self.push(" "),
            Setting::Cell => self.push("; "),
            Setting::Block if self.starts_line => {}
            Setting::Block => {
                self.text.push_str("\\\n");
                self.starts_line = true;
            }
        }
    }
}

/// The words of a run that is text and nothing else.
fn words(run: &Inline) -> Option<&str> {
    match run {
        Inline::Text(text) | Inline::Figure { text, .. } => Some(text),
        _ => None,
    }
}

/// An address with the marks that would end it, or the cell it stands in, percent-encoded.
fn address(target: &str) -> String {
    let mut written = String::with_capacity(target.len());
    for letter in target.chars() {
        if letter.is_whitespace() || letter.is_control() || "<>|\\`\"[]".contains(letter) {
            for byte in letter.to_string().bytes() {
                written.push_str(&format!("%{byte:02X}"));
            }
        } else if letter == '&' {
            // `&copy` at the end of an address is that, and not a sign.
            written.push_str("&amp;");
        } else {
            written.push(letter);
        }
    }
    written
}
