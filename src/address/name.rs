//! Display names: what is kept of one, and what could hide in it.

use crate::address::error::Reason;
use crate::text::{control, split, trim, turns, whole};

/// A name on one line, with single spaces between its words; `None` where nothing is left. Between words the ideographic and
/// no-break spaces stay; line and paragraph separators, which are ends of a line to some mail software, become spaces.
pub(super) fn clean_name(name: &str) -> Result<Option<String>, Reason> {
    if let Some((_, char)) = control(name) {
        return Err(Reason::Control(char));
    }
    let mut out = String::with_capacity(name.len());
    let mut parted = false;
    for char in name.chars() {
        if matches!(char, ' ' | '\t' | '\u{2028}' | '\u{2029}') {
            parted = true;
        } else {
            if parted {
                out.push(' ');
            }
            out.push(char);
            parted = false;
        }
    }
    let out = trim(&out);
    match turns(out) {
        Some(char) => Err(Reason::Direction(char)),
        None if hides_line(out) => Err(Reason::Encoded),
        None => Ok((!out.is_empty()).then(|| out.to_owned())),
    }
}

/// Whether an encoded word (RFC 2047: `=?charset?encoding?text?=`) holds a line end or NUL. Encoded words are names like any
/// other here, but flanker decodes them and writes the name anew: what they hide could become a header.
pub(super) fn hides_line(name: &str) -> bool {
    let mut rest = name;
    while let Some(tail) = crate::text::find(rest, "=?").and_then(|at| rest.get(at + 2..)) {
        let mut fields = split(tail, b'?');
        let mut field = || fields.next().unwrap_or_default();
        let (_charset, encoding, text) = (field(), field(), field());
        if match encoding {
            "q" | "Q" => split(text, b'=')
                .skip(1)
                .any(|hex| matches!(hex.get(..2).and_then(|hex| whole(hex, 16)), Some(0 | 10 | 13))),
            "b" | "B" => base64_hides_line(text),
            _ => false,
        } {
            return true;
        }
        rest = tail;
    }
    false
}

pub(super) fn base64_hides_line(text: &str) -> bool {
    let (mut bits, mut count) = (0_u32, 0_u32);
    text.bytes().any(|byte| {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count < 8 {
            return false;
        }
        count -= 8;
        matches!(bits >> count & 0xFF, 0 | 10 | 13)
    })
}
