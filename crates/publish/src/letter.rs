//! Letters as drafts of e-mails (`.eml`), to be opened, looked at and sent by a person.

use std::fmt::Write as _;

use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest, Sha256};

/// Media type of an xlsx workbook (IANA).
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What the boundary between the parts of a draft begins with, and the digits behind it.
const BOUNDARY: &str = "=_";
const DIGITS: usize = 24;

/// A letter with what is attached to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter<'a> {
    /// Name and address of the sender; the mail program's own where `None`.
    pub from: Option<(&'a str, &'a str)>,
    /// Names and addresses of those it goes to; a name may be empty.
    pub to: Vec<(&'a str, &'a str)>,
    /// The subject, one line.
    pub subject: &'a str,
    /// The text, plain.
    pub body: &'a str,
    /// The language it is in (BCP 47).
    pub language: &'a str,
    /// The workbook that goes with it.
    pub attachment: Option<Attachment<'a>>,
}

/// A workbook that goes with a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment<'a> {
    /// The name it has in the message.
    pub name: &'a str,
    /// The workbook.
    pub bytes: &'a [u8],
}

impl Letter<'_> {
    /// The draft as a file (RFC 5322, MIME), marked as not sent, so that mail programs open it for editing.
    ///
    /// The same letter has the same bytes: it bears no date and no message id, which the mail program adds when it is
    /// sent, and the boundary between its parts is the fingerprint of everything in it ([`is_as_written`]).
    pub fn to_eml(&self) -> Vec<u8> {
        let boundary = fingerprint(&self.bounded_by(&"0".repeat(DIGITS)));
        self.bounded_by(&boundary)
    }

    /// The draft with a boundary made of these digits.
    fn bounded_by(&self, digits: &str) -> Vec<u8> {
        let text = MimePart::new("text/plain", self.body.replace('\n', "\r\n"));
        let mut parts = vec![text];
        if let Some(own) = &self.attachment {
            parts.push(MimePart::new(XLSX, own.bytes).attachment(own.name.to_owned()));
        }
        let boundary = format!("{BOUNDARY}{digits}");
        let mixed = ContentType::new("multipart/mixed").attribute("boundary", boundary);
        let mut message = MimePart { headers: Vec::new(), contents: BodyPart::Multipart(parts) };
        if let Some((name, address)) = self.from {
            message = message.header("From", mailbox(name, address));
        }
        if !self.to.is_empty() {
            let to = self.to.iter().map(|(name, address)| mailbox(name, address)).collect();
            message = message.header("To", Address::new_list(to));
        }
        message = message
            .header("Subject", Text::new(self.subject.to_owned()))
            .header("X-Unsent", Raw::new("1"))
            .header("Content-Language", Raw::new(self.language.to_owned()))
            .header("MIME-Version", Raw::new("1.0"))
            .header("Content-Type", mixed);
        let mut bytes = Vec::new();
        message.write_part(&mut bytes);
        bytes
    }
}

/// Whether a draft is as [`Letter::to_eml`] wrote it: its boundary is the fingerprint of the rest. No after a single
/// letter was changed, by hand or by a mail program.
pub fn is_as_written(draft: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(draft) else { return false };
    let Some((_, after)) = text.split_once(BOUNDARY) else { return false };
    let Some(digits) = after.get(..DIGITS) else { return false };
    let bare = text.replace(digits, &"0".repeat(DIGITS));
    digits == fingerprint(bare.as_bytes())
}

/// Whether a draft carries a file byte for byte.
pub fn carries(draft: &[u8], file: &[u8]) -> bool {
    let mut part = Vec::new();
    MimePart::new(XLSX, file).attachment(String::new()).write_part(&mut part);
    let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
    let content = text(part.as_slice()).split_once("\r\n\r\n").map(|(_, content)| content.trim());
    content.is_some_and(|content| !content.is_empty() && text(draft).contains(content))
}

/// The first digits of the SHA-256 of bytes.
fn fingerprint(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes).iter().take(DIGITS / 2) {
        write!(text, "{byte:02x}").expect("writing to a text cannot fail");
    }
    text
}

fn mailbox<'x>(name: &str, address: &str) -> Address<'x> {
    let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    Address::new_address(name, address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_has_nothing_of_the_moment_in_it() {
        let letter = Letter {
            from: Some(("Secrétariat", "office@pact.test")),
            to: vec![("Åsa, \"the\" Buyer", "asa@north.test"), ("", "it@north.test")],
            subject: "Pacte : votre déclaration 2026",
            body: "Bonjour,\n\nMerci.\n",
            language: "fr",
            attachment: Some(Attachment { name: "north.xlsx", bytes: b"PK\x03\x04\x00\xff" }),
        };
        let draft = String::from_utf8(letter.to_eml()).unwrap();
        assert_eq!(draft.as_bytes(), letter.to_eml());
        let (head, rest) = draft.split_once("\r\n\r\n").unwrap();
        let names: Vec<&str> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let expected = [
            "From",
            "To",
            "Subject",
            "X-Unsent",
            "Content-Language",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, expected, "{draft}");
        assert!(head.is_ascii() && rest.contains("UEsDBAD/"), "{draft}");
        assert!(rest.contains("filename=\"north.xlsx\""), "{draft}");

        assert!(is_as_written(&letter.to_eml()));
        assert!(carries(&letter.to_eml(), b"PK\x03\x04\x00\xff"));
        assert!(!carries(&letter.to_eml(), b"PK\x03\x04\x00\xfe") && !carries(b"", b""));
        for (from, to) in
            [("Merci", "merci"), ("asa@", "osa@"), ("2026", "2027"), ("UEsDB", "UEsDC")]
        {
            let edited = draft.replacen(from, to, 1);
            assert!(edited != draft && !is_as_written(edited.as_bytes()), "{from}");
        }
        assert!(!is_as_written(b"Subject: Hello\r\n\r\nBy hand.\r\n"));

        let alone = Letter { from: None, to: Vec::new(), attachment: None, ..letter };
        let draft = String::from_utf8(alone.to_eml()).unwrap();
        assert!(draft.starts_with("Subject: ") && !draft.contains("\r\nTo:"), "{draft}");
    }
}
