//! Text as such: controls, line ends, excerpts. It knows nothing of mail.

use std::borrow::Cow;

use crate::scan::{control_or, position};
use crate::words::{Words, add, digits};

/// Excerpts are cut after this many characters.
const EXCERPT_MAX: usize = 40;

/// The first control character that is not TAB, and its byte position.
pub(crate) fn control(text: &str) -> Option<(usize, char)> {
    // C1 controls (U+0080..=U+009F) are controls too: char::is_control covers both ranges.
    // Bytes first: 0xC2 begins U+0080 to U+00BF.
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if (byte < b' ' && byte != b'\t') || byte == 0x7F || byte == 0xC2 {
            let char = text.get(at..)?.chars().next()?;
            if char.is_control() {
                return Some((at, char));
            }
        }
    }
    None
}

/// Whether a character neither shows nor takes room: zero-width ones, controls of writing direction, separators of lines, tags. Of
/// Unicode's Default_Ignorable_Code_Point those are not counted that scripts and emoji are written with: the two joiners, Hangul's
/// fillers, variation selectors.
pub(crate) const fn invisible(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The first character that turns the direction of the text after it: one that is not closed within the text, or closes nothing
/// there, or an override, which shows `fdp.exe` as `exe.pdf` (Unicode TR 36, 2.3; UAX 9, 2). Closed pairs, as software for scripts
/// from right to left writes them around names, and the marks LRM, RLM and ALM reach nothing behind the text.
pub(crate) fn turns(text: &str) -> Option<char> {
    let mut open = String::new();
    for char in text.chars() {
        let opened = match char {
            '\u{202A}' | '\u{202B}' | '\u{2066}'..='\u{2068}' => {
                open.push(char);
                continue;
            }
            '\u{202C}' => open.pop().is_some_and(|char| char < '\u{202C}'),
            '\u{2069}' => open.pop().is_some_and(|char| char > '\u{202C}'),
            '\u{202D}' | '\u{202E}' => false,
            _ => continue,
        };
        if !opened {
            return Some(char);
        }
    }
    open.pop()
}

/// What to do about such a character.
pub(crate) const TURNED: &str =
    "delete it, or close it: U+202C closes U+202A and U+202B, U+2069 closes U+2066 to U+2068";

/// A name for a character in a sentence: `"é"`, or `U+000D` where it would not show.
pub(crate) struct NameOf(char);

pub(crate) const fn name_of(char: char) -> NameOf {
    NameOf(char)
}

impl Words for NameOf {
    fn add_to(&self, out: &mut String) {
        let Self(char) = *self;
        if char == ' ' {
            out.push_str("a space");
        } else if char.is_control() || char.is_whitespace() || invisible(char) {
            out.push_str("U+");
            digits(u64::from(u32::from(char)), b"0123456789ABCDEF", 4, out);
        } else {
            add!(out, '\'', char, '\'');
        }
    }
}

/// A text that is shown: so many of its characters at most, controls made visible.
pub(crate) struct Shown<'t>(&'t str, usize);

/// A text whole, as a part of a path.
pub(crate) const fn visible(text: &str) -> Shown<'_> {
    Shown(text, usize::MAX)
}

/// The start of a text, for an error.
///
/// Never given a secret; bounded, so that an error never carries a whole body.
pub(crate) const fn excerpt(text: &str) -> Shown<'_> {
    Shown(text, EXCERPT_MAX)
}

impl Words for Shown<'_> {
    #[inline(always)]
    fn add_to(&self, out: &mut String) {
        show(self.0, self.1, out);
    }
}

fn show(text: &str, chars_max: usize, out: &mut String) {
    for (count, char) in text.chars().enumerate() {
        if count == chars_max {
            return out.push('…');
        }
        match char {
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\n' => out.push_str("\\n"),
            char if char.is_control() || invisible(char) => {
                out.push_str("\\u{");
                digits(u64::from(u32::from(char)), b"0123456789abcdef", 1, out);
                out.push('}');
            }
            char => out.push(char),
        }
    }
}

/// The start of a text, of so many characters at most.
pub(crate) fn start(text: &str, chars_max: usize) -> &str {
    let mut rest = text.chars();
    for _ in 0..chars_max {
        rest.next();
    }
    text.get(..text.len() - rest.as_str().len()).unwrap_or(text)
}

/// Without white space at both its ends. Nearly every text has none there, which its first and last byte tell; a first message then
/// does without the standard library's way, which is six functions for an engine to compile.
pub(crate) fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => trim_by(text, char::is_whitespace),
    }
}

/// Whether a text is white space alone, or nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().next().is_none_or(|first| !first.is_ascii_graphic()) && trim(text).is_empty()
}

/// Without such characters at both its ends. (The standard library's is made anew for each kind of pattern.)
pub(crate) fn trim_by(text: &str, idle: fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        if !chars.next().is_some_and(idle) {
            return trim_end_by(rest, idle);
        }
    }
}

/// Without such characters at its end.
pub(crate) fn trim_end_by(text: &str, idle: fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        if !chars.next_back().is_some_and(idle) {
            return rest;
        }
    }
}

/// Whether a text holds such a sign of ASCII.
pub(crate) fn holds(text: &str, sign: u8) -> bool {
    position(text.as_bytes(), 0, sign).is_some()
}

/// What stands before and after the first such sign of ASCII. (The standard library's ways of searching are 1 kB of wasm.)
pub(crate) fn split_first(text: &str, sign: u8) -> Option<(&str, &str)> {
    halves(text, position(text.as_bytes(), 0, sign)?)
}

/// What stands between such signs of ASCII.
pub(crate) fn split(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest?;
        let halves = split_first(whole, sign);
        rest = halves.map(|(_, after)| after);
        Some(halves.map_or(whole, |(before, _)| before))
    })
}

/// What stands before and after the last such sign of ASCII.
pub(crate) fn split_last(text: &str, sign: u8) -> Option<(&str, &str)> {
    let mut at = text.len();
    loop {
        at = at.checked_sub(1)?;
        if text.as_bytes().get(at) == Some(&sign) {
            return halves(text, at);
        }
    }
}

/// What stands before and after a sign of ASCII.
fn halves(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// With another text in the place of each such character. (As above.)
pub(crate) fn replace(text: &str, old: fn(char) -> bool, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if old(char) {
            out.push_str(new);
        } else {
            out.push(char);
        }
    }
    out
}

/// Texts as one, with something between them. (The standard library's `join` is 1 kB of wasm.)
pub(crate) fn join(texts: &[&str], between: &str) -> String {
    let mut out = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(text);
    }
    out
}

/// What follows a start, which may be in any case; `None` where the text begins otherwise.
pub(crate) fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (found, rest) = text.split_at_checked(start.len())?;
    found.eq_ignore_ascii_case(start).then_some(rest)
}

/// A whole number in digits of a base alone; `None` where it is another text, or over 32 bits.
pub(crate) fn whole(text: &str, base: u32) -> Option<u32> {
    let add = |number: u32, char: char| number.checked_mul(base)?.checked_add(char.to_digit(base)?);
    if text.is_empty() { None } else { text.chars().try_fold(0, add) }
}

/// Where a text stands in another. The standard library's search is faster for long needles and costs 3 kB of wasm.
pub(crate) fn find(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let mut at = 0;
    loop {
        at = position(text, at, *needle.first()?)?;
        if text.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}

/// A whole number in digits, of at most 15, so that it is exact as a float too; NaN where it is none. (The standard library's
/// parser of floats costs 8 kB of wasm.)
pub(crate) fn number(digits: &str) -> f64 {
    let mut number = 0.0;
    for digit in digits.bytes() {
        number = if digit.is_ascii_digit() { number * 10.0 + f64::from(digit - b'0') } else { f64::NAN };
    }
    if (1..=15).contains(&digits.len()) { number } else { f64::NAN }
}

/// Every line end becomes CRLF: a lone LF, a lone CR, and CRLF as it is. Node, Deno, Bun and browsers do this to a text
/// entry of FormData; workerd does not, so it is done here (WHATWG HTML, multipart/form-data encoding algorithm).
pub(crate) fn crlf(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    // Up to where the text is written, and up to where it is read.
    let (mut done, mut at) = (0, 0);
    loop {
        at = control_or(bytes, at, *b"\r\n");
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 1,
            (Some(b'\r' | b'\n'), _) => {
                if done == 0 {
                    out.reserve(text.len() + text.len() / 32);
                }
                out.push_str(text.get(done..at).unwrap_or_default());
                out.push_str("\r\n");
                done = at + 1;
            }
            (Some(_), _) => {}
            (None, _) if done == 0 => return Cow::Borrowed(text),
            (None, _) => {
                out.push_str(text.get(done..).unwrap_or_default());
                return Cow::Owned(out);
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn line_ends_become_crlf() {
        for (text, expected) in [
            ("", ""),
            ("a", "a"),
            ("a\nb", "a\r\nb"),
            ("a\rb", "a\r\nb"),
            ("a\r\nb", "a\r\nb"),
            ("\n\n", "\r\n\r\n"),
            ("\r\r\n\n", "\r\n\r\n\r\n"),
            ("é\r", "é\r\n"),
            ("\r\n\r", "\r\n\r\n"),
        ] {
            assert_eq!(crlf(text), expected, "{text:?}");
        }
        assert!(matches!(crlf("a\r\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_ascii_byte_but_tab_below_space_is_a_control() {
        for byte in 0..=127_u8 {
            let text = char::from(byte).to_string();
            assert_eq!(control(&text).is_some(), (byte < 32 && byte != 9) || byte == 127, "{byte}");
        }
        assert_eq!(control("a\u{85}b"), Some((1, '\u{85}')));
    }

    #[test]
    fn finds_texts_and_numbers() {
        for (text, needle, at) in [
            ("", "a", None),
            ("abc", "abc", Some(0)),
            ("aab", "ab", Some(1)),
            ("ab", "abc", None),
            ("é%r%", "%r", Some(2)),
        ] {
            assert_eq!(find(text, needle), at, "{text} {needle}");
        }
        assert_eq!(number("1756105210000").to_string(), "1756105210000");
        for text in ["", "-1", "1.5", "1e3", "1000000000000000"] {
            assert!(number(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn trims_white_space_of_every_script() {
        for (text, trimmed) in [
            ("", ""),
            ("a", "a"),
            ("a b", "a b"),
            (" a", "a"),
            ("a\r\n", "a"),
            ("\u{3000}é\u{A0}", "é"),
            (" \t", ""),
        ] {
            assert_eq!(trim(text), trimmed, "{text:?}");
            assert_eq!(is_blank(text), trimmed.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn excerpts_are_short_and_visible() {
        assert_eq!(words![excerpt("a\r\nb")], "a\\r\\nb");
        assert_eq!(words![excerpt(&"é".repeat(50))].chars().count(), 41);
    }
}
