//! The physical lines of a text.

/// Counts lines, whatever ends them: LF, CR LF or CR alone.
pub(super) struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    /// Begins before the first line.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 0 }
    }

    /// Goes on to a position, counting the lines that end before it.
    pub(super) fn skip_to(&mut self, position: usize) {
        while self.at < position.min(self.bytes.len()) {
            let crlf = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) == Some(&b'\n');
            let ends = match self.bytes[self.at] {
                b'\n' => true,
                b'\r' => !crlf,
                _ => false,
            };
            self.line += u32::from(ends);
            self.at += 1;
        }
    }

    /// The line, from 0, of the record found at or after a position: line ends and blank lines before its
    /// first byte do not belong to it.
    pub(super) fn line_of_record(&mut self, position: usize) -> u32 {
        let mut start = position;
        while matches!(self.bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        self.skip_to(start);
        self.line
    }
}
