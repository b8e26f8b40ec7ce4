//! Markdown with markers becomes blocks of the document tree.
//!
//! Raw HTML, tables without title, and links other than http, https, mailto and `#anchor` are refused.

use comrak::nodes::{AlertType, AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use model::Obstacle;
use model::document::{Block, Inline, NoteKind};

use crate::context::Material;
use crate::secretariat::at_its_text;
use crate::store::{Piece, Store, pieces};
use crate::templates::Templates;
use crate::trouble::{Trouble, at_line};

/// What a Markdown text becomes.
pub(crate) struct Body {
    /// The blocks.
    pub(crate) blocks: Vec<Block>,
    /// The footnotes, in the order they are called.
    pub(crate) footnotes: Vec<Vec<Inline>>,
}

/// Reads rendered Markdown.
///
/// # Errors
/// If something stands in it that has no place in a document; with file and line where the template has it.
pub(crate) fn read(
    text: &str,
    store: &mut Store,
    file: &str,
    templates: &Templates,
    material: &Material,
) -> Result<Body, Obstacle> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let mut reader =
        Reader { store, footnotes: Vec::new(), names: Vec::new(), level: 0, links: Vec::new() };
    let read = reader.blocks(root).and_then(|blocks| {
        reader.definitions(root)?;
        reader.links_lead_somewhere()?;
        Ok(blocks)
    });
    match read {
        Ok(blocks) => Ok(Body { blocks, footnotes: reader.footnotes }),
        Err(refusal) => {
            let source = templates.get(file).map_or("", String::as_str);
            let line = line_of(&refusal.excerpt, source);
            let obstacle = at_line(refusal.trouble, file, line, templates);
            Err(match line {
                Some(_) => obstacle,
                None => at_its_text(obstacle, &refusal.excerpt, material),
            })
        }
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.table = true;
    options.parse.smart = true;
    options
}

/// The line of the template that holds the words at fault: Markdown comes after the template engine, and
/// its lines are not the template's.
fn line_of(excerpt: &str, source: &str) -> Option<usize> {
    let words = excerpt.lines().next().unwrap_or_default().trim();
    let words: String =
        words.chars().take_while(|c| !matches!(c, '\u{E000}'..='\u{F8FF}')).collect();
    let at = Some(words.trim())
        .filter(|words| !words.is_empty())
        .and_then(|words| source.find(words))?;
    Some(source[..at].matches('\n').count() + 1)
}

/// Something that has no place in a document, and the words it stands in.
struct Refusal {
    trouble: Trouble,
    excerpt: String,
}

type Reading<T> = Result<T, Refusal>;

fn refuse<T>(what: &str, help: &str, excerpt: impl Into<String>) -> Reading<T> {
    Err(Refusal { trouble: Trouble::new(what, help), excerpt: excerpt.into() })
}

struct Reader<'s> {
    store: &'s mut Store,
    footnotes: Vec<Vec<Inline>>,
    /// Names of the footnotes of the template, by their number.
    names: Vec<Option<String>>,
    /// Level of the last heading.
    level: u8,
    /// Links inside the document: target and words.
    links: Vec<(String, String)>,
}

impl Reader<'_> {
    fn blocks<'a>(&mut self, parent: &'a AstNode<'a>) -> Reading<Vec<Block>> {
        let mut blocks = Vec::new();
        for node in parent.children() {
            blocks.extend(self.block(node)?);
        }
        Ok(blocks)
    }

    fn block<'a>(&mut self, node: &'a AstNode<'a>) -> Reading<Vec<Block>> {
        let value = node.data.borrow().value.clone();
        Ok(match value {
            NodeValue::Paragraph => self.paragraph(node)?,
            NodeValue::Heading(heading) => vec![self.heading(node, heading.level)?],
            NodeValue::List(list) => {
                let items: Reading<Vec<Vec<Block>>> =
                    node.children().map(|item| self.blocks(item)).collect();
                vec![Block::List { ordered: list.list_type == ListType::Ordered, items: items? }]
            }
            NodeValue::BlockQuote => {
                vec![Block::Quote { blocks: self.blocks(node)?, attribution: None }]
            }
            NodeValue::Alert(alert) => {
                let kind = match alert.alert_type {
                    AlertType::Warning | AlertType::Caution | AlertType::Important => {
                        NoteKind::Caution
                    }
                    AlertType::Note | AlertType::Tip => NoteKind::Information,
                };
                vec![Block::Note { kind, title: alert.title, blocks: self.blocks(node)? }]
            }
            NodeValue::ThematicBreak => vec![Block::PageBreak],
            NodeValue::CodeBlock(code) => {
                let lines = code.literal.lines().map(|line| Inline::Code(self.store.plain(line)));
                let lines: Vec<Inline> = lines.collect();
                let mut runs = Vec::new();
                for line in lines {
                    if !runs.is_empty() {
                        runs.push(Inline::LineBreak);
                    }
                    runs.push(line);
                }
                vec![Block::Paragraph(runs)]
            }
            NodeValue::FootnoteDefinition(_) => Vec::new(),
            NodeValue::HtmlBlock(html) => return refuse_html(&html.literal),
            NodeValue::Table(_) => {
                let help = "Use `{{ table(…) }}` or `{{ register(…) }}`: they have a title and lead back to figures.";
                return refuse(
                    "a table drawn with bars has no title and no figures behind it",
                    help,
                    words_of(node),
                );
            }
            _ => {
                return refuse(
                    "this has no place in a document",
                    "Write it as plain text.",
                    words_of(node),
                );
            }
        })
    }

    /// A paragraph, or the one block that a function left in it.
    fn paragraph<'a>(&mut self, node: &'a AstNode<'a>) -> Reading<Vec<Block>> {
        let text = words_of(node);
        let parts = pieces(&text);
        let is_block = |piece: &&Piece| matches!(piece, Piece::Block(_));
        if parts.iter().any(|piece| is_block(&piece)) {
            let [Piece::Block(index)] = parts.as_slice() else {
                let help = "Put an empty line before and after it.";
                return refuse(
                    "a table, chart or quotation must stand on a line of its own",
                    help,
                    text,
                );
            };
            return Ok(self.store.block_at(*index).cloned().into_iter().collect());
        }
        let runs = self.inlines(node)?;
        let empty = Inline::plain(&runs).trim().is_empty();
        Ok(if empty { Vec::new() } else { vec![Block::Paragraph(runs)] })
    }

    fn heading<'a>(&mut self, node: &'a AstNode<'a>, level: u8) -> Reading<Block> {
        let words = words_of(node);
        if level > 4 || level > self.level + 1 {
            let help = format!(
                "After level {} comes at most level {}; four levels at most.",
                self.level,
                self.level + 1
            );
            return refuse("this heading skips a level", &help, words);
        }
        self.level = level;
        let text = self.inlines(node)?;
        let anchor = self.store.anchor_for(&Inline::plain(&text));
        Ok(Block::Heading { level, text, anchor })
    }

    fn inlines<'a>(&mut self, parent: &'a AstNode<'a>) -> Reading<Vec<Inline>> {
        let mut runs = Vec::new();
        for node in parent.children() {
            self.inline(node, &mut runs)?;
        }
        Ok(runs)
    }

    fn inline<'a>(&mut self, node: &'a AstNode<'a>, runs: &mut Vec<Inline>) -> Reading<()> {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Text(text) => self.text(&text, runs),
            NodeValue::SoftBreak => runs.push(Inline::Text(" ".to_owned())),
            NodeValue::LineBreak => runs.push(Inline::LineBreak),
            NodeValue::Code(code) => runs.push(Inline::Code(self.store.plain(&code.literal))),
            NodeValue::Strong => runs.push(Inline::Strong(self.inlines(node)?)),
            NodeValue::Emph => runs.push(Inline::Emphasis(self.inlines(node)?)),
            NodeValue::Link(link) => {
                let target = self.store.plain(&link.url);
                let text = self.inlines(node)?;
                self.check_link(&target, &Inline::plain(&text))?;
                runs.push(Inline::Link { target, text });
            }
            NodeValue::FootnoteReference(call) => {
                let number = self.number_of(&call.name);
                runs.push(Inline::FootnoteCall(number));
            }
            NodeValue::HtmlInline(html) => return refuse_html(&html),
            NodeValue::Image(image) => {
                let help = "Use `{{ chart(…) }}`; a page has no other pictures.";
                return refuse("a picture has no place in a document", help, image.url);
            }
            _ => {
                return refuse(
                    "this has no place in a sentence",
                    "Write it as plain text.",
                    words_of(node),
                );
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, runs: &mut Vec<Inline>) {
        for piece in pieces(text) {
            if let Piece::Note(index) = piece {
                let note = self.store.note_at(index).cloned().unwrap_or_default();
                self.footnotes.push(note);
                self.names.push(None);
                runs.push(Inline::FootnoteCall(self.footnotes.len()));
            } else {
                runs.extend(self.store.inline(piece));
            }
        }
    }

    fn check_link(&mut self, target: &str, words: &str) -> Reading<()> {
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if let Some(anchor) = target.strip_prefix('#') {
            self.links.push((anchor.to_owned(), words.to_owned()));
            return Ok(());
        }
        if matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
            return Ok(());
        }
        let help = "Links lead to http, https or mailto addresses, or to a place in the document (`#heading`).";
        refuse(&format!("the link to `{target}` is not allowed"), help, target)
    }

    fn number_of(&mut self, name: &str) -> usize {
        let known = self.names.iter().position(|known| known.as_deref() == Some(name));
        let index = known.unwrap_or_else(|| {
            self.names.push(Some(name.to_owned()));
            self.footnotes.push(Vec::new());
            self.names.len() - 1
        });
        index + 1
    }

    /// Fills in the footnotes the template defines.
    fn definitions<'a>(&mut self, root: &'a AstNode<'a>) -> Reading<()> {
        for node in root.children() {
            let NodeValue::FootnoteDefinition(definition) = node.data.borrow().value.clone() else {
                continue;
            };
            let mut text = Vec::new();
            for paragraph in node.children() {
                if !text.is_empty() {
                    text.push(Inline::LineBreak);
                }
                text.extend(self.inlines(paragraph)?);
            }
            let number = self.number_of(&definition.name);
            self.footnotes[number - 1] = text;
        }
        Ok(())
    }

    fn links_lead_somewhere(&self) -> Reading<()> {
        let lost = self.links.iter().find(|(anchor, _)| !self.store.has_anchor(anchor));
        match lost {
            None => Ok(()),
            Some((anchor, words)) => {
                let help = "A heading is linked to by its words in lower case with hyphens, a table or chart by its id.";
                refuse(
                    &format!("nothing in this document is called `#{anchor}`"),
                    help,
                    format!("[{words}](#{anchor})"),
                )
            }
        }
    }
}

fn refuse_html<T>(html: &str) -> Reading<T> {
    let help = "Write Markdown; a `<` that is meant as such is written `\\<`.";
    refuse("HTML has no place in a template", help, html)
}

fn words_of<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            _ => {}
        }
    }
    text
}
