//! Line numbers in a text file, as an editor shows them.

/// Tells the line of ever later positions in a text, counting each line end (`\n`, `\r\n` or `\r`) once.
///
/// The CSV reader gives the position at which it began to look for a record, which may lie before blank
/// lines or in the middle of a line end; these are passed over here.
pub(crate) struct LineNumbers<'t> {
    bytes: &'t [u8],
    at: usize,
    line: u32,
}

impl<'t> LineNumbers<'t> {
    /// The lines of a text, from its beginning.
    pub(crate) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line, from 1, of the first byte at or after `position` that is no line end. Positions must
    /// not go backwards.
    pub(crate) fn at(&mut self, position: u64) -> u32 {
        let position = usize::try_from(position).unwrap_or(usize::MAX);
        while let Some(byte) = self.bytes.get(self.at) {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => self.bytes.get(self.at + 1) != Some(&b'\n'),
                _ if self.at >= position => break,
                _ => false,
            };
            self.line += u32::from(ends_line);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::LineNumbers;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc"] {
            let mut lines = LineNumbers::new(text.as_bytes());
            let b = text.find('b').unwrap() as u64;
            assert_eq!(lines.at(0), 1);
            assert_eq!(lines.at(b - 1), 2, "{text:?}");
            assert_eq!(lines.at(b + 1), 4, "{text:?}");
        }
    }
}
