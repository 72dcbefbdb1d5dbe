//! The escapes of a JSON string (RFC 8259, section 7). It does not know where a string ends, nor whether an escape is one that JSON has: the
//! reader has seen to both.

use std::str::Chars;

/// The text between a string's quotes, its escapes resolved; a lone surrogate becomes U+FFFD.
pub(super) fn decode(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(char) = chars.next() {
        out.push(match char {
            '\\' => match chars.next()? {
                'b' => '\u{8}',
                'f' => '\u{C}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => escaped(&mut chars)?,
                char => char,
            },
            char => char,
        });
    }
    Some(out)
}

/// The character of the digits after `\u`, or of two such escapes that make one.
fn escaped(chars: &mut Chars<'_>) -> Option<char> {
    let first = unit(chars)?;
    if let 0xD800..=0xDBFF = first {
        let mut ahead = chars.clone();
        if ahead.next() == Some('\\')
            && ahead.next() == Some('u')
            && let Some(low @ 0xDC00..=0xDFFF) = unit(&mut ahead)
        {
            *chars = ahead;
            return char::from_u32(0x1_0000 + (first - 0xD800) * 0x400 + (low - 0xDC00));
        }
    }
    Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// The number of four hexadecimal digits.
fn unit(chars: &mut Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + chars.next()?.to_digit(16)?;
    }
    Some(unit)
}
