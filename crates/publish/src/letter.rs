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
    /// sent, and the boundary between its parts comes from what is in it.
    pub fn to_eml(&self) -> Vec<u8> {
        let text = MimePart::new("text/plain", self.body.replace('\n', "\r\n"));
        let mut parts = vec![text];
        if let Some(own) = &self.attachment {
            parts.push(MimePart::new(XLSX, own.bytes).attachment(own.name.to_owned()));
        }
        let boundary = self.boundary();
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

    /// A line that stands in no part: made of what is in the letter.
    fn boundary(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(self.body.as_bytes());
        digest.update(self.attachment.as_ref().map_or(&[][..], |own| own.bytes));
        let mut text = String::from("=_");
        for byte in digest.finalize().iter().take(12) {
            write!(text, "{byte:02x}").expect("writing to a text cannot fail");
        }
        text
    }
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

        let alone = Letter { from: None, to: Vec::new(), attachment: None, ..letter };
        let draft = String::from_utf8(alone.to_eml()).unwrap();
        assert!(draft.starts_with("Subject: ") && !draft.contains("\r\nTo:"), "{draft}");
    }
}
