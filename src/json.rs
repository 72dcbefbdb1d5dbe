//! A look into JSON without building a tree: is it an object, and what are its members? Strict per RFC 8259, one pass, depth
//! bounded. It exists because serde_json costs 26 kB of wasm (gzip 11 kB) for two questions.

mod escape;

use std::borrow::Cow;
use std::sync::Arc;

use crate::scan::control_or;
use crate::shared::Text;
use escape::decode;

/// Deeper nesting is refused, so that a hostile text cannot cost a stack.
pub const DEPTH_MAX: usize = 128;

/// Names, decoded, and the texts of their values.
pub(crate) type Members<'t> = Vec<(Cow<'t, str>, &'t str)>;

/// The members of a JSON object, each with its decoded name and the text of its value; `None` where the text is no object.
///
/// ```
/// use mailgun_edge::json::members;
/// let found = members(r#"{ "a": [1, 2], "b\u0021": "x" }"#).unwrap();
/// assert_eq!(found, [("a".into(), "[1, 2]"), ("b!".into(), "\"x\"")]);
/// assert_eq!(members("[1, 2]"), None);
/// ```
#[must_use]
pub fn members(text: &str) -> Option<Vec<(Cow<'_, str>, &str)>> {
    let mut out = Vec::new();
    read(text, &mut out).then_some(out)
}

/// Reads the members into a list, in the place of what it holds; none where the text is no object, and `false`.
pub(crate) fn read<'t>(text: &'t str, members: &mut Members<'t>) -> bool {
    members.clear();
    let is_object = Reader::new(text).object(Some(members)).is_some();
    if !is_object {
        members.clear();
    }
    is_object
}

/// Whether a text is an object.
pub(crate) fn is_object(text: &str) -> bool {
    Reader::new(text).object(None).is_some()
}

/// Whether a text is no object because it is nested too deep.
pub(crate) fn is_deep(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.object(None).is_none() && reader.deep
}

/// The texts of a JSON array, each a piece of it where it has no escapes; `None` where the text is no array, or holds anything but
/// texts. As `JSON.stringify` writes it: without white space.
///
/// ```
/// use mailgun_edge::json::texts;
/// assert_eq!(texts(r#"["a","b\u0021"]"#.to_owned()), Some(vec!["a".into(), "b!".into()]));
/// assert_eq!(texts(r#"["a",1]"#.to_owned()), None);
/// ```
#[must_use]
pub fn texts(array: String) -> Option<Vec<Text>> {
    let whole = Arc::new(array);
    let mut reader = Reader::new(&whole);
    let mut out = Vec::new();
    reader.expect(b'[')?;
    while !reader.skip(b']') {
        if !out.is_empty() {
            reader.expect(b',')?;
        }
        let start = reader.at + 1;
        let escaped = reader.string()?;
        let range = start..reader.at - 1;
        out.push(if escaped { decode(whole.get(range)?)?.into() } else { Text::piece(&whole, range) });
    }
    (reader.at == whole.len()).then_some(out)
}

/// The text of a JSON string; `None` where the value is another.
///
/// ```
/// assert_eq!(mailgun_edge::json::text(r#""a\n""#).as_deref(), Some("a\n"));
/// assert_eq!(mailgun_edge::json::text("1"), None);
/// ```
#[must_use]
pub fn text(value: &str) -> Option<String> {
    let mut reader = Reader::new(value);
    let escaped = reader.string()?;
    let raw = value.get(1..reader.at - 1).filter(|_| reader.at == value.len())?;
    // Nearly every text has no escapes.
    if escaped { decode(raw) } else { Some(raw.to_owned()) }
}

/// A text as a JSON string.
///
/// ```
/// assert_eq!(mailgun_edge::json::string("a\"\n"), r#""a\"\u000a""#);
/// ```
#[must_use]
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(text, &mut out);
    out
}

/// Writes a text as a JSON string.
pub(crate) fn push_string(text: &str, out: &mut String) {
    out.push('"');
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte < b' ' || matches!(byte, b'"' | b'\\') {
            out.push_str(text.get(start..at).unwrap_or_default());
            start = at + 1;
            out.push('\\');
            match byte {
                b'"' | b'\\' => out.push(char::from(byte)),
                control => {
                    out.push_str(if control < 16 { "u000" } else { "u001" });
                    out.extend(char::from_digit(u32::from(control % 16), 16));
                }
            }
        }
    }
    out.push_str(text.get(start..).unwrap_or_default());
    out.push('"');
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Whether it ended at what is nested too deep.
    deep: bool,
}

impl<'t> Reader<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0, deep: false }
    }

    fn object(&mut self, members: Option<&mut Members<'t>>) -> Option<()> {
        self.white();
        self.expect(b'{')?;
        self.list(b'}', DEPTH_MAX, members)?;
        self.white();
        (self.at == self.text.len()).then_some(())
    }

    // Called for each byte of punctuation: as a call it costs twice as much.
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.skip(byte).then_some(())
    }

    #[inline(always)]
    fn white(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Reads a value, in which so many more may be nested.
    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            _ if depth == 0 => {
                self.deep = true;
                None
            }
            b'{' => {
                self.at += 1;
                self.list(b'}', depth - 1, None)
            }
            b'[' => {
                self.at += 1;
                self.list(b']', depth - 1, None)
            }
            b'"' => self.string().map(|_| ()),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }

    /// Reads the values of an array, or the members of an object and notes them, up to its end.
    fn list(&mut self, end: u8, depth: usize, mut members: Option<&mut Members<'t>>) -> Option<()> {
        let text = self.text;
        let mut first = true;
        loop {
            self.white();
            if self.skip(end) {
                return Some(());
            }
            if !first {
                self.sign(b',')?;
            }
            first = false;
            let start = self.at + 1;
            let mut escaped = false;
            let mut name = start..start;
            if end == b'}' {
                escaped = self.string()?;
                name = start..self.at - 1;
                self.sign(b':')?;
            }
            let start = self.at;
            self.value(depth)?;
            if let Some(members) = &mut members {
                let name = text.get(name)?;
                let name = if escaped { Cow::Owned(decode(name)?) } else { Cow::Borrowed(name) };
                members.push((name, text.get(start..self.at)?));
            }
        }
    }

    /// Reads a sign, and the white space around it.
    fn sign(&mut self, sign: u8) -> Option<()> {
        self.white();
        self.expect(sign)?;
        self.white();
        Some(())
    }

    /// Reads a string; tells whether it has escapes.
    fn string(&mut self) -> Option<bool> {
        self.expect(b'"')?;
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        loop {
            self.at = control_or(bytes, self.at, *b"\"\\");
            match bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(escaped);
                }
                b'\\' => {
                    escaped = true;
                    self.at += match bytes.get(self.at + 1)? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                        b'u' if bytes.get(self.at + 2..self.at + 6)?.iter().all(u8::is_ascii_hexdigit) => 6,
                        _ => return None,
                    };
                }
                _ => return None,
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_objects_and_nothing_else() {
        for text in ["{}", " { } ", r#"{"a":1}"#, r#"{"a":{"b":[true,false,null,-1.5e+3]},"c":"\u00e9\n"}"#] {
            assert!(members(text).is_some(), "{text}");
        }
        for text in [
            "",
            "[]",
            "1",
            "\"a\"",
            "null",
            "{",
            "}",
            "{]",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            r#"{a:1}"#,
            r#"{"a":01}"#,
            r#"{"a":.5}"#,
            r#"{"a":1.}"#,
            r#"{"a":tru}"#,
            r#"{"a":"\x"}"#,
            "{\"a\":\"\n\"}",
            "{} x",
            r#"{"a":"\u12"}"#,
            r#"{"a":'b'}"#,
        ] {
            assert_eq!(members(text), None, "{text}");
        }
    }

    #[test]
    fn texts_of_an_array() {
        let found = |array: &str| texts(array.to_owned());
        let expected = |list: &[&str]| Some(list.iter().map(|text| Text::from(*text)).collect::<Vec<_>>());
        assert_eq!(found("[]"), Some(vec![]));
        assert_eq!(found(r#"["a","","b\n","\ud83d"]"#), expected(&["a", "", "b\n", "\u{FFFD}"]));
        for text in [
            "",
            "{}",
            "[",
            "[1]",
            r#"["a",]"#,
            r#"["a" "b"]"#,
            r#"["a",null]"#,
            r#"["a"#,
            r#"[,"a"]"#,
            r#"["a"]x"#,
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_is_one_string() {
        assert_eq!(text(r#""a\n\"""#).as_deref(), Some("a\n\""));
        for value in ["", "\"", "\"a\" ", "a", "1", r#""a","b""#, r#""a"b""#, "\"a\nb\""] {
            assert_eq!(text(value), None, "{value}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(members(&nested(DEPTH_MAX)).is_some());
        assert!(members(&nested(DEPTH_MAX + 1)).is_none());
        assert!(members(&nested(1_000_000)).is_none());
    }

    #[test]
    fn names_are_decoded() {
        let names = |text: &str| {
            members(text)
                .map(|found| found.into_iter().map(|(name, _)| name.into_owned()).collect::<Vec<_>>())
        };
        assert_eq!(names(r#"{"\u0041\ud83d\ude00\"\\\/":0}"#), Some(vec!["A😀\"\\/".to_owned()]));
        for (raw, expected) in [
            (r"\ud83d", "\u{FFFD}"),
            (r"\ude00\ud83d", "\u{FFFD}\u{FFFD}"),
            (r"\ud83d\ud83d\ude00", "\u{FFFD}😀"),
            (r"\ud83d\n\ude00", "\u{FFFD}\n\u{FFFD}"),
            (r"\udbff\udfffé", "\u{10FFFF}é"),
        ] {
            assert_eq!(names(&format!("{{\"{raw}\":0}}")), Some(vec![expected.to_owned()]), "{raw}");
        }
    }
}
