//! Inline files and the html that shows them: `cid:name` and the file's name belong together (beam-community/bamboo#551).

use crate::check::Check;
use crate::check::files::Filename;
use crate::check::placeholders::place_of;
use crate::index::Index;
use crate::parameter::Field;
use crate::part::{Part, PartValue};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{after, excerpt, find, holds, replace, split_first, split_last, trim, trim_end_by, whole};
use crate::words::{add, words};

impl<B, P: Platform> Check<'_, '_, B, P> {
    pub(super) fn inline(&mut self) {
        let mut shown: Vec<String> = Vec::new();
        let mut of_html = 0;
        for part in &self.parts {
            if let Some(html) = html(part) {
                content_ids(html, &mut shown);
            }
            if part.name == Field::Html.row().wire {
                of_html = shown.len();
            }
        }
        if !shown.is_empty() || !self.seen.inline.is_empty() {
            self.compare(&shown, of_html);
        }
    }

    /// The names that the html shows, and after so many of them `amp-html`; and the inline files.
    fn compare(&mut self, shown: &[String], of_html: usize) {
        let used = Index::new(shown.iter().map(String::as_str));
        let attached = Index::new(self.seen.inline.iter().map(|(name, _)| name.as_ref()));
        let mut escaped = Vec::new();
        for (name, _) in &self.seen.inline {
            escaped.push(percent_decode(name));
        }
        let escaped = Index::new(escaped.iter().map(String::as_str));
        for (at, (id, before)) in shown.iter().zip(&used.before).enumerate() {
            // What a placeholder stands for is not known here.
            if *before > 0 || attached.contains(id) || is_filled(id) {
                continue;
            }
            let hint = match self.seen.inline.get(escaped.find(id)) {
                Some((name, _)) => {
                    let name = replace(name, |char| char == '%', "%25");
                    words!["a % in the name of a file is %25 there: cid:", excerpt(&name)]
                }
                None => self.meant_by(id),
            };
            let part = if at < of_html { Field::Html } else { Field::AmpHtml };
            add!(
                self.problems.advise(
                    Code::MissingInline,
                    place_of(self.draft, &part.row().wire.into()),
                    &hint
                ),
                "expected an inline file for cid:",
                excerpt(id),
                ", found none"
            );
        }
        self.unused(shown, &used);
    }

    /// Which file is meant by a name that no inline file has: one that is attached (files are the last parts), or one with another ending.
    fn meant_by(&self, id: &str) -> String {
        for part in self.parts.iter().rev().take(NEAR_MAX) {
            if let PartValue::File(_, name) = &part.value
                && name == id
            {
                return "it is in `attachment`: what the html shows goes into `inline`".to_owned();
            }
        }
        let mut near = self.seen.inline.iter().take(NEAR_MAX);
        match near.find(|(name, _)| stem(name).eq_ignore_ascii_case(stem(id))) {
            Some((name, _)) => words!["did you mean cid:", excerpt(name), "?"],
            None => String::new(),
        }
    }

    fn unused(&mut self, shown: &[String], used: &Index<'_>) {
        // A template's html is not known here.
        if self.has(Field::Template) || shown.iter().any(|id| is_filled(id)) {
            return;
        }
        if self.seen.inline.iter().all(|(name, _)| used.contains(name)) {
            return;
        }
        let mut perhaps = Vec::new();
        for part in &self.parts {
            if let Some(html) = html(part) {
                loose_ids(html, &mut perhaps);
            }
        }
        let perhaps = Index::of(perhaps);
        for (name, given) in &self.seen.inline {
            if !used.contains(name) && !perhaps.contains(name) {
                add!(
                    self.problems.note(Code::UnusedInline, &Filename(given)),
                    "expected cid:",
                    excerpt(name),
                    " in the html, found none"
                );
            }
        }
    }
}

/// The most files of which a name is compared with each that is missing.
const NEAR_MAX: usize = 100;

/// Whether Mailgun fills in a part of a name for each recipient.
fn is_filled(id: &str) -> bool {
    find(id, "%recipient").is_some()
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    split_last(name, b'.').map_or(name, |(stem, _)| stem)
}

/// The part's text, where it is html.
fn html<'p, B>(part: &'p Part<'_, B>) -> Option<&'p str> {
    let is_html = part.name == Field::Html.row().wire || part.name == Field::AmpHtml.row().wire;
    part.as_text().filter(|_| is_html)
}

/// What may be the name after each `cid:` somewhere else than in an attribute of its own: a list of sources, a style sheet. It ends
/// at any sign that is no letter, digit or dot, and of a few such ends each may be the one.
fn loose_ids<'t>(html: &'t str, ids: &mut Vec<&'t str>) {
    const CHARS_MAX: usize = 256;
    const ENDS_MAX: usize = 8;
    let mut rest = html;
    while let Some(at) = find(rest, "cid:") {
        rest = rest.get(at + 4..).unwrap_or_default();
        let mut ends = 0;
        for (end, char) in rest.char_indices().take(CHARS_MAX) {
            if char.is_ascii() && !char.is_ascii_alphanumeric() && !matches!(char, '.' | '-' | '_') {
                ids.push(rest.get(..end).unwrap_or_default());
                ends += 1;
            }
            if ends == ENDS_MAX {
                break;
            }
        }
        if rest.len() <= CHARS_MAX {
            ids.push(rest);
        }
    }
}

/// The longest name that is looked for, escapes included: three times the 255 bytes that file systems allow, and some.
const ID_BYTES_MAX: usize = 1024;

/// What a `cid:` ends at, by what stands before it: a quote, a bracket, the end of an unquoted attribute.
const ENDS: &[(u8, &str)] = &[(b'"', "\""), (b'\'', "'"), (b'(', ") \"'"), (b'=', " >\"'\r\n\t")];

/// Adds the names after `cid:` in an attribute or a CSS `url()`, escapes resolved. The scheme is in any case (RFC 3986, 3.1).
fn content_ids(html: &str, ids: &mut Vec<String>) {
    let mut rest = html;
    while let Some((before, after)) = split_first(rest, b':') {
        rest = after;
        // Looked for no further than a name is long: where nothing ends it, the rest of the html would be read again each time.
        let Some(ends) = ends_after(before) else { continue };
        let end = rest.bytes().take(ID_BYTES_MAX).position(|byte| holds(ends, byte));
        let all = (rest.len() < ID_BYTES_MAX).then_some(rest.len());
        let Some(id) = end.or(all).and_then(|end| rest.get(..end)).map(trim) else { continue };
        // A list of sources (`srcset`) is not one name.
        if !id.is_empty() && !id.bytes().any(|byte| matches!(byte, b' ' | b'<' | b'>')) {
            ids.push(percent_decode(&unescape(id)));
        }
    }
}

/// What ends a name, where the text before its colon is that of a `cid:` in an attribute or a CSS `url()`.
fn ends_after(before: &str) -> Option<&'static str> {
    let (opening, scheme) = before.split_at_checked(before.len().checked_sub(3)?)?;
    if !scheme.eq_ignore_ascii_case("cid") {
        return None;
    }
    let opening = trim_end_by(opening, |char| matches!(char, ' ' | '\n' | '\r' | '\t')).bytes().next_back();
    ENDS.iter().find(|(open, _)| Some(*open) == opening).map(|(_, ends)| *ends)
}

/// With the character references resolved that stand in an attribute's URL: `&amp;`, and those by number.
fn unescape(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut rest = id;
    while let Some((before, after)) = split_first(rest, b'&') {
        out.push_str(before);
        let (char, after) = reference(after).unwrap_or(('&', after));
        out.push(char);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The character that a text begins with a reference to, and what follows that.
fn reference(text: &str) -> Option<(char, &str)> {
    let (name, rest) = split_first(text, b';').filter(|(name, _)| name.len() < 10)?;
    let number = match name.strip_prefix('#') {
        None => (name == "amp").then_some(u32::from('&')),
        Some(digits) => {
            let (digits, radix) = after(digits, "x").map_or((digits, 10), |digits| (digits, 16));
            whole(digits, radix)
        }
    };
    Some((char::from_u32(number?)?, rest))
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_first(rest, b'%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| whole(digits, 16));
        let byte = byte.and_then(|byte| u8::try_from(byte).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    // As `String::from_utf8_lossy` does, which is 0.5 kB of wasm.
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }
    out
}
