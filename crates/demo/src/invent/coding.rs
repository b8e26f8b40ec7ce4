//! What the office read in the answers: passages with their themes.

use super::draw::Draw;
use super::returns::Sent;
use super::size::Size;
use crate::pact::CodedPassage;

/// Coders of a first reading; where a passage was read by both, the agreed reading stands beside.
const CODERS: [&str; 2] = ["coder-a", "coder-b"];

/// Nine in ten answers are read; one passage in five by two coders, who settle it.
pub(super) fn coding(size: &Size, year: i16, sent: &[Sent]) -> Vec<CodedPassage> {
    let draw = &mut Draw::of(size.seed, 0, year, "coding");
    let mut coding = Vec::new();
    for one in sent {
        for (question, passage, theme) in &one.passages {
            if draw.chance(0.06) {
                continue;
            }
            let row = |coder: &str, themes: Vec<String>| CodedPassage {
                participant: one.own.participant.clone(),
                question: (*question).to_owned(),
                passage: passage.clone(),
                themes,
                coder: coder.to_owned(),
            };
            let found = vec![(*theme).to_owned()];
            if draw.chance(0.2) {
                let second = if draw.chance(0.85) { found.clone() } else { Vec::new() };
                coding.push(row(CODERS[0], found.clone()));
                coding.push(row(CODERS[1], second));
            }
            coding.push(row("agreed", found));
        }
    }
    coding
}
