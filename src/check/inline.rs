//! Inline files and the html that shows them: `cid:name` and the file's name belong together (beam-community/bamboo#551).

use crate::check::Check;
use crate::parameter::Field;
use crate::platform::Platform;
use crate::problem::Code;
use crate::sorted::Sorted;
use crate::text::{excerpt, find};

impl<B, P: Platform> Check<'_, '_, B, P> {
    pub(super) fn inline(&mut self) {
        let html = Field::Html.row().wire;
        let Some(html) = self.parts.iter().find(|part| part.name == html).and_then(|part| part.as_text())
        else {
            return;
        };
        let shown: Vec<String> = content_ids(html).collect();
        let used = Sorted::new(shown.iter().map(String::as_str).collect());
        let attached = Sorted::new(self.seen.inline.iter().map(|(name, _)| name.as_ref()).collect());
        let mut told: Vec<bool> = shown.iter().map(|id| attached.find(id).is_some()).collect();
        for (_, again) in used.repeated() {
            if let Some(told) = told.get_mut(again) {
                *told = true;
            }
        }
        for (id, _) in shown.iter().zip(told).filter(|(_, told)| !told) {
            let message = format!("expected an inline file for cid:{}, found none", excerpt(id));
            self.problems.add(Code::MissingInline, "html", message);
        }
        for (name, given) in self.seen.inline.iter().filter(|(name, _)| used.find(name).is_none()) {
            let message = format!("expected cid:{} in the html, found none", excerpt(name));
            self.problems.add(Code::UnusedInline, format!("{}.filename", given.place()), message);
        }
    }
}

/// The names after `cid:` in an attribute or a CSS `url()`, percent-escapes resolved.
fn content_ids(html: &str) -> impl Iterator<Item = String> {
    let mut rest = html;
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let at = find(rest, "cid:")?;
            let (head, tail) = rest.split_at_checked(at)?;
            before = head.chars().next_back().unwrap_or(before);
            let tail = tail.get(4..)?;
            let end = tail.find(['"', '\'', ')', '>', ' ', '\r', '\n', '&', '\\']).unwrap_or(tail.len());
            let (id, next) = tail.split_at_checked(end)?;
            rest = next;
            if matches!(before, '"' | '\'' | '(' | '=') && !id.is_empty() {
                return Some(percent_decode(id));
            }
        }
    })
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, escaped) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
